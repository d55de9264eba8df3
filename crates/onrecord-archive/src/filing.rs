//! Merging and splitting speakers: what a person decides about who is who.
//!
//! The archive itself takes the same kind and the same folded name for one speaker, and nobody else ([`crate::entities`]): two people of
//! one surname are never merged by it. A person may merge two speakers, or split statements off to somebody else of the same name. Both
//! are decisions with who and when, hold whatever a later reading says, as long as it gives the same names and statements, and are
//! taken back by another decision. Lists, searches, counts and exports follow them at once; printed words stay as printed.

use crate::{
    Archive, Decision, Error, SpeakerEntry, SpeakerId, SpeakerLine, StatementLine,
    error::At,
    store::{
        filing::{self, Filing, Held, Split},
        read,
    },
    words::fold,
};
use jiff::Timestamp;
use onrecord_page::short_id;
use onrecord_reading::{SpeakerKind, StatementId};
use sha2::{Digest, Sha256};

/// Printed names of a speaker that others are compared with: the commonest.
const NAMES: usize = 8;

/// Who decides something, when and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decided {
    /// When.
    pub at: Timestamp,
    /// Who.
    pub who: String,
    /// In that person's words.
    pub why: String,
}

/// A merge or a split of speakers that holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filed {
    /// Who decided it, when and why.
    pub decision: Decision,
    /// Who was merged, or from whom statements were split off.
    pub from: SpeakerId,
    /// Into whom, or to whom.
    pub to: SpeakerId,
    /// Of a split, the name of whom they were split off to.
    pub name: Option<String>,
    /// Of a split, the statements.
    pub statements: Vec<StatementId>,
}

/// Somebody who may be the same as another, and why one may think so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alike {
    /// Who.
    pub speaker: SpeakerLine,
    /// Statements filed under that speaker.
    pub statements: u64,
    /// `name`: the same name, of another kind or with another label; `surname`: one name ends with the other's last word.
    pub why: &'static str,
}

impl Decision {
    /// Somebody is the same as another speaker: the value says who.
    pub const MERGED: &'static str = "merged";
    /// A merge is taken back: the value is the same.
    pub const PARTED: &'static str = "parted";
    /// Some statements are somebody else's of the same name: the value says whose, by which name, and which.
    pub const SPLIT: &'static str = "split";
    /// A split is taken back: the value says whose they were taken to be.
    pub const REJOINED: &'static str = "rejoined";
}

impl Archive {
    /// Files all statements of one speaker under another; gives the one under whom they are filed now.
    ///
    /// # Errors
    /// Refused where one of them is not in the archive, where they are one already, or where nobody decides it.
    pub fn merge_speakers(&self, one: &SpeakerId, into: &SpeakerId, by: &Decided) -> Result<SpeakerId, Error> {
        let (from, to) = (self.known(one)?, self.known(into)?);
        if from == to {
            return Err(Error::refused(format!("`{one}` and `{into}` are filed as one already")));
        }
        self.decide(by, &from, Decision::MERGED, to.to_string(), &[])?;
        Ok(to)
    }

    /// Files statements of a speaker under somebody else of this name; gives whom.
    ///
    /// # Errors
    /// Refused where a statement is not the speaker's, where none or all of them are named, and without a name.
    pub fn split_speaker(
        &self,
        from: &SpeakerId,
        statements: &[StatementId],
        name: &str,
        by: &Decided,
    ) -> Result<SpeakerId, Error> {
        let from = self.known(from)?;
        let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
        if name.is_empty() {
            return Err(
                Error::refused("whoever is split off needs a name").hinting("say who it is: `Mira Tolland (harbour)`")
            );
        }
        let (known, all) = self.read(|db| filing::filed_under(db, from.as_str(), statements))?;
        if known != statements.len() || statements.is_empty() {
            return Err(Error::refused(format!("some of these statements are not filed under `{from}`")));
        }
        if known as u64 >= all {
            return Err(Error::refused(format!("these are all statements of `{from}`: nobody would be left"))
                .hinting("name those that are somebody else's"));
        }
        let to = split_id(&from, &name);
        let ids = statements.iter().map(ToString::to_string).collect();
        let value = Split { to: to.to_string(), name, statements: ids };
        let value = serde_json::to_string(&value).map_err(|error| Error::refused(error.to_string()))?;
        self.decide(by, &from, Decision::SPLIT, value, statements)?;
        Ok(to)
    }

    /// Takes back the last merge of one speaker into another, or the last split from one to another.
    ///
    /// # Errors
    /// Refused where there is none.
    pub fn undo_filing(&self, from: &SpeakerId, to: &SpeakerId, by: &Decided) -> Result<(), Error> {
        let held = self.read(filing::holding)?;
        let same = |held: &&Held| held.decision.subject == from.as_str() && held.to == to.as_str();
        let Some(held) = held.iter().rev().find(same) else {
            return Err(Error::refused(format!("nobody merged or split `{from}` and `{to}`, or it was taken back")));
        };
        let (verdict, statements) = match &held.split {
            None => (Decision::PARTED, Vec::new()),
            Some(split) => {
                (Decision::REJOINED, split.statements.iter().filter_map(|id| id.parse().ok()).collect::<Vec<_>>())
            }
        };
        self.decide(by, from, verdict, to.to_string(), &statements)
    }

    /// Under whom somebody is filed: themselves, where nobody decided otherwise.
    pub fn filed_as(&self, id: &SpeakerId) -> Result<SpeakerId, Error> {
        let filing = self.read(Filing::load)?;
        Ok(filing.filed_as(id.as_str()).parse().unwrap_or(*id))
    }

    /// Everybody who is filed under the same speaker, that one first: what names somebody by an id names one of these.
    pub fn all_filed_as(&self, id: &SpeakerId) -> Result<Vec<SpeakerId>, Error> {
        let filing = self.read(Filing::load)?;
        Ok(filing.all_of(id.as_str()).iter().filter_map(|id| id.parse().ok()).collect())
    }

    /// Merges and splits that hold and concern a speaker, in the order made.
    pub fn filings_of(&self, id: &SpeakerId) -> Result<Vec<Filed>, Error> {
        let (held, filing) = self.read(|db| Ok((filing::holding(db)?, Filing::load(db)?)))?;
        let own = filing.filed_as(id.as_str());
        let concerns = |held: &Held| {
            [held.decision.subject.as_str(), held.to.as_str()].iter().any(|one| filing.filed_as(one) == own)
        };
        Ok(held.into_iter().filter(concerns).filter_map(Filed::of).collect())
    }

    /// Speakers who may be the same as one, most statements first. What a person decides between, and nobody else.
    pub fn alike(&self, own: &SpeakerEntry, most: usize) -> Result<Vec<Alike>, Error> {
        let mut names: Vec<&str> = own.names.iter().map(|(name, _)| name.as_str()).take(NAMES).collect();
        if names.is_empty() {
            names.push(&own.speaker.name);
        }
        let surname = match own.speaker.kind {
            SpeakerKind::Person => names[0].split_whitespace().next_back().filter(|word| word.chars().count() > 2),
            // The last word of a body is what sort of body it is.
            _ => None,
        };
        let found = self.read(|db| filing::named_like(db, &names, surname, most + 1))?;
        let folded: Vec<String> = names.iter().map(|name| fold(name)).collect();
        let alike =
            found.into_iter().filter(|(other, ..)| *other != own.speaker.id).map(|(id, name, kind, statements)| {
                let why = if folded.contains(&fold(&name)) { "name" } else { "surname" };
                Alike { speaker: SpeakerLine { id, name, role: None, kind }, statements, why }
            });
        Ok(alike.take(most).collect())
    }

    /// Statements whose speaker stayed open and may be somebody of this name, newest first.
    pub fn left_open(&self, name: &str, most: usize) -> Result<Vec<StatementLine>, Error> {
        self.read(|db| {
            let ids = filing::left_open(db, name, most)?;
            ids.iter().filter_map(|id| read::statement(db, id.as_str()).transpose()).collect()
        })
    }

    fn known(&self, id: &SpeakerId) -> Result<SpeakerId, Error> {
        let filed = self.filed_as(id)?;
        if self.read(|db| filing::is_known(db, &filed))? {
            return Ok(filed);
        }
        Err(Error::refused(format!("nobody in this archive is `{id}`")))
    }

    fn decide(
        &self,
        by: &Decided,
        subject: &SpeakerId,
        verdict: &str,
        value: String,
        statements: &[StatementId],
    ) -> Result<(), Error> {
        if by.who.trim().is_empty() || by.why.trim().is_empty() {
            return Err(Error::refused("a decision needs who made it and why"));
        }
        let decision = Decision {
            at: by.at,
            who: by.who.clone(),
            subject: subject.to_string(),
            verdict: verdict.to_owned(),
            value: Some(value),
            why: by.why.clone(),
        };
        let mut writer = self.writer()?;
        let store = writer.store_path();
        filing::decide(writer.connection(), &decision, statements).at(&store, "write")
    }
}

impl Filed {
    fn of(held: Held) -> Option<Filed> {
        let statements = held.split.iter().flat_map(|split| &split.statements);
        Some(Filed {
            from: held.decision.subject.parse().ok()?,
            to: held.to.parse().ok()?,
            statements: statements.filter_map(|id| id.parse().ok()).collect(),
            name: held.split.map(|split| split.name),
            decision: held.decision,
        })
    }
}

/// Whoever is split off is named by from whom and as whom: the same on any machine.
fn split_id(from: &SpeakerId, name: &str) -> SpeakerId {
    let mut hash = Sha256::new();
    hash.update("split");
    hash.update([0]);
    hash.update(from.as_str());
    hash.update([0]);
    hash.update(fold(name));
    SpeakerId(short_id(b'w', hash.finalize().into()))
}
