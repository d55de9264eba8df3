//! What kinds of acts there are, and how a text tells of one.

use serde::Serialize;
use std::{fmt, str::FromStr};

/// PLOVER's kinds of events.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "UPPERCASE")]
#[allow(missing_docs)]
pub enum IncidentKind {
    Agree,
    Consult,
    Support,
    Concede,
    Cooperate,
    Aid,
    Retreat,
    Request,
    Accuse,
    Reject,
    Threaten,
    Protest,
    Sanction,
    Mobilize,
    Coerce,
    Assault,
}

/// How a text tells of an act.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// As having happened.
    Asserted,
    /// As not having happened.
    Denied,
    /// As something that somebody is afraid of.
    Feared,
    /// As planned, possible or conditional.
    Hypothetical,
}

impl IncidentKind {
    /// All sixteen.
    pub const ALL: [IncidentKind; 16] = [
        IncidentKind::Agree,
        IncidentKind::Consult,
        IncidentKind::Support,
        IncidentKind::Concede,
        IncidentKind::Cooperate,
        IncidentKind::Aid,
        IncidentKind::Retreat,
        IncidentKind::Request,
        IncidentKind::Accuse,
        IncidentKind::Reject,
        IncidentKind::Threaten,
        IncidentKind::Protest,
        IncidentKind::Sanction,
        IncidentKind::Mobilize,
        IncidentKind::Coerce,
        IncidentKind::Assault,
    ];

    /// PLOVER's name.
    pub fn as_str(self) -> &'static str {
        match self {
            IncidentKind::Agree => "AGREE",
            IncidentKind::Consult => "CONSULT",
            IncidentKind::Support => "SUPPORT",
            IncidentKind::Concede => "CONCEDE",
            IncidentKind::Cooperate => "COOPERATE",
            IncidentKind::Aid => "AID",
            IncidentKind::Retreat => "RETREAT",
            IncidentKind::Request => "REQUEST",
            IncidentKind::Accuse => "ACCUSE",
            IncidentKind::Reject => "REJECT",
            IncidentKind::Threaten => "THREATEN",
            IncidentKind::Protest => "PROTEST",
            IncidentKind::Sanction => "SANCTION",
            IncidentKind::Mobilize => "MOBILIZE",
            IncidentKind::Coerce => "COERCE",
            IncidentKind::Assault => "ASSAULT",
        }
    }
}

impl FromStr for IncidentKind {
    type Err = ();

    /// PLOVER's name, in any case.
    fn from_str(s: &str) -> Result<IncidentKind, ()> {
        IncidentKind::ALL.into_iter().find(|kind| kind.as_str().eq_ignore_ascii_case(s)).ok_or(())
    }
}

impl fmt::Display for IncidentKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Status {
    /// As printed, stored and searched for.
    pub fn as_str(self) -> &'static str {
        match self {
            Status::Asserted => "asserted",
            Status::Denied => "denied",
            Status::Feared => "feared",
            Status::Hypothetical => "hypothetical",
        }
    }
}
