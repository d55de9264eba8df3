//! Times that count from another one: seasons and units from the day of publication, "ago", "later", "that day", "within".

use super::{
    super::{
        Grain,
        calendar::{self, Days, Unit, WORDS, shifted},
        words::Word,
    },
    Frame, Told,
    dated::year_of,
    is_cyrillic,
};
use crate::objects::number;

impl Frame<'_> {
    pub(super) fn season(&self, at: usize, from: i8, to: i8) -> Option<Told> {
        let look = self.look;
        let year_at = at + usize::from(look.low(at) == "of");
        if let Some(year) = year_of(look.low(year_at)) {
            let end = year_at + 1;
            return Some((Days::months(year, from, to)?, end + usize::from(self.is_year_word(end))));
        }
        if let Some(Word::Lately | Word::Shift(_)) = self.word(at)
            && let Some((days, end)) = self.core(at).filter(|(d, _)| d.grain == Grain::Year)
        {
            return Some((Days::months(days.first?.year(), from, to)?, end));
        }
        Some((self.season_near(from, to, if self.future { 1 } else { 0 })?, at))
    }

    /// The season that is on or was the last (0), the one before this one (-1), the next (1).
    pub(super) fn season_near(&self, from: i8, to: i8, shift: i32) -> Option<Days> {
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

    pub(super) fn weekend(&self, offset: i32) -> Option<Days> {
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
    pub(super) fn lately(&self, at: usize) -> Option<Told> {
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
    pub(super) fn shift(&self, at: usize, offset: i32) -> Option<Told> {
        let look = self.look;
        let today = self.today?;
        if offset > 0
            && let Some((n, unit, end)) = self.amount(at)
        {
            return Some((Days::span(today, shifted(today, unit, n)?), end));
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

    pub(super) fn season_shifted(&self, from: i8, to: i8, offset: i32) -> Option<Days> {
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
    pub(super) fn told_again(&self, at: usize, offset: i32) -> Option<Told> {
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
    pub(super) fn again(&self, unit: Unit, offset: i32) -> Days {
        let told = match unit {
            Unit::Day => self.day,
            _ => self.before.and_then(|b| if offset > 0 { b.last.or(b.first) } else { b.first.or(b.last) }),
        };
        told.and_then(|day| Days::unit(unit, day, offset)).unwrap_or(WORDS)
    }

    /// "recent weeks", "coming days".
    pub(super) fn vague(&self, at: usize) -> Option<Told> {
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
    pub(super) fn within(&self, at: usize) -> Option<Told> {
        let at = at + usize::from(self.look.low(at) == "the");
        let at = if matches!(self.word(at), Some(Word::Shift(1) | Word::Vague)) { at + 1 } else { at };
        if let Some((n, unit, end)) = self.amount(at) {
            let from = self.near.or(self.today)?;
            return Some((Days::span(from, shifted(from, unit, n)?), end));
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
    pub(super) fn in_so_long(&self, at: usize) -> Option<Told> {
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
    pub(super) fn amount(&self, at: usize) -> Option<(i32, Unit, usize)> {
        // «полтора года» is eighteen months.
        if matches!(self.look.low(at), "полтора" | "полутора") && matches!(self.look.low(at + 1), "года" | "лет")
        {
            return Some((18, Unit::Month, at + 2));
        }
        let seen = number::number(self.look, at).filter(|n| n.high.is_none() && n.form == number::Form::Plain)?;
        let n = i32::try_from(seen.low.as_whole()?).ok().filter(|n| (0..100_000).contains(n))?;
        match self.word(seen.end)? {
            Word::Unit(unit) => Some((n, unit, seen.end + 1)),
            _ => None,
        }
    }

    /// «девять месяцев 2019 года», «первые три месяца года».
    pub(super) fn months_of_year(&self, at: usize) -> Option<Told> {
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
    pub(super) fn counted(&self, at: usize) -> Option<Told> {
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
                (Some(Word::Unit(unit)), "ранее" | "раньше" | "позже" | "позднее" | "спустя")
                    if is_cyrillic(look.low(at)) =>
                {
                    (1, unit, at + 1)
                }
                _ => self.amount(at)?,
            },
        };
        if let Some(sign) = match look.low(end) {
            "later" | "позже" | "позднее" | "спустя" => Some(1),
            "earlier" | "ранее" | "раньше" => Some(-1),
            // "three weeks before departure" is a duration.
            "before" if !look.is_word(end + 1) => Some(-1),
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
    pub(super) fn relative(&self, n: i32, unit: Unit, sign: i32) -> Days {
        let told = self.before.and_then(|b| b.first.or(b.last));
        let days = match unit {
            _ if n == 0 => None,
            Unit::Hour => self.day.map(Days::day),
            Unit::Day | Unit::Week => self.day.and_then(|day| shifted(day, unit, sign * n)).map(Days::day),
            Unit::Month | Unit::Year | Unit::Decade => told.and_then(|day| Days::unit(unit, day, sign * n)),
        };
        days.unwrap_or(WORDS)
    }

    pub(super) fn ago(&self, n: i32, unit: Unit) -> Option<Days> {
        let today = self.today?;
        match unit {
            Unit::Day | Unit::Week | Unit::Hour => shifted(today, unit, -n).map(Days::day),
            Unit::Month | Unit::Year => Days::unit(unit, today, -n),
            Unit::Decade => Days::year(today.year().checked_sub(i16::try_from(n.checked_mul(10)?).ok()?)?),
        }
    }

    /// "a few days", «несколько недель»: no number.
    pub(super) fn few(&self, at: usize) -> Option<(i32, Unit, usize)> {
        let from = at + 1 + usize::from(matches!(self.look.low(at + 1), "few" | "couple"));
        let from = from + usize::from(self.look.low(from) == "of");
        match self.word(from)? {
            Word::Unit(unit) => Some((0, unit, from + 1)),
            _ => None,
        }
    }

    /// «неделю назад», "week of 20 November".
    pub(super) fn unit_first(&self, at: usize, unit: Unit) -> Option<Told> {
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
    pub(super) fn ordinal_part(&self, at: usize) -> Option<Told> {
        let look = self.look;
        let seen = number::number(look, at).filter(|n| n.form == number::Form::Ordinal && look.before(at) != "last")?;
        let nth = i8::try_from(seen.low.as_whole()?).ok()?;
        let noun = look.low(seen.end);
        // "the first of December", «двенадцатого октября»
        let month = seen.end + usize::from(noun == "of");
        if let Some(month_number) = self.month_at(month).filter(|_| noun == "of" || is_cyrillic(noun)) {
            return self.day_of_month(nth, month_number, month + 1);
        }
        // "the third week of July"
        if noun == "week" && look.low(seen.end + 1) == "of" {
            let (days, end) = self.core(seen.end + 2).filter(|(d, _)| d.grain == Grain::Month)?;
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
            Grain::Year => Some((Days::months(first.year(), (nth - 1) * months + 1, nth * months)?, end)),
            Grain::Month if months == 6 => {
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
