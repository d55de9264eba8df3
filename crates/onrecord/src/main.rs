//! onrecord reads published pages and keeps the record: who said what, about whom, where and when it was carried.

mod cli;
mod explain;
mod failure;
mod gather;
mod interrupt;
mod json;
mod model_server;
mod print;
mod progress;
mod readers;
mod server;

use std::process::{ExitCode, Termination};

fn main() -> ExitCode {
    readers::keep_panics_of_readers();
    match cli::asked().and_then(cli::run) {
        Ok(ending) => ending.report(),
        Err(failure) => failure.report(),
    }
}
