//! Files that hold many pages: WARC (plain, gzip, zstd), WACZ, zip, tar (plain, gzip, zstd) and JSONL (likewise).
//!
//! Takes such a file, gives its pages one by one in the order in which they stand there, and for whatever is no page the reason; holds one
//! page at a time, however long the file. Each page goes by the name `FILE!/PLACE`, where the place is its address or its name inside, and
//! carries where in the file it ends ([`After`]), so that a run which is broken off goes on there. A damaged record is one failure; behind
//! it the reading goes on where the next one can be found. What a [`Triage`] leaves out is never made into a page.
//!
//! Unpacking runs on a thread of its own: the libraries lend out their records one after another, and a page must be owned.

mod files;
mod mark;
mod stream;
mod warc;

#[cfg(test)]
mod tests;

pub(crate) use mark::{After, Counts, Mark, Place, stamp};

use super::{
    folder::{Found, LONGEST_FILE, Named, PassedOver},
    triage::Triage,
};
use crate::failure::Failure;
use onrecord_page::Capture;
use std::{
    cell::Cell,
    fs::File,
    io::{self, BufReader, Seek, SeekFrom},
    rc::Rc,
    sync::{
        Arc,
        mpsc::{self, Receiver, SyncSender},
    },
    thread,
};
use stream::{Source, Stream};

/// Pages that wait to be taken: enough to keep the taker busy, few enough to hold in memory.
const WAITING: usize = 4;

/// How a file packs its pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Format {
    /// Records of a crawl.
    Warc,
    /// A zip of WARCs with a description.
    Wacz,
    /// A zip of pages.
    Zip,
    /// A tar of pages.
    Tar,
    /// One JSON object a line: `url`, `html` or `text`, `fetched_at`.
    Jsonl,
}

impl Format {
    /// By the ending of the file's name.
    pub(crate) fn of(named: &Named) -> Option<Format> {
        let name = named.source.to_ascii_lowercase();
        let name = [".gz", ".zst"].iter().find_map(|e| name.strip_suffix(e)).unwrap_or(&name);
        Some(match name.rsplit_once('.')?.1 {
            "warc" => Format::Warc,
            "wacz" => Format::Wacz,
            "zip" => Format::Zip,
            "tar" | "tgz" => Format::Tar,
            "jsonl" | "ndjson" => Format::Jsonl,
            _ => return None,
        })
    }

    /// Whether such a file in a folder is meant without being named: captures of the web are; a zip or a list may hold anything.
    pub(crate) fn is_of_captures(self) -> bool {
        matches!(self, Format::Warc | Format::Wacz)
    }
}

/// The pages of one file. The last thing given is [`Found::Ended`], or a failure of the file.
pub(crate) struct Pages {
    found: Receiver<Found>,
}

impl Pages {
    /// Begins to unpack at a place.
    pub(crate) fn of(file: &Named, format: Format, triage: Arc<Triage>, from: Place) -> io::Result<Pages> {
        let (to, found) = mpsc::sync_channel(WAITING);
        let file = file.clone();
        let work = move || {
            let out = Out { file, to, triage, after: Cell::new(None), begin: Cell::new(0), end: Cell::new(u64::MAX) };
            let _ = match unpack(&out, format, from) {
                Ok(()) => out.send(Found::Ended),
                Err(Stop::Failed(why)) => out.file_failed(&why),
                Err(Stop::Unwanted) => Ok(()),
            };
        };
        thread::Builder::new().name("unpack".to_owned()).spawn(work)?;
        Ok(Pages { found })
    }
}

/// What [`Pages`] would give of a WARC with these bytes, without a file: for the fuzz targets.
pub(crate) fn pages_of_warc(bytes: &[u8]) -> Vec<Found> {
    let (to, found) = mpsc::sync_channel(WAITING);
    let file = Named::at("fuzz.warc".into());
    thread::scope(|scope| {
        scope.spawn(move || {
            let out = Out {
                file,
                to,
                triage: Arc::default(),
                after: Cell::new(None),
                begin: Cell::new(0),
                end: Cell::new(u64::MAX),
            };
            let source: Source<'_> = Rc::new(|at| {
                let rest = usize::try_from(at).ok().and_then(|at| bytes.get(at..)).unwrap_or_default();
                Ok(Box::new(rest))
            });
            if let Err(Stop::Failed(why)) = warc::records(&out, source, Place::default()) {
                let _ = out.file_failed(&why);
            }
        });
        found.iter().collect()
    })
}

impl Iterator for Pages {
    type Item = Found;

    fn next(&mut self) -> Option<Found> {
        self.found.recv().ok()
    }
}

/// Why unpacking ends before the file does.
enum Stop {
    /// Nobody takes any more.
    Unwanted,
    /// The rest cannot be read.
    Failed(String),
}

impl From<io::Error> for Stop {
    fn from(error: io::Error) -> Stop {
        Stop::Failed(match error.kind() {
            io::ErrorKind::UnexpectedEof => "it is cut off".to_owned(),
            _ => error.to_string(),
        })
    }
}

/// Where pages go.
struct Out {
    file: Named,
    to: SyncSender<Found>,
    triage: Arc<Triage>,
    /// Where what is sent ends.
    after: Cell<Option<After>>,
    /// Where in the file the part at hand begins, and where it ends: of a packed part more may be unpacked than lies there.
    begin: Cell<u64>,
    end: Cell<u64>,
}

impl Out {
    /// What is sent from now on ends where the stream stands.
    fn is_after(&self, stream: &mut Stream<'_>, place: Place) {
        let (seek, skip) = stream.place();
        let read = (self.begin.get() + stream.read_until_now().get()).min(self.end.get());
        self.after.set(Some(After { read, place: Place { seek, skip, ..place } }));
    }

    fn named(&self, place: &str) -> Named {
        let source = format!("{}!/{place}", self.file.source);
        Named { path: self.file.path.clone(), source, after: self.after.get() }
    }

    fn send(&self, found: Found) -> Result<(), Stop> {
        self.to.send(found).map_err(|_| Stop::Unwanted)
    }

    fn page(&self, place: &str, capture: Capture) -> Result<(), Stop> {
        self.send(Found::Page(self.named(place), capture))
    }

    fn passed_over(&self, place: &str, why: PassedOver) -> Result<(), Stop> {
        self.send(Found::PassedOver(self.named(place), why))
    }

    fn failed(&self, place: &str, why: &str) -> Result<(), Stop> {
        let named = self.named(place);
        let failure = Failure::new(format_args!("cannot read `{}`: {why}", named.source))
            .hint("the other pages of the file are not touched by this");
        self.send(Found::Failed(named, failure))
    }

    fn file_failed(&self, why: &str) -> Result<(), Stop> {
        let failure = Failure::new(format_args!("cannot read on in `{}`: {why}", self.file.source))
            .hint("the pages before this place are kept; get the file again, then run the same command to go on");
        self.send(Found::Failed(self.file.clone(), failure))
    }
}

fn unpack(out: &Out, format: Format, from: Place) -> Result<(), Stop> {
    let path = &*out.file.path;
    let source: Source<'_> = Rc::new(move |at| {
        let mut file = File::open(path)?;
        file.seek(SeekFrom::Start(at))?;
        Ok(Box::new(BufReader::with_capacity(1 << 18, file)))
    });
    match format {
        Format::Warc => warc::records(out, source, from),
        Format::Jsonl => files::jsonl(out, source, from),
        Format::Tar => files::tar(out, source, from),
        Format::Zip => files::zip(out, File::open(path)?, from),
        Format::Wacz => files::wacz(out, File::open(path)?, path, from),
    }
}
