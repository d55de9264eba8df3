//! Pages of many items, marked by hand (`gold/items`, where the format is described): every item its own article.
//!
//! Prints one line a page (`--no-capture` shows them), with what went wrong; holds the totals to floors, and the two parts of the rule
//! that allows no exception: no text in two articles, no article without a text.

// A test stands outside the crate: it reads files, and a truth file that isn't as its README says ends it; it prints a table.
#![allow(clippy::disallowed_methods, clippy::unwrap_used, clippy::print_stdout)]

use onrecord_page::{Article, Capture, PageConfig, parse};
use serde_json::Value;
use std::path::{Path, PathBuf};

/// What was counted over a folder.
#[derive(Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Counts {
    items: usize,
    /// An article begins where the item does.
    found: usize,
    /// And ends there too.
    whole: usize,
    dated: usize,
    titled: usize,
    addressed: usize,
    partial: usize,
    /// Articles that are no item.
    extra: usize,
    /// Pages, and those whose main article (or its absence) was read right.
    pages: usize,
    mains: usize,
    /// Strings that should stand in no article, and do.
    leaks: usize,
}

fn gold(part: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../gold/items").join(part)
}

fn folded(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Reads every page of a folder; `tell`: print what went wrong, which nobody should see of the unseen part.
fn read(part: &str, tell: bool) -> Counts {
    let mut counts = Counts::default();
    let mut truths: Vec<PathBuf> = std::fs::read_dir(gold(part))
        .map(|dir| {
            dir.filter_map(|e| Some(e.ok()?.path())).filter(|p| p.extension().is_some_and(|e| e == "json")).collect()
        })
        .unwrap_or_default();
    truths.sort();
    for path in truths {
        let truth: Value = serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap();
        let page = truth["page"].as_str().unwrap();
        let mut capture = Capture::new(std::fs::read(gold(part).join(page)).unwrap());
        capture.url = truth["url"].as_str().map(str::to_owned);
        capture.fetched_at = truth["captured"].as_str().and_then(|t| t.parse().ok());
        let articles = parse(&capture, &PageConfig::default()).value.articles;
        let before = (counts.items, counts.found, counts.whole, counts.extra);
        let complaints = compare(&truth, &articles, &mut counts);
        if tell {
            let (items, found, whole, extra) = before;
            println!(
                "{page}: {} items, {} found, {} whole, {} extra",
                counts.items - items,
                counts.found - found,
                counts.whole - whole,
                counts.extra - extra
            );
            complaints.iter().for_each(|c| println!("    {c}"));
        }
    }
    counts
}

fn compare(truth: &Value, articles: &[Article], counts: &mut Counts) -> Vec<String> {
    let mut complaints = Vec::new();
    let texts: Vec<String> = articles.iter().map(|a| folded(a.text.as_str())).collect();
    let items = truth["items"].as_array().unwrap();
    let mut taken = vec![false; articles.len()];
    for item in items {
        counts.items += 1;
        let text = |field: &str| item[field].as_str().unwrap_or("");
        let holders: Vec<usize> = (0..texts.len()).filter(|&at| texts[at].contains(text("begins"))).collect();
        assert!(holders.len() <= 1, "{}: {:?} stands in two articles", truth["page"], text("begins"));
        let Some(&at) = holders.first().filter(|&&at| at > 0 && texts[at].starts_with(text("begins"))) else {
            let where_ = holders.first().map_or("nowhere".to_owned(), |at| format!("inside article {at}"));
            complaints.push(format!("not found: {:?} ({where_})", text("begins")));
            continue;
        };
        counts.found += 1;
        taken[at] = true;
        let whole = texts[at].ends_with(text("ends"));
        counts.whole += usize::from(whole);
        if !whole {
            let end: String = texts[at].chars().rev().take(50).collect::<Vec<_>>().into_iter().rev().collect();
            complaints.push(format!("ends {end:?} and not {:?}", text("ends")));
        }
        let got = &articles[at];
        let day = got.published.as_ref().map_or("", |p| p.value.get(..10).unwrap_or(&p.value));
        let wanted = text("published").get(..10).unwrap_or("");
        counts.dated += usize::from(day == wanted);
        let title = got.title.as_ref().map_or("", |t| t.value.as_str());
        counts.titled += usize::from(folded(title) == text("title"));
        let url = got.url.as_ref().map_or("", |u| u.value.as_str());
        counts.addressed += usize::from(url == text("url"));
        counts.partial += usize::from(Some(got.partial) == item["partial"].as_bool());
        if (day, folded(title).as_str(), url, Some(got.partial))
            != (wanted, text("title"), text("url"), item["partial"].as_bool())
        {
            complaints.push(format!("is {wanted} {:?} {} {}", text("title"), text("url"), item["partial"]));
            complaints.push(format!("   {day} {title:?} {url} {}", got.partial));
        }
    }
    counts.pages += 1;
    let main = truth["main"].as_object();
    let ends = |field: &str| main.and_then(|m| m[field].as_str()).unwrap_or("");
    let right = match main {
        Some(_) => texts[0].starts_with(ends("begins")) && texts[0].ends_with(ends("ends")),
        None => texts[0].is_empty(),
    };
    counts.mains += usize::from(right);
    if !right {
        let head: String = texts[0].chars().take(60).collect();
        complaints.push(format!(
            "main article should begin {:?}, begins {head:?} ({} bytes)",
            ends("begins"),
            texts[0].len()
        ));
    }
    for (at, _) in taken.iter().enumerate().filter(|(at, taken)| *at > 0 && !**taken) {
        counts.extra += 1;
        complaints.push(format!("no item: {:?}", texts[at].chars().take(60).collect::<String>()));
    }
    for leak in truth["not_in_text"].as_array().unwrap().iter().filter_map(Value::as_str) {
        for (at, _) in texts.iter().enumerate().filter(|(_, t)| t.contains(&folded(leak))) {
            counts.leaks += 1;
            complaints.push(format!("in article {at}: {leak:?}"));
        }
    }
    for article in articles.iter().skip(1) {
        assert!(!article.text.as_str().is_empty(), "{}: an item without a text", truth["page"]);
    }
    complaints
}

/// Every item found with all that its truth file says of it, and nothing else.
fn hold_exact(part: &str) {
    let counts = read(part, true);
    println!("{part} {counts:?}");
    let all = counts.items;
    assert!(all > 0, "{part}: no pages");
    assert_eq!((counts.found, counts.whole, counts.dated, counts.titled), (all, all, all, all), "{counts:?}");
    assert_eq!((counts.addressed, counts.partial, counts.mains), (all, all, counts.pages), "{counts:?}");
    assert_eq!((counts.extra, counts.leaks), (0, 0), "{counts:?}");
}

#[test]
fn seen_pages_of_many_items() {
    hold_exact("seen");
}

/// Unseen until the reader had been scored on them; the rules that they asked for are in it now.
#[test]
fn released_pages_of_many_items() {
    hold_exact("unseen");
}

/// Pages in the markup of common site builders, written to try rules on.
#[test]
fn practice_pages_of_many_items() {
    let counts = read("practice", true);
    println!("practice {counts:?}");
    assert!(counts.found == counts.items && counts.dated == counts.items && counts.whole >= 93, "{counts:?}");
}

/// Released when `unseen3` took their part: what they taught is in the rules too.
#[test]
fn second_released_pages_of_many_items() {
    let counts = read("unseen2", true);
    println!("unseen2 {counts:?}");
    assert!(counts.found >= 81 && counts.whole >= 79, "{counts:?}");
}

/// The pages that take their part: scored as a whole, never told.
#[test]
fn unseen_pages_of_many_items() {
    let counts = read("unseen3", false);
    println!("unseen3 {counts:?}");
    assert!(counts.found >= 64 && counts.whole >= 51 && counts.leaks <= 10, "{counts:?}");
}
