//! What the archive has of somebody beyond their statements: whom they speak of, and the figures and demands in their words.

use super::{
    rows::{unreadable, word_of},
    speakers::bytes,
    tables::{self, Holder},
};
use crate::{Archive, DemandLine, Error, FigureLine, SpeakerId};
use onrecord_reading::SpeakerKind;
use rusqlite::Connection;
use std::collections::HashMap;

type Result<T> = rusqlite::Result<T>;

/// Rows of each kind that are given.
const MOST: usize = 12;

/// What there is of somebody beside their statements.
#[derive(Clone, Debug, Default)]
pub struct Profile {
    /// Whom they name, most often first.
    pub about: Vec<SpokenOf>,
    /// Figures in their words, latest first.
    pub figures: Vec<FigureLine>,
    /// Demands in their words, latest first.
    pub demands: Vec<DemandLine>,
}

/// Somebody who is spoken of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SpokenOf {
    /// Across pages, as speakers have it.
    pub id: SpeakerId,
    /// The commonest name.
    pub name: String,
    /// Person, body, country …
    pub kind: SpeakerKind,
    /// In so many statements.
    pub statements: u64,
    /// Whether the archive has statements of theirs.
    pub speaks: bool,
}

impl Archive {
    /// What there is of a speaker beside their statements; a dozen rows of each kind at most.
    pub fn profile(&self, id: &SpeakerId) -> std::result::Result<Profile, Error> {
        let mut profile = self.read(|db| profile(db, id))?;
        self.sentences(profile.figures.iter_mut().map(|figure| &mut figure.told))?;
        self.sentences(profile.demands.iter_mut().map(|demand| &mut demand.told))?;
        Ok(profile)
    }
}

fn profile(db: &Connection, id: &SpeakerId) -> Result<Profile> {
    Ok(Profile {
        about: about(db, id)?,
        figures: tables::figures(db, Holder::Speaker(id.as_str()))?,
        demands: tables::demands(db, Holder::Speaker(id.as_str()))?,
    })
}

fn about(db: &Connection, id: &SpeakerId) -> Result<Vec<SpokenOf>> {
    // Whoever governs a country names thousands: they are counted here, since SQLite would sort them all. Statements are asked for in the
    // order of the index that is looked into for each, so that every page of it is read once.
    let mut statements: Vec<String> = db
        .prepare_cached(
            "SELECT s.statement_id FROM speakers w JOIN statements s USING (speaker_number)
             WHERE w.speaker_id = ?1 AND s.is_listed = 1",
        )?
        .query_map([id.as_str()], |r| r.get(0))?
        .collect::<Result<_>>()?;
    statements.sort_unstable();
    let mut named: HashMap<Vec<u8>, u64> = HashMap::new();
    let mut key = Vec::new();
    let mut of_one = db.prepare_cached("SELECT who_id, name, kind FROM about WHERE statement_id = ?1")?;
    for statement in &statements {
        let mut rows = of_one.query([statement])?;
        while let Some(row) = rows.next()? {
            key.clear();
            for column in 0..3 {
                key.extend_from_slice(bytes(row, column)?.unwrap_or_default());
                key.push(BETWEEN);
            }
            match named.get_mut(&key) {
                Some(n) => *n += 1,
                None => drop(named.insert(key.clone(), 1)),
            }
        }
    }
    // Nobody is told to speak of themselves.
    named.retain(|key, _| !key.starts_with(id.as_str().as_bytes()));
    commonest(named)
        .into_iter()
        .map(|((id, name, kind), statements)| {
            let speaks = db.prepare_cached("SELECT 1 FROM speakers WHERE speaker_id = ?1")?.exists([&id])?;
            let kind = word_of(0, &kind)?;
            Ok(SpokenOf { id: id.parse().map_err(|()| unreadable(0, &id))?, name, kind, statements, speaks })
        })
        .collect()
}

/// Stands between the parts of a key, and in none of them.
const BETWEEN: u8 = 0;

/// Id, name and kind of somebody.
type Named = (String, String, String);

/// Whoever was named most, with the name that was used most and of several such the first.
fn commonest(named: HashMap<Vec<u8>, u64>) -> Vec<(Named, u64)> {
    let mut all: Vec<(Named, u64)> = named
        .into_iter()
        .map(|(key, n)| {
            let mut parts = key.split(|byte| *byte == BETWEEN).map(|part| String::from_utf8_lossy(part).into_owned());
            let mut part = || parts.next().unwrap_or_default();
            ((part(), part(), part()), n)
        })
        .collect();
    all.sort_unstable_by(|(a, m), (b, n)| a.0.cmp(&b.0).then(n.cmp(m)).then_with(|| a.cmp(b)));
    all.dedup_by(|(next, n), (first, sum)| {
        let same = next.0 == first.0;
        *sum += if same { *n } else { 0 };
        same
    });
    all.sort_by(|((_, a, _), m), ((_, b, _), n)| n.cmp(m).then_with(|| a.cmp(b)));
    all.truncate(2 * MOST);
    all
}
