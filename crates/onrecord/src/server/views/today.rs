//! Today: the latest statements, by day of publication, and beside them what else is new ([`super::beside`]).

use super::{
    Fault,
    beside::{Beside, Memo},
    items::{LeftOut, Paging, StatementItem, show},
};
use crate::server::{guest::Guest, tongue::Tongue, words};
use askama::Template;
use onrecord_archive::{Archive, Filter};
use serde::Serialize;

/// The first page.
#[derive(Debug, Serialize, Template)]
#[template(path = "today.html")]
pub(crate) struct TodayPage {
    #[serde(skip)]
    pub(crate) t: Guest,
    pub(crate) days: Vec<Day>,
    #[serde(flatten)]
    pub(crate) beside: Beside,
    pub(crate) paging: Paging,
    pub(crate) left_out: LeftOut,
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
pub(crate) fn view(archive: &Archive, memo: &Memo, t: Guest, filter: &Filter, page: usize) -> Result<TodayPage, Fault> {
    let beside = memo.beside(archive)?;
    let lines = archive.latest(filter, Paging::window(page))?;
    let shown = if *filter == Filter::everything() { beside.everything } else { beside.usual };
    let href = |n: usize| words::link("/", &[("page", &n.to_string()), ("show", show(filter))]);
    Ok(TodayPage {
        days: by_day(lines.into_iter().map(StatementItem::of), t.tongue),
        t,
        paging: Paging::of(page, shown, &href),
        left_out: LeftOut::of("/", filter, shown, beside.everything),
        beside,
    })
}

impl TodayPage {
    /// What else is new, as links to it: where it stands on this page, its heading, how much.
    fn news(&self) -> Vec<(&'static str, String, usize)> {
        let t = &self.t;
        let all = [
            ("changed", t.say("today-changed").text(), self.beside.changed.len()),
            ("differing", t.say("today-differing").text(), self.beside.differing.len()),
            ("running", t.say("today-running").text(), self.beside.running.len()),
            ("stale", t.say("today-stale").text(), self.beside.stale.len()),
        ];
        all.into_iter().filter(|(.., n)| *n > 0).collect()
    }
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
