//! Finding statements by rules: where source, cue and content of each stand.
//!
//! Takes a [`Document`], gives [`Found`]s in the order of their cues. Knows nothing of names: who "she" is, is asked later
//! ([`crate::speaker`]). A trained finder replaces this module and nothing else.

mod clause;
mod continuation;
mod english;
mod russian;

use crate::{
    document::Document,
    found::{Found, Rule},
};

/// Everything that the rules find.
pub(crate) fn find(document: &Document<'_>) -> Vec<Found> {
    let mut found = Vec::new();
    for frame in 0..document.frames.len() {
        let clause = clause::Clause::new(document, frame);
        if clause.is_russian() {
            russian::find(&clause, &mut found);
        } else {
            english::find(&clause, &mut found);
        }
    }
    continuation::extend(document, &mut found);
    found.retain(|f| !f.content.is_empty() && (f.around(document).is_none() || stands_in_quotation(document, f)));
    found
}

/// Whether a statement inside somebody's quotation is worth its own line: third persons by a clear rule. "I told you that …" is the
/// quotation's own speaker again.
fn stands_in_quotation(document: &Document<'_>, found: &Found) -> bool {
    let clear = matches!(found.rule, Rule::QuoteThenVerb | Rule::VerbThenQuote | Rule::ThatClause | Rule::According);
    let Some(source) = &found.source else { return false };
    let own = matches!(document.tokens.lower(source.mention.start), "i" | "we" | "you" | "я" | "мы" | "вы" | "ты");
    clear && !own
}
