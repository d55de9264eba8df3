//! Who stands in which place of a clause, also where a relative pronoun stands for him: "the Treaty, to which Sarn is a party".
//!
//! Takes a word and where the words of the relation end, gives the phrases around it by their part in the clause. Every walk is bounded.

use crate::{
    inflection::Case,
    net::{Pos, Relation},
    objects::{
        clause::{Clause, Phrase, Voice, is_finite},
        trees::Word,
    },
};
use std::ops::Range;

/// Words to the left in which a relative pronoun is looked for.
const REACH: usize = 14;

/// A phrase: its head and its words.
#[derive(Clone)]
pub(super) struct Place<'t> {
    pub(super) head: Word<'t>,
    pub(super) words: Range<usize>,
}

impl<'t> Place<'t> {
    pub(super) fn of(phrase: &Phrase<'t>) -> Place<'t> {
        Place { head: phrase.head, words: phrase.start..phrase.end }
    }

    /// A word with what hangs on it.
    pub(super) fn at(head: Word<'t>) -> Place<'t> {
        Place { head, words: head.phrase() }
    }
}

/// What a relative pronoun is in its clause.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Subject,
    Object,
    Instrumental,
    /// With a preposition, or in the dative.
    Other,
}

struct Relative<'t> {
    antecedent: Place<'t>,
    part: Part,
    marker: String,
    pronoun: usize,
    dative: bool,
}

/// The places of one clause.
pub(super) struct Sides<'t> {
    /// Who acts; of a passive who did it.
    pub(super) actor: Option<Place<'t>>,
    /// What is acted on.
    pub(super) target: Option<Place<'t>>,
    clause: Clause<'t>,
    relative: Option<Relative<'t>>,
}

impl<'t> Sides<'t> {
    /// Of the verb whose words end before `end`.
    pub(super) fn of(verb: Word<'t>, end: usize) -> Sides<'t> {
        let clause = Clause::of(verb, end);
        let relative = Relative::before(verb, &clause);
        let (actor, target) = clause.sides();
        let (mut actor, mut target) = (actor.as_ref().map(Place::of), target.as_ref().map(Place::of));
        let passive = clause.voice() == Voice::Passive;
        let by = matches!(clause.voice(), Voice::Passive | Voice::Attributive) && verb.russian() && actor.is_none();
        actor = actor.or_else(|| instrumental_behind(verb).filter(|_| by));
        if let Some(relative) = &relative {
            let antecedent = Some(relative.antecedent.clone());
            let own = || clause.before().iter().rev().chain(clause.behind()).find(|p| is_subject(p, relative.pronoun));
            match relative.part {
                Part::Subject if passive => target = antecedent,
                Part::Subject => actor = antecedent,
                Part::Object => (actor, target) = (own().map(Place::of), antecedent),
                Part::Instrumental | Part::Other if passive => target = own().map(Place::of),
                Part::Instrumental | Part::Other => actor = own().map(Place::of),
            }
        }
        Sides { actor, target, clause, relative }
    }

    /// The one of whom something is stated: who acts, or of a passive and of a participle who is acted on.
    pub(super) fn stated(&self) -> Option<Place<'t>> {
        match self.clause.voice() {
            Voice::Passive | Voice::Attributive => self.target.clone(),
            _ => self.actor.clone(),
        }
    }

    pub(super) fn is_passive(&self) -> bool {
        matches!(self.clause.voice(), Voice::Passive | Voice::Attributive)
    }

    /// Whether the words are a participle beside its noun.
    pub(super) fn is_beside(&self) -> bool {
        self.clause.voice() == Voice::Attributive
    }

    /// The phrase right behind the words, with its preposition among them.
    pub(super) fn behind(&self) -> Option<Place<'t>> {
        self.clause.behind().iter().find(|p| p.marker.is_empty() && !p.is_time()).map(Place::of)
    }

    /// The phrase with one of these prepositions.
    pub(super) fn with(&self, markers: &[&str]) -> Option<Place<'t>> {
        let relative = self.relative.as_ref().filter(|r| markers.contains(&r.marker.as_str()));
        relative.map(|r| r.antecedent.clone()).or_else(|| self.clause.with(markers).as_ref().map(Place::of))
    }

    /// The phrase in the dative.
    pub(super) fn receiver(&self) -> Option<Place<'t>> {
        let relative = self.relative.as_ref().filter(|r| r.dative);
        relative.map(|r| r.antecedent.clone()).or_else(|| self.clause.receiver().as_ref().map(Place::of))
    }

    /// The phrase in the instrumental: «руководит | фондом», «которым руководил».
    pub(super) fn governed(&self) -> Option<Place<'t>> {
        let relative = self.relative.as_ref().filter(|r| r.part == Part::Instrumental);
        let bare = |p: &&Phrase<'t>| p.marker.is_empty() && p.case() == Some(Case::Instrumental) && !p.is_time();
        let before = || self.clause.before().iter().rev().find(bare).map(Place::of);
        // «Палатой искусств руководит Виго Штамм»: a name behind the verb is who leads.
        let behind = instrumental_behind(self.clause.verb());
        let named = behind.as_ref().is_some_and(|p| p.head.text().starts_with(char::is_uppercase));
        let own = if named { before().or(behind) } else { behind.or_else(before) };
        relative.map(|r| r.antecedent.clone()).or(own)
    }

    /// Who governs: the first in the nominative that is not governed.
    pub(super) fn governor(&self) -> Option<Place<'t>> {
        let from = self.relative.as_ref().map_or(0, |r| r.pronoun);
        let governs = |p: &&Phrase<'t>| is_subject(p, from);
        let behind = || self.clause.behind().iter().find(governs);
        match &self.relative {
            Some(r) if r.part == Part::Subject => Some(r.antecedent.clone()),
            _ => self.clause.before().iter().rev().find(governs).or_else(behind).map(Place::of),
        }
    }
}

/// «созданный в 2011 году | юристом», «руководит | фондом Элеонора Вак»: the first noun in the instrumental behind a word, whatever the phrases
/// around it are taken for.
fn instrumental_behind(verb: Word<'_>) -> Option<Place<'_>> {
    let behind = std::iter::successors(verb.next(), Word::next).take_while(|w| w.beside(verb) && w.text() != ",");
    let noun = |w: &Word<'_>| w.node().tag.is_nominal() && w.node().tag.case == Some(Case::Instrumental);
    let free =
        |w: &Word<'_>| !w.previous().is_some_and(|p| matches!(p.lower().as_str(), "с" | "со" | "под" | "за" | "между"));
    let head = behind.take(8).filter(noun).find(|w| free(w) && !crate::objects::clause::is_time(*w))?;
    Some(Place { head, words: head.at()..head.at() + 1 })
}

/// A phrase that can be a subject, behind a place.
fn is_subject(phrase: &Phrase<'_>, from: usize) -> bool {
    let straight = !phrase.head.russian() || matches!(phrase.case(), Some(Case::Nominative) | None);
    phrase.start > from && phrase.marker.is_empty() && !phrase.is_time() && straight
}

impl<'t> Relative<'t> {
    /// The relative pronoun that opens the clause of a verb, and the noun before it.
    fn before(verb: Word<'t>, clause: &Clause<'t>) -> Option<Relative<'t>> {
        let stops = |w: &Word<'t>| {
            matches!(w.text(), ";" | ":" | "(" | ")" | "—" | "–" | "“" | "”") || is_finite(*w) && w.at() != verb.at()
        };
        let back = || std::iter::successors(verb.previous(), Word::previous).take_while(|w| w.beside(verb));
        let pronoun = back().take(REACH).take_while(|w| !stops(w)).find(|w| is_relative(&w.lower()))?;
        let marker = pronoun.previous().filter(|p| p.pos() == Pos::Adposition || is_preposition(&p.lower()));
        let comma = marker.map_or_else(|| pronoun.previous(), |m| m.previous()).filter(|c| c.beside(verb))?;
        let last = if comma.text() == "," { comma.previous()? } else { comma };
        let tree = verb.head().filter(|h| verb.is(Relation::RelativeClause) && h.at() < pronoun.at());
        let noun = |w: &Word<'t>| w.node().tag.is_nominal();
        let quoted = || std::iter::successors(Some(last), Word::previous).take(8).find(noun);
        let head = tree.filter(noun).or_else(quoted)?;
        let start = std::iter::successors(Some(head), Word::previous)
            .take(4)
            .take_while(|w| noun(w) || matches!(w.pos(), Pos::Adjective))
            .last()
            .unwrap_or(head);
        let antecedent = Place { head, words: start.at()..last.at() + 1 };
        let marker = marker.map(|m| m.lower()).unwrap_or_default();
        let part = part(&pronoun.lower(), &marker, clause, pronoun.at());
        let dative = marker.is_empty() && matches!(pronoun.lower().as_str(), "которому" | "которой");
        Some(Relative { antecedent, part, marker, pronoun: pronoun.at(), dative })
    }
}

fn is_relative(lower: &str) -> bool {
    matches!(lower, "who" | "which" | "whom") || lower.starts_with("котор")
}

fn is_preposition(lower: &str) -> bool {
    matches!(lower, "to" | "of" | "under" | "by" | "в" | "во" | "к" | "ко" | "под" | "за" | "от")
}

fn part(pronoun: &str, marker: &str, clause: &Clause<'_>, at: usize) -> Part {
    if !marker.is_empty() {
        return Part::Other;
    }
    let other = || clause.before().iter().any(|p| is_subject(p, at));
    match pronoun {
        "whom" | "которую" => Part::Object,
        "который" | "которая" | "которое" | "которые" => {
            let named = |p: &&Phrase<'_>| p.case() == Some(Case::Nominative) && p.marker.is_empty() && !p.is_time();
            let behind = clause.behind().iter().find(named).is_some();
            let object = clause.behind().iter().any(|p| p.marker.is_empty() && p.case() == Some(Case::Accusative));
            if other() || behind && !object && pronoun != "которая" { Part::Object } else { Part::Subject }
        }
        "которым" | "которой" | "которыми" => Part::Instrumental,
        _ if pronoun.starts_with("котор") => Part::Other,
        _ if other() => Part::Object,
        _ => Part::Subject,
    }
}

/// Of whom a noun or an adjective is stated: the subject of "is" before it, or the phrase that it stands beside: "the Bureau, an arm of".
pub(super) fn stated_of<'t>(word: Word<'t>) -> Option<Place<'t>> {
    let mut at = word;
    for _ in 0..8 {
        let previous = at.previous().filter(|p| p.beside(word))?;
        if is_copula(&previous.lower()) {
            return Sides::of(previous, previous.at() + 1).stated();
        }
        if matches!(previous.text(), "," | "—" | "–" | "-") {
            // Over what belongs to it: «Бюро | зрелищ, отдел министерства».
            let noun = |w: &Word<'t>| w.node().tag.is_nominal();
            let owned = |w: &Word<'t>| w.russian() && w.node().tag.case == Some(Case::Genitive);
            let back = || std::iter::successors(previous.previous(), Word::previous).take_while(|w| w.beside(word));
            let nouns = || back().take(5).take_while(|w| w.pos() != Pos::Verb && w.text() != ",").filter(noun);
            let head = nouns().find(|w| !owned(w)).or_else(|| nouns().next())?;
            return Some(Place { head, words: head.at()..previous.at() });
        }
        let described = matches!(
            previous.pos(),
            Pos::Determiner | Pos::Adjective | Pos::Adverb | Pos::Number | Pos::Noun | Pos::Name | Pos::Particle
        ) || previous.pos() == Pos::Verb && previous.is(Relation::Adjective);
        if !described {
            return None;
        }
        at = previous;
    }
    None
}

/// Words that state a noun of somebody.
pub(super) fn is_copula(lower: &str) -> bool {
    const ALL: [&str; 35] = [
        "is",
        "are",
        "was",
        "were",
        "be",
        "been",
        "being",
        "remain",
        "remains",
        "remained",
        "become",
        "becomes",
        "became",
        "form",
        "forms",
        "formed",
        "forming",
        "является",
        "являются",
        "являлся",
        "являлась",
        "являлось",
        "named",
        "appointed",
        "elected",
        "made",
        "назначен",
        "назначена",
        "избран",
        "избрана",
        "стал",
        "стала",
        "стало",
        "остается",
        "был",
    ];
    ALL.contains(&lower)
}
