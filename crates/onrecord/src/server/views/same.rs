//! Who is who: what people decided about a speaker, who may be the same, and which statements may be somebody else's.
//!
//! A speaker's page tells it in short ([`Same`]); `/who/…/same` has the forms of a reviewer. Candidates are listed openly and decided by
//! nobody but a person.

use super::{
    Fault,
    items::{Paging, SpeakerItem, StatementItem},
};
use crate::server::{guest::Guest, tongue::Tongue, words};
use askama::Template;
use jiff::Timestamp;
use onrecord_archive::{Alike, Archive, Filed, Filter, SpeakerEntry, SpeakerId};
use serde::Serialize;

/// Speakers named who may be the same.
const ALIKE: usize = 8;
/// Statements named whose speaker stayed open.
const OPEN: usize = 8;

/// Who is who, in short.
#[derive(Debug, Default, Serialize)]
pub(crate) struct Same {
    /// Merges and splits that hold, in the order made.
    pub(crate) filed: Vec<FiledItem>,
    /// Who may be the same; nobody decided.
    pub(crate) alike: Vec<AlikeItem>,
}

/// A merge or a split.
#[derive(Debug, Serialize)]
pub(crate) struct FiledItem {
    pub(crate) at: Timestamp,
    pub(crate) who: String,
    pub(crate) why: String,
    /// `merged` or `split`.
    pub(crate) verdict: String,
    pub(crate) from: String,
    pub(crate) to: String,
    /// Of a split, the name of whom statements were split off to.
    pub(crate) name: Option<String>,
    /// Of a split, the statements.
    pub(crate) statements: Vec<String>,
}

/// Somebody who may be the same.
#[derive(Debug, Serialize)]
pub(crate) struct AlikeItem {
    #[serde(flatten)]
    pub(crate) speaker: SpeakerItem,
    pub(crate) statements: u64,
    /// `name` or `surname`.
    pub(crate) why: &'static str,
}

/// The page on which a reviewer decides.
#[derive(Debug, Serialize, Template)]
#[template(path = "same.html")]
pub(crate) struct SamePage {
    #[serde(skip)]
    pub(crate) t: Guest,
    pub(crate) speaker: SpeakerItem,
    #[serde(flatten)]
    pub(crate) same: Same,
    /// Statements whose speaker stayed open and may be this one.
    pub(crate) open: Vec<StatementItem>,
    /// Statements filed under the speaker, whatever act and however sure.
    pub(crate) statements: Vec<StatementItem>,
    pub(crate) paging: Paging,
    #[serde(skip)]
    pub(crate) who: String,
}

impl Same {
    /// Of a speaker.
    pub(crate) fn of(archive: &Archive, entry: &SpeakerEntry) -> Result<Same, Fault> {
        Ok(Same {
            filed: archive.filings_of(&entry.speaker.id)?.into_iter().map(FiledItem::of).collect(),
            alike: archive.alike(entry, ALIKE)?.into_iter().map(AlikeItem::of).collect(),
        })
    }
}

/// Makes the page; `page` counts from 1, `who` is the name under which decisions are kept.
pub(crate) fn view(archive: &Archive, t: Guest, id: &str, page: usize, who: String) -> Result<SamePage, Fault> {
    let missing = || Fault::no_such(t.tongue, "speaker", id);
    let key: SpeakerId = id.parse().map_err(|()| missing())?;
    let filter = Filter::everything();
    let entry = archive.speaker(&key, &filter)?.ok_or_else(missing)?;
    let key = entry.speaker.id;
    let path = format!("/who/{key}/same");
    let href = |n: usize| words::link(&path, &[("page", &n.to_string())]);
    let items = |lines: Vec<_>| lines.into_iter().map(StatementItem::of).collect::<Vec<_>>();
    Ok(SamePage {
        same: Same::of(archive, &entry)?,
        open: items(archive.left_open(&entry.speaker.name, OPEN)?),
        statements: items(archive.statements_of(&key, &filter, Paging::window(page))?),
        paging: Paging::of(page, entry.kept, &href),
        speaker: SpeakerItem::of(entry.speaker),
        who,
        t,
    })
}

impl FiledItem {
    fn of(filed: Filed) -> FiledItem {
        FiledItem {
            at: filed.decision.at,
            who: filed.decision.who,
            why: filed.decision.why,
            verdict: filed.decision.verdict,
            from: filed.from.to_string(),
            to: filed.to.to_string(),
            name: filed.name,
            statements: filed.statements.iter().map(ToString::to_string).collect(),
        }
    }

    /// What was decided, in a sentence.
    pub(crate) fn said(&self, t: &Tongue) -> String {
        match &self.name {
            None => t.say("same-merged").with("from", &self.from).with("to", &self.to).text(),
            Some(name) => {
                let said = t.say("same-split").with("n", self.statements.len()).with("from", &self.from);
                said.with("to", &self.to).with("name", name).text()
            }
        }
    }
}

impl AlikeItem {
    fn of(one: Alike) -> AlikeItem {
        AlikeItem { speaker: SpeakerItem::of(one.speaker), statements: one.statements, why: one.why }
    }
}
