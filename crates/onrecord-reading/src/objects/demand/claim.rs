//! Words of asking that only tell: "insisted that they had won", "asked whether the union should".
//!
//! Takes the word and the clause behind it; says whether nothing is asked.

use super::ahead::Ahead;
use crate::{
    net::{Pos, VerbForm},
    objects::trees::Word,
};

/// Whether a clause is opened by "whether" or "if".
pub(super) fn is_doubted(word: Word<'_>) -> bool {
    let back = std::iter::successors(word.previous(), Word::previous).take(10);
    let own = back.take_while(|w| w.beside(word) && !matches!(w.text(), "," | ";" | ":" | "“" | "”"));
    own.map(|w| w.lower()).any(|w| matches!(w.as_str(), "whether" | "if" | "how" | "why" | "ли" | "если"))
}

/// Whether a clause behind "that" tells what is or was: "insisted they had won", "assured them that he had paid".
pub(super) fn tells_what_is(words: &Ahead<'_>, that: usize, promise: bool) -> bool {
    let clause: Vec<String> = (that + 1..that + 12).map(|at| words.lower_at(at)).collect();
    if words.at(that).is_some_and(|w| w.russian()) {
        // «заверил, что насосы уже в пути», «что ни с кем не говорил».
        let verb = (that + 1..that + 12).filter_map(|at| words.at(at)).find(|w| w.form() == Some(VerbForm::Finite));
        let past = |w: Word<'_>| ["л", "ла", "ло", "ли"].iter().any(|e| w.lower().trim_end_matches("ся").ends_with(e));
        return verb.is_none_or(past);
    }
    let will = ["will", "would", "shall", "’ll", "'ll", "can", "must", "should", "be"];
    let is = ["is", "are", "was", "were", "has", "have", "had", "did", "does"];
    let first = clause.iter().find(|w| will.contains(&w.as_str()) || is.contains(&w.as_str()));
    let told = first.is_some_and(|w| is.contains(&w.as_str()));
    told || promise && first.is_none()
}

/// "insisted that his focus would be peace": a claim; "insisted that the order be put in writing" asks for something.
pub(super) fn tells_of_oneself(words: &Ahead<'_>, that: usize) -> bool {
    let verb = |w: &Word<'_>| {
        matches!(w.pos(), Pos::Verb | Pos::Auxiliary) || matches!(w.lower().as_str(), "be" | "must" | "should" | "not")
    };
    let first = (that + 1..that + 14).filter_map(|at| words.at(at)).find(verb);
    first.is_some_and(|w| {
        !matches!(w.lower().as_str(), "be" | "must" | "should" | "not")
            && (w.pos() == Pos::Auxiliary || w.lower().ends_with('s') || w.lower().ends_with("ed"))
    })
}
