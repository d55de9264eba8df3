//! The store: `archive.sqlite`, the only truth.
//!
//! Takes domain types, gives them back; nothing outside this folder speaks SQL. One writing connection, and a small pool of read-only
//! ones, so that readers never wait for the writer (WAL) or for each other. Refuses databases that are not archives, and archives of a
//! newer program.

pub(crate) mod audit;
pub(crate) mod changes;
mod events;
pub(crate) mod filing;
pub(crate) mod gathered;
pub(crate) mod imports;
pub(crate) mod judged;
mod listing;
pub(crate) mod objects;
pub(crate) mod profile;
pub(crate) mod reach;
pub(crate) mod read;
pub(crate) mod review;
mod rows;
pub(crate) mod searches;
pub(crate) mod speakers;
pub(crate) mod tables;
pub(crate) mod today;
pub(crate) mod versions;
pub(crate) mod wordings;
pub(crate) mod write;

use crate::{
    Error,
    error::{At, Kind},
    format::{APPLICATION_ID, FORMAT, Layout},
};
use rusqlite::{Connection, OpenFlags, config::DbConfig};
use std::{
    ops::Deref,
    path::{Path, PathBuf},
    sync::{Mutex, PoisonError},
    time::Duration,
};

/// `(number, SQL)` in order; the number becomes `user_version`.
const MIGRATIONS: [(u32, &str); 10] = [
    (1, include_str!("migrations/0001.sql")),
    (2, include_str!("migrations/0002.sql")),
    (3, include_str!("migrations/0003.sql")),
    (4, include_str!("migrations/0004.sql")),
    (5, include_str!("migrations/0005.sql")),
    (6, include_str!("migrations/0006.sql")),
    (7, include_str!("migrations/0007.sql")),
    (8, include_str!("migrations/0008.sql")),
    (9, include_str!("migrations/0009.sql")),
    (10, include_str!("migrations/0010.sql")),
];

/// How long a statement waits for another process's transaction, which lasts for one page.
const PATIENCE: Duration = Duration::from_secs(10);

/// Idle read connections kept; each holds up to 4 MB of pages.
const POOLED: usize = 8;

/// Prepared statements kept by each connection: more than all pages of the server have.
const STATEMENTS: usize = 160;

/// Read-only connections, lent out one at a time.
#[derive(Debug)]
pub(crate) struct Readers {
    path: PathBuf,
    idle: Mutex<Vec<Connection>>,
}

/// A lent connection; goes back when dropped.
pub(crate) struct Lent<'a> {
    readers: &'a Readers,
    connection: Option<Connection>,
}

/// Opens the store for writing, makes it where there is none, and brings an older one up to this format.
pub(crate) fn open_writer(layout: &Layout) -> Result<Connection, Error> {
    let path = &layout.store;
    let mut connection = Connection::open(path).at(path, "open")?;
    configure(&connection).at(path, "open")?;
    let version = version_of(&connection, path)?;
    let set = |name: &str, value: &str| connection.pragma_update(None, name, value).at(path, "open");
    set("journal_mode", "wal")?;
    // Commits are ordered and survive the end of the process; `write::Writer::sync` decides when they survive a power cut.
    set("synchronous", "normal")?;
    set("foreign_keys", "on")?;
    set("cache_size", "-8000")?;
    for (number, sql) in MIGRATIONS.iter().filter(|(number, _)| *number > version) {
        let migration = connection.transaction().at(path, "write")?;
        migration.execute_batch(sql).at(path, "migrate")?;
        migration.pragma_update(None, "application_id", APPLICATION_ID).at(path, "migrate")?;
        migration.pragma_update(None, "user_version", number).at(path, "migrate")?;
        migration.commit().at(path, "migrate")?;
    }
    versions::refresh(&mut connection).at(path, "migrate")?;
    listing::refresh(&mut connection).at(path, "migrate")?;
    Ok(connection)
}

fn configure(connection: &Connection) -> Result<(), rusqlite::Error> {
    connection.busy_timeout(PATIENCE)?;
    connection.set_prepared_statement_cache_capacity(STATEMENTS);
    // Otherwise SQLite prepares a statement anew for each value bound to it, wherever a partial index might come to fit: that cost
    // half of the time of a table's page.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true).map(drop)
}

/// The format of an open store, 0 for an empty file; refuses what is no archive or a newer one.
fn version_of(connection: &Connection, path: &Path) -> Result<u32, Error> {
    let number = |name: &str| connection.pragma_query_value(None, name, |row| row.get::<_, i64>(0)).at(path, "read");
    let (version, application) = (number("user_version")?, number("application_id")?);
    let tables: i64 = connection.query_row("SELECT count(*) FROM sqlite_schema", [], |r| r.get(0)).at(path, "read")?;
    if tables == 0 {
        return Ok(0);
    }
    if application != i64::from(APPLICATION_ID) {
        return Err(Error::refused(format!("`{}` is a database of another program", path.display()))
            .path_of(path)
            .hinting("choose another folder with `--archive DIR`"));
    }
    match u32::try_from(version) {
        Ok(version) if version <= FORMAT => Ok(version),
        _ => Err(Error::new(
            Kind::Newer,
            format!("`{}` has format {version}; this program knows up to {FORMAT}", path.display()),
        )
        .path_of(path)
        .hinting("use the newer onrecord that wrote it")),
    }
}

impl Readers {
    /// Readers of an archive that exists, in this format.
    pub(crate) fn open(layout: &Layout) -> Result<Readers, Error> {
        let readers = Readers { path: layout.store.clone(), idle: Mutex::default() };
        let connection = readers.lend()?;
        match version_of(&connection, &readers.path)? {
            FORMAT => {}
            0 => return Err(missing(layout)),
            old => {
                return Err(Error::refused(format!("`{}` still has format {old}", readers.path.display()))
                    .path_of(&readers.path)
                    .hinting("run `onrecord add` on it once: it brings the archive up to date"));
            }
        }
        drop(connection);
        Ok(readers)
    }

    /// A connection of one's own until it is dropped.
    pub(crate) fn lend(&self) -> Result<Lent<'_>, Error> {
        let idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let connection = match idle {
            Some(connection) => connection,
            None => open_reader(&self.path)?,
        };
        Ok(Lent { readers: self, connection: Some(connection) })
    }

    /// A connection that is never lent to anybody else.
    pub(crate) fn one_more(&self) -> Result<Connection, Error> {
        open_reader(&self.path)
    }

    /// The database file, for messages.
    pub(crate) fn path(&self) -> &Path {
        &self.path
    }
}

/// There is no archive in this folder.
pub(crate) fn missing(layout: &Layout) -> Error {
    Error::new(Kind::Missing, format!("there is no archive in `{}`", layout.dir.display()))
        .path_of(&layout.dir)
        .hinting("make one with `onrecord add PATH…`, or name another folder with `--archive DIR`")
}

/// A read-only connection. On a medium that may not be written, SQLite can't keep the side files that WAL needs; where there is no
/// log either, nobody writes, and the file is read as it lies.
fn open_reader(path: &Path) -> Result<Connection, Error> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_URI;
    let try_open = |address: &str| -> Result<Connection, rusqlite::Error> {
        let connection = Connection::open_with_flags(address, flags)?;
        configure(&connection)?;
        connection.pragma_update(None, "cache_size", "-4000")?;
        connection.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()))?;
        Ok(connection)
    };
    let address = file_address(path);
    try_open(&address)
        .or_else(|first| {
            let log = path.with_extension("sqlite-wal");
            let idle = std::fs::metadata(&log).map_or(true, |m| m.len() == 0);
            if idle { try_open(&format!("{address}?immutable=1")).map_err(|_| first) } else { Err(first) }
        })
        .at(path, "open")
}

/// SQLite's `file:` form of a path.
fn file_address(path: &Path) -> String {
    let plain = path.to_string_lossy();
    let mut address = String::from("file:");
    for c in plain.chars() {
        match c {
            '%' => address.push_str("%25"),
            '?' => address.push_str("%3f"),
            '#' => address.push_str("%23"),
            c => address.push(c),
        }
    }
    address
}

impl Deref for Lent<'_> {
    type Target = Connection;

    fn deref(&self) -> &Connection {
        self.connection.as_ref().expect("it is taken out only by drop")
    }
}

impl Drop for Lent<'_> {
    fn drop(&mut self) {
        let mut idle = self.readers.idle.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(connection) = self.connection.take()
            && idle.len() < POOLED
        {
            idle.push(connection);
        }
    }
}
