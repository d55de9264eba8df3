//! Paragraphs of a text with menus → verdicts and articles.
//!
//! A saved text has no markup, so a paragraph is judged by what it says ([`crate::furniture`]) and by where it stands: the headline
//! is the last line like a headline before the prose begins; what follows the headline up to an end mark is the text; what follows
//! an end mark is furniture; lines of the form `date – title` begin items of their own.

use super::items::{Item, Lines};
use super::paragraphs::Paragraph;
use crate::dates::{Order, Stamp, first_date, scan};
use crate::furniture::{LONGEST_TITLE, byline, ends_article, ends_sentence, furniture, is_date_line, is_prose};
use crate::meta::language;
use crate::{
    Article, Block, BlockKind, Capture, Note, Page, PageConfig, Precision, Published, Sourced, Verdict, assemble,
};
use std::collections::HashSet;

/// Bytes below which the one paragraph above items isn't an article.
const LEAST_ARTICLE: usize = 300;

/// Fewer lines `date – title` than this are no list of items.
const FEWEST_ITEMS: usize = 3;

/// The date that begins an item lies in so many bytes.
const ITEM_DATE: usize = 80;

/// Lines before the prose that are looked at for the headline, nearest first.
const HEAD_LINES: usize = 400;

/// Takes a text with menus apart.
pub(crate) fn page(paragraphs: Vec<Paragraph>, capture: &Capture, config: &PageConfig) -> Page {
    let mut layout = Layout::new(&paragraphs);
    layout.say_what_they_are();
    let latest = latest_day(capture, config);
    let items = layout.find_items(capture, latest);
    let main_end = items.first().map_or(paragraphs.len(), |item| item.head);
    layout.find_title(main_end);
    layout.mark_main(main_end);
    layout.mark_items(&items);
    let verdicts = std::mem::take(&mut layout.verdicts);
    let facts = Facts { title: layout.title, latest, paragraphs: &paragraphs };
    let mut blocks: Vec<Block> = Vec::with_capacity(paragraphs.len());
    for (at, (paragraph, verdict)) in paragraphs.iter().zip(verdicts).enumerate() {
        let from = items.iter().find(|item| item.body == at).map_or(0, |item| item.from);
        let (date, words) = paragraph.text.split_at(paragraph.text.floor_char_boundary(from));
        if let Some(part) = part_of(&verdict).filter(|_| !date.is_empty()) {
            let line =
                Block { text: date.trim().to_owned(), ..block(paragraph, Verdict::Meta { part, why: "date-line" }) };
            blocks.push(line);
        }
        blocks.push(Block { text: words.to_owned(), ..block(paragraph, verdict) });
    }
    let mut articles = vec![facts.main(capture, &blocks)];
    for (part, item) in (1..).zip(&items) {
        articles.push(facts.item(capture, &blocks, part, item));
    }
    let outlet = facts.outlet(&blocks);
    for article in &mut articles {
        article.outlet = outlet.clone();
        article.language = language::of_text(article.text.as_str());
        if article.part == 0 {
            article.url = capture.url.clone().map(|url| Sourced::new(url, "address"));
        }
    }
    crate::meta::carriers::fill(&mut articles, &blocks);
    Page { blocks, articles, hindrance: None }
}

/// No date after this day is believed.
fn latest_day(capture: &Capture, config: &PageConfig) -> Option<jiff::civil::Date> {
    let fetched = capture.fetched_at.map(|at| at.to_zoned(jiff::tz::TimeZone::UTC).date());
    [fetched, config.today].into_iter().flatten().min().map(|d| d.tomorrow().unwrap_or(d))
}

/// The article that a block belongs to.
fn part_of(verdict: &Verdict) -> Option<u32> {
    match verdict {
        Verdict::Text { part, .. } | Verdict::Meta { part, .. } => Some(*part),
        Verdict::Furniture { .. } => None,
    }
}

fn block(paragraph: &Paragraph, verdict: Verdict) -> Block {
    let text = paragraph.text.clone();
    let kind = match verdict {
        Verdict::Meta { why: "title", .. } => BlockKind::Heading,
        Verdict::Text { why: "subheading", .. } => BlockKind::Heading,
        _ if text.starts_with(['•', '▪']) || text.starts_with("- ") || text.starts_with("* ") => {
            BlockKind::ListItem
        }
        _ => BlockKind::Paragraph,
    };
    Block { kind, text, path: format!("line {}", paragraph.line), source: Some(paragraph.span), verdict, address: None }
}

struct Layout<'a> {
    paragraphs: &'a [Paragraph],
    verdicts: Vec<Verdict>,
    /// Whether each has its verdict for good.
    settled: Vec<bool>,
    title: Option<usize>,
    /// The names in the breadcrumb.
    crumbs: Vec<&'a str>,
}

impl<'a> Layout<'a> {
    fn new(paragraphs: &'a [Paragraph]) -> Layout<'a> {
        let verdicts = vec![Verdict::Furniture { why: "menu" }; paragraphs.len()];
        Layout { paragraphs, verdicts, settled: vec![false; paragraphs.len()], title: None, crumbs: Vec::new() }
    }

    fn text(&self, at: usize) -> &'a str {
        &self.paragraphs[at].text
    }

    fn furnish(&mut self, at: usize, why: &'static str) {
        self.settle(at, Verdict::Furniture { why });
    }

    fn settle(&mut self, at: usize, verdict: Verdict) {
        self.verdicts[at] = verdict;
        self.settled[at] = true;
    }

    /// Settles the lines that are furniture by what they say, and the labels and dates beside them.
    fn say_what_they_are(&mut self) {
        for at in 0..self.paragraphs.len() {
            if let Some(why) = furniture(self.text(at)) {
                self.furnish(at, why);
                if why == "breadcrumb" && self.crumbs.is_empty() {
                    self.crumbs = crumbs(self.text(at));
                }
            }
        }
        for at in 0..self.paragraphs.len() {
            let beside = |why: &str| {
                [at.checked_sub(1), Some(at + 1)]
                    .into_iter()
                    .flatten()
                    .any(|i| matches!(self.verdicts.get(i), Some(Verdict::Furniture { why: w }) if *w == why && self.settled[i]))
            };
            // `25 January 2022` above `Moscow: 01:18` is the page's own clock, not the article's date.
            if !self.settled[at] && is_date_line(self.text(at)) && beside("clock") {
                self.furnish(at, "clock");
            }
            // `Consular queries:` above a telephone number.
            let label = self.text(at).trim_end().ends_with(':') && self.text(at).split_whitespace().count() <= 6;
            let next_is_furniture = self.settled.get(at + 1) == Some(&true) || at + 1 == self.paragraphs.len();
            if !self.settled[at] && label && next_is_furniture {
                self.furnish(at, "label");
            }
        }
    }

    /// The items that the text holds. A list of their headlines without texts is a list of links, wherever it stands.
    fn find_items(&mut self, capture: &Capture, latest: Option<jiff::civil::Date>) -> Vec<Item> {
        let why = |at: usize| match self.verdicts[at] {
            Verdict::Furniture { why } if self.settled[at] => Some(why),
            _ => None,
        };
        let furniture = (0..self.paragraphs.len()).map(why).collect();
        let fetched = capture.fetched_at.map(|at| at.to_zoned(jiff::tz::TimeZone::UTC).date());
        let (items, bare) = Lines { paragraphs: self.paragraphs, furniture, fetched, latest }.items();
        if bare.len() >= FEWEST_ITEMS {
            let held = |at: usize| items.iter().any(|item| (item.head..item.end).contains(&at));
            for item in bare.iter().filter(|item| !held(item.head)) {
                (item.head..item.body).for_each(|at| self.furnish(at, "link-list"));
            }
        }
        items
    }

    /// The headline: a line that is repeated or ends the breadcrumb; else the last line like a headline before the prose.
    fn find_title(&mut self, main_end: usize) {
        let first_prose = (0..main_end).find(|&at| !self.settled[at] && is_prose(self.text(at))).unwrap_or(main_end);
        let head = first_prose.saturating_sub(HEAD_LINES);
        let candidates: Vec<usize> =
            (head..first_prose).filter(|&at| !self.settled[at] && self.like_a_title(at)).collect();
        let repeated = candidates.iter().copied().find(|&at| self.is_repeated(at, first_prose));
        let chosen = repeated.or_else(|| {
            let long = |at: &&usize| self.words(**at) >= 4;
            let last = candidates
                .iter()
                .rev()
                .find(long)
                .or(candidates.last().filter(|at| self.near_prose(**at, first_prose)))?;
            // A headline and its standfirst: the longer second line explains the first.
            let above = candidates.iter().rev().skip_while(|at| *at != last).nth(1).filter(long);
            let explained = above.filter(|above| **above + 1 == *last && self.words(**above) < self.words(*last));
            Some(*explained.unwrap_or(last))
        });
        self.title = chosen;
        let Some(title) = chosen else { return };
        for at in head..first_prose {
            if self.text(at) == self.text(title) {
                self.settle(at, Verdict::Meta { part: 0, why: "title" });
                self.title = Some(at);
            }
        }
    }

    fn words(&self, at: usize) -> usize {
        self.text(at).split_whitespace().count()
    }

    /// Whether nothing that is neither date nor byline stands between a short line and the prose.
    fn near_prose(&self, at: usize, first_prose: usize) -> bool {
        self.words(at) >= 2 || at + 1 == first_prose
    }

    fn like_a_title(&self, at: usize) -> bool {
        let text = self.text(at);
        let bare = text.trim_end_matches(|c: char| "\"'”’»“)".contains(c));
        let ends_open = bare.ends_with([':', ',', ';', '.', '…']);
        let capital = text.chars().find(|c| c.is_alphabetic()).is_some_and(|c| c.is_uppercase() || !c.is_lowercase());
        // "Share this:" heads a row of buttons.
        let row = at.checked_sub(1).is_some_and(|above| self.text(above).ends_with(':') && self.words(above) <= 3);
        let lower = text.to_lowercase();
        let posted = ["posted ", "published ", "updated ", "опубликовано ", "обновлено "];
        !row && !posted.iter().any(|word| lower.starts_with(word))
            && !ends_open
            && capital
            && self.words(at) <= LONGEST_TITLE
            && !is_date_line(text)
            && byline(text).is_none()
    }

    fn is_repeated(&self, at: usize, first_prose: usize) -> bool {
        let text = self.text(at);
        self.words(at) >= 3
            && (first_prose.saturating_sub(HEAD_LINES)..first_prose)
                .any(|i| i != at && (self.text(i) == text || self.text(i).ends_with(text) && self.settled[i]))
    }

    /// Gives the paragraphs of the main article their verdicts.
    fn mark_main(&mut self, main_end: usize) {
        let start = match self.title {
            Some(title) => title + 1,
            None => (0..main_end).find(|&at| !self.settled[at] && is_prose(self.text(at))).unwrap_or(main_end),
        };
        // Beside items, lines that are no prose are the site's own, and one short paragraph introduces the list.
        let prose = (start..main_end).filter(|&at| !self.settled[at] && is_prose(self.text(at)));
        let (count, bytes) = prose.fold((0, 0), |(count, bytes), at| (count + 1, bytes + self.text(at).len()));
        let is_article = count > 1 || bytes >= LEAST_ARTICLE;
        let end = if is_article || main_end == self.paragraphs.len() { self.text_end(start, main_end) } else { start };
        let mut begun = false;
        for at in start..end {
            if self.settled[at] {
                continue;
            }
            let text = self.text(at);
            let verdict = match () {
                () if !begun && is_date_line(text) => Verdict::Meta { part: 0, why: "date-line" },
                () if !begun && byline(text).is_some() => Verdict::Meta { part: 0, why: "byline" },
                () if !begun && self.is_caption(at, start, end) => Verdict::Furniture { why: "caption" },
                () if self.is_subheading(at, end) => Verdict::Text { part: 0, why: "subheading" },
                () => Verdict::Text { part: 0, why: "plain-paragraph" },
            };
            begun |= matches!(verdict, Verdict::Text { .. });
            self.settle(at, verdict);
        }
        for at in end..main_end {
            if !self.settled[at] {
                let why = if is_prose(self.text(at)) { self.why_after_the_end(at) } else { "menu" };
                self.furnish(at, why);
            }
        }
    }

    fn why_after_the_end(&self, at: usize) -> &'static str {
        if is_about_site(self.text(at)) { "about-site" } else { "teaser" }
    }

    /// One past the last paragraph of the text that begins at `start`.
    fn text_end(&self, start: usize, main_end: usize) -> usize {
        let prose = |at: &usize| !self.settled[*at] && is_prose(self.text(*at));
        let total: usize = (start..main_end).filter(prose).map(|at| self.text(at).len()).sum();
        let mut before = 0;
        let mut end = main_end;
        for at in start..main_end {
            let marks_end = self.is_end_mark(at, start);
            // Something that ends the article in its first third isn't its end.
            if marks_end && before * 3 > total {
                end = at;
                break;
            }
            before += if prose(&at) { self.text(at).len() } else { 0 };
        }
        let last_prose = (start..end).rev().find(|at| prose(at) && !is_about_site(self.text(*at)));
        let Some(last) = last_prose else { return if total == 0 { end } else { start } };
        let after_salutation = (last + 1..end).take_while(|&at| !self.settled[at] && self.closes(at)).last();
        self.without_foreign_tail(start, after_salutation.unwrap_or(last) + 1)
    }

    /// A short line that still belongs to the text before it: a signature under a letter, a verse, a spoken "Thank you."
    fn closes(&self, at: usize) -> bool {
        ends_sentence(self.text(at)) && !is_prose(self.text(at))
    }

    fn is_end_mark(&self, at: usize, start: usize) -> bool {
        match self.verdicts[at] {
            Verdict::Furniture { why: "credit" | "copyright" } if self.settled[at] => true,
            _ if self.settled[at] => false,
            _ => ends_article(self.text(at)) || at > start && self.is_signature(at),
        }
    }

    /// A short line that names the outlet, as the breadcrumb does.
    fn is_signature(&self, at: usize) -> bool {
        let text = self.text(at);
        self.words(at) <= 5 && !ends_sentence(text) && self.crumbs.iter().any(|crumb| crumb.starts_with(text))
    }

    /// Cuts off a last section that speaks of something else: a line like a headline and then at most two paragraphs that share hardly
    /// a word with what was said before.
    fn without_foreign_tail(&self, start: usize, end: usize) -> usize {
        let Some(heading) = (start + 1..end).rev().find(|&at| self.is_subheading(at, end)) else { return end };
        let tail: Vec<usize> = (heading + 1..end).filter(|&at| !self.settled[at]).collect();
        let body: HashSet<String> =
            (start..heading).filter(|&at| !self.settled[at]).flat_map(|at| content_words(self.text(at))).collect();
        let said: HashSet<String> = tail.iter().flat_map(|&at| content_words(self.text(at))).collect();
        let shared = said.iter().filter(|word| body.contains(*word)).count();
        let foreign = tail.len() <= 2 && body.len() >= 25 && said.len() >= 8 && shared * 10 < said.len();
        if foreign { heading } else { end }
    }

    /// A short line without an end mark, prose after it: the heading of a section.
    fn is_subheading(&self, at: usize, end: usize) -> bool {
        !self.settled[at]
            && self.words(at) <= 14
            && self.like_a_title(at)
            && (at + 1..end).find(|&i| !self.settled[i]).is_some_and(|i| is_prose(self.text(i)))
    }

    /// The words under the picture: glued to the first paragraph on a page that sets its paragraphs apart, and either the same words
    /// as that begins with or no sentence at all.
    fn is_caption(&self, at: usize, start: usize, end: usize) -> bool {
        let Some(next) = (at + 1 < end && at < start + 10 && self.paragraphs[at + 1].glued).then(|| self.text(at + 1))
        else {
            return false;
        };
        let apart = self.paragraphs[start..end].iter().filter(|p| !p.glued).count();
        let text = self.text(at);
        let same = text.split_whitespace().zip(next.split_whitespace()).take_while(|(a, b)| a == b).count();
        let verbless = !text.split_whitespace().any(|w| FINITE.contains(&w.to_lowercase().as_str()));
        apart * 2 > end - start
            && self.words(at) <= 30
            && is_prose(next)
            && (same >= 2 || verbless && self.words(at) <= 20)
    }

    fn mark_items(&mut self, items: &[Item]) {
        let Some(first) = items.first() else { return };
        for (part, item) in (1..).zip(items) {
            for at in item.body..item.end {
                if !self.settled[at] {
                    self.settle(at, Verdict::Text { part, why: "dated-item" });
                }
            }
            if item.dated >= item.head && item.dated < item.body {
                self.settle(item.dated, Verdict::Meta { part, why: "date-line" });
            }
            if let Some(titled) = item.titled {
                self.settle(titled, Verdict::Meta { part, why: "title" });
            }
        }
        for at in first.head..self.paragraphs.len() {
            if !self.settled[at] {
                let why = if is_prose(self.text(at)) { self.why_after_the_end(at) } else { "menu" };
                self.furnish(at, why);
            }
        }
    }
}

/// Verb forms that nearly every English or Russian sentence of a report has one of, and a caption seldom has.
const FINITE: [&str; 22] = [
    "is",
    "are",
    "was",
    "were",
    "has",
    "have",
    "had",
    "said",
    "says",
    "will",
    "would",
    "can",
    "could",
    "did",
    "does",
    "do",
    "told",
    "been",
    "сказал",
    "сказала",
    "заявил",
    "был",
];

/// Words that carry the subject: five letters at least, or a capital inside the sentence, without their last letters, so that forms
/// of one word meet.
fn content_words(text: &str) -> impl Iterator<Item = String> + '_ {
    text.split(|c: char| !c.is_alphanumeric()).filter_map(|word| {
        let letters = word.chars().count();
        let name = word.starts_with(char::is_uppercase) && letters >= 3;
        (letters >= 5 || name)
            .then(|| word.to_lowercase().chars().take(if letters > 6 { letters - 2 } else { letters }).collect())
    })
}

/// Whether a paragraph at the end of a page speaks of the site itself: what it is and what it does, in the voice of its makers.
fn is_about_site(text: &str) -> bool {
    const SAYS: &[&str] = &[
        "report the news",
        "reports the news",
        "we provide",
        "our journalists",
        "our newsletter",
        "our website",
        "our readers",
        "news agency",
        "nonprofit",
        "non-profit",
        "independent media",
        "independent news",
        "is an independent",
        "subscribe",
        "all rights reserved",
        "founded in",
        "uncensored news",
        "our mission",
        "our team",
        "our editorial",
        "funded by",
        "media outlet",
        "news website",
        "news outlet",
        "news site",
        "follow us",
        "terms of use",
        "cookies",
        "это независимое",
        "информационное агентство",
        "редакция",
        "наша редакция",
        "использование материалов",
        "сетевое издание",
        "наши журналисты",
        "мы рассказываем",
        "views expressed",
        "do not necessarily reflect",
    ];
    let lower = text.to_lowercase();
    let said = SAYS.iter().filter(|s| lower.contains(**s)).count();
    said >= 2
}

fn crumbs(text: &str) -> Vec<&str> {
    const BETWEEN: [&str; 6] = [" / ", " > ", " » ", " › ", " → ", " :: "];
    let between = BETWEEN.iter().max_by_key(|b| text.matches(**b).count()).copied().unwrap_or(" / ");
    text.split(between)
        .map(|c| c.trim_matches(|c: char| c.is_whitespace() || "/>»›→:".contains(c)))
        .filter(|c| !c.is_empty())
        .collect()
}

/// What the page says of its articles.
struct Facts<'a> {
    title: Option<usize>,
    latest: Option<jiff::civil::Date>,
    paragraphs: &'a [Paragraph],
}

impl Facts<'_> {
    fn line(&self, at: usize) -> String {
        format!("line {}", self.paragraphs[at].line)
    }

    fn believed(&self, stamp: &Stamp) -> bool {
        self.latest.is_none_or(|latest| stamp.date() <= latest)
    }

    fn main(&self, capture: &Capture, blocks: &[Block]) -> Article {
        let mut article = assemble::article(&capture.id, 0, blocks);
        article.title = self.title.map(|at| Sourced::new(self.paragraphs[at].text.as_str(), self.line(at)));
        article.published = self.published(blocks);
        for block in blocks {
            match block.verdict {
                Verdict::Meta { part: 0, why: "byline" } => {
                    let names = byline(&block.text).unwrap_or(&block.text);
                    article.authors.extend(
                        crate::meta::authors::names(names).into_iter().map(|n| Sourced::new(n, block.path.as_str())),
                    );
                }
                Verdict::Furniture { why: "credit" } => {
                    article.notes.push(Note::new("credit", format!("The page credits others: \"{}\"", block.text)));
                }
                _ => {}
            }
        }
        article
    }

    /// The date in the headline, else the line that dates the article, else the dateline that its text begins with.
    fn published(&self, blocks: &[Block]) -> Option<Published> {
        let full = |text: &str| {
            scan(text, Order::DayFirst).into_iter().rfind(|s| s.stamp.day.is_some() && self.believed(&s.stamp))
        };
        if let Some(seen) = self.title.and_then(|at| full(&self.paragraphs[at].text)) {
            return Some(seen.stamp.published("title"));
        }
        let dated =
            blocks.iter().filter(|b| matches!(b.verdict, Verdict::Meta { part: 0, why: "date-line" | "byline" }));
        for block in dated {
            if let Some(seen) = first_date(&block.text, Order::DayFirst).filter(|s| self.believed(&s.stamp)) {
                return Some(seen.stamp.published(block.path.as_str()));
            }
        }
        let lead = blocks.iter().find(|b| matches!(b.verdict, Verdict::Text { part: 0, .. }))?;
        let head = &lead.text[..lead.text.floor_char_boundary(ITEM_DATE)];
        let seen = first_date(head, Order::DayFirst).filter(|s| self.believed(&s.stamp) && s.range.end <= 60)?;
        let after = lead.text[seen.range.end..].trim_start();
        let dateline = after.starts_with(['.', '—', '–', '-', '(', '/']) || after.starts_with("г.");
        dateline.then(|| seen.stamp.published(lead.path.as_str()))
    }

    fn item(&self, capture: &Capture, blocks: &[Block], part: u32, item: &Item) -> Article {
        let mut article = assemble::article(&capture.id, part, blocks);
        let line = item.titled.map_or_else(String::new, |at| self.line(at));
        article.title = item.title.as_ref().map(|title| Sourced::new(title.as_str(), line));
        let stamp = item.stamp.as_ref().filter(|stamp| stamp.precision() >= Precision::Day);
        article.published = stamp.map(|stamp| stamp.published(self.line(item.dated)));
        let text = article.text.as_str();
        article.url = item.address.as_ref().map(|url| Sourced::new(url.as_str(), "address under the item"));
        article.partial = item.leads_on || text.ends_with('…') || text.ends_with("...") || text.ends_with("[…]");
        article
    }

    /// The breadcrumb's first name that isn't "home", or the first words of what the site says of itself, or its copyright line.
    fn outlet(&self, blocks: &[Block]) -> Option<Sourced<String>> {
        let furniture = |wanted: &str| {
            blocks
                .iter()
                .filter(move |b| matches!(b.verdict, Verdict::Furniture { why } if why == wanted))
                .collect::<Vec<_>>()
        };
        for block in furniture("breadcrumb") {
            let names = crumbs(&block.text);
            let home =
                ["home", "главная", "start", "startseite", "accueil", "inicio", "homepage", "main page", "головна"];
            let section = [
                "news",
                "новости",
                "world",
                "politics",
                "press",
                "articles",
                "archive",
                "press releases",
                "опросы",
                "events",
            ];
            let title = self.title.map(|t| self.paragraphs[t].text.as_str());
            let named = names.iter().find(|c| !home.contains(&c.to_lowercase().as_str())).filter(|c| {
                names.len() >= 3
                    && !section.contains(&c.to_lowercase().as_str())
                    && title != Some(**c)
                    && c.split_whitespace().count() >= 2
            });
            if let Some(name) = named {
                return Some(Sourced::new(*name, block.path.as_str()));
            }
        }
        for block in furniture("copyright") {
            if let Some(name) = crate::meta::outlet::of_copyright(&block.text) {
                return Some(Sourced::new(name, block.path.as_str()));
            }
        }
        for block in furniture("about-site") {
            let words: Vec<&str> =
                block.text.split_whitespace().take_while(|w| w.starts_with(char::is_uppercase)).collect();
            if (1..=5).contains(&words.len()) && !["We", "Our", "The", "This", "All"].contains(&words[0]) {
                return Some(Sourced::new(words.join(" ").trim_end_matches([',', '.']), block.path.as_str()));
            }
        }
        None
    }
}
