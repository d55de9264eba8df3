//! What orders, counts and names the documents of a segment: its columns.
//!
//! Takes a segment, gives its columns, opened once and kept for as long as the segment is searched: to open them costs as much as a whole
//! search for a rare word. An id is its letter, twelve digits and a last one, each from a column: no document is ever unpacked.

use super::ARTICLE;
use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};
use tantivy::{DocAddress, DocId, Searcher, SegmentReader, columnar::Column, index::SegmentId};

/// Of one segment.
pub(crate) struct Columns {
    pub(super) order: Column<i64>,
    pub(super) added: Column<i64>,
    pub(super) tie: Column<u64>,
    /// [`super::KEPT`], [`super::USUAL`], or 0.
    pub(super) shown: Column<u64>,
    kind: Column<u64>,
    digit: Column<u64>,
    /// In the order of [`COUNTED`].
    pub(super) counted: [Column<u64>; COUNTED.len()],
}

/// The fields by which statements are counted.
pub(super) const COUNTED: [&str; 6] = ["speaker", "outlet", "month", "mode", "class", "language"];

impl Columns {
    fn of(segment: &SegmentReader) -> tantivy::Result<Columns> {
        let fields = segment.fast_fields();
        let [speaker, outlet, month, mode, class, language] = COUNTED.map(|name| fields.u64(name));
        Ok(Columns {
            order: fields.i64("order")?,
            added: fields.i64("added")?,
            tie: fields.u64("tie")?,
            shown: fields.u64("shown")?,
            kind: fields.u64("kind")?,
            digit: fields.u64("digit")?,
            counted: [speaker?, outlet?, month?, mode?, class?, language?],
        })
    }

    /// The id of a document.
    pub(super) fn id(&self, document: DocId) -> String {
        let letter = if self.kind.first(document) == Some(ARTICLE) { 'a' } else { 's' };
        id_of(letter, (self.tie.first(document).unwrap_or(0), self.digit.first(document).unwrap_or(0)))
    }
}

fn id_of(letter: char, (tie, last): (u64, u64)) -> String {
    let digit = |n: u64| char::from(DIGITS[(n & 31) as usize]);
    let first = (0..12).rev().map(|place| digit(tie >> (5 * place)));
    std::iter::once(letter).chain(first).chain([digit(last)]).collect()
}

/// The digits of an id, in the order of their values.
const DIGITS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// The first twelve of an id's digits as a number in the same order, and the last.
pub(super) fn numbers_of(id: &str) -> (u64, u64) {
    let digit = |b: u8| DIGITS.iter().position(|digit| *digit == b).unwrap_or(0) as u64;
    let mut digits = id.bytes().skip(1).map(digit);
    (digits.by_ref().take(12).fold(0, |n, digit| n << 5 | digit), digits.next().unwrap_or(0))
}

/// The columns of those segments that are searched.
#[derive(Default)]
pub(super) struct Opened(Mutex<HashMap<SegmentId, Arc<Columns>>>);

/// The columns of every segment of a searcher, in its order.
pub(crate) struct OfAll(pub(super) Vec<Arc<Columns>>);

impl Opened {
    pub(super) fn of(&self, searcher: &Searcher) -> tantivy::Result<OfAll> {
        let mut opened = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let segments = searcher.segment_readers();
        // What was merged away need not be held any longer.
        if opened.len() > segments.len() {
            opened.retain(|id, _| segments.iter().any(|segment| segment.segment_id() == *id));
        }
        let mut all = Vec::with_capacity(segments.len());
        for segment in segments {
            let columns = match opened.get(&segment.segment_id()) {
                Some(columns) => Arc::clone(columns),
                None => {
                    let columns = Arc::new(Columns::of(segment)?);
                    opened.insert(segment.segment_id(), Arc::clone(&columns));
                    columns
                }
            };
            all.push(columns);
        }
        Ok(OfAll(all))
    }
}

impl OfAll {
    /// The id of a document; empty for a place that the searcher does not have.
    pub(super) fn id(&self, place: DocAddress) -> String {
        self.0.get(place.segment_ord as usize).map_or_else(String::new, |columns| columns.id(place.doc_id))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_its_numbers_and_back() {
        for id in ["s07z1s84fet42k", "s0000000000000", "szzzzzzzzzzzzz", "s0akj7kmp6r10y"] {
            assert_eq!(id_of('s', numbers_of(id)), id);
        }
        assert!(numbers_of("s07z1s84fet42k") < numbers_of("s0akj7kmp6r10y"));
    }
}
