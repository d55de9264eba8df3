//! `onrecord pdf-text`: how this program asks itself for the text of a PDF, under limits of its own. Not for people.

use crate::{
    failure::{Ending, Failure},
    gather::pdf,
};

/// Reads a PDF from standard input, for another process of this program
#[derive(Debug, clap::Args)]
#[command(hide = true)]
pub(super) struct Args {}

pub(super) fn run() -> Result<Ending, Failure> {
    pdf::answer()
}
