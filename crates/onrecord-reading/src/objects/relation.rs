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
    lexicon::Class,
    net::{Pos, Relation as Tie, VerbForm},
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

impl<'t> Told<'t> {
    /// "The Agency runs the Plan" carries it out, "joined the Union" became part of it: the two tell what the words mean.
    fn of(&self, subject: &Named, object: Option<&Named>) -> Told<'t> {
        let body = object.is_some_and(|o| o.sort == Sort::Body && o.is_proper());
        let kind = match self.kind {
            RelationKind::LedBy if subject.sort == Sort::Programme && body => RelationKind::Implements,
            RelationKind::PartyTo if body => RelationKind::PartOf,
            kind => kind,
        };
        Told { kind, ..*self }
    }
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

/// Whether a name stands anywhere near: without one nothing is stated of anybody, and no tree is needed. Common words must have beside them what
/// makes them tell a relation.
fn near_a_name(acts: &Acts<'_>, token: usize) -> bool {
    const AROUND: usize = 16;
    let tokens = acts.document.tokens.all();
    let lower = |at: usize| acts.document.tokens.lower(at);
    let told = match lower(token) {
        "under" | "под" => (token + 1..token + 5).any(|at| {
            ["sanction", "санкци", "leadership", "direction", "chairmanship", "руковод", "начал", "председ"]
                .iter()
                .any(|w| lower(at).starts_with(w))
        }),
        // "answers to the Council" tells one, "an answer from the council" none.
        common if common.starts_with("answer") || common.starts_with("report") => {
            (token + 1..token + 3).any(|at| lower(at) == "to")
        }
        "при" => token > 0 && (acts.document.word(token - 1).is(Class::Body) || tokens[token - 1].is_capital()),
        modal if is_modal(modal) => (token.saturating_sub(14)..token).any(|at| things::noun_of(lower(at)).is_some()),
        _ => true,
    };
    if !told {
        return false;
    }
    let around = token.saturating_sub(AROUND)..tokens.len().min(token + AROUND);
    around.into_iter().any(|at| tokens[at].is_capital() && !acts.document.starts[at])
        || is_pronoun(acts.document.tokens.lower(token.saturating_sub(1)))
}

fn is_modal(lower: &str) -> bool {
    lower == "must" || lower.starts_with("обязан") || lower.starts_with("долж")
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
    // "The report found that": to found is told by its bare form alone.
    if lower == "found" && word.form() != Some(VerbForm::Infinitive) {
        return None;
    }
    let is_verb = word.pos() == Pos::Verb || word.russian() && word.pos() != Pos::Noun;
    let fits = match frame.split(' ').next()? {
        "acts" | "done" | "by" => is_verb || in_row > 0,
        "lawful" => word.russian() || word.pos() == Pos::Auxiliary,
        "of" | "head" => matches!(word.pos(), Pos::Noun | Pos::Name),
        _ => true,
    };
    fits.then_some(told)
}

/// Who is spoken of and who is the other one, by the frame of the words.
fn pair<'t>(acts: &Acts<'_>, told: &Told<'t>) -> Option<Pair<'t>> {
    let Told { word, end, .. } = *told;
    let mut frame = told.frame.split(' ');
    match frame.next()? {
        "acts" => {
            let (subject, object) = acting(told);
            // "Owners are required to register under the Act".
            let by_law = || Sides::of(word, end).with(&["under", "by", "по"]).filter(|p| is_law(p.head));
            let none = told.kind == RelationKind::Requires && subject.is_none();
            Some((if none { by_law() } else { subject }, object))
        }
        "done" => {
            let mut sides = Sides::of(word, end);
            sides.actor = sides.actor.map(decider);
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
        "beside" => beside(word, end),
        "head" => headed(word),
        "under" => under(word),
        "against" => {
            let sides = Sides::of(word, end);
            let hit = if word.russian() { sides.with(&["против", "на", "в"]) } else { sides.behind() };
            Some((hit, sides.actor))
        }
        "lawful" => lawful(acts, told),
        _ => None,
    }
}

/// «входит в состав | Лиги», «находится в ведении | министерства»: whose it is.
fn whose(place: Place<'_>) -> Place<'_> {
    let lower = place.head.lower();
    let part = ["состав", "структур", "систем", "числ", "ведени", "подчинени", "управлени"]
        .iter()
        .any(|w| lower.starts_with(w));
    let owner =
        place.head.next().filter(|n| part && n.node().tag.case == Some(Case::Genitive) && n.node().tag.is_nominal());
    owner.map_or(place, Place::at)
}

/// «совет при министерстве», «фонд во главе с Виго Штаммом»: the noun before the words and the one behind them.
fn beside(word: Word<'_>, end: usize) -> Option<Pair<'_>> {
    let noun = |w: &Word<'_>| w.node().tag.is_nominal() && w.beside(word);
    let last = word.previous().filter(|w| noun(w) || w.text() == "»")?;
    let start = std::iter::successors(Some(last), Word::previous).take(8).take_while(|w| {
        w.beside(word) && (w.node().tag.is_nominal() || matches!(w.text(), "«" | "»") || w.pos() == Pos::Adjective)
    });
    let head = start
        .filter(noun)
        .find(|w| !w.russian() || w.node().tag.case != Some(Case::Genitive) || w.at() == last.at())?;
    let behind = std::iter::successors(word.next(), Word::next).filter(|w| w.at() >= end).take(4);
    let other = behind.take_while(|w| w.beside(word) && w.text() != ",").find(|w| noun(w))?;
    Some((Some(Place { head, words: head.at()..last.at() + 1 }), Some(Place::at(other))))
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
            // «обязывает | редакции раскрывать владельцев»
            let right = || sides.behind().filter(|p| word.russian() && p.words.start == word.at() + 1);
            from.or_else(right).or_else(|| sides.target.clone())
        }
        // «входит в совет»
        RelationKind::PartOf if word.russian() => sides.with(&["в", "во"]).map(whose),
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

/// "Under the Act owners must register", «По закону издатели обязаны».
fn lawful<'t>(acts: &Acts<'_>, told: &Told<'t>) -> Option<Pair<'t>> {
    let word = told.word;
    let start = word.tokens(&(word.at()..word.at() + 1)).start;
    // A law is named near before it: else no tree is asked.
    (start.saturating_sub(12)..start).find(|&at| things::noun_of(acts.document.tokens.lower(at)).is_some())?;
    let sides = Sides::of(word, told.end);
    let law = sides.with(&["under", "by", "to", "по", "согласно"]).filter(|p| is_law(p.head))?;
    Some((Some(law), Some(sides.stated().filter(|a| !is_law(a.head))?)))
}

fn is_law(word: Word<'_>) -> bool {
    things::noun_of(&word.lower()).is_some_and(|(sort, _)| sort != Sort::Programme)
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
            // "is the former minister | Tilda Renn", but not "is worried about what Donald Trump".
            let capital = |w: &Word<'_>| w.text().starts_with(char::is_uppercase);
            let described = |w: &Word<'_>| matches!(w.pos(), Pos::Determiner | Pos::Adjective | Pos::Noun);
            let mut name = std::iter::successors(copula.next(), Word::next).take(6).take_while(|w| w.beside(word));
            name.find(|w| capital(w) || !described(w)).filter(capital).map(Place::at)
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

/// «приостановлена решением | службы», «создан указом | президента»: whose decision it was.
fn decider(actor: Place<'_>) -> Place<'_> {
    let lower = actor.head.lower();
    let decision = ["решени", "распоряжени", "приказ", "указ", "постановлени"].iter().any(|d| lower.starts_with(d));
    let owner = actor.head.next().filter(|n| decision && n.node().tag.case == Some(Case::Genitive));
    owner.map_or(actor, Place::at)
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
    let by = actor;
    let mut target = target?;
    // «деятельность | союза пилотов»: the activity is its head, whatever the tree says.
    let first = target.head.sentence(LONGEST).into_iter().find(|w| w.at() == target.words.start);
    if let Some(first) = first.filter(|w| is_activity(&w.lower())) {
        target.head = first;
    }
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
    let (subject, object) = pair(acts, told)?;
    let institution = subject.as_ref().is_some_and(|p| is_institution(acts, p));
    let [subject, object] = match told.kind {
        RelationKind::Suspended => suspended(names, told, (subject, object), holder)?,
        _ => {
            let object = object.and_then(|p| names.named(&p, holder, None));
            let other = object.as_ref().map(|o| o.party.name.as_str());
            let subject = subject.and_then(|p| names.named(&p, holder, other));
            // «Программу «Мост» реализует фонд»: what stands before the verb is one, and who acts behind it.
            let twice = subject.as_ref().is_some_and(|s| Some(s.party.name.as_str()) == other);
            let behind = || Sides::of(told.word, told.end).behind().and_then(|p| names.named(&p, holder, other));
            [if twice && told.word.russian() { behind() } else { subject }, object]
        }
    };
    let subject = subject?;
    let object = object.filter(|o| o.party.name != subject.party.name);
    let told = &told.of(&subject, object.as_ref());
    // "ran three marathons": what is counted is no institution.
    if subject.counted || object.as_ref().is_some_and(|o| o.counted && told.kind != RelationKind::Requires) {
        return None;
    }
    let (subject, object) = match (told.kind, object) {
        (RelationKind::Implements, Some(programme)) if subject.sort == Sort::Programme => (programme, Some(subject)),
        (_, object) => (subject, object),
    };
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
        subject: subject.settled(told.word.text()),
        object: object.map(|o| o.settled(told.word.text())),
        status: match status(told.word, holder.is_some_and(|s| acts.denies(s))) {
            Status::Asserted if is_over(told.word) => Status::Denied,
            status => status,
        },
        statement: holder.map(|s| s.id),
    })
}

/// "is no longer a party to", «больше не входит».
fn is_over(word: Word<'_>) -> bool {
    let before: Vec<String> = std::iter::successors(word.previous(), Word::previous)
        .take(4)
        .take_while(|w| w.beside(word))
        .map(|w| w.lower())
        .collect();
    before.iter().any(|w| matches!(w.as_str(), "not" | "n't" | "never" | "не"))
        || before.windows(2).any(|w| w[0] == "longer" && w[1] == "no")
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
            let leads = |o: &Named| {
                matches!(o.sort, Sort::Person | Sort::Body) && o.is_proper() || o.party.kind == SpeakerKind::Office
            };
            proper && is(&[Sort::Body, Sort::Programme]) && object.is_some_and(leads)
        }
        RelationKind::Implements => {
            proper && is(&[Sort::Body, Sort::Land]) && object.is_some_and(|o| thing.contains(&o.sort) && o.is_proper())
        }
        RelationKind::FoundedBy => {
            proper && is(&[Sort::Body, Sort::Programme]) && other(&[Sort::Body, Sort::Person, Sort::Land])
        }
        RelationKind::Suspended => {
            let named = subject.party.name.contains(char::is_uppercase) || subject.party.name.contains('«');
            is(&[Sort::Body, Sort::Programme, Sort::Common]) && named && (institution || subject.known && proper)
        }
        RelationKind::Sanctioned => proper && !is(&thing),
        RelationKind::PartyTo => proper && is(&[Sort::Body, Sort::Land]) && other(&[Sort::Treaty]),
        RelationKind::Requires => is(&[Sort::Law, Sort::Treaty]) && object.is_some(),
    }
}
