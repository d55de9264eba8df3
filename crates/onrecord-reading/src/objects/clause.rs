//! The clause around a verb: the noun phrases before and behind it, and which of them acts and which is acted on.
//!
//! Takes a word of a tree, gives its [`Clause`]. The network that makes the trees errs on rare verbs and on Russian objects, so a phrase is cut
//! by the kinds of its words and chosen by its case, its place and what the tree says, whichever of them tells. Every walk is bounded.

mod left;
mod phrases;
mod times;
mod voice;

use super::trees::Word;
use crate::{
    inflection::Case,
    net::{Pos, Relation, VerbForm},
};
use left::{Left, Part, Relative};
use phrases::phrases;
pub(super) use times::is_time;
use voice::voice;

/// Words to either side of a verb that are looked at.
const REACH: usize = 32;

/// A noun phrase.
#[derive(Clone)]
pub(super) struct Phrase<'t> {
    /// Its head.
    pub(super) head: Word<'t>,
    /// Its first word, without the preposition.
    pub(super) start: usize,
    /// One past its last word.
    pub(super) end: usize,
    /// The preposition before it; empty where there is none.
    pub(super) marker: String,
    /// Whether a number counts it.
    counted: bool,
    /// Between it and the phrase before stands "and".
    joined: bool,
    /// A comma stands right behind it.
    comma: bool,
    /// Behind it stands "and" and another.
    couple: bool,
}

/// How a verb stands: who is its subject.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Voice {
    /// "expelled three diplomats", «выслала»
    Active,
    /// "were expelled", «высланы»
    Passive,
    /// "the diplomats expelled by Dolmark", «высланные»
    Attributive,
    /// "the police detaining him", «задержавшие»
    AttributiveActive,
    /// "to expel", «выслать», «выслав»
    Bare,
}

/// The phrases around a verb.
pub(super) struct Clause<'t> {
    verb: Word<'t>,
    voice: Voice,
    before: Vec<Phrase<'t>>,
    behind: Vec<Phrase<'t>>,
    /// The verb whose subject this one may share.
    joint: Option<Word<'t>>,
    /// "who", "which", «который» open the clause.
    relative: Option<Relative<'t>>,
    negated: bool,
}

impl<'t> Clause<'t> {
    /// The clause of a verb whose words end before `end` ("set fire to" is a verb of three words).
    pub(super) fn of(verb: Word<'t>, end: usize) -> Clause<'t> {
        let words = verb.sentence(REACH);
        let position = words.iter().position(|w| w.at() == verb.at()).unwrap_or(0);
        let left = Left::of(&words[..position], verb);
        let last = words.iter().position(|w| w.at() >= end).unwrap_or(words.len());
        let until = (last..words.len()).find(|&n| closes(&words, n)).unwrap_or(words.len());
        let behind = phrases(&words[last.min(until)..until], verb);
        let (from, to) = (left.inserted.start.max(left.start), left.inserted.end.max(left.start));
        let mut before = phrases(&words[left.start..from], verb);
        before.extend(phrases(&words[to..position], verb));
        let negated = words[left.start..position].iter().rev().take(4).any(|w| is_not(*w));
        Clause { verb, voice: voice(verb), before, behind, joint: left.joint, relative: left.relative, negated }
    }

    pub(super) fn verb(&self) -> Word<'t> {
        self.verb
    }

    pub(super) fn voice(&self) -> Voice {
        self.voice
    }

    /// The same clause where its verb can have no object: "thousands | rallied outside" is no participle.
    pub(super) fn active(mut self) -> Clause<'t> {
        if self.voice == Voice::Attributive {
            self.voice = Voice::Active;
        }
        self
    }

    /// «за 96 | пострадавших»: a Russian participle beside no noun is itself one.
    pub(super) fn is_noun_like(&self) -> bool {
        let attributive = matches!(self.voice, Voice::Attributive | Voice::AttributiveActive) && self.verb.russian();
        let comma = || self.verb.previous().is_some_and(|p| p.text() == ",");
        let noun = || {
            let of_noun = |w: &Word<'t>| matches!(w.pos(), Pos::Noun | Pos::Name);
            let next = std::iter::successors(self.verb.next(), Word::next).take_while(|w| w.beside(self.verb)).take(4);
            let skipped = |w: &Word<'t>| matches!(w.pos(), Pos::Adjective | Pos::Determiner | Pos::Number);
            let mut near = next.skip_while(skipped);
            near.next().is_some_and(|w| of_noun(&w))
                || self.verb.head().is_some_and(|h| of_noun(&h) && h.at() > self.verb.at())
        };
        // «закрытый район»: how it is.
        let closed = self.verb.lower().starts_with("закрыт") && self.voice == Voice::Attributive;
        attributive && !comma() && (!noun() || closed)
    }

    /// «деятельность | шести организаций», "the activities of the | fund": whose a thing is.
    pub(super) fn owner_of(&self, thing: &Phrase<'t>) -> Option<Phrase<'t>> {
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
    pub(super) fn is_aside(&self) -> bool {
        matches!(self.voice, Voice::Attributive | Voice::AttributiveActive)
            || self.relative.is_some() && self.voice != Voice::Bare
    }

    /// Who acts, and who or what is acted on.
    pub(super) fn sides(&self) -> (Option<Phrase<'t>>, Option<Phrase<'t>>) {
        if let Some(object) = self.relative_as(Part::Object)
            && self.voice != Voice::Passive
            && self.far_subject().is_none()
        {
            return (self.subject(0), Some(object));
        }
        match self.voice {
            Voice::Active => {
                let actor = self.subject(0);
                let target = self.object(actor.as_ref());
                self.in_order(actor, target)
            }
            Voice::Passive => (self.agent(), self.subject(0)),
            Voice::Attributive => (self.agent(), self.modified()),
            Voice::AttributiveActive => (self.modified(), self.object(None)),
            Voice::Bare => {
                let actor = self.subject(0);
                let target = self.object(actor.as_ref());
                (actor, target)
            }
        }
    }

    /// What the relative pronoun of the clause stands for, where it is this part of it.
    fn relative_as(&self, part: Part) -> Option<Phrase<'t>> {
        self.relative.as_ref().filter(|r| r.part == part).map(|r| r.noun.clone())
    }

    /// Where only one of two Russian phrases found its part, their order tells: who acts stands before the verb.
    fn in_order(
        &self,
        actor: Option<Phrase<'t>>,
        target: Option<Phrase<'t>>,
    ) -> (Option<Phrase<'t>>, Option<Phrase<'t>>) {
        let bare = |p: &&Phrase<'t>| p.marker.is_empty() && !p.is_time() && p.case() != Some(Case::Instrumental);
        let at = self.verb.at();
        match (&actor, &target) {
            (Some(only), None) if self.verb.russian() && only.start > at => {
                let first = self.before.iter().rev().find(bare).cloned();
                match first {
                    Some(first) if agreement(self.verb, &first) >= 0 => (Some(first), actor),
                    // «письмо подписали | 136 человек»: what does not agree is no subject.
                    Some(first) if only.counted && first.case() != Some(Case::Dative) => (actor, Some(first)),
                    _ => (actor, target),
                }
            }
            (None, Some(only)) if self.verb.russian() && only.start < at && agreement(self.verb, only) >= 0 => {
                let second = self.behind.iter().find(bare).filter(|p| p.case() != Some(Case::Dative)).cloned();
                if second.is_some() { (target, second) } else { (actor, target) }
            }
            _ => (actor, target),
        }
    }

    /// The phrase with one of these prepositions behind the verb, else before it.
    pub(super) fn with(&self, markers: &[&str]) -> Option<Phrase<'t>> {
        let fits = |p: &&Phrase<'t>| markers.contains(&p.marker.as_str()) && !p.is_time();
        self.behind
            .iter()
            .find(fits)
            .or_else(|| self.before.iter().rev().find(fits).filter(|_| self.verb.russian()))
            .cloned()
    }

    /// A Russian dative without a preposition: who receives.
    pub(super) fn receiver(&self) -> Option<Phrase<'t>> {
        let dative = |p: &&Phrase<'t>| p.marker.is_empty() && p.case() == Some(Case::Dative);
        self.behind.iter().find(dative).or_else(|| self.before.iter().rev().find(dative)).cloned()
    }

    /// The dative nearest before the verb, else behind it.
    pub(super) fn receiver_before(&self) -> Option<Phrase<'t>> {
        let dative = |p: &&Phrase<'t>| p.marker.is_empty() && p.case() == Some(Case::Dative);
        self.before.iter().rev().find(dative).or_else(|| self.behind.iter().find(dative)).cloned()
    }

    /// "in a letter | to the mayor", «в письме | мэру»: who gets the paper in which something is asked.
    pub(super) fn written_to(&self) -> Option<Phrase<'t>> {
        const PAPERS: [&str; 9] =
            ["letter", "note", "message", "petition", "appeal", "письм", "послани", "обращени", "телеграмм"];
        let words = self.verb.sentence(REACH);
        let paper = words.iter().find(|w| {
            let lower = w.lower();
            w.at() < self.verb.at() && PAPERS.iter().any(|p| lower.starts_with(p)) && w.pos() == Pos::Noun
        })?;
        let behind = Clause::of(*paper, paper.at() + 1).behind;
        let first = behind.into_iter().next()?;
        let gets = first.marker == "to"
            || first.marker.is_empty() && first.start == paper.at() + 1 && first.case() == Some(Case::Dative);
        (gets && first.end <= self.verb.at()).then_some(first)
    }

    /// Of two things without prepositions behind an English verb the first: "paid the widow 300 crowns".
    pub(super) fn first_of_two(&self) -> Option<Phrase<'t>> {
        let mut bare = self.behind.iter().filter(|p| p.marker.is_empty() && !p.is_time());
        let first = bare.next()?;
        let second = bare.next()?;
        (second.start == first.end || second.start == first.end + 1).then(|| first.clone())
    }

    /// The same without the words of the act itself: «провели обыск», "threw bombs at".
    pub(super) fn without(mut self, words: &[usize]) -> Clause<'t> {
        self.behind.retain(|p| !words.contains(&p.head.at()));
        self.before.retain(|p| !words.contains(&p.head.at()));
        self
    }

    /// "was summoned and | urged", «вызвали и | попросили»: whom the verb before was done to.
    pub(super) fn shared_object(&self) -> Option<Phrase<'t>> {
        let joint = self.joint?;
        let other = Clause::of(joint, joint.at() + 1);
        let passive = other.voice() == Voice::Passive;
        let object = other.sides().1.filter(|p| p.end <= self.verb.at())?;
        let told = |p: &Phrase<'t>| matches!(p.case(), Some(Case::Accusative | Case::Genitive));
        (passive || self.verb.russian() && told(&object)).then_some(object)
    }

    /// The last phrase before the verb that has no preposition, in this case if it is Russian.
    pub(super) fn last_before(&self, case: Case) -> Option<&Phrase<'t>> {
        let fits =
            |p: &&Phrase<'t>| p.marker.is_empty() && !p.is_time() && (!p.head.russian() || p.case() == Some(case));
        self.before.iter().rev().find(fits)
    }

    /// The phrases before the verb.
    pub(super) fn before(&self) -> &[Phrase<'t>] {
        &self.before
    }

    /// The phrases behind the verb.
    pub(super) fn behind(&self) -> &[Phrase<'t>] {
        &self.behind
    }

    fn subject(&self, depth: usize) -> Option<Phrase<'t>> {
        let russian = self.verb.russian();
        if let Some(subject) = self.far_subject() {
            return Some(subject);
        }
        if let Some(relative) = self.relative_as(Part::Subject) {
            return Some(relative);
        }
        if let Some(decided) = self.decision() {
            let owner = Clause::of(decided, decided.at() + 1).owner();
            let main = || decided.head().filter(|h| h.pos() == Pos::Verb && depth < 2);
            return owner.or_else(|| Clause::of(main()?, main()?.at() + 1).subject(depth + 1));
        }
        if self.voice == Voice::Bare
            && depth < 2
            && let Some(main) = main_of_gerund(self.verb)
        {
            return Clause::of(main, main.at() + 1).subject(depth + 1);
        }
        let best = if russian { self.subject_by_signs() } else { self.subject_by_place() };
        if let Some(best) = best {
            return Some(self.first_of_joined(self.unapposed(best)).clone());
        }
        self.joint_subject(depth)
    }

    /// "Seven drivers who had thrown potatoes were | arrested": the subject that the tree gives beyond another clause.
    fn far_subject(&self) -> Option<Phrase<'t>> {
        let subject = |w: &Word<'t>| {
            matches!(w.node().relation, Relation::Subject | Relation::SubjectPassive)
                && matches!(w.pos(), Pos::Noun | Pos::Name | Pos::Number)
                && w.at() < self.verb.at()
        };
        let word = self.verb.children().find(subject).filter(|_| !self.verb.russian())?;
        let known = self.before.iter().any(|p| (p.start..p.end).contains(&word.at()));
        let words = self.verb.sentence(REACH);
        let between = || words.iter().filter(|w| (word.at()..self.verb.at()).contains(&w.at()));
        if known || !between().any(|w| matches!(w.lower().as_str(), "who" | "which" | "that")) {
            return None;
        }
        let from = word.phrase().start;
        let own: Vec<Word<'t>> = words.iter().copied().filter(|w| (from..=word.at()).contains(&w.at())).collect();
        phrases(&own, self.verb).into_iter().find(|p| (p.start..p.end).contains(&word.at()))
    }

    /// «решение суда | арестовать», "the decision to | close": the noun that tells what is to be done.
    fn decision(&self) -> Option<Word<'t>> {
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
    fn owner(&self) -> Option<Phrase<'t>> {
        if self.verb.russian() {
            let own = self.behind.first().filter(|p| p.marker.is_empty() && p.start == self.verb.at() + 1);
            return own.filter(|p| p.case() == Some(Case::Genitive)).cloned();
        }
        let of = self.behind.first().filter(|p| p.marker == "of").cloned();
        let possessor = self.verb.child(Relation::Possessive);
        of.or_else(|| {
            self.before.iter().find(|p| possessor.is_some_and(|w| (p.start..p.end).contains(&w.at()))).cloned()
        })
    }

    /// The subject of the verb that this one is joined to.
    fn joint_subject(&self, depth: usize) -> Option<Phrase<'t>> {
        let russian = self.verb.russian();
        let joint = self.joint.filter(|_| depth < 3)?;
        let other = Clause::of(joint, joint.at() + 1);
        if !russian || plural_past(self.verb) == plural_past(joint) || self.voice == Voice::Bare {
            other.subject(depth + 1)
        } else {
            None
        }
    }

    /// In Russian the phrase for whose being the subject tree, case, place and agreement say most; of equals the one nearest before the verb.
    fn subject_by_signs(&self) -> Option<&Phrase<'t>> {
        let passive = self.voice == Voice::Passive;
        let score = |p: &Phrase<'t>| -> i32 {
            if !p.marker.is_empty() || p.is_time() {
                return i32::MIN;
            }
            let of_verb = p.head.head().is_some_and(|h| h.at() == self.verb.at());
            let tree = match p.head.node().relation {
                Relation::Subject | Relation::SubjectPassive if of_verb => 4,
                Relation::Object if of_verb && !passive => -2,
                _ => 0,
            };
            let before = p.head.at() < self.verb.at();
            let case = match p.case() {
                Some(Case::Nominative) => 3,
                Some(Case::Accusative) => 0,
                Some(Case::Genitive) if p.counted => 2,
                // «Сорвена | выслала»: a name in the nominative that looks like another's genitive.
                Some(Case::Genitive)
                    if before && self.verb.lower().ends_with("ла") && p.head.lower().ends_with(['а', 'я']) =>
                {
                    2
                }
                Some(Case::Genitive)
                    if plural_past(self.verb)
                        && before
                        && p.head.lower().ends_with(['ы', 'и'])
                        && !p.head.lower().ends_with("ии") =>
                {
                    2
                }
                None => 1,
                Some(_) => -4,
            };
            // «двух дипломатов» is counted as no subject is.
            let agent = if is_agent(p) || p.is_counted_as_object() || is_oblique(p.head) { -9 } else { 0 };
            tree + case + agent + i32::from(before) + agreement(self.verb, p)
        };
        // «передал аппарат и оплатил лечение детей»: only a sure subject is its own.
        let own = |(s, p): &(i32, &Phrase<'t>)| {
            self.joint.is_none() || *s >= 7 && p.case() == Some(Case::Nominative) || p.start < self.verb.at()
        };
        let found = self.before.iter().chain(&self.behind).map(|p| (score(p), p)).filter(|(s, _)| *s > 0).filter(own);
        found.max_by_key(|(s, p)| (*s, p.start <= self.verb.at(), p.start)).map(|(_, p)| p)
    }

    /// How much tells that a Russian phrase is the object.
    fn object_signs(&self, p: &Phrase<'t>) -> i32 {
        if !p.marker.is_empty() || p.is_time() {
            return i32::MIN;
        }
        let of_verb = p.head.head().is_some_and(|h| h.at() == self.verb.at());
        let tree = i32::from(of_verb && p.head.is(Relation::Object)) * 3;
        let case = match p.case() {
            Some(Case::Accusative) => 3,
            Some(Case::Genitive) if p.counted || self.negated || p.is_counted_as_object() => 3,
            Some(Case::Genitive) => 1,
            Some(Case::Nominative) => 1,
            None => 1,
            Some(_) => -5,
        };
        tree + case + i32::from(p.head.at() > self.verb.at())
    }

    /// In English the phrase before the verb that the tree calls its subject, else the nearest.
    fn subject_by_place(&self) -> Option<&Phrase<'t>> {
        let score = |p: &Phrase<'t>| {
            let of_verb = p.head.head().is_some_and(|h| h.at() == self.verb.at());
            let tree = match p.head.node().relation {
                Relation::Subject | Relation::SubjectPassive if of_verb => 4,
                Relation::Object if of_verb && self.voice != Voice::Passive => -2,
                _ => 0,
            };
            tree + 3
        };
        let bare = self.before.iter().filter(|p| p.marker.is_empty() && !p.is_time());
        bare.map(|p| (score(p), p)).max_by_key(|(s, p)| (*s, p.start)).map(|(_, p)| p)
    }

    /// "Clay and Moll signed": of two that are joined before a verb the first.
    fn first_of_joined<'p>(&'p self, phrase: &'p Phrase<'t>) -> &'p Phrase<'t> {
        let first = self.before.iter().find(|p| p.couple && p.end + 1 == phrase.start && p.marker.is_empty());
        // "The Ternian and Valdoran | delegations": both describe one.
        let describes =
            |p: &&'p Phrase<'t>| p.head.head().is_none_or(|h| !(phrase.start..phrase.end).contains(&h.at()));
        first.filter(describes).filter(|p| phrase.joined && !p.is_time()).unwrap_or(phrase)
    }

    /// "Pelagia, its neighbour, has", "Amity House, a school for boys, was": of two that are one the named one.
    fn unapposed<'p>(&'p self, phrase: &'p Phrase<'t>) -> &'p Phrase<'t> {
        let before = self.before.iter().rev().find(|p| p.comma && p.end < phrase.start && p.end + 2 >= phrase.start);
        let capital = |p: &Phrase<'t>| p.head.text().starts_with(char::is_uppercase);
        let behind = self.before.iter().find(|p| phrase.comma && p.comma && p.start == phrase.end + 1);
        if let Some(name) = behind.filter(|p| p.marker.is_empty() && capital(p) && !capital(phrase)) {
            return name;
        }
        let later = || self.before.iter().filter(|p| p.start >= phrase.end);
        let closed =
            phrase.comma || later().all(|p| !p.marker.is_empty()) && later().next_back().is_some_and(|p| p.comma);
        match before {
            Some(other)
                if closed && other.marker.is_empty() && capital(other) && (!capital(phrase) || phrase.indefinite()) =>
            {
                other
            }
            _ => phrase,
        }
    }

    fn object(&self, subject: Option<&Phrase<'t>>) -> Option<Phrase<'t>> {
        if !self.verb.russian() {
            let own = |p: &&Phrase<'t>| p.marker.is_empty() && !p.is_time();
            return self.behind.iter().find(own).cloned();
        }
        self.russian_object(subject, 1)
    }

    fn russian_object(&self, subject: Option<&Phrase<'t>>, least: i32) -> Option<Phrase<'t>> {
        let own = |p: &&Phrase<'t>| subject.is_none_or(|s| s.head.at() != p.head.at());
        let all = self.behind.iter().chain(&self.before).filter(own).map(|p| (self.object_signs(p), p));
        all.filter(|(s, _)| *s > least).max_by_key(|(s, p)| (*s, usize::MAX - p.start)).map(|(_, p)| p.clone())
    }

    /// Whom an act that needs somebody is done to, where no sure object is found.
    pub(super) fn any_object(&self, actor: Option<&Phrase<'t>>) -> Option<Phrase<'t>> {
        self.verb.russian().then(|| self.russian_object(actor, 0)).flatten()
    }

    fn agent(&self) -> Option<Phrase<'t>> {
        if !self.verb.russian() {
            let by = self.behind.iter().position(|p| p.marker == "by" && !p.is_time())?;
            // "released by decree of | the president".
            let paper = matches!(self.behind[by].head.lower().as_str(), "decree" | "order" | "decision" | "ruling");
            let of = self.behind.get(by + 1).filter(|p| paper && p.marker == "of");
            return of.or_else(|| self.behind.get(by)).cloned();
        }
        let agent = |p: &&Phrase<'t>| p.marker.is_empty() && p.case() == Some(Case::Instrumental) && !p.is_time();
        self.behind.iter().find(agent).or_else(|| self.before.iter().find(agent)).cloned()
    }

    /// Behind a comma the noun that a participle describes: «жалобу защиты Каспера, | приговорённого», "students of the University, | arrested".
    fn described(&self) -> Option<Phrase<'t>> {
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

    /// The noun that a participle stands beside.
    fn modified(&self) -> Option<Phrase<'t>> {
        let behind = || self.behind.iter().find(|p| p.marker.is_empty() && p.start <= self.verb.at() + 1);
        if let Some(noun) = self.described() {
            return Some(noun);
        }
        let tree = self.verb.head().filter(|h| h.node().tag.is_nominal()).map(|h| h.at());
        let all = || self.before.iter().chain(&self.behind);
        let by_tree = tree.and_then(|at| all().find(|p| (p.start..p.end).contains(&at)));
        by_tree.or_else(|| self.before.last()).or_else(behind).cloned()
    }
}

impl<'t> Phrase<'t> {
    pub(super) fn case(&self) -> Option<Case> {
        self.head.node().tag.case
    }

    /// «двух дипломатов», «обоих»: a number that no subject of a sentence has.
    fn is_counted_as_object(&self) -> bool {
        let mut back = std::iter::successors(Some(self.head), Word::previous).take_while(|w| w.at() >= self.start);
        // «более | трёх тысяч человек»: the bound asks for the genitive.
        let first = std::iter::successors(Some(self.head), Word::previous).find(|w| w.at() <= self.start);
        let bound = first.and_then(|w| w.previous()).is_some_and(|w| {
            matches!(w.lower().as_str(), "более" | "менее" | "около" | "свыше" | "порядка" | "до" | "больше" | "меньше")
        });
        !bound
            && back.any(|w| {
                matches!(
                    w.lower().as_str(),
                    "двух"
                        | "трех"
                        | "четырех"
                        | "обоих"
                        | "обеих"
                        | "двоих"
                        | "троих"
                        | "четверых"
                        | "пятерых"
                        | "шестерых"
                        | "семерых"
                )
            })
    }

    /// Its words, from the first to the last.
    pub(super) fn words(&self) -> impl Iterator<Item = Word<'t>> + use<'t> {
        let (start, end) = (self.start, self.end);
        let first = std::iter::successors(Some(self.head), Word::previous).find(|w| w.at() <= start);
        std::iter::successors(first, Word::next).take_while(move |w| w.at() < end)
    }

    /// Whether a number of its own counts it.
    pub(super) fn is_numbered(&self) -> bool {
        self.counted
    }

    /// Whether a number counts it, or it is two.
    pub(super) fn is_counted(&self) -> bool {
        self.counted || self.couple
    }

    /// "a University of Tennessee professor": what somebody is, not who.
    fn indefinite(&self) -> bool {
        let back = std::iter::successors(Some(self.head), Word::previous).take_while(|w| w.at() >= self.start);
        back.last().is_some_and(|w| matches!(w.lower().as_str(), "a" | "an"))
    }

    /// "on Monday", «ночью» are nobody.
    pub(super) fn is_time(&self) -> bool {
        is_time(self.head)
    }
}

/// "pardoned the captain and | let him go": verbs whose past looks like their infinitive.
pub(super) fn is_like_past(lower: &str) -> bool {
    matches!(lower, "let" | "put" | "set" | "cut" | "shut" | "hit" | "hurt" | "beat" | "burst" | "bid")
}

/// "shelled the village, | killing two": the finite verb before the comma.
fn main_of_gerund(verb: Word<'_>) -> Option<Word<'_>> {
    let gerund = verb.form() == Some(VerbForm::Gerund);
    let comma = verb.previous().filter(|p| gerund && p.text() == "," && p.beside(verb))?;
    std::iter::successors(comma.previous(), Word::previous)
        .take(REACH)
        .take_while(|w| w.beside(verb) && !is_stop(*w))
        .find(|w| is_finite(*w) && !is_auxiliary(&w.lower()))
}

fn is_stop(word: Word<'_>) -> bool {
    matches!(word.text(), ";" | ":" | "(" | ")" | "—" | "–" | "." | "“" | "”" | "\"" | "?" | "!" | "…")
        && !bounds_name(word)
        && !word.is(Relation::Inside)
}

/// Whether a mark opens or closes a name: boarded the “Halcyon Dawn”.
fn bounds_name(word: Word<'_>) -> bool {
    match word.text() {
        "“" => name_until(word, Word::next, "”"),
        "”" => name_until(word, Word::previous, "“"),
        _ => false,
    }
}

/// Whether nothing but a few words with capital letters stand between a mark and its partner.
fn name_until<'t>(mark: Word<'t>, on: fn(&Word<'t>) -> Option<Word<'t>>, end: &str) -> bool {
    const LONGEST: usize = 5;
    let run = std::iter::successors(on(&mark), on).take(LONGEST).take_while(|w| w.beside(mark));
    let mut behind = run.enumerate().skip_while(|(_, w)| w.text().starts_with(char::is_uppercase));
    behind.next().is_some_and(|(n, w)| n > 0 && w.text() == end)
}

fn is_subordinator(lower: &str) -> bool {
    const ALL: [&str; 26] = [
        "that",
        "if",
        "because",
        "when",
        "where",
        "while",
        "until",
        "as",
        "after",
        "before",
        "since",
        "unless",
        "although",
        "whether",
        "что",
        "чтобы",
        "если",
        "когда",
        "где",
        "пока",
        "хотя",
        "потому",
        "поскольку",
        "куда",
        "откуда",
        "whom",
    ];
    ALL.contains(&lower)
}

/// A verb with a subject of its own. Rare Russian verbs are known by their endings.
pub(super) fn is_finite(word: Word<'_>) -> bool {
    word.pos() == Pos::Verb && word.form() == Some(VerbForm::Finite)
}

fn is_auxiliary(lower: &str) -> bool {
    const ALL: [&str; 34] = [
        "is",
        "are",
        "was",
        "were",
        "be",
        "been",
        "being",
        "has",
        "have",
        "had",
        "will",
        "would",
        "may",
        "might",
        "could",
        "can",
        "should",
        "must",
        "do",
        "does",
        "did",
        "was",
        "gets",
        "got",
        "был",
        "была",
        "было",
        "были",
        "будет",
        "будут",
        "бы",
        "стал",
        "стали",
        "быть",
    ];
    ALL.contains(&lower)
}

pub(super) fn is_not(word: Word<'_>) -> bool {
    matches!(word.lower().as_str(), "not" | "n't" | "never" | "nobody" | "не" | "ни" | "никто" | "никого" | "нет")
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

/// «нас», «его»: a pronoun that no subject is.
fn is_oblique(word: Word<'_>) -> bool {
    let lower = word.lower();
    word.pos() == Pos::Pronoun
        && matches!(lower.as_str(), "его" | "ее" | "их" | "нас" | "вас" | "меня" | "тебя" | "кого" | "никого" | "себя")
}

/// «фонд, основанный | Бригиттой Хольм, входит»: who did what a participle before it tells.
fn is_agent(phrase: &Phrase<'_>) -> bool {
    let first = std::iter::successors(Some(phrase.head), Word::previous).find(|w| w.at() <= phrase.start);
    let before = first.and_then(|w| w.previous()).filter(|p| p.beside(phrase.head));
    let passive = ["нный", "нная", "нное", "нные", "нного", "нной", "нную", "нных", "мый", "мая", "мое", "мые"];
    before.is_some_and(|p| p.pos() != Pos::Adjective && passive.iter().any(|e| p.lower().ends_with(e)))
        && ["ой", "ом", "ым", "ем", "ей", "ами", "ями"].iter().any(|e| phrase.head.lower().ends_with(e))
}

/// Where what is behind a verb ends.
fn closes(words: &[Word<'_>], n: usize) -> bool {
    let word = words[n];
    let lower = word.lower();
    let relative = matches!(lower.as_str(), "who" | "which" | "whose") || lower.starts_with("котор");
    // "protested outside the parliament and | pelted": another verb.
    let another = matches!(lower.as_str(), "and" | "but")
        && words.get(n + 1).is_some_and(|w| {
            w.pos() == Pos::Verb
                && matches!(w.form(), Some(VerbForm::Finite | VerbForm::Participle))
                && !w.is(Relation::Adjective)
        });
    let to = lower == "to" && words.get(n + 1).is_some_and(|w| w.form() == Some(VerbForm::Infinitive));
    is_stop(word)
        || word.text() == "," && !word.is(Relation::Inside)
        || is_subordinator(&lower) && lower != "after" && lower != "before" && lower != "since"
        || relative
        || to
        || another
        || is_finite(word)
}

fn plural_past(verb: Word<'_>) -> bool {
    let lower = verb.lower();
    ["ли", "лись", "ны", "ты", "ут", "ют", "ат", "ят", "утся", "ются", "атся", "ятся"]
        .iter()
        .any(|e| lower.ends_with(e))
}

/// Whether a Russian subject can belong to a verb, by number and gender as far as the endings tell.
fn agreement(verb: Word<'_>, phrase: &Phrase<'_>) -> i32 {
    let (lower, noun) = (verb.lower(), phrase.head.lower());
    let own = lower.strip_suffix("ся").or_else(|| lower.strip_suffix("сь")).unwrap_or(&lower);
    let plural = plural_past(verb);
    let hard = noun.ends_with(|c: char| "бвгджзклмнпрстфхцчшщьй".contains(c));
    let few = ["часть", "большинство", "ряд", "множество", "десяток", "сотня"].contains(&noun.as_str());
    let several = noun.ends_with(['ы', 'и'])
        || phrase.counted
        || noun.ends_with("ые")
        || noun.ends_with("ие")
        || matches!(noun.as_str(), "они" | "мы" | "вы" | "люди" | "войска" | "власти" | "кто");
    let person = phrase.head.pos() == Pos::Name;
    // «Бадр вызывали»: one person's name is no subject of a plural.
    let one = person
        && !phrase.joined
        && !noun.ends_with(['ы', 'и', 'е', 'у', 'о'])
        && phrase.head.text().chars().skip(1).any(char::is_lowercase);
    if plural && one && !phrase.couple {
        return -12;
    }
    if plural
        && !several
        && !few
        && !phrase.joined
        && !phrase.couple
        && (hard || noun.ends_with(['а', 'я', 'о']))
        && !noun.ends_with("ия")
        && !(phrase.case() == Some(Case::Nominative) && phrase.head.at() > verb.at() && noun.ends_with('а'))
        && !person
        && (!noun.ends_with("та") || phrase.case() == Some(Case::Accusative))
    {
        return -12;
    }
    let single = ["ет", "ит", "ет", "л", "ла", "ло"].iter().any(|e| own.ends_with(e));
    let many = noun.ends_with(['ы', 'и']) && phrase.head.pos() == Pos::Noun && !phrase.counted && !phrase.joined;
    if single && many && phrase.head.at() > verb.at() && !noun.ends_with("ии") {
        return -8;
    }
    let masculine = own.ends_with('л');
    let feminine = own.ends_with("ла");
    if masculine
        && noun.ends_with(['а', 'я', 'о', 'ы'])
        && !person
        && noun != "глава"
        && noun != "мужчина"
        && noun != "судья"
        || feminine
            && noun.ends_with(['т', 'к', 'н', 'р', 'л', 'в', 'д', 'о'])
            && !person
            && phrase.head.pos() == Pos::Noun
            && !noun.ends_with("ор")
            && noun != "посол"
            && noun != "адвокат"
    {
        return -4;
    }
    0
}
