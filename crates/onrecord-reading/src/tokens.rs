//! Tokens: words, numbers and marks of one text.
//!
//! Takes a text, gives every run of it that is not white space, in order, with its lower-case form. Refuses nothing. A word keeps its
//! inner hyphens and apostrophes ("don't", "al-Tamir"), an abbreviation its full stop ("Mr.", "U.S."); the English possessive is a token of
//! its own ("Tolland" + "'s"), because the name ends before it.

use crate::lexicon::{Lexicon, Word};
use std::ops::Range;

/// One token.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Token {
    /// First byte in the text.
    pub(crate) start: u32,
    /// One past its last byte.
    pub(crate) end: u32,
    /// What it is made of.
    pub(crate) kind: Kind,
    /// What the word lists know of it.
    pub(crate) word: Word,
    lower: (u32, u32),
}

/// What a token is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A word that starts with a capital letter.
    Capital,
    /// Any other word.
    Word,
    /// A word that starts with a digit.
    Number,
    /// "'s" after a word.
    Possessive,
    /// A line that stands for a pause: "–", "—", "--", a hyphen with space about it.
    Dash,
    /// One character that can open or close a quotation.
    Mark(char),
    /// A line end.
    Break,
    /// Any other single character, or a run of full stops.
    Other(char),
}

/// All tokens of a text.
#[derive(Debug, Default)]
pub(crate) struct Tokens {
    all: Vec<Token>,
    lower: String,
}

impl Tokens {
    /// Cuts a text. Linear.
    pub(crate) fn of(text: &str, lexicon: &Lexicon) -> Tokens {
        let mut tokens = Tokens::default();
        let mut at = 0;
        while let Some(c) = text[at..].chars().next() {
            if c.is_whitespace() && c != '\n' {
                at += c.len_utf8();
                continue;
            }
            let (len, kind) = next(text, at, c, lexicon);
            tokens.push(text, at..at + len, kind, lexicon);
            at += len;
        }
        tokens
    }

    fn push(&mut self, text: &str, range: Range<usize>, kind: Kind, lexicon: &Lexicon) {
        let from = self.lower.len();
        let word = match kind {
            Kind::Capital | Kind::Word | Kind::Number => {
                let chars = text[range.clone()].chars().flat_map(char::to_lowercase);
                self.lower.extend(chars.map(|c| match c {
                    'ё' => 'е',
                    '’' => '\'',
                    c => c,
                }));
                lexicon.word(&self.lower[from..])
            }
            _ => {
                self.lower.push_str(&text[range.clone()]);
                Word::default()
            }
        };
        let lower = (from as u32, self.lower.len() as u32);
        self.all.push(Token { start: range.start as u32, end: range.end as u32, kind, word, lower });
    }

    /// All of them.
    pub(crate) fn all(&self) -> &[Token] {
        &self.all
    }

    /// The lower-case form of token `at` ("ё" as "е"); empty past the end.
    pub(crate) fn lower(&self, at: usize) -> &str {
        self.all.get(at).map_or("", |t| &self.lower[t.lower.0 as usize..t.lower.1 as usize])
    }
}

impl Token {
    /// Whether it is made of letters.
    pub(crate) fn is_word(&self) -> bool {
        matches!(self.kind, Kind::Capital | Kind::Word)
    }

    /// Whether it starts with a capital letter.
    pub(crate) fn is_capital(&self) -> bool {
        self.kind == Kind::Capital
    }

    /// Whether it is this single character.
    pub(crate) fn is(&self, c: char) -> bool {
        self.kind == Kind::Other(c)
    }

    /// Whether a sentence can end with it.
    pub(crate) fn ends_sentence(&self) -> bool {
        matches!(self.kind, Kind::Other('.' | '!' | '?' | '…'))
    }
}

/// Length and kind of the token that starts at `at` with `c`.
fn next(text: &str, at: usize, c: char, lexicon: &Lexicon) -> (usize, Kind) {
    if c.is_alphanumeric() {
        return word(text, at, c, lexicon);
    }
    let rest = &text[at..];
    let before = text[..at].chars().next_back();
    let after = rest[c.len_utf8()..].chars().next();
    match c {
        '\n' => (1, Kind::Break),
        '\'' | '’' if before.is_some_and(char::is_alphanumeric) && possessive(rest) => {
            (c.len_utf8() + 1, Kind::Possessive)
        }
        // Two apostrophes or two grave accents stand for one double mark in texts that were typed without it.
        '\'' | '`' if after == Some(c) => (2, Kind::Mark('"')),
        '"' | '“' | '”' | '„' | '«' | '»' | '‘' | '’' | '‚' | '\'' | '「' | '」' | '『' | '』' => {
            (c.len_utf8(), Kind::Mark(c))
        }
        '—' | '–' | '―' => (c.len_utf8(), Kind::Dash),
        '-' => {
            let len = rest.len() - rest.trim_start_matches('-').len();
            let apart =
                before.is_none_or(char::is_whitespace) && rest[len..].chars().next().is_none_or(char::is_whitespace);
            (len, if len > 1 || apart { Kind::Dash } else { Kind::Other('-') })
        }
        '.' if after == Some('.') => (rest.len() - rest.trim_start_matches('.').len(), Kind::Other('…')),
        c => (c.len_utf8(), Kind::Other(c)),
    }
}

fn possessive(rest: &str) -> bool {
    let mut chars = rest.chars().skip(1);
    chars.next().is_some_and(|c| c == 's' || c == 'S') && !chars.next().is_some_and(char::is_alphanumeric)
}

fn word(text: &str, at: usize, first: char, lexicon: &Lexicon) -> (usize, Kind) {
    let rest = &text[at..];
    let kind = match first {
        c if c.is_numeric() => Kind::Number,
        c if c.is_uppercase() => Kind::Capital,
        _ => Kind::Word,
    };
    let mut chars = rest.char_indices().peekable();
    let mut end = 0;
    let mut last = first;
    while let Some((i, c)) = chars.next() {
        let next = chars.peek().map(|(_, c)| *c);
        let inner = match c {
            c if c.is_alphanumeric() || is_combining(c) => true,
            '-' | '‑' => next.is_some_and(char::is_alphanumeric),
            '\'' | '’' => last.is_alphabetic() && next.is_some_and(char::is_alphabetic) && !possessive(&rest[i..]),
            '.' | ',' => last.is_ascii_digit() && next.is_some_and(|c| c.is_ascii_digit()),
            _ => false,
        };
        if !inner {
            break;
        }
        last = c;
        end = i + c.len_utf8();
    }
    // "al-Tamrani", «аль-Тамрани»: a particle written together with the name.
    const PARTICLES: &str = "al el ad ash as ar at az an аль эль ад аш ас ар ат аз ан";
    let particle = |p: &str| PARTICLES.split(' ').any(|known| known == p);
    let name = rest[..end].split_once('-').is_some_and(|(p, n)| particle(p) && n.starts_with(char::is_uppercase));
    let kind = if name { Kind::Capital } else { kind };
    (end + abbreviation_stop(rest, end, lexicon), kind)
}

/// How many bytes of full stops and single letters after a word belong to it: "U.S.", "Mr.", "J.".
fn abbreviation_stop(rest: &str, end: usize, lexicon: &Lexicon) -> usize {
    let word = &rest[..end];
    if !rest[end..].starts_with('.') || word.len() > 12 {
        return 0;
    }
    if word.chars().count() == 1 && word.chars().all(char::is_alphabetic) {
        let mut len = 1;
        while let Some(c) = rest[end + len..].chars().next().filter(|c| c.is_alphabetic()) {
            if !rest[end + len + c.len_utf8()..].starts_with('.') {
                break;
            }
            len += c.len_utf8() + 1;
        }
        // "in part C." ends a sentence, "J. Tolland" and "U.S." do not: a single lower-case letter keeps no stop by itself.
        let keeps = len > 1 || word.chars().all(char::is_uppercase) || lexicon.is_abbreviation(&word.to_lowercase());
        return if keeps { len } else { 0 };
    }
    usize::from(lexicon.is_abbreviation(&word.to_lowercase()))
}

fn is_combining(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{ad}')
}
