//! What a cue does: says, asks, judges, believes or wants.
//!
//! Takes the words of a cue, gives its [`CueClass`]. Knows nothing of who speaks and what is said: the verb stays as printed, the class
//! only sorts. All knowledge lies in `lexicon/classes.txt`; a cue of which no word is listed is the caller's to settle.

use crate::CueClass;
use std::{collections::HashMap, sync::LazyLock};

static LISTED: LazyLock<Listed> = LazyLock::new(|| Listed::parse(include_str!("lexicon/classes.txt")));

/// The class of a cue by its words in lower case ("ё" as "е"); None where no word of it is listed.
pub(crate) fn class_of(words: &[&str]) -> Option<CueClass> {
    let forms: Vec<Vec<String>> = words.iter().map(|word| LISTED.lemmas(word)).collect();
    LISTED.phrase(&forms).or_else(|| LISTED.first_word(&forms))
}

/// The list, taken apart once.
#[derive(Debug, Default)]
struct Listed {
    words: HashMap<String, Entry>,
    /// Beginnings of words.
    stems: HashMap<String, Entry>,
    /// Longest first.
    phrases: Vec<(Vec<String>, CueClass)>,
    /// Irregular form → lemma.
    irregular: HashMap<String, String>,
}

#[derive(Clone, Copy, Debug)]
struct Entry {
    class: CueClass,
    /// Counts only where nothing else of the cue is known.
    weak: bool,
}

/// Words that may stand between two words of a phrase: "called once more for", "expressed the faint hope".
const BETWEEN: usize = 2;

impl Listed {
    fn parse(file: &str) -> Listed {
        let mut listed = Listed::default();
        let mut entry = None;
        for line in file.lines().filter(|line| !line.starts_with('#')) {
            match line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
                Some(section) => entry = Entry::of(section),
                None => line.split_whitespace().for_each(|word| listed.add(word, entry)),
            }
        }
        listed.phrases.sort_by_key(|(words, _)| std::cmp::Reverse(words.len()));
        listed
    }

    fn add(&mut self, word: &str, entry: Option<Entry>) {
        let Some(entry) = entry else { return };
        if word.contains('_') {
            self.phrases.push((word.split('_').map(str::to_owned).collect(), entry.class));
        } else if let Some(stem) = word.strip_suffix('*') {
            self.stems.insert(stem.to_owned(), entry);
        } else {
            let mut forms = word.split('/').map(str::to_owned);
            let Some(lemma) = forms.next() else { return };
            self.irregular.extend(forms.map(|form| (form, lemma.clone())));
            self.words.insert(lemma, entry);
        }
    }

    /// The word and every lemma that it may be a regular form of; most of them are no words, and not listed.
    fn lemmas(&self, word: &str) -> Vec<String> {
        let mut lemmas = vec![word.to_owned()];
        lemmas.extend(self.irregular.get(word).cloned());
        for (ending, lemma_ending) in [("ies", "y"), ("ied", "y"), ("es", ""), ("s", ""), ("d", "")] {
            lemmas.extend(word.strip_suffix(ending).map(|stem| format!("{stem}{lemma_ending}")));
        }
        for stem in ["ed", "ing"].into_iter().filter_map(|ending| word.strip_suffix(ending)) {
            lemmas.extend([stem.to_owned(), format!("{stem}e")]);
            // admitted, planning
            let mut end = stem.chars().rev();
            if end.next().is_some_and(|last| end.next() == Some(last)) {
                lemmas.push(stem.chars().take(stem.chars().count() - 1).collect());
            }
        }
        lemmas
    }

    fn entry(&self, lemmas: &[String]) -> Option<Entry> {
        let word = lemmas.first()?;
        let whole = || lemmas.iter().find_map(|lemma| self.words.get(lemma)).copied();
        let longest_first = word.char_indices().rev().map(|(at, last)| &word[..at + last.len_utf8()]);
        let by_stem = || longest_first.filter_map(|stem| self.stems.get(stem)).next().copied();
        whole().or_else(by_stem)
    }

    fn first_word(&self, cue: &[Vec<String>]) -> Option<CueClass> {
        let known = || cue.iter().filter_map(|lemmas| self.entry(lemmas));
        known().find(|entry| !entry.weak).or_else(|| known().next()).map(|entry| entry.class)
    }

    fn phrase(&self, cue: &[Vec<String>]) -> Option<CueClass> {
        let stands =
            |phrase: &[String]| phrase.len() <= cue.len() && (0..cue.len()).any(|at| stands_at(phrase, &cue[at..]));
        self.phrases.iter().find(|(phrase, _)| stands(phrase)).map(|(_, class)| *class)
    }
}

/// Whether a phrase begins right here.
fn stands_at(phrase: &[String], cue: &[Vec<String>]) -> bool {
    let mut rest = cue;
    phrase.iter().enumerate().all(|(n, wanted)| {
        let within = if n == 0 { 1 } else { BETWEEN + 1 };
        let found = rest.iter().take(within).position(|lemmas| is_form(wanted, lemmas));
        rest = found.map_or(&[], |at| &rest[at + 1..]);
        found.is_some()
    })
}

fn is_form(wanted: &str, lemmas: &[String]) -> bool {
    match wanted.strip_suffix('*') {
        Some(stem) => lemmas.first().is_some_and(|word| word.starts_with(stem)),
        None => lemmas.iter().any(|lemma| lemma == wanted),
    }
}

impl Entry {
    /// `saying`, `saying weak`; None for a section that this program doesn't know.
    fn of(section: &str) -> Option<Entry> {
        let (name, weak) = section.strip_suffix(" weak").map_or((section, false), |name| (name, true));
        Some(Entry { class: name.parse().ok()?, weak })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::CueClass::{Asking, Believing, Judging, Saying, Wanting};
    use std::collections::HashSet;

    #[test]
    fn what_cues_do() {
        for (cue, class) in [
            ("said", Saying),
            ("according to", Saying),
            ("went on to say", Saying),
            ("has repeatedly denied", Saying),
            ("declined to comment", Saying),
            ("pointed out", Saying),
            ("made it clear", Saying),
            ("dismissed", Saying),
            ("was quoted as saying", Saying),
            ("his claim", Saying),
            ("asked", Asking),
            ("called once more for", Asking),
            ("calls on", Asking),
            ("promised", Asking),
            ("threat", Asking),
            ("pledge", Asking),
            ("was asked about", Asking),
            ("called", Judging),
            ("were accused of", Judging),
            ("criticism", Judging),
            ("criticised", Judging),
            ("expressed support for", Judging),
            ("preferred", Judging),
            ("are widely expected", Believing),
            ("expressed grave concern", Believing),
            ("belief", Believing),
            ("thought", Believing),
            ("doesn't know", Believing),
            ("expressed the hope", Wanting),
            ("is planning", Wanting),
            ("would like", Wanting),
            ("is ready", Wanting),
            ("refused", Wanting),
            ("заявила", Saying),
            ("по словам", Saying),
            ("как сообщается", Saying),
            ("согласно", Saying),
            ("заверил", Saying),
            ("призвал", Asking),
            ("обратился с призывом", Asking),
            ("пообещав", Asking),
            ("попросивший", Asking),
            ("назвала", Judging),
            ("осудили", Judging),
            ("считают", Believing),
            ("по мнению", Believing),
            ("не исключает", Believing),
            ("уверен", Believing),
            ("выразил надежду", Wanting),
            ("хотят", Wanting),
            ("готова", Wanting),
        ] {
            let words: Vec<&str> = cue.split(' ').collect();
            assert_eq!(class_of(&words), Some(class), "{cue}");
        }
        assert_eq!(class_of(&["zigzagged"]), None);
        assert_eq!(class_of(&[]), None);
    }

    #[test]
    fn nothing_is_listed_twice() {
        let mut seen = HashSet::new();
        let lines = include_str!("lexicon/classes.txt").lines().filter(|l| !l.starts_with(['#', '[']));
        let twice: Vec<&str> =
            lines.flat_map(str::split_whitespace).flat_map(|w| w.split('/')).filter(|w| !seen.insert(*w)).collect();
        assert_eq!(twice, [""; 0]);
    }
}
