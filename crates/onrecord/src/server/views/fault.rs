//! The page for what could not be shown: what happened, and a way out.

use askama::Template;
use serde::Serialize;

/// Why a page can't be shown. Also a page itself, in the style of the others.
#[derive(Clone, Debug, Serialize, Template)]
#[template(path = "fault.html")]
pub(crate) struct Fault {
    pub(crate) status: u16,
    pub(crate) error: String,
    pub(crate) hint: Option<String>,
    /// Pages that may be meant: address and name.
    pub(crate) instead: Vec<(String, String)>,
}

impl Fault {
    /// Nothing stands at this address.
    pub(crate) fn no_such(what: &str, id: &str) -> Fault {
        Fault {
            status: 404,
            error: format!("There is no {what} `{id}` in this archive."),
            hint: Some("search for words that stand in it, or begin with today’s page.".to_owned()),
            instead: Vec::new(),
        }
    }

    /// No page has this address.
    pub(crate) fn no_page(path: &str) -> Fault {
        Fault {
            status: 404,
            error: format!("There is no page `{path}` here."),
            hint: Some(
                "the pages are named at the top; ids begin with s (statement), a (article) or w (speaker).".to_owned(),
            ),
            instead: Vec::new(),
        }
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

    fn heading(&self) -> &'static str {
        match self.status {
            404 => "Not in the record",
            405 => "Nothing can be changed here",
            403 => "Asked by a wrong name",
            503 => "The archive is busy",
            _ => "This page could not be made",
        }
    }
}

impl From<onrecord_archive::Error> for Fault {
    fn from(error: onrecord_archive::Error) -> Fault {
        Fault {
            status: if error.is_busy() { 503 } else { 500 },
            error: error.to_string(),
            hint: error.hint().map(str::to_owned).or(Fault::ours("").hint),
            instead: Vec::new(),
        }
    }
}
