//! Bytes in, articles out.
//!
//! Takes the bytes of one published page (HTML in any charset, or plain text that still carries its menus, gzip of either) and gives
//! the [`Article`]s on it, each with its title, outlet, authors, date and language and where each of these was seen. Refuses
//! nothing: bad input is not an error but an emptier page with a [`Note`] that says why. No I/O, no clock, no panic.
//!
//! | note | on | means |
//! |---|---|---|
//! | `empty` | page | the file holds no bytes |
//! | `not-text` | page | a picture, a document, an archive or noise; the article is empty |
//! | `truncated-gzip` | page | damaged or cut off; what could be unpacked was read |
//! | `too-large` | page | more bytes than [`Limits::bytes`]; the rest was left out |
//! | `too-many-elements` | page | more than [`Limits::nodes`] elements, texts or lines; the rest was left out |
//! | `too-deep` | page | nested deeper than [`Limits::depth`]; elements were flattened, their text was kept |
//! | `charset-guessed` | page | no mark, no declaration that holds |
//! | `broken-characters` | page | bytes that the charset doesn't know |
//! | `extractor-skipped` | page | too large for the extractor; long paragraphs were taken instead |
//! | `extractor-failed` | page | the extractor panicked; long paragraphs were taken instead |
//! | `credit` | article | a line that credits other agencies or reporters; it isn't part of the text |

mod article;
mod assemble;
mod capture;
mod dates;
mod decode;
mod furniture;
mod hindrance;
mod html;
mod meta;
mod note;
mod page;
mod plain;
mod text;

pub use article::{
    Article, ArticleBlock, ArticleId, Beside, BesideKind, BlockKind, Precision, Published, Sourced, parse_short_id,
    short_id,
};
pub use capture::{Capture, CaptureId};
pub use hindrance::{Hindrance, HindranceKind};
pub use note::{Note, Noted};
pub use page::{Block, Limits, Page, PageConfig, Verdict, parse};
pub use text::{CharSpan, Span, Text, TextHash};

/// An HTML document's tree, no larger than the limits allow and built at a cost in step with the text's length, whatever the text does:
/// for whoever wants something else of a page than its articles.
pub fn document(text: &str, limits: &Limits) -> scraper::Html {
    html::dom::parse(text, limits, &mut Vec::new())
}

/// The language that a text is written in, as its words show it: BCP 47, two letters where there are two. None where they don't.
pub fn language_of(text: &str) -> Option<String> {
    meta::language::of_text(text).map(|seen| seen.value)
}
