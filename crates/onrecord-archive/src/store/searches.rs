//! Searches that people keep by a name: what was typed, and nothing of what it found.

use super::rows::parsed;
use crate::{Archive, Error, error::At};
use jiff::Timestamp;
use rusqlite::params;

/// Bytes of a name that are kept, and of a query.
const LONGEST: [usize; 2] = [100, 1_000];

/// A search that is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SavedSearch {
    /// What it is called; no two are called alike.
    pub name: String,
    /// As typed.
    pub query: String,
    /// When it was kept.
    pub at: Timestamp,
    /// By whom, where it was said.
    pub who: Option<String>,
}

impl Archive {
    /// Searches that are kept, by name.
    pub fn saved_searches(&self) -> Result<Vec<SavedSearch>, Error> {
        self.read(|db| {
            db.prepare_cached("SELECT name, query, kept_at, who FROM searches ORDER BY name")?
                .query_map([], |r| {
                    Ok(SavedSearch { name: r.get(0)?, query: r.get(1)?, at: parsed(r, 2)?, who: r.get(3)? })
                })?
                .collect()
        })
    }

    /// Keeps a search. One of the same name is replaced.
    ///
    /// # Errors
    /// Refused where it has no name, where name or query are too long, and where the archive is not open for writing.
    pub fn save_search(&self, search: &SavedSearch) -> Result<(), Error> {
        let (name, query) = (search.name.trim(), search.query.trim());
        if name.is_empty() {
            return Err(Error::refused("a search is kept by a name, and this one has none"));
        }
        if name.len() > LONGEST[0] || query.len() > LONGEST[1] {
            return Err(Error::refused("the name or the query of this search is too long to be kept"));
        }
        let mut writer = self.writer()?;
        let store = writer.store_path();
        let kept = writer.connection().execute(
            "INSERT INTO searches (name, query, kept_at, who) VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT DO UPDATE SET query = ?2, kept_at = ?3, who = ?4",
            params![name, query, search.at.to_string(), search.who],
        );
        kept.at(&store, "write").map(drop)
    }

    /// Forgets a search; whether there was one of this name.
    ///
    /// # Errors
    /// Refused where the archive is not open for writing.
    pub fn forget_search(&self, name: &str) -> Result<bool, Error> {
        let mut writer = self.writer()?;
        let store = writer.store_path();
        let gone = writer.connection().execute("DELETE FROM searches WHERE name = ?1", [name.trim()]);
        gone.at(&store, "write").map(|rows| rows > 0)
    }
}
