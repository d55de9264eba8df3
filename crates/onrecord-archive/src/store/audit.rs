//! What the store says against itself: rows without their partners, and numbers that are kept twice and differ.

use super::rows::from_json;
use onrecord_page::Span;
use rusqlite::Connection;
use std::collections::BTreeMap;

type Result<T> = rusqlite::Result<T>;

/// What SQLite finds wrong with its own pages and with references between tables.
pub(crate) fn integrity(db: &Connection) -> Result<Vec<String>> {
    // A database too broken to be looked at says so by an error.
    let lines = db
        .prepare("PRAGMA integrity_check(20)")
        .and_then(|mut s| s.query_map([], |r| r.get::<_, String>(0))?.collect::<Result<Vec<_>>>());
    match lines {
        Ok(lines) => Ok(lines.into_iter().filter(|line| line != "ok").collect()),
        Err(e) => Ok(vec![e.to_string()]),
    }
}

/// `(what a row of the answer means, the rows that should not be)`; each query gives the name of one such row.
const CONTRADICTIONS: [(&str, &str); 16] = [
    (
        "refers to a row that is not there",
        "SELECT \"table\" || ' row ' || coalesce(rowid, '?') || ' → ' || parent FROM pragma_foreign_key_check",
    ),
    (
        "has another number of articles than were stored with it",
        "SELECT 'capture ' || capture_id FROM captures c
         WHERE article_count <> (SELECT count(*) FROM articles a WHERE a.capture_id = c.capture_id)",
    ),
    (
        "was seen nowhere",
        "SELECT 'capture ' || capture_id FROM captures c
         WHERE NOT EXISTS (SELECT 1 FROM sightings s WHERE s.capture_id = c.capture_id)",
    ),
    (
        "has another number of statements than were stored with it",
        "SELECT 'article ' || article_id FROM articles a
         WHERE statement_count <> (SELECT count(*) FROM statements s WHERE s.article_id = a.article_id)",
    ),
    (
        "is not in the change log, so that the index never sees it",
        "SELECT 'article ' || article_id FROM articles a
         WHERE is_aside = 0 AND NOT EXISTS (SELECT 1 FROM change_log l WHERE l.article_id = a.article_id)",
    ),
    (
        "gives another length of its text than the text has",
        "SELECT 'article ' || article_id FROM articles WHERE text_bytes <> length(CAST(text AS BLOB))",
    ),
    (
        "is ordered by another time of publication than its article",
        "SELECT 'statement ' || s.statement_id FROM statements s JOIN articles a USING (article_id)
         WHERE s.published_order <> a.published_order",
    ),
    (
        "is counted another number of times than it was printed",
        "SELECT 'the name ' || name FROM speaker_names n WHERE statement_count <> (SELECT count(*) FROM statements s
             WHERE s.speaker_number = n.speaker_number AND s.speaker_name = n.name)",
    ),
    (
        "has a speaker whose name is not counted",
        "SELECT 'statement ' || statement_id FROM statements s WHERE speaker_number IS NOT NULL AND NOT EXISTS
             (SELECT 1 FROM speaker_names n WHERE n.speaker_number = s.speaker_number AND n.name = s.speaker_name)",
    ),
    (
        "has no statement",
        "SELECT 'speaker ' || speaker_id FROM speakers w
         WHERE NOT EXISTS (SELECT 1 FROM statements s WHERE s.speaker_number = w.speaker_number)",
    ),
    (
        "has no article",
        "SELECT 'outlet ' || name FROM outlets o
         WHERE NOT EXISTS (SELECT 1 FROM articles a WHERE a.outlet_number = o.outlet_number)",
    ),
    (
        "has a speaker's name and no speaker, or the other way round",
        "SELECT 'statement ' || statement_id FROM statements WHERE (speaker_number IS NULL) <> (speaker_name IS NULL)",
    ),
    (
        "names a statement of another article, or one that is not there",
        "SELECT 'demand ' || demand_id FROM demands d WHERE NOT EXISTS (SELECT 1 FROM statements s
             WHERE s.article_id = d.article_id AND s.statement_id IN (d.statement_id, d.told_in))
             AND coalesce(d.statement_id, d.told_in) IS NOT NULL
         UNION ALL SELECT 'figure ' || figure FROM figures f JOIN statements s USING (statement_id)
         WHERE s.article_id <> f.article_id
         UNION ALL SELECT 'incident ' || incident_id FROM incidents i JOIN statements s USING (statement_id)
         WHERE s.article_id <> i.article_id
         UNION ALL SELECT 'a name in article ' || a.article_id FROM about a JOIN statements s USING (statement_id)
         WHERE s.article_id <> a.article_id
         UNION ALL SELECT 'relation ' || relation FROM relations r JOIN statements s USING (statement_id)
         WHERE s.article_id <> r.article_id",
    ),
    (
        "is listed, or not, against what is known of it",
        "SELECT 'statement ' || statement_id FROM statements s WHERE is_listed <> NOT (
             EXISTS (SELECT 1 FROM articles x WHERE x.article_id = s.article_id AND x.is_aside = 1)
             OR EXISTS (SELECT 1 FROM judged j WHERE j.statement_id = s.statement_id AND j.verdict = 'rejected')
             OR EXISTS (SELECT 1 FROM wordings v WHERE v.statement_id = s.statement_id))",
    ),
    (
        "stands for a statement that is not there",
        "SELECT 'statement ' || statement_id FROM wordings v
         WHERE NOT EXISTS (SELECT 1 FROM statements s WHERE s.statement_id = v.newest_id)",
    ),
    ("has a number that its words do not give", "SELECT 'figure ' || figure FROM figures WHERE low > high"),
];

/// One line for each contradiction, at most 100 of a kind.
pub(crate) fn contradictions(db: &Connection) -> Result<Vec<String>> {
    let mut problems = Vec::new();
    for (meaning, sql) in CONTRADICTIONS {
        let mut statement = db.prepare(&format!("{sql} LIMIT 100"))?;
        let rows = statement.query_map([], |r| r.get::<_, String>(0))?;
        for row in rows {
            problems.push(format!("{} {meaning}", row?));
        }
    }
    Ok(problems)
}

pub(crate) fn article_ids(db: &Connection) -> Result<Vec<String>> {
    db.prepare("SELECT article_id FROM articles ORDER BY capture_id, part")?.query_map([], |r| r.get(0))?.collect()
}

/// Cue and content of an article's statements as the table gives them.
pub(crate) fn words_of(db: &Connection, article: &str) -> Result<BTreeMap<String, (Option<String>, String)>> {
    db.prepare_cached("SELECT statement_id, cue, content FROM statements WHERE article_id = ?1")?
        .query_map([article], |r| Ok((r.get(0)?, (r.get(1)?, r.get(2)?))))?
        .collect()
}

/// Table, words and place of everything that is kept of an article's text beyond its statements.
pub(crate) fn objects_of(db: &Connection, article: &str) -> Result<Vec<(String, String, Span)>> {
    db.prepare_cached(
        "SELECT 'figures', words, span FROM figures WHERE article_id = ?1
         UNION ALL SELECT 'times', words, span FROM times WHERE article_id = ?1
         UNION ALL SELECT 'occasions', words, span FROM occasions WHERE article_id = ?1
         UNION ALL SELECT 'counters', since, since_span FROM counters WHERE article_id = ?1 AND span IS NOT NULL
         UNION ALL SELECT 'demands', words, span FROM demands WHERE article_id = ?1
         UNION ALL SELECT 'demands', object, object_span FROM demands WHERE article_id = ?1 AND object IS NOT NULL
         UNION ALL SELECT 'incidents', words, span FROM incidents WHERE article_id = ?1
         UNION ALL SELECT 'relations', words, span FROM relations WHERE article_id = ?1",
    )?
    .query_map([article], |r| Ok((r.get(0)?, r.get(1)?, from_json(r, 2)?)))?
    .collect()
}

/// Ids of the articles and statements that an index which followed up to `seq` must hold, sorted.
pub(crate) fn searched_ids(db: &Connection, seq: u64) -> Result<Vec<String>> {
    let followed = "SELECT article_id FROM change_log WHERE seq <= ?1";
    let sql = format!(
        "SELECT article_id FROM articles WHERE is_aside = 0 AND article_id IN ({followed})
         UNION ALL SELECT s.statement_id FROM statements s JOIN articles a USING (article_id)
         WHERE a.is_aside = 0 AND s.article_id IN ({followed}) ORDER BY 1"
    );
    db.prepare(&sql)?.query_map([i64::try_from(seq).unwrap_or(i64::MAX)], |r| r.get(0))?.collect()
}

/// Ids of all articles and statements, sorted.
pub(crate) fn every_id(db: &Connection) -> Result<Vec<String>> {
    db.prepare("SELECT article_id FROM articles UNION ALL SELECT statement_id FROM statements ORDER BY 1")?
        .query_map([], |r| r.get(0))?
        .collect()
}
