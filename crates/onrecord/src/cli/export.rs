//! `onrecord export`: what a search finds, with the pages it was found on, in a file that other programs open.

use crate::{
    failure::{Ending, Failure},
    interrupt,
    json::StatementFound,
    print,
    progress::Progress,
    wacz::{About, Page, Wacz},
};
use jiff::Timestamp;
use onrecord_archive::{Archive, FoundIds, Query, WarcRecord};
use onrecord_page::CaptureId;
use std::{
    collections::HashSet,
    fmt::Display,
    fs::{self, File},
    io::{self, BufWriter, Write},
    path::{Path, PathBuf},
    sync::atomic::{AtomicBool, Ordering},
};

/// Write what a search finds into a file: the captured pages as WACZ, the statements as JSON lines
///
/// The query is that of `onrecord search`. A WACZ holds every page on which something was found as it was captured, with the question,
/// the answer and the time; <https://replayweb.page> and other programs show it, and `onrecord add` takes it in again. JSON lines hold
/// one statement each. A file appears whole or not at all.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    /// Words, "phrases" and operators
    #[arg(required = true, value_name = "QUERY")]
    query: Vec<String>,

    /// Write the captured pages into this file, as WACZ 1.1.1
    #[arg(long, value_name = "FILE", required_unless_present = "jsonl")]
    wacz: Option<PathBuf>,

    /// Write the statements into this file, one JSON object a line; - is stdout
    #[arg(long, value_name = "FILE")]
    jsonl: Option<PathBuf>,

    /// Write over a file that is there
    #[arg(long)]
    force: bool,
}

const EXAMPLES: &str = "\
Examples:
  onrecord export bridge lorries --wacz bridge.wacz
  onrecord export speaker:Tarsk after:2024-03 --wacz tarsk.wacz --jsonl tarsk.jsonl
  onrecord export class:any confidence:any --jsonl everything.jsonl
  onrecord export mode:direct --jsonl - | head";

pub(super) fn run(args: &Args, archive: &Archive) -> Result<Ending, Failure> {
    let typed = super::search::typed(&args.query);
    let query = Query::parse(&typed);
    for note in &query.notes {
        print::say(&print::note(&note.message, note.hint.as_deref()));
    }
    for file in [&args.wacz, &args.jsonl].into_iter().flatten() {
        if !args.force && !is_stdout(file) && file.exists() {
            return Err(Failure::new(format_args!("`{}` is there already", file.display()))
                .hint("choose another name, or write over it with `--force`"));
        }
    }
    let found = archive.find_all(&query.value.with_usual_filter())?;
    if found.statements.is_empty() && found.articles.is_empty() {
        return Err(
            Failure::new(format_args!("nothing is found by `{typed}`")).hint("`onrecord search` says what to change")
        );
    }
    let stop = interrupt::watch();
    let mut ending = Ending::AllWell;
    if let Some(file) = &args.jsonl {
        write_statements(archive, &found, file, &stop)?;
    }
    if let Some(file) = &args.wacz {
        ending = write_pages(archive, &found, file, &typed, &stop)?;
    }
    Ok(ending)
}

fn is_stdout(file: &Path) -> bool {
    file.as_os_str() == "-"
}

fn cannot_write(file: &Path, why: &dyn Display) -> Failure {
    Failure::new(format_args!("cannot write `{}`: {why}", file.display()))
        .hint("look whether the folder is there, may be written to, and has room")
}

fn stopped() -> Failure {
    Failure::new("stopped; nothing was written")
}

/// One statement a line, in the order of the search.
fn write_statements(archive: &Archive, found: &FoundIds, file: &Path, stop: &AtomicBool) -> Result<(), Failure> {
    if is_stdout(file) {
        let mut out = print::data();
        for id in &found.statements {
            if let Some(line) = archive.statement(id)? {
                serde_json::to_writer(&mut out, &StatementFound::from(&line))?;
                writeln!(out)?;
            }
        }
        return Ok(out.flush()?);
    }
    let part = Part::beside(file);
    let failed = |error: io::Error| cannot_write(file, &error);
    let mut out = BufWriter::new(File::create(&part.0).map_err(failed)?);
    let mut progress = Progress::new("statements");
    progress.total()(found.statements.len() as u64);
    for (done, id) in found.statements.iter().enumerate() {
        if stop.load(Ordering::Relaxed) {
            return Err(stopped());
        }
        if let Some(line) = archive.statement(id)? {
            let line = serde_json::to_vec(&StatementFound::from(&line)).map_err(io::Error::from);
            line.and_then(|line| out.write_all(&line)).and_then(|()| out.write_all(b"\n")).map_err(failed)?;
        }
        progress.at(done as u64 + 1);
    }
    progress.finish();
    let written = out.into_inner().map_err(io::IntoInnerError::into_error).and_then(|file| file.sync_all());
    written.and_then(|()| fs::rename(&part.0, file)).map_err(failed)?;
    let statements = print::count(found.statements.len() as u64, "statement", "statements");
    tell(&format!("{statements} in `{}`", file.display()))
}

/// A file that has not got its name yet; gone if it never gets it.
struct Part(PathBuf);

impl Part {
    fn beside(file: &Path) -> Part {
        let mut name = file.as_os_str().to_owned();
        name.push(".part");
        Part(PathBuf::from(name))
    }
}

impl Drop for Part {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.0);
    }
}

/// Every capture once, with all its records. One that is damaged is told and left out; the others are written.
fn write_pages(
    archive: &Archive,
    found: &FoundIds,
    file: &Path,
    typed: &str,
    stop: &AtomicBool,
) -> Result<Ending, Failure> {
    let captures = captures_of(archive, found)?;
    let title = format!("What onrecord finds for: {typed}");
    let about = About { title: &title, created: Timestamp::now() };
    let failed = |error: io::Error| cannot_write(file, &error);
    let mut wacz = Wacz::create(file, &about).map_err(failed)?;
    let mut progress = Progress::new("pages");
    progress.total()(captures.len() as u64);
    let mut damaged = 0;
    for (done, id) in captures.iter().enumerate() {
        if stop.load(Ordering::Relaxed) {
            return Err(stopped());
        }
        match write_page(archive, id, &mut wacz) {
            Ok(()) => {}
            Err(Stop::File(error)) => return Err(failed(error)),
            Err(Stop::Archive(error)) if error.is_corrupt() => {
                damaged += 1;
                progress.say(&Failure::from(error).lines());
            }
            Err(Stop::Archive(error)) => return Err(error.into()),
        }
        progress.at(done as u64 + 1);
    }
    progress.finish();
    wacz.finish(&about).map_err(failed)?;
    let length = fs::metadata(file).map(|m| m.len()).unwrap_or_default();
    let pages = print::count(captures.len() as u64 - damaged, "page", "pages");
    tell(&format!("{pages} in `{}` ({})", file.display(), print::bytes(length)))?;
    Ok(if damaged == 0 { Ending::AllWell } else { Ending::SomeFailed })
}

fn tell(line: &str) -> Result<(), Failure> {
    let mut out = print::stdout();
    writeln!(out, "{}", print::one_line(line))?;
    Ok(out.flush()?)
}

/// The captures on which something was found, in the order found, each once.
fn captures_of(archive: &Archive, found: &FoundIds) -> Result<Vec<CaptureId>, Failure> {
    let mut seen = HashSet::new();
    let mut captures = Vec::new();
    let mut take = |capture: Option<CaptureId>| captures.extend(capture.filter(|id| seen.insert(*id)));
    for statement in &found.statements {
        if let Some(article) = archive.article_of(statement)? {
            take(archive.capture_of(&article)?);
        }
    }
    for article in &found.articles {
        take(archive.capture_of(article)?);
    }
    Ok(captures)
}

/// Which of the two ends of the way failed.
enum Stop {
    Archive(onrecord_archive::Error),
    File(io::Error),
}

impl From<onrecord_archive::Error> for Stop {
    fn from(error: onrecord_archive::Error) -> Stop {
        Stop::Archive(error)
    }
}

fn write_page(archive: &Archive, id: &CaptureId, wacz: &mut Wacz) -> Result<(), Stop> {
    let title = match archive.capture(id)?.and_then(|capture| capture.articles.first().copied()) {
        Some(article) => archive.article(&article)?.and_then(|entry| entry.article.title).map(|title| title.value),
        None => None,
    };
    let mut shown: Option<(String, String)> = None;
    archive.records_of(id, |record: WarcRecord| {
        let is_page = matches!(record.get("WARC-Type"), Some("response" | "resource"));
        if let (true, None, Some(url), Some(ts)) =
            (is_page, &shown, record.get("WARC-Target-URI"), record.get("WARC-Date"))
        {
            shown = Some((url.to_owned(), ts.to_owned()));
        }
        wacz.record(&record).map_err(Stop::File)
    })?;
    match shown {
        None => Ok(()),
        Some((url, ts)) => {
            let page = Page { id: &id.to_string(), url: &url, ts: &ts, title: title.as_deref() };
            wacz.page(&page).map_err(Stop::File)
        }
    }
}
