//! Whose verb it is: the noun phrase before it, or behind it (said Tolland).

use super::{Group, Reader};
use crate::{
    lexicon::{Class, Form, Frames},
    tokens::Kind,
};
use std::ops::Range;

/// A noun phrase longer than this is a misreading.
const LONGEST: usize = 25;

impl Reader<'_> {
    /// The subject that ends right before `end`: "Tolland", "the minister of trade", "Tolland, the minister,".
    pub(super) fn subject_before(&self, end: usize) -> Option<Range<usize>> {
        let c = self.clause;
        if end == 0 {
            return None;
        }
        if c.is_comma(end - 1) {
            return self.with_apposition(end);
        }
        if self.clause.token(end - 1).is_some_and(|t| t.is(')')) {
            let open = (end.saturating_sub(LONGEST)..end).rev().find(|&i| c.is_mark(i, '('))?;
            let head = self.noun_phrase_before(open)?;
            return Some(head.start..end);
        }
        self.noun_phrase_before(end)
    }

    /// "Tolland, the minister of trade," before a verb: from the name through the second comma.
    fn with_apposition(&self, end: usize) -> Option<Range<usize>> {
        let c = self.clause;
        let from = (end - 1).saturating_sub(40);
        let commas = (from..end - 1).rev().filter(|&i| c.is_comma(i));
        for comma in commas.take(3) {
            if (comma..end).any(|i| c.is_quotation(i) && c.is_spoken(i)) {
                return None;
            }
            let Some(head) = self.noun_phrase_before(comma) else { continue };
            if c.is_capital(head.end - 1) || c.is(head.end - 1, Class::Role) || c.is(head.end - 1, Class::Body) {
                // "Smith, a lawyer from Arden, Tessaly, said": the head found first is only a place.
                let article = matches!(c.lower(head.start), "a" | "an" | "the");
                if article
                    && head.start > 1
                    && c.is_comma(head.start - 1)
                    && c.is_capital(head.start - 2)
                    && let Some(name) = self.noun_phrase_before(head.start - 1)
                {
                    return Some(name.start..end);
                }
                return Some(head.start..end);
            }
        }
        None
    }

    /// The longest noun phrase that ends at `end`.
    pub(super) fn noun_phrase_before(&self, end: usize) -> Option<Range<usize>> {
        let c = self.clause;
        let mut end = end;
        // "Tolland on Monday said"
        while end > 1 && c.is(end - 1, Class::Time) {
            end -= if c.is(end - 2, Class::Preposition) || matches!(c.lower(end - 2), "last" | "this") { 2 } else { 1 };
        }
        let mut start = end;
        while start > 0 && end - start < LONGEST && self.joins(start - 1, end) {
            start -= 1;
            if c.is(start, Class::Pronoun) {
                break;
            }
        }
        self.trimmed(start, end)
    }

    /// Whether the item at `at` belongs to a noun phrase that goes on to `end`.
    fn joins(&self, at: usize, end: usize) -> bool {
        let c = self.clause;
        if c.is_quotation(at) {
            // A nickname or a title: the editor of "Dawn".
            return !c.is_spoken(at) && at + 1 < end;
        }
        let Some(token) = c.token(at) else { return false };
        match token.kind {
            Kind::Possessive | Kind::Number => return true,
            Kind::Other('&' | '/' | '-' | '$' | '%') => return true,
            Kind::Capital | Kind::Word => {}
            _ => return false,
        }
        let last = at + 1 == end;
        let word = token.word;
        if word.is(Class::Pronoun) {
            return last;
        }
        if matches!(c.lower(at), "and" | "or") {
            return !last
                && (c.is_capital(at + 1) || c.is(end - 1, Class::Group))
                && at > 0
                && c.is_word(at - 1)
                && !c.is(at - 1, Class::Time);
        }
        if word.is(Class::Conjunction) && !(token.is_capital() && at > 0) {
            return last && matches!(c.lower(at), "that");
        }
        if word.is(Class::Auxiliary) && !token.is_capital() {
            return false;
        }
        let finite = word.cue.is_some_and(|v| {
            v.form == Form::Past || (v.form != Form::Gerund && !c.document.lexicon.verb(v).frames.any(Frames::NOUN))
        });
        !finite || token.is_capital()
    }

    /// Leaves out what stands before the phrase proper, and refuses what is none.
    fn trimmed(&self, mut start: usize, end: usize) -> Option<Range<usize>> {
        let c = self.clause;
        while start < end
            && !c.is(start, Class::Pronoun)
            && (c.is(start, Class::Preposition)
                || c.is(start, Class::Conjunction) && c.lower(start) != "that"
                || (c.is(start, Class::Adverb) || c.is(start, Class::Time)) && !c.is(start, Class::Determiner)
                || c.token(start).is_some_and(|t| matches!(t.kind, Kind::Possessive | Kind::Other(_))))
        {
            start += 1;
        }
        if start >= end {
            return None;
        }
        let last = end - 1;
        let is_noun = c.is_word(last) && !c.is(last, Class::Preposition) && !c.is(last, Class::Adverb);
        let starts_well = c.is(start, Class::Determiner)
            || c.is(start, Class::Pronoun)
            || c.token(start).is_some_and(|t| t.kind == Kind::Number)
            || (start..end)
                .any(|i| c.is_capital(i) || c.is(i, Class::Group) || c.is(i, Class::Role) || c.is(i, Class::Document))
            || c.lower(last).ends_with('s');
        let bare_article =
            end - start == 1 && matches!(c.lower(start), "the" | "a" | "an" | "his" | "her" | "their" | "its");
        (is_noun && starts_well && !bare_article).then_some(start..end)
    }

    /// "…, said Tolland, the minister." Only behind a quotation or a comma.
    pub(super) fn subject_behind(&self, group: &Group) -> Option<Range<usize>> {
        let c = self.clause;
        let led = group.cue.start > 0
            && (c.is_comma(group.cue.start - 1)
                || c.is_quotation(group.cue.start - 1)
                || c.is_dash(group.cue.start - 1));
        if !led || !group.frames.any(Frames::CLAUSE) || !matches!(group.form, Form::Past | Form::Third) {
            return None;
        }
        let start = group.cue.end;
        if c.is(start, Class::Pronoun) {
            return Some(start..start + 1);
        }
        let mut at = start;
        let mut named = false;
        while at < c.len() && at - start < LONGEST {
            let word = c.word(at);
            let joined = c.token(at).is_some_and(|t| match t.kind {
                Kind::Capital | Kind::Possessive => true,
                Kind::Word => {
                    !word.is(Class::Conjunction)
                        && !word.is(Class::Auxiliary)
                        && !word.is(Class::Time)
                        && (!word.is(Class::Preposition) || matches!(c.lower(at), "of" | "for" | "at" | "in" | "with"))
                        || matches!(c.lower(at), "and") && c.is_capital(at + 1)
                }
                _ => false,
            });
            if !joined {
                break;
            }
            named |= c.is_capital(at) || word.is(Class::Role) || word.is(Class::Group);
            at += 1;
        }
        while at > start && c.is(at - 1, Class::Preposition) {
            at -= 1;
        }
        // "said Tolland lied" is no inversion: a lower-case word right behind a bare name is its verb.
        let bare = c.is_capital(start) && !c.is(start, Class::Title);
        let verb = (start..at).find(|&i| {
            bare && i > start
                && c.token(i).is_some_and(|t| t.kind == Kind::Word)
                && !c.is(i, Class::Preposition)
                && c.is_capital(i - 1)
        });
        (named && at > start && verb.is_none()).then(|| start..self.apposition_end(at))
    }

    /// Through the apposition that follows a name, if nothing but it follows to the end of the sentence or the next comma.
    fn apposition_end(&self, at: usize) -> usize {
        let c = self.clause;
        let article =
            c.is_comma(at) && (c.is(at + 1, Class::Determiner) || c.is(at + 1, Class::Role)) && !c.is_quotation(at + 1);
        let named = c.is_comma(at) && c.is_capital(at + 1) && c.is(at - 1, Class::Role);
        if !article && !named {
            return at;
        }
        (at + 1..c.len().min(at + LONGEST))
            .find(|&i| c.is_comma(i) || c.is_quotation(i) || c.is_end(i) || c.is_dash(i) || named && !c.is_capital(i))
            .unwrap_or(at)
    }
}
