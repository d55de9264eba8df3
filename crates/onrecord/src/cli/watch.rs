//! `onrecord watch`: sources looked at again and again.

use super::add::reach;
use crate::{
    failure::{Ending, Failure},
    gather::{
        sources::{self, Source},
        visit::Visitor,
        watch::{Event, Until, Watch},
        web::Web,
    },
    interrupt, print,
};
use onrecord_archive::{Access, Archive};
use std::{
    collections::BTreeMap,
    io::Write,
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

/// Look at your sources again and again, and keep what is new or changed
///
/// The sources stand in `sources.toml` in the archive's folder; `onrecord source add ADDRESS` writes one. Each is looked at in
/// its own time; the pages it leads to are fetched once and looked at again for changes. One question to a host at a time,
/// with a pause after each; robots.txt is obeyed. What a site sends is kept as it came, with the time. Runs until Ctrl-C;
/// the next run goes on where this one stopped. You can add pages and change the sources beside it.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    /// Only these sources
    #[arg(value_name = "NAME")]
    names: Vec<String>,

    /// Look at what is due now, then end (for a timer such as cron)
    #[arg(long)]
    once: bool,
}

const EXAMPLES: &str = "\
Examples:
  onrecord watch                   until Ctrl-C
  onrecord watch --once harbour    the source named harbour, if it is due";

/// The search index takes in what is new each so often, for a search beside this run.
const INDEX_EVERY: Duration = Duration::from_secs(15);
/// How often an archive that is another's is looked at again.
const LOOK_AGAIN: Duration = Duration::from_millis(250);

pub(super) fn run(args: &Args, dir: &Path) -> Result<Ending, Failure> {
    let stop = interrupt::watch();
    let (mut followed, mut sources) = sources::Followed::load(dir)?;
    if let Some(unknown) = args.names.iter().find(|name| sources.iter().all(|s| s.name != **name)) {
        return Err(
            Failure::new(format_args!("no source is named `{unknown}`")).hint("`onrecord source list` names them")
        );
    }
    let asked_for = |source: &Source| args.names.is_empty() || args.names.contains(&source.name);
    sources.retain(asked_for);
    if sources.is_empty() {
        return Err(Failure::new(format_args!(
            "there is nothing to watch: `{}` names no source",
            dir.join(sources::FILE).display()
        ))
        .hint("add one with `onrecord source add ADDRESS`"));
    }
    let Some(archive) = open(dir, &stop)? else { return Ok(Ending::Failed) };
    let archive = Arc::new(archive);
    let visitor = Arc::new(Visitor::new(Web::new(reach())));
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let mut account = Account::default();
    let until = if args.once { Until::NothingDue } else { Until::Stopped };
    let mut indexed = Instant::now();
    let watched = runtime.block_on(async {
        let mut watch = Watch::new(Arc::clone(&archive), visitor, sources)?;
        let mut reread = || {
            let changed = followed.changed()?;
            Some(changed.map(|sources| sources.into_iter().filter(asked_for).collect()))
        };
        let tell = |event: &Event| {
            account.tell(event);
            if indexed.elapsed() >= INDEX_EVERY {
                // A failure shows at the end; what is kept does not depend on the index.
                let _ = archive.index();
                indexed = Instant::now();
            }
        };
        watch.run(until, &stop, &mut reread, tell).await
    });
    // What was kept until a failure is to be found too.
    let indexed = archive.index();
    account.print()?;
    watched.map_err(|failure| failure.or_hint("what was kept until now is kept; run the same command to go on"))?;
    indexed?;
    Ok(Ending::AllWell)
}

/// Opens the archive once nobody else adds to it. None: somebody wants to stop before.
fn open(dir: &Path, stop: &AtomicBool) -> Result<Option<Archive>, Failure> {
    let mut told = false;
    loop {
        match Archive::open(dir, Access::Turns) {
            Ok(archive) => return Ok(Some(archive)),
            Err(error) if !error.is_busy() => return Err(error.into()),
            Err(_) if stop.load(Ordering::Relaxed) => return Ok(None),
            Err(_) => {
                if !std::mem::replace(&mut told, true) {
                    Account::default().tell(&Event::Waiting);
                }
                thread::sleep(LOOK_AGAIN);
            }
        }
    }
}

/// What happened, a line each, and counted.
#[derive(Default)]
struct Account(BTreeMap<&'static str, u64>);

impl Account {
    fn tell(&mut self, event: &Event) {
        let (what, url, why) = match event {
            Event::New { url, .. } => ("new", url, None),
            Event::Changed { url, .. } => ("changed", url, None),
            Event::Gone { url, why, .. } => ("gone", url, Some(why)),
            Event::Back { url, .. } => ("back", url, None),
            Event::Failed { url, why, .. } => ("failed", url, Some(why)),
            Event::Sources(n) => {
                let sources = print::count(*n as u64, "source", "sources");
                return print::say(&print::label(
                    print::NOTE,
                    "note:",
                    &format!("the sources were changed: now {sources}"),
                ));
            }
            Event::SourcesKept(why) => {
                let hint = "until it is mended the sources before the change are watched on";
                return print::say(&print::note(why, Some(hint)));
            }
            Event::Waiting => {
                let message =
                    "another process is adding pages to the archive; what comes in is kept once it has finished";
                return print::say(&print::label(print::NOTE, "note:", message));
            }
        };
        *self.0.entry(what).or_default() += 1;
        let why = why.map(|why| format!(" ({why})")).unwrap_or_default();
        print::say(&print::one_line(&format!("{what:<8} {url}{why}")));
    }

    fn print(&self) -> Result<(), Failure> {
        let mut out = print::stdout();
        for (what, remark) in [
            ("new", "pages fetched for the first time"),
            ("changed", "pages that read otherwise than before; `onrecord versions URL` shows how"),
            ("gone", "pages that were there before"),
            ("back", "pages that were gone and read as they did"),
            ("failed", "`onrecord status` names the hosts with their reasons"),
        ] {
            let n = self.0.get(what).copied().unwrap_or(0);
            if n > 0 || what == "new" {
                writeln!(out, "{:>9}  {what:<9} {}", print::number(n), print::styled(print::DIM, remark))?;
            }
        }
        Ok(out.flush()?)
    }
}
