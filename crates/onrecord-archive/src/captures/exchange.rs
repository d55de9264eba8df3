//! A question to the web and its answer as WARC records: response (or revisit), request and metadata, one after the other.
//!
//! The answer comes first, so that a capture and the fetch that brought it begin at the same place. Blocks are the bytes of the wire,
//! nothing added and nothing taken away but interim responses.

use super::{Place, Segments, member, printable, read_place, record_id, target_uri, warc_date};
use crate::{Error, WarcRecord, format::Layout, gathered::Kept, http};
use flate2::{Compression, Crc, read::GzDecoder};
use jiff::Timestamp;
use sha2::{Digest, Sha256};
use std::{fmt::Write as _, io::Read};

/// An earlier answer that a new one repeats.
#[derive(Clone, Debug)]
pub(crate) struct Earlier {
    pub(crate) url: String,
    pub(crate) at: Timestamp,
    pub(crate) segment: String,
    pub(crate) offset: u64,
    pub(crate) payload_sha256: String,
    /// The server itself says so (`304`); otherwise the payloads are the same.
    pub(crate) not_modified: bool,
}

/// Where an exchange lies.
#[derive(Clone, Debug)]
pub(crate) struct ExchangePlace {
    /// All of its records.
    pub(crate) all: Place,
    /// The answer alone.
    pub(crate) answer: Place,
}

/// Longer blocks are none of ours: twice what gathering takes for an answer, chunks and all.
const LONGEST_BLOCK: u64 = 80 << 20;

impl Segments {
    /// Appends the records of an exchange. On any failure the segment is as long as before.
    pub(crate) fn append_exchange(
        &mut self,
        kept: &Kept<'_>,
        payload_sha256: &str,
        earlier: Option<&Earlier>,
    ) -> Result<ExchangePlace, Error> {
        let mut bytes = self.begin(kept.fetch.at)?;
        let (segment, end) = self.end();
        let before = bytes.len();
        let offset = end + before as u64;
        let answer = answer_record(kept, payload_sha256, earlier, &segment, offset);
        bytes.extend_from_slice(&answer);
        let concurrent = exchange_id("response", kept.fetch.url, kept.fetch.at, &segment, offset);
        bytes.extend(request_record(kept, &concurrent, &segment, offset));
        bytes.extend(metadata_record(kept, &concurrent, &segment, offset));
        let crc = |bytes: &[u8]| {
            let mut crc = Crc::new();
            crc.update(bytes);
            crc.sum()
        };
        let place =
            |bytes: &[u8]| Place { segment: segment.clone(), offset, length: bytes.len() as u64, crc32: crc(bytes) };
        let placed = ExchangePlace { all: place(&bytes[before..]), answer: place(&answer) };
        self.write(&bytes)?;
        Ok(placed)
    }
}

/// Made of what tells two exchanges apart, so that nothing random is needed.
fn exchange_id(kind: &str, url: &str, at: Timestamp, segment: &str, offset: u64) -> String {
    record_id(&Sha256::digest(format!("{kind}\n{url}\n{}\n{segment}\n{offset}", warc_date(at))).into())
}

fn hex_digest(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().fold(String::with_capacity(64), |mut hex, b| {
        let _ = write!(hex, "{b:02x}");
        hex
    })
}

/// The head that all records of an exchange share.
fn head(kind: &str, id: &str, kept: &Kept<'_>, more: &str, media_type: &str, block: &[u8]) -> String {
    format!(
        "WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Record-ID: {id}\r\nWARC-Date: {}\r\nWARC-Target-URI: {}\r\n{more}\
         WARC-Block-Digest: sha256:{}\r\nContent-Type: {media_type}\r\nContent-Length: {}\r\n\r\n",
        warc_date(kept.fetch.at),
        target_uri(Some(kept.fetch.url), ""),
        hex_digest(block),
        block.len(),
    )
}

fn answer_record(
    kept: &Kept<'_>,
    payload_sha256: &str,
    earlier: Option<&Earlier>,
    segment: &str,
    offset: u64,
) -> Vec<u8> {
    let fetch = kept.fetch;
    let id = exchange_id("response", fetch.url, fetch.at, segment, offset);
    let mut more = format!("WARC-IP-Address: {}\r\n", fetch.peer);
    let media_type = "application/http; msgtype=response";
    let Some(earlier) = earlier else {
        // The standard's payload has its chunks joined; common programs hash them as they came. Where the two differ, the digest
        // stands in the metadata record only, so that no reader finds a wrong one.
        if kept.head.get("transfer-encoding").is_none() {
            let _ = write!(more, "WARC-Payload-Digest: sha256:{payload_sha256}\r\n");
        }
        let block = fetch.response.get(kept.head.bytes.start..).unwrap_or_default();
        let packed = kept.head.get("content-encoding").is_some();
        let level = if packed { Compression::none() } else { Compression::new(4) };
        return member(&head("response", &id, kept, &more, media_type, block), block, level);
    };
    let profile = if earlier.not_modified { "server-not-modified" } else { "identical-payload-digest" };
    let refers_to = exchange_id("response", &earlier.url, earlier.at, &earlier.segment, earlier.offset);
    let _ = write!(
        more,
        "WARC-Payload-Digest: sha256:{}\r\nWARC-Profile: http://netpreserve.org/warc/1.1/revisit/{profile}\r\n\
         WARC-Refers-To: {refers_to}\r\nWARC-Refers-To-Target-URI: {}\r\nWARC-Refers-To-Date: {}\r\n",
        earlier.payload_sha256,
        target_uri(Some(&earlier.url), ""),
        warc_date(earlier.at),
    );
    let block = fetch.response.get(kept.head.bytes.clone()).unwrap_or_default();
    member(&head("revisit", &id, kept, &more, media_type, block), block, Compression::new(4))
}

fn request_record(kept: &Kept<'_>, concurrent: &str, segment: &str, offset: u64) -> Vec<u8> {
    let fetch = kept.fetch;
    let id = exchange_id("request", fetch.url, fetch.at, segment, offset);
    let more = format!("WARC-Concurrent-To: {concurrent}\r\n");
    let head = head("request", &id, kept, &more, "application/http; msgtype=request", fetch.request);
    member(&head, fetch.request, Compression::new(4))
}

fn metadata_record(kept: &Kept<'_>, concurrent: &str, segment: &str, offset: u64) -> Vec<u8> {
    let fetch = kept.fetch;
    let mut fields = String::new();
    let mut field = |name: &str, value: &str| {
        let _ = write!(fields, "{name}: {}\r\n", value.split_whitespace().collect::<Vec<_>>().join(" "));
    };
    if let Some(via) = fetch.via {
        field("via", &printable(via));
    }
    field("fetchTimeMs", &fetch.took.as_millis().to_string());
    field("purpose", fetch.purpose.as_str());
    field("robots", fetch.robots);
    if let Some(source) = fetch.source {
        field("source", source);
    }
    field("payloadDigest", &format!("sha256:{}", hex_digest(&kept.payload)));
    let id = exchange_id("metadata", fetch.url, fetch.at, segment, offset);
    let more = format!("WARC-Concurrent-To: {concurrent}\r\n");
    let head = head("metadata", &id, kept, &more, "application/warc-fields", fields.as_bytes());
    member(&head, fields.as_bytes(), Compression::new(4))
}

/// A record: its gzip member, its head and its block.
type Member<'a> = (&'a [u8], String, Vec<u8>);

/// The records of a place.
fn members(bytes: &[u8]) -> Result<Vec<Member<'_>>, &'static str> {
    let mut records = Vec::new();
    let mut rest = bytes;
    while !rest.is_empty() {
        let mut decoder = flate2::bufread::GzDecoder::new(rest);
        let mut plain = Vec::new();
        decoder.by_ref().take(LONGEST_BLOCK).read_to_end(&mut plain).map_err(|_| "do not unpack")?;
        let member = &rest[..rest.len() - decoder.get_ref().len()];
        rest = decoder.into_inner();
        let at = plain.windows(4).position(|w| w == b"\r\n\r\n").ok_or("have no head")? + 4;
        let head = String::from_utf8_lossy(&plain[..at]).into_owned();
        let block = plain.get(at..plain.len().saturating_sub(4)).ok_or("have no block")?;
        records.push((member, head, block.to_vec()));
    }
    Ok(records)
}

/// The records that lie at a place, as they are.
pub(crate) fn records_at(layout: &Layout, what: &str, place: &Place) -> Result<Vec<WarcRecord>, Error> {
    let bytes = read_place(layout, what, place)?;
    let damaged = |why| {
        let path = super::segment_path(layout, &place.segment);
        Error::corrupt(&path, format!("{what} in `{}` at byte {}: its records {why}", path.display(), place.offset))
    };
    let field = |line: &str| line.split_once(':').map(|(name, value)| (name.to_owned(), value.trim().to_owned()));
    let record = |(packed, head, block): Member<'_>| WarcRecord {
        packed: packed.to_vec(),
        fields: head.lines().skip(1).filter_map(field).collect(),
        block,
    };
    Ok(members(&bytes).map_err(damaged)?.into_iter().map(record).collect())
}

fn value<'a>(head: &'a str, name: &str) -> Option<&'a str> {
    head.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(": "))
}

/// Reads the records of an exchange back and makes sure that they are the ones that were written: each block against its length and
/// its digest. Gives one line for what is wrong.
pub(crate) fn check_exchange(layout: &Layout, what: &str, place: &Place) -> Option<String> {
    let bytes = match read_place(layout, what, place) {
        Ok(bytes) => bytes,
        Err(error) => return Some(error.to_string()),
    };
    let wrong =
        |why: &str| Some(format!("{what} in `captures/{}` at byte {}: its records {why}", place.segment, place.offset));
    let records = match members(&bytes) {
        Ok(records) => records,
        Err(why) => return wrong(why),
    };
    let kinds: Vec<&str> = records.iter().filter_map(|(_, head, _)| value(head, "WARC-Type")).collect();
    if !matches!(kinds[..], ["response" | "revisit", "request", "metadata"]) {
        return wrong("are not answer, question and metadata");
    }
    let sound = |(_, head, block): &Member<'_>| {
        value(head, "Content-Length") == Some(block.len().to_string().as_str())
            && value(head, "WARC-Block-Digest") == Some(format!("sha256:{}", hex_digest(block)).as_str())
    };
    if records.iter().all(sound) { None } else { wrong("are not what their digests say") }
}

/// The body of the answer that a whole exchange or an answer alone begins with.
pub(crate) fn read_answer(layout: &Layout, place: &Place) -> Result<Vec<u8>, Error> {
    let bytes = read_place(layout, "an answer", place)?;
    let mut plain = Vec::new();
    let damaged = |why: &str| Error::corrupt(&super::segment_path(layout, &place.segment), format!("an answer {why}"));
    GzDecoder::new(bytes.as_slice())
        .take(LONGEST_BLOCK)
        .read_to_end(&mut plain)
        .map_err(|_| damaged("does not unpack"))?;
    body_of(&plain, usize::try_from(LONGEST_BLOCK).unwrap_or(usize::MAX)).ok_or_else(|| damaged("has no body"))
}

/// The page in an unpacked record: for an answer its body, for anything else the block as it is.
pub(super) fn body_of(plain: &[u8], most: usize) -> Option<Vec<u8>> {
    let at = plain.windows(4).position(|w| w == b"\r\n\r\n")? + 4;
    let block = plain.get(at..plain.len().checked_sub(4)?)?;
    let head = String::from_utf8_lossy(&plain[..at]);
    if value(&head, "WARC-Type") != Some("response") {
        return Some(block.to_vec());
    }
    http::read(block, most).ok().map(|(_, body)| body)
}
