//! Watching: sources looked at in their own time, what they lead to fetched once, and looked at again for changes.
//!
//! Takes an archive, a visitor and sources; tells each [`Event`] as it happens. Everything that has to be known the next time stands in
//! the archive before the next address is taken, so that a run can end at any moment. The archive is held for what has just come in and
//! no longer, so that others can add to it beside a watch. Nothing here reads the real clock or sleeps by itself: both are the visitor's
//! and tokio's, and a test can have its own.

use super::{
    address::{Refused, Target},
    keep,
    lists::{self, Item, List},
    sources::Source,
    visit::{Errand, Manners, ROBOTS_FOR, Visit, Visitor},
    web::{Answer, Missed, Validators, Wanted},
};
use crate::{failure::Failure, readers::ReadPage};
use jiff::{SignedDuration, Timestamp};
use onrecord_archive::{Archive, HostHealth, Purpose, Turn, Watched, identity};
use onrecord_page::{Capture, Hindrance, HindranceKind, PageConfig};
use onrecord_reading::Models;
use std::{
    collections::{BTreeMap, HashSet},
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
/// How often the run looks whether it is to stop, or whether the archive is free.
const TICK: Duration = Duration::from_millis(250);
/// So often it looks for a free archive before it says that it waits.
const PATIENT_LOOKS: u32 = 12;
/// The longest that it rests without asking whether its sources were changed.
const LONGEST_REST: SignedDuration = SignedDuration::from_secs(1);

/// Something that happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Event {
    /// A page was fetched for the first time.
    New { url: String, source: String },
    /// What is read in a page is not what was read the time before.
    Changed { url: String, source: String },
    /// A page that was there is not there any more; the reason.
    Gone { url: String, source: String, why: String },
    /// A page that was gone is there again and reads as it did.
    Back { url: String, source: String },
    /// An address gave nothing this time.
    Failed { url: String, source: String, why: String },
    /// The list of sources was changed; so many are watched from now on.
    Sources(usize),
    /// The list of sources was changed and cannot be used; those before it are watched on.
    SourcesKept(String),
    /// Another process is adding to the archive for longer than a moment.
    Waiting,
}

/// Whether the list of sources has changed since it was last asked: if so the new one, or why it cannot be used.
pub(crate) type Reread<'a> = dyn FnMut() -> Option<Result<Vec<Source>, Failure>> + 'a;

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

/// A due address on a free host, and what is to be fetched there, if it may be.
type Ready = (Watched, String, Result<Errand, Refused>);

/// What came back from one address.
type Looked = (Watched, Visit, Option<ReadPage>);

impl Watch {
    /// Takes up where the last run ended: what was due is due, hosts that wanted to be left alone are. What other sources led to stays as
    /// it is.
    pub(crate) fn new(archive: Arc<Archive>, visitor: Arc<Visitor>, sources: Vec<Source>) -> Result<Watch, Failure> {
        for HostHealth { host, free_at, failures, .. } in archive.hosts()? {
            visitor.remember(&host, super::visit::Turn { free_at, failures });
        }
        let sources = sources.into_iter().map(|s| (s.name.clone(), s)).collect();
        Ok(Watch { archive, visitor, sources, models: Arc::new(Models::embedded().with_objects()) })
    }

    /// Writes the sources down as addresses that are due.
    fn put_sources(&self) -> Result<(), Failure> {
        let now = self.visitor.now();
        let mut rows = Vec::new();
        for source in self.sources.values() {
            let address = identity(&source.url);
            let known = self.archive.watched_at(&address, source.kind)?;
            let mut row = known.unwrap_or_else(|| found(&source.url, source.kind, &source.name, now));
            row.source.clone_from(&source.name);
            row.url.clone_from(&source.url);
            // A pace that was made quicker counts at once.
            let latest = now.checked_add(source.every).unwrap_or(now);
            row.due_at = Some(row.due_at.unwrap_or(now).min(latest));
            rows.push(row);
        }
        Ok(self.archive.put_watched(&[], &rows)?)
    }

    /// Looks at what is due, as it becomes due. `reread` is asked again and again.
    pub(crate) async fn run(
        &mut self,
        until: Until,
        stop: &AtomicBool,
        reread: &mut Reread<'_>,
        mut tell: impl FnMut(&Event),
    ) -> Result<(), Failure> {
        let Some(turn) = self.turn(stop, &mut tell).await? else { return Ok(()) };
        self.put_sources()?;
        turn.end()?;
        let mut under_way: JoinSet<Looked> = JoinSet::new();
        let mut busy: HashSet<String> = HashSet::new();
        loop {
            match reread() {
                None => {}
                Some(Ok(sources)) => self.follow(sources, stop, &mut tell).await?,
                Some(Err(failure)) => tell(&Event::SourcesKept(failure.message())),
            }
            let stopping = stop.load(Ordering::Relaxed) || self.is_over(until);
            let mut next = None;
            if !stopping {
                let (ready, later) = self.ready(&busy, HOSTS_AT_ONCE.saturating_sub(under_way.len()))?;
                next = later;
                for (watched, host, errand) in ready {
                    busy.insert(host);
                    let (visitor, models) = (Arc::clone(&self.visitor), Arc::clone(&self.models));
                    match errand {
                        Ok(errand) => drop(under_way.spawn(look(visitor, models, watched, errand))),
                        Err(why) => {
                            let visit = Visit { steps: Vec::new(), missed: Some(Missed::Refused(why)) };
                            under_way.spawn(async { (watched, visit, None) });
                        }
                    }
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
                Ok(Some(first)) => {
                    // Who wants to stop while the archive is another's does without: what came is due again the next time.
                    let Some(turn) = self.turn(stop, &mut tell).await? else { return Ok(()) };
                    let mut next = Some(first);
                    while let Some(come) = next {
                        match come {
                            Ok((watched, visit, page)) => {
                                busy.remove(&host_of(&watched.url));
                                self.take(watched, &visit, page.as_ref(), &mut tell)?;
                            }
                            // A page on which this program made a mistake: its host is free again, and the address stays due for later.
                            Err(_) => busy.clear(),
                        }
                        next = under_way.try_join_next();
                    }
                    turn.end()?;
                }
            }
        }
    }

    /// Other sources from now on. What is under way for one that is gone is not kept.
    async fn follow(
        &mut self,
        sources: Vec<Source>,
        stop: &AtomicBool,
        tell: &mut impl FnMut(&Event),
    ) -> Result<(), Failure> {
        self.sources = sources.into_iter().map(|s| (s.name.clone(), s)).collect();
        let Some(turn) = self.turn(stop, tell).await? else { return Ok(()) };
        self.put_sources()?;
        turn.end()?;
        tell(&Event::Sources(self.sources.len()));
        Ok(())
    }

    /// A turn at the archive, as soon as nobody else adds to it. None: somebody wants to stop.
    async fn turn(&self, stop: &AtomicBool, tell: &mut impl FnMut(&Event)) -> Result<Option<Turn<'_>>, Failure> {
        for look in 0u32.. {
            match self.archive.turn() {
                Ok(turn) => return Ok(Some(turn)),
                Err(error) if !error.is_busy() => return Err(error.into()),
                Err(_) if stop.load(Ordering::Relaxed) => break,
                Err(_) if look == PATIENT_LOOKS => tell(&Event::Waiting),
                Err(_) => {}
            }
            tokio::time::sleep(TICK).await;
        }
        Ok(None)
    }

    /// Their names, as the archive is asked for what is due.
    fn names(&self) -> Vec<&str> {
        self.sources.keys().map(String::as_str).collect()
    }

    fn is_over(&self, until: Until) -> bool {
        matches!(until, Until::Time(end) if self.visitor.now() >= end)
    }

    /// Sleeps until the next address is due; where somebody may want to stop or change the sources, only for a moment.
    async fn rest(&self, next: Option<Timestamp>, until: Until, stop: &AtomicBool) {
        let now = self.visitor.now();
        let mut end = next.unwrap_or_else(|| now.saturating_add(SignedDuration::from_mins(1)).unwrap_or(now));
        if let Until::Time(last) = until {
            end = end.min(last);
            // Nobody is there to stop a run with an end of its own; whole sleeps keep simulated days cheap.
            let wait = Duration::try_from(end.duration_since(now)).unwrap_or_default();
            return tokio::time::sleep(wait.max(Duration::from_secs(1))).await;
        }
        end = end.min(now.saturating_add(LONGEST_REST).unwrap_or(now));
        while self.visitor.now() < end && !stop.load(Ordering::Relaxed) {
            tokio::time::sleep(TICK).await;
        }
    }

    /// Due addresses on hosts that are free, one a host, and when to look again otherwise.
    fn ready(&self, busy: &HashSet<String>, room: usize) -> Result<(Vec<Ready>, Option<Timestamp>), Failure> {
        let names = self.names();
        let now = self.visitor.now();
        let mut taken: HashSet<String> = busy.clone();
        let mut ready = Vec::new();
        let mut earliest_busy: Option<Timestamp> = None;
        for watched in self.archive.due(&names, now, LOOKED_THROUGH)? {
            if ready.len() >= room {
                break;
            }
            let host = host_of(&watched.url);
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
                    let Some(source) = self.sources.get(&watched.source) else { continue };
                    let errand = self.errand(&watched, source);
                    ready.push((watched, host, errand));
                }
            }
        }
        let due = self.archive.next_due(&names, now)?;
        Ok((ready, due.into_iter().chain(earliest_busy).min()))
    }

    fn errand(&self, watched: &Watched, source: &Source) -> Result<Errand, Refused> {
        let target = Target::parse(&watched.url, self.visitor.reach())?;
        self.remember_robots(&target);
        let wanted = if watched.purpose == Purpose::Page { Wanted::Page } else { Wanted::List };
        let known = Validators { etag: watched.etag.clone(), last_modified: watched.last_modified.clone() };
        let manners = Manners { delay: source.delay, overruled: source.overruled.clone(), ..Manners::default() };
        Ok(Errand { target, wanted, known, manners })
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
        let before = watched.fingerprint.clone();
        let fingerprint = match fingerprint(page) {
            Ok(Some(fingerprint)) => fingerprint,
            // A page that has lost its words says nothing of what it read like; one that never had any is what it is.
            Ok(None) if before.as_ref().is_some_and(|before| before != NO_WORDS) => {
                return Ok(Some(watched.failed("it showed no words of an article".to_owned(), 0)));
            }
            Ok(None) => NO_WORDS.to_owned(),
            Err(why) => return Ok(Some(watched.failed(why, 0))),
        };
        let was_gone = watched.was_gone();
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
            Some(before) if before.starts_with(RULES) && before != fingerprint => {
                watched.last_changed = watched.last_looked;
                Some(Event::Changed { url, source })
            }
            Some(_) if was_gone => Some(Event::Back { url, source }),
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
    fn was_gone(&self) -> bool;
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

    /// Whether the last look found that there was no such page.
    fn was_gone(&self) -> bool {
        let gone = [404, 410].map(keep::status_words);
        self.last_failure.as_ref().is_some_and(|why| gone.contains(why))
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

/// What fingerprints begin with, so that those of other rules, which an earlier version of this program wrote, are not taken for a change.
const RULES: &str = "1:";
/// The fingerprint of a page without words.
const NO_WORDS: &str = "1:";

/// What a page says, as far as versions are told apart; None where it has no words, and the reason where something else came in its place.
fn fingerprint(page: &ReadPage) -> Result<Option<String>, String> {
    if let Some(Hindrance { kind, evidence }) = &page.hindrance {
        let what = match kind {
            HindranceKind::Consent => "a request for consent",
            HindranceKind::BotCheck => "a check for robots",
            HindranceKind::Paywall => "a request to subscribe",
            HindranceKind::Error => "an error page",
            HindranceKind::Empty => return Ok(None),
        };
        return Err(format!("{what} came in its place ({evidence})"));
    }
    Ok(onrecord_archive::compare::fingerprint(&page.articles).map(|fingerprint| format!("{RULES}{fingerprint}")))
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
