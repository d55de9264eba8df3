//! The socket for what was learnt: weights and word lists that [`crate::read`] needs, loaded once and shared.

use crate::{finder::Acts, lexicon::Lexicon, net::Network};
use serde::Serialize;
use std::{
    fmt,
    sync::{Arc, LazyLock},
};

/// The weights of the English network, checksummed; `models/reader-en.md` tells where they come from.
static READER_EN: &[u8] = include_bytes!("../../../models/reader-en.bin");

/// Unpacked when a text is first read: asking for the version must not cost that.
static NETWORK: LazyLock<Network> =
    LazyLock::new(|| Network::parse(READER_EN).expect("a test reads the file that is built in"));

/// Everything the reader knows beyond the text: the weights of the English network and the word lists of the rules. Cloning is cheap.
#[derive(Clone, Debug)]
pub struct Models {
    version: ReaderVersion,
    lexicon: Arc<Lexicon>,
    trained: bool,
    acts: Acts,
}

/// Names the reader that made a reading: a change of rules or weights that can change a reading changes this name.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct ReaderVersion(String);

impl Models {
    /// What is built into the program.
    pub fn embedded() -> Models {
        static LEXICON: LazyLock<Arc<Lexicon>> = LazyLock::new(|| Arc::new(Lexicon::embedded()));
        let version = ReaderVersion("net-1".to_owned());
        Models { version, lexicon: LEXICON.clone(), trained: true, acts: Acts::Speech }
    }

    /// The rules alone, for English too: what the network is measured against.
    pub fn rules() -> Models {
        Models { version: ReaderVersion("rules-1".to_owned()), trained: false, ..Models::embedded() }
    }

    /// Asks for attributions of every kind: not only who said or asked something, but who judged, believed or wanted it. The network
    /// alone knows those; the rules find acts of saying and asking either way.
    #[must_use]
    pub fn with_every_act(self) -> Models {
        Models { acts: Acts::Every, ..self }
    }

    /// Which reader this is.
    pub fn version(&self) -> &ReaderVersion {
        &self.version
    }

    /// The network, unless only rules are asked for.
    pub(crate) fn network(&self) -> Option<&Network> {
        self.trained.then(|| &*NETWORK)
    }

    /// Which attributions are asked for.
    pub(crate) fn acts(&self) -> Acts {
        self.acts
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
