//! Taking evidence out: everything that a search finds, and the WARC records of a capture as they lie in the segments.
//!
//! Takes a [`Query`] or a capture's name, gives ids and [`WarcRecord`]s; holds one exchange at a time, however often a page was fetched.
//! Refuses records that are not what was written.

use crate::{
    Archive, CaptureEntry, Error, Query, captures,
    index::search::{self, Everything},
    store::{gathered as rows, read},
};
use onrecord_page::{ArticleId, CaptureId};
use onrecord_reading::StatementId;

/// All that a query finds, in the order of [`Archive::search`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FoundIds {
    /// Statements.
    pub statements: Vec<StatementId>,
    /// Articles whose text or headline has the words; none where a speaker or a mode is asked for.
    pub articles: Vec<ArticleId>,
}

/// One WARC record as it lies in a segment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WarcRecord {
    /// Its gzip member, byte for byte.
    pub packed: Vec<u8>,
    /// The named fields of its head, in order.
    pub fields: Vec<(String, String)>,
    /// What stands behind the head.
    pub block: Vec<u8>,
}

impl WarcRecord {
    /// The first field of a name, whatever its case.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.fields.iter().find(|(n, _)| n.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    }
}

impl Archive {
    /// Everything that fulfils a query, as ids: a few bytes for each.
    ///
    /// # Errors
    /// As [`Archive::search`].
    pub fn find_all(&self, query: &Query) -> Result<FoundIds, Error> {
        let Some(open) = self.open_index()? else { return Ok(FoundIds::default()) };
        let Everything { statements, articles } = search::everything(&open, self.layout(), query)?;
        Ok(FoundIds {
            statements: statements.iter().filter_map(|id| id.parse().ok()).collect(),
            articles: articles.iter().filter_map(|id| id.parse().ok()).collect(),
        })
    }

    /// The capture that an article was read from.
    pub fn capture_of(&self, id: &ArticleId) -> Result<Option<CaptureId>, Error> {
        self.read(|db| read::capture_of(db, id))
    }

    /// A capture as the archive knows it, without its bytes.
    pub fn capture(&self, id: &CaptureId) -> Result<Option<CaptureEntry>, Error> {
        self.read(|db| read::capture(db, id))
    }

    /// Every WARC record that belongs to a capture, in the order kept: of a page from a file the one that holds it, of a page from the
    /// web all answers that brought it with their questions and what was noted of them, repeated answers after the one they repeat.
    ///
    /// # Errors
    /// [`Error::is_corrupt`] where a record is not what was written; the records before it were given. Whatever `take` gives.
    pub fn records_of<E: From<Error>>(
        &self,
        id: &CaptureId,
        mut take: impl FnMut(WarcRecord) -> Result<(), E>,
    ) -> Result<(), E> {
        let what = format!("the capture {id}");
        for place in self.read(|db| rows::places_of(db, id)).map_err(E::from)? {
            for record in captures::records_at(self.layout(), &what, &place).map_err(E::from)? {
                take(record)?;
            }
        }
        Ok(())
    }
}
