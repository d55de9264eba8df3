//! The reading of one article: what [`read`] gives.

use crate::{
    Content, Cue, Mode, Models, ReaderVersion, Speaker, SpeakerKind, Statement, StatementId, document::Document,
    finder, found::Found,
};
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
    let document = Document::of(&article.text, models.lexicon());
    let found = finder::find(&document);
    let mut statements: Vec<Statement> = found.iter().filter_map(|f| statement(article, &document, f)).collect();
    statements.sort_by(|a, b| a.content.spans.cmp(&b.content.spans));
    let mut seen = std::collections::HashSet::new();
    statements.retain(|s| seen.insert(s.id));
    let notes = document.unbalanced.iter().filter_map(|&at| unbalanced(&document, at)).collect();
    Reading { text: article.text.hash(), reader: models.version().clone(), statements, notes }
}

fn statement(article: &Article, document: &Document<'_>, found: &Found) -> Option<Statement> {
    let content: Vec<_> = found.content.iter().filter_map(|c| document.span(c)).collect();
    let cue: Vec<_> = found.cue.iter().filter_map(|c| document.span(c)).collect();
    if content.is_empty() {
        return None;
    }
    let speaker = found.source.as_ref().map(|s| Speaker {
        name: document.slice(&s.mention).to_owned(),
        role: None,
        kind: SpeakerKind::Unknown,
        spans: document.span(&s.mention).into_iter().collect(),
        why: String::new(),
    });
    Some(Statement {
        id: StatementId::of(&article.id, &content, &cue),
        mode: Mode::Indirect,
        speaker,
        cue: (!cue.is_empty()).then_some(Cue { spans: cue }),
        content: Content { spans: content },
        confidence: found.rule.precision(),
    })
}

fn unbalanced(document: &Document<'_>, at: usize) -> Option<Note> {
    let span = document.span(&(at..at + 1))?;
    let mark = document.text.slice(span);
    Some(Note::new("unbalanced-quotation-mark", format!("The quotation mark {mark} has no partner.")).at(span))
}
