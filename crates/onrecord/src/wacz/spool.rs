//! A file for what is needed again later in the same run, gone with it.

use std::{
    fs::{self, File, OpenOptions},
    io::{self, BufWriter, Read, Seek, SeekFrom, Write},
    ops::Range,
    path::PathBuf,
};

/// Bytes written now and read back once. Empty by default, without a file.
#[derive(Default)]
pub(super) struct Spool {
    file: Option<(PathBuf, BufWriter<File>)>,
    length: u64,
}

impl Spool {
    /// One that lies at a path until it is dropped; whatever lay there is overwritten.
    pub(super) fn create(path: PathBuf) -> io::Result<Spool> {
        let file = OpenOptions::new().read(true).write(true).create(true).truncate(true).open(&path)?;
        Ok(Spool { file: Some((path, BufWriter::new(file))), length: 0 })
    }

    /// How much was written.
    pub(super) fn length(&self) -> u64 {
        self.length
    }

    /// Puts bytes behind the others.
    pub(super) fn write_all(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.length += bytes.len() as u64;
        self.file.as_mut().map_or(Ok(()), |(_, file)| file.write_all(bytes))
    }

    /// A reader of a part, beside other readers.
    pub(super) fn part(&mut self, part: &Range<u64>) -> io::Result<impl Read + use<>> {
        let Some((path, file)) = &mut self.file else { return Err(io::ErrorKind::NotFound.into()) };
        file.flush()?;
        let mut own = File::open(path)?;
        own.seek(SeekFrom::Start(part.start))?;
        Ok(own.take(part.end - part.start))
    }

    /// Gives everything back, piece by piece.
    pub(super) fn read_back(mut self, mut take: impl FnMut(&[u8]) -> io::Result<()>) -> io::Result<()> {
        if self.file.is_none() {
            return Ok(());
        }
        let mut all = self.part(&(0..self.length))?;
        let mut piece = vec![0; 1 << 16];
        loop {
            match all.read(&mut piece)? {
                0 => return Ok(()),
                n => take(&piece[..n])?,
            }
        }
    }
}

impl Drop for Spool {
    fn drop(&mut self) {
        if let Some((path, file)) = self.file.take() {
            drop(file);
            // What cannot be removed is a leftover that says by its name what it is.
            let _ = fs::remove_file(path);
        }
    }
}
