//! What goes wrong in the program: one sentence with the value in backticks, then the way out.
//!
//! Takes the errors of the crates below and of the system, gives the lines that a person reads and the exit status that a script
//! reads. One bad page is a [`Failure`] that is reported and counted; only what ends the whole command travels up to `main`.

use crate::print;
use anyhow::anyhow;
use std::{
    fmt, io,
    path::Path,
    process::{ExitCode, Termination},
};

/// Something could not be done.
#[derive(Debug)]
pub(crate) struct Failure {
    kind: Kind,
    error: anyhow::Error,
    hints: Vec<String>,
}

/// What the program does about a failure, beyond saying it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// The program at the other end of the pipe has seen enough. Nobody needs to be told.
    ClosedPipe,
    /// It has been said already.
    Said,
    /// Says it.
    Other,
}

/// How a command ended, for the exit status.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ending {
    /// 0: all well.
    AllWell,
    /// 1: nothing was done, or it was stopped before its end.
    Failed,
    /// 2: some pages failed, the others were dealt with.
    SomeFailed,
}

impl Failure {
    /// A failure with its sentence, without a full stop: "cannot read `x`: there is no such file".
    pub(crate) fn new(message: impl fmt::Display) -> Failure {
        Failure { kind: Kind::Other, error: anyhow!("{message}"), hints: Vec::new() }
    }

    /// A failure that a library has put on stderr itself.
    pub(crate) fn said(printed: io::Result<()>) -> Failure {
        match printed {
            Ok(()) => Failure { kind: Kind::Said, ..Failure::new("wrong use") },
            Err(error) => Failure::from(error),
        }
    }

    /// A path that cannot be read, in words that need no knowledge of the system's own.
    pub(crate) fn reading(source: &str, path: &Path, error: &io::Error) -> Failure {
        let cannot = |why: &str| Failure::new(format_args!("cannot read `{source}`: {why}"));
        match error.kind() {
            io::ErrorKind::NotFound if path.is_symlink() => {
                cannot("the link leads nowhere").hint("remove the link, or put back what it led to")
            }
            io::ErrorKind::NotFound => cannot("there is no such file or folder")
                .hint("check the spelling; a path is taken from the folder in which you run onrecord"),
            io::ErrorKind::PermissionDenied => cannot("no permission to read it")
                .hint("give yourself the right to read it (`chmod u+r`), then run the same command again"),
            _ => cannot(&error.to_string()),
        }
    }

    /// Adds a way out.
    #[must_use]
    pub(crate) fn hint(mut self, hint: impl Into<String>) -> Failure {
        self.hints.push(hint.into());
        self
    }

    /// Adds a way out where there is none yet.
    #[must_use]
    pub(crate) fn or_hint(self, hint: &str) -> Failure {
        if self.hints.is_empty() { self.hint(hint) } else { self }
    }

    /// Everything but the hints, in one line.
    pub(crate) fn message(&self) -> String {
        format!("{:#}", self.error)
    }

    /// All ways out in one line.
    pub(crate) fn hints(&self) -> Option<String> {
        (!self.hints.is_empty()).then(|| self.hints.join("; "))
    }

    /// The lines for a person, styled for the terminal.
    pub(crate) fn lines(&self) -> String {
        let mut lines = print::label(print::ERROR, "error:", &self.message());
        for hint in &self.hints {
            lines.push('\n');
            lines.push_str(&print::label(print::HINT, "hint:", hint));
        }
        lines
    }
}

impl From<onrecord_archive::Error> for Failure {
    fn from(error: onrecord_archive::Error) -> Failure {
        let hints = error.hint().map(str::to_owned).into_iter().collect();
        Failure { kind: Kind::Other, error: anyhow::Error::new(error), hints }
    }
}

/// From the server. What the archive said keeps its way out.
impl From<anyhow::Error> for Failure {
    fn from(error: anyhow::Error) -> Failure {
        let hint = error.downcast_ref::<onrecord_archive::Error>().and_then(|e| e.hint()).map(str::to_owned);
        Failure { kind: Kind::Other, error, hints: hint.into_iter().collect() }
    }
}

/// Only for our own output; a file that cannot be read is [`Failure::reading`].
impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Failure {
        let kind = if error.kind() == io::ErrorKind::BrokenPipe { Kind::ClosedPipe } else { Kind::Other };
        Failure { kind, error: anyhow::Error::new(error).context("cannot write the output"), hints: Vec::new() }
    }
}

impl From<serde_json::Error> for Failure {
    fn from(error: serde_json::Error) -> Failure {
        Failure::from(io::Error::from(error))
    }
}

/// What `main` returns: says the failure, gives the exit status.
impl Termination for Failure {
    fn report(self) -> ExitCode {
        match self.kind {
            Kind::ClosedPipe => return ExitCode::SUCCESS,
            Kind::Said => (),
            Kind::Other => print::say(&self.lines()),
        }
        Ending::Failed.report()
    }
}

impl Termination for Ending {
    fn report(self) -> ExitCode {
        match self {
            Ending::AllWell => ExitCode::SUCCESS,
            Ending::Failed => ExitCode::from(1),
            Ending::SomeFailed => ExitCode::from(2),
        }
    }
}
