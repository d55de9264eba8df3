//! Sources: the outlets with their counts, the hosts that were asked and how they fare, what could not be added and why, and how the
//! archive stands.

use super::{Fault, items::outlet_href};
use crate::server::{guest::Guest, tongue::Tongue, words};
use askama::Template;
use jiff::Timestamp;
use onrecord_archive::{Archive, Failed, HostHealth, SourceEntry, Status};
use serde::Serialize;

/// Failures that the page lists; the JSON has all.
const FAILURES: usize = 100;
/// Outlets that the page lists; the JSON has all.
const OUTLETS: usize = 200;

/// Hosts that the page lists; the JSON has all.
const HOSTS: usize = 200;

/// The page of sources.
#[derive(Debug, Serialize, Template)]
#[template(path = "sources.html")]
pub(crate) struct SourcesPage {
    #[serde(skip)]
    pub(crate) t: Guest,
    pub(crate) outlets: Vec<OutletItem>,
    /// Every host that was ever asked, and how it stands.
    pub(crate) hosts: Vec<HostHealth>,
    /// Counts that add up, disk use, format; with the failures.
    pub(crate) status: Status,
    /// The reader that this program has built in.
    pub(crate) reader_now: String,
}

/// An outlet with what the archive holds of it.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct OutletItem {
    /// Null: pages that name none.
    pub(crate) outlet: Option<String>,
    pub(crate) href: Option<String>,
    pub(crate) captures: u64,
    pub(crate) articles: u64,
    pub(crate) statements: u64,
    pub(crate) first_published: Option<String>,
    pub(crate) last_published: Option<String>,
    pub(crate) last_added: Option<Timestamp>,
}

/// Makes the page.
pub(crate) fn view(archive: &Archive, t: Guest) -> Result<SourcesPage, Fault> {
    let outlets = archive.sources()?.into_iter().map(OutletItem::of).collect();
    let reader_now = onrecord_reading::Models::embedded().version().to_string();
    Ok(SourcesPage { t, outlets, hosts: archive.hosts()?, status: archive.status()?, reader_now })
}

impl OutletItem {
    pub(crate) fn of(source: SourceEntry) -> OutletItem {
        OutletItem {
            href: source.outlet.as_deref().map(outlet_href),
            outlet: source.outlet,
            captures: source.captures,
            articles: source.articles,
            statements: source.statements,
            first_published: source.first_published,
            last_published: source.last_published,
            last_added: source.last_added,
        }
    }

    pub(crate) fn name(&self, t: &Tongue) -> String {
        self.outlet.clone().unwrap_or_else(|| t.say("unnamed-pages").text())
    }

    /// "3 May 2021 – June 2022", or "undated".
    pub(crate) fn period(&self, t: &Tongue) -> String {
        t.period(self.first_published.as_deref(), self.last_published.as_deref())
    }
}

impl SourcesPage {
    fn outlets_shown(&self) -> &[OutletItem] {
        &self.outlets[..self.outlets.len().min(OUTLETS)]
    }

    /// Those in trouble first.
    fn hosts_shown(&self) -> Vec<&HostHealth> {
        let mut hosts: Vec<_> = self.hosts.iter().collect();
        hosts.sort_by_key(|h| h.failures == 0);
        hosts.truncate(HOSTS);
        hosts
    }

    fn failures_shown(&self) -> &[Failed] {
        &self.status.failures[..self.status.failures.len().min(FAILURES)]
    }

    fn outlets_more(&self) -> usize {
        self.outlets.len().saturating_sub(OUTLETS)
    }

    fn failures_more(&self) -> usize {
        self.status.failures.len().saturating_sub(FAILURES)
    }

    fn bytes(&self) -> u64 {
        self.status.bytes_captures + self.status.bytes_store + self.status.bytes_index
    }

    fn class_href(class: &str) -> String {
        words::search_href(&format!("class:{class} confidence:any review:any version:any"))
    }

    fn mode_href(mode: &str) -> String {
        words::search_href(&format!("mode:{mode} class:any confidence:any review:any version:any"))
    }
}
