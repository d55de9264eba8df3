//! One article of a page: its text, and what the page says of it.

use crate::{CaptureId, Note, Span, Text};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::{fmt, str::FromStr};

/// A text by itself: the page's main article, or one dated item of a page that holds several.
#[derive(Clone, Debug)]
pub struct Article {
    /// Made of the capture and the part, so that it is the same on every machine.
    pub id: ArticleId,
    /// The capture it was read from.
    pub capture: CaptureId,
    /// 0 = the page's main article, 1… = its other dated items in the order of the page.
    pub part: u32,
    /// What was published, without furniture: blocks separated by one blank line (`"\n\n"`). With `--plain`, the file as it is.
    pub text: Text,
    /// Where each piece of `text` comes from, in order, without overlap. The spans leave out the separators between blocks.
    pub blocks: Vec<ArticleBlock>,
    /// The article's own address.
    pub url: Option<Sourced<String>>,
    /// The headline. Not part of `text`.
    pub title: Option<Sourced<String>>,
    /// Who carried it: the site's name for itself, or its host.
    pub outlet: Option<Sourced<String>>,
    /// Bylines, cleaned.
    pub authors: Vec<Sourced<String>>,
    /// Agencies and outlets whose reports it carries, as it credits them: `With reporting by AFP and Interfax`, `(Reuters)`.
    pub carriers: Vec<Sourced<String>>,
    /// When it was published, never later than the capture, never the page's running clock.
    pub published: Option<Published>,
    /// When the page says that it was last changed.
    pub modified: Option<Published>,
    /// BCP 47 primary language subtag: "en", "ru".
    pub language: Option<Sourced<String>>,
    /// What the page shows with the text: words under pictures, posts and films of other sites. In the order of the page. Posts that stand
    /// between the paragraphs are in the text as well; their `origin` says where.
    pub beside: Vec<Beside>,
    /// The page shows only the beginning of it (a teaser with a link).
    pub partial: bool,
    /// What there was to say of this article while it was taken from the page.
    pub notes: Vec<Note>,
}

/// Names an article: `a` and 13 base-32 digits (65 bits of SHA-256 over capture and part).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ArticleId([u8; 14]);

/// One block of an article's text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ArticleBlock {
    /// Its place in [`Article::text`].
    pub span: Span,
    /// What it was on the page.
    pub kind: BlockKind,
    /// Which block of the page it is: an index into the page's blocks.
    pub origin: u32,
}

/// What a block is on the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum BlockKind {
    /// A heading of any level.
    Heading,
    /// Running text.
    Paragraph,
    /// A list item.
    ListItem,
    /// A block quotation.
    Quote,
    /// Text of a table cell or row.
    Cell,
    /// A caption of a picture.
    Caption,
    /// Preformatted text.
    Preformatted,
}

/// Something shown with an article that its author didn't write as its text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Beside {
    /// What it is.
    pub kind: BesideKind,
    /// Its words as printed; empty where only its address is.
    pub text: String,
    /// The address of the picture, or of what is embedded, where the page prints it.
    pub address: Option<String>,
    /// The block of the page that holds the words; None where there are none.
    pub origin: Option<u32>,
}

/// What stands beside a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum BesideKind {
    /// Words under a picture.
    Caption,
    /// A post, film or recording of another site.
    Embed,
}

/// A value and where on the page it was seen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sourced<T> {
    /// The value, cleaned.
    pub value: T,
    /// Where it was seen, for a person to find it: `meta og:site_name`, `json-ld author`, `h1`, `line 3`, `address`.
    pub evidence: String,
}

/// A date of publication or change as far as the page tells it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Published {
    /// ISO 8601, as long as it is known: `2021`, `2021-12`, `2021-12-28`, `2021-12-28T10:30`, `2021-12-28T10:30:00+03:00`.
    pub value: String,
    /// How much of it is known.
    pub precision: Precision,
    /// Where it was seen: `json-ld datePublished`, `meta article:published_time`, `title`, `time[datetime]`, `url`, `line 12`.
    pub evidence: String,
}

/// How exactly a date is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Precision {
    /// The year alone.
    Year,
    /// Year and month.
    Month,
    /// The day.
    Day,
    /// The minute, in the page's own clock or with its zone.
    Minute,
    /// The second, likewise.
    Second,
}

impl Article {
    /// The block that a place in the text lies in.
    pub fn block_of(&self, span: Span) -> Option<&ArticleBlock> {
        let at = self.blocks.partition_point(|b| b.span.end <= span.start);
        self.blocks.get(at).filter(|b| b.span.start <= span.start)
    }
}

impl<T> Sourced<T> {
    /// A value and where it was seen.
    pub fn new(value: impl Into<T>, evidence: impl Into<String>) -> Sourced<T> {
        Sourced { value: value.into(), evidence: evidence.into() }
    }
}

impl ArticleId {
    /// The name of part `part` of a capture.
    pub fn of(capture: &CaptureId, part: u32) -> ArticleId {
        let mut hash = Sha256::new();
        hash.update(capture.as_bytes());
        hash.update(part.to_be_bytes());
        ArticleId(short_id(b'a', hash.finalize().into()))
    }

    /// As it is printed and stored.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or("")
    }
}

impl fmt::Display for ArticleId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for ArticleId {
    type Err = ();

    /// `a` and 13 base-32 digits.
    fn from_str(s: &str) -> Result<ArticleId, ()> {
        parse_short_id(b'a', s).map(ArticleId).ok_or(())
    }
}

/// A kind's letter and the first 65 bits of a digest in lower-case base 32 without the letters i, l, o and u (Crockford's alphabet),
/// short enough to read out and long enough that ten million of them are expected to hold no two alike (odds about 1 in 700,000).
pub fn short_id(kind: u8, digest: [u8; 32]) -> [u8; 14] {
    let mut id = [kind; 14];
    let bits = u128::from_be_bytes(std::array::from_fn(|i| digest[i]));
    for (i, digit) in id[1..].iter_mut().enumerate() {
        *digit = BASE32[(bits >> (123 - 5 * i) & 31) as usize];
    }
    id
}

/// Reads back what [`short_id`] wrote.
pub fn parse_short_id(kind: u8, s: &str) -> Option<[u8; 14]> {
    let id: [u8; 14] = s.as_bytes().try_into().ok()?;
    // Asked for each row of a list: a look at the letter is a tenth of a search among the digits.
    let is_digit = |b: &u8| matches!(b, b'0'..=b'9' | b'a'..=b'z') && !matches!(b, b'i' | b'l' | b'o' | b'u');
    let fits = id[0] == kind && id[1..].iter().all(is_digit);
    fits.then_some(id)
}

const BASE32: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
