//! What a change did: each difference with its class, and what became of the statements.
//!
//! Takes what was read in two versions of a page, gives an [`Edit`]: the two texts beside each other, every change of words classed by
//! rules that can be named, and the statements that were taken out, put in or altered. A statement counts as changed only where the
//! words it stands in did: two readers that disagree about the same words are no edit.
//!
//! [`Edit::apply`] turns the older text into the newer by nothing but what the edit holds, which the tests try on any text.

mod class;
mod statements;

pub use statements::{Altered, Said, StatementEdit};

use super::{
    align::{Document, Group, Paragraph, ParagraphKind, Run, align, joined},
    canonical::is_invisible,
    corrections::{self, CorrectionNote},
};
use class::{Side, Sides, numbers};
use onrecord_page::{Article, CharSpan, Span, Text};
use onrecord_reading::Reading;
use serde::Serialize;
use statements::same_words;
pub(crate) use statements::{shared_words, words_of};
use std::{fmt, ops::Range};

/// From one version of a page to another.
#[derive(Clone, Debug)]
pub struct Edit {
    /// The older text.
    pub old: Document,
    /// The newer text.
    pub new: Document,
    /// The paragraphs beside each other, in the order of the newer text; each paragraph in one group.
    pub groups: Vec<Group>,
    /// What is different, in the same order.
    pub changes: Vec<Change>,
    /// What the newer version itself says of a change.
    pub corrections: Vec<CorrectionNote>,
    /// What became of the statements.
    pub statements: StatementEdit,
    /// The newer version's texts by their parts, for places in them.
    texts: Vec<(u32, Text)>,
}

/// One difference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// What kind of difference.
    pub class: ChangeClass,
    /// Which group it lies in.
    pub group: usize,
    /// Which runs of that group it is made of.
    pub runs: Range<usize>,
    /// The words that went, as printed; empty where none did.
    pub old: String,
    /// The words that came.
    pub new: String,
    /// How many words went and came.
    pub words: usize,
}

/// What kind of difference a change is. The first that fits, in this order but for the first two.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum ChangeClass {
    /// A paragraph stands elsewhere, its words are the same.
    Move,
    /// A note that says that the page was corrected came, went or was changed.
    Correction,
    /// The headline.
    Headline,
    /// Words inside quotation marks.
    Quotation,
    /// A number, or the words that bound it ("at least", "about").
    Figure,
    /// The verb that ties a speaker to what was said.
    SayingVerb,
    /// Spelling, an ending, capitals or punctuation: no word became another.
    Typo,
    /// Words came and none went.
    Addition,
    /// Words went and none came.
    Removal,
    /// Words became others.
    Rewrite,
}

impl ChangeClass {
    /// Every class.
    pub const ALL: [ChangeClass; 10] = [
        ChangeClass::Move,
        ChangeClass::Correction,
        ChangeClass::Headline,
        ChangeClass::Quotation,
        ChangeClass::Figure,
        ChangeClass::SayingVerb,
        ChangeClass::Typo,
        ChangeClass::Addition,
        ChangeClass::Removal,
        ChangeClass::Rewrite,
    ];

    /// As it is printed and as JSON has it.
    pub fn as_str(self) -> &'static str {
        match self {
            ChangeClass::Move => "move",
            ChangeClass::Correction => "correction",
            ChangeClass::Headline => "headline",
            ChangeClass::Quotation => "quotation",
            ChangeClass::Figure => "figure",
            ChangeClass::SayingVerb => "saying-verb",
            ChangeClass::Typo => "typo",
            ChangeClass::Addition => "addition",
            ChangeClass::Removal => "removal",
            ChangeClass::Rewrite => "rewrite",
        }
    }

    /// For a person.
    pub fn words(self) -> &'static str {
        match self {
            ChangeClass::Move => "moved",
            ChangeClass::Correction => "correction note",
            ChangeClass::SayingVerb => "verb of saying",
            ChangeClass::Typo => "spelling or punctuation",
            other => other.as_str(),
        }
    }
}

impl fmt::Display for ChangeClass {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Edit {
    /// Compares two versions by their articles, in the order of the page.
    pub fn between(old: &[(Article, Reading)], new: &[(Article, Reading)]) -> Edit {
        let (before, after) = (Document::of(old), Document::of(new));
        let groups = align(&before, &after);
        let sides = Sides { old: Side::of(&before, old), new: Side::of(&after, new) };
        let changes = groups.iter().enumerate().flat_map(|(n, group)| sides.changes(n, group)).collect();
        let statements = statements::between((&before, old), (&after, new), &groups);
        let corrections = corrections::notes(&after, &before);
        let texts = new.iter().map(|(article, _)| (article.part, article.text.clone())).collect();
        Edit { groups, changes, corrections, statements, texts, old: before, new: after }
    }

    /// Words that went and came, in all: the size of the edit.
    pub fn words(&self) -> usize {
        self.changes.iter().map(|change| change.words).sum()
    }

    /// The newer text by its groups, made of the older text's words and those that came; group after group, a blank line between.
    pub fn apply(&self, old: &Document) -> String {
        let group = |group: &Group| {
            let old_text = old.paragraphs.get(group.old.clone()).map_or_else(String::new, joined);
            let new_text = self.new_text(group);
            group.runs.iter().fold(String::new(), |mut text, run| {
                match run {
                    // The words are the older text's; the space behind them is the newer's, since other words follow there.
                    Run::Same { old, new } => {
                        let new = new_text.get(new.clone()).unwrap_or("");
                        text.push_str(trimmed(old_text.get(old.clone()).unwrap_or("")));
                        text.push_str(&new[trimmed(new).len()..]);
                    }
                    Run::Added(new) => text.push_str(new_text.get(new.clone()).unwrap_or("")),
                    Run::Removed(_) => {}
                }
                text
            })
        };
        let groups: Vec<String> = self.groups.iter().filter(|g| !g.new.is_empty()).map(group).collect();
        groups.join("\n\n")
    }

    /// The text that the old ranges of a group's runs count in.
    pub fn old_text(&self, group: &Group) -> String {
        self.old.paragraphs.get(group.old.clone()).map_or_else(String::new, joined)
    }

    /// The text that the new ranges of a group's runs count in.
    pub fn new_text(&self, group: &Group) -> String {
        self.new.paragraphs.get(group.new.clone()).map_or_else(String::new, joined)
    }

    /// The place of a note of correction in its article's text, as outsiders count.
    pub fn char_span(&self, note: &CorrectionNote) -> Option<CharSpan> {
        self.texts.iter().find(|(part, _)| *part == note.part)?.1.char_spans(&[note.span]).pop()
    }

    /// Whether a group is a headline.
    pub fn is_headline(&self, group: &Group) -> bool {
        let headline = |document: &Document, range: &Range<usize>| {
            let here = document.paragraphs.get(range.clone()).unwrap_or(&[]);
            here.iter().any(|p| p.kind == ParagraphKind::Headline)
        };
        headline(&self.old, &group.old) || headline(&self.new, &group.new)
    }

    /// Numbers that became others: `("300", "250")`, each pair once.
    pub fn figures(&self) -> Vec<(String, String)> {
        let mut figures = Vec::new();
        for change in self.changes.iter().filter(|c| c.class != ChangeClass::Correction) {
            let (old, new) = (numbers(&change.old), numbers(&change.new));
            if old.len() == new.len() {
                for pair in old.into_iter().zip(new).filter(|(old, new)| !same_words(old, new)) {
                    if !figures.contains(&pair) {
                        figures.push(pair);
                    }
                }
            }
        }
        figures
    }

    /// The edit in a few words each: "1 quotation removed", "300→250", "said→claimed".
    pub fn summary(&self) -> Vec<String> {
        let mut all = Vec::new();
        let has = |class: ChangeClass| self.changes.iter().any(|c| c.class == class);
        if has(ChangeClass::Headline) {
            all.push("headline changed".to_owned());
        }
        let StatementEdit { removed, added, altered } = &self.statements;
        let otherwise: Vec<Said> = altered.iter().filter(|a| a.content).map(|a| a.new.clone()).collect();
        for (list, what) in [(removed, "removed"), (added, "added"), (&otherwise, "altered")] {
            let quotations = list.iter().filter(|said| said.is_quotation()).count();
            all.extend(counted(quotations, "quotation", what));
            all.extend(counted(list.len() - quotations, "statement", what));
        }
        all.extend(self.figures().iter().map(|(old, new)| format!("{old}→{new}")));
        let mut verbs: Vec<String> = self
            .changes
            .iter()
            .filter(|c| c.class == ChangeClass::SayingVerb)
            .map(|c| format!("{}→{}", c.old.trim(), c.new.trim()))
            .collect();
        verbs.dedup();
        all.extend(verbs);
        let nobody = "nobody named";
        for said in altered.iter().filter(|a| a.speaker) {
            let name = |s: &Said| s.speaker.clone().unwrap_or_else(|| nobody.to_owned());
            all.push(format!("speaker {}→{}", name(&said.old), name(&said.new)));
        }
        let owned_up = self.corrections.iter().filter(|note| !note.was_there).count();
        all.extend(counted(owned_up, "correction note", "added"));
        if all.is_empty() {
            all = self.summary_of_text();
        }
        all
    }

    /// Where no statement, figure or headline changed: what happened to the words.
    fn summary_of_text(&self) -> Vec<String> {
        let words =
            |class: ChangeClass| -> usize { self.changes.iter().filter(|c| c.class == class).map(|c| c.words).sum() };
        let n = |class: ChangeClass| self.changes.iter().filter(|c| c.class == class).count();
        let mut all = Vec::new();
        for class in ChangeClass::ALL {
            all.extend(match class {
                ChangeClass::Addition => counted(words(class), "word", "added"),
                ChangeClass::Removal => counted(words(class), "word", "removed"),
                ChangeClass::Rewrite => counted(n(class), "passage", "rewritten"),
                ChangeClass::Move => counted(n(class), "paragraph", "moved"),
                ChangeClass::Typo => counted(n(class), "change", "of spelling or punctuation"),
                ChangeClass::Quotation => counted(n(class), "change", "inside quotation marks"),
                ChangeClass::Figure => counted(n(class), "figure", "changed"),
                ChangeClass::Correction => counted(n(class), "correction note", "changed"),
                ChangeClass::Headline | ChangeClass::SayingVerb => None,
            });
        }
        all
    }
}

/// Without the space at its end.
fn trimmed(text: &str) -> &str {
    text.trim_end_matches(|c: char| c.is_whitespace() || is_invisible(c))
}

fn counted(n: usize, what: &str, happened: &str) -> Option<String> {
    match n {
        0 => None,
        1 => Some(format!("1 {what} {happened}")),
        n => Some(format!("{n} {what}s {happened}")),
    }
}

/// The piece of a place in the article's text that lies in a paragraph, in bytes of the paragraph.
fn local(paragraph: &Paragraph, span: Span) -> Option<Range<usize>> {
    let at = paragraph.at?;
    let (start, end) = (span.start.max(at.start), span.end.min(at.end));
    (start < end).then(|| (start - at.start) as usize..(end - at.start) as usize)
}

#[cfg(test)]
mod tests;
