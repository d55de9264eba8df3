//! Where the fuzz targets come in: each function takes any bytes and panics where something that is promised does not hold.
//!
//! What is promised of whatever the web sends: nothing panics, nothing is held beyond its limit, and what comes out is what the rest of
//! the program relies on. A test runs each function over the seeds of its target, so that a target cannot rot unseen.

use crate::gather::{
    folder::Found,
    lists::{self, List},
    packed,
    robots::Robots,
    web::PRODUCT,
};
use onrecord_archive::{http, identity};
use std::collections::HashSet;
use url::Url;

/// Of one answer so much is taken in a fuzz target: little, so that limits are met often.
const MOST: usize = 1 << 16;

/// Bytes as a WARC, plain or packed, and as one answer of a server.
pub fn warc(bytes: &[u8]) {
    for found in packed::pages_of_warc(bytes) {
        if let Found::Page(named, capture) = found {
            assert!(named.source.starts_with("fuzz.warc!/"), "a page without its file's name");
            assert!(capture.url.is_none_or(|url| url.starts_with("http")), "an address that is none");
        }
    }
    if let Ok((head, body)) = http::read(bytes, MOST) {
        assert!(body.len() <= MOST, "more than was allowed");
        assert!((200..=999).contains(&head.status) && head.bytes.end <= bytes.len());
    }
}

/// Bytes as a feed, a sitemap, an OPML file and a front page.
pub fn feed(bytes: &[u8]) {
    let Ok(base) = Url::parse("https://www.quay.example/list?page=1") else { return };
    let pages = |list: List| match list {
        List::Pages(items) | List::Lists(items) => items,
    };
    let lists = [lists::feed(bytes, &base), lists::sitemap(bytes, &base), Ok(lists::front(bytes, &base))];
    let items = lists.into_iter().flatten().map(pages).chain(lists::opml(bytes));
    for list in items {
        let mut seen = HashSet::new();
        for item in list {
            assert!(matches!(item.url.scheme(), "http" | "https") && item.url.fragment().is_none(), "{}", item.url);
            assert!(seen.insert(identity(item.url.as_str())), "{} twice", item.url);
        }
    }
}

/// Bytes as a path, a line end and a robots.txt.
pub fn robots(bytes: &[u8]) {
    let end = bytes.iter().position(|b| *b == b'\n').unwrap_or(bytes.len());
    let (path, rules) = bytes.split_at(end);
    let path = format!("/{}", String::from_utf8_lossy(path));
    let robots = Robots::parse(rules, PRODUCT);
    assert_eq!(robots, Robots::parse(rules, PRODUCT), "other rules the second time");
    let verdict = robots.verdict(&path);
    assert!(verdict.allowed || verdict.rule.is_some(), "forbidden without a rule");
    assert!(robots.verdict("/robots.txt").allowed, "the rules themselves may always be read");
    // Letters need no percent-encoding, and with it they are the same letters (RFC 9309, 2.2.2).
    let encoded: String = path.chars().map(|c| if c == 'a' { "%61".to_owned() } else { c.to_string() }).collect();
    if !path.contains('%') {
        assert_eq!(robots.verdict(&encoded), verdict, "{path} and {encoded}");
    }
}

#[cfg(test)]
mod tests {
    use std::{fs, path::Path};

    #[test]
    fn every_target_takes_its_seeds() {
        for (target, take) in [("warc", super::warc as fn(&[u8])), ("feed", super::feed), ("robots", super::robots)] {
            let seeds = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz/seeds").join(target);
            let files: Vec<_> = fs::read_dir(seeds).expect("the seeds are there").flatten().collect();
            assert!(!files.is_empty());
            for file in files {
                take(&fs::read(file.path()).expect("it can be read"));
            }
        }
    }
}
