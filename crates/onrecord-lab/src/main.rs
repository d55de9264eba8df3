//! `onrecord-lab eval|gate|bench`.

#![allow(clippy::print_stdout, clippy::print_stderr)] // a laboratory prints its tables

use anyhow::Result;
use clap::{Parser, Subcommand};
use onrecord_lab::{bench, eval, floors, shared::Shared};
use std::path::PathBuf;

/// Scores and times onrecord on the shared data.
#[derive(Parser)]
struct Cli {
    /// Folder of shared data; default: $ONRECORD_SHARED, else ../shared from the repository's root
    #[arg(long, global = true)]
    shared: Option<PathBuf>,
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Subcommand)]
enum Verb {
    /// Print every score that the shared data allow
    Eval {
        /// Only these: articles, dates, attribution, gold, objects, practice
        only: Vec<eval::Topic>,
        /// Also name the worst pages or texts
        #[arg(long)]
        worst: bool,
        /// Texts or passages of your own in place of the repository's, in folders `seen` and `unseen`; for gold and objects
        #[arg(long, value_name = "FOLDER")]
        gold: Option<PathBuf>,
    },
    /// Fail if a score has fallen below eval/floors.json
    Gate {
        /// Write today's scores as the new floors (rounded down to three decimals); never lowers one without --lower
        #[arg(long)]
        set: bool,
        /// With --set: allow floors to fall; the commit must give the reason
        #[arg(long, requires = "set")]
        lower: bool,
    },
    /// Time the built program (cargo build --release first)
    Bench(bench::Bench),
}

fn main() -> Result<()> {
    let cli = Cli::parse();
    let shared = cli.shared.map_or_else(Shared::find, |dir| Shared::at(&dir));
    match cli.verb {
        Verb::Eval { only, worst, gold } => eval::run(shared.as_ref(), &only, gold.as_deref(), worst),
        Verb::Gate { set, lower } => floors::gate(shared.as_ref(), set, lower),
        Verb::Bench(bench) => bench.run(shared.as_ref()),
    }
}
