//! The blocks of a page as a list sees them: which of them begin with a date, and where their words begin then.

use super::super::Facts;
use super::super::blocks::{Piece, Walked};
use super::super::names::Around;
use crate::dates::said::{When, begins};
use crate::dates::{first_date, scan};
use crate::furniture::{ends_sentence, is_date_line};
use std::ops::Range;

/// What isn't part of a list of articles.
pub(super) const FOREIGN: Around = Around::ELSEWHERE.with(Around::FORM);

/// A block that begins or ends with when.
#[derive(Clone, Debug)]
pub(super) struct Begin {
    pub(super) when: When,
    /// Where its words stand; where the date stands alone, there are none.
    pub(super) words: Range<usize>,
    /// Nothing but the date stands there.
    pub(super) alone: bool,
    /// The date ends a headline: `Bulletin No. 12 (3 May 2019)`.
    pub(super) tail: bool,
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
    if !short && !head.bytes().any(|b| b.is_ascii_digit()) {
        return tail(piece, facts);
    }
    if let Some(begin) = update(text, facts) {
        return Some(begin);
    }
    if let Some(at) = change(piece, head) {
        // `17.42 Updated at 18.12`: what stands before is when it was published.
        let before = text[..at].trim_end_matches(|c: char| !c.is_alphanumeric());
        let (when, end) = said(piece, before, facts)?;
        return (end >= before.len()).then(|| alone(when, text));
    }
    if is_date_line(text) {
        let (when, _) = begins(text, facts.fetched, facts.order)
            .or_else(|| Some((When::Day(first_date(text, facts.order)?.stamp), text.len())))?;
        return Some(alone(when, text));
    }
    let Some((when, end)) = said(piece, text, facts) else { return tail(piece, facts) };
    let rest = &text[end..];
    let words = rest.trim_start_matches(|c: char| c.is_whitespace() || "-–—|:•·/,.".contains(c));
    let at = text.len() - words.len();
    if !words.contains(char::is_alphanumeric) || piece.level > 0 && is_place(words) {
        return Some(alone(when, text));
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
    stands.then_some(Begin { when, words: at..text.len(), alone: false, tail: false })
}

fn alone(when: When, text: &str) -> Begin {
    Begin { when, words: text.len()..text.len(), alone: true, tail: false }
}

/// `Room 381`, `Front of Briefing Room`: where those met whom the heading of a day is about.
fn is_place(words: &str) -> bool {
    const PLACES: &[&str] = &["room", "hall", "front", "lobby", "entrance", "зал", "кабинет", "saal", "salle", "sala"];
    let count = words.split_whitespace().count();
    let first = words.split(|c: char| !c.is_alphabetic()).next().unwrap_or("").to_lowercase();
    count <= 6 && !ends_sentence(words) && PLACES.contains(&first.as_str())
}

/// `UPDATE, 5:40 p.m.: The county has closed …`: the news is the update.
fn update(text: &str, facts: &Facts) -> Option<Begin> {
    let bare = text.trim_start_matches(['[', '(']);
    let word = bare.find(|c: char| !c.is_alphabetic()).filter(|end| (6..=30).contains(end))?;
    if !matches!(bare[..word].to_lowercase().as_str(), "update" | "updated" | "обновлено" | "обновление")
    {
        return None;
    }
    let line = bare[word..].trim_start_matches([',', ':', ' ', '|', '-', '–', '—', '#']);
    let (when, end) = begins(line, facts.fetched, facts.order)?;
    let words = line[end..].trim_start_matches(|c: char| c.is_whitespace() || "-–—|:•·/,.)]".contains(c));
    let capital = words.starts_with(|c: char| c.is_uppercase() || "«“\"„".contains(c));
    (capital && words.len() > 20).then(|| Begin {
        when,
        words: text.len() - words.len()..text.len(),
        alone: false,
        tail: false,
    })
}

/// A headline that a date ends.
fn tail(piece: &Piece<'_>, facts: &Facts) -> Option<Begin> {
    let text = piece.text.as_str();
    let bold = piece.path.ends_with(">b") || piece.path.ends_with(">strong");
    if piece.level == 0 && !bold || text.len() > 300 {
        return None;
    }
    let seen = scan(text, facts.order).into_iter().rfind(|seen| seen.stamp.day.is_some())?;
    let ends = text[seen.range.end..].chars().filter(|c| c.is_alphanumeric()).count() <= 5;
    let until =
        text[..seen.range.start].trim_end_matches(|c: char| !c.is_alphanumeric() && !"»”\"?!)".contains(c)).len();
    // `(28 октября 2022 г.)` ends as a sentence does.
    let headline = piece.level > 0 || !ends_sentence(&text[..until]);
    (ends && headline).then_some(Begin { when: When::Day(seen.stamp), words: 0..until, alone: false, tail: true })
}

/// When a block begins to say, and where that ends. In an element for times `17.42` is one.
fn said(piece: &Piece<'_>, text: &str, facts: &Facts) -> Option<(When, usize)> {
    begins(text, facts.fetched, facts.order).or_else(|| {
        let dotted = matches!(text.as_bytes(), [h, i, b'.', m, n] if [h, i, m, n].iter().all(|d| d.is_ascii_digit()));
        let time = dotted && piece.around.has(Around::DATE);
        time.then(|| begins(&text.replace('.', ":"), facts.fetched, facts.order)).flatten()
    })
}

/// Where a line says `Updated at 18.12 CET`: not when it was published.
fn change(piece: &Piece<'_>, head: &str) -> Option<usize> {
    const CHANGED: &[&str] = &["updat", "modif", "обновл", "aktualis", "last changed", "edited", "изменен"];
    const FIRST: &[&str] = &["publi", "posted", "опублик"];
    let lower = head.to_lowercase();
    if piece.text.len() > 120 || FIRST.iter().any(|w| lower.contains(w)) {
        return None;
    }
    // Letters that grow or shrink in lower case stand in no such line; were one there, the place would be off and the line no date.
    CHANGED.iter().filter_map(|w| lower.find(w)).min().map(|at| head.floor_char_boundary(at))
}
