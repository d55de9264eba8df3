//! What a speaker's page shows beside the statements: whom they speak of, and figures and demands in their words.

use super::{Fault, demands::DemandItem, figures::FigureItem};
use crate::{
    server::{typed::Typed, words},
    tables::TableRow,
};
use jiff::Zoned;
use onrecord_archive::{Archive, Profile, SpeakerId, SpokenOf};
use serde::Serialize;

/// The part of the page.
#[derive(Debug, Serialize)]
pub(crate) struct ProfileView {
    /// Whom they name, most often first.
    pub(crate) about: Vec<SpokenOfItem>,
    /// The latest.
    pub(crate) figures: Vec<TableRow>,
    /// The latest.
    pub(crate) demands: Vec<TableRow>,
    #[serde(skip)]
    pub(crate) figure_items: Vec<FigureItem>,
    #[serde(skip)]
    pub(crate) demand_items: Vec<DemandItem>,
}

/// Somebody who is spoken of.
#[derive(Debug, Serialize)]
pub(crate) struct SpokenOfItem {
    pub(crate) id: String,
    /// Their own page; of somebody without statements the search for what is said of them.
    pub(crate) href: String,
    pub(crate) name: String,
    pub(crate) kind: &'static str,
    pub(crate) statements: u64,
}

impl ProfileView {
    /// Of a speaker.
    pub(crate) fn of(archive: &Archive, id: &SpeakerId) -> Result<ProfileView, Fault> {
        let Profile { about, figures, demands } = archive.profile(id)?;
        let today = Zoned::now().date();
        let items = demands.iter().map(|line| DemandItem::of(archive, line, today)).collect::<Result<Vec<_>, _>>()?;
        Ok(ProfileView {
            about: about.into_iter().map(SpokenOfItem::of).collect(),
            figures: figures.iter().map(TableRow::of_figure).collect(),
            demands: demands.iter().zip(&items).map(|(line, item)| TableRow::of_demand(line, item.days)).collect(),
            figure_items: figures.iter().map(FigureItem::of).collect(),
            demand_items: items,
        })
    }
}

impl SpokenOfItem {
    fn of(one: SpokenOf) -> SpokenOfItem {
        let href = match one.speaks {
            true => format!("/who/{}", one.id),
            false => words::search_href(&Typed::default().with("about", &one.name).to_string()),
        };
        SpokenOfItem {
            id: one.id.to_string(),
            href,
            name: one.name,
            kind: one.kind.as_str(),
            statements: one.statements,
        }
    }
}
