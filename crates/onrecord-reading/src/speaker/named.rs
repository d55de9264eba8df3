//! Who a mention stands for that nobody's verb of saying belongs to: those of whom, and to whom, something is said.

use super::{Resolver, Setting};
use crate::{
    Speaker,
    document::Document,
    found::{Found, Rule},
    mention::Cast,
};
use std::ops::Range;

/// Names mentions anywhere in a text, by the rules that name speakers.
pub(crate) struct Namer<'a> {
    resolver: Resolver<'a>,
    /// The innermost sentence of each token.
    frames: Vec<u32>,
}

impl<'a> Namer<'a> {
    pub(crate) fn of(document: &'a Document<'a>, cast: &'a Cast, setting: &'a Setting, found: &[Found]) -> Namer<'a> {
        let mut resolver = Resolver::new(document, cast, setting);
        resolver.quoted = vec![None; document.quotations.len()];
        resolver.look_through(found);
        let mut frames = vec![0; document.tokens.all().len()];
        for (n, frame) in document.frames.iter().enumerate() {
            for item in &frame.items {
                frames[item.start..item.end].fill(n as u32);
            }
        }
        Namer { resolver, frames }
    }

    /// The lines above the text: who carries it, and its headline.
    pub(crate) fn above(&self) -> Vec<&str> {
        let setting = self.resolver.setting;
        setting.outlet.iter().chain(&setting.title).map(String::as_str).collect()
    }

    /// Who carries the text.
    pub(crate) fn outlet(&self) -> Option<&str> {
        self.resolver.setting.outlet.as_deref()
    }

    /// The bodies that the text names by a noun and what belongs to it: their tokens, and the name in the nominative.
    pub(crate) fn bodies(&self) -> impl Iterator<Item = (Range<usize>, &str)> {
        self.resolver.bodies.iter().map(|b| (b.at..b.end, b.name.as_str()))
    }

    /// The one whom these words stand for; as printed and of unknown kind where that is in doubt.
    pub(crate) fn name(&self, words: &Range<usize>) -> Speaker {
        let frame = self.frames.get(words.start).map_or(0, |&f| f as usize);
        let found = Found {
            source: None,
            cue: vec![words.clone()],
            content: Vec::new(),
            rule: Rule::Layout,
            frame,
            inserted: false,
        };
        let words = self.resolver.trimmed(words);
        let who = self.resolver.mention(&found, &words, None);
        let spans = self.resolver.document.span(&words).into_iter().collect();
        Speaker { name: who.name, role: who.role, kind: who.kind, spans, why: who.why, candidates: who.candidates }
    }
}
