//! `onrecord reread`: kept articles read again with the reader of this program, each reading in the place of the former.
//!
//! What is kept of an article is enough to read it again, so that no page is fetched or taken apart. Ids of statements are made of
//! places: where the new reading agrees with the old one they are the same, and what people decided stays with them.

use crate::{
    failure::{Ending, Failure},
    interrupt, print,
    progress::Progress,
    readers::{self, End},
};
use onrecord_archive::{Access, Archive};
use onrecord_page::ArticleId;
use onrecord_reading::{Models, Reading};
use std::{io::Write, num::NonZeroUsize, path::Path, sync::Arc};

/// Read kept pages again with the reader of this program
///
/// Takes the articles that an earlier reader read, or that were read before figures, demands and incidents were kept. Decisions
/// stay. Articles that were read with the help of another model (--model) are left as they are. You may stop at any moment.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    /// Read every article again, whatever read it last
    #[arg(long)]
    all: bool,

    /// Articles to read at the same time [default: one for each core]
    #[arg(long, value_name = "N")]
    jobs: Option<NonZeroUsize>,
}

const EXAMPLES: &str = "\
Examples:
  onrecord reread
  onrecord reread --all --archive /media/archive";

pub(super) fn run(args: &Args, dir: &Path) -> Result<Ending, Failure> {
    if !dir.join("archive.sqlite").exists() {
        // Looking says that there is none, and what to do; writing would make one.
        Archive::open(dir, Access::Read)?;
    }
    let archive = Arc::new(Archive::open(dir, Access::Write)?);
    let models = Models::embedded().with_objects();
    let due = archive.articles_to_read(models.version(), args.all)?;
    let mut progress = Progress::new("articles");
    progress.total()(due.len() as u64);
    let stop = interrupt::watch();
    let (mut read, mut failed) = (0u64, 0u64);
    // A thread left behind with an endless article must not keep the archive open.
    let kept = Arc::downgrade(&archive);
    let work = move |id: &ArticleId| -> Result<Option<Reading>, Failure> {
        let entry = kept.upgrade().map(|archive| archive.article(id)).transpose()?.flatten();
        Ok(entry.map(|entry| onrecord_reading::read(&entry.article, &models)))
    };
    let end = readers::team(args.jobs).run(due.into_iter(), work, &stop, |id, outcome| {
        match outcome.or_failure(id.as_str()) {
            Ok(Some(reading)) => {
                archive.put_reading(id, &reading)?;
                read += 1;
            }
            Ok(None) => {}
            Err(failure) => {
                failed += 1;
                print::say(&failure.lines());
            }
        }
        progress.at(read + failed);
        Ok::<(), Failure>(())
    });
    progress.finish();
    let indexed = archive.index();
    let end =
        end.map_err(|failure| failure.or_hint("what was read until now is kept; run the same command to go on"))?;
    indexed?;
    let mut out = print::stdout();
    writeln!(out, "Read {} again.", print::count(read, "article", "articles"))?;
    out.flush()?;
    Ok(match end {
        End::Complete if failed == 0 => Ending::AllWell,
        End::Complete => Ending::SomeFailed,
        End::Stopped | End::Stuck => Ending::Failed,
    })
}
