//! Modal words: "Dolmark must withdraw", «Дольмарк должен вывести», «следует вывести».
//!
//! Takes the modal word, gives who is asked and for what; by-the-way words («надо сказать») ask for nothing.

use super::{Asked, Force, ahead::Ahead, things::is_thing, whom::subject_of_wish};
use crate::{
    inflection::Case,
    net::{Pos, Relation, VerbForm},
    objects::{clause::Clause, trees::Word},
};
use std::ops::Range;

/// "Dolmark must withdraw", «Дольмарк должен вывести», «следует вывести».
pub(super) fn modal_at<'t>(word: Word<'t>, force: Force) -> Option<Asked<'t>> {
    let words = Ahead::of(word);
    // «не стоит устраивать»
    if word.lower() == "стоит" && word.previous().is_none_or(|p| p.lower() != "не") {
        return None;
    }
    // "those who | must travel": told of whom, and nobody is asked.
    if !word.russian() && word.previous().is_some_and(|p| matches!(p.lower().as_str(), "who" | "which")) {
        return None;
    }
    let let_him = matches!(word.lower().as_str(), "пусть" | "пускай");
    let finite = || words.near().take(8).find(|w| w.form() == Some(VerbForm::Finite));
    if let Some(wish) = wished_at(word, force, &words) {
        return Some(wish);
    }
    let verb = if let_him { finite()? } else { words.verb_behind()? };
    // «надо сказать», «следует признать»: by the way.
    const ASIDES: [&str; 8] =
        ["сказать", "признать", "отметить", "отдать", "заметить", "полагать", "думать", "помнить"];
    let impersonal = !["долж", "обязан"].iter().any(|w| word.lower().starts_with(w));
    if word.russian() && impersonal && word.next().is_some_and(|n| ASIDES.contains(&n.lower().as_str())) {
        return None;
    }
    // "It must be said": nobody is asked; "must have been": a guess.
    if matches!(words.lower_at(verb.at() + 1).as_str(), "been" | "gone" | "had") && verb.lower() == "have" {
        return None;
    }
    // «по словам Рудина, | соседям следует»: of these only the dative is asked.
    let given = ["нельзя", "надлеж"].iter().any(|w| word.lower().starts_with(w)) || matches!(force, Force::Call);
    let subject = word
        .children()
        .chain(verb.children())
        .chain(word.head().into_iter().flat_map(|h| h.children().collect::<Vec<_>>()))
        .find(|c| {
            c.is(Relation::Subject)
                || c.is(Relation::SubjectPassive)
                || word.russian()
                    && given
                    && c.child(Relation::Marker).is_none()
                    && c.node().tag.case == Some(crate::inflection::Case::Dative)
                    && c.node().tag.is_nominal()
                    && c.at() < verb.at()
        })
        .filter(|s| s.at() < verb.at() || word.russian())
        // «необходимо | отменить»: what is to be done is nobody.
        .filter(|s| !(s.russian() && (s.form() == Some(VerbForm::Infinitive) || s.at() == verb.at())));
    let receives = given && word.russian() && !matches!(word.lower().as_str(), "пусть" | "пускай");
    let before = Clause::of(word, word.at() + 1);
    let receiver = || before.receiver_before().filter(|p| p.end <= verb.at());
    // «паспорта | следует получить»
    let thing =
        |s: &Word<'_>| matches!(s.node().tag.case, Some(Case::Nominative | Case::Accusative)) && s.pos() == Pos::Noun;
    let subject = subject.filter(|s| !(receives && (receiver().is_some() || thing(s))));
    let described = if word.russian() { None } else { before_clause(word) };
    let passive = subject.is_some_and(|s| s.is(Relation::SubjectPassive));
    let negated = word.lower() == "нельзя"
        || (word.at() + 1..verb.at()).any(|at| words.is_not(at))
        || word.at() > 0 && words.is_not(word.at() - 1);
    let dative = given && word.russian() && !let_him;
    let case = if dative { Case::Dative } else { Case::Nominative };
    let by_place = || {
        before
            .last_before(case)
            .or_else(|| {
                before
                    .behind()
                    .iter()
                    .find(|p| p.marker.is_empty() && word.russian() && p.case() == Some(case) && p.end <= verb.at())
            })
            .map(|p| p.start..p.end)
    };
    // «…, и государство | обязано»: what stands right before it.
    let beside = || {
        before
            .before()
            .iter()
            .rev()
            .find(|p| p.end == word.at() && p.marker.is_empty() && p.case() == Some(Case::Nominative))
    };
    let beside = if word.russian() && !let_him { beside().map(|p| p.start..p.end) } else { None };
    let start = if words.is_not(verb.at().saturating_sub(1)) { verb.at() - 1 } else { verb.at() };
    // "must be | no older than six months": what it is to be is the head.
    let copula = verb.head().filter(|h| verb.lower() == "be" && h.at() > verb.at() && h.beside(verb));
    let object = start..copula.map_or(0, |head| words.end_behind(head)).max(words.end_behind(verb));
    let object =
        if passive { subject.map_or(object.start, |s| s.phrase().start.min(object.start))..object.end } else { object };
    Some(Asked {
        addressee: described.or_else(|| beside.filter(|_| !passive)).or_else(|| {
            subject
                .filter(|s| !(passive || verb.lower() == "be" && is_thing(*s)))
                .map(|s| s.phrase())
                .map(|p| if p.start < word.at() && !let_him { p.start..p.end.min(word.at()) } else { p })
                // «пусть | Лейк выберет»
                .map(|p| if let_him && p.start <= word.at() { word.at() + 1..p.end.max(word.at() + 2) } else { p })
                .or_else(|| by_place().filter(|_| !passive && subject.is_none()))
                .or_else(|| receiver().filter(|_| receives && !passive).map(|p| p.start..p.end))
        }),
        object: Some(object),
        negated,
        modal: true,
        ..Asked::by(word, force, word.at()..word.at() + 1)
    })
}

/// "| Those who have evidence of fraud | should", "| Parents who live abroad | must": the subject with the clause that tells whom it means.
fn before_clause(modal: Word<'_>) -> Option<Range<usize>> {
    const REACH: usize = 24;
    let back: Vec<Word<'_>> =
        std::iter::successors(modal.previous(), Word::previous).take_while(|w| w.beside(modal)).take(REACH).collect();
    let bounds = |w: &Word<'_>| matches!(w.text(), ";" | ":" | "“" | "”" | "\"" | "—" | "–") || w.lower() == "that";
    let own = back.iter().take_while(|w| !bounds(w)).count();
    let who = back[..own].iter().position(|w| matches!(w.lower().as_str(), "who" | "whose"))?;
    let verb = back[..who].iter().any(|w| matches!(w.pos(), Pos::Verb | Pos::Auxiliary));
    let comma = back[..own].get(who + 1).is_some_and(|w| w.text() == ",");
    // "the minister, who spoke in Arden, | should": a clause put in between is no part of the name.
    let nouns = back[..own].iter().skip(who + 1).take_while(|w| {
        w.node().tag.is_nominal() || matches!(w.pos(), Pos::Adjective | Pos::Determiner | Pos::Pronoun | Pos::Number)
    });
    let first = nouns.last().filter(|_| verb && !comma)?;
    Some(first.at()..modal.at())
}

/// «важно, чтобы министерство разрешило», «нужно, чтобы …»: who is to act is asked.
fn wished_at<'t>(word: Word<'t>, force: Force, words: &Ahead<'t>) -> Option<Asked<'t>> {
    let so_that = word.at() + 2;
    let wish = word.russian() && words.lower_at(word.at() + 1) == "," && words.lower_at(so_that) == "чтобы";
    let subject = if wish { subject_of_wish(words, so_that) } else { return None };
    Some(Asked {
        negated: subject.as_ref().is_some_and(|s| words.negated_behind(s.end)),
        addressee: subject.map(|s| s.start..s.end),
        object: Some(so_that..words.end_of_clause(so_that)),
        modal: true,
        ..Asked::by(word, force, word.at()..word.at() + 1)
    })
}
