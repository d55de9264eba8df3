//! Review by keys: every key does what its box says, and no decision is lost, whatever becomes of the server.

use super::served::{Served, browser::Browser, demo};
use serde_json::Value;
use std::time::{Duration, Instant};

/// The id of the statement that the page asks about.
const ASKED: &str = ".one .kicker .id";

fn asked(browser: &Browser) -> String {
    browser.wait_for("a statement to decide on", |b| b.count(ASKED) == 1);
    browser.text(ASKED)
}

/// Presses a key and waits for another statement.
fn next(browser: &Browser, key: &str) {
    let before = asked(browser);
    browser.press(key);
    browser.wait_for("another statement", |b| b.count(ASKED) == 1 && b.text(ASKED) != before);
}

fn named(browser: &Browser, served: &Served) {
    browser.open(&served.url("/review"));
    browser.write("#who", "Tam B.");
    browser.press("\u{1b}");
}

fn decided(served: &Served) -> u64 {
    served.data("/review.json")["progress"]["decided"].as_u64().expect("a number")
}

#[test]
#[expect(clippy::print_stdout, reason = "the rate is told, not asserted: it is the machine's as much as ours")]
fn decisions_by_keys_outlive_a_killed_server() {
    const ROUNDS: u64 = 4;
    let Some(browser) = Browser::start() else { return };
    browser.with_scripts();
    let mut served = Served::folder(&demo());
    named(&browser, &served);
    let (mut made, mut took) = (0, Duration::ZERO);
    for round in 0..ROUNDS {
        let began = Instant::now();
        for key in ["a", "x", "a", "a", "x", "a", "a", "a"] {
            next(&browser, key);
            made += 1;
        }
        took += began.elapsed();
        assert_eq!(decided(&served), made);
        // A key whose answer never came: the decision is kept or it is not, and no other is touched.
        browser.press("a");
        served.restart();
        browser.open(&served.url("/review"));
        let kept = decided(&served);
        assert!(kept == made || kept == made + 1, "{made} were kept, {kept} are left after the kill of round {round}");
        made = kept;
    }
    let rate = 60.0 * (ROUNDS * 8) as f64 / took.as_secs_f64();
    println!("{} decisions by keys, {rate:.0} a minute", ROUNDS * 8);
    let progress = served.data("/review.json")["progress"].clone();
    assert!(progress["people"][0][1].as_u64() >= Some(ROUNDS * 8), "{progress}");
}

#[test]
fn every_key_does_what_its_box_says() {
    let Some(browser) = Browser::start() else { return };
    browser.with_scripts();
    let served = Served::folder(&demo());
    named(&browser, &served);
    let verdict = |id: &str| -> Value {
        let of = served.data(&format!("/s/{id}.json"))["decisions"].clone();
        of.as_array().and_then(|all| all.last()).cloned().unwrap_or_default()
    };
    let first = asked(&browser);
    next(&browser, "j");
    next(&browser, "k");
    assert_eq!(asked(&browser), first);

    // Each bracket moves an edge by a word; what was moved is shown until it is kept.
    let edges = || browser.attribute("input[name=content]", "value");
    let mut seen = vec![edges()];
    for key in ["[", "{", "}", "]", "]"] {
        let before = edges();
        browser.press(key);
        browser.wait_for("a moved edge", |b| b.count(ASKED) == 1 && edges() != before);
        seen.push(edges());
    }
    let ends: Vec<u32> = seen.iter().filter_map(|edges| edges.split_once("..")?.1.parse().ok()).collect();
    assert_eq!(seen[2], seen[0], "out and in again: {seen:?}");
    assert!(ends[3] < ends[2] && ends[3] < ends[4] && ends[4] < ends[5], "in, out and further out: {seen:?}");
    browser.press("c");
    browser.wait_for("the edges kept", |b| b.count(".note") == 1);
    assert_eq!(verdict(&first)["verdict"], "content");
    browser.press("u");
    browser.wait_for("the edges taken back", |b| b.count(ASKED) == 1 && b.count(".note") == 0);
    assert_eq!(verdict(&first), Value::Null);

    browser.press("s");
    browser.press("Orla Venn\n");
    browser.wait_for("another speaker", |b| b.count(".note") == 1);
    assert_eq!((&verdict(&first)["verdict"], &verdict(&first)["value"]), (&"speaker".into(), &"Orla Venn".into()));

    next(&browser, "x");
    assert_eq!(verdict(&first)["verdict"], "rejected");
    let second = asked(&browser);
    next(&browser, "a");
    assert_eq!(verdict(&second)["verdict"], "accepted");

    // A statement whose speaker stayed open offers names by number.
    let open = (0..40).find(|_| {
        let found = browser.count("[data-key='1']") == 1;
        if !found {
            next(&browser, "a");
        }
        found
    });
    if open.is_some() {
        let (id, name) = (asked(&browser), browser.text("[data-key='1']"));
        browser.press("1");
        browser.wait_for("the candidate kept", |b| b.count(".note") == 1);
        let value = verdict(&id)["value"].as_str().map(str::to_owned).unwrap_or_default();
        assert!(name.starts_with(&value) && !value.is_empty(), "{name}: {value}");
    }
}
