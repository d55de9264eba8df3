//! "It is time for the council to speak", "it is essential that both sides listen": somebody asks without a verb of asking.
//!
//! Takes the adjective or noun behind "it is", gives who is asked and for what; what is no more than praised or doubted asks for nothing.

use super::{
    Asked, Force,
    ahead::{Ahead, start_of},
};
use crate::objects::trees::Word;

/// Words that ask for something behind "it is".
const ASKING: [&str; 9] =
    ["time", "necessary", "essential", "imperative", "vital", "crucial", "indispensable", "urgent", "advisable"];

/// Whether a word may ask behind "it is".
pub(super) fn may_ask(lower: &str) -> bool {
    ASKING.contains(&lower)
}

/// "It is time | for the council to speak".
pub(super) fn impersonal_at<'t>(word: Word<'t>) -> Option<Asked<'t>> {
    const FAR: usize = 5;
    let back: Vec<Word<'t>> =
        std::iter::successors(word.previous(), Word::previous).take_while(|w| w.beside(word)).take(FAR).collect();
    let be =
        back.iter().position(|w| matches!(w.lower().as_str(), "is" | "'s" | "’s" | "becomes" | "remains" | "be"))?;
    let not = back[..be].iter().any(|w| matches!(w.lower().as_str(), "not" | "n't" | "n’t" | "no"));
    let it = back[be..].iter().find(|w| w.lower() == "it").filter(|_| !not)?;
    let words = Ahead::of(word);
    let behind = word.next()?;
    let clause = words.clause(word.at() + 1, false).filter(|&that| that <= word.at() + 2);
    let (addressee, object) = if let Some(that) = clause {
        // As with "must", what is to be done begins behind who is to do it.
        let subject = words.subject_behind(that);
        let start = subject.as_ref().map_or(that, |s| s.end);
        (subject, start..words.end_of_clause(that))
    } else {
        let verb = words.infinitive().filter(|_| matches!(behind.lower().as_str(), "for" | "to"))?;
        let start = start_of(verb, word.at() + 1);
        let whom = (behind.lower() == "for").then(|| words.noun_phrase(word.at() + 2..start)).flatten();
        (whom, start..words.end_behind(verb))
    };
    let negated = (word.at() + 1..object.start + 2).any(|at| words.is_not(at));
    Some(Asked {
        addressee,
        object: Some(object),
        negated,
        modal: true,
        ..Asked::by(word, Force::Call, it.at()..word.at() + 1)
    })
}
