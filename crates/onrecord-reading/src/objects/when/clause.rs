//! Whether the clause around a place speaks of the future.

use super::words::{Word, word};
use crate::{
    objects::look::{Look, is_cyrillic},
    tokens::Kind,
};

/// Whether the clause around token `at` speaks of what is still to come.
pub(super) fn is_future(look: Look<'_>, at: usize) -> bool {
    let sentence = look.sentence(at);
    let start = (sentence.start..at).rev().find(|&t| is_boundary(look, t)).map_or(sentence.start, |t| t + 1);
    // "On 9 May, the ministers will meet": the comma behind a time that opens the clause is none.
    let opens = start == at;
    let timely = |t: usize| look.is_digits(t) || look.is(t, ',') || word(look.low(t)).is_some();
    let skip = if opens { (at..sentence.end).take_while(|&t| timely(t)).count() } else { 0 };
    let end = (at + skip..sentence.end).find(|&t| is_boundary(look, t)).unwrap_or(sentence.end);
    (start..end).any(|t| promises(look, t))
}

fn is_boundary(look: Look<'_>, at: usize) -> bool {
    match look.kind(at) {
        Some(Kind::Other(';' | ':') | Kind::Dash | Kind::Mark(_)) => true,
        Some(Kind::Other(',')) | Some(Kind::Word) => {
            let joins = matches!(look.low(at), "," | "and" | "but" | "и" | "но" | "а");
            let dated =
                |t: usize| look.is_digits(t) || matches!(word(look.low(t)), Some(Word::Month(_) | Word::Weekday(_)));
            joins && !dated(at + 1) && !(at > 0 && dated(at - 1))
                || matches!(
                    look.low(at),
                    "that"
                        | "who"
                        | "which"
                        | "when"
                        | "after"
                        | "что"
                        | "который"
                        | "которая"
                        | "которое"
                        | "которые"
                        | "когда"
                )
        }
        _ => false,
    }
}

fn promises(look: Look<'_>, at: usize) -> bool {
    let low = look.low(at);
    if !look.is_word(at) {
        return false;
    }
    if is_cyrillic(low) {
        return matches!(
            low,
            "будет"
                | "будут"
                | "буду"
                | "будем"
                | "должен"
                | "должна"
                | "должно"
                | "должны"
                | "предстоит"
                | "намерен"
                | "намерена"
                | "намерены"
        ) || [
            "планиру",
            "запланирован",
            "назначен",
            "намечен",
            "ожидается",
            "собирает",
            "собирают",
            "готовится",
            "готовятся",
        ]
        .iter()
        .any(|s| low.starts_with(s))
            || is_perfective(low);
    }
    matches!(
        low,
        "will"
            | "shall"
            | "would"
            | "won't"
            | "i'll"
            | "we'll"
            | "he'll"
            | "she'll"
            | "they'll"
            | "it'll"
            | "must"
            | "should"
            | "may"
            | "might"
            | "could"
            | "can"
            | "cannot"
    ) && !look.is_capital(at)
        || matches!(
            low,
            "scheduled"
                | "planned"
                | "plans"
                | "planning"
                | "expected"
                | "expects"
                | "due"
                | "intends"
                | "intend"
                | "upcoming"
        )
        || matches!(low, "set" | "going") && matches!(look.low(at + 1), "for" | "to")
        || matches!(low, "is" | "are") && look.low(at + 1) == "to"
}

const PREFIXES: &[&str] = &[
    "по", "про", "при", "пере", "вы", "от", "за", "на", "под", "раз", "рас", "из", "ис", "со", "с", "у", "об", "о",
    "в", "до", "пред",
];

const NOUNS: &[&str] = &[
    "совет",
    "ответ",
    "отчет",
    "запрет",
    "предмет",
    "приоритет",
    "завет",
    "расчет",
    "результат",
    "солдат",
    "привет",
    "просвет",
    "университет",
    "суверенитет",
    "авторитет",
    "визит",
    "объект",
    "проект",
    "подсчет",
    "учет",
    "зачет",
    "вылет",
    "отлет",
    "прилет",
    "налет",
    "перелет",
    "депозит",
    "дефицит",
    "вет",
    "обед",
    "состоит",
    "стоит",
    "остается",
    "происходит",
    "находится",
    "находятся",
    "заявит",
    "скажет",
];

/// «примет», «состоится»: a perfective verb by its prefix and ending. «получает», «проводит» go on now.
fn is_perfective(low: &str) -> bool {
    let body = low.strip_suffix("ся").unwrap_or(low);
    let ends = ["ет", "ит", "ут", "ют", "ат", "ят"].iter().any(|e| body.ends_with(e));
    if !ends || NOUNS.contains(&low) || low.chars().count() < 5 {
        return matches!(
            low,
            "начнет"
                | "станет"
                | "даст"
                | "дадут"
                | "ждет"
                | "ждут"
                | "вернет"
                | "вернут"
                | "введет"
                | "введут"
                | "решит"
                | "решат"
        );
    }
    let goes_on = [
        "ает",
        "яет",
        "ают",
        "яют",
        "еет",
        "еют",
        "ует",
        "уют",
        "ивает",
        "ходит",
        "ходят",
        "водит",
        "водят",
        "возит",
        "возят",
        "носит",
        "носят",
        "оворит",
        "оворят",
        "стоит",
        "стоят",
        "смотрит",
        "просит",
        "просят",
        "ержит",
        "ержат",
        "лежит",
        "чит",
        "ссылается",
        "ситуат",
    ];
    if goes_on.iter().any(|e| body.ends_with(e))
        && !["учит", "опубликует", "опубликуют", "проголосует", "проголосуют"].iter().any(|e| body.ends_with(e))
    {
        return false;
    }
    low.starts_with("начн") || low.starts_with("верн") || PREFIXES.iter().any(|p| low.starts_with(p))
}
