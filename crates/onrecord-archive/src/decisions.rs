//! What people decide: kept for good, whatever a later reading says.
//!
//! Takes a [`Decision`] about something by its id. Ids of statements and demands are made of places, so that a decision is found again
//! after the page was read anew with the same result; where the result differs it stays in the record, about a thing that is no more.

use crate::{
    Archive, Decision, DemandId, Error,
    error::At,
    store::{read, tables},
};
use onrecord_page::ArticleId;
use onrecord_reading::{ReaderVersion, Reading};

impl Decision {
    /// A person decided that a statement answers a demand.
    pub const CLOSED: &'static str = tables::CLOSED;
    /// A person took that back.
    pub const REOPENED: &'static str = tables::REOPENED;
}

impl Archive {
    /// Keeps a decision.
    ///
    /// # Errors
    /// Refused where the archive is not open for writing, or the decision names nobody or no reason.
    pub fn put_decision(&self, decision: &Decision) -> Result<(), Error> {
        if decision.who.trim().is_empty() || decision.why.trim().is_empty() {
            return Err(Error::refused("a decision needs who made it and why"));
        }
        let article = match decision.subject.parse::<DemandId>() {
            Ok(id) => self.demand(&id)?.map(|demand| demand.told.article.id),
            Err(()) => None,
        };
        let article = match (article, decision.subject.parse()) {
            (None, Ok(statement)) => self.article_of(&statement)?,
            (article, _) => article,
        };
        let mut writer = self.writer()?;
        let store = writer.store_path();
        let article = article.as_ref().map(ArticleId::as_str);
        tables::put_decision(writer.connection(), decision, article).at(&store, "write")
    }

    /// All decisions on one thing, in the order made.
    pub fn decisions_on(&self, subject: &str) -> Result<Vec<Decision>, Error> {
        self.read(|db| tables::decisions_on(db, subject))
    }

    /// Articles that another reader read, or that were read before everything was kept that is now; with `all` every article. Without
    /// those that were read with the help of another model.
    pub fn articles_to_read(&self, reader: &ReaderVersion, all: bool) -> Result<Vec<ArticleId>, Error> {
        self.read(|db| read::articles_to_read(db, reader.as_str(), all))
    }

    /// Puts another reading of a kept article in the place of its own, with everything in it, all or not at all.
    ///
    /// # Errors
    /// Refused where it is a reading of another text or its parts don't belong together; then nothing is changed.
    pub fn put_reading(&self, article: &ArticleId, reading: &Reading) -> Result<(), Error> {
        self.writer()?.put_reading(article, reading)
    }
}
