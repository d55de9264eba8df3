//! Words for values: dates, counts, sizes, shortened text and the text of links. English for now; every page takes them from here.
//!
//! Templates hand over references or values as it comes, so numbers and moments are taken as either.

use jiff::{Timestamp, tz::TimeZone};
use onrecord_page::Published;
use std::borrow::Borrow;

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// A date as far as it is known: `2021-12-28T10:30+03:00` → "28 December 2021, 10:30 (UTC+03:00)". What isn't a date stays as it is.
pub(crate) fn date(iso: &str) -> String {
    let (day, time) = iso.split_once('T').map_or((iso, None), |(day, time)| (day, Some(time)));
    let mut parts = day.split('-');
    let (Some(year), month, day) = (parts.next(), parts.next(), parts.next()) else { return iso.to_owned() };
    let Some(month) = month else { return year.to_owned() };
    let Some(name) = month.parse::<usize>().ok().and_then(|m| MONTHS.get(m.wrapping_sub(1))) else {
        return iso.to_owned();
    };
    let mut words = match day.and_then(|d| d.parse::<u8>().ok()) {
        Some(day) => format!("{day} {name} {year}"),
        None => format!("{name} {year}"),
    };
    if let Some(time) = time {
        let zone = time.find(['+', '-', 'Z']).unwrap_or(time.len());
        let (clock, zone) = time.split_at(zone);
        words.push_str(", ");
        words.push_str(clock.get(..5).unwrap_or(clock));
        match zone {
            "" => {}
            "Z" | "+00:00" => words.push_str(" (UTC)"),
            zone => words.push_str(&format!(" (UTC{zone})")),
        }
    }
    words
}

/// The day, month or year of publication without its time of day.
pub(crate) fn day_of(published: &Published) -> &str {
    published.value.split('T').next().unwrap_or(&published.value)
}

/// A moment, in UTC: "3 May 2024, 10:20 UTC".
pub(crate) fn moment(at: impl Borrow<Timestamp>) -> String {
    let at = at.borrow().to_zoned(TimeZone::UTC);
    format!("{} {} {}, {:02}:{:02} UTC", at.day(), month_name(at.month()), at.year(), at.hour(), at.minute())
}

/// The day of a moment, in UTC: "3 May 2024".
pub(crate) fn moment_day(at: impl Borrow<Timestamp>) -> String {
    let at = at.borrow().to_zoned(TimeZone::UTC);
    format!("{} {} {}", at.day(), month_name(at.month()), at.year())
}

fn month_name(month: i8) -> &'static str {
    usize::try_from(month - 1).ok().and_then(|m| MONTHS.get(m)).copied().unwrap_or("")
}

/// 12345 → "12,345".
pub(crate) fn count(n: impl Borrow<u64>) -> String {
    let digits = n.borrow().to_string();
    let mut out = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// "1 statement", "12,345 statements"; for nouns that take an s.
pub(crate) fn counted(n: impl Borrow<u64>, noun: &str) -> String {
    let n = n.borrow();
    format!("{} {noun}{}", count(n), if *n == 1 { "" } else { "s" })
}

/// 3456789 → "3.5 MB".
pub(crate) fn bytes(n: impl Borrow<u64>) -> String {
    let mut value = *n.borrow() as f64;
    for unit in ["bytes", "kB", "MB", "GB"] {
        if value < 999.5 {
            return if unit == "bytes" || value >= 99.95 {
                format!("{value:.0} {unit}")
            } else {
                format!("{value:.1} {unit}")
            };
        }
        value /= 1000.0;
    }
    format!("{value:.1} TB")
}

/// A language by its tag.
pub(crate) fn language(tag: &str) -> &str {
    match tag {
        "en" => "English",
        "ru" => "Russian",
        "uk" => "Ukrainian",
        "de" => "German",
        "fr" => "French",
        "es" => "Spanish",
        "pt" => "Portuguese",
        "it" => "Italian",
        other => other,
    }
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
    fn dates_say_as_much_as_is_known() {
        for (iso, words) in [
            ("2021", "2021"),
            ("2021-12", "December 2021"),
            ("2021-12-28", "28 December 2021"),
            ("2021-12-28T10:30", "28 December 2021, 10:30"),
            ("2021-12-28T10:30:00+03:00", "28 December 2021, 10:30 (UTC+03:00)"),
            ("2021-12-28T10:30:00Z", "28 December 2021, 10:30 (UTC)"),
            ("2021-13-01", "2021-13-01"),
            ("", ""),
        ] {
            assert_eq!(date(iso), words, "{iso}");
        }
    }

    #[test]
    fn numbers_are_readable() {
        assert_eq!([0, 999, 1000, 1_234_567].map(count), ["0", "999", "1,000", "1,234,567"]);
        assert_eq!(
            [0, 999, 1000, 3_456_789, 250_000_000].map(bytes),
            ["0 bytes", "999 bytes", "1.0 kB", "3.5 MB", "250 MB"]
        );
    }

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
            let _ = date(&s);
        }
    }
}
