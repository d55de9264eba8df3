//! Many readers at once: every kind of page asked for by twenty connections, on an archive of 100,000 statements, of a server on one core.
//!
//! Each reader asks again as soon as it has its answer, so that what is timed is the page and the queue before it: from the connection to
//! the last byte. The readers run on the other cores, where there are any. On a busy machine other programs take the server's core too;
//! so the same stretch is told a second time by the server's own processor clock, which stands still meanwhile: that is the server's time,
//! queue included, as it would be on a core of its own. The server gives an answer again while nothing was written; what people type
//! differs each time, so no search is asked for twice here, and beside every kind of page stands what it takes where each one is made anew.

use super::{
    in_address,
    process::{self, Server},
    row,
};
use anyhow::{Context, Result};
use serde_json::Value;
use std::{
    path::Path,
    sync::{
        Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    time::{Duration, Instant},
};

/// Readers at the same time.
const READERS: usize = 20;
/// Questions for each kind of page, all readers together.
const ASKED: usize = 400;
/// Questions one after the other to which every answer is made anew.
const ANEW: usize = 40;
/// Pages of the search from which addresses are made: twenty statements each.
const LISTED: usize = 20;

/// A kind of page and some of its addresses.
struct Kind {
    name: &'static str,
    addresses: Vec<String>,
    /// What people type differs each time: none of these is asked for twice.
    is_typed: bool,
}

/// Prints a line for each kind of page, and the server's memory.
pub(super) fn bench(program: &Path, archive: &Path) -> Result<()> {
    let (server, held) = Server::start_on_one_core(program, archive)?;
    let server = &server;
    let elsewhere = held && process::leave_the_first_core();
    row("the server is held to one core", if held { "yes" } else { "no, `taskset` is not there" });
    row("the readers are held to the others", if elsewhere { "yes" } else { "no" });
    for kind in kinds(server)? {
        // The first answer of a kind fills caches; it is told by itself.
        let first = Instant::now();
        let length = server.get(&kind.addresses[0])?.len();
        let first = first.elapsed();
        let before = server.cpu_time();
        let mut times = ask(server, &kind)?;
        let cpu = processor_time(server, before, times.wall.len());
        let at = |times: &[Duration], share: f64| {
            times.get(((times.len().max(1) - 1) as f64 * share) as usize).map_or(0.0, |time| time.as_secs_f64() * 1e3)
        };
        times.sort();
        let before = server.cpu_time();
        for n in 0..ANEW {
            server.get(&anew(&kind.addresses[n % kind.addresses.len()], n))?;
        }
        row(
            &format!("{READERS} readers: {}", kind.name),
            format!(
                "p50 {:.0} ms, p95 {:.0} ms; by the server's clock p50 {:.0} ms, p95 {:.0} ms; {cpu:.1} ms of processor time a page, {:.1} ms made anew; the first by itself {:.0} ms, {} KB",
                at(&times.wall, 0.5),
                at(&times.wall, 0.95),
                at(&times.server, 0.5),
                at(&times.server, 0.95),
                processor_time(server, before, ANEW),
                first.as_secs_f64() * 1e3,
                length.div_ceil(1000)
            ),
        );
    }
    row(&format!("{READERS} readers: peak memory of the server"), format!("{} MB", server.peak_mb()?));
    Ok(())
}

/// Milliseconds of the server's processor time for each of so many pages.
fn processor_time(server: &Server, before: Option<Duration>, pages: usize) -> f64 {
    let took = server.cpu_time().zip(before).map_or(Duration::ZERO, |(after, before)| after.saturating_sub(before));
    took.as_secs_f64() * 1e3 / pages as f64
}

/// The same page at an address that nobody asked for before.
fn anew(address: &str, n: usize) -> String {
    format!("{address}{}anew={n}", if address.contains('?') { '&' } else { '?' })
}

/// Every answer's time, connection and all.
#[derive(Default)]
struct Times {
    /// On the wall.
    wall: Vec<Duration>,
    /// What the server's processor worked meanwhile, for this reader and for those before.
    server: Vec<Duration>,
}

impl Times {
    fn sort(&mut self) {
        self.wall.sort_unstable();
        self.server.sort_unstable();
    }
}

/// Asks for a kind of page, all readers at once.
fn ask(server: &Server, Kind { addresses, is_typed, .. }: &Kind) -> Result<Times> {
    let (next, times) = (AtomicUsize::new(0), Mutex::new(Times::default()));
    let read = || -> Result<()> {
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            if at >= ASKED {
                return Ok(());
            }
            let address = &addresses[at % addresses.len()];
            let address = if *is_typed { anew(address, ANEW + at) } else { address.clone() };
            let (began, worked) = (Instant::now(), server.clock());
            server.get(&address)?;
            let (took, now) = (began.elapsed(), server.clock());
            let mut times = times.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
            times.wall.push(took);
            times.server.extend(now.zip(worked).map(|(now, before)| now.saturating_sub(before)));
        }
    };
    std::thread::scope(|scope| {
        let readers: Vec<_> = (0..READERS).map(|_| scope.spawn(read)).collect();
        readers.into_iter().try_for_each(|reader| match reader.join() {
            Ok(done) => done,
            Err(_) => anyhow::bail!("a reader broke down"),
        })
    })?;
    Ok(times.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner))
}

/// Addresses of every kind of page, made of what the archive finds.
fn kinds(server: &Server) -> Result<Vec<Kind>> {
    let found = |query: &str| -> Result<Value> {
        serde_json::from_str(&server.get(&format!("/search.json?q={query}"))?).context("search.json")
    };
    let mut lines = Vec::new();
    for page in 1..=LISTED {
        let found = found(&format!("&page={page}"))?;
        lines.extend(found["statements"].as_array().cloned().unwrap_or_default());
    }
    anyhow::ensure!(!lines.is_empty(), "the archive has statements");
    let each = |of: &dyn Fn(&Value) -> Option<String>| -> Vec<String> { lines.iter().filter_map(of).collect() };
    let href = |value: &Value| value["href"].as_str().map(str::to_owned);
    let word = |line: &Value, at: usize| line["content"].as_str()?.split_whitespace().nth(at).map(in_address);
    let article_of = |outlet: &str| -> Result<Vec<String>> {
        let found = found(&format!("outlet%3A%22{outlet}%22"))?;
        let href = found["statements"][0]["article"]["href"].as_str().context("the archive has its odd pages")?;
        Ok(vec![href.to_owned()])
    };
    let kind = |name, addresses| Kind { name, addresses, is_typed: false };
    let typed = |name, addresses| Kind { name, addresses, is_typed: true };
    let fixed = |name, address: &str| kind(name, vec![address.to_owned()]);
    Ok(vec![
        fixed("Today", "/"),
        fixed("Search, everything", "/search?q="),
        typed("Search, a word", each(&|line| Some(format!("/search?q={}", word(line, 0)?)))),
        typed(
            "Search, two words and a year",
            each(&|line| Some(format!("/search?q={}+{}+after%3A2019", word(line, 0)?, word(line, 1)?))),
        ),
        typed(
            "Search, a speaker",
            each(&|line| Some(format!("/search?q=speaker%3A%22{}%22", in_address(line["speaker"]["name"].as_str()?)))),
        ),
        typed(
            "Search, nothing found",
            each(&|line| Some(format!("/search?q={}+zxqvw+outlet%3ANobody", word(line, 0)?))),
        ),
        kind("Statement", each(&href)),
        kind("Article", each(&|line| href(&line["article"]))),
        kind("Article of 200,000 words", article_of("Long%20Reads")?),
        kind("Article with 6,000 spans", article_of("Dense%20Reads")?),
        kind("Speaker", each(&|line| href(&line["speaker"]))),
        fixed("Figures", "/figures"),
        fixed("Figures, a range", "/figures?q=figure%3A%3E300"),
        typed("Figures, a word", each(&|line| Some(format!("/figures?q={}", word(line, 0)?)))),
        fixed("Demands", "/demands"),
        fixed("Incidents", "/incidents"),
        fixed("Versions", "/versions"),
        fixed("Review", "/review"),
        fixed("Saved searches", "/saved"),
        fixed("Sources", "/sources"),
        fixed("Method", "/method"),
        typed("Feed of a search", each(&|line| Some(format!("/search.atom?q={}", word(line, 0)?)))),
        kind("Statement as data", each(&|line| Some(format!("{}.json", href(line)?)))),
        typed("Suggestions", each(&|line| Some(format!("/suggest.json?q={}", word(line, 0)?)))),
    ])
}
