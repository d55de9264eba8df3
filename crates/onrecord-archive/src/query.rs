//! The query language: words, `"quoted phrases"`, `speaker: outlet: language: mode: class: confidence: after: before:`, what is in a statement
//! (`figure: unit: demand: to: incident: actor: target: about:`), what people decided (`review:`) and which versions of a page (`version:`).
//! What of the statements is shown where nothing else is asked for: [`Filter`].

use crate::{ArticleLine, SpeakerId, Standing, StatementLine, dates::Days, index::language_number, words::words};
use onrecord_page::{Note, Noted};
use onrecord_reading::{CueClass, Force, Mode, Models};

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
    /// Languages of the articles by their tags, any of them.
    pub languages: Vec<String>,
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
    /// A figure in it whose number lies so.
    pub figure: Option<Numbers>,
    /// What that figure counts, any of them; every word must occur in the unit or the words before it.
    pub units: Vec<String>,
    /// A demand in it that is `open` or `closed` or asks so hard, any of them; `any` is all of them.
    pub demands: Vec<String>,
    /// Whom that demand asks, any of them.
    pub to: Vec<String>,
    /// An incident in it of this type, mode or status, any of them; `any` is all of them.
    pub incidents: Vec<String>,
    /// Who acts in that incident, any of them.
    pub actors: Vec<String>,
    /// Who is acted on in it, any of them.
    pub targets: Vec<String>,
    /// Whom it names, any of them.
    pub about: Vec<String>,
    /// What people decided about it, any of them; empty: all but what somebody rejected.
    pub standings: Vec<Standing>,
    /// Which wordings of a statement that several versions of a page have.
    pub versions: Versions,
}

/// Which wordings of a statement that several versions of a page have.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Versions {
    /// The newest: each statement once.
    #[default]
    Newest,
    /// Those alone that a newer version has too.
    Earlier,
    /// All of them.
    Any,
}

impl Versions {
    /// As typed behind `version:`.
    pub fn as_str(self) -> &'static str {
        match self {
            Versions::Newest => "newest",
            Versions::Earlier => "earlier",
            Versions::Any => ANY,
        }
    }
}

/// Numbers from one to another, as a person asked for them: `300`, `>300`, `100..500`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Numbers {
    /// The least and the most, in an order-preserving form.
    pub(crate) least: u64,
    pub(crate) most: u64,
    typed: String,
}

impl Default for Numbers {
    /// All numbers.
    fn default() -> Numbers {
        Numbers { least: 0, most: u64::MAX, typed: ANY.to_owned() }
    }
}

impl Numbers {
    /// Numbers in the order of their values, as bits: what the index compares.
    pub(crate) fn order_of(number: f64) -> u64 {
        let bits = if number == 0.0 { 0 } else { number.to_bits() };
        if bits >> 63 == 0 { bits | 1 << 63 } else { !bits }
    }

    /// As typed behind `figure:`.
    pub fn typed(&self) -> &str {
        &self.typed
    }

    /// `300`, `30,000`, `1.5m`, `>300`, `>=300`, `<300`, `<=300`, `100..500`, `any`.
    fn parse(typed: &str) -> Option<Numbers> {
        let typed = typed.trim();
        if typed.eq_ignore_ascii_case(ANY) {
            return Some(Numbers::default());
        }
        let numbers = |least, most| Some(Numbers { least, most, typed: typed.to_owned() });
        if let Some((low, high)) = typed.split_once("..") {
            let (low, high) = (Numbers::order_of(number(low)?), Numbers::order_of(number(high)?));
            return numbers(low.min(high), low.max(high));
        }
        let bound = typed.find(|c: char| !matches!(c, '>' | '<' | '=' | '≥' | '≤' | ' '))?;
        let at = Numbers::order_of(number(&typed[bound..])?);
        match typed[..bound].trim() {
            "" | "=" => numbers(at, at),
            ">" => numbers(at.saturating_add(1), u64::MAX),
            ">=" | "≥" => numbers(at, u64::MAX),
            "<" => numbers(0, at.saturating_sub(1)),
            "<=" | "≤" => numbers(0, at),
            _ => None,
        }
    }

    /// Both conditions at once.
    fn and(self, other: Numbers) -> Numbers {
        Numbers {
            least: self.least.max(other.least),
            most: self.most.min(other.most),
            typed: format!("{} figure:{}", self.typed, other.typed),
        }
    }
}

/// `30,000`, `1.5`, `2k`, `3m`, `1bn`.
fn number(typed: &str) -> Option<f64> {
    let typed = typed.trim().to_lowercase();
    let (digits, times) = [("bn", 1e9), ("m", 1e6), ("k", 1e3)]
        .into_iter()
        .find_map(|(end, times)| Some((typed.strip_suffix(end)?, times)))
        .unwrap_or((&typed, 1.0));
    let digits: String = digits.chars().filter(|c| !matches!(c, ',' | '_' | ' ' | '\u{a0}')).collect();
    let plain = digits.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | '-'));
    digits.parse::<f64>().ok().filter(|n| plain && n.is_finite()).map(|n| n * times)
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
    /// Likewise whatever class and confidence are asked for.
    pub every: u64,
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
    /// Statements by language of their articles, commonest first.
    pub languages: Vec<(String, u64)>,
    /// Speakers in all, of whom the commonest are named.
    pub all_speakers: u64,
    /// Outlets in all, likewise.
    pub all_outlets: u64,
}

/// A table of what is in statements.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Table {
    /// Numbers that count something.
    Figures,
    /// Who asks whom for what.
    Demands,
    /// Who did what to whom.
    Incidents,
}

impl Query {
    /// The names of the operators, in the order in which help shows them.
    pub const OPERATORS: [&'static str; 18] = [
        "speaker",
        "outlet",
        "language",
        "mode",
        "class",
        "confidence",
        "after",
        "before",
        "figure",
        "unit",
        "demand",
        "to",
        "incident",
        "actor",
        "target",
        "about",
        "review",
        "version",
    ];

    /// The same query, asking for any row of a table where it asks for none.
    #[must_use]
    pub fn asking_for(mut self, table: Table) -> Query {
        let any = |list: &mut Vec<String>| list.push(ANY.to_owned());
        match table {
            Table::Figures if self.figure.is_none() && self.units.is_empty() => self.figure = Some(Numbers::default()),
            Table::Demands if self.demands.is_empty() && self.to.is_empty() => any(&mut self.demands),
            Table::Incidents if self.incidents.is_empty() && self.actors.is_empty() && self.targets.is_empty() => {
                any(&mut self.incidents);
            }
            _ => {}
        }
        self
    }

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
    /// `unknown-operator` (read as words), `empty-operator`, `unknown-language`, `unknown-review`, `unknown-version`, `unknown-mode`, `unknown-class`, `bad-confidence`, `bad-date`, `empty-period`, `unbalanced-quotation-mark`,
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

/// What is counted, in a sign.
const UNITS: [&str; 5] = ["%", "$", "€", "£", "₽"];

/// Takes a condition back that would hold where nothing is said.
const ANY: &str = "any";

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
    match term {
        Term::Word(word) | Term::Phrase(word) if words(&word).next().is_none() => {
            notes.push(Note::new("no-words", format!("`{word}` has no letter or digit and was left out")));
        }
        Term::Word(word) => query.words.push(word),
        Term::Phrase(phrase) => query.phrases.push(phrase),
        Term::Operator(name, value) => notes.extend(ask(query, &name, value).err()),
    }
}

/// Takes an operator into a query; else tells why it was left out.
fn ask(query: &mut Query, name: &str, value: String) -> Result<(), Note> {
    let known = Query::OPERATORS.contains(&name);
    if known && words(&value).next().is_none() && !UNITS.contains(&value.as_str()) {
        let hint = format!("write the value right behind the colon: `{name}:value` or `{name}:\"two words\"`");
        return Err(left_out("empty-operator", &format!("`{name}:` has no value"), &hint));
    }
    match name {
        "speaker" => query.speakers.push(value),
        "outlet" => query.outlets.push(value),
        "mode" => push_new(&mut query.modes, mode(&value).ok_or_else(|| no_mode(&value))?),
        "class" => classes(&value)
            .ok_or_else(|| no_class(&value))?
            .iter()
            .for_each(|class| push_new(&mut query.classes, *class)),
        "confidence" => {
            let least = confidence(&value).ok_or_else(|| no_confidence(&value))?;
            // Of several bounds the narrowest holds.
            query.confidence = Some(query.confidence.unwrap_or(0.0).max(least));
        }
        "figure" => {
            let numbers = Numbers::parse(&value).ok_or_else(|| no_number(&value))?;
            query.figure = Some(query.figure.take().map_or(numbers.clone(), |before| before.and(numbers)));
        }
        "demand" => push_new(&mut query.demands, demand(&value)?),
        "language" => {
            language_number(&value).ok_or_else(|| no_language(&value))?;
            push_new(&mut query.languages, value.to_lowercase());
        }
        "review" => standings(&value)
            .ok_or_else(|| no_review(&value))?
            .iter()
            .for_each(|one| push_new(&mut query.standings, *one)),
        "version" => query.versions = versions(&value).ok_or_else(|| no_version(&value))?,
        "incident" => push_new(&mut query.incidents, value.to_lowercase()),
        "unit" => push_new(&mut query.units, value),
        "to" => push_new(&mut query.to, value),
        "actor" => push_new(&mut query.actors, value),
        "target" => push_new(&mut query.targets, value),
        "about" => push_new(&mut query.about, value),
        "after" | "before" if Days::of(&value).is_none() || value.contains('T') => return Err(no_date(name, &value)),
        // Of several bounds the narrowest holds.
        "after" => narrow(&mut query.after, value, |old, new| new.first > old.first),
        "before" => narrow(&mut query.before, value, |old, new| new.last < old.last),
        _ => {
            query.words.extend([name, &value].into_iter().filter(|w| words(w).next().is_some()).map(str::to_owned));
            return Err(no_operator(name));
        }
    }
    Ok(())
}

fn left_out(code: &'static str, what: &str, hint: &str) -> Note {
    Note::new(code, format!("{what} and was left out")).hint(hint.to_owned())
}

fn no_mode(value: &str) -> Note {
    left_out("unknown-mode", &format!("`{value}` is no mode"), "modes are direct, indirect, mixed and speech")
}

fn no_class(value: &str) -> Note {
    let hint = "classes are saying, asking, judging, believing and wanting; any for all of them";
    left_out("unknown-class", &format!("`{value}` is no class of a cue"), hint)
}

fn no_confidence(value: &str) -> Note {
    let what = format!("`confidence:{value}` is no number from 0 to 1");
    left_out("bad-confidence", &what, "write the least that is wanted: 0.8, or any")
}

fn no_number(value: &str) -> Note {
    left_out("bad-number", &format!("`figure:{value}` is no number"), "write 300, >300, >=30,000, 100..500 or any")
}

fn no_language(value: &str) -> Note {
    left_out("unknown-language", &format!("`{value}` is no language"), "write its tag: en, ru, uk")
}

fn no_review(value: &str) -> Note {
    let hint = "outcomes are open, accepted, corrected and rejected; any for all of them";
    left_out("unknown-review", &format!("`{value}` is no outcome of review"), hint)
}

fn no_version(value: &str) -> Note {
    left_out("unknown-version", &format!("`{value}` is no kind of version"), "versions are newest, earlier and any")
}

fn no_date(name: &str, value: &str) -> Note {
    let hint = "write a year, a month or a day: 2022, 2022-03, 2022-03-05";
    left_out("bad-date", &format!("`{name}:{value}` is no date"), hint)
}

fn no_operator(name: &str) -> Note {
    let all: Vec<String> = Query::OPERATORS.iter().map(|name| format!("{name}:")).collect();
    Note::new("unknown-operator", format!("`{name}:` is no operator and was searched for as a word"))
        .hint(format!("operators are {}", all.join(" ")))
}

/// What `demand:` asks for: how it stands, or how hard it asks.
fn demand(value: &str) -> Result<String, Note> {
    let lower = value.to_lowercase();
    if [ANY, "open", "closed"].contains(&lower.as_str()) || lower.parse::<Force>().is_ok() {
        return Ok(lower);
    }
    let forces: Vec<&str> = Force::ALL.into_iter().map(Force::as_str).collect();
    let hint = format!("kinds are open, closed, any, {}", forces.join(", "));
    Err(left_out("unknown-demand", &format!("`{lower}` is no kind of demand"), &hint))
}

fn push_new<T: PartialEq>(values: &mut Vec<T>, value: T) {
    if !values.contains(&value) {
        values.push(value);
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

fn standings(value: &str) -> Option<Vec<Standing>> {
    if value.eq_ignore_ascii_case(ANY) {
        return Some(Standing::ALL.to_vec());
    }
    value.parse().ok().map(|standing| vec![standing])
}

fn versions(value: &str) -> Option<Versions> {
    let all = [Versions::Newest, Versions::Earlier, Versions::Any];
    all.into_iter().find(|one| one.as_str().eq_ignore_ascii_case(value))
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
            ("language:english", "unknown-language"),
            ("review:good", "unknown-review"),
            ("version:third", "unknown-version"),
            ("class:shouting", "unknown-class"),
            ("confidence:high", "bad-confidence"),
            ("confidence:7", "bad-confidence"),
            ("figure:many", "bad-number"),
            ("figure:>", "empty-operator"),
            ("demand:loud", "unknown-demand"),
            ("to:", "empty-operator"),
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
    fn what_is_in_a_statement_can_be_asked_for() {
        let typed = r#"figure:>=30,000 figure:<2m unit:"Sarven immigrants" demand:open demand:Call to:Lisna incident:EXPEL target:diplomats actor:Dolmark about:"Mira Tolland""#;
        let Noted { value: query, notes } = Query::parse(typed);
        assert_eq!(notes, []);
        let numbers = query.figure.expect("it is asked for");
        let within = |n: f64| (numbers.least..=numbers.most).contains(&Numbers::order_of(n));
        assert_eq!([29_999.0, 30_000.0, 1_999_999.9, 2e6].map(within), [false, true, true, false]);
        assert_eq!(query.units, ["Sarven immigrants"]);
        assert_eq!(query.demands, ["open", "call"]);
        assert_eq!((query.to, query.incidents), (vec!["Lisna".to_owned()], vec!["expel".to_owned()]));
        assert_eq!((query.targets.len(), query.actors.len(), query.about.len()), (1, 1, 1));
    }

    #[test]
    fn what_people_decided_and_other_versions_are_asked_for() {
        let asked = Query::parse("review:Accepted review:corrected version:ANY language:RU language:pt-BR").value;
        assert_eq!(asked.standings, [Standing::Accepted, Standing::Corrected]);
        assert_eq!((asked.versions, asked.languages), (Versions::Any, vec!["ru".to_owned(), "pt-br".to_owned()]));
        assert_eq!(Query::parse("review:any").value.standings.len(), Standing::ALL.len());
        assert_eq!(Query::parse("tax").value.versions, Versions::Newest);
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
        fn numbers_keep_their_order(a in proptest::num::f64::NORMAL, b in -1000i32..1000) {
            let b = f64::from(b);
            prop_assert_eq!(a < b, Numbers::order_of(a) < Numbers::order_of(b));
            prop_assert_eq!(a == b, Numbers::order_of(a) == Numbers::order_of(b));
        }

        #[test]
        fn nothing_typed_fails(typed in r#"([a-zа-я :"«»“„-]|speaker:|after:|20[0-9]{2}|\PC){0,40}"#) {
            let parsed = Query::parse(&typed);
            prop_assert!(parsed.value.words.iter().all(|w| words(w).next().is_some()));
        }
    }
}
