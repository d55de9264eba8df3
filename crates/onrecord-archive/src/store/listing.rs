//! Which statements are listed: not those of articles that are aside, not those that somebody rejected, and of the versions of an edited
//! page each statement once, in its newest wording.
//!
//! Derived, and kept in the rows so that lists and counts need not look elsewhere.

use super::{judged, wordings};
use rusqlite::{Connection, Transaction, TransactionBehavior, params};

type Result<T> = rusqlite::Result<T>;

/// Whether the statement `s` is to be listed, as SQL.
pub(super) const LISTED: &str =
    "NOT (EXISTS (SELECT 1 FROM articles x WHERE x.article_id = s.article_id AND x.is_aside = 1)
     OR EXISTS (SELECT 1 FROM judged j WHERE j.statement_id = s.statement_id AND j.verdict = 'rejected')
     OR EXISTS (SELECT 1 FROM wordings v WHERE v.statement_id = s.statement_id))";

/// Looks again which statements of an article are listed.
pub(super) fn relist(tx: &Transaction<'_>, article: &str) -> Result<()> {
    tx.prepare_cached(&format!(
        "UPDATE statements AS s SET is_listed = {LISTED} WHERE article_id = ?1 AND is_listed <> {LISTED}"
    ))?
    .execute([article])
    .map(drop)
}

/// Likewise of all articles of a capture, and of the versions of its page.
pub(super) fn relist_page(tx: &Transaction<'_>, capture: &str) -> Result<()> {
    let articles: Vec<String> = tx
        .prepare_cached("SELECT article_id FROM articles WHERE capture_id = ?1")?
        .query_map([capture], |r| r.get(0))?
        .collect::<Result<_>>()?;
    articles.iter().try_for_each(|article| relist(tx, article))?;
    wordings::weave_page(tx, capture)
}

/// What is derived, for an archive of a format that had none of it.
const DERIVED: &str = "1";

/// Makes everything that is derived, once, for an archive of an older format.
pub(super) fn refresh(connection: &mut Connection) -> Result<()> {
    let made: String = connection.query_row("SELECT value FROM meta WHERE name = 'derived'", [], |r| r.get(0))?;
    if made == DERIVED {
        return Ok(());
    }
    let tx = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    tx.execute(&format!("UPDATE statements AS s SET is_listed = {LISTED} WHERE is_listed <> {LISTED}"), [])?;
    wordings::weave_all(&tx)?;
    judged::take_effect_everywhere(&tx)?;
    tx.execute("UPDATE meta SET value = ?1 WHERE name = 'derived'", params![DERIVED])?;
    tx.commit()
}
