//! Demands: who asks whom for what, and how hard.
//!
//! Takes the trees, the statements and the table `demands.txt`; gives [`Demand`]s by docs/objects.md. A demand is a verb ("called on Dolmark
//! to withdraw"), a noun ("its appeal to the council") or a modal verb inside somebody's words ("Dolmark must withdraw"); what the
//! outlet says must be done is nobody's demand.

mod ahead;

use super::{
    act::{Acts, Party},
    clause::{Clause, Phrase, Voice},
    trees::Word,
    when::Time,
    words::Beginnings,
};
use crate::{
    Statement, StatementId,
    inflection::Case,
    net::{Pos, Relation, VerbForm},
};
use ahead::{ASIDE, Ahead, to_before};
use onrecord_page::Span;
use serde::Serialize;
use std::{fmt, ops::Range, str::FromStr, sync::LazyLock};

/// Somebody asks somebody to do or not to do something, or binds himself.
#[derive(Clone, Debug, PartialEq)]
pub struct Demand {
    /// The words that make it a demand, with the "for", "on" or "to" behind them.
    pub cue: Span,
    /// How hard it asks.
    pub force: Force,
    /// Who asks; None where the text names nobody.
    pub who: Option<Party>,
    /// Who is asked; of a promise or threat who binds himself. None where nobody is named.
    pub addressee: Option<Party>,
    /// What is to be done.
    pub object: Option<Span>,
    /// Asked is that something be not done.
    pub negated: bool,
    /// Until when, as printed.
    pub deadline: Option<Span>,
    /// The statement in whose content it stands; None where the outlet tells of it itself.
    pub statement: Option<StatementId>,
}

/// How hard a demand asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Force {
    /// Calls on, calls for; should.
    Call,
    /// Asks, requests, appeals.
    Appeal,
    /// Urges, encourages, advises.
    Urge,
    /// Demands, insists, orders; must.
    Demand,
    /// Warns against or of.
    Warn,
    /// Promises, pledges.
    Promise,
    /// Threatens to.
    Threaten,
    /// Invites, proposes.
    Invite,
}

impl Force {
    /// Every force, as listed.
    pub const ALL: [Force; 8] = [
        Force::Call,
        Force::Appeal,
        Force::Urge,
        Force::Demand,
        Force::Warn,
        Force::Promise,
        Force::Threaten,
        Force::Invite,
    ];

    /// As printed, stored and searched for.
    pub fn as_str(self) -> &'static str {
        match self {
            Force::Call => "call",
            Force::Appeal => "appeal",
            Force::Urge => "urge",
            Force::Demand => "demand",
            Force::Warn => "warn",
            Force::Promise => "promise",
            Force::Threaten => "threaten",
            Force::Invite => "invite",
        }
    }

    /// Whether whoever says it binds himself.
    pub fn binds_oneself(self) -> bool {
        matches!(self, Force::Promise | Force::Threaten)
    }
}

impl FromStr for Force {
    type Err = ();

    /// The word that [`Force::as_str`] gives.
    fn from_str(s: &str) -> Result<Force, ()> {
        Force::ALL.into_iter().find(|force| force.as_str() == s).ok_or(())
    }
}

impl fmt::Display for Force {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

struct Tables {
    verbs: Beginnings,
    nouns: Beginnings,
    modals: Beginnings,
    weak: Beginnings,
    /// Verbs that a sentence of bidding begins with.
    bids: Beginnings,
}

static TABLES: LazyLock<Tables> = LazyLock::new(|| {
    let section = |name| Beginnings::of(include_str!("demands.txt"), name);
    Tables {
        verbs: section("verb"),
        nouns: section("noun"),
        modals: section("modal"),
        weak: section("weak"),
        bids: section("bid"),
    }
});

/// What makes a demand, before it is said whose.
struct Asked<'t> {
    force: Force,
    cue: Range<usize>,
    addressee: Option<Range<usize>>,
    object: Option<Range<usize>>,
    negated: bool,
    /// The subject of the asking.
    subject: Option<Word<'t>>,
    at: Word<'t>,
    modal: bool,
}

/// All demands of a text.
pub(super) fn read(acts: &Acts<'_>, times: &[Time]) -> Vec<Demand> {
    let mut out: Vec<Demand> = Vec::new();
    for token in 0..acts.document.tokens.all().len() {
        let Some(asked) = asked_at(acts, token) else { continue };
        let Some(demand) = demand(acts, &asked, times) else { continue };
        if out.last().is_none_or(|last| last.cue.end <= demand.cue.start) {
            out.push(demand);
        }
    }
    out
}

fn force(table: &Beginnings, lower: &str) -> Option<Force> {
    table.label(lower)?.parse().ok()
}

fn asked_at<'t>(acts: &'t Acts<'_>, token: usize) -> Option<Asked<'t>> {
    let lower = acts.document.tokens.lower(token);
    let (verb, noun, modal) = (force(&TABLES.verbs, lower), force(&TABLES.nouns, lower), force(&TABLES.modals, lower));
    let weak = force(&TABLES.weak, lower);
    let opens = acts.document.starts[token] || acts.opens_quotation(token);
    if opens && TABLES.bids.label(lower).is_some() || is_imperative(lower) {
        let asked = acts.trees.word(token).and_then(|w| imperative_at(w, opens));
        if asked.is_some() {
            return asked;
        }
    }
    verb.or(noun).or(modal).or(weak)?;
    let word = acts.trees.word(token)?;
    if let Some(force) = modal {
        return modal_at(word, force);
    }
    if let Some(force) = weak.filter(|_| word.next().is_some_and(|n| n.lower() == "to")) {
        return modal_at(word, force);
    }
    if word.russian() && (lower.starts_with("обрати") || lower.starts_with("обраща")) {
        return turned_at(word);
    }
    // «дал слово»
    if noun.is_none() && verb.is_none() || lower == "слово" {
        let gives = |w: Word<'_>| ["дал", "дае", "даю", "даё"].iter().any(|d| w.lower().starts_with(d));
        return (word.previous().is_some_and(gives)).then(|| noun_at(word, Force::Promise)).flatten();
    }
    let is_noun = !(word.russian() && has_verb_ending(&word.lower()) && verb.is_some()) && word.pos() == Pos::Noun
        || noun.is_some() && word.previous().is_some_and(|p| p.pos() == Pos::Determiner);
    match (verb, noun) {
        (_, Some(force)) if is_noun => noun_at(word, force),
        (Some(force), _)
            if word.pos() == Pos::Verb
                || word.russian() && (word.pos() != Pos::Noun || has_verb_ending(&word.lower())) =>
        {
            verb_at(word, force)
        }
        _ => None,
    }
}

/// "called on Dolmark to withdraw", "demands that Dolmark withdraw", "asked the council for time".
fn verb_at<'t>(word: Word<'t>, force: Force) -> Option<Asked<'t>> {
    let words = Ahead::of(word);
    let lower = word.lower();
    let mut cue = word.at()..word.at() + 1;
    let next = word.next();
    let particle = next.filter(|n| {
        matches!(n.lower().as_str(), "on" | "upon" | "for" | "to" | "against" | "of" | "from")
            && !n.next().is_some_and(|v| n.lower() == "to" && v.form() == Some(VerbForm::Infinitive))
    });
    // "were told to come back": to tell somebody something is no demand.
    if lower == "told" && !word.next().is_some_and(|n| n.lower() == "to" || n.lower() == "not") {
        return None;
    }
    let call = lower.starts_with("call");
    if call && particle.is_none() {
        return None;
    }
    if let Some(particle) = particle {
        cue.end = particle.at() + 1;
    }
    let clause_around = Clause::of(word, cue.end);
    let passive = (clause_around.voice() == Voice::Passive).then(|| clause_around.sides().1).flatten();
    let infinitive = words.infinitive();
    let clause = words.clause(cue.end, matches!(force, Force::Warn) || force.binds_oneself());
    let before_infinitive = |inf: &Word<'t>| to_before(*inf).unwrap_or(inf.at());
    let (addressee, object, negated) = if let Some(inf) = infinitive.filter(|i| clause.is_none_or(|c| i.at() < c)) {
        let from = before_infinitive(&inf);
        let negated = from > 0 && (from.saturating_sub(1)..inf.at()).any(|at| words.is_not(at));
        let not = usize::from(from > cue.end && words.is_not(from - 1));
        let addressee = words.noun_phrase(cue.end..from - not);
        // "calls for the lake to be filled": nobody is asked; "for Dolmark to withdraw": Dolmark is.
        let done = inf.lower() == "be"
            && words.at(inf.at() + 1).is_some_and(|v| v.form() == Some(VerbForm::Participle))
            || inf.child(Relation::AuxiliaryPassive).is_some();
        let thing = particle.is_some_and(|p| p.lower() == "for")
            && addressee.as_ref().is_some_and(|a| done || !words.has_name(a));
        let start = addressee.as_ref().filter(|_| thing).map_or(from - not, |a| a.start);
        let addressee = match &passive {
            Some(asked) => Some(asked.start..asked.end),
            None => addressee.filter(|_| !thing),
        };
        (addressee, Some(start..words.end_behind(inf)), negated)
    } else if let Some(that) = clause {
        let subject = words.subject_behind(that);
        let negated = subject.as_ref().is_some_and(|s| words.negated_behind(s.end));
        let told = matches!(force, Force::Warn) || force.binds_oneself();
        let addressee = words.noun_phrase(cue.end..that).or(subject.filter(|_| !told));
        (addressee, Some(that..words.end_of_clause(that)), negated)
    } else {
        let (addressee, object) = words
            .told_behind()
            .map(|object| (clause_around.sides().1.map(|p| p.start..p.end).filter(|_| !force.binds_oneself()), object))
            .or_else(|| words.things(word, &cue, particle))
            .or_else(|| things_around(&clause_around, force))?;
        let addressee = passive.as_ref().map(|p| p.start..p.end).or(addressee);
        (addressee, Some(object), particle.is_some_and(|p| p.lower() == "against"))
    };
    if matches!(force, Force::Appeal)
        && matches!(lower.as_str(), "asked" | "ask" | "asks" | "asking")
        && infinitive.is_none()
        && clause.is_none()
        && particle.is_none_or(|p| p.lower() != "for")
        && addressee.is_none()
    {
        return None;
    }
    let subject = match clause_around.sides().0 {
        Some(actor) => Some(actor.head),
        None if passive.is_some() => None,
        None => subject_of(word),
    };
    Some(Asked { force, cue, addressee, object, negated, subject, at: word, modal: false })
}

/// «обратился к совету с просьбой подождать», «обратилась с призывом к».
fn turned_at<'t>(word: Word<'t>) -> Option<Asked<'t>> {
    let words = Ahead::of(word);
    let noun = words.near().take(12).find(|w| force(&TABLES.nouns, &w.lower()).is_some())?;
    let force = force(&TABLES.nouns, &noun.lower())?;
    let clause = Clause::of(word, word.at() + 1);
    let addressee = clause.with(&["к", "ко", "в"]).map(|p| p.start..p.end);
    let infinitive = Ahead::of(noun).infinitive();
    let about = || {
        let about = noun.next().filter(|n| matches!(n.lower().as_str(), "о" | "об"))?;
        Some(about.at() + 1..words.end_behind(about).max(about.at() + 2))
    };
    let object = infinitive.map(|i| i.at()..words.end_behind(i)).or_else(about)?;
    let negated = words.is_not(object.start.saturating_sub(1));
    let object = object.start - usize::from(negated)..object.end;
    let cue = word.at()..noun.at() + 1;
    Some(Asked {
        force,
        cue,
        addressee,
        object: Some(object),
        negated,
        subject: clause.sides().0.map(|p| p.head),
        at: word,
        modal: false,
    })
}

/// What is promised or asked for where the tree does not tell: "promised the ambassador a dozen men", "appealed for calm".
fn things_around(clause: &Clause<'_>, force: Force) -> Option<(Option<Range<usize>>, Range<usize>)> {
    let words = |p: &Phrase<'_>| p.start..p.end;
    let wanted = clause.with(&["for", "to", "against", "о", "об", "на", "против"]);
    let object = clause.sides().1;
    if force.binds_oneself() {
        let second = clause
            .first_of_two()
            .and_then(|first| clause.behind().iter().find(|p| p.start >= first.end && p.marker.is_empty()));
        return second.map(words).or(object.as_ref().map(words)).or(wanted.as_ref().map(words)).map(|o| (None, o));
    }
    let addressee = object.as_ref().filter(|_| wanted.is_some()).map(words);
    Some((addressee, wanted.or(object).as_ref().map(words)?))
}

/// Whether a Russian word has an ending that only verbs have, as far as the words of the table go.
fn has_verb_ending(lower: &str) -> bool {
    let own = lower.strip_suffix("ся").or_else(|| lower.strip_suffix("сь")).unwrap_or(lower);
    ["л", "ла", "ло", "ли", "ет", "ит", "ют", "ут", "ят", "ем", "им", "аю", "ую"].iter().any(|e| own.ends_with(e))
}

/// "its appeal to the council to wait", "the demand that …", «требование вывести войска».
fn noun_at<'t>(word: Word<'t>, force: Force) -> Option<Asked<'t>> {
    let words = Ahead::of(word);
    let mut cue = word.at()..word.at() + 1;
    let particle = word.next().filter(|n| matches!(n.lower().as_str(), "for" | "on" | "to" | "о" | "об" | "к" | "с"));
    let to_verb = |p: Word<'t>| p.lower() == "to" && p.next().is_some_and(|v| v.form() == Some(VerbForm::Infinitive));
    let infinitive = words.infinitive().filter(|i| i.at() < word.at() + 12);
    let clause = words.clause(cue.end, true).filter(|&that| that <= cue.end + 1);
    let possessor = word.children().find(|c| c.is(Relation::Possessive) || c.is(Relation::Subject));
    if let Some(particle) = particle.filter(|p| !to_verb(*p) && !word.russian()) {
        cue.end = particle.at() + 1;
    }
    let object = if let Some(inf) = infinitive {
        let from = to_before(inf).unwrap_or(inf.at());
        Some((from..words.end_behind(inf), words.noun_phrase(cue.end..from)))
    } else if let Some(that) = clause {
        Some((that..words.end_of_clause(that), words.subject_behind(that)))
    } else {
        let particle = particle.filter(|p| matches!(p.lower().as_str(), "for" | "о" | "об" | "к"))?;
        let noun = particle.head().filter(|h| h.at() > particle.at() && h.at() < particle.at() + 8)?;
        Some((particle.at() + 1..noun.phrase().end, None))
    };
    let (object, addressee) = object?;
    let negated = (cue.end..object.start + 2).any(|at| words.is_not(at));
    Some(Asked { force, cue, addressee, object: Some(object), negated, subject: possessor, at: word, modal: false })
}

/// "Do not send them back", "Please return the files": a sentence of somebody's own words that begins with a bare verb.
fn imperative_at<'t>(word: Word<'t>, opens: bool) -> Option<Asked<'t>> {
    let words = Ahead::of(word);
    if word.russian() {
        return bidding_at(word, opens);
    }
    if !word.text().starts_with(char::is_uppercase) {
        return None;
    }
    let please = word.lower() == "please" || word.lower() == "пожалуйста";
    let first = word.at() + usize::from(please);
    let negated = words.is_not(first + 1) && (words.lower_at(first) == "do" || word.lower() == "do");
    let verb = match (please, negated) {
        (_, true) => words.at(first + 2)?,
        (true, _) => word.next()?,
        _ => word,
    };
    let imperative = verb.form() == Some(VerbForm::Infinitive) && !verb.russian()
        || verb.russian() && is_imperative(&verb.lower()) && verb.pos() == Pos::Verb;
    let alone = verb.children().all(|c| !c.is(Relation::Subject) && !c.is(Relation::AuxiliaryPassive));
    if !imperative || !alone || matches!(verb.lower().as_str(), "let" | "thank" | "see") {
        return None;
    }
    Some(Asked {
        force: if please { Force::Appeal } else { Force::Call },
        cue: word.at()..verb.at() + 1,
        addressee: None,
        object: Some(word.at()..words.end_of_clause(verb.at())),
        negated,
        subject: None,
        at: word,
        modal: true,
    })
}

/// «верните архив», «не пишите, что…»: in Russian anywhere behind a mark, a "not" or an "and".
fn bidding_at<'t>(word: Word<'t>, opens: bool) -> Option<Asked<'t>> {
    let lower = word.lower();
    let previous = word.previous().filter(|p| p.beside(word));
    let negated = previous.is_some_and(|p| p.lower() == "не");
    let behind = previous.is_none_or(|p| {
        p.pos() == Pos::Mark || matches!(p.lower().as_str(), "не" | "и" | "а" | "но" | "пожалуйста" | "поэтому")
    });
    // «вы говорите» has the same ending.
    let told = word.children().any(|c| c.is(Relation::Subject) && c.at() < word.at())
        || ["говорите", "знаете", "видите", "хотите", "можете", "помните"].contains(&lower.as_str());
    if !is_imperative(&lower) || word.pos() == Pos::Noun || told || !(opens || behind) {
        return None;
    }
    let words = Ahead::of(word);
    let please = previous.is_some_and(|p| p.lower() == "пожалуйста") || words.lower_at(word.at() + 1) == "пожалуйста";
    let start = word.at() - usize::from(negated);
    let end = words.end_behind(word);
    let object = if end > word.at() + 1 { word.at() + 1..end } else { start..end };
    let force = if please { Force::Appeal } else { Force::Call };
    Some(Asked {
        force,
        cue: start..word.at() + 1,
        addressee: None,
        object: Some(object),
        negated,
        subject: None,
        at: word,
        modal: true,
    })
}

/// «верните», «прекратите».
fn is_imperative(lower: &str) -> bool {
    ["йте", "ите", "ьте", "йтесь", "итесь", "ьтесь"].iter().any(|e| lower.ends_with(e)) && lower.chars().count() > 5
}

/// "Dolmark must withdraw", «Дольмарк должен вывести», «следует вывести».
fn modal_at<'t>(word: Word<'t>, force: Force) -> Option<Asked<'t>> {
    let words = Ahead::of(word);
    // «не стоит устраивать»
    if word.lower() == "стоит" && word.previous().is_none_or(|p| p.lower() != "не") {
        return None;
    }
    let let_him = matches!(word.lower().as_str(), "пусть" | "пускай");
    let finite = || words.near().take(8).find(|w| w.form() == Some(VerbForm::Finite));
    let verb = if let_him { finite()? } else { words.verb_behind()? };
    // "It must be said": nobody is asked; "must have been": a guess.
    if matches!(words.lower_at(verb.at() + 1).as_str(), "been" | "gone" | "had") && verb.lower() == "have" {
        return None;
    }
    let subject = word
        .children()
        .chain(verb.children())
        .chain(word.head().into_iter().flat_map(|h| h.children().collect::<Vec<_>>()))
        .find(|c| {
            c.is(Relation::Subject)
                || c.is(Relation::SubjectPassive)
                || word.russian()
                    && c.node().tag.case == Some(crate::inflection::Case::Dative)
                    && c.node().tag.is_nominal()
                    && c.at() < verb.at()
        })
        .filter(|s| s.at() < verb.at() || word.russian());
    let passive = subject.is_some_and(|s| s.is(Relation::SubjectPassive));
    let negated = (word.at() + 1..verb.at()).any(|at| words.is_not(at)) || word.at() > 0 && words.is_not(word.at() - 1);
    let before = Clause::of(word, word.at() + 1);
    let dative = matches!(force, Force::Call) && word.russian() && !let_him;
    let case = if dative { Case::Dative } else { Case::Nominative };
    let by_place = || {
        before
            .last_before(case)
            .or_else(|| {
                before
                    .behind()
                    .iter()
                    .find(|p| p.marker.is_empty() && word.russian() && p.case() == Some(case) && p.end <= verb.at())
            })
            .map(|p| p.start..p.end)
    };
    let start = if words.is_not(verb.at().saturating_sub(1)) { verb.at() - 1 } else { verb.at() };
    let object = start..words.end_behind(verb);
    let object =
        if passive { subject.map_or(object.start, |s| s.phrase().start.min(object.start))..object.end } else { object };
    Some(Asked {
        force,
        cue: word.at()..word.at() + 1,
        addressee: subject.filter(|_| !passive).map(|s| s.phrase()).or_else(|| by_place().filter(|_| !passive)),
        object: Some(object),
        negated,
        subject: None,
        at: word,
        modal: true,
    })
}

/// The subject of a verb, or of the verb that it is joined to.
fn subject_of(word: Word<'_>) -> Option<Word<'_>> {
    let own = |w: Word<'_>| w.children().find(|c| c.is(Relation::Subject)).map(|c| c.at());
    let mut at = word;
    for _ in 0..4 {
        if let Some(found) = own(at) {
            return at.children().find(|c| c.at() == found);
        }
        let joined =
            matches!(at.node().relation, Relation::Conjunct | Relation::AdverbialClause | Relation::OpenClause);
        at = at.head().filter(|_| joined)?;
    }
    None
}

/// With names for who asks and who is asked.
fn demand(acts: &Acts<'_>, asked: &Asked<'_>, times: &[Time]) -> Option<Demand> {
    let word = asked.at;
    let cue = word.span_of(&asked.cue)?;
    let holder = acts.holder(cue);
    // What the outlet itself says must be done, nobody has asked for.
    if asked.modal && holder.is_none() && !acts.is_reported(cue) {
        return None;
    }
    let own = acts.by_cue(cue);
    let object = asked.object.as_ref().and_then(|o| word.span_of(o));
    // The network has learnt where contents end; the trees only guess it.
    let content = own.and_then(|s| s.content.spans.first().copied());
    let object = match (object, content) {
        (Some(object), Some(content))
            if content.start <= object.start
                && object.start < content.end
                && (object.end > content.end || !goes_aside(acts, object.end, content.end)) =>
        {
            acts.document.text.span(object.start as usize..content.end as usize)
        }
        _ => object,
    };
    // Behind the words of somebody there stands who said them.
    let within = |object: Span| {
        let spans = holder.into_iter().flat_map(|s| &s.content.spans);
        let around = spans.filter(|c| c.start <= object.start && object.start < c.end).map(|c| c.end).next();
        acts.document.text.span(object.start as usize..object.end.min(around.unwrap_or(object.end)) as usize)
    };
    let object = object.and_then(within);
    let deadline = object.and_then(|object| deadline(acts, times, object));
    let object = object.map(|object| without_time(acts, times, object));
    let who = match (own, asked.subject) {
        (Some(Statement { speaker: Some(speaker), .. }), _) => Some(Party::of_speaker(speaker)),
        (_, Some(subject)) => acts.party(word, &subject.phrase(), holder),
        (_, None) => holder.and_then(|s| s.speaker.as_ref()).map(Party::of_speaker),
    };
    let named = asked.addressee.as_ref().and_then(|a| acts.party(word, a, holder));
    let addressee = if asked.force.binds_oneself() { who.clone() } else { named };
    Some(Demand {
        cue,
        force: asked.force,
        who,
        addressee,
        object,
        negated: asked.negated,
        deadline,
        statement: holder.map(|s: &Statement| s.id),
    })
}

/// Whether what stands between is another matter: ", where …", "if …".
fn goes_aside(acts: &Acts<'_>, from: u32, to: u32) -> bool {
    let between = acts.document.text.as_str().get(from as usize..to as usize).unwrap_or("");
    let first = between.split(|c: char| !c.is_alphanumeric()).find(|w| !w.is_empty()).unwrap_or("").to_lowercase();
    ASIDE.contains(&first.as_str()) || between.starts_with(':')
}

/// "to visit the schools | in September": the time at the end is a matter of its own.
fn without_time(acts: &Acts<'_>, times: &[Time], object: Span) -> Span {
    let before = times.partition_point(|t| t.span.start < object.end);
    let last = times[..before].last().map(|t| t.span).filter(|t| object.start < t.start && t.end + 1 >= object.end);
    let cut = last.and_then(|t| {
        let kept = acts.document.text.as_str().get(object.start as usize..t.start as usize)?.trim_end();
        acts.document.text.span(object.start as usize..object.start as usize + kept.len())
    });
    cut.filter(|c| !c.is_empty()).unwrap_or(object)
}

/// "by the end of May", «до 1 июня» inside what is asked for, or right behind it.
fn deadline(acts: &Acts<'_>, times: &[Time], object: Span) -> Option<Span> {
    let until = |time: &&Time| {
        let first = acts.document.text.slice(time.span).split_whitespace().next().unwrap_or("").to_lowercase();
        matches!(first.as_str(), "by" | "before" | "until" | "till" | "within" | "к" | "до" | "не")
    };
    let from = times.partition_point(|t| t.span.start < object.start);
    times[from..].iter().take_while(|t| t.span.start <= object.end + 2).find(until).map(|t| t.span)
}
