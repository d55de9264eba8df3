//! Ways to cut a page into ranges that may be the items of a list.
//!
//! Two laws hold for every list seen so far. Either its items are elements of one kind, in one place or in several alike; or they are runs of
//! blocks that begin alike: with a date, a time, a heading, a short line of one class. Takes the walked page, gives every way to cut it
//! by either law; which of them are lists of articles, [`super`] decides.

use super::super::blocks::{Piece, Region, Walked};
use super::super::names::Around;
use super::FEWEST;
use super::lines::{Begin, FOREIGN};
use crate::dates::said::When;
use crate::furniture::{ends_article, ends_sentence, is_prose};
use std::collections::HashMap;
use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};
use std::ops::Range;

/// The ranges of a list, in the order of the page, none in another.
pub(super) type Cut = Vec<Range<usize>>;

/// More items than this has no page; more ways to cut are not looked at, the largest first.
const MOST: usize = 500;
const MOST_CUTS: usize = 60;

/// A block that begins an item by its looks is at most so long, in bytes.
const LONGEST: usize = 300;

/// Every way to cut a page.
pub(super) fn all(walked: &Walked<'_>, begins: &[Option<Begin>]) -> Vec<Cut> {
    let mut cuts = boxes(&walked.regions);
    cuts.extend(runs(walked, begins));
    cuts.retain(|cut| (FEWEST..=MOST).contains(&cut.len()));
    // Maps have no order of their own; the same page gives the same cuts.
    cuts.sort_by(|a, b| extent(b).cmp(&extent(a)).then_with(|| places(a).cmp(places(b))));
    cuts.dedup();
    cuts.truncate(MOST_CUTS);
    cuts
}

fn places(cut: &Cut) -> impl Iterator<Item = (usize, usize)> {
    cut.iter().map(|range| (range.start, range.end))
}

fn extent(cut: &Cut) -> usize {
    cut.iter().map(ExactSizeIterator::len).sum()
}

/// Elements of one kind under one parent, and elements of one class (or articles) wherever they stand on the same path.
fn boxes(regions: &[Region<'_>]) -> Vec<Cut> {
    let mut paths: Vec<u64> = Vec::with_capacity(regions.len());
    let mut by_kind: HashMap<(usize, u64, &str), Cut> = HashMap::new();
    for (at, region) in regions.iter().enumerate() {
        let mut hash = DefaultHasher::new();
        (if region.parent < at { paths[region.parent] } else { 0 }, region.name).hash(&mut hash);
        paths.push(hash.finish());
        if !region.block || region.end <= region.start || region.around.has(FOREIGN) {
            continue;
        }
        by_kind.entry((region.parent, paths[at], region.class)).or_default().push(region.start..region.end);
        // Lists of one kind, a day each.
        if let Some(list) = regions.get(region.parent).filter(|list| region.name == "li" && !list.class.is_empty()) {
            by_kind.entry((usize::MAX - 1, paths[at], list.class)).or_default().push(region.start..region.end);
        }
        if !region.class.is_empty() || region.name == "article" {
            by_kind.entry((usize::MAX, paths[at], region.class)).or_default().push(region.start..region.end);
        }
    }
    by_kind.into_values().filter(|cut| cut.len() >= FEWEST).map(apart).collect()
}

/// Without ranges that lie in others.
fn apart(cut: Cut) -> Cut {
    let mut out = Cut::new();
    for range in cut {
        if out.last().is_none_or(|last| last.end <= range.start) {
            out.push(range);
        }
    }
    out
}

/// What a block is that begins an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Mark {
    /// A day.
    Day,
    /// A time of day.
    Hours,
    /// A date and words.
    Listed,
    /// A short line without a date.
    Label,
}

/// Runs of blocks, each beginning with blocks alike.
fn runs(walked: &Walked<'_>, begins: &[Option<Begin>]) -> Vec<Cut> {
    let mut marks: HashMap<(Mark, &str, &str), Vec<usize>> = HashMap::new();
    for (at, piece) in walked.pieces.iter().enumerate().filter(|(_, p)| !p.around.has(FOREIGN.with(Around::CAPTION))) {
        let mark = match &begins[at] {
            Some(Begin { when: When::Hours(..), alone: true, .. }) => Mark::Hours,
            Some(Begin { alone: true, .. }) => Mark::Day,
            Some(_) => Mark::Listed,
            None if is_label(piece) || is_led(piece) => Mark::Label,
            None => continue,
        };
        let class = walked.regions.get(piece.region).map_or("", |r| r.class);
        marks.entry((mark, piece.path.as_str(), class)).or_default().push(at);
    }
    let tails = |at: &[usize]| at.iter().all(|&at| begins[at].as_ref().is_some_and(|b| b.tail));
    let mut days: Vec<usize> = marks
        .iter()
        .filter(|((mark, ..), at)| at.len() > 1 && (*mark == Mark::Day || *mark == Mark::Listed && tails(at)))
        .flat_map(|(_, at)| at)
        .copied()
        .collect();
    days.sort_unstable();
    let marks = marks.into_iter().filter(|(_, at)| (FEWEST..=MOST).contains(&at.len()));
    let run = |mark: Mark, mut at: Vec<usize>| {
        if mark == Mark::Listed {
            add_undated(walked, begins, &mut at);
        }
        Run { walked, begins, days: &days, mark, at }.cut()
    };
    marks.filter_map(|((mark, ..), at)| run(mark, at)).collect()
}

/// Linked headlines without a date between dated ones, in elements of the same kind that hold nothing else.
fn add_undated(walked: &Walked<'_>, begins: &[Option<Begin>], at: &mut Vec<usize>) {
    let kind = |at: usize| {
        let region = walked.regions.get(walked.pieces[at].region)?;
        let own = region.block && region.end == region.start + 1 && (region.name == "dt" || !region.class.is_empty());
        own.then_some((region.parent, region.name, region.class))
    };
    let (Some(&first), Some(&last)) = (at.first(), at.last()) else { return };
    let Some(shared) = kind(first).filter(|shared| at.iter().all(|&at| kind(at) == Some(*shared))) else { return };
    let headline = |at: &usize| {
        let piece = &walked.pieces[*at];
        begins[*at].is_none() && piece.linked * 2 >= piece.text.len() && is_headline(piece)
    };
    at.extend((first..last).filter(headline).filter(|&at| kind(at) == Some(shared)));
    at.sort_unstable();
}

/// The items that the page declares: each begins at one of these blocks.
pub(super) fn declared(walked: &Walked<'_>, begins: &[Option<Begin>], at: Vec<usize>) -> Option<Cut> {
    (at.len() >= FEWEST).then(|| Run { walked, begins, days: &[], mark: Mark::Label, at }.cut())?
}

/// A short line that no sentence ends: a headline by its looks.
fn is_label(piece: &Piece<'_>) -> bool {
    let words = piece.text.split_whitespace().count();
    piece.text.len() <= LONGEST
        && (1..=40).contains(&words)
        && (piece.level > 0 || words >= 2 && !is_prose(&piece.text))
}

/// `<b>Fishing rights.</b> The spokesman …`: a paragraph that its headline begins.
fn is_led(piece: &Piece<'_>) -> bool {
    let bold = [">b", ">strong", ">u", ">font", ">span", ">em", ">i"].iter().any(|end| piece.path.ends_with(end));
    let words = piece.text.get(..piece.lead).unwrap_or("").split_whitespace().count();
    bold && (1..=20).contains(&words) && piece.lead + 20 < piece.text.len()
}

/// Blocks that stand alike, on their way to a cut.
struct Run<'a, 'p> {
    walked: &'a Walked<'p>,
    begins: &'a [Option<Begin>],
    /// Dates alone that stand alike in several places.
    days: &'a [usize],
    mark: Mark,
    at: Vec<usize>,
}

impl Run<'_, '_> {
    fn cut(&self) -> Option<Cut> {
        let ways: Vec<Vec<usize>> = self.at.iter().map(|at| way(self.walked, *at)).collect();
        let first = ways.first()?;
        let shared = (0..first.len()).take_while(|&i| ways.iter().all(|w| w.get(i) == first.get(i))).count();
        let around = self.walked.regions.get(*first.get(shared.checked_sub(1)?)?)?;
        // Where each mark stands in a box of its own and the text beside it, the boxes are the items: another way to cut.
        let boxed = |i: usize| {
            let own = ways[i].get(shared).and_then(|&at| self.walked.regions.get(at))?;
            Some(own.start..own.end)
        };
        let boxes: Vec<Option<Range<usize>>> = (0..self.at.len()).map(boxed).collect();
        let alone = boxes.windows(2).all(|pair| pair[0] != pair[1]);
        let texts = boxes.iter().flatten().filter(|range| self.prose_in(range)).count();
        if alone && texts * 2 > self.at.len() {
            return Some(self.with_followers(boxes.into_iter().flatten().collect(), around));
        }
        let starts = self.starts(&boxes, alone, around);
        let mut cut = Cut::new();
        for (i, &start) in starts.iter().enumerate() {
            let end = starts.get(i + 1).copied().unwrap_or_else(|| self.last_end(start, around.end));
            let end = self.end(start, end.min(self.column_end(&ways, i)).max(start), self.at[i]);
            if end > start && cut.last().is_none_or(|last| last.end <= start) {
                cut.push(start..end);
            }
        }
        Some(cut)
    }

    /// Paragraphs that go on with what the marked one before them began, being elements of the same kind.
    fn with_followers(&self, boxes: Cut, around: &Region<'_>) -> Cut {
        let regions = &self.walked.regions;
        let own = |at: usize| {
            let mut region = regions.get(self.walked.pieces.get(at)?.region)?;
            while let Some(parent) =
                regions.get(region.parent).filter(|p| !std::ptr::eq(*p, around) && !std::ptr::eq(*p, region))
            {
                region = parent;
            }
            Some((region.name, region.class))
        };
        let kind = boxes.first().and_then(|range| own(range.start));
        let ends: Vec<usize> = boxes.iter().skip(1).map(|range| range.start).collect();
        let follow = |range: &Range<usize>, most: usize| {
            (range.end..most)
                .take_while(|&at| {
                    own(at) == kind && self.begins[at].is_none() && !ends_article(&self.walked.pieces[at].text)
                })
                .count()
        };
        let last = boxes.last().map_or(0, |range| self.last_end(range.start, around.end).max(range.end));
        let grown = |(i, range): (usize, &Range<usize>)| {
            range.start..range.end + follow(range, ends.get(i).copied().unwrap_or(last))
        };
        boxes.iter().enumerate().map(grown).collect()
    }

    /// Where the items begin: at their marks, or at what belongs to them and stands before: a headline above the date, a date above the headline.
    fn starts(&self, boxes: &[Option<Range<usize>>], alone: bool, around: &Region<'_>) -> Vec<usize> {
        let mark = |i: usize| {
            boxes[i].as_ref().filter(|range| alone && range.start <= self.at[i]).map_or(self.at[i], |range| range.start)
        };
        let pieces = &self.walked.pieces;
        let several = self.days_hold_several();
        let before =
            |i: usize| mark(i).checked_sub(1).filter(|at| *at >= around.start && (i == 0 || *at > self.at[i - 1]));
        let fits = |at: usize| match self.mark {
            Mark::Day | Mark::Hours => self.begins[at].is_none() && is_headline(&pieces[at]),
            Mark::Label => !several && self.begins[at].as_ref().is_some_and(|b| b.alone),
            Mark::Listed => false,
        };
        let count = self.at.len();
        let headed = (0..count).filter(|&i| before(i).is_some_and(fits)).count();
        let followed = (0..count).filter(|&i| pieces.get(self.at[i] + 1).is_some_and(is_headline)).count();
        // Where a headline follows the date as well, the one before is of something else.
        let belongs = headed * 5 >= count * 3 && (self.mark == Mark::Label || followed * 2 <= count);
        (0..count).map(|i| before(i).filter(|at| belongs && fits(*at)).unwrap_or_else(|| mark(i))).collect()
    }

    /// Whether the dates alone among the marks stand over several of them each.
    fn days_hold_several(&self) -> bool {
        let (Some(first), Some(last)) = (self.at.first(), self.at.last()) else { return false };
        let extent = first.saturating_sub(1)..*last;
        let days = self.days.iter().filter(|day| extent.contains(day)).count();
        self.at.len() * 2 >= days * 3
    }

    /// Where an item ends that may go on up to `end`: before the heading of another day, or of a higher rank.
    fn end(&self, start: usize, end: usize, mark: usize) -> usize {
        let pieces = &self.walked.pieces;
        let level = pieces[mark].level;
        let mut texts = 0;
        for (at, piece) in pieces.iter().enumerate().take(end).skip(mark + 1) {
            let day = self.mark != Mark::Day && texts > 0 && self.days.binary_search(&at).is_ok();
            let higher = texts > 0 && piece.level > 0 && level > 0 && piece.level < level;
            if day || higher {
                return at;
            }
            texts += usize::from(self.begins[at].is_none() && piece.level == 0);
        }
        end.max(start)
    }

    /// Where the innermost box ends that a mark shares with the one before or after: lists stand side by side.
    fn column_end(&self, ways: &[Vec<usize>], i: usize) -> usize {
        let shared = |other: Option<&Vec<usize>>| {
            let other = other?;
            ways[i].iter().zip(other).take_while(|(a, b)| a == b).count().checked_sub(1)
        };
        let depth = shared(i.checked_sub(1).and_then(|i| ways.get(i))).max(shared(ways.get(i + 1)));
        let region = depth.and_then(|depth| self.walked.regions.get(*ways[i].get(depth)?));
        region.map_or(usize::MAX, |r| r.end)
    }

    fn prose_in(&self, range: &Range<usize>) -> bool {
        let headline = |at: usize| self.begins[at].as_ref().is_some_and(|begin| begin.tail);
        range.clone().any(|at| is_prose(&self.walked.pieces[at].text) && !headline(at))
    }

    /// The last item ends where the site's own begins, where something says that it does, or where the box ends that holds them all.
    fn last_end(&self, start: usize, most: usize) -> usize {
        let pieces = &self.walked.pieces;
        let base = pieces.get(start).map(|p| p.around).unwrap_or_default();
        (start + 1..most)
            .find(|&at| pieces[at].around.without(base).has(FOREIGN) || ends_article(&pieces[at].text))
            .unwrap_or(most)
    }
}

/// A headline by its looks: a heading, or a short line that is bold or a link.
fn is_headline(piece: &Piece<'_>) -> bool {
    let words = piece.text.split_whitespace().count();
    let bold = piece.path.ends_with(">b") || piece.path.ends_with(">strong");
    piece.level > 0 && words >= 2
        || (2..=30).contains(&words) && !ends_sentence(&piece.text) && (bold || piece.linked * 2 >= piece.text.len())
}

/// The regions around a block, the outermost first.
pub(super) fn way(walked: &Walked<'_>, piece: usize) -> Vec<usize> {
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
