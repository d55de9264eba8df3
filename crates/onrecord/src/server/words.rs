//! Words that are the same in every language: shortened text, and the text of links.

use onrecord_page::Published;

/// The day, month or year of publication without its time of day.
pub(crate) fn day_of(published: &Published) -> &str {
    published.value.split('T').next().unwrap_or(&published.value)
}

/// The first `most` characters or fewer, ending with a whole word where one ends in reach; None where nothing need be cut.
pub(crate) fn head(text: &str, most: usize) -> Option<&str> {
    let (end, _) = text.char_indices().nth(most)?;
    let cut = &text[..end];
    let at = cut.rfind(char::is_whitespace).filter(|&at| at > end / 2).unwrap_or(end);
    Some(cut[..at].trim_end())
}

/// The last `most` characters or fewer, beginning with a whole word; None where nothing need be cut.
pub(crate) fn tail(text: &str, most: usize) -> Option<&str> {
    let (start, _) = text.char_indices().rev().nth(most)?;
    let cut = &text[start..];
    let at = cut.find(char::is_whitespace).filter(|&at| at < cut.len() / 2).unwrap_or(0);
    Some(cut[at..].trim_start())
}

/// `/search?q=…` for a query.
pub(crate) fn search_href(query: &str) -> String {
    link("/search", &[("q", query)])
}

/// A path with a query string; empty values are left out.
pub(crate) fn link(path: &str, values: &[(&str, &str)]) -> String {
    let mut query = url::form_urlencoded::Serializer::new(String::new());
    for (name, value) in values.iter().filter(|(_, value)| !value.is_empty()) {
        query.append_pair(name, value);
    }
    match query.finish() {
        query if query.is_empty() => path.to_owned(),
        query => format!("{path}?{query}"),
    }
}

/// An address that may stand in a link: `http` and `https` only, so that no page can plant a `javascript:` one.
pub(crate) fn web_address(url: &str) -> Option<&str> {
    let scheme = url.split_once("://")?.0;
    (scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https")).then_some(url)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn only_web_addresses_become_links() {
        assert_eq!(web_address("javascript:alert(1)"), None);
        assert_eq!(web_address("javascript://x%0aalert(1)"), None);
        assert_eq!(web_address("HTTPS://courier.example/1"), Some("HTTPS://courier.example/1"));
    }

    proptest! {
        #[test]
        fn what_is_cut_is_a_piece_of_the_text(s in "\\PC{0,40}", most in 0usize..50) {
            if let Some(cut) = head(&s, most) {
                prop_assert!(s.starts_with(cut) && cut.chars().count() <= most);
            }
            if let Some(cut) = tail(&s, most) {
                prop_assert!(s.contains(cut) && cut.chars().count() <= most + 1);
            }
        }
    }
}
