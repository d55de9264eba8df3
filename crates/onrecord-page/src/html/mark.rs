//! The document once more, cleaned and with each block marked, as the bought extractor takes it: a text.
//!
//! Scripts, comments and the head stay out. The first text of each block begins with a private-use character that names the block; which
//! of them come through the extractor says which blocks it chose.

use super::blocks::{Piece, is_skipped};
use super::names::{Attributes, MAX_ATTRIBUTE};
use ego_tree::{NodeId, iter::Edge};
use scraper::{Html, Node, node::Element};

/// The first of the private-use characters that mark blocks, and how many there are. Supplementary planes only: icon fonts live in
/// the basic plane's private area.
const FIRST_MARK: u32 = 0xF_0000;
pub(crate) const MARKS: u32 = 0xFFFE;

/// The document with its blocks marked. `title`: the words of its head.
pub(crate) fn marked(html: &Html, pieces: &[Piece<'_>], title: &str) -> String {
    let mut out = String::with_capacity(64 * 1024);
    out.push_str("<!DOCTYPE html><html><head><title>");
    escape(title, &mut out);
    out.push_str("</title></head>");
    let mut starts = pieces.iter().map(|p| p.node).zip(FIRST_MARK..).peekable();
    let mut skip: Option<NodeId> = None;
    for edge in html.tree.root().traverse() {
        match edge {
            Edge::Open(node) if skip.is_none() => match node.value() {
                Node::Element(element) if is_left_out(element) => skip = Some(node.id()),
                Node::Element(element) => open(element, &mut out),
                Node::Text(text) => {
                    if let Some((_, mark)) = starts.next_if(|(start, _)| *start == node.id()) {
                        out.extend(char::from_u32(mark));
                    }
                    escape(text, &mut out);
                }
                _ => {}
            },
            Edge::Close(node) if skip == Some(node.id()) => skip = None,
            Edge::Close(node) if skip.is_none() => {
                if let Node::Element(element) = node.value() {
                    close(element.name(), &mut out);
                }
            }
            _ => {}
        }
    }
    out.push_str("</html>");
    out
}

/// Which blocks' marks stand in a text.
pub(crate) fn marks(text: &str) -> impl Iterator<Item = usize> + '_ {
    text.chars().filter_map(|c| {
        let at = (c as u32).checked_sub(FIRST_MARK)?;
        (at < MARKS).then_some(at as usize)
    })
}

fn is_left_out(element: &Element) -> bool {
    is_skipped(element.name()) || Attributes::of(element).hidden
}

fn open(element: &Element, out: &mut String) {
    let name = element.name();
    if matches!(name, "html" | "head") {
        return;
    }
    out.push('<');
    out.push_str(name);
    for (attribute, value) in element.attrs() {
        let odd = |c: char| !(c.is_ascii_alphanumeric() || "-_:.".contains(c));
        if value.len() > MAX_ATTRIBUTE || attribute.len() > 40 || attribute.contains(odd) || attribute.starts_with("on")
        {
            continue;
        }
        out.push(' ');
        out.push_str(attribute);
        out.push_str("=\"");
        escape(value, out);
        out.push('"');
    }
    out.push('>');
}

fn close(name: &str, out: &mut String) {
    let void = matches!(
        name,
        "area" | "br" | "col" | "hr" | "img" | "input" | "param" | "source" | "track" | "wbr" | "html" | "head"
    );
    if !void {
        out.push_str("</");
        out.push_str(name);
        out.push('>');
    }
}

/// Writes text as HTML, leaving out the characters that serve as marks.
fn escape(text: &str, out: &mut String) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\u{ad}' | '\0' => {}
            c if (FIRST_MARK..FIRST_MARK + MARKS).contains(&(c as u32)) => {}
            c => out.push(c),
        }
    }
}
