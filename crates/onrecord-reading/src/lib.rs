//! Article in, reading out: who said what, as exact spans of one text.
//!
//! [`read`] takes an [`onrecord_page::Article`] and gives its [`Reading`]. It refuses nothing and never panics; what it could not
//! settle it says in notes and leaves unresolved. No I/O, no clock: the same article gives the same reading on any machine.

// A statement's pieces are lists of ranges; a list of one range is what is meant.
#![allow(clippy::single_range_in_vec_init)]

mod cue_class;
mod document;
mod finder;
mod found;
mod inflection;
mod lexicon;
mod mention;
mod models;
mod net;
mod objects;
mod proposal;
mod quotation;
mod reading;
mod repeats;
mod sentences;
mod speaker;
mod speech;
mod statement;
mod tokens;

pub use models::{Models, ReaderVersion};
pub use objects::{
    About, Bound, Counter, Demand, Figure, FigureKind, Force, Grain, Incident, IncidentKind, Number, Objects, Occasion,
    OccasionKind, PageCounter, Party, Relation, RelationKind, StatementTime, Status, Time, Unit, Value, page_counters,
};
pub use proposal::{Proposal, Proposer};
pub use reading::{Reading, read, read_with};
pub use statement::{Content, Cue, CueClass, Mode, Speaker, SpeakerKind, Statement, StatementId};
