//! Lists of pages: feeds, sitemaps, front pages, and lists of such lists.
//!
//! Takes the bytes of one and gives the addresses in it, absolute, each once, in order, with what the list says of each. Feeds are read
//! by a library; of sitemaps and OPML only links and dates matter; on a front page the links that look like articles are found by their
//! words and their address. Refuses what is none of these, with the reason. Addresses are not judged here: whoever fetches them judges.

use quick_xml::{Reader, events::Event};
use scraper::{ElementRef, Selector};
use std::{collections::HashSet, io::Read, sync::OnceLock};
use url::Url;

/// What the protocol of sitemaps allows in one file; longer lists are cut.
const MOST_ITEMS: usize = 50_000;
/// Of the bytes of a list, unpacked.
const MOST_BYTES: u64 = 16 << 20;
/// A headline of fewer characters than this is a section's name unless the address says otherwise. Picked by gut: "Weather today" is
/// short, "Harbour fees to rise in spring" is not.
const HEADLINE: usize = 25;

/// An address in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Item {
    /// Without fragment.
    pub(crate) url: Url,
    /// When it was published or changed, as the list says it: another word means another version.
    pub(crate) hint: Option<String>,
    /// The headline or name, where the list gives one.
    pub(crate) title: Option<String>,
}

/// What a list leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum List {
    /// To pages.
    Pages(Vec<Item>),
    /// To other lists: an index of sitemaps.
    Lists(Vec<Item>),
}

/// An RSS, Atom or JSON feed.
pub(crate) fn feed(body: &[u8], base: &Url) -> Result<List, String> {
    let parser = feed_rs::parser::Builder::new().base_uri(Some(base.as_str())).build();
    let text = undeclared(&text_of(body)?);
    let feed = parser.parse(text.as_bytes()).map_err(|error| format!("it is no feed ({error})"))?;
    let mut items = Items::new(base);
    for entry in feed.entries {
        let is_page = |rel: &Option<String>| rel.as_deref().is_none_or(|rel| rel == "alternate");
        let link = entry.links.iter().find(|l| is_page(&l.rel)).map(|l| l.href.as_str());
        // A permanent link may stand in the place of an id only.
        let link = link.or_else(|| Some(entry.id.as_str()).filter(|id| id.starts_with("http")));
        let at = entry.updated.or(entry.published).map(|at| at.to_rfc3339());
        let title = entry.title.map(|t| t.content);
        items.add(link.unwrap_or_default(), at, title);
    }
    Ok(List::Pages(items.items))
}

/// A sitemap, a news sitemap or an index of sitemaps; gzipped or not.
pub(crate) fn sitemap(body: &[u8], base: &Url) -> Result<List, String> {
    let text = text_of(body)?;
    let mut reader = Reader::from_str(&text);
    reader.config_mut().check_end_names = false;
    let (mut items, mut is_index, mut is_map) = (Items::new(base), false, false);
    let (mut field, mut value) = (String::new(), String::new());
    let (mut loc, mut hint, mut title) = (String::new(), None, None);
    loop {
        match reader.read_event() {
            Ok(Event::Start(tag)) => {
                field = tag.local_name().as_ref().to_owned();
                is_index |= field == "sitemapindex";
                is_map |= field == "urlset";
                value.clear();
            }
            Ok(Event::End(tag)) => {
                let name = tag.local_name();
                let value = std::mem::take(&mut value);
                match name.as_ref() {
                    "loc" if loc.is_empty() => loc = value.trim().to_owned(),
                    "lastmod" => hint = Some(value.trim().to_owned()),
                    "publication_date" => hint = hint.or_else(|| Some(value.trim().to_owned())),
                    "title" => title = Some(value.trim().to_owned()),
                    "url" | "sitemap" => items.add(&std::mem::take(&mut loc), hint.take(), title.take()),
                    _ => {}
                }
                field.clear();
            }
            Ok(Event::Text(text)) if !field.is_empty() => value.push_str(&text.xml10_content()),
            Ok(Event::CData(text)) if !field.is_empty() => value.push_str(&text.xml10_content()),
            Ok(Event::GeneralRef(reference)) => value.extend(meant(&reference)),
            Ok(Event::Eof) => break,
            Ok(_) => {}
            // What was read until here is worth having.
            Err(error) if items.items.is_empty() => return Err(format!("it is no sitemap ({error})")),
            Err(_) => break,
        }
    }
    match (is_index, is_map) {
        (true, _) => Ok(List::Lists(items.items)),
        (_, true) => Ok(List::Pages(items.items)),
        _ => Err("it is no sitemap (neither `urlset` nor `sitemapindex` stands in it)".to_owned()),
    }
}

/// The feeds in an OPML file: what readers of feeds export.
pub(crate) fn opml(body: &[u8]) -> Result<Vec<Item>, String> {
    let text = text_of(body)?;
    let mut reader = Reader::from_str(&text);
    reader.config_mut().check_end_names = false;
    let Ok(nowhere) = Url::parse("about:blank") else { return Ok(Vec::new()) };
    let (mut items, mut is_opml) = (Items::new(&nowhere), false);
    loop {
        match reader.read_event() {
            Ok(Event::Start(tag) | Event::Empty(tag)) => {
                is_opml |= tag.local_name().as_ref() == "opml";
                let attribute = |name: &str| {
                    let found = tag.try_get_attribute(name).ok().flatten()?;
                    let value = found.normalized_value(quick_xml::XmlVersion::Implicit1_0);
                    value.ok().map(|v| v.trim().to_owned()).filter(|v| !v.is_empty())
                };
                if let Some(url) = attribute("xmlUrl") {
                    items.add(&url, None, attribute("title").or_else(|| attribute("text")));
                }
            }
            Ok(Event::Eof) => break,
            Ok(_) => {}
            Err(error) => return Err(format!("it is no OPML ({error})")),
        }
    }
    if is_opml { Ok(items.items) } else { Err("it is no OPML (no `opml` stands in it)".to_owned()) }
}

/// The links of a front page that look like articles on the same site.
pub(crate) fn front(body: &[u8], base: &Url) -> List {
    static LINKS: OnceLock<Option<Selector>> = OnceLock::new();
    let mut items = Items::new(base);
    let Some(links) = LINKS.get_or_init(|| Selector::parse("a[href]").ok()) else { return List::Pages(items.items) };
    let limits = onrecord_page::Limits::default();
    let page = onrecord_page::document(&decoded(&body[..body.len().min(limits.bytes)]), &limits);
    for link in page.select(links) {
        let Some(url) = link.value().attr("href").and_then(|href| base.join(href.trim()).ok()) else { continue };
        let words = words_of(link);
        if same_site(&url, base) && looks_like_article(&url, base, &words) && !in_furniture(link) {
            items.add(url.as_str(), None, Some(words));
        }
    }
    List::Pages(items.items)
}

fn words_of(link: ElementRef<'_>) -> String {
    link.text().flat_map(str::split_whitespace).collect::<Vec<_>>().join(" ")
}

fn same_site(url: &Url, base: &Url) -> bool {
    let name = |u: &Url| u.host_str().map(|h| h.strip_prefix("www.").unwrap_or(h).to_owned());
    matches!(url.scheme(), "http" | "https") && name(url) == name(base)
}

/// A headline for words, or an address that names a day, a number or a sentence.
fn looks_like_article(url: &Url, base: &Url, words: &str) -> bool {
    let path = url.path().trim_end_matches('/');
    if path.is_empty() || path == base.path().trim_end_matches('/') {
        return false;
    }
    let last = path.rsplit('/').next().unwrap_or_default();
    let dashes = last.matches(['-', '_']).count();
    let digits = path.chars().filter(char::is_ascii_digit).count();
    let file = last.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
    if file
        .is_some_and(|e| ["jpg", "jpeg", "png", "gif", "pdf", "mp3", "mp4", "zip", "xml", "rss"].contains(&e.as_str()))
    {
        return false;
    }
    let telling = dashes >= 3 || digits >= 4 || url.query().is_some_and(|q| q.chars().any(|c| c.is_ascii_digit()));
    match words.chars().count() {
        0..=3 => false,
        n if n >= HEADLINE => telling || path.matches('/').count() >= 2,
        _ => telling && words.contains(' ') && dashes >= 2,
    }
}

/// Menus, footers and the like: their links are the site's, not the day's.
fn in_furniture(link: ElementRef<'_>) -> bool {
    link.ancestors().filter_map(ElementRef::wrap).any(|e| {
        matches!(e.value().name(), "nav" | "footer")
            || matches!(e.value().attr("role"), Some("navigation" | "contentinfo"))
    })
}

/// Addresses, each once.
struct Items<'a> {
    base: &'a Url,
    seen: HashSet<String>,
    items: Vec<Item>,
}

impl<'a> Items<'a> {
    fn new(base: &'a Url) -> Items<'a> {
        Items { base, seen: HashSet::new(), items: Vec::new() }
    }

    fn add(&mut self, address: &str, hint: Option<String>, title: Option<String>) {
        let parsed =
            if address.is_empty() { None } else { Url::parse(address).or_else(|_| self.base.join(address)).ok() };
        let Some(mut url) = parsed.filter(|u| matches!(u.scheme(), "http" | "https")) else { return };
        url.set_fragment(None);
        if self.items.len() < MOST_ITEMS && self.seen.insert(onrecord_archive::identity(url.as_str())) {
            self.items.push(Item { url, hint, title });
        }
    }
}

/// A character reference or one of XML's five names; another name stands for nothing that an address holds.
fn meant(reference: &quick_xml::events::BytesRef<'_>) -> Option<char> {
    if let Ok(Some(c)) = reference.resolve_char_ref() {
        return Some(c);
    }
    match reference.xml10_content().as_ref() {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => None,
    }
}

/// Without its XML declarations: the text is decoded, and the library panics at a declaration of another charset that comes late.
fn undeclared(text: &str) -> String {
    let mut left = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("<?xml") {
        left.push_str(before);
        rest = after.split_once("?>").map_or("", |(_, after)| after);
    }
    left.push_str(rest);
    left
}

/// Gzip undone, characters decoded.
fn text_of(body: &[u8]) -> Result<String, String> {
    if !body.starts_with(b"\x1f\x8b") {
        return Ok(decoded(body));
    }
    let mut plain = Vec::new();
    let unpacked = flate2::read::MultiGzDecoder::new(body).take(MOST_BYTES).read_to_end(&mut plain);
    unpacked.map(|_| decoded(&plain)).map_err(|error| format!("it does not unpack ({error})"))
}

/// By its mark, by what it declares in its first bytes, as UTF-8 otherwise. Addresses are ASCII in all of these.
fn decoded(body: &[u8]) -> String {
    let head = String::from_utf8_lossy(&body[..body.len().min(1024)]).to_ascii_lowercase();
    let declared = ["encoding=\"", "encoding='", "charset=\"", "charset="].iter().find_map(|mark| {
        let rest = &head[head.find(mark)? + mark.len()..];
        let end = rest.find(|c: char| !(c.is_ascii_alphanumeric() || "-_".contains(c))).unwrap_or(rest.len());
        encoding_rs::Encoding::for_label(&rest.as_bytes()[..end])
    });
    let declared = match body {
        [b'<', 0, ..] => Some(encoding_rs::UTF_16LE),
        [0, b'<', ..] => Some(encoding_rs::UTF_16BE),
        _ if std::str::from_utf8(body).is_ok() => None,
        _ => declared,
    };
    declared.unwrap_or(encoding_rs::UTF_8).decode(body).0.into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn base() -> Url {
        Url::parse("https://quay.example/news/").expect("an address")
    }

    fn shown(list: Result<List, String>) -> String {
        let (word, items) = match list {
            Ok(List::Pages(items)) => ("pages", items),
            Ok(List::Lists(items)) => ("lists", items),
            Err(why) => return why,
        };
        let line =
            |i: &Item| format!("{} {} {}", i.url, i.hint.as_deref().unwrap_or("-"), i.title.as_deref().unwrap_or("-"));
        format!("{word}\n{}", items.iter().map(line).collect::<Vec<_>>().join("\n"))
    }

    #[test]
    fn every_kind_of_feed_is_read() {
        let rss = r#"<?xml version="1.0"?><rss version="2.0"><channel><title>Quay</title>
            <item><title>Fees &amp; tides</title><link>https://quay.example/news/1?utm_source=rss</link><pubDate>Mon, 02 Mar 2026 06:00:00 GMT</pubDate></item>
            <item><title>Again</title><link>https://quay.example/news/1</link></item>
            <item><title>By id</title><guid>https://quay.example/news/2</guid></item>
            <item><title>Nowhere</title></item></channel></rss>"#;
        let atom = r#"<feed xmlns="http://www.w3.org/2005/Atom"><title>Quay</title><id>q</id><updated>2026-03-02T06:00:00Z</updated>
            <entry><title>Fees</title><id>a</id><link rel="enclosure" href="/a.mp3"/><link href="/news/1"/><updated>2026-03-02T06:00:00Z</updated></entry></feed>"#;
        let json = r#"{"version":"https://jsonfeed.org/version/1.1","title":"Quay","items":[{"id":"1","url":"https://quay.example/news/1","title":"Fees","date_modified":"2026-03-02T06:00:00Z"}]}"#;
        insta::assert_snapshot!(shown(feed(rss.as_bytes(), &base())), @"
        pages
        https://quay.example/news/1?utm_source=rss 2026-03-02T06:00:00+00:00 Fees & tides
        https://quay.example/news/2 - By id
        ");
        insta::assert_snapshot!(shown(feed(atom.as_bytes(), &base())), @"
        pages
        https://quay.example/news/1 2026-03-02T06:00:00+00:00 Fees
        ");
        insta::assert_snapshot!(shown(feed(json.as_bytes(), &base())), @"
        pages
        https://quay.example/news/1 2026-03-02T06:00:00+00:00 Fees
        ");
        assert!(feed(b"<!doctype html><p>Not found", &base()).is_err());
    }

    #[test]
    fn a_feed_may_declare_any_charset_anywhere() {
        let item = "<item><title>Причал</title><link>https://quay.example/news/1</link></item>";
        let rss = format!("<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>Quay</title>{item}");
        // Found by the fuzz target: the library gave up the program at the second declaration.
        let late = format!("{rss}{}<?xml version=\"1.0\" encoding=\"utf-16\"?></channel></rss>", " ".repeat(9000));
        let cyrillic = rss.replace("?>", " encoding=\"windows-1251\"?>") + "</channel></rss>";
        let utf_16: Vec<u8> = cyrillic.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let cyrillic = encoding_rs::WINDOWS_1251.encode(&cyrillic).0.into_owned();
        let open = format!("{rss}</channel></rss><?xml ");
        for body in [late.into_bytes(), cyrillic, utf_16, open.into_bytes()] {
            let shown = shown(feed(&body, &base()));
            assert_eq!(shown, "pages\nhttps://quay.example/news/1 - Причал", "{}", String::from_utf8_lossy(&body));
        }
    }

    #[test]
    fn sitemaps_news_sitemaps_and_their_indexes_are_read() {
        let map = r#"<?xml version="1.0" encoding="UTF-8"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="n">
            <url><loc>https://quay.example/news/1?a=1&amp;b=2</loc><lastmod>2026-03-02</lastmod></url>
            <url><loc><![CDATA[ https://quay.example/news/2 ]]></loc><news:news><news:publication_date>2026-03-01T10:00:00Z</news:publication_date><news:title>Tides</news:title></news:news></url>
            <url><loc>ftp://quay.example/3</loc></url></urlset>"#;
        let index = "<sitemapindex><sitemap><loc>https://quay.example/map-1.xml</loc><lastmod>2026-03-02</lastmod></sitemap></sitemapindex>";
        insta::assert_snapshot!(shown(sitemap(map.as_bytes(), &base())), @"
        pages
        https://quay.example/news/1?a=1&b=2 2026-03-02 -
        https://quay.example/news/2 2026-03-01T10:00:00Z Tides
        ");
        insta::assert_snapshot!(shown(sitemap(index.as_bytes(), &base())), @"
        lists
        https://quay.example/map-1.xml 2026-03-02 -
        ");
        assert!(sitemap(b"<html><p>no", &base()).is_err());
    }

    #[test]
    fn subscriptions_are_read() {
        let text = r#"<opml version="2.0"><body><outline text="Press"><outline type="rss" text="Quay" xmlUrl="https://quay.example/feed?a&amp;b"/>
            <outline title="Tides" xmlUrl="https://tides.example/atom"/></outline></body></opml>"#;
        insta::assert_snapshot!(shown(opml(text.as_bytes()).map(List::Pages)), @"
        pages
        https://quay.example/feed?a&b - Quay
        https://tides.example/atom - Tides
        ");
        assert!(opml(b"<rss/>").is_err());
    }

    #[test]
    fn a_front_page_gives_the_days_articles() {
        let page = r##"<body><nav><a href="/2026/03/02/about-the-harbour-gazette-and-its-people">About the Harbour Gazette and its people</a></nav>
            <main><h2><a href="/2026/03/02/fees-to-rise">Harbour fees are to rise in spring</a></h2>
            <a href="/news/talks-on-the-new-quay-fail">Talks fail</a> <a href="/news/">News</a> <a href="#top">Back to the top of this long page</a>
            <a href="/tides">Tides</a> <a href="https://elsewhere.example/2026/03/02/a-story-of-another-house">A story of another house entirely</a>
            <a href="/weather/storm-nears-port-venn">A storm nears Port Venn, say pilots</a> <a href="/photo/2026-03-02.jpg">A picture of the quay in the morning</a>
            <a href="mailto:a@quay.example">Write to the editors of this paper</a></main>
            <footer><a href="/terms/2026/terms-of-use-of-this-site">Terms of use of this site and others</a></footer>"##;
        insta::assert_snapshot!(shown(Ok(front(page.as_bytes(), &base()))), @"
        pages
        https://quay.example/2026/03/02/fees-to-rise - Harbour fees are to rise in spring
        https://quay.example/news/talks-on-the-new-quay-fail - Talks fail
        https://quay.example/weather/storm-nears-port-venn - A storm nears Port Venn, say pilots
        ");
    }

    /// Every element looks through all around it: without limits a million of them would take hours.
    #[test]
    fn a_front_page_of_a_million_elements_is_read_in_no_time() {
        let deep = format!("{}<a href='/2026/03/02/fees-to-rise'>Fees are to rise</a>", "<div>".repeat(1_000_000));
        assert!(matches!(front(deep.as_bytes(), &base()), List::Pages(_)));
        let links = "<i><a href='/2026/03/02/fees-to-rise'>Fees are to rise in spring</a>".repeat(50_000);
        assert!(matches!(front(links.as_bytes(), &base()), List::Pages(items) if items.len() == 1));
    }

    proptest! {
        #[test]
        fn any_bytes_are_a_list_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..300), head in 0usize..5) {
            let heads: [&[u8]; 5] = [b"", b"<rss><channel><item>", b"<urlset><url><loc>", b"<opml>", b"<a href='/"];
            let body = [heads[head], bytes.as_slice()].concat();
            let _ = (feed(&body, &base()), sitemap(&body, &base()), opml(&body), front(&body, &base()));
        }
    }
}
