//! What waits for a person's judgement, and what was decided about statements.
//!
//! A decision names its statement by the id that is made of places: a later reading with the same result meets it again. Decisions are
//! added, never changed; one that is taken back is followed by another that says so.

use super::rows::parsed;
use crate::{Archive, Decision, Error, Filter};
use onrecord_reading::{CueClass, StatementId};
use rusqlite::{Connection, params};
use std::collections::{BTreeMap, HashMap, hash_map::Entry};

type Result<T> = rusqlite::Result<T>;

/// So many of the most doubtful are weighed by their reach.
const WEIGHED: usize = 400;
/// What an open speaker adds to the doubt.
const OPEN: f64 = 0.5;
/// Verdicts about statements, as SQL.
const VERDICTS: &str = "('accepted', 'rejected', 'speaker', 'content', 'undone')";
/// Nobody has decided on the statement `s`, as SQL.
const UNDECIDED: &str = "NOT EXISTS (SELECT 1 FROM judged j WHERE j.statement_id = s.statement_id)";
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
    /// Statements that were judged, and how many of them were right as they were read.
    pub with_reader: Agreement,
    /// Statements on which two people or more decided, and on how many of them all came to the same.
    pub of_people: Agreement,
}

/// Of so many so many agree.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Agreement {
    /// How many agree.
    pub agree: u64,
    /// Of how many.
    pub of: u64,
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

/// A statement in the queue's order: what it is, how doubtful, and its speaker's number.
type Doubt = (StatementId, f64, Option<i64>);

fn doubtful(db: &Connection, filter: &Filter, most: usize) -> Result<Vec<StatementId>> {
    // Those whose speaker stayed open are few and have an index of their own; of the others those come first that another one holds
    // in the order of their confidence. So nothing is sorted that is not shown.
    let open = format!(
        "SELECT s.statement_id, 1.0 - s.confidence + {OPEN}, s.speaker_number
         FROM statements s INDEXED BY statements_in_doubt WHERE s.speaker_candidates <> '[]' AND s.class = ?1
             AND s.confidence >= ?2 AND s.is_listed = 1 AND {UNDECIDED}
         ORDER BY s.confidence, s.statement_id LIMIT ?3"
    );
    let settled = format!(
        "SELECT s.statement_id, 1.0 - s.confidence, s.speaker_number FROM statements s INDEXED BY statements_by_class
         WHERE s.class = ?1 AND s.is_listed = 1 AND s.confidence >= ?2 AND s.speaker_candidates = '[]' AND {UNDECIDED}
         ORDER BY s.confidence LIMIT ?3"
    );
    let every = CueClass::ALL.to_vec();
    let classes = if filter.classes.is_empty() { &every } else { &filter.classes };
    let mut found: Vec<Doubt> = Vec::new();
    for (sql, class) in [&open, &settled].into_iter().flat_map(|sql| classes.iter().map(move |class| (sql, class))) {
        let mut statement = db.prepare_cached(sql)?;
        let rows = statement.query_map(
            params![class.as_str(), f64::from(filter.confidence), i64::try_from(WEIGHED).unwrap_or(i64::MAX)],
            |row| Ok((parsed(row, 0)?, row.get(1)?, row.get(2)?)),
        )?;
        found.extend(rows.collect::<Result<Vec<Doubt>>>()?);
    }
    found.sort_by(|a, b| b.1.total_cmp(&a.1).then_with(|| a.0.as_str().cmp(b.0.as_str())));
    found.truncate(WEIGHED);
    let mut met: HashMap<i64, f64> = HashMap::new();
    for number in found.iter().filter_map(|(.., number)| *number) {
        if let Entry::Vacant(entry) = met.entry(number) {
            let reach: Option<i64> = db
                .prepare_cached("SELECT sum(statement_count) FROM speaker_names WHERE speaker_number = ?1")?
                .query_row([number], |row| row.get(0))?;
            entry.insert(reach.unwrap_or(0).max(0) as f64);
        }
    }
    let weight = |(_, doubt, number): &Doubt| {
        let met = number.and_then(|number| met.get(&number).copied()).unwrap_or(0.0);
        doubt * (1.0 + met).ln_1p()
    };
    found.sort_by(|a, b| weight(b).total_cmp(&weight(a)).then_with(|| a.0.as_str().cmp(b.0.as_str())));
    found.truncate(most);
    Ok(found.into_iter().map(|(id, ..)| id).collect())
}

/// Whether a verdict is one about a statement.
pub(super) fn is_about_statement(verdict: &str) -> bool {
    matches!(
        verdict,
        Decision::ACCEPTED | Decision::REJECTED | Decision::SPEAKER | Decision::CONTENT | Decision::UNDONE
    )
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
    let standings = counted("SELECT verdict, count(*) FROM judged GROUP BY verdict")?;
    let agree = standings.iter().find(|(verdict, _)| verdict == Decision::ACCEPTED).map_or(0, |(_, n)| *n);
    let with_reader = Agreement { agree, of: standings.iter().map(|(_, n)| n).sum() };
    let of_people = of_people(db)?;
    let decided = verdicts.iter().map(|(_, n)| n).sum();
    Ok(Progress { statements, decided, verdicts, people, with_reader, of_people })
}

/// A verdict and its value.
type Word = (String, Option<String>);

/// On each statement the last word of everybody counts.
fn of_people(db: &Connection) -> Result<Agreement> {
    let mut rows = db.prepare_cached(&format!(
        "SELECT subject, who, verdict, value FROM decisions WHERE verdict IN {VERDICTS} AND subject IN
             (SELECT subject FROM decisions WHERE verdict IN {VERDICTS} GROUP BY subject HAVING count(DISTINCT who) > 1)
         ORDER BY subject, decision"
    ))?;
    let mut rows = rows.query([])?;
    let mut all: BTreeMap<String, BTreeMap<String, Vec<Word>>> = BTreeMap::new();
    while let Some(row) = rows.next()? {
        let (verdict, value): (String, Option<String>) = (row.get(2)?, row.get(3)?);
        let own = all.entry(row.get(0)?).or_default().entry(row.get(1)?).or_default();
        match verdict.as_str() {
            Decision::UNDONE => drop(own.pop()),
            _ => own.push((verdict, value)),
        }
    }
    let mut agreement = Agreement::default();
    for people in all.into_values() {
        let last: Vec<_> = people.into_values().filter_map(|mut own| own.pop()).collect();
        if last.len() > 1 {
            agreement.of += 1;
            agreement.agree += u64::from(last.iter().all(|one| *one == last[0]));
        }
    }
    Ok(agreement)
}

fn decisions(db: &Connection, most: usize) -> Result<Vec<Decision>> {
    db.prepare_cached(&format!(
        "SELECT decided_at, who, subject, verdict, value, why FROM decisions
         WHERE verdict IN {VERDICTS} OR verdict IN {} ORDER BY decision DESC LIMIT ?1",
        super::filing::VERDICTS
    ))?
    .query_map([i64::try_from(most).unwrap_or(i64::MAX)], super::tables::decision)?
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
