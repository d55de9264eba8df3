//! Today: the latest statements, by day of publication, and the outlets that carried them.

use super::{
    Fault,
    items::{LeftOut, Paging, StatementItem, show},
    sources::OutletItem,
};
use crate::server::{guest::Guest, tongue::Tongue, words};
use askama::Template;
use onrecord_archive::{Archive, Filter};
use serde::Serialize;

/// Outlets in the side list; the page of sources has all.
const OUTLETS: usize = 12;

/// The first page.
#[derive(Debug, Serialize, Template)]
#[template(path = "today.html")]
pub(crate) struct TodayPage {
    #[serde(skip)]
    pub(crate) t: Guest,
    pub(crate) counts: Counts,
    pub(crate) days: Vec<Day>,
    /// The outlets with most statements.
    pub(crate) outlets: Vec<OutletItem>,
    pub(crate) paging: Paging,
    pub(crate) left_out: LeftOut,
}

/// What the archive holds.
#[derive(Debug, Serialize)]
pub(crate) struct Counts {
    pub(crate) statements: u64,
    pub(crate) speakers: u64,
    pub(crate) articles: u64,
    pub(crate) outlets: u64,
    pub(crate) captures: u64,
}

/// Statements published on one day (or in one month or year, where no more is known; or undated, by the day of adding).
#[derive(Debug, Serialize)]
pub(crate) struct Day {
    /// ISO 8601 as far as known; null where undated.
    pub(crate) published: Option<String>,
    #[serde(skip)]
    pub(crate) heading: String,
    pub(crate) statements: Vec<StatementItem>,
}

/// Makes the page; `page` counts from 1.
pub(crate) fn view(archive: &Archive, t: Guest, filter: &Filter, page: usize) -> Result<TodayPage, Fault> {
    let status = archive.status()?;
    let lines = archive.latest(filter, Paging::window(page))?;
    let shown = archive.count(filter)?;
    let mut outlets: Vec<OutletItem> = archive.sources()?.into_iter().map(OutletItem::of).collect();
    outlets.sort_by(|a, b| b.statements.cmp(&a.statements).then_with(|| a.outlet.cmp(&b.outlet)));
    outlets.truncate(OUTLETS);
    let counts = Counts {
        statements: status.statements,
        speakers: status.speakers,
        articles: status.articles,
        outlets: status.outlets,
        captures: status.captures,
    };
    let href = |n: usize| words::link("/", &[("page", &n.to_string()), ("show", show(filter))]);
    Ok(TodayPage {
        counts,
        days: by_day(lines.into_iter().map(StatementItem::of), t.tongue),
        t,
        outlets,
        paging: Paging::of(page, shown, &href),
        left_out: LeftOut::of("/", filter, shown, archive.count(&Filter::everything())?),
    })
}

fn by_day(statements: impl Iterator<Item = StatementItem>, t: Tongue) -> Vec<Day> {
    let mut days: Vec<Day> = Vec::new();
    for statement in statements {
        let published = statement.article.published.as_ref().map(|p| words::day_of(p).to_owned());
        let heading = match &published {
            Some(day) => t.date(day),
            None => t.say("today-undated").with("day", t.moment_day(statement.article.added_at)).text(),
        };
        match days.last_mut().filter(|day| day.heading == heading) {
            Some(day) => day.statements.push(statement),
            None => days.push(Day { published, heading, statements: vec![statement] }),
        }
    }
    days
}
