//! Rows ↔ domain types: the small conversions that both directions share.

use crate::{ArticleLine, SpeakerLine};
use onrecord_page::{Precision, Published, Sourced, Span};
use onrecord_reading::{Mode, SpeakerKind};
use rusqlite::{Row, types::Type};
use serde::{Serialize, de::DeserializeOwned};
use std::str::FromStr;

/// The columns of an [`ArticleLine`], in the order in which [`article_line`] reads them. Needs `articles` as `a` and `outlets` as `o`.
pub(super) const ARTICLE_LINE: &str = "a.article_id, a.capture_id, a.part, a.title, o.name, a.url, a.published, \
     a.published_precision, a.published_evidence, a.language, a.added_at, a.statement_count";

/// Number of columns in [`ARTICLE_LINE`].
pub(super) const ARTICLE_LINE_COLUMNS: usize = 12;

/// A stored value that can't be what was written.
pub(super) fn unreadable(column: usize, what: &str) -> rusqlite::Error {
    rusqlite::Error::FromSqlConversionFailure(column, Type::Text, format!("unreadable {what}").into())
}

/// A count or a length.
pub(super) fn size(row: &Row<'_>, column: usize) -> rusqlite::Result<u64> {
    row.get::<_, i64>(column).map(|n| u64::try_from(n).unwrap_or(0))
}

/// A text column that holds the printed form of `T`.
pub(super) fn parsed<T: FromStr>(row: &Row<'_>, column: usize) -> rusqlite::Result<T> {
    let text: String = row.get(column)?;
    text.parse().map_err(|_| unreadable(column, &text))
}

/// Likewise, where it may be NULL.
pub(super) fn parsed_opt<T: FromStr>(row: &Row<'_>, column: usize) -> rusqlite::Result<Option<T>> {
    let text: Option<String> = row.get(column)?;
    text.map(|text| text.parse().map_err(|_| unreadable(column, &text))).transpose()
}

/// A text column that holds JSON.
pub(super) fn from_json<T: DeserializeOwned>(row: &Row<'_>, column: usize) -> rusqlite::Result<T> {
    let text: String = row.get(column)?;
    serde_json::from_str(&text).map_err(|_| unreadable(column, &text))
}

/// Plain data as JSON.
pub(super) fn json<T: Serialize>(value: &T) -> String {
    serde_json::to_string(value).expect("plain data without maps always has a JSON form")
}

pub(super) fn spans_json(spans: &[Span]) -> String {
    json(&spans)
}

/// The word of a unit variant, as its own crate serializes it.
pub(super) fn word<T: Serialize>(value: &T) -> String {
    json(value).trim_matches('"').to_owned()
}

/// The variant of such a word.
pub(super) fn from_word<T: DeserializeOwned>(row: &Row<'_>, column: usize) -> rusqlite::Result<T> {
    let text: String = row.get(column)?;
    serde_json::from_value(serde_json::Value::String(text)).map_err(|_| unreadable(column, "word"))
}

pub(super) fn mode_of(row: &Row<'_>, column: usize) -> rusqlite::Result<Mode> {
    from_word(row, column)
}

pub(super) fn kind_of(row: &Row<'_>, column: usize) -> rusqlite::Result<SpeakerKind> {
    from_word(row, column)
}

/// A value with its evidence in the next column.
pub(super) fn sourced(row: &Row<'_>, column: usize) -> rusqlite::Result<Option<Sourced<String>>> {
    sourced_at(row, column, column + 1)
}

/// A value with its evidence in another column.
pub(super) fn sourced_at(row: &Row<'_>, value: usize, evidence: usize) -> rusqlite::Result<Option<Sourced<String>>> {
    let value: Option<String> = row.get(value)?;
    let evidence: Option<String> = row.get(evidence)?;
    Ok(value.map(|value| Sourced { value, evidence: evidence.unwrap_or_default() }))
}

/// Three columns: value, precision, evidence.
pub(super) fn published(row: &Row<'_>, column: usize) -> rusqlite::Result<Option<Published>> {
    let Some(value) = row.get::<_, Option<String>>(column)? else { return Ok(None) };
    let precision: Precision = from_word(row, column + 1)?;
    Ok(Some(Published { value, precision, evidence: row.get::<_, Option<String>>(column + 2)?.unwrap_or_default() }))
}

/// See [`ARTICLE_LINE`]; `at` is its first column.
pub(super) fn article_line(row: &Row<'_>, at: usize) -> rusqlite::Result<ArticleLine> {
    Ok(ArticleLine {
        id: parsed(row, at)?,
        capture: parsed(row, at + 1)?,
        part: row.get(at + 2)?,
        title: row.get(at + 3)?,
        outlet: row.get(at + 4)?,
        url: row.get(at + 5)?,
        published: published(row, at + 6)?,
        language: row.get(at + 9)?,
        added_at: parsed(row, at + 10)?,
        statements: size(row, at + 11)?,
    })
}

/// Four columns: id, name, role, kind; the id NULL where nobody is named.
pub(super) fn speaker_line(row: &Row<'_>, at: usize) -> rusqlite::Result<Option<SpeakerLine>> {
    let Some(id) = parsed_opt(row, at)? else { return Ok(None) };
    Ok(Some(SpeakerLine { id, name: row.get(at + 1)?, role: row.get(at + 2)?, kind: kind_of(row, at + 3)? }))
}
