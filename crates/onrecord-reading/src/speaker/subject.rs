//! Statements without a mention of their own: whose the participle is.
//!
//! "Vell has sent a note, saying it is unacceptable": who says so is who sends the note. «Лунев вышел к прессе, добавив, что …», «… и сказал, что …»:
//! the subject of the sentence. Taken only where the sentence has one whom the article names.

use super::{Resolver, Who};
use crate::{
    SpeakerKind,
    found::{Agreement, Found},
    inflection::Case,
    lexicon::{Class, Form},
    tokens::{Kind, Token},
};
use std::ops::Range;

/// A sentence is looked through this far to either side.
const FAR: usize = 60;

impl Resolver<'_> {
    /// Who says a statement that names nobody, and where that one stands: None where the verb is nobody's ("it was announced").
    pub(super) fn unsaid_subject(&self, found: &Found) -> Option<(Range<usize>, Who)> {
        let document = self.document;
        let [cue] = &found.cue[..] else { return None };
        let verb = cue.clone().find_map(|at| document.word(at).cue.map(|v| (at, v.form)))?;
        let sentence = self.sentence_of(found)?;
        let agreement = match verb.1 {
            Form::Gerund => None,
            Form::PastMale if super::is_russian(document, verb.0) => Some(Agreement::Male),
            Form::PastFemale if super::is_russian(document, verb.0) => Some(Agreement::Female),
            Form::Third if super::is_russian(document, verb.0) => {
                return self.spoke_before(found, &sentence, cue.start, None);
            }
            _ => return None,
        };
        // "announced as", «было сказано»: only a clause of its own, behind a comma or «и», or one that opens the sentence.
        let before = cue.start.checked_sub(1).filter(|&at| sentence.contains(&at));
        let joined = self.opens_with(&sentence, cue.start)
            || before.is_none_or(|at| {
                document.token(at).is_some_and(|t| t.is(',') || t.kind == Kind::Dash || matches!(t.kind, Kind::Mark(_)))
                    || matches!(document.tokens.lower(at), "и" | "но" | "also")
            });
        if !joined {
            return None;
        }
        if let Some(spoke) = self.spoke_in(found, &sentence, cue.start, agreement) {
            return Some(spoke);
        }
        if let Some(spoke) = self.spoke_before(found, &sentence, cue.start, agreement) {
            return Some(spoke);
        }
        let subject = self.subject_of(&sentence, cue.start)?;
        let who = self.mention(found, &subject, agreement);
        let known = matches!(who.kind, SpeakerKind::Person | SpeakerKind::Body) && super::agrees(who.gender, agreement);
        known.then(|| (subject, Who { why: format!("subject of the sentence: {}", who.why), ..who }))
    }

    /// Somebody else's statement in the same sentence, nearest before the participle, else behind it.
    fn spoke_in(
        &self,
        found: &Found,
        sentence: &Range<usize>,
        at: usize,
        agreement: Option<Agreement>,
    ) -> Option<(Range<usize>, Who)> {
        let around = found.around(self.document);
        let here = || self.history.iter().rev().take(16).filter(|h| h.around == around && sentence.contains(&h.at));
        let spoke = here().find(|h| h.at < at)?;
        let fits = super::agrees(spoke.who.gender, agreement);
        let why = format!("subject of the sentence: {}", spoke.who.why);
        fits.then(|| (spoke.mention.clone(), Who { why, ..spoke.who.clone() }))
    }

    /// «Потом | добавил», «И | добавляет»: nothing but adverbs before the verb.
    fn opens_with(&self, sentence: &Range<usize>, at: usize) -> bool {
        let quiet = |i: usize| {
            let known = matches!(
                self.document.tokens.lower(i),
                "потом" | "затем" | "также" | "позже" | "и" | "но" | "а" | "уже"
            );
            known || self.is(i, Class::Adverb) || self.is(i, Class::Conjunction) && i == sentence.start
        };
        super::is_russian(self.document, at) && at < sentence.start + 4 && (sentence.start..at).all(quiet)
    }

    /// «Орн перезвонил. Он попросил …. | Добавил, что …»: a sentence that opens with its verb goes on with the one who spoke last in the paragraph.
    fn spoke_before(
        &self,
        found: &Found,
        sentence: &Range<usize>,
        at: usize,
        agreement: Option<Agreement>,
    ) -> Option<(Range<usize>, Who)> {
        if !self.opens_with(sentence, at) {
            return None;
        }
        let around = found.around(self.document);
        let paragraph = self.document.frames[found.frame].paragraph;
        let last = self.history.iter().rev().find(|h| h.around == around && h.at < at)?;
        let gender = last.who.member.and_then(|m| self.learned.get(&m).copied()).or(last.who.gender);
        let person = matches!(last.who.kind, SpeakerKind::Person | SpeakerKind::Office);
        let fits = person && last.paragraph == paragraph && super::agrees(gender, agreement);
        let why = format!("who spoke last, in the sentence before: {}", last.who.why);
        fits.then(|| (last.mention.clone(), Who { why, ..last.who.clone() }))
    }

    /// The tokens of the sentence that holds the cue, at its own depth of quotation.
    fn sentence_of(&self, found: &Found) -> Option<Range<usize>> {
        let frame = &self.document.frames[found.frame];
        Some(frame.items.first()?.start..frame.items.last()?.end)
    }

    /// The noun phrase that opens a sentence, or in Russian the name that stands in the nominative before the participle.
    fn subject_of(&self, sentence: &Range<usize>, cue: usize) -> Option<Range<usize>> {
        let document = self.document;
        let start = sentence.start;
        if super::is_russian(document, start) {
            return self.russian_subject(sentence, cue);
        }
        if cue == start {
            return None;
        }
        let ends = |at: usize| {
            let word = document.word(at);
            let small = document.token(at).is_some_and(|t| t.kind == Kind::Word);
            let past = small && document.tokens.lower(at).ends_with("ed");
            !document.token(at).is_some_and(|t| t.is_word() || t.kind == Kind::Possessive)
                || small && (word.is(Class::Auxiliary) || word.cue.is_some() || past) && !word.is(Class::Role)
        };
        let end = (start..(start + 8).min(cue)).find(|&at| ends(at))?;
        let capital = (start..end)
            .any(|at| document.token(at).is_some_and(Token::is_capital) && !self.is(at, Class::SentenceOpener));
        let verb = document.token(end).is_some_and(Token::is_word);
        (end > start && capital && verb).then_some(start..end)
    }

    fn russian_subject(&self, sentence: &Range<usize>, cue: usize) -> Option<Range<usize>> {
        let document = self.document;
        let (from, to) = (sentence.start.max(cue.saturating_sub(FAR)), cue);
        let mentions = &self.cast.mentions;
        let first = mentions.partition_point(|m| m.at < from);
        let last = mentions.partition_point(|m| m.at < to).max(first);
        let here = mentions[first..last].iter().filter(|m| {
            let member = &self.cast.members[m.member];
            let quoted = self.inside(m.at).is_some();
            member.kind == SpeakerKind::Person && !quoted && self.case_of_name(m.at) == Case::Nominative
        });
        // The name that the sentence opens with, or that a role before it shows to be a subject.
        here.map(|m| m.at)
            .find(|&at| {
                let role = self.is(at.wrapping_sub(1), Class::Role);
                at == sentence.start || role || self.is(at.wrapping_sub(1), Class::Adverb)
            })
            .map(|at| {
                let end = (at..to).find(|&i| !document.token(i).is_some_and(Token::is_capital)).unwrap_or(to);
                at..end
            })
    }
}
