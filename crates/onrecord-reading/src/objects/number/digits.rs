//! Digits: "300", "1,000", "1.5", "1,5", "30-40", "40-minute", "3rd", "5m".

use super::Number;

/// What a token that starts with a digit says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Digits<'a> {
    /// The number, or the upper end of a range.
    pub(super) value: Number,
    /// The lower end of a range inside the token.
    pub(super) low: Option<Number>,
    /// What follows the digits.
    pub(super) rest: &'a str,
}

/// What follows the digits of a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Suffix {
    /// Nothing.
    None,
    /// "3rd", «2-й».
    Ordinal,
    /// "5m", "2bn".
    Scale(i64),
    /// "40-minute": bytes of the noun.
    Tied(usize),
}

/// Reads a token in lower case; `next` is the word behind it, because «1,234 млн» is a decimal and "1,234 people" is none.
pub(super) fn read<'a>(low: &'a str, next: &str) -> Option<Digits<'a>> {
    let end = low.find(|c: char| !(c.is_ascii_digit() || c == '.' || c == ',')).unwrap_or(low.len());
    let (body, rest) = low.split_at(end);
    let first = decimal(body, next)?;
    // "30-40", "30-40-minute"
    if let Some(second) = rest.strip_prefix(['-', '‑']).filter(|r| r.starts_with(|c: char| c.is_ascii_digit())) {
        let end = second.find(|c: char| !(c.is_ascii_digit() || c == '.' || c == ',')).unwrap_or(second.len());
        let (body, rest) = second.split_at(end);
        let second = decimal(body, next)?;
        // A score or a date: "3-1", "2021-12-28".
        let more = rest.strip_prefix(['-', '‑']).is_some_and(|r| r.starts_with(|c: char| c.is_ascii_digit()));
        return (first.is_less(second) && !more).then_some(Digits { value: second, low: Some(first), rest });
    }
    Some(Digits { value: first, low: None, rest })
}

/// What follows the digits; None for what makes no number of them.
pub(super) fn suffix(rest: &str) -> Option<Suffix> {
    Some(match rest {
        "" => Suffix::None,
        "st" | "nd" | "rd" | "th" => Suffix::Ordinal,
        "k" => Suffix::Scale(1000),
        "m" | "mn" | "mln" => Suffix::Scale(1_000_000),
        "bn" | "b" | "bln" => Suffix::Scale(1_000_000_000),
        "tn" | "trn" => Suffix::Scale(1_000_000_000_000),
        "km" | "kg" | "mm" | "cm" | "kw" | "mw" | "gw" | "км" | "кг" | "мм" | "см" | "м" | "ft" | "mph" => {
            Suffix::Tied(rest.len())
        }
        _ => {
            let noun = rest.strip_prefix(['-', '‑'])?;
            if matches!(
                noun,
                "й" | "я"
                    | "е"
                    | "го"
                    | "му"
                    | "м"
                    | "х"
                    | "ю"
                    | "ая"
                    | "ый"
                    | "ой"
                    | "ое"
                    | "ого"
                    | "ом"
                    | "ым"
                    | "ые"
                    | "ых"
                    | "ую"
            ) {
                Suffix::Ordinal
            } else if noun.len() > 2 && noun.chars().all(|c| c.is_alphabetic() || c == '-') {
                Suffix::Tied(noun.len())
            } else {
                return None;
            }
        }
    })
}

/// The number of a run of digits, points and commas.
fn decimal(body: &str, next: &str) -> Option<Number> {
    let digits = |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit());
    if digits(body) {
        return body.parse().ok().map(Number::whole);
    }
    let points = body.matches('.').count();
    let commas = body.matches(',').count();
    let russian_scale = ["тыс", "млн", "млрд", "трлн"].iter().any(|s| next.starts_with(s)) || next.starts_with("милли");
    let english_scale = matches!(next, "thousand" | "million" | "billion" | "trillion");
    let grouped = |c: char| {
        let mut groups = body.split(c);
        let head = groups.next().unwrap_or("");
        (1..=3).contains(&head.len())
            && digits(head)
            && !head.starts_with('0')
            && groups.all(|g| g.len() == 3 && digits(g))
    };
    // 1,000 and 1.000, unless a scale behind shows a decimal.
    if points == 0 && grouped(',') && !(russian_scale && commas == 1)
        || commas == 0 && grouped('.') && !(english_scale && points == 1)
    {
        return body.replace(['.', ','], "").parse().ok().map(Number::whole);
    }
    // 1,234.5
    let (whole, part) = if points == 1 && commas > 0 {
        let (whole, part) = body.split_once('.')?;
        let mut groups = whole.split(',');
        groups.next().filter(|h| (1..=3).contains(&h.len()))?;
        groups.all(|g| g.len() == 3).then_some((whole.replace(',', ""), part))?
    } else if points + commas == 1 {
        let (whole, part) = body.split_once(['.', ','])?;
        (whole.to_owned(), part)
    } else {
        return None;
    };
    if !digits(&whole) || !digits(part) || part.len() > 6 {
        return None;
    }
    let denominator = 10i64.pow(part.len() as u32);
    let whole: i64 = whole.parse().ok()?;
    Number::ratio(whole.checked_mul(denominator)?.checked_add(part.parse().ok()?)?, denominator)
}
