//! How far files that hold many pages were read, so that a run which was broken off goes on without reading them again.
//!
//! Takes a file's name and a mark in the caller's own words, gives the mark back. A mark is only ever a shortcut: whoever finds none
//! reads the file from its beginning, and what is kept is known by its hash.

use crate::{Archive, Error, error::At, store::imports};

impl Archive {
    /// The mark last put for a file.
    pub fn import_mark(&self, file: &str) -> Result<Option<String>, Error> {
        self.read(|db| imports::mark(db, file))
    }

    /// Notes how far a file was read; None forgets it. Everything put before is brought to the disk first, so that no mark ever stands
    /// behind a page that a power cut took back.
    pub fn put_import_mark(&self, file: &str, mark: Option<&str>) -> Result<(), Error> {
        let mut writer = self.writer()?;
        writer.sync()?;
        let store = writer.store_path();
        imports::put_mark(writer.connection(), file, mark).at(&store, "write")
    }
}
