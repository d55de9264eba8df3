//! Towns that stand for the government that sits in them: "Temen, the capital of Iskaria", "the Sorvian capital, Gradek", "the Sorvian Foreign Ministry
//! in Gradek".
//!
//! Takes an English text and its countries, gives the towns; one that is a country's own name, or of which two countries are told, is none.

use super::Lands;
use crate::{
    document::Document,
    tokens::{Kind, Token},
};
use std::collections::HashMap;

/// What sits in the capital.
const GOVERNING: [&str; 8] =
    ["government", "ministry", "parliament", "cabinet", "presidency", "foreign", "president", "leadership"];

/// Words between a country and what it has, at most.
const NEAR: usize = 4;

/// Each town that stands for a government, in lower case, and the country.
pub(super) fn seats(document: &Document<'_>, lands: &Lands) -> HashMap<String, String> {
    let mut out: HashMap<String, Option<String>> = HashMap::new();
    for at in 0..document.tokens.all().len() {
        for (town, land) in [of_capital(document, lands, at), of_ministry(document, lands, at)].into_iter().flatten() {
            let lower = document.tokens.lower(town);
            let single = document.token(town).is_some_and(Token::is_capital)
                && !document.token(town + 1).is_some_and(Token::is_capital);
            if !single || lands.by_word(lower) == Some(land.as_str()) || lands.of_adjective(lower).is_some() {
                continue;
            }
            let known = out.entry(lower.to_owned()).or_insert_with(|| Some(land.clone()));
            if known.as_ref() != Some(&land) {
                *known = None;
            }
        }
    }
    out.into_iter().filter_map(|(town, land)| Some((town, land?))).collect()
}

/// "the Sorvian capital, Gradek", "the capital of Iskaria, Temen", "Temen, the capital of Iskaria", "Iskaria's capital Temen".
fn of_capital(document: &Document<'_>, lands: &Lands, at: usize) -> Option<(usize, String)> {
    let lower = |at: usize| document.tokens.lower(at);
    if lower(at) != "capital" {
        return None;
    }
    let comma = |at: usize| document.token(at).is_some_and(|t| t.is(','));
    let possessive = |at: usize| document.token(at).is_some_and(|t| t.kind == Kind::Possessive);
    let behind = |from: usize| from + usize::from(comma(from));
    let before = at.checked_sub(1)?;
    let owner = if possessive(before) {
        lands.named(document, before.checked_sub(1)?)
    } else {
        lands.of_adjective(lower(before))
    };
    let of = (lower(at + 1) == "of").then(|| lands.named(document, at + 2)).flatten();
    let land = owner.or(of)?.to_owned();
    let start = if owner.is_some() { before.saturating_sub(usize::from(possessive(before))) } else { at };
    let the = start.saturating_sub(usize::from(start > 0 && lower(start - 1) == "the"));
    if the >= 2 && comma(the - 1) && document.token(the - 2).is_some_and(Token::is_capital) {
        return Some((the - 2, land));
    }
    let end = if owner.is_some() { at + 1 } else { at + 3 };
    Some((behind(end), land))
}

/// "the Sorvian Foreign Ministry in Gradek", "the government of Iskaria in Temen".
fn of_ministry(document: &Document<'_>, lands: &Lands, at: usize) -> Option<(usize, String)> {
    let lower = |at: usize| document.tokens.lower(at);
    if lower(at) != "in" {
        return None;
    }
    let near = at.saturating_sub(NEAR)..at;
    let governing = near.clone().rev().find(|&i| GOVERNING.contains(&lower(i)))?;
    let plain = (governing..at).all(|i| document.token(i).is_some_and(Token::is_word));
    let owner = |i: usize| lands.of_adjective(lower(i)).or_else(|| lands.named(document, i));
    let land = (governing.saturating_sub(2)..at).find_map(owner).filter(|_| plain)?;
    Some((at + 1, land.to_owned()))
}
