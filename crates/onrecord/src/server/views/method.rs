//! The page that says how the reader decides and what the words mean.

use super::Fault;
use crate::server::guest::Guest;
use askama::Template;
use onrecord_archive::Archive;
use serde::Serialize;

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
}

/// Makes the page.
pub(crate) fn view(archive: &Archive, t: Guest) -> Result<MethodPage, Fault> {
    let status = archive.status()?;
    let reader = onrecord_reading::Models::embedded();
    let (reader_now, threshold) = (reader.version().to_string(), reader.default_threshold());
    Ok(MethodPage { t, readers: status.by_reader, reader_now, format: status.format, threshold })
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
