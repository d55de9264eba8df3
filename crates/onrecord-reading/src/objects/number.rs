//! Numbers: the value of digits and number words, exact.

use std::fmt;

/// An exact number: a whole one, a decimal fraction, or a fraction as in "a third".
///
/// Invariant: in lowest terms, the denominator at least 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Number {
    numerator: i64,
    denominator: i64,
}

impl Number {
    /// A fraction; None for one over nothing.
    pub fn ratio(numerator: i64, denominator: i64) -> Option<Number> {
        let divisor = divisor(numerator.checked_abs()?, denominator);
        (denominator > 0).then(|| Number { numerator: numerator / divisor, denominator: denominator / divisor })
    }

    /// A whole number.
    pub fn whole(value: i64) -> Number {
        Number { numerator: value, denominator: 1 }
    }

    /// As near as a float comes.
    pub fn as_f64(self) -> f64 {
        self.numerator as f64 / self.denominator as f64
    }
}

/// The greatest common divisor, at least 1.
fn divisor(a: i64, b: i64) -> i64 {
    let (mut a, mut b) = (a, b);
    while b > 0 {
        (a, b) = (b, a % b);
    }
    a.max(1)
}

impl fmt::Display for Number {
    /// `300`, `1.5`, and as a fraction where no decimal ends: `1/3`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Number { numerator, denominator } = *self;
        let places = (0..=9u32).find(|&n| 10i64.pow(n) % denominator == 0);
        match places {
            Some(0) => write!(f, "{numerator}"),
            Some(_) => write!(f, "{}", self.as_f64()),
            None => write!(f, "{numerator}/{denominator}"),
        }
    }
}
