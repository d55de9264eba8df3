//! Bytes → characters.
//!
//! Takes the bytes of a capture, unpacks gzip (stopping at the size limit while it unpacks), finds the charset and decodes. Gives
//! text, or a note that says why there is none: nothing in the file, or a file that isn't text. Refuses nothing.

use crate::{Capture, Limits, Note};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};
use flate2::read::MultiGzDecoder;
use std::{borrow::Cow, io::Read};

/// What the bytes say.
#[derive(Debug, Default)]
pub(crate) struct Decoded {
    /// Empty if the bytes aren't text.
    pub(crate) text: String,
    /// What was lost or guessed.
    pub(crate) notes: Vec<Note>,
}

/// Decodes a capture. `keep_mark`: a leading byte order mark stays a code point of the text, as it does for whoever opens the file
/// as UTF-8.
pub(crate) fn decode(capture: &Capture, limits: &Limits, keep_mark: bool) -> Decoded {
    let mut notes = Vec::new();
    let bytes = unpack(&capture.body, limits.bytes, &mut notes);
    if bytes.is_empty() {
        if notes.is_empty() {
            notes.push(Note::new("empty", "The file is empty.").hint("Fetch or save the page again."));
        }
        return Decoded { text: String::new(), notes };
    }
    if let Some(what) = known_binary(&bytes) {
        return not_text(what, notes);
    }
    let Some(encoding) = charset(&bytes, capture.media_type.as_deref(), &mut notes) else {
        return not_text("binary data", notes);
    };
    let (text, broken) = if keep_mark && encoding == UTF_8 {
        encoding.decode_without_bom_handling(&bytes)
    } else {
        encoding.decode_with_bom_removal(&bytes)
    };
    if broken && text.chars().filter(|&c| c == char::REPLACEMENT_CHARACTER).count() > 1 {
        let message = format!("Some bytes are not {}; they stand as \u{FFFD}.", encoding.name());
        notes.push(Note::new("broken-characters", message));
    }
    Decoded { text: text.into_owned(), notes }
}

fn not_text(what: &str, mut notes: Vec<Note>) -> Decoded {
    let note = Note::new("not-text", format!("The file is {what}, not a page of text."));
    notes.push(note.hint("Save the page as HTML or as plain text."));
    Decoded { text: String::new(), notes }
}

/// Undoes gzip, twice if need be (a `.html.gz` that was served compressed), never holding more than `limit` bytes of the result.
fn unpack<'a>(body: &'a [u8], limit: usize, notes: &mut Vec<Note>) -> Cow<'a, [u8]> {
    let mut bytes = Cow::Borrowed(body);
    for _ in 0..2 {
        if !bytes.starts_with(&[0x1f, 0x8b]) {
            break;
        }
        let mut plain = Vec::new();
        if MultiGzDecoder::new(&*bytes).take(limit as u64 + 1).read_to_end(&mut plain).is_err() {
            let message =
                format!("The compressed file is damaged or cut off; {} bytes of it could be read.", plain.len());
            notes.push(Note::new("truncated-gzip", message).hint("Fetch or copy the file again."));
        }
        bytes = Cow::Owned(plain);
    }
    if bytes.len() > limit {
        let message = format!("The page is larger than {limit} bytes; the rest of it was left out.");
        notes.push(Note::new("too-large", message).hint("Split the file."));
        bytes = match bytes {
            Cow::Borrowed(b) => Cow::Borrowed(&b[..limit]),
            Cow::Owned(mut b) => {
                b.truncate(limit);
                Cow::Owned(b)
            }
        };
    }
    bytes
}

/// Files that people save or serve as pages by mistake, by their first bytes.
fn known_binary(bytes: &[u8]) -> Option<&'static str> {
    const KNOWN: &[(&[u8], &str)] = &[
        (b"\x89PNG\r\n", "a PNG picture"),
        (b"\xff\xd8\xff", "a JPEG picture"),
        (b"GIF8", "a GIF picture"),
        (b"%PDF-", "a PDF document"),
        (b"PK\x03\x04", "a ZIP archive or an office document"),
        (b"PK\x05\x06", "an empty ZIP archive"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old office document"),
        (b"{\\rtf", "a rich-text document"),
        (b"7z\xbc\xaf", "a 7z archive"),
        (b"Rar!", "a RAR archive"),
        (b"BZh", "a bzip2 archive"),
        (b"\xfd7zXZ", "an xz archive"),
        (b"\x28\xb5\x2f\xfd", "a zstd archive"),
        (b"\x7fELF", "a program"),
        (b"MZ\x90", "a program"),
        (b"SQLite format 3", "a database"),
        (b"OggS", "a sound file"),
        (b"ID3", "a sound file"),
        (b"RIFF", "a picture, sound or video file"),
        (b"wOFF", "a font"),
        (b"wOF2", "a font"),
        (b"\x1f\x8b", "compressed more than twice"),
    ];
    let movie = bytes.get(4..8) == Some(b"ftyp");
    KNOWN.iter().find(|(magic, _)| bytes.starts_with(magic)).map(|(_, what)| *what).or(movie.then_some("a video file"))
}

/// The charset, in the order of what can be believed: a byte order mark, the pattern of zero bytes that UTF-16 leaves, UTF-8 that
/// holds, what the server or the page declares, a guess. None: not text.
fn charset(bytes: &[u8], media_type: Option<&str>, notes: &mut Vec<Note>) -> Option<&'static Encoding> {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return Some(encoding);
    }
    if let Some(encoding) = utf16_by_zeros(bytes) {
        notes.push(Note::new("charset-guessed", format!("The page has no mark; it was read as {}.", encoding.name())));
        return Some(encoding);
    }
    let head = &bytes[..bytes.len().min(64 * 1024)];
    let control = head.iter().filter(|b| matches!(b, 0..=8 | 14..=26 | 28..=31 | 127)).count();
    if control * 50 > head.len() {
        return None;
    }
    if valid_utf8(bytes) {
        return Some(UTF_8);
    }
    let declared = media_type.and_then(charset_parameter).or_else(|| charset_parameter(&meta_area(bytes)));
    match declared {
        // A page that says UTF-8 and breaks it in one comment is still UTF-8; one that breaks it throughout isn't.
        Some(encoding) if encoding != UTF_8 => return Some(encoding),
        Some(_) if mostly_utf8(bytes) => return Some(UTF_8),
        None if mostly_utf8(bytes) && bytes.len() > 4096 => return Some(UTF_8),
        _ => {}
    }
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let encoding = detector.guess(None, chardetng::Utf8Detection::Allow);
    notes.push(Note::new(
        "charset-guessed",
        format!("The page doesn't say its charset; it was read as {}.", encoding.name()),
    ));
    Some(encoding)
}

/// UTF-16 of a text that is half Latin leaves every other byte zero; no single-byte charset has zeros at all.
fn utf16_by_zeros(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(4096) & !1];
    let zeros = |at: usize| head.iter().skip(at).step_by(2).filter(|&&b| b == 0).count();
    let (even, odd, units) = (zeros(0), zeros(1), head.len() / 2);
    // Cyrillic text in UTF-16 has zero high bytes only for its spaces and marks: about one in six.
    let enough = |many: usize, few: usize| many * 12 > units && few * 20 <= many;
    match () {
        () if units < 2 => None,
        () if enough(odd, even) => Some(UTF_16LE),
        () if enough(even, odd) => Some(UTF_16BE),
        () => None,
    }
}

/// Valid, or valid but for a last character cut in two.
fn valid_utf8(bytes: &[u8]) -> bool {
    match std::str::from_utf8(bytes) {
        Ok(_) => true,
        Err(e) => e.error_len().is_none(),
    }
}

/// At most one broken sequence in a hundred of those that aren't ASCII.
fn mostly_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    bad * 100 <= good
}

/// Where a page declares its charset: the first 4 KiB (the standard says 1 KiB, and pages don't keep to it).
fn meta_area(bytes: &[u8]) -> Cow<'_, str> {
    String::from_utf8_lossy(&bytes[..bytes.len().min(4096)])
}

/// `charset=…` or `encoding="…"` in a Content-Type, a meta element or an XML declaration.
fn charset_parameter(s: &str) -> Option<&'static Encoding> {
    let lower = s.to_ascii_lowercase();
    ["charset", "encoding"].iter().find_map(|name| {
        lower.match_indices(name).find_map(|(at, _)| {
            let value = lower[at + name.len()..].trim_start().strip_prefix('=')?;
            let value = value.trim_start_matches(|c: char| c.is_whitespace() || c == '"' || c == '\'');
            let end = value.find(|c: char| !(c.is_ascii_alphanumeric() || "-_:.".contains(c))).unwrap_or(value.len());
            Encoding::for_label(&value.as_bytes()[..end])
        })
    })
}
