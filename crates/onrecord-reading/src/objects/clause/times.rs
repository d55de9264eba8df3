//! Nouns that are a time: they neither act nor are acted on.

use crate::objects::trees::Word;

/// "on Monday", «ночью» are nobody.
pub(in crate::objects) fn is_time(word: Word<'_>) -> bool {
    const RUSSIAN: [&str; 26] = [
        "раз",
        "день",
        "дня",
        "днем",
        "дней",
        "дням",
        "суток",
        "весной",
        "летом",
        "осенью",
        "зимой",
        "ночь",
        "ночи",
        "ночью",
        "утро",
        "утром",
        "вечер",
        "вечером",
        "недел",
        "месяц",
        "год",
        "лет",
        "час",
        "минут",
        "накануне",
        "сутки",
    ];
    const ENGLISH: [&str; 12] = [
        "day",
        "week",
        "month",
        "year",
        "hour",
        "minute",
        "morning",
        "evening",
        "afternoon",
        "night",
        "midnight",
        "tonight",
    ];
    let lower = word.lower();
    if word.russian() {
        if matches!(lower.as_str(), "май" | "мае" | "маю") {
            return true;
        }
        let weekday = ["понедельник", "вторник", "сред", "четверг", "пятниц", "суббот", "воскресен"];
        let month =
            ["январ", "феврал", "март", "апрел", "мая", "июн", "июл", "август", "сентябр", "октябр", "ноябр", "декабр"];
        let several = |w: &str| if w == "раз" { 1 } else { 3 };
        return RUSSIAN.iter().any(|w| lower.starts_with(w) && lower.chars().count() <= w.chars().count() + several(w))
            || weekday
                .iter()
                .chain(&month)
                .any(|w| lower.starts_with(w) && lower.chars().count() <= w.chars().count() + 4);
    }
    const MONTHS: [&str; 15] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "yesterday",
        "today",
        "tomorrow",
    ];
    if lower.chars().count() == 1 && lower != "i" {
        return true;
    }
    let year = lower.len() == 4 && lower.bytes().all(|b| b.is_ascii_digit());
    let singular = lower.strip_suffix('s').unwrap_or(&lower);
    if year
        || MONTHS.contains(&lower.as_str()) && word.text().starts_with(char::is_uppercase)
        || MONTHS[12..].contains(&lower.as_str())
    {
        return true;
    }
    ENGLISH.contains(&singular)
        || ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"].contains(&singular)
}
