//! Files and folders, in an order that is the same on every machine.
//!
//! Takes paths as the user gave them, gives every file below them once, with the name it goes by in all output (its `source`: the
//! path as given, for a folder joined with the rest). Inside folders it passes over hidden files, files that are no pages by their
//! ending, devices and pipes, and folders that it has been in already (so that a link cannot lead it round in circles); each of these
//! is told, none is an error. A path named by the user is read whatever it is. Files that hold many pages are unpacked on the way
//! ([`super::packed`]).

use super::{
    packed::{self, After, Format, Mark, Pages},
    triage::{Sieve, Triage},
};
use crate::{failure::Failure, print};
use onrecord_page::Capture;
use std::{
    collections::HashMap,
    fs::{self, File, FileType, Metadata},
    io::{self, Read},
    path::{Path, PathBuf},
    sync::Arc,
    time::SystemTime,
};

/// One thing met on the way.
#[derive(Debug)]
pub(crate) enum Found {
    /// A file to be read.
    File(Named),
    /// A page out of a file that holds many.
    Page(Named, Capture),
    /// From here on come the pages of this file, which holds many.
    Begun(Named, Box<Begun>),
    /// They are all given.
    Ended,
    /// Something that holds no page.
    PassedOver(Named, PassedOver),
    /// A file or folder that should hold pages and cannot be read.
    Failed(Named, Failure),
}

/// How the reading of a file that holds many pages begins.
#[derive(Debug)]
pub(crate) struct Begun {
    /// The state of the file and the filters, for the marks to be left.
    pub(crate) stamp: String,
    /// Where an earlier run got to, if one did.
    pub(crate) mark: Option<Mark>,
}

/// A path and the name it goes by.
#[derive(Clone, Debug)]
pub(crate) struct Named {
    /// For the system.
    pub(crate) path: PathBuf,
    /// For people and the archive: the path, what is no Unicode in it replaced.
    pub(crate) source: String,
    /// Inside a file that holds many pages: where it ends.
    pub(crate) after: Option<After>,
}

/// Why something was not read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum PassedOver {
    /// Its name begins with a dot.
    Hidden,
    /// Its ending says that it is no page: style sheets, scripts, pictures beside a saved page. Holds the ending.
    NoPage(String),
    /// A pipe, a socket or a device. Holds which.
    Special(&'static str),
    /// A folder that was entered before under another name. Holds that name.
    SameFolder(String),
    /// A record of a crawl that is no page. Holds what it is.
    Record(&'static str),
    /// A filter left it out.
    Sifted(Sieve),
}

impl PassedOver {
    /// In a word or two, for counting.
    pub(crate) fn kind(&self) -> String {
        match self {
            PassedOver::Hidden => "hidden".to_owned(),
            PassedOver::NoPage(ending) => format!(".{ending}"),
            PassedOver::Special(what) | PassedOver::Record(what) => (*what).to_owned(),
            PassedOver::SameFolder(_) => "a folder met before".to_owned(),
            PassedOver::Sifted(sieve) => sieve.to_string(),
        }
    }

    /// The lines for a person. None for what lies beside pages in many folders, which is only counted.
    pub(crate) fn lines(&self, source: &str) -> Option<String> {
        let (told, hint) = match self {
            PassedOver::Hidden | PassedOver::NoPage(_) | PassedOver::Record(_) | PassedOver::Sifted(_) => return None,
            PassedOver::Special(what) => (
                format!("passed over `{source}`: it is {what}, not a file"),
                "if it gives a page, save that to a file, or name it on the command line",
            ),
            PassedOver::SameFolder(before) => (
                format!("passed over `{source}`: it is the same folder as `{before}`"),
                "nothing is left out: its pages go by the names they have there",
            ),
        };
        Some(print::note(&told, Some(hint)))
    }
}

/// A file longer than this is no page: a thousand times the size of a long article. Pictures inside a page (as browser extensions
/// save them) may make it a few megabytes long. Picked by gut.
pub(crate) const LONGEST_FILE: u64 = 32 << 20;

/// Endings of files that lie beside saved pages.
const NO_PAGES: [&str; 37] = [
    "avif", "bmp", "css", "csv", "db", "doc", "docx", "eot", "gif", "ico", "jpeg", "jpg", "js", "json", "jsonl", "map",
    "md", "mjs", "mp3", "mp4", "ogg", "otf", "parquet", "png", "py", "rs", "sqlite", "svg", "tar", "toml", "ttf",
    "wasm", "webm", "webp", "woff", "woff2", "zip",
];

/// Finds the mark that an earlier run left for a file.
type Marks = Box<dyn FnMut(&str) -> Option<Mark> + Send>;

/// Walks paths, depth first, names in byte order. Holds one list of names for each folder it is in.
pub(crate) struct Walk {
    open: Vec<std::vec::IntoIter<Named>>,
    entered: HashMap<PathBuf, String>,
    stdin: bool,
    /// Whether files that hold many pages are unpacked, and the one that is being unpacked.
    unpacks: bool,
    packed: Option<Pages>,
    /// Given next.
    next: Option<Found>,
    triage: Arc<Triage>,
    marks: Marks,
}

impl Walk {
    /// Begins with these paths, in the order given.
    pub(crate) fn new(paths: &[PathBuf]) -> Walk {
        let given: Vec<Named> = paths.iter().cloned().map(Named::at).collect();
        Walk {
            open: vec![given.into_iter()],
            entered: HashMap::new(),
            stdin: false,
            unpacks: true,
            packed: None,
            next: None,
            triage: Arc::default(),
            marks: Box::new(|_| None),
        }
    }

    /// Leaves out of files that hold many pages what does not pass, and goes on in them where marks say.
    pub(crate) fn sifting(
        paths: &[PathBuf],
        triage: Arc<Triage>,
        marks: impl FnMut(&str) -> Option<Mark> + Send + 'static,
    ) -> Walk {
        Walk { triage, marks: Box::new(marks), ..Walk::new(paths) }
    }

    /// Gives a file that holds many pages as the one file that it is.
    pub(crate) fn of_files(paths: &[PathBuf]) -> Walk {
        Walk { unpacks: false, ..Walk::new(paths) }
    }

    /// Takes the path `-` for standard input and gives it as a file (see [`Named::load_or_stdin`]).
    pub(crate) fn with_stdin(paths: &[PathBuf]) -> Walk {
        Walk { stdin: true, ..Walk::new(paths) }
    }

    fn look_at(&mut self, named: Named) -> Option<Found> {
        let given = self.open.len() == 1;
        if !given && named.is_hidden() {
            return Some(Found::PassedOver(named, PassedOver::Hidden));
        }
        if given && self.stdin && named.is_stdin() {
            return Some(Found::File(named));
        }
        let about = match fs::metadata(&named.path) {
            Ok(about) => about,
            Err(error) => return Some(named.failed(&error)),
        };
        let kind = about.file_type();
        if kind.is_dir() {
            return self.enter(named);
        }
        if !given && !kind.is_file() {
            return Some(Found::PassedOver(named, PassedOver::Special(special(kind))));
        }
        if let Some(format) =
            Format::of(&named).filter(|f| self.unpacks && kind.is_file() && (given || f.is_of_captures()))
        {
            return Some(self.unpack(named, format, &about));
        }
        match named.ending() {
            Some(ending) if !given && NO_PAGES.contains(&ending.as_str()) => {
                Some(Found::PassedOver(named, PassedOver::NoPage(ending)))
            }
            _ => Some(Found::File(named)),
        }
    }

    /// Begins to unpack a file, where an earlier run got to.
    fn unpack(&mut self, named: Named, format: Format, about: &Metadata) -> Found {
        let stamp = packed::stamp(about, self.triage.key());
        let mark = (self.marks)(&named.source).filter(|mark| mark.stamp == stamp);
        if mark.as_ref().is_some_and(|mark| mark.ended) {
            self.next = Some(Found::Ended);
        } else {
            let from = mark.as_ref().map(|mark| mark.place).unwrap_or_default();
            match Pages::of(&named, format, Arc::clone(&self.triage), from) {
                Ok(pages) => self.packed = Some(pages),
                Err(error) => return named.failed(&error),
            }
        }
        Found::Begun(named, Box::new(Begun { stamp, mark }))
    }

    /// Goes into a folder; gives something only if it cannot or need not.
    fn enter(&mut self, named: Named) -> Option<Found> {
        let entries = fs::canonicalize(&named.path).and_then(|place| Ok((place, fs::read_dir(&named.path)?)));
        let (place, entries) = match entries {
            Ok(entries) => entries,
            Err(error) => return Some(named.failed(&error)),
        };
        if let Some(before) = self.entered.get(&place) {
            let before = before.clone();
            return Some(Found::PassedOver(named, PassedOver::SameFolder(before)));
        }
        self.entered.insert(place, named.source.clone());
        // A listing that breaks off half-way (a network disk) gives what it gave; the rest shows as a failure of the folder.
        let mut names = Vec::new();
        let mut broken = None;
        for entry in entries {
            match entry {
                Ok(entry) => names.push(Named::at(entry.path())),
                Err(error) => broken = Some(named.failed(&error)),
            }
        }
        names.sort_by(|a, b| a.path.cmp(&b.path));
        self.open.push(names.into_iter());
        broken
    }
}

impl Iterator for Walk {
    type Item = Found;

    fn next(&mut self) -> Option<Found> {
        loop {
            if let Some(next) = self.next.take() {
                return Some(next);
            }
            if let Some(pages) = &mut self.packed {
                match pages.next() {
                    None => self.packed = None,
                    page => return page,
                }
            }
            match self.open.last_mut()?.next() {
                None => drop(self.open.pop()),
                Some(named) => {
                    if let Some(found) = self.look_at(named) {
                        return Some(found);
                    }
                }
            }
        }
    }
}

impl Named {
    /// By its path.
    pub(crate) fn at(path: PathBuf) -> Named {
        let source = path.to_string_lossy().into_owned();
        Named { path, source, after: None }
    }

    /// The bytes with what the file system knows of them. Refuses what cannot be read and what is longer than [`LONGEST_FILE`].
    pub(crate) fn load(&self) -> Result<Capture, Failure> {
        let failed = |error: io::Error| Failure::reading(&self.source, &self.path, &error);
        let file = File::open(&self.path).map_err(failed)?;
        let changed = file.metadata().ok().filter(|m| m.is_file()).and_then(|m| m.modified().ok());
        let mut capture = Capture::new(read_up_to_limit(file, &self.source)?.map_err(failed)?);
        capture.fetched_at = changed.and_then(whole_second);
        capture.media_type = self.media_type().map(str::to_owned);
        Ok(capture)
    }

    /// The same, but the path `-` is standard input.
    pub(crate) fn load_or_stdin(&self) -> Result<Capture, Failure> {
        if !self.is_stdin() {
            return self.load();
        }
        let read = read_up_to_limit(io::stdin().lock(), "-")?;
        Ok(Capture::new(read.map_err(|error| Failure::reading("-", &self.path, &error))?))
    }

    fn is_stdin(&self) -> bool {
        self.path == Path::new("-")
    }

    fn failed(&self, error: &io::Error) -> Found {
        Found::Failed(self.clone(), Failure::reading(&self.source, &self.path, error))
    }

    fn is_hidden(&self) -> bool {
        self.path.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b"."))
    }

    fn ending(&self) -> Option<String> {
        Some(self.path.extension()?.to_str()?.to_ascii_lowercase())
    }

    /// Inside another file: whether its name, or that of a folder on the way, begins with a dot.
    pub(super) fn is_hidden_inside(&self) -> bool {
        let inside = self.source.rsplit_once("!/").map_or("", |(_, inside)| inside);
        inside.split('/').any(|name| name.starts_with('.') && name != "." && name != "..")
    }

    /// Inside another file: the ending that says that it is no page.
    pub(super) fn no_page_ending(&self) -> Option<String> {
        let ending = Path::new(&self.source).extension()?.to_str()?.to_ascii_lowercase();
        NO_PAGES.contains(&ending.as_str()).then_some(ending)
    }

    /// What the ending of its name stands for.
    pub(super) fn media_type(&self) -> Option<&'static str> {
        let name = self.source.to_ascii_lowercase();
        match Path::new(name.strip_suffix(".gz").unwrap_or(&name)).extension()?.to_str()? {
            "html" | "htm" | "xhtml" | "shtml" => Some("text/html"),
            "txt" | "text" => Some("text/plain"),
            "pdf" => Some("application/pdf"),
            _ => None,
        }
    }
}

/// Reads one byte more than allowed at most, so that an endless device costs no more than a long file.
fn read_up_to_limit(from: impl Read, source: &str) -> Result<io::Result<Vec<u8>>, Failure> {
    let mut body = Vec::new();
    let read = from.take(LONGEST_FILE + 1).read_to_end(&mut body);
    if body.len() as u64 > LONGEST_FILE {
        let limit = print::bytes(LONGEST_FILE);
        return Err(Failure::new(format_args!("cannot read `{source}`: longer than {limit}, which no page is"))
            .hint("if it holds several pages, save each as a file of its own"));
    }
    Ok(read.map(|_| body))
}

fn whole_second(time: SystemTime) -> Option<jiff::Timestamp> {
    let since = time.duration_since(SystemTime::UNIX_EPOCH).ok()?;
    jiff::Timestamp::from_second(i64::try_from(since.as_secs()).ok()?).ok()
}

#[cfg(unix)]
fn special(kind: FileType) -> &'static str {
    use std::os::unix::fs::FileTypeExt;
    match kind {
        kind if kind.is_fifo() => "a pipe",
        kind if kind.is_socket() => "a socket",
        _ => "a device",
    }
}

#[cfg(not(unix))]
fn special(_: FileType) -> &'static str {
    "a device"
}

#[cfg(test)]
mod tests {
    use super::*;

    fn walked(paths: &[PathBuf], root: &Path) -> String {
        let name = |named: &Named| named.source.replace(&root.to_string_lossy().into_owned(), "~");
        let line = |found| match found {
            Found::File(named) | Found::Page(named, _) => name(&named),
            Found::PassedOver(named, PassedOver::SameFolder(before)) => {
                format!("{} = {}", name(&named), before.replace(&root.to_string_lossy().into_owned(), "~"))
            }
            Found::PassedOver(named, why) => format!("{} passed over: {why:?}", name(&named)),
            Found::Failed(named, failure) => format!("{} failed: {}", name(&named), failure.hints().is_some()),
            Found::Begun(..) | Found::Ended => String::new(),
        };
        Walk::new(paths).map(line).collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn files_come_in_byte_order_each_once() {
        let root = tempfile::tempdir().expect("a temporary folder");
        let at = |name: &str| root.path().join(name);
        fs::create_dir_all(at("press/b")).expect("made");
        for name in ["press/b/2.html", "press/b/10.html", "press/a.txt", "press/z.CSS", "press/.hidden"] {
            fs::write(at(name), "").expect("written");
        }
        insta::assert_snapshot!(walked(&[at("press"), at("press/z.CSS"), at("nowhere")], root.path()), @r#"
        ~/press/.hidden passed over: Hidden
        ~/press/a.txt
        ~/press/b/10.html
        ~/press/b/2.html
        ~/press/z.CSS passed over: NoPage("css")
        ~/press/z.CSS
        ~/nowhere failed: true
        "#);
    }

    #[cfg(unix)]
    #[test]
    fn links_cannot_lead_it_in_circles() {
        let root = tempfile::tempdir().expect("a temporary folder");
        let at = |name: &str| root.path().join(name);
        fs::create_dir_all(at("a/b")).expect("made");
        fs::write(at("a/b/page.html"), "").expect("written");
        std::os::unix::fs::symlink(at("a"), at("a/b/up")).expect("linked");
        std::os::unix::fs::symlink(at("a/b"), at("a/c")).expect("linked");
        std::os::unix::fs::symlink("gone", at("a/dangling")).expect("linked");
        insta::assert_snapshot!(walked(&[at("a")], root.path()), @r"
        ~/a/b/page.html
        ~/a/b/up = ~/a
        ~/a/c = ~/a/b
        ~/a/dangling failed: true
        ");
    }
}
