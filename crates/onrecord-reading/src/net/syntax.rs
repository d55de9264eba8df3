//! The network that tells what depends on what: a paragraph in, for each of its tokens a tag, a relation and a head out.
//!
//! Trained by `lab/syntax.py` on treebanks of Universal Dependencies. A head is the token of the same sentence, or the root, of which
//! d·h + w is greatest, d and h being images of the encoder's states (Dozat and Manning: "Deep Biaffine Attention for Neural Dependency
//! Parsing", ICLR 2017, with one bilinear form of low rank). Each token chooses by itself: the result need not be a tree, and whoever climbs
//! it counts his steps. Time is linear in the text: a sentence has at most [`LONGEST`] tokens.

use super::{
    PART, Room,
    encoder::Encoder,
    features,
    file::{BadModel, File},
    matrix::{Matrix, Vectors},
    part,
    tags::{Relation, Tag},
};
use std::{fmt, ops::Range};

/// Tokens of one sentence; a longer one is read in parts.
const LONGEST: usize = 256;
const _: () = assert!(LONGEST <= PART);
/// Numbers of d and h that are added up side by side. The order of the sums is fixed, so that any machine gives the same.
const LANES: usize = 8;
/// The line of an article that the network was trained for: any but the first two.
const LINE: usize = 2;

/// The network with its weights.
pub(crate) struct Syntax {
    encoder: Encoder,
    tag: Linear,
    relation: Linear,
    dependent: Linear,
    head: Linear,
    weight: Linear,
    root: Vec<f32>,
    tags: Vec<Tag>,
    relations: Vec<Relation>,
}

/// A token in its sentence.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Node {
    /// Bytes of the text.
    pub(crate) span: Range<usize>,
    /// What kind of word.
    pub(crate) tag: Tag,
    /// What it is to its head.
    pub(crate) relation: Relation,
    /// Which node it depends on; None for the root of a sentence.
    pub(crate) head: Option<usize>,
    /// Which sentence of the paragraph.
    pub(crate) sentence: usize,
}

/// The nodes of a paragraph, in order.
pub(crate) type Tree = Vec<Node>;

struct Linear {
    weights: Matrix,
    bias: Vec<f32>,
}

impl Linear {
    fn load(file: &File<'_>, name: &str, rows: usize, columns: usize) -> Result<Linear, BadModel> {
        let weights = Matrix::of(&file.shaped(&format!("{name}.weight"), rows, columns)?)?;
        Ok(Linear { weights, bias: file.shaped(&format!("{name}.bias"), rows, 1)?.values })
    }

    fn apply(&self, states: &Vectors) -> Vec<f32> {
        let mut out = Vec::new();
        self.weights.apply(states, &self.bias, &mut out);
        out
    }
}

impl fmt::Debug for Syntax {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Syntax").finish_non_exhaustive()
    }
}

impl Syntax {
    /// Reads a model file; says what is wrong with one that cannot be used.
    pub(crate) fn parse(bytes: &[u8]) -> Result<Syntax, BadModel> {
        let file = File::parse(bytes)?;
        let names = file.header.syntax.as_ref().ok_or_else(|| BadModel::new("it tells nothing of syntax"))?;
        let encoder = Encoder::load(&file)?;
        let columns = encoder.outputs();
        let root = file.array("root")?.values;
        let width = root.len();
        if width % LANES != 0 || names.tags.is_empty() || names.relations.is_empty() {
            return Err(BadModel::new("its images of heads have no width that this reader knows"));
        }
        Ok(Syntax {
            tag: Linear::load(&file, "tag", names.tags.len(), columns)?,
            relation: Linear::load(&file, "relation", names.relations.len(), columns)?,
            dependent: Linear::load(&file, "dependent", width, columns)?,
            head: Linear::load(&file, "head", width, columns)?,
            weight: Linear::load(&file, "weight", 1, columns)?,
            tags: names.tags.iter().map(|name| Tag::of(name)).collect(),
            relations: names.relations.iter().map(|name| Relation::of(name)).collect(),
            encoder,
            root,
        })
    }

    /// Reads a paragraph (its bytes in the text); `starts` are the bytes where its sentences begin, in order.
    pub(crate) fn read(&self, text: &str, paragraph: Range<usize>, starts: &[usize]) -> Tree {
        let tokens = features::tokens(text, paragraph);
        let mut room = Room::take(self.encoder.number());
        let mut out = Vec::with_capacity(tokens.len());
        let mut start = 0;
        while start < tokens.len() {
            let end = start + part(text, &tokens[start..]);
            self.part(text, &tokens[start..end], starts, &mut room, &mut out);
            start = end;
        }
        room.keep();
        out
    }

    fn part(&self, text: &str, tokens: &[features::Token], starts: &[usize], room: &mut Room, out: &mut Tree) {
        self.encoder.states(text, tokens, LINE, &mut room.encoder);
        let states = &room.encoder.rounded;
        let (tags, relations) = (self.tag.apply(states), self.relation.apply(states));
        let (mut dependents, mut heads) = (self.dependent.apply(states), self.head.apply(states));
        dependents.iter_mut().chain(&mut heads).for_each(|x| *x = x.max(0.0));
        let weights = self.weight.apply(states);
        let width = self.root.len();
        let first = out.len();
        let mut start = 0;
        while start < tokens.len() {
            let sentence = starts.partition_point(|&at| at <= tokens[start].span.start);
            let next = starts.get(sentence).copied().unwrap_or(usize::MAX);
            let end = (start + 1..tokens.len().min(start + LONGEST)).find(|&at| tokens[at].span.start >= next);
            let end = end.unwrap_or(tokens.len().min(start + LONGEST));
            for at in start..end {
                let dependent = &dependents[at * width..][..width];
                let mut best = (dot(dependent, &self.root), None);
                for head in (start..end).filter(|head| *head != at) {
                    let score = dot(dependent, &heads[head * width..][..width]) + weights[head];
                    if score > best.0 {
                        best = (score, Some(first + head));
                    }
                }
                let tag = greatest(&tags[at * self.tags.len()..][..self.tags.len()]);
                let relation = greatest(&relations[at * self.relations.len()..][..self.relations.len()]);
                out.push(Node {
                    span: tokens[at].span.clone(),
                    tag: self.tags[tag],
                    relation: self.relations[relation],
                    head: best.1,
                    sentence,
                });
            }
            start = end;
        }
    }
}

/// The sum of products, lane by lane.
fn dot(a: &[f32], b: &[f32]) -> f32 {
    let mut sums = [0.0f32; LANES];
    for (a, b) in a.as_chunks::<LANES>().0.iter().zip(b.as_chunks::<LANES>().0) {
        sums.iter_mut().zip(a.iter().zip(b)).for_each(|(sum, (a, b))| *sum += a * b);
    }
    sums.iter().fold(0.0, |sum, lane| sum + lane)
}

/// Which number is greatest; of equal ones the first.
fn greatest(numbers: &[f32]) -> usize {
    (1..numbers.len()).fold(0, |best, n| if numbers[n] > numbers[best] { n } else { best })
}
