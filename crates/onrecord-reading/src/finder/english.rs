//! English: how source, cue and content stand to each other in a sentence.
//!
//! One verb of saying at a time: its group ("has also said"), the subject before or behind it, then what follows it or stands before
//! it. What a verb can have beside it is in `lexicon/en.txt`.

mod content;
mod subject;

use super::clause::{Clause, REACH};
use crate::{
    found::{Found, Rule, Source},
    lexicon::{Class, Form, Frames, VerbForm},
};
use std::ops::Range;

/// Finds the statements of one sentence.
pub(crate) fn find(clause: &Clause<'_>, found: &mut Vec<Found>) {
    let mut reader = Reader { clause: *clause, statements: Vec::new() };
    for at in 0..clause.len() {
        if clause.lower(at) == "according" && clause.lower(at + 1) == "to" {
            reader.according(at);
        } else if let Some(verb) = clause.word(at).cue {
            reader.verb(at, verb);
        }
    }
    if reader.statements.is_empty() {
        reader.colon();
    }
    found.extend(reader.statements.iter().map(|s| s.found(clause)));
}

/// A statement in item positions.
#[derive(Clone, Debug)]
struct Local {
    source: Option<Range<usize>>,
    antecedent: Option<Range<usize>>,
    cue: Range<usize>,
    content: Vec<Range<usize>>,
    rule: Rule,
}

impl Local {
    fn found(&self, clause: &Clause<'_>) -> Found {
        let source = self.source.clone().map(|s| Source {
            also: Vec::new(),
            mention: clause.tokens(s),
            antecedent: self.antecedent.clone().map(|a| clause.tokens(a)),
            agreement: None,
        });
        Found {
            source,
            cue: vec![clause.tokens(self.cue.clone())],
            content: self.content.iter().map(|c| clause.tokens(c.clone())).filter(|c| !c.is_empty()).collect(),
            rule: self.rule,
            frame: clause.frame,
            inserted: false,
        }
    }
}

/// A verb with everything that belongs to it.
struct Group {
    /// From the first auxiliary or adverb to the particle.
    cue: Range<usize>,
    form: Form,
    frames: Frames,
    /// A gerund that hangs on another verb (", saying").
    loose: bool,
    /// "it was announced that"
    passive: bool,
}

/// Content behind a verb.
struct After {
    content: Range<usize>,
    rule: Rule,
}

struct Reader<'a> {
    clause: Clause<'a>,
    statements: Vec<Local>,
}

impl Reader<'_> {
    fn verb(&mut self, at: usize, verb: VerbForm) {
        let Some(group) = self.group(at, verb) else { return };
        if group.loose {
            self.gerund(&group);
            return;
        }
        let c = self.clause;
        let subject = self.subject_before(group.cue.start);
        let (source, inverted) = match subject {
            Some(s) => (s, false),
            None => match self.subject_behind(&group) {
                Some(s) => (s, true),
                None => return self.shared(&group),
            },
        };
        let doubtful = group.form == Form::Base || group.form == Form::Third && group.frames.any(Frames::NOUN);
        if doubtful && !self.is_subject(&source, &group) {
            return;
        }
        let before = self.before(if inverted { group.cue.start } else { source.start }, &group);
        let behind = if inverted { source.end } else { group.cue.end };
        let after = if inverted && before.is_some() { None } else { self.after(behind, &group) };
        let (content, rule) = match (before, after) {
            (Some((b, rule)), after) if self.prefers_before(&rule, &b, after.as_ref(), behind) => {
                (self.with_rest(b, &rule, behind), rule)
            }
            (_, Some(after)) if !inverted => (vec![after.content], after.rule),
            _ => return,
        };
        let (source, antecedent) = self.relative(source);
        let content = if antecedent.is_some() { self.inside_relative(source.start, content) } else { content };
        if c.lower(source.start) == "it" && rule == Rule::ThatClause && group.passive {
            let source = self.document_before(source.start);
            return self.statements.push(Local {
                source,
                antecedent: None,
                cue: group.cue,
                content,
                rule: Rule::Nobody,
            });
        }
        let source = Some(source);
        self.statements.push(Local { source, antecedent, cue: group.cue, content, rule });
    }

    /// The verb with its auxiliaries, adverbs and particle; None where it is negated, supposed or a noun.
    fn group(&self, at: usize, verb: VerbForm) -> Option<Group> {
        let c = self.clause;
        if c.is_capital(at) && at > 0 && c.is_capital(at - 1) {
            // "the United States": a name, not a verb.
            return None;
        }
        let known = c.document.lexicon.verb(verb);
        let particle = known.particles.iter().find(|(p, _)| *p == c.lower(at + 1));
        let (frames, end) = match particle {
            Some((_, frames)) => (*frames, at + 2),
            None => (known.frames, at + 1),
        };
        let mut start = at;
        let (mut passive, mut modal) = (false, false);
        while start > 0 && at - start < 5 {
            let word = c.word(start - 1);
            if word.is(Class::Negation) {
                return None;
            }
            if !word.is(Class::Adverb) && !word.is(Class::Auxiliary) {
                break;
            }
            passive |= word.is(Class::Passive);
            modal |= word.is(Class::Modal);
            start -= 1;
        }
        // "said no date was set", "said neither side had come": the negation belongs to what was said.
        let of_content = matches!(c.lower(at + 1), "no" | "neither" | "nobody" | "none");
        if modal || c.is(at + 1, Class::Negation) && !of_content {
            return None;
        }
        if c.lower(start.wrapping_sub(1)) == "to" {
            // "went on to say", "continued to insist"; any other infinitive is nobody's act yet.
            let goes_on =
                start >= 3 && c.lower(start - 2) == "on" && matches!(c.lower(start - 3), "went" | "goes" | "going");
            if !goes_on {
                return None;
            }
            start -= 3;
        }
        let loose = verb.form == Form::Gerund && !passive;
        if passive && verb.form == Form::Past && !(c.lower(start.wrapping_sub(1)) == "it" && c.lower(end) == "that") {
            return None;
        }
        Some(Group { cue: start..end, form: verb.form, frames, loose, passive })
    }

    /// "who" → what it stands for.
    fn relative(&self, source: Range<usize>) -> (Range<usize>, Option<Range<usize>>) {
        let c = self.clause;
        let is_relative = source.len() == 1 && matches!(c.lower(source.start), "who" | "which" | "that");
        let antecedent = is_relative
            .then(|| source.start - usize::from(source.start > 0 && c.is_comma(source.start - 1)))
            .and_then(|end| self.noun_phrase_before(end));
        (source, antecedent)
    }

    /// "Orn, who said the river was poisoned, left": a relative clause between commas ends with the second one.
    fn inside_relative(&self, who: usize, mut content: Vec<Range<usize>>) -> Vec<Range<usize>> {
        let c = self.clause;
        let apart = who > 0 && c.is_comma(who - 1);
        if let ([piece], true) = (content.as_mut_slice(), apart) {
            let comma = (piece.start + 1..piece.end).rev().find(|&i| c.is_comma(i));
            // Behind it stands the verb of the main clause, not another noun of a list.
            if let Some(comma) = comma.filter(|&i| !c.is(i + 1, Class::Conjunction) && !c.is(i + 1, Class::Determiner))
            {
                piece.end = comma;
            }
        }
        content
    }

    /// "In a statement on its site, it is said that …": the document speaks.
    fn document_before(&self, end: usize) -> Option<Range<usize>> {
        let c = self.clause;
        let comma = end.checked_sub(1).filter(|&i| c.is_comma(i))?;
        let opens = c.lower(0) == "in" && (1..4).any(|i| c.is(i, Class::Document));
        (opens && comma > 1).then_some(1..comma)
    }

    /// ", saying that …": the subject is that of the statement before it, or the first name of the sentence.
    fn gerund(&mut self, group: &Group) {
        let c = self.clause;
        let linked = group.cue.start > 0
            && (c.is_comma(group.cue.start - 1)
                || c.is_dash(group.cue.start - 1)
                || matches!(c.lower(group.cue.start - 1), "and" | "by" | "while" | "before" | "after"));
        if !linked {
            return;
        }
        let Some(after) = self.after(group.cue.end, group) else { return };
        // An object alone ("…, rejecting the plan") is no act of saying unless somebody was already speaking.
        if self.statements.is_empty() && matches!(after.rule, Rule::Object | Rule::Infinitive) {
            return;
        }
        let Some((source, antecedent)) = self.standing_subject(group.cue.start) else { return };
        let local = Local {
            source: Some(source),
            antecedent,
            cue: group.cue.clone(),
            content: vec![after.content],
            rule: Rule::Gerund,
        };
        self.statements.push(local);
    }

    /// "… and said that …": a finite verb whose subject stands further off.
    fn shared(&mut self, group: &Group) {
        let c = self.clause;
        let joined = group.cue.start > 0 && matches!(c.lower(group.cue.start - 1), "and" | "but" | "then");
        if !joined || matches!(group.form, Form::Base) {
            return;
        }
        let Some(after) = self.after(group.cue.end, group) else { return };
        let Some((source, antecedent)) = self.standing_subject(group.cue.start) else { return };
        let local = Local {
            source: Some(source),
            antecedent,
            cue: group.cue.clone(),
            content: vec![after.content],
            rule: Rule::Shared,
        };
        self.statements.push(local);
    }

    /// The source of the last statement of this sentence, or the sentence's first name or pronoun before `end`.
    fn standing_subject(&self, end: usize) -> Option<(Range<usize>, Option<Range<usize>>)> {
        if let Some(last) = self.statements.last() {
            return last.source.clone().map(|s| (s, last.antecedent.clone()));
        }
        let c = self.clause;
        let first = (0..end.min(REACH)).find(|&i| {
            let opener = [Class::SentenceOpener, Class::Time, Class::Adverb, Class::Preposition];
            c.is(i, Class::Pronoun)
                || (c.is_capital(i) && !opener.iter().any(|&k| c.is(i, k)))
                || [Class::Role, Class::Body, Class::Group].iter().any(|&k| c.is(i, k))
        })?;
        let mut to = first + 1;
        while to < end && c.is_word(to) && (c.is_capital(to) || c.is(to, Class::Role)) {
            to += 1;
        }
        let from = if first > 0 && c.is(first - 1, Class::Determiner) { first - 1 } else { first };
        Some((from..to, None))
    }

    fn is_subject(&self, source: &Range<usize>, group: &Group) -> bool {
        let c = self.clause;
        let last = source.end - 1;
        let plural = c.is(last, Class::Group) || c.lower(last).ends_with('s');
        match group.form {
            Form::Base => plural || c.is(last, Class::Pronoun) && !matches!(c.lower(last), "he" | "she" | "it"),
            _ => c.is(last, Class::Pronoun) || c.is_capital(last) || c.is(last, Class::Role) || c.is(last, Class::Body),
        }
    }
}
