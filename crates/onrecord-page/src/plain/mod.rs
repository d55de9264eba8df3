//! Plain text → a page: a text that still carries its menus, or a text that is the article.

use crate::{ArticleBlock, Block, BlockKind, Capture, Note, Noted, Page, PageConfig, Span, Text, Verdict, assemble};

/// Reads a text as the article itself: nothing is left out, nothing is changed.
pub(crate) fn as_it_is(text: String, capture: &Capture, notes: Vec<Note>) -> Noted<Page> {
    let text = Text::new(text);
    let mut page = Page::default();
    let mut spans = Vec::new();
    for (span, line) in lines(text.as_str()) {
        let verdict = Verdict::Text { part: 0, why: "plain" };
        spans.push(ArticleBlock { span, kind: BlockKind::Paragraph, origin: page.blocks.len() as u32 });
        page.blocks.push(Block {
            kind: BlockKind::Paragraph,
            text: text.slice(span).to_owned(),
            path: format!("line {line}"),
            source: Some(span),
            verdict,
        });
    }
    page.articles.push(assemble::bare(&capture.id, 0, text, spans));
    Noted { value: page, notes }
}

/// Reads a text that may carry menus.
pub(crate) fn parse(text: &str, capture: &Capture, config: &PageConfig, notes: Vec<Note>) -> Noted<Page> {
    let _ = config;
    as_it_is(text.to_owned(), capture, notes)
}

/// The lines that hold anything, trimmed, with their numbers from 1.
fn lines(text: &str) -> impl Iterator<Item = (Span, usize)> + '_ {
    let mut at = 0;
    text.split('\n').enumerate().filter_map(move |(i, line)| {
        let start = at + (line.len() - line.trim_start().len());
        let end = start + line.trim().len();
        at += line.len() + 1;
        (start < end).then_some((Span { start: start as u32, end: end as u32 }, i + 1))
    })
}
