//! From the world outside to captures.

pub(crate) mod address;
pub(crate) mod folder;
pub(crate) mod keep;
pub(crate) mod lists;
pub(crate) mod packed;
pub(crate) mod pdf;
#[cfg(test)]
mod press;
pub(crate) mod robots;
pub(crate) mod sources;
pub(crate) mod triage;
pub(crate) mod visit;
pub(crate) mod watch;
pub(crate) mod web;
