//! `onrecord read`: what can be read in pages, printed and not kept.

use super::wanted::{self, Wanted, sift};
use crate::{
    failure::{Ending, Failure},
    gather::folder::{Found, Walk},
    json::ArticleRead,
    model_server::ModelArgs,
    print,
    readers::{self, End, Outcome, ReadPage},
};
use jiff::Zoned;
use onrecord_archive::Filter;
use onrecord_page::{Article, Note, PageConfig};
use onrecord_reading::{Models, Proposer, Reading};
use std::{io::Write, path::PathBuf, sync::atomic::AtomicBool, time::Duration};

/// Print what can be read in pages, and keep nothing
///
/// Shows each article's text with speaker, cue and content of every statement marked: by underlining and colour on a
/// terminal, elsewhere as [speaker] {cue} <content>: acts of saying and asking that are sure enough, unless you ask for
/// others with --class and --confidence. With --json, one object an article a line with every statement that was found,
/// described in docs/read-json.md. Touches no archive.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    /// Files and folders; `-` for standard input
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,

    /// Take each file as the article itself, byte for byte: no menus, no markup
    #[arg(long)]
    plain: bool,

    /// Print one JSON object an article a line
    #[arg(long)]
    json: bool,

    #[command(flatten)]
    wanted: Wanted,

    #[command(flatten)]
    helper: ModelArgs,
}

const EXAMPLES: &str = "\
Examples:
  onrecord read page.html
  onrecord read --json saved-pages > read.jsonl
  onrecord read --plain speech.txt
  onrecord read --class judging,believing --confidence 0 page.html
  curl -s https://example.org/page | onrecord read -";

pub(super) fn run(args: &Args) -> Result<Ending, Failure> {
    let config = PageConfig { plain: args.plain, today: Some(Zoned::now().date()), ..PageConfig::default() };
    let models = Models::embedded().with_objects();
    let helper = args.helper.connect()?;
    let helped = helper.is_some();
    let read =
        move |capture| ReadPage::with_help(capture, &config, &models, helper.as_ref().map(|h| h as &dyn Proposer));
    let work = move |found: &Found| match found {
        Found::File(named) => named.load_or_stdin().map(|capture| Some(read(capture))),
        Found::Page(_, capture) => Ok(Some(read(capture.clone()))),
        Found::PassedOver(..) | Found::Failed(..) | Found::Begun(..) | Found::Ended => Ok(None),
    };
    let to: Box<dyn Write> = if args.json { Box::new(print::data()) } else { Box::new(print::stdout()) };
    let mut out = Printer { json: args.json, filter: args.wanted.filter_for(args.json), to, read: 0, failed: 0 };
    let never = AtomicBool::new(false);
    let mut team = readers::team(None);
    if helped || args.paths.iter().any(|path| path.as_os_str() == "-") {
        // Whoever feeds standard input may take as long as they like; a model has a limit of its own.
        (team.patience, team.at_most) = (Duration::MAX, Duration::MAX);
    }
    let end = team.run(Walk::with_stdin(&args.paths), work, &never, |found, outcome| out.take(found, outcome))?;
    out.to.flush()?;
    if end == End::Stuck {
        return Err(Failure::new(format_args!("stopped: {} pages took too long", team.left_behind))
            .hint("leave out the pages named above"));
    }
    Ok(match (out.read, out.failed) {
        (_, 0) => Ending::AllWell,
        (0, _) => Ending::Failed,
        _ => Ending::SomeFailed,
    })
}

/// Prints pages one after the other.
struct Printer {
    json: bool,
    filter: Filter,
    to: Box<dyn Write>,
    read: u64,
    failed: u64,
}

impl Printer {
    fn take(&mut self, found: &Found, outcome: Outcome<Result<Option<ReadPage>, Failure>>) -> Result<(), Failure> {
        match found {
            Found::PassedOver(named, why) => why.lines(&named.source).iter().for_each(|lines| print::say(lines)),
            Found::Failed(_, failure) => self.fail(failure),
            Found::Begun(..) | Found::Ended => (),
            Found::File(named) | Found::Page(named, _) => match outcome.or_failure(&named.source) {
                Ok(page) => page.iter().try_for_each(|page| self.page(&named.source, page))?,
                Err(failure) => self.fail(&failure),
            },
        }
        Ok(())
    }

    fn fail(&mut self, failure: &Failure) {
        self.failed += 1;
        print::say(&failure.lines());
    }

    fn page(&mut self, source: &str, page: &ReadPage) -> Result<(), Failure> {
        self.read += 1;
        for (article, reading) in &page.articles {
            let shown = sift(reading, &self.filter);
            if self.json {
                serde_json::to_writer(
                    &mut self.to,
                    &ArticleRead::of(source, &page.notes, &page.counters, article, &shown),
                )?;
                self.to.write_all(b"\n")?;
            } else {
                let more = (reading.statements.len() - shown.statements.len()) as u64;
                print_article(&mut self.to, source, &page.notes, article, &shown)?;
                if let Some(line) = wanted::left_out(more, wanted::ALL) {
                    writeln!(self.to, "{line}\n")?;
                }
            }
        }
        Ok(())
    }
}

fn print_article(
    to: &mut dyn Write,
    source: &str,
    page_notes: &[Note],
    article: &Article,
    reading: &Reading,
) -> Result<(), Failure> {
    let part = if article.part > 0 { format!(", item {}", article.part) } else { String::new() };
    writeln!(to, "{}", print::styled(print::DIM, &format!("── {source}{part} ──")))?;
    print::article(to, article, reading)?;
    let page_notes = if article.part == 0 { page_notes } else { &[] };
    for note in page_notes.iter().chain(&article.notes).chain(&reading.notes) {
        writeln!(to, "{}", print::note(&note.message, note.hint.as_deref()))?;
    }
    writeln!(to)?;
    Ok(())
}
