//! `onrecord saved`: searches that are kept by a name.

use crate::{
    failure::{Ending, Failure},
    print,
};
use clap::Subcommand;
use jiff::Timestamp;
use onrecord_archive::{Access, Archive, Query, SavedSearch};
use serde::Serialize;
use std::{io::Write, path::Path};

/// Searches that are kept by a name
///
/// What was typed is kept, not what it found: a search is asked anew each time. On the pages of `onrecord serve` they stand under
/// /saved, each with a feed of what is new in it.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    #[command(subcommand)]
    what: Option<What>,

    /// Print one JSON object a line
    #[arg(long)]
    json: bool,
}

const EXAMPLES: &str = "\
Examples:
  onrecord saved
  onrecord saved keep 'open demands' demand:open after:2024
  onrecord saved find 'open demands'
  onrecord saved forget 'open demands'";

#[derive(Debug, Subcommand)]
enum What {
    /// Keep a search; one of the same name is replaced
    Keep {
        /// What it is to be called
        name: String,
        /// Words, "phrases" and operators
        #[arg(required = true, value_name = "QUERY")]
        query: Vec<String>,
    },
    /// Print what a kept search finds now, newest or best first
    Find {
        /// What it is called
        name: String,
        /// Give at most so many statements
        #[arg(long, value_name = "N", default_value_t = 20)]
        limit: usize,
    },
    /// Forget a search
    Forget {
        /// What it is called
        name: String,
    },
}

/// As a program gets it.
#[derive(Serialize)]
struct Shown<'a> {
    name: &'a str,
    query: &'a str,
    at: String,
    who: Option<&'a str>,
}

pub(super) fn run(args: &Args, dir: &Path) -> Result<Ending, Failure> {
    match &args.what {
        None => list(&Archive::open(dir, Access::Read)?, args.json),
        Some(What::Find { name, limit }) => {
            let archive = Archive::open(dir, Access::Read)?;
            let kept = archive.saved_searches()?.into_iter().find(|kept| kept.name == *name);
            let kept = kept.ok_or_else(|| unknown(name))?;
            super::search::run(&super::search::Args::of(kept.query, *limit, args.json), &archive)
        }
        Some(What::Keep { name, query }) => {
            // Never makes an archive.
            Archive::open(dir, Access::Read)?;
            let query = super::search::typed(query);
            for note in &Query::parse(&query).notes {
                print::say(&print::note(&note.message, note.hint.as_deref()));
            }
            let search = SavedSearch { name: name.clone(), query, at: Timestamp::now(), who: None };
            Archive::open(dir, Access::Write)?.save_search(&search)?;
            Ok(Ending::AllWell)
        }
        Some(What::Forget { name }) => {
            Archive::open(dir, Access::Read)?;
            match Archive::open(dir, Access::Write)?.forget_search(name)? {
                true => Ok(Ending::AllWell),
                false => Err(unknown(name)),
            }
        }
    }
}

fn unknown(name: &str) -> Failure {
    Failure::new(format_args!("no search is kept by the name `{name}`")).hint("`onrecord saved` lists their names")
}

fn list(archive: &Archive, json: bool) -> Result<Ending, Failure> {
    let kept = archive.saved_searches()?;
    if json {
        let mut out = print::data();
        for search in &kept {
            let at = format!("{:.0}", search.at);
            let shown = Shown { name: &search.name, query: &search.query, at, who: search.who.as_deref() };
            serde_json::to_writer(&mut out, &shown).map_err(std::io::Error::from)?;
            writeln!(out)?;
        }
        out.flush()?;
        return Ok(Ending::AllWell);
    }
    let mut out = print::stdout();
    for search in &kept {
        writeln!(out, "{}", print::styled(print::TITLE, &print::one_line(&search.name)))?;
        writeln!(out, "  {}", print::one_line(&search.query))?;
    }
    out.flush()?;
    if kept.is_empty() {
        print::say("No search is kept in this archive. Keep one: `onrecord saved keep NAME QUERY`.");
    }
    Ok(Ending::AllWell)
}
