//! The demo press is read as `demo/expected.json` says: a careful reader wrote it, the program is held to it.
//!
//! What a page is (title, outlet, date, language, parts, no furniture) must hold but for what is marked hard; of the statements a
//! share must be found, pinned in `eval/floors.json` under "demo". `cargo nextest run -p onrecord --test demo --no-capture` prints
//! every miss; `ONRECORD_SET_FLOORS=1` before it writes the shares of today as the new floors.

#![allow(clippy::print_stderr, reason = "every miss is printed")]

use serde_json::{Value, json};
use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    process::Command,
};

fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn json_of(path: &Path) -> Value {
    let bytes = fs::read(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    serde_json::from_slice(&bytes).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

/// Every article of the demo as `onrecord read --json` gives it, by file and part.
fn read_all() -> BTreeMap<String, Vec<Value>> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_onrecord"));
    let output =
        command.args(["read", "--json", "pages"]).current_dir(repository().join("demo")).output().expect("it runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let mut articles: BTreeMap<String, Vec<Value>> = BTreeMap::new();
    for line in String::from_utf8_lossy(&output.stdout).lines() {
        let article: Value = serde_json::from_str(line).expect("an object a line");
        articles.entry(string(&article["source"]).to_owned()).or_default().push(article);
    }
    articles
}

/// Hits and tries of one kind of expectation.
#[derive(Default)]
struct Tally {
    hit: u64,
    tried: u64,
}

#[derive(Default)]
struct Report {
    tallies: BTreeMap<&'static str, Tally>,
    misses: Vec<String>,
}

impl Report {
    fn expect(&mut self, what: &'static str, met: bool, miss: impl FnOnce() -> String) {
        let tally = self.tallies.entry(what).or_default();
        tally.tried += 1;
        tally.hit += u64::from(met);
        if !met {
            self.misses.push(format!("{what}: {}", miss()));
        }
    }

    fn share(&self, what: &str) -> f64 {
        self.tallies.get(what).map_or(0.0, |t| t.hit as f64 / t.tried.max(1) as f64)
    }
}

#[test]
fn the_demo_press_is_read_as_a_careful_reader_does() {
    let expected = json_of(&repository().join("demo/expected.json"));
    let read = read_all();
    let mut report = Report::default();
    for page in expected["pages"].as_array().expect("a list") {
        let file = string(&page["file"]);
        let articles = read.get(file).map(Vec::as_slice).unwrap_or_default();
        expect_page(&mut report, file, page, articles);
        for statement in page["statements"].as_array().expect("a list") {
            expect_statement(&mut report, file, statement, articles);
        }
    }
    for miss in &report.misses {
        eprintln!("{miss}");
    }
    for (what, tally) in &report.tallies {
        eprintln!("{what}: {} of {}", tally.hit, tally.tried);
    }
    hold_to_floors(&report);
}

fn expect_page(report: &mut Report, file: &str, page: &Value, articles: &[Value]) {
    let hard = |field: &str| page["hard"].as_array().is_some_and(|h| h.iter().any(|f| f == field));
    let first = articles.first().unwrap_or(&Value::Null);
    for field in ["title", "outlet", "language"] {
        if !hard(field) {
            let met = folded(string(&first[field])) == folded(string(&page[field]));
            report.expect("page", met, || format!("{file}: {field} is {}, not {}", first[field], page[field]));
        }
    }
    if !hard("published") {
        let met = day(first) == page["published"].as_str();
        report.expect("page", met, || format!("{file}: published {}, not {}", first["published"], page["published"]));
    }
    let met = page["articles"] == articles.len();
    report.expect("page", met, || format!("{file}: {} articles, not {}", articles.len(), page["articles"]));
    for part in page["parts"].as_array().into_iter().flatten() {
        let found = articles.iter().find(|a| a["part"] == part["part"]).unwrap_or(&Value::Null);
        let met = folded(string(&found["title"])) == folded(string(&part["title"]))
            && day(found) == part["published"].as_str();
        report.expect("page", met, || format!("{file}: part {part}, not {} {}", found["title"], found["published"]));
    }
    for furniture in page["furniture"].as_array().expect("a list").iter().map(string) {
        let inside = articles.iter().any(|a| folded(string(&a["text"])).contains(&folded(furniture)));
        report.expect("page", !inside, || format!("{file}: `{furniture}` stands in the text"));
    }
}

fn expect_statement(report: &mut Report, file: &str, expected: &Value, articles: &[Value]) {
    let part = expected["part"].as_u64().unwrap_or(0);
    let (content, speaker) = (folded(string(&expected["content"])), folded(string(&expected["speaker"])));
    let statements =
        articles.iter().filter(|a| a["part"] == part).flat_map(|a| a["statements"].as_array().into_iter().flatten());
    let with_content: Vec<&Value> = statements.filter(|s| holds(&s["content"]["text"], &content)).collect();
    let met = with_content.iter().any(|s| s["mode"] == expected["mode"] && holds(&s["speaker"]["name"], &speaker));
    let what = if expected["hard"].is_null() { "statement" } else { "hard statement" };
    report.expect(what, met, || {
        let found: Vec<String> =
            with_content.iter().map(|s| format!("{} {}", s["mode"], s["speaker"]["name"])).collect();
        let found = if found.is_empty() { "no such content".to_owned() } else { found.join(", ") };
        format!("{file}: {} {} `{content}` [{found}]", expected["mode"], expected["speaker"])
    });
}

/// Pieces of a discontinuous content are joined by " … ", which no printed text has to contain.
fn holds(text: &Value, words: &str) -> bool {
    let text = folded(string(text));
    text.contains(words) || text.replace(" … ", " ").contains(words)
}

fn string(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

fn folded(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn day(article: &Value) -> Option<&str> {
    let value = article["published"]["value"].as_str()?;
    Some(value.get(..10).unwrap_or(value))
}

/// The same file and shape as the laboratory's floors; shares are stored to three decimals, rounded down.
fn hold_to_floors(report: &Report) {
    let path = repository().join("eval/floors.json");
    let kinds = ["page", "statement", "hard statement"];
    if std::env::var_os("ONRECORD_SET_FLOORS").is_some() {
        let mut floors = if path.exists() { json_of(&path) } else { json!({}) };
        let down = |share: f64| (share * 1000.0).floor() / 1000.0;
        let scores: BTreeMap<&str, f64> = kinds.iter().map(|kind| (*kind, down(report.share(kind)))).collect();
        floors["demo"] = json!({ "data": digest(), "scores": scores });
        let text = serde_json::to_string_pretty(&floors).expect("plain values");
        fs::write(&path, text + "\n").expect("the floors can be written");
        return;
    }
    let floors = json_of(&path);
    assert_eq!(floors["demo"]["data"], digest(), "demo/expected.json is not that of the floors: measure again");
    for kind in kinds {
        let floor = floors["demo"]["scores"][kind].as_f64().expect("a number");
        assert!(report.share(kind) >= floor, "{kind}: {:.4} is below its floor {floor:.3}", report.share(kind));
    }
}

fn digest() -> String {
    let bytes = fs::read(repository().join("demo/expected.json")).expect("it is there");
    onrecord_page::CaptureId::of(&bytes).to_string()
}
