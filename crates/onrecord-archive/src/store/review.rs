//! What waits for a person's judgement, and what was decided about statements.
//!
//! A decision names its statement by the id that is made of places: a later reading with the same result meets it again. Decisions are
//! added, never changed; one that is taken back is followed by another that says so.

use super::rows::parsed;
use crate::{Archive, Decision, Error, Filter};
use onrecord_reading::StatementId;
use rusqlite::{Connection, params};

type Result<T> = rusqlite::Result<T>;

/// So many of the most doubtful are weighed by their reach.
const WEIGHED: usize = 400;
/// What an open speaker adds to the doubt.
const OPEN: f64 = 0.5;
/// Verdicts about statements, as SQL.
const VERDICTS: &str = "('accepted', 'rejected', 'speaker', 'content', 'undone')";
/// How many decisions on a statement hold: each that takes one back is one less.
const HOLDING: &str = "SUM(CASE verdict WHEN 'undone' THEN -1 ELSE 1 END)";

/// How far the review has come.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Statements that are shown where nothing else is asked for.
    pub statements: u64,
    /// Of all statements those on which a decision holds.
    pub decided: u64,
    /// By the last verdict.
    pub verdicts: Vec<(String, u64)>,
    /// Decisions by who made them, those that were taken back too.
    pub people: Vec<(String, u64)>,
}

impl Decision {
    /// The reading of a statement is right.
    pub const ACCEPTED: &'static str = "accepted";
    /// It is no statement, or not of this speaker, and nothing better is known.
    pub const REJECTED: &'static str = "rejected";
    /// Somebody else said it: the value is the name.
    pub const SPEAKER: &'static str = "speaker";
    /// Other words were said: the value is `start..end` in code points of the article's text.
    pub const CONTENT: &'static str = "content";
    /// The last decision that held is taken back.
    pub const UNDONE: &'static str = "undone";
}

impl Archive {
    /// Statements that nobody has decided on, the most worth a look first: by doubt (how unsure the reading is, more where the speaker
    /// stayed open) times reach (how often its speaker is met). At most `most`, of those that the filter lets through.
    pub fn doubtful(&self, filter: &Filter, most: usize) -> std::result::Result<Vec<StatementId>, Error> {
        self.read(|db| doubtful(db, filter, most))
    }

    /// How far the review has come.
    pub fn progress(&self, filter: &Filter) -> std::result::Result<Progress, Error> {
        let statements = self.count(filter)?;
        self.read(|db| progress(db, statements))
    }

    /// Decisions about statements and speakers, the last first; with `most` at most so many.
    pub fn decisions(&self, most: usize) -> std::result::Result<Vec<Decision>, Error> {
        self.read(|db| decisions(db, most))
    }
}

fn doubtful(db: &Connection, filter: &Filter, most: usize) -> Result<Vec<StatementId>> {
    let classes: Vec<&str> = filter.classes.iter().map(|class| class.as_str()).collect();
    let mut rows: Vec<(StatementId, f64)> = db
        .prepare_cached(&format!(
            "SELECT s.statement_id, 1.0 - s.confidence + (s.speaker_candidates <> '[]') * {OPEN} AS doubt,
                 (SELECT SUM(n.statement_count) FROM speaker_names n WHERE n.speaker_number = s.speaker_number)
             FROM statements s JOIN articles a USING (article_id)
             WHERE (?1 = '' OR instr(?1, s.class) > 0) AND s.confidence >= ?2 AND a.is_aside = 0
                 AND coalesce((SELECT {HOLDING} FROM decisions d
                     WHERE d.subject = s.statement_id AND d.verdict IN {VERDICTS}), 0) <= 0
             ORDER BY doubt DESC, s.statement_id LIMIT ?3"
        ))?
        .query_map(
            params![classes.join(" "), f64::from(filter.confidence), i64::try_from(WEIGHED).unwrap_or(i64::MAX)],
            |row| {
                let met = row.get::<_, Option<i64>>(2)?.unwrap_or(0).max(0) as f64;
                Ok((parsed(row, 0)?, row.get::<_, f64>(1)? * (1.0 + met).ln_1p()))
            },
        )?
        .collect::<Result<_>>()?;
    rows.sort_by(|a, b| b.1.total_cmp(&a.1).then_with(|| a.0.as_str().cmp(b.0.as_str())));
    rows.truncate(most);
    Ok(rows.into_iter().map(|(id, _)| id).collect())
}

fn progress(db: &Connection, statements: u64) -> Result<Progress> {
    let counted = |sql: &str| -> Result<Vec<(String, u64)>> {
        db.prepare_cached(sql)?
            .query_map([], |row| Ok((row.get(0)?, u64::try_from(row.get::<_, i64>(1)?).unwrap_or(0))))?
            .collect()
    };
    let holding =
        format!("SELECT subject FROM decisions WHERE verdict IN {VERDICTS} GROUP BY subject HAVING {HOLDING} > 0");
    let verdicts = counted(&format!(
        "SELECT verdict, count(*) FROM decisions d WHERE subject IN ({holding}) AND verdict <> 'undone'
             AND decision = (SELECT max(decision) FROM decisions e WHERE e.subject = d.subject AND e.verdict <> 'undone')
         GROUP BY verdict ORDER BY 2 DESC, 1"
    ))?;
    let people = counted(&format!(
        "SELECT who, count(*) FROM decisions WHERE verdict IN {VERDICTS} GROUP BY who ORDER BY 2 DESC, 1"
    ))?;
    Ok(Progress { statements, decided: verdicts.iter().map(|(_, n)| n).sum(), verdicts, people })
}

fn decisions(db: &Connection, most: usize) -> Result<Vec<Decision>> {
    db.prepare_cached(&format!(
        "SELECT decided_at, who, subject, verdict, value, why FROM decisions
         WHERE verdict IN {VERDICTS} OR verdict IN {} ORDER BY decision DESC LIMIT ?1",
        super::filing::VERDICTS
    ))?
    .query_map([i64::try_from(most).unwrap_or(i64::MAX)], |row| {
        Ok(Decision {
            at: parsed(row, 0)?,
            who: row.get(1)?,
            subject: row.get(2)?,
            verdict: row.get(3)?,
            value: row.get(4)?,
            why: row.get(5)?,
        })
    })?
    .collect()
}

/// Of the decisions on one statement, in the order made, those that hold.
impl Decision {
    /// Leaves out what was taken back.
    pub fn holding(all: Vec<Decision>) -> Vec<Decision> {
        let mut holding: Vec<Decision> = Vec::new();
        for decision in all {
            if decision.verdict == Decision::UNDONE {
                holding.pop();
            } else {
                holding.push(decision);
            }
        }
        holding
    }
}
