//! The program as a person meets it: every test runs the real binary in a folder of its own and looks at stdout, stderr and status.

#![allow(clippy::print_stderr, reason = "a test says what it left out")]

mod bad_input;
mod fetching;
mod harness;
mod imports;
mod judges;
mod looking;
mod packed;
mod pdf;
mod reading;
mod serving;
mod versions;
