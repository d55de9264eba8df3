//! Paragraphs and sentences.
//!
//! Takes a text and its tokens, gives the paragraphs (blocks, or lines of a plain text) and the places where a sentence ends. The break
//! candidates are Unicode's (UAX 29, `icu_segmenter`); ours are the vetoes: no sentence ends behind "Mr.", before a lower-case
//! letter, inside a word, or between a quotation and the clause that says whose it is (“Why now?” Tolland asked).

use crate::{
    lexicon::Class,
    tokens::{Kind, Tokens},
};
use std::ops::Range;

/// Longer sentences are cut: a text without a full stop must not make one sentence of a million tokens.
const LONGEST: usize = 600;

/// Token ranges of the paragraphs, without the line ends between them.
pub(crate) fn paragraphs(text: &str, tokens: &Tokens) -> Vec<Range<usize>> {
    let all = tokens.all();
    let mut out = Vec::new();
    let mut start = 0;
    for (at, token) in all.iter().enumerate() {
        if token.kind != Kind::Break || (at > start && is_wrapped(text, tokens, at)) {
            continue;
        }
        if at > start {
            out.push(start..at);
        }
        start = at + 1;
    }
    if all.len() > start {
        out.push(start..all.len());
    }
    out
}

/// A line end inside a paragraph of a hard-wrapped text: the line stops behind a word or comma, is long, and goes on in lower case.
fn is_wrapped(text: &str, tokens: &Tokens, at: usize) -> bool {
    let all = tokens.all();
    let (Some(before), Some(after)) = (at.checked_sub(1).and_then(|i| all.get(i)), all.get(at + 1)) else {
        return false;
    };
    let line = text[..all[at].start as usize].rfind('\n').map_or(0, |i| i + 1);
    let long = (all[at].start as usize).saturating_sub(line) >= 45;
    long && (before.is_word() || before.is(',')) && after.kind == Kind::Word
}

/// For each token whether a sentence starts with it. The first token of each paragraph starts one.
pub(crate) fn starts(text: &str, tokens: &Tokens, paragraphs: &[Range<usize>]) -> Vec<bool> {
    let all = tokens.all();
    let mut starts = vec![false; all.len()];
    let segmenter =
        icu_segmenter::SentenceSegmenter::new(icu_segmenter::options::SentenceBreakInvariantOptions::default());
    for paragraph in paragraphs {
        let (Some(first), Some(last)) = (all.get(paragraph.start), all.get(paragraph.end - 1)) else { continue };
        starts[paragraph.start] = true;
        let (from, to) = (first.start as usize, last.end as usize);
        let mut at = paragraph.start;
        let mut previous = paragraph.start;
        for cut in segmenter.segment_str(&text[from..to]) {
            while at < paragraph.end && (all[at].start as usize) < from + cut {
                if at - previous >= LONGEST {
                    starts[at] = true;
                    previous = at;
                }
                at += 1;
            }
            if at > paragraph.start && at < paragraph.end && ends_before(tokens, at) {
                starts[at] = true;
                previous = at;
            }
        }
    }
    starts
}

/// Whether a sentence may end between tokens `at - 1` and `at`.
fn ends_before(tokens: &Tokens, at: usize) -> bool {
    let all = tokens.all();
    let (before, here) = (&all[at - 1], &all[at]);
    if matches!(here.kind, Kind::Word | Kind::Break) || before.kind == Kind::Break {
        return false;
    }
    if here.kind == Kind::Dash {
        // «Мы готовы!» — заявил он.
        return !matches!(before.kind, Kind::Mark(_));
    }
    if before.is_word() {
        // An abbreviation that keeps its stop: "U.S. The …" ends a sentence, "U.S. Senate" and "Mr. Tolland" do not.
        return here.word.is(Class::SentenceOpener) && !before.word.is(Class::Title);
    }
    !(matches!(before.kind, Kind::Mark(_)) && at >= 2 && !all[at - 2].is('.') && says_whose(tokens, at))
}

/// Whether the clause that starts at `at` is short and holds a verb of saying: "Tolland asked", "the minister said".
fn says_whose(tokens: &Tokens, at: usize) -> bool {
    tokens.all()[at..].iter().take(6).take_while(|t| t.is_word()).any(|t| t.word.cue.is_some())
}
