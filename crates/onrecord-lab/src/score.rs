//! The scorers: the same measures as the scripts that came with the shared data, to the third decimal (`tests/agreement.rs`).

pub mod articles;
pub mod attribution;
pub mod dates;

use regex::Regex;
use std::sync::LazyLock;

/// The scripts' `\w+`: letters, numbers and the underscore, but no combining marks (which `char::is_alphanumeric` would let in).
static WORD: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"[\p{L}\p{N}_]+").expect("the pattern is well formed"));

/// The scripts' `\w+|[^\w\s]`.
static TOKEN: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"[\p{L}\p{N}_]+|\S").expect("the pattern is well formed"));

/// Precision, recall and their harmonic mean, each 0 to 1; 0 where there is nothing to divide by.
#[derive(Clone, Copy, Debug, Default, PartialEq, serde::Serialize)]
pub struct Prf {
    /// Of what was found, how much is right.
    pub precision: f64,
    /// Of what is right, how much was found.
    pub recall: f64,
    /// 2pr / (p + r).
    pub f1: f64,
}

impl Prf {
    /// From two averages or shares.
    pub fn new(precision: f64, recall: f64) -> Prf {
        let sum = precision + recall;
        Prf { precision, recall, f1: if sum > 0.0 { 2.0 * precision * recall / sum } else { 0.0 } }
    }

    /// From counts of right, wrong and missed.
    pub fn of_counts(right: usize, wrong: usize, missed: usize) -> Prf {
        let share = |other: usize| if right + other > 0 { right as f64 / (right + other) as f64 } else { 0.0 };
        Prf::new(share(wrong), share(missed))
    }
}
