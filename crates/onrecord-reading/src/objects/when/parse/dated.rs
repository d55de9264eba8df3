//! Times by the calendar: "5 May 2024", "May 5–9", "2014", "the 26th", "Monday, May 5", «5 мая прошлого года».
//!
//! Takes a place in the text where a number, a month or a weekday stands, gives its days; numbers that count or name a thing are refused.

use super::{
    super::{
        Grain,
        calendar::{self, Days, Unit, shifted},
        words::{Word, word},
    },
    Frame, Told, is_cyrillic,
};
use crate::{lexicon::Class, tokens::Kind};
use jiff::civil::Date;

impl Frame<'_> {
    pub(super) fn day_number(&self, at: usize) -> Option<i8> {
        let low = self.look.low(at);
        let digits = low.trim_end_matches(|c: char| !c.is_ascii_digit());
        let suffix = &low[digits.len()..];
        let fits = matches!(suffix, "" | "st" | "nd" | "rd" | "th" | "-го" | "-е" | "-ое" | "-му") && digits.len() <= 2;
        let glued = self.look.is_glued(at + 1) && self.look.is(at + 1, ':') || self.look.is(at + 1, '%');
        digits.parse().ok().filter(|d| fits && !glued && (1..=31).contains(d))
    }

    pub(super) fn month_at(&self, at: usize) -> Option<i8> {
        match self.word(at) {
            Some(Word::Month(m)) if is_cyrillic(self.look.low(at)) || self.look.is_capital(at) => Some(m),
            _ => None,
        }
    }

    /// "2014", "2019-2024", "5 May 2024", "5–9 May", "05.05.2024", "1990s", "the 12th of last month".
    pub(super) fn digits(&self, at: usize) -> Option<Told> {
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
            if look.is_dash(at + 1)
                && let Some(to) = year_of(look.low(at + 2)).filter(|to| *to > year)
            {
                let end = at + 3 + usize::from(self.is_year_word(at + 3));
                return Some((Days::year(year)?.to(Days::year(to)?)?, end));
            }
            let end = at + 1 + usize::from(self.is_year_word(at + 1));
            return Some((Days::year(year)?, end));
        }
        self.counted(at)
    }

    pub(super) fn is_year_word(&self, at: usize) -> bool {
        matches!(self.word(at), Some(Word::Unit(Unit::Year))) && is_cyrillic(self.look.low(at))
            || matches!(self.look.low(at), "г" | "гг")
    }

    /// "2000 soldiers": four digits that count something.
    pub(super) fn is_count(&self, at: usize) -> bool {
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
        let plural = look.kind(at + 1) == Some(Kind::Word)
            && next.len() > 3
            && next.ends_with('s')
            && !matches!(look.before(at), "the" | "its" | "his" | "her" | "their" | "a" | "this" | "that")
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
    pub(super) fn day_first(&self, at: usize) -> Option<Told> {
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
        if let Some(last) = joined.then(|| self.day_number(at + 2)).flatten()
            && let Some(month) = self.month_at(at + 3)
        {
            let (days, end) = self.month_and_year(month, at + 4)?;
            return Some((self.days_of(days, day, last)?, end));
        }
        let of = at + 1 + usize::from(look.low(at + 1) == "of");
        if let Some(month) = self.month_at(of) {
            return self.day_of_month(day, month, of + 1);
        }
        // "the 12th of last month"
        if of > at + 1
            && let Some((days, end)) = self.core(of).filter(|(d, _)| d.grain == Grain::Month)
        {
            return Some((self.days_of(days, day, day)?, end));
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

    pub(super) fn days_of(&self, month: Days, first: i8, last: i8) -> Option<Days> {
        let day = |d: i8| month.first?.with().day(d).build().ok();
        (first <= last).then_some(())?;
        Some(Days::span(day(first)?, day(last)?))
    }

    /// A day of a month, with the year behind it or the nearest one.
    pub(super) fn day_of_month(&self, day: i8, month: i8, at: usize) -> Option<Told> {
        let look = self.look;
        let from = at + usize::from(look.is(at, ','));
        let year_word = |end: usize| end + usize::from(self.is_year_word(end));
        if let Some(year) = year_of(look.low(from)).filter(|_| !(from > at && self.is_count(from))) {
            return Some((Days::day(Date::new(year, month, day).ok()?), year_word(from + 1)));
        }
        // «5 мая прошлого года», "May 5 last year"
        if let Some((year, end)) = self.core(at).filter(|(d, _)| d.grain == Grain::Year) {
            return Some((Days::day(Date::new(year.first?.year(), month, day).ok()?), end));
        }
        Some((Days::day(calendar::day_near(self.today?, month, day, self.future)?), at))
    }

    /// "May 5, 2024", "May 5-9", "May 2024", «мая прошлого года», "May".
    pub(super) fn month_first(&self, at: usize, month: i8) -> Option<Told> {
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
    pub(super) fn month_and_year(&self, month: i8, at: usize) -> Option<Told> {
        let look = self.look;
        let from = at + usize::from(look.is(at, ',') && !is_cyrillic(look.low(at.saturating_sub(1))));
        let from = from + usize::from(look.low(from) == "of");
        if let Some(year) = year_of(look.low(from)).filter(|_| !self.is_count(from)) {
            let end = from + 1;
            return Some((Days::month(year, month)?, end + usize::from(self.is_year_word(end))));
        }
        if let Some(Word::Lately | Word::Shift(_)) = self.word(at)
            && let Some((year, end)) = self.core(at).filter(|(d, _)| d.grain == Grain::Year)
        {
            return Some((Days::month(year.first?.year(), month)?, end));
        }
        Some((calendar::month_near(self.today?, month, self.future)?, at))
    }

    /// "Monday", "Monday morning", "Monday, May 5", «понедельник, 5 мая».
    pub(super) fn weekday(&self, at: usize, day: jiff::civil::Weekday, shift: i32) -> Option<Told> {
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
                let again = if look.is_digits(comma) {
                    other.day_first(comma)
                } else {
                    self.month_at(comma).and_then(|m| other.month_first(comma, m))
                };
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
}

/// A year of four digits, with its Russian ending or none.
pub(super) fn year_of(low: &str) -> Option<i16> {
    let digits =
        low.strip_suffix("-го").or_else(|| low.strip_suffix("-м")).or_else(|| low.strip_suffix("-й")).unwrap_or(low);
    (digits.len() == 4 && digits.bytes().all(|b| b.is_ascii_digit()))
        .then(|| digits.parse().ok())?
        .filter(|y| (1700..=2100).contains(y))
}

/// "1990s", "90s", «1990-х», «90-е»: the first year.
pub(super) fn decade_of(low: &str) -> Option<i16> {
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
pub(super) fn numeric_date(low: &str) -> Option<Date> {
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
