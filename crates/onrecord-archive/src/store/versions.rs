//! Rows of pages and looks: which captures are one page at several times.
//!
//! Written in the transaction that keeps a capture or an answer, derived from what stands there: [`refresh`] makes them for archives of
//! older formats and anew when the rules of the canonical text change.

use super::{
    gathered::moment,
    listing,
    rows::{from_word, parsed, parsed_opt, size, unreadable, word},
};
use crate::{
    compare::{
        Dated, History,
        canonical::{self, RULES, kin, shingles},
        chain::{Found, Look, Shown, history},
    },
    identity::{identity, same_site},
};
use jiff::Timestamp;
use onrecord_page::{ArticleId, CaptureId, Hindrance};
use rusqlite::{Connection, OptionalExtension, Transaction, TransactionBehavior, params};
use std::collections::{BTreeSet, HashMap};

type Result<T> = rusqlite::Result<T>;

/// Redirects followed back to the address that was first asked.
const MOST_REDIRECTS: usize = 12;
/// Other pages with the same address of their own that a new one is compared with.
const MOST_CANDIDATES: i64 = 8;

/// Where and when a capture was met, other than by a fetch.
pub(super) struct Met<'a> {
    pub(super) capture: &'a str,
    /// The address it was fetched from, where known.
    pub(super) url: Option<&'a str>,
    /// When it was fetched, where known; of a file when it was last changed.
    pub(super) fetched_at: Option<Timestamp>,
    pub(super) added_at: Timestamp,
    pub(super) hindrance: Option<&'a Hindrance>,
}

/// Files a capture that came from a file or an import, and notes the look; false where nothing in it was new.
pub(super) fn met(tx: &Transaction<'_>, met: &Met<'_>) -> Result<bool> {
    let asked = met.url.map(identity);
    let known = chain_of(tx, met.capture)?.is_some();
    let Some(address) = file(tx, met.capture, met.url, &[], met.hindrance)? else { return Ok(false) };
    // A saved file of a known page says nothing about when the page was there.
    if known && (asked.is_none() || met.fetched_at.is_none()) {
        return Ok(false);
    }
    let (at, dated) = match (met.fetched_at, &asked) {
        (Some(at), Some(_)) => (at, Dated::Fetched),
        (at, _) => match modified(tx, met.capture)?.filter(|modified| *modified <= met.added_at) {
            Some(modified) => (modified, Dated::Page),
            None => at.map_or((met.added_at, Dated::Added), |at| (at, Dated::File)),
        },
    };
    let role = if asked.is_some() { ASKED } else { OWN };
    let chain = Some(chain_of_look(tx, &asked.clone().unwrap_or_else(|| address.clone()), met.capture)?);
    let row = Row {
        address: asked.unwrap_or(address),
        role,
        at,
        dated,
        status: None,
        capture: Some(met.capture),
        chain,
        fetch: None,
    };
    let twice = tx
        .prepare_cached("SELECT 1 FROM looks WHERE address = ?1 AND at = ?2 AND capture_id = ?3")?
        .exists(params![row.address, moment(at), met.capture])?;
    if !twice {
        insert(tx, &row)?;
    }
    Ok(!twice)
}

/// An answer to a question for a page.
pub(super) struct Answered<'a> {
    pub(super) fetch: i64,
    pub(super) url: &'a str,
    pub(super) via: Option<&'a str>,
    pub(super) at: Timestamp,
    pub(super) status: u16,
    /// The page in it, or the one that it says has not changed.
    pub(super) capture: Option<&'a str>,
    pub(super) hindrance: Option<&'a Hindrance>,
}

/// Files the page of an answer and notes the look, under the address that was asked and under those that led there.
pub(super) fn answered(tx: &Transaction<'_>, answer: &Answered<'_>) -> Result<()> {
    if matches!(answer.status, 300..=399) && answer.status != 304 {
        return Ok(());
    }
    let asked = identity(answer.url);
    let led: Vec<String> = redirects(tx, answer.via)?.into_iter().filter(|address| *address != asked).collect();
    let capture = match answer.capture {
        Some(capture) if matches!(answer.status, 200 | 304) => {
            file(tx, capture, Some(answer.url), &led, answer.hindrance)?.map(|_| capture)
        }
        _ => None,
    };
    let chain = capture.map(|capture| chain_of_look(tx, &asked, capture)).transpose()?;
    let addresses = std::iter::once((asked, ASKED)).chain(led.into_iter().map(|address| (address, LED)));
    for (address, role) in addresses {
        let (at, dated) = (answer.at, Dated::Fetched);
        insert(
            tx,
            &Row { address, role, at, dated, status: Some(answer.status), capture, chain, fetch: Some(answer.fetch) },
        )?;
    }
    Ok(())
}

/// The answer came from this address.
const ASKED: &str = "asked";
/// A redirect led on from this address.
const LED: &str = "led";
/// The page names this address.
const OWN: &str = "own";

struct Row<'a> {
    address: String,
    role: &'static str,
    at: Timestamp,
    dated: Dated,
    status: Option<u16>,
    capture: Option<&'a str>,
    chain: Option<i64>,
    fetch: Option<i64>,
}

fn insert(tx: &Transaction<'_>, row: &Row<'_>) -> Result<()> {
    tx.prepare_cached(
        "INSERT INTO looks (address, role, at, dated, status, capture_id, fetch, chain)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
    )?
    .execute(params![
        row.address,
        row.role,
        moment(row.at),
        word(&row.dated),
        row.status,
        row.capture,
        row.fetch,
        row.chain
    ])
    .map(drop)
}

/// The addresses that led to an answer, the last one first.
fn redirects(tx: &Transaction<'_>, via: Option<&str>) -> Result<Vec<String>> {
    let mut led: Vec<String> = Vec::new();
    let mut next = via.map(str::to_owned);
    while let Some(url) = next.filter(|_| led.len() < MOST_REDIRECTS) {
        next = tx
            .prepare_cached("SELECT via FROM fetches WHERE url = ?1 ORDER BY fetch DESC LIMIT 1")?
            .query_row([&url], |r| r.get(0))
            .optional()?
            .flatten();
        let address = identity(&url);
        if led.contains(&address) {
            break;
        }
        led.push(address);
    }
    Ok(led)
}

/// The page that a look is a look at: the one that was asked for at this address before; else the capture's own, where it has words that
/// are its own; else a new one, since the same wall stands at many addresses.
fn chain_of_look(tx: &Transaction<'_>, address: &str, capture: &str) -> Result<i64> {
    if let Some(chain) = last_chain(tx, address)? {
        return Ok(chain);
    }
    let own: Option<i64> = tx
        .prepare_cached(
            "SELECT chain FROM pages p WHERE capture_id = ?1 AND (fingerprint IS NOT NULL AND hindrance IS NULL
                 OR NOT EXISTS (SELECT 1 FROM looks l WHERE l.capture_id = p.capture_id))",
        )?
        .query_row([capture], |r| r.get(0))
        .optional()?;
    own.map_or_else(|| new_chain(tx), Ok)
}

/// The page that was last asked for at an address.
fn last_chain(db: &Connection, address: &str) -> Result<Option<i64>> {
    db.prepare_cached(
        "SELECT chain FROM looks WHERE address = ?1 AND role = 'asked' AND chain IS NOT NULL ORDER BY look DESC LIMIT 1",
    )?
    .query_row([address], |r| r.get(0))
    .optional()
}

fn new_chain(db: &Connection) -> Result<i64> {
    db.query_row(
        "SELECT max((SELECT coalesce(max(chain), 0) FROM pages), (SELECT coalesce(max(chain), 0) FROM looks)) + 1",
        [],
        |r| r.get(0),
    )
}

fn chain_of(db: &Connection, capture: &str) -> Result<Option<i64>> {
    db.prepare_cached("SELECT chain FROM pages WHERE capture_id = ?1")?.query_row([capture], |r| r.get(0)).optional()
}

/// The time at which the page says that it was last changed, where it says so to the minute.
fn modified(db: &Connection, capture: &str) -> Result<Option<Timestamp>> {
    let value: Option<String> = db
        .prepare_cached(
            "SELECT modified FROM articles WHERE capture_id = ?1 AND part = 0 AND modified_precision IN ('minute', 'second')",
        )?
        .query_row([capture], |r| r.get(0))
        .optional()?
        .flatten();
    Ok(value.and_then(|value| {
        value.parse::<Timestamp>().ok().or_else(|| {
            // A page without a zone means its own; a day's error at most, and only among versions that nobody dated.
            let local = value.parse::<jiff::civil::DateTime>().ok()?;
            local.to_zoned(jiff::tz::TimeZone::UTC).ok().map(|zoned| zoned.timestamp())
        })
    }))
}

/// What is stored of a capture's articles.
struct Read {
    own: Option<String>,
    titles: Vec<String>,
    texts: Vec<String>,
}

fn read(db: &Connection, capture: &str) -> Result<Read> {
    let mut read = Read { own: None, titles: Vec::new(), texts: Vec::new() };
    let mut statement =
        db.prepare_cached("SELECT part, title, text, url FROM articles WHERE capture_id = ?1 ORDER BY part")?;
    let mut rows = statement.query([capture])?;
    while let Some(row) = rows.next()? {
        if row.get::<_, i64>(0)? == 0 {
            read.own = row.get(3)?;
        }
        read.titles.push(row.get::<_, Option<String>>(1)?.unwrap_or_default());
        read.texts.push(row.get(2)?);
    }
    Ok(read)
}

impl Read {
    fn sum(&self) -> Option<canonical::Sum> {
        canonical::sum(self.titles.iter().map(String::as_str).zip(self.texts.iter().map(String::as_str)))
    }

    fn is_kin(&self, other: &Read) -> bool {
        let title = |read: &Read| read.titles.first().filter(|t| !t.trim().is_empty()).cloned();
        let all = |read: &Read| shingles(&read.texts.join("\n\n"));
        title(self).is_some_and(|mine| title(other) == Some(mine)) || kin(&all(self), &all(other))
    }
}

/// Makes sure that a capture is filed; gives the address that it is filed under. None: it has none, so nothing can be its version.
fn file(
    tx: &Transaction<'_>,
    capture: &str,
    url: Option<&str>,
    led: &[String],
    hindrance: Option<&Hindrance>,
) -> Result<Option<String>> {
    let known = tx
        .prepare_cached("SELECT address FROM pages WHERE capture_id = ?1")?
        .query_row([capture], |r| r.get(0))
        .optional()?;
    if known.is_some() {
        return Ok(known);
    }
    let page = read(tx, capture)?;
    if hindrance.is_some() {
        put_aside(tx, capture)?;
    }
    let Some(address) = filed_under(url, page.own.as_deref()) else { return Ok(None) };
    let sum = page.sum();
    let chain = match find_chain(tx, &page, url, led, &address)? {
        Some(chain) => chain,
        None => new_chain(tx)?,
    };
    let fingerprint = sum.as_ref().map(|sum| sum.fingerprint.as_str());
    if fingerprint.is_some() && hindrance.is_none() && reads(tx, chain, fingerprint)?.is_some() {
        put_aside(tx, capture)?;
    }
    let empty = sum.is_none().then_some("empty");
    tx.prepare_cached(
        "INSERT INTO pages (capture_id, address, chain, fingerprint, word_count, hindrance, evidence)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    )?
    .execute(params![
        capture,
        address,
        chain,
        fingerprint,
        i64::try_from(sum.as_ref().map_or(0, |sum| sum.words)).unwrap_or(i64::MAX),
        hindrance.map(|h| h.kind.as_str()).or(empty),
        hindrance.map(|h| h.evidence.as_str()).or(empty.map(|_| "no words of an article on it")),
    ])?;
    Ok(Some(address))
}

/// The address by which a page is known: its own, where it names one that can be believed, else the one it was fetched from. Sites that
/// name their front page on every page, and copies of another site's article, are common.
fn filed_under(asked: Option<&str>, own: Option<&str>) -> Option<String> {
    let is_root = |address: &str| !address.contains('/') && !address.contains('?');
    match (asked.map(identity), own.map(identity)) {
        (Some(asked), Some(own)) => {
            let believed = same_site(&asked, &own) && (!is_root(&own) || is_root(&asked));
            Some(if believed { own } else { asked })
        }
        (asked, own) => asked.or(own).filter(|address| !address.is_empty()),
    }
}

/// The chain that a new capture belongs to: that of the address it was fetched from; else one with the same own address, or to whose
/// address a redirect led, if they can be the same article.
fn find_chain(
    tx: &Transaction<'_>,
    page: &Read,
    url: Option<&str>,
    led: &[String],
    address: &str,
) -> Result<Option<i64>> {
    let asked = url.map(identity);
    if let Some(asked) = &asked {
        let same = last_chain(tx, asked)?;
        if same.is_some() {
            return Ok(same);
        }
    }
    let mut seen: BTreeSet<i64> = BTreeSet::new();
    for (sql, address) in [(BY_PAGE, Some(address)), (BY_LOOK, asked.as_deref())]
        .into_iter()
        .chain(led.iter().map(|led| (BY_LOOK, Some(led.as_str()))))
    {
        let Some(address) = address else { continue };
        let candidates: Vec<(i64, String)> = tx
            .prepare_cached(sql)?
            .query_map(params![address, MOST_CANDIDATES], |r| Ok((r.get(0)?, r.get(1)?)))?
            .collect::<Result<_>>()?;
        for (chain, capture) in candidates {
            if seen.insert(chain) && (page.sum().is_none() || page.is_kin(&read(tx, &capture)?)) {
                return Ok(Some(chain));
            }
        }
    }
    Ok(None)
}

/// The chains of an address, each with its newest capture that has words.
const BY_PAGE: &str = "SELECT chain, capture_id, max(rowid) FROM pages WHERE address = ?1 AND fingerprint IS NOT NULL
     GROUP BY chain ORDER BY 3 DESC LIMIT ?2";
const BY_LOOK: &str = "SELECT l.chain, p.capture_id, max(l.look) FROM looks l JOIN pages p USING (capture_id)
     WHERE l.address = ?1 AND l.chain IS NOT NULL AND p.fingerprint IS NOT NULL GROUP BY l.chain ORDER BY 3 DESC LIMIT ?2";

/// The first capture of a page that reads so.
fn reads(db: &Connection, chain: i64, fingerprint: Option<&str>) -> Result<Option<String>> {
    db.prepare_cached(
        "SELECT capture_id FROM pages WHERE chain = ?1 AND fingerprint = ?2 AND hindrance IS NULL ORDER BY rowid LIMIT 1",
    )?
    .query_row(params![chain, fingerprint], |r| r.get(0))
    .optional()
}

/// Keeps the articles of a capture without listing them. Those that the index has taken in it takes out again.
fn put_aside(tx: &Transaction<'_>, capture: &str) -> Result<()> {
    tx.prepare_cached("UPDATE articles SET is_aside = 1 WHERE capture_id = ?1")?.execute([capture])?;
    tx.prepare_cached(
        "INSERT INTO change_log (article_id) SELECT article_id FROM articles a
         WHERE capture_id = ?1 AND EXISTS (SELECT 1 FROM change_log l WHERE l.article_id = a.article_id)",
    )?
    .execute([capture])
    .map(drop)
}

/// Takes back what is known of a capture that did not survive a power cut. Another one that reads the same is listed in its stead.
pub(super) fn forget_capture(tx: &Transaction<'_>, capture: &str) -> Result<()> {
    let page: Option<(i64, Option<String>)> = tx
        .prepare_cached("SELECT chain, fingerprint FROM pages WHERE capture_id = ?1")?
        .query_row([capture], |r| Ok((r.get(0)?, r.get(1)?)))
        .optional()?;
    tx.execute("DELETE FROM looks WHERE capture_id = ?1", [capture])?;
    tx.execute("DELETE FROM pages WHERE capture_id = ?1", [capture])?;
    if let Some((chain, fingerprint)) = page
        && let Some(heir) = reads(tx, chain, fingerprint.as_deref())?
    {
        let listed = tx.execute("UPDATE articles SET is_aside = 0 WHERE capture_id = ?1 AND is_aside = 1", [&heir])?;
        if listed > 0 {
            listing::relist_page(tx, &heir)?;
            tx.execute(
                "INSERT INTO change_log (article_id) SELECT article_id FROM articles WHERE capture_id = ?1 ORDER BY part",
                [&heir],
            )?;
        }
    }
    Ok(())
}

/// Makes the rows for an archive that has none, and the fingerprints anew where the rules have changed.
pub(super) fn refresh(connection: &mut Connection) -> Result<()> {
    let rules = || RULES.to_string();
    let stored: String =
        connection.query_row("SELECT value FROM meta WHERE name = 'canonical rules'", [], |r| r.get(0))?;
    if stored == rules() {
        return Ok(());
    }
    let tx = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    if stored == "0" {
        file_all(&tx)?;
    } else {
        sum_all(&tx)?;
    }
    tx.execute("UPDATE meta SET value = ?1 WHERE name = 'canonical rules'", [rules()])?;
    tx.commit()
}

fn file_all(tx: &Transaction<'_>) -> Result<()> {
    let mut captures = tx.prepare(
        "SELECT capture_id, url, fetched_at, added_at FROM captures c
         WHERE NOT EXISTS (SELECT 1 FROM fetches f WHERE f.capture_id = c.capture_id) ORDER BY rowid",
    )?;
    let mut rows = captures.query([])?;
    while let Some(row) = rows.next()? {
        let (capture, url): (String, Option<String>) = (row.get(0)?, row.get(1)?);
        let (fetched_at, added_at) = (parsed_opt(row, 2)?, parsed(row, 3)?);
        met(tx, &Met { capture: &capture, url: url.as_deref(), fetched_at, added_at, hindrance: None })?;
    }
    let mut fetches = tx.prepare(
        "SELECT f.fetch, f.url, f.via, f.fetched_at, f.status, coalesce(f.capture_id, s.capture_id)
         FROM fetches f LEFT JOIN fetches s ON s.fetch = f.same_as AND f.status = 304
         WHERE f.purpose = 'page' ORDER BY f.fetch",
    )?;
    let mut rows = fetches.query([])?;
    while let Some(row) = rows.next()? {
        let (url, via, capture): (String, Option<String>, Option<String>) = (row.get(1)?, row.get(2)?, row.get(5)?);
        let (url, via, capture) = (url.as_str(), via.as_deref(), capture.as_deref());
        let (fetch, at, status) = (row.get(0)?, parsed(row, 3)?, row.get(4)?);
        answered(tx, &Answered { fetch, url, via, at, status, capture, hindrance: None })?;
    }
    Ok(())
}

fn sum_all(tx: &Transaction<'_>) -> Result<()> {
    let captures: Vec<String> =
        tx.prepare("SELECT capture_id FROM pages")?.query_map([], |r| r.get(0))?.collect::<Result<_>>()?;
    for capture in captures {
        let sum = read(tx, &capture)?.sum();
        let fingerprint = sum.as_ref().map(|sum| sum.fingerprint.as_str());
        let words = i64::try_from(sum.as_ref().map_or(0, |sum| sum.words)).unwrap_or(i64::MAX);
        tx.prepare_cached("UPDATE pages SET fingerprint = ?2, word_count = ?3 WHERE capture_id = ?1")?
            .execute(params![capture, fingerprint, words])?;
    }
    Ok(())
}

/// The page at an address over time; None where it was never looked at.
pub(crate) fn of_address(db: &Connection, address: &str) -> Result<Option<History>> {
    let chain: Option<i64> = db
        .prepare_cached(
            "SELECT chain FROM (
                 SELECT chain, max(role = 'asked') AS asked, max(look) AS look
                 FROM looks WHERE address = ?1 AND chain IS NOT NULL GROUP BY chain
                 UNION ALL SELECT chain, 0, max(rowid) FROM pages WHERE address = ?1 GROUP BY chain)
             ORDER BY asked DESC, look DESC LIMIT 1",
        )?
        .query_row([address], |r| r.get(0))
        .optional()?;
    match chain {
        Some(chain) => of_chain(db, chain).map(Some),
        None => {
            let looks = missed(db, &BTreeSet::from([address.to_owned()]))?;
            let looked = !looks.is_empty();
            let history = History { address: address.to_owned(), ..history(looks, &|_, _| true) };
            Ok(looked.then_some(history))
        }
    }
}

/// The page that a capture is a version of.
pub(crate) fn of_capture(db: &Connection, capture: &CaptureId) -> Result<Option<History>> {
    chain_of(db, &capture.to_string())?.map(|chain| of_chain(db, chain)).transpose()
}

/// The page with a number.
pub(crate) fn of_chain(db: &Connection, chain: i64) -> Result<History> {
    let mut looks = seen(db, chain)?;
    let addresses: BTreeSet<String> = db
        .prepare_cached("SELECT DISTINCT address FROM looks WHERE chain = ?1")?
        .query_map([chain], |r| r.get(0))?
        .collect::<Result<_>>()?;
    looks.extend(missed(db, &addresses)?);
    looks.sort_by_key(|look| look.at);
    let kin = |a: &CaptureId, b: &CaptureId| {
        // Where the texts can't be read nothing is thrown away on their account.
        let both = read(db, &a.to_string()).and_then(|a| Ok((a, read(db, &b.to_string())?)));
        both.map_or(true, |(a, b)| a.is_kin(&b))
    };
    let mut history = history(looks, &kin);
    let (address, url): (String, Option<String>) = db
        .prepare_cached(
            "SELECT CASE WHEN p.fingerprint IS NULL OR p.hindrance IS NOT NULL THEN l.address ELSE p.address END,
                 CASE WHEN p.fingerprint IS NULL OR p.hindrance IS NOT NULL THEN NULL ELSE coalesce(c.url, a.url) END
             FROM looks l JOIN pages p USING (capture_id) JOIN captures c USING (capture_id)
             LEFT JOIN articles a ON a.capture_id = p.capture_id AND a.part = 0
             WHERE l.chain = ?1
             ORDER BY p.fingerprint IS NULL OR p.hindrance IS NOT NULL, l.role = 'led', l.look DESC LIMIT 1",
        )?
        .query_row([chain], |r| Ok((r.get(0)?, r.get(1)?)))?;
    history.others = db
        .prepare_cached(
            "SELECT count(DISTINCT chain) FROM pages WHERE address = ?1 AND chain <> ?2 AND fingerprint IS NOT NULL",
        )?
        .query_row(params![address, chain], |r| size(r, 0))?;
    history.also = addresses.into_iter().filter(|other| *other != address).collect();
    history.address = address;
    history.url = url;
    Ok(history)
}

/// Looks that found something, each once however many addresses led there.
fn seen(db: &Connection, chain: i64) -> Result<Vec<Look>> {
    db.prepare_cached(
        "SELECT l.at, l.dated, p.capture_id, p.fingerprint, p.word_count, p.hindrance, p.evidence, a.title
         FROM looks l JOIN pages p USING (capture_id)
         LEFT JOIN articles a ON a.capture_id = p.capture_id AND a.part = 0
         WHERE l.chain = ?1 AND l.role <> 'led' ORDER BY l.at, l.look",
    )?
    .query_map([chain], |r| {
        let capture: CaptureId = parsed(r, 2)?;
        let (fingerprint, why): (Option<String>, Option<String>) = (r.get(3)?, r.get(5)?);
        let found = match (fingerprint, why) {
            (Some(fingerprint), None) => Found::Text(Shown {
                capture,
                article: ArticleId::of(&capture, 0),
                fingerprint,
                words: size(r, 4)?,
                title: r.get(7)?,
            }),
            (_, why) => Found::Hindered {
                capture,
                why: why.unwrap_or_else(|| "empty".to_owned()),
                evidence: r.get::<_, Option<String>>(6)?.unwrap_or_default(),
            },
        };
        Ok(Look { at: parsed(r, 0)?, dated: from_word(r, 1)?, found })
    })?
    .collect()
}

/// Looks at these addresses that found no page, each once.
fn missed(db: &Connection, addresses: &BTreeSet<String>) -> Result<Vec<Look>> {
    let mut by_fetch: HashMap<i64, Look> = HashMap::new();
    for address in addresses {
        let mut statement = db.prepare_cached(
            "SELECT look, fetch, at, dated, status FROM looks WHERE address = ?1 AND capture_id IS NULL AND status IS NOT NULL",
        )?;
        let mut rows = statement.query([address])?;
        while let Some(row) = rows.next()? {
            let key = row.get::<_, Option<i64>>(1)?.unwrap_or(row.get(0)?);
            let status = u16::try_from(row.get::<_, i64>(4)?).map_err(|_| unreadable(4, "status"))?;
            let found = if matches!(status, 404 | 410) { Found::Gone(status) } else { Found::Nothing };
            by_fetch.insert(key, Look { at: parsed(row, 2)?, dated: from_word(row, 3)?, found });
        }
    }
    Ok(by_fetch.into_values().collect())
}

/// Pages that changed or went away, the last looked at first.
pub(crate) fn changed_chains(db: &Connection, most: usize) -> Result<Vec<i64>> {
    db.prepare_cached(
        "WITH changed AS (
             SELECT l.chain FROM looks l JOIN pages p USING (capture_id)
             WHERE l.chain IS NOT NULL AND p.fingerprint IS NOT NULL AND p.hindrance IS NULL
             GROUP BY l.chain HAVING count(DISTINCT p.fingerprint) > 1
             UNION SELECT l.chain FROM looks m JOIN looks l ON l.address = m.address
             WHERE m.status IN (404, 410) AND l.chain IS NOT NULL)
         SELECT l.chain, max(l.look) FROM changed c JOIN looks l USING (chain) GROUP BY l.chain ORDER BY 2 DESC LIMIT ?1",
    )?
    .query_map([i64::try_from(most).unwrap_or(i64::MAX)], |r| r.get(0))?
    .collect()
}

/// Addresses of the same host, else such as end alike; at most so many are looked through.
pub(crate) fn addresses_like(db: &Connection, host: &str, ending: &str, most: i64) -> Result<Vec<String>> {
    let here: Vec<String> = db
        .prepare_cached("SELECT DISTINCT address FROM pages WHERE address >= ?1 AND address < ?1 || '0' LIMIT ?2")?
        .query_map(params![host, most], |r| r.get(0))?
        .collect::<Result<_>>()?;
    if !here.is_empty() || ending.is_empty() {
        return Ok(here);
    }
    db.prepare_cached("SELECT DISTINCT address FROM pages WHERE substr(address, -length(?1)) = ?1 LIMIT ?2")?
        .query_map(params![ending, most], |r| r.get(0))?
        .collect()
}
