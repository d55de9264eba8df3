//! What became of the statements: taken out, put in, altered.
//!
//! Takes the readings of two versions and the groups of their paragraphs. A statement counts as changed only where the words it stands
//! in did: two readers that disagree about the same words are no edit.

use super::local;
use crate::{
    Filter,
    compare::{
        align::{Document, Group, Run},
        canonical::tokens,
    },
    words::fold,
};
use onrecord_page::{Article, Span};
use onrecord_reading::{CueClass, Mode, Reading, Statement, StatementId};

/// What became of the statements that are shown where nothing else is asked for (see [`Filter::usual`]).
#[derive(Clone, Debug, Default, PartialEq)]
pub struct StatementEdit {
    /// Only the older version has them.
    pub removed: Vec<Said>,
    /// Only the newer version has them.
    pub added: Vec<Said>,
    /// Both have them, otherwise.
    pub altered: Vec<Altered>,
}

/// A statement in words.
#[derive(Clone, Debug, PartialEq)]
pub struct Said {
    /// Its id.
    pub id: StatementId,
    /// Direct, mixed, indirect or speech.
    pub mode: Mode,
    /// What the cue does.
    pub class: CueClass,
    /// Who, as the article names them.
    pub speaker: Option<String>,
    /// The words that tie speaker and content.
    pub cue: Option<String>,
    /// What was said.
    pub content: String,
}

/// A statement before and after.
#[derive(Clone, Debug, PartialEq)]
pub struct Altered {
    /// As the older version has it.
    pub old: Said,
    /// As the newer version has it.
    pub new: Said,
    /// Whether the words of the content differ.
    pub content: bool,
    /// Whether the cue differs.
    pub cue: bool,
    /// Whether somebody else is named as the speaker.
    pub speaker: bool,
}
impl Said {
    fn of(statement: &Statement, article: &Article) -> Said {
        Said {
            id: statement.id,
            mode: statement.mode,
            class: statement.class,
            speaker: statement.speaker.as_ref().map(|s| s.name.clone()),
            cue: statement.cue.as_ref().map(|c| article.text.join(&c.spans)),
            content: article.text.join(&statement.content.spans),
        }
    }

    /// Whether any of it is in the speaker's own words.
    pub fn is_quotation(&self) -> bool {
        matches!(self.mode, Mode::Direct | Mode::Mixed)
    }
}

/// Statements that are in one version only, or in both otherwise; those alone whose words were touched.
pub(super) fn between(
    old: (&Document, &[(Article, Reading)]),
    new: (&Document, &[(Article, Reading)]),
    groups: &[Group],
) -> StatementEdit {
    let mut before = candidates(old.1, &|part, span| touches(old.0, groups, part, span, true));
    let mut after = candidates(new.1, &|part, span| touches(new.0, groups, part, span, false));
    let mut edit = StatementEdit::default();
    pair_up(&mut before, &mut after, &mut edit, |a, b| {
        f64::from(u8::from(a.words == b.words && a.speaker == b.speaker))
    });
    pair_up(&mut before, &mut after, &mut edit, |a, b| f64::from(u8::from(a.words == b.words)));
    pair_up(&mut before, &mut after, &mut edit, |a, b| {
        if !a.touched && !b.touched {
            return 0.0;
        }
        let shared = shared_words(&a.words, &b.words);
        let bonus = if a.speaker == b.speaker { 0.1 } else { 0.0 };
        if shared >= 0.5 { shared + bonus } else { 0.0 }
    });
    let left = |list: Vec<Candidate>| list.into_iter().filter(|c| c.touched).map(|c| c.said).collect();
    (edit.removed, edit.added) = (left(before), left(after));
    edit
}

/// A statement on its way to a partner in the other version.
struct Candidate {
    said: Said,
    /// Whether the words that it stands in were changed.
    touched: bool,
    /// The words of its content, in canonical form.
    words: Vec<String>,
    /// The speaker's name, folded.
    speaker: String,
}

/// The statements that are shown where nothing else is asked for.
fn candidates(articles: &[(Article, Reading)], touched: &dyn Fn(u32, Span) -> bool) -> Vec<Candidate> {
    let usual = Filter::usual();
    let mut all = Vec::new();
    for (article, reading) in articles {
        for statement in reading.statements.iter().filter(|s| usual.passes(s.class, s.confidence)) {
            let cue = statement.cue.iter().flat_map(|c| &c.spans);
            let touched = statement.content.spans.iter().chain(cue).any(|span| touched(article.part, *span));
            let said = Said::of(statement, article);
            let (words, speaker) = (words_of(&said.content), folded(&said.speaker));
            all.push(Candidate { said, touched, words, speaker });
        }
    }
    all
}

/// Whether the words at a place are among those that went (`old`) or came. Words that came between two old ones touch them too.
fn touches(document: &Document, groups: &[Group], part: u32, span: Span, old: bool) -> bool {
    let mut any = false;
    for group in groups {
        let range = if old { &group.old } else { &group.new };
        let mut offset = 0;
        for paragraph in document.paragraphs.get(range.clone()).unwrap_or(&[]) {
            let here = local(paragraph, span).filter(|_| paragraph.part == part);
            if let Some(place) = here {
                let place = place.start + offset..place.end + offset;
                let mut at = 0;
                for run in &group.runs {
                    let (mine, length) = match (run, old) {
                        (Run::Same { old, .. }, true) => (false, old.clone()),
                        (Run::Same { new, .. }, false) => (false, new.clone()),
                        (Run::Removed(range), true) | (Run::Added(range), false) => (true, range.clone()),
                        // The other side's words lie between two of this side's.
                        (Run::Removed(_), false) | (Run::Added(_), true) => (true, at..at),
                    };
                    at = length.end;
                    let inside = if length.is_empty() {
                        place.start < length.start && length.start < place.end
                    } else {
                        place.start < length.end && length.start < place.end
                    };
                    any |= mine && inside;
                }
            }
            offset += paragraph.text.len() + 2;
        }
    }
    any
}

/// Takes out of both lists what belongs together, the most alike first; keeps those pairs that differ and were touched.
fn pair_up(
    old: &mut Vec<Candidate>,
    new: &mut Vec<Candidate>,
    edit: &mut StatementEdit,
    likeness: impl Fn(&Candidate, &Candidate) -> f64,
) {
    let mut scored: Vec<(f64, usize, usize)> = Vec::new();
    for (i, a) in old.iter().enumerate() {
        for (j, b) in new.iter().enumerate() {
            let score = likeness(a, b);
            if score > 0.0 {
                scored.push((score, i, j));
            }
        }
    }
    scored.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)).then(a.2.cmp(&b.2)));
    let (mut old_taken, mut new_taken) = (vec![false; old.len()], vec![false; new.len()]);
    let mut pairs = Vec::new();
    for (_, i, j) in scored {
        if !old_taken[i] && !new_taken[j] {
            (old_taken[i], new_taken[j]) = (true, true);
            pairs.push((i, j));
        }
    }
    pairs.sort_unstable();
    for (i, j) in pairs {
        let (a, b) = (&old[i], &new[j]);
        let cue = |said: &Said| said.cue.clone().unwrap_or_default();
        let altered = Altered {
            content: a.words != b.words,
            cue: !same_words(&cue(&a.said), &cue(&b.said)),
            speaker: a.speaker != b.speaker,
            old: a.said.clone(),
            new: b.said.clone(),
        };
        if (a.touched || b.touched) && (altered.content || altered.cue || altered.speaker) {
            edit.altered.push(altered);
        }
    }
    let (mut i, mut j) = (0, 0);
    old.retain(|_| keep(&old_taken, &mut i));
    new.retain(|_| keep(&new_taken, &mut j));
}

fn keep(taken: &[bool], at: &mut usize) -> bool {
    *at += 1;
    !taken[*at - 1]
}

fn folded(name: &Option<String>) -> String {
    tokens(name.as_deref().unwrap_or(""))
        .iter()
        .filter(|t| t.is_word)
        .map(|t| fold(&t.canonical))
        .collect::<Vec<_>>()
        .join(" ")
}

pub(crate) fn words_of(text: &str) -> Vec<String> {
    tokens(text).into_iter().filter(|t| t.is_word).map(|t| t.canonical).collect()
}

/// Whether two texts are the same but for how they are set.
pub(super) fn same_words(a: &str, b: &str) -> bool {
    words_of(a) == words_of(b)
}

/// Twice the words that both have, of all their words.
pub(crate) fn shared_words(a: &[String], b: &[String]) -> f64 {
    let all = a.len() + b.len();
    let mut left: Vec<&String> = b.iter().collect();
    let mut shared = 0;
    for word in a {
        if let Some(at) = left.iter().position(|other| *other == word) {
            left.swap_remove(at);
            shared += 1;
        }
    }
    if all == 0 { 0.0 } else { 2.0 * f64::from(shared) / all as f64 }
}
