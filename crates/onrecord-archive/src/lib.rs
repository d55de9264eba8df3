//! Keeps records, finds them, compares them.
//!
//! One folder: `archive.sqlite` is the only truth (plain tables that any SQLite tool opens), `captures/*.warc.gz` holds the bytes as
//! received, `index/` is a search index that can be thrown away and is rebuilt from the truth. Takes [`Record`]s, gives back what
//! stands in them. Refuses what it cannot keep safely, with an [`Error`] that says why and what to do.

mod answers;
mod archive;
mod captures;
mod check;
pub mod compare;
mod context;
mod dates;
mod decisions;
mod entities;
mod error;
mod evidence;
mod filing;
mod format;
mod gathered;
pub mod http;
mod identity;
mod imports;
mod index;
mod keys;
mod lines;
mod objects;
mod query;
mod record;
mod status;
mod store;
mod tables;
mod today;
mod versions;
mod words;

pub use answers::{Answer, Reason};
pub use archive::{Access, Archive, Moment, Turn};
pub use error::Error;
pub use evidence::{FoundIds, WarcRecord};
pub use filing::{Alike, Decided, Filed};
pub use gathered::{Fetch, HostHealth, Purpose, Watched};
pub use identity::identity;
pub use lines::{
    CounterLine, Decision, DemandLine, DemandState, FigureLine, InStatement, IncidentLine, Listed, NamedLine,
    PlaceLine, RelationLine, Told, WhenLine,
};
pub use objects::{DemandId, IncidentId};
pub use query::{Filter, Hits, Numbers, Query, Table, Versions, Window};
pub use record::*;
pub use store::{
    judged::{AsRead, Standing},
    profile::{Profile, SpokenOf},
    review::{Agreement, Progress},
    searches::SavedSearch,
    wordings::Wordings,
};
pub use today::SourceWatched;
pub use versions::{Happening, What};
