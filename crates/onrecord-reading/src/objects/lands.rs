//! Which countries a text names, under every form of their name and by their adjective: "Sarvenia", «Сарвении», "Sarven", «сарвенские».
//!
//! Takes the text, its cast and the lines above it. A name is a country's where a list has it, or where the text shows it: it has an embassy, a
//! government or citizens, an adjective is made of it, it acts. What has an airport, a mayor or streets is a town. Other countries' adjectives are
//! known from `demonyms.txt`.

mod evidence;
mod form;
mod seats;

use super::words::Beginnings;
use crate::{
    document::Document,
    lexicon::Lexicon,
    mention::Cast,
    tokens::{Kind, Token},
};
use evidence::Seen;
use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    sync::LazyLock,
};

pub(super) use form::is_cyrillic;
use seats::seats;

/// The countries that a text names.
pub(super) struct Lands {
    /// By what all forms of the name share.
    named: HashMap<String, String>,
    /// By the adjectives and peoples of the text, in lower case.
    of_adjective: HashMap<String, String>,
    /// Towns in which a country is governed, in lower case: the country.
    seats: HashMap<String, String>,
}

/// Names and adjectives that are compared, at most.
const MOST: usize = 512;

/// Letters in which a name and its adjective begin alike, at least.
const SHARED: usize = 3;

static DEMONYMS: LazyLock<Beginnings> = LazyLock::new(|| Beginnings::of_pairs(include_str!("demonyms.txt")));

impl Lands {
    /// Names that stand alone and that something shows to be a country's. `above`: headline and outlet.
    pub(super) fn of(document: &Document<'_>, cast: &Cast, above: &[&str], is_name: impl Fn(usize) -> bool) -> Lands {
        let mut seen: BTreeMap<String, Seen> = evidence::seen(document, cast, above, is_name);
        let adjectives = adjectives(document, above);
        let mut pairs: Vec<(&str, String)> = Vec::new();
        for adjective in adjectives.iter().take(MOST) {
            let start: String = adjective.chars().take(SHARED).collect();
            let near = seen.range_mut(start.clone()..).take_while(|(key, _)| key.starts_with(&start)).take(MOST);
            for (key, seen) in near.filter(|(key, _)| form::is_made_of(adjective, key)) {
                seen.adjective = true;
                pairs.push((adjective.as_str(), key.clone()));
            }
        }
        let listed = |lower: &str| is_listed(document.lexicon, lower);
        let is_land = |key: &String, seen: &Seen| seen.is_land(|lower| listed(lower)) && !adjectives.contains(key);
        let named: HashMap<String, String> = (seen.iter().filter(|(key, seen)| is_land(key, seen)).take(MOST))
            .map(|(key, seen)| (key.clone(), form::nominative(&seen.forms, listed)))
            .collect();
        let mut of_adjective: HashMap<String, String> =
            pairs.into_iter().filter_map(|(word, key)| Some((word.to_owned(), named.get(&key)?.clone()))).collect();
        let in_names = |lower: &str| above.iter().any(|line| opens_name(line, lower));
        for at in 0..document.tokens.all().len() {
            let lower = document.tokens.lower(at);
            let russian = is_cyrillic(lower) && document.token(at).is_some_and(Token::is_word);
            let open = russian || document.token(at).is_some_and(Token::is_capital);
            if !open || of_adjective.contains_key(lower) || of_adjective.len() >= MOST {
                continue;
            }
            let bare = || form::of_bare_adjective(document.slice(&(at..at + 1)));
            let evident = evidence::describes_a_state(document, at) || !russian && in_names(lower);
            if let Some(name) = DEMONYMS.label(lower).map(str::to_owned).or_else(|| bare().filter(|_| evident)) {
                of_adjective.insert(lower.to_owned(), name);
            }
        }
        // "Ulmian Radio" tells of Ulmia where its text only has "the country".
        for first in above.iter().filter_map(|line| line.split_whitespace().next()) {
            let lower = first.to_lowercase();
            let known = is_cyrillic(&lower) || of_adjective.contains_key(&lower) || DEMONYMS.label(&lower).is_some();
            if let Some(name) = form::of_bare_adjective(first).filter(|_| !known && in_names(&lower)) {
                of_adjective.insert(lower, name);
            }
        }
        let mut lands = Lands { named, of_adjective, seats: HashMap::new() };
        lands.seats = seats(document, &lands);
        lands
    }

    /// The country that is governed from a town, as far as the text tells: "Temen, the capital of Iskaria", "the Sorvian Foreign Ministry in Gradek".
    pub(super) fn seated_in(&self, lower: &str) -> Option<&str> {
        self.seats.get(lower).map(String::as_str)
    }

    /// The country that a token names.
    pub(super) fn named(&self, document: &Document<'_>, at: usize) -> Option<&str> {
        self.named.get(form::root(document.tokens.lower(at))).map(String::as_str)
    }

    /// The country that a word of the text names, in any form.
    pub(super) fn by_word(&self, word: &str) -> Option<&str> {
        let lower = word.to_lowercase().replace('ё', "е");
        self.named.get(form::root(&lower)).map(String::as_str)
    }

    /// The country whose state is told of: "| Arventia | 's Prime Minister", "the | Arventian | president".
    pub(super) fn state_at(&self, document: &Document<'_>, at: usize) -> Option<&str> {
        let owns = document.token(at + 1).is_some_and(|t| t.kind == Kind::Possessive);
        let land = if owns { self.named(document, at) } else { self.of_adjective(document.tokens.lower(at)) };
        let own = land.filter(|_| document.token(at).is_some_and(Token::is_capital));
        let last = at + usize::from(owns);
        let second = matches!(document.tokens.lower(last + 1), "prime" | "deputy" | "defence" | "interior" | "finance");
        own.filter(|_| second || evidence::describes_a_state(document, last))
    }

    /// The country of an adjective or a people in lower case.
    pub(super) fn of_adjective(&self, lower: &str) -> Option<&str> {
        self.of_adjective.get(lower).map(String::as_str).or_else(|| DEMONYMS.label(lower))
    }

    /// Of two countries that a text is about the one that these words do not tell of: "Corvin should listen", for the Sembrian minister.
    pub(super) fn other_than<'w>(&self, words: impl Iterator<Item = &'w str>) -> Option<&str> {
        let all: BTreeSet<&str> = self.named.values().chain(self.of_adjective.values()).map(String::as_str).collect();
        let own = words.filter_map(|word| self.by_word(word).or_else(|| self.of_adjective(&word.to_lowercase())));
        let own: BTreeSet<&str> = own.collect();
        let mut others = all.difference(&own).copied();
        others.next().filter(|_| all.len() == 2 && own.len() == 1 && others.next().is_none())
    }
}

/// "Marenian" of "Marenian Press Service": whether a name above the text begins with an adjective.
fn opens_name(line: &str, lower: &str) -> bool {
    let mut words = line.split_whitespace();
    words.next().is_some_and(|first| first.to_lowercase() == lower)
        && words.next().is_some_and(|next| next.starts_with(char::is_uppercase))
}

/// Whether a list has a country of this name: not one of the capitals and seats that stand for theirs.
fn is_listed(lexicon: &Lexicon, lower: &str) -> bool {
    lexicon.is_place(lower) && lexicon.country_of(lower).is_empty() && !lexicon.is_region(lower)
}

/// The words of a text that can be adjectives or peoples of countries, in lower case.
fn adjectives(document: &Document<'_>, above: &[&str]) -> BTreeSet<String> {
    let all = document.tokens.all();
    let printed = (0..all.len())
        .filter(|&at| all[at].is_capital() || all[at].kind == Kind::Word && is_cyrillic(document.tokens.lower(at)))
        .map(|at| document.tokens.lower(at))
        .filter(|lower| form::is_of_some_land(lower));
    let mut out: BTreeSet<String> = printed.map(str::to_owned).collect();
    for word in above.iter().flat_map(|line| line.split(|c: char| !c.is_alphabetic())) {
        let lower = word.to_lowercase().replace('ё', "е");
        if word.starts_with(char::is_uppercase) && form::is_of_some_land(&lower) {
            out.insert(lower);
        }
    }
    out
}
