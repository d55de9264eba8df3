//! Speaker: every name, role, outlet and verb under which the archive holds statements of one speaker, and the statements.

use super::{
    Fault,
    items::{LeftOut, Paging, SpeakerItem, StatementItem, show},
};
use crate::server::{chart::Chart, typed::Typed, words};
use askama::Template;
use onrecord_archive::{Archive, Filter, SpeakerId};
use serde::Serialize;

/// Names, roles and verbs that the page lists; the JSON has all.
const SHOWN: usize = 24;

/// A speaker's page.
#[derive(Debug, Serialize, Template)]
#[template(path = "speaker.html")]
pub(crate) struct SpeakerPage {
    /// Commonest name and kind.
    pub(crate) speaker: SpeakerItem,
    pub(crate) names: Vec<Tally>,
    pub(crate) roles: Vec<RoleItem>,
    pub(crate) outlets: Vec<Tally>,
    pub(crate) cues: Vec<Tally>,
    /// `2022-01`, months without any left out, undated statements too.
    pub(crate) months: Vec<Tally>,
    pub(crate) statements: Vec<StatementItem>,
    pub(crate) paging: Paging,
    pub(crate) left_out: LeftOut,
    #[serde(skip)]
    pub(crate) chart: Option<Chart>,
}

/// Something as printed, with the number of statements.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Tally {
    pub(crate) value: String,
    pub(crate) statements: u64,
}

/// A role as printed.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct RoleItem {
    pub(crate) role: String,
    /// First and last publication that print it.
    pub(crate) first: Option<String>,
    pub(crate) last: Option<String>,
    pub(crate) statements: u64,
}

/// Makes the page; `page` counts from 1.
pub(crate) fn view(archive: &Archive, id: &str, filter: &Filter, page: usize) -> Result<SpeakerPage, Fault> {
    let missing = || Fault::no_such("speaker", id);
    let key: SpeakerId = id.parse().map_err(|()| missing())?;
    let entry = archive.speaker(&key, filter)?.ok_or_else(missing)?;
    let statements = archive.statements_of(&key, filter, Paging::window(page))?;
    let named = as_shown(Typed::default().with("speaker", &entry.speaker.name), filter);
    let chart = Chart::of(&entry.months, &|period| {
        words::search_href(&named.with("after", period).with("before", period).to_string())
    });
    let path = format!("/who/{id}");
    let href = |n: usize| words::link(&path, &[("page", &n.to_string()), ("show", show(filter))]);
    let paging = Paging::of(page, entry.statements, &href);
    let left_out = LeftOut::of(&path, filter, entry.statements, entry.kept);
    let roles = entry.roles.into_iter().map(|r| RoleItem {
        role: r.role,
        first: r.first,
        last: r.last,
        statements: r.statements,
    });
    Ok(SpeakerPage {
        speaker: SpeakerItem::of(entry.speaker),
        names: tallies(entry.names),
        roles: roles.collect(),
        outlets: tallies(entry.outlets),
        cues: tallies(entry.cues),
        months: tallies(entry.months),
        statements: statements.into_iter().map(StatementItem::of).collect(),
        paging,
        left_out,
        chart,
    })
}

/// A search that takes in what the page does.
fn as_shown(typed: Typed, filter: &Filter) -> Typed {
    if *filter == Filter::everything() { typed.of_everything() } else { typed }
}

fn tallies(list: Vec<(String, u64)>) -> Vec<Tally> {
    list.into_iter().map(|(value, statements)| Tally { value, statements }).collect()
}

impl RoleItem {
    fn period(&self) -> String {
        super::sources::period(self.first.as_deref(), self.last.as_deref())
    }
}

impl SpeakerPage {
    fn shown<'a, T>(&self, list: &'a [T]) -> &'a [T] {
        &list[..list.len().min(SHOWN)]
    }

    fn more<T>(&self, list: &[T]) -> usize {
        list.len().saturating_sub(SHOWN)
    }

    /// What kind of speaker, in a sentence.
    fn kind_words(&self) -> &'static str {
        match self.speaker.kind {
            "person" => "A person, by the name as printed.",
            "office" => "An office or role: the text gives no name.",
            "body" => "A body: an institution, outlet, document or country that speaks.",
            "group" => "A group of people.",
            _ => {
                "Unknown kind: the text does not tell whether this is a person, an office, a body or a group, and we do not guess."
            }
        }
    }

    /// The search for this speaker's statements in one outlet.
    fn outlet_href(&self, outlet: &str) -> String {
        let typed = Typed::default().with("speaker", &self.speaker.name).with("outlet", outlet);
        let typed = if self.left_out.shown { typed.of_everything() } else { typed };
        words::search_href(&typed.to_string())
    }
}
