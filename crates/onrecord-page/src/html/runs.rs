//! Runs of dated blocks: lists whose items have no element of their own.
//!
//! Old pages set date, headline and text of an item into three rows of one table, or write one paragraph after another with the date in
//! bold before the first. What such items share is the place of their dates: blocks that hold nothing but a date, a time, or a date
//! and a headline, at the same path. Takes the walked page, gives the ranges between those blocks, each with the date that begins it.

use super::Facts;
use super::blocks::{Piece, Walked};
use super::items::{FEWEST, headline_of};
use super::names::Around;
use crate::dates::{Stamp, first_date, spoken};
use crate::furniture::{ends_sentence, is_date_line, is_prose};
use std::collections::HashMap;
use std::ops::Range;

/// A run of items: where each stands, and its date as far as it is known.
pub(super) type Run = Vec<(Range<usize>, Option<Stamp>)>;

/// A block that begins an item is at most so long, in bytes; a page of more items than this is no page of items.
const LONGEST: usize = 700;
const MOST: usize = 500;

/// Blocks that begin items, each with the date that it says.
type Marks = Vec<(usize, Option<Stamp>)>;

/// What a block is that begins an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Mark {
    /// A date, or a date said in words: `yesterday, 18:45`.
    Date,
    /// A time: the day is said elsewhere.
    Hours,
    /// A date and a headline.
    Listed,
}

/// The runs of a page, each with at least [`FEWEST`] items.
pub(super) fn find(walked: &Walked<'_>, facts: &Facts) -> Vec<Run> {
    let elsewhere = Around::ELSEWHERE.with(Around::FORM);
    let mut marks: HashMap<(Mark, &str), Marks> = HashMap::new();
    let mut day: Option<Stamp> = None;
    for (at, piece) in walked.pieces.iter().enumerate().filter(|(_, p)| !p.around.has(elsewhere)) {
        let Some((mark, stamp)) = mark(piece, facts, day.as_ref()) else { continue };
        // Only what stands as a heading over others says the day of the hours below it.
        if mark == Mark::Date && stamp.as_ref().is_some_and(|s| s.time.is_none()) {
            day = stamp.clone();
        }
        marks.entry((mark, piece.path.as_str())).or_default().push((at, stamp));
    }
    let mut runs: Vec<Run> = marks
        .into_values()
        .filter(|m| (FEWEST..=MOST).contains(&m.len()))
        .filter_map(|marks| run(walked, marks))
        .collect();
    runs.sort_by_key(|run| run.first().map_or(0, |(range, _)| range.start));
    runs
}

fn mark(piece: &Piece<'_>, facts: &Facts, day: Option<&Stamp>) -> Option<(Mark, Option<Stamp>)> {
    let short = piece.text.len() <= 40;
    if piece.text.len() > LONGEST || !short && !piece.text.bytes().any(|b| b.is_ascii_digit()) {
        return None;
    }
    if let Some((stamp, _)) = headline_of(piece, facts).filter(|(_, words)| !words.is_empty()) {
        return Some((Mark::Listed, Some(stamp)));
    }
    if is_date_line(&piece.text) {
        return Some((Mark::Date, first_date(&piece.text, facts.order).map(|seen| seen.stamp)));
    }
    let said = spoken(&piece.text, facts.fetched)?;
    let (stamp, hours) = match said {
        (Some(stamp), _) => (Some(stamp), Mark::Date),
        (None, time) => {
            let day = day.cloned().or_else(|| facts.day());
            (day.map(|day| Stamp { time: Some((time.0, time.1, None)), zone: None, ..day }), Mark::Hours)
        }
    };
    Some((hours, stamp))
}

/// The ranges between marks that stand alike.
fn run(walked: &Walked<'_>, marks: Marks) -> Option<Run> {
    let ways: Vec<Vec<usize>> = marks.iter().map(|(at, _)| way(walked, *at)).collect();
    let first = ways.first()?;
    let shared = (0..first.len()).take_while(|&i| ways.iter().all(|w| w.get(i) == first.get(i))).count();
    let around = walked.regions.get(*first.get(shared.checked_sub(1)?)?)?;
    let box_of = |i: usize| ways[i].get(shared).and_then(|&at| walked.regions.get(at)).map(|r| r.start..r.end);
    let holds_text = |range: &Range<usize>| walked.pieces[range.clone()].iter().any(|p| is_prose(&p.text));
    let boxes: Vec<Option<Range<usize>>> = (0..marks.len()).map(box_of).collect();
    let own = boxes.iter().flatten().filter(|range| holds_text(range)).count();
    let alone = boxes.windows(2).all(|pair| pair[0] != pair[1]);
    if own * 2 > marks.len() && alone {
        let ranges = boxes.into_iter().zip(marks).filter_map(|(range, (_, stamp))| Some((range?, stamp)));
        return Some(ranges.collect());
    }
    let start = |i: usize| boxes[i].as_ref().filter(|_| alone).map_or(marks[i].0, |range| range.start);
    // `Headline / date / text`: what stands before the date is the item's, if that is so nearly everywhere.
    let headed = |i: &usize| start(*i) > around.start && is_label(&walked.pieces[start(*i) - 1]);
    let followed = |i: &usize| walked.pieces.get(marks[*i].0 + 1).is_some_and(is_label);
    let before = (0..marks.len()).filter(headed).count() * 5 >= marks.len() * 4
        && (0..marks.len()).filter(followed).count() * 2 <= marks.len();
    let starts: Vec<usize> = (0..marks.len()).map(|i| start(i) - usize::from(before && headed(&i))).collect();
    let mut run = Run::new();
    for (i, (_, stamp)) in marks.into_iter().enumerate() {
        let end = starts.get(i + 1).copied().unwrap_or_else(|| last_end(walked, starts[i], around.end));
        if end > starts[i] {
            run.push((starts[i]..end, stamp));
        }
    }
    Some(run)
}

/// The regions around a block, the outermost first.
fn way(walked: &Walked<'_>, piece: usize) -> Vec<usize> {
    let mut way = Vec::new();
    let mut at = walked.pieces.get(piece).map_or(0, |p| p.region);
    while let Some(region) = walked.regions.get(at) {
        way.push(at);
        if region.parent == at {
            break;
        }
        at = region.parent;
    }
    way.reverse();
    way
}

/// The last item ends where the site's own begins, or where the box ends that holds them all.
fn last_end(walked: &Walked<'_>, start: usize, most: usize) -> usize {
    let foreign = Around::ELSEWHERE.with(Around::FORM);
    let base = walked.pieces.get(start).map(|p| p.around).unwrap_or_default();
    (start + 1..most).find(|&at| walked.pieces[at].around.without(base).has(foreign)).unwrap_or(most)
}

/// A headline by its looks: a heading, or a short line that is bold or a link.
fn is_label(piece: &Piece<'_>) -> bool {
    let words = piece.text.split_whitespace().count();
    let bold = piece.path.ends_with(">b") || piece.path.ends_with(">strong");
    piece.level > 0 && words >= 2
        || (2..=30).contains(&words) && !ends_sentence(&piece.text) && (bold || piece.linked * 2 >= piece.text.len())
}
