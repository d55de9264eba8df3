//! A file's bytes, unpacked, with the place where any of them is found again.
//!
//! gzip and zstd files are often many members one after another (a WARC has one a record); whoever wants to go on in the middle begins to
//! unpack at a member, not at the beginning of five gigabytes. Takes a way to open the file at a byte, gives its plain bytes as
//! [`BufRead`] with their place. Refuses zstd windows that no page needs, and damaged bytes, behind which it can look for the next member.

use super::mark::Place;
use flate2::bufread::GzDecoder;
use ruzstd::decoding::{BlockDecodingStrategy, Dictionary, FrameDecoder};
use std::{
    cell::Cell,
    io::{self, BufRead, Read},
    mem,
    rc::Rc,
};

/// Window of a zstd frame; a larger one is refused before it is allocated.
const ZSTD_WINDOW: u64 = 128 << 20;
/// A dictionary is shorter than this.
const LONGEST_DICTIONARY: u64 = 16 << 20;
/// How a gzip member begins: its mark, then the only method there is.
const GZIP: [u8; 3] = [0x1f, 0x8b, 8];
/// How a zstd frame begins.
const ZSTD: [u8; 4] = [0x28, 0xb5, 0x2f, 0xfd];
/// How a zstd frame to be skipped goes on after its first byte, which is `0x5.`.
const ZSTD_SKIP: [u8; 3] = [0x2a, 0x4d, 0x18];
/// The first byte of a frame that holds the dictionary of a `.warc.zst`.
const ZSTD_DICTIONARY: u8 = 0x5d;

/// Opens a file at a byte.
pub(super) type Source<'a> = Rc<dyn Fn(u64) -> io::Result<Box<dyn BufRead + 'a>> + 'a>;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Packing {
    Plain,
    Gzip,
    Zstd,
}

/// See the module.
pub(super) struct Stream<'a> {
    source: Source<'a>,
    packing: Packing,
    from: From<'a>,
    frames: Box<FrameDecoder>,
    /// Where the member at hand begins, and how many of its plain bytes were taken.
    member: u64,
    taken: u64,
    buffer: Vec<u8>,
    at: usize,
    read: Rc<Cell<u64>>,
    /// Met while looking ahead, told when it is reached.
    ahead: Option<io::Error>,
}

/// Where the next bytes come from.
enum From<'a> {
    Gone,
    /// Plain bytes, or those between two members.
    Raw(Counted<'a>),
    Gzip(Box<GzDecoder<Counted<'a>>>),
    Zstd(Counted<'a>),
}

impl<'a> Stream<'a> {
    /// Goes on at a place, which for a file never read before is its beginning.
    pub(super) fn open(source: Source<'a>, place: Place) -> io::Result<Stream<'a>> {
        let mut first = source(0)?;
        let packing = packing(first.fill_buf()?);
        let mut frames = Box::new(FrameDecoder::new());
        frames.set_max_window_size(ZSTD_WINDOW);
        if packing == Packing::Zstd
            && let Some(dictionary) = dictionary(&mut *first)?
        {
            frames.add_dict(dictionary).map_err(io::Error::other)?;
        }
        let read = Rc::new(Cell::new(place.seek));
        let from = From::Raw(Counted { from: source(place.seek)?, read: Rc::clone(&read) });
        let (buffer, member) = (Vec::new(), place.seek);
        let mut stream = Stream { source, packing, from, frames, member, taken: 0, buffer, at: 0, read, ahead: None };
        let left_out = io::copy(&mut (&mut stream).take(place.skip), &mut io::sink())?;
        if left_out < place.skip { Err(io::ErrorKind::UnexpectedEof.into()) } else { Ok(stream) }
    }

    /// The place of the next byte, as `seek` and `skip`.
    pub(super) fn place(&mut self) -> (u64, u64) {
        // At the end of a member the next one is the better place.
        self.peek();
        match self.packing {
            Packing::Plain => (self.read.get(), 0),
            _ => (self.member, self.taken),
        }
    }

    /// Whether the bytes lie in the file as they are, so that any of them can be a place.
    pub(super) fn is_plain(&self) -> bool {
        self.packing == Packing::Plain
    }

    /// Bytes of the file, as it lies there, that were read; goes on counting.
    pub(super) fn read_until_now(&self) -> Rc<Cell<u64>> {
        Rc::clone(&self.read)
    }

    /// Goes on behind the line ends with which a record closes. Where a member ends with it, this is where its checksum is compared.
    pub(super) fn close_record(&mut self) -> io::Result<()> {
        loop {
            let length = self.peek().iter().take_while(|b| matches!(b, b'\r' | b'\n')).count();
            if length == 0 {
                break;
            }
            self.consume(length);
        }
        // What is wrong with a member that has not begun to be taken is not this record's.
        match self.ahead.take_if(|_| self.taken > 0) {
            Some(damage) => Err(damage),
            None => Ok(()),
        }
    }

    /// The next bytes, none at the end; what is wrong with them is told when they are read.
    pub(super) fn peek(&mut self) -> &[u8] {
        if self.ahead.is_none()
            && let Err(error) = self.fill_buf()
        {
            self.ahead = Some(error);
        }
        if self.ahead.is_some() { &[] } else { self.fill_buf().unwrap_or_default() }
    }

    /// After damage: goes on at the next member, in a plain file at the next line that `begins` something. False where there is none.
    pub(super) fn find_next(&mut self, begins: &[u8]) -> io::Result<bool> {
        self.ahead = None;
        if self.packing == Packing::Plain {
            loop {
                if (&mut *self).take(1 << 16).skip_until(b'\n')? == 0 {
                    return Ok(false);
                }
                if self.fill_buf()?.starts_with(begins) {
                    return Ok(true);
                }
            }
        }
        // What cannot be unpacked may have misled the decoder beyond its end: the search begins right behind the damaged one's mark.
        let begin = self.member + 1;
        self.read.set(begin);
        let mut raw = Counted { from: (self.source)(begin)?, read: Rc::clone(&self.read) };
        let found = raw.find(if self.packing == Packing::Gzip { &GZIP } else { &ZSTD })?;
        self.from = From::Raw(raw);
        self.buffer.clear();
        self.at = 0;
        Ok(found)
    }

    /// Unpacks some more; false at the end of the file.
    fn refill(&mut self) -> io::Result<bool> {
        self.buffer.resize(1 << 16, 0);
        self.at = 0;
        let got = loop {
            match mem::replace(&mut self.from, From::Gone) {
                From::Gone => break 0,
                From::Raw(raw) => {
                    if !self.begin(raw)? {
                        break 0;
                    }
                }
                From::Gzip(mut member) => match member.read(&mut self.buffer) {
                    Ok(0) => self.from = From::Raw(member.into_inner()),
                    got => {
                        self.from = From::Gzip(member);
                        break got?;
                    }
                },
                From::Zstd(mut raw) => {
                    let got = self.frames.read(&mut self.buffer)?;
                    let ended = got == 0 && self.frames.is_finished();
                    let said = self.frames.get_checksum_from_data().filter(|_| ended);
                    if said.is_some() && said != self.frames.get_calculated_checksum() {
                        return Err(io::Error::other("its checksum differs"));
                    }
                    if got == 0 && !ended {
                        let step = BlockDecodingStrategy::UptoBytes(self.buffer.len());
                        self.frames.decode_blocks(&mut raw, step).map_err(io::Error::other)?;
                    }
                    self.from = if ended { From::Raw(raw) } else { From::Zstd(raw) };
                    if got > 0 {
                        break got;
                    }
                }
            }
        };
        self.buffer.truncate(got);
        Ok(got > 0)
    }

    /// Begins the next member; false at the end of the file.
    fn begin(&mut self, mut raw: Counted<'a>) -> io::Result<bool> {
        loop {
            (self.member, self.taken) = (self.read.get(), 0);
            let start = raw.fill_buf()?;
            let (length, zero) = (start.len(), start.first() == Some(&0));
            if length == 0 {
                return Ok(false);
            }
            match self.packing {
                // Tapes and some writers fill up with zeros.
                Packing::Gzip if zero => raw.consume(1),
                Packing::Zstd if is_skipped(start) => skip_frame(&mut raw)?,
                Packing::Zstd => {
                    self.frames.init(&mut raw).map_err(io::Error::other)?;
                    self.from = From::Zstd(raw);
                    return Ok(true);
                }
                _ => {
                    self.from = From::Gzip(Box::new(GzDecoder::new(raw)));
                    return Ok(true);
                }
            }
        }
    }
}

impl BufRead for Stream<'_> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if let Some(error) = self.ahead.take() {
            return Err(error);
        }
        if self.packing == Packing::Plain {
            return match &mut self.from {
                From::Raw(raw) => raw.fill_buf(),
                _ => Ok(&[]),
            };
        }
        if self.at == self.buffer.len() && !self.refill()? {
            return Ok(&[]);
        }
        Ok(&self.buffer[self.at..])
    }

    fn consume(&mut self, amount: usize) {
        match &mut self.from {
            From::Raw(raw) if self.packing == Packing::Plain => raw.consume(amount),
            _ => self.at = (self.at + amount).min(self.buffer.len()),
        }
        self.taken += amount as u64;
    }
}

impl Read for Stream<'_> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let some = self.fill_buf()?;
        let length = some.len().min(out.len());
        out[..length].copy_from_slice(&some[..length]);
        self.consume(length);
        Ok(length)
    }
}

/// A reader that counts.
struct Counted<'a> {
    from: Box<dyn BufRead + 'a>,
    read: Rc<Cell<u64>>,
}

impl Counted<'_> {
    /// Goes to the next place where these bytes stand; false where there is none.
    fn find(&mut self, bytes: &[u8]) -> io::Result<bool> {
        loop {
            let some = self.fill_buf()?;
            if some.is_empty() {
                return Ok(false);
            }
            if some.starts_with(bytes) {
                return Ok(true);
            }
            let next = some.iter().skip(1).position(|b| *b == bytes[0]).map_or(some.len(), |at| at + 1);
            self.consume(next);
        }
    }
}

impl BufRead for Counted<'_> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.from.fill_buf()
    }

    fn consume(&mut self, amount: usize) {
        self.from.consume(amount);
        self.read.set(self.read.get() + amount as u64);
    }
}

impl Read for Counted<'_> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let length = self.from.read(out)?;
        self.read.set(self.read.get() + length as u64);
        Ok(length)
    }
}

/// The compression around a file, as its first bytes tell it.
fn packing(start: &[u8]) -> Packing {
    match () {
        () if start.starts_with(&GZIP[..2]) => Packing::Gzip,
        () if start.starts_with(&ZSTD) || is_skipped(start) => Packing::Zstd,
        () => Packing::Plain,
    }
}

fn is_skipped(start: &[u8]) -> bool {
    start.first().is_some_and(|b| b & 0xf0 == 0x50) && start.get(1..4) == Some(&ZSTD_SKIP)
}

/// The length of what follows the head of a frame to be skipped.
fn skipped_length(raw: &mut dyn BufRead) -> io::Result<u64> {
    let mut head = [0; 8];
    raw.read_exact(&mut head)?;
    Ok(u64::from(u32::from_le_bytes([head[4], head[5], head[6], head[7]])))
}

fn skip_frame(raw: &mut dyn BufRead) -> io::Result<()> {
    let length = skipped_length(raw)?;
    let skipped = io::copy(&mut raw.take(length), &mut io::sink())?;
    if skipped < length { Err(io::ErrorKind::UnexpectedEof.into()) } else { Ok(()) }
}

/// The dictionary that a `.warc.zst` begins with, if it does: as it is, or a zstd frame itself
/// (<https://iipc.github.io/warc-specifications/specifications/warc-zstd/>).
fn dictionary(first: &mut dyn BufRead) -> io::Result<Option<Dictionary>> {
    let start = first.fill_buf()?;
    if start.first() != Some(&ZSTD_DICTIONARY) || !is_skipped(start) {
        return Ok(None);
    }
    let length = skipped_length(first)?;
    let mut bytes = Vec::new();
    first.take(length.min(LONGEST_DICTIONARY)).read_to_end(&mut bytes)?;
    if bytes.starts_with(&ZSTD) {
        let mut packed = FrameDecoder::new();
        packed.set_max_window_size(LONGEST_DICTIONARY);
        let mut from = bytes.as_slice();
        packed.init(&mut from).map_err(io::Error::other)?;
        let all = BlockDecodingStrategy::UptoBytes(LONGEST_DICTIONARY as usize);
        packed.decode_blocks(&mut from, all).map_err(io::Error::other)?;
        bytes = packed.collect().unwrap_or_default();
    }
    Dictionary::decode_dict(&bytes).map(Some).map_err(io::Error::other)
}
