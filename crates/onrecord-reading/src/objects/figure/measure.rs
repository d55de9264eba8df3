//! Units that tell what sort of number they make: shares, durations, measures.

use super::FigureKind;
use crate::objects::look::Look;

/// What a noun by itself makes of its number; None for what is counted.
pub(super) fn kind(low: &str) -> Option<FigureKind> {
    let starts = |stems: &[&str]| stems.iter().any(|s| low.starts_with(s));
    Some(match low {
        "second" | "seconds" | "minute" | "minutes" | "hour" | "hours" | "day" | "days" | "night" | "nights"
        | "week" | "weeks" | "fortnight" | "month" | "months" | "year" | "years" | "decade" | "decades" | "century"
        | "centuries" => FigureKind::Duration,
        "секунд"
        | "секунды"
        | "секунду"
        | "минут"
        | "минуты"
        | "минуту"
        | "час"
        | "часа"
        | "часов"
        | "день"
        | "дня"
        | "дней"
        | "дням"
        | "днями"
        | "сутки"
        | "суток"
        | "неделя"
        | "недели"
        | "недель"
        | "неделю"
        | "месяц"
        | "месяца"
        | "месяцев"
        | "месяцам"
        | "год"
        | "года"
        | "лет"
        | "годам"
        | "летия"
        | "десятилетия"
        | "десятилетий"
        | "веков"
        | "века"
        | "часам"
        | "неделям"
        | "годами"
        | "днях"
        | "часами"
        | "минутами" => FigureKind::Duration,
        "km" | "kg" | "mm" | "cm" | "m" | "км" | "кг" | "м" | "мм" | "см" | "га" | "ft" | "mph" | "inch" | "inches"
        | "feet" | "foot" | "mile" | "miles" | "acre" | "acres" | "barrels" | "mw" | "gw" | "мвт" => {
            FigureKind::Measure
        }
        _ if starts(&[
            "kilomet",
            "metre",
            "meter",
            "centimet",
            "millimet",
            "tonne",
            "hectare",
            "degree",
            "litre",
            "liter",
            "gram",
            "kilogram",
            "megawatt",
            "gigawatt",
            "kilowatt",
            "километр",
            "метр",
            "сантиметр",
            "миллиметр",
            "тонн",
            "гектар",
            "градус",
            "литр",
            "грамм",
            "килограмм",
            "мегаватт",
            "гигаватт",
            "киловатт",
            "баррел",
            "миль",
        ]) =>
        {
            FigureKind::Measure
        }
        "tons" | "ton" => FigureKind::Measure,
        _ => return None,
    })
}

/// The same of a noun tied by a hyphen: "40-minute", «25-летний».
pub(super) fn tied(low: &str) -> Option<FigureKind> {
    let starts = |stems: &[&str]| stems.iter().any(|s| low.starts_with(s));
    if starts(&["летн", "дневн", "часов", "минутн", "недельн", "месячн", "годичн", "суточн", "секундн"])
    {
        return Some(FigureKind::Duration);
    }
    if starts(&["километров", "метров", "тонн", "градусн", "литров", "мегаваттн"])
    {
        return Some(FigureKind::Measure);
    }
    if starts(&["percent", "процентн"]) {
        return Some(FigureKind::Share);
    }
    kind(low)
}

/// A unit that stands right behind the number: its name, its last token and what it makes.
pub(super) fn at(look: Look<'_>, at: usize) -> Option<(String, usize, FigureKind)> {
    let low = look.low(at);
    let percent = |last: usize| Some(("%".to_owned(), last, FigureKind::Share));
    if look.is(at, '%') {
        let points = matches!(look.low(at + 1), "points" | "пункта" | "пунктов" | "пункт");
        return if points { Some(("points".to_owned(), at + 1, FigureKind::Share)) } else { percent(at) };
    }
    match low {
        "percent" | "pct" if look.low(at + 1).starts_with("point") => {
            Some(("points".to_owned(), at + 1, FigureKind::Share))
        }
        "percentage" if look.low(at + 1).starts_with("point") => Some(("points".to_owned(), at + 1, FigureKind::Share)),
        "процентных" | "процентного" | "процентный" if look.low(at + 1).starts_with("пункт") => {
            Some(("points".to_owned(), at + 1, FigureKind::Share))
        }
        "percent" | "pct" => percent(at),
        "per" if look.low(at + 1) == "cent" => percent(at + 1),
        "процент" | "процента" | "процентов" | "процентам" | "процентами" | "проц" => {
            percent(at)
        }
        "points" | "пункта" | "пунктов" => Some((look.printed(at).to_owned(), at, FigureKind::Share)),
        "m" | "km" | "kg" | "mm" | "cm" | "ft" | "mw" | "gw" | "ha" | "м" | "км" | "кг" | "мм" | "см" | "га" | "т"
            if look.is_word(at) =>
        {
            Some((look.printed(at).to_owned(), at, FigureKind::Measure))
        }
        "square" | "cubic" | "квадратных" | "кубических" | "nautical" | "морских" | "кв" | "куб" =>
        {
            let noun = at + 1 + usize::from(look.is(at + 1, '.'));
            kind(look.low(noun)).filter(|k| *k == FigureKind::Measure)?;
            Some((look.printed(noun).to_owned(), noun, FigureKind::Measure))
        }
        _ => None,
    }
}
