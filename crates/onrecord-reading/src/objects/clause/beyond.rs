//! What belongs to a clause and stands beyond its bare phrases: whose a thing is, who decides, whom a participle describes.
//!
//! Takes a clause, gives a phrase near it, by the tree and the order of words. Every walk is bounded.

use super::{Clause, Phrase, REACH, Voice, is_stop, phrases::phrases};
use crate::{
    inflection::Case,
    net::{Pos, Relation, VerbForm},
    objects::trees::Word,
};

impl<'t> Clause<'t> {
    /// «за 96 | пострадавших»: a Russian participle beside no noun is itself one.
    pub(in crate::objects) fn is_noun_like(&self) -> bool {
        let attributive = matches!(self.voice, Voice::Attributive | Voice::AttributiveActive) && self.verb.russian();
        // «по словам врачей, | задержанных избивали»: the tree has it as a noun of the sentence.
        let part = matches!(
            self.verb.node().relation,
            Relation::Subject | Relation::SubjectPassive | Relation::Object | Relation::IndirectObject
        );
        if attributive && part && self.verb.head().is_some_and(|h| h.pos() == Pos::Verb) {
            return true;
        }
        let comma = || self.verb.previous().is_some_and(|p| p.text() == ",");
        let cases = agreeing_cases(&self.verb.lower());
        let agrees = |w: &Word<'t>| w.node().tag.case.is_none_or(|case| cases.contains(&case));
        let noun = || {
            let of_noun = |w: &Word<'t>| matches!(w.pos(), Pos::Noun | Pos::Name);
            let next = std::iter::successors(self.verb.next(), Word::next).take_while(|w| w.beside(self.verb)).take(4);
            let skipped = |w: &Word<'t>| matches!(w.pos(), Pos::Adjective | Pos::Determiner | Pos::Number);
            let mut near = next.skip_while(skipped);
            near.next().is_some_and(|w| of_noun(&w) && agrees(&w))
                || self.verb.head().is_some_and(|h| of_noun(&h) && h.at() > self.verb.at() && agrees(&h))
        };
        // «помощь раненым»: one who is so, if nothing that agrees stands behind.
        let lower = self.verb.lower();
        let hurt = lower.starts_with("ранен") && !["ен", "на", "но", "ны"].iter().any(|e| lower.ends_with(e));
        if self.verb.russian() && hurt && !noun() {
            return true;
        }
        // «закрытый район»: how it is.
        let closed = self.verb.lower().starts_with("закрыт") && self.voice == Voice::Attributive;
        attributive && !comma() && (!noun() || closed)
    }

    /// «деятельность | шести организаций», "the activities of the | fund": whose a thing is.
    pub(in crate::objects) fn owner_of(&self, thing: &Phrase<'t>) -> Option<Phrase<'t>> {
        const REACH: usize = 6;
        let behind: Vec<Word<'t>> = std::iter::successors(thing.head.next(), Word::next)
            .take_while(|w| w.beside(self.verb) && !is_stop(*w) && w.text() != ",")
            .take(REACH)
            .collect();
        let of = behind.first().is_some_and(|w| w.lower() == "of");
        let own = if self.verb.russian() { &behind[..] } else { behind.get(1..).filter(|_| of)? };
        let first = phrases(own, self.verb).into_iter().next()?;
        let fits = first.marker.is_empty() && (of || first.case() != Some(Case::Instrumental)) && !first.is_time();
        fits.then_some(first)
    }

    /// Whether the act is told beside what is said: "release the men | detained in May", «перемирие, о котором | договорились».
    pub(in crate::objects) fn is_aside(&self) -> bool {
        matches!(self.voice, Voice::Attributive | Voice::AttributiveActive)
            || self.relative.is_some() && self.voice != Voice::Bare
    }

    /// "Seven drivers who had thrown potatoes were | arrested": the subject that the tree gives beyond another clause.
    pub(super) fn far_subject(&self) -> Option<Phrase<'t>> {
        let subject = |w: &Word<'t>| {
            matches!(w.node().relation, Relation::Subject | Relation::SubjectPassive)
                && matches!(w.pos(), Pos::Noun | Pos::Name | Pos::Number)
                && w.at() < self.verb.at()
        };
        let word = self.verb.children().find(subject).filter(|_| !self.verb.russian())?;
        let known = self.before.iter().any(|p| (p.start..p.end).contains(&word.at()));
        let words = self.verb.sentence(REACH);
        let between = || words.iter().filter(|w| (word.at()..self.verb.at()).contains(&w.at()));
        if known || !between().any(|w| matches!(w.lower().as_str(), "who" | "whom" | "which" | "that")) {
            return None;
        }
        let from = word.phrase().start;
        let own: Vec<Word<'t>> = words.iter().copied().filter(|w| (from..=word.at()).contains(&w.at())).collect();
        phrases(&own, self.verb).into_iter().find(|p| (p.start..p.end).contains(&word.at()))
    }

    /// «решение суда | арестовать», "the decision to | close": the noun that tells what is to be done.
    pub(super) fn decision(&self) -> Option<Word<'t>> {
        const REACH: usize = 7;
        const ALL: [&str; 10] = [
            "решение",
            "решения",
            "решением",
            "приказ",
            "постановлени",
            "распоряжени",
            "указ",
            "decision",
            "order",
            "ruling",
        ];
        let back = std::iter::successors(self.verb.previous(), Word::previous).take(REACH);
        let near = back.take_while(|w| w.beside(self.verb) && !is_stop(*w) && w.text() != "," && w.pos() != Pos::Verb);
        let infinitive = self.voice == Voice::Bare && self.verb.form() == Some(VerbForm::Infinitive);
        near.filter(|_| infinitive).find(|w| ALL.iter().any(|d| w.lower().starts_with(d)) && w.pos() == Pos::Noun)
    }

    /// Whose the noun is that a clause was made around: «решение | суда», "the court's | decision".
    pub(super) fn owner(&self) -> Option<Phrase<'t>> {
        if self.verb.russian() {
            let own = self.behind.first().filter(|p| p.marker.is_empty() && p.start == self.verb.at() + 1);
            return own.filter(|p| p.case() == Some(Case::Genitive)).cloned();
        }
        let of = self.behind.first().filter(|p| p.marker == "of").cloned();
        let possessor = self.verb.child(Relation::Possessive);
        of.or_else(|| phrases(&[possessor?], self.verb).into_iter().next())
    }

    /// Behind a comma the noun that a participle describes: «жалобу защиты Каспера, | приговорённого», "students of the University, | arrested".
    pub(super) fn described(&self) -> Option<Phrase<'t>> {
        let comma = self.verb.previous().is_some_and(|p| p.text() == ",");
        let last = self.before.last().filter(|p| comma && p.end < self.verb.at() + 1)?;
        if !self.verb.russian() {
            let chain = self.before.iter().rev().find(|p| !matches!(p.marker.as_str(), "of" | "in" | "at" | "from"));
            return chain.filter(|_| last.marker == "of").filter(|p| p.marker.is_empty()).cloned();
        }
        let fits = agreeing_cases(&self.verb.lower());
        let back = std::iter::successors(self.verb.previous(), Word::previous).take(REACH);
        let mut nouns = back.take_while(|w| w.beside(self.verb) && w.at() >= self.before[0].start);
        let noun = nouns.find(|w| {
            matches!(w.pos(), Pos::Noun | Pos::Name) && w.node().tag.case.is_some_and(|case| fits.contains(&case))
        })?;
        let phrase = self.before.iter().find(|p| (p.start..p.end).contains(&noun.at()))?;
        Some(Phrase { head: noun, ..phrase.clone() })
    }
}

/// The cases that the ending of a Russian participle can stand for.
fn agreeing_cases(lower: &str) -> &'static [Case] {
    use Case::{Accusative, Dative, Genitive, Instrumental, Nominative, Prepositional};
    let own = lower.strip_suffix("ся").unwrap_or(lower);
    let ends = |all: &[&str]| all.iter().any(|e| own.ends_with(e));
    if ends(&["ого", "его", "ых", "их"]) {
        &[Genitive, Accusative]
    } else if ends(&["ому", "ему"]) {
        &[Dative]
    } else if ends(&["ым", "им", "ыми", "ими"]) {
        &[Instrumental, Dative]
    } else if ends(&["ой", "ей"]) {
        &[Genitive, Dative, Instrumental, Prepositional]
    } else if ends(&["ую", "юю"]) {
        &[Accusative]
    } else if ends(&["ом", "ем"]) {
        &[Prepositional]
    } else {
        &[Nominative, Accusative]
    }
}
