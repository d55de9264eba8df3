//! Bylines → names.

use super::carriers;
use super::head::{Head, Object};
use crate::Sourced;
use crate::html::blocks::Piece;
use crate::html::names::Around;

/// The names in a byline, without "By", roles, addresses and what follows a bar.
pub(crate) fn names(byline: &str) -> Vec<String> {
    let mut line = byline.trim();
    for begin in [
        "by ",
        "by: ",
        "written by ",
        "author: ",
        "authors: ",
        "story by ",
        "posted by ",
        "автор: ",
        "авторы: ",
        "text: ",
    ] {
        if line.get(..begin.len()).is_some_and(|head| head.eq_ignore_ascii_case(begin) || head.to_lowercase() == begin)
        {
            line = line[begin.len()..].trim_start();
        }
    }
    // `Ada Marl (AP)`, `Ada Marl | Reuters`: the agency is kept for who looks for it.
    let agencies =
        line.split(['|', '•', '\n', '·', '(', ')', '/']).skip(1).map(str::trim).filter(|p| carriers::is_agency(p));
    let agencies: Vec<String> = agencies.map(str::to_owned).collect();
    let line = line.split(['|', '•', '\n', '·']).next().unwrap_or("");
    // Words with an `@` are addresses.
    let bare: Vec<&str> = line.split_whitespace().filter(|w| !w.contains('@')).collect();
    let line = bare.join(" ");
    let mut names: Vec<String> = Vec::new();
    for part in split_names(&line) {
        let Some(name) = name(part) else { continue };
        if !names.iter().any(|n| n.eq_ignore_ascii_case(&name)) {
            names.push(name);
        }
    }
    names.extend(agencies);
    names
}

/// `A, B and C` → A, B, C.
fn split_names(line: &str) -> impl Iterator<Item = &str> {
    line.split([',', ';', '&'])
        .flat_map(|part| part.split(" and "))
        .flat_map(|part| part.split(" und "))
        .flat_map(|part| part.split(" и "))
}

/// One name, or None for a role, an address, a date, a sentence.
fn name(part: &str) -> Option<String> {
    const NOT_NAMES: &[&str] = &[
        "staff",
        "reporter",
        "editor",
        "correspondent",
        "writer",
        "admin",
        "administrator",
        "updated",
        "published",
        "news",
        "desk",
        "guest",
        "contributor",
        "newsroom",
        "journalist",
        "columnist",
        "follow",
        "http",
        "www",
        "minutes",
        "read",
        "posted",
        "senior",
        "chief",
        "team",
        "editorial",
        "webmaster",
        "redaktion",
        "redacción",
        "rédaction",
        "author",
        "bureau",
        "producer",
        "special",
        "анонимно",
        "редакция",
    ];
    if carriers::is_agency(part) {
        return Some(part.trim().to_owned());
    }
    let part = part
        .split('(')
        .next()
        .unwrap_or("")
        .split('/')
        .next()
        .unwrap_or("")
        .trim_matches(|c: char| !c.is_alphanumeric() && c != '.');
    let part = part
        .strip_prefix("and ")
        .or_else(|| part.strip_prefix("by "))
        .or_else(|| part.strip_prefix("By "))
        .unwrap_or(part);
    // `Ada Marl in Lind`.
    let part = [" in ", " в ", " aus "].iter().find_map(|at| part.split_once(at)).map_or(part, |(name, _)| name);
    let words: Vec<&str> = part.split_whitespace().collect();
    let lower = part.to_lowercase();
    let role = lower.split(|c: char| !c.is_alphanumeric()).any(|w| NOT_NAMES.contains(&w));
    let odd = part.contains(['@', '/', ':', '_', '#']) || part.bytes().any(|b| b.is_ascii_digit());
    let named = words
        .first()
        .is_some_and(|w| w.starts_with(|c: char| c.is_uppercase() || c.is_alphabetic() && !c.is_lowercase()));
    if words.len() > 5 || part.chars().count() < 3 || part.len() > 80 || role || odd || !named {
        return None;
    }
    Some(words.join(" "))
}

/// The article's authors: what the page declares, else what stands beside the headline.
pub(crate) fn pick(head: &Head, pieces: &[Piece<'_>], title: Option<usize>, first: usize) -> Vec<Sourced<String>> {
    let declared = head.articles().map(authors_of).find(|names| !names.is_empty());
    if let Some(names) = declared {
        return sourced(names, "json-ld author");
    }
    const METAS: &[&str] = &[
        "author",
        "article:author",
        "og:article:author",
        "parsely-author",
        "sailthru.author",
        "byl",
        "byline",
        "dc.creator",
        "dcterms.creator",
        "citation_author",
        "cxenseparse:author",
        "article.author",
        "dc.contributor",
        "authors",
        "creator",
    ];
    for name in METAS {
        let contents = head.metas.iter().filter(|(n, _)| n == name);
        let found: Vec<String> = contents.flat_map(|(_, content)| names(content)).collect();
        if !found.is_empty() {
            return sourced(found, &format!("meta {name}"));
        }
    }
    let from = title.unwrap_or(first).saturating_sub(4);
    let near = pieces.iter().take(first + 4).skip(from);
    for piece in near.filter(|p| p.text.len() <= 160 && !p.around.has(Around::ELSEWHERE)) {
        let said =
            crate::furniture::byline(&piece.text).or(piece.around.has(Around::BYLINE).then_some(piece.text.as_str()));
        let found = said.map(names).unwrap_or_default();
        if !found.is_empty() {
            return sourced(found, "byline");
        }
    }
    Vec::new()
}

fn sourced(mut names: Vec<String>, evidence: &str) -> Vec<Sourced<String>> {
    names.truncate(12);
    names.dedup();
    names.into_iter().map(|name| Sourced::new(name, evidence)).collect()
}

/// The names in an object's `author` or `creator`.
fn authors_of(object: &Object) -> Vec<String> {
    fn collect(value: &serde_json::Value, out: &mut Vec<String>) {
        match value {
            serde_json::Value::String(s) => out.extend(names(s)),
            serde_json::Value::Array(several) => several.iter().take(20).for_each(|v| collect(v, out)),
            serde_json::Value::Object(thing) => {
                let organization =
                    thing.get("@type").and_then(|t| t.as_str()).is_some_and(|t| t.ends_with("Organization"));
                match thing.get("name") {
                    Some(serde_json::Value::String(name)) if organization => out.push(name.trim().to_owned()),
                    Some(name) => collect(name, out),
                    None => {}
                }
            }
            _ => {}
        }
    }
    let mut out = Vec::new();
    for field in ["author", "creator"] {
        if let Some(value) = object.fields.get(field).filter(|_| out.is_empty()) {
            collect(value, &mut out);
        }
    }
    out.retain(|name| !name.is_empty());
    out
}
