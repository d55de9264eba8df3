//! Nouns for what can do nothing: nobody asks it, whatever "must" or "should" be said of it.
//!
//! Takes an English noun, says whether it stands for a thing. Words for people and bodies are known or end otherwise.

use crate::{
    SpeakerKind,
    net::Pos,
    objects::{
        act::{Acts, Party},
        trees::Word,
    },
};

/// "Photographs must be recent": a thing in the plural or with an article is nobody who could be asked.
pub(super) fn is_thing(subject: Word<'_>) -> bool {
    const PEOPLE: &str =
        "people men women they we you he she i those everybody everyone anybody anyone citizens judges schools parents";
    let lower = subject.lower();
    subject.pos() == Pos::Noun
        && !among(PEOPLE, &lower)
        && !["er", "or", "ist", "ian", "ant"].iter().any(|e| lower.trim_end_matches('s').ends_with(e))
}

/// A thing that can do nothing: "pier", "tariff", "applications".
pub(super) fn is_inanimate(noun: Word<'_>) -> bool {
    let lower = noun.lower();
    is_thing(noun) && if lower.ends_with('s') { is_of_things(&lower) } else { !among(BODIES, &lower) }
}

/// A thing without a name that is neither somebody nor a body.
pub(super) fn is_some_thing(acts: &Acts<'_>, party: &Party) -> bool {
    let Some(span) = party.span else { return false };
    let first = acts.token(span.start);
    let Some(word) = acts.trees.word(first) else { return false };
    let inner = std::iter::successors(Some(word), Word::next).take_while(|w| w.node().span.end <= span.end as usize);
    let leaves = |w: &Word<'_>| w.pos() == Pos::Adposition || matches!(w.lower().as_str(), "who" | "which" | "that");
    let head = inner.take_while(|w| !leaves(w)).filter(|w| w.pos() == Pos::Noun).last();
    let opens = acts.document.starts.get(first).copied().unwrap_or(false) || acts.opens_quotation(first);
    matches!(party.kind, SpeakerKind::Unknown | SpeakerKind::Group)
        && !word.russian()
        && (party.name.starts_with(char::is_lowercase) || opens)
        && head.is_some_and(|h| !acts.is_people(h) && is_inanimate(h))
}

/// Bodies, by which people are meant.
const BODIES: &str = "government ministry court council parliament cabinet army police state country union company bank board party club team \
    side committee commission agency bureau embassy consulate mission navy office school museum city town league fund church chamber \
    senate assembly administration tribunal federation network station channel paper newspaper authority delegation crew family public \
    world press staff power neighbour neighbor group society institute firm academy university choir theatre hospital owner regime \
    management leadership command opposition prosecution judiciary service community coastguard";

/// What nouns of things end in, in the singular.
const ENDINGS: [&str; 12] = ["tion", "sion", "ment", "ing", "ity", "ure", "ance", "ence", "age", "ness", "ism", "cy"];

/// Nouns with those endings that stand for people or bodies.
const PEOPLED: &str = "delegation institution organisation organization association federation confederation nation foundation corporation \
    administration mission commission station government department parliament establishment regiment detachment community authority \
    university municipality minority majority faculty fraternity charity legislature audience agency constituency embassy \
    population generation opposition coalition village city entity facility being";

/// Common things without such an ending.
const THINGS: &str = "answer archive bag ballot barrier bill book border bridge bus camera camp car case claim contract copy cost crossing date \
    deadline debt deposit detail door election event exam fact fee fence file film fine flag flight form gate grant guideline idea import \
    export island law lesson letter licence license limit list loan map mine name newsletter note number offer order paper passport pass \
    pension permit phone photograph picture pipeline place plan plant price prize problem procedure programme program project \
    proposal protest queue quota rate record remain report request result reward right road route rule salary sample sanction ship \
    sign song stamp step stone street subsidy sum talk tap tariff tax term text ticket train translation treaty trial truck \
    tunnel vehicle verdict visa visit vote wage wall word";

fn is_of_things(plural: &str) -> bool {
    let one = plural.strip_suffix("ies").map(|stem| format!("{stem}y"));
    let one = one.or_else(|| plural.strip_suffix('s').map(str::to_owned)).unwrap_or_default();
    let other = plural.strip_suffix("es").unwrap_or_default();
    let known = |list| among(list, &one) || among(list, other);
    !known(PEOPLED) && !known(BODIES) && (known(THINGS) || ENDINGS.iter().any(|e| one.ends_with(e)))
}

fn among(list: &str, word: &str) -> bool {
    list.split_whitespace().any(|w| w == word)
}
