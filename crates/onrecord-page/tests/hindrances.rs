//! Pages that stand in the place of the page asked for, and pages that only look like it.

use onrecord_page::{Capture, HindranceKind, PageConfig, parse};

#[track_caller]
fn check(html: &str, expected: Option<HindranceKind>) {
    let page = parse(&Capture::new(html.as_bytes()), &PageConfig::default()).value;
    assert_eq!(page.hindrance.as_ref().map(|h| h.kind), expected, "{:?}", page.hindrance);
    assert!(page.hindrance.is_none_or(|h| !h.evidence.is_empty()));
}

#[test]
fn walls_checks_and_errors() {
    check(
        "<html><head><title>Just a moment...</title></head><body><p>Verify you are human by completing the action below.</p></body></html>",
        Some(HindranceKind::BotCheck),
    );
    check(
        "<html><head><title>Almar Courier</title></head><body><h1>We value your privacy</h1><p>We and our partners store information on your device and process it.</p><p>You may withdraw your consent at any time.</p><button>Accept all</button></body></html>",
        Some(HindranceKind::Consent),
    );
    check(
        "<html><head><title>Page not found | Almar Courier</title></head><body><nav><a href=/>Home</a></nav><p>The page that you asked for has moved or never was.</p></body></html>",
        Some(HindranceKind::Error),
    );
    check(
        "<html><head><title>A pier for sale</title></head><body><article><h1>A pier for sale</h1><p>The council of Lind wants to sell the pier that it does not own, the mayor said on Monday.</p><p>Subscribe to continue reading this story.</p></article></body></html>",
        Some(HindranceKind::Paywall),
    );
    check(
        "<html><head><title>App</title><script src=/app.js></script></head><body><div id=root></div></body></html>",
        Some(HindranceKind::Empty),
    );
}

#[test]
fn articles_about_walls_are_articles() {
    let text = "<p>The council asked all offices to check that visitors are human, and the ministry said that it would follow.</p>".repeat(20);
    for title in ["Just a moment of silence", "Error 404: how a page is lost", "Before you continue: ten ferries"] {
        check(
            &format!(
                "<html><head><title>{title}</title></head><body><article><h1>{title}</h1>{text}<div class=cookies>We use cookies. <button>Accept all</button></div></article></body></html>"
            ),
            None,
        );
    }
}
