//! HTML text → a document tree of bounded size.
//!
//! Takes any text. Gives a tree that holds at most [`Limits::nodes`] nodes at a depth that is a small multiple of
//! [`Limits::depth`] at worst, and notes for what was left out. The limits act while the tree is built, because the standard's
//! algorithm looks up the stack of open elements at every tag: a million nested elements would cost a million squared.

use crate::{Limits, Note};
use ego_tree::NodeId;
use html5ever::{
    buffer_queue::BufferQueue,
    tendril::StrTendril,
    tokenizer::{Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer},
    tree_builder::{Tracer, TreeBuilder, TreeSink},
};
use scraper::{Html, HtmlTreeSink};
use std::{borrow::Cow, cell::Cell};

/// Attributes of one element beyond which the rest are dropped: the tokenizer compares each with all before it. The most seen on a
/// real page is about 40.
const MAX_ATTRIBUTES: usize = 500;

/// Tokens a node of the limit: text comes in one token a line or reference, so that a page of nothing but `&` has many of them and
/// few nodes. A real page has less than two a node.
const TOKENS_PER_NODE: usize = 5;

/// How many start tags may pass between two looks at the depth.
const LOOK_EVERY: u32 = 16;

/// How much of the source is handed over at a time; between two pieces parsing can stop.
const PIECE: usize = 16 * 1024;

/// Parses a document under limits.
pub(crate) fn parse(source: &str, limits: &Limits, notes: &mut Vec<Note>) -> Html {
    let source = cap_attributes(source);
    let sink = Capped {
        builder: TreeBuilder::new(HtmlTreeSink::new(Html::new_document()), Default::default()),
        limits: *limits,
        tags: Cell::new(0),
        tokens: Cell::new(0),
        deep: Cell::new(false),
        dropped: Cell::new(0),
    };
    let tokenizer = Tokenizer::new(sink, Default::default());
    let queue = BufferQueue::default();
    let mut rest = &*source;
    let mut cut = false;
    while !rest.is_empty() {
        let (piece, after) = rest.split_at(rest.floor_char_boundary(PIECE.min(rest.len())));
        rest = after;
        queue.push_back(StrTendril::from(piece));
        while !matches!(tokenizer.feed(&queue), html5ever::TokenizerResult::Done) {}
        if tokenizer.sink.full() {
            cut = true;
            break;
        }
    }
    if !cut {
        tokenizer.end();
    }
    let Capped { builder, dropped, .. } = tokenizer.sink;
    if cut {
        let message = format!("The page has more than {} elements; the rest of it was left out.", limits.nodes);
        notes.push(Note::new("too-many-elements", message));
    }
    if dropped.get() > 0 {
        let message = format!("Elements are nested more than {} deep; {} were flattened.", limits.depth, dropped.get());
        notes.push(Note::new("too-deep", message));
    }
    builder.sink.finish()
}

/// Passes tokens on to the tree builder until the tree is deep or large enough.
struct Capped {
    builder: TreeBuilder<NodeId, HtmlTreeSink>,
    limits: Limits,
    tags: Cell<u32>,
    tokens: Cell<usize>,
    deep: Cell<bool>,
    dropped: Cell<u64>,
}

impl Capped {
    fn nodes(&self) -> usize {
        self.builder.sink.0.borrow().tree.values().len()
    }

    fn full(&self) -> bool {
        self.nodes() >= self.limits.nodes || self.tokens.get() >= self.limits.nodes.saturating_mul(TOKENS_PER_NODE)
    }

    /// Whether the stack of open elements and the formatting elements that wait to be opened again have reached the limit. While
    /// they have, every tag is looked at, since only an end tag can change it.
    fn too_deep(&self) -> bool {
        let tags = self.tags.get() + 1;
        self.tags.set(tags);
        if self.deep.get() || tags.is_multiple_of(LOOK_EVERY) {
            let open = Open::default();
            self.builder.trace_handles(&open);
            self.deep.set(open.0.get() >= self.limits.depth);
        }
        self.deep.get()
    }
}

impl TokenSink for Capped {
    type Handle = NodeId;

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<NodeId> {
        self.tokens.set(self.tokens.get() + 1);
        if self.full() && !matches!(token, Token::EOFToken) {
            return TokenSinkResult::Continue;
        }
        if let Token::TagToken(tag) = &token
            && tag.kind == TagKind::StartTag
            && self.too_deep()
            && !is_leaf(tag)
        {
            self.dropped.set(self.dropped.get() + 1);
            return TokenSinkResult::Continue;
        }
        self.builder.process_token(token, line)
    }

    fn end(&self) {
        self.builder.end();
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.builder.adjusted_current_node_present_but_not_in_html_namespace()
    }
}

/// Elements that nothing nests in. Those that hold raw text must be opened even at the limit, or a script would be read as prose.
fn is_leaf(tag: &Tag) -> bool {
    matches!(
        &*tag.name,
        "script" | "style" | "title" | "textarea" | "xmp" | "br" | "hr" | "img" | "meta" | "link" | "input"
    )
}

/// Counts what the tree builder holds on to.
#[derive(Default)]
struct Open(Cell<usize>);

impl Tracer for Open {
    type Handle = NodeId;

    fn trace_handle(&self, _: &NodeId) {
        self.0.set(self.0.get() + 1);
    }
}

/// Cuts the attributes of a tag that has more than [`MAX_ATTRIBUTES`]. A long tag is rare, so the text is almost always as it was.
fn cap_attributes(source: &str) -> Cow<'_, str> {
    let bytes = source.as_bytes();
    let mut kept = String::new();
    let (mut copied, mut at) = (0, 0);
    while let Some(open) = find(bytes, at, b'<') {
        at = open + 1;
        if !bytes.get(at).is_some_and(u8::is_ascii_alphabetic) {
            continue;
        }
        let tag = tag_end(bytes, at);
        if let Some(cut) = tag.cut {
            kept.push_str(&source[copied..cut]);
            copied = tag.end;
        }
        at = tag.end.max(at);
    }
    if copied == 0 {
        return Cow::Borrowed(source);
    }
    kept.push_str(&source[copied..]);
    Cow::Owned(kept)
}

fn find(bytes: &[u8], from: usize, byte: u8) -> Option<usize> {
    bytes[from..].iter().position(|&b| b == byte).map(|i| from + i)
}

struct TagEnd {
    /// Where its `>` stands, or the end of the text.
    end: usize,
    /// Where the attribute after the last one allowed begins.
    cut: Option<usize>,
}

/// Where a tag ends, counting its attributes: a quotation mark counts only after `=`, as it does for the tokenizer.
fn tag_end(bytes: &[u8], from: usize) -> TagEnd {
    let (mut at, mut attributes, mut cut) = (from, 0usize, None);
    while let Some(&b) = bytes.get(at) {
        match b {
            b'>' => break,
            b'=' => {
                let value =
                    bytes[at + 1..].iter().position(|b| !b.is_ascii_whitespace()).map_or(bytes.len(), |i| at + 1 + i);
                match bytes.get(value) {
                    Some(&quote @ (b'"' | b'\'')) => match find(bytes, value + 1, quote) {
                        Some(close) => at = close,
                        None => return TagEnd { end: bytes.len(), cut },
                    },
                    _ => at = value.saturating_sub(1).max(at),
                }
            }
            b' ' | b'\t' | b'\n' | b'\r' | 0x0c | b'/'
                if bytes.get(at + 1).is_some_and(|b| !b.is_ascii_whitespace() && !matches!(b, b'>' | b'/' | b'=')) =>
            {
                attributes += 1;
                if attributes > MAX_ATTRIBUTES && cut.is_none() {
                    cut = Some(at);
                }
            }
            _ => {}
        }
        at += 1;
    }
    TagEnd { end: at.min(bytes.len()), cut }
}
