//! A speaker across pages: names, roles, outlets, verbs and months, counted in one pass over what indexes hold.
//!
//! Whoever governs a country has a tenth of all statements; asked for list by list, their page would take as long as all others together.

use super::rows::kind_of;
use crate::{Filter, NameUse, RoleEntry, SpeakerEntry, SpeakerId, SpeakerLine, dates};
use onrecord_reading::SpeakerKind;
use rusqlite::{Connection, OptionalExtension, Row, types::ValueRef};
use std::collections::{BTreeMap, HashMap, hash_map::Entry};

type Result<T> = rusqlite::Result<T>;

/// Everything of one row that is counted; all of it stands in `statements_by_speaker` and `articles_by_id`.
const ROWS: &str =
    "SELECT s.class, s.confidence, s.speaker_name, s.speaker_role, s.cue, a.published, a.outlet_number, a.language
     FROM statements s CROSS JOIN articles a INDEXED BY articles_by_id USING (article_id)
     WHERE s.speaker_number = ?1 AND s.is_listed = 1";

/// Each different text once, under a number; as bytes, which are looked at only where they are new.
#[derive(Default)]
struct Texts {
    numbers: HashMap<Vec<u8>, usize>,
    list: Vec<Vec<u8>>,
    /// The number given last: neighbours often say the same.
    last: usize,
}

/// How often each number was met.
#[derive(Default)]
struct Counts(Vec<u64>);

/// What was counted so far.
#[derive(Default)]
struct Counted {
    names: Texts,
    roles: Texts,
    cues: Texts,
    languages: Texts,
    /// Statements that pass the filter, by name, cue, outlet and month.
    by_name: Counts,
    by_cue: Counts,
    by_outlet: HashMap<u64, u64>,
    by_month: BTreeMap<u64, u64>,
    /// First and last publication, and statements, by role.
    by_role: HashMap<usize, Span>,
    /// All statements by name, outlet and language.
    uses: HashMap<(usize, Option<u64>, Option<usize>), u64>,
    /// All statements.
    kept: u64,
}

/// First and last publication of so many statements.
#[derive(Default)]
struct Span {
    first: Option<String>,
    last: Option<String>,
    statements: u64,
}

/// A speaker, counted by those statements that pass the filter; there too where none does.
pub(crate) fn speaker(db: &Connection, id: &SpeakerId, filter: &Filter) -> Result<Option<SpeakerEntry>> {
    // The name is the speaker's, whatever is shown of the statements.
    let found = db
        .prepare_cached(
            "SELECT speaker_number, kind, coalesce(label, (SELECT name FROM speaker_names n
                 WHERE n.speaker_number = w.speaker_number ORDER BY statement_count DESC, name LIMIT 1))
             FROM speakers w WHERE speaker_id = ?1",
        )?
        .query_row([id.as_str()], |r| Ok((r.get::<_, i64>(0)?, kind_of(r, 1)?, r.get::<_, Option<String>>(2)?)))
        .optional()?;
    let Some((number, kind, name)) = found else { return Ok(None) };
    let mut counted = Counted::default();
    let mut rows = db.prepare_cached(ROWS)?;
    let mut rows = rows.query([number])?;
    while let Some(row) = rows.next()? {
        counted.take(row, filter)?;
    }
    counted.entry(db, *id, name.unwrap_or_default(), kind).map(Some)
}

impl Counted {
    fn take(&mut self, row: &Row<'_>, filter: &Filter) -> Result<()> {
        self.kept += 1;
        let name = bytes(row, 2)?.map(|name| self.names.number(name));
        let outlet = row.get::<_, Option<i64>>(6)?.and_then(|number| u64::try_from(number).ok());
        let language = bytes(row, 7)?.map(|language| self.languages.number(language));
        if let Some(name) = name {
            *self.uses.entry((name, outlet, language)).or_default() += 1;
        }
        let class = bytes(row, 0)?.unwrap_or_default();
        let passes = filter.classes.is_empty() || filter.classes.iter().any(|one| one.as_str().as_bytes() == class);
        if !passes || row.get::<_, f64>(1)? < f64::from(filter.confidence) {
            return Ok(());
        }
        if let Some(name) = name {
            self.by_name.add(name);
        }
        if let Some(cue) = bytes(row, 4)? {
            self.by_cue.add(self.cues.number(cue));
        }
        if let Some(outlet) = outlet {
            *self.by_outlet.entry(outlet).or_default() += 1;
        }
        let published = words(row, 5)?;
        if let Some(month) = published.and_then(dates::month_of) {
            *self.by_month.entry(month).or_default() += 1;
        }
        if let Some(role) = bytes(row, 3)? {
            let span = self.by_role.entry(self.roles.number(role)).or_default();
            span.statements += 1;
            if let Some(published) = published {
                if span.first.as_deref().is_none_or(|first| published < first) {
                    span.first = Some(published.to_owned());
                }
                if span.last.as_deref().is_none_or(|last| published > last) {
                    span.last = Some(published.to_owned());
                }
            }
        }
        Ok(())
    }

    fn entry(self, db: &Connection, id: SpeakerId, name: String, kind: SpeakerKind) -> Result<SpeakerEntry> {
        let mut outlets: HashMap<u64, String> = HashMap::new();
        let mut name_of = db.prepare_cached("SELECT name FROM outlets WHERE outlet_number = ?1")?;
        for number in self.uses.keys().filter_map(|(_, outlet, _)| *outlet).chain(self.by_outlet.keys().copied()) {
            if let Entry::Vacant(place) = outlets.entry(number) {
                let name = name_of.query_row([i64::try_from(number).unwrap_or(0)], |r| r.get(0)).optional()?;
                place.insert(name.unwrap_or_default());
            }
        }
        let outlet = |number: u64| outlets.get(&number).cloned().unwrap_or_default();
        let (names, languages) = (self.names.list(), self.languages.list());
        let mut uses: Vec<NameUse> = self
            .uses
            .into_iter()
            .map(|((name, number, language), statements)| NameUse {
                name: names[name].clone(),
                outlet: number.map(outlet),
                language: language.map(|language| languages[language].clone()),
                statements,
            })
            .collect();
        uses.sort_by(|a, b| {
            let (one, other) = ((&a.name, &a.outlet, &a.language), (&b.name, &b.outlet, &b.language));
            b.statements.cmp(&a.statements).then_with(|| one.cmp(&other))
        });
        let roles = roles(self.roles.list(), self.by_role);
        let role = roles.iter().max_by_key(|role| role.statements).map(|role| role.role.clone());
        let names = commonest(self.by_name.of(names));
        let cues = commonest(self.by_cue.of(self.cues.list()));
        Ok(SpeakerEntry {
            speaker: SpeakerLine { id, name, role, kind },
            statements: names.iter().map(|(_, n)| n).sum(),
            names,
            uses,
            roles,
            outlets: commonest(self.by_outlet.into_iter().map(|(number, n)| (outlet(number), n))),
            cues,
            months: every_month(&self.by_month),
            kept: self.kept,
        })
    }
}

impl Texts {
    fn number(&mut self, text: &[u8]) -> usize {
        if self.list.get(self.last).is_some_and(|last| last == text) {
            return self.last;
        }
        self.last = match self.numbers.get(text) {
            Some(number) => *number,
            None => {
                self.numbers.insert(text.to_owned(), self.list.len());
                self.list.push(text.to_owned());
                self.list.len() - 1
            }
        };
        self.last
    }

    /// Each text at its number.
    fn list(self) -> Vec<String> {
        let text =
            |bytes| String::from_utf8(bytes).unwrap_or_else(|e| String::from_utf8_lossy(e.as_bytes()).into_owned());
        self.list.into_iter().map(text).collect()
    }
}

impl Counts {
    fn add(&mut self, number: usize) {
        if number >= self.0.len() {
            self.0.resize(number + 1, 0);
        }
        self.0[number] += 1;
    }

    /// Texts that were met, each with how often.
    fn of(self, texts: Vec<String>) -> impl Iterator<Item = (String, u64)> {
        texts.into_iter().zip(self.0).filter(|(_, n)| *n > 0)
    }
}

/// The bytes of a text column.
pub(super) fn bytes<'r>(row: &'r Row<'_>, column: usize) -> Result<Option<&'r [u8]>> {
    Ok(row.get_ref(column)?.as_bytes_or_null()?)
}

/// A text column without a copy.
fn words<'r>(row: &'r Row<'_>, column: usize) -> Result<Option<&'r str>> {
    match row.get_ref(column)? {
        ValueRef::Null => Ok(None),
        value => Ok(Some(value.as_str()?)),
    }
}

/// The commonest first, then by name.
fn commonest(counted: impl Iterator<Item = (String, u64)>) -> Vec<(String, u64)> {
    let mut all: Vec<(String, u64)> = counted.collect();
    all.sort_unstable_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    all
}

/// In order of the first publication that prints a role; those that nobody dates last.
fn roles(texts: Vec<String>, counted: HashMap<usize, Span>) -> Vec<RoleEntry> {
    let mut all: Vec<(Span, &String)> = counted.into_iter().map(|(role, span)| (span, &texts[role])).collect();
    all.sort_unstable_by(|(a, one), (b, other)| {
        (a.first.is_none(), &a.first, one).cmp(&(b.first.is_none(), &b.first, other))
    });
    let day = |published: Option<String>| published.map(|day| day.chars().take(10).collect());
    all.into_iter()
        .map(|(Span { first, last, statements }, role)| RoleEntry {
            role: role.clone(),
            first: day(first),
            last: day(last),
            statements,
        })
        .collect()
}

/// Counts by month from the first month to the last, with zeros in between.
fn every_month(by_month: &BTreeMap<u64, u64>) -> Vec<(String, u64)> {
    let (Some((&first, _)), Some((&last, _))) = (by_month.first_key_value(), by_month.last_key_value()) else {
        return Vec::new();
    };
    let next = |m: &u64| Some(if m % 100 == 12 { m + 89 } else { m + 1 });
    std::iter::successors(Some(first), next)
        .take_while(|m| *m <= last)
        .map(|m| (dates::month_name(m), by_month.get(&m).copied().unwrap_or(0)))
        .collect()
}
