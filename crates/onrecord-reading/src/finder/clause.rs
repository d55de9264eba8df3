//! One sentence as the rules see it: a row of words and opaque quotations.

use crate::{
    document::{Document, Frame, Item},
    lexicon::{Class, Word},
    tokens::{Kind, Token},
};
use std::ops::Range;

/// How far a rule looks to either side of a verb. Longer sentences exist; what stands further off than this belongs to another verb.
pub(crate) const REACH: usize = 80;

/// A sentence with its document at hand. Positions are item indices.
#[derive(Clone, Copy)]
pub(crate) struct Clause<'a> {
    pub(crate) document: &'a Document<'a>,
    pub(crate) frame: usize,
    items: &'a [Item],
}

impl<'a> Clause<'a> {
    pub(crate) fn new(document: &'a Document<'a>, frame: usize) -> Clause<'a> {
        Clause { document, frame, items: &document.frames[frame].items }
    }

    pub(crate) fn frame(&self) -> &'a Frame {
        &self.document.frames[self.frame]
    }

    pub(crate) fn len(&self) -> usize {
        self.items.len()
    }

    pub(crate) fn item(&self, at: usize) -> Option<&'a Item> {
        self.items.get(at)
    }

    /// The token at `at`, unless a quotation stands there.
    pub(crate) fn token(&self, at: usize) -> Option<&'a Token> {
        let item = self.items.get(at)?;
        if item.quotation.is_some() { None } else { self.document.token(item.start) }
    }

    pub(crate) fn lower(&self, at: usize) -> &'a str {
        match self.items.get(at) {
            Some(item) if item.quotation.is_none() => self.document.tokens.lower(item.start),
            _ => "",
        }
    }

    pub(crate) fn word(&self, at: usize) -> Word {
        self.token(at).map(|t| t.word).unwrap_or_default()
    }

    pub(crate) fn is(&self, at: usize, class: Class) -> bool {
        self.word(at).is(class)
    }

    pub(crate) fn is_capital(&self, at: usize) -> bool {
        self.token(at).is_some_and(Token::is_capital)
    }

    pub(crate) fn is_word(&self, at: usize) -> bool {
        self.token(at).is_some_and(Token::is_word)
    }

    pub(crate) fn is_mark(&self, at: usize, c: char) -> bool {
        self.token(at).is_some_and(|t| t.is(c))
    }

    pub(crate) fn is_comma(&self, at: usize) -> bool {
        self.is_mark(at, ',')
    }

    pub(crate) fn is_dash(&self, at: usize) -> bool {
        self.token(at).is_some_and(|t| t.kind == Kind::Dash)
    }

    /// A quotation stands here.
    pub(crate) fn is_quotation(&self, at: usize) -> bool {
        self.items.get(at).is_some_and(|i| i.quotation.is_some())
    }

    /// The quotation here is speech by its length or its stops, not a name or a word in marks.
    pub(crate) fn is_spoken(&self, at: usize) -> bool {
        let Some(q) = self.items.get(at).and_then(|i| i.quotation) else { return false };
        let quotation = &self.document.quotations[q];
        quotation.len() >= 5 || self.quotation_stops(at).is_some()
    }

    /// The stop or comma that ends the words of the quotation here.
    pub(crate) fn quotation_stops(&self, at: usize) -> Option<char> {
        let q = self.items.get(at)?.quotation?;
        let last = self.document.token(self.document.quotations[q].end().checked_sub(1)?)?;
        match last.kind {
            Kind::Other(c @ (',' | '.' | '?' | '!' | '…')) => Some(c),
            Kind::Dash => Some(','),
            _ => None,
        }
    }

    /// Nothing but closing stops from here on.
    pub(crate) fn is_end(&self, at: usize) -> bool {
        self.items[at.min(self.len())..]
            .iter()
            .take(4)
            .enumerate()
            .all(|(i, _)| self.token(at + i).is_some_and(|t| t.ends_sentence() || t.is(')') || t.is(';')))
            && self.len().saturating_sub(at) <= 4
    }

    /// One past the last item that is not a closing stop.
    pub(crate) fn end(&self) -> usize {
        let mut end = self.len();
        while end > 0 && self.token(end - 1).is_some_and(|t| t.ends_sentence() || t.is(';')) {
            end -= 1;
        }
        end
    }

    /// The tokens of a range of items.
    pub(crate) fn tokens(&self, items: Range<usize>) -> Range<usize> {
        match (self.items.get(items.start), items.end.checked_sub(1).and_then(|i| self.items.get(i))) {
            (Some(first), Some(last)) if items.start < items.end => first.start..last.end,
            _ => 0..0,
        }
    }

    /// Cyrillic by its first letters: a text may mix languages, a sentence hardly.
    pub(crate) fn is_russian(&self) -> bool {
        let letters = self.items.iter().take(40).filter(|i| self.document.token(i.start).is_some_and(Token::is_word));
        let (mut cyrillic, mut all) = (0, 0);
        for item in letters {
            all += 1;
            let first = self.document.tokens.lower(item.start).chars().next();
            cyrillic += usize::from(first.is_some_and(|c| ('а'..='я').contains(&c)));
        }
        cyrillic * 2 > all || (all == 0 && self.starts_in_cyrillic())
    }

    /// A sentence of quotations alone: look inside.
    fn starts_in_cyrillic(&self) -> bool {
        self.items.first().is_some_and(|i| {
            (i.start..i.end.min(i.start + 6))
                .filter_map(|t| self.document.tokens.lower(t).chars().next())
                .any(|c| ('а'..='я').contains(&c))
        })
    }
}
