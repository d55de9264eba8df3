//! Acts that a noun tells: "the expulsion of two diplomats by Dolmark", «обыск в редакции».
//!
//! Takes the noun, gives who acts and who is acted on: by what hangs on it, else by the verb above it.

use super::{Act, IncidentKind, kind_and_mode, marker, nominal, things::is_a};
use crate::{
    inflection::Case,
    net::{Pos, Relation, VerbForm},
    objects::{
        act::Acts,
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
pub(super) fn of_noun<'t>(acts: &Acts<'_>, word: Word<'t>, label: &'static str) -> Option<Act<'t>> {
    let (kind, mode) = kind_and_mode(label)?;
    let mut sides = sides_of_noun(word);
    if !word.russian() {
        sides.by_kind(acts, word, kind, mode);
    } else if is_judgement(word) || !means_it(word, mode, &sides) {
        return None;
    }
    // "a drone strike on the depot".
    let (kind, mode) = if mode == "strike" && is_blow(word) { (IncidentKind::Assault, "attack") } else { (kind, mode) };
    // "the strike at the plant": where they stopped work.
    if kind == IncidentKind::Protest
        && sides.target.is_some_and(|t| {
            matches!(marker(t).as_str(), "at" | "of" | "on" | "with" | "to" | "в" | "по" | "против" | "на")
        })
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
    // "at the request of the embassy": that is how, not what.
    if mode == "request" && matches!(marker(word).as_str(), "at" | "on" | "upon") {
        return None;
    }
    // "the ban imposed by Galvenia | on the channel".
    if matches!(kind, IncidentKind::Sanction | IncidentKind::Assault) && sides.target.is_none() && !word.russian() {
        sides.target = Clause::of(word, word.at() + 1).with(&["on", "against"]).map(|p| p.head);
    }
    // "agreed in a video | call": who does it there.
    if mode == "call" {
        sides.actor = sides.actor.or_else(|| who_does(word));
    }
    // "our complaint | against the law".
    if mode == "sue" && (sides.actor.is_none() || sides.target.is_none_or(|t| marker(t) != "against")) {
        return None;
    }
    // "its delivery on the stage": what is delivered is told.
    if kind == IncidentKind::Aid
        && !word.russian()
        && sides.target.is_none_or(|t| !matches!(marker(t).as_str(), "of" | "to"))
    {
        return None;
    }
    // "a telephone | call": others are demands or cries; so are most pauses.
    let compound = |all: &[&str]| word.children().any(|c| c.at() < word.at() && all.contains(&c.lower().as_str()));
    if mode == "call" && !compound(&["telephone", "phone", "video", "conference"])
        || word.lower() == "pause" && !compound(&["humanitarian", "operational"])
    {
        return None;
    }
    // "joint manoeuvres", «совместные учения».
    let joint = word.children().any(|c| c.lower() == "joint" || c.lower().starts_with("совместн"));
    if mode == "exercise" && joint {
        let actor = sides.actor.or_else(|| who_does(word));
        let (kind, mode) = (IncidentKind::Cooperate, "cooperate");
        return Some(Act { word, kind, mode, actor, target: None, last: word, noun: true, light: false });
    }
    // "the suspension of the channel for six months | by the Authority".
    if !word.russian() {
        sides.actor = sides.actor.or_else(|| {
            Clause::of(word, word.at() + 1).with(&["by"]).map(|p| p.head).filter(|w| !is_a("means", &w.lower()))
        });
    }
    // "the refusal of the authorities to admit | officers".
    if kind == IncidentKind::Reject && sides.target.is_some_and(|t| marker(t) == "of") {
        let refused = super::verb::refused(&Clause::of(word, word.at() + 1)).map(|p| p.head);
        (sides.actor, sides.target) = (sides.target, refused);
    }
    // "its refusal to back | the candidate".
    if kind == IncidentKind::Reject && sides.target.is_none() && !word.russian() {
        sides.target = super::verb::refused(&Clause::of(word, word.at() + 1)).map(|p| p.head);
    }
    // "demanded it in a talk with the envoy", "during a visit to the site": who says or does it there.
    if kind == IncidentKind::Consult && sides.target.is_some() {
        sides.actor = sides.actor.or_else(|| who_does(word));
    }
    Some(Act { word, kind, mode, actor: sides.actor, target: sides.target, last: word, noun: true, light: false })
}

/// «назвал приговор | расправой»: what somebody calls it.
fn is_judgement(word: Word<'_>) -> bool {
    const CALLS: [&str; 12] =
        ["назва", "называ", "счита", "счел", "сочл", "призна", "стал", "стан", "явля", "был", "объяв", "расцен"];
    let above = word.head().filter(|h| h.pos() == Pos::Verb);
    word.node().tag.case == Some(Case::Instrumental)
        && marker(word).is_empty()
        && above.is_some_and(|h| CALLS.iter().any(|c| h.lower().starts_with(c)))
}

/// Whether a Russian noun of several meanings tells an act: «акция протеста», «признание независимости», «столкновения полиции и жителей».
fn means_it(word: Word<'_>, mode: &str, sides: &Sides<'_>) -> bool {
    let lower = word.lower();
    let people = |w: Word<'_>| !is_a("vehicle", &w.lower());
    if lower.starts_with("акци") {
        let what = || word.children().any(|c| c.lower().starts_with("протест") || marker(c) == "против");
        return what();
    }
    // «столкновения в Керении», «с глазу на глаз»
    if lower.starts_with("столкновени") {
        let place = |w: &Word<'_>| matches!(marker(*w).as_str(), "в" | "на" | "по");
        return sides.actor.or(sides.target.filter(|t| !place(t))).is_some_and(people);
    }
    // «Фронт | освобождения Севера»: a piece of a name.
    let capital = |w: Option<Word<'_>>| w.is_some_and(|w| w.beside(word) && w.text().starts_with(char::is_uppercase));
    let inside = word.text().starts_with(char::is_lowercase)
        && word.node().tag.case == Some(Case::Genitive)
        && capital(word.previous())
        && capital(word.next());
    let state = |t: Word<'_>| {
        t.text().starts_with(char::is_uppercase)
            || ["независим", "суверен", "государств", "республик", "провинци", "правительств"]
                .iter()
                .any(|s| t.lower().starts_with(s))
    };
    !inside && (mode != "recognise" || sides.target.is_some_and(state))
}

/// The subject of the verb above a noun: "in a | talk with the envoy".
fn who_does(word: Word<'_>) -> Option<Word<'_>> {
    let verb = word.above().find(|w| w.pos() == Pos::Verb)?;
    let (actor, target) = Clause::of(verb, verb.at() + 1).sides();
    let passive = matches!(Clause::of(verb, verb.at() + 1).voice(), Voice::Passive);
    actor.or(target.filter(|_| passive)).map(|p| p.head).filter(|h| h.at() != word.at())
}

/// "the truce | concluded in March", "the talks | held in Kolst", whatever the tree makes of it.
pub(super) fn is_followed_by_participle(word: Word<'_>) -> bool {
    let told = |c: Word<'_>| c.is(Relation::Clause) && c.form() == Some(VerbForm::Participle) && c.at() > word.at();
    let next = word.next().filter(|n| n.beside(word) && n.pos() == Pos::Verb);
    let past = |n: &Word<'_>| n.lower().ends_with("ed") || matches!(n.lower().as_str(), "held" | "begun" | "made");
    let placed = |n: Word<'_>| {
        n.next().is_some_and(|p| matches!(p.lower().as_str(), "in" | "on" | "at" | "by" | "last" | "between" | "under"))
    };
    word.children().any(told) || next.filter(past).is_some_and(placed)
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
    use IncidentKind::{Assault, Consult, Protest, Retreat};
    let told = word.children().any(|c| {
        matches!(c.lower().as_str(), "the" | "this" | "that" | "its" | "этот" | "эта" | "это" | "этого" | "эти")
    });
    // "the talks | held in Kolst", "the truce | concluded in March": told with where or when it was.
    let placed = !word.russian()
        && (is_followed_by_participle(word)
            || word
                .children()
                .any(|c| c.at() > word.at() && matches!(marker(c).as_str(), "in" | "at" | "outside" | "near")));
    // "a convention | against torture", "the victims | of violence": what another noun is about.
    let topic = !word.russian()
        && !told
        && !placed
        && matches!(marker(word).as_str(), "against" | "of" | "on" | "for" | "about" | "to" | "from")
        && word.head().is_some_and(|h| h.pos() == Pos::Noun);
    if topic {
        return false;
    }
    // "agreed on a humanitarian | pause".
    let begun = !told && kind == Retreat && marker(word) != "of";
    let lasting = matches!(kind, Consult | Retreat)
        && !word.russian()
        && matches!(
            word.lower().as_str(),
            "talks" | "negotiations" | "summit" | "consultations" | "truce" | "ceasefire" | "pause"
        );
    word.pos() == Pos::Noun && (matches!(kind, Assault | Protest) && (!told || placed) || lasting && (placed || begun))
}

/// «обвинил | полицию в избиении», «руководила поджогом», «причастен к взлому»: who is said to have done it.
fn involved(word: Word<'_>) -> Option<Word<'_>> {
    const TAKES_PART: [&str; 8] =
        ["участв", "руковод", "причаст", "непричаст", "занима", "организов", "замешан", "винов"];
    const BLAMES: [&str; 6] = ["обвин", "подозрев", "заподозр", "улич", "упрек", "винят"];
    // «участники | митинга»
    let people = ["участник", "организатор", "зачинщик", "инициатор"];
    if let Some(people) = word.head().filter(|h| people.iter().any(|p| h.lower().starts_with(p))) {
        return Some(people);
    }
    // «обвиняют полицию в | организации покушения»
    let around = ["организаци", "подготовк", "попытк", "участи", "соучасти", "причастност"];
    let outer = word.head().filter(|h| around.iter().any(|a| h.lower().starts_with(a)) && h.pos() == Pos::Noun);
    let word = outer.unwrap_or(word);
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

impl<'t> Sides<'t> {
    /// What English nouns of some kinds tell by "of" and by whose they are: "the mediation of the king", "his arrest", "a police raid".
    fn by_kind(&mut self, acts: &Acts<'_>, word: Word<'t>, kind: IncidentKind, mode: &str) {
        use IncidentKind::{Assault, Coerce, Protest, Threaten};
        let does =
            matches!(mode, "mediate" | "visit" | "resign" | "apologise" | "strike" | "protest" | "boycott" | "request");
        let suffers = matches!(
            mode,
            "arrest" | "detain" | "convict" | "charge" | "expel" | "deport" | "kill" | "release" | "recruit" | "abduct"
        ) || matches!(
            mode,
            "extradite" | "wound" | "torture" | "beat" | "return" | "pardon" | "recall" | "close" | "suspend"
        );
        let does = does || word.lower() == "violence";
        if does && self.actor.is_none() && self.target.is_some_and(|t| marker(t) == "of") {
            self.actor = self.target.take();
        }
        // "a meeting | between the two presidents", "talks of the ministers".
        if mode == "meet" && self.actor.is_none() {
            let between = Clause::of(word, word.at() + 1).with(&["between"]).map(|p| p.head);
            let of = self.target.filter(|t| marker(*t) == "of");
            if between.is_some() || of.is_some() {
                (self.actor, self.target) = (between.or(of), None);
            }
        }
        if does && self.target.is_none() {
            let prepositions: &[&str] = if kind == Protest { &["against"] } else { &["to"] };
            self.target = Clause::of(word, word.at() + 1)
                .with(prepositions)
                .map(|p| p.head)
                .filter(|_| kind == Protest || mode == "visit");
        }
        let owner = word.children().find(|c| c.is(Relation::Possessive));
        // "has been | under house arrest".
        if mode == "arrest" && self.target.is_none() && marker(word) == "under" {
            self.target = who_does(word);
        }
        if suffers && self.target.is_none() && owner.is_some() {
            self.target = owner;
            self.actor = self.actor.filter(|a| marker(*a) == "by");
        }
        // "a police | raid", "rebel | attacks".
        if matches!(kind, Assault | Coerce | Protest | Threaten) && self.actor.is_none() {
            self.actor = word
                .children()
                .find(|c| c.is(Relation::Compound) && acts.is_people(*c) && c.at() < word.at() && c.lower() != "house");
        }
    }
}

/// "the expulsion of two diplomats by Dolmark", "Dolmark's expulsion of", «высылка дипломатов Дольмарком», "threats to the embassy".
fn sides_of_noun<'t>(word: Word<'t>) -> Sides<'t> {
    // «поджог | двух машин»: the tree may hang both on the noun.
    let counts = |c: &Word<'t>| c.pos() == Pos::Number && c.next().is_some_and(|n| n.pos() == Pos::Noun);
    let children: Vec<Word<'t>> =
        word.children().filter(|c| nominal(c) && !is_time(*c) && !(c.russian() && counts(c))).collect();
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
    // «акция | протеста», «консультации | своего».
    let own = |w: &Word<'t>| ["протест", "сво"].iter().any(|s| w.lower().starts_with(s));
    // «визит в Орланию | делегации»: nothing but a name owns what stands behind a name.
    let beyond = || {
        let of_name = children.iter().filter(|c| c.pos() == Pos::Name && !marker(**c).is_empty());
        let genitive =
            |c: &Word<'t>| c.pos() == Pos::Noun && marker(*c).is_empty() && c.node().tag.case == Some(Case::Genitive);
        of_name.flat_map(Word::children).find(genitive)
    };
    let talks = is_a("talk", &word.lower());
    let owner = || bare(Case::Genitive).or_else(beyond).filter(|_| doers);
    let actor = if russian {
        let by = || bare(Case::Instrumental).filter(|_| !doers);
        by().or_else(|| with(&["со"])).or_else(owner).filter(|o| !own(o)).or_else(|| involved(word).filter(|_| !talks))
    } else {
        with(&["by", "from"]).filter(|w| !is_a("means", &w.lower())).or(possessor)
    };
    let target = if russian {
        let of = || bare(Case::Genitive).or_else(next).filter(|_| !doers);
        // «нападение на почве вражды», «связывают нападение с выборами»
        let fits = |t: &Word<'t>| {
            let lower = t.lower();
            !["почв", "фон", "основани"].iter().any(|f| lower.starts_with(f)) && (marker(*t) != "с" || doers)
        };
        let help = word.lower().starts_with("содействи");
        of().or_else(|| with(&["на", "против", "с", "в", "по"]).filter(|t| !help && fits(t)))
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
        } else if russian && word.is(Relation::Subject) && starts(&["гроз", "угрож"]) {
            // «жителям грозит | депортация»
            target = target.or_else(|| Clause::of(verb, verb.at() + 1).receiver().map(|p| p.head));
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
