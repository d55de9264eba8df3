//! Nouns of asking: "its appeal to the council to wait", "the demand that …", «требование вывести войска».
//!
//! Takes the noun, gives who is asked and for what; a noun behind which nothing is asked is none.

use super::{
    Asked, Force, LONGEST, TABLES,
    ahead::{Ahead, to_before},
    claim::tells_what_is,
    force,
};
use crate::{
    lexicon::Class,
    net::{Pos, Relation, VerbForm},
    objects::{
        clause::{Clause, Phrase},
        trees::Word,
    },
};

/// "its appeal to the council to wait", "the demand that …", «требование вывести войска».
pub(super) fn noun_at<'t>(word: Word<'t>, force: Force) -> Option<Asked<'t>> {
    let words = Ahead::of(word);
    let mut cue = word.at()..word.at() + 1;
    let lower_at = |at: usize| words.lower_at(at);
    // "in order to serve"; "did not respond to a request for comment".
    let in_order = word.lower() == "order" && word.previous().is_some_and(|p| p.lower() == "in");
    let for_comment =
        (word.at() + 2..word.at() + 5).any(|at| matches!(lower_at(at).as_str(), "comment" | "comments" | "interview"));
    // "a conference call".
    let spoken = word.previous().is_some_and(|p| {
        matches!(p.lower().as_str(), "conference" | "phone" | "telephone" | "video" | "roll" | "close" | "wake-up")
    });
    // "an appeal against the ruling"
    let legal = lower_at(word.at() + 1) == "against";
    if in_order || spoken || legal || for_comment && lower_at(word.at() + 1) == "for" {
        return None;
    }
    let particle = word.next().filter(|n| matches!(n.lower().as_str(), "for" | "on" | "to" | "о" | "об" | "к" | "с"));
    let to_verb = |p: Word<'t>| p.lower() == "to" && p.next().is_some_and(|v| v.form() == Some(VerbForm::Infinitive));
    // «просьба к гражданам: не выезжать»
    let told = |w: &Word<'t>| w.russian() && w.form() == Some(VerbForm::Infinitive) && w.at() > word.at();
    // "the language of ultimatums | and to honour": another verb's.
    let own = |i: &Word<'t>| {
        let before = to_before(*i).and_then(|to| words.at(to.checked_sub(1)?));
        word.russian() || !before.is_some_and(|b| matches!(b.lower().as_str(), "and" | "or" | "but" | ","))
    };
    let infinitive = words.infinitive().or_else(|| word.children().find(told));
    let infinitive = infinitive.filter(|i| i.at() < word.at() + 12).filter(own);
    let clause = words.clause(cue.end, true).filter(|&that| that <= cue.end + 1);
    let possessor = word.children().find(|c| c.is(Relation::Possessive) || c.is(Relation::Subject));
    if let Some(particle) = particle.filter(|p| !to_verb(*p) && !word.russian()) {
        cue.end = particle.at() + 1;
    }
    let giving = if word.russian() { None } else { giving_verb(word) };
    let object = if let Some(inf) = infinitive {
        let from = to_before(inf).unwrap_or(inf.at());
        let asked = words.noun_phrase(cue.end..from);
        let done = inf.child(Relation::AuxiliaryPassive).is_some() || inf.lower() == "be";
        let thing =
            asked.as_ref().filter(|a| done && particle.is_some_and(|p| p.lower() == "for") && !words.has_name(a));
        let start = thing.map_or(from, |a| a.start);
        Some((start..words.end_behind(inf), asked.clone().filter(|_| thing.is_none())))
    } else if let Some(that) = clause {
        Some((that..words.end_of_clause(that), words.subject_behind(that)))
    } else {
        let particle = particle.filter(|p| matches!(p.lower().as_str(), "for" | "о" | "об" | "к"))?;
        let noun = particle.head().filter(|h| h.at() > particle.at() && h.at() < particle.at() + 8)?;
        // "the petition for road signs", «отверг предложение о»: told of, and nobody is told to ask.
        let put = if word.russian() { is_put(word) } else { giving.is_some() || possessor.is_some() };
        if !put {
            return None;
        }
        match word.russian() {
            true => Some((particle.at()..about_end(particle, noun), None)),
            false => Some((particle.at() + 1..words.end_of_joined(noun.phrase().end), None)),
        }
    };
    let (object, addressee) = object?;
    // "assurances that the plant is safe": a claim.
    if force.binds_oneself() && clause.is_some_and(|that| infinitive.is_none() && tells_what_is(&words, that, true)) {
        return None;
    }
    // "the demand that Ostland pay | was repeated": a second verb, of which the noun is the subject.
    let opens = !word.sentence(LONGEST).iter().any(|w| w.at() < word.at() && w.pos() == Pos::Verb);
    let first = (object.start..object.end).find(|&at| words.at(at).is_some_and(|w| w.pos() == Pos::Verb));
    let second = first.filter(|_| opens).and_then(|v| (v + 1..object.end).find(|&at| is_be(&lower_at(at))));
    let object = object.start..second.unwrap_or(object.end);
    // «направила Порсии ноту с просьбой о содействии»: who gets it is asked.
    let gets = || {
        let verb = word.above().take(3).find(|w| w.pos() == Pos::Verb).filter(|_| word.russian())?;
        let clause = Clause::of(verb, verb.at() + 1);
        // «с просьбой о помощи | обратились к президенту»
        if verb.lower().starts_with("обрати") || verb.lower().starts_with("обраща") {
            return clause.with(&["к", "ко"]).map(|p| p.start..p.end);
        }
        // «направило в МИД ноту с требованием»
        let office = |p: &Phrase<'_>| {
            (p.head.text().starts_with(char::is_uppercase) || p.head.is_class(Class::Body)) && p.end <= word.at()
        };
        if let Some(office) = clause.with(&["в"]).filter(office) {
            return Some(office.start..office.end);
        }
        clause.receiver().filter(|p| p.end <= word.at() && p.start > verb.at()).map(|p| p.start..p.end)
    };
    // "sent | the council | a request for observers", "made an appeal | to the court".
    let given = || {
        let clause = Clause::of(giving?, giving?.at() + 1);
        let first = clause.first_of_two().filter(|p| p.end <= word.at());
        let to = || clause.with(&["to"]).filter(|p| p.end <= object.start || p.start >= object.end);
        first.or_else(to).filter(|p| p.head.at() != word.at()).map(|p| p.start..p.end)
    };
    let addressee = addressee.or_else(gets).or_else(given);
    let negated = (cue.end..object.start + 2).any(|at| words.is_not(at));
    Some(Asked {
        addressee,
        object: Some(object),
        negated,
        subject: possessor.or_else(|| Clause::of(giving?, giving?.at() + 1).sides().0.map(|p| p.head)),
        ..Asked::by(word, force, cue)
    })
}

/// «обратился к совету с просьбой подождать», «обратилась с призывом к».
pub(super) fn turned_at<'t>(word: Word<'t>) -> Option<Asked<'t>> {
    let words = Ahead::of(word);
    let noun = words.near().take(12).find(|w| force(&TABLES.nouns, &w.lower()).is_some())?;
    let force = force(&TABLES.nouns, &noun.lower())?;
    let clause = Clause::of(word, word.at() + 1);
    let addressee = clause.with(&["к", "ко", "в"]).map(|p| p.start..p.end);
    let infinitive = Ahead::of(noun).infinitive();
    let about = || {
        let about = noun.next().filter(|n| matches!(n.lower().as_str(), "о" | "об"))?;
        let noun = about.head().filter(|h| h.at() > about.at())?;
        Some(about.at()..about_end(about, noun))
    };
    let object = infinitive.map(|i| i.at()..words.end_behind(i)).or_else(about)?;
    let negated = words.is_not(object.start.saturating_sub(1));
    let object = object.start - usize::from(negated)..object.end;
    let cue = word.at()..noun.at() + 1;
    Some(Asked {
        addressee,
        object: Some(object),
        negated,
        subject: clause.sides().0.map(|p| p.head),
        ..Asked::by(word, force, cue)
    })
}

/// «направил просьбу о», «с требованием о»: somebody puts it; «отверг предложение о» only tells of one.
fn is_put(noun: Word<'_>) -> bool {
    const PUTS: [&str; 16] = [
        "направ",
        "переда",
        "вручи",
        "выдвин",
        "внес",
        "внос",
        "сдела",
        "озвуч",
        "выраз",
        "обрати",
        "обраща",
        "выступ",
        "содерж",
        "поступи",
        "прозвуч",
        "подал",
    ];
    let with = noun.previous().is_some_and(|p| matches!(p.lower().as_str(), "с" | "со"));
    with || noun.above().take(2).any(|v| PUTS.iter().any(|p| v.lower().starts_with(p)))
}

/// «о помиловании | к президенту», «о срочной помощи | после урагана»: where what is asked about ends.
pub(super) fn about_end(about: Word<'_>, noun: Word<'_>) -> usize {
    let behind = std::iter::successors(noun.next(), Word::next).take_while(|w| w.at() < noun.phrase().end);
    let next = behind.into_iter().find(|w| w.pos() == Pos::Adposition || w.text() == ",").map(|w| w.at());
    next.unwrap_or(noun.phrase().end).max(about.at() + 2)
}

fn is_be(lower: &str) -> bool {
    matches!(lower, "was" | "were" | "is" | "are" | "has" | "have" | "had" | "был" | "была" | "было" | "были")
}

/// "| issued an appeal for", "| gave her word that": the verb by which somebody asks or promises who is its subject.
fn giving_verb(noun: Word<'_>) -> Option<Word<'_>> {
    const GIVING: [&str; 22] = [
        "ma", "gi", "gave", "issu", "sen", "put", "submit", "lodg", "renew", "repeat", "reiterat", "launch", "address",
        "voic", "deliver", "tabl", "present", "hand", "fil", "extend", "convey", "rais",
    ];
    let verb = noun.above().take(2).find(|w| w.pos() == Pos::Verb).filter(|v| v.at() < noun.at())?;
    let lower = verb.lower();
    GIVING.iter().any(|g| lower.starts_with(g)).then_some(verb)
}
