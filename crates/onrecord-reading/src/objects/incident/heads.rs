//! The words that stand for whoever acts or is acted on: the head of a phrase as printed, names whole.
//!
//! Takes the head that a rule has chosen, gives its span: a person by the name without titles, a body by its whole name, two that are joined by
//! "and" up to the second.

use super::{marker, things::is_a};
use crate::{
    SpeakerKind,
    inflection::Case,
    net::{Pos, Relation},
    objects::{
        act::{Acts, Party},
        clause::{is_participle_noun, is_time},
        trees::Word,
    },
};
use onrecord_page::Span;

/// "Clay and | Moll", "a shepherd and his | dog": the second of two heads.
fn second_head<'t>(word: Word<'t>, first: Span) -> Option<Word<'t>> {
    let behind: Vec<Word<'t>> = std::iter::successors(word.next(), Word::next)
        .take_while(|w| w.beside(word))
        .skip_while(|w| (w.node().span.start as u32) < first.end)
        .take(5)
        .collect();
    let and = behind.first().filter(|w| matches!(w.lower().as_str(), "and" | "и"))?;
    let second = behind.iter().find(|w| w.is(Relation::Conjunct) && w.node().tag.is_nominal())?;
    // Joined to the head, to its name, or to the title before it.
    let joined = second.head().is_some_and(|h| {
        let named = (h.node().span.start as u32) >= first.start && h.at() < and.at();
        h.at() == word.at() || named || h.at() < word.at() && h.at() + 3 >= word.at() && h.lower().ends_with('s')
    });
    let between = behind.iter().skip(1).take_while(|w| w.at() < second.at());
    let plain = between
        .into_iter()
        .all(|w| matches!(w.pos(), Pos::Determiner | Pos::Adjective | Pos::Name | Pos::Number | Pos::Pronoun));
    Some(*second).filter(|_| joined && plain)
}

/// The head of a phrase as printed: a name whole, without titles; of a role with a name the name. "Three of the men" are men.
pub(super) fn head_span(acts: &Acts<'_>, word: Word<'_>) -> Option<Span> {
    // A dash is no head, whatever the tree says.
    let first = one_head(acts, word).filter(|_| word.text().contains(char::is_alphanumeric))?;
    let last = second_head(word, first);
    let end = last.and_then(|last| one_head(acts, last)).map(|second| second.end);
    let both = end.and_then(|end| acts.document.text.span(first.start as usize..end as usize));
    both.or(Some(first))
}

/// "since | his arrest": the person named last before, where the text first has the whole name.
fn whose(acts: &Acts<'_>, word: Word<'_>) -> Option<Span> {
    let own = word.is(Relation::Possessive) && matches!(word.lower().as_str(), "his" | "her");
    let start = word.node().span.start as u32;
    let mentions = acts.mentions.get_or_init(|| crate::objects::about::mentions(acts));
    let before = mentions.partition_point(|m| m.span.is_some_and(|s| s.start < start));
    let last = mentions[..before].iter().rev().find(|m| m.kind == SpeakerKind::Person).filter(|_| own)?;
    let whole = |m: &&Party| m.span.is_some_and(|s| acts.document.text.slice(s) == last.name);
    mentions[..before].iter().find(whole).unwrap_or(last).span
}

fn one_head(acts: &Acts<'_>, word: Word<'_>) -> Option<Span> {
    if let Some(person) = whose(acts, word) {
        return Some(person);
    }
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
                | "десятки"
                | "сотни"
                | "тысячи"
        );
    let of =
        word.children().find(|c| counted && matches!(marker(*c).as_str(), "of" | "из") && c.node().tag.is_nominal());
    let word = of.unwrap_or(word);
    if let Some(body) = mission(word).or_else(|| acts.body_at(word)) {
        return Some(body);
    }
    if let Some(noun) = bearer(word) {
        return noun.span_of(&(noun.at()..noun.at() + 1));
    }
    let name = if word.russian() {
        name_behind(acts, word)
    } else {
        named_behind_office(acts, word).or_else(|| apposed_name(acts, word))
    };
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
                && !is_time(*p)
                && p.beside(word)
                && end - start < 8
                && (!word.russian()
                    || p.node().tag.case == word.node().tag.case
                    || word.is(Relation::Flat) && p.pos() == Pos::Name && word.head().is_some_and(|h| h.at() == p.at()))
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
    // "consulate | general", "prosecutor | general".
    let general = |w: &Word<'_>| w.lower() == "general" && start == w.at();
    let office =
        word.previous().filter(|p| general(&word) && p.beside(word) && (acts.is_people(*p) || acts.is_role(*p)));
    start = office.map_or(start, |p| p.at());
    // «премьер-министр», «кто-то»: the later pieces of a word belong to it.
    let inside = |at: usize| word.sentence(8).into_iter().any(|w| w.at() == at && w.is(Relation::Inside));
    // "aide | de camp": foreign words in small letters.
    let foreign = |at: usize| {
        let small = |w: &Word<'_>| w.text().chars().count() == 1 && w.text().starts_with(char::is_lowercase);
        word.sentence(8).into_iter().any(|w| w.at() == at && w.is(Relation::Flat) && !w.russian() && small(&w))
    };
    end += usize::from(foreign(end) || word.next().is_some_and(|n| matches!(n.text(), "d" | "d'" | "d’")));
    while end - start < 8 && inside(end) {
        end += 1;
    }
    if let Some(quoted) = quoted(acts, word, start..end) {
        return Some(quoted);
    }
    // "Kingdom | of Ifa", "Treasury of Fenmark": but of "Presidents of Chancel" the presidents.
    let single = start == word.at() && end == word.at() + 1;
    let adjective = |at: usize| word.sentence(8).into_iter().any(|w| w.at() == at && w.is(Relation::Adjective));
    let one = !word.russian()
        && word.text().starts_with(char::is_uppercase)
        && !word.lower().ends_with('s')
        && (single || adjective(start) && end == word.at() + 1)
        && !acts.is_organ(word)
        && !acts.is_role(word);
    let of = word.next().filter(|n| one && matches!(n.lower().as_str(), "of" | "on" | "for")).and_then(|n| n.next());
    if let Some(land) = of.filter(|l| l.text().starts_with(char::is_uppercase) && l.beside(word) && !is_time(*l)) {
        let goes_on = |w: &Word<'_>| w.text().starts_with(char::is_uppercase) && w.beside(word);
        let last = std::iter::successors(Some(land), Word::next).take(4).take_while(goes_on).last().unwrap_or(land);
        return word.span_of(&(start..last.at() + 1));
    }
    if end - start > 1 {
        let tokens = word.tokens(&(start..end));
        if let Some(name) = acts.name_proper(&tokens) {
            return titled(acts, word, start..end, name).or(Some(name));
        }
    }
    word.span_of(&(start..end))
}

/// "President | Ferrand": a title stays before a surname that is all there is.
fn titled(acts: &Acts<'_>, word: Word<'_>, words: std::ops::Range<usize>, name: Span) -> Option<Span> {
    let surname = !acts.document.text.slice(name).contains(' ') && !word.russian();
    let run: Vec<Word<'_>> = word.sentence(8).into_iter().filter(|w| words.contains(&w.at()) && surname).collect();
    let last = run.iter().position(|w| w.node().span.start as u32 == name.start)?;
    let title = run[..last].iter().rposition(|w| acts.is_role(*w) || is_a("title", &w.lower()))?;
    let ranks = |w: &&Word<'_>| is_a("rank", &w.lower());
    let first = title - run[..title].iter().rev().take_while(ranks).count();
    (title + 1 == last).then(|| word.span_of(&(run[first].at()..run[last].at() + 1))).flatten()
}

/// "Deputy Minister of Education | Viktor Hamm": the name behind an office with what it is of.
fn named_behind_office(acts: &Acts<'_>, word: Word<'_>) -> Option<Span> {
    const LONGEST: usize = 8;
    let office = acts.is_role(word) && word.text().starts_with(char::is_uppercase);
    word.next().filter(|n| office && !word.russian() && matches!(n.lower().as_str(), "of" | "for"))?;
    let goes_on = |w: &Word<'_>| {
        w.beside(word)
            && (w.text().starts_with(char::is_uppercase)
                || matches!(w.lower().as_str(), "of" | "for" | "and" | "the" | "to"))
    };
    let run: Vec<Word<'_>> = std::iter::successors(word.next(), Word::next).take(LONGEST).take_while(goes_on).collect();
    let own = |w: &Word<'_>| {
        matches!(w.node().relation, Relation::Flat | Relation::Compound | Relation::Apposition)
            && w.head().is_some_and(|h| h.at() == word.at() || h.at() < word.at())
    };
    let [.., of, first, last] = run[..] else { return None };
    let name = [of, first, last].iter().all(|w| w.text().starts_with(char::is_uppercase));
    (name && (own(&first) || own(&last))).then(|| word.span_of(&(first.at()..last.at() + 1))).flatten()
}

/// «Чёрный рассвет», «чайная «Керения»»: a name in quotation marks, with them and with the noun before it.
fn quoted(acts: &Acts<'_>, word: Word<'_>, name: std::ops::Range<usize>) -> Option<Span> {
    let around: Vec<Word<'_>> = word.sentence(8);
    let opening = |at: usize| around.iter().find(|w| w.at() == at).filter(|w| w.text() == "«").copied();
    let before = name.start.checked_sub(1).and_then(opening);
    let behind = opening(name.end);
    // «Чёрный | рассвет»: inside the marks.
    let open = || {
        around.iter().rev().find(|w| w.at() < name.start && w.at() + 4 > name.start && matches!(w.text(), "«" | "»"))
    };
    let inside = open().filter(|w| w.text() == "«").copied();
    let before = before.or(inside);
    let first = before.or(behind).filter(|_| !is_a("traffic", &word.lower()))?;
    let last = around.iter().find(|w| w.at() > first.at() && w.text() == "»").filter(|w| w.at() <= first.at() + 5)?;
    let start = if before.is_some() {
        first.node().span.start
    } else {
        around.iter().find(|w| w.at() == name.start)?.node().span.start
    };
    let capital = first.next().is_some_and(|n| n.text().starts_with(char::is_uppercase));
    acts.document.text.span(start..last.node().span.end).filter(|_| capital)
}

/// «посольство | Велузии в Керении»: a mission by whose it is and where; «гимназия | имени Лукаша Дворника».
fn mission(word: Word<'_>) -> Option<Span> {
    let lower = word.lower();
    if let Some(of) = word.next().filter(|n| n.lower() == "имени" && n.beside(word)) {
        let capital = |w: &Word<'_>| w.text().starts_with(char::is_uppercase) && w.beside(word);
        let last = std::iter::successors(of.next(), Word::next).take(4).take_while(capital).last()?;
        return word.span_of(&(word.at()..last.at() + 1));
    }
    let is = ["посольств", "консульств", "генконсульств"].iter().any(|m| lower.starts_with(m));
    let capital = |w: &Word<'_>| w.text().starts_with(char::is_uppercase) && w.beside(word);
    let whose = word.next().filter(|n| is && capital(n))?;
    let full = capital(&word);
    let place = whose
        .next()
        .filter(|n| full && matches!(n.lower().as_str(), "в" | "во"))
        .and_then(|n| n.next())
        .filter(capital);
    word.span_of(&(word.at()..place.unwrap_or(whose).at() + 1))
}

/// "the | trawler Santa Lucia", «посёлок | Верхний Дол»: ships and settlements are told by their noun.
fn bearer(word: Word<'_>) -> Option<Word<'_>> {
    const LONGEST: usize = 4;
    let capital = |w: &Word<'_>| w.text().starts_with(char::is_uppercase) && w.beside(word);
    if word.russian() {
        let named = word.next().is_some_and(|n| capital(&n) || n.text() == "«");
        return Some(word).filter(|w| named && is_a("bearer", &w.lower()));
    }
    let run = std::iter::successors(Some(word), Word::previous).take(LONGEST).take_while(capital).last()?;
    let noun = run.previous().filter(|p| p.beside(word) && p.text().starts_with(char::is_lowercase))?;
    Some(noun).filter(|n| is_a("bearer", &n.lower()))
}

/// "the pilot | Otis Crane", "its captain, | Hugo Steen", "the minister of Lauria, | Beata Wills".
fn apposed_name(acts: &Acts<'_>, word: Word<'_>) -> Option<Span> {
    const LONGEST: usize = 6;
    let capital = |w: &Word<'_>| w.pos() == Pos::Name && w.text().starts_with(char::is_uppercase) && w.beside(word);
    let behind = || std::iter::successors(word.next(), Word::next).take_while(|w| w.beside(word));
    let next = behind().next()?;
    let role = acts.is_role(word);
    let lower = word.text().starts_with(char::is_lowercase);
    let first = if next.text() == "," {
        next.next()?
    } else if lower && capital(&next) {
        next
    } else {
        let place = matches!(next.lower().as_str(), "of" | "to" | "in" | "for" | "at");
        behind().take(LONGEST).take_while(|_| place).find(|w| w.text() == ",")?.next()?
    };
    let run = std::iter::successors(Some(first), Word::next).take(5).take_while(capital).count();
    let closed = || behind().find(|w| w.at() >= first.at() + run).is_none_or(|w| matches!(w.text(), "," | "." | ";"));
    let named = run >= 2 && (next.at() == first.at() || closed());
    (named && (role || lower) && !is_time(first)).then(|| word.span_of(&(first.at()..first.at() + run))).flatten()
}

/// An accusative of somebody may be taken for a genitive.
fn is_animate_object(word: Word<'_>, name: Word<'_>) -> bool {
    matches!(word.node().tag.case, Some(Case::Genitive | Case::Accusative))
        && matches!(name.node().tag.case, Some(Case::Genitive | Case::Accusative))
}

/// «активистку движения «Чистый берег» | Нору Вельт»: the name that the tree hangs on a noun.
fn apposed_to(acts: &Acts<'_>, word: Word<'_>) -> Option<Span> {
    let capital = |w: &Word<'_>| w.text().starts_with(char::is_uppercase) && w.pos() == Pos::Name;
    let names = |w: &Word<'_>| matches!(w.node().relation, Relation::Apposition | Relation::Flat);
    let land = |w: &Word<'_>| {
        let token = w.tokens(&(w.at()..w.at() + 1)).start;
        acts.lands.named(acts.document, token).is_some()
    };
    let named = |c: &Word<'_>| c.at() > word.at() && names(c) && capital(c) && !land(c);
    // «поверенного в делах Пелории | Рамона Вельта»: a land has no such name.
    let role =
        acts.is_role(word) || is_participle_noun(&word.lower()) || word.next().is_some_and(|n| n.is(Relation::Inside));
    let behind_land = || {
        let behind = std::iter::successors(word.next(), Word::next).take_while(|w| w.beside(word)).take(8);
        let own = |w: &Word<'_>| w.above().take(4).any(|a| a.at() == word.at());
        let alike = |w: &Word<'_>| w.node().tag.case == word.node().tag.case || is_animate_object(word, *w);
        let of = |w: &Word<'_>| {
            w.is(Relation::Apposition) && w.head().is_some_and(|h| land(&h) || !acts.is_role(h) && alike(w))
        };
        behind.into_iter().take_while(own).find(|w| role && named(w) && of(w))
    };
    let seat = word.lower().starts_with("столиц");
    let land = |w: &Word<'_>| land(w) && !(seat && w.node().tag.case != Some(Case::Genitive));
    let named = |c: &Word<'_>| c.at() > word.at() && names(c) && capital(c) && !land(c);
    let first = word.children().find(named).or_else(behind_land)?;
    let quoted = first.previous().is_some_and(|p| p.text() == "«");
    let run = std::iter::successors(Some(first), Word::next).take(4).take_while(|w| capital(w) && w.beside(word));
    let last = run.last()?;
    let known = last.at() > first.at() || acts.is_role(word) || seat;
    (known && !quoted).then(|| word.span_of(&(first.at()..last.at() + 1))).flatten()
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
    if let Some(name) = apposed_to(acts, word) {
        return Some(name);
    }
    // «заместитель министра обороны | Орен Ласс»: over what belongs to the role.
    let genitive = |w: &Word<'_>| w.node().tag.case == Some(Case::Genitive) && !capital(w);
    // «корреспондента «Свободной волны» | Марка Задорина»: over a name in quotation marks.
    let mut inside = false;
    let quoted = |w: &Word<'_>| {
        inside = w.text() == "«" || inside && w.text() != "»";
        inside || w.text() == "»"
    };
    let behind = std::iter::successors(word.next(), Word::next).take_while(|w| w.beside(word)).take(12);
    let behind: Vec<Word<'_>> = behind.skip_while(quoted).take(8).collect();
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
