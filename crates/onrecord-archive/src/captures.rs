//! The bytes of every page as received, in WARC 1.1 segments: `captures/00000.warc.gz`, `00001.warc.gz`, ….
//!
//! Takes captures and whole exchanges with the web, gives the place of each ([`Place`]); takes a place, gives the bytes back. A page
//! that was fetched is the body of its answer, the server's compression undone, so that it has the same name as the saved file. One gzip member a record, so that a
//! record can be read by itself and any WARC tool reads the whole. A segment begins with a `warcinfo` record and rolls at 1 GiB.
//! Segments only grow: what lies beyond the last place that the store knows is the leftover of a killed run and is cut off before
//! anything is appended. A whole segment that the store knows nothing of is renamed (`….set-aside-1`), never cut: it may belong to
//! another store. Refuses bytes that are not what was written (length, CRC, SHA-256).

mod exchange;

pub(crate) use exchange::{Earlier, check_exchange, read_answer, records_at};

use crate::{Error, error::At, format::Layout};
use flate2::{Compression, Crc, bufread::GzDecoder, write::GzEncoder};
use onrecord_page::{Capture, CaptureId};
use sha2::{Digest, Sha256};
use std::{
    collections::BTreeMap,
    fmt::Write as _,
    fs::{File, OpenOptions, TryLockError},
    io::{Read, Seek, SeekFrom, Write},
    path::{Path, PathBuf},
};

/// A segment is closed once it is this long.
const SEGMENT_BYTES: u64 = 1 << 30;

/// Where a capture's record lies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    /// File name in `captures/`.
    pub(crate) segment: String,
    /// First byte of its gzip member.
    pub(crate) offset: u64,
    /// Length of the member.
    pub(crate) length: u64,
    /// CRC-32 of the member's bytes as they lie on disk, so that no flipped bit goes unseen, not even in a gzip header.
    pub(crate) crc32: u32,
}

/// The segment that is being written.
#[derive(Debug)]
pub(crate) struct Segments {
    dir: PathBuf,
    number: u32,
    file: Option<File>,
    end: u64,
    limit: u64,
    /// The folder does not yet durably name the file.
    unnamed: bool,
}

/// Where a segment lies.
pub(crate) fn segment_path(layout: &Layout, segment: &str) -> PathBuf {
    layout.captures.join(segment)
}

fn segment_name(number: u32) -> String {
    format!("{number:05}.warc.gz")
}

/// Renames a segment that the store knows nothing of, so that no capture is ever lost by opening the wrong store beside it.
fn set_aside(segment: &Path) -> Result<(), Error> {
    let name = |n: u32| PathBuf::from(format!("{}.set-aside-{n}", segment.display()));
    let free = (1..=u32::MAX).map(name).find(|path| !path.exists());
    match free.filter(|_| segment.exists()) {
        Some(aside) => std::fs::rename(segment, &aside).at(segment, "set aside"),
        None => Ok(()),
    }
}

impl Segments {
    /// Goes on where the store's last place ends: `(segment, end)`, None in an archive without captures.
    ///
    /// Whatever lies behind it was never committed and is cut off.
    pub(crate) fn open(layout: &Layout, last: Option<(String, u64)>) -> Result<Segments, Error> {
        std::fs::create_dir_all(&layout.captures).at(&layout.captures, "create")?;
        let (name, end) = last.unwrap_or_else(|| (segment_name(0), 0));
        let number = name.split('.').next().and_then(|n| n.parse().ok()).unwrap_or(0);
        let mut segments =
            Segments { dir: layout.captures.clone(), number, file: None, end, limit: SEGMENT_BYTES, unnamed: true };
        let length = std::fs::metadata(segments.path()).map_or(0, |m| m.len());
        let next = segments.dir.join(segment_name(number + 1));
        if length < segments.end {
            // Damage, not a leftover: leave it to `check` and go on in a segment of its own.
            segments.number =
                (number + 1..=u32::MAX).find(|n| !segments.dir.join(segment_name(*n)).exists()).unwrap_or(number);
            segments.end = 0;
        } else if next.exists() {
            set_aside(&next)?;
        }
        if segments.end == 0 && length > 0 {
            // A store that knows nothing of a segment may be an older or a new one beside captures that another store knew.
            set_aside(&segments.path())?;
        }
        if segments.path().exists() {
            segments.open_file()?;
        }
        Ok(segments)
    }

    #[cfg(test)]
    pub(crate) fn roll_at(&mut self, bytes: u64) {
        self.limit = bytes;
    }

    /// Name of the current segment and where the next record will begin.
    pub(crate) fn end(&self) -> (String, u64) {
        (segment_name(self.number), self.end)
    }

    /// Whether the next record belongs at the end that the store knows, and nothing lies behind it.
    pub(crate) fn is_at(&self, last: Option<&(String, u64)>) -> bool {
        let here = self.end();
        let length = std::fs::metadata(self.path()).map_or(0, |m| m.len());
        last.map_or(here.1 == 0, |last| *last == here) && length == self.end
    }

    fn path(&self) -> PathBuf {
        self.dir.join(segment_name(self.number))
    }

    fn open_file(&mut self) -> Result<&mut File, Error> {
        let path = self.path();
        let file = match self.file.take() {
            Some(file) => file,
            None => {
                let mut file =
                    OpenOptions::new().write(true).create(true).truncate(false).open(&path).at(&path, "open")?;
                file.set_len(self.end).at(&path, "cut the leftover off")?;
                file.seek(SeekFrom::End(0)).at(&path, "write")?;
                file
            }
        };
        Ok(self.file.insert(file))
    }

    /// Appends a capture's record. On any failure the segment is as long as before.
    pub(crate) fn append(&mut self, capture: &Capture, target: &str, date: jiff::Timestamp) -> Result<Place, Error> {
        let mut bytes = self.begin(date)?;
        let offset = self.end + bytes.len() as u64;
        let record = member(&resource_head(capture, target, date), &capture.body, compression_of(&capture.body));
        let mut crc = Crc::new();
        crc.update(&record);
        let place = Place { segment: segment_name(self.number), offset, length: record.len() as u64, crc32: crc.sum() };
        bytes.extend_from_slice(&record);
        self.write(&bytes)?;
        Ok(place)
    }

    /// Rolls the segment if it is long enough; gives what must stand before the next record: in a new segment its first record.
    fn begin(&mut self, date: jiff::Timestamp) -> Result<Vec<u8>, Error> {
        if self.end >= self.limit {
            self.sync()?;
            self.file = None;
            self.number += 1;
            self.end = 0;
            set_aside(&self.path())?;
            self.unnamed = true;
        }
        let first = || member(&warcinfo(&segment_name(self.number), date), &[], Compression::fast());
        Ok(if self.end == 0 { first() } else { Vec::new() })
    }

    fn write(&mut self, bytes: &[u8]) -> Result<(), Error> {
        let path = self.path();
        let end = self.end;
        if let Err(error) = self.open_file()?.write_all(bytes).at(&path, "write") {
            self.cut_back(end);
            return Err(error);
        }
        self.end += bytes.len() as u64;
        Ok(())
    }

    /// Takes back what was appended since `end`, after a transaction that did not come about.
    pub(crate) fn cut_back(&mut self, end: u64) {
        // Where even this fails, reopening the file cuts it: `end` is what counts, not the file's length.
        let cut = self.file.as_mut().map(|f| f.set_len(end).and_then(|()| f.seek(SeekFrom::Start(end)).map(drop)));
        if !matches!(cut, Some(Ok(()))) {
            self.file = None;
        }
        self.end = end;
    }

    /// Returns once everything appended is on the disk itself.
    pub(crate) fn sync(&mut self) -> Result<(), Error> {
        let path = self.path();
        let Some(file) = &self.file else { return Ok(()) };
        file.sync_data().at(&path, "write")?;
        if std::mem::take(&mut self.unnamed) && cfg!(unix) {
            File::open(&self.dir).and_then(|dir| dir.sync_all()).at(&self.dir, "write")?;
        }
        Ok(())
    }
}

/// Bytes that are compressed already are stored rather than squeezed again.
fn compression_of(body: &[u8]) -> Compression {
    const PACKED: [&[u8]; 5] = [b"\x1f\x8b", b"PK\x03\x04", b"\x89PNG", b"\xff\xd8\xff", b"\x28\xb5\x2f\xfd"];
    if PACKED.iter().any(|magic| body.starts_with(magic)) { Compression::none() } else { Compression::new(4) }
}

/// One WARC record as one gzip member: head, blank line, block, two line ends.
fn member(head: &str, block: &[u8], level: Compression) -> Vec<u8> {
    let mut gzip = GzEncoder::new(Vec::with_capacity(512 + block.len() / 3), level);
    let written = [head.as_bytes(), block, b"\r\n\r\n"].iter().try_for_each(|part| gzip.write_all(part));
    match written.and_then(|()| gzip.finish()) {
        Ok(bytes) => bytes,
        Err(e) => unreachable!("writing to a Vec never fails: {e}"),
    }
}

fn warcinfo(segment: &str, date: jiff::Timestamp) -> String {
    let fields = "software: onrecord\r\nformat: WARC File Format 1.1\r\nconformsTo: \
                  http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/\r\n";
    let digest = Sha256::digest(format!("{segment} {date}"));
    format!(
        "WARC/1.1\r\nWARC-Type: warcinfo\r\nWARC-Record-ID: {}\r\nWARC-Date: {}\r\nWARC-Filename: {segment}\r\n\
         Content-Type: application/warc-fields\r\nContent-Length: {}\r\n\r\n{fields}",
        record_id(&digest.into()),
        warc_date(date),
        fields.len(),
    )
}

fn resource_head(capture: &Capture, target: &str, date: jiff::Timestamp) -> String {
    let media_type = capture.media_type.as_deref().map(printable).filter(|t| !t.is_empty());
    format!(
        "WARC/1.1\r\nWARC-Type: resource\r\nWARC-Record-ID: {}\r\nWARC-Date: {}\r\nWARC-Target-URI: {}\r\n\
         WARC-Payload-Digest: sha256:{id}\r\nWARC-Block-Digest: sha256:{id}\r\nContent-Type: {}\r\n\
         Content-Length: {}\r\n\r\n",
        record_id(capture.id.as_bytes()),
        warc_date(date),
        target_uri(capture.url.as_deref(), target),
        media_type.as_deref().unwrap_or("application/octet-stream"),
        capture.body.len(),
        id = capture.id,
    )
}

/// A UUID (version 8: of one's own making) out of a digest, so that the same bytes get the same record id everywhere.
fn record_id(digest: &[u8; 32]) -> String {
    let mut b: [u8; 16] = std::array::from_fn(|i| digest[i]);
    b[6] = b[6] & 0x0f | 0x80;
    b[8] = b[8] & 0x3f | 0x80;
    let hex = b.iter().fold(String::new(), |mut hex, b| {
        let _ = write!(hex, "{b:02x}");
        hex
    });
    format!("<urn:uuid:{}-{}-{}-{}-{}>", &hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..])
}

/// UTC, whole seconds.
fn warc_date(date: jiff::Timestamp) -> String {
    date.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}

/// A header value on one line of ASCII.
fn printable(value: &str) -> String {
    value.chars().filter(|c| c.is_ascii_graphic() || *c == ' ').collect::<String>().trim().to_owned()
}

/// The address, or for a saved file its path as a `file:` address. Whatever may not stand in an address is percent-encoded.
fn target_uri(url: Option<&str>, source: &str) -> String {
    match url {
        Some(url) => percent_encoded(url, b"-._~:/?#[]@!$&'()*+,;=%"),
        None => format!("file:///{}", percent_encoded(source.trim_start_matches('/'), b"-._~/@!$&'()*+,;=")),
    }
}

fn percent_encoded(text: &str, kept: &[u8]) -> String {
    text.bytes().fold(String::with_capacity(text.len()), |mut out, b| {
        if b.is_ascii_alphanumeric() || kept.contains(&b) {
            out.push(char::from(b));
        } else {
            let _ = write!(out, "%{b:02X}");
        }
        out
    })
}

/// The bytes of a place as they lie on the disk, once they are known to be the ones that were written. `what` names them in a message.
fn read_place(layout: &Layout, what: &str, place: &Place) -> Result<Vec<u8>, Error> {
    let path = segment_path(layout, &place.segment);
    let damaged =
        |why: &str| Error::corrupt(&path, format!("{what} in `{}` at byte {} {why}", path.display(), place.offset));
    let mut file = match File::open(&path) {
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => return Err(damaged("is gone: there is no such file")),
        opened => opened.at(&path, "open")?,
    };
    file.seek(SeekFrom::Start(place.offset)).at(&path, "read")?;
    let mut bytes = Vec::new();
    file.take(place.length).read_to_end(&mut bytes).at(&path, "read")?;
    let mut crc = Crc::new();
    crc.update(&bytes);
    if bytes.len() as u64 != place.length {
        return Err(damaged("is cut off"));
    }
    if crc.sum() != place.crc32 {
        return Err(damaged("is not what was written: its checksum differs"));
    }
    Ok(bytes)
}

/// Reads a capture's bytes back and makes sure that they are the ones that were written.
pub(crate) fn read_body(layout: &Layout, id: &CaptureId, place: &Place, bytes: u64) -> Result<Vec<u8>, Error> {
    let path = segment_path(layout, &place.segment);
    let what = format!("the capture {id}");
    let damaged =
        |why: &str| Error::corrupt(&path, format!("{what} in `{}` at byte {} {why}", path.display(), place.offset));
    let record = read_place(layout, &what, place)?;
    let mut plain = Vec::new();
    // The head is ours and short, an answer's as long as a server makes it, its chunks as small; a record that claims to unpack to
    // more is not one of ours.
    let most = bytes.saturating_mul(8).saturating_add(1 << 20);
    GzDecoder::new(record.as_slice()).take(most).read_to_end(&mut plain).map_err(|_| damaged("does not unpack"))?;
    let body =
        exchange::body_of(&plain, usize::try_from(most).unwrap_or(usize::MAX)).ok_or_else(|| damaged("has no body"))?;
    if body.len() as u64 != bytes || CaptureId::of(&body) != *id {
        return Err(damaged("has another SHA-256 than its name"));
    }
    Ok(body)
}

/// What lies in the segments and belongs to nothing: gaps, tails, files. `places` with a name for each, in the order of the segments,
/// the longer before the shorter where two begin together (an exchange and the page that is its answer).
///
/// While a writer is at work, the page in its hand is a tail; only what an idle archive holds too much of is worth a line.
pub(crate) fn leftovers(layout: &Layout, places: &[(String, &Place)]) -> Vec<String> {
    let mut problems = Vec::new();
    let mut segments: BTreeMap<&str, u64> = BTreeMap::new();
    let mut before: Option<&Place> = None;
    for (name, place) in places {
        let inside = |p: &Place| p.segment == place.segment && p.offset == place.offset;
        if before.is_some_and(inside) {
            continue;
        }
        before = Some(*place);
        let path = segment_path(layout, &place.segment);
        let end = segments.entry(&place.segment).or_insert_with(|| {
            let head = head_length(&path);
            if head.is_none() && path.exists() {
                problems.push(format!("`captures/{}` is damaged in the record that it begins with", place.segment));
            }
            head.unwrap_or(place.offset)
        });
        if place.offset != *end {
            problems.push(format!("`captures/{}` has bytes of no capture before {name}", place.segment));
        }
        *end = place.offset + place.length;
    }
    if writer_at_work(layout) {
        return problems;
    }
    let Ok(files) = std::fs::read_dir(&layout.captures) else { return problems };
    let mut files: Vec<_> = files.flatten().filter_map(|f| Some((f.file_name().into_string().ok()?, f))).collect();
    files.sort_by(|a, b| a.0.cmp(&b.0));
    for (name, file) in files.iter().filter(|(name, _)| name.ends_with(".warc.gz")) {
        let length = file.metadata().map_or(0, |m| m.len());
        let known = segments.get(name.as_str()).copied().unwrap_or(0);
        if length > known {
            problems.push(format!(
                "`captures/{name}` has {} bytes of no capture at its end, left by a run that was killed; the next \
                 `onrecord add` cuts them off",
                length - known
            ));
        }
    }
    problems
}

/// Length of the `warcinfo` member that a segment begins with.
fn head_length(path: &Path) -> Option<u64> {
    let file = File::open(path).ok()?;
    // Ours are about 300 bytes long; a decoder over this much stops at the member's end or finds none.
    let mut head = Vec::new();
    file.take(1 << 16).read_to_end(&mut head).ok()?;
    let mut decoder = GzDecoder::new(head.as_slice());
    let mut plain = String::new();
    decoder.read_to_string(&mut plain).ok()?;
    plain.contains("WARC-Type: warcinfo").then(|| (head.len() - decoder.into_inner().len()) as u64)
}

fn writer_at_work(layout: &Layout) -> bool {
    File::open(&layout.lock).is_ok_and(|lock| matches!(lock.try_lock_shared(), Err(TryLockError::WouldBlock)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_a_page_says_breaks_a_header() {
        let mut capture = Capture::new(&b"x"[..]);
        capture.url = Some("https://a.example/\r\nEvil: 1 é".to_owned());
        capture.media_type = Some("text/html\r\nEvil: 2".to_owned());
        let head = resource_head(&capture, "ignored", jiff::Timestamp::UNIX_EPOCH);
        assert!(head.contains("WARC-Target-URI: https://a.example/%0D%0AEvil:%201%20%C3%A9\r\n"), "{head}");
        assert!(!head.contains("\nEvil"), "{head}");
        assert_eq!(target_uri(None, "/pages/Ünder 1.html"), "file:///pages/%C3%9Cnder%201.html");
    }

    #[test]
    fn segments_roll_and_every_record_reads_back() {
        let dir = tempfile::tempdir().expect("a temporary folder");
        let layout = Layout::of(dir.path());
        let mut segments = Segments::open(&layout, None).expect("an empty folder");
        segments.roll_at(600);
        let placed: Vec<_> = (0..9u8)
            .map(|n| {
                let capture = Capture::new(vec![n; 100]);
                let place = segments.append(&capture, "p", jiff::Timestamp::UNIX_EPOCH).expect("room on the disk");
                (capture, place)
            })
            .collect();
        assert!(placed.iter().any(|(_, p)| p.segment == "00002.warc.gz"), "{placed:?}");
        for (capture, place) in &placed {
            assert_eq!(read_body(&layout, &capture.id, place, 100).expect("it is whole"), &*capture.body);
        }
    }
}
