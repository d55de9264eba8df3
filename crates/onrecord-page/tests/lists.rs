//! Pages of many items in more styles (tests/lists): what is read of each, a line an article.
//!
//! Each page is one way to print a list; `expected.txt` says part, date, headline, address, first and last words of every article with a
//! text. A style that was read wrongly becomes a page here first.

// A test stands outside the crate: it reads files.
#![allow(clippy::disallowed_methods)]

use onrecord_page::{Article, Capture, PageConfig, parse};
use std::fmt::Write;
use std::path::Path;

fn line(article: &Article) -> String {
    let value = |v: &Option<onrecord_page::Sourced<String>>| v.as_ref().map_or(String::new(), |v| v.value.clone());
    let words: Vec<&str> = article.text.as_str().split_whitespace().collect();
    let (first, last) = (words.iter().take(3), words.iter().skip(words.len().saturating_sub(3)));
    let join = |words: &mut dyn Iterator<Item = &&str>| words.copied().collect::<Vec<_>>().join(" ");
    format!(
        "{}|{}|{}|{}|{} … {}{}",
        article.part,
        article.published.as_ref().map_or("", |p| p.value.as_str()),
        if article.part > 0 { value(&article.title) } else { String::new() },
        value(&article.url),
        join(&mut first.into_iter()),
        join(&mut last.into_iter()),
        if article.partial { "|partial" } else { "" }
    )
}

#[test]
fn each_style_is_read_as_expected() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/lists");
    let mut pages: Vec<_> = std::fs::read_dir(&folder)
        .map(|dir| dir.filter_map(|entry| Some(entry.ok()?.path())).collect())
        .unwrap_or_default();
    pages.sort();
    let mut read = String::new();
    for page in pages.iter().filter(|p| !p.ends_with("expected.txt")) {
        let capture = Capture::new(std::fs::read(page).unwrap_or_default());
        let name = page.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
        let _ = writeln!(read, "{name}");
        let articles = parse(&capture, &PageConfig::default()).value.articles;
        for article in articles.iter().filter(|a| !a.text.as_str().is_empty()) {
            let _ = writeln!(read, "  {}", line(article));
        }
    }
    let expected = std::fs::read_to_string(folder.join("expected.txt")).unwrap_or_default();
    assert_eq!(read, expected, "read:\n{read}");
}
