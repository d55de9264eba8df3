//! Speaker: every name, role, outlet and verb under which the archive holds statements of one speaker, the statements, and what is stated of it.

use super::{
    Fault,
    items::{LeftOut, Paging, SpeakerItem, StatementItem, show},
    profile::ProfileView,
    relations::{RelationItem, Relations},
    same::Same,
};
use crate::{
    server::{chart::Chart, guest::Guest, tongue::Tongue, typed::Typed, words},
    tables::TableRow,
};
use askama::Template;
use onrecord_archive::{Archive, Filter, NameUse, NamedLine, SpeakerEntry, SpeakerId, SpeakerLine};
use serde::Serialize;

/// Names, roles and verbs that the page lists; the JSON has all.
const SHOWN: usize = 24;

/// Outlets named beside each name.
const SHOWN_OUTLETS: usize = 5;

/// A speaker's page.
#[derive(Debug, Serialize, Template)]
#[template(path = "speaker.html")]
pub(crate) struct SpeakerPage {
    #[serde(skip)]
    pub(crate) t: Guest,
    /// Commonest name and kind.
    pub(crate) speaker: SpeakerItem,
    pub(crate) names: Vec<NameItem>,
    pub(crate) roles: Vec<RoleItem>,
    pub(crate) outlets: Vec<Tally>,
    pub(crate) cues: Vec<Tally>,
    /// `2022-01`, months without any left out, undated statements too.
    pub(crate) months: Vec<Tally>,
    pub(crate) statements: Vec<StatementItem>,
    /// What texts state of it, and where it stands on the other side.
    pub(crate) relations: Vec<TableRow>,
    #[serde(skip)]
    pub(crate) relation_items: Vec<RelationItem>,
    /// Who is who, and who may be the same.
    pub(crate) same: Same,
    pub(crate) paging: Paging,
    pub(crate) left_out: LeftOut,
    /// Whom they speak of, their figures and demands.
    pub(crate) profile: ProfileView,
    #[serde(skip)]
    pub(crate) chart: Option<Chart>,
}

/// A name as printed, and who prints it.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct NameItem {
    pub(crate) value: String,
    pub(crate) statements: u64,
    pub(crate) uses: Vec<UseItem>,
}

/// Outlets that print a name in one language.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct UseItem {
    /// Null: not known.
    pub(crate) language: Option<String>,
    pub(crate) outlets: Vec<String>,
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
pub(crate) fn view(archive: &Archive, t: Guest, id: &str, filter: &Filter, page: usize) -> Result<SpeakerPage, Fault> {
    let missing = || Fault::no_such(t.tongue, "speaker", id);
    let key: SpeakerId = id.parse().map_err(|()| missing())?;
    let entry = archive.speaker(&key, filter)?;
    let Relations { rows, items, named } = Relations::of(archive, entry.as_ref().map_or(&key, |e| &e.speaker.id))?;
    // A law says nothing itself: its page shows what is stated of it.
    let entry = entry.or_else(|| named.map(silent)).ok_or_else(missing)?;
    let statements = archive.statements_of(&key, filter, Paging::window(page))?;
    let same = Same::of(archive, &entry)?;
    let named = as_shown(Typed::default().with("speaker", &entry.speaker.name), filter);
    let chart = Chart::of(&entry.months, t.tongue, &named);
    let path = format!("/who/{}", entry.speaker.id);
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
        t,
        speaker: SpeakerItem::of(entry.speaker),
        names: names(entry.names, entry.uses),
        roles: roles.collect(),
        outlets: tallies(entry.outlets),
        cues: tallies(entry.cues),
        months: tallies(entry.months),
        statements: statements.into_iter().map(StatementItem::of).collect(),
        relations: rows,
        relation_items: items,
        same,
        paging,
        left_out,
        profile: ProfileView::of(archive, &key)?,
        chart,
    })
}

/// One of whom something is stated and who is recorded with no statement.
fn silent(named: NamedLine) -> SpeakerEntry {
    SpeakerEntry {
        speaker: SpeakerLine { id: named.id, name: named.name, role: None, kind: named.kind },
        names: Vec::new(),
        uses: Vec::new(),
        roles: Vec::new(),
        outlets: Vec::new(),
        cues: Vec::new(),
        months: Vec::new(),
        statements: 0,
        kept: 0,
    }
}

/// A search that takes in what the page does.
fn as_shown(typed: Typed, filter: &Filter) -> Typed {
    if *filter == Filter::everything() { typed.of_everything() } else { typed }
}

/// Each name with the outlets that print it, language by language; what is counted passes the filter, who prints it need not.
fn names(counted: Vec<(String, u64)>, uses: Vec<NameUse>) -> Vec<NameItem> {
    let mut items: Vec<NameItem> =
        counted.into_iter().map(|(value, statements)| NameItem { value, statements, uses: Vec::new() }).collect();
    // A page that tells neither tells nothing here.
    let telling = uses.into_iter().filter(|one| one.outlet.is_some() || one.language.is_some());
    for NameUse { name, outlet, language, .. } in telling {
        let Some(item) = items.iter_mut().find(|item| item.value == name) else { continue };
        let at = item.uses.iter().position(|one| one.language == language).unwrap_or_else(|| {
            item.uses.push(UseItem { language, outlets: Vec::new() });
            item.uses.len() - 1
        });
        item.uses[at].outlets.extend(outlet);
    }
    items
}

fn tallies(list: Vec<(String, u64)>) -> Vec<Tally> {
    list.into_iter().map(|(value, statements)| Tally { value, statements }).collect()
}

impl UseItem {
    /// "English: DMR World, Lisna 24".
    fn said(&self, t: &Tongue) -> String {
        let language = self.language.as_deref().map_or_else(|| t.say("not-known").text(), |tag| t.language(tag));
        let shown: Vec<&str> = self.outlets.iter().take(SHOWN_OUTLETS).map(String::as_str).collect();
        let more = match self.outlets.len().saturating_sub(SHOWN_OUTLETS) {
            0 => String::new(),
            n => format!(", {}", t.say("n-more").with("n", n).text()),
        };
        if shown.is_empty() { language } else { format!("{language}: {}{more}", shown.join(", ")) }
    }
}

impl RoleItem {
    fn period(&self, t: &Tongue) -> String {
        t.period(self.first.as_deref(), self.last.as_deref())
    }
}

impl SpeakerPage {
    fn shown<'a, T>(&self, list: &'a [T]) -> &'a [T] {
        &list[..list.len().min(SHOWN)]
    }

    fn more<T>(&self, list: &[T]) -> usize {
        list.len().saturating_sub(SHOWN)
    }

    fn relations_href(&self) -> String {
        format!("{}/relations.csv", self.speaker.href)
    }

    fn data_href(&self) -> String {
        format!("{}.json", self.speaker.href)
    }

    /// A table of what stands in this speaker's words.
    fn table_href(&self, path: &str) -> String {
        words::link(path, &[("q", &Typed::default().with("speaker", &self.speaker.name).to_string())])
    }

    /// The search for this speaker's statements in one outlet.
    fn outlet_href(&self, outlet: &str) -> String {
        let typed = Typed::default().with("speaker", &self.speaker.name).with("outlet", outlet);
        let typed = if self.left_out.shown { typed.of_everything() } else { typed };
        words::search_href(&typed.to_string())
    }
}
