//! The archive's one error: opaque, with predicates for what a caller may want to do about it.

use std::{
    fmt, io,
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
    Denied,
    Refused,
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

    /// The folder or a file in it may not be read or written: permissions, or a read-only disk.
    pub fn is_denied(&self) -> bool {
        self.kind == Kind::Denied
    }

    /// What was asked for cannot be: nothing is wrong with the archive.
    pub fn is_refused(&self) -> bool {
        self.kind == Kind::Refused
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

/// What a failing step was about, turned into an [`Error`]: `.at(path, "write")` reads "cannot write `path`: …".
pub(crate) trait At<T> {
    fn at(self, path: &Path, doing: &str) -> Result<T, Error>;
}

impl<T, E: Into<Cause>> At<T> for Result<T, E> {
    fn at(self, path: &Path, doing: &str) -> Result<T, Error> {
        self.map_err(|e| Error::caused(e.into(), path, doing))
    }
}

/// The libraries below, sorted by what a caller may do about them.
pub(crate) struct Cause {
    kind: Kind,
    error: Box<dyn std::error::Error + Send + Sync>,
}

impl From<io::Error> for Cause {
    fn from(e: io::Error) -> Cause {
        Cause { kind: kind_of_io(&e), error: e.into() }
    }
}

impl From<rusqlite::Error> for Cause {
    fn from(e: rusqlite::Error) -> Cause {
        use rusqlite::ErrorCode as Code;
        let kind = match e.sqlite_error_code() {
            Some(Code::DiskFull) => Kind::DiskFull,
            Some(Code::DatabaseBusy | Code::DatabaseLocked) => Kind::Busy,
            Some(Code::DatabaseCorrupt | Code::NotADatabase) => Kind::Corrupt,
            Some(Code::PermissionDenied | Code::ReadOnly) => Kind::Denied,
            _ => Kind::Other,
        };
        Cause { kind, error: e.into() }
    }
}

impl From<tantivy::TantivyError> for Cause {
    fn from(e: tantivy::TantivyError) -> Cause {
        use tantivy::{
            TantivyError as E,
            directory::error::{LockError, OpenReadError, OpenWriteError},
        };
        let kind = match &e {
            E::IoError(io) | E::LockFailure(LockError::IoError(io), _) => kind_of_io(io),
            E::OpenReadError(OpenReadError::IoError { io_error, .. })
            | E::OpenWriteError(OpenWriteError::IoError { io_error, .. }) => kind_of_io(io_error),
            E::LockFailure(LockError::LockBusy, _) => Kind::Busy,
            E::DataCorruption(_) | E::OpenReadError(_) | E::IncompatibleIndex(_) => Kind::Corrupt,
            _ => Kind::Other,
        };
        Cause { kind, error: e.into() }
    }
}

fn kind_of_io(e: &io::Error) -> Kind {
    match e.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded | io::ErrorKind::FileTooLarge => Kind::DiskFull,
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => Kind::Denied,
        _ => Kind::Other,
    }
}

impl Error {
    pub(crate) fn new(kind: Kind, message: impl Into<String>) -> Error {
        Error { kind, message: message.into(), hint: None, path: None, source: None }
    }

    pub(crate) fn corrupt(path: &Path, message: impl Into<String>) -> Error {
        Error::new(Kind::Corrupt, message).path_of(path).hinting("run `onrecord check` to see what else is damaged")
    }

    pub(crate) fn refused(message: impl Into<String>) -> Error {
        Error::new(Kind::Refused, message)
    }

    #[must_use]
    pub(crate) fn hinting(mut self, hint: impl Into<String>) -> Error {
        self.hint = Some(hint.into());
        self
    }

    /// The same failure, once it is known that the disk is full.
    #[must_use]
    pub(crate) fn into_disk_full(mut self) -> Error {
        if self.kind != Kind::DiskFull {
            self.kind = Kind::DiskFull;
            self.message.push_str(" (the disk is full)");
            self.hint = hint_of(Kind::DiskFull).map(str::to_owned);
        }
        self
    }

    #[must_use]
    pub(crate) fn path_of(mut self, path: &Path) -> Error {
        self.path = Some(path.to_owned());
        self
    }

    fn caused(cause: Cause, path: &Path, doing: &str) -> Error {
        let reason = match cause.kind {
            Kind::DiskFull => "the disk is full".to_owned(),
            Kind::Busy => "another process is using it".to_owned(),
            _ => cause.error.to_string(),
        };
        let mut error = Error::new(cause.kind, format!("cannot {doing} `{}`: {reason}", path.display())).path_of(path);
        error.hint = hint_of(cause.kind).map(str::to_owned);
        error.source = Some(cause.error);
        error
    }
}

fn hint_of(kind: Kind) -> Option<&'static str> {
    match kind {
        Kind::DiskFull => Some(
            "free some space and run the same command again: what was added is kept, and the run goes on from there",
        ),
        Kind::Busy => Some("try again in a moment"),
        Kind::Denied => Some(
            "check the owner and the permissions of the archive's folder, and that the disk is not mounted read-only",
        ),
        Kind::Corrupt => Some("run `onrecord check` to see what else is damaged"),
        Kind::Missing | Kind::Newer | Kind::Refused | Kind::Other => None,
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
