//! Which of the phrases around a Russian verb is its subject or its object, by weights that were learnt (`roles.txt`).
//!
//! Takes a clause, gives the phrase whose signs weigh most, or none where nobody weighs more. The signs are what the tree says, case, place,
//! distance, agreement and neighbours: each of them errs, together they err less than any rule that puts one before the others.

use super::{Clause, Phrase, agreement, is_agent};
use crate::{
    inflection::Case,
    net::{Pos, Relation},
};
use std::{collections::HashMap, sync::LazyLock};

/// What a phrase may be to its verb.
#[derive(Clone, Copy)]
pub(super) enum Role {
    Subject,
    Object,
    /// The subject of a passive verb.
    Passive,
}

/// What is taken from the weight of nobody: acts that the tables know have somebody more often than verbs at large do.
pub(super) const EAGER: f32 = -2.0;
pub(super) const EAGER_FOR_OBJECTS: f32 = -2.5;
/// Where the act cannot be without somebody.
pub(super) const EAGEREST: f32 = -5.0;

type Weights = HashMap<u64, f32>;

/// By role.
static WEIGHTS: LazyLock<HashMap<&'static str, Weights>> = LazyLock::new(|| {
    let mut tables: HashMap<&str, Weights> = HashMap::new();
    let mut name = "";
    for line in include_str!("roles.txt").lines().filter(|l| !l.starts_with('#')) {
        if let Some(head) = line.strip_prefix('[').and_then(|l| l.strip_suffix(']')) {
            name = head;
            continue;
        }
        let pairs = line.split_whitespace().filter_map(|sign| sign.split_once('='));
        let weighed = pairs.filter_map(|(sign, weight)| Some((key(&[sign]), weight.parse().ok()?)));
        tables.entry(name).or_default().extend(weighed);
    }
    tables
});

/// A number for a sign in pieces, as if they were joined by colons (FNV-1a).
fn key(pieces: &[&str]) -> u64 {
    let colon = |n: usize| if n == 0 { "" } else { ":" };
    let bytes = pieces.iter().enumerate().flat_map(|(n, piece)| colon(n).bytes().chain(piece.bytes()));
    bytes.fold(0xcbf2_9ce4_8422_2325, |sum, byte| (sum ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3))
}

/// What the phrases of a clause weigh in one role, and what nobody weighs.
struct Weighed<'p, 't> {
    phrases: Vec<(f32, &'p Phrase<'t>)>,
    nobody: f32,
}

fn weigh<'p, 't>(clause: &'p Clause<'t>, role: Role, eager: f32) -> Option<Weighed<'p, 't>> {
    let table = match role {
        Role::Subject => "subject",
        Role::Object => "object",
        Role::Passive => "passive",
    };
    let signs = Signs { clause, weights: WEIGHTS.get(table)? };
    let before = clause.before.iter().rev().enumerate().map(|(rank, p)| ("b", rank, p));
    let behind = clause.behind.iter().enumerate().map(|(rank, p)| ("a", rank, p));
    let bare = before.chain(behind).filter(|(_, _, p)| p.marker.is_empty() && !p.is_time());
    // «обещали прибавку», «фургон вывезли»: what does not agree in number is no subject.
    let disagrees = |p: &Phrase<'t>| agreement(clause.verb, p) <= -12 || p.is_counted_as_object();
    let oblique = |p: &Phrase<'t>| matches!(p.case(), Some(Case::Instrumental | Case::Prepositional));
    let bare = bare.filter(|(_, _, p)| if matches!(role, Role::Object) { !oblique(p) } else { !disagrees(p) });
    let phrases: Vec<_> = bare.map(|(side, rank, p)| (signs.of(side, rank, p), p)).collect();
    let nobody = signs.nobody(phrases.len()) + eager;
    Some(Weighed { phrases, nobody })
}

/// The phrase that has a role, of those that may have it.
pub(super) fn choose<'p, 't>(
    clause: &'p Clause<'t>,
    role: Role,
    eager: f32,
    may: impl Fn(&Phrase<'t>) -> bool,
) -> Option<&'p Phrase<'t>> {
    let Weighed { phrases, nobody } = weigh(clause, role, eager)?;
    let some = phrases.into_iter().filter(|(weight, p)| *weight > nobody && may(p));
    some.max_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, p)| p)
}

/// Subject and object together: two phrases that weigh most as a pair.
pub(super) fn choose_both<'p, 't>(clause: &'p Clause<'t>) -> (Option<&'p Phrase<'t>>, Option<&'p Phrase<'t>>) {
    let (Some(subjects), Some(objects)) =
        (weigh(clause, Role::Subject, EAGER), weigh(clause, Role::Object, EAGER_FOR_OBJECTS))
    else {
        return (None, None);
    };
    let mut best = (subjects.nobody + objects.nobody, None, None);
    let with_nobody = |all: &Weighed<'p, 't>| {
        let some = all.phrases.iter().map(|&(weight, p)| (weight, Some(p)));
        some.chain([(all.nobody, None)]).collect::<Vec<_>>()
    };
    let objects = with_nobody(&objects);
    for (one, subject) in with_nobody(&subjects) {
        for &(other, object) in &objects {
            let twice = subject.zip(object).is_some_and(|(s, o)| s.start == o.start);
            if !twice && one + other > best.0 {
                best = (one + other, subject, object);
            }
        }
    }
    (best.1, best.2)
}

/// What can be seen of the phrases of one clause.
struct Signs<'p, 't> {
    clause: &'p Clause<'t>,
    weights: &'p Weights,
}

impl<'t> Signs<'_, 't> {
    fn weight(&self, pieces: &[&str]) -> f32 {
        self.weights.get(&key(pieces)).copied().unwrap_or_default()
    }

    /// «вывозится»: a verb in -ся.
    fn reflexive(&self) -> &'static str {
        let lower = self.clause.verb.lower();
        digit(lower.ends_with("ся") || lower.ends_with("сь"))
    }

    fn nobody(&self, phrases: usize) -> f32 {
        let few = ["n0", "n1", "n2", "n3"][phrases.min(3)];
        let joint = if self.clause.joint.is_some() { "joint1" } else { "joint0" };
        let not = if self.clause.negated { "neg1" } else { "neg0" };
        let reflexive = if self.reflexive() == "1" { "sya1" } else { "sya0" };
        let voice = match self.clause.voice {
            super::Voice::Active => "Active",
            super::Voice::Passive => "Passive",
            super::Voice::Attributive => "Attributive",
            super::Voice::AttributiveActive => "AttributiveActive",
            super::Voice::Bare => "Bare",
        };
        [joint, few, reflexive, not, voice].iter().map(|sign| self.weight(&["nobody", sign])).sum::<f32>()
            + self.weight(&["nobody"])
    }

    fn of(&self, side: &str, rank: usize, phrase: &Phrase<'t>) -> f32 {
        let own = digit(phrase.head.head().is_some_and(|h| h.at() == self.clause.verb.at()));
        let relation = relation(phrase.head.node().relation);
        let place = [side, ["0", "1", "2", "3"][rank.min(3)]].concat();
        let far = match phrase.head.at().abs_diff(self.clause.verb.at()) {
            0 | 1 => "0",
            2 | 3 => "1",
            4..=7 => "2",
            _ => "3",
        };
        let far = [side, far].concat();
        let pos = pos(phrase.head.pos());
        let capital = digit(phrase.head.text().starts_with(char::is_uppercase));
        let mut sum = self.weight(&["tree", relation, own])
            + self.weight(&["side", side])
            + self.weight(&["side-tree", side, relation, own])
            + self.weight(&["rank", &place])
            + self.weight(&["dist", &far])
            + self.weight(&["pos", pos])
            + self.weight(&["pos-side", pos, side])
            + self.weight(&["time", "0"])
            + self.weight(&["cap", capital]);
        for (sign, is) in [("joined", phrase.joined), ("comma", phrase.comma), ("couple", phrase.couple)] {
            sum += if is { self.weight(&[sign, side]) } else { 0.0 };
        }
        sum + self.of_case(side, relation, own, phrase)
    }

    /// What its case tells.
    fn of_case(&self, side: &str, relation: &str, own: &str, phrase: &Phrase<'t>) -> f32 {
        let case = phrase.case().map_or_else(|| "None".to_owned(), |case| format!("{case:?}"));
        let agrees = match agreement(self.clause.verb, phrase) {
            0 => "0",
            -4 => "-4",
            _ => "-12",
        };
        let counted = if phrase.counted { self.weight(&["counted", &case]) } else { 0.0 };
        let negated = if self.clause.negated { self.weight(&["neg", &case]) } else { 0.0 };
        self.weight(&["case", &case])
            + self.weight(&["case-side", &case, side])
            + self.weight(&["case-tree", &case, relation, own])
            + self.weight(&["agr", agrees])
            + self.weight(&["ag", digit(is_agent(phrase))])
            + self.weight(&["sya", self.reflexive(), &case])
            + counted
            + negated
    }
}

fn digit(is: bool) -> &'static str {
    if is { "1" } else { "0" }
}

fn relation(relation: Relation) -> &'static str {
    match relation {
        Relation::Subject => "Subject",
        Relation::SubjectPassive => "SubjectPassive",
        Relation::Object => "Object",
        Relation::IndirectObject => "IndirectObject",
        Relation::Oblique => "Oblique",
        Relation::Agent => "Agent",
        Relation::Modifier => "Modifier",
        Relation::Conjunct => "Conjunct",
        Relation::Apposition => "Apposition",
        Relation::Flat => "Flat",
        Relation::Root => "Root",
        Relation::OpenClause => "OpenClause",
        _ => "other",
    }
}

fn pos(pos: Pos) -> &'static str {
    match pos {
        Pos::Noun => "Noun",
        Pos::Name => "Name",
        Pos::Pronoun => "Pronoun",
        Pos::Determiner => "Determiner",
        Pos::Adjective => "Adjective",
        Pos::Number => "Number",
        Pos::Verb => "Verb",
        _ => "other",
    }
}
