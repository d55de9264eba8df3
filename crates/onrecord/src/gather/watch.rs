//! Watching: sources looked at in their own time, what they lead to fetched once, and looked at again for changes.
//!
//! Takes an archive, a visitor and sources; tells each [`Event`] as it happens. Everything that has to be known the next time stands in
//! the archive before the next address is taken, so that a run can end at any moment. Nothing here reads the real clock or sleeps by
//! itself: both are the visitor's and tokio's, and a test can have its own.

use super::{
    address::Target,
    keep,
    lists::{self, Item, List},
    sources::Source,
    visit::{Errand, Manners, ROBOTS_FOR, Visit, Visitor},
    web::{Answer, Missed, Validators, Wanted},
};
use crate::{failure::Failure, readers::ReadPage};
use jiff::{SignedDuration, Timestamp};
use onrecord_archive::{Archive, HostHealth, Purpose, Watched, identity};
use onrecord_page::{Capture, PageConfig};
use onrecord_reading::Models;
use sha2::{Digest, Sha256};
use std::{
    collections::{BTreeMap, HashSet},
    fmt::Write as _,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};
use tokio::task::JoinSet;

/// So many hosts are asked at the same time.
const HOSTS_AT_ONCE: usize = 16;
/// So many due addresses are looked through for hosts that are free.
const LOOKED_THROUGH: usize = 2000;
/// After so many failures in a row an address is given up; a source never is.
const GIVEN_UP: u32 = 6;
/// What a sitemap said had changed longer ago than this when it was first seen is not fetched: a watch looks forward.
const NEWS: SignedDuration = SignedDuration::from_hours(48);
/// How often the run looks whether it is to stop.
const TICK: Duration = Duration::from_millis(250);

/// Something that happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Event {
    /// A page was fetched for the first time.
    New { url: String, source: String },
    /// What is read in a page is not what was read the time before.
    Changed { url: String, source: String },
    /// A page that was there is not there any more; the reason.
    Gone { url: String, source: String, why: String },
    /// An address gave nothing this time.
    Failed { url: String, source: String, why: String },
}

/// When a run ends by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Until {
    /// As soon as nothing is due.
    NothingDue,
    /// At a time.
    #[cfg_attr(not(test), expect(dead_code, reason = "only simulated days end by the clock"))]
    Time(Timestamp),
    /// Never.
    Stopped,
}

/// A watch.
pub(crate) struct Watch {
    archive: Arc<Archive>,
    visitor: Arc<Visitor>,
    sources: BTreeMap<String, Source>,
    models: Arc<Models>,
}

/// What came back from one address.
type Looked = (Watched, Visit, Option<ReadPage>);

impl Watch {
    /// Takes up where the last run ended: what was due is due, hosts that wanted to be left alone are.
    pub(crate) fn new(archive: Arc<Archive>, visitor: Arc<Visitor>, sources: Vec<Source>) -> Result<Watch, Failure> {
        for HostHealth { host, free_at, failures, .. } in archive.hosts()? {
            visitor.remember(&host, super::visit::Turn { free_at, failures });
        }
        let now = visitor.now();
        let mut rows = Vec::new();
        for source in &sources {
            let address = identity(&source.url);
            let known = archive.watched_at(&address, source.kind)?;
            let mut row = known.unwrap_or_else(|| found(&source.url, source.kind, &source.name, now));
            row.source.clone_from(&source.name);
            row.url.clone_from(&source.url);
            // A pace that was made quicker counts at once.
            let latest = now.checked_add(source.every).unwrap_or(now);
            row.due_at = Some(row.due_at.unwrap_or(now).min(latest));
            rows.push(row);
        }
        archive.put_watched(&[], &rows)?;
        let sources = sources.into_iter().map(|s| (s.name.clone(), s)).collect();
        Ok(Watch { archive, visitor, sources, models: Arc::new(Models::embedded()) })
    }

    /// Looks at what is due, as it becomes due.
    pub(crate) async fn run(
        &self,
        until: Until,
        stop: &AtomicBool,
        mut tell: impl FnMut(&Event),
    ) -> Result<(), Failure> {
        let mut under_way: JoinSet<Looked> = JoinSet::new();
        let mut busy: HashSet<String> = HashSet::new();
        loop {
            let stopping = stop.load(Ordering::Relaxed) || self.is_over(until);
            let mut next = None;
            if !stopping {
                let (ready, later) = self.ready(&busy, HOSTS_AT_ONCE.saturating_sub(under_way.len()))?;
                next = later;
                for (watched, host, errand) in ready {
                    busy.insert(host);
                    under_way.spawn(look(Arc::clone(&self.visitor), Arc::clone(&self.models), watched, errand));
                }
            }
            if under_way.is_empty() {
                match (until, next) {
                    _ if stopping => return Ok(()),
                    (Until::NothingDue, None) => return Ok(()),
                    (Until::NothingDue, Some(at))
                        if at.duration_since(self.visitor.now()) > SignedDuration::from_mins(2) =>
                    {
                        return Ok(());
                    }
                    _ => self.rest(next, until, stop).await,
                }
                continue;
            }
            // A host that becomes free while others are under way is taken up when one of them comes back, or now and then.
            match tokio::time::timeout(Duration::from_secs(1), under_way.join_next()).await {
                Err(_) | Ok(None) => {}
                Ok(Some(Ok((watched, visit, page)))) => {
                    busy.remove(&host_of(&watched.url));
                    self.take(watched, &visit, page.as_ref(), &mut tell)?;
                }
                Ok(Some(Err(_))) => {
                    // A page on which this program made a mistake: its host is free again, and the address stays due for later.
                    busy.clear();
                }
            }
        }
    }

    fn is_over(&self, until: Until) -> bool {
        matches!(until, Until::Time(end) if self.visitor.now() >= end)
    }

    /// Sleeps until the next address is due, in small pieces where somebody may want to stop.
    async fn rest(&self, next: Option<Timestamp>, until: Until, stop: &AtomicBool) {
        let now = self.visitor.now();
        let mut end = next.unwrap_or_else(|| now.saturating_add(SignedDuration::from_mins(1)).unwrap_or(now));
        if let Until::Time(last) = until {
            end = end.min(last);
            // Nobody is there to stop a run with an end of its own; whole sleeps keep simulated days cheap.
            let wait = Duration::try_from(end.duration_since(now)).unwrap_or_default();
            return tokio::time::sleep(wait.max(Duration::from_secs(1))).await;
        }
        while self.visitor.now() < end && !stop.load(Ordering::Relaxed) {
            tokio::time::sleep(TICK).await;
        }
    }

    /// Due addresses on hosts that are free, one a host, and when to look again otherwise.
    #[allow(clippy::type_complexity, reason = "used in one place")]
    fn ready(
        &self,
        busy: &HashSet<String>,
        room: usize,
    ) -> Result<(Vec<(Watched, String, Errand)>, Option<Timestamp>), Failure> {
        let now = self.visitor.now();
        let mut taken: HashSet<String> = busy.clone();
        let mut ready = Vec::new();
        let mut earliest_busy: Option<Timestamp> = None;
        let mut retired = Vec::new();
        for mut watched in self.archive.due(now, LOOKED_THROUGH)? {
            if ready.len() >= room {
                break;
            }
            let host = host_of(&watched.url);
            let Some(errand) = self.errand(&watched) else {
                watched.due_at = None;
                retired.push(watched);
                continue;
            };
            if taken.contains(&host) {
                continue;
            }
            match self.visitor.turn(&host).free_at {
                Some(at) if at > now => {
                    earliest_busy = Some(earliest_busy.map_or(at, |e| e.min(at)));
                    taken.insert(host);
                }
                _ => {
                    taken.insert(host.clone());
                    ready.push((watched, host, errand));
                }
            }
        }
        if !retired.is_empty() {
            self.archive.put_watched(&[], &retired)?;
        }
        let due = self.archive.next_due(now)?;
        Ok((ready, due.into_iter().chain(earliest_busy).min()))
    }

    /// None: the source is not watched any more, or the address may not be fetched.
    fn errand(&self, watched: &Watched) -> Option<Errand> {
        let source = self.sources.get(&watched.source)?;
        let target = Target::parse(&watched.url, self.visitor.reach()).ok()?;
        self.remember_robots(&target);
        let wanted = if watched.purpose == Purpose::Page { Wanted::Page } else { Wanted::List };
        let known = Validators { etag: watched.etag.clone(), last_modified: watched.last_modified.clone() };
        let manners = Manners { delay: source.delay, overruled: source.overruled.clone(), ..Manners::default() };
        Some(Errand { target, wanted, known, manners })
    }

    /// What an earlier run fetched today need not be fetched again. Where it cannot be read back, it is.
    fn remember_robots(&self, target: &Target) {
        let (origin, now) = (target.origin(), self.visitor.now());
        if self.visitor.knows_robots(&origin) {
            return;
        }
        let since = now.checked_sub(ROBOTS_FOR).unwrap_or(now);
        if let Ok(Some((at, body))) = self.archive.last_robots(&origin, since) {
            self.visitor.remember_robots(&origin, &body, at);
        }
    }

    /// Keeps what came back and decides when the address is looked at next.
    fn take(
        &self,
        mut watched: Watched,
        visit: &Visit,
        page: Option<&ReadPage>,
        tell: &mut impl FnMut(&Event),
    ) -> Result<(), Failure> {
        let Some(source) = self.sources.get(&watched.source) else { return Ok(()) };
        let now = self.visitor.now();
        let purpose = watched.purpose;
        keep::keep(&self.archive, visit, purpose, Some(&source.name), page, now)?;
        let mut rows = Vec::new();
        watched.last_looked = Some(now);
        let event = match (&visit.missed, visit.answer()) {
            (None, Some(answer)) if answer.head.status == 304 => {
                watched.succeeded(None);
                None
            }
            (None, Some(answer)) if answer.head.status == 200 => match purpose {
                Purpose::Page => self.page_came(&mut watched, answer, page, &mut rows)?,
                _ => self.list_came(&mut watched, source, answer, &mut rows)?,
            },
            (None, Some(answer)) => Some(watched.failed(keep::status_words(answer.head.status), answer.head.status)),
            (missed, _) => {
                let why = missed.as_ref().map_or_else(String::new, Missed::to_string);
                match missed {
                    // Nobody was asked: it is neither a failure of the page nor news.
                    Some(Missed::Later(_)) => None,
                    _ => Some(watched.failed(why, 0)),
                }
            }
        };
        let changed = matches!(event, Some(Event::New { .. } | Event::Changed { .. }));
        watched.due_at = self.next_look(&watched, source, visit, now);
        let hosts = keep::health(&self.archive, &self.visitor, visit, &host_of(&watched.url), changed)?;
        rows.push(watched);
        self.archive.put_watched(&hosts, &rows)?;
        if let Some(event) = event {
            tell(&event);
        }
        Ok(())
    }

    /// A page: new, changed or as it was.
    fn page_came(
        &self,
        watched: &mut Watched,
        answer: &Answer,
        page: Option<&ReadPage>,
        rows: &mut Vec<Watched>,
    ) -> Result<Option<Event>, Failure> {
        let Some(page) = page else {
            return Ok(Some(watched.failed("onrecord made a mistake while reading it".to_owned(), 0)));
        };
        let before = watched.fingerprint.take();
        let fingerprint = fingerprint(page);
        watched.succeeded(Some(answer));
        watched.fingerprint = Some(fingerprint.clone());
        let (url, source) = (watched.url.clone(), watched.source.clone());
        if before.is_none() && self.is_known_elsewhere(watched, answer, page, rows)? {
            return Ok(None);
        }
        Ok(match before {
            None => {
                watched.last_changed = watched.last_looked;
                Some(Event::New { url, source })
            }
            Some(before) if before != fingerprint => {
                watched.last_changed = watched.last_looked;
                Some(Event::Changed { url, source })
            }
            Some(_) => None,
        })
    }

    /// One page under two addresses is watched under one: the address that it was redirected to, or that it gives itself. Only where
    /// both show the same text, as sites that name one address on all their pages are common.
    fn is_known_elsewhere(
        &self,
        watched: &Watched,
        answer: &Answer,
        page: &ReadPage,
        rows: &mut Vec<Watched>,
    ) -> Result<bool, Failure> {
        let own = page.articles.first().and_then(|(article, _)| article.url.as_ref()).map(|u| u.value.clone());
        for other in [Some(answer.url.to_string()), own].into_iter().flatten() {
            let address = identity(&other);
            if address == watched.address || !address.contains('/') {
                continue;
            }
            match self.archive.watched_at(&address, Purpose::Page)? {
                Some(known) if known.fingerprint == watched.fingerprint => return Ok(true),
                Some(_) => {}
                None => {
                    // From now on a list that gives the other address leads to nothing new.
                    let mut alias = found(&other, Purpose::Page, &watched.source, watched.first_seen);
                    alias.due_at = None;
                    alias.last_looked = watched.last_looked;
                    alias.fingerprint.clone_from(&watched.fingerprint);
                    alias.looks = 1;
                    rows.push(alias);
                }
            }
        }
        Ok(false)
    }

    /// A list: its new addresses, and those of which it says something new, become due.
    fn list_came(
        &self,
        watched: &mut Watched,
        source: &Source,
        answer: &Answer,
        rows: &mut Vec<Watched>,
    ) -> Result<Option<Event>, Failure> {
        let read = match watched.purpose {
            Purpose::Feed => lists::feed(&answer.body, &answer.url),
            Purpose::Sitemap => lists::sitemap(&answer.body, &answer.url),
            _ => Ok(lists::front(&answer.body, &answer.url)),
        };
        let list = match read {
            Ok(list) => list,
            Err(why) => return Ok(Some(watched.failed(why, 0))),
        };
        let first = watched.looks == 0;
        watched.succeeded(Some(answer));
        let (items, purpose) = match list {
            List::Pages(items) => (items, Purpose::Page),
            List::Lists(items) => (items, Purpose::Sitemap),
        };
        let now = self.visitor.now();
        let mut any_new = false;
        for item in items {
            any_new |= self.item_came(watched, source, &item, purpose, first, now, rows)?;
        }
        if any_new {
            watched.last_changed = Some(now);
        }
        Ok(None)
    }

    #[allow(clippy::too_many_arguments, reason = "the loop above, cut in two")]
    fn item_came(
        &self,
        list: &Watched,
        source: &Source,
        item: &Item,
        purpose: Purpose,
        first: bool,
        now: Timestamp,
        rows: &mut Vec<Watched>,
    ) -> Result<bool, Failure> {
        let url = item.url.as_str();
        let within = source.within.as_deref().is_none_or(|part| url.contains(part));
        if (purpose == Purpose::Page && !within) || Target::parse(url, self.visitor.reach()).is_err() {
            return Ok(false);
        }
        let known = self.archive.watched_at(&identity(url), purpose)?;
        let Some(mut row) = known else {
            let mut row = found(url, purpose, &source.name, now);
            row.hint.clone_from(&item.hint);
            // On the first look a sitemap lists years; what it then adds is news. A list in it may be new without saying so.
            let undated = purpose == Purpose::Sitemap && item.hint.is_none();
            let old = list.purpose == Purpose::Sitemap && first && !undated && !is_recent(item.hint.as_deref(), now);
            if old {
                row.due_at = None;
            }
            rows.push(row);
            return Ok(!old);
        };
        if item.hint.is_some() && row.hint != item.hint {
            row.hint.clone_from(&item.hint);
            row.due_at = Some(now);
            rows.push(row);
        }
        Ok(false)
    }

    fn next_look(&self, watched: &Watched, source: &Source, visit: &Visit, now: Timestamp) -> Option<Timestamp> {
        let after = |wait: SignedDuration| now.checked_add(wait).ok();
        if let Some(Missed::Later(until)) = visit.missed {
            return Some(until);
        }
        let is_source = watched.purpose == source.kind && watched.address == identity(&source.url);
        let is_list = watched.purpose != Purpose::Page;
        if is_source || is_list {
            return after(source.every);
        }
        if watched.failures > 0 {
            // The host's own rest is kept by the visitor; this is the page's.
            let hours = 1i64 << watched.failures.min(8);
            let retry = if visit.missed.as_ref().is_some_and(|m| matches!(m, Missed::Refused(_) | Missed::OtherType(_)))
            {
                None
            } else {
                after(SignedDuration::from_hours(hours))
            };
            return retry.filter(|_| watched.failures < GIVEN_UP);
        }
        let nth = usize::try_from(watched.looks.saturating_sub(1)).unwrap_or(usize::MAX);
        source.recheck.get(nth).copied().and_then(after)
    }
}

/// A row for an address that was not known.
fn found(url: &str, purpose: Purpose, source: &str, now: Timestamp) -> Watched {
    Watched {
        address: identity(url),
        purpose,
        url: url.to_owned(),
        source: source.to_owned(),
        first_seen: now,
        last_looked: None,
        last_changed: None,
        etag: None,
        last_modified: None,
        fingerprint: None,
        hint: None,
        due_at: Some(now),
        looks: 0,
        failures: 0,
        last_failure: None,
    }
}

/// Bookkeeping of one look.
trait Bookkeeping {
    fn succeeded(&mut self, answer: Option<&Answer>);
    fn failed(&mut self, why: String, status: u16) -> Event;
}

impl Bookkeeping for Watched {
    fn succeeded(&mut self, answer: Option<&Answer>) {
        self.looks += 1;
        self.failures = 0;
        self.last_failure = None;
        if let Some(answer) = answer {
            // Validators belong to the address that is asked; after a redirect they would be another's.
            let Validators { etag, last_modified } =
                if identity(answer.url.as_str()) == self.address { answer.validators() } else { Validators::default() };
            (self.etag, self.last_modified) = (etag, last_modified);
        }
    }

    fn failed(&mut self, why: String, status: u16) -> Event {
        self.failures += 1;
        self.last_failure = Some(why.clone());
        let (url, source) = (self.url.clone(), self.source.clone());
        if matches!(status, 404 | 410) && self.fingerprint.is_some() && self.failures == 1 {
            return Event::Gone { url, source, why };
        }
        Event::Failed { url, source, why }
    }
}

fn host_of(url: &str) -> String {
    url::Url::parse(url).ok().and_then(|u| u.host_str().map(str::to_owned)).unwrap_or_default()
}

/// A day, or a time, not longer ago than [`NEWS`].
fn is_recent(hint: Option<&str>, now: Timestamp) -> bool {
    let Some(hint) = hint else { return false };
    let at = hint.parse::<Timestamp>().ok().or_else(|| {
        let day = hint.get(..10)?.parse::<jiff::civil::Date>().ok()?;
        day.to_zoned(jiff::tz::TimeZone::UTC).ok().map(|z| z.timestamp())
    });
    at.is_some_and(|at| now.duration_since(at) <= NEWS + SignedDuration::from_hours(24))
}

/// What a page says, as far as versions are told apart: the texts of its articles with their headlines, and nothing around them.
fn fingerprint(page: &ReadPage) -> String {
    let mut hash = Sha256::new();
    for (article, _) in &page.articles {
        let title = article.title.as_ref().map_or("", |t| t.value.as_str());
        hash.update(title.as_bytes());
        hash.update([0]);
        hash.update(article.text.as_str().as_bytes());
        hash.update([0]);
    }
    hash.finalize().iter().fold(String::new(), |mut hex, b| {
        let _ = write!(hex, "{b:02x}");
        hex
    })
}

/// Visits, and reads what came where it is a page.
async fn look(visitor: Arc<Visitor>, models: Arc<Models>, watched: Watched, errand: Errand) -> Looked {
    let visit = visitor.visit(&errand).await;
    let capture = if watched.purpose == Purpose::Page { keep::capture(&visit) } else { None };
    let page = match capture {
        None => None,
        Some(capture) => read(capture, models, visitor.now()).await,
    };
    (watched, visit, page)
}

/// On a thread of its own; None: this program made a mistake.
async fn read(capture: Capture, models: Arc<Models>, now: Timestamp) -> Option<ReadPage> {
    let today = now.to_zoned(jiff::tz::TimeZone::system()).date();
    let config = PageConfig { today: Some(today), ..PageConfig::default() };
    tokio::task::spawn_blocking(move || ReadPage::of(capture, &config, &models)).await.ok()
}

#[cfg(test)]
mod tests;
