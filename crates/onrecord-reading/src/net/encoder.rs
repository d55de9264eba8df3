//! What every network of ours begins with: words and flags in, for each token a vector that knows the words around it out.

use super::{
    features::Token,
    file::{BadModel, File},
    matrix::Vectors,
    recurrent::Layer,
    words::{Kept, Words},
};
use std::sync::atomic::{AtomicU64, Ordering};

/// Words and recurrent layers.
#[derive(Debug)]
pub(super) struct Encoder {
    words: Words,
    first: Layer,
    rest: Vec<Layer>,
    /// Tells this network's room from another's.
    number: u64,
}

/// Room to work in: what one call leaves and the next may use. It never changes what is read.
#[derive(Debug, Default)]
pub(super) struct Room {
    /// Of which network.
    pub(super) number: u64,
    kept: Kept,
    out: Vec<f32>,
    /// Free for what is computed from the states.
    pub(super) gates: Vec<f32>,
    /// One vector a token, one after another.
    pub(super) states: Vec<f32>,
    /// The same as whole numbers.
    pub(super) rounded: Vectors,
}

impl Room {
    /// Empty room for the network of this number.
    pub(super) fn of(number: u64) -> Room {
        Room { number, ..Room::default() }
    }
}

impl Encoder {
    /// The arrays `word`, `gram`, the flags and `encoder.N` of a file.
    pub(super) fn load(file: &File<'_>) -> Result<Encoder, BadModel> {
        let (words, first) = Words::load(file)?;
        let mut rest: Vec<Layer> = Vec::new();
        while file.has(&format!("encoder.{}.v", rest.len() + 1)) {
            rest.push(Layer::load(file, &format!("encoder.{}", rest.len() + 1), None)?);
        }
        if rest.iter().any(|layer| layer.outputs() != first.outputs()) {
            return Err(BadModel::new("its layers differ in width"));
        }
        static NUMBERS: AtomicU64 = AtomicU64::new(1);
        Ok(Encoder { words, first, rest, number: NUMBERS.fetch_add(1, Ordering::Relaxed) })
    }

    /// Numbers in a state.
    pub(super) fn outputs(&self) -> usize {
        self.first.outputs()
    }

    /// Names this network among those of the process.
    pub(super) fn number(&self) -> u64 {
        self.number
    }

    /// The states of some tokens of a line of the text, to `room.states` and `room.rounded`.
    pub(super) fn states(&self, text: &str, tokens: &[Token], line: usize, room: &mut Room) {
        self.words.products(text, tokens, line, &self.first.gates, &mut room.kept, &mut room.gates);
        self.first.run(&room.gates, &[], &mut room.states);
        for layer in &self.rest {
            layer.over(&mut room.states, &mut room.rounded, &mut room.gates, &mut room.out);
        }
        room.rounded.set(&room.states, self.outputs());
    }
}
