//! Words for a person at a terminal: styles, counts, dates, and a text with its statements marked.
//!
//! Colour only where stdout (for talk: stderr) is a terminal and `NO_COLOR` is not set; nothing is said by colour alone. Text of
//! pages is cleaned of control characters first: a page must not be able to move the cursor of the person who reads it.

use anstream::{AutoStream, ColorChoice};
use anstyle::{AnsiColor, Effects, Style};
use onrecord_archive::{ArticleLine, StatementLine};
use onrecord_page::{Article, Published, Sourced, Span, Text};
use onrecord_reading::{Reading, Statement};
use std::{
    borrow::Cow,
    fmt::Write as _,
    io::{self, BufWriter, StdoutLock, Write},
};

/// The word "error:".
pub(crate) const ERROR: Style = AnsiColor::Red.on_default().effects(Effects::BOLD);
/// The word "hint:".
pub(crate) const HINT: Style = AnsiColor::Cyan.on_default().effects(Effects::BOLD);
/// The word "note:".
pub(crate) const NOTE: Style = AnsiColor::Yellow.on_default().effects(Effects::BOLD);
/// Headlines.
pub(crate) const TITLE: Style = Style::new().effects(Effects::BOLD);
/// What stands beside the matter: evidence, context, ids.
pub(crate) const DIM: Style = Style::new().effects(Effects::DIMMED);
/// Who said it.
pub(crate) const SPEAKER: Style = Style::new().effects(Effects::UNDERLINE.insert(Effects::BOLD));
/// The words that tie speaker and content.
pub(crate) const CUE: Style = AnsiColor::Magenta.on_default();
/// What was said.
pub(crate) const CONTENT: Style = AnsiColor::Green.on_default();
/// Words that a version no longer has; struck through, so that it is not said by colour alone.
pub(crate) const REMOVED: Style = AnsiColor::Red.on_default().effects(Effects::STRIKETHROUGH);
/// Words that a version has anew; underlined.
pub(crate) const ADDED: Style = AnsiColor::Green.on_default().effects(Effects::UNDERLINE);

/// Stdout for a person: styles are kept on a terminal and dropped elsewhere.
pub(crate) fn stdout() -> BufWriter<AutoStream<StdoutLock<'static>>> {
    BufWriter::new(AutoStream::auto(io::stdout().lock()))
}

/// Stdout for a program: bytes as they are.
pub(crate) fn data() -> BufWriter<StdoutLock<'static>> {
    BufWriter::new(io::stdout().lock())
}

/// Whether what goes to stdout may carry colour.
pub(crate) fn colour() -> bool {
    AutoStream::choice(&io::stdout()) != ColorChoice::Never
}

/// Talk: one or more lines on stderr. That nobody listens is no error.
pub(crate) fn say(lines: &str) {
    let _ = writeln!(anstream::stderr().lock(), "{lines}");
}

/// A styled label and what it is about; the text cleaned, kept on one line.
pub(crate) fn label(style: Style, label: &str, text: &str) -> String {
    format!("{style}{label}{style:#} {}", one_line(text))
}

/// A note with its way out, each on its line.
pub(crate) fn note(message: &str, hint: Option<&str>) -> String {
    let mut lines = label(NOTE, "note:", message);
    if let Some(hint) = hint {
        lines.push('\n');
        lines.push_str(&label(HINT, "hint:", hint));
    }
    lines
}

/// Words in a style.
pub(crate) fn styled(style: Style, text: &str) -> String {
    format!("{style}{}{style:#}", clean(text))
}

/// Without control characters other than line breaks and tabs: each becomes "\u{fffd}".
pub(crate) fn clean(text: &str) -> Cow<'_, str> {
    let harmful = |c: char| c.is_control() && c != '\n' && c != '\t';
    if !text.contains(harmful) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().filter(|c| *c != '\r').map(|c| if harmful(c) { '\u{fffd}' } else { c }).collect())
}

/// Cleaned, white space folded to single spaces.
pub(crate) fn one_line(text: &str) -> String {
    clean(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// "1 page", "1,200 pages".
pub(crate) fn count(n: u64, one: &str, many: &str) -> String {
    format!("{} {}", number(n), if n == 1 { one } else { many })
}

/// "1,200".
pub(crate) fn number(n: u64) -> String {
    grouped(n, ",")
}

/// Likewise, with something else between the groups of three digits.
pub(crate) fn grouped(n: u64, group: &str) -> String {
    let digits = n.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3 * group.len());
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push_str(group);
        }
        out.push(digit);
    }
    out
}

/// "812 bytes", "1.4 MB": powers of a thousand, as disks are sold.
pub(crate) fn bytes(n: u64) -> String {
    let mut size = n as f64;
    for unit in ["kB", "MB", "GB"] {
        size /= 1000.0;
        if size < 999.95 || unit == "GB" {
            return if n < 1000 { count(n, "byte", "bytes") } else { format!("{size:.1} {unit}") };
        }
    }
    count(n, "byte", "bytes")
}

/// An article with everything read in it.
pub(crate) fn article(to: &mut dyn Write, article: &Article, reading: &Reading) -> io::Result<()> {
    let value = |sourced: &Option<Sourced<String>>| sourced.as_ref().map(|s| one_line(&s.value));
    if let Some(title) = value(&article.title) {
        writeln!(to, "{}", styled(TITLE, &title))?;
    }
    let date = article.published.as_ref().map(|p| format!("{} (from {})", p.value, one_line(&p.evidence)));
    let authors = article.authors.iter().map(|a| one_line(&a.value)).collect::<Vec<_>>().join(", ");
    let authors = (!authors.is_empty()).then_some(authors);
    let about = [value(&article.outlet), date, authors, value(&article.language), value(&article.url)];
    let about: Vec<String> = about.into_iter().flatten().collect();
    if !about.is_empty() {
        writeln!(to, "{}", styled(DIM, &about.join(" · ")))?;
    }
    writeln!(to, "\n{}\n", marked(&article.text, &reading.statements, colour()))?;
    for (i, statement) in reading.statements.iter().enumerate() {
        let (name, why) = match &statement.speaker {
            Some(speaker) => (name_and_role(&speaker.name, speaker.role.as_deref()), speaker.why.as_str()),
            None => ("nobody named".to_owned(), ""),
        };
        let why = if why.is_empty() { String::new() } else { styled(DIM, &format!(" ({})", one_line(why))) };
        let content = shortened(&article.text.join(&statement.content.spans), 60);
        writeln!(to, "{:>4}  {:<8}  {}{why}: {content}", i + 1, statement.mode.as_str(), styled(SPEAKER, &name))?;
    }
    Ok(())
}

/// A statement in a list: its evidence in a line, then who said what.
pub(crate) fn statement(to: &mut dyn Write, line: &StatementLine) -> io::Result<()> {
    let date = line.article.published.as_ref().map(day);
    let about = [Some(line.id.as_str()), date, line.article.outlet.as_deref(), Some(line.mode.as_str())];
    let about: Vec<String> = about.into_iter().flatten().map(one_line).collect();
    writeln!(to, "{}", styled(DIM, &about.join(" · ")))?;
    let speaker = match &line.speaker {
        Some(speaker) => styled(SPEAKER, &name_and_role(&speaker.name, speaker.role.as_deref())),
        None => "Nobody named".to_owned(),
    };
    // The cue as printed: the verb is the outlet's.
    let cue = line.cue.as_deref().map(|cue| format!(" {}", styled(CUE, &one_line(cue)))).unwrap_or_default();
    writeln!(to, "  {speaker}{cue}:\n  {}", styled(CONTENT, &one_line(&line.content)))?;
    if line.earlier > 0 {
        let versions = count(line.earlier, "earlier version", "earlier versions");
        writeln!(to, "  {}", styled(DIM, &format!("also in {versions} of the page")))?;
    }
    writeln!(to)
}

/// An article in a list.
pub(crate) fn article_line(to: &mut dyn Write, line: &ArticleLine) -> io::Result<()> {
    let date = line.published.as_ref().map(day);
    let about = [Some(line.id.as_str()), date, line.outlet.as_deref()];
    let about: Vec<String> = about.into_iter().flatten().map(one_line).collect();
    let title = line.title.as_deref().map_or_else(|| "without a headline".to_owned(), one_line);
    writeln!(to, "{}\n  {title}", styled(DIM, &about.join(" · ")))
}

/// The day of publication, or as much as is known of it.
fn day(published: &Published) -> &str {
    published.value.split('T').next().unwrap_or_default()
}

fn name_and_role(name: &str, role: Option<&str>) -> String {
    match role {
        Some(role) => format!("{} ({})", one_line(name), one_line(role)),
        None => one_line(name),
    }
}

/// On one line, cut after `most` characters.
fn shortened(text: &str, most: usize) -> String {
    let text = one_line(text);
    match text.char_indices().nth(most) {
        Some((at, _)) => format!("{}…", text[..at].trim_end()),
        None => text,
    }
}

/// A text with its statements marked: on a terminal by style, elsewhere `[speaker] {cue} <content>`.
pub(crate) fn marked(text: &Text, statements: &[Statement], colour: bool) -> String {
    let mut marks: Vec<(Mark, Span)> = statements.iter().flat_map(marks_of).filter(|(_, s)| !s.is_empty()).collect();
    marks.sort_by_key(|&(mark, span)| (span.start, std::cmp::Reverse(span.end), mark));
    marks.dedup();
    let mut edges: Vec<u32> = marks.iter().flat_map(|(_, s)| [s.start, s.end]).collect();
    edges.sort_unstable();
    edges.dedup();

    let mut out = String::with_capacity(text.as_str().len() + 8 * marks.len());
    let mut at = 0;
    let mut open: Vec<(Mark, Span)> = Vec::new();
    let mut next = marks.into_iter().peekable();
    for edge in edges {
        push_piece(&mut out, text, at..edge, &open, colour);
        at = edge;
        // Inner marks close before outer ones, and all closing comes before any opening.
        for (mark, _) in open.extract_if(.., |(_, span)| span.end <= edge).collect::<Vec<_>>().into_iter().rev() {
            if !colour {
                out.push(mark.brackets().1);
            }
        }
        while let Some(mark) = next.next_if(|(_, span)| span.start <= edge) {
            if !colour {
                out.push(mark.0.brackets().0);
            }
            open.push(mark);
        }
    }
    push_piece(&mut out, text, at..text.as_str().len() as u32, &open, colour);
    out
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Mark {
    Content,
    Cue,
    Speaker,
}

impl Mark {
    fn brackets(self) -> (char, char) {
        match self {
            Mark::Content => ('<', '>'),
            Mark::Cue => ('{', '}'),
            Mark::Speaker => ('[', ']'),
        }
    }

    fn style(self) -> Style {
        match self {
            Mark::Content => CONTENT,
            Mark::Cue => CUE,
            Mark::Speaker => SPEAKER,
        }
    }
}

fn marks_of(statement: &Statement) -> impl Iterator<Item = (Mark, Span)> {
    let speaker = statement.speaker.iter().flat_map(|s| &s.spans).map(|s| (Mark::Speaker, *s));
    let cue = statement.cue.iter().flat_map(|c| &c.spans).map(|s| (Mark::Cue, *s));
    let also = statement.also.iter().flat_map(|c| &c.spans);
    let content = statement.content.spans.iter().chain(also).map(|s| (Mark::Content, *s));
    speaker.chain(cue).chain(content)
}

fn push_piece(out: &mut String, text: &Text, bytes: std::ops::Range<u32>, open: &[(Mark, Span)], colour: bool) {
    let piece = clean(text.slice(Span::from((bytes.start, bytes.end))));
    // The innermost mark wins: a speaker inside the content of another statement is shown as a speaker.
    match open.last() {
        Some((mark, _)) if colour => {
            let style = mark.style();
            let _ = write!(out, "{style}{piece}{style:#}");
        }
        _ => out.push_str(&piece),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use onrecord_page::{ArticleId, CaptureId};
    use onrecord_reading::{Content, Cue, CueClass, Mode, Speaker, SpeakerKind, StatementId};

    fn statement(text: &Text, speaker: &str, cue: &str, content: &str) -> Statement {
        let find = |words: &str| text.find(words, 0).into_iter().collect::<Vec<_>>();
        let id = StatementId::of(&ArticleId::of(&CaptureId::of(b""), 0), &find(content), &find(cue));
        Statement {
            id,
            mode: Mode::Indirect,
            class: CueClass::Saying,
            speaker: Some(Speaker {
                name: speaker.to_owned(),
                role: None,
                kind: SpeakerKind::Person,
                spans: find(speaker),
                why: "name".to_owned(),
                candidates: Vec::new(),
            }),
            cue: Some(Cue { spans: find(cue) }),
            content: Content { spans: find(content) },
            also: Vec::new(),
            confidence: 1.0,
        }
    }

    #[test]
    fn a_statement_inside_a_statement_is_marked_inside_it() {
        let text = Text::new("Orla Venn said that Pell had denied the sale.");
        let outer = statement(&text, "Orla Venn", "said", "that Pell had denied the sale");
        let inner = statement(&text, "Pell", "denied", "the sale");
        let marks = marked(&text, &[outer, inner], false);
        insta::assert_snapshot!(marks, @"[Orla Venn] {said} <that [Pell] had {denied} <the sale>>.");
    }

    #[test]
    fn a_page_cannot_move_the_cursor() {
        assert_eq!(clean("one\u{1b}[2Jtwo\u{9b}3\tfour\r\n"), "one\u{fffd}[2Jtwo\u{fffd}3\tfour\n");
        let text = Text::new("plain \u{1b}]0;title");
        assert_eq!(marked(&text, &[], true), "plain \u{fffd}]0;title");
    }

    #[test]
    fn numbers_are_grouped_and_sizes_are_short() {
        let shown = [0, 999, 1000, 1_234_567].map(number).join(" ");
        assert_eq!(shown, "0 999 1,000 1,234,567");
        let shown = [1, 999, 1000, 999_999, 20_300_000, 4_000_000_000_000].map(bytes).join(", ");
        assert_eq!(shown, "1 byte, 999 bytes, 1.0 kB, 1.0 MB, 20.3 MB, 4000.0 GB");
    }
}
