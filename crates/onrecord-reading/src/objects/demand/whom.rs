//! Whom a Russian verb of asking asks, and for what, where neither stands right behind it.
//!
//! Takes the clause around the verb; cases and prepositions tell who is asked: «призвал в интервью | власти прекратить», «вывезти книги | сотрудникам
//! велено», «призвал | стороны к переговорам», «пригрозил | санкциями». What is no asking after all is refused: «никто не предупреждал».

use super::ahead::Ahead;
use crate::{
    inflection::Case,
    net::{Pos, Relation, VerbForm},
    objects::{
        clause::{Clause, Phrase, Voice},
        trees::Word,
    },
};
use std::ops::Range;

/// Words of a sentence that are looked at to either side.
const FAR: usize = 64;

/// Who is asked, what is asked, and whether it is asked not to be done.
type Deed = (Option<Range<usize>>, Option<Range<usize>>, bool);

/// «призвал в интервью | власти страны прекратить», «потребовала от | завода остановить»: whoever stands between the verb and what is asked.
pub(super) fn asked_behind(clause: &Clause<'_>, between: Range<usize>) -> Option<Range<usize>> {
    let inside = |p: &&Phrase<'_>| p.start >= between.start && p.end <= between.end && !p.is_time();
    let bare =
        |p: &&Phrase<'_>| p.marker.is_empty() && !matches!(p.case(), Some(Case::Instrumental | Case::Nominative));
    let all = || clause.behind().iter().filter(inside);
    // The tree first: «просим также | всех неравнодушных помочь».
    let verb = clause.verb();
    let object = |w: &Word<'_>| {
        matches!(w.node().relation, Relation::Object | Relation::IndirectObject)
            && between.contains(&w.at())
            && !matches!(w.form(), Some(VerbForm::Infinitive | VerbForm::Finite))
            && w.child(Relation::Marker).is_none()
    };
    let told = verb.children().find(object);
    if let Some(told) = told.filter(|told| !all().any(|p| (p.start..p.end).contains(&told.at()))) {
        return Some(told.phrase().start.max(between.start)..told.at() + 1);
    }
    let led = |p: &&Phrase<'_>| matches!(p.marker.as_str(), "от" | "к" | "ко" | "у");
    let by_tree = || all().find(|p| told.is_some_and(|told| (p.start..p.end).contains(&told.at())));
    let asked = by_tree()
        .or_else(|| all().find(bare))
        .or_else(|| all().find(led))
        .or_else(|| all().find(|p| p.marker.is_empty()))?;
    // «власти | в Висте»
    let seat = |p: &&Phrase<'_>| asked.head.lower().starts_with("власт") && p.start == asked.end + 1 && p.marker == "в";
    if let Some(seat) = all().find(seat) {
        return Some(asked.start..seat.end);
    }
    let next = all().find(|p| p.start >= asked.end && !p.marker.is_empty()).map_or(between.end, |p| p.start - 1);
    let name = all().rfind(|p| p.end <= next && p.head.text().starts_with(char::is_uppercase));
    let end = name.map_or(asked.end, |p| p.end.max(asked.end));
    let opening =
        |at: usize| verb.sentence(FAR).into_iter().any(|w| w.at() == at && matches!(w.text(), "«" | "-" | "—"));
    // «всех | неравнодушных»
    let all = verb
        .sentence(FAR)
        .into_iter()
        .any(|w| w.at() + 1 == asked.start && w.at() >= between.start && matches!(w.lower().as_str(), "всех" | "всем"));
    Some(asked.start - usize::from(all)..end - usize::from(end > asked.start + 1 && opening(end - 1)))
}

/// «никто не предупреждал», «ничего не обещал»: told is that nobody asked. «не рекомендуется» asks for the contrary.
pub(super) fn is_not_done(word: Word<'_>, lower: &str) -> bool {
    let not = word.previous().is_some_and(|p| p.lower() == "не" && p.beside(word));
    let told = ["гарантирован", "обещан", "обещано"].iter().any(|w| lower.starts_with(w));
    told || is_question(word) || not && !["рекоменд", "совет"].iter().any(|w| lower.starts_with(w))
}

/// «о чём бы вы попросили власти?»
fn is_question(word: Word<'_>) -> bool {
    word.sentence(40).last().is_some_and(|w| w.text() == "?")
}

/// Of two sides of a wish the one that is to act: «чтобы расследование взял под контроль | прокурор»; of a passive nobody.
pub(super) fn subject_of_wish<'t>(words: &Ahead<'t>, that: usize) -> Option<Phrase<'t>> {
    let finite = |w: &Word<'t>| w.pos() == Pos::Verb && w.form() == Some(VerbForm::Finite);
    let verb = (that + 1..that + 14).filter_map(|at| words.at(at)).find(finite)?;
    let clause = Clause::of(verb, verb.at() + 1);
    let subject = verb.children().find(|c| c.is(Relation::Subject) && c.at() > that);
    let all = || clause.before().iter().chain(clause.behind());
    let by_tree = subject.and_then(|s| all().find(|p| (p.start..p.end).contains(&s.at())).cloned());
    let passive = verb.child(Relation::SubjectPassive).is_some() || clause.voice() == Voice::Passive;
    by_tree.or_else(|| clause.sides().0.filter(|p| p.start > that)).filter(|_| !passive)
}

/// «а сторонников | призвало», «коллег из других редакций | попросил»: whom the tree gives as the object before its verb.
pub(super) fn asked_ahead(clause: &Clause<'_>) -> Option<Range<usize>> {
    let verb = clause.verb();
    let object = |w: &Word<'_>| {
        let told = matches!(w.node().relation, Relation::Object | Relation::IndirectObject);
        // «добровольцев | просят»: a subject that is no nominative.
        let asked = w.is(Relation::Subject)
            && w.text().starts_with(char::is_lowercase)
            && ["ов", "ев", "ых", "их"].iter().any(|e| w.lower().ends_with(e));
        (told || asked) && w.at() < verb.at() && w.node().tag.is_nominal() && w.child(Relation::Marker).is_none()
    };
    let whom = verb.children().find(object)?;
    let phrase = clause.before().iter().find(|p| (p.start..p.end).contains(&whom.at())).map(|p| p.start..p.end);
    Some(phrase.unwrap_or(whom.at()..whom.at() + 1))
}

/// «встретился с организаторами и попросил | их», «позвонил коллеге и попросил | его»: whom the verb before had to do with.
pub(super) fn met_before<'t>(verb: Word<'t>, pronoun: &str) -> Option<Phrase<'t>> {
    let several = match pronoun {
        "их" | "им" | "них" => true,
        "его" | "ему" | "ее" | "ей" => false,
        _ => return None,
    };
    let joint = verb.head().filter(|h| verb.is(Relation::Conjunct) && h.pos() == Pos::Verb && h.at() < verb.at())?;
    let clause = Clause::of(joint, joint.at() + 1);
    let many = |p: &Phrase<'_>| {
        ["ми", "ам", "ям", "ов", "ев", "х"].iter().any(|e| p.head.lower().ends_with(e)) || p.is_counted()
    };
    let met = clause.receiver().or_else(|| clause.with(&["с", "со", "к", "ко"]))?;
    (met.end <= verb.at() && many(&met) == several).then_some(met)
}

/// «посол приглашён в министерство»: he was summoned.
pub(super) fn summoned(word: Word<'_>, lower: &str) -> bool {
    let clause = || Clause::of(word, word.at() + 1);
    lower.starts_with("приглаш") && {
        let clause = clause();
        clause.voice() == Voice::Passive && clause.with(&["в"]).is_some_and(|p| p.start > word.at())
    }
}

/// «запасов хватит на всех, заверил он»: a promise tells of what will be; «перерыв объявлен, заверил он» of what is.
pub(super) fn tells_what_will_be(verb: Word<'_>, until: usize) -> bool {
    let past = |w: &Word<'_>| {
        ["л", "ла", "ло", "ли"].iter().any(|e| w.lower().trim_end_matches("ся").trim_end_matches("сь").ends_with(e))
    };
    let finite = |w: &Word<'_>| {
        w.form() == Some(VerbForm::Finite)
            && matches!(w.pos(), Pos::Verb | Pos::Auxiliary)
            && w.at() < until
            && w.at() != verb.at()
    };
    verb.sentence(FAR).into_iter().any(|w| finite(&w) && !past(&w))
}

/// «вывезти книги сотрудникам | велено»: what is to be done stands before.
pub(super) fn deed_before(clause: &Clause<'_>, words: &Ahead<'_>, particle: Option<Word<'_>>) -> Option<Deed> {
    let verb = clause.verb();
    if !verb.russian() || particle.is_some() || words.infinitive().is_some() {
        return None;
    }
    let infinitive = |w: &Word<'_>| {
        w.at() < verb.at() && w.form() == Some(VerbForm::Infinitive) && w.beside(verb) && w.pos() == Pos::Verb
    };
    let deed = verb.children().find(infinitive)?;
    let asked = clause.receiver_before().filter(|p| p.start > deed.at()).map(|p| p.start..p.end);
    let end = asked.as_ref().map_or(verb.at(), |a| a.start);
    let not = deed.previous().is_some_and(|p| p.lower() == "не");
    Some((asked, Some(deed.at() - usize::from(not)..end), not))
}

/// «призвал | стороны к переговорам»: what somebody is called to stands behind «к».
pub(super) fn urged_towards(clause: &Clause<'_>, lower: &str) -> Option<(Option<Range<usize>>, Range<usize>)> {
    if !lower.starts_with("призва") && !lower.starts_with("призыва") {
        return None;
    }
    let towards = clause.behind().iter().find(|p| matches!(p.marker.as_str(), "к" | "ко"))?;
    let whom = |p: &&Phrase<'_>| {
        p.marker.is_empty()
            && p.end < towards.start
            && matches!(p.case(), Some(Case::Accusative | Case::Genitive | Case::Nominative))
    };
    let asked = clause.behind().iter().find(whom).map(|p| p.start..p.end);
    Some((asked, towards.start - 1..towards.end))
}

/// «потребовал от посольства Залмары | объяснений»: the last noun behind «от» is what is demanded.
pub(super) fn demanded_from(clause: &Clause<'_>) -> Option<(Option<Range<usize>>, Range<usize>)> {
    let demands = ["треб", "потреб"].iter().any(|w| clause.verb().lower().starts_with(w));
    let from = clause.behind().iter().find(|p| p.marker == "от" && demands)?;
    let deed = |w: &Word<'_>| {
        w.pos() == Pos::Noun
            && w.at() > from.head.at()
            && w.node().tag.case == Some(Case::Genitive)
            && !w.is(Relation::Inside)
            && w.text().starts_with(char::is_lowercase)
    };
    let deed = from.words().filter(deed).last()?;
    Some((Some(from.start..deed.at()), deed.at()..from.end))
}

/// «всех, | кто видел пропавшего, | просят», «гражданам, | планирующим поездки»: the clause that tells of which people: its first word, in the
/// nominative, and the others.
pub(super) fn told_of(near: Word<'_>, people: &Range<usize>) -> Option<(String, Range<usize>)> {
    let words: Vec<Word<'_>> = near.sentence(FAR).into_iter().filter(|w| w.at() >= people.end).collect();
    let [comma, first, ..] = &words[..] else { return None };
    let lower = first.lower();
    let who = matches!(lower.as_str(), "кто" | "кому" | "кого" | "кем" | "чей" | "чья" | "чье" | "чьи");
    let bare = lower.strip_suffix("ся").unwrap_or(&lower);
    let participle = ["щим", "щих", "вшим", "вших", "нным", "нных"].iter().any(|e| bare.ends_with(e));
    let close = words.iter().skip(1).position(|w| w.text() == ",")? + 1;
    if comma.text() != "," || !(who || participle) {
        return None;
    }
    let own = bare.strip_suffix(['м', 'х']).map(|stem| format!("{stem}е{}", if bare == lower { "" } else { "ся" }));
    let first = if who { lower.clone() } else { own? };
    Some((first, words.get(2)?.at()..words[close].at()))
}

/// «пригрозил | санкциями»: by what is threatened; a weapon in the hand threatens without words.
pub(super) fn threatened_with(clause: &Clause<'_>, lower: &str) -> Option<Range<usize>> {
    const WEAPONS: [&str; 8] = ["нож", "оруж", "пистолет", "автомат", "топор", "ружь", "палк", "кулак"];
    if !["пригроз", "грозит", "грозят", "грозил"].iter().any(|w| lower.starts_with(w)) {
        return None;
    }
    let means = |p: &&Phrase<'_>| p.marker.is_empty() && p.case() == Some(Case::Instrumental) && !p.is_time();
    let with = clause.behind().iter().find(means)?;
    let weapon = WEAPONS.iter().any(|w| with.head.lower().starts_with(w));
    let subject = clause.verb().children().any(|c| c.is(Relation::Subject)) || clause.sides().0.is_some();
    (!weapon && subject).then_some(with.start..with.end)
}
