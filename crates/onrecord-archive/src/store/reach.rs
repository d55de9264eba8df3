//! What the search field, the feed of a search and a speaker's page ask for beside the lists: names that begin as typed, the newest of
//! many statements, and who prints which name in which language.

use super::read;
use crate::{Archive, Error, Filter, Query, SpeakerId, StatementLine, index::search};
use onrecord_reading::StatementId;
use rusqlite::{Connection, params};
use std::{cmp::Reverse, collections::BinaryHeap};

type Result<T> = rusqlite::Result<T>;

/// Of so many statements the last added ones are looked for.
const NEWEST: usize = 1_000;

/// A name as one outlet prints it in one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NameUse {
    /// As printed.
    pub name: String,
    /// Who prints it; None: pages that name no outlet.
    pub outlet: Option<String>,
    /// The language of its articles, where it is known.
    pub language: Option<String>,
    /// Statements, whatever act and however sure.
    pub statements: u64,
}

impl Archive {
    /// Which outlet prints which name of a speaker in which language, commonest first.
    pub fn names_of(&self, id: &SpeakerId) -> std::result::Result<Vec<NameUse>, Error> {
        let id = self.filed_as(id)?;
        self.read(|db| names_of(db, &id))
    }

    /// Names of speakers with a word that begins so, most statements first, at most `most` of them.
    pub fn speakers_like(&self, beginning: &str, most: usize) -> std::result::Result<Vec<(String, u64)>, Error> {
        let ask = "SELECT name, SUM(statement_count) AS n FROM speaker_names
                   WHERE name LIKE ?1 ESCAPE '\\' OR name LIKE '% ' || ?1 ESCAPE '\\'
                      OR name LIKE ?2 ESCAPE '\\' OR name LIKE '% ' || ?2 ESCAPE '\\'
                   GROUP BY name ORDER BY n DESC, name LIMIT ?3";
        self.read(|db| like(db, ask, beginning, most))
    }

    /// Likewise outlets, with the statements that they carried.
    pub fn outlets_like(&self, beginning: &str, most: usize) -> std::result::Result<Vec<(String, u64)>, Error> {
        let ask = "SELECT name, SUM(statement_count) AS n FROM outlets JOIN articles USING (outlet_number)
                   WHERE name LIKE ?1 ESCAPE '\\' OR name LIKE '% ' || ?1 ESCAPE '\\'
                      OR name LIKE ?2 ESCAPE '\\' OR name LIKE '% ' || ?2 ESCAPE '\\'
                   GROUP BY name ORDER BY n DESC, name LIMIT ?3";
        self.read(|db| like(db, ask, beginning, most))
    }

    /// Of the statements that a query finds those whose articles were added last, newest first; of a query that finds more than
    /// [`NEWEST`] they are taken from those that were published last, which are nearly always the same.
    ///
    /// # Errors
    /// As [`Archive::search`].
    pub fn last_added(&self, query: &Query, most: usize) -> std::result::Result<Vec<StatementLine>, Error> {
        let bare = Query { classes: query.classes.clone(), confidence: query.confidence, ..Query::default() };
        if *query == bare {
            let filter = Filter { classes: bare.classes, confidence: bare.confidence.unwrap_or(0.0) };
            return self.read(|db| read::last_added(db, &filter, most));
        }
        let Some(open) = self.open_index()? else { return Ok(Vec::new()) };
        let (found, _) = search::newest(&open, self.layout(), query, NEWEST)?;
        let ids: Vec<StatementId> = found.statements.iter().filter_map(|id| id.parse().ok()).collect();
        self.read(|db| last_added(db, &ids, most))
    }
}

fn names_of(db: &Connection, id: &SpeakerId) -> Result<Vec<NameUse>> {
    db.prepare_cached(
        "SELECT s.speaker_name, o.name, a.language, count(*) AS n
         FROM speakers w JOIN statements s USING (speaker_number) JOIN articles a USING (article_id)
         LEFT JOIN outlets o USING (outlet_number)
         WHERE w.speaker_id = ?1 AND s.speaker_name IS NOT NULL AND s.is_listed = 1
         GROUP BY s.speaker_name, o.name, a.language ORDER BY n DESC, 1, 2, 3",
    )?
    .query_map([id.as_str()], |row| {
        let statements = u64::try_from(row.get::<_, i64>(3)?).unwrap_or(0);
        Ok(NameUse { name: row.get(0)?, outlet: row.get(1)?, language: row.get(2)?, statements })
    })?
    .collect()
}

/// SQLite folds the case of ASCII only: a name in another script is tried as typed and with its first letter large.
fn like(db: &Connection, ask: &str, beginning: &str, most: usize) -> Result<Vec<(String, u64)>> {
    let escaped: String =
        beginning.chars().flat_map(|c| matches!(c, '%' | '_' | '\\').then_some('\\').into_iter().chain([c])).collect();
    let mut letters = escaped.chars();
    let large: String = letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect();
    let most = i64::try_from(most).unwrap_or(i64::MAX);
    db.prepare_cached(ask)?
        .query_map(params![format!("{escaped}%"), format!("{large}%"), most], |row| {
            Ok((row.get(0)?, u64::try_from(row.get::<_, i64>(1)?).unwrap_or(0)))
        })?
        .collect()
}

fn last_added(db: &Connection, ids: &[StatementId], most: usize) -> Result<Vec<StatementLine>> {
    let mut ask = db.prepare_cached(
        "SELECT a.added_at, s.ordinal FROM statements s JOIN articles a USING (article_id) WHERE s.statement_id = ?1",
    )?;
    // The oldest of those kept lies on top, to be pushed out.
    let mut newest: BinaryHeap<Reverse<(String, i64, usize)>> = BinaryHeap::with_capacity(most + 1);
    for (at, id) in ids.iter().enumerate() {
        let mut rows = ask.query([id.as_str()])?;
        if let Some(row) = rows.next()? {
            newest.push(Reverse((row.get(0)?, -row.get::<_, i64>(1)?, at)));
        }
        if newest.len() > most {
            newest.pop();
        }
    }
    let newest = newest.into_sorted_vec();
    let lines = newest.into_iter().filter_map(|Reverse((.., at))| ids.get(at));
    lines.filter_map(|id| read::statement(db, id.as_str()).transpose()).collect()
}
