//! The one writer: keeps what the readers made, counts, and leaves marks in files that hold many pages.

use super::{Read, account::Account};
use crate::{
    failure::Failure,
    gather::{
        folder::{Begun, Found, Named, PassedOver},
        packed::{Counts, Mark},
    },
    print,
    progress::Progress,
    readers::{Outcome, ReadPage},
};
use jiff::Timestamp;
use onrecord_archive::{Archive, Failed, Put, Record};
use onrecord_page::Note;
use std::{
    fs,
    time::{Duration, Instant},
};

/// The search index takes in what was added each so often, so that a server beside this run shows it. Picked by gut: an index commit
/// costs about as much as a page.
const INDEX_EVERY: Duration = Duration::from_secs(15);

/// A mark is left after so many records …
const MARK_RECORDS: u32 = 64;
/// … or so much time. Each makes the archive wait for the disk, which it does every second anyway.
const MARK_EVERY: Duration = Duration::from_millis(500);

/// See the module.
pub(super) struct Keeper<'a> {
    archive: &'a Archive,
    pub(super) progress: Progress,
    pub(super) account: Account,
    indexed: Instant,
    /// Bytes of the files that are dealt with.
    bytes: u64,
    packed: Option<Packed>,
}

/// The file that holds many pages and is being unpacked.
struct Packed {
    source: String,
    mark: Mark,
    length: u64,
    read: u64,
    /// Records since the last mark was left, and when that was.
    unmarked: u32,
    marked: Instant,
}

/// What became of a record.
enum Fate {
    Kept,
    Failed,
    Skipped(String),
    PassedOver(String),
}

/// The mark that an earlier run left in a file. One that cannot be read is none: the file is read from its beginning.
pub(super) fn mark_of(archive: &Archive, file: &str) -> Option<Mark> {
    serde_json::from_str(&archive.import_mark(file).ok()??).ok()
}

impl Keeper<'_> {
    pub(super) fn new(archive: &Archive) -> Keeper<'_> {
        Keeper {
            archive,
            progress: Progress::by_bytes("pages"),
            account: Account::default(),
            indexed: Instant::now(),
            bytes: 0,
            packed: None,
        }
    }

    pub(super) fn take(&mut self, found: &Found, outcome: Outcome<Result<Read, Failure>>) -> Result<(), Failure> {
        match found {
            Found::Begun(named, begun) => self.begin(named, begun)?,
            Found::Ended => self.end()?,
            Found::PassedOver(named, why) => {
                let fate = self.pass_over(named, why);
                self.tally(named, fate)?;
            }
            Found::Failed(named, failure) => {
                self.fail(named, failure)?;
                self.tally(named, Fate::Failed)?;
            }
            Found::File(named) | Found::Page(named, _) => {
                let fate = match outcome.or_failure(&named.source) {
                    Ok(Read::Known) => {
                        self.account.known += 1;
                        Fate::Kept
                    }
                    Ok(Read::KnownBytes(capture)) => self.keep(named, &ReadPage::unread(capture))?,
                    Ok(Read::Page(page)) => self.keep(named, &page)?,
                    Ok(Read::Sifted(sieve)) => self.pass_over(named, &PassedOver::Sifted(sieve)),
                    Ok(Read::NoPage) => return Ok(()),
                    Ok(Read::NotAsked(failure)) => return Err(failure),
                    Err(failure) => {
                        self.fail(named, &failure)?;
                        Fate::Failed
                    }
                };
                self.tally(named, fate)?;
                if matches!(found, Found::File(_)) {
                    self.bytes += fs::metadata(&named.path).map_or(0, |about| about.len());
                }
            }
        }
        let read = self.packed.as_ref().map_or(0, |packed| packed.read);
        self.progress.at_bytes(self.account.in_all(), self.bytes + read);
        if self.indexed.elapsed() >= INDEX_EVERY {
            self.archive.index()?;
            self.indexed = Instant::now();
        }
        Ok(())
    }

    /// A file that holds many pages: what earlier runs made of its beginning counts.
    fn begin(&mut self, named: &Named, begun: &Begun) -> Result<(), Failure> {
        self.leave_mark()?;
        self.bytes += self.packed.take().map_or(0, |packed| packed.length);
        let length = fs::metadata(&named.path).map_or(0, |about| about.len());
        let mut read = 0;
        if let Some(mark) = &begun.mark {
            let before = self.account.in_all();
            self.account.take_over(&mark.counts);
            read = if mark.ended { length } else { mark.place.seek };
            self.progress.leap(self.account.in_all() - before, read);
        }
        let new =
            || Mark { stamp: begun.stamp.clone(), place: Default::default(), ended: false, counts: Counts::default() };
        let mark = begun.mark.clone().unwrap_or_else(new);
        let source = named.source.clone();
        self.packed = Some(Packed { source, mark, length, read, unmarked: 0, marked: Instant::now() });
        Ok(())
    }

    /// All its pages are dealt with. A file in which some failed is read again by the next run: it may know better.
    fn end(&mut self) -> Result<(), Failure> {
        let Some(packed) = self.packed.take() else { return Ok(()) };
        self.bytes += packed.length;
        let mark = Mark { ended: true, ..packed.mark };
        let whole = mark.counts.failed == 0;
        let mark = whole.then(|| serde_json::to_string(&mark)).transpose()?;
        Ok(self.archive.put_import_mark(&packed.source, mark.as_deref())?)
    }

    /// Counts a record of the file that is being unpacked, and leaves a mark behind it now and then.
    fn tally(&mut self, named: &Named, fate: Fate) -> Result<(), Failure> {
        let Some((packed, after)) = self.packed.as_mut().zip(named.after) else { return Ok(()) };
        let counts = &mut packed.mark.counts;
        match fate {
            Fate::Kept => counts.kept += 1,
            Fate::Failed => counts.failed += 1,
            Fate::Skipped(sieve) => *counts.skipped.entry(sieve).or_default() += 1,
            Fate::PassedOver(kind) => *counts.passed_over.entry(kind).or_default() += 1,
        }
        packed.mark.place = after.place;
        packed.read = after.read;
        packed.unmarked += 1;
        if packed.unmarked >= MARK_RECORDS || packed.marked.elapsed() >= MARK_EVERY {
            self.leave_mark()?;
        }
        Ok(())
    }

    /// Notes how far the file at hand was read.
    pub(super) fn leave_mark(&mut self) -> Result<(), Failure> {
        let Some(packed) = self.packed.as_mut().filter(|packed| packed.unmarked > 0) else { return Ok(()) };
        self.archive.put_import_mark(&packed.source, Some(&serde_json::to_string(&packed.mark)?))?;
        (packed.unmarked, packed.marked) = (0, Instant::now());
        Ok(())
    }

    fn keep(&mut self, named: &Named, page: &ReadPage) -> Result<Fate, Failure> {
        let put = self.archive.put(&Record {
            capture: &page.capture,
            source: &named.source,
            added_at: Timestamp::now(),
            notes: &page.notes,
            articles: &page.articles,
            counters: &page.counters,
            hindrance: page.hindrance.as_ref(),
        })?;
        self.count(named, page, put);
        Ok(Fate::Kept)
    }

    /// A page that is kept, by what was new in it.
    pub(super) fn count(&mut self, named: &Named, page: &ReadPage, put: Put) {
        match put {
            Put::Known => self.account.known += 1,
            Put::SeenElsewhere => self.account.seen_elsewhere += 1,
            Put::Added => {
                self.account.add(page);
                self.tell_notes(named, page);
            }
        }
    }

    /// Of a page's notes those that show a way out; of a page without text that it has none, and why.
    fn tell_notes(&mut self, named: &Named, page: &ReadPage) {
        if page.has_text() {
            for note in page.notes.iter().filter(|n| n.hint.is_some()) {
                let message = format!("`{}`: {}", named.source, note.message);
                self.tell(note.code, &print::note(&message, note.hint.as_deref()));
            }
            return;
        }
        let notes: Vec<&Note> = page.notes.iter().chain(page.articles.iter().flat_map(|(a, _)| &a.notes)).collect();
        let why: Vec<&str> = notes.iter().map(|n| n.message.as_str()).collect();
        let colon = if why.is_empty() { "" } else { ": " };
        let message = format!("no text in `{}`{colon}{}", named.source, why.join(" "));
        self.tell("no-text", &print::note(&message, notes.iter().find_map(|n| n.hint.as_deref())));
    }

    fn tell(&mut self, code: &'static str, lines: &str) {
        if self.account.has_room_for(code) {
            self.progress.say(lines);
        }
    }

    fn pass_over(&mut self, named: &Named, why: &PassedOver) -> Fate {
        let kind = why.kind();
        if let PassedOver::Sifted(_) = why {
            self.account.skip(&kind);
            return Fate::Skipped(kind);
        }
        self.account.pass_over(&kind);
        if let Some(lines) = why.lines(&named.source) {
            self.tell("passed-over", &lines);
        }
        Fate::PassedOver(kind)
    }

    pub(super) fn fail(&mut self, named: &Named, failure: &Failure) -> Result<(), Failure> {
        self.account.failed += 1;
        self.progress.say(&failure.lines());
        let (reason, hint) = (failure.message(), failure.hints());
        Ok(self.archive.put_failure(&Failed { source: named.source.clone(), reason, hint, at: Timestamp::now() })?)
    }
}
