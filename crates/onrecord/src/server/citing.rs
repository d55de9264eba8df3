//! A statement in the forms in which others quote it: a link to the words at their source, BibTeX, CSL-JSON, a reference for a wiki, a
//! frame for another page.
//!
//! Takes what is known of the statement as plain words, gives text. Whatever a page put into a headline or a name is escaped for the
//! form it goes into. No date is made up: an undated article is cited without one.

use jiff::{Timestamp, tz::TimeZone};
use serde::Serialize;
use serde_json::{Value, json};
use std::fmt::Write;

/// Pieces longer than this (in characters) are linked to by their first and last words; browsers look for both.
const WHOLE: usize = 200;
/// So many words of either end.
const ENDS: usize = 6;
/// Width and height of the frame, in CSS pixels; the card scrolls where it is too small.
const FRAME: (u32, u32) = (560, 320);

/// A statement, as far as a citation needs it.
#[derive(Clone, Debug)]
pub(crate) struct Cited {
    pub(crate) id: String,
    /// Where this server is reached: `http://127.0.0.1:4343`.
    pub(crate) origin: String,
    /// Who said it, with the role; None: nobody is named.
    pub(crate) who: Option<String>,
    /// As printed; pieces joined by " … ".
    pub(crate) words: String,
    /// As printed, piece by piece.
    pub(crate) pieces: Vec<String>,
    pub(crate) title: Option<String>,
    pub(crate) outlet: Option<String>,
    pub(crate) authors: Vec<String>,
    /// ISO 8601, as far as known.
    pub(crate) published: Option<String>,
    /// Web addresses only.
    pub(crate) url: Option<String>,
    pub(crate) language: Option<String>,
    /// SHA-256 of the page's bytes.
    pub(crate) capture: String,
    /// When the page was fetched, or else added.
    pub(crate) seen_at: Timestamp,
}

/// What an oEmbed consumer gets (oembed.com, type `rich`).
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Embed {
    pub(crate) version: &'static str,
    #[serde(rename = "type")]
    pub(crate) kind: &'static str,
    pub(crate) provider_name: &'static str,
    pub(crate) provider_url: String,
    pub(crate) title: String,
    pub(crate) html: String,
    pub(crate) width: u32,
    pub(crate) height: u32,
}

impl Cited {
    /// The statement's page on this server.
    pub(crate) fn permalink(&self) -> String {
        format!("{}/s/{}", self.origin, self.id)
    }

    /// The article's own address with a fragment at which browsers go to the words and mark them (WICG Text Fragments).
    pub(crate) fn source_link(&self) -> Option<String> {
        let url = self.url.as_ref()?;
        let pieces: Vec<String> = self.pieces.iter().filter_map(|piece| directive(piece)).collect();
        if pieces.is_empty() {
            return Some(url.clone());
        }
        let joint = if url.contains('#') { "" } else { "#" };
        Some(format!("{url}{joint}:~:{}", pieces.join("&")))
    }

    /// `Orla Venn: “…”`, for fields that quote.
    fn quoted(&self) -> String {
        match &self.who {
            Some(who) => format!("{who}: {}", self.words),
            None => self.words.clone(),
        }
    }

    /// An entry for BibTeX and BibLaTeX.
    pub(crate) fn bibtex(&self) -> String {
        let named = |name: &String| format!("{{{}}}", latex(name));
        // Each author in braces of its own, so that no name is taken apart.
        let authors: Vec<String> = match self.authors.is_empty() {
            true => self.outlet.iter().map(named).collect(),
            false => self.authors.iter().map(named).collect(),
        };
        let plain = |value: &Option<String>| value.as_deref().map(latex).unwrap_or_default();
        let mut fields = vec![("author", authors.join(" and ")), ("title", plain(&self.title))];
        fields.extend([("howpublished", plain(&self.outlet)), ("url", plain(&self.url))]);
        fields.extend(["year", "month", "day"].into_iter().zip(self.date().iter().map(u32::to_string)));
        fields.push(("urldate", self.seen_at.strftime("%Y-%m-%d").to_string()));
        fields.push(("note", latex(&format!("Statement {}. {}", self.id, self.quoted()))));
        fields.push(("archive", format!("capture sha256:{}", self.capture)));
        let mut out = format!("@misc{{onrecord-{},\n", self.id);
        for (name, value) in fields.iter().filter(|(_, value)| !value.is_empty()) {
            let _ = writeln!(out, "  {name} = {{{value}}},");
        }
        out.push_str("}\n");
        out
    }

    /// A list of one item for CSL processors (Zotero, Pandoc).
    pub(crate) fn csl_json(&self) -> Value {
        let seen = self.seen_at.to_zoned(TimeZone::UTC);
        let mut item = json!({
            "id": format!("onrecord-{}", self.id),
            "type": "webpage",
            "accessed": { "date-parts": [[seen.year(), seen.month(), seen.day()]] },
            "archive": "onrecord",
            "archive_location": format!("sha256:{}", self.capture),
            "note": format!("Statement {}. {}", self.id, self.quoted()),
        });
        let mut put = |name: &str, value: Value| {
            if let Some(fields) = item.as_object_mut() {
                fields.insert(name.to_owned(), value);
            }
        };
        for (name, value) in [
            ("title", &self.title),
            ("container-title", &self.outlet),
            ("URL", &self.url),
            ("language", &self.language),
        ] {
            if let Some(value) = value {
                put(name, json!(value));
            }
        }
        if !self.authors.is_empty() {
            put("author", self.authors.iter().map(|name| json!({ "literal": name })).collect());
        }
        let date = self.date();
        if !date.is_empty() {
            put("issued", json!({ "date-parts": [date] }));
        }
        json!([item])
    }

    /// Wikitext for a footnote, with the template that English and Russian Wikipedia share.
    pub(crate) fn wiki(&self) -> String {
        let mut out = "<ref>{{cite web".to_owned();
        let date: String = self.published.as_deref().unwrap_or("").chars().take_while(|c| *c != 'T').collect();
        let url = self.url.clone().unwrap_or_default();
        let seen = self.seen_at.strftime("%Y-%m-%d").to_string();
        let quote = self.quoted();
        let authors = self.authors.join(", ");
        for (name, value) in [
            ("url", url.as_str()),
            ("title", self.title.as_deref().unwrap_or("")),
            ("author", &authors),
            ("website", self.outlet.as_deref().unwrap_or("")),
            ("date", &date),
            ("access-date", &seen),
            ("language", self.language.as_deref().unwrap_or("")),
            ("quote", &quote),
        ] {
            if !value.is_empty() {
                let _ = write!(out, " |{name}={}", wikitext(value));
            }
        }
        out.push_str("}}</ref>");
        out
    }

    /// HTML that shows the card in another page.
    pub(crate) fn frame(&self) -> String {
        let (width, height) = FRAME;
        format!(
            "<iframe src=\"{}/card\" width=\"{width}\" height=\"{height}\" loading=\"lazy\" sandbox=\"allow-popups\" \
             frameborder=\"0\" title=\"{}\"></iframe>",
            super::marked::Escaped(&self.permalink()),
            super::marked::Escaped(&self.name()),
        )
    }

    /// The same for a program that asks.
    pub(crate) fn embed(&self) -> Embed {
        Embed {
            version: "1.0",
            kind: "rich",
            provider_name: "onrecord",
            provider_url: format!("{}/", self.origin),
            title: self.name(),
            html: self.frame(),
            width: FRAME.0,
            height: FRAME.1,
        }
    }

    fn name(&self) -> String {
        match (&self.who, &self.outlet) {
            (Some(who), Some(outlet)) => format!("{who} ({outlet})"),
            (Some(one), None) | (None, Some(one)) => one.clone(),
            (None, None) => self.id.clone(),
        }
    }

    /// Year, month and day of publication, as far as known.
    fn date(&self) -> Vec<u32> {
        let day = self.published.as_deref().unwrap_or("").split('T').next().unwrap_or("");
        day.split('-').map_while(|part| part.parse().ok()).take(3).collect()
    }
}

/// `text=…` for one piece of words; None where nothing in it can be looked for.
fn directive(piece: &str) -> Option<String> {
    let words: Vec<&str> = piece.split_whitespace().collect();
    if words.is_empty() {
        return None;
    }
    // A browser looks within one block only: words that cross a paragraph are named by their ends.
    if piece.chars().count() <= WHOLE && !piece.contains('\n') {
        return Some(format!("text={}", fragment(&words.join(" "))));
    }
    let paragraphs: Vec<&str> = piece.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let first: Vec<&str> = paragraphs.first()?.split_whitespace().take(ENDS).collect();
    let mut last: Vec<&str> = paragraphs.last()?.split_whitespace().rev().take(ENDS).collect();
    last.reverse();
    Some(format!("text={},{}", fragment(&first.join(" ")), fragment(&last.join(" "))))
}

/// Everything but letters of ASCII, digits, `.`, `_` and `~` escaped: `-`, `,` and `&` mean something in a text directive.
fn fragment(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'.' | b'_' | b'~' => out.push(char::from(byte)),
            _ => {
                let _ = write!(out, "%{byte:02X}");
            }
        }
    }
    out
}

/// For a braced field of BibTeX: what TeX would act on is escaped, line breaks are spaces.
fn latex(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' => out.push_str("\\textbackslash{}"),
            '{' | '}' | '$' | '&' | '#' | '_' | '%' => {
                out.push('\\');
                out.push(c);
            }
            '~' => out.push_str("\\textasciitilde{}"),
            '^' => out.push_str("\\textasciicircum{}"),
            c if c.is_control() || c.is_whitespace() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

/// For a value of a wiki template: what would end the value, the template or the reference is written as an entity.
fn wikitext(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '|' | '{' | '}' | '[' | ']' | '<' | '>' => {
                let _ = write!(out, "&#{};", u32::from(c));
            }
            c if c.is_control() || c.is_whitespace() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn cited() -> Cited {
        Cited {
            id: "s0000000000001".to_owned(),
            origin: "http://127.0.0.1:4343".to_owned(),
            who: Some("Orla Venn (harbour minister)".to_owned()),
            words: "“We share the concern, not the fear,”".to_owned(),
            pieces: vec!["“We share the concern, not the fear,”".to_owned()],
            title: Some("Talks & {terms} at 100%".to_owned()),
            outlet: Some("The Vell Courier".to_owned()),
            authors: vec!["Tam Brekke".to_owned()],
            published: Some("2026-05-12T09:00:00Z".to_owned()),
            url: Some("https://courier.example/talks?id=1".to_owned()),
            language: Some("en".to_owned()),
            capture: "ab12".to_owned(),
            seen_at: "2026-05-13T10:00:00Z".parse().expect("a time"),
        }
    }

    #[test]
    fn bibtex_is_escaped_and_whole() {
        insta::assert_snapshot!(cited().bibtex(), @r"
        @misc{onrecord-s0000000000001,
          author = {{Tam Brekke}},
          title = {Talks \& \{terms\} at 100\%},
          howpublished = {The Vell Courier},
          url = {https://courier.example/talks?id=1},
          year = {2026},
          month = {5},
          day = {12},
          urldate = {2026-05-13},
          note = {Statement s0000000000001. Orla Venn (harbour minister): “We share the concern, not the fear,”},
          archive = {capture sha256:ab12},
        }
        ");
    }

    #[test]
    fn a_month_is_cited_as_a_month() {
        let undated = Cited { published: None, ..cited() };
        assert!(!undated.bibtex().contains("year") && undated.csl_json()[0].get("issued").is_none());
        let month = Cited { published: Some("2026-05".to_owned()), ..cited() };
        assert_eq!(month.csl_json()[0]["issued"]["date-parts"], json!([[2026, 5]]));
        assert_eq!(month.csl_json()[0]["accessed"]["date-parts"], json!([[2026, 5, 13]]));
    }

    #[test]
    fn the_source_is_linked_to_at_the_words() {
        let link = cited().source_link().expect("a link");
        assert_eq!(
            link,
            "https://courier.example/talks?id=1#:~:text=%E2%80%9CWe%20share%20the%20concern%2C%20not%20the%20fear%2C%E2%80%9D"
        );
        let long = Cited { pieces: vec!["one two three four five six seven\n\neight ".repeat(20)], ..cited() };
        let link = long.source_link().expect("a link");
        assert!(link.ends_with("text=one%20two%20three%20four%20five%20six,eight"), "{link}");
        let with_fragment = Cited { url: Some("https://courier.example/#top".to_owned()), ..cited() };
        assert!(with_fragment.source_link().is_some_and(|link| link.contains("#top:~:text=")));
    }

    #[test]
    fn a_wiki_reference_cannot_be_broken_out_of() {
        let nasty = Cited { title: Some("a }}</ref><script>|quote=x [[b]]".to_owned()), ..cited() };
        let wiki = nasty.wiki();
        assert_eq!(
            (wiki.matches("</ref>").count(), wiki.matches("}}").count(), wiki.matches("quote=").count()),
            (1, 1, 2)
        );
        assert!(!wiki.contains("[[") && wiki.ends_with("}}</ref>"));
    }

    #[test]
    fn a_frame_is_made_for_the_card() {
        let embed = Cited { who: Some("<b>\"".to_owned()), ..cited() }.embed();
        assert!(embed.html.contains("src=\"http://127.0.0.1:4343/s/s0000000000001/card\""));
        assert!(!embed.html.contains("<b>") && embed.title.contains("<b>"));
    }

    proptest! {
        #[test]
        fn no_words_break_a_form(s in "\\PC{0,60}|[{}\\\\|<>&~^\\n -]{0,20}") {
            let cited = Cited { who: Some(s.clone()), words: s.clone(), pieces: vec![s.clone()], title: Some(s.clone()),
                outlet: Some(s.clone()), authors: vec![s.clone()], published: Some(s), ..cited() };
            let bib = cited.bibtex().replace("\\{", "").replace("\\}", "");
            prop_assert_eq!(bib.matches('{').count(), bib.matches('}').count());
            prop_assert_eq!(cited.wiki().matches("</ref>").count(), 1);
            let link = cited.source_link().unwrap_or_default();
            prop_assert!(link.is_ascii() && !link.contains(' '));
            let _ = (cited.csl_json(), cited.embed());
        }
    }
}
