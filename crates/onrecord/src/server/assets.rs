//! Files that the pages need, built into the program. Their names hold a hash of their bytes, so a browser may keep them for good.

use std::{
    hash::{DefaultHasher, Hasher},
    sync::LazyLock,
};

/// A built-in file.
pub(crate) struct Asset {
    /// Where the pages find it: `/assets/record-1a2b….css`.
    pub(crate) href: String,
    /// Its `Content-Type`.
    pub(crate) media_type: &'static str,
    /// Its bytes.
    pub(crate) body: &'static [u8],
}

static STYLE: LazyLock<Asset> =
    LazyLock::new(|| Asset::new("record", "css", "text/css; charset=utf-8", include_bytes!("../../assets/record.css")));
static ICON: LazyLock<Asset> =
    LazyLock::new(|| Asset::new("icon", "svg", "image/svg+xml", include_bytes!("../../assets/icon.svg")));

/// The path of the style sheet.
pub(crate) fn style() -> &'static str {
    &STYLE.href
}

/// The path of the icon.
pub(crate) fn icon() -> &'static str {
    &ICON.href
}

/// The file at a path, if there is one.
pub(crate) fn find(path: &str) -> Option<&'static Asset> {
    [&STYLE, &ICON].into_iter().map(|asset| &**asset).find(|asset| asset.href == path)
}

/// A hash of bytes, the same on every machine; no guard against a forger, only against a stale copy.
pub(crate) fn fingerprint(bytes: &[u8]) -> u64 {
    let mut hash = DefaultHasher::new();
    hash.write(bytes);
    hash.finish()
}

impl Asset {
    fn new(name: &str, ending: &str, media_type: &'static str, body: &'static [u8]) -> Asset {
        Asset { href: format!("/assets/{name}-{:016x}.{ending}", fingerprint(body)), media_type, body }
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_style_sheet_stays_small() {
        assert!(super::STYLE.body.len() <= 15 * 1024, "{} bytes", super::STYLE.body.len());
    }
}
