//! Marked text: the one place where a text and its spans become HTML.
//!
//! Takes a text, a range of it and the [`Mark`]s on it, which may nest and overlap, and gives [`Segment`]s that cover the range
//! exactly once, in order, each with what holds over all of it. HTML elements can't overlap, so a segment becomes one flat `<mark>`
//! with a class for each kind. Refuses no mark: one that doesn't fit the text is cut to what does, or left out.
//!
//! Invariant: the words of the segments, joined, are the words of the range; the HTML without its tags is the same words escaped.

use onrecord_page::{Span, Text};
use std::fmt::{self, Write};

/// What a marked place is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Who uttered it.
    Speaker,
    /// The words that tie speaker and content.
    Cue,
    /// What was said.
    Content,
    /// What was said where layout alone tells so: marked at its edges only, since it may be the whole text.
    Speech,
}

/// A marked place of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Mark {
    /// Where.
    pub(crate) span: Span,
    /// What.
    pub(crate) kind: Kind,
    /// Which statement it belongs to, counted from 1 in the order of the article.
    pub(crate) statement: u32,
    /// Whether the statement's content begins with it.
    pub(crate) opens: bool,
    /// Whether the statement's content ends with it.
    pub(crate) closes: bool,
}

/// Words over which the same marks hold.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Segment<'t> {
    /// As they stand in the text.
    pub(crate) words: &'t str,
    /// How many marks of each kind lie on them, in the order of [`Kind`].
    pub(crate) depth: [u32; 4],
    /// Statements whose content opens right before them.
    pub(crate) opens: Vec<u32>,
    /// Statements whose content closes right after them.
    pub(crate) closes: Vec<u32>,
}

/// HTML that is safe to print as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Html(pub(crate) String);

/// Cuts a range of a text at the edges of the marks on it.
pub(crate) fn cut<'t>(text: &'t Text, range: Span, marks: &[Mark]) -> Vec<Segment<'t>> {
    let all = text.as_str();
    let floor = |at: u32| all.floor_char_boundary(at as usize);
    let (start, end) = (floor(range.start), floor(range.end));
    if start >= end {
        return Vec::new();
    }
    let mut edges = vec![start, end];
    let mut placed = Vec::new();
    for mark in marks {
        let (from, to) = (floor(mark.span.start), floor(mark.span.end));
        let (shown_from, shown_to) = (from.max(start), to.min(end));
        if shown_from < shown_to {
            edges.extend([shown_from, shown_to]);
            placed.push((shown_from, shown_to, mark, from == shown_from, to == shown_to));
        }
    }
    edges.sort_unstable();
    edges.dedup();
    let mut segments: Vec<Segment<'t>> =
        edges.windows(2).map(|edge| Segment { words: &all[edge[0]..edge[1]], ..Segment::default() }).collect();
    for (from, to, mark, whole_start, whole_end) in placed {
        // Both edges were put in above, so the searches find them.
        let (first, past) = (edges.partition_point(|&e| e < from), edges.partition_point(|&e| e < to));
        for segment in &mut segments[first..past] {
            segment.depth[mark.kind as usize] += 1;
        }
        if mark.opens && whole_start {
            segments[first].opens.push(mark.statement);
        }
        if mark.closes && whole_end {
            segments[past - 1].closes.push(mark.statement);
        }
    }
    segments
}

/// Writes segments as HTML. `anchor` names the place where a statement's content opens (an id of the page); a closing statement gets
/// a reference to its note `#n…`, whose number stands in an attribute, so that the words stay exactly the words of the text.
pub(crate) fn html(segments: &[Segment<'_>], anchor: &dyn Fn(u32) -> Option<String>) -> Html {
    let mut out = String::new();
    for segment in segments {
        for id in segment.opens.iter().filter_map(|&n| anchor(n)) {
            let _ = write!(out, "<span class=\"at\" id=\"{}\"></span>", Escaped(&id));
        }
        let mut classes = segment.classes();
        if classes.is_empty() {
            let _ = write!(out, "{}", Escaped(segment.words));
        } else {
            if !segment.opens.is_empty() {
                classes.push("open");
            }
            if !segment.closes.is_empty() {
                classes.push("close");
            }
            let _ = write!(out, "<mark class=\"{}\">{}</mark>", classes.join(" "), Escaped(segment.words));
        }
        for n in segment.closes.iter().filter(|&&n| anchor(n).is_some()) {
            let _ = write!(out, "<a class=\"ref\" href=\"#n{n}\" data-n=\"{n}\" aria-label=\"Statement {n}\"></a>");
        }
    }
    Html(out)
}

impl Segment<'_> {
    fn classes(&self) -> Vec<&'static str> {
        let [speaker, cue, content, speech] = self.depth;
        let mut classes = Vec::new();
        for (count, class) in [(speaker, "speaker"), (cue, "cue"), (content, "content"), (speech, "speech")] {
            if count > 0 {
                classes.push(class);
            }
        }
        if content > 1 {
            classes.push("nested");
        }
        classes
    }
}

/// Text with the five characters that mean something to HTML replaced.
pub(crate) struct Escaped<'a>(pub(crate) &'a str);

impl fmt::Display for Escaped<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut rest = self.0;
        while let Some(at) = rest.find(['&', '<', '>', '"', '\'']) {
            f.write_str(&rest[..at])?;
            f.write_str(match rest.as_bytes()[at] {
                b'&' => "&amp;",
                b'<' => "&lt;",
                b'>' => "&gt;",
                b'"' => "&quot;",
                _ => "&#39;",
            })?;
            rest = &rest[at + 1..];
        }
        f.write_str(rest)
    }
}

impl fmt::Display for Html {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl askama::filters::HtmlSafe for Html {}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn mark(text: &Text, words: &str, kind: Kind, statement: u32) -> Mark {
        let content = matches!(kind, Kind::Content | Kind::Speech);
        let span = text.find(words, 0).expect("the words stand in the text");
        Mark { span, kind, statement, opens: content, closes: content }
    }

    fn whole(text: &Text) -> Span {
        text.span(0..text.as_str().len()).expect("all of it")
    }

    #[test]
    fn a_statement_within_a_statement() {
        let text = Text::new("Orla Venn said the mayor had told her “no” & left.");
        let marks = [
            mark(&text, "Orla Venn", Kind::Speaker, 1),
            mark(&text, "said", Kind::Cue, 1),
            mark(&text, "the mayor had told her “no” & left", Kind::Content, 1),
            mark(&text, "the mayor", Kind::Speaker, 2),
            mark(&text, "“no”", Kind::Content, 2),
        ];
        let Html(html) = html(&cut(&text, whole(&text), &marks), &|n| Some(format!("s{n}")));
        insta::assert_snapshot!(html, @r##"<mark class="speaker">Orla Venn</mark> <mark class="cue">said</mark> <span class="at" id="s1"></span><mark class="speaker content open">the mayor</mark><mark class="content"> had told her </mark><span class="at" id="s2"></span><mark class="content nested open close">“no”</mark><a class="ref" href="#n2" data-n="2" aria-label="Statement 2"></a><mark class="content close"> &amp; left</mark><a class="ref" href="#n1" data-n="1" aria-label="Statement 1"></a>."##);
    }

    /// Takes the tags out and the character references back in.
    fn words_of(html: &str) -> String {
        let mut out = String::new();
        let mut rest = html;
        while let Some(at) = rest.find('<') {
            out.push_str(&rest[..at]);
            rest = rest[at..].split_once('>').map_or("", |(_, after)| after);
        }
        out.push_str(rest);
        out.replace("&lt;", "<")
            .replace("&gt;", ">")
            .replace("&quot;", "\"")
            .replace("&#39;", "'")
            .replace("&amp;", "&")
    }

    prop_compose! {
        fn any_mark()(a in 0u32..60, b in 0u32..60, kind in 0usize..4, statement in 1u32..9, opens: bool, closes: bool) -> Mark {
            let kind = [Kind::Speaker, Kind::Cue, Kind::Content, Kind::Speech][kind];
            Mark { span: Span { start: a, end: b }, kind, statement, opens, closes }
        }
    }

    proptest! {
        #[test]
        fn the_words_stay_the_words(
            s in "[a-z<>&\"' \nё“€𝄞]{0,30}",
            marks in proptest::collection::vec(any_mark(), 0..12),
            range in (0u32..60, 0u32..60),
        ) {
            let text = Text::new(s.as_str());
            let all = text.as_str();
            let (from, to) = (all.floor_char_boundary(range.0 as usize), all.floor_char_boundary(range.1 as usize));
            let wanted = all.get(from..to).unwrap_or("");
            let segments = cut(&text, Span { start: range.0, end: range.1 }, &marks);
            prop_assert_eq!(segments.iter().map(|s| s.words).collect::<String>(), wanted);
            prop_assert!(segments.iter().all(|s| !s.words.is_empty()));

            let html = html(&segments, &|n| Some(format!("s{n}"))).0;
            prop_assert_eq!(words_of(&html), wanted);
            prop_assert_eq!(html.matches("<mark ").count(), html.matches("</mark>").count());

            // Each byte wears what the marks over it say, counted the slow way.
            let mut at = from as u32;
            for segment in &segments {
                let here = Span { start: at, end: at + segment.words.len() as u32 };
                let mut depth = [0; 4];
                for m in &marks {
                    let floored = Span {
                        start: all.floor_char_boundary(m.span.start as usize) as u32,
                        end: all.floor_char_boundary(m.span.end as usize) as u32,
                    };
                    depth[m.kind as usize] += u32::from(floored.contains(here));
                }
                prop_assert_eq!(segment.depth, depth);
                at = here.end;
            }
        }
    }
}
