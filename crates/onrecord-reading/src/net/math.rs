//! Functions of one number, the same to the last bit on every machine.
//!
//! The standard library's `exp` and `ln` are the platform's own and differ in the last bit. These use additions, multiplications and
//! divisions alone, which IEEE 754 fixes, and in an order that the compiler may not change. They are short enough to be run on many
//! numbers at once.

/// 1.5 · 2^23: added to a number of up to 22 bits it leaves, in the low bits, that number rounded to the nearest whole one.
const ROUND: f32 = 12_582_912.0;

/// The nearest whole number (ties to the even one). `x` lies within ±2^22.
#[inline(always)]
pub(super) fn round(x: f32) -> i32 {
    (x + ROUND).to_bits().wrapping_sub(ROUND.to_bits()) as i32
}

/// e^x for any x, held to 2^-126 … 2^126. Relative error below 3e-7.
#[inline(always)]
pub(super) fn exp(x: f32) -> f32 {
    let x = x.clamp(-87.0, 87.0);
    let halvings = round(x * std::f32::consts::LOG2_E);
    // ln 2 in two parts, so that the rest keeps its digits.
    let rest = (x - halvings as f32 * 0.693_359_4) - halvings as f32 * -2.121_944_4e-4;
    let series = 1.0 / 720.0;
    let series = series * rest + 1.0 / 120.0;
    let series = series * rest + 1.0 / 24.0;
    let series = series * rest + 1.0 / 6.0;
    let series = series * rest + 0.5;
    let series = (series * rest + 1.0) * rest + 1.0;
    series * f32::from_bits(((halvings + 127) as u32) << 23)
}

/// 1 / (1 + e^-x).
#[inline(always)]
pub(super) fn sigmoid(x: f32) -> f32 {
    1.0 / (1.0 + exp(-x))
}

/// The natural logarithm of a positive, finite number.
pub(super) fn ln(x: f32) -> f32 {
    let bits = f64::from(x.max(f32::MIN_POSITIVE)).to_bits();
    let doublings = (bits >> 52) as i64 - 1023;
    let fraction = f64::from_bits(bits & ((1 << 52) - 1) | 1023 << 52);
    let (doublings, fraction) = if fraction > 1.5 { (doublings + 1, fraction / 2.0) } else { (doublings, fraction) };
    // ln f = 2 artanh((f - 1) / (f + 1)), and the argument lies within ±0.2.
    let s = (fraction - 1.0) / (fraction + 1.0);
    let square = s * s;
    let series = (1..=7).rev().fold(0.0, |sum, n| sum * square + 1.0 / f64::from(2 * n - 1));
    (2.0 * s * series + doublings as f64 * std::f64::consts::LN_2) as f32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exp_and_ln_are_those_of_the_platform_but_for_the_last_bits() {
        for n in -8600..8600 {
            let x = n as f32 / 100.0;
            assert!((f64::from(exp(x)) / f64::from(x).exp() - 1.0).abs() < 4e-7, "{x}");
            let e = f64::from(x).exp() as f32;
            assert!((f64::from(ln(e)) - f64::from(e).ln()).abs() < 1e-5, "{x}");
        }
    }

    #[test]
    fn sigmoid_has_its_ends_and_rounding_its_ties() {
        assert!(sigmoid(-100.0) < 1e-30 && sigmoid(100.0) == 1.0 && sigmoid(0.0) == 0.5);
        assert_eq!([round(0.5), round(1.5), round(-0.5), round(-1.6), round(4095.0)], [0, 2, 0, -2, 4095]);
    }
}
