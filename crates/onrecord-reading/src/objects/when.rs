//! Times: what of a text could be put on a calendar, and whether somebody spoke then.
//!
//! Takes a text, the day of its publication and its statements. Gives each expression of time with the days that it stands for, by the
//! conventions of docs/objects.md: a weekday is the last one unless its clause speaks of the future, weeks run from Monday to Sunday.
//! Without a day of publication only absolute times are resolved; what cannot be put on a calendar stays words.

mod calendar;
mod clause;
mod parse;
mod saying;
mod words;

pub(crate) use parse::Found;
pub(crate) use saying::{Act, acts};

use super::{holder::Holders, look::Look, number};
use crate::{CueClass, Statement, StatementId};
use calendar::Days;
use clause::Tense;
use jiff::civil::Date;
use onrecord_page::{Article, Published, Span};
use parse::Frame;
use std::collections::HashMap;

/// An expression of time.
#[derive(Clone, Debug, PartialEq)]
pub struct Time {
    /// The words that say so ("on Monday", "since 2014").
    pub span: Span,
    /// The first day; None where it is open or not known.
    pub first: Option<Date>,
    /// The last day; None where it is open or not known.
    pub last: Option<Date>,
    /// How exactly it is told.
    pub grain: Grain,
    /// The words of the act of saying that took place then ("said"), whether or not a statement was found there.
    pub saying: Option<Span>,
    /// The statement that was made then.
    pub said: Option<StatementId>,
    /// The innermost statement in whose content it stands; None where the outlet tells it itself.
    pub statement: Option<StatementId>,
}

/// How exactly a time is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Grain {
    /// One day.
    Day,
    /// A calendar month.
    Month,
    /// A calendar year.
    Year,
    /// Any other days from first to last.
    Span,
    /// From the first day on.
    Since,
    /// Up to the last day.
    Until,
    /// Not to be put on a calendar: words.
    Words,
}

/// When a statement was made, as far as the article tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatementTime {
    /// The first day; None where it is not known.
    pub first: Option<Date>,
    /// The last day; None where it is not known.
    pub last: Option<Date>,
    /// The words that say so, if the text has any.
    pub words: Option<Span>,
    /// Why, for a person.
    pub why: &'static str,
}

impl Grain {
    /// As printed, stored and searched for.
    pub fn as_str(self) -> &'static str {
        match self {
            Grain::Day => "day",
            Grain::Month => "month",
            Grain::Year => "year",
            Grain::Span => "span",
            Grain::Since => "since",
            Grain::Until => "until",
            Grain::Words => "words",
        }
    }
}

/// The day of publication, where it is known to the day.
pub(crate) fn day_of(published: Option<&Published>) -> Option<Date> {
    published?.value.get(..10)?.parse().ok()
}

/// The first full date that a text spells out.
pub(crate) fn full_date(look: Look<'_>) -> Option<Date> {
    let found = find(look, None, &[], &Holders::of(look.document, &[]));
    found.into_iter().find(|t| t.days.grain == Grain::Day).and_then(|t| t.days.first)
}

/// Every expression of time with its tokens, in the order of the text.
pub(crate) fn find(look: Look<'_>, today: Option<Date>, statements: &[Statement], holders: &Holders) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    let (mut before, mut told_day) = (None, None);
    let mut at = 0;
    while at < look.len() {
        if !may_start(look, at) {
            at += 1;
            continue;
        }
        // A day told before, unless a longer time stands between in the same sentence.
        let last = found.last().filter(|last: &&Found| look.sentence(at).contains(&last.tokens.start));
        let near = last.filter(|last| last.days.grain == Grain::Day).and_then(|last| last.days.first);
        let day = if last.is_some_and(|last| matches!(last.days.grain, Grain::Month | Grain::Year)) {
            None
        } else {
            told_day
        };
        let frame = Frame { look, today, before, day, near, future: false };
        let Some(time) = frame.time(at) else {
            at += 1;
            continue;
        };
        // Only a time that the future would move is looked at twice.
        let coming = Frame { future: true, ..frame }.time(at).filter(|other| other.days != time.days);
        let asks = || holders.at(at).and_then(|n| statements.get(n)).is_some_and(|s| s.class == CueClass::Asking);
        let time = match coming {
            Some(other) if is_coming(look, at, &time, &other, today, asks) => other,
            _ => time,
        };
        if time.days.first.is_some() || time.days.last.is_some() {
            before = Some(time.days);
        }
        if time.days.grain == Grain::Day {
            told_day = time.days.first;
        }
        at = time.tokens.end.max(at + 1);
        match found.last_mut().and_then(|last| joined(look, last, &time)) {
            Some(both) => {
                found.pop();
                found.push(both);
            }
            None => found.push(time),
        }
    }
    found
}

/// Whether a time that could be past or to come is to come: its clause speaks of the future, or tells in the present of a day that is
/// near ahead and long past ("the hall is closed on 3 February", told in January).
fn is_coming(
    look: Look<'_>,
    at: usize,
    past: &Found,
    coming: &Found,
    today: Option<Date>,
    asks: impl Fn() -> bool,
) -> bool {
    let tense = clause::tense(look, at, past.tokens.end);
    let end = past.days.grain == Grain::Until && tense != Tense::Past;
    if end || tense == Tense::Future || tense == Tense::Asking && asks() {
        return true;
    }
    let (last, next) = (past.days.last.or(past.days.first), coming.days.first.or(coming.days.last));
    let (Some(today), Some(last), Some(next)) = (today, last, next) else { return false };
    let away = |from: Date, to: Date| from.until(to).map_or(0, |span| span.get_days());
    // "has suspended the treaty from 1 March": what begins may begin tomorrow, whatever the verb.
    let begins = past.days.grain == Grain::Since && !matches!(look.low(at), "since" | "after" | "после");
    (begins || tense != Tense::Past) && away(last, today) > 270 && (0..=75).contains(&away(today, next))
}

/// "on 30 April and 1 May": neighbouring days are one time.
fn joined(look: Look<'_>, first: &Found, second: &Found) -> Option<Found> {
    let next = first.tokens.end + 1 == second.tokens.start && matches!(look.low(first.tokens.end), "and" | "и");
    let (Some(from), Some(to)) = (first.days.first, second.days.first) else { return None };
    // «в ноябре и декабре»
    let months = first.days.grain == Grain::Month && second.days.grain == Grain::Month;
    if next && months && first.days.last?.tomorrow().ok()? == to {
        return Some(Found { tokens: first.tokens.start..second.tokens.end, days: first.days.to(second.days)? });
    }
    let both = first.days.grain == Grain::Day && second.days.grain == Grain::Day;
    let dated = look.is_digits(second.tokens.start)
        && (1..=2).contains(&from.with().year(to.year()).build().ok()?.until(to).ok()?.get_days());
    let from = from.with().year(to.year()).build().ok()?;
    (next && both && dated).then(|| Found { tokens: first.tokens.start..second.tokens.end, days: Days::span(from, to) })
}

fn may_start(look: Look<'_>, at: usize) -> bool {
    let low = look.low(at);
    look.is_digits(at)
        || words::word(low).is_some()
        || ["mid-", "mid‑", "early-", "late-"].iter().any(|p| low.starts_with(p))
        || number::may_start(look, at)
}

/// The times of a text as outsiders see them.
pub(crate) fn read(
    look: Look<'_>,
    today: Option<Date>,
    found: &[Found],
    statements: &[Statement],
    holders: &Holders,
) -> Vec<Time> {
    let acts = saying::acts(look, statements, found, holders);
    let assigned = saying::assign(look, today, found, &acts);
    let times = found.iter().zip(assigned).filter_map(|(time, act)| {
        let span = look.document.span(&time.tokens)?;
        let act = act.and_then(|n| acts.get(n));
        Some(Time {
            span,
            first: time.days.first,
            last: time.days.last,
            grain: time.days.grain,
            saying: act.and_then(|act| look.document.span(&act.cue)),
            said: act.and_then(|act| act.statement).and_then(|n| statements.get(n)).map(|s| s.id),
            statement: holders.of_span(span),
        })
    });
    times.collect()
}

impl StatementTime {
    /// When a statement was made: then, if its own clause says so; else when the entry of a live report was stamped above it; else on
    /// the day of publication.
    pub fn of(statement: &Statement, article: &Article, times: &[Time]) -> StatementTime {
        StatementTime::all([statement], article, times).remove(0)
    }

    /// The same of all statements of an article, in their order: one pass over the times, however many statements there are.
    pub fn all<'a>(
        statements: impl IntoIterator<Item = &'a Statement>,
        article: &Article,
        times: &[Time],
    ) -> Vec<StatementTime> {
        let mut told: HashMap<StatementId, &Time> = HashMap::new();
        for time in times {
            time.said.map(|said| told.entry(said).or_insert(time));
        }
        let stamps: Vec<&Time> = times.iter().filter(|t| t.grain == Grain::Day && is_stamp(article, t.span)).collect();
        let day = day_of(article.published.as_ref());
        let made = |time: &Time, why| StatementTime { first: time.first, last: time.last, words: Some(time.span), why };
        let of = |statement: &Statement| {
            if let Some(own) = told.get(&statement.id) {
                return made(own, "the clause of saying tells it");
            }
            let start = statement.content.spans.first().map_or(0, |s| s.start);
            let before = stamps.partition_point(|t| t.span.end <= start);
            if let Some(stamp) = stamps[..before].last() {
                return made(stamp, "the entry it stands in is dated so");
            }
            let why = if day.is_some() { "the day of publication" } else { "nothing tells it" };
            StatementTime { first: day, last: day, words: None, why }
        };
        statements.into_iter().map(of).collect()
    }
}

/// Whether a time stands alone in its line, but for a clock time.
fn is_stamp(article: &Article, span: Span) -> bool {
    let text = article.text.as_str();
    let (Some(before), Some(after)) = (text.get(..span.start as usize), text.get(span.end as usize..)) else {
        return false;
    };
    let before = before.rsplit('\n').next().unwrap_or("");
    let after = after.split('\n').next().unwrap_or("");
    let few = |s: &str| s.len() <= 16 && !s.chars().any(char::is_alphabetic);
    let zone = after.trim_end_matches(|c: char| c.is_ascii_uppercase());
    few(before) && few(zone)
}
