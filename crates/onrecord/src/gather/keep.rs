//! A visit into the archive: every answer met on it, and how its hosts stand since.

use super::visit::{Step, Visit, Visitor};
use crate::readers::ReadPage;
use jiff::Timestamp;
use onrecord_archive::{Archive, Error, Fetch, HostHealth, Purpose, Put, Record};
use onrecord_page::Capture;
use std::collections::BTreeSet;

/// Keeps all answers of a visit; the last one with the page that was read in it, if one was.
pub(crate) fn keep(
    archive: &Archive,
    visit: &Visit,
    purpose: Purpose,
    source: Option<&str>,
    page: Option<&ReadPage>,
    now: Timestamp,
) -> Result<Option<Put>, Error> {
    let mut put = None;
    for (at, step) in visit.steps.iter().enumerate() {
        let url = step.answer.url.as_str();
        let last = at + 1 == visit.steps.len();
        let record = page.filter(|_| last && !step.is_robots).map(|page| Record {
            capture: &page.capture,
            source: url,
            added_at: now,
            notes: &page.notes,
            articles: &page.articles,
            counters: &page.counters,
            hindrance: page.hindrance.as_ref(),
        });
        put = archive.put_fetch(&fetch(step, purpose, source), record.as_ref())?.or(put);
    }
    Ok(put)
}

fn fetch<'a>(step: &'a Step, purpose: Purpose, source: Option<&'a str>) -> Fetch<'a> {
    let answer = &step.answer;
    Fetch {
        url: answer.url.as_str(),
        purpose: if step.is_robots { Purpose::Robots } else { purpose },
        source,
        at: answer.at,
        took: answer.took,
        peer: answer.peer,
        request: &answer.request,
        response: &answer.response,
        robots: &step.robots,
        via: step.via.as_deref(),
    }
}

/// The page in a visit's answer: its body, under the address at which it was found.
pub(crate) fn capture(visit: &Visit) -> Option<Capture> {
    let answer = visit.answer().filter(|answer| answer.head.status == 200)?;
    let mut capture = Capture::new(answer.body.clone());
    capture.url = Some(answer.url.to_string());
    capture.fetched_at = Some(answer.at);
    capture.media_type = answer.head.get("content-type").map(str::to_owned);
    Some(capture)
}

/// How the hosts of a visit stand after it. `asked`: the host of the errand, which may not have answered at all.
pub(crate) fn health(
    archive: &Archive,
    visitor: &Visitor,
    visit: &Visit,
    asked: &str,
    changed: bool,
) -> Result<Vec<HostHealth>, Error> {
    let mut names: BTreeSet<String> = BTreeSet::from([asked.to_owned()]);
    let host_of = |step: &Step| step.answer.url.host_str().map(str::to_owned);
    names.extend(visit.steps.iter().filter_map(host_of));
    let last = visit.steps.last().and_then(host_of).unwrap_or_else(|| asked.to_owned());
    let now = visitor.now();
    let mut all = Vec::new();
    for host in names {
        let mut health = archive.host(&host)?.unwrap_or_default();
        let turn = visitor.turn(&host);
        // What failed may have been the robots.txt, on whose account nothing else was asked.
        let failed =
            (turn.failures > health.failures).then(|| visit.missed.as_ref().map(ToString::to_string)).flatten();
        let failure = failure_of(visit, &host, &last).or(failed);
        if turn.failures == 0 && visit.steps.iter().any(|s| host_of(s).as_deref() == Some(host.as_str())) {
            health.last_good = Some(now);
        }
        if let Some(why) = failure {
            health.last_failure = Some(why);
            health.last_failure_at = Some(now);
        }
        if changed && host == last {
            health.last_changed = Some(now);
        }
        health.failures = turn.failures;
        health.free_at = turn.free_at;
        health.host = host;
        all.push(health);
    }
    Ok(all)
}

/// What went wrong on a host: an answer that says so, or none.
fn failure_of(visit: &Visit, host: &str, last: &str) -> Option<String> {
    let answered = visit.steps.iter().filter(|s| s.answer.url.host_str() == Some(host));
    let status = answered.map(|s| s.answer.head.status).find(|s| *s >= 500 || *s == 429);
    let missed = visit.missed.as_ref().filter(|m| host == last && m.concerns_host());
    missed.map(ToString::to_string).or_else(|| status.map(status_words))
}

/// A status in words that need no table.
pub(crate) fn status_words(status: u16) -> String {
    let words = match status {
        401 | 402 | 407 => "it is shown to subscribers only",
        403 | 451 => "the site does not show it to this program",
        404 => "there is no such page",
        410 => "the page was taken away",
        429 => "the site asked to be left alone for a while",
        500..=599 => "the site has a fault",
        300..=399 => "it leads nowhere",
        _ => "the site gave no page",
    };
    format!("{words} (status {status})")
}
