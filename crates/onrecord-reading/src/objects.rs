//! What is in a text beyond who says what: its figures, times, occasions of saying and running counts.
//!
//! Takes the laid-out text and the statements found in it, gives [`Objects`], each with its exact [`Span`] and the innermost statement in
//! whose content it stands. Refuses nothing; what cannot be settled stays words. One pass over the tokens for each kind, every step
//! started by a word that a table knows. How each kind is meant: docs/objects.md.

mod counter;
mod figure;
mod holder;
mod look;
mod number;
mod occasion;
mod when;

pub use counter::{Counter, PageCounter, page_counters};
pub use figure::{Bound, Figure, FigureKind, Unit, Value};
pub use number::Number;
pub use occasion::{Occasion, OccasionKind};
pub use when::{Grain, StatementTime, Time};

use crate::{Statement, document::Document, mention::Cast};
use holder::Holders;
use look::Look;
use onrecord_page::Article;

/// What a text holds beyond its statements, each kind in the order of the text.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Objects {
    /// Counts, sums, shares, durations, measures and ranks.
    pub figures: Vec<Figure>,
    /// Expressions of time that could be put on a calendar.
    pub times: Vec<Time>,
    /// Where and on what occasion something was said.
    pub occasions: Vec<Occasion>,
    /// Running counts of days.
    pub counters: Vec<Counter>,
}

/// Reads the objects of one text.
pub(crate) fn read(document: &Document<'_>, _cast: &Cast, article: &Article, statements: &[Statement]) -> Objects {
    let look = Look::at(document);
    let holders = Holders::of(document, statements);
    let today = when::day_of(article.published.as_ref());
    let found = when::find(look, today, statements, &holders);
    Objects {
        figures: figure::read(look, &found, &holders),
        times: when::read(look, &found, statements, &holders),
        occasions: occasion::read(look, statements, &found, &holders),
        counters: counter::read(look, today, &holders),
        ..Objects::default()
    }
}
