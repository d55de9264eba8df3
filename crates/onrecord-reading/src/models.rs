//! The socket for what was learnt: weights and word lists that [`crate::read`] needs, loaded once and shared.

use crate::lexicon::Lexicon;
use serde::Serialize;
use std::{
    fmt,
    sync::{Arc, LazyLock},
};

/// Everything the reader knows beyond the text. The first version reads by rules and holds word lists; trained weights will live here,
/// versioned and checksummed, behind the same two functions. Cloning is cheap.
#[derive(Clone, Debug)]
pub struct Models {
    version: ReaderVersion,
    lexicon: Arc<Lexicon>,
}

/// Names the reader that made a reading: a change of rules or weights that can change a reading changes this name.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct ReaderVersion(String);

impl Models {
    /// What is built into the program.
    pub fn embedded() -> Models {
        static LEXICON: LazyLock<Arc<Lexicon>> = LazyLock::new(|| Arc::new(Lexicon::embedded()));
        Models { version: ReaderVersion("rules-1".to_owned()), lexicon: LEXICON.clone() }
    }

    /// Which reader this is.
    pub fn version(&self) -> &ReaderVersion {
        &self.version
    }

    /// The word lists.
    pub(crate) fn lexicon(&self) -> &Lexicon {
        &self.lexicon
    }
}

impl ReaderVersion {
    /// As stored and shown.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<&str> for ReaderVersion {
    /// A version read back from where it was stored.
    fn from(stored: &str) -> ReaderVersion {
        ReaderVersion(stored.to_owned())
    }
}

impl fmt::Display for ReaderVersion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
