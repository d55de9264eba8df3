//! The socket for what was learnt: weights and word lists that [`crate::read`] needs, loaded once and shared.

use crate::{
    lexicon::Lexicon,
    net::{Network, Syntax},
};
use serde::Serialize;
use std::{fmt, sync::LazyLock};

/// The weights of the English network, checksummed; `models/reader-en.md` tells where they come from.
static READER_EN: &[u8] = include_bytes!("../../../models/reader-en.bin");

/// Unpacked when a text is first read: asking for the version must not cost that.
static NETWORK: LazyLock<Network> =
    LazyLock::new(|| Network::parse(READER_EN).expect("a test reads the file that is built in"));

/// What a server shows by: it never unpacks the network itself.
static THRESHOLD: LazyLock<f32> =
    LazyLock::new(|| Network::threshold_in(READER_EN).expect("a test reads the file that is built in"));

/// The word lists, loaded when the first text is read.
static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::embedded);

/// The weights of the Russian one; `models/reader-ru.md` is its card.
static READER_RU: &[u8] = include_bytes!("../../../models/reader-ru.bin");
static RUSSIAN: LazyLock<Network> =
    LazyLock::new(|| Network::parse(READER_RU).expect("a test reads the file that is built in"));

/// The weights of the networks that tell what depends on what in a sentence; `models/syntax.md` is their card.
static SYNTAX_EN: &[u8] = include_bytes!("../../../models/syntax-en.bin");
static SYNTAX_RU: &[u8] = include_bytes!("../../../models/syntax-ru.bin");
static ENGLISH_TREES: LazyLock<Syntax> =
    LazyLock::new(|| Syntax::parse(SYNTAX_EN).expect("a test reads the file that is built in"));
static RUSSIAN_TREES: LazyLock<Syntax> =
    LazyLock::new(|| Syntax::parse(SYNTAX_RU).expect("a test reads the file that is built in"));

/// Everything the reader knows beyond the text: the weights of the English network and the word lists of the rules. Cloning is cheap.
#[derive(Clone, Debug)]
pub struct Models {
    version: ReaderVersion,
    trained: bool,
    objects: bool,
}

/// Names the reader that made a reading: a change of rules or weights that can change a reading changes this name.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct ReaderVersion(String);

impl Models {
    /// What is built into the program.
    pub fn embedded() -> Models {
        let version = ReaderVersion("net-5".to_owned());
        Models { version, trained: true, objects: false }
    }

    /// The rules alone, for English too: what the network is measured against.
    pub fn rules() -> Models {
        Models { version: ReaderVersion("rules-1".to_owned()), trained: false, ..Models::embedded() }
    }

    /// With these a reading has its [`crate::Objects`] too: figures, times, demands, incidents. They cost about as much time as the
    /// statements do.
    pub fn with_objects(self) -> Models {
        Models { objects: true, ..self }
    }

    /// Whether objects are asked for.
    pub(crate) fn reads_objects(&self) -> bool {
        self.objects
    }

    /// The confidence from which statements are shown where nothing else is asked for: at least nine in ten acts of saying and asking this
    /// sure were right (relaxed triple) in English texts that the network was not trained on; the model file carries it. Of the rules
    /// alone, those of such a precision.
    pub fn default_threshold(&self) -> f32 {
        if self.trained { *THRESHOLD } else { 0.9 }
    }

    /// Which reader this is.
    pub fn version(&self) -> &ReaderVersion {
        &self.version
    }

    /// The network, unless only rules are asked for.
    pub(crate) fn network(&self) -> Option<&Network> {
        self.trained.then(|| &*NETWORK)
    }

    /// The Russian network, likewise.
    pub(crate) fn russian(&self) -> Option<&Network> {
        self.trained.then(|| &*RUSSIAN)
    }

    /// What depends on what in an English or a Russian sentence.
    pub(crate) fn syntax(&self, russian: bool) -> &'static Syntax {
        if russian { &RUSSIAN_TREES } else { &ENGLISH_TREES }
    }

    /// The word lists.
    pub(crate) fn lexicon(&self) -> &Lexicon {
        &LEXICON
    }
}

impl ReaderVersion {
    /// As stored and shown.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// This reader with the help of another.
    pub(crate) fn with(&self, proposer: &str) -> ReaderVersion {
        ReaderVersion(format!("{self}+{proposer}"))
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
