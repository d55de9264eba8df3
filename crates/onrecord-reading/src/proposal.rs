//! The socket for a bigger model: somebody else proposes statements in words, this crate checks that every word stands in the text.
//!
//! A [`Proposer`] reads an article and gives [`Proposal`]s; whether it runs a network of its own or asks a server is its affair.
//! [`crate::read_with`] takes them beside what the built-in reader finds. A proposal whose words are not the text's own, character by
//! character, is refused with a note: what is shown as somebody's words must have been printed. Who the speaker is, is resolved by the
//! same code for all.

use onrecord_page::Article;

/// Reads articles and proposes statements.
///
/// It may be slow, may fail and may invent: nothing that it says is believed unread.
pub trait Proposer: Send + Sync {
    /// Names it in the version of the readings that it took part in: letters, digits, `.`, `-`, `_` and `:`.
    fn name(&self) -> &str;

    /// The statements that it sees in an article, in any order; or, in one sentence, why it could not read this one.
    fn propose(&self, article: &Article) -> Result<Vec<Proposal>, String>;
}

/// A statement in words, each of which must stand in the article's text as it is given here.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Proposal {
    /// The mention of the one who speaks ("the minister", "she"); None where nobody is named.
    pub source: Option<String>,
    /// The words that tie source and content ("said", "according to"); None where layout does.
    pub cue: Option<String>,
    /// What is said; in pieces where the cue interrupts it.
    pub content: Vec<String>,
    /// 0 to 1: how sure the proposer is. Not calibrated here.
    pub confidence: f32,
}
