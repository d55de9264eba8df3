//! Incidents: who did what to whom, as a text has it: whether it was so is never asked.
//!
//! Takes the trees, the statements and the table `incidents.txt`; gives [`Incident`]s by docs/objects.md, of the sixteen kinds of PLOVER (Halterman
//! et al.: "PLOVER and POLECAT", 2023). An act is a verb, active or passive, or a noun; who acts and who is acted on are the heads of
//! what hangs on it, as printed. Words of saying that are a statement's or a demand's own are no incidents.

mod heads;
mod kinds;
mod status;
mod things;

pub use kinds::{IncidentKind, Status};
pub(super) use status::status;

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
use heads::head_span;
use onrecord_page::Span;
use std::{collections::HashSet, sync::LazyLock};
use things::{acts_on_people, flies, is_blast, is_requirement, own_noun, taken};

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

struct Tables {
    verbs: Beginnings,
    /// Verbs that tell an act only where it is done to people or bodies.
    human: Beginnings,
    /// Verbs that tell an act only in the passive.
    passive: Beginnings,
    nouns: Beginnings,
    phrases: Phrases,
}

static TABLES: LazyLock<Tables> = LazyLock::new(|| {
    let file = include_str!("incidents.txt");
    Tables {
        verbs: Beginnings::of(file, "verb"),
        human: Beginnings::of(file, "human"),
        passive: Beginnings::of(file, "passive"),
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
        let of_cue = |cue: Span| cue.start <= span.start && span.start < cue.end;
        near.into_iter().any(|d| d.object.as_ref().is_some_and(within) || of_cue(d.cue))
    };
    let mut out: Vec<Incident> = Vec::new();
    // Words of phrases whose first word has been read: «провели | обыск».
    let mut used: HashSet<usize> = HashSet::new();
    for token in (0..tokens.len()).filter(|&at| tokens[at].is_word()) {
        let lower = acts.document.tokens.lower(token);
        let (verb, noun) = (Single::of(lower), TABLES.nouns.found(lower));
        if verb.is_none() && noun.is_none() && !TABLES.phrases.may_begin(lower)
            || used.contains(&(tokens[token].start as usize))
        {
            continue;
        }
        // A tree is dear: "take" alone tells no act.
        if verb.is_none() && noun.is_none() && !may_be_phrase(acts, token) {
            continue;
        }
        let Some(word) = acts.trees.word(token) else { continue };
        let Some(done) = act_at(acts, word, verb, noun, &mut used) else { continue };
        let Some(act) = word.span_of(&(word.at()..done.last.at() + 1)) else { continue };
        if asked(act) || (is_speech(done.kind) || tells(done.last)) && acts.is_spoken(act) {
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

/// Whether the words behind a token go on with a phrase that begins with it. Trees have a hyphen as a word of its own, tokens do not.
fn may_be_phrase(acts: &Acts<'_>, token: usize) -> bool {
    let tokens = &acts.document.tokens;
    let end = tokens.all().len().min(token + 1 + LONGEST);
    let mut behind: Vec<String> = Vec::with_capacity(LONGEST);
    for at in token + 1..end {
        let lower = tokens.lower(at);
        if lower.contains('-') {
            behind.extend(lower.split_inclusive('-').flat_map(|piece| match piece.strip_suffix('-') {
                Some(word) => vec![word.to_owned(), "-".to_owned()],
                None => vec![piece.to_owned()],
            }));
        } else {
            behind.push(lower.to_owned());
        }
    }
    behind.truncate(LONGEST);
    TABLES.phrases.label(tokens.lower(token), &behind).is_some()
}

/// Kinds whose words are those of saying as well: "accused", "rejected".
fn is_speech(kind: IncidentKind) -> bool {
    use IncidentKind::{Accuse, Agree, Aid, Concede, Consult, Reject, Request, Support, Threaten};
    matches!(kind, Accuse | Agree | Aid | Concede | Consult | Reject | Request | Support | Threaten)
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

/// What one verb tells, and where.
#[derive(Clone, Copy)]
struct Single {
    label: &'static str,
    only: Only,
}

/// Where a verb tells an act.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Only {
    Anywhere,
    /// Where it is done to people or bodies: "received the envoy", not "received a letter".
    Human,
    /// In the passive: "was held".
    Passive,
}

impl Single {
    fn of(lower: &str) -> Option<Single> {
        let of = |table: &'static Beginnings, only| table.label(lower).map(|label| Single { label, only });
        of(&TABLES.verbs, Only::Anywhere)
            .or_else(|| of(&TABLES.human, Only::Human))
            .or_else(|| of(&TABLES.passive, Only::Passive))
    }
}

/// "Recalled that …": a clause behind a verb is told.
fn tells(word: Word<'_>) -> bool {
    let next = word.next().filter(|n| n.text() == ",").map_or_else(|| word.next(), |comma| comma.next());
    next.is_some_and(|n| matches!(n.lower().as_str(), "that" | "что" | ":" | "how" | "whether" | "why" | "“"))
}

fn act_at<'t>(
    acts: &Acts<'_>,
    word: Word<'t>,
    verb: Option<Single>,
    noun: Option<(&'static str, &str)>,
    used: &mut HashSet<usize>,
) -> Option<Act<'t>> {
    let lower = word.lower();
    let starts_phrase = word.russian() || !matches!(word.pos(), Pos::Noun | Pos::Name);
    if let Some(phrase) = starts_phrase.then(|| phrase_at(word, &lower, used)).flatten() {
        return of_verb(acts, word, &phrase);
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
        // "a drone strike on the depot".
        let (kind, mode) =
            if mode == "strike" && is_blow(word) { (IncidentKind::Assault, "attack") } else { (kind, mode) };
        return Some(Act { word, kind, mode, actor: sides.actor, target: sides.target, last: word, noun: true });
    }
    let is_verb = match word.pos() {
        Pos::Verb => true,
        Pos::Adjective if !word.russian() => ends_as_participle(&word),
        Pos::Auxiliary | Pos::Pronoun | Pos::Adposition => false,
        _ => word.russian() && is_verb_ending(&lower),
    };
    let single = |verb: Single| Told { label: verb.label, only: verb.only, last: word, words: Vec::new() };
    if is_verb { of_verb(acts, word, &single(verb?)) } else { None }
}

/// "air strike", "a strike on the depot": not one of workers.
fn is_blow(word: Word<'_>) -> bool {
    const WEAPONS: [&str; 9] =
        ["drone", "air", "missile", "rocket", "artillery", "bomb", "retaliatory", "precision", "naval"];
    let lower = |w: Option<Word<'_>>| w.map(|w| w.lower()).unwrap_or_default();
    WEAPONS.contains(&lower(word.previous()).as_str()) || matches!(lower(word.next()).as_str(), "on" | "against")
}

fn kind_and_mode(label: &'static str) -> Option<(IncidentKind, &'static str)> {
    let (kind, mode) = label.split_once(' ')?;
    Some((kind.parse().ok()?, mode))
}

/// The words that tell an act.
struct Told<'t> {
    label: &'static str,
    only: Only,
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
    Some(Told { label, only: Only::Anywhere, last, words })
}

/// What is behind the beginning of a Russian noun: «обыск» | «ами».
fn is_noun_ending(rest: &str) -> bool {
    const ALL: [&str; 28] = [
        "", "й", "а", "у", "ом", "е", "ы", "и", "ов", "ам", "ами", "ах", "ой", "ю", "я", "ей", "ию", "ией", "ие", "ия",
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

fn of_verb<'t>(acts: &Acts<'_>, word: Word<'t>, told: &Told<'t>) -> Option<Act<'t>> {
    let (kind, mode) = kind_and_mode(told.label)?;
    let clause = Clause::of(word, told.last.at() + 1).without(&told.words);
    let (mut actor, mut target) = clause.sides();
    let active = matches!(clause.voice(), Voice::Active | Voice::Bare | Voice::AttributiveActive);
    let fits = match told.only {
        Only::Anywhere => true,
        // "paid | the widow | 300 crowns": who gets something.
        Only::Human => target.as_ref().is_some_and(|p| acts.is_people(p.head)) || clause.first_of_two().is_some(),
        Only::Passive => !active,
    };
    if !fits {
        return None;
    }
    // "Two conditions have been met".
    if mode == "meet" && !active && told.words.is_empty() {
        return None;
    }
    let light = !told.words.is_empty();
    if active || light && target.is_none() {
        target = of_kind(&clause, kind, mode, target, light);
    }
    use IncidentKind::{Assault, Coerce, Sanction};
    if active && target.is_none() && matches!(kind, Assault | Coerce | Sanction) && !light {
        target = clause.any_object(actor.as_ref());
    }
    // "threw potatoes | at the officers": what is thrown is not hit.
    if active && light && mode == "attack" && told.last.at() == word.at() {
        target = clause.with(&["at", "over", "on", "upon"]).or(target);
    }
    // "The bank met the conditions".
    if mode == "meet" && target.as_ref().is_some_and(|p| is_requirement(&p.head.lower())) {
        return None;
    }
    // "fired shots | at the car", "Shots were fired | at it": what flies is not hit.
    if mode == "attack" && target.as_ref().is_some_and(|p| flies(&p.head.lower())) {
        let right_behind = || clause.behind().first().filter(|_| matches!(told.last.lower().as_str(), "at" | "on"));
        target = clause.with(&["at", "on", "into", "over", "towards", "по", "в"]).or_else(|| right_behind().cloned());
    }
    // «вызывали в суд, а вечером | отпустили»: whom the verb before was done to.
    if active
        && target.is_none()
        && actor.is_none()
        && matches!(kind, Assault | Coerce | Sanction | IncidentKind::Retreat)
    {
        target = clause.shared_object();
    }
    // "The ambassador was handed a note": who gets it has done nothing.
    if !active && kind == IncidentKind::Accuse && light && target.is_none() {
        target = clause.sides().1.or(actor.take());
    }
    // "received by | the king": who did it stands right behind.
    if !active && told.last.lower() == "by" {
        actor = clause.behind().iter().find(|p| p.marker.is_empty() && !p.is_time()).cloned().or(actor);
    }
    // "A mine killed a shepherd": a thing does nothing by itself.
    if kind == IncidentKind::Assault && actor.as_ref().is_some_and(|p| is_blast(&p.head.lower())) {
        actor = None;
    }
    // «Погибли трое»: who suffers is the subject; and so is who got threats.
    let lower = word.lower();
    let under_fire = told.last.lower() == "under" || told.words.len() > 1 && lower.starts_with("com");
    let suffers = ["погиб", "пострада", "perish", "drown"].iter().any(|w| lower.starts_with(w))
        || under_fire
        || kind == IncidentKind::Threaten && lower.starts_with("получ");
    if suffers {
        target = actor.take();
    }
    // «взорвалась бомба»: a thing does nothing by itself.
    if mode == "bomb" && (lower.ends_with("ся") || lower.ends_with("сь")) {
        target = None;
        actor = None;
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
    // "The sides came": a visit without a place is a movement.
    if mode == "visit" && target.is_none() {
        return None;
    }
    let head = |p: Phrase<'t>| p.head;
    let target = target.map(head).or_else(|| own_noun(word, told, kind, mode)).or_else(|| taken(word, told, mode));
    Some(Act { word, kind, mode, actor: actor.map(head), target, last: told.last, noun: false })
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
        Accuse, Aid, Assault, Coerce, Concede, Consult, Mobilize, Protest, Reject, Request, Retreat, Sanction, Support,
        Threaten,
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
        (Accuse, _) if light => clause.with(&["against", "into", "over", "против"]).or(object),
        (Sanction | Coerce | Assault | Concede, _) if light => object
            .or_else(|| clause.with(&["против", "на", "у", "against", "on", "to", "upon", "at", "by", "за", "по", "в"]))
            .or_else(|| clause.receiver()),
        (Concede, "lift") => clause
            .with(&["against", "on", "с", "со", "для"])
            .filter(|p| acts_on_people(p))
            .or(object.filter(|o| TABLES.nouns.label(&o.head.lower()).is_none() || o.head.russian())),
        (Support, "sign" | "ratify") if clause.verb().russian() => {
            clause.with(&["с", "со"]).or(object.filter(|o| o.head.pos() == Pos::Name))
        }
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
    let possessor = own_subject(word).or_else(|| children.iter().copied().find(|c| c.is(Relation::Possessive)));
    // «высылки | дипломатов»: right behind, wherever the tree hangs it.
    let next = || word.next().filter(|n| n.beside(word) && nominal(n) && n.node().tag.case == Some(Case::Genitive));
    // «удар беспилотника», «нападение боевиков»: whose blow it is.
    let blow = russian && ["удар", "атак", "нападени", "налет", "вторжени"].iter().any(|b| word.lower().starts_with(b));
    let owner = || bare(Case::Genitive).or_else(next).filter(|_| blow);
    let actor = if russian {
        bare(Case::Instrumental).or_else(|| with(&["со"])).or_else(owner)
    } else {
        with(&["by", "from"]).or(possessor)
    };
    let target = if russian {
        let of = || bare(Case::Genitive).or_else(next).filter(|_| !blow);
        of().or_else(|| with(&["на", "против", "с", "в", "по"]))
    } else {
        with(&["of", "against", "on", "to", "with", "at"]).or_else(|| right_behind(word))
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

fn incident(acts: &Acts<'_>, done: &Act<'_>, act: Span, times: &[Time], figures: &[Figure]) -> Incident {
    let word = done.word;
    let phrase = word.span_of(&word.phrase()).unwrap_or(act);
    let counted = done.target.and_then(|t| t.span_of(&t.phrase()));
    let holder = acts.holder(act);
    let actor = done.actor.and_then(|w| head_span(acts, w));
    let target = done.target.and_then(|w| head_span(acts, w));
    Incident {
        act,
        kind: done.kind,
        mode: done.mode.to_owned(),
        actor,
        // "Clay and Moll met": the second one is not acted on.
        target: target.filter(|t| actor.is_none_or(|a| !a.contains(*t))),
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
