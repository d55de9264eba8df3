//! Layers of bidirectional simple recurrent units.
//!
//! Lei, Zhang, Wang, Dai, Artzi: "Simple Recurrent Units for Highly Parallelizable Recurrence", EMNLP 2018. All products with matrices
//! are made for the whole paragraph at once; what runs from token to token is by element:
//!
//! ```text
//! f = σ(u_f + v_f·c)   r = σ(u_r + v_r·c)   c ← f·c + (1−f)·u_z   h = r·c + (1−r)·x
//! ```
//!
//! x, the highway, is a fourth product in a first layer and the layer's input in the others.

use super::{
    file::{BadModel, File},
    math::sigmoid,
    matrix::{Matrix, Vectors},
};
use fearless_simd::{Level, dispatch};

/// One layer: units that read forwards and as many that read backwards.
#[derive(Debug)]
pub(super) struct Layer {
    /// For each direction the rows of z, f, r, and in a first layer of x.
    pub(super) gates: Matrix,
    pub(super) bias: Vec<f32>,
    /// For each direction v_f and v_r.
    state: Vec<f32>,
    hidden: usize,
    first: bool,
}

impl Layer {
    /// A first layer reads `columns` of the `inputs` through its matrix (what the others are, its owner adds); the rest of the stack
    /// read the layer below.
    pub(super) fn load(file: &File<'_>, name: &str, first: Option<(usize, usize)>) -> Result<Layer, BadModel> {
        let state = file.array(&format!("{name}.v"))?;
        let hidden = state.columns;
        let (inputs, columns) = first.unwrap_or((2 * hidden, 2 * hidden));
        let rows = 2 * if first.is_some() { 4 } else { 3 } * hidden;
        let mut gates = file.shaped(&format!("{name}.gates.weight"), rows, inputs)?;
        gates.values = gates.values.chunks_exact(inputs).flat_map(|row| &row[..columns]).copied().collect();
        gates.columns = columns;
        let bias = file.shaped(&format!("{name}.gates.bias"), rows, 1)?.values;
        if state.rows != 4 {
            return Err(BadModel::new(format_args!("{name}.v has {} rows, not 4", state.rows)));
        }
        Ok(Layer { gates: Matrix::of(&gates)?, bias, state: state.values, hidden, first: first.is_some() })
    }

    /// Numbers in an output.
    pub(super) fn outputs(&self) -> usize {
        2 * self.hidden
    }

    /// A layer over another: `x` is replaced by this layer's output. `gates` and `rounded` are room to work in.
    pub(super) fn over(&self, x: &mut Vec<f32>, rounded: &mut Vectors, gates: &mut Vec<f32>, out: &mut Vec<f32>) {
        rounded.set(x, self.outputs());
        self.gates.apply(rounded, &self.bias, gates);
        self.run(gates, x, out);
        std::mem::swap(x, out);
    }

    /// The recurrence, given the products for each token; `x` is the layer's input (unused in a first layer).
    pub(super) fn run(&self, gates: &[f32], x: &[f32], out: &mut Vec<f32>) {
        let tokens = gates.len() / self.gates.rows();
        out.clear();
        out.resize(tokens * self.outputs(), 0.0);
        dispatch!(Level::new(), _simd => self.recur(gates, x, out));
    }

    #[inline(always)]
    fn recur(&self, gates: &[f32], x: &[f32], out: &mut [f32]) {
        let (h, width) = (self.hidden, self.gates.rows() / 2);
        let tokens = out.len() / (2 * h);
        let mut cell = vec![0.0; h];
        for direction in 0..2 {
            let (forget, reset) = self.state[direction * 2 * h..][..2 * h].split_at(h);
            cell.fill(0.0);
            for n in 0..tokens {
                let at = if direction == 0 { n } else { tokens - 1 - n };
                let own = &gates[(2 * at + direction) * width..][..width];
                let highway = if self.first { &own[3 * h..] } else { &x[(2 * at + direction) * h..] };
                let out = &mut out[(2 * at + direction) * h..][..h];
                step(own, &highway[..h], forget, reset, &mut cell, out);
            }
        }
    }
}

/// One token in one direction.
#[inline(always)]
fn step(gates: &[f32], x: &[f32], forget: &[f32], reset: &[f32], cell: &mut [f32], out: &mut [f32]) {
    let h = cell.len();
    let (z, f, r) = (&gates[..h], &gates[h..2 * h], &gates[2 * h..3 * h]);
    let (x, forget, reset, out) = (&x[..h], &forget[..h], &reset[..h], &mut out[..h]);
    for i in 0..h {
        let kept = sigmoid(f[i] + forget[i] * cell[i]);
        let shown = sigmoid(r[i] + reset[i] * cell[i]);
        let new = z[i] + kept * (cell[i] - z[i]);
        cell[i] = new;
        out[i] = x[i] + shown * (new - x[i]);
    }
}
