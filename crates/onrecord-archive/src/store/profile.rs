//! What the archive has of somebody beyond their statements: whom they speak of, and the figures and demands in their words.

use super::{
    rows::{kind_of, parsed, size},
    tables::{self, Holder},
};
use crate::{Archive, DemandLine, Error, FigureLine, SpeakerId};
use onrecord_reading::SpeakerKind;
use rusqlite::{Connection, params};

type Result<T> = rusqlite::Result<T>;

/// Rows of each kind that are given.
const MOST: i64 = 12;

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
    // Of a name in several spellings the first of the commonest: SQLite gives the bare columns of the row that max() is of.
    db.prepare_cached(
        "SELECT who_id, name, kind, sum(n), max(n), EXISTS (SELECT 1 FROM speakers o WHERE o.speaker_id = who_id) FROM (
             SELECT b.who_id, b.name, b.kind, count(*) AS n
             FROM speakers w JOIN statements s USING (speaker_number) JOIN about b USING (statement_id)
             WHERE w.speaker_id = ?1 AND s.is_listed = 1 AND b.who_id <> ?1 GROUP BY b.who_id, b.name, b.kind)
         GROUP BY who_id ORDER BY 4 DESC, name LIMIT ?2",
    )?
    .query_map(params![id.as_str(), 2 * MOST], |r| {
        Ok(SpokenOf {
            id: parsed(r, 0)?,
            name: r.get(1)?,
            kind: kind_of(r, 2)?,
            statements: size(r, 3)?,
            speaks: r.get(5)?,
        })
    })?
    .collect()
}
