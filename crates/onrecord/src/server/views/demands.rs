//! Demands: who asks whom for what, and the clock that runs until somebody decides that a statement answers it.

use super::{
    Fault,
    tables::{self, Frame, ToldItem},
};
use crate::{
    server::{
        guest::Guest,
        marked::Html,
        picture::{Bar, Clocks},
        tongue::{Said, Tongue},
    },
    tables::{TableRow, clock},
};
use askama::Template;
use jiff::{Zoned, civil::Date};
use onrecord_archive::{Archive, Decision, DemandLine, DemandState, NamedLine, Table};
use serde::Serialize;

/// Clocks in the picture.
const CLOCKS: usize = 24;

/// The page of demands.
#[derive(Debug, Serialize, Template)]
#[template(path = "demands.html")]
pub(crate) struct DemandsPage {
    #[serde(skip)]
    pub(crate) t: Guest,
    #[serde(flatten)]
    pub(crate) frame: Frame,
    /// The rows of this page.
    #[serde(rename = "demands")]
    pub(crate) rows: Vec<TableRow>,
    #[serde(skip)]
    pub(crate) items: Vec<DemandItem>,
    #[serde(skip)]
    pub(crate) clocks: Option<Clocks>,
}

/// A demand as a row shows it.
#[derive(Debug)]
pub(crate) struct DemandItem {
    pub(crate) id: String,
    pub(crate) told: ToldItem,
    pub(crate) force: &'static str,
    pub(crate) asker: Option<NamedLine>,
    /// None of a promise or threat, which binds the asker.
    pub(crate) addressee: Option<NamedLine>,
    pub(crate) object: String,
    pub(crate) negated: bool,
    pub(crate) deadline: Option<String>,
    pub(crate) asked_on: Option<String>,
    pub(crate) days: Option<i32>,
    pub(crate) closed: Option<Decision>,
}

/// Makes the page; `page` counts from 1.
pub(crate) fn view(archive: &Archive, t: Guest, query: &str, page: usize) -> Result<DemandsPage, Fault> {
    let list = |query: &_, window| archive.demands(query, window);
    let (frame, rows) =
        tables::ask(archive, &t, ("/demands", Table::Demands), (query, page), list, |line| &mut line.told)?;
    let today = Zoned::now().date();
    let items = rows.shown.iter().map(|line| DemandItem::of(archive, line, today)).collect::<Result<Vec<_>, _>>()?;
    let shown = rows.shown.iter().zip(&items);
    Ok(DemandsPage {
        rows: shown.map(|(line, item)| TableRow::of_demand(line, item.days)).collect(),
        clocks: Clocks::of(items.iter().filter_map(|item| item.bar(t.tongue)).take(CLOCKS).collect(), today),
        items,
        frame,
        t,
    })
}

/// All of it as CSV.
pub(crate) fn csv(archive: &Archive, query: &str) -> Result<Vec<u8>, Fault> {
    let today = Zoned::now().date();
    let list = |query: &_, window| archive.demands(query, window);
    let row = |line: &DemandLine| Ok(TableRow::of_demand(line, clock(archive, line, today)?));
    tables::csv(query, Table::Demands, archive, list, |line| &mut line.told, row)
}

impl DemandItem {
    pub(super) fn of(archive: &Archive, line: &DemandLine, today: Date) -> Result<DemandItem, Fault> {
        Ok(DemandItem {
            id: line.id.to_string(),
            told: ToldItem::of(&line.told),
            force: line.force.as_str(),
            asker: line.asker.clone(),
            addressee: line.addressee.clone().filter(|_| !line.force.binds_oneself()),
            object: line.object.clone().unwrap_or_else(|| line.words.clone()),
            negated: line.negated,
            deadline: line.deadline.clone(),
            asked_on: line.asked_on.clone(),
            days: clock(archive, line, today)?,
            closed: match &line.state {
                DemandState::Open => None,
                DemandState::Closed(decision) => Some(decision.clone()),
            },
        })
    }

    /// "412 days", as long as it has stood or stood until it was answered.
    pub(crate) fn clock(&self, t: &Tongue) -> Option<String> {
        self.days.map(|days| t.counted(u64::try_from(days).unwrap_or(0), "day"))
    }

    /// How it stands, in words.
    pub(crate) fn state(&self, t: &Tongue) -> Said {
        match &self.closed {
            None => t.say("no-answer"),
            Some(decision) => t.say("answered").with("who", &decision.who).with("why", &decision.why),
        }
    }

    /// The statement that answers it.
    pub(crate) fn answer_href(&self) -> Option<String> {
        self.closed.as_ref()?.value.as_ref().map(|id| format!("/s/{id}"))
    }

    fn bar(&self, t: Tongue) -> Option<Bar> {
        let name = |party: &Option<NamedLine>| party.as_ref().map(|p| p.name.clone());
        let from: Date = self.asked_on.as_deref()?.parse().ok()?;
        let label = match (name(&self.asker), name(&self.addressee)) {
            (Some(asker), Some(to)) => format!("{asker} → {to}"),
            (Some(one), None) | (None, Some(one)) => one,
            (None, None) => t.say("nobody").text(),
        };
        let words = format!("{label}: {} – {}", self.object, self.clock(&t).unwrap_or_default());
        Some(Bar {
            from,
            days: self.days.unwrap_or(0).max(0),
            open: self.closed.is_none(),
            label,
            words,
            href: self.told.href.clone(),
        })
    }
}

impl DemandsPage {
    fn picture(&self, clocks: &Clocks) -> Html {
        clocks.svg(self.t.tongue)
    }
}
