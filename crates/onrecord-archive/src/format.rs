//! What an archive's folder looks like, and which version of that this program writes.
//!
//! The version is the number of the last migration in `store/migrations/`; it stands in SQLite's `user_version`. Every change of the
//! tables, of the WARC records or of the folder's layout is a new migration with a new number, and `tests/formats/` keeps an archive
//! of every released version that must open. The search index has a version of its own ([`INDEX`]): it is rebuilt, never migrated.

use std::path::{Path, PathBuf};

/// Version of the folder's format that this program writes and the newest that it reads.
pub(crate) const FORMAT: u32 = 10;

/// Version of the index: a change of its fields, of the folding or of the stemming raises it, and the index is built anew.
pub(crate) const INDEX: u32 = 6;

/// Stands in SQLite's `application_id`, so that `file(1)` and we can tell an archive from another database: "onrc".
pub(crate) const APPLICATION_ID: i32 = 0x6f6e_7263;

/// The paths of one archive.
#[derive(Clone, Debug)]
pub(crate) struct Layout {
    /// The folder itself.
    pub(crate) dir: PathBuf,
    /// The only truth.
    pub(crate) store: PathBuf,
    /// WARC segments.
    pub(crate) captures: PathBuf,
    /// The disposable search index.
    pub(crate) index: PathBuf,
    /// Held by the one process that adds pages.
    pub(crate) lock: PathBuf,
    /// Held by the one process that brings the index up to date.
    pub(crate) index_lock: PathBuf,
}

impl Layout {
    pub(crate) fn of(dir: &Path) -> Layout {
        Layout {
            dir: dir.to_owned(),
            store: dir.join("archive.sqlite"),
            captures: dir.join("captures"),
            index: dir.join("index"),
            lock: dir.join("lock"),
            index_lock: dir.join("index.lock"),
        }
    }
}
