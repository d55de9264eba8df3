//! How far a file that holds many pages was read, and what became of the pages before that.

use serde::{Deserialize, Serialize};
use std::{collections::BTreeMap, fs::Metadata, time::SystemTime};

/// What this program takes for a page inside a file. Raised when it takes more than before: marks of a smaller mesh hold no more, and
/// what was passed over is looked at again.
const MESH: u32 = 2;

/// Where reading goes on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Place {
    /// Which file inside: of a WACZ its WARCs, of a zip its entries.
    pub(crate) part: u64,
    /// Records or lines before it: they name those that have no address.
    pub(crate) number: u64,
    /// Unpacking begins at this byte of the file as it lies there …
    pub(crate) seek: u64,
    /// … and leaves out so many bytes of what comes out.
    pub(crate) skip: u64,
}

/// Where in a file that holds many pages something was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct After {
    /// Bytes of the file, as it lies there, that were read until then.
    pub(crate) read: u64,
    /// Where what comes after it begins.
    pub(crate) place: Place,
}

/// What became of the records before a place.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Counts {
    /// Pages that are in the archive.
    pub(crate) kept: u64,
    /// Pages that could not be read.
    pub(crate) failed: u64,
    /// Left out by a filter, by which.
    pub(crate) skipped: BTreeMap<String, u64>,
    /// No pages, by what they are.
    pub(crate) passed_over: BTreeMap<String, u64>,
}

/// How far a file was read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Mark {
    /// Of which state of the file, and how it was sifted: of any other this mark says nothing.
    pub(crate) stamp: String,
    /// Where reading goes on.
    pub(crate) place: Place,
    /// Whether that is the end.
    pub(crate) ended: bool,
    /// What became of everything before.
    pub(crate) counts: Counts,
}

/// The state of a file: its length and when it was last written, with the filters through which it is read.
pub(crate) fn stamp(file: &Metadata, filters: &str) -> String {
    let since = file.modified().ok().and_then(|at| at.duration_since(SystemTime::UNIX_EPOCH).ok());
    format!("{} bytes, {} ns, mesh {MESH}, {filters}", file.len(), since.unwrap_or_default().as_nanos())
}
