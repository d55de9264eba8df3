//! Versions of looks: what one address showed, when, and when it showed nothing.
//!
//! Takes every [`Look`] at a page in the order of time, gives its [`History`]. A version is a stretch of time in which the page read the
//! same; a text that comes back after another one is a version of its own that says which one it is like. Pages that stand in the place
//! of the page (walls, error pages, empty shells) are set aside and part no version. So is a text that was seen between two looks at the
//! same other text and has nothing in common with it: sites answer with somebody else's page now and then.

use jiff::Timestamp;
use onrecord_page::{ArticleId, CaptureId};
use serde::{Deserialize, Serialize};

/// How the time of a look is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Dated {
    /// The page was fetched then.
    Fetched,
    /// The page names it as the time of its last change; nobody noted when it was fetched.
    Page,
    /// The file in which it was saved was last changed then.
    File,
    /// It was added to the archive then, and nothing else is known.
    Added,
}

/// One look at an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Look {
    pub(crate) at: Timestamp,
    pub(crate) dated: Dated,
    pub(crate) found: Found,
}

/// What a look found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Found {
    /// A page with words of its own.
    Text(Shown),
    /// Something in the place of the page: what, and what shows it.
    Hindered { capture: CaptureId, why: String, evidence: String },
    /// The site says that there is no such page.
    Gone(u16),
    /// No answer that says anything of the page.
    Nothing,
}

/// A page with words of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Shown {
    pub(crate) capture: CaptureId,
    pub(crate) article: ArticleId,
    pub(crate) fingerprint: String,
    pub(crate) words: u64,
    pub(crate) title: Option<String>,
}

/// What is known of one page over time.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct History {
    /// The form of its address by which pages are told apart (see [`crate::identity`]).
    pub address: String,
    /// Other addresses under which it was met.
    pub also: Vec<String>,
    /// The address as it was asked for or as the page gives it, for a link.
    pub url: Option<String>,
    /// Its versions, oldest first.
    pub versions: Vec<Version>,
    /// When it was gone, oldest first.
    pub absences: Vec<Absence>,
    /// What came in its place and is no version, oldest first.
    pub set_aside: Vec<SetAside>,
    /// How often it was looked at.
    pub looks: u64,
    /// When it was last looked at.
    pub last_look: Option<Timestamp>,
    /// Other pages that name the same address as their own and have nothing in common with this one.
    pub others: u64,
}

/// A stretch of time in which a page read the same.
#[derive(Clone, Debug, PartialEq)]
pub struct Version {
    /// Counted from 1 in the order of time.
    pub number: usize,
    /// The main article of the first capture of it.
    pub article: ArticleId,
    /// The first capture of it.
    pub capture: CaptureId,
    /// Every capture of it in this stretch.
    pub captures: Vec<CaptureId>,
    /// SHA-256 of its canonical text.
    pub fingerprint: String,
    /// Headline.
    pub title: Option<String>,
    /// Words of its text.
    pub words: u64,
    /// When it was first seen.
    pub first_seen: Timestamp,
    /// How that time is known.
    pub dated: Dated,
    /// When it was last seen.
    pub last_seen: Timestamp,
    /// How often it was seen.
    pub looks: u64,
    /// The first version that read the same, where the page went back to it.
    pub reverts_to: Option<usize>,
}

/// A time in which the site said that there was no such page.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Absence {
    /// First look that found it gone.
    pub since: Timestamp,
    /// Last look that found it gone.
    pub last: Timestamp,
    /// First look that found it there again.
    pub until: Option<Timestamp>,
    /// Status of the first such answer.
    pub status: u16,
    /// The version that was last seen before; None where it was never seen before.
    pub after: Option<usize>,
    /// The version that came back. The same number as `after`: it came back as it was.
    pub back: Option<usize>,
}

/// Something that came in the page's place.
#[derive(Clone, Debug, PartialEq)]
pub struct SetAside {
    /// When.
    pub at: Timestamp,
    /// Its bytes.
    pub capture: CaptureId,
    /// What it is: `consent`, `bot-check`, `paywall`, `error`, `empty`, `other-page`.
    pub why: String,
    /// What shows it.
    pub evidence: String,
}

impl History {
    /// A version by its number.
    pub fn version(&self, number: usize) -> Option<&Version> {
        self.versions.get(number.checked_sub(1)?)
    }
}

/// The history of looks in the order of time. `kin` says whether two captures can be the same article.
pub(crate) fn history(looks: Vec<Look>, kin: &dyn Fn(&CaptureId, &CaptureId) -> bool) -> History {
    let mut history =
        History { looks: looks.len() as u64, last_look: looks.last().map(|look| look.at), ..History::default() };
    let looks = without_strangers(looks, kin, &mut history);
    for look in looks {
        match look.found {
            Found::Text(shown) => history.see(look.at, look.dated, shown),
            Found::Hindered { capture, why, evidence } => {
                history.set_aside.push(SetAside { at: look.at, capture, why, evidence });
            }
            Found::Gone(status) => history.miss(look.at, status),
            Found::Nothing => {}
        }
    }
    history.set_aside.sort_by_key(|aside| aside.at);
    history
}

/// Takes out texts that came between two looks at the same other text and share nothing with it.
fn without_strangers(
    looks: Vec<Look>,
    kin: &dyn Fn(&CaptureId, &CaptureId) -> bool,
    history: &mut History,
) -> Vec<Look> {
    let texts: Vec<(usize, Shown)> = looks
        .iter()
        .enumerate()
        .filter_map(|(i, look)| match &look.found {
            Found::Text(shown) => Some((i, shown.clone())),
            _ => None,
        })
        .collect();
    let mut strange = Vec::new();
    for three in texts.windows(3) {
        let [(_, before), (i, shown), (_, after)] = three else { continue };
        let back = before.fingerprint == after.fingerprint && before.fingerprint != shown.fingerprint;
        if back && !kin(&before.capture, &shown.capture) {
            strange.push(*i);
        }
    }
    let mut kept = Vec::new();
    for (i, look) in looks.into_iter().enumerate() {
        match &look.found {
            Found::Text(shown) if strange.contains(&i) => history.set_aside.push(SetAside {
                at: look.at,
                capture: shown.capture,
                why: "other-page".to_owned(),
                evidence: "seen once between two looks at a text with which it has nothing in common".to_owned(),
            }),
            _ => kept.push(look),
        }
    }
    kept
}

impl History {
    fn see(&mut self, at: Timestamp, dated: Dated, shown: Shown) {
        let same = self.versions.last().is_some_and(|last| last.fingerprint == shown.fingerprint);
        if same && let Some(last) = self.versions.last_mut() {
            last.last_seen = at;
            last.looks += 1;
            if !last.captures.contains(&shown.capture) {
                last.captures.push(shown.capture);
            }
        } else {
            let earlier = self.versions.iter().find(|v| v.fingerprint == shown.fingerprint);
            self.versions.push(Version {
                number: self.versions.len() + 1,
                article: shown.article,
                capture: shown.capture,
                captures: vec![shown.capture],
                reverts_to: earlier.map(|v| v.number),
                fingerprint: shown.fingerprint,
                title: shown.title,
                words: shown.words,
                first_seen: at,
                dated,
                last_seen: at,
                looks: 1,
            });
        }
        let number = self.versions.len();
        if let Some(absence) = self.absences.last_mut().filter(|absence| absence.until.is_none()) {
            absence.until = Some(at);
            absence.back = Some(number);
        }
    }

    fn miss(&mut self, at: Timestamp, status: u16) {
        match self.absences.last_mut().filter(|absence| absence.until.is_none()) {
            Some(absence) => absence.last = at,
            None => {
                let after = self.versions.last().map(|v| v.number);
                self.absences.push(Absence { since: at, last: at, until: None, status, after, back: None });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fmt::Write as _;

    /// One letter a look, an hour apart: a text (a, b, … are kin, X is nobody's), `!` gone, `?` a wall, `.` no answer.
    fn told(looks: &str) -> String {
        let capture = |c: char| CaptureId::of(c.to_string().as_bytes());
        let look = |(hour, c): (usize, char)| Look {
            at: Timestamp::from_second(hour as i64 * 3600).expect("a time"),
            dated: Dated::Fetched,
            found: match c {
                '!' => Found::Gone(404),
                '?' => Found::Hindered { capture: capture(c), why: "consent".to_owned(), evidence: String::new() },
                '.' => Found::Nothing,
                c => Found::Text(Shown {
                    capture: capture(c),
                    article: ArticleId::of(&capture(c), 0),
                    fingerprint: c.to_string(),
                    words: 10,
                    title: None,
                }),
            },
        };
        let stranger = capture('X');
        let history = history(looks.chars().enumerate().map(look).collect(), &|a, b| *a != stranger && *b != stranger);
        let hour = |at: Timestamp| at.as_second() / 3600;
        let mut told = String::new();
        for v in &history.versions {
            let reverts = v.reverts_to.map(|n| format!(" like {n}")).unwrap_or_default();
            let _ =
                write!(told, "{}:{} {}-{}{reverts}; ", v.number, v.fingerprint, hour(v.first_seen), hour(v.last_seen));
        }
        for a in &history.absences {
            let back = a.until.map(|at| format!(" back {} as {:?}", hour(at), a.back)).unwrap_or_default();
            let _ = write!(told, "gone {}-{} after {:?}{back}; ", hour(a.since), hour(a.last), a.after);
        }
        let aside: Vec<String> = history.set_aside.iter().map(|s| format!("{} {}", hour(s.at), s.why)).collect();
        told + &aside.join(", ")
    }

    #[test]
    fn looks_become_versions() {
        assert_eq!(told("aab"), "1:a 0-1; 2:b 2-2; ");
        assert_eq!(told("aba"), "1:a 0-0; 2:b 1-1; 3:a 2-2 like 1; ");
        assert_eq!(told("a.a?ab"), "1:a 0-4; 2:b 5-5; 3 consent");
        assert_eq!(told(""), "");
    }

    #[test]
    fn a_page_that_was_gone_comes_back_as_it_was_or_otherwise() {
        assert_eq!(told("a!!a"), "1:a 0-3; gone 1-2 after Some(1) back 3 as Some(1); ");
        assert_eq!(told("a!b"), "1:a 0-0; 2:b 2-2; gone 1-1 after Some(1) back 2 as Some(2); ");
        assert_eq!(told("a!.?!"), "1:a 0-0; gone 1-4 after Some(1); 3 consent");
        assert_eq!(told("!a"), "1:a 1-1; gone 0-0 after None back 1 as Some(1); ");
    }

    #[test]
    fn a_strangers_page_between_two_looks_at_one_text_is_no_version() {
        assert_eq!(told("aXa"), "1:a 0-2; 1 other-page");
        assert_eq!(told("aXb"), "1:a 0-0; 2:X 1-1; 3:b 2-2; ");
    }
}
