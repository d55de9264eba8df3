//! Letters on pages → paragraphs.
//!
//! Takes each page's letters in the order in which they are drawn, which with hardly any exception is the order of reading; gives lines,
//! and of lines paragraphs: where the lines stand apart, are indented, change their size, or where one ends early with a sentence. Page
//! numbers and lines that stand on many pages are left out. A word broken at the end of a line is put together again.

use super::glyphs::Glyph;
use serde::{Deserialize, Serialize};
use std::collections::{HashMap, HashSet};

/// A paragraph of the document.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Paragraph {
    /// Where it begins; the first page is 1.
    pub(super) page: u32,
    /// Of its type, in points.
    pub(super) size: f64,
    /// White space folded.
    pub(super) text: String,
}

/// A line as it stands on a page.
#[derive(Clone, Debug)]
struct Line {
    x: f64,
    y: f64,
    end: f64,
    size: f64,
    text: String,
}

/// The paragraphs of a document, given the letters of its pages.
pub(super) fn paragraphs(pages: &[Vec<Glyph>]) -> Vec<Paragraph> {
    let mut pages: Vec<Vec<Line>> = pages.iter().map(|glyphs| in_order(lines(glyphs))).collect();
    leave_out_furniture(&mut pages);
    let words = whole_words(&pages);
    let mut all: Vec<Paragraph> = Vec::new();
    for (number, lines) in (1..).zip(&pages) {
        let mut first = true;
        for paragraph in on_page(number, lines, &words) {
            match all.last_mut().filter(|last| first && goes_on(last, &paragraph)) {
                Some(last) => append(&mut last.text, &paragraph.text, &words),
                None => all.push(paragraph),
            }
            first = false;
        }
    }
    all
}

/// Letters → lines, in the order in which they are drawn.
fn lines(glyphs: &[Glyph]) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    for glyph in glyphs {
        let text = printable(glyph.text.as_deref().unwrap_or("\u{fffd}"));
        let joined = lines.last_mut().filter(|line| {
            let size = line.size.max(glyph.size);
            (glyph.y - line.y).abs() <= 0.5 * size && glyph.x >= line.end - size
        });
        let Some(line) = joined else {
            if !text.trim().is_empty() {
                let text = text.trim_start().to_owned();
                lines.push(Line { x: glyph.x, y: glyph.y, end: glyph.end, size: glyph.size, text });
            }
            continue;
        };
        let apart = glyph.x - line.end > 0.17 * line.size.min(glyph.size);
        if apart && !line.text.ends_with(' ') && !text.starts_with(' ') {
            line.text.push(' ');
        }
        // The white space at the end of a line is not part of its length.
        if !text.trim().is_empty() {
            line.size = if line.text.len() < 3 { line.size.max(glyph.size) } else { line.size };
        }
        line.end = line.end.max(glyph.end);
        line.text.push_str(&text);
    }
    for line in &mut lines {
        line.text = line.text.split_whitespace().collect::<Vec<_>>().join(" ");
    }
    lines.retain(|line| !line.text.is_empty());
    lines
}

/// Without control characters; ligatures as the letters that they stand for.
fn printable(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '\u{fb00}' => out.push_str("ff"),
            '\u{fb01}' => out.push_str("fi"),
            '\u{fb02}' => out.push_str("fl"),
            '\u{fb03}' => out.push_str("ffi"),
            '\u{fb04}' => out.push_str("ffl"),
            '\u{fb05}' | '\u{fb06}' => out.push_str("st"),
            c if c.is_whitespace() => out.push(' '),
            c if c.is_control() => (),
            c => out.push(c),
        }
    }
    out
}

/// Some programs draw a page from the bottom or all over it; then the place decides.
fn in_order(mut lines: Vec<Line>) -> Vec<Line> {
    let upward = lines.windows(2).filter(|w| w[1].y > w[0].y + w[0].size).count();
    if upward > 3 && upward * 3 > lines.len() {
        lines.sort_by(|a, b| b.y.total_cmp(&a.y).then(a.x.total_cmp(&b.x)));
    }
    lines
}

/// Takes out page numbers, and what stands at the edge of three pages or more.
fn leave_out_furniture(pages: &mut [Vec<Line>]) {
    const EDGE: usize = 2;
    let edges = |lines: &[Line]| -> HashSet<usize> {
        let mut by_height: Vec<usize> = (0..lines.len()).collect();
        by_height.sort_by(|a, b| lines[*b].y.total_cmp(&lines[*a].y));
        let bottom = by_height.len().saturating_sub(EDGE);
        by_height.iter().enumerate().filter(|(n, _)| *n < EDGE || *n >= bottom).map(|(_, at)| *at).collect()
    };
    let shape = |text: &str| -> String { text.chars().map(|c| if c.is_ascii_digit() { '#' } else { c }).collect() };
    let mut seen: HashMap<String, usize> = HashMap::new();
    for lines in pages.iter() {
        let shapes: HashSet<String> = edges(lines).into_iter().map(|at| shape(&lines[at].text)).collect();
        shapes.into_iter().for_each(|shape| *seen.entry(shape).or_default() += 1);
    }
    for lines in pages {
        let edges = edges(lines);
        let mut at = 0;
        lines.retain(|line| {
            at += 1;
            let repeated = seen.get(&shape(&line.text)).is_some_and(|n| *n >= 3);
            !edges.contains(&(at - 1)) || !repeated && !is_page_number(&line.text)
        });
    }
}

/// `3`, `- 3 -`, `Page 3 of 7`, `стр. 3`.
fn is_page_number(text: &str) -> bool {
    let words: Vec<String> =
        text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase).collect();
    let is_number = |word: &String| word.len() <= 4 && word.bytes().all(|b| b.is_ascii_digit());
    let is_word = |word: &String| ["page", "p", "of", "стр", "страница", "с", "из"].contains(&word.as_str());
    words.iter().any(is_number) && words.len() <= 4 && words.iter().all(|word| is_number(word) || is_word(word))
}

/// The paragraphs of one page.
fn on_page(number: u32, lines: &[Line], words: &HashSet<String>) -> Vec<Paragraph> {
    let step = usual_step(lines);
    let right = lines.iter().map(|line| line.end).fold(f64::MIN, f64::max);
    let left = lines.iter().map(|line| line.x).fold(f64::MAX, f64::min);
    let mut all: Vec<Paragraph> = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let before = at.checked_sub(1).map(|before| &lines[before]);
        let begins = before.is_none_or(|before| {
            let (gap, size) = (before.y - line.y, line.size.max(before.size));
            let resized = (line.size - before.size).abs() > 0.12 * size;
            let ends_early = before.end < right - 0.2 * (right - left) && ends_sentence(&before.text);
            // A new column: it goes on in the middle of a sentence.
            let column = gap < -size && !ends_sentence(&before.text);
            let apart = gap > 1.3 * step.max(size) || gap < -size && !column;
            let indented = line.x > before.x + 0.8 * size && gap > 0.5 * size && line.x < left + 0.3 * (right - left);
            resized || apart || ends_early || indented || line.text.starts_with(['•', '▪', '◦', '■'])
        });
        match all.last_mut().filter(|_| !begins) {
            Some(last) => append(&mut last.text, &line.text, words),
            None => all.push(Paragraph { page: number, size: line.size, text: line.text.clone() }),
        }
    }
    all
}

/// The distance that lines of one paragraph have: the commonest small one.
fn usual_step(lines: &[Line]) -> f64 {
    let mut steps: Vec<f64> = lines
        .windows(2)
        .filter(|w| (w[0].size - w[1].size).abs() < 0.12 * w[0].size)
        .map(|w| w[0].y - w[1].y)
        .filter(|step| *step > 0.0)
        .collect();
    steps.sort_by(f64::total_cmp);
    steps.get(steps.len() / 3).copied().unwrap_or_default()
}

fn ends_sentence(text: &str) -> bool {
    text.trim_end_matches(['"', '”', '»', '’', ')', ']', '*']).ends_with(['.', '!', '?', '…', ':', ';'])
}

/// Whether a page begins in the middle of a sentence.
fn goes_on(last: &Paragraph, next: &Paragraph) -> bool {
    let same_size = (last.size - next.size).abs() <= 0.12 * last.size.max(next.size);
    let begins_small = next.text.starts_with(|c: char| c.is_lowercase() || c.is_ascii_digit());
    same_size && !ends_sentence(&last.text) && (begins_small || last.text.ends_with(['-', ',']))
}

/// Every word of the document that no line breaks: they tell which hyphens are printed ones.
fn whole_words(pages: &[Vec<Line>]) -> HashSet<String> {
    let mut words = HashSet::new();
    for line in pages.iter().flatten() {
        let mut of_line: Vec<&str> = line.text.split_whitespace().collect();
        if of_line.last().is_some_and(|word| word.ends_with('-')) {
            of_line.pop();
        }
        words.extend(of_line.into_iter().map(bare));
    }
    words
}

fn bare(word: &str) -> String {
    word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase()
}

/// Puts the next line behind a text.
fn append(text: &mut String, line: &str, words: &HashSet<String>) {
    let broken = text.strip_suffix(['-', '\u{ad}']).filter(|stem| stem.ends_with(char::is_alphabetic));
    let Some(stem) = broken.filter(|_| line.starts_with(char::is_lowercase)) else {
        if !text.is_empty() && !text.ends_with('-') {
            text.push(' ');
        }
        text.push_str(line);
        return;
    };
    let (first, second) = (stem.rsplit(' ').next().unwrap_or_default(), line.split(' ').next().unwrap_or_default());
    let (joined, hyphened) = (bare(&format!("{first}{second}")), bare(&format!("{first}-{second}")));
    let keeps = text.ends_with('-') && words.contains(&hyphened) && !words.contains(&joined);
    if !keeps {
        text.truncate(stem.len());
    }
    text.push_str(line);
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Letters of half the width of their height, on lines of a page: `(x, y, size, text)`.
    fn page(lines: &[(f64, f64, f64, &str)]) -> Vec<Glyph> {
        let mut glyphs = Vec::new();
        for (x, y, size, text) in lines {
            let mut x = *x;
            for letter in text.chars() {
                let end = x + size / 2.0;
                glyphs.push(Glyph { x, y: *y, end, size: *size, text: Some(letter.to_string()) });
                x = end;
            }
        }
        glyphs
    }

    fn texts(pages: &[Vec<Glyph>]) -> Vec<String> {
        paragraphs(pages).into_iter().map(|p| format!("{} {}", p.page, p.text)).collect()
    }

    #[test]
    fn paragraphs_are_told_by_distance_indent_and_size() {
        let pages = [
            page(&[
                (50.0, 780.0, 9.0, "Embassy of Tavria"),
                (50.0, 740.0, 18.0, "Statement on the quay"),
                (50.0, 700.0, 10.0, "The embassy regrets that the quay was closed with-"),
                (50.0, 688.0, 10.0, "out notice on Monday, and asks the well-known har-"),
                (50.0, 676.0, 10.0, "bour council to open it."),
                (62.0, 664.0, 10.0, "A second paragraph is indented and long enough to"),
                (50.0, 652.0, 10.0, "be broken. It ends here."),
                (50.0, 620.0, 10.0, "A third stands apart and goes on with a well-"),
                (300.0, 30.0, 9.0, "- 1 -"),
            ]),
            page(&[
                (50.0, 780.0, 9.0, "Embassy of Tavria"),
                (50.0, 700.0, 10.0, "known word of the harbour on the next page."),
                (300.0, 30.0, 9.0, "- 2 -"),
            ]),
            page(&[
                (50.0, 780.0, 9.0, "Embassy of Tavria"),
                (50.0, 700.0, 10.0, "The end."),
                (300.0, 30.0, 9.0, "- 3 -"),
            ]),
        ];
        insta::assert_snapshot!(texts(&pages).join("\n"), @r"
        1 Statement on the quay
        1 The embassy regrets that the quay was closed without notice on Monday, and asks the well-known harbour council to open it.
        1 A second paragraph is indented and long enough to be broken. It ends here.
        1 A third stands apart and goes on with a well-known word of the harbour on the next page.
        3 The end.
        ");
    }

    #[test]
    fn words_set_apart_by_place_alone_are_apart() {
        let mut glyphs = page(&[(50.0, 700.0, 10.0, "Low")]);
        glyphs.extend(page(&[(68.0, 700.0, 10.0, "water")]));
        glyphs.extend(page(&[(50.0, 688.0, 10.0, "ﬁsh")]));
        assert_eq!(texts(&[glyphs]), ["1 Low water fish"]);
    }

    #[test]
    fn a_page_drawn_from_the_bottom_is_read_from_the_top() {
        let lines: Vec<(f64, f64, f64, String)> = (0..8)
            .rev()
            .map(|n| (50.0, 700.0 - 12.0 * f64::from(n), 10.0, format!("line number {n} of the page")))
            .collect();
        let borrowed: Vec<_> = lines.iter().map(|(x, y, size, text)| (*x, *y, *size, text.as_str())).collect();
        assert!(texts(&[page(&borrowed)])[0].starts_with("1 line number 0 of the page line number 1"));
    }

    proptest::proptest! {
        #[test]
        fn any_letters_anywhere_are_taken(
            glyphs in proptest::collection::vec(((-1e6..1e6f64), (-1e6..1e6f64), (0.5..1e3f64), ".{0,2}"), 0..60)
        ) {
            let glyphs: Vec<Glyph> = glyphs.into_iter()
                .map(|(x, y, size, text)| Glyph { x, y, end: x + size, size, text: Some(text) })
                .collect();
            let _ = paragraphs(&[glyphs.clone(), glyphs]);
        }
    }
}
