//! Rows ↔ domain types: the small conversions that both directions share.

use crate::{ArticleLine, SpeakerLine};
use onrecord_page::{ArticleBlock, Precision, Published, Sourced, Span};
use onrecord_reading::{Mode, SpeakerKind};
use rusqlite::{Row, types::Type};
use serde::{
    Serialize,
    de::{
        DeserializeOwned,
        value::{Error as ValueError, StrDeserializer},
    },
};
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
    let text = row.get_ref(column)?.as_str()?;
    text.parse().map_err(|_| unreadable(column, text))
}

/// Likewise, where it may be NULL.
pub(super) fn parsed_opt<T: FromStr>(row: &Row<'_>, column: usize) -> rusqlite::Result<Option<T>> {
    let text = row.get_ref(column)?.as_str_or_null()?;
    text.map(|text| text.parse().map_err(|_| unreadable(column, text))).transpose()
}

/// A text column that holds JSON.
pub(super) fn from_json<T: DeserializeOwned>(row: &Row<'_>, column: usize) -> rusqlite::Result<T> {
    let text = row.get_ref(column)?.as_str()?;
    serde_json::from_str(text).map_err(|_| unreadable(column, text))
}

/// Where the blocks of an article are, of a column that holds them as JSON. A list of statements needs no more of them, and to unpack
/// them whole would cost as much as to look the statement up.
pub(super) fn block_spans(row: &Row<'_>, column: usize) -> rusqlite::Result<Vec<Span>> {
    match spans_in(row.get_ref(column)?.as_str()?) {
        Some(spans) => Ok(spans),
        None => Ok(from_json::<Vec<ArticleBlock>>(row, column)?.into_iter().map(|block| block.span).collect()),
    }
}

/// The spans in a list of blocks as this program writes it; None of one that looks otherwise.
fn spans_in(blocks: &str) -> Option<Vec<Span>> {
    let spans: Vec<Span> = blocks
        .split("{\"span\":[")
        .skip(1)
        .map(|block| {
            let (span, _) = block.split_once(']')?;
            let (start, end) = span.split_once(',')?;
            Some(Span { start: start.parse().ok()?, end: end.parse().ok()? })
        })
        .collect::<Option<_>>()?;
    let blocks = blocks.bytes().filter(|byte| *byte == b'{').count();
    (spans.len() == blocks).then_some(spans)
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
    word_of(column, row.get_ref(column)?.as_str()?)
}

/// Likewise of a word that was read from a column.
pub(super) fn word_of<T: DeserializeOwned>(column: usize, text: &str) -> rusqlite::Result<T> {
    T::deserialize(StrDeserializer::<ValueError>::new(text)).map_err(|_| unreadable(column, "word"))
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

#[cfg(test)]
mod tests {
    use super::*;
    use onrecord_page::BlockKind;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn spans_are_found_in_blocks_as_they_are_written(all in prop::collection::vec((0u32..9000, 0u32..900, 0usize..3), 0..9)) {
            let kinds = [BlockKind::Heading, BlockKind::Paragraph, BlockKind::Quote];
            let blocks: Vec<ArticleBlock> = (0..)
                .zip(all)
                .map(|(origin, (start, length, kind))| ArticleBlock {
                    span: Span { start, end: start + length },
                    kind: kinds[kind],
                    origin,
                })
                .collect();
            prop_assert_eq!(spans_in(&json(&blocks)), Some(blocks.iter().map(|block| block.span).collect()));
        }
    }

    #[test]
    fn blocks_written_otherwise_are_not_guessed_at() {
        for other in
            [r#"[{"kind":"paragraph","span":[0,4],"origin":1}]"#, r#"[{"span": [0, 4]}]"#, r#"[{"span":[0,x]}]"#]
        {
            assert_eq!(spans_in(other), None, "{other}");
        }
    }
}
