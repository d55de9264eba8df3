//! Makes a crawl of few pages: each record another address and other bytes, as long as asked for.

use super::pages::{unzipped, with_address};
use crate::shared::files_below;
use anyhow::Result;
use flate2::{Compression, write::GzEncoder};
use std::{
    fs::File,
    io::{BufWriter, Write},
    path::Path,
};

/// How a crawl is packed.
#[derive(Clone, Copy)]
pub(super) enum Packing {
    /// Records as they are.
    Plain,
    /// One gzip member a record, as crawlers write.
    Members,
}

/// When to stop.
#[derive(Clone, Copy)]
pub(super) enum Until {
    Pages(usize),
    Bytes(u64),
}

/// Writes the crawl; gives the number of its pages and its length.
pub(super) fn write(from: &Path, to: &Path, packing: Packing, until: Until) -> Result<(usize, u64)> {
    let sources: Vec<Vec<u8>> = files_below(from)?.iter().map(|path| unzipped(path)).collect::<Result<_>>()?;
    anyhow::ensure!(!sources.is_empty(), "no pages in `{}`", from.display());
    let mut out = BufWriter::new(File::create(to)?);
    let (mut pages, mut length) = (0, 0);
    while match until {
        Until::Pages(most) => pages < most,
        Until::Bytes(most) => length < most,
    } {
        let record = record(pages, sources.len(), &sources[pages % sources.len()]);
        let packed = match packing {
            Packing::Plain => record,
            Packing::Members => {
                let mut member = GzEncoder::new(Vec::new(), Compression::new(4));
                member.write_all(&record)?;
                member.finish()?
            }
        };
        out.write_all(&packed)?;
        length += packed.len() as u64;
        pages += 1;
    }
    out.flush()?;
    Ok((pages, length))
}

/// One answer of a made-up host.
fn record(n: usize, of: usize, page: &[u8]) -> Vec<u8> {
    let address = format!("https://copy{}.example/{n}", n / of);
    let body = with_address(page, format!("<link rel=\"canonical\" href=\"{address}\">").as_bytes());
    let head = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: {}\r\n\r\n", body.len());
    let begin = format!(
        "WARC/1.1\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-{n:012x}>\r\n\
         WARC-Target-URI: {address}\r\nWARC-Date: 2031-03-05T04:05:06Z\r\n\
         Content-Type: application/http; msgtype=response\r\nContent-Length: {}\r\n\r\n",
        head.len() + body.len()
    );
    [begin.as_bytes(), head.as_bytes(), &body, b"\r\n\r\n"].concat()
}
