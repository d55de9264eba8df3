//! `onrecord add`: pages in, kept with what was said in them.
//!
//! Reading runs on all cores, keeping on one thread in the order of the paths, so that two runs over the same pages keep the same
//! record. Everything met ends in exactly one line of the account. Killed at any moment, the next run skips what is known by its hash and
//! goes on; in a file that holds many pages it begins near the place where it stopped.

mod account;
mod keeper;
mod web;

pub(super) use web::{is_address, reach};

use crate::{
    failure::{Ending, Failure},
    gather::{
        folder::{Found, Walk},
        triage::{Filters, Sieve, Triage},
    },
    interrupt,
    model_server::{ModelArgs, ModelServer},
    print,
    readers::{self, End, ReadPage},
};
use jiff::Zoned;
use keeper::Keeper;
use onrecord_archive::{Access, Archive};
use onrecord_page::{Capture, PageConfig};
use onrecord_reading::{Models, Proposer};
use std::{
    fs,
    num::NonZeroUsize,
    path::{Path, PathBuf},
    sync::{Arc, Weak},
    thread,
    time::Duration,
};

/// Read pages and keep them with what was said in them
///
/// Takes saved pages (HTML in any charset, plain text, gzip of either, PDF), folders of them, and files that hold many: WARC,
/// WACZ, zip, tar (gzip or zstd around them), and JSONL with `url`, `html` or `text`, `fetched_at`. Adding the same page twice
/// adds nothing; a page that cannot be read is reported and counted, and the others are added. You may stop at any
/// moment: run the same command again, and it goes on where it stopped.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    #[command(flatten)]
    pages: Pages,

    /// Print the account as one JSON object
    #[arg(long)]
    json: bool,
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
    filters: Filters,

    #[command(flatten)]
    helper: ModelArgs,
}

const EXAMPLES: &str = "\
Examples:
  onrecord add saved-pages            everything in a folder and the folders in it
  onrecord add monday.html talk.pdf   two pages
  onrecord add https://harbour.example/news/fees
  onrecord add crawl.warc.gz --host harbour.example --language en --words quay,harbo*
                                      of a crawl the pages that are worth reading
  onrecord add --archive ~/harbour-archive ~/Downloads/harbour";

pub(super) fn run(args: &Args, dir: &Path) -> Result<Ending, Failure> {
    add(&args.pages, args.json, dir)
}

/// Adds pages to the archive at `dir`, which is made if it is not there.
pub(super) fn add(pages: &Pages, json: bool, dir: &Path) -> Result<Ending, Failure> {
    let helper = pages.helper.connect()?;
    let triage = Arc::new(pages.filters.triage().map_err(Failure::new)?);
    let stop = interrupt::watch();
    let archive = Arc::new(Archive::open(dir, Access::Write)?);
    let mut keeper = Keeper::new(&archive);
    let (addresses, paths): (Vec<PathBuf>, Vec<PathBuf>) =
        pages.paths.iter().cloned().partition(|path| web::is_address(path));
    if addresses.is_empty() {
        measure_in_background(&paths, keeper.progress.total());
    }
    let mut team = readers::team(pages.jobs);
    if helper.is_some() {
        // A model has a limit of its own.
        (team.patience, team.at_most) = (Duration::MAX, Duration::MAX);
    }
    let work = reader(Arc::downgrade(&archive), Arc::clone(&triage), helper);
    let marks = Arc::clone(&archive);
    let walk = Walk::sifting(&paths, triage, move |file| keeper::mark_of(&marks, file));
    let end = team.run(walk, work, &stop, |found, outcome| keeper.take(found, outcome));
    let end = end.and_then(|end| keeper.leave_mark().map(|()| end));
    let end = end.and_then(|end| web::add(&addresses, &archive, &mut keeper, &stop).map(|()| end));
    // What was kept until a failure is to be found too, and the account is owed for it.
    let indexed = archive.index();
    keeper.progress.finish();
    keeper.account.print(json)?;
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
    /// A filter leaves it out.
    Sifted(Sieve),
    /// Not a page: nothing to do.
    NoPage,
    /// The archive could not be asked, which ends the run.
    NotAsked(Failure),
}

/// The work of a reader's thread. It holds the archive weakly: a thread left behind with an endless page must not keep it open.
fn reader(
    archive: Weak<Archive>,
    triage: Arc<Triage>,
    helper: Option<ModelServer>,
) -> impl Fn(&Found) -> Result<Read, Failure> + Send + Sync + 'static {
    let models = Models::embedded().with_objects();
    let config = PageConfig { today: Some(Zoned::now().date()), ..PageConfig::default() };
    move |found| {
        let (named, capture) = match found {
            Found::File(named) => (named, named.load()?),
            Found::Page(named, capture) => (named, capture.clone()),
            Found::PassedOver(..) | Found::Failed(..) | Found::Begun(..) | Found::Ended => return Ok(Read::NoPage),
        };
        // Pages out of a file that holds many were sifted while it was unpacked.
        if named.after.is_none() {
            let by_bytes = || triage.by_bytes(&capture.body, capture.media_type.as_deref(), false);
            if let Some(sieve) = triage.by_date(capture.fetched_at).or_else(by_bytes) {
                return Ok(Read::Sifted(sieve));
            }
        }
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

/// A second walk, which only sums up the bytes that will be read, gives the bar its length while the first is at work.
fn measure_in_background(paths: &[PathBuf], total: impl Fn(u64) + Send + 'static) {
    let walk = Walk::of_files(paths);
    let bytes = |found: Found| match found {
        Found::File(named) => fs::metadata(&named.path).map_or(0, |about| about.len()),
        _ => 0,
    };
    // Without the thread the bar has no length, and nothing else is missing.
    let _ = thread::Builder::new().name("measure".to_owned()).spawn(move || total(walk.map(bytes).sum()));
}
