//! Laws, treaties and programmes that a text names: "the Treaty on Shared Archives", «программа «Вторая парта»».
//!
//! Takes the text laid out, gives each such name once where it stands, in the nominative, in the order of the text. One pass over the tokens, each
//! step started by a noun of the table.

use super::TABLES;
use crate::{
    lexicon::Class,
    net::Pos,
    objects::{act::Acts, lands::is_cyrillic},
    tokens::{Kind, Token},
};
use std::ops::Range;

/// What a name stands for, as far as relations ask.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sort {
    Law,
    Treaty,
    Programme,
    Body,
    Land,
    Person,
    /// Something without a name.
    Common,
}

/// A law, a treaty or a programme with its name.
pub(super) struct Thing {
    pub(super) tokens: Range<usize>,
    pub(super) name: String,
    /// Its noun, in lower case: what it is called by for short.
    pub(super) noun: String,
    pub(super) sort: Sort,
}

/// Tokens of a name, at most.
const LONGEST: usize = 9;

/// The noun of a law, treaty or programme: which of them, and the noun as one looks it up.
pub(super) fn noun_of(lower: &str) -> Option<(Sort, String)> {
    let (label, rest) = TABLES.things.found(lower)?;
    let (sort, lemma) = label.split_once(' ').unwrap_or((label, ""));
    let sort = match sort {
        "law" => Sort::Law,
        "treaty" => Sort::Treaty,
        _ => Sort::Programme,
    };
    if lemma.is_empty() {
        return Some((sort, lower.trim_end_matches('s').to_owned()));
    }
    // «законный», «программист» are none.
    (rest.chars().count() <= 3 && !rest.contains(['н', 'д', 'с', 'к'])).then(|| (sort, lemma.to_owned()))
}

/// All that the text names.
pub(super) fn things(acts: &Acts<'_>) -> Vec<Thing> {
    let (mut out, mut end): (Vec<Thing>, usize) = (Vec::new(), 0);
    for at in 0..acts.document.tokens.all().len() {
        let Some((sort, noun)) = noun_of(acts.document.tokens.lower(at)).filter(|_| at >= end) else { continue };
        let found = if is_cyrillic(&noun) { russian(acts, at, &noun, sort) } else { english(acts, at) };
        if let Some((tokens, name)) = found {
            end = tokens.end;
            out.push(Thing { tokens, name, noun, sort });
        }
    }
    out
}

/// "the new Press Law", "Treaty on Shared Archives", "the programme “Second Desk”".
fn english(acts: &Acts<'_>, noun: usize) -> Option<(Range<usize>, String)> {
    let document = acts.document;
    let capital = |at: usize| document.token(at).is_some_and(|t| t.is_capital() && t.is_word());
    let lower = |at: usize| document.tokens.lower(at);
    let named = |range: Range<usize>| {
        let name = document.slice(&range).to_owned();
        Some((range, name))
    };
    if !capital(noun) {
        return quoted_end(acts, noun + 1).and_then(|end| named(noun..end));
    }
    let own = |at: usize| {
        let word = document.word(at);
        capital(at) && ![Class::SentenceOpener, Class::Determiner, Class::Preposition].iter().any(|&c| word.is(c))
    };
    let mut start = noun;
    while start > 0 && noun - start < LONGEST && own(start - 1) {
        start -= 1;
    }
    let joins = |at: usize| matches!(lower(at), "of" | "on" | "for" | "against" | "with" | "to");
    let mut end = noun + 1;
    while end - start < LONGEST {
        if capital(end) || lower(end) == "and" && capital(end + 1) && end > noun + 1 {
            end += 1;
        } else if joins(end) && capital(end + 1) {
            end += 2;
        } else if joins(end) && lower(end + 1) == "the" && capital(end + 2) {
            end += 3;
        } else {
            break;
        }
    }
    if end - start > 1 { named(start..end) } else { quoted_end(acts, end).and_then(|end| named(start..end)) }
}

/// «Закон Лаурина о тепле», «программа «Черенок»», «план Министерства лесов».
fn russian(acts: &Acts<'_>, noun: usize, lemma: &str, sort: Sort) -> Option<(Range<usize>, String)> {
    let document = acts.document;
    let capital = |at: usize| document.token(at).is_some_and(|t| t.is_capital() && t.is_word());
    let printed = document.slice(&(noun..noun + 1));
    let head = crate::inflection::as_capital(lemma, printed);
    let named = |end: usize| {
        let tail = document.slice(&(noun + 1..end));
        Some((noun..end, format!("{head} {tail}")))
    };
    if let Some(end) = quoted_end(acts, noun + 1) {
        return named(end);
    }
    let mut end = noun + 1;
    while capital(end) && end < noun + 4 {
        end += 1;
    }
    if matches!(document.tokens.lower(end), "о" | "об" | "обо") && sort != Sort::Programme {
        let phrase = end + 1..end + 1 + 5;
        let last = phrase.take_while(|&at| goes_on(acts, at)).last();
        return last.and_then(|last| named(last + 1));
    }
    let body = acts.bodies().iter().find(|(words, _)| words.start == noun + 1);
    match body {
        Some((words, _)) if sort == Sort::Programme => named(words.end),
        _ => None,
    }
}

/// Whether a word can belong to what a law is about: no verb, no mark, no new clause.
fn goes_on(acts: &Acts<'_>, at: usize) -> bool {
    let Some(token) = acts.document.token(at).filter(|t| t.is_word()) else { return false };
    let quiet = [Class::Preposition, Class::Pronoun, Class::Time].iter().any(|&c| token.word.is(c));
    let kind = acts.trees.word(at).map(|w| w.pos());
    !quiet && matches!(kind, Some(Pos::Noun | Pos::Name | Pos::Adjective))
}

/// The end of a name in quotation marks that opens at a token, with its mark.
fn quoted_end(acts: &Acts<'_>, mark: usize) -> Option<usize> {
    let document = acts.document;
    let inside = |at: usize| document.inside.get(at).copied().flatten();
    let opens = document.token(mark).is_some_and(|t| matches!(t.kind, Kind::Mark(_)));
    let quotation = inside(mark + 1).filter(|_| opens && document.token(mark + 1).is_some_and(Token::is_capital))?;
    let end = (mark + 1..mark + LONGEST).find(|&at| inside(at) != Some(quotation))?;
    document.token(end).is_some_and(|t| matches!(t.kind, Kind::Mark(_))).then_some(end + 1)
}
