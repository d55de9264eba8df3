//! Atom feeds (RFC 4287): what happened to all pages, or to one; and what was added last of what a search finds.
//!
//! Takes an address (or none) and the fewest words that a change must have, or a query, and the name under which the server was asked.
//! An entry's id is made of the two captures, or of the statement, so that it is the same for good, on any machine, whatever is added to
//! the archive later. That a page went away or came back is told whatever the fewest words.

use super::{
    answer::Made,
    views::{Fault, items::StatementItem},
};
use crate::{
    history::{EditShown, class_words, happened, pair_href},
    server::{tongue::Tongue, words},
};
use jiff::Timestamp;
use onrecord_archive::{
    Archive, Happening, Query, What,
    compare::{Edit, History},
};
use quick_xml::{
    Writer,
    events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event},
};
use sha2::{Digest, Sha256};

/// Entries of a feed.
const ENTRIES: usize = 50;
/// Pages looked through for them.
const PAGES: usize = 200;
/// Changes that an entry tells word by word.
const TOLD: usize = 20;

/// Which changes.
#[derive(Clone, Debug)]
pub(crate) struct Wanted {
    /// The language of our own words.
    pub(crate) tongue: Tongue,
    /// The address of one page; empty: all.
    pub(crate) url: String,
    /// Fewest words that went and came.
    pub(crate) min: usize,
    /// `http://127.0.0.1:4343`: where readers of the feed find this server.
    pub(crate) origin: String,
}

/// A feed before it is written.
struct Feed<'a> {
    title: String,
    /// Its own path and that of the page beside it.
    own: String,
    page: String,
    origin: &'a str,
    entries: Vec<Entry>,
}

/// What was added last of what a query finds, with the usual filter where it names none.
pub(crate) fn found(archive: &Archive, t: Tongue, query: &str, origin: &str) -> Result<Made, Fault> {
    let query = query.trim();
    let lines = archive.last_added(&Query::parse(query).value.with_usual_filter(), ENTRIES)?;
    let (title, own, page) = match query {
        "" => (t.say("search-all-feed"), "/today.atom".to_owned(), "/".to_owned()),
        query => (
            t.say("search-of-feed").with("query", query),
            words::link("/search.atom", &[("q", query)]),
            words::search_href(query),
        ),
    };
    let entries = lines.into_iter().map(|line| Entry::of_statement(&StatementItem::of(line), t, origin)).collect();
    Feed { title: title.text(), own, page, origin, entries }.made()
}

/// Makes the feed of changes.
pub(crate) fn changes(archive: &Archive, wanted: &Wanted) -> Result<Made, Fault> {
    let histories = match wanted.url.trim() {
        "" => archive.changed_pages(PAGES)?,
        url => archive.history(url)?.into_iter().collect(),
    };
    let mut all: Vec<(&History, Happening)> =
        histories.iter().flat_map(|history| history.happenings().into_iter().map(move |h| (history, h))).collect();
    all.sort_by_key(|a| std::cmp::Reverse(a.1.at));
    let mut entries = Vec::new();
    for (history, happening) in all {
        if entries.len() >= ENTRIES {
            break;
        }
        let edit = match &happening.what {
            What::Changed { old, new } => match archive.edit(&old.capture, &new.capture)? {
                Some(edit) if edit.words() >= wanted.min => Some(edit),
                _ => continue,
            },
            _ => None,
        };
        entries.push(Entry::of(history, &happening, edit.as_ref(), wanted));
    }
    Feed::of_changes(wanted, entries).made()
}

struct Entry {
    id: String,
    title: String,
    at: Timestamp,
    href: String,
    summary: String,
    /// Word by word.
    content: String,
}

impl Entry {
    fn of_statement(statement: &StatementItem, t: Tongue, origin: &str) -> Entry {
        let who = statement.speaker.as_ref().map_or_else(|| t.say("nobody").text(), |speaker| speaker.name.clone());
        let cue = statement.cue.as_ref().map_or_else(String::new, |cue| format!(" {cue}"));
        Entry {
            id: uuid(&format!("statement {}", statement.id)),
            title: format!("{who}, {}", statement.article.carried(&t)),
            at: statement.article.added_at,
            href: format!("{origin}{}", statement.href),
            summary: words::head(&statement.content, 200)
                .map_or_else(|| statement.content.clone(), |head| format!("{head} …")),
            content: format!("{who}{cue}: {}\n\n{}", statement.content, statement.article.headline(&t)),
        }
    }

    fn of(history: &History, happening: &Happening, edit: Option<&Edit>, wanted: &Wanted) -> Entry {
        let (t, origin) = (wanted.tongue, &wanted.origin);
        let headline = t.say("no-headline").text();
        let url = history.url.as_deref().unwrap_or(&history.address);
        let title = history.versions.last().and_then(|v| v.title.as_deref()).unwrap_or(&headline);
        let summary = t.told(&happened(happening, edit));
        let (href, what, content) = match (&happening.what, edit) {
            (What::Changed { old, new }, Some(edit)) => {
                let what = format!("{} {} {}", old.capture, new.capture, happening.repeated);
                (pair_href(old, new), what, told(&EditShown::of(old, new, edit), t))
            }
            (What::Gone(absence), _) => (here(url), format!("gone {}", absence.since), String::new()),
            (_, _) => (here(url), format!("back {}", happening.at), String::new()),
        };
        Entry {
            id: uuid(&format!("change {} {what}", history.address)),
            title: format!("{title}: {summary}"),
            at: happening.at,
            href: format!("{origin}{href}"),
            content: if content.is_empty() { summary.clone() } else { content },
            summary: format!("{url}: {summary}"),
        }
    }
}

fn here(url: &str) -> String {
    words::link("/versions", &[("url", url)])
}

/// The changes, a line each: class, words that went, words that came.
fn told(edit: &EditShown, t: Tongue) -> String {
    let mut lines: Vec<String> = Vec::new();
    for change in edit.changes.iter().take(TOLD) {
        let part = |words: &str| words.trim().to_owned();
        let class = t.told(class_words(change.class));
        lines.push(match (part(&change.old), part(&change.new)) {
            (old, new) if old.is_empty() => format!("{class}: + {new}"),
            (old, new) if new.is_empty() => format!("{class}: − {old}"),
            (old, new) => format!("{class}: {old} → {new}"),
        });
    }
    if edit.changes.len() > TOLD {
        lines.push(t.say("and-more").with("n", edit.changes.len() - TOLD).text());
    }
    lines.join("\n")
}

/// A name that is the same for the same words: a UUID of version 8 (RFC 9562) from their SHA-256.
fn uuid(words: &str) -> String {
    let digest = Sha256::digest(words);
    let mut hex: Vec<char> =
        digest.iter().take(16).flat_map(|b| format!("{b:02x}").chars().collect::<Vec<_>>()).collect();
    hex[12] = '8';
    hex[16] = ['8', '9', 'a', 'b'][usize::from(digest[8] >> 6)];
    let part = |range: std::ops::Range<usize>| hex[range].iter().collect::<String>();
    format!("urn:uuid:{}-{}-{}-{}-{}", part(0..8), part(8..12), part(12..16), part(16..20), part(20..32))
}

impl Feed<'_> {
    fn of_changes(wanted: &Wanted, entries: Vec<Entry>) -> Feed<'_> {
        let t = wanted.tongue;
        let (title, page) = match wanted.url.trim() {
            "" => (t.say("changes-of-pages"), "/versions".to_owned()),
            url => (t.say("changes-of").with("url", url), here(url)),
        };
        let min = if wanted.min > 0 { wanted.min.to_string() } else { String::new() };
        let own = words::link("/changes.atom", &[("url", wanted.url.trim()), ("min", &min)]);
        Feed { title: title.text(), own, page, origin: &wanted.origin, entries }
    }

    fn made(&self) -> Result<Made, Fault> {
        let feed = self.written().map_err(|error| Fault::ours(format!("The feed could not be written: {error}.")))?;
        Ok(Made::whole("application/atom+xml; charset=utf-8", feed))
    }

    fn written(&self) -> std::io::Result<Vec<u8>> {
        let mut xml = Writer::new(Vec::new());
        xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("utf-8"), None)))?;
        let mut root = BytesStart::new("feed");
        root.push_attribute(("xmlns", "http://www.w3.org/2005/Atom"));
        xml.write_event(Event::Start(root))?;
        element(&mut xml, "id", &uuid(&format!("feed {}", self.own)))?;
        element(&mut xml, "title", &self.title)?;
        let updated = self.entries.iter().map(|entry| entry.at).max().unwrap_or(Timestamp::UNIX_EPOCH);
        element(&mut xml, "updated", &format!("{updated:.0}"))?;
        xml.write_event(Event::Start(BytesStart::new("author")))?;
        element(&mut xml, "name", "onrecord")?;
        xml.write_event(Event::End(BytesEnd::new("author")))?;
        link(&mut xml, "self", &format!("{}{}", self.origin, self.own))?;
        link(&mut xml, "alternate", &format!("{}{}", self.origin, self.page))?;
        for entry in &self.entries {
            xml.write_event(Event::Start(BytesStart::new("entry")))?;
            element(&mut xml, "id", &entry.id)?;
            element(&mut xml, "title", &entry.title)?;
            element(&mut xml, "updated", &format!("{:.0}", entry.at))?;
            link(&mut xml, "alternate", &entry.href)?;
            element(&mut xml, "summary", &entry.summary)?;
            element(&mut xml, "content", &entry.content)?;
            xml.write_event(Event::End(BytesEnd::new("entry")))?;
        }
        xml.write_event(Event::End(BytesEnd::new("feed")))?;
        Ok(xml.into_inner())
    }
}

fn element(xml: &mut Writer<Vec<u8>>, name: &str, text: &str) -> std::io::Result<()> {
    // XML 1.0 has no place for control characters, escaped or not.
    let text: String = text.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')).collect();
    xml.write_event(Event::Start(BytesStart::new(name)))?;
    xml.write_event(Event::Text(BytesText::new(&text)))?;
    xml.write_event(Event::End(BytesEnd::new(name)))
}

fn link(xml: &mut Writer<Vec<u8>>, rel: &str, href: &str) -> std::io::Result<()> {
    let mut link = BytesStart::new("link");
    link.push_attribute(("rel", rel));
    link.push_attribute(("href", href));
    xml.write_event(Event::Empty(link))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_page_says_cannot_break_the_feed() {
        let wanted =
            Wanted { tongue: Tongue::English, url: String::new(), min: 0, origin: "http://127.0.0.1:1".to_owned() };
        let entry = Entry {
            id: uuid("a"),
            title: "</entry><script>&\u{0}\u{b}".to_owned(),
            at: Timestamp::UNIX_EPOCH,
            href: "http://127.0.0.1:1/v/a\"b".to_owned(),
            summary: "]]>".to_owned(),
            content: "a < b".to_owned(),
        };
        let feed = Feed::of_changes(&wanted, vec![entry]).written().expect("it can be written");
        let read = feed_rs::parser::parse(feed.as_slice()).expect("a feed");
        assert_eq!(read.entries[0].title.as_ref().map(|t| t.content.as_str()), Some("</entry><script>&"));
        assert_eq!(read.entries[0].links[0].href, "http://127.0.0.1:1/v/a%22b");
        assert!(uuid("a") != uuid("b") && uuid("a").len() == "urn:uuid:".len() + 36);
    }
}
