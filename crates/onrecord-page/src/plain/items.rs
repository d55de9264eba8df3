//! Items of a text file: digests, newsletters, notices, tickers.
//!
//! Takes the paragraphs and what is known to be furniture, gives the items, none if there are none. A list repeats one way of beginning an
//! item three times at least: a date and a headline in one line, a time and a headline below a line with the day, a date above or
//! below a headline, a date or time right before the text. What is told in the order of a chronicle (oldest first, by days) is one article.

use super::paragraphs::Paragraph;
use crate::dates::said::{When, begins, with_year};
use crate::dates::{Order, Stamp, first_date};
use crate::furniture::{LONGEST_TITLE, dated_headline, ends_article, ends_sentence, is_date_line, is_prose};
use jiff::civil::Date;

/// Fewer items than this are no list.
const FEWEST: usize = 3;

/// Paragraphs within which a speaker has another turn.
const NEAR_TURNS: usize = 8;

/// A headline without a date, between dated ones, has at most so many words.
const SHORT_TITLE: usize = 14;

/// An item and the paragraphs under it.
#[derive(Clone, Debug)]
pub(super) struct Item {
    /// The paragraph that begins it.
    pub(super) head: usize,
    /// The paragraph that holds the title, where it has one.
    pub(super) titled: Option<usize>,
    pub(super) title: Option<String>,
    /// Its first paragraph of text, and the byte at which the text begins there, behind date or time.
    pub(super) body: usize,
    pub(super) from: usize,
    /// One past its last paragraph.
    pub(super) end: usize,
    /// The address printed under it, and whether that is said to lead to the whole of it.
    pub(super) address: Option<String>,
    pub(super) leads_on: bool,
    pub(super) stamp: Option<Stamp>,
    /// The paragraph that says its date.
    pub(super) dated: usize,
}

/// What a list is found from.
pub(super) struct Lines<'a> {
    pub(super) paragraphs: &'a [Paragraph],
    /// Why each paragraph is furniture, if it is.
    pub(super) furniture: Vec<Option<&'static str>>,
    /// The day on which the file was fetched, and the last day that is believed.
    pub(super) fetched: Option<Date>,
    pub(super) latest: Option<Date>,
}

/// How an item begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    /// `23.01.2022 - A headline`, `20:41 A headline`.
    DatedTitle,
    /// A date, a headline below it.
    DateTitle,
    /// A headline, a date below it.
    TitleDate,
    /// `12.05.2020 The ministry …`, `20:41 The ministry …`.
    DatedText,
    /// A headline; the day stands above several.
    Title,
    /// A date alone, the text right below it.
    DateText,
    /// A headline that a date ends, mostly in brackets: `Ferry talks resume (13 March)`.
    TitleWithDate,
}

const WAYS: [Way; 7] =
    [Way::DatedTitle, Way::DateTitle, Way::TitleDate, Way::DatedText, Way::Title, Way::DateText, Way::TitleWithDate];

impl<'a> Lines<'a> {
    /// The items, and the heads of items without a text, which are links.
    pub(super) fn items(&self) -> (Vec<Item>, Vec<Item>) {
        let begun: Vec<Option<(When, usize)>> = (0..self.paragraphs.len()).map(|at| self.begun(at)).collect();
        let lists = WAYS.map(|way| self.list(way, &begun));
        let bare = lists[0].1.iter().chain(&lists[1].1).cloned().collect();
        let best =
            lists.into_iter().map(|(items, _)| items).reduce(|a, b| if covered(&b) > covered(&a) { b } else { a });
        (best.unwrap_or_default(), bare)
    }

    fn text(&self, at: usize) -> &'a str {
        self.paragraphs.get(at).map_or("", |p| p.text.as_str())
    }

    /// What a paragraph begins with, if that is when. A line with a time may look like a clock.
    fn begun(&self, at: usize) -> Option<(When, usize)> {
        if self.furniture[at].is_some_and(|why| why != "clock") {
            return None;
        }
        let text = self.text(at);
        let bare = text.trim_start_matches(['*', '•', '▪', '–', '—', '-', ' ']);
        let (when, end) = begins(bare, self.fetched, Order::DayFirst)?;
        Some((when, text.len() - bare.len() + end))
    }

    /// The words behind what a paragraph begins with: their first byte.
    fn words_from(&self, at: usize, end: usize) -> usize {
        let text = self.text(at);
        let rest = text.get(end..).unwrap_or("");
        text.len() - rest.trim_start_matches(|c: char| c.is_whitespace() || "-–—|:•·/,.".contains(c)).len()
    }

    fn is_day(&self, at: usize, begun: &[Option<(When, usize)>]) -> bool {
        let Some((When::Day(_) | When::NoYear(..), end)) = begun.get(at).and_then(Option::as_ref) else {
            return self.furniture.get(at) == Some(&None) && is_date_line(self.text(at));
        };
        self.words_from(at, *end) >= self.text(at).len() || is_date_line(self.text(at))
    }

    /// A headline by its looks: short, and no sentence ends it.
    fn is_title(&self, at: usize, begun: &[Option<(When, usize)>]) -> bool {
        let text = self.text(at);
        let words = text.split_whitespace().count();
        let begins = text.chars().find(|c| c.is_alphanumeric()).is_some_and(|c| !c.is_lowercase());
        self.furniture.get(at) == Some(&None)
            && (1..=LONGEST_TITLE).contains(&words)
            && text.contains(char::is_alphabetic)
            && begins
            && !is_prose(text)
            && !text.ends_with([':', ',', ';', '…'])
            && (!ends_sentence(text) || text.ends_with(['?', '!']))
            && !self.is_day(at, begun)
            && !ends_article(text)
            && !self.is_turn(at)
    }

    /// `Question: When?`: what a speaker says whose name begins another paragraph near by.
    fn is_turn(&self, at: usize) -> bool {
        let speaker = |text: &'a str| text.split_once(": ").map(|(name, _)| name);
        let Some(name) = speaker(self.text(at)).filter(|name| name.split_whitespace().count() <= 4) else {
            return false;
        };
        let near = at.saturating_sub(NEAR_TURNS)..(at + NEAR_TURNS + 1).min(self.paragraphs.len());
        near.into_iter().any(|other| other != at && speaker(self.text(other)) == Some(name))
    }

    fn is_text(&self, at: usize) -> bool {
        // `5 April 2024 г.` ends as a sentence does.
        self.furniture.get(at) == Some(&None)
            && !is_date_line(self.text(at))
            && (is_prose(self.text(at))
                || ends_sentence(self.text(at)) && self.text(at).split_whitespace().count() >= 3)
    }

    /// The items that begin in one way, and those that have no text.
    fn list(&self, way: Way, begun: &[Option<(When, usize)>]) -> (Vec<Item>, Vec<Item>) {
        let mut day: Option<(usize, Stamp)> = None;
        let mut days = 0;
        let mut heads: Vec<Item> = Vec::new();
        for at in 0..self.paragraphs.len() {
            if self.is_day(at, begun) && !self.beside_clock(at) {
                let stamp = begun[at].as_ref().and_then(|(when, _)| self.stamp(when, None));
                let stamp = stamp.or_else(|| first_date(self.text(at), Order::DayFirst).map(|seen| seen.stamp));
                days += usize::from(stamp.is_some());
                day = stamp.map(|stamp| (at, stamp)).or(day);
            }
            if let Some(item) = self.head(way, at, begun, day.as_ref()) {
                heads.push(item);
            }
        }
        if way == Way::Title && days < 2 {
            return (Vec::new(), Vec::new());
        }
        let dated = heads.iter().filter(|item| item.stamp.is_some()).count();
        if dated < FEWEST {
            return (Vec::new(), Vec::new());
        }
        if matches!(way, Way::DatedTitle | Way::DateTitle | Way::TitleDate | Way::TitleWithDate) {
            self.add_undated(&mut heads, begun);
        }
        let ends: Vec<usize> = heads.iter().skip(1).map(|item| item.head).collect();
        for (i, item) in heads.iter_mut().enumerate() {
            item.end = match ends.get(i) {
                Some(&end) => self.end(item.body, end, begun),
                None => self.last_end(item.body),
            };
        }
        let nexts: Vec<usize> = ends.iter().copied().chain([self.paragraphs.len()]).collect();
        for (item, next) in heads.iter_mut().zip(nexts) {
            self.find_address(item, next.min(item.end + 3));
        }
        let has_text = |item: &Item| item.from > 0 || (item.body..item.end).any(|at| self.is_text(at));
        let (items, bare): (Vec<Item>, Vec<Item>) = heads.into_iter().partition(has_text);
        let full = items.iter().filter(|item| item.stamp.is_some()).count();
        let is_list = full >= FEWEST && full * 3 >= items.len() * 2 && !self.is_chronicle(way, &items);
        (if is_list { items } else { Vec::new() }, bare)
    }

    /// An item that begins at a paragraph in this way.
    fn head(&self, way: Way, at: usize, begun: &[Option<(When, usize)>], day: Option<&(usize, Stamp)>) -> Option<Item> {
        let item = |titled: Option<usize>, title: Option<&str>, body: usize, dated: usize, stamp: Option<Stamp>| Item {
            head: at,
            titled,
            title: title.map(|t| t.trim().to_owned()).filter(|t| !t.is_empty()),
            body,
            from: 0,
            end: body,
            address: None,
            leads_on: false,
            stamp: stamp.filter(|s| self.believed(s)),
            dated,
        };
        let own = || self.stamp(&begun[at].as_ref()?.0, day.map(|(_, stamp)| stamp));
        match way {
            Way::DatedTitle => {
                if self.furniture[at].is_none()
                    && let Some((stamp, title)) =
                        dated_headline(self.text(at), Order::DayFirst).filter(|(_, t)| !t.is_empty())
                {
                    let short = !is_prose(title) || self.is_text(at + 1);
                    return short.then(|| item(Some(at), Some(title), at + 1, at, Some(stamp)));
                }
                let (when, end) = begun[at].as_ref()?;
                let title = self.text(at).get(self.words_from(at, *end)..)?;
                let words = title.split_whitespace().count();
                let capital = title.starts_with(|c: char| c.is_uppercase() || c.is_numeric() || "«“\"„‘'".contains(c));
                let fits = matches!(when, When::Hours(..)) || title.len() + end + 1 < self.text(at).len();
                let short =
                    (1..=LONGEST_TITLE).contains(&words) && (!ends_sentence(title) || title.ends_with(['?', '!']));
                (capital && fits && short && self.is_text(at + 1))
                    .then(|| item(Some(at), Some(title), at + 1, at, own()))
            }
            Way::DateTitle => {
                let below = at + 1;
                let titled = self.is_day(at, begun) && self.is_title(below, begun);
                let stamp = || own().or_else(|| first_date(self.text(at), Order::DayFirst).map(|seen| seen.stamp));
                titled.then(|| item(Some(below), Some(self.text(below)), below + 1, at, stamp()))
            }
            Way::TitleDate => {
                let below = at + 1;
                let dated = below < self.paragraphs.len()
                    && self.is_title(at, begun)
                    && (self.is_day(below, begun) || self.ends_in_date(below));
                let stamp = || {
                    first_date(self.text(below), Order::DayFirst)
                        .map(|s| s.stamp)
                        .or_else(|| self.stamp(&begun[below].as_ref()?.0, None))
                };
                dated.then(|| item(Some(at), Some(self.text(at)), below + 1, below, stamp()))
            }
            Way::DatedText => {
                let (_, end) = begun[at].as_ref()?;
                let from = self.words_from(at, *end);
                let text = self.text(at).get(from..)?;
                let reads = is_prose(text) || ends_sentence(text) && text.split_whitespace().count() >= 3;
                let apart = from > *end;
                (reads && apart).then(|| Item { from, body: at, ..item(None, None, at, at, own()) })
            }
            Way::Title => {
                let titled = self.is_title(at, begun) && self.is_text(at + 1);
                let (dated, stamp) = day.filter(|_| titled)?;
                Some(item(Some(at), Some(self.text(at)), at + 1, *dated, Some(stamp.clone())))
            }
            Way::TitleWithDate => {
                let (title, when) = self.tail(at)?;
                let stamp = self.stamp(&when, day.map(|(_, stamp)| stamp));
                self.is_text(at + 1).then(|| item(Some(at), Some(title), at + 1, at, stamp))
            }
            Way::DateText => {
                let alone = self.is_day(at, begun) && self.is_text(at + 1);
                let stamp = || own().or_else(|| first_date(self.text(at), Order::DayFirst).map(|seen| seen.stamp));
                alone.then(|| item(None, None, at + 1, at, stamp()))
            }
        }
    }

    /// A headline without the date that ends it.
    fn tail(&self, at: usize) -> Option<(&'a str, When)> {
        let text = self.text(at);
        let opens = text.rfind(['(', '[', ',', '–', '—', '|'])?;
        let bare = text[opens..].trim_start_matches(|c: char| !c.is_alphanumeric());
        let (when, end) = begins(bare, self.fetched, Order::DayFirst)?;
        let ends = bare[end..].chars().all(|c| !c.is_alphanumeric()) && !matches!(when, When::Hours(..));
        let title = text[..opens].trim_end();
        let fits = (1..=LONGEST_TITLE).contains(&title.split_whitespace().count()) && self.furniture[at].is_none();
        (ends && fits && title.contains(char::is_alphabetic)).then_some((title, when))
    }

    /// `Aldhaven Courier, 13 March 2024`: a short line that a date ends.
    fn ends_in_date(&self, at: usize) -> bool {
        let text = self.text(at);
        let ended = || first_date(text, Order::DayFirst).is_some_and(|seen| seen.range.end + 3 >= text.len());
        self.furniture[at].is_none() && text.split_whitespace().count() <= 12 && !ends_sentence(text) && ended()
    }

    /// Headlines without a date between dated ones, set apart by blank lines as those are.
    fn add_undated(&self, heads: &mut Vec<Item>, begun: &[Option<(When, usize)>]) {
        let (Some(first), Some(last)) = (heads.first().map(|i| i.body), heads.last().map(|i| i.head)) else { return };
        let between = |at: usize| {
            heads.iter().rev().find(|item| item.head < at).is_some_and(|item| (item.body..at).any(|i| self.is_text(i)))
        };
        let short = |at: usize| self.text(at).split_whitespace().count() <= SHORT_TITLE && !self.paragraphs[at].glued;
        let known = |at: usize| heads.iter().any(|item| item.head == at || item.titled == Some(at) || item.dated == at);
        let texts = (first..last).filter(|&at| self.is_text(at)).count();
        // Long items have headings of their own.
        if texts > heads.len() * 2 {
            return;
        }
        let found: Vec<Item> = (first..last)
            .filter(|&at| short(at) && !known(at) && self.is_title(at, begun) && self.is_text(at + 1) && between(at))
            .map(|at| Item {
                head: at,
                titled: Some(at),
                title: Some(self.text(at).to_owned()),
                body: at + 1,
                from: 0,
                end: at + 1,
                address: None,
                leads_on: false,
                stamp: None,
                dated: at,
            })
            .collect();
        heads.extend(found);
        heads.sort_by_key(|item| item.head);
    }

    /// Where the text of an item stops that may go on up to `end`: at an end mark, or at short lines with no text after them.
    fn end(&self, start: usize, end: usize, begun: &[Option<(When, usize)>]) -> usize {
        let stop =
            (start..end).find(|&at| ends_article(self.text(at)) || at > start && self.is_day(at, begun)).unwrap_or(end);
        (start..stop).rev().find(|&at| self.is_text(at)).map_or(start, |at| at + 1)
    }

    /// An address alone on a line under an item, perhaps behind "Read more:", is the item's.
    fn find_address(&self, item: &mut Item, next: usize) {
        for at in item.body..next {
            let text = self.text(at);
            let Some(start) = text.find("http://").or_else(|| text.find("https://")) else { continue };
            let (before, address) = text.split_at(start);
            let alone = !address.contains(char::is_whitespace) && before.split_whitespace().count() <= 4;
            if alone && item.address.is_none() && url::Url::parse(address).is_ok() {
                item.address = Some(address.to_owned());
                item.leads_on = before.contains(char::is_alphabetic);
                if at + 1 == item.end {
                    item.end = at;
                }
            }
        }
    }

    /// The last item ends at the first line behind its text that is none.
    fn last_end(&self, start: usize) -> usize {
        let mut end = start;
        for at in start..self.paragraphs.len() {
            if self.is_text(at) {
                end = at + 1;
            } else if end > start || ends_article(self.text(at)) {
                break;
            }
        }
        end.max(start)
    }

    /// Days told oldest first are a chronicle; times of one day may rise.
    fn is_chronicle(&self, way: Way, items: &[Item]) -> bool {
        let stamps: Vec<&Stamp> = items.iter().filter_map(|item| item.stamp.as_ref()).collect();
        let rising = stamps.windows(2).all(|w| w[0].date() <= w[1].date());
        let days = stamps.first().map(|s| s.date()) != stamps.last().map(|s| s.date());
        rising && days && way != Way::Title && stamps.iter().any(|s| s.time.is_none())
    }

    /// `25 January 2022` beside `Moscow: 01:18` is the page's own clock.
    fn beside_clock(&self, at: usize) -> bool {
        // `21:10 A headline` isn't.
        let told = |at: usize| self.begun(at).is_some_and(|(_, end)| self.words_from(at, end) < self.text(at).len());
        let clock = |at: usize| self.furniture.get(at).is_some_and(|why| *why == Some("clock")) && !told(at);
        self.furniture[at] == Some("clock") || clock(at + 1) || at > 0 && clock(at - 1)
    }

    fn believed(&self, stamp: &Stamp) -> bool {
        stamp.day.is_some() && self.latest.is_none_or(|latest| stamp.date() <= latest)
    }

    fn stamp(&self, when: &When, day: Option<&Stamp>) -> Option<Stamp> {
        match when {
            When::Day(stamp) => Some(stamp.clone()),
            When::NoYear(month, date, time) => {
                let latest = self.latest.or_else(|| Some(day?.date()))?;
                Some(Stamp { time: time.map(|(h, m)| (h, m, None)), ..with_year(*month, *date, latest)? })
            }
            When::Hours(hour, minute) => {
                let fetched = || self.fetched.and_then(|d| Stamp::day(d.year(), d.month(), d.day()));
                let day = day.cloned().or_else(fetched)?;
                Some(Stamp { time: Some((*hour, *minute, None)), zone: None, ..day })
            }
        }
    }
}

/// Paragraphs that items hold.
fn covered(items: &[Item]) -> usize {
    items.iter().map(|item| item.end - item.body + 1).sum::<usize>() + items.len()
}
