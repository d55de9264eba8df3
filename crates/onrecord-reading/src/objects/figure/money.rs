//! Sums of money: the currency before or behind a number.

use crate::objects::look::Look;
use std::ops::Range;

/// The currency of a sum.
pub(super) struct Money {
    /// ISO code of a real currency, else as printed.
    pub(super) name: String,
    /// Where it stands.
    pub(super) tokens: Range<usize>,
    /// Where the sum starts with it.
    pub(super) start: usize,
    /// One past its last token.
    pub(super) end: usize,
}

/// The currency of the number from `at` to `end`; `start` is where its bound starts.
pub(super) fn around(look: Look<'_>, start: usize, at: usize, end: usize) -> Option<Money> {
    if let Some(sign) = at.checked_sub(1).filter(|&s| look.is_glued(at) && code_of_sign(look.printed(s)).is_some()) {
        let code = code_of_sign(look.printed(sign))?;
        let prefixed = sign > 0 && look.is_glued(sign) && matches!(look.low(sign - 1), "us" | "u.s" | "a" | "c");
        let from = sign - usize::from(prefixed);
        let also = noun(look, end).filter(|m| m.name == code).map_or(end, |m| m.end);
        return Some(Money { name: code.to_owned(), tokens: sign..at, start: from.min(start), end: also });
    }
    let before = at.checked_sub(1).filter(|&b| is_code(look.printed(b)));
    if let Some(code) = before {
        return Some(Money { name: look.printed(code).to_owned(), tokens: code..at, start: code.min(start), end });
    }
    if let Some(code) = code_of_sign(look.printed(end)) {
        return Some(Money { name: code.to_owned(), tokens: end..end + 1, start, end: end + 1 });
    }
    if is_code(look.printed(end)) {
        return Some(Money { name: look.printed(end).to_owned(), tokens: end..end + 1, start, end: end + 1 });
    }
    noun(look, end).map(|m| Money { start, ..m })
}

/// A currency's noun at `at`, with an adjective or its country: "Dolmark crowns", "U.S. dollars", «долларов США».
fn noun(look: Look<'_>, at: usize) -> Option<Money> {
    let mut head = at;
    while head < at + 3 {
        let low = look.low(head);
        if let Some(code) = code_of(low) {
            let name = if code.is_empty() { look.printed(head).to_owned() } else { code.to_owned() };
            let mut end = head + 1;
            end += usize::from(matches!(low, "долл" | "руб") && look.is(end, '.'));
            return Some(Money { name, tokens: head..head + 1, start: at, end });
        }
        if !look.is_word(head) || !(look.is_capital(head) || super::unit::is_adjective(low)) {
            return None;
        }
        head += 1;
    }
    None
}

fn code_of_sign(printed: &str) -> Option<&'static str> {
    Some(match printed {
        "$" => "USD",
        "€" => "EUR",
        "£" => "GBP",
        "¥" => "JPY",
        "₽" => "RUB",
        "₴" => "UAH",
        "₺" => "TRY",
        "₸" => "KZT",
        _ => return None,
    })
}

fn is_code(printed: &str) -> bool {
    matches!(
        printed,
        "USD" | "EUR" | "GBP" | "RUB" | "UAH" | "CHF" | "CNY" | "JPY" | "PLN" | "KZT" | "TRY" | "SEK" | "NOK" | "DKK"
    )
}

/// The ISO code of a noun; empty for a currency that more than one country has.
fn code_of(low: &str) -> Option<&'static str> {
    let starts = |stem: &str| low.starts_with(stem);
    Some(match low {
        "dollar" | "dollars" | "долл" => "USD",
        "euro" | "euros" | "евро" => "EUR",
        "pound" | "pounds" => "GBP",
        "rouble" | "roubles" | "ruble" | "rubles" | "руб" => "RUB",
        "hryvnia" | "hryvnias" => "UAH",
        "yuan" => "CNY",
        "yen" => "JPY",
        "zloty" | "zlotys" => "PLN",
        "tenge" | "тенге" => "KZT",
        "cents" | "pence" | "копеек" | "копейки" | "центов" | "цента" => "",
        "crowns" | "crown" | "krona" | "kronor" | "kroner" | "florins" | "florin" | "thalers" | "ducats"
        | "shillings" | "lira" | "lire" | "liras" | "francs" | "franc" | "pesos" | "peso" | "rupees" | "dinars"
        | "dinar" | "dirhams" | "shekels" | "riyals" | "guilders" | "marks" | "talers" | "kuna" | "lei" | "leva"
        | "denars" | "крон" | "кроны" | "крона" | "кронами" | "лир" | "лиры" | "лира" | "динаров" | "динара"
        | "франков" | "франка" | "песо" | "рупий" | "талеров" | "талера" | "марок" | "марки" | "флоринов"
        | "флорина" | "дукатов" | "шиллингов" | "драхм" | "гульденов" | "леев" | "левов" | "дирхамов" | "шекелей" => {
            ""
        }
        _ if starts("доллар") => "USD",
        _ if starts("рубл") => "RUB",
        _ if starts("гривн") || low == "гривен" => "UAH",
        _ if starts("юан") => "CNY",
        _ if starts("злот") => "PLN",
        _ if starts("фунт") => "GBP",
        _ => return None,
    })
}
