//! Bytes in, articles out.
//!
//! Takes the bytes of one published page (HTML in any charset, or plain text that still carries its menus, gzip of either) and gives
//! the [`Article`]s on it, each with its title, outlet, authors, date and language and where each of these was seen. Refuses
//! nothing: bad input is not an error but an emptier page with a [`Note`] that says why. No I/O, no clock, no panic.

mod article;
mod assemble;
mod capture;
mod dates;
mod decode;
mod furniture;
mod html;
mod meta;
mod note;
mod page;
mod plain;
mod text;

pub use article::{
    Article, ArticleBlock, ArticleId, BlockKind, Precision, Published, Sourced, parse_short_id, short_id,
};
pub use capture::{Capture, CaptureId};
pub use note::{Note, Noted};
pub use page::{Block, Limits, Page, PageConfig, Verdict, parse};
pub use text::{CharSpan, Span, Text, TextHash};
