//! Statements published as PDF: bytes in, a page with one article out.
//!
//! A PDF is a program that draws, written by anybody. It is read by a process of its own, this program again under a verb that no help
//! shows: its memory, its time and what it may answer are limited, and whatever becomes of it, the run goes on. Never fails: a PDF without
//! text is a page without text and a note that says why.
//!
//! | note | means |
//! |---|---|
//! | `pdf-encrypted` | it asks for a password |
//! | `pdf-broken` | it is damaged, or no PDF behind its first bytes |
//! | `pdf-without-text` | it holds pictures of text: a scan |
//! | `pdf-without-letters` | its fonts do not say which letters they draw |
//! | `pdf-too-much` | it took more time or memory than a document may |
//! | `pdf-not-read` | the process could not be started |

mod glyphs;
mod layout;

use crate::failure::{Ending, Failure};
use glyphs::Hand;
use hayro_font::hayro_syntax::{LoadPdfError, Pdf, metadata::Metadata, object::DateTime};
use layout::Paragraph;
use onrecord_page::{Capture, Note, Noted, Page, PageConfig, Precision, Published, Sourced, Verdict};
use serde::{Deserialize, Serialize};
use std::{
    env,
    io::{self, Read, Write},
    process::{Command, ExitStatus, Stdio},
    sync::mpsc,
    thread,
    time::Duration,
};

/// The verb under which this program reads a PDF from its input.
pub(crate) const VERB: &str = "pdf-text";

/// A document takes a tenth of a second. Less than a page may take in all.
const PATIENCE: Duration = Duration::from_secs(8);
/// Of memory that the process may ask for.
const MEMORY: u64 = 1 << 30;
/// Of what it may answer: ten times a long report.
const LONGEST_ANSWER: u64 = 8 << 20;
/// A title is no longer than this.
const LONGEST_TITLE: usize = 300;

/// What the process answers.
#[derive(Debug, Serialize, Deserialize)]
enum Answer {
    Text(Told),
    Encrypted,
    Broken,
    /// Pages, none of which draws a letter.
    NoText(usize),
    NoLetters,
}

/// What a PDF tells.
#[derive(Debug, Serialize, Deserialize)]
struct Told {
    title: Option<String>,
    created: Option<String>,
    modified: Option<String>,
    paragraphs: Vec<Paragraph>,
}

/// Whether these bytes are a PDF: the mark may stand a little behind their beginning.
pub(crate) fn is_pdf(body: &[u8]) -> bool {
    body.starts_with(b"%PDF-")
        || body[..body.len().min(1024)].windows(5).any(|five| five == b"%PDF-") && !is_markup(body)
}

/// A page about PDFs may name the mark.
fn is_markup(body: &[u8]) -> bool {
    body.trim_ascii_start().starts_with(b"<")
}

/// Takes a PDF apart.
pub(crate) fn parse(capture: &Capture, config: &PageConfig) -> Noted<Page> {
    let note = |code, message: &str, hint: &str| Note::new(code, message).hint(hint);
    let note = match ask(&capture.body) {
        Ok(Answer::Text(told)) => return page(capture, config, told),
        Ok(Answer::Encrypted) => note(
            "pdf-encrypted",
            "The PDF is encrypted and asks for a password.",
            "Save it without the password and add that file.",
        ),
        Ok(Answer::Broken) => note("pdf-broken", "The PDF is damaged or cut off.", "Fetch or copy the file again."),
        Ok(Answer::NoText(pages)) => note(
            "pdf-without-text",
            &format!("The PDF holds no text, only pictures ({pages} pages): a scan."),
            "Have its text recognised (OCR) and add the result.",
        ),
        Ok(Answer::NoLetters) => note(
            "pdf-without-letters",
            "The fonts of the PDF do not say which letters they draw.",
            "Print it to a new PDF with another program, or have its text recognised (OCR), and add the result.",
        ),
        Err(Refusal::TooMuch(what)) => note(
            "pdf-too-much",
            &format!("The PDF was given up: {what}."),
            "If it opens in a viewer, copy its text into a text file and add that.",
        ),
        Err(Refusal::NotStarted(why)) => note(
            "pdf-not-read",
            &format!("The process that reads PDFs could not be run ({why})."),
            "Make room for another process, then add the file again under another name.",
        ),
    };
    let empty = Capture { body: Vec::new().into(), ..capture.clone() };
    Noted { value: onrecord_page::parse(&empty, config).value, notes: vec![note] }
}

/// A page of what was told. Text, language and dates are found by the same code as in text files.
fn page(capture: &Capture, config: &PageConfig, mut told: Told) -> Noted<Page> {
    let title = title(&mut told);
    let texts: Vec<&str> = told.paragraphs.iter().map(|p| p.text.as_str()).collect();
    let as_text = |text: String| Capture {
        body: text.into_bytes().into(),
        media_type: Some("text/plain; charset=utf-8".to_owned()),
        ..capture.clone()
    };
    let plain = PageConfig { plain: true, ..config.clone() };
    let mut noted = onrecord_page::parse(&as_text(texts.join("\n\n")), &plain);
    // The same under its title, as a text file would have it: for the date, and for what the address tells.
    let head = title.as_ref().map(|title| format!("{}\n\n", title.value)).unwrap_or_default();
    let mut laid_out = onrecord_page::parse(&as_text(head + &texts.join("\n\n")), config).value.articles;
    for (block, paragraph) in noted.value.blocks.iter_mut().zip(&told.paragraphs) {
        block.path = format!("page {}", paragraph.page);
        block.verdict = Verdict::Text { part: 0, why: "pdf" };
    }
    if let Some(article) = noted.value.articles.first_mut() {
        let one = laid_out.len() == 1;
        let laid_out = laid_out.swap_remove(0);
        (article.outlet, article.url) = (laid_out.outlet, laid_out.url);
        let printed = laid_out.published.filter(|_| one).map(|mut date| {
            date.evidence = format!("text of the PDF, {}", date.evidence);
            date
        });
        article.published = printed.or_else(|| date(told.created, "CreationDate", capture, config));
        article.modified = date(told.modified, "ModDate", capture, config);
        article.title = title;
    }
    noted
}

/// The title: what is set in the largest type at the beginning, else what the PDF says of itself. It is taken out of the text.
fn title(told: &mut Told) -> Option<Sourced<String>> {
    const NEAR: usize = 12;
    let body = usual_size(&told.paragraphs);
    let first_page = told.paragraphs.iter().take(NEAR).take_while(|p| p.page == 1);
    let largest = first_page.enumerate().max_by(|(m, a), (n, b)| a.size.total_cmp(&b.size).then(n.cmp(m)));
    let largest = largest.filter(|(_, p)| p.size > 1.12 * body && p.text.len() <= LONGEST_TITLE);
    if let Some(at) = largest.map(|(at, _)| at) {
        return Some(Sourced::new(told.paragraphs.remove(at).text, "page 1, largest type"));
    }
    let own = told.title.take()?;
    let same = |text: &str| text.trim().eq_ignore_ascii_case(own.trim());
    if let Some(at) = told.paragraphs.iter().take(NEAR).position(|p| same(&p.text)) {
        told.paragraphs.remove(at);
    }
    Some(Sourced::new(own, "PDF Title"))
}

/// The size in which most of the text is set.
fn usual_size(paragraphs: &[Paragraph]) -> f64 {
    let mut sizes: Vec<(f64, usize)> = paragraphs.iter().map(|p| (p.size, p.text.len())).collect();
    sizes.sort_by(|a, b| a.0.total_cmp(&b.0));
    let half = sizes.iter().map(|(_, length)| length).sum::<usize>() / 2;
    let mut before = 0;
    let middle = sizes.iter().find(|(_, length)| {
        before += length;
        before > half
    });
    middle.map_or(f64::MAX, |(size, _)| *size)
}

/// When the file was made, as it says itself: not after it was captured.
fn date(told: Option<String>, evidence: &str, capture: &Capture, config: &PageConfig) -> Option<Published> {
    let value = told?;
    let day: jiff::civil::Date = value.get(..10)?.parse().ok()?;
    let captured = capture.fetched_at.map(|at| at.to_zoned(jiff::tz::TimeZone::UTC).date());
    let latest = captured.or(config.today).and_then(|latest| latest.tomorrow().ok());
    let sound = latest.is_none_or(|latest| day <= latest);
    sound.then(|| Published { value, precision: Precision::Second, evidence: format!("PDF {evidence}") })
}

/// Why there is no answer.
enum Refusal {
    TooMuch(&'static str),
    NotStarted(String),
}

impl From<io::Error> for Refusal {
    fn from(error: io::Error) -> Refusal {
        Refusal::NotStarted(error.to_string())
    }
}

/// Asks a process of its own what a PDF tells.
fn ask(body: &[u8]) -> Result<Answer, Refusal> {
    let mut command = Command::new(env::current_exe()?);
    command.arg(VERB).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
    // Whoever stops this program from the keyboard waits for the pages under way.
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(&mut command, 0);
    let mut child = command.spawn()?;
    let (input, output) = (child.stdin.take(), child.stdout.take());
    thread::scope(|scope| {
        // It may have seen enough before the end.
        scope.spawn(move || input.map(|mut input| input.write_all(body)));
        let (to, answered) = mpsc::channel();
        scope.spawn(move || {
            let mut bytes = Vec::new();
            let read = output.map(|output| output.take(LONGEST_ANSWER + 1).read_to_end(&mut bytes));
            let _ = to.send(bytes);
            drop(read);
        });
        let answer = answered.recv_timeout(PATIENCE);
        let whole = answer.as_ref().is_ok_and(|bytes| bytes.len() as u64 <= LONGEST_ANSWER);
        if !whole {
            let _ = child.kill();
        }
        let ended = child.wait()?;
        match answer {
            Err(_) => Err(Refusal::TooMuch("it took too long")),
            Ok(_) if !whole => Err(Refusal::TooMuch("it holds more text than any document")),
            Ok(bytes) => serde_json::from_slice(&bytes).map_err(|_| broken_off(ended)),
        }
    })
}

/// Why a process ended without an answer.
fn broken_off(ended: ExitStatus) -> Refusal {
    #[cfg(unix)]
    if let Some(signal) = std::os::unix::process::ExitStatusExt::signal(&ended) {
        // SIGABRT is how this language says that there is no more memory, SIGXCPU and SIGKILL how the system says that time is up.
        return Refusal::TooMuch(match signal {
            6 | 11 => "it asks for more memory than a document may",
            9 | 24 => "it took too long",
            _ => "the process that read it was ended",
        });
    }
    match ended.code() {
        Some(101) => Refusal::TooMuch("the reader of PDFs made a mistake in it"),
        _ => Refusal::NotStarted(ended.to_string()),
    }
}

/// The process: a PDF on standard input, its [`Answer`] on standard output.
pub(crate) fn answer() -> Result<Ending, Failure> {
    limit();
    let mut bytes = Vec::new();
    io::stdin().lock().take(super::folder::LONGEST_FILE + 1).read_to_end(&mut bytes)?;
    let answer = read(bytes);
    serde_json::to_writer(io::stdout().lock(), &answer)?;
    Ok(Ending::AllWell)
}

/// Where the system knows no limits, the time alone is limited.
fn limit() {
    #[cfg(unix)]
    {
        let seconds = PATIENCE.as_secs() + 2;
        let _ = rlimit::Resource::AS.set(MEMORY, MEMORY);
        let _ = rlimit::Resource::CPU.set(seconds, seconds);
        let _ = rlimit::Resource::CORE.set(0, 0);
    }
}

/// What a PDF tells.
fn read(bytes: Vec<u8>) -> Answer {
    let pdf = match Pdf::new(bytes) {
        Ok(pdf) => pdf,
        Err(LoadPdfError::Decryption(_)) => return Answer::Encrypted,
        Err(LoadPdfError::Invalid) => return Answer::Broken,
    };
    let mut hand = Hand::new();
    let pages: Vec<_> = pdf.pages().iter().map(|page| hand.page(page)).collect();
    let glyphs = || pages.iter().flatten();
    let (all, unknown) = (glyphs().count(), glyphs().filter(|g| g.text.is_none()).count());
    match all {
        0 if pages.is_empty() => Answer::Broken,
        0 => Answer::NoText(pages.len()),
        _ if unknown * 3 > all => Answer::NoLetters,
        _ => {
            let Metadata { title, creation_date, modification_date, .. } = pdf.metadata();
            Answer::Text(Told {
                title: title.as_deref().map(words).filter(|title| is_title(title)),
                created: creation_date.as_ref().map(moment),
                modified: modification_date.as_ref().map(moment),
                paragraphs: layout::paragraphs(&pages),
            })
        }
    }
}

/// A string of a PDF outside its pages: UTF-16 or UTF-8 with a mark, else what is nearly Latin-1.
fn words(bytes: &[u8]) -> String {
    let encoding = encoding_rs::Encoding::for_bom(bytes).map_or(encoding_rs::WINDOWS_1252, |(encoding, _)| encoding);
    let text = encoding.decode(bytes).0;
    text.split(|c: char| c.is_whitespace() || c.is_control()).filter(|w| !w.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Many programs put the name of a file where a title should stand.
fn is_title(text: &str) -> bool {
    let lower = text.to_lowercase();
    let file = [".doc", ".docx", ".pdf", ".rtf", ".odt", ".indd", ".qxd", ".pub", ".xls", ".xlsx", ".tmp"];
    let named =
        ["microsoft word", "untitled", "без имени", "документ", "document", "слайд", "презентация", "powerpoint"];
    !file.iter().any(|ending| lower.ends_with(ending))
        && !named.iter().any(|name| lower.starts_with(name))
        && text.chars().filter(|c| c.is_alphabetic()).count() >= 4
        && text.len() <= LONGEST_TITLE
        && text.contains(' ')
}

/// ISO 8601.
fn moment(at: &DateTime) -> String {
    let DateTime { year, month, day, hour, minute, second, utc_offset_hour, utc_offset_minute } = at;
    let sign = if *utc_offset_hour < 0 { '-' } else { '+' };
    format!(
        "{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}{sign}{:02}:{utc_offset_minute:02}",
        utc_offset_hour.abs()
    )
}
