//! Search: statements with their context dimmed, facets whose links add or remove one operator, months, and articles that match.
//!
//! All state is in the address. A search that finds nothing says what was asked, which part of it emptied the answer, and what the
//! archive covers.

use super::{
    Fault,
    items::{ArticleItem, LeftOut, Paging, StatementItem},
};
use crate::{
    explain::{self, Explanation},
    server::{
        chart::Chart,
        guest::Guest,
        tongue::Tongue,
        typed::{Piece, Typed},
        words,
    },
};
use askama::Template;
use onrecord_archive::{Archive, Hits, Query};
use serde::Serialize;
use std::collections::BTreeMap;

/// Characters of a query that are read.
const LONGEST: usize = 500;
/// Values of a facet that are shown at once; the rest unfold.
const FACET_SHOWN: usize = 8;
/// Operators with a value to try.
const EXAMPLES: [(&str, &str); 10] = [
    ("speaker", "minister"),
    ("outlet", "courier"),
    ("language", "ru"),
    ("mode", "direct"),
    ("class", "asking"),
    ("confidence", "0.9"),
    ("after", "2024-03"),
    ("before", "2024-06-15"),
    ("review", "accepted"),
    ("version", "any"),
];
/// Articles beside the statements.
const ARTICLES: usize = 8;

/// The page of a search.
#[derive(Debug, Serialize, Template)]
#[template(path = "search.html")]
pub(crate) struct SearchPage {
    #[serde(skip)]
    pub(crate) t: Guest,
    /// As typed.
    pub(crate) query: String,
    /// What of it could not be used.
    pub(crate) notes: Vec<String>,
    #[serde(skip)]
    pub(crate) said_notes: Vec<String>,
    pub(crate) filters: Vec<Filter>,
    /// Statements in all.
    pub(crate) total: u64,
    pub(crate) statements: Vec<StatementItem>,
    /// Articles in all whose text or headline has the words.
    pub(crate) total_articles: u64,
    pub(crate) articles: Vec<ArticleHit>,
    pub(crate) facets: Facets,
    pub(crate) paging: Paging,
    pub(crate) left_out: LeftOut,
    /// Why nothing was found; null where something was.
    pub(crate) empty: Option<Empty>,
    #[serde(skip)]
    pub(crate) chart: Option<Chart>,
}

/// An operator of the query and the search without it.
#[derive(Debug, Serialize)]
pub(crate) struct Filter {
    pub(crate) operator: String,
    pub(crate) value: String,
    pub(crate) without: String,
}

/// An article with the words around the first match.
#[derive(Debug, Serialize)]
pub(crate) struct ArticleHit {
    pub(crate) article: ArticleItem,
    pub(crate) snippet: String,
}

/// Statements counted by what could narrow the search.
#[derive(Debug, Serialize)]
pub(crate) struct Facets {
    pub(crate) speaker: Vec<Facet>,
    pub(crate) outlet: Vec<Facet>,
    /// Of the articles.
    pub(crate) language: Vec<Facet>,
    pub(crate) mode: Vec<Facet>,
    /// What the cue does.
    pub(crate) class: Vec<Facet>,
    /// In order of time; the others begin with the commonest.
    pub(crate) year: Vec<Facet>,
    /// Likewise.
    pub(crate) month: Vec<Facet>,
    /// Speakers and outlets in all, of whom the commonest are listed.
    pub(crate) all_speakers: u64,
    pub(crate) all_outlets: u64,
}

/// A value that narrows the search, or that already does.
#[derive(Debug, Serialize)]
pub(crate) struct Facet {
    pub(crate) value: String,
    pub(crate) statements: u64,
    /// Whether the query has it.
    pub(crate) on: bool,
    /// The search with it, or without it where it is on.
    pub(crate) href: String,
    #[serde(skip)]
    pub(crate) label: String,
    /// A page about it.
    #[serde(skip)]
    pub(crate) about: Option<String>,
}

/// Why nothing was found, and the searches that would find something.
#[derive(Debug, Serialize)]
pub(crate) struct Empty {
    #[serde(flatten)]
    pub(crate) explanation: Explanation,
    /// Changes of the archive that the search index has not taken in yet.
    pub(crate) index_behind: u64,
    #[serde(skip)]
    pub(crate) tried: Vec<Tried>,
}

/// A condition of the query, tried alone and left out.
#[derive(Debug)]
pub(crate) struct Tried {
    pub(crate) condition: String,
    pub(crate) alone: Count,
    pub(crate) without: Count,
}

/// A number of statements and the search that finds them.
#[derive(Debug)]
pub(crate) struct Count {
    pub(crate) statements: u64,
    pub(crate) href: String,
}

/// Makes the page; `page` counts from 1.
pub(crate) fn view(archive: &Archive, t: Guest, query: &str, page: usize) -> Result<SearchPage, Fault> {
    let query = query.trim();
    let (mut notes, mut said_notes) = (Vec::new(), Vec::new());
    let query = match words::head(query, LONGEST) {
        Some(head) => {
            notes.push(Tongue::English.say("query-cut").with("n", LONGEST).text());
            said_notes.push(t.say("query-cut").with("n", LONGEST).text());
            head
        }
        None => query,
    };
    let typed = Typed::parse(query);
    let parsed = Query::parse(query);
    for (list, tongue) in [(&mut notes, Tongue::English), (&mut said_notes, t.tongue)] {
        list.extend(parsed.notes.iter().map(|note| match &note.hint {
            Some(hint) => format!("{} ({})", tongue.told(&note.message), tongue.told(hint)),
            None => tongue.told(&note.message),
        }));
    }
    let hits = archive.search(&parsed.value.clone().with_usual_filter(), Paging::window(page))?;
    let empty = if hits.total == 0 { Some(explain(archive, &parsed.value, &typed)?) } else { None };
    let href = |n: usize| words::link("/search", &[("q", query), ("page", &n.to_string())]);
    Ok(SearchPage {
        notes,
        said_notes,
        filters: typed.filters().map(|piece| Filter::of(piece, &typed)).collect(),
        total: hits.total,
        total_articles: hits.total_articles,
        left_out: left_out(&typed, hits.total, hits.every),
        paging: Paging::of(page, hits.total, &href),
        chart: Chart::of(&hits.months, t.tongue, &typed),
        facets: Facets::of(&hits, &typed, t.tongue),
        statements: hits.statements.into_iter().map(StatementItem::of).collect(),
        articles: hits.articles.into_iter().take(ARTICLES).map(ArticleHit::of).collect(),
        empty,
        query: query.to_owned(),
        t,
    })
}

fn left_out(typed: &Typed, shown: u64, kept: u64) -> LeftOut {
    let all = typed.has("class", "any") && typed.has("confidence", "any");
    let other = if all { typed.with_usual_filter() } else { typed.of_everything() };
    LeftOut { statements: kept.saturating_sub(shown), shown: all, href: words::search_href(&other.to_string()) }
}

fn in_period(typed: &Typed, period: &str) -> Typed {
    typed.without_any("after").without_any("before").with("after", period).with("before", period)
}

fn explain(archive: &Archive, query: &Query, typed: &Typed) -> Result<Empty, Fault> {
    let explanation = explain::empty_result(archive, query)?;
    let count = |statements, query: &Typed| Count { statements, href: words::search_href(&query.to_string()) };
    let tried = explanation.conditions.iter().map(|c| {
        let alone = Typed::parse(&c.condition);
        let without = count(c.without, &typed.minus(&alone));
        Tried { condition: c.condition.clone(), alone: count(c.alone, &alone), without }
    });
    Ok(Empty { tried: tried.collect(), index_behind: archive.index_behind()?, explanation })
}

impl Filter {
    fn of(piece: &Piece, typed: &Typed) -> Filter {
        let operator = piece.operator.clone().unwrap_or_default();
        let without = words::search_href(&typed.without(&operator, &piece.value).to_string());
        Filter { operator, value: piece.value.clone(), without }
    }
}

impl ArticleHit {
    fn of((line, snippet): (onrecord_archive::ArticleLine, String)) -> ArticleHit {
        ArticleHit { article: ArticleItem::of(line), snippet }
    }
}

impl Facets {
    fn of(hits: &Hits, typed: &Typed, t: Tongue) -> Facets {
        let facet = |operator: &str, value: &str, statements: u64| Facet::of(operator, value, statements, typed);
        let named = |list: &str, value: &str, n: u64| Facet { label: t.word(list, value), ..facet(list, value, n) };
        let speaker = hits.speakers.iter().map(|(id, name, n)| {
            // A name that others have too would find theirs as well: what is counted is what is found.
            let shared = hits.speakers.iter().any(|(other, longer, _)| other != id && has_words_of(longer, name));
            let value = if shared { id.as_str() } else { name.as_str() };
            Facet { about: Some(format!("/who/{id}")), label: name.clone(), ..facet("speaker", value, *n) }
        });
        let period = |(period, n): (&str, u64)| {
            let on = typed.has("after", period) && typed.has("before", period);
            let without = || typed.without("after", period).without("before", period);
            let query = if on { without() } else { in_period(typed, period) };
            let (label, href) = (t.date(period), words::search_href(&query.to_string()));
            Facet { value: period.to_owned(), statements: n, on, href, label, about: None }
        };
        let mut years: BTreeMap<&str, u64> = BTreeMap::new();
        for (month, n) in &hits.months {
            *years.entry(month.split('-').next().unwrap_or(month)).or_default() += n;
        }
        Facets {
            speaker: speaker.collect(),
            outlet: hits.outlets.iter().map(|(outlet, n)| facet("outlet", outlet, *n)).collect(),
            language: hits.languages.iter().map(|(tag, n)| named("language", tag, *n)).collect(),
            all_speakers: hits.all_speakers,
            all_outlets: hits.all_outlets,
            mode: hits.modes.iter().map(|(mode, n)| named("mode", mode.as_str(), *n)).collect(),
            class: hits.classes.iter().map(|(class, n)| named("class", class.as_str(), *n)).collect(),
            year: years.into_iter().map(period).collect(),
            month: hits.months.iter().map(|(month, n)| period((month, *n))).collect(),
        }
    }

    /// Name, the values listed, and how many there are in all.
    fn groups(&self) -> [(&'static str, &[Facet], u64); 6] {
        let all = |list: &[Facet]| list.len() as u64;
        [
            ("speaker", &self.speaker, self.all_speakers),
            ("outlet", &self.outlet, self.all_outlets),
            ("language", &self.language, all(&self.language)),
            ("year", &self.year, all(&self.year)),
            ("mode", &self.mode, all(&self.mode)),
            ("class", &self.class, all(&self.class)),
        ]
    }
}

/// Whether a search for `name` finds `longer` too.
fn has_words_of(longer: &str, name: &str) -> bool {
    let longer = longer.to_lowercase();
    let words = |text: &str| text.split(|c: char| !c.is_alphanumeric()).map(str::to_owned).collect::<Vec<_>>();
    let all = words(&longer);
    words(&name.to_lowercase()).iter().all(|word| all.contains(word))
}

impl Facet {
    fn of(operator: &str, value: &str, statements: u64, typed: &Typed) -> Facet {
        let on = typed.has(operator, value);
        let query = if on { typed.without(operator, value) } else { typed.with(operator, value) };
        let href = words::search_href(&query.to_string());
        Facet { value: value.to_owned(), statements, on, href, label: value.to_owned(), about: None }
    }
}

impl Empty {
    fn period(&self, t: &Tongue) -> String {
        let searched = &self.explanation.searched;
        t.period(searched.first_published.as_deref(), searched.last_published.as_deref())
    }
}

impl SearchPage {
    fn shown<'a>(&self, facets: &'a [Facet]) -> &'a [Facet] {
        &facets[..facets.len().min(FACET_SHOWN)]
    }

    fn folded<'a>(&self, facets: &'a [Facet]) -> &'a [Facet] {
        facets.get(FACET_SHOWN..).unwrap_or_default()
    }

    /// What each operator narrows, with an example to follow.
    fn operators() -> impl Iterator<Item = (&'static str, String, String)> {
        EXAMPLES.into_iter().map(|(operator, value)| {
            let query = format!("{operator}:{value}");
            (operator, words::search_href(&query), query)
        })
    }

    /// This search as a feed of what is new in it.
    fn feed_href(&self) -> String {
        words::link("/search.atom", &[("q", &self.query)])
    }

    fn csv_href(&self) -> String {
        words::link("/search.csv", &[("q", &self.query)])
    }

    /// The same search as data.
    fn json_href(&self) -> String {
        words::link("/search.json", &[("q", &self.query)])
    }
}
