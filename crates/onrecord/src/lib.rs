//! onrecord reads published pages and keeps the record: who said what, about whom, where and when it was carried.
//!
//! This is the program itself; `main.rs` only calls it. Nothing here is meant for other programs: the crates below are. Public beside
//! [`run`] is what the fuzz targets reach for ([`fuzzing`]).

mod cli;
mod explain;
mod failure;
pub mod fuzzing;
mod gather;
mod history;
mod interrupt;
mod json;
mod model_server;
mod people;
mod print;
mod progress;
mod readers;
mod server;
mod tables;
mod wacz;

use std::process::{ExitCode, Termination};

/// Does what the command line asks and gives the exit status.
pub fn run() -> ExitCode {
    readers::keep_panics_of_readers();
    match cli::asked().and_then(cli::run) {
        Ok(ending) => ending.report(),
        Err(failure) => failure.report(),
    }
}
