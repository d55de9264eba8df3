//! Pages straight from the web, one after the other, through the same gate as everything that is fetched.

use super::keeper::Keeper;
use crate::{
    failure::Failure,
    gather::{
        address::{Reach, Target},
        folder::Named,
        keep,
        visit::{Errand, Manners, Visitor},
        web::{Missed, Validators, Wanted, Web},
    },
    print,
    readers::{self, Outcome, ReadPage},
};
use jiff::{Timestamp, Zoned};
use onrecord_archive::{Archive, Purpose};
use onrecord_page::{Capture, PageConfig};
use onrecord_reading::Models;
use std::{
    env,
    num::NonZeroUsize,
    path::{Path, PathBuf},
    sync::atomic::{AtomicBool, Ordering},
};

/// Names the one server on this computer (`127.0.0.1:4000`) that a test of this program may reach. Not in released builds, and loud.
const FOR_TESTS: &str = "ONRECORD_TEST_ALLOW_LOOPBACK";

/// What may be reached: the public internet, and in a test build that was asked for it, one server on this computer.
pub(in crate::cli) fn reach() -> Reach {
    let server = env::var(FOR_TESTS).ok().filter(|_| cfg!(debug_assertions)).and_then(|server| server.parse().ok());
    let Some(server) = server else { return Reach::Public };
    let message =
        format!("{FOR_TESTS} is set: this run may ask {server} on this computer. It is for tests of onrecord alone.");
    print::say(&print::label(print::ERROR, "warning:", &message));
    Reach::AndServer(server)
}

/// Whether a path is an address.
pub(in crate::cli) fn is_address(path: &Path) -> bool {
    path.to_str().is_some_and(|p| {
        let p = p.get(..8).unwrap_or(p).to_ascii_lowercase();
        p.starts_with("http://") || p.starts_with("https://")
    })
}

/// Fetches each address once and keeps what came.
pub(super) fn add(
    addresses: &[PathBuf],
    archive: &Archive,
    keeper: &mut Keeper<'_>,
    stop: &AtomicBool,
) -> Result<(), Failure> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let visitor = Visitor::new(Web::new(reach()));
    for address in addresses {
        if stop.load(Ordering::Relaxed) {
            return Ok(());
        }
        let named = Named { path: PathBuf::new(), ..Named::at(address.clone()) };
        let target = match Target::parse(&named.source, visitor.reach()) {
            Ok(target) => target,
            Err(why) => {
                keeper.fail(&named, &cannot(&named.source, &Missed::Refused(why)))?;
                continue;
            }
        };
        let host = target.host_name();
        let errand = Errand { target, wanted: Wanted::Page, known: Validators::default(), manners: Manners::default() };
        let visit = runtime.block_on(visitor.visit(&errand));
        let page = keep::capture(&visit).map(|capture| read(capture, &named.source)).transpose();
        let (page, failure) = match page {
            Ok(page) => (page, None),
            Err(failure) => (None, Some(failure)),
        };
        let put = keep::keep(archive, &visit, Purpose::Page, None, page.as_ref(), Timestamp::now())?;
        let hosts = keep::health(archive, &visitor, &visit, &host, false)?;
        archive.put_watched(&hosts, &[])?;
        let status = visit.answer().map(|answer| answer.head.status).unwrap_or_default();
        match (put, page, failure, &visit.missed) {
            (Some(put), Some(page), ..) => keeper.count(&named, &page, put),
            (_, _, Some(failure), _) => keeper.fail(&named, &failure)?,
            (_, _, _, Some(missed)) => keeper.fail(&named, &cannot(&named.source, missed))?,
            _ => {
                let why = keep::status_words(status);
                let failure = Failure::new(format_args!("cannot fetch `{}`: {why}", named.source));
                keeper
                    .fail(&named, &failure.hint("look at it in a browser; if it is there, save it and add the file"))?;
            }
        }
    }
    Ok(())
}

fn cannot(address: &str, missed: &Missed) -> Failure {
    let failure = Failure::new(format_args!("cannot fetch `{address}`: {missed}"));
    failure.hint(match missed {
        Missed::Refused(_) => {
            "only pages on the public internet are fetched; a page of your own can be saved and added as a file"
        }
        Missed::Robots(_) => "the site asks programs to stay away from it; save the page in a browser and add the file",
        Missed::OtherType(_) => "pages of text are read: HTML, plain text or PDF",
        Missed::Later(_) => "run the same command again after that",
        _ => "try again later, or save the page in a browser and add the file",
    })
}

/// Under the same watch as pages from files: a page that takes too long or makes this program fail harms nothing else.
fn read(capture: Capture, source: &str) -> Result<ReadPage, Failure> {
    let config = PageConfig { today: Some(Zoned::now().date()), ..PageConfig::default() };
    let models = Models::embedded().with_objects();
    let work = move |capture: &Capture| Ok(ReadPage::of(capture.clone(), &config, &models));
    let mut read = None;
    let take = |_: &Capture, outcome: Outcome<Result<ReadPage, Failure>>| {
        read = Some(outcome.or_failure(source));
        Ok::<(), Failure>(())
    };
    readers::team(Some(NonZeroUsize::MIN)).run(std::iter::once(capture), work, &AtomicBool::new(false), take)?;
    read.unwrap_or_else(|| Err(Failure::new(format_args!("cannot read `{source}`"))))
}
