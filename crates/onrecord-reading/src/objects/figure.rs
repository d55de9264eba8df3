//! Figures: counts, sums of money, shares, durations, measures and ranks.
//!
//! Takes a text and the times in it, gives every number that counts something, with its bound, its unit and the time in which it was
//! counted. Refuses years, days, clock times, numbers of things ("Resolution 14"), phone numbers and numbers inside names.

mod bound;
mod measure;
mod money;
mod skip;
mod unit;

use super::{
    holder::Holders,
    look::{Look, is_cyrillic},
    number::{self, Form, Number, Seen},
    when::Found,
};
use crate::{StatementId, lexicon::Class};
use onrecord_page::Span;
use std::{fmt, ops::Range};

/// A number with what it counts: "at least 300 Sarven immigrants".
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// From the word of the bound to the head of what is counted.
    pub span: Span,
    /// How many.
    pub value: Value,
    /// How exactly.
    pub bound: Bound,
    /// What is counted; None where the text prints nothing ("300 were detained").
    pub unit: Option<Unit>,
    /// The words between number and unit ("Sarven").
    pub modifiers: Option<Span>,
    /// What sort of number it is.
    pub kind: FigureKind,
    /// The time in which it was counted ("during 2022", "every year").
    pub period: Option<Span>,
    /// What it is a number of ("of grain", "of the members").
    pub of: Option<Span>,
    /// The innermost statement in whose content it stands; None where the outlet tells it itself.
    pub statement: Option<StatementId>,
}

/// A number or a range.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Value {
    /// One number.
    Number(Number),
    /// From … to …
    Range(Number, Number),
}

/// The head noun of what is counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unit {
    /// As printed; `%` for per cent, `points` for percentage points, the ISO code of a real currency.
    pub name: String,
    /// Where it stands.
    pub span: Span,
}

/// How a number bounds what is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Bound {
    /// No word says otherwise.
    Exact,
    /// At least, no fewer than.
    AtLeast,
    /// Up to, at most.
    AtMost,
    /// More than, over.
    MoreThan,
    /// Fewer than, under.
    LessThan,
    /// Nearly, almost.
    Nearly,
    /// About, some, roughly.
    About,
    /// Dozens, hundreds.
    Multiple,
}

/// What sort of number a figure is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum FigureKind {
    /// Of people or things.
    Count,
    /// A sum of money.
    Money,
    /// Per cent, a third, half.
    Share,
    /// A length of time, an age.
    Duration,
    /// Kilometres, tonnes, degrees.
    Measure,
    /// An ordinal that ranks or numbers.
    Rank,
}

impl Bound {
    /// As printed, stored and searched for.
    pub fn as_str(self) -> &'static str {
        match self {
            Bound::Exact => "exact",
            Bound::AtLeast => "at-least",
            Bound::AtMost => "at-most",
            Bound::MoreThan => "more-than",
            Bound::LessThan => "less-than",
            Bound::Nearly => "nearly",
            Bound::About => "about",
            Bound::Multiple => "multiple",
        }
    }
}

impl FigureKind {
    /// As printed, stored and searched for.
    pub fn as_str(self) -> &'static str {
        match self {
            FigureKind::Count => "count",
            FigureKind::Money => "money",
            FigureKind::Share => "share",
            FigureKind::Duration => "duration",
            FigureKind::Measure => "measure",
            FigureKind::Rank => "rank",
        }
    }
}

impl Value {
    /// Two to four: a Russian noun behind it is a singular.
    fn is_few(self) -> bool {
        let Value::Number(number) = self else { return false };
        number.as_whole().is_some_and(|n| (2..=4).contains(&n))
    }
}

impl fmt::Display for Value {
    /// `300`, `20..30`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Value::Number(number) => write!(f, "{number}"),
            Value::Range(low, high) => write!(f, "{low}..{high}"),
        }
    }
}

/// Every figure of a text, in order. Numbers inside `times` are none.
pub(crate) fn read(look: Look<'_>, times: &[Found], holders: &Holders) -> Vec<Figure> {
    let mut figures: Vec<Raw> = Vec::new();
    let (mut at, mut next_time) = (0, 0);
    while at < look.len() {
        while times.get(next_time).is_some_and(|t| t.tokens.end <= at) {
            next_time += 1;
        }
        if let Some(time) = times.get(next_time).filter(|t| t.tokens.contains(&at)) {
            at = time.tokens.end;
            continue;
        }
        let starts = number::may_start(look, at) || matches!(look.low(at), "a" | "an" | "half");
        let raw = starts.then(|| one_in(look, at).or_else(|| every(look, at)).or_else(|| figure(look, at))).flatten();
        let raw = raw.or_else(|| half_word(look, at)).or_else(|| bounded_article(look, at));
        match raw {
            Some(raw) => {
                // "18 of 60 vehicles": the second number is a figure of its own.
                at = raw.number_end.max(at + 1);
                figures.push(raw);
            }
            // What looked like a number and is none ("1.2.3", "Resolution 14") is passed as a whole.
            None => {
                at = starts.then(|| number::number(look, at).map(|n| n.end)).flatten().unwrap_or(at + 1).max(at + 1)
            }
        }
    }
    share_units(look, &mut figures);
    figures.into_iter().filter_map(|raw| raw.finish(look, times, holders)).collect()
}

/// A figure in tokens.
struct Raw {
    tokens: Range<usize>,
    number_end: usize,
    value: Value,
    bound: Bound,
    unit: Option<Named>,
    kind: FigureKind,
}

/// A unit in tokens.
#[derive(Clone)]
struct Named {
    name: String,
    tokens: Range<usize>,
    /// Bytes of the last token that are the unit, where it is tied to the number.
    tied: Option<usize>,
}

impl Raw {
    fn finish(self, look: Look<'_>, times: &[Found], holders: &Holders) -> Option<Figure> {
        let document = look.document;
        let span = document.span(&self.tokens)?;
        let unit = self.unit.and_then(|unit| {
            let mut place = document.span(&unit.tokens)?;
            if let Some(bytes) = unit.tied {
                place = document.text.span(place.range().end.checked_sub(bytes)?..place.range().end)?;
            }
            Some((unit.tokens, Unit { name: unit.name, span: place }))
        });
        let modifiers =
            unit.as_ref().and_then(|(tokens, _)| document.span(&(self.number_end..tokens.start.max(self.number_end))));
        let end = self.tokens.end;
        let of =
            (look.low(end) == "of").then(|| phrase_of(look, end)).flatten().and_then(|tokens| document.span(&tokens));
        Some(Figure {
            span,
            value: self.value,
            bound: self.bound,
            unit: unit.map(|(_, unit)| unit),
            modifiers,
            kind: self.kind,
            period: period(look, &self.tokens, times),
            of,
            statement: holders.of_span(span),
        })
    }
}

/// "of grain": what stands behind the head.
fn phrase_of(look: Look<'_>, at: usize) -> Option<Range<usize>> {
    let from = at + 1;
    let end = (from..from + 5).find(|&t| {
        !look.is_word(t) || t > from && look.class(t, Class::Preposition) || look.class(t, Class::Auxiliary)
    });
    Some(from..end.unwrap_or(from + 5)).filter(|r| !r.is_empty())
}

/// "one in four", "One Veldran in ten", «каждый третий».
fn one_in(look: Look<'_>, at: usize) -> Option<Raw> {
    let first = number::number(look, at).filter(|n| n.form == Form::Plain && n.high.is_none())?;
    let into = (first.end..first.end + 3).find(|&t| look.low(t) == "in")?;
    let second =
        number::number(look, into + 1).filter(|n| n.form == Form::Plain && n.high.is_none() && n.end == into + 2)?;
    let (n, d) = (first.low.as_whole()?, second.low.as_whole()?);
    let year = d > 100
        || n > 99
        || d < 3
        || second.end == into + 2 && measure::kind(look.low(second.end)).is_some()
        || (first.end..into).any(|t| !look.is_word(t))
        || into > first.end && unit::is_plural(look, first.end) && n == 1;
    // "six in ten", "one job in three", but "12 men in two buses".
    let round = matches!(d, 5 | 10 | 20 | 100);
    let free = n == 1 || into == first.end && (round || !unit::is_plural(look, second.end));
    let value = Number::ratio(n, d).filter(|_| n < d && !year && free)?;
    let (bound, start) = bound::before(look, at).unwrap_or((Bound::Exact, at));
    Some(Raw {
        tokens: start..second.end,
        number_end: second.end,
        value: Value::Number(value),
        bound,
        unit: None,
        kind: FigureKind::Share,
    })
}

/// "every fifth stand", «каждый третий автобус»: a share.
fn every(look: Look<'_>, at: usize) -> Option<Raw> {
    let before = look.before(at);
    let every = matches!(before, "every") || before.starts_with("кажд");
    let seen = every.then(|| number::number(look, at)).flatten().filter(|n| n.form == Form::Ordinal)?;
    let value = Number::ratio(1, seen.low.as_whole().filter(|n| (2..=1000).contains(n))?)?;
    // "every second day" tells how often.
    if measure::kind(look.low(seen.end)) == Some(FigureKind::Duration) {
        return None;
    }
    let (bound, start) = bound::before(look, at - 1).unwrap_or((Bound::Exact, at - 1));
    let value = Value::Number(value);
    Some(Raw { tokens: start..seen.end, number_end: seen.end, value, bound, unit: None, kind: FigureKind::Share })
}

/// «полчаса», «полкило»: half of a measure in one word.
fn half_word(look: Look<'_>, at: usize) -> Option<Raw> {
    let noun = look.low(at).strip_prefix("пол")?;
    let known = matches!(
        noun,
        "часа"
            | "года"
            | "дня"
            | "века"
            | "месяца"
            | "минуты"
            | "недели"
            | "кило"
            | "километра"
            | "метра"
            | "литра"
            | "тонны"
            | "килограмма"
            | "гектара"
    );
    let kind = known.then(|| measure::kind(noun).unwrap_or(FigureKind::Measure))?;
    let (bound, start) = bound::before(look, at).unwrap_or((Bound::Exact, at));
    let unit = Named { name: noun.to_owned(), tokens: at..at + 1, tied: Some(noun.len()) };
    let value = Value::Number(Number::ratio(1, 2)?);
    Some(Raw { tokens: start..at + 1, number_end: at + 1, value, bound, unit: Some(unit), kind })
}

/// "under a minute", "more than a year": an article counts where a bound stands before it.
fn bounded_article(look: Look<'_>, at: usize) -> Option<Raw> {
    if !matches!(look.low(at), "a" | "an") {
        return None;
    }
    let kind = measure::kind(look.low(at + 1))?;
    let (bound, start) = bound::before(look, at).filter(|(bound, _)| *bound != Bound::AtMost)?;
    let unit = Some(named(look, at + 1));
    let value = Value::Number(Number::whole(1));
    Some(Raw { tokens: start..at + 2, number_end: at + 2, value, bound, unit, kind })
}

/// The figure whose number starts at `at`.
fn figure(look: Look<'_>, at: usize) -> Option<Raw> {
    let seen = number::number(look, at)?;
    if skip::is_none(look, at, &seen) {
        return None;
    }
    let seen = split_change(look, at, seen);
    let (bound, start) = bound::before(look, at).map_or((None, at), |(bound, start)| (Some(bound), start));
    let (start, opener) = spread(look, start, &seen);
    let value = match seen.high {
        Some(high) => Value::Range(seen.low, high),
        None => Value::Number(seen.low),
    };
    let money = money::around(look, start, at, seen.end);
    let (start, symbol) = match &money {
        Some(money) => (money.start.min(start), true),
        None => (start, false),
    };
    // A bound before the sign of a currency: "more than $5 million".
    let (bound, start) = if bound.is_none() && symbol && start < at {
        bound::before(look, start).map_or((None, start), |(bound, start)| (Some(bound), start))
    } else {
        (bound, start)
    };
    let _ = opener;
    let mut raw = Raw {
        tokens: start..seen.end,
        number_end: seen.end,
        value,
        bound: bound.unwrap_or(Bound::Exact),
        unit: None,
        kind: FigureKind::Count,
    };
    if let Some(money) = money {
        raw.kind = FigureKind::Money;
        raw.tokens.end = money.end.max(seen.end);
        raw.unit = Some(Named { name: money.name, tokens: money.tokens, tied: None });
    } else if !counted(look, at, &seen, &mut raw) {
        return None;
    }
    if seen.form == Form::Multiple && raw.bound == Bound::Exact {
        raw.bound = Bound::Multiple;
    }
    if raw.bound == Bound::Exact {
        // "20 points or more", "12 or more", "twenty-odd", «человек триста»
        let behind = bound::behind(look, seen.end).or_else(|| bound::behind(look, raw.tokens.end));
        if let Some((bound, end)) = behind {
            raw.bound = bound;
            let unit_behind = raw.unit.is_none() && raw.kind == FigureKind::Count;
            raw.tokens.end = raw.tokens.end.max(end);
            if unit_behind && let Some(phrase) = unit::head(look, end, false, false) {
                raw.tokens.end = phrase.head + 1;
                raw.unit = Some(named(look, phrase.head));
                raw.kind = kind_of(look, phrase.head);
            }
        }
    }
    inverted(look, at, &mut raw);
    Some(raw)
}

/// "from 12 to 18 per cent" as a change is two figures: only the first is taken here.
fn split_change(look: Look<'_>, at: usize, seen: Seen) -> Seen {
    let from = matches!(look.before(at), "from" | "с" | "со" | "от");
    if seen.high.is_none() || !from {
        return seen;
    }
    let sentence = look.sentence(at);
    let changes = (sentence.start.max(at.saturating_sub(8))..at).any(|t| bound::is_change(look.low(t)));
    let apart = (at + 1..seen.end).find(|&t| matches!(look.low(t), "to" | "до"));
    match apart.filter(|_| changes || look.before(at) != "from" && look.before(at) != "от") {
        Some(end) => Seen { high: None, end: end - usize::from(look.is(end - 1, '%')), ..seen },
        None => seen,
    }
}

/// The word that opens a spread: "between 20 and 30", "from 20 to 30".
fn spread(look: Look<'_>, start: usize, seen: &Seen) -> (usize, bool) {
    let opens = matches!(look.before(start), "between" | "from" | "от" | "между");
    if opens && seen.high.is_some() { (start - 1, true) } else { (start, false) }
}

/// What is counted, and what sort of number it is. False where it turns out to be no figure.
fn counted(look: Look<'_>, at: usize, seen: &Seen, raw: &mut Raw) -> bool {
    let end = seen.end;
    match seen.form {
        Form::Fraction => {
            raw.kind = FigureKind::Share;
            // "half an hour", «треть века»
            let noun = end + usize::from(matches!(look.low(end), "a" | "an"));
            let measured = measure::kind(look.low(noun)).filter(|_| noun > end || is_cyrillic(look.low(noun)));
            if let Some(kind) = measured {
                raw.kind = kind;
                raw.tokens.end = noun + 1;
                raw.unit = Some(named(look, noun));
            }
            true
        }
        Form::Ordinal => rank(look, end, raw),
        Form::Tied(bytes) => tied(look, at, bytes, raw),
        Form::Plain | Form::Multiple => {
            plain(look, at, seen, raw);
            true
        }
    }
}

/// The noun of a plain number.
fn plain(look: Look<'_>, at: usize, seen: &Seen, raw: &mut Raw) {
    let end = seen.end;
    if let Some((name, last, kind)) = measure::at(look, end) {
        raw.tokens.end = last + 1;
        raw.kind = kind;
        raw.unit = Some(Named { name, tokens: last..last + 1, tied: None });
        return;
    }
    let whole = seen.high.unwrap_or(seen.low).as_whole();
    let one = whole == Some(1) && seen.high.is_none();
    let few = whole.is_some_and(|n| (2..=4).contains(&(n % 10)) && !(12..=14).contains(&(n % 100)));
    // «двоих», «трех», «двумя»: behind an oblique form a nominative is no longer part of the phrase.
    let few = few && !look.low(end - 1).ends_with(['х', 'м', 'и']);
    // «двое из десяти»: a share, as long as nothing is counted.
    let all =
        number::number(look, end + 1).filter(|n| look.low(end) == "из" && n.form == Form::Plain && n.high.is_none());
    let all = all
        .filter(|all| unit::head(look, all.end, false, true).is_none())
        .and_then(|all| Some((all.low.as_whole()?, all.end)));
    if let (Some((all, last)), Some(part)) =
        (all.filter(|(n, _)| matches!(n, 3..=10 | 100 | 1000)), whole.filter(|_| seen.high.is_none()))
        && let Some(share) = Number::ratio(part, all).filter(|_| part < all)
    {
        (raw.value, raw.kind) = (Value::Number(share), FigureKind::Share);
        (raw.tokens.end, raw.number_end) = (last, last);
        return;
    }
    let of = look.low(end) == "of" || look.low(end) == "из";
    if of {
        if let Some(head) = one_of(look, end + 1) {
            raw.tokens.end = head + 1;
            raw.unit = Some(named(look, head));
        }
        return;
    }
    let behind = bound::behind(look, end).map_or(end, |_| usize::MAX);
    if behind == usize::MAX {
        return;
    }
    // "twenty-odd children"
    if let Some(phrase) = unit::head(look, end, one, few) {
        raw.tokens.end = phrase.head + 1;
        raw.unit = Some(named(look, phrase.head));
        raw.kind = kind_of(look, phrase.head);
    }
    let _ = at;
}

/// "of them", "of the officers", «из них»: whose number it is.
fn one_of(look: Look<'_>, at: usize) -> Option<usize> {
    if matches!(
        look.low(at),
        "them" | "us" | "whom" | "which" | "those" | "these" | "you" | "них" | "нас" | "которых" | "вас"
    ) {
        let noun = matches!(look.low(at), "those" | "these").then(|| unit::head(look, at + 1, false, false)).flatten();
        return Some(noun.map_or(at, |p| p.head));
    }
    let mut from = at;
    while matches!(look.low(from), "the" | "its" | "their" | "his" | "her" | "our" | "my" | "these" | "those" | "all") {
        from += 1;
    }
    // "two of the six buses": both count buses.
    if let Some(second) = number::number(look, from).filter(|n| n.form == Form::Plain) {
        from = second.end;
    }
    unit::head(look, from, false, false).map(|p| p.head)
}

fn kind_of(look: Look<'_>, head: usize) -> FigureKind {
    measure::kind(look.low(head)).unwrap_or(FigureKind::Count)
}

fn named(look: Look<'_>, head: usize) -> Named {
    Named { name: look.printed(head).to_owned(), tokens: head..head + 1, tied: None }
}

/// "the third round", «шестое нападение».
fn rank(look: Look<'_>, end: usize, raw: &mut Raw) -> bool {
    raw.kind = FigureKind::Rank;
    match unit::head(look, end, true, false) {
        Some(phrase) => {
            raw.tokens.end = phrase.head + 1;
            raw.unit = Some(named(look, phrase.head));
            true
        }
        None => look.words(end, "in a row").is_some() || look.words(end, "подряд").is_some(),
    }
}

/// "a 27-member council", "a three-day visit", "34-year-old", «25-летний».
fn tied(look: Look<'_>, at: usize, bytes: usize, raw: &mut Raw) -> bool {
    let last = raw.number_end - 1;
    let printed = look.printed(last);
    let Some(noun) = printed.len().checked_sub(bytes).and_then(|from| printed.get(from..)) else { return false };
    let (name, drop) = match noun.split_once(['-', '‑']) {
        Some((head, rest)) => (head, rest.len() + 1),
        None => (noun, 0),
    };
    let low = name.to_lowercase();
    if matches!(low.as_str(), "odd") || matches!(low.as_str(), "plus") {
        raw.bound = if low == "odd" { Bound::About } else { Bound::AtLeast };
        if let Some(phrase) = unit::head(look, last + 1, false, false) {
            raw.tokens.end = phrase.head + 1;
            raw.unit = Some(named(look, phrase.head));
            raw.kind = kind_of(look, phrase.head);
        }
        return true;
    }
    if matches!(
        low.as_str(),
        "sided" | "fold" | "way" | "off" | "to" | "on" | "and" | "time" | "person's" | "eyed" | "handed" | "legged"
    ) {
        return false;
    }
    if low == "strong" {
        return true;
    }
    let _ = at;
    raw.kind = measure::tied(&low).unwrap_or(FigureKind::Count);
    // A name: "F-16", "MiG-29" start with a letter; "5-HT" is no noun.
    raw.unit = Some(Named { name: name.to_owned(), tokens: last..last + 1, tied: Some(drop + name.len()) });
    if drop > 0 {
        raw.unit = Some(Named { name: name.to_owned(), tokens: last..last + 1, tied: None });
    }
    if matches!(
        low.as_str(),
        "percent" | "per" | "процентный" | "процентная" | "процентное" | "процентного" | "процентной"
    ) {
        raw.unit = Some(Named { name: "%".to_owned(), tokens: last..last + 1, tied: None });
    }
    true
}

/// «человек триста», «лет десять»: the noun before its number makes it about so many.
fn inverted(look: Look<'_>, at: usize, raw: &mut Raw) {
    // A noun behind digits is their own; behind a word it may be the next phrase («килограммов сорок сена»).
    let own = raw.unit.is_some() && look.is_digits(at);
    if own || raw.bound != Bound::Exact || raw.tokens.start != at || raw.kind == FigureKind::Rank {
        return;
    }
    let before = look.before(at);
    let plural = ["ов", "ей", "ет", "ек", "ут", "ад", "ь", "нн"].iter().any(|e| before.ends_with(e));
    let few = raw.value.is_few() && matches!(before, "дня" | "часа" | "года" | "месяца" | "минуты" | "недели" | "раза");
    let noun = few
        || matches!(before, "человек" | "раз" | "штук" | "процентов" | "страниц" | "лет")
        || is_cyrillic(before) && plural && measure::kind(before).is_some();
    let counted = at > 1 && (look.is_digits(at - 2) || number::may_start(look, at - 2));
    if !noun || counted {
        return;
    }
    raw.bound = Bound::About;
    raw.tokens = at - 1..raw.number_end;
    let name = if before == "процентов" { "%".to_owned() } else { look.printed(at - 1).to_owned() };
    raw.unit = Some(Named { name, tokens: at - 1..at, tied: None });
    raw.kind = measure::kind(before).unwrap_or(FigureKind::Count);
}

/// "from 51 to 64 per cent": the unit that stands with the second belongs to the first too. "12 and 15 buses" likewise is left alone.
fn share_units(look: Look<'_>, figures: &mut [Raw]) {
    for n in 1..figures.len() {
        let (head, tail) = figures.split_at_mut(n);
        let (Some(first), Some(second)) = (head.last_mut(), tail.first()) else { continue };
        let joined = second.tokens.start == first.tokens.end + 1 && matches!(look.low(first.tokens.end), "to" | "до");
        let plain = first.unit.is_none() && first.kind == FigureKind::Count;
        let shares =
            matches!(second.kind, FigureKind::Share | FigureKind::Money | FigureKind::Duration | FigureKind::Measure)
                || second.kind == FigureKind::Count;
        if joined && plain && shares {
            first.unit = second.unit.clone();
            first.kind = second.kind;
            if let (Value::Number(low), Value::Number(_)) = (first.value, second.value) {
                first.value = Value::Number(low);
            }
        }
    }
}

/// The time in which something was counted: the nearest in its clause that is no time of an act, else "a year", "per day" behind it.
fn period(look: Look<'_>, figure: &Range<usize>, times: &[Found]) -> Option<Span> {
    let end = figure.end;
    let per = matches!(
        look.low(end),
        "a" | "per" | "each" | "every" | "an" | "в" | "за" | "annually" | "ежегодно" | "daily" | "monthly"
    );
    if per && measure::kind(look.low(end + 1)) == Some(FigureKind::Duration) {
        return look.document.span(&(end..end + 2));
    }
    if matches!(look.low(end), "annually" | "ежегодно" | "daily" | "monthly" | "ежедневно") {
        return look.document.span(&(end..end + 1));
    }
    let sentence = look.sentence(figure.start);
    let every = sentence.clone().find(|&t| {
        matches!(look.low(t), "every" | "each" | "каждый" | "каждую")
            && measure::kind(look.low(t + 1)) == Some(FigureKind::Duration)
    });
    if let Some(every) = every {
        return look.document.span(&(every..every + 2));
    }
    let from = times.partition_point(|t| t.tokens.end <= sentence.start);
    let near = times[from..].iter().take_while(|t| t.tokens.start < sentence.end);
    let spans =
        near.filter(|t| t.days.grain != super::Grain::Day || matches!(look.low(t.tokens.start), "during" | "за"));
    let best = spans.min_by_key(|t| {
        if t.tokens.start < figure.start {
            figure.start - t.tokens.end.min(figure.start)
        } else {
            t.tokens.start.saturating_sub(figure.end)
        }
    })?;
    look.document.span(&best.tokens)
}
