//! Incidents: who is reported to have done what to whom. Every row is one telling; tellings that are taken for one incident stand
//! together, with their numbers side by side. In the picture each type has a line on which its incidents stand in time.

use super::{
    Fault,
    tables::{self, Frame, ToldItem},
};
use crate::{
    server::{
        guest::Guest,
        marked::Html,
        picture::{Mark, Timeline},
        tongue::Tongue,
    },
    tables::TableRow,
};
use askama::Template;
use onrecord_archive::{Archive, IncidentLine, Table};
use serde::Serialize;
use std::collections::{BTreeMap, HashMap};

/// The page of incidents.
#[derive(Debug, Serialize, Template)]
#[template(path = "incidents.html")]
pub(crate) struct IncidentsPage {
    #[serde(skip)]
    pub(crate) t: Guest,
    #[serde(flatten)]
    pub(crate) frame: Frame,
    /// The rows of this page.
    #[serde(rename = "incidents")]
    pub(crate) rows: Vec<TableRow>,
    #[serde(skip)]
    pub(crate) items: Vec<IncidentItem>,
    /// Incidents by type, commonest first.
    #[serde(skip)]
    pub(crate) types: Vec<(&'static str, u64)>,
    #[serde(skip)]
    pub(crate) timeline: Option<Timeline>,
}

/// An incident as a row shows it, with everybody on this page who tells of it.
#[derive(Debug)]
pub(crate) struct IncidentItem {
    pub(crate) id: String,
    pub(crate) kind: &'static str,
    pub(crate) mode: String,
    pub(crate) actor: Option<String>,
    pub(crate) target: Option<String>,
    pub(crate) place: Option<String>,
    pub(crate) first_day: Option<String>,
    pub(crate) last_day: Option<String>,
    pub(crate) day_is_told: bool,
    pub(crate) tellings: Vec<Telling>,
}

/// One telling of it.
#[derive(Debug)]
pub(crate) struct Telling {
    pub(crate) told: ToldItem,
    /// How many, as this one has it.
    pub(crate) counted: Option<String>,
    pub(crate) status: &'static str,
}

/// Makes the page; `page` counts from 1.
pub(crate) fn view(archive: &Archive, t: Guest, query: &str, page: usize) -> Result<IncidentsPage, Fault> {
    let list = |query: &_, window| archive.incidents(query, window);
    let (frame, rows) =
        tables::ask(archive, &t, ("/incidents", Table::Incidents), (query, page), list, |line| &mut line.told)?;
    Ok(IncidentsPage {
        rows: rows.shown.iter().map(TableRow::of_incident).collect(),
        items: items(&rows.shown),
        types: types(&rows.drawn),
        timeline: timeline(&rows.drawn, t.tongue),
        frame,
        t,
    })
}

/// All of it as CSV.
pub(crate) fn csv(archive: &Archive, query: &str) -> Result<Vec<u8>, Fault> {
    let list = |query: &_, window| archive.incidents(query, window);
    let row = |line: &IncidentLine| Ok(TableRow::of_incident(line));
    tables::csv(query, Table::Incidents, archive, list, |line| &mut line.told, row)
}

/// One item an incident, in the order in which they are first told of.
fn items(lines: &[IncidentLine]) -> Vec<IncidentItem> {
    let mut items: Vec<IncidentItem> = Vec::new();
    let mut places: HashMap<String, usize> = HashMap::new();
    for line in lines {
        let event = line.event.to_string();
        let at = *places.entry(event).or_insert_with(|| {
            items.push(IncidentItem::of(line));
            items.len() - 1
        });
        if let Some(item) = items.get_mut(at) {
            item.tellings.push(Telling {
                told: ToldItem::of(&line.told),
                counted: line.counted.clone(),
                status: line.status.as_str(),
            });
        }
    }
    items
}

fn types(lines: &[IncidentLine]) -> Vec<(&'static str, u64)> {
    let mut counts: BTreeMap<&'static str, u64> = BTreeMap::new();
    for line in lines {
        *counts.entry(line.kind.as_str()).or_default() += 1;
    }
    let mut counts: Vec<_> = counts.into_iter().collect();
    counts.sort_by_key(|(kind, n)| (std::cmp::Reverse(*n), *kind));
    counts
}

fn timeline(lines: &[IncidentLine], t: Tongue) -> Option<Timeline> {
    let mut by_type: BTreeMap<&'static str, Vec<Mark>> = BTreeMap::new();
    for line in lines {
        let Some(day) = line.first_day.as_deref().and_then(|day| day.parse().ok()) else { continue };
        let told = ToldItem::of(&line.told);
        let act: Vec<&str> =
            [line.actor.as_deref(), Some(line.mode.as_str()), line.target.as_deref()].into_iter().flatten().collect();
        by_type.entry(line.kind.as_str()).or_default().push(Mark {
            day,
            hollow: line.status.as_str() != "asserted",
            words: format!("{} – {}, {}, {}", act.join(" "), told.who(&t), told.carrier(&t), told.day(&t)),
            href: told.href,
        });
    }
    let lanes = by_type.into_iter().map(|(kind, marks)| (t.word("incident", kind), marks)).collect();
    Timeline::of(lanes)
}

impl IncidentItem {
    fn of(line: &IncidentLine) -> IncidentItem {
        IncidentItem {
            id: line.event.to_string(),
            kind: line.kind.as_str(),
            mode: line.mode.clone(),
            actor: line.actor.clone(),
            target: line.target.clone(),
            place: line.place.clone(),
            first_day: line.first_day.clone(),
            last_day: line.last_day.clone(),
            day_is_told: line.day_is_told,
            tellings: Vec::new(),
        }
    }

    /// The day as told, or that of the telling.
    pub(crate) fn day(&self, t: &Tongue) -> String {
        t.period(self.first_day.as_deref(), self.last_day.as_deref())
    }
}

impl IncidentsPage {
    fn picture(&self, timeline: &Timeline) -> Html {
        timeline.svg(self.t.tongue)
    }
}
