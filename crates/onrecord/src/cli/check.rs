//! `onrecord check`: is everything as it was written?

use crate::{
    failure::{Ending, Failure},
    print,
    progress::Progress,
};
use onrecord_archive::Archive;
use std::io::Write;

/// Re-hash everything and compare the search index with the store
///
/// Reads every captured page again and compares it with its name (the SHA-256 of its bytes), hashes every article's
/// text, tries every statement's place in it, and looks each statement up in the search index. Changes nothing.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {}

const EXAMPLES: &str = "\
Examples:
  onrecord check
  onrecord check --archive /media/backup/onrecord";

pub(super) fn run(archive: &Archive) -> Result<Ending, Failure> {
    let mut progress = Progress::new("captures");
    let set_total = progress.total();
    let found = archive.check(&mut |done, total| {
        set_total(total);
        progress.at(done);
    });
    progress.finish();
    let found = found?;
    let mut out = print::stdout();
    for problem in &found.problems {
        writeln!(out, "{}", print::label(print::ERROR, "damaged:", problem))?;
    }
    writeln!(
        out,
        "Checked {}, {}{}, {} and {}: {}.",
        print::count(found.captures, "captured page", "captured pages"),
        match found.fetches {
            0 => String::new(),
            n => format!("{}, ", print::count(n, "answer from the web", "answers from the web")),
        },
        print::count(found.articles, "article", "articles"),
        print::count(found.statements, "statement", "statements"),
        print::count(found.objects, "thing said in them", "things said in them"),
        match found.problems.len() as u64 {
            0 => "all as they were written".to_owned(),
            n => print::count(n, "thing is not as it was written", "things are not as they were written"),
        }
    )?;
    out.flush()?;
    if found.problems.is_empty() {
        return Ok(Ending::AllWell);
    }
    print::say(&print::label(print::HINT, "hint:", "keep a copy of the folder as it is before you try to mend it"));
    Ok(Ending::Failed)
}
