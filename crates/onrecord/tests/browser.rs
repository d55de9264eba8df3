//! The pages in a real browser: the main path with JavaScript off and by keyboard alone, review by keys, every page looked at by axe-core;
//! and, when asked for, pictures of every page.

#[path = "web_served/mod.rs"]
mod served;

#[path = "browser/axe.rs"]
mod axe;
#[path = "browser/review.rs"]
mod review;

use serde_json::{Value, json};
use served::{
    Served,
    browser::Browser,
    demo,
    pages::{self, named_direct_statement},
};
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

#[test]
fn months_of_a_search_can_be_dragged_over() {
    let Some(browser) = Browser::start() else { return };
    browser.with_scripts();
    let served = Served::folder(&demo());
    browser.open(&served.url("/search?q=mode%3Adirect"));
    let months = served.data("/search.json?q=mode%3Adirect")["facets"]["month"].clone();
    let (first, last) = (&months[0]["value"], &months[2]["value"]);
    let (first, last) = (first.as_str().expect("a month"), last.as_str().expect("a month"));
    browser.drag(&format!("svg a[data-period='{first}'] .reach"), &format!("svg a[data-period='{last}'] .reach"));
    browser.wait_for("the search for those months", |b| b.url().contains("before%3A"));
    let asked = format!("mode%3Adirect%20after%3A{first}%20before%3A{last}");
    assert!(browser.url().ends_with(&asked), "{}", browser.url());
    assert_eq!(browser.count(".filters li"), 3, "{}", browser.text(".filters"));
    // Without a script every month is a link all the same.
    browser.devtools("Emulation.setScriptExecutionDisabled", &json!({ "value": true }));
    browser.open(&served.url("/search?q=mode%3Adirect"));
    browser.click(&format!("svg a[data-period='{last}']"));
    assert_eq!(browser.count(".filters li"), 3);
}

#[test]
fn what_emptied_a_search_is_not_broken_on_a_narrow_screen() {
    let Some(browser) = Browser::start() else { return };
    browser.with_scripts();
    let served = Served::folder(&demo());
    let size = json!({ "width": 360, "height": 900, "deviceScaleFactor": 1, "mobile": false });
    browser.devtools("Emulation.setDeviceMetricsOverride", &size);
    for tongue in ["en", "ru"] {
        browser.open(&served.url(&format!("/search?q=mode%3Aspeech+xyz&lang={tongue}")));
        let lines =
            "arguments[0]([...document.querySelectorAll('.empty th code')].map(code => code.getClientRects().length))";
        assert_eq!(browser.run(lines), json!([1, 1]), "{tongue}");
    }
}

/// `cargo test -p onrecord --test browser -- --ignored shots` writes `shots/<page>-<language>-<width>[-dark].png`.
#[test]
#[ignore = "makes pictures for people to look at"]
fn shots() {
    let Some(browser) = Browser::start() else { return };
    let served = Served::folder(&demo());
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shots");
    fs::create_dir_all(&folder).expect("a folder for the pictures");
    let door = served.with_log_in();
    for (name, url) in pages::all(&served, &door) {
        for (width, scheme) in [(1440, "light"), (360, "light"), (1440, "dark"), (360, "dark")] {
            for tongue in ["en", "ru"] {
                let joint = if url.contains('?') { '&' } else { '?' };
                let url = format!("{url}{joint}lang={tongue}");
                let ending = if scheme == "dark" { "-dark" } else { "" };
                let picture = shot(&browser, &url, width, scheme);
                fs::write(folder.join(format!("{name}-{tongue}-{width}{ending}.png")), picture).expect("a picture");
            }
        }
    }
}

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
