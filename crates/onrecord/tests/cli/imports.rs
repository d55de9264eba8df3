//! Files of many pages through the program: what other programs wrote, filters, accounts, going on.

use crate::harness::{Place, SENTENCES, page};
use flate2::{Compression, write::GzEncoder};
use serde_json::{Value, json};
use std::{
    fs::{self, File},
    io::{Read, Write},
    net::TcpListener,
    path::Path,
    process::{Command, Stdio},
    thread,
};

fn account(place: &Place, arguments: &str) -> Value {
    let ran = place.run(arguments);
    let account: Value = serde_json::from_str(&ran.stdout).unwrap_or_else(|_| panic!("no account: {ran:?}"));
    let sum = |kinds: &Value| kinds.as_object().into_iter().flatten().filter_map(|(_, n)| n.as_u64()).sum::<u64>();
    let lines = ["added", "known", "seen_elsewhere", "without_text", "failed"];
    let all = lines.iter().filter_map(|line| account[*line].as_u64()).sum::<u64>();
    let all = all + sum(&account["skipped"]) + sum(&account["passed_over"]);
    assert_eq!(account["in_all"], all, "the lines do not add up: {account}");
    account
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).and_then(|()| encoder.finish()).expect("a Vec takes everything")
}

/// A response as a record, packed by itself.
fn record(url: &str, day: &str, status: &str, media_type: &str, body: &[u8]) -> Vec<u8> {
    let head = format!("HTTP/1.1 {status}\r\nContent-Type: {media_type}\r\nContent-Length: {}\r\n\r\n", body.len());
    let begin = format!(
        "WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Date: {day}T04:05:06Z\r\n\
         Content-Type: application/http; msgtype=response\r\nContent-Length: {}\r\n\r\n",
        head.len() + body.len()
    );
    gzip(&[begin.as_bytes(), head.as_bytes(), body, b"\r\n\r\n"].concat())
}

/// The made-up press as wget fetched it from this computer: three pages and one that was not there.
#[test]
fn a_crawl_by_wget_is_imported() {
    let place = Place::new();
    let crawl = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/crawls/wget.warc.gz");
    fs::copy(crawl, place.path("wget.warc.gz")).expect("the crawl is there");
    let account = account(&place, "add --json wget.warc.gz");
    let passed_over = json!({
        "a record about another": 5,
        "a record about the crawl": 3,
        "an answer that is no page (redirect or error)": 1,
    });
    assert_eq!((&account["added"], &account["passed_over"], &account["in_all"]), (&3.into(), &passed_over, &12.into()));
    assert!(account["statements"].as_u64().is_some_and(|n| n > 5), "{account}");
}

/// Twelve made-up notices, each a zstd frame that needs the dictionary at the head of the file (made with the `zstd` program).
#[test]
fn a_crawl_with_a_dictionary_is_imported() {
    let place = Place::new();
    let crawl = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/crawls/dictionary.warc.zst");
    fs::copy(crawl, place.path("dictionary.warc.zst")).expect("the crawl is there");
    let account = account(&place, "add --json dictionary.warc.zst");
    assert_eq!((&account["added"], &account["in_all"]), (&12.into(), &12.into()), "{account}");
}

#[test]
fn what_wget_writes_today_is_imported() {
    if Command::new("wget").arg("--version").stdout(Stdio::null()).status().is_err() {
        eprintln!("left out: a crawl by wget of this machine, which has none");
        return;
    }
    let place = Place::new();
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let address = listener.local_addr().expect("bound");
    let serve = move || {
        for title in ["Fees rise", "Fees fall"] {
            let (mut stream, _) = listener.accept().expect("wget");
            let (mut asked, mut some) = (Vec::new(), [0; 4096]);
            while !asked.ends_with(b"\r\n\r\n") {
                let n = stream.read(&mut some).expect("a request");
                asked.extend_from_slice(&some[..n]);
            }
            let body = page(title, "2031-03-04", &SENTENCES);
            let head = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nConnection: close";
            write!(stream, "{head}\r\nContent-Length: {}\r\n\r\n{body}", body.len()).expect("wget listens");
        }
    };
    let served = thread::spawn(serve);
    let mut wget = Command::new("wget");
    place.prepare(&mut wget);
    wget.args(["-q", "--no-config", "--no-proxy", "--delete-after", "--warc-file=today"]);
    let ended = wget.args(["rise", "fall"].map(|p| format!("http://{address}/{p}"))).status().expect("it runs");
    served.join().expect("both were asked for");
    assert!(ended.success());
    let account = account(&place, "add --json today.warc.gz");
    assert_eq!((&account["added"], &account["failed"]), (&2.into(), &0.into()), "{account}");
}

#[test]
fn filters_leave_out_and_every_record_is_accounted_for() {
    let place = Place::new();
    let english = page("Fees rise", "2031-03-04", &SENTENCES);
    let russian = "<p>Городской совет снова собрался дождливым вечером, чтобы поговорить о сборах, которые лодки платят у причала, и \
                   о том, кто должен их платить, а владельцев лодок никто не спросил.";
    let html = "text/html; charset=utf-8";
    let here = "https://www.harbour.example";
    let crawl = [
        record(&format!("{here}/1"), "2031-03-05", "200 OK", html, english.as_bytes()),
        record("https://elsewhere.example/1", "2031-03-05", "200 OK", html, english.as_bytes()),
        record(&format!("{here}/old"), "2030-12-31", "200 OK", html, english.as_bytes()),
        record(&format!("{here}/ru"), "2031-03-05", "200 OK", html, format!("{russian} strike").as_bytes()),
        record(&format!("{here}/2"), "2031-03-05", "200 OK", html, english.replace("strike", "quarrel").as_bytes()),
        record(&format!("{here}/moved"), "2031-03-05", "301 Moved", html, b""),
        record(&format!("{here}/a.png"), "2031-03-05", "200 OK", "image/png", b"PNG"),
        record(&format!("{here}/odd"), "2031-03-05", "what", html, b""),
    ];
    place.write("crawl.warc.gz", crawl.concat());
    let filters = "--host harbour.example --language en --words strik* --after 2031 --before 2031-03";
    let sifted = account(&place, &format!("add --json crawl.warc.gz {filters}"));
    assert_eq!(sifted["skipped"], json!({"date": 1, "host": 1, "language": 1, "words": 1}));
    assert_eq!((&sifted["added"], &sifted["failed"], &sifted["in_all"]), (&1.into(), &1.into(), &8.into()), "{sifted}");
    // Other filters, another result: what was left out before is looked at again.
    let all = account(&place, "add --json crawl.warc.gz");
    assert_eq!((&all["added"], &all["known"], &all["seen_elsewhere"]), (&2.into(), &1.into(), &2.into()), "{all}");
    let shown = place.run(&format!("add crawl.warc.gz {filters} --archive other"));
    assert!(shown.stdout.contains("4  skipped         by date 1, by host 1, by language 1, by words 1"), "{shown:?}");
    // Saved pages go through the same lane.
    place.write("saved/ru.html", russian).write("saved/en.html", &english);
    let saved = account(&place, "add --json saved --language ru --archive third");
    assert_eq!((&saved["added"], &saved["skipped"]), (&1.into(), &json!({"language": 1})));
}

#[test]
fn a_file_read_to_its_end_is_not_read_again_unless_it_or_the_filters_changed() {
    let place = Place::new();
    let pages: String = (0..3)
        .map(|n| {
            format!("{}\n", json!({"url": format!("https://harbour.example/{n}"), "text": format!("The {n}th talk.")}))
        })
        .collect();
    place.write("list.jsonl", &pages);
    assert_eq!(account(&place, "add --json list.jsonl")["in_all"], 3);
    // The same length, the same time: whoever looked inside would find nonsense.
    let path = place.path("list.jsonl");
    let written = fs::metadata(&path).and_then(|about| about.modified()).expect("a time");
    place.write("list.jsonl", "x".repeat(pages.len()));
    File::options().write(true).open(&path).and_then(|f| f.set_modified(written)).expect("it can be set");
    let again = account(&place, "add --json list.jsonl");
    assert_eq!((&again["known"], &again["in_all"]), (&3.into(), &3.into()));
    assert_eq!(account(&place, "add --json list.jsonl --words talk")["failed"], 1);
    // What failed is tried again by every run.
    place.write("list.jsonl", format!("{pages}nonsense\n"));
    for _ in 0..2 {
        let tried = account(&place, "add --json list.jsonl");
        assert_eq!((&tried["known"], &tried["failed"]), (&3.into(), &1.into()));
    }
}

#[test]
fn a_pdf_in_a_crawl_is_a_page() {
    let place = Place::new();
    let url = "https://embassy.example/statement.pdf";
    place.write("crawl.warc.gz", record(url, "2031-03-05", "200 OK", "application/pdf", b"%PDF-1.4 and nothing else"));
    let ran = place.run("add --json crawl.warc.gz");
    assert!(ran.stdout.contains("\"without_text\":1"), "{ran:?}");
    assert!(ran.stderr.contains("The PDF is damaged or cut off"), "{ran:?}");
}
