//! `onrecord versions`: what the page at an address showed and when, and what was changed in it.

use crate::{
    failure::{Ending, Failure},
    history::{EditShown, HistoryShown, ParagraphShown, VersionShown, back},
    print,
};
use onrecord_archive::{
    Archive,
    compare::{Edit, History, Version},
};
use serde::Serialize;
use std::io::Write;

/// What a page showed and when, and what was changed in it
///
/// Each change of the words of a page is a version; clocks, counters, advertisements, related links and the way quotation
/// marks are set are not, nor are pages in its place: requests for consent, checks for robots, errors. Spellings of an
/// address that are the same page are one: http and https, www., a trailing slash, tracking parameters.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    /// The address of the page
    #[arg(value_name = "URL")]
    url: String,

    /// Show what became of version N in version M, word by word
    #[arg(long, num_args = 2, value_names = ["N", "M"])]
    diff: Option<Vec<usize>>,

    /// Print one JSON object
    #[arg(long)]
    json: bool,
}

const EXAMPLES: &str = "\
Examples:
  onrecord versions https://harbour.example/news/fees
  onrecord versions harbour.example/news/fees --diff 1 2
  onrecord versions https://harbour.example/news/fees --json";

/// Addresses suggested for one that is not there.
const NEAR: usize = 5;

/// As a program gets it.
#[derive(Serialize)]
struct Shown<'a> {
    asked: &'a str,
    /// Null: the archive knows nothing of this address.
    history: Option<HistoryShown>,
    /// From each version to the next, or of the two that were asked for.
    edits: Vec<EditShown>,
    /// Addresses that may be meant, where this one is not known.
    near: Vec<String>,
}

pub(super) fn run(args: &Args, archive: &Archive) -> Result<Ending, Failure> {
    let Some(history) = archive.history(&args.url)? else {
        let near = archive.near_addresses(&args.url, NEAR)?;
        if args.json {
            return write_json(&Shown { asked: &args.url, history: None, edits: Vec::new(), near });
        }
        never_captured(&args.url, &near);
        return Ok(Ending::AllWell);
    };
    let edits = match args.diff.as_deref() {
        Some([old, new]) => vec![edit(archive, version(&history, *old)?, version(&history, *new)?)?],
        _ => following(archive, &history)?,
    };
    let shown = HistoryShown::of(&history);
    if args.json {
        return write_json(&Shown { asked: &args.url, history: Some(shown), edits, near: Vec::new() });
    }
    match (args.diff.is_some(), edits.as_slice()) {
        (true, [edit]) => write_diff(&shown, edit)?,
        _ => write_history(&shown, &edits)?,
    }
    Ok(Ending::AllWell)
}

fn write_json(shown: &Shown<'_>) -> Result<Ending, Failure> {
    let mut out = print::data();
    serde_json::to_writer(&mut out, shown)?;
    writeln!(out)?;
    out.flush()?;
    Ok(Ending::AllWell)
}

fn never_captured(url: &str, near: &[String]) {
    print::say(&print::one_line(&format!("No page at `{url}` was captured in this archive, nor was it looked at.")));
    for address in near {
        print::say(&print::label(print::HINT, "hint:", &format!("this one was: {address}")));
    }
    let hint = "`onrecord add URL` captures it now; `onrecord source add URL` has it looked at again and again";
    print::say(&print::label(print::HINT, "hint:", hint));
}

fn version(history: &History, number: usize) -> Result<&Version, Failure> {
    history.version(number).ok_or_else(|| {
        let n = history.versions.len();
        let there = match n {
            0 => "it has none that could be read".to_owned(),
            n => format!("it has {}, from 1 on", print::count(n as u64, "version", "versions")),
        };
        Failure::new(format_args!("`{}` has no version {number}", history.address)).hint(there)
    })
}

fn edit(archive: &Archive, old: &Version, new: &Version) -> Result<EditShown, Failure> {
    let edit: Option<Edit> = archive.edit(&old.capture, &new.capture)?;
    let edit = edit.ok_or_else(|| {
        Failure::new("a version is listed in the archive but not to be found in it").hint("run `onrecord check`")
    })?;
    Ok(EditShown::of(old, new, &edit))
}

/// From each version to the next.
fn following(archive: &Archive, history: &History) -> Result<Vec<EditShown>, Failure> {
    history.versions.windows(2).map(|pair| edit(archive, &pair[0], &pair[1])).collect()
}

fn write_history(history: &HistoryShown, edits: &[EditShown]) -> Result<(), Failure> {
    let mut out = print::stdout();
    let title = history.versions.last().and_then(|v| v.title.as_deref()).unwrap_or("Without a headline");
    writeln!(out, "{}", print::styled(print::TITLE, &print::one_line(title)))?;
    writeln!(out, "{}", print::one_line(history.name()))?;
    let last = history.last_look.map(|at| format!(", last {at:.0}")).unwrap_or_default();
    writeln!(
        out,
        "{}, {}{last}\n",
        print::count(history.versions.len() as u64, "version", "versions"),
        print::count(history.looks, "look", "looks"),
    )?;
    for version in &history.versions {
        write_version(&mut out, version)?;
        if let Some(edit) = edits.iter().find(|edit| edit.new.number == version.number) {
            if !edit.summary.is_empty() {
                writeln!(out, "     {}", print::one_line(&edit.summary.join(" · ")))?;
            }
            for note in edit.corrections.iter().filter(|note| !note.was_there) {
                writeln!(out, "     {}", print::styled(print::NOTE, &print::one_line(&note.text)))?;
            }
        }
    }
    for absence in &history.absences {
        let back = match absence.until {
            Some(at) => format!("; {at:.0} {}", back(absence)),
            None => format!(", and still so {:.0}", absence.last),
        };
        writeln!(out, "Gone since {:.0} (status {}){back}", absence.since, absence.status)?;
    }
    for aside in &history.set_aside {
        let line = format!("{:.0}  {} ({}), no version", aside.at, aside.words(), aside.evidence);
        writeln!(out, "{}", print::styled(print::DIM, &print::one_line(&line)))?;
    }
    if history.others > 0 {
        let others = print::count(history.others, "other page names", "other pages name");
        writeln!(out, "{}", print::styled(print::DIM, &format!("{others} this address and tell something else")))?;
    }
    Ok(out.flush()?)
}

fn write_version(out: &mut dyn Write, version: &VersionShown) -> Result<(), Failure> {
    let how = match version.dated_how() {
        "" => String::new(),
        how => format!(" ({how})"),
    };
    let reverts = version.reverts_to.map(|n| format!(", as version {n} was")).unwrap_or_default();
    let seen = match version.first_seen == version.last_seen {
        true => String::new(),
        false => format!(" to {:.0}", version.last_seen),
    };
    writeln!(
        out,
        "{:>3}  {:.0}{seen}{how}{reverts}  {}",
        version.number,
        version.first_seen,
        print::styled(print::DIM, &print::count(version.words, "word", "words")),
    )?;
    let evidence = format!("{}  sha256:{}", version.article, version.capture);
    Ok(writeln!(out, "     {}", print::styled(print::DIM, &evidence))?)
}

/// The paragraphs that changed; on a terminal by colour, elsewhere `[-went-] {+came+}`.
fn write_diff(history: &HistoryShown, edit: &EditShown) -> Result<(), Failure> {
    let mut out = print::stdout();
    writeln!(out, "{}", print::one_line(history.name()))?;
    write_version(&mut out, &edit.old)?;
    write_version(&mut out, &edit.new)?;
    let summary = if edit.summary.is_empty() { "nothing changed".to_owned() } else { edit.summary.join(" · ") };
    writeln!(out, "\n{}\n", print::styled(print::TITLE, &print::one_line(&summary)))?;
    let mut same = 0u64;
    for (n, paragraph) in edit.paragraphs.iter().enumerate() {
        if paragraph.how == "same" && !paragraph.moved {
            same += 1;
            continue;
        }
        write_unchanged(&mut out, &mut same)?;
        let mut classes = edit.classes(n);
        if paragraph.moved && !classes.contains(&"moved") {
            classes.push("moved");
        }
        writeln!(out, "{}", print::styled(print::DIM, &classes.join(", ")))?;
        writeln!(out, "{}\n", words(paragraph, print::colour()))?;
    }
    write_unchanged(&mut out, &mut same)?;
    Ok(out.flush()?)
}

fn write_unchanged(out: &mut dyn Write, same: &mut u64) -> Result<(), Failure> {
    if *same > 0 {
        let paragraphs = print::count(*same, "paragraph", "paragraphs");
        writeln!(out, "{}\n", print::styled(print::DIM, &format!("… {paragraphs} unchanged …")))?;
    }
    *same = 0;
    Ok(())
}

fn words(paragraph: &ParagraphShown, colour: bool) -> String {
    let mut line = String::new();
    for run in &paragraph.runs {
        let text = run.text.trim_end();
        let space = &run.text[text.len()..];
        let shown = match (run.how, colour) {
            ("removed", false) => format!("[-{}-]", print::clean(text)),
            ("added", false) => format!("{{+{}+}}", print::clean(text)),
            ("removed", true) => print::styled(print::REMOVED, text),
            ("added", true) => print::styled(print::ADDED, text),
            _ => print::clean(text).into_owned(),
        };
        line.push_str(&shown);
        line.push_str(if space.is_empty() && run.how == "removed" { " " } else { space });
    }
    line
}
