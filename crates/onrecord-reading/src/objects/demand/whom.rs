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

/// Who is asked, what is asked, and whether it is asked not to be done.
type Deed = (Option<Range<usize>>, Option<Range<usize>>, bool);

/// «призвал в интервью | власти страны прекратить», «потребовала от | завода остановить»: whoever stands between the verb and what is asked.
pub(super) fn asked_behind(clause: &Clause<'_>, between: Range<usize>) -> Option<Range<usize>> {
    let inside = |p: &&Phrase<'_>| p.start >= between.start && p.end <= between.end && !p.is_time();
    let bare = |p: &&Phrase<'_>| p.marker.is_empty() && !matches!(p.case(), Some(Case::Instrumental | Case::Nominative));
    let all = || clause.behind().iter().filter(inside);
    let led = |p: &&Phrase<'_>| matches!(p.marker.as_str(), "от" | "к" | "ко" | "у");
    let asked = all().find(bare).or_else(|| all().find(led)).or_else(|| all().find(|p| p.marker.is_empty()))?;
    // «власти | в Висте»
    let seat = |p: &&Phrase<'_>| asked.head.lower().starts_with("власт") && p.start == asked.end + 1 && p.marker == "в";
    if let Some(seat) = all().find(seat) {
        return Some(asked.start..seat.end);
    }
    let next = all().find(|p| p.start >= asked.end && !p.marker.is_empty()).map_or(between.end, |p| p.start - 1);
    let name = all().filter(|p| p.end <= next && p.head.text().starts_with(char::is_uppercase)).last();
    Some(asked.start..name.map_or(asked.end, |p| p.end.max(asked.end)))
}

/// «никто не предупреждал», «ничего не обещал»: told is that nobody asked. «не рекомендуется» asks for the contrary.
pub(super) fn is_not_done(word: Word<'_>, lower: &str) -> bool {
    let not = word.previous().is_some_and(|p| p.lower() == "не" && p.beside(word));
    let told = ["гарантирован", "обещан", "обещано"].iter().any(|w| lower.starts_with(w));
    told || not && !["рекоменд", "совет"].iter().any(|w| lower.starts_with(w))
}

/// «посол приглашён в министерство»: he was summoned.
pub(super) fn summoned(word: Word<'_>, lower: &str) -> bool {
    let clause = || Clause::of(word, word.at() + 1);
    lower.starts_with("приглаш") && {
        let clause = clause();
        clause.voice() == Voice::Passive && clause.with(&["в"]).is_some_and(|p| p.start > word.at())
    }
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
        p.marker.is_empty() && p.end < towards.start && matches!(p.case(), Some(Case::Accusative | Case::Genitive | Case::Nominative))
    };
    let asked = clause.behind().iter().find(whom).map(|p| p.start..p.end);
    Some((asked, towards.start - 1..towards.end))
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
