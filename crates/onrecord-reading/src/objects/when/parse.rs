//! The grammar of time: which words from a place on are an expression of time, and which days they stand for.

use super::{
    calendar::{self, Days, Part, Unit, WORDS, shifted},
    words::{Word, word},
};
use crate::{
    lexicon::Class,
    objects::{
        look::{Look, is_cyrillic},
        number,
    },
};
use jiff::civil::Date;
use std::ops::Range;

/// An expression of time in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Found {
    /// Its tokens.
    pub(crate) tokens: Range<usize>,
    /// What it stands for.
    pub(crate) days: Days,
}

/// What expressions are resolved against.
#[derive(Clone, Copy)]
pub(super) struct Frame<'a> {
    pub(super) look: Look<'a>,
    /// The day of publication.
    pub(super) today: Option<Date>,
    /// The time told before, for "that year".
    pub(super) before: Option<Days>,
    /// The day told before, for "the next day".
    pub(super) day: Option<Date>,
    /// Whether the clause speaks of the future.
    pub(super) future: bool,
}

/// Days, and one past the last token that tells them.
type Told = (Days, usize);

/// How the words before a time bound it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Lead {
    Bare,
    In,
    Since,
    Until,
}

impl Frame<'_> {
    /// The expression that starts at `at`.
    pub(super) fn time(&self, at: usize) -> Option<Found> {
        let (days, end) = self.fixed(at).or_else(|| self.range(at)).or_else(|| self.led(at))?;
        let end = self.with_day_part(end);
        Some(Found { tokens: at..end, days })
    }

    fn word(&self, at: usize) -> Option<Word> {
        word(self.look.low(at))
    }

    /// Phrases that are one thing.
    fn fixed(&self, at: usize) -> Option<Told> {
        let look = self.look;
        let words = |phrases: &[&str]| phrases.iter().find_map(|p| look.words(at, p));
        if let Some(end) = words(&["the other day", "on the eve", "на днях", "в последнее время", "some time ago"])
        {
            return Some((WORDS, end));
        }
        if let Some(end) = words(&["the day before yesterday"]) {
            return Some((Days::unit(Unit::Day, self.today?, -2)?, end));
        }
        if let Some(end) = words(&["the day after tomorrow"]) {
            return Some((Days::unit(Unit::Day, self.today?, 2)?, end));
        }
        if let Some(end) = words(&["until then", "by then", "до тех пор"]) {
            return Some((self.before.map_or(WORDS, Days::until), end));
        }
        if look.low(at) == "накануне" {
            let day = self.day.or(self.today)?;
            return Some((Days::day(shifted(day, Unit::Day, -1)?), at + 1));
        }
        if let Some(end) = words(&[
            "later in the day",
            "earlier in the day",
            "later that day",
            "earlier that day",
            "позднее в тот же день",
        ]) {
            return Some((self.day.map_or(WORDS, Days::day), end));
        }
        if let Some(end) = words(&["the day before"]) {
            return Some((self.again(Unit::Day, -1), end));
        }
        if let Some(end) = words(&["at the weekend", "over the weekend"]) {
            return Some((self.weekend(0)?, end));
        }
        self.feast(at)
    }

    /// "New Year's Eve", "until Christmas", "since Easter".
    fn feast(&self, at: usize) -> Option<Told> {
        let look = self.look;
        let led = matches!(self.word(at)?, Word::In | Word::Until | Word::Since);
        let from = at + usize::from(led);
        let fixed = |phrase: &str, month, day| look.words(from, phrase).map(|end| (Some((month, day)), 0, end));
        let movable = |phrase: &str, days| look.words(from, phrase).map(|end| (None, days, end));
        let (fixed, after_easter, end) = fixed("new year 's eve", 12, 31)
            .or_else(|| fixed("christmas eve", 12, 24))
            .or_else(|| fixed("christmas day", 12, 25))
            .or_else(|| fixed("christmas", 12, 25))
            .or_else(|| fixed("new year 's day", 1, 1))
            .or_else(|| movable("good friday", -2))
            .or_else(|| movable("easter", 0))
            .or_else(|| movable("pentecost", 49))
            .filter(|_| look.is_capital(from))?;
        // "a Christmas walk", "his Good Friday sermon" name a thing.
        if !led && end == from + 1 || look.kind(end) == Some(crate::tokens::Kind::Word) && !led {
            return None;
        }
        let (today, future) = (self.today?, self.future || self.word(at) == Some(Word::Until));
        let date = match fixed {
            Some((month, day)) => calendar::day_near(today, month, day, future)?,
            None => calendar::after_easter(today, after_easter, future)?,
        };
        Some((self.bounded(Days::day(date), at, from), end))
    }

    /// "between May 5 and 9", "from 2011 to 2014", «с 5 по 9 мая».
    fn range(&self, at: usize) -> Option<Told> {
        let opener = self.word(at);
        let joins: &[&str] = match opener {
            Some(Word::Between) => &["and", "и"],
            Some(Word::Since) => &["to", "through", "until", "till", "по", "до"],
            _ => return None,
        };
        if matches!(self.look.low(at), "after" | "после") {
            return None;
        }
        let from = at + 1;
        // «с 5 по 9 мая», "between 6 and 17 February": the month stands with the second day only.
        if let Some(day) = self.day_number(from).filter(|_| joins.contains(&self.look.low(from + 1))) {
            let second = self.day_number(from + 2);
            if let (Some(_), Some((days, end))) = (second, self.core(from + 2)) {
                let first = days.first.filter(|_| days.first == days.last)?.with().day(day).build().ok()?;
                return Some((Days::day(first).to(days)?, end));
            }
        }
        let (first, sep) = self.core(from)?;
        if !joins.contains(&self.look.low(sep)) {
            return None;
        }
        let (last, end) = match (first.first, self.day_number(sep + 1).filter(|_| self.month_at(sep + 2).is_none())) {
            // "from May 5 to 9"
            (Some(date), Some(day)) if first.first == first.last => {
                (Days::day(date.with().day(day).build().ok()?), sep + 2)
            }
            _ => self.core(sep + 1)?,
        };
        Some((self.same_year(first, last).to(last)?, end))
    }

    /// "from March to May 2024": the first one without a year has that of the last.
    fn same_year(&self, first: Days, last: Days) -> Days {
        match (first.first, last.last, first.last) {
            (Some(a), Some(b), Some(c)) if a > b || b.year() - a.year() > 0 && first.grain == super::Grain::Month => {
                let year = |d: Date| d.with().year(b.year()).build().unwrap_or(d);
                Days { first: Some(year(a)), last: Some(year(c)), ..first }
            }
            _ => first,
        }
    }

    /// An expression behind its preposition.
    fn led(&self, at: usize) -> Option<Told> {
        let (lead, from) = self.lead(at);
        // What has an end is told of what is to come: "by Friday", "until the end of May".
        let frame = Frame { future: self.future || lead == Lead::Until, ..*self };
        let (days, end) = frame.partly(from, lead)?;
        let named = from + usize::from(self.look.low(from) == "the");
        if let (Lead::Until, Some(Word::Season(..) | Word::Weekend), Some(first)) = (lead, self.word(named), days.first) {
            return Some((Days::day(shifted(first, Unit::Day, -1)?).until(), end));
        }
        if lead == Lead::Bare {
            self.stands_bare(at, end).then_some(())?;
        }
        Some((self.bounded(days, at, from), end))
    }

    fn lead(&self, at: usize) -> (Lead, usize) {
        let look = self.look;
        for phrase in ["no later than", "not later than", "не позднее", "не позже", "up to", "up until"]
        {
            if let Some(end) = look.words(at, phrase) {
                return (Lead::Until, end);
            }
        }
        for phrase in ["no earlier than", "not before", "не раньше", "не ранее", "as from", "as of", "starting from", "starting on", "начиная с", "начиная со"] {
            if let Some(end) = look.words(at, phrase) {
                return (Lead::Since, end);
            }
        }
        for phrase in ["as early as", "as late as", "back in", "уже в", "еще в"] {
            if let Some(end) = look.words(at, phrase) {
                let end = end + usize::from(matches!(self.word(end), Some(Word::In)));
                return (Lead::In, end);
            }
        }
        match self.word(at) {
            Some(Word::In) if look.low(at) != "of" => (Lead::In, at + 1),
            Some(Word::Since) => (Lead::Since, at + 1),
            // "through the winter": all of it; "through Friday": to its end.
            Some(Word::Until) if look.low(at) == "through" && !matches!(self.word(at + 1), Some(Word::Weekday(_))) && !look.is_capital(at + 1) => (Lead::In, at + 1),
            Some(Word::Until) => (Lead::Until, at + 1),
            _ => (Lead::Bare, at),
        }
    }

    /// The days as the words from `at` to `from` bound them.
    fn bounded(&self, days: Days, at: usize, from: usize) -> Days {
        if at == from {
            return days;
        }
        match self.lead(at).0 {
            Lead::Since => days.since(),
            Lead::Until => days.until(),
            _ => days,
        }
    }

    /// A month or year by itself needs a word before it that makes it a time; anything else does not.
    fn stands_bare(&self, at: usize, end: usize) -> bool {
        let at = at + usize::from(self.look.low(at) == "the");
        let alone = end == at + 1;
        match self.word(at) {
            Some(Word::Month(_)) if alone => {
                let look = self.look;
                let low = look.low(at);
                // «визит в мае» is led; "May talks", «в июле и августе» stand bare.
                look.is_capital(at)
                    && !look.opens(at)
                    && !matches!(low, "may" | "march" | "mar" | "jan" | "sun" | "sat")
                    || is_cyrillic(low) && !low.ends_with(['ь', 'т', 'й'])
                    || matches!(low, "may" | "march")
                        && look.is_capital(at)
                        && !look.opens(at)
                        && !self.names_somebody(at)
            }
            // «весной» by itself, but not "winter".
            Some(Word::Season(..)) => !alone || matches!(self.look.low(at), "зимой" | "весной" | "летом" | "осенью"),
            Some(Word::DayPart) => !alone || matches!(self.look.low(at), "вечером" | "утром" | "ночью"),
            Some(Word::Weekend) => !alone,
            _ => true,
        }
    }

    fn names_somebody(&self, at: usize) -> bool {
        let look = self.look;
        at > 0 && look.is_capital(at - 1) && !matches!(word(look.low(at - 1)), Some(Word::Weekday(_)))
            || look.is_capital(at + 1)
    }

    /// "early 2023", "the end of May", "the first half of June", "mid-March".
    fn partly(&self, at: usize, lead: Lead) -> Option<Told> {
        let look = self.look;
        let at = at + usize::from(look.low(at) == "the");
        if let Some(Word::Part(part)) = self.word(at) {
            let mut from = at + 1;
            from += usize::from(look.is_dash(from));
            from += usize::from(matches!(look.low(from), "of" | "in" | "on"));
            from += usize::from(look.low(from) == "the");
            // "by the end of the month"
            if let (Some(Word::Unit(unit @ (Unit::Week | Unit::Month | Unit::Year | Unit::Decade))), true) =
                (self.word(from), from > at)
            {
                let led = lead != Lead::Bare;
                let plain = !matches!(look.low(from), "years" | "weeks" | "months" | "days");
                if let (true, true, Some(today)) = (led, plain, self.today) {
                    return Some((Days::unit(unit, today, 0)?.part(part), from + 1));
                }
            }
            let (days, end) = self.core(from)?;
            return Some((self.season_part(days, part), end));
        }
        if let Some(rest) = look.low(at).strip_prefix("mid-").or_else(|| look.low(at).strip_prefix("mid‑")) {
            return self.prefixed(at, rest, Part::Mid);
        }
        for (prefix, part) in [("early-", Part::Early), ("late-", Part::Late)] {
            if let Some(rest) = look.low(at).strip_prefix(prefix) {
                return self.prefixed(at, rest, part);
            }
        }
        // "earlier this week", "later in May"
        if matches!(look.low(at), "earlier" | "later" | "ранее" | "позднее") {
            let from = at + 1 + usize::from(matches!(self.word(at + 1), Some(Word::In)));
            let near = matches!(self.word(from), Some(Word::Shift(0))) || from > at + 1;
            return near.then(|| self.core(from)).flatten();
        }
        self.core(at)
    }

    /// Early summer is its first month.
    fn season_part(&self, days: Days, part: Part) -> Days {
        let (Some(first), Some(last)) = (days.first, days.last) else { return days };
        let months =
            (i32::from(last.year()) - i32::from(first.year())) * 12 + i32::from(last.month() - first.month()) + 1;
        if days.grain == super::Grain::Span && months == 3 && first.day() == 1 {
            let nth = match part {
                Part::Early => 0,
                Part::Mid => 1,
                Part::Late => 2,
            };
            return Days::unit(Unit::Month, first, nth).unwrap_or(days);
        }
        days.part(part)
    }

    /// "mid-March", "mid-2023", "mid-1990s".
    fn prefixed(&self, at: usize, rest: &str, part: Part) -> Option<Told> {
        if let Some(Word::Month(month)) = word(rest) {
            let (days, end) = self.month_and_year(month, at + 1)?;
            return Some((days.part(part), end));
        }
        let days = year_of(rest).and_then(Days::year).or_else(|| decade_of(rest).and_then(Days::decade))?;
        Some((days.part(part), at + 1))
    }

    /// The expression itself.
    fn core(&self, at: usize) -> Option<Told> {
        let look = self.look;
        let at = at + usize::from(look.low(at) == "the");
        if look.is_digits(at) {
            return self.digits(at);
        }
        match self.word(at) {
            Some(Word::Month(month)) => self.month_first(at, month),
            Some(Word::Weekday(day)) => self.weekday(at, day, 0),
            Some(Word::Day(offset)) => Some((Days::unit(Unit::Day, self.today?, offset)?, at + 1)),
            Some(Word::DayPart) => self.day_part_first(at),
            // "the Winter House" names a thing.
            Some(Word::Season(..)) if look.is_capital(at) && look.is_capital(at + 1) => None,
            Some(Word::Season(from, to)) => self.season(at + 1, from, to),
            Some(Word::Lately) => self.lately(at),
            Some(Word::Shift(offset)) => self.shift(at + 1, offset),
            Some(Word::Again(offset)) => self.told_again(at, offset),
            Some(Word::Recently) => Some((WORDS, at + 1)),
            Some(Word::Vague) => self.vague(at + 1),
            Some(Word::Within) => self.within(at + 1),
            Some(Word::Through) => self.in_so_long(at + 1),
            Some(Word::Weekend) => Some((self.weekend(0)?, at + 1)),
            Some(Word::Unit(unit)) => self.unit_first(at, unit).or_else(|| self.counted(at)),
            _ => self.counted(at).or_else(|| self.ordinal_part(at)),
        }
    }

    fn day_number(&self, at: usize) -> Option<i8> {
        let low = self.look.low(at);
        let digits = low.trim_end_matches(|c: char| !c.is_ascii_digit());
        let suffix = &low[digits.len()..];
        let fits = matches!(suffix, "" | "st" | "nd" | "rd" | "th" | "-го" | "-е" | "-ое" | "-му") && digits.len() <= 2;
        let glued = self.look.is_glued(at + 1) && self.look.is(at + 1, ':') || self.look.is(at + 1, '%');
        digits.parse().ok().filter(|d| fits && !glued && (1..=31).contains(d))
    }

    fn month_at(&self, at: usize) -> Option<i8> {
        match self.word(at) {
            Some(Word::Month(m)) if is_cyrillic(self.look.low(at)) || self.look.is_capital(at) => Some(m),
            _ => None,
        }
    }

    /// "2014", "2019-2024", "5 May 2024", "5–9 May", "05.05.2024", "1990s", "the 12th of last month".
    fn digits(&self, at: usize) -> Option<Told> {
        let look = self.look;
        let low = look.low(at);
        if let Some(date) = numeric_date(low) {
            return Some((Days::day(date), at + 1));
        }
        if let Some(told) = self.day_first(at) {
            return Some(told);
        }
        if let Some(first) = decade_of(low) {
            let end = at + 1 + usize::from(matches!(self.word(at + 1), Some(Word::Unit(Unit::Year))));
            return Some((Days::decade(first)?, end));
        }
        if let Some((from, to)) = low.split_once(['-', '‑']).and_then(|(a, b)| Some((year_of(a)?, year_of(b)?))) {
            let end = at + 1 + usize::from(self.is_year_word(at + 1));
            return Some((Days::year(from)?.to(Days::year(to)?)?, end));
        }
        if let Some(year) = year_of(low) {
            if self.is_count(at) {
                return None;
            }
            // "2019–2024", "2019/20"
            if look.is_dash(at + 1) {
                if let Some(to) = year_of(look.low(at + 2)).filter(|to| *to > year) {
                    let end = at + 3 + usize::from(self.is_year_word(at + 3));
                    return Some((Days::year(year)?.to(Days::year(to)?)?, end));
                }
            }
            let end = at + 1 + usize::from(self.is_year_word(at + 1));
            return Some((Days::year(year)?, end));
        }
        self.counted(at)
    }

    fn is_year_word(&self, at: usize) -> bool {
        matches!(self.word(at), Some(Word::Unit(Unit::Year))) && is_cyrillic(self.look.low(at))
            || matches!(self.look.low(at), "г" | "гг")
    }

    /// "2000 soldiers": four digits that count something.
    fn is_count(&self, at: usize) -> bool {
        let look = self.look;
        let next = look.low(at + 1);
        let led = matches!(word(look.before(at)), Some(Word::In | Word::Since | Word::Until | Word::Month(_)));
        let led = led && !matches!(look.before(at), "over" | "of" | "за" | "до" | "at" | "о" | "на" | "по");
        let unit = look.is(at + 1, '%')
            || matches!(
                next,
                "people"
                    | "men"
                    | "women"
                    | "children"
                    | "per"
                    | "percent"
                    | "million"
                    | "thousand"
                    | "тыс"
                    | "млн"
                    | "human"
            )
            || is_cyrillic(next)
                && ["человек", "руб", "долл", "дел", "ед", "раз", "км", "метр", "тонн", "чел"]
                    .iter()
                    .any(|s| next.starts_with(s));
        let plural = look.kind(at + 1) == Some(crate::tokens::Kind::Word)
            && next.len() > 3
            && next.ends_with('s')
            && !next.ends_with("ss")
            && !next.ends_with("us")
            && !led;
        let money = at > 0
            && (look.is(at - 1, '$')
                || look.is(at - 1, '€')
                || look.is(at - 1, '£')
                || look.is(at - 1, '#')
                || look.is(at - 1, '№'));
        let numbered = matches!(
            look.before(at),
            "no" | "room"
                | "flight"
                | "resolution"
                | "about"
                | "around"
                | "some"
                | "than"
                | "nearly"
                | "least"
                | "около"
                | "более"
                | "менее"
                | "почти"
                | "свыше"
                | "резолюции"
                | "резолюция"
                | "резолюцию"
        );
        unit || plural || money || numbered || look.is_digits(at + 1) && look.low(at + 1).len() == 3
    }

    /// "5 May 2024", "5th of May", "5–9 May", "12 and 13 October", "the 26th".
    fn day_first(&self, at: usize) -> Option<Told> {
        let look = self.look;
        // "5-9 May" in one token
        if let Some((first, last)) =
            look.low(at).split_once(['-', '‑']).and_then(|(a, b)| Some((a.parse::<i8>().ok()?, b.parse::<i8>().ok()?)))
        {
            let (days, end) = self.month_and_year(self.month_at(at + 1)?, at + 2)?;
            return Some((self.days_of(days, first, last)?, end));
        }
        let day = self.day_number(at)?;
        let joined = look.is_dash(at + 1) || matches!(look.low(at + 1), "and" | "to" | "и" | "or" | "или");
        if let Some(last) = joined.then(|| self.day_number(at + 2)).flatten() {
            if let Some(month) = self.month_at(at + 3) {
                let (days, end) = self.month_and_year(month, at + 4)?;
                return Some((self.days_of(days, day, last)?, end));
            }
        }
        let of = at + 1 + usize::from(look.low(at + 1) == "of");
        if let Some(month) = self.month_at(of) {
            return self.day_of_month(day, month, of + 1);
        }
        // "the 12th of last month"
        if of > at + 1 {
            if let Some((days, end)) = self.core(of).filter(|(d, _)| d.grain == super::Grain::Month) {
                return Some((self.days_of(days, day, day)?, end));
            }
        }
        // «12-го числа», "on the 26th"
        let low = look.low(at);
        let ordinal = low.ends_with(|c: char| c.is_alphabetic());
        let noun =
            look.is_word(at + 1) && !look.class(at + 1, Class::Preposition) && !look.class(at + 1, Class::Conjunction);
        let led = look.words_before(at, "on the").is_some() || look.low(at + 1) == "числа";
        if ordinal && led && (!noun || look.low(at + 1) == "числа") {
            let today = self.today?;
            let here = Date::new(today.year(), today.month(), day).ok().filter(|d| *d <= today || self.future);
            let date = match here {
                Some(date) => date,
                None => shifted(today.first_of_month(), Unit::Month, -1)?.with().day(day).build().ok()?,
            };
            return Some((Days::day(date), at + 1 + usize::from(look.low(at + 1) == "числа")));
        }
        None
    }

    fn days_of(&self, month: Days, first: i8, last: i8) -> Option<Days> {
        let day = |d: i8| month.first?.with().day(d).build().ok();
        (first <= last).then_some(())?;
        Some(Days::span(day(first)?, day(last)?))
    }

    /// A day of a month, with the year behind it or the nearest one.
    fn day_of_month(&self, day: i8, month: i8, at: usize) -> Option<Told> {
        let look = self.look;
        let from = at + usize::from(look.is(at, ','));
        let year_word = |end: usize| end + usize::from(self.is_year_word(end));
        if let Some(year) = year_of(look.low(from)).filter(|_| !(from > at && self.is_count(from))) {
            return Some((Days::day(Date::new(year, month, day).ok()?), year_word(from + 1)));
        }
        // «5 мая прошлого года», "May 5 last year"
        if let Some((year, end)) = self.core(at).filter(|(d, _)| d.grain == super::Grain::Year) {
            return Some((Days::day(Date::new(year.first?.year(), month, day).ok()?), end));
        }
        Some((Days::day(calendar::day_near(self.today?, month, day, self.future)?), at))
    }

    /// "May 5, 2024", "May 5-9", "May 2024", «мая прошлого года», "May".
    fn month_first(&self, at: usize, month: i8) -> Option<Told> {
        let look = self.look;
        if !is_cyrillic(look.low(at)) && !look.is_capital(at) {
            return None;
        }
        let next = at + 1;
        if !is_cyrillic(look.low(at)) && look.is_digits(next) {
            if let Some((first, last)) = look
                .low(next)
                .split_once(['-', '‑'])
                .and_then(|(a, b)| Some((a.parse::<i8>().ok()?, b.parse::<i8>().ok()?)))
            {
                let from = next + 1 + usize::from(look.is(next + 1, ','));
                let (days, end) = self.month_and_year(month, from)?;
                let end = if end == from { next + 1 } else { end };
                return Some((self.days_of(days, first, last)?, end));
            }
            if let Some(day) = self.day_number(next).filter(|_| year_of(look.low(next)).is_none()) {
                let second = (look.is_dash(next + 1) || look.low(next + 1) == "and")
                    .then(|| self.day_number(next + 2))
                    .flatten();
                if let Some(last) = second.filter(|last| *last > day) {
                    let (days, end) = self.month_and_year(month, next + 3)?;
                    return Some((self.days_of(days, day, last)?, end));
                }
                return self.day_of_month(day, month, next + 1);
            }
        }
        self.month_and_year(month, next)
    }

    /// A month with the year behind it, or the nearest one.
    fn month_and_year(&self, month: i8, at: usize) -> Option<Told> {
        let look = self.look;
        let from = at + usize::from(look.is(at, ',') && !is_cyrillic(look.low(at.saturating_sub(1))));
        let from = from + usize::from(look.low(from) == "of");
        if let Some(year) = year_of(look.low(from)).filter(|_| !self.is_count(from)) {
            let end = from + 1;
            return Some((Days::month(year, month)?, end + usize::from(self.is_year_word(end))));
        }
        if let Some(Word::Lately | Word::Shift(_)) = self.word(at) {
            if let Some((year, end)) = self.core(at).filter(|(d, _)| d.grain == super::Grain::Year) {
                return Some((Days::month(year.first?.year(), month)?, end));
            }
        }
        Some((calendar::month_near(self.today?, month, self.future)?, at))
    }

    /// "Monday", "Monday morning", "Monday, May 5", «понедельник, 5 мая».
    fn weekday(&self, at: usize, day: jiff::civil::Weekday, shift: i32) -> Option<Told> {
        let look = self.look;
        let low = look.low(at);
        if !is_cyrillic(low) && (!look.is_capital(at) || low.len() < 4 && look.low(at + 1).is_empty()) {
            return None;
        }
        if matches!(low, "среды" | "среда" | "среде" | "средой")
            && !matches!(look.before(at), "до" | "с" | "со" | "к" | "ночь" | "утром" | "вечером" | "утро")
        {
            return None;
        }
        let end = self.with_day_part(at + 1);
        let comma = end + usize::from(look.is(end, ','));
        if comma > end || self.day_number(comma).is_some() {
            let dated = if look.is_digits(comma) {
                self.day_first(comma)
            } else {
                self.month_at(comma).and_then(|m| self.month_first(comma, m))
            };
            if let Some((days, end)) = dated.filter(|(d, _)| d.first == d.last) {
                // "Thursday, 15 January": of the nearest ones that which is a Thursday.
                let other = Frame { future: !self.future, ..*self };
                let turned = |d: Days| d.first.is_some_and(|date| date.weekday() == day);
                let again = if look.is_digits(comma) { other.day_first(comma) } else { self.month_at(comma).and_then(|m| other.month_first(comma, m)) };
                return Some(again.filter(|(d, _)| !turned(days) && turned(*d)).unwrap_or((days, end)));
            }
        }
        let today = self.today?;
        let mut date = calendar::weekday(today, day, shift > 0 || shift == 0 && self.future)?;
        // "last Monday": the one before today.
        if shift < 0 && date == today {
            date = shifted(date, Unit::Day, -7)?;
        }
        Some((Days::day(date), end))
    }

    /// "night" behind a time keeps its day: "on Sunday night", «вчера вечером».
    fn with_day_part(&self, end: usize) -> usize {
        let look = self.look;
        let end = match self.word(end) {
            Some(Word::DayPart) if look.is_word(end) => end + 1,
            _ => end,
        };
        end
    }

    /// "at dawn on Wednesday", «вечером в пятницу», «в ночь на среду», "the night of 5 May", «утром 5 мая».
    fn day_part_first(&self, at: usize) -> Option<Told> {
        let look = self.look;
        let next = at + 1;
        let from = next + usize::from(matches!(look.low(next), "on" | "of" | "to" | "в" | "во" | "на" | "с" | "со"));
        let clock = matches!(look.low(at), "midnight" | "noon" | "midday" | "полдень" | "полночь" | "dawn");
        let told = match self.word(from) {
            Some(Word::Weekday(day)) => self.weekday(from, day, 0),
            Some(Word::Month(_) | Word::Day(_)) => self.core(from),
            Some(Word::Lately | Word::Shift(_)) if from > next => self.core(from),
            _ if look.is_digits(from) => self.day_first(from),
            _ => None,
        };
        match told {
            Some((days, end)) if days.first == days.last => {
                // «в ночь на среду» is Wednesday; "the night of Friday to Saturday" is both days.
                let second = matches!(look.low(end), "to").then(|| self.core(end + 1)).flatten().filter(|(d, _)| d.first == d.last);
                let both = second.and_then(|(last, end)| Some((days.to(last)?, end)));
                Some(both.unwrap_or((days, end)))
            }
            // "around noon", "in the evening", «вечером»: the day that is spoken of.
            _ if clock || matches!(look.low(at), "evening" | "night" | "morning" | "afternoon" | "вечером" | "утром" | "ночью") => {
                Some((Days::day(self.day.or(self.today)?), next))
            }
            _ => None,
        }
    }

    fn season(&self, at: usize, from: i8, to: i8) -> Option<Told> {
        let look = self.look;
        let year_at = at + usize::from(look.low(at) == "of");
        if let Some(year) = year_of(look.low(year_at)) {
            let end = year_at + 1;
            return Some((Days::months(year, from, to)?, end + usize::from(self.is_year_word(end))));
        }
        if let Some(Word::Lately | Word::Shift(_)) = self.word(at) {
            if let Some((days, end)) = self.core(at).filter(|(d, _)| d.grain == super::Grain::Year) {
                return Some((Days::months(days.first?.year(), from, to)?, end));
            }
        }
        Some((self.season_near(from, to, if self.future { 1 } else { 0 })?, at))
    }

    /// The season that is on or was the last (0), the one before this one (-1), the next (1).
    fn season_near(&self, from: i8, to: i8, shift: i32) -> Option<Days> {
        let today = self.today?;
        let all: Vec<Days> = (-2..=2).filter_map(|n| Days::months(today.year() + n, from, to)).collect();
        let begun = all.iter().rposition(|d| d.first <= Some(today))?;
        let on = all[begun].last >= Some(today);
        let at = match shift {
            1 => begun + usize::from(!on),
            -1 if on => begun.checked_sub(1)?,
            _ => begun,
        };
        all.get(at).copied()
    }

    fn weekend(&self, offset: i32) -> Option<Days> {
        let week = Days::unit(Unit::Week, self.today?, offset)?;
        let saturday = shifted(week.first?, Unit::Day, 5)?;
        // "at the weekend", told on a weekday, is the last one.
        let saturday = if offset == 0 && saturday > self.today? && !self.future {
            shifted(saturday, Unit::Day, -7)?
        } else {
            saturday
        };
        Some(Days::span(saturday, shifted(saturday, Unit::Day, 1)?))
    }

    /// "last week", "last Monday", "last night", "the past two years", «последние недели».
    fn lately(&self, at: usize) -> Option<Told> {
        let look = self.look;
        let vague = matches!(look.low(at), "past" | "последние" | "последних");
        let next = at + 1;
        if look.low(next) == "few" || matches!(look.low(next), "several" | "несколько") {
            return matches!(self.word(next + 1), Some(Word::Unit(_))).then_some((WORDS, next + 2));
        }
        if let Some((n, unit, end)) = self.amount(next) {
            let today = self.today?;
            return Some((Days::span(shifted(today, unit, -n)?, today), end));
        }
        match self.word(next)? {
            Word::Unit(_) if matches!(look.low(at), "последний" | "последняя") => None,
            Word::Unit(unit) if vague => {
                let plural = matches!(look.low(next), "days" | "weeks" | "months" | "years" | "decades")
                    || is_cyrillic(look.low(next));
                if plural {
                    return Some((WORDS, next + 1));
                }
                let today = self.today?;
                Some((Days::span(shifted(today, unit, -1)?, today), next + 1))
            }
            _ => self.shift(next, -1),
        }
    }

    /// A unit, weekday, month or season so many steps away.
    fn shift(&self, at: usize, offset: i32) -> Option<Told> {
        let look = self.look;
        let today = self.today?;
        if offset > 0 {
            if let Some((n, unit, end)) = self.amount(at) {
                return Some((Days::span(today, shifted(today, unit, n)?), end));
            }
        }
        match self.word(at)? {
            Word::Unit(Unit::Hour) => None,
            // «этот день» points back, "this day" too.
            Word::Unit(Unit::Day) if offset == 0 => None,
            // "the next day"
            Word::Unit(Unit::Day) => Some((self.again(Unit::Day, offset), at + 1)),
            Word::Unit(unit) => {
                let plural = matches!(
                    look.low(at),
                    "weeks" | "months" | "years" | "decades" | "годы" | "месяцы" | "лет" | "месяцев"
                );
                (!plural).then(|| Days::unit(unit, today, offset)).flatten().map(|d| (d, at + 1))
            }
            Word::Weekday(day) => self.weekday(at, day, offset),
            Word::Month(month) => {
                let days = match offset {
                    0 => Days::month(today.year(), month)?,
                    _ => {
                        let near = calendar::month_near(today, month, offset > 0)?;
                        if month == today.month() { Days::month(today.year() + offset as i16, month)? } else { near }
                    }
                };
                Some((days, at + 1))
            }
            Word::Season(from, to) => Some((self.season_shifted(from, to, offset)?, at + 1)),
            Word::Weekend => Some((self.weekend(offset)?, at + 1)),
            Word::DayPart if offset > 0 => Some((self.again(Unit::Day, offset), at + 1)),
            Word::DayPart if offset <= 0 => Some((Days::unit(Unit::Day, today, offset)?, at + 1)),
            _ => None,
        }
    }

    fn season_shifted(&self, from: i8, to: i8, offset: i32) -> Option<Days> {
        let today = self.today?;
        match offset {
            0 => {
                let this = Days::months(today.year(), from, to)?;
                // "this winter" in December is the one that has begun.
                if from > to && today.month() >= from { Days::months(today.year() + 1, from, to) } else { Some(this) }
            }
            1 => {
                let begun = self.season_near(from, to, 0)?;
                Days::months(begun.last?.year() + 1, from, to)
            }
            // "last summer" is that of last year, "last winter" the one that is over.
            _ if from < to => Days::months(today.year() - 1, from, to),
            _ => self.season_near(from, to, -1),
        }
    }

    /// "that day", "the same week", «в тот же день», "the following year".
    fn told_again(&self, at: usize, offset: i32) -> Option<Told> {
        let look = self.look;
        let next = at + 1 + usize::from(look.low(at + 1) == "же");
        match self.word(next)? {
            Word::Unit(unit @ (Unit::Day | Unit::Week | Unit::Month | Unit::Year)) => {
                Some((self.again(unit, offset), next + 1))
            }
            Word::DayPart => Some((self.again(Unit::Day, offset), next + 1)),
            _ => None,
        }
    }

    /// Units counted from the time told before.
    fn again(&self, unit: Unit, offset: i32) -> Days {
        let told = match unit {
            Unit::Day => self.day,
            _ => self.before.and_then(|b| if offset > 0 { b.last.or(b.first) } else { b.first.or(b.last) }),
        };
        told.and_then(|day| Days::unit(unit, day, offset)).unwrap_or(WORDS)
    }

    /// "recent weeks", "coming days".
    fn vague(&self, at: usize) -> Option<Told> {
        if let Some((n, unit, end)) = self.amount(at) {
            let (today, past) = (self.today?, self.look.low(at - 1) == "recent");
            return Some(if past {
                (Days::span(shifted(today, unit, -n)?, today), end)
            } else {
                (Days::span(today, shifted(today, unit, n)?), end)
            });
        }
        matches!(self.word(at)?, Word::Unit(_)).then_some((WORDS, at + 1))
    }

    /// "within 48 hours", «в течение двух недель».
    fn within(&self, at: usize) -> Option<Told> {
        let at = at + usize::from(self.look.low(at) == "the");
        let at = if matches!(self.word(at), Some(Word::Shift(1) | Word::Vague)) { at + 1 } else { at };
        if let Some((n, unit, end)) = self.amount(at) {
            let today = self.today?;
            return Some((Days::span(today, shifted(today, unit, n)?), end));
        }
        // "within the year", «в течение недели»
        let day = matches!(self.look.low(at), "a" | "an");
        let at = at + usize::from(day);
        match self.word(at)? {
            Word::Unit(unit)
                if day
                    || is_cyrillic(self.look.low(at))
                        && !matches!(
                            self.look.low(at),
                            "дня" | "дней" | "лет" | "года" | "месяцев" | "недель" | "часов"
                        ) =>
            {
                let today = self.today?;
                Some((Days::span(today, shifted(today, unit, 1)?), at + 1))
            }
            Word::Lately | Word::Shift(_) => self.core(at),
            _ => year_of(self.look.low(at))
                .and_then(Days::year)
                .map(|d| (d, at + 1 + usize::from(self.is_year_word(at + 1)))),
        }
    }

    /// «через неделю», "in two weeks".
    fn in_so_long(&self, at: usize) -> Option<Told> {
        let today = self.today?;
        if let Some((n, unit, end)) = self.amount(at) {
            return Some((self.ago(-n, unit)?, end)).filter(|_| unit != Unit::Hour);
        }
        match self.word(at)? {
            Word::Unit(Unit::Hour) => None,
            Word::Unit(unit) => Some((self.ago(-1, unit)?, at + 1)),
            Word::Opener => self.few(at).map(|(_, _, end)| (WORDS, end)),
            _ => None,
        }
        .filter(|_| today.year() > 0)
    }

    /// A number and a unit.
    fn amount(&self, at: usize) -> Option<(i32, Unit, usize)> {
        let seen = number::number(self.look, at).filter(|n| n.high.is_none() && n.form == number::Form::Plain)?;
        let n = i32::try_from(seen.low.as_whole()?).ok().filter(|n| (0..100_000).contains(n))?;
        match self.word(seen.end)? {
            Word::Unit(unit) => Some((n, unit, seen.end + 1)),
            _ => None,
        }
    }

    /// «девять месяцев 2019 года», «первые три месяца года».
    fn months_of_year(&self, at: usize) -> Option<Told> {
        let (n, unit, end) = self.amount(at).filter(|(n, unit, _)| *unit == Unit::Month && (1..=12).contains(n))?;
        let (year, end) = match year_of(self.look.low(end)) {
            Some(year) if self.is_year_word(end + 1) => (year, end + 2),
            _ if self.look.low(end) == "года" => (self.today?.year() + i16::from(self.future), end + 1),
            _ => return None,
        };
        let _ = unit;
        Some((Days::months(year, 1, i8::try_from(n).ok()?)?, end))
    }

    /// "two days ago", "a week ago", «три года назад».
    fn counted(&self, at: usize) -> Option<Told> {
        let look = self.look;
        let first = at + usize::from(matches!(look.low(at), "первые" | "первых"));
        if let Some(told) = self.months_of_year(first) {
            return Some(told);
        }
        let (n, unit, end) = match look.low(at) {
            "a" | "an" | "one" => match self.word(at + 1)? {
                Word::Unit(unit) => (1, unit, at + 2),
                _ => self.few(at)?,
            },
            "few" | "several" | "несколько" | "some" | "many" => self.few(at)?,
            _ => match (self.word(at), look.low(at + 1)) {
                // «неделей ранее», «часом позже»
                (Some(Word::Unit(unit)), "ранее" | "раньше" | "позже" | "позднее" | "спустя") if is_cyrillic(look.low(at)) => (1, unit, at + 1),
                _ => self.amount(at)?,
            },
        };
        if let Some(sign) = match look.low(end) {
            "later" | "позже" | "позднее" | "спустя" => Some(1),
            "earlier" | "before" | "ранее" | "раньше" => Some(-1),
            _ => None,
        } {
            return Some((self.relative(n, unit, sign), end + 1));
        }
        if look.words(end, "from now").is_some() {
            return Some((self.ago(-n.max(1), unit).filter(|_| n > 0).unwrap_or(WORDS), end + 2));
        }
        let ago = matches!(look.low(end), "ago" | "назад").then_some(end + 1).or_else(|| look.words(end, "тому назад"));
        let end = ago?;
        if n == 0 {
            return Some((WORDS, end));
        }
        Some((self.ago(n, unit)?, end))
    }

    /// So long before or behind the time told before.
    fn relative(&self, n: i32, unit: Unit, sign: i32) -> Days {
        let told = self.before.and_then(|b| b.first.or(b.last));
        let days = match unit {
            _ if n == 0 => None,
            Unit::Hour => self.day.map(Days::day),
            Unit::Day | Unit::Week => self.day.and_then(|day| shifted(day, unit, sign * n)).map(Days::day),
            Unit::Month | Unit::Year | Unit::Decade => told.and_then(|day| Days::unit(unit, day, sign * n)),
        };
        days.unwrap_or(WORDS)
    }

    fn ago(&self, n: i32, unit: Unit) -> Option<Days> {
        let today = self.today?;
        match unit {
            Unit::Day | Unit::Week | Unit::Hour => shifted(today, unit, -n).map(Days::day),
            Unit::Month | Unit::Year => Days::unit(unit, today, -n),
            Unit::Decade => Days::year(today.year().checked_sub(i16::try_from(n.checked_mul(10)?).ok()?)?),
        }
    }

    /// "a few days", «несколько недель»: no number.
    fn few(&self, at: usize) -> Option<(i32, Unit, usize)> {
        let from = at + 1 + usize::from(matches!(self.look.low(at + 1), "few" | "couple"));
        let from = from + usize::from(self.look.low(from) == "of");
        match self.word(from)? {
            Word::Unit(unit) => Some((0, unit, from + 1)),
            _ => None,
        }
    }

    /// «неделю назад», "week of 20 November".
    fn unit_first(&self, at: usize, unit: Unit) -> Option<Told> {
        let look = self.look;
        if matches!(look.low(at + 1), "назад") && is_cyrillic(look.low(at)) {
            return Some((self.ago(1, unit)?, at + 2));
        }
        if unit == Unit::Week && look.low(at + 1) == "of" {
            let (days, end) = self.core(at + 2).filter(|(d, _)| d.first == d.last)?;
            return Some((Days::unit(Unit::Week, days.first?, 0)?, end));
        }
        None
    }

    /// "first quarter of 2024", "second half of May", «первом полугодии 2023 года».
    fn ordinal_part(&self, at: usize) -> Option<Told> {
        let look = self.look;
        let seen = number::number(look, at).filter(|n| n.form == number::Form::Ordinal)?;
        let nth = i8::try_from(seen.low.as_whole()?).ok()?;
        let noun = look.low(seen.end);
        // "the first of December", «двенадцатого октября»
        let month = seen.end + usize::from(noun == "of");
        if let Some(month_number) = self.month_at(month).filter(|_| noun == "of" || is_cyrillic(noun)) {
            return self.day_of_month(nth, month_number, month + 1);
        }
        // "the third week of July"
        if noun == "week" && look.low(seen.end + 1) == "of" {
            let (days, end) = self.core(seen.end + 2).filter(|(d, _)| d.grain == super::Grain::Month)?;
            let first = shifted(days.first?, Unit::Day, i32::from(nth - 1) * 7)?;
            return Some((Days::span(first, shifted(first, Unit::Day, 6)?), end));
        }
        let months = match noun {
            "quarter" | "квартал" | "квартала" | "квартале" | "кварталу" if (1..=4).contains(&nth) => {
                3
            }
            "half" | "полугодие" | "полугодия" | "полугодии" | "половине" | "половина" | "половину" | "половины"
                if (1..=2).contains(&nth) =>
            {
                6
            }
            _ => return None,
        };
        let mut from = seen.end + 1;
        from += usize::from(look.low(from) == "of");
        let (days, end) = match self.core(from) {
            Some(told) => told,
            None if months == 3 || noun.starts_with("полугод") => {
                (Days::unit(Unit::Year, self.today?, 0)?, seen.end + 1)
            }
            None => return None,
        };
        let first = days.first?;
        match days.grain {
            super::Grain::Year => Some((Days::months(first.year(), (nth - 1) * months + 1, nth * months)?, end)),
            super::Grain::Month if months == 6 => {
                let middle = first.with().day(15).build().ok()?;
                let days = if nth == 1 {
                    Days::span(first, middle)
                } else {
                    Days::span(shifted(middle, Unit::Day, 1)?, days.last?)
                };
                Some((days, end))
            }
            _ => None,
        }
    }
}

/// A year of four digits, with its Russian ending or none.
fn year_of(low: &str) -> Option<i16> {
    let digits =
        low.strip_suffix("-го").or_else(|| low.strip_suffix("-м")).or_else(|| low.strip_suffix("-й")).unwrap_or(low);
    (digits.len() == 4 && digits.bytes().all(|b| b.is_ascii_digit()))
        .then(|| digits.parse().ok())?
        .filter(|y| (1700..=2100).contains(y))
}

/// "1990s", "90s", «1990-х», «90-е»: the first year.
fn decade_of(low: &str) -> Option<i16> {
    let digits = low.strip_suffix('s').or_else(|| low.strip_suffix("'s"));
    let digits = digits
        .or_else(|| low.strip_suffix("-х"))
        .or_else(|| low.strip_suffix("-е"))
        .or_else(|| low.strip_suffix("-ми"))?;
    let year: i16 = digits.parse().ok()?;
    match digits.len() {
        4 if year % 10 == 0 => Some(year),
        2 if year % 10 == 0 && year >= 20 => Some(1900 + year),
        _ => None,
    }
}

/// 05.05.2024, 2024-05-05, 5/5/2024 (day first).
fn numeric_date(low: &str) -> Option<Date> {
    let mut parts = low.split(['.', '-', '/']);
    let (a, b, c) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() || b.len() > 2 {
        return None;
    }
    let number = |s: &str| s.parse::<i16>().ok();
    let (year, month, day) = match (a.len(), c.len()) {
        (4, 1 | 2) => (number(a)?, number(b)?, number(c)?),
        (1 | 2, 4) => (number(c)?, number(b)?, number(a)?),
        _ => return None,
    };
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok().filter(|_| (1700..=2100).contains(&year))
}
