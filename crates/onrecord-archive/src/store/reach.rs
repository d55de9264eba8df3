//! What the search field and the feed of a search ask for: names that begin as typed, and the newest of many statements.

use super::read;
use crate::{Archive, Error, StatementLine};
use onrecord_reading::StatementId;
use rusqlite::{Connection, params};
use std::{cmp::Reverse, collections::BinaryHeap};

type Result<T> = rusqlite::Result<T>;

impl Archive {
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

    /// Of some statements those whose articles were added last, newest first. Ids without a row are passed over.
    pub fn last_added(&self, ids: &[StatementId], most: usize) -> std::result::Result<Vec<StatementLine>, Error> {
        self.read(|db| last_added(db, ids, most))
    }
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
