//! Running counts of days that a source keeps: "812 days have passed since the closing of the line – no answer".

use crate::StatementId;
use jiff::civil::Date;
use onrecord_page::Span;

/// A running count of days.
#[derive(Clone, Debug, PartialEq)]
pub struct Counter {
    /// All of it.
    pub span: Span,
    /// How many days.
    pub days: u32,
    /// Since what.
    pub since: Span,
    /// The day from which it counts: the page's day minus the days; None where the page has none.
    pub start: Option<Date>,
    /// What is said with it ("no answer").
    pub claim: Option<Span>,
    /// The innermost statement in whose content it stands; None where the outlet tells it itself.
    pub statement: Option<StatementId>,
}
