//! A look at tokens: the few questions that all the small grammars here ask.

use crate::{
    document::Document,
    lexicon::Class,
    tokens::{Kind, Token},
};
use std::ops::Range;

/// A laid-out text, with what the grammars ask of it. Every question may be asked past the end.
#[derive(Clone, Copy)]
pub(crate) struct Look<'a> {
    /// The text.
    pub(crate) document: &'a Document<'a>,
}

impl<'a> Look<'a> {
    /// At a document.
    pub(crate) fn at(document: &'a Document<'a>) -> Look<'a> {
        Look { document }
    }

    /// How many tokens there are.
    pub(crate) fn len(self) -> usize {
        self.document.tokens.all().len()
    }

    /// The token.
    pub(crate) fn token(self, at: usize) -> Option<&'a Token> {
        self.document.tokens.all().get(at)
    }

    /// What kind of token it is.
    pub(crate) fn kind(self, at: usize) -> Option<Kind> {
        self.token(at).map(|t| t.kind)
    }

    /// Its lower-case form without the stop of an abbreviation; empty past the end.
    pub(crate) fn low(self, at: usize) -> &'a str {
        let low = self.document.tokens.lower(at);
        if low.len() > 1 { low.strip_suffix('.').unwrap_or(low) } else { low }
    }

    /// The lower-case form of the token before; empty at the start of a paragraph.
    pub(crate) fn before(self, at: usize) -> &'a str {
        match at.checked_sub(1) {
            Some(before) if self.kind(before) != Some(Kind::Break) => self.low(before),
            _ => "",
        }
    }

    /// As printed.
    pub(crate) fn printed(self, at: usize) -> &'a str {
        self.token(at).map_or("", |t| &self.document.text.as_str()[t.start as usize..t.end as usize])
    }

    /// Whether the token is this character.
    pub(crate) fn is(self, at: usize, c: char) -> bool {
        self.token(at).is_some_and(|t| t.is(c))
    }

    /// Whether it is made of letters.
    pub(crate) fn is_word(self, at: usize) -> bool {
        self.token(at).is_some_and(Token::is_word)
    }

    /// Whether it starts with a capital letter.
    pub(crate) fn is_capital(self, at: usize) -> bool {
        self.token(at).is_some_and(Token::is_capital)
    }

    /// Whether it starts with a digit.
    pub(crate) fn is_digits(self, at: usize) -> bool {
        self.kind(at) == Some(Kind::Number)
    }

    /// Whether it is a pause: a dash of any length.
    pub(crate) fn is_dash(self, at: usize) -> bool {
        self.kind(at) == Some(Kind::Dash) || self.is(at, '-')
    }

    /// Whether nothing stands between it and the token before.
    pub(crate) fn is_glued(self, at: usize) -> bool {
        let before = at.checked_sub(1).and_then(|b| self.token(b));
        matches!((before, self.token(at)), (Some(b), Some(t)) if b.end == t.start)
    }

    /// Whether the lists know the word as one of a class.
    pub(crate) fn class(self, at: usize, class: Class) -> bool {
        self.document.word(at).is(class)
    }

    /// Whether a sentence (or quotation, or line) starts with it.
    pub(crate) fn opens(self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1).and_then(|b| self.token(b)) else { return true };
        before.ends_sentence()
            || matches!(before.kind, Kind::Break | Kind::Mark(_) | Kind::Dash | Kind::Other(':' | '•'))
    }

    /// Whether these words stand from `at` on.
    pub(crate) fn words(self, at: usize, words: &str) -> Option<usize> {
        let mut end = at;
        for word in words.split(' ') {
            if self.low(end) != word && !(word == "'s" && self.kind(end) == Some(Kind::Possessive)) {
                return None;
            }
            end += 1;
        }
        Some(end)
    }

    /// Whether these words stand right before `at`; where they start.
    pub(crate) fn words_before(self, at: usize, words: &str) -> Option<usize> {
        let mut start = at;
        for word in words.rsplit(' ') {
            start = start.checked_sub(1)?;
            if self.low(start) != word {
                return None;
            }
        }
        Some(start)
    }

    /// The tokens of the sentence around `at`, marks of quotations included; never past a line end.
    pub(crate) fn sentence(self, at: usize) -> Range<usize> {
        let ends = |t: usize| self.token(t).is_some_and(|t| t.ends_sentence() || t.kind == Kind::Break);
        let start = (0..at).rev().take(LONGEST).find(|&t| ends(t)).map_or(at.saturating_sub(LONGEST), |t| t + 1);
        let end = (at..self.len()).take(LONGEST).find(|&t| ends(t)).unwrap_or((at + LONGEST).min(self.len()));
        start..end
    }
}

/// Farther than this nothing is looked for: keeps every question short on a text without full stops.
const LONGEST: usize = 80;

/// Whether a lower-case word is Cyrillic.
pub(crate) fn is_cyrillic(word: &str) -> bool {
    word.chars().next().is_some_and(|c| ('а'..='я').contains(&c) || c == 'ё')
}
