//! Incidents: who did what to whom, as a text has it: whether it was so is never asked.
//!
//! Takes the trees, the statements and the table `incidents.txt`; gives [`Incident`]s by docs/objects.md, of the sixteen kinds of PLOVER (Halterman
//! et al.: "PLOVER and POLECAT", 2023). An act is a verb, active or passive, or a noun; who acts and who is acted on are the heads of
//! what hangs on it, as printed. Words of saying that are a statement's or a demand's own are no incidents.

use super::{
    act::Acts,
    clause::{Clause, Phrase, Voice},
    demand::Demand,
    figure::Figure,
    trees::Word,
    when::Time,
    words::{Beginnings, Phrases},
};
use crate::{
    StatementId,
    inflection::Case,
    net::{Pos, Relation, VerbForm},
};
use onrecord_page::Span;
use serde::Serialize;
use std::{collections::HashSet, fmt, str::FromStr, sync::LazyLock};

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
    phrases: Phrases,
}

static TABLES: LazyLock<Tables> = LazyLock::new(|| {
    let file = include_str!("incidents.txt");
    Tables {
        verbs: Beginnings::of(file, "verb"),
        nouns: Beginnings::of(file, "noun"),
        phrases: Phrases::of(file, "phrase"),
    }
});

/// Bytes within which two words for one act are taken to tell it twice.
const NEAR: u32 = 160;
/// Objects of a kind that are looked at for one incident, at most.
const NEIGHBOURS: usize = 8;
/// Words of a phrase behind its first, at most.
const LONGEST: usize = 9;

/// What is done, by whom and to whom.
struct Act<'t> {
    word: Word<'t>,
    kind: IncidentKind,
    mode: &'static str,
    actor: Option<Word<'t>>,
    target: Option<Word<'t>>,
    /// The last word of a phrase whose words stand in a row.
    last: Word<'t>,
    /// A noun tells it.
    noun: bool,
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
    // Words of phrases whose first word has been read: «провели | обыск».
    let mut used: HashSet<usize> = HashSet::new();
    for token in (0..tokens.len()).filter(|&at| tokens[at].is_word()) {
        let lower = acts.document.tokens.lower(token);
        let (verb, noun) = (TABLES.verbs.label(lower), TABLES.nouns.found(lower));
        if verb.is_none() && noun.is_none() && !TABLES.phrases.may_begin(lower)
            || used.contains(&(tokens[token].start as usize))
        {
            continue;
        }
        let Some(word) = acts.trees.word(token) else { continue };
        let Some(done) = act_at(word, verb, noun, &mut used) else { continue };
        let Some(act) = word.span_of(&(word.at()..done.last.at() + 1)) else { continue };
        if asked(act) || is_speech(done.kind) && acts.is_spoken(act) {
            continue;
        }
        let incident = incident(acts, &done, act, times, figures);
        let told = |i: &Incident| {
            i.mode == incident.mode && i.target.is_some() && same(acts, i.target, incident.target) && near(i.act, act)
        };
        let nobody = incident.actor.is_none() && incident.target.is_none();
        if nobody && !(done.noun && stands_alone(word, done.kind)) || out.iter().rev().take(NEIGHBOURS).any(told) {
            continue;
        }
        out.push(incident);
    }
    out
}

/// Kinds whose words are those of saying as well: "accused", "rejected".
fn is_speech(kind: IncidentKind) -> bool {
    use IncidentKind::{Accuse, Agree, Concede, Consult, Reject, Request, Support, Threaten};
    matches!(kind, Accuse | Agree | Concede | Consult | Reject | Request | Support | Threaten)
}

/// "Vandalism", «обыски»: a noun that tells an act though nobody is named; not "the attack", which has been told of.
fn stands_alone(word: Word<'_>, kind: IncidentKind) -> bool {
    use IncidentKind::{Assault, Coerce, Protest};
    let told = word.children().any(|c| {
        matches!(c.lower().as_str(), "the" | "this" | "that" | "its" | "этот" | "эта" | "это" | "этого" | "эти")
    });
    word.pos() == Pos::Noun && matches!(kind, Assault | Coerce | Protest) && !told
}

fn same(acts: &Acts<'_>, a: Option<Span>, b: Option<Span>) -> bool {
    let text = |s: Option<Span>| s.map(|s| acts.document.text.slice(s).to_lowercase());
    text(a) == text(b)
}

fn near(a: Span, b: Span) -> bool {
    b.start.saturating_sub(a.end) < NEAR
}

fn act_at<'t>(
    word: Word<'t>,
    verb: Option<&'static str>,
    noun: Option<(&'static str, &str)>,
    used: &mut HashSet<usize>,
) -> Option<Act<'t>> {
    let lower = word.lower();
    if let Some(phrase) = phrase_at(word, &lower, used) {
        return of_verb(word, &phrase);
    }
    let is_noun = if word.russian() {
        noun.is_some_and(|(_, rest)| is_noun_ending(rest)) && word.pos() != Pos::Verb || verb.is_none()
    } else {
        matches!(word.pos(), Pos::Noun | Pos::Name)
    };
    if is_noun {
        let named = word.pos() == Pos::Name && !word.russian();
        let (kind, mode) = noun.filter(|_| !named).and_then(|(label, _)| kind_and_mode(label))?;
        let sides = sides_of_noun(word);
        return Some(Act { word, kind, mode, actor: sides.actor, target: sides.target, last: word, noun: true });
    }
    let is_verb = match word.pos() {
        Pos::Verb => true,
        Pos::Adjective if !word.russian() => ends_as_participle(&word),
        Pos::Auxiliary | Pos::Pronoun | Pos::Adposition => false,
        _ => word.russian() && is_verb_ending(&lower),
    };
    let single = |label| Told { label, last: word, words: Vec::new() };
    if is_verb { of_verb(word, &single(verb?)) } else { None }
}

fn kind_and_mode(label: &'static str) -> Option<(IncidentKind, &'static str)> {
    let (kind, mode) = label.split_once(' ')?;
    Some((kind.parse().ok()?, mode))
}

/// The words that tell an act.
struct Told<'t> {
    label: &'static str,
    /// The last of those that stand in a row with the first.
    last: Word<'t>,
    /// The places of the words behind the first.
    words: Vec<usize>,
}

/// "set fire to", «провели обыск».
fn phrase_at<'t>(word: Word<'t>, lower: &str, used: &mut HashSet<usize>) -> Option<Told<'t>> {
    if !TABLES.phrases.may_begin(lower) {
        return None;
    }
    let words: Vec<Word<'t>> =
        std::iter::successors(word.next(), Word::next).take_while(|w| w.beside(word)).take(LONGEST).collect();
    let behind: Vec<String> = words.iter().map(Word::lower).collect();
    let (label, places) = TABLES.phrases.label(lower, &behind)?;
    let told = || places.iter().filter_map(|&n| words.get(n - 1));
    used.extend(told().map(|w| w.node().span.start));
    let in_row = places.iter().enumerate().take_while(|&(n, &place)| place == n + 1).count();
    let last = if in_row == places.len() { told().next_back().copied().unwrap_or(word) } else { word };
    let words = told().map(Word::at).collect();
    Some(Told { label, last, words })
}

/// What is behind the beginning of a Russian noun: «обыск» | «ами».
fn is_noun_ending(rest: &str) -> bool {
    const ALL: [&str; 27] = [
        "", "а", "у", "ом", "е", "ы", "и", "ов", "ам", "ами", "ах", "ой", "ю", "я", "ей", "ию", "ией", "ие", "ия",
        "ем", "ий", "ям", "ями", "ях", "ью", "ям", "ку",
    ];
    ALL.contains(&rest)
}

/// Endings that only verbs and their participles have, as far as the words of the table go.
fn is_verb_ending(lower: &str) -> bool {
    let own = lower.strip_suffix("ся").or_else(|| lower.strip_suffix("сь")).unwrap_or(lower);
    const ALL: [&str; 40] = [
        "л",
        "ла",
        "ло",
        "ли",
        "ть",
        "ен",
        "ена",
        "ено",
        "ены",
        "ан",
        "ана",
        "ано",
        "аны",
        "ет",
        "ит",
        "ют",
        "ут",
        "ят",
        "ат",
        "нный",
        "нная",
        "нное",
        "нные",
        "нного",
        "нных",
        "нным",
        "нными",
        "нному",
        "нной",
        "нную",
        "вший",
        "вшие",
        "вшая",
        "вшего",
        "вших",
        "ющий",
        "ющие",
        "ующих",
        "тый",
        "тые",
    ];
    ALL.iter().any(|e| own.ends_with(e)) && own.chars().count() > 4
}

fn of_verb<'t>(word: Word<'t>, told: &Told<'t>) -> Option<Act<'t>> {
    let (kind, mode) = kind_and_mode(told.label)?;
    let clause = Clause::of(word, told.last.at() + 1).without(&told.words);
    let (mut actor, mut target) = clause.sides();
    let active = matches!(clause.voice(), Voice::Active | Voice::Bare | Voice::AttributiveActive);
    // "Two conditions have been met".
    if mode == "meet" && !active && told.words.is_empty() {
        return None;
    }
    if active {
        target = of_kind(&clause, kind, mode, target, !told.words.is_empty());
    }
    // «Погибли трое»: who suffers is the subject; and so is who got threats.
    let lower = word.lower();
    let suffers = ["погиб", "пострада"].iter().any(|w| lower.starts_with(w))
        || kind == IncidentKind::Threaten && lower.starts_with("получ");
    if suffers {
        target = actor.take();
    }
    let alone = matches!(mode, "resign" | "agree" | "strike");
    if alone {
        actor = actor.or(target.take());
    }
    // "Two officers resigned", "the sides agreed": nobody is acted on.
    if matches!(mode, "resign" | "agree" | "ceasefire" | "strike" | "cooperate" | "investigate")
        && !told.words.is_empty()
        || matches!(mode, "resign" | "agree" | "strike")
    {
        target = None;
    }
    let head = |p: Phrase<'t>| p.head;
    Some(Act { word, kind, mode, actor: actor.map(head), target: target.map(head), last: told.last, noun: false })
}

/// Whom an active verb hits: of a gift who receives it, of a visit where it goes, of a meeting with whom.
fn of_kind<'t>(
    clause: &Clause<'t>,
    kind: IncidentKind,
    mode: &str,
    object: Option<Phrase<'t>>,
    light: bool,
) -> Option<Phrase<'t>> {
    use IncidentKind::{
        Accuse, Aid, Assault, Coerce, Concede, Consult, Mobilize, Protest, Reject, Request, Retreat, Sanction, Threaten,
    };
    let receiver = || clause.receiver().or_else(|| clause.first_of_two()).or_else(|| clause.with(&["to"]));
    match (kind, mode) {
        (Aid, _) | (Retreat, "return") => receiver().or(object).or_else(|| clause.with(&["for"])),
        (Threaten, _) => clause.receiver().or(object).or_else(|| clause.with(&["to"])),
        (Reject, _) => {
            object.or_else(|| clause.receiver()).or_else(|| refused(clause)).or_else(|| clause.with(&["of", "от"]))
        }
        (Consult, "visit") => object.or_else(|| clause.with(&["в", "to", "во", "у", "к", "на"])),
        (Consult, _) => clause.with(&["with", "с", "со"]).or(object),
        (Accuse, "sue") => clause.with(&["на", "against"]).or(object),
        (Request, _) => clause.with(&["в", "к", "to", "from"]).or_else(|| clause.receiver()).or(object),
        (Protest, "protest") if light => None,
        (Protest, "protest") => object.or_else(|| clause.with(&["with", "с"])),
        (Mobilize, _) => object,
        (Accuse, "accuse") if light => clause.with(&["to"]).or_else(|| clause.receiver()).or(object),
        (Assault, "bomb") if light => clause.with(&["at", "into", "on", "на", "в", "по"]).or(object),
        (Sanction | Coerce | Assault | Concede, _) if light => object
            .or_else(|| clause.with(&["против", "на", "у", "against", "on", "to", "upon", "at", "by", "за", "по", "в"]))
            .or_else(|| clause.receiver()),
        (Assault, _) => object.or_else(|| clause.with(&["at", "on", "upon", "по", "на", "в", "во", "into"])),
        (Coerce | Sanction, _) => object.or_else(|| clause.with(&["за", "у"])).or_else(|| clause.receiver()),
        (Retreat, "withdraw") => object.or_else(|| clause.with(&["из", "from"])),
        _ => object,
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
    word.node().tag.is_nominal()
        || word.pos() == Pos::Number
        || word.pos() == Pos::Determiner && word.children().next().is_none()
}

/// "refused to see a delegation", «отказались лечить охранников»: what is refused is done to them.
fn refused<'t>(clause: &Clause<'t>) -> Option<Phrase<'t>> {
    let verb = clause.verb();
    let infinitive = std::iter::successors(verb.next(), Word::next)
        .take_while(|w| w.beside(verb))
        .take(6)
        .find(|w| w.form() == Some(VerbForm::Infinitive))?;
    Clause::of(infinitive, infinitive.at() + 1).sides().1
}

/// What hangs on a noun.
#[derive(Clone, Copy, Default)]
struct Sides<'t> {
    actor: Option<Word<'t>>,
    target: Option<Word<'t>>,
}

/// "the expulsion of two diplomats by Dolmark", "Dolmark's expulsion of", «высылка дипломатов Дольмарком», "threats to the embassy".
fn sides_of_noun<'t>(word: Word<'t>) -> Sides<'t> {
    let children: Vec<Word<'t>> = word.children().filter(nominal).collect();
    let with = |prepositions: &[&str]| children.iter().copied().find(|c| prepositions.contains(&marker(*c).as_str()));
    let russian = word.russian();
    let bare = |case: Case| {
        children
            .iter()
            .copied()
            .find(|c| c.at() > word.at() && marker(*c).is_empty() && c.node().tag.case == Some(case))
    };
    let possessor = children.iter().copied().find(|c| c.is(Relation::Possessive));
    let actor = if russian {
        bare(Case::Instrumental).or_else(|| with(&["со"]))
    } else {
        with(&["by", "from"]).or(possessor)
    };
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

/// The head of a phrase as printed: a name whole, without titles; of a role with a name the name. "Three of the men" are men.
fn head_span(acts: &Acts<'_>, word: Word<'_>) -> Option<Span> {
    let counted = matches!(word.pos(), Pos::Number | Pos::Determiner)
        || matches!(
            word.lower().as_str(),
            "dozens"
                | "hundreds"
                | "thousands"
                | "some"
                | "most"
                | "many"
                | "one"
                | "several"
                | "группа"
                | "десятки"
                | "сотни"
                | "тысячи"
        );
    let of =
        word.children().find(|c| counted && matches!(marker(*c).as_str(), "of" | "из") && c.node().tag.is_nominal());
    let word = of.unwrap_or(word);
    if let Some(body) = acts.body_at(word) {
        return Some(body);
    }
    let name = if word.russian() { name_behind(acts, word) } else { apposed_name(acts, word) };
    if let Some(name) = name {
        return Some(name);
    }
    let is_name = |w: &Word<'_>| {
        w.text().starts_with(char::is_uppercase)
            && !matches!(w.pos(), Pos::Pronoun | Pos::Determiner | Pos::Adposition | Pos::Conjunction | Pos::Verb)
    };
    let opening = |w: &Word<'_>| w.previous().is_none_or(|p| !p.beside(*w)) && w.pos() != Pos::Name;
    let (mut start, mut end) = (word.at(), word.at() + 1);
    if is_name(&word) && !opening(&word) {
        let mut at = word;
        while let Some(before) = at.previous().filter(|p| {
            is_name(p)
                && p.beside(word)
                && end - start < 8
                && (!word.russian() || p.node().tag.case == word.node().tag.case)
        }) {
            start = before.at();
            at = before;
        }
        let mut at = word;
        while let Some(next) = at.next().filter(|n| {
            is_name(n)
                && n.beside(word)
                && end - start < 8
                && (!word.russian() || n.node().tag.case == word.node().tag.case || n.is(Relation::Flat))
        }) {
            end = next.at() + 1;
            at = next;
        }
    }
    if let Some(quoted) = quoted(acts, word, start..end) {
        return Some(quoted);
    }
    // "Kingdom | of Ifa", "Treasury of Fenmark": but of "Presidents of Chancel" the presidents.
    let one = !word.russian()
        && word.text().starts_with(char::is_uppercase)
        && !word.lower().ends_with('s')
        && !acts.is_role(word);
    let of = word.next().filter(|n| one && n.lower() == "of" && end == word.at() + 1).and_then(|n| n.next());
    if let Some(land) = of.filter(|l| l.text().starts_with(char::is_uppercase) && l.beside(word)) {
        return word.span_of(&(start..land.at() + 1));
    }
    if end - start > 1 {
        let tokens = word.tokens(&(start..end));
        if let Some(name) = acts.name_proper(&tokens) {
            return Some(name);
        }
    }
    word.span_of(&(start..end))
}

/// «Чёрный рассвет», «чайная «Керения»»: a name in quotation marks, with them and with the noun before it.
fn quoted(acts: &Acts<'_>, word: Word<'_>, name: std::ops::Range<usize>) -> Option<Span> {
    let around: Vec<Word<'_>> = word.sentence(8);
    let opening = |at: usize| around.iter().find(|w| w.at() == at).filter(|w| w.text() == "«").copied();
    let before = name.start.checked_sub(1).and_then(opening);
    let behind = opening(name.end);
    let first = before.or(behind)?;
    let last = around.iter().find(|w| w.at() > first.at() && w.text() == "»").filter(|w| w.at() <= first.at() + 5)?;
    let start = if before.is_some() {
        first.node().span.start
    } else {
        around.iter().find(|w| w.at() == name.start)?.node().span.start
    };
    let capital = first.next().is_some_and(|n| n.text().starts_with(char::is_uppercase));
    acts.document.text.span(start..last.node().span.end).filter(|_| capital)
}

/// "the pilot | Otis Crane", "its captain, | Hugo Steen".
fn apposed_name(acts: &Acts<'_>, word: Word<'_>) -> Option<Span> {
    let capital = |w: &Word<'_>| w.pos() == Pos::Name && w.text().starts_with(char::is_uppercase) && w.beside(word);
    let lower = word.text().starts_with(char::is_lowercase);
    let next = word.next().filter(|_| lower && acts.is_role(word))?;
    let first = if next.text() == "," { next.next()? } else { next };
    let run = std::iter::successors(Some(first), Word::next).take(5).take_while(capital).count();
    (run >= 2).then(|| word.span_of(&(first.at()..first.at() + run))).flatten()
}

/// «библиотекаря | Ореста Дану», «король | Ульрик»: a name in the case of the noun before it, and not a land's.
fn name_behind(acts: &Acts<'_>, word: Word<'_>) -> Option<Span> {
    let capital = |w: &Word<'_>| {
        w.text().starts_with(char::is_uppercase)
            && matches!(w.pos(), Pos::Name | Pos::Noun | Pos::Adjective)
            && w.beside(word)
    };
    if word.text().starts_with(char::is_uppercase) && word.previous().is_some_and(|p| p.beside(word)) {
        return None;
    }
    // «заместитель министра обороны | Орен Ласс»: over what belongs to the role.
    let genitive = |w: &Word<'_>| w.node().tag.case == Some(Case::Genitive) && !capital(w);
    let behind: Vec<Word<'_>> =
        std::iter::successors(word.next(), Word::next).take_while(|w| w.beside(word)).take(8).collect();
    let named_behind =
        |w: &Word<'_>| behind.iter().filter(|b| b.at() > w.at()).take(2).filter(|b| capital(b)).count() == 2;
    let from = behind.iter().position(|w| !(genitive(w) || capital(w) && named_behind(w)))?;
    let run: Vec<Word<'_>> = behind[from..].iter().take_while(|w| capital(w)).copied().collect();
    let role = acts.is_role(word);
    let case = word.node().tag.case;
    let (first, last) = (run.first()?, run.last()?);
    let same = case == first.node().tag.case && case.is_some();
    let named = run.len() >= 2 && (role || same) || run.len() == 1 && role && same && case != Some(Case::Genitive);
    named.then(|| word.span_of(&(first.at()..last.at() + 1))).flatten()
}

fn incident(acts: &Acts<'_>, done: &Act<'_>, act: Span, times: &[Time], figures: &[Figure]) -> Incident {
    let word = done.word;
    let phrase = word.span_of(&word.phrase()).unwrap_or(act);
    let counted = done.target.and_then(|t| t.span_of(&t.phrase()));
    let holder = acts.holder(act);
    Incident {
        act,
        kind: done.kind,
        mode: done.mode.to_owned(),
        actor: done.actor.and_then(|w| head_span(acts, w)),
        target: done.target.and_then(|w| head_span(acts, w)),
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
    let mut with = word
        .children()
        .filter(|c| matches!(marker(*c).as_str(), "in" | "at" | "near" | "outside" | "в" | "на" | "у" | "возле"));
    let place = with.find(|c| c.pos() == Pos::Name)?;
    place.span_of(&place.phrase())
}

/// Denied behind a "not" or inside a denial, feared behind a word of fear, hypothetical behind a modal, "if", "plan to", or a verb of the future.
fn status(word: Word<'_>, denial: bool) -> Status {
    let lower = |w: &Word<'_>| w.lower();
    let verb = if word.pos() == Pos::Noun { word.head().filter(|h| h.pos() == Pos::Verb) } else { Some(word) };
    let around: Vec<Word<'_>> =
        verb.into_iter().chain(std::iter::once(word)).flat_map(|v| v.children().collect::<Vec<_>>()).collect();
    let has = |words: &[&str]| around.iter().any(|c| words.contains(&lower(c).as_str()));
    let above: Vec<String> = word.above().take(4).map(|w| lower(&w)).collect();
    let under = |starts: &[&str]| above.iter().any(|w| starts.iter().any(|s| w.starts_with(s)));
    let fear = ["fear", "afraid", "worr", "risk", "опаса", "боит", "боят", "опасен", "угроз", "риск"];
    if has(&["not", "n't", "never", "no", "не", "нет", "ни"])
        || denial
        || under(&["deny", "denie", "denied", "опроверг", "отрица"])
    {
        return Status::Denied;
    }
    if under(&fear) {
        return Status::Feared;
    }
    let modal = [
        "would",
        "could",
        "might",
        "may",
        "will",
        "should",
        "if",
        "unless",
        "бы",
        "если",
        "может",
        "могут",
        "будет",
        "будут",
        "возможн",
    ];
    let plan = [
        "plan",
        "intend",
        "prepar",
        "consider",
        "threaten",
        "want",
        "hope",
        "expect",
        "намер",
        "планир",
        "готов",
        "собира",
        "хоч",
        "может",
        "могут",
        "рассматрив",
    ];
    let aimed = word.form() == Some(VerbForm::Infinitive)
        && !under(&["manag", "began", "start", "contin", "нача", "продолж", "удал"]);
    if has(&modal) || under(&plan) || aimed { Status::Hypothetical } else { Status::Asserted }
}
