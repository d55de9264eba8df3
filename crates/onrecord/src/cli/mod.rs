//! The command line: what was asked, and one file for each verb that answers it.

mod access;
mod add;
mod check;
mod decisions;
mod demand;
mod export;
mod open;
mod pdf_text;
mod read;
mod reread;
mod saved;
mod search;
mod serve;
mod show;
mod source;
mod status;
mod tables;
mod versions;
mod wanted;
mod watch;
mod who;
mod whose;

use crate::failure::{Ending, Failure};
use clap::{Parser, Subcommand, error::ErrorKind};
use onrecord_archive::{Access, Archive};
use onrecord_reading::Models;
use std::{env, path::PathBuf, sync::OnceLock};

/// Reads published pages and keeps the record: who said what, about whom, where and when it was carried.
#[derive(Debug, Parser)]
#[command(name = "onrecord", version = version(), help_template = TOP_HELP, disable_help_subcommand = true)]
pub(crate) struct Asked {
    /// The folder that keeps the record
    ///
    /// Without it: $ONRECORD_ARCHIVE, else a folder named "onrecord" where your system keeps the data of programs
    /// (`onrecord status` says where).
    #[arg(long, global = true, value_name = "DIR", env = "ONRECORD_ARCHIVE", hide_env = true)]
    archive: Option<PathBuf>,

    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, Subcommand)]
enum Verb {
    Open(open::Args),
    Add(add::Args),
    Watch(watch::Args),
    Source(source::Args),
    Serve(serve::Args),
    Access(access::Args),
    Search(search::Args),
    Saved(saved::Args),
    Figures(tables::Figures),
    Demands(tables::Demands),
    Incidents(tables::Incidents),
    Demand(demand::Args),
    Decisions(decisions::Args),
    Who(who::Args),
    Export(export::Args),
    Show(show::Args),
    Versions(versions::Args),
    Read(read::Args),
    Reread(reread::Args),
    Status(status::Args),
    Check(check::Args),
    PdfText(pdf_text::Args),
}

/// The verbs by what they are for. A test holds this list and the verbs together.
const TOP_HELP: &str = "\
{about}

{usage-heading} {usage}

Look at the record
  open     Add pages, then show the record in your browser: the place to begin
  serve    Show the record in your browser
  search   Find statements and articles
  saved    Searches that are kept by a name
  figures  The figures in statements: how many, of what, said by whom
  demands  Who asks whom for what, and for how long without a recorded answer
  incidents Who is reported to have done what to whom
  show     One statement, article, speaker or captured page in full
  versions What a page showed and when, and what was changed in it
  decisions What people decided about statements and speakers
  export   Write what a search finds, with the pages as captured, into a file

Judge it
  demand   One demand, what may answer it, and your decision that it is answered
  who      Merge speakers who are one, split those who are several

Build the record
  add      Read pages and keep them with what was said in them
  read     Print what can be read in pages, and keep nothing
  reread   Read kept pages again with the reader of this program
  watch    Look at your sources again and again, and keep what is new or changed
  source   Add, list, remove and test the sources of `onrecord watch`

Look after it
  status   What the archive holds, in counts that add up, and where it lies
  check    Re-hash everything and compare the search index with the store
  access   Who may come in where the record is served to other computers

Options:
{options}

Begin with:  onrecord open FOLDER-OF-SAVED-PAGES
More about a verb, with examples:  onrecord VERB --help
Exit status: 0 all well, 1 failed, 2 some pages failed and the others were dealt with";

/// Reads the command line. `--help` and `--version` are answered here and end the program.
pub(crate) fn asked() -> Result<Asked, Failure> {
    Asked::try_parse().map_err(|error| match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => error.exit(),
        // clap's own words are good; only its exit status means something else here.
        _ => Failure::said(error.print()),
    })
}

/// Does what was asked.
pub(crate) fn run(asked: Asked) -> Result<Ending, Failure> {
    let archive = ArchiveDir { asked: asked.archive };
    match asked.verb {
        Verb::Open(args) => open::run(&args, &archive.find()?),
        Verb::Add(args) => add::run(&args, &archive.find()?),
        Verb::Watch(args) => watch::run(&args, &archive.find()?),
        Verb::Source(args) => source::run(&args, &archive.find()?),
        Verb::Access(args) => access::run(&args, &archive.find()?),
        Verb::Serve(args) => serve::run(&args, &archive.find()?),
        Verb::Search(args) => search::run(&args, &archive.open()?),
        Verb::Saved(args) => saved::run(&args, &archive.find()?),
        Verb::Figures(args) => args.run(&archive.open()?),
        Verb::Demands(args) => args.run(&archive.open()?),
        Verb::Incidents(args) => args.run(&archive.open()?),
        Verb::Demand(args) => demand::run(&args, &archive.find()?),
        Verb::Who(args) => who::run(&args, &archive.find()?),
        Verb::Decisions(args) => decisions::run(&args, &archive.open()?),
        Verb::Export(args) => export::run(&args, &archive.open()?),
        Verb::Show(args) => show::run(&args, &archive.open()?),
        Verb::Versions(args) => versions::run(&args, &archive.open()?),
        Verb::Read(args) => read::run(&args),
        Verb::Reread(args) => reread::run(&args, &archive.find()?),
        Verb::Status(args) => status::run(&args, &archive.open()?, &archive.find()?),
        Verb::Check(_) => check::run(&archive.open()?),
        Verb::PdfText(_) => pdf_text::run(),
    }
}

/// Where the archive lies, as far as the command line says it.
struct ArchiveDir {
    asked: Option<PathBuf>,
}

impl ArchiveDir {
    fn find(&self) -> Result<PathBuf, Failure> {
        let asked = self.asked.clone().filter(|dir| !dir.as_os_str().is_empty());
        asked.or_else(|| Some(place_of_data()?.join("onrecord"))).ok_or_else(|| {
            Failure::new("this system names no folder for the data of programs")
                .hint("say where the archive is to lie: `--archive DIR`")
        })
    }

    /// For looking only: never makes an archive, never waits for a writer.
    fn open(&self) -> Result<Archive, Failure> {
        Ok(Archive::open(&self.find()?, Access::Read)?)
    }
}

/// The folder in which programs keep data of this user that must not be lost.
fn place_of_data() -> Option<PathBuf> {
    if cfg!(windows) {
        return env::var_os("LOCALAPPDATA").map(PathBuf::from);
    }
    let home = env::home_dir().filter(|home| home.is_absolute());
    if cfg!(target_os = "macos") {
        return Some(home?.join("Library/Application Support"));
    }
    // A relative path in this variable is to be ignored (XDG Base Directory Specification).
    let named = env::var_os("XDG_DATA_HOME").map(PathBuf::from).filter(|dir| dir.is_absolute());
    named.or_else(|| Some(home?.join(".local/share")))
}

/// Of the program and of the reader in it: a statement's evidence names the latter.
fn version() -> &'static str {
    static VERSION: OnceLock<String> = OnceLock::new();
    VERSION.get_or_init(|| format!("{} (reader {})", env!("CARGO_PKG_VERSION"), Models::embedded().version()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_well_formed() {
        Asked::command().debug_assert();
    }

    /// The list in the top-level help is written by hand, in groups: it must name every verb, and each verb's help must teach by
    /// two examples.
    #[test]
    fn help_names_every_verb_and_each_teaches_by_example() {
        for verb in Asked::command().get_subcommands_mut().filter(|verb| !verb.is_hide_set()) {
            let name = verb.get_name().to_owned();
            assert!(TOP_HELP.contains(&format!("\n  {name} ")), "`{name}` is missing in the top-level help");
            let help = verb.render_long_help().to_string();
            let examples = help.matches(&format!("\n  onrecord {name}")).count();
            assert!(examples >= 2, "`{name} --help` has {examples} examples");
        }
    }
}
