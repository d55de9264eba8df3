//! Figures, times, occasions, running counts, demands, incidents, names and relations for other programs (docs/read-json.md). The text is walked through once for all spans.

use onrecord_page::{Article, CharSpan, Span, Text};
use onrecord_reading::{
    Counter, Demand, Figure, Incident, Objects, Occasion, PageCounter, Party, Relation, Statement, StatementId,
    StatementTime, Time, Value,
};
use serde::Serialize;
use std::collections::{BTreeMap, HashMap};

/// What a text holds beyond its statements.
#[derive(Serialize)]
pub(super) struct ObjectsRead<'a> {
    figures: Vec<FigureRead<'a>>,
    times: Vec<TimeRead<'a>>,
    occasions: Vec<OccasionRead<'a>>,
    counters: Vec<CounterRead<'a>>,
    demands: Vec<DemandRead<'a>>,
    incidents: Vec<IncidentRead<'a>>,
    relations: Vec<RelationRead<'a>>,
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

#[derive(Serialize)]
struct DemandRead<'a> {
    #[serde(flatten)]
    words: Piece<'a>,
    force: &'static str,
    who: Option<PartyRead<'a>>,
    addressee: Option<PartyRead<'a>>,
    object: Option<Piece<'a>>,
    negated: bool,
    deadline: Option<Piece<'a>>,
    statement: Option<&'a str>,
}

/// Somebody who is named.
#[derive(Serialize)]
pub(super) struct PartyRead<'a> {
    name: &'a str,
    kind: &'static str,
    /// None where the mention stands elsewhere.
    span: Option<CharSpan>,
    why: &'a str,
}

#[derive(Serialize)]
struct IncidentRead<'a> {
    #[serde(flatten)]
    words: Piece<'a>,
    #[serde(rename = "type")]
    kind: &'static str,
    mode: &'a str,
    status: &'static str,
    actor: Option<Piece<'a>>,
    target: Option<Piece<'a>>,
    place: Option<Piece<'a>>,
    when: Option<Piece<'a>>,
    count: Option<Piece<'a>>,
    statement: Option<&'a str>,
}

#[derive(Serialize)]
struct RelationRead<'a> {
    #[serde(flatten)]
    words: Piece<'a>,
    kind: &'static str,
    status: &'static str,
    subject: PartyRead<'a>,
    object: Option<PartyRead<'a>>,
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
        let party = |party: &Option<Party>| party.as_ref().and_then(|p| p.span);
        let demands = objects
            .demands
            .iter()
            .flat_map(|d| [Some(d.cue), party(&d.who), party(&d.addressee), d.object, d.deadline]);
        let incidents =
            objects.incidents.iter().flat_map(|i| [Some(i.act), i.actor, i.target, i.place, i.when, i.count]);
        let about = objects.about.iter().flat_map(|a| a.named.iter().map(|p| p.span));
        let relations = objects.relations.iter().flat_map(|r| [Some(r.cue), r.subject.span, party(&r.object)]);
        let told = demands.chain(incidents).chain(about).chain(relations);
        let all = figures.chain(times).chain(occasions).chain(counters).chain(told);
        let all: Vec<Span> = all.flatten().collect();
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
            demands: objects.demands.iter().map(|d| self.demand(d)).collect(),
            incidents: objects.incidents.iter().map(|i| self.incident(i)).collect(),
            relations: objects.relations.iter().map(|r| self.relation(r)).collect(),
        }
    }

    /// When each of the statements was made.
    pub(super) fn when(&self, statements: &[Statement], article: &Article, objects: &Objects) -> Vec<WhenRead<'a>> {
        let when = |time: StatementTime| WhenRead {
            first: time.first.map(|d| d.to_string()),
            last: time.last.map(|d| d.to_string()),
            words: time.words.map(|span| self.piece(span)),
            why: time.why,
        };
        StatementTime::all(statements, article, &objects.times).into_iter().map(when).collect()
    }

    /// Whom each statement names.
    pub(super) fn about(&self, objects: &'a Objects) -> HashMap<StatementId, Vec<PartyRead<'a>>> {
        objects.about.iter().map(|a| (a.statement, a.named.iter().map(|p| self.party(p)).collect())).collect()
    }

    fn party(&self, party: &'a Party) -> PartyRead<'a> {
        PartyRead {
            name: &party.name,
            kind: party.kind.as_str(),
            span: party.span.map(|span| self.place(span)),
            why: &party.why,
        }
    }

    fn piece_opt(&self, span: Option<Span>) -> Option<Piece<'a>> {
        span.map(|span| self.piece(span))
    }

    fn demand(&self, demand: &'a Demand) -> DemandRead<'a> {
        DemandRead {
            words: self.piece(demand.cue),
            force: demand.force.as_str(),
            who: demand.who.as_ref().map(|p| self.party(p)),
            addressee: demand.addressee.as_ref().map(|p| self.party(p)),
            object: self.piece_opt(demand.object),
            negated: demand.negated,
            deadline: self.piece_opt(demand.deadline),
            statement: id(&demand.statement),
        }
    }

    fn incident(&self, incident: &'a Incident) -> IncidentRead<'a> {
        IncidentRead {
            words: self.piece(incident.act),
            kind: incident.kind.as_str(),
            mode: &incident.mode,
            status: incident.status.as_str(),
            actor: self.piece_opt(incident.actor),
            target: self.piece_opt(incident.target),
            place: self.piece_opt(incident.place),
            when: self.piece_opt(incident.when),
            count: self.piece_opt(incident.count),
            statement: id(&incident.statement),
        }
    }

    fn relation(&self, relation: &'a Relation) -> RelationRead<'a> {
        RelationRead {
            words: self.piece(relation.cue),
            kind: relation.kind.as_str(),
            status: relation.status.as_str(),
            subject: self.party(&relation.subject),
            object: relation.object.as_ref().map(|p| self.party(p)),
            statement: id(&relation.statement),
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
