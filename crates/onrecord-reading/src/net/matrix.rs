//! Matrix products in whole numbers.
//!
//! A row of weights is 12-bit integers and one scale, a vector is 13-bit integers and one scale. Sums of integers do not depend on the
//! order in which they are added, so the compiler may use whatever width of vectors a processor has and every processor gives the same
//! result; sums of floats would either be slow or differ. On x86 the inner loop becomes `pmaddwd`, two products an instruction and lane.

use super::{
    file::{Array, BadModel},
    math::round,
};
use fearless_simd::{Level, dispatch, i16x16, i32x8, prelude::*};

/// Weights are whole numbers up to this, either sign.
const WEIGHT: i32 = 2047;
/// Activations are whole numbers up to this, either sign.
const ACTIVATION: i32 = 4095;
/// The longest row. 256 products of at most 2047 · 4095 add up to 2 145 911 040, which is less than 2^31: no sum can overflow.
pub(super) const LONGEST: usize = 256;
const _: () = assert!((WEIGHT as i64) * (ACTIVATION as i64) * (LONGEST as i64) <= i32::MAX as i64);

/// Vectors that go through a product together, so that a row of weights is loaded once for all of them.
const TILE: usize = 4;
/// Rows of weights that go through all vectors together: 8 KiB of the longest rows.
const STRIP: usize = 16;
/// Numbers in a register of 256 bits. Rows are filled up with zeros to a multiple of it.
const LANES: usize = 16;

/// Weights: each row gives one number of the result.
#[derive(Debug)]
pub(super) struct Matrix {
    columns: usize,
    weights: Vec<[i16; LANES]>,
    scales: Vec<f32>,
}

/// Vectors of equal length, as whole numbers.
#[derive(Debug, Default)]
pub(super) struct Vectors {
    columns: usize,
    values: Vec<[i16; LANES]>,
    scales: Vec<f32>,
}

impl Matrix {
    /// Rounds an array.
    pub(super) fn of(array: &Array) -> Result<Matrix, BadModel> {
        let columns = array.columns;
        if columns > LONGEST {
            return Err(BadModel::new(format_args!("a row of {columns} weights, at most {LONGEST} fit")));
        }
        let blocks = columns.div_ceil(LANES);
        let mut weights = vec![[0; LANES]; array.rows * blocks];
        let rows = array.values.chunks_exact(columns).zip(weights.chunks_exact_mut(blocks));
        let scales = rows.map(|(row, out)| quantise(row, out.as_flattened_mut(), WEIGHT)).collect();
        Ok(Matrix { columns, weights, scales })
    }

    /// Numbers in a result.
    pub(super) fn rows(&self) -> usize {
        self.scales.len()
    }

    /// Writes the product with each vector, one after another, to `out`; `bias` (empty for none) is added.
    pub(super) fn apply(&self, vectors: &Vectors, bias: &[f32], out: &mut Vec<f32>) {
        debug_assert_eq!(self.columns, vectors.columns);
        out.clear();
        out.resize(vectors.scales.len() * self.rows(), 0.0);
        dispatch!(Level::new(), simd => self.multiply(simd, vectors, bias, out));
    }

    #[inline(always)]
    fn multiply<S: Simd>(&self, simd: S, vectors: &Vectors, bias: &[f32], out: &mut [f32]) {
        let (blocks, rows) = (self.columns.div_ceil(LANES), self.rows());
        // A few rows at a time go through all vectors: the rows stay in the nearest cache, which the whole matrix would not fit.
        for first in (0..rows).step_by(STRIP) {
            let strip = first..(first + STRIP).min(rows);
            let tiles = vectors.values.chunks(blocks * TILE).zip(vectors.scales.chunks(TILE));
            for ((tile, scales), out) in tiles.zip(out.chunks_mut(rows * TILE)) {
                for row in strip.clone() {
                    let weights = &self.weights[row * blocks..(row + 1) * blocks];
                    let scale = self.scales[row];
                    let bias = bias.get(row).copied().unwrap_or(0.0);
                    if tile.len() == blocks * TILE {
                        for (n, sum) in four_products(simd, weights, tile).into_iter().enumerate() {
                            out[n * rows + row] = sum as f32 * (scale * scales[n]) + bias;
                        }
                    } else {
                        for (n, vector) in tile.chunks_exact(blocks).enumerate() {
                            out[n * rows + row] = product(simd, weights, vector) as f32 * (scale * scales[n]) + bias;
                        }
                    }
                }
            }
        }
    }
}

impl Vectors {
    /// Rounds vectors of `columns` numbers that lie one after another.
    pub(super) fn set(&mut self, vectors: &[f32], columns: usize) {
        let (number, blocks) = (vectors.len() / columns, columns.div_ceil(LANES));
        self.columns = columns;
        self.values.clear();
        self.values.resize(number * blocks, [0; LANES]);
        self.scales.resize(number, 0.0);
        dispatch!(Level::new(), _simd => self.round(vectors));
    }

    #[inline(always)]
    fn round(&mut self, vectors: &[f32]) {
        let rows = self.values.chunks_exact_mut(self.columns.div_ceil(LANES)).zip(&mut self.scales);
        for (row, (out, scale)) in vectors.chunks_exact(self.columns).zip(rows) {
            *scale = quantise(row, out.as_flattened_mut(), ACTIVATION);
        }
    }
}

/// The products of one row of weights with four vectors.
#[inline(always)]
fn four_products<S: Simd>(simd: S, weights: &[[i16; LANES]], vectors: &[[i16; LANES]]) -> [i32; TILE] {
    let k = weights.len();
    let (a, b, c, d) = (&vectors[..k], &vectors[k..2 * k], &vectors[2 * k..3 * k], &vectors[3 * k..4 * k]);
    let mut sums = [i32x8::splat(simd, 0); TILE];
    for i in 0..k {
        let w = i16x16::simd_from(simd, weights[i]);
        sums[0] += w.pairwise_dot_product(i16x16::simd_from(simd, a[i]));
        sums[1] += w.pairwise_dot_product(i16x16::simd_from(simd, b[i]));
        sums[2] += w.pairwise_dot_product(i16x16::simd_from(simd, c[i]));
        sums[3] += w.pairwise_dot_product(i16x16::simd_from(simd, d[i]));
    }
    sums.map(|s| s.reduce_sum())
}

/// The product of one row of weights with one vector.
#[inline(always)]
fn product<S: Simd>(simd: S, weights: &[[i16; LANES]], vector: &[[i16; LANES]]) -> i32 {
    let mut sum = i32x8::splat(simd, 0);
    for (w, v) in weights.iter().zip(vector) {
        sum += i16x16::simd_from(simd, *w).pairwise_dot_product(i16x16::simd_from(simd, *v));
    }
    sum.reduce_sum()
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
