//! Versions: what a page showed and when, two versions of it beside each other or in one text, and what became of the statements.
//!
//! `/versions?url=…` takes an address and shows the latest change; `/v/OLD..NEW` takes the articles of two captures and is the same
//! for good. Without an address the page lists the latest changes of all pages. Unchanged paragraphs are counted, not printed.

use super::{Fault, items};
use crate::{
    history::{EditShown, HistoryShown, ParagraphShown, VersionShown, back, happened, pair_href},
    server::{guest::Guest, words},
};
use askama::Template;
use jiff::Timestamp;
use onrecord_archive::{
    Archive, Happening, What,
    compare::{Edit, History, Version},
};
use onrecord_page::{ArticleId, CaptureId};
use serde::Serialize;

/// Addresses suggested for one that is not there.
const NEAR: usize = 5;
/// Versions whose changes the rail tells in words; each costs a comparison.
const TOLD: usize = 12;
/// Versions that the rail lists; the JSON has all.
const LISTED: usize = 60;
/// Latest changes of all pages.
const RECENT: usize = 20;
/// Bytes of words that the page shows; the JSON has all.
const MOST_BYTES: usize = 50_000;
/// Paragraphs shown around a change.
const AROUND: usize = 1;

/// The page of versions.
#[derive(Debug, Serialize, Template)]
#[template(path = "versions.html")]
pub(crate) struct VersionsPage {
    #[serde(skip)]
    pub(crate) t: Guest,
    /// The address that was asked for.
    pub(crate) asked: String,
    /// Null: the archive knows nothing of it.
    pub(crate) history: Option<HistoryShown>,
    /// The two versions beside each other; null where there is only one.
    pub(crate) edit: Option<EditShown>,
    /// Addresses that may be meant, where this one is not known.
    pub(crate) near: Vec<Near>,
    /// The latest changes of all pages, where no address was asked for.
    pub(crate) recent: Vec<Recent>,
    #[serde(skip)]
    pub(crate) rail: Vec<RailItem>,
    #[serde(skip)]
    pub(crate) rows: Vec<Row>,
    /// Changed paragraphs for which there was no room.
    #[serde(skip)]
    pub(crate) more: usize,
    #[serde(skip)]
    pub(crate) inline: bool,
}

/// An address that may be meant.
#[derive(Debug, Serialize)]
pub(crate) struct Near {
    pub(crate) address: String,
    pub(crate) href: String,
}

/// Something that happened to a page.
#[derive(Debug, Serialize)]
pub(crate) struct Recent {
    pub(crate) at: Timestamp,
    pub(crate) address: String,
    pub(crate) title: Option<String>,
    /// In a few words.
    pub(crate) what: String,
    pub(crate) href: String,
}

/// A version, or a time without one, in the rail; newest first.
#[derive(Debug)]
pub(crate) enum RailItem {
    Version {
        version: Box<VersionShown>,
        /// The change that made it.
        href: Option<String>,
        summary: Vec<String>,
        on: &'static str,
    },
    Gone {
        since: Timestamp,
        back: Option<(Timestamp, String)>,
        status: u16,
    },
}

/// A line of the comparison.
#[derive(Debug)]
pub(crate) enum Row {
    /// So many paragraphs without a change.
    Unchanged(u64),
    /// A paragraph of either or both.
    Paragraph { paragraph: ParagraphShown, classes: Vec<&'static str> },
}

/// By an address; the latest change of it.
pub(crate) fn of_address(archive: &Archive, t: Guest, url: &str, view: &str) -> Result<VersionsPage, Fault> {
    let inline = view == INLINE;
    let mut page = VersionsPage {
        t,
        asked: url.to_owned(),
        history: None,
        edit: None,
        near: Vec::new(),
        recent: Vec::new(),
        rail: Vec::new(),
        rows: Vec::new(),
        more: 0,
        inline,
    };
    if url.trim().is_empty() {
        page.recent = recent(archive)?;
        return Ok(page);
    }
    let Some(history) = archive.history(url)? else {
        let near = archive.near_addresses(url, NEAR)?;
        page.near = near.into_iter().map(|address| Near { href: versions_href(&address, ""), address }).collect();
        return Ok(page);
    };
    let pair = match history.versions.as_slice() {
        [.., old, new] => Some((old.clone(), new.clone())),
        _ => None,
    };
    page.fill(archive, &history, pair)?;
    Ok(page)
}

/// By the articles of two captures of one page, `OLD..NEW`.
pub(crate) fn of_pair(archive: &Archive, t: Guest, pair: &str, view: &str) -> Result<VersionsPage, Fault> {
    let missing = || Fault { hint: Some(t.say("fault-pair-hint").text()), ..Fault::no_such(t.tongue, "pair", pair) };
    let capture = |id: &str| -> Result<CaptureId, Fault> {
        let id: ArticleId = id.parse().map_err(|()| missing())?;
        archive.capture_of(&id)?.ok_or_else(missing)
    };
    let (old, new) = pair.split_once("..").ok_or_else(missing)?;
    let (old, new) = (capture(old)?, capture(new)?);
    let history = archive.history_of(&new)?.ok_or_else(missing)?;
    // A text that came back is two versions with one capture: the change meant is the first one from the old to the new.
    let olds = history.versions.iter().filter(|v| v.captures.contains(&old));
    let found = olds.filter_map(|o| {
        let after = history.versions.iter().filter(|n| n.captures.contains(&new));
        let next = after.clone().find(|n| n.number > o.number).or_else(|| after.clone().next());
        next.map(|n| (o.clone(), n.clone()))
    });
    let (old, new) = found.min_by_key(|(o, n)| n.number.abs_diff(o.number)).ok_or_else(missing)?;
    let mut page = of_address(archive, t, "", view)?;
    page.recent = Vec::new();
    page.asked = history.url.clone().unwrap_or_else(|| history.address.clone());
    page.fill(archive, &history, Some((old, new)))?;
    Ok(page)
}

/// `view=inline` in an address.
const INLINE: &str = "inline";

fn versions_href(url: &str, view: &str) -> String {
    words::link("/versions", &[("url", url), ("view", view)])
}

fn edit_of(archive: &Archive, old: &Version, new: &Version) -> Result<Edit, Fault> {
    let edit = archive.edit(&old.capture, &new.capture)?;
    edit.ok_or_else(|| Fault::ours("a version is listed in the archive but not to be found in it"))
}

fn recent(archive: &Archive) -> Result<Vec<Recent>, Fault> {
    let mut all: Vec<(History, Happening)> = Vec::new();
    for history in archive.changed_pages(RECENT * 2)? {
        all.extend(history.happenings().into_iter().map(|happening| (history.clone(), happening)));
    }
    all.sort_by_key(|a| std::cmp::Reverse(a.1.at));
    all.truncate(RECENT);
    all.into_iter().map(|(history, happening)| Recent::of(archive, &history, &happening)).collect()
}

impl Recent {
    pub(crate) fn of(archive: &Archive, history: &History, happening: &Happening) -> Result<Recent, Fault> {
        let (edit, href) = match &happening.what {
            What::Changed { old, new } => (Some(edit_of(archive, old, new)?), pair_href(old, new)),
            _ => (None, versions_href(history.url.as_deref().unwrap_or(&history.address), "")),
        };
        Ok(Recent {
            at: happening.at,
            address: history.address.clone(),
            title: history.versions.last().and_then(|v| v.title.clone()),
            what: happened(happening, edit.as_ref()),
            href,
        })
    }
}

impl VersionsPage {
    fn fill(&mut self, archive: &Archive, history: &History, pair: Option<(Version, Version)>) -> Result<(), Fault> {
        self.rail = rail(archive, history, pair.as_ref(), self.inline)?;
        if let Some((old, new)) = pair {
            let edit = EditShown::of(&old, &new, &edit_of(archive, &old, &new)?);
            (self.rows, self.more) = rows(&edit);
            self.edit = Some(edit);
        }
        self.history = Some(HistoryShown::of(history));
        Ok(())
    }

    /// The headline of the page, the newest one.
    fn headline(&self) -> String {
        let newest = self.history.as_ref().and_then(|h| h.versions.last());
        items::headline(newest.and_then(|v| v.title.as_deref()), &self.t)
    }

    /// This page in the other view.
    fn other_view(&self) -> String {
        let view = if self.inline { "" } else { INLINE };
        match &self.edit {
            Some(edit) => words::link(&edit.href, &[("view", view)]),
            None => versions_href(&self.asked, view),
        }
    }

    fn json_href(&self) -> String {
        match &self.edit {
            Some(edit) => format!("{}.json", edit.href),
            None => words::link("/versions.json", &[("url", &self.asked)]),
        }
    }

    fn feed_href(&self) -> String {
        let address = self.history.as_ref().map_or("", |history| history.name());
        words::link("/changes.atom", &[("url", address)])
    }

    fn rail_more(&self) -> usize {
        self.history.as_ref().map_or(0, |h| h.versions.len().saturating_sub(LISTED))
    }

    /// Of a run of words: whether this side of the comparison shows it.
    fn on_side(how: &str, side: &str) -> bool {
        how == "same" || how == side
    }
}

fn rail(
    archive: &Archive,
    history: &History,
    pair: Option<&(Version, Version)>,
    inline: bool,
) -> Result<Vec<RailItem>, Fault> {
    let view = if inline { INLINE } else { "" };
    let mut items = Vec::new();
    for (at, new) in history.versions.iter().enumerate().rev().take(LISTED) {
        let old = at.checked_sub(1).and_then(|before| history.versions.get(before));
        let told = history.versions.len() - at <= TOLD;
        let mut summary = match old.filter(|_| told) {
            Some(old) => edit_of(archive, old, new)?.summary(),
            None => Vec::new(),
        };
        if let Some(number) = new.reverts_to {
            summary.insert(0, format!("went back to version {number}"));
        }
        let on = match pair {
            Some((old, _)) if old.number == new.number => "older",
            Some((_, shown)) if shown.number == new.number => "newer",
            _ => "",
        };
        let href = old.map(|old| words::link(&pair_href(old, new), &[("view", view)]));
        let version = VersionShown::of(new);
        items.push((new.first_seen, RailItem::Version { version: Box::new(version), href, summary, on }));
    }
    for absence in &history.absences {
        let came_back = absence.until.map(|at| (at, back(absence)));
        items.push((absence.since, RailItem::Gone { since: absence.since, back: came_back, status: absence.status }));
    }
    items.sort_by_key(|(at, _)| std::cmp::Reverse(*at));
    Ok(items.into_iter().map(|(_, item)| item).collect())
}

/// The paragraphs that changed and those around them, as many as the page has room for; and how many it has not.
fn rows(edit: &EditShown) -> (Vec<Row>, usize) {
    let changed = |p: &ParagraphShown| p.how != "same" || p.moved;
    let near = |n: usize| {
        let around = &edit.paragraphs[n.saturating_sub(AROUND)..(n + AROUND + 1).min(edit.paragraphs.len())];
        around.iter().any(changed)
    };
    let (mut rows, mut more, mut same, mut room) = (Vec::new(), 0, 0u64, MOST_BYTES);
    for (n, paragraph) in edit.paragraphs.iter().enumerate() {
        // A changed paragraph may stand on the page twice.
        let bytes = 200 + 2 * paragraph.runs.iter().map(|run| run.text.len() + 40).sum::<usize>();
        if !near(n) || bytes > room {
            match changed(paragraph) {
                true => more += 1,
                false => same += 1,
            }
            continue;
        }
        room -= bytes;
        if same > 0 {
            rows.push(Row::Unchanged(std::mem::take(&mut same)));
        }
        let mut classes = edit.classes(n);
        if paragraph.moved && !classes.contains(&"moved") {
            classes.push("moved");
        }
        rows.push(Row::Paragraph { paragraph: paragraph.clone(), classes });
    }
    if same > 0 {
        rows.push(Row::Unchanged(same));
    }
    (rows, more)
}
