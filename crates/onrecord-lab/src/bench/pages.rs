//! Makes many pages of few: each copy names another address, so that its bytes and its identity are its own.

use crate::shared::{files_below, read};
use anyhow::{Context, Result};
use flate2::{Compression, read::GzDecoder, write::GzEncoder};
use std::{
    io::{Read, Write},
    path::Path,
};

/// Writes `count` gzipped pages into `folder`, in folders of a thousand; gives their number.
pub(super) fn write_copies(from: &Path, folder: &Path, count: usize) -> Result<usize> {
    let sources: Vec<Vec<u8>> = files_below(from)?.iter().map(|path| unzipped(path)).collect::<Result<_>>()?;
    anyhow::ensure!(!sources.is_empty(), "no pages in `{}`", from.display());
    for n in 0..count {
        let dir = folder.join(format!("{:03}", n / 1000));
        std::fs::create_dir_all(&dir)?;
        let path = dir.join(format!("{n:06}.html.gz"));
        let mut out = GzEncoder::new(std::fs::File::create(&path)?, Compression::fast());
        let address = format!("<link rel=\"canonical\" href=\"https://copy{}.example/{n}\">", n / sources.len());
        out.write_all(&with_address(&sources[n % sources.len()], address.as_bytes()))?;
        out.finish()?;
    }
    Ok(count)
}

pub(super) fn unzipped(path: &Path) -> Result<Vec<u8>> {
    let mut out = Vec::new();
    GzDecoder::new(read(path)?.as_slice()).read_to_end(&mut out).with_context(|| format!("`{}`", path.display()))?;
    Ok(out)
}

/// Puts the link right after `<head>` (or first, where there is none).
pub(super) fn with_address(page: &[u8], link: &[u8]) -> Vec<u8> {
    let head = page.windows(5).position(|w| w.eq_ignore_ascii_case(b"<head"));
    let after = head.and_then(|at| Some(at + page[at..].iter().position(|&b| b == b'>')? + 1)).unwrap_or(0);
    [&page[..after], link, &page[after..]].concat()
}
