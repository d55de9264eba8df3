//! Statements that several versions of a page have, word by word or otherwise: each is listed once, in its newest wording.
//!
//! Takes the versions of a page that are listed, newest first. A statement of an older one stands for the same as one of a newer where
//! their words are the same, or where the speaker is and half of the words are. Derived, and made anew for the whole page when one of
//! its versions comes, goes or is read again.

use super::listing;
use crate::{
    Archive, Error, StatementLine,
    compare::edit::{shared_words, words_of},
    store::read,
    words::fold,
};
use onrecord_reading::StatementId;
use rusqlite::{Connection, OptionalExtension, Transaction, params};
use std::collections::{BTreeMap, BTreeSet, HashMap};

type Result<T> = rusqlite::Result<T>;

/// Of the words of two statements of one speaker so many are the same where one is the other's newer wording.
const ALIKE: f64 = 0.5;

/// The wordings of a statement in the versions of its page.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Wordings {
    /// The newest one, of a statement that is an earlier one.
    pub newest: Option<StatementLine>,
    /// Earlier ones, the latest first.
    pub earlier: Vec<StatementLine>,
}

impl Archive {
    /// The other wordings of a statement in the versions of its page.
    pub fn wordings(&self, id: &StatementId) -> std::result::Result<Wordings, Error> {
        self.read(|db| wordings(db, id))
    }
}

fn wordings(db: &Connection, id: &StatementId) -> Result<Wordings> {
    let newest: Option<String> = db
        .prepare_cached("SELECT newest_id FROM wordings WHERE statement_id = ?1")?
        .query_row([id.as_str()], |r| r.get(0))
        .optional()?;
    let earlier: Vec<String> = db
        .prepare_cached(
            "SELECT v.statement_id FROM wordings v JOIN statements s USING (statement_id) JOIN articles a USING (article_id)
             WHERE v.newest_id = ?1 ORDER BY a.added_at DESC, v.statement_id LIMIT 100",
        )?
        .query_map([id.as_str()], |r| r.get(0))?
        .collect::<Result<_>>()?;
    let earlier = earlier.iter().filter_map(|id| read::statement(db, id).transpose()).collect::<Result<_>>()?;
    let newest = newest.map(|id| read::statement(db, &id)).transpose()?.flatten();
    Ok(Wordings { newest, earlier })
}

/// Which statements of a page stand for the same, from the capture that a version of it is.
pub(super) fn weave_page(tx: &Transaction<'_>, capture: &str) -> Result<()> {
    chain_of(tx, capture)?.map_or(Ok(()), |chain| weave(tx, chain))
}

/// The number of the page that a capture is a version of.
pub(super) fn chain_of(db: &Connection, capture: &str) -> Result<Option<i64>> {
    db.prepare_cached("SELECT chain FROM pages WHERE capture_id = ?1")?.query_row([capture], |r| r.get(0)).optional()
}

/// Forgets the statements of an article, whose rows are about to go.
pub(super) fn forget(tx: &Transaction<'_>, article: &str) -> Result<()> {
    tx.prepare_cached(
        "DELETE FROM wordings WHERE statement_id IN (SELECT statement_id FROM statements WHERE article_id = ?1)
             OR newest_id IN (SELECT statement_id FROM statements WHERE article_id = ?1)",
    )?
    .execute([article])
    .map(drop)
}

/// Likewise of every page.
pub(super) fn weave_all(tx: &Transaction<'_>) -> Result<()> {
    let chains: Vec<i64> = tx
        .prepare(
            "SELECT chain FROM pages WHERE hindrance IS NULL GROUP BY chain HAVING count(DISTINCT fingerprint) > 1",
        )?
        .query_map([], |r| r.get(0))?
        .collect::<Result<_>>()?;
    chains.into_iter().try_for_each(|chain| weave(tx, chain))
}

/// Of one page, by its number.
pub(super) fn weave(tx: &Transaction<'_>, chain: i64) -> Result<()> {
    let versions = versions(tx, chain)?;
    let known = known(tx, chain)?;
    if versions.len() < 2 && known.is_empty() {
        return Ok(());
    }
    let mut heads = Heads::default();
    let mut woven = BTreeMap::new();
    for capture in &versions {
        heads.take(said_in(tx, capture)?, &mut woven);
    }
    if woven == known {
        return Ok(());
    }
    for id in known.keys() {
        tx.prepare_cached("DELETE FROM wordings WHERE statement_id = ?1")?.execute([id])?;
    }
    for (id, (newest, same)) in &woven {
        tx.prepare_cached("INSERT OR REPLACE INTO wordings (statement_id, newest_id, is_same) VALUES (?1, ?2, ?3)")?
            .execute(params![id, newest, same])?;
    }
    tell(tx, known.keys().chain(woven.keys()).map(String::as_str).collect())
}

/// Lists anew the articles of some statements, and has the index look at those that it knows.
fn tell(tx: &Transaction<'_>, statements: BTreeSet<&str>) -> Result<()> {
    let mut articles: BTreeSet<String> = BTreeSet::new();
    for id in statements {
        let article = tx
            .prepare_cached("SELECT article_id FROM statements WHERE statement_id = ?1")?
            .query_row([id], |r| r.get(0))
            .optional()?;
        articles.extend(article);
    }
    for article in &articles {
        listing::relist(tx, article)?;
        tx.prepare_cached(
            "INSERT INTO change_log (article_id)
             SELECT ?1 WHERE EXISTS (SELECT 1 FROM change_log WHERE article_id = ?1)",
        )?
        .execute([article])?;
    }
    Ok(())
}

/// The versions of a page that are listed, last seen first: a page that went back to an earlier wording shows that one.
fn versions(db: &Connection, chain: i64) -> Result<Vec<String>> {
    db.prepare_cached(
        "SELECT p.capture_id FROM pages p JOIN captures c USING (capture_id)
         WHERE p.chain = ?1 AND p.fingerprint IS NOT NULL AND p.hindrance IS NULL
             AND EXISTS (SELECT 1 FROM articles a WHERE a.capture_id = p.capture_id AND a.is_aside = 0)
         ORDER BY coalesce((SELECT max(l.at) FROM looks l JOIN pages q USING (capture_id)
             WHERE q.chain = p.chain AND q.fingerprint = p.fingerprint), c.added_at) DESC, p.rowid DESC",
    )?
    .query_map([chain], |r| r.get(0))?
    .collect()
}

/// By the earlier statement: the newest, and whether the words are the same.
type Woven = BTreeMap<String, (String, bool)>;

/// What is kept of a page.
fn known(db: &Connection, chain: i64) -> Result<Woven> {
    db.prepare_cached(
        "SELECT v.statement_id, v.newest_id, v.is_same FROM pages p JOIN articles a ON a.capture_id = p.capture_id
         JOIN statements s USING (article_id) JOIN wordings v USING (statement_id) WHERE p.chain = ?1",
    )?
    .query_map([chain], |r| Ok((r.get(0)?, (r.get(1)?, r.get(2)?))))?
    .collect()
}

/// A statement as it is compared.
struct Said {
    id: String,
    /// Folded.
    speaker: String,
    words: Vec<String>,
}

fn said_in(db: &Connection, capture: &str) -> Result<Vec<Said>> {
    db.prepare_cached(
        "SELECT s.statement_id, s.speaker_name, s.content FROM articles a JOIN statements s USING (article_id)
         WHERE a.capture_id = ?1 AND a.is_aside = 0 ORDER BY a.part, s.ordinal",
    )?
    .query_map([capture], |r| {
        let (speaker, content): (Option<String>, String) = (r.get(1)?, r.get(2)?);
        Ok(Said { id: r.get(0)?, speaker: fold(&speaker.unwrap_or_default()), words: words_of(&content) })
    })?
    .collect()
}

/// The newest wordings so far.
#[derive(Default)]
struct Heads {
    said: Vec<Said>,
    by_words: HashMap<Vec<String>, Vec<usize>>,
}

impl Heads {
    /// Takes in an older version: each of its statements is an earlier wording of one newest, or a newest itself.
    fn take(&mut self, version: Vec<Said>, woven: &mut Woven) {
        let mut taken = vec![false; self.said.len()];
        let mut left = Vec::new();
        for said in version {
            // Of several with the same words the one of the same speaker.
            let same = self.by_words.get(&said.words).map_or(&[][..], Vec::as_slice);
            let free = || same.iter().copied().filter(|at| !taken[*at]);
            match free().find(|at| self.said[*at].speaker == said.speaker).or_else(|| free().next()) {
                Some(at) => {
                    taken[at] = true;
                    woven.insert(said.id, (self.said[at].id.clone(), true));
                }
                None => left.push(said),
            }
        }
        for said in left {
            let likeness = |at: &usize| shared_words(&self.said[*at].words, &said.words);
            let free = (0..taken.len()).filter(|at| !taken[*at] && self.said[*at].speaker == said.speaker);
            let best = free.map(|at| (likeness(&at), at)).max_by(|a, b| a.0.total_cmp(&b.0));
            match best.filter(|(alike, _)| *alike >= ALIKE) {
                Some((_, at)) => {
                    taken[at] = true;
                    woven.insert(said.id, (self.said[at].id.clone(), false));
                }
                None => {
                    self.by_words.entry(said.words.clone()).or_default().push(self.said.len());
                    self.said.push(said);
                }
            }
        }
    }
}
