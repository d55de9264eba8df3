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
use jiff::civil::Date;
use onrecord_page::{Article, Published, Span};
use parse::Frame;

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
    let mut found = Vec::new();
    let mut before: Option<Days> = None;
    let mut at = 0;
    while at < look.len() {
        if !may_start(look, at) {
            at += 1;
            continue;
        }
        let asks = || {
            let holder = holders.at(at).and_then(|n| statements.get(n));
            holder.is_some_and(|s| s.class == CueClass::Asking)
        };
        let frame = Frame { look, today, before, future: false };
        let Some(time) = frame.time(at) else {
            at += 1;
            continue;
        };
        // Only a time that the future would move is looked at twice.
        let coming = Frame { future: true, ..frame }.time(at).filter(|other| other.days != time.days);
        let time = match coming {
            Some(other) if asks() || clause::is_future(look, at) => other,
            _ => time,
        };
        if time.days.first.is_some() || time.days.last.is_some() {
            before = Some(time.days);
        }
        at = time.tokens.end.max(at + 1);
        found.push(time);
    }
    found
}

fn may_start(look: Look<'_>, at: usize) -> bool {
    let low = look.low(at);
    look.is_digits(at)
        || words::word(low).is_some()
        || ["mid-", "mid‑", "early-", "late-"].iter().any(|p| low.starts_with(p))
        || number::may_start(look, at)
}

/// The times of a text as outsiders see them.
pub(crate) fn read(look: Look<'_>, found: &[Found], statements: &[Statement], holders: &Holders) -> Vec<Time> {
    let said = saying::assign(look, found, statements);
    let times = found.iter().zip(said).filter_map(|(time, said)| {
        let span = look.document.span(&time.tokens)?;
        Some(Time {
            span,
            first: time.days.first,
            last: time.days.last,
            grain: time.days.grain,
            said: said.and_then(|n| statements.get(n)).map(|s| s.id),
            statement: holders.of_span(span),
        })
    });
    times.collect()
}

impl StatementTime {
    /// When a statement was made: then, if its own clause says so; else when the entry of a live report was stamped above it; else on
    /// the day of publication.
    pub fn of(statement: &Statement, article: &Article, times: &[Time]) -> StatementTime {
        if let Some(own) = times.iter().find(|t| t.said == Some(statement.id)) {
            return StatementTime { first: own.first, last: own.last, words: Some(own.span), why: "the clause of saying tells it" };
        }
        let start = statement.content.spans.first().map_or(0, |s| s.start);
        let stamp = times.iter().rev().find(|t| t.span.end <= start && t.grain == Grain::Day && is_stamp(article, t.span));
        if let Some(stamp) = stamp {
            let why = "the entry it stands in is dated so";
            return StatementTime { first: stamp.first, last: stamp.last, words: Some(stamp.span), why };
        }
        let day = day_of(article.published.as_ref());
        let why = if day.is_some() { "the day of publication" } else { "nothing tells it" };
        StatementTime { first: day, last: day, words: None, why }
    }
}

/// Whether a time stands alone in its line, but for a clock time.
fn is_stamp(article: &Article, span: Span) -> bool {
    let text = article.text.as_str();
    let (Some(before), Some(after)) = (text.get(..span.start as usize), text.get(span.end as usize..)) else { return false };
    let before = before.rsplit('\n').next().unwrap_or("");
    let after = after.split('\n').next().unwrap_or("");
    let few = |s: &str| s.len() <= 16 && !s.chars().any(char::is_alphabetic);
    let zone = after.trim_end_matches(|c: char| c.is_ascii_uppercase());
    few(before) && few(zone)
}
