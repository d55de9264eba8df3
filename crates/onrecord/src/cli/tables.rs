//! `onrecord figures`, `onrecord demands`, `onrecord incidents`: what is in statements, as tables.

use super::search::typed;
use crate::{
    explain,
    failure::{Ending, Failure},
    json::NoteRead,
    print,
    tables::{TableRow, clock, write_csv},
};
use jiff::{Zoned, civil::Date};
use onrecord_archive::{
    Archive, DemandLine, DemandState, FigureLine, IncidentLine, Listed, Query, Table, Told, Window,
};
use serde::Serialize;
use std::io::{self, Write};

/// The figures in statements: how many, of what, said by whom and when
///
/// Takes the same words and operators as `onrecord search`. A figure is given with its bound ("at least 300"); what an outlet tells
/// itself has no speaker. With --csv, a table for spreadsheets.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  onrecord figures unit:immigrants
  onrecord figures 'figure:>300' bridge --csv > figures.csv")]
pub(super) struct Figures {
    #[command(flatten)]
    asked: Asked,
}

/// Who asks whom for what, and for how long without an answer in this archive
///
/// Takes the same words and operators as `onrecord search`. The clock counts the days since a demand was made, until the answer
/// that somebody chose with `onrecord demand close`; the program itself closes none.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  onrecord demands demand:open
  onrecord demands 'to:\"United States\"' after:2022 --csv > demands.csv")]
pub(super) struct Demands {
    #[command(flatten)]
    asked: Asked,
}

/// Who is reported to have done what to whom, where and when
///
/// Takes the same words and operators as `onrecord search`. Types are those of PLOVER; each row is one telling, and rows with the
/// same id are taken for one incident. Whether something was so is never asked: status says how it is told.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  onrecord incidents incident:expel target:diplomats
  onrecord incidents incident:denied after:2024-10 --csv > incidents.csv")]
pub(super) struct Incidents {
    #[command(flatten)]
    asked: Asked,
}

#[derive(Debug, clap::Args)]
struct Asked {
    /// Words, "phrases" and operators
    #[arg(value_name = "QUERY")]
    query: Vec<String>,

    /// Print one JSON object
    #[arg(long, conflicts_with = "csv")]
    json: bool,

    /// Print CSV with a line of names
    #[arg(long)]
    csv: bool,

    /// Give at most so many rows [default: 40; as CSV all]
    #[arg(long, value_name = "N")]
    limit: Option<usize>,
}

/// As a program gets it.
#[derive(Serialize)]
struct Found<'a> {
    query: &'a str,
    notes: Vec<NoteRead<'a>>,
    total: u64,
    /// Whether there may be more than `total`.
    more: bool,
    rows: &'a [TableRow],
}

/// Rows of a person's table.
const SHOWN: usize = 40;

/// What is printed of a row: its line, and what stands below it.
type Lines = (String, String);

impl Figures {
    pub(super) fn run(&self, archive: &Archive) -> Result<Ending, Failure> {
        let ask = |query: &Query, window| archive.figures(query, window);
        let row = |line: &FigureLine| Ok((TableRow::of_figure(line), figure(line)));
        self.asked.answer(archive, Table::Figures, ["figure", "figures"], ask, |line| &mut line.told, row)
    }
}

impl Demands {
    pub(super) fn run(&self, archive: &Archive) -> Result<Ending, Failure> {
        let today = Zoned::now().date();
        let ask = |query: &Query, window| archive.demands(query, window);
        let row = |line: &DemandLine| {
            let days = clock(archive, line, today)?;
            Ok((TableRow::of_demand(line, days), demand(line, days)))
        };
        self.asked.answer(archive, Table::Demands, ["demand", "demands"], ask, |line| &mut line.told, row)
    }
}

impl Incidents {
    pub(super) fn run(&self, archive: &Archive) -> Result<Ending, Failure> {
        let ask = |query: &Query, window| archive.incidents(query, window);
        let row = |line: &IncidentLine| Ok((TableRow::of_incident(line), incident(line)));
        self.asked.answer(archive, Table::Incidents, ["incident", "incidents"], ask, |line| &mut line.told, row)
    }
}

impl Asked {
    fn answer<L>(
        &self,
        archive: &Archive,
        table: Table,
        [one, many]: [&str; 2],
        ask: impl Fn(&Query, Window) -> Result<Listed<L>, onrecord_archive::Error>,
        told: fn(&mut L) -> &mut Told,
        row: impl Fn(&L) -> Result<(TableRow, Lines), Failure>,
    ) -> Result<Ending, Failure> {
        let typed = typed(&self.query);
        let query = Query::parse(&typed);
        let asking = query.value.clone().asking_for(table);
        let limit = self.limit.unwrap_or(if self.csv { usize::MAX } else { SHOWN });
        let mut found = ask(&asking.clone().with_usual_filter(), Window { offset: 0, limit })?;
        archive.sentences(found.rows.iter_mut().map(told))?;
        let rows = found.rows.iter().map(&row).collect::<Result<Vec<_>, _>>()?;
        let (rows, lines): (Vec<TableRow>, Vec<Lines>) = rows.into_iter().unzip();
        if self.csv {
            let mut out = print::data();
            match rows.first() {
                Some(names) => write_csv(&mut out, &rows, names)?,
                None => print::say(&format!("no {one} fits")),
            }
            out.flush()?;
            return Ok(Ending::AllWell);
        }
        if self.json {
            let mut out = print::data();
            let notes = query.notes.iter().map(NoteRead::without_place).collect();
            let found = Found { query: &typed, notes, total: found.total, more: found.more, rows: &rows };
            serde_json::to_writer(&mut out, &found)?;
            writeln!(out)?;
            out.flush()?;
            return Ok(Ending::AllWell);
        }
        for note in &query.notes {
            print::say(&print::note(&note.message, note.hint.as_deref()));
        }
        if found.total == 0 {
            super::search::tell(&explain::empty_result(archive, &asking)?);
            return Ok(Ending::AllWell);
        }
        let mut out = print::stdout();
        for (line, below) in &lines {
            writeln!(out, "{line}\n{below}\n")?;
        }
        let least = if found.more { "at least " } else { "" };
        let shown = lines.len() as u64;
        let more = if shown < found.total {
            format!("; {} shown, `--limit` gives more", print::number(shown))
        } else {
            String::new()
        };
        writeln!(out, "{least}{}{more}", print::count(found.total, one, many))?;
        out.flush()?;
        Ok(Ending::AllWell)
    }
}

fn figure(line: &FigureLine) -> Lines {
    let period = line.period.as_deref().map(|p| format!(", {}", print::one_line(p))).unwrap_or_default();
    (format!("{}{period}", print::styled(print::CONTENT, &print::one_line(&line.words))), below(&line.told))
}

/// "Mira Tolland → Dolmark, call: to withdraw … · 412 days, no answer recorded in this archive".
fn demand(line: &DemandLine, days: Option<i32>) -> Lines {
    (demand_line(line, days), format!("  {}\n{}", print::styled(print::DIM, line.id.as_str()), below(&line.told)))
}

pub(super) fn demand_line(line: &DemandLine, days: Option<i32>) -> String {
    let party = |party: &Option<onrecord_archive::NamedLine>, nobody: &str| {
        party.as_ref().map_or_else(|| nobody.to_owned(), |p| print::styled(print::SPEAKER, &print::one_line(&p.name)))
    };
    let to = match line.force.binds_oneself() {
        true => String::new(),
        false => format!(" → {}", party(&line.addressee, "nobody named")),
    };
    let not = if line.negated { "not: " } else { "" };
    let object = line.object.as_deref().unwrap_or(&line.words);
    let clock = days.map(|days| print::count(u64::try_from(days).unwrap_or(0), "day", "days"));
    let state = match &line.state {
        DemandState::Open => "no answer recorded in this archive".to_owned(),
        DemandState::Closed(decision) => {
            let by = decision.value.as_deref().unwrap_or("a statement");
            format!(
                "answered by {by}, as {} decided: {}",
                print::one_line(&decision.who),
                print::one_line(&decision.why)
            )
        }
    };
    let state: Vec<String> = clock.into_iter().chain([state]).collect();
    format!(
        "{}{to}, {}: {not}{}\n  {}",
        party(&line.asker, "nobody named"),
        line.force,
        print::styled(print::CONTENT, &print::one_line(object)),
        state.join(", ")
    )
}

/// "Dolmark expel diplomats (four), Arden, 2024-10-08 · SANCTION, denied".
fn incident(line: &IncidentLine) -> Lines {
    let part = |part: &Option<String>| part.as_deref().map(print::one_line);
    let count = part(&line.counted).map(|c| format!("({c})"));
    let act = [part(&line.actor), Some(print::styled(print::CUE, &line.mode)), part(&line.target), count];
    let act: Vec<String> = act.into_iter().flatten().collect();
    let told = if line.day_is_told { "" } else { "told " };
    let day = line.first_day.as_ref().map(|first| match line.last_day.as_ref().filter(|last| *last != first) {
        Some(last) => format!("{told}{first} to {last}"),
        None => format!("{told}{first}"),
    });
    let more: Vec<String> = [
        part(&line.place),
        day,
        Some(format!("{}, {}", line.kind, line.status.as_str())),
        Some(line.event.to_string()),
    ]
    .into_iter()
    .flatten()
    .collect();
    (format!("{}\n  {}", act.join(" "), more.join(" · ")), below(&line.told))
}

/// Who said it, who carried it, and the words around it.
fn below(told: &Told) -> String {
    let speaker = match &told.speaker {
        Some(speaker) => print::one_line(&speaker.name),
        None if told.statement.is_some() => "nobody named".to_owned(),
        None => "told by the outlet itself".to_owned(),
    };
    let place = told.statement.map_or_else(|| told.article.id.to_string(), |id| id.to_string());
    let published = told.article.published.as_ref().and_then(|p| p.value.split('T').next());
    let about = [Some(place.as_str()), Some(&speaker), published, told.article.outlet.as_deref()];
    let about: Vec<String> = about.into_iter().flatten().map(print::one_line).collect();
    format!(
        "  {}\n  {}",
        print::styled(print::DIM, &about.join(" · ")),
        print::styled(print::DIM, &print::one_line(&told.sentence))
    )
}

/// Today, for clocks.
pub(super) fn today() -> Date {
    Zoned::now().date()
}

/// A table's row in full, for `onrecord show`.
pub(super) fn write_row(out: &mut dyn Write, (line, below): &Lines) -> io::Result<()> {
    writeln!(out, "{line}\n{below}\n")
}

/// Likewise of a telling of an incident.
pub(super) fn telling(line: &IncidentLine) -> Lines {
    incident(line)
}
