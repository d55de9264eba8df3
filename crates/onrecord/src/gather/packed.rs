//! Files that hold many pages: WARC (plain, gzip, zstd), WACZ, zip, tar (plain, gzip) and JSONL.
//!
//! Takes such a file, gives its pages one by one in the order in which they stand there, and for whatever is no page the reason; holds one
//! page at a time, however long the file. Each page goes by the name `FILE!/PLACE`, where the place is its address or its name inside. A
//! damaged record is one failure; after it the reading goes on where the next one can be found.
//!
//! Unpacking runs on a thread of its own: the libraries lend out their records one after another, and a page must be owned.

use super::folder::{Found, LONGEST_FILE, Named, PassedOver};
use crate::failure::Failure;
use flate2::bufread::{DeflateDecoder, MultiGzDecoder};
use jiff::Timestamp;
use onrecord_archive::http;
use onrecord_page::Capture;
use serde::Deserialize;
use std::{
    fs::File,
    io::{self, BufRead, BufReader, Read, Seek, SeekFrom},
    sync::mpsc::{self, Receiver, SyncSender},
    thread,
};

/// Pages that wait to be taken: enough to keep the taker busy, few enough to hold in memory.
const WAITING: usize = 4;
/// A head of a WARC record is shorter than this.
const LONGEST_HEAD: usize = 64 << 10;
/// Window of a zstd frame; a larger one is refused before it is allocated.
const ZSTD_WINDOW: u64 = 128 << 20;

/// How a file packs its pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Format {
    /// Records of a crawl.
    Warc,
    /// A zip of WARCs with a description.
    Wacz,
    /// A zip of pages.
    Zip,
    /// A tar of pages.
    Tar,
    /// One JSON object a line: `url`, `html` or `text`, `fetched_at`.
    Jsonl,
}

impl Format {
    /// By the ending of the file's name.
    pub(crate) fn of(named: &Named) -> Option<Format> {
        let name = named.source.to_ascii_lowercase();
        let name = [".gz", ".zst"].iter().find_map(|e| name.strip_suffix(e)).unwrap_or(&name);
        Some(match name.rsplit_once('.')?.1 {
            "warc" => Format::Warc,
            "wacz" => Format::Wacz,
            "zip" => Format::Zip,
            "tar" | "tgz" => Format::Tar,
            "jsonl" | "ndjson" => Format::Jsonl,
            _ => return None,
        })
    }

    /// Whether such a file in a folder is meant without being named: captures of the web are; a zip or a list may hold anything.
    pub(crate) fn is_of_captures(self) -> bool {
        matches!(self, Format::Warc | Format::Wacz)
    }
}

/// The pages of one file.
pub(crate) struct Pages {
    found: Receiver<Found>,
}

impl Pages {
    /// Begins to unpack.
    pub(crate) fn of(file: &Named, format: Format) -> io::Result<Pages> {
        let (to, found) = mpsc::sync_channel(WAITING);
        let out = Out { file: file.clone(), to };
        thread::Builder::new().name("unpack".to_owned()).spawn(move || {
            if let Err(Stop::Failed(why)) = unpack(&out, format) {
                let _ = out.file_failed(&why);
            }
        })?;
        Ok(Pages { found })
    }
}

/// What [`Pages`] would give of a WARC with these bytes, without a file: for the fuzz targets.
pub(crate) fn pages_of_warc(bytes: &[u8]) -> Vec<Found> {
    let (to, found) = mpsc::sync_channel(WAITING);
    let file = Named { path: "fuzz.warc".into(), source: "fuzz.warc".to_owned() };
    thread::scope(|scope| {
        scope.spawn(move || {
            let out = Out { file, to };
            let read = plain(bytes).map_err(Stop::from).and_then(|mut records| warc(&out, &mut *records));
            if let Err(Stop::Failed(why)) = read {
                let _ = out.file_failed(&why);
            }
        });
        found.iter().collect()
    })
}

impl Iterator for Pages {
    type Item = Found;

    fn next(&mut self) -> Option<Found> {
        self.found.recv().ok()
    }
}

/// Why unpacking ends before the file does.
enum Stop {
    /// Nobody takes any more.
    Unwanted,
    /// The rest cannot be read.
    Failed(String),
}

impl From<io::Error> for Stop {
    fn from(error: io::Error) -> Stop {
        Stop::Failed(match error.kind() {
            io::ErrorKind::UnexpectedEof => "it is cut off".to_owned(),
            _ => error.to_string(),
        })
    }
}

/// Where pages go.
struct Out {
    file: Named,
    to: SyncSender<Found>,
}

impl Out {
    fn named(&self, place: &str) -> Named {
        Named { path: self.file.path.clone(), source: format!("{}!/{place}", self.file.source) }
    }

    fn send(&self, found: Found) -> Result<(), Stop> {
        self.to.send(found).map_err(|_| Stop::Unwanted)
    }

    fn page(&self, place: &str, capture: Capture) -> Result<(), Stop> {
        self.send(Found::Page(self.named(place), capture))
    }

    fn passed_over(&self, place: &str, why: PassedOver) -> Result<(), Stop> {
        self.send(Found::PassedOver(self.named(place), why))
    }

    fn failed(&self, place: &str, why: &str) -> Result<(), Stop> {
        let named = self.named(place);
        let failure = Failure::new(format_args!("cannot read `{}`: {why}", named.source))
            .hint("the other pages of the file are not touched by this");
        self.send(Found::Failed(named, failure))
    }

    fn file_failed(&self, why: &str) -> Result<(), Stop> {
        let failure = Failure::new(format_args!("cannot read on in `{}`: {why}", self.file.source))
            .hint("the pages before this place are kept; get the file again, then run the same command to go on");
        self.send(Found::Failed(self.file.clone(), failure))
    }
}

fn unpack(out: &Out, format: Format) -> Result<(), Stop> {
    let file = File::open(&out.file.path)?;
    match format {
        Format::Warc => warc(out, &mut *plain(BufReader::with_capacity(1 << 18, file))?),
        Format::Jsonl => jsonl(out, &mut *plain(BufReader::with_capacity(1 << 18, file))?),
        Format::Tar => tar(out, plain(BufReader::with_capacity(1 << 18, file))?),
        Format::Zip => zip(out, file),
        Format::Wacz => wacz(out, file),
    }
}

/// The bytes without the compression around them, which they themselves tell.
fn plain<'a>(mut from: impl BufRead + 'a) -> io::Result<Box<dyn BufRead + 'a>> {
    let start = from.fill_buf()?;
    if start.starts_with(&[0x1f, 0x8b]) {
        return Ok(Box::new(BufReader::with_capacity(1 << 16, MultiGzDecoder::new(from))));
    }
    if start.starts_with(&ZSTD) || start.get(1..4).is_some_and(|rest| start[0] & 0xf0 == 0x50 && *rest == ZSTD_SKIP) {
        return Ok(Box::new(BufReader::with_capacity(1 << 16, Frames { from, frame: None })));
    }
    Ok(Box::new(from))
}

/// How a zstd frame begins.
const ZSTD: [u8; 4] = [0x28, 0xb5, 0x2f, 0xfd];
/// How a frame to be skipped goes on after its first byte.
const ZSTD_SKIP: [u8; 3] = [0x2a, 0x4d, 0x18];

/// zstd frames one after another, as `.warc.zst` has them.
struct Frames<R: BufRead> {
    from: R,
    frame: Option<Box<ruzstd::decoding::FrameDecoder>>,
}

impl<R: BufRead> Frames<R> {
    /// Begins the next frame; false at the end of the file.
    fn begin(&mut self) -> io::Result<bool> {
        let start = self.from.fill_buf()?;
        if start.is_empty() {
            return Ok(false);
        }
        if start.get(1..4) == Some(&ZSTD_SKIP) {
            return Err(io::Error::other(
                "it is compressed with a dictionary of its own, which is not supported; unpack it with `zstd -d`",
            ));
        }
        let mut decoder = ruzstd::decoding::FrameDecoder::new();
        decoder.set_max_window_size(ZSTD_WINDOW);
        decoder.init(&mut self.from).map_err(io::Error::other)?;
        self.frame = Some(Box::new(decoder));
        Ok(true)
    }
}

impl<R: BufRead> Read for Frames<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        loop {
            let Some(frame) = &mut self.frame else {
                if !self.begin()? {
                    return Ok(0);
                }
                continue;
            };
            let got = Read::read(&mut **frame, out)?;
            if got > 0 || out.is_empty() {
                return Ok(got);
            }
            if frame.is_finished() {
                self.frame = None;
                continue;
            }
            let step = ruzstd::decoding::BlockDecodingStrategy::UptoBytes(out.len().max(1 << 16));
            frame.decode_blocks(&mut self.from, step).map_err(io::Error::other)?;
        }
    }
}

/// Reads WARC records (ISO 28500, 1.0 and 1.1) to the end.
fn warc(out: &Out, from: &mut dyn BufRead) -> Result<(), Stop> {
    let mut number = 0u64;
    loop {
        let head = match record_head(from)? {
            Some(head) => head,
            None if number == 0 => return Err(Stop::Failed("it holds no WARC record".to_owned())),
            None => return Ok(()),
        };
        number += 1;
        let Some(length) = head.get("content-length").and_then(|l| l.parse::<u64>().ok()) else {
            return Err(Stop::Failed(format!("record {number} does not say how long it is")));
        };
        let kind = head.get("warc-type").unwrap_or_default().to_ascii_lowercase();
        let address = head.get("warc-target-uri").map(|uri| uri.trim_matches(['<', '>']).to_owned());
        let address = address.filter(|uri| !uri.is_empty());
        let place = address.clone().unwrap_or_else(|| format!("record {number}"));
        let wanted = matches!(kind.as_str(), "response" | "resource");
        if !wanted || length > LONGEST_FILE {
            skip(from, length)?;
            match kind.as_str() {
                "response" | "resource" => out.failed(&place, "it is longer than a page")?,
                "revisit" => out.passed_over(&place, PassedOver::Record("a revisit"))?,
                _ => out.passed_over(&place, PassedOver::Record("a record about another"))?,
            }
        } else {
            let mut block = Vec::with_capacity(usize::try_from(length).unwrap_or_default());
            from.take(length).read_to_end(&mut block)?;
            if (block.len() as u64) < length {
                return Err(Stop::Failed("it is cut off".to_owned()));
            }
            let at = head.get("warc-date").and_then(|d| d.parse::<Timestamp>().ok());
            record(out, &kind, &head, &place, address, at, block)?;
        }
    }
}

/// A record that may be a page.
fn record(
    out: &Out,
    kind: &str,
    head: &Head,
    place: &str,
    address: Option<String>,
    at: Option<Timestamp>,
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
    let address = address.filter(|a| a.starts_with("http://") || a.starts_with("https://"));
    match media_type.as_deref().and_then(no_page) {
        Some(what) => out.passed_over(place, PassedOver::NoPage(what)),
        None => {
            let mut capture = Capture::new(body);
            (capture.url, capture.fetched_at, capture.media_type) = (address, at, media_type);
            out.page(place, capture)
        }
    }
}

/// What a media type says that is neither a page nor unknown: `image/png`.
fn no_page(media_type: &str) -> Option<String> {
    let essence = media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    let page = matches!(
        essence.as_str(),
        "" | "text/html" | "application/xhtml+xml" | "text/plain" | "application/octet-stream" | "unknown/unknown"
    );
    (!page).then_some(essence)
}

/// The fields of a record's head, names in lower case.
struct Head(Vec<(String, String)>);

impl Head {
    fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(n, _)| n == name).map(|(_, value)| value.as_str())
    }
}

/// The next record's head, empty lines before it passed over; None at the end.
fn record_head(from: &mut dyn BufRead) -> Result<Option<Head>, Stop> {
    let mut line = Vec::new();
    let mut read = 0;
    let mut next = |line: &mut Vec<u8>, from: &mut dyn BufRead| -> Result<usize, Stop> {
        line.clear();
        let n = from.take(LONGEST_HEAD as u64).read_until(b'\n', line)?;
        read += n;
        if read > LONGEST_HEAD {
            return Err(Stop::Failed("what should be a WARC record is something else".to_owned()));
        }
        Ok(n)
    };
    loop {
        if next(&mut line, from)? == 0 {
            return Ok(None);
        }
        match line.trim_ascii() {
            b"" => (),
            version if version.starts_with(b"WARC/") => break,
            _ => return Err(Stop::Failed("what should be a WARC record is something else".to_owned())),
        }
    }
    let mut fields: Vec<(String, String)> = Vec::new();
    loop {
        if next(&mut line, from)? == 0 {
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

fn skip(from: &mut dyn BufRead, length: u64) -> Result<(), Stop> {
    let skipped = io::copy(&mut from.take(length), &mut io::sink())?;
    if skipped < length { Err(Stop::Failed("it is cut off".to_owned())) } else { Ok(()) }
}

/// A line of JSONL.
#[derive(Deserialize)]
struct Line {
    url: Option<String>,
    html: Option<String>,
    text: Option<String>,
    fetched_at: Option<String>,
}

fn jsonl(out: &Out, from: &mut dyn BufRead) -> Result<(), Stop> {
    let mut line = Vec::new();
    for number in 1u64.. {
        line.clear();
        // JSON may take six signs for one byte of the page.
        let most = 6 * LONGEST_FILE;
        from.take(most + 1).read_until(b'\n', &mut line)?;
        if line.is_empty() {
            break;
        }
        if line.trim_ascii().is_empty() {
            continue;
        }
        let place = format!("line {number}");
        if line.len() as u64 > most {
            return Err(Stop::Failed(format!("line {number} is longer than a page")));
        }
        let parsed: Line = match serde_json::from_slice(&line) {
            Ok(parsed) => parsed,
            Err(why) => {
                out.failed(&place, &format!("it is not the JSON object that is expected: {why}"))?;
                continue;
            }
        };
        let (body, media_type) = match (parsed.html, parsed.text) {
            (Some(html), _) => (html, "text/html; charset=utf-8"),
            (None, Some(text)) => (text, "text/plain; charset=utf-8"),
            (None, None) => {
                out.failed(&place, "it has neither `html` nor `text`")?;
                continue;
            }
        };
        let mut capture = Capture::new(body.into_bytes());
        capture.media_type = Some(media_type.to_owned());
        capture.fetched_at = parsed.fetched_at.and_then(|at| at.parse().ok());
        capture.url = parsed.url.filter(|a| a.starts_with("http://") || a.starts_with("https://"));
        let place = capture.url.clone().unwrap_or(place);
        out.page(&place, capture)?;
    }
    Ok(())
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
    let mut body = Vec::new();
    // Whatever the file says of its length, no more than a page is unpacked.
    if let Err(why) = from.take(LONGEST_FILE + 1).read_to_end(&mut body) {
        return out.failed(place, &why.to_string());
    }
    if length.max(body.len() as u64) > LONGEST_FILE {
        return out.failed(place, "it is longer than a page");
    }
    let mut capture = Capture::new(body);
    capture.fetched_at = at;
    capture.media_type = inside.media_type().map(str::to_owned);
    out.page(place, capture)
}

fn tar(out: &Out, from: Box<dyn BufRead + '_>) -> Result<(), Stop> {
    let mut archive = tar::Archive::new(from);
    for file in archive.entries()? {
        let mut file = file?;
        if !file.header().entry_type().is_file() {
            continue;
        }
        let place = file.path()?.to_string_lossy().into_owned();
        let at = file.header().mtime().ok().and_then(|s| Timestamp::from_second(i64::try_from(s).ok()?).ok());
        let length = file.header().size()?;
        entry(out, &place, length, at, &mut file)?;
    }
    Ok(())
}

fn zip(out: &Out, file: File) -> Result<(), Stop> {
    let mut archive = zip::ZipArchive::new(BufReader::new(file)).map_err(io::Error::other)?;
    for n in 0..archive.len() {
        match archive.by_index(n) {
            Err(why) => out.failed(&format!("file {}", n + 1), &why.to_string())?,
            Ok(file) if file.is_dir() => (),
            Ok(mut file) => {
                let (place, length) = (file.name().to_owned(), file.size());
                entry(out, &place, length, None, &mut file)?;
            }
        }
    }
    Ok(())
}

/// A WACZ (<https://specs.webrecorder.net/wacz/1.1.1/>): the records of each WARC in its folder `archive`.
fn wacz(out: &Out, file: File) -> Result<(), Stop> {
    let mut archive = zip::ZipArchive::new(BufReader::new(file)).map_err(io::Error::other)?;
    let mut warcs = Vec::new();
    for n in 0..archive.len() {
        let inside = archive.by_index(n).map_err(io::Error::other)?;
        let name = inside.name().to_ascii_lowercase();
        if name.starts_with("archive/") && (name.ends_with(".warc") || name.ends_with(".warc.gz")) {
            let start = inside.data_start().ok_or_else(|| Stop::Failed(format!("`{name}` in it has no beginning")))?;
            warcs.push((start, inside.compressed_size(), inside.compression()));
        }
    }
    if warcs.is_empty() {
        return Err(Stop::Failed("it holds no `archive/….warc.gz`".to_owned()));
    }
    for (start, length, compression) in warcs {
        let mut file = File::open(&out.file.path)?;
        file.seek(SeekFrom::Start(start))?;
        let packed = BufReader::with_capacity(1 << 18, file.take(length));
        match compression {
            zip::CompressionMethod::Stored => warc(out, &mut *plain(packed)?)?,
            zip::CompressionMethod::Deflated => {
                warc(out, &mut *plain(BufReader::with_capacity(1 << 16, DeflateDecoder::new(packed)))?)?;
            }
            other => return Err(Stop::Failed(format!("a WARC in it is compressed as {other}, which is not known"))),
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::{Compression, write::GzEncoder};
    use std::io::Write;

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
        encoder.write_all(bytes).and_then(|()| encoder.finish()).expect("a Vec takes everything")
    }

    fn warc_record(kind: &str, uri: &str, content_type: &str, block: &str) -> Vec<u8> {
        let length = block.len();
        format!(
            "WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {uri}\r\nWARC-Date: 2031-02-03T04:05:06Z\r\nContent-Type: {content_type}\r\n\
             Content-Length: {length}\r\n\r\n{block}\r\n\r\n"
        )
        .into_bytes()
    }

    fn answer(status: &str, media_type: &str, body: &str) -> String {
        let chunk = format!("{:x}\r\n{body}\r\n0\r\n\r\n", body.len());
        format!("HTTP/1.1 {status}\r\nContent-Type: {media_type}\r\nTransfer-Encoding: chunked\r\n\r\n{chunk}")
    }

    fn crawl() -> Vec<Vec<u8>> {
        let http = "application/http; msgtype=response";
        let home = "https://harbour.example/";
        vec![
            warc_record("warcinfo", "", "application/warc-fields", "software: x\r\n"),
            warc_record("request", home, "application/http; msgtype=request", "GET / HTTP/1.1\r\n\r\n"),
            warc_record("response", home, http, &answer("200 OK", "text/html; charset=utf-8", "<p>Low water.")),
            warc_record("response", "https://harbour.example/a.png", http, &answer("200 OK", "image/png", "PNG")),
            warc_record("response", "https://harbour.example/old", http, &answer("301 Moved", "text/html", "")),
            warc_record("revisit", home, http, ""),
            warc_record("resource", "file:///talk.txt", "text/plain", "A talk."),
            warc_record("response", "https://harbour.example/odd", http, "no answer at all"),
        ]
    }

    /// What comes out of a file of this name and content, one line each.
    fn found(name: &str, bytes: &[u8]) -> String {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path().join(name);
        std::fs::write(&path, bytes).expect("written");
        let named = Named { source: name.to_owned(), path };
        let format = Format::of(&named).expect("a known ending");
        let line = |found: Found| match found {
            Found::Page(named, capture) => format!(
                "{} = {:?} {} {} {}",
                named.source,
                String::from_utf8_lossy(&capture.body),
                capture.url.as_deref().unwrap_or("-"),
                capture.media_type.as_deref().unwrap_or("-"),
                capture.fetched_at.map_or("-".to_owned(), |at| at.to_string()),
            ),
            Found::PassedOver(named, why) => format!("{} passed over: {why:?}", named.source),
            Found::Failed(_, failure) => format!("failed: {}", failure.message()),
            Found::File(named) => named.source,
        };
        Pages::of(&named, format).expect("a thread").map(line).collect::<Vec<_>>().join("\n")
    }

    const CRAWL: &str = r#"crawl!/record 1 passed over: Record("a record about another")
crawl!/https://harbour.example/ passed over: Record("a record about another")
crawl!/https://harbour.example/ = "<p>Low water." https://harbour.example/ text/html; charset=utf-8 2031-02-03T04:05:06Z
crawl!/https://harbour.example/a.png passed over: NoPage("image/png")
crawl!/https://harbour.example/old passed over: Record("an answer that is no page (redirect or error)")
crawl!/https://harbour.example/ passed over: Record("a revisit")
crawl!/file:///talk.txt = "A talk." - text/plain 2031-02-03T04:05:06Z
failed: cannot read `crawl!/https://harbour.example/odd`: the answer is not HTTP"#;

    #[test]
    fn a_crawl_reads_alike_however_it_is_packed() {
        let members: Vec<u8> = crawl().iter().flat_map(|r| gzip(r)).collect();
        let mut wacz = zip::ZipWriter::new(io::Cursor::new(Vec::new()));
        let stored = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
        wacz.start_file("archive/data.warc.gz", stored).expect("a name");
        wacz.write_all(&members).expect("room");
        let wacz = wacz.finish().expect("an end").into_inner();
        let plain = crawl().concat();
        let frames: Vec<u8> = crawl()
            .iter()
            .flat_map(|r| ruzstd::encoding::compress_to_vec(r.as_slice(), ruzstd::encoding::CompressionLevel::Fastest))
            .collect();
        for (name, bytes) in [
            ("c.warc", &plain),
            ("c.warc.gz", &members),
            ("c.warc.gz", &gzip(&plain)),
            ("c.wacz", &wacz),
            ("c.warc.zst", &frames),
        ] {
            assert_eq!(found(name, bytes).replace(&format!("{name}!"), "crawl!"), CRAWL, "{name}");
        }
    }

    #[test]
    fn a_crawl_that_is_cut_off_gives_what_it_has() {
        let whole = crawl().concat();
        let cut = found("c.warc", &whole[..whole.len() - 30]);
        assert!(cut.contains("A talk.") && cut.ends_with("cannot read on in `c.warc`: it is cut off"), "{cut}");
        assert_eq!(
            found("c.warc", b"<html>"),
            "failed: cannot read on in `c.warc`: what should be a WARC record is something else"
        );
        assert_eq!(found("c.warc", b""), "failed: cannot read on in `c.warc`: it holds no WARC record");
        let members: Vec<u8> = crawl().iter().flat_map(|r| gzip(r)).collect();
        assert!(found("c.warc.gz", &members[..members.len() - 30]).contains("A talk."));
    }

    #[test]
    fn lists_are_read_line_by_line() {
        let lines = "{\"url\": \"https://harbour.example/1\", \"html\": \"<p>A\", \"fetched_at\": \"2031-02-03T04:05:06Z\"}\n\n\
                     {\"text\": \"B\", \"more\": 1}\nnonsense\n{\"url\": \"https://harbour.example/2\"}\n";
        insta::assert_snapshot!(found("l.jsonl", lines.as_bytes()), @r#"
        l.jsonl!/https://harbour.example/1 = "<p>A" https://harbour.example/1 text/html; charset=utf-8 2031-02-03T04:05:06Z
        l.jsonl!/line 3 = "B" - text/plain; charset=utf-8 -
        failed: cannot read `l.jsonl!/line 4`: it is not the JSON object that is expected: expected ident at line 1 column 2
        failed: cannot read `l.jsonl!/line 5`: it has neither `html` nor `text`
        "#);
    }

    #[test]
    fn pages_come_out_of_zip_and_tar() {
        let files =
            [("press/a.html", "<p>A"), ("press/style.css", "p {}"), ("press/.hidden", "x"), ("press/b.txt", "B")];
        let mut zipped = zip::ZipWriter::new(io::Cursor::new(Vec::new()));
        let mut tarred = tar::Builder::new(Vec::new());
        for (name, body) in files {
            zipped.start_file(name, zip::write::SimpleFileOptions::default()).expect("a name");
            zipped.write_all(body.as_bytes()).expect("room");
            let mut header = tar::Header::new_gnu();
            header.set_size(body.len() as u64);
            header.set_mtime(1_700_000_000);
            header.set_cksum();
            tarred.append_data(&mut header, name, body.as_bytes()).expect("room");
        }
        let zipped = zipped.finish().expect("an end").into_inner();
        let tarred = gzip(&tarred.into_inner().expect("an end"));
        insta::assert_snapshot!(found("p.zip", &zipped), @r#"
        p.zip!/press/a.html = "<p>A" - text/html -
        p.zip!/press/style.css passed over: NoPage("css")
        p.zip!/press/.hidden passed over: Hidden
        p.zip!/press/b.txt = "B" - text/plain -
        "#);
        insta::assert_snapshot!(found("p.tgz", &tarred), @r#"
        p.tgz!/press/a.html = "<p>A" - text/html 2023-11-14T22:13:20Z
        p.tgz!/press/style.css passed over: NoPage("css")
        p.tgz!/press/.hidden passed over: Hidden
        p.tgz!/press/b.txt = "B" - text/plain 2023-11-14T22:13:20Z
        "#);
        assert!(found("p.zip", b"PK nonsense").starts_with("failed: cannot read on in `p.zip`"));
    }
}
