//! The name of the outlet.

use super::{head::Head, title::is_name_of};
use crate::Sourced;

/// `© 2020 The Meridian Post. All rights reserved.` → `The Meridian Post`.
pub(crate) fn of_copyright(line: &str) -> Option<String> {
    let at = line
        .find('©')
        .map(|i| i + '©'.len_utf8())
        .or_else(|| line.to_lowercase().find("copyright").map(|i| i + "copyright".len()))?;
    let rest = line.get(at..)?.trim_start_matches(|c: char| !c.is_alphabetic());
    let rest = rest.strip_prefix("by ").unwrap_or(rest);
    let name = rest.split(['.', ',', '|', ';', '(', '–', '—']).next().unwrap_or("").trim();
    let name = name.trim_end_matches(|c: char| c.is_ascii_digit() || c.is_whitespace() || c == '-');
    let lower = name.to_lowercase();
    let fits = (1..=6).contains(&name.split_whitespace().count()) && name.starts_with(char::is_uppercase);
    (fits && !lower.contains("all rights") && !lower.starts_with("copyright")).then(|| name.to_owned())
}

/// The outlet's name for itself: what it declares, else how its titles end, else its host. `headings`: the level-one headings.
pub(crate) fn pick(head: &Head, host: Option<&str>, headings: &[&str]) -> Option<Sourced<String>> {
    let fits = |name: &str| !name.is_empty() && name.chars().count() <= 60 && !name.starts_with("http");
    let site = head.first(&["og:site_name"]).filter(|(_, n)| fits(n));
    if let Some((name, value)) = site {
        return Some(Sourced::new(tidy(value), format!("meta {name}")));
    }
    let publisher = head.articles().chain(&head.objects).find_map(|o| o.text("publisher").filter(|n| fits(n)));
    if let Some(name) = publisher {
        return Some(Sourced::new(tidy(name), "json-ld publisher"));
    }
    let named = head.first(&[
        "application-name",
        "apple-mobile-web-app-title",
        "dc.publisher",
        "citation_journal_title",
        "twitter:app:name:iphone",
    ]);
    if let Some((name, value)) = named.filter(|(_, n)| fits(n)) {
        return Some(Sourced::new(tidy(value), format!("meta {name}")));
    }
    let site = head.objects.iter().filter(|o| o.types.iter().any(|t| t.ends_with("organization") || t == "website"));
    if let Some(name) = site.filter_map(|o| o.text("name")).find(|n| fits(n)) {
        return Some(Sourced::new(tidy(name), "json-ld name"));
    }
    let title = head.title.as_deref();
    if let Some(name) = title.and_then(|t| behind_heading(t, headings).or_else(|| of_title(t, host))) {
        return Some(Sourced::new(name, "title"));
    }
    host.map(|h| Sourced::new(h.strip_prefix("www.").unwrap_or(h), "address"))
}

fn tidy(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// `Comment on the talks - Ministry of Foreign Affairs of Ostmere` over a page headed "Comment on the talks".
fn behind_heading(title: &str, headings: &[&str]) -> Option<String> {
    let title = tidy(title);
    let rest = headings.iter().filter(|h| h.split_whitespace().count() >= 3).find_map(|h| title.strip_prefix(*h))?;
    let name = rest.trim_start().strip_prefix(['|', '-', '–', '—', '·', '•', '»', ':'])?.trim();
    let words = name.split_whitespace().count();
    let separated = [" | ", " - ", " – ", " — "].iter().any(|between| name.contains(between));
    ((1..=12).contains(&words) && !separated && name.starts_with(char::is_uppercase)).then(|| name.to_owned())
}

/// The last part of a title that its separators set apart, if it looks like a name of the site.
fn of_title(title: &str, host: Option<&str>) -> Option<String> {
    for between in [" | ", " – ", " — ", " - ", " :: ", " » ", " · ", " • "] {
        let Some((_, last)) = title.rsplit_once(between) else { continue };
        let last = last.trim();
        let by_host =
            host.is_some_and(|h| is_name_of(last, h.strip_prefix("www.").unwrap_or(h).split('.').next().unwrap_or("")));
        let short = last.split_whitespace().count() <= 4 && last.starts_with(char::is_uppercase);
        if by_host || between == " | " && short {
            return Some(last.to_owned());
        }
    }
    None
}
