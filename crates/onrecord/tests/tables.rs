//! What is in the demo press is found in an archive of it: figures, demands, incidents, names.

use serde_json::Value;
use std::{
    path::{Path, PathBuf},
    process::{Command, Output},
};

fn demo() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../demo")
}

fn onrecord(archive: &Path, words: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_onrecord"));
    command.arg("--archive").arg(archive).args(words).current_dir(demo());
    let output = command.output().expect("it runs");
    assert!(output.status.success(), "{words:?}: {}", String::from_utf8_lossy(&output.stderr));
    output
}

fn json(archive: &Path, words: &[&str]) -> Value {
    let words: Vec<&str> = words.iter().copied().chain(["--json"]).collect();
    serde_json::from_slice(&onrecord(archive, &words).stdout).expect("one object")
}

/// The rows of a table whose cells are as told.
fn rows(archive: &Path, words: &[&str], cells: &[(&str, &str)]) -> Vec<Value> {
    let found = json(archive, words);
    let is = |row: &Value, (name, value): &(&str, &str)| match &row[*name] {
        Value::String(text) => text == value,
        other => format!("{other}") == *value,
    };
    let rows = found["rows"].as_array().expect("rows").iter();
    rows.filter(|row| cells.iter().all(|cell| is(row, cell))).cloned().collect()
}

#[test]
fn the_demo_holds_what_a_reader_of_it_knows() {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let archive = dir.path();
    onrecord(archive, &["add", "pages"]);

    // Two reports of one march, three hundred and two hundred and fifty.
    let march = ["figures", "unit:people", "march"];
    assert!(!rows(archive, &march, &[("value", "300"), ("bound", "at-least")]).is_empty());
    assert!(rows(archive, &["figures", "figure:>1000", "unit:people"], &[("value", "300")]).is_empty());
    let expelled = rows(archive, &["incidents", "incident:expel", "target:diplomats"], &[("actor", "Dolmark")]);
    assert_eq!(expelled.len(), 1, "{expelled:?}");
    assert_eq!((&expelled[0]["first_day"], &expelled[0]["count_low"]), (&"2024-10-08".into(), &4.0.into()));

    let report = ["demands", "to:Dolmark", "demand:open", "inspection"];
    let demand = &rows(archive, &report, &[("asker", "Milena Tarsk")])[0];
    assert_eq!((&demand["asked_on"], &demand["state"]), (&"2024-03-13".into(), &"open".into()));
    let id = demand["demand"].as_str().expect("an id");
    let shown = json(archive, &["demand", "show", id]);
    let answer = &shown["proposed"][0];
    assert!(answer["content"].as_str().is_some_and(|c| c.contains("could not be made public")), "{shown}");

    let by = answer["statement"].as_str().expect("an id");
    onrecord(archive, &["demand", "close", id, "--by", by, "--who", "Ada Strand", "--why", "he refuses"]);
    assert!(rows(archive, &report, &[("demand", id)]).is_empty());
    let closed = &rows(archive, &["demands", "demand:closed"], &[])[0];
    assert_eq!((&closed["demand"], &closed["answered_by"]), (&id.into(), &by.into()));
    assert_eq!(closed["days"], 2.0, "the clock stands still");
    onrecord(archive, &["demand", "reopen", id, "--who", "Ada Strand", "--why", "he meant another report"]);
    assert_eq!(rows(archive, &report, &[("demand", id)]).len(), 1);

    assert!(json(archive, &["search", "about:Dolmark"])["total"].as_u64() > Some(5));
    let nothing = json(archive, &["search", "figure:>300", "unit:dragons"]);
    let tried: Vec<&str> = nothing["explanation"]["conditions"]
        .as_array()
        .expect("an explanation")
        .iter()
        .filter_map(|c| c["condition"].as_str())
        .collect();
    assert_eq!(tried, ["figure:>300", "unit:dragons"]);
    let csv = onrecord(archive, &["incidents", "--csv"]).stdout;
    assert!(csv.starts_with(b"incident,telling,type,mode,status,actor,target,"), "{}", String::from_utf8_lossy(&csv));
    onrecord(archive, &["check"]);
}
