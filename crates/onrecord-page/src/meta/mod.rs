//! What a page says of its article: title, outlet, authors, address, language.

pub(crate) mod authors;
pub(crate) mod carriers;
pub(crate) mod head;
pub(crate) mod language;
pub(crate) mod outlet;
pub(crate) mod title;
