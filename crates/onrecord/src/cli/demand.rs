//! `onrecord demand`: one demand with its clock and what may answer it, and a person's decision that it is answered.

use super::whose::Whose;
use super::{
    show::find,
    tables::{demand_line, today},
};
use crate::{
    failure::{Ending, Failure},
    print,
    tables::{TableRow, clock},
};
use clap::Subcommand;
use jiff::Timestamp;
use onrecord_archive::{Access, Answer, Archive, Decision, DemandId, DemandLine, Reason};
use onrecord_reading::StatementId;
use serde::Serialize;
use std::{io::Write, path::Path};

/// One demand, what may answer it, and your decision that it is answered
///
/// Later statements of whoever is asked are proposed with a score from 0 to 1 and its reasons; none closes the demand. You do, with
/// the statement that answers it, your name and why: that is kept whatever a later reading says, and can be taken back.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    #[command(subcommand)]
    what: What,
}

const EXAMPLES: &str = "\
Examples:
  onrecord demand show d3k7
  onrecord demand close d3k7 --by s9w2 --who 'Ada Strand' --why 'the minister refuses by name'
  onrecord demand reopen d3k7 --who 'Ada Strand' --why 'he spoke of the other archive'";

#[derive(Debug, Subcommand)]
enum What {
    /// Show a demand with its clock, its decisions and what may answer it
    Show {
        /// The demand's id, or its beginning; `onrecord demands` prints ids
        id: String,
        /// Print one JSON object
        #[arg(long)]
        json: bool,
    },
    /// Decide that a statement answers a demand
    Close {
        /// The demand's id, or its beginning
        id: String,
        /// The statement that answers it
        #[arg(long, value_name = "STATEMENT")]
        by: String,
        #[command(flatten)]
        whose: Whose,
    },
    /// Take that back
    Reopen {
        /// The demand's id, or its beginning
        id: String,
        #[command(flatten)]
        whose: Whose,
    },
}

/// Answers proposed at most.
const PROPOSED: usize = 8;

/// As a program gets it.
#[derive(Serialize)]
struct Shown {
    #[serde(flatten)]
    demand: TableRow,
    decisions: Vec<DecisionShown>,
    proposed: Vec<AnswerShown>,
}

#[derive(Serialize)]
struct DecisionShown {
    at: String,
    who: String,
    verdict: String,
    answer: Option<String>,
    why: String,
}

#[derive(Serialize)]
struct AnswerShown {
    statement: String,
    score: f64,
    speaker: Option<String>,
    content: String,
    outlet: Option<String>,
    published: Option<String>,
    reasons: Vec<String>,
}

pub(super) fn run(args: &Args, dir: &Path) -> Result<Ending, Failure> {
    match &args.what {
        What::Show { id, json } => show(&Archive::open(dir, Access::Read)?, id, *json),
        What::Close { id, by, whose } => {
            let archive = Archive::open(dir, Access::Write)?;
            let demand = wanted(&archive, id)?;
            let by = find(&archive, by)?;
            let answer: Option<StatementId> = by.parse().ok();
            let answer = answer.ok_or_else(|| {
                Failure::new(format_args!("`{by}` is no statement")).hint("`onrecord demand show ID` proposes some")
            })?;
            decide(&archive, &demand, Decision::CLOSED, Some(answer.to_string()), whose)
        }
        What::Reopen { id, whose } => {
            let archive = Archive::open(dir, Access::Write)?;
            let demand = wanted(&archive, id)?;
            if demand.is_open() {
                return Err(Failure::new(format_args!("`{}` is open already", demand.id))
                    .hint("`onrecord demand show ID` shows what was decided"));
            }
            decide(&archive, &demand, Decision::REOPENED, None, whose)
        }
    }
}

fn wanted(archive: &Archive, id: &str) -> Result<DemandLine, Failure> {
    let id = find(archive, id)?;
    let demand = id.parse::<DemandId>().ok().map(|id| archive.demand(&id)).transpose()?.flatten();
    demand.ok_or_else(|| {
        Failure::new(format_args!("`{id}` is no demand")).hint("`onrecord demands` prints the ids of demands")
    })
}

fn decide(
    archive: &Archive,
    demand: &DemandLine,
    verdict: &str,
    value: Option<String>,
    whose: &Whose,
) -> Result<Ending, Failure> {
    let decision = Decision {
        at: Timestamp::now(),
        who: whose.who.trim().to_owned(),
        subject: demand.id.to_string(),
        verdict: verdict.to_owned(),
        value,
        why: whose.why.trim().to_owned(),
    };
    archive.put_decision(&decision)?;
    archive.index()?;
    let demand = wanted(archive, demand.id.as_str())?;
    let mut out = print::stdout();
    writeln!(out, "{}", demand_line(&demand, clock(archive, &demand, today())?))?;
    Ok(out.flush().map(|()| Ending::AllWell)?)
}

fn show(archive: &Archive, id: &str, json: bool) -> Result<Ending, Failure> {
    let demand = wanted(archive, id)?;
    let days = clock(archive, &demand, today())?;
    let decisions = archive.decisions_on(demand.id.as_str())?;
    let answers = archive.answers(&demand, PROPOSED)?;
    if json {
        let shown = Shown {
            demand: TableRow::of_demand(&demand, days),
            decisions: decisions.into_iter().map(DecisionShown::of).collect(),
            proposed: answers.iter().map(AnswerShown::of).collect(),
        };
        let mut out = print::data();
        serde_json::to_writer(&mut out, &shown)?;
        writeln!(out)?;
        return Ok(out.flush().map(|()| Ending::AllWell)?);
    }
    let mut out = print::stdout();
    write_demand(&mut out, &demand, days)?;
    for decision in &decisions {
        let by = decision.value.as_deref().map(|id| format!(" by {id}")).unwrap_or_default();
        let (who, why) = (print::one_line(&decision.who), print::one_line(&decision.why));
        writeln!(out, "{}{by}, {who}, {}: {why}", decision.verdict, decision.at)?;
    }
    match answers.len() {
        0 => writeln!(out, "\nNo later statement of the addressee on this matter is in this archive.")?,
        _ => writeln!(out, "\nMay answer it (you decide):")?,
    }
    for answer in &answers {
        writeln!(out, "{:.2}  {}", answer.score, reasons(answer).join(" · "))?;
        print::statement(&mut out, &answer.statement)?;
    }
    Ok(out.flush().map(|()| Ending::AllWell)?)
}

fn write_demand(out: &mut dyn Write, demand: &DemandLine, days: Option<i32>) -> Result<(), Failure> {
    writeln!(out, "{}", demand_line(demand, days))?;
    writeln!(out, "  {}", print::styled(print::DIM, &print::one_line(&demand.told.sentence)))?;
    if let Some(addressee) = &demand.addressee {
        writeln!(out, "Asked: {}, known by: {}", print::one_line(&addressee.name), print::one_line(&addressee.why))?;
    }
    let outlet = demand.told.article.outlet.as_deref().unwrap_or("pages that name no outlet");
    let place = demand.told.statement.map_or_else(|| demand.told.article.id.to_string(), |id| id.to_string());
    writeln!(out, "In {place}, {}\n", print::one_line(outlet))?;
    Ok(())
}

/// Why a statement is proposed, a few words each.
fn reasons(answer: &Answer) -> Vec<String> {
    let words = |reason: &Reason| match reason {
        Reason::IsAddressee => "the speaker is who was asked".to_owned(),
        Reason::SpeaksFor(name) => format!("speaks as {}", print::one_line(name)),
        Reason::SharesWords(words) => format!("both say {}", words.join(", ")),
        Reason::SharesNames(names) => format!("both speak of {}", names.join(", ")),
        Reason::DaysLater(days) => print::count(u64::try_from(*days).unwrap_or(0), "day later", "days later"),
    };
    answer.reasons.iter().map(words).collect()
}

impl DecisionShown {
    fn of(decision: Decision) -> DecisionShown {
        DecisionShown {
            at: decision.at.to_string(),
            who: decision.who,
            verdict: decision.verdict,
            answer: decision.value,
            why: decision.why,
        }
    }
}

impl AnswerShown {
    fn of(answer: &Answer) -> AnswerShown {
        let line = &answer.statement;
        AnswerShown {
            statement: line.id.to_string(),
            score: (f64::from(answer.score) * 1000.0).round() / 1000.0,
            speaker: line.speaker.as_ref().map(|s| s.name.clone()),
            content: line.content.clone(),
            outlet: line.article.outlet.clone(),
            published: line.article.published.as_ref().map(|p| p.value.clone()),
            reasons: reasons(answer),
        }
    }
}
