//! The best documents of a query in their order, and all of them counted, in one pass.
//!
//! Takes a condition and a [`Ranking`], gives places and, where asked for, [`Counts`]. Documents are looked at a block at a time and
//! columns asked for a block at once; the best are kept in a list that is cut in half when it is full, which costs less than a heap where
//! each document is better than the one before, as it is with what was added last.

use super::{
    KEPT, USUAL,
    columns::{COUNTED, Columns, OfAll},
};
use crate::Query;
use std::cmp::{Ordering, Reverse};
use tantivy::{
    DocAddress, DocId, Score, Searcher, SegmentOrdinal,
    columnar::Column,
    query::{EnableScoring, Query as Condition},
};

/// How documents are ordered; those that are alike in it by publication, newest first, then by id.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum By {
    Score,
    /// Publication, newest first.
    Published,
    /// When they were added, the last first.
    Added,
}

impl By {
    /// By score where words were asked for.
    pub(super) fn of(query: &Query) -> By {
        if query.words.is_empty() && query.phrases.is_empty() { By::Published } else { By::Score }
    }
}

/// Which documents are wanted.
#[derive(Clone, Copy)]
pub(super) struct Ranking {
    pub(super) by: By,
    /// At most so many.
    pub(super) wanted: usize,
    /// Whether all are to be counted.
    pub(super) counting: bool,
    /// Whether of what fulfils the condition only what is usually shown is wanted.
    pub(super) usual: bool,
}

/// What was found.
#[derive(Default)]
pub(super) struct Ranked {
    pub(super) total: u64,
    /// With what is kept and not usually shown; the total, where that was not asked.
    pub(super) kept: u64,
    /// The best, in their order.
    pub(super) best: Vec<DocAddress>,
    /// Empty where nothing was to be counted.
    pub(super) counts: Counts,
}

/// Statements by what they are counted by; speakers and outlets by their number in the store.
#[derive(Debug, Default)]
pub(crate) struct Counts {
    pub(crate) speakers: Tally,
    pub(crate) outlets: Tally,
    pub(crate) months: Tally,
    pub(crate) modes: Tally,
    pub(crate) classes: Tally,
    pub(crate) languages: Tally,
}

/// How many have each value of a column. Values are numbers given out one by one, or few: a plain list holds their counts.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    least: u64,
    counts: Vec<u32>,
}

/// Documents looked at together.
const BLOCK: usize = 256;
/// A wider span of values than this would be a broken index.
const WIDEST: u64 = 1 << 26;

/// Runs a condition over all segments.
pub(super) fn rank(
    searcher: &Searcher,
    columns: &OfAll,
    condition: &dyn Condition,
    ranking: Ranking,
) -> tantivy::Result<Ranked> {
    let scoring = match ranking.by {
        By::Score => EnableScoring::enabled_from_searcher(searcher),
        By::Published | By::Added => EnableScoring::disabled_from_searcher(searcher),
    };
    let weight = condition.weight(scoring)?;
    let tallies = if ranking.counting { Tally::of_all(&columns.0).into() } else { None };
    let best = Best::of(ranking.wanted);
    let mut pass = Pass { ranking, total: 0, kept: 0, best, tallies, values: Vec::with_capacity(BLOCK) };
    for (segment, (reader, columns)) in (0..).zip(searcher.segment_readers().iter().zip(&columns.0)) {
        let mut block = Block { segment, columns, documents: Vec::new(), scores: Vec::new() };
        let alive = reader.alive_bitset();
        let mut take = |document: DocId, score: Score| {
            if alive.is_none_or(|alive| alive.is_alive(document)) {
                block.documents.push(document);
                block.scores.push(score);
                if block.documents.len() == BLOCK {
                    pass.take(&mut block);
                }
            }
        };
        match ranking.by {
            By::Score => weight.for_each(reader, &mut take)?,
            By::Published | By::Added => weight.for_each_no_score(reader, &mut |documents| {
                documents.iter().for_each(|document| take(*document, 0.0));
            })?,
        }
        pass.take(&mut block);
    }
    Ok(pass.end())
}

/// Documents of one segment that were not looked at yet.
struct Block<'c> {
    segment: SegmentOrdinal,
    columns: &'c Columns,
    documents: Vec<DocId>,
    scores: Vec<Score>,
}

/// What was found so far.
struct Pass {
    ranking: Ranking,
    total: u64,
    kept: u64,
    best: Best,
    tallies: Option<[Tally; COUNTED.len()]>,
    /// Room for a column's values.
    values: Vec<Option<u64>>,
}

/// The first value of each document in a column.
fn values<'v>(column: &Column<u64>, documents: &[DocId], values: &'v mut Vec<Option<u64>>) -> &'v [Option<u64>] {
    values.clear();
    values.resize(documents.len(), None);
    column.first_vals(documents, values);
    values
}

impl Block<'_> {
    /// Keeps those documents of which it is true, told their place in the block and their score.
    fn retain(&mut self, is_kept: impl Fn(usize, Score) -> bool) {
        let mut to = 0;
        for from in 0..self.documents.len() {
            if is_kept(from, self.scores[from]) {
                (self.documents[to], self.scores[to]) = (self.documents[from], self.scores[from]);
                to += 1;
            }
        }
        self.documents.truncate(to);
        self.scores.truncate(to);
    }
}

impl Pass {
    /// Looks at a block and leaves it empty.
    fn take(&mut self, block: &mut Block<'_>) {
        if self.ranking.usual {
            let shown = values(&block.columns.shown, &block.documents, &mut self.values);
            self.kept += shown.iter().filter(|shown| **shown >= Some(KEPT)).count() as u64;
            block.retain(|place, _| shown[place] == Some(USUAL));
        } else {
            self.kept += block.documents.len() as u64;
        }
        self.total += block.documents.len() as u64;
        for (tally, column) in self.tallies.iter_mut().flatten().zip(&block.columns.counted) {
            tally.add(values(column, &block.documents, &mut self.values));
        }
        // Most documents of a long answer are behind by their score alone.
        if let Some(worst) = self.best.worst {
            block.retain(|_, score| worst.score <= score);
        }
        let mut orders = [None; BLOCK];
        let orders = &mut orders[..block.documents.len()];
        let column = if self.ranking.by == By::Added { &block.columns.added } else { &block.columns.order };
        column.first_vals(&block.documents, orders);
        for ((document, score), order) in block.documents.drain(..).zip(block.scores.drain(..)).zip(orders) {
            let order = order.unwrap_or(0);
            let is_behind = |worst: Rank| worst.score > score || worst.score == score && worst.order > order;
            if !self.best.worst.is_some_and(is_behind) {
                let tie = block.columns.tie.first(document).unwrap_or(0);
                self.best.add(Rank { score, order, tie, place: DocAddress::new(block.segment, document) });
            }
        }
    }

    fn end(self) -> Ranked {
        let counts = self.tallies.map_or_else(Counts::default, |tallies| {
            let [mut speakers, outlets, months, modes, classes, languages] = tallies;
            speakers.forget(super::NOBODY);
            Counts { speakers, outlets, months, modes, classes, languages }
        });
        Ranked { total: self.total, kept: self.kept, best: self.best.in_order(), counts }
    }
}

/// Best first when sorted ascending.
#[derive(Clone, Copy)]
struct Rank {
    score: Score,
    order: i64,
    tie: u64,
    place: DocAddress,
}

impl PartialEq for Rank {
    fn eq(&self, other: &Rank) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Rank {}

impl PartialOrd for Rank {
    fn partial_cmp(&self, other: &Rank) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Rank {
    fn cmp(&self, other: &Rank) -> Ordering {
        other
            .score
            .total_cmp(&self.score)
            .then(other.order.cmp(&self.order))
            .then(self.tie.cmp(&other.tie))
            .then(self.place.cmp(&other.place))
    }
}

/// The best so far, and as many again that came since it was last cut.
struct Best {
    wanted: usize,
    kept: Vec<Rank>,
    /// The worst of the wanted ones, once there are so many.
    worst: Option<Rank>,
}

impl Best {
    fn of(wanted: usize) -> Best {
        Best { wanted, kept: Vec::new(), worst: None }
    }

    fn add(&mut self, rank: Rank) {
        if self.wanted == 0 {
            return;
        }
        self.kept.push(rank);
        if self.kept.len() >= self.wanted.saturating_mul(2).max(64) {
            self.cut();
        }
    }

    fn cut(&mut self) {
        if self.kept.len() > self.wanted && self.wanted > 0 {
            let (_, worst, _) = self.kept.select_nth_unstable(self.wanted - 1);
            self.worst = Some(*worst);
            self.kept.truncate(self.wanted);
        }
    }

    fn in_order(mut self) -> Vec<DocAddress> {
        self.cut();
        self.kept.sort_unstable();
        self.kept.into_iter().map(|rank| rank.place).collect()
    }
}

impl Tally {
    /// One for each counted column, wide enough for its values in every segment.
    fn of_all(columns: &[std::sync::Arc<Columns>]) -> [Tally; COUNTED.len()] {
        std::array::from_fn(|n| {
            let filled = || columns.iter().map(|one| &one.counted[n]).filter(|column| column.values.num_vals() > 0);
            let least = filled().map(|column| column.min_value()).min().unwrap_or(0);
            let most = filled().map(|column| column.max_value()).max().unwrap_or(0);
            let width = most.saturating_sub(least).saturating_add(1).min(WIDEST);
            Tally { least, counts: vec![0; usize::try_from(width).unwrap_or(0)] }
        })
    }

    fn add(&mut self, values: &[Option<u64>]) {
        for value in values.iter().flatten() {
            if let Some(count) = self.place(*value).and_then(|place| self.counts.get_mut(place)) {
                *count += 1;
            }
        }
    }

    fn place(&self, value: u64) -> Option<usize> {
        usize::try_from(value.checked_sub(self.least)?).ok()
    }

    /// Leaves out a value that stands for none.
    fn forget(&mut self, value: u64) {
        if let Some(count) = self.place(value).and_then(|place| self.counts.get_mut(place)) {
            *count = 0;
        }
    }

    /// How many have this value.
    pub(crate) fn of(&self, value: u64) -> u64 {
        self.place(value).and_then(|place| self.counts.get(place)).map_or(0, |n| u64::from(*n))
    }

    /// Values that something has, in their order, each with its count.
    pub(crate) fn values(&self) -> impl Iterator<Item = (u64, u64)> + '_ {
        (self.least..).zip(&self.counts).filter(|(_, n)| **n > 0).map(|(value, n)| (value, u64::from(*n)))
    }

    /// The commonest values, at most so many, then by value; and how many values there are in all.
    pub(crate) fn commonest(&self, most: usize) -> (Vec<(u64, u64)>, u64) {
        let mut all: Vec<(u64, u64)> = self.values().collect();
        let different = all.len() as u64;
        let first = |(value, n): &(u64, u64)| (Reverse(*n), *value);
        if most > 0 && all.len() > most {
            all.select_nth_unstable_by_key(most - 1, first);
        }
        all.truncate(most);
        all.sort_unstable_by_key(first);
        (all, different)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn the_best_are_those_of_a_sorted_list(
            all in prop::collection::vec((0u8..4, 0i64..5, 0u64..9), 0..300),
            wanted in 0usize..90,
        ) {
            let rank = |(place, (score, order, tie)): (u32, &(u8, i64, u64))| {
                Rank { score: f32::from(*score), order: *order, tie: *tie, place: DocAddress::new(0, place) }
            };
            let mut ranks: Vec<Rank> = (0..).zip(&all).map(rank).collect();
            let mut best = Best::of(wanted);
            for rank in &ranks {
                if best.worst.is_none_or(|worst| *rank <= worst) {
                    best.add(*rank);
                }
            }
            ranks.sort_unstable();
            let wanted: Vec<DocAddress> = ranks.iter().take(wanted).map(|rank| rank.place).collect();
            prop_assert_eq!(best.in_order(), wanted);
        }

        #[test]
        fn a_tally_counts_what_it_was_given(values in prop::collection::vec(prop::option::of(3u64..40), 0..200), most in 0usize..50) {
            let mut tally = Tally { least: 3, counts: vec![0; 40] };
            tally.add(&values);
            let of = |value: u64| values.iter().flatten().filter(|one| **one == value).count() as u64;
            prop_assert!((0..60).all(|value| tally.of(value) == of(value)));
            let (commonest, different) = tally.commonest(most);
            let mut wanted: Vec<(u64, u64)> = (0..60).map(|value| (value, of(value))).filter(|(_, n)| *n > 0).collect();
            prop_assert_eq!(different, wanted.len() as u64);
            wanted.sort_by_key(|(value, n)| (Reverse(*n), *value));
            wanted.truncate(most);
            prop_assert_eq!(commonest, wanted);
        }
    }
}
