//! The fast lane: the article's container, found on our own tree.
//!
//! Most pages say which element holds the article, by its name (`<article>`, `class="entry-content"`). Takes the walked page, gives
//! one flag a block, or None where no container is convincing: then the bought extractor is asked ([`super::extract`]), which costs
//! three times as much. The order of names and the tests for lists of links follow Trafilatura in its precision mode.

use super::blocks::{Piece, Region, Walked};
use super::names::Around;
use crate::furniture::ends_sentence;
use std::ops::Range;

/// Code points of text from which a container counts as an article without looking any further.
const ENOUGH: u32 = 250;

/// A container must hold this share of the page's running prose, in per cent, or another may be the right one.
const LEAST_SHARE: u32 = 55;

/// Containers of one rank that are looked into: a hostile page has as many as it has elements.
const MOST: usize = 24;

/// The names are asked in this order; see [`super::names::Names::rank`].
const RANKS: std::ops::RangeInclusive<u8> = 1..=5;

/// One flag a block: whether it is part of the article. None: nothing here is sure.
pub(crate) fn choose(walked: &Walked<'_>) -> Option<Vec<bool>> {
    let page = Page::of(walked);
    let mut best: Option<Choice> = None;
    for rank in RANKS {
        let named = (0..walked.regions.len()).filter(|&at| walked.regions[at].names.rank == rank);
        let choices =
            named.filter_map(|at| page.select(at)).filter(|c| c.blocks > 1 && c.prose > 0 || c.prose >= ENOUGH);
        // The headline stands in the article, not in the list of others below it. Of equals the first, which is the outermost.
        let weight = |c: &Choice| (c.headed && c.prose >= ENOUGH, c.prose);
        let choice = choices.reduce(|a, b| if weight(&b) > weight(&a) { b } else { a });
        if choice.is_some() {
            best = choice;
            break;
        }
    }
    let best = page.with_siblings(best?);
    let best = Some(best).filter(|c| c.length >= ENOUGH)?;
    let all = page.prose_before.last().copied().unwrap_or(0);
    (best.prose * 100 >= all * LEAST_SHARE).then_some(best.kept)
}

/// What is counted once for all containers.
struct Page<'a> {
    pieces: &'a [Piece<'a>],
    regions: &'a [Region<'a>],
    links: &'a [u32],
    /// Code points of each block.
    length: Vec<u32>,
    /// Blocks that read as running text outside menus and sidebars.
    prose: Vec<bool>,
    /// How much of it stands before each block, and before the end.
    prose_before: Vec<u32>,
    /// Of each region the last one inside it: those in between are all inside it.
    last: Vec<usize>,
}

struct Choice {
    root: usize,
    kept: Vec<bool>,
    blocks: usize,
    length: u32,
    /// Code points in running text.
    prose: u32,
    /// It holds a heading of the first level.
    headed: bool,
}

impl<'a> Page<'a> {
    fn of(walked: &'a Walked<'a>) -> Page<'a> {
        let length: Vec<u32> = walked.pieces.iter().map(|p| p.text.chars().count() as u32).collect();
        let elsewhere = Around::ELSEWHERE.with(Around::CAPTION);
        let prose = |(p, length): (&Piece<'_>, &u32)| {
            (*length >= 200 || *length >= 80 && ends_sentence(&p.text))
                && p.linked * 3 < p.text.len()
                && p.level == 0
                && !p.around.has(elsewhere)
        };
        let prose: Vec<bool> = walked.pieces.iter().zip(&length).map(prose).collect();
        let mut prose_before = vec![0];
        for (prose, length) in prose.iter().zip(&length) {
            let before = prose_before.last().copied().unwrap_or(0);
            prose_before.push(if *prose { before + length } else { before });
        }
        let mut last: Vec<usize> = (0..walked.regions.len()).collect();
        for at in (1..last.len()).rev() {
            let parent = walked.regions[at].parent;
            last[parent] = last[parent].max(last[at]);
        }
        Page {
            pieces: &walked.pieces,
            regions: &walked.regions,
            links: &walked.links,
            length,
            prose,
            prose_before,
            last,
        }
    }

    /// The text of a container without the furniture in it.
    fn select(&self, root: usize) -> Option<Choice> {
        let container = self.regions.get(root)?;
        let range = container.start..container.end;
        let mut kept = vec![false; self.pieces.len()];
        kept[range.clone()].fill(true);
        let inside = || root + 1..self.last[root] + 1;
        for region in inside().map(|at| &self.regions[at]).filter(|r| r.names.comments) {
            kept[region.start..region.end].fill(false);
        }
        let all = self.length_of(&kept, range.clone());
        let with_furniture = kept.clone();
        for region in inside().map(|at| &self.regions[at]).filter(|r| r.names.furniture) {
            kept[region.start..region.end].fill(false);
        }
        // Names that call everything furniture are no help.
        if self.length_of(&kept, range.clone()) * 7 <= all {
            kept = with_furniture;
        }
        for region in inside().map(|at| &self.regions[at]).filter(|r| r.name == "form") {
            if self.length_of(&kept, region.start..region.end) * 2 < all {
                kept[region.start..region.end].fill(false);
            }
        }
        // An article inside an article is another one, or a reader's.
        let own = |at: usize| kept[at] && self.prose[at] && !self.in_inner_article(root, at);
        let own: u32 = range.clone().filter(|&at| own(at)).map(|at| self.length[at]).sum();
        if own >= ENOUGH {
            for region in inside().map(|at| &self.regions[at]).filter(|r| r.name == "article") {
                kept[region.start..region.end].fill(false);
            }
        }
        for kinds in [LISTS, LISTS, REST] {
            let dense = |r: &&Region<'_>| kinds.contains(&r.name) && self.is_link_list(r, &kept);
            let dense: Vec<Range<usize>> =
                inside().map(|at| &self.regions[at]).filter(dense).map(|r| r.start..r.end).collect();
            dense.into_iter().for_each(|r| kept[r].fill(false));
        }
        for at in range.clone() {
            kept[at] &= self.pieces[at].running || self.pieces[at].level > 0 || self.prose[at];
        }
        for at in
            range.clone().rev().filter(|&at| kept[at]).take_while(|&at| self.pieces[at].level > 0).collect::<Vec<_>>()
        {
            kept[at] = false;
        }
        let blocks = kept[range.clone()].iter().filter(|k| **k).count();
        let length = self.length_of(&kept, range.clone());
        let prose = range.filter(|&at| kept[at] && self.prose[at]).map(|at| self.length[at]).sum();
        let headed = self.pieces[container.start..container.end].iter().any(|p| p.level == 1);
        Some(Choice { root, kept, blocks, length, prose, headed })
    }

    /// The containers with most running text, in the order of the page.
    fn largest(&self, mut regions: Vec<usize>) -> Vec<usize> {
        if regions.len() > MOST {
            let prose = |at: &usize| {
                let region = &self.regions[*at];
                self.prose_before[region.end] - self.prose_before[region.start]
            };
            regions.sort_by_key(|at| std::cmp::Reverse(prose(at)));
            regions.truncate(MOST);
            regions.sort_unstable();
        }
        regions
    }

    /// Some sites cut a text into several containers, with advertisements between them.
    fn with_siblings(&self, mut choice: Choice) -> Choice {
        let own = &self.regions[choice.root];
        let above = |r: &Region<'_>| self.regions[r.parent].parent;
        let beside = |r: &Region<'_>| r.parent == own.parent || above(r) == above(own);
        let alike = |r: &Region<'_>| r.name == own.name && r.class == own.class && r.names == own.names && beside(r);
        if own.class.is_empty() || own.name == "article" || !matches!(own.names.rank, 1 | 3) {
            return choice;
        }
        let others = (0..self.regions.len()).filter(|&at| at != choice.root && alike(&self.regions[at]));
        for other in self
            .largest(others.collect())
            .into_iter()
            .filter_map(|at| self.select(at))
            .filter(|c| c.prose > 0 && !c.headed)
        {
            choice.kept.iter_mut().zip(other.kept).for_each(|(own, other)| *own |= other);
            choice.length += other.length;
            choice.prose += other.prose;
        }
        choice
    }

    /// Whether a block stands in an `<article>` inside the container.
    fn in_inner_article(&self, root: usize, piece: usize) -> bool {
        let mut at = self.pieces[piece].region;
        while at > root {
            let region = &self.regions[at];
            if region.name == "article" {
                return true;
            }
            at = region.parent;
        }
        false
    }

    fn length_of(&self, kept: &[bool], range: Range<usize>) -> u32 {
        range.filter(|&at| kept[at]).map(|at| self.length[at]).sum()
    }

    /// Whether most of what is left of a region is links.
    fn is_link_list(&self, region: &Region<'_>, kept: &[bool]) -> bool {
        let links = self.links.get(region.links.clone()).unwrap_or(&[]);
        if links.is_empty() {
            return false;
        }
        let in_links: u32 = links.iter().sum();
        let short = links.iter().filter(|l| **l < 10).count();
        if region.name == "table" {
            let text = self.length_of(kept, region.start..region.end);
            return text >= 200 && if text < 1000 { in_links * 10 > text * 8 } else { in_links * 2 > text };
        }
        // Longer than this, what it is doesn't hang on its links any more.
        let mut text = 0;
        let most = 300.max(in_links * 10 / 9 + 1);
        for at in (region.start..region.end).filter(|&at| kept[at]) {
            text += self.length[at];
            if text > most {
                return false;
            }
        }
        if text == 0 {
            return false;
        }
        if links.len() == 1 && in_links > 10 && in_links * 10 > text * 9 {
            return true;
        }
        let limit = match (region.name == "p", region.last) {
            (true, true) => 60,
            (true, false) => 30,
            (false, true) => 300,
            (false, false) => 100,
        };
        let dense = in_links * 10 > text * 8 || links.len() > 1 && short * 10 > links.len() * 8;
        text < limit && dense
    }
}

/// Elements that lists of links are made of.
const LISTS: &[&str] = &["div", "ul", "ol", "dl", "p"];

/// Elements that may be nothing but links without being a list.
const REST: &[&str] = &["table", "h1", "h2", "h3", "h4", "h5", "h6", "summary", "blockquote", "pre"];
