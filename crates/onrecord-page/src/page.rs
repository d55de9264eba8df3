//! A page: every block on it in order, each with the verdict it got and why.
//!
//! Takes a [`Capture`], gives the page's blocks and the [`Article`]s made of them. "Why is this caption in the article?" is answered
//! by the [`Verdict`] of its block.

use crate::decode::{Decoded, decode};
use crate::{Article, BlockKind, Capture, Hindrance, Noted, Span, assemble, html, plain};
use serde::Serialize;

/// A page taken apart.
#[derive(Clone, Debug, Default)]
pub struct Page {
    /// Everything on the page that holds text, in document order.
    pub blocks: Vec<Block>,
    /// The main article first (part 0), then the page's other dated items. Never empty: a page without text has one empty article.
    pub articles: Vec<Article>,
    /// What stands in the place of the page asked for. Such a page is no version of it. None: nothing says so.
    pub hindrance: Option<Hindrance>,
}

/// One piece of text on the page: the smallest element that is laid out as a block, or a paragraph or line of a text file.
#[derive(Clone, Debug)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Its words: character references resolved, runs of white space folded to one space, trimmed.
    pub text: String,
    /// For HTML the path of element names down to it (`html>body>div>p`), for text files `line 12`.
    pub path: String,
    /// Byte range in the decoded source, where the parser can tell (text files). None for HTML: its parser keeps no offsets.
    pub source: Option<Span>,
    /// Whether it went into an article.
    pub verdict: Verdict,
    /// The address of the picture that it is the caption of, or of what it shows of another site, where the page prints it.
    pub address: Option<String>,
}

/// What became of a block, with the reason kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// It is part of the text of article `part`.
    Text {
        /// 0 = main article, 1… = items.
        part: u32,
        /// Why, stable and kebab-case: `container`, `extractor`, `density`, `embed` (a post of another site that the article shows), `dated-item`, `plain-paragraph`.
        why: &'static str,
    },
    /// It names or dates article `part` but isn't its text: headline, byline, date line.
    Meta {
        /// 0 = main article, 1… = items.
        part: u32,
        /// Why: `title`, `byline`, `date-line`.
        why: &'static str,
    },
    /// Menus, teasers, captions, counters, clocks, footers.
    Furniture {
        /// Why: `extractor-dropped`, `menu`, `counter`, `clock`, `link-list`, `caption`, `embed`, `teaser`, `credit`.
        why: &'static str,
    },
}

/// How to read a page.
#[derive(Clone, Debug, Default)]
pub struct PageConfig {
    /// Treat the bytes as the article itself: no furniture, no markup, text = file byte for byte.
    pub plain: bool,
    /// No date after this day is believed. None: only the capture's own date bounds them.
    pub today: Option<jiff::civil::Date>,
    /// What a page may cost.
    pub limits: Limits,
}

/// What a page may cost before the rest of it is left out, with a note. Chosen so that the worst page found takes about a second.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Bytes after decompression.
    pub bytes: usize,
    /// Elements inside elements.
    pub depth: usize,
    /// Elements and texts of the document.
    pub nodes: usize,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits { bytes: 5 << 20, depth: 256, nodes: 200_000 }
    }
}

/// Takes a page apart. Never fails, never panics; costs bounded time and memory (see [`Limits`]).
pub fn parse(capture: &Capture, config: &PageConfig) -> Noted<Page> {
    let Decoded { text, notes } = decode(capture, &config.limits, config.plain);
    let mut page = match () {
        () if config.plain => plain::as_it_is(text, capture, notes),
        () if html::is_html(&text, capture.media_type.as_deref()) => html::parse(&text, capture, config, notes),
        () => plain::parse(&text, capture, config, notes),
    };
    if page.value.articles.is_empty() {
        page.value.articles.push(assemble::article(&capture.id, 0, &[]));
    }
    page
}
