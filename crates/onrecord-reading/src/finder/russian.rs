//! Russian: how source, cue and content stand to each other in a sentence.

use super::clause::Clause;
use crate::found::Found;

/// Finds the statements of one sentence.
pub(crate) fn find(clause: &Clause<'_>, found: &mut Vec<Found>) {
    let _ = (clause, found);
}
