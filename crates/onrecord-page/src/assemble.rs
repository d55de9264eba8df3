//! Blocks with verdicts → the text of an article.

use crate::{Article, ArticleBlock, ArticleId, Block, CaptureId, Span, Text, Verdict};

/// What stands between two blocks of an article.
const BETWEEN: &str = "\n\n";

/// The article of one part: the blocks that its verdicts name, in the order of the page, one blank line between them. Everything
/// that the page says *of* the article is still to be filled in.
pub(crate) fn article(capture: &CaptureId, part: u32, blocks: &[Block]) -> Article {
    let mut text = String::new();
    let mut spans = Vec::new();
    for (origin, block) in blocks.iter().enumerate() {
        if !matches!(block.verdict, Verdict::Text { part: p, .. } if p == part) || block.text.is_empty() {
            continue;
        }
        if !text.is_empty() {
            text.push_str(BETWEEN);
        }
        let start = text.len() as u32;
        text.push_str(&block.text);
        let span = Span { start, end: text.len() as u32 };
        spans.push(ArticleBlock { span, kind: block.kind, origin: origin as u32 });
    }
    bare(capture, part, Text::new(text), spans)
}

/// An article of which nothing but its text is known.
pub(crate) fn bare(capture: &CaptureId, part: u32, text: Text, blocks: Vec<ArticleBlock>) -> Article {
    Article {
        id: ArticleId::of(capture, part),
        capture: *capture,
        part,
        text,
        blocks,
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
