//! Finding statements in English with the trained network.
//!
//! Takes a [`Document`] and the [`Network`], gives [`Found`]s. The network reads paragraphs as a row of small tokens and knows nothing of
//! the document; here its bytes become the document's tokens, its quotations whole ones with their marks, and each statement gets the
//! sentence that holds its cue. What the network does not know stays with the rules: other languages, and most statements inside
//! somebody's quotation, which nobody marked in the texts that it learnt from.

use super::withheld;
use crate::{
    CueClass,
    cue_class::class_of,
    document::Document,
    found::{Found, Rule, Source},
    net::{Attribution, Network},
    tokens::{Kind, Token},
};
use std::{
    collections::{HashMap, HashSet},
    ops::Range,
};

/// Verbs whose passive has the addressee for its subject.
const SUFFERED: &str = "accused advised asked blamed charged condemned convicted criticised criticized informed praised questioned \
     reminded suspected threatened told urged warned";

/// Tokens of one text that the network reads; what stands behind them, the rules read. A book in one page must not hold up a folder.
const LONGEST: usize = 100_000;

/// A clause with "that" of which the network made nothing: in PolNeAR's development part two of six were right, so that it is not shown unasked.
const PASSED_BY: Rule = Rule::Trained(5_000);

/// The letters of a network's language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Script {
    Latin,
    Cyrillic,
}

/// The paragraphs that a network of these letters reads, by number.
pub(crate) fn paragraphs(document: &Document<'_>, script: Script) -> Vec<bool> {
    let own = |c: char| match script {
        Script::Latin => c.is_ascii_lowercase(),
        Script::Cyrillic => ('а'..='я').contains(&c),
    };
    let read = |range: &Range<usize>| {
        let words = || range.clone().filter(|&at| document.token(at).is_some_and(Token::is_word));
        let first = |at: &usize| document.tokens.lower(*at).chars().next();
        let number = words().filter(|at| first(at).is_some_and(own)).count();
        number * 2 > words().count() && range.end <= LONGEST
    };
    document.paragraphs.iter().map(read).collect()
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
    let mut sources: Vec<Range<usize>> = attribution.source.iter().filter_map(|s| tokens(document, s)).collect();
    if is_suffered(document, &cue) {
        sources.retain(|s| s.start >= cue.end);
    }
    let longest = (0..sources.len()).max_by_key(|&n| sources[n].len());
    let mention = longest.map(|n| sources.remove(n));
    let mut pieces: Vec<Range<usize>> = attribution.content.iter().filter_map(|c| tokens(document, c)).collect();
    if mention.as_ref().is_some_and(|m| is_nobody(document, m)) || is_purpose(document, &cue) {
        return None;
    }
    if withheld::is_withheld(document, &cue, &pieces) || is_naming(document, &cue, &pieces) {
        return None;
    }
    if mention.is_none() && is_label(document, &cue) {
        return None;
    }
    let source = mention.map(|mention| Source { mention, also: sources, antecedent: None, agreement: None });
    if let Some(last) = pieces.last_mut().filter(|last| last.start >= cue.end) {
        last.end = withheld::end_of_said(document, last);
    }
    let last = pieces.len().saturating_sub(1);
    let marked = |(n, piece): (usize, Range<usize>)| {
        let whole = with_marks(document, piece.clone());
        // Between two pieces the network itself says which marks belong to them.
        let inner = (n > 0 && whole.start < piece.start) || (n < last && whole.end > piece.end);
        if inner { piece } else { whole }
    };
    let mut content: Vec<Range<usize>> = pieces.into_iter().enumerate().map(marked).collect();
    join(&mut content);
    let rule = Rule::Trained((attribution.confidence * 10_000.0) as u16);
    let cue = vec![cue];
    (!content.is_empty()).then_some(Found { source, cue, content, rule, frame, inserted: false })
}

/// "Nobody would say", "no official confirmed": nobody's statement.
fn is_nobody(document: &Document<'_>, mention: &Range<usize>) -> bool {
    matches!(document.tokens.lower(mention.start), "nobody" | "no" | "none" | "neither" | "никто" | "ни")
}

/// "came to say goodbye": nothing is said yet.
fn is_purpose(document: &Document<'_>, cue: &Range<usize>) -> bool {
    matches!(document.tokens.lower(cue.start), "come" | "comes" | "came" | "coming")
        && cue.clone().any(|at| document.tokens.lower(at) == "to")
}

/// "Residents were told that …, warned of …, accused of lying": of the one who is named it is said, not by them.
fn is_suffered(document: &Document<'_>, cue: &Range<usize>) -> bool {
    let is_form_of_be = |at: usize| {
        matches!(document.tokens.lower(at), "is" | "are" | "was" | "were" | "be" | "been" | "being" | "get" | "got")
    };
    let suffered = |at: usize| SUFFERED.split_whitespace().any(|w| w == document.tokens.lower(at));
    let is_participle = |at: usize| match (document.tokens.lower(at), next(document, at)) {
        (_, "by") | ("accused" | "convicted" | "suspected", "of") | ("charged" | "threatened", "with") => true,
        (verb, "for") => matches!(verb, "blamed" | "condemned" | "criticised" | "criticized" | "praised"),
        _ => false,
    };
    cue.clone().any(|at| suffered(at) && (is_participle(at) || (at.saturating_sub(2)..at).any(is_form_of_be)))
}

/// The word behind this token, "" at the end of the text.
fn next<'d>(document: &'d Document<'_>, at: usize) -> &'d str {
    document.token(at + 1).map_or("", |_| document.tokens.lower(at + 1))
}

/// "The president named Irena Orrat": of a bare name nothing is said.
fn is_naming(document: &Document<'_>, cue: &Range<usize>, content: &[Range<usize>]) -> bool {
    let names = cue.clone().any(|at| matches!(document.tokens.lower(at), "name" | "names" | "named" | "naming"));
    let mut words = content.iter().flat_map(Clone::clone).filter_map(|at| document.token(at)).filter(|t| t.is_word());
    names && words.all(Token::is_capital)
}

/// "Told: two lamps were gone.": the label of a list, not an act of telling.
fn is_label(document: &Document<'_>, cue: &Range<usize>) -> bool {
    let colon = |at: usize| document.token(at).is_some_and(|t| t.is(':'));
    let opens = document.paragraphs.binary_search_by_key(&cue.start, |p| p.start).is_ok();
    opens && (colon(cue.end) || colon(cue.end - 1))
}

/// The tokens that a range of bytes touches, without line ends at its edges.
pub(super) fn tokens(document: &Document<'_>, bytes: &Range<usize>) -> Option<Range<usize>> {
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
pub(super) fn with_marks(document: &Document<'_>, content: Range<usize>) -> Range<usize> {
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
    let mut taken = vec![None; document.tokens.all().len()];
    for (n, f) in found.iter().enumerate() {
        f.cue.iter().chain(&f.content).for_each(|r| taken[r.clone()].fill(Some(n)));
    }
    let mut by_cue: HashMap<usize, usize> = HashMap::new();
    let paragraph = |at: usize| document.paragraphs.partition_point(|p| p.end <= at);
    let unbalanced: HashSet<usize> = document.unbalanced.iter().map(|&mark| paragraph(mark)).collect();
    let mut added = Vec::new();
    for (n, rule) in rules.iter().enumerate() {
        // "The observers had reported fraud, she recalled": a statement within what she recalled is no other reading of it.
        let within = |known: &Found| {
            let inside = |r: &Range<usize>| rule.content.iter().any(|c| c.start <= r.start && r.end <= c.end);
            rule.rule == Rule::ClauseThenVerb && known.cue.iter().chain(&known.content).all(inside)
        };
        let free = |at: usize| taken[at].is_none_or(|n| within(&found[n]));
        let apart = rule.cue.iter().flat_map(Clone::clone).all(|at| taken[at].is_none())
            && rule.content.iter().flat_map(Clone::clone).all(free);
        let clear = matches!(
            rule.rule,
            Rule::QuoteThenVerb | Rule::ClauseThenVerb | Rule::ThatClause | Rule::According | Rule::VerbThenQuote
        );
        let sure = clear || asks_to(document, rule) || unbalanced.contains(&document.frames[rule.frame].paragraph);
        if apart && sure {
            let doubtful = rule.rule == Rule::ThatClause;
            added.push(Found { rule: if doubtful { PASSED_BY } else { rule.rule }, ..rule.clone() });
        } else {
            by_cue.extend(rule.cue.iter().flat_map(Clone::clone).map(|at| (at, n)));
        }
    }
    for f in found.iter_mut() {
        let known = f.cue.iter().flat_map(Clone::clone).find_map(|at| by_cue.get(&at));
        if let Some(rule) = known.and_then(|&n| rules.get(n)) {
            stand_in(document, f, rule);
        }
    }
    found.append(&mut added);
    turn_citations(document, found);
    drop_parts_of_sources(found);
}

/// "appealed to both parties to return", "invited the ministers to Arden": clear acts of asking, whose infinitives the texts that the network
/// learnt from mark now and then.
fn asks_to(document: &Document<'_>, rule: &Found) -> bool {
    let words: Vec<&str> = rule.cue.iter().flat_map(Clone::clone).map(|at| document.tokens.lower(at)).collect();
    let somebody =
        rule.source.as_ref().is_some_and(|s| !matches!(document.tokens.lower(s.mention.start), "i" | "we" | "you"));
    matches!(rule.rule, Rule::Infinitive | Rule::Shared) && somebody && class_of(&words) == Some(CueClass::Asking)
}

/// What a rule knows of a source that is no name: whom "who" stands for, and that an "it" may be nobody.
fn stand_in(document: &Document<'_>, found: &mut Found, rule: &Found) {
    if found.source.is_none() && rule.rule != Rule::Gerund {
        found.source = rule.source.clone();
        return;
    }
    let Some(source) = found.source.as_mut().filter(|s| s.mention.len() == 1) else { return };
    let word = document.tokens.lower(source.mention.start);
    if word == "it" && rule.rule == Rule::Nobody {
        found.source = rule.source.clone();
        return;
    }
    let known = rule.source.as_ref().filter(|k| k.mention == source.mention);
    if !matches!(word, "who" | "which" | "that" | "it") {
        return;
    }
    source.antecedent = known.and_then(|k| k.antecedent.clone());
    // "Orn, who said the river was poisoned, left": the rule knows where the clause of "who" ends.
    let comma = |at: usize| document.token(at).is_some_and(|t| t.is(','));
    if let ([whole], [part], true) = (&mut found.content[..], &rule.content[..], source.antecedent.is_some())
        && whole.start == part.start
        && part.end < whole.end
        && comma(part.end)
    {
        whole.end = part.end;
    }
}

/// "The Post, citing two officials, reported that …": the network takes the officials for what the Post says, where they say what it reports.
fn turn_citations(document: &Document<'_>, found: &mut [Found]) {
    for n in 0..found.len() {
        let ([cue], Some(source), [cited]) = (&found[n].cue[..], &found[n].source, &found[n].content[..]) else {
            continue;
        };
        if cue.len() != 1 || document.tokens.lower(cue.start) != "citing" || cue.end != cited.start {
            continue;
        }
        let meets = |m: &Range<usize>| m.start < source.mention.end && source.mention.start < m.end;
        let same = |f: &Found| f.frame == found[n].frame && f.source.as_ref().is_some_and(|s| meets(&s.mention));
        let Some(reported) = (0..found.len()).find(|&other| other != n && same(&found[other])) else { continue };
        let (mention, end) = (cited.clone(), source.mention.end);
        if let Some(outlet) = found[reported].source.as_mut().filter(|s| s.mention.end >= mention.end) {
            // The network's source is "The Post, citing two officials".
            outlet.mention.end = outlet.mention.end.min(end.max(outlet.mention.start + 1));
        }
        found[n].content = found[reported].content.clone();
        found[n].source = Some(Source { mention, also: Vec::new(), antecedent: None, agreement: None });
    }
}

/// "In a statement published on its site, it is said that …": what is part of a source's name is no statement by itself.
fn drop_parts_of_sources(found: &mut Vec<Found>) {
    let mentions: Vec<Range<usize>> = found.iter().filter_map(|f| Some(f.source.as_ref()?.mention.clone())).collect();
    let within = |c: &Range<usize>| mentions.iter().any(|m| m.start <= c.start && c.end <= m.end);
    found.retain(|f| f.source.is_some() || !f.content.iter().all(within));
}

/// Of each token the sentence in which it is no part of a quotation; a mark is in the sentence around its quotation.
pub(super) fn innermost_frames(document: &Document<'_>) -> Vec<Option<u32>> {
    let mut frames = vec![None; document.tokens.all().len()];
    for (n, frame) in document.frames.iter().enumerate() {
        for item in &frame.items {
            frames[item.start..item.end].fill(Some(n as u32));
        }
    }
    frames
}
