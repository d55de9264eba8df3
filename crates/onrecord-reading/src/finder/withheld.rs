//! Words that were kept back: "declined to comment", "did not elaborate", «не уточнил», «отказался от комментариев».
//!
//! Takes the cue and the content that a network found, tells whether nothing was said. A denial is said, and so is what somebody "does not
//! rule out".

use crate::document::Document;
use std::ops::Range;

/// What one does with words, as it stands behind "declined to" and "did not".
const UTTERED: &str = "answer comment confirm disclose discuss elaborate explain identify name reply respond return reveal say specify \
     speak talk";

/// The same in Russian, beginnings of words; behind «не» and «отказался».
const SPOKEN: [&str; 18] = [
    "говор",
    "коммент",
    "назва",
    "назыв",
    "объясн",
    "ответ",
    "отвеч",
    "подтверд",
    "поясн",
    "приве",
    "прокоммент",
    "раскры",
    "рассказ",
    "сказа",
    "сообщ",
    "сообща",
    "указ",
    "уточн",
];

/// Whether the cue tells that nothing was said.
pub(super) fn is_withheld(document: &Document<'_>, cue: &Range<usize>, content: &[Range<usize>]) -> bool {
    let behind = content.iter().filter(|c| c.start >= cue.end).flat_map(|c| c.clone().take(2));
    let words: Vec<&str> = cue.clone().chain(behind).map(|at| document.tokens.lower(at)).collect();
    let of_cue = &words[..cue.len().min(words.len())];
    english(&words, of_cue) || russian(document, cue, &words, of_cue)
}

/// "said it was safe | but declined to elaborate": where what was said ends, and the keeping back begins.
pub(super) fn end_of_said(document: &Document<'_>, content: &Range<usize>) -> usize {
    let word = |at: usize| if at < content.end { document.tokens.lower(at) } else { "" };
    let keeps_back = |at: usize| match (word(at), word(at + 1), word(at + 2)) {
        ("declined" | "refused", "to", verb) => UTTERED.split_whitespace().any(|u| u == verb),
        ("did", "not", verb) => matches!(verb, "comment" | "elaborate"),
        ("didn't" | "didn’t", verb, _) => matches!(verb, "comment" | "elaborate"),
        _ => false,
    };
    let joined = |at: &usize| matches!(word(*at), "but" | "and") && keeps_back(*at + 1);
    let Some(end) = content.clone().skip(1).find(joined) else { return content.end };
    let comma = document.token(end - 1).is_some_and(|t| t.is(','));
    end - usize::from(comma && end - 1 > content.start)
}

fn english(words: &[&str], cue: &[&str]) -> bool {
    let uttered = |w: &&str| UTTERED.split_whitespace().any(|u| u == *w);
    let declines = |w: &&str| ["declin", "refus"].iter().any(|stem| w.starts_with(stem));
    let to_utter = words.windows(2).any(|pair| pair[0] == "to" && uttered(&pair[1]));
    let negated = cue.iter().any(|w| *w == "not" || w.ends_with("n't") || w.ends_with("n’t"));
    cue.iter().any(declines) && to_utter || negated && cue.iter().any(uttered)
}

fn russian(document: &Document<'_>, cue: &Range<usize>, words: &[&str], of_cue: &[&str]) -> bool {
    let spoken = |w: &&str| SPOKEN.iter().any(|stem| w.starts_with(stem));
    let before = cue.start.checked_sub(1).map_or("", |at| document.tokens.lower(at));
    let refused = of_cue.iter().any(|w| w.starts_with("отказал"));
    let negated = before == "не" || of_cue.contains(&"не");
    negated && of_cue.iter().any(spoken) || refused && words.iter().any(spoken)
}
