//! Times with the words before them: "since 2014", "from March to May", "by the end of the month", "early 2023".
//!
//! Takes a place in the text, gives the days as their preposition bounds them; a month or year by itself is none without a word that makes it one.

use super::{
    super::{
        Grain,
        calendar::{Days, Part, Unit, shifted},
        words::{Word, word},
    },
    Frame, Lead, Told,
    dated::{decade_of, year_of},
    is_cyrillic,
};
use jiff::civil::Date;

/// The first word of "no later than", "up to", «не позднее», and "through": what follows is the last day.
fn is_last_day(low: &str) -> bool {
    matches!(low, "no" | "not" | "up" | "не" | "through" | "по")
}

impl Frame<'_> {
    /// "between May 5 and 9", "from 2011 to 2014", «с 5 по 9 мая».
    pub(super) fn range(&self, at: usize) -> Option<Told> {
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
    pub(super) fn same_year(&self, first: Days, last: Days) -> Days {
        match (first.first, last.last, first.last) {
            (Some(a), Some(b), Some(c)) if a > b || b.year() - a.year() > 0 && first.grain == Grain::Month => {
                let year = |d: Date| d.with().year(b.year()).build().unwrap_or(d);
                Days { first: Some(year(a)), last: Some(year(c)), ..first }
            }
            _ => first,
        }
    }

    /// An expression behind its preposition.
    pub(super) fn led(&self, at: usize) -> Option<Told> {
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

    pub(super) fn lead(&self, at: usize) -> (Lead, usize) {
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
    pub(super) fn bounded(&self, days: Days, at: usize, from: usize) -> Days {
        if at == from {
            return days;
        }
        let day = |day: Option<Date>, by: i32| day.and_then(|day| shifted(day, Unit::Day, by)).map(Days::day);
        // "before the end of May": the end is what is meant.
        let part = matches!(self.word(from + usize::from(self.look.low(from) == "the")), Some(Word::Part(_)));
        let before = matches!(self.look.low(at), "before") && !part;
        // «до марта», "by March" end before it begins; "no later than March" ends with it.
        let month = days.grain == Grain::Month && from <= at + 2 && !part && !is_last_day(self.look.low(at));
        match self.lead(at).0 {
            Lead::Since if matches!(self.look.low(at), "after" | "после") => {
                day(days.last, 1).map_or(days.since(), Days::since)
            }
            Lead::Since => days.since(),
            Lead::Until if before || month => day(days.first, -1).map_or(days.until(), Days::until),
            Lead::Until => days.until(),
            _ => days,
        }
    }

    /// A month or year by itself needs a word before it that makes it a time; anything else does not.
    pub(super) fn stands_bare(&self, at: usize, end: usize) -> bool {
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

    pub(super) fn names_somebody(&self, at: usize) -> bool {
        let look = self.look;
        at > 0 && look.is_capital(at - 1) && !matches!(word(look.low(at - 1)), Some(Word::Weekday(_)))
            || look.is_capital(at + 1)
    }

    /// "early 2023", "the end of May", "the first half of June", "mid-March".
    pub(super) fn partly(&self, at: usize, lead: Lead) -> Option<Told> {
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
    pub(super) fn season_part(&self, days: Days, part: Part) -> Days {
        let (Some(first), Some(last)) = (days.first, days.last) else { return days };
        let months =
            (i32::from(last.year()) - i32::from(first.year())) * 12 + i32::from(last.month() - first.month()) + 1;
        if days.grain == Grain::Span && months == 3 && first.day() == 1 {
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
    pub(super) fn prefixed(&self, at: usize, rest: &str, part: Part) -> Option<Told> {
        if let Some(Word::Month(month)) = word(rest) {
            let (days, end) = self.month_and_year(month, at + 1)?;
            return Some((days.part(part), end));
        }
        let days = year_of(rest).and_then(Days::year).or_else(|| decade_of(rest).and_then(Days::decade))?;
        Some((days.part(part), at + 1))
    }
}
