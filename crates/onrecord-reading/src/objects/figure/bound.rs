//! The words before and behind a number that say how exactly it is meant.

use super::Bound;
use crate::objects::{look::Look, number};

/// Phrases before a number, the longer of two with one end first.
const BEFORE: &[(&str, Bound)] = &[
    ("at least", Bound::AtLeast),
    ("no fewer than", Bound::AtLeast),
    ("no less than", Bound::AtLeast),
    ("not fewer than", Bound::AtLeast),
    ("not less than", Bound::AtLeast),
    ("a minimum of", Bound::AtLeast),
    ("minimum of", Bound::AtLeast),
    ("upwards of", Bound::AtLeast),
    ("no more than", Bound::AtMost),
    ("not more than", Bound::AtMost),
    ("as many as", Bound::AtMost),
    ("as much as", Bound::AtMost),
    ("a maximum of", Bound::AtMost),
    ("maximum of", Bound::AtMost),
    ("at most", Bound::AtMost),
    ("up to", Bound::AtMost),
    ("more than", Bound::MoreThan),
    ("greater than", Bound::MoreThan),
    ("in excess of", Bound::MoreThan),
    ("well over", Bound::MoreThan),
    ("just over", Bound::MoreThan),
    ("a little over", Bound::MoreThan),
    ("fewer than", Bound::LessThan),
    ("less than", Bound::LessThan),
    ("just under", Bound::LessThan),
    ("well under", Bound::LessThan),
    ("no older than", Bound::AtMost),
    ("not older than", Bound::AtMost),
    ("passed", Bound::MoreThan),
    ("topped", Bound::MoreThan),
    ("younger than", Bound::LessThan),
    ("older than", Bound::MoreThan),
    ("aged over", Bound::MoreThan),
    ("close to", Bound::Nearly),
    ("an estimated", Bound::About),
    ("in the region of", Bound::About),
    ("something like", Bound::About),
    ("over", Bound::MoreThan),
    ("above", Bound::MoreThan),
    ("exceeding", Bound::MoreThan),
    ("exceeded", Bound::MoreThan),
    ("under", Bound::LessThan),
    ("below", Bound::LessThan),
    ("nearly", Bound::Nearly),
    ("almost", Bound::Nearly),
    ("about", Bound::About),
    ("around", Bound::About),
    ("some", Bound::About),
    ("roughly", Bound::About),
    ("approximately", Bound::About),
    ("estimated", Bound::About),
    ("circa", Bound::About),
    ("превысил", Bound::MoreThan),
    ("превысила", Bound::MoreThan),
    ("превысило", Bound::MoreThan),
    ("превысили", Bound::MoreThan),
    ("превышает", Bound::MoreThan),
    ("превышают", Bound::MoreThan),
    ("превышающий", Bound::MoreThan),
    ("превышающая", Bound::MoreThan),
    ("превышающую", Bound::MoreThan),
    ("превышающие", Bound::MoreThan),
    ("не менее чем", Bound::AtLeast),
    ("не менее", Bound::AtLeast),
    ("не меньше чем", Bound::AtLeast),
    ("не меньше", Bound::AtLeast),
    ("по меньшей мере", Bound::AtLeast),
    ("по крайней мере", Bound::AtLeast),
    ("как минимум", Bound::AtLeast),
    ("минимум", Bound::AtLeast),
    ("не более чем", Bound::AtMost),
    ("не более", Bound::AtMost),
    ("не больше чем", Bound::AtMost),
    ("не больше", Bound::AtMost),
    ("не свыше", Bound::AtMost),
    ("максимум", Bound::AtMost),
    ("до", Bound::AtMost),
    ("более чем", Bound::MoreThan),
    ("больше чем", Bound::MoreThan),
    ("чуть более", Bound::MoreThan),
    ("чуть больше", Bound::MoreThan),
    ("более", Bound::MoreThan),
    ("больше", Bound::MoreThan),
    ("свыше", Bound::MoreThan),
    ("менее чем", Bound::LessThan),
    ("меньше чем", Bound::LessThan),
    ("чуть менее", Bound::LessThan),
    ("чуть меньше", Bound::LessThan),
    ("менее", Bound::LessThan),
    ("меньше", Bound::LessThan),
    ("не старше", Bound::AtMost),
    ("моложе", Bound::LessThan),
    ("младше", Bound::LessThan),
    ("старше", Bound::MoreThan),
    ("от силы", Bound::AtMost),
    ("самое большее", Bound::AtMost),
    ("за", Bound::MoreThan),
    ("без малого", Bound::Nearly),
    ("почти", Bound::Nearly),
    ("около", Bound::About),
    ("порядка", Bound::About),
    ("примерно", Bound::About),
    ("приблизительно", Bound::About),
    ("ориентировочно", Bound::About),
    ("где-то", Bound::About),
];

/// Phrases behind a number (and its unit).
const BEHIND: &[(&str, Bound)] = &[
    ("or more", Bound::AtLeast),
    ("and more", Bound::AtLeast),
    ("or fewer", Bound::AtMost),
    ("or less", Bound::AtMost),
    ("or so", Bound::About),
    ("at least", Bound::AtLeast),
    ("at most", Bound::AtMost),
    ("и более", Bound::AtLeast),
    ("и больше", Bound::AtLeast),
    ("или более", Bound::AtLeast),
    ("или больше", Bound::AtLeast),
    ("и менее", Bound::AtMost),
    ("с лишним", Bound::MoreThan),
    ("с небольшим", Bound::MoreThan),
];

/// The bound before a number, and where its words start; also across a preposition («примерно на тридцать», «минимум по полтора»).
pub(super) fn before(look: Look<'_>, at: usize) -> Option<(Bound, usize)> {
    let across = || {
        let preposition = matches!(look.before(at), "на" | "по" | "в" | "во" | "с" | "из" | "к" | "за");
        preposition.then(|| right_before(look, at - 1)).flatten().filter(|(_, start)| look.low(*start) != "до")
    };
    right_before(look, at).or_else(across)
}

/// The table is asked only where the word before can end a phrase of it.
fn right_before(look: Look<'_>, at: usize) -> Option<(Bound, usize)> {
    let last = look.before(at);
    let ends = |phrase: &str| phrase.strip_suffix(last).is_some_and(|rest| rest.is_empty() || rest.ends_with(' '));
    if last.is_empty() {
        return None;
    }
    let longest = BEFORE.iter().filter(|(phrase, _)| ends(phrase));
    let found = longest.filter_map(|(phrase, bound)| Some((*bound, look.words_before(at, phrase)?)));
    let (bound, start) = found.min_by_key(|&(_, start)| start)?;
    if last == "до" && is_goal(look, start) || matches!(last, "some" | "around" | "about") && is_other(look, start) {
        return None;
    }
    // "handed over two men"
    let phrasal = ["hand", "took", "take", "taking", "turn", "gave", "give", "giving", "carried", "carry", "put"];
    if last == "over" && phrasal.iter().any(|verb| look.before(start).starts_with(verb)) {
        return None;
    }
    // «ему за сорок»: an age; elsewhere «за» is a preposition.
    if last == "за"
        && !(look.is_word(at)
            && number::number(look, at).is_some_and(|n| !look.is_word(n.end))
            && dative(look.before(start)))
    {
        return None;
    }
    Some((bound, start))
}

fn dative(low: &str) -> bool {
    matches!(low, "ему" | "ей" | "им" | "мне" | "нам" | "вам" | "которому" | "которой" | "уже" | "далеко")
}

/// «сократить до 300», «с 20 до 30»: where something arrives, not a bound.
fn is_goal(look: Look<'_>, at: usize) -> bool {
    let sentence = look.sentence(at);
    (sentence.start.max(at.saturating_sub(6))..at).any(|t| is_change(look.low(t)))
}

/// "brought about two …" is the one case of its kind: the word belongs to the verb.
fn is_other(look: Look<'_>, at: usize) -> bool {
    matches!(look.before(at), "brought" | "turned") || look.low(at) == "some" && look.low(at + 1) == "one"
}

/// A verb or noun of growing or shrinking: what follows "from" and "to" are then two figures.
pub(super) fn is_change(low: &str) -> bool {
    const STEMS: &[&str] = &[
        "rise",
        "rose",
        "risen",
        "grow",
        "grew",
        "fall",
        "fell",
        "cut",
        "reduce",
        "reducing",
        "raise",
        "raising",
        "increase",
        "increasing",
        "expand",
        "drop",
        "decline",
        "declining",
        "climb",
        "shrank",
        "shrunk",
        "shrink",
        "lower",
        "extend",
        "jump",
        "doubled",
        "slid",
        "dwindl",
        "trimm",
        "вырос",
        "увелич",
        "сократ",
        "сокращ",
        "сниз",
        "сниж",
        "повы",
        "уменьш",
        "упал",
        "подня",
        "расшир",
        "доведе",
        "довел",
        "продл",
        "возрос",
        "растет",
        "урезал",
    ];
    low.len() > 2 && STEMS.iter().any(|stem| low.starts_with(stem))
}

/// The bound behind a number, and one past its words.
pub(super) fn behind(look: Look<'_>, at: usize) -> Option<(Bound, usize)> {
    if !matches!(look.low(at), "or" | "and" | "at" | "и" | "или" | "с") {
        return look.is(at, '+').then_some((Bound::AtLeast, at + 1)).filter(|_| look.is_glued(at));
    }
    BEHIND.iter().find_map(|(phrase, bound)| Some((*bound, look.words(at, phrase)?)))
}
