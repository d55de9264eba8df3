//! Files that the pages need, built into the program. Their names hold a hash of their bytes, so a browser may keep them for good.

use std::{
    borrow::Cow,
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
    pub(crate) body: Cow<'static, [u8]>,
}

static STYLE: LazyLock<Asset> = LazyLock::new(|| {
    let style = squeezed(include_str!("../../assets/record.css")).into_bytes();
    Asset::new("record", "css", "text/css; charset=utf-8", style.into())
});
static SCRIPT: LazyLock<Asset> = LazyLock::new(|| {
    let script = include_bytes!("../../assets/record.js");
    Asset::new("record", "js", "text/javascript; charset=utf-8", script.as_slice().into())
});
static ICON: LazyLock<Asset> = LazyLock::new(|| {
    let icon = include_bytes!("../../assets/icon.svg");
    Asset::new("icon", "svg", "image/svg+xml", icon.as_slice().into())
});

/// The path of the style sheet.
pub(crate) fn style() -> &'static str {
    &STYLE.href
}

/// The path of the script, without which every page works too.
pub(crate) fn script() -> &'static str {
    &SCRIPT.href
}

/// The path of the icon.
pub(crate) fn icon() -> &'static str {
    &ICON.href
}

/// The file at a path, if there is one.
pub(crate) fn find(path: &str) -> Option<&'static Asset> {
    [&STYLE, &SCRIPT, &ICON].into_iter().map(|asset| &**asset).find(|asset| asset.href == path)
}

/// A hash of bytes, the same on every machine; no guard against a forger, only against a stale copy.
pub(crate) fn fingerprint(bytes: &[u8]) -> u64 {
    let mut hash = DefaultHasher::new();
    hash.write(bytes);
    hash.finish()
}

/// A style sheet without comments and without the white space that means nothing. For our own sheet: no string in it holds two
/// spaces or a brace.
fn squeezed(css: &str) -> String {
    let mut bare = String::with_capacity(css.len());
    let mut rest = css;
    while let Some((before, after)) = rest.split_once("/*") {
        bare.push_str(before);
        rest = after.split_once("*/").map_or("", |(_, after)| after);
    }
    bare.push_str(rest);
    let mut out = String::with_capacity(bare.len());
    for word in bare.split_whitespace() {
        let tight = |c: char| matches!(c, '{' | '}' | ';' | ',' | ':');
        if word.starts_with('}') && out.ends_with(';') {
            out.pop();
        }
        if !out.is_empty() && !out.ends_with(tight) && !word.starts_with(['{', '}']) {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

impl Asset {
    fn new(name: &str, ending: &str, media_type: &'static str, body: Cow<'static, [u8]>) -> Asset {
        Asset { href: format!("/assets/{name}-{:016x}.{ending}", fingerprint(&body)), media_type, body }
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_style_sheet_is_squeezed_without_changing_what_it_says() {
        let css = "/* Why. */\na:hover, b > i {\n  color: red; margin: 0 calc(1px + 2px);\n}\n@media (max-width: 4rem) {\n  p { top: 0; }\n}\n";
        let squeezed = "a:hover,b > i{color:red;margin:0 calc(1px + 2px)}@media (max-width:4rem){p{top:0}}";
        assert_eq!(super::squeezed(css), squeezed);
    }

    #[test]
    fn the_script_stays_small() {
        assert!(super::SCRIPT.body.len() <= 8 * 1024, "{} bytes", super::SCRIPT.body.len());
    }

    #[test]
    fn the_style_sheet_stays_small() {
        assert!(super::STYLE.body.len() <= 15 * 1024, "{} bytes", super::STYLE.body.len());
    }
}
