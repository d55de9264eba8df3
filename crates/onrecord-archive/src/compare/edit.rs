//! What a change did: each difference with its class, and what became of the statements.
//!
//! Takes what was read in two versions of a page, gives an [`Edit`]: the two texts beside each other, every change of words classed by
//! rules that can be named, and the statements that were taken out, put in or altered. A statement counts as changed only where the
//! words it stands in did: two readers that disagree about the same words are no edit.
//!
//! [`Edit::apply`] turns the older text into the newer by nothing but what the edit holds, which the tests try on any text.

use super::{
    align::{Document, Group, Paragraph, ParagraphKind, Run, align, joined},
    canonical::{Token, is_invisible, tokens},
    corrections::{self, CorrectionNote},
};
use crate::{Filter, words::fold};
use onrecord_page::{Article, CharSpan, Span, Text};
use onrecord_reading::{CueClass, Mode, Reading, Statement, StatementId};
use serde::Serialize;
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
        let statements = sides.statements(&groups);
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

/// One version with what is needed to judge a change in it.
struct Side<'a> {
    document: &'a Document,
    articles: &'a [(Article, Reading)],
    /// For each paragraph the places of quoted words and of cues, in bytes of the paragraph.
    quoted: Vec<Vec<Range<usize>>>,
    cues: Vec<Vec<Range<usize>>>,
}

struct Sides<'a> {
    old: Side<'a>,
    new: Side<'a>,
}

impl<'a> Side<'a> {
    fn of(document: &'a Document, articles: &'a [(Article, Reading)]) -> Side<'a> {
        let mut side = Side { document, articles, quoted: Vec::new(), cues: Vec::new() };
        for paragraph in &document.paragraphs {
            let mut quoted = in_quotation_marks(&paragraph.text);
            let mut cues = Vec::new();
            for statement in side.statements_of(paragraph.part) {
                let local = |spans: &[Span]| spans.iter().filter_map(|s| local(paragraph, *s)).collect::<Vec<_>>();
                if statement.mode == Mode::Direct {
                    quoted.extend(local(&statement.content.spans));
                }
                cues.extend(statement.cue.iter().flat_map(|cue| local(&cue.spans)));
            }
            side.quoted.push(quoted);
            side.cues.push(cues);
        }
        side
    }

    fn statements_of(&self, part: u32) -> impl Iterator<Item = &'a Statement> + use<'a> {
        let articles = self.articles;
        articles.iter().filter(move |(article, _)| article.part == part).flat_map(|(_, reading)| &reading.statements)
    }

    /// Whether a stretch of a group's text meets one of the places.
    fn meets(&self, group: &Range<usize>, stretch: &Range<usize>, places: &[Vec<Range<usize>>]) -> bool {
        self.offsets(group).any(|(i, offset)| {
            places[i].iter().any(|place| place.start + offset < stretch.end && stretch.start < place.end + offset)
        })
    }

    /// The paragraphs of a group with where each begins in the group's text.
    fn offsets(&self, group: &Range<usize>) -> impl Iterator<Item = (usize, usize)> + use<'_> {
        let mut offset = 0;
        group.clone().map(move |i| {
            let here = offset;
            offset += self.document.paragraphs[i].text.len() + 2;
            (i, here)
        })
    }
}

/// The piece of a place in the article's text that lies in a paragraph, in bytes of the paragraph.
fn local(paragraph: &Paragraph, span: Span) -> Option<Range<usize>> {
    let at = paragraph.at?;
    let (start, end) = (span.start.max(at.start), span.end.min(at.end));
    (start < end).then(|| (start - at.start) as usize..(end - at.start) as usize)
}

/// What stands between double quotation marks; one that is never closed goes on to the end of the paragraph.
fn in_quotation_marks(text: &str) -> Vec<Range<usize>> {
    let mut quoted = Vec::new();
    let mut open = None;
    for token in tokens(text) {
        if token.canonical == "\"" {
            match open.take() {
                None => open = Some(token.range.end),
                Some(start) => quoted.push(start..token.range.start),
            }
        }
    }
    quoted.extend(open.map(|start| start..text.len()).filter(|rest| rest.len() > 1));
    quoted
}

impl Sides<'_> {
    fn changes(&self, n: usize, group: &Group) -> Vec<Change> {
        let old_text = joined(&self.old.document.paragraphs[group.old.clone()]);
        let new_text = joined(&self.new.document.paragraphs[group.new.clone()]);
        let mut changes = Vec::new();
        let mut at = 0;
        while at < group.runs.len() {
            if matches!(group.runs[at], Run::Same { .. }) {
                at += 1;
                continue;
            }
            let end = group.runs[at..]
                .iter()
                .position(|r| matches!(r, Run::Same { .. }))
                .map_or(group.runs.len(), |n| at + n);
            let mut hunk = Hunk { group, old: None, new: None, old_text: &old_text, new_text: &new_text };
            for run in &group.runs[at..end] {
                match run {
                    Run::Removed(range) => hunk.old = Some(range.clone()),
                    Run::Added(range) => hunk.new = Some(range.clone()),
                    Run::Same { .. } => {}
                }
            }
            let (old, new) = (hunk.old_words().to_owned(), hunk.new_words().to_owned());
            let words = words_in(&old) + words_in(&new);
            changes.push(Change { class: self.class(&hunk), group: n, runs: at..end, old, new, words });
            at = end;
        }
        if group.moved && changes.is_empty() {
            let runs = 0..group.runs.len();
            changes.push(Change { class: ChangeClass::Move, group: n, runs, old: old_text, new: new_text, words: 0 });
        }
        changes
    }

    fn class(&self, hunk: &Hunk<'_>) -> ChangeClass {
        let (old, new) = (hunk.old_words(), hunk.new_words());
        let of_note = |side: &Side<'_>, group: &Range<usize>| {
            !group.is_empty() && group.clone().all(|i| corrections::is_note(&side.document.paragraphs[i].text))
        };
        if of_note(&self.old, &hunk.group.old) || of_note(&self.new, &hunk.group.new) {
            return ChangeClass::Correction;
        }
        if self.is_headline(hunk.group) {
            return ChangeClass::Headline;
        }
        let (old_tokens, new_tokens) = (tokens(old), tokens(new));
        let no_words = |tokens: &[Token]| !tokens.iter().any(|t| t.is_word);
        if no_words(&old_tokens) && no_words(&new_tokens) {
            return ChangeClass::Typo;
        }
        if self.is_quoted(hunk, &old_tokens, &new_tokens) {
            return ChangeClass::Quotation;
        }
        if is_figure(&old_tokens, &new_tokens) {
            return ChangeClass::Figure;
        }
        if self.is_cue(hunk, &old_tokens, &new_tokens) {
            return ChangeClass::SayingVerb;
        }
        match (no_words(&old_tokens), no_words(&new_tokens)) {
            _ if is_typo(&old_tokens, &new_tokens) => ChangeClass::Typo,
            (true, _) => ChangeClass::Addition,
            (_, true) => ChangeClass::Removal,
            _ => ChangeClass::Rewrite,
        }
    }

    fn is_headline(&self, group: &Group) -> bool {
        let headline = |side: &Side<'_>, range: &Range<usize>| {
            range.clone().any(|i| side.document.paragraphs[i].kind == ParagraphKind::Headline)
        };
        // A whole item of a page that comes or goes is an addition or a removal, its headline with it.
        !group.old.is_empty()
            && !group.new.is_empty()
            && (headline(&self.old, &group.old) || headline(&self.new, &group.new))
    }

    /// Inside quotation marks, by the marks or by the reading. A whole paragraph that comes or goes is one where most of it is.
    fn is_quoted(&self, hunk: &Hunk<'_>, old: &[Token], new: &[Token]) -> bool {
        let quoted = |side: &Side<'_>, group: &Range<usize>, stretch: &Option<Range<usize>>, tokens: &[Token]| {
            let Some(stretch) = stretch else { return (0, 0) };
            let word = |t: &&Token| t.is_word;
            let place = |t: &Token| stretch.start + t.range.start..stretch.start + t.range.end;
            let all = tokens.iter().filter(word).count();
            let inside = tokens.iter().filter(word).filter(|t| side.meets(group, &place(t), &side.quoted)).count();
            (inside, all)
        };
        let (old_in, old_all) = quoted(&self.old, &hunk.group.old, &hunk.old, old);
        let (new_in, new_all) = quoted(&self.new, &hunk.group.new, &hunk.new, new);
        (old_in + new_in) * 2 >= old_all + new_all && old_in + new_in > 0
            // A quotation that went whole with words around it is a quotation that went.
            || old_in >= 3 && new_in == 0 && old_in * 3 >= old_all
            || new_in >= 3 && old_in == 0 && new_in * 3 >= new_all
    }

    /// A cue became another: both sides are short, and the reading calls one of them the words that tie speaker and content.
    fn is_cue(&self, hunk: &Hunk<'_>, old: &[Token], new: &[Token]) -> bool {
        let short = |tokens: &[Token]| (1..=4).contains(&tokens.iter().filter(|t| t.is_word).count());
        let (Some(before), Some(after)) = (&hunk.old, &hunk.new) else { return false };
        let whole = |side: &Side<'_>, group: &Range<usize>, stretch: &Range<usize>, tokens: &[Token]| {
            tokens.iter().filter(|t| t.is_word).all(|t| {
                let place = stretch.start + t.range.start..stretch.start + t.range.end;
                side.meets(group, &place, &side.cues)
            })
        };
        let in_old = whole(&self.old, &hunk.group.old, before, old);
        let in_new = whole(&self.new, &hunk.group.new, after, new);
        short(old) && short(new) && (in_old && in_new || (in_old || in_new) && old.len() == 1 && new.len() == 1)
    }

    /// Statements that are in one version only, or in both otherwise; those alone whose words were touched.
    fn statements(&self, groups: &[Group]) -> StatementEdit {
        let usual = Filter::usual();
        let all = |side: &Side<'_>, touched: &dyn Fn(u32, Span) -> bool| -> Vec<(Said, bool)> {
            let mut all = Vec::new();
            for (article, reading) in side.articles {
                for statement in reading.statements.iter().filter(|s| usual.passes(s.class, s.confidence)) {
                    let cue = statement.cue.iter().flat_map(|c| &c.spans);
                    let any = statement.content.spans.iter().chain(cue).any(|span| touched(article.part, *span));
                    all.push((Said::of(statement, article), any));
                }
            }
            all
        };
        let mut old = all(&self.old, &|part, span| touches(self.old.document, groups, part, span, true));
        let mut new = all(&self.new, &|part, span| touches(self.new.document, groups, part, span, false));
        let mut edit = StatementEdit::default();
        let same = |a: &Said, b: &Said| same_words(&a.content, &b.content);
        let same_speaker = |a: &Said, b: &Said| folded(&a.speaker) == folded(&b.speaker);
        pair_up(&mut old, &mut new, &mut edit, |a, b| f64::from(u8::from(same(a, b) && same_speaker(a, b))));
        pair_up(&mut old, &mut new, &mut edit, |a, b| f64::from(u8::from(same(a, b))));
        pair_up(&mut old, &mut new, &mut edit, |a, b| {
            let bonus = if same_speaker(a, b) { 0.1 } else { 0.0 };
            let shared = shared_words(&a.content, &b.content);
            if shared >= 0.5 { shared + bonus } else { 0.0 }
        });
        edit.removed = old.into_iter().filter(|(_, touched)| *touched).map(|(said, _)| said).collect();
        edit.added = new.into_iter().filter(|(_, touched)| *touched).map(|(said, _)| said).collect();
        edit
    }
}

/// One change of words in a group.
struct Hunk<'a> {
    group: &'a Group,
    old: Option<Range<usize>>,
    new: Option<Range<usize>>,
    old_text: &'a str,
    new_text: &'a str,
}

impl Hunk<'_> {
    fn old_words(&self) -> &str {
        self.old.clone().and_then(|range| self.old_text.get(range)).unwrap_or("")
    }

    fn new_words(&self) -> &str {
        self.new.clone().and_then(|range| self.new_text.get(range)).unwrap_or("")
    }
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
    old: &mut Vec<(Said, bool)>,
    new: &mut Vec<(Said, bool)>,
    edit: &mut StatementEdit,
    likeness: impl Fn(&Said, &Said) -> f64,
) {
    let mut scored: Vec<(f64, usize, usize)> = Vec::new();
    for (i, (a, _)) in old.iter().enumerate() {
        for (j, (b, _)) in new.iter().enumerate() {
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
        let ((a, old_touched), (b, new_touched)) = (&old[i], &new[j]);
        let words = |a: &Option<String>, b: &Option<String>| {
            !same_words(a.as_deref().unwrap_or(""), b.as_deref().unwrap_or(""))
        };
        let altered = Altered {
            content: !same_words(&a.content, &b.content),
            cue: words(&a.cue, &b.cue),
            speaker: folded(&a.speaker) != folded(&b.speaker),
            old: a.clone(),
            new: b.clone(),
        };
        if (*old_touched || *new_touched) && (altered.content || altered.cue || altered.speaker) {
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

/// Whether two texts are the same but for how they are set.
fn same_words(a: &str, b: &str) -> bool {
    let words = |text: &str| tokens(text).into_iter().filter(|t| t.is_word).map(|t| t.canonical).collect::<Vec<_>>();
    words(a) == words(b)
}

fn words_in(text: &str) -> usize {
    tokens(text).iter().filter(|t| t.is_word).count()
}

/// Twice the words that both have, of all their words.
fn shared_words(a: &str, b: &str) -> f64 {
    let words =
        |text: &str| tokens(text).into_iter().filter(|t| t.is_word).map(|t| fold(&t.canonical)).collect::<Vec<_>>();
    let (a, mut b) = (words(a), words(b));
    let all = a.len() + b.len();
    let shared =
        a.iter().filter(|word| b.iter().position(|other| other == *word).map(|at| b.swap_remove(at)).is_some()).count();
    if all == 0 { 0.0 } else { 2.0 * shared as f64 / all as f64 }
}

/// Numbers in words, as far as news writes them.
const NUMBER_WORDS: [&str; 46] = [
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "twenty",
    "thirty",
    "forty",
    "fifty",
    "sixty",
    "hundred",
    "hundreds",
    "thousand",
    "thousands",
    "million",
    "millions",
    "billion",
    "billions",
    "dozen",
    "dozens",
    "half",
    "один",
    "два",
    "две",
    "три",
    "четыре",
    "пять",
    "шесть",
    "семь",
    "восемь",
    "девять",
    "десять",
    "сто",
    "сотни",
    "тысяча",
    "тысяч",
    "тысячи",
    "миллион",
    "миллиона",
];

/// Words that bound a number or count in it.
const BOUNDS: [&str; 46] = [
    "at",
    "least",
    "most",
    "about",
    "around",
    "some",
    "more",
    "less",
    "fewer",
    "than",
    "over",
    "under",
    "up",
    "to",
    "nearly",
    "almost",
    "roughly",
    "approximately",
    "only",
    "just",
    "exactly",
    "a",
    "of",
    "percent",
    "per",
    "cent",
    "не",
    "менее",
    "более",
    "около",
    "порядка",
    "свыше",
    "до",
    "почти",
    "примерно",
    "лишь",
    "только",
    "как",
    "минимум",
    "от",
    "больше",
    "меньше",
    "чем",
    "процентов",
    "процента",
    "млн",
];

fn is_number(token: &Token) -> bool {
    token.canonical.starts_with(|c: char| c.is_ascii_digit())
        || NUMBER_WORDS.contains(&token.canonical.to_lowercase().as_str())
}

fn numbers(text: &str) -> Vec<String> {
    tokens(text).into_iter().filter(is_number).map(|t| text[t.range].to_owned()).collect()
}

/// Numbers differ, or the words that bound them; nothing else does.
fn is_figure(old: &[Token], new: &[Token]) -> bool {
    let numbers =
        |tokens: &[Token]| tokens.iter().filter(|t| is_number(t)).map(|t| t.canonical.clone()).collect::<Vec<_>>();
    let rest = |tokens: &[Token]| {
        let other = |t: &&Token| t.is_word && !is_number(t) && !BOUNDS.contains(&t.canonical.to_lowercase().as_str());
        tokens.iter().filter(other).map(|t| t.canonical.to_lowercase()).collect::<Vec<_>>()
    };
    let (old_numbers, new_numbers) = (numbers(old), numbers(new));
    let bound = |tokens: &[Token]| {
        let words: Vec<String> = tokens.iter().filter(|t| t.is_word).map(|t| t.canonical.to_lowercase()).collect();
        // Of the small words alone only these say how a number is meant.
        words.iter().any(|w| {
            [
                "least",
                "most",
                "about",
                "around",
                "nearly",
                "almost",
                "roughly",
                "more",
                "less",
                "fewer",
                "over",
                "under",
                "около",
                "более",
                "менее",
                "почти",
                "свыше",
                "примерно",
            ]
            .contains(&w.as_str())
        })
    };
    let same_rest = rest(old) == rest(new);
    let changed = old_numbers != new_numbers && (!old_numbers.is_empty() && !new_numbers.is_empty());
    let bounded =
        old_numbers == new_numbers && (bound(old) || bound(new)) && rest(old).is_empty() && rest(new).is_empty();
    same_rest && (changed || bounded)
}

/// No word became another: each pair differs in an ending, a letter or two, or in capitals.
fn is_typo(old: &[Token], new: &[Token]) -> bool {
    /// They turn a sentence round, however few their letters.
    const TURNING: [&str; 12] =
        ["not", "no", "now", "nor", "never", "none", "не", "ни", "нет", "никогда", "can't", "won't"];
    let words = |tokens: &[Token]| tokens.iter().filter(|t| t.is_word).map(|t| t.canonical.clone()).collect::<Vec<_>>();
    let (old, new) = (words(old), words(new));
    // Joined or parted: "north west", "northwest".
    if old.concat() == new.concat() || old.concat().to_lowercase() == new.concat().to_lowercase() {
        return true;
    }
    let alike = |(a, b): (&String, &String)| {
        let (a, b) = (a.to_lowercase(), b.to_lowercase());
        if a == b {
            return true;
        }
        let turned = TURNING.contains(&a.as_str()) || TURNING.contains(&b.as_str());
        let number = |w: &str| w.chars().any(|c| c.is_ascii_digit());
        let (shorter, n) = (a.chars().count().min(b.chars().count()), letters_between(&a, &b));
        !turned && !number(&a) && !number(&b) && (shorter >= 4 && n <= 1 || shorter >= 8 && n <= 2)
    };
    old.len() == new.len() && old.len() <= 4 && old.iter().zip(&new).all(alike)
}

/// Letters to put in, take out, change or swap.
fn letters_between(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().take(64).collect(), b.chars().take(64).collect());
    let mut rows = vec![vec![0usize; b.len() + 1]; a.len() + 1];
    for i in 0..=a.len() {
        for j in 0..=b.len() {
            rows[i][j] = match (i, j) {
                (0, j) => j,
                (i, 0) => i,
                (i, j) => {
                    let differs = usize::from(a[i - 1] != b[j - 1]);
                    let mut least = (rows[i - 1][j] + 1).min(rows[i][j - 1] + 1).min(rows[i - 1][j - 1] + differs);
                    if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                        least = least.min(rows[i - 2][j - 2] + 1);
                    }
                    least
                }
            };
        }
    }
    rows[a.len()][b.len()]
}

#[cfg(test)]
mod tests;
