//! Evidence leaves the archive as it came in: all that a search finds, and every record of a capture, byte for byte.

mod press;

use flate2::read::GzDecoder;
use jiff::Timestamp;
use onrecord_archive::{Access, Archive, Error, Fetch, Purpose, Put, Query, Record, WarcRecord};
use press::Page;
use std::{
    fs,
    io::Read,
    net::{IpAddr, Ipv4Addr},
    path::Path,
    time::Duration,
};

const URL: &str = "https://quay.example/news/1?utm_source=feed";

fn at(seconds: i64) -> Timestamp {
    Timestamp::from_second(1_770_000_000 + seconds).expect("a time")
}

fn answer(page: &Page) -> Vec<u8> {
    let body = &page.capture.body;
    [format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n", body.len()).as_bytes(), body].concat()
}

fn fetch(archive: &Archive, purpose: Purpose, seconds: i64, response: &[u8], page: Option<&Page>) -> Option<Put> {
    let fetch = Fetch {
        url: URL,
        purpose,
        source: None,
        at: at(seconds),
        took: Duration::ZERO,
        peer: IpAddr::V4(Ipv4Addr::new(93, 184, 215, 14)),
        request: b"GET / HTTP/1.1\r\n\r\n",
        response,
        robots: "overruled (Disallow: /news): leave given in writing",
        via: None,
    };
    let record = page.map(|page| Record {
        capture: &page.capture,
        source: URL,
        added_at: at(seconds),
        notes: &[],
        articles: &page.articles,
        counters: &page.counters,
        hindrance: None,
    });
    archive.put_fetch(&fetch, record.as_ref()).expect("it is kept")
}

fn records(archive: &Archive, page: &Page) -> Vec<WarcRecord> {
    let mut records = Vec::new();
    let taken = archive.records_of(&page.capture.id, |record| {
        records.push(record);
        Ok::<(), Error>(())
    });
    taken.expect("they are whole");
    records
}

fn kinds(records: &[WarcRecord]) -> Vec<&str> {
    records.iter().map(|r| r.get("WARC-Type").unwrap_or("none")).collect()
}

fn is_sound(dir: &Path) {
    let archive = Archive::open(dir, Access::Write).expect("it opens");
    archive.index().expect("an index");
    assert_eq!(archive.check(&mut |_, _| ()).expect("it can be checked").problems, [""; 0]);
}

#[test]
fn every_record_of_a_capture_is_given_as_it_lies_there() {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let archive = Archive::open(dir.path(), Access::Write).expect("an empty folder");
    let (saved, fetched) = (&press::pages()[0], &press::pages()[1]);
    saved.put(&archive);
    fetch(&archive, Purpose::Page, 0, &answer(fetched), Some(fetched));
    fetch(&archive, Purpose::Page, 60, &answer(fetched), Some(fetched));
    assert_eq!(kinds(&records(&archive, saved)), ["resource"]);
    let exchanges = records(&archive, fetched);
    let each = ["response", "request", "metadata"];
    assert_eq!(kinds(&exchanges), [each, ["revisit", "request", "metadata"]].concat());
    assert_eq!(exchanges[0].block, answer(fetched));
    // Why its robots.txt was not obeyed stands beside the page itself.
    let said = String::from_utf8(exchanges[2].block.clone()).expect("text");
    assert!(said.contains("robots: overruled (Disallow: /news): leave given in writing\r\n"), "{said}");
    // What is given is what lies in the segment.
    let segment = fs::read(dir.path().join("captures/00000.warc.gz")).expect("it is there");
    for record in records(&archive, saved).iter().chain(&exchanges) {
        assert!(segment.windows(record.packed.len()).any(|w| w == record.packed));
        let mut plain = Vec::new();
        GzDecoder::new(record.packed.as_slice()).read_to_end(&mut plain).expect("it unpacks");
        assert!(plain.starts_with(b"WARC/1.1\r\n") && plain.ends_with(&[&*record.block, b"\r\n\r\n"].concat()));
    }
    drop(archive);
    is_sound(dir.path());
}

/// An answer that came when a list was hoped for is no page's yet: the page that is read in it later needs its bytes.
#[test]
fn a_page_whose_bytes_came_first_as_a_list_has_them() {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let archive = Archive::open(dir.path(), Access::Write).expect("an empty folder");
    let page = &press::pages()[0];
    fetch(&archive, Purpose::Front, 0, &answer(page), None);
    assert_eq!(fetch(&archive, Purpose::Page, 60, &answer(page), Some(page)), Some(Put::Added));
    assert_eq!(archive.body(&page.capture.id).expect("it reads").as_deref(), Some(&*page.capture.body));
    fetch(&archive, Purpose::Page, 120, &answer(page), Some(page));
    assert_eq!(kinds(&records(&archive, page))[..4], ["response", "request", "metadata", "revisit"]);
    drop(archive);
    is_sound(dir.path());
}

#[test]
fn all_that_a_search_finds_is_found_without_a_window() {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let archive = Archive::open(dir.path(), Access::Write).expect("an empty folder");
    press::pages().iter().for_each(|page| {
        page.put(&archive);
    });
    archive.index().expect("an index");
    for typed in ["", "mode:direct", "the"] {
        let query = Query::parse(typed).value;
        let all = archive.find_all(&query).expect("it can be searched");
        let window = onrecord_archive::Window { offset: 0, limit: 1000 };
        let hits = archive.search(&query, window).expect("it can be searched");
        let shown: Vec<_> = hits.statements.iter().map(|s| s.id).collect();
        assert_eq!((all.statements.as_slice(), all.articles.len() as u64), (shown.as_slice(), hits.total_articles));
        for article in &all.articles {
            let capture = archive.capture_of(article).expect("it reads").expect("it is kept");
            assert!(archive.capture(&capture).expect("it reads").expect("it is kept").articles.contains(article));
        }
    }
}
