//! Immutable, hashed text and the places in it: the only offset arithmetic of the project.
//!
//! A [`Span`] counts bytes and belongs to one [`Text`]; a [`CharSpan`] counts Unicode code points and is what outsiders see (JSON,
//! Python, W3C annotations). Whatever normalises text does so before a `Text` is made.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::{fmt, ops::Range, sync::Arc};

/// A text that never changes, and its hash. Cloning is cheap.
#[derive(Clone, PartialEq, Eq)]
pub struct Text {
    text: Arc<str>,
    hash: TextHash,
}

/// SHA-256 of a text's UTF-8 bytes.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TextHash([u8; 32]);

/// Bytes `[start, end)` of one [`Text`].
///
/// Invariant: made by [`Text::span`] or [`Text::find`], it lies inside the text and on character boundaries.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(into = "(u32, u32)", from = "(u32, u32)")]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

/// Unicode code points `[start, end)` of one [`Text`]; serialized as `[start, end]`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(into = "(u32, u32)", from = "(u32, u32)")]
pub struct CharSpan {
    /// First code point.
    pub start: u32,
    /// One past the last code point.
    pub end: u32,
}

impl Text {
    /// Longest text that offsets can address, in bytes. Longer input is cut at a character boundary by [`Text::new`].
    pub const MAX_BYTES: usize = 256 * 1024 * 1024;

    /// Takes a text as it is, byte for byte (cut at [`Text::MAX_BYTES`], which the page limits keep out of reach).
    pub fn new(text: impl Into<Arc<str>>) -> Text {
        let mut text: Arc<str> = text.into();
        if text.len() > Text::MAX_BYTES {
            text = Arc::from(&text[..text.floor_char_boundary(Text::MAX_BYTES)]);
        }
        let hash = TextHash(Sha256::digest(text.as_bytes()).into());
        Text { text, hash }
    }

    /// The whole text.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Names this text: two texts with one hash are the same text.
    pub fn hash(&self) -> TextHash {
        self.hash
    }

    /// The span of a byte range, or None where it leaves the text, runs backwards or cuts a character.
    pub fn span(&self, range: Range<usize>) -> Option<Span> {
        self.text.get(range.clone())?;
        Some(Span { start: u32::try_from(range.start).ok()?, end: u32::try_from(range.end).ok()? })
    }

    /// The words at a span; empty for a span of another text that does not fit this one.
    pub fn slice(&self, span: Span) -> &str {
        self.text.get(span.range()).unwrap_or("")
    }

    /// The pieces of a discontinuous span, joined by " … ".
    pub fn join(&self, spans: &[Span]) -> String {
        spans.iter().map(|s| self.slice(*s)).collect::<Vec<_>>().join(" … ")
    }

    /// The first place at or after byte `from` where `needle` stands.
    pub fn find(&self, needle: &str, from: usize) -> Option<Span> {
        let start = from + self.text.get(from..)?.find(needle)?;
        self.span(start..start + needle.len())
    }

    /// Byte spans → code-point spans, in the order given. One pass over the text however many spans there are.
    pub fn char_spans(&self, spans: &[Span]) -> Vec<CharSpan> {
        let mut at = self.char_offsets(spans.iter().flat_map(|s| [s.start, s.end]).collect());
        spans.iter().map(|_| CharSpan { start: at.next().unwrap_or(0), end: at.next().unwrap_or(0) }).collect()
    }

    fn char_offsets(&self, bytes: Vec<u32>) -> std::vec::IntoIter<u32> {
        let mut order: Vec<usize> = (0..bytes.len()).collect();
        order.sort_by_key(|&i| bytes[i]);
        let mut out = vec![0; bytes.len()];
        let (mut byte, mut chars) = (0, 0u32);
        for i in order {
            let to = self.text.floor_char_boundary(bytes[i] as usize);
            chars += self.text[byte..to].chars().count() as u32;
            byte = to;
            out[i] = chars;
        }
        out.into_iter()
    }

    /// A code-point span → a byte span, or None where it leaves the text or runs backwards.
    pub fn byte_span(&self, span: CharSpan) -> Option<Span> {
        let mut bounds = self.text.char_indices().map(|(i, _)| i).chain([self.text.len()]);
        let start = bounds.nth(span.start as usize)?;
        let end = match span.end.checked_sub(span.start)? {
            0 => start,
            n => bounds.nth(n as usize - 1)?,
        };
        self.span(start..end)
    }
}

impl fmt::Debug for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Text({:?})", self.text)
    }
}

impl TextHash {
    /// The 32 bytes.
    pub fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl fmt::Display for TextHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|b| write!(f, "{b:02x}"))
    }
}

impl fmt::Debug for TextHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

impl Span {
    /// As an index into the text's `str`.
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// Length in bytes.
    pub fn len(self) -> usize {
        self.end.saturating_sub(self.start) as usize
    }

    /// Whether it holds nothing.
    pub fn is_empty(self) -> bool {
        self.end <= self.start
    }

    /// Whether `other` lies inside this span.
    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share a byte.
    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }
}

impl From<Span> for (u32, u32) {
    fn from(s: Span) -> Self {
        (s.start, s.end)
    }
}

impl From<(u32, u32)> for Span {
    fn from((start, end): (u32, u32)) -> Self {
        Span { start, end }
    }
}

impl From<CharSpan> for (u32, u32) {
    fn from(s: CharSpan) -> Self {
        (s.start, s.end)
    }
}

impl From<(u32, u32)> for CharSpan {
    fn from((start, end): (u32, u32)) -> Self {
        CharSpan { start, end }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_span_may_not_cut_a_character() {
        let text = Text::new("«Да», — сказал он.");
        assert_eq!(text.span(0..1), None);
        let quoted = text.find("«Да»", 0).expect("it stands there");
        assert_eq!(text.char_spans(&[quoted]), [CharSpan { start: 0, end: 4 }]);
        assert_eq!(text.slice(quoted), "«Да»");
    }

    proptest! {
        #[test]
        fn bytes_and_code_points_round_trip(s in "\\PC{0,40}", a in 0usize..50, b in 0usize..50) {
            let text = Text::new(s.as_str());
            let n = s.chars().count();
            let (a, b) = (a.min(n).min(b.min(n)), a.min(n).max(b.min(n)));
            let chars = CharSpan { start: a as u32, end: b as u32 };
            let bytes = text.byte_span(chars).expect("inside the text");
            prop_assert_eq!(text.slice(bytes), s.chars().skip(a).take(b - a).collect::<String>());
            prop_assert_eq!(text.char_spans(&[bytes]), vec![chars]);
        }

        #[test]
        fn a_span_of_another_text_never_panics(s in "\\PC{0,10}", start in 0u32..99, end in 0u32..99) {
            let text = Text::new(s.as_str());
            let span = Span { start, end };
            let _ = (text.slice(span), text.char_spans(&[span]), text.byte_span(CharSpan { start, end }), text.find("a", start as usize));
        }
    }
}
