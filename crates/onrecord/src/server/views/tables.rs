//! What the pages of figures, demands and incidents share: the query above the table, where a row stands, and the CSV twin.
//!
//! The query is that of the search. The table comes first; the picture behind it is drawn of the same rows.

use super::{
    Fault,
    items::{Paging, SpeakerItem},
};
use crate::{
    explain::{self, Explanation},
    server::{guest::Guest, tongue::Tongue, typed::Typed, words},
    tables::{TableRow, write_csv},
};
use onrecord_archive::{Archive, Listed, Query, Table, Told, Window};
use serde::Serialize;

/// Rows on one page.
pub(super) const ROWS: usize = 30;
/// Rows that a picture is drawn of.
const DRAWN: usize = 200;
/// Characters of a query that are read.
const LONGEST: usize = 500;
/// Rows of a CSV file.
const WRITTEN: usize = 100_000;

/// What stands above a table.
#[derive(Debug, Serialize)]
pub(crate) struct Frame {
    /// As typed.
    pub(crate) query: String,
    /// What of it could not be used.
    pub(crate) notes: Vec<String>,
    /// Rows in all; at least so many where `more`.
    pub(crate) total: u64,
    /// Whether there may be more than were counted.
    pub(crate) more: bool,
    pub(crate) paging: Paging,
    /// Why nothing was found; null where something was.
    pub(crate) empty: Option<Explanation>,
    #[serde(skip)]
    pub(crate) said_notes: Vec<String>,
    #[serde(skip)]
    pub(crate) filters: Vec<Filter>,
    #[serde(skip)]
    pub(crate) path: &'static str,
}

/// An operator of the query and the table without it.
#[derive(Debug)]
pub(crate) struct Filter {
    pub(crate) operator: String,
    pub(crate) value: String,
    pub(crate) without: String,
}

/// Where something stands, as a row shows it.
#[derive(Debug)]
pub(crate) struct ToldItem {
    /// The statement, or the article where the outlet tells it itself.
    pub(crate) href: String,
    /// Whether it is a statement.
    pub(crate) is_statement: bool,
    pub(crate) speaker: Option<SpeakerItem>,
    pub(crate) outlet: Option<String>,
    pub(crate) article_href: String,
    /// ISO 8601, of the saying.
    pub(crate) day: Option<String>,
    pub(crate) sentence: String,
    pub(crate) lang: String,
}

/// The rows of a page and those of its picture.
pub(super) struct Rows<L> {
    /// Of this page, with their sentences.
    pub(super) shown: Vec<L>,
    /// Of the picture: from the first row on.
    pub(super) drawn: Vec<L>,
}

/// Asks for a page of a table.
pub(super) fn ask<L: Clone>(
    archive: &Archive,
    t: &Guest,
    (path, table): (&'static str, Table),
    (typed, page): (&str, usize),
    list: impl Fn(&Query, Window) -> Result<Listed<L>, onrecord_archive::Error>,
    told: fn(&mut L) -> &mut Told,
) -> Result<(Frame, Rows<L>), Fault> {
    let (mut notes, mut said_notes) = (Vec::new(), Vec::new());
    let query = match words::head(typed.trim(), LONGEST) {
        Some(head) => {
            notes.push(Tongue::English.say("query-cut").with("n", LONGEST).text());
            said_notes.push(t.say("query-cut").with("n", LONGEST).text());
            head
        }
        None => typed.trim(),
    };
    let parsed = Query::parse(query);
    for (list, tongue) in [(&mut notes, Tongue::English), (&mut said_notes, t.tongue)] {
        list.extend(parsed.notes.iter().map(|note| match &note.hint {
            Some(hint) => format!("{} ({})", tongue.told(&note.message), tongue.told(hint)),
            None => tongue.told(&note.message),
        }));
    }
    let asking = parsed.value.asking_for(table);
    let offset = page.saturating_sub(1).saturating_mul(ROWS);
    let found =
        list(&asking.clone().with_usual_filter(), Window { offset: 0, limit: DRAWN.max(offset.saturating_add(ROWS)) })?;
    let mut shown: Vec<L> = found.rows.iter().skip(offset).take(ROWS).cloned().collect();
    archive.sentences(shown.iter_mut().map(told))?;
    let empty = if found.total == 0 { Some(explain::empty_result(archive, &asking)?) } else { None };
    let typed = Typed::parse(query);
    let here = |query: &str, page: usize| {
        words::link(path, &[("q", query), ("page", if page > 1 { page.to_string() } else { String::new() }.as_str())])
    };
    let filters = typed.filters().map(|piece| {
        let operator = piece.operator.clone().unwrap_or_default();
        let without = here(&typed.without(&operator, &piece.value).to_string(), 1);
        Filter { value: piece.value.clone(), operator, without }
    });
    let frame = Frame {
        filters: filters.collect(),
        paging: paging(page, found.total, &|n| here(query, n)),
        notes,
        said_notes,
        total: found.total,
        more: found.more,
        empty,
        path,
        query: query.to_owned(),
    };
    let mut drawn = found.rows;
    drawn.truncate(DRAWN);
    Ok((frame, Rows { shown, drawn }))
}

/// All rows of a table as CSV.
pub(super) fn csv<L>(
    typed: &str,
    table: Table,
    archive: &Archive,
    list: impl Fn(&Query, Window) -> Result<Listed<L>, onrecord_archive::Error>,
    told: fn(&mut L) -> &mut Told,
    row: impl Fn(&L) -> Result<TableRow, Fault>,
) -> Result<Vec<u8>, Fault> {
    let query = Query::parse(words::head(typed.trim(), LONGEST).unwrap_or(typed.trim())).value;
    let asking = query.asking_for(table).with_usual_filter();
    let mut found = list(&asking, Window { offset: 0, limit: WRITTEN })?;
    archive.sentences(found.rows.iter_mut().map(told))?;
    let rows = found.rows.iter().map(row).collect::<Result<Vec<_>, _>>()?;
    let mut csv = Vec::new();
    if let Some(names) = rows.first() {
        write_csv(&mut csv, &rows, names).map_err(|e| Fault::ours(format!("The CSV failed: {e}.")))?;
    }
    Ok(csv)
}

fn paging(page: usize, total: u64, href: &dyn Fn(usize) -> String) -> Paging {
    let pages = usize::try_from(total).unwrap_or(usize::MAX).div_ceil(ROWS).max(1);
    Paging {
        page,
        pages,
        total,
        previous: (page > 1).then(|| href(page - 1)),
        next: (page < pages).then(|| href(page + 1)),
    }
}

impl Frame {
    /// The same table as data.
    pub(crate) fn json_href(&self) -> String {
        words::link(&format!("{}.json", self.path), &[("q", &self.query)])
    }

    /// The same table for spreadsheets.
    pub(crate) fn csv_href(&self) -> String {
        words::link(&format!("{}.csv", self.path), &[("q", &self.query)])
    }

    /// The same table with another query.
    pub(crate) fn with(&self, operator: &str, value: &str) -> String {
        let typed = Typed::parse(&self.query).without_any(operator).with(operator, value);
        words::link(self.path, &[("q", &typed.to_string())])
    }

    /// "12 figures", "at least 600 figures".
    pub(crate) fn counted(&self, t: &Tongue, noun: &str) -> String {
        let counted = t.say(format!("n-{noun}")).with("n", self.total).text();
        if self.more { t.say("at-least").with("counted", counted).text() } else { counted }
    }

    /// From when to when the archive's articles were published.
    pub(crate) fn period(&self, t: &Tongue) -> String {
        let searched = self.empty.as_ref().map(|e| &e.searched);
        let day = |iso: &Option<String>| iso.clone();
        let (first, last) = searched.map_or((None, None), |s| (day(&s.first_published), day(&s.last_published)));
        t.period(first.as_deref(), last.as_deref())
    }
}

impl ToldItem {
    pub(crate) fn of(told: &Told) -> ToldItem {
        let article_href = format!("/a/{}", told.article.id);
        ToldItem {
            href: told.statement.map_or_else(|| article_href.clone(), |id| format!("/s/{id}")),
            is_statement: told.statement.is_some(),
            speaker: told.speaker.clone().map(SpeakerItem::of),
            outlet: told.article.outlet.clone(),
            day: told.day.clone(),
            sentence: words::head(&told.sentence, 320)
                .map_or_else(|| told.sentence.clone(), |head| format!("{head} …")),
            lang: told.article.language.clone().unwrap_or_default(),
            article_href,
        }
    }

    /// Who said it; else that the outlet tells it.
    pub(crate) fn who(&self, t: &Tongue) -> String {
        match &self.speaker {
            Some(speaker) => speaker.name.clone(),
            None if self.is_statement => t.say("nobody").text(),
            None => t.say("told-by-outlet").text(),
        }
    }

    pub(crate) fn carrier(&self, t: &Tongue) -> String {
        self.outlet.clone().unwrap_or_else(|| t.say("unnamed-outlet").text())
    }

    pub(crate) fn day(&self, t: &Tongue) -> String {
        self.day.as_deref().map_or_else(|| t.say("undated").text(), |day| t.date(day))
    }
}
