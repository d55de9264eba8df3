//! The blocks of a page as a list sees them: which of them begin with a date, and where their words begin then.

use super::super::Facts;
use super::super::blocks::{Piece, Walked};
use super::super::names::Around;
use crate::dates::first_date;
use crate::dates::said::{When, begins};
use crate::furniture::{ends_sentence, is_date_line};

/// What isn't part of a list of articles.
pub(super) const FOREIGN: Around = Around::ELSEWHERE.with(Around::FORM);

/// A block that begins with when.
#[derive(Clone, Debug)]
pub(super) struct Begin {
    pub(super) when: When,
    /// The byte at which its words begin; where the date stands alone, there are none.
    pub(super) rest: usize,
    /// Nothing but the date stands there.
    pub(super) alone: bool,
}

/// One entry a block: what it begins with, if that is a date.
pub(super) fn read(walked: &Walked<'_>, facts: &Facts) -> Vec<Option<Begin>> {
    let listed = |piece: &Piece<'_>| !piece.around.has(Around::EMBED);
    walked.pieces.iter().map(|piece| listed(piece).then(|| begin(piece, facts)).flatten()).collect()
}

fn begin(piece: &Piece<'_>, facts: &Facts) -> Option<Begin> {
    let text = piece.text.as_str();
    let head = &text[..text.floor_char_boundary(120)];
    let short = text.len() <= 60;
    if !short && !head.bytes().any(|b| b.is_ascii_digit()) || is_of_change(piece, head) {
        return None;
    }
    if is_date_line(text) {
        let (when, _) = begins(text, facts.fetched, facts.order)
            .or_else(|| Some((When::Day(first_date(text, facts.order)?.stamp), text.len())))?;
        return Some(Begin { when, rest: text.len(), alone: true });
    }
    let (when, end) = begins(text, facts.fetched, facts.order)?;
    let rest = &text[end..];
    let words = rest.trim_start_matches(|c: char| c.is_whitespace() || "-–—|:•·/,.".contains(c));
    let at = text.len() - words.len();
    if !words.contains(char::is_alphanumeric) {
        return Some(Begin { when, rest: text.len(), alone: true });
    }
    let capital = words.starts_with(|c: char| c.is_uppercase() || c.is_numeric() || "«“\"„‘'".contains(c));
    let separated = rest.trim_start().starts_with(['-', '–', '—', '|', ':', '•', '·', '/'])
        || words.len() + 1 < rest.trim_start().len();
    let apart = piece.lead >= end && piece.lead < text.len()
        || piece.lead > 0 && text[..piece.lead].trim_end().len() + 3 >= end && piece.lead <= end;
    let marked = piece.level > 0 || piece.linked * 2 >= words.len();
    let stands = match when {
        When::Day(_) => separated || apart || marked && capital,
        When::NoYear(..) => (separated || apart) && capital,
        When::Hours(..) => capital && (separated || apart || marked || !ends_sentence(&text[..end])),
    };
    stands.then_some(Begin { when, rest: at, alone: false })
}

/// `Updated at 18.12 CET`: not when it was published.
fn is_of_change(piece: &Piece<'_>, head: &str) -> bool {
    const CHANGED: &[&str] = &["updat", "modif", "обновл", "aktualis", "last changed", "edited", "изменен"];
    if piece.text.len() > 120 {
        return false;
    }
    let lower = head.to_lowercase();
    CHANGED.iter().any(|w| lower.contains(w)) && !["publi", "posted", "опублик"].iter().any(|w| lower.contains(w))
}
