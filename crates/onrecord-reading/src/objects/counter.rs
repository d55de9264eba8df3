//! Running counts of days that a source keeps: "812 days have passed since the closing of the line – no answer".
//!
//! Takes a text and the page's day, gives each count with the day from which it runs. Pages that keep such counts print them beside
//! their articles: [`page_counters`] reads those, by the page's own clock, so that a count also checks the page's date.

use super::{holder::Holders, look::Look, number, when};
use crate::{Models, StatementId, document::Document, tokens::Kind};
use jiff::{Span as Days, civil::Date};
use onrecord_page::{Page, Span, Text, Verdict};
use std::ops::Range;

/// A running count of days.
#[derive(Clone, Debug, PartialEq)]
pub struct Counter {
    /// All of it.
    pub span: Span,
    /// How many days.
    pub days: u32,
    /// Since what.
    pub since: Span,
    /// The day from which it counts: the page's day minus the days; None where the page has none.
    pub start: Option<Date>,
    /// What is said with it ("no answer").
    pub claim: Option<Span>,
    /// The innermost statement in whose content it stands; None where the outlet tells it itself.
    pub statement: Option<StatementId>,
}

/// A running count that a page shows beside its articles.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageCounter {
    /// Which block of the page holds it.
    pub block: usize,
    /// How many days.
    pub days: u32,
    /// Since what, as printed.
    pub since: String,
    /// The day from which it counts; None where the page has no day.
    pub start: Option<Date>,
    /// What is said with it.
    pub claim: Option<String>,
    /// The page's day, from which it was counted back: its own clock, else the day of its article.
    pub day: Option<Date>,
}

/// The counters that a page shows outside its articles, counted back from the page's own clock if it prints one.
pub fn page_counters(page: &Page, models: &Models) -> Vec<PageCounter> {
    let beside = |wanted: &'static str| {
        let is = move |verdict: Verdict| matches!(verdict, Verdict::Furniture { why } if why == wanted);
        page.blocks.iter().enumerate().filter(move |(_, block)| is(block.verdict))
    };
    let clock = beside("clock").find_map(|(_, block)| {
        let text = Text::new(block.text.clone());
        when::full_date(Look::at(&Document::of(&text, models.lexicon())))
    });
    let day = clock.or_else(|| when::day_of(page.articles.first()?.published.as_ref()));
    let mut out = Vec::new();
    for (n, block) in beside("counter") {
        let text = Text::new(block.text.clone());
        let document = Document::of(&text, models.lexicon());
        let holders = Holders::of(&document, &[]);
        let words = |span: Span| text.slice(span).to_owned();
        out.extend(read(Look::at(&document), day, &holders).into_iter().map(|c| PageCounter {
            block: n,
            days: c.days,
            since: words(c.since),
            start: c.start,
            claim: c.claim.map(words),
            day,
        }));
    }
    out
}

/// The running counts of a text; `day` is the page's day.
pub(crate) fn read(look: Look<'_>, day: Option<Date>, holders: &Holders) -> Vec<Counter> {
    let mut out = Vec::new();
    let mut at = 0;
    while at < look.len() {
        let Some(head) = head(look, at) else {
            at += 1;
            continue;
        };
        let limit = end_of_count(look, head.since);
        let dash = (head.since..limit).find(|&t| look.kind(t) == Some(Kind::Dash) || look.is(t, ':'));
        let since = trimmed(look, head.since..dash.unwrap_or(limit));
        let claim = dash.map(|dash| trimmed(look, dash + 1..limit)).filter(|c| !c.is_empty());
        let whole = head.start..claim.as_ref().map_or(since.end, |c| c.end);
        let span = |tokens: &Range<usize>| look.document.span(tokens);
        if let (Some(whole), Some(since)) = (span(&whole), span(&since)) {
            out.push(Counter {
                span: whole,
                days: head.days,
                since,
                start: day.and_then(|day| day.checked_sub(Days::new().try_days(head.days).ok()?).ok()),
                claim: claim.as_ref().and_then(span),
                statement: holders.of_span(whole),
            });
        }
        at = limit.max(at + 1);
    }
    out
}

/// The words of a counter up to what it counts from.
struct Head {
    start: usize,
    days: u32,
    since: usize,
}

/// "812 days have passed since", "it has been 97 days since", «прошло 812 дней с», «468 дней прошло с».
fn head(look: Look<'_>, at: usize) -> Option<Head> {
    let opener = matches!(look.low(at), "прошло" | "прошел" | "минуло" | "минул" | "идет" | "уже");
    if !look.is_digits(at) && !opener {
        return None;
    }
    let mut from = at;
    while from < at + 3 && matches!(look.low(from), "прошло" | "прошел" | "минуло" | "минул" | "уже")
    {
        from += 1;
    }
    let seen = number::number(look, from).filter(|n| n.form == number::Form::Plain && n.high.is_none())?;
    let days = u32::try_from(seen.low.as_whole()?).ok().filter(|d| (1..=200_000).contains(d))?;
    let unit = seen.end;
    let russian = matches!(look.low(unit), "дней" | "дня" | "день" | "суток" | "сутки");
    if !russian && !matches!(look.low(unit), "days" | "day") {
        return None;
    }
    let mut since = unit + 1;
    let passed =
        from > at && (at..from).any(|t| look.low(t) != "уже") || look.words_before(at, "it has been").is_some();
    let mut told = passed;
    for phrase in [
        "have now passed",
        "have passed",
        "has passed",
        "have elapsed",
        "have gone by",
        "уже прошло",
        "прошло",
        "прошел",
        "минуло",
        "миновало",
    ] {
        if let Some(end) = look.words(since, phrase) {
            (since, told) = (end, true);
            break;
        }
    }
    let since = match look.low(since) {
        "since" => since + 1,
        "с" | "со" => {
            let next = since + 1;
            // «со дня гибели …», «с момента …»
            next + usize::from(matches!(look.low(next), "дня" | "момента" | "тех"))
        }
        "после" => since + 1,
        _ => return None,
    };
    told.then_some(Head { start: at, days, since })
}

/// Where a count ends: at the end of its sentence or line, or where the next one begins.
fn end_of_count(look: Look<'_>, from: usize) -> usize {
    let sentence = (from..look.len())
        .find(|&t| look.kind(t) == Some(Kind::Break) || look.token(t).is_some_and(|t| t.ends_sentence()));
    let end = sentence.unwrap_or(look.len());
    (from + 1..end).find(|&t| head(look, t).is_some()).unwrap_or(end)
}

/// Without marks at its end.
fn trimmed(look: Look<'_>, range: Range<usize>) -> Range<usize> {
    let mut end = range.end;
    while end > range.start
        && !look.is_word(end - 1)
        && !look.is_digits(end - 1)
        && !matches!(look.kind(end - 1), Some(Kind::Mark(_)))
    {
        end -= 1;
    }
    range.start..end
}
