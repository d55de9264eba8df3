//! Rows behind the first page: numbers that lately were counted of the same thing, and demands whose clock ran on. Both look at a
//! bounded number of rows, however large the archive is.

use super::{
    objects::{BOUNDS, one_of},
    read::listed,
    rows::parsed_opt,
};
use crate::{Filter, today::SourceWatched};
use onrecord_reading::Bound;
use rusqlite::{Connection, named_params};

type Result<T> = rusqlite::Result<T>;

/// A number that was counted, as far as it is needed to find others that were counted of the same thing.
#[derive(Clone, Debug)]
pub(crate) struct Counted {
    /// In whose words; None: the outlet tells it itself.
    pub(crate) statement: Option<String>,
    pub(crate) article: String,
    pub(crate) words: String,
    pub(crate) low: f64,
    pub(crate) high: f64,
    pub(crate) bound: Bound,
    pub(crate) kind: String,
    /// What is counted: unit, the words before it, what it is a number of.
    pub(crate) of: [Option<String>; 3],
    /// In which time, where the text says so.
    pub(crate) period: Option<(String, String)>,
    /// When it was said.
    pub(crate) day: Option<String>,
    /// Who carried it, and who said it.
    pub(crate) source: (Option<i64>, Option<i64>),
}

/// What was counted in the articles that were published last, so many of them, in their order.
pub(crate) fn counted_lately(db: &Connection, filter: &Filter, articles: usize) -> Result<Vec<Counted>> {
    db.prepare_cached(
        "SELECT x.statement_id, x.article_id, x.words, x.low, x.high, x.bound, x.kind, coalesce(x.currency, x.unit),
             x.modifiers, x.number_of, x.period_first, x.period_last,
             coalesce(s.said_first, substr(a.published, 1, 10)), a.outlet_number, s.speaker_number
         FROM (SELECT article_id, outlet_number, published FROM articles
               WHERE is_aside = 0 AND published IS NOT NULL ORDER BY latest_order DESC LIMIT :articles) a
         CROSS JOIN figures x USING (article_id) LEFT JOIN statements s ON s.statement_id = x.statement_id
         WHERE x.statement_id IS NULL
             OR (:classes = '' OR instr(:classes, s.class) > 0) AND s.confidence >= :confidence AND s.is_listed = 1",
    )?
    .query_map(
        named_params! {
            ":articles": i64::try_from(articles).unwrap_or(i64::MAX),
            ":classes": listed(filter),
            ":confidence": f64::from(filter.confidence),
        },
        |r| {
            let period: (Option<String>, Option<String>) = (r.get(10)?, r.get(11)?);
            Ok(Counted {
                statement: r.get(0)?,
                article: r.get(1)?,
                words: r.get(2)?,
                low: r.get(3)?,
                high: r.get(4)?,
                bound: one_of(r, 5, &BOUNDS, Bound::as_str)?,
                kind: r.get(6)?,
                of: [r.get(7)?, r.get(8)?, r.get(9)?],
                period: period.0.zip(period.1),
                day: r.get(12)?,
                source: (r.get(13)?, r.get(14)?),
            })
        },
    )?
    .collect()
}

/// Ids of demands that nobody decided to be answered: first those until whose last day was asked, the latest of them first, then the
/// others, the latest asked first. Promises and threats bind nobody else and are left out, and so is what nobody is asked for by name.
pub(crate) fn clocks_running(db: &Connection, filter: &Filter, today: &str, most: usize) -> Result<Vec<String>> {
    // Of so many first ones it is looked who carried them, and whether they were answered: all of them would take a fifth of a second.
    db.prepare_cached(
        "SELECT x.demand_id FROM
             (SELECT demand_id, article_id, statement_id, asked_on,
                  CASE WHEN deadline_last < :today THEN deadline_last ELSE '' END AS passed
              FROM demands WHERE force IN ('call', 'appeal', 'urge', 'demand') AND addressee IS NOT NULL AND asked_on < :today
              ORDER BY passed DESC, asked_on DESC, demand_id LIMIT 400) x
             JOIN articles a USING (article_id) LEFT JOIN statements s ON s.statement_id = x.statement_id
         WHERE a.is_aside = 0
             AND (x.statement_id IS NULL
                 OR (:classes = '' OR instr(:classes, s.class) > 0) AND s.confidence >= :confidence AND s.is_listed = 1)
             AND coalesce((SELECT verdict FROM decisions c WHERE c.subject = x.demand_id ORDER BY decision DESC LIMIT 1), '')
                 <> 'closed'
         ORDER BY x.passed DESC, x.asked_on DESC, x.demand_id LIMIT :most",
    )?
    .query_map(
        named_params! {
            ":today": today,
            ":most": i64::try_from(most).unwrap_or(i64::MAX),
            ":classes": listed(filter),
            ":confidence": f64::from(filter.confidence),
        },
        |r| r.get(0),
    )?
    .collect()
}

/// Sources that are watched, with when one of their addresses was last asked for and when anything new or changed was last found.
pub(crate) fn sources_watched(db: &Connection) -> Result<Vec<SourceWatched>> {
    db.prepare_cached(
        "SELECT source, max(last_looked), max(last_changed) FROM watched WHERE due_at IS NOT NULL
         GROUP BY source ORDER BY source",
    )?
    .query_map([], |r| {
        Ok(SourceWatched { source: r.get(0)?, last_looked: parsed_opt(r, 1)?, last_changed: parsed_opt(r, 2)? })
    })?
    .collect()
}

/// A number that changes whenever something is added, read anew or decided.
pub(crate) fn state(db: &Connection) -> Result<(i64, i64)> {
    db.prepare_cached(
        "SELECT (SELECT coalesce(max(seq), 0) FROM change_log), (SELECT coalesce(max(decision), 0) FROM decisions)",
    )?
    .query_row([], |r| Ok((r.get(0)?, r.get(1)?)))
}
