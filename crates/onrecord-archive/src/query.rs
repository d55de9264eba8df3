//! The query language: words, `"quoted phrases"` and `speaker: outlet: mode: class: confidence: after: before:`.
//! What of the statements is shown where nothing else is asked for: [`Filter`].

use crate::{ArticleLine, SpeakerId, StatementLine, dates::Days, words::words};
use onrecord_page::{Note, Noted};
use onrecord_reading::{CueClass, Mode, Models};

/// A parsed query. Parsing never fails: what is no operator is a word, and what could not be used is said in a note.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Query {
    /// Words that must all stand in the statement or in its speaker's name or headline (stemmed, ё = е, case folded).
    pub words: Vec<String>,
    /// Phrases that must stand in it word by word (not stemmed).
    pub phrases: Vec<String>,
    /// Names of speakers, any of them; every word of a name must occur in the speaker's name or role.
    pub speakers: Vec<String>,
    /// Outlets, any of them; likewise.
    pub outlets: Vec<String>,
    /// Modes, any of them.
    pub modes: Vec<Mode>,
    /// What the cue does, any of them; `class:any` is all of them.
    pub classes: Vec<CueClass>,
    /// At least so sure; `confidence:any` is 0.
    pub confidence: Option<f32>,
    /// Published on or after: `2022`, `2022-03`, `2022-03-05`.
    pub after: Option<String>,
    /// Published before the end of: a year, month or day, inclusive.
    pub before: Option<String>,
}

/// Which statements a list or a count takes in.
#[derive(Clone, Debug, PartialEq)]
pub struct Filter {
    /// What the cue does, any of them; empty: whatever.
    pub classes: Vec<CueClass>,
    /// At least so sure.
    pub confidence: f32,
}

impl Filter {
    /// What is shown where nothing else is asked for: acts of saying and asking, as sure as nine right of ten.
    pub fn usual() -> Filter {
        Filter { classes: CueClass::SPEECH.to_vec(), confidence: Models::embedded().default_threshold() }
    }

    /// Everything that is kept.
    pub fn everything() -> Filter {
        Filter { classes: Vec::new(), confidence: 0.0 }
    }

    /// Whether a statement of this class and confidence is taken in.
    pub fn passes(&self, class: CueClass, confidence: f32) -> bool {
        (self.classes.is_empty() || self.classes.contains(&class)) && confidence >= self.confidence
    }
}

/// Which of the hits to give.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    /// Skip so many.
    pub offset: usize,
    /// Give at most so many.
    pub limit: usize,
}

/// What a search found.
#[derive(Clone, Debug, Default)]
pub struct Hits {
    /// Statements in all.
    pub total: u64,
    /// Those of the window; best first where words were asked for, else newest first.
    pub statements: Vec<StatementLine>,
    /// Articles in all whose text or headline has the words (outlet and dates apply; none if speaker or mode is asked for).
    pub total_articles: u64,
    /// The best of them, with the words around the first match.
    pub articles: Vec<(ArticleLine, String)>,
    /// Statements by speaker, commonest first, at most 20.
    pub speakers: Vec<(SpeakerId, String, u64)>,
    /// Statements by outlet, commonest first, at most 20.
    pub outlets: Vec<(String, u64)>,
    /// Statements by month of publication, in order of time; undated ones are not in it.
    pub months: Vec<(String, u64)>,
    /// Statements by mode.
    pub modes: Vec<(Mode, u64)>,
    /// Statements by what the cue does.
    pub classes: Vec<(CueClass, u64)>,
}

impl Query {
    /// With the usual filter wherever the query itself says nothing about class or confidence.
    #[must_use]
    pub fn with_usual_filter(mut self) -> Query {
        let usual = Filter::usual();
        if self.classes.is_empty() {
            self.classes = usual.classes;
        }
        self.confidence = self.confidence.or(Some(usual.confidence));
        self
    }

    /// Without conditions on class and confidence.
    #[must_use]
    pub fn of_every_class(self) -> Query {
        Query { classes: Vec::new(), confidence: None, ..self }
    }

    /// Reads what a person typed. What could not be used is left out and said in a note:
    /// `unknown-operator` (read as words), `empty-operator`, `unknown-mode`, `unknown-class`, `bad-confidence`, `bad-date`, `empty-period`, `unbalanced-quotation-mark`,
    /// `no-words`.
    pub fn parse(typed: &str) -> Noted<Query> {
        let mut parsed = Noted::plain(Query::default());
        for term in terms(typed, &mut parsed.notes) {
            take(&mut parsed, term);
        }
        let Query { after, before, .. } = &parsed.value;
        if let (Some(after), Some(before)) = (after, before)
            && Days::of(after).zip(Days::of(before)).is_some_and(|(a, b)| a.first > b.last)
        {
            let message = format!("`after:{after}` is later than `before:{before}`: nothing can lie between");
            parsed.notes.push(Note::new("empty-period", message).hint("swap the two dates"));
        }
        parsed
    }
}

/// One piece of a query as typed.
#[derive(Debug, PartialEq)]
enum Term {
    Word(String),
    Phrase(String),
    /// Name in lower case, and value.
    Operator(String, String),
}

/// Takes a condition back that would hold where nothing is said.
const ANY: &str = "any";

const OPERATORS: &str = "speaker: outlet: mode: class: confidence: after: before:";

/// Cuts what was typed at white space outside of quotation marks.
fn terms(typed: &str, notes: &mut Vec<Note>) -> Vec<Term> {
    let mut terms = Vec::new();
    let mut rest = typed.trim_start();
    while !rest.is_empty() {
        if let Some((phrase, after)) = quoted(rest) {
            terms.push(Term::Phrase(phrase.to_owned()));
            rest = after.trim_start();
            continue;
        }
        let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
        if let Some((name, value)) = operator(&rest[..end]) {
            let at = name.len() + 1;
            let (value, after) = quoted(&rest[at..]).unwrap_or((value, &rest[end..]));
            terms.push(Term::Operator(name.to_lowercase(), value.trim().to_owned()));
            rest = after.trim_start();
            continue;
        }
        let word = &rest[..end];
        if word.starts_with(OPENING) {
            let note = Note::new(
                "unbalanced-quotation-mark",
                "a quotation mark has no partner: the words were searched for one by one",
            );
            notes.push(note.hint("close the phrase with a second quotation mark"));
        }
        terms.push(Term::Word(word.to_owned()));
        rest = rest[end..].trim_start();
    }
    terms
}

/// Marks that open a phrase.
const OPENING: [char; 4] = ['"', '“', '„', '«'];

/// A phrase in quotation marks at the very beginning, and what follows it.
fn quoted(text: &str) -> Option<(&str, &str)> {
    let open = text.chars().next()?;
    let closing: &[char] = match open {
        '"' => &['"'],
        '“' => &['”', '“', '"'],
        '„' => &['“', '”', '"'],
        '«' => &['»'],
        _ => return None,
    };
    let inside = &text[open.len_utf8()..];
    let end = inside.find(closing)?;
    let close = inside[end..].chars().next()?;
    Some((&inside[..end], &inside[end + close.len_utf8()..]))
}

/// `name:value` where the name is made of letters; an address (`https://…`) is none.
fn operator(word: &str) -> Option<(&str, &str)> {
    let (name, value) = word.split_once(':')?;
    let letters = !name.is_empty() && name.chars().all(char::is_alphabetic);
    (letters && !value.starts_with("//")).then_some((name, value))
}

fn take(parsed: &mut Noted<Query>, term: Term) {
    let Noted { value: query, notes } = parsed;
    let (name, value) = match term {
        Term::Word(word) | Term::Phrase(word) if words(&word).next().is_none() => {
            notes.push(Note::new("no-words", format!("`{word}` has no letter or digit and was left out")));
            return;
        }
        Term::Word(word) => return query.words.push(word),
        Term::Phrase(phrase) => return query.phrases.push(phrase),
        Term::Operator(name, value) => (name, value),
    };
    let known = ["speaker", "outlet", "mode", "class", "confidence", "after", "before"].contains(&name.as_str());
    if known && words(&value).next().is_none() {
        let note = Note::new("empty-operator", format!("`{name}:` has no value and was left out"));
        notes.push(
            note.hint(format!("write the value right behind the colon: `{name}:value` or `{name}:\"two words\"`")),
        );
        return;
    }
    match name.as_str() {
        "speaker" => query.speakers.push(value),
        "outlet" => query.outlets.push(value),
        "mode" => match mode(&value) {
            Some(mode) if query.modes.contains(&mode) => {}
            Some(mode) => query.modes.push(mode),
            None => {
                let note = Note::new("unknown-mode", format!("`{value}` is no mode and was left out"));
                notes.push(note.hint("modes are direct, indirect, mixed and speech"));
            }
        },
        "class" => match classes(&value) {
            Some(classes) => classes.iter().for_each(|class| {
                if !query.classes.contains(class) {
                    query.classes.push(*class);
                }
            }),
            None => {
                let note = Note::new("unknown-class", format!("`{value}` is no class of a cue and was left out"));
                notes
                    .push(note.hint("classes are saying, asking, judging, believing and wanting; any for all of them"));
            }
        },
        "confidence" => match confidence(&value) {
            // Of several bounds the narrowest holds.
            Some(least) => query.confidence = Some(query.confidence.unwrap_or(0.0).max(least)),
            None => {
                let note = Note::new(
                    "bad-confidence",
                    format!("`confidence:{value}` is no number from 0 to 1 and was left out"),
                );
                notes.push(note.hint("write the least that is wanted: 0.8, or any"));
            }
        },
        "after" | "before" if Days::of(&value).is_none() || value.contains('T') => {
            let note = Note::new("bad-date", format!("`{name}:{value}` is no date and was left out"));
            notes.push(note.hint("write a year, a month or a day: 2022, 2022-03, 2022-03-05"));
        }
        // Of several bounds the narrowest holds.
        "after" => narrow(&mut query.after, value, |old, new| new.first > old.first),
        "before" => narrow(&mut query.before, value, |old, new| new.last < old.last),
        _ => {
            let note =
                Note::new("unknown-operator", format!("`{name}:` is no operator and was searched for as a word"));
            notes.push(note.hint(format!("operators are {OPERATORS}")));
            query.words.extend([name, value].into_iter().filter(|w| words(w).next().is_some()));
        }
    }
}

fn mode(value: &str) -> Option<Mode> {
    let value = value.to_lowercase();
    [Mode::Direct, Mode::Indirect, Mode::Mixed, Mode::Speech].into_iter().find(|m| m.as_str() == value)
}

fn classes(value: &str) -> Option<Vec<CueClass>> {
    let value = value.to_lowercase();
    if value == ANY { Some(CueClass::ALL.to_vec()) } else { value.parse().ok().map(|class| vec![class]) }
}

/// `0.8`, `>=0.8`, `any`.
fn confidence(value: &str) -> Option<f32> {
    if value.eq_ignore_ascii_case(ANY) {
        return Some(0.0);
    }
    let number = value.trim_start_matches(['>', '=', '≥', ' ']);
    number.parse().ok().filter(|least| (0.0..=1.0).contains(least))
}

fn narrow(bound: &mut Option<String>, value: String, narrower: fn(Days, Days) -> bool) {
    let replaces = match bound.as_deref().and_then(Days::of).zip(Days::of(&value)) {
        Some((old, new)) => narrower(old, new),
        None => true,
    };
    if replaces {
        *bound = Some(value);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn codes(typed: &str) -> Vec<&'static str> {
        Query::parse(typed).notes.iter().map(|n| n.code).collect()
    }

    #[test]
    fn what_a_person_types() {
        let typed = r#"harbour tax Speaker:"Mira Tolland" outlet:Herald mode:DIRECT after:2022-03 before:2022 "at least 300" «ни шагу»"#;
        let parsed = Query::parse(typed);
        assert_eq!(parsed.notes, []);
        let query = parsed.value;
        assert_eq!(query.words, ["harbour", "tax"]);
        assert_eq!(query.phrases, ["at least 300", "ни шагу"]);
        assert_eq!(query.speakers, ["Mira Tolland"]);
        assert_eq!(query.outlets, ["Herald"]);
        assert_eq!(query.modes, [Mode::Direct]);
        assert_eq!((query.after.as_deref(), query.before.as_deref()), (Some("2022-03"), Some("2022")));
    }

    #[test]
    fn what_cannot_be_used_is_said() {
        for (typed, code) in [
            ("colour:red", "unknown-operator"),
            ("speaker: Tolland", "empty-operator"),
            (r#"speaker:"" tax"#, "empty-operator"),
            ("mode:loud", "unknown-mode"),
            ("class:shouting", "unknown-class"),
            ("confidence:high", "bad-confidence"),
            ("confidence:7", "bad-confidence"),
            ("after:March", "bad-date"),
            ("before:2022-02-30", "bad-date"),
            ("after:2023 before:2022", "empty-period"),
            (r#""never closed"#, "unbalanced-quotation-mark"),
            ("— tax", "no-words"),
        ] {
            assert_eq!(codes(typed), [code], "{typed}");
        }
        assert_eq!(Query::parse("colour:red").value.words, ["colour", "red"]);
        assert_eq!(Query::parse(r#""never closed"#).value.words, ["\"never", "closed"]);
        assert_eq!(codes("https://herald.example/tax at 10:30"), [""; 0], "addresses and times are words");
        assert_eq!(Query::parse("after:2021 after:2022-05 after:2022").value.after.as_deref(), Some("2022-05"));
    }

    #[test]
    fn class_and_confidence_are_asked_for_or_taken_back() {
        let query = |typed: &str| Query::parse(typed).value;
        let asked = query("class:Judging class:believing confidence:>=0.8 confidence:0.5");
        assert_eq!((asked.classes, asked.confidence), (vec![CueClass::Judging, CueClass::Believing], Some(0.8)));
        let usual = query("tax").with_usual_filter();
        assert_eq!(usual.classes, CueClass::SPEECH);
        assert_eq!(usual.confidence, Some(Models::embedded().default_threshold()));
        let every = query("class:any confidence:any").with_usual_filter();
        assert_eq!((every.classes.len(), every.confidence), (5, Some(0.0)));
    }

    proptest! {
        #[test]
        fn nothing_typed_fails(typed in r#"([a-zа-я :"«»“„-]|speaker:|after:|20[0-9]{2}|\PC){0,40}"#) {
            let parsed = Query::parse(&typed);
            prop_assert!(parsed.value.words.iter().all(|w| words(w).next().is_some()));
        }
    }
}
