//! What was fetched from the web and what is watched there: the archive's side of gathering.
//!
//! Takes each question and its answer as they went over the wire and keeps them as WARC records before anything read from them is
//! promised; takes and gives how hosts and watched addresses stand. Refuses answers that are not HTTP.

use crate::{
    Archive, Error, Put, Record,
    error::At,
    http::{Head, Incoming},
    store::gathered as rows,
};
use jiff::Timestamp;
use serde::Serialize;
use std::{net::IpAddr, time::Duration};

/// A question to the web and its answer.
#[derive(Clone, Debug)]
pub struct Fetch<'a> {
    /// The address that was asked, tracking parameters and all.
    pub url: &'a str,
    /// What was hoped for there.
    pub purpose: Purpose,
    /// Name of the watched source on whose account it was asked.
    pub source: Option<&'a str>,
    /// When the question was put.
    pub at: Timestamp,
    /// Until the last byte of the answer.
    pub took: Duration,
    /// Who answered.
    pub peer: IpAddr,
    /// The question as sent.
    pub request: &'a [u8],
    /// The answer as received.
    pub response: &'a [u8],
    /// What the site's robots.txt said of this address, or why it was overruled.
    pub robots: &'a str,
    /// The address that sent us here by a redirect.
    pub via: Option<&'a str>,
}

/// What an address is fetched for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Purpose {
    /// A page with articles.
    Page,
    /// A page that links to such pages.
    Front,
    /// An RSS, Atom or JSON feed.
    Feed,
    /// A sitemap or an index of sitemaps.
    Sitemap,
    /// What a site asks of programs.
    Robots,
}

/// How a host stands.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct HostHealth {
    /// Its name, without port.
    pub host: String,
    /// When it last answered as it should.
    pub last_good: Option<Timestamp>,
    /// When anything new or changed was last found on it.
    pub last_changed: Option<Timestamp>,
    /// Failures since it last answered as it should.
    pub failures: u32,
    /// Why the last failure.
    pub last_failure: Option<String>,
    /// When that was.
    pub last_failure_at: Option<Timestamp>,
    /// Nothing is asked of it before.
    pub free_at: Option<Timestamp>,
}

/// An address that is, or was, looked at again and again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Watched {
    /// The form that tells addresses apart: see [`crate::identity`].
    pub address: String,
    /// What is hoped for there.
    pub purpose: Purpose,
    /// What is asked for: the address as it was first found.
    pub url: String,
    /// Name of the source that led to it.
    pub source: String,
    /// When it was found.
    pub first_seen: Timestamp,
    /// When it was last asked for.
    pub last_looked: Option<Timestamp>,
    /// When what was read in it last differed from the time before.
    pub last_changed: Option<Timestamp>,
    /// For the next question: `ETag`.
    pub etag: Option<String>,
    /// For the next question: `Last-Modified`.
    pub last_modified: Option<String>,
    /// SHA-256 of what was read in it, in hex.
    pub fingerprint: Option<String>,
    /// What the source last said of it (a time of change): another word means that it is worth a look.
    pub hint: Option<String>,
    /// When it is looked at next. None: no more.
    pub due_at: Option<Timestamp>,
    /// How often it was asked for with an answer.
    pub looks: u32,
    /// Failures since the last good answer.
    pub failures: u32,
    /// Why the last one failed.
    pub last_failure: Option<String>,
}

/// An answer that is kept, in its parts.
pub(crate) struct Kept<'a> {
    pub(crate) fetch: &'a Fetch<'a>,
    pub(crate) head: Head,
    /// Chunks joined, still packed.
    pub(crate) payload: Vec<u8>,
}

impl Purpose {
    /// As stored and printed.
    pub fn as_str(self) -> &'static str {
        match self {
            Purpose::Page => "page",
            Purpose::Front => "front",
            Purpose::Feed => "feed",
            Purpose::Sitemap => "sitemap",
            Purpose::Robots => "robots",
        }
    }

    /// The reverse of [`Purpose::as_str`].
    pub fn find(word: &str) -> Option<Purpose> {
        const ALL: [Purpose; 5] = [Purpose::Page, Purpose::Front, Purpose::Feed, Purpose::Sitemap, Purpose::Robots];
        ALL.into_iter().find(|p| p.as_str() == word)
    }
}

impl<'a> Kept<'a> {
    pub(crate) fn of(fetch: &'a Fetch<'a>) -> Result<Kept<'a>, Error> {
        let refuse = |why: &dyn std::fmt::Display| Error::refused(format!("cannot keep `{}`: {why}", fetch.url));
        let mut incoming = Incoming::new(usize::MAX / 4);
        match incoming.look(fetch.response, true) {
            Ok(true) => {}
            Ok(false) => return Err(refuse(&"it is not complete")),
            Err(broken) => return Err(refuse(&broken)),
        }
        let payload = incoming.payload(fetch.response);
        let head = incoming.head().cloned().ok_or_else(|| refuse(&"it has no head"))?;
        Ok(Kept { fetch, head, payload })
    }
}

impl Archive {
    /// Keeps a question and its answer, and with them, where there is one, the page that was read in the answer. The records are in
    /// the segment before the rows that speak of them; both survive a power cut as pages do (see [`Archive`]).
    ///
    /// An answer whose payload is kept already becomes a `revisit` record that refers to it; so does one that says `304`.
    ///
    /// # Errors
    /// As [`Archive::put`]; refused are answers that are not complete HTTP.
    pub fn put_fetch(&self, fetch: &Fetch<'_>, page: Option<&Record<'_>>) -> Result<Option<Put>, Error> {
        self.writer()?.put_fetch(&Kept::of(fetch)?, page)
    }

    /// Returns once everything put so far would survive a power cut.
    pub fn sync(&self) -> Result<(), Error> {
        self.writer()?.sync()
    }

    /// Every host that was ever asked, by name.
    pub fn hosts(&self) -> Result<Vec<HostHealth>, Error> {
        self.read(rows::hosts)
    }

    /// How one host stands.
    pub fn host(&self, host: &str) -> Result<Option<HostHealth>, Error> {
        self.read(|db| rows::host(db, host))
    }

    /// Every address that is or was watched, of one source or (None) of all, in the order found.
    pub fn watched(&self, source: Option<&str>) -> Result<Vec<Watched>, Error> {
        self.read(|db| rows::watched(db, source))
    }

    /// One watched address.
    pub fn watched_at(&self, address: &str, purpose: Purpose) -> Result<Option<Watched>, Error> {
        self.read(|db| rows::watched_at(db, address, purpose))
    }

    /// Addresses of these sources that are due, the longest due first, at most `most`.
    pub fn due(&self, sources: &[&str], now: Timestamp, most: usize) -> Result<Vec<Watched>, Error> {
        self.read(|db| rows::due(db, sources, now, most))
    }

    /// When the next address of these sources becomes due after a time.
    pub fn next_due(&self, sources: &[&str], after: Timestamp) -> Result<Option<Timestamp>, Error> {
        self.read(|db| rows::next_due(db, sources, after))
    }

    /// Writes down how hosts and addresses stand, all together or not at all.
    pub fn put_watched(&self, hosts: &[HostHealth], watched: &[Watched]) -> Result<(), Error> {
        self.writer()?.put_watched(hosts, watched)
    }

    /// The bytes of the last robots.txt fetched from an origin (`https://quay.example`), and when. None: none was found there since.
    pub fn last_robots(&self, origin: &str, since: Timestamp) -> Result<Option<(Timestamp, Vec<u8>)>, Error> {
        let url = format!("{origin}/robots.txt");
        let found = self.read(|db| rows::last_good(db, &url, since))?;
        found.map(|(at, place)| Ok((at, crate::captures::read_answer(self.layout(), &place)?))).transpose()
    }

    /// How many answers are kept.
    pub fn fetch_count(&self) -> Result<u64, Error> {
        self.read(rows::count)
    }
}

impl crate::store::write::Writer {
    /// See [`Archive::put_watched`].
    pub(crate) fn put_watched(&mut self, hosts: &[HostHealth], watched: &[Watched]) -> Result<(), Error> {
        let path = self.store_path();
        rows::put_all(self.connection(), hosts, watched).at(&path, "write")
    }
}
