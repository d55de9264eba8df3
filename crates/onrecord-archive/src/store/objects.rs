//! Rows of what is in statements: figures, times, occasions, running counts, demands, incidents, whom they name, and what is stated of institutions.
//!
//! Written in the transaction that keeps their reading and taken away with it. Beside each place stand its words, so that any SQLite
//! tool can be asked; read back, they are the [`Objects`] that the reader gave.

mod read;
mod write;

pub(super) use read::{BOUNDS, FIGURES, STATUSES, one_of};
pub(crate) use read::{counters_beside, objects};
pub(super) use write::{Kept, insert, insert_counters};

use rusqlite::{Transaction, params};

/// Tables with rows of an article, in an order in which they may be emptied.
const TABLES: [&str; 8] = ["relations", "about", "incidents", "demands", "counters", "occasions", "times", "figures"];

/// Takes away what was read in an article.
pub(super) fn remove(tx: &Transaction<'_>, article: &str) -> rusqlite::Result<()> {
    TABLES.iter().try_for_each(|table| {
        tx.prepare_cached(&format!("DELETE FROM {table} WHERE article_id = ?1"))?.execute(params![article]).map(drop)
    })
}

/// `(table, rows)`: how much of each kind is kept.
pub(crate) fn counts(db: &rusqlite::Connection) -> rusqlite::Result<Vec<(&'static str, u64)>> {
    let count = |table: &&'static str| {
        let rows = db.query_row(&format!("SELECT count(*) FROM {table}"), [], |r| super::rows::size(r, 0))?;
        Ok((*table, rows))
    };
    TABLES.iter().rev().map(count).collect()
}
