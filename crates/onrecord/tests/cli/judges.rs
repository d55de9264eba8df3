//! Outside judges: programs that others wrote for WARC and WACZ accept what we write, and we take in what they write.
//!
//! They are Python packages, found in the Python that `ONRECORD_JUDGES` names (`just judges` makes one in `target/judges`), otherwise in
//! `python3`. Where a judge is missing, a line says what was left out.

#![allow(clippy::print_stdout, reason = "a test says what it left out")]

use super::{
    fetching::{run, serve},
    harness::{Place, Ran, SENTENCES, page},
};
use std::{
    env, fs,
    io::{Read, Write},
    net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream},
    path::Path,
    process::{Child, Command, Stdio},
    thread,
    time::Duration,
};

/// A module of Python to be run, where it is installed.
fn judge(module: &str) -> Option<Command> {
    let python = env::var_os("ONRECORD_JUDGES").unwrap_or_else(|| "python3".into());
    let root = module.split('.').next().unwrap_or(module);
    let imported = Command::new(&python).args(["-c", &format!("import {root}")]).stderr(Stdio::null()).status();
    if !imported.is_ok_and(|status| status.success()) {
        println!("left out: the judge `{module}` (run `just judges`)");
        return None;
    }
    let mut command = Command::new(python);
    command.args(["-m", module]);
    Some(command)
}

/// An archive of everything that becomes a record: saved files, imported pages, answers, redirects, an answer twice.
fn archive(place: &Place, server: SocketAddr) {
    place.write("saved/fees.html", page("Fees of the old quay", "2023-05-01", &SENTENCES));
    let line = |n: u32, address: &str| {
        let html = page(&format!("Fees, part {n}"), "2023-05-03", &SENTENCES);
        serde_json::json!({ "url": address, "html": html, "fetched_at": "2023-05-03T08:00:00Z" }).to_string()
    };
    let addresses = [
        "https://www.Harbour.example/News/1?b=2&A=1",
        "https://harbour.example:8443/",
        "http://xn--80adxhks.example/%D0%BC%D1%8B/",
        "http://93.184.215.14/a/",
    ];
    let lines: Vec<String> = addresses.iter().zip(1..).map(|(address, n)| line(n, address)).collect();
    place.write("pages.jsonl", lines.join("\n"));
    let ran = run(place, server, &format!("add saved pages.jsonl http://{server}/fees http://{server}/?to=/fees"));
    assert_eq!(ran.status, Some(0), "{}", ran.stderr);
}

#[test]
fn warcio_accepts_every_segment() {
    let (place, server) = (Place::new(), serve());
    archive(&place, server);
    let Some(mut warcio) = judge("warcio.cli") else { return };
    let segments = fs::read_dir(place.path("archive/captures")).expect("there are segments");
    let judged = Ran::of(
        warcio.arg("check").args(segments.flatten().map(|s| s.path())).output().expect("it was found to be there"),
    );
    assert_eq!((judged.status, judged.stdout.as_str()), (Some(0), ""), "{}", judged.stderr);
}

#[test]
fn an_export_is_whole_or_not_there() {
    let (place, server) = (Place::new(), serve());
    archive(&place, server);
    let ran = place.run("export quay --wacz quay.wacz --jsonl quay.jsonl");
    assert_eq!(ran.status, Some(0), "{}", ran.stderr);
    assert!(ran.stdout.contains("6 pages in `quay.wacz`"), "{}", ran.stdout);
    let lines = fs::read_to_string(place.path("quay.jsonl")).expect("it is there");
    let found: serde_json::Value =
        serde_json::from_str(&place.run("search quay --json --limit 100").stdout).expect("JSON");
    let lines: Vec<serde_json::Value> = lines.lines().map(|l| serde_json::from_str(l).expect("JSON")).collect();
    assert_eq!(found["statements"].as_array(), Some(&lines));
    let again = place.run("export quay --wacz quay.wacz");
    assert!(again.status == Some(1) && again.stderr.contains("`quay.wacz` is there already"), "{}", again.stderr);
    assert_eq!(place.run("export quay --wacz quay.wacz --force").status, Some(0));
    let nothing = place.run("export zeppelin --wacz none.wacz");
    assert!(
        nothing.status == Some(1) && nothing.stderr.contains("nothing is found by `zeppelin`"),
        "{}",
        nothing.stderr
    );
    assert!(place.run("export quay --wacz no/such/folder.wacz").stderr.contains("cannot write `no/such/folder.wacz`"));
    let mut left: Vec<String> = fs::read_dir(place.path(""))
        .expect("a folder")
        .flatten()
        .map(|f| f.file_name().to_string_lossy().into_owned())
        .collect();
    left.sort();
    assert_eq!(left, ["archive", "pages.jsonl", "quay.jsonl", "quay.wacz", "saved"]);

    // What went out comes in again: the same pages with the same statements.
    let other = Place::new();
    fs::copy(place.path("quay.wacz"), other.path("quay.wacz")).expect("room");
    assert_eq!(other.run("add quay.wacz").status, Some(0));
    let there = other.run("search quay --json --limit 100").stdout;
    let there: serde_json::Value = serde_json::from_str(&there).expect("JSON");
    assert_eq!(there["total"], found["total"]);
    assert_eq!(other.run("check").status, Some(0));
}

/// A damaged page is told and left out.
#[test]
fn damage_to_one_page_does_not_stop_an_export() {
    let place = Place::new();
    for n in 0..3 {
        place.write(&format!("saved/{n}.html"), page(&format!("Fees {n}"), "2023-05-01", &SENTENCES));
    }
    assert_eq!(place.run("add saved").status, Some(0));
    let segment = place.path("archive/captures/00000.warc.gz");
    let mut bytes = fs::read(&segment).expect("it is there");
    let at = bytes.len() - 20;
    bytes[at] ^= 1;
    fs::write(&segment, bytes).expect("it can be written");
    let ran = place.run("export quay --wacz quay.wacz");
    assert_eq!(ran.status, Some(2), "{}", ran.stderr);
    assert!(ran.stdout.contains("2 pages in `quay.wacz`") && ran.stderr.contains("checksum differs"), "{}", ran.stderr);
    accepted_by_wacz(&place.path("quay.wacz"));
}

fn accepted_by_wacz(file: &Path) {
    let Some(mut wacz) = judge("wacz") else { return };
    let judged = Ran::of(wacz.args(["validate", "-f"]).arg(file).output().expect("it was found to be there"));
    assert!(judged.stdout.contains("Validation succeeded, the passed WACZ is valid"), "{judged:?}");
}

#[test]
fn wacz_accepts_an_export_and_makes_the_same_index() {
    let (place, server) = (Place::new(), serve());
    archive(&place, server);
    assert_eq!(place.run("export quay --wacz quay.wacz").status, Some(0));
    accepted_by_wacz(&place.path("quay.wacz"));
    let Some(mut indexer) = judge("cdxj_indexer.main") else { return };
    let mut wacz = zip::ZipArchive::new(fs::File::open(place.path("quay.wacz")).expect("it is there")).expect("a zip");
    let mut inside = |name: &str| {
        let mut bytes = Vec::new();
        wacz.by_name(name).expect("it is in it").read_to_end(&mut bytes).expect("it reads");
        bytes
    };
    place.write("data.warc.gz", inside("archive/data.warc.gz"));
    let mut ours = String::new();
    let packed = inside("indexes/index.cdx.gz");
    flate2::read::MultiGzDecoder::new(packed.as_slice()).read_to_string(&mut ours).expect("it unpacks");
    let judged = Ran::of(indexer.arg("-s").arg(place.path("data.warc.gz")).output().expect("it was found to be there"));
    let theirs = judged.stdout.replace("\": \"", "\":\"").replace("\", \"", "\",\"");
    assert_eq!(theirs, ours, "{}", judged.stderr);
}

#[test]
fn a_crawl_of_wget_is_taken_in() {
    let (place, server) = (Place::new(), serve());
    let mut wget = Command::new("wget");
    place.prepare(&mut wget);
    wget.args(["-q", "--warc-file=crawl", "-O", "page.html", &format!("http://{server}/?to=/fees")]);
    if !wget.status().is_ok_and(|status| status.success()) {
        println!("left out: a crawl of `wget --warc-file` (install wget)");
        return;
    }
    let ran = place.run("add crawl.warc.gz");
    assert_eq!(ran.status, Some(0), "{}", ran.stderr);
    assert!(ran.stdout.contains("1  added"), "{}", ran.stdout);
    assert!(place.run("search quay").stdout.contains("Mira Tolland"));
}

/// A server that ends with the test.
struct Replaying(Child);

impl Drop for Replaying {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// pywb serves every page of an export, byte for byte as it was captured.
#[test]
fn pywb_replays_an_export() {
    let (place, server) = (Place::new(), serve());
    archive(&place, server);
    assert_eq!(place.run("export quay --wacz quay.wacz").status, Some(0));
    let Some(mut manager) = judge("pywb.manager.manager") else { return };
    place.prepare(manager.args(["init", "quay"]));
    assert!(manager.output().is_ok_and(|o| o.status.success()));
    let Some(mut manager) = judge("pywb.manager.manager") else { return };
    place.prepare(manager.args(["add", "--unpack-wacz", "quay", "quay.wacz"]));
    let added = Ran::of(manager.output().expect("it was found to be there"));
    assert_eq!(added.status, Some(0), "{}", added.stderr);
    let port = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).and_then(|l| l.local_addr()).expect("a free port").port();
    let Some(mut wayback) = judge("pywb.apps.cli") else { return };
    place.prepare(wayback.args(["-p", &port.to_string(), "-b", "127.0.0.1"]));
    let _replaying = Replaying(wayback.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("it starts"));
    for (address, has) in [
        (format!("http://{server}/fees"), "<h1>Fees on the new quay</h1>"),
        ("https://www.harbour.example/News/1?b=2&A=1".to_owned(), "<h1>Fees, part 1</h1>"),
        ("https://harbour.example:8443/".to_owned(), "<h1>Fees, part 2</h1>"),
    ] {
        let page = replayed(port, &format!("/quay/2026id_/{address}"));
        assert!(page.contains(has) && page.contains(SENTENCES[0]), "{address}: {page}");
    }
}

/// What a server answers, once it is there.
fn replayed(port: u16, path: &str) -> String {
    for _ in 0..200 {
        let Ok(mut stream) = TcpStream::connect((Ipv4Addr::LOCALHOST, port)) else {
            thread::sleep(Duration::from_millis(100));
            continue;
        };
        let asked = write!(stream, "GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\r\n");
        let mut answer = Vec::new();
        asked.and_then(|()| stream.read_to_end(&mut answer)).expect("it answers");
        return String::from_utf8_lossy(&answer).into_owned();
    }
    panic!("no server came up on {port}");
}
