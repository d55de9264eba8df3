//! Killed at any moment, an archive loses at most the page in hand, and the next run goes on: for real, eighty times.

use onrecord_archive::{Access, Archive, Window};
use onrecord_page::ArticleId;
use std::{
    collections::BTreeMap,
    fs,
    io::Write,
    path::Path,
    process::{Command, Stdio},
    thread,
    time::Instant,
};

const PAGES: usize = 300;
const KILLS: usize = 50;
/// In a crawl: each run goes on in the middle of the file.
const KILLS_IN_A_CRAWL: usize = 30;

#[test]
fn fifty_kills_lose_nothing() {
    let place = tempfile::tempdir().expect("a temporary folder");
    let pages = place.path().join("pages");
    fs::create_dir(&pages).expect("folders can be made");
    for i in 0..PAGES {
        fs::write(pages.join(format!("{i:03}.html")), page(i)).expect("files can be written");
    }
    endures(place.path(), "pages", KILLS, Moments(0x0ec0_4d50));
}

#[test]
fn thirty_kills_in_a_crawl_lose_nothing_and_repeat_nothing() {
    let place = tempfile::tempdir().expect("a temporary folder");
    let mut crawl = Vec::new();
    for i in 0..PAGES {
        crawl.extend(record(&format!("https://quay.example/{i}"), "200 OK", "text/html", &page(i)));
        match i % 5 {
            0 => crawl.extend(record(&format!("https://quay.example/old/{i}"), "301 Moved", "text/html", "")),
            1 => crawl.extend(record(&format!("https://quay.example/{i}.png"), "200 OK", "image/png", "PNG")),
            // The same bytes at another address.
            2 => crawl.extend(record(&format!("https://quay.example/again/{i}"), "200 OK", "text/html", &page(i))),
            _ => (),
        }
    }
    fs::write(place.path().join("crawl.warc.gz"), crawl).expect("files can be written");
    endures(place.path(), "crawl.warc.gz", KILLS_IN_A_CRAWL, Moments(0x5eed));
}

/// Adds `what` undisturbed, and again and again with kills at random moments: the archives hold the same, and so do their accounts.
fn endures(place: &Path, what: &str, most: usize, mut moments: Moments) {
    let begun = Instant::now();
    let undisturbed_account = account(place, "undisturbed", what);
    let whole_run = begun.elapsed();
    let undisturbed = contents(&place.join("undisturbed"));
    assert_eq!(undisturbed.len(), PAGES + 2);

    let (mut kills, mut archives) = (0, 0);
    while kills < most {
        archives += 1;
        let archive = format!("killed-{archives}");
        loop {
            let mut run = add(place, &archive, what).spawn().expect("the program starts");
            // Up to a fifth of a whole run: several kills to an archive, at every stage of it.
            thread::sleep(whole_run.mul_f64(0.2 * moments.next()));
            run.kill().expect("it is ours");
            let ended = run.wait().expect("it ends");
            if ended.success() {
                break;
            }
            kills += 1;
            if kills == most {
                break;
            }
        }
        assert_eq!(account(place, &archive, what), undisturbed_account, "{archive} after {kills} kills");
        let checked = onrecord(place).args(["check", "--archive", &archive]).output().expect("it runs");
        assert!(checked.status.success(), "{}", String::from_utf8_lossy(&checked.stdout));
        let resumed = contents(&place.join(&archive));
        let differing = undisturbed.iter().filter(|(id, entry)| resumed.get(*id) != Some(*entry)).count();
        assert_eq!((differing, resumed.len()), (0, undisturbed.len()), "{archive} after {kills} kills");
    }
}

/// How many records a run met, how many of these are kept however it came to it, and what became of the others.
fn account(place: &Path, archive: &str, what: &str) -> (u64, u64, u64, String) {
    let ran = add(place, archive, what).arg("--json").stdout(Stdio::piped()).output().expect("it runs");
    let account: serde_json::Value = serde_json::from_slice(&ran.stdout).expect("an object");
    let number = |name: &str| account[name].as_u64().expect("a number");
    let kept = ["added", "known", "seen_elsewhere", "without_text"].map(number).iter().sum();
    (number("in_all"), kept, number("failed"), account["passed_over"].to_string())
}

/// An answer as a record of a crawl, packed by itself.
fn record(url: &str, status: &str, media_type: &str, body: &str) -> Vec<u8> {
    let answer =
        format!("HTTP/1.1 {status}\r\nContent-Type: {media_type}\r\nContent-Length: {}\r\n\r\n{body}", body.len());
    let mut member = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    let written = write!(
        member,
        "WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2031-03-05T04:05:06Z\r\n\
         Content-Type: application/http; msgtype=response\r\nContent-Length: {}\r\n\r\n{answer}\r\n\r\n",
        answer.len()
    );
    written.and_then(|()| member.finish()).expect("a Vec takes everything")
}

fn onrecord(place: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_onrecord"));
    command.current_dir(place).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    command
}

fn add(place: &Path, archive: &str, what: &str) -> Command {
    let mut command = onrecord(place);
    command.args(["add", "--archive", archive, what]);
    command
}

/// Everything in an archive but the times: for each article its text, statements and where its bytes were seen; the counts; what a
/// search finds.
fn contents(dir: &Path) -> BTreeMap<String, String> {
    let archive = Archive::open(dir, Access::Read).expect("it opens");
    let all = Window { offset: 0, limit: 10 * PAGES };
    let mut contents = BTreeMap::new();
    for line in archive.articles(None, all).expect("it lists") {
        contents.insert(line.id.to_string(), entry(&archive, &line.id));
    }
    let status = archive.status().expect("it counts");
    let counts = [status.captures, status.sightings, status.articles, status.statements, status.speakers];
    contents.insert("status".to_owned(), format!("{counts:?} {:?} {:?}", status.by_mode, status.index_behind));
    let hits = archive.search(&onrecord_archive::Query::parse("quay").value, all).expect("it searches");
    contents.insert("search".to_owned(), format!("{} {} {:?}", hits.total, hits.total_articles, hits.speakers));
    contents
}

fn entry(archive: &Archive, id: &ArticleId) -> String {
    let entry = archive.article(id).expect("it reads").expect("it is listed");
    let body = archive.body(&entry.capture.id).expect("it reads").expect("it is kept");
    assert_eq!(onrecord_page::CaptureId::of(&body), entry.capture.id);
    format!(
        "{:?}\n{:?}\n{:?}\n{:?}\n{:?}\n{:?}",
        entry.capture.sources,
        entry.article.title,
        entry.article.published,
        entry.article.text.as_str(),
        entry.reading.statements,
        entry.speakers
    )
}

fn page(i: usize) -> String {
    format!(
        r#"<!doctype html><html lang="en"><head><title>Boat number {i}</title>
<meta property="og:site_name" content="Paper {}"><meta property="article:published_time" content="2021-0{}-1{}"></head>
<body><article><h1>Boat number {i}</h1>
<p>The council of the harbour town met again on a rainy evening to speak about boat number {i} and its place at the quay.</p>
<p>“Boat number {i} stays where it is,” said Mira Tolland, the head of the council.</p>
<p>Orla Venn, who owns {i} boats, said that the quay was full. According to Venn, nobody had asked the owners.</p>
</article></body></html>"#,
        i % 7,
        1 + i % 9,
        i % 10,
    )
}

/// Numbers from 0 to 1, the same in every run of the test.
struct Moments(u64);

impl Moments {
    fn next(&mut self) -> f64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 40) as f64 / f64::from(1 << 24)
    }
}
