//! Statements published as PDF, through the program. The documents are written here, byte by byte.

use crate::harness::Place;
use flate2::{Compression, write::ZlibEncoder};
use serde_json::Value;
use std::{fmt::Write as _, io::Write as _};

/// A document of pages that draw these contents with the fonts `/F1` (Latin) and `/F2` (Cyrillic, told by its ToUnicode).
fn pdf(pages: &[String], info: &str, trailer: &str) -> Vec<u8> {
    let mut objects: Vec<Vec<u8>> = vec![
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        Vec::new(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>".to_vec(),
        b"<< /Type /Font /Subtype /Type0 /BaseFont /Quay /Encoding /Identity-H /DescendantFonts [5 0 R] /ToUnicode 7 0 R >>".to_vec(),
        b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Quay /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) \
          /Supplement 0 >> /FontDescriptor 6 0 R /DW 500 >>".to_vec(),
        b"<< /Type /FontDescriptor /FontName /Quay /Flags 4 /FontBBox [0 0 500 800] /ItalicAngle 0 /Ascent 800 /Descent 0 \
          /CapHeight 700 /StemV 80 >>".to_vec(),
        stream("", TO_UNICODE.as_bytes()),
        format!("<< {info} >>").into_bytes(),
    ];
    let mut kids = String::new();
    for content in pages {
        let number = objects.len() + 1;
        let _ = write!(kids, "{number} 0 R ");
        let fonts = "<< /Font << /F1 3 0 R /F2 4 0 R >> >>";
        let page = format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources {fonts} /Contents {} 0 R >>",
            number + 1
        );
        objects.extend([page.into_bytes(), stream("", content.as_bytes())]);
    }
    objects[1] = format!("<< /Type /Pages /Kids [{kids}] /Count {} >>", pages.len()).into_bytes();
    file(&objects, trailer)
}

/// Codes are code points: each stands for itself.
const TO_UNICODE: &str = "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Quay def /CMapType 2 def \
    1 begincodespacerange <0000> <FFFF> endcodespacerange 2 beginbfrange <0020> <007E> <0020> <0400> <04FF> <0400> endbfrange \
    endcmap end end";

fn stream(filter: &str, bytes: &[u8]) -> Vec<u8> {
    [format!("<< /Length {} {filter} >>\nstream\n", bytes.len()).as_bytes(), bytes, b"\nendstream"].concat()
}

fn file(objects: &[Vec<u8>], trailer: &str) -> Vec<u8> {
    let mut out = b"%PDF-1.4\n".to_vec();
    let mut places = String::new();
    for (number, object) in (1..).zip(objects) {
        let _ = writeln!(places, "{:010} 00000 n ", out.len());
        out.extend(format!("{number} 0 obj\n").bytes().chain(object.iter().copied()).chain(*b"\nendobj\n"));
    }
    let (count, at) = (objects.len() + 1, out.len());
    out.extend(
        format!(
            "xref\n0 {count}\n0000000000 65535 f \n{places}trailer\n<< /Size {count} /Root 1 0 R /Info 8 0 R {trailer} >>\n\
             startxref\n{at}\n%%EOF\n"
        )
        .bytes(),
    );
    out
}

/// Lines of a page: `(x, y, size, text)`; Cyrillic ones in the font that needs its ToUnicode.
fn content(lines: &[(u32, u32, u32, &str)]) -> String {
    let mut out = String::from("BT\n");
    for (x, y, size, text) in lines {
        let (font, shown) = match text.is_ascii() {
            true => ("F1", format!("({})", text.replace('(', "\\(").replace(')', "\\)"))),
            false => ("F2", text.encode_utf16().fold("<".to_owned(), |hex, unit| format!("{hex}{unit:04X}")) + ">"),
        };
        let _ = writeln!(out, "/{font} {size} Tf 1 0 0 1 {x} {y} Tm {shown} Tj");
    }
    out + "ET"
}

/// What an embassy publishes, in letters of ASCII throughout.
pub(crate) fn statement() -> Vec<u8> {
    let first = content(&[
        (60, 780, 9, "Embassy of Tavria in Port Venn"),
        (60, 740, 18, "Statement on the closing of the quay"),
        (60, 710, 11, "Port Venn, 3 March 2021"),
        (60, 680, 11, "The embassy of Tavria regrets that the quay of Port Venn was closed with-"),
        (60, 666, 11, "out notice on Monday, and asks the harbour council to open it again."),
        (60, 640, 11, "\"We were told of it by the fishermen,\" said Mira Tolland, the ambassador of Tavria."),
        (60, 626, 11, "She added that at least 300 boats"),
        (300, 40, 9, "1"),
    ]);
    let second =
        content(&[(60, 780, 11, "had been sent away, and that nobody had asked the owners."), (300, 40, 9, "2")]);
    pdf(&[first, second], "/Title (quay_final.docx) /CreationDate (D:20210304101500+02'00')", "")
}

#[test]
fn a_statement_published_as_pdf_is_an_article() {
    let place = Place::new();
    place.write("statement.pdf", statement());
    let ran = place.run("read --json statement.pdf");
    let read: Value = serde_json::from_str(&ran.stdout).expect("an object");
    assert_eq!(read["title"], "Statement on the closing of the quay", "{ran:?}");
    assert_eq!(read["published"]["value"], "2021-03-03", "{ran:?}");
    assert_eq!(read["language"], "en");
    let text = read["text"].as_str().unwrap_or_default();
    assert!(text.contains("closed without notice on Monday, and asks the harbour council"), "{text}");
    assert!(text.contains("at least 300 boats had been sent away"), "{text}");
    assert!(!text.contains("Statement on the closing") && !text.lines().any(|line| line == "1"), "{text}");
    assert!(ran.stdout.contains("Mira Tolland"), "{ran:?}");
    let added = place.run("add statement.pdf");
    assert!(added.status == Some(0) && added.stdout.contains("1  added"), "{added:?}");
    let found = place.run("search --json fishermen");
    assert!(found.stdout.contains("Mira Tolland") && found.stdout.contains("2021-03-03"), "{found:?}");
    assert_eq!(place.run("check").status, Some(0));
}

#[test]
fn letters_are_what_the_font_says_they_are() {
    let place = Place::new();
    let page = content(&[
        (60, 740, 18, "Заявление посольства Таврии"),
        (60, 700, 11, "Посольство Таврии сожалеет о том, что причал в порту был закрыт без предупре-"),
        (60, 686, 11, "ждения, и просит городской совет открыть его как можно скорее."),
        (60, 660, 11, "Порт Венн, 3 марта 2021 года"),
    ]);
    place.write("statement.pdf", pdf(&[page], "/CreationDate (D:20210304101500Z)", ""));
    let ran = place.run("read --json statement.pdf");
    let read: Value = serde_json::from_str(&ran.stdout).expect("an object");
    assert_eq!(read["title"], "Заявление посольства Таврии", "{ran:?}");
    assert_eq!(read["language"], "ru");
    let text = read["text"].as_str().unwrap_or_default();
    assert!(
        text.starts_with("Посольство Таврии сожалеет о том, что причал в порту был закрыт без предупреждения, и"),
        "{text}"
    );
    assert!(read["published"]["value"].as_str().is_some_and(|day| day.starts_with("2021-03-0")), "{ran:?}");
}

/// Blanks packed twice: a few thousand bytes that would be two thousand million.
fn bomb() -> Vec<u8> {
    let pack = |write: &mut dyn FnMut(&mut ZlibEncoder<Vec<u8>>)| {
        let mut packed = ZlibEncoder::new(Vec::new(), Compression::fast());
        write(&mut packed);
        packed.finish().expect("a Vec takes everything")
    };
    let blanks = vec![b' '; 1 << 20];
    let once = pack(&mut |to| (0..2000).for_each(|_| to.write_all(&blanks).expect("room")));
    let twice = pack(&mut |to| to.write_all(&once).expect("room"));
    let page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R >>".to_vec();
    let (catalog, pages) =
        (b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(), b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_vec());
    file(&[catalog, pages, page, stream("/Filter [/FlateDecode /FlateDecode]", &twice)], "")
}

#[test]
fn a_pdf_that_gives_no_text_says_why_and_harms_nothing() {
    let place = Place::new();
    let scan = pdf(&["q 500 0 0 700 40 40 cm Q".to_owned(), String::new()], "", "");
    let key = "/Encrypt << /Filter /Standard /V 2 /R 3 /Length 128 /P -44 /O (0123456789abcdef0123456789abcdef) \
               /U (fedcba9876543210fedcba9876543210) >> /ID [<00112233445566778899aabbccddeeff> <00112233445566778899aabbccddeeff>]";
    let locked = pdf(&[content(&[(60, 700, 11, "Nobody reads this.")])], "", key);
    let broken = [&b"%PDF-1.7\n"[..], &[0x9f; 300]].concat();
    place.write("in/scan.pdf", scan).write("in/locked.pdf", locked).write("in/broken.pdf", broken);
    place.write("in/bomb.pdf", bomb()).write("in/statement.pdf", statement());
    let ran = place.run("add --json in");
    let account: Value = serde_json::from_str(&ran.stdout).expect("an object");
    assert_eq!(
        (&account["added"], &account["without_text"], &account["in_all"]),
        (&1.into(), &4.into(), &5.into()),
        "{ran:?}"
    );
    for reason in [
        "no text in `in/scan.pdf`: The PDF holds no text, only pictures (2 pages)",
        "no text in `in/locked.pdf`: The PDF is encrypted and asks for a password",
        "no text in `in/broken.pdf`: The PDF is damaged or cut off",
        "no text in `in/bomb.pdf`: The PDF was given up: it ",
    ] {
        assert!(ran.stderr.contains(reason), "{reason}\n{}", ran.stderr);
    }
    assert_eq!(ran.stderr.matches("hint: ").count(), 4, "{}", ran.stderr);
}
