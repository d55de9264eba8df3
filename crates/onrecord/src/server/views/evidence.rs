//! What a statement rests on: its spans, the text they point into, and the capture that the text was read from.

use super::items::NoteItem;
use crate::server::{
    marked::{Kind, Mark},
    tongue::{Said, Tongue},
    words,
};
use jiff::Timestamp;
use onrecord_archive::{CaptureEntry, Entry};
use onrecord_page::{CharSpan, Span};
use onrecord_reading::{Content, Mode, Statement};
use serde::Serialize;

/// A statement with its places in the article's text; the fields of `onrecord read --json`, with links.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct SpanStatement {
    pub(crate) id: String,
    pub(crate) href: String,
    pub(crate) mode: &'static str,
    pub(crate) class: &'static str,
    pub(crate) speaker: Option<SpanSpeaker>,
    pub(crate) cue: Option<Words>,
    pub(crate) content: Words,
    /// Further places of the same words.
    pub(crate) also: Vec<Words>,
    pub(crate) confidence: f32,
}

/// A speaker with the mention in the text and the reasons.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct SpanSpeaker {
    /// Null while the archive has not placed the speaker across pages.
    pub(crate) id: Option<String>,
    pub(crate) href: Option<String>,
    pub(crate) name: String,
    pub(crate) role: Option<String>,
    pub(crate) kind: &'static str,
    pub(crate) spans: Vec<CharSpan>,
    /// The chain of reasons from the mention to the name.
    pub(crate) why: String,
    /// Names that the mention may mean, where it stayed open.
    pub(crate) candidates: Vec<String>,
}

/// Words and where they stand.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Words {
    /// As printed; pieces joined by " … ".
    pub(crate) text: String,
    /// `[start, end)` in code points of the article's text.
    pub(crate) spans: Vec<CharSpan>,
}

/// The bytes that everything was read from.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct CaptureItem {
    /// SHA-256 of the bytes.
    pub(crate) id: String,
    pub(crate) bytes: u64,
    pub(crate) url: Option<String>,
    pub(crate) fetched_at: Option<Timestamp>,
    pub(crate) added_at: Timestamp,
    pub(crate) media_type: Option<String>,
    /// WARC file, and the record's place in it.
    pub(crate) segment: String,
    pub(crate) offset: u64,
    /// Every place where these bytes were seen.
    pub(crate) sources: Vec<String>,
    pub(crate) notes: Vec<NoteItem>,
}

impl SpanStatement {
    /// All statements of an article, in its order; one pass over the text.
    pub(crate) fn all(entry: &Entry) -> Vec<SpanStatement> {
        let statements = &entry.reading.statements;
        let spans: Vec<Span> = statements.iter().flat_map(spans_of).collect();
        let mut places = entry.article.text.char_spans(&spans).into_iter();
        let mut take = |spans: &[Span]| -> Vec<CharSpan> { places.by_ref().take(spans.len()).collect() };
        let text = &entry.article.text;
        let mut all = Vec::with_capacity(statements.len());
        for (i, statement) in statements.iter().enumerate() {
            let line = entry.speakers.get(i).copied().flatten();
            let speaker = statement.speaker.as_ref().map(|speaker| SpanSpeaker {
                id: line.map(|id| id.to_string()),
                href: line.map(|id| format!("/who/{id}")),
                name: speaker.name.clone(),
                role: speaker.role.clone(),
                kind: speaker.kind.as_str(),
                spans: take(&speaker.spans),
                why: speaker.why.clone(),
                candidates: speaker.candidates.clone(),
            });
            let cue = statement.cue.as_ref().map(|cue| Words { text: text.join(&cue.spans), spans: take(&cue.spans) });
            let content = Words { text: text.join(&statement.content.spans), spans: take(&statement.content.spans) };
            let also =
                (statement.also.iter()).map(|c| Words { text: text.join(&c.spans), spans: take(&c.spans) }).collect();
            let id = statement.id.to_string();
            all.push(SpanStatement {
                href: format!("/s/{id}"),
                id,
                mode: statement.mode.as_str(),
                class: statement.class.as_str(),
                speaker,
                cue,
                content,
                also,
                confidence: statement.confidence,
            });
        }
        all
    }
}

/// All spans of a statement: speaker, cue, content, and where else it stands.
fn spans_of(statement: &Statement) -> impl Iterator<Item = Span> {
    let speaker = statement.speaker.iter().flat_map(|s| s.spans.iter());
    let cue = statement.cue.iter().flat_map(|c| c.spans.iter());
    let also = statement.also.iter().flat_map(|c| &c.spans);
    speaker.chain(cue).chain(&statement.content.spans).chain(also).copied()
}

/// The marks of one statement, the `number`th of its article.
pub(crate) fn marks(statement: &Statement, number: u32) -> Vec<Mark> {
    let plain = |kind| move |span: &Span| Mark { span: *span, kind, statement: number, opens: false, closes: false };
    let speaker = statement.speaker.iter().flat_map(|s| s.spans.iter().map(plain(Kind::Speaker)));
    let cue = statement.cue.iter().flat_map(|c| c.spans.iter().map(plain(Kind::Cue)));
    let kind = if statement.mode == Mode::Speech { Kind::Speech } else { Kind::Content };
    // Each place of the words is opened and closed by itself.
    let place = |content: &Content| {
        let mut marks: Vec<Mark> = content.spans.iter().map(plain(kind)).collect();
        if let Some(first) = marks.first_mut() {
            first.opens = true;
        }
        if let Some(last) = marks.last_mut() {
            last.closes = true;
        }
        marks
    };
    let content = std::iter::once(&statement.content).chain(&statement.also).flat_map(place);
    speaker.chain(cue).chain(content).collect()
}

impl CaptureItem {
    pub(crate) fn of(capture: &CaptureEntry) -> CaptureItem {
        CaptureItem {
            id: capture.id.to_string(),
            bytes: capture.bytes,
            url: capture.url.clone(),
            fetched_at: capture.fetched_at,
            added_at: capture.added_at,
            media_type: capture.media_type.clone(),
            segment: capture.segment.clone(),
            offset: capture.offset,
            sources: capture.sources.clone(),
            notes: capture.notes.iter().cloned().map(NoteItem::of).collect(),
        }
    }

    /// "fetched" for bytes that came over the network, "file dated" for a saved file.
    pub(crate) fn dated_how(&self, t: &Tongue) -> Said {
        let fetched = self.sources.first().is_some_and(|source| words::web_address(source).is_some());
        if fetched { t.say("fetched") } else { t.say("file-dated") }
    }

    /// When, in words.
    pub(crate) fn dated(&self, t: &Tongue) -> String {
        self.fetched_at.map_or_else(|| t.say("not-known").text(), |at| t.moment(at))
    }
}

/// `[12, 40), [61, 77)`.
pub(crate) fn places(spans: &[CharSpan], t: Tongue) -> String {
    let places: Vec<String> = spans.iter().map(|span| format!("[{}, {})", span.start, span.end)).collect();
    if places.is_empty() { t.say("not-in-text").text() } else { places.join(", ") }
}
