//! Pages that are damaged, hostile or no pages at all: a note each, never an error.

use flate2::{Compression, write::GzEncoder};
use onrecord_page::{Capture, Limits, Noted, Page, PageConfig, parse};
use proptest::prelude::*;
use std::io::Write;

fn read(bytes: impl Into<Vec<u8>>) -> Noted<Page> {
    parse(&Capture::new(bytes.into()), &PageConfig::default())
}

#[track_caller]
fn noted(page: &Noted<Page>, code: &str) {
    assert!(page.notes.iter().any(|n| n.code == code), "{code} is not among {:?}", page.notes);
    assert!(!page.value.articles.is_empty());
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).and_then(|()| encoder.finish()).expect("memory takes every write")
}

fn prose(words: usize) -> String {
    (0..words).map(|i| format!("word{} ", i * 7919 % 1000)).collect()
}

#[test]
fn an_empty_file() {
    let page = read("");
    noted(&page, "empty");
    assert!(page.value.articles[0].text.as_str().is_empty());
}

#[test]
fn a_picture_named_as_a_page() {
    let page = read(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec());
    noted(&page, "not-text");
    assert!(page.notes[0].hint.is_some());
}

#[test]
fn noise() {
    noted(&read((0..5000u32).map(|i| (i.wrapping_mul(2_654_435_761) >> 13) as u8).collect::<Vec<u8>>()), "not-text");
}

#[test]
fn a_truncated_gzip_gives_what_could_be_read() {
    let whole = gzip(format!("<html><body><p>{}</p></body></html>", prose(5000)).as_bytes());
    let page = read(&whole[..whole.len() / 2]);
    noted(&page, "truncated-gzip");
    assert!(page.value.articles[0].text.as_str().starts_with("word0 "));
}

#[test]
fn a_gzip_bomb_is_cut_while_it_is_unpacked() {
    noted(&read(gzip(&vec![b'x'; 30 << 20])), "too-large");
}

#[test]
fn utf16_without_a_mark() {
    let text = "Совет гавани закрыл пирс. The harbour council closed the pier. ".repeat(20);
    let bytes: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let page = read(bytes);
    noted(&page, "charset-guessed");
    assert!(page.value.articles[0].text.as_str().starts_with("Совет гавани"));
}

#[test]
fn charsets() {
    let (russian, _, _) = encoding_rs::WINDOWS_1251
        .encode("<html><body><p>Совет гавани закрыл северный пирс на ремонт, сообщила председатель.</p></body></html>");
    assert!(read(russian.into_owned()).value.articles[0].text.as_str().contains("северный пирс"));
    let (german, _, _) = encoding_rs::WINDOWS_1252.encode("<html><head><meta charset=iso-8859-1></head><body><p>Die Brücke wird geschlossen, sagte die Bürgermeisterin am Dienstag.</p></body></html>");
    assert!(read(german.into_owned()).value.articles[0].text.as_str().contains("Brücke"));
}

#[test]
fn deep_nesting_is_flattened_and_its_text_kept() {
    let page = read(format!("<html><body>{}<p>{}</p>", "<div>".repeat(20_000), prose(60)));
    noted(&page, "too-deep");
    assert!(page.value.articles[0].text.as_str().contains("word0 "));
}

#[test]
fn hostile_shapes_end() {
    let limits = Limits { bytes: 1 << 20, ..Limits::default() };
    let config = PageConfig { limits, ..PageConfig::default() };
    let fonts: String = (0..50_000).map(|i| format!("<font size={i}>x")).collect();
    let attributes: String = (0..100_000).map(|i| format!(" a{i}=1")).collect();
    for page in [
        "<div>".repeat(1 << 18),
        "<a>x".repeat(1 << 18),
        "<p>x".repeat(1 << 18),
        "<table><tr><td>".repeat(1 << 16),
        "<b><p></b>".repeat(1 << 17),
        "&".repeat(1 << 20),
        "<".repeat(1 << 20),
        format!("<p title=\"{}\">x", "y".repeat(1 << 20)),
        format!("<p{attributes}>x"),
        fonts,
    ] {
        let parsed = parse(&Capture::new(format!("<html><body>{page}").into_bytes()), &config);
        assert!(!parsed.value.articles.is_empty());
    }
}

#[test]
fn plain_is_the_file() {
    for text in ["", "One line.", "\u{feff}A mark stays.\r\n\r\n  So do  spaces\u{a0}.\n", "<p>and markup</p>"] {
        let page = parse(&Capture::new(text.as_bytes()), &PageConfig { plain: true, ..PageConfig::default() });
        assert_eq!(page.value.articles[0].text.as_str(), text);
        assert_eq!(page.value.articles.len(), 1);
    }
}

/// What holds on every page.
fn check(page: &Page) -> Result<(), TestCaseError> {
    prop_assert!(!page.articles.is_empty());
    for article in &page.articles {
        let mut end = 0;
        for block in &article.blocks {
            prop_assert!(block.span.start >= end && block.span.end > block.span.start);
            prop_assert!(block.span.end as usize <= article.text.as_str().len());
            prop_assert_eq!(article.text.slice(block.span), page.blocks[block.origin as usize].text.as_str());
            end = block.span.end;
        }
    }
    Ok(())
}

fn piece() -> impl Strategy<Value = String> {
    prop_oneof![
        Just("<div>".to_owned()),
        Just("</div>".to_owned()),
        Just("<p>".to_owned()),
        Just("</p>".to_owned()),
        Just("<br>".to_owned()),
        Just("<table><tr><td>".to_owned()),
        Just("</table>".to_owned()),
        Just("<b>".to_owned()),
        Just("</b>".to_owned()),
        Just("<a href=/x>".to_owned()),
        Just("</a>".to_owned()),
        Just("<h1>".to_owned()),
        Just("<li>".to_owned()),
        Just("<time datetime=2020-01-02>".to_owned()),
        Just("<script type=application/ld+json>{\"@type\":[".to_owned()),
        Just("</script>".to_owned()),
        Just("12.01.2022 - Title of a thing\n\n".to_owned()),
        Just("Some sentence of a page that is long enough, he said. ".to_owned()),
        Just("\u{f0001}".to_owned()),
        Just("\n\n".to_owned()),
        "\\PC{0,12}",
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn arbitrary_bytes_never_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        check(&read(bytes).value)?;
    }

    #[test]
    fn spans_are_their_blocks(pieces in proptest::collection::vec(piece(), 0..40), html in any::<bool>()) {
        let text = format!("{}{}", if html { "<html><body>" } else { "" }, pieces.concat());
        let page = read(text.clone()).value;
        check(&page)?;
        let again = read(text).value;
        prop_assert_eq!(format!("{page:?}"), format!("{again:?}"));
    }

    #[test]
    fn plain_text_is_never_changed(text in "\\PC{0,60}(\r?\n\\PC{0,40}){0,4}") {
        prop_assume!(!text.is_empty());
        let page = parse(&Capture::new(text.as_bytes()), &PageConfig { plain: true, ..PageConfig::default() }).value;
        check(&page)?;
        prop_assert_eq!(page.articles[0].text.as_str(), text.as_str());
    }
}
