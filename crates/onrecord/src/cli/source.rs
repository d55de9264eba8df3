//! `onrecord source`: what `watch` looks at, written down, listed, taken out, tried.

use super::add::reach;
use crate::{
    failure::{Ending, Failure},
    gather::{
        address::Target,
        lists::{self, List},
        sources::{self, NewSource},
        visit::{Errand, Manners, Visitor},
        web::{Validators, Wanted, Web},
    },
    print,
};
use onrecord_archive::Purpose;
use std::{fs, io::Write, path::Path};

/// Add, list, remove and test the sources of `onrecord watch`
///
/// A source is a feed, a sitemap, a front page whose links are followed, or a single page. They stand in `sources.toml` in the
/// archive's folder, which you may edit by hand: comments stay.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, clap::Subcommand)]
enum What {
    /// Add a source, or all feeds of an OPML file
    Add {
        /// An address, or an OPML file
        #[arg(value_name = "ADDRESS")]
        address: String,
        /// A word of your own for it [default: from its host]
        #[arg(long)]
        name: Option<String>,
        /// feed, sitemap, front or page [default: found by looking at it]
        #[arg(long)]
        kind: Option<String>,
        /// How often it is looked at, such as "30 minutes"
        #[arg(long, value_name = "TIME")]
        every: Option<String>,
        /// Only pages whose address has this in it
        #[arg(long, value_name = "TEXT")]
        within: Option<String>,
        /// Why its robots.txt is not obeyed; kept with each page
        #[arg(long, value_name = "REASON")]
        robots_override: Option<String>,
    },
    /// List the sources
    List,
    /// Take a source out; what was kept of it stays
    Remove {
        /// Its name
        name: String,
    },
    /// Look at a source or an address once, show what it leads to, keep nothing
    Test {
        /// A source's name, or an address
        #[arg(value_name = "NAME|ADDRESS")]
        which: String,
    },
}

const EXAMPLES: &str = "\
Examples:
  onrecord source test https://harbour.example/
  onrecord source add https://harbour.example/feed.xml --every \"20 minutes\"
  onrecord source add subscriptions.opml
  onrecord source list";

/// So many links are shown by `test`.
const SHOWN: usize = 20;

pub(super) fn run(args: &Args, dir: &Path) -> Result<Ending, Failure> {
    match &args.what {
        What::Add { address, name, kind, every, within, robots_override } => {
            let new = |url: &str, name: Option<String>, kind| NewSource {
                name,
                kind,
                url: url.to_owned(),
                every: every.clone(),
                within: within.clone(),
                overruled: robots_override.clone(),
            };
            if !super::add::is_address(Path::new(address)) {
                return add_opml(dir, Path::new(address), |url| new(url, None, Purpose::Feed));
            }
            let kind = match kind {
                Some(kind) => Purpose::find(kind).filter(|k| *k != Purpose::Robots).ok_or_else(|| {
                    Failure::new(format_args!("`{kind}` is no kind of source")).hint("feed, sitemap, front or page")
                })?,
                None => look(address, None)?.0,
            };
            let name = sources::add(dir, &new(address, name.clone(), kind))?;
            let mut out = print::stdout();
            writeln!(out, "Added {} `{name}`: {address}", kind.as_str())?;
            out.flush()?;
            Ok(Ending::AllWell)
        }
        What::List => list(dir),
        What::Remove { name } => match sources::remove(dir, name)? {
            true => Ok(Ending::AllWell),
            false => {
                Err(Failure::new(format_args!("no source is named `{name}`")).hint("`onrecord source list` names them"))
            }
        },
        What::Test { which } => test(dir, which),
    }
}

fn add_opml(dir: &Path, path: &Path, new: impl Fn(&str) -> NewSource) -> Result<Ending, Failure> {
    let source = path.to_string_lossy();
    let body = fs::read(path).map_err(|error| Failure::reading(&source, path, &error))?;
    let feeds = lists::opml(&body).map_err(|why| {
        Failure::new(format_args!("cannot use `{source}`: {why}"))
            .hint("name an address with https://, or the OPML file that your reader of feeds exports")
    })?;
    let (mut added, mut failed) = (0, 0);
    for feed in &feeds {
        match sources::add(dir, &new(feed.url.as_str())) {
            Ok(_) => added += 1,
            Err(failure) => {
                failed += 1;
                print::say(&failure.lines());
            }
        }
    }
    let mut out = print::stdout();
    writeln!(out, "Added {}, left out {failed}.", print::count(added, "feed", "feeds"))?;
    out.flush()?;
    Ok(if added == 0 {
        Ending::Failed
    } else if failed > 0 {
        Ending::SomeFailed
    } else {
        Ending::AllWell
    })
}

fn list(dir: &Path) -> Result<Ending, Failure> {
    let mut out = print::stdout();
    for source in sources::load(dir)? {
        let mut every = format!("{:#}", source.every);
        if let Some(reason) = &source.overruled {
            every.push_str(&format!("; robots.txt overruled: {}", print::one_line(reason)));
        }
        writeln!(out, "{:<16} {:<8} {}", source.name, source.kind.as_str(), print::one_line(&source.url))?;
        writeln!(out, "{:<16} {}", "", print::styled(print::DIM, &format!("every {every}")))?;
    }
    out.flush()?;
    Ok(Ending::AllWell)
}

fn test(dir: &Path, which: &str) -> Result<Ending, Failure> {
    let known = sources::load(dir)?.into_iter().find(|source| source.name == which);
    let (address, kind) = match &known {
        Some(source) => (source.url.as_str(), Some(source.kind)),
        None => (which, None),
    };
    let (kind, list) = look(address, kind)?;
    let mut out = print::stdout();
    let (what, items) = match &list {
        None => ("a page by itself", &[][..]),
        Some(List::Pages(items)) => ("pages", items.as_slice()),
        Some(List::Lists(items)) => ("sitemaps", items.as_slice()),
    };
    match kind {
        Purpose::Page => writeln!(out, "page: {what}")?,
        kind => writeln!(out, "{}: leads to {} {what}", kind.as_str(), print::number(items.len() as u64))?,
    }
    for item in items.iter().take(SHOWN) {
        let about = [item.hint.as_deref(), item.title.as_deref()];
        let about: Vec<String> = about.into_iter().flatten().map(print::one_line).collect();
        writeln!(
            out,
            "  {}\n    {}",
            print::one_line(item.url.as_str()),
            print::styled(print::DIM, &about.join(" · "))
        )?;
    }
    if items.len() > SHOWN {
        writeln!(out, "  and {} more", print::number((items.len() - SHOWN) as u64))?;
    }
    out.flush()?;
    Ok(Ending::AllWell)
}

/// Fetches an address once and tells what kind of source it is: the one asked for, or the first that fits.
fn look(address: &str, kind: Option<Purpose>) -> Result<(Purpose, Option<List>), Failure> {
    let cannot = |why: &dyn std::fmt::Display| Failure::new(format_args!("cannot use `{address}`: {why}"));
    let reach = reach();
    let target = Target::parse(address, reach).map_err(|why| cannot(&why).hint("write it in full, with https://"))?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let wanted = if kind == Some(Purpose::Page) { Wanted::Page } else { Wanted::List };
    let errand = Errand { target, wanted, known: Validators::default(), manners: Manners::default() };
    let visit = runtime.block_on(Visitor::new(Web::new(reach)).visit(&errand));
    if let Some(missed) = &visit.missed {
        return Err(cannot(missed));
    }
    let Some(answer) = visit.answer().filter(|answer| answer.head.status == 200) else {
        let status = visit.answer().map(|answer| answer.head.status).unwrap_or_default();
        return Err(cannot(&crate::gather::keep::status_words(status)));
    };
    let (body, url) = (answer.body.as_slice(), &answer.url);
    match kind {
        Some(Purpose::Feed) => {
            lists::feed(body, url).map(|list| (Purpose::Feed, Some(list))).map_err(|why| cannot(&why))
        }
        Some(Purpose::Sitemap) => {
            lists::sitemap(body, url).map(|list| (Purpose::Sitemap, Some(list))).map_err(|why| cannot(&why))
        }
        Some(Purpose::Front) => Ok((Purpose::Front, Some(lists::front(body, url)))),
        Some(_) => Ok((Purpose::Page, None)),
        None => Ok(guessed(body, url)),
    }
}

/// A page is a front page where it leads to several articles.
fn guessed(body: &[u8], url: &url::Url) -> (Purpose, Option<List>) {
    if let Ok(list) = lists::feed(body, url) {
        return (Purpose::Feed, Some(list));
    }
    if let Ok(list) = lists::sitemap(body, url) {
        return (Purpose::Sitemap, Some(list));
    }
    match lists::front(body, url) {
        List::Pages(items) if items.len() >= 5 => (Purpose::Front, Some(List::Pages(items))),
        _ => (Purpose::Page, None),
    }
}
