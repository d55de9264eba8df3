//! The page for what could not be shown: what happened, and a way out.

use crate::server::{
    guest::Guest,
    tongue::{Said, Tongue},
};
use askama::Template;
use serde::Serialize;

/// Why a page can't be shown, in the language of who asked.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Fault {
    pub(crate) status: u16,
    pub(crate) error: String,
    pub(crate) hint: Option<String>,
    /// Pages that may be meant: address and name.
    pub(crate) instead: Vec<(String, String)>,
}

/// Its page, in the style of the others.
#[derive(Debug, Serialize, Template)]
#[template(path = "fault.html")]
pub(crate) struct FaultPage {
    #[serde(skip)]
    pub(crate) t: Guest,
    #[serde(flatten)]
    pub(crate) fault: Fault,
}

impl Fault {
    pub(crate) fn of(status: u16, error: &Said, hint: Option<&Said>) -> Fault {
        Fault { status, error: error.text(), hint: hint.map(Said::text), instead: Vec::new() }
    }

    /// Nothing has this id; `what` is the noun of a message `fault-no-…`.
    pub(crate) fn no_such(t: Tongue, what: &str, id: &str) -> Fault {
        let error = t.say("fault-no-such").with("what", t.word("what", what)).with("id", id);
        Fault::of(404, &error, Some(&t.say("fault-no-such-hint")))
    }

    /// No page has this address.
    pub(crate) fn no_page(t: Tongue, path: &str) -> Fault {
        Fault::of(404, &t.say("fault-no-page").with("path", path), Some(&t.say("fault-no-page-hint")))
    }

    /// A fault of our own, with what is known of it.
    pub(crate) fn ours(error: impl Into<String>) -> Fault {
        Fault {
            status: 500,
            error: error.into(),
            hint: Some("`onrecord check` re-hashes the archive and says what does not agree.".to_owned()),
            instead: Vec::new(),
        }
    }
}

impl FaultPage {
    fn heading(&self) -> Said {
        match self.fault.status {
            404 => self.t.say("fault-404"),
            405 => self.t.say("fault-405"),
            401 => self.t.say("fault-401"),
            403 => self.t.say("fault-403"),
            503 => self.t.say("fault-503"),
            400 => self.t.say("fault-400"),
            409 => self.t.say("fault-409"),
            _ => self.t.say("fault-500"),
        }
    }
}

impl From<onrecord_archive::Error> for Fault {
    fn from(error: onrecord_archive::Error) -> Fault {
        Fault {
            status: match () {
                () if error.is_busy() => 503,
                () if error.is_refused() => 409,
                () => 500,
            },
            error: error.to_string(),
            hint: error.hint().map(str::to_owned).or(Fault::ours("").hint.filter(|_| !error.is_refused())),
            instead: Vec::new(),
        }
    }
}
