//! Saved searches: what people keep by a name, each with its feed.

use super::Fault;
use crate::server::{guest::Guest, words};
use askama::Template;
use jiff::Timestamp;
use onrecord_archive::Archive;
use serde::Serialize;

/// The page of saved searches.
#[derive(Debug, Serialize, Template)]
#[template(path = "saved.html")]
pub(crate) struct SavedPage {
    #[serde(skip)]
    pub(crate) t: Guest,
    /// By name.
    pub(crate) searches: Vec<SavedItem>,
}

/// A search that is kept.
#[derive(Debug, Serialize)]
pub(crate) struct SavedItem {
    pub(crate) name: String,
    /// As typed.
    pub(crate) query: String,
    pub(crate) href: String,
    /// The feed of what is new in it.
    pub(crate) feed: String,
    pub(crate) at: Timestamp,
    /// By whom, where it was said.
    pub(crate) who: Option<String>,
}

/// Makes the page.
pub(crate) fn view(archive: &Archive, t: Guest) -> Result<SavedPage, Fault> {
    let item = |kept: onrecord_archive::SavedSearch| SavedItem {
        href: words::search_href(&kept.query),
        feed: words::link("/search.atom", &[("q", &kept.query)]),
        name: kept.name,
        query: kept.query,
        at: kept.at,
        who: kept.who,
    };
    Ok(SavedPage { searches: archive.saved_searches()?.into_iter().map(item).collect(), t })
}
