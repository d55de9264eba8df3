//! Under whom statements are filed: as whom their speaker was read, and what people decided otherwise.
//!
//! The decisions are the truth, in the order made; where a statement is filed follows from them and is written with it, when a reading is
//! stored and when a decision is made. A speaker that was merged into another has no row of its own until it is parted again.

use super::rows::{json, kind_of, parsed};
use crate::{Decision, SpeakerId};
use onrecord_reading::{SpeakerKind, StatementId};
use rusqlite::{Connection, OptionalExtension, Transaction, TransactionBehavior, params};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeSet, HashMap};

type Result<T> = rusqlite::Result<T>;

/// Verdicts on speakers, as SQL; as the index `decisions_on_speakers` has them.
pub(super) const VERDICTS: &str = "('merged', 'parted', 'split', 'rejoined')";

/// What people decided about speakers, as far as it holds.
#[derive(Debug, Default)]
pub(crate) struct Filing {
    /// Whoever was merged, and into whom.
    merged: HashMap<String, String>,
    /// Statements that were split off, and to whom.
    split: HashMap<String, String>,
    /// Names that were given to whom statements were split off to.
    names: HashMap<String, String>,
}

/// A decision that holds, in its parts.
#[derive(Clone, Debug)]
pub(crate) struct Held {
    pub(crate) decision: Decision,
    /// Into whom somebody was merged, or statements were split off to.
    pub(crate) to: String,
    /// Of a split.
    pub(crate) split: Option<Split>,
}

/// The value of a split as it is kept.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Split {
    pub(crate) to: String,
    pub(crate) name: String,
    pub(crate) statements: Vec<String>,
}

impl Held {
    fn of(decision: Decision) -> Option<Held> {
        let value = decision.value.clone()?;
        match decision.verdict.as_str() {
            Decision::MERGED => Some(Held { decision, to: value, split: None }),
            Decision::SPLIT => {
                let split: Split = serde_json::from_str(&value).ok()?;
                Some(Held { decision, to: split.to.clone(), split: Some(split) })
            }
            _ => None,
        }
    }
}

/// Merges and splits that hold, in the order made. A decision that takes one back names the same two.
pub(crate) fn holding(db: &Connection) -> Result<Vec<Held>> {
    let all = db
        .prepare_cached(&format!(
            "SELECT decided_at, who, subject, verdict, value, why FROM decisions WHERE verdict IN {VERDICTS} ORDER BY decision"
        ))?
        .query_map([], super::tables::decision)?
        .collect::<Result<Vec<_>>>()?;
    let mut holding: Vec<Held> = Vec::new();
    for decision in all {
        let undone = match decision.verdict.as_str() {
            Decision::PARTED => Decision::MERGED,
            Decision::REJOINED => Decision::SPLIT,
            _ => {
                holding.extend(Held::of(decision));
                continue;
            }
        };
        let same = |held: &Held| {
            held.decision.verdict == undone
                && held.decision.subject == decision.subject
                && Some(&held.to) == decision.value.as_ref()
        };
        if let Some(at) = holding.iter().rposition(same) {
            holding.remove(at);
        }
    }
    Ok(holding)
}

impl Filing {
    /// As decided up to now.
    pub(crate) fn load(db: &Connection) -> Result<Filing> {
        let mut filing = Filing::default();
        for held in holding(db)? {
            match held.split {
                None => {
                    filing.merged.insert(held.decision.subject, held.to);
                }
                Some(split) => {
                    filing.names.insert(held.to.clone(), split.name);
                    filing.split.extend(split.statements.into_iter().map(|statement| (statement, held.to.clone())));
                }
            }
        }
        Ok(filing)
    }

    /// Under whom somebody is filed.
    pub(crate) fn filed_as<'a>(&'a self, read: &'a str) -> &'a str {
        let mut here = read;
        // As many steps as there are merges lead to the end of any chain; a ring, which nobody can decide, ends too.
        for _ in 0..self.merged.len() {
            match self.merged.get(here) {
                Some(next) => here = next,
                None => break,
            }
        }
        here
    }

    /// Under whom a statement is filed whose speaker was read as somebody.
    pub(crate) fn of<'a>(&'a self, statement: &str, read: &'a str) -> &'a str {
        self.filed_as(self.split.get(statement).map_or(read, String::as_str))
    }

    /// The name that somebody was given who was split off.
    pub(crate) fn name_of(&self, id: &str) -> Option<&str> {
        self.names.get(id).map(String::as_str)
    }

    /// Everybody who is filed under somebody, themselves first.
    pub(crate) fn all_of(&self, id: &str) -> Vec<String> {
        let own = self.filed_as(id);
        let mut all: BTreeSet<&str> = self.merged.keys().map(String::as_str).collect();
        all.retain(|other| *other != own && self.filed_as(other) == own);
        std::iter::once(own).chain(all).map(str::to_owned).collect()
    }
}

/// Keeps a decision on speakers and files anew whom it concerns, all or not at all.
pub(crate) fn decide(db: &mut Connection, decision: &Decision, statements: &[StatementId]) -> Result<()> {
    let transaction = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let before = Filing::load(&transaction)?;
    super::tables::insert_decision(&transaction, decision)?;
    let after = Filing::load(&transaction)?;
    let speakers: BTreeSet<&str> = [before.filed_as(&decision.subject), after.filed_as(&decision.subject)]
        .into_iter()
        .chain([decision.subject.as_str()])
        .collect();
    refile(&transaction, &after, &speakers, statements)?;
    transaction.commit()
}

/// A statement with whom its speaker was read as, and under whom it is filed.
struct Filed {
    statement: String,
    article: String,
    read: String,
    kind: String,
    now: String,
}

fn refile(db: &Transaction<'_>, filing: &Filing, speakers: &BTreeSet<&str>, statements: &[StatementId]) -> Result<()> {
    const FILED: &str =
        "SELECT s.statement_id, s.article_id, coalesce(s.read_id, w.speaker_id), coalesce(s.read_kind, w.kind),
             w.speaker_id FROM statements s JOIN speakers w USING (speaker_number)";
    let ids: Vec<&str> = statements.iter().map(StatementId::as_str).collect();
    let concerned = db
        .prepare_cached(&format!(
            "{FILED} WHERE s.speaker_number IN
                 (SELECT speaker_number FROM speakers WHERE speaker_id IN (SELECT value FROM json_each(?1)))
             UNION {FILED} WHERE s.read_id IN (SELECT value FROM json_each(?1))
             UNION {FILED} WHERE s.statement_id IN (SELECT value FROM json_each(?2))"
        ))?
        .query_map([json(&speakers), json(&ids)], |r| {
            Ok(Filed { statement: r.get(0)?, article: r.get(1)?, read: r.get(2)?, kind: r.get(3)?, now: r.get(4)? })
        })?
        .collect::<Result<Vec<_>>>()?;
    let mut changed = BTreeSet::new();
    for Filed { statement, article, read, kind, now } in concerned {
        let wanted = filing.of(&statement, &read);
        if wanted == now {
            continue;
        }
        let number = speaker_number(db, wanted, &kind, filing.name_of(wanted))?;
        let own = wanted == read;
        db.prepare_cached(
            "UPDATE statements SET speaker_number = ?2, read_id = ?3, read_kind = ?4 WHERE statement_id = ?1",
        )?
        .execute(params![statement, number, (!own).then_some(&read), (!own).then_some(&kind)])?;
        changed.insert(article);
    }
    for article in &changed {
        db.prepare_cached(
            "INSERT INTO change_log (article_id) SELECT article_id FROM articles WHERE article_id = ?1 AND is_aside = 0",
        )?
        .execute([article])?;
    }
    db.execute_batch("DELETE FROM speakers WHERE speaker_number NOT IN (SELECT speaker_number FROM speaker_names)")
}

/// The number of a speaker, who gets one where there is none.
pub(super) fn speaker_number(db: &Connection, id: &str, kind: &str, name: Option<&str>) -> Result<i64> {
    let known = db
        .prepare_cached("SELECT speaker_number FROM speakers WHERE speaker_id = ?1")?
        .query_row([id], |r| r.get(0))
        .optional()?;
    if let Some(number) = known {
        return Ok(number);
    }
    db.prepare_cached("INSERT INTO speakers (speaker_id, kind, label) VALUES (?1, ?2, ?3)")?
        .insert(params![id, kind, name])
}

/// Of some statements those that are filed under somebody, and how many there are in all.
pub(crate) fn filed_under(db: &Connection, id: &str, statements: &[StatementId]) -> Result<(usize, u64)> {
    let ids: Vec<&str> = statements.iter().map(StatementId::as_str).collect();
    db.prepare_cached(
        "SELECT (SELECT count(*) FROM statements s JOIN speakers w USING (speaker_number)
                 WHERE w.speaker_id = ?1 AND s.statement_id IN (SELECT value FROM json_each(?2))),
             (SELECT count(*) FROM statements s JOIN speakers w USING (speaker_number) WHERE w.speaker_id = ?1)",
    )?
    .query_row(params![id, json(&ids)], |r| Ok((r.get::<_, i64>(0)?, r.get::<_, i64>(1)?)))
    .map(|(some, all)| (usize::try_from(some).unwrap_or(0), u64::try_from(all).unwrap_or(0)))
}

/// Speakers with one of these names or with a name that ends or begins with a word, with their commonest name, kind and number of
/// statements; most first.
pub(crate) fn named_like(
    db: &Connection,
    names: &[&str],
    word: Option<&str>,
    most: usize,
) -> Result<Vec<(SpeakerId, String, SpeakerKind, u64)>> {
    let is_like = |name: &str| {
        let begins_or_ends = |word: &str| {
            let ends = name.len().checked_sub(word.len()).and_then(|at| Some((name.get(..at)?, name.get(at..)?)));
            let begins = name.get(..word.len()).zip(name.get(word.len()..));
            ends.is_some_and(|(before, end)| {
                end.eq_ignore_ascii_case(word) && (before.is_empty() || before.ends_with(' '))
            }) || begins.is_some_and(|(begin, after)| begin.eq_ignore_ascii_case(word) && after.starts_with(' '))
        };
        names.iter().any(|one| one.eq_ignore_ascii_case(name)) || word.is_some_and(begins_or_ends)
    };
    let mut numbers: Vec<i64> = Vec::new();
    let mut all = db.prepare_cached("SELECT speaker_number, name FROM speaker_names")?;
    let mut rows = all.query([])?;
    while let Some(row) = rows.next()? {
        if is_like(row.get_ref(1)?.as_str()?) {
            numbers.push(row.get(0)?);
        }
    }
    db.prepare_cached(
        "SELECT w.speaker_id, coalesce(w.label, (SELECT name FROM speaker_names m WHERE m.speaker_number = w.speaker_number
                 ORDER BY statement_count DESC, name LIMIT 1)), w.kind,
             (SELECT sum(statement_count) FROM speaker_names m WHERE m.speaker_number = w.speaker_number) AS n
         FROM speakers w WHERE speaker_number IN (SELECT value FROM json_each(?1))
         ORDER BY n DESC, w.speaker_id LIMIT ?2",
    )?
    .query_map(params![json(&numbers), i64::try_from(most).unwrap_or(i64::MAX)], |r| {
        Ok((parsed(r, 0)?, r.get(1)?, kind_of(r, 2)?, u64::try_from(r.get::<_, i64>(3)?).unwrap_or(0)))
    })?
    .collect()
}

/// Statements whose speaker stayed open and may be somebody of this name, newest first.
pub(crate) fn left_open(db: &Connection, name: &str, most: usize) -> Result<Vec<StatementId>> {
    // As it stands in the list of candidates.
    let within = json(&name).replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
    db.prepare_cached(
        "SELECT statement_id FROM statements s JOIN articles a USING (article_id)
         WHERE speaker_candidates <> '[]' AND speaker_candidates LIKE '%' || ?1 || '%' ESCAPE '\\' AND a.is_aside = 0
         ORDER BY s.published_order DESC, statement_id LIMIT ?2",
    )?
    .query_map(params![within, i64::try_from(most).unwrap_or(i64::MAX)], |r| parsed(r, 0))?
    .collect()
}

/// Whether an id is somebody's: of statements, or of decisions.
pub(crate) fn is_known(db: &Connection, id: &SpeakerId) -> Result<bool> {
    db.prepare_cached("SELECT 1 FROM speakers WHERE speaker_id = ?1")?.exists([id.as_str()])
}
