//! What depends on what, asked for where a rule needs it: the trees of a text's paragraphs, made when first wanted.
//!
//! Takes the laid-out text, gives nodes in the words of its trees and the way up and down them. A head is a guess of a network (see
//! [`crate::net::Syntax`]), and each word guesses by itself: every climb here is bounded, and a circle ends it.

use crate::{
    document::Document,
    models::Models,
    net::{Node, Pos, Relation, Tree, VerbForm},
    tokens::Token,
};
use onrecord_page::Span;
use std::{cell::OnceCell, ops::Range};

mod endings;

/// Steps up a tree, at most.
const HIGHEST: usize = 64;

/// The trees of one text.
pub(super) struct Trees<'a> {
    document: &'a Document<'a>,
    models: &'a Models,
    /// By paragraph.
    made: Vec<OnceCell<Branches>>,
}

/// The tree of one paragraph and, for each node, which ones depend on it.
#[derive(Debug, Default)]
struct Branches {
    nodes: Tree,
    children: Vec<Vec<u32>>,
    russian: bool,
}

/// A word of a tree.
#[derive(Clone, Copy)]
pub(super) struct Word<'t> {
    trees: &'t Trees<'t>,
    paragraph: usize,
    at: usize,
}

impl<'a> Trees<'a> {
    pub(super) fn of(document: &'a Document<'a>, models: &'a Models) -> Trees<'a> {
        Trees { document, models, made: document.paragraphs.iter().map(|_| OnceCell::new()).collect() }
    }
}

impl<'t> Trees<'t> {
    /// The word that a token of the document begins with.
    pub(super) fn word(&'t self, token: usize) -> Option<Word<'t>> {
        let paragraph = self.document.paragraphs.partition_point(|p| p.end <= token);
        let start = self.document.token(token)?.start as usize;
        let nodes = &self.branches(paragraph)?.nodes;
        let at = nodes.partition_point(|n| n.span.start < start);
        (nodes.get(at)?.span.start == start).then_some(Word { trees: self, paragraph, at })
    }

    fn branches(&self, paragraph: usize) -> Option<&Branches> {
        Some(self.made.get(paragraph)?.get_or_init(|| self.grow(paragraph)))
    }

    fn grow(&self, paragraph: usize) -> Branches {
        let document = self.document;
        let range = document.paragraphs[paragraph].clone();
        let Some(span) = document.span(&range) else { return Branches::default() };
        let cyrillic = |at: &usize| document.tokens.lower(*at).starts_with(|c: char| ('а'..='я').contains(&c));
        let words = range.clone().filter(|&at| document.token(at).is_some_and(Token::is_word));
        let (all, of_russian) = words.fold((0, 0), |(all, ru), at| (all + 1, ru + usize::from(cyrillic(&at))));
        let russian = of_russian * 2 > all;
        let text = document.text.as_str();
        let starts: Vec<usize> = (range.filter(|&at| document.starts[at]))
            .filter_map(|at| document.token(at).map(|t| t.start as usize))
            .collect();
        let mut nodes = self.models.syntax(russian).read(text, span.start as usize..span.end as usize, &starts);
        if russian {
            endings::mend(text, document.lexicon, &mut nodes);
        }
        let mut children = vec![Vec::new(); nodes.len()];
        for (at, node) in nodes.iter().enumerate() {
            if let Some(head) = node.head {
                children[head].push(at as u32);
            }
        }
        Branches { nodes, children, russian }
    }
}

impl<'t> Word<'t> {
    fn branches(&self) -> &'t Branches {
        static NONE: Branches = Branches { nodes: Vec::new(), children: Vec::new(), russian: false };
        self.trees.branches(self.paragraph).unwrap_or(&NONE)
    }

    fn with(&self, at: usize) -> Word<'t> {
        Word { at, ..*self }
    }

    /// What the network says of it.
    pub(super) fn node(&self) -> &'t Node {
        &self.branches().nodes[self.at]
    }

    /// Its place among the words of the paragraph.
    pub(super) fn at(&self) -> usize {
        self.at
    }

    /// Whether the paragraph is Russian.
    pub(super) fn russian(&self) -> bool {
        self.branches().russian
    }

    /// As printed.
    pub(super) fn text(&self) -> &'t str {
        &self.trees.document.text.as_str()[self.node().span.clone()]
    }

    /// In lower case, "ё" as "е".
    pub(super) fn lower(&self) -> String {
        self.text().to_lowercase().replace('ё', "е")
    }

    pub(super) fn is(&self, relation: Relation) -> bool {
        self.node().relation == relation
    }

    /// What kind of word it is; the English tags have none for a mark.
    pub(super) fn pos(&self) -> Pos {
        match self.node().tag.pos {
            Pos::Other if !self.text().starts_with(char::is_alphanumeric) => Pos::Mark,
            pos => pos,
        }
    }

    pub(super) fn form(&self) -> Option<VerbForm> {
        self.node().tag.form
    }

    /// The word that it depends on.
    pub(super) fn head(&self) -> Option<Word<'t>> {
        self.node().head.map(|at| self.with(at))
    }

    /// The words above it, nearest first.
    pub(super) fn above(&self) -> impl Iterator<Item = Word<'t>> + use<'t> {
        std::iter::successors(self.head(), Word::head).take(HIGHEST)
    }

    /// Whether the lists know it as a verb of saying in a finite form.
    pub(super) fn says(&self) -> bool {
        use crate::lexicon::Form;
        let document = self.trees.document;
        let start = self.node().span.start;
        let token = document.tokens.all().partition_point(|t| (t.start as usize) < start);
        document.word(token).cue.is_some_and(|cue| {
            matches!(
                cue.form,
                Form::Past
                    | Form::PastMale
                    | Form::PastFemale
                    | Form::PastNeuter
                    | Form::PastPlural
                    | Form::Third
                    | Form::ThirdPlural
            )
        })
    }

    /// Whether the lists know it as one of a class.
    pub(super) fn is_class(&self, class: crate::lexicon::Class) -> bool {
        let start = self.node().span.start;
        let token = self.trees.document.tokens.all().partition_point(|t| (t.start as usize) < start);
        self.trees.document.word(token).is(class)
    }

    /// The form in which the lists have it as a verb of saying.
    pub(super) fn said_as(&self) -> Option<crate::lexicon::Form> {
        let document = self.trees.document;
        let start = self.node().span.start;
        let token = document.tokens.all().partition_point(|t| (t.start as usize) < start);
        document.word(token).cue.map(|cue| cue.form)
    }

    /// The words that depend on it, in order.
    pub(super) fn children(&self) -> impl Iterator<Item = Word<'t>> + use<'t> {
        let word = *self;
        word.branches().children[word.at].iter().map(move |&at| word.with(at as usize))
    }

    /// The first that depends on it in this way.
    pub(super) fn child(&self, relation: Relation) -> Option<Word<'t>> {
        self.children().find(|c| c.is(relation))
    }

    /// The word before and behind it in the paragraph.
    pub(super) fn previous(&self) -> Option<Word<'t>> {
        self.at.checked_sub(1).map(|at| self.with(at))
    }

    pub(super) fn next(&self) -> Option<Word<'t>> {
        (self.at + 1 < self.branches().nodes.len()).then(|| self.with(self.at + 1))
    }

    /// The words of its sentence, at most so many to either side.
    pub(super) fn sentence(&self, reach: usize) -> Vec<Word<'t>> {
        let sentence = self.node().sentence;
        let nodes = &self.branches().nodes;
        let start =
            (self.at.saturating_sub(reach)..self.at).rev().take_while(|&at| nodes[at].sentence == sentence).last();
        let end = (self.at..nodes.len().min(self.at + reach)).take_while(|&at| nodes[at].sentence == sentence).last();
        (start.unwrap_or(self.at)..end.unwrap_or(self.at) + 1).map(|at| self.with(at)).collect()
    }

    /// Whether both are in one sentence.
    pub(super) fn beside(&self, other: Word<'_>) -> bool {
        self.paragraph == other.paragraph && self.node().sentence == other.node().sentence
    }

    /// The words from the first to the last that hang on it, of those in one piece with it: a word that hangs elsewhere ends it.
    pub(super) fn phrase(&self) -> Range<usize> {
        let nodes = &self.branches().nodes;
        let hangs = |at: usize| {
            let mut up = at;
            for _ in 0..HIGHEST {
                if up == self.at {
                    return true;
                }
                match nodes[up].head {
                    Some(head) => up = head,
                    None => return false,
                }
            }
            false
        };
        let sentence = self.node().sentence;
        let (mut start, mut end) = (self.at, self.at + 1);
        while start > 0 && nodes[start - 1].sentence == sentence && hangs(start - 1) {
            start -= 1;
        }
        while end < nodes.len() && nodes[end].sentence == sentence && hangs(end) {
            end += 1;
        }
        start..end
    }

    /// A range of words of this paragraph as a span of the text, without marks at its edges.
    pub(super) fn span_of(&self, words: &Range<usize>) -> Option<Span> {
        let nodes = &self.branches().nodes;
        let mark = |at: usize| self.with(at).pos() == Pos::Mark;
        let (mut start, mut end) = (words.start, words.end.min(nodes.len()));
        while start < end && mark(start) {
            start += 1;
        }
        while start < end && mark(end - 1) {
            end -= 1;
        }
        let (first, last) = (nodes.get(start)?, nodes.get(end.checked_sub(1)?)?);
        (start < end).then(|| self.trees.document.text.span(first.span.start..last.span.end)).flatten()
    }

    /// The tokens of the document that a range of words covers.
    pub(super) fn tokens(&self, words: &Range<usize>) -> Range<usize> {
        let nodes = &self.branches().nodes;
        let all = self.trees.document.tokens.all();
        let of = |byte: usize| all.partition_point(|t| (t.end as usize) <= byte);
        match (nodes.get(words.start), words.end.checked_sub(1).and_then(|at| nodes.get(at))) {
            (Some(first), Some(last)) if !words.is_empty() => of(first.span.start)..of(last.span.end - 1) + 1,
            _ => 0..0,
        }
    }
}
