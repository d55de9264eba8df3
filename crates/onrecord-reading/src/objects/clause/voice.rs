//! How a verb stands: active, passive, or beside a noun, by its form and what is before it.

use super::{Voice, is_auxiliary, is_not};
use crate::{
    net::{Pos, Relation, VerbForm},
    objects::trees::Word,
};

/// How a verb stands, by its form and what is before it.
pub(super) fn voice(verb: Word<'_>) -> Voice {
    if verb.russian() {
        return russian_voice(verb);
    }
    let mut at = verb;
    let (mut be, mut have) = (false, false);
    for _ in 0..5 {
        let Some(previous) = at.previous().filter(|p| p.beside(verb)) else { break };
        let lower = previous.lower();
        match lower.as_str() {
            "is" | "are" | "was" | "were" | "be" | "been" | "being" | "got" | "gets" => be = true,
            "has" | "have" | "had" | "having" | "’ve" | "'ve" => have = true,
            "to" => return if be { Voice::Passive } else { Voice::Bare },
            _ if previous.pos() == Pos::Adverb || is_not(previous) || is_auxiliary(&lower) => {}
            _ => break,
        }
        at = previous;
    }
    let gerund = verb.lower().ends_with("ing");
    if !gerund && !be && !have && is_reduced(verb) {
        return Voice::Attributive;
    }
    match verb.form() {
        _ if gerund && (be || have) => Voice::Active,
        _ if gerund => match verb.node().relation {
            Relation::Clause | Relation::Adjective => Voice::AttributiveActive,
            _ => Voice::Bare,
        },
        Some(VerbForm::Participle) | None if be => Voice::Passive,
        Some(VerbForm::Participle) if have => Voice::Active,
        Some(VerbForm::Participle) if joins_passive(verb) => Voice::Passive,
        // "The artillery | fired at the village".
        Some(VerbForm::Participle)
            if verb.is(Relation::Root) && verb.children().any(|c| c.is(Relation::Subject) && c.at() < verb.at()) =>
        {
            Voice::Active
        }
        // "has paid them and in 2009 | extradited a suspect".
        Some(VerbForm::Participle) if joins_active(verb) => Voice::Active,
        Some(VerbForm::Participle) if !takes_object(verb) => Voice::Attributive,
        Some(VerbForm::Finite)
            if verb.lower().ends_with("ed")
                && joins_passive(verb)
                && (!has_object(verb) || time_behind(verb) || verb.next().is_some_and(|n| n.pos() == Pos::Number)) =>
        {
            Voice::Passive
        }
        None if verb.is(Relation::Adjective) => Voice::Attributive,
        _ => Voice::Active,
    }
}

/// "deported | the next day", "sent home | the same evening".
fn time_behind(verb: Word<'_>) -> bool {
    let behind = std::iter::successors(verb.next(), Word::next).take_while(|w| w.beside(verb)).take(3);
    let mut run = behind.skip_while(|w| matches!(w.pos(), Pos::Determiner | Pos::Adjective | Pos::Number));
    run.next().is_some_and(super::is_time)
}

/// "The students | arrested on Friday were released": another verb has the subject.
fn is_reduced(verb: Word<'_>) -> bool {
    const REACH: usize = 10;
    let noun =
        verb.previous().is_some_and(|p| p.beside(verb) && matches!(p.pos(), Pos::Noun | Pos::Name | Pos::Number));
    let next = verb.next().filter(|n| n.beside(verb)).map(|n| n.lower()).unwrap_or_default();
    let placed = matches!(
        next.as_str(),
        "on" | "in" | "at" | "by" | "during" | "near" | "under" | "for" | "last" | "this" | "earlier"
    );
    let plain = |w: &Word<'_>| {
        w.beside(verb)
            && !matches!(w.pos(), Pos::Mark | Pos::Conjunction | Pos::Pronoun)
            && !super::is_subordinator(&w.lower())
            && !matches!(w.lower().as_str(), "who" | "which" | "to")
    };
    let mut behind = std::iter::successors(verb.next(), Word::next).take(REACH).take_while(plain);
    let aux =
        |w: &Word<'_>| matches!(w.lower().as_str(), "was" | "were" | "is" | "are" | "has" | "have" | "had" | "will");
    let ends = verb.lower().ends_with("ed") || verb.form() == Some(VerbForm::Participle);
    noun && placed && ends && behind.find(|w| aux(w) || w.pos() == Pos::Verb).is_some_and(|w| aux(&w))
}

/// "was summoned and | urged to wait", but not "was freed and | told the press".
fn joins_passive(verb: Word<'_>) -> bool {
    const REACH: usize = 14;
    let back = || std::iter::successors(verb.previous(), Word::previous).take_while(|w| w.beside(verb)).take(REACH);
    let mut near = back().skip_while(|w| w.pos() == Pos::Adverb);
    let joined = near.next().is_some_and(|w| matches!(w.lower().as_str(), "and" | "but" | "or" | "then"));
    let thing = verb.next().filter(|n| n.beside(verb)).is_some_and(|n| {
        (matches!(n.pos(), Pos::Determiner | Pos::Pronoun) || n.pos() == Pos::Name && !super::is_time(n))
            && !time_behind(verb)
    });
    let first = || back().skip(1).find(|w| w.pos() == Pos::Verb);
    joined && !thing && first().is_some_and(|w| w.form() == Some(VerbForm::Participle) && voice(w) == Voice::Passive)
}

fn has_object(verb: Word<'_>) -> bool {
    verb.children().any(|c| c.is(Relation::Object) && c.at() > verb.at())
}

fn joins_active(verb: Word<'_>) -> bool {
    let participle = |h: &Word<'_>| h.at() < verb.at() && h.form() == Some(VerbForm::Participle);
    let joint = verb.head().filter(|h| verb.is(Relation::Conjunct) && participle(h));
    joint.is_some_and(|h| !h.is(Relation::Conjunct) && voice(h) == Voice::Active)
}

/// "The demonstrators injured | eleven officers": a participle would not be followed by a thing.
fn takes_object(verb: Word<'_>) -> bool {
    let behind = verb.next().filter(|n| n.beside(verb));
    let before = verb.previous().filter(|p| p.beside(verb));
    // "Protested and | pelted deputies", but not "was detained and | fined 300 crowns".
    let back = || std::iter::successors(before, Word::previous).take_while(|w| w.beside(verb)).take(16);
    let joined = before.is_some_and(|p| matches!(p.lower().as_str(), "and" | "but"))
        && !back().any(|w| matches!(w.lower().as_str(), "was" | "were" | "been" | "be" | "is" | "are" | "being"));
    let own = |n: Word<'_>| joined && n.pos() == Pos::Noun;
    (joined || before.is_some_and(|p| p.node().tag.is_nominal()))
        && behind.is_some_and(|n| {
            matches!(n.pos(), Pos::Determiner | Pos::Number | Pos::Name | Pos::Pronoun)
                || n.pos() == Pos::Noun && n.is(Relation::Object)
                || own(n)
        })
}

fn russian_voice(verb: Word<'_>) -> Voice {
    let lower = verb.lower();
    let own = lower.strip_suffix("ся").or_else(|| lower.strip_suffix("сь")).unwrap_or(&lower);
    let ends = |all: &[&str]| all.iter().any(|e| own.ends_with(e));
    let full = ["ый", "ая", "ое", "ые", "ого", "ому", "ым", "ом", "ой", "ую", "ых", "ыми"];
    let stem = full.iter().find_map(|e| own.strip_suffix(e));
    if stem.is_some_and(|s| {
        s.ends_with("нн")
            || s.ends_with("т") && verb.form() == Some(VerbForm::Participle)
            || s.ends_with("ем") && verb.form() == Some(VerbForm::Participle)
    }) {
        return Voice::Attributive;
    }
    if ["ш", "щ"].iter().any(|l| {
        ["ий", "ая", "ее", "ие", "его", "ему", "им", "ей", "ую", "их", "ими", "ем"]
            .iter()
            .any(|e| own.ends_with(&format!("{l}{e}")))
    }) && verb.form() != Some(VerbForm::Finite)
    {
        return Voice::AttributiveActive;
    }
    if ends(&["л", "ла", "ло", "ли"]) {
        return Voice::Active;
    }
    if ends(&["ть", "ти", "чь"]) {
        return Voice::Bare;
    }
    let short = [
        "ен", "ена", "ено", "ены", "ан", "ана", "ано", "аны", "ян", "яна", "яны", "ыт", "ыта", "ыты", "ыто", "ита",
        "иты", "ята", "яты", "ута", "уты",
    ];
    let passive = verb.node().tag.passive || verb.form() == Some(VerbForm::Participle) || verb.form().is_none();
    let sure = [
        "бит",
        "бита",
        "биты",
        "бито",
        "крыт",
        "крыта",
        "крыто",
        "крыты",
        "нят",
        "нята",
        "нято",
        "няты",
        "ъят",
        "ъята",
        "ъяты",
        "зят",
        "зята",
        "зяты",
    ];
    let past = ["ена", "ено", "ены", "ана", "ано", "аны", "ен", "ан"];
    if ends(&sure) || ends(&past) && own.chars().count() > 4 && verb.form() != Some(VerbForm::Finite) {
        return Voice::Passive;
    }
    if ends(&past) && own.chars().count() > 4 && verb.node().tag.pos == Pos::Verb {
        return Voice::Passive;
    }
    if ends(&short) && (passive || verb.form() != Some(VerbForm::Finite)) {
        return Voice::Passive;
    }
    if ends(&["в", "вши", "я"]) && verb.form() == Some(VerbForm::Gerund) {
        return Voice::Bare;
    }
    Voice::Active
}
