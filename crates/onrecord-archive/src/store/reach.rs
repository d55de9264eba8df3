//! What the search field and the feed of a search ask for beside the lists: names that begin as typed, and what was added last.

use super::read;
use crate::{Archive, Error, Filter, Query, StatementLine, index::search};
use rusqlite::{Connection, params};

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

    /// Of the statements that a query finds those whose articles were added last, newest first.
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
        let found = search::last_added(&open, self.layout(), query, most)?;
        self.read(|db| read::statements_by_id(db, &found))
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
