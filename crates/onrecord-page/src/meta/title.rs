//! The headline.

use super::head::Head;
use crate::Sourced;

/// The headline: the heading on the page if the page's own titles confirm it, else what they say, without the site's name.
///
/// `headings`: the level-one headings, the nearest to the text first.
pub(crate) fn pick(head: &Head, headings: &[&str], site: Option<&str>) -> Option<Sourced<String>> {
    let declared = declared(head);
    for heading in headings {
        let confirmed = declared.iter().any(|(title, _)| shares_words(heading, title));
        if confirmed {
            return Some(Sourced::new(*heading, "h1"));
        }
    }
    // The only heading of a page whose title is that of the programme or the site.
    let untold = declared.iter().all(|(_, evidence)| *evidence == "title");
    if let ([heading], true) = (headings, untold && !declared.is_empty())
        && (3..=30).contains(&heading.split_whitespace().count())
    {
        return Some(Sourced::new(*heading, "h1"));
    }
    let first = declared.first().map(|(title, evidence)| Sourced::<String>::new(without_site(title, site), *evidence));
    first.filter(|t| !t.value.is_empty()).or_else(|| headings.first().map(|h| Sourced::new(*h, "h1")))
}

/// What the page calls itself, the most deliberate first.
fn declared(head: &Head) -> Vec<(String, &'static str)> {
    let ld = head.articles().find_map(|o| o.text("headline")).map(|t| (unescaped(t), "json-ld headline"));
    let og = head.first(&["og:title"]).map(|(_, t)| (t.to_owned(), "meta og:title"));
    let twitter =
        head.first(&["twitter:title", "dc.title", "title", "headline"]).map(|(_, t)| (t.to_owned(), "meta title"));
    let title = head.title.clone().map(|t| (t, "title"));
    [og, ld, twitter, title].into_iter().flatten().filter(|(t, _)| !t.trim().is_empty()).collect()
}

/// JSON-LD is often written with the references of HTML in it.
fn unescaped(text: &str) -> String {
    text.replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&#039;", "'")
        .replace("&rsquo;", "’")
        .replace("&amp;", "&")
}

fn shares_words(heading: &str, title: &str) -> bool {
    let words = |s: &str| -> Vec<String> {
        s.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_lowercase).collect()
    };
    let (heading, title) = (words(heading), words(title));
    let shared = heading.iter().filter(|w| title.contains(w)).count();
    // The site's name as the page's first heading is in its title too, but not most of the title.
    !heading.is_empty() && shared * 2 > heading.len() && shared * 5 >= title.len() * 2
}

/// `Headline | The Meridian Post` → `Headline`; `The Meridian Post / Politics / Headline` → `Headline`.
pub(crate) fn without_site(title: &str, site: Option<&str>) -> String {
    let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
    if let Some((path, last)) = title.rsplit_once(" / ")
        && path.split(" / ").count() >= 2
        && path.split(" / ").all(|part| part.split_whitespace().count() <= 4)
        && last.split_whitespace().count() >= 3
    {
        return last.to_owned();
    }
    for between in [" | ", " – ", " — ", " - ", " :: ", " » ", " · ", " • ", " / "] {
        let Some((rest, last)) = title.rsplit_once(between) else { continue };
        let names_site = site.is_some_and(|s| is_name_of(last, s));
        let short = last.split_whitespace().count() <= 4 && rest.split_whitespace().count() >= 3;
        if names_site || short && matches!(between, " | " | " :: " | " » " | " · " | " • ") {
            return without_site(rest, site);
        }
    }
    title
}

/// Whether two names of a site are the same but for spaces, case and a domain's ending.
pub(crate) fn is_name_of(name: &str, site: &str) -> bool {
    let bare = |s: &str| s.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    let (a, b) = (bare(name), bare(site));
    !a.is_empty() && !b.is_empty() && (a == b || a.len() >= 4 && b.contains(&a) || b.len() >= 4 && a.contains(&b))
}
