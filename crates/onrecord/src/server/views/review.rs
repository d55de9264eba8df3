//! Review: one statement at a time, the most doubtful and most met first, with what a person may decide about it.
//!
//! `?at=<statement>` picks one; `?from=…&to=…` (code points of the article's text) shows its content with other edges, which the form then
//! keeps. Works without a script; with it, keys press the buttons (`data-key`).

use super::{
    Fault,
    evidence::SpanStatement,
    items::ArticleItem,
    statement::{ContextRow, context},
};
use crate::server::{guest::Guest, marked::Mark, words};
use askama::Template;
use onrecord_archive::{Agreement, Archive, Decision, Entry, Filter, Progress};
use onrecord_page::{CharSpan, Span, Text};
use onrecord_reading::StatementId;
use serde::Serialize;

/// Statements of the queue that the page knows of.
const QUEUE: usize = 12;

/// The page of review.
#[derive(Debug, Serialize, Template)]
#[template(path = "review.html")]
pub(crate) struct ReviewPage {
    #[serde(skip)]
    pub(crate) t: Guest,
    pub(crate) progress: ProgressItem,
    /// What to decide about; null where nothing waits.
    pub(crate) statement: Option<SpanStatement>,
    pub(crate) article: Option<ArticleItem>,
    /// Decisions on it that hold, in the order made.
    pub(crate) decisions: Vec<DecisionItem>,
    /// Ids that wait, the most worth a look first.
    pub(crate) queue: Vec<String>,
    #[serde(skip)]
    pub(crate) context: Vec<ContextRow>,
    #[serde(skip)]
    pub(crate) edges: Option<Edges>,
    #[serde(skip)]
    pub(crate) who: String,
}

/// How far the review has come.
#[derive(Debug, Serialize)]
pub(crate) struct ProgressItem {
    pub(crate) statements: u64,
    pub(crate) decided: u64,
    pub(crate) verdicts: Vec<(String, u64)>,
    pub(crate) people: Vec<(String, u64)>,
    /// Statements that were right as they were read, of those that were judged.
    pub(crate) with_reader: AgreementItem,
    /// Statements on which all who decided came to the same, of those on which two or more did.
    pub(crate) of_people: AgreementItem,
}

/// Of so many so many agree.
#[derive(Clone, Copy, Debug, Serialize)]
pub(crate) struct AgreementItem {
    pub(crate) agree: u64,
    pub(crate) of: u64,
}

/// A decision as shown.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct DecisionItem {
    pub(crate) at: jiff::Timestamp,
    pub(crate) who: String,
    pub(crate) verdict: String,
    pub(crate) value: Option<String>,
}

/// The content with its edges as the address has them, and the addresses with each edge moved by a word.
#[derive(Debug)]
pub(crate) struct Edges {
    /// `12..40`.
    pub(crate) value: String,
    /// Whether they are other edges than the reading's.
    pub(crate) moved: bool,
    /// Key, name of the message, address.
    pub(crate) moves: Vec<(&'static str, &'static str, String)>,
}

/// What the address and the visit say.
#[derive(Debug, Default)]
pub(crate) struct Wanted {
    pub(crate) at: Option<String>,
    pub(crate) edges: Option<(u32, u32)>,
    pub(crate) who: String,
}

/// Makes the page.
pub(crate) fn view(archive: &Archive, t: Guest, wanted: Wanted) -> Result<ReviewPage, Fault> {
    let filter = Filter::usual();
    let queue: Vec<String> = archive.doubtful(&filter, QUEUE)?.iter().map(ToString::to_string).collect();
    let progress = ProgressItem::of(archive.progress(&filter)?);
    let id = wanted.at.clone().or_else(|| queue.first().cloned());
    let mut page = ReviewPage {
        t,
        progress,
        statement: None,
        article: None,
        decisions: Vec::new(),
        queue,
        context: Vec::new(),
        edges: None,
        who: wanted.who,
    };
    if let Some(id) = id {
        page.fill(archive, &id, wanted.edges)?;
    }
    Ok(page)
}

/// Decisions on a statement that hold.
pub(crate) fn decisions_on(archive: &Archive, id: &str) -> Result<Vec<DecisionItem>, Fault> {
    let item = |d: Decision| DecisionItem { at: d.at, who: d.who, verdict: d.verdict, value: d.value };
    Ok(Decision::holding(archive.decisions_on(id)?).into_iter().map(item).collect())
}

impl ProgressItem {
    fn of(progress: Progress) -> ProgressItem {
        let Progress { statements, decided, verdicts, people, with_reader, of_people } = progress;
        let item = |Agreement { agree, of }| AgreementItem { agree, of };
        let (with_reader, of_people) = (item(with_reader), item(of_people));
        ProgressItem { statements, decided, verdicts, people, with_reader, of_people }
    }
}

impl ReviewPage {
    fn fill(&mut self, archive: &Archive, id: &str, edges: Option<(u32, u32)>) -> Result<(), Fault> {
        let missing = || Fault::no_such(self.t.tongue, "statement", id);
        let key: StatementId = id.parse().map_err(|()| missing())?;
        let article = archive.article_of(&key)?.ok_or_else(missing)?;
        let entry = archive.article(&article)?.ok_or_else(missing)?;
        let at = entry.reading.statements.iter().position(|s| s.id == key).ok_or_else(missing)?;
        self.decisions = decisions_on(archive, id)?;
        self.show(&entry, at, edges);
        Ok(())
    }

    fn show(&mut self, entry: &Entry, at: usize, edges: Option<(u32, u32)>) {
        let (text, stored) = (&entry.article.text, &entry.reading.statements[at]);
        let mut shown = stored.clone();
        let moved = edges.and_then(|(start, end)| text.byte_span(CharSpan { start, end }));
        if let Some(content) = moved.filter(|content| !content.is_empty()) {
            shown.content.spans = vec![content];
        }
        if let (Some(first), Some(last)) = (shown.content.spans.first(), shown.content.spans.last()) {
            let whole = Span { start: first.start, end: last.end };
            self.edges = Some(Edges::of(text, whole, edges.is_some(), stored.id.as_str()));
        }
        let marks: Vec<Mark> = super::evidence::marks(&shown, 1);
        self.context = context(&entry.article, &shown.content.spans, &marks);
        self.article = Some(ArticleItem::of_entry(entry));
        self.statement = Some(SpanStatement::all(entry).swap_remove(at));
    }

    /// The statement after or before this one in the queue.
    fn neighbour(&self, step: isize) -> Option<String> {
        let here = self.statement.as_ref().and_then(|s| self.queue.iter().position(|id| *id == s.id));
        let at = match here {
            Some(here) => here.checked_add_signed(step)?,
            None => 0,
        };
        self.queue.get(at).map(|id| words::link("/review", &[("at", id)]))
    }

    fn candidates(&self) -> impl Iterator<Item = (usize, &String)> {
        let speaker = self.statement.as_ref().and_then(|s| s.speaker.as_ref());
        (1..10).zip(speaker.into_iter().flat_map(|speaker| &speaker.candidates))
    }

    fn share(&self) -> u64 {
        (self.progress.decided * 100).checked_div(self.progress.statements).unwrap_or(0).min(100)
    }
}

impl Edges {
    fn of(text: &Text, content: Span, moved: bool, id: &str) -> Edges {
        let chars = |span: Span| text.char_spans(&[span]).pop().unwrap_or(CharSpan { start: 0, end: 0 });
        let href = |span: Span| {
            let CharSpan { start, end } = chars(span);
            words::link("/review", &[("at", id), ("from", &start.to_string()), ("to", &end.to_string())])
        };
        let all = text.as_str();
        let (start, end) = (content.start as usize, content.end as usize);
        let moves = [
            ("[", "start-earlier", Some((word_before(all, start), end))),
            ("{", "start-later", Some((word_after(all, start), end))),
            ("}", "end-earlier", Some((start, all[..word_before(all, end)].trim_end().len()))),
            ("]", "end-later", Some((start, word_after(all, end)))),
        ];
        let moves = moves.into_iter().filter_map(|(key, name, range)| {
            let (from, to) = range.filter(|(from, to)| from < to)?;
            let span = text.span(from..to).filter(|span| *span != content)?;
            Some((key, name, href(span)))
        });
        let CharSpan { start, end } = chars(content);
        Edges { value: format!("{start}..{end}"), moved, moves: moves.collect() }
    }
}

/// Where the word before a place begins; words are what stands between white space.
fn word_before(text: &str, at: usize) -> usize {
    let before = text[..at].trim_end();
    before.rfind(char::is_whitespace).map_or(0, |space| before.ceil_char_boundary(space + 1))
}

/// Where the word after a place ends, or where the next begins if the place is a word's beginning.
fn word_after(text: &str, at: usize) -> usize {
    let rest = &text[at..];
    let word = rest.trim_start();
    let end = word.find(char::is_whitespace).unwrap_or(word.len());
    let after = at + (rest.len() - word.len()) + end;
    let starts = text[..at].ends_with(char::is_whitespace) || at == 0;
    if starts { after + (text[after..].len() - text[after..].trim_start().len()) } else { after }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn edges_move_by_words() {
        let text = "She said that the ships were late again.";
        let start = text.find("that").expect("it is there");
        assert_eq!(&text[word_before(text, start)..], "said that the ships were late again.");
        assert_eq!(&text[word_after(text, start)..], "the ships were late again.");
        let end = text.find(" late").expect("it is there");
        assert_eq!(&text[..word_after(text, end)], "She said that the ships were late");
        assert_eq!(&text[..word_before(text, end)].trim_end(), &"She said that the ships");
    }

    proptest! {
        #[test]
        fn any_place_has_words_around_it(s in "\\PC{0,30}|[ ая]{0,12}", at in 0usize..40) {
            let at = s.floor_char_boundary(at);
            let (before, after) = (word_before(&s, at), word_after(&s, at));
            prop_assert!(before <= at && at <= after && s.is_char_boundary(before) && s.is_char_boundary(after));
        }
    }
}
