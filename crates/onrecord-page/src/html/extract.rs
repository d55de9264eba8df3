//! Which blocks are the article: the only file that knows the bought extractor.
//!
//! Where the page names the article's container, [`super::container`] chooses. Else the extractor gets the marked document of
//! [`super::mark`], and the blocks whose marks come through are the article. Where it can't be used (too large a tree for it, a panic,
//! nothing found) the density of text decides, in one pass.

use super::blocks::{Piece, Walked};
use super::container;
use super::mark::{MARKS, marked, marks};
use crate::Note;
use scraper::Html;
use std::panic::{AssertUnwindSafe, catch_unwind};
use trafilatura::{ExtractionFocus, HtmlDateMode, Options};

/// How the article's blocks were found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum How {
    /// By the name of the element that holds it.
    Container,
    /// By the extractor.
    Extractor,
    /// By text density.
    Density,
}

/// Elements beyond which the extractor isn't asked: its passes over a flat tree of this size take about half a second (measured on
/// `<p>x` and on nested tables), and no article page of the two test sets has more than 12,000.
const MAX_ELEMENTS: usize = 30_000;

/// Bytes of text beyond which the extractor isn't asked, for the same reason. The largest article page has 200,000.
const MAX_BYTES: usize = 1 << 20;

/// One flag a block: whether it is part of the article. `title`: the words of the page's head.
pub(crate) fn main_blocks(html: &Html, walked: &Walked<'_>, title: &str, notes: &mut Vec<Note>) -> (Vec<bool>, How) {
    if let Some(kept) = container::choose(walked) {
        return (kept, How::Container);
    }
    let blocks = walked.pieces.len();
    let text: usize = walked.pieces.iter().map(|p| p.text.len()).sum();
    if walked.elements > MAX_ELEMENTS || text > MAX_BYTES || blocks > MARKS as usize {
        let message = "The page is too large for the extractor; paragraphs were chosen by their length.";
        notes.push(Note::new("extractor-skipped", message));
        return (by_density(&walked.pieces), How::Density);
    }
    let document = marked(html, &walked.pieces, title);
    let kept = catch_unwind(AssertUnwindSafe(|| extract(&document, blocks)));
    match kept {
        Ok(Some(kept)) => (kept, How::Extractor),
        Ok(None) => (by_density(&walked.pieces), How::Density),
        Err(_) => {
            let message = "The extractor failed on this page; paragraphs were chosen by their length.";
            notes.push(Note::new("extractor-failed", message));
            (by_density(&walked.pieces), How::Density)
        }
    }
}

fn extract(marked: &str, blocks: usize) -> Option<Vec<bool>> {
    let mut options = Options::default().with_fallback(true).with_exclude_comments(true);
    options = options.with_focus(ExtractionFocus::FavorPrecision).with_html_date_mode(HtmlDateMode::Disabled);
    let found = trafilatura::extract(marked, &options).ok()?;
    let mut kept = vec![false; blocks];
    let mut any = false;
    for block in marks(&found.content_text) {
        if let Some(flag) = kept.get_mut(block) {
            *flag = true;
            any = true;
        }
    }
    any.then_some(kept)
}

/// Paragraphs that read like prose: long, few links. A short one between two long ones belongs to them.
fn by_density(pieces: &[Piece<'_>]) -> Vec<bool> {
    let prose = |p: &Piece<'_>| p.text.len() >= 120 && p.linked * 3 < p.text.len();
    let short = |p: &Piece<'_>| p.text.len() >= 25 && p.linked * 2 < p.text.len();
    let mut kept: Vec<bool> = pieces.iter().map(prose).collect();
    if !kept.contains(&true) {
        return pieces.iter().map(short).collect();
    }
    for at in 1..kept.len().saturating_sub(1) {
        kept[at] |= kept[at - 1] && prose(&pieces[at + 1]) && short(&pieces[at]);
    }
    kept
}
