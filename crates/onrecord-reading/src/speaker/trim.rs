//! What of a found mention names the speaker: without marks at its edges, without what hangs on it.
//!
//! A finder's span is cut short or runs on ("Orn during a talk show", "one group, Clean Coast, has run ads"); what is resolved is the noun
//! phrase with its apposition, and a restrictive clause ("a person who attended the meeting").

use super::{Resolver, is_russian};
use crate::{
    lexicon::{Class, Form},
    tokens::{Kind, Token},
};
use std::ops::Range;

impl Resolver<'_> {
    /// A mention without what hangs on it: marks and stops at its edges, "who …", "seen by …".
    pub(super) fn trimmed(&self, mention: &Range<usize>) -> Range<usize> {
        let document = self.document;
        let edge = |at: usize| {
            document.token(at).is_none_or(|t| matches!(t.kind, Kind::Dash | Kind::Break | Kind::Other(',' | ':' | ';')))
        };
        let mut words = mention.clone();
        while words.len() > 1 && edge(words.end - 1) {
            words.end -= 1;
        }
        words.start = self.behind_lead(&words);
        while words.len() > 1 && (edge(words.start) || self.is_lead(words.start, words.end)) {
            words.start += 1;
        }
        // "which helps", "who also": of a clause the pronoun is the mention.
        if matches!(document.tokens.lower(words.start), "which" | "who" | "that") && !self.is_acronym(words.start) {
            return words.start..words.start + 1;
        }
        // «она | «Волне»»: a pronoun is all of the mention.
        if matches!(document.tokens.lower(words.start), "он" | "она" | "они" | "я" | "мы" | "he" | "she")
            && words.len() > 1
        {
            let and = matches!(document.tokens.lower(words.start + 1), "и" | "and");
            return words.start..if and { words.end } else { words.start + 1 };
        }
        // «та | здорова», «тот | отказался»: nothing that it points to stands behind it.
        let points = matches!(document.tokens.lower(words.start), "тот" | "та" | "те");
        if points && document.lexicon.noun_forms(document.tokens.lower(words.start + 1)).is_empty() {
            return words.start..words.start + 1;
        }
        let cut = (words.start + 1..words.end).find(|&at| self.hangs_on(words.start, at, words.end));
        words.end = cut.unwrap_or(words.end);
        let loose = |at: usize| {
            matches!(document.tokens.lower(at), "who" | "which" | "himself" | "herself" | "itself" | "themselves")
        };
        while words.len() > 1 && (edge(words.end - 1) || loose(words.end - 1)) {
            words.end -= 1;
        }
        words
    }

    /// "Seriously: last week | Tolland", "Nine years ago | the papers", "The law, | the minister", «им | Орн»: what stands before the one who speaks.
    fn behind_lead(&self, words: &Range<usize>) -> usize {
        let document = self.document;
        let is = |at: usize, c: char| document.token(at).is_some_and(|t| t.is(c));
        let lower = |at: usize| document.tokens.lower(at);
        let ends = |at: &usize| is(*at, ':') || lower(*at) == "ago" && *at < words.start + 6;
        let led = words.clone().take(words.len().saturating_sub(1)).rfind(ends);
        let mut start = led.map_or(words.start, |at| at + 1);
        let recent = matches!(lower(start), "last" | "this" | "next" | "earlier" | "late" | "early");
        let period = matches!(lower(start + 1), "week" | "month" | "year" | "night" | "summer" | "winter");
        if recent && (period || self.is(start + 1, Class::Time)) && start + 2 < words.end {
            start += 2;
        }
        // Two noun phrases, neither of them a name, of which only the second speaks.
        let comma = (start..words.end).find(|&at| is(at, ','));
        if let Some(comma) = comma.filter(|&c| c + 2 < words.end && self.is(c + 1, Class::Determiner)) {
            let speaks = |at: usize| {
                let capital = document.token(at).is_some_and(Token::is_capital) && at > start;
                capital || [Class::Role, Class::Group, Class::Body].iter().any(|&class| self.is(at, class))
            };
            let plain = self.is(start, Class::Determiner) && !(start..comma).any(speaks);
            if plain && self.is(words.end - 1, Class::Role) {
                start = comma + 1;
            }
        }
        // "Nineteen children, | its chairman, Jon Arden".
        let own = |at: usize| matches!(lower(at), "its" | "his" | "her" | "their");
        let role = (start + 1..words.end).find(|&at| is(at, ',') && own(at + 1) && self.is(at + 2, Class::Role));
        let named = role.is_some_and(|at| document.token(at + 4).is_some_and(Token::is_capital) && at + 4 < words.end);
        if let Some(comma) = role.filter(|&at| named && !(start..at).any(|i| self.is(i, Class::Role))) {
            start = comma + 1;
        }
        let object = matches!(lower(start), "им" | "ему" | "ей" | "нам" | "мне" | "вам");
        start + usize::from(object && start + 1 < words.end)
    }

    /// «Впрочем, | Орн», "Well, | Orn": a word that leads in, with its comma.
    fn is_lead(&self, at: usize, end: usize) -> bool {
        let document = self.document;
        let comma = document.token(at + 1).is_some_and(|t| t.is(','));
        let leads =
            [Class::Adverb, Class::SentenceOpener, Class::Conjunction, Class::Time].iter().any(|&c| self.is(at, c));
        let known = "впрочем однако кстати наконец например видимо вероятно кажется конечно правда meanwhile however well still";
        let lead = leads || known.split(' ').any(|w| w == document.tokens.lower(at));
        comma && at + 2 < end && lead
    }

    /// Whether what stands from here on only hangs on the mention.
    fn hangs_on(&self, start: usize, at: usize, end: usize) -> bool {
        let document = self.document;
        let next = document.tokens.lower(at + 1);
        if document.token(at).is_some_and(|t| t.is(',')) {
            let relative = matches!(next, "who" | "whose" | "which" | "whom" | "where");
            // «чиновник, попросивший не называть его»: who has no name is known by what is told of them.
            let told = is_russian(document, at + 1)
                && !(start..at).any(|i| i > start && document.token(i).is_some_and(Token::is_capital));
            let nameless = told && (start..at).any(|i| self.is(i, Class::Role));
            // "The president, a former judge,": who is known by an office is not known by what else is told.
            let office = document.tokens.lower(start) == "the" && at == start + 2 && self.is(start + 1, Class::Role);
            let told_more = office && matches!(next, "a" | "an");
            // «в письме, которое дипломат прислал».
            let of_document = next.starts_with("котор") && self.is(at - 1, Class::Document);
            return relative
                || told_more
                || of_document
                || self.is_aside(at + 1) && !nameless
                || self.is_finite(at + 1, end);
        }
        let seen = matches!(document.tokens.lower(at), "seen" | "obtained" | "reviewed" | "viewed") && next == "by"
            // "A poll published on Tuesday": when it came out is not who it is.
            || matches!(document.tokens.lower(at), "published" | "released" | "issued" | "conducted" | "dated")
                && (self.is(at + 1, Class::Time) || self.is(at + 2, Class::Time));
        // "the lawyer | during a hearing", "the mayor | on Monday": when and where it was said is not who said it.
        let when = matches!(document.tokens.lower(at), "during" | "amid" | "via" | "upon")
            || matches!(document.tokens.lower(at), "on" | "after" | "before" | "since" | "in")
                && self.is(at + 1, Class::Time);
        seen || when
    }

    /// "The memo, | dated Monday", "Norland, | for its part": only an apposition stays.
    fn is_aside(&self, at: usize) -> bool {
        const RUSSIAN: [&str; 12] =
            ["нный", "нная", "нное", "нные", "щий", "щая", "щее", "щие", "вший", "вшая", "вшее", "вшие"];
        let document = self.document;
        let lower = document.tokens.lower(at);
        let participle = RUSSIAN.iter().any(|e| lower.ends_with(e)) && lower.chars().count() > 6
            || (lower.ends_with("ed") || lower.ends_with("ing"))
                && document.token(at).is_some_and(|t| t.kind == Kind::Word && !t.word.is(Class::Role));
        let likened = matches!(lower, "like" | "unlike" | "including" | "such" | "especially" | "particularly");
        self.is(at, Class::Preposition) && !is_russian(document, at) || participle || likened
    }

    /// "one group, Clean Coast, | has run ads": a verb behind the comma is the sentence's own.
    fn is_finite(&self, at: usize, end: usize) -> bool {
        let word = self.document.word(at);
        let verb = word.cue.is_some_and(|v| matches!(v.form, Form::Past | Form::Third));
        let small = self.document.token(at).is_some_and(|t| t.kind == Kind::Word);
        at < end && small && !word.is(Class::Role) && (word.is(Class::Auxiliary) || verb)
    }

    /// "WHO" is no pronoun.
    pub(super) fn is_acronym(&self, at: usize) -> bool {
        let printed = self.document.slice(&(at..at + 1));
        printed.chars().count() >= 2
            && printed.chars().all(char::is_uppercase)
            && !self
                .document
                .token(at + 1)
                .is_some_and(|t| t.is_word() && self.document.slice(&(at + 1..at + 2)).chars().all(char::is_uppercase))
    }

    /// The noun phrase that ends at `end`: back to its article, or to a verb.
    pub(super) fn phrase_before(&self, end: usize) -> Option<Range<usize>> {
        let document = self.document;
        let last = end.checked_sub(1)?;
        // "those who", "anyone who".
        const ANY: &str = "those anyone everyone someone people many some others one all everybody somebody anybody";
        if ANY.split(' ').any(|w| w == document.tokens.lower(last)) {
            return Some(last..end);
        }
        let mut start = end;
        while start > 0 && end - start < 12 {
            let at = start - 1;
            let Some(token) = document.token(at).filter(|t| t.is_word() || t.kind == Kind::Possessive) else { break };
            let word = token.word;
            const PAST: &str = "met saw had got took left made gave found sent held kept brought paid won lost";
            let irregular = PAST.split(' ').any(|w| w == document.tokens.lower(at));
            let past = irregular || word.cue.is_some_and(|verb| verb.form == Form::Past);
            let verb = past && start < end && !token.is_capital() && !word.is(Class::Role);
            if verb || word.is(Class::Auxiliary) || word.is(Class::Conjunction) || word.is(Class::Pronoun) {
                break;
            }
            if word.is(Class::Preposition) && !matches!(document.tokens.lower(at), "of" | "for" | "with" | "in" | "at")
            {
                break;
            }
            start = at;
            let inside = document.word(at.wrapping_sub(1)).is(Class::Preposition);
            if word.is(Class::Determiner) && !inside {
                break;
            }
        }
        // "especially | for the elder Mr. Orn": what leads in is none of it.
        let leads = |at: usize| {
            self.is(at, Class::Preposition) || self.is(at, Class::Adverb) || document.tokens.lower(at).ends_with("ly")
        };
        while start < end && leads(start) {
            start += 1;
        }
        (start < end && document.token(end - 1).is_some_and(Token::is_word)).then_some(start..end)
    }
}
