//! The words of the pages in the reader's language. The one file that knows Fluent.
//!
//! Takes the key of a message (`words/en.ftl`, `words/ru.ftl`, built in) and the values that stand in it, gives the sentence with its
//! plurals, and dates, counts and sizes as the language writes them. A message is HTML of our own: what a page or an address put into
//! a value is escaped on the way. Refuses nothing: a key that is not there is printed as it is, and a test sees to it that none is.

use super::marked::{Escaped, Html};
use crate::print::grouped;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue, concurrent::FluentBundle};
use jiff::{Timestamp, tz::TimeZone};
use std::{
    borrow::{Borrow, Cow},
    fmt,
    sync::LazyLock,
};
use unic_langid::LanguageIdentifier;

/// A language of the pages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Tongue {
    /// Where nothing else is asked for.
    #[default]
    English,
    Russian,
}

/// A message with its values, to be printed into HTML or taken as plain text.
#[derive(Clone, Debug)]
pub(crate) struct Said {
    tongue: Tongue,
    key: Cow<'static, str>,
    values: Vec<(&'static str, Value)>,
}

/// What may stand in a message.
#[derive(Clone, Debug)]
pub(crate) enum Value {
    /// Chooses the plural; printed in groups of three.
    Number(f64),
    /// Printed as it is, escaped in HTML.
    Text(String),
    /// HTML already.
    Html(String),
}

/// What can become a [`Value`].
pub(crate) trait Sayable {
    fn value(&self) -> Value;
}

static ENGLISH: LazyLock<FluentBundle<FluentResource>> =
    LazyLock::new(|| bundle("en", include_str!("../../words/en.ftl"), ","));
static RUSSIAN: LazyLock<FluentBundle<FluentResource>> =
    LazyLock::new(|| bundle("ru", include_str!("../../words/ru.ftl"), "\u{a0}"));

fn bundle(tag: &str, source: &str, group: &'static str) -> FluentBundle<FluentResource> {
    // A message that doesn't parse is left out here and missed by the tests.
    let resource = FluentResource::try_new(source.to_owned()).unwrap_or_else(|(resource, _)| resource);
    let language: LanguageIdentifier = tag.parse().unwrap_or_default();
    let mut bundle = FluentBundle::new_concurrent(vec![language]);
    bundle.set_use_isolating(false);
    if group == "," {
        bundle.set_formatter(Some(|value, _| number(value, ",")));
    } else {
        bundle.set_formatter(Some(|value, _| number(value, "\u{a0}")));
    }
    bundle.add_resource_overriding(resource);
    bundle
}

fn number(value: &FluentValue<'_>, group: &str) -> Option<String> {
    match value {
        FluentValue::Number(n) if n.value >= 0.0 && n.value.fract() == 0.0 => Some(grouped(n.value as u64, group)),
        _ => None,
    }
}

impl Tongue {
    /// All of them, each by its tag and its own name.
    pub(crate) const ALL: [(Tongue, &'static str, &'static str); 2] =
        [(Tongue::English, "en", "English"), (Tongue::Russian, "ru", "Русский")];

    /// `en`, `ru`.
    pub(crate) fn tag(self) -> &'static str {
        match self {
            Tongue::English => "en",
            Tongue::Russian => "ru",
        }
    }

    /// The one of a tag; None for a language that the pages don't speak.
    pub(crate) fn of_tag(tag: &str) -> Option<Tongue> {
        let primary = tag.trim().split('-').next().unwrap_or("");
        Tongue::ALL.into_iter().find(|(_, own, _)| own.eq_ignore_ascii_case(primary)).map(|(tongue, ..)| tongue)
    }

    /// The best of an `Accept-Language` header: the highest weight, of equals the first; English where none is spoken.
    pub(crate) fn preferred(accepted: &str) -> Tongue {
        let mut best = (Tongue::default(), 0.0);
        for range in accepted.split(',') {
            let mut parts = range.split(';');
            let tongue = parts.next().and_then(Tongue::of_tag);
            let weight = parts.find_map(|part| part.trim().strip_prefix("q=")?.parse::<f32>().ok()).unwrap_or(1.0);
            if let Some(tongue) = tongue.filter(|_| weight > best.1) {
                best = (tongue, weight);
            }
        }
        best.0
    }

    fn bundle(self) -> &'static FluentBundle<FluentResource> {
        match self {
            Tongue::English => &ENGLISH,
            Tongue::Russian => &RUSSIAN,
        }
    }

    /// A message by its key.
    pub(crate) fn say(self, key: impl Into<Cow<'static, str>>) -> Said {
        Said { tongue: self, key: key.into(), values: Vec::new() }
    }

    /// The word for one of a closed list of values: `mode`, `direct` → the message `mode-direct`; the value itself where none is known.
    pub(crate) fn word(self, list: &str, value: &str) -> String {
        let key = format!("{list}-{value}");
        if self.bundle().has_message(&key) { self.say(key).text() } else { value.to_owned() }
    }

    /// "12,345 statements": the message `n-statement` with its plural.
    pub(crate) fn counted(self, n: impl Sayable, noun: &str) -> String {
        self.say(format!("n-{noun}")).with("n", n).text()
    }

    /// 12345 → "12,345" or "12 345".
    pub(crate) fn count(self, n: impl Sayable) -> String {
        match n.value() {
            Value::Number(n) => grouped(n as u64, if self == Tongue::English { "," } else { "\u{a0}" }),
            Value::Text(text) | Value::Html(text) => text,
        }
    }

    /// 0.853 → "0.85" or "0,85".
    pub(crate) fn share(self, share: impl Borrow<f32>) -> String {
        self.decimal(&format!("{:.2}", share.borrow()))
    }

    fn decimal(self, number: &str) -> String {
        if self == Tongue::English { number.to_owned() } else { number.replace('.', ",") }
    }

    /// A date as far as it is known: `2021-12-28T10:30+03:00` → "28 December 2021, 10:30 (UTC+03:00)". What isn't a date stays as it is.
    pub(crate) fn date(self, iso: &str) -> String {
        let (day, time) = iso.split_once('T').map_or((iso, None), |(day, time)| (day, Some(time)));
        let mut parts = day.split('-');
        let (Some(year), month, day) = (parts.next(), parts.next(), parts.next()) else { return iso.to_owned() };
        let Some(month) = month else { return year.to_owned() };
        let Some(month) = month.parse::<u32>().ok().filter(|m| (1..=12).contains(m)) else { return iso.to_owned() };
        let mut words = match day.and_then(|d| d.parse::<u8>().ok()) {
            Some(day) => self.day(day, month, year),
            None => self.say("date-month").with("month", month).with("year", year).text(),
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

    fn day(self, day: impl fmt::Display, month: u32, year: impl fmt::Display) -> String {
        let said = self.say("date-day").with("day", day.to_string());
        said.with("month", month).with("year", year.to_string()).text()
    }

    /// A moment, in UTC: "3 May 2024, 10:20 UTC".
    pub(crate) fn moment(self, at: impl Borrow<Timestamp>) -> String {
        let zoned = at.borrow().to_zoned(TimeZone::UTC);
        format!("{}, {:02}:{:02} UTC", self.moment_day(at), zoned.hour(), zoned.minute())
    }

    /// The day of a moment, in UTC: "3 May 2024".
    pub(crate) fn moment_day(self, at: impl Borrow<Timestamp>) -> String {
        let at = at.borrow().to_zoned(TimeZone::UTC);
        self.day(at.day(), u32::try_from(at.month()).unwrap_or(1), at.year())
    }

    /// A first and a last date: "3 May 2021 – June 2022", or "undated".
    pub(crate) fn period(self, first: Option<&str>, last: Option<&str>) -> String {
        let day = |iso: &str| self.date(iso.split('T').next().unwrap_or(iso));
        match (first.map(day), last.map(day)) {
            (Some(first), Some(last)) if first == last => first,
            (Some(first), Some(last)) => format!("{first} – {last}"),
            (Some(only), None) | (None, Some(only)) => only,
            (None, None) => self.say("undated").text(),
        }
    }

    /// 3456789 → "3.5 MB".
    pub(crate) fn bytes(self, n: impl Borrow<u64>) -> String {
        let mut value = *n.borrow() as f64;
        let mut units = ["bytes", "kb", "mb", "gb"].into_iter();
        let mut unit = units.next().unwrap_or("tb");
        while value >= 999.5 {
            value /= 1000.0;
            unit = units.next().unwrap_or("tb");
            if unit == "tb" {
                break;
            }
        }
        let digits = if unit == "bytes" || value >= 99.95 { format!("{value:.0}") } else { format!("{value:.1}") };
        format!("{} {}", self.decimal(&digits), self.word("unit", unit))
    }

    /// A language by its tag.
    pub(crate) fn language(self, tag: &str) -> String {
        self.word("language", tag)
    }
}

impl Said {
    /// With a value in it.
    #[must_use]
    pub(crate) fn with(mut self, name: &'static str, value: impl Sayable) -> Said {
        self.values.push((name, value.value()));
        self
    }

    /// As plain text, for what is no HTML.
    pub(crate) fn text(&self) -> String {
        self.printed(&|text| Cow::Borrowed(text))
    }

    fn printed(&self, text: &dyn Fn(&str) -> Cow<'_, str>) -> String {
        let bundle = self.tongue.bundle();
        let Some(pattern) = bundle.get_message(&self.key).and_then(|message| message.value()) else {
            return self.key.clone().into_owned();
        };
        let mut values = FluentArgs::with_capacity(self.values.len());
        for (name, value) in &self.values {
            let value = match value {
                Value::Number(n) => FluentValue::from(*n),
                Value::Text(words) => FluentValue::String(text(words).into_owned().into()),
                Value::Html(html) => FluentValue::String(html.as_str().into()),
            };
            values.set(*name, value);
        }
        bundle.format_pattern(pattern, Some(&values), &mut Vec::new()).into_owned()
    }
}

/// For HTML: values escaped, our own words as they are.
impl fmt::Display for Said {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.printed(&|text| Escaped(text).to_string().into()))
    }
}

impl askama::filters::HtmlSafe for Said {}

impl<T: Sayable + ?Sized> Sayable for &T {
    fn value(&self) -> Value {
        (**self).value()
    }
}

macro_rules! sayable {
    ($($number:ty),*) => {$(
        impl Sayable for $number {
            fn value(&self) -> Value {
                Value::Number(*self as f64)
            }
        }
    )*};
}
sayable!(u8, u16, u32, u64, usize);

impl Sayable for str {
    fn value(&self) -> Value {
        Value::Text(self.to_owned())
    }
}

impl Sayable for String {
    fn value(&self) -> Value {
        Value::Text(self.clone())
    }
}

impl Sayable for Html {
    fn value(&self) -> Value {
        Value::Html(self.0.clone())
    }
}

#[cfg(test)]
mod tests;
