//! The main path through the pages, walked in a real browser with JavaScript off; and, when asked for, pictures of every page.

#[path = "web_served/mod.rs"]
mod served;

use serde_json::{Value, json};
use served::{Served, browser::Browser, demo};
use std::{fs, path::Path};

#[test]
fn from_search_to_statement_to_article_to_speaker() {
    let Some(browser) = Browser::start() else { return };
    browser.open("data:text/html,<title>off</title><script>document.title='on'</script>");
    assert_eq!(browser.title(), "off", "JavaScript runs");

    let served = Served::folder(&demo());
    let wanted = named_direct_statement(&served);
    let text = |value: &Value| value.as_str().expect("a text").to_owned();
    let (id, name) = (text(&wanted["id"]), text(&wanted["speaker"]["name"]));

    browser.open(&served.url("/"));
    browser.click("nav a[href='/search']");
    browser.write("#q", &format!("mode:direct speaker:\"{name}\"\n"));
    assert!(browser.url().contains("speaker%3A"), "{}", browser.url());
    assert!(browser.text(".filters").contains(&name));

    browser.click(&format!(".st a.id[href='/s/{id}']"));
    assert!(browser.text("h1").starts_with(&name), "{}", browser.text("h1"));
    assert!(browser.title().contains("as carried by"));
    assert_eq!(browser.text(".alone"), text(&wanted["content"]));
    assert!(browser.text(".copy").contains(&id));

    browser.click(".context + .meta a");
    assert!(browser.url().ends_with(&format!("#{id}")), "{}", browser.url());
    assert_eq!(browser.style("mark.speaker", "text-decoration-line"), "underline");
    assert_eq!(browser.style("mark.cue", "text-decoration-style"), "dotted");
    assert_ne!(browser.style("mark.content", "background-color"), browser.style("body", "background-color"));

    let speaker = text(&wanted["speaker"]["href"]);
    browser.click(&format!(".notes a.speaker[href='{speaker}']"));
    assert!(browser.url().ends_with(&speaker), "{}", browser.url());
    assert!(browser.text(".lead").contains("statement"));
    browser.click(&format!(".statements a.speaker[href='{speaker}']"));
}

#[test]
fn by_keyboard_alone_from_search_to_citation_and_back() {
    let Some(browser) = Browser::start() else { return };
    let served = Served::folder(&demo());
    browser.open(&served.url("/search"));
    browser.tab_to("#q");
    browser.press("bridge mode:direct\n");
    browser.wait_for("the answer", |b| b.url().contains("q=bridge"));
    browser.tab_to(".st a.id");
    browser.press("\n");
    browser.wait_for("the statement", |b| b.url().contains("/s/s"));
    browser.tab_to(".context + .meta a");
    browser.press("\n");
    browser.wait_for("the article", |b| b.url().contains("/a/a"));
    browser.back();
    browser.wait_for("the statement again", |b| b.url().contains("/s/s"));
    browser.tab_to("p.copy");
    browser.tab_to(".links a[href$='.bib']");
    assert_ne!(browser.style(".links a[href$='.bib']", "outline-style"), "none", "the focus can be seen");
    browser.back();
    browser.wait_for("the search again", |b| b.url().contains("q=bridge"));
}

#[test]
fn a_review_by_keys_loses_no_decision() {
    let Some(browser) = Browser::start() else { return };
    browser.with_scripts();
    let mut served = Served::folder(&demo());
    browser.open(&served.url("/review"));
    browser.write("#who", "Tam B.");
    browser.press("\u{1b}");
    let mut decided = 0;
    for round in 0..3 {
        // Right, wrong, right and then taken back, and on to the next.
        for key in ["a", "x", "a"] {
            let before = browser.text(".kicker .id");
            browser.press(key);
            browser.wait_for("the next statement", |b| b.count(".kicker .id") == 1 && b.text(".kicker .id") != before);
            decided += 1;
        }
        let progress = served.data("/review.json")["progress"].clone();
        assert_eq!(progress["decided"], decided, "{progress}");
        served.restart();
        browser.open(&served.url("/review"));
        assert_eq!(served.data("/review.json")["progress"]["decided"], decided, "after the kill of round {round}");
    }
    let first = browser.text(".kicker .id");
    browser.press("j");
    browser.wait_for("the one after it", |b| b.count(".kicker .id") == 1 && b.text(".kicker .id") != first);
    browser.press("k");
    browser.wait_for("the one before it", |b| b.count(".kicker .id") == 1 && b.text(".kicker .id") == first);
    browser.press("]");
    browser.wait_for("moved edges", |b| b.url().contains("to="));
    browser.press("c");
    browser.wait_for("the edges kept", |b| b.count(".note") == 1);
    browser.press("u");
    browser.wait_for("the edges taken back", |b| b.url().contains("at=") && b.count(".note") == 0);
    assert_eq!(served.data("/review.json")["progress"]["decided"], decided);
}

#[test]
fn the_search_field_offers_what_comes_next() {
    let Some(browser) = Browser::start() else { return };
    browser.with_scripts();
    let served = Served::folder(&demo());
    browser.open(&served.url("/sources"));
    browser.press("/");
    browser.press("bridge\n");
    browser.wait_for("the answer", |b| b.url().contains("q=bridge"));
    browser.press("/");
    browser.press(" speaker:ves");
    browser.wait_for("an offer", |b| b.count("#suggestions option[value*='Vesk']") > 0);
}

/// A short direct quotation in one piece of somebody with a name.
fn named_direct_statement(served: &Served) -> Value {
    let found = served.data("/search.json?q=mode%3Adirect");
    let fits = |s: &&Value| {
        let content = s["content"].as_str().unwrap_or("");
        let dated = !s["article"]["published"].is_null() && !s["article"]["outlet"].is_null();
        dated && s["speaker"]["kind"] == "person" && !content.contains('…') && content.len() < 300
    };
    found["statements"].as_array().and_then(|list| list.iter().find(fits)).expect("the demo has one").clone()
}

/// `cargo test -p onrecord --test browser -- --ignored shots` writes `shots/<page>-<language>-<width>[-dark].png`.
#[test]
#[ignore = "makes pictures for people to look at"]
fn shots() {
    let Some(browser) = Browser::start() else { return };
    let served = Served::folder(&demo());
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shots");
    fs::create_dir_all(&folder).expect("a folder for the pictures");
    let wanted = named_direct_statement(&served);
    let href = |value: &Value| value["href"].as_str().expect("a page").to_owned();
    let report = served.data("/search.json?q=outlet%3A%22Lisna+24%22+after%3A2024-03+before%3A2024-03");
    let russian = served.data("/search.json?q=%D1%81%D0%BA%D0%B0%D0%B7%D0%B0%D0%BB%D0%B0");
    let pages = [
        ("today", "/".to_owned()),
        ("search", "/search?q=bridge".to_owned()),
        ("all", "/search?q=".to_owned()),
        ("empty", "/search?q=bridge+mode%3Aspeech+outlet%3ANobody".to_owned()),
        ("statement", href(&wanted)),
        ("article", href(&report["statements"][0]["article"])),
        ("russian", russian["statements"][0]["article"]["href"].as_str().unwrap_or("/").to_owned()),
        ("speaker", href(&wanted["speaker"])),
        ("sources", "/sources".to_owned()),
        ("method", "/method".to_owned()),
        ("review", "/review".to_owned()),
        ("figures", "/figures".to_owned()),
        ("demands", "/demands".to_owned()),
        ("incidents", "/incidents".to_owned()),
        ("card", format!("{}/card", href(&wanted))),
        ("versions", MARCH.to_owned()),
        ("versions-inline", format!("{MARCH}&view=inline")),
        ("changes", "/versions".to_owned()),
        ("never-captured", "/versions?url=halverntidende.example%2Fenglish%2Fmarch".to_owned()),
        ("fault", "/s/s0000000000000".to_owned()),
    ];
    for (name, path) in &pages {
        for (width, scheme) in [(1440, "light"), (360, "light"), (1440, "dark"), (360, "dark")] {
            for tongue in ["en", "ru"] {
                let joint = if path.contains('?') { '&' } else { '?' };
                let url = served.url(&format!("{path}{joint}lang={tongue}"));
                let ending = if scheme == "dark" { "-dark" } else { "" };
                let picture = shot(&browser, &url, width, scheme);
                fs::write(folder.join(format!("{name}-{tongue}-{width}{ending}.png")), picture).expect("a picture");
            }
        }
    }
}

/// A page of the demo that was changed after publication.
const MARCH: &str =
    "/versions?url=https%3A%2F%2Fwww.halverntidende.example%2Fenglish%2Fmarch-to-the-fence-tolbeck-3441716";

/// The top of a page, at most three screens of it, as a PNG.
fn shot(browser: &Browser, url: &str, width: u32, scheme: &str) -> Vec<u8> {
    let size = json!({ "width": width, "height": 900, "deviceScaleFactor": 1, "mobile": false });
    browser.devtools("Emulation.setDeviceMetricsOverride", &size);
    let media = json!({ "features": [{ "name": "prefers-color-scheme", "value": scheme }] });
    browser.devtools("Emulation.setEmulatedMedia", &media);
    browser.open(url);
    let layout = browser.devtools("Page.getLayoutMetrics", &json!({}));
    let of = |side: &str| layout["cssContentSize"][side].as_f64().expect("a size");
    assert!(of("width") <= f64::from(width), "{url} at {width} px is {} px wide", of("width"));
    let clip = json!({ "x": 0, "y": 0, "width": width, "height": of("height").min(2_400.0), "scale": 1 });
    let made = browser.devtools("Page.captureScreenshot", &json!({ "captureBeyondViewport": true, "clip": clip }));
    from_base64(made["data"].as_str().expect("a picture"))
}

fn from_base64(text: &str) -> Vec<u8> {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let digits = text.bytes().filter_map(|b| DIGITS.iter().position(|d| *d == b));
    let (mut bytes, mut bits, mut held) = (Vec::new(), 0u32, 0);
    for digit in digits {
        bits = bits << 6 | digit as u32;
        held += 6;
        if held >= 8 {
            held -= 8;
            bytes.push((bits >> held) as u8);
            bits &= (1 << held) - 1;
        }
    }
    bytes
}
