//! Main text against a reference body: the measure of the public article-extraction benchmark. The multiset of 4-word shingles of
//! reference and prediction, counts normalised per page, precision and recall averaged over pages, F1 of the two averages.

use super::{Prf, WORD};
use std::collections::HashMap;

/// Scores `(reference, prediction)` pairs. Also gives each page's `precision × recall`, in the order given, to find the worst.
pub fn score<'a>(pages: impl IntoIterator<Item = (&'a str, &'a str)>) -> (Prf, Vec<f64>) {
    let (mut precisions, mut recalls, mut each) = (Vec::new(), Vec::new(), Vec::new());
    for (reference, prediction) in pages {
        let (gold, got) = (Shingles::of(reference), Shingles::of(prediction));
        let shared = gold.shared(&got);
        // A side without words says nothing, unless both are without: then it is right.
        let share = |own: usize, other: usize| match (own, other) {
            (0, 0) => Some(1.0),
            (0, _) => None,
            (own, _) => Some(shared as f64 / own as f64),
        };
        let (p, r) = (share(got.total, gold.total), share(gold.total, got.total));
        precisions.extend(p);
        recalls.extend(r);
        each.push(p.unwrap_or(0.0) * r.unwrap_or(0.0));
    }
    (Prf::new(mean(&precisions), mean(&recalls)), each)
}

fn mean(values: &[f64]) -> f64 {
    if values.is_empty() { 0.0 } else { values.iter().sum::<f64>() / values.len() as f64 }
}

struct Shingles<'a> {
    counts: HashMap<Vec<&'a str>, usize>,
    total: usize,
}

impl<'a> Shingles<'a> {
    fn of(text: &'a str) -> Shingles<'a> {
        let words: Vec<&str> = WORD.find_iter(text).map(|m| m.as_str()).collect();
        let mut counts = HashMap::new();
        let last = words.len().saturating_sub(3).max(1);
        for at in 0..last {
            let shingle = words[at.min(words.len())..(at + 4).min(words.len())].to_vec();
            if !shingle.is_empty() {
                *counts.entry(shingle).or_default() += 1;
            }
        }
        let total = counts.values().sum();
        Shingles { counts, total }
    }

    fn shared(&self, other: &Shingles<'_>) -> usize {
        self.counts.iter().map(|(s, n)| (*n).min(other.counts.get(s).copied().unwrap_or(0))).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_extra_sentence_costs_precision_alone() {
        let (score, _) = score([("one two three four five", "one two three four five six seven")]);
        assert_eq!(score.recall, 1.0);
        assert_eq!(score.precision, 0.5);
    }

    #[test]
    fn nothing_where_nothing_is_due_is_right() {
        let (score, each) = score([("", ""), ("a b", "a b")]);
        assert_eq!((score.f1, each), (1.0, vec![1.0, 1.0]));
    }
}
