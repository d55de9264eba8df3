//! Statement: the permalink. Who uttered, who carried, who archived; the words alone and in context; what it rests on.

use super::{
    Fault,
    evidence::{CaptureItem, SpanStatement, Words, marks, places},
    items::{ArticleItem, carrier},
};
use crate::server::{
    marked::{self, Html, Mark},
    words,
};
use askama::Template;
use onrecord_archive::{Archive, Entry};
use onrecord_page::{Article, Span};
use onrecord_reading::StatementId;
use serde::Serialize;

/// Characters of the words alone; all of a longer speech stands in its article.
const WORDS_ALONE: usize = 12_000;
/// Characters of the statement's own paragraphs that the context shows.
const CONTEXT: usize = 4_000;
/// Characters of the paragraphs before and after.
const AROUND: usize = 500;

/// A statement's page.
#[derive(Debug, Serialize, Template)]
#[template(path = "statement.html")]
pub(crate) struct StatementPage {
    pub(crate) statement: SpanStatement,
    /// Who carried it, when and where.
    pub(crate) article: ArticleItem,
    pub(crate) capture: CaptureItem,
    /// SHA-256 of the text that the spans are bound to.
    pub(crate) text_hash: String,
    pub(crate) reader: String,
    /// One line to be copied.
    pub(crate) citation: String,
    #[serde(skip)]
    pub(crate) alone: String,
    #[serde(skip)]
    pub(crate) alone_cut: bool,
    #[serde(skip)]
    pub(crate) context: Vec<ContextRow>,
}

/// A paragraph of the context.
#[derive(Clone, Debug)]
pub(crate) struct ContextRow {
    /// Whether words before or after were left out.
    pub(crate) cut_before: bool,
    pub(crate) cut_after: bool,
    /// Whether it is only around the statement.
    pub(crate) around: bool,
    pub(crate) html: Html,
}

/// Makes the page.
pub(crate) fn view(archive: &Archive, id: &str) -> Result<StatementPage, Fault> {
    let missing = || Fault::no_such("statement", id);
    let key: StatementId = id.parse().map_err(|()| missing())?;
    let article = archive.article_of(&key)?.ok_or_else(missing)?;
    let entry = archive.article(&article)?.ok_or_else(missing)?;
    let at = entry.reading.statements.iter().position(|s| s.id == key).ok_or_else(missing)?;
    Ok(StatementPage::of(&entry, at))
}

impl StatementPage {
    fn of(entry: &Entry, at: usize) -> StatementPage {
        let statement = SpanStatement::all(entry).swap_remove(at);
        let stored = &entry.reading.statements[at];
        let marks = marks(stored, 1);
        let article = ArticleItem::of_entry(entry);
        let capture = CaptureItem::of(&entry.capture);
        let alone = words::head(&statement.content.text, WORDS_ALONE);
        StatementPage {
            citation: citation(&statement, &article, &capture, entry.reading.reader.as_str()),
            alone_cut: alone.is_some(),
            alone: alone.unwrap_or(&statement.content.text).to_owned(),
            context: context(&entry.article, &stored.content.spans, &marks),
            text_hash: entry.article.text.hash().to_string(),
            reader: entry.reading.reader.to_string(),
            statement,
            article,
            capture,
        }
    }

    /// "Orla Venn (harbour minister)", or the words for nobody.
    fn who(&self) -> String {
        who(&self.statement)
    }

    fn place(&self) -> String {
        format!("{}?at={}#{}", self.article.href, self.statement.id, self.statement.id)
    }

    fn speaker_places(&self) -> String {
        self.statement.speaker.as_ref().map_or_else(|| "none".to_owned(), |s| places(&s.spans))
    }

    fn word_places(&self, words: &Words) -> String {
        places(&words.spans)
    }

    fn confidence(&self) -> String {
        format!("{:.2}", self.statement.confidence)
    }

    fn mode_words(&self) -> &'static str {
        match self.statement.mode {
            "direct" => "all of it in quotation marks",
            "mixed" => "part of it in quotation marks",
            "speech" => "first-person text or turn, by layout",
            _ => "in the outlet’s words, none of it in quotation marks",
        }
    }
}

fn who(statement: &SpanStatement) -> String {
    match &statement.speaker {
        Some(speaker) => match &speaker.role {
            Some(role) => format!("{} ({role})", speaker.name),
            None => speaker.name.clone(),
        },
        None => "Nobody named".to_owned(),
    }
}

fn citation(statement: &SpanStatement, article: &ArticleItem, capture: &CaptureItem, reader: &str) -> String {
    let said = match (statement.mode, &statement.speaker) {
        ("direct" | "speech", Some(_)) => "said:",
        (_, Some(_)) => "said, as reported:",
        (_, None) => "is reported as saying:",
    };
    let words = words::head(&statement.content.text, 600)
        .map_or_else(|| statement.content.text.clone(), |head| format!("{head} [… shortened]"));
    let words = match statement.mode {
        "direct" if !words.starts_with(['"', '“', '«', '„', '\'', '‘']) => format!("“{words}”"),
        _ => words,
    };
    let title = article.title.as_ref().map_or_else(String::new, |title| format!(", “{title}”"));
    let url = article.url.as_ref().map_or_else(String::new, |url| format!(", {url}"));
    format!(
        "{} {said} {words} — as carried by {}{title}, {}{url}. Statement {} ({}; read by {reader}); capture sha256:{}, archived {}.",
        who(statement),
        carrier(article.outlet.as_deref()),
        article.day(),
        statement.id,
        statement.mode,
        capture.id,
        words::moment(capture.added_at),
    )
}

/// The paragraphs that hold the content, with one before and one after.
fn context(article: &Article, content: &[Span], marks: &[Mark]) -> Vec<ContextRow> {
    let text = &article.text;
    let (Some(first), Some(last)) = (content.first(), content.last()) else { return Vec::new() };
    let blocks: Vec<Span> = article.blocks.iter().map(|block| block.span).collect();
    let from = blocks.partition_point(|block| block.end <= first.start);
    let to = blocks.partition_point(|block| block.start < last.end);
    let mut rows = Vec::new();
    let mut push = |span: Span, around: bool, keep_start: Option<bool>, most: usize| {
        let words = text.slice(span);
        let range = match keep_start {
            Some(true) => words::head(words, most).map(|head| span.start as usize..span.start as usize + head.len()),
            _ => words::tail(words, most).map(|tail| span.end as usize - tail.len()..span.end as usize),
        };
        let shown = range.and_then(|range| text.span(range)).unwrap_or(span);
        let html = marked::html(&marked::cut(text, shown, marks), &|_| None);
        let (cut_before, cut_after) = (shown.start > span.start, shown.end < span.end);
        rows.push(ContextRow { cut_before, cut_after, around, html });
    };
    if from >= to {
        // No block claims these words; show them with what stands around them.
        let wide = text.span(
            text.as_str().floor_char_boundary(first.start.saturating_sub(600) as usize)
                ..text.as_str().ceil_char_boundary((last.end as usize).saturating_add(600).min(text.as_str().len())),
        );
        push(wide.unwrap_or(*first), false, Some(true), CONTEXT);
        return rows;
    }
    if let Some(&before) = from.checked_sub(1).and_then(|i| blocks.get(i)) {
        push(before, true, Some(false), AROUND);
    }
    let mut left = CONTEXT;
    for &block in &blocks[from..to] {
        if left == 0 {
            break;
        }
        let length = text.slice(block).chars().count();
        // The statement may stand anywhere in a long paragraph: begin a little before it.
        let begin = block.start.max(first.start.saturating_sub(AROUND as u32));
        let begin = text.as_str().floor_char_boundary(begin as usize);
        let near = if length > left { text.span(begin..block.end as usize).unwrap_or(block) } else { block };
        push(near, false, Some(true), left);
        left = left.saturating_sub(length);
    }
    if left > 0
        && let Some(&after) = blocks.get(to)
    {
        push(after, true, Some(true), AROUND);
    }
    rows
}
