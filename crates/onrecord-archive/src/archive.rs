//! The archive: put, get, search, status, check.

use crate::{
    ArticleLine, Check, Entry, Error, Failed, Hits, Put, Query, Record, SourceEntry, SpeakerEntry, SpeakerId,
    StatementLine, Status, Window,
};
use onrecord_page::{ArticleId, CaptureId};
use onrecord_reading::StatementId;
use std::path::Path;

/// What the caller means to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Only read; the archive must exist. Never blocks a writer.
    Read,
    /// Add pages; made if it does not exist. One writer at a time: a second gets [`Error::is_busy`].
    Write,
    /// Read and keep the search index up to date, as a server does; adds no pages and blocks no writer of the store.
    Serve,
}

/// An open archive. `Send + Sync` behind an `Arc` for reading from several threads.
pub struct Archive {}

#[allow(unused_variables, missing_docs, clippy::unimplemented)]
impl Archive {
    pub fn open(dir: &Path, access: Access) -> Result<Archive, Error> {
        unimplemented!()
    }
    pub fn contains(&self, capture: &CaptureId) -> Result<bool, Error> {
        unimplemented!()
    }
    /// Whether these bytes at this place are known, so that nothing needs to be parsed.
    pub fn knows(&self, capture: &CaptureId, source: &str) -> Result<bool, Error> {
        unimplemented!()
    }
    pub fn put(&self, record: &Record<'_>) -> Result<Put, Error> {
        unimplemented!()
    }
    /// Notes that `source` could not be added.
    pub fn put_failure(&self, failed: &Failed) -> Result<(), Error> {
        unimplemented!()
    }
    /// Brings the search index up to the store. Called by the writer at the end of a run and now and then during it, by a server every second.
    pub fn index(&self) -> Result<u64, Error> {
        unimplemented!()
    }
    pub fn article(&self, id: &ArticleId) -> Result<Option<Entry>, Error> {
        unimplemented!()
    }
    /// The article that holds a statement.
    pub fn article_of(&self, id: &StatementId) -> Result<Option<ArticleId>, Error> {
        unimplemented!()
    }
    pub fn statement(&self, id: &StatementId) -> Result<Option<StatementLine>, Error> {
        unimplemented!()
    }
    pub fn speaker(&self, id: &SpeakerId) -> Result<Option<SpeakerEntry>, Error> {
        unimplemented!()
    }
    /// A speaker's statements, newest publication first.
    pub fn statements_of(&self, id: &SpeakerId, window: Window) -> Result<Vec<StatementLine>, Error> {
        unimplemented!()
    }
    /// The latest statements by publication (undated ones by when they were added), newest first.
    pub fn latest(&self, window: Window) -> Result<Vec<StatementLine>, Error> {
        unimplemented!()
    }
    /// Articles, newest publication first, of one outlet or (None) of all.
    pub fn articles(&self, outlet: Option<&str>, window: Window) -> Result<Vec<ArticleLine>, Error> {
        unimplemented!()
    }
    pub fn sources(&self) -> Result<Vec<SourceEntry>, Error> {
        unimplemented!()
    }
    pub fn search(&self, query: &Query, window: Window) -> Result<Hits, Error> {
        unimplemented!()
    }
    /// The bytes of a capture, as received.
    pub fn body(&self, id: &CaptureId) -> Result<Option<Vec<u8>>, Error> {
        unimplemented!()
    }
    pub fn status(&self) -> Result<Status, Error> {
        unimplemented!()
    }
    /// Every id (capture, article, statement, speaker) that begins with `prefix`, at most 10.
    pub fn resolve(&self, prefix: &str) -> Result<Vec<String>, Error> {
        unimplemented!()
    }
    pub fn check(&self, progress: &mut dyn FnMut(u64, u64)) -> Result<Check, Error> {
        unimplemented!()
    }
}
