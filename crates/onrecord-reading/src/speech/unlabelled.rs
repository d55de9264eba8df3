//! Interviews whose turns have no labels: questions and answers by dashes, or by nothing but that one asks and the other answers.
//!
//! Takes a [`Document`] and what the headline says, gives the turns: those who ask are nobody, who answers is the one whom the headline or the
//! lead names. A story told with dashes («— Не знаю, — сказал он») is none, nor a text that asks in passing.

use super::{Heading, Label, Turn, interviewee};
use crate::{
    document::Document,
    lexicon::Form,
    tokens::{Kind, Token},
};
use std::ops::Range;

/// Questions that make an interview, at least.
const QUESTIONS: usize = 3;

/// Words of a question, at most.
const LONGEST: usize = 90;

/// The turns of an interview without labels, or none.
pub(super) fn turns(document: &Document<'_>, heading: Option<&Heading>) -> Vec<Turn> {
    let openings = by_dashes(document).or_else(|| by_questions(document)).unwrap_or_default();
    let Some((first, _)) = openings.first() else { return Vec::new() };
    let speaker = heading.filter(|h| h.person).map(|h| Label::Headline(h.clone()));
    let start = document.paragraphs[*first].start;
    let Some(speaker) = speaker.or_else(|| interviewee(document, start).map(Label::Lead)) else { return Vec::new() };
    let turn = |n: usize| {
        let (from, asks) = openings[n];
        let to = openings.get(n + 1).map_or(document.paragraphs.len(), |(to, _)| *to);
        let content = document.paragraphs[from..to].iter().map(|p| undashed(document, p)).filter(|p| !p.is_empty());
        Turn { content: content.collect(), speaker: (!asks).then(|| speaker.clone()), asks }
    };
    (0..openings.len()).map(turn).collect()
}

/// A paragraph without the dash that opens it.
fn undashed(document: &Document<'_>, paragraph: &Range<usize>) -> Range<usize> {
    paragraph.start + usize::from(is_dash(document, paragraph.start))..paragraph.end
}

fn is_dash(document: &Document<'_>, at: usize) -> bool {
    document.token(at).is_some_and(|t| t.kind == Kind::Dash)
}

/// Paragraphs that open with a dash, by turns: one asks, the other answers. With each the paragraph, and whether it asks.
fn by_dashes(document: &Document<'_>) -> Option<Vec<(usize, bool)>> {
    let dashed: Vec<usize> =
        (0..document.paragraphs.len()).filter(|&n| is_dash(document, document.paragraphs[n].start)).collect();
    let first = *dashed.first()?;
    let questions = dashed.iter().step_by(2).filter(|&&n| is_question(document, &document.paragraphs[n])).count();
    let told = dashed.iter().filter(|&&n| is_told(document, &document.paragraphs[n])).count();
    let most = dashed.len() * 2 > document.paragraphs.len() - first;
    // Most of those who ask do ask: two questions of three in a row of turns.
    let asked = questions >= 2 && questions * 3 >= dashed.len().div_ceil(2) * 2;
    (dashed.len() >= 4 && told == 0 && most && asked)
        .then(|| dashed.iter().enumerate().map(|(n, &paragraph)| (paragraph, n % 2 == 0)).collect())
}

/// Paragraphs that ask, each with the answer behind it.
fn by_questions(document: &Document<'_>) -> Option<Vec<(usize, bool)>> {
    let paragraphs = &document.paragraphs;
    let asks = |n: usize| is_question(document, &paragraphs[n]) && paragraphs[n].len() <= LONGEST;
    let questions: Vec<usize> = (0..paragraphs.len()).filter(|&n| asks(n)).collect();
    let open = questions.iter().filter(|&&n| n + 1 >= paragraphs.len() || asks(n + 1)).count();
    let has = |n: usize, words: &[&str]| paragraphs[n].clone().any(|at| words.contains(&document.tokens.lower(at)));
    let to_you = questions.iter().filter(|&&n| has(n, &YOU)).count();
    let by_me = questions.iter().filter(|&&n| n + 1 < paragraphs.len() && has(n + 1, &I)).count();
    let first = *questions.first()?;
    let dense = questions.len() * 5 >= paragraphs.len() - first;
    // A text that calls itself a talk needs less.
    let lead = 0..first.max(1).min(paragraphs.len());
    let talk = lead.clone().any(|n| has(n, &super::TALKED));
    let spoken = (talk || to_you * 2 >= questions.len()) && by_me * 3 >= questions.len();
    if questions.len() < QUESTIONS || open > 1 || !dense || !spoken {
        return None;
    }
    let turn = |&n: &usize| {
        let answer = (n + 1 < paragraphs.len() && !asks(n + 1)).then_some((n + 1, false));
        [Some((n, true)), answer].into_iter().flatten()
    };
    Some(questions.iter().flat_map(turn).collect())
}

const YOU: [&str; 14] =
    ["you", "your", "yours", "вы", "вас", "вам", "вами", "ваш", "ваша", "ваше", "ваши", "вашей", "вашего", "вашу"];
const I: [&str; 14] = ["i", "we", "my", "our", "i'm", "i've", "me", "я", "мы", "мне", "нам", "меня", "нас", "мой"];

/// Ends with a question mark.
fn is_question(document: &Document<'_>, paragraph: &Range<usize>) -> bool {
    let last = paragraph.clone().rev().take(3).find(|&at| {
        !document.token(at).is_some_and(|t| matches!(t.kind, Kind::Mark(_) | Kind::Break | Kind::Other(')')))
    });
    last.and_then(|at| document.token(at)).is_some_and(|t| t.is('?'))
}

/// «— Не знаю, — сказал он»: a verb of saying behind an inner dash.
fn is_told(document: &Document<'_>, paragraph: &Range<usize>) -> bool {
    let finite = |at: usize| {
        document.word(at).cue.is_some_and(|verb| !matches!(verb.form, Form::Gerund))
            && document.token(at).is_some_and(|t| t.is_word() && !Token::is_capital(t))
    };
    (paragraph.start + 1..paragraph.end).any(|at| is_dash(document, at) && finite(at + 1))
}
