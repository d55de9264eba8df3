//! Pages of many dated items: front pages, press lists, live blogs.
//!
//! Items are siblings of one kind, three at least, each with a date, a headline and a text of its own. What has no text is a list of
//! links, and what stands in a sidebar, a menu or under "related" is no item. A page that declares itself to be one article and has its
//! text has no items either, unless it declares a live blog: a wrong item would put one outlet's words under another headline.

use super::Facts;
use super::blocks::{Piece, Region, Walked};
use super::names::Around;
use super::runs;
use crate::BlockKind;
use crate::Published;
use crate::dates::scan::{machine, scan};
use crate::dates::{Stamp, spoken};
use crate::furniture::{dated_headline, ends_sentence, furniture, is_date_line, is_prose};
use crate::meta::head::Head;
use std::collections::HashMap;
use std::ops::Range;

/// Fewer siblings than this are no list.
pub(super) const FEWEST: usize = 3;

/// Bytes of text below which what is left beside the items isn't an article.
pub(crate) const LEAST_ARTICLE: usize = 400;

/// Bytes of an item, headline and all, below which it is a teaser of another article where a page has one of its own.
const SHORT_TEASER: usize = 250;

/// What a block is inside an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    Title,
    Date,
    Text,
    Furniture(&'static str),
}

/// One dated item of a page.
#[derive(Debug)]
pub(crate) struct Item {
    /// Its blocks.
    pub(crate) range: Range<usize>,
    /// One a block.
    pub(crate) roles: Vec<Role>,
    /// Posts of a live blog often have none.
    pub(crate) title: Option<String>,
    pub(crate) href: Option<String>,
    /// None where it stands undated between dated ones.
    pub(crate) published: Option<Published>,
    /// The page shows only its beginning.
    pub(crate) partial: bool,
    /// Its date and headline are one line, as in lists of statements; teasers of other articles are hardly ever written so.
    listed: bool,
}

/// The items of a page, in its order.
pub(crate) fn find(head: &Head, walked: &Walked<'_>, kept: &[bool], facts: &Facts) -> Vec<Item> {
    let mut groups: Vec<Vec<Item>> =
        sibling_groups(&walked.regions).into_iter().filter_map(|regions| items_of(&regions, walked, facts)).collect();
    groups.extend(runs::find(walked, facts).into_iter().filter_map(|run| items_of_run(run, walked, facts)));
    groups.retain(|items| may_be_items(items, head, walked, kept));
    // Of two ways to cut the same text the finer one: a day holds several topics.
    groups.sort_by_key(|items| std::cmp::Reverse(items.len() * text_length(items, &walked.pieces)));
    let mut chosen: Vec<Item> = Vec::new();
    for group in groups {
        let apart =
            |item: &Item| chosen.iter().all(|c| c.range.end <= item.range.start || item.range.end <= c.range.start);
        if group.iter().all(apart) {
            chosen.extend(group);
        }
    }
    chosen.sort_by_key(|item| item.range.start);
    chosen
}

/// Regions that hold blocks, by parent and signature, where there are enough of them outside menus and sidebars.
fn sibling_groups<'a>(regions: &'a [Region<'a>]) -> Vec<Vec<&'a Region<'a>>> {
    let mut by_kind: HashMap<(usize, &str, &str), Vec<&Region<'_>>> = HashMap::new();
    let elsewhere = Around::ELSEWHERE.with(Around::FORM);
    for region in regions.iter().filter(|r| r.block && r.end > r.start && !r.around.has(elsewhere)) {
        by_kind.entry((region.parent, region.name, region.class)).or_default().push(region);
    }
    let mut groups: Vec<Vec<&Region<'_>>> = by_kind.into_values().filter(|g| g.len() >= FEWEST).collect();
    groups.sort_by_key(|g| (g[0].start, g[0].parent));
    groups
}

/// Those of the siblings that have a date, a headline and a text; None if they are too few or the smaller part.
fn items_of(regions: &[&Region<'_>], walked: &Walked<'_>, facts: &Facts) -> Option<Vec<Item>> {
    let dated = |range: &Range<usize>| published(range.clone(), walked, facts);
    let all = regions.iter().map(|r| r.start..r.end);
    let items: Vec<Item> = all.filter_map(|range| item(range.clone(), dated(&range), walked, facts)).collect();
    enough(items, regions.len())
}

fn items_of_run(run: runs::Run, walked: &Walked<'_>, facts: &Facts) -> Option<Vec<Item>> {
    let all = run.len();
    let believed = |s: &Stamp| facts.latest.is_none_or(|latest| s.date() <= latest);
    let items = run.into_iter().filter_map(|(range, stamp)| {
        let stamp = stamp.filter(|s| s.day.is_some() && believed(s));
        let published =
            stamp.map(|s| s.published("item date line")).or_else(|| published(range.clone(), walked, facts));
        item(range, published, walked, facts)
    });
    enough(items.collect(), all)
}

/// None if they are too few, the smaller part, or mostly undated.
fn enough(items: Vec<Item>, all: usize) -> Option<Vec<Item>> {
    let dated = items.iter().filter(|item| item.published.is_some()).count();
    (dated >= FEWEST && dated * 3 >= items.len() * 2 && items.len() * 2 >= all).then_some(items)
}

fn item(range: Range<usize>, published: Option<Published>, walked: &Walked<'_>, facts: &Facts) -> Option<Item> {
    if range.len() > 60 {
        return None;
    }
    let pieces = walked.pieces.get(range.clone())?;
    let base = pieces.iter().map(|p| p.around).reduce(Around::shared)?;
    let dated = pieces.iter().position(|p| headline_of(p, facts).is_some());
    let first_text = pieces.iter().position(|p| is_prose(&p.text) && p.level == 0).unwrap_or(pieces.len());
    let headline = pieces.iter().position(|p| p.level > 0 && words(p) >= 2);
    let linked = || pieces.iter().position(|p| p.linked * 2 >= p.text.len() && words(p) >= 3 && !is_date_line(&p.text));
    let bold = || pieces.iter().position(|p| is_bold(p) && words(p) >= 2 && !ends_sentence(&p.text));
    let title = headline.or(dated).or_else(linked).or_else(bold).filter(|&at| at <= first_text);
    let role = |(i, piece): (usize, &Piece<'_>)| match furniture(&piece.text) {
        _ if Some(i) == title => Role::Title,
        _ if is_date_line(&piece.text) || spoken(&piece.text, facts.fetched).is_some() => Role::Date,
        Some(why) => Role::Furniture(why),
        None if piece.around.has(Around::CAPTION) => Role::Furniture("caption"),
        None if piece.around.without(base).has(BOXES) => Role::Furniture("teaser"),
        None if piece.linked * 10 >= piece.text.len() * 9 && !is_prose(&piece.text) => Role::Furniture("link-list"),
        None if title.is_some_and(|title| i < title) => Role::Furniture("label"),
        None if words(piece) < 3 && piece.kind == BlockKind::Paragraph => Role::Furniture("label"),
        None => Role::Text,
    };
    let roles: Vec<Role> = pieces.iter().enumerate().map(role).collect();
    let texts = || pieces.iter().zip(&roles).filter(|(_, r)| **r == Role::Text).map(|(p, _)| p);
    let has_text = texts().any(|p| is_prose(&p.text) || p.text.len() >= 60);
    let leads_on = pieces.iter().any(|p| p.linked > 0 && furniture(&p.text) == Some("teaser"));
    let cut = texts().next_back().is_some_and(|p| p.text.ends_with(['…', '→']) || p.text.ends_with("..."));
    let head = title.and_then(|at| pieces.get(at));
    let listed = head.and_then(|p| headline_of(p, facts));
    let name = listed.as_ref().map(|(_, words)| *words).or(head.map(|p| p.text.as_str()));
    let href = address_of(pieces, title, walked, &range);
    let short = texts().map(|p| p.text.chars().count()).sum::<usize>() <= TEASER && texts().count() <= 2;
    let partial = leads_on || cut || short && head.is_some_and(|p| p.href.is_some());
    let title = name.filter(|name| !name.is_empty()).map(str::to_owned);
    let listed = listed.is_some();
    has_text.then_some(Item { range, roles, title, href, published, partial, listed })
}

/// Where an item's own address stands: its headline, a link that calls itself one, a date that is one, its place on the page.
fn address_of(pieces: &[Piece<'_>], title: Option<usize>, walked: &Walked<'_>, range: &Range<usize>) -> Option<String> {
    const CALLED: &[&str] =
        &["permalink", "link", "read more", "full story", "more", "подробнее", "читать далее", "читать"];
    let headline = title.and_then(|at| pieces.get(at)?.href);
    let called = || {
        let lower = |p: &Piece<'_>| p.text.to_lowercase();
        pieces.iter().find(|p| p.linked > 0 && CALLED.iter().any(|c| lower(p).starts_with(c)) && words(p) <= 8)?.href
    };
    let dated = || pieces.iter().find(|p| p.linked * 2 >= p.text.len() && is_date_line(&p.text))?.href;
    let place = || {
        let mut region = walked.regions.get(pieces.first()?.region)?;
        while region.start == range.start && region.end <= range.end {
            if region.end == range.end && !region.id.is_empty() {
                return Some(format!("#{}", region.id));
            }
            region = walked.regions.get(region.parent).filter(|r| !std::ptr::eq(*r, region))?;
        }
        None
    };
    headline.or_else(called).or_else(dated).map(str::to_owned).or_else(place)
}

fn is_bold(piece: &Piece<'_>) -> bool {
    piece.path.ends_with(">b") || piece.path.ends_with(">strong")
}

/// Boxes inside an item that aren't the item's.
const BOXES: Around = Around::ELSEWHERE.with(Around::SHARE);

/// Code points up to which a text under a linked headline is a teaser of what the link leads to.
const TEASER: usize = 320;

/// `24.05.2024 - Comment on the talks`, the headline being a link or a heading: its date and its words.
pub(super) fn headline_of<'a>(piece: &'a Piece<'_>, facts: &Facts) -> Option<(Stamp, &'a str)> {
    let (stamp, words) = dated_headline(&piece.text, facts.order)?;
    let marked = piece.level > 0 || piece.linked * 2 >= words.len();
    (marked && words.split_whitespace().count() >= 2).then_some((stamp, words))
}

fn words(piece: &Piece<'_>) -> usize {
    piece.text.split_whitespace().count()
}

/// The date of an item: written for machines, or alone on a line.
fn published(range: Range<usize>, walked: &Walked<'_>, facts: &Facts) -> Option<Published> {
    let believed = |s: &crate::dates::Stamp| s.day.is_some() && facts.latest.is_none_or(|latest| s.date() <= latest);
    let dated = walked.dated.iter().filter(|d| range.contains(&d.at) && !d.modified);
    let written =
        dated.filter_map(|d| Some((machine(d.value, facts.order).filter(believed)?, d.evidence.as_str()))).next();
    if let Some((stamp, evidence)) = written {
        return Some(stamp.published(evidence));
    }
    let heads = walked.pieces[range.clone()].iter().filter_map(|p| headline_of(p, facts));
    if let Some(stamp) = heads.map(|(stamp, _)| stamp).find(believed) {
        return Some(stamp.published("item headline"));
    }
    let lines = walked.pieces[range]
        .iter()
        .filter(|p| is_date_line(&p.text) || p.around.has(Around::DATE) && p.text.len() < 80);
    let seen = lines.flat_map(|p| scan(&p.text, facts.order)).find(|seen| believed(&seen.stamp))?;
    Some(seen.stamp.published("item date line"))
}

/// Whether a page like this can have items at all.
fn may_be_items(items: &[Item], head: &Head, walked: &Walked<'_>, kept: &[bool]) -> bool {
    if head.objects.iter().any(|o| o.types.iter().any(|t| t == "liveblogposting")) {
        return true;
    }
    let inside = |at: usize| items.iter().any(|item| item.range.contains(&at));
    let prose = |p: &Piece<'_>| is_prose(&p.text) && p.linked * 3 < p.text.len();
    let beside: usize = (0..kept.len())
        .filter(|&at| kept[at] && prose(&walked.pieces[at]) && !inside(at))
        .map(|at| walked.pieces[at].text.len())
        .sum();
    let one_article = head.is_of_article();
    let listed = items.iter().all(|item| item.listed);
    let short = !listed && text_length(items, &walked.pieces) < SHORT_TEASER * items.len();
    beside < LEAST_ARTICLE || !one_article && !short
}

fn text_length(items: &[Item], pieces: &[Piece<'_>]) -> usize {
    items.iter().flat_map(|item| item.range.clone()).map(|at| pieces[at].text.len()).sum()
}

/// An item's address, absolute if it can be made so.
pub(crate) fn resolve(href: &str, base: Option<&url::Url>) -> Option<String> {
    if href == "#" || href.starts_with("javascript:") || href.starts_with("mailto:") {
        return None;
    }
    match url::Url::parse(href) {
        Ok(url) => matches!(url.scheme(), "http" | "https").then(|| url.to_string()),
        Err(_) => base?.join(href).ok().map(|u| u.to_string()),
    }
}
