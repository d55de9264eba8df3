//! What the beginning of a line says of when: a date in full, a date without its year, a day counted from today, a time of day.
//!
//! Lists of news say no more than their readers need: `5 October`, `yesterday, 18:45`, `17:40`. Takes a line, the day on which the page was
//! fetched and the order in which it writes numbers, gives a [`When`] and where the words after it begin. Such a date is believed only
//! where it stands like the dates of a list; for the page's main article [`super::pick`] asks for more.

use super::months::month;
use super::{Order, Stamp, first_date};
use jiff::{Span, civil::Date};

/// The date that begins an item lies in so many bytes.
const HEAD: usize = 90;

/// When something was published, as a line of a list says it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum When {
    /// A day, perhaps with a time.
    Day(Stamp),
    /// Month and day, perhaps a time: the year is that of the list.
    NoYear(i8, i8, Option<(i8, i8)>),
    /// A time of a day that is said elsewhere.
    Hours(i8, i8),
}

/// What a line begins with: when, and the bytes up to the end of that.
pub(crate) fn begins(text: &str, read: Option<Date>, order: Order) -> Option<(When, usize)> {
    let head = &text[..text.floor_char_boundary(HEAD)];
    let from = after_weekday(head);
    let line = &head[from..];
    let first = line.chars().next()?;
    if !first.is_alphanumeric() && !matches!(first, '[' | '(') {
        return None;
    }
    let opening = usize::from(matches!(first, '[' | '('));
    if let Some(seen) = first_date(line, order).filter(|seen| seen.range.start <= opening) {
        let (time, end) = match seen.stamp.time {
            Some(_) => (None, seen.range.end),
            None => time_after(line, seen.range.end),
        };
        let stamp = time.map_or(seen.stamp.clone(), |(h, m)| Stamp { time: Some((h, m, None)), ..seen.stamp });
        return Some((When::Day(stamp), from + tidy(line, end)));
    }
    let line = &line[opening..];
    let from = from + opening;
    None.or_else(|| counted(line, read))
        .or_else(|| no_year(line))
        .or_else(|| hours(line).map(|(hour, minute, end)| (When::Hours(hour, minute), end)))
        .map(|(when, end)| (when, from + tidy(line, end)))
}

/// The day that a date without a year means on a page fetched on a day: the last such day that isn't later.
pub(crate) fn with_year(month: i8, day: i8, latest: Date) -> Option<Stamp> {
    let year = latest.year();
    [year, year - 1].into_iter().find_map(|year| {
        let stamp = Stamp::day(year, month, day)?;
        (stamp.date() <= latest).then_some(stamp)
    })
}

/// Bytes of `Wednesday, ` at the beginning of a line, and of the place before a date: `Lind, 12 May 2020` isn't such a line.
fn after_weekday(line: &str) -> usize {
    let end = line.find(|c: char| !c.is_alphabetic()).unwrap_or(line.len());
    let word = line[..end].to_lowercase();
    if !is_weekday(&word) {
        return 0;
    }
    let rest = line[end..].trim_start_matches([',', '.', ' ', '\u{a0}']);
    line.len() - rest.len()
}

/// Whether a word in lower case names a day of the week.
pub(super) fn is_weekday(word: &str) -> bool {
    const NAMES: &[&str] = &[
        "mon", "tue", "tues", "wed", "thu", "thur", "thurs", "fri", "sat", "sun", "пн", "вт", "ср", "чт", "пт", "сб",
        "вс", "mo", "di", "mi", "do", "fr", "sa", "so", "lun", "mer", "jeu", "ven", "sam", "dim",
    ];
    const LONG: &[&str] = &[
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "понедельник",
        "вторник",
        "сред",
        "четверг",
        "пятниц",
        "суббот",
        "воскресень",
        "montag",
        "dienstag",
        "mittwoch",
        "donnerstag",
        "freitag",
        "samstag",
        "sonntag",
        "lundi",
        "mardi",
        "mercredi",
        "jeudi",
        "vendredi",
        "samedi",
        "dimanche",
        "lunes",
        "martes",
        "miércoles",
        "jueves",
        "viernes",
        "sábado",
        "domingo",
        "понеділок",
        "вівторок",
        "середа",
        "п'ятниця",
        "субота",
        "неділя",
    ];
    NAMES.contains(&word) || LONG.iter().any(|name| word.starts_with(name))
}

/// A time that follows a date, and where it ends: `, 18.05 CET`, ` at 6.30 p.m.`, ` в 18:05`.
fn time_after(line: &str, end: usize) -> (Option<(i8, i8)>, usize) {
    let Some(rest) = line.get(end..) else { return (None, end) };
    let bare = rest.trim_start_matches([' ', ',', '|', '·', '•', '-', '–', '—', '\u{a0}']);
    let bare = ["г.", "года", "at ", "в ", "um ", "à "]
        .iter()
        .fold(bare, |bare, word| bare.strip_prefix(word).unwrap_or(bare).trim_start_matches([' ', ',', '|', '·']));
    match hours(bare) {
        Some((hour, minute, length)) => (Some((hour, minute)), line.len() - bare.len() + length),
        None => (None, end),
    }
}

/// Behind a date: the bracket that closes it, and the word "year".
fn tidy(line: &str, end: usize) -> usize {
    let rest = line.get(end..).unwrap_or("");
    let bare = rest.trim_start();
    let bare = ["года", "год", "г.", "р."].iter().find_map(|word| bare.strip_prefix(word)).map_or(rest, |after| after);
    let bare = bare.strip_prefix([']', ')']).unwrap_or(bare);
    // `11 сентября 2022, воскресенье`, `May 3, 2020 (Sunday)`.
    let behind = bare.trim_start_matches([',', ' ', '(', '\u{a0}']);
    let end = behind.find(|c: char| !c.is_alphabetic()).unwrap_or(behind.len());
    let bare = if end >= 3 && is_weekday(&behind[..end].to_lowercase()) {
        behind[end..].strip_prefix([')', '.']).unwrap_or(&behind[end..])
    } else {
        bare
    };
    line.len() - bare.len()
}

/// `50 minutes ago`, `2 дня назад`, `today, 12:05`, `вчера в 18:45`.
fn counted(line: &str, read: Option<Date>) -> Option<(When, usize)> {
    const TODAY: &[&str] = &["today", "сегодня", "сьогодні", "heute", "aujourd'hui", "hoy", "oggi"];
    const YESTERDAY: &[&str] = &["yesterday", "вчера", "вчора", "gestern", "hier", "ayer", "ieri"];
    const AGO: &[&str] = &["ago", "назад", "тому назад", "тому"];
    let read = read?;
    let lower = line.to_lowercase();
    // Lower case may change lengths; such letters are in none of these words.
    let lower = if lower.len() == line.len() { lower } else { return None };
    let word = |any: &[&'static str]| any.iter().find(|w| lower.starts_with(**w)).map(|w| w.len());
    let named = word(TODAY).map(|end| (read, end));
    let named = named.or_else(|| Some((read.yesterday().ok()?, word(YESTERDAY)?)));
    if let Some((day, end)) = named {
        let stamp = Stamp::day(day.year(), day.month(), day.day())?;
        let (time, end) = time_after(line, end);
        return Some((When::Day(Stamp { time: time.map(|(h, m)| (h, m, None)), ..stamp }), end));
    }
    let (at, ago) = AGO.iter().filter_map(|ago| Some((lower.find(ago)?, ago))).min()?;
    let mut words = lower[..at].split_whitespace();
    let number = words.next()?;
    // `39m ago`, `1h ago`, `2d ago`.
    let short = number.strip_suffix(['m', 'h', 'd']).filter(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()));
    if let Some(count) = short {
        let days = if number.ends_with('d') { count.parse().ok().filter(|days| *days < 400)? } else { 0 };
        return (words.next().is_none()).then(|| days_before(read, days, at + ago.len()))?;
    }
    let number: i32 = if matches!(number, "a" | "an" | "one") { 1 } else { number.parse().ok()? };
    let unit = words.next()?;
    if words.next().is_some() || !(0..400).contains(&number) {
        return None;
    }
    let days = match unit {
        u if ["min", "мин", "хв", "hour", "час", "год", "sec", "сек"].iter().any(|w| u.starts_with(w)) => {
            0
        }
        u if ["day", "дн", "день", "дня"].iter().any(|w| u.starts_with(w)) => number,
        u if ["week", "недел"].iter().any(|w| u.starts_with(w)) => number * 7,
        _ => return None,
    };
    days_before(read, days, at + ago.len())
}

/// The day so many days before another, said up to `end`.
fn days_before(read: Date, days: i32, end: usize) -> Option<(When, usize)> {
    let day = read.checked_sub(Span::default().try_days(days).ok()?).ok()?;
    Some((When::Day(Stamp::day(day.year(), day.month(), day.day())?), end))
}

/// `5 October`, `Oct. 5`, `5 октября, 18:05`, `05.10 18:05`.
fn no_year(line: &str) -> Option<(When, usize)> {
    let words = words(line);
    let (first, second) = (words.first()?, words.get(1)?);
    let day = |(at, end): &(usize, usize)| -> Option<i8> {
        let digits = line[*at..*end].trim_end_matches(|c: char| c.is_alphabetic());
        let ordinal = &line[at + digits.len()..*end];
        let fits = matches!(ordinal, "" | "st" | "nd" | "rd" | "th" | "er" | "го");
        digits.parse().ok().filter(|day| fits && digits.len() <= 2 && (1..=31).contains(day))
    };
    let named = |(at, end): &(usize, usize)| month(&line[*at..*end].to_lowercase());
    let near = |a: &(usize, usize), b: &(usize, usize)| b.0 - a.1 <= 2;
    let of = |w: &(usize, usize)| matches!(&line[w.0..w.1], "of" | "de" | "di");
    let (day_, month_, last) = match (day(first), named(second), words.get(2)) {
        (Some(d), Some(m), _) if near(first, second) => (d, m, second),
        (Some(d), None, Some(third)) if of(second) => (d, named(third)?, third),
        _ => {
            let (m, d) = (named(first)?, day(second).filter(|_| near(first, second))?);
            (d, m, second)
        }
    };
    // A year that follows makes it a date in full, which was looked for before: here it would be one that isn't believed.
    let next = words.iter().find(|w| w.0 > last.0).map_or("", |w| &line[w.0..w.1]);
    if next.len() == 4 && next.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    Stamp::day(2020, month_, day_)?;
    let (time, end) = time_after(line, last.1);
    Some((When::NoYear(month_, day_, time), end))
}

/// Places of words and numbers.
fn words(line: &str) -> Vec<(usize, usize)> {
    let mut found: Vec<(usize, usize)> = Vec::new();
    let near = &line[..line.floor_char_boundary(60)];
    for (at, c) in near.char_indices().filter(|(_, c)| c.is_alphanumeric()) {
        match found.last_mut().filter(|last| last.1 == at) {
            Some(last) => last.1 = at + c.len_utf8(),
            None => found.push((at, at + c.len_utf8())),
        }
    }
    found
}

/// A time of day at the beginning of a line and where it ends: `17:40`, `18.05 CET`, `6:30 p.m. ET`, `06h30`.
fn hours(line: &str) -> Option<(i8, i8, usize)> {
    let bytes = line.as_bytes();
    let digits = bytes.iter().take(3).take_while(|b| b.is_ascii_digit()).count();
    if !(1..=2).contains(&digits) {
        return None;
    }
    let mut hour: i8 = line[..digits].parse().ok()?;
    let separator = *bytes.get(digits)?;
    let minute: i8 =
        line.get(digits + 1..digits + 3).filter(|m| m.bytes().all(|b| b.is_ascii_digit()))?.parse().ok()?;
    let mut end = digits + 3;
    if !matches!(separator, b':' | b'.' | b'h') || bytes.get(end).is_some_and(u8::is_ascii_digit) {
        return None;
    }
    let seconds =
        bytes.get(end) == Some(&b':') && bytes.get(end + 1..end + 3).is_some_and(|s| s.iter().all(u8::is_ascii_digit));
    end += if seconds { 3 } else { 0 };
    let mut sure = separator != b'.';
    let after = |end: usize| line[end..].trim_start();
    for (half, noon) in [("a.m.", 0), ("p.m.", 12), ("am", 0), ("pm", 12), ("AM", 0), ("PM", 12)] {
        if let Some(rest) = after(end).strip_prefix(half) {
            hour = if hour == 12 { noon } else { hour + noon };
            (end, sure) = (line.len() - rest.len(), true);
            break;
        }
    }
    let zone: String = after(end).chars().take_while(|c| c.is_uppercase()).collect();
    let zones = [
        "GMT", "UTC", "CET", "CEST", "BST", "ET", "EST", "EDT", "PT", "PST", "PDT", "MSK", "МСК", "EET", "EEST", "IST",
        "JST",
    ];
    if zones.contains(&zone.as_str()) {
        (end, sure) = (line.len() - after(end).len() + zone.len(), true);
    }
    // `18.05` alone may be a day and a month, `9.30 crowns` a price.
    let alone = after(end).is_empty() && minute > 12;
    ((sure || alone) && (0..24).contains(&hour) && (0..60).contains(&minute)).then_some((hour, minute, end))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(text: &str) -> String {
        match begins(text, Some(jiff::civil::date(2021, 10, 7)), Order::DayFirst) {
            Some((When::Day(stamp), end)) => format!("{} {}", stamp.iso(), &text[end..]),
            Some((When::NoYear(month, day, time), end)) => format!("--{month:02}-{day:02} {time:?} {}", &text[end..]),
            Some((When::Hours(hour, minute), end)) => format!("{hour:02}:{minute:02} {}", &text[end..]),
            None => String::new(),
        }
    }

    #[test]
    fn as_lists_say_it() {
        for (text, expected) in [
            ("50 минут назад", "2021-10-07 "),
            ("сегодня, 12:05", "2021-10-07T12:05 "),
            ("вчера, 18:45", "2021-10-06T18:45 "),
            ("3 days ago | Ferries", "2021-10-04  | Ferries"),
            ("39m ago", "2021-10-07 "),
            ("2d ago Ferries", "2021-10-05  Ferries"),
            ("October 5 (Tue.), 2021, 3:30 p.m., Room 381", "2021-10-05T15:30 , Room 381"),
            ("5 октября", "--10-05 None "),
            ("Oct. 5th, 6.30 p.m. Ferries", "--10-05 Some((18, 30))  Ferries"),
            ("18.05 CET", "18:05 "),
            ("20:41 Парламент отложил", "20:41  Парламент отложил"),
            ("Среда, 4 марта 2020", "2020-03-04 "),
            ("13 января 2022 года — О задержании", "2022-01-13  — О задержании"),
            ("[12.05.2020] The quay", "2020-05-12  The quay"),
            ("12:15 a.m. Quiet", "00:15  Quiet"),
        ] {
            assert_eq!(said(text), expected, "{text}");
        }
    }

    #[test]
    fn not_when() {
        for text in [
            "18.05",
            "9.30 crowns",
            "May the best win",
            "In May 2020",
            "5 Octopuses",
            "1234",
            "(c) 2020",
            "12 days of rain",
        ] {
            assert_eq!(said(text), "", "{text}");
        }
    }
}
