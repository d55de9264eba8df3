//! Linear-chain conditional random fields: the best row of tags, and how probable each tag is.
//!
//! Lafferty, McCallum, Pereira: "Conditional Random Fields", ICML 2001. Tags are O, then a pair of begin and inside for each kind of
//! span. Probabilities are kept as such and scaled at each token, which needs no logarithm.

use super::{
    file::{BadModel, File},
    math::exp,
    matrix::{Matrix, Vectors},
};
use std::ops::Range;

/// The most tags that a chain has: none, source and content.
pub(super) const MOST_TAGS: usize = 5;

/// A chain over the tags of one task.
#[derive(Debug)]
pub(super) struct Chain {
    emit: Matrix,
    bias: Vec<f32>,
    tags: usize,
    /// From tag (row) to tag (column).
    between: Vec<[f32; MOST_TAGS]>,
    start: [f32; MOST_TAGS],
    end: [f32; MOST_TAGS],
}

/// The reading of one sequence.
#[derive(Debug, Default)]
pub(super) struct Tagged {
    /// The best row of tags.
    pub(super) tags: Vec<u8>,
    /// How probable each tag of each token is, whatever the others are.
    pub(super) marginals: Vec<[f32; MOST_TAGS]>,
}

impl Chain {
    /// `begin` is added to the score of each tag that begins a span.
    pub(super) fn load(file: &File<'_>, name: &str, inputs: usize, tags: usize, begin: f32) -> Result<Chain, BadModel> {
        let emit = file.shaped(&format!("{name}.emit.weight"), tags, inputs)?;
        let mut bias = file.shaped(&format!("{name}.emit.bias"), tags, 1)?.values;
        bias.iter_mut().skip(1).step_by(2).for_each(|b| *b += begin);
        let trans = file.shaped(&format!("{name}.trans"), tags + 2, tags)?;
        let mut rows = trans.values.chunks_exact(tags).map(|row| {
            let mut wide = [0.0; MOST_TAGS];
            wide[..tags].copy_from_slice(row);
            wide
        });
        let between: Vec<_> = rows.by_ref().take(tags).collect();
        let (start, end) = (rows.next().unwrap_or_default(), rows.next().unwrap_or_default());
        Ok(Chain { emit: Matrix::of(&emit)?, bias, tags, between, start, end })
    }

    /// Scores of each tag of each token.
    pub(super) fn scores(&self, states: &Vectors, out: &mut Vec<f32>) {
        self.emit.apply(states, &self.bias, out);
    }

    /// Reads a sequence of scores.
    pub(super) fn read(&self, scores: &[f32]) -> Tagged {
        Tagged { tags: self.best(scores), marginals: self.marginals(scores) }
    }

    /// The best row of tags (Viterbi); of equal ones the earlier tag.
    fn best(&self, scores: &[f32]) -> Vec<u8> {
        let k = self.tags;
        let mut from = vec![[0u8; MOST_TAGS]; scores.len() / k];
        let mut best = self.start;
        for (n, token) in scores.chunks_exact(k).enumerate() {
            if n > 0 {
                let before = best;
                for to in 0..k {
                    let value = |tag: usize| before[tag] + self.between[tag][to];
                    let tag = (1..k).fold(0, |b, tag| if value(tag) > value(b) { tag } else { b });
                    best[to] = value(tag);
                    from[n][to] = tag as u8;
                }
            }
            best.iter_mut().zip(token).for_each(|(b, s)| *b += s);
        }
        let value = |tag: usize| best[tag] + self.end[tag];
        let mut tag = (1..k).fold(0, |b, tag| if value(tag) > value(b) { tag } else { b }) as u8;
        let mut tags = vec![0; from.len()];
        for (out, from) in tags.iter_mut().zip(&from).rev() {
            *out = tag;
            tag = from[usize::from(tag)];
        }
        tags
    }

    /// Forwards and backwards over the sequence.
    fn marginals(&self, scores: &[f32]) -> Vec<[f32; MOST_TAGS]> {
        let k = self.tags;
        let wide = |row: &[f32; MOST_TAGS]| row.map(exp);
        let between: Vec<_> = self.between.iter().map(wide).collect();
        let weights: Vec<_> = scores.chunks_exact(k).map(weights).collect();
        let mut forward = wide(&self.start);
        let mut out = Vec::with_capacity(weights.len());
        for (n, weight) in weights.iter().enumerate() {
            if n > 0 {
                let before = forward;
                for to in 0..k {
                    forward[to] = (0..k).fold(0.0, |sum, tag| sum + before[tag] * between[tag][to]);
                }
            }
            (0..k).for_each(|tag| forward[tag] *= weight[tag]);
            scale(&mut forward, k);
            out.push(forward);
        }
        let mut backward = wide(&self.end);
        for n in (0..out.len()).rev() {
            (0..k).for_each(|tag| out[n][tag] *= backward[tag]);
            scale(&mut out[n], k);
            let mut before = backward;
            (0..k).for_each(|tag| before[tag] *= weights[n][tag]);
            for tag in 0..k {
                backward[tag] = (0..k).fold(0.0, |sum, to| sum + between[tag][to] * before[to]);
            }
            scale(&mut backward, k);
        }
        out
    }
}

/// Scores as weights, the greatest of them 1.
fn weights(scores: &[f32]) -> [f32; MOST_TAGS] {
    let greatest = scores.iter().fold(f32::NEG_INFINITY, |m, s| m.max(*s));
    let mut out = [0.0; MOST_TAGS];
    out.iter_mut().zip(scores).for_each(|(o, s)| *o = exp(s - greatest));
    out
}

/// Makes the first `k` numbers add up to 1.
fn scale(numbers: &mut [f32; MOST_TAGS], k: usize) {
    let sum = numbers[..k].iter().fold(0.0, |sum, n| sum + n);
    if sum > 0.0 {
        numbers[..k].iter_mut().for_each(|n| *n /= sum);
    }
}

/// The spans of a kind, given its begin tag; the tag after it is inside.
pub(super) fn spans(tags: &[u8], begin: u8) -> Vec<Range<usize>> {
    let mut out: Vec<Range<usize>> = Vec::new();
    for (at, &tag) in tags.iter().enumerate() {
        match out.last_mut() {
            Some(last) if tag == begin + 1 && last.end == at => last.end = at + 1,
            _ if tag == begin || tag == begin + 1 => out.push(at..at + 1),
            _ => {}
        }
    }
    out
}
