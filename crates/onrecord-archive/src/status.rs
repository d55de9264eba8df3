//! Counts that add up: all of them taken in one state of the store.

use crate::{
    Error, Failed, Status,
    error::At,
    format::{FORMAT, Layout},
    index,
    store::{changes::Changes, objects, read},
};
use rusqlite::Connection;
use std::path::Path;

/// `db` must be inside a transaction, so that every count sees the same rows.
pub(crate) fn status(layout: &Layout, db: &Connection) -> Result<Status, Error> {
    let changes = Changes(db);
    let followed = index::followed(layout, &changes)?.unwrap_or(0);
    let counted = read::counts(db).at(&layout.store, "read")?;
    let kept = objects::counts(db).at(&layout.store, "read")?;
    let index_behind = changes.behind(followed).at(&layout.store, "read")?;
    let failures: Vec<Failed> = read::failures(db).at(&layout.store, "read")?;
    let [captures, captures_without_text, sightings, articles, speakers, outlets] = counted.totals;
    Ok(Status {
        captures,
        captures_without_text,
        sightings,
        articles,
        statements: counted.by_mode.iter().map(|(_, n)| n).sum(),
        by_mode: counted.by_mode,
        by_class: counted.by_class,
        by_reader: counted.by_reader,
        objects: kept.into_iter().map(|(table, n)| (table.to_owned(), n)).collect(),
        speakers,
        outlets,
        bytes_captures: bytes_below(&layout.captures),
        bytes_store: ["", "-wal", "-shm"].iter().map(|end| bytes_below(&with_end(&layout.store, end))).sum(),
        bytes_index: bytes_below(&layout.index),
        index_behind,
        format: FORMAT,
        failures,
    })
}

fn with_end(path: &Path, end: &str) -> std::path::PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(end);
    name.into()
}

/// Bytes of a file or of the files in a folder; 0 for what is not there (or gone while we looked).
fn bytes_below(path: &Path) -> u64 {
    let Ok(about) = std::fs::metadata(path) else { return 0 };
    if !about.is_dir() {
        return about.len();
    }
    let Ok(files) = std::fs::read_dir(path) else { return 0 };
    files.flatten().filter_map(|f| f.metadata().ok()).filter(std::fs::Metadata::is_file).map(|m| m.len()).sum()
}
