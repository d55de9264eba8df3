//! From words to what the first layer reads of them.
//!
//! The vector of a word and the mean vector of its character n-grams go through the first layer's matrix once for each distinct word of an
//! article, the new ones of a paragraph together; the flags of a token (shape, quotation, glue, line) add a row of a small table that is made at loading.

use super::{
    features::{self, FLAGS, Token},
    file::{Array, BadModel, File},
    matrix::{Matrix, Vectors},
    recurrent::Layer,
};
use std::collections::HashMap;

/// Distinct words that are kept at a time. A page has some hundreds; a hostile one must not fill the memory.
const KEPT: usize = 4096;

/// Vectors of words, n-grams and flags.
#[derive(Debug)]
pub(super) struct Words {
    ids: HashMap<String, usize>,
    words: Array,
    grams: Array,
    /// What each combination of flags adds to the gates, the layer's bias included.
    flags: Vec<f32>,
    gates: usize,
}

/// The products of the words met so far.
#[derive(Debug, Default)]
pub(super) struct Kept {
    rows: HashMap<String, usize>,
    products: Vec<f32>,
    /// For each token of the part which row is its word's.
    of_tokens: Vec<usize>,
    /// Of the words that are new, one after another.
    vectors: Vec<f32>,
    normal: String,
    rounded: Vectors,
    new: Vec<f32>,
}

impl Words {
    /// With the first layer, whose matrix keeps the columns of words and n-grams.
    pub(super) fn load(file: &File<'_>) -> Result<(Words, Layer), BadModel> {
        let vocabulary = &file.header.vocabulary;
        let words = file.array("word.weight")?;
        let grams = file.array("gram.weight")?;
        if words.rows != vocabulary.len() + 1 || grams.rows != file.header.grams {
            return Err(BadModel::new("its vocabulary and its vectors differ in number"));
        }
        let names = ["shape.weight", "quote.weight", "glue.weight", "line.weight"];
        let tables: Vec<Array> = names.iter().map(|n| file.array(n)).collect::<Result<_, _>>()?;
        if !tables.iter().zip(FLAGS).all(|(t, rows)| t.rows == rows) {
            return Err(BadModel::new("its tables of flags are not those of this reader"));
        }
        let columns = words.columns + grams.columns;
        let inputs = columns + tables.iter().map(|t| t.columns).sum::<usize>();
        let layer = Layer::load(file, "encoder.0", Some((inputs, columns)))?;
        let weights = file.array("encoder.0.gates.weight")?;
        let flags = flag_products(&weights, columns, &tables, &layer.bias);
        let ids = vocabulary.iter().enumerate().map(|(n, word)| (word.clone(), n + 1)).collect();
        Ok((Words { ids, words, grams, flags, gates: layer.gates.rows() }, layer))
    }

    /// The first layer's products for each token.
    pub(super) fn products(
        &self,
        text: &str,
        tokens: &[Token],
        line: usize,
        first: &Matrix,
        kept: &mut Kept,
        out: &mut Vec<f32>,
    ) {
        if kept.rows.len() + tokens.len() > KEPT {
            kept.rows.clear();
            kept.products.clear();
        }
        kept.of_tokens.clear();
        kept.vectors.clear();
        for token in tokens {
            let row = self.row(&text[token.span.clone()], kept);
            kept.of_tokens.push(row);
        }
        if !kept.vectors.is_empty() {
            kept.rounded.set(&kept.vectors, self.words.columns + self.grams.columns);
            first.apply(&kept.rounded, &[], &mut kept.new);
            kept.products.extend_from_slice(&kept.new);
        }
        out.clear();
        out.reserve(tokens.len() * self.gates);
        for (token, row) in tokens.iter().zip(&kept.of_tokens) {
            let values = [usize::from(token.shape), usize::from(token.quote), usize::from(token.glue), line.min(2)];
            let flags = values.iter().zip(FLAGS).fold(0, |n, (value, values)| n * values + value);
            let flags = &self.flags[flags * self.gates..][..self.gates];
            out.extend(kept.products[row * self.gates..][..self.gates].iter().zip(flags).map(|(w, f)| w + f));
        }
    }

    /// Which row of the kept products is a word's; the vector of a new word waits for its product.
    fn row(&self, word: &str, kept: &mut Kept) -> usize {
        features::normal(word, &mut kept.normal);
        if let Some(&row) = kept.rows.get(&kept.normal) {
            return row;
        }
        let id = self.ids.get(&kept.normal).copied().unwrap_or(0);
        kept.vectors.extend_from_slice(&self.words.values[id * self.words.columns..][..self.words.columns]);
        let (start, columns) = (kept.vectors.len(), self.grams.columns);
        kept.vectors.resize(start + columns, 0.0);
        let mean = &mut kept.vectors[start..];
        let mut number = 0.0f32;
        features::grams(&kept.normal, self.grams.rows, |gram| {
            number += 1.0;
            mean.iter_mut().zip(&self.grams.values[gram * columns..][..columns]).for_each(|(m, g)| *m += g);
        });
        mean.iter_mut().for_each(|m| *m /= number.max(1.0));
        let row = kept.rows.len();
        kept.rows.insert(kept.normal.clone(), row);
        row
    }
}

/// For each combination of flags the products of their vectors with the last columns of the first layer, and its bias.
fn flag_products(weights: &Array, first: usize, tables: &[Array], bias: &[f32]) -> Vec<f32> {
    let mut out = bias.to_vec();
    let mut column = first;
    for table in tables {
        let products: Vec<Vec<f32>> = (table.values.chunks_exact(table.columns))
            .map(|vector| {
                let rows = weights.values.chunks_exact(weights.columns).map(|row| &row[column..][..table.columns]);
                rows.map(|row| row.iter().zip(vector).fold(0.0, |sum, (a, b)| sum + a * b)).collect()
            })
            .collect();
        column += table.columns;
        let before = std::mem::take(&mut out);
        for sums in before.chunks_exact(bias.len()) {
            for product in &products {
                out.extend(sums.iter().zip(product).map(|(a, b)| a + b));
            }
        }
    }
    out
}
