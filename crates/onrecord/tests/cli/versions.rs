//! Versions of a page: what is one, what changed in it, and what is said where there is none.

use super::harness::{Place, SENTENCES, page};
use insta::assert_snapshot;
use serde_json::{Value, json};

const URL: &str = "https://gazette.example/news/fees";

/// A page at several times: a figure and a verb are changed, then all of it goes back; once a wall came in its place.
fn seen() -> String {
    let html = |sentences: &[&str], clock: &str| {
        page("Fees stay until spring", "2023-05-02", sentences)
            .replace("<article>", &format!("<p>{clock}</p><article>"))
    };
    let changed = SENTENCES.map(|s| s.replace("said that at least 300", "claimed that at least 250"));
    let changed: Vec<&str> = changed.iter().map(String::as_str).collect();
    let wall = "<title>Just a moment...</title><p>Verify you are human by completing the action below.</p>";
    let looks = [
        ("2023-05-02T08:00:00Z", "https://gazette.example/news/fees?utm_source=rss", html(&SENTENCES, "08:00")),
        ("2023-05-02T09:00:00Z", URL, html(&SENTENCES, "09:00")),
        ("2023-05-02T10:00:00Z", URL, wall.to_owned()),
        ("2023-05-03T08:00:00Z", "http://www.gazette.example/news/fees/", html(&changed, "08:00")),
        ("2023-05-04T08:00:00Z", URL, html(&SENTENCES, "10:30")),
        (
            "2023-05-04T09:00:00Z",
            "https://gazette.example/news/quay",
            html(
                &[
                    "The quay of Port Venn was opened in May, and nobody from the ministry came to see it, the paper learned.",
                ],
                "",
            ),
        ),
    ];
    let line =
        |(at, url, html): &(&str, &str, String)| json!({ "url": url, "html": html, "fetched_at": at }).to_string();
    looks.iter().map(line).collect::<Vec<_>>().join("\n")
}

fn place() -> Place {
    let place = Place::new();
    place.write("looks.jsonl", seen());
    let added = place.run("add looks.jsonl");
    assert_eq!(added.status, Some(0), "{}", added.stderr);
    place
}

#[test]
fn a_page_has_its_versions_and_what_changed() {
    let place = place();
    assert_snapshot!("versions", place.run(&format!("versions {URL}")).shown());
    assert_snapshot!("versions_diff", place.run(&format!("versions {URL}/ --diff 1 2")).shown());
    let same = ["http://www.gazette.example/news/fees/?utm_medium=x#top", "gazette.example/news/fees"];
    let json = |url: &str| place.run(&format!("versions {url} --json")).stdout;
    let all = json(URL);
    for other in same {
        assert_eq!(json(other).replacen(other, URL, 1), all);
    }
    let all: Value = serde_json::from_str(&all).expect("an object");
    let numbers: Vec<_> =
        all["history"]["versions"].as_array().expect("versions").iter().map(|v| &v["reverts_to"]).collect();
    assert_eq!(numbers, [&Value::Null, &Value::Null, &json!(1)]);
    assert_eq!(all["history"]["looks"], 5);
    assert_eq!(all["history"]["set_aside"][0]["why"], "bot-check");
    assert_eq!(all["edits"][0]["summary"], json!(["1 statement altered", "300→250", "said→claimed"]));
    let classes: Vec<_> = all["edits"][0]["changes"].as_array().expect("changes").iter().map(|c| &c["class"]).collect();
    assert_eq!(classes, ["saying-verb", "figure"]);
}

#[test]
fn an_address_that_was_never_captured_is_explained() {
    let place = place();
    assert_snapshot!("versions_none", place.run("versions https://gazette.example/news/fee").shown());
    let none: Value = serde_json::from_str(&place.run("versions gazette.example/x --json").stdout).expect("an object");
    assert!(none["history"].is_null() && none["near"].as_array().is_some_and(|near| near.len() == 2), "{none}");
    let wrong = place.run(&format!("versions {URL} --diff 1 9"));
    assert_eq!(wrong.status, Some(1));
    assert!(
        wrong.stderr.contains("no version 9") && wrong.stderr.contains("hint: it has 3 versions"),
        "{}",
        wrong.stderr
    );
}
