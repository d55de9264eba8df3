//! `onrecord add`: pages in, kept with what was said in them.
//!
//! Reading runs on all cores, keeping on one thread in the order of the paths, so that two runs over the same pages keep the same
//! record. Every path ends in exactly one line of the account. Killed at any moment, the next run skips what is known by its hash and
//! goes on.

mod web;

pub(super) use web::{is_address, reach};

use crate::{
    failure::{Ending, Failure},
    gather::{
        folder::{Found, Named, PassedOver, Walk},
        packed::Format,
    },
    interrupt,
    model_server::{ModelArgs, ModelServer},
    print,
    progress::Progress,
    readers::{self, End, Outcome, ReadPage},
};
use jiff::{Timestamp, Zoned};
use onrecord_archive::{Access, Archive, Failed, Put, Record};
use onrecord_page::{Capture, Note, PageConfig};
use onrecord_reading::{Models, Proposer};
use std::{
    collections::BTreeMap,
    io::Write,
    num::NonZeroUsize,
    path::{Path, PathBuf},
    sync::{Arc, Weak},
    thread,
    time::{Duration, Instant},
};

/// Read pages and keep them with what was said in them
///
/// Takes saved pages (HTML in any charset, plain text, gzip of either), folders of them, and files that hold many: WARC,
/// WACZ, zip, tar (gzip or zstd around them), and JSONL with `url`, `html` or `text`, `fetched_at`. Adding the same page twice
/// adds nothing; a page that cannot be read is reported and counted, and the others are added. You may stop at any
/// moment: run the same command again, and it goes on where it stopped.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    #[command(flatten)]
    pages: Pages,
}

/// Which pages, and how.
#[derive(Debug, clap::Args)]
pub(super) struct Pages {
    /// Files and folders; addresses (`https://…`) are fetched once
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,

    /// Pages to read at the same time [default: one for each core]
    #[arg(long, value_name = "N")]
    jobs: Option<NonZeroUsize>,

    #[command(flatten)]
    helper: ModelArgs,
}

const EXAMPLES: &str = "\
Examples:
  onrecord add saved-pages            everything in a folder and the folders in it
  onrecord add monday.html talk.txt   two pages
  onrecord add https://harbour.example/news/fees
  onrecord add crawl.warc.gz          every page of a crawl
  onrecord add --archive ~/harbour-archive ~/Downloads/harbour";

/// The search index takes in what was added each so often, so that a server beside this run shows it. Picked by gut: an index commit
/// costs about as much as a page.
const INDEX_EVERY: Duration = Duration::from_secs(15);

/// So many notes of one kind are printed; the rest is counted.
const NOTES_OF_A_KIND: u64 = 5;

pub(super) fn run(args: &Args, dir: &Path) -> Result<Ending, Failure> {
    add(&args.pages, dir)
}

/// Adds pages to the archive at `dir`, which is made if it is not there.
pub(super) fn add(pages: &Pages, dir: &Path) -> Result<Ending, Failure> {
    let helper = pages.helper.connect()?;
    let stop = interrupt::watch();
    let archive = Arc::new(Archive::open(dir, Access::Write)?);
    let mut keeper = Keeper::new(&archive);
    let (addresses, paths): (Vec<PathBuf>, Vec<PathBuf>) =
        pages.paths.iter().cloned().partition(|path| web::is_address(path));
    if keeper.progress.is_shown() && addresses.is_empty() {
        count_in_background(&paths, &keeper.progress);
    }
    let mut team = readers::team(pages.jobs);
    if helper.is_some() {
        // A model has a limit of its own.
        team.patience = Duration::MAX;
    }
    let work = reader(Arc::downgrade(&archive), helper);
    let end = team.run(Walk::new(&paths), work, &stop, |found, outcome| keeper.take(found, outcome));
    let end = end.and_then(|end| web::add(&addresses, &archive, &mut keeper, &stop).map(|()| end));
    // What was kept until a failure is to be found too, and the account is owed for it.
    let indexed = archive.index();
    keeper.progress.finish();
    keeper.account.print()?;
    let end =
        end.map_err(|failure| failure.or_hint("what was added until now is kept; run the same command to go on"))?;
    indexed?;
    Ok(match end {
        End::Complete => keeper.account.ending(),
        End::Stopped => {
            print::say("Stopped. What was added is kept; run the same command to go on.");
            Ending::Failed
        }
        End::Stuck => {
            return Err(Failure::new(format_args!("stopped: {} pages took too long", team.left_behind))
                .hint("take the pages named above out of the folder, then run the same command to go on"));
        }
    })
}

/// What a reader makes of one thing met on the way.
#[derive(Debug)]
enum Read {
    /// These bytes from this place are in the archive.
    Known,
    /// These bytes are in the archive from another place: nothing needs to be read again.
    KnownBytes(Capture),
    Page(ReadPage),
    /// Not a file: nothing to do.
    PassedOver,
    /// The archive could not be asked, which ends the run.
    NotAsked(Failure),
}

/// The work of a reader's thread. It holds the archive weakly: a thread left behind with an endless page must not keep it open.
fn reader(
    archive: Weak<Archive>,
    helper: Option<ModelServer>,
) -> impl Fn(&Found) -> Result<Read, Failure> + Send + Sync + 'static {
    let models = Models::embedded();
    let config = PageConfig { today: Some(Zoned::now().date()), ..PageConfig::default() };
    move |found| {
        let (named, capture) = match found {
            Found::File(named) => (named, named.load()?),
            Found::Page(named, capture) => (named, capture.clone()),
            Found::PassedOver(..) | Found::Failed(..) => return Ok(Read::PassedOver),
        };
        // Hash first: what is known is not parsed again.
        match archive.upgrade().map(|archive| what_is_known(&archive, &capture, &named.source)) {
            Some(Ok((true, _))) => Ok(Read::Known),
            Some(Ok((_, true))) => Ok(Read::KnownBytes(capture)),
            Some(Err(error)) => Ok(Read::NotAsked(error.into())),
            _ => Ok(Read::Page(ReadPage::with_help(
                capture,
                &config,
                &models,
                helper.as_ref().map(|h| h as &dyn Proposer),
            ))),
        }
    }
}

/// Whether these bytes are known from this place, and whether they are known at all.
fn what_is_known(archive: &Archive, capture: &Capture, source: &str) -> Result<(bool, bool), onrecord_archive::Error> {
    let from_here = archive.knows(&capture.id, source)?;
    Ok((from_here, from_here || archive.contains(&capture.id)?))
}

/// The one writer: keeps what the readers made, and counts.
struct Keeper<'a> {
    archive: &'a Archive,
    progress: Progress,
    account: Account,
    indexed: Instant,
}

impl Keeper<'_> {
    fn new(archive: &Archive) -> Keeper<'_> {
        Keeper { archive, progress: Progress::new("pages"), account: Account::default(), indexed: Instant::now() }
    }

    fn take(&mut self, found: &Found, outcome: Outcome<Result<Read, Failure>>) -> Result<(), Failure> {
        match found {
            Found::PassedOver(named, why) => self.pass_over(named, why),
            Found::Failed(named, failure) => self.fail(named, failure)?,
            Found::File(named) | Found::Page(named, _) => match outcome.or_failure(&named.source) {
                Ok(Read::Known) => self.account.known += 1,
                Ok(Read::KnownBytes(capture)) => self.keep(named, &ReadPage::unread(capture))?,
                Ok(Read::Page(page)) => self.keep(named, &page)?,
                Ok(Read::PassedOver) => (),
                Ok(Read::NotAsked(failure)) => return Err(failure),
                Err(failure) => self.fail(named, &failure)?,
            },
        }
        self.progress.at(self.account.pages());
        if self.indexed.elapsed() >= INDEX_EVERY {
            self.archive.index()?;
            self.indexed = Instant::now();
        }
        Ok(())
    }

    fn keep(&mut self, named: &Named, page: &ReadPage) -> Result<(), Failure> {
        let put = self.archive.put(&Record {
            capture: &page.capture,
            source: &named.source,
            added_at: Timestamp::now(),
            notes: &page.notes,
            articles: &page.articles,
        })?;
        self.count(named, page, put);
        Ok(())
    }

    /// A page that is kept, by what was new in it.
    fn count(&mut self, named: &Named, page: &ReadPage, put: Put) {
        match put {
            Put::Known => self.account.known += 1,
            Put::SeenElsewhere => self.account.seen_elsewhere += 1,
            Put::Added => {
                let has_text = page.has_text();
                self.account.add(page, has_text);
                self.tell_notes(named, page, has_text);
            }
        }
    }

    /// Of a page's notes those that show a way out; of a page without text that it has none, and why.
    fn tell_notes(&mut self, named: &Named, page: &ReadPage, has_text: bool) {
        if has_text {
            for note in page.notes.iter().filter(|n| n.hint.is_some()) {
                let message = format!("`{}`: {}", named.source, note.message);
                self.tell(note.code, &print::note(&message, note.hint.as_deref()));
            }
            return;
        }
        let notes: Vec<&Note> = page.notes.iter().chain(page.articles.iter().flat_map(|(a, _)| &a.notes)).collect();
        let why: Vec<&str> = notes.iter().map(|n| n.message.as_str()).collect();
        let colon = if why.is_empty() { "" } else { ": " };
        let message = format!("no text in `{}`{colon}{}", named.source, why.join(" "));
        self.tell("no-text", &print::note(&message, notes.iter().find_map(|n| n.hint.as_deref())));
    }

    fn tell(&mut self, code: &'static str, lines: &str) {
        let told = self.account.notes.entry(code).or_default();
        *told += 1;
        if *told <= NOTES_OF_A_KIND {
            self.progress.say(lines);
        }
    }

    fn pass_over(&mut self, named: &Named, why: &PassedOver) {
        *self.account.passed_over.entry(why.kind()).or_default() += 1;
        if let Some(lines) = why.lines(&named.source) {
            self.tell("passed-over", &lines);
        }
    }

    fn fail(&mut self, named: &Named, failure: &Failure) -> Result<(), Failure> {
        self.account.failed += 1;
        self.progress.say(&failure.lines());
        let (reason, hint) = (failure.message(), failure.hints());
        Ok(self.archive.put_failure(&Failed { source: named.source.clone(), reason, hint, at: Timestamp::now() })?)
    }
}

/// A second walk, which only counts, gives the bar its length while the first is at work. Nobody knows how many pages a packed file holds
/// before it is unpacked: then the bar has no length.
fn count_in_background(paths: &[PathBuf], progress: &Progress) {
    let (walk, total) = (Walk::of_files(paths), progress.total());
    let pages = |sum: u64, found: Found| match found {
        Found::File(named) if Format::of(&named).is_some() => None,
        Found::PassedOver(..) => Some(sum),
        _ => Some(sum + 1),
    };
    let count = move || {
        let mut walk = walk;
        walk.try_fold(0, pages).map_or((), total)
    };
    // Without the thread the bar has no length, and nothing else is missing.
    let _ = thread::Builder::new().name("count".to_owned()).spawn(count);
}

/// What became of every path.
#[derive(Debug, Default)]
struct Account {
    added: u64,
    known: u64,
    seen_elsewhere: u64,
    without_text: u64,
    failed: u64,
    articles: u64,
    statements: u64,
    passed_over: BTreeMap<String, u64>,
    notes: BTreeMap<&'static str, u64>,
}

impl Account {
    fn add(&mut self, page: &ReadPage, has_text: bool) {
        if !has_text {
            self.without_text += 1;
            return;
        }
        self.added += 1;
        self.articles += page.articles.len() as u64;
        self.statements += page.articles.iter().map(|(_, reading)| reading.statements.len() as u64).sum::<u64>();
    }

    /// Everything met that should be a page; the five lines of the account sum to it.
    fn pages(&self) -> u64 {
        self.added + self.known + self.seen_elsewhere + self.without_text + self.failed
    }

    fn ending(&self) -> Ending {
        match self.failed {
            0 => Ending::AllWell,
            failed if failed == self.pages() => Ending::Failed,
            _ => Ending::SomeFailed,
        }
    }

    fn print(&self) -> Result<(), Failure> {
        for (code, told) in &self.notes {
            if *told > NOTES_OF_A_KIND {
                let more = print::number(told - NOTES_OF_A_KIND);
                print::say(&print::label(
                    print::NOTE,
                    "note:",
                    &format!("{more} more notes like those above ({code})"),
                ));
            }
        }
        let mut out = print::stdout();
        let kept = format!(
            "with {} and {}",
            print::count(self.articles, "article", "articles"),
            print::count(self.statements, "statement", "statements")
        );
        let lines = [
            (self.added, "added", if self.added > 0 { kept.as_str() } else { "" }),
            (self.known, "known", "added before"),
            (self.seen_elsewhere, "seen elsewhere", "the bytes of a page that is kept already; the place is noted"),
            (self.without_text, "without text", "kept all the same"),
            (self.failed, "failed", "`onrecord status` lists them with their reasons"),
        ];
        for (n, what, remark) in lines {
            if n > 0 || what == "added" {
                let remark = if remark.is_empty() { String::new() } else { print::styled(print::DIM, remark) };
                writeln!(out, "{}", format!("{:>9}  {what:<14}  {remark}", print::number(n)).trim_end())?;
            }
        }
        writeln!(out, "{:>9}  in all", print::number(self.pages()))?;
        if !self.passed_over.is_empty() {
            let kinds: Vec<String> =
                self.passed_over.iter().map(|(k, n)| format!("{k} {}", print::number(*n))).collect();
            writeln!(out, "Passed over: {}", kinds.join(", "))?;
        }
        Ok(out.flush()?)
    }
}
