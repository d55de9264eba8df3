//! Reading: rows as the plain data of [`crate::record`]. Every function takes one connection and sees one state of the store.

use super::{
    judged::{self, Columns},
    objects,
    rows::{
        ARTICLE_LINE, ARTICLE_LINE_COLUMNS, article_line, block_spans, from_json, json, kind_of, mode_of, parsed,
        parsed_opt, published, size, sourced, sourced_at, speaker_line,
    },
};
use crate::{
    ArticleLine, CaptureEntry, Entry, Filter, SourceEntry, SpeakerId, StatementLine, StoredNote, Window,
    captures::Place, context,
};
use onrecord_page::{Article, ArticleId, CaptureId, Span, Text};
use onrecord_reading::{Content, Cue, CueClass, Reading, Speaker, Statement, StatementId};
use rusqlite::{Connection, OptionalExtension, Params, Row, named_params, params};
use std::collections::HashMap;

type Result<T> = rusqlite::Result<T>;

/// What `ARTICLE_LINE` selects from.
const ARTICLES: &str = "articles a LEFT JOIN outlets o USING (outlet_number)";

pub(crate) fn contains(db: &Connection, capture: &CaptureId) -> Result<bool> {
    db.prepare_cached("SELECT 1 FROM captures WHERE capture_id = ?1")?.exists([capture.to_string()])
}

pub(crate) fn knows(db: &Connection, capture: &CaptureId, source: &str) -> Result<bool> {
    db.prepare_cached("SELECT 1 FROM sightings WHERE capture_id = ?1 AND source = ?2")?
        .exists([capture.to_string().as_str(), source])
}

/// Where a capture lies and how long it is: six columns from `at`, the id first.
pub(super) fn place_row(row: &Row<'_>, at: usize) -> Result<(CaptureId, Place, u64)> {
    let place = Place {
        segment: row.get(at + 1)?,
        offset: size(row, at + 2)?,
        length: size(row, at + 3)?,
        crc32: row.get(at + 4)?,
    };
    Ok((parsed(row, at)?, place, size(row, at + 5)?))
}

const PLACE: &str = "capture_id, segment, segment_offset, segment_length, segment_crc32, byte_length";

pub(crate) fn place(db: &Connection, capture: &CaptureId) -> Result<Option<(CaptureId, Place, u64)>> {
    db.prepare_cached(&format!("SELECT {PLACE} FROM captures WHERE capture_id = ?1"))?
        .query_row([capture.to_string()], |r| place_row(r, 0))
        .optional()
}

/// Every capture in the order in which the segments hold them.
pub(crate) fn places(db: &Connection) -> Result<Vec<(CaptureId, Place, u64)>> {
    db.prepare(&format!("SELECT {PLACE} FROM captures ORDER BY segment, segment_offset"))?
        .query_map([], |r| place_row(r, 0))?
        .collect()
}

pub(crate) fn capture(db: &Connection, id: &CaptureId) -> Result<Option<CaptureEntry>> {
    let id = id.to_string();
    let entry = db
        .prepare_cached(
            "SELECT capture_id, byte_length, url, fetched_at, added_at, media_type, segment, segment_offset
             FROM captures WHERE capture_id = ?1",
        )?
        .query_row([&id], |r| {
            Ok(CaptureEntry {
                id: parsed(r, 0)?,
                bytes: size(r, 1)?,
                url: r.get(2)?,
                fetched_at: parsed_opt(r, 3)?,
                added_at: parsed(r, 4)?,
                media_type: r.get(5)?,
                segment: r.get(6)?,
                offset: size(r, 7)?,
                sources: Vec::new(),
                notes: Vec::new(),
                articles: Vec::new(),
            })
        })
        .optional()?;
    let Some(mut entry) = entry else { return Ok(None) };
    entry.sources = db
        .prepare_cached("SELECT source FROM sightings WHERE capture_id = ?1 ORDER BY sighting")?
        .query_map([&id], |r| r.get(0))?
        .collect::<Result<_>>()?;
    entry.notes = notes(db, "capture_id = ?1 AND article_id IS NULL", &id)?;
    entry.articles = db
        .prepare_cached("SELECT article_id FROM articles WHERE capture_id = ?1 ORDER BY part")?
        .query_map([&id], |r| parsed(r, 0))?
        .collect::<Result<_>>()?;
    Ok(Some(entry))
}

fn notes(db: &Connection, which: &str, id: &str) -> Result<Vec<StoredNote>> {
    db.prepare_cached(&format!("SELECT code, message, hint FROM notes WHERE {which} ORDER BY note"))?
        .query_map([id], |r| Ok(StoredNote { code: r.get(0)?, message: r.get(1)?, hint: r.get(2)? }))?
        .collect()
}

/// An article with its reader, without statements.
fn article_row(row: &Row<'_>) -> Result<(Article, String, SpanHash)> {
    let article = Article {
        id: parsed(row, 0)?,
        capture: parsed(row, 1)?,
        part: row.get(2)?,
        title: sourced(row, 3)?,
        outlet: sourced_at(row, 5, 6)?,
        url: sourced(row, 7)?,
        published: published(row, 9)?,
        modified: published(row, 12)?,
        language: sourced(row, 15)?,
        partial: row.get(17)?,
        authors: from_json(row, 18)?,
        carriers: from_json(row, 23)?,
        beside: from_json(row, 24)?,
        blocks: from_json(row, 19)?,
        text: Text::new(row.get::<_, String>(20)?),
        notes: Vec::new(),
    };
    Ok((article, row.get(21)?, row.get(22)?))
}

/// The stored hash of a text, in hex.
type SpanHash = String;

const ARTICLE: &str = "a.article_id, a.capture_id, a.part, a.title, a.title_evidence, o.name, a.outlet_evidence, a.url, \
     a.url_evidence, a.published, a.published_precision, a.published_evidence, a.modified, a.modified_precision, \
     a.modified_evidence, a.language, a.language_evidence, a.is_partial, a.authors, a.blocks, a.text, \
     a.reader, a.text_sha256, a.carriers, a.beside";

/// Article and reading, with the hash that the text had when it was stored.
pub(crate) struct StoredArticle {
    pub(crate) article: Article,
    pub(crate) reading: Reading,
    pub(crate) speakers: Vec<Option<SpeakerId>>,
    pub(crate) text_hash: String,
    /// What the reader had in the statements that a person corrected.
    pub(crate) as_read: Vec<(String, Columns)>,
}

pub(crate) fn stored_article(db: &Connection, id: &ArticleId) -> Result<Option<StoredArticle>> {
    let found = db
        .prepare_cached(&format!("SELECT {ARTICLE} FROM {ARTICLES} WHERE a.article_id = ?1"))?
        .query_row([id.as_str()], article_row)
        .optional()?;
    let Some((article, reader, text_hash)) = found else { return Ok(None) };
    let (statements, speakers) = statements(db, id)?.into_iter().unzip();
    let reading = Reading {
        text: article.text.hash(),
        reader: reader.as_str().into(),
        statements,
        objects: objects::objects(db, id)?,
        notes: Vec::new(),
    };
    let as_read = judged::as_read_in(db, id.as_str())?;
    Ok(Some(StoredArticle { article, reading, speakers, text_hash, as_read }))
}

fn statements(db: &Connection, article: &ArticleId) -> Result<Vec<(Statement, Option<SpeakerId>)>> {
    db.prepare_cached(
        "SELECT s.statement_id, s.mode, s.speaker_name, s.speaker_role, coalesce(s.read_kind, w.kind), s.speaker_spans, s.speaker_why,
             s.cue_spans, s.content_spans, s.confidence, w.speaker_id, s.class, s.also_spans,
             s.speaker_candidates
         FROM statements s LEFT JOIN speakers w USING (speaker_number) WHERE s.article_id = ?1 ORDER BY s.ordinal",
    )?
    .query_map([article.as_str()], |r| {
        let speaker = match parsed_opt::<SpeakerId>(r, 10)? {
            None => None,
            Some(_) => Some(Speaker {
                name: r.get(2)?,
                role: r.get(3)?,
                kind: kind_of(r, 4)?,
                spans: from_json(r, 5)?,
                why: r.get(6)?,
                candidates: from_json(r, 13)?,
            }),
        };
        let cue = r.get::<_, Option<String>>(7)?.map(|_| from_json(r, 7)).transpose()?;
        #[allow(clippy::cast_possible_truncation, reason = "it was stored from an f32")]
        let confidence = r.get::<_, f64>(9)? as f32;
        let statement = Statement {
            id: parsed(r, 0)?,
            mode: mode_of(r, 1)?,
            class: parsed(r, 11)?,
            speaker,
            cue: cue.map(|spans| Cue { spans }),
            content: Content { spans: from_json(r, 8)? },
            also: from_json::<Vec<_>>(r, 12)?.into_iter().map(|spans| Content { spans }).collect(),
            confidence,
        };
        Ok((statement, parsed_opt(r, 10)?))
    })?
    .collect()
}

pub(crate) fn entry(db: &Connection, id: &ArticleId) -> Result<Option<Entry>> {
    let Some(stored) = stored_article(db, id)? else { return Ok(None) };
    let Some(capture) = capture(db, &stored.article.capture)? else { return Ok(None) };
    let notes = notes(db, "article_id = ?1", id.as_str())?;
    let versions = db
        .prepare_cached(&format!(
            "SELECT {ARTICLE_LINE} FROM pages this JOIN pages p ON p.chain = this.chain AND p.capture_id <> this.capture_id
             JOIN articles a ON a.capture_id = p.capture_id LEFT JOIN outlets o USING (outlet_number)
             WHERE this.capture_id = ?1 AND a.part = ?2 ORDER BY a.added_at, a.article_id"
        ))?
        .query_map(params![stored.article.capture.to_string(), stored.article.part], |r| article_line(r, 0))?
        .collect::<Result<_>>()?;
    let counters = objects::counters_beside(db, id)?;
    let StoredArticle { article, reading, speakers, .. } = stored;
    Ok(Some(Entry { article, reading, speakers, counters, notes, capture, versions }))
}

pub(crate) fn capture_of(db: &Connection, id: &ArticleId) -> Result<Option<CaptureId>> {
    db.prepare_cached("SELECT capture_id FROM articles WHERE article_id = ?1")?
        .query_row([id.as_str()], |r| parsed(r, 0))
        .optional()
}

pub(crate) fn articles_to_read(db: &Connection, reader: &str, all: bool) -> Result<Vec<ArticleId>> {
    db.prepare_cached(
        "SELECT article_id FROM articles a WHERE instr(reader, '+') = 0 AND (?2 OR reader <> ?1 OR EXISTS
             (SELECT 1 FROM statements s WHERE s.article_id = a.article_id AND s.said_why IS NULL))
         ORDER BY capture_id, part",
    )?
    .query_map(params![reader, all], |r| parsed(r, 0))?
    .collect()
}

pub(crate) fn article_of(db: &Connection, id: &StatementId) -> Result<Option<ArticleId>> {
    db.prepare_cached("SELECT article_id FROM statements WHERE statement_id = ?1")?
        .query_row([id.as_str()], |r| parsed(r, 0))
        .optional()
}

pub(crate) fn article_lines(db: &Connection, outlet: Option<&str>, window: Window) -> Result<Vec<ArticleLine>> {
    let bounds = (limit(window.limit), limit(window.offset));
    let select = format!("SELECT {ARTICLE_LINE} FROM {ARTICLES}");
    let order = "ORDER BY a.published_order DESC, a.article_id LIMIT ?1 OFFSET ?2";
    match outlet {
        None => db
            .prepare_cached(&format!("{select} WHERE a.is_aside = 0 {order}"))?
            .query_map(params![bounds.0, bounds.1], |r| article_line(r, 0))?
            .collect(),
        Some(outlet) => db
            .prepare_cached(&format!(
                "{select} WHERE a.is_aside = 0 AND a.outlet_number = (SELECT outlet_number FROM outlets WHERE name = ?3) {order}"
            ))?
            .query_map(params![bounds.0, bounds.1, outlet], |r| article_line(r, 0))?
            .collect(),
    }
}

/// One article in a list with its whole text, for the search's snippets.
pub(crate) fn article_line_and_text(db: &Connection, id: &str) -> Result<Option<(ArticleLine, String)>> {
    db.prepare_cached(&format!("SELECT {ARTICLE_LINE}, a.text FROM {ARTICLES} WHERE a.article_id = ?1"))?
        .query_row([id], |r| Ok((article_line(r, 0)?, r.get(ARTICLE_LINE_COLUMNS)?)))
        .optional()
}

fn limit(n: usize) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

/// The question for statements in words; `rest` begins with `FROM articles a … JOIN statements s …`.
fn select_lines(rest: &str) -> String {
    format!(
        "SELECT s.statement_id, s.mode, w.speaker_id, s.speaker_name, s.speaker_role, w.kind, s.cue, s.content,
             s.speaker_spans, s.cue_spans, s.content_spans, s.confidence, s.class,
             (SELECT verdict FROM judged j WHERE j.statement_id = s.statement_id),
             (SELECT count(*) FROM wordings v WHERE v.newest_id = s.statement_id), {ARTICLE_LINE}
         {rest}"
    )
}

fn statement_lines(db: &Connection, rest: &str, params: impl Params) -> Result<Vec<StatementLine>> {
    let mut texts = Texts::default();
    let mut statement = db.prepare_cached(&select_lines(rest))?;
    let mut rows = statement.query(params)?;
    let mut lines = Vec::new();
    while let Some(row) = rows.next()? {
        lines.push(statement_line(db, row, &mut texts)?);
    }
    Ok(lines)
}

fn statement_line(db: &Connection, row: &Row<'_>, texts: &mut Texts) -> Result<StatementLine> {
    let article = article_line(row, 15)?;
    let spans_at = |column: usize| -> Result<Vec<Span>> {
        row.get::<_, Option<String>>(column)?.map_or(Ok(Vec::new()), |_| from_json(row, column))
    };
    let spans = [spans_at(8)?, spans_at(9)?, spans_at(10)?];
    #[allow(clippy::cast_possible_truncation, reason = "it was stored from an f32")]
    let confidence = row.get::<_, f64>(11)? as f32;
    Ok(StatementLine {
        id: parsed(row, 0)?,
        mode: mode_of(row, 1)?,
        class: parsed(row, 12)?,
        speaker: speaker_line(row, 2)?,
        cue: row.get(6)?,
        content: row.get(7)?,
        context: texts
            .get(db, &article.id)?
            .map_or(String::new(), |(text, blocks)| context::around(text, blocks, &spans)),
        confidence,
        standing: parsed_opt(row, 13)?.unwrap_or_default(),
        earlier: size(row, 14)?,
        article,
    })
}

/// Texts of the articles in a list: neighbours in it often share one.
#[derive(Default)]
struct Texts(HashMap<ArticleId, Option<(String, Vec<Span>)>>);

impl Texts {
    /// Lists are short, but a speaker's whole page of long speeches need not be held at once.
    const HELD: usize = 16;

    fn get(&mut self, db: &Connection, id: &ArticleId) -> Result<Option<(&str, &[Span])>> {
        if !self.0.contains_key(id) {
            if self.0.len() >= Texts::HELD {
                self.0.clear();
            }
            let found = db
                .prepare_cached("SELECT text, blocks FROM articles WHERE article_id = ?1")?
                .query_row([id.as_str()], |r| Ok((r.get(0)?, block_spans(r, 1)?)))
                .optional()?;
            self.0.insert(*id, found);
        }
        Ok(self.0.get(id).and_then(Option::as_ref).map(|(text, blocks)| (text.as_str(), blocks.as_slice())))
    }
}

/// Whether a statement is listed at all, and passes a [`Filter`], given as `:classes` (see [`listed`]) and `:confidence`. No class's name is part of another's.
const PASSES: &str =
    "(:classes = '' OR instr(:classes, s.class) > 0) AND s.confidence >= :confidence AND s.is_listed = 1";

/// The classes of a filter as [`PASSES`] takes them.
pub(super) fn listed(filter: &Filter) -> String {
    filter.classes.iter().map(|class| class.as_str()).collect::<Vec<_>>().join(",")
}

const FROM_STATEMENTS: &str = "FROM statements s JOIN articles a USING (article_id)
     LEFT JOIN outlets o USING (outlet_number) LEFT JOIN speakers w USING (speaker_number)";

pub(crate) fn statement(db: &Connection, id: &str) -> Result<Option<StatementLine>> {
    Ok(statement_lines(db, &format!("{FROM_STATEMENTS} WHERE s.statement_id = ?1"), [id])?.pop())
}

/// Likewise several, in this order; those that are not there are left out.
pub(crate) fn statements_by_id(db: &Connection, ids: &[String]) -> Result<Vec<StatementLine>> {
    let mut texts = Texts::default();
    let mut statement = db.prepare_cached(&select_lines(&format!("{FROM_STATEMENTS} WHERE s.statement_id = ?1")))?;
    let mut lines = Vec::with_capacity(ids.len());
    for id in ids {
        let mut rows = statement.query([id])?;
        if let Some(row) = rows.next()? {
            lines.push(statement_line(db, row, &mut texts)?);
        }
    }
    Ok(lines)
}

pub(crate) fn latest(db: &Connection, filter: &Filter, window: Window) -> Result<Vec<StatementLine>> {
    let part = |dated: bool, window: Window| {
        // CROSS JOIN fixes the order of the loops: articles by their index, so that nothing is sorted.
        let rest = format!(
            "FROM articles a CROSS JOIN statements s USING (article_id)
             LEFT JOIN outlets o USING (outlet_number) LEFT JOIN speakers w USING (speaker_number)
             WHERE {PASSES} AND ({DATED}) = {} ORDER BY a.latest_order DESC, a.article_id, s.ordinal
             LIMIT :limit OFFSET :offset",
            u8::from(dated)
        );
        let params = named_params! {
            ":classes": listed(filter),
            ":confidence": f64::from(filter.confidence),
            ":limit": limit(window.limit),
            ":offset": limit(window.offset),
        };
        statement_lines(db, &rest, params)
    };
    let mut lines = part(true, window)?;
    if lines.len() < window.limit {
        // How many come before is asked only where the list goes beyond them.
        let before = if lines.is_empty() { count_dated(db, filter)? } else { window.offset + lines.len() };
        let offset = window.offset.saturating_sub(before);
        lines.extend(part(false, Window { offset, limit: window.limit - lines.len() })?);
    }
    Ok(lines)
}

/// The statements that were added last, of those that pass a filter.
pub(crate) fn last_added(db: &Connection, filter: &Filter, most: usize) -> Result<Vec<StatementLine>> {
    // Rows are numbered in the order added.
    let rest = format!(
        "FROM articles a CROSS JOIN statements s USING (article_id)
         LEFT JOIN outlets o USING (outlet_number) LEFT JOIN speakers w USING (speaker_number)
         WHERE {PASSES} ORDER BY a.rowid DESC, s.ordinal LIMIT :limit"
    );
    let params = named_params! {
        ":classes": listed(filter),
        ":confidence": f64::from(filter.confidence),
        ":limit": limit(most),
    };
    statement_lines(db, &rest, params)
}

/// Whether an article says when it was published, and not a day that lay ahead when it was added: by such a date it would stand above
/// what is new, for years.
const DATED: &str = "a.published IS NOT NULL
     AND a.latest_order <= CAST(strftime('%Y%m%d235959', a.added_at, '+1 day') AS INTEGER)";

/// How many statements of dated articles pass a filter.
fn count_dated(db: &Connection, filter: &Filter) -> Result<usize> {
    db.prepare_cached(&format!(
        "SELECT count(*) FROM statements s JOIN articles a USING (article_id) WHERE {PASSES} AND {DATED}"
    ))?
    .query_row(named_params! { ":classes": listed(filter), ":confidence": f64::from(filter.confidence) }, |r| {
        size(r, 0).map(|n| usize::try_from(n).unwrap_or(usize::MAX))
    })
}

pub(crate) fn statements_of(
    db: &Connection,
    id: &SpeakerId,
    filter: &Filter,
    window: Window,
) -> Result<Vec<StatementLine>> {
    let rest = format!(
        "{FROM_STATEMENTS} WHERE s.speaker_number = (SELECT speaker_number FROM speakers WHERE speaker_id = :speaker)
         AND {PASSES} ORDER BY s.published_order DESC, s.article_id, s.ordinal LIMIT :limit OFFSET :offset"
    );
    let params = named_params! {
        ":speaker": id.as_str(),
        ":classes": listed(filter),
        ":confidence": f64::from(filter.confidence),
        ":limit": limit(window.limit),
        ":offset": limit(window.offset),
    };
    statement_lines(db, &rest, params)
}

/// How many statements pass a filter.
pub(crate) fn count(db: &Connection, filter: &Filter) -> Result<u64> {
    let classes: Vec<CueClass> =
        if filter.classes.is_empty() { CueClass::ALL.to_vec() } else { filter.classes.clone() };
    // One stretch of `statements_by_class` for each class, not all of it.
    db.prepare_cached(
        "SELECT count(*) FROM statements
         WHERE class IN (SELECT value FROM json_each(?1)) AND is_listed = 1 AND confidence >= ?2",
    )?
    .query_row(params![json(&classes), f64::from(filter.confidence)], |r| size(r, 0))
}

/// Id and commonest name of a numbered speaker.
pub(crate) fn speaker_by_number(db: &Connection, number: u64) -> Result<Option<(SpeakerId, String)>> {
    db.prepare_cached(
        "SELECT speaker_id, coalesce(label, name) FROM speakers JOIN speaker_names USING (speaker_number)
         WHERE speaker_number = ?1 ORDER BY statement_count DESC, name LIMIT 1",
    )?
    .query_row([limit(number as usize)], |r| Ok((parsed(r, 0)?, r.get(1)?)))
    .optional()
}

/// Name of a numbered outlet.
pub(crate) fn outlet_by_number(db: &Connection, number: u64) -> Result<Option<String>> {
    db.prepare_cached("SELECT name FROM outlets WHERE outlet_number = ?1")?
        .query_row([limit(number as usize)], |r| r.get(0))
        .optional()
}

pub(crate) fn sources(db: &Connection) -> Result<Vec<SourceEntry>> {
    db.prepare_cached(
        "SELECT o.name, count(DISTINCT a.capture_id), count(*), sum(a.statement_count), min(a.published),
             max(a.published), max(a.added_at)
         FROM articles a INDEXED BY articles_by_coverage LEFT JOIN outlets o USING (outlet_number)
         GROUP BY a.outlet_number ORDER BY 4 DESC, o.name IS NULL, o.name",
    )?
    .query_map([], |r| {
        Ok(SourceEntry {
            outlet: r.get(0)?,
            captures: size(r, 1)?,
            articles: size(r, 2)?,
            statements: size(r, 3)?,
            first_published: r.get(4)?,
            last_published: r.get(5)?,
            last_added: parsed_opt(r, 6)?,
        })
    })?
    .collect()
}

/// Every id that begins with `prefix`, at most 10, captures last.
pub(crate) fn resolve(db: &Connection, prefix: &str) -> Result<Vec<String>> {
    let prefix = prefix.trim().to_ascii_lowercase();
    let mut ids: Vec<String> = Vec::new();
    if prefix.is_empty() || !prefix.bytes().all(|b| b.is_ascii_alphanumeric()) {
        return Ok(ids);
    }
    for (letter, table, column) in [
        ('a', "articles", "article_id"),
        ('s', "statements", "statement_id"),
        ('w', "speakers", "speaker_id"),
        // Whoever was merged into another is found by the old id too.
        ('w', "decisions", "subject"),
        ('d', "demands", "demand_id"),
        ('i', "incidents", "incident_id"),
        ('\0', "captures", "capture_id"),
    ] {
        if letter != '\0' && !prefix.starts_with(letter) {
            continue;
        }
        let sql = format!(
            "SELECT DISTINCT {column} FROM {table} WHERE {column} >= ?1 AND {column} < ?1 || '~' ORDER BY 1 LIMIT 10"
        );
        let found = db.prepare_cached(&sql)?.query_map([&prefix], |r| r.get(0))?.collect::<Result<Vec<String>>>()?;
        ids.extend(found);
    }
    let mut seen = std::collections::HashSet::new();
    ids.retain(|id| seen.insert(id.clone()));
    ids.truncate(10);
    Ok(ids)
}

/// What [`crate::Status`] counts.
pub(crate) struct Counted {
    /// Captures, captures without text, sightings, articles, speakers, outlets.
    pub(crate) totals: [u64; 6],
    pub(crate) by_mode: Vec<(String, u64)>,
    pub(crate) by_class: Vec<(String, u64)>,
    pub(crate) by_reader: Vec<(String, u64)>,
}

pub(crate) fn counts(db: &Connection) -> Result<Counted> {
    let mut totals = [0; 6];
    for (total, sql) in totals.iter_mut().zip([
        "SELECT count(*) FROM captures",
        "SELECT count(*) FROM captures c WHERE NOT EXISTS
             (SELECT 1 FROM articles a WHERE a.capture_id = c.capture_id AND a.text_bytes > 0)",
        "SELECT count(*) FROM sightings",
        "SELECT count(*) FROM articles",
        "SELECT count(*) FROM speakers",
        "SELECT count(*) FROM outlets",
    ]) {
        *total = db.query_row(sql, [], |r| size(r, 0))?;
    }
    let counted = |sql: &str| -> Result<Vec<(String, u64)>> {
        db.prepare_cached(sql)?.query_map([], |r| Ok((r.get(0)?, size(r, 1)?)))?.collect()
    };
    Ok(Counted {
        totals,
        by_mode: counted("SELECT mode, count(*) FROM statements GROUP BY mode ORDER BY mode")?,
        by_class: counted("SELECT class, count(*) FROM statements GROUP BY class ORDER BY class")?,
        by_reader: counted(
            "SELECT reader, sum(statement_count) FROM articles GROUP BY reader HAVING sum(statement_count) > 0 ORDER BY reader",
        )?,
    })
}

pub(crate) fn failures(db: &Connection) -> Result<Vec<crate::Failed>> {
    db.prepare_cached("SELECT source, reason, hint, failed_at FROM failures ORDER BY source")?
        .query_map([], |r| {
            Ok(crate::Failed { source: r.get(0)?, reason: r.get(1)?, hint: r.get(2)?, at: parsed(r, 3)? })
        })?
        .collect()
}
