//! Reads files and prints one JSON object an article a line: for measuring the page reader by itself.
//!
//! usage: articles [--plain] [--blocks] FILE…

// An example stands outside the crate: it reads files and times itself.
#![allow(clippy::disallowed_methods)]

use onrecord_page::{Article, Capture, PageConfig, Verdict, parse};
use serde_json::json;
use std::io::{self, Write};
use std::time::Instant;

fn main() -> io::Result<()> {
    let (flags, files): (Vec<String>, Vec<String>) = std::env::args().skip(1).partition(|a| a.starts_with("--"));
    let has = |flag: &str| flags.iter().any(|f| f == flag);
    let config = PageConfig { plain: has("--plain"), ..PageConfig::default() };
    let mut out = io::BufWriter::new(io::stdout().lock());
    let (start, mut slowest) = (Instant::now(), (0.0, String::new()));
    for file in &files {
        let begun = Instant::now();
        let mut capture = Capture::new(std::fs::read(file)?);
        if has("--mtime") {
            capture.fetched_at = std::fs::metadata(file)?.modified().ok().and_then(|t| t.try_into().ok());
        }
        let page = parse(&capture, &config);
        let took = begun.elapsed().as_secs_f64();
        if took > slowest.0 {
            slowest = (took, file.clone());
        }
        if has("--blocks") {
            for block in &page.value.blocks {
                let verdict = match block.verdict {
                    Verdict::Text { part, why } => format!("TEXT {part} {why}"),
                    Verdict::Meta { part, why } => format!("META {part} {why}"),
                    Verdict::Furniture { why } => format!("-    {why}"),
                };
                writeln!(out, "{verdict:28} {:?} {} | {}", block.kind, block.path, block.text)?;
            }
            for note in &page.notes {
                writeln!(out, "NOTE {} {}", note.code, note.message)?;
            }
        }
        for article in &page.value.articles {
            let mut line = to_json(file, article);
            line["page_notes"] = json!(page.notes);
            line["hindrance"] = json!(page.value.hindrance);
            writeln!(out, "{line}")?;
        }
    }
    let all = start.elapsed().as_secs_f64();
    writeln!(
        io::stderr(),
        "{} files in {all:.2} s, {:.1} a second, slowest {:.2} s: {}",
        files.len(),
        files.len() as f64 / all,
        slowest.0,
        slowest.1
    )
}

fn to_json(source: &str, article: &Article) -> serde_json::Value {
    json!({
        "source": source,
        "part": article.part,
        "url": article.url,
        "title": article.title,
        "outlet": article.outlet,
        "authors": article.authors,
        "published": article.published,
        "modified": article.modified,
        "carriers": article.carriers,
        "beside": article.beside,
        "language": article.language,
        "partial": article.partial,
        "notes": article.notes,
        "text": article.text.as_str(),
    })
}
