//! The socket for what was learnt: weights and word lists that [`crate::read`] needs, loaded once and shared.

use serde::Serialize;
use std::fmt;

/// Everything the reader knows beyond the text. The first version reads by rules alone and holds only its own name; trained weights
/// will live here, versioned and checksummed, behind the same two functions.
#[derive(Clone, Debug)]
pub struct Models {
    version: ReaderVersion,
}

/// Names the reader that made a reading: a change of rules or weights that can change a reading changes this name.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct ReaderVersion(String);

impl Models {
    /// What is built into the program.
    pub fn embedded() -> Models {
        Models { version: ReaderVersion("rules-1".to_owned()) }
    }

    /// Which reader this is.
    pub fn version(&self) -> &ReaderVersion {
        &self.version
    }
}

impl ReaderVersion {
    /// As stored and shown.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for ReaderVersion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
