//! Pages of many dated items: front pages, press lists, live blogs, briefings by day, digests.
//!
//! Takes the walked page, gives its items, none if it has none. Every way to cut the page ([`cuts`]) is tried; a cut is a list where three
//! of its ranges at least are items ([`item`]): a text each, a date of its own or of the heading above. Of two lists of the same words the
//! better told one is kept: whose items have headlines and dates of their own and hold no other items. A list beside an article
//! must stand in its column, under no heading that says "related" or "comments"; and what a page declares to be one article is cut only
//! where it can't be one: a wrong item would put one outlet's words under another headline.

mod cuts;
mod item;
mod lines;

use super::Facts;
use super::blocks::{Piece, Walked};
use super::names::Around;
use crate::dates::Stamp;
use crate::dates::scan::machine;
use crate::furniture::{ends_article, is_prose};
use crate::meta::head::Head;
use crate::{Precision, Published};
use cuts::{Cut, way};
use item::Source;
use std::collections::{HashMap, HashSet};
use std::ops::Range;

/// Fewer items than this are no list.
const FEWEST: usize = 3;

/// Fewer days than this stand over no list.
const FEWEST_DAYS: usize = 2;

/// Bytes of prose below which what is left beside the items isn't an article.
pub(crate) const LEAST_ARTICLE: usize = 400;

/// Bytes of text from which an item that outweighs all others is the page's main article.
const MAIN_ARTICLE: usize = 1500;

/// Words that a reader's name has at most.
const NAME: usize = 3;

/// Days between the first and the last item of one article that is a live report.
const LIVE_DAYS: i64 = 7;

/// What a block is inside an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    Title,
    Date,
    /// It is text from one byte to another; before stands the date or headline, behind it the link that leads on.
    Text {
        from: usize,
        to: usize,
    },
    Furniture(&'static str),
}

impl Role {
    fn is_text(&self) -> bool {
        matches!(self, Role::Text { .. })
    }

    /// The words that are text.
    fn text<'a>(&self, piece: &'a Piece<'_>) -> Option<&'a str> {
        let Role::Text { from, to } = *self else { return None };
        piece.text.get(from..to).map(str::trim).filter(|t| !t.is_empty())
    }
}

/// One dated item of a page.
#[derive(Clone, Debug)]
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
    /// Its headline leads to another page.
    linked: bool,
    /// And little stands under it.
    teaser: bool,
    /// It bears its date itself.
    dated: bool,
    /// Bytes of its text.
    length: usize,
}

/// Items found by one way to cut the page.
struct List {
    items: Vec<Item>,
    /// How well it tells its items: bytes of their texts, less where it looks like the wrong cut.
    worth: f64,
}

/// On a page of nothing but teasers, what is called so isn't beside anything: takes that name from the boxes of the kind that holds most.
pub(crate) fn admit_teasers(head: &Head, walked: &mut Walked<'_>) {
    let prose = |p: &&Piece<'_>| is_prose(p.text[..p.before_last_link().unwrap_or(p.text.len())].trim_end());
    let length = |pieces: &[Piece<'_>], of: &dyn Fn(&Piece<'_>) -> bool| -> usize {
        pieces.iter().filter(prose).filter(|p| of(p)).map(|p| p.text.len()).sum()
    };
    let only = |around: Around| around.has(Around::RELATED) && !around.without(Around::RELATED).has(Around::ELSEWHERE);
    let teased = length(&walked.pieces, &|p| only(p.around));
    let beside = length(&walked.pieces, &|p| !p.around.has(Around::ELSEWHERE));
    if head.is_of_article() || beside >= LEAST_ARTICLE || beside * 3 >= teased {
        return;
    }
    // In the order of the page: the first of two kinds that hold as much.
    let mut kinds: Vec<(&str, Vec<Range<usize>>, usize)> = Vec::new();
    for region in walked.regions.iter().filter(|r| r.block && !r.class.is_empty() && only(r.around)) {
        let range = region.start..region.end;
        let held = walked.pieces.get(range.clone()).map_or(0, |pieces| length(pieces, &|_| true));
        match kinds.iter_mut().find(|(class, ..)| *class == region.class) {
            Some((_, ranges, all)) => {
                ranges.push(range);
                *all += held;
            }
            None => kinds.push((region.class, vec![range], held)),
        }
    }
    kinds.retain(|(_, ranges, all)| ranges.len() >= FEWEST && *all * 2 > teased);
    let Some((_, ranges, _)) = kinds.into_iter().reduce(|a, b| if b.2 > a.2 { b } else { a }) else { return };
    let inside = |from: usize, to: usize| ranges.iter().any(|range| range.start <= from && to <= range.end);
    for region in walked.regions.iter_mut().filter(|r| inside(r.start, r.end)) {
        region.around = region.around.without(Around::RELATED);
    }
    for (_, piece) in walked.pieces.iter_mut().enumerate().filter(|(at, _)| inside(*at, *at + 1)) {
        piece.around = piece.around.without(Around::RELATED);
    }
}

/// The items of a page, in its order.
pub(crate) fn find(head: &Head, walked: &Walked<'_>, kept: &[bool], facts: &Facts) -> Vec<Item> {
    let begins = lines::read(walked, facts);
    let menus = walked.pieces.iter().filter(|p| p.around.has(Around::NAV)).filter_map(|p| p.href);
    let menus = menus.filter(|href| !href.starts_with('#')).collect();
    let declared = item::declared(head, walked);
    let is_letter = walked.pieces.iter().any(|p| p.linked > 0 && is_of_letter(&p.text));
    let listed = head.objects.iter().filter(|o| o.inside.as_deref() == Some("itemListElement"));
    let listed: Vec<&str> = listed.filter_map(|o| o.text("url")).collect();
    let undated = is_letter || listed.len() >= FEWEST;
    let source = Source { walked, begins: &begins, facts, menus, declared, is_letter, listed };
    if !undated && begins.iter().flatten().count() + walked.dated.len() + source.declared.len() < FEWEST_DAYS {
        return Vec::new();
    }
    let mut cuts = cuts::all(walked, &begins);
    cuts.extend(cuts::declared(walked, &begins, source.declared.iter().map(|d| d.at).collect()));
    let mut lists: Vec<List> = cuts.iter().filter_map(|cut| source.list(cut)).collect();
    lists.sort_by(|a, b| b.worth.total_cmp(&a.worth));
    let mut chosen: Vec<Item> = Vec::new();
    for list in lists {
        let apart =
            |item: &Item| chosen.iter().all(|c| c.range.end <= item.range.start || item.range.end <= c.range.start);
        let page = Place { head, walked, kept, facts, chosen: &chosen };
        if list.items.iter().all(apart)
            && let Some(items) = page.may_hold(list.items)
        {
            chosen.extend(items);
        }
    }
    chosen.sort_by_key(|item| item.range.start);
    forget_shared_addresses(&mut chosen);
    chosen
}

impl Source<'_> {
    /// The items of a cut; None if they are too few, the smaller part of it, or mostly undated.
    fn list(&self, cut: &Cut) -> Option<List> {
        let names = self.names(cut);
        let headlines = self.headlines(cut, &names);
        let mut items: Vec<Item> = Vec::new();
        let mut days: HashSet<String> = HashSet::new();
        let mut day: Option<Stamp> = None;
        let mut from = self.above(cut);
        for range in cut {
            if let Some(stamp) = (from..range.start).rev().find_map(|at| self.day_of(at)) {
                days.insert(stamp.iso());
                day = Some(stamp);
            }
            from = range.end;
            let hours = self.hours(range);
            let known = day.clone().or_else(|| hours.and(self.facts.day()));
            let known = known.map(|day| Stamp { time: hours.map(|(h, m)| (h, m, None)), zone: None, ..day });
            let known = known.filter(|_| hours.is_some() || day.is_some());
            if let Some(mut item) = self.item(range.clone(), &headlines, &names, known.as_ref()) {
                item.dated |= hours.is_some();
                items.push(item);
            }
        }
        self.forget_repeated_titles(&mut items);
        settle_teasers(&mut items);
        if days.is_empty() {
            self.count_days(&mut items);
        }
        // A day that stands over blocks without headlines has one text, not many; and one day is that of the page.
        if days.len() < FEWEST_DAYS {
            items.iter_mut().filter(|item| !item.dated).for_each(|item| item.published = None);
        }
        let dated = items.iter().filter(|i| i.published.is_some() && (i.dated || i.title.is_some())).count();
        let told = dated >= FEWEST && dated * 3 >= items.len() * 2 || self.is_told_undated(&items);
        let enough = told && items.len() * 2 >= cut.len();
        enough.then(|| List { worth: items.iter().map(|item| self.worth(item)).sum(), items })
    }

    /// A letter to readers dates itself, not its parts; a declared list names its parts by their addresses.
    fn is_told_undated(&self, items: &[Item]) -> bool {
        let linked =
            |item: &&Item| item.title.is_some() && item.href.as_ref().is_some_and(|href| !href.starts_with('#'));
        let named = |item: &&Item| {
            item.href.as_ref().is_some_and(|href| self.listed.iter().any(|url| url.ends_with(href.as_str())))
        };
        let all = items.len().max(FEWEST);
        self.is_letter && items.iter().filter(linked).count() == all
            || items.iter().filter(named).count() * 3 >= all * 2
    }

    /// Times of day without a day: from the page's own day on, one day more each time that midnight passes.
    fn count_days(&self, items: &mut [Item]) {
        let timed: Vec<usize> = (0..items.len()).filter(|&i| is_inherited(&items[i])).collect();
        let times: Vec<(i8, i8)> = timed.iter().filter_map(|&i| self.hours(&items[i].range)).collect();
        let counted = nights(&times).filter(|_| times.len() == timed.len());
        let first = self.facts.day().map(|day| day.date());
        for (n, &i) in timed.iter().enumerate() {
            let nights = counted.as_ref().and_then(|nights| nights.get(n).copied());
            let most = counted.as_ref().and_then(|nights| nights.iter().max().copied()).unwrap_or(0);
            let day = first.zip(nights).and_then(|(first, night)| {
                // The last of them isn't later than the page was fetched.
                let last = first.checked_add(jiff::Span::new().try_days(most).ok()?).ok()?;
                let late = self.facts.fetched.is_some_and(|fetched| last > fetched);
                let shift = if late { night - most } else { night };
                first.checked_add(jiff::Span::new().try_days(shift).ok()?).ok()
            });
            let stamp = day.and_then(|d| Stamp::day(d.year(), d.month(), d.day()));
            let (hour, minute) = times.get(n).copied().unwrap_or_default();
            items[i].published =
                stamp.map(|day| Stamp { time: Some((hour, minute, None)), ..day }.published("item time"));
        }
    }

    /// What several items are called is a button.
    fn forget_repeated_titles(&self, items: &mut [Item]) {
        let mut count: HashMap<String, usize> = HashMap::new();
        items.iter().filter_map(|i| i.title.clone()).for_each(|title| *count.entry(title).or_default() += 1);
        let most = FEWEST.max(items.len() / 3);
        for item in items {
            item.title = item.title.take().filter(|title| count.get(title).is_none_or(|n| *n < most));
        }
    }

    /// From where on headings may stand over a cut: the beginning of what holds all of it, a few blocks before it at most.
    fn above(&self, cut: &Cut) -> usize {
        let (Some(first), Some(last)) = (cut.first(), cut.last()) else { return 0 };
        let (a, b) = (way(self.walked, first.start), way(self.walked, last.start));
        let shared = a.iter().zip(&b).take_while(|(a, b)| a == b).count();
        let around = shared.checked_sub(1).and_then(|at| self.walked.regions.get(a[at]));
        around.map_or(first.start, |r| r.start).max(first.start.saturating_sub(6))
    }

    /// Whether a range is all that an element of the page holds.
    fn is_box(&self, range: &Range<usize>) -> bool {
        let from = self.walked.regions.partition_point(|r| r.start < range.start);
        let here = self.walked.regions[from..].iter().take_while(|r| r.start == range.start);
        here.into_iter().any(|r| r.block && r.end == range.end)
    }

    /// Bytes of an item's text, less where it bears no date or headline of its own, and much less where it looks like several.
    fn worth(&self, item: &Item) -> f64 {
        let pieces = &self.walked.pieces[item.range.clone()];
        let dates = item::dates_in(self.begins, &item.range);
        let headings = pieces.iter().filter(|p| p.level > 0).count();
        let told = match (item.dated, item.title.is_some()) {
            (true, true) => 1.0,
            (true, false) => 0.8,
            (false, true) => 0.9,
            (false, false) => 0.5,
        };
        let several = if dates > 3 || self.goes_on_after_date(&item.range) { 0.3 } else { 1.0 };
        // Another headline like its own inside it begins another item.
        let alike = if self.headlines_in(item) > 1 { 0.4 } else { 1.0 };
        let headed = if item.title.is_none() && headings > 0 { 0.4 } else { 1.0 };
        // Of two cuts that tell as much, that along the page's own boxes.
        let boxed = if self.is_box(&item.range) { 1.0 } else { 0.95 };
        item.length as f64 * told * several * headed * alike * boxed
    }
}

/// A short text under a linked headline is the beginning of what the link leads to, unless many linked ones of the list are long:
/// then it shows whole texts.
fn settle_teasers(items: &mut [Item]) {
    let linked = items.iter().filter(|item| item.linked).count();
    let long = items.iter().filter(|item| item.linked && !item.teaser && !item.partial).count();
    if long * 4 < linked {
        items.iter_mut().for_each(|item| item.partial |= item.teaser);
    }
}

/// Whether an item has its day from a heading.
fn is_inherited(item: &Item) -> bool {
    item.published.as_ref().is_some_and(|p| p.evidence.starts_with(item::DAY_ABOVE))
}

/// How many midnights lie between the earliest of these times and each; None where they neither rise nor fall nearly throughout, as the
/// lengths of films do.
fn nights(times: &[(i8, i8)]) -> Option<Vec<i32>> {
    const MIDNIGHT: i32 = 8 * 60;
    let minutes: Vec<i32> = times.iter().map(|(hour, minute)| i32::from(*hour) * 60 + i32::from(*minute)).collect();
    let counted = |sign: i32| {
        let (mut night, mut nights, mut fits) = (0, vec![0], 0);
        for pair in minutes.windows(2) {
            let step = (pair[1] - pair[0]) * sign;
            night += i32::from(step < -MIDNIGHT);
            fits += usize::from(!(-MIDNIGHT..0).contains(&step));
            nights.push(night);
        }
        (fits, night, nights)
    };
    let (rising, falling) = (counted(1), counted(-1));
    let rises = rising.0 > falling.0 || rising.0 == falling.0 && rising.1 <= falling.1;
    let (fits, most, nights) = if rises { rising } else { falling };
    let ordered = fits * 10 >= times.len().saturating_sub(1) * 7;
    ordered.then(|| if rises { nights } else { nights.iter().map(|n| most - n).collect() })
}

/// The page that a list stands on.
struct Place<'a> {
    head: &'a Head,
    walked: &'a Walked<'a>,
    kept: &'a [bool],
    facts: &'a Facts,
    /// Items found before.
    chosen: &'a [Item],
}

impl Place<'_> {
    /// The items that the page can have; None if this is no list of them.
    fn may_hold(&self, mut items: Vec<Item>) -> Option<Vec<Item>> {
        self.leave_main_article(&mut items);
        (items.len() >= FEWEST && self.is_list(&items)).then_some(items)
    }

    /// The page's main article may stand among the teasers of others, in an element like theirs, or be teased itself.
    fn leave_main_article(&self, items: &mut Vec<Item>) {
        let all: usize = items.iter().map(|i| i.length).sum();
        let headed =
            |item: &Item| item.title.is_none() || self.facts.title_at.is_some_and(|at| item.range.contains(&at));
        let top = |at: &usize| self.walked.pieces[*at].level == 1 && self.walked.pieces[*at].href.is_none();
        let heads_page = |item: &Item| self.facts.title_at.filter(top).is_some_and(|at| item.range.contains(&at));
        let main =
            |item: &Item| heads_page(item) || headed(item) && item.length * 2 > all && item.length >= MAIN_ARTICLE;
        let title = self.facts.title.as_ref().map(|t| t.value.as_str());
        let beside = self.prose_beside(items) >= LEAST_ARTICLE;
        let itself = |item: &Item| {
            beside
                && item.partial
                && item.title.as_ref().is_some_and(|t| t.split_whitespace().count() > NAME)
                && item.title.as_deref() == title
        };
        items.retain(|item| !main(item) && !itself(item));
    }

    fn is_list(&self, items: &[Item]) -> bool {
        let heading = self.heading_above(items);
        let beside = self.prose_beside(items);
        if heading.is_some_and(|h| is_of_comments(&h.text)) || beside >= LEAST_ARTICLE && self.are_replies(items) {
            return false;
        }
        if (beside >= LEAST_ARTICLE || !self.chosen.is_empty()) && self.in_other_column(items) {
            return false;
        }
        if self.head.objects.iter().any(|o| o.types.iter().any(|t| t == "liveblogposting")) {
            return true;
        }
        let one_article = self.head.is_of_article();
        if beside >= LEAST_ARTICLE {
            // Days without headlines are the sections of an article that tells of them.
            let told = items.iter().filter(|item| item.title.is_some()).count();
            let apart = told * 3 >= items.len() * 2 || heading.is_some() && self.falls(items);
            return !heading.is_some_and(|h| leads_elsewhere(&h.text)) && (!one_article || apart);
        }
        !one_article || self.is_live(items)
    }

    /// Bytes of prose that the items leave to the main article.
    fn prose_beside(&self, items: &[Item]) -> usize {
        let inside = |at: usize| items.iter().chain(self.chosen).any(|item| item.range.contains(&at));
        let prose = |p: &Piece<'_>| is_prose(&p.text) && p.linked * 3 < p.text.len();
        let pieces = self.kept.iter().zip(&self.walked.pieces).enumerate();
        pieces.filter(|(at, (kept, p))| **kept && prose(p) && !inside(*at)).map(|(_, (_, p))| p.text.len()).sum()
    }

    /// Whether headlines stand as those of the items found before do: a page of several columns of news.
    fn stand_alike(&self, items: &[Item]) -> bool {
        let place = |item: &Item| {
            let at = item.range.start + item.roles.iter().position(|r| *r == Role::Title)?;
            let piece = self.walked.pieces.get(at)?;
            Some((piece.path.as_str(), self.walked.regions.get(piece.region)?.class))
        };
        let own = items.first().and_then(place);
        own.is_some() && self.chosen.iter().filter_map(place).any(|other| Some(other) == own)
    }

    /// What readers wrote: posts to the minute, all later than the article, none under a heading or with an address elsewhere.
    fn are_replies(&self, items: &[Item]) -> bool {
        let stamp = |p: &Published| machine(&p.value, self.facts.order);
        let Some(main) = self.facts.published.as_ref().and_then(stamp) else { return false };
        let later = |item: &Item| {
            item.published.as_ref().and_then(stamp).is_none_or(|s| s.time.is_some() && s.date() >= main.date())
        };
        let headed = |item: &Item| self.walked.pieces[item.range.clone()].iter().any(|p| p.level > 0);
        let away = |item: &Item| item.title.is_some() && item.href.as_ref().is_some_and(|href| !href.contains('#'));
        items.iter().all(|item| later(item) && !headed(item) && !away(item))
    }

    /// One article made of posts: all within a few days, each with its time of day.
    fn is_live(&self, items: &[Item]) -> bool {
        let timed =
            |item: &&Item| item.dated && item.published.as_ref().is_some_and(|p| p.precision >= Precision::Minute);
        if items.iter().filter(timed).count() * 3 < items.len() * 2 {
            return false;
        }
        let days =
            || items.iter().filter_map(|i| machine(&i.published.as_ref()?.value, self.facts.order)).map(|s| s.date());
        let (Some(first), Some(last)) = (days().min(), days().max()) else { return false };
        first.until(last).is_ok_and(|span| i64::from(span.get_days()) <= LIVE_DAYS)
    }

    /// The newest first over several days, as lists are; an article tells of days in their order.
    fn falls(&self, items: &[Item]) -> bool {
        let days = items.iter().filter_map(|i| machine(&i.published.as_ref()?.value, self.facts.order));
        let days: Vec<jiff::civil::Date> = days.map(|s| s.date()).collect();
        let different: HashSet<jiff::civil::Date> = days.iter().copied().collect();
        different.len() >= FEWEST && days.windows(2).all(|pair| pair[0] >= pair[1])
    }

    /// The heading or label right above a list.
    fn heading_above(&self, items: &[Item]) -> Option<&Piece<'_>> {
        let first = items.first()?.range.start;
        let above = self.walked.pieces.get(first.saturating_sub(2)..first)?;
        above.iter().rev().find(|p| p.level > 0 || p.text.len() <= 60 && !is_prose(&p.text))
    }

    /// Whether a list stands in another column than the article, or than the items found before.
    fn in_other_column(&self, items: &[Item]) -> bool {
        let prose = |at: &usize| {
            self.kept[*at] && is_prose(&self.walked.pieces[*at].text) && !items.iter().any(|i| i.range.contains(at))
        };
        let main = || (0..self.kept.len()).filter(prose).max_by_key(|&at| self.walked.pieces[at].text.len());
        let base = self.chosen.iter().max_by_key(|i| i.length).map(|i| i.range.start).or_else(main);
        let (Some(base), Some(list)) = (base, items.first().map(|i| i.range.start)) else { return false };
        let (a, b) = (way(self.walked, base), way(self.walked, list));
        let shared = a.iter().zip(&b).take_while(|(a, b)| a == b).count();
        let part = |way: &[usize]| way.get(shared).and_then(|&at| self.walked.regions.get(at));
        let (Some(a), Some(b)) = (part(&a), part(&b)) else { return false };
        let beside = self.prose_beside(items) >= LEAST_ARTICLE;
        if !beside && self.stand_alike(items) {
            return false;
        }
        // Of two lists the one nearer to the article is the article's.
        if let (true, Some(main), Some(near)) = (beside, main(), self.chosen.first().map(|i| i.range.start)) {
            let main = way(self.walked, main);
            let depth = |at: usize| way(self.walked, at).iter().zip(&main).take_while(|(a, b)| a == b).count();
            if depth(list) < depth(near) {
                return true;
            }
        }
        let cells = matches!(a.name, "td" | "th") && matches!(b.name, "td" | "th");
        cells || is_side(b.id, b.class) && !is_side(a.id, a.class)
    }
}

/// Names of columns beside the main one.
fn is_side(id: &str, class: &str) -> bool {
    const SIDES: &[&str] = &[
        "right",
        "left",
        "rgt",
        "lft",
        "secondary",
        "tertiary",
        "side",
        "sidebar",
        "col2",
        "colr",
        "r",
        "l",
        "extra",
        "rightcol",
        "leftcol",
    ];
    [id, class].iter().any(|name| {
        let lower = name.to_ascii_lowercase();
        lower.split(|c: char| !c.is_ascii_alphanumeric()).any(|word| SIDES.contains(&word))
    })
}

/// What only letters to readers offer.
fn is_of_letter(text: &str) -> bool {
    const OFFERS: &[&str] = &[
        "unsubscribe",
        "view in browser",
        "view this email",
        "view online",
        "отписаться",
        "открыть в браузере",
        "abbestellen",
        "se désabonner",
    ];
    let lower = text.to_lowercase();
    text.len() < 300 && OFFERS.iter().any(|w| lower.contains(w))
}

/// `Related`, `More from …`: what stands below is of other pages.
fn leads_elsewhere(text: &str) -> bool {
    let remarks = ["comments and", "comments by", "комментарии и"];
    ends_article(text) && !remarks.iter().any(|w| text.to_lowercase().starts_with(w))
}

/// `3 comments`, `Комментарии (12)`.
fn is_of_comments(text: &str) -> bool {
    let lower = text.to_lowercase();
    text.len() <= 60
        && ["comment", "коммент", "kommentar", "replies", "responses", "отзывы"].iter().any(|w| lower.contains(w))
        && lower.split_whitespace().count() <= 4
        && (lower.contains(|c: char| c.is_ascii_digit()) || lower.split_whitespace().count() <= 2)
}

/// An address that several items share is no item's own.
fn forget_shared_addresses(items: &mut [Item]) {
    let mut count: HashMap<String, usize> = HashMap::new();
    items.iter().filter_map(|i| i.href.clone()).for_each(|href| *count.entry(href).or_default() += 1);
    for item in items {
        item.href = item.href.take().filter(|href| count.get(href) == Some(&1));
    }
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
