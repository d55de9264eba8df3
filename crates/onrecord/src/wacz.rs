//! WACZ 1.1.1 (<https://specs.webrecorder.net/wacz/1.1.1/>): WARC records, an index of them and a list of pages in one zip that programs
//! for replaying open.
//!
//! Takes records one by one, as they lie in the archive, gives one file, whole or not at all: everything is written to a file beside it
//! which gets the name at the end. Holds one record at a time and a part of the index, however much is put in. Refuses nothing: what may
//! be overwritten is the caller's matter.

mod index;
mod spool;

use flate2::{Compression, write::GzEncoder};
use index::Index;
use jiff::Timestamp;
use onrecord_archive::WarcRecord;
use serde::Serialize;
use sha2::{Digest, Sha256};
use spool::Spool;
use std::{
    fmt::Write as _,
    fs::{self, File},
    io::{self, BufWriter, Write},
    path::{Path, PathBuf},
};
use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

/// Where the records stand in the zip.
const WARC: &str = "data.warc.gz";
/// So many lines of the index are packed together; a program that replays unpacks one such block for an address. As py-wacz does it.
const LINES_OF_A_BLOCK: usize = 1024;

/// A page in the list that a person chooses from.
#[derive(Serialize)]
pub(crate) struct Page<'a> {
    /// A name for it: the capture's.
    pub(crate) id: &'a str,
    /// Under which its record stands in the index.
    pub(crate) url: &'a str,
    /// Likewise.
    pub(crate) ts: &'a str,
    /// Its headline.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) title: Option<&'a str>,
}

/// What the file says of itself.
pub(crate) struct About<'a> {
    /// A line.
    pub(crate) title: &'a str,
    /// When it was made.
    pub(crate) created: Timestamp,
}

/// A WACZ under way.
pub(crate) struct Wacz {
    to: PathBuf,
    beside: PathBuf,
    zip: Option<ZipWriter<BufWriter<File>>>,
    resources: Vec<Resource>,
    digest: Sha256,
    written: u64,
    index: Index,
    pages: Spool,
}

/// A file in the zip, as its description names it.
#[derive(Serialize)]
struct Resource {
    name: String,
    path: String,
    hash: String,
    bytes: u64,
}

#[derive(Serialize)]
struct DataPackage<'a> {
    profile: &'static str,
    wacz_version: &'static str,
    title: &'a str,
    created: String,
    software: String,
    resources: &'a [Resource],
}

impl Wacz {
    /// Begins one that is to lie at `to`.
    pub(crate) fn create(to: &Path, about: &About<'_>) -> io::Result<Wacz> {
        let beside = ending(to, ".part");
        let file = BufWriter::with_capacity(1 << 18, File::create(&beside)?);
        let mut wacz = Wacz {
            to: to.to_owned(),
            beside,
            zip: Some(ZipWriter::new(file)),
            resources: Vec::new(),
            digest: Sha256::new(),
            written: 0,
            index: Index::new(ending(to, ".index.part")),
            pages: Spool::create(ending(to, ".pages.part"))?,
        };
        wacz.begin(&format!("archive/{WARC}"), CompressionMethod::Stored)?;
        wacz.write(&warcinfo(about)?)?;
        Ok(wacz)
    }

    /// Puts a record in, byte for byte, and where it is something that can be replayed into the index.
    pub(crate) fn record(&mut self, record: &WarcRecord) -> io::Result<()> {
        let offset = self.written;
        self.write(&record.packed)?;
        if let Some(line) = index::line(record, offset, WARC) {
            self.index.add(line)?;
        }
        Ok(())
    }

    /// Puts a page into the list.
    pub(crate) fn page(&mut self, page: &Page<'_>) -> io::Result<()> {
        let mut line = serde_json::to_vec(page)?;
        line.push(b'\n');
        self.pages.write_all(&line)
    }

    /// Writes index, list and description, and gives the file its name.
    pub(crate) fn finish(mut self, about: &About<'_>) -> io::Result<()> {
        self.end("data.warc.gz", &format!("archive/{WARC}"));
        self.write_index()?;
        self.begin("pages/pages.jsonl", CompressionMethod::Deflated)?;
        self.write(b"{\"format\":\"json-pages-1.0\",\"id\":\"pages\",\"title\":\"Pages\"}\n")?;
        let pages = std::mem::take(&mut self.pages);
        pages.read_back(|piece| self.write(piece))?;
        self.end("pages.jsonl", "pages/pages.jsonl");
        self.describe(about)?;
        let zip = self.zip.take().ok_or_else(|| io::Error::other("it is finished"))?;
        let file = zip.finish().map_err(io::Error::from)?.into_inner().map_err(io::IntoInnerError::into_error)?;
        file.sync_all()?;
        fs::rename(&self.beside, &self.to)
    }

    /// Lines in order, in blocks packed by themselves, and a second file that says where each begins.
    fn write_index(&mut self) -> io::Result<()> {
        let mut idx = b"!meta 0 {\"format\": \"cdxj-gzip-1.0\", \"filename\": \"index.cdx.gz\"}\n".to_vec();
        self.begin("indexes/index.cdx.gz", CompressionMethod::Stored)?;
        let index = std::mem::take(&mut self.index);
        let (mut block, mut lines, mut first) = (String::new(), 0, String::new());
        let mut take = |line: Option<&str>| -> io::Result<()> {
            if let Some(line) = line {
                if lines == 0 {
                    first = line.split(" {").next().unwrap_or_default().to_owned();
                }
                block.push_str(line);
                block.push('\n');
                lines += 1;
            }
            if lines == LINES_OF_A_BLOCK || (line.is_none() && lines > 0) {
                let mut packed = GzEncoder::new(Vec::new(), Compression::default());
                packed.write_all(block.as_bytes())?;
                let packed = packed.finish()?;
                let place = serde_json::json!({
                    "offset": self.written, "length": packed.len(), "digest": format!("sha256:{}", hex(&packed)),
                });
                writeln!(idx, "{first} {place}")?;
                self.write(&packed)?;
                (block, lines) = (String::new(), 0);
            }
            Ok(())
        };
        index.sorted(|line| take(Some(line)))?;
        take(None)?;
        self.end("index.cdx.gz", "indexes/index.cdx.gz");
        self.begin("indexes/index.idx", CompressionMethod::Deflated)?;
        self.write(&idx)?;
        self.end("index.idx", "indexes/index.idx");
        Ok(())
    }

    fn describe(&mut self, about: &About<'_>) -> io::Result<()> {
        let package = serde_json::to_vec_pretty(&DataPackage {
            profile: "data-package",
            wacz_version: "1.1.1",
            title: about.title,
            created: seconds(about.created),
            software: software(),
            resources: &self.resources,
        })?;
        let hash = format!("sha256:{}", hex(&package));
        let digest = serde_json::json!({ "path": "datapackage.json", "hash": hash });
        self.begin("datapackage.json", CompressionMethod::Deflated)?;
        self.write(&package)?;
        self.begin("datapackage-digest.json", CompressionMethod::Deflated)?;
        self.write(&serde_json::to_vec_pretty(&digest)?)
    }

    /// Begins a file in the zip.
    fn begin(&mut self, path: &str, compression: CompressionMethod) -> io::Result<()> {
        (self.digest, self.written) = (Sha256::new(), 0);
        // What is under way may become longer than 4 GB.
        let options = SimpleFileOptions::default().compression_method(compression).large_file(true);
        self.zip()?.start_file(path, options).map_err(io::Error::from)
    }

    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.digest.update(bytes);
        self.written += bytes.len() as u64;
        self.zip()?.write_all(bytes)
    }

    /// Notes what was written since [`Wacz::begin`].
    fn end(&mut self, name: &str, path: &str) {
        let hash = format!("sha256:{}", in_hex(&std::mem::take(&mut self.digest).finalize()));
        self.resources.push(Resource { name: name.to_owned(), path: path.to_owned(), hash, bytes: self.written });
    }

    fn zip(&mut self) -> io::Result<&mut ZipWriter<BufWriter<File>>> {
        self.zip.as_mut().ok_or_else(|| io::Error::other("it is finished"))
    }
}

impl Drop for Wacz {
    fn drop(&mut self) {
        // After a good end it bears its name already; otherwise nothing of it is wanted.
        if self.zip.take().is_some() || self.beside.exists() {
            let _ = fs::remove_file(&self.beside);
        }
    }
}

/// A path with more at its end.
fn ending(path: &Path, more: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(more);
    PathBuf::from(name)
}

fn software() -> String {
    format!("onrecord {}", env!("CARGO_PKG_VERSION"))
}

/// UTC, whole seconds: what programs for WACZ read.
fn seconds(at: Timestamp) -> String {
    at.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}

/// The record that a WARC begins with.
fn warcinfo(about: &About<'_>) -> io::Result<Vec<u8>> {
    let one_line: String = about.title.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let fields = format!("software: {}\r\nformat: WARC File Format 1.1\r\ndescription: {one_line}\r\n", software());
    let digest = Sha256::digest(format!("{fields}{}", about.created));
    let id = in_hex(&digest[..16]);
    let head = format!(
        "WARC/1.1\r\nWARC-Type: warcinfo\r\nWARC-Record-ID: <urn:uuid:{}-{}-8{}-8{}-{}>\r\nWARC-Date: {}\r\n\
         WARC-Filename: {WARC}\r\nContent-Type: application/warc-fields\r\nContent-Length: {}\r\n\r\n",
        &id[..8],
        &id[8..12],
        &id[13..16],
        &id[17..20],
        &id[20..],
        seconds(about.created),
        fields.len(),
    );
    let mut member = GzEncoder::new(Vec::new(), Compression::default());
    member.write_all(format!("{head}{fields}\r\n\r\n").as_bytes())?;
    member.finish()
}

fn hex(bytes: &[u8]) -> String {
    in_hex(&Sha256::digest(bytes))
}

fn in_hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(2 * bytes.len()), |mut hex, b| {
        let _ = write!(hex, "{b:02x}");
        hex
    })
}
