//! The change log as the index follows it: which articles changed, and what of each is searched for.

use super::{
    rows::{mode_of, parsed, parsed_opt, size},
    tables,
};
use crate::Standing;
use onrecord_reading::{CueClass, Mode};
use rusqlite::{Connection, OptionalExtension, params};

type Result<T> = rusqlite::Result<T>;

/// The change log of one state of the store.
pub(crate) struct Changes<'a>(pub(crate) &'a Connection);

/// An article that changed, and what it is now.
pub(crate) struct ChangedArticle {
    pub(crate) seq: u64,
    pub(crate) article: String,
    /// None: it is gone.
    pub(crate) now: Option<Searched>,
}

/// What of an article is searched for and counted by.
pub(crate) struct Searched {
    pub(crate) title: Option<String>,
    pub(crate) text: String,
    pub(crate) outlet: Option<(u64, String)>,
    pub(crate) published: Option<String>,
    pub(crate) language: Option<String>,
    pub(crate) order: i64,
    /// When it was added, in milliseconds since 1970.
    pub(crate) added_ms: i64,
    /// Keys of what the outlet tells itself.
    pub(crate) keys: Vec<String>,
    pub(crate) statements: Vec<SearchedStatement>,
}

/// Likewise of a statement.
pub(crate) struct SearchedStatement {
    pub(crate) id: String,
    pub(crate) mode: Mode,
    pub(crate) class: CueClass,
    pub(crate) confidence: f32,
    pub(crate) content: String,
    pub(crate) speaker: Option<SearchedSpeaker>,
    pub(crate) standing: Standing,
    /// Whether a newer version of its page has it too.
    pub(crate) is_earlier: bool,
    /// Keys of what is in it.
    pub(crate) keys: Vec<String>,
}

/// Likewise of its speaker.
pub(crate) struct SearchedSpeaker {
    pub(crate) number: u64,
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) role: Option<String>,
    /// The name of the speaker under whom a person filed it.
    pub(crate) filed_as: Option<String>,
}

impl Changes<'_> {
    /// Names this archive, so that an index of another one is not taken for its own.
    pub(crate) fn archive_id(&self) -> Result<String> {
        self.0.query_row("SELECT value FROM meta WHERE name = 'archive id'", [], |r| r.get(0))
    }

    pub(crate) fn last_seq(&self) -> Result<u64> {
        self.0.query_row("SELECT coalesce(max(seq), 0) FROM change_log", [], |r| size(r, 0))
    }

    /// Changes that an index which followed up to `seq` has not seen.
    pub(crate) fn behind(&self, seq: u64) -> Result<u64> {
        self.0.query_row("SELECT count(*) FROM change_log WHERE seq > ?1", [as_int(seq)], |r| size(r, 0))
    }

    pub(crate) fn article_at(&self, seq: u64) -> Result<Option<String>> {
        self.0.query_row("SELECT article_id FROM change_log WHERE seq = ?1", [as_int(seq)], |r| r.get(0)).optional()
    }

    /// The next `most` changes.
    pub(crate) fn after(&self, seq: u64, most: u64) -> Result<Vec<ChangedArticle>> {
        let mut log =
            self.0.prepare_cached("SELECT seq, article_id FROM change_log WHERE seq > ?1 ORDER BY seq LIMIT ?2")?;
        log.query_map(params![as_int(seq), as_int(most)], |r| Ok((size(r, 0)?, r.get::<_, String>(1)?)))?
            .map(|row| {
                let (seq, article) = row?;
                let now = self.searched(&article)?;
                Ok(ChangedArticle { seq, article, now })
            })
            .collect()
    }

    fn searched(&self, article: &str) -> Result<Option<Searched>> {
        let found = self
            .0
            .prepare_cached(
                "SELECT title, text, outlet_number, o.name, published, published_order, language, added_at
                 FROM articles LEFT JOIN outlets o USING (outlet_number) WHERE article_id = ?1 AND is_aside = 0",
            )?
            .query_row([article], |r| {
                let outlet = r.get::<_, Option<String>>(3)?.map(|name| size(r, 2).map(|n| (n, name))).transpose()?;
                Ok(Searched {
                    title: r.get(0)?,
                    text: r.get(1)?,
                    outlet,
                    published: r.get(4)?,
                    order: r.get(5)?,
                    added_ms: parsed::<jiff::Timestamp>(r, 7)?.as_millisecond(),
                    language: r.get(6)?,
                    keys: Vec::new(),
                    statements: Vec::new(),
                })
            })
            .optional()?;
        let Some(mut found) = found else { return Ok(None) };
        let mut keys = tables::keys_of(self.0, article)?;
        found.keys = keys.remove("").unwrap_or_default();
        found.statements = self
            .0
            .prepare_cached(
                "SELECT statement_id, mode, content, speaker_number, speaker_name, speaker_role, class, confidence,
                     (SELECT verdict FROM judged j WHERE j.statement_id = s.statement_id),
                     EXISTS (SELECT 1 FROM wordings v WHERE v.statement_id = s.statement_id),
                     CASE WHEN read_id IS NOT NULL THEN coalesce(
                         (SELECT label FROM speakers w WHERE w.speaker_number = s.speaker_number),
                         (SELECT name FROM speaker_names n WHERE n.speaker_number = s.speaker_number
                          ORDER BY statement_count DESC, name LIMIT 1)) END,
                     (SELECT speaker_id FROM speakers w WHERE w.speaker_number = s.speaker_number)
                 FROM statements s WHERE article_id = ?1 ORDER BY ordinal",
            )?
            .query_map([article], |r| {
                let name = r.get::<_, Option<String>>(4)?;
                let speaker = name.map(|name| {
                    let (number, id) = (size(r, 3)?, r.get::<_, Option<String>>(11)?.unwrap_or_default());
                    Result::Ok(SearchedSpeaker { number, id, name, role: r.get(5)?, filed_as: r.get(10)? })
                });
                let id: String = r.get(0)?;
                Ok(SearchedStatement {
                    keys: keys.remove(&id).unwrap_or_default(),
                    id,
                    mode: mode_of(r, 1)?,
                    class: parsed(r, 6)?,
                    #[allow(clippy::cast_possible_truncation, reason = "it was stored from an f32")]
                    confidence: r.get::<_, f64>(7)? as f32,
                    content: r.get(2)?,
                    speaker: speaker.transpose()?,
                    standing: parsed_opt(r, 8)?.unwrap_or_default(),
                    is_earlier: r.get(9)?,
                })
            })?
            .collect::<Result<_>>()?;
        Ok(Some(found))
    }
}

fn as_int(n: u64) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}
