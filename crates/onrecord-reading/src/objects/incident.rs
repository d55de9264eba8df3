//! Incidents: who did what to whom, as a text has it: whether it was so is never asked.
//!
//! Takes the trees, the statements and the table `incidents.txt`; gives [`Incident`]s by docs/objects.md, of the sixteen kinds of PLOVER (Halterman
//! et al.: "PLOVER and POLECAT", 2023). An act is a verb, active or passive, or a noun; who acts and who is acted on are the heads of
//! what hangs on it, as printed. Words of saying that are a statement's or a demand's own are no incidents.

use super::{
    act::Acts,
    demand::Demand,
    figure::Figure,
    trees::Word,
    when::Time,
    words::Beginnings,
};
use crate::{
    StatementId,
    inflection::Case,
    net::{Pos, Relation, VerbForm},
};
use onrecord_page::Span;
use serde::Serialize;
use std::{fmt, str::FromStr, sync::LazyLock};

/// An act of somebody that happened, is denied, feared or imagined.
#[derive(Clone, Debug, PartialEq)]
pub struct Incident {
    /// The word of the act.
    pub act: Span,
    /// Which of the sixteen kinds.
    pub kind: IncidentKind,
    /// One plain word for what was done: "expel".
    pub mode: String,
    /// Who did it: the head of the phrase, names whole.
    pub actor: Option<Span>,
    /// To whom or what.
    pub target: Option<Span>,
    /// Where, as printed.
    pub place: Option<Span>,
    /// When, as printed.
    pub when: Option<Span>,
    /// How many of the target, as printed.
    pub count: Option<Span>,
    /// Whether it is told as having happened.
    pub status: Status,
    /// The statement that tells of it; None where the outlet does itself.
    pub statement: Option<StatementId>,
}

/// PLOVER's kinds of events.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "UPPERCASE")]
#[allow(missing_docs)]
pub enum IncidentKind {
    Agree,
    Consult,
    Support,
    Concede,
    Cooperate,
    Aid,
    Retreat,
    Request,
    Accuse,
    Reject,
    Threaten,
    Protest,
    Sanction,
    Mobilize,
    Coerce,
    Assault,
}

/// How a text tells of an act.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// As having happened.
    Asserted,
    /// As not having happened.
    Denied,
    /// As something that somebody is afraid of.
    Feared,
    /// As planned, possible or conditional.
    Hypothetical,
}

impl IncidentKind {
    /// All sixteen.
    pub const ALL: [IncidentKind; 16] = [
        IncidentKind::Agree,
        IncidentKind::Consult,
        IncidentKind::Support,
        IncidentKind::Concede,
        IncidentKind::Cooperate,
        IncidentKind::Aid,
        IncidentKind::Retreat,
        IncidentKind::Request,
        IncidentKind::Accuse,
        IncidentKind::Reject,
        IncidentKind::Threaten,
        IncidentKind::Protest,
        IncidentKind::Sanction,
        IncidentKind::Mobilize,
        IncidentKind::Coerce,
        IncidentKind::Assault,
    ];

    /// PLOVER's name.
    pub fn as_str(self) -> &'static str {
        match self {
            IncidentKind::Agree => "AGREE",
            IncidentKind::Consult => "CONSULT",
            IncidentKind::Support => "SUPPORT",
            IncidentKind::Concede => "CONCEDE",
            IncidentKind::Cooperate => "COOPERATE",
            IncidentKind::Aid => "AID",
            IncidentKind::Retreat => "RETREAT",
            IncidentKind::Request => "REQUEST",
            IncidentKind::Accuse => "ACCUSE",
            IncidentKind::Reject => "REJECT",
            IncidentKind::Threaten => "THREATEN",
            IncidentKind::Protest => "PROTEST",
            IncidentKind::Sanction => "SANCTION",
            IncidentKind::Mobilize => "MOBILIZE",
            IncidentKind::Coerce => "COERCE",
            IncidentKind::Assault => "ASSAULT",
        }
    }
}

impl FromStr for IncidentKind {
    type Err = ();

    /// PLOVER's name, in any case.
    fn from_str(s: &str) -> Result<IncidentKind, ()> {
        IncidentKind::ALL.into_iter().find(|kind| kind.as_str().eq_ignore_ascii_case(s)).ok_or(())
    }
}

impl fmt::Display for IncidentKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Status {
    /// As printed, stored and searched for.
    pub fn as_str(self) -> &'static str {
        match self {
            Status::Asserted => "asserted",
            Status::Denied => "denied",
            Status::Feared => "feared",
            Status::Hypothetical => "hypothetical",
        }
    }
}

struct Tables {
    verbs: Beginnings,
    nouns: Beginnings,
}

static TABLES: LazyLock<Tables> = LazyLock::new(|| {
    let section = |name| Beginnings::of(include_str!("incidents.txt"), name);
    Tables { verbs: section("verb"), nouns: section("noun") }
});

/// Bytes within which two words for one act are taken to tell it twice.
const NEAR: u32 = 160;
/// Objects of a kind that are looked at for one incident, at most.
const NEIGHBOURS: usize = 8;

/// What hangs on an act.
#[derive(Clone, Copy, Default)]
struct Sides<'t> {
    actor: Option<Word<'t>>,
    target: Option<Word<'t>>,
}

/// All incidents of a text.
pub(super) fn read(acts: &Acts<'_>, demands: &[Demand], times: &[Time], figures: &[Figure]) -> Vec<Incident> {
    let tokens = acts.document.tokens.all();
    // Demands stand in the order of their cues: what is asked begins near the cue.
    let asked = |span: Span| {
        let within = |object: &Span| object.start <= span.start && span.end <= object.end;
        let last = demands.partition_point(|d| d.cue.start <= span.start + NEAR);
        let near = demands[..last].iter().rev().take(NEIGHBOURS);
        near.into_iter().any(|d| d.object.as_ref().is_some_and(within) || within(&d.cue))
    };
    let mut out: Vec<Incident> = Vec::new();
    for token in (0..tokens.len()).filter(|&at| tokens[at].is_word()) {
        let lower = acts.document.tokens.lower(token);
        let (verb, noun) = (TABLES.verbs.label(lower), TABLES.nouns.label(lower));
        if verb.is_none() && noun.is_none() {
            continue;
        }
        let Some(word) = acts.trees.word(token) else { continue };
        let Some((label, sides)) = act_at(word, verb, noun) else { continue };
        let Some((kind, mode)) = label.split_once(' ').and_then(|(kind, mode)| Some((kind.parse().ok()?, mode))) else {
            continue;
        };
        let Some(act) = word.span_of(&(word.at()..word.at() + 1)) else { continue };
        if asked(act) || acts.is_spoken(act) {
            continue;
        }
        let incident = incident(acts, word, act, (kind, mode), sides, times, figures);
        let told = |i: &Incident| i.mode == incident.mode && i.target.is_some() && same(acts, i.target, incident.target) && near(i.act, act);
        if incident.actor.is_none() && incident.target.is_none() && word.pos() != Pos::Noun || out.iter().rev().take(NEIGHBOURS).any(told) {
            continue;
        }
        out.push(incident);
    }
    out
}

fn same(acts: &Acts<'_>, a: Option<Span>, b: Option<Span>) -> bool {
    let text = |s: Option<Span>| s.map(|s| acts.document.text.slice(s).to_lowercase());
    text(a) == text(b)
}

fn near(a: Span, b: Span) -> bool {
    b.start.saturating_sub(a.end) < NEAR
}

fn act_at<'t>(word: Word<'t>, verb: Option<&'static str>, noun: Option<&'static str>) -> Option<(&'static str, Sides<'t>)> {
    match word.pos() {
        Pos::Verb | Pos::Adjective => {
            let label = verb?;
            let passive = word.node().tag.passive || word.form() == Some(VerbForm::Participle);
            if word.pos() == Pos::Adjective && !passive && !ends_as_participle(&word) {
                return None;
            }
            Some((label, sides_of_verb(word)))
        }
        Pos::Noun => Some((noun?, sides_of_noun(word))),
        _ => None,
    }
}

fn ends_as_participle(word: &Word<'_>) -> bool {
    let lower = word.lower();
    lower.ends_with("ed") || ["нный", "нная", "нное", "нные", "тый", "тые"].iter().any(|e| lower.ends_with(e))
}

fn marker(word: Word<'_>) -> String {
    word.child(Relation::Marker).map(|m| m.lower()).unwrap_or_default()
}

fn nominal(word: &Word<'_>) -> bool {
    word.node().tag.is_nominal() || word.pos() == Pos::Number || word.pos() == Pos::Determiner && word.children().next().is_none()
}

/// "Dolmark expelled two diplomats", "two diplomats were expelled by Dolmark", "the diplomats expelled by Dolmark".
fn sides_of_verb<'t>(word: Word<'t>) -> Sides<'t> {
    let children: Vec<Word<'t>> = word.children().collect();
    let of = |relation: Relation| children.iter().copied().find(|c| c.is(relation) && nominal(c));
    let by = children.iter().copied().find(|c| {
        nominal(c)
            && (c.is(Relation::Agent)
                || marker(*c) == "by"
                || word.russian() && c.is(Relation::Oblique) && marker(*c).is_empty() && c.node().tag.case == Some(Case::Instrumental))
    });
    let (subject, passive_subject, object) = (of(Relation::Subject), of(Relation::SubjectPassive), of(Relation::Object));
    let auxiliary = children.iter().any(|c| c.is(Relation::AuxiliaryPassive) || matches!(c.lower().as_str(), "was" | "were" | "been" | "being" | "is" | "are" | "be" | "был" | "была" | "были" | "было"));
    let participle = word.form() == Some(VerbForm::Participle) || word.node().tag.passive;
    let passive = passive_subject.is_some() || participle && auxiliary && object.is_none();
    let modified = matches!(word.node().relation, Relation::Clause | Relation::Adjective | Relation::RelativeClause);
    if passive {
        return Sides { actor: by, target: relative(passive_subject.or(subject), word).or(object) };
    }
    // "the diplomats | expelled by Dolmark", "the police | detaining him".
    if modified && subject.is_none() {
        let head = word.head().filter(nominal);
        let active = word.form() == Some(VerbForm::Gerund) || word.is(Relation::RelativeClause) && !participle;
        return if active { Sides { actor: head, target: object } } else { Sides { actor: by, target: head } };
    }
    let actor = relative(subject, word).or_else(|| shared_subject(word));
    let target = object.or_else(|| target_behind(word, &children));
    // «Погибли трое», "three died": who suffers is the subject.
    let suffers = ["погиб", "пострада"].iter().any(|w| word.lower().starts_with(w));
    if suffers { Sides { actor: None, target: actor } } else { Sides { actor: actor.or(by), target } }
}

/// "who", "that", «который» stand for the noun before them.
fn relative<'t>(subject: Option<Word<'t>>, verb: Word<'t>) -> Option<Word<'t>> {
    let subject = subject?;
    let stands_for = matches!(subject.lower().as_str(), "who" | "which" | "that") || subject.lower().starts_with("котор");
    if stands_for { verb.head().filter(nominal).or(Some(subject)) } else { Some(subject) }
}

/// The subject of the verb that this one is joined to.
fn shared_subject<'t>(word: Word<'t>) -> Option<Word<'t>> {
    let mut at = word;
    for _ in 0..3 {
        let joined = matches!(at.node().relation, Relation::Conjunct | Relation::AdverbialClause | Relation::OpenClause);
        at = at.head().filter(|_| joined)?;
        let subject = at.children().find(|c| (c.is(Relation::Subject) || c.is(Relation::SubjectPassive)) && nominal(c));
        if subject.is_some() {
            return subject;
        }
    }
    None
}

/// "protested against the ban", "met with Tolland", «встретился с Толландом», «напали на посольство».
fn target_behind<'t>(word: Word<'t>, children: &[Word<'t>]) -> Option<Word<'t>> {
    const WITH: [&str; 14] = ["with", "against", "on", "at", "to", "from", "с", "со", "на", "против", "в", "по", "у", "от"];
    let lower = word.lower();
    let motion = lower.starts_with("visit") || lower.starts_with("прибы");
    children.iter().copied().find(|c| {
        let marker = marker(*c);
        let joined = WITH[..5].contains(&marker.as_str()) || WITH[7..10].contains(&marker.as_str()) || motion && marker == "в";
        c.is(Relation::Oblique) && c.pos() != Pos::Number && c.at() > word.at() && joined && !is_day(*c)
    })
}

/// "on Monday" is nobody that one meets.
fn is_day(word: Word<'_>) -> bool {
    const ENDS: [&str; 9] = ["day", "days", "week", "month", "year", "ник", "среду", "четверг", "пятницу"];
    let lower = word.lower();
    ENDS.iter().any(|e| lower.ends_with(e)) && (word.text().starts_with(char::is_uppercase) || word.russian() || lower.len() < 7)
}

/// "the expulsion of two diplomats by Dolmark", "Dolmark's expulsion of", «высылка дипломатов Дольмарком», "threats to the embassy".
fn sides_of_noun<'t>(word: Word<'t>) -> Sides<'t> {
    let children: Vec<Word<'t>> = word.children().filter(nominal).collect();
    let with = |prepositions: &[&str]| children.iter().copied().find(|c| prepositions.contains(&marker(*c).as_str()));
    let russian = word.russian();
    let bare = |case: Case| children.iter().copied().find(|c| c.at() > word.at() && marker(*c).is_empty() && c.node().tag.case == Some(case));
    let possessor = children.iter().copied().find(|c| c.is(Relation::Possessive));
    let actor = if russian { bare(Case::Instrumental).or_else(|| with(&["со"])) } else { with(&["by", "from"]).or(possessor) };
    let target = if russian {
        bare(Case::Genitive).or_else(|| with(&["на", "против", "с", "в", "по"]))
    } else {
        with(&["of", "against", "on", "to", "with", "at"])
    };
    let adjective = || word.children().find(|c| c.pos() == Pos::Adjective && c.text().starts_with(char::is_uppercase));
    let (mut actor, mut target) = (actor.or_else(adjective), target);
    // "The embassy received threats", "carried out an attack", «провели обыск»: the verb says who.
    if let Some(verb) = word.head().filter(|h| h.pos() == Pos::Verb) {
        let subject = verb.children().find(|c| c.is(Relation::Subject) && nominal(c));
        let lower = verb.lower();
        let starts = |all: &[&str]| all.iter().any(|w| lower.starts_with(w));
        if word.is(Relation::Object) && starts(&["receiv", "suffer", "face", "faced", "получ", "подверг"]) {
            target = target.or(subject);
        } else if word.is(Relation::Object) && starts(&["carr", "conduct", "launch", "stag", "held", "hold", "impos", "organi", "made", "mak", "introduc", "провел", "провод", "ввел", "ввод", "устро", "организ", "соверш", "нача", "объяв"]) {
            actor = actor.or(subject);
        }
    }
    Sides { actor, target }
}

/// The head of a phrase as printed: a name whole, without titles. "Three of the men" are men.
fn head_span(acts: &Acts<'_>, word: Word<'_>) -> Option<Span> {
    let counted = matches!(word.pos(), Pos::Number | Pos::Determiner)
        || matches!(word.lower().as_str(), "dozens" | "hundreds" | "thousands" | "some" | "most" | "many" | "one" | "several" | "группа" | "десятки" | "сотни" | "тысячи");
    let of = word.children().find(|c| counted && matches!(marker(*c).as_str(), "of" | "из") && c.node().tag.is_nominal());
    let genitive = || word.children().find(|c| counted && word.russian() && c.at() > word.at() && c.node().tag.is_nominal() && marker(*c).is_empty());
    let word = of.or_else(genitive).unwrap_or(word);
    let is_name = |w: &Word<'_>| w.pos() == Pos::Name || w.text().starts_with(char::is_uppercase) && w.at() > 0;
    let (mut start, mut end) = (word.at(), word.at() + 1);
    if is_name(&word) {
        let mut at = word;
        while let Some(before) = at.previous().filter(|p| is_name(p) && p.beside(word) && p.pos() != Pos::Pronoun && p.pos() != Pos::Determiner) {
            start = before.at();
            at = before;
        }
        let mut at = word;
        while let Some(next) = at.next().filter(|n| is_name(n) && n.beside(word)) {
            end = next.at() + 1;
            at = next;
        }
    }
    if end - start > 1 {
        let tokens = word.tokens(&(start..end));
        if let Some(name) = acts.name_proper(&tokens) {
            return Some(name);
        }
    }
    word.span_of(&(start..end))
}

fn incident(
    acts: &Acts<'_>,
    word: Word<'_>,
    act: Span,
    (kind, mode): (IncidentKind, &str),
    sides: Sides<'_>,
    times: &[Time],
    figures: &[Figure],
) -> Incident {
    let phrase = word.span_of(&word.phrase()).unwrap_or(act);
    let counted = sides.target.and_then(|t| t.span_of(&t.phrase()));
    let holder = acts.holder(act);
    Incident {
        act,
        kind,
        mode: mode.to_owned(),
        actor: sides.actor.and_then(|w| head_span(acts, w)),
        target: sides.target.and_then(|w| head_span(acts, w)),
        place: place(word),
        when: first_in(times, |t| t.span, phrase),
        count: counted.and_then(|counted| first_in(figures, |f| f.span, counted)),
        status: status(word, holder.is_some_and(|s| acts.denies(s))),
        statement: holder.map(|s| s.id),
    }
}

/// The first object that stands in a span; all of them stand in the order of the text.
fn first_in<T>(all: &[T], span: impl Fn(&T) -> Span, outer: Span) -> Option<Span> {
    let from = all.partition_point(|t| span(t).start < outer.start);
    all.get(from).map(&span).filter(|s| s.end <= outer.end)
}

/// "in Arden": the first name behind "in" or "at".
fn place(word: Word<'_>) -> Option<Span> {
    let mut with = word.children().filter(|c| matches!(marker(*c).as_str(), "in" | "at" | "near" | "outside" | "в" | "на" | "у" | "возле"));
    let place = with.find(|c| c.pos() == Pos::Name)?;
    place.span_of(&place.phrase())
}

/// Denied behind a "not" or inside a denial, feared behind a word of fear, hypothetical behind a modal, "if", "plan to", or a verb of the future.
fn status(word: Word<'_>, denial: bool) -> Status {
    let lower = |w: &Word<'_>| w.lower();
    let verb = if word.pos() == Pos::Noun { word.head().filter(|h| h.pos() == Pos::Verb) } else { Some(word) };
    let around: Vec<Word<'_>> = verb.into_iter().chain(std::iter::once(word)).flat_map(|v| v.children().collect::<Vec<_>>()).collect();
    let has = |words: &[&str]| around.iter().any(|c| words.contains(&lower(c).as_str()));
    let above: Vec<String> = word.above().take(4).map(|w| lower(&w)).collect();
    let under = |starts: &[&str]| above.iter().any(|w| starts.iter().any(|s| w.starts_with(s)));
    let fear = ["fear", "afraid", "worr", "risk", "опаса", "боит", "боят", "опасен", "угроз", "риск"];
    if has(&["not", "n't", "never", "no", "не", "нет", "ни"]) || denial || under(&["deny", "denie", "denied", "опроверг", "отрица"]) {
        return Status::Denied;
    }
    if under(&fear) {
        return Status::Feared;
    }
    let modal = ["would", "could", "might", "may", "will", "should", "if", "unless", "бы", "если", "может", "могут", "будет", "будут", "возможн"];
    let plan = ["plan", "intend", "prepar", "consider", "threaten", "want", "hope", "expect", "намер", "планир", "готов", "собира", "хоч", "может", "могут", "рассматрив"];
    let aimed = word.form() == Some(VerbForm::Infinitive) && !under(&["manag", "began", "start", "continu", "нача", "продолж", "удал"]);
    if has(&modal) || under(&plan) || aimed { Status::Hypothetical } else { Status::Asserted }
}
