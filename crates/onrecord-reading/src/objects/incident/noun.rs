//! Acts that a noun tells: "the expulsion of two diplomats by Dolmark", «обыск в редакции».
//!
//! Takes the noun, gives who acts and who is acted on: by what hangs on it, else by the verb above it.

use super::{Act, IncidentKind, kind_and_mode, marker, nominal, things::is_a};
use crate::{
    inflection::Case,
    net::{Pos, Relation},
    objects::{
        clause::{Clause, Voice, is_time},
        trees::Word,
    },
};

/// What is behind the beginning of a Russian noun: «обыск» | «ами».
pub(super) fn is_noun_ending(rest: &str) -> bool {
    const ALL: [&str; 28] = [
        "", "й", "а", "у", "ом", "е", "ы", "и", "ов", "ам", "ами", "ах", "ой", "ю", "я", "ей", "ию", "ией", "ие", "ия",
        "ем", "ий", "ям", "ями", "ях", "ью", "ям", "ку",
    ];
    ALL.contains(&rest)
}

/// "picket | line", "arrest | warrant": it says only what kind of thing another noun is.
pub(super) fn is_modifier(word: Word<'_>) -> bool {
    let next = word.next().filter(|n| n.beside(word) && matches!(n.pos(), Pos::Noun | Pos::Name));
    !word.russian()
        && next.is_some_and(|n| word.is(Relation::Compound) && word.head().is_some_and(|h| h.at() >= n.at()))
}

/// What a noun tells.
pub(super) fn of_noun<'t>(word: Word<'t>, label: &'static str) -> Option<Act<'t>> {
    let (kind, mode) = kind_and_mode(label)?;
    let mut sides = sides_of_noun(word);
    // "a drone strike on the depot".
    let (kind, mode) = if mode == "strike" && is_blow(word) { (IncidentKind::Assault, "attack") } else { (kind, mode) };
    // "the strike at the plant": where they stopped work.
    if kind == IncidentKind::Protest
        && sides.target.is_some_and(|t| matches!(marker(t).as_str(), "at" | "of" | "on" | "в" | "по"))
    {
        sides.target = None;
    }
    // "a meeting in Arden", "an interview with a reporter": a place and those who ask are met by nobody.
    let met = |t: Word<'_>| {
        mode != "visit" && matches!(marker(t).as_str(), "в" | "по" | "на" | "on" | "at") || is_a("press", &t.lower())
    };
    if kind == IncidentKind::Consult && sides.target.is_some_and(met) {
        return None;
    }
    if mode == "visit" && sides.target.is_none() {
        return None;
    }
    // "joint manoeuvres", «совместные учения».
    let joint = word.children().any(|c| c.lower() == "joint" || c.lower().starts_with("совместн"));
    if mode == "exercise" && joint {
        let actor = sides.actor.or_else(|| who_does(word));
        let (kind, mode) = (IncidentKind::Cooperate, "cooperate");
        return Some(Act { word, kind, mode, actor, target: None, last: word, noun: true });
    }
    // "the suspension of the channel for six months | by the Authority".
    if !word.russian() {
        sides.actor = sides.actor.or_else(|| Clause::of(word, word.at() + 1).with(&["by"]).map(|p| p.head));
    }
    // "the refusal of the authorities to admit | officers".
    if kind == IncidentKind::Reject && sides.target.is_some_and(|t| marker(t) == "of") {
        let refused = super::verb::refused(&Clause::of(word, word.at() + 1)).map(|p| p.head);
        (sides.actor, sides.target) = (sides.target, refused);
    }
    // "demanded it in a talk with the envoy", "during a visit to the site": who says or does it there.
    if kind == IncidentKind::Consult && sides.target.is_some() {
        sides.actor = sides.actor.or_else(|| who_does(word));
    }
    Some(Act { word, kind, mode, actor: sides.actor, target: sides.target, last: word, noun: true })
}

/// The subject of the verb above a noun: "in a | talk with the envoy".
fn who_does(word: Word<'_>) -> Option<Word<'_>> {
    let verb = word.above().find(|w| w.pos() == Pos::Verb)?;
    let (actor, target) = Clause::of(verb, verb.at() + 1).sides();
    let passive = matches!(Clause::of(verb, verb.at() + 1).voice(), Voice::Passive);
    actor.or(target.filter(|_| passive)).map(|p| p.head).filter(|h| h.at() != word.at())
}

/// "air strike", "a strike on the depot": not one of workers.
fn is_blow(word: Word<'_>) -> bool {
    const WEAPONS: [&str; 9] =
        ["drone", "air", "missile", "rocket", "artillery", "bomb", "retaliatory", "precision", "naval"];
    let lower = |w: Option<Word<'_>>| w.map(|w| w.lower()).unwrap_or_default();
    WEAPONS.contains(&lower(word.previous()).as_str()) || matches!(lower(word.next()).as_str(), "on" | "against")
}

/// "Vandalism", «обыски»: a noun that tells an act though nobody is named; not "the attack", which has been told of.
pub(super) fn stands_alone(word: Word<'_>, kind: IncidentKind) -> bool {
    use IncidentKind::{Assault, Protest};
    let told = word.children().any(|c| {
        matches!(c.lower().as_str(), "the" | "this" | "that" | "its" | "этот" | "эта" | "это" | "этого" | "эти")
    });
    word.pos() == Pos::Noun && matches!(kind, Assault | Protest) && !told
}

/// «обвинил | полицию в избиении», «руководила поджогом», «причастен к взлому»: who is said to have done it.
fn involved(word: Word<'_>) -> Option<Word<'_>> {
    const TAKES_PART: [&str; 8] =
        ["участв", "руковод", "причаст", "непричаст", "занима", "организов", "замешан", "винов"];
    const BLAMES: [&str; 6] = ["обвин", "подозрев", "заподозр", "улич", "упрек", "винят"];
    let above = word.head().filter(|h| matches!(h.pos(), Pos::Verb | Pos::Adjective))?;
    let starts = |all: &[&str]| all.iter().any(|a| above.lower().starts_with(a));
    let clause = || Clause::of(above, above.at() + 1).sides();
    if starts(&BLAMES) && marker(word) == "в" {
        return clause().1.map(|p| p.head);
    }
    starts(&TAKES_PART).then(clause)?.0.map(|p| p.head)
}

/// What hangs on a noun.
#[derive(Clone, Copy, Default)]
struct Sides<'t> {
    actor: Option<Word<'t>>,
    target: Option<Word<'t>>,
}

/// "the expulsion of two diplomats by Dolmark", "Dolmark's expulsion of", «высылка дипломатов Дольмарком», "threats to the embassy".
fn sides_of_noun<'t>(word: Word<'t>) -> Sides<'t> {
    let children: Vec<Word<'t>> = word.children().filter(|c| nominal(c) && !is_time(*c)).collect();
    let with = |prepositions: &[&str]| children.iter().copied().find(|c| prepositions.contains(&marker(*c).as_str()));
    let russian = word.russian();
    let bare = |case: Case| {
        children
            .iter()
            .copied()
            .find(|c| c.at() > word.at() && marker(*c).is_empty() && c.node().tag.case == Some(case))
    };
    let possessor = own_subject(word).or_else(|| children.iter().copied().find(|c| c.is(Relation::Possessive)));
    // «высылки | дипломатов»: right behind, wherever the tree hangs it.
    let next = || word.next().filter(|n| n.beside(word) && nominal(n) && n.node().tag.case == Some(Case::Genitive));
    // «нападение боевиков», «визит делегации»: who did it; but «высылка дипломатов».
    let doers = russian && is_a("done by", &word.lower());
    let owner = || bare(Case::Genitive).or_else(next).filter(|_| doers);
    let actor = if russian {
        bare(Case::Instrumental).or_else(|| with(&["со"])).or_else(owner).or_else(|| involved(word))
    } else {
        with(&["by", "from"]).or(possessor)
    };
    let target = if russian {
        let of = || bare(Case::Genitive).or_else(next).filter(|_| !doers);
        of().or_else(|| with(&["на", "против", "с", "в", "по"]))
    } else {
        with(&["of", "against", "on", "to", "with", "at"]).or_else(|| right_behind(word))
    };
    let adjective = || {
        let capital = |c: &Word<'_>| c.pos() == Pos::Adjective && c.text().starts_with(char::is_uppercase);
        word.children().find(capital).filter(|_| !russian)
    };
    let (mut actor, mut target) = (actor.or_else(adjective), target);
    // "The embassy received threats", "carried out an attack", «провели обыск»: the verb says who.
    if let Some(verb) = word.head().filter(|h| h.pos() == Pos::Verb) {
        let subject = verb.children().find(|c| c.is(Relation::Subject) && nominal(c));
        let lower = verb.lower();
        let starts = |all: &[&str]| all.iter().any(|w| lower.starts_with(w));
        if word.is(Relation::Object) && starts(&["receiv", "suffer", "face", "faced", "получ", "подверг"]) {
            target = target.or(subject);
        } else if word.is(Relation::Object)
            && starts(&[
                "carr",
                "conduct",
                "launch",
                "stag",
                "held",
                "hold",
                "impos",
                "organi",
                "made",
                "mak",
                "introduc",
                "провел",
                "провод",
                "ввел",
                "ввод",
                "устро",
                "организ",
                "соверш",
                "нача",
                "объяв",
            ])
        {
            actor = actor.or(subject);
        }
    }
    Sides { actor, target }
}

/// "a ban | on referees", "raids | against smugglers": what stands behind a noun and its preposition, wherever the tree hangs it.
fn right_behind(word: Word<'_>) -> Option<Word<'_>> {
    let preposition = word.next().filter(|n| n.beside(word))?;
    let fits = matches!(preposition.lower().as_str(), "of" | "against" | "on" | "with" | "at");
    let behind = Clause::of(word, preposition.at() + 1);
    let first = behind.behind().first().filter(|p| fits && p.marker.is_empty() && !p.is_time())?;
    (first.start <= preposition.at() + 2).then_some(first.head)
}

/// "Tarquin lifts | its | ban": the subject of the verb whose object the noun is.
fn own_subject(word: Word<'_>) -> Option<Word<'_>> {
    let own = word
        .children()
        .any(|c| matches!(c.lower().as_str(), "its" | "their" | "his" | "her" | "свой" | "свои" | "свою" | "свое"));
    let verb = word.head().filter(|h| own && h.pos() == Pos::Verb)?;
    Clause::of(verb, verb.at() + 1).sides().0.map(|p| p.head)
}
