//! Many readers at once: every kind of page asked for by twenty connections, on an archive of 100,000 statements.
//!
//! Each reader asks again as soon as it has its answer, so that what is timed is the page and the queue before it. The processor time of
//! the server for one page stands beside it: on a busy machine that is the figure to compare.

use super::{in_address, process::Server, row};
use anyhow::{Context, Result};
use serde_json::Value;
use std::{
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
/// Different pages of a kind, where there are so many.
const DIFFERENT: usize = 40;

/// A kind of page and some of its addresses.
struct Kind {
    name: &'static str,
    addresses: Vec<String>,
}

/// Prints a line for each kind of page, and the server's memory.
pub(super) fn bench(server: &Server) -> Result<()> {
    for kind in kinds(server)? {
        // The first answer of a kind fills caches; it is told by itself.
        let first = Instant::now();
        server.get(&kind.addresses[0])?;
        let first = first.elapsed();
        let before = server.cpu_time();
        let mut times = ask(server, &kind.addresses)?;
        let cpu = server.cpu_time().zip(before).map(|(after, before)| after.saturating_sub(before));
        times.sort_unstable();
        let at = |share: f64| times[((times.len() - 1) as f64 * share) as usize].as_secs_f64() * 1e3;
        let cpu = cpu.map_or(0.0, |cpu| cpu.as_secs_f64() * 1e3 / times.len() as f64);
        row(
            &format!("{READERS} readers: {}", kind.name),
            format!(
                "p50 {:.0} ms, p95 {:.0} ms, {cpu:.1} ms of processor time a page; the first by itself {:.0} ms",
                at(0.5),
                at(0.95),
                first.as_secs_f64() * 1e3
            ),
        );
    }
    row(&format!("{READERS} readers: peak memory of the server"), format!("{} MB", server.peak_mb()?));
    Ok(())
}

/// Every answer's time, connection and all.
fn ask(server: &Server, addresses: &[String]) -> Result<Vec<Duration>> {
    let (next, times) = (AtomicUsize::new(0), Mutex::new(Vec::with_capacity(ASKED)));
    let read = || -> Result<()> {
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            if at >= ASKED {
                return Ok(());
            }
            let began = Instant::now();
            server.get(&addresses[at % addresses.len()])?;
            let took = began.elapsed();
            times.lock().unwrap_or_else(std::sync::PoisonError::into_inner).push(took);
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
    for page in 1..=2 {
        let found = found(&format!("&page={page}"))?;
        lines.extend(found["statements"].as_array().cloned().unwrap_or_default());
    }
    anyhow::ensure!(!lines.is_empty(), "the archive has statements");
    let each = |of: &dyn Fn(&Value) -> Option<String>| -> Vec<String> {
        lines.iter().filter_map(of).take(DIFFERENT).collect()
    };
    let href = |value: &Value| value["href"].as_str().map(str::to_owned);
    let word = |line: &Value, at: usize| line["content"].as_str()?.split_whitespace().nth(at).map(in_address);
    let article_of = |outlet: &str| -> Result<Vec<String>> {
        let found = found(&format!("outlet%3A%22{outlet}%22"))?;
        let href = found["statements"][0]["article"]["href"].as_str().context("the archive has its odd pages")?;
        Ok(vec![href.to_owned()])
    };
    let kind = |name, addresses| Kind { name, addresses };
    let fixed = |name, address: &str| kind(name, vec![address.to_owned()]);
    Ok(vec![
        fixed("Today", "/"),
        fixed("Search, everything", "/search?q="),
        kind("Search, a word", each(&|line| Some(format!("/search?q={}", word(line, 0)?)))),
        kind(
            "Search, two words and a year",
            each(&|line| Some(format!("/search?q={}+{}+after%3A2019", word(line, 0)?, word(line, 1)?))),
        ),
        kind(
            "Search, a speaker",
            each(&|line| Some(format!("/search?q=speaker%3A%22{}%22", in_address(line["speaker"]["name"].as_str()?)))),
        ),
        kind(
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
        fixed("Demands", "/demands"),
        fixed("Incidents", "/incidents"),
        fixed("Versions", "/versions"),
        fixed("Review", "/review"),
        fixed("Saved searches", "/saved"),
        fixed("Sources", "/sources"),
        fixed("Method", "/method"),
        kind("Feed of a search", each(&|line| Some(format!("/search.atom?q={}", word(line, 0)?)))),
        kind("Statement as data", each(&|line| Some(format!("{}.json", href(line)?)))),
        kind("Suggestions", each(&|line| Some(format!("/suggest.json?q={}", word(line, 0)?)))),
    ])
}
