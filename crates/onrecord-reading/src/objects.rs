//! What is in a text beyond who says what: its figures, times, occasions of saying and running counts.
//!
//! Takes the laid-out text and the statements found in it, gives [`Objects`], each with its exact [`Span`] and the innermost statement in
//! whose content it stands. Refuses nothing; what cannot be settled stays words. One pass over the tokens for each kind, every step
//! started by a word that a table knows. How each kind is meant: docs/objects.md.

mod about;
mod act;
mod clause;
mod counter;
mod demand;
mod figure;
mod holder;
mod incident;
mod lands;
mod look;
mod number;
mod occasion;
mod relation;
mod trees;
mod when;
mod words;

pub use about::About;
pub use act::Party;
pub use counter::{Counter, PageCounter, page_counters};
pub use demand::{Demand, Force};
pub use figure::{Bound, Figure, FigureKind, Unit, Value};
pub use incident::{Incident, IncidentKind, Status};
pub use number::Number;
pub use occasion::{Occasion, OccasionKind};
pub use relation::{Relation, RelationKind};
pub use when::{Grain, StatementTime, Time};

use crate::{
    Models, Statement,
    document::Document,
    found::Found,
    mention::Cast,
    speaker::{Namer, Setting},
};
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
    /// Who asks whom for what.
    pub demands: Vec<Demand>,
    /// Who did what to whom.
    pub incidents: Vec<Incident>,
    /// Whom each statement names.
    pub about: Vec<About>,
    /// What is stated of bodies, offices, programmes and laws.
    pub relations: Vec<Relation>,
}

/// What reading acts needs beside the text and its statements.
pub(crate) struct Sources<'a> {
    pub(crate) cast: &'a Cast,
    pub(crate) setting: &'a Setting,
    pub(crate) found: &'a [Found],
    pub(crate) models: &'a Models,
}

/// Reads demands, incidents and whom statements are about, with the times and figures that were read before.
pub(crate) fn read_acts(
    document: &Document<'_>,
    sources: &Sources<'_>,
    statements: &[Statement],
    objects: &mut Objects,
) {
    let trees = trees::Trees::of(document, sources.models);
    let namer = Namer::of(document, sources.cast, sources.setting, sources.found);
    let acts = act::Acts::of(document, trees, namer, sources.cast, statements);
    objects.demands = demand::read(&acts, &objects.times, &objects.occasions);
    objects.incidents = incident::read(&acts, &objects.demands, &objects.times, &objects.figures);
    objects.about = about::read(&acts, &objects.demands, &objects.occasions);
    objects.relations = relation::read(&acts);
}

/// Reads the objects of one text.
pub(crate) fn read(document: &Document<'_>, _cast: &Cast, article: &Article, statements: &[Statement]) -> Objects {
    let look = Look::at(document);
    let holders = Holders::of(document, statements);
    let today = when::day_of(article.published.as_ref());
    let found = when::find(look, today, statements, &holders);
    let counters = counter::read(look, today, &holders);
    let mut figures = figure::read(look, &found, &holders);
    // The days of a running count are the counter's.
    figures.retain(|f| !counters.iter().any(|c| c.span.contains(f.span) && f.span.start < c.since.start));
    Objects {
        figures,
        times: when::read(look, today, &found, statements, &holders),
        occasions: occasion::read(look, statements, &found, &holders),
        counters,
        ..Objects::default()
    }
}
