//! Whom a pronoun stands for by the grammar of what stands before it: "Editors say | they were instructed", "The embassy was closed. | It has".
//!
//! Takes the word of a pronoun, gives the party that acted or was acted on last and fits in number. What the text was about goes on to be: subjects come
//! before objects, the own sentence before the one before it; further back nothing is looked for.

use super::{Acts, Party};
use crate::{
    SpeakerKind, Statement,
    net::{Pos, VerbForm},
    objects::{clause::Clause, trees::Word},
};

/// Words that are looked back over for verbs.
const REACH: usize = 60;
/// Verbs whose sides are looked at.
const VERBS: usize = 4;

/// What a pronoun can stand for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Fits {
    Thing,
    Several,
}

/// Whom a pronoun can stand for, as far as its own clause tells.
#[derive(Clone, Copy)]
pub(in crate::objects) struct Wanted<'n> {
    /// Who it is not: whoever acts on it.
    pub(in crate::objects) other: Option<&'n str>,
    /// Something is done to it.
    pub(in crate::objects) patient: bool,
    /// Told by its own sentence alone.
    pub(in crate::objects) own: bool,
}

impl Acts<'_> {
    /// The one whom "it" or "they" stands for, other than this one: by its own sentence alone, or by the one before as well.
    pub(in crate::objects) fn antecedent(
        &self,
        pronoun: Word<'_>,
        holder: Option<&Statement>,
        Wanted { other, patient, own: only_own }: Wanted<'_>,
    ) -> Option<Party> {
        let fits = match pronoun.lower().as_str() {
            "it" | "оно" => Fits::Thing,
            "they" | "them" | "они" | "им" | "их" => Fits::Several,
            _ => return None,
        };
        let back = || std::iter::successors(pronoun.previous(), Word::previous).take(REACH);
        let own = back().take_while(|w| w.beside(pronoun)).filter(|w| is_verb(*w)).take(2);
        let first = back().find(|w| !w.beside(pronoun));
        // Of the sentence before the main verb comes first.
        let mut before: Vec<Word<'_>> =
            back().skip_while(|w| w.beside(pronoun)).take_while(|w| first.is_some_and(|f| f.beside(*w))).collect();
        before.reverse();
        let before = before.into_iter().filter(|w| is_verb(*w)).take(VERBS);
        own.chain(before.filter(|_| !only_own)).find_map(|verb| {
            let (actor, target) = Clause::of(verb, verb.at() + 1).sides();
            // "They were told": of the sentence before rather whom something was done to.
            let sides = if patient { [target, actor] } else { [actor, target] };
            sides.into_iter().flatten().find_map(|phrase| {
                let ahead = phrase.end <= pronoun.at() || !phrase.head.beside(pronoun);
                if !ahead || !phrase.marker.is_empty() || phrase.is_time() || phrase.head.pos() == Pos::Pronoun {
                    return None;
                }
                let party = self.party(phrase.head, &(phrase.start..phrase.end), holder)?;
                let stands = match fits {
                    Fits::Several => party.kind != SpeakerKind::Person && is_plural(phrase.head, phrase.is_counted()),
                    Fits::Thing => {
                        matches!(party.kind, SpeakerKind::Body | SpeakerKind::Group)
                            && !is_plural(phrase.head, phrase.is_counted())
                    }
                };
                let why = format!("“{}” → “{}”", pronoun.text(), party.name);
                (stands && other != Some(party.name.as_str())).then_some(Party { why, ..party })
            })
        })
    }
}

fn is_verb(word: Word<'_>) -> bool {
    word.pos() == Pos::Verb && matches!(word.form(), Some(VerbForm::Finite | VerbForm::Participle))
}

/// "Editors", "people", «рыбаки», «двое солдат».
fn is_plural(head: Word<'_>, counted: bool) -> bool {
    const ENGLISH: [&str; 6] = ["people", "men", "women", "police", "children", "clergy"];
    let lower = head.lower();
    if head.russian() {
        return counted || lower.ends_with(['и', 'ы']) || lower == "люди" || lower == "власти" || lower == "войска";
    }
    counted || ENGLISH.contains(&lower.as_str()) || lower.ends_with('s') && !lower.ends_with("ss")
}
