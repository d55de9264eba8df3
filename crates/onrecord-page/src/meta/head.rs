//! What a page says in places that readers don't see: meta elements, links, JSON-LD, comments.

use ego_tree::NodeRef;
use scraper::{Html, Node, node::Element};
use serde_json::Value;

/// Scripts of structured data longer than this, and more of them than that, are left out: real ones stay far below.
const LONGEST_SCRIPT: usize = 1 << 19;
const MOST_OBJECTS: usize = 2000;
const MOST_METAS: usize = 2000;

/// Everything that a page declares about itself.
#[derive(Debug, Default)]
pub(crate) struct Head {
    /// Name (in lower case) and content of each meta element.
    pub(crate) metas: Vec<(String, String)>,
    /// Every object of the page's JSON-LD, outer before inner.
    pub(crate) objects: Vec<Object>,
    /// The words of `<title>`.
    pub(crate) title: Option<String>,
    /// `<html lang>`.
    pub(crate) lang: Option<String>,
    /// `<link rel=canonical>`.
    pub(crate) canonical: Option<String>,
    /// `<!-- saved from url=… -->`.
    pub(crate) saved_from: Option<String>,
}

/// One JSON-LD object.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Object {
    /// Its types in lower case.
    pub(crate) types: Vec<String>,
    /// Its fields.
    pub(crate) fields: serde_json::Map<String, Value>,
    /// It is a value of another object's field: the name of that field.
    pub(crate) inside: Option<String>,
}

impl Object {
    /// Whether it stands for a published text.
    pub(crate) fn is_article(&self) -> bool {
        let article = |t: &String| {
            t.ends_with("article")
                || t.ends_with("posting")
                || matches!(t.as_str(), "report" | "review" | "creativework" | "newsitem" | "speech")
        };
        self.types.iter().any(article)
    }

    /// A field that holds words.
    pub(crate) fn text(&self, field: &str) -> Option<&str> {
        self.fields.get(field).and_then(first_text).map(str::trim).filter(|s| !s.is_empty())
    }
}

/// A text, or the first of several, or the name of a thing.
fn first_text(value: &Value) -> Option<&str> {
    match value {
        Value::String(s) => Some(s),
        Value::Array(several) => several.first().and_then(first_text),
        Value::Object(thing) => {
            ["name", "@value", "@id", "url"].iter().find_map(|f| thing.get(*f).and_then(Value::as_str))
        }
        _ => None,
    }
}

impl Head {
    /// Collects from a document.
    pub(crate) fn of(html: &Html) -> Head {
        let mut head = Head::default();
        for node in html.tree.root().descendants() {
            match node.value() {
                Node::Element(element) => head.element(node, element),
                Node::Comment(comment) if head.saved_from.is_none() => head.saved_from = saved_from(comment),
                _ => {}
            }
        }
        head
    }

    fn element(&mut self, node: NodeRef<'_, Node>, element: &Element) {
        match element.name() {
            "meta" if self.metas.len() < MOST_METAS => self.meta(element),
            "html" if self.lang.is_none() => {
                self.lang = element
                    .attr("lang")
                    .or(element.attr("xml:lang"))
                    .filter(|l| !l.trim().is_empty())
                    .map(str::to_owned);
            }
            "link"
                if self.canonical.is_none()
                    && element.attr("rel").is_some_and(|r| r.eq_ignore_ascii_case("canonical")) =>
            {
                self.canonical = element.attr("href").map(|h| h.trim().to_owned()).filter(|h| !h.is_empty());
            }
            "title" if self.title.is_none() => self.title = Some(words(node)).filter(|t| !t.is_empty()),
            "script" if element.attr("type").is_some_and(|t| t.to_ascii_lowercase().contains("ld+json")) => {
                self.script(&raw(node))
            }
            _ => {}
        }
    }

    fn meta(&mut self, element: &Element) {
        let Some(content) = element.attr("content").map(str::trim).filter(|c| !c.is_empty() && c.len() < 5000) else {
            return;
        };
        for attribute in ["property", "name", "itemprop", "http-equiv"] {
            if let Some(name) = element.attr(attribute) {
                self.metas.push((name.trim().to_ascii_lowercase(), content.to_owned()));
            }
        }
    }

    fn script(&mut self, script: &str) {
        if script.len() > LONGEST_SCRIPT {
            return;
        }
        let bare = script.trim().trim_start_matches("<!--").trim_end_matches("-->").trim();
        let bare = bare
            .trim_start_matches("//<![CDATA[")
            .trim_start_matches("/*<![CDATA[*/")
            .trim_end_matches("//]]>")
            .trim()
            .trim_end_matches(';');
        let value = serde_json::from_str(bare).or_else(|_| serde_json::from_str(&mended(bare)));
        let Ok(value): Result<Value, _> = value else { return };
        self.objects(value, None);
    }

    fn objects(&mut self, value: Value, inside: Option<String>) {
        match value {
            Value::Array(several) => several.into_iter().for_each(|v| self.objects(v, inside.clone())),
            Value::Object(fields) if self.objects.len() < MOST_OBJECTS => {
                let types = match fields.get("@type") {
                    Some(Value::String(one)) => vec![type_name(one)],
                    Some(Value::Array(several)) => several.iter().filter_map(Value::as_str).map(type_name).collect(),
                    _ => Vec::new(),
                };
                let inner: Vec<(String, Value)> = fields
                    .iter()
                    .filter(|(_, v)| v.is_object() || v.is_array())
                    .map(|(k, v)| (k.clone(), v.clone()))
                    .collect();
                self.objects.push(Object { types, fields, inside: inside.clone() });
                for (name, value) in inner {
                    // A graph's members stand beside each other, not inside one.
                    let inside = if name == "@graph" { inside.clone() } else { Some(name) };
                    self.objects(value, inside);
                }
            }
            _ => {}
        }
    }

    /// The content of the first meta element with one of these names, in the order of the names.
    pub(crate) fn first(&self, names: &[&'static str]) -> Option<(&'static str, &str)> {
        names
            .iter()
            .find_map(|name| self.metas.iter().find(|(n, _)| n == name).map(|(_, content)| (*name, content.as_str())))
    }

    /// Whether the page declares itself to be one article.
    pub(crate) fn is_of_article(&self) -> bool {
        let published = ["article:published_time", "datepublished", "dc.date.issued", "publish-date", "pubdate"];
        self.articles().next().is_some()
            || self.first(&["og:type"]).is_some_and(|(_, t)| t.eq_ignore_ascii_case("article"))
            || self.first(&published).is_some()
    }

    /// The objects that stand for published texts and aren't parts of a list.
    pub(crate) fn articles(&self) -> impl Iterator<Item = &Object> {
        let listed = |o: &Object| o.inside.as_deref().is_some_and(|f| !matches!(f, "mainEntity" | "mainEntityOfPage"));
        self.objects.iter().filter(move |o| o.is_article() && !listed(o))
    }
}

fn type_name(name: &str) -> String {
    name.rsplit(['/', ':', '#']).next().unwrap_or(name).to_ascii_lowercase()
}

/// JSON as people write it by hand: line breaks inside strings, commas before closing brackets.
fn mended(script: &str) -> String {
    let mut out = String::with_capacity(script.len());
    let (mut quoted, mut escaped) = (false, false);
    for c in script.chars() {
        match c {
            '"' if !escaped => quoted = !quoted,
            '}' | ']' if !quoted => {
                let kept = out.trim_end().trim_end_matches(',').len();
                out.truncate(kept);
            }
            c if c.is_control() => {
                out.push(' ');
                escaped = false;
                continue;
            }
            _ => {}
        }
        escaped = quoted && c == '\\' && !escaped;
        out.push(c);
    }
    out
}

fn saved_from(comment: &str) -> Option<String> {
    let rest = comment.trim().strip_prefix("saved from url=")?;
    let rest = rest.strip_prefix('(').and_then(|r| r.split_once(')')).map_or(rest, |(_, r)| r);
    let url = rest.split_whitespace().next()?;
    url.starts_with("http").then(|| url.to_owned())
}

/// The text in a node, as it is.
pub(crate) fn raw(node: NodeRef<'_, Node>) -> String {
    node.descendants().filter_map(|n| n.value().as_text().map(|t| &**t)).collect()
}

/// The text in a node, white space folded.
pub(crate) fn words(node: NodeRef<'_, Node>) -> String {
    let mut out = String::new();
    for text in node.descendants().filter_map(|n| n.value().as_text()) {
        for word in text.split_whitespace() {
            if !out.is_empty() {
                out.push(' ');
            }
            out.push_str(word);
        }
    }
    out
}
