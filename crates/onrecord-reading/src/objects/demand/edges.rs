//! The edges of what is asked for: where the asker goes on to another matter, and the time at its end, which is told apart.
//!
//! Takes spans of what a demand asks for, gives them cut, and the deadline.

use super::extent::{ASIDE, behind};
use crate::{
    net::{Pos, VerbForm},
    objects::{act::Acts, occasion::Occasion, trees::Word, when::Time},
};
use onrecord_page::Span;

/// Whether what stands between is another matter: ", where …", "if …".
pub(super) fn goes_aside(acts: &Acts<'_>, from: u32, to: u32) -> bool {
    let between = acts.document.text.as_str().get(from as usize..to as usize).unwrap_or("");
    let first = between.split(|c: char| !c.is_alphanumeric()).find(|w| !w.is_empty()).unwrap_or("").to_lowercase();
    let relative = |w: &str| w.starts_with("котор") || matches!(w, "which" | "whom" | "who");
    let mut next = between.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).take(2);
    // «…, а | Б — …»: asked of another.
    let another = between.starts_with(", а ") && between.contains('—');
    another
        || ASIDE.contains(&first.as_str())
        || between.starts_with(':')
        || between.starts_with(',') && next.any(relative)
}

/// What is asked for as far as the asker goes on with it: not "… and calls on".
pub(super) fn own_part(acts: &Acts<'_>, word: Word<'_>, object: Span) -> Option<Span> {
    let last = behind(word).last()?.node().span.end.max(object.start as usize);
    if last == object.start as usize {
        return Some(object);
    }
    let kept = acts.document.text.as_str().get(object.start as usize..last.min(object.end as usize))?;
    let kept = kept.trim_end_matches(|c: char| c.is_whitespace() || c == ',');
    acts.document.text.span(object.start as usize..object.start as usize + kept.len())
}

/// "to identify the culprits | and to see to it that …": the content of a statement may end too early.
pub(super) fn goes_on_asking(acts: &Acts<'_>, from: u32, to: u32) -> bool {
    let between = acts.document.text.as_str().get(from as usize..to as usize).unwrap_or("").trim_start();
    ["and to ", "and not to ", "or to ", ", and to "].iter().any(|and| between.starts_with(and))
}

/// Without where and when it was asked: "the release of the vessel | in a telephone conversation with his colleague".
pub(super) fn without_occasion(acts: &Acts<'_>, occasions: &[Occasion], cue: Span, object: Span) -> Span {
    let inside = |o: &&Occasion| o.span.start > object.start && o.span.start < object.end;
    let asked = |o: &&Occasion| o.saying.start < cue.end && cue.start < o.saying.end;
    let Some(occasion) = occasions.iter().filter(inside).find(asked) else { return object };
    let kept = acts.document.text.as_str().get(object.start as usize..occasion.span.start as usize).unwrap_or("");
    let end = object.start as usize + kept.trim_end_matches(|c: char| c.is_whitespace() || c == ',').len();
    acts.document.text.span(object.start as usize..end).unwrap_or(object)
}

/// Without the time that it ends in, which is told apart: "to pull them back | before the spring", «покинуть страну | до пятницы». Not "the formula
/// of 2016", "a truce signed in May"; nor where hardly a word would be left.
pub(super) fn without_time(acts: &Acts<'_>, times: &[Time], object: Span) -> Span {
    const LEAST: usize = 1;
    let text = acts.document.text.as_str();
    let slice = |from: u32, to: u32| text.get(from as usize..to as usize).unwrap_or("");
    let bare = |c: char| c.is_whitespace() || c == ',';
    let last = times.partition_point(|t| t.span.start < object.end);
    let Some(time) = times[..last].last().filter(|t| t.span.start > object.start) else { return object };
    let kept = slice(object.start, time.span.start).trim_end_matches(bare);
    let words = kept.split_whitespace().filter(|w| !matches!(*w, "to" | "a" | "an" | "the" | "not" | "не")).count();
    let before = acts.trees.word(acts.token(time.span.start).saturating_sub(1));
    let described = before.is_some_and(|w| {
        w.pos() == Pos::Verb && w.form() == Some(VerbForm::Participle)
            || w.pos() == Pos::Adposition
            || w.lower() == "of"
    });
    if !slice(time.span.end, object.end).trim_matches(bare).is_empty() || words < LEAST || described {
        return object;
    }
    acts.document.text.span(object.start as usize..object.start as usize + kept.len()).unwrap_or(object)
}

/// "by the end of May", «до 1 июня» inside what is asked for, or right behind it.
pub(super) fn deadline(acts: &Acts<'_>, times: &[Time], object: Span) -> Option<Span> {
    let until = |time: &&Time| {
        let first = acts.document.text.slice(time.span).split_whitespace().next().unwrap_or("").to_lowercase();
        matches!(first.as_str(), "by" | "before" | "until" | "till" | "within" | "к" | "до" | "не")
    };
    let from = times.partition_point(|t| t.span.start < object.start);
    times[from..].iter().take_while(|t| t.span.start <= object.end + 2).find(until).map(|t| t.span)
}
