//! The index of a WACZ: one line (CDXJ) for each record that can be replayed, sorted by address and time.
//!
//! Takes lines in any order, gives them sorted; holds a part of them and leaves sorted parts in a [`Spool`], so that an archive of any
//! size is indexed in the same memory.

use super::spool::Spool;
use onrecord_archive::{WarcRecord, http};
use serde::Serialize;
use std::{
    cmp::Reverse,
    collections::BinaryHeap,
    io::{self, BufRead, BufReader, Lines, Read},
    ops::Range,
    path::PathBuf,
};
use url::Url;

/// Bytes of lines that are held before they are sorted and set down.
const HELD: usize = 16 << 20;

/// Lines under way.
#[derive(Default)]
pub(super) struct Index {
    path: PathBuf,
    held: Vec<String>,
    bytes: usize,
    most: usize,
    spool: Option<Spool>,
    runs: Vec<Range<u64>>,
}

/// What a line says after address and time.
#[derive(Serialize)]
struct Said<'a> {
    url: &'a str,
    mime: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    digest: Option<&'a str>,
    length: String,
    offset: String,
    filename: &'a str,
}

/// The line for a record that stands at a place of a file. None: it is nothing that can be replayed.
pub(super) fn line(record: &WarcRecord, offset: u64, filename: &str) -> Option<String> {
    let kind = record.get("WARC-Type")?;
    let (url, at) = (record.get("WARC-Target-URI")?, record.get("WARC-Date")?);
    let head = http::read_head(&record.block);
    let media_type = match kind {
        "revisit" => Some("warc/revisit".to_owned()),
        "response" => head.as_ref().and_then(|head| head.get("content-type").map(str::to_owned)),
        "resource" => record.get("Content-Type").map(str::to_owned),
        _ => return None,
    };
    let media_type = media_type.unwrap_or_default();
    let said = Said {
        url,
        mime: media_type.split(';').next().unwrap_or_default().trim(),
        status: head.filter(|_| kind != "resource").map(|head| head.status.to_string()),
        digest: record.get("WARC-Payload-Digest"),
        length: record.packed.len().to_string(),
        offset: offset.to_string(),
        filename,
    };
    let digits: String = at.chars().filter(char::is_ascii_digit).take(14).collect();
    Some(format!("{} {digits} {}", key(url), serde_json::to_string(&said).ok()?))
}

/// The address by which a record is looked up: host first and backwards, `www.` and letter case dropped, parameters in order (SURT, as
/// other programs make it). What is no address of the web stands for itself.
fn key(address: &str) -> String {
    let plain = || address.to_lowercase().replacen(":///", ":/", 1).replace(' ', "%20");
    let Ok(url) = Url::parse(address) else { return plain() };
    let Some(host) = url.host_str().filter(|_| matches!(url.scheme(), "http" | "https")) else { return plain() };
    let host = host.to_ascii_lowercase();
    let mut labels: Vec<&str> = host.trim_end_matches('.').split('.').collect();
    let is_www = |label: &&str| label.strip_prefix("www").is_some_and(|n| n.bytes().all(|b| b.is_ascii_digit()));
    if labels.len() > 1 && labels.first().is_some_and(is_www) {
        labels.remove(0);
    }
    labels.reverse();
    let port = url.port().map(|port| format!(":{port}")).unwrap_or_default();
    let path = url.path().to_ascii_lowercase();
    let path = if path == "/" { "/" } else { path.trim_end_matches('/') };
    let mut parameters: Vec<String> =
        url.query().unwrap_or_default().to_ascii_lowercase().split('&').map(str::to_owned).collect();
    parameters.retain(|parameter| !parameter.is_empty());
    parameters.sort();
    let query = if parameters.is_empty() { String::new() } else { format!("?{}", parameters.join("&")) };
    format!("{}{port}){path}{query}", labels.join(","))
}

impl Index {
    /// One that may set parts down at a path.
    pub(super) fn new(path: PathBuf) -> Index {
        Index { path, most: HELD, ..Index::default() }
    }

    /// Takes a line, without a line end.
    pub(super) fn add(&mut self, line: String) -> io::Result<()> {
        self.bytes += line.len();
        self.held.push(line);
        if self.bytes < self.most {
            return Ok(());
        }
        self.held.sort_unstable();
        let spool = match &mut self.spool {
            Some(spool) => spool,
            none => none.insert(Spool::create(self.path.clone())?),
        };
        let start = spool.length();
        for line in self.held.drain(..) {
            spool.write_all(line.as_bytes())?;
            spool.write_all(b"\n")?;
        }
        self.runs.push(start..spool.length());
        self.bytes = 0;
        Ok(())
    }

    /// Gives every line in order.
    pub(super) fn sorted(mut self, mut take: impl FnMut(&str) -> io::Result<()>) -> io::Result<()> {
        self.held.sort_unstable();
        let mut parts: Vec<Lines<BufReader<Box<dyn Read>>>> = Vec::new();
        if let Some(spool) = &mut self.spool {
            for run in &self.runs {
                let part: Box<dyn Read> = Box::new(spool.part(run)?);
                parts.push(BufReader::new(part).lines());
            }
        }
        let held: Box<dyn Read> = Box::new(io::Cursor::new(self.held.join("\n")));
        parts.push(BufReader::new(held).lines());
        let mut next = BinaryHeap::new();
        for (number, part) in parts.iter_mut().enumerate() {
            next.extend(part.next().transpose()?.map(|line| Reverse((line, number))));
        }
        while let Some(Reverse((line, number))) = next.pop() {
            take(&line)?;
            next.extend(parts[number].next().transpose()?.map(|line| Reverse((line, number))));
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// As the Python package `surt` 0.3.1 makes them.
    #[test]
    fn an_address_is_looked_up_as_other_programs_do() {
        for (address, expected) in [
            ("https://quay.example/", "example,quay)/"),
            ("https://www.Quay.example/News/1/?b=2&A=1#top", "example,quay)/news/1?a=1&b=2"),
            ("http://www2.quay.example:8080/a", "example,quay:8080)/a"),
            ("https://quay.example:443/a?", "example,quay)/a"),
            ("http://93.184.215.14/x", "14,215,184,93)/x"),
            ("file:///Press/monday.html", "file:/press/monday.html"),
        ] {
            assert_eq!(key(address), expected, "{address}");
        }
    }

    proptest! {
        /// However little is held.
        #[test]
        fn lines_come_out_sorted(lines in proptest::collection::vec("[a-c]{1,3}", 0..40), most in 1usize..60) {
            let dir = tempfile::tempdir().expect("a temporary folder");
            let path = dir.path().join("x.index.part");
            let mut index = Index { most, ..Index::new(path.clone()) };
            for line in &lines {
                index.add(line.clone()).expect("room on the disk");
            }
            let mut sorted = Vec::new();
            let given = index.sorted(|line| {
                sorted.push(line.to_owned());
                Ok(())
            });
            given.expect("it reads");
            let mut expected = lines;
            expected.sort();
            prop_assert_eq!(sorted, expected);
            prop_assert!(!path.exists());
        }
    }
}
