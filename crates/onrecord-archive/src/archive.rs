//! The archive: put, get, search, status, check.

use crate::{
    ArticleLine, Check, Entry, Error, Failed, Filter, Hits, Put, Query, Record, SourceEntry, SpeakerEntry, SpeakerId,
    StatementLine, Status, Window, captures, check, context,
    error::{At, Kind},
    format::Layout,
    index::{self, OpenIndex, search},
    status,
    store::{self, Lent, Readers, changes::Changes, read, speakers, write::Writer},
};
use onrecord_page::{ArticleId, CaptureId};
use onrecord_reading::{CueClass, Mode, StatementId};
use std::{
    fs::{File, OpenOptions, TryLockError},
    path::Path,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    time::{Duration, Instant},
};

/// What the caller means to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Only read; the archive must exist. Never blocks a writer.
    Read,
    /// Add pages; made if it does not exist. One writer at a time: a second gets [`Error::is_busy`].
    Write,
    /// Read and keep the search index up to date, as a server does; adds no pages and blocks no writer of the store.
    Serve,
    /// Add pages now and then over a long time, in turns with other processes: nothing is held between one [`Archive::turn`] and the next.
    Turns,
}

/// What a turn of another process lasts, and a good deal more: so long a writer waits before it says that the archive is busy.
const PATIENCE: Duration = Duration::from_secs(2);
/// How often it looks.
const LOOK_EVERY: Duration = Duration::from_millis(20);

/// An open archive. `Send + Sync` behind an `Arc` for reading from several threads.
///
/// A killed process loses at most the page in hand. A power cut may lose the pages of the last second of adding (256 at most), never
/// half a page; they are added again by the next run. [`Archive::index`] and dropping the archive bring everything to the disk.
pub struct Archive {
    layout: Layout,
    access: Access,
    index: Mutex<Option<Arc<OpenIndex>>>,
    // Closed in this order: the writer after the readers, so that it can fold the log into the store, and the lock last of all.
    readers: Readers,
    /// Tells when anybody wrote: SQLite counts that for each connection by itself.
    watcher: Mutex<Option<rusqlite::Connection>>,
    /// What [`Archive::sources`] last gave, and when: every search that finds nothing tells what was searched.
    coverage: Mutex<Option<(Moment, Vec<SourceEntry>)>>,
    writer: Option<Mutex<Writer>>,
    /// Held for as long as the archive is open for writing, or for a turn.
    lock: Option<File>,
    /// Whether it is held.
    holds: AtomicBool,
}

/// A moment of an archive. Two are alike only where nothing was written between them, by whatever process: neither rows nor index.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moment {
    rows: i64,
    index: Option<index::Stamp>,
}

/// The right to add to an archive that is open in turns, until it ends. Other processes wait for it: a page or a few, no more.
pub struct Turn<'a> {
    archive: &'a Archive,
    ended: bool,
}

impl Archive {
    /// Opens the archive in a folder. Files in it that are not the archive's are left alone.
    ///
    /// # Errors
    /// [`Error::is_missing`], [`Error::is_busy`], [`Error::is_newer`], [`Error::is_denied`], [`Error::is_disk_full`],
    /// [`Error::is_corrupt`]; each names the path.
    pub fn open(dir: &Path, access: Access) -> Result<Archive, Error> {
        let layout = Layout::of(dir);
        let mut lock = None;
        let mut writer = None;
        if matches!(access, Access::Write | Access::Turns) {
            std::fs::create_dir_all(dir).at(dir, "create")?;
            let file = take_lock(&layout)?;
            let connection = store::open_writer(&layout)?;
            writer = Some(Mutex::new(Writer::open(&layout, connection)?));
            if access == Access::Turns {
                file.unlock().at(&layout.lock, "let go of")?;
            }
            lock = Some(file);
        } else if !layout.store.exists() {
            return Err(store::missing(&layout));
        }
        let readers = Readers::open(&layout)?;
        let holds = AtomicBool::new(access == Access::Write);
        let (watcher, coverage, index) = (Mutex::default(), Mutex::default(), Mutex::default());
        Ok(Archive { layout, access, lock, holds, writer, readers, watcher, coverage, index })
    }

    /// Takes a turn at adding, of an archive opened with [`Access::Turns`]; of one opened with [`Access::Write`] it is always one's turn.
    ///
    /// # Errors
    /// [`Error::is_busy`] at once, without waiting, while another process is adding; refused while a turn is held.
    pub fn turn(&self) -> Result<Turn<'_>, Error> {
        let turn = |ended| Turn { archive: self, ended };
        if self.access != Access::Turns {
            return self.writer().map(|_| turn(true));
        }
        let (Some(file), Some(writer)) = (&self.lock, &self.writer) else { return Err(read_only()) };
        if self.holds.swap(true, Ordering::AcqRel) {
            return Err(Error::refused("a turn at adding is held already"));
        }
        match file.try_lock() {
            // From here on, dropping it lets go of the lock.
            Ok(()) => {
                let turn = turn(false);
                lock(writer).take_up()?;
                Ok(turn)
            }
            Err(error) => {
                self.holds.store(false, Ordering::Release);
                Err(match error {
                    TryLockError::WouldBlock => busy(&self.layout),
                    TryLockError::Error(e) => Err::<(), _>(e).at(&self.layout.lock, "lock").expect_err("it is one"),
                })
            }
        }
    }

    /// Whether these bytes are kept.
    pub fn contains(&self, capture: &CaptureId) -> Result<bool, Error> {
        self.read(|db| read::contains(db, capture))
    }

    /// Whether these bytes at this place are known, so that nothing needs to be parsed.
    pub fn knows(&self, capture: &CaptureId, source: &str) -> Result<bool, Error> {
        self.read(|db| read::knows(db, capture, source))
    }

    /// Keeps a page: its bytes, and then everything read from them in one transaction.
    ///
    /// # Errors
    /// After any error the archive is as it was before. Refused are records whose parts don't belong together (spans that leave their
    /// text, ids that are not made of the bytes) and archives that are not open for writing.
    pub fn put(&self, record: &Record<'_>) -> Result<Put, Error> {
        self.writer()?.put(record)
    }

    /// Notes that `source` could not be added.
    pub fn put_failure(&self, failed: &Failed) -> Result<(), Error> {
        self.writer()?.put_failure(failed)
    }

    /// Brings the search index up to the store. Called by the writer at the end of a run and now and then during it, by a server every
    /// second. Gives the number of articles taken in; 0 too where another process is at it.
    ///
    /// # Errors
    /// A full disk leaves the index as it was; the store is not concerned. Refused where the archive is open for reading only.
    pub fn index(&self) -> Result<u64, Error> {
        if self.access == Access::Read {
            return Err(read_only());
        }
        // Of an archive that is open in turns, everything came to the disk when the last one ended.
        if let Some(writer) = self.writer.as_ref().filter(|_| self.holds.load(Ordering::Acquire)) {
            lock(writer).sync()?;
        }
        let path = &self.layout.index_lock;
        let file = open_lock(path)?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Ok(0),
            Err(TryLockError::Error(e)) => return Err(e).at(path, "lock"),
        }
        let db = self.readers.lend()?;
        let _state = Snapshot::of(&db).at(self.readers.path(), "read")?;
        index::follow(&self.layout, &Changes(&db))
    }

    /// An article with its reading and its evidence.
    pub fn article(&self, id: &ArticleId) -> Result<Option<Entry>, Error> {
        self.read(|db| read::entry(db, id))
    }

    /// The article that holds a statement.
    pub fn article_of(&self, id: &StatementId) -> Result<Option<ArticleId>, Error> {
        self.read(|db| read::article_of(db, id))
    }

    /// A statement in words.
    pub fn statement(&self, id: &StatementId) -> Result<Option<StatementLine>, Error> {
        self.read(|db| read::statement(db, id.as_str()))
    }

    /// A speaker across pages, counted by those statements that pass the filter; there too where none does. Of whoever was merged into
    /// another, that one.
    pub fn speaker(&self, id: &SpeakerId, filter: &Filter) -> Result<Option<SpeakerEntry>, Error> {
        let id = self.filed_as(id)?;
        self.read(|db| speakers::speaker(db, &id, filter))
    }

    /// A speaker's statements, newest publication first.
    pub fn statements_of(&self, id: &SpeakerId, filter: &Filter, window: Window) -> Result<Vec<StatementLine>, Error> {
        let id = self.filed_as(id)?;
        self.read(|db| read::statements_of(db, &id, filter, window))
    }

    /// The latest statements: by publication, newest first; then those whose articles name no date that can be, by when they were added.
    pub fn latest(&self, filter: &Filter, window: Window) -> Result<Vec<StatementLine>, Error> {
        self.read(|db| read::latest(db, filter, window))
    }

    /// How many statements pass a filter.
    pub fn count(&self, filter: &Filter) -> Result<u64, Error> {
        self.read(|db| read::count(db, filter))
    }

    /// Articles, newest publication first (undated ones last, newest first by when they were added), of one outlet or (None) of all.
    pub fn articles(&self, outlet: Option<&str>, window: Window) -> Result<Vec<ArticleLine>, Error> {
        self.read(|db| read::article_lines(db, outlet, window))
    }

    /// Every outlet with what it carried, most statements first.
    pub fn sources(&self) -> Result<Vec<SourceEntry>, Error> {
        let now = self.moment()?;
        if let Some((_, sources)) = lock(&self.coverage).as_ref().filter(|(moment, _)| *moment == now) {
            return Ok(sources.clone());
        }
        let sources = self.read(read::sources)?;
        *lock(&self.coverage) = Some((now, sources.clone()));
        Ok(sources)
    }

    /// Statements and articles that fulfil a query.
    ///
    /// What was added since [`Archive::index`] last ran is not found yet (see [`Status::index_behind`]). Where there is no usable
    /// index, an archive open for writing or serving makes one; one open for reading writes nothing and gives an error that says so.
    pub fn search(&self, query: &Query, window: Window) -> Result<Hits, Error> {
        let Some(open) = self.open_index()? else {
            let empty = self.read(|db| Changes(db).last_seq())? == 0;
            return if empty { Ok(Hits::default()) } else { Err(no_index(&self.layout)) };
        };
        let found = search::search(&open, &self.layout, query, window)?;
        self.read(|db| hits(db, query, &found))
    }

    /// How many statements fulfil a query: the total of [`Archive::search`] without looking at any of them.
    pub fn count_found(&self, query: &Query) -> Result<u64, Error> {
        self.open_index()?.map_or(Ok(0), |open| search::count(&open, &self.layout, query))
    }

    /// The moment that is now, for whoever keeps what was made of the archive.
    pub fn moment(&self) -> Result<Moment, Error> {
        let mut watcher = lock(&self.watcher);
        if watcher.is_none() {
            *watcher = Some(self.readers.one_more()?);
        }
        let counted = |db: &rusqlite::Connection| db.pragma_query_value(None, "data_version", |row| row.get(0));
        let rows = watcher.as_ref().map_or(Ok(0), counted).at(self.readers.path(), "read")?;
        Ok(Moment { rows, index: index::stamp(&self.layout.index) })
    }

    /// The bytes of a capture, as received.
    pub fn body(&self, id: &CaptureId) -> Result<Option<Vec<u8>>, Error> {
        let Some((id, place, bytes)) = self.read(|db| read::place(db, id))? else { return Ok(None) };
        captures::read_body(&self.layout, &id, &place, bytes).map(Some)
    }

    /// What the archive holds, counted in one state of it.
    pub fn status(&self) -> Result<Status, Error> {
        let db = self.readers.lend()?;
        let _state = Snapshot::of(&db).at(self.readers.path(), "read")?;
        status::status(&self.layout, &db)
    }

    /// Changes of the store that the search index has not taken in.
    pub fn index_behind(&self) -> Result<u64, Error> {
        let open = self.open_index()?;
        let db = self.readers.lend()?;
        let _state = Snapshot::of(&db).at(self.readers.path(), "read")?;
        let changes = Changes(&db);
        let followed = open.map_or(Ok(None), |open| open.followed(&self.layout, &changes))?.unwrap_or(0);
        changes.behind(followed).at(self.readers.path(), "read")
    }

    /// Every id (capture, article, statement, speaker, demand, incident) that begins with `prefix`, at most 10.
    pub fn resolve(&self, prefix: &str) -> Result<Vec<String>, Error> {
        self.read(|db| read::resolve(db, prefix))
    }

    /// Looks at everything that is kept: re-hashes each capture and each text, tries each span, compares store and index both ways.
    /// `progress` is told how many steps are done and how many there are.
    ///
    /// # Errors
    /// Damage is no error but a line in [`Check::problems`]; an error means that the check could not be made.
    pub fn check(&self, progress: &mut dyn FnMut(u64, u64)) -> Result<Check, Error> {
        let db = self.readers.lend()?;
        let _state = Snapshot::of(&db).at(self.readers.path(), "read")?;
        check::check(&self.layout, &db, progress)
    }

    pub(crate) fn read<T>(&self, ask: impl FnOnce(&rusqlite::Connection) -> rusqlite::Result<T>) -> Result<T, Error> {
        let db = self.readers.lend()?;
        let _state = Snapshot::of(&db).at(self.readers.path(), "read")?;
        ask(&db).at(self.readers.path(), "read")
    }

    pub(crate) fn layout(&self) -> &Layout {
        &self.layout
    }

    pub(crate) fn writer(&self) -> Result<MutexGuard<'_, Writer>, Error> {
        let writer = self.writer.as_ref().ok_or_else(read_only)?;
        match self.holds.load(Ordering::Acquire) {
            true => Ok(lock(writer)),
            false => Err(Error::refused("nothing can be added out of turn")),
        }
    }

    /// The index as last committed by whoever writes it.
    pub(crate) fn open_index(&self) -> Result<Option<Arc<OpenIndex>>, Error> {
        let mut held = lock(&self.index);
        if let Some(open) = held.as_ref().filter(|open| open.still_there(&self.layout)) {
            return Ok(Some(Arc::clone(open)));
        }
        let mut open = self.usable_index()?;
        if open.is_none() && self.access != Access::Read {
            self.index()?;
            open = self.usable_index()?;
        }
        *held = open.map(Arc::new);
        Ok(held.clone())
    }

    fn usable_index(&self) -> Result<Option<OpenIndex>, Error> {
        let db = self.readers.lend()?;
        let _state = Snapshot::of(&db).at(self.readers.path(), "read")?;
        match index::followed(&self.layout, &Changes(&db))? {
            Some(_) => OpenIndex::open(&self.layout),
            None => Ok(None),
        }
    }
}

impl Turn<'_> {
    /// Brings what was added to the disk and lets others have theirs.
    ///
    /// # Errors
    /// As [`Archive::sync`]; the turn is over all the same.
    pub fn end(mut self) -> Result<(), Error> {
        self.let_go()
    }

    fn let_go(&mut self) -> Result<(), Error> {
        if std::mem::replace(&mut self.ended, true) {
            return Ok(());
        }
        let synced = self.archive.sync();
        self.archive.holds.store(false, Ordering::Release);
        let unlocked = self.archive.lock.as_ref().map_or(Ok(()), File::unlock);
        synced.and(unlocked.at(&self.archive.layout.lock, "let go of"))
    }
}

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        // What could not be brought to the disk is looked at by the next writer.
        let _ = self.let_go();
    }
}

/// A lock poisoned by a panic elsewhere guards nothing that a panic could leave half done.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// One state of the store for as long as it is held, whatever is written meanwhile.
struct Snapshot<'a>(&'a Lent<'a>);

impl<'a> Snapshot<'a> {
    fn of(db: &'a Lent<'a>) -> rusqlite::Result<Snapshot<'a>> {
        db.execute_batch("BEGIN DEFERRED")?;
        Ok(Snapshot(db))
    }
}

impl Drop for Snapshot<'_> {
    fn drop(&mut self) {
        // Nothing was written: there is nothing that ending it could lose.
        let _ = self.0.execute_batch("COMMIT");
    }
}

fn open_lock(path: &Path) -> Result<File, Error> {
    OpenOptions::new().write(true).create(true).truncate(false).open(path).at(path, "open")
}

/// The operating system lets go of the lock when the process ends, however it ends. A process that adds in turns lets go of it soon.
fn take_lock(layout: &Layout) -> Result<File, Error> {
    let path = &layout.lock;
    let file = open_lock(path)?;
    let began = Instant::now();
    loop {
        match file.try_lock() {
            Ok(()) => return Ok(file),
            Err(TryLockError::Error(e)) => return Err(e).at(path, "lock"),
            Err(TryLockError::WouldBlock) if began.elapsed() < PATIENCE => std::thread::sleep(LOOK_EVERY),
            Err(TryLockError::WouldBlock) => return Err(busy(layout)),
        }
    }
}

fn busy(layout: &Layout) -> Error {
    let path = &layout.lock;
    Error::new(Kind::Busy, format!("another process is adding pages to `{}`", layout.dir.display()))
        .path_of(path)
        .hinting(format!(
            "wait until it has finished; it holds the lock `{}`, which is let go of when it ends",
            path.display()
        ))
}

fn read_only() -> Error {
    Error::refused("the archive is open for reading only")
}

fn no_index(layout: &Layout) -> Error {
    Error::refused(format!("`{}` has no usable search index", layout.dir.display()))
        .path_of(&layout.index)
        .hinting("run `onrecord serve` or `onrecord add` on it once: either builds the index from the store")
}

/// Ids and numbers → rows. What has no row any more is left out and not counted.
fn hits(db: &rusqlite::Connection, query: &Query, found: &search::Found) -> rusqlite::Result<Hits> {
    const SHOWN: usize = 20;
    let mut hits =
        Hits { total: found.total, every: found.every, total_articles: found.total_articles, ..Hits::default() };
    hits.statements = read::statements_by_id(db, &found.statements)?;
    hits.total = hits.total.saturating_sub((found.statements.len() - hits.statements.len()) as u64);
    for id in &found.articles {
        match read::article_line_and_text(db, id)? {
            Some((line, text)) => {
                let at = search::first_match(query, &text).unwrap_or(0..0);
                hits.articles.push((line, context::snippet(&text, at)));
            }
            None => hits.total_articles = hits.total_articles.saturating_sub(1),
        }
    }
    let counts = &found.counts;
    hits.languages = counts
        .languages
        .commonest(usize::MAX)
        .0
        .into_iter()
        .map(|(n, count)| (index::language_tag(n), count))
        .collect();
    let (speakers, outlets) = (counts.speakers.commonest(SHOWN), counts.outlets.commonest(SHOWN));
    (hits.all_speakers, hits.all_outlets) = (speakers.1, outlets.1);
    for (number, n) in speakers.0 {
        hits.speakers.extend(read::speaker_by_number(db, number)?.map(|(id, name)| (id, name, n)));
    }
    for (number, n) in outlets.0 {
        hits.outlets.extend(read::outlet_by_number(db, number)?.map(|name| (name, n)));
    }
    hits.months = counts.months.values().map(|(month, n)| (crate::dates::month_name(month), n)).collect();
    const MODES: [Mode; 4] = [Mode::Direct, Mode::Indirect, Mode::Mixed, Mode::Speech];
    let classes = CueClass::ALL.into_iter().map(|class| (class, counts.classes.of(class as u64)));
    hits.classes = classes.filter(|(_, n)| *n > 0).collect();
    hits.modes = MODES.into_iter().map(|mode| (mode, counts.modes.of(mode as u64))).filter(|(_, n)| *n > 0).collect();
    Ok(hits)
}
