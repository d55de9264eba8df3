//! What was fetched is kept as it went over the wire, is found again, and any damage to it is seen.

#![allow(clippy::print_stdout, reason = "a test says what it left out")]

mod press;

use flate2::{Compression, read::MultiGzDecoder, write::GzEncoder};
use jiff::Timestamp;
use onrecord_archive::{Access, Archive, Fetch, HostHealth, Purpose, Put, Record, Watched};
use press::Page;
use std::{
    fs,
    io::{Read, Write},
    net::{IpAddr, Ipv4Addr},
    path::Path,
    process::{Command, Stdio},
    time::Duration,
};

const URL: &str = "https://quay.example/news/1?utm_source=feed";

fn at(seconds: i64) -> Timestamp {
    Timestamp::from_second(1_770_000_000 + seconds).expect("a time")
}

fn fetch<'a>(url: &'a str, seconds: i64, response: &'a [u8]) -> Fetch<'a> {
    Fetch {
        url,
        purpose: Purpose::Page,
        source: Some("quay"),
        at: at(seconds),
        took: Duration::from_millis(120),
        peer: IpAddr::V4(Ipv4Addr::new(93, 184, 215, 14)),
        request: b"GET /news/1?utm_source=feed HTTP/1.1\r\nHost: quay.example\r\n\r\n",
        response,
        robots: "no rule",
        via: None,
    }
}

/// A page, packed and in chunks, after an interim response: as unlike its body as HTTP allows.
fn response(page: &Page) -> Vec<u8> {
    let mut gzip = GzEncoder::new(Vec::new(), Compression::default());
    gzip.write_all(&page.capture.body).expect("a Vec takes everything");
    let packed = gzip.finish().expect("a Vec takes everything");
    let mut bytes = b"HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\nHTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\
                      Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\nETag: \"1\"\r\n\r\n"
        .to_vec();
    for chunk in packed.chunks(50) {
        bytes.extend(format!("{:x}\r\n", chunk.len()).bytes());
        bytes.extend(chunk);
        bytes.extend(b"\r\n");
    }
    bytes.extend(b"0\r\n\r\n");
    bytes
}

fn put(archive: &Archive, url: &str, seconds: i64, response: &[u8], page: Option<&Page>) -> Option<Put> {
    let record = page.map(|page| Record {
        capture: &page.capture,
        source: url,
        added_at: at(seconds),
        notes: &[],
        articles: &page.articles,
        counters: &page.counters,
        hindrance: None,
    });
    archive.put_fetch(&fetch(url, seconds, response), record.as_ref()).expect("it is kept")
}

fn problems(archive: &Archive) -> Vec<String> {
    // What no index was made for yet is none of this test's matter; an archive open for reading makes none.
    let _ = archive.index();
    archive.check(&mut |_, _| ()).expect("it can be checked").problems
}

fn watched(url: &str) -> Watched {
    Watched {
        address: onrecord_archive::identity(url),
        purpose: Purpose::Page,
        url: url.to_owned(),
        source: "quay".to_owned(),
        first_seen: at(0),
        last_looked: None,
        last_changed: None,
        etag: Some("\"1\"".to_owned()),
        last_modified: None,
        fingerprint: None,
        hint: Some("2026-02-01".to_owned()),
        due_at: Some(at(50)),
        looks: 0,
        failures: 0,
        last_failure: None,
    }
}

/// Type, date and what it refers to of every record, in order.
fn records(dir: &Path) -> String {
    let packed = fs::File::open(dir.join("captures/00000.warc.gz")).expect("it is there");
    let mut plain = Vec::new();
    MultiGzDecoder::new(packed).read_to_end(&mut plain).expect("it unpacks");
    let text = String::from_utf8_lossy(&plain).into_owned();
    let told = [
        ("WARC-Type: ", "\n"),
        ("WARC-Target-URI: ", " "),
        ("WARC-Profile: http://netpreserve.org/warc/1.1/revisit/", " "),
        ("WARC-Refers-To-Target-URI: ", " "),
        ("HTTP/1.1 ", " "),
    ];
    let line =
        |line: &str| told.iter().find_map(|(name, before)| Some(format!("{before}{}", line.strip_prefix(name)?)));
    text.lines().filter_map(line).collect::<String>().trim().to_owned()
}

/// The judge from outside, where it is installed: in the Python that `ONRECORD_JUDGES` names (see `just judges`), otherwise `python3`.
fn judged_by_warcio(dir: &Path) {
    let python = std::env::var_os("ONRECORD_JUDGES").unwrap_or_else(|| "python3".into());
    let found = Command::new(&python).args(["-c", "import warcio"]).stderr(Stdio::null()).status();
    if !found.is_ok_and(|status| status.success()) {
        return println!("left out: the judge `warcio check` (run `just judges`)");
    }
    let mut warcio = Command::new(python);
    let judged = warcio.args(["-m", "warcio.cli", "check"]).arg(dir.join("captures/00000.warc.gz")).output();
    assert!(judged.as_ref().is_ok_and(|j| j.status.success() && j.stdout.is_empty()), "{judged:?}");
}

#[test]
fn an_answer_is_kept_as_it_came_and_read_as_it_was_meant() {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let archive = Archive::open(dir.path(), Access::Write).expect("an empty folder");
    let page = &press::pages()[0];
    let response = response(page);
    assert_eq!(put(&archive, URL, 0, &response, Some(page)), Some(Put::Added));
    // The same payload again, the same page as another server packs it, a `304`, an error, a redirect.
    assert_eq!(put(&archive, URL, 60, &response, Some(page)), Some(Put::Known));
    let plain = [b"HTTP/1.1 200 OK\r\n\r\n", &*page.capture.body].concat();
    assert_eq!(put(&archive, "https://mirror.example/1", 120, &plain, Some(page)), Some(Put::SeenElsewhere));
    assert_eq!(put(&archive, URL, 180, b"HTTP/1.1 304 Not Modified\r\nETag: \"1\"\r\n\r\n", None), None);
    assert_eq!(put(&archive, URL, 240, b"HTTP/1.1 404 Not Found\r\nContent-Length: 4\r\n\r\ngone", None), None);
    assert_eq!(put(&archive, URL, 300, b"HTTP/1.1 301 Moved\r\nLocation: /2\r\nContent-Length: 0\r\n\r\n", None), None);

    assert_eq!(archive.body(&page.capture.id).expect("it reads").as_deref(), Some(&*page.capture.body));
    assert_eq!(archive.status().expect("it reads").captures, 1);
    assert_eq!(archive.fetch_count().expect("it reads"), 6);
    assert_eq!(problems(&archive), [""; 0]);
    drop(archive);
    insta::assert_snapshot!(records(dir.path()), @"
    warcinfo
    response https://quay.example/news/1?utm_source=feed 200 OK
    request https://quay.example/news/1?utm_source=feed
    metadata https://quay.example/news/1?utm_source=feed
    revisit https://quay.example/news/1?utm_source=feed identical-payload-digest https://quay.example/news/1?utm_source=feed 200 OK
    request https://quay.example/news/1?utm_source=feed
    metadata https://quay.example/news/1?utm_source=feed
    response https://mirror.example/1 200 OK
    request https://mirror.example/1
    metadata https://mirror.example/1
    revisit https://quay.example/news/1?utm_source=feed server-not-modified https://quay.example/news/1?utm_source=feed 304 Not Modified
    request https://quay.example/news/1?utm_source=feed
    metadata https://quay.example/news/1?utm_source=feed
    response https://quay.example/news/1?utm_source=feed 404 Not Found
    request https://quay.example/news/1?utm_source=feed
    metadata https://quay.example/news/1?utm_source=feed
    response https://quay.example/news/1?utm_source=feed 301 Moved
    request https://quay.example/news/1?utm_source=feed
    metadata https://quay.example/news/1?utm_source=feed
    ");
    judged_by_warcio(dir.path());
    // A page from a file goes on in the same segment.
    let archive = Archive::open(dir.path(), Access::Write).expect("it opens");
    press::pages()[1].put(&archive);
    assert_eq!(problems(&archive), [""; 0]);
}

#[test]
fn an_answer_that_is_none_changes_nothing() {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let archive = Archive::open(dir.path(), Access::Write).expect("an empty folder");
    for broken in [&b"SSH-2.0"[..], b"", b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf"] {
        let refused = archive.put_fetch(&fetch(URL, 0, broken), None);
        assert!(refused.is_err_and(|e| e.to_string().contains("quay.example")));
    }
    assert_eq!((archive.fetch_count().ok(), problems(&archive)), (Some(0), Vec::new()));
}

#[test]
fn no_flipped_bit_in_an_answer_goes_unseen() {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let page = &press::pages()[0];
    let archive = Archive::open(dir.path(), Access::Write).expect("an empty folder");
    put(&archive, URL, 0, &response(page), Some(page));
    put(&archive, URL, 60, b"HTTP/1.1 404 Not Found\r\nContent-Length: 4\r\n\r\ngone", None);
    drop(archive);
    let segment = dir.path().join("captures/00000.warc.gz");
    let whole = fs::read(&segment).expect("it is there");
    // The first record is not an answer's; another test flips its bits.
    for at in (whole.len() / 4..whole.len()).step_by(41) {
        let mut flipped = whole.clone();
        flipped[at] ^= 4;
        fs::write(&segment, &flipped).expect("it can be written");
        let archive = Archive::open(dir.path(), Access::Read).expect("it opens");
        assert!(!problems(&archive).is_empty(), "byte {at}");
    }
}

#[test]
fn how_things_stand_is_given_back_as_it_was_put() {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let archive = Archive::open(dir.path(), Access::Write).expect("an empty folder");
    let host = HostHealth {
        host: "quay.example".to_owned(),
        last_good: Some(at(5)),
        last_changed: None,
        failures: 2,
        last_failure: Some("nobody answers there".to_owned()),
        last_failure_at: Some(at(9)),
        free_at: Some(at(100)),
    };
    let mut watched = watched(URL);
    archive.put_watched(std::slice::from_ref(&host), std::slice::from_ref(&watched)).expect("room");
    assert_eq!(archive.hosts().expect("it reads"), [host]);
    assert_eq!(archive.due(&["quay"], at(49), 9).expect("it reads"), []);
    assert_eq!(archive.due(&["quay"], at(50), 9).expect("it reads"), std::slice::from_ref(&watched));
    assert_eq!(archive.next_due(&["quay"], at(49)).expect("it reads"), Some(at(50)));
    assert_eq!(archive.next_due(&["quay"], at(50)).expect("it reads"), None);
    let others = (archive.due(&["pier"], at(50), 9), archive.next_due(&["pier", ""], at(0)));
    assert!(matches!(others, (Ok(due), Ok(None)) if due.is_empty()));
    (watched.due_at, watched.looks) = (None, 3);
    archive.put_watched(&[], std::slice::from_ref(&watched)).expect("room");
    assert_eq!(archive.watched_at("quay.example/news/1", Purpose::Page).expect("it reads"), Some(watched));
    assert_eq!(archive.next_due(&["quay"], at(0)).expect("it reads"), None);
    assert_eq!(problems(&archive), [""; 0]);
}

#[test]
fn an_answer_that_a_power_cut_took_is_fetched_again() {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let archive = Archive::open(dir.path(), Access::Write).expect("an empty folder");
    let (kept, lost) = (&press::pages()[0], &press::pages()[1]);
    put(&archive, URL, 0, &response(kept), Some(kept));
    put(&archive, "https://quay.example/2", 60, &response(lost), Some(lost));
    put(&archive, "https://quay.example/2", 120, &response(lost), Some(lost));
    let mut watched = watched("https://quay.example/2");
    watched.last_looked = Some(at(120));
    watched.due_at = None;
    archive.put_watched(&[], std::slice::from_ref(&watched)).expect("room");
    drop(archive);
    // The rows of the second page reached the disk, its bytes did not.
    let store = rusqlite::Connection::open(dir.path().join("archive.sqlite")).expect("it opens");
    let second = "SELECT segment_offset FROM fetches ORDER BY fetch LIMIT 1 OFFSET 1";
    let end: u64 =
        store.query_row(second, [], |r| r.get::<_, i64>(0)).expect("it is there").try_into().expect("positive");
    store
        .execute("UPDATE meta SET value = ?1 WHERE name = 'durable offset'", [end.to_string()])
        .expect("it can be written");
    drop(store);
    let segment = fs::OpenOptions::new().write(true).open(dir.path().join("captures/00000.warc.gz")).expect("it opens");
    segment.set_len(end + 20).expect("it can be cut");
    let archive = Archive::open(dir.path(), Access::Write).expect("it is mended");
    assert_eq!((archive.fetch_count().ok(), problems(&archive)), (Some(1), Vec::new()));
    assert_eq!(archive.body(&lost.capture.id).expect("it reads"), None);
    let again = archive.watched_at(&watched.address, Purpose::Page).expect("it reads").expect("it is there");
    assert_eq!((again.etag, again.due_at), (None, Some(at(120))));
}
