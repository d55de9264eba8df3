//! The grammar of time: which words from a place on are an expression of time, and which days they stand for.

mod dated;
mod led;
mod relative;

use super::{
    calendar::{self, Days, Unit, WORDS, shifted},
    words::{Word, word},
};
use crate::{
    inflection::Case,
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
            let next = look.low(at + 1);
            let of = look.document.lexicon.noun_forms(next).iter().any(|f| f.case == Case::Genitive);
            if of
                && look.kind(at + 1) == Some(crate::tokens::Kind::Word)
                && self.word(at + 1).is_none()
                && !look.is_capital(at + 1)
            {
                return Some((WORDS, at + 2));
            }
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
