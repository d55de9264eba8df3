//! Who of several is meant: the one whom a reader has in mind at that place.
//!
//! Takes members of the cast who all fit, gives the one who stands out: named or heard most lately, as the subject of a sentence rather than in
//! passing, in this paragraph rather than before it. Refuses where the second is nearly as likely.

use super::{CANDIDATES, Resolver};
use crate::{SpeakerKind, inflection::Case, lexicon::Class};

/// Places that are looked at, at most.
const PLACES: usize = 64;

/// What is said of somebody further back than this many paragraphs is forgotten.
const PARAGRAPHS: usize = 3;

/// What each sentence, each paragraph between takes away.
const SENTENCE: f32 = 0.7;
const PARAGRAPH: f32 = 0.5;

/// A subject weighs more than one who is named in passing; words that somebody said count beside their name.
const SUBJECT: f32 = 1.6;
const SPOKE: f32 = 1.2;

/// How much more one must weigh than the next.
pub(super) const CLEARLY: f32 = 1.25;

impl Resolver<'_> {
    /// The one of several who stands out before a place, if the next is not `margin` times as likely.
    pub(super) fn foremost(&self, members: &[usize], at: usize, margin: f32) -> Option<usize> {
        let mut weights: Vec<(f32, usize)> = members.iter().map(|&m| (0.0, m)).collect();
        let mut add = |member: usize, weight: f32| {
            weights.iter_mut().filter(|(_, m)| *m == member).for_each(|(sum, _)| *sum += weight);
        };
        let around = self.inside(at);
        let to = self.cast.mentions.partition_point(|m| m.at < at);
        for mention in self.cast.mentions[..to].iter().rev().take(PLACES) {
            let Some(near) = self.nearness(mention.at, at) else { break };
            let quoted = self.inside(mention.at) != around;
            if !quoted && members.contains(&mention.member) {
                add(mention.member, near * if self.is_subject(mention.at) { SUBJECT } else { 1.0 });
            }
        }
        for spoke in self.history.iter().rev().take(PLACES).filter(|h| h.at < at) {
            let Some(near) = self.nearness(spoke.at, at) else { break };
            if let Some(member) = spoke.who.member {
                add(member, near * SPOKE);
            }
        }
        weights.sort_by(|a, b| b.0.total_cmp(&a.0));
        let (first, member) = *weights.first()?;
        let second = weights.get(1).map_or(0.0, |w| w.0);
        (first > 0.0 && first >= second * margin).then_some(member)
    }

    /// The people of a gender, as far as that is known, whom the text has named shortly before a place.
    pub(super) fn people_before(&self, at: usize, fits: impl Fn(usize) -> bool) -> Vec<usize> {
        let around = self.inside(at);
        let to = self.cast.mentions.partition_point(|m| m.at < at);
        let mut people = Vec::new();
        for mention in self.cast.mentions[..to].iter().rev().take(PLACES) {
            if self.nearness(mention.at, at).is_none() || people.len() >= CANDIDATES {
                break;
            }
            let member = mention.member;
            let quoted = self.inside(mention.at) != around;
            let person = self.cast.members[member].kind == SpeakerKind::Person;
            if person && !quoted && !people.contains(&member) && fits(member) {
                people.push(member);
            }
        }
        people
    }

    /// One at the place itself, less with each sentence and paragraph between; None where it is forgotten.
    fn nearness(&self, from: usize, to: usize) -> Option<f32> {
        let paragraphs = self.paragraph(to).saturating_sub(self.paragraph(from));
        let sentences = self.sentence_number(to).saturating_sub(self.sentence_number(from));
        (paragraphs <= PARAGRAPHS).then(|| SENTENCE.powi(sentences.min(64) as i32) * PARAGRAPH.powi(paragraphs as i32))
    }

    /// Which sentence outside quotations a token stands in or behind.
    fn sentence_number(&self, at: usize) -> usize {
        let frames = &self.document.frames;
        let outside = frames.partition_point(|f| f.quotation.is_none());
        frames[..outside].partition_point(|f| f.items.first().is_some_and(|i| i.start <= at))
    }

    /// Whether the name at a place is what its sentence is about: nobody is named before it there, and in Russian it stands in the nominative.
    fn is_subject(&self, at: usize) -> bool {
        let number = self.sentence_number(at);
        let start = number.checked_sub(1).and_then(|n| self.document.frames[n].items.first()).map_or(0, |i| i.start);
        let from = self.cast.mentions.partition_point(|m| m.at < start);
        let person = |m: usize| self.cast.members[m].kind == SpeakerKind::Person;
        let first =
            self.cast.mentions[from..].iter().take_while(|m| m.at <= at).take(PLACES).find(|m| person(m.member));
        // "Tolland and Orn met": two subjects.
        let joined = |from: usize| {
            let quiet = (from..at).all(|i| self.document.word(i).cue.is_none() && !self.is(i, Class::Auxiliary));
            quiet && at - from <= 8 && (from..at).any(|i| matches!(self.document.tokens.lower(i), "and" | "и"))
        };
        first.is_some_and(|m| m.at == at || joined(m.at))
            && (!super::is_russian(self.document, at) || self.case_of_name(at) == Case::Nominative)
    }
}
