//! `onrecord who`: merging and splitting speakers, and who may be the same.

use super::show::find;
use super::whose::Whose;
use crate::{
    failure::{Ending, Failure},
    print,
};
use clap::Subcommand;
use jiff::Timestamp;
use onrecord_archive::{Access, Archive, Decided, Filter, SpeakerId, SpeakerLine};
use onrecord_reading::StatementId;
use serde::Serialize;
use std::{io::Write, path::Path};

/// Merge speakers who are one, split those who are several, and take it back
///
/// The archive takes the same kind and the same name for one speaker, and nobody else: two people of one surname stay two until you
/// say that they are one. What you decide is kept with your name and the time, whatever a later reading says; lists, searches, counts and
/// exports follow it, and printed words stay as printed.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    #[command(subcommand)]
    what: What,
}

const EXAMPLES: &str = "\
Examples:
  onrecord who like w5tr
  onrecord who merge w5tr w9ab --who 'Ada Strand' --why 'the Courier prints both names'
  onrecord who split w9ab s3kq s8pm --as 'Orla Venn (bridges)' --who 'Ada Strand' --why 'the engineer'
  onrecord who undo w5tr w9ab --who 'Ada Strand' --why 'they are sisters'";

#[derive(Debug, Subcommand)]
enum What {
    /// What was decided about a speaker, and who may be the same
    Like {
        /// The speaker's id, or its beginning; `onrecord search` prints ids
        id: String,
        /// Print one JSON object
        #[arg(long)]
        json: bool,
    },
    /// File all statements of one speaker under another
    Merge {
        /// Whose statements
        one: String,
        /// Under whom
        into: String,
        #[command(flatten)]
        whose: Whose,
    },
    /// File some statements under somebody else of the same name
    Split {
        /// Whose statements they are taken to be
        id: String,
        /// The statements that are somebody else's
        #[arg(required = true)]
        statements: Vec<String>,
        /// The name of whose they are, with what tells the two apart
        #[arg(long, value_name = "NAME")]
        r#as: String,
        #[command(flatten)]
        whose: Whose,
    },
    /// Take back the last merge or split of two speakers
    Undo {
        /// Who was merged, or from whom statements were split off
        from: String,
        /// Into whom, or to whom
        to: String,
        #[command(flatten)]
        whose: Whose,
    },
}

/// As a program gets it.
#[derive(Serialize)]
struct Shown {
    id: String,
    name: String,
    kind: &'static str,
    statements: u64,
    decisions: Vec<FiledShown>,
    alike: Vec<AlikeShown>,
}

#[derive(Serialize)]
struct FiledShown {
    at: String,
    who: String,
    why: String,
    /// `merged` or `split`.
    verdict: String,
    from: String,
    to: String,
    name: Option<String>,
    statements: Vec<String>,
}

#[derive(Serialize)]
struct AlikeShown {
    id: String,
    name: String,
    kind: &'static str,
    statements: u64,
    /// `name` or `surname`.
    why: &'static str,
}

/// Speakers named who may be the same.
const ALIKE: usize = 20;

pub(super) fn run(args: &Args, dir: &Path) -> Result<Ending, Failure> {
    match &args.what {
        What::Like { id, json } => like(&Archive::open(dir, Access::Read)?, id, *json),
        What::Merge { one, into, whose } => {
            let archive = Archive::open(dir, Access::Write)?;
            let filed = archive.merge_speakers(&speaker(&archive, one)?, &speaker(&archive, into)?, &whose.now())?;
            done(&archive, &filed)
        }
        What::Split { id, statements, r#as, whose } => {
            let archive = Archive::open(dir, Access::Write)?;
            let from = speaker(&archive, id)?;
            let statements = statements.iter().map(|id| statement(&archive, id)).collect::<Result<Vec<_>, _>>()?;
            let filed = archive.split_speaker(&from, &statements, r#as, &whose.now())?;
            done(&archive, &filed)
        }
        What::Undo { from, to, whose } => {
            let archive = Archive::open(dir, Access::Write)?;
            let from = speaker(&archive, from)?;
            archive.undo_filing(&from, &speaker(&archive, to)?, &whose.now())?;
            done(&archive, &from)
        }
    }
}

impl Whose {
    fn now(&self) -> Decided {
        Decided { at: Timestamp::now(), who: self.who.clone(), why: self.why.clone() }
    }
}

fn speaker(archive: &Archive, id: &str) -> Result<SpeakerId, Failure> {
    let id = find(archive, id)?;
    id.parse().map_err(|()| {
        Failure::new(format_args!("`{id}` is no speaker"))
            .hint("ids of speakers begin with w; `onrecord search` prints them")
    })
}

fn statement(archive: &Archive, id: &str) -> Result<StatementId, Failure> {
    let id = find(archive, id)?;
    id.parse().map_err(|()| {
        Failure::new(format_args!("`{id}` is no statement"))
            .hint("ids of statements begin with s; `onrecord show ID` prints them")
    })
}

/// Brings the index up to what was decided, and says who is who now.
fn done(archive: &Archive, id: &SpeakerId) -> Result<Ending, Failure> {
    archive.index()?;
    if let Some(entry) = archive.speaker(id, &Filter::everything())? {
        let counted = print::count(entry.kept, "statement", "statements");
        print::say(&format!("{} · {} · {counted}", print::one_line(&entry.speaker.name), entry.speaker.id));
    }
    Ok(Ending::AllWell)
}

fn like(archive: &Archive, id: &str, json: bool) -> Result<Ending, Failure> {
    let id = speaker(archive, id)?;
    let entry = archive.speaker(&id, &Filter::everything())?;
    let Some(entry) = entry else {
        return Err(Failure::new(format_args!("nobody in this archive is `{id}`"))
            .hint("`onrecord decisions` tells what was decided"));
    };
    let alike = archive.alike(&entry, ALIKE)?;
    let SpeakerLine { id, name, kind, .. } = entry.speaker;
    let shown = Shown {
        decisions: archive.filings_of(&id)?.into_iter().map(FiledShown::of).collect(),
        alike: alike.into_iter().map(AlikeShown::of).collect(),
        id: id.to_string(),
        name,
        kind: kind.as_str(),
        statements: entry.kept,
    };
    let mut out = print::stdout();
    if json {
        writeln!(out, "{}", serde_json::to_string(&shown)?)?;
        out.flush()?;
        return Ok(Ending::AllWell);
    }
    let line = |id: &str, name: &str, kind: &str, n: u64| {
        let about = format!("{id} · {kind} · {}", print::count(n, "statement", "statements"));
        format!("{}  {}", print::styled(print::SPEAKER, &print::one_line(name)), print::styled(print::DIM, &about))
    };
    writeln!(out, "{}", line(&shown.id, &shown.name, shown.kind, shown.statements))?;
    for filed in &shown.decisions {
        let what = match &filed.name {
            None => format!("{} merged into {}", filed.from, filed.to),
            Some(name) => {
                let counted = print::count(filed.statements.len() as u64, "statement", "statements");
                format!("{counted} of {} split off to {} “{}”", filed.from, filed.to, print::one_line(name))
            }
        };
        let by = format!("{}, {}: {}", print::one_line(&filed.who), filed.at, print::one_line(&filed.why));
        writeln!(out, "  {what}\n    {}", print::styled(print::DIM, &by))?;
    }
    writeln!(
        out,
        "{}",
        if shown.alike.is_empty() { "Nobody here has a name like it." } else { "May be the same; you decide:" }
    )?;
    for one in &shown.alike {
        writeln!(out, "  {} · the same {}", line(&one.id, &one.name, one.kind, one.statements), one.why)?;
    }
    out.flush()?;
    Ok(Ending::AllWell)
}

impl FiledShown {
    fn of(filed: onrecord_archive::Filed) -> FiledShown {
        FiledShown {
            at: format!("{:.0}", filed.decision.at),
            who: filed.decision.who,
            why: filed.decision.why,
            verdict: filed.decision.verdict,
            from: filed.from.to_string(),
            to: filed.to.to_string(),
            name: filed.name,
            statements: filed.statements.iter().map(ToString::to_string).collect(),
        }
    }
}

impl AlikeShown {
    fn of(one: onrecord_archive::Alike) -> AlikeShown {
        let SpeakerLine { id, name, kind, .. } = one.speaker;
        AlikeShown { id: id.to_string(), name, kind: kind.as_str(), statements: one.statements, why: one.why }
    }
}
