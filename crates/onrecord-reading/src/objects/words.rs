//! Word tables of acts: beginnings of words, sorted by what they are said of.
//!
//! Takes a file of lines `LABEL: beginning beginning …` under `[section]`s, gives for a lower-case word the label of its longest beginning. A
//! beginning that ends in `.` is a whole word. English and Russian share a file, because their letters keep them apart.

use std::collections::HashMap;

/// One section of a table.
#[derive(Debug, Default)]
pub(super) struct Beginnings {
    labels: Vec<String>,
    by_start: HashMap<String, u16>,
    whole: HashMap<String, u16>,
}

impl Beginnings {
    /// The section of a file.
    pub(super) fn of(file: &str, section: &str) -> Beginnings {
        let mut out = Beginnings::default();
        let mut inside = false;
        for line in file.lines().filter(|l| !l.starts_with('#')) {
            if let Some(name) = line.strip_prefix('[').and_then(|l| l.strip_suffix(']')) {
                inside = name == section;
            } else if let Some((label, words)) = line.split_once(':').filter(|_| inside) {
                let id = out.labels.len() as u16;
                out.labels.push(label.trim().to_owned());
                for word in words.split_whitespace() {
                    match word.strip_suffix('.') {
                        Some(whole) => out.whole.insert(whole.to_owned(), id),
                        None => out.by_start.insert(word.to_owned(), id),
                    };
                }
            }
        }
        out
    }

    /// A file of lines `beginning beginning = LABEL`.
    pub(super) fn of_pairs(file: &str) -> Beginnings {
        let lines = file.lines().filter(|l| !l.starts_with('#')).filter_map(|l| l.split_once(" = "));
        let turned: Vec<String> = lines.map(|(words, label)| format!("{label}: {words}")).collect();
        Beginnings::of(&format!("[]\n{}", turned.join("\n")), "")
    }

    /// The label of a word.
    pub(super) fn label(&self, word: &str) -> Option<&str> {
        self.found(word).map(|(label, _)| label)
    }

    /// The label of a word, and what stands behind its beginning.
    pub(super) fn found<'w>(&self, word: &'w str) -> Option<(&str, &'w str)> {
        let whole = || self.whole.get(word).map(|id| (id, ""));
        let starts = || {
            let ends = word.char_indices().rev().map(|(at, c)| at + c.len_utf8());
            ends.filter_map(|end| Some((self.by_start.get(&word[..end])?, &word[end..]))).next()
        };
        let (&id, rest) = whole().or_else(starts)?;
        Some((self.labels.get(usize::from(id))?.as_str(), rest))
    }
}

/// Words that a `~` in a phrase may stand for, at most.
const GAP: usize = 5;

/// One section of phrases: `set._fire_to`, `sent.~home.`; each part the beginning of a word or, with a `.`, a whole one. `_` joins neighbours, `~`
/// lets a few words stand between.
#[derive(Debug, Default)]
pub(super) struct Phrases {
    labels: Vec<String>,
    /// By their first part, where it is a beginning: which label, and what is to follow.
    by_start: HashMap<String, Vec<(u16, Vec<Part>)>>,
    /// By their first part, where it is a whole word.
    by_word: HashMap<String, Vec<(u16, Vec<Part>)>>,
}

#[derive(Debug)]
struct Part {
    beginning: String,
    whole: bool,
    gap: bool,
}

impl Part {
    fn is(&self, word: &str) -> bool {
        if self.whole { word == self.beginning } else { word.starts_with(&self.beginning) }
    }
}

impl Phrases {
    /// The section of a file.
    pub(super) fn of(file: &str, section: &str) -> Phrases {
        let mut out = Phrases::default();
        let mut inside = false;
        for line in file.lines().filter(|l| !l.starts_with('#')) {
            if let Some(name) = line.strip_prefix('[').and_then(|l| l.strip_suffix(']')) {
                inside = name == section;
            } else if let Some((label, phrases)) = line.split_once(':').filter(|_| inside) {
                let id = out.labels.len() as u16;
                out.labels.push(label.trim().to_owned());
                phrases.split_whitespace().for_each(|phrase| out.add(phrase, id));
            }
        }
        out
    }

    fn add(&mut self, phrase: &str, id: u16) {
        let spaced = phrase.replace('_', " ").replace('~', " ~");
        let mut parts = spaced.split(' ');
        let first = parts.next().unwrap_or("").to_owned();
        let part = |p: &str| {
            let (gap, word) = p.strip_prefix('~').map_or((false, p), |w| (true, w));
            let (whole, beginning) = word.strip_suffix('.').map_or((false, word), |w| (true, w));
            Part { beginning: beginning.to_owned(), whole, gap }
        };
        let (map, first) = match first.strip_suffix('.') {
            Some(whole) => (&mut self.by_word, whole.to_owned()),
            None => (&mut self.by_start, first),
        };
        map.entry(first).or_default().push((id, parts.map(part).collect()));
    }

    /// Whether a phrase may begin with this word.
    pub(super) fn may_begin(&self, word: &str) -> bool {
        self.beginning_with(word).next().is_some()
    }

    fn beginning_with<'w>(&'w self, word: &'w str) -> impl Iterator<Item = &'w (u16, Vec<Part>)> {
        let whole = self.by_word.get(word);
        let starts = word.char_indices().filter_map(move |(at, c)| self.by_start.get(&word[..at + c.len_utf8()]));
        whole.into_iter().chain(starts).flatten()
    }

    /// The longest phrase that begins with a word: its label and the places of its other words, counted from the first; `behind` gives those.
    pub(super) fn label(&self, first: &str, behind: &[String]) -> Option<(&str, Vec<usize>)> {
        let fits = |(id, parts): &(u16, Vec<Part>)| {
            let (mut at, mut places) = (0, Vec::new());
            for part in parts {
                let reach = if part.gap { GAP } else { 0 };
                let found = (at..=at + reach).find(|&n| behind.get(n).is_some_and(|w| part.is(w)))?;
                places.push(found + 1);
                at = found + 1;
            }
            Some((*id, places))
        };
        let all = self.beginning_with(first).filter_map(fits);
        let (id, places) = all.max_by_key(|(_, places)| places.len())?;
        Some((self.labels.get(usize::from(id))?.as_str(), places))
    }
}
