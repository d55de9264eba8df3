//! Figures, times, occasions and running counts for other programs (docs/read-json.md). The text is walked through once for all spans.

use onrecord_page::{Article, CharSpan, Span, Text};
use onrecord_reading::{
    Counter, Figure, Objects, Occasion, PageCounter, Statement, StatementId, StatementTime, Time, Value,
};
use serde::Serialize;
use std::collections::BTreeMap;

/// What a text holds beyond its statements.
#[derive(Serialize)]
pub(super) struct ObjectsRead<'a> {
    figures: Vec<FigureRead<'a>>,
    times: Vec<TimeRead<'a>>,
    occasions: Vec<OccasionRead<'a>>,
    counters: Vec<CounterRead<'a>>,
}

/// Words and their one place.
#[derive(Serialize)]
struct Piece<'a> {
    text: &'a str,
    span: CharSpan,
}

#[derive(Serialize)]
struct FigureRead<'a> {
    #[serde(flatten)]
    words: Piece<'a>,
    value: String,
    low: f64,
    high: f64,
    bound: &'static str,
    kind: &'static str,
    unit: Option<UnitRead<'a>>,
    modifiers: Option<Piece<'a>>,
    of: Option<Piece<'a>>,
    period: Option<Piece<'a>>,
    statement: Option<&'a str>,
}

#[derive(Serialize)]
struct UnitRead<'a> {
    name: &'a str,
    span: CharSpan,
}

#[derive(Serialize)]
struct TimeRead<'a> {
    #[serde(flatten)]
    words: Piece<'a>,
    first: Option<String>,
    last: Option<String>,
    precision: &'static str,
    said: Option<&'a str>,
    saying: Option<Piece<'a>>,
    statement: Option<&'a str>,
}

#[derive(Serialize)]
struct OccasionRead<'a> {
    #[serde(flatten)]
    words: Piece<'a>,
    kind: &'static str,
    said: Option<&'a str>,
    saying: Piece<'a>,
    statement: Option<&'a str>,
}

#[derive(Serialize)]
struct CounterRead<'a> {
    /// None where the page shows it beside the text.
    span: Option<CharSpan>,
    days: u32,
    since: &'a str,
    start: Option<String>,
    claim: Option<&'a str>,
    statement: Option<&'a str>,
}

/// When a statement was made.
#[derive(Serialize)]
pub(super) struct WhenRead<'a> {
    first: Option<String>,
    last: Option<String>,
    words: Option<Piece<'a>>,
    why: &'static str,
}

/// Every span that is asked for, in code points.
pub(super) struct Places<'a> {
    text: &'a Text,
    known: BTreeMap<Span, CharSpan>,
}

impl<'a> Places<'a> {
    /// The places of all objects of a text.
    pub(super) fn of(text: &'a Text, objects: &Objects) -> Places<'a> {
        let figures = objects
            .figures
            .iter()
            .flat_map(|f| [Some(f.span), f.unit.as_ref().map(|u| u.span), f.modifiers, f.of, f.period]);
        let times = objects.times.iter().flat_map(|t| [Some(t.span), t.saying]);
        let occasions = objects.occasions.iter().flat_map(|o| [Some(o.span), Some(o.saying)]);
        let counters = objects.counters.iter().map(|c| Some(c.span));
        let all: Vec<Span> = figures.chain(times).chain(occasions).chain(counters).flatten().collect();
        let known = all.iter().copied().zip(text.char_spans(&all)).collect();
        Places { text, known }
    }

    fn place(&self, span: Span) -> CharSpan {
        self.known.get(&span).copied().unwrap_or(CharSpan { start: 0, end: 0 })
    }

    fn piece(&self, span: Span) -> Piece<'a> {
        Piece { text: self.text.slice(span), span: self.place(span) }
    }

    /// All objects, with those that the page counts beside the text.
    pub(super) fn objects(&self, objects: &'a Objects, beside: &'a [PageCounter]) -> ObjectsRead<'a> {
        ObjectsRead {
            figures: objects.figures.iter().map(|f| self.figure(f)).collect(),
            times: objects.times.iter().map(|t| self.time(t)).collect(),
            occasions: objects.occasions.iter().map(|o| self.occasion(o)).collect(),
            counters: objects
                .counters
                .iter()
                .map(|c| self.counter(c))
                .chain(beside.iter().map(CounterRead::from))
                .collect(),
        }
    }

    /// When a statement was made.
    pub(super) fn when(&self, statement: &Statement, article: &Article, objects: &Objects) -> WhenRead<'a> {
        let time = StatementTime::of(statement, article, &objects.times);
        WhenRead {
            first: time.first.map(|d| d.to_string()),
            last: time.last.map(|d| d.to_string()),
            words: time.words.map(|span| self.piece(span)),
            why: time.why,
        }
    }

    fn figure(&self, figure: &'a Figure) -> FigureRead<'a> {
        let (low, high) = match figure.value {
            Value::Number(number) => (number, number),
            Value::Range(low, high) => (low, high),
        };
        FigureRead {
            words: self.piece(figure.span),
            value: figure.value.to_string(),
            low: low.as_f64(),
            high: high.as_f64(),
            bound: figure.bound.as_str(),
            kind: figure.kind.as_str(),
            unit: figure.unit.as_ref().map(|u| UnitRead { name: &u.name, span: self.place(u.span) }),
            modifiers: figure.modifiers.map(|span| self.piece(span)),
            of: figure.of.map(|span| self.piece(span)),
            period: figure.period.map(|span| self.piece(span)),
            statement: id(&figure.statement),
        }
    }

    fn time(&self, time: &'a Time) -> TimeRead<'a> {
        TimeRead {
            words: self.piece(time.span),
            first: time.first.map(|d| d.to_string()),
            last: time.last.map(|d| d.to_string()),
            precision: time.grain.as_str(),
            said: id(&time.said),
            saying: time.saying.map(|span| self.piece(span)),
            statement: id(&time.statement),
        }
    }

    fn occasion(&self, occasion: &'a Occasion) -> OccasionRead<'a> {
        OccasionRead {
            words: self.piece(occasion.span),
            kind: occasion.kind.as_str(),
            said: id(&occasion.said),
            saying: self.piece(occasion.saying),
            statement: id(&occasion.statement),
        }
    }

    fn counter(&self, counter: &'a Counter) -> CounterRead<'a> {
        CounterRead {
            span: Some(self.place(counter.span)),
            days: counter.days,
            since: self.text.slice(counter.since),
            start: counter.start.map(|d| d.to_string()),
            claim: counter.claim.map(|span| self.text.slice(span)),
            statement: id(&counter.statement),
        }
    }
}

impl<'a> From<&'a PageCounter> for CounterRead<'a> {
    fn from(counter: &'a PageCounter) -> Self {
        CounterRead {
            span: None,
            days: counter.days,
            since: &counter.since,
            start: counter.start.map(|d| d.to_string()),
            claim: counter.claim.as_deref(),
            statement: None,
        }
    }
}

fn id(id: &Option<StatementId>) -> Option<&str> {
    id.as_ref().map(StatementId::as_str)
}
