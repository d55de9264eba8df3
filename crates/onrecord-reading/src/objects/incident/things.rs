//! What is acted on that is nobody, and what acts that is nobody: shots, mines, conditions.
//!
//! Takes heads of phrases around an act; by short lists of words.

use super::{IncidentKind, LONGEST, Told};
use crate::{
    net::Pos,
    objects::{clause::Phrase, trees::Word},
};

/// "moved two | brigades", "blocked the | road": a noun of the phrase itself is acted on.
pub(super) fn own_noun<'t>(word: Word<'t>, told: &Told<'t>, kind: IncidentKind, mode: &str) -> Option<Word<'t>> {
    let last = *told.words.last()?;
    let noun = std::iter::successors(Some(word), Word::next).take(LONGEST + 2).find(|w| w.at() == last)?;
    let thing = matches!(noun.lower().as_str(), "window" | "windows" | "tyres" | "cable" | "cables");
    let acted_on = match kind {
        IncidentKind::Mobilize => mode == "deploy",
        IncidentKind::Protest => ["block", "перекр", "блокир", "заблокир"].iter().any(|w| word.lower().starts_with(w)),
        IncidentKind::Assault => mode == "vandalise" && thing,
        _ => false,
    };
    (acted_on && noun.pos() == Pos::Noun).then_some(noun)
}

/// "took six | guards prisoner": the noun between the words of a phrase.
pub(super) fn taken<'t>(word: Word<'t>, told: &Told<'t>, mode: &str) -> Option<Word<'t>> {
    let last = *told.words.last().filter(|_| matches!(mode, "abduct" | "release" | "detain" | "return" | "kill"))?;
    let between = std::iter::successors(word.next(), Word::next).take(LONGEST).take_while(|w| w.at() < last);
    between.filter(|w| matches!(w.pos(), Pos::Noun | Pos::Name | Pos::Pronoun) && !told.words.contains(&w.at())).last()
}

pub(super) fn flies(lower: &str) -> bool {
    const ALL: [&str; 12] = [
        "shot",
        "bullet",
        "rocket",
        "missile",
        "round",
        "shell",
        "grenade",
        "stone",
        "выстрел",
        "снаряд",
        "ракет",
        "пул",
    ];
    ALL.iter().any(|w| lower.starts_with(w)) && !lower.starts_with("shooting")
}

pub(super) fn is_requirement(lower: &str) -> bool {
    let singular = lower.trim_end_matches('s');
    ["condition", "demand", "need", "requirement", "deadline", "target", "obligation", "cost", "standard", "criteria"]
        .contains(&singular)
}

pub(super) fn is_blast(lower: &str) -> bool {
    const ENGLISH: [&str; 12] = [
        "mine",
        "bomb",
        "explosion",
        "blast",
        "shell",
        "rocket",
        "missile",
        "drone",
        "earthquake",
        "quake",
        "flood",
        "fire",
    ];
    const RUSSIAN: [&str; 7] = ["мина", "бомба", "взрыв", "снаряд", "ракета", "осколок", "пожар"];
    ENGLISH.contains(&lower.trim_end_matches('s')) || RUSSIAN.contains(&lower)
}

/// Sanctions against a bank, a ban on journalists: not on wine.
pub(super) fn acts_on_people(phrase: &Phrase<'_>) -> bool {
    phrase.head.text().starts_with(char::is_uppercase)
        || ["er", "ist"].iter().any(|e| phrase.head.lower().trim_end_matches('s').ends_with(e))
}
