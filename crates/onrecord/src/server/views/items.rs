//! What several pages list: statements, articles, speakers, notes, and where in a long list one is.

use super::{ALL, PER_PAGE};
use crate::server::{tongue::Tongue, words};
use jiff::Timestamp;
use onrecord_archive::{ArticleLine, Entry, Filter, SpeakerLine, StatementLine, StoredNote, Window};
use onrecord_page::Published;
use serde::Serialize;

/// Characters of a statement that a list shows; its own page has all of them.
const SHOWN_WORDS: usize = 480;
/// Characters of context that a list shows on either side.
const SHOWN_CONTEXT: usize = 160;

/// A statement in a list.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct StatementItem {
    pub(crate) id: String,
    pub(crate) href: String,
    pub(crate) mode: &'static str,
    pub(crate) class: &'static str,
    pub(crate) speaker: Option<SpeakerItem>,
    /// As printed.
    pub(crate) cue: Option<String>,
    /// As printed; pieces joined by " … ".
    pub(crate) content: String,
    /// The sentence or block around it.
    pub(crate) context: String,
    pub(crate) confidence: f32,
    /// What people decided: `open`, `accepted`, `corrected`, `rejected`.
    pub(crate) review: &'static str,
    /// Earlier versions of the page that have it too, word by word or otherwise.
    pub(crate) earlier: u64,
    pub(crate) article: ArticleItem,
    #[serde(skip)]
    pub(crate) shown: Shown,
}

/// The words of a statement as a list shows them: dimmed context, the words, dimmed context.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Shown {
    /// Context (false) and words (true) in turn.
    pub(crate) runs: Vec<(bool, String)>,
    /// Whether the end of the words was left out.
    pub(crate) cut: bool,
}

/// An article in a list.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct ArticleItem {
    pub(crate) id: String,
    pub(crate) href: String,
    pub(crate) capture: String,
    pub(crate) part: u32,
    pub(crate) title: Option<String>,
    pub(crate) outlet: Option<String>,
    pub(crate) url: Option<String>,
    pub(crate) published: Option<Published>,
    pub(crate) language: Option<String>,
    pub(crate) added_at: Timestamp,
    pub(crate) statements: u64,
}

/// Who uttered a statement.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct SpeakerItem {
    pub(crate) id: String,
    pub(crate) href: String,
    pub(crate) name: String,
    pub(crate) role: Option<String>,
    pub(crate) kind: &'static str,
}

/// What a page or an article had to say of itself.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct NoteItem {
    pub(crate) code: String,
    pub(crate) message: String,
    pub(crate) hint: Option<String>,
}

/// What a list leaves out, and the way to see it.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct LeftOut {
    /// Statements that are kept and not shown: other acts than saying and asking, or less sure than is usual.
    pub(crate) statements: u64,
    /// Whether they are shown too, because everything was asked for.
    pub(crate) shown: bool,
    /// The same list with them, or without them where they are shown.
    pub(crate) href: String,
}

/// Where in a list a page of it is.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Paging {
    /// Counted from 1.
    pub(crate) page: usize,
    pub(crate) pages: usize,
    pub(crate) total: u64,
    pub(crate) previous: Option<String>,
    pub(crate) next: Option<String>,
}

impl LeftOut {
    /// Of a page at `path` that shows `shown` of the statements `kept`.
    pub(crate) fn of(path: &str, filter: &Filter, shown: u64, kept: u64) -> LeftOut {
        let every = *filter == Filter::everything();
        let href = if every { path.to_owned() } else { words::link(path, &[("show", ALL)]) };
        LeftOut { statements: kept.saturating_sub(shown), shown: every, href }
    }
}

/// What the address of a page says of its filter: nothing where it is the usual one.
pub(crate) fn show(filter: &Filter) -> &'static str {
    if *filter == Filter::everything() { ALL } else { "" }
}

impl StatementItem {
    pub(crate) fn of(line: StatementLine) -> StatementItem {
        let id = line.id.to_string();
        StatementItem {
            href: format!("/s/{id}"),
            mode: line.mode.as_str(),
            class: line.class.as_str(),
            speaker: line.speaker.map(SpeakerItem::of),
            shown: Shown::of(&line.content, &line.context),
            cue: line.cue,
            content: line.content,
            context: line.context,
            confidence: line.confidence,
            review: line.standing.as_str(),
            earlier: line.earlier,
            article: ArticleItem::of(line.article),
            id,
        }
    }

    /// Its place in the article; `at` picks the page of a long one.
    pub(crate) fn place(&self) -> String {
        format!("{}?at={}#{}", self.article.href, self.id, self.id)
    }

    pub(crate) fn lang(&self) -> &str {
        self.article.language.as_deref().unwrap_or("")
    }
}

impl Shown {
    /// Finds the pieces of the content in the context, in order. Where they don't all stand there, the content is shown alone.
    fn of(content: &str, context: &str) -> Shown {
        let mut runs = Vec::new();
        let mut rest = context;
        for piece in content.split(" … ") {
            let Some((before, after)) = rest.split_once(piece).filter(|_| !piece.is_empty()) else {
                return Shown::alone(content);
            };
            runs.extend([(false, before.to_owned()), (true, piece.to_owned())]);
            rest = after;
        }
        runs.push((false, rest.to_owned()));
        let mut left = SHOWN_WORDS;
        let mut cut = false;
        let last = runs.len() - 1;
        for (i, (words, run)) in runs.iter_mut().enumerate() {
            let shorter = match (*words, i) {
                (false, 0) => words::tail(run, SHOWN_CONTEXT).map(|tail| format!("… {tail}")),
                (false, i) if i == last => words::head(run, SHOWN_CONTEXT).map(|head| format!("{head} …")),
                _ => words::head(run, left).map(|head| format!("{head} …")),
            };
            if i > 0 {
                left = left.saturating_sub(run.chars().count());
            }
            if let Some(shorter) = shorter {
                cut |= *words;
                *run = shorter;
            }
            if cut && *words {
                runs.truncate(i + 1);
                break;
            }
        }
        runs.retain(|(_, run)| !run.is_empty());
        Shown { runs, cut }
    }

    fn alone(content: &str) -> Shown {
        match words::head(content, SHOWN_WORDS) {
            Some(head) => Shown { runs: vec![(true, format!("{head} …"))], cut: true },
            None => Shown { runs: vec![(true, content.to_owned())], cut: false },
        }
    }
}

impl ArticleItem {
    pub(crate) fn of(line: ArticleLine) -> ArticleItem {
        let id = line.id.to_string();
        ArticleItem {
            href: format!("/a/{id}"),
            capture: line.capture.to_string(),
            part: line.part,
            title: line.title,
            outlet: line.outlet,
            url: line.url,
            published: line.published,
            language: line.language,
            added_at: line.added_at,
            statements: line.statements,
            id,
        }
    }

    /// Of an article that was read whole.
    pub(crate) fn of_entry(entry: &Entry) -> ArticleItem {
        let article = &entry.article;
        ArticleItem::of(ArticleLine {
            id: article.id,
            capture: article.capture,
            part: article.part,
            title: article.title.as_ref().map(|t| t.value.clone()),
            outlet: article.outlet.as_ref().map(|o| o.value.clone()),
            url: article.url.as_ref().map(|u| u.value.clone()),
            published: article.published.clone(),
            language: article.language.as_ref().map(|l| l.value.clone()),
            added_at: entry.capture.added_at,
            statements: entry.reading.statements.len() as u64,
        })
    }

    pub(crate) fn headline(&self, t: &Tongue) -> String {
        headline(self.title.as_deref(), t)
    }

    pub(crate) fn carrier(&self, t: &Tongue) -> String {
        carrier(self.outlet.as_deref(), t)
    }

    /// Everything in the archive that this outlet carried.
    pub(crate) fn carrier_href(&self) -> Option<String> {
        self.outlet.as_deref().map(outlet_href)
    }

    /// "28 December 2021", "December 2021" or "undated".
    pub(crate) fn day(&self, t: &Tongue) -> String {
        self.published.as_ref().map_or_else(|| t.say("undated").text(), |p| t.date(words::day_of(p)))
    }

    /// "as carried by The Vell Courier, on 12 May 2026".
    pub(crate) fn carried(&self, t: &Tongue) -> String {
        let said = if self.published.is_some() { t.say("as-carried-on") } else { t.say("as-carried") };
        said.with("outlet", self.carrier(t)).with("day", self.day(t)).text()
    }

    /// For `<time datetime>`; empty where unknown.
    pub(crate) fn day_iso(&self) -> &str {
        self.published.as_ref().map_or("", words::day_of)
    }

    pub(crate) fn lang(&self) -> &str {
        self.language.as_deref().unwrap_or("")
    }
}

impl SpeakerItem {
    pub(crate) fn of(line: SpeakerLine) -> SpeakerItem {
        let id = line.id.to_string();
        SpeakerItem { href: format!("/who/{id}"), name: line.name, role: line.role, kind: line.kind.as_str(), id }
    }
}

impl NoteItem {
    pub(crate) fn of(note: StoredNote) -> NoteItem {
        NoteItem { code: note.code, message: note.message, hint: note.hint }
    }
}

impl Paging {
    /// `page` as asked for (from 1); `href` gives the address of another page.
    pub(crate) fn of(page: usize, total: u64, href: &dyn Fn(usize) -> String) -> Paging {
        let pages = usize::try_from(total.div_ceil(PER_PAGE as u64)).unwrap_or(usize::MAX).max(1);
        Paging::new(page, pages, total, href)
    }

    /// Likewise, of a list whose pages are not all of one length.
    pub(crate) fn new(page: usize, pages: usize, total: u64, href: &dyn Fn(usize) -> String) -> Paging {
        let previous = (page > 1).then(|| href((page - 1).min(pages)));
        let next = (page < pages).then(|| href(page + 1));
        Paging { page, pages, total, previous, next }
    }

    pub(crate) fn window(page: usize) -> Window {
        Window { offset: page.saturating_sub(1).saturating_mul(PER_PAGE), limit: PER_PAGE }
    }
}

/// A headline or the words for having none.
pub(crate) fn headline(title: Option<&str>, t: &Tongue) -> String {
    title.map_or_else(|| t.say("no-headline").text(), str::to_owned)
}

/// An outlet or the words for having none.
pub(crate) fn carrier(outlet: Option<&str>, t: &Tongue) -> String {
    outlet.map_or_else(|| t.say("unnamed-outlet").text(), str::to_owned)
}

/// The search for everything that an outlet carried.
pub(crate) fn outlet_href(outlet: &str) -> String {
    words::search_href(&crate::server::typed::Typed::default().with("outlet", outlet).to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn runs(content: &str, context: &str) -> String {
        let shown = Shown::of(content, context);
        let runs: String =
            shown.runs.iter().map(|(words, run)| if *words { format!("[{run}]") } else { run.clone() }).collect();
        if shown.cut { format!("{runs} cut") } else { runs }
    }

    #[test]
    fn words_stand_in_their_context() {
        assert_eq!(runs("“No,”", "“No,” said Venn."), "[“No,”] said Venn.");
        assert_eq!(runs("“No, … not now.”", "“No, he said, not now.” Left."), "[“No,] he said, [not now.”] Left.");
        assert_eq!(runs("“No, … not now.”", "“No, … not now.”"), "[“No,] … [not now.”]");
        assert_eq!(
            runs("“No,” … “not now.”", "“No,” he said, “not now.” He left."),
            "[“No,”] he said, [“not now.”] He left."
        );
        assert_eq!(runs("gone", "elsewhere"), "[gone]");
    }

    #[test]
    fn long_words_are_cut_and_say_so() {
        let long = "word ".repeat(200);
        let shown = Shown::of(long.trim(), &format!("before {long} after"));
        assert!(shown.cut);
        assert_eq!(shown.runs[0], (false, "before ".to_owned()));
        assert!(shown.runs[1].1.ends_with("word …") && shown.runs.len() == 2);
    }

    #[test]
    fn pages_know_their_neighbours() {
        let href = |n: usize| format!("?page={n}");
        let paging = Paging::of(2, 51, &href);
        assert_eq!(
            (paging.pages, paging.previous.as_deref(), paging.next.as_deref()),
            (3, Some("?page=1"), Some("?page=3"))
        );
        let beyond = Paging::of(9, 51, &href);
        assert_eq!((beyond.previous.as_deref(), beyond.next), (Some("?page=3"), None));
        assert_eq!(Paging::of(1, 0, &href).pages, 1);
    }
}
