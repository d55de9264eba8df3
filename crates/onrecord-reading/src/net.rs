//! The trained network: English paragraphs in, spans of source, cue and content out.
//!
//! Takes a text with the places of its paragraphs and gives [`Attribution`]s; refuses nothing. The network was trained by `lab/` (its
//! README draws it) and comes as one file; sizes are read from that file. What is computed here is fixed to the last bit, so that the
//! same text is read alike on any machine: whole numbers where sums are long ([`matrix`]), our own functions where libraries differ
//! ([`math`]).
//!
//! ```text
//! paragraph → features → words → recurrent layers → crf → cues
//!                                              ↳ for each cue: roles → crf → source, content → confidence
//! ```
//!
//! Time and memory are linear in the text, whatever it is: a paragraph is read in parts of at most [`PART`] tokens, of which at most
//! [`CUES`] are cues.

mod confidence;
mod crf;
mod encoder;
mod features;
mod file;
mod layout;
mod math;
mod matrix;
mod recurrent;
mod roles;
mod syntax;
mod tags;
#[cfg(test)]
mod tests;
mod words;

pub(crate) use file::BadModel;
pub(crate) use syntax::{Node, Syntax, Tree};
pub(crate) use tags::{Pos, Relation, VerbForm};

use confidence::{Confidence, Figures};
use crf::Chain;
use encoder::Encoder;
use features::Token;
use file::File;
use roles::Roles;
use std::{cell::RefCell, fmt, ops::Range};

/// A paragraph of more tokens is read in parts, cut behind a sentence where there is one.
const PART: usize = 512;
/// Cues in one part; of more, the most probable are kept.
const CUES: usize = 48;

/// Somebody says something, as bytes of the text.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Attribution {
    pub(crate) cue: Range<usize>,
    /// In pieces; none where nobody is named.
    pub(crate) source: Vec<Range<usize>>,
    /// In pieces, at least one.
    pub(crate) content: Vec<Range<usize>>,
    /// Calibrated: of those with .8, about 80 in 100 are right.
    pub(crate) confidence: f32,
}

/// The network with its weights.
pub(crate) struct Network {
    encoder: Encoder,
    cues: Chain,
    roles: Roles,
    confidence: Confidence,
}

/// A cue with the tokens of its roles, before they become places of the text.
struct Reading {
    cue: Range<usize>,
    source: Vec<Range<usize>>,
    content: Vec<Range<usize>>,
    figures: Figures,
}

/// Room to work in, kept from paragraph to paragraph, and by each thread from text to text: the products of common words are in it. It
/// never changes what is read.
#[derive(Default)]
struct Room {
    encoder: encoder::Room,
    roles: roles::Room,
}

thread_local! {
    /// One for each network that this thread has read with last.
    static ROOMS: RefCell<Vec<Room>> = const { RefCell::new(Vec::new()) };
}

/// Networks that a thread keeps room for: two of each language.
const ROOMS_KEPT: usize = 4;

impl Room {
    /// This thread's room for a network; a new one the first time. [`Room::keep`] gives it back.
    fn take(number: u64) -> Room {
        ROOMS.with_borrow_mut(|rooms| match rooms.iter().position(|room| room.encoder.number == number) {
            Some(at) => rooms.remove(at),
            None => {
                rooms.drain(..rooms.len().saturating_sub(ROOMS_KEPT - 1));
                Room { encoder: encoder::Room::of(number), ..Room::default() }
            }
        })
    }

    fn keep(self) {
        ROOMS.with_borrow_mut(|rooms| rooms.push(self));
    }
}

impl fmt::Debug for Network {
    /// A million weights tell nobody anything.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Network").finish_non_exhaustive()
    }
}

impl Network {
    /// Reads a model file; says what is wrong with one that cannot be used.
    pub(crate) fn parse(bytes: &[u8]) -> Result<Network, BadModel> {
        let file = File::parse(bytes)?;
        let encoder = Encoder::load(&file)?;
        let cues = Chain::load(&file, "cue", encoder.outputs(), 3, file.header.confidence.cue_bias)?;
        let roles = Roles::load(&file, encoder.outputs())?;
        Ok(Network { encoder, cues, roles, confidence: Confidence::load(&file)? })
    }

    /// The confidence from which on nine in ten acts of saying and asking were right in texts not trained on. Unpacks nothing: who lists
    /// statements reads none.
    pub(crate) fn threshold_in(bytes: &[u8]) -> Result<f32, BadModel> {
        file::threshold(bytes)
    }

    /// Reads paragraphs: which line of the text (counting those that are not empty), and its bytes.
    pub(crate) fn read(&self, text: &str, paragraphs: &[(usize, Range<usize>)]) -> Vec<Attribution> {
        let mut room = Room::take(self.encoder.number());
        let mut out = Vec::new();
        for (n, (line, bytes)) in paragraphs.iter().enumerate() {
            let tokens = features::tokens(text, bytes.clone());
            let below = || {
                let (_, below) = paragraphs.get(n + 1).filter(|(next, _)| *next == line + 1)?;
                let words = features::tokens(text, below.clone());
                Some(words.first()?.span.start..words.last()?.span.end)
            };
            let signed = layout::credit(text, &tokens);
            if let Some([cue, source, content]) = &signed {
                let reading = Reading {
                    cue: cue.clone(),
                    source: vec![source.clone()],
                    content: vec![content.clone()],
                    figures: confidence::SURE,
                };
                out.extend(self.attribution(&tokens, reading));
            }
            let ends_in_colon = layout::announces(text, &tokens);
            for reading in self.paragraph(text, &tokens, *line, &mut room) {
                if signed.as_ref().is_some_and(|[cue, ..]| reading.cue.contains(&cue.start)) {
                    continue;
                }
                if !reading.content.is_empty() {
                    out.extend(self.attribution(&tokens, reading));
                } else if let Some(below) = below().filter(|_| ends_in_colon) {
                    out.extend(self.announced(&tokens, reading, below));
                }
            }
        }
        room.keep();
        out
    }

    /// A paragraph, part by part.
    fn paragraph(&self, text: &str, tokens: &[Token], line: usize, room: &mut Room) -> Vec<Reading> {
        let mut out = Vec::new();
        let mut start = 0;
        while start < tokens.len() {
            let end = start + part(text, &tokens[start..]);
            let moved = |r: Range<usize>| r.start + start..r.end + start;
            let readings = self.part(text, &tokens[start..end], line, room);
            out.extend(readings.into_iter().map(|r| Reading {
                cue: moved(r.cue),
                source: r.source.into_iter().map(moved).collect(),
                content: r.content.into_iter().map(moved).collect(),
                figures: r.figures,
            }));
            start = end;
        }
        out
    }

    fn part(&self, text: &str, tokens: &[Token], line: usize, room: &mut Room) -> Vec<Reading> {
        let own = &mut room.encoder;
        self.encoder.states(text, tokens, line, own);
        self.cues.scores(&own.rounded, &mut own.gates);
        let tagged = self.cues.read(&own.gates);
        let sure = |cue: &Range<usize>| cue.clone().map(|at| 1.0 - tagged.marginals[at][0]).fold(0.0, f32::max);
        let mut cues = crf::spans(&tagged.tags, 1);
        if cues.len() > CUES {
            cues.sort_by(|a, b| sure(b).total_cmp(&sure(a)).then(a.start.cmp(&b.start)));
            cues.truncate(CUES);
            cues.sort_by_key(|c| c.start);
        }
        if cues.is_empty() {
            return Vec::new();
        }
        let shared = self.roles.share(&room.encoder.states, &room.encoder.rounded, &cues, &mut room.roles);
        let read = |(n, cue): (usize, &Range<usize>)| {
            let roles = self.roles.read(&shared, n, &cues, &mut room.roles);
            let figures = confidence::figures(&tagged.marginals[cue.clone()], &roles, |at| tokens[at].quote == 1);
            let (source, content) = (crf::spans(&roles.tags, 1), crf::spans(&roles.tags, 3));
            Reading { cue: cue.clone(), source, content, figures }
        };
        cues.iter().enumerate().map(read).collect()
    }

    /// Tokens as bytes of the text.
    fn attribution(&self, tokens: &[Token], reading: Reading) -> Option<Attribution> {
        let bytes =
            |r: &Range<usize>| Some(tokens.get(r.start)?.span.start..tokens.get(r.end.checked_sub(1)?)?.span.end);
        Some(Attribution {
            cue: bytes(&reading.cue)?,
            source: reading.source.iter().filter_map(bytes).collect(),
            content: reading.content.iter().filter_map(bytes).collect(),
            confidence: self.confidence.of(&reading.figures)?,
        })
    }

    /// "She said:" and in the next line what she said.
    fn announced(&self, tokens: &[Token], mut reading: Reading, below: Range<usize>) -> Option<Attribution> {
        let [_, _, _, _, overlap, mean, least, ..] = &mut reading.figures;
        (*overlap, *mean, *least) = (0.9, 0.9, 0.9);
        Some(Attribution { content: vec![below], ..self.attribution(tokens, reading)? })
    }
}

/// How many of these tokens are read together: all, or up to the last sentence end in the second half of what fits.
fn part(text: &str, tokens: &[Token]) -> usize {
    if tokens.len() <= PART {
        return tokens.len();
    }
    let ends = |at: &usize| matches!(&text[tokens[*at].span.clone()], "." | "!" | "?" | "…" | ";");
    (PART / 2..PART).rev().find(ends).map_or(PART, |at| at + 1)
}
