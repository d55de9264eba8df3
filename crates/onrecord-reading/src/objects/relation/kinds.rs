//! What kinds of relations there are.

use serde::Serialize;
use std::{fmt, str::FromStr};

/// What a text states of a body, an office, a programme or a law. Each leads from the one that is spoken of to the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum RelationKind {
    /// Belongs to a body, stands under it, is a member of it.
    PartOf,
    /// Is led by a person or a body.
    LedBy,
    /// Carries out a programme, a law or a treaty.
    Implements,
    /// Was founded by.
    FoundedBy,
    /// Was suspended or closed, or suspended its work; the other one is who did it.
    Suspended,
    /// Is under sanctions; the other one is who imposed them.
    Sanctioned,
    /// Is party to a treaty.
    PartyTo,
    /// A law requires something of somebody.
    Requires,
}

impl RelationKind {
    /// All of them, as listed.
    pub const ALL: [RelationKind; 8] = [
        RelationKind::PartOf,
        RelationKind::LedBy,
        RelationKind::Implements,
        RelationKind::FoundedBy,
        RelationKind::Suspended,
        RelationKind::Sanctioned,
        RelationKind::PartyTo,
        RelationKind::Requires,
    ];

    /// As printed, stored and searched for.
    pub fn as_str(self) -> &'static str {
        match self {
            RelationKind::PartOf => "part-of",
            RelationKind::LedBy => "led-by",
            RelationKind::Implements => "implements",
            RelationKind::FoundedBy => "founded-by",
            RelationKind::Suspended => "suspended",
            RelationKind::Sanctioned => "sanctioned",
            RelationKind::PartyTo => "party-to",
            RelationKind::Requires => "requires",
        }
    }
}

impl FromStr for RelationKind {
    type Err = ();

    /// The word that [`RelationKind::as_str`] gives.
    fn from_str(s: &str) -> Result<RelationKind, ()> {
        RelationKind::ALL.into_iter().find(|kind| kind.as_str() == s).ok_or(())
    }
}

impl fmt::Display for RelationKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
