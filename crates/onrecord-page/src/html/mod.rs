//! HTML → a page: blocks with verdicts, the main article, the other dated items.

mod beside;
pub(crate) mod blocks;
mod container;
pub(crate) mod dom;
mod extract;
mod items;
mod mark;
pub(crate) mod names;

use crate::dates::{Order, Stamp, first_date, order_of, pick, scan::machine};
use crate::meta::{authors, carriers, head::Head, language, outlet, title};
use crate::{
    Article, Block, BlockKind, Capture, Note, Noted, Page, PageConfig, Sourced, Verdict, assemble, furniture, hindrance,
};
use blocks::{Piece, Walked};
use extract::How;
use names::Around;
use scraper::Html;
use std::collections::HashMap;

/// Whether a text is HTML: by what it holds; the media type it came with counts only where that says little.
pub(crate) fn is_html(text: &str, media_type: Option<&str>) -> bool {
    const TAGS: [&str; 16] = [
        "<p>", "<p ", "<div", "</div>", "</p>", "<a href", "</a>", "<br", "<span", "<h1", "<h2", "<table", "<meta ",
        "<title>", "<html", "<body",
    ];
    let head = text[..text.floor_char_boundary(64 * 1024)].to_ascii_lowercase();
    let start = head.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    let document = ["<!doctype html", "<html", "<head", "<body"];
    if document.iter().any(|tag| start.starts_with(tag) || head.contains(&format!("\n{tag}"))) {
        return true;
    }
    let seen = TAGS.iter().filter(|tag| head.contains(*tag)).count();
    let hinted = media_type.is_some_and(|m| m.contains("html"));
    seen >= 4 || (seen >= 1 && (hinted || start.starts_with('<')))
}

/// Takes an HTML page apart.
pub(crate) fn parse(source: &str, capture: &Capture, config: &PageConfig, mut notes: Vec<Note>) -> Noted<Page> {
    let html = dom::parse(source, &config.limits, &mut notes);
    let head = Head::of(&html);
    let mut walked = blocks::walk(&html);
    let (kept, how) = extract::main_blocks(&html, &walked, head.title.as_deref().unwrap_or(""), &mut notes);
    items::admit_teasers(&head, &mut walked);
    let mut sorted = Sorted::new(&walked.pieces, kept, how);
    let mut facts = Facts::of(&html, &head, &walked, &sorted.kept, capture, config);
    let items = items::find(&head, &walked, &sorted.kept, &facts);
    if !items.is_empty() {
        facts.of_lead(&head, &mut sorted, &items);
    }
    sorted.settle(&facts);
    sorted.give_to_items(&items);
    let blocks = sorted.blocks(&walked);
    let mut main = assemble::article(&capture.id, 0, &blocks);
    let base = facts.url.as_ref().and_then(|u| url::Url::parse(&u.value).ok());
    let outlet = facts.outlet.clone();
    facts.fill(&mut main);
    for block in blocks.iter().filter(|b| b.verdict == Verdict::Furniture { why: "credit" }) {
        main.notes.push(Note::new("credit", format!("The page credits others: \"{}\"", block.text)));
    }
    let mut articles = vec![main];
    for (part, item) in (1..).zip(items) {
        let mut article = assemble::article(&capture.id, part, &blocks);
        article.url =
            item.href.as_deref().and_then(|href| items::resolve(href, base.as_ref())).map(|u| Sourced::new(u, "link"));
        article.title = item.title.map(|title| Sourced::new(title, "item heading"));
        article.published = item.published;
        article.partial = item.partial;
        article.language = language::of_text(article.text.as_str()).or_else(|| articles[0].language.clone());
        article.outlet = outlet.clone();
        articles.push(article);
    }
    carriers::fill(&mut articles, &blocks);
    beside::fill(&mut articles, &blocks, &walked);
    let hindrance = hindrance::of(source, &head, &blocks);
    Noted { value: Page { blocks, articles, hindrance }, notes }
}

/// What the page says of its main article.
pub(crate) struct Facts {
    url: Option<Sourced<String>>,
    title: Option<Sourced<String>>,
    /// The block that shows it.
    title_at: Option<usize>,
    outlet: Option<Sourced<String>>,
    authors: Vec<Sourced<String>>,
    published: Option<crate::Published>,
    modified: Option<crate::Published>,
    lang: Option<Sourced<String>>,
    latest: Option<jiff::civil::Date>,
    /// The day on which the page was fetched.
    fetched: Option<jiff::civil::Date>,
    order: Order,
}

impl Facts {
    fn of(
        html: &Html,
        head: &Head,
        walked: &Walked<'_>,
        kept: &[bool],
        capture: &Capture,
        config: &PageConfig,
    ) -> Facts {
        let pieces = &walked.pieces;
        let url = address(head, capture);
        let host =
            url.as_ref().and_then(|u| url::Url::parse(&u.value).ok()).and_then(|u| u.host_str().map(str::to_owned));
        let first = kept.iter().position(|k| *k).unwrap_or(0);
        let mut headings: Vec<usize> = (0..pieces.len()).filter(|&at| pieces[at].level == 1).collect();
        headings.sort_by_key(|&at| at.abs_diff(first));
        let words: Vec<&str> = headings.iter().take(8).map(|&at| pieces[at].text.as_str()).collect();
        let outlet = outlet::pick(head, host.as_deref(), &words);
        let title = title::pick(head, &words, outlet.as_ref().map(|o| o.value.as_str()));
        let title_at = title.as_ref().and_then(|t| title_block(pieces, &headings, &t.value, first));
        let lang: Option<Sourced<String>> = head.lang.clone().map(|l| Sourced::new(l, "html lang")).or_else(|| {
            let (name, value) =
                head.first(&["og:locale", "content-language", "dc.language", "language", "inlanguage"])?;
            Some(Sourced::new(value, format!("meta {name}")))
        });
        let latest = latest_day(capture, config);
        let told = order_of(pieces.iter().map(|p| p.text.as_str()));
        let order = told.unwrap_or_else(|| order(lang.as_ref().map(|l| l.value.as_str()), host.as_deref()));
        let evidence = pick::Evidence {
            html,
            head,
            pieces,
            dated: &walked.dated,
            kept,
            title: title_at,
            url: url.as_ref().map(|u| u.value.as_str()),
            latest,
            order,
        };
        let (published, modified) = pick::pick(&evidence);
        let authors = authors::pick(head, pieces, title_at, first);
        let fetched = capture.fetched_at.map(|at| at.to_zoned(jiff::tz::TimeZone::UTC).date());
        Facts { url, title, title_at, outlet, authors, published, modified, lang, latest, fetched, order }
    }

    /// The day of the page: of its own date, else of its capture.
    fn day(&self) -> Option<Stamp> {
        let own = self.published.as_ref().and_then(|p| machine(&p.value, self.order));
        let own = own.map(|s| Stamp { time: None, zone: None, ..s });
        own.filter(|s| s.day.is_some()).or_else(|| self.fetched.and_then(|d| Stamp::day(d.year(), d.month(), d.day())))
    }

    /// On a page of many items the page's own title and clock say nothing of the text that stands before them: that text has the
    /// heading above it, the date in that heading or none, and begins there. Its address is the page's, if it is the home page.
    fn of_lead(&mut self, head: &Head, sorted: &mut Sorted<'_>, items: &[items::Item]) {
        let home =
            || url::Url::parse(head.canonical.as_deref()?).ok().filter(|u| matches!(u.scheme(), "http" | "https"));
        self.url = self.url.take().or_else(|| home().map(|url| Sourced::new(url, "link canonical")));
        if head.is_of_article() || self.published.as_ref().is_some_and(|p| p.evidence.starts_with("meta ")) {
            return;
        }
        let name = head.title.as_deref().filter(|t| t.split_whitespace().count() <= 16);
        self.outlet = self.outlet.take().or_else(|| name.map(|t| Sourced::new(t.trim(), "title")));
        let pieces = sorted.pieces;
        let apart = |at: &usize| !items.iter().any(|item| item.range.contains(at));
        let prose = |at: &usize| sorted.kept[*at] && furniture::is_prose(&pieces[*at].text);
        let Some(first) = (0..pieces.len()).find(|at| apart(at) && prose(at)) else { return };
        let headline = |at: &usize| {
            let words = pieces[*at].text.split_whitespace().count();
            (3..=30).contains(&words) && !furniture::ends_sentence(&pieces[*at].text) && pieces[*at].linked == 0
        };
        let above = || (first.saturating_sub(5)..first).rev();
        let heading = above().find(|&at| pieces[at].level > 0);
        let Some(at) = heading.or_else(|| (first.saturating_sub(5)..first).find(headline)) else { return };
        self.title = Some(Sourced::new(pieces[at].text.as_str(), "heading above the text"));
        self.title_at = Some(at);
        let dated = |at: usize| first_date(&pieces[at].text, self.order).map(|seen| seen.stamp);
        let believed = |d: &Stamp| self.latest.is_none_or(|latest| d.date() <= latest);
        let line = |at: &usize| pieces[*at].text.len() <= 120 && !furniture::ends_sentence(&pieces[*at].text);
        let marked = (at.saturating_sub(3)..at).rev().filter(|at| pieces[*at].around.has(Around::DATE) && apart(at));
        let beside = (at + 1..first).chain(marked).filter(line).find_map(dated).filter(believed);
        let beside = beside.map(|d| d.published("beside the heading"));
        self.published = dated(at).filter(believed).map(|d| d.published("title")).or(beside);
        self.modified = None;
        sorted.kept[..at].fill(false);
    }

    fn fill(self, article: &mut Article) {
        article.language = language::of_page(self.lang, article.text.as_str());
        article.url = self.url;
        article.title = self.title;
        article.outlet = self.outlet;
        article.authors = self.authors;
        article.published = self.published;
        article.modified = self.modified;
    }
}

/// The block that shows the headline: the heading nearest to the text that has its words.
fn title_block(pieces: &[Piece<'_>], headings: &[usize], title: &str, first: usize) -> Option<usize> {
    let same = |at: &usize| title::is_name_of(&pieces[*at].text, title) && pieces[*at].text.len() * 2 > title.len();
    headings.iter().copied().find(same).or_else(|| {
        let near = (0..(first + 10).min(pieces.len())).filter(same);
        near.min_by_key(|at| (pieces[*at].level == 0, at.abs_diff(first)))
    })
}

/// The article's address: what the page declares, else where it was fetched from or saved from.
fn address(head: &Head, capture: &Capture) -> Option<Sourced<String>> {
    let known = capture.url.as_deref().or(head.saved_from.as_deref());
    let base = known.and_then(|u| url::Url::parse(u).ok());
    let absolute = |href: &str| match url::Url::parse(href) {
        Ok(url) if matches!(url.scheme(), "http" | "https") => Some(url),
        Ok(_) => None,
        Err(_) => base.as_ref().and_then(|b| b.join(href).ok()),
    };
    // A page that names its home page as its canonical address says nothing of itself.
    let of_a_page = |url: &url::Url| {
        url.path().len() > 1 || url.query().is_some() || base.as_ref().is_some_and(|b| b.path() == url.path())
    };
    let declared =
        [(head.canonical.as_deref(), "link canonical"), (head.first(&["og:url"]).map(|(_, u)| u), "meta og:url")];
    for (href, evidence) in declared {
        if let Some(url) = href.and_then(absolute).filter(of_a_page) {
            return Some(Sourced::new(url, evidence));
        }
    }
    match (&capture.url, &head.saved_from) {
        (Some(url), _) => Some(Sourced::new(url.as_str(), "address")),
        (None, Some(url)) => Some(Sourced::new(url.as_str(), "comment saved from")),
        (None, None) => {
            let (_, url) = head.first(&["og:url", "twitter:url"])?;
            absolute(url).map(|u| Sourced::new(u, "meta og:url"))
        }
    }
}

/// No date after this day is believed: the day after the capture, since clocks differ, and no later than today.
fn latest_day(capture: &Capture, config: &PageConfig) -> Option<jiff::civil::Date> {
    let fetched = capture.fetched_at.map(|at| at.to_zoned(jiff::tz::TimeZone::UTC).date());
    [fetched, config.today].into_iter().flatten().min().map(|d| d.tomorrow().unwrap_or(d))
}

/// `3/4/2020` is the fourth of March in the United States and on pages that don't say where they are but are in English.
fn order(lang: Option<&str>, host: Option<&str>) -> Order {
    let lang = lang.unwrap_or("").to_ascii_lowercase().replace('_', "-");
    let elsewhere = host
        .is_some_and(|h| [".uk", ".au", ".nz", ".ie", ".in", ".za", ".sg", ".eu"].iter().any(|end| h.ends_with(end)));
    match lang.as_str() {
        "en-us" => Order::MonthFirst,
        "en" | ""
            if !elsewhere
                && host.is_some_and(|h| {
                    [".com", ".org", ".net", ".us", ".gov", ".edu"].iter().any(|end| h.ends_with(end))
                }) =>
        {
            Order::MonthFirst
        }
        _ => Order::DayFirst,
    }
}

/// Blocks on their way to a verdict.
struct Sorted<'a> {
    pieces: &'a [Piece<'a>],
    kept: Vec<bool>,
    how: How,
    verdicts: Vec<Verdict>,
    /// Blocks of which only these bytes are text.
    parts: HashMap<usize, std::ops::Range<usize>>,
}

impl<'a> Sorted<'a> {
    fn new(pieces: &'a [Piece<'a>], kept: Vec<bool>, how: How) -> Sorted<'a> {
        let verdicts = vec![Verdict::Furniture { why: "extractor-dropped" }; pieces.len()];
        Sorted { pieces, kept, how, verdicts, parts: HashMap::new() }
    }

    fn settle(&mut self, facts: &Facts) {
        for at in 0..self.pieces.len() {
            self.verdicts[at] = self.verdict(at, facts);
        }
        self.cut_labels();
        self.cut_tail();
        self.cut_links();
    }

    /// What stands before the first sentence of a text and is none itself: a section's name, who wrote it and when.
    fn cut_labels(&mut self) {
        let text = |v: &Verdict| matches!(v, Verdict::Text { .. });
        let texts: Vec<usize> = (0..self.pieces.len()).filter(|&at| text(&self.verdicts[at])).collect();
        let prose = |at: &&usize| furniture::is_prose(&self.pieces[**at].text);
        let Some(first) = texts.iter().position(|at| prose(&at)).filter(|first| *first <= 4) else { return };
        for &at in &texts[..first] {
            let piece = &self.pieces[at];
            let short = piece.level == 0 && piece.text.split_whitespace().count() <= 14;
            if !short || furniture::ends_sentence(&piece.text) {
                continue;
            }
            let dated = first_date(&piece.text, Order::DayFirst).is_some();
            self.verdicts[at] = match () {
                () if dated => Verdict::Meta { part: 0, why: "date-line" },
                () if furniture::byline(&piece.text).is_some() => Verdict::Meta { part: 0, why: "byline" },
                () if piece.around.has(Around::BYLINE.with(Around::DATE)) => Verdict::Meta { part: 0, why: "byline" },
                () if piece.text.split_whitespace().count() <= 3 => Verdict::Furniture { why: "label" },
                () => continue,
            };
        }
    }

    /// A list of headlines behind a text, each nothing but a link, leads to other texts; so does what stands over it.
    fn cut_links(&mut self) {
        let text = |v: &Verdict| matches!(v, Verdict::Text { .. });
        let behind: Vec<usize> = (0..self.pieces.len()).rev().filter(|&at| text(&self.verdicts[at])).collect();
        let linked = |at: &usize| self.pieces[*at].linked * 20 >= self.pieces[*at].text.len() * 19;
        let links = behind.iter().take_while(|at| linked(at)).count();
        if links < 2 || links == behind.len() {
            return;
        }
        let label = |at: &&usize| {
            self.pieces[**at].level > 0
                || self.pieces[**at].text.len() < 60 && !furniture::ends_sentence(&self.pieces[**at].text)
        };
        let over = behind[links..].iter().take(1).filter(label).count();
        for &at in &behind[..links + over] {
            self.verdicts[at] = Verdict::Furniture { why: "link-list" };
        }
    }

    /// What stands behind "Other news" or "Subscribe" at the end of a text, and isn't most of it, is the site's, not the article's.
    fn cut_tail(&mut self) {
        let length = |verdict: &Verdict, piece: &Piece<'_>| match verdict {
            Verdict::Text { .. } => piece.text.len(),
            _ => 0,
        };
        let all: usize = self.verdicts.iter().zip(self.pieces).map(|(v, p)| length(v, p)).sum();
        let mut before = 0;
        for at in 0..self.pieces.len() {
            let own = length(&self.verdicts[at], &self.pieces[at]);
            if own > 0 && before * 10 >= all * 7 && furniture::ends_article(&self.pieces[at].text) {
                let rest = self.verdicts[at..].iter_mut().filter(|v| matches!(v, Verdict::Text { .. }));
                rest.for_each(|v| *v = Verdict::Furniture { why: "after-the-end" });
                return;
            }
            before += own;
        }
    }

    fn verdict(&self, at: usize, facts: &Facts) -> Verdict {
        let piece = &self.pieces[at];
        let says = furniture::furniture(&piece.text);
        let is_title = Some(at) == facts.title_at
            || facts.title.as_ref().is_some_and(|t| t.value == piece.text && piece.level == 1);
        if is_title {
            return Verdict::Meta { part: 0, why: "title" };
        }
        if !self.kept[at] {
            let by_place = || match () {
                () if piece.around.has(Around::CAPTION) => "caption",
                () if piece.around.has(Around::NAV) => "menu",
                () if piece.around.has(Around::SHARE) => "share",
                () if piece.around.has(Around::NEWSLETTER) => "newsletter",
                () if piece.around.has(Around::COMMENTS) => "comments",
                () if piece.around.has(Around::RELATED) => "teaser",
                () if piece.linked * 10 >= piece.text.len() * 9 => "link-list",
                () => "extractor-dropped",
            };
            return Verdict::Furniture { why: says.unwrap_or_else(by_place) };
        }
        if let Some(why) = says {
            return Verdict::Furniture { why };
        }
        if facts.url.as_ref().is_some_and(|u| u.value == piece.text) {
            return Verdict::Furniture { why: "address" };
        }
        if piece.kind == BlockKind::Caption {
            return Verdict::Furniture { why: "caption" };
        }
        // Posts that an article shows are part of what it says; who wrote them is kept beside it.
        if piece.around.has(Around::EMBED) {
            return Verdict::Text { part: 0, why: "embed" };
        }
        let why = match self.how {
            How::Container => "container",
            How::Extractor => "extractor",
            How::Density => "density",
        };
        Verdict::Text { part: 0, why }
    }

    /// Blocks of items leave the main article. Where hardly anything of it is left, the page has no article but its items.
    fn give_to_items(&mut self, items: &[items::Item]) {
        for (part, item) in (1..).zip(items) {
            for at in item.range.clone() {
                self.verdicts[at] = match item.roles[at - item.range.start] {
                    items::Role::Title => Verdict::Meta { part, why: "title" },
                    items::Role::Date => Verdict::Meta { part, why: "date-line" },
                    items::Role::Text { from, to } => {
                        self.parts.insert(at, from..to);
                        Verdict::Text { part, why: "dated-item" }
                    }
                    items::Role::Furniture(why) => Verdict::Furniture { why },
                };
            }
        }
        if items.is_empty() {
            return;
        }
        let main = |v: &Verdict| matches!(v, Verdict::Text { part: 0, .. });
        let prose = |p: &Piece<'_>| furniture::is_prose(&p.text) && p.linked * 3 < p.text.len();
        let prose_in = |range: std::ops::Range<usize>| {
            let own = range.filter(|&at| main(&self.verdicts[at]) && prose(&self.pieces[at]));
            own.map(|at| self.pieces[at].text.len()).sum::<usize>()
        };
        let first = items.first().map_or(0, |item| item.range.start);
        let (before, after) = (prose_in(0..first), prose_in(first..self.pieces.len()));
        // An article that has ended where the items begin doesn't go on behind them.
        let (from, why) = match () {
            () if before + after < items::LEAST_ARTICLE => (0, "list-page"),
            () if before >= items::LEAST_ARTICLE && after * 2 <= before => (first, "after-items"),
            () => return,
        };
        self.verdicts[from..].iter_mut().filter(|v| main(v)).for_each(|v| *v = Verdict::Furniture { why });
        // The name of the list, right above it.
        let above = (0..first).rev().find(|&at| main(&self.verdicts[at]));
        if let Some(at) = above.filter(|&at| at + 3 >= first && !furniture::ends_sentence(&self.pieces[at].text)) {
            self.verdicts[at] = Verdict::Furniture { why: "label" };
        }
    }

    /// The blocks with their verdicts. One of which a part is text becomes up to three.
    fn blocks(self, walked: &Walked<'_>) -> Vec<Block> {
        let addresses = beside::addresses(walked);
        let mut blocks = Vec::with_capacity(self.pieces.len());
        for (at, (piece, verdict)) in self.pieces.iter().zip(&self.verdicts).enumerate() {
            let mut push = |text: &str, verdict: Verdict| {
                let (kind, path) = (piece.kind, piece.path.clone());
                let address = addresses.get(&at).map(|a| (*a).to_owned());
                blocks.push(Block { kind, text: text.trim().to_owned(), path, source: None, verdict, address });
            };
            let Some(range) = self.parts.get(&at).filter(|r| r.len() < piece.text.len()) else {
                push(&piece.text, *verdict);
                continue;
            };
            let part = match verdict {
                Verdict::Text { part, .. } | Verdict::Meta { part, .. } => *part,
                Verdict::Furniture { .. } => 0,
            };
            let (before, rest) = piece.text.split_at(piece.text.floor_char_boundary(range.start));
            let (text, after) = rest.split_at(rest.floor_char_boundary(range.len()));
            if !before.trim().is_empty() {
                push(before, Verdict::Meta { part, why: "date-line" });
            }
            push(text, *verdict);
            if !after.trim().is_empty() {
                push(after, Verdict::Furniture { why: "teaser" });
            }
        }
        blocks
    }
}
