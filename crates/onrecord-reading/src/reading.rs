//! The reading of one article: what [`read`] gives.

use crate::{Models, ReaderVersion, Statement};
use onrecord_page::{Article, Note, TextHash};

/// What the reader found in one text.
#[derive(Clone, Debug)]
pub struct Reading {
    /// The text that all spans point into.
    pub text: TextHash,
    /// Which reader made it.
    pub reader: ReaderVersion,
    /// In the order of their content.
    pub statements: Vec<Statement>,
    /// What there was to say about the reading.
    pub notes: Vec<Note>,
}

/// Reads an article. Never fails, never panics; linear in the length of the text.
pub fn read(article: &Article, models: &Models) -> Reading {
    Reading { text: article.text.hash(), reader: models.version().clone(), statements: Vec::new(), notes: Vec::new() }
}
