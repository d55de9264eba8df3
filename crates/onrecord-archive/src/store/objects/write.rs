//! Objects → rows.

use crate::{
    entities::named_id,
    objects::{DemandId, IncidentId},
    store::rows::{json, word},
};
use onrecord_page::{Article, Span};
use onrecord_reading::{
    About, Counter, Demand, Figure, FigureKind, Incident, Objects, Occasion, PageCounter, Party, Relation, Statement,
    StatementId, StatementTime, Time, Value,
};
use rusqlite::{Transaction, named_params, params};
use std::collections::HashMap;

type Result<T> = rusqlite::Result<T>;

/// An article being kept, with what its objects are told by.
pub(in crate::store) struct Kept<'a> {
    pub(in crate::store) article: &'a Article,
    pub(in crate::store) objects: &'a Objects,
    pub(in crate::store) statements: &'a [&'a Statement],
    /// When each of the statements was made.
    pub(in crate::store) said: &'a [StatementTime],
}

/// Rows of everything that was read in an article beyond its statements, whose own rows stand already.
pub(in crate::store) fn insert(tx: &Transaction<'_>, kept: &Kept<'_>) -> Result<()> {
    let rows = Rows {
        tx,
        kept,
        times: kept.objects.times.iter().map(|t| (t.span, t)).collect(),
        figures: kept.objects.figures.iter().map(|f| (f.span, f)).collect(),
        by_cue: kept
            .statements
            .iter()
            .flat_map(|s| s.cue.iter().flat_map(|c| &c.spans).map(|span| (*span, s.id)))
            .collect(),
        said: kept.statements.iter().zip(kept.said).map(|(s, time)| (s.id, time)).collect(),
        published: kept.article.published.as_ref().and_then(|p| p.value.get(..10)).map(str::to_owned),
    };
    let objects = kept.objects;
    numbered(&objects.figures, |n, figure| rows.figure(n, figure))?;
    numbered(&objects.times, |n, time| rows.time(n, time))?;
    numbered(&objects.occasions, |n, occasion| rows.occasion(n, occasion))?;
    numbered(&objects.counters, |n, counter| rows.counter(n, counter))?;
    let mut ids = HashMap::new();
    numbered(&objects.demands, |n, demand| rows.demand(n, demand, &mut ids))?;
    let mut acts = HashMap::new();
    numbered(&objects.incidents, |n, incident| {
        let again = acts.entry(incident.act).and_modify(|n| *n += 1).or_insert(0);
        rows.incident(n, incident, *again)
    })?;
    rows.about(&objects.about)?;
    numbered(&objects.relations, |n, relation| rows.relation(n, relation))
}

/// Running counts that the page shows beside its articles, kept with its first.
pub(in crate::store) fn insert_counters(
    tx: &Transaction<'_>,
    article: &Article,
    in_text: usize,
    beside: &[PageCounter],
) -> Result<()> {
    numbered(beside, |n, counter| {
        tx.prepare_cached(
            "INSERT INTO counters (article_id, ordinal, block, days, since, start_day, page_day, claim)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        )?
        .execute(params![
            article.id.as_str(),
            n + in_text as i64,
            counter.block as i64,
            counter.days,
            counter.since,
            counter.start.map(|d| d.to_string()),
            counter.day.map(|d| d.to_string()),
            counter.claim,
        ])
        .map(drop)
    })
}

fn numbered<T>(all: &[T], mut insert: impl FnMut(i64, &T) -> Result<()>) -> Result<()> {
    all.iter().zip(0..).try_for_each(|(one, n)| insert(n, one))
}

struct Rows<'a> {
    tx: &'a Transaction<'a>,
    kept: &'a Kept<'a>,
    times: HashMap<Span, &'a Time>,
    figures: HashMap<Span, &'a Figure>,
    /// The statement whose cue begins at a place.
    by_cue: Vec<(Span, StatementId)>,
    said: HashMap<StatementId, &'a StatementTime>,
    /// The day of publication, if it is known to the day.
    published: Option<String>,
}

/// First and last day as stored.
type Days = (Option<String>, Option<String>);

/// A party's columns: name, kind, id, span, why.
type PartyColumns<'p> = (Option<&'p str>, Option<String>, Option<String>, Option<String>, Option<&'p str>);

impl Rows<'_> {
    fn article(&self) -> &str {
        self.kept.article.id.as_str()
    }

    fn words(&self, span: Span) -> &str {
        self.kept.article.text.slice(span)
    }

    fn words_opt(&self, span: Option<Span>) -> Option<&str> {
        span.map(|span| self.words(span))
    }

    fn days(&self, span: Option<Span>) -> Days {
        let time = span.and_then(|span| self.times.get(&span));
        let day = |d: jiff::civil::Date| d.to_string();
        (time.and_then(|t| t.first).map(day), time.and_then(|t| t.last).map(day))
    }

    /// The days of a statement; without one, of publication.
    fn told_on(&self, statement: Option<&StatementId>) -> Days {
        let day = |d: jiff::civil::Date| d.to_string();
        match statement.and_then(|id| self.said.get(id)) {
            Some(time) => (time.first.map(day), time.last.map(day)),
            None => (self.published.clone(), self.published.clone()),
        }
    }

    fn figure(&self, n: i64, figure: &Figure) -> Result<()> {
        let (low, high) = ends(figure.value);
        let unit = figure.unit.as_ref();
        let currency = unit.filter(|u| figure.kind == FigureKind::Money && is_iso_code(&u.name)).map(|u| &u.name);
        let period = self.days(figure.period);
        self.tx
            .prepare_cached(
                "INSERT INTO figures (article_id, ordinal, statement_id, words, span, value, low, high, bound, kind, unit,
                     unit_span, currency, modifiers, modifiers_span, number_of, number_of_span, period, period_span,
                     period_first, period_last)
                 VALUES (:article, :n, :statement, :words, :span, :value, :low, :high, :bound, :kind, :unit, :unit_span,
                     :currency, :modifiers, :modifiers_span, :of, :of_span, :period, :period_span, :period_first,
                     :period_last)",
            )?
            .execute(named_params! {
                ":article": self.article(),
                ":n": n,
                ":statement": id(&figure.statement),
                ":words": self.words(figure.span),
                ":span": json(&figure.span),
                ":value": figure.value.to_string(),
                ":low": low,
                ":high": high,
                ":bound": figure.bound.as_str(),
                ":kind": figure.kind.as_str(),
                ":unit": unit.map(|u| &u.name),
                ":unit_span": unit.map(|u| json(&u.span)),
                ":currency": currency,
                ":modifiers": self.words_opt(figure.modifiers),
                ":modifiers_span": span(figure.modifiers),
                ":of": self.words_opt(figure.of),
                ":of_span": span(figure.of),
                ":period": self.words_opt(figure.period),
                ":period_span": span(figure.period),
                ":period_first": period.0,
                ":period_last": period.1,
            })
            .map(drop)
    }

    fn time(&self, n: i64, time: &Time) -> Result<()> {
        self.tx
            .prepare_cached(
                "INSERT INTO times (article_id, ordinal, statement_id, words, span, first_day, last_day, precision, said_id,
                     saying_span)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
            )?
            .execute(params![
                self.article(),
                n,
                id(&time.statement),
                self.words(time.span),
                json(&time.span),
                time.first.map(|d| d.to_string()),
                time.last.map(|d| d.to_string()),
                time.grain.as_str(),
                id(&time.said),
                span(time.saying),
            ])
            .map(drop)
    }

    fn occasion(&self, n: i64, occasion: &Occasion) -> Result<()> {
        self.tx
            .prepare_cached(
                "INSERT INTO occasions (article_id, ordinal, statement_id, words, span, kind, said_id, saying_span)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
            )?
            .execute(params![
                self.article(),
                n,
                id(&occasion.statement),
                self.words(occasion.span),
                json(&occasion.span),
                occasion.kind.as_str(),
                id(&occasion.said),
                json(&occasion.saying),
            ])
            .map(drop)
    }

    fn counter(&self, n: i64, counter: &Counter) -> Result<()> {
        self.tx
            .prepare_cached(
                "INSERT INTO counters (article_id, ordinal, statement_id, span, days, since, since_span, start_day, page_day,
                     claim, claim_span)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
            )?
            .execute(params![
                self.article(),
                n,
                id(&counter.statement),
                json(&counter.span),
                counter.days,
                self.words(counter.since),
                json(&counter.since),
                counter.start.map(|d| d.to_string()),
                self.published,
                self.words_opt(counter.claim),
                span(counter.claim),
            ])
            .map(drop)
    }

    /// The statement that makes a demand: the one whose cue it is, else the one in whose words it stands.
    fn made_by(&self, demand: &Demand) -> Option<StatementId> {
        let overlaps = |cue: &Span| cue.start < demand.cue.end && demand.cue.start < cue.end;
        self.by_cue.iter().find(|(cue, _)| overlaps(cue)).map(|(_, id)| *id).or(demand.statement)
    }

    fn demand(&self, n: i64, demand: &Demand, ids: &mut HashMap<DemandId, usize>) -> Result<()> {
        let statement = self.made_by(demand);
        let place = demand.object.unwrap_or(demand.cue);
        let first = DemandId::of(&self.kept.article.id, statement.as_ref(), place, 0);
        let again = ids.entry(first).and_modify(|n| *n += 1).or_insert(0);
        let demand_id = DemandId::of(&self.kept.article.id, statement.as_ref(), place, *again);
        let (asker, addressee) = (self.party(&demand.who), self.party(&demand.addressee));
        let deadline = self.days(demand.deadline);
        self.tx
            .prepare_cached(
                "INSERT INTO demands (demand_id, article_id, ordinal, statement_id, told_in, words, span, force, asker,
                     asker_kind, asker_id, asker_span, asker_why, addressee, addressee_kind, addressee_id, addressee_span,
                     addressee_why, object, object_span, negated, deadline, deadline_span, deadline_first, deadline_last,
                     asked_on)
                 VALUES (:id, :article, :n, :statement, :told_in, :words, :span, :force, :asker, :asker_kind, :asker_id,
                     :asker_span, :asker_why, :addressee, :addressee_kind, :addressee_id, :addressee_span, :addressee_why,
                     :object, :object_span, :negated, :deadline, :deadline_span, :deadline_first, :deadline_last, :asked_on)",
            )?
            .execute(named_params! {
                ":id": demand_id.as_str(),
                ":article": self.article(),
                ":n": n,
                ":statement": id(&statement),
                ":told_in": id(&demand.statement),
                ":words": self.words(demand.cue),
                ":span": json(&demand.cue),
                ":force": demand.force.as_str(),
                ":asker": asker.0,
                ":asker_kind": asker.1,
                ":asker_id": asker.2,
                ":asker_span": asker.3,
                ":asker_why": asker.4,
                ":addressee": addressee.0,
                ":addressee_kind": addressee.1,
                ":addressee_id": addressee.2,
                ":addressee_span": addressee.3,
                ":addressee_why": addressee.4,
                ":object": self.words_opt(demand.object),
                ":object_span": span(demand.object),
                ":negated": demand.negated,
                ":deadline": self.words_opt(demand.deadline),
                ":deadline_span": span(demand.deadline),
                ":deadline_first": deadline.0,
                ":deadline_last": deadline.1,
                ":asked_on": self.told_on(statement.as_ref()).0,
            })
            .map(drop)
    }

    fn party<'p>(&self, party: &'p Option<Party>) -> PartyColumns<'p> {
        let Some(party) = party else { return (None, None, None, None, None) };
        let who = named_id(party.kind, &party.name, &self.kept.article.id);
        (Some(&party.name), Some(word(&party.kind)), Some(who.to_string()), span(party.span), Some(&party.why))
    }

    fn incident(&self, n: i64, incident: &Incident, again: usize) -> Result<()> {
        let incident_id = IncidentId::of(&self.kept.article.id, incident.act, again);
        let told = self.days(incident.when);
        let is_told = told.0.is_some() || told.1.is_some();
        let (first, last) = if is_told { told } else { self.told_on(incident.statement.as_ref()) };
        let count = incident.count.and_then(|span| self.figures.get(&span));
        let counted = count.map(|f| ends(f.value));
        self.tx
            .prepare_cached(
                "INSERT INTO incidents (incident_id, event_id, article_id, ordinal, statement_id, words, span, type, mode,
                     status, actor, actor_span, target, target_span, place, place_span, time, time_span, first_day,
                     last_day, day_is_told, counted, counted_span, counted_low, counted_high, counted_bound)
                 VALUES (:id, :id, :article, :n, :statement, :words, :span, :type, :mode, :status, :actor, :actor_span,
                     :target, :target_span, :place, :place_span, :time, :time_span, :first_day, :last_day, :is_told,
                     :counted, :counted_span, :low, :high, :bound)",
            )?
            .execute(named_params! {
                ":id": incident_id.as_str(),
                ":article": self.article(),
                ":n": n,
                ":statement": id(&incident.statement),
                ":words": self.words(incident.act),
                ":span": json(&incident.act),
                ":type": incident.kind.as_str(),
                ":mode": incident.mode,
                ":status": incident.status.as_str(),
                ":actor": self.words_opt(incident.actor),
                ":actor_span": span(incident.actor),
                ":target": self.words_opt(incident.target),
                ":target_span": span(incident.target),
                ":place": self.words_opt(incident.place),
                ":place_span": span(incident.place),
                ":time": self.words_opt(incident.when),
                ":time_span": span(incident.when),
                ":first_day": first,
                ":last_day": last,
                ":is_told": is_told,
                ":counted": self.words_opt(incident.count),
                ":counted_span": span(incident.count),
                ":low": counted.map(|c| c.0),
                ":high": counted.map(|c| c.1),
                ":bound": count.map(|f| f.bound.as_str()),
            })
            .map(drop)
    }

    fn relation(&self, n: i64, relation: &Relation) -> Result<()> {
        let subject = &relation.subject;
        let subject_id = named_id(subject.kind, &subject.name, &self.kept.article.id);
        let object = self.party(&relation.object);
        self.tx
            .prepare_cached(
                "INSERT INTO relations (article_id, ordinal, statement_id, words, span, kind, status, subject, subject_kind,
                     subject_id, subject_span, subject_why, object, object_kind, object_id, object_span, object_why)
                 VALUES (:article, :n, :statement, :words, :span, :kind, :status, :subject, :subject_kind, :subject_id,
                     :subject_span, :subject_why, :object, :object_kind, :object_id, :object_span, :object_why)",
            )?
            .execute(named_params! {
                ":article": self.article(),
                ":n": n,
                ":statement": id(&relation.statement),
                ":words": self.words(relation.cue),
                ":span": json(&relation.cue),
                ":kind": relation.kind.as_str(),
                ":status": relation.status.as_str(),
                ":subject": subject.name,
                ":subject_kind": word(&subject.kind),
                ":subject_id": subject_id.as_str(),
                ":subject_span": span(subject.span),
                ":subject_why": subject.why,
                ":object": object.0,
                ":object_kind": object.1,
                ":object_id": object.2,
                ":object_span": object.3,
                ":object_why": object.4,
            })
            .map(drop)
    }

    fn about(&self, all: &[About]) -> Result<()> {
        let named = all.iter().flat_map(|about| about.named.iter().map(|party| (about.statement, party)));
        named.zip(0i64..).try_for_each(|((statement, party), n)| {
            self.tx
                .prepare_cached(
                    "INSERT INTO about (article_id, ordinal, statement_id, name, kind, who_id, span, why)
                     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
                )?
                .execute(params![
                    self.article(),
                    n,
                    statement.as_str(),
                    party.name,
                    word(&party.kind),
                    named_id(party.kind, &party.name, &self.kept.article.id).as_str(),
                    span(party.span),
                    party.why,
                ])
                .map(drop)
        })
    }
}

fn ends(value: Value) -> (f64, f64) {
    match value {
        Value::Number(number) => (number.as_f64(), number.as_f64()),
        Value::Range(low, high) => (low.as_f64(), high.as_f64()),
    }
}

fn is_iso_code(unit: &str) -> bool {
    unit.len() == 3 && unit.bytes().all(|b| b.is_ascii_uppercase())
}

fn id(id: &Option<StatementId>) -> Option<&str> {
    id.as_ref().map(StatementId::as_str)
}

fn span(span: Option<Span>) -> Option<String> {
    span.map(|span| json(&span))
}
