//! The query language: words, `"quoted phrases"` and `speaker: outlet: mode: after: before:`.

use crate::{ArticleLine, SpeakerId, StatementLine};
use onrecord_page::Noted;
use onrecord_reading::Mode;

/// A parsed query. Parsing never fails: what is no operator is a word, and what could not be used is said in a note.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Query {
    /// Words that must all stand in the statement or in its speaker's name or headline (stemmed, ё = е, case folded).
    pub words: Vec<String>,
    /// Phrases that must stand in it word by word (not stemmed).
    pub phrases: Vec<String>,
    /// Names of speakers, any of them; every word of a name must occur in the speaker's name or role.
    pub speakers: Vec<String>,
    /// Outlets, any of them; likewise.
    pub outlets: Vec<String>,
    /// Modes, any of them.
    pub modes: Vec<Mode>,
    /// Published on or after: `2022`, `2022-03`, `2022-03-05`.
    pub after: Option<String>,
    /// Published before the end of: a year, month or day, inclusive.
    pub before: Option<String>,
}

/// Which of the hits to give.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    /// Skip so many.
    pub offset: usize,
    /// Give at most so many.
    pub limit: usize,
}

/// What a search found.
#[derive(Clone, Debug, Default)]
pub struct Hits {
    /// Statements in all.
    pub total: u64,
    /// Those of the window; best first where words were asked for, else newest first.
    pub statements: Vec<StatementLine>,
    /// Articles in all whose text or headline has the words (outlet and dates apply; none if speaker or mode is asked for).
    pub total_articles: u64,
    /// The best of them, with the words around the first match.
    pub articles: Vec<(ArticleLine, String)>,
    /// Statements by speaker, commonest first, at most 20.
    pub speakers: Vec<(SpeakerId, String, u64)>,
    /// Statements by outlet, commonest first, at most 20.
    pub outlets: Vec<(String, u64)>,
    /// Statements by month of publication, in order of time; undated ones are not in it.
    pub months: Vec<(String, u64)>,
    /// Statements by mode.
    pub modes: Vec<(Mode, u64)>,
}

impl Query {
    /// Reads what a person typed.
    pub fn parse(typed: &str) -> Noted<Query> {
        Noted::plain(Query { words: typed.split_whitespace().map(str::to_owned).collect(), ..Query::default() })
    }
}
