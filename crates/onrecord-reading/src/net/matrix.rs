//! Matrix products in whole numbers.
//!
//! A row of weights is 12-bit integers and one scale, a vector is 13-bit integers and one scale. Sums of integers do not depend on the
//! order in which they are added, so every width of registers gives the same result; sums of floats would either be slow or differ.
//!
//! The inner loop is an outer product: a register of weights holds two columns of eight rows, two numbers of a vector are spread over
//! another, and one instruction (`pmaddwd` on x86) adds two products to each of eight sums. [`PANELS`] registers of weights meet
//! [`TILE`] vectors, so that what is loaded is used several times and no sum has to be gathered from a register's lanes.

use super::{
    file::{Array, BadModel},
    math::round,
};
use fearless_simd::{Level, dispatch, f32x8, i16x16, i32x8, prelude::*};

/// Weights are whole numbers up to this, either sign.
const WEIGHT: i32 = 2047;
/// Activations are whole numbers up to this, either sign.
const ACTIVATION: i32 = 4095;
/// The longest row. 256 products of at most 2047 · 4095 add up to 2 145 911 040, which is less than 2^31: no sum can overflow.
pub(super) const LONGEST: usize = 256;
const _: () = assert!((WEIGHT as i64) * (ACTIVATION as i64) * (LONGEST as i64) <= i32::MAX as i64);

/// Rows whose sums share a register.
const LANES: usize = 8;
/// Registers of weights that go through a product together. With [`TILE`] vectors that makes twelve registers of sums, of the sixteen
/// that the commonest processors have.
const PANELS: usize = 2;
/// Vectors that go through a product together.
const TILE: usize = 6;
/// Rows of weights that go through a product together.
const STRIP: usize = PANELS * LANES;

/// Two columns of [`STRIP`] rows: row by row the two weights that are neighbours.
type Weights = [[i16; 2 * LANES]; PANELS];
/// Two neighbouring numbers of each of [`TILE`] vectors, the first in the lower half.
type Pairs = [i32; TILE];

/// Weights: each row gives one number of the result.
#[derive(Debug)]
pub(super) struct Matrix {
    columns: usize,
    rows: usize,
    /// Strip by strip, in each the pairs of columns; filled up with zeros.
    weights: Vec<Weights>,
    /// One a row, filled up to whole strips.
    scales: Vec<f32>,
}

/// Vectors of equal length, as whole numbers.
#[derive(Debug, Default)]
pub(super) struct Vectors {
    columns: usize,
    /// Tile by tile, in each the pairs of numbers; filled up with zeros.
    values: Vec<Pairs>,
    scales: Vec<f32>,
    /// One vector while it is rounded.
    whole: Vec<i16>,
}

impl Matrix {
    /// Rounds an array.
    pub(super) fn of(array: &Array) -> Result<Matrix, BadModel> {
        let (columns, rows) = (array.columns, array.rows);
        if columns > LONGEST {
            return Err(BadModel::new(format_args!("a row of {columns} weights, at most {LONGEST} fit")));
        }
        let (pairs, strips) = (columns.div_ceil(2), rows.div_ceil(STRIP));
        let mut weights = vec![[[0; 2 * LANES]; PANELS]; strips * pairs];
        let mut scales = vec![0.0; strips * STRIP];
        let mut whole = vec![0; columns];
        for (row, values) in array.values.chunks_exact(columns).enumerate() {
            scales[row] = quantise(values, &mut whole, WEIGHT);
            let (strip, panel, lane) = (row / STRIP, row % STRIP / LANES, row % LANES);
            for (two, weights) in whole.chunks(2).zip(&mut weights[strip * pairs..]) {
                weights[panel][2 * lane..][..two.len()].copy_from_slice(two);
            }
        }
        Ok(Matrix { columns, rows, weights, scales })
    }

    /// Numbers in a result.
    pub(super) fn rows(&self) -> usize {
        self.rows
    }

    /// Writes the product with each vector, one after another, to `out`; `bias` (empty for none) is added.
    pub(super) fn apply(&self, vectors: &Vectors, bias: &[f32], out: &mut Vec<f32>) {
        debug_assert_eq!(self.columns, vectors.columns);
        out.clear();
        out.resize(vectors.scales.len() * self.rows, 0.0);
        dispatch!(Level::new(), simd => self.multiply(simd, vectors, bias, out));
    }

    #[inline(always)]
    fn multiply<S: Simd>(&self, simd: S, vectors: &Vectors, bias: &[f32], out: &mut [f32]) {
        let (pairs, rows) = (self.columns.div_ceil(2).max(1), self.rows);
        // A strip of rows goes through all vectors: it stays in the nearest cache, which the whole matrix would not fit.
        let strips = self.weights.chunks_exact(pairs).zip(self.scales.as_chunks::<STRIP>().0);
        for (first, (weights, scales)) in (0..rows).step_by(STRIP).zip(strips) {
            let here = first..(first + STRIP).min(rows);
            let mut added = [0.0; STRIP];
            if let Some(bias) = bias.get(here.clone()) {
                added[..bias.len()].copy_from_slice(bias);
            }
            let tiles = vectors.values.chunks_exact(pairs).zip(vectors.scales.chunks(TILE));
            for ((tile, of_vectors), out) in tiles.zip(out.chunks_mut(rows * TILE)) {
                let sums = products(simd, weights, tile);
                for (n, (scale, out)) in of_vectors.iter().zip(out.chunks_exact_mut(rows)).enumerate() {
                    let result = scaled(simd, [sums[0][n], sums[1][n]], scales, *scale, &added);
                    match <&mut [f32; STRIP]>::try_from(&mut out[here.clone()]) {
                        Ok(out) => *out = result,
                        Err(_) => out[here.clone()].copy_from_slice(&result[..here.len()]),
                    }
                }
            }
        }
    }
}

impl Vectors {
    /// Rounds vectors of `columns` numbers that lie one after another.
    pub(super) fn set(&mut self, vectors: &[f32], columns: usize) {
        let (number, pairs) = (vectors.len() / columns, columns.div_ceil(2));
        self.columns = columns;
        self.values.clear();
        self.values.resize(number.div_ceil(TILE) * pairs, [0; TILE]);
        self.scales.resize(number, 0.0);
        self.whole.clear();
        self.whole.resize(2 * pairs, 0);
        dispatch!(Level::new(), _simd => self.round(vectors));
    }

    #[inline(always)]
    fn round(&mut self, vectors: &[f32]) {
        let pairs = self.columns.div_ceil(2);
        for (n, (vector, scale)) in vectors.chunks_exact(self.columns).zip(&mut self.scales).enumerate() {
            *scale = quantise(vector, &mut self.whole, ACTIVATION);
            let tile = &mut self.values[n / TILE * pairs..][..pairs];
            for (out, [low, high]) in tile.iter_mut().zip(self.whole.as_chunks::<2>().0) {
                out[n % TILE] = i32::from(*low) & 0xffff | i32::from(*high) << 16;
            }
        }
    }
}

/// The products of a strip of rows with a tile of vectors: for each panel and vector the sums of eight rows.
#[inline(always)]
fn products<S: Simd>(simd: S, weights: &[Weights], tile: &[Pairs]) -> [[i32x8<S>; TILE]; PANELS] {
    let mut sums = [[i32x8::splat(simd, 0); TILE]; PANELS];
    for (weights, pairs) in weights.iter().zip(tile) {
        let [a, b] = weights.map(|w| i16x16::simd_from(simd, w));
        for (n, pair) in pairs.iter().enumerate() {
            let spread: i16x16<S> = i32x8::splat(simd, *pair).bitcast();
            sums[0][n] += a.pairwise_dot_product(spread);
            sums[1][n] += b.pairwise_dot_product(spread);
        }
    }
    sums
}

/// Sums as they were before they were rounded: times the scales of row and vector, and the bias added.
#[inline(always)]
fn scaled<S: Simd>(
    simd: S,
    sums: [i32x8<S>; PANELS],
    rows: &[f32; STRIP],
    vector: f32,
    bias: &[f32; STRIP],
) -> [f32; STRIP] {
    let mut out = [0.0; STRIP];
    for (n, sum) in sums.into_iter().enumerate() {
        let here = n * LANES..(n + 1) * LANES;
        let scale = f32x8::from_slice(simd, &rows[here.clone()]) * vector;
        let value = sum.to_float::<f32x8<S>>() * scale + f32x8::from_slice(simd, &bias[here.clone()]);
        value.store_slice(&mut out[here]);
    }
    out
}

/// Writes `values` as whole numbers up to `most` and gives their scale.
#[inline(always)]
fn quantise(values: &[f32], out: &mut [i16], most: i32) -> f32 {
    // Eight running maxima instead of one: the maximum does not depend on the order, and the loop becomes vectors.
    let mut lanes = [0.0f32; 8];
    let (chunks, rest) = values.as_chunks::<8>();
    for chunk in chunks {
        for (lane, v) in lanes.iter_mut().zip(chunk) {
            let v = v.abs();
            *lane = if v > *lane { v } else { *lane };
        }
    }
    let largest = lanes.iter().chain(rest).fold(0.0f32, |m, v| m.max(v.abs()));
    if largest < 1e-20 {
        out.fill(0);
        return 0.0;
    }
    let factor = most as f32 / largest;
    for (o, v) in out.iter_mut().zip(values) {
        *o = round(v * factor) as i16;
    }
    largest / most as f32
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whatever vectors this processor has: the same bits as sums one after another.
    #[test]
    fn products_are_those_of_plain_sums() {
        for columns in [1, 15, 16, 96, 250, 256] {
            let value = |n: usize| ((n * 7919 % 1000) as f32 - 500.0) / 77.0;
            let array = Array { rows: 5, columns, values: (0..5 * columns).map(value).collect() };
            let numbers: Vec<f32> = (0..7 * columns).map(|n| value(n + 3)).collect();
            let matrix = Matrix::of(&array).expect("rows are short enough");
            let mut vectors = Vectors::default();
            vectors.set(&numbers, columns);
            let mut got = Vec::new();
            matrix.apply(&vectors, &[], &mut got);
            let mut expected = Vec::new();
            let mut exact = Vec::new();
            for (n, vector) in numbers.chunks_exact(columns).enumerate() {
                let (mut whole, mut weights) = (vec![0i16; columns], vec![0i16; columns]);
                let scale = quantise(vector, &mut whole, ACTIVATION);
                assert_eq!(scale, vectors.scales[n]);
                for row in array.values.chunks_exact(columns) {
                    let row_scale = quantise(row, &mut weights, WEIGHT);
                    let sum: i64 = weights.iter().zip(&whole).map(|(w, v)| i64::from(*w) * i64::from(*v)).sum();
                    expected.push(sum as f32 * (row_scale * scale));
                    exact.push(row.iter().zip(vector).map(|(a, b)| a * b).sum::<f32>());
                }
            }
            assert_eq!(got, expected);
            assert!(got.iter().zip(&exact).all(|(g, e)| (g - e).abs() < 0.02 * columns as f32));
        }
    }

    /// The largest numbers in the longest row stay inside 32 bits.
    #[test]
    fn the_largest_sum_does_not_overflow() {
        let array = Array { rows: 1, columns: LONGEST, values: vec![3.0; LONGEST] };
        let mut vectors = Vectors::default();
        vectors.set(&[2.0; LONGEST], LONGEST);
        let mut got = Vec::new();
        Matrix::of(&array).expect("the longest row").apply(&vectors, &[1.0], &mut got);
        assert!((got[0] - 1537.0).abs() < 0.01, "{got:?}");
    }
}
