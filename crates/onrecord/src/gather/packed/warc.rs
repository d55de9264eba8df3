//! Records of a crawl: WARC 1.0 and 1.1 (ISO 28500).

use super::{
    LONGEST_FILE, Out, PassedOver, Stop,
    mark::Place,
    stream::{Source, Stream},
};
use jiff::Timestamp;
use onrecord_archive::http;
use onrecord_page::Capture;
use std::io::{self, BufRead, Read};

/// A head of a record is shorter than this.
const LONGEST_HEAD: usize = 64 << 10;
/// How every record begins.
const BEGINS: &[u8] = b"WARC/";

/// Reads the records from a place to the end. Behind a damaged one it goes on at the next that can be found.
pub(super) fn records(out: &Out, source: Source<'_>, from: Place) -> Result<(), Stop> {
    let mut stream = Stream::open(source, from)?;
    let mut place = from;
    loop {
        place.number += 1;
        match record(out, &mut stream, place) {
            Ok(true) => (),
            Ok(false) if place.number == 1 => return Err(Stop::Failed("it holds no WARC record".to_owned())),
            Ok(false) => return Ok(()),
            Err(Stop::Unwanted) => return Err(Stop::Unwanted),
            Err(Stop::Failed(why)) => {
                if !stream.find_next(BEGINS)? {
                    return Err(Stop::Failed(why));
                }
                out.is_after(&mut stream, place);
                out.failed(&format!("record {}", place.number), &format!("it is damaged ({why})"))?;
            }
        }
    }
}

/// Reads one record; false at the end of the file.
fn record(out: &Out, stream: &mut Stream<'_>, at: Place) -> Result<bool, Stop> {
    let Some(head) = Head::read(stream)? else { return Ok(false) };
    let Some(length) = head.get("content-length").and_then(|l| l.parse::<u64>().ok()) else {
        return Err(Stop::Failed(format!("record {} does not say how long it is", at.number)));
    };
    let kind = head.get("warc-type").unwrap_or_default().to_ascii_lowercase();
    let address = head.get("warc-target-uri").map(|uri| uri.trim_matches(['<', '>']).to_owned());
    let address = address.filter(|uri| !uri.is_empty());
    let place = address.clone().unwrap_or_else(|| format!("record {}", at.number));
    let date = head.get("warc-date").and_then(|d| d.parse::<Timestamp>().ok());
    let no_page = match kind.as_str() {
        "revisit" => Some("a revisit"),
        // What a crawler notes of itself.
        "resource" if address.as_ref().is_some_and(|a| a.starts_with("metadata:") || a.starts_with("urn:")) => {
            Some("a record about the crawl")
        }
        "response" | "resource" => None,
        "warcinfo" => Some("a record about the crawl"),
        _ => Some("a record about another"),
    };
    let left_out = no_page.map(PassedOver::Record).or_else(|| {
        let web = address.as_deref().filter(|a| is_web(a));
        out.triage.by_address(web, date).map(PassedOver::Sifted)
    });
    if let Some(why) = left_out {
        skip(stream, length)?;
        ended(out, stream, at)?;
        return out.passed_over(&place, why).map(|()| true);
    }
    if length > LONGEST_FILE {
        skip(stream, length)?;
        ended(out, stream, at)?;
        return out.failed(&place, "it is longer than a page").map(|()| true);
    }
    let mut block = Vec::with_capacity(usize::try_from(length).unwrap_or_default());
    stream.take(length).read_to_end(&mut block)?;
    if (block.len() as u64) < length {
        return Err(Stop::Failed("it is cut off".to_owned()));
    }
    ended(out, stream, at)?;
    page(out, &kind, &head, &place, address.filter(|a| is_web(a)), date, block).map(|()| true)
}

/// What is sent from now on ends where the record is closed.
fn ended(out: &Out, stream: &mut Stream<'_>, at: Place) -> Result<(), Stop> {
    stream.close_record()?;
    out.is_after(stream, at);
    Ok(())
}

fn is_web(address: &str) -> bool {
    address.starts_with("http://") || address.starts_with("https://")
}

/// A record that may be a page.
fn page(
    out: &Out,
    kind: &str,
    head: &Head,
    place: &str,
    url: Option<String>,
    date: Option<Timestamp>,
    block: Vec<u8>,
) -> Result<(), Stop> {
    let is_http = head.get("content-type").is_some_and(|t| t.to_ascii_lowercase().starts_with("application/http"));
    let (media_type, body) = if kind == "response" && is_http {
        match http::read(&block, usize::try_from(LONGEST_FILE).unwrap_or(usize::MAX)) {
            Err(why) => return out.failed(place, &why.to_string()),
            Ok((answer, _)) if answer.status != 200 => {
                return out.passed_over(place, PassedOver::Record("an answer that is no page (redirect or error)"));
            }
            Ok((answer, body)) => (answer.get("content-type").map(str::to_owned), body),
        }
    } else {
        (head.get("content-type").map(str::to_owned), block)
    };
    if let Some(what) = media_type.as_deref().and_then(no_page) {
        return out.passed_over(place, PassedOver::NoPage(what));
    }
    if let Some(why) = out.triage.by_bytes(&body, media_type.as_deref(), url.is_some()) {
        return out.passed_over(place, PassedOver::Sifted(why));
    }
    let mut capture = Capture::new(body);
    (capture.url, capture.fetched_at, capture.media_type) = (url, date, media_type);
    out.page(place, capture)
}

/// What a media type says that is neither a page nor unknown: `image/png`.
fn no_page(media_type: &str) -> Option<String> {
    const PAGES: [&str; 7] = [
        "",
        "text/html",
        "application/xhtml+xml",
        "text/plain",
        "application/pdf",
        "application/octet-stream",
        "unknown/unknown",
    ];
    let essence = media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    (!PAGES.contains(&essence.as_str())).then_some(essence)
}

/// The fields of a record's head, names in lower case.
struct Head(Vec<(String, String)>);

impl Head {
    fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(n, _)| n == name).map(|(_, value)| value.as_str())
    }

    /// The next record's head, empty lines before it passed over; None at the end.
    fn read(from: &mut Stream<'_>) -> Result<Option<Head>, Stop> {
        let (mut line, mut room) = (Vec::new(), LONGEST_HEAD);
        loop {
            if next_line(from, &mut line, &mut room)? == 0 {
                return Ok(None);
            }
            match line.trim_ascii() {
                b"" => (),
                version if version.starts_with(BEGINS) => break,
                _ => return Err(something_else()),
            }
        }
        let mut fields: Vec<(String, String)> = Vec::new();
        loop {
            if next_line(from, &mut line, &mut room)? == 0 {
                return Err(Stop::Failed("it is cut off".to_owned()));
            }
            let text = String::from_utf8_lossy(&line);
            if text.trim().is_empty() {
                return Ok(Some(Head(fields)));
            }
            match text.split_once(':') {
                // A line that begins with white space goes on with the one before.
                _ if text.starts_with([' ', '\t']) => {
                    if let Some((_, value)) = fields.last_mut() {
                        value.push_str(text.trim());
                    }
                }
                Some((name, value)) => fields.push((name.trim().to_ascii_lowercase(), value.trim().to_owned())),
                None => (),
            }
        }
    }
}

fn something_else() -> Stop {
    Stop::Failed("what should be a WARC record is something else".to_owned())
}

/// Reads a line, of which there must be room for.
fn next_line(from: &mut Stream<'_>, line: &mut Vec<u8>, room: &mut usize) -> Result<usize, Stop> {
    line.clear();
    let length = from.take(LONGEST_HEAD as u64).read_until(b'\n', line)?;
    *room = room.checked_sub(length).ok_or_else(something_else)?;
    Ok(length)
}

fn skip(from: &mut Stream<'_>, length: u64) -> Result<(), Stop> {
    let skipped = io::copy(&mut from.take(length), &mut io::sink())?;
    if skipped < length { Err(Stop::Failed("it is cut off".to_owned())) } else { Ok(()) }
}
