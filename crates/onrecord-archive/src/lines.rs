//! Lines of the tables: figures, demands and incidents in words, each with who said it, who carried it and where it stands.

use crate::{ArticleLine, DemandId, IncidentId, SpeakerId, SpeakerLine};
use onrecord_page::Span;
use onrecord_reading::{Bound, FigureKind, Force, IncidentKind, RelationKind, SpeakerKind, StatementId, Status};

/// Rows of a table.
#[derive(Clone, Debug, Default)]
pub struct Listed<T> {
    /// How many there are; at least so many where `more`.
    pub total: u64,
    /// Whether there may be more than were counted.
    pub more: bool,
    /// Those of the window, latest first.
    pub rows: Vec<T>,
}

/// Where something stands: who told it, and who carried that.
#[derive(Clone, Debug, PartialEq)]
pub struct Told {
    /// In whose words it stands; None where the outlet tells it itself.
    pub statement: Option<StatementId>,
    /// Who said that.
    pub speaker: Option<SpeakerLine>,
    /// The day on which it was said, as far as it is known to the day.
    pub day: Option<String>,
    /// Its place in the article's text.
    pub span: Span,
    /// The sentence or block around it.
    pub sentence: String,
    /// Who carried it.
    pub article: ArticleLine,
}

/// A number that counts something.
#[derive(Clone, Debug, PartialEq)]
pub struct FigureLine {
    /// Where it stands.
    pub told: Told,
    /// From the word of the bound to the head of what is counted.
    pub words: String,
    /// `300`, `1.5`, `1/3`, `20..30`.
    pub value: String,
    /// The number, or the lower end of a range.
    pub low: f64,
    /// The number, or the upper end of a range.
    pub high: f64,
    /// How it bounds what is counted.
    pub bound: Bound,
    /// Count, money, share …
    pub kind: FigureKind,
    /// What is counted; `%`, an ISO code.
    pub unit: Option<String>,
    /// ISO code of a sum of money in a real currency.
    pub currency: Option<String>,
    /// The words between number and unit.
    pub modifiers: Option<String>,
    /// What it is a number of.
    pub of: Option<String>,
    /// The time in which it was counted, as printed.
    pub period: Option<String>,
    /// Its first day.
    pub period_first: Option<String>,
    /// Its last day.
    pub period_last: Option<String>,
}

/// Somebody who is named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedLine {
    /// The fullest name that the article gives.
    pub name: String,
    /// Person, office, body …
    pub kind: SpeakerKind,
    /// Across pages, as speakers have it.
    pub id: SpeakerId,
    /// How the mention was led back to the name.
    pub why: String,
}

/// Who asks whom for what.
#[derive(Clone, Debug, PartialEq)]
pub struct DemandLine {
    /// Its id.
    pub id: DemandId,
    /// Where it stands.
    pub told: Told,
    /// The words that make it a demand.
    pub words: String,
    /// How hard it asks.
    pub force: Force,
    /// Who asks.
    pub asker: Option<NamedLine>,
    /// Who is asked; of a promise or a threat, who binds himself.
    pub addressee: Option<NamedLine>,
    /// What is to be done, as printed.
    pub object: Option<String>,
    /// Asked is that it be not done.
    pub negated: bool,
    /// Until when, as printed.
    pub deadline: Option<String>,
    /// Its last day.
    pub deadline_day: Option<String>,
    /// The day from which its clock runs.
    pub asked_on: Option<String>,
    /// Whether somebody decided that it is answered.
    pub state: DemandState,
}

/// How a demand stands, as far as this archive goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DemandState {
    /// No answer is recorded in this archive.
    Open,
    /// A person decided that a statement answers it.
    Closed(Decision),
}

/// What a person decided, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// When.
    pub at: jiff::Timestamp,
    /// Who.
    pub who: String,
    /// The id of what it is about.
    pub subject: String,
    /// Of a demand `closed` or `reopened`.
    pub verdict: String,
    /// Of a closed demand the statement that answers it.
    pub value: Option<String>,
    /// In that person's words.
    pub why: String,
}

/// Who did what to whom, as one text tells it.
#[derive(Clone, Debug, PartialEq)]
pub struct IncidentLine {
    /// Its id in this text.
    pub id: IncidentId,
    /// The incident across articles: the id of the first telling that was kept.
    pub event: IncidentId,
    /// Where it stands.
    pub told: Told,
    /// The words of the act.
    pub words: String,
    /// Of PLOVER's sixteen.
    pub kind: IncidentKind,
    /// One plain word for what was done.
    pub mode: String,
    /// Asserted, denied, feared, hypothetical.
    pub status: Status,
    /// Who did it, as printed.
    pub actor: Option<String>,
    /// To whom, as printed.
    pub target: Option<String>,
    /// Where, as printed.
    pub place: Option<String>,
    /// When, as printed.
    pub time: Option<String>,
    /// Its first day; where the text tells none, that of the telling.
    pub first_day: Option<String>,
    /// Its last day, likewise.
    pub last_day: Option<String>,
    /// Whether the text tells the day.
    pub day_is_told: bool,
    /// How many, as printed.
    pub counted: Option<String>,
    /// Lower end of that.
    pub low: Option<f64>,
    /// Upper end of that.
    pub high: Option<f64>,
    /// Its bound.
    pub bound: Option<Bound>,
}

/// What a text states of a body, an office, a programme or a law.
#[derive(Clone, Debug, PartialEq)]
pub struct RelationLine {
    /// Where it stands.
    pub told: Told,
    /// The words that say so.
    pub words: String,
    /// What kind.
    pub kind: RelationKind,
    /// Asserted, denied, feared, hypothetical.
    pub status: Status,
    /// Of whom or what it is stated.
    pub subject: NamedLine,
    /// The other one.
    pub object: Option<NamedLine>,
}

/// When a statement was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WhenLine {
    /// First day.
    pub first: Option<String>,
    /// Last day.
    pub last: Option<String>,
    /// The words that say so.
    pub words: Option<String>,
    /// Why, for a person.
    pub why: String,
}

/// Where or on what occasion a statement was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlaceLine {
    /// As printed.
    pub words: String,
    /// `place` or `occasion`.
    pub kind: String,
}

/// A running count of days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CounterLine {
    /// How many.
    pub days: u32,
    /// Since what.
    pub since: String,
    /// The day from which it counts.
    pub start: Option<String>,
    /// What is said with it.
    pub claim: Option<String>,
}

/// What is in one statement.
#[derive(Clone, Debug, Default)]
pub struct InStatement {
    /// Numbers that count something.
    pub figures: Vec<FigureLine>,
    /// What it asks for.
    pub demands: Vec<DemandLine>,
    /// What it tells of.
    pub incidents: Vec<IncidentLine>,
    /// Whom it names.
    pub about: Vec<NamedLine>,
    /// When it was made.
    pub when: Option<WhenLine>,
    /// Where and on what occasions.
    pub places: Vec<PlaceLine>,
    /// Running counts of days in it.
    pub counters: Vec<CounterLine>,
    /// What it states of bodies, offices, programmes and laws.
    pub relations: Vec<RelationLine>,
}

impl DemandLine {
    /// Whether no answer is recorded in this archive.
    pub fn is_open(&self) -> bool {
        self.state == DemandState::Open
    }
}
