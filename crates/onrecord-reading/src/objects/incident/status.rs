//! Whether an act or a state is told as having been: by the words around the word that tells it.

use super::Status;
use crate::{
    net::{Pos, VerbForm},
    objects::trees::Word,
};

/// Denied behind a "not" or inside a denial, feared behind a word of fear, hypothetical behind a modal, "if", "plan to", or a verb of the future.
pub(in crate::objects) fn status(word: Word<'_>, denial: bool) -> Status {
    let lower = |w: &Word<'_>| w.lower();
    let verb = if word.pos() == Pos::Noun { word.head().filter(|h| h.pos() == Pos::Verb) } else { Some(word) };
    let around: Vec<Word<'_>> =
        verb.into_iter().chain(std::iter::once(word)).flat_map(|v| v.children().collect::<Vec<_>>()).collect();
    let has = |words: &[&str]| around.iter().any(|c| words.contains(&lower(c).as_str()));
    let above: Vec<String> = word.above().take(4).map(|w| lower(&w)).collect();
    let under = |starts: &[&str]| above.iter().any(|w| starts.iter().any(|s| w.starts_with(s)));
    let fear = ["fear", "afraid", "worr", "risk", "опаса", "боит", "боят", "опасен", "угроз", "риск"];
    if has(&["not", "n't", "never", "no", "не", "нет", "ни"])
        || denial
        || under(&["deny", "denie", "denied", "опроверг", "отрица"])
    {
        return Status::Denied;
    }
    if under(&fear) {
        return Status::Feared;
    }
    let modal = [
        "would",
        "could",
        "might",
        "may",
        "will",
        "should",
        "if",
        "unless",
        "бы",
        "если",
        "может",
        "могут",
        "будет",
        "будут",
        "возможн",
    ];
    let plan = [
        "plan",
        "intend",
        "prepar",
        "consider",
        "threaten",
        "want",
        "hope",
        "expect",
        "намер",
        "планир",
        "готов",
        "собира",
        "хоч",
        "может",
        "могут",
        "рассматрив",
    ];
    let after_to = word.previous().is_some_and(|p| p.lower() == "to" || p.pos() == Pos::Auxiliary);
    let past = crate::objects::clause::is_like_past(&word.lower()) && !after_to;
    let aimed = word.form() == Some(VerbForm::Infinitive)
        && !past
        && !under(&[
            "manag",
            "began",
            "start",
            "contin",
            "forced",
            "had",
            "нача",
            "продолж",
            "удал",
            "вынужд",
            "пришлось",
        ]);
    // "in May": a month is no modal verb.
    let modal =
        around.iter().any(|c| modal.contains(&lower(c).as_str()) && !(c.text() == "May" && c.pos() != Pos::Auxiliary));
    if modal || under(&plan) || aimed { Status::Hypothetical } else { Status::Asserted }
}
