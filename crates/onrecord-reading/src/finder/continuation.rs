//! Quotations that go on: the sentence of nothing but a quotation after one whose speaker is named, in the same paragraph or the next.

use crate::{
    document::{Document, Frame},
    found::Found,
};
use std::ops::Range;

/// Appends to each statement the quotations that continue it. One pass over the sentences.
pub(crate) fn extend(document: &Document<'_>, found: &mut [Found]) {
    let mut last_in_frame = vec![None; document.frames.len()];
    for (n, f) in found.iter().enumerate() {
        last_in_frame[f.frame] = Some(n);
    }
    // «Мы ждем, — сказал он»: a quotation that names its own speaker continues nobody's.
    let mut attributed = vec![false; document.quotations.len()];
    for q in found.iter().filter(|f| f.inserted).filter_map(|f| document.frames[f.frame].quotation) {
        attributed[q] = true;
    }
    // What another statement holds is that statement's.
    let mut holder: Vec<Option<usize>> = vec![None; document.tokens.all().len()];
    for (n, f) in found.iter().enumerate() {
        f.content.iter().for_each(|c| holder[c.clone()].fill(Some(n)));
    }
    let mut speaking: Option<usize> = None;
    let mut previous: Option<&Frame> = None;
    for (at, frame) in document.frames.iter().enumerate() {
        if previous.is_some_and(|p| p.quotation != frame.quotation) {
            speaking = None;
        }
        let same_paragraph = previous.is_some_and(|p| p.paragraph == frame.paragraph);
        previous = Some(frame);
        if let Some(n) = last_in_frame[at] {
            speaking = Some(n);
            continue;
        }
        let own = frame.items.iter().filter_map(|i| i.quotation).any(|q| attributed[q]);
        let of_other = |q: &Range<usize>| holder[q.clone()].iter().any(|h| h.is_some() && *h != speaking);
        let (Some(n), Some(quoted), false) = (speaking, only_quotations(document, frame), own) else {
            speaking = None;
            continue;
        };
        let quoted_before = found[n]
            .content
            .last()
            .is_some_and(|c| ends_quoted(document, c.end) || is_one_quotation(document, c, &quoted));
        let heading = !same_paragraph && is_heading(document, frame, &quoted);
        if (!same_paragraph && !quoted_before) || heading || of_other(&quoted) {
            speaking = None;
            continue;
        }
        found[n].content.push(quoted);
    }
}

/// The tokens of a sentence that is nothing but one or more quotations.
fn only_quotations(document: &Document<'_>, frame: &Frame) -> Option<Range<usize>> {
    let quoted = |i: &&crate::document::Item| i.quotation.is_some();
    let first = frame.items.iter().find(quoted)?;
    let last = frame.items.iter().rev().find(quoted)?;
    let only =
        frame.items.iter().all(|i| i.quotation.is_some() || document.token(i.start).is_some_and(|t| !t.is_word()));
    only.then_some(first.start..last.end)
}

/// 'All Bets Are Off.' between two paragraphs: a quotation as a headline.
fn is_heading(document: &Document<'_>, frame: &Frame, quoted: &Range<usize>) -> bool {
    let alone = document.paragraphs.get(frame.paragraph).is_some_and(|p| p.len() <= quoted.len() + 1);
    let mut words = quoted.clone().filter(|&at| document.token(at).is_some_and(|t| t.is_word() && t.end - t.start > 3));
    let capital = |at: usize| document.token(at).is_some_and(|t| t.is_capital());
    alone && quoted.len() < 16 && words.clone().count() > 1 && words.all(capital)
}

/// Whether two ranges lie in one quotation that was opened again at a new paragraph.
fn is_one_quotation(document: &Document<'_>, before: &Range<usize>, after: &Range<usize>) -> bool {
    let quotation = |at: usize| document.inside.get(at).copied().flatten();
    before.end > 0 && quotation(before.end - 1).is_some() && quotation(before.end - 1) == quotation(after.start + 1)
}

/// Whether a quotation ends at this token.
fn ends_quoted(document: &Document<'_>, end: usize) -> bool {
    end > 0 && document.token(end - 1).is_some_and(|t| matches!(t.kind, crate::tokens::Kind::Mark(_)))
}
