//! The laboratory: runs the reader over shared corpora, scores it, holds it to the floors, times the built program.
//!
//! Takes the folder of shared data (`$ONRECORD_SHARED`, else `../shared` from the repository's root). Never a dependency of the other
//! crates, and never shipped.

#![allow(clippy::print_stdout, clippy::print_stderr)] // a laboratory prints its tables

pub mod bench;
pub mod eval;
pub mod floors;
pub mod gold;
pub mod objects;
pub mod score;
pub mod shared;
