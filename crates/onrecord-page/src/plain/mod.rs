//! Plain text → a page: a text that still carries its menus, or a text that is the article.

mod items;
mod layout;
mod paragraphs;

use crate::{ArticleBlock, Block, BlockKind, Capture, Note, Noted, Page, PageConfig, Text, Verdict, assemble};

/// Reads a text as the article itself: nothing is left out, nothing is changed.
pub(crate) fn as_it_is(text: String, capture: &Capture, notes: Vec<Note>) -> Noted<Page> {
    let text = Text::new(text);
    let mut page = Page::default();
    let mut spans = Vec::new();
    for (span, line) in paragraphs::lines(text.as_str()) {
        spans.push(ArticleBlock { span, kind: BlockKind::Paragraph, origin: page.blocks.len() as u32 });
        page.blocks.push(Block {
            kind: BlockKind::Paragraph,
            text: text.slice(span).to_owned(),
            path: format!("line {line}"),
            source: Some(span),
            verdict: Verdict::Text { part: 0, why: "plain" },
            address: None,
        });
    }
    let mut article = assemble::bare(&capture.id, 0, text, spans);
    article.language = crate::meta::language::of_text(article.text.as_str());
    page.articles.push(article);
    Noted { value: page, notes }
}

/// Reads a text that may carry menus.
pub(crate) fn parse(text: &str, capture: &Capture, config: &PageConfig, notes: Vec<Note>) -> Noted<Page> {
    let limits = config.limits;
    let paragraphs = paragraphs::read(text, limits.nodes);
    let mut notes = notes;
    if paragraphs.cut {
        let message = format!("The text has more than {} lines; the rest of it was left out.", limits.nodes);
        notes.push(Note::new("too-many-elements", message));
    }
    Noted { value: layout::page(paragraphs.found, capture, config), notes }
}
