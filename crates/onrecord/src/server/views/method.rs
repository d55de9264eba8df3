//! The page that says how the reader decides, how well that was measured to work, and what the words mean.

use super::Fault;
use crate::server::guest::Guest;
use askama::Template;
use onrecord_archive::Archive;
use serde::{Deserialize, Serialize};
use std::{collections::BTreeMap, sync::LazyLock};

/// The method page.
#[derive(Debug, Serialize, Template)]
#[template(path = "method.html")]
pub(crate) struct MethodPage {
    #[serde(skip)]
    pub(crate) t: Guest,
    /// Reader versions that made the statements of this archive, with their number.
    pub(crate) readers: Vec<(String, u64)>,
    /// The reader that this program has built in.
    pub(crate) reader_now: String,
    pub(crate) format: u32,
    /// The least confidence of what is shown where nothing else is asked for.
    pub(crate) threshold: f32,
    /// What was measured, by language; on texts that nobody looked at while the reader was made.
    pub(crate) scores: Vec<Score>,
}

/// How well one thing goes.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct Score {
    /// Which.
    pub(crate) what: &'static str,
    /// 0 to 1; null where it was not measured in this language.
    pub(crate) english: Option<f32>,
    pub(crate) russian: Option<f32>,
    /// The day on which it was measured.
    pub(crate) measured: Option<String>,
}

/// What the page shows of what is measured: name, topic, and the score's name behind `unseen en` or `unseen ru`.
const MEASURED: [(&str, &str, &str); 9] = [
    ("found-right", "gold", "relaxed precision"),
    ("found-all", "gold", "relaxed recall"),
    ("speaker", "gold", "speaker right"),
    ("class", "gold", "class right"),
    ("figure", "objects", "figure f1"),
    ("time", "objects", "time f1"),
    ("demand", "objects", "demand f1"),
    ("incident", "objects", "incident f1"),
    ("about", "objects", "about f1"),
];

/// The scores that this program was measured to reach when it was made, under which none of its changes may fall.
static FLOORS: LazyLock<BTreeMap<String, Floor>> = LazyLock::new(|| {
    // What could not be read would be missed by the test below.
    serde_json::from_str(include_str!("../../../../../eval/floors.json")).unwrap_or_default()
});

#[derive(Deserialize)]
struct Floor {
    measured: Option<String>,
    scores: BTreeMap<String, f32>,
}

fn scores() -> Vec<Score> {
    let score = |(what, topic, name): (&'static str, &str, &str)| {
        let floor = FLOORS.get(topic)?;
        let of = |tongue: &str| floor.scores.get(&format!("unseen {tongue} {name}")).copied();
        Some(Score { what, english: of("en"), russian: of("ru"), measured: floor.measured.clone() })
    };
    MEASURED.into_iter().filter_map(score).collect()
}

/// Makes the page.
pub(crate) fn view(archive: &Archive, t: Guest) -> Result<MethodPage, Fault> {
    let status = archive.status()?;
    let reader = onrecord_reading::Models::embedded();
    let (reader_now, threshold) = (reader.version().to_string(), reader.default_threshold());
    let scores = scores();
    Ok(MethodPage { t, readers: status.by_reader, reader_now, format: status.format, threshold, scores })
}

impl Score {
    fn share(&self, t: &Guest, share: &Option<f32>) -> String {
        share.map_or_else(|| "–".to_owned(), |share| t.share(share))
    }
}

impl MethodPage {
    /// Fields of the data that keep their names, by the message that says what they mean.
    fn fields() -> [(&'static str, &'static [&'static str]); 12] {
        [
            ("names", &["id", "href", "url"]),
            ("mode", &["mode"]),
            ("class", &["class"]),
            ("left-out", &["left_out"]),
            ("speaker", &["speaker"]),
            ("words", &["cue", "content"]),
            ("spans", &["spans"]),
            ("published", &["published"]),
            ("confidence", &["confidence"]),
            ("capture", &["capture"]),
            ("made", &["text_hash", "reader"]),
            ("paging", &["paging"]),
        ]
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn everything_that_the_page_names_was_measured_in_both_languages() {
        let scores = super::scores();
        assert_eq!(scores.len(), super::MEASURED.len());
        for score in scores {
            assert!(score.english.is_some() && score.russian.is_some() && score.measured.is_some(), "{score:?}");
        }
    }
}
