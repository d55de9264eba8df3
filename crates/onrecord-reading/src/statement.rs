//! A statement: speaker, cue and content, each a span of one article's text.

use onrecord_page::{ArticleId, Span, parse_short_id, short_id};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::{fmt, str::FromStr};

/// Somebody is reported to have said something.
#[derive(Clone, Debug, PartialEq)]
pub struct Statement {
    /// Made of article, content and cue, so that re-reading with the same result gives the same id.
    pub id: StatementId,
    /// How much of it is in the speaker's own words.
    pub mode: Mode,
    /// What the cue does: the verb stays as printed, the class is neutral.
    pub class: CueClass,
    /// Who uttered it; None where the text names nobody ("it is said that …").
    pub speaker: Option<Speaker>,
    /// The words that tie speaker and content, as printed. None where layout alone does (speeches, interviews).
    pub cue: Option<Cue>,
    /// What was said.
    pub content: Content,
    /// Further places where the article prints the same words of the same speaker.
    pub also: Vec<Content>,
    /// 0 to 1. Rules give the measured precision of the rule; trained readers a calibrated probability.
    pub confidence: f32,
}

/// Direct, mixed or indirect quotation, or a first-person text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Mode {
    /// All of the content in quotation marks.
    Direct,
    /// None of it.
    Indirect,
    /// Part of it.
    Mixed,
    /// A first-person text or turn by layout: a speech, an answer in an interview.
    Speech,
}

/// What a cue does, whatever verb an outlet chose for it. [`CueClass::is_speech`] tells what is shown where nothing else is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CueClass {
    /// Says, reports, confirms, denies, claims; and what layout or "according to" gives to a speaker.
    Saying,
    /// Asks, calls on, demands, proposes, threatens, promises.
    Asking,
    /// Accuses, praises, criticises, calls somebody something.
    Judging,
    /// Thinks, expects, considers.
    Believing,
    /// Wants, hopes, intends, is ready.
    Wanting,
}

/// Who uttered a statement, as far as this article tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Speaker {
    /// The fullest name that the article gives, as printed. For a nameless source its phrase ("a senior aide"), for a pronoun that could
    /// not be resolved the pronoun.
    pub name: String,
    /// The role that the article gives this name ("Kremlin spokesperson"), as printed.
    pub role: Option<String>,
    /// What kind of speaker.
    pub kind: SpeakerKind,
    /// The mention in this statement (discontinuous mentions have several spans). Empty where layout alone names the speaker in a
    /// title or byline outside the text.
    pub spans: Vec<Span>,
    /// The chain of reasons from the mention to the name, for a person: `name`, `surname of "Mira Tolland"`, `pronoun "she" → …`.
    pub why: String,
    /// Where it stayed open because several fit: their names, as the article gives them. Empty otherwise.
    pub candidates: Vec<String>,
}

/// Person, office, body or group; unknown when in doubt.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SpeakerKind {
    /// A named human being.
    Person,
    /// A role without a name ("the foreign minister", "a spokeswoman").
    Office,
    /// An institution, company, outlet, document or country that speaks.
    Body,
    /// Several people ("activists", "analysts").
    Group,
    /// In doubt.
    Unknown,
}

/// The words that tie speaker and content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cue {
    /// Where they stand, in order, in one or more pieces.
    pub spans: Vec<Span>,
}

/// What was said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Content {
    /// Where it stands, in order; in pieces where the cue interrupts it.
    pub spans: Vec<Span>,
}

/// Names a statement: `s` and 13 base-32 digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct StatementId([u8; 14]);

impl StatementId {
    /// The name of a statement by its place: article, content and cue.
    pub fn of(article: &ArticleId, content: &[Span], cue: &[Span]) -> StatementId {
        let mut hash = Sha256::new();
        hash.update(article.as_str());
        for (tag, spans) in [(b'c', content), (b'q', cue)] {
            for span in spans {
                hash.update([tag]);
                hash.update(span.start.to_be_bytes());
                hash.update(span.end.to_be_bytes());
            }
        }
        StatementId(short_id(b's', hash.finalize().into()))
    }

    /// As it is printed and stored.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or("")
    }
}

impl fmt::Display for StatementId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for StatementId {
    type Err = ();

    /// `s` and 13 base-32 digits.
    fn from_str(s: &str) -> Result<StatementId, ()> {
        parse_short_id(b's', s).map(StatementId).ok_or(())
    }
}

impl Mode {
    /// As printed, stored and searched for.
    pub fn as_str(self) -> &'static str {
        match self {
            Mode::Direct => "direct",
            Mode::Indirect => "indirect",
            Mode::Mixed => "mixed",
            Mode::Speech => "speech",
        }
    }
}

impl CueClass {
    /// Every class, in the order in which they are listed.
    pub const ALL: [CueClass; 5] =
        [CueClass::Saying, CueClass::Asking, CueClass::Judging, CueClass::Believing, CueClass::Wanting];
    /// Those that are acts of speech.
    pub const SPEECH: [CueClass; 2] = [CueClass::Saying, CueClass::Asking];

    /// As printed, stored and searched for.
    pub fn as_str(self) -> &'static str {
        match self {
            CueClass::Saying => "saying",
            CueClass::Asking => "asking",
            CueClass::Judging => "judging",
            CueClass::Believing => "believing",
            CueClass::Wanting => "wanting",
        }
    }

    /// Whether something was uttered, not only thought or wanted, and without a judgement in the outlet's own verb.
    pub fn is_speech(self) -> bool {
        CueClass::SPEECH.contains(&self)
    }
}

impl FromStr for CueClass {
    type Err = ();

    /// The word that [`CueClass::as_str`] gives, in lower case.
    fn from_str(s: &str) -> Result<CueClass, ()> {
        CueClass::ALL.into_iter().find(|class| class.as_str() == s).ok_or(())
    }
}

impl SpeakerKind {
    /// As printed, stored and searched for.
    pub fn as_str(self) -> &'static str {
        match self {
            SpeakerKind::Person => "person",
            SpeakerKind::Office => "office",
            SpeakerKind::Body => "body",
            SpeakerKind::Group => "group",
            SpeakerKind::Unknown => "unknown",
        }
    }
}
