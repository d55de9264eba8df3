//! The second half of the network: source and content of one cue.
//!
//! The paragraph's states are made narrow and go through the first layer's matrix once; for each cue are added a row for the distance to
//! it, a row for the other cues in between, and the image of the cue's own mean state.

use super::{
    crf::{Chain, Tagged},
    file::{Array, BadModel, File},
    matrix::{Matrix, Vectors},
    recurrent::Layer,
};
use std::ops::Range;

/// Distances of more than ten tokens share a row with others: these begin a new one.
const FAR: [usize; 11] = [12, 15, 17, 20, 24, 29, 34, 40, 48, 57, 68];
/// Rows for either side of the cue.
const SIDE: usize = 22;

/// Finds the roles of a cue.
#[derive(Debug)]
pub(super) struct Roles {
    /// Numbers in a state of the encoder.
    states: usize,
    narrow: Option<Matrix>,
    cue: Matrix,
    distance: Array,
    between: Array,
    first: Layer,
    rest: Vec<Layer>,
    chain: Chain,
}

/// What the cues of a paragraph share.
#[derive(Debug, Default)]
pub(super) struct Shared {
    gates: Vec<f32>,
    images: Vec<f32>,
}

/// Room to work in.
#[derive(Debug, Default)]
pub(super) struct Room {
    means: Vec<f32>,
    gates: Vec<f32>,
    x: Vec<f32>,
    out: Vec<f32>,
    rounded: Vectors,
}

impl Roles {
    pub(super) fn load(file: &File<'_>, states: usize) -> Result<Roles, BadModel> {
        let narrow = file.has("narrow.weight").then(|| file.array("narrow.weight")).transpose()?;
        let inputs = narrow.as_ref().map_or(states, |n| n.rows);
        if narrow.as_ref().is_some_and(|n| n.columns != states) {
            return Err(BadModel::new("narrow.weight does not fit the encoder"));
        }
        let first = Layer::load(file, "roles.0", Some((inputs, inputs)))?;
        let gates = first.gates.rows();
        let mut rest: Vec<Layer> = Vec::new();
        while file.has(&format!("roles.{}.v", rest.len() + 1)) {
            rest.push(Layer::load(file, &format!("roles.{}", rest.len() + 1), None)?);
        }
        if rest.iter().any(|layer| layer.outputs() != first.outputs()) {
            return Err(BadModel::new("its layers of roles differ in width"));
        }
        Ok(Roles {
            states,
            narrow: narrow.as_ref().map(Matrix::of).transpose()?,
            cue: Matrix::of(&file.shaped("cue_vector.weight", gates, states)?)?,
            distance: file.shaped("rel.weight", 2 * SIDE + 1, gates)?,
            between: file.shaped("between.weight", 9, gates)?,
            chain: Chain::load(file, "role", first.outputs(), 5, file.header.confidence.role_bias)?,
            first,
            rest,
        })
    }

    /// What is computed once for all `cues` of a paragraph, from the encoder's `states` (and the same, `rounded`).
    pub(super) fn share(&self, states: &[f32], rounded: &Vectors, cues: &[Range<usize>], room: &mut Room) -> Shared {
        let mut shared = Shared::default();
        self.images(states, cues, room, &mut shared.images);
        match &self.narrow {
            Some(narrow) => {
                narrow.apply(rounded, &[], &mut room.x);
                room.rounded.set(&room.x, narrow.rows());
                self.first.gates.apply(&room.rounded, &self.first.bias, &mut shared.gates);
            }
            None => self.first.gates.apply(rounded, &self.first.bias, &mut shared.gates),
        }
        shared
    }

    /// For each cue the image of its mean state, one after another.
    fn images(&self, states: &[f32], cues: &[Range<usize>], room: &mut Room, out: &mut Vec<f32>) {
        let width = self.states;
        room.means.clear();
        for cue in cues {
            let start = room.means.len();
            room.means.resize(start + width, 0.0);
            let mean = &mut room.means[start..];
            for state in states[cue.start * width..cue.end * width].chunks_exact(width) {
                mean.iter_mut().zip(state).for_each(|(m, s)| *m += s);
            }
            mean.iter_mut().for_each(|m| *m /= cue.len() as f32);
        }
        room.rounded.set(&room.means, width);
        self.cue.apply(&room.rounded, &[], out);
    }

    /// The tags of the `n`th of a paragraph's `cues`, which stand in order: source and content, begin and inside each.
    pub(super) fn read(&self, shared: &Shared, n: usize, cues: &[Range<usize>], room: &mut Room) -> Tagged {
        let cue = &cues[n];
        let g = self.first.gates.rows();
        let image = &shared.images[n * g..][..g];
        room.gates.clear();
        for (at, gates) in shared.gates.chunks_exact(g).enumerate() {
            let distance = &self.distance.values[distance(at, cue) * g..][..g];
            let between = &self.between.values[between(at, cue, cues) * g..][..g];
            let sums = gates.iter().zip(distance).zip(between).zip(image);
            room.gates.extend(sums.map(|(((a, b), c), d)| a + b + c + d));
        }
        self.first.run(&room.gates, &[], &mut room.x);
        for layer in &self.rest {
            layer.over(&mut room.x, &mut room.rounded, &mut room.gates, &mut room.out);
        }
        room.rounded.set(&room.x, self.first.outputs());
        self.chain.scores(&room.rounded, &mut room.gates);
        self.chain.read(&room.gates)
    }
}

/// 0 inside the cue, 1 to 22 after it, 23 to 44 before it.
fn distance(at: usize, cue: &Range<usize>) -> usize {
    let (steps, side) = match at {
        _ if at < cue.start => (cue.start - at, SIDE),
        _ if at >= cue.end => (at + 1 - cue.end, 0),
        _ => return 0,
    };
    side + if steps <= 10 { steps } else { 11 + FAR.iter().filter(|&&f| f <= steps).count() }
}

/// 0 to 3 other cues between the cue and a token behind it, 4 and more of them (5 to 7) before it, 8 inside another cue.
fn between(at: usize, cue: &Range<usize>, cues: &[Range<usize>]) -> usize {
    let mut number = 0;
    // Cues do not overlap and stand in order: those that end before the token, or begin behind it, are found by bisection.
    let ended = cues.partition_point(|c| c.end <= at);
    if cues.get(ended).is_some_and(|c| c.start <= at && c != cue) {
        return 8;
    }
    if at >= cue.end {
        number = ended - cues.partition_point(|c| c.end <= cue.end);
    } else if at < cue.start {
        number = cues.partition_point(|c| c.start < cue.start) - ended;
    }
    number.min(3) + if at < cue.start && number > 0 { 4 } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distances_fall_into_the_rows_of_the_training() {
        let row = |n: usize| if n <= 10 { n } else { (10 + ((n as f64 / 10.0).log2() * 4.0) as usize + 1).min(22) };
        let cue = 1000..1002;
        for n in 1..900 {
            assert_eq!(distance(1001 + n, &cue), row(n), "{n} behind");
            assert_eq!(distance(1000 - n, &cue), 22 + row(n), "{n} before");
        }
        assert_eq!(distance(1001, &cue), 0);
    }

    #[test]
    fn cues_in_between_are_counted_on_either_side() {
        let cues = [2..3, 5..7, 10..11, 13..14, 16..17, 18..19, 20..22];
        let rows: Vec<usize> = (0..23).map(|at| between(at, &cues[2], &cues)).collect();
        let expected = [6, 6, 8, 5, 5, 8, 8, 0, 0, 0, 0, 0, 0, 8, 1, 1, 8, 2, 8, 3, 8, 8, 3];
        assert_eq!(rows, expected);
    }
}
