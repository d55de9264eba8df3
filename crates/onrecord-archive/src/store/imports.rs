//! Rows of `meta` that say how far a file was read.

use rusqlite::{Connection, OptionalExtension, params};

/// Of each such row the name: this and the file's.
const NAME: &str = "read of ";

pub(crate) fn mark(db: &Connection, file: &str) -> rusqlite::Result<Option<String>> {
    db.prepare_cached("SELECT value FROM meta WHERE name = ?1 || ?2")?.query_row([NAME, file], |r| r.get(0)).optional()
}

pub(crate) fn put_mark(db: &Connection, file: &str, mark: Option<&str>) -> rusqlite::Result<()> {
    match mark {
        Some(mark) => db
            .prepare_cached(
                "INSERT INTO meta (name, value) VALUES (?1 || ?2, ?3) ON CONFLICT DO UPDATE SET value = ?3",
            )?
            .execute(params![NAME, file, mark]),
        None => db.prepare_cached("DELETE FROM meta WHERE name = ?1 || ?2")?.execute([NAME, file]),
    }
    .map(drop)
}
