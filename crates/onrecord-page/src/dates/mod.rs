//! Dates: reading them out of words, and choosing the one on which an article was published.

mod months;
pub(crate) mod pick;
pub(crate) mod said;
pub(crate) mod scan;
pub(crate) mod stamp;

pub(crate) use scan::{Order, first_date, order_of, scan};
pub(crate) use stamp::Stamp;
