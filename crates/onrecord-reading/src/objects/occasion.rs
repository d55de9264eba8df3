//! Where and on what occasion something was said: "in Arden", "during a conference call".

use crate::StatementId;
use onrecord_page::Span;

/// A place or an occasion of saying.
#[derive(Clone, Debug, PartialEq)]
pub struct Occasion {
    /// The words, with their preposition.
    pub span: Span,
    /// Place or occasion.
    pub kind: OccasionKind,
    /// The statement that was made there.
    pub said: StatementId,
    /// The innermost statement in whose content it stands; None where the outlet tells it itself.
    pub statement: Option<StatementId>,
}

/// Place or occasion.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum OccasionKind {
    /// "in Arden".
    Place,
    /// "during a conference call".
    Occasion,
}

impl OccasionKind {
    /// As printed, stored and searched for.
    pub fn as_str(self) -> &'static str {
        match self {
            OccasionKind::Place => "place",
            OccasionKind::Occasion => "occasion",
        }
    }
}
