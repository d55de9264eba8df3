//! The clause around a verb: the noun phrases before and behind it, and which of them acts and which is acted on.
//!
//! Takes a word of a tree, gives its [`Clause`]. The network that makes the trees errs on rare verbs and on Russian objects, so a phrase is cut
//! by the kinds of its words and chosen by its case, its place and what the tree says, whichever of them tells. Every walk is bounded.

mod beyond;
mod left;
mod phrases;
mod signs;
mod times;
mod voice;

use super::trees::Word;
use crate::{
    inflection::Case,
    net::{Pos, Relation, VerbForm},
};
use left::{Left, Part, Relative};
pub(super) use phrases::is_participle_noun;
use phrases::phrases;
use signs::plural_past;
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
        let beside = second.start == first.end || second.start == first.end + 1 && !second.joined;
        beside.then(|| first.clone())
    }

    /// The thing without a preposition that stands right behind another one.
    pub(super) fn bare_behind(&self, first: &Phrase<'t>) -> Option<Phrase<'t>> {
        self.behind.iter().find(|p| p.marker.is_empty() && !p.is_time() && p.start >= first.end).cloned()
    }

    /// The same without the words of the act itself: «провели обыск», "threw bombs at".
    pub(super) fn without(mut self, words: &[usize]) -> Clause<'t> {
        self.behind.retain(|p| !words.contains(&p.head.at()));
        self.before.retain(|p| !words.contains(&p.head.at()));
        self
    }

    /// "was summoned and | urged", «вызвали и | попросили»: whom the verb before was done to.
    pub(super) fn shared_object(&self) -> Option<Phrase<'t>> {
        let first = self.joint?;
        // «забрали телефоны, а координатора увезли и | отпустили»: the tree joins all to the first, the object is the last one's.
        let back = std::iter::successors(self.verb.previous(), Word::previous).take_while(|w| w.at() > first.at());
        let near = back.into_iter().find(|w| w.russian() && is_finite(*w) && !is_auxiliary(&w.lower()));
        let joint = near.unwrap_or(first);
        let other = Clause::of(joint, joint.at() + 1);
        let passive = other.voice() == Voice::Passive;
        let object = other.sides().1.filter(|p| p.end <= self.verb.at())?;
        let told = |p: &Phrase<'t>| matches!(p.case(), Some(Case::Accusative | Case::Genitive));
        (passive || self.verb.russian() && told(&object)).then_some(object)
    }

    /// Whether "not" stands before the verb.
    pub(super) fn is_negated(&self) -> bool {
        self.negated
    }

    /// Whether the tree has a phrase as the subject of the verb; «большинство арестованных» may be its object as well.
    pub(super) fn is_subject(&self, phrase: &Phrase<'t>) -> bool {
        let many = phrase.words().any(|w| matches!(w.lower().as_str(), "большинство" | "часть" | "десятки" | "сотни"));
        self.hangs_as(phrase, &[Relation::Subject]) && !many
    }

    /// «задержали на вокзале Туровы | секретаря», «выдали королевству | бизнесмена»: behind a name or a dative a genitive of somebody is the object.
    pub(super) fn swallowed(&self, somebody: impl Fn(Word<'t>) -> bool) -> Option<Phrase<'t>> {
        let fits = |w: &Word<'t>| {
            let before = std::iter::successors(w.previous(), Word::previous).find(|b| b.pos() != Pos::Adjective);
            let free = before.is_some_and(|b| b.pos() == Pos::Name || b.node().tag.case == Some(Case::Dative));
            free && w.pos() == Pos::Noun
                && matches!(w.node().tag.case, Some(Case::Genitive | Case::Accusative))
                && w.text().starts_with(char::is_lowercase)
                && somebody(*w)
        };
        let of = |p: &Phrase<'t>| {
            let head = p.words().find(|w| w.at() > p.start && fits(w))?;
            Some(Phrase { head, marker: String::new(), ..p.clone() })
        };
        self.behind.iter().find_map(of)
    }

    /// Whether a phrase stands before the verb that this one is joined to.
    pub(super) fn joint_before(&self, phrase: &Phrase<'t>) -> bool {
        self.joint.is_some_and(|joint| phrase.head.at() < joint.at()) && self.verb.russian()
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
        // "ferrymen whom the police held were | freed": a passive has no object, its clause is the outer one.
        let outer = || self.relative_as(Part::Object).filter(|_| self.voice == Voice::Passive && !russian);
        if let Some(relative) = self.relative_as(Part::Subject).or_else(outer) {
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

    /// The subject of the verb that this one is joined to.
    fn joint_subject(&self, depth: usize) -> Option<Phrase<'t>> {
        let russian = self.verb.russian();
        // «провели переговоры, по итогам которых | договорились»
        let pronoun =
            || std::iter::successors(self.verb.previous(), Word::previous).find(|w| w.lower().starts_with("котор"));
        let led = || pronoun().and_then(|w| w.previous()).is_some_and(|p| p.text() != ",");
        if let Some(relative) =
            self.relative.as_ref().filter(|r| russian && r.part == Part::Other && depth < 2 && led())
        {
            let main = relative.noun.head.above().find(|w| is_finite(*w) && w.at() < relative.noun.head.at())?;
            return Clause::of(main, main.at() + 1)
                .subject(depth + 2)
                .filter(|_| plural_past(main) == plural_past(self.verb));
        }
        let joint = self.joint.filter(|_| depth < 3)?;
        let other = Clause::of(joint, joint.at() + 1);
        if !russian || plural_past(self.verb) == plural_past(joint) || self.voice == Voice::Bare {
            other.subject(depth + 1)
        } else {
            None
        }
    }

    /// In English the phrase before the verb that the tree calls its subject, else the nearest.
    fn subject_by_place(&self) -> Option<&Phrase<'t>> {
        let score = |p: &Phrase<'t>| {
            let of_verb = p.head.head().is_some_and(|h| h.at() == self.verb.at());
            let tree = match p.head.node().relation {
                Relation::Subject | Relation::SubjectPassive if of_verb => 4,
                Relation::Object if of_verb && self.voice != Voice::Passive => -2,
                // "a coach carrying | tourists was stopped": what the participle beside the subject acts on.
                Relation::Object | Relation::Oblique if p.head.head().is_some_and(|h| self.is_participle_before(h)) => {
                    -3
                }
                _ => 0,
            };
            tree + 3
        };
        let bare = self.before.iter().filter(|p| p.marker.is_empty() && !p.is_time());
        bare.map(|p| (score(p), p)).max_by_key(|(s, p)| (*s, p.start)).map(|(_, p)| p)
    }

    /// "carrying": a participle that belongs to a noun before the verb.
    fn is_participle_before(&self, word: Word<'t>) -> bool {
        word.at() < self.verb.at()
            && matches!(word.form(), Some(VerbForm::Gerund | VerbForm::Participle))
            && word.is(Relation::Clause)
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
        // «премьер-министру»: its last piece is declined.
        let inside = std::iter::successors(self.head.next(), Word::next).take_while(|w| w.is(Relation::Inside));
        let last = inside.filter(|w| w.russian() && w.pos() != Pos::Mark).last();
        last.and_then(|w| w.node().tag.case).or(self.head.node().tag.case)
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
