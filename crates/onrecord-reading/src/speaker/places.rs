//! Countries, capitals and seats that speak: "Tessaly said", "Vell insists", «Анкара потребовала».
//!
//! A country is its government. A capital is the government of its country, by the lists (`lexicon/capitals.txt`) or because the article says
//! so ("Kestria's capital, Vell"), under the fullest name that the article gives the country; where it names none, the capital stays. A seat
//! ("the White House") is a body under its own name.

use super::{Resolver, Who, is_russian};
use crate::{
    SpeakerKind,
    document::Document,
    lexicon::Class,
    mention::stem,
    tokens::{Kind, Token},
};
use std::{collections::HashMap, ops::Range};

/// Tokens of one text that are searched for a country's name, at most.
const FAR: usize = 20_000;

impl Resolver<'_> {
    /// A country, its capital or a seat stands for the government there.
    pub(super) fn place(&self, mention: &Range<usize>) -> Option<Who> {
        let start = mention.start + usize::from(self.is(mention.start, Class::Determiner));
        let end = (start..mention.end).rev().find(|&at| self.is_word(at))? + 1;
        let name = start..end;
        let capital = self.document.token(start)?.is_capital();
        let lower = lower(self.document, &name);
        let person = |m: &usize| self.cast.members[*m].kind == SpeakerKind::Person;
        if !capital || self.cast.named(self.document, &name).iter().any(person) {
            return None;
        }
        if let Some(who) = self.capital(&name, &lower) {
            return Some(who);
        }
        let known = self.cast.is_place(self.document, &lower);
        let why = "a country, a capital or a seat: the government there";
        known.then(|| Who { kind: SpeakerKind::Body, ..self.unknown(&name, why) })
    }

    /// The government of whose country this is the capital.
    pub(super) fn capital(&self, name: &Range<usize>, lower: &str) -> Option<Who> {
        let key = if is_russian(self.document, name.start) { stem(lower) } else { lower };
        let told = self.capitals.get(key).cloned();
        let country = told.or_else(|| {
            let names = self.document.lexicon.country_of(lower);
            names.iter().find_map(|country| printed(self.document, country))
        })?;
        let why = format!("“{}” is the capital: the government of “{country}”", self.document.slice(name));
        Some(Who { name: country, kind: SpeakerKind::Body, ..self.unknown(name, &why) })
    }
}

fn lower(document: &Document<'_>, name: &Range<usize>) -> String {
    document.slice(name).to_lowercase().replace('ё', "е")
}

/// A country's name as the text prints it; a Russian one that it prints in another case only, as one looks it up.
pub(crate) fn printed(document: &Document<'_>, country: &str) -> Option<String> {
    let words: Vec<&str> = country.split(' ').collect();
    let russian = country.starts_with(|c: char| ('а'..='я').contains(&c));
    let same = |at: usize, word: &str| {
        let lower = document.tokens.lower(at);
        lower == word || russian && stem(lower) == stem(word)
    };
    let stands = |at: &usize| {
        // "us" is not the US.
        let upper = words[0].len() > 2 || document.slice(&(*at..at + 1)).chars().all(|c| c.is_uppercase() || c == '.');
        let capital = document.token(*at).is_some_and(Token::is_capital);
        capital && upper && words.iter().enumerate().all(|(n, word)| same(at + n, word))
    };
    let far = document.tokens.all().len().min(FAR);
    let mut first = None;
    for at in (0..far).filter(stands) {
        let range = at..at + words.len();
        if lower(document, &range) == country {
            return Some(document.slice(&range).to_owned());
        }
        first = first.or(Some(range));
    }
    first.map(|_| words.iter().map(|w| capitalised(w)).collect::<Vec<_>>().join(" "))
}

/// With a capital letter.
pub(crate) fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|c| c.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// Capitals that the text itself tells of, each with its country: "Vell, the capital of Kestria", "the Kestrian capital, Vell",
/// «столица Кестрии Велль».
pub(super) fn told(document: &Document<'_>) -> HashMap<String, String> {
    let mut out = HashMap::new();
    for at in 0..document.tokens.all().len() {
        let word = document.tokens.lower(at);
        if word == "capital" {
            if let Some((capital, country)) = told_in_english(document, at) {
                let country = document.slice(&(country..country + 1)).to_owned();
                out.entry(document.tokens.lower(capital).to_owned()).or_insert(country);
            }
        } else if word.starts_with("столиц")
            && let Some((capital, country)) = told_in_russian(document, at)
        {
            let printed = document.slice(&(country..country + 1));
            let country = printed.strip_suffix("ии").map_or(printed.to_owned(), |body| format!("{body}ия"));
            out.entry(stem(document.tokens.lower(capital)).to_owned()).or_insert(country);
        }
    }
    out
}

fn is_name(document: &Document<'_>, at: usize) -> bool {
    document.token(at).is_some_and(Token::is_capital) && !document.word(at).is(Class::SentenceOpener)
}

fn is_comma(document: &Document<'_>, at: usize) -> bool {
    document.token(at).is_some_and(|t| t.is(','))
}

fn told_in_english(document: &Document<'_>, at: usize) -> Option<(usize, usize)> {
    let name = |at: usize| is_name(document, at).then_some(at);
    let behind = || name(at + 1 + usize::from(is_comma(document, at + 1)));
    // "Vell, the capital of Kestria", "the capital of Kestria, Vell".
    if document.tokens.lower(at + 1) == "of" {
        let country = name(at + 2)?;
        let before = at.checked_sub(3).filter(|&vell| is_comma(document, vell + 1)).and_then(name);
        let after = || is_comma(document, at + 3).then(|| name(at + 4)).flatten();
        return Some((before.or_else(after)?, country));
    }
    // "Kestria's capital, Vell".
    if at >= 2 && document.token(at - 1).is_some_and(|t| t.kind == Kind::Possessive) {
        return Some((behind()?, name(at - 2)?));
    }
    // "the Kestrian capital, Vell": the country is the name that the adjective is made of.
    let adjective = at.checked_sub(1).and_then(name)?;
    let lower = document.tokens.lower(adjective);
    let country = (0..document.tokens.all().len().min(FAR)).find(|&i| {
        i != adjective
            && is_name(document, i)
            && super::holder::is_of_land(lower, document.tokens.lower(i))
            && document.tokens.lower(i) != lower
    })?;
    Some((behind()?, country))
}

fn told_in_russian(document: &Document<'_>, at: usize) -> Option<(usize, usize)> {
    let name = |at: usize| is_name(document, at).then_some(at);
    let country = name(at + 1)?;
    // «столице Кестрии Велле», «столица Кестрии — Велль», «Велль, столица Кестрии».
    let behind = at + 2;
    let joined = document.token(behind).is_some_and(|t| t.kind == Kind::Dash || t.is(','));
    let before = at.checked_sub(2).filter(|&vell| is_comma(document, vell + 1)).and_then(name);
    Some((before.or_else(|| name(behind + usize::from(joined)))?, country))
}
