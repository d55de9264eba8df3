//! Which statement a place belongs to: the innermost one in whose content it stands.
//!
//! Takes the statements of a text, answers for any span; None where the outlet tells it itself.

use crate::{Statement, StatementId, document::Document};
use onrecord_page::Span;

/// The innermost statement at every token of a text.
pub(crate) struct Holders {
    ids: Vec<StatementId>,
    /// For each token an index into `ids`.
    at: Vec<Option<u32>>,
    /// First byte of each token.
    starts: Vec<u32>,
}

impl Holders {
    /// Lays the contents over the tokens, the longest first, so that what is inside another overwrites it.
    pub(crate) fn of(document: &Document<'_>, statements: &[Statement]) -> Holders {
        let tokens = document.tokens.all();
        let mut holders = Holders {
            ids: statements.iter().map(|s| s.id).collect(),
            at: vec![None; tokens.len()],
            starts: tokens.iter().map(|t| t.start).collect(),
        };
        let mut contents: Vec<(usize, u32, &[Span])> = Vec::new();
        for (n, statement) in statements.iter().enumerate() {
            for content in std::iter::once(&statement.content).chain(&statement.also) {
                let length = content.spans.iter().map(|s| s.len()).sum();
                contents.push((length, n as u32, &content.spans));
            }
        }
        contents.sort_by_key(|&(length, n, _)| (std::cmp::Reverse(length), n));
        for (_, n, spans) in contents {
            for span in spans {
                let (from, to) = (holders.token(span.start), holders.token(span.end));
                holders.at[from..to.max(from)].fill(Some(n));
            }
        }
        holders
    }

    /// The innermost statement in whose content a span begins.
    pub(crate) fn of_span(&self, span: Span) -> Option<StatementId> {
        let n = self.at.get(self.token(span.start)).copied().flatten()?;
        self.ids.get(n as usize).copied()
    }

    /// The innermost statement at a token, by its place in the list.
    pub(crate) fn at(&self, token: usize) -> Option<usize> {
        self.at.get(token).copied().flatten().map(|n| n as usize)
    }

    /// The first token at or behind a byte.
    fn token(&self, byte: u32) -> usize {
        self.starts.partition_point(|&start| start < byte)
    }
}
