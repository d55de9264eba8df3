//! The same pages however they are packed, and from wherever the reading begins.

use super::*;
use flate2::{Compression, write::GzEncoder};
use std::io::Write;

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).and_then(|()| encoder.finish()).expect("a Vec takes everything")
}

fn warc_record(kind: &str, uri: &str, content_type: &str, block: &str) -> Vec<u8> {
    let length = block.len();
    format!(
            "WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {uri}\r\nWARC-Date: 2031-02-03T04:05:06Z\r\nContent-Type: {content_type}\r\n\
             Content-Length: {length}\r\n\r\n{block}\r\n\r\n"
        )
        .into_bytes()
}

fn answer(status: &str, media_type: &str, body: &str) -> String {
    let chunk = format!("{:x}\r\n{body}\r\n0\r\n\r\n", body.len());
    format!("HTTP/1.1 {status}\r\nContent-Type: {media_type}\r\nTransfer-Encoding: chunked\r\n\r\n{chunk}")
}

fn crawl() -> Vec<Vec<u8>> {
    let http = "application/http; msgtype=response";
    let home = "https://harbour.example/";
    vec![
        warc_record("warcinfo", "", "application/warc-fields", "software: x\r\n"),
        warc_record("request", home, "application/http; msgtype=request", "GET / HTTP/1.1\r\n\r\n"),
        warc_record("response", home, http, &answer("200 OK", "text/html; charset=utf-8", "<p>Low water.")),
        warc_record("response", "https://harbour.example/a.png", http, &answer("200 OK", "image/png", "PNG")),
        warc_record("response", "https://harbour.example/old", http, &answer("301 Moved", "text/html", "")),
        warc_record("revisit", home, http, ""),
        warc_record("resource", "file:///talk.txt", "text/plain", "A talk."),
        warc_record("response", "https://harbour.example/odd", http, "no answer at all"),
    ]
}

/// What comes out of a file of this name and content, one line each.
fn found(name: &str, bytes: &[u8]) -> String {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join(name);
    std::fs::write(&path, bytes).expect("written");
    let named = Named { source: name.to_owned(), ..Named::at(path) };
    let format = Format::of(&named).expect("a known ending");
    let line = |found: Found| match found {
        Found::Page(named, capture) => format!(
            "{} = {:?} {} {} {}",
            named.source,
            String::from_utf8_lossy(&capture.body),
            capture.url.as_deref().unwrap_or("-"),
            capture.media_type.as_deref().unwrap_or("-"),
            capture.fetched_at.map_or("-".to_owned(), |at| at.to_string()),
        ),
        Found::PassedOver(named, why) => format!("{} passed over: {why:?}", named.source),
        Found::Failed(_, failure) => format!("failed: {}", failure.message()),
        Found::File(named) | Found::Begun(named, _) => named.source,
        Found::Ended => String::new(),
    };
    Pages::of(&named, format, Arc::default(), Place::default())
        .expect("a thread")
        .map(line)
        .filter(|line| !line.is_empty())
        .collect::<Vec<_>>()
        .join(
            "
",
        )
}

const CRAWL: &str = r#"crawl!/record 1 passed over: Record("a record about the crawl")
crawl!/https://harbour.example/ passed over: Record("a record about another")
crawl!/https://harbour.example/ = "<p>Low water." https://harbour.example/ text/html; charset=utf-8 2031-02-03T04:05:06Z
crawl!/https://harbour.example/a.png passed over: NoPage("image/png")
crawl!/https://harbour.example/old passed over: Record("an answer that is no page (redirect or error)")
crawl!/https://harbour.example/ passed over: Record("a revisit")
crawl!/file:///talk.txt = "A talk." - text/plain 2031-02-03T04:05:06Z
failed: cannot read `crawl!/https://harbour.example/odd`: the answer is not HTTP"#;

#[test]
fn a_crawl_reads_alike_however_it_is_packed() {
    let members: Vec<u8> = crawl().iter().flat_map(|r| gzip(r)).collect();
    let mut wacz = zip::ZipWriter::new(io::Cursor::new(Vec::new()));
    let stored = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    wacz.start_file("archive/data.warc.gz", stored).expect("a name");
    wacz.write_all(&members).expect("room");
    let wacz = wacz.finish().expect("an end").into_inner();
    let plain = crawl().concat();
    let frames: Vec<u8> = crawl()
        .iter()
        .flat_map(|r| ruzstd::encoding::compress_to_vec(r.as_slice(), ruzstd::encoding::CompressionLevel::Fastest))
        .collect();
    for (name, bytes) in [
        ("c.warc", &plain),
        ("c.warc.gz", &members),
        ("c.warc.gz", &gzip(&plain)),
        ("c.wacz", &wacz),
        ("c.warc.zst", &frames),
    ] {
        assert_eq!(found(name, bytes).replace(&format!("{name}!"), "crawl!"), CRAWL, "{name}");
    }
}

#[test]
fn a_crawl_that_is_cut_off_gives_what_it_has() {
    let whole = crawl().concat();
    let cut = found("c.warc", &whole[..whole.len() - 30]);
    assert!(cut.contains("A talk.") && cut.ends_with("cannot read on in `c.warc`: it is cut off"), "{cut}");
    assert_eq!(
        found("c.warc", b"<html>"),
        "failed: cannot read on in `c.warc`: what should be a WARC record is something else"
    );
    assert_eq!(found("c.warc", b""), "failed: cannot read on in `c.warc`: it holds no WARC record");
    let members: Vec<u8> = crawl().iter().flat_map(|r| gzip(r)).collect();
    assert!(found("c.warc.gz", &members[..members.len() - 30]).contains("A talk."));
}

#[test]
fn lists_are_read_line_by_line() {
    let lines = "{\"url\": \"https://harbour.example/1\", \"html\": \"<p>A\", \"fetched_at\": \"2031-02-03T04:05:06Z\"}\n\n\
                     {\"text\": \"B\", \"more\": 1}\nnonsense\n{\"url\": \"https://harbour.example/2\"}\n";
    insta::assert_snapshot!(found("l.jsonl", lines.as_bytes()), @r#"
        l.jsonl!/https://harbour.example/1 = "<p>A" https://harbour.example/1 text/html; charset=utf-8 2031-02-03T04:05:06Z
        l.jsonl!/line 3 = "B" - text/plain; charset=utf-8 -
        failed: cannot read `l.jsonl!/line 4`: it is not the JSON object that is expected: expected ident at line 1 column 2
        failed: cannot read `l.jsonl!/line 5`: it has neither `html` nor `text`
        "#);
}

#[test]
fn pages_come_out_of_zip_and_tar() {
    let files = [("press/a.html", "<p>A"), ("press/style.css", "p {}"), ("press/.hidden", "x"), ("press/b.txt", "B")];
    let mut zipped = zip::ZipWriter::new(io::Cursor::new(Vec::new()));
    let mut tarred = tar::Builder::new(Vec::new());
    for (name, body) in files {
        zipped.start_file(name, zip::write::SimpleFileOptions::default()).expect("a name");
        zipped.write_all(body.as_bytes()).expect("room");
        let mut header = tar::Header::new_gnu();
        header.set_size(body.len() as u64);
        header.set_mtime(1_700_000_000);
        header.set_cksum();
        tarred.append_data(&mut header, name, body.as_bytes()).expect("room");
    }
    let zipped = zipped.finish().expect("an end").into_inner();
    let tarred = gzip(&tarred.into_inner().expect("an end"));
    insta::assert_snapshot!(found("p.zip", &zipped), @r#"
        p.zip!/press/a.html = "<p>A" - text/html -
        p.zip!/press/style.css passed over: NoPage("css")
        p.zip!/press/.hidden passed over: Hidden
        p.zip!/press/b.txt = "B" - text/plain -
        "#);
    insta::assert_snapshot!(found("p.tgz", &tarred), @r#"
        p.tgz!/press/a.html = "<p>A" - text/html 2023-11-14T22:13:20Z
        p.tgz!/press/style.css passed over: NoPage("css")
        p.tgz!/press/.hidden passed over: Hidden
        p.tgz!/press/b.txt = "B" - text/plain 2023-11-14T22:13:20Z
        "#);
    assert!(found("p.zip", b"PK nonsense").starts_with("failed: cannot read on in `p.zip`"));
}

/// Whatever the reading of a file gave, and where each of it ends.
fn marked(name: &str, bytes: &[u8], from: Place) -> Vec<(String, Option<After>)> {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join(name);
    std::fs::write(&path, bytes).expect("written");
    let named = Named { source: "f".to_owned(), ..Named::at(path) };
    let format = Format::of(&Named::at(name.into())).expect("a known ending");
    let line = |found: Found| match found {
        Found::Page(named, capture) => (format!("{} {}", named.source, capture.id), named.after),
        Found::PassedOver(named, why) => (format!("{} {why:?}", named.source), named.after),
        Found::Failed(named, failure) => (failure.message(), named.after),
        Found::File(named) | Found::Begun(named, _) => (named.source, named.after),
        Found::Ended => ("end".to_owned(), None),
    };
    Pages::of(&named, format, Arc::default(), from).expect("a thread").map(line).collect()
}

/// Every way in which the same pages may be packed.
fn packed() -> Vec<(&'static str, Vec<u8>)> {
    let members: Vec<u8> = crawl().iter().flat_map(|r| gzip(r)).collect();
    let frames: Vec<u8> = crawl().iter().flat_map(|r| zstd(r)).collect();
    let wacz = |compression| {
        let mut wacz = zip::ZipWriter::new(io::Cursor::new(Vec::new()));
        let options = zip::write::SimpleFileOptions::default().compression_method(compression);
        for name in ["archive/a.warc.gz", "archive/b.warc.gz"] {
            wacz.start_file(name, options).and_then(|()| Ok(wacz.write_all(&members)?)).expect("room");
        }
        wacz.finish().expect("an end").into_inner()
    };
    let list: String = (0..5).map(|n| format!("{{\"text\": \"The {n}th talk\"}}\n\n")).collect();
    let mut tar = tar::Builder::new(Vec::new());
    let mut zip = zip::ZipWriter::new(io::Cursor::new(Vec::new()));
    for n in 0..5usize {
        let body = "A talk. ".repeat(n * 90);
        let name = format!("press/{}{n}.txt", "deep/".repeat(n * 8));
        let mut header = tar::Header::new_gnu();
        header.set_size(body.len() as u64);
        header.set_cksum();
        tar.append_data(&mut header, &name, body.as_bytes()).expect("room");
        zip.start_file(&name, zip::write::SimpleFileOptions::default()).expect("a name");
        zip.write_all(body.as_bytes()).expect("room");
    }
    let tar = tar.into_inner().expect("an end");
    vec![
        ("c.warc", crawl().concat()),
        ("c.warc.gz", members.clone()),
        ("whole.warc.gz", gzip(&crawl().concat())),
        ("c.warc.zst", frames),
        ("dictionary.warc.zst", include_bytes!("../../../tests/crawls/dictionary.warc.zst").to_vec()),
        ("c.wacz", wacz(zip::CompressionMethod::Stored)),
        ("d.wacz", wacz(zip::CompressionMethod::Deflated)),
        ("l.jsonl", list.clone().into_bytes()),
        ("l.jsonl.gz", gzip(list.as_bytes())),
        ("t.tar", tar.clone()),
        ("t.tar.gz", gzip(&tar)),
        ("t.tar.zst", zstd(&tar)),
        ("z.zip", zip.finish().expect("an end").into_inner()),
    ]
}

fn zstd(bytes: &[u8]) -> Vec<u8> {
    ruzstd::encoding::compress_to_vec(bytes, ruzstd::encoding::CompressionLevel::Fastest)
}

#[test]
fn reading_goes_on_behind_any_record_with_the_next() {
    for (name, bytes) in packed() {
        let whole = marked(name, &bytes, Place::default());
        assert!(whole.len() > 5 && whole.last().is_some_and(|(line, _)| line == "end"), "{name}: {whole:?}");
        for (at, (_, after)) in whole.iter().enumerate() {
            let Some(after) = after else { continue };
            assert_eq!(marked(name, &bytes, after.place), whole[at + 1..], "{name} behind {}", whole[at].0);
        }
        let places = whole.iter().filter_map(|(_, after)| *after);
        let read: Vec<u64> = places.map(|after| after.read).collect();
        assert!(read.is_sorted() && read.iter().all(|read| *read <= bytes.len() as u64), "{name}: {read:?}");
    }
}

#[test]
fn a_crawl_of_members_is_gone_on_with_at_a_member() {
    let members = crawl().iter().map(|r| gzip(r).len() as u64).collect::<Vec<_>>();
    let bytes: Vec<u8> = crawl().iter().flat_map(|r| gzip(r)).collect();
    let whole = marked("c.warc.gz", &bytes, Place::default());
    let places: Vec<(u64, u64)> = whole.iter().filter_map(|(_, a)| a.map(|a| (a.place.seek, a.place.skip))).collect();
    let ends = members.iter().scan(0, |sum, length| {
        *sum += length;
        Some((*sum, 0))
    });
    // Behind the last record no other begins: its own end does as well.
    assert_eq!(places[..7], ends.collect::<Vec<_>>()[..7]);
}

#[test]
fn one_damaged_record_is_one_failure() {
    for (name, mut records) in [
        ("c.warc.gz", crawl().iter().map(|r| gzip(r)).collect::<Vec<_>>()),
        ("c.warc.zst", crawl().iter().map(|r| zstd(r)).collect()),
        ("c.warc", crawl()),
    ] {
        let whole = found(name, &records.concat());
        // The record that holds the home page: of a packed one a letter, of the plain one its length.
        let damaged = &mut records[2];
        let middle = if name == "c.warc" { 130..170 } else { 60..61 };
        damaged[middle].fill(b'#');
        let damaged = found(name, &records.concat());
        let lost = whole.lines().filter(|line| !damaged.lines().any(|l| l == *line)).collect::<Vec<_>>();
        let told = damaged.lines().filter(|line| !whole.lines().any(|l| l == *line)).collect::<Vec<_>>();
        assert!(lost.len() == 1 && lost[0].contains("Low water"), "{name}: {damaged}");
        assert!(told.len() == 1 && told[0].starts_with("failed: cannot read"), "{name}: {damaged}");
    }
}

#[test]
fn what_a_crawler_notes_of_itself_is_no_page() {
    let record = warc_record("resource", "<metadata://gnu.org/software/wget/warc/wget.log>", "text/plain", "a log");
    assert!(found("c.warc", &record).contains("passed over: Record(\"a record about the crawl\")"));
}
