//! Writing: everything of one page in one transaction, after its bytes are in the segment.
//!
//! **What a crash may lose.** A killed process loses at most the page in hand: bytes and rows of every page before it are with the
//! operating system, in order. A power cut may lose the pages since the last [`Writer::sync`], at most [`SYNC_PAGES`] pages or
//! [`SYNC_SECONDS`] of adding, never half a page: a sync first brings the segment to the disk, then notes in the store up to where it
//! did, then brings the store's log to the disk. The next writer re-hashes what lies beyond that note and takes back the rows whose
//! bytes did not survive, so that those pages are simply added again.

use super::{
    events,
    filing::{Filing, speaker_number},
    gathered, judged, listing, objects,
    rows::{json, spans_json, word},
    versions::{self, Answered, Met},
    wordings,
};
use crate::{
    Error, Failed, Put, Record,
    captures::{self, Place, Segments},
    dates,
    entities::speaker_id,
    error::At,
    format::Layout,
    gathered::{Kept, Purpose},
    identity::identity,
};
use onrecord_page::{Article, ArticleId, CaptureId, Note, Published, Sourced, Span};
use onrecord_reading::{Reading, Statement, StatementTime};
use rusqlite::{Connection, OptionalExtension, Transaction, TransactionBehavior, named_params, params};
use std::{
    collections::HashSet,
    time::{Duration, Instant},
};

/// A power cut loses at most so many pages …
const SYNC_PAGES: u32 = 256;
/// … or so much time of adding.
const SYNC_SECONDS: Duration = Duration::from_secs(1);

/// The one writer of an archive.
#[derive(Debug)]
pub(crate) struct Writer {
    layout: Layout,
    connection: Connection,
    segments: Segments,
    unsynced: u32,
    synced_at: Instant,
}

impl Writer {
    /// Takes the store over: repairs what a power cut may have left, cuts off what was never committed.
    pub(crate) fn open(layout: &Layout, mut connection: Connection) -> Result<Writer, Error> {
        recover(layout, &mut connection)?;
        let last = last_place(&connection).at(&layout.store, "read")?;
        let segments = Segments::open(layout, last)?;
        Ok(Writer { layout: layout.clone(), connection, segments, unsynced: 0, synced_at: Instant::now() })
    }

    /// Goes on after others may have written: where the segments do not end where this writer left them, they are opened anew.
    pub(crate) fn take_up(&mut self) -> Result<(), Error> {
        let last = last_place(&self.connection).at(&self.layout.store, "read")?;
        if !self.segments.is_at(last.as_ref()) {
            recover(&self.layout, &mut self.connection)?;
            let last = last_place(&self.connection).at(&self.layout.store, "read")?;
            self.segments = Segments::open(&self.layout, last)?;
        }
        Ok(())
    }

    /// See [`crate::Archive::put`].
    pub(crate) fn put(&mut self, record: &Record<'_>) -> Result<Put, Error> {
        refuse_unsound(record)?;
        self.put_with(|writer| writer.put_in_transaction(record).map(|put| (put, put == Put::Added)))
    }

    /// See [`crate::Archive::put_fetch`].
    pub(crate) fn put_fetch(&mut self, kept: &Kept<'_>, page: Option<&Record<'_>>) -> Result<Option<Put>, Error> {
        page.map_or(Ok(()), refuse_unsound)?;
        self.put_with(|writer| writer.put_fetch_in_transaction(kept, page).map(|put| (put, true)))
    }

    /// Puts something all or not at all; `put` says whether the segment has grown.
    fn put_with<T>(&mut self, put: impl FnOnce(&mut Writer) -> Result<(T, bool), Failure>) -> Result<T, Error> {
        let path = self.layout.store.clone();
        let before = self.segments.end();
        match put(self) {
            Ok((done, true)) => {
                self.unsynced += 1;
                if self.unsynced >= SYNC_PAGES || self.synced_at.elapsed() >= SYNC_SECONDS {
                    self.sync()?;
                }
                Ok(done)
            }
            Ok((done, false)) => Ok(done),
            Err(error) => {
                // A segment that was begun for this page stays behind empty; the next page fills it.
                let (segment, end) = self.segments.end();
                self.segments.cut_back(if segment == before.0 { before.1.min(end) } else { 0 });
                Err(match error {
                    Failure::Store(e) => Err::<(), _>(e).at(&path, "write").expect_err("it is one"),
                    Failure::Segment(e) => e,
                })
            }
        }
    }

    fn put_fetch_in_transaction(&mut self, kept: &Kept<'_>, page: Option<&Record<'_>>) -> Result<Option<Put>, Failure> {
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        // A payload is named like a capture: by its SHA-256, in hex.
        let payload_sha256 = CaptureId::of(&kept.payload).to_string();
        // What came before may have been kept for a list: a page that is new needs a record with its bytes.
        let known = page.map_or(Ok(true), |record| captured(&transaction, &record.capture.id.to_string()))?;
        let earlier = gathered::earlier(&transaction, kept, &payload_sha256)?.filter(|_| known);
        let again = earlier.as_ref().map(|(_, earlier)| earlier);
        let placed = self.segments.append_exchange(kept, &payload_sha256, again).map_err(Failure::Segment)?;
        let put = page.map(|record| keep_page(&transaction, record, &placed.answer)).transpose()?;
        let capture = page.map(|record| record.capture.id.to_string());
        let row = gathered::FetchRow {
            kept,
            payload_sha256: &payload_sha256,
            same_as: earlier.as_ref().map(|(fetch, _)| *fetch),
            capture: capture.as_deref(),
            place: &placed.all,
        };
        let fetch = gathered::insert_fetch(&transaction, &row)?;
        note_look(&transaction, kept, fetch, row.same_as, page)?;
        if put == Some(Put::Added)
            && let Some(capture) = &capture
        {
            listing::relist_page(&transaction, capture)?;
            log_change(&transaction, capture)?;
        }
        transaction.commit()?;
        Ok(put)
    }

    pub(crate) fn connection(&mut self) -> &mut Connection {
        &mut self.connection
    }

    pub(crate) fn store_path(&self) -> std::path::PathBuf {
        self.layout.store.clone()
    }

    fn put_in_transaction(&mut self, record: &Record<'_>) -> Result<Put, Failure> {
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let id = record.capture.id.to_string();
        if captured(&transaction, &id)? {
            let new = see(&transaction, &id, record.source, record.added_at)?;
            let failed = forgive(&transaction, record.source)?;
            let looked = versions::met(&transaction, &met(record, &id))?;
            if new || failed || looked {
                transaction.commit()?;
            }
            return Ok(if new { Put::SeenElsewhere } else { Put::Known });
        }
        let date = record.capture.fetched_at.unwrap_or(record.added_at);
        let place = self.segments.append(record.capture, record.source, date).map_err(Failure::Segment)?;
        insert_page(&transaction, record, &place)?;
        versions::met(&transaction, &met(record, &id))?;
        listing::relist_page(&transaction, &id)?;
        log_change(&transaction, &id)?;
        transaction.commit()?;
        Ok(Put::Added)
    }

    /// See [`crate::Archive::put_reading`].
    pub(crate) fn put_reading(&mut self, id: &ArticleId, reading: &Reading) -> Result<(), Error> {
        let store = self.layout.store.clone();
        let transaction =
            self.connection.transaction_with_behavior(TransactionBehavior::Immediate).at(&store, "write")?;
        let kept = super::read::stored_article(&transaction, id).at(&store, "read")?;
        let Some(kept) = kept else { return Err(Error::refused(format!("there is no article `{id}`"))) };
        if let Some(why) = unsound(&kept.article, reading) {
            return Err(Error::refused(format!("the new reading of `{id}` is unsound: {why}")));
        }
        replace_reading(&transaction, &kept.article, reading).at(&store, "write")?;
        transaction.commit().at(&store, "write")
    }

    /// See [`crate::Archive::put_failure`].
    pub(crate) fn put_failure(&mut self, failed: &Failed) -> Result<(), Error> {
        self.connection
            .prepare_cached(
                "INSERT INTO failures (source, reason, hint, failed_at) VALUES (?1, ?2, ?3, ?4)
                 ON CONFLICT DO UPDATE SET reason = ?2, hint = ?3, failed_at = ?4",
            )
            .and_then(|mut s| s.execute(params![failed.source, failed.reason, failed.hint, failed.at.to_string()]))
            .at(&self.layout.store, "write")
            .map(drop)
    }

    /// Returns once everything put so far would survive a power cut.
    pub(crate) fn sync(&mut self) -> Result<(), Error> {
        if self.unsynced == 0 {
            return Ok(());
        }
        self.segments.sync()?;
        let (segment, offset) = self.segments.end();
        let store = &self.layout.store;
        // Only this commit waits for the disk; the log is one file, so that it takes all former commits along.
        self.connection.pragma_update(None, "synchronous", "full").at(store, "write")?;
        let marked = mark_durable(&mut self.connection, &segment, offset).at(store, "write");
        self.connection.pragma_update(None, "synchronous", "normal").at(store, "write")?;
        marked?;
        self.unsynced = 0;
        self.synced_at = Instant::now();
        Ok(())
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        // A failure here leaves what a power cut could: the next writer looks at it.
        let _ = self.sync();
    }
}

fn met<'a>(record: &'a Record<'a>, id: &'a str) -> Met<'a> {
    Met {
        capture: id,
        url: record.capture.url.as_deref(),
        fetched_at: record.capture.fetched_at,
        added_at: record.added_at,
        hindrance: record.hindrance,
    }
}

/// What an answer says of the page at its address.
fn note_look(
    transaction: &Transaction<'_>,
    kept: &Kept<'_>,
    fetch: i64,
    same_as: Option<i64>,
    page: Option<&Record<'_>>,
) -> rusqlite::Result<()> {
    if kept.fetch.purpose != Purpose::Page {
        return Ok(());
    }
    let capture = match (page, same_as.filter(|_| kept.head.status == 304)) {
        (Some(page), _) => Some(page.capture.id.to_string()),
        (None, Some(earlier)) => gathered::capture_of(transaction, earlier)?,
        (None, None) => None,
    };
    let answered = Answered {
        fetch,
        url: kept.fetch.url,
        via: kept.fetch.via,
        at: kept.fetch.at,
        status: kept.head.status,
        capture: capture.as_deref(),
        hindrance: page.and_then(|page| page.hindrance),
    };
    versions::answered(transaction, &answered)
}

/// Rows of a page whose bytes are in an answer that has just been appended.
fn keep_page(transaction: &Transaction<'_>, record: &Record<'_>, place: &Place) -> rusqlite::Result<Put> {
    let id = record.capture.id.to_string();
    if captured(transaction, &id)? {
        let new = see(transaction, &id, record.source, record.added_at)?;
        forgive(transaction, record.source)?;
        return Ok(if new { Put::SeenElsewhere } else { Put::Known });
    }
    insert_page(transaction, record, place)?;
    Ok(Put::Added)
}

fn insert_page(transaction: &Transaction<'_>, record: &Record<'_>, place: &Place) -> rusqlite::Result<()> {
    let id = record.capture.id.to_string();
    insert_capture(transaction, record, place)?;
    see(transaction, &id, record.source, record.added_at)?;
    forgive(transaction, record.source)?;
    for note in record.notes {
        insert_note(transaction, &id, None, note)?;
    }
    for (article, reading) in record.articles {
        insert_article(transaction, record, article, reading)?;
    }
    if let Some((article, reading)) = record.articles.iter().find(|(article, _)| article.part == 0) {
        objects::insert_counters(transaction, article, reading.objects.counters.len(), record.counters)?;
    }
    Ok(())
}

/// Which half of a page failed.
enum Failure {
    Store(rusqlite::Error),
    Segment(Error),
}

impl From<rusqlite::Error> for Failure {
    fn from(e: rusqlite::Error) -> Failure {
        Failure::Store(e)
    }
}

/// What the archive could not give back as it was is refused before anything is written.
fn refuse_unsound(record: &Record<'_>) -> Result<(), Error> {
    let id = record.capture.id;
    let refuse = |why: &str| Err(Error::refused(format!("the reading of `{}` is unsound: {why}", record.source)));
    if CaptureId::of(&record.capture.body) != id {
        return refuse("the capture is not named by its bytes");
    }
    let mut parts = HashSet::new();
    for (article, reading) in record.articles {
        if let Some(why) = unsound(article, reading) {
            return refuse(why);
        }
        if article.capture != id || article.id != ArticleId::of(&id, article.part) {
            return refuse("an article belongs to another capture");
        }
        if !parts.insert(article.part) {
            return refuse("two articles are the same part of the page");
        }
    }
    Ok(())
}

/// Why a reading can't be kept with its article.
fn unsound(article: &Article, reading: &Reading) -> Option<&'static str> {
    if reading.text != article.text.hash() {
        return Some("a reading belongs to another text");
    }
    let fits = |span: &Span| article.text.span(span.range()).is_some();
    let spans = reading.statements.iter().flat_map(spans_of);
    let within = crate::objects::spans_of(&reading.objects).all(|span| fits(&span));
    if !within || !spans.chain(article.blocks.iter().map(|b| &b.span)).all(fits) {
        return Some("a span leaves its text");
    }
    let there: HashSet<_> = reading.statements.iter().map(|s| s.id).collect();
    let held = crate::objects::statements_of(&reading.objects).all(|id| there.contains(&id));
    (!held).then_some("something is filed under a statement that is not there")
}

fn spans_of(statement: &Statement) -> impl Iterator<Item = &Span> {
    let cue = statement.cue.iter().flat_map(|c| &c.spans);
    let speaker = statement.speaker.iter().flat_map(|s| &s.spans);
    let also = statement.also.iter().flat_map(|c| &c.spans);
    statement.content.spans.iter().chain(cue).chain(speaker).chain(also)
}

fn captured(connection: &Connection, id: &str) -> rusqlite::Result<bool> {
    connection.prepare_cached("SELECT 1 FROM captures WHERE capture_id = ?1")?.exists([id])
}

fn see(transaction: &Transaction<'_>, id: &str, source: &str, at: jiff::Timestamp) -> rusqlite::Result<bool> {
    transaction
        .prepare_cached("INSERT OR IGNORE INTO sightings (capture_id, source, seen_at) VALUES (?1, ?2, ?3)")?
        .execute(params![id, source, at.to_string()])
        .map(|rows| rows > 0)
}

fn forgive(transaction: &Transaction<'_>, source: &str) -> rusqlite::Result<bool> {
    transaction.prepare_cached("DELETE FROM failures WHERE source = ?1")?.execute([source]).map(|rows| rows > 0)
}

fn insert_capture(transaction: &Transaction<'_>, record: &Record<'_>, place: &Place) -> rusqlite::Result<()> {
    let capture = record.capture;
    transaction
        .prepare_cached(
            "INSERT INTO captures (capture_id, segment, segment_offset, segment_length, segment_crc32, byte_length, url,
                 fetched_at, added_at, media_type, article_count)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
        )?
        .execute(params![
            capture.id.to_string(),
            place.segment,
            as_int(place.offset),
            as_int(place.length),
            place.crc32,
            as_int(capture.body.len() as u64),
            capture.url,
            capture.fetched_at.map(|t| t.to_string()),
            record.added_at.to_string(),
            capture.media_type,
            as_int(record.articles.len() as u64),
        ])
        .map(drop)
}

/// SQLite's integers have a sign; no length on this planet needs the 64th bit.
fn as_int(n: u64) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

fn insert_note(
    transaction: &Transaction<'_>,
    capture: &str,
    article: Option<&ArticleId>,
    note: &Note,
) -> rusqlite::Result<()> {
    transaction
        .prepare_cached(
            "INSERT INTO notes (capture_id, article_id, code, message, hint, span) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        )?
        .execute(params![
            capture,
            article.map(ArticleId::as_str),
            note.code,
            note.message,
            note.hint,
            note.span.map(|s| json(&s)),
        ])
        .map(drop)
}

fn insert_article(
    transaction: &Transaction<'_>,
    record: &Record<'_>,
    article: &Article,
    reading: &Reading,
) -> rusqlite::Result<()> {
    let outlet = article.outlet.as_ref().map(|o| outlet_number(transaction, &o.value)).transpose()?;
    let published = article.published.as_ref();
    let dated = published.and_then(|p| dates::order_of(&p.value));
    let published_order = dated.unwrap_or_else(|| record.added_at.as_second());
    let latest_order = dated.unwrap_or_else(|| dates::order_of_timestamp(record.added_at));
    let (statements, repeated) = distinct(&reading.statements);
    let address = article.url.as_ref().map(|u| u.value.as_str()).or(record.capture.url.as_deref());
    let value = |s: &Option<Sourced<String>>| s.as_ref().map(|s| s.value.clone());
    let evidence = |s: &Option<Sourced<String>>| s.as_ref().map(|s| s.evidence.clone());
    let precision = |p: Option<&Published>| p.map(|p| word(&p.precision));
    let modified = article.modified.as_ref();
    transaction
        .prepare_cached(
            "INSERT INTO articles (article_id, capture_id, part, title, title_evidence, outlet_number, outlet_evidence,
                 url, url_evidence, canonical_url, published, published_precision, published_evidence, modified,
                 modified_precision, modified_evidence, language, language_evidence, is_partial, added_at, reader,
                 statement_count, published_order, latest_order, text_sha256, text_bytes, authors, blocks, text, carriers,
                 beside)
             VALUES (:article, :capture, :part, :title, :title_evidence, :outlet, :outlet_evidence, :url, :url_evidence,
                 :canonical, :published, :published_precision, :published_evidence, :modified, :modified_precision,
                 :modified_evidence, :language, :language_evidence, :partial, :added, :reader, :statements,
                 :published_order, :latest_order, :hash, :bytes, :authors, :blocks, :text, :carriers, :beside)",
        )?
        .execute(named_params! {
            ":article": article.id.as_str(),
            ":capture": record.capture.id.to_string(),
            ":part": article.part,
            ":title": value(&article.title),
            ":title_evidence": evidence(&article.title),
            ":outlet": outlet,
            ":outlet_evidence": evidence(&article.outlet),
            ":url": value(&article.url),
            ":url_evidence": evidence(&article.url),
            ":canonical": address.map(identity),
            ":published": published.map(|p| &p.value),
            ":published_precision": precision(published),
            ":published_evidence": published.map(|p| &p.evidence),
            ":modified": modified.map(|p| &p.value),
            ":modified_precision": precision(modified),
            ":modified_evidence": modified.map(|p| &p.evidence),
            ":language": value(&article.language),
            ":language_evidence": evidence(&article.language),
            ":partial": article.partial,
            ":added": record.added_at.to_string(),
            ":reader": reading.reader.as_str(),
            ":statements": as_int(statements.len() as u64),
            ":published_order": published_order,
            ":latest_order": latest_order,
            ":hash": article.text.hash().to_string(),
            ":bytes": as_int(article.text.as_str().len() as u64),
            ":authors": json(&article.authors),
            ":blocks": json(&article.blocks),
            ":text": article.text.as_str(),
            ":carriers": json(&article.carriers),
            ":beside": json(&article.beside),
        })?;
    let capture = record.capture.id.to_string();
    for note in article.notes.iter().chain(&reading.notes).chain(&repeated) {
        insert_note(transaction, &capture, Some(&article.id), note)?;
    }
    insert_reading(transaction, article, reading, &statements, published_order)
}

/// Rows of what was read in an article: its statements and what is in them.
fn insert_reading(
    transaction: &Transaction<'_>,
    article: &Article,
    reading: &Reading,
    statements: &[&Statement],
    published_order: i64,
) -> rusqlite::Result<()> {
    let said = StatementTime::all(statements.iter().copied(), article, &reading.objects.times);
    let filing = Filing::load(transaction)?;
    for (ordinal, (statement, said)) in statements.iter().zip(&said).enumerate() {
        insert_statement(transaction, article, &filing, ordinal, statement, said, published_order)?;
    }
    objects::insert(transaction, &objects::Kept { article, objects: &reading.objects, statements, said: &said })?;
    judged::take_effect_in(transaction, article.id.as_str())?;
    events::link(transaction, article.id.as_str())
}

/// Rows of a reading in the place of those of another.
fn replace_reading(transaction: &Transaction<'_>, article: &Article, reading: &Reading) -> rusqlite::Result<()> {
    let id = article.id.as_str();
    let beside = objects::counters_beside(transaction, &article.id)?;
    objects::remove(transaction, id)?;
    judged::forget(transaction, id)?;
    transaction.prepare_cached("DELETE FROM statements WHERE article_id = ?1")?.execute([id])?;
    let (statements, _) = distinct(&reading.statements);
    let order: i64 = transaction
        .prepare_cached(
            "UPDATE articles SET reader = ?2, statement_count = ?3 WHERE article_id = ?1 RETURNING published_order",
        )?
        .query_row(params![id, reading.reader.as_str(), as_int(statements.len() as u64)], |r| r.get(0))?;
    insert_reading(transaction, article, reading, &statements, order)?;
    objects::insert_counters(transaction, article, reading.objects.counters.len(), &beside)?;
    forget_unnamed(transaction)?;
    listing::relist_page(transaction, &article.capture.to_string())?;
    transaction.prepare_cached("INSERT INTO change_log (article_id) VALUES (?1)")?.execute([id]).map(drop)
}

/// An id is made of content and cue; a reader that gives one pair twice has said one thing twice.
fn distinct(statements: &[Statement]) -> (Vec<&Statement>, Option<Note>) {
    let mut seen = HashSet::new();
    let kept: Vec<&Statement> = statements.iter().filter(|s| seen.insert(s.id)).collect();
    let left = statements.len() - kept.len();
    let note = (left > 0).then(|| {
        Note::new(
            "repeated-statement",
            format!("{left} statements had the content and cue of another and were left out"),
        )
    });
    (kept, note)
}

fn insert_statement(
    transaction: &Transaction<'_>,
    article: &Article,
    filing: &Filing,
    ordinal: usize,
    statement: &Statement,
    said: &StatementTime,
    published_order: i64,
) -> rusqlite::Result<()> {
    let text = &article.text;
    let speaker = statement.speaker.as_ref();
    let read = speaker.map(|s| (speaker_id(s, &article.id), s.kind.as_str()));
    let filed = read.as_ref().map(|(id, kind)| (filing.of(statement.id.as_str(), id.as_str()), *kind));
    let number = filed.map(|(id, kind)| speaker_number(transaction, id, kind, filing.name_of(id))).transpose()?;
    let refiled = read.as_ref().filter(|(id, _)| filed.is_some_and(|(filed, _)| filed != id.as_str()));
    let confidence = if statement.confidence.is_finite() { statement.confidence } else { 0.0 };
    transaction
        .prepare_cached(
            "INSERT INTO statements (statement_id, article_id, ordinal, mode, speaker_number, speaker_name, speaker_role,
                 speaker_spans, speaker_why, cue, cue_spans, content, content_spans, confidence, published_order, class,
                 also_spans, speaker_candidates, said_first, said_last, said_words, said_span, said_why, read_id, read_kind)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22,
                 ?23, ?24, ?25)",
        )?
        .execute(params![
            statement.id.as_str(),
            article.id.as_str(),
            as_int(ordinal as u64),
            statement.mode.as_str(),
            number,
            speaker.map(|s| &s.name),
            speaker.and_then(|s| s.role.as_ref()),
            speaker.map(|s| spans_json(&s.spans)),
            speaker.map(|s| &s.why),
            statement.cue.as_ref().map(|c| text.join(&c.spans)),
            statement.cue.as_ref().map(|c| spans_json(&c.spans)),
            text.join(&statement.content.spans),
            spans_json(&statement.content.spans),
            f64::from(confidence),
            published_order,
            statement.class.as_str(),
            json(&statement.also.iter().map(|c| &c.spans).collect::<Vec<_>>()),
            json(&speaker.map_or(&[][..], |s| &s.candidates)),
            said.first.map(|d| d.to_string()),
            said.last.map(|d| d.to_string()),
            said.words.map(|span| text.slice(span)),
            said.words.map(|span| json(&span)),
            said.why,
            refiled.map(|(id, _)| id.as_str()),
            refiled.map(|(_, kind)| kind),
        ])
        .map(drop)
}

fn outlet_number(transaction: &Transaction<'_>, name: &str) -> rusqlite::Result<i64> {
    let known = transaction
        .prepare_cached("SELECT outlet_number FROM outlets WHERE name = ?1")?
        .query_row([name], |r| r.get(0))
        .optional()?;
    if let Some(number) = known {
        return Ok(number);
    }
    transaction.prepare_cached("INSERT INTO outlets (name) VALUES (?1)")?.insert([name])
}

/// Tells the index of the articles of a new capture, but for those that are kept aside.
fn log_change(transaction: &Transaction<'_>, capture: &str) -> rusqlite::Result<()> {
    transaction
        .prepare_cached(
            "INSERT INTO change_log (article_id)
             SELECT article_id FROM articles WHERE capture_id = ?1 AND is_aside = 0 ORDER BY part",
        )?
        .execute([capture])
        .map(drop)
}

/// Where the segments end, as far as the store knows. Asked at every turn of a writer, so that it must not look at every row.
fn last_place(connection: &Connection) -> rusqlite::Result<Option<(String, u64)>> {
    let last = |table: &str| {
        connection
            .prepare_cached(&format!(
                "SELECT segment, segment_offset + segment_length FROM {table}
                 ORDER BY segment DESC, segment_offset DESC LIMIT 1"
            ))?
            .query_row([], |r| Ok((r.get(0)?, u64::try_from(r.get::<_, i64>(1)?).unwrap_or(0))))
            .optional()
    };
    Ok(last("captures")?.max(last("fetches")?))
}

fn mark_durable(connection: &mut Connection, segment: &str, offset: u64) -> rusqlite::Result<()> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    {
        let mut set = transaction.prepare_cached("UPDATE meta SET value = ?2 WHERE name = ?1")?;
        set.execute(["durable segment", segment])?;
        set.execute(["durable offset", &offset.to_string()])?;
    }
    transaction.commit()
}

/// Takes back the pages whose rows survived a power cut and whose bytes did not. Costs nothing after an orderly end.
fn recover(layout: &Layout, connection: &mut Connection) -> Result<(), Error> {
    let store = &layout.store;
    let lost: Vec<String> = beyond_durable(connection)
        .at(store, "read")?
        .into_iter()
        .filter(|(id, place, bytes)| captures::read_body(layout, id, place, *bytes).is_err())
        .map(|(id, ..)| id.to_string())
        .collect();
    let lost_fetches: Vec<i64> = gathered::beyond_durable(connection)
        .at(store, "read")?
        .into_iter()
        .filter(|(_, place)| captures::check_exchange(layout, "an answer", place).is_some())
        .map(|(fetch, _)| fetch)
        .collect();
    if lost.is_empty() && lost_fetches.is_empty() {
        return Ok(());
    }
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate).at(store, "write")?;
    for fetch in &lost_fetches {
        gathered::remove_fetch(&transaction, *fetch).at(store, "write")?;
    }
    for id in &lost {
        remove_capture(&transaction, id).at(store, "write")?;
    }
    transaction.commit().at(store, "write")
}

fn beyond_durable(connection: &Connection) -> rusqlite::Result<Vec<(CaptureId, Place, u64)>> {
    let mut statement = connection.prepare(
        "SELECT capture_id, segment, segment_offset, segment_length, segment_crc32, byte_length FROM captures
         WHERE (segment, segment_offset) >= ((SELECT value FROM meta WHERE name = 'durable segment'),
             (SELECT CAST(value AS INTEGER) FROM meta WHERE name = 'durable offset'))",
    )?;
    statement.query_map([], |r| super::read::place_row(r, 0))?.collect()
}

fn remove_capture(transaction: &Transaction<'_>, id: &str) -> rusqlite::Result<()> {
    let chain = wordings::chain_of(transaction, id)?;
    versions::forget_capture(transaction, id)?;
    let articles: Vec<String> = transaction
        .prepare_cached("SELECT article_id FROM articles WHERE capture_id = ?1")?
        .query_map([id], |r| r.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    for article in &articles {
        objects::remove(transaction, article)?;
        judged::forget(transaction, article)?;
        wordings::forget(transaction, article)?;
    }
    for sql in [
        "INSERT INTO change_log (article_id) SELECT article_id FROM articles WHERE capture_id = ?1",
        "DELETE FROM notes WHERE capture_id = ?1",
        "DELETE FROM statements WHERE article_id IN (SELECT article_id FROM articles WHERE capture_id = ?1)",
        "DELETE FROM articles WHERE capture_id = ?1",
        "DELETE FROM sightings WHERE capture_id = ?1",
        "UPDATE fetches SET capture_id = NULL WHERE capture_id = ?1",
        "DELETE FROM captures WHERE capture_id = ?1",
    ] {
        transaction.execute(sql, [id])?;
    }
    chain.map_or(Ok(()), |chain| wordings::weave(transaction, chain))?;
    forget_unnamed(transaction)
}

/// What no statement or article names any more is no speaker or outlet of this archive.
pub(super) fn forget_unnamed(transaction: &Transaction<'_>) -> rusqlite::Result<()> {
    transaction.execute_batch(
        "DELETE FROM speakers WHERE speaker_number NOT IN (SELECT speaker_number FROM speaker_names);
         DELETE FROM outlets WHERE outlet_number NOT IN
             (SELECT outlet_number FROM articles WHERE outlet_number IS NOT NULL);",
    )
}
