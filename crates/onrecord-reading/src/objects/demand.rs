//! Demands: who asks whom for what, and how hard.
//!
//! Takes the trees, the statements and the table `demands.txt`; gives [`Demand`]s by docs/objects.md. A demand is a verb ("called on Dolmark
//! to withdraw"), a noun ("its appeal to the council") or a modal verb inside somebody's words ("Dolmark must withdraw"); what the
//! outlet says must be done is nobody's demand.

mod ahead;
mod bidding;
mod claim;
mod edges;
mod extent;
mod force;
mod impersonal;
mod modal;
mod noun;
mod parties;
mod things;
mod whom;

pub use force::Force;

use super::{
    act::{Acts, Party, antecedent::Wanted},
    clause::{Clause, Phrase, Voice, is_time},
    occasion::Occasion,
    trees::Word,
    when::Time,
    words::Beginnings,
};
use crate::{
    Statement, StatementId,
    inflection::Case,
    net::{Pos, Relation, VerbForm},
};
use ahead::{Ahead, start_of, things_around, with_clause};
use bidding::{imperative_at, is_imperative};
use claim::{is_doubted, tells_of_oneself, tells_what_is};
use edges::{deadline, goes_aside, goes_on_asking, own_part, without_occasion, without_time};
use impersonal::{impersonal_at, may_ask};
use modal::modal_at;
use noun::{noun_at, turned_at};
use onrecord_page::Span;
use parties::{is_pronoun, spoken_to, told_before};
use std::{ops::Range, sync::LazyLock};
use things::{is_inanimate, is_some_thing};
use whom::{asked_behind, is_not_done, summoned, urged_towards};

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

/// Words of whoever asks, at most.
const LONGEST: usize = 24;

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
    /// A sentence of bidding, which names nobody.
    bids: bool,
    /// An infinitive or a clause says what is asked.
    whole: bool,
    /// "was told to".
    passive: bool,
}

impl<'t> Asked<'t> {
    /// What a word asks with this force, so far told of nobody and of nothing.
    fn by(at: Word<'t>, force: Force, cue: Range<usize>) -> Asked<'t> {
        Asked {
            force,
            cue,
            addressee: None,
            object: None,
            negated: false,
            subject: None,
            at,
            modal: false,
            bids: false,
            whole: true,
            passive: false,
        }
    }
}

/// All demands of a text.
pub(super) fn read(acts: &Acts<'_>, times: &[Time], occasions: &[Occasion]) -> Vec<Demand> {
    let mut out: Vec<Demand> = Vec::new();
    for token in 0..acts.document.tokens.all().len() {
        let Some(asked) = asked_at(acts, token) else { continue };
        let Some(demand) = demand(acts, &asked, (times, occasions), &out) else { continue };
        // «предложил | пригласить экспертов»: what is asked for is that somebody else be asked.
        let inner = |last: &Demand| {
            asked.at.form() == Some(VerbForm::Infinitive)
                && !asked.modal
                && last.object.is_some_and(|o| o.contains(demand.cue))
        };
        // "“Dolmark must withdraw,” she demanded": asked for once.
        let again = |last: &Demand| {
            demand.object.is_some_and(|o| o.contains(last.cue) && o.end <= demand.cue.start) && last.statement.is_some()
        };
        if out.last().is_some_and(again) {
            continue;
        }
        if out.last().is_none_or(|last| last.cue.end <= demand.cue.start && !inner(last)) {
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
    let colon = |at: usize| acts.document.token(at).is_some_and(|t| t.is(':') || t.is(';'));
    let opens = acts.document.starts[token]
        || acts.opens_quotation(token)
        || lower == "please" && token > 0 && colon(token - 1);
    if opens && TABLES.bids.label(lower).is_some() || is_imperative(lower) {
        let asked = acts.trees.word(token).and_then(|w| imperative_at(w, opens));
        if asked.is_some() {
            return asked;
        }
    }
    if may_ask(lower) {
        return acts.trees.word(token).and_then(impersonal_at);
    }
    verb.or(noun).or(modal).or(weak)?;
    // A tree is dear, and most that have something are asked for nothing.
    if verb.or(noun).or(modal).is_none() && acts.document.tokens.lower(token + 1) != "to" {
        return None;
    }
    let word = acts.trees.word(token)?;
    // "asked whether the union should boycott": what is asked about, nobody is asked for.
    if modal.or(weak).is_some() && is_doubted(word) {
        return None;
    }
    if let Some(force) = modal {
        return modal_at(word, force);
    }
    // "we would have to deport her": what would be, nobody must do.
    let imagined = || {
        word.previous().is_some_and(|p| matches!(p.lower().as_str(), "would" | "might" | "may" | "not" | "n't" | "to"))
    };
    // "we | got to see him": only behind "have".
    let got =
        lower != "got" || word.previous().is_some_and(|p| p.lower().starts_with("ha") || p.lower().ends_with("ve"));
    let to_do = got && word.pos() != Pos::Noun && word.next().is_some_and(|n| n.lower() == "to");
    if let Some(force) = weak.filter(|_| to_do && !imagined()) {
        return modal_at(word, force);
    }
    if word.russian() && (lower.starts_with("обрати") || lower.starts_with("обраща")) {
        return turned_at(word);
    }
    // «обращение к президенту с просьбой о помиловании»
    if word.russian()
        && lower.starts_with("обращени")
        && let Some(asked) = turned_at(word)
    {
        return Some(Asked { subject: None, ..asked });
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
            verb_at(acts, word, force)
        }
        _ => None,
    }
}

/// Verbs that ask for nothing unless an infinitive or a clause stands behind them: "challenge Moll", "encourage borrowing".
fn needs_a_deed(lower: &str) -> bool {
    ["убежд", "уговар", "побужд", "подталк", "challeng", "encourag", "press", "prod", "counsel", "command"]
        .iter()
        .any(|w| lower.starts_with(w))
}

/// "ordered | the release of the men", "an inquiry": something that is done.
fn orders_a_deed(clause: &Clause<'_>) -> bool {
    const DEEDS: &str = "release arrest search inquiry probe halt stop end return recount review strike attack siege curfew ban trial raid \
        audit freeze boycott withdrawal removal retrial lockdown cut";
    const ENDINGS: [&str; 8] = ["tion", "sion", "ment", "ure", "ance", "ence", "ing", "al"];
    clause.sides().1.is_some_and(|p| {
        let lower = p.head.lower();
        DEEDS.split_whitespace().any(|d| d == lower) || ENDINGS.iter().any(|e| lower.ends_with(e))
    })
}

/// "called on Dolmark to withdraw", "demands that Dolmark withdraw", "asked the council for time".
fn verb_at<'t>(acts: &Acts<'_>, word: Word<'t>, force: Force) -> Option<Asked<'t>> {
    let words = Ahead::of(word);
    let lower = word.lower();
    let mut cue = word.at()..word.at() + 1;
    let next = word.next();
    let particle = next.filter(|n| {
        matches!(n.lower().as_str(), "on" | "upon" | "for" | "to" | "against" | "of" | "from")
            && (!n.next().is_some_and(|v| n.lower() == "to" && v.form() == Some(VerbForm::Infinitive))
                || lower.starts_with("appeal") && words.infinitive().is_some_and(|i| i.at() > n.at() + 2))
    });
    // «обещанного перемирия»
    let adjective = ["ого", "ому", "ый", "ая", "ые", "ых", "ым", "ую", "ыми"].iter().any(|e| lower.ends_with(e));
    // «знаки, предупреждающие о»
    let participle = ["ющ", "ущ", "ящ", "ащ", "вш"].iter().any(|e| lower.contains(e)) && !has_verb_ending(&lower);
    if word.russian() && (adjective || participle || lower.contains("щи")) {
        return None;
    }
    if word.russian() && (is_not_done(word, &lower) || summoned(word, &lower)) {
        return None;
    }
    // "were told to come back": to tell somebody something is no demand.
    if lower == "told" && words.infinitive().is_none() {
        return None;
    }
    // «помощь потребуется»: nobody asks.
    if word.russian() && lower.ends_with("ся") && ["треб", "потреб"].iter().any(|w| lower.starts_with(w)) {
        return None;
    }
    // "300 | pledged delegates", "the ordered goods".
    let counted = word
        .previous()
        .is_some_and(|p| matches!(p.pos(), Pos::Number | Pos::Determiner | Pos::Adposition) && p.beside(word));
    if !word.russian() && counted && word.next().is_some_and(|n| n.pos() == Pos::Noun) && lower.ends_with("ed") {
        return None;
    }
    // "committed democrats", "a lobbying firm".
    let beside =
        word.next().is_some_and(|n| n.at() == word.head().map_or(usize::MAX, |h| h.at()) && n.pos() == Pos::Noun);
    if !word.russian() && (word.is(Relation::Adjective) || word.is(Relation::Compound)) && beside {
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
    // «посольству предписано», «им велено»: who is asked stands in the dative.
    let impersonal = word.russian() && clause_around.voice() == Voice::Passive && lower.ends_with("но");
    let passive = match clause_around.voice() {
        Voice::Passive if impersonal => clause_around.receiver_before(),
        Voice::Passive => clause_around.sides().1,
        _ => None,
    };
    let is_passive = clause_around.voice() == Voice::Passive;
    // "warned Lauria | against any attempt | to": what is warned of is the attempt.
    let against = |i: &Word<'t>| {
        let back = (cue.end..i.at()).any(|at| matches!(words.lower_at(at).as_str(), "against" | "of"));
        !word.russian() && force == Force::Warn && back
    };
    let infinitive = words.infinitive().filter(|i| !against(i));
    let clause = words.clause(cue.end, matches!(force, Force::Warn) || force.binds_oneself());
    let legal = lower.starts_with("appeal") && particle.is_some_and(|p| p.lower() == "against");
    if legal || infinitive.is_none() && clause.is_none() && particle.is_none() && needs_a_deed(&lower) {
        return None;
    }
    // "ordered two ferries", "can be ordered from the fund": bought.
    if infinitive.is_none() && clause.is_none() && lower.starts_with("order") && !orders_a_deed(&clause_around) {
        return None;
    }
    let assures = ["assur", "guarant", "swear", "swore", "sworn", "завер"].iter().any(|w| lower.starts_with(w));
    let insists = lower.starts_with("insist");
    if let Some(that) = clause.filter(|_| assures && infinitive.is_none() || insists)
        && (assures && tells_what_is(&words, that, force.binds_oneself())
            || insists && (tells_of_oneself(&words, that) || !word.russian() && tells_what_is(&words, that, false)))
    {
        return None;
    }
    let (addressee, object, negated) = if let Some(inf) = infinitive.filter(|i| clause.is_none_or(|c| i.at() < c)) {
        let from = start_of(inf, cue.end);
        let negated = from > 0 && (from.saturating_sub(1)..inf.at()).any(|at| words.is_not(at))
            || word.russian() && word.previous().is_some_and(|p| p.lower() == "не");
        let not = usize::from(from > cue.end && words.is_not(from - 1));
        let asked = cue.end..from - not;
        let addressee = if word.russian() { asked_behind(&clause_around, asked) } else { words.noun_phrase(asked) };
        // "calls for the lake to be filled": nobody is asked; "for Dolmark to withdraw": Dolmark is.
        let done = inf.lower() == "be"
            && words.at(inf.at() + 1).is_some_and(|v| v.form() == Some(VerbForm::Participle))
            || inf.child(Relation::AuxiliaryPassive).is_some();
        let thing = particle.is_some_and(|p| p.lower() == "for")
            && addressee.as_ref().is_some_and(|a| done || !words.has_name(a));
        let start = addressee.as_ref().filter(|_| thing).map_or(from - not, |a| a.start);
        let addressee = match &passive {
            Some(asked) => Some(with_clause(asked, word)),
            None => addressee.filter(|_| !thing),
        };
        (addressee, Some(start..words.end_behind(inf)), negated)
    } else if let Some(that) = clause {
        let wish = if word.russian() { whom::subject_of_wish(&words, that) } else { None };
        let subject = match &wish {
            Some(wish) => Some(wish.start..wish.end).filter(|_| acts.is_people(wish.head)),
            None => words.subject_behind(that).filter(|_| !word.russian()),
        };
        let negated = subject.as_ref().is_some_and(|s| words.negated_behind(s.end));
        let told = matches!(force, Force::Warn) || force.binds_oneself();
        // "demanded on Tuesday that" asks nobody by name.
        let day = |range: &Range<usize>| words.at(range.end.saturating_sub(1)).is_some_and(is_time);
        // «на том, чтобы».
        let pronoun = |range: &Range<usize>| matches!(words.lower_at(range.start).as_str(), "том" | "то" | "этом");
        let addressee = words.noun_phrase(cue.end..that).filter(|range| !day(range) && !pronoun(range));
        let addressee = addressee.or(subject.filter(|_| !told));
        // "requested that the pier remain open": a thing is asked for nothing.
        let thing = |r: &Range<usize>| {
            let head = words.at(r.end.saturating_sub(1));
            let done_to = |h: Word<'_>| {
                let ends = ["их", "ых", "ого", "его", "ую"].iter().any(|e| h.lower().ends_with(e));
                ends || matches!(h.node().tag.case, Some(Case::Genitive | Case::Instrumental))
            };
            let inanimate = |h: Word<'_>| h.text().starts_with(char::is_lowercase) && is_inanimate(h);
            wish.is_none() && head.is_some_and(|h| if h.russian() { done_to(h) } else { inanimate(h) })
        };
        (addressee.filter(|r| !thing(r)), Some(that..words.end_of_clause(that)), negated)
    } else if let Some(ahead) = whom::deed_before(&clause_around, &words, particle) {
        ahead
    } else if let Some(deed) = threatened(acts, &clause_around).filter(|_| lower.starts_with("threat")) {
        (None, Some(deed.start..words.end_behind(deed.head).max(deed.end)), false)
    } else if let Some(deed) = whom::threatened_with(&clause_around, &lower) {
        (None, Some(deed), false)
    } else if matches!(force, Force::Threaten) || matches!(force, Force::Invite) && !is_invitation(&lower) {
        // "She threatened nobody", "offered help": no act is told of that is to be done.
        return None;
    } else if is_invitation(&lower) {
        // "are invited | to the State House".
        let behind =
            || clause_around.behind().first().filter(|p| p.marker.is_empty() && cue.end > word.at() + 1).cloned();
        let to = clause_around.with(&["to", "на", "в"]).or_else(behind);
        let (actor, object) = clause_around.sides();
        let asked = passive.clone().or(object).or_else(|| clause_around.any_object(actor.as_ref()));
        let object = to.as_ref().map(|p| p.start - 1..words.end_behind(p.head).max(p.end));
        // "the Prime Minister | of Lauria".
        let full = object.as_ref().filter(|_| !word.russian() && passive.is_none());
        let full = full.and_then(|o| words.noun_phrase(cue.end..o.start));
        (full.or(asked.map(|p| p.start..p.end)), Some(object?), false)
    } else {
        let (addressee, object) = words
            .told_behind()
            .map(|object| (clause_around.sides().1.map(|p| p.start..p.end).filter(|_| !force.binds_oneself()), object))
            .or_else(|| urged_towards(&clause_around, &lower))
            .or_else(|| whom::demanded_from(&clause_around))
            .or_else(|| words.things(word, &cue, particle, force))
            .or_else(|| things_around(&clause_around, force))?;
        let addressee = passive.as_ref().map(|p| p.start..p.end).or(addressee);
        // "advised citizens | against travelling".
        let gerund = words
            .near()
            .take(8)
            .find(|w| w.lower() == "against" && w.next().is_some_and(|n| n.form() == Some(VerbForm::Gerund)));
        // "advised the government | against it": what is asked for begins with the word that says no.
        let against =
            clause_around.with(&["against"]).filter(|p| p.start > 0 && matches!(force, Force::Urge | Force::Warn));
        let by_gerund = gerund.filter(|_| matches!(force, Force::Urge | Force::Warn)).and_then(|g| {
            let verb = g.next()?;
            let asked = clause_around.sides().1.filter(|p| p.end <= g.at()).map(|p| p.start..p.end);
            Some((asked, Some(g.at()..words.end_behind(verb)), true))
        });
        match against {
            _ if by_gerund.is_some() => by_gerund?,
            Some(no) => {
                let asked = clause_around.sides().1.filter(|p| p.end < no.start).map(|p| p.start..p.end);
                let end = words.end_of_clause(no.start).min(no.end + 8).max(no.end);
                cue.end = cue.end.min(no.start - 1).max(word.at() + 1);
                (passive.as_ref().map(|p| p.start..p.end).or(asked), Some(no.start - 1..end), true)
            }
            None => (addressee, Some(object), particle.is_some_and(|p| p.lower() == "against")),
        }
    };
    // "She told nobody to stay".
    let nobody =
        |range: &Range<usize>| words.at(range.start).is_some_and(|w| matches!(w.lower().as_str(), "nobody" | "никого"));
    if addressee.as_ref().is_some_and(nobody)
        || passive.as_ref().is_some_and(|p| matches!(p.head.lower().as_str(), "nobody" | "никто"))
    {
        return None;
    }
    if matches!(force, Force::Appeal)
        && matches!(lower.as_str(), "asked" | "ask" | "asks" | "asking")
        && infinitive.is_none()
        && clause.is_none()
        && particle.is_none_or(|p| p.lower() != "for")
        && addressee.is_none()
    {
        return None;
    }
    // "Begged President Firth": whom somebody turns to, and nothing that is asked for.
    let whom =
        clause_around.sides().1.filter(|p| p.head.pos() == Pos::Name && infinitive.is_none() && clause.is_none());
    let only = whom.is_some_and(|p| object.as_ref().is_some_and(|o| o.start == p.start && particle.is_none()));
    if only && matches!(force, Force::Appeal | Force::Urge) {
        return None;
    }
    // "Appeal to the court": nothing is asked.
    let court = matches!(force, Force::Appeal)
        && particle.is_some_and(|p| p.lower() == "to")
        && infinitive.is_none()
        && clause.is_none();
    if court && addressee.is_none() {
        return None;
    }
    // «Остию приглашают прислать»: who is asked stands before the verb.
    let asked_before = || {
        let ahead = whom::asked_ahead(&clause_around);
        if ahead.is_some() {
            return ahead;
        }
        let object = clause_around.sides().1.filter(|p| {
            p.end <= word.at() && matches!(p.case(), Some(Case::Accusative | Case::Dative | Case::Genitive))
        });
        object.or_else(|| clause_around.receiver().filter(|p| p.end <= word.at())).map(|p| p.start..p.end)
    };
    let addressee = addressee.or_else(|| if word.russian() && !force.binds_oneself() { asked_before() } else { None });
    // «посла вызвали и | попросили передать ноту».
    let somebody = |p: &Phrase<'t>| acts.is_people(p.head) && infinitive.is_some() && !force.binds_oneself();
    let asking = |p: &Phrase<'t>| {
        p.head.above().take(3).any(|v| v.at() < word.at() && force_of_verb(v).is_some_and(asks)) && word.russian()
    };
    // «туристы посетили Пелорию, и президент | предложила»: another one acts.
    let number = |w: Word<'_>| w.lower().trim_end_matches("сь").ends_with("ли");
    let other = |p: &Phrase<'t>| {
        let verb = p.head.above().take(3).find(|v| v.pos() == Pos::Verb);
        word.russian() && verb.is_some_and(|v| number(v) != number(word))
    };
    let shared = || clause_around.shared_object().filter(|p| !other(p)).filter(somebody).filter(|p| !asking(p));
    let addressee = addressee.or_else(|| shared().map(|p| p.start..p.end));
    // "At the same time | believers | were asked".
    let lone = || {
        let own = word.children().find(|c| c.is(Relation::SubjectPassive) || c.is(Relation::Subject))?;
        (own.at() < word.at()).then(|| own.at()..own.at() + 1)
    };
    let addressee = addressee.or_else(|| lone().filter(|_| is_passive && passive.is_none() && !word.russian()));
    // "in a letter to the mayor, the union asked that …".
    let addressee = addressee.or_else(|| clause_around.written_to().filter(|_| asks(force)).map(|p| p.start..p.end));
    let subject = match clause_around.sides().0 {
        Some(actor) => Some(actor.head),
        None if is_passive => None,
        None => subject_of(word),
    };
    let whole = infinitive.is_some() || clause.is_some() || assures && !word.russian();
    // «настоятельно просим»
    let pressing = word.previous().is_some_and(|p| matches!(p.lower().as_str(), "настоятельно" | "strongly"));
    let asks_mildly = force == Force::Appeal || force == Force::Call && word.russian();
    let force = if pressing && asks_mildly { Force::Urge } else { force };
    Some(Asked {
        force,
        cue,
        addressee,
        object,
        negated,
        subject,
        at: word,
        modal: false,
        bids: false,
        whole,
        passive: is_passive,
    })
}

fn force_of_verb(word: Word<'_>) -> Option<Force> {
    force(&TABLES.verbs, &word.lower())
}

/// Forces that ask somebody.
fn asks(force: Force) -> bool {
    !force.binds_oneself() && !matches!(force, Force::Warn)
}

/// "He threatened | further strikes": what somebody would do; "threatened his neighbours", "the flood threatened homes" ask and promise nothing.
fn threatened<'t>(acts: &Acts<'_>, clause: &Clause<'t>) -> Option<Phrase<'t>> {
    let (actor, deed) = clause.sides();
    let (actor, deed) = (actor?, deed?);
    let somebody = |w: Word<'_>| acts.is_people(w) || matches!(w.lower().as_str(), "he" | "she" | "they" | "we");
    let first = deed.head.sentence(LONGEST).into_iter().find(|w| w.at() == deed.start)?;
    let bare = matches!(first.pos(), Pos::Adjective | Pos::Noun) && deed.head.pos() == Pos::Noun;
    (bare && somebody(actor.head) && !somebody(deed.head) && clause.voice() == Voice::Active).then_some(deed)
}

/// "invited the union to talks", «приглашает на проповедь»; to propose and to offer are none.
fn is_invitation(lower: &str) -> bool {
    ["invit", "приглас", "приглаш"].iter().any(|w| lower.starts_with(w))
}

/// Whether a Russian word has an ending that only verbs have, as far as the words of the table go.
fn has_verb_ending(lower: &str) -> bool {
    let own = lower.strip_suffix("ся").or_else(|| lower.strip_suffix("сь")).unwrap_or(lower);
    ["л", "ла", "ло", "ли", "ет", "ит", "ют", "ут", "ят", "ем", "им", "аю", "ую"].iter().any(|e| own.ends_with(e))
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
fn demand(
    acts: &Acts<'_>,
    asked: &Asked<'_>,
    (times, occasions): (&[Time], &[Occasion]),
    before: &[Demand],
) -> Option<Demand> {
    let word = asked.at;
    let cue = word.span_of(&asked.cue)?;
    let holder = acts.holder(cue);
    // What a paper itself says must be done, nobody has asked for.
    let own_voice = if asked.modal && holder.is_none() { acts.own_voice() } else { None };
    if asked.modal && holder.is_none() && own_voice.is_none() && !acts.is_reported(cue) {
        return None;
    }
    // "No one should feel so".
    let described = |at: usize| word_at(word, at) == "anyone" && word_at(word, at + 1) == "who";
    let nobody = |at: usize| NOBODY.contains(&word_at(word, at).as_str()) && !described(at);
    if asked.modal && asked.addressee.as_ref().is_some_and(|a| nobody(a.start)) {
        return None;
    }
    let own = acts.by_cue(cue);
    let object = asked.object.as_ref().and_then(|o| word.span_of(o));
    // The network has learnt where contents end; the trees only guess it.
    let content = own.and_then(|s| s.content.spans.first().copied());
    // «перерыв объявлен, заверил он»: no promise.
    let said = content.is_some_and(|c| c.end <= cue.start) && !asked.whole && word.lower().starts_with("завер");
    if said && !whom::tells_what_will_be(word, word.at()) {
        return None;
    }
    let object = match (object, content) {
        (Some(object), Some(content))
            if content.start <= object.start
                && object.start < content.end
                && !goes_on_asking(acts, content.end, object.end)
                && (object.end > content.end || !goes_aside(acts, object.end, content.end)) =>
        {
            acts.document.text.span(object.start as usize..content.end as usize)
        }
        // «"…", — предупреждает союз»: what is said stands before.
        (_, Some(content)) if content.end <= cue.start && !asked.whole && !asked.modal => Some(content),
        _ => object,
    };
    // Behind the words of somebody there stands who said them.
    let within = |object: Span| {
        let spans = holder.into_iter().flat_map(|s| &s.content.spans);
        let around = spans.filter(|c| c.start <= object.start && object.start < c.end).map(|c| c.end).next();
        acts.document.text.span(object.start as usize..object.end.min(around.unwrap_or(object.end)) as usize)
    };
    let object = object.and_then(within).and_then(|object| own_part(acts, word, object));
    let object = object.map(|object| without_occasion(acts, occasions, cue, object));
    let deadline = object.and_then(|object| deadline(acts, times, object));
    let object = object.map(|object| without_time(acts, times, object));
    let who = match (own, asked.subject) {
        (Some(Statement { speaker: Some(speaker), .. }), _) => Some(acts.settled(Party::of_speaker(speaker))),
        (_, Some(subject)) => {
            // "required | by law": the preposition is no part of who asks.
            let phrase = subject.phrase();
            let led = subject.sentence(LONGEST).iter().any(|w| w.at() == phrase.start && w.pos() == Pos::Adposition);
            let phrase = phrase.start + usize::from(led && phrase.start < subject.at())..phrase.end;
            told_before(acts, word, &phrase, None, before)
                .or_else(|| acts.named_before(word, &phrase))
                .or_else(|| acts.party(word, &phrase, holder))
        }
        (_, None) => holder.and_then(|s| s.speaker.as_ref()).map(|s| acts.settled(Party::of_speaker(s))).or(own_voice),
    };
    let who = who.map(|party| acts.as_country(party));
    let named = || asked.addressee.as_ref().and_then(|a| acts.party(word, a, holder));
    let pronoun = || asked.addressee.as_ref().and_then(|a| told_before(acts, word, a, who.as_ref(), before));
    let told = |a: &Range<usize>, own: bool| {
        let first = word.sentence(LONGEST * 2).into_iter().find(|w| w.at() == a.start).filter(|_| a.len() == 1)?;
        let spoken = matches!(first.lower().as_str(), "you" | "вы" | "вам" | "вас").then(|| spoken_to(acts, holder?));
        let asker = who.as_ref().filter(|_| !asked.passive).map(|w| w.name.as_str());
        let wanted = Wanted { other: asker, patient: asked.passive, own };
        spoken.flatten().or_else(|| acts.antecedent(first, holder, wanted))
    };
    let antecedent = |own: bool| asked.addressee.as_ref().and_then(|a| told(a, own));
    let earlier = || asked.addressee.as_ref().and_then(|a| acts.named_before(word, a));
    let met = || {
        let pronoun = asked.addressee.as_ref().filter(|a| a.len() == 1).map(|a| word_at(word, a.start))?;
        let met = whom::met_before(word, &pronoun).filter(|_| word.russian())?;
        acts.party(met.head, &(met.start..met.end), holder)
    };
    let named = met()
        .or_else(|| antecedent(true))
        .or_else(pronoun)
        .or_else(|| antecedent(false))
        .or_else(earlier)
        .or_else(named);
    let named = named.map(|party| acts.own_government(&party, who.as_ref()).unwrap_or(party));
    let named = named.or_else(|| asked.bids.then(|| spoken_to(acts, holder?)).flatten());
    let speaker = own.or(holder).and_then(|s| s.speaker.as_ref());
    let named = named.map(|party| speaker.and_then(|s| acts.neighbour(&party, s)).unwrap_or(party));
    let named = named.map(|party| who.as_ref().and_then(|w| acts.rival(&party, w)).unwrap_or(party));
    // "demanded that the Attorney General resign": nobody asks himself, and whom the text was just about may be anybody.
    let guessed = |p: &Party| {
        p.why.contains("just about") && !p.why.contains("pronoun")
            || !asked.passive && who.as_ref().is_some_and(|w| w.name == p.name) && p.span.is_some()
    };
    let named = named.map(|p| if guessed(&p) && !word.russian() { acts.unguessed(p) } else { p });
    let addressee = if asked.force.binds_oneself() { who.clone() } else { named };
    // «жителям советуют»: nobody asks himself.
    let same = |a: &Party, b: &Party| a.name.to_lowercase() == b.name.to_lowercase();
    let itself = |w: &Party| !asked.force.binds_oneself() && addressee.as_ref().is_some_and(|a| same(a, w));
    let who = who.filter(|w| !itself(w));
    // "We must recognise it": whoever speaks asks nobody else.
    let first = asked.addressee.as_ref().filter(|a| a.len() == 1).map(|a| word_at(word, a.start));
    let oneself = first.is_some_and(|f| matches!(f.as_str(), "we" | "i" | "мы" | "я" | "нам" | "мне"));
    if asked.modal && !asked.bids && oneself {
        return None;
    }
    let people = |party: Party| match asked.addressee.as_ref().and_then(|a| whom::told_of(word, a)) {
        Some((first, rest)) if word.russian() && !party.name.contains(char::is_uppercase) => {
            let rest = word.span_of(&rest).map_or("", |span| acts.document.text.slice(span));
            let all = matches!(party.name.as_str(), "всех" | "всем");
            let people = if all { "все" } else { party.name.as_str() };
            Party { name: format!("{people}, {first} {rest}"), ..party }
        }
        _ => party,
    };
    let addressee = addressee.map(people);
    let known = |party: Option<Party>| party.filter(|p| !is_pronoun(&p.name));
    // "If the opportunity should present itself", "copies must be kept": a thing is asked for nothing.
    let thing = addressee.as_ref().filter(|p| asked.modal && is_some_thing(acts, p)).map(|p| p.span);
    // "| Applications should reach the Fund".
    let object = match (object, thing.flatten()) {
        (Some(object), Some(thing)) if thing.end <= object.start => {
            acts.document.text.span(thing.start as usize..object.end as usize)
        }
        _ => object,
    };
    let (who, addressee) = (known(who), known(addressee).filter(|_| thing.is_none()));
    // "Residents | were ordered to leave": by whom is not told.
    let who = who.filter(|w| !asked.passive || addressee.as_ref().is_none_or(|a| a.name != w.name));
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

/// Whom nothing is asked of.
const NOBODY: [&str; 6] = ["no", "nobody", "none", "никто", "никому", "anyone"];

fn word_at(near: Word<'_>, at: usize) -> String {
    near.sentence(LONGEST * 2).into_iter().find(|w| w.at() == at).map(|w| w.lower()).unwrap_or_default()
}
