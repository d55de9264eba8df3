//! Publication days: a wrong day counts once (as a false positive), a missing one once (as a false negative), as in htmldate's own
//! evaluation. Pages whose day is not known are left out.

use super::Prf;

/// Scores `(true day, predicted value)` pairs; only the first ten characters (`2021-12-28`) of a prediction count. Also gives how many
/// of the wrong ones are later than the truth.
pub fn score<'a>(pages: impl IntoIterator<Item = (&'a str, Option<&'a str>)>) -> (Prf, usize) {
    let (mut right, mut wrong, mut missed, mut late) = (0, 0, 0, 0);
    for (day, predicted) in pages {
        match predicted.map(|p| p.get(..10).unwrap_or(p)) {
            None | Some("") => missed += 1,
            Some(p) if p == day => right += 1,
            Some(p) => {
                wrong += 1;
                late += usize::from(p > day);
            }
        }
    }
    (Prf::of_counts(right, wrong, missed), late)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wrong_day_and_a_missing_one_count_once_each() {
        let days = [("2021-12-28", Some("2021-12-28T10:00")), ("2021-12-28", Some("2022-01-01")), ("2020-01-01", None)];
        let (score, late) = score(days);
        assert_eq!((score.precision, score.recall, late), (0.5, 0.5, 1));
    }
}
