//! `onrecord read`: its JSON is a contract, described in docs/read-json.md.

use crate::harness::{Place, Ran, SENTENCES, filtered, page};
use insta::assert_snapshot;
use serde_json::Value;
use std::{io::Write, process::Stdio};

#[test]
fn the_json_has_exactly_the_promised_fields() {
    let place = Place::new();
    place.write("fees.html", page("Fees stay until spring", "2021-03-04", &SENTENCES));
    let ran = place.run("read --json fees.html");
    assert_eq!((ran.status, ran.stdout.lines().count()), (Some(0), 1), "{ran:?}");
    let object: Value = serde_json::from_str(&ran.stdout).expect("an object");
    assert_snapshot!(filtered(&serde_json::to_string_pretty(&object).expect("it was read")));
    // The order of the fields is part of what a person sees, though not of the contract.
    let order = [
        "source",
        "part",
        "url",
        "title",
        "outlet",
        "authors",
        "published",
        "language",
        "text",
        "statements",
        "figures",
        "times",
        "occasions",
        "counters",
        "notes",
    ];
    let places: Vec<Option<usize>> = order.iter().map(|field| ran.stdout.find(&format!("\"{field}\":"))).collect();
    assert!(places.iter().all(Option::is_some) && places.is_sorted(), "{places:?}");
}

#[test]
fn plain_text_is_the_file_and_spans_point_into_it() {
    let place = Place::new();
    let text = "\u{feff}«Мы подождём», — сказала Мира Толланд.\r\n\r\nМилена Пелл заявила, что лодки 🚤 останутся в порту.\r\n";
    place.write("speech.txt", text);
    let object: Value = serde_json::from_str(&place.run("read --plain --json speech.txt").stdout).expect("an object");
    assert_eq!(object["text"], text);
    let letters: Vec<char> = text.chars().collect();
    let statements = object["statements"].as_array().expect("a list");
    for words in statements.iter().flat_map(|s| [&s["content"], &s["cue"]]).filter(|words| words.is_object()) {
        let pieces = words["spans"].as_array().expect("a list").iter().map(|span| {
            let at = |i: usize| span[i].as_u64().expect("a number") as usize;
            letters[at(0)..at(1)].iter().collect::<String>()
        });
        assert_eq!(words["text"], pieces.collect::<Vec<_>>().join(" … "));
    }
}

#[test]
fn folders_are_joined_with_the_rest_and_a_dash_is_standard_input() {
    let place = Place::new();
    place.write("press/a/1.txt", SENTENCES.join("\n\n")).write("press/2.html", page("Two", "2021-03-04", &SENTENCES));
    let sources = |ran: &Ran| -> Vec<String> {
        let source =
            |line| serde_json::from_str::<Value>(line).expect("an object")["source"].as_str().map(str::to_owned);
        ran.stdout.lines().filter_map(source).collect()
    };
    assert_eq!(sources(&place.run("read --json ./press press/a")), ["./press/2.html", "./press/a/1.txt"]);
    assert_eq!(
        sources(&place.run("read --json press/a/1.txt press/")),
        ["press/a/1.txt", "press/2.html", "press/a/1.txt"]
    );

    let mut child =
        place.command("read --json -").stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("it starts");
    let mut stdin = child.stdin.take().expect("it is piped");
    stdin.write_all(page("From a pipe", "2021-03-04", &SENTENCES).as_bytes()).expect("it reads");
    drop(stdin);
    let ran = Ran::of(child.wait_with_output().expect("it ends"));
    assert_eq!(sources(&ran), ["-"]);
    assert!(ran.stdout.contains("From a pipe"));
}

#[test]
fn text_for_people_marks_speaker_cue_and_content() {
    let place = Place::new();
    place.write("fees.html", page("Fees stay until spring", "2021-03-04", &SENTENCES));
    assert_snapshot!(place.run("read fees.html").shown());
    let coloured = place.command("read fees.html").env("CLICOLOR_FORCE", "1").output().expect("it runs");
    assert!(Ran::of(coloured).stdout.contains('\u{1b}'));
    let plain =
        place.command("read fees.html").envs([("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")]).output().expect("it runs");
    assert!(!Ran::of(plain).stdout.contains('\u{1b}'), "NO_COLOR wins");
}

#[test]
fn some_pages_failing_is_status_2() {
    let place = Place::new();
    place.write("fees.html", page("Fees stay until spring", "2021-03-04", &SENTENCES));
    let ran = place.run("read --json missing.html fees.html");
    assert_eq!((ran.status, ran.stdout.lines().count()), (Some(2), 1));
    assert_snapshot!(ran.stderr);
}
