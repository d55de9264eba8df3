//! Proposals of a bigger model, checked and put beside what was found.
//!
//! Takes [`Proposal`]s, which are words, and gives them places: content first, then the cue that stands nearest to it, then the source
//! nearest to the cue, all in one paragraph or the next. What has no place is refused, and said so in a note.

use super::trained;
use crate::{
    document::Document,
    found::{Found, Rule, Source},
    proposal::Proposal,
};
use onrecord_page::Note;
use std::ops::Range;

/// Proposals for one text that are looked at; a model that babbles must not hold up a folder.
const MOST: usize = 2_000;
/// Places of one wording that are looked at.
const PLACES: usize = 64;

/// Adds what was proposed and is not yet found; gives a note for each proposal that was refused.
pub(crate) fn adopt(found: &mut Vec<Found>, document: &Document<'_>, proposals: &[Proposal]) -> Vec<Note> {
    if proposals.is_empty() {
        return Vec::new();
    }
    let frames = trained::innermost_frames(document);
    let mut notes = Vec::new();
    for proposal in proposals.iter().take(MOST) {
        match place(document, &frames, proposal) {
            Err(words) => notes.push(refused(words)),
            Ok(new) if found.iter().any(|known| same(known, &new)) => (),
            Ok(new) => found.push(new),
        }
    }
    if let Some(rest) = proposals.len().checked_sub(MOST + 1) {
        let message = format!("{} proposals of the model were not looked at.", rest + 1);
        notes.push(Note::new("proposals-too-many", message));
    }
    notes
}

/// Finds the place of each of a proposal's words; the words that have none otherwise.
fn place<'p>(document: &Document<'_>, frames: &[Option<u32>], proposal: &'p Proposal) -> Result<Found, &'p str> {
    let (first, others) = proposal.content.split_first().ok_or("")?;
    let begin = places(document, first);
    let near = |words: &'p Option<String>, to: &Range<usize>| match words.as_deref().map(str::trim) {
        None | Some("") => Ok(None),
        Some(words) => nearest(document, words, to).map(Some).ok_or(words),
    };
    let mut failed = first.as_str();
    for begin in begin {
        let (cue, source) = match near(&proposal.cue, &begin).and_then(|cue| {
            let source = near(&proposal.source, cue.as_ref().unwrap_or(&begin))?;
            Ok((cue, source))
        }) {
            Ok(both) => both,
            Err(words) => {
                failed = words;
                continue;
            }
        };
        let mut content = vec![begin];
        for piece in others {
            let after = content.last().map_or(0, |c| c.end);
            let next = places(document, piece).into_iter().find(|p| p.start >= after).ok_or(piece.as_str())?;
            content.push(next);
        }
        let within = cue.clone().unwrap_or_else(|| content[0].clone());
        let Some(frame) = within.clone().find_map(|at| frames.get(at).copied().flatten()) else { continue };
        trained::join(&mut content);
        let source = source.map(|mention| Source { mention, also: Vec::new(), antecedent: None, agreement: None });
        let rule = Rule::Proposed((proposal.confidence.clamp(0.0, 1.0) * 10_000.0) as u16);
        return Ok(Found {
            source,
            cue: cue.into_iter().collect(),
            content,
            rule,
            frame: frame as usize,
            inserted: false,
        });
    }
    Err(failed)
}

/// Where words stand in the text, character by character; quotation marks at their edges are the text's affair.
fn places(document: &Document<'_>, words: &str) -> Vec<Range<usize>> {
    let words = words.trim().trim_matches(['"', '“', '”', '„', '«', '»']).trim();
    if words.is_empty() {
        return Vec::new();
    }
    let whole = |(at, _): (usize, &str)| {
        let tokens = trained::tokens(document, &(at..at + words.len()))?;
        // Words from the middle of a word are not words.
        (document.slice(&tokens).len() == words.len()).then_some(tokens)
    };
    document.text.as_str().match_indices(words).take(PLACES).filter_map(whole).collect()
}

/// The place of the words that is nearest to another and does not overlap it, in its paragraph or a neighbouring one.
fn nearest(document: &Document<'_>, words: &str, to: &Range<usize>) -> Option<Range<usize>> {
    let paragraph = |at: usize| document.paragraphs.partition_point(|p| p.end <= at);
    let apart = |p: &Range<usize>| p.end <= to.start || p.start >= to.end;
    let neighbours = |p: &Range<usize>| paragraph(p.start).abs_diff(paragraph(to.start)) <= 1;
    let distance = |p: &Range<usize>| if p.end <= to.start { to.start - p.end } else { p.start - to.end };
    places(document, words).into_iter().filter(|p| apart(p) && neighbours(p)).min_by_key(distance)
}

/// Whether half of the shorter content is in the other's too.
fn same(a: &Found, b: &Found) -> bool {
    let words = |f: &Found| f.content.iter().map(ExactSizeIterator::len).sum::<usize>();
    let shared = |x: &Range<usize>, y: &Range<usize>| x.end.min(y.end).saturating_sub(x.start.max(y.start));
    let both: usize = a.content.iter().flat_map(|x| b.content.iter().map(move |y| shared(x, y))).sum();
    2 * both >= words(a).min(words(b))
}

fn refused(words: &str) -> Note {
    const SHOWN: usize = 60;
    let mut shown: String = words.chars().take(SHOWN).collect();
    if shown.len() < words.len() {
        shown.push('…');
    }
    Note::new("proposal-not-verbatim", format!("The model proposed words that the text does not have: “{shown}”."))
}

#[cfg(test)]
mod tests {
    use crate::{Models, Proposal, SpeakerKind, read_with};
    use onrecord_page::{Capture, PageConfig, parse};
    use proptest::prelude::*;

    const TEXT: &str = "Mira Tolland, the foreign minister, stood by the gate on Monday.\n\nThe water was high and the boats stayed in; \
                        thus the foreign minister to all who came by.\n\nNobody else had anything to add.";

    fn proposal(source: &str, cue: &str, content: &str) -> Proposal {
        Proposal { source: Some(source.into()), cue: Some(cue.into()), content: vec![content.into()], confidence: 0.8 }
    }

    fn read(text: &str, proposals: &[Proposal]) -> (Vec<String>, Vec<String>) {
        let config = PageConfig { plain: true, ..PageConfig::default() };
        let page = parse(&Capture::new(text.as_bytes().to_vec()), &config).value;
        let article = &page.articles[0];
        let reading = read_with(article, &Models::rules(), "test", proposals);
        assert!(reading.reader.as_str().ends_with("+test"));
        let shown = |s: &crate::Statement| {
            let words: Vec<_> = s.content.spans.iter().map(|s| article.text.slice(*s)).collect();
            let who = s.speaker.as_ref().map_or_else(String::new, |s| s.name.clone());
            format!("{who}: {} ({:.1})", words.join(" … "), s.confidence)
        };
        let codes = reading.notes.iter().map(|n| n.message.clone()).collect();
        (reading.statements.iter().map(shown).collect(), codes)
    }

    #[test]
    fn words_of_the_text_become_a_statement_of_a_resolved_speaker() {
        let asked = proposal("the foreign minister", "thus", "The water was high and the boats stayed in");
        let (statements, notes) = read(TEXT, &[asked.clone(), asked]);
        assert_eq!(statements, ["Mira Tolland: The water was high and the boats stayed in (0.8)"]);
        assert!(notes.is_empty(), "{notes:?}");
    }

    #[test]
    fn invented_words_are_refused() {
        let (statements, notes) = read(
            TEXT,
            &[
                proposal("the foreign minister", "thus", "The water was very high"),
                proposal("Mira Tolland's deputy", "thus", "The water was high"),
                proposal("the foreign minister", "said", "The water was high"),
                proposal("the foreign minister", "thus", "he water was hig"),
                Proposal::default(),
            ],
        );
        assert!(statements.is_empty(), "{statements:?}");
        assert_eq!(notes.len(), 5);
        assert!(notes[0].contains("“The water was very high”") && notes[1].contains("deputy"), "{notes:?}");
    }

    #[test]
    fn what_the_reader_found_itself_stays() {
        let text = "“The gate is shut,” Mira Tolland said.";
        let (statements, _) = read(text, &[proposal("Mira Tolland", "said", "The gate is shut")]);
        assert_eq!(statements.len(), 1);
        assert!(!statements[0].contains("(0.8)"));
    }

    #[test]
    fn a_kind_is_resolved_as_ever() {
        let page = parse(&Capture::new(TEXT.as_bytes().to_vec()), &PageConfig { plain: true, ..PageConfig::default() });
        let asked = proposal("the foreign minister", "thus", "The water was high");
        let reading = read_with(&page.value.articles[0], &Models::rules(), "test", &[asked]);
        assert_eq!(reading.statements[0].speaker.as_ref().map(|s| s.kind), Some(SpeakerKind::Person));
    }

    proptest! {
        #[test]
        fn whatever_is_proposed_is_the_texts_or_refused(
            text in "[a-c “”\n.é]{0,80}",
            source in proptest::option::of("[a-c “”é]{0,6}"),
            cue in proptest::option::of("[a-c “”é]{0,4}"),
            content in proptest::collection::vec("[a-c “”é]{0,12}", 0..3),
        ) {
            let config = PageConfig { plain: true, ..PageConfig::default() };
            let page = parse(&Capture::new(text.into_bytes()), &config).value;
            let proposals = [Proposal { source, cue, content, confidence: f32::NAN }];
            for article in &page.articles {
                let reading = read_with(article, &Models::rules(), "test", &proposals);
                for statement in &reading.statements {
                    prop_assert!(statement.content.spans.iter().all(|s| !article.text.slice(*s).is_empty()));
                }
            }
        }
    }
}
