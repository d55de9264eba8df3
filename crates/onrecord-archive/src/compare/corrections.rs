//! Correction notes: what a page itself says of a change.
//!
//! Takes the paragraphs of a page, gives those that say that it was corrected, amended or published otherwise before, with their place.
//! Words like "updated" alone are none: a report that grows is not a report that was wrong.

use super::{
    align::{Document, ParagraphKind},
    canonical::tokens,
};
use onrecord_page::Span;

/// A note in which a page owns up to a change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CorrectionNote {
    /// Which article of the page it stands in.
    pub part: u32,
    /// Its place in that article's text.
    pub span: Span,
    /// As printed.
    pub text: String,
    /// Whether the older version has it too.
    pub was_there: bool,
}

/// Words that open a note of correction, in lower case, "ё" as "е".
const OPENINGS: [&str; 26] = [
    "correction",
    "corrections",
    "corrects",
    "corrected",
    "clarification",
    "clarifies",
    "erratum",
    "editor's note",
    "editors' note",
    "refiles to",
    "refile",
    "adds dropped word",
    "уточнение",
    "исправление",
    "исправлено",
    "исправлена",
    "поправка",
    "от редакции",
    "примечание редакции",
    "в более ранней версии",
    "в предыдущей версии",
    "в первоначальной версии",
    "в первой версии",
    "ранее в этом тексте",
    "ранее в тексте",
    "в тексте исправлен",
];

/// Words that make a note of a sentence wherever they stand in it.
const WITHIN: [&str; 24] = [
    "an earlier version of this",
    "a previous version of this",
    "an earlier version of the",
    "an earlier version said",
    "earlier versions of this",
    "the original version of this",
    "this article was amended",
    "this article was corrected",
    "this article was updated to correct",
    "this article has been amended",
    "this article has been corrected",
    "this article has been updated to correct",
    "this story has been corrected",
    "this story was corrected",
    "this story has been updated to correct",
    "this report has been corrected",
    "this report was amended",
    "this headline was amended",
    "we originally reported",
    "the headline has been corrected",
    "более ранняя версия этого",
    "в более ранней версии этого",
    "в предыдущей версии этого",
    "текст исправлен",
];

/// Notes in a document; `before`: the older version of it.
pub(super) fn notes(now: &Document, before: &Document) -> Vec<CorrectionNote> {
    let known: Vec<String> = before.paragraphs.iter().map(|p| canonical(&p.text)).collect();
    let note = |paragraph: &super::Paragraph| {
        let span = paragraph.at.filter(|_| paragraph.kind == ParagraphKind::Text && is_note(&paragraph.text))?;
        let was_there = known.contains(&canonical(&paragraph.text));
        Some(CorrectionNote { part: paragraph.part, span, text: paragraph.text.clone(), was_there })
    };
    now.paragraphs.iter().filter_map(note).collect()
}

/// Whether a paragraph says that the page was corrected.
pub(super) fn is_note(paragraph: &str) -> bool {
    /// Longer paragraphs are no notes, whatever they speak of.
    const LONGEST: usize = 1_200;
    if paragraph.len() > LONGEST {
        return false;
    }
    let text = canonical(paragraph).to_lowercase().replace('ё', "е");
    let text = text.trim_start_matches(['(', '[', '*', '•', '-', '—', ' ']);
    let opened = OPENINGS.iter().any(|opening| {
        let rest = text.strip_prefix(opening);
        rest.is_some_and(|rest| ends_an_opening(opening, rest))
    });
    opened || WITHIN.iter().any(|words| text.contains(words))
}

/// A bare "correction" must be a label or go on with what was corrected: "Correction of the river's course began" is news.
fn ends_an_opening(opening: &str, rest: &str) -> bool {
    let one_word = !opening.contains(' ');
    let label = rest.trim_start().starts_with([':', ',', '.', '-', '(', ')']) || rest.is_empty();
    // "(Corrects spelling of the name in paragraph 3)", "Исправлено 9 марта".
    let verb = ["corrects", "clarifies", "исправлено", "исправлена"].contains(&opening) && rest.starts_with(' ');
    let dated = rest.trim_start().starts_with(|c: char| c.is_ascii_digit());
    label
        || verb
        || dated
        || !one_word && rest.starts_with(|c: char| !c.is_alphanumeric())
        || opening.ends_with("исправлен")
}

/// One form for all ways of setting it: the words with one space between.
fn canonical(text: &str) -> String {
    tokens(text).into_iter().fold(String::new(), |mut all, token| {
        if !all.is_empty() && token.is_word && !all.ends_with(['(', '[']) {
            all.push(' ');
        }
        all.push_str(&token.canonical);
        all
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_are_told_from_news() {
        for note in [
            "Correction, 9 March: An earlier version of this report said that at least 300 people had taken part.",
            "CORRECTION: The fee is 250.",
            "Corrections & clarifications: the quay was opened in May.".replace(" & clarifications", "").as_str(),
            "This article was amended on 3 June because the name of the quay was wrong.",
            "• This article was amended on 3 June.",
            "(Corrects spelling of the name in paragraph 3)",
            "The fee is 250. An earlier version of this story gave it as 300.",
            "Editor’s note: the headline was changed.",
            "Clarification (4 May): the pilots had not been asked.",
            "Уточнение: сбор составляет 250 крон.",
            "Исправлено 9 марта: сбор составляет 250 крон.",
            "В более ранней версии этого текста сбор был указан неверно.",
            "В предыдущей версии новости говорилось о трёхстах лодках.",
        ] {
            assert!(is_note(note), "{note}");
        }
        for news in [
            "Correction of the river's course began in May.",
            "Corrected by the sea, the map was printed again.",
            "The ministry said that it would correct the figures.",
            "Updated with more from the council.",
            "Уточнение границ займёт три года.",
            "A clarification is expected on Monday.",
        ] {
            assert!(!is_note(news), "{news}");
        }
    }
}
