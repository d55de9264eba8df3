//! Finding statements in English with the trained network.
//!
//! Takes a [`Document`] and the [`Network`], gives [`Found`]s. The network reads paragraphs as a row of small tokens and knows nothing of
//! the document; here its bytes become the document's tokens, its quotations whole ones with their marks, and each statement gets the
//! sentence that holds its cue. What the network does not know stays with the rules: other languages, and most statements inside
//! somebody's quotation, which nobody marked in the texts that it learnt from.

use crate::{
    document::Document,
    found::{Found, Rule, Source},
    net::{Attribution, Network},
    tokens::{Kind, Token},
};
use std::{
    collections::{HashMap, HashSet},
    ops::Range,
};

/// Tokens of one text that the network reads; what stands behind them, the rules read. A book in one page must not hold up a folder.
const LONGEST: usize = 100_000;

/// The paragraphs that the network reads, by number: words in Latin letters.
pub(crate) fn paragraphs(document: &Document<'_>) -> Vec<bool> {
    let latin = |range: &Range<usize>| {
        let words = || range.clone().filter(|&at| document.token(at).is_some_and(Token::is_word));
        let first = |at: &usize| document.tokens.lower(*at).chars().next();
        let latin = words().filter(|at| first(at).is_some_and(|c| c.is_ascii_lowercase())).count();
        latin * 2 > words().count() && range.end <= LONGEST
    };
    document.paragraphs.iter().map(latin).collect()
}

/// What the network finds in the paragraphs that are `wanted`, in the order of the cues.
pub(crate) fn find(document: &Document<'_>, network: &Network, wanted: &[bool]) -> Vec<Found> {
    let bytes = |range: &Range<usize>| document.span(range).map(|s| s.range());
    let lines: Vec<(usize, Range<usize>)> = (document.paragraphs.iter().enumerate())
        .filter(|(n, _)| wanted.get(*n).copied().unwrap_or(false))
        .filter_map(|(n, range)| Some((n, bytes(range)?)))
        .collect();
    let frames = innermost_frames(document);
    let attributions = network.read(document.text.as_str(), &lines);
    attributions.iter().filter_map(|a| found(document, &frames, a)).collect()
}

/// An attribution as tokens of the document.
fn found(document: &Document<'_>, frames: &[Option<u32>], attribution: &Attribution) -> Option<Found> {
    let cue = tokens(document, &attribution.cue)?;
    let frame = frames.get(cue.start).copied().flatten()? as usize;
    let mention = attribution.source.iter().filter_map(|s| tokens(document, s)).max_by_key(ExactSizeIterator::len);
    if mention.as_ref().is_some_and(|m| is_nobody(document, m)) || is_purpose(document, &cue) {
        return None;
    }
    if mention.as_ref().is_some_and(|m| m.end <= cue.start) && is_suffered(document, &cue) {
        return None;
    }
    if mention.is_none() && is_label(document, &cue) {
        return None;
    }
    let source = mention.map(|mention| Source { mention, antecedent: None, agreement: None });
    let mut content: Vec<Range<usize>> =
        attribution.content.iter().filter_map(|c| tokens(document, c)).map(|c| with_marks(document, c)).collect();
    join(&mut content);
    let rule = Rule::Trained((attribution.confidence * 10_000.0) as u16);
    let cue = vec![cue];
    (!content.is_empty()).then_some(Found { source, cue, content, rule, frame, inserted: false })
}

/// "Nobody would say", "no official confirmed": nobody's statement.
fn is_nobody(document: &Document<'_>, mention: &Range<usize>) -> bool {
    matches!(document.tokens.lower(mention.start), "nobody" | "no" | "none" | "neither")
}

/// "came to say goodbye": nothing is said yet.
fn is_purpose(document: &Document<'_>, cue: &Range<usize>) -> bool {
    matches!(document.tokens.lower(cue.start), "come" | "comes" | "came" | "coming")
        && cue.clone().any(|at| document.tokens.lower(at) == "to")
}

/// "Residents were threatened with arrest, accused of lying": of the one who is named it is said, not by them. "Accused them of lying" has its
/// object in between.
fn is_suffered(document: &Document<'_>, cue: &Range<usize>) -> bool {
    let pair = |at: usize| (document.tokens.lower(at), document.tokens.lower(at + 1));
    cue.clone().any(|at| {
        matches!(
            pair(at),
            ("accused" | "suspected" | "convicted", "of")
                | ("threatened" | "charged", "with")
                | ("blamed" | "criticised" | "criticized" | "praised" | "condemned", "for")
        )
    })
}

/// "Told: two lamps were gone.": the label of a list, not an act of telling.
fn is_label(document: &Document<'_>, cue: &Range<usize>) -> bool {
    let colon = |at: usize| document.token(at).is_some_and(|t| t.is(':'));
    let opens = document.paragraphs.binary_search_by_key(&cue.start, |p| p.start).is_ok();
    opens && (colon(cue.end) || colon(cue.end - 1))
}

/// The tokens that a range of bytes touches, without line ends at its edges.
fn tokens(document: &Document<'_>, bytes: &Range<usize>) -> Option<Range<usize>> {
    let all = document.tokens.all();
    let mut start = all.partition_point(|t| t.end as usize <= bytes.start);
    let mut end = all.partition_point(|t| (t.start as usize) < bytes.end);
    while start < end && all[start].kind == Kind::Break {
        start += 1;
    }
    while end > start && all[end - 1].kind == Kind::Break {
        end -= 1;
    }
    (start < end).then_some(start..end)
}

/// Where the words of a content reach an edge of a quotation, the stops and the mark there belong to it. A content of words from the middle
/// of a quotation keeps its edges, so that marks stay in pairs.
fn with_marks(document: &Document<'_>, content: Range<usize>) -> Range<usize> {
    let is_word = |at: usize| document.token(at).is_some_and(|t| t.is_word() || t.kind == Kind::Number);
    let is_mark = |at: usize| document.token(at).is_some_and(|t| matches!(t.kind, Kind::Mark(_)));
    let words = content.clone().find(|&at| is_word(at)).zip(content.clone().rfind(|&at| is_word(at)));
    let Some((first, last)) = words else { return content };
    let piece = |at: usize| {
        let quotation = document.inside.get(at).copied().flatten()?;
        document.quotations[quotation as usize].pieces.iter().find(|p| p.contains(&at)).cloned()
    };
    let (opening, closing) = (piece(first), piece(last));
    let opens = |p: &Range<usize>| !(p.start..first).any(is_word);
    let closes = |p: &Range<usize>| !(last + 1..p.end).any(is_word);
    let mut whole = content.clone();
    if let Some(p) = opening.as_ref().filter(|p| opens(p) && (!p.contains(&last) || closes(p))) {
        whole.start = content.start.min(p.start - usize::from(p.start > 0 && is_mark(p.start - 1)));
    }
    if let Some(p) = closing.as_ref().filter(|p| closes(p) && (!p.contains(&first) || opens(p))) {
        whole.end = content.end.max(p.end + usize::from(is_mark(p.end)));
    }
    whole
}

/// Puts pieces in order and joins those that touch.
pub(crate) fn join(pieces: &mut Vec<Range<usize>>) {
    pieces.sort_by_key(|p| (p.start, p.end));
    pieces.dedup_by(|next, last| {
        let touch = next.start <= last.end;
        if touch {
            last.end = last.end.max(next.end);
        }
        touch
    });
}

/// Completes what the network found by what the rules found in the same paragraphs: whom "who" and "it" stand for, and quotations with a verb
/// beside them of which the network made nothing. A mark without a partner puts the network's idea of what is quoted upside down: there the
/// rules may add whatever they find.
pub(crate) fn complete(found: &mut Vec<Found>, document: &Document<'_>, rules: Vec<Found>) {
    let mut taken = vec![false; document.tokens.all().len()];
    for f in found.iter() {
        f.cue.iter().chain(&f.content).for_each(|r| taken[r.clone()].fill(true));
    }
    let mut by_cue: HashMap<usize, Source> = HashMap::new();
    let paragraph = |at: usize| document.paragraphs.partition_point(|p| p.end <= at);
    let unbalanced: HashSet<usize> = document.unbalanced.iter().map(|&mark| paragraph(mark)).collect();
    for rule in rules {
        let apart = !rule.cue.iter().chain(&rule.content).any(|r| taken[r.clone()].contains(&true));
        let sure = rule.rule == Rule::QuoteThenVerb || unbalanced.contains(&document.frames[rule.frame].paragraph);
        if apart && sure {
            found.push(rule);
        } else if let Some(source) = rule.source {
            by_cue.extend(rule.cue.into_iter().flatten().map(|at| (at, source.clone())));
        }
    }
    for f in found.iter_mut() {
        let stands_for = |s: &Source| matches!(document.tokens.lower(s.mention.start), "who" | "which" | "that" | "it");
        if f.source.as_ref().is_some_and(|s| s.mention.len() == 1 && stands_for(s)) {
            let known = f.cue.iter().flat_map(Clone::clone).find_map(|at| by_cue.get(&at));
            f.source = known.or(f.source.as_ref()).cloned();
        }
    }
}

/// Of each token the sentence in which it is no part of a quotation; a mark is in the sentence around its quotation.
fn innermost_frames(document: &Document<'_>) -> Vec<Option<u32>> {
    let mut frames = vec![None; document.tokens.all().len()];
    for (n, frame) in document.frames.iter().enumerate() {
        for item in &frame.items {
            frames[item.start..item.end].fill(Some(n as u32));
        }
    }
    frames
}
