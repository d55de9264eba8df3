//! One plain struct a page. Its JSON (`…/page.json`) and its HTML (the template of the same name) come from the same fields; fields
//! that only dress the HTML are left out of the JSON. Each `view` function takes the archive and what the address says, and gives the
//! page or a [`Fault`].
//!
//! Field names are a promise to outsiders: snake_case, dates as ISO 8601, spans as `[start, end)` in Unicode code points, ids as the
//! command line prints them, `href` = the page on this server, `url` = the address where it was published.

pub(crate) mod article;
pub(crate) mod beside;
pub(crate) mod demands;
pub(crate) mod evidence;
pub(crate) mod fault;
pub(crate) mod figures;
pub(crate) mod incidents;
pub(crate) mod items;
pub(crate) mod login;
pub(crate) mod method;
pub(crate) mod objects;
pub(crate) mod profile;
pub(crate) mod relations;
pub(crate) mod review;
pub(crate) mod same;
pub(crate) mod saved;
pub(crate) mod search;
pub(crate) mod sources;
pub(crate) mod speaker;
pub(crate) mod statement;
pub(crate) mod tables;
pub(crate) mod today;
pub(crate) mod versions;

pub(crate) use fault::Fault;

/// Statements on one page of a list: 25 of the longest that are shown stay well under 100 kB.
pub(crate) const PER_PAGE: usize = 25;
/// `show=all` in an address: whatever act, however sure.
pub(crate) const ALL: &str = "all";
