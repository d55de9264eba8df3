//! What the crates below say in English, said in the reader's language: notes, reasons, what a change did.
//!
//! Those crates give sentences, stored and printed at the terminal as they are; here each is recognised by its pattern and said again
//! from the message of its key. Where no pattern fits, the sentence stays as it is: English is better than nothing.

use super::tongue::Tongue;

/// Patterns and the message for each. `#` is a number, `*` any words (the first `$a`, the next `$b`, the third `$c`), `~` the s of a plural that may
/// be there. The first that fits is taken.
const PATTERNS: [(&str, &str); 119] = [
    ("headline changed", "told-headline"),
    ("# quotation~ removed", "told-quotation-removed"),
    ("# quotation~ added", "told-quotation-added"),
    ("# quotation~ altered", "told-quotation-altered"),
    ("# statement~ removed", "told-statement-removed"),
    ("# statement~ added", "told-statement-added"),
    ("# statement~ altered", "told-statement-altered"),
    ("# correction note~ added", "told-correction-added"),
    ("# correction note~ changed", "told-correction-changed"),
    ("# word~ added", "told-word-added"),
    ("# word~ removed", "told-word-removed"),
    ("# passage~ rewritten", "told-rewritten"),
    ("# paragraph~ moved", "told-paragraph-moved"),
    ("# change~ of spelling or punctuation", "told-typo"),
    ("# change~ inside quotation marks", "told-in-quotation"),
    ("# figure~ changed", "told-figure-changed"),
    ("speaker *→*", "told-speaker-changed"),
    ("went back to version #", "told-went-back"),
    ("gone (status #)", "told-gone"),
    ("back with the same text", "told-back-same"),
    ("back with another text", "told-back-other"),
    ("moved", "told-moved"),
    ("correction note", "told-correction"),
    ("headline", "told-in-headline"),
    ("figure", "told-figure"),
    ("quotation", "told-quotation"),
    ("verb of saying", "told-verb"),
    ("spelling or punctuation", "told-spelling"),
    ("added", "told-added"),
    ("removed", "told-removed"),
    ("rewritten", "told-was-rewritten"),
    ("label before a colon: *", "told-label"),
    ("label as printed", "told-label-printed"),
    ("subject of the sentence: *", "told-subject"),
    ("pronoun “*”", "told-pronoun"),
    ("pronoun without a name that fits", "told-pronoun-unfit"),
    ("pronoun without a name", "told-pronoun-nameless"),
    ("pronoun that fits two people", "told-pronoun-two"),
    ("role “*”", "told-role"),
    ("the only person named *", "told-only-person"),
    ("the only person named", "told-only"),
    ("“*”, who spoke last", "told-spoke-last"),
    ("“*”, whom the text was just about", "told-just-about"),
    ("“*” in the words of “*”", "told-in-words-of"),
    ("“*” in an article by “*”", "told-in-article-by"),
    ("“*” is short for “*”", "told-short-for"),
    ("“*” in apposition", "told-apposition-of"),
    ("*; speaks in the first person", "told-speaks-first"),
    ("first person", "told-first-person"),
    ("name in apposition", "told-apposition"),
    ("named behind what it is", "told-named-behind"),
    ("phrase as printed", "told-phrase"),
    ("a group as printed", "told-group"),
    ("a body as printed", "told-body"),
    ("name", "told-name"),
    ("`*` is later than `*`: nothing can lie between", "told-empty-period"),
    ("`*` is no mode and was left out", "told-unknown-mode"),
    ("`*` is no class of a cue and was left out", "told-unknown-class"),
    ("`*` is no date and was left out", "told-bad-date"),
    ("`*` is no operator and was searched for as a word", "told-unknown-operator"),
    ("`*` has no value and was left out", "told-empty-operator"),
    ("`*` has no letter or digit and was left out", "told-no-words"),
    ("`*` is no number from 0 to 1 and was left out", "told-bad-confidence"),
    ("`*` is no number and was left out", "told-bad-number"),
    ("`*` is no kind of demand and was left out", "told-unknown-demand"),
    ("`*` is no language and was left out", "told-unknown-language"),
    ("`*` is no outcome of review and was left out", "told-unknown-review"),
    ("`*` is no kind of version and was left out", "told-unknown-version"),
    ("write 300, >300, >=30,000, 100..500 or any", "told-write-number"),
    ("kinds are *", "told-kinds"),
    ("operators are *", "told-operators"),
    ("write its tag: *", "told-write-tag"),
    ("outcomes are open, accepted, corrected and rejected; any for all of them", "told-outcomes"),
    ("versions are newest, earlier and any", "told-versions"),
    ("write the value right behind the colon: `*` or `*`", "told-write-value"),
    ("a person decided so", "told-person-decided"),
    ("another process is adding pages to `*`", "told-busy"),
    ("wait until it has finished; it holds the lock `*`, which is let go of when it ends", "told-busy-hint"),
    ("`*` has no usable search index", "told-no-index"),
    ("run `*` or `*` on it once: either builds the index from the store", "told-no-index-hint"),
    ("cannot * `*`: the disk is full", "told-disk-full"),
    (
        "free some space and run the same command again: what was added is kept, and the run goes on from there",
        "told-disk-full-hint",
    ),
    ("cannot * `*`: another process is using it", "told-in-use"),
    ("cannot * `*`: *", "told-cannot"),
    ("try again in a moment", "told-try-again"),
    (
        "check the owner and the permissions of the archive's folder, and that the disk is not mounted read-only",
        "told-denied-hint",
    ),
    ("run `*` to see what else is damaged", "told-damaged-hint"),
    ("`*` re-hashes the archive and says what does not agree.", "told-check-hint"),
    ("`*` and `*` are filed as one already", "told-one-already"),
    ("whoever is split off needs a name", "told-split-nameless"),
    ("say who it is: `*`", "told-say-who"),
    ("some of these statements are not filed under `*`", "told-not-filed"),
    ("these are all statements of `*`: nobody would be left", "told-all-of"),
    ("name those that are somebody else's", "told-name-others"),
    ("nobody merged or split `*` and `*`, or it was taken back", "told-nothing-filed"),
    ("nobody in this archive is `*`", "told-nobody-is"),
    ("a decision needs who made it and why", "told-decision-needs"),
    ("a search is kept by a name, and this one has none", "told-search-nameless"),
    ("the archive is open for reading only", "told-read-only"),
    ("the clause of saying tells it", "told-when-clause"),
    ("the entry it stands in is dated so", "told-when-entry"),
    ("the day of publication", "told-when-published"),
    ("nothing tells it", "told-when-nothing"),
    ("the name or the query of this search is too long to be kept", "told-search-long"),
    ("a version is listed in the archive but not to be found in it", "told-version-lost"),
    ("write a year, a month or a day: *", "told-write-day"),
    ("modes are direct, indirect, mixed and speech", "told-modes"),
    ("classes are saying, asking, judging, believing and wanting; any for all of them", "told-classes"),
    ("write the least that is wanted: *", "told-write-least"),
    ("swap the two dates", "told-swap"),
    ("close the phrase with a second quotation mark", "told-close-phrase"),
    ("see them with `*`", "told-see-them"),
    ("outlets in it: *", "told-outlets-in-it"),
    ("try the surname alone, or the role: `*`", "told-try-surname"),
    ("a phrase must stand word by word; without quotation marks, the words may stand apart", "told-phrase-words"),
    ("surname of “*”", "told-surname"),
    ("“*”", "told-quoted"),
    ("a quotation mark has no partner: the words were searched for one by one", "told-unbalanced"),
    ("* and # more", "told-and-so-many-more"),
];

impl Tongue {
    /// A sentence of the crates below in this language.
    pub(crate) fn told(self, sentence: &str) -> String {
        if self == Tongue::English {
            return sentence.to_owned();
        }
        // A chain of reasons, and a list of what happened, are said link by link.
        for joint in [" · ", " → "] {
            if sentence.contains(joint) {
                return sentence.split(joint).map(|link| self.told(link)).collect::<Vec<_>>().join(joint);
            }
        }
        self.recognised(sentence).unwrap_or_else(|| sentence.to_owned())
    }

    fn recognised(self, sentence: &str) -> Option<String> {
        let (key, Pieces { number, words }) =
            PATTERNS.iter().find_map(|(pattern, key)| Some((*key, fit(pattern, sentence)?)))?;
        let mut said = self.say(key);
        if let Some(number) = number {
            said = said.with("n", number);
        }
        for (name, piece) in ["a", "b", "c"].into_iter().zip(words) {
            // What stands in the place of a name may be a sentence with a pattern of its own.
            let piece = self.recognised(piece).unwrap_or_else(|| piece.to_owned());
            said = said.with(name, piece);
        }
        Some(said.text())
    }
}

/// What stands in the places of a pattern.
#[derive(Debug, Default, PartialEq, Eq)]
struct Pieces<'s> {
    number: Option<u64>,
    words: Vec<&'s str>,
}

/// The pieces of a sentence that a pattern fits from beginning to end; each `*` takes as little as it can.
fn fit<'s>(pattern: &str, sentence: &'s str) -> Option<Pieces<'s>> {
    let mut pieces = Pieces::default();
    let mut rest = sentence;
    let mut pattern = pattern;
    while let Some(at) = pattern.find(['#', '*', '~']) {
        rest = rest.strip_prefix(&pattern[..at])?;
        let kind = pattern.as_bytes()[at];
        pattern = &pattern[at + 1..];
        let literal = &pattern[..pattern.find(['#', '*', '~']).unwrap_or(pattern.len())];
        match kind {
            b'#' => {
                let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
                pieces.number = Some(rest[..end].parse().ok()?);
                rest = &rest[end..];
            }
            b'~' => rest = rest.strip_prefix('s').unwrap_or(rest),
            _ => {
                let end = if literal.is_empty() { rest.len() } else { rest.find(literal)? };
                pieces.words.push(&rest[..end]);
                rest = &rest[end..];
            }
        }
    }
    (rest == pattern).then_some(pieces)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn chains_are_said_link_by_link() {
        let told = |sentence| Tongue::Russian.told(sentence);
        assert_eq!(told("1 quotation removed"), "убрана 1 цитата");
        assert_eq!(told("22 statements added"), "добавлено 22 высказывания");
        assert_eq!(told("300→250"), "300→250");
        assert_eq!(
            told("pronoun “she” → “Orla Venn”, who spoke last"),
            "местоимение «she» → «Orla Venn»: говорит последней или последним"
        );
        assert_eq!(told("label before a colon: phrase as printed"), "подпись перед двоеточием: так, как напечатано");
        assert_eq!(told("no such sentence"), "no such sentence");
        assert_eq!(Tongue::English.told("1 quotation removed"), "1 quotation removed");
    }

    /// The English message of a pattern is the sentence that the pattern fits, so that none fits another's.
    #[test]
    fn every_pattern_fits_its_own_sentence() {
        for (pattern, key) in PATTERNS {
            let sentence = pattern.replace('#', "2").replace('*', "Vell").replace('~', "s");
            assert_eq!(Tongue::English.recognised(&sentence).as_ref(), Some(&sentence), "{key}");
        }
    }

    proptest! {
        #[test]
        fn any_sentence_is_dealt_with(s in "\\PC{0,30}|(“a”| → |pronoun |#|\\*|~|1 word| added|s){0,6}") {
            let _ = Tongue::Russian.told(&s);
        }
    }
}
