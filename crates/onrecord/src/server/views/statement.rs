//! Statement: the permalink. Who uttered, who carried, who archived; the words alone and in context; what it rests on.

use super::{
    Fault,
    evidence::{CaptureItem, SpanStatement, Words, marks, places},
    items::{ArticleItem, StatementItem, carrier},
    objects::ObjectsView,
    review::{self, DecisionItem},
};
use crate::server::{
    answer::Made,
    citing::Cited,
    guest::Guest,
    marked::{self, Html, Mark},
    tongue::Tongue,
    words,
};
use askama::Template;
use onrecord_archive::{Archive, Entry};
use onrecord_page::{Article, Span};
use onrecord_reading::{Statement, StatementId};
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
    #[serde(skip)]
    pub(crate) t: Guest,
    pub(crate) statement: SpanStatement,
    /// Who carried it, when and where.
    pub(crate) article: ArticleItem,
    pub(crate) capture: CaptureItem,
    /// SHA-256 of the text that the spans are bound to.
    pub(crate) text_hash: String,
    pub(crate) reader: String,
    /// What people decided about it and did not take back.
    pub(crate) decisions: Vec<DecisionItem>,
    /// What the reader had, where a person corrected it.
    pub(crate) as_read: Option<AsReadItem>,
    /// The newest wording, where a newer version of its page has another one or the same again.
    pub(crate) newest: Option<StatementItem>,
    /// Its earlier wordings in the versions of its page, the latest first.
    pub(crate) earlier: Vec<StatementItem>,
    /// What is in it.
    pub(crate) objects: ObjectsView,
    /// One line to be copied.
    pub(crate) citation: String,
    /// The words at their source: the article's address with a text fragment.
    pub(crate) source_link: Option<String>,
    #[serde(skip)]
    pub(crate) cited: Cited,
    #[serde(skip)]
    pub(crate) alone: String,
    #[serde(skip)]
    pub(crate) alone_cut: bool,
    #[serde(skip)]
    pub(crate) context: Vec<ContextRow>,
}

/// The card: a statement for a frame in another page.
#[derive(Debug, Serialize, Template)]
#[template(path = "card.html")]
pub(crate) struct Card {
    #[serde(flatten)]
    pub(crate) page: StatementPage,
    #[serde(skip)]
    pub(crate) t: Guest,
}

/// What the reader had where a person corrected it.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct AsReadItem {
    pub(crate) speaker: Option<String>,
    pub(crate) content: String,
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
pub(crate) fn view(archive: &Archive, t: Guest, id: &str) -> Result<StatementPage, Fault> {
    let missing = || Fault::no_such(t.tongue, "statement", id);
    let key: StatementId = id.parse().map_err(|()| missing())?;
    let article = archive.article_of(&key)?.ok_or_else(missing)?;
    let entry = archive.article(&article)?.ok_or_else(missing)?;
    let at = entry.reading.statements.iter().position(|s| s.id == key).ok_or_else(missing)?;
    let objects = ObjectsView::of(archive, &key)?;
    let decisions = review::decisions_on(archive, id)?;
    let as_read = archive.as_read(&key)?.map(|read| AsReadItem { speaker: read.speaker, content: read.content });
    let wordings = archive.wordings(&key)?;
    Ok(StatementPage {
        objects,
        decisions,
        as_read,
        newest: wordings.newest.map(StatementItem::of),
        earlier: wordings.earlier.into_iter().map(StatementItem::of).collect(),
        ..StatementPage::of(t, &entry, at)
    })
}

/// Makes the card.
pub(crate) fn card(archive: &Archive, t: Guest, id: &str) -> Result<Card, Fault> {
    let page = view(archive, t.clone(), id)?;
    Ok(Card { page, t })
}

/// Makes the statement's citation in a form of others: `bib` or `csl.json`.
pub(crate) fn citation_file(archive: &Archive, t: Guest, id: &str, form: &str) -> Result<Made, Fault> {
    let cited = view(archive, t, id)?.cited;
    Ok(match form {
        "bib" => Made::whole("application/x-bibtex; charset=utf-8", cited.bibtex().into_bytes()),
        _ => Made::whole("application/vnd.citationstyles.csl+json", cited.csl_json().to_string().into_bytes()),
    })
}

/// Answers an oEmbed request: `url` is the address of a statement on this server.
pub(crate) fn embed(archive: &Archive, t: Guest, url: &str, form: &str) -> Result<Made, Fault> {
    let missing = || Fault::no_such(t.tongue, "statement", url);
    if !matches!(form, "" | "json") {
        return Err(Fault::of(501, &t.say("fault-embed-form").with("form", form), None));
    }
    let path = url.strip_prefix(&t.origin).ok_or_else(missing)?;
    let id = path.strip_prefix("/s/").and_then(|id| id.split(['?', '#']).next()).ok_or_else(missing)?;
    Made::data(&view(archive, t.clone(), id)?.cited.embed())
}

impl StatementPage {
    fn of(t: Guest, entry: &Entry, at: usize) -> StatementPage {
        let statement = SpanStatement::all(entry).swap_remove(at);
        let stored = &entry.reading.statements[at];
        let marks = marks(stored, 1);
        let article = ArticleItem::of_entry(entry);
        let capture = CaptureItem::of(&entry.capture);
        let alone = words::head(&statement.content.text, WORDS_ALONE);
        let cited = cited(&t, entry, stored, &statement, &article);
        StatementPage {
            objects: ObjectsView::default(),
            decisions: Vec::new(),
            as_read: None,
            newest: None,
            earlier: Vec::new(),
            source_link: cited.source_link(),
            cited,
            citation: citation(t.tongue, &statement, &article, &capture, entry.reading.reader.as_str()),
            alone_cut: alone.is_some(),
            alone: alone.unwrap_or(&statement.content.text).to_owned(),
            context: context(&entry.article, &stored.content.spans, &marks),
            text_hash: entry.article.text.hash().to_string(),
            reader: entry.reading.reader.to_string(),
            t,
            statement,
            article,
            capture,
        }
    }

    /// "Orla Venn (harbour minister)", or the words for nobody.
    fn who(&self) -> String {
        who(&self.statement, self.t.tongue)
    }

    fn embed_href(&self) -> String {
        words::link("/oembed", &[("url", &self.cited.permalink())])
    }

    fn place(&self) -> String {
        format!("{}?at={}#{}", self.article.href, self.statement.id, self.statement.id)
    }

    fn speaker_places(&self) -> String {
        self.statement.speaker.as_ref().map_or_else(|| "–".to_owned(), |s| places(&s.spans, self.t.tongue))
    }

    fn word_places(&self, words: &Words) -> String {
        places(&words.spans, self.t.tongue)
    }

    /// "as carried by The Vell Courier, on 12 May 2026".
    fn carried(&self) -> String {
        self.article.carried(&self.t)
    }

    fn title(&self) -> String {
        format!("{}, {}", self.who(), self.carried())
    }
}

fn cited(t: &Guest, entry: &Entry, stored: &Statement, statement: &SpanStatement, article: &ArticleItem) -> Cited {
    let text = &entry.article.text;
    Cited {
        id: statement.id.clone(),
        origin: t.origin.clone(),
        who: statement.speaker.is_some().then(|| who(statement, t.tongue)),
        words: words::head(&statement.content.text, 600)
            .map_or_else(|| statement.content.text.clone(), |head| format!("{head} […]")),
        pieces: stored.content.spans.iter().map(|span| text.slice(*span).to_owned()).collect(),
        title: article.title.clone(),
        outlet: article.outlet.clone(),
        authors: entry.article.authors.iter().map(|author| author.value.clone()).collect(),
        published: article.published.as_ref().map(|p| p.value.clone()),
        url: article.url.as_deref().and_then(words::web_address).map(str::to_owned),
        language: article.language.clone(),
        capture: entry.capture.id.to_string(),
        seen_at: entry.capture.fetched_at.unwrap_or(entry.capture.added_at),
    }
}

fn who(statement: &SpanStatement, t: Tongue) -> String {
    match &statement.speaker {
        Some(speaker) => match &speaker.role {
            Some(role) => format!("{} ({role})", speaker.name),
            None => speaker.name.clone(),
        },
        None => t.say("nobody").text(),
    }
}

fn citation(
    t: Tongue,
    statement: &SpanStatement,
    article: &ArticleItem,
    capture: &CaptureItem,
    reader: &str,
) -> String {
    let said = match (statement.mode, &statement.speaker) {
        ("direct" | "speech", Some(_)) => t.say("cite-said"),
        (_, Some(_)) => t.say("cite-reported"),
        (_, None) => t.say("cite-nobody"),
    };
    let words = words::head(&statement.content.text, 600).map_or_else(
        || statement.content.text.clone(),
        |head| format!("{head} [… {}]", t.say("cite-shortened").text()),
    );
    let words = match statement.mode {
        "direct" if !words.starts_with(['"', '“', '«', '„', '\'', '‘']) => format!("“{words}”"),
        _ => words,
    };
    let title = article.title.as_ref().map_or_else(String::new, |title| format!(", “{title}”"));
    let url = article.url.as_ref().map_or_else(String::new, |url| format!(", {url}"));
    t.say("cite-line")
        .with("who", who(statement, t))
        .with("said", said.text())
        .with("words", words)
        .with("outlet", carrier(article.outlet.as_deref(), &t))
        .with("title", title)
        .with("day", article.day(&t))
        .with("url", url)
        .with("id", &statement.id)
        .with("mode", t.word("mode", statement.mode))
        .with("reader", reader)
        .with("capture", &capture.id)
        .with("at", t.moment(capture.added_at))
        .text()
}

/// The paragraphs that hold the content, with one before and one after.
pub(crate) fn context(article: &Article, content: &[Span], marks: &[Mark]) -> Vec<ContextRow> {
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
