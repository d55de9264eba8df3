//! `onrecord show`: one thing of the archive in full, by its id.

use super::{
    tables::{telling, write_row},
    wanted::{self, Wanted, sift_entry},
};
use crate::{
    failure::{Ending, Failure},
    json::{ArticleFound, ArticleRead, SpeakerShown, StatementFound},
    print,
    tables::TableRow,
};
use onrecord_archive::{
    Archive, CaptureEntry, Entry, Filter, IncidentId, SpeakerEntry, SpeakerId, StatementLine, Window,
};
use onrecord_page::{ArticleId, CaptureId};
use onrecord_reading::StatementId;
use serde::Serialize;
use std::io::{self, Write};

/// Show one statement, article, speaker or captured page in full
///
/// An id begins with s (statement), a (article), w (speaker) or i (incident, with everybody who tells of it); a captured
/// page goes by the SHA-256 of its bytes. As much of an id is enough as no other begins with. Of an article and a speaker, acts of saying and asking that are sure
/// enough are shown, unless --class and --confidence ask for others; an article as JSON has everything.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    /// The id, or its beginning
    #[arg(value_name = "ID")]
    id: String,

    /// Print one JSON object
    #[arg(long, conflicts_with = "raw")]
    json: bool,

    #[command(flatten)]
    wanted: Wanted,

    /// Write the bytes of the captured page, as received, to standard output
    #[arg(long)]
    raw: bool,
}

const EXAMPLES: &str = "\
Examples:
  onrecord show s3k7                       a statement, with its evidence
  onrecord show a9d2 --json                an article with everything read in it
  onrecord show 5f21c0 --raw > page.html   a page as it was captured";

/// So many of a speaker's statements are printed; the search gives all.
const STATEMENTS_OF_SPEAKER: usize = 20;

/// What an id names.
enum Named {
    Capture(CaptureId),
    Article(ArticleId),
    Statement(StatementId),
    Speaker(SpeakerId),
    Incident(IncidentId),
}

pub(super) fn run(args: &Args, archive: &Archive) -> Result<Ending, Failure> {
    let id = find(archive, &args.id)?;
    let gone = || {
        Failure::new(format_args!("`{id}` is listed in the archive but not to be found in it"))
            .hint("run `onrecord check`")
    };
    let named = Named::of(&id).ok_or_else(gone)?;
    if args.raw {
        let Named::Capture(capture) = named else {
            return Err(Failure::new(format_args!("`{id}` is no captured page"))
                .hint("`onrecord show` without --raw names the captured page it comes from"));
        };
        let mut out = print::data();
        out.write_all(&archive.body(&capture)?.ok_or_else(gone)?)?;
        out.flush()?;
        return Ok(Ending::AllWell);
    }
    let mut out: Box<dyn Write> = if args.json { Box::new(print::data()) } else { Box::new(print::stdout()) };
    match named {
        Named::Capture(id) => show_capture(&mut out, args.json, archive, &id)?.ok_or_else(gone)?,
        Named::Article(id) => {
            let entry = archive.article(&id)?.ok_or_else(gone)?;
            let shown = sift_entry(&entry, &args.wanted.filter_for(args.json));
            let more = entry.reading.statements.len() - shown.reading.statements.len();
            show_article(&mut out, args.json, &shown, more as u64)?;
        }
        Named::Statement(id) => {
            let line = archive.statement(&id)?.ok_or_else(gone)?;
            let entry = archive.article(&line.article.id)?.ok_or_else(gone)?;
            show_statement(&mut out, args.json, &line, &entry)?;
        }
        Named::Incident(id) => {
            let tellings = archive.tellings(&id)?;
            if args.json {
                write_json(&mut out, &tellings.iter().map(TableRow::of_incident).collect::<Vec<_>>())?;
            } else {
                tellings.iter().try_for_each(|line| write_row(&mut out, &telling(line)))?;
            }
        }
        Named::Speaker(id) => {
            let filter = args.wanted.filter(&Filter::usual());
            let speaker = archive.speaker(&id, &filter)?.ok_or_else(gone)?;
            let latest = archive.statements_of(&id, &filter, Window { offset: 0, limit: STATEMENTS_OF_SPEAKER })?;
            show_speaker(&mut out, args.json, &speaker, &latest)?;
        }
    }
    out.flush()?;
    Ok(Ending::AllWell)
}

/// The one id that begins so.
pub(super) fn find(archive: &Archive, prefix: &str) -> Result<String, Failure> {
    let mut found = archive.resolve(&prefix.to_ascii_lowercase())?;
    match found.len() {
        0 => Err(Failure::new(format_args!("no id in this archive begins with `{prefix}`"))
            .hint("`onrecord search` prints the ids of what it finds")),
        1 => Ok(found.swap_remove(0)),
        n => {
            let all: Vec<String> = found.iter().map(|id| format!("`{id}`")).collect();
            let or_more = if n >= 10 { " or more" } else { "" };
            Err(Failure::new(format_args!("{n}{or_more} ids in this archive begin with `{prefix}`"))
                .hint(format!("say more of it: {}", all.join(", "))))
        }
    }
}

impl Named {
    fn of(id: &str) -> Option<Named> {
        let capture = id.parse().map(Named::Capture);
        let article = || id.parse().map(Named::Article);
        let statement = || id.parse().map(Named::Statement);
        let speaker = || id.parse().map(Named::Speaker);
        let incident = || id.parse().map(Named::Incident);
        capture.or_else(|()| article()).or_else(|()| statement()).or_else(|()| speaker()).or_else(|()| incident()).ok()
    }
}

/// A captured page as a program gets it.
#[derive(Serialize)]
struct CaptureShown<'a> {
    capture: String,
    bytes: u64,
    url: Option<&'a str>,
    fetched_at: Option<String>,
    added_at: String,
    media_type: Option<&'a str>,
    segment: &'a str,
    offset: u64,
    sources: &'a [String],
    articles: Vec<&'a str>,
}

impl<'a> From<&'a CaptureEntry> for CaptureShown<'a> {
    fn from(entry: &'a CaptureEntry) -> Self {
        CaptureShown {
            capture: entry.id.to_string(),
            bytes: entry.bytes,
            url: entry.url.as_deref(),
            fetched_at: entry.fetched_at.map(|at| at.to_string()),
            added_at: entry.added_at.to_string(),
            media_type: entry.media_type.as_deref(),
            segment: &entry.segment,
            offset: entry.offset,
            sources: &entry.sources,
            articles: entry.articles.iter().map(ArticleId::as_str).collect(),
        }
    }
}

/// Every page has a part 0, be it without text: the capture's entry hangs on it.
fn show_capture(out: &mut dyn Write, json: bool, archive: &Archive, id: &CaptureId) -> Result<Option<()>, Failure> {
    let Some(entry) = archive.article(&ArticleId::of(id, 0))? else { return Ok(None) };
    if json {
        write_json(out, &CaptureShown::from(&entry.capture))?;
        return Ok(Some(()));
    }
    write_capture(out, &entry.capture)?;
    for note in &entry.capture.notes {
        writeln!(out, "{}", print::note(&note.message, note.hint.as_deref()))?;
    }
    for id in &entry.capture.articles {
        if let Some(part) = archive.article(id)? {
            let title = part.article.title.as_ref().map_or("without a headline", |t| t.value.as_str());
            writeln!(out, "  {id}  {}", print::one_line(title))?;
        }
    }
    Ok(Some(()))
}

fn write_capture(out: &mut dyn Write, capture: &CaptureEntry) -> io::Result<()> {
    writeln!(out, "Captured page {} ({})", capture.id, print::bytes(capture.bytes))?;
    let known = [
        ("address", capture.url.clone()),
        ("fetched", capture.fetched_at.map(|at| at.to_string())),
        ("added", Some(capture.added_at.to_string())),
        ("kept in", Some(format!("captures/{} at byte {}", capture.segment, capture.offset))),
    ];
    for (what, value) in known {
        if let Some(value) = value {
            writeln!(out, "  {what:<8} {}", print::one_line(&value))?;
        }
    }
    capture.sources.iter().try_for_each(|source| writeln!(out, "  {:<8} {}", "seen at", print::one_line(source)))
}

/// An article as a program gets it: what `onrecord read` gives, and what the archive knows besides.
#[derive(Serialize)]
struct ArticleShown<'a> {
    id: &'a str,
    reader: &'a str,
    capture: CaptureShown<'a>,
    speakers: Vec<Option<&'a str>>,
    versions: Vec<ArticleFound<'a>>,
    #[serde(flatten)]
    read: ArticleRead<'a>,
}

/// `more`: statements of it that are not shown.
fn show_article(out: &mut dyn Write, json: bool, entry: &Entry, more: u64) -> Result<(), Failure> {
    let source = entry.capture.sources.first().map_or("", String::as_str);
    if json {
        let read =
            ArticleRead::of(source, &[], &entry.counters, &entry.article, &entry.reading).with_notes(&entry.notes);
        write_json(
            out,
            &ArticleShown {
                id: entry.article.id.as_str(),
                reader: entry.reading.reader.as_str(),
                capture: CaptureShown::from(&entry.capture),
                speakers: entry.speakers.iter().map(|id| id.as_ref().map(SpeakerId::as_str)).collect(),
                versions: entry.versions.iter().map(ArticleFound::from).collect(),
                read,
            },
        )?;
        return Ok(());
    }
    print::article(out, &entry.article, &entry.reading)?;
    if let Some(line) = wanted::left_out(more, wanted::ALL) {
        writeln!(out, "{line}")?;
    }
    for note in &entry.notes {
        writeln!(out, "{}", print::note(&note.message, note.hint.as_deref()))?;
    }
    writeln!(out, "\nArticle {}, part {} of:", entry.article.id, entry.article.part)?;
    write_capture(out, &entry.capture)?;
    writeln!(out, "Read by {}", entry.reading.reader)?;
    if !entry.versions.is_empty() {
        writeln!(out, "Other versions of this page:")?;
        entry.versions.iter().try_for_each(|version| print::article_line(out, version))?;
    }
    Ok(())
}

/// A statement as a program gets it.
#[derive(Serialize)]
struct StatementShown<'a> {
    #[serde(flatten)]
    found: StatementFound<'a>,
    reader: &'a str,
    why: Option<&'a str>,
    evidence: CaptureShown<'a>,
}

fn show_statement(out: &mut dyn Write, json: bool, line: &StatementLine, entry: &Entry) -> Result<(), Failure> {
    let statement = entry.reading.statements.iter().find(|s| s.id == line.id);
    let why = statement.and_then(|s| s.speaker.as_ref()).map(|s| s.why.as_str());
    if json {
        let (found, evidence) = (StatementFound::from(line), CaptureShown::from(&entry.capture));
        write_json(out, &StatementShown { found, reader: entry.reading.reader.as_str(), why, evidence })?;
        return Ok(());
    }
    print::statement(out, line)?;
    writeln!(out, "In its place:\n  {}\n", print::one_line(&line.context))?;
    if let Some(speaker) = &line.speaker {
        let why = why.map(|why| format!(", known by: {}", print::one_line(why))).unwrap_or_default();
        writeln!(out, "Speaker {} ({}){why}", speaker.id, speaker.kind.as_str())?;
    }
    let title = line.article.title.as_deref().unwrap_or("without a headline");
    writeln!(out, "Article {}, {}", line.article.id, print::one_line(title))?;
    write_capture(out, &entry.capture)?;
    writeln!(
        out,
        "Read by {}, class {}, confidence {:.2}",
        entry.reading.reader,
        line.class.as_str(),
        line.confidence
    )?;
    Ok(())
}

/// A speaker as a program gets it, with the latest statements.
#[derive(Serialize)]
struct SpeakerWithLatest<'a> {
    #[serde(flatten)]
    speaker: SpeakerShown<'a>,
    latest: Vec<StatementFound<'a>>,
}

fn show_speaker(
    out: &mut dyn Write,
    json: bool,
    entry: &SpeakerEntry,
    latest: &[StatementLine],
) -> Result<(), Failure> {
    if json {
        let latest = latest.iter().map(StatementFound::from).collect();
        return write_json(out, &SpeakerWithLatest { speaker: SpeakerShown::from(entry), latest });
    }
    let speaker = &entry.speaker;
    writeln!(
        out,
        "{}  {} · {}",
        print::styled(print::SPEAKER, &print::one_line(&speaker.name)),
        speaker.id,
        speaker.kind.as_str()
    )?;
    let roles: Vec<(String, u64)> = entry.roles.iter().map(|r| (r.role.clone(), r.statements)).collect();
    for (what, counts) in
        [("named", &entry.names), ("role", &roles), ("outlets", &entry.outlets), ("verbs", &entry.cues)]
    {
        let shown: Vec<String> =
            counts.iter().take(8).map(|(name, n)| format!("{} {}", print::one_line(name), print::number(*n))).collect();
        if !shown.is_empty() {
            writeln!(out, "  {what:<8} {}", shown.join(", "))?;
        }
    }
    writeln!(out, "\n{}, latest first", print::count(entry.statements, "statement", "statements"))?;
    latest.iter().try_for_each(|line| print::statement(out, line))?;
    if let Some(line) = wanted::left_out(entry.kept.saturating_sub(entry.statements), wanted::ALL) {
        writeln!(out, "{line}")?;
    }
    Ok(())
}

fn write_json(out: &mut dyn Write, value: &impl Serialize) -> Result<(), Failure> {
    serde_json::to_writer(&mut *out, value)?;
    Ok(writeln!(out)?)
}
