//! Russian: how source, cue and content stand to each other in a sentence.
//!
//! A verb of saying stands between its subject and «что», behind a quotation or clause («…», — заявил он; …, сообщает агентство), or
//! before a colon. Its past tense tells gender and number. «По словам …» and «как пишет …» name a source beside the clause.

use super::clause::{Clause, REACH};
use crate::{
    found::{Agreement, Found, Rule, Source},
    inflection::Case,
    lexicon::{Class, Form, Frames, VerbForm},
    tokens::Kind,
};
use std::ops::Range;

/// A noun phrase longer than this is a misreading.
const LONGEST: usize = 20;

/// Finds the statements of one sentence.
pub(crate) fn find(clause: &Clause<'_>, found: &mut Vec<Found>) {
    let mut reader = Reader { clause: *clause, statements: Vec::new() };
    for at in 0..clause.len() {
        if let Some(verb) = clause.word(at).cue {
            reader.verb(at, verb);
        } else if clause.is(at, Class::Passive) {
            reader.nobody(at);
        } else if matches!(clause.lower(at), "по" | "согласно") {
            reader.according(at);
        }
    }
    if reader.statements.is_empty() {
        reader.colon();
    }
    found.extend(reader.statements.iter().map(|s| s.found(clause)));
}

struct Local {
    source: Option<Range<usize>>,
    antecedent: Option<Range<usize>>,
    agreement: Option<Agreement>,
    cue: Vec<Range<usize>>,
    content: Vec<Range<usize>>,
    rule: Rule,
    /// Content outside this sentence, in tokens: «Об этом сообщил …» points back to the sentence before.
    elsewhere: Vec<Range<usize>>,
    /// «Мы ждем, — сказал он, — но недолго»: inside the quotation that it attributes.
    inserted: bool,
}

impl Local {
    fn found(&self, clause: &Clause<'_>) -> Found {
        let source = self.source.clone().map(|s| Source {
            also: Vec::new(),
            mention: clause.tokens(s),
            antecedent: self.antecedent.clone().map(|a| clause.tokens(a)),
            agreement: self.agreement,
        });
        let mut content: Vec<_> =
            self.content.iter().map(|c| clause.tokens(c.clone())).filter(|c| !c.is_empty()).collect();
        content.extend(self.elsewhere.iter().cloned());
        Found {
            source,
            cue: self.cue.iter().map(|c| clause.tokens(c.clone())).collect(),
            content,
            rule: self.rule,
            frame: clause.frame,
            inserted: self.inserted,
        }
    }
}

struct Reader<'a> {
    clause: Clause<'a>,
    statements: Vec<Local>,
}

impl Reader<'_> {
    fn verb(&mut self, at: usize, verb: VerbForm) {
        let c = self.clause;
        let mut start = at;
        while start > 0 && at - start < 3 && c.is(start - 1, Class::Adverb) {
            start -= 1;
        }
        if c.is(start.wrapping_sub(1), Class::Negation) {
            return;
        }
        let frames = c.document.lexicon.verb(verb).frames;
        if verb.form == Form::Gerund {
            return self.gerund(start..at + 1, frames);
        }
        if self.inserted(start, at, verb.form) {
            return;
        }
        let before = self.subject_before(start);
        let behind = if before.is_none() { self.subject_behind(at + 1) } else { None };
        let inverted = behind.is_some();
        let to = behind.as_ref().map_or(at + 1, |s| s.end);
        let source = before.or(behind);
        let from = if inverted { start } else { source.as_ref().map_or(start, |s| s.start) };
        let points_back = start >= 2 && c.lower(start - 1) == "этом" && matches!(c.lower(start - 2), "об" | "о");
        let content = if points_back {
            Some((Vec::new(), Rule::ClauseThenVerb))
        } else {
            self.content(from, to, frames, source.as_ref())
        };
        let Some((content, rule)) = content else { return };
        let source = source.or_else(|| self.standing_subject(start));
        let plural = matches!(verb.form, Form::PastPlural | Form::ThirdPlural);
        if source.is_none() && !plural {
            return;
        }
        let antecedent = source.as_ref().and_then(|s| self.antecedent(s));
        let as_said = start > 0 && c.lower(start - 1) == "как";
        let cue = vec![start - usize::from(as_said)..at + 1];
        self.statements.push(Local {
            source,
            antecedent,
            agreement: agreement(verb.form),
            cue,
            content,
            rule,
            elsewhere: if points_back { sentence_before(&c).into_iter().collect() } else { Vec::new() },
            inserted: false,
        });
    }

    /// «Мы ждем, — сказал он, — но недолго»: a cue between dashes inside the quotation that it attributes.
    fn inserted(&mut self, start: usize, at: usize, form: Form) -> bool {
        let c = self.clause;
        let Some(q) = c.frame().quotation.filter(|_| start > 0 && c.is_dash(start - 1)) else { return false };
        let Some(source) = self.subject_behind(at + 1) else { return false };
        let after = source.end;
        let stops = c.token(after).is_some_and(|t| t.ends_sentence());
        let closes = after >= c.end() || c.is_comma(after) || c.is_dash(after) || stops;
        let (Some(verb), Some(last)) = (c.item(start - 1), c.item(after.min(c.len()) - 1)) else { return false };
        let pieces = &c.document.quotations[q].pieces;
        let Some(piece) = pieces.iter().find(|p| p.contains(&verb.start)).filter(|_| closes) else { return false };
        let skip = |t: &usize| !c.document.token(*t).is_some_and(|t| t.is_word() || matches!(t.kind, Kind::Mark(_)));
        let to = (piece.start..verb.start).rev().take_while(|t| skip(t)).last().unwrap_or(verb.start);
        let from = (last.end..piece.end).find(|t| !skip(t)).unwrap_or(piece.end);
        let elsewhere = vec![piece.start..to, from..piece.end].into_iter().filter(|r| !r.is_empty()).collect();
        self.statements.push(Local {
            source: Some(source),
            antecedent: None,
            agreement: agreement(form),
            cue: vec![start..at + 1],
            content: Vec::new(),
            rule: Rule::QuoteThenVerb,
            elsewhere,
            inserted: true,
        });
        true
    }

    /// What was said, and by which rule: behind «что», a colon or an address, or before the verb.
    fn content(
        &self,
        from: usize,
        to: usize,
        frames: Frames,
        source: Option<&Range<usize>>,
    ) -> Option<(Vec<Range<usize>>, Rule)> {
        let c = self.clause;
        if let Some(found) = self.behind(to, frames) {
            return Some(found);
        }
        if !frames.any(Frames::CLAUSE) {
            return None;
        }
        // «Как сообщил министр, …»
        let as_said = from > 0 && c.lower(from - 1) == "как";
        if as_said {
            return self.beside(from - 1, to);
        }
        let before = self.before(from)?;
        let rule = if c.is_quotation(before.end - 1) { Rule::QuoteThenVerb } else { Rule::ClauseThenVerb };
        let mut pieces = vec![before];
        pieces.extend(self.rest(to, rule, source));
        Some((pieces, rule))
    }

    /// Content behind the verb and its subject.
    fn behind(&self, from: usize, frames: Frames) -> Option<(Vec<Range<usize>>, Rule)> {
        let c = self.clause;
        let end = c.end();
        let from = self.behind_citation(from);
        for at in from..end.min(from + 16) {
            if c.is_mark(at, ':') && at + 1 < end {
                return Some((vec![self.until_end(at + 1)], Rule::VerbThenQuote));
            }
            if c.is_comma(at)
                && matches!(c.lower(at + 1), "что" | "чтобы" | "будто" | "какой" | "почему")
                && at + 2 < end
            {
                return Some((vec![self.until_end(at + 1)], Rule::ThatClause));
            }
            if c.is_quotation(at) && c.is_spoken(at) && (at == from || c.is_comma(at - 1)) {
                return Some((vec![self.until_end(at)], Rule::VerbThenQuote));
            }
            if c.is_comma(at) && !matches!(c.lower(at + 1), "что" | "чтобы") {
                break;
            }
            if c.word(at).cue.is_some() && at > from || c.is_dash(at) {
                break;
            }
            let asks = frames.any(Frames::URGE | Frames::PROMISE);
            if asks && is_infinitive(c.lower(at)) && !c.is(at, Class::Group)
                || frames.any(Frames::URGE) && c.lower(at) == "к" && at + 1 < end
            {
                return Some((vec![self.until_end(at)], Rule::Infinitive));
            }
        }
        let object = frames.any(Frames::OBJECT) && from < end && c.is_word(from);
        object.then(|| (vec![self.until_end(from)], Rule::Object))
    }

    /// «сообщила | , ссылаясь на представителя | , что …»: behind those whom the speaker cites.
    fn behind_citation(&self, from: usize) -> usize {
        let c = self.clause;
        let at = from + usize::from(c.is_comma(from));
        let cites = c.lower(at).starts_with("ссыла") || c.lower(at) == "со" && c.lower(at + 1) == "ссылкой";
        let comma = (at..c.end().min(at + LONGEST)).find(|&i| c.is_comma(i));
        comma.filter(|_| cites).unwrap_or(from)
    }

    /// The quotation or clause before the subject or verb that starts at `end`.
    fn before(&self, end: usize) -> Option<Range<usize>> {
        let c = self.clause;
        let mut last = end;
        // «Об этом сообщил министр»: handled where the clause before it is known.
        while last > 0 && (c.is_comma(last - 1) || c.is_dash(last - 1)) {
            last -= 1;
        }
        if last == end && !(last > 0 && c.is_quotation(last - 1)) || last == 0 {
            return None;
        }
        let used = self.statements.iter().rev().take(3).flat_map(|s| s.content.iter().chain(&s.cue).chain(&s.source));
        let from = used.map(|r| r.end).filter(|&e| e < last).max().unwrap_or(0);
        let mut start = from;
        while start < last && !c.is_word(start) && !c.is_quotation(start) {
            start += 1;
        }
        let said = c.is_quotation(last - 1) || last - start >= 3;
        (said && start < last).then_some(start..last)
    }

    /// «…», — сказал он, — «…»: what goes on behind the verb.
    fn rest(&self, from: usize, rule: Rule, source: Option<&Range<usize>>) -> Option<Range<usize>> {
        let c = self.clause;
        let end = c.end();
        let mut at = source.map_or(from, |s| s.end.max(from));
        while at < end && at < from + 12 && !c.is_comma(at) && !c.is_dash(at) && !c.is_mark(at, '.') {
            at += 1;
        }
        let dashed = (at..at + 3).any(|i| c.is_dash(i));
        while at < end && !c.is_word(at) && !c.is_quotation(at) {
            at += 1;
        }
        let goes_on = at < end && (c.is_quotation(at) || dashed && rule == Rule::ClauseThenVerb);
        goes_on.then(|| self.until_end(at))
    }

    /// The clause around an inserted source: «…, по словам министра, …» from `from` to `to`.
    fn beside(&self, from: usize, to: usize) -> Option<(Vec<Range<usize>>, Rule)> {
        let c = self.clause;
        let end = c.end();
        let mut pieces = Vec::new();
        let mut last = from;
        while last > 0 && (c.is_comma(last - 1) || c.is_dash(last - 1)) {
            last -= 1;
        }
        if last >= 1 && (0..last).any(|i| c.is_word(i)) {
            pieces.push(0..last);
        }
        let stop = (to..end.min(to + LONGEST)).find(|&i| c.is_comma(i) || c.is_dash(i) || c.is_mark(i, ':'));
        if let Some(stop) = stop.filter(|&s| s + 1 < end) {
            let start = (stop..end).find(|&i| c.is_word(i) || c.is_quotation(i))?;
            pieces.push(self.until_end(start));
        }
        (!pieces.is_empty()).then_some((pieces, Rule::According))
    }

    /// «по словам министра», «по мнению Толланд», «согласно докладу».
    fn according(&mut self, at: usize) {
        let c = self.clause;
        let plain = c.lower(at) == "согласно";
        let his = matches!(c.lower(at + 1), "его" | "ее" | "их");
        let noun = at + 1 + usize::from(his);
        if !plain && !c.is(noun, Class::Nominal) {
            return;
        }
        let (cue, source) = match (plain, his) {
            (true, _) => (vec![at..at + 1], at + 1..self.phrase_end(at + 1)),
            (_, true) => (vec![at..at + 1, noun..noun + 1], at + 1..at + 2),
            _ => (vec![at..noun + 1], noun + 1..self.phrase_end(noun + 1)),
        };
        let to = source.end.max(noun + 1);
        if source.is_empty() {
            return;
        }
        let Some((content, rule)) = self.beside(at, to) else { return };
        self.statements.push(Local {
            source: Some(source),
            antecedent: None,
            agreement: None,
            cue,
            content,
            rule,
            elsewhere: Vec::new(),
            inserted: false,
        });
    }

    /// «Сообщается, что …», «В заявлении говорится, что …», «…, говорится в заявлении».
    fn nobody(&mut self, at: usize) {
        let c = self.clause;
        let to = if c.lower(at + 1) == "в" { self.phrase_end(at + 2) } else { at + 1 };
        let source = if to > at + 1 {
            Some(at + 2..to)
        } else {
            self.noun_phrase_before(at).filter(|s| s.start > 0 && matches!(c.lower(s.start - 1), "в" | "во"))
        };
        let from = source.as_ref().filter(|s| s.end <= at).map_or(at, |s| s.start - 1);
        let content = self.behind(to, Frames::CLAUSE).map(|(c, _)| c).or_else(|| Some(vec![self.before(from)?]));
        let Some(content) = content else { return };
        let cue = vec![at..at + 1];
        self.statements.push(Local {
            source,
            antecedent: None,
            agreement: None,
            cue,
            content,
            rule: Rule::Nobody,
            elsewhere: Vec::new(),
            inserted: false,
        });
    }

    /// «…, добавив, что …»
    fn gerund(&mut self, cue: Range<usize>, frames: Frames) {
        let Some((content, _)) = self.behind(cue.end, frames) else { return };
        let source = self.standing_subject(cue.start);
        if source.is_some() {
            let agreement = self.statements.last().and_then(|s| s.agreement);
            self.statements.push(Local {
                source,
                antecedent: None,
                agreement,
                cue: vec![cue],
                content,
                rule: Rule::Gerund,
                elsewhere: Vec::new(),
                inserted: false,
            });
        }
    }

    /// The source of the statement before, or the first name of the sentence.
    fn standing_subject(&self, end: usize) -> Option<Range<usize>> {
        if let Some(last) = self.statements.last() {
            return last.source.clone();
        }
        let c = self.clause;
        let first = (0..end.min(REACH)).find(|&i| {
            let known = [Class::Pronoun, Class::Role, Class::Body, Class::Group].iter().any(|&k| c.is(i, k));
            known || c.is_capital(i) && i > 0
        })?;
        Some(first..self.phrase_end(first).min(end).max(first + 1))
    }

    /// «который» → what it stands for.
    fn antecedent(&self, source: &Range<usize>) -> Option<Range<usize>> {
        let c = self.clause;
        let relative = source.len() == 1 && c.lower(source.start).starts_with("котор");
        relative.then(|| self.noun_phrase_before(source.start.checked_sub(1)?)).flatten()
    }

    /// The subject right before a verb, also with an apposition between commas, or a place that speaks («в министерстве заявили»).
    fn subject_before(&self, end: usize) -> Option<Range<usize>> {
        let c = self.clause;
        if end > 0 && c.is_comma(end - 1) {
            let from = end.saturating_sub(LONGEST);
            let comma = (from..end - 1).rev().find(|&i| c.is_comma(i))?;
            let personal = |h: &Range<usize>| h.clone().any(|i| c.is(i, Class::Role) || c.is(i, Class::Group));
            let head = self.noun_phrase_before(comma).filter(|h| c.is_capital(h.end - 1) || personal(h))?;
            return (c.lower(comma + 1).starts_with("котор") || is_participle(c.lower(comma + 1))).then_some(head);
        }
        self.noun_phrase_before(end)
    }

    fn noun_phrase_before(&self, end: usize) -> Option<Range<usize>> {
        let c = self.clause;
        let mut start = end;
        while start > 0 && end - start < LONGEST && self.joins(start - 1) {
            start -= 1;
            if c.is(start, Class::Pronoun) {
                break;
            }
        }
        while start < end
            && (c.is(start, Class::Adverb)
                || c.is(start, Class::Preposition) && !c.is(start + 1, Class::Body)
                || c.is(start, Class::Time))
        {
            start += 1;
        }
        // «в МИД»: the preposition stays outside.
        start += usize::from(start < end && c.is(start, Class::Preposition));
        (start < end && self.is_nominal(start..end)).then_some(start..end)
    }

    fn joins(&self, at: usize) -> bool {
        let c = self.clause;
        if c.is_quotation(at) {
            return !c.is_spoken(at);
        }
        c.token(at).is_some_and(|t| match t.kind {
            Kind::Capital | Kind::Word | Kind::Number => t.word.cue.is_none() && !t.word.is(Class::Conjunction),
            Kind::Other('-' | '/') => true,
            _ => false,
        })
    }

    fn is_nominal(&self, items: Range<usize>) -> bool {
        let c = self.clause;
        let known = [Class::Pronoun, Class::Role, Class::Group, Class::Body, Class::Document];
        let title = |i| c.is_quotation(i) && !c.is_spoken(i);
        items.clone().any(|i| {
            title(i) || c.is_capital(i) && !c.is(i, Class::SentenceOpener) || known.iter().any(|&k| c.is(i, k))
        })
    }

    /// The subject behind a verb: «заявил министр торговли Иван Толланд журналистам».
    fn subject_behind(&self, start: usize) -> Option<Range<usize>> {
        let c = self.clause;
        let start = self.behind_time(start);
        let start = start + usize::from(matches!(c.lower(start), "в" | "во") && start + 1 < c.len());
        let end = self.phrase_end(start);
        (end > start && self.is_nominal(start..end)).then_some(start..end)
    }

    /// «сообщил | в четверг | министр», «рассказала | корреспонденту | директор»: behind the day and the one who was told.
    fn behind_time(&self, start: usize) -> usize {
        let c = self.clause;
        let mut at = start;
        for _ in 0..3 {
            let forms = c.document.lexicon.noun_forms(c.lower(at));
            let told = !forms.is_empty() && forms.iter().all(|f| f.case == Case::Dative) && c.is_word(at + 1);
            if matches!(c.lower(at), "в" | "во") && c.is(at + 1, Class::Time) && c.is_word(at + 2) {
                at += 2;
            } else if told {
                at += 1;
            } else {
                break;
            }
        }
        at
    }

    /// Where a noun phrase that starts at `start` ends: at a comma, dash, quotation, verb or a preposition behind a name.
    fn phrase_end(&self, start: usize) -> usize {
        let c = self.clause;
        if c.is(start, Class::Pronoun) && !c.is(start + 1, Class::Role) {
            return start + 1;
        }
        let mut at = start;
        let mut named = false;
        while at < c.len() && at - start < LONGEST {
            let name = c.is_capital(at);
            let stops = named && !name && !c.is_quotation(at)
                || at > start && c.is(at, Class::Preposition) && (at == start || !c.is(at - 1, Class::Role))
                || c.is(at, Class::Time)
                || !self.joins(at)
                || at > start && is_infinitive(c.lower(at));
            if stops {
                break;
            }
            named = name && !c.lower(at).ends_with("ой") && (named || c.is_capital(at + 1) || self.is_surname(at));
            at += 1;
        }
        at
    }

    /// A capitalised word that ends a phrase rather than opening the name of a body.
    fn is_surname(&self, at: usize) -> bool {
        let c = self.clause;
        !c.is_word(at + 1) || c.is(at + 1, Class::Preposition) || c.is(at + 1, Class::Adverb)
    }

    /// From `start` to the end of the sentence, or to where the next source begins.
    fn until_end(&self, start: usize) -> Range<usize> {
        let c = self.clause;
        let end = c.end();
        if c.is_spoken(start) && (c.is_comma(start + 1) || c.is_dash(start + 1) || c.quotation_stops(start).is_some()) {
            return start..start + 1;
        }
        let stop = (start + 1..end.min(start + REACH * 4)).find(|&i| {
            let verb = i + 1 + usize::from(c.is_dash(i + 1));
            let marked = c.is_comma(i) || c.is_dash(i);
            let said = c.word(verb).cue.is_some_and(|v| c.document.lexicon.verb(v).frames.any(Frames::CLAUSE));
            c.is_mark(i, ';')
                || marked
                    && (said || c.is(verb, Class::Passive) || c.lower(i + 1) == "по" && c.is(i + 2, Class::Nominal))
        });
        start..stop.unwrap_or(end).max(start + 1)
    }

    /// «Толланд: «…»» as a whole sentence.
    fn colon(&mut self) {
        let c = self.clause;
        let Some(at) = (1..c.len().min(8)).find(|&i| c.is_mark(i, ':')) else { return };
        let named = (0..at).all(|i| c.is_capital(i) || c.is(i, Class::Role)) && (0..at).any(|i| c.is_capital(i));
        if named && (at + 2 < c.len() || c.is_quotation(at + 1)) {
            let content = vec![self.until_end(at + 1)];
            let cue = vec![at..at + 1];
            self.statements.push(Local {
                source: Some(0..at),
                antecedent: None,
                agreement: None,
                cue,
                content,
                rule: Rule::Colon,
                elsewhere: Vec::new(),
                inserted: false,
            });
        }
    }
}

/// The sentence before this one in the same paragraph, or the last of the paragraph before.
fn sentence_before(clause: &Clause<'_>) -> Option<Range<usize>> {
    let before = clause.document.frames.get(clause.frame.checked_sub(1)?)?;
    if before.quotation != clause.frame().quotation {
        return None;
    }
    let before = Clause::new(clause.document, clause.frame - 1);
    let content = before.tokens(0..before.end());
    (!content.is_empty()).then_some(content)
}

/// «преподающая», «освобожденный»: what opens a clause that describes the noun before the comma.
fn is_participle(word: &str) -> bool {
    const ENDINGS: [&str; 12] =
        ["щий", "щая", "щее", "щие", "вший", "вшая", "вшее", "вшие", "вшийся", "вшаяся", "щийся", "щаяся"];
    let told = ["знаком", "близк", "осведомлен"].iter().any(|s| word.starts_with(s));
    told || ENDINGS.iter().any(|e| word.ends_with(e)) && word.chars().count() > 6
}

fn agreement(form: Form) -> Option<Agreement> {
    match form {
        Form::PastMale => Some(Agreement::Male),
        Form::PastFemale => Some(Agreement::Female),
        Form::PastNeuter => Some(Agreement::Neuter),
        Form::PastPlural | Form::ThirdPlural => Some(Agreement::Plural),
        _ => None,
    }
}

fn is_infinitive(word: &str) -> bool {
    word.len() > 6 && ["ть", "ти", "чь", "ться", "тись"].iter().any(|e| word.ends_with(e)) && !word.ends_with("ость")
}
