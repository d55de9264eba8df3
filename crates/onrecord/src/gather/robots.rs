//! robots.txt after RFC 9309: what a site asks of programs like this one.
//!
//! Takes the bytes of a robots.txt and gives the rules that concern this program; takes a path and gives the rule that decides. Bytes
//! beyond 500 KiB are passed over (the least that the RFC wants read), lines that are no rules likewise. Refuses nothing: a page that
//! stands under that address by mistake is a robots.txt without rules.

use std::{borrow::Cow, time::Duration};

/// What must be read at least (RFC 9309, 2.5), and all that is.
const READ: usize = 500 << 10;
/// A longer pattern fits no address that is ever asked for.
const LONGEST_PATTERN: usize = 2048;

/// The rules for one program.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Robots {
    rules: Vec<Rule>,
    /// The pause between two questions that the site asks for. Not in the RFC, and widely meant.
    pub(crate) delay: Option<Duration>,
    /// The sitemaps that it names.
    pub(crate) sitemaps: Vec<String>,
}

/// One line.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Rule {
    allows: bool,
    /// Normalised like the paths that it is held against.
    pattern: String,
}

/// What the rules say of a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Verdict {
    /// Whether it may be asked for.
    pub(crate) allowed: bool,
    /// The line that decided, as it is understood. None: no rule concerns it.
    pub(crate) rule: Option<String>,
}

impl Robots {
    /// The rules for the program with this product token; those for `*` where none names it.
    pub(crate) fn parse(bytes: &[u8], product: &str) -> Robots {
        let text = String::from_utf8_lossy(&bytes[..bytes.len().min(READ)]);
        let (mut ours, mut everyones) = (Robots::default(), Robots::default());
        let (mut named, mut starred, mut in_rules) = (false, false, true);
        let mut is_named = false;
        let mut sitemaps = Vec::new();
        for line in text.trim_start_matches('\u{feff}').split(['\r', '\n']) {
            let line = line.split('#').next().unwrap_or_default();
            let Some((key, value)) = line.split_once(':') else { continue };
            let value = value.trim();
            match key.trim().to_ascii_lowercase().as_str() {
                "user-agent" => {
                    if std::mem::take(&mut in_rules) {
                        (named, starred) = (false, false);
                    }
                    let token = value.split(|c: char| !(c.is_ascii_alphabetic() || "-_".contains(c))).next();
                    named |= token.is_some_and(|t| t.eq_ignore_ascii_case(product));
                    starred |= value.starts_with('*');
                    is_named |= named;
                }
                "sitemap" => sitemaps.push(value.to_owned()),
                key => {
                    in_rules |= matches!(key, "allow" | "disallow" | "crawl-delay");
                    for (meant, robots) in [(named, &mut ours), (starred, &mut everyones)] {
                        if meant {
                            robots.take(key, value);
                        }
                    }
                }
            }
        }
        Robots { sitemaps, ..if is_named { ours } else { everyones } }
    }

    fn take(&mut self, key: &str, value: &str) {
        match key {
            // An empty pattern is no rule: `Disallow:` allows everything.
            "allow" | "disallow" if !value.is_empty() && value.len() <= LONGEST_PATTERN => {
                self.rules.push(Rule { allows: key == "allow", pattern: normalised(value).into_owned() });
            }
            "crawl-delay" => {
                let seconds = value.parse::<f64>().ok().filter(|s| s.is_finite() && *s >= 0.0);
                self.delay = seconds.map(|s| Duration::from_secs_f64(s.min(86_400.0))).or(self.delay);
            }
            _ => {}
        }
    }

    /// Held against a path with its query: the longest matching pattern decides, between equals the one that allows.
    pub(crate) fn verdict(&self, path: &str) -> Verdict {
        let path = normalised(path);
        let matching = self.rules.iter().filter(|rule| matches(&rule.pattern, &path));
        match matching.max_by_key(|rule| (rule.pattern.len(), rule.allows)) {
            Some(rule) if path != "/robots.txt" => Verdict {
                allowed: rule.allows,
                rule: Some(format!("{}: {}", if rule.allows { "Allow" } else { "Disallow" }, rule.pattern)),
            },
            _ => Verdict { allowed: true, rule: None },
        }
    }
}

/// A pattern matches from the beginning; `*` stands for anything, `$` at the end for the end.
fn matches(pattern: &str, path: &str) -> bool {
    let (pattern, to_the_end) = match pattern.strip_suffix('$') {
        Some(pattern) => (pattern, true),
        None => (pattern, false),
    };
    let mut pieces = pattern.split('*');
    let Some(mut rest) = path.strip_prefix(pieces.next().unwrap_or_default()) else { return false };
    let mut pieces = pieces.peekable();
    if pieces.peek().is_none() {
        return !to_the_end || rest.is_empty();
    }
    while let Some(piece) = pieces.next() {
        if to_the_end && pieces.peek().is_none() {
            return rest.ends_with(piece);
        }
        // The leftmost place leaves most for what follows.
        match rest.find(piece) {
            Some(at) => rest = &rest[at + piece.len()..],
            None => return false,
        }
    }
    true
}

/// Percent-encoded in one way (RFC 9309, 2.2.2): what need not be is plain, what must be has capital digits.
fn normalised(path: &str) -> Cow<'_, str> {
    if path.bytes().all(|b| b.is_ascii_graphic() && b != b'%') {
        return Cow::Borrowed(path);
    }
    let bytes = path.as_bytes();
    let mut out = String::with_capacity(path.len());
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let digits = bytes.get(at + 1..at + 3).filter(|d| byte == b'%' && d.iter().all(u8::is_ascii_hexdigit));
        let digits = digits.and_then(|d| std::str::from_utf8(d).ok());
        match digits.and_then(|d| u8::from_str_radix(d, 16).ok()) {
            Some(meant) if meant.is_ascii_alphanumeric() || b"-._~".contains(&meant) => {
                out.push(char::from(meant));
                at += 3;
            }
            Some(meant) => {
                out.push_str(&format!("%{meant:02X}"));
                at += 3;
            }
            None => {
                if byte.is_ascii_graphic() {
                    out.push(char::from(byte));
                } else {
                    out.push_str(&format!("%{byte:02X}"));
                }
                at += 1;
            }
        }
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn allowed(robots: &str, path: &str) -> bool {
        Robots::parse(robots.as_bytes(), "ExampleBot").verdict(path).allowed
    }

    /// RFC 9309, 2.2.1 and 5.1.
    #[test]
    fn groups_are_found_and_joined() {
        let example = "User-Agent: *\nDisallow: *.gif$\nDisallow: /example/\nAllow: /publications/\n\n\
                       User-Agent: foobot\nDisallow:/\nAllow:/example/page.html\nAllow:/example/allowed.gif\n\n\
                       User-Agent: barbot\nUser-Agent: bazbot\nDisallow: /example/page.html\n\n\
                       User-Agent: quxbot\n";
        for (product, path, expected) in [
            ("otherbot", "/example/page.html", false),
            ("otherbot", "/pictures/a.gif", false),
            ("otherbot", "/pictures/a.gif?x", true),
            ("otherbot", "/publications/a", true),
            ("foobot", "/example/page.html", true),
            ("foobot", "/example/allowed.gif", true),
            ("foobot", "/else", false),
            ("FooBot", "/else", false),
            ("barbot", "/example/page.html", false),
            ("barbot", "/example/other", true),
            ("bazbot", "/example/page.html", false),
            ("quxbot", "/example/page.html", true),
            ("quxbot", "/robots.txt", true),
        ] {
            let robots = Robots::parse(example.as_bytes(), product);
            assert_eq!(robots.verdict(path).allowed, expected, "{product} {path}");
        }
        let twice =
            "user-agent: ExampleBot\ndisallow: /foo\ndisallow: /bar\n\nuser-agent: ExampleBot\ndisallow: /baz\n";
        assert!(!allowed(twice, "/foo") && !allowed(twice, "/baz") && allowed(twice, "/other"));
    }

    /// RFC 9309, 2.2.2, 2.2.3 and 5.2.
    #[test]
    fn the_longest_match_decides() {
        let longest = "User-Agent: foobot\nAllow: /example/page/\nDisallow: /example/page/disallowed.gif\n";
        let robots = Robots::parse(longest.as_bytes(), "foobot");
        assert!(robots.verdict("/example/page/a").allowed);
        let verdict = robots.verdict("/example/page/disallowed.gif");
        assert_eq!((verdict.allowed, verdict.rule.as_deref()), (false, Some("Disallow: /example/page/disallowed.gif")));
        for (rules, path, expected) in [
            ("Disallow: /a\nAllow: /a", "/a", true),
            ("Allow: /a\nDisallow: /", "/a/b", true),
            ("Disallow:", "/a", true),
            ("Disallow: /foo/bar?baz=quz", "/foo/bar?baz=quz", false),
            ("Disallow: /foo/bar?baz=https://foo.bar", "/foo/bar?baz=https%3A%2F%2Ffoo.bar", true),
            ("Disallow: /foo/bar/U+E38384", "/foo/bar/ツ", true),
            ("Disallow: /foo/bar/ツ", "/foo/bar/%E3%83%84", false),
            ("Disallow: /foo/bar/%e3%83%84", "/foo/bar/%E3%83%84", false),
            ("Disallow: /foo/bar/%62%61%7A", "/foo/bar/baz", false),
            ("Disallow: /path/file-with-a-%2A.html", "/path/file-with-a-*.html", true),
            ("Disallow: /a/*.html$", "/a/b/c.html", false),
            ("Disallow: /a/*.html$", "/a/b/c.html?x", true),
            ("Disallow: /*print*page$", "/x/print/1/page", false),
            ("Disallow: /fish*", "/fishheads/yummy.html", false),
            ("Disallow: /fish/", "/fish", true),
            ("Disallow: /fish#comment", "/fish", false),
            // A sign is no digit.
            ("Disallow: /a%+4", "/a%04", true),
            ("Disallow: $", "/a", true),
            ("Disallow: *", "/a", false),
        ] {
            assert_eq!(allowed(&format!("User-agent: *\n{rules}\n"), path), expected, "{rules} {path}");
        }
    }

    #[test]
    fn what_people_write_is_understood() {
        let text = "\u{feff}# quay\r\nUSER-AGENT : examplebot/2.1\rDisallow : /a # not this\nCrawl-delay: 2.5\n\
                    Sitemap: https://quay.example/map.xml\nUser-agent: *\nDisallow: /\n";
        let robots = Robots::parse(text.as_bytes(), "ExampleBot");
        assert_eq!(robots.delay, Some(Duration::from_millis(2500)));
        assert_eq!(robots.sitemaps, ["https://quay.example/map.xml"]);
        assert!(!robots.verdict("/a").allowed && robots.verdict("/b").allowed);
        assert!(allowed("<!doctype html><title>Not found: sorry</title>", "/a"));
    }

    proptest! {
        #[test]
        fn any_bytes_are_a_robots_txt(bytes in proptest::collection::vec(any::<u8>(), 0..400), path in "/\\PC{0,40}") {
            let _ = Robots::parse(&bytes, "onrecord").verdict(&path);
        }

        /// A plain pattern is a prefix, and nothing else.
        #[test]
        fn without_signs_a_pattern_is_a_prefix(pattern in "/[a-c/]{0,4}", path in "/[a-c/]{0,6}") {
            prop_assert_eq!(matches(&pattern, &path), path.starts_with(&pattern));
        }
    }
}
