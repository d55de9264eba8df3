//! Times the built program as a user runs it, from outside: pages a second, peak memory, search latency.
//!
//! One table a run. Machines are shared and noisy: read the ratios, and the spread where one is printed. Nothing here is a test.

mod crawl;
mod load;
mod pages;
mod process;

use crate::shared::{Shared, repository};
use anyhow::{Context, Result, ensure};
use onrecord_page::{Capture, PageConfig, parse};
use process::{Measured, Server, measure};
use std::{
    path::{Path, PathBuf},
    process::Command,
    time::{Duration, Instant},
};

/// What to time.
#[derive(clap::Args)]
pub struct Bench {
    /// The program
    #[arg(long, default_value = "target/release/onrecord")]
    program: PathBuf,
    /// How many pages to add: those of pages/articles over and over, each under another address
    #[arg(long, default_value_t = 5000)]
    pages: usize,
    /// Worker threads of `add`; 1 keeps it to about one core
    #[arg(long, default_value_t = 1)]
    jobs: usize,
    /// Also import a crawl of so many bytes, unpacked (5000000000 takes a quarter of an hour on two cores, and as much room on the disk)
    #[arg(long)]
    crawl_bytes: Option<u64>,
    /// Time search on this archive instead of the one just filled
    #[arg(long)]
    archive: Option<PathBuf>,
    /// Only the pages of `serve` under twenty readers, on 100,000 invented statements or on the archive given
    #[arg(long)]
    load: bool,
}

impl Bench {
    /// Prints the table.
    pub fn run(&self, shared: Option<&Shared>) -> Result<()> {
        let program = repository().join(&self.program);
        ensure!(program.exists(), "`{}` is not there\nhint: cargo build --release", program.display());
        let scratch = std::env::temp_dir().join(format!("onrecord-bench-{}", std::process::id()));
        std::fs::create_dir_all(&scratch)?;
        let outcome = self.run_in(&program, &scratch, shared);
        std::fs::remove_dir_all(&scratch)?;
        outcome
    }

    fn run_in(&self, program: &Path, scratch: &Path, shared: Option<&Shared>) -> Result<()> {
        println!("| what | figure |\n|---|---|");
        if self.load {
            return match &self.archive {
                Some(archive) => load::bench(program, archive),
                None => bench_filled(program, scratch),
            };
        }
        let archive = match (&self.archive, shared) {
            (Some(archive), _) => archive.clone(),
            (None, Some(shared)) => {
                bench_articles(shared)?;
                self.bench_read(program, shared)?;
                self.bench_triage(program, scratch, shared)?;
                self.bench_crawl(program, scratch, shared)?;
                self.bench_add(program, scratch, shared)?
            }
            (None, None) => {
                println!("| left out: read and add | no shared data (set ONRECORD_SHARED) |");
                return Ok(());
            }
        };
        bench_serve(program, &archive)?;
        bench_filled(program, scratch)
    }

    fn bench_read(&self, program: &Path, shared: &Shared) -> Result<()> {
        let folder = shared.join("pages/articles/html");
        let m = measure(Command::new(program).args(["read", "--json"]).arg(&folder))?;
        let pages = std::fs::read_dir(&folder)?.count();
        row("read: pages", pages);
        row("read: pages a second of wall time", format!("{:.0}", pages as f64 / m.wall.as_secs_f64()));
        row_memory("read", &m);
        let mut slowest = (Duration::ZERO, String::new());
        for page in crate::shared::files_below(&folder)? {
            let start = Instant::now();
            measure(Command::new(program).args(["read", "--json"]).arg(&page))?;
            slowest =
                slowest.max((start.elapsed(), page.file_name().unwrap_or_default().to_string_lossy().into_owned()));
        }
        let name: String = slowest.1.chars().take(12).collect();
        row("read: slowest page by itself, process start included", format!("{} ms ({name})", slowest.0.as_millis()));
        Ok(())
    }

    /// The triage lane: every page of a crawl is unpacked and left out, by each filter that looks inside and by the one that does not.
    fn bench_triage(&self, program: &Path, scratch: &Path, shared: &Shared) -> Result<()> {
        let crawl = scratch.join("crawl.warc.gz");
        let until = crawl::Until::Pages(self.pages);
        let (pages, length) =
            crawl::write(&shared.join("pages/articles/html"), &crawl, crawl::Packing::Members, until)?;
        row("triage: crawl", format!("{pages} pages, {} MB packed", length / 1_000_000));
        for (what, filter) in [
            ("by host", "--host=nowhere.example"),
            ("by words", "--words=zxqvw,zxqvws*,яфщъ"),
            ("by language", "--language=zu"),
        ] {
            let mut add = Command::new(program);
            add.arg("add").arg(filter).arg("--archive").arg(scratch.join(format!("triage {what}"))).arg(&crawl);
            let m = measure(&mut add)?;
            let speed = pages as f64 / m.cpu.as_secs_f64();
            row(&format!("triage {what}: pages a second of processor time"), format!("{speed:.0}"));
        }
        Ok(())
    }

    /// A crawl as long as asked for, from records to articles.
    fn bench_crawl(&self, program: &Path, scratch: &Path, shared: &Shared) -> Result<()> {
        let Some(bytes) = self.crawl_bytes else { return Ok(()) };
        let (crawl, archive) = (scratch.join("crawl.warc"), scratch.join("of-crawl"));
        let until = crawl::Until::Bytes(bytes);
        let (pages, length) = crawl::write(&shared.join("pages/articles/html"), &crawl, crawl::Packing::Plain, until)?;
        let import = || {
            let mut add = Command::new(program);
            add.arg("add").arg("--archive").arg(&archive).arg(&crawl);
            add
        };
        let m = measure(&mut import())?;
        row("crawl", format!("{pages} pages, {:.2} GB", length as f64 / 1e9));
        row("crawl: pages a second of wall time", format!("{:.0}", pages as f64 / m.wall.as_secs_f64()));
        row("crawl: pages a second of processor time", format!("{:.0}", pages as f64 / m.cpu.as_secs_f64()));
        row_memory("crawl", &m);
        let again = measure(&mut import())?;
        row("crawl again: seconds of wall time", format!("{:.2}", again.wall.as_secs_f64()));
        std::fs::remove_file(&crawl)?;
        Ok(std::fs::remove_dir_all(&archive)?)
    }

    fn bench_add(&self, program: &Path, scratch: &Path, shared: &Shared) -> Result<PathBuf> {
        let (folder, archive) = (scratch.join("pages"), scratch.join("archive"));
        let made = pages::write_copies(&shared.join("pages/articles/html"), &folder, self.pages)?;
        let add = || {
            let mut add = Command::new(program);
            add.arg("add").arg("--jobs").arg(self.jobs.to_string()).arg("--archive").arg(&archive).arg(&folder);
            add
        };
        let m = measure(&mut add())?;
        row("add: pages", made);
        row("add: pages a second of wall time", format!("{:.0}", made as f64 / m.wall.as_secs_f64()));
        row("add: pages a second of processor time", format!("{:.0}", made as f64 / m.cpu.as_secs_f64()));
        row_memory("add", &m);
        let again = measure(&mut add())?;
        row("add again: known pages a second of wall time", format!("{:.0}", made as f64 / again.wall.as_secs_f64()));
        Ok(archive)
    }
}

/// From captures to articles, without reading what is said: the page crate by itself, on one core, each page several times.
fn bench_articles(shared: &Shared) -> Result<()> {
    const ROUNDS: usize = 10;
    let files = crate::shared::files_below(&shared.join("pages/articles/html"))?;
    let captures: Vec<Capture> =
        files.iter().map(|file| Ok(Capture::new(crate::shared::read(file)?))).collect::<Result<_>>()?;
    let Some(before) = process::own_cpu_time() else { return Ok(()) };
    let mut articles = 0;
    for _ in 0..ROUNDS {
        articles += captures.iter().map(|c| parse(c, &PageConfig::default()).value.articles.len()).sum::<usize>();
    }
    let took = process::own_cpu_time().unwrap_or_default().saturating_sub(before);
    let pages = captures.len() * ROUNDS;
    row("captures to articles", format!("{pages} pages, {articles} articles"));
    row("captures to articles: pages a second of processor time", format!("{:.0}", pages as f64 / took.as_secs_f64()));
    Ok(())
}

/// What is searched for, as it stands in an address.
type Searches = Vec<(&'static str, String)>;

fn bench_serve(program: &Path, archive: &Path) -> Result<()> {
    let searches = [
        ("a common word", "said"),
        ("two words", "government%20people"),
        ("a phrase", "%22the%20united%20states%22"),
        ("a speaker", "speaker%3Apresident"),
        ("a mode and a year", "mode%3Adirect%20after%3A2015"),
        ("everything", ""),
        ("whatever act, however sure", "class%3Aany%20confidence%3Aany"),
        ("nothing, explained", "zxqvw%20outlet%3ATimes%20mode%3Adirect"),
    ];
    let server = Server::start(program, archive)?;
    bench_searches(&server, "", searches.map(|(what, query)| (what, query.to_owned())).into())
}

/// The same searches on 100,000 statements of invented words, as the archive's own example makes them.
fn bench_filled(program: &Path, scratch: &Path) -> Result<()> {
    let fill = program.with_file_name("examples").join("fill");
    if !fill.exists() {
        row("left out: 100,000 invented statements", "cargo build --release -p onrecord-archive --example fill");
        return Ok(());
    }
    let archive = scratch.join("filled");
    let m = measure(Command::new(&fill).arg(&archive).args(["100000", "20"]))?;
    row("100,000 invented statements: put, indexed and searched in", format!("{:.0} s", m.wall.as_secs_f64()));
    let server = Server::start(program, &archive)?;
    let searches = searches_in(&server)?;
    bench_searches(&server, "100,000 invented statements, ", searches)?;
    drop(server);
    load::bench(program, &archive)
}

/// Searches for what the archive holds, made of its first statement.
fn searches_in(server: &Server) -> Result<Searches> {
    let found: serde_json::Value = serde_json::from_str(&server.get("/search.json?q=")?).context("search.json")?;
    let of = |value: &serde_json::Value| value.as_str().map(str::to_owned).context("a search finds something");
    let first = &found["statements"][0];
    let words: Vec<String> = of(&first["content"])?.split_whitespace().map(in_address).collect();
    let [one, two, ..] = &words[..] else { anyhow::bail!("a statement has words") };
    let name = of(&first["speaker"]["name"])?;
    let name = name.split_whitespace().map(in_address).collect::<Vec<_>>().join("%20");
    Ok(vec![
        ("a word", one.clone()),
        ("two words", format!("{one}%20{two}")),
        ("a phrase", format!("%22{one}%20{two}%22")),
        ("a speaker", format!("speaker%3A%22{name}%22")),
        ("a mode and a year", "mode%3Adirect%20after%3A2020".to_owned()),
        ("everything", String::new()),
        ("whatever act, however sure", "class%3Aany%20confidence%3Aany".to_owned()),
        ("nothing, explained", format!("{one}%20{two}%20zxqvw%20outlet%3ATimes%20mode%3Adirect")),
    ])
}

/// Every byte of a word as an address may hold it.
fn in_address(word: &str) -> String {
    word.bytes()
        .map(|b| if b.is_ascii_alphanumeric() { char::from(b).to_string() } else { format!("%{b:02X}") })
        .collect()
}

fn bench_searches(server: &Server, of: &str, searches: Searches) -> Result<()> {
    let status = server.get("/sources.json")?;
    let status: serde_json::Value = serde_json::from_str(&status).context("sources.json")?;
    row(&format!("{of}serve: statements in the archive"), &status["status"]["statements"]);
    row(&format!("{of}serve: memory when idle after the first page"), format!("{} MB", server.resident_mb()?));
    for (what, query) in searches {
        let mut times = Vec::new();
        for n in 0..30 {
            let start = Instant::now();
            // Each at an address of its own: an answer that was given before would be given again.
            server.get(&format!("/search.json?q={query}&anew={n}"))?;
            times.push(start.elapsed());
        }
        times.sort();
        let ms = |i: usize| format!("{:.1}", times[i].as_secs_f64() * 1e3);
        row(&format!("{of}search: {what}"), format!("median {} ms, worst of 30 {} ms", ms(15), ms(29)));
    }
    row(&format!("{of}serve: memory after the searches"), format!("{} MB", server.resident_mb()?));
    Ok(())
}

fn row(what: &str, figure: impl std::fmt::Display) {
    println!("| {what} | {figure} |");
}

fn row_memory(verb: &str, m: &Measured) {
    let at =
        |share: f64| m.resident_mb.get((m.resident_mb.len() as f64 * share) as usize).copied().unwrap_or(m.peak_mb);
    row(&format!("{verb}: peak memory"), format!("{} MB", m.peak_mb));
    row(
        &format!("{verb}: memory at a quarter, half and end"),
        format!("{}, {}, {} MB", at(0.25), at(0.5), m.resident_mb.last().copied().unwrap_or(m.peak_mb)),
    );
}
