//! The same words of the same speaker, printed twice: one statement in two places.
//!
//! A standfirst repeats the article's best quotation, a wire story its headline. Takes the statements of one text in the order of their
//! content, and folds each that repeats an earlier one into that one's [`Statement::also`]. Words are compared without case, marks and
//! spaces. A speech is left as it is: who says a thing twice has said it twice.

use crate::{Content, Mode, Statement};
use onrecord_page::Text;
use std::collections::HashMap;

/// Fewer words than these ("Yes, we will") may well be said twice.
const LEAST: usize = 5;

/// Folds repeats into the first of their kind.
pub(crate) fn fold(text: &Text, statements: Vec<Statement>) -> Vec<Statement> {
    let mut kept: Vec<Statement> = Vec::with_capacity(statements.len());
    let mut first: HashMap<String, Vec<usize>> = HashMap::new();
    for statement in statements {
        let Some(words) = words(text, &statement) else {
            kept.push(statement);
            continue;
        };
        let known = first.entry(words).or_default();
        match known.iter().find(|&&at| one_speaker(&kept[at], &statement)) {
            Some(&at) => kept[at].also.push(statement.content),
            None => {
                known.push(kept.len());
                kept.push(statement);
            }
        }
    }
    kept
}

/// What is compared; None for what is never a repeat.
fn words(text: &Text, statement: &Statement) -> Option<String> {
    if statement.mode == Mode::Speech {
        return None;
    }
    let Content { spans } = &statement.content;
    let mut words: Vec<String> = Vec::new();
    for span in spans {
        let parts = text.slice(*span).split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
        words.extend(parts.map(str::to_lowercase));
    }
    (words.len() >= LEAST).then(|| words.join(" "))
}

/// Nobody is named by neither, or both name the same.
fn one_speaker(a: &Statement, b: &Statement) -> bool {
    a.speaker.as_ref().map(|s| (&s.name, s.kind)) == b.speaker.as_ref().map(|s| (&s.name, s.kind))
}

#[cfg(test)]
mod tests {
    use crate::{Models, read};
    use onrecord_page::{Capture, PageConfig, parse};

    fn said(text: &str) -> Vec<(String, usize)> {
        let config = PageConfig { plain: true, ..PageConfig::default() };
        let page = parse(&Capture::new(text.as_bytes().to_vec()), &config).value;
        let reading = read(&page.articles[0], &Models::embedded());
        let one = |s: &crate::Statement| {
            let words: Vec<_> = s.content.spans.iter().map(|s| page.articles[0].text.slice(*s)).collect();
            (words.join(" … "), s.also.len())
        };
        reading.statements.iter().map(one).collect()
    }

    #[test]
    fn words_printed_twice_are_one_statement_in_two_places() {
        let text = "“The lock will not be opened before the spring,” Ada Quill said.\n\nIt rained.\n\n\
                    “The lock will not be opened before the spring”, Ada Quill said on Monday.";
        assert_eq!(said(text), [("The lock will not be opened before the spring,".to_owned(), 1)]);
    }

    #[test]
    fn two_speakers_and_short_words_stay_apart() {
        let text = "“The lock will not be opened before the spring,” Ada Quill said.\n\n\
                    “The lock will not be opened before the spring,” Tom Venn said.\n\n\
                    “We shall see,” Ada Quill said.\n\n“We shall see,” Ada Quill said.";
        assert_eq!(said(text).iter().map(|(_, also)| *also).collect::<Vec<_>>(), [0, 0, 0, 0]);
    }
}
