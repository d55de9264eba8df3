//! Choosing the day on which the article of an HTML page was published.
//!
//! In the order of what can be trusted: what the page declares of this article (JSON-LD, meta elements, microdata), what stands beside
//! its headline, its address, what it declares of the page as a whole, what stands beside its text, what its scripts hold, and last, when
//! it was changed. What a content system notes of a page's creation is believed only where no date is shown beside the headline.
//! Never a date after the capture, never the page's own clock, never a date from the menus, the sidebar or other articles' teasers.

use super::{Order, Stamp, scan::machine, scan::scan};
use crate::furniture::ends_sentence;
use crate::html::blocks::{Dated, Piece};
use crate::html::names::Around;
use crate::meta::head::{Head, Object};
use crate::{Precision, Published};
use jiff::civil::Date;

/// How many blocks before the headline and how many between it and the text are looked at for a date.
const ABOVE: usize = 8;
const BETWEEN: usize = 25;

/// Bytes at the beginning of a long block in which a date may stand, and where it must begin to lead the text.
const BEGINNING: usize = 80;
const LEADS: usize = 30;

/// The web's first news pages; an earlier date on a page is what it tells of, not when it was published.
const EARLIEST: Date = jiff::civil::date(1995, 1, 1);

/// Places where other things than this article are dated.
const ELSEWHERE: Around = Around::ELSEWHERE;

/// What the choice is made from.
pub(crate) struct Evidence<'a> {
    pub(crate) html: &'a scraper::Html,
    pub(crate) head: &'a Head,
    pub(crate) pieces: &'a [Piece<'a>],
    /// Machine-readable dates in the body.
    pub(crate) dated: &'a [Dated<'a>],
    /// Which blocks are the article's text.
    pub(crate) kept: &'a [bool],
    /// The headline's block.
    pub(crate) title: Option<usize>,
    pub(crate) url: Option<&'a str>,
    /// No date after this day is believed.
    pub(crate) latest: Option<Date>,
    pub(crate) order: Order,
}

/// When the article was published and when it was last changed.
pub(crate) fn pick(evidence: &Evidence<'_>) -> (Option<Published>, Option<Published>) {
    let modified = evidence.modified();
    let published = None
        .or_else(|| evidence.declared_of_article())
        .or_else(|| evidence.meta(PUBLISHED))
        .or_else(|| evidence.microdata())
        .or_else(|| evidence.beside_title(SHOWN))
        .or_else(|| evidence.meta(CREATED))
        .or_else(|| evidence.beside_title(NEAR))
        .or_else(|| evidence.headline())
        .or_else(|| evidence.address())
        .or_else(|| evidence.declared_of_page())
        .or_else(|| evidence.in_scripts(&FIELDS[..1]))
        .or_else(|| evidence.beside_text())
        .or_else(|| evidence.meta(DATES))
        .or_else(|| evidence.in_scripts(&FIELDS[1..]))
        .or_else(|| modified.clone())
        .or_else(|| evidence.anywhere())
        .or_else(|| evidence.named_elsewhere())
        .or_else(|| evidence.said_changed())
        .or_else(|| evidence.picture());
    (published.map(|p| evidence.in_local_time(p)), modified)
}

/// Meta elements that say when a text was published.
const PUBLISHED: &[&str] = &[
    "article:published_time",
    "og:article:published_time",
    "article:published",
    "og:published_time",
    "og:pubdate",
    "datepublished",
    "article.published",
    "published_time",
    "published-date",
    "published_date",
    "publish_date",
    "publish-date",
    "publishdate",
    "publishtime",
    "pubdate",
    "pub_date",
    "publication_date",
    "publication-date",
    "publicationdate",
    "publisheddate",
    "date_published",
    "sailthru.date",
    "parsely-pub-date",
    "parsely-published-time",
    "cxenseparse:recs:publishtime",
    "cxenseparse:publishtime",
    "cxenseparse:pageattr:publishtime",
    "originalpublicationdate",
    "dc.date.issued",
    "dcterms.issued",
    "dc.issued",
    "citation_publication_date",
    "citation_date",
    "citation_online_date",
    "rnews:datepublished",
    "bt:pubdate",
    "nrk_published",
    "displaydate",
    "ptime",
    "article_date_original",
    "gentics.article.publishdate",
    "vr:published_time",
    "shareaholic:article_published_time",
    "news_publish_date",
    "firstpublished",
    "first_publication_date",
    "og:release_date",
    "release_date",
    "date.release",
    "original-publish-date",
    "dateposted",
    "article-published-date",
    "video:release_date",
    "issuedate",
];

/// Meta elements that say when the page was made, which may be long before it was published, or when it was moved.
const CREATED: &[&str] = &[
    "dcterms.date",
    "dc.date",
    "dc:date",
    "dcterms.created",
    "dc.date.created",
    "dc.created",
    "datecreated",
    "date.created",
    "created",
    "creation_date",
    "article:created",
    "timestamp",
];

/// Fields of data in scripts that say when a text was published, the surest first.
const FIELDS: &[&str] = &[
    "datePublished",
    "publishedDate",
    "publishDate",
    "publishedAt",
    "published_at",
    "datePosted",
    "pubDate",
    "createdAt",
    "created_at",
];

/// How sure a date beside the headline must be: shown for itself, or standing there.
const SHOWN: i32 = 85;
const NEAR: i32 = 50;

/// Meta elements that hold some date.
const DATES: &[&str] = &[
    "date",
    "article:date",
    "pagedate",
    "doc_date",
    "content_create_date",
    "weibo:article:create_at",
    "last-publish-date",
];

const MODIFIED: &[&str] = &[
    "article:modified_time",
    "og:updated_time",
    "article:modified",
    "og:modified_time",
    "datemodified",
    "lastmod",
    "last-modified",
    "lastmodified",
    "modified",
    "updated_time",
    "dcterms.modified",
    "dc.date.modified",
    "utime",
    "revision_date",
    "date.modified",
    "last_updated_date",
    "dateupdated",
];

impl Evidence<'_> {
    /// What the elements around headline and text are called doesn't tell a date in them apart: `<div class="content-sidebar">` may hold
    /// the whole page.
    fn own(&self, around: Around, at: usize) -> Around {
        let first = self.kept.iter().position(|k| *k);
        let bases = [self.title, first].into_iter().flatten().map(|at| self.pieces[at].around);
        let own = bases.reduce(Around::shared).map_or(around, |base| around.without(base));
        // Right below the headline stand the article's own lines, whatever the box they lie in is called.
        let below = self.title.is_some_and(|title| (title..=title + 3).contains(&at));
        if below { own.without(Around::FOOTER.with(Around::ASIDE).with(Around::RELATED)) } else { own }
    }

    fn read(&self, value: &str) -> Option<Stamp> {
        machine(value, self.order).filter(|s| s.precision() >= Precision::Day && self.believed(s))
    }

    fn believed(&self, stamp: &Stamp) -> bool {
        stamp.date() >= EARLIEST && self.latest.is_none_or(|latest| stamp.date() <= latest)
    }

    /// A time in UTC that falls on the day before or after the one that the page shows its readers: theirs is the day of publication.
    fn in_local_time(&self, published: Published) -> Published {
        let utc = published.value.ends_with('Z') || published.value.ends_with("+00:00");
        let Some(stamp) =
            machine(&published.value, self.order).filter(|_| utc && published.precision >= Precision::Minute)
        else {
            return published;
        };
        let shown: Vec<Published> = self.address().into_iter().chain(self.beside_title(NEAR)).collect();
        let next_to = |p: &Published| {
            let day = machine(&p.value, self.order).map(|s| s.date());
            day.is_some_and(|d| d.tomorrow().ok() == Some(stamp.date()) || d.yesterday().ok() == Some(stamp.date()))
        };
        if shown.iter().any(|p| p.value.get(..10) == published.value.get(..10)) {
            return published;
        }
        let local = shown.into_iter().find(|p| next_to(p));
        local.map_or(published, |p| Published {
            value: p.value.chars().take(10).collect(),
            precision: Precision::Day,
            ..p
        })
    }

    /// JSON-LD of the article: of several, the one that bears the headline.
    fn declared_of_article(&self) -> Option<Published> {
        let title = self.title.map(|at| self.pieces[at].text.as_str());
        let fits = |o: &&Object| title.is_some_and(|t| o.text("headline").is_some_and(|h| same_beginning(h, t)));
        let articles: Vec<&Object> = self.head.articles().filter(|o| o.text("datePublished").is_some()).collect();
        let object = articles.iter().copied().find(fits).or(articles.first().copied())?;
        let stamp = self.read(object.text("datePublished")?)?;
        Some(stamp.published("json-ld datePublished"))
    }

    fn declared_of_page(&self) -> Option<Published> {
        let listed = |o: &Object| {
            o.inside.as_deref().is_some_and(|f| matches!(f, "itemListElement" | "comment" | "review" | "hasPart"))
        };
        let mut objects = self.head.objects.iter().filter(|o| !listed(o));
        objects.find_map(|o| {
            let (field, value) =
                ["datePublished", "uploadDate", "dateCreated"].iter().find_map(|f| Some((f, o.text(f)?)))?;
            Some(self.read(value)?.published(format!("json-ld {field}")))
        })
    }

    fn meta(&self, names: &[&'static str]) -> Option<Published> {
        names.iter().find_map(|name| {
            let (name, content) = self.head.first(&[name])?;
            Some(self.read(content)?.published(format!("meta {name}")))
        })
    }

    /// `itemprop=datePublished`, `<time pubdate>`, `class=published` in the article itself.
    fn microdata(&self) -> Option<Published> {
        let here = |d: &&Dated<'_>| d.published && !self.own(d.around, d.at).has(ELSEWHERE);
        let near = |d: &&Dated<'_>| self.title.is_none_or(|t| d.at + ABOVE >= t);
        let first = self.dated.iter().filter(here).find(near).or(self.dated.iter().find(here))?;
        Some(self.read(first.value)?.published(first.evidence.as_str()))
    }

    /// The blocks around the headline and down to the text's first long paragraph.
    fn title_region(&self) -> std::ops::Range<usize> {
        let first = self.kept.iter().zip(self.pieces).position(|(kept, p)| *kept && p.text.len() >= 80 && p.level == 0);
        let start = self.title.or(first).unwrap_or(0);
        let end = first.filter(|f| *f >= start).unwrap_or(start + BETWEEN).min(start + BETWEEN);
        start.saturating_sub(ABOVE)..(end + 1).min(self.pieces.len())
    }

    /// A date in view between the headline and the text, or just above.
    fn beside_title(&self, least: i32) -> Option<Published> {
        self.best_in(self.title_region(), least)
    }

    /// A field of the data that scripts hold.
    fn in_scripts(&self, fields: &[&str]) -> Option<Published> {
        let element =
            |n: &ego_tree::NodeRef<'_, scraper::Node>| n.value().as_element().is_some_and(|e| e.name() == "script");
        let scripts: Vec<String> =
            self.html.tree.root().descendants().filter(element).map(crate::meta::head::raw).collect();
        fields.iter().find_map(|field| {
            let value = scripts.iter().find_map(|script| field_of(script, field))?;
            Some(self.read(value)?.published(format!("script {field}")))
        })
    }

    /// A date alone on its line beside the headline, whatever the box it lies in is called.
    fn named_elsewhere(&self) -> Option<Published> {
        let dated = |at: usize| {
            let piece = &self.pieces[at];
            let seen =
                scan(&piece.text, self.order).into_iter().find(|s| s.stamp.day.is_some() && self.believed(&s.stamp))?;
            let alone = piece.text.len() - seen.range.len() <= 12 && piece.linked * 2 <= piece.text.len();
            alone.then(|| seen.stamp.published(format!("text of {}", last_name(&piece.path))))
        };
        let title = self.title?;
        (title..self.title_region().end).find_map(dated)
    }

    /// `This page was last changed on 29 January 2020`, wherever it stands.
    fn said_changed(&self) -> Option<Published> {
        let mut said = self.pieces.iter().filter(|p| p.text.len() <= 200).filter_map(|p| {
            let lower = p.text.to_lowercase();
            let says = CHANGED.iter().any(|w| lower.contains(w)) || lower.contains("last edited");
            let seen = scan(&p.text, self.order)
                .into_iter()
                .find(|s| says && s.stamp.day.is_some() && self.believed(&s.stamp))?;
            Some(seen.stamp.published(format!("text of {}", last_name(&p.path))))
        });
        said.next_back()
    }

    /// The month's folder that the page's picture lies in is mostly named by its day.
    fn picture(&self) -> Option<Published> {
        let (name, address) = self.head.first(&["og:image", "twitter:image"])?;
        let stamp = of_address(address).filter(|s| self.believed(s))?;
        Some(stamp.published(format!("address in meta {name}")))
    }

    /// A date in the headline itself.
    fn headline(&self) -> Option<Published> {
        let title = self.head.first(&["og:title"]).map(|(_, t)| t).or(self.head.title.as_deref())?;
        let seen = scan(title, self.order).into_iter().rfind(|s| s.stamp.day.is_some() && self.believed(&s.stamp))?;
        Some(seen.stamp.published("title"))
    }

    /// The best date in a range of blocks: dates that say that they are of publication, then dates alone on their line, then others.
    fn best_in(&self, range: std::ops::Range<usize>, least: i32) -> Option<Published> {
        let title = self.title.unwrap_or(range.start);
        let mut best: Option<(i32, Published)> = None;
        let mut offer = |score: i32, published: Published| {
            if score >= least && best.as_ref().is_none_or(|(s, _)| score > *s) {
                best = Some((score, published));
            }
        };
        for dated in self.dated.iter().filter(|d| range.contains(&d.at)) {
            let Some(stamp) = self.read(dated.value) else { continue };
            let place = if dated.at >= title { 10 } else { 0 };
            offer(
                90 + place - demerits(self.own(dated.around, dated.at), dated.modified, false),
                stamp.published(dated.evidence.as_str()),
            );
        }
        for at in range {
            for (score, stamp) in self.written(at, title) {
                offer(score, stamp.published(format!("text of {}", last_name(&self.pieces[at].path))));
            }
        }
        best.map(|(_, published)| published)
    }

    /// The dates that a block spells out, and how much speaks for each.
    fn written(&self, at: usize, title: usize) -> Vec<(i32, Stamp)> {
        let piece = &self.pieces[at];
        let long = piece.text.len() > 400;
        // Of a long block only its beginning is looked at.
        let text = &piece.text[..piece.text.floor_char_boundary(if long { BEGINNING } else { 400 })];
        let mut from = 0;
        let mut out = Vec::new();
        for seen in scan(text, self.order).into_iter().filter(|s| s.stamp.day.is_some() && self.believed(&s.stamp)) {
            // What was said of the date before isn't said of this one.
            let before = text[from..seen.range.start].to_lowercase();
            let after = text[seen.range.end..].to_lowercase();
            from = seen.range.end;
            // `Lind, 28 December 2021 - The ministry …`, but not `It was released on 28 December 2021. …`.
            let places = !text[..seen.range.start].split_whitespace().any(|w| w.starts_with(char::is_lowercase));
            let closed = after.trim_start().starts_with(['.', ')', '-', '–', '—', ':', '|']);
            let leads = seen.range.start <= LEADS && places && closed;
            if long && !leads {
                continue;
            }
            let modified = CHANGED.iter().any(|w| before.contains(w))
                || after.len() < 40 && CHANGED.iter().any(|w| after.contains(w));
            let labelled = LABELS.iter().any(|w| before.contains(w)) || self.label_before(at);
            let flagged = piece.around.has(Around::DATE) || piece.around.has(Around::BYLINE);
            let alone = piece.text.len() - seen.range.len();
            let room = match alone {
                0..=12 => 20,
                _ if leads || seen.range.start == 0 => 10,
                13..=60 => 10,
                _ => -15,
            };
            let near = at + 2 >= title && at <= title + 2;
            let mut score = 40 + room;
            score += if flagged { 20 } else { 0 };
            score += if labelled { 25 } else { 0 };
            score -= if alone > 20 && ends_sentence(&piece.text) && !leads { 10 } else { 0 };
            score += if at >= title { 10 } else { 0 };
            score += if near && (alone <= 60 || seen.range.start == 0) { 15 } else { 0 };
            score -= if self.kept.get(at) == Some(&true) && alone > 60 && !leads { 20 } else { 0 };
            score -= if piece.linked * 2 > piece.text.len() { 15 } else { 0 };
            // Far above the headline stands the page's own clock.
            score -= if at + ABOVE < title && !labelled { 30 } else { 0 };
            out.push((score - demerits(self.own(piece.around, at), modified, labelled), seen.stamp));
        }
        out
    }

    /// Whether the block before says what the date in this one is: `<dt>Date</dt><dd>…`.
    fn label_before(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1).and_then(|at| self.pieces.get(at)) else { return false };
        let lower = before.text.to_lowercase();
        before.text.len() <= 30
            && (LABELS.iter().any(|w| lower.contains(w)) || matches!(&*lower, "date" | "datum" | "fecha"))
    }

    /// A date in the article's address.
    fn address(&self) -> Option<Published> {
        let stamp = of_address(self.url?).filter(|s| self.believed(s))?;
        Some(stamp.published("address"))
    }

    /// A date at the end of the text, or anywhere inside the element that holds it.
    fn beside_text(&self) -> Option<Published> {
        let first = self.kept.iter().position(|k| *k)?;
        let last = self.kept.iter().rposition(|k| *k)?;
        self.best_in(last.saturating_sub(2)..(last + 12).min(self.pieces.len()), 55)
            .or_else(|| self.best_in(first.saturating_sub(BETWEEN)..(last + 12).min(self.pieces.len()), 60))
    }

    fn modified(&self) -> Option<Published> {
        let ld = || {
            let stamp =
                self.head.articles().chain(&self.head.objects).find_map(|o| self.read(o.text("dateModified")?))?;
            Some(stamp.published("json-ld dateModified"))
        };
        let body = || {
            let dated = self.dated.iter().find(|d| d.modified && !self.own(d.around, d.at).has(ELSEWHERE))?;
            Some(self.read(dated.value)?.published(dated.evidence.as_str()))
        };
        ld().or_else(|| self.meta(MODIFIED)).or_else(body)
    }

    /// The first date outside menus and lists of other articles.
    fn anywhere(&self) -> Option<Published> {
        self.best_in(0..self.pieces.len(), 40).or_else(|| {
            let dated = self.dated.iter().find_map(|d| Some((self.read(d.value)?, d)))?;
            Some(dated.0.published(dated.1.evidence.as_str()))
        })
    }
}

/// Words beside a date that say that it is of a change.
const CHANGED: &[&str] = &[
    "updat",
    "modif",
    "aktualisiert",
    "aktualisierung",
    "mis à jour",
    "обновл",
    "geändert",
    "änderung",
    "actualiz",
    "aggiornat",
    "bijgewerkt",
    "stand:",
];

/// Words before a date that say that it is of publication.
const LABELS: &[&str] = &[
    "publi",
    "posted",
    "veröffentlicht",
    "erstellt",
    "geschrieben",
    "written",
    "опублик",
    "размещ",
    "creat",
    "pubblicat",
    "geplaatst",
    "gepubliceerd",
    "publicad",
    "date:",
    "datum:",
    "released",
    "vom ",
    "am ",
    "posté",
    "дата",
    "submitted",
    "eingestellt",
    "erschienen",
    "veröffentlichung",
    "mise en ligne",
    "mis en ligne",
    "online seit",
];

fn demerits(around: Around, modified: bool, labelled: bool) -> i32 {
    let mut minus = if modified { 35 } else { 0 };
    // What an article is about may stand in a column beside it, where it is labelled.
    let column = labelled && !around.without(Around::ASIDE.with(Around::FOOTER)).has(ELSEWHERE);
    minus += if around.has(ELSEWHERE) { if column { 15 } else { 60 } } else { 0 };
    minus += if around.has(Around::MODIFIED) { 25 } else { 0 };
    minus
}

/// The value of the first field of this name in a script: `"datePublished": "2021-12-28"`, perhaps with its quotation marks escaped.
fn field_of<'a>(script: &'a str, field: &str) -> Option<&'a str> {
    let quotes = |c: char| c.is_whitespace() || c == '"' || c == '\\';
    script.match_indices(field).find_map(|(at, _)| {
        let quoted = script[..at].ends_with('"');
        let value = script[at + field.len()..].trim_start_matches(quotes).strip_prefix(':')?.trim_start_matches(quotes);
        let end = value.find(['"', '\\', ',', '}'])?;
        (quoted && (8..60).contains(&end)).then(|| &value[..end])
    })
}

fn last_name(path: &str) -> &str {
    path.rsplit('>').next().unwrap_or(path)
}

fn same_beginning(a: &str, b: &str) -> bool {
    let words = |s: &str| -> Vec<String> {
        s.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).take(4).map(str::to_lowercase).collect()
    };
    let (a, b) = (words(a), words(b));
    !a.is_empty() && a == b
}

/// `/2021/12/28/`, `/2021-12-28-title`, `/20211228/` in an address.
pub(crate) fn of_address(url: &str) -> Option<Stamp> {
    let path = url.split_once("://").map_or(url, |(_, rest)| rest);
    let path = path.split_once('/').map_or("", |(_, rest)| rest).split(['?', '#']).next().unwrap_or("");
    let numbers: Vec<(&str, usize)> = numbers(path);
    for (i, (number, at)) in numbers.iter().enumerate() {
        if number.len() == 8 {
            let stamp = Stamp::day(number[..4].parse().ok()?, number[4..6].parse().ok()?, number[6..].parse().ok()?);
            if let Some(stamp) = stamp.filter(|s| s.date() >= EARLIEST) {
                return Some(stamp);
            }
        }
        let (Some((month, m_at)), Some((day, d_at))) = (numbers.get(i + 1), numbers.get(i + 2)) else { continue };
        let adjoining = at + number.len() + 1 == *m_at && m_at + month.len() + 1 == *d_at;
        if number.len() == 4 && month.len() <= 2 && day.len() <= 2 && adjoining {
            let stamp = Stamp::day(number.parse().ok()?, month.parse().ok()?, day.parse().ok()?);
            if let Some(stamp) = stamp.filter(|s| s.date() >= EARLIEST) {
                return Some(stamp);
            }
        }
        // `~28-12-2021-title`, with the year last.
        if number.len() == 2 && month.len() == 2 && day.len() == 4 && adjoining {
            let stamp = Stamp::day(day.parse().ok()?, month.parse().ok()?, number.parse().ok()?);
            if let Some(stamp) = stamp.filter(|s| s.date() >= EARLIEST) {
                return Some(stamp);
            }
        }
    }
    None
}

fn numbers(path: &str) -> Vec<(&str, usize)> {
    let mut found = Vec::new();
    let bytes = path.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let end = (at..bytes.len()).find(|&i| !bytes[i].is_ascii_digit()).unwrap_or(bytes.len());
        if end > at {
            found.push((&path[at..end], at));
        }
        at = end + 1;
    }
    found
}
