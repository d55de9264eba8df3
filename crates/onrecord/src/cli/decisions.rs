//! `onrecord decisions`: what people decided about statements and speakers.

use crate::{
    failure::{Ending, Failure},
    print,
};
use onrecord_archive::{Archive, Decision, SpeakerId};
use serde::Serialize;
use std::io::Write;

/// What people decided about statements and speakers
///
/// Every decision made in the browser or by `onrecord who`, the last first, with who and when. A decision that was taken back stands in
/// the list too, followed by the one that took it back. Decisions are kept whatever a later reading says.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    /// Of one statement or speaker only
    #[arg(value_name = "ID")]
    statement: Option<String>,

    /// At most so many
    #[arg(long, value_name = "N", default_value_t = 1_000_000, hide_default_value = true)]
    limit: usize,

    /// Print one JSON object a line
    #[arg(long)]
    json: bool,
}

const EXAMPLES: &str = "\
Examples:
  onrecord decisions --limit 20
  onrecord decisions --json > decisions.jsonl";

/// As a program gets it.
#[derive(Serialize)]
struct Shown<'a> {
    at: String,
    who: &'a str,
    /// Null where it is about a speaker.
    statement: Option<&'a str>,
    /// Null where it is about a statement.
    speaker: Option<&'a str>,
    /// Of a statement `accepted`, `rejected`, `speaker`, `content`, `undone`; of a speaker `merged`, `parted`, `split`, `rejoined`.
    verdict: &'a str,
    /// The name of the speaker, or `start..end` of the content in code points of the article's text; of a speaker the id of the other
    /// one, and of a split an object with that (`to`), its `name` and the `statements`, as JSON.
    value: Option<&'a str>,
    why: &'a str,
}

pub(super) fn run(args: &Args, archive: &Archive) -> Result<Ending, Failure> {
    let mut decisions = archive.decisions(args.limit)?;
    if let Some(id) = &args.statement {
        decisions.retain(|decision| decision.subject == *id);
    }
    if args.json {
        let mut out = print::data();
        for decision in &decisions {
            serde_json::to_writer(&mut out, &Shown::of(decision)).map_err(std::io::Error::from)?;
            writeln!(out)?;
        }
        out.flush()?;
        return Ok(Ending::AllWell);
    }
    let mut out = print::stdout();
    for decision in &decisions {
        let shown = Shown::of(decision);
        let value = shown.value.map(|value| format!(" {}", print::one_line(value))).unwrap_or_default();
        let about = format!("{} · {} · {}", shown.at, print::one_line(shown.who), decision.subject);
        writeln!(out, "{}\n  {}{value}", print::styled(print::DIM, &about), shown.verdict)?;
    }
    out.flush()?;
    if decisions.is_empty() {
        print::say(
            "No decisions in this archive. They are made in the browser: `onrecord serve`, then Review; and by `onrecord who`.",
        );
    }
    Ok(Ending::AllWell)
}

impl Shown<'_> {
    fn of(decision: &Decision) -> Shown<'_> {
        let of_speaker = decision.subject.parse::<SpeakerId>().is_ok();
        Shown {
            at: format!("{:.0}", decision.at),
            who: &decision.who,
            statement: (!of_speaker).then_some(decision.subject.as_str()),
            speaker: of_speaker.then_some(decision.subject.as_str()),
            verdict: &decision.verdict,
            value: decision.value.as_deref(),
            why: &decision.why,
        }
    }
}
