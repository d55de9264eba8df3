//! Rows of fetches, hosts and watched addresses.

use super::rows::{json, parsed, parsed_opt, size};
use crate::{
    captures::{Earlier, Place},
    gathered::{HostHealth, Kept, Purpose, Watched},
};
use jiff::Timestamp;
use onrecord_page::CaptureId;
use rusqlite::{Connection, OptionalExtension, Row, Transaction, TransactionBehavior, named_params, params};

type Result<T> = rusqlite::Result<T>;

/// Written so that the order of the words is the order of the times: whole seconds, UTC.
pub(super) fn moment(at: Timestamp) -> String {
    at.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}

fn place_at(row: &Row<'_>, at: usize) -> Result<Place> {
    Ok(Place { segment: row.get(at)?, offset: size(row, at + 1)?, length: size(row, at + 2)?, crc32: row.get(at + 3)? })
}

/// The whole answer that this one repeats: the same payload, or after a `304` what the same address last gave.
pub(crate) fn earlier(db: &Connection, kept: &Kept<'_>, payload_sha256: &str) -> Result<Option<(i64, Earlier)>> {
    let not_modified = kept.head.status == 304;
    let (which, key) = match not_modified {
        true => ("f.url = ?1 AND f.status = 200", kept.fetch.url),
        false if kept.payload.is_empty() => return Ok(None),
        false => ("f.payload_sha256 = ?1 AND f.same_as IS NULL", payload_sha256),
    };
    db.prepare_cached(&format!(
        "SELECT w.fetch, w.url, w.fetched_at, w.segment, w.segment_offset, w.payload_sha256
         FROM fetches f JOIN fetches w ON w.fetch = coalesce(f.same_as, f.fetch) WHERE {which}
         ORDER BY f.fetch DESC LIMIT 1"
    ))?
    .query_row([key], |r| {
        let earlier = Earlier {
            url: r.get(1)?,
            at: parsed(r, 2)?,
            segment: r.get(3)?,
            offset: size(r, 4)?,
            payload_sha256: r.get(5)?,
            not_modified,
        };
        Ok((r.get(0)?, earlier))
    })
    .optional()
}

/// Everything that a row of `fetches` says beside the answer itself.
pub(crate) struct FetchRow<'a> {
    pub(crate) kept: &'a Kept<'a>,
    pub(crate) payload_sha256: &'a str,
    pub(crate) same_as: Option<i64>,
    pub(crate) capture: Option<&'a str>,
    pub(crate) place: &'a Place,
}

/// Gives the number of the new row.
pub(crate) fn insert_fetch(transaction: &Transaction<'_>, row: &FetchRow<'_>) -> Result<i64> {
    let fetch = row.kept.fetch;
    transaction
        .prepare_cached(
            "INSERT INTO fetches (url, purpose, source, fetched_at, took_ms, peer, status, robots, via, payload_sha256,
                 payload_length, same_as, capture_id, segment, segment_offset, segment_length, segment_crc32)
             VALUES (:url, :purpose, :source, :at, :took, :peer, :status, :robots, :via, :sha256, :length, :same_as,
                 :capture, :segment, :offset, :segment_length, :crc32)",
        )?
        .execute(named_params! {
            ":url": fetch.url,
            ":purpose": fetch.purpose.as_str(),
            ":source": fetch.source,
            ":at": moment(fetch.at),
            ":took": i64::try_from(fetch.took.as_millis()).unwrap_or(i64::MAX),
            ":peer": fetch.peer.to_string(),
            ":status": row.kept.head.status,
            ":robots": fetch.robots,
            ":via": fetch.via,
            ":sha256": row.payload_sha256,
            ":length": as_int(row.kept.payload.len() as u64),
            ":same_as": row.same_as,
            ":capture": row.capture,
            ":segment": row.place.segment,
            ":offset": as_int(row.place.offset),
            ":segment_length": as_int(row.place.length),
            ":crc32": row.place.crc32,
        })?;
    Ok(transaction.last_insert_rowid())
}

/// The page in the answer of a fetch.
pub(crate) fn capture_of(db: &Connection, fetch: i64) -> Result<Option<String>> {
    db.prepare_cached("SELECT capture_id FROM fetches WHERE fetch = ?1")?
        .query_row([fetch], |r| r.get(0))
        .optional()
        .map(Option::flatten)
}

fn as_int(n: u64) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

/// Where the records of every fetch lie, in the order of the segments: number, address, place.
pub(crate) fn places(db: &Connection) -> Result<Vec<(i64, String, Place)>> {
    db.prepare(
        "SELECT fetch, url, segment, segment_offset, segment_length, segment_crc32 FROM fetches
         ORDER BY segment, segment_offset",
    )?
    .query_map([], |r| Ok((r.get(0)?, r.get(1)?, place_at(r, 2)?)))?
    .collect()
}

/// Where the records of a capture lie, in the order of the segments: its own, the exchanges that brought it, and what those repeat.
pub(crate) fn places_of(db: &Connection, capture: &CaptureId) -> Result<Vec<Place>> {
    let places = db
        .prepare_cached(
            "WITH brought AS (SELECT fetch, same_as FROM fetches WHERE capture_id = ?1)
             SELECT segment, segment_offset, segment_length, segment_crc32 FROM fetches
             WHERE fetch IN (SELECT fetch FROM brought UNION SELECT same_as FROM brought)
             UNION ALL SELECT segment, segment_offset, segment_length, segment_crc32 FROM captures WHERE capture_id = ?1
             ORDER BY 1, 2, 3 DESC",
        )?
        .query_map([capture.to_string()], |r| place_at(r, 0))?
        .collect::<Result<Vec<Place>>>()?;
    // A page from the web begins where the exchange that brought it does: that one, which is the longer, holds it.
    let mut places = places;
    places.dedup_by(|b, a| (&a.segment, a.offset) == (&b.segment, b.offset));
    Ok(places)
}

/// Fetches beyond the place up to which everything is durable.
pub(crate) fn beyond_durable(db: &Connection) -> Result<Vec<(i64, Place)>> {
    db.prepare(
        "SELECT fetch, segment, segment_offset, segment_length, segment_crc32 FROM fetches
         WHERE (segment, segment_offset) >= ((SELECT value FROM meta WHERE name = 'durable segment'),
             (SELECT CAST(value AS INTEGER) FROM meta WHERE name = 'durable offset'))",
    )?
    .query_map([], |r| Ok((r.get(0)?, place_at(r, 1)?)))?
    .collect()
}

/// Takes a fetch back whose bytes did not survive: what was known of its address is forgotten, so that it is fetched anew.
pub(crate) fn remove_fetch(transaction: &Transaction<'_>, fetch: i64) -> Result<()> {
    for sql in [
        "UPDATE watched SET etag = NULL, last_modified = NULL, fingerprint = NULL, due_at = coalesce(last_looked, first_seen)
         WHERE url IN (SELECT url FROM fetches WHERE fetch = ?1 OR same_as = ?1)
            OR url IN (SELECT via FROM fetches WHERE fetch = ?1 OR same_as = ?1)",
        "DELETE FROM looks WHERE fetch IN (SELECT fetch FROM fetches WHERE fetch = ?1 OR same_as = ?1)",
        "DELETE FROM fetches WHERE same_as = ?1",
        "DELETE FROM fetches WHERE fetch = ?1",
    ] {
        transaction.execute(sql, [fetch])?;
    }
    Ok(())
}

pub(crate) fn count(db: &Connection) -> Result<u64> {
    db.query_row("SELECT count(*) FROM fetches", [], |r| size(r, 0))
}

/// The last whole `200` from an address since a time. A repeated answer is found by the fetch that it repeats.
pub(crate) fn last_good(db: &Connection, url: &str, since: Timestamp) -> Result<Option<(Timestamp, Place)>> {
    db.prepare_cached(
        "SELECT f.fetched_at, w.segment, w.segment_offset, w.segment_length, w.segment_crc32
         FROM fetches f JOIN fetches w ON w.fetch = coalesce(f.same_as, f.fetch)
         WHERE f.url = ?1 AND f.status = 200 AND f.fetched_at >= ?2 ORDER BY f.fetch DESC LIMIT 1",
    )?
    .query_row(params![url, moment(since)], |r| Ok((parsed(r, 0)?, place_at(r, 1)?)))
    .optional()
}

const HOST: &str = "host, last_good, last_changed, failures, last_failure, last_failure_at, free_at";

fn host_row(r: &Row<'_>) -> Result<HostHealth> {
    Ok(HostHealth {
        host: r.get(0)?,
        last_good: parsed_opt(r, 1)?,
        last_changed: parsed_opt(r, 2)?,
        failures: r.get(3)?,
        last_failure: r.get(4)?,
        last_failure_at: parsed_opt(r, 5)?,
        free_at: parsed_opt(r, 6)?,
    })
}

pub(crate) fn hosts(db: &Connection) -> Result<Vec<HostHealth>> {
    db.prepare_cached(&format!("SELECT {HOST} FROM hosts ORDER BY host"))?.query_map([], host_row)?.collect()
}

pub(crate) fn host(db: &Connection, host: &str) -> Result<Option<HostHealth>> {
    db.prepare_cached(&format!("SELECT {HOST} FROM hosts WHERE host = ?1"))?.query_row([host], host_row).optional()
}

const WATCHED: &str = "address, purpose, url, source, first_seen, last_looked, last_changed, etag, last_modified, \
     fingerprint, hint, due_at, looks, failures, last_failure";

fn watched_row(r: &Row<'_>) -> Result<Watched> {
    Ok(Watched {
        address: r.get(0)?,
        purpose: Purpose::find(&r.get::<_, String>(1)?).unwrap_or(Purpose::Page),
        url: r.get(2)?,
        source: r.get(3)?,
        first_seen: parsed(r, 4)?,
        last_looked: parsed_opt(r, 5)?,
        last_changed: parsed_opt(r, 6)?,
        etag: r.get(7)?,
        last_modified: r.get(8)?,
        fingerprint: r.get(9)?,
        hint: r.get(10)?,
        due_at: parsed_opt(r, 11)?,
        looks: r.get(12)?,
        failures: r.get(13)?,
        last_failure: r.get(14)?,
    })
}

pub(crate) fn watched(db: &Connection, source: Option<&str>) -> Result<Vec<Watched>> {
    db.prepare_cached(&format!("SELECT {WATCHED} FROM watched WHERE ?1 IS NULL OR source = ?1 ORDER BY rowid"))?
        .query_map([source], watched_row)?
        .collect()
}

pub(crate) fn watched_at(db: &Connection, address: &str, purpose: Purpose) -> Result<Option<Watched>> {
    db.prepare_cached(&format!("SELECT {WATCHED} FROM watched WHERE address = ?1 AND purpose = ?2"))?
        .query_row([address, purpose.as_str()], watched_row)
        .optional()
}

pub(crate) fn due(db: &Connection, sources: &[&str], now: Timestamp, most: usize) -> Result<Vec<Watched>> {
    db.prepare_cached(&format!(
        "SELECT {WATCHED} FROM watched WHERE due_at <= ?1 AND source IN (SELECT value FROM json_each(?2))
         ORDER BY due_at, rowid LIMIT ?3"
    ))?
    .query_map(params![moment(now), json(&sources), as_int(most as u64)], watched_row)?
    .collect()
}

/// The first in the order of the times, so that the rest is not looked at.
pub(crate) fn next_due(db: &Connection, sources: &[&str], after: Timestamp) -> Result<Option<Timestamp>> {
    db.prepare_cached(
        "SELECT due_at FROM watched WHERE due_at > ?1 AND source IN (SELECT value FROM json_each(?2))
         ORDER BY due_at LIMIT 1",
    )?
    .query_row(params![moment(after), json(&sources)], |r| parsed(r, 0))
    .optional()
}

/// All rows in one transaction.
pub(crate) fn put_all(db: &mut Connection, hosts: &[HostHealth], watched: &[Watched]) -> Result<()> {
    let transaction = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
    for h in hosts {
        transaction
            .prepare_cached(&format!("INSERT OR REPLACE INTO hosts ({HOST}) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)"))?
            .execute(params![
                h.host,
                h.last_good.map(moment),
                h.last_changed.map(moment),
                h.failures,
                h.last_failure,
                h.last_failure_at.map(moment),
                h.free_at.map(moment),
            ])?;
    }
    for w in watched {
        transaction
            .prepare_cached(&format!(
                "INSERT INTO watched ({WATCHED}) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)
                 ON CONFLICT DO UPDATE SET url = ?3, source = ?4, last_looked = ?6, last_changed = ?7, etag = ?8,
                     last_modified = ?9, fingerprint = ?10, hint = ?11, due_at = ?12, looks = ?13, failures = ?14,
                     last_failure = ?15"
            ))?
            .execute(params![
                w.address,
                w.purpose.as_str(),
                w.url,
                w.source,
                moment(w.first_seen),
                w.last_looked.map(moment),
                w.last_changed.map(moment),
                w.etag,
                w.last_modified,
                w.fingerprint,
                w.hint,
                w.due_at.map(moment),
                w.looks,
                w.failures,
                w.last_failure,
            ])?;
    }
    transaction.commit()
}
