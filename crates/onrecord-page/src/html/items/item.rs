//! One range of blocks → an item: what its headline is, when it was published, where its text begins and ends, where all of it can be read.

use super::super::Facts;
use super::super::blocks::{Piece, Walked};
use super::super::names::Around;
use super::lines::{Begin, FOREIGN};
use super::{FEWEST, Item, Role};
use crate::dates::said::{When, with_year};
use crate::dates::scan::machine;
use crate::dates::{Stamp, first_date};
use crate::furniture::{ends_article, ends_sentence, furniture, is_date_line, is_prose};
use crate::meta::head::{Head, Object};
use crate::{BlockKind, Published};
use std::collections::{HashMap, HashSet};
use std::ops::Range;

/// More blocks than this has no item.
const MOST_BLOCKS: usize = 150;

/// More posts than this declares no page.
const MOST_DECLARED: usize = 200;

/// Where the day of an item stands that doesn't say it itself.
pub(super) const DAY_ABOVE: &str = "day heading above the item";

/// Code points up to which a text under a linked headline is a teaser of what the link leads to.
const TEASER: usize = 320;

/// Words that a line has at most that stands in most items and is none of their text.
const REPEATED: usize = 6;

/// Words that a line has at most that says of a text who wrote it.
const SIGNATURE: usize = 12;

/// Boxes inside an item that aren't the item's.
const BOXES: Around = Around::ELSEWHERE.with(Around::SHARE).with(Around::EMBED);

/// How a list marks its headlines where no heading does: by what most of its items have in common.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Headlines<'a> {
    /// Headings, links, bold lines, or none.
    ByLooks,
    /// The first block of this path and class.
    ByPlace(&'a str, &'a str),
    /// The words set apart at the beginning of the text.
    Inline,
}

/// What an item is made from.
pub(super) struct Source<'a> {
    pub(super) walked: &'a Walked<'a>,
    pub(super) begins: &'a [Option<Begin>],
    pub(super) facts: &'a Facts,
    /// What the page declares of its items, in the order of the page.
    pub(super) declared: Vec<Declared<'a>>,
    /// It is a letter to readers, as it offers to end them.
    pub(super) is_letter: bool,
    /// The addresses of the list that the page declares.
    pub(super) listed: Vec<&'a str>,
    /// Where the page's menus lead.
    pub(super) menus: HashSet<&'a str>,
}

/// An item that the page declares, and the block that it begins with.
pub(super) struct Declared<'a> {
    pub(super) at: usize,
    pub(super) object: &'a Object,
}

/// The items that a page declares of its live blog, where they are found among its blocks.
pub(super) fn declared<'a>(head: &'a Head, walked: &Walked<'_>) -> Vec<Declared<'a>> {
    let posts = head.objects.iter().filter(|o| o.inside.as_deref() == Some("liveBlogUpdate"));
    let mut found: Vec<Declared<'a>> = Vec::new();
    for object in posts.take(MOST_DECLARED) {
        let headline = object.text("headline").map(folded);
        let body = object.text("articleBody").map(folded);
        let body = body.as_deref().map(|b| &b[..b.floor_char_boundary(60)]).filter(|b| b.len() >= 20);
        let begins = |p: &Piece<'_>| {
            headline.as_deref() == Some(p.text.as_str()) || body.is_some_and(|body| p.text.starts_with(body))
        };
        let free = |at: &usize| !found.iter().any(|d| d.at == *at);
        let at = (0..walked.pieces.len())
            .find(|at| begins(&walked.pieces[*at]) && !walked.pieces[*at].around.has(FOREIGN) && free(at));
        found.extend(at.map(|at| Declared { at, object }));
    }
    found.sort_by_key(|d| d.at);
    found
}

fn folded(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Where a headline stands, and which bytes of its block it is.
#[derive(Clone, Debug)]
struct Title {
    at: usize,
    words: Range<usize>,
}

impl<'a> Source<'a> {
    /// An item, if the range holds a text. `names`: of the entries that most items have; `day`: of the heading above it.
    pub(super) fn item(
        &self,
        range: Range<usize>,
        headlines: &Headlines<'_>,
        names: &[&str],
        day: Option<&Stamp>,
    ) -> Option<Item> {
        if range.len() > MOST_BLOCKS {
            return None;
        }
        let pieces = self.walked.pieces.get(range.clone())?;
        if is_of_sponsor(&pieces.first()?.text) {
            return None;
        }
        let title = self.title(&range, headlines, names);
        let roles = self.roles(&range, title.as_ref(), names);
        let texts: Vec<&str> = pieces.iter().zip(&roles).filter_map(|(p, r)| r.text(p)).collect();
        let read = |t: &&str| is_prose(t) || t.len() >= 40 || t.split_whitespace().count() >= 4 && ends_sentence(t);
        if !texts.iter().any(read) {
            return None;
        }
        let own = self.published(&range);
        let dated = own.is_some();
        let published = own.or_else(|| Some(day?.published(DAY_ABOVE)));
        if published.is_none() && title.is_none() {
            return None;
        }
        let name = title.as_ref().and_then(|t| Some(pieces.get(t.at)?.text.get(t.words.clone())?.trim()));
        let name = name.map(|n| n.trim_end_matches(['.', ':']).trim_end()).filter(|n| !n.is_empty()).map(str::to_owned);
        let href = self.address(&range, title.as_ref(), &roles);
        let partial = self.is_partial(pieces, &roles, &texts);
        let linked = self.is_linked(pieces, title.as_ref());
        let teaser = linked && texts.iter().map(|t| t.chars().count()).sum::<usize>() <= TEASER && texts.len() <= 2;
        let length = texts.iter().map(|t| t.len()).sum();
        Some(Item { range, roles, title: name, href, published, partial, linked, teaser, dated, length })
    }

    /// How the items of a cut mark their headlines.
    pub(super) fn headlines(&self, cut: &[Range<usize>], names: &[&str]) -> Headlines<'a> {
        let titled = cut.iter().filter(|range| self.title(range, &Headlines::ByLooks, names).is_some()).count();
        if titled * 10 >= cut.len() * 6 {
            return Headlines::ByLooks;
        }
        let mut places: Vec<(&'a str, &'a str, usize, usize)> = Vec::new();
        let mut inline = 0;
        for range in cut {
            let Some(first) = self.first_words(range, names) else { continue };
            let piece = &self.walked.pieces[first];
            inline += usize::from(self.inline_title(first).is_some());
            let Some(next) = self.words_after(first, range) else { continue };
            let (path, class) = self.place(first);
            if self.place(next) == (path, class) || piece.text.len() > 300 {
                continue;
            }
            let open = usize::from(!ends_sentence(&piece.text));
            match places.iter_mut().find(|(p, c, ..)| (*p, *c) == (path, class)) {
                Some((_, _, count, unended)) => (*count, *unended) = (*count + 1, *unended + open),
                None => places.push((path, class, 1, open)),
            }
        }
        let best = places.into_iter().max_by_key(|(.., count, _)| *count);
        match best.filter(|(.., count, open)| count * 10 >= cut.len() * 6 && open * 10 >= count * 7) {
            Some((path, class, ..)) => Headlines::ByPlace(path, class),
            None if inline * 10 >= cut.len() * 6 => Headlines::Inline,
            None => Headlines::ByLooks,
        }
    }

    fn place(&self, at: usize) -> (&'a str, &'a str) {
        let piece = &self.walked.pieces[at];
        (piece.path.as_str(), self.walked.regions.get(piece.region).map_or("", |r| r.class))
    }

    /// How many blocks of an item stand as its headline does.
    pub(super) fn headlines_in(&self, item: &Item) -> usize {
        let Some(at) = item.roles.iter().position(|r| *r == Role::Title) else { return 0 };
        let place = self.place(item.range.start + at);
        item.range.clone().filter(|&at| self.place(at) == place && !self.is_date(at)).count()
    }

    /// Whether a date stands alone between two texts: it begins another item.
    pub(super) fn goes_on_after_date(&self, range: &Range<usize>) -> bool {
        let read = |at: usize| is_prose(&self.walked.pieces[at].text);
        let alone = |at: &usize| self.begins[*at].as_ref().is_some_and(|b| b.alone);
        let mut dates = range.clone().filter(alone);
        dates.any(|at| (range.start..at).any(read) && (at + 1..range.end).any(read))
    }

    /// Whether a block that is no sentence has a box to itself and a picture.
    fn is_under_picture(&self, at: usize) -> bool {
        let Walked { pieces, regions, shown, .. } = self.walked;
        let own = |region: usize| regions.get(region).filter(|r| r.block && r.start == at && r.end == at + 1);
        let boxed = own(pieces[at].region).and_then(|line| own(line.parent)).is_some();
        boxed && !ends_sentence(&pieces[at].text) && shown.iter().any(|s| s.at == at && !s.frame)
    }

    /// The first block of a range that is neither a date nor furniture, nor one of `names`.
    fn first_words(&self, range: &Range<usize>, names: &[&str]) -> Option<usize> {
        let mut at = self.words_after(range.start.checked_sub(1).unwrap_or(usize::MAX), range)?;
        while names.contains(&self.walked.pieces[at].text.as_str()) {
            at = self.words_after(at, range)?;
        }
        Some(at)
    }

    fn words_after(&self, at: usize, range: &Range<usize>) -> Option<usize> {
        let from = at.wrapping_add(1).max(range.start);
        (from..range.end).find(|&at| {
            let piece = &self.walked.pieces[at];
            !self.is_date(at) && furniture(&piece.text).is_none() && !piece.around.has(Around::CAPTION)
        })
    }

    /// Whether a block holds a date and nothing else.
    fn is_date(&self, at: usize) -> bool {
        self.begins[at].as_ref().is_some_and(|b| b.alone) || is_date_line(&self.walked.pieces[at].text)
    }

    /// Where the words of a block begin: behind the date that it begins with.
    fn words_from(&self, at: usize) -> usize {
        self.begins[at].as_ref().map_or(0, |b| b.words.start)
    }

    /// `<b>A headline.</b> The text …`, perhaps with a date before it: the bytes of the headline.
    fn inline_title(&self, at: usize) -> Option<Range<usize>> {
        let piece = &self.walked.pieces[at];
        let from = self.words_from(at);
        let words = piece.text.get(from..piece.lead)?.trim();
        let count = words.split_whitespace().count();
        let goes_on = piece.text.get(piece.lead..).is_some_and(|rest| rest.trim().len() > 20);
        let fewest = if is_bold(piece) { 1 } else { 2 };
        (goes_on && (fewest..=25).contains(&count) && words.contains(char::is_alphabetic)).then_some(from..piece.lead)
    }

    /// The headline of a range.
    fn title(&self, range: &Range<usize>, headlines: &Headlines<'_>, names: &[&str]) -> Option<Title> {
        let pieces = &self.walked.pieces[range.clone()];
        let whole = |at: usize| {
            let all = pieces[at].text.len();
            let begin = self.begins[range.start + at].as_ref();
            // A date in the headline isn't part of it where nothing else tells the date.
            let words = begin.filter(|b| !b.tail || !self.told_elsewhere(range)).map_or(0..all, |b| b.words.clone());
            Title { at, words }
        };
        let base = base_of(pieces);
        let is_words = |at: usize| {
            !self.is_date(range.start + at)
                && pieces[at].text[self.words_from(range.start + at)..].contains(char::is_alphabetic)
                && !names.contains(&pieces[at].text.as_str())
                && !pieces[at].around.without(base).has(Around::EMBED)
        };
        let prose = |at: usize| {
            let from = self.words_from(range.start + at);
            let tail = self.begins[range.start + at].as_ref().is_some_and(|b| b.tail);
            pieces[at].level == 0
                && !tail
                && is_prose(&pieces[at].text[from..])
                && !(from > 0 && self.is_listed(range, at))
        };
        let first_text = (0..pieces.len()).find(|&at| is_words(at) && prose(at)).unwrap_or(pieces.len());
        let before = || (0..pieces.len().min(first_text + 1)).filter(|&at| is_words(at));
        let heading = || before().find(|&at| pieces[at].level > 0);
        let listed = || before().find(|&at| self.words_from(range.start + at) > 0 && self.is_listed(range, at));
        let linked = || {
            before().find(|&at| {
                pieces[at].linked * 2 >= pieces[at].text.len()
                    && words(&pieces[at]) >= 2
                    && furniture(&pieces[at].text).is_none()
            })
        };
        let tailed = || before().find(|&at| self.begins[range.start + at].as_ref().is_some_and(|b| b.tail));
        let bold =
            || before().find(|&at| is_bold(&pieces[at]) && at + 1 < pieces.len() && !ends_sentence(&pieces[at].text));
        let looks = heading().or_else(tailed).or_else(listed).or_else(linked).or_else(bold);
        if let Some(at) = looks {
            return Some(whole(at));
        }
        match headlines {
            Headlines::ByLooks => None,
            Headlines::ByPlace(path, class) => {
                let first = self.first_words(range, names)?;
                let next = self.words_after(first, range);
                (self.place(first) == (path, class) && next.is_some()).then(|| whole(first - range.start))
            }
            Headlines::Inline => {
                let first = self.first_words(range, names)?;
                Some(Title { at: first - range.start, words: self.inline_title(first)? })
            }
        }
    }

    /// Whether a date stands in a range other than at the end of a headline.
    fn told_elsewhere(&self, range: &Range<usize>) -> bool {
        let from = self.walked.dated.partition_point(|d| d.at < range.start);
        let machine = self.walked.dated.get(from).is_some_and(|d| range.contains(&d.at));
        machine || range.clone().any(|at| self.begins[at].as_ref().is_some_and(|b| !b.tail))
    }

    /// Whether the words after the date that begins a block are a headline: marked as one, or short with a text below.
    fn is_listed(&self, range: &Range<usize>, at: usize) -> bool {
        let piece = &self.walked.pieces[range.start + at];
        let rest = &piece.text[self.words_from(range.start + at)..];
        let count = rest.split_whitespace().count();
        let marked = piece.level > 0 || piece.linked * 2 >= rest.len();
        let below = || self.words_after(range.start + at, range).is_some_and(|next| self.begins[next].is_none());
        (2..=45).contains(&count) && (marked || !ends_sentence(rest) && below())
    }

    /// One role a block.
    fn roles(&self, range: &Range<usize>, title: Option<&Title>, names: &[&str]) -> Vec<Role> {
        let pieces = &self.walked.pieces[range.clone()];
        let base = base_of(pieces);
        let foreign = self.foreign_boxes(range);
        let role = |(i, piece): (usize, &Piece<'_>)| {
            let at = range.start + i;
            let from = self.words_from(at);
            if let Some(title) = title.filter(|t| t.at == i) {
                let inline = title.words.end < piece.text.len() && !self.begins[at].as_ref().is_some_and(|b| b.tail);
                return if inline { text_role(piece, title.words.end) } else { Role::Title };
            }
            match furniture(&piece.text) {
                _ if foreign.iter().any(|f| f.contains(&at)) => Role::Furniture("teaser"),
                _ if self.is_date(at) => Role::Date,
                _ if is_of_sponsor(&piece.text) => Role::Furniture("advert"),
                Some(why) => Role::Furniture(why),
                None if piece.around.has(Around::CAPTION) || self.is_under_picture(at) => Role::Furniture("caption"),
                None if piece.around.without(base).has(Around::EMBED) => Role::Furniture("embed"),
                None if piece.around.without(base).has(BOXES) => Role::Furniture("teaser"),
                None if is_link_list(piece) => Role::Furniture("link-list"),
                None if self.begins[at].as_ref().is_some_and(|b| b.tail) => Role::Furniture("label"),
                None if title.is_some_and(|title| i < title.at) => Role::Furniture("label"),
                None if words(piece) < 3
                    && piece.kind == BlockKind::Paragraph
                    && !ends_sentence(&piece.text)
                    && !leads_in(&piece.text) =>
                {
                    Role::Furniture("label")
                }
                None => text_role(piece, from),
            }
        };
        let mut roles: Vec<Role> = pieces.iter().enumerate().map(role).collect();
        self.drop_entries(pieces, names, &mut roles);
        self.drop_labels(pieces, &mut roles);
        self.drop_signature(range, &mut roles);
        self.drop_empty_sections(pieces, title, &mut roles);
        roles
    }

    /// `Region: Upper Lakes`, where most items of the list have a line of that name: how they are filed. A line that most of them have
    /// word for word: whose they are.
    fn drop_entries(&self, pieces: &[Piece<'_>], names: &[&str], roles: &mut [Role]) {
        for (piece, role) in pieces.iter().zip(roles) {
            let Role::Text { from, to } = *role else { continue };
            if names.contains(&piece.text.as_str()) {
                *role = Role::Furniture("label");
            } else if let Some((at, _)) = entry(&piece.text).filter(|(_, name)| names.contains(name)) {
                let kept = piece.text[..at].trim_end().len();
                *role = if kept > from { Role::Text { from, to: to.min(kept) } } else { Role::Furniture("label") };
            }
        }
    }

    /// The names of the entries, and the short lines, that at least half of a cut's ranges have.
    pub(super) fn names(&self, cut: &[Range<usize>]) -> Vec<&'a str> {
        let mut names: HashMap<&'a str, usize> = HashMap::new();
        for range in cut {
            let pieces = &self.walked.pieces[range.clone()];
            let line = |p: &'a Piece<'_>| {
                let text = p.text.as_str();
                let short = words(p) <= REPEATED && !ends_sentence(text) && !text.ends_with(':');
                short.then_some(text)
            };
            let mut own: Vec<&'a str> =
                pieces.iter().filter_map(|p| entry(&p.text).map(|(_, name)| name).or_else(|| line(p))).collect();
            own.sort_unstable();
            own.dedup();
            own.into_iter().for_each(|name| *names.entry(name).or_default() += 1);
        }
        let most = |count: usize| count >= FEWEST && count * 2 >= cut.len();
        let mut names: Vec<&str> = names.into_iter().filter(|(_, count)| most(*count)).map(|(name, _)| name).collect();
        names.sort_unstable();
        names
    }

    /// Short lines before the first sentence say who wrote it, where and when.
    fn drop_labels(&self, pieces: &[Piece<'_>], roles: &mut [Role]) {
        let sentence = |(p, role): (&Piece<'_>, &Role)| role.text(p).is_some_and(ends_sentence);
        let first = pieces.iter().zip(roles.iter()).position(sentence).unwrap_or(0);
        for (piece, role) in pieces.iter().zip(roles).take(first) {
            let short = role.text(piece).is_some_and(|t| t.split_whitespace().count() <= 8 && !leads_in(t));
            if short {
                *role = if first_date(&piece.text, self.facts.order).is_some() {
                    Role::Date
                } else {
                    Role::Furniture("label")
                };
            }
        }
    }

    /// Short lines behind the last sentence that stand elsewhere than it: who posted it, what the picture shows, what it is filed under.
    fn drop_signature(&self, range: &Range<usize>, roles: &mut [Role]) {
        let pieces = &self.walked.pieces[range.clone()];
        let sentence = |i: usize| roles[i].text(&pieces[i]).is_some_and(ends_sentence);
        let Some(last) = (0..roles.len()).rev().find(|&i| sentence(i)) else { return };
        let place = self.place(range.start + last);
        for i in last + 1..roles.len() {
            let piece = &pieces[i];
            let running = matches!(piece.kind, BlockKind::Paragraph | BlockKind::Cell) && piece.level == 0;
            let apart = self.place(range.start + i) != place;
            if roles[i].is_text() && running && apart && words(piece) <= SIGNATURE {
                roles[i] = Role::Furniture("label");
            }
        }
    }

    /// A heading inside the item under which no prose stands leads elsewhere, and so does what stands under it.
    fn drop_empty_sections(&self, pieces: &[Piece<'_>], title: Option<&Title>, roles: &mut [Role]) {
        let heads: Vec<usize> = (0..pieces.len())
            .filter(|&i| pieces[i].level > 0 && roles[i].is_text() && title.is_none_or(|t| i > t.at))
            .collect();
        for (n, &head) in heads.iter().enumerate() {
            let end = heads.get(n + 1).copied().unwrap_or(pieces.len());
            let below = head + 1..end;
            let prose = below.clone().any(|i| roles[i].is_text() && ends_sentence(&pieces[i].text));
            if !prose {
                (head..end)
                    .filter(|&i| roles[i].is_text())
                    .collect::<Vec<_>>()
                    .into_iter()
                    .for_each(|i| roles[i] = Role::Furniture("label"));
            }
        }
    }

    /// Boxes inside an item that say that they hold other articles: "Related", "Read also".
    fn foreign_boxes(&self, range: &Range<usize>) -> Vec<Range<usize>> {
        let regions = &self.walked.regions;
        let from = regions.partition_point(|r| r.start < range.start);
        let inside = regions[from..].iter().take_while(|r| r.start < range.end);
        let says = |r: &&super::super::blocks::Region<'_>| {
            let own = r.block && r.end <= range.end && r.end > r.start + 1 && r.end - r.start < range.len();
            own && self.walked.pieces.get(r.start).is_some_and(|p| ends_article(&p.text) || is_of_sponsor(&p.text))
        };
        inside.filter(says).map(|r| r.start..r.end).collect()
    }

    /// When an item was published, by what stands in it.
    fn published(&self, range: &Range<usize>) -> Option<Published> {
        let walked = self.walked;
        let order = self.facts.order;
        let from = walked.dated.partition_point(|d| d.at < range.start);
        let machines = walked.dated[from..].iter().take_while(|d| d.at < range.end);
        let machines = machines.filter(|d| !d.modified && !d.around.has(Around::EMBED.with(Around::MODIFIED)));
        let written = machines.filter_map(|d| Some((d, machine(d.value, order).filter(|s| self.believed(s))?))).next();
        let post = self.declared.iter().find(|d| range.contains(&d.at));
        let post = post.and_then(|d| machine(d.object.text("datePublished")?, order).filter(|s| self.believed(s)));
        if let Some(stamp) = post {
            return Some(stamp.published("json-ld liveBlogUpdate"));
        }
        let begun = |tail: bool| {
            range.clone().find_map(move |at| Some((at, self.begins[at].as_ref().filter(|b| b.tail == tail)?)))
        };
        let said = begun(false).or_else(|| begun(true));
        // What stands first says it: a machine's date at the end of a text is of something in the text.
        let first = said.as_ref().is_none_or(|(at, _)| written.as_ref().is_some_and(|(d, _)| d.at <= *at + 2));
        if let Some((dated, stamp)) = written.filter(|_| first) {
            return Some(stamp.published(dated.evidence.as_str()));
        }
        if let Some(stamp) = said.and_then(|(_, begin)| self.stamp(&begin.when)) {
            return Some(stamp.published("item date line"));
        }
        let pieces = &walked.pieces[range.clone()];
        let text = pieces.iter().position(|p| p.level == 0 && is_prose(&p.text)).unwrap_or(pieces.len());
        let last = pieces.iter().rposition(|p| ends_sentence(&p.text)).unwrap_or(pieces.len());
        // Who wrote it and when stands before the text, or behind it.
        let dates = |(at, p): &(usize, &Piece<'_>)| {
            let line = p.around.has(Around::DATE) || is_date_line(&p.text);
            p.level == 0
                && p.text.len() < 100
                && !p.around.has(Around::EMBED)
                && (line
                    || (*at < text || *at > last && says_posted(&p.text)) && words(p) <= 14 && !ends_sentence(&p.text))
        };
        let mut lines = pieces.iter().enumerate().filter(dates);
        let seen = lines.find_map(|(_, p)| first_date(&p.text, order).filter(|seen| self.believed(&seen.stamp)));
        if let Some(seen) = seen {
            return Some(seen.stamp.published("item date line"));
        }
        // Where a list tells nothing else, the day of the last change is the one that its items are listed by.
        let changed = walked.dated[from..].iter().take_while(|d| d.at < range.end);
        let changed = changed.filter(|d| !d.around.has(Around::EMBED));
        let stamp = changed.filter_map(|d| machine(d.value, order)).find(|stamp| self.believed(stamp))?;
        Some(stamp.published("item time of change"))
    }

    /// The day of a heading that stands over items.
    pub(super) fn day_of(&self, at: usize) -> Option<Stamp> {
        let foreign = self.walked.pieces[at].around.has(FOREIGN);
        let begin = self.begins[at].as_ref().filter(|b| {
            !foreign && (b.alone || b.tail && self.walked.pieces[at].level > 0) && !matches!(b.when, When::Hours(..))
        })?;
        self.stamp(&begin.when)
    }

    /// A date as the page means it; None where it can't be or tells no day.
    fn stamp(&self, when: &When) -> Option<Stamp> {
        let stamp = match when {
            When::Day(stamp) => stamp.clone(),
            When::NoYear(month, day, time) => {
                let known = self
                    .facts
                    .fetched
                    .and_then(|d| d.tomorrow().ok())
                    .or(self.facts.latest)
                    .or_else(|| Some(self.facts.day()?.date()));
                Stamp { time: time.map(|(h, m)| (h, m, None)), ..with_year(*month, *day, known?)? }
            }
            When::Hours(..) => return None,
        };
        (stamp.day.is_some() && self.believed(&stamp)).then_some(stamp)
    }

    /// The time of day that an item says, where it says no day.
    pub(super) fn hours(&self, range: &Range<usize>) -> Option<(i8, i8)> {
        range.clone().find_map(|at| match self.begins[at].as_ref()?.when {
            When::Hours(hour, minute) => Some((hour, minute)),
            _ => None,
        })
    }

    fn believed(&self, stamp: &Stamp) -> bool {
        stamp.day.is_some() && self.facts.latest.is_none_or(|latest| stamp.date() <= latest)
    }

    /// Where an item's own address stands: its headline, a link that calls itself one, a date that is one, its place on the page.
    fn address(&self, range: &Range<usize>, title: Option<&Title>, roles: &[Role]) -> Option<String> {
        let pieces = &self.walked.pieces[range.clone()];
        let base = base_of(pieces);
        // A link that was never closed runs on into what follows.
        let headline = title.and_then(|t| pieces.get(t.at)?.href).filter(|href| !self.menus.contains(href));
        let called = || {
            pieces
                .iter()
                .zip(roles)
                .find(|(p, role)| (leads_on(p) || is_called(p)) && !leads_away(p, role, base))?
                .0
                .href
        };
        let dated = || {
            let dated = |(at, p): &(usize, &Piece<'_>)| p.linked * 2 >= p.text.len() && self.is_date(range.start + at);
            let line = pieces.iter().enumerate().find(dated).and_then(|(_, p)| p.href);
            let from = self.walked.dated.partition_point(|d| d.at < range.start);
            let mut here = self.walked.dated[from..].iter().take_while(|d| d.at < range.end);
            line.or_else(|| here.find_map(|d| d.href.filter(|_| !d.around.without(base).has(Around::EMBED))))
        };
        let text_end = roles.iter().rposition(Role::is_text).map_or(range.end, |last| range.start + last + 1);
        let place = || {
            let mut region = self.walked.regions.get(pieces.first()?.region)?;
            while region.start == range.start && region.end <= range.end {
                if region.end >= text_end && !region.id.is_empty() {
                    return Some(format!("#{}", region.id));
                }
                region = self.walked.regions.get(region.parent).filter(|r| !std::ptr::eq(*r, region))?;
            }
            None
        };
        let head = || {
            let region = self.walked.regions.get(pieces.get(title?.at)?.region)?;
            let own = region.block && region.end == region.start + 1 && !region.id.is_empty();
            own.then(|| format!("#{}", region.id))
        };
        let posted = || {
            let post = self.declared.iter().find(|d| range.contains(&d.at))?;
            post.object.text("url").or(post.object.text("@id")).map(str::to_owned)
        };
        let own = |href: &&str| !self.menus.contains(href);
        headline
            .or_else(|| dated().filter(own))
            .or_else(|| called().filter(own))
            .map(str::to_owned)
            .or_else(posted)
            .or_else(place)
            .or_else(head)
    }

    /// Whether an item says that it goes on elsewhere.
    fn is_partial(&self, pieces: &[Piece<'_>], roles: &[Role], texts: &[&str]) -> bool {
        let base = base_of(pieces);
        let cut = texts.last().is_some_and(|t| t.ends_with(['…', '→']) || t.ends_with("...") || t.ends_with("[…]"));
        cut || pieces.iter().zip(roles).any(|(p, role)| leads_on(p) && !leads_away(p, role, base))
    }

    /// Whether the headline leads to another page.
    fn is_linked(&self, pieces: &[Piece<'_>], title: Option<&Title>) -> bool {
        title
            .and_then(|t| pieces.get(t.at)?.href)
            .is_some_and(|href| !href.starts_with('#') && !href.contains("/#") && !self.menus.contains(href))
    }
}

/// A text without the date or headline before it and the link behind it: one that leads to all of it, or no part of a sentence.
fn text_role(piece: &Piece<'_>, from: usize) -> Role {
    let to = piece.before_last_link().filter(|&to| {
        let words = piece.text.get(to..).unwrap_or("");
        let apart = || ends_sentence(&piece.text[from..to]) && !ends_sentence(words);
        to > from && (says_read_on(words) || says_here(words) || apart())
    });
    let to = to.map_or(piece.text.len(), |to| {
        piece.text[..to].trim_end_matches(|c: char| c.is_whitespace() || "([|·•-–—".contains(c)).len()
    });
    Role::Text { from, to }
}

/// Whether a link leads to the whole of what is shown in part.
fn leads_on(piece: &Piece<'_>) -> bool {
    let words = piece.before_last_link().map_or(piece.text.as_str(), |at| piece.text.get(at..).unwrap_or(""));
    piece.linked > 0 && says_read_on(words)
}

fn is_called(piece: &Piece<'_>) -> bool {
    piece.linked > 0 && words(piece) <= 8 && says_here(&piece.text)
}

fn says_read_on(text: &str) -> bool {
    const SAYS: &[&str] = &[
        "read more",
        "full story",
        "full text",
        "full article",
        "continue reading",
        "continue",
        "more",
        "read on",
        "read the full",
        "read full",
        "read the rest",
        "read all",
        "details",
        "in full",
        "whole text",
        "the whole",
        "подробнее",
        "читать далее",
        "читать дальше",
        "читать полностью",
        "читать",
        "далее",
        "полный текст",
        "полностью",
        "ещё",
        "weiterlesen",
        "mehr",
        "lire la suite",
        "leer más",
        "seguir leyendo",
        "leggi tutto",
        "lees meer",
        "докладніше",
        "детальніше",
        "czytaj dalej",
    ];
    says(text, SAYS)
}

fn says_here(text: &str) -> bool {
    says(text, &["permalink", "permanent link", "link", "direct link", "постоянная ссылка", "ссылка", "#", "¶"])
}

/// Whether a link says one of these, and nothing more than where.
fn says(text: &str, any: &[&str]) -> bool {
    let lower = text.trim_matches(|c: char| !c.is_alphanumeric() && !"#¶".contains(c)).to_lowercase();
    let count = lower.split_whitespace().count();
    count <= 6
        && !text.contains(": ")
        && any.iter().any(|w| {
            lower == *w || lower.strip_prefix(w).is_some_and(|rest| rest.starts_with(|c: char| !c.is_alphanumeric()))
        })
}

fn is_of_sponsor(text: &str) -> bool {
    const SAYS: &[&str] = &[
        "реклама",
        "на правах рекламы",
        "партнёрский материал",
        "партнерский материал",
        "sponsored",
        "sponsored content",
        "paid content",
        "partner content",
        "ad",
        "advert",
        "advertisement",
        "anzeige",
        "publicité",
    ];
    let label = text.split(':').next().unwrap_or(text).trim_end_matches(['.', ' ']);
    label.len() <= 60 && SAYS.contains(&label.to_lowercase().as_str())
}

/// Whether a block stands in a box of other articles, and isn't this one's "Read more".
fn leads_away(piece: &Piece<'_>, role: &Role, base: Around) -> bool {
    let boxed = piece.around.without(base).has(BOXES.without(Around::SHARE));
    boxed || matches!(role, Role::Furniture("teaser" | "embed")) && words(piece) > 4
}

/// What all blocks of an item stand in.
fn base_of(pieces: &[Piece<'_>]) -> Around {
    pieces.iter().map(|p| p.around).reduce(Around::shared).unwrap_or_default()
}

/// A block that is hardly more than a link to something else.
fn is_link_list(piece: &Piece<'_>) -> bool {
    let share = piece.linked * 10 / piece.text.len().max(1);
    share >= 9 && !is_prose(&piece.text)
        || share >= 6 && !ends_sentence(&piece.text) && (piece.kind == BlockKind::ListItem || !is_prose(&piece.text))
}

/// Where an entry begins that ends a block, and its name, `Region: Upper Lakes`: a word or two before a colon, and little behind it
/// that is no sentence.
fn entry(text: &str) -> Option<(usize, &str)> {
    let (before, value) = text.rsplit_once(':')?;
    let at = before.rfind(['.', '!', '?', '»', '”', '"']).map_or(0, |end| text.ceil_char_boundary(end + 1));
    let name = before.get(at..)?.trim_start();
    let few = |text: &str, most: usize| (1..=most).contains(&text.split_whitespace().count());
    let told = few(name, 3) && few(value, SIGNATURE) && !ends_sentence(value.trim_end());
    let named = name.starts_with(char::is_uppercase) && name.chars().all(|c| c.is_alphabetic() || c == ' ');
    (told && named).then_some((before.len() - name.len(), name))
}

/// `Posted by the Press Section on 17-Mar-2023 | Filed under …`
fn says_posted(text: &str) -> bool {
    const SAYS: &[&str] =
        &["posted", "publish", "filed", "added", "опубликован", "размещен", "размещён", "publié", "veröffentlicht"];
    let lower = text.to_lowercase();
    SAYS.iter().any(|word| lower.contains(word))
}

/// `Madam President,`, `Dear colleagues!`, `We answer questions on the bridge:`
fn leads_in(text: &str) -> bool {
    let count = text.split_whitespace().count();
    text.starts_with(char::is_uppercase)
        && (count >= 2 && text.ends_with([',', '!']) || count >= 4 && text.ends_with(':'))
}

fn is_bold(piece: &Piece<'_>) -> bool {
    piece.path.ends_with(">b") || piece.path.ends_with(">strong")
}

fn words(piece: &Piece<'_>) -> usize {
    piece.text.split_whitespace().count()
}

/// Whether a text names more than one date: a list in it, not an item.
pub(super) fn dates_in(begins: &[Option<Begin>], range: &Range<usize>) -> usize {
    range.clone().filter(|&at| begins[at].is_some()).count()
}
