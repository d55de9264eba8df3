//! What the layout of a line says, which no network has to guess: `lab/layout.py`.

use super::features::Token;
use std::ops::Range;

/// The last words of a line among which the name of a credit stands.
const CREDIT: usize = 16;

/// Words of a name that keep their small letter.
const SMALL: [&str; 12] = ["of", "de", "van", "von", "der", "da", "al", "the", "and", "la", "bin", "del"];

/// `“Words.” — Name`: the dash is the cue. Gives cue, source and content as tokens.
pub(super) fn credit(text: &str, tokens: &[Token]) -> Option<[Range<usize>; 3]> {
    let word = |at: usize| &text[tokens[at].span.clone()];
    let n = tokens.len();
    if n < 5 || !matches!(word(0), "“" | "”" | "\"" | "«" | "„") {
        return None;
    }
    let lowest = n.saturating_sub(CREDIT).max(2) + 1;
    let is_dash =
        |at: &usize| matches!(word(*at), "―" | "—" | "–" | "-") && matches!(word(*at - 1), "”" | "“" | "\"" | "»");
    let dash = (lowest..=n - 2).rev().find(is_dash)?;
    let mut end = n;
    while end - 1 > dash && matches!(word(end - 1), "." | "," | ";" | ":") {
        end -= 1;
    }
    let comma = (dash + 1..end).find(|&at| word(at) == ",").unwrap_or(end);
    let is_letter = |w: &&str| w.chars().next().is_some_and(char::is_alphabetic);
    let is_capital = |w: &str| w.chars().next().is_some_and(char::is_uppercase);
    let mut letters = (dash + 1..comma).map(word).filter(is_letter);
    let named = letters.next().is_some_and(is_capital)
        && letters.all(|w| is_capital(w) || SMALL.contains(&w))
        && comma - dash <= 9;
    named.then(|| [dash..dash + 1, dash + 1..end, 1..dash - 1])
}

/// Whether the words of a cue without content may stand in the next line.
pub(super) fn announces(text: &str, tokens: &[Token]) -> bool {
    tokens.last().is_some_and(|t| &text[t.span.clone()] == ":")
}
