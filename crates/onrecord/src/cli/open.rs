//! `onrecord open`: add pages, then show the record. The main job in one command.

use super::{add, serve};
use crate::failure::{Ending, Failure};
use std::path::Path;

/// Add pages, then show the record in your browser: the place to begin
///
/// The same as `onrecord add PATH…` and then `onrecord serve`.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    #[command(flatten)]
    pages: add::Pages,
    #[command(flatten)]
    at: serve::At,
}

const EXAMPLES: &str = "\
Examples:
  onrecord open demo                                    the made-up press that comes with onrecord
  onrecord open ~/Downloads/page.html --archive /tmp/try";

pub(super) fn run(args: &Args, dir: &Path) -> Result<Ending, Failure> {
    let added = add::add(&args.pages, false, dir)?;
    if added == Ending::Failed {
        return Ok(added);
    }
    serve::serve(&args.at, dir)?;
    Ok(added)
}
