//! Figures: counts, sums of money, shares, durations, measures and ranks.

use super::number::Number;
use crate::StatementId;
use onrecord_page::Span;
use std::fmt;

/// A number with what it counts: "at least 300 Sarven immigrants".
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// From the word of the bound to the head of what is counted.
    pub span: Span,
    /// How many.
    pub value: Value,
    /// How exactly.
    pub bound: Bound,
    /// What is counted; None where the text prints nothing ("300 were detained").
    pub unit: Option<Unit>,
    /// The words between number and unit ("Sarven").
    pub modifiers: Option<Span>,
    /// What sort of number it is.
    pub kind: FigureKind,
    /// The time in which it was counted ("during 2022", "every year").
    pub period: Option<Span>,
    /// What it is a number of ("of grain", "of the members").
    pub of: Option<Span>,
    /// The innermost statement in whose content it stands; None where the outlet tells it itself.
    pub statement: Option<StatementId>,
}

/// A number or a range.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Value {
    /// One number.
    Number(Number),
    /// From … to …
    Range(Number, Number),
}

/// The head noun of what is counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unit {
    /// As printed; `%` for per cent, `points` for percentage points, the ISO code of a real currency.
    pub name: String,
    /// Where it stands.
    pub span: Span,
}

/// How a number bounds what is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Bound {
    /// No word says otherwise.
    Exact,
    /// At least, no fewer than.
    AtLeast,
    /// Up to, at most.
    AtMost,
    /// More than, over.
    MoreThan,
    /// Fewer than, under.
    LessThan,
    /// Nearly, almost.
    Nearly,
    /// About, some, roughly.
    About,
    /// Dozens, hundreds.
    Multiple,
}

/// What sort of number a figure is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum FigureKind {
    /// Of people or things.
    Count,
    /// A sum of money.
    Money,
    /// Per cent, a third, half.
    Share,
    /// A length of time, an age.
    Duration,
    /// Kilometres, tonnes, degrees.
    Measure,
    /// An ordinal that ranks or numbers.
    Rank,
}

impl Bound {
    /// As printed, stored and searched for.
    pub fn as_str(self) -> &'static str {
        match self {
            Bound::Exact => "exact",
            Bound::AtLeast => "at-least",
            Bound::AtMost => "at-most",
            Bound::MoreThan => "more-than",
            Bound::LessThan => "less-than",
            Bound::Nearly => "nearly",
            Bound::About => "about",
            Bound::Multiple => "multiple",
        }
    }
}

impl FigureKind {
    /// As printed, stored and searched for.
    pub fn as_str(self) -> &'static str {
        match self {
            FigureKind::Count => "count",
            FigureKind::Money => "money",
            FigureKind::Share => "share",
            FigureKind::Duration => "duration",
            FigureKind::Measure => "measure",
            FigureKind::Rank => "rank",
        }
    }
}

impl fmt::Display for Value {
    /// `300`, `20..30`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Value::Number(number) => write!(f, "{number}"),
            Value::Range(low, high) => write!(f, "{low}..{high}"),
        }
    }
}
