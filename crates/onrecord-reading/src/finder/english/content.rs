//! What was said: the words behind the verb, or before its subject, and where they end.

use super::{After, Group, Local, Reader};
use crate::{
    finder::clause::REACH,
    found::Rule,
    lexicon::{Class, Form, Frames, Word},
};
use std::ops::Range;

impl Reader<'_> {
    /// Content behind the verb: what its frames allow.
    pub(super) fn after(&self, from: usize, group: &Group) -> Option<After> {
        let c = self.clause;
        let mut at = from;
        while at < c.len() && at - from < 6 && self.is_aside(at) {
            at += 1;
        }
        if at >= c.end() {
            return None;
        }
        let frames = group.frames;
        let behind_mark = at + usize::from(c.is_comma(at) || c.is_mark(at, ':'));
        if c.is_quotation(behind_mark)
            && (behind_mark > at || frames.any(Frames::CLAUSE | Frames::THAT | Frames::TELL | Frames::OBJECT))
        {
            let rule = if frames.any(Frames::CLAUSE) || behind_mark > at { Rule::VerbThenQuote } else { Rule::Object };
            return Some(self.until_end(behind_mark, rule));
        }
        if c.is_mark(at, ':') && behind_mark < c.end() {
            return Some(self.until_end(behind_mark, Rule::VerbThenQuote));
        }
        if c.is_comma(at) || !c.is_word(at) && c.token(at).is_none_or(|t| t.kind != crate::tokens::Kind::Number) {
            return None;
        }
        let clausal = frames.any(Frames::CLAUSE) || frames.any(Frames::THAT) || frames.any(Frames::TELL);
        if clausal && c.lower(at) == "that" && at + 1 < c.end() {
            return Some(self.until_end(at, Rule::ThatClause));
        }
        if c.lower(at) == "to"
            && (frames.any(Frames::URGE) || !frames.any(Frames::PROMISE) && frames.any(Frames::OBJECT))
        {
            return None;
        }
        if frames.any(Frames::PROMISE) && c.lower(at) == "to" && self.is_infinitive(at) {
            return Some(self.until_end(at, Rule::Infinitive));
        }
        if frames.any(Frames::TELL | Frames::URGE)
            && let Some(after) = self.addressed(at, frames)
        {
            return Some(after);
        }
        if frames.any(Frames::CLAUSE) {
            return self.clause_behind(at);
        }
        if clausal && let Some(after) = self.behind_adjunct(at) {
            return Some(after);
        }
        let verbal = !frames.any(Frames::NOUN) || group.form == Form::Past;
        (frames.any(Frames::OBJECT) && verbal).then(|| self.until_end(at, Rule::Object))
    }

    /// "told reporters on Monday that …", "urged the council to …", "asked her whether …".
    fn addressed(&self, from: usize, frames: Frames) -> Option<After> {
        let c = self.clause;
        let stop = c.end().min(from + 14);
        let closes_apposition = |at: usize| (from..at).rev().take(5).any(|i| c.is_comma(i) && self.opens_apposition(i));
        for at in from..stop {
            if c.is_quotation(at) && c.is_spoken(at) {
                return Some(self.until_end(at, Rule::Told));
            }
            match c.lower(at) {
                "that" if at > from && frames.any(Frames::TELL | Frames::THAT) && at + 1 < stop => {
                    return Some(self.until_end(at, Rule::Told));
                }
                "to" if frames.any(Frames::URGE)
                    && at > from
                    && self.is_addressee(from..at)
                    && self.is_infinitive(at) =>
                {
                    return Some(self.until_end(at, Rule::Infinitive));
                }
                "whether" | "if" | "how" | "why" | "what" | "who" | "when"
                    if frames.any(Frames::ASK | Frames::TELL) =>
                {
                    return Some(self.until_end(at, Rule::Told));
                }
                ":" => return (at + 1 < stop).then(|| self.until_end(at + 1, Rule::Told)),
                ";" => return None,
                // "invited the Secretary General, Orla Venn, to travel": a name between commas is the addressee's.
                "," if frames.any(Frames::URGE) && self.opens_apposition(at) => {}
                "," if closes_apposition(at) => {}
                "," if !c.is_quotation(at + 1) => return None,
                _ => {}
            }
            // "told CNN he would run": a second subject right behind the addressee.
            if at > from && frames.any(Frames::TELL) && self.opens_clause(at) {
                return Some(self.until_end(at, Rule::Told));
            }
        }
        None
    }

    /// ", Orla Venn, to": a comma, a name and a comma before an infinitive.
    fn opens_apposition(&self, comma: usize) -> bool {
        let c = self.clause;
        let end = (comma + 1..comma + 5).find(|&at| !c.is_word(at) || !c.is_capital(at));
        end.is_some_and(|end| end > comma + 1 && c.is_comma(end) && c.lower(end + 1) == "to")
    }

    /// Somebody who can be asked: a name, a pronoun, people, a body.
    fn is_addressee(&self, items: Range<usize>) -> bool {
        let c = self.clause;
        items.clone().any(|i| {
            c.is_capital(i)
                || [Class::PronounObject, Class::Group, Class::Role, Class::Body].iter().any(|&class| c.is(i, class))
                || c.lower(i).ends_with('s')
        })
    }

    /// "to" before a verb rather than a noun.
    fn is_infinitive(&self, to: usize) -> bool {
        let c = self.clause;
        let verb = to + 1 + usize::from(c.is(to + 1, Class::Adverb));
        c.is_word(verb) && !c.is_capital(verb) && !c.is(verb, Class::Determiner) && !c.is(verb, Class::PronounObject)
    }

    /// "said the vote was over", "said on Monday that …", "said in a speech he would …".
    fn clause_behind(&self, at: usize) -> Option<After> {
        let c = self.clause;
        let adjunct = c.is(at, Class::Preposition);
        if !adjunct {
            let subordinate = matches!(
                c.lower(at),
                "as" | "while"
                    | "when"
                    | "because"
                    | "and"
                    | "but"
                    | "so"
                    | "although"
                    | "though"
                    | "before"
                    | "after"
                    | "until"
            );
            if subordinate {
                return None;
            }
            let addressee = c.is(at, Class::PronounObject) && !c.is(at, Class::Pronoun) && !c.is(at, Class::Subject);
            return (!addressee).then(|| self.until_end(at, Rule::BareClause));
        }
        if let Some(after) = self.behind_adjunct(at) {
            return Some(after);
        }
        None
    }

    /// Behind "on Monday in an interview with the Arden Post": the first "that", quotation or second subject.
    fn behind_adjunct(&self, from: usize) -> Option<After> {
        let c = self.clause;
        let stop = c.end().min(from + 18);
        for at in from..stop {
            if c.is_quotation(at) && c.is_spoken(at) {
                return Some(self.until_end(at, Rule::VerbThenQuote));
            }
            match c.lower(at) {
                "that" if at > from && at + 1 < stop => return Some(self.until_end(at, Rule::ThatClause)),
                ":" => return (at + 1 < stop).then(|| self.until_end(at + 1, Rule::VerbThenQuote)),
                ";" => return None,
                "who" | "which" | "when" | "where" | "as" | "while" | "because" => return None,
                _ => {}
            }
            if c.is_comma(at) && !c.is_quotation(at + 1) {
                return None;
            }
            if at > from + 1 && self.opens_clause(at) {
                return Some(self.until_end(at, Rule::BareClause));
            }
        }
        None
    }

    /// A pronoun or article that can only be the subject of a new clause: the word before it is a noun.
    fn opens_clause(&self, at: usize) -> bool {
        let c = self.clause;
        let subject = matches!(c.lower(at), "he" | "she" | "they" | "we" | "i" | "it" | "there");
        let noun = c.is_word(at - 1)
            && !c.is(at - 1, Class::Preposition)
            && !c.is(at - 1, Class::Conjunction)
            && !c.is(at - 1, Class::Determiner)
            && !c.is(at - 1, Class::Adverb);
        subject && noun
    }

    /// "on", "Monday", "also" between a verb and its content.
    fn is_aside(&self, at: usize) -> bool {
        let c = self.clause;
        let of_time = c.is(at, Class::Time)
            || (matches!(c.lower(at), "on" | "last" | "this" | "late" | "early") && c.is(at + 1, Class::Time));
        of_time || (c.is(at, Class::Adverb) && c.lower(at).ends_with("ly"))
    }

    /// From `start` to where the content ends.
    fn until_end(&self, start: usize, rule: Rule) -> After {
        let c = self.clause;
        let end = c.end();
        if c.is_spoken(start) {
            let stops = c.quotation_stops(start);
            if stops.is_some() || c.is_comma(start + 1) {
                return After { content: start..start + 1, rule };
            }
        }
        let stop = (start + 1..end.min(start + REACH * 4)).find(|&i| self.cuts(i));
        let mut stop = stop.unwrap_or(end);
        while stop > start + 1 && (c.is_comma(stop - 1) || c.is_dash(stop - 1)) {
            stop -= 1;
        }
        After { content: start..stop, rule }
    }

    /// Whether a content that runs up to `at` ends there because another verb of saying begins.
    fn cuts(&self, at: usize) -> bool {
        let c = self.clause;
        if c.is_mark(at, ';') {
            return true;
        }
        let joined = c.is_comma(at) || matches!(c.lower(at), "and" | "but" | "while");
        if !joined {
            return false;
        }
        let mut next = at + 1;
        while next < at + 4
            && (matches!(c.lower(next), "and" | "but" | "while")
                || c.is(next, Class::Adverb)
                || matches!(c.lower(next), "has" | "had" | "have"))
        {
            next += 1;
        }
        let Some(verb) = c.word(next).cue else {
            // ", Tolland said" and ", according to": the words before belong to that one.
            return c.is_comma(at) && (c.lower(at + 1) == "according" || self.says_behind(at + 1));
        };
        let clausal = c.document.lexicon.verb(verb).frames.any(Frames::CLAUSE | Frames::THAT);
        match verb.form {
            Form::Gerund => c.is_comma(at),
            // "… and said it was over", "… but praised the council": a verb in step with the one before.
            Form::Past => !c.is_comma(at) || next > at + 1 || clausal,
            Form::Third => !c.is_comma(at) && c.word(next + 1) != Word::default(),
            _ => false,
        }
    }

    /// ", he said" or ", but Tolland said" at `at`.
    fn says_behind(&self, at: usize) -> bool {
        let c = self.clause;
        let from = at + usize::from(matches!(c.lower(at), "and" | "but" | "while"));
        (from + 1..from + 5).take_while(|&i| c.is_word(i) && !matches!(c.lower(i), "that" | "who")).any(|i| {
            let clausal = |v| c.document.lexicon.verb(v).frames.any(Frames::CLAUSE);
            c.word(i).cue.is_some_and(|v| v.form == Form::Past && clausal(v))
                && self.noun_phrase_before(i).is_some_and(|s| s.start >= from)
        })
    }

    /// Content before the subject or verb that starts at `end`: a quotation, or a clause with a comma.
    pub(super) fn before(&self, end: usize, group: &Group) -> Option<(Range<usize>, Rule)> {
        let c = self.clause;
        if !group.frames.any(Frames::CLAUSE) && !group.frames.any(Frames::TELL | Frames::ASK) || end == 0 {
            return None;
        }
        let from = self.free_from(end);
        let last = end - 1;
        let quotation = if c.is_quotation(last) {
            Some(last)
        } else {
            last.checked_sub(1).filter(|&q| (c.is_comma(last) || c.is_dash(last)) && c.is_quotation(q))
        };
        if let Some(q) = quotation.filter(|&q| q >= from) {
            let closes = c.is_comma(last) || c.is_dash(last) || c.quotation_stops(q).is_some();
            return closes.then(|| (self.clause_start(from, q)..q + 1, Rule::QuoteThenVerb));
        }
        // "The bridge, Tolland said, will open": two words are enough where the sentence goes on behind a comma.
        let words = if c.is_comma(group.cue.end) { 2 } else { 3 };
        let clause = (c.is_comma(last) || c.is_dash(last)) && last >= from + words;
        clause.then(|| (self.clause_start(from, last)..last, Rule::ClauseThenVerb))
    }

    /// Where the content of the statement before ends.
    fn free_from(&self, end: usize) -> usize {
        let c = self.clause;
        self.statements
            .iter()
            .rev()
            .take(3)
            .flat_map(|s: &Local| s.content.iter().chain([&s.cue]).chain(&s.source).map(|r| r.end))
            .filter(|&e| e < end)
            .max()
            .map_or(0, |e| e + usize::from(c.is_comma(e)))
    }

    /// Skips a leading "But", "And" and marks.
    fn clause_start(&self, from: usize, last: usize) -> usize {
        let c = self.clause;
        let mut at = from;
        while at < last && (c.is_comma(at) || c.is_dash(at) || matches!(c.lower(at), "but" | "and")) {
            at += 1;
        }
        at
    }

    /// Whether the words before the subject are the content rather than those behind the verb.
    pub(super) fn prefers_before(
        &self,
        rule: &Rule,
        before: &Range<usize>,
        after: Option<&After>,
        behind: usize,
    ) -> bool {
        let c = self.clause;
        let Some(after) = after else { return true };
        match rule {
            Rule::QuoteThenVerb => {
                let last = before.end - 1;
                c.is_spoken(last)
                    && (before.len() == 1 || c.quotation_stops(last).is_some())
                    && after.rule != Rule::ThatClause
            }
            _ => c.is_end(behind) || c.is_comma(behind) && !c.is_quotation(behind + 1),
        }
    }

    /// The content before the verb and what of it goes on behind: “A,” she said, “B.”
    pub(super) fn with_rest(&self, before: Range<usize>, rule: &Rule, behind: usize) -> Vec<Range<usize>> {
        let c = self.clause;
        let mut pieces = vec![before];
        let stop = c.end().min(behind + 18);
        match rule {
            Rule::QuoteThenVerb => {
                let next = (behind..c.len().min(behind + 18)).find(|&i| c.is_quotation(i) || c.word(i).cue.is_some());
                if let Some(q) = next.filter(|&q| {
                    c.is_quotation(q) && q > behind && (c.is_comma(q - 1) || c.is_mark(q - 1, ':') || c.is_dash(q - 1))
                }) {
                    pieces.push(self.until_end(q, Rule::VerbThenQuote).content);
                }
            }
            _ if c.is_comma(behind) && behind + 1 < stop => {
                let next = behind + 1;
                let aside = c.word(next).cue.is_some()
                    || c.lower(next).ends_with("ing")
                    || c.is(next, Class::Conjunction)
                    || c.is(next, Class::Preposition);
                if !aside {
                    pieces.push(self.until_end(next, Rule::ClauseThenVerb).content);
                }
            }
            _ => {}
        }
        pieces
    }

    /// "According to the ministry, A." and "A, according to the ministry."
    pub(super) fn according(&mut self, at: usize) {
        let c = self.clause;
        let cue = at..at + 2;
        let stop = (at + 2..c.len().min(at + 40))
            .find(|&i| c.is_comma(i) || c.is_dash(i) || c.is_mark(i, ':') || c.is_quotation(i) && c.is_spoken(i));
        let stop = stop.unwrap_or(c.end()).min(c.end());
        if stop <= at + 2 {
            return;
        }
        let source = at + 2..stop;
        let before = self.clause_start(self.free_from(at), at);
        let content = if at >= before + 2 && (c.is_comma(at - 1) || at >= before + 4) {
            let end = at - usize::from(c.is_comma(at - 1) || c.is_dash(at - 1));
            let mut pieces = vec![before..end];
            // The plan, according to Tolland, failed.
            if c.is_comma(stop) && end - before <= 8 && stop + 1 < c.end() && !c.is(stop + 1, Class::Conjunction) {
                pieces.push(self.until_end(stop + 1, Rule::According).content);
            }
            pieces
        } else if stop + 1 < c.end() {
            vec![self.until_end(stop + usize::from(!c.is_quotation(stop)), Rule::According).content]
        } else {
            return;
        };
        self.statements.push(Local { source: Some(source), antecedent: None, cue, content, rule: Rule::According });
    }

    /// "Tolland: A" as a whole sentence: headlines and transcripts.
    pub(super) fn colon(&mut self) {
        let c = self.clause;
        let Some(at) = (1..c.len().min(8)).find(|&i| c.is_mark(i, ':')) else { return };
        let named = (0..at)
            .all(|i| c.is_capital(i) || c.is(i, Class::Title) || c.is(i, Class::Role) || c.is(i, Class::Preposition));
        let personal = (0..at).any(|i| [Class::MaleName, Class::FemaleName, Class::Title].iter().any(|&k| c.is(i, k)));
        let quoted = c.is_quotation(at + 1);
        if named && c.is_capital(0) && (quoted || personal && at + 2 < c.len()) {
            let content = self.until_end(at + 1, Rule::Colon).content;
            self.statements.push(Local {
                source: Some(0..at),
                antecedent: None,
                cue: at..at + 1,
                content: vec![content],
                rule: Rule::Colon,
            });
        }
    }
}
