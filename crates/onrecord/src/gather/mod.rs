//! From the world outside to captures.

pub(crate) mod folder;
