//! What the archive takes and what it gives back: plain data.

use crate::Standing;
use onrecord_page::{Article, ArticleId, Capture, CaptureId, Hindrance, Note, Published, parse_short_id};
use onrecord_reading::{CueClass, Mode, PageCounter, Reading, SpeakerKind, StatementId};
use serde::Serialize;
use std::{fmt, str::FromStr};

/// Everything of one page, stored in one transaction.
#[derive(Clone, Debug)]
pub struct Record<'a> {
    /// The bytes and where from.
    pub capture: &'a Capture,
    /// Where the bytes lay: a path as the user gave it, or an address. The same bytes may have been seen in several places.
    pub source: &'a str,
    /// When they were added (the clock is read by the caller).
    pub added_at: jiff::Timestamp,
    /// What the page said of itself that isn't about one article.
    pub notes: &'a [Note],
    /// Each article with its reading, part 0 first.
    pub articles: &'a [(Article, Reading)],
    /// Running counts of days that the page shows beside its articles.
    pub counters: &'a [PageCounter],
    /// What stands in the place of the page asked for: such a page is kept and is no version of it.
    pub hindrance: Option<&'a Hindrance>,
}

/// What [`crate::Archive::put`] did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Put {
    /// The capture was new.
    Added,
    /// The bytes were there already; only the place where they were seen was new.
    SeenElsewhere,
    /// Bytes and place were there already: nothing was written.
    Known,
}

/// A capture as the archive knows it.
#[derive(Clone, Debug)]
pub struct CaptureEntry {
    /// SHA-256 of the bytes.
    pub id: CaptureId,
    /// Length of the bytes as received.
    pub bytes: u64,
    /// The address it was fetched from, where known.
    pub url: Option<String>,
    /// When it was fetched, where known.
    pub fetched_at: Option<jiff::Timestamp>,
    /// When it was added to this archive.
    pub added_at: jiff::Timestamp,
    /// As given with the bytes.
    pub media_type: Option<String>,
    /// WARC segment's file name.
    pub segment: String,
    /// Byte offset of the record in the segment.
    pub offset: u64,
    /// Every place where these bytes were seen, in the order seen.
    pub sources: Vec<String>,
    /// The page's notes: code, message, hint.
    pub notes: Vec<StoredNote>,
    /// The page's articles.
    pub articles: Vec<ArticleId>,
}

/// A note read back from the store.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct StoredNote {
    /// See [`Note::code`].
    pub code: String,
    /// See [`Note::message`].
    pub message: String,
    /// See [`Note::hint`].
    pub hint: Option<String>,
}

/// An article with its reading and its evidence.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The article; its `notes` are empty (they are in `notes`, read back).
    pub article: Article,
    /// Its reading; likewise without notes.
    pub reading: Reading,
    /// For each statement of the reading, in its order, who the archive takes the speaker to be.
    pub speakers: Vec<Option<SpeakerId>>,
    /// Running counts that the page shows beside its articles; of its part 0.
    pub counters: Vec<PageCounter>,
    /// Notes of article and reading.
    pub notes: Vec<StoredNote>,
    /// The capture it was read from.
    pub capture: CaptureEntry,
    /// The same part of other captures of the same page (see [`crate::compare`]), in the order added, without this one.
    pub versions: Vec<ArticleLine>,
}

/// An article in a list.
#[derive(Clone, Debug, PartialEq)]
pub struct ArticleLine {
    /// Its id.
    pub id: ArticleId,
    /// Its capture.
    pub capture: CaptureId,
    /// 0 = main article.
    pub part: u32,
    /// Headline.
    pub title: Option<String>,
    /// Who carried it.
    pub outlet: Option<String>,
    /// Address.
    pub url: Option<String>,
    /// When it was published.
    pub published: Option<Published>,
    /// Language subtag.
    pub language: Option<String>,
    /// When its capture was added.
    pub added_at: jiff::Timestamp,
    /// How many statements its reading holds.
    pub statements: u64,
}

/// A statement in a list: words instead of spans.
#[derive(Clone, Debug, PartialEq)]
pub struct StatementLine {
    /// Its id.
    pub id: StatementId,
    /// Direct, mixed, indirect or speech.
    pub mode: Mode,
    /// What the cue does.
    pub class: CueClass,
    /// Who said it.
    pub speaker: Option<SpeakerLine>,
    /// The cue as printed; its pieces joined by " … ".
    pub cue: Option<String>,
    /// The content as printed; its pieces joined by " … ".
    pub content: String,
    /// The sentence or block around it, for dimmed context; holds the content where that is in one piece.
    pub context: String,
    /// 0 to 1.
    pub confidence: f32,
    /// What people decided about it; speaker and content are as they corrected them.
    pub standing: Standing,
    /// Earlier versions of the page that have it too, word by word or otherwise.
    pub earlier: u64,
    /// Who carried it, when and where.
    pub article: ArticleLine,
}

/// A speaker in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SpeakerLine {
    /// Across pages: the same kind and the same name, folded. Merges and splits come with the review.
    pub id: SpeakerId,
    /// The name as this article printed it (or, in facets and on the speaker's page, its commonest form).
    pub name: String,
    /// The role as this article printed it.
    pub role: Option<String>,
    /// Person, office, body, group or unknown.
    pub kind: SpeakerKind,
}

/// Names a speaker across pages: `w` and 13 base-32 digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SpeakerId(pub(crate) [u8; 14]);

/// A speaker across pages.
#[derive(Clone, Debug)]
pub struct SpeakerEntry {
    /// Commonest name and kind.
    pub speaker: SpeakerLine,
    /// Every printed name with the number of statements, commonest first.
    pub names: Vec<(String, u64)>,
    /// Which outlet prints which name in which language, commonest first; of all statements that are listed, whatever the filter.
    pub uses: Vec<NameUse>,
    /// Every printed role with the first and last day on which it was printed (where known) and the number of statements.
    pub roles: Vec<RoleEntry>,
    /// Every outlet that carried a statement, commonest first.
    pub outlets: Vec<(String, u64)>,
    /// Verbs as printed, commonest first.
    pub cues: Vec<(String, u64)>,
    /// Statements by month of publication, `2022-01`, in order, months without any left out; undated ones are not in it.
    pub months: Vec<(String, u64)>,
    /// Statements in all, dated or not; like all counts here of those that pass the filter.
    pub statements: u64,
    /// Statements kept, whatever the filter.
    pub kept: u64,
}

/// A name as one outlet prints it in one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NameUse {
    /// As printed.
    pub name: String,
    /// Who prints it; None: pages that name no outlet.
    pub outlet: Option<String>,
    /// The language of its articles, where it is known.
    pub language: Option<String>,
    /// Statements, whatever act and however sure.
    pub statements: u64,
}

/// A role as printed for one speaker.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoleEntry {
    /// As printed.
    pub role: String,
    /// First publication that prints it.
    pub first: Option<String>,
    /// Last publication that prints it.
    pub last: Option<String>,
    /// Number of statements.
    pub statements: u64,
}

/// An outlet in this archive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceEntry {
    /// The outlet's name for itself; None: pages that name none.
    pub outlet: Option<String>,
    /// Captures, articles, statements.
    pub captures: u64,
    /// Articles on them.
    pub articles: u64,
    /// Statements in those.
    pub statements: u64,
    /// Earliest and latest publication, ISO 8601 as far as known.
    pub first_published: Option<String>,
    /// Latest publication.
    pub last_published: Option<String>,
    /// When the last capture was added.
    pub last_added: Option<jiff::Timestamp>,
}

/// Counts that add up.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Status {
    /// Captures kept.
    pub captures: u64,
    /// Of these, captures whose page gave no text.
    pub captures_without_text: u64,
    /// Places where captures were seen (≥ captures).
    pub sightings: u64,
    /// Articles.
    pub articles: u64,
    /// Statements in all; the sum of `by_mode`.
    pub statements: u64,
    /// Statements by mode.
    pub by_mode: Vec<(String, u64)>,
    /// Statements by what the cue does; sums to `statements`.
    pub by_class: Vec<(String, u64)>,
    /// Statements by reader version; sums to `statements`.
    pub by_reader: Vec<(String, u64)>,
    /// Figures, times, occasions, running counts, demands, incidents and names in statements, by table.
    pub objects: Vec<(String, u64)>,
    /// Speakers across pages.
    pub speakers: u64,
    /// Outlets named.
    pub outlets: u64,
    /// Bytes on disk: captures (WARC), store (SQLite with its log), index.
    pub bytes_captures: u64,
    /// Bytes of the store.
    pub bytes_store: u64,
    /// Bytes of the index.
    pub bytes_index: u64,
    /// Store rows that the index has not yet taken in (0 = up to date).
    pub index_behind: u64,
    /// Version of the folder's format.
    pub format: u32,
    /// Files that were tried and could not be added, with the reason (last failure per path; gone once the path was added).
    pub failures: Vec<Failed>,
}

/// A path that could not be added.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Failed {
    /// As the user gave it.
    pub source: String,
    /// One line.
    pub reason: String,
    /// The way out.
    pub hint: Option<String>,
    /// When.
    pub at: jiff::Timestamp,
}

/// What [`crate::Archive::check`] found.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Check {
    /// Captures re-hashed.
    pub captures: u64,
    /// Answers from the web whose records were re-hashed.
    pub fetches: u64,
    /// Articles whose text was re-hashed and whose spans were tried on it.
    pub articles: u64,
    /// Statements compared between store and index.
    pub statements: u64,
    /// Figures, times, demands, incidents and the like whose places were tried on their text.
    pub objects: u64,
    /// One line for each thing that is not as it should be; empty = all well.
    pub problems: Vec<String>,
}

impl SpeakerId {
    /// As printed and stored.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or("")
    }
}

impl fmt::Display for SpeakerId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for SpeakerId {
    type Err = ();

    /// `w` and 13 base-32 digits.
    fn from_str(s: &str) -> Result<SpeakerId, ()> {
        parse_short_id(b'w', s).map(SpeakerId).ok_or(())
    }
}
