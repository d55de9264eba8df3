//! What of people's decisions on statements holds, put into effect: a rejected statement is not listed, a corrected one has the speaker
//! and the words that a person gave it, in every list and in the search.
//!
//! Derived from the decisions, which stay as they were made, and run anew whenever one is added or an article is read again. What the
//! reader had stands beside it, so that a decision can be taken back.

use super::{
    filing::{Filing, speaker_number},
    listing,
    rows::{json, spans_json},
    tables, write,
};
use crate::{Decision, Error, entities::speaker_id};
use onrecord_page::{ArticleId, CharSpan, Span, Text};
use onrecord_reading::{Speaker, SpeakerKind, StatementId};
use rusqlite::{Connection, OptionalExtension, Transaction, params};
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

type Result<T> = rusqlite::Result<T>;

/// What people think of a statement's reading: the last decision that holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Standing {
    /// Nobody has decided.
    #[default]
    Open,
    /// It is right as it was read.
    Accepted,
    /// It is right with another speaker or other words.
    Corrected,
    /// It is wrong.
    Rejected,
}

impl Standing {
    /// All of them; the place of each is its number in the index.
    pub const ALL: [Standing; 4] = [Standing::Open, Standing::Accepted, Standing::Corrected, Standing::Rejected];

    /// As typed and stored.
    pub fn as_str(self) -> &'static str {
        match self {
            Standing::Open => "open",
            Standing::Accepted => "accepted",
            Standing::Corrected => "corrected",
            Standing::Rejected => "rejected",
        }
    }

    /// What decisions that hold, in the order made, come to.
    fn of(holding: &[Decision]) -> Standing {
        let corrects = |d: &Decision| matches!(d.verdict.as_str(), Decision::SPEAKER | Decision::CONTENT);
        match holding.last() {
            None => Standing::Open,
            Some(last) if last.verdict == Decision::REJECTED => Standing::Rejected,
            Some(_) if holding.iter().any(corrects) => Standing::Corrected,
            Some(_) => Standing::Accepted,
        }
    }
}

impl fmt::Display for Standing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Standing {
    type Err = ();

    fn from_str(s: &str) -> std::result::Result<Standing, ()> {
        Standing::ALL.into_iter().find(|one| one.as_str().eq_ignore_ascii_case(s)).ok_or(())
    }
}

/// What the reader had where a person corrected it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AsRead {
    /// Who said it, as the reader took it.
    pub speaker: Option<String>,
    /// The words, as the reader took them.
    pub content: String,
}

/// The columns of a statement that a decision may change, as read.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Columns {
    speaker: Option<SpeakerColumns>,
    candidates: String,
    pub(crate) content: Vec<Span>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
struct SpeakerColumns {
    id: String,
    kind: String,
    name: String,
    role: Option<String>,
    /// JSON, as it stands in its column.
    spans: String,
    why: String,
}

/// Why a corrected statement has its speaker.
const WHY: &str = "a person decided so";

/// Puts what holds of the decisions on a statement into effect. A statement that is not there (any more) is passed over.
pub(super) fn take_effect(tx: &Transaction<'_>, statement: &str) -> Result<()> {
    let Some(article) = article_of(tx, statement)? else { return Ok(()) };
    let corrected = restore(tx, &article, statement)?;
    let holding = Decision::holding(tables::decisions_on(tx, statement)?);
    let standing = Standing::of(&holding);
    if standing != Standing::Open {
        let as_read = columns(tx, statement)?;
        let last = |verdict: &str| holding.iter().rev().find(|d| d.verdict == verdict).and_then(|d| d.value.as_deref());
        let speaker = last(Decision::SPEAKER).map(|name| said_by(tx, &article, statement, name)).transpose()?;
        let content = last(Decision::CONTENT).and_then(span).map(|span| reads(tx, &article, statement, span));
        let changed = speaker.is_some() | content.transpose()?.unwrap_or(false);
        tx.prepare_cached("INSERT INTO judged (statement_id, verdict, as_read) VALUES (?1, ?2, ?3)")?
            .execute(params![statement, standing.as_str(), changed.then(|| json(&as_read))])?;
        if changed {
            write::forget_unnamed(tx)?;
        }
    } else if corrected {
        write::forget_unnamed(tx)?;
    }
    listing::relist(tx, &article)
}

/// Puts all decisions about the statements of an article into effect that has just been read: no row shows any of them yet.
pub(super) fn take_effect_in(tx: &Transaction<'_>, article: &str) -> Result<()> {
    forget(tx, article)?;
    let decided: Vec<String> = tx
        .prepare_cached(
            "SELECT statement_id FROM statements s WHERE article_id = ?1
             AND EXISTS (SELECT 1 FROM decisions d WHERE d.subject = s.statement_id)",
        )?
        .query_map([article], |r| r.get(0))?
        .collect::<Result<_>>()?;
    decided.iter().try_for_each(|statement| take_effect(tx, statement))
}

/// Forgets what holds of the statements of an article, whose rows are about to go or have just come.
pub(super) fn forget(tx: &Transaction<'_>, article: &str) -> Result<()> {
    tx.prepare_cached(
        "DELETE FROM judged WHERE statement_id IN (SELECT statement_id FROM statements WHERE article_id = ?1)",
    )?
    .execute([article])
    .map(drop)
}

/// Puts every decision into effect, for an archive of a format that kept them only.
pub(super) fn take_effect_everywhere(tx: &Transaction<'_>) -> Result<()> {
    let decided: Vec<String> = tx
        .prepare("SELECT DISTINCT subject FROM decisions WHERE subject IN (SELECT statement_id FROM statements)")?
        .query_map([], |r| r.get(0))?
        .collect::<Result<_>>()?;
    decided.iter().try_for_each(|statement| take_effect(tx, statement))
}

/// What the reader had in each statement of an article that a person corrected.
pub(crate) fn as_read_in(db: &Connection, article: &str) -> Result<Vec<(String, Columns)>> {
    db.prepare_cached(
        "SELECT statement_id, as_read FROM judged WHERE as_read IS NOT NULL
         AND statement_id IN (SELECT statement_id FROM statements WHERE article_id = ?1)",
    )?
    .query_map([article], |r| Ok((r.get(0)?, super::rows::from_json(r, 1)?)))?
    .collect()
}

/// What the reader had in one statement; None where nobody corrected it.
pub(crate) fn as_read(db: &Connection, statement: &StatementId) -> Result<Option<AsRead>> {
    let found: Option<(Columns, String)> = db
        .prepare_cached(
            "SELECT j.as_read, a.text FROM judged j JOIN statements s USING (statement_id)
             JOIN articles a USING (article_id) WHERE statement_id = ?1 AND j.as_read IS NOT NULL",
        )?
        .query_row([statement.as_str()], |r| Ok((super::rows::from_json(r, 0)?, r.get(1)?)))
        .optional()?;
    Ok(found.map(|(columns, text)| AsRead {
        speaker: columns.speaker.map(|speaker| speaker.name),
        content: Text::new(text).join(&columns.content),
    }))
}

fn article_of(db: &Connection, statement: &str) -> Result<Option<String>> {
    db.prepare_cached("SELECT article_id FROM statements WHERE statement_id = ?1")?
        .query_row([statement], |r| r.get(0))
        .optional()
}

fn columns(db: &Connection, statement: &str) -> Result<Columns> {
    db.prepare_cached(
        "SELECT coalesce(s.read_id, w.speaker_id), coalesce(s.read_kind, w.kind), s.speaker_name, s.speaker_role, s.speaker_spans, s.speaker_why,
             s.speaker_candidates, s.content_spans
         FROM statements s LEFT JOIN speakers w USING (speaker_number) WHERE s.statement_id = ?1",
    )?
    .query_row([statement], |r| {
        let speaker = match r.get::<_, Option<String>>(0)? {
            None => None,
            Some(id) => Some(SpeakerColumns {
                id,
                kind: r.get(1)?,
                name: r.get(2)?,
                role: r.get(3)?,
                spans: r.get::<_, Option<String>>(4)?.unwrap_or_else(|| "[]".to_owned()),
                why: r.get::<_, Option<String>>(5)?.unwrap_or_default(),
            }),
        };
        Ok(Columns { speaker, candidates: r.get(6)?, content: super::rows::from_json(r, 7)? })
    })
}

/// Gives a statement back what the reader had; whether there was anything to give back.
fn restore(tx: &Transaction<'_>, article: &str, statement: &str) -> Result<bool> {
    let kept: Option<Option<String>> = tx
        .prepare_cached("DELETE FROM judged WHERE statement_id = ?1 RETURNING as_read")?
        .query_row([statement], |r| r.get(0))
        .optional()?;
    let Some(columns) = kept.flatten().and_then(|kept| serde_json::from_str::<Columns>(&kept).ok()) else {
        return Ok(false);
    };
    let who = columns.speaker.as_ref();
    let filed = who.map(|who| file(tx, statement, &who.id, &who.kind)).transpose()?.unwrap_or_default();
    tx.prepare_cached(
        "UPDATE statements SET speaker_number = ?2, speaker_name = ?3, speaker_role = ?4, speaker_spans = ?5,
             speaker_why = ?6, speaker_candidates = ?7, read_id = ?8, read_kind = ?9 WHERE statement_id = ?1",
    )?
    .execute(params![
        statement,
        filed.number,
        who.map(|w| &w.name),
        who.and_then(|w| w.role.as_ref()),
        who.map(|w| &w.spans),
        who.map(|w| &w.why),
        columns.candidates,
        filed.read.as_ref().map(|(id, _)| id),
        filed.read.as_ref().map(|(_, kind)| kind)
    ])?;
    write_content(tx, article, statement, &columns.content)?;
    Ok(true)
}

/// Under whom a statement is filed.
#[derive(Default)]
struct Filed {
    number: Option<i64>,
    /// As whom its speaker was read or corrected, and the kind, where it is filed under somebody else.
    read: Option<(String, String)>,
}

/// Files a statement of somebody as people decided on merges and splits.
fn file(tx: &Transaction<'_>, statement: &str, id: &str, kind: &str) -> Result<Filed> {
    let filing = Filing::load(tx)?;
    let own = filing.of(statement, id);
    let number = Some(speaker_number(tx, own, kind, filing.name_of(own))?);
    Ok(Filed { number, read: (own != id).then(|| (id.to_owned(), kind.to_owned())) })
}

/// Somebody else said it. Of the kinds of speakers that go by this name the archive's own is taken, else it is a person's.
fn said_by(tx: &Transaction<'_>, article: &str, statement: &str, name: &str) -> Result<()> {
    let Ok(article) = article.parse::<ArticleId>() else { return Ok(()) };
    const KINDS: [SpeakerKind; 5] =
        [SpeakerKind::Person, SpeakerKind::Body, SpeakerKind::Office, SpeakerKind::Group, SpeakerKind::Unknown];
    let id_as = |kind| {
        let speaker = Speaker {
            name: name.to_owned(),
            role: None,
            kind,
            spans: Vec::new(),
            why: String::new(),
            candidates: Vec::new(),
        };
        speaker_id(&speaker, &article)
    };
    let mut kind = SpeakerKind::Person;
    for one in KINDS {
        let known = tx.prepare_cached("SELECT 1 FROM speakers WHERE speaker_id = ?1")?.exists([id_as(one).as_str()])?;
        if known {
            kind = one;
            break;
        }
    }
    let filed = file(tx, statement, id_as(kind).as_str(), kind.as_str())?;
    tx.prepare_cached(
        "UPDATE statements SET speaker_number = ?2, speaker_name = ?3, speaker_role = NULL,
             speaker_spans = coalesce(speaker_spans, '[]'), speaker_why = ?4, speaker_candidates = '[]',
             read_id = ?5, read_kind = ?6 WHERE statement_id = ?1",
    )?
    .execute(params![
        statement,
        filed.number,
        name,
        WHY,
        filed.read.as_ref().map(|(id, _)| id),
        filed.read.as_ref().map(|(_, kind)| kind)
    ])
    .map(drop)
}

/// `12..40` in code points.
fn span(value: &str) -> Option<CharSpan> {
    let (start, end) = value.split_once("..")?;
    Some(CharSpan { start: start.parse().ok()?, end: end.parse().ok()? })
}

/// Other words were said; whether there are such words.
fn reads(tx: &Transaction<'_>, article: &str, statement: &str, span: CharSpan) -> Result<bool> {
    let Some((text, _)) = tables::text_of(tx, article)? else { return Ok(false) };
    let Some(span) = Text::new(text).byte_span(span).filter(|span| !span.is_empty()) else { return Ok(false) };
    write_content(tx, article, statement, &[span])?;
    Ok(true)
}

fn write_content(tx: &Transaction<'_>, article: &str, statement: &str, spans: &[Span]) -> Result<()> {
    let Some((text, _)) = tables::text_of(tx, article)? else { return Ok(()) };
    tx.prepare_cached("UPDATE statements SET content = ?2, content_spans = ?3 WHERE statement_id = ?1")?
        .execute(params![statement, Text::new(text).join(spans), spans_json(spans)])
        .map(drop)
}

impl crate::Archive {
    /// What the reader had in a statement; None where nobody corrected it.
    pub fn as_read(&self, id: &StatementId) -> std::result::Result<Option<AsRead>, Error> {
        self.read(|db| as_read(db, id))
    }
}
