//! Incidents: who did what to whom, as a text has it: whether it was so is never asked.
//!
//! Takes the trees, the statements and the table `incidents.txt`; gives [`Incident`]s by docs/objects.md, of the sixteen kinds of PLOVER (Halterman
//! et al.: "PLOVER and POLECAT", 2023). An act is a verb, active or passive, or a noun; who acts and who is acted on are the heads of
//! what hangs on it, as printed. Words of saying that are a statement's or a demand's own are no incidents.

mod heads;
mod kinds;
mod noun;
mod status;
mod things;
mod verb;

pub use kinds::{IncidentKind, Status};
pub(super) use status::status;

use super::{
    act::Acts,
    clause::{Clause, Voice},
    demand::Demand,
    figure::Figure,
    trees::Word,
    when::Time,
    words::{Beginnings, ByObject, Phrases},
};
use crate::{
    StatementId,
    net::{Pos, Relation, VerbForm},
};
use heads::head_span;
use noun::{is_modifier, is_noun_ending, of_noun, stands_alone};
use onrecord_page::Span;
use std::{collections::HashSet, sync::LazyLock};
use verb::{is_verb_ending, is_verb_here, of_verb};

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
    /// Verbs that tell an act where what it is done to is of a kind of `things.txt`: "AID deliver goods".
    objects: ByObject,
    nouns: Beginnings,
    phrases: Phrases,
}

static TABLES: LazyLock<Tables> = LazyLock::new(|| {
    let file = include_str!("incidents.txt");
    Tables {
        verbs: Beginnings::of(file, "verb"),
        human: Beginnings::of(file, "human"),
        passive: Beginnings::of(file, "passive"),
        objects: ByObject::of(file, "object"),
        nouns: Beginnings::of(file, "noun"),
        phrases: Phrases::of(file, "phrase"),
    }
});

/// Bytes within which two words for one act are taken to tell it twice.
const NEAR: u32 = 160;
/// Objects of a kind that are looked at for one incident, at most.
const NEIGHBOURS: usize = 8;
/// Whether a word tells of an attack: "shelled", «нападение», «ракета».
pub(super) fn is_blow(lower: &str) -> bool {
    let label = TABLES.verbs.label(lower).or_else(|| TABLES.nouns.label(lower));
    let modes = ["attack", "shell", "bomb", "abduct"];
    label.and_then(|l| l.strip_prefix("ASSAULT ")).is_some_and(|mode| modes.contains(&mode))
        || things::is_a("flies", lower)
}

/// Words before a verb among which the noun of its phrase may stand, at most.
const GAP: usize = 6;
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
    /// Several words tell it.
    light: bool,
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
        // "were denied access": no saying.
        let denied = done.light && matches!(done.kind, IncidentKind::Reject) && word.lower().starts_with("den");
        // "agreed on a timetable": what was agreed is not what was said.
        let denied = denied
            || done.kind == IncidentKind::Agree
                && word.next().is_some_and(|n| matches!(n.lower().as_str(), "on" | "upon" | "to" | "in"));
        let says = !denied && is_speech(done.kind) || tells(done.last) || !done.noun && done.target.is_none();
        // "demanded it in a telephone | conversation": on that occasion.
        let occasion = |d: &Demand| {
            word.head().is_some_and(|h| {
                near(d.cue, act)
                    && (h.node().span.start as u32) < d.cue.end
                    && (h.node().span.start as u32) >= d.cue.start
            })
        };
        let met = done.noun
            && done.kind == IncidentKind::Consult
            && done.target.is_some()
            && matches!(marker(word).as_str(), "in" | "during" | "at" | "в" | "во" | "на");
        let aside =
            met && demands.iter().any(occasion) || !done.noun && Clause::of(word, done.last.at() + 1).is_aside();
        if asked(act) && !aside && done.mode != "summon" || says && acts.is_spoken(act) {
            continue;
        }
        let incident = incident(acts, &done, act, times, figures);
        let told = |i: &Incident| {
            i.mode == incident.mode && i.target.is_some() && same(acts, i.target, incident.target) && near(i.act, act)
        };
        let nobody = incident.actor.is_none() && incident.target.is_none();
        let plain = nobody || word.head().is_some_and(|h| h.lower().starts_with("участник") && done.target.is_none());
        let again = || word.russian() && done.noun && plain && out.iter().any(|i| i.mode == incident.mode);
        if nobody && !(done.noun && stands_alone(word, done.kind))
            || again()
            || out.iter().rev().take(NEIGHBOURS).any(told)
        {
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
    let before: Vec<String> = (token.saturating_sub(GAP)..token).map(|at| tokens.lower(at).to_owned()).collect();
    let phrase = |words: &[String]| TABLES.phrases.label(tokens.lower(token), words).is_some();
    phrase(&behind) || phrase(&before)
}

/// Kinds whose words are those of saying as well: "accused", "rejected".
fn is_speech(kind: IncidentKind) -> bool {
    use IncidentKind::{Accuse, Agree, Concede, Consult, Reject, Request, Support, Threaten};
    matches!(kind, Accuse | Agree | Concede | Consult | Reject | Request | Support | Threaten)
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
            .or_else(|| TABLES.objects.knows(lower).then_some(Single { label: "", only: Only::Anywhere }))
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
        let ending = noun.is_some_and(|(_, rest)| is_noun_ending(rest));
        ending && (word.pos() != Pos::Verb || verb.is_none())
    } else {
        matches!(word.pos(), Pos::Noun | Pos::Name)
    };
    if is_noun {
        let named = word.pos() == Pos::Name && !word.russian();
        let (label, _) = noun.filter(|_| !named && !is_modifier(word))?;
        return of_noun(acts, word, label);
    }
    let is_verb = match word.pos() {
        Pos::Verb => word.russian() || is_verb_here(word),
        Pos::Adjective if !word.russian() => ends_as_participle(&word),
        Pos::Auxiliary | Pos::Pronoun | Pos::Adposition => false,
        _ => word.russian() && is_verb_ending(&lower),
    };
    let single = |verb: Single| Told { label: verb.label, only: verb.only, last: word, words: Vec::new() };
    if is_verb { of_verb(acts, word, &single(verb?)) } else { None }
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
    let stops = |w: &Word<'t>| {
        matches!(w.text(), ";" | ":" | "—" | "–" | "(") && !w.is(Relation::Inside) || w.text() == "," && w.russian()
    };
    // "chargé d'affaires" is one word in the way.
    let foreign = |w: &Word<'t>| w.is(Relation::Inside) && matches!(w.lower().as_str(), "'" | "’" | "affaires");
    let words: Vec<Word<'t>> = std::iter::successors(word.next(), Word::next)
        .take_while(|w| w.beside(word) && !stops(w))
        .filter(|w| !foreign(w))
        .take(LONGEST)
        .collect();
    let behind: Vec<String> = words.iter().map(Word::lower).collect();
    let Some((label, places)) = TABLES.phrases.label(lower, &behind) else { return inverted(word, lower) };
    if !goes_on(&words, &places) {
        return None;
    }
    let told = || places.iter().filter_map(|&n| words.get(n - 1));
    used.extend(told().map(|w| w.node().span.start));
    // "used tear gas", "began an indefinite strike": what describes the noun stands between.
    let describes = |w: &Word<'_>| {
        w.is(Relation::Inside) || matches!(w.pos(), Pos::Adjective | Pos::Determiner | Pos::Number | Pos::Adverb)
    };
    let end = places.last().copied().unwrap_or(0);
    let in_row = (1..end).all(|n| places.contains(&n) || words.get(n - 1).is_some_and(describes));
    let last = if in_row { told().next_back().copied().unwrap_or(word) } else { word };
    let words = told().map(Word::at).collect();
    Some(Told { label, only: Only::Anywhere, last, words })
}

fn ends_as_participle(word: &Word<'_>) -> bool {
    let lower = word.lower();
    lower.ends_with("ed") || ["нный", "нная", "нное", "нные", "тый", "тые"].iter().any(|e| lower.ends_with(e))
}

/// Whether a phrase is what it looks like: not "moved | up to three thousand", "was taken | in response".
fn goes_on(words: &[Word<'_>], places: &[usize]) -> bool {
    let Some(last) = places.last().and_then(|&n| words.get(n - 1)) else { return true };
    let number =
        last.next().filter(|n| n.lower() == "to").and_then(|n| n.next()).is_some_and(|n| n.pos() == Pos::Number);
    match last.lower().as_str() {
        "up" => !number,
        "in" => places.len() > 1 || last.next().is_none_or(|n| !matches!(n.pos(), Pos::Noun | Pos::Name)),
        _ => true,
    }
}

/// «иск | подала», "tear gas was | used": a verb and one noun, which stands before it.
fn inverted<'t>(word: Word<'t>, lower: &str) -> Option<Told<'t>> {
    let relative = |w: &Word<'_>| w.next().is_some_and(|n| n.lower().starts_with("котор"));
    let words: Vec<Word<'t>> = std::iter::successors(word.previous(), Word::previous)
        .take_while(|w| w.beside(word) && (w.pos() != Pos::Mark || w.is(Relation::Inside) || relative(w)))
        .take(GAP)
        .collect();
    // As they stand: "tear gas was | used".
    let words: Vec<Word<'t>> = words.into_iter().rev().collect();
    let before: Vec<String> = words.iter().map(Word::lower).collect();
    let (label, places) = TABLES.phrases.label(lower, &before)?;
    let nouns: Vec<Word<'t>> = places.iter().filter_map(|&n| words.get(n - 1).copied()).collect();
    let noun = nouns.last().filter(|w| nominal(w))?;
    let passive =
        || word.form() == Some(VerbForm::Participle) && Clause::of(word, word.at() + 1).voice() == Voice::Passive;
    let fits = if word.russian() { marker(*noun).is_empty() } else { passive() };
    fits.then(|| Told { label, only: Only::Anywhere, last: word, words: nouns.iter().map(Word::at).collect() })
}

fn marker(word: Word<'_>) -> String {
    word.child(Relation::Marker).map(|m| m.lower()).unwrap_or_default()
}

fn nominal(word: &Word<'_>) -> bool {
    word.node().tag.is_nominal()
        || word.pos() == Pos::Number
        || word.pos() == Pos::Determiner && word.children().next().is_none()
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
