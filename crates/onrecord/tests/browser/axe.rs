//! axe-core looks at every page, in both languages, light and dark, on a narrow screen and a wide one.
//!
//! `tests/axe/make` fetches it in the version that its lock file pins and prints the path of its script, which `ONRECORD_AXE` names here;
//! what was fetched before is found without it. The test says what it left out where there is none.

use super::served::{Served, browser::Browser, demo, pages};
use serde_json::{Value, json};
use std::{
    fs,
    path::{Path, PathBuf},
};

/// What axe calls grave: somebody can't use the page, or only with trouble.
const ASK: &str = r#"
const done = arguments[arguments.length - 1];
const grave = (one) => one.impact === "serious" || one.impact === "critical";
const told = (one) => `${one.id} (${one.impact}): ${one.help}\n` +
  one.nodes.slice(0, 4).map((node) => `  ${node.target.join(" ")}: ${node.failureSummary}`).join("\n");
axe.run(document, { resultTypes: ["violations"] })
  .then(({ violations, passes }) => done(passes.length ? violations.filter(grave).map(told) : ["axe looked at nothing"]),
    (error) => done([String(error)]));
"#;

fn script() -> Option<String> {
    let made = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target/axe/node_modules/axe-core/axe.min.js");
    fs::read_to_string(std::env::var_os("ONRECORD_AXE").map_or(made, PathBuf::from)).ok()
}

#[test]
#[expect(clippy::print_stdout, reason = "a test says what it left out")]
fn no_page_shuts_anybody_out() {
    let Some(browser) = Browser::start() else { return };
    let Some(axe) = script() else { return println!("left out: axe-core (run `tests/axe/make`)") };
    browser.with_scripts();
    let served = Served::folder(&demo());
    let mut findings: Vec<String> = Vec::new();
    let door = served.with_log_in();
    for (name, url) in pages::all(&served, &door) {
        for tongue in ["en", "ru"] {
            let joint = if url.contains('?') { '&' } else { '?' };
            browser.open(&format!("{url}{joint}lang={tongue}"));
            browser.run(&format!("{axe};arguments[arguments.length - 1](typeof axe);"));
            for (width, scheme) in [(1440, "light"), (1440, "dark"), (360, "dark"), (360, "light")] {
                let size = json!({ "width": width, "height": 900, "deviceScaleFactor": 1, "mobile": false });
                browser.devtools("Emulation.setDeviceMetricsOverride", &size);
                let media = json!({ "features": [{ "name": "prefers-color-scheme", "value": scheme }] });
                browser.devtools("Emulation.setEmulatedMedia", &media);
                let Value::Array(found) = browser.run(ASK) else { panic!("axe gives a list at {url}") };
                let told = found.iter().filter_map(Value::as_str);
                findings.extend(told.map(|one| format!("{name} {tongue} {width} {scheme}: {one}")));
            }
        }
    }
    assert!(findings.is_empty(), "{} findings\n{}", findings.len(), findings.join("\n"));
}
