//! What the network sees of a token: `lab/features.py`, rule by rule.
//!
//! Takes a paragraph, gives its tokens (maximal runs of word characters, or one other character that is no space) with their flags. Where
//! Python's and Rust's tables of characters differ (rare signs of other scripts), the difference is one of a feature, never of a place.

use std::ops::Range;

/// One token of a paragraph.
#[derive(Clone, Debug)]
pub(super) struct Token {
    /// Bytes in the text.
    pub(super) span: Range<usize>,
    pub(super) shape: u8,
    /// 0 outside, 1 inside, 2 opening mark, 3 closing mark of a double quotation in this paragraph.
    pub(super) quote: u8,
    /// 1 if it follows the token before without a space.
    pub(super) glue: u8,
}

/// Values that the flags of a token can have: shape, quotation state, glue, line.
pub(super) const FLAGS: [usize; 4] = [8, 4, 2, 3];

/// Characters of a word that its n-grams are made of.
const GRAM_CHARACTERS: usize = 24;

/// The tokens of a paragraph of `text`.
pub(super) fn tokens(text: &str, paragraph: Range<usize>) -> Vec<Token> {
    let mut out: Vec<Token> = Vec::new();
    let (mut inside, mut low) = (false, false);
    let mut chars = text[paragraph.clone()].char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        if is_space(c) {
            continue;
        }
        let mut end = at + c.len_utf8();
        while is_word(c)
            && let Some((i, next)) = chars.next_if(|(_, next)| is_word(*next))
        {
            end = i + next.len_utf8();
        }
        let span = paragraph.start + at..paragraph.start + end;
        let glue = out.last().is_some_and(|t| t.span.end == span.start);
        let opens = match c {
            '„' | '«' => Some(true),
            // „So“: here it closes.
            '“' => Some(!(inside && low)),
            '”' | '»' => Some(false),
            '"' => {
                let after = chars.peek().is_some_and(|(_, next)| !is_space(*next));
                Some(if glue == after { !inside } else { after })
            }
            _ => None,
        };
        let quote = opens.map_or(u8::from(inside), |opens| if opens { 2 } else { 3 });
        if let Some(opens) = opens {
            (inside, low) = (opens, c == '„');
        }
        let glue = u8::from(glue);
        out.push(Token { shape: shape(&text[span.clone()]), span, quote, glue });
    }
    out
}

fn is_space(c: char) -> bool {
    c.is_whitespace() || ('\u{1c}'..='\u{1f}').contains(&c)
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// A digit, superscripts included, fractions and other numerals not.
fn is_digit(c: char) -> bool {
    c.is_numeric() && !matches!(c, '¼' | '½' | '¾' | '\u{2150}'..='\u{218f}')
}

/// Writes the form of a word that the vocabulary has: one kind of each mark, lower case, every digit 0.
pub(super) fn normal(word: &str, out: &mut String) {
    out.clear();
    let mark = match word {
        "“" | "”" | "„" | "«" | "»" => "\"",
        "‘" | "’" | "`" => "'",
        "–" | "—" | "―" => "-",
        _ => "",
    };
    out.push_str(mark);
    if mark.is_empty() && word.is_ascii() {
        out.extend(word.chars().map(|c| if c.is_ascii_digit() { '0' } else { c.to_ascii_lowercase() }));
    } else if mark.is_empty() {
        out.extend(word.to_lowercase().chars().map(|c| if is_digit(c) { '0' } else { c }));
    }
}

/// lower, Capital, UPPER, miXed, C, digits, mark, quote.
fn shape(word: &str) -> u8 {
    let mut chars = word.chars();
    let Some(first) = chars.next() else { return 6 };
    let rest = chars.as_str();
    if !is_word(first) {
        return if "“”„«»‘’`\"'".contains(first) { 7 } else { 6 };
    }
    if word.contains(is_digit) {
        5
    } else if !word.contains(char::is_uppercase) {
        0
    } else if rest.is_empty() {
        4
    } else if !word.contains(char::is_lowercase) {
        2
    } else if first.is_uppercase() && !rest.contains(char::is_uppercase) {
        1
    } else {
        3
    }
}

/// Calls `each` with the number, below `most`, of each 3- to 5-gram of "<word>": FNV-1a, 32 bits.
pub(super) fn grams(normal: &str, most: usize, mut each: impl FnMut(usize)) {
    let mut buffer = String::with_capacity(normal.len().min(4 * GRAM_CHARACTERS) + 2);
    buffer.push('<');
    buffer.extend(normal.chars().take(GRAM_CHARACTERS));
    buffer.push('>');
    let mut starts: Vec<usize> = buffer.char_indices().map(|(i, _)| i).collect();
    starts.push(buffer.len());
    for n in 3..=5 {
        for window in starts.windows(n + 1) {
            let hash = buffer.as_bytes()[window[0]..window[n]]
                .iter()
                .fold(0x811c_9dc5_u32, |h, b| (h ^ u32::from(*b)).wrapping_mul(0x0100_0193));
            each(hash as usize % most);
        }
    }
}
