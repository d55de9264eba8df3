//! The grammar of time: which words from a place on are an expression of time, and which days they stand for.

mod relative;

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
    /// The day told before in the same sentence.
    pub(super) near: Option<Date>,
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
        let told = self.fixed(at).or_else(|| self.range(at)).or_else(|| self.led(at));
        let (days, end) = told.or_else(|| Some((Days::day(self.day.or(self.today)?), self.clock(at)?)))?;
        let end = self.with_day_part(end);
        let comma = end + usize::from(self.look.is(end, ','));
        let end = self.clock(comma).unwrap_or(end);
        Some(Found { tokens: at..end, days })
    }

    fn word(&self, at: usize) -> Option<Word> {
        word(self.look.low(at))
    }

    /// One past a clock time with its preposition: "at 10.30 a.m.", «около двух часов ночи», "at 15:30".
    fn clock(&self, at: usize) -> Option<usize> {
        let look = self.look;
        let mut from = at;
        while from < at + 2
            && matches!(
                look.low(from),
                "at" | "around" | "about" | "by" | "shortly" | "before" | "after" | "в" | "около" | "к" | "примерно"
            )
        {
            from += 1;
        }
        if from == at {
            return None;
        }
        let half_day = |t: usize| {
            usize::from(matches!(look.low(t), "a.m" | "p.m" | "am" | "pm" | "gmt" | "utc" | "мск" | "o'clock"))
        };
        if look.is_digits(from) && look.is(from + 1, ':') && look.is_digits(from + 2) && look.is_glued(from + 1) {
            let end = from + 3;
            return Some(end + half_day(end));
        }
        let seen = number::number(look, from).filter(|n| n.form == number::Form::Plain && n.low.as_f64() < 24.5)?;
        let hours = seen.end + usize::from(matches!(look.low(seen.end), "час" | "часа" | "часов" | "часам"));
        let of_day = matches!(look.low(hours), "утра" | "вечера" | "ночи" | "дня") && is_cyrillic(look.low(hours));
        (half_day(seen.end) > 0).then_some(seen.end + 1).or_else(|| of_day.then_some(hours + 1))
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
        if !led && (end == from + 1 || look.kind(end) == Some(crate::tokens::Kind::Word)) {
            return None;
        }
        let (today, future) = (self.today?, self.future);
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
        let (days, end) = self.partly(from, lead)?;
        let named = from + usize::from(self.look.low(from) == "the");
        if let (Lead::Until, Some(Word::Season(..) | Word::Weekend), Some(first)) = (lead, self.word(named), days.first)
        {
            let coming = if self.future && first <= self.today? { shifted(first, Unit::Year, 1)? } else { first };
            return Some((Days::day(shifted(coming, Unit::Day, -1)?).until(), end));
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
        for phrase in [
            "no earlier than",
            "not before",
            "не раньше",
            "не ранее",
            "as from",
            "as of",
            "starting from",
            "starting on",
            "начиная с",
            "начиная со",
        ] {
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
            Some(Word::Until)
                if look.low(at) == "through"
                    && !matches!(self.word(at + 1), Some(Word::Weekday(_)))
                    && !look.is_capital(at + 1) =>
            {
                (Lead::In, at + 1)
            }
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
                    || is_cyrillic(low) && !look.is_capital(at) && !low.ends_with(['ь', 'т', 'й'])
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
            // «Дунмар сегодня» is a name.
            Some(Word::Day(0))
                if at > 1
                    && look.is_capital(at - 1)
                    && matches!(look.kind(at - 2), Some(crate::tokens::Kind::Mark(_))) =>
            {
                None
            }
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
            && let Some((days, end)) = self.core(of).filter(|(d, _)| d.grain == super::Grain::Month)
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
        if let Some(Word::Lately | Word::Shift(_)) = self.word(at)
            && let Some((year, end)) = self.core(at).filter(|(d, _)| d.grain == super::Grain::Year)
        {
            return Some((Days::month(year.first?.year(), month)?, end));
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

    /// "night" behind a time keeps its day: "on Sunday night", «вчера вечером».
    fn with_day_part(&self, end: usize) -> usize {
        let look = self.look;

        match self.word(end) {
            Some(Word::DayPart) if look.is_word(end) => end + 1,
            _ => end,
        }
    }

    /// "at dawn on Wednesday", «вечером в пятницу», «в ночь на среду», "the night of 5 May", «утром 5 мая».
    fn day_part_first(&self, at: usize) -> Option<Told> {
        let look = self.look;
        // "the Morning Post"
        if look.is_capital(at) && !look.opens(at) && !look.before(at).is_empty() && !is_cyrillic(look.low(at)) {
            return None;
        }
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
                // «в ночь на среду», "the night of Tuesday to Wednesday": the day that it leads to.
                let second = matches!(look.low(end), "to").then(|| self.core(end + 1)).flatten();
                Some(second.filter(|(d, _)| d.first == d.last).unwrap_or((days, end)))
            }
            // "around noon", "in the evening", «вечером»: the day that is spoken of.
            // "at evening prayer": a noun behind it makes it an adjective.
            _ if look.kind(next) == Some(crate::tokens::Kind::Word)
                && !is_function(look, next)
                && !is_cyrillic(look.low(at)) =>
            {
                None
            }
            _ if clock
                || matches!(
                    look.low(at),
                    "evening" | "night" | "morning" | "afternoon" | "вечером" | "утром" | "ночью"
                ) =>
            {
                Some((Days::day(self.day.or(self.today)?), next))
            }
            _ => None,
        }
    }
}

/// A word that can follow a whole expression of time.
fn is_function(look: Look<'_>, at: usize) -> bool {
    let word = look.document.word(at);
    [Class::Preposition, Class::Conjunction, Class::Auxiliary, Class::Pronoun, Class::Determiner, Class::Adverb]
        .iter()
        .any(|c| word.is(*c))
        || word.cue.is_some()
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
