//! Versions of pages: the archive's side of [`crate::compare`].
//!
//! Takes an address in any spelling, gives what the page at it showed and when; takes two captures, gives what changed between them.

use crate::{
    Archive, Error,
    compare::{Absence, Edit, History, Version},
    identity,
    store::{read, versions as rows},
};
use jiff::Timestamp;
use onrecord_page::CaptureId;
use onrecord_reading::Reading;

/// Something that happened to a page.
#[derive(Clone, Debug, PartialEq)]
pub struct Happening {
    /// When it was seen.
    pub at: Timestamp,
    /// What.
    pub what: What,
    /// How often the same two captures have followed each other on this page before, so that each happening can have a name.
    pub repeated: usize,
}

/// What happened to a page.
#[derive(Clone, Debug, PartialEq)]
pub enum What {
    /// It reads otherwise.
    Changed {
        /// Before.
        old: Box<Version>,
        /// Since.
        new: Box<Version>,
    },
    /// The site says that there is no such page.
    Gone(Absence),
    /// It is there again.
    Back(Absence),
}

impl History {
    /// What happened, newest first.
    pub fn happenings(&self) -> Vec<Happening> {
        let mut all: Vec<Happening> = Vec::new();
        for pair in self.versions.windows(2) {
            let [old, new] = pair else { continue };
            let same = |h: &&Happening| matches!(&h.what, What::Changed { old: o, new: n } if o.capture == old.capture && n.capture == new.capture);
            let repeated = all.iter().filter(same).count();
            all.push(Happening {
                at: new.first_seen,
                what: What::Changed { old: Box::new(old.clone()), new: Box::new(new.clone()) },
                repeated,
            });
        }
        for absence in self.absences.iter().filter(|absence| absence.after.is_some()) {
            all.push(Happening { at: absence.since, what: What::Gone(absence.clone()), repeated: 0 });
            if let Some(at) = absence.until {
                all.push(Happening { at, what: What::Back(absence.clone()), repeated: 0 });
            }
        }
        all.sort_by_key(|happening| std::cmp::Reverse(happening.at));
        all
    }
}

impl Archive {
    /// What the page at an address showed and when. None: it was never looked at, neither under this address nor under one that is the
    /// same page (see [`identity`]), and no page in the archive calls it its own.
    pub fn history(&self, url: &str) -> Result<Option<History>, Error> {
        let address = identity(url.trim());
        self.read(|db| rows::of_address(db, &address))
    }

    /// What the page showed that a capture is a version of. None: it has no address.
    pub fn history_of(&self, capture: &CaptureId) -> Result<Option<History>, Error> {
        self.read(|db| rows::of_capture(db, capture))
    }

    /// Pages that changed or went away, the last looked at first.
    pub fn changed_pages(&self, most: usize) -> Result<Vec<History>, Error> {
        self.read(|db| rows::changed_chains(db, most)?.into_iter().map(|chain| rows::of_chain(db, chain)).collect())
    }

    /// What a change did: from one capture to another. None where one of them is not kept.
    pub fn edit(&self, old: &CaptureId, new: &CaptureId) -> Result<Option<Edit>, Error> {
        let read = |db: &rusqlite::Connection,
                    capture: &CaptureId|
         -> rusqlite::Result<Option<Vec<(onrecord_page::Article, Reading)>>> {
            let Some(entry) = read::capture(db, capture)? else { return Ok(None) };
            let articles = entry.articles.iter().filter_map(|id| read::stored_article(db, id).transpose());
            articles
                .map(|stored| stored.map(|stored| (stored.article, stored.reading)))
                .collect::<rusqlite::Result<_>>()
                .map(Some)
        };
        let both = self.read(|db| Ok((read(db, old)?, read(db, new)?)))?;
        let (Some(old), Some(new)) = both else { return Ok(None) };
        Ok(Some(Edit::between(&old, &new)))
    }

    /// Addresses in the archive that may be meant by one that is not: of the same host the nearest paths, else such as end alike.
    pub fn near_addresses(&self, url: &str, most: usize) -> Result<Vec<String>, Error> {
        const LOOKED_THROUGH: i64 = 5_000;
        let wanted = identity(url.trim());
        let host = wanted.split(['/', '?']).next().unwrap_or("").to_owned();
        let ending = wanted.rsplit('/').next().filter(|end| end.len() > 3 && *end != host).unwrap_or("").to_owned();
        let mut found = self.read(|db| rows::addresses_like(db, &host, &ending, LOOKED_THROUGH))?;
        let likeness = |address: &str| {
            let pieces = |a: &str| a.split(|c: char| !c.is_alphanumeric()).map(str::to_lowercase).collect::<Vec<_>>();
            let (a, b) = (pieces(&wanted), pieces(address));
            let shared = a.iter().filter(|piece| b.contains(piece)).count();
            let begins = wanted.bytes().zip(address.bytes()).take_while(|(x, y)| x == y).count();
            (shared * 4).saturating_sub(a.len().abs_diff(b.len())) * 8 + begins
        };
        found.sort_by_cached_key(|address| (std::cmp::Reverse(likeness(address)), address.clone()));
        found.truncate(most);
        Ok(found)
    }
}
