//! Pages of the kind that this program is for, saved by others: what must come out of them, in counts and dates. The pages are not in the
//! repository; where they are absent, a line says so and the tests pass.

#![allow(clippy::print_stderr, reason = "what is left out is said")]

use serde_json::Value;
use std::{
    collections::BTreeSet,
    env, fs,
    path::{Path, PathBuf},
    process::Command,
};

/// Words of menus, clocks and captions that these pages show, none of them a sentence.
const FURNITURE: [&str; 6] =
    ["Consular queries", "16x9 Image", "Accessibility links", "News by subject", "Select language", "all messages"];

/// The files of the folder in byte order, where it is there.
fn seeds() -> Option<Vec<PathBuf>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let shared = env::var_os("ONRECORD_SHARED").map_or_else(|| root.join("../shared"), PathBuf::from);
    let Ok(folder) = fs::read_dir(shared.join("pages/seeds")) else {
        eprintln!("left out: `{}` is not there", shared.join("pages/seeds").display());
        return None;
    };
    let mut files: Vec<PathBuf> = folder.filter_map(|file| Some(file.ok()?.path())).collect();
    files.sort();
    Some(files)
}

/// Every article of these files, as `onrecord read --json` prints it.
fn read(files: &[PathBuf]) -> Vec<Value> {
    let output =
        Command::new(env!("CARGO_BIN_EXE_onrecord")).args(["read", "--json"]).args(files).output().expect("it runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let lines = String::from_utf8_lossy(&output.stdout).into_owned();
    lines.lines().map(|line| serde_json::from_str(line).expect("an object a line")).collect()
}

#[test]
fn furniture_stays_out_and_every_page_has_a_text() {
    let Some(files) = seeds() else { return };
    let articles = read(&files);
    for article in &articles {
        let text = article["text"].as_str().expect("a text");
        let (source, part) = (&article["source"], &article["part"]);
        for words in FURNITURE {
            assert!(!text.contains(words), "`{words}` stands in the text of {source}, part {part}");
        }
    }
    let with_text: BTreeSet<&str> = (articles.iter())
        .filter(|article| article["text"].as_str().is_some_and(|text| !text.is_empty()))
        .filter_map(|article| article["source"].as_str())
        .collect();
    assert_eq!(with_text.len(), files.len());
}

#[test]
fn a_page_of_a_speech_and_ten_items_comes_apart() {
    let Some(files) = seeds() else { return };
    let is_it = |file: &&PathBuf| file.file_name().is_some_and(|name| name.to_string_lossy().starts_with("001_"));
    let articles = read(&files.iter().filter(is_it).cloned().collect::<Vec<_>>());
    let days: Vec<&str> = articles
        .iter()
        .map(|a| a["published"]["value"].as_str().map_or("undated", |day| &day[..10.min(day.len())]))
        .collect();
    assert_eq!(days.len(), 11, "the speech and ten items: {days:?}");
    assert_eq!(days[0], "2021-12-28");
    assert!(days.iter().all(|day| *day != "undated"), "{days:?}");

    let statements = articles[0]["statements"].as_array().expect("a list");
    let speech = || statements.iter().filter(|s| s["mode"] == "speech");
    let speakers: BTreeSet<&str> = speech().filter_map(|s| s["speaker"]["name"].as_str()).collect();
    assert!(speech().count() > 1 && speakers.len() == 1, "{} of {} speakers", speech().count(), speakers.len());
    assert!(speech().all(|s| s["class"] == "saying"));
}

#[test]
fn figures_carry_their_bounds_and_times() {
    let Some(files) = seeds() else { return };
    let articles = read(&files);
    let figures: Vec<&Value> = articles.iter().filter_map(|a| a["figures"].as_array()).flatten().collect();
    let found = |low: f64, bound: &str, unit: &str| {
        figures.iter().find(|f| f["low"] == low && f["bound"] == bound && f["unit"]["name"] == unit)
    };
    let questioned = found(300.0, "at-least", "immigrants").expect("300 with its bound");
    assert!(questioned["period"]["text"].as_str().is_some_and(|p| p.contains("2022")), "{questioned}");
    assert!(found(30_000_000.0, "about", "compatriots").is_some());
    let visits = found(1000.0, "about", "compatriots").expect("1,000 a year");
    assert_eq!(visits["period"]["text"], "Every year");
}

#[test]
fn counters_beside_the_text_count_back_from_the_clock_of_the_page() {
    let Some(files) = seeds() else { return };
    let articles = read(&files);
    let counters: Vec<&Value> = articles.iter().filter_map(|a| a["counters"].as_array()).flatten().collect();
    let told: Vec<_> = counters.iter().map(|c| (c["days"].as_u64(), c["start"].as_str())).collect();
    assert_eq!(told, [(Some(1423), Some("2018-03-04")), (Some(1415), Some("2018-03-12"))]);
    assert!(counters.iter().all(|c| c["claim"].as_str().is_some_and(|claim| claim.starts_with("no credible"))));
}
