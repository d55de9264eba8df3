//! Notes: what the pure crates say instead of failing.
//!
//! A note has a stable code that a program may match on, a sentence for a person, and where there is one a hint: the way out.

use crate::Span;
use serde::Serialize;

/// One remark about a page, an article or a reading.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Note {
    /// Stable, kebab-case: `too-deep`, `charset-guessed`, `unbalanced-quotation-mark`.
    pub code: &'static str,
    /// One sentence for a person.
    pub message: String,
    /// What to do about it, if anything can be done.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hint: Option<String>,
    /// Where in the article's text, if it is about a place. Not serialized: outsiders get code points (see [`crate::Text::char_spans`]).
    #[serde(skip)]
    pub span: Option<Span>,
}

impl Note {
    /// A note without a place or a hint.
    pub fn new(code: &'static str, message: impl Into<String>) -> Note {
        Note { code, message: message.into(), hint: None, span: None }
    }

    /// Adds the way out.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Note {
        self.hint = Some(hint.into());
        self
    }

    /// Adds the place in the article's text.
    #[must_use]
    pub fn at(mut self, span: Span) -> Note {
        self.span = Some(span);
        self
    }
}

/// A value and what there was to say about it.
#[derive(Clone, Debug, PartialEq)]
pub struct Noted<T> {
    /// The value; always usable, at worst empty.
    pub value: T,
    /// In the order in which they came up.
    pub notes: Vec<Note>,
}

impl<T> Noted<T> {
    /// A value about which there is nothing to say.
    pub fn plain(value: T) -> Noted<T> {
        Noted { value, notes: Vec::new() }
    }
}
