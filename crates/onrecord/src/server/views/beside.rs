//! What the first page tells beside the latest statements: pages that changed, figures that differ, demands whose clock ran on, and
//! sources gone stale; each only where there is something.
//!
//! Made once for each state of the archive and kept for a minute ([`Memo`]): twenty readers of the first page cost no more than one.

use super::{Fault, demands::DemandItem, sources::OutletItem, tables::ToldItem, versions::Recent};
use crate::{
    server::{tongue::Tongue, typed::Typed, words},
    tables::TableRow,
};
use jiff::{SignedDuration, Timestamp, Zoned};
use onrecord_archive::{Archive, FigureLine, Filter, HostHealth, SourceWatched};
use serde::{Serialize, Serializer};
use std::{
    ops::Deref,
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, Instant},
};

/// Days in which a change is new.
const NEW: i64 = 7;
/// Changed pages, and those that are looked through for them.
const CHANGED: usize = 5;
const LOOKED_THROUGH: usize = 24;
/// Things of which figures differ.
const DIFFERING: usize = 4;
/// Demands.
const RUNNING: usize = 5;
/// Sources gone stale.
const STALE: usize = 6;
/// Outlets in the side list; the page of sources has all.
const OUTLETS: usize = 12;
/// Failures in a row, without a good answer for a day, after which a host counts as gone stale.
const FAILURES: u32 = 3;
/// Days without a look, and days without anything new, after which a source does.
const UNSEEN: i64 = 3;
const QUIET: i64 = 30;
/// So long what was made is shown again while nothing was added; and whatever was added.
const KEPT: Duration = Duration::from_secs(60);
const KEPT_ANYHOW: Duration = Duration::from_secs(1);

/// What was made last.
#[derive(Debug, Default)]
pub(crate) struct Memo(Mutex<Option<Made>>);

#[derive(Debug)]
struct Made {
    state: (i64, i64),
    at: Instant,
    beside: Beside,
}

/// What stands beside the list.
#[derive(Clone, Debug)]
pub(crate) struct Beside(Arc<Told>);

/// All of it; the same for every reader.
#[derive(Debug, Serialize)]
pub(crate) struct Told {
    pub(crate) counts: Counts,
    /// The outlets with most statements.
    pub(crate) outlets: Vec<OutletItem>,
    /// Pages that changed in the last days.
    pub(crate) changed: Vec<Recent>,
    /// Figures of one thing that differ.
    pub(crate) differing: Vec<DifferItem>,
    /// Demands of which no answer is recorded in this archive.
    pub(crate) running: Vec<TableRow>,
    pub(crate) stale: Vec<StaleItem>,
    /// Statements that are shown where nothing else is asked for, and all.
    #[serde(skip)]
    pub(crate) usual: u64,
    #[serde(skip)]
    pub(crate) everything: u64,
    #[serde(skip)]
    pub(crate) demands: Vec<DemandItem>,
}

/// What the archive holds.
#[derive(Debug, Serialize)]
pub(crate) struct Counts {
    pub(crate) statements: u64,
    pub(crate) speakers: u64,
    pub(crate) articles: u64,
    pub(crate) outlets: u64,
    pub(crate) captures: u64,
}

/// Figures of one thing.
#[derive(Debug, Serialize)]
pub(crate) struct DifferItem {
    pub(crate) figures: Vec<TableRow>,
    #[serde(skip)]
    pub(crate) items: Vec<(String, ToldItem)>,
    /// All figures of this kind of thing.
    pub(crate) href: Option<String>,
}

/// A source from which nothing comes.
#[derive(Debug, Serialize)]
pub(crate) struct StaleItem {
    /// Name of the source or of the host.
    pub(crate) name: String,
    /// `failing`, `unseen`, `quiet`.
    pub(crate) why: &'static str,
    /// When it was last well.
    pub(crate) since: Option<Timestamp>,
    /// Failures in a row.
    pub(crate) failures: u32,
    pub(crate) last_failure: Option<String>,
}

impl Memo {
    /// As made before, or anew.
    pub(crate) fn beside(&self, archive: &Archive) -> Result<Beside, Fault> {
        // Whoever comes while it is made waits for it: made twice, it would take twice as long.
        let mut made = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let state = archive.state()?;
        if let Some(made) = made.as_ref() {
            let age = made.at.elapsed();
            if age < KEPT_ANYHOW || made.state == state && age < KEPT {
                return Ok(made.beside.clone());
            }
        }
        let beside = Beside(Arc::new(Told::of(archive, &Zoned::now())?));
        *made = Some(Made { state, at: Instant::now(), beside: beside.clone() });
        Ok(beside)
    }
}

impl Told {
    fn of(archive: &Archive, now: &Zoned) -> Result<Told, Fault> {
        let status = archive.status()?;
        let mut outlets: Vec<OutletItem> = archive.sources()?.into_iter().map(OutletItem::of).collect();
        outlets.sort_by(|a, b| b.statements.cmp(&a.statements).then_with(|| a.outlet.cmp(&b.outlet)));
        outlets.truncate(OUTLETS);
        let filter = Filter::usual();
        let running = archive.running(&filter, now.date(), RUNNING)?;
        let demands: Vec<DemandItem> =
            running.iter().map(|line| DemandItem::of(archive, line, now.date())).collect::<Result<_, _>>()?;
        let mut differing = archive.differing(&filter, DIFFERING)?;
        archive.sentences(differing.iter_mut().flatten().map(|line| &mut line.told))?;
        Ok(Told {
            counts: Counts {
                statements: status.statements,
                speakers: status.speakers,
                articles: status.articles,
                outlets: status.outlets,
                captures: status.captures,
            },
            outlets,
            changed: changed(archive, now.timestamp())?,
            differing: differing.iter().map(|lines| DifferItem::of(lines)).collect(),
            running: running.iter().zip(&demands).map(|(line, item)| TableRow::of_demand(line, item.days)).collect(),
            stale: stale(&archive.hosts()?, archive.sources_watched()?, now.timestamp()),
            usual: archive.count(&filter)?,
            everything: archive.count(&Filter::everything())?,
            demands,
        })
    }
}

fn changed(archive: &Archive, now: Timestamp) -> Result<Vec<Recent>, Fault> {
    let mut all = Vec::new();
    for history in archive.changed_pages(LOOKED_THROUGH)? {
        let happenings = history.happenings().into_iter().filter(|one| days(one.at, now) < NEW);
        all.extend(happenings.map(|happening| (history.clone(), happening)));
    }
    all.sort_by_key(|(_, happening)| std::cmp::Reverse(happening.at));
    all.truncate(CHANGED);
    all.iter().map(|(history, happening)| Recent::of(archive, history, happening)).collect()
}

/// Hosts that fail, then sources at which nobody looked, then those with nothing new; each the longest first.
fn stale(hosts: &[HostHealth], sources: Vec<SourceWatched>, now: Timestamp) -> Vec<StaleItem> {
    let long = |since: Option<Timestamp>, most: i64| since.is_none_or(|since| days(since, now) >= most);
    let failing = hosts.iter().filter(|host| host.failures >= FAILURES && long(host.last_good, 1));
    let mut all: Vec<(u8, StaleItem)> = failing
        .map(|host| {
            let (failures, last_failure) = (host.failures, host.last_failure.clone());
            (0, StaleItem { name: host.host.clone(), why: "failing", since: host.last_good, failures, last_failure })
        })
        .collect();
    for SourceWatched { source, last_looked, last_changed } in sources {
        // A source that was never looked at is new and not stale.
        let Some(looked) = last_looked else { continue };
        let (order, why, since) = match () {
            () if days(looked, now) >= UNSEEN => (1, "unseen", last_looked),
            () if long(last_changed, QUIET) => (2, "quiet", last_changed),
            () => continue,
        };
        all.push((order, StaleItem { name: source, why, since, failures: 0, last_failure: None }));
    }
    all.sort_by(|(a, one), (b, other)| (a, one.since, &one.name).cmp(&(b, other.since, &other.name)));
    all.into_iter().map(|(_, item)| item).take(STALE).collect()
}

/// Whole days from one moment to another.
fn days(from: Timestamp, to: Timestamp) -> i64 {
    to.duration_since(from).as_secs() / SignedDuration::from_hours(24).as_secs()
}

impl DifferItem {
    fn of(lines: &[FigureLine]) -> DifferItem {
        let unit = lines.first().and_then(|line| line.unit.as_deref());
        DifferItem {
            figures: lines.iter().map(TableRow::of_figure).collect(),
            items: lines.iter().map(|line| (line.words.clone(), ToldItem::of(&line.told))).collect(),
            href: unit.map(|unit| {
                let typed = Typed::default().with("unit", unit);
                words::link("/figures", &[("q", &typed.to_string())])
            }),
        }
    }
}

impl StaleItem {
    /// What is wrong with it, in a few words.
    pub(crate) fn said(&self, t: &Tongue) -> String {
        let since = self.since.map_or_else(|| t.say("never").text(), |since| t.moment_day(since));
        match self.why {
            "failing" => t.say("stale-failing").with("n", self.failures).with("since", since).text(),
            "unseen" => t.say("stale-unseen").with("since", since).text(),
            _ => t.say("stale-quiet").with("since", since).text(),
        }
    }
}

impl Deref for Beside {
    type Target = Told;

    fn deref(&self) -> &Told {
        &self.0
    }
}

impl Serialize for Beside {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_source_is_stale_where_it_fails_is_not_looked_at_or_says_nothing_new() {
        let now: Timestamp = "2026-05-12T12:00:00Z".parse().expect("a time");
        let ago = |days: i64| Some(now - SignedDuration::from_hours(24 * days));
        let host = |name: &str, failures, last_good| HostHealth {
            host: name.to_owned(),
            failures,
            last_good,
            ..HostHealth::default()
        };
        let source = |name: &str, looked, changed| SourceWatched {
            source: name.to_owned(),
            last_looked: looked,
            last_changed: changed,
        };
        let hosts =
            [host("fails", 3, ago(2)), host("stumbles", 2, ago(9)), host("just", 5, ago(0)), host("never", 4, None)];
        let sources = vec![
            source("well", ago(0), ago(2)),
            source("quiet", ago(0), ago(40)),
            source("unseen", ago(5), ago(5)),
            source("new", None, None),
        ];
        let stale = stale(&hosts, sources, now);
        let told: Vec<_> = stale.iter().map(|one| (one.name.as_str(), one.why)).collect();
        assert_eq!(told, [("never", "failing"), ("fails", "failing"), ("unseen", "unseen"), ("quiet", "quiet")]);
        assert_eq!(stale[1].said(&Tongue::English), "3 failures in a row since it last answered well on 10 May 2026");
    }
}
