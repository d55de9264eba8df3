//! The words around a statement, or around a search word, that a list shows dimmed.
//!
//! Takes a text and the places that matter in it, gives one piece of the text: the block around them, where that is long only so much
//! of it as a reader can take in. What was cut is marked by "…".

use onrecord_page::Span;

/// Bytes of a long block shown on either side; picked by gut: two or three lines of print.
const MARGIN: usize = 300;

/// The block (or blocks) that `[speaker, cue, content]` lie in. Holds the content whole where it is in one piece.
pub(crate) fn around(text: &str, blocks: &[Span], spans: &[Vec<Span>; 3]) -> String {
    let [.., content] = spans;
    let Some(first) = content.first() else { return String::new() };
    let last = content.last().unwrap_or(first);
    let (mut from, mut to) = (first.start, last.end);
    // Speaker and cue may stand paragraphs away ("he", resolved): only what is near belongs to the picture.
    let near = |s: &&Span| s.end as usize + MARGIN >= from as usize && s.start as usize <= to as usize + MARGIN;
    let close: Vec<Span> = spans[..2].iter().flatten().filter(near).copied().collect();
    for span in close {
        (from, to) = (from.min(span.start), to.max(span.end));
    }
    let block_start = blocks.iter().rev().find(|b| b.start <= from).map_or(0, |b| b.start);
    let block_end = blocks.iter().find(|b| b.end >= to).map_or(text.len(), |b| b.end as usize);
    excerpt(text, block_start as usize..block_end, from as usize..to as usize, MARGIN)
}

/// The words around a match in a long text.
pub(crate) fn snippet(text: &str, found: std::ops::Range<usize>) -> String {
    const EITHER_SIDE: usize = 120;
    let piece = excerpt(text, 0..text.len(), found, EITHER_SIDE);
    piece.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// `kept` and up to `margin` bytes either side of it, inside `outer`, cut between words.
fn excerpt(text: &str, outer: std::ops::Range<usize>, kept: std::ops::Range<usize>, margin: usize) -> String {
    let kept = text.floor_char_boundary(kept.start)..text.ceil_char_boundary(kept.end);
    let outer = text.floor_char_boundary(outer.start.min(kept.start))..text.ceil_char_boundary(outer.end.max(kept.end));
    let mut start = outer.start;
    if kept.start - outer.start > margin {
        let wanted = text.ceil_char_boundary(kept.start - margin);
        start = text[wanted..kept.start].find(char::is_whitespace).map_or(wanted, |at| wanted + at);
    }
    let mut end = outer.end;
    if outer.end - kept.end > margin {
        let wanted = text.floor_char_boundary(kept.end + margin);
        end = text[kept.end..wanted].rfind(char::is_whitespace).map_or(wanted, |at| kept.end + at);
    }
    let before = if start > outer.start { "… " } else { "" };
    let after = if end < outer.end { " …" } else { "" };
    format!("{before}{}{after}", text[start..end].trim())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_long_block_is_cut_between_words() {
        let text = format!("{} here {}", "before ".repeat(40), "after ".repeat(40));
        let at = text.find("here").expect("it stands there");
        let piece = snippet(&text, at..at + 4);
        assert!(piece.starts_with("… before ") && piece.ends_with(" after …"), "{piece}");
        assert!(piece.contains("before here after"), "{piece}");
    }

    proptest! {
        #[test]
        fn an_excerpt_holds_what_it_was_asked_for(text in "[а-яa-z .\n]{1,900}", a in 0usize..900, b in 0usize..900) {
            let (a, b) = (a.min(b).min(text.len()), a.max(b).min(text.len()));
            let kept = text.floor_char_boundary(a)..text.ceil_char_boundary(b);
            let piece = excerpt(&text, 0..text.len(), kept.clone(), 50);
            prop_assert!(piece.contains(text[kept].trim()));
        }
    }
}
