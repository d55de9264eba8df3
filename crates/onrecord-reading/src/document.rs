//! A text laid out for reading: tokens, paragraphs, sentences and quotations in one place.
//!
//! Takes an article's text, gives its [`Frame`]s: one sentence each, in which a quotation is a single [`Item`], so that a rule sees
//! `Q , she said .` however long Q is. The sentences inside a quotation are frames of their own.

use crate::{
    lexicon::{Lexicon, Word},
    quotation::{self, Quotation, Quotations},
    sentences,
    tokens::{Kind, Token, Tokens},
};
use onrecord_page::{Span, Text};
use std::ops::Range;

/// A text laid out for reading.
pub(crate) struct Document<'a> {
    /// The text.
    pub(crate) text: &'a Text,
    /// The word lists that it was read with.
    pub(crate) lexicon: &'a Lexicon,
    /// Its tokens.
    pub(crate) tokens: Tokens,
    /// Token ranges of its paragraphs.
    pub(crate) paragraphs: Vec<Range<usize>>,
    /// Its quotations.
    pub(crate) quotations: Vec<Quotation>,
    /// Tokens of quotation marks without a partner.
    pub(crate) unbalanced: Vec<usize>,
    /// Its sentences: first those outside quotations, in order, then those inside each quotation.
    pub(crate) frames: Vec<Frame>,
    /// Whether a sentence starts with each token.
    pub(crate) starts: Vec<bool>,
    /// The innermost quotation around each token; a mark belongs to what is around its quotation.
    pub(crate) inside: Vec<Option<u32>>,
}

/// One sentence at one depth of quotation.
#[derive(Debug)]
pub(crate) struct Frame {
    /// Its tokens and the quotations in it.
    pub(crate) items: Vec<Item>,
    /// The quotation that it stands in.
    pub(crate) quotation: Option<usize>,
    /// The paragraph that it stands in.
    pub(crate) paragraph: usize,
}

/// A token, or a quotation (the part of it in this paragraph) with its marks.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Item {
    /// First token.
    pub(crate) start: usize,
    /// One past the last token.
    pub(crate) end: usize,
    /// Which quotation, if it is one.
    pub(crate) quotation: Option<usize>,
}

impl<'a> Document<'a> {
    /// Lays a text out. Linear.
    pub(crate) fn of(text: &'a Text, lexicon: &'a Lexicon) -> Document<'a> {
        let tokens = Tokens::of(text.as_str(), lexicon);
        let paragraphs = sentences::paragraphs(text.as_str(), &tokens);
        let starts = sentences::starts(text.as_str(), &tokens, &paragraphs);
        let Quotations { all: quotations, unbalanced } = quotation::pair(text.as_str(), tokens.all(), &paragraphs);
        let inside = inside(&quotations, tokens.all().len());
        let mut document =
            Document { text, lexicon, tokens, paragraphs, quotations, unbalanced, frames: Vec::new(), starts, inside };
        document.frames = document.lay_out();
        document
    }

    /// The token.
    pub(crate) fn token(&self, at: usize) -> Option<&Token> {
        self.tokens.all().get(at)
    }

    /// What the lists know of a token.
    pub(crate) fn word(&self, at: usize) -> Word {
        self.token(at).map(|t| t.word).unwrap_or_default()
    }

    /// The place of a token range in the text, None if it is empty.
    pub(crate) fn span(&self, range: &Range<usize>) -> Option<Span> {
        if range.is_empty() {
            return None;
        }
        let (first, last) = (self.token(range.start)?, self.token(range.end - 1)?);
        self.text.span(first.start as usize..last.end as usize)
    }

    /// The words of a token range as printed.
    pub(crate) fn slice(&self, range: &Range<usize>) -> &str {
        self.span(range).map_or("", |s| self.text.slice(s))
    }

    fn lay_out(&self) -> Vec<Frame> {
        let opens = self.opens();
        let mut frames = Vec::new();
        for (paragraph, range) in self.paragraphs.iter().enumerate() {
            self.cut(range, None, paragraph, &opens, &mut frames);
        }
        for (q, quotation) in self.quotations.iter().enumerate() {
            for piece in &quotation.pieces {
                let paragraph = self.paragraphs.partition_point(|p| p.end <= piece.start);
                self.cut(piece, Some(q), paragraph, &opens, &mut frames);
            }
        }
        frames
    }

    /// Cuts a range at one depth into sentences.
    fn cut(
        &self,
        range: &Range<usize>,
        quotation: Option<usize>,
        paragraph: usize,
        opens: &[Option<(u32, u32)>],
        frames: &mut Vec<Frame>,
    ) {
        let mut items = Vec::new();
        let mut at = range.start;
        while at < range.end {
            if self.starts[at] && !items.is_empty() {
                frames.push(Frame { items: std::mem::take(&mut items), quotation, paragraph });
            }
            let inner = opens[at].filter(|(q, _)| Some(*q as usize) != quotation);
            let item = match inner {
                Some((q, piece)) => {
                    let piece = &self.quotations[q as usize].pieces[piece as usize];
                    let closing = self.token(piece.end).is_some_and(|t| matches!(t.kind, Kind::Mark(_)));
                    let end = (piece.end + usize::from(closing)).clamp(at + 1, range.end);
                    Item { start: at, end, quotation: Some(q as usize) }
                }
                None => Item { start: at, end: at + 1, quotation: None },
            };
            at = item.end;
            if item.quotation.is_some() || self.tokens.all()[item.start].kind != Kind::Break {
                items.push(item);
            }
        }
        if !items.is_empty() {
            frames.push(Frame { items, quotation, paragraph });
        }
    }

    /// For the first token of each piece of a quotation (its mark, where it has one): which piece.
    fn opens(&self) -> Vec<Option<(u32, u32)>> {
        let mut opens = vec![None; self.tokens.all().len()];
        for (q, quotation) in self.quotations.iter().enumerate() {
            for (n, piece) in quotation.pieces.iter().enumerate() {
                let marked = piece.start.checked_sub(1).filter(|&m| {
                    let paragraph = self.paragraphs.partition_point(|p| p.end <= m);
                    let same = self.paragraphs.get(paragraph).is_some_and(|p| p.start <= m);
                    same && self.token(m).is_some_and(|t| matches!(t.kind, Kind::Mark(_)))
                });
                if let Some(slot) = opens.get_mut(marked.unwrap_or(piece.start)) {
                    slot.get_or_insert((q as u32, n as u32));
                }
            }
        }
        opens
    }
}

fn inside(quotations: &[Quotation], tokens: usize) -> Vec<Option<u32>> {
    let mut inside = vec![None; tokens];
    // Inner quotations open later than those around them and overwrite them. Depth is bounded, so this is linear.
    for (q, quotation) in quotations.iter().enumerate() {
        for piece in &quotation.pieces {
            inside[piece.clone()].fill(Some(q as u32));
        }
    }
    inside
}
