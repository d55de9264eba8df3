//! The calendar: days, weeks, months, seasons and parts of them, as docs/objects.md counts them. Pure arithmetic.

use super::Grain;
use jiff::{
    Span,
    civil::{Date, Weekday},
};

/// What an expression of time stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Days {
    /// None: open, or not known.
    pub(crate) first: Option<Date>,
    /// None: open, or not known.
    pub(crate) last: Option<Date>,
    /// How exactly.
    pub(crate) grain: Grain,
}

/// A unit of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unit {
    Hour,
    Day,
    Week,
    Month,
    Year,
    Decade,
}

/// Early, mid or late.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    Early,
    Mid,
    Late,
}

/// Words that stay words.
pub(crate) const WORDS: Days = Days { first: None, last: None, grain: Grain::Words };

impl Days {
    /// From one day to another.
    pub(crate) fn span(first: Date, last: Date) -> Days {
        let grain = if first == last { Grain::Day } else { Grain::Span };
        Days { first: Some(first), last: Some(last), grain }
    }

    /// One day.
    pub(crate) fn day(day: Date) -> Days {
        Days::span(day, day)
    }

    /// A calendar month.
    pub(crate) fn month(year: i16, month: i8) -> Option<Days> {
        let first = Date::new(year, month, 1).ok()?;
        Some(Days { grain: Grain::Month, ..Days::span(first, first.last_of_month()) })
    }

    /// A calendar year.
    pub(crate) fn year(year: i16) -> Option<Days> {
        let days = Days::span(Date::new(year, 1, 1).ok()?, Date::new(year, 12, 31).ok()?);
        Some(Days { grain: Grain::Year, ..days })
    }

    /// Months `from` to `to` of a year; the first one of the year before where it is later than the last (winter).
    pub(crate) fn months(year: i16, from: i8, to: i8) -> Option<Days> {
        let first = Date::new(if from > to { year.checked_sub(1)? } else { year }, from, 1).ok()?;
        Some(Days::span(first, Date::new(year, to, 1).ok()?.last_of_month()))
    }

    /// The week, month, year or decade that lies `offset` from that of a day.
    pub(crate) fn unit(unit: Unit, today: Date, offset: i32) -> Option<Days> {
        match unit {
            Unit::Hour | Unit::Day => shifted(today, Unit::Day, offset).map(Days::day),
            Unit::Week => {
                let monday = shifted(today, Unit::Day, -i32::from(today.weekday().to_monday_zero_offset()))?;
                let monday = shifted(monday, Unit::Week, offset)?;
                Some(Days::span(monday, shifted(monday, Unit::Day, 6)?))
            }
            Unit::Month => {
                let day = shifted(today.first_of_month(), Unit::Month, offset)?;
                Days::month(day.year(), day.month())
            }
            Unit::Year => Days::year(today.year().checked_add(i16::try_from(offset).ok()?)?),
            Unit::Decade => {
                let first = i32::from(today.year()).div_euclid(10).checked_add(offset)?.checked_mul(10)?;
                Days::decade(i16::try_from(first).ok()?)
            }
        }
    }

    /// Ten years.
    pub(crate) fn decade(first: i16) -> Option<Days> {
        Some(Days::span(Date::new(first, 1, 1).ok()?, Date::new(first.checked_add(9)?, 12, 31).ok()?))
    }

    /// Early, mid or late in it; of a week nothing is said about that, so it stays whole.
    pub(crate) fn part(self, part: Part) -> Days {
        let (Some(first), Some(last)) = (self.first, self.last) else { return self };
        let of_month = |from: i8, to: Option<i8>| {
            let day = |d: i8| Date::new(first.year(), first.month(), d).unwrap_or(last);
            Days::span(day(from), to.map_or(last, day))
        };
        let of_year = |from: i8, to: i8| Days::months(first.year(), from, to).unwrap_or(self);
        let tenth = |from: i16, to: i16| {
            let year = |y: i16, month: i8, day: i8| Date::new(first.year() + y, month, day).unwrap_or(last);
            Days::span(year(from, 1, 1), year(to, 12, 31))
        };
        match (self.grain, part) {
            (Grain::Month, Part::Early) => of_month(1, Some(10)),
            (Grain::Month, Part::Mid) => of_month(11, Some(20)),
            (Grain::Month, Part::Late) => of_month(21, None),
            (Grain::Year, Part::Early) => of_year(1, 4),
            (Grain::Year, Part::Mid) => of_year(5, 8),
            (Grain::Year, Part::Late) => of_year(9, 12),
            (Grain::Span, Part::Mid) if first.until(last).is_ok_and(|span| span.get_days() == 6) => {
                shifted(first, Unit::Day, 2).map_or(self, Days::day)
            }
            (Grain::Span, _) if last.year() - first.year() == 9 && last.month() == 12 => match part {
                Part::Early => tenth(0, 3),
                Part::Mid => tenth(4, 6),
                Part::Late => tenth(7, 9),
            },
            _ => self,
        }
    }

    /// From its first day on.
    pub(crate) fn since(self) -> Days {
        if self.first.is_none() { self } else { Days { last: None, grain: Grain::Since, ..self } }
    }

    /// Up to its last day.
    pub(crate) fn until(self) -> Days {
        if self.last.is_none() { self } else { Days { first: None, grain: Grain::Until, ..self } }
    }

    /// From the first day of this to the last of another.
    pub(crate) fn to(self, other: Days) -> Option<Days> {
        let (first, last) = (self.first?, other.last?);
        (first <= last).then(|| Days::span(first, last))
    }
}

/// A day so many units away.
pub(crate) fn shifted(day: Date, unit: Unit, by: i32) -> Option<Date> {
    let by = i64::from(by);
    let span = match unit {
        // A day begun counts.
        Unit::Hour => (by.abs() + 23) / 24 * by.signum(),
        _ => by,
    };
    match unit {
        Unit::Hour | Unit::Day => day.checked_add(Span::new().try_days(span).ok()?),
        Unit::Week => day.checked_add(Span::new().try_weeks(span).ok()?),
        Unit::Month => day.checked_add(Span::new().try_months(span).ok()?),
        Unit::Year => day.checked_add(Span::new().try_years(span).ok()?),
        Unit::Decade => day.checked_add(Span::new().try_years(span.checked_mul(10)?).ok()?),
    }
    .ok()
}

/// The last such weekday up to a day, or the next one behind it.
pub(crate) fn weekday(today: Date, weekday: Weekday, future: bool) -> Option<Date> {
    let back = i32::from((today.weekday().to_monday_zero_offset() - weekday.to_monday_zero_offset()).rem_euclid(7));
    shifted(today, Unit::Day, if future { 7 - back } else { -back })
}

/// A month without a year: the last one up to a day, or the next one.
pub(crate) fn month_near(today: Date, month: i8, future: bool) -> Option<Days> {
    let year = match (future, month.cmp(&today.month())) {
        (false, std::cmp::Ordering::Greater) => today.year().checked_sub(1)?,
        (true, std::cmp::Ordering::Less) => today.year().checked_add(1)?,
        _ => today.year(),
    };
    Days::month(year, month)
}

/// A day and month without a year, likewise.
pub(crate) fn day_near(today: Date, month: i8, day: i8, future: bool) -> Option<Date> {
    let here = Date::new(today.year(), month, day).ok();
    match here {
        Some(date) if !future && date <= today || future && date >= today => Some(date),
        _ => Date::new(today.year().checked_add(if future { 1 } else { -1 })?, month, day).ok().or(here),
    }
}

/// So many days behind Easter Sunday (Western): the last one up to a day, or the next one.
pub(crate) fn after_easter(today: Date, days: i32, future: bool) -> Option<Date> {
    let feast = |year: i16| shifted(easter(year)?, Unit::Day, days);
    let here = feast(today.year())?;
    match (future, here <= today) {
        (false, true) | (true, false) => Some(here),
        (false, false) => feast(today.year().checked_sub(1)?),
        (true, true) => feast(today.year().checked_add(1)?),
    }
}

/// Easter Sunday of a year by the Gregorian rule (Meeus, Jones and Butcher).
fn easter(year: i16) -> Option<Date> {
    let y = i32::from(year);
    let (a, b, c) = (y % 19, y / 100, y % 100);
    let (d, e) = (b / 4, b % 4);
    let g = (8 * b + 13) / 25;
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let sum = h + l - 7 * m + 114;
    Date::new(year, i8::try_from(sum / 31).ok()?, i8::try_from(sum % 31 + 1).ok()?).ok()
}
