//! Lines → paragraphs: which lines of a text belong together, and which hold two things side by side.

use crate::Span;

/// A line that is wrapped by hand is at least this share of the longest one, unless it ends its paragraph.
const FULL_LINE: f64 = 0.6;

/// Nobody wraps wider (characters).
const WIDEST: usize = 110;

/// As many white-space characters inside a line stand between two things laid out side by side.
const GAP: usize = 4;

/// One paragraph of a text file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Paragraph {
    /// Its words, white space folded.
    pub(crate) text: String,
    /// From its first character to its last, in the decoded source.
    pub(crate) span: Span,
    /// The number of its first line, from 1.
    pub(crate) line: usize,
    /// No blank line stands between it and the one before.
    pub(crate) glued: bool,
}

/// The paragraphs of a text.
pub(crate) struct Paragraphs {
    pub(crate) found: Vec<Paragraph>,
    /// There were more than allowed.
    pub(crate) cut: bool,
}

/// The lines that hold anything, trimmed, with their numbers from 1.
pub(crate) fn lines(text: &str) -> impl Iterator<Item = (Span, usize)> + '_ {
    let mut at = 0;
    text.split('\n').enumerate().filter_map(move |(i, line)| {
        let start = at + (line.len() - line.trim_start().len());
        let end = start + line.trim().len();
        at += line.len() + 1;
        (start < end).then_some((Span { start: start as u32, end: end as u32 }, i + 1))
    })
}

/// Puts lines together that were wrapped by hand, takes those apart that hold several things, and folds white space.
pub(crate) fn read(text: &str, most: usize) -> Paragraphs {
    let lines: Vec<(Span, usize)> = lines(text).take(most + 1).collect();
    let width = wrap_width(text, &lines);
    let mut found: Vec<Paragraph> = Vec::new();
    let mut last: Option<(Span, usize)> = None;
    for &(span, line) in lines.iter().take(most) {
        let glued = last.is_some_and(|(_, l)| l + 1 == line);
        let runs_on = glued && width.zip(last).is_some_and(|(width, (before, _))| continues(text, before, span, width));
        for (i, part) in side_by_side(text, span).enumerate() {
            match found.last_mut().filter(|_| runs_on && i == 0) {
                Some(open) => {
                    open.text.push(' ');
                    open.text.push_str(&folded(&text[part.range()]));
                    open.span.end = part.end;
                }
                None => {
                    found.push(Paragraph { text: folded(&text[part.range()]), span: part, line, glued: glued || i > 0 })
                }
            }
        }
        last = Some((span, line));
    }
    Paragraphs { found, cut: lines.len() > most }
}

/// How wide a text is wrapped, if it is: no line is longer than people wrap, and most lines that another one follows are nearly full.
fn wrap_width(text: &str, lines: &[(Span, usize)]) -> Option<usize> {
    let length = |span: Span| text[span.range()].chars().count();
    let widest = lines.iter().map(|(span, _)| length(*span)).max()?;
    if !(40..=WIDEST).contains(&widest) {
        return None;
    }
    let followed: Vec<usize> = lines.windows(2).filter(|w| w[0].1 + 1 == w[1].1).map(|w| length(w[0].0)).collect();
    let full = followed.iter().filter(|&&n| n as f64 >= FULL_LINE * widest as f64).count();
    (followed.len() >= 3 && full * 10 >= followed.len() * 6).then_some(widest)
}

/// Whether a line goes on with the sentence or paragraph of the line before: its first word didn't fit there.
fn continues(text: &str, before: Span, span: Span, width: usize) -> bool {
    let (before, line) = (&text[before.range()], &text[span.range()]);
    let first_word = line.split_whitespace().next().map_or(0, |w| w.chars().count());
    let bullet = line.starts_with(['•', '*', '-', '–', '—', '▪']);
    !bullet && before.chars().count() + 1 + first_word > width * 9 / 10
}

/// The parts of a line that wide gaps separate.
fn side_by_side(text: &str, span: Span) -> impl Iterator<Item = Span> + '_ {
    let line = &text[span.range()];
    let mut parts = Vec::new();
    let (mut start, mut end, mut blank) = (0, 0, 0);
    for (at, c) in line.char_indices() {
        if c.is_whitespace() {
            blank += 1;
            continue;
        }
        if blank >= GAP && end > start {
            parts.push((start, end));
            start = at;
        }
        blank = 0;
        end = at + c.len_utf8();
    }
    parts.push((start, end));
    parts.into_iter().map(move |(a, b)| Span { start: span.start + a as u32, end: span.start + b as u32 })
}

fn folded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split(|c: char| c.is_whitespace() || c.is_control() || c == '\u{feff}').filter(|w| !w.is_empty()) {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}
