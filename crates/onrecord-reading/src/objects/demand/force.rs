//! How hard a demand asks.

use serde::Serialize;
use std::{fmt, str::FromStr};

/// How hard a demand asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Force {
    /// Calls on, calls for; should.
    Call,
    /// Asks, requests, appeals.
    Appeal,
    /// Urges, encourages, advises.
    Urge,
    /// Demands, insists, orders; must.
    Demand,
    /// Warns against or of.
    Warn,
    /// Promises, pledges.
    Promise,
    /// Threatens to.
    Threaten,
    /// Invites, proposes.
    Invite,
}

impl Force {
    /// Every force, as listed.
    pub const ALL: [Force; 8] = [
        Force::Call,
        Force::Appeal,
        Force::Urge,
        Force::Demand,
        Force::Warn,
        Force::Promise,
        Force::Threaten,
        Force::Invite,
    ];

    /// As printed, stored and searched for.
    pub fn as_str(self) -> &'static str {
        match self {
            Force::Call => "call",
            Force::Appeal => "appeal",
            Force::Urge => "urge",
            Force::Demand => "demand",
            Force::Warn => "warn",
            Force::Promise => "promise",
            Force::Threaten => "threaten",
            Force::Invite => "invite",
        }
    }

    /// Whether whoever says it binds himself.
    pub fn binds_oneself(self) -> bool {
        matches!(self, Force::Promise | Force::Threaten)
    }
}

impl FromStr for Force {
    type Err = ();

    /// The word that [`Force::as_str`] gives.
    fn from_str(s: &str) -> Result<Force, ()> {
        Force::ALL.into_iter().find(|force| force.as_str() == s).ok_or(())
    }
}

impl fmt::Display for Force {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
