//! Figures: how many of what, said by whom, with the bound as printed; those that count the same thing on one axis.

use super::{
    Fault,
    tables::{self, Frame, ToldItem},
};
use crate::{
    server::{
        guest::Guest,
        marked::Html,
        picture::{self, Axis, Dot},
        tongue::Tongue,
    },
    tables::TableRow,
};
use askama::Template;
use onrecord_archive::{Archive, FigureLine, Table};
use serde::Serialize;
use std::collections::BTreeMap;

/// Axes on one page.
const AXES: usize = 5;

/// The page of figures.
#[derive(Debug, Serialize, Template)]
#[template(path = "figures.html")]
pub(crate) struct FiguresPage {
    #[serde(skip)]
    pub(crate) t: Guest,
    #[serde(flatten)]
    pub(crate) frame: Frame,
    /// The rows of this page.
    #[serde(rename = "figures")]
    pub(crate) rows: Vec<TableRow>,
    #[serde(skip)]
    pub(crate) items: Vec<FigureItem>,
    #[serde(skip)]
    pub(crate) axes: Vec<Axis>,
}

/// A figure as a row shows it.
#[derive(Debug)]
pub(crate) struct FigureItem {
    pub(crate) told: ToldItem,
    pub(crate) words: String,
    pub(crate) value: String,
    pub(crate) bound: &'static str,
    pub(crate) kind: &'static str,
    pub(crate) unit: Option<String>,
    pub(crate) period: Option<String>,
}

/// Makes the page; `page` counts from 1.
pub(crate) fn view(archive: &Archive, t: Guest, query: &str, page: usize) -> Result<FiguresPage, Fault> {
    let list = |query: &_, window| archive.figures(query, window);
    let (frame, rows) =
        tables::ask(archive, &t, ("/figures", Table::Figures), (query, page), list, |line| &mut line.told)?;
    Ok(FiguresPage {
        rows: rows.shown.iter().map(TableRow::of_figure).collect(),
        items: rows.shown.iter().map(FigureItem::of).collect(),
        axes: axes(&rows.drawn, t.tongue),
        frame,
        t,
    })
}

/// All of it as CSV.
pub(crate) fn csv(archive: &Archive, query: &str) -> Result<Vec<u8>, Fault> {
    let list = |query: &_, window| archive.figures(query, window);
    let row = |line: &FigureLine| Ok(TableRow::of_figure(line));
    tables::csv(query, Table::Figures, archive, list, |line| &mut line.told, row)
}

impl FigureItem {
    pub(super) fn of(line: &FigureLine) -> FigureItem {
        FigureItem {
            told: ToldItem::of(&line.told),
            words: line.words.clone(),
            value: line.value.clone(),
            bound: line.bound.as_str(),
            kind: line.kind.as_str(),
            unit: line.unit.clone(),
            period: line.period.clone(),
        }
    }
}

/// One axis for each thing that several figures count, the commonest first.
fn axes(lines: &[FigureLine], t: Tongue) -> Vec<Axis> {
    let mut groups: BTreeMap<(String, &'static str), Vec<&FigureLine>> = BTreeMap::new();
    for line in lines {
        let Some(unit) = &line.unit else { continue };
        // Ranks and spans of time count nothing that could be compared.
        if !matches!(line.kind.as_str(), "rank" | "duration") {
            groups.entry((unit.to_lowercase(), line.kind.as_str())).or_default().push(line);
        }
    }
    let mut groups: Vec<((String, &str), Vec<&FigureLine>)> =
        groups.into_iter().filter(|(_, lines)| lines.len() > 1).collect();
    groups.sort_by(|a, b| b.1.len().cmp(&a.1.len()).then_with(|| a.0.cmp(&b.0)));
    groups.truncate(AXES);
    groups
        .into_iter()
        .filter_map(|((unit, _), lines)| Axis::of(unit, lines.iter().map(|l| dot(l, t)).collect()))
        .collect()
}

fn dot(line: &FigureLine, t: Tongue) -> Dot {
    let told = ToldItem::of(&line.told);
    Dot {
        low: line.low,
        high: line.high,
        reach: picture::Reach::of(line.bound),
        words: format!("{} – {}, {}, {}", line.words, told.who(&t), told.carrier(&t), told.day(&t)),
        href: told.href,
    }
}

impl FiguresPage {
    fn picture(&self, axis: &Axis, n: &usize) -> Html {
        axis.svg(self.t.tongue, *n)
    }
}
