//! The triage lane: which pages are worth taking apart at all.
//!
//! Takes what is known of a page before anything is made of it (its address, the day of its capture, its bytes) and says by which filter it
//! is left out, if by one. Cheap, therefore coarse, and coarse in one direction: what cannot be told passes, but for pages of no known
//! host where hosts are asked for. Words are sought in the whole page, its menus and attributes too; the language is what its longer
//! stretches of text are written in, else what the page declares. PDFs pass the filters of words and language unread.

use aho_corasick::{AhoCorasick, Input, MatchKind};
use encoding_rs::{Encoding, UTF_8};
use flate2::read::MultiGzDecoder;
use jiff::{Timestamp, civil::Date, tz::TimeZone};
use memchr::{memchr, memmem};
use std::{borrow::Cow, fmt, io::Read};
use url::Url;

/// So much of a page is looked at after unpacking, like in `onrecord-page`.
const MOST: u64 = 5 << 20;
/// The head of a page: where it declares charset, language and address.
const HEAD: usize = 16 << 10;
/// So many letters written as numbers stand in any page.
const FEW_NUMBERS: usize = 200;
/// Text enough to tell a language.
const ENOUGH: usize = 1200;
/// Stretches of text this long are rarely menus.
const STRETCH: usize = 60;

const HEADING: &str = "Only some pages (looked at before they are taken apart)";

/// Filters before any extraction.
#[derive(Debug, clap::Args)]
pub(crate) struct Filters {
    /// Only pages of these hosts and the hosts below them
    #[arg(long, help_heading = HEADING, value_name = "HOST,…", value_delimiter = ',', value_parser = host)]
    host: Vec<String>,

    /// Only pages in these languages: en, ru, …
    #[arg(long, help_heading = HEADING, value_name = "LANGUAGE,…", value_delimiter = ',', value_parser = language)]
    language: Vec<String>,

    /// Only pages with one of these words; `harbo*` stands for every word that begins so
    #[arg(long, help_heading = HEADING, value_name = "WORD,…", value_delimiter = ',', value_parser = word)]
    words: Vec<String>,

    /// Only pages captured on this day or later: 2022, 2022-03, 2022-03-05
    #[arg(long, help_heading = HEADING, value_name = "DATE", value_parser = first_day)]
    after: Option<Date>,

    /// Only pages captured on this day or earlier
    #[arg(long, help_heading = HEADING, value_name = "DATE", value_parser = last_day)]
    before: Option<Date>,
}

/// The filters, ready for use. Without any everything passes.
#[derive(Debug, Default)]
pub(crate) struct Triage {
    key: String,
    hosts: Vec<String>,
    languages: Vec<String>,
    words: Option<Words>,
    after: Option<Date>,
    before: Option<Date>,
}

/// The filter by which a page was left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sieve {
    /// Its host.
    Host,
    /// The day of its capture.
    Date,
    /// Its language.
    Language,
    /// It has none of the words.
    Words,
}

impl fmt::Display for Sieve {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Sieve::Host => "host",
            Sieve::Date => "date",
            Sieve::Language => "language",
            Sieve::Words => "words",
        })
    }
}

impl Filters {
    /// Makes them ready for use. Refuses more words than an automaton can hold.
    pub(crate) fn triage(&self) -> Result<Triage, String> {
        let words = (!self.words.is_empty()).then(|| Words::new(&self.words)).transpose()?;
        Ok(Triage {
            key: format!("{:?} {:?} {:?} {:?} {:?}", self.host, self.language, self.words, self.after, self.before),
            hosts: self.host.clone(),
            languages: self.language.clone(),
            words,
            after: self.after,
            before: self.before,
        })
    }
}

impl Triage {
    /// The same for the same filters.
    pub(crate) fn key(&self) -> &str {
        &self.key
    }

    /// By what a record says of its page before it is unpacked. A page without an address may tell it itself.
    pub(crate) fn by_address(&self, url: Option<&str>, at: Option<Timestamp>) -> Option<Sieve> {
        let elsewhere = url.is_some_and(|url| !self.is_of_hosts(url));
        if elsewhere { Some(Sieve::Host) } else { self.by_date(at) }
    }

    /// By the day of its capture.
    pub(crate) fn by_date(&self, at: Option<Timestamp>) -> Option<Sieve> {
        let day = at?.to_zoned(TimeZone::UTC).date();
        let outside = self.after.is_some_and(|after| day < after) || self.before.is_some_and(|before| day > before);
        outside.then_some(Sieve::Date)
    }

    /// By its bytes. `of_host`: its address is known and was judged.
    pub(crate) fn by_bytes(&self, body: &[u8], media_type: Option<&str>, of_host: bool) -> Option<Sieve> {
        let asks_host = !self.hosts.is_empty() && !of_host;
        if !asks_host && self.languages.is_empty() && self.words.is_none() {
            return None;
        }
        let body = unpacked(body);
        let is_pdf = super::pdf::is_pdf(&body);
        let text = if is_pdf { Cow::Borrowed("") } else { characters(&body, media_type) };
        if asks_host && !own_address(&text).is_some_and(|url| self.is_of_hosts(url)) {
            return Some(Sieve::Host);
        }
        if is_pdf {
            return None;
        }
        if self.words.as_ref().is_some_and(|words| !words.stand_in(&text)) {
            return Some(Sieve::Words);
        }
        let other = !self.languages.is_empty()
            && language_of(&text).is_some_and(|language| !self.languages.contains(&language));
        other.then_some(Sieve::Language)
    }

    fn is_of_hosts(&self, url: &str) -> bool {
        if self.hosts.is_empty() {
            return true;
        }
        let Some(host) = Url::parse(url).ok().and_then(|url| url.host_str().map(str::to_owned)) else { return false };
        self.hosts
            .iter()
            .any(|h| host.strip_suffix(h.as_str()).is_some_and(|rest| rest.is_empty() || rest.ends_with('.')))
    }
}

/// Words to be found however they are capitalised. Those in ASCII letters and the others have an automaton each: on most pages one of
/// the two then skips nearly every byte, which an automaton of both never can.
#[derive(Debug)]
struct Words {
    ascii: Option<Finder>,
    other: Option<Finder>,
}

impl Words {
    fn new(words: &[String]) -> Result<Words, String> {
        let (ascii, other): (Vec<&str>, Vec<&str>) = words.iter().map(String::as_str).partition(|word| word.is_ascii());
        let finder = |words: Vec<&str>| (!words.is_empty()).then(|| Finder::new(&words)).transpose();
        Ok(Words { ascii: finder(ascii)?, other: finder(other)? })
    }

    /// Whether one of them stands in a page.
    fn stand_in(&self, text: &str) -> bool {
        if self.ascii.as_ref().is_some_and(|ascii| ascii.found(text)) {
            return true;
        }
        // Old pages write every letter that is not ASCII as a number; a few numbers are quotation marks.
        let numbered = || text.matches("&#").nth(FEW_NUMBERS).is_some();
        self.other
            .as_ref()
            .is_some_and(|other| other.found(text) || numbered() && other.found(&without_references(text)))
    }
}

/// The automaton of some words.
#[derive(Debug)]
struct Finder {
    find: AhoCorasick,
    /// For each pattern whether longer words count too.
    begins: Vec<bool>,
}

impl Finder {
    fn new(words: &[&str]) -> Result<Finder, String> {
        let (mut patterns, mut begins) = (Vec::new(), Vec::new());
        for &word in words {
            let (word, open) = word.strip_suffix('*').map_or((word, false), |stem| (stem, true));
            let mut forms = vec![word.to_owned(), word.to_lowercase(), word.to_uppercase(), capitalised(word)];
            forms.sort_unstable();
            forms.dedup();
            begins.extend(forms.iter().map(|_| open));
            patterns.extend(forms);
        }
        let find = AhoCorasick::builder()
            .ascii_case_insensitive(true)
            .match_kind(MatchKind::LeftmostFirst)
            .build(&patterns)
            .map_err(|why| why.to_string())?;
        Ok(Finder { find, begins })
    }

    fn found(&self, text: &str) -> bool {
        let mut from = 0;
        while let Some(found) = self.find.find(Input::new(text).range(from..)) {
            let begins = !text[..found.start()].ends_with(char::is_alphanumeric);
            let ends = self.begins[found.pattern()] || !text[found.end()..].starts_with(char::is_alphanumeric);
            if begins && ends {
                return true;
            }
            from = text.ceil_char_boundary(found.start() + 1);
        }
        false
    }
}

fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}

/// Numeric character references resolved.
fn without_references(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("&#") {
        out.push_str(&rest[..at]);
        rest = &rest[at + 2..];
        let (hex, digits) = rest.strip_prefix(['x', 'X']).map_or((false, rest), |digits| (true, digits));
        let length = digits.bytes().take(8).take_while(u8::is_ascii_hexdigit).count();
        let number = u32::from_str_radix(&digits[..length], if hex { 16 } else { 10 });
        if let Some(letter) = number.ok().and_then(char::from_u32) {
            out.push(letter);
            rest = digits[length..].strip_prefix(';').unwrap_or(&digits[length..]);
        }
    }
    out.push_str(rest);
    out
}

/// What a page is written in: its longer stretches of text decide, else what it declares.
fn language_of(text: &str) -> Option<String> {
    onrecord_page::language_of(&sample(text)).or_else(|| {
        let html = tag(text, "<html")?;
        let declared = value_of(html, "lang")?;
        let primary = declared.split(['-', '_']).next()?.to_ascii_lowercase();
        (2..=3).contains(&primary.len()).then_some(primary)
    })
}

/// Enough of what stands between tags, scripts and styles left out: the longer stretches, or all if there are none.
fn sample(text: &str) -> String {
    let (mut long, mut short) = (String::new(), String::new());
    let mut rest = text;
    while long.len() < ENOUGH && !rest.is_empty() {
        let end = memchr(b'<', rest.as_bytes()).unwrap_or(rest.len());
        let stretch = rest[..end].trim();
        if stretch.len() >= STRETCH {
            long.push_str(&stretch[..stretch.floor_char_boundary(ENOUGH)]);
            long.push(' ');
        } else if !stretch.is_empty() && short.len() < ENOUGH {
            short.push_str(stretch);
            short.push(' ');
        }
        rest = behind_tag(&rest[end..]);
    }
    if long.len() >= ENOUGH / 4 { long } else { long + &short }
}

/// What follows a tag; of a script or a style what follows its end.
fn behind_tag(rest: &str) -> &str {
    let begins = |name: &str| rest.get(1..1 + name.len()).is_some_and(|tag| tag.eq_ignore_ascii_case(name));
    let ends: &[&str] = match () {
        () if begins("script") => &["</script", "</SCRIPT"],
        () if begins("style") => &["</style", "</STYLE"],
        () if begins("!--") => &["-->"],
        () => &[],
    };
    let inner =
        ends.iter().find_map(|end| memmem::find(rest.as_bytes(), end.as_bytes())).map_or(rest, |at| &rest[at..]);
    memchr(b'>', inner.as_bytes()).map_or("", |at| &inner[at + 1..])
}

/// The address that a page gives of itself.
fn own_address(text: &str) -> Option<&str> {
    let head = &text[..text.floor_char_boundary(HEAD.min(text.len()))];
    let of = |mark: &str, value: &str| {
        let at = head.find(mark)?;
        let begin = head[..at].rfind('<')?;
        value_of(&head[begin..begin + head[begin..].find('>')?], value)
    };
    of("rel=\"canonical\"", "href").or_else(|| of("rel=canonical", "href")).or_else(|| of("\"og:url\"", "content"))
}

/// A tag in the head of a page, without its end.
fn tag<'a>(text: &'a str, begin: &str) -> Option<&'a str> {
    let head = &text[..text.floor_char_boundary(HEAD.min(text.len()))];
    let at = head.find(begin).or_else(|| head.find(&begin.to_ascii_uppercase()))?;
    Some(&head[at..at + head[at..].find('>')?])
}

/// The value of an attribute in a tag.
fn value_of<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    tag.match_indices(name).find_map(|(at, _)| {
        let begins = tag[..at].ends_with(|c: char| c.is_ascii_whitespace());
        let value = tag[at + name.len()..].trim_start().strip_prefix('=').filter(|_| begins)?.trim_start();
        let value = value.strip_prefix(['"', '\'']).unwrap_or(value);
        Some(value.split(['"', '\'', ' ', '>']).next().unwrap_or_default())
    })
}

fn unpacked(body: &[u8]) -> Cow<'_, [u8]> {
    if !body.starts_with(&[0x1f, 0x8b]) {
        return Cow::Borrowed(body);
    }
    let mut plain = Vec::new();
    // Of a damaged page what could be unpacked is judged.
    let _ = MultiGzDecoder::new(body).take(MOST).read_to_end(&mut plain);
    Cow::Owned(plain)
}

/// The characters of a page: UTF-8 that holds, else what the server or the page declares, else a guess.
fn characters<'a>(body: &'a [u8], media_type: Option<&str>) -> Cow<'a, str> {
    let body = &body[..body.len().min(MOST as usize)];
    if let Ok(text) = str::from_utf8(body) {
        return Cow::Borrowed(text);
    }
    let head = String::from_utf8_lossy(&body[..body.len().min(HEAD)]);
    let declared = media_type.and_then(charset).or_else(|| charset(&head)).filter(|declared| *declared != UTF_8);
    let encoding = Encoding::for_bom(body).map(|(encoding, _)| encoding).or(declared).unwrap_or_else(|| {
        let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
        detector.feed(&body[..body.len().min(HEAD)], true);
        detector.guess(None, chardetng::Utf8Detection::Allow)
    });
    encoding.decode(body).0
}

fn charset(text: &str) -> Option<&'static Encoding> {
    let lower = text.to_ascii_lowercase();
    let value = lower.split_once("charset")?.1.trim_start().strip_prefix('=')?.trim_start_matches(['"', '\'', ' ']);
    Encoding::for_label(value.split(|c: char| !c.is_ascii_alphanumeric() && !"-_".contains(c)).next()?.as_bytes())
}

fn host(typed: &str) -> Result<String, String> {
    let bare = typed.trim().trim_start_matches("https://").trim_start_matches("http://").trim_end_matches('/');
    let host = Url::parse(&format!("http://{bare}/")).ok().and_then(|url| url.host_str().map(str::to_owned));
    host.filter(|_| !bare.contains('/')).ok_or_else(|| "a host is a name like `harbour.example`".to_owned())
}

fn language(typed: &str) -> Result<String, String> {
    let code = typed.trim().to_ascii_lowercase();
    let fits = code.len() == 2 && code.bytes().all(|b| b.is_ascii_lowercase());
    if fits { Ok(code) } else { Err("a language is two letters: en, ru, uk, …".to_owned()) }
}

fn word(typed: &str) -> Result<String, String> {
    let word = typed.trim();
    let letters = word.strip_suffix('*').unwrap_or(word);
    let fits = letters.chars().any(char::is_alphanumeric) && !letters.contains('*');
    if fits { Ok(word.to_owned()) } else { Err("a word has letters, and a `*` at its end at most".to_owned()) }
}

fn first_day(typed: &str) -> Result<Date, String> {
    days(typed).map(|(first, _)| first)
}

fn last_day(typed: &str) -> Result<Date, String> {
    days(typed).map(|(_, last)| last)
}

/// The first and the last day of a year, a month or a day.
fn days(typed: &str) -> Result<(Date, Date), String> {
    let whole = match typed.len() {
        4 => format!("{typed}-01-01"),
        7 => format!("{typed}-01"),
        _ => typed.to_owned(),
    };
    let first: Date = whole.parse().map_err(|_| "a date is like 2022, 2022-03 or 2022-03-05".to_owned())?;
    let last = match typed.len() {
        4 => first.last_of_year(),
        7 => first.last_of_month(),
        _ => first,
    };
    Ok((first, last))
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::Parser;

    #[derive(Parser)]
    struct Typed {
        #[command(flatten)]
        filters: Filters,
    }

    fn triage(typed: &str) -> Triage {
        let typed = std::iter::once("add").chain(typed.split_whitespace());
        Typed::try_parse_from(typed).expect("well typed").filters.triage().expect("few words")
    }

    fn sifted(typed: &str, url: Option<&str>, day: &str, body: &[u8]) -> Option<Sieve> {
        let triage = triage(typed);
        let at = format!("{day}T12:00:00Z").parse().ok();
        triage.by_address(url, at).or_else(|| triage.by_bytes(body, None, url.is_some()))
    }

    const ENGLISH: &str = "<html lang=ru><head><title>Fees</title><script>var слово = 1;</script></head><body><p>The council of the \
        harbour town met again on a rainy evening to speak about the fees that boats pay at the quay, and about who should pay \
        them.</p><p>Nobody had asked the owners of the boats what they thought of it, and so they had come in person.</p></body>";
    const RUSSIAN: &str = "<html><body><p>Городской совет снова собрался дождливым вечером, чтобы поговорить о сборах, которые лодки \
        платят у причала, и о том, кто должен их платить, а владельцев лодок никто не спросил.</p></body>";

    #[test]
    fn each_filter_leaves_out_what_is_meant_and_nothing_else() {
        let windows_1251 = encoding_rs::WINDOWS_1251.encode(RUSSIAN).0.into_owned();
        let declared = [b"<meta charset=windows-1251>", &windows_1251[..]].concat();
        let saved = "<head><link rel=\"canonical\" href=\"https://www.harbour.example/fees\"></head>";
        let numbers = "<p>&#1089;&#1086;&#x431;&#1088;&#1072;&#1083;&#1089;&#1103; ".repeat(30);
        let (en, ru) = (ENGLISH.as_bytes(), RUSSIAN.as_bytes());
        let here = Some("https://news.harbour.example/fees");
        for (typed, url, day, body, expected) in [
            ("", here, "2022-03-05", en, None),
            ("--host harbour.example", here, "2022-03-05", en, None),
            ("--host https://Harbour.example/", Some("http://harbour.example:8080/"), "2022-03-05", en, None),
            ("--host arbour.example", here, "2022-03-05", en, Some(Sieve::Host)),
            ("--host quay.example,news.harbour.example", here, "2022-03-05", en, None),
            (
                "--host harbour.example",
                Some("https://harbour.example.evil.example/"),
                "2022-03-05",
                en,
                Some(Sieve::Host),
            ),
            ("--host harbour.example", None, "2022-03-05", saved.as_bytes(), None),
            ("--host harbour.example", None, "2022-03-05", en, Some(Sieve::Host)),
            ("--after 2022-03-05", here, "2022-03-05", en, None),
            ("--after 2022-03-06", here, "2022-03-05", en, Some(Sieve::Date)),
            ("--after 2022 --before 2022", here, "2022-12-31", en, None),
            ("--before 2022-02", here, "2022-03-01", en, Some(Sieve::Date)),
            ("--language en", here, "2022-03-05", en, None),
            ("--language ru", here, "2022-03-05", en, Some(Sieve::Language)),
            ("--language ru,uk", here, "2022-03-05", ru, None),
            ("--language ru", here, "2022-03-05", &declared, None),
            ("--language en", here, "2022-03-05", b"<p>12", None),
            ("--words quay", here, "2022-03-05", en, None),
            ("--words QUAY", here, "2022-03-05", en, None),
            ("--words qua", here, "2022-03-05", en, Some(Sieve::Words)),
            ("--words qua*", here, "2022-03-05", en, None),
            ("--words tax,boats", here, "2022-03-05", en, None),
            ("--words СОВЕТ", here, "2022-03-05", ru, None),
            ("--words лод*", here, "2022-03-05", &declared, None),
            ("--words одки", here, "2022-03-05", ru, Some(Sieve::Words)),
            ("--words собрался", here, "2022-03-05", numbers.as_bytes(), None),
            ("--words quay --language ru", here, "2022-03-05", b"%PDF-1.4 ...", None),
        ] {
            assert_eq!(sifted(typed, url, day, body), expected, "{typed} {url:?} {day}");
        }
    }

    #[test]
    fn what_makes_no_sense_is_refused() {
        for typed in
            ["--host a/b", "--language english", "--words *", "--words a*b", "--after March", "--before 2022-02-30"]
        {
            let typed = std::iter::once("add").chain(typed.split_whitespace());
            assert!(Typed::try_parse_from(typed).is_err());
        }
    }

    proptest::proptest! {
        #[test]
        fn no_bytes_make_it_panic(body: Vec<u8>, text in "(<[a-z!-]{0,8}>?|&#x?[0-9a-f]{0,9};?|[а-я ]{0,9}|lang=|\"|')*") {
            let triage = triage("--host a.example --language en --words б*,ab");
            let _ = triage.by_bytes(&body, None, true);
            let _ = triage.by_bytes(text.as_bytes(), None, false);
            let _ = language_of(&text);
        }
    }
}
