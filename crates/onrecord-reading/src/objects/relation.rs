//! Relations: what a text states of bodies, offices, programmes and laws that it names.
//!
//! Takes the trees, the statements and the table `relations.txt`; gives [`Relation`]s by docs/objects.md: part of, led by, implements, founded by,
//! suspended, sanctioned, party to, requires. What is spoken of has a name of its own, or stands for one that the text has named; a role that
//! only introduces a person ("the fund's director, Tilda Renn") states nothing. Whether it is so is never asked.

mod kinds;
mod names;
mod sides;
mod things;

pub use kinds::RelationKind;

use super::{
    act::{Acts, Party},
    incident::{Status, status},
    trees::Word,
    words::{Beginnings, Phrases},
};
use crate::{
    SpeakerKind, Statement, StatementId,
    inflection::Case,
    net::{Pos, Relation as Tie},
};
use names::{Named, Names, is_institution, is_pronoun};
use onrecord_page::Span;
use sides::{Place, Sides, is_copula, stated_of};
use std::sync::LazyLock;
use things::Sort;

/// Something that is stated of an institution.
#[derive(Clone, Debug, PartialEq)]
pub struct Relation {
    /// The words that say so.
    pub cue: Span,
    /// What kind.
    pub kind: RelationKind,
    /// Of whom or what it is stated.
    pub subject: Party,
    /// The other one; None where the text names nobody.
    pub object: Option<Party>,
    /// Whether it is told as being so.
    pub status: Status,
    /// The statement in whose content it stands; None where the outlet tells it itself.
    pub statement: Option<StatementId>,
}

struct Tables {
    words: Phrases,
    things: Beginnings,
}

static TABLES: LazyLock<Tables> = LazyLock::new(|| {
    let file = include_str!("relations.txt");
    Tables { words: Phrases::of(file, "word"), things: Beginnings::of(file, "thing") }
});

/// Words of a phrase behind its first, at most.
const LONGEST: usize = 8;

/// The words that tell a relation.
struct Told<'t> {
    kind: RelationKind,
    frame: &'static str,
    word: Word<'t>,
    /// One past the last of them.
    end: usize,
}

/// Who stands where, as the words have it.
type Pair<'t> = (Option<Place<'t>>, Option<Place<'t>>);

/// All relations of a text.
pub(super) fn read(acts: &Acts<'_>) -> Vec<Relation> {
    let mut out: Vec<Relation> = Vec::new();
    let mut names: Option<Names<'_>> = None;
    let tokens = acts.document.tokens.all();
    for token in (0..tokens.len()).filter(|&at| tokens[at].is_word()) {
        if !TABLES.words.may_begin(acts.document.tokens.lower(token)) || !near_a_name(acts, token) {
            continue;
        }
        let Some(told) = acts.trees.word(token).and_then(told_at) else { continue };
        let names = names.get_or_insert_with(|| Names::of(acts));
        let Some(relation) = relation(acts, names, &told) else { continue };
        let again = |r: &Relation| {
            r.kind == relation.kind && r.subject.name == relation.subject.name && same(&r.object, &relation.object)
        };
        if !out.iter().rev().take(4).any(again) {
            out.push(relation);
        }
    }
    out
}

fn same(a: &Option<Party>, b: &Option<Party>) -> bool {
    a.as_ref().map(|p| &p.name) == b.as_ref().map(|p| &p.name)
}

/// Whether a name stands anywhere near: without one nothing is stated of anybody, and no tree is needed.
fn near_a_name(acts: &Acts<'_>, token: usize) -> bool {
    const AROUND: usize = 16;
    let tokens = acts.document.tokens.all();
    let around = token.saturating_sub(AROUND)..tokens.len().min(token + AROUND);
    around.into_iter().any(|at| tokens[at].is_capital() && !acts.document.starts[at])
        || is_pronoun(acts.document.tokens.lower(token.saturating_sub(1)))
}

fn told_at(word: Word<'_>) -> Option<Told<'_>> {
    let lower = word.lower();
    let behind: Vec<String> = std::iter::successors(word.next(), Word::next)
        .take_while(|w| w.beside(word))
        .take(LONGEST)
        .map(|w| w.lower())
        .collect();
    let (label, places) = TABLES.words.label(&lower, &behind)?;
    let (kind, frame) = label.split_once(' ')?;
    let in_row = places.iter().enumerate().take_while(|&(n, &place)| place == n + 1).count();
    let told = Told { kind: kind.parse().ok()?, frame, word, end: word.at() + 1 + in_row };
    let is_verb = word.pos() == Pos::Verb || word.russian() && word.pos() != Pos::Noun;
    let fits = match frame.split(' ').next()? {
        "acts" | "done" | "by" => is_verb,
        "of" | "head" => matches!(word.pos(), Pos::Noun | Pos::Name),
        _ => true,
    };
    fits.then_some(told)
}

/// Who is spoken of and who is the other one, by the frame of the words.
fn pair<'t>(told: &Told<'t>) -> Option<Pair<'t>> {
    let Told { word, end, .. } = *told;
    let mut frame = told.frame.split(' ');
    match frame.next()? {
        "acts" => Some(acting(told)),
        "done" => {
            let sides = Sides::of(word, end);
            // "founded by Brill and now | presided over by Moll".
            let first = word.head().filter(|h| word.is(Tie::Conjunct) && h.pos() == Pos::Verb && sides.is_beside());
            let target = match first.map(|first| Sides::of(first, first.at() + 1)) {
                Some(first) if first.is_beside() => first.target,
                _ => sides.target.clone().or_else(|| object_pronoun(word)),
            };
            Some((target, sides.actor))
        }
        "by" => {
            let sides = Sides::of(word, end);
            Some((sides.governed(), sides.governor()))
        }
        "to" => {
            let sides = Sides::of(word, end);
            let markers: Vec<&str> = frame.collect();
            let other = match (word.russian(), markers.is_empty()) {
                (true, true) => sides.receiver().or_else(|| right_behind(word)),
                (_, false) => sides.with(&markers),
                (false, true) => sides.behind(),
            };
            let subject = if word.pos() == Pos::Verb { sides.stated() } else { stated_of(word) };
            Some((subject, other))
        }
        "of" => of_noun(word),
        "head" => headed(word),
        "under" => under(word),
        _ => None,
    }
}

/// «реализует | её | фонд»: a pronoun right behind its verb is what is acted on, not whose the next one is.
fn object_pronoun(word: Word<'_>) -> Option<Place<'_>> {
    let next = word.next().filter(|n| word.russian() && matches!(n.lower().as_str(), "его" | "ее" | "их"))?;
    Some(Place { head: next, words: next.at()..next.at() + 1 })
}

fn acting<'t>(told: &Told<'t>) -> Pair<'t> {
    let Told { word, end, kind, .. } = *told;
    let sides = Sides::of(word, end);
    let other = match kind {
        // "demands of every shipowner a list", «требует от библиотек».
        RelationKind::Requires => {
            let from = sides.with(&["of", "from", "от"]).filter(|p| p.words.start <= word.at() + 2);
            from.or_else(|| sides.target.clone())
        }
        // «входит в совет»
        RelationKind::PartOf if word.russian() => sides.with(&["в", "во"]),
        RelationKind::PartyTo if word.russian() => sides.with(&["к", "ко"]).or_else(|| sides.target.clone()),
        _ if end > word.at() + 1 && !sides.is_passive() => sides.behind().or_else(|| sides.target.clone()),
        _ => object_pronoun(word).or_else(|| sides.target.clone()),
    };
    (sides.actor, other)
}

/// «подведомственная | Канцелярии»: what hangs on an adjective stands right behind it, whatever case its ending tells.
fn right_behind(word: Word<'_>) -> Option<Place<'_>> {
    let next = word.next().filter(|n| n.beside(word) && n.node().tag.is_nominal())?;
    matches!(next.node().tag.case, Some(Case::Dative | Case::Genitive) | None).then(|| Place::at(next))
}

/// "part of the Congress", «отдел министерства», "to which Sarn and Upper Quay are parties".
fn of_noun(word: Word<'_>) -> Option<Pair<'_>> {
    let subject = stated_of(word);
    if word.russian() {
        let genitive = |w: &Word<'_>| w.node().tag.case == Some(Case::Genitive) && w.node().tag.is_nominal();
        let behind = std::iter::successors(word.next(), Word::next).take_while(|w| w.beside(word)).take(4);
        let owner = behind.into_iter().take_while(|w| w.node().tag.case == Some(Case::Genitive) || w.text() == "«");
        return Some((subject, Some(Place::at(owner.into_iter().find(genitive)?))));
    }
    let next = word.next().filter(|n| n.beside(word));
    if let Some(of) = next.filter(|n| matches!(n.lower().as_str(), "of" | "to")) {
        let other = Sides::of(word, of.at() + 1).behind();
        return Some((subject, other));
    }
    // "to which Sarn is a party".
    let copula = std::iter::successors(word.previous(), Word::previous).take(4).find(|w| is_copula(&w.lower()))?;
    let sides = Sides::of(copula, copula.at() + 1);
    Some((sides.governor(), sides.with(&["to", "of"])))
}

/// "The head of the Fund is Tilda Renn", «глава её – Лейла Форд», "Renn is the director of the Fund". Beside a name it only introduces.
fn headed(word: Word<'_>) -> Option<Pair<'_>> {
    let next = word.next().filter(|n| n.beside(word))?;
    let body = if word.russian() {
        let whose = next.node().tag.case == Some(Case::Genitive) || is_pronoun(&next.lower());
        whose.then(|| Place::at(next))
    } else {
        Some(next).filter(|n| n.lower() == "of").and_then(|of| Sides::of(word, of.at() + 1).behind())
    }?;
    let own = if is_pronoun(&body.head.lower()) { body.head.at()..body.head.at() + 1 } else { body.words.clone() };
    let behind = std::iter::successors(word.next(), Word::next).find(|w| w.at() >= own.end).filter(|w| w.beside(word));
    let states = |w: &Word<'_>| is_copula(&w.lower()) || matches!(w.text(), "—" | "–");
    let person = match behind.filter(states) {
        Some(copula) => {
            let name = std::iter::successors(copula.next(), Word::next).take(6);
            let capital = |w: &Word<'_>| w.text().starts_with(char::is_uppercase) && w.beside(word);
            name.into_iter().find(capital).map(Place::at)
        }
        None => {
            let article = word.previous().filter(|p| p.pos() == Pos::Determiner);
            let before = article.unwrap_or(word).previous().filter(|p| p.beside(word) && states(p));
            before.and_then(|_| stated_of(word))
        }
    };
    Some((Some(Place { words: own, ..body }), Some(person?)))
}

/// "is under the sanctions of the Ministry", «попал под санкции Винделии».
fn under(word: Word<'_>) -> Option<Pair<'_>> {
    let behind = || std::iter::successors(word.next(), Word::next).take_while(|w| w.beside(word)).take(4);
    let sanctions = behind().find(|w| w.lower().starts_with("sanction") || w.lower().starts_with("санкци"))?;
    let after = sanctions.next().filter(|n| n.beside(word));
    let owner = || {
        let adjective =
            behind().take_while(|w| w.at() < sanctions.at()).find(|w| w.text().starts_with(char::is_uppercase));
        adjective.map(|w| Place { head: w, words: w.at()..w.at() + 1 })
    };
    let by = match after {
        Some(of) if matches!(of.lower().as_str(), "of" | "by" | "from") => Sides::of(sanctions, of.at() + 1).behind(),
        Some(genitive) if word.russian() && genitive.node().tag.case == Some(Case::Genitive) => {
            Some(Place::at(genitive))
        }
        _ => None,
    };
    let verb =
        |w: &Word<'_>| w.beside(word) && (w.pos() == Pos::Verb || is_copula(&w.lower()) || w.pos() == Pos::Auxiliary);
    let before = std::iter::successors(word.previous(), Word::previous).take(4).find(verb);
    let verb = before.or_else(|| {
        let found = std::iter::successors(sanctions.next(), Word::next).take(6).find(verb);
        found.filter(|_| word.russian())
    })?;
    let subject = Sides::of(verb, verb.at() + 1).stated();
    Some((subject, by.or_else(owner)))
}

/// Words for what a body does: "suspended its | activity", «приостановил | членство фонда».
fn is_activity(lower: &str) -> bool {
    const ENGLISH: [&str; 12] = [
        "activity",
        "activities",
        "work",
        "operation",
        "operations",
        "membership",
        "broadcasting",
        "broadcasts",
        "publication",
        "accreditation",
        "licence",
        "license",
    ];
    const RUSSIAN: [&str; 7] = ["деятельност", "работ", "членств", "вещани", "лицензи", "регистраци", "аккредитаци"];
    ENGLISH.contains(&lower) || RUSSIAN.iter().any(|w| lower.starts_with(w))
}

/// Whose activity is suspended, and by whom: "suspended its work" is said of the one who did.
fn suspended<'t>(
    names: &Names<'_>,
    told: &Told<'t>,
    pair: Pair<'t>,
    holder: Option<&Statement>,
) -> Option<[Option<Named>; 2]> {
    let (target, actor) = pair;
    let named = |place: &Place<'t>| names.named(place, holder, None);
    // «приостановлена решением службы»: whose decision it was.
    let by = actor.map(|a| {
        let decision =
            ["решени", "распоряжени", "приказ", "указ", "постановлени"].iter().any(|d| a.head.lower().starts_with(d));
        let owner = a.head.next().filter(|n| decision && n.node().tag.case == Some(Case::Genitive));
        owner.map_or(a, Place::at)
    });
    let target = target?;
    if !is_activity(&target.head.lower()) {
        return Some([named(&target), by.as_ref().and_then(named)]);
    }
    let russian = told.word.russian();
    let own = target.head.tokens(&target.words).start;
    let before = target.head.previous().filter(|p| p.at() >= target.words.start);
    let possessive = before.map(|p| p.lower()).unwrap_or_default();
    let genitive = target.head.next().filter(|n| russian && n.node().tag.case == Some(Case::Genitive));
    if let Some(owner) = genitive {
        return Some([named(&Place::at(owner)), by.as_ref().and_then(named)]);
    }
    let passive = Sides::of(told.word, told.end).is_passive();
    if matches!(possessive.as_str(), "its" | "their" | "его" | "ее" | "их") && (passive || russian) {
        return Some([names.owner(own), by.as_ref().and_then(named)]);
    }
    if !russian && let Some(of) = target.head.next().filter(|n| n.lower() == "of") {
        let owner = Sides::of(target.head, of.at() + 1).behind();
        return Some([owner.as_ref().and_then(named), by.as_ref().and_then(named)]);
    }
    (!passive).then(|| [by.as_ref().and_then(named), None])
}

/// With names for both, where what is told is a relation of an institution.
fn relation(acts: &Acts<'_>, names: &Names<'_>, told: &Told<'_>) -> Option<Relation> {
    let cue = told.word.span_of(&(told.word.at()..told.end))?;
    let holder = acts.holder(cue);
    let (subject, object) = pair(told)?;
    let institution = subject.as_ref().is_some_and(|p| is_institution(acts, p));
    let [subject, object] = match told.kind {
        RelationKind::Suspended => suspended(names, told, (subject, object), holder)?,
        _ => {
            let object = object.and_then(|p| names.named(&p, holder, None));
            let other = object.as_ref().map(|o| o.party.name.as_str());
            [subject.and_then(|p| names.named(&p, holder, other)), object]
        }
    };
    let subject = subject?;
    let object = object.filter(|o| o.party.name != subject.party.name);
    let (subject, object) = if fits(told.kind, &subject, object.as_ref(), institution) {
        (subject, object)
    } else {
        // «Фонд создал мой дед»: where endings do not tell who acts, it tells who of the two can.
        let other = object.filter(|_| told.word.russian() && told.frame == "done")?;
        (fits(told.kind, &other, Some(&subject), false) && told.kind != RelationKind::Suspended)
            .then_some((other, Some(subject)))?
    };
    Some(Relation {
        cue,
        kind: told.kind,
        subject: subject.party,
        object: object.map(|o| o.party),
        status: status(told.word, holder.is_some_and(|s| acts.denies(s))),
        statement: holder.map(|s| s.id),
    })
}

/// Whether the two can stand in this relation.
fn fits(kind: RelationKind, subject: &Named, object: Option<&Named>, institution: bool) -> bool {
    let proper = subject.is_proper();
    let is = |sorts: &[Sort]| sorts.contains(&subject.sort);
    let other = |sorts: &[Sort]| object.is_some_and(|o| sorts.contains(&o.sort) && o.is_proper());
    let thing = [Sort::Law, Sort::Treaty, Sort::Programme];
    match kind {
        RelationKind::PartOf => {
            let office = |o: &Named| o.party.kind == SpeakerKind::Office && o.party.name.contains(char::is_uppercase);
            proper
                && is(&[Sort::Body, Sort::Programme])
                && (other(&[Sort::Body, Sort::Programme]) || object.is_some_and(office))
        }
        RelationKind::LedBy => {
            let leads = |o: &Named| o.sort == Sort::Person || o.party.kind == SpeakerKind::Office || o.is_unknown();
            proper && is(&[Sort::Body, Sort::Programme]) && object.is_some_and(leads)
        }
        RelationKind::Implements => {
            proper && is(&[Sort::Body, Sort::Land]) && object.is_some_and(|o| thing.contains(&o.sort) && o.is_proper())
        }
        RelationKind::FoundedBy => {
            proper && is(&[Sort::Body, Sort::Programme]) && other(&[Sort::Body, Sort::Person, Sort::Land])
        }
        RelationKind::Suspended => {
            (proper && is(&[Sort::Body, Sort::Programme]) || institution && subject.sort != Sort::Person)
                && object.is_none_or(|o| o.sort != Sort::Common || !o.party.name.is_empty())
        }
        RelationKind::Sanctioned => proper && !is(&thing),
        RelationKind::PartyTo => proper && is(&[Sort::Body, Sort::Land]) && other(&[Sort::Treaty]),
        RelationKind::Requires => is(&[Sort::Law, Sort::Treaty]) && object.is_some(),
    }
}
