//! Text as the search sees it: words folded and stemmed.
//!
//! Takes any text, gives its words with their places. A word is a run of letters, digits and the marks on them. Folding makes case,
//! accents, ё/е and full-width forms alike; stemming follows the script of each word (Cyrillic: Russian Snowball, Latin: English), so
//! that a page in two languages needs no decision about its language. Query and index go through the same two functions.

use rust_stemmers::{Algorithm, Stemmer};
use tantivy::tokenizer::{Token, TokenStream, Tokenizer};
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// Longest word kept, in bytes after folding: longer runs are data, not language, and the index refuses terms of 64 KiB.
const LONGEST_WORD: usize = 256;

/// One word of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Word {
    /// Bytes of the text.
    pub(crate) range: std::ops::Range<usize>,
    /// Folded.
    pub(crate) folded: String,
}

/// The words of a text in order.
pub(crate) fn words(text: &str) -> impl Iterator<Item = Word> + '_ {
    places(text).map(|range| Word { folded: fold(&text[range.clone()]), range }).filter(|word| !word.folded.is_empty())
}

/// Those words of a text that begin with one of these letters when they are folded; most others are passed over unfolded.
pub(crate) fn words_from<'t>(text: &'t str, letters: &'t [char]) -> impl Iterator<Item = Word> + 't {
    let may_begin = move |word: &str| {
        let mut rest = word.chars();
        match rest.next() {
            // What comes next may be a part of the first letter.
            _ if rest.next().is_some_and(is_combining_mark) => true,
            Some(c) if c.is_ascii() => letters.contains(&c.to_ascii_lowercase()),
            Some(c @ 'А'..='я') => c.to_lowercase().all(|c| letters.contains(&c)),
            _ => true,
        }
    };
    places(text)
        .filter(move |range| may_begin(&text[range.clone()]))
        .map(|range| Word { folded: fold(&text[range.clone()]), range })
        .filter(move |word| word.folded.starts_with(letters))
}

fn places(text: &str) -> impl Iterator<Item = std::ops::Range<usize>> + '_ {
    let mut rest = text.char_indices().peekable();
    std::iter::from_fn(move || {
        let (start, _) = rest.find(|(_, c)| c.is_alphanumeric())?;
        while let Some((at, c)) = rest.peek() {
            if !c.is_alphanumeric() && !is_combining_mark(*c) {
                return Some(start..*at);
            }
            rest.next();
        }
        Some(start..text.len())
    })
}

/// Lower case, without accents, ё as е, compatibility forms resolved. Й keeps its mark: it is a letter of its own.
pub(crate) fn fold(word: &str) -> String {
    if word.is_ascii() {
        let mut folded = word.to_ascii_lowercase();
        folded.truncate(LONGEST_WORD);
        return folded;
    }
    let mut folded = String::with_capacity(word.len());
    for c in word.nfkd().flat_map(char::to_lowercase) {
        match c {
            '\u{306}' if folded.ends_with('и') => {
                folded.pop();
                folded.push('й');
            }
            c if is_combining_mark(c) => {}
            c => folded.push(c),
        }
        if folded.len() >= LONGEST_WORD {
            break;
        }
    }
    folded
}

/// The stem of a folded word.
pub(crate) fn stem(folded: &str) -> String {
    thread_local! {
        static STEMMERS: (Stemmer, Stemmer) = (Stemmer::create(Algorithm::English), Stemmer::create(Algorithm::Russian));
    }
    let Some(first) = folded.chars().next() else { return String::new() };
    STEMMERS.with(|(english, russian)| match first {
        'a'..='z' => english.stem(folded).into_owned(),
        'а'..='я' => russian.stem(folded).into_owned(),
        _ => folded.to_owned(),
    })
}

/// Gives the index its words.
#[derive(Clone)]
pub(crate) struct Words {
    /// Whether the words are stemmed.
    pub(crate) stemmed: bool,
}

/// The words of one text on their way into the index.
pub(crate) struct WordStream<'a> {
    words: Box<dyn Iterator<Item = Word> + 'a>,
    stemmed: bool,
    token: Token,
}

impl Tokenizer for Words {
    type TokenStream<'a> = WordStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> WordStream<'a> {
        WordStream { words: Box::new(words(text)), stemmed: self.stemmed, token: Token::default() }
    }
}

impl TokenStream for WordStream<'_> {
    fn advance(&mut self) -> bool {
        let Some(word) = self.words.next() else { return false };
        self.token.offset_from = word.range.start;
        self.token.offset_to = word.range.end;
        self.token.position = self.token.position.wrapping_add(1);
        self.token.text = if self.stemmed { stem(&word.folded) } else { word.folded };
        true
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn stems(text: &str) -> Vec<String> {
        words(text).map(|w| stem(&w.folded)).collect()
    }

    #[test]
    fn forms_of_one_word_meet() {
        for (a, b) in [
            ("Elections", "election"),
            ("Ёлка", "елки"),
            ("заявление", "заявления"),
            ("José", "Jose\u{301}"),
            ("ＭＩＲＡ", "mira"),
            ("Край", "кра\u{438}\u{306}"),
        ] {
            assert_eq!(stems(a), stems(b), "{a} and {b}");
        }
        assert_ne!(fold("край"), fold("краи"), "й is a letter of its own, not an accented и");
    }

    #[test]
    fn punctuation_parts_words_and_marks_do_not() {
        let folded: Vec<String> = words("«Да», — say's за\u{301}мок 1,000").map(|w| w.folded).collect();
        assert_eq!(folded, ["да", "say", "s", "замок", "1", "000"]);
    }

    proptest! {
        #[test]
        fn words_passed_over_begin_otherwise(text in "[a-cA-CёЁйЙаАбБé\u{306}\u{301} ]{0,40}|\\PC{0,40}", letters in "[abcабейи]{1,3}") {
            let letters: Vec<char> = letters.chars().collect();
            let wanted: Vec<Word> = words(&text).filter(|word| word.folded.starts_with(letters.as_slice())).collect();
            prop_assert_eq!(words_from(&text, &letters).collect::<Vec<_>>(), wanted);
        }

        #[test]
        fn words_lie_in_their_text(text in "\\PC{0,60}") {
            let mut last = 0;
            for word in words(&text) {
                prop_assert!(last <= word.range.start && word.range.start < word.range.end);
                prop_assert!(text.get(word.range.clone()).is_some());
                last = word.range.end;
            }
        }
    }
}
