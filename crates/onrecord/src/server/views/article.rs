//! Article: the text with its marks, statements in the margin beside the paragraph they stand in, and what the page tells of itself.
//!
//! A long article is shown in parts of about 60 kB, cut between paragraphs; `?at=<statement>` picks the part that holds a statement.

use super::{
    Fault,
    evidence::{CaptureItem, SpanStatement, marks},
    items::{self, ArticleItem, LeftOut, NoteItem, Paging, carrier, headline, outlet_href, show},
};
use crate::server::{
    guest::Guest,
    marked::{self, Html, Mark},
    minimap::{self, Place},
    words,
};
use askama::Template;
use jiff::Timestamp;
use onrecord_archive::{Archive, Entry, Filter};
use onrecord_page::{Article, ArticleId, BlockKind, Published, Span, Text};
use onrecord_reading::Statement;
use serde::Serialize;

/// Bytes of HTML that the text of one part may take, as estimated below; head and foot of the page come on top.
const PART_BYTES: usize = 60_000;
/// A block longer than this is cut, so that a text without paragraphs can be shown in parts too.
const BLOCK_BYTES: usize = 24_000;
/// Estimates of the HTML for a mark and for a note in the margin; measured on the demo, rounded up.
const MARK_BYTES: usize = 90;
const NOTE_BYTES: usize = 420;
/// Other articles of the page that are listed with their headlines.
const PARTS: usize = 24;

/// An article's page.
#[derive(Debug, Serialize, Template)]
#[template(path = "article.html")]
pub(crate) struct ArticlePage {
    #[serde(skip)]
    pub(crate) t: Guest,
    pub(crate) id: String,
    pub(crate) href: String,
    pub(crate) part: u32,
    pub(crate) url: Option<String>,
    pub(crate) title: Option<String>,
    pub(crate) outlet: Option<String>,
    pub(crate) authors: Vec<String>,
    pub(crate) published: Option<Published>,
    pub(crate) modified: Option<Published>,
    pub(crate) language: Option<String>,
    /// The page shows only the beginning of it.
    pub(crate) partial: bool,
    pub(crate) text: String,
    /// SHA-256 of the text's UTF-8 bytes: what the spans are bound to.
    pub(crate) text_hash: String,
    pub(crate) reader: String,
    pub(crate) statements: Vec<SpanStatement>,
    pub(crate) left_out: LeftOut,
    /// Where on the page each of these was seen.
    pub(crate) seen: Vec<Seen>,
    pub(crate) notes: Vec<NoteItem>,
    pub(crate) capture: CaptureItem,
    /// Other articles of the same page.
    pub(crate) parts: Vec<PartItem>,
    /// Other captures of the same address, oldest first.
    pub(crate) versions: Vec<ArticleItem>,
    /// The whole text with its statements as one strip.
    #[serde(skip)]
    pub(crate) map: Option<Html>,
    #[serde(skip)]
    pub(crate) rail: Vec<RailItem>,
    #[serde(skip)]
    pub(crate) rows: Vec<Row>,
    #[serde(skip)]
    pub(crate) paging: Paging,
}

/// A value's name and where it was seen.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Seen {
    pub(crate) what: &'static str,
    pub(crate) value: String,
    pub(crate) evidence: String,
}

/// Another article of the same page.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct PartItem {
    pub(crate) id: String,
    pub(crate) href: String,
    pub(crate) part: u32,
    pub(crate) title: Option<String>,
}

/// A capture of this page in the rail of versions.
#[derive(Clone, Debug)]
pub(crate) struct RailItem {
    pub(crate) href: String,
    pub(crate) at: String,
    /// Whether it is the one shown.
    pub(crate) here: bool,
}

/// A paragraph and the statements beside it.
#[derive(Clone, Debug)]
pub(crate) struct Row {
    pub(crate) kind: BlockKind,
    pub(crate) html: Html,
    /// Numbers and places in `statements`.
    pub(crate) notes: Vec<usize>,
}

/// A block of the text, or a piece of a long one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Piece {
    span: Span,
    kind: BlockKind,
}

/// Makes the page. `at` is the id of a statement whose part is wanted, and that is shown whatever the filter; else `page` counts from 1.
pub(crate) fn view(
    archive: &Archive,
    t: Guest,
    id: &str,
    filter: Filter,
    page: usize,
    at: Option<&str>,
) -> Result<ArticlePage, Fault> {
    let missing = || Fault::no_such(t.tongue, "article", id);
    let key: ArticleId = id.parse().map_err(|()| missing())?;
    let entry = archive.article(&key)?.ok_or_else(missing)?;
    let parts = other_parts(archive, &entry)?;
    let asked_for = |s: &Statement| at == Some(s.id.as_str()) && !filter.passes(s.class, s.confidence);
    let hidden = entry.reading.statements.iter().any(asked_for);
    let filter = if hidden { Filter::everything() } else { filter };
    let kept = entry.reading.statements.len();
    let entry = sifted(entry, &filter);
    let left_out = LeftOut::of(&format!("/a/{key}"), &filter, entry.reading.statements.len() as u64, kept as u64);
    Ok(ArticlePage::of(t, &entry, left_out, show(&filter), parts, page, at))
}

/// With the statements that pass the filter, and their speakers.
fn sifted(mut entry: Entry, filter: &Filter) -> Entry {
    let passes: Vec<bool> = entry.reading.statements.iter().map(|s| filter.passes(s.class, s.confidence)).collect();
    let (mut of_statement, mut of_speaker) = (passes.iter(), passes.iter());
    entry.reading.statements.retain(|_| of_statement.next().copied().unwrap_or(true));
    entry.speakers.retain(|_| of_speaker.next().copied().unwrap_or(true));
    entry
}

fn other_parts(archive: &Archive, entry: &Entry) -> Result<Vec<PartItem>, Fault> {
    let mut parts = Vec::new();
    for id in entry.capture.articles.iter().filter(|id| **id != entry.article.id).take(PARTS) {
        if let Some(Entry { article, .. }) = archive.article(id)? {
            let title = article.title.map(|t| t.value);
            parts.push(PartItem { id: id.to_string(), href: format!("/a/{id}"), part: article.part, title });
        }
    }
    parts.sort_by_key(|part| part.part);
    Ok(parts)
}

impl ArticlePage {
    fn of(
        t: Guest,
        entry: &Entry,
        left_out: LeftOut,
        show: &str,
        parts: Vec<PartItem>,
        page: usize,
        at: Option<&str>,
    ) -> ArticlePage {
        let Entry { article, reading, .. } = entry;
        let statements = SpanStatement::all(entry);
        let all_marks: Vec<Mark> = (1..).zip(&reading.statements).flat_map(|(n, s)| marks(s, n)).collect();
        let starts: Vec<u32> =
            reading.statements.iter().map(|s| s.content.spans.first().map_or(0, |span| span.start)).collect();
        let sections = sections(pieces(article), &all_marks, &starts);
        let wanted = at.and_then(|id| statements.iter().position(|s| s.id == id)).map(|i| starts[i]);
        let page = wanted.map_or(page, |start| 1 + section_of(&sections, start));
        let rows = sections.get(page.wrapping_sub(1)).map_or_else(Vec::new, |section| {
            let after = sections.get(page).and_then(|next| next.first()).map_or(u32::MAX, |piece| piece.span.start);
            rows(&article.text, section, after, &all_marks, &starts, &statements)
        });
        let id = article.id.to_string();
        let href = format!("/a/{id}");
        let places: Vec<Place> =
            starts.iter().zip(&statements).map(|(&at, s)| place(&href, at, &s.id, &sections)).collect();
        let start = |section: Option<&Vec<Piece>>| section.and_then(|s| s.first()).map(|piece| piece.span.start);
        let length = article.text.as_str().len();
        let shown = start(sections.get(page.wrapping_sub(1))).unwrap_or(0)
            ..start(sections.get(page)).unwrap_or(u32::try_from(length).unwrap_or(u32::MAX));
        let map = minimap::svg(length, shown, &places, t.tongue);
        let paging = Paging::new(page, sections.len().max(1), statements.len() as u64, &|n| {
            words::link(&href, &[("page", &n.to_string()), ("show", show)])
        });
        ArticlePage {
            rail: rail(entry, &href, &t),
            t,
            map,
            paging,
            rows,
            statements,
            left_out,
            part: article.part,
            url: article.url.as_ref().map(|u| u.value.clone()),
            title: article.title.as_ref().map(|t| t.value.clone()),
            outlet: article.outlet.as_ref().map(|o| o.value.clone()),
            authors: article.authors.iter().map(|a| a.value.clone()).collect(),
            published: article.published.clone(),
            modified: article.modified.clone(),
            language: article.language.as_ref().map(|l| l.value.clone()),
            partial: article.partial,
            text: article.text.as_str().to_owned(),
            text_hash: article.text.hash().to_string(),
            reader: reading.reader.to_string(),
            seen: seen(article),
            notes: entry.notes.iter().cloned().map(NoteItem::of).collect(),
            capture: CaptureItem::of(&entry.capture),
            parts,
            versions: entry.versions.iter().cloned().map(ArticleItem::of).collect(),
            id,
            href,
        }
    }

    fn headline(&self) -> String {
        headline(self.title.as_deref(), &self.t)
    }

    fn carrier(&self) -> String {
        carrier(self.outlet.as_deref(), &self.t)
    }

    fn carrier_href(&self) -> Option<String> {
        self.outlet.as_deref().map(outlet_href)
    }

    fn lang(&self) -> &str {
        self.language.as_deref().unwrap_or("")
    }

    /// The page of its versions.
    fn versions_href(&self) -> String {
        let address = self.url.as_deref().or(self.capture.url.as_deref()).unwrap_or("");
        words::link("/versions", &[("url", address)])
    }

    fn version_number(&self, versions: &[ArticleItem]) -> usize {
        1 + versions.iter().filter(|v| v.added_at < self.capture.added_at).count()
    }
}

fn seen(article: &Article) -> Vec<Seen> {
    let mut seen = Vec::new();
    let mut note = |what, value: &str, evidence: &str| {
        seen.push(Seen { what, value: value.to_owned(), evidence: evidence.to_owned() });
    };
    for (what, sourced) in [("title", &article.title), ("outlet", &article.outlet), ("url", &article.url)] {
        if let Some(sourced) = sourced {
            note(what, &sourced.value, &sourced.evidence);
        }
    }
    for author in &article.authors {
        note("author", &author.value, &author.evidence);
    }
    for (what, date) in [("published", &article.published), ("modified", &article.modified)] {
        if let Some(date) = date {
            note(what, &date.value, &date.evidence);
        }
    }
    if let Some(language) = &article.language {
        note("language", &language.value, &language.evidence);
    }
    seen
}

/// Where a statement of a text in sections is: on this page, or on the page of its section.
fn place(href: &str, at: u32, id: &str, sections: &[Vec<Piece>]) -> Place {
    let href = if sections.len() > 1 { format!("{href}?at={id}#{id}") } else { format!("#{id}") };
    Place { at, href }
}

/// All captures of this page that are kept, oldest first; nothing where there is one.
fn rail(entry: &Entry, href: &str, t: &Guest) -> Vec<RailItem> {
    if entry.versions.is_empty() {
        return Vec::new();
    }
    let others = entry.versions.iter().map(|line| (line.added_at, format!("/a/{}", line.id)));
    let mut all: Vec<_> = others.chain([(entry.capture.added_at, href.to_owned())]).collect();
    all.sort();
    let item = |(at, link): (Timestamp, String)| RailItem { at: t.moment(at), here: link == href, href: link };
    all.into_iter().map(item).collect()
}

/// The text in pieces that together hold all of it but the white space between blocks.
fn pieces(article: &Article) -> Vec<Piece> {
    let text = &article.text;
    let mut pieces = Vec::new();
    let mut at = 0;
    for block in &article.blocks {
        // Words that no block claims are shown as running text: what spans may point into must be seen.
        push_pieces(text, at..block.span.start as usize, BlockKind::Paragraph, &mut pieces);
        push_pieces(text, (block.span.start as usize).max(at)..block.span.end as usize, block.kind, &mut pieces);
        at = at.max(block.span.end as usize);
    }
    push_pieces(text, at..text.as_str().len(), BlockKind::Paragraph, &mut pieces);
    pieces
}

fn push_pieces(text: &Text, range: std::ops::Range<usize>, kind: BlockKind, pieces: &mut Vec<Piece>) {
    let mut from = range.start;
    while from < range.end {
        let Some(rest) = text.as_str().get(from..range.end) else { return };
        let mut cut = rest.len();
        if cut > BLOCK_BYTES {
            let most = rest.floor_char_boundary(BLOCK_BYTES);
            cut = rest[..most].rfind(char::is_whitespace).map_or(most, |space| rest.ceil_char_boundary(space + 1));
        }
        if let Some(span) = text.span(from..from + cut)
            && !rest[..cut].trim().is_empty()
        {
            pieces.push(Piece { span, kind });
        }
        from += cut;
    }
}

/// Pieces gathered into parts of the page's size.
fn sections(pieces: Vec<Piece>, marks: &[Mark], starts: &[u32]) -> Vec<Vec<Piece>> {
    let mut mark_starts: Vec<u32> = marks.iter().map(|mark| mark.span.start).collect();
    mark_starts.sort_unstable();
    let mut note_starts = starts.to_vec();
    note_starts.sort_unstable();
    let within = |sorted: &[u32], span: Span| {
        sorted.partition_point(|&at| at < span.end) - sorted.partition_point(|&at| at < span.start)
    };
    let mut sections: Vec<Vec<Piece>> = Vec::new();
    let mut left = 0;
    for piece in pieces {
        let bytes = piece.span.len()
            + MARK_BYTES * within(&mark_starts, piece.span)
            + NOTE_BYTES * within(&note_starts, piece.span);
        match sections.last_mut().filter(|_| bytes <= left) {
            Some(section) => section.push(piece),
            None => {
                left = PART_BYTES;
                sections.push(vec![piece]);
            }
        }
        left = left.saturating_sub(bytes);
    }
    sections
}

/// The part that a place of the text is shown in.
fn section_of(sections: &[Vec<Piece>], at: u32) -> usize {
    let begins = |section: &Vec<Piece>| section.first().is_some_and(|piece| piece.span.start <= at);
    sections.partition_point(begins).saturating_sub(1)
}

/// One part of the text, with the statements that begin in it beside their paragraphs. `after` is where the next part begins.
fn rows(
    text: &Text,
    section: &[Piece],
    after: u32,
    marks: &[Mark],
    starts: &[u32],
    statements: &[SpanStatement],
) -> Vec<Row> {
    let (Some(first), Some(last)) = (section.first(), section.last()) else { return Vec::new() };
    let here = Span { start: first.span.start, end: last.span.end };
    let marks: Vec<Mark> = marks.iter().filter(|mark| mark.span.overlaps(here)).copied().collect();
    let anchor = |n: u32| statements.get(n as usize - 1).map(|s| s.id.clone());
    let ends = section.iter().skip(1).map(|piece| piece.span.start).chain([after]);
    let row = |(piece, until): (&Piece, u32)| {
        let mine = |i: &usize| piece.span.start <= starts[*i] && starts[*i] < until;
        Row {
            kind: piece.kind,
            html: marked::html(&marked::cut(text, piece.span, &marks), &anchor),
            notes: (0..starts.len()).filter(mine).collect(),
        }
    };
    section.iter().zip(ends).map(row).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use onrecord_page::ArticleBlock;

    fn article(text: &str, blocks: &[&str]) -> Article {
        let text = Text::new(text);
        let block = |words: &&str| {
            let span = text.find(words, 0).expect("the block stands in the text");
            ArticleBlock { span, kind: BlockKind::Paragraph, origin: 0 }
        };
        let capture = onrecord_page::CaptureId::of(b"page");
        Article {
            id: ArticleId::of(&capture, 0),
            capture,
            part: 0,
            blocks: blocks.iter().map(block).collect(),
            text,
            url: None,
            title: None,
            outlet: None,
            authors: Vec::new(),
            carriers: Vec::new(),
            beside: Vec::new(),
            published: None,
            modified: None,
            language: None,
            partial: false,
            notes: Vec::new(),
        }
    }

    #[test]
    fn every_word_is_in_one_piece() {
        let article = article("One.\n\nstray\n\nTwo.\n\ntail", &["One.", "Two."]);
        let words: Vec<_> = pieces(&article).iter().map(|p| article.text.slice(p.span).trim().to_owned()).collect();
        assert_eq!(words, ["One.", "stray", "Two.", "tail"]);
    }

    #[test]
    fn a_long_text_without_paragraphs_is_shown_in_parts() {
        let long = "слово ".repeat(20_000);
        let article = article(&long, &[]);
        let pieces = pieces(&article);
        assert_eq!(pieces.iter().map(|p| p.span.len()).sum::<usize>(), long.len());
        let sections = sections(pieces, &[], &[]);
        assert!(sections.len() > 2 && sections.iter().flatten().all(|p| p.span.len() <= BLOCK_BYTES));
        let second = sections[1][0].span.start;
        assert_eq!(
            (section_of(&sections, 0), section_of(&sections, second - 1), section_of(&sections, second)),
            (0, 0, 1)
        );
    }
}
