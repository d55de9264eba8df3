//! Names that stand in what somebody says and are no part of it: whom he thanks or blames, what he goes on to say, himself by his role.
//!
//! Takes a statement and a mention in its content, gives whether the mention stays.

use crate::{
    Statement,
    net::{Pos, Relation},
    objects::{
        act::{Acts, Party},
        trees::Word,
    },
};
use onrecord_page::Span;

/// Words of a sentence that are looked at to either side of its verb of saying.
const LONGEST: usize = 64;

/// «поблагодарил | нарвенских партнёров», «обвинила | спецслужбы»: whom the verb itself is said to or of.
pub(super) fn is_thanked(acts: &Acts<'_>, statement: &Statement, span: Span) -> bool {
    const VERBS: [&str; 11] = [
        "благодар",
        "поблагодар",
        "поздрав",
        "обвин",
        "упрек",
        "уличи",
        "подозрева",
        "завер",
        "предупре",
        "информир",
        "уведом",
    ];
    let Some(word) = acts.trees.word(acts.token(span.start)).filter(|w| w.russian()) else { return false };
    let verb = std::iter::once(word).chain(word.above().take(2)).take_while(|w| w.pos() != Pos::Verb).last();
    let Some(verb) = verb.filter(|w| w.is(Relation::Object)).and_then(|w| w.head()) else { return false };
    let cue = verb.span_of(&(verb.at()..verb.at() + 1));
    let own = cue.and_then(|cue| acts.by_cue(cue)).is_some_and(|s| s.id == statement.id);
    own && VERBS.iter().any(|v| verb.lower().starts_with(v))
}

/// Whether a mention has a capital letter: «адвокат» has none.
pub(super) fn is_by_name(acts: &Acts<'_>, party: &Party) -> bool {
    party.span.is_some_and(|s| acts.document.text.slice(s).contains(char::is_uppercase))
}

/// "insists that Pell be released | and calls on the president …": the byte where the speaker goes on to say something else, which the content of
/// a statement may run into; the end of all where nothing does.
pub(super) fn next_saying(acts: &Acts<'_>, statement: &Statement) -> u32 {
    let document = acts.document;
    let verb = statement.cue.iter().flat_map(|c| &c.spans).find_map(|span| {
        let at = acts.token(span.start);
        acts.trees.word(at).filter(|w| w.pos() == Pos::Verb)
    });
    let Some(verb) = verb else { return u32::MAX };
    let start = |word: &Word<'_>| word.tokens(&(word.at()..word.at() + 1)).start;
    let form = |word: &Word<'_>| document.word(start(word)).cue.map(|cue| cue.form);
    let goes_on = |word: &Word<'_>| {
        let joined = word.is(Relation::Conjunct) && word.pos() == Pos::Verb && form(word).is_some();
        let head = word.head().filter(|_| joined && word.at() > verb.at());
        head.is_some_and(|head| head.at() == verb.at() || form(word) == form(&verb) && is_of_another(*word, head))
    };
    let behind = verb.sentence(LONGEST).into_iter().filter(goes_on);
    behind.filter_map(|word| document.token(start(&word))).map(|token| token.start).min().unwrap_or(u32::MAX)
}

/// Whether a verb that a tree joins to another can't go on from it: "be set up and invited them", "had jailed him, and appealed", «прибыла и призвал».
fn is_of_another(verb: Word<'_>, head: Word<'_>) -> bool {
    let (own, other) = (verb.lower(), head.lower());
    if verb.russian() {
        let past = |w: &str| {
            ["ла", "ло", "ли", "л"].into_iter().find(|e| w.trim_end_matches("ся").trim_end_matches("сь").ends_with(e))
        };
        return past(&own) != past(&other);
    }
    let has = |relation: Relation| head.children().any(|c| c.is(relation));
    if own.ends_with('s') {
        return !other.ends_with('s');
    }
    let and = verb.children().find(|c| c.is(Relation::Coordinator)).or_else(|| verb.previous());
    let comma = and.and_then(|and| and.previous()).is_some_and(|mark| mark.text() == ",");
    let object = verb.next().is_some_and(|w| matches!(w.pos(), Pos::Determiner | Pos::Name | Pos::Noun | Pos::Pronoun));
    let passive = has(Relation::AuxiliaryPassive) && object;
    let base = has(Relation::Auxiliary) && !other.ends_with('d') && !other.ends_with('n');
    comma && has(Relation::Auxiliary) || passive || base
}
