//! Sentences of bidding: "Do not send them back", «верните архив».
//!
//! Takes the word that may open one, gives what is asked. Nobody is named by it: whom the words are meant for, the text around them tells.

use super::{Asked, Force, ahead::Ahead};
use crate::{
    net::{Pos, Relation, VerbForm},
    objects::trees::Word,
};

/// "Do not send them back", "Please return the files": a sentence of somebody's own words that begins with a bare verb.
pub(super) fn imperative_at<'t>(word: Word<'t>, opens: bool) -> Option<Asked<'t>> {
    let words = Ahead::of(word);
    if word.russian() {
        return bidding_at(word, opens);
    }
    if !word.text().starts_with(char::is_uppercase) && word.lower() != "please" {
        return None;
    }
    let please = word.lower() == "please" || word.lower() == "пожалуйста";
    let first = word.at() + usize::from(please);
    let negated = words.is_not(first + 1) && (words.lower_at(first) == "do" || word.lower() == "do");
    let verb = match (please, negated) {
        (_, true) => words.at(first + 2)?,
        (true, _) => word.next()?,
        _ => word,
    };
    let imperative = verb.form() == Some(VerbForm::Infinitive) && !verb.russian()
        || verb.russian() && is_imperative(&verb.lower()) && verb.pos() == Pos::Verb;
    let alone = verb.children().all(|c| !c.is(Relation::Subject) && !c.is(Relation::AuxiliaryPassive));
    if !imperative || !alone || is_to_oneself(verb) || matches!(verb.lower().as_str(), "thank" | "see") {
        return None;
    }
    Some(Asked {
        force: if please { Force::Appeal } else { Force::Call },
        cue: word.at()..verb.at() + 1,
        addressee: None,
        object: Some(word.at()..words.end_behind(verb)),
        negated,
        subject: None,
        at: word,
        modal: true,
        bids: true,
        whole: true,
        passive: false,
    })
}

/// "Let | us", "let me": nobody else is bidden.
fn is_to_oneself(verb: Word<'_>) -> bool {
    verb.lower() == "let" && verb.next().is_some_and(|n| matches!(n.lower().as_str(), "us" | "me" | "'s" | "’s" | "it"))
}

/// «верните архив», «не пишите, что…»: in Russian anywhere behind a mark, a "not" or an "and".
fn bidding_at<'t>(word: Word<'t>, opens: bool) -> Option<Asked<'t>> {
    let lower = word.lower();
    let previous = word.previous().filter(|p| p.beside(word));
    let negated = previous.is_some_and(|p| p.lower() == "не");
    let behind = previous.is_none_or(|p| {
        p.pos() == Pos::Mark || matches!(p.lower().as_str(), "не" | "и" | "а" | "но" | "пожалуйста" | "поэтому")
    });
    // «вы говорите» has the same ending.
    let told = word.children().any(|c| c.is(Relation::Subject) && c.at() < word.at())
        || [
            "говорите",
            "знаете",
            "видите",
            "хотите",
            "можете",
            "помните",
            "давайте",
            "извините",
            "простите",
            "представьте",
            "поймите",
            "поверьте",
            "скажите",
            "расскажите",
            "считаете",
            "думаете",
            "заметьте",
        ]
        .contains(&lower.as_str());
    if !is_imperative(&lower) || word.pos() == Pos::Noun || told || !(opens || behind) {
        return None;
    }
    let words = Ahead::of(word);
    let please = previous.is_some_and(|p| p.lower() == "пожалуйста") || words.lower_at(word.at() + 1) == "пожалуйста";
    let start = word.at() - usize::from(negated);
    let end = words.end_behind(word);
    let object = if end > word.at() + 1 { word.at() + 1..end } else { start..end };
    let force = if please { Force::Appeal } else { Force::Call };
    Some(Asked {
        force,
        cue: start..word.at() + 1,
        addressee: None,
        object: Some(object),
        negated,
        subject: None,
        at: word,
        modal: true,
        bids: true,
        whole: true,
        passive: false,
    })
}

/// «верните», «прекратите».
pub(super) fn is_imperative(lower: &str) -> bool {
    ["йте", "ите", "ьте", "йтесь", "итесь", "ьтесь"].iter().any(|e| lower.ends_with(e)) && lower.chars().count() > 5
}
