//! The log-in: a name and a password, and nothing of the record.

use crate::server::guest::Guest;
use askama::Template;
use serde::Serialize;

/// The page that asks who somebody is.
#[derive(Debug, Serialize, Template)]
#[template(path = "login.html")]
pub(crate) struct LogInPage {
    #[serde(skip)]
    pub(crate) t: Guest,
    #[serde(skip)]
    pub(crate) token: String,
    /// The page that is shown afterwards.
    pub(crate) to: String,
    /// As it was typed.
    pub(crate) name: String,
    /// Why it did not work.
    pub(crate) problem: Option<String>,
}
