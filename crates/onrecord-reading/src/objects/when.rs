//! Times: what of a text could be put on a calendar, and whether somebody spoke then.

use crate::StatementId;
use jiff::civil::Date;
use onrecord_page::Span;

/// An expression of time.
#[derive(Clone, Debug, PartialEq)]
pub struct Time {
    /// The words that say so ("on Monday", "since 2014").
    pub span: Span,
    /// The first day; None where it is open or not known.
    pub first: Option<Date>,
    /// The last day; None where it is open or not known.
    pub last: Option<Date>,
    /// How exactly it is told.
    pub grain: Grain,
    /// The statement that was made then.
    pub said: Option<StatementId>,
    /// The innermost statement in whose content it stands; None where the outlet tells it itself.
    pub statement: Option<StatementId>,
}

/// How exactly a time is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Grain {
    /// One day.
    Day,
    /// A calendar month.
    Month,
    /// A calendar year.
    Year,
    /// Any other days from first to last.
    Span,
    /// From the first day on.
    Since,
    /// Up to the last day.
    Until,
    /// Not to be put on a calendar: words.
    Words,
}

impl Grain {
    /// As printed, stored and searched for.
    pub fn as_str(self) -> &'static str {
        match self {
            Grain::Day => "day",
            Grain::Month => "month",
            Grain::Year => "year",
            Grain::Span => "span",
            Grain::Since => "since",
            Grain::Until => "until",
            Grain::Words => "words",
        }
    }
}
