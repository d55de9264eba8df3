//! Lists and bundles of pages: JSONL, zip, tar, and WACZ, which is a zip of WARCs.

use super::{
    LONGEST_FILE, Out, PassedOver, Stop,
    mark::{After, Place},
    stream::{Source, Stream},
    warc,
};
use flate2::bufread::DeflateDecoder;
use jiff::Timestamp;
use onrecord_page::Capture;
use serde::Deserialize;
use std::{
    fs::File,
    io::{self, BufRead, BufReader, Read, Seek, SeekFrom},
    path::Path,
    rc::Rc,
};

/// A line of JSONL.
#[derive(Deserialize)]
struct Line {
    url: Option<String>,
    html: Option<String>,
    text: Option<String>,
    fetched_at: Option<String>,
}

pub(super) fn jsonl(out: &Out, source: Source<'_>, from: Place) -> Result<(), Stop> {
    let mut stream = Stream::open(source, from)?;
    let (mut line, mut place) = (Vec::new(), from);
    // JSON may take six signs for one byte of the page.
    let most = 6 * LONGEST_FILE;
    loop {
        place.number += 1;
        line.clear();
        (&mut stream).take(most + 1).read_until(b'\n', &mut line)?;
        if line.is_empty() {
            return Ok(());
        }
        if line.len() as u64 > most {
            return Err(Stop::Failed(format!("line {} is longer than a page", place.number)));
        }
        out.is_after(&mut stream, place);
        if !line.trim_ascii().is_empty() {
            listed(out, &format!("line {}", place.number), &line)?;
        }
    }
}

/// The page on a line.
fn listed(out: &Out, place: &str, line: &[u8]) -> Result<(), Stop> {
    let line: Line = match serde_json::from_slice(line) {
        Ok(line) => line,
        Err(why) => return out.failed(place, &format!("it is not the JSON object that is expected: {why}")),
    };
    let (body, media_type) = match (line.html, line.text) {
        (Some(html), _) => (html, "text/html; charset=utf-8"),
        (None, Some(text)) => (text, "text/plain; charset=utf-8"),
        (None, None) => return out.failed(place, "it has neither `html` nor `text`"),
    };
    let fetched_at = line.fetched_at.and_then(|at| at.parse().ok());
    let url = line.url.filter(|a| a.starts_with("http://") || a.starts_with("https://"));
    let place = url.as_deref().unwrap_or(place).to_owned();
    let triage = &out.triage;
    let sifted = triage.by_address(url.as_deref(), fetched_at);
    if let Some(why) = sifted.or_else(|| triage.by_bytes(body.as_bytes(), Some(media_type), url.is_some())) {
        return out.passed_over(&place, PassedOver::Sifted(why));
    }
    let mut capture = Capture::new(body.into_bytes());
    (capture.url, capture.fetched_at, capture.media_type) = (url, fetched_at, Some(media_type.to_owned()));
    out.page(&place, capture)
}

/// A file inside a zip or tar: its name decides whether it is a page.
fn entry(out: &Out, place: &str, length: u64, at: Option<Timestamp>, from: &mut dyn Read) -> Result<(), Stop> {
    let inside = out.named(place);
    if inside.is_hidden_inside() {
        return out.passed_over(place, PassedOver::Hidden);
    }
    if let Some(ending) = inside.no_page_ending() {
        return out.passed_over(place, PassedOver::NoPage(ending));
    }
    if let Some(why) = out.triage.by_date(at) {
        return out.passed_over(place, PassedOver::Sifted(why));
    }
    let mut body = Vec::new();
    // Whatever the file says of its length, no more than a page is unpacked.
    if let Err(why) = from.take(LONGEST_FILE + 1).read_to_end(&mut body) {
        return out.failed(place, &why.to_string());
    }
    if length.max(body.len() as u64) > LONGEST_FILE {
        return out.failed(place, "it is longer than a page");
    }
    if let Some(why) = out.triage.by_bytes(&body, inside.media_type(), false) {
        return out.passed_over(place, PassedOver::Sifted(why));
    }
    let mut capture = Capture::new(body);
    capture.fetched_at = at;
    capture.media_type = inside.media_type().map(str::to_owned);
    out.page(place, capture)
}

pub(super) fn tar(out: &Out, source: Source<'_>, from: Place) -> Result<(), Stop> {
    let mut stream = Stream::open(source, from)?;
    let (is_plain, read) = (stream.is_plain(), stream.read_until_now());
    let begin = if is_plain { from.seek } else { from.skip };
    let mut archive = tar::Archive::new(&mut stream);
    for file in archive.entries()? {
        let mut file = file?;
        let length = file.size();
        // What follows an entry begins at a whole block.
        let next = begin + (file.raw_file_position() + length).next_multiple_of(512);
        let (seek, skip) = if is_plain { (next, 0) } else { (0, next) };
        out.after.set(Some(After { read: read.get(), place: Place { seek, skip, ..from } }));
        if !file.header().entry_type().is_file() {
            continue;
        }
        let place = file.path()?.to_string_lossy().into_owned();
        let at = file.header().mtime().ok().and_then(|s| Timestamp::from_second(i64::try_from(s).ok()?).ok());
        entry(out, &place, length, at, &mut file)?;
    }
    Ok(())
}

pub(super) fn zip(out: &Out, file: File, from: Place) -> Result<(), Stop> {
    let mut archive = zip::ZipArchive::new(BufReader::new(file)).map_err(io::Error::other)?;
    let mut read = 0;
    for n in usize::try_from(from.part).unwrap_or(usize::MAX)..archive.len() {
        let place = Place { part: n as u64 + 1, ..from };
        match archive.by_index(n) {
            Err(why) => {
                out.after.set(Some(After { read, place }));
                out.failed(&format!("file {}", n + 1), &why.to_string())?;
            }
            Ok(mut file) => {
                read = file.data_start().map_or(read, |start| read.max(start + file.compressed_size()));
                out.after.set(Some(After { read, place }));
                if !file.is_dir() {
                    let (name, length) = (file.name().to_owned(), file.size());
                    entry(out, &name, length, None, &mut file)?;
                }
            }
        }
    }
    Ok(())
}

/// A WACZ (<https://specs.webrecorder.net/wacz/1.1.1/>): the records of each WARC in its folder `archive`.
pub(super) fn wacz(out: &Out, file: File, path: &Path, from: Place) -> Result<(), Stop> {
    let mut archive = zip::ZipArchive::new(BufReader::new(file)).map_err(io::Error::other)?;
    let mut warcs = Vec::new();
    for n in 0..archive.len() {
        let inside = archive.by_index(n).map_err(io::Error::other)?;
        let name = inside.name().to_ascii_lowercase();
        let is_warc = [".warc", ".warc.gz", ".warc.zst"].iter().any(|ending| name.ends_with(ending));
        if name.starts_with("archive/") && is_warc {
            let start = inside.data_start().ok_or_else(|| Stop::Failed(format!("`{name}` in it has no beginning")))?;
            warcs.push((start, inside.compressed_size(), inside.compression()));
        }
    }
    if warcs.is_empty() {
        return Err(Stop::Failed("it holds no `archive/….warc.gz`".to_owned()));
    }
    for (part, (start, length, compression)) in (0u64..).zip(warcs) {
        if part < from.part {
            continue;
        }
        let place = if part == from.part { from } else { Place { part, ..Place::default() } };
        let source: Source<'_> = match compression {
            zip::CompressionMethod::Stored => Rc::new(move |at| stored(path, start, length, at)),
            zip::CompressionMethod::Deflated => Rc::new(move |at| deflated(path, start, length, at)),
            other => return Err(Stop::Failed(format!("a WARC in it is compressed as {other}, which is not known"))),
        };
        out.begin.set(start);
        out.end.set(start + length);
        warc::records(out, source, place)?;
    }
    Ok(())
}

fn stored<'a>(path: &Path, start: u64, length: u64, at: u64) -> io::Result<Box<dyn BufRead + 'a>> {
    let mut file = File::open(path)?;
    file.seek(SeekFrom::Start(start + at.min(length)))?;
    Ok(Box::new(BufReader::with_capacity(1 << 18, file.take(length.saturating_sub(at)))))
}

fn deflated<'a>(path: &Path, start: u64, length: u64, at: u64) -> io::Result<Box<dyn BufRead + 'a>> {
    let mut file = BufReader::with_capacity(1 << 16, DeflateDecoder::new(stored(path, start, length, 0)?));
    io::copy(&mut (&mut file).take(at), &mut io::sink())?;
    Ok(Box::new(file))
}
