//! HTML → a page: blocks with verdicts, the main article, the other dated items.

mod blocks;
mod dom;
mod extract;

use crate::{Block, Capture, Note, Noted, Page, PageConfig, Verdict};

/// Whether a text is HTML: by what it holds; the media type it came with counts only where that says little.
pub(crate) fn is_html(text: &str, media_type: Option<&str>) -> bool {
    let head = text[..text.floor_char_boundary(64 * 1024)].to_ascii_lowercase();
    let start = head.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    if ["<!doctype html", "<html", "<head", "<body"]
        .iter()
        .any(|tag| start.starts_with(tag) || head.contains(&format!("\n{tag}")))
    {
        return true;
    }
    const TAGS: [&str; 16] = [
        "<p>", "<p ", "<div", "</div>", "</p>", "<a href", "</a>", "<br", "<span", "<h1", "<h2", "<table", "<meta ",
        "<title>", "<html", "<body",
    ];
    let seen = TAGS.iter().filter(|tag| head.contains(*tag)).count();
    let hinted = media_type.is_some_and(|m| m.contains("html"));
    seen >= 4 || (seen >= 1 && (hinted || start.starts_with('<')))
}

/// Takes an HTML page apart.
pub(crate) fn parse(source: &str, capture: &Capture, config: &PageConfig, mut notes: Vec<Note>) -> Noted<Page> {
    let html = dom::parse(source, &config.limits, &mut notes);
    let walked = blocks::walk(&html, "");
    let (kept, _) = extract::main_blocks(&walked, &mut notes);
    let blocks: Vec<Block> = walked
        .pieces
        .iter()
        .zip(&kept)
        .map(|(p, &kept)| Block {
            kind: p.kind,
            text: p.text.clone(),
            path: p.path.clone(),
            source: None,
            verdict: if kept {
                Verdict::Text { part: 0, why: "extractor" }
            } else {
                Verdict::Furniture { why: "extractor-dropped" }
            },
        })
        .collect();
    let main = crate::assemble::article(&capture.id, 0, &blocks);
    Noted { value: Page { blocks, articles: vec![main] }, notes }
}
