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

/// `cargo test -p onrecord --test browser -- --ignored shots` writes `shots/<page>-<width>[-dark].png`.
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
        ("versions", MARCH.to_owned()),
        ("versions-inline", format!("{MARCH}&view=inline")),
        ("changes", "/versions".to_owned()),
        ("never-captured", "/versions?url=halverntidende.example%2Fenglish%2Fmarch".to_owned()),
        ("fault", "/s/s0000000000000".to_owned()),
    ];
    for (name, path) in &pages {
        for (width, scheme, ending) in
            [(1440, "light", ""), (360, "light", ""), (1440, "dark", "-dark"), (360, "dark", "-dark")]
        {
            let picture = shot(&browser, &served.url(path), width, scheme);
            fs::write(folder.join(format!("{name}-{width}{ending}.png")), picture).expect("a picture");
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
