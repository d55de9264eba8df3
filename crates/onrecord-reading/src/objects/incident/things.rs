//! What is acted on that is nobody, and what acts that is nobody: shots, mines, conditions.
//!
//! Takes heads of phrases around an act; by the table `things.txt`.

use super::{IncidentKind, LONGEST, Told};
use crate::{
    net::Pos,
    objects::{clause::Phrase, trees::Word},
};
use std::{collections::HashMap, sync::LazyLock};

/// "moved two | brigades", "blocked the | road": a noun of the phrase itself is acted on.
pub(super) fn own_noun<'t>(word: Word<'t>, told: &Told<'t>, kind: IncidentKind, mode: &str) -> Option<Word<'t>> {
    let last = *told.words.last()?;
    // «орудия | отведены»: it may stand before the verb.
    let on = if last < word.at() { Word::previous } else { Word::next };
    let noun = std::iter::successors(Some(word), on).take(LONGEST + 2).find(|w| w.at() == last)?;
    let thing = matches!(noun.lower().as_str(), "window" | "windows" | "tyres" | "cable" | "cables")
        || ["окн", "окон", "стекл", "шин", "кабел", "флаг", "таблич", "вывеск"]
            .iter()
            .any(|t| noun.lower().starts_with(t));
    // «отозвал | лицензию у банка», «заморозили | счета компаний»
    let holding = ["лиценз", "счет", "актив", "аккредитац", "вещани"].iter().any(|t| noun.lower().starts_with(t));
    let acted_on = match kind {
        IncidentKind::Mobilize => mode == "deploy",
        IncidentKind::Protest => ["block", "перекр", "блокир", "заблокир"].iter().any(|w| word.lower().starts_with(w)),
        IncidentKind::Assault => mode == "vandalise" && thing,
        IncidentKind::Sanction => holding,
        IncidentKind::Support => mode == "recognise" && word.russian(),
        IncidentKind::Retreat => matches!(mode, "return" | "withdraw"),
        IncidentKind::Coerce => {
            word.lower().starts_with(if mode == "hack" { "st" } else { "ta" }) || word.lower() == "took"
        }
        _ => false,
    };
    (acted_on && matches!(noun.pos(), Pos::Noun | Pos::Name | Pos::Adjective)).then_some(noun)
}

/// "took six | guards prisoner": the noun between the words of a phrase.
pub(super) fn taken<'t>(word: Word<'t>, told: &Told<'t>, mode: &str) -> Option<Word<'t>> {
    let last = *told.words.last().filter(|_| {
        matches!(
            mode,
            "abduct" | "release" | "detain" | "return" | "kill" | "expel" | "ban" | "reject" | "convict" | "sanction"
        )
    })?;
    let between = std::iter::successors(word.next(), Word::next).take(LONGEST).take_while(|w| w.at() < last);
    between.filter(|w| matches!(w.pos(), Pos::Noun | Pos::Name | Pos::Pronoun) && !told.words.contains(&w.at())).last()
}

static THINGS: LazyLock<HashMap<&'static str, Vec<&'static str>>> = LazyLock::new(|| {
    let lines = include_str!("../things.txt").lines().filter(|l| !l.starts_with('#'));
    lines.filter_map(|l| l.split_once(": ")).map(|(kind, words)| (kind, words.split(' ').collect())).collect()
});

/// Whether a noun is of this kind of `things.txt`.
pub(super) fn is_a(kind: &str, lower: &str) -> bool {
    const ENDING: usize = 3;
    let singular = lower.strip_suffix('s').unwrap_or(lower);
    let batteries = |word: &str| {
        lower.strip_suffix("ies").is_some_and(|stem| word.strip_suffix('y') == Some(stem))
            || lower.strip_suffix("es") == Some(word)
    };
    let fits = |word: &&str| match word.strip_suffix('.') {
        Some(whole) => lower == whole,
        None if word.is_ascii() => lower == *word || singular == *word || batteries(word),
        None => lower.starts_with(*word) && lower.chars().count() <= word.chars().count() + ENDING,
    };
    THINGS.get(kind).is_some_and(|words| words.iter().any(fits))
}

/// "negotiators", "pensioners": an English noun that by its ending is people.
pub(super) fn is_agent(word: Word<'_>) -> bool {
    let lower = word.lower();
    let one = lower.strip_suffix('s').unwrap_or(&lower);
    let ends = ["er", "or", "ist", "ant", "ian", "ee", "man", "men", "eer"].iter().any(|e| one.ends_with(e));
    !word.russian() && word.pos() == Pos::Noun && one.len() > 4 && ends && !is_a("er", &lower)
}

/// Those who send troops.
pub(super) fn is_military(phrase: &Phrase<'_>) -> bool {
    const ALL: [&str; 11] = [
        "defence",
        "defense",
        "army",
        "navy",
        "military",
        "command",
        "оборон",
        "арми",
        "генштаб",
        "флот",
        "командовани",
    ];
    phrase.words().chain(behind(phrase.head)).any(|w| ALL.iter().any(|m| w.lower().starts_with(m)))
}

/// The two words behind a head: "the Ministry | of Defence".
pub(super) fn behind(head: Word<'_>) -> impl Iterator<Item = Word<'_>> {
    std::iter::successors(head.next(), Word::next).take(2).take_while(move |w| w.beside(head))
}

/// "thousands of citizens" pay no visits.
pub(super) fn is_crowd(phrase: &Phrase<'_>) -> bool {
    const ALL: [&str; 8] = ["thousand", "million", "hundred", "dozen", "тысяч", "миллион", "сотн", "сотен"];
    let figures = |w: &Word<'_>| w.russian() && w.text().len() > 2 && w.text().bytes().all(|b| b.is_ascii_digit());
    phrase.words().any(|w| figures(&w) || ALL.iter().any(|c| w.lower().starts_with(c)))
}

/// Sanctions against a bank, a ban on journalists: not on wine.
pub(super) fn acts_on_people(phrase: &Phrase<'_>) -> bool {
    phrase.head.text().starts_with(char::is_uppercase)
        || ["er", "ist"].iter().any(|e| phrase.head.lower().trim_end_matches('s').ends_with(e))
}
