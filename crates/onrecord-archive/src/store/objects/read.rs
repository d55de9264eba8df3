//! Rows → objects.

use crate::store::rows::{from_json, kind_of, parsed, parsed_opt, unreadable};
use onrecord_page::{ArticleId, Span};
use onrecord_reading::{
    About, Bound, Counter, Demand, Figure, FigureKind, Grain, Incident, Number, Objects, Occasion, OccasionKind,
    PageCounter, Party, Relation, StatementId, Status, Time, Unit, Value,
};
use rusqlite::{Connection, Row};

type Result<T> = rusqlite::Result<T>;

/// Everything that was read in an article beyond its statements.
pub(crate) fn objects(db: &Connection, article: &ArticleId) -> Result<Objects> {
    Ok(Objects {
        figures: rows(
            db,
            article,
            "SELECT span, value, bound, unit, unit_span, modifiers_span, kind, period_span, number_of_span, statement_id
             FROM figures WHERE article_id = ?1 ORDER BY ordinal",
            figure,
        )?,
        times: rows(
            db,
            article,
            "SELECT span, first_day, last_day, precision, saying_span, said_id, statement_id
             FROM times WHERE article_id = ?1 ORDER BY ordinal",
            time,
        )?,
        occasions: rows(
            db,
            article,
            "SELECT span, kind, saying_span, said_id, statement_id FROM occasions WHERE article_id = ?1 ORDER BY ordinal",
            occasion,
        )?,
        counters: rows(
            db,
            article,
            "SELECT span, days, since_span, start_day, claim_span, statement_id
             FROM counters WHERE article_id = ?1 AND span IS NOT NULL ORDER BY ordinal",
            counter,
        )?,
        demands: rows(
            db,
            article,
            "SELECT span, force, object_span, negated, deadline_span, told_in, asker, asker_kind, asker_span, asker_why,
                 addressee, addressee_kind, addressee_span, addressee_why
             FROM demands WHERE article_id = ?1 ORDER BY ordinal",
            demand,
        )?,
        incidents: rows(
            db,
            article,
            "SELECT span, type, mode, actor_span, target_span, place_span, time_span, counted_span, status, statement_id
             FROM incidents WHERE article_id = ?1 ORDER BY ordinal",
            incident,
        )?,
        about: about(db, article)?,
        relations: rows(
            db,
            article,
            "SELECT span, kind, status, statement_id, subject, subject_kind, subject_span, subject_why, object, object_kind,
                 object_span, object_why
             FROM relations WHERE article_id = ?1 ORDER BY ordinal",
            relation,
        )?,
    })
}

/// Running counts that the page shows beside its articles.
pub(crate) fn counters_beside(db: &Connection, article: &ArticleId) -> Result<Vec<PageCounter>> {
    rows(
        db,
        article,
        "SELECT block, days, since, start_day, claim, page_day
         FROM counters WHERE article_id = ?1 AND block IS NOT NULL ORDER BY ordinal",
        |r| {
            Ok(PageCounter {
                block: usize::try_from(r.get::<_, i64>(0)?).unwrap_or(0),
                days: r.get(1)?,
                since: r.get(2)?,
                start: parsed_opt(r, 3)?,
                claim: r.get(4)?,
                day: parsed_opt(r, 5)?,
            })
        },
    )
}

fn rows<T>(db: &Connection, article: &ArticleId, sql: &str, row: impl Fn(&Row<'_>) -> Result<T>) -> Result<Vec<T>> {
    db.prepare_cached(sql)?.query_map([article.as_str()], |r| row(r))?.collect()
}

fn figure(r: &Row<'_>) -> Result<Figure> {
    let unit: Option<String> = r.get(3)?;
    Ok(Figure {
        span: from_json(r, 0)?,
        value: r.get::<_, String>(1).and_then(|v| value(&v).ok_or_else(|| unreadable(1, &v)))?,
        bound: one_of(r, 2, &BOUNDS, Bound::as_str)?,
        unit: unit.map(|name| Ok::<_, rusqlite::Error>(Unit { name, span: from_json(r, 4)? })).transpose()?,
        modifiers: span(r, 5)?,
        kind: one_of(r, 6, &FIGURES, FigureKind::as_str)?,
        period: span(r, 7)?,
        of: span(r, 8)?,
        statement: parsed_opt(r, 9)?,
    })
}

fn time(r: &Row<'_>) -> Result<Time> {
    Ok(Time {
        span: from_json(r, 0)?,
        first: parsed_opt(r, 1)?,
        last: parsed_opt(r, 2)?,
        grain: one_of(r, 3, &GRAINS, Grain::as_str)?,
        saying: span(r, 4)?,
        said: parsed_opt(r, 5)?,
        statement: parsed_opt(r, 6)?,
    })
}

fn occasion(r: &Row<'_>) -> Result<Occasion> {
    Ok(Occasion {
        span: from_json(r, 0)?,
        kind: one_of(r, 1, &OCCASIONS, OccasionKind::as_str)?,
        saying: from_json(r, 2)?,
        said: parsed_opt(r, 3)?,
        statement: parsed_opt(r, 4)?,
    })
}

fn counter(r: &Row<'_>) -> Result<Counter> {
    Ok(Counter {
        span: from_json(r, 0)?,
        days: r.get(1)?,
        since: from_json(r, 2)?,
        start: parsed_opt(r, 3)?,
        claim: span(r, 4)?,
        statement: parsed_opt(r, 5)?,
    })
}

fn demand(r: &Row<'_>) -> Result<Demand> {
    Ok(Demand {
        cue: from_json(r, 0)?,
        force: parsed(r, 1)?,
        object: span(r, 2)?,
        negated: r.get(3)?,
        deadline: span(r, 4)?,
        statement: parsed_opt(r, 5)?,
        who: party(r, 6)?,
        addressee: party(r, 10)?,
    })
}

/// Four columns: name, kind, span, why; the name NULL where nobody is named.
fn party(r: &Row<'_>, at: usize) -> Result<Option<Party>> {
    let Some(name) = r.get(at)? else { return Ok(None) };
    Ok(Some(Party { name, kind: kind_of(r, at + 1)?, span: span(r, at + 2)?, why: r.get(at + 3)? }))
}

fn incident(r: &Row<'_>) -> Result<Incident> {
    Ok(Incident {
        act: from_json(r, 0)?,
        kind: parsed(r, 1)?,
        mode: r.get(2)?,
        actor: span(r, 3)?,
        target: span(r, 4)?,
        place: span(r, 5)?,
        when: span(r, 6)?,
        count: span(r, 7)?,
        status: one_of(r, 8, &STATUSES, Status::as_str)?,
        statement: parsed_opt(r, 9)?,
    })
}

fn relation(r: &Row<'_>) -> Result<Relation> {
    let subject = Party { name: r.get(4)?, kind: kind_of(r, 5)?, span: span(r, 6)?, why: r.get(7)? };
    Ok(Relation {
        cue: from_json(r, 0)?,
        kind: parsed(r, 1)?,
        status: one_of(r, 2, &STATUSES, Status::as_str)?,
        statement: parsed_opt(r, 3)?,
        subject,
        object: party(r, 8)?,
    })
}

fn about(db: &Connection, article: &ArticleId) -> Result<Vec<About>> {
    let named: Vec<(StatementId, Party)> = rows(
        db,
        article,
        "SELECT statement_id, name, kind, span, why FROM about WHERE article_id = ?1 ORDER BY ordinal",
        |r| {
            let party = Party { name: r.get(1)?, kind: kind_of(r, 2)?, span: span(r, 3)?, why: r.get(4)? };
            Ok((parsed(r, 0)?, party))
        },
    )?;
    let mut all: Vec<About> = Vec::new();
    for (statement, party) in named {
        match all.last_mut().filter(|last| last.statement == statement) {
            Some(last) => last.named.push(party),
            None => all.push(About { statement, named: vec![party] }),
        }
    }
    Ok(all)
}

pub(crate) const BOUNDS: [Bound; 8] = [
    Bound::Exact,
    Bound::AtLeast,
    Bound::AtMost,
    Bound::MoreThan,
    Bound::LessThan,
    Bound::Nearly,
    Bound::About,
    Bound::Multiple,
];
pub(crate) const FIGURES: [FigureKind; 6] = [
    FigureKind::Count,
    FigureKind::Money,
    FigureKind::Share,
    FigureKind::Duration,
    FigureKind::Measure,
    FigureKind::Rank,
];
const GRAINS: [Grain; 7] =
    [Grain::Day, Grain::Month, Grain::Year, Grain::Span, Grain::Since, Grain::Until, Grain::Words];
const OCCASIONS: [OccasionKind; 2] = [OccasionKind::Place, OccasionKind::Occasion];
pub(crate) const STATUSES: [Status; 4] = [Status::Asserted, Status::Denied, Status::Feared, Status::Hypothetical];

/// The variant that is stored under its word.
pub(crate) fn one_of<T: Copy>(r: &Row<'_>, column: usize, all: &[T], word: fn(T) -> &'static str) -> Result<T> {
    let stored: String = r.get(column)?;
    all.iter().copied().find(|one| word(*one) == stored).ok_or_else(|| unreadable(column, &stored))
}

fn span(r: &Row<'_>, column: usize) -> Result<Option<Span>> {
    r.get::<_, Option<String>>(column)?.map(|_| from_json(r, column)).transpose()
}

/// `300`, `1.5`, `1/3`, `20..30`.
fn value(stored: &str) -> Option<Value> {
    match stored.split_once("..") {
        Some((low, high)) => Some(Value::Range(number(low)?, number(high)?)),
        None => number(stored).map(Value::Number),
    }
}

fn number(stored: &str) -> Option<Number> {
    if let Some((over, under)) = stored.split_once('/') {
        return Number::ratio(over.parse().ok()?, under.parse().ok()?);
    }
    let Some((whole, decimals)) = stored.split_once('.') else { return stored.parse().ok().map(Number::whole) };
    let scale = 10i64.checked_pow(u32::try_from(decimals.len()).ok()?)?;
    Number::ratio(format!("{whole}{decimals}").parse().ok()?, scale)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn every_number_comes_back(over in -1_000_000_000i64..1_000_000_000, under in 1i64..1_000, more in 1i64..1_000) {
            let low = Number::ratio(over, under).expect("it is one");
            let high = Number::ratio(over + more * under, under).expect("it is one");
            for kept in [Value::Number(low), Value::Range(low, high)] {
                prop_assert_eq!(value(&kept.to_string()), Some(kept));
            }
        }
    }
}
