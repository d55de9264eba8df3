//! Whether the clause around a time speaks of the past or of what is to come. Nothing is parsed: words and endings tell.

use super::words::{Word, word};
use crate::{
    lexicon::Class,
    objects::look::{Look, is_cyrillic},
    tokens::Kind,
};

/// What the verb of a clause tells of when.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tense {
    /// What is still to come: "will", «состоится».
    Future,
    /// An infinitive or imperative: to come, if somebody is asked for it.
    Asking,
    /// What is over: "was", "met", «состоялся».
    Past,
    /// No verb that tells.
    Open,
}

/// The tense of the clause around a time.
pub(super) fn tense(look: Look<'_>, at: usize, end: usize) -> Tense {
    let sentence = look.sentence(at);
    let start = (sentence.start..at).rev().find(|&t| is_boundary(look, t)).map_or(sentence.start, |t| t + 1);
    // "On 9 May, the ministers will meet": the comma behind a time that opens the clause is none.
    let skip = end + usize::from(start == at && look.is(end, ','));
    let last = (skip..sentence.end).find(|&t| is_boundary(look, t)).unwrap_or(sentence.end);
    let words = || (start..at).chain(end..last).filter(|&t| look.is_word(t));
    if words().any(|t| promises(look, t)) {
        return Tense::Future;
    }
    // "invited her to come in May", but "on Monday urged her to come".
    let told = |t: usize| look.low(t) == "told" && look.low(t + 1) == "to";
    let asked = (start..at).find(|&t| look.is_word(t) && (is_plan(look.low(t)) || told(t)));
    let infinitive = words().any(|t| is_infinitive(look, t));
    let to_come = asked.is_some_and(|asked| (asked + 1..at).any(|t| is_infinitive(look, t)));
    if to_come || words().any(|t| is_imperative(look.low(t))) {
        return Tense::Future;
    }
    if infinitive {
        return Tense::Asking;
    }
    // "is closed on 3 May" is no past.
    let present = words().any(|t| matches!(look.low(t), "is" | "are"));
    if !present && words().any(|t| is_past(look, t)) { Tense::Past } else { Tense::Open }
}

/// "to reopen", «открыть».
fn is_infinitive(look: Look<'_>, at: usize) -> bool {
    let low = look.low(at);
    if is_cyrillic(low) {
        let ends = ["ть", "ться", "ти", "тись", "чь"].iter().any(|e| low.ends_with(e));
        let noun = matches!(
            low,
            "части"
                | "почти"
                | "сети"
                | "пути"
                | "вести"
                | "дети"
                | "печать"
                | "мать"
                | "пять"
                | "шесть"
                | "девять"
                | "десять"
                | "ночь"
                | "речь"
                | "очередь"
                | "треть"
                | "четверть"
                | "смерть"
                | "нефть"
                | "путь"
        ) || ["сть", "ости", "области", "власти", "дцать", "десять"].iter().any(|e| low.ends_with(e));
        return ends && !noun;
    }
    low == "to"
        && look.kind(at + 1) == Some(Kind::Word)
        && !look.class(at + 1, Class::Determiner)
        && !look.class(at + 1, Class::Pronoun)
}

/// Verbs of asking, promising and planning.
fn is_plan(low: &str) -> bool {
    const STEMS: &[&str] = &[
        "invite",
        "inviting",
        "приглас",
        "приглаш",
        "ask",
        "urge",
        "urging",
        "call",
        "order",
        "promise",
        "promising",
        "pledge",
        "pledging",
        "vow",
        "agree",
        "offer",
        "want",
        "hope",
        "threat",
        "demand",
        "instruct",
        "plan",
        "decide",
        "deciding",
        "propose",
        "proposing",
        "prepare",
        "preparing",
        "intend",
        "request",
        "обещ",
        "пообещ",
        "призв",
        "призыв",
        "предлож",
        "предлаг",
        "потреб",
        "треб",
        "попрос",
        "прос",
        "намер",
        "решил",
        "планир",
        "угрож",
        "пригроз",
        "готов",
        "собира",
        "хочет",
        "хотят",
        "поруч",
        "приказ",
        "обяза",
        "рекоменд",
        "договор",
    ];
    STEMS.iter().any(|stem| low.starts_with(stem))
}

/// «приходите».
fn is_imperative(low: &str) -> bool {
    ["айте", "яйте", "ите", "йтесь", "ьте"].iter().any(|e| low.ends_with(e))
        && low.chars().count() > 4
        && !matches!(low, "хотите" | "говорите" | "знаете" | "видите")
}

fn is_past(look: Look<'_>, at: usize) -> bool {
    let low = look.low(at);
    if is_cyrillic(low) {
        return [
            "ал", "ил", "ел", "ял", "ул", "ла", "ло", "ли", "лся", "лась", "лось", "лись", "ан", "ены", "ено", "ена",
            "аны", "ано", "ана",
        ]
        .iter()
        .any(|e| low.ends_with(e))
            && low.chars().count() > 3
            || matches!(low, "шел" | "шла" | "дал" | "был");
    }
    matches!(
        low,
        "was"
            | "were"
            | "had"
            | "did"
            | "has"
            | "have"
            | "met"
            | "told"
            | "said"
            | "went"
            | "came"
            | "began"
            | "left"
            | "fell"
            | "held"
            | "won"
            | "lost"
            | "made"
            | "gave"
            | "became"
            | "took"
            | "sent"
            | "broke"
            | "struck"
            | "died"
            | "put"
            | "hit"
            | "cut"
    ) || low.len() > 4 && low.ends_with("ed") && !look.is_capital(at)
}

fn is_boundary(look: Look<'_>, at: usize) -> bool {
    match look.kind(at) {
        Some(Kind::Other(';' | ':') | Kind::Dash | Kind::Mark(_)) => true,
        Some(Kind::Other(',')) | Some(Kind::Word) => {
            let joins = matches!(look.low(at), "," | "and" | "but" | "и" | "но" | "а");
            let dated =
                |t: usize| look.is_digits(t) || matches!(word(look.low(t)), Some(Word::Month(_) | Word::Weekday(_)));
            joins && !dated(at + 1) && !(at > 0 && dated(at - 1))
                || matches!(look.low(at), "that" | "who" | "which" | "when" | "after" | "что" | "когда")
                || look.low(at).starts_with("котор")
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
            "предстоящ",
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
                | "forthcoming"
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
        && ![
            "учит",
            "опубликует",
            "опубликуют",
            "проголосует",
            "проголосуют",
            "забастуют",
            "забастует",
            "потребует",
            "потребуют",
        ]
        .iter()
        .any(|e| body.ends_with(e))
    {
        return false;
    }
    low.starts_with("начн") || low.starts_with("верн") || PREFIXES.iter().any(|p| low.starts_with(p))
}
