//! Adding and looking: the account, search, show, status, check, help.

use crate::harness::{Place, Ran, SENTENCES, page};
use insta::assert_snapshot;

fn two_pages() -> Place {
    let place = Place::new();
    place.write("pages/fees.html", page("Fees stay until spring", "2021-03-04", &SENTENCES));
    place.write("pages/strike.txt", SENTENCES.join("\n\n"));
    place
}

#[test]
fn adding_twice_adds_nothing_and_counts_everything() {
    let place = two_pages();
    let (first, again) = (place.run("add pages").shown(), place.run("add pages").shown());
    place.write("copy/fees.html", page("Fees stay until spring", "2021-03-04", &SENTENCES));
    let elsewhere = place.run("add copy pages copy/fees.html").shown();
    assert_snapshot!([first, again, elsewhere].join("\n"));
    assert_snapshot!("status_after_adding_twice", place.run("status").shown());
}

#[test]
fn search_prints_what_was_said_by_whom_and_where() {
    let place = two_pages();
    place.run("add pages/fees.html");
    assert_snapshot!(place.run("search boats").shown());
    assert_snapshot!("search_json", place.run("search speaker:Tolland mode:direct --json").shown());
}

#[test]
fn an_empty_result_explains_itself() {
    let place = two_pages();
    place.run("add pages");
    let asked =
        ["search lighthouse", "search fees outlet:Courier", "search fees after:2022", "search spring mode:speech"];
    let answers: Vec<String> = asked.iter().map(|a| format!("$ onrecord {a}\n{}", place.run(a).shown())).collect();
    assert_snapshot!(answers.join("\n"));
}

#[test]
fn show_takes_any_id_or_its_beginning() {
    let place = two_pages();
    place.run("add pages/fees.html");
    let statement = place.ids("search boats", 's').swap_remove(0);
    assert_snapshot!("show_statement", place.run(&format!("show {statement}")).shown());
    let whole = place.run(&format!("show {statement} --json")).stdout;
    assert_eq!(place.run(&format!("show {} --json", &statement[..9])).stdout, whole);

    let article = place.ids(&format!("show {statement}"), 'a').swap_remove(0);
    assert_snapshot!("show_article", place.run(&format!("show {article}")).shown());
    let speaker = place.ids(&format!("show {statement}"), 'w').swap_remove(0);
    assert_snapshot!("show_speaker", place.run(&format!("show {speaker}")).shown());

    let json: serde_json::Value = serde_json::from_str(&whole).expect("an object");
    let capture = json["evidence"]["capture"].as_str().expect("a hash");
    assert_snapshot!("show_capture", place.run(&format!("show {capture}")).shown());
    let raw = place.run(&format!("show {} --raw", &capture[..12])).stdout;
    assert_eq!(raw, page("Fees stay until spring", "2021-03-04", &SENTENCES));

    let wrong = ["show s", "show zebra", &format!("show {statement} --raw")].map(|a| place.run(a));
    assert!(wrong.iter().all(|ran| ran.status == Some(1) && ran.stderr.contains("hint: ")), "{wrong:?}");
    assert!(wrong[0].stderr.contains(&statement), "{wrong:?}");
}

#[test]
fn looking_where_there_is_no_archive_says_what_to_do() {
    let place = Place::new();
    let answers = ["status", "search x", "show a1", "check", "serve"].map(|verb| place.run(verb));
    assert!(answers.iter().all(|ran| ran.status == Some(1) && ran.stderr.contains("hint: ")), "{answers:?}");
    assert_snapshot!(answers[0].shown());
    assert!(!place.path("archive").exists(), "looking makes nothing");
}

#[test]
fn help_teaches_and_misuse_is_status_1() {
    let place = Place::new();
    assert_snapshot!("help", place.run("--help").shown());
    assert_snapshot!("help_add", place.run("add --help").shown());
    assert_snapshot!("version", place.run("--version").shown());
    let misused = ["", "ad pages", "add", "show a --json --raw", "add --jobs 0 pages"].map(|line| place.run(line));
    assert!(misused.iter().all(|ran: &Ran| ran.status == Some(1) && ran.stdout.is_empty()), "{misused:?}");
}
