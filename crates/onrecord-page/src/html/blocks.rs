//! Document tree → blocks in document order.
//!
//! One pass, without recursion. A block is the smallest element laid out as a block; `<br>` ends it too, unless the sentence runs
//! on. Scripts, styles, templates and hidden elements hold no blocks. The elements around the blocks are kept as [`Region`]s: with
//! them the article's container is found ([`super::container`]) and the items of a list ([`super::items`]).

use super::names::{Around, Attributes, Names, around};
use crate::BlockKind;
use ego_tree::{NodeId, NodeRef, iter::Edge};
use scraper::{Html, Node, node::Element};

/// Longest path that is written out in full, in elements.
const PATH: usize = 24;

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
    /// It stands in an element that is meant for text (a paragraph, a list item, a cell, a quotation), not in a bare box.
    pub(crate) running: bool,
    /// The region that it stands in.
    pub(crate) region: usize,
    /// Bytes of `text` that an element of their own sets apart at its beginning: `<b>12 May 2020</b> The ministry …`.
    pub(crate) lead: usize,
    /// The bytes of its last link.
    pub(crate) last_link: std::ops::Range<usize>,
    /// Its first text, by which it is found in the tree again.
    pub(crate) node: NodeId,
}

impl Piece<'_> {
    /// Bytes of its text before the link that ends it, if one does: `… by Monday. <a>Read more</a>`.
    pub(crate) fn before_last_link(&self) -> Option<usize> {
        let link = &self.last_link;
        let ends = link.end + 3 >= self.text.len() && link.start > 0 && link.end > link.start;
        ends.then_some(link.start)
    }
}

/// A date that an element holds for machines.
#[derive(Debug)]
pub(crate) struct Dated<'a> {
    pub(crate) value: &'a str,
    /// `time[datetime]`, `itemprop datePublished`.
    pub(crate) evidence: String,
    /// The block that it stands in or before.
    pub(crate) at: usize,
    /// Where the link leads that it stands in.
    pub(crate) href: Option<&'a str>,
    pub(crate) around: Around,
    /// It says that it is the date of publication.
    pub(crate) published: bool,
    /// It says that it is the date of a change.
    pub(crate) modified: bool,
}

/// An element laid out as a block, or one whose names say something, and the blocks in it.
#[derive(Debug)]
pub(crate) struct Region<'a> {
    /// The region around it, or its own index for the outermost.
    pub(crate) parent: usize,
    /// Its element name.
    pub(crate) name: &'a str,
    /// Its first class without numbers: siblings of one kind have the same.
    pub(crate) class: &'a str,
    /// Its name for links into the page.
    pub(crate) id: &'a str,
    /// Its first block, and one past its last.
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) around: Around,
    /// What its names say of its being main text.
    pub(crate) names: Names,
    /// It is laid out as a block.
    pub(crate) block: bool,
    /// The links in it, as a range of [`Walked::links`].
    pub(crate) links: std::ops::Range<usize>,
    /// No element follows it inside its parent.
    pub(crate) last: bool,
}

/// The blocks of a document and the elements around them.
pub(crate) struct Walked<'a> {
    pub(crate) pieces: Vec<Piece<'a>>,
    pub(crate) dated: Vec<Dated<'a>>,
    pub(crate) regions: Vec<Region<'a>>,
    /// Of each link with text, the length of that text in code points.
    pub(crate) links: Vec<u32>,
    /// Pictures and frames, each with the block that it stands before or in.
    pub(crate) shown: Vec<Shown<'a>>,
    /// The number of elements.
    pub(crate) elements: usize,
}

/// A picture or a frame.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Shown<'a> {
    pub(crate) at: usize,
    pub(crate) address: &'a str,
    /// It is a frame of another page.
    pub(crate) frame: bool,
}

/// Walks a document.
pub(crate) fn walk(html: &Html) -> Walked<'_> {
    let mut walk = Walk::default();
    let mut skip: Option<NodeId> = None;
    for edge in html.tree.root().traverse() {
        match edge {
            Edge::Open(node) if skip.is_none() => skip = walk.open(node).then(|| node.id()),
            Edge::Close(node) if skip == Some(node.id()) => skip = None,
            Edge::Close(node) if skip.is_none() => walk.close(node),
            _ => {}
        }
    }
    for piece in &mut walk.pieces {
        let kept = piece.text.trim_end().len();
        piece.text.truncate(kept);
        piece.lead = piece.lead.min(kept);
        piece.last_link = piece.last_link.start.min(kept)..piece.last_link.end.min(kept);
    }
    walk.inline_regions();
    let Walk { pieces, dated, regions, links, shown, elements, .. } = walk;
    Walked { pieces, dated, regions, links, shown, elements }
}

/// An element on the way down to where the walk is.
struct Frame<'a> {
    name: &'a str,
    around: Around,
    kind: BlockKind,
    level: u8,
    href: Option<&'a str>,
    /// Whether it is laid out as a block.
    block: bool,
    /// It is a link that is a box of a list: its parts are laid out as blocks.
    card: bool,
    pre: bool,
    running: bool,
    /// The region it is, or is in.
    region: usize,
    /// Whether it is that region.
    own_region: bool,
    /// How long the path was without it.
    path: usize,
    /// For a link: where its text began, as (block, bytes into it).
    link: (usize, usize),
}

#[derive(Default)]
struct Walk<'a> {
    pieces: Vec<Piece<'a>>,
    dated: Vec<Dated<'a>>,
    regions: Vec<Region<'a>>,
    links: Vec<u32>,
    shown: Vec<Shown<'a>>,
    elements: usize,
    stack: Vec<Frame<'a>>,
    /// Names of the elements on the stack.
    path: String,
    /// Inside `<body>`.
    body: bool,
    /// Whether the last piece can take more text.
    open: bool,
    /// A `<br>` was seen since the last text of the open piece.
    broken: bool,
    /// Regions that aren't blocks: their last block, and how much of its text they held when they ended.
    inline: Vec<(usize, usize, usize)>,
}

impl<'a> Walk<'a> {
    /// Enters a node; true: leave out all that is in it.
    fn open(&mut self, node: NodeRef<'a, Node>) -> bool {
        match node.value() {
            Node::Text(text) => {
                self.text(text, node.id());
                false
            }
            Node::Element(element) => self.element(element, node),
            Node::Comment(_) | Node::Doctype(_) | Node::ProcessingInstruction(_) => true,
            Node::Document | Node::Fragment => false,
        }
    }

    fn element(&mut self, element: &'a Element, node: NodeRef<'a, Node>) -> bool {
        let name = element.name();
        let attributes = Attributes::of(element);
        let own = around(name, &attributes);
        let parent = self.stack.last();
        let around = parent.map(|f| f.around).unwrap_or_default().with(own);
        self.date(name, &attributes, around);
        if let ("img" | "iframe", Some(address)) = (name, attributes.src.filter(|src| !src.starts_with("data:"))) {
            self.shown.push(Shown { at: self.pieces.len(), address, frame: name == "iframe" });
        }
        if is_skipped(name) || attributes.hidden {
            self.open &= !is_block(name);
            return true;
        }
        let parent = self.stack.last();
        let inherited = parent.map_or(BlockKind::Paragraph, |f| f.kind);
        let (kind, level) = kind(name, inherited, parent.map_or(0, |f| f.level));
        let href = match name {
            "a" => attributes.href.or(Some("")),
            _ => parent.and_then(|f| f.href),
        };
        let pre = name == "pre" || parent.is_some_and(|f| f.pre);
        let running = parent.is_some_and(|f| f.running) || holds_text(name);
        let outer = parent.map_or(0, |f| f.region);
        let card = name == "a" && is_card(node);
        let part =
            parent.is_some_and(|f| f.card) && matches!(name, "span" | "strong" | "b" | "em" | "i" | "small" | "time");
        let block = is_block(name) || card || part;
        if block {
            self.end_block();
        }
        if name == "br" {
            self.broken |= self.open;
        }
        let mut names = Names::of(name, &attributes);
        names.furniture |= never_text(name);
        let own_region = block || names.furniture;
        let region = if own_region { self.regions.len() } else { outer };
        if own_region {
            let at = self.pieces.len();
            let class = attributes.class.split_whitespace().find(|c| !c.bytes().any(|b| b.is_ascii_digit()));
            let links = self.links.len()..self.links.len();
            let class = class.unwrap_or("");
            let last = block && !node.next_siblings().any(|n| n.value().is_element());
            self.regions.push(Region {
                parent: outer,
                name,
                class,
                id: attributes.id,
                start: at,
                end: at,
                around,
                names,
                block,
                links,
                last,
            });
        }
        self.elements += 1;
        self.body |= name == "body";
        let path = self.path.len();
        if path > 0 {
            self.path.push('>');
        }
        self.path.push_str(name);
        let link = (self.pieces.len(), self.pieces.last().map_or(0, |p| p.text.len()));
        self.stack.push(Frame {
            name,
            around,
            kind,
            level,
            href,
            block,
            card,
            pre,
            running,
            region,
            own_region,
            path,
            link,
        });
        false
    }

    /// Remembers a date written for machines.
    fn date(&mut self, name: &str, attributes: &Attributes<'a>, around: Around) {
        let Attributes { itemprop, class, .. } = *attributes;
        let itemprop_dates = itemprop.len() >= 4 && itemprop.to_ascii_lowercase().contains("date");
        let (value, evidence) = match name {
            "time" => (attributes.datetime.or(attributes.content), "time[datetime]"),
            "abbr" => (attributes.title, "abbr[title]"),
            "span" if matches!(attributes.class, "updated" | "published" | "date" | "post-date") => {
                (attributes.title, "span[title]")
            }
            _ if itemprop_dates => (attributes.content.or(attributes.datetime), ""),
            _ => (attributes.data_date, "data-date"),
        };
        let Some(value) = value.filter(|v| v.len() >= 6 && v.len() < 100) else { return };
        let class = class.to_ascii_lowercase();
        let lower = itemprop.to_ascii_lowercase();
        let modified = lower.contains("modified")
            || class.contains("updated") && !class.contains("published")
            || class.contains("modified");
        let marked = |c: &str| matches!(c, "published" | "dt-published" | "entry-date" | "pubdate");
        let published = !modified
            && (lower.contains("datepublished") || attributes.pubdate || class.split_whitespace().any(marked));
        let evidence = if evidence.is_empty() { format!("itemprop {itemprop}") } else { evidence.to_owned() };
        // An element inside a line stands in the block that the line has begun.
        let at = self.pieces.len() - usize::from(self.open && !is_block(name) && !self.pieces.is_empty());
        let href = self.stack.last().and_then(|frame| frame.href);
        self.dated.push(Dated { value, evidence, at, href, around, published, modified });
    }

    fn close(&mut self, node: NodeRef<'a, Node>) {
        if !node.value().is_element() {
            return;
        }
        let Some(frame) = self.stack.pop() else { return };
        self.path.truncate(frame.path);
        if frame.name == "a" {
            self.link(frame.link);
        }
        if !frame.block {
            self.inline_end(&frame);
        }
        if frame.block {
            self.end_block();
        }
        let end = self.pieces.len();
        if frame.own_region
            && let Some(region) = self.regions.get_mut(frame.region)
        {
            region.end = end;
            region.links.end = self.links.len();
            if !frame.block && self.open && end > region.start {
                self.inline.push((frame.region, end - 1, self.pieces.last().map_or(0, |p| p.text.len())));
            }
        }
    }

    /// Remembers where an inline element stood in the block that is open.
    fn inline_end(&mut self, frame: &Frame<'_>) {
        let blocks = self.pieces.len();
        let Some(piece) = self.pieces.last_mut().filter(|_| self.open) else { return };
        // Before the element began, this block had not begun; or it had, with so many bytes.
        let (before, bytes) = frame.link;
        let start = if before + 1 == blocks { 0 } else { bytes };
        if start == 0 && before + 1 == blocks && piece.lead == 0 {
            piece.lead = piece.text.len();
        }
        if frame.name == "a" && (before + 1 == blocks || before == blocks) {
            piece.last_link = start..piece.text.len();
        }
    }

    /// Counts the link that just ended. `began`: the number of blocks and the length of the last when it began.
    fn link(&mut self, (blocks, bytes): (usize, usize)) {
        let mut length = 0;
        if let Some(piece) = blocks.checked_sub(1).and_then(|at| self.pieces.get(at)) {
            length += piece.text.get(bytes..).map_or(0, |t| t.trim().chars().count());
        }
        length += self.pieces.iter().skip(blocks).map(|p| p.text.chars().count()).sum::<usize>();
        if length > 0 {
            self.links.push(length as u32);
        }
    }

    /// An inline element that holds less than half of a block's text isn't around that block.
    fn inline_regions(&mut self) {
        for (region, last, bytes) in std::mem::take(&mut self.inline) {
            let all = self.pieces.get(last).map_or(0, |p| p.text.len());
            if bytes * 2 < all
                && let Some(region) = self.regions.get_mut(region)
            {
                region.end = last.max(region.start);
            }
        }
    }

    fn end_block(&mut self) {
        self.open = false;
        self.broken = false;
    }

    fn text(&mut self, text: &'a str, node: NodeId) {
        if !self.body && matches!(self.stack.last(), None | Some(Frame { name: "html" | "head" | "title", .. })) {
            return;
        }
        if text.trim().is_empty() {
            self.space();
            return;
        }
        let broken = self.open && self.broken;
        if broken && self.breaks_before(text) {
            self.open = false;
        }
        if !self.open {
            self.start(broken, node);
        } else if self.broken {
            self.space();
        }
        self.broken = false;
        self.append(text);
    }

    /// A line break inside a sentence is a space: the line before ends without a mark and the next begins in lower case.
    fn breaks_before(&self, text: &str) -> bool {
        let ended =
            self.pieces.last().is_none_or(|p| !p.text.trim_end().ends_with(|c: char| c.is_alphanumeric() || c == ','));
        ended || !text.trim_start().starts_with(char::is_lowercase)
    }

    /// Begins a block. `broken`: by a line break.
    fn start(&mut self, broken: bool, node: NodeId) {
        let Some(frame) = self.stack.last() else { return };
        self.pieces.push(Piece {
            kind: frame.kind,
            text: String::new(),
            path: self.path(),
            around: frame.around,
            linked: 0,
            href: None,
            level: frame.level,
            running: frame.running || broken,
            region: frame.region,
            lead: 0,
            last_link: 0..0,
            node,
        });
        self.open = true;
    }

    fn path(&self) -> String {
        if self.stack.len() <= PATH {
            return self.path.clone();
        }
        let names: Vec<&str> = self.stack.iter().map(|f| f.name).collect();
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
        piece.text.reserve(text.len());
        let mut run = 0;
        for (at, c) in text.char_indices() {
            let ordinary = if c.is_ascii() { c > ' ' && c != '\u{7f}' } else { !is_layout(c) };
            if ordinary {
                continue;
            }
            piece.text.push_str(&text[run..at]);
            run = at + c.len_utf8();
            let space = c == ' ' || c.is_whitespace() || c.is_control();
            if space && !piece.text.is_empty() && !piece.text.ends_with(' ') {
                piece.text.push(' ');
            }
        }
        piece.text.push_str(&text[run..]);
        if let Some(href) = href {
            piece.linked += piece.text.len() - before;
            piece.href = piece.href.or(Some(href).filter(|h| !h.is_empty()));
        }
    }
}

fn is_layout(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}' | '\u{feff}' | '\u{2060}') || c.is_whitespace() || c.is_control()
}

/// Elements meant for text: what stands in a bare box beside them is more often a label.
fn holds_text(name: &str) -> bool {
    matches!(
        name,
        "p" | "li"
            | "dt"
            | "dd"
            | "td"
            | "th"
            | "blockquote"
            | "q"
            | "pre"
            | "code"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "b"
            | "strong"
            | "i"
            | "em"
            | "u"
            | "sub"
            | "sup"
            | "del"
            | "s"
            | "kbd"
            | "tt"
            | "details"
            | "summary"
    )
}

/// Elements that hold no part of an article, whatever they are called.
fn never_text(name: &str) -> bool {
    matches!(
        name,
        "aside"
            | "footer"
            | "nav"
            | "menu"
            | "figure"
            | "figcaption"
            | "picture"
            | "button"
            | "dialog"
            | "fieldset"
            | "label"
            | "legend"
            | "time"
            | "option"
            | "output"
            | "progress"
            | "ins"
    )
}

/// Elements that are left out with all that is in them.
pub(crate) fn is_skipped(name: &str) -> bool {
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

/// Elements laid out as a block by every browser's own style sheet, and those that are never part of a running sentence.
/// Whether a link is a box of a list: it stands beside another of its class, and all its words stand in elements of their own.
fn is_card(link: NodeRef<'_, Node>) -> bool {
    let class = |node: &NodeRef<'_, Node>| {
        let element = node.value().as_element().filter(|e| e.name() == "a")?;
        element.attr("class")?.split_whitespace().next().map(str::to_owned)
    };
    let Some(own) = class(&link) else { return false };
    let element = |node: &NodeRef<'_, Node>| node.value().is_element();
    let beside = [link.prev_siblings().find(element), link.next_siblings().find(element)];
    let bare = |node: NodeRef<'_, Node>| node.value().as_text().is_some_and(|text| !text.trim().is_empty());
    beside.iter().flatten().any(|node| class(node).as_ref() == Some(&own))
        && !link.children().any(bare)
        && link.children().filter(element).count() >= 2
}

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
