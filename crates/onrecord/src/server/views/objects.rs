//! What is in one statement: when and where it was made, whom it names, its figures, demands and incidents, as a short list.

use super::{Fault, demands::DemandItem};
use crate::{server::tongue::Tongue, tables::TableRow};
use jiff::Zoned;
use onrecord_archive::{
    Archive, CounterLine, FigureLine, InStatement, IncidentLine, NamedLine, PlaceLine, RelationLine, WhenLine,
};
use onrecord_reading::StatementId;
use serde::Serialize;

/// What is in a statement; `templates/part/objects.html` shows it.
#[derive(Debug, Default, Serialize)]
pub(crate) struct ObjectsView {
    /// When it was said; null where it was read before that was kept.
    pub(crate) when: Option<WhenItem>,
    /// Where and on what occasion, as printed.
    pub(crate) places: Vec<String>,
    pub(crate) about: Vec<NamedItem>,
    pub(crate) figures: Vec<TableRow>,
    pub(crate) demands: Vec<TableRow>,
    pub(crate) incidents: Vec<TableRow>,
    pub(crate) counters: Vec<CounterItem>,
    pub(crate) relations: Vec<TableRow>,
    #[serde(skip)]
    pub(crate) figure_items: Vec<FigureLine>,
    #[serde(skip)]
    pub(crate) demand_items: Vec<DemandItem>,
    #[serde(skip)]
    pub(crate) incident_items: Vec<IncidentLine>,
    #[serde(skip)]
    pub(crate) relation_items: Vec<RelationLine>,
}

/// When a statement was made.
#[derive(Debug, Serialize)]
pub(crate) struct WhenItem {
    pub(crate) first: Option<String>,
    pub(crate) last: Option<String>,
    /// As printed.
    pub(crate) words: Option<String>,
    pub(crate) why: String,
}

/// Somebody who is named.
#[derive(Debug, Serialize)]
pub(crate) struct NamedItem {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) kind: &'static str,
    pub(crate) why: String,
}

/// A running count of days.
#[derive(Debug, Serialize)]
pub(crate) struct CounterItem {
    pub(crate) days: u32,
    pub(crate) since: String,
    pub(crate) start: Option<String>,
    pub(crate) claim: Option<String>,
}

impl ObjectsView {
    /// Of a statement.
    pub(crate) fn of(archive: &Archive, id: &StatementId) -> Result<ObjectsView, Fault> {
        let InStatement { figures, demands, incidents, about, when, places, counters, relations } =
            archive.in_statement(id)?;
        let today = Zoned::now().date();
        let items = demands.iter().map(|line| DemandItem::of(archive, line, today)).collect::<Result<Vec<_>, _>>()?;
        Ok(ObjectsView {
            when: when.map(WhenItem::of),
            places: places.into_iter().map(|place: PlaceLine| place.words).collect(),
            about: about.into_iter().map(NamedItem::of).collect(),
            figures: figures.iter().map(TableRow::of_figure).collect(),
            demands: demands.iter().zip(&items).map(|(line, item)| TableRow::of_demand(line, item.days)).collect(),
            incidents: incidents.iter().map(TableRow::of_incident).collect(),
            counters: counters.into_iter().map(CounterItem::of).collect(),
            relations: relations.iter().map(TableRow::of_relation).collect(),
            figure_items: figures,
            demand_items: items,
            incident_items: incidents,
            relation_items: relations,
        })
    }

    /// Whether there is anything to show.
    pub(crate) fn is_empty(&self) -> bool {
        self.when.is_none()
            && self.places.is_empty()
            && self.about.is_empty()
            && self.figures.is_empty()
            && self.demands.is_empty()
            && self.incidents.is_empty()
            && self.counters.is_empty()
            && self.relations.is_empty()
    }
}

impl WhenItem {
    fn of(line: WhenLine) -> WhenItem {
        WhenItem { first: line.first, last: line.last, words: line.words, why: line.why }
    }

    /// The day or days.
    pub(crate) fn days(&self, t: &Tongue) -> String {
        t.period(self.first.as_deref(), self.last.as_deref())
    }
}

impl NamedItem {
    fn of(line: NamedLine) -> NamedItem {
        NamedItem { id: line.id.to_string(), name: line.name, kind: line.kind.as_str(), why: line.why }
    }

    /// Statements that name the same.
    pub(crate) fn href(&self) -> String {
        let typed = crate::server::typed::Typed::default().with("about", &self.name);
        crate::server::words::search_href(&typed.to_string())
    }
}

impl CounterItem {
    fn of(line: CounterLine) -> CounterItem {
        CounterItem { days: line.days, since: line.since, start: line.start, claim: line.claim }
    }
}
