//! The archive's one error: opaque, with predicates for what a caller may want to do about it.

use std::{
    fmt,
    path::{Path, PathBuf},
};

/// Why the archive could not do what was asked. Prints one sentence; [`Error::hint`] gives the way out.
#[derive(Debug)]
pub struct Error {
    kind: Kind,
    message: String,
    hint: Option<String>,
    path: Option<PathBuf>,
    source: Option<Box<dyn std::error::Error + Send + Sync>>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Missing,
    Busy,
    DiskFull,
    Newer,
    Corrupt,
    Other,
}

impl Error {
    /// There is no archive at this place.
    pub fn is_missing(&self) -> bool {
        self.kind == Kind::Missing
    }

    /// Another process is writing.
    pub fn is_busy(&self) -> bool {
        self.kind == Kind::Busy
    }

    /// The disk is full: nothing more can be added, nothing added was lost.
    pub fn is_disk_full(&self) -> bool {
        self.kind == Kind::DiskFull
    }

    /// A newer program wrote this archive.
    pub fn is_newer(&self) -> bool {
        self.kind == Kind::Newer
    }

    /// What stands on disk is not what was written.
    pub fn is_corrupt(&self) -> bool {
        self.kind == Kind::Corrupt
    }

    /// The way out, where there is one.
    pub fn hint(&self) -> Option<&str> {
        self.hint.as_deref()
    }

    /// The file concerned, where one is.
    pub fn path(&self) -> Option<&Path> {
        self.path.as_deref()
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.source.as_deref().map(|e| e as _)
    }
}
