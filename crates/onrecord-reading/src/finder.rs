//! Finding statements by rules: where source, cue and content of each stand.
//!
//! Takes a [`Document`], gives [`Found`]s in the order of their cues. Knows nothing of names: who "she" is, is asked later
//! ([`crate::speaker`]). A trained finder replaces this module and nothing else.

mod clause;
mod continuation;
mod english;
mod russian;

use crate::{document::Document, found::Found};

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
    found.retain(|f| !f.content.is_empty());
    found
}
