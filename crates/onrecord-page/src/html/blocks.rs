//! Document tree → blocks in document order, and the same document again, cleaned and with each block marked, for the extractor.
//!
//! One pass, without recursion. A block is the smallest element laid out as a block; `<br>` ends it too, unless the sentence runs
//! on. Scripts, styles, templates and hidden elements hold no blocks.

use crate::BlockKind;
use ego_tree::{NodeRef, iter::Edge};
use scraper::{Html, Node, node::Element};
use std::fmt::Write;

/// The first of the private-use characters that mark blocks in the cleaned document, and how many there are. Supplementary planes
/// only: icon fonts live in the basic plane's private area.
const FIRST_MARK: u32 = 0xF_0000;
const MARKS: u32 = 0xFFFE;

/// Longest path that is written out in full, in elements.
const PATH: usize = 24;

/// Attributes longer than this don't reach the extractor: they are pictures and scripts.
const MAX_ATTRIBUTE: usize = 300;

/// One block of an HTML page with what the tree says of it.
#[derive(Debug)]
pub(crate) struct Piece<'a> {
    /// What it is laid out as.
    pub(crate) kind: BlockKind,
    /// Words, references resolved, white space folded.
    pub(crate) text: String,
    /// Names of the elements down to it.
    pub(crate) path: String,
    /// What the elements around it are called.
    pub(crate) around: Around,
    /// How many bytes of `text` are link text.
    pub(crate) linked: usize,
    /// Its first link.
    pub(crate) href: Option<&'a str>,
    /// The level of the heading it is, or 0.
    pub(crate) level: u8,
}

/// What the elements around a block are for, by their names, roles and classes. A set of flags.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Around(u32);

impl Around {
    pub(crate) const NAV: Around = Around(1);
    pub(crate) const HEADER: Around = Around(1 << 1);
    pub(crate) const FOOTER: Around = Around(1 << 2);
    pub(crate) const ASIDE: Around = Around(1 << 3);
    pub(crate) const CAPTION: Around = Around(1 << 4);
    pub(crate) const FORM: Around = Around(1 << 5);
    pub(crate) const BYLINE: Around = Around(1 << 6);
    pub(crate) const DATE: Around = Around(1 << 7);
    pub(crate) const SHARE: Around = Around(1 << 8);
    pub(crate) const RELATED: Around = Around(1 << 9);
    pub(crate) const NEWSLETTER: Around = Around(1 << 10);
    pub(crate) const COMMENTS: Around = Around(1 << 11);
    pub(crate) const TITLE: Around = Around(1 << 12);
    pub(crate) const ARTICLE: Around = Around(1 << 13);
    pub(crate) const QUOTE: Around = Around(1 << 14);
    pub(crate) const MAIN: Around = Around(1 << 15);
    pub(crate) const MODIFIED: Around = Around(1 << 16);
    pub(crate) const BUTTON: Around = Around(1 << 17);

    /// What isn't about the page's article.
    pub(crate) const ELSEWHERE: Around = Around(1 | 1 << 2 | 1 << 3 | 1 << 9 | 1 << 10 | 1 << 11);

    pub(crate) fn has(self, any: Around) -> bool {
        self.0 & any.0 != 0
    }

    /// What both are.
    pub(crate) fn shared(self, other: Around) -> Around {
        Around(self.0 & other.0)
    }

    /// Without what `base` is too.
    pub(crate) fn without(self, base: Around) -> Around {
        Around(self.0 & !base.0)
    }

    pub(crate) fn with(self, more: Around) -> Around {
        Around(self.0 | more.0)
    }
}

/// A date that an element holds for machines.
#[derive(Debug)]
pub(crate) struct Dated {
    pub(crate) value: String,
    /// `time[datetime]`, `itemprop datePublished`.
    pub(crate) evidence: String,
    /// The block that it stands in or before.
    pub(crate) at: usize,
    pub(crate) around: Around,
    /// It says that it is the date of publication.
    pub(crate) published: bool,
    /// It says that it is the date of a change.
    pub(crate) modified: bool,
}

/// An element laid out as a block, and the blocks in it.
#[derive(Debug)]
pub(crate) struct Region {
    /// The region around it, or its own index for the outermost.
    pub(crate) parent: usize,
    /// Its name and first class without numbers: siblings of one kind have the same.
    pub(crate) signature: String,
    /// Its first block, and one past its last.
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) around: Around,
}

/// The blocks of a document, and the document as the extractor sees it.
pub(crate) struct Walked<'a> {
    pub(crate) pieces: Vec<Piece<'a>>,
    pub(crate) dated: Vec<Dated>,
    pub(crate) regions: Vec<Region>,
    /// Without scripts, comments and head; each block's first text begins with its mark.
    pub(crate) marked: String,
    /// The number of elements written to `marked`.
    pub(crate) elements: usize,
    /// Whether there were marks enough.
    pub(crate) all_marked: bool,
}

/// Walks a document.
pub(crate) fn walk<'a>(html: &'a Html, title: &str) -> Walked<'a> {
    let mut walk = Walk::default();
    walk.marked.push_str("<!DOCTYPE html><html><head><title>");
    escape(title, &mut walk.marked);
    walk.marked.push_str("</title></head>");
    let mut skip: Option<ego_tree::NodeId> = None;
    for edge in html.tree.root().traverse() {
        match edge {
            Edge::Open(node) if skip.is_none() => skip = walk.open(node).then(|| node.id()),
            Edge::Close(node) if skip == Some(node.id()) => skip = None,
            Edge::Close(node) if skip.is_none() => walk.close(node),
            _ => {}
        }
    }
    walk.marked.push_str("</html>");
    for piece in &mut walk.pieces {
        let kept = piece.text.trim_end().len();
        piece.text.truncate(kept);
    }
    Walked {
        all_marked: walk.pieces.len() <= MARKS as usize,
        pieces: walk.pieces,
        dated: walk.dated,
        regions: walk.regions,
        marked: walk.marked,
        elements: walk.elements,
    }
}

/// Which blocks' marks stand in a text, as (block, the byte where its text begins, the byte where its mark begins).
pub(crate) fn marks(text: &str) -> impl Iterator<Item = usize> + '_ {
    text.chars().filter_map(|c| {
        let at = (c as u32).checked_sub(FIRST_MARK)?;
        (at < MARKS).then_some(at as usize)
    })
}

/// An element on the way down to where the walk is.
struct Frame<'a> {
    element: &'a Element,
    around: Around,
    kind: BlockKind,
    level: u8,
    href: Option<&'a str>,
    /// Whether it is laid out as a block.
    block: bool,
    pre: bool,
    /// The region it is, or is in.
    region: usize,
}

#[derive(Default)]
struct Walk<'a> {
    pieces: Vec<Piece<'a>>,
    dated: Vec<Dated>,
    regions: Vec<Region>,
    marked: String,
    elements: usize,
    stack: Vec<Frame<'a>>,
    /// Whether the last piece can take more text.
    open: bool,
    /// A `<br>` was seen since the last text of the open piece.
    broken: bool,
}

impl<'a> Walk<'a> {
    /// Enters a node; true: leave out all that is in it.
    fn open(&mut self, node: NodeRef<'a, Node>) -> bool {
        match node.value() {
            Node::Text(text) => {
                self.text(text);
                false
            }
            Node::Element(element) => self.element(element),
            Node::Comment(_) | Node::Doctype(_) | Node::ProcessingInstruction(_) => true,
            Node::Document | Node::Fragment => false,
        }
    }

    fn element(&mut self, element: &'a Element) -> bool {
        let name = element.name();
        self.date(element);
        if is_skipped(name) || is_hidden(element) {
            self.open &= !is_block(name);
            return true;
        }
        let parent = self.stack.last();
        let around = parent.map(|f| f.around).unwrap_or_default().with(around(element));
        let inherited = parent.map_or(BlockKind::Paragraph, |f| f.kind);
        let (kind, level) = kind(name, inherited, parent.map_or(0, |f| f.level));
        let href = match name {
            "a" => element.attr("href").or(Some("")),
            _ => parent.and_then(|f| f.href),
        };
        let pre = name == "pre" || parent.is_some_and(|f| f.pre);
        let outer = parent.map_or(0, |f| f.region);
        let block = is_block(name);
        if block {
            self.end_block();
        }
        if name == "br" {
            self.broken |= self.open;
        }
        let region = if block { self.regions.len() } else { outer };
        if block {
            let at = self.pieces.len();
            self.regions.push(Region { parent: outer, signature: signature(element), start: at, end: at, around });
        }
        self.write_open(element);
        self.stack.push(Frame { element, around, kind, level, href, block, pre, region });
        false
    }

    /// Remembers a date written for machines.
    fn date(&mut self, element: &Element) {
        let class = element.attr("class").unwrap_or("").to_ascii_lowercase();
        let itemprop = element.attr("itemprop").unwrap_or("").to_ascii_lowercase();
        let (value, evidence) = match element.name() {
            "time" => (element.attr("datetime").or(element.attr("content")), "time[datetime]".to_owned()),
            "abbr" => (element.attr("title"), "abbr[title]".to_owned()),
            _ if itemprop.contains("date") => (
                element.attr("content").or(element.attr("datetime")),
                format!("itemprop {}", element.attr("itemprop").unwrap_or("")),
            ),
            _ => (
                element.attr("data-datetime").or(element.attr("data-timestamp")).or(element.attr("data-date")),
                "data-date".to_owned(),
            ),
        };
        let Some(value) = value.filter(|v| v.len() >= 6 && v.len() < 100) else { return };
        let inherited = self.stack.last().map(|f| f.around).unwrap_or_default();
        let around = inherited.with(around(element));
        let modified = itemprop.contains("modified")
            || class.contains("updated") && !class.contains("published")
            || class.contains("modified");
        let published = !modified
            && (itemprop.contains("datepublished")
                || element.attr("pubdate").is_some()
                || class
                    .split_whitespace()
                    .any(|c| matches!(c, "published" | "dt-published" | "entry-date" | "pubdate")));
        self.dated.push(Dated {
            value: value.to_owned(),
            evidence,
            at: self.pieces.len(),
            around,
            published,
            modified,
        });
    }

    fn close(&mut self, node: NodeRef<'a, Node>) {
        if !node.value().is_element() {
            return;
        }
        let Some(frame) = self.stack.pop() else { return };
        if frame.block {
            self.end_block();
            if let Some(region) = self.regions.get_mut(frame.region) {
                region.end = self.pieces.len();
            }
        }
        let name = frame.element.name();
        if name != "head" && !is_void(name) {
            let _ = write!(self.marked, "</{name}>");
        }
    }

    fn end_block(&mut self) {
        self.open = false;
        self.broken = false;
    }

    fn write_open(&mut self, element: &Element) {
        let name = element.name();
        if matches!(name, "html" | "head") {
            return;
        }
        self.elements += 1;
        self.marked.push('<');
        self.marked.push_str(name);
        for (attribute, value) in element.attrs() {
            let odd = |c: char| !(c.is_ascii_alphanumeric() || "-_:.".contains(c));
            if value.len() > MAX_ATTRIBUTE
                || attribute.len() > 40
                || attribute.contains(odd)
                || attribute.starts_with("on")
            {
                continue;
            }
            let _ = write!(self.marked, " {attribute}=\"");
            escape(value, &mut self.marked);
            self.marked.push('"');
        }
        self.marked.push('>');
    }

    fn text(&mut self, text: &str) {
        let Some(frame) = self.stack.last() else { return };
        if matches!(frame.element.name(), "html" | "head" | "title") && !self.in_body() {
            return;
        }
        if text.trim().is_empty() {
            self.space();
            self.marked.push(' ');
            return;
        }
        if self.open && self.broken && self.breaks_before(text) {
            self.open = false;
        }
        if !self.open {
            self.start();
        } else if self.broken {
            self.space();
        }
        self.broken = false;
        self.append(text);
        escape(text, &mut self.marked);
    }

    fn in_body(&self) -> bool {
        self.stack.iter().any(|f| f.element.name() == "body")
    }

    /// A line break inside a sentence is a space: the line before ends without a mark and the next begins in lower case.
    fn breaks_before(&self, text: &str) -> bool {
        let ended =
            self.pieces.last().is_none_or(|p| !p.text.trim_end().ends_with(|c: char| c.is_alphanumeric() || c == ','));
        ended || !text.trim_start().starts_with(char::is_lowercase)
    }

    fn start(&mut self) {
        let Some(frame) = self.stack.last() else { return };
        if let Some(mark) = char::from_u32(FIRST_MARK + self.pieces.len() as u32)
            && self.pieces.len() < MARKS as usize
        {
            self.marked.push(mark);
        }
        self.pieces.push(Piece {
            kind: frame.kind,
            text: String::new(),
            path: self.path(),
            around: frame.around,
            linked: 0,
            href: None,
            level: frame.level,
        });
        self.open = true;
    }

    fn path(&self) -> String {
        let names: Vec<&str> = self.stack.iter().map(|f| f.element.name()).collect();
        if names.len() <= PATH {
            return names.join(">");
        }
        format!("{}>…>{}", names[..2].join(">"), names[names.len() - PATH + 2..].join(">"))
    }

    fn space(&mut self) {
        if let Some(piece) = self.pieces.last_mut()
            && self.open
            && !piece.text.is_empty()
            && !piece.text.ends_with(' ')
        {
            piece.text.push(' ');
        }
    }

    /// Adds text to the open piece, folding white space; zero-width characters and soft hyphens are layout.
    fn append(&mut self, text: &str) {
        let href = self.stack.last().and_then(|f| f.href);
        let Some(piece) = self.pieces.last_mut() else { return };
        let before = piece.text.len();
        for c in text.chars() {
            match c {
                '\u{ad}' | '\u{200b}' | '\u{feff}' | '\u{2060}' => {}
                c if c.is_whitespace() || c.is_control() => {
                    if !piece.text.is_empty() && !piece.text.ends_with(' ') {
                        piece.text.push(' ');
                    }
                }
                c => piece.text.push(c),
            }
        }
        if let Some(href) = href {
            piece.linked += piece.text.len() - before;
            piece.href = piece.href.or(Some(href).filter(|h| !h.is_empty()));
        }
    }
}

fn signature(element: &Element) -> String {
    let class = element.attr("class").unwrap_or("").split_whitespace().find(|c| !c.bytes().any(|b| b.is_ascii_digit()));
    format!("{} {}", element.name(), class.unwrap_or(""))
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

fn is_skipped(name: &str) -> bool {
    matches!(
        name,
        "script"
            | "style"
            | "noscript"
            | "template"
            | "svg"
            | "math"
            | "iframe"
            | "object"
            | "embed"
            | "canvas"
            | "audio"
            | "video"
            | "select"
            | "datalist"
            | "textarea"
            | "noframes"
            | "map"
            | "title"
            | "meta"
            | "link"
            | "base"
    )
}

fn is_hidden(element: &Element) -> bool {
    let style = element.attr("style").unwrap_or("");
    element.attr("hidden").is_some()
        || (style.contains("display") && style.replace(' ', "").to_ascii_lowercase().contains("display:none"))
}

/// Elements laid out as a block by every browser's own style sheet, and those that are never part of a running sentence.
fn is_block(name: &str) -> bool {
    matches!(
        name,
        "address"
            | "article"
            | "aside"
            | "blockquote"
            | "body"
            | "button"
            | "caption"
            | "center"
            | "dd"
            | "details"
            | "dialog"
            | "dir"
            | "div"
            | "dl"
            | "dt"
            | "fieldset"
            | "figcaption"
            | "figure"
            | "footer"
            | "form"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "header"
            | "hgroup"
            | "hr"
            | "html"
            | "legend"
            | "li"
            | "main"
            | "menu"
            | "nav"
            | "ol"
            | "option"
            | "p"
            | "pre"
            | "search"
            | "section"
            | "summary"
            | "table"
            | "tbody"
            | "td"
            | "tfoot"
            | "th"
            | "thead"
            | "tr"
            | "ul"
            | "img"
            | "picture"
    )
}

fn is_void(name: &str) -> bool {
    matches!(name, "area" | "br" | "col" | "hr" | "img" | "input" | "param" | "source" | "track" | "wbr" | "html")
}

fn kind(name: &str, inherited: BlockKind, level: u8) -> (BlockKind, u8) {
    let kind = match name {
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => return (BlockKind::Heading, name.as_bytes()[1] - b'0'),
        "li" | "dt" | "dd" => BlockKind::ListItem,
        "blockquote" => BlockKind::Quote,
        "td" | "th" => BlockKind::Cell,
        "figcaption" | "caption" => BlockKind::Caption,
        "pre" => BlockKind::Preformatted,
        "p" if inherited == BlockKind::Cell => BlockKind::Paragraph,
        _ => inherited,
    };
    (kind, level)
}

/// What an element is for.
fn around(element: &Element) -> Around {
    let mut around = match element.name() {
        "nav" | "menu" => Around::NAV,
        "header" => Around::HEADER,
        "footer" => Around::FOOTER,
        "aside" => Around::ASIDE,
        "figcaption" | "caption" => Around::CAPTION,
        "form" | "fieldset" => Around::FORM,
        "article" => Around::ARTICLE,
        "blockquote" => Around::QUOTE,
        "main" => Around::MAIN,
        "time" => Around::DATE,
        "button" => Around::BUTTON,
        _ => Around::default(),
    };
    // `<body class="right-sidebar">` says how the page is laid out, not what all of it is.
    if matches!(element.name(), "html" | "body") {
        return around;
    }
    for attribute in ["class", "id", "role", "itemprop", "rel", "data-testid"] {
        let Some(value) = element.attr(attribute) else { continue };
        if value.len() > MAX_ATTRIBUTE {
            continue;
        }
        for word in value.split(|c: char| !c.is_ascii_alphanumeric()).flat_map(camel_words) {
            around = around.with(named(&word.to_ascii_lowercase()));
        }
    }
    around
}

/// `articleBodyText` → `article`, `Body`, `Text`; `ByLine` stays together with what follows only through its parts.
fn camel_words(word: &str) -> impl Iterator<Item = &str> {
    let mut rest = word;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let bytes = rest.as_bytes();
        let at = (1..bytes.len()).find(|&i| bytes[i].is_ascii_uppercase() && bytes[i - 1].is_ascii_lowercase());
        let (word, after) = rest.split_at(at.unwrap_or(rest.len()));
        rest = after;
        Some(word)
    })
}

fn named(word: &str) -> Around {
    match word {
        "nav" | "navbar" | "navigation" | "menu" | "breadcrumb" | "breadcrumbs" | "topnav" | "subnav" => Around::NAV,
        "footer" | "colophon" | "contentinfo" => Around::FOOTER,
        "aside" | "sidebar" | "complementary" | "rail" | "widget" => Around::ASIDE,
        "caption" | "captions" | "figcaption" | "imgcaption" | "credit" | "credits" => Around::CAPTION,
        "byline" | "bylines" | "author" | "authors" | "creator" | "contributor" | "contributors" | "journalist"
        | "writer" => Around::BYLINE,
        "date" | "dateline" | "datetime" | "time" | "timestamp" | "published" | "publish" | "pubdate"
        | "publication" | "posted" | "dates" | "datum" | "fecha" | "data" => Around::DATE,
        "modified" | "updated" | "lastupdated" | "revised" => Around::MODIFIED,
        "share" | "sharing" | "social" | "sharebar" | "addthis" | "sociallinks" => Around::SHARE,
        "related" | "recommended" | "recommendations" | "trending" | "popular" | "mostread" | "readmore"
        | "taboola" | "outbrain" | "promo" | "teaser" | "teasers" | "more" | "recirc" | "recent" | "latest"
        | "upnext" => Around::RELATED,
        "newsletter" | "newsletters" | "subscribe" | "subscription" | "signup" | "paywall" => Around::NEWSLETTER,
        "comments" | "comment" | "disqus" | "respond" | "commentlist" => Around::COMMENTS,
        "title" | "headline" | "heading" => Around::TITLE,
        "main" => Around::MAIN,
        _ => Around::default(),
    }
}
