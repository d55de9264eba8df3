//! Rows of the tables that people look at: figures, demands and incidents, each with the statement and the article that it stands in.

use super::{
    judged, objects, review,
    rows::{
        ARTICLE_LINE, ARTICLE_LINE_COLUMNS, article_line, block_spans, from_json, kind_of, parsed, parsed_opt,
        speaker_line,
    },
};
use crate::{
    ArticleLine, CounterLine, Decision, DemandLine, DemandState, FigureLine, IncidentLine, NamedLine, PlaceLine,
    RelationLine, Told, WhenLine, keys,
};
use objects::{BOUNDS, FIGURES, STATUSES, one_of};
use onrecord_page::Span;
use onrecord_reading::{Bound, FigureKind, Status};
use rusqlite::{Connection, OptionalExtension, Row, params};
use std::collections::HashMap;

type Result<T> = rusqlite::Result<T>;

/// Whose objects: those of some statements, those that the outlet tells itself in some articles, or the latest of what somebody said.
#[derive(Clone, Copy)]
pub(crate) enum Holder<'a> {
    Statements(&'a [String]),
    Outlets(&'a [String]),
    Speaker(&'a str),
}

impl Holder<'_> {
    /// What a table's rows (as `x`) are selected from, on what condition and in what order. Takes an id.
    fn rest(&self, table: &str) -> String {
        match self {
            Holder::Statements(_) => format!("FROM {table} x {JOINS} WHERE x.statement_id = ?1 ORDER BY x.ordinal"),
            Holder::Outlets(_) => {
                format!("FROM {table} x {JOINS} WHERE x.article_id = ?1 AND x.statement_id IS NULL ORDER BY x.ordinal")
            }
            // CROSS JOIN fixes the order of the loops: statements by their index, so that nothing is sorted, and no more of them than
            // hold what is shown.
            Holder::Speaker(_) => format!(
                "FROM speakers w CROSS JOIN statements s USING (speaker_number)
                 CROSS JOIN {table} x ON x.statement_id = s.statement_id
                 CROSS JOIN articles a ON a.article_id = x.article_id LEFT JOIN outlets o USING (outlet_number)
                 WHERE w.speaker_id = ?1 AND s.is_listed = 1
                 ORDER BY s.published_order DESC, s.article_id, s.ordinal, x.ordinal LIMIT 12"
            ),
        }
    }

    fn ids(&self) -> impl Iterator<Item = &str> {
        let (several, one) = match self {
            Holder::Statements(ids) | Holder::Outlets(ids) => (*ids, None),
            Holder::Speaker(id) => (Default::default(), Some(*id)),
        };
        several.iter().map(String::as_str).chain(one)
    }
}

/// What the latest decision on a demand says.
const VERDICT: &str = "(SELECT verdict FROM decisions c WHERE c.subject = x.demand_id ORDER BY decision DESC LIMIT 1)";

/// Keys of everything in an article by statement; under no name what the outlet tells itself.
pub(crate) fn keys_of(db: &Connection, article: &str) -> Result<HashMap<String, Vec<String>>> {
    let mut all: HashMap<String, Vec<String>> = HashMap::new();
    let mut take = |sql: &str, keys: fn(&Row<'_>) -> Result<Vec<String>>| -> Result<()> {
        let mut statement = db.prepare_cached(sql)?;
        let mut rows = statement.query([article])?;
        while let Some(row) = rows.next()? {
            all.entry(row.get::<_, Option<String>>(0)?.unwrap_or_default()).or_default().extend(keys(row)?);
        }
        Ok(())
    };
    take("SELECT statement_id, low, high, unit, modifiers FROM figures WHERE article_id = ?1", |r| {
        let words = |column: usize| r.get::<_, Option<String>>(column);
        Ok(keys::of_figure(r.get(1)?, r.get(2)?, words(3)?.as_deref(), words(4)?.as_deref()))
    })?;
    take(&format!("SELECT statement_id, force, addressee, {VERDICT} FROM demands x WHERE article_id = ?1"), |r| {
        let (force, to): (String, Option<String>) = (r.get(1)?, r.get(2)?);
        Ok(keys::of_demand(is_open(r.get(3)?), &force, to.as_deref()))
    })?;
    take("SELECT statement_id, type, mode, status, actor, target FROM incidents WHERE article_id = ?1", |r| {
        let words = |column: usize| r.get::<_, Option<String>>(column);
        let what: [String; 3] = [r.get(1)?, r.get(2)?, r.get(3)?];
        Ok(keys::of_incident([&what[0], &what[1], &what[2]], words(4)?.as_deref(), words(5)?.as_deref()))
    })?;
    take("SELECT statement_id, name FROM about WHERE article_id = ?1", |r| Ok(keys::of_name(&r.get::<_, String>(1)?)))?;
    for keys in all.values_mut() {
        keys.sort_unstable();
        keys.dedup();
    }
    Ok(all)
}

/// Nothing decided, or taken back.
fn is_open(verdict: Option<String>) -> bool {
    verdict.as_deref() != Some(CLOSED)
}

pub(crate) const CLOSED: &str = "closed";
pub(crate) const REOPENED: &str = "reopened";

/// The columns of a [`Told`], and what they are selected from.
const TOLD: &str = "x.statement_id, x.span, coalesce(s.said_first, substr(a.published, 1, 10)), w.speaker_id, s.speaker_name, \
     s.speaker_role, w.kind";
/// Columns in [`TOLD`].
const TOLD_COLUMNS: usize = 7;
const JOINS: &str = "JOIN articles a ON a.article_id = x.article_id LEFT JOIN outlets o USING (outlet_number)
     LEFT JOIN statements s ON s.statement_id = x.statement_id LEFT JOIN speakers w USING (speaker_number)";

fn told(r: &Row<'_>, at: usize) -> Result<Told> {
    let article: ArticleLine = article_line(r, at + TOLD_COLUMNS)?;
    let span: Span = from_json(r, at + 1)?;
    // A month or a year is no day to count from.
    let day: Option<String> = r.get(at + 2)?;
    Ok(Told {
        statement: parsed_opt(r, at)?,
        span,
        day: day.filter(|day| day.len() == 10),
        speaker: speaker_line(r, at + 3)?,
        sentence: String::new(),
        article,
    })
}

/// First own column of a row behind [`TOLD`] and the article.
const OWN: usize = TOLD_COLUMNS + ARTICLE_LINE_COLUMNS;

fn lines<T>(
    db: &Connection,
    table: &str,
    columns: &str,
    holder: Holder<'_>,
    line: fn(&Row<'_>) -> Result<T>,
) -> Result<Vec<T>> {
    let mut statement =
        db.prepare_cached(&format!("SELECT {TOLD}, {ARTICLE_LINE}, {columns} {}", holder.rest(table)))?;
    let mut all = Vec::new();
    for id in holder.ids() {
        let mut rows = statement.query([id])?;
        while let Some(row) = rows.next()? {
            all.push(line(row)?);
        }
    }
    Ok(all)
}

/// Figures of a holder, in the order of the text; their sentences are left empty.
pub(crate) fn figures(db: &Connection, holder: Holder<'_>) -> Result<Vec<FigureLine>> {
    let columns = "x.words, x.value, x.low, x.high, x.bound, x.kind, x.unit, x.currency, x.modifiers, x.number_of, \
         x.period, x.period_first, x.period_last";
    lines(db, "figures", columns, holder, |r| {
        Ok(FigureLine {
            told: told(r, 0)?,
            words: r.get(OWN)?,
            value: r.get(OWN + 1)?,
            low: r.get(OWN + 2)?,
            high: r.get(OWN + 3)?,
            bound: one_of(r, OWN + 4, &BOUNDS, Bound::as_str)?,
            kind: one_of(r, OWN + 5, &FIGURES, FigureKind::as_str)?,
            unit: r.get(OWN + 6)?,
            currency: r.get(OWN + 7)?,
            modifiers: r.get(OWN + 8)?,
            of: r.get(OWN + 9)?,
            period: r.get(OWN + 10)?,
            period_first: r.get(OWN + 11)?,
            period_last: r.get(OWN + 12)?,
        })
    })
}

const DEMAND: &str = "x.demand_id, x.words, x.force, x.asker, x.asker_kind, x.asker_id, x.asker_why, x.addressee, \
     x.addressee_kind, x.addressee_id, x.addressee_why, x.object, x.negated, x.deadline, x.deadline_last, x.asked_on";

/// Demands of a holder, likewise.
pub(crate) fn demands(db: &Connection, holder: Holder<'_>) -> Result<Vec<DemandLine>> {
    let found = lines(db, "demands", DEMAND, holder, demand)?;
    found.into_iter().map(|line| with_state(db, line)).collect()
}

/// One demand.
pub(crate) fn demand_by_id(db: &Connection, id: &str) -> Result<Option<DemandLine>> {
    let sql = format!("SELECT {TOLD}, {ARTICLE_LINE}, {DEMAND} FROM demands x {JOINS} WHERE x.demand_id = ?1");
    let found = db.prepare_cached(&sql)?.query_row([id], demand).optional()?;
    found.map(|line| with_state(db, line)).transpose()
}

fn demand(r: &Row<'_>) -> Result<DemandLine> {
    Ok(DemandLine {
        told: told(r, 0)?,
        id: parsed(r, OWN)?,
        words: r.get(OWN + 1)?,
        force: parsed(r, OWN + 2)?,
        asker: named(r, OWN + 3)?,
        addressee: named(r, OWN + 7)?,
        object: r.get(OWN + 11)?,
        negated: r.get(OWN + 12)?,
        deadline: r.get(OWN + 13)?,
        deadline_day: r.get(OWN + 14)?,
        asked_on: r.get(OWN + 15)?,
        state: DemandState::Open,
    })
}

/// Four columns: name, kind, id, why.
fn named(r: &Row<'_>, at: usize) -> Result<Option<NamedLine>> {
    let Some(name) = r.get(at)? else { return Ok(None) };
    Ok(Some(NamedLine { name, kind: kind_of(r, at + 1)?, id: parsed(r, at + 2)?, why: r.get(at + 3)? }))
}

fn with_state(db: &Connection, mut line: DemandLine) -> Result<DemandLine> {
    if let Some(last) = decisions_on(db, line.id.as_str())?.pop().filter(|last| last.verdict == CLOSED) {
        line.state = DemandState::Closed(last);
    }
    Ok(line)
}

/// Decisions on one subject, in the order made.
pub(crate) fn decisions_on(db: &Connection, subject: &str) -> Result<Vec<Decision>> {
    db.prepare_cached(
        "SELECT decided_at, who, subject, verdict, value, why FROM decisions WHERE subject = ?1 ORDER BY decision",
    )?
    .query_map([subject], decision)?
    .collect()
}

/// A row of `decided_at, who, subject, verdict, value, why`.
pub(super) fn decision(row: &Row<'_>) -> Result<Decision> {
    Ok(Decision {
        at: parsed(row, 0)?,
        who: row.get(1)?,
        subject: row.get(2)?,
        verdict: row.get(3)?,
        value: row.get(4)?,
        why: row.get(5)?,
    })
}

/// Writes a decision down; what follows from it is for whoever decides.
pub(super) fn insert_decision(db: &Connection, decision: &Decision) -> Result<()> {
    db.prepare_cached(
        "INSERT INTO decisions (decided_at, who, subject, verdict, value, why) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )?
    .execute(params![
        decision.at.to_string(),
        decision.who,
        decision.subject,
        decision.verdict,
        decision.value,
        decision.why
    ])?;
    Ok(())
}

/// Keeps a decision, and tells the index of the article that it is about.
pub(crate) fn put_decision(db: &mut Connection, decision: &Decision, article: Option<&str>) -> Result<()> {
    let transaction = db.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
    insert_decision(&transaction, decision)?;
    if review::is_about_statement(&decision.verdict) {
        judged::take_effect(&transaction, &decision.subject)?;
    }
    if let Some(article) = article {
        transaction.prepare_cached("INSERT INTO change_log (article_id) VALUES (?1)")?.execute([article])?;
    }
    transaction.commit()
}

const INCIDENT: &str = "x.incident_id, x.event_id, x.words, x.type, x.mode, x.status, x.actor, x.target, x.place, x.time, \
     x.first_day, x.last_day, x.day_is_told, x.counted, x.counted_low, x.counted_high, x.counted_bound";

/// Incidents of a holder, likewise.
pub(crate) fn incidents(db: &Connection, holder: Holder<'_>) -> Result<Vec<IncidentLine>> {
    lines(db, "incidents", INCIDENT, holder, incident)
}

/// Every telling of one incident, earliest publication first.
pub(crate) fn tellings(db: &Connection, event: &str) -> Result<Vec<IncidentLine>> {
    let sql = format!(
        "SELECT {TOLD}, {ARTICLE_LINE}, {INCIDENT} FROM incidents x {JOINS} WHERE a.is_aside = 0
         AND x.event_id = coalesce((SELECT event_id FROM incidents WHERE incident_id = ?1), ?1)
         ORDER BY a.published_order, x.article_id, x.ordinal LIMIT 200"
    );
    db.prepare_cached(&sql)?.query_map([event], incident)?.collect()
}

fn incident(r: &Row<'_>) -> Result<IncidentLine> {
    let bound: Option<String> = r.get(OWN + 16)?;
    Ok(IncidentLine {
        told: told(r, 0)?,
        id: parsed(r, OWN)?,
        event: parsed(r, OWN + 1)?,
        words: r.get(OWN + 2)?,
        kind: parsed(r, OWN + 3)?,
        mode: r.get(OWN + 4)?,
        status: one_of(r, OWN + 5, &STATUSES, Status::as_str)?,
        actor: r.get(OWN + 6)?,
        target: r.get(OWN + 7)?,
        place: r.get(OWN + 8)?,
        time: r.get(OWN + 9)?,
        first_day: r.get(OWN + 10)?,
        last_day: r.get(OWN + 11)?,
        day_is_told: r.get(OWN + 12)?,
        counted: r.get(OWN + 13)?,
        low: r.get(OWN + 14)?,
        high: r.get(OWN + 15)?,
        bound: bound.map(|_| one_of(r, OWN + 16, &BOUNDS, Bound::as_str)).transpose()?,
    })
}

const RELATION: &str = "x.words, x.kind, x.status, x.subject, x.subject_kind, x.subject_id, x.subject_why, x.object, \
     x.object_kind, x.object_id, x.object_why";

/// Relations of a holder, likewise.
pub(crate) fn relations(db: &Connection, holder: Holder<'_>) -> Result<Vec<RelationLine>> {
    lines(db, "relations", RELATION, holder, relation)
}

/// What is stated of somebody, and where he stands on the other side; latest publication first.
pub(crate) fn relations_of(db: &Connection, who: &str, most: usize) -> Result<Vec<RelationLine>> {
    let of = |column: &str| {
        format!(
            "SELECT {TOLD}, {ARTICLE_LINE}, {RELATION}, a.published_order AS at, x.article_id AS in_article, x.ordinal AS n
             FROM relations x {JOINS} WHERE a.is_aside = 0 AND x.{column} = ?1"
        )
    };
    let (subject, object) = (of("subject_id"), of("object_id"));
    let sql = format!("{subject} UNION ALL {object} ORDER BY at DESC, in_article, n LIMIT ?2");
    let most = i64::try_from(most).unwrap_or(i64::MAX);
    db.prepare_cached(&sql)?.query_map(params![who, most], relation)?.collect()
}

fn relation(r: &Row<'_>) -> Result<RelationLine> {
    let subject =
        NamedLine { name: r.get(OWN + 3)?, kind: kind_of(r, OWN + 4)?, id: parsed(r, OWN + 5)?, why: r.get(OWN + 6)? };
    Ok(RelationLine {
        told: told(r, 0)?,
        words: r.get(OWN)?,
        kind: parsed(r, OWN + 1)?,
        status: one_of(r, OWN + 2, &STATUSES, Status::as_str)?,
        subject,
        object: named(r, OWN + 7)?,
    })
}

/// Whom a statement names.
pub(crate) fn names_in(db: &Connection, statement: &str) -> Result<Vec<NamedLine>> {
    db.prepare_cached("SELECT name, kind, who_id, why FROM about WHERE statement_id = ?1 ORDER BY ordinal")?
        .query_map([statement], |r| {
            Ok(NamedLine { name: r.get(0)?, kind: kind_of(r, 1)?, id: parsed(r, 2)?, why: r.get(3)? })
        })?
        .collect()
}

/// When a statement was made; None of one that was read before this was kept.
pub(crate) fn when_of(db: &Connection, statement: &str) -> Result<Option<WhenLine>> {
    let sql = "SELECT said_first, said_last, said_words, said_why FROM statements WHERE statement_id = ?1";
    let found = db
        .prepare_cached(sql)?
        .query_row([statement], |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?, r.get::<_, Option<String>>(3)?)))
        .optional()?;
    Ok(found.and_then(|(first, last, words, why)| Some(WhenLine { first, last, words, why: why? })))
}

/// Where and on what occasions a statement was made.
pub(crate) fn places_of(db: &Connection, statement: &str) -> Result<Vec<PlaceLine>> {
    db.prepare_cached("SELECT words, kind FROM occasions WHERE said_id = ?1 ORDER BY ordinal")?
        .query_map([statement], |r| Ok(PlaceLine { words: r.get(0)?, kind: r.get(1)? }))?
        .collect()
}

/// Running counts in a statement.
pub(crate) fn counters_in(db: &Connection, statement: &str) -> Result<Vec<CounterLine>> {
    db.prepare_cached("SELECT days, since, start_day, claim FROM counters WHERE statement_id = ?1 ORDER BY ordinal")?
        .query_map([statement], |r| {
            Ok(CounterLine { days: r.get(0)?, since: r.get(1)?, start: r.get(2)?, claim: r.get(3)? })
        })?
        .collect()
}

/// Text of an article and where its blocks are, to cut sentences from.
pub(crate) fn text_of(db: &Connection, article: &str) -> Result<Option<(String, Vec<Span>)>> {
    db.prepare_cached("SELECT text, blocks FROM articles WHERE article_id = ?1")?
        .query_row([article], |r| Ok((r.get(0)?, block_spans(r, 1)?)))
        .optional()
}
