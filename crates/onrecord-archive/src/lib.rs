//! Keeps records, finds them, compares them.
//!
//! One folder: `archive.sqlite` is the only truth (plain tables that any SQLite tool opens), `captures/*.warc.gz` holds the bytes as
//! received, `index/` is a search index that can be thrown away and is rebuilt from the truth. Takes [`Record`]s, gives back what
//! stands in them. Refuses what it cannot keep safely, with an [`Error`] that says why and what to do.

mod archive;
mod captures;
mod check;
pub mod compare;
mod context;
mod dates;
mod entities;
mod error;
mod evidence;
mod format;
mod gathered;
pub mod http;
mod identity;
mod imports;
mod index;
mod objects;
mod query;
mod record;
mod status;
mod store;
mod versions;
mod words;

pub use archive::{Access, Archive, Turn};
pub use error::Error;
pub use evidence::{FoundIds, WarcRecord};
pub use gathered::{Fetch, HostHealth, Purpose, Watched};
pub use identity::identity;
pub use objects::{DemandId, IncidentId};
pub use query::{Filter, Hits, Query, Window};
pub use record::*;
pub use versions::{Happening, What};
