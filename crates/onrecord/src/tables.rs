//! Figures, demands, incidents and relations as rows for people and programs: one list of named cells each, from which both JSON and CSV are made.
//!
//! Takes lines of the archive and today's date, gives [`TableRow`]s. In CSV no cell can be a formula: what a spreadsheet would take for
//! one begins with an apostrophe. Column names are a promise to outsiders: added to, never renamed.

use jiff::civil::Date;
use onrecord_archive::{
    Archive, DemandLine, DemandState, Error, FigureLine, IncidentLine, NamedLine, RelationLine, SpeakerId, Told,
};
use serde::{Serialize, Serializer, ser::SerializeMap};
use std::io::{self, Write};

/// One row: names of columns and what stands in them.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct TableRow(Vec<(&'static str, Cell)>);

/// What stands in a cell.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub(crate) enum Cell {
    /// Nothing.
    None,
    /// A number.
    Number(f64),
    /// Yes or no.
    Bool(bool),
    /// Words.
    Text(String),
}

impl From<&str> for Cell {
    fn from(text: &str) -> Cell {
        Cell::Text(text.to_owned())
    }
}

impl From<Option<&str>> for Cell {
    fn from(text: Option<&str>) -> Cell {
        text.map_or(Cell::None, Cell::from)
    }
}

impl From<Option<f64>> for Cell {
    fn from(number: Option<f64>) -> Cell {
        number.map_or(Cell::None, Cell::Number)
    }
}

impl Serialize for TableRow {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        self.0.iter().try_for_each(|(name, cell)| map.serialize_entry(name, cell))?;
        map.end()
    }
}

/// Days from one day to another; of days only.
pub(crate) fn days_between(from: Option<&str>, to: Date) -> Option<i32> {
    let from: Date = from?.parse().ok()?;
    from.until(to).ok().map(|span| span.get_days())
}

/// How long a demand has stood, or stood until it was answered.
pub(crate) fn clock(archive: &Archive, demand: &DemandLine, today: Date) -> Result<Option<i32>, Error> {
    let until = match &demand.state {
        DemandState::Open => Some(today),
        DemandState::Closed(decision) => {
            let answer = decision.value.as_deref().and_then(|id| id.parse().ok());
            let answer = answer.map(|id| archive.statement(&id)).transpose()?.flatten();
            let day = answer.and_then(|a| a.article.published).and_then(|p| p.value.get(..10)?.parse().ok());
            day.or_else(|| decision.at.strftime("%Y-%m-%d").to_string().parse().ok())
        }
    };
    Ok(until.and_then(|until| days_between(demand.asked_on.as_deref(), until)))
}

impl TableRow {
    /// A figure's.
    pub(crate) fn of_figure(line: &FigureLine) -> TableRow {
        let mut cells = vec![
            ("value", Cell::from(line.value.as_str())),
            ("low", Cell::Number(line.low)),
            ("high", Cell::Number(line.high)),
            ("bound", line.bound.as_str().into()),
            ("kind", line.kind.as_str().into()),
            ("unit", line.unit.as_deref().into()),
            ("currency", line.currency.as_deref().into()),
            ("modifiers", line.modifiers.as_deref().into()),
            ("of", line.of.as_deref().into()),
            ("period", line.period.as_deref().into()),
            ("period_first", line.period_first.as_deref().into()),
            ("period_last", line.period_last.as_deref().into()),
            ("words", line.words.as_str().into()),
        ];
        told(&mut cells, &line.told);
        TableRow(cells)
    }

    /// A demand's, with its clock in days.
    pub(crate) fn of_demand(line: &DemandLine, days: Option<i32>) -> TableRow {
        let closed = match &line.state {
            DemandState::Open => None,
            DemandState::Closed(decision) => Some(decision),
        };
        let mut cells = vec![
            ("demand", Cell::from(line.id.as_str())),
            ("force", line.force.as_str().into()),
            ("asker", name(&line.asker)),
            ("asker_id", id(&line.asker)),
            ("addressee", name(&line.addressee)),
            ("addressee_id", id(&line.addressee)),
            ("addressee_why", line.addressee.as_ref().map(|a| a.why.as_str()).into()),
            ("object", line.object.as_deref().into()),
            ("negated", Cell::Bool(line.negated)),
            ("deadline", line.deadline.as_deref().into()),
            ("deadline_day", line.deadline_day.as_deref().into()),
            ("asked_on", line.asked_on.as_deref().into()),
            ("state", if closed.is_some() { "closed" } else { "open" }.into()),
            ("days", days.map(f64::from).into()),
            ("answered_by", closed.and_then(|d| d.value.as_deref()).into()),
            ("decided_by", closed.map(|d| d.who.as_str()).into()),
            ("decided_at", closed.map_or(Cell::None, |d| Cell::Text(d.at.to_string()))),
            ("decided_why", closed.map(|d| d.why.as_str()).into()),
            ("words", line.words.as_str().into()),
        ];
        told(&mut cells, &line.told);
        TableRow(cells)
    }

    /// A relation's, as one text states it.
    pub(crate) fn of_relation(line: &RelationLine) -> TableRow {
        let subject = Some(line.subject.clone());
        let mut cells = vec![
            ("relation", Cell::from(line.kind.as_str())),
            ("status", line.status.as_str().into()),
            ("subject", name(&subject)),
            ("subject_id", id(&subject)),
            ("subject_why", line.subject.why.as_str().into()),
            ("object", name(&line.object)),
            ("object_id", id(&line.object)),
            ("object_why", line.object.as_ref().map(|o| o.why.as_str()).into()),
            ("words", line.words.as_str().into()),
        ];
        told(&mut cells, &line.told);
        TableRow(cells)
    }

    /// An incident's, as one text tells it.
    pub(crate) fn of_incident(line: &IncidentLine) -> TableRow {
        let mut cells = vec![
            ("incident", Cell::from(line.event.as_str())),
            ("telling", line.id.as_str().into()),
            ("type", line.kind.as_str().into()),
            ("mode", line.mode.as_str().into()),
            ("status", line.status.as_str().into()),
            ("actor", line.actor.as_deref().into()),
            ("target", line.target.as_deref().into()),
            ("place", line.place.as_deref().into()),
            ("when", line.time.as_deref().into()),
            ("first_day", line.first_day.as_deref().into()),
            ("last_day", line.last_day.as_deref().into()),
            ("day_is_told", Cell::Bool(line.day_is_told)),
            ("count", line.counted.as_deref().into()),
            ("count_low", line.low.into()),
            ("count_high", line.high.into()),
            ("count_bound", line.bound.map(onrecord_reading::Bound::as_str).into()),
            ("words", line.words.as_str().into()),
        ];
        told(&mut cells, &line.told);
        TableRow(cells)
    }
}

fn name(party: &Option<NamedLine>) -> Cell {
    party.as_ref().map(|p| p.name.as_str()).into()
}

fn id(party: &Option<NamedLine>) -> Cell {
    party.as_ref().map(|p| p.id.as_str()).into()
}

fn told(cells: &mut Vec<(&'static str, Cell)>, told: &Told) {
    let (speaker, article) = (told.speaker.as_ref(), &told.article);
    cells.extend([
        ("sentence", Cell::from(told.sentence.as_str())),
        ("said_on", told.day.as_deref().into()),
        ("speaker", speaker.map(|s| s.name.as_str()).into()),
        ("speaker_role", speaker.and_then(|s| s.role.as_deref()).into()),
        ("speaker_id", speaker.map(|s| &s.id).map(SpeakerId::as_str).into()),
        ("statement", told.statement.as_ref().map(|s| s.as_str()).into()),
        ("outlet", article.outlet.as_deref().into()),
        ("published", article.published.as_ref().map(|p| p.value.as_str()).into()),
        ("title", article.title.as_deref().into()),
        ("article", article.id.as_str().into()),
        ("url", article.url.as_deref().into()),
    ]);
}

/// Writes rows as CSV (RFC 4180, UTF-8) with a line of names.
pub(crate) fn write_csv(to: &mut dyn Write, rows: &[TableRow], names: &TableRow) -> io::Result<()> {
    let line = |to: &mut dyn Write, cells: &mut dyn Iterator<Item = String>| {
        to.write_all(cells.collect::<Vec<_>>().join(",").as_bytes()).and_then(|()| to.write_all(b"\r\n"))
    };
    line(to, &mut names.0.iter().map(|(name, _)| (*name).to_owned()))?;
    rows.iter().try_for_each(|row| line(to, &mut row.0.iter().map(|(_, cell)| quoted(cell))))
}

fn quoted(cell: &Cell) -> String {
    let text = match cell {
        Cell::None => return String::new(),
        Cell::Number(number) => return number.to_string(),
        Cell::Bool(yes) => return yes.to_string(),
        Cell::Text(text) => text,
    };
    // A value such as -5 is a number and no formula.
    let formula = text.starts_with(['=', '+', '-', '@', '\t', '\r']) && text.parse::<f64>().is_err();
    let text = if formula { format!("'{text}") } else { text.clone() };
    if text.contains(['"', ',', '\n', '\r', ';']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_is_a_formula_and_every_cell_is_one() {
        let cells = ["=1+1", "+7 999", "-5", "-five", "@sum", "\tx", "a \"b\", c", "two\nlines", "plain"];
        let shown: Vec<String> = cells.iter().map(|c| quoted(&Cell::from(*c))).collect();
        let wanted =
            ["'=1+1", "'+7 999", "-5", "'-five", "'@sum", "'\tx", "\"a \"\"b\"\", c\"", "\"two\nlines\"", "plain"];
        assert_eq!(shown, wanted);
        let row = TableRow(vec![("a", Cell::None), ("b", Cell::Number(1.5)), ("c", Cell::Bool(true))]);
        let mut csv = Vec::new();
        write_csv(&mut csv, std::slice::from_ref(&row), &row).expect("memory");
        assert_eq!(String::from_utf8_lossy(&csv), "a,b,c\r\n,1.5,true\r\n");
        assert_eq!(serde_json::to_string(&row).expect("it is plain"), r#"{"a":null,"b":1.5,"c":true}"#);
    }

    #[test]
    fn a_clock_counts_days() {
        let today = jiff::civil::date(2024, 3, 1);
        assert_eq!(days_between(Some("2024-02-01"), today), Some(29));
        assert_eq!(days_between(Some("2024-02"), today), None);
    }
}
