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
        let whole = || self.whole.get(word);
        let starts = || {
            let ends = word.char_indices().rev().map(|(at, c)| at + c.len_utf8());
            ends.filter_map(|end| self.by_start.get(&word[..end])).next()
        };
        whole().or_else(starts).and_then(|&id| self.labels.get(usize::from(id))).map(String::as_str)
    }
}
