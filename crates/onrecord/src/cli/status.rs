//! `onrecord status`: what the archive holds, in counts that add up.

use crate::{
    failure::{Ending, Failure},
    print,
};
use onrecord_archive::{Archive, HostHealth, Status};
use onrecord_reading::Models;
use serde::Serialize;
use std::{
    io::{self, Write},
    path::{self, Path, PathBuf},
};

/// What the archive holds, in counts that add up, and where it lies
///
/// Names every path that could not be added, with the reason and the way out.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    /// Print one JSON object
    #[arg(long)]
    json: bool,
}

const EXAMPLES: &str = "\
Examples:
  onrecord status
  onrecord status --json --archive ~/harbour-archive";

/// As a program gets it.
#[derive(Serialize)]
struct StatusShown<'a> {
    archive: String,
    version: &'static str,
    reader: String,
    #[serde(flatten)]
    status: &'a Status,
    /// Every host that was ever asked, and how it stands.
    hosts: Vec<HostHealth>,
}

pub(super) fn run(args: &Args, archive: &Archive, dir: &Path) -> Result<Ending, Failure> {
    let status = archive.status()?;
    let reader = Models::embedded().version().to_string();
    if args.json {
        let shown = StatusShown {
            archive: place(dir).to_string_lossy().into_owned(),
            version: env!("CARGO_PKG_VERSION"),
            reader,
            status: &status,
            hosts: archive.hosts()?,
        };
        let mut out = print::data();
        serde_json::to_writer(&mut out, &shown)?;
        writeln!(out)?;
        out.flush()?;
        return Ok(Ending::AllWell);
    }
    let mut out = print::stdout();
    write_counts(&mut out, &status, dir, &reader)?;
    write_hosts(&mut out, &archive.hosts()?)?;
    write_failures(&mut out, &status)?;
    out.flush()?;
    Ok(Ending::AllWell)
}

fn write_counts(out: &mut dyn Write, status: &Status, dir: &Path, reader: &str) -> io::Result<()> {
    let Status { captures, sightings, articles, statements, speakers, outlets, .. } = *status;
    writeln!(out, "{} {}", print::styled(print::TITLE, "Archive"), place(dir).display())?;
    let mut line = |n: u64, what: &str, remark: String| {
        writeln!(out, "{:>11}  {what:<15} {}", print::number(n), print::styled(print::DIM, &remark))
    };
    let without = match status.captures_without_text {
        0 => String::new(),
        n => format!(", {} of them without text", print::number(n)),
    };
    line(captures, "captured pages", format!("seen in {}{without}", print::count(sightings, "place", "places")))?;
    line(articles, "articles", format!("of {}", print::count(outlets, "named outlet", "named outlets")))?;
    line(statements, "statements", format!("{}; by act: {}", sum(&status.by_mode), sum(&status.by_class)))?;
    line(speakers, "speakers", "across pages: the same name and kind".to_owned())?;
    line(status.failures.len() as u64, "failed paths", String::new())?;
    writeln!(
        out,
        "On disk: {} (captured pages {}, store {}, search index {}); format {}",
        print::bytes(status.bytes_captures + status.bytes_store + status.bytes_index),
        print::bytes(status.bytes_captures),
        print::bytes(status.bytes_store),
        print::bytes(status.bytes_index),
        status.format,
    )?;
    let read_by = match status.by_reader.as_slice() {
        [] => "nothing was read yet".to_owned(),
        [(one, _)] if one == reader => "read all of the statements".to_owned(),
        several => format!("the statements were read by: {}", sum(several)),
    };
    writeln!(out, "Reader: {reader} ({read_by})")?;
    match status.index_behind {
        0 => writeln!(out, "Search index: up to date"),
        n => writeln!(
            out,
            "Search index: {} behind the store; `onrecord serve` and the next `onrecord add` mend that",
            print::count(n, "change", "changes")
        ),
    }
}

/// Where it lies, wherever the next command is run.
fn place(dir: &Path) -> PathBuf {
    path::absolute(dir).unwrap_or_else(|_| dir.to_owned())
}

/// "direct 12 + indirect 3".
fn sum(counts: &[(String, u64)]) -> String {
    counts.iter().map(|(name, n)| format!("{name} {}", print::number(*n))).collect::<Vec<_>>().join(" + ")
}

/// A line for each host that was asked, those in trouble with their reason.
fn write_hosts(out: &mut dyn Write, hosts: &[HostHealth]) -> io::Result<()> {
    if hosts.is_empty() {
        return Ok(());
    }
    writeln!(out, "{}", print::styled(print::TITLE, "Hosts"))?;
    let moment = |at: Option<jiff::Timestamp>| at.map_or_else(|| "never".to_owned(), |at| format!("{at:.0}"));
    for host in hosts {
        let good = format!("last good {}, last changed {}", moment(host.last_good), moment(host.last_changed));
        writeln!(out, "  {}  {}", print::one_line(&host.host), print::styled(print::DIM, &good))?;
        if let Some(why) = host.last_failure.as_ref().filter(|_| host.failures > 0) {
            let since = print::count(u64::from(host.failures), "failure", "failures");
            let next = host.free_at.map(|at| format!("; asked again after {at:.0}")).unwrap_or_default();
            writeln!(out, "    {since} since: {}{next}", print::one_line(why))?;
        }
    }
    Ok(())
}

fn write_failures(out: &mut dyn Write, status: &Status) -> io::Result<()> {
    if status.failures.is_empty() {
        return Ok(());
    }
    writeln!(out, "{}", print::styled(print::TITLE, "Failed paths"))?;
    for failed in &status.failures {
        writeln!(out, "  {}", print::one_line(&failed.reason))?;
        if let Some(hint) = &failed.hint {
            writeln!(out, "    {}", print::label(print::HINT, "hint:", hint))?;
        }
    }
    Ok(())
}
