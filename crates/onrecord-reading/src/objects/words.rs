//! Word tables of acts: beginnings of words, sorted by what they are said of.
//!
//! Takes a file of lines `LABEL: beginning beginning …` under `[section]`s, gives for a lower-case word the label of its longest beginning. A
//! beginning that ends in `.` is a whole word, one that ends in `*` an English verb in all its forms. English and Russian share a file, because
//! their letters keep them apart.

use std::{collections::HashMap, sync::LazyLock};

/// Irregular English verbs: the verb, its past and its participle.
static IRREGULAR: LazyLock<HashMap<&'static str, Vec<&'static str>>> = LazyLock::new(|| {
    let forms = |verb: &'static str| {
        let mut words = verb.split_whitespace();
        Some((words.next()?, words.collect()))
    };
    include_str!("irregular.txt").lines().flat_map(|line| line.split(',')).filter_map(forms).collect()
});

/// The forms of an English verb. A final consonant is given doubled and single: a form too many is met nowhere.
fn forms(verb: &str) -> Vec<String> {
    let vowel = |c: char| "aeiou".contains(c);
    let back: Vec<char> = verb.chars().rev().take(3).collect();
    let after_consonant = back.get(1).is_some_and(|&c| !vowel(c));
    let (third, stem, past) = match back.first() {
        Some('e') => (format!("{verb}s"), verb.trim_end_matches('e').to_owned(), format!("{verb}d")),
        Some('y') if after_consonant => {
            let cut = &verb[..verb.len() - 1];
            (format!("{cut}ies"), verb.to_owned(), format!("{cut}ied"))
        }
        Some('s' | 'x' | 'z') => (format!("{verb}es"), verb.to_owned(), format!("{verb}ed")),
        _ if verb.ends_with("ch") || verb.ends_with("sh") => {
            (format!("{verb}es"), verb.to_owned(), format!("{verb}ed"))
        }
        _ => (format!("{verb}s"), verb.to_owned(), format!("{verb}ed")),
    };
    let mut out = vec![verb.to_owned(), third, format!("{stem}ing")];
    match IRREGULAR.get(verb) {
        Some(own) => out.extend(own.iter().map(|&form| form.to_owned())),
        None => out.push(past),
    }
    if let [last, vowel_before, other] = back[..]
        && !vowel(last)
        && !"wxy".contains(last)
        && vowel(vowel_before)
        && !vowel(other)
    {
        out.extend([format!("{verb}{last}ed"), format!("{verb}{last}ing")]);
    }
    out
}

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
                    if let Some(verb) = word.strip_suffix('*') {
                        out.whole.extend(forms(verb).into_iter().map(|form| (form, id)));
                    } else if let Some(whole) = word.strip_suffix('.') {
                        out.whole.insert(whole.to_owned(), id);
                        out.whole.extend(first_plural(whole).map(|form| (form, id)));
                    } else {
                        out.by_start.extend(first_plural(word).map(|form| (form, id)));
                        out.by_start.insert(word.to_owned(), id);
                    }
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

/// One section of English verbs by what they are done to: `AID deliver goods: send* bring*`.
#[derive(Debug, Default)]
pub(super) struct ByObject {
    /// Of each form of a verb the kinds of things, each with its label, in the order of the file.
    by_form: HashMap<String, Vec<(String, String)>>,
}

impl ByObject {
    /// The section of a file.
    pub(super) fn of(file: &str, section: &str) -> ByObject {
        let mut out = ByObject::default();
        let lines = file.lines().filter(|l| !l.starts_with('#'));
        let inside = lines.skip_while(|l| l.strip_prefix('[').and_then(|l| l.strip_suffix(']')) != Some(section));
        for line in inside.skip(1).take_while(|l| !l.starts_with('[')) {
            let Some((label, verbs)) = line.split_once(':') else { continue };
            let Some((label, kind)) = label.rsplit_once(' ') else { continue };
            for form in verbs.split_whitespace().flat_map(|verb| forms(verb.trim_end_matches('*'))) {
                out.by_form.entry(form).or_default().push((label.to_owned(), kind.to_owned()));
            }
        }
        out
    }

    /// Whether it has a verb of this form.
    pub(super) fn knows(&self, form: &str) -> bool {
        self.by_form.contains_key(form)
    }

    /// The label of a verb that is done to a thing of the first kind that fits.
    pub(super) fn label(&self, form: &str, is: impl Fn(&str) -> bool) -> Option<&str> {
        let kinds = self.by_form.get(form)?;
        kinds.iter().find(|(_, kind)| is(kind)).map(|(label, _)| label.as_str())
    }
}

/// Words that a `~` in a phrase may stand for, at most.
const GAP: usize = 5;

/// One section of phrases: `set*_fire_to`, `sent.~home.`; each part the beginning of a word, with a `.` a whole one, with a `*` an English verb.
/// `_` joins neighbours, `~` lets a few words stand between.
#[derive(Debug, Default)]
pub(super) struct Phrases {
    labels: Vec<String>,
    /// By their first part, where it is a beginning: which label, and what is to follow.
    by_start: HashMap<String, Vec<(u16, Vec<Part>)>>,
    /// By their first part, where it is a whole word.
    by_word: HashMap<String, Vec<(u16, Vec<Part>)>>,
}

#[derive(Clone, Debug)]
struct Part {
    words: Words,
    gap: bool,
}

#[derive(Clone, Debug)]
enum Words {
    Beginning(String),
    Whole(Vec<String>),
}

impl Words {
    fn of(written: &str) -> Words {
        if let Some(verb) = written.strip_suffix('*') {
            return Words::Whole(forms(verb));
        }
        match written.strip_suffix('.') {
            Some(whole) => Words::Whole(vec![whole.to_owned()]),
            None => Words::Beginning(written.to_owned()),
        }
    }
}

impl Part {
    fn is(&self, word: &str) -> bool {
        match &self.words {
            Words::Beginning(beginning) => word.starts_with(beginning),
            Words::Whole(forms) => forms.iter().any(|form| form == word),
        }
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
        let first = Words::of(parts.next().unwrap_or(""));
        let part = |p: &str| {
            let (gap, word) = p.strip_prefix('~').map_or((false, p), |w| (true, w));
            Part { words: Words::of(word), gap }
        };
        let rest: Vec<Part> = parts.map(part).collect();
        match first {
            Words::Beginning(beginning) => self.by_start.entry(beginning).or_default().push((id, rest)),
            Words::Whole(forms) => {
                for form in forms {
                    self.by_word.entry(form).or_default().push((id, rest.clone()));
                }
            }
        }
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

/// «закроем» beside «закроет».
fn first_plural(third: &str) -> Option<String> {
    let stem = third.strip_suffix('т').filter(|stem| stem.ends_with(['е', 'и']) && stem.chars().count() > 3)?;
    Some(format!("{stem}м"))
}
