//! What other programs get: plain objects with their own field names, spans in code points.
//!
//! [`ArticleRead`] is a contract (docs/read-json.md): fields are added to it, none is renamed or dropped. Stored types never appear
//! here, so that a change of the store cannot change what a script reads.

mod objects;

use objects::{ObjectsRead, PartyRead, Places, WhenRead};
use onrecord_archive::{ArticleLine, SpeakerEntry, SpeakerId, StatementLine, StoredNote};
use onrecord_page::{Article, Beside, BesideKind, CharSpan, Note, Published, Span, Text};
use onrecord_reading::{PageCounter, Reading, Statement};
use serde::Serialize;

/// One article with its reading: a line of `onrecord read --json`.
#[derive(Serialize)]
pub(crate) struct ArticleRead<'a> {
    source: &'a str,
    part: u32,
    url: Option<&'a str>,
    title: Option<&'a str>,
    outlet: Option<&'a str>,
    authors: Vec<&'a str>,
    carriers: Vec<&'a str>,
    published: Option<&'a Published>,
    language: Option<&'a str>,
    text: &'a str,
    beside: Vec<BesideRead<'a>>,
    partial: bool,
    statements: Vec<StatementRead<'a>>,
    #[serde(flatten)]
    objects: ObjectsRead<'a>,
    notes: Vec<NoteRead<'a>>,
}

/// Something shown with an article: words under a picture, a post of another site.
#[derive(Serialize)]
pub(crate) struct BesideRead<'a> {
    kind: BesideKind,
    text: &'a str,
    address: Option<&'a str>,
}

impl<'a> From<&'a Beside> for BesideRead<'a> {
    fn from(beside: &'a Beside) -> Self {
        BesideRead { kind: beside.kind, text: &beside.text, address: beside.address.as_deref() }
    }
}

/// One statement, its places in the article's text.
#[derive(Serialize)]
pub(crate) struct StatementRead<'a> {
    id: &'a str,
    mode: &'static str,
    class: &'static str,
    speaker: Option<SpeakerRead<'a>>,
    cue: Option<Words>,
    content: Words,
    /// Further places of the same words.
    also: Vec<Words>,
    when: WhenRead<'a>,
    /// Whom it names.
    about: Vec<PartyRead<'a>>,
    confidence: f64,
}

#[derive(Serialize)]
struct SpeakerRead<'a> {
    name: &'a str,
    role: Option<&'a str>,
    kind: &'static str,
    spans: Vec<CharSpan>,
    why: &'a str,
    /// Those whom the mention fits, where nothing tells which of them is meant.
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    candidates: &'a [String],
}

/// Words of a text and where they stand in it.
#[derive(Serialize)]
struct Words {
    text: String,
    spans: Vec<CharSpan>,
}

/// A remark, with its place in the text if it has one.
#[derive(Serialize)]
pub(crate) struct NoteRead<'a> {
    code: &'a str,
    message: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    hint: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    span: Option<CharSpan>,
}

impl<'a> ArticleRead<'a> {
    /// What was read in one article. `page_notes` and `counters` are about the page as a whole and go with its part 0.
    pub(crate) fn of(
        source: &'a str,
        page_notes: &'a [Note],
        counters: &'a [PageCounter],
        article: &'a Article,
        reading: &'a Reading,
    ) -> Self {
        let value = |sourced: &'a Option<onrecord_page::Sourced<String>>| sourced.as_ref().map(|s| s.value.as_str());
        let (page_notes, counters) = if article.part == 0 { (page_notes, counters) } else { (&[][..], &[][..]) };
        let notes = page_notes.iter().chain(&article.notes).chain(&reading.notes);
        let places = Places::of(&article.text, &reading.objects);
        ArticleRead {
            source,
            part: article.part,
            url: value(&article.url),
            title: value(&article.title),
            outlet: value(&article.outlet),
            authors: article.authors.iter().map(|a| a.value.as_str()).collect(),
            carriers: article.carriers.iter().map(|c| c.value.as_str()).collect(),
            published: article.published.as_ref(),
            language: value(&article.language),
            text: article.text.as_str(),
            beside: article.beside.iter().map(BesideRead::from).collect(),
            partial: article.partial,
            statements: statements(article, reading, &places),
            objects: places.objects(&reading.objects, counters),
            notes: notes.map(|note| NoteRead::of(note, &article.text)).collect(),
        }
    }

    /// With notes that were read back from an archive, where their places are not kept.
    pub(crate) fn with_notes(mut self, notes: &'a [StoredNote]) -> Self {
        self.notes.extend(notes.iter().map(|note| NoteRead {
            code: &note.code,
            message: &note.message,
            hint: note.hint.as_deref(),
            span: None,
        }));
        self
    }
}

impl<'a> NoteRead<'a> {
    /// A note that is about no text.
    pub(crate) fn without_place(note: &'a Note) -> NoteRead<'a> {
        NoteRead { code: note.code, message: &note.message, hint: note.hint.as_deref(), span: None }
    }

    fn of(note: &'a Note, text: &Text) -> NoteRead<'a> {
        let span = note.span.and_then(|span| text.char_spans(&[span]).pop());
        NoteRead { span, ..NoteRead::without_place(note) }
    }
}

/// All statements of one text. The text is walked through once, not once a statement.
fn statements<'a>(article: &'a Article, reading: &'a Reading, at: &Places<'a>) -> Vec<StatementRead<'a>> {
    let (text, statements) = (&article.text, &reading.statements);
    let all: Vec<Span> = statements.iter().flat_map(places).collect();
    let mut places = text.char_spans(&all).into_iter();
    let mut take = |spans: &[Span]| places.by_ref().take(spans.len()).collect::<Vec<CharSpan>>();
    let mut about = at.about(&reading.objects);
    let read = |(statement, when): (&'a Statement, WhenRead<'a>)| StatementRead {
        id: statement.id.as_str(),
        mode: statement.mode.as_str(),
        class: statement.class.as_str(),
        // The fields are filled in the order of `places`.
        speaker: statement.speaker.as_ref().map(|speaker| SpeakerRead {
            name: &speaker.name,
            role: speaker.role.as_deref(),
            kind: speaker.kind.as_str(),
            spans: take(&speaker.spans),
            why: &speaker.why,
            candidates: &speaker.candidates,
        }),
        cue: statement.cue.as_ref().map(|cue| Words { text: text.join(&cue.spans), spans: take(&cue.spans) }),
        content: Words { text: text.join(&statement.content.spans), spans: take(&statement.content.spans) },
        also: (statement.also.iter()).map(|c| Words { text: text.join(&c.spans), spans: take(&c.spans) }).collect(),
        when,
        about: about.remove(&statement.id).unwrap_or_default(),
        confidence: rounded(statement.confidence),
    };
    statements.iter().zip(at.when(statements, article, &reading.objects)).map(read).collect()
}

/// To three decimals: as much as a measured share bears, and 0.72 instead of 0.71999997.
fn rounded(confidence: f32) -> f64 {
    (f64::from(confidence) * 1000.0).round() / 1000.0
}

/// Speaker, cue, content, and where else it stands.
fn places(statement: &Statement) -> impl Iterator<Item = Span> {
    let speaker = statement.speaker.iter().flat_map(|s| &s.spans);
    let cue = statement.cue.iter().flat_map(|c| &c.spans);
    let also = statement.also.iter().flat_map(|c| &c.spans);
    speaker.chain(cue).chain(&statement.content.spans).chain(also).copied()
}

/// A statement in a list: words instead of places.
#[derive(Serialize)]
pub(crate) struct StatementFound<'a> {
    id: &'a str,
    mode: &'static str,
    class: &'static str,
    speaker: Option<SpeakerFound<'a>>,
    cue: Option<&'a str>,
    content: &'a str,
    context: &'a str,
    confidence: f64,
    /// What people decided: `open`, `accepted`, `corrected`, `rejected`.
    review: &'static str,
    /// Earlier versions of the page that have it too.
    earlier: u64,
    article: ArticleFound<'a>,
}

/// A speaker in a list.
#[derive(Serialize)]
pub(crate) struct SpeakerFound<'a> {
    id: &'a str,
    name: &'a str,
    role: Option<&'a str>,
    kind: &'static str,
}

/// An article in a list.
#[derive(Serialize)]
pub(crate) struct ArticleFound<'a> {
    id: &'a str,
    capture: String,
    part: u32,
    title: Option<&'a str>,
    outlet: Option<&'a str>,
    url: Option<&'a str>,
    published: Option<&'a Published>,
    language: Option<&'a str>,
    added_at: String,
    statements: u64,
}

/// Something counted.
#[derive(Serialize)]
pub(crate) struct Counted<T> {
    /// What.
    #[serde(flatten)]
    pub(crate) what: T,
    /// How many statements.
    pub(crate) statements: u64,
}

/// A name by itself, for [`Counted`].
#[derive(Serialize)]
pub(crate) struct Name<'a> {
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<String>,
}

impl<'a> From<&'a StatementLine> for StatementFound<'a> {
    fn from(line: &'a StatementLine) -> Self {
        StatementFound {
            id: line.id.as_str(),
            mode: line.mode.as_str(),
            class: line.class.as_str(),
            speaker: line.speaker.as_ref().map(SpeakerFound::from),
            cue: line.cue.as_deref(),
            content: &line.content,
            context: &line.context,
            confidence: rounded(line.confidence),
            review: line.standing.as_str(),
            earlier: line.earlier,
            article: ArticleFound::from(&line.article),
        }
    }
}

impl<'a> From<&'a onrecord_archive::SpeakerLine> for SpeakerFound<'a> {
    fn from(line: &'a onrecord_archive::SpeakerLine) -> Self {
        SpeakerFound { id: line.id.as_str(), name: &line.name, role: line.role.as_deref(), kind: line.kind.as_str() }
    }
}

impl<'a> From<&'a ArticleLine> for ArticleFound<'a> {
    fn from(line: &'a ArticleLine) -> Self {
        ArticleFound {
            id: line.id.as_str(),
            capture: line.capture.to_string(),
            part: line.part,
            title: line.title.as_deref(),
            outlet: line.outlet.as_deref(),
            url: line.url.as_deref(),
            published: line.published.as_ref(),
            language: line.language.as_deref(),
            added_at: line.added_at.to_string(),
            statements: line.statements,
        }
    }
}

impl<'a> Counted<Name<'a>> {
    /// A name and how many statements go with it.
    pub(crate) fn name(name: &'a str, id: Option<&SpeakerId>, statements: u64) -> Self {
        Counted { what: Name { name, id: id.map(SpeakerId::to_string) }, statements }
    }
}

/// Names with their counts.
pub(crate) fn counted(names: &[(String, u64)]) -> Vec<Counted<Name<'_>>> {
    names.iter().map(|(name, n)| Counted::name(name, None, *n)).collect()
}

/// A speaker with everything counted about it.
#[derive(Serialize)]
pub(crate) struct SpeakerShown<'a> {
    #[serde(flatten)]
    speaker: SpeakerFound<'a>,
    statements: u64,
    kept: u64,
    names: Vec<Counted<Name<'a>>>,
    roles: Vec<RoleShown<'a>>,
    outlets: Vec<Counted<Name<'a>>>,
    cues: Vec<Counted<Name<'a>>>,
    months: Vec<Counted<Name<'a>>>,
}

#[derive(Serialize)]
struct RoleShown<'a> {
    name: &'a str,
    first: Option<&'a str>,
    last: Option<&'a str>,
    statements: u64,
}

impl<'a> From<&'a SpeakerEntry> for SpeakerShown<'a> {
    fn from(entry: &'a SpeakerEntry) -> Self {
        let role = |role: &'a onrecord_archive::RoleEntry| RoleShown {
            name: &role.role,
            first: role.first.as_deref(),
            last: role.last.as_deref(),
            statements: role.statements,
        };
        SpeakerShown {
            speaker: SpeakerFound::from(&entry.speaker),
            statements: entry.statements,
            kept: entry.kept,
            names: counted(&entry.names),
            roles: entry.roles.iter().map(role).collect(),
            outlets: counted(&entry.outlets),
            cues: counted(&entry.cues),
            months: counted(&entry.months),
        }
    }
}
