//! An HTTP response as it went over the wire: what its bytes say, and the body in them.
//!
//! Takes the bytes of one HTTP/1 response, gives its head, its payload (chunks joined) and its body (compression undone). Used for what
//! has just been received, for what is read back from a segment, and for records of other programs, so that the three can never
//! disagree. Never holds more than the given limit, whatever the bytes claim to unpack to. Refuses with a [`Broken`] that says why.

use flate2::read::{DeflateDecoder, MultiGzDecoder, ZlibDecoder};
use std::{fmt, io::Read, ops::Range};

/// So many header lines are a head; more are an attack or a fault.
const MOST_HEADERS: usize = 128;
/// Longer than this is no head: four times what common servers allow themselves.
const LONGEST_HEAD: usize = 64 << 10;
/// Window of a zstd frame that a browser must accept (RFC 9659); a larger one is refused before it is allocated.
const ZSTD_WINDOW: u64 = 8 << 20;
/// `Content-Encoding: gzip, br` is a chain; nobody needs a longer one, and each link may be a bomb.
const MOST_CODINGS: usize = 2;

/// The head of a response.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// Three digits, 200 to 999; interim responses (1xx) are passed over.
    pub status: u16,
    /// Names in lower case, values without the white space around them, in the order received.
    pub headers: Vec<(String, String)>,
    /// Where in the bytes this head begins (after interim responses) and where the body begins.
    pub bytes: Range<usize>,
}

/// Why bytes are not a response that can be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Broken {
    /// Not HTTP/1, or a head without end.
    Head,
    /// The chunks do not add up.
    Chunks,
    /// It ends before the length that it gave.
    CutOff,
    /// It is longer than the limit (given in bytes), packed or unpacked.
    TooLong(usize),
    /// It does not unpack: what its head calls gzip (or …) is not.
    Unpacking(&'static str),
    /// Compressed in a way that nobody asked for.
    Coding,
}

impl fmt::Display for Broken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Broken::Head => f.write_str("the answer is not HTTP"),
            Broken::Chunks => f.write_str("the answer's pieces do not fit together"),
            Broken::CutOff => f.write_str("the answer was cut off"),
            Broken::TooLong(most) => write!(f, "the answer is longer than {} MB, which no page is", most / 1_000_000),
            Broken::Unpacking(coding) => write!(f, "the answer is called {coding} and does not unpack"),
            Broken::Coding => f.write_str("the answer is compressed in a way that is not known"),
        }
    }
}

impl std::error::Error for Broken {}

/// How the end of a body is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Framing {
    Length(usize),
    Chunked,
    UntilClose,
}

/// A response on its way in: fed with all bytes so far, again and again.
#[derive(Debug)]
pub struct Incoming {
    most: usize,
    head: Option<Head>,
    framing: Framing,
    /// Of a chunked body: where the next chunk's size stands, and where the pieces of the payload lie.
    next_chunk: usize,
    pieces: Vec<Range<usize>>,
    joined: usize,
}

impl Incoming {
    /// `most` bytes of payload are taken at most.
    pub fn new(most: usize) -> Incoming {
        Incoming { most, head: None, framing: Framing::UntilClose, next_chunk: 0, pieces: Vec::new(), joined: 0 }
    }

    /// Once it is complete in the bytes looked at.
    pub fn head(&self) -> Option<&Head> {
        self.head.as_ref()
    }

    /// Looks at everything received so far. True once the response is complete; one without a length is complete when the connection
    /// `ended`.
    ///
    /// # Errors
    /// What can't become a response any more, and an end before its time.
    pub fn look(&mut self, bytes: &[u8], ended: bool) -> Result<bool, Broken> {
        if self.head.is_none() {
            match head(bytes)? {
                None if ended => return Err(Broken::Head),
                None => return Ok(false),
                Some(head) => {
                    self.framing = framing(&head)?;
                    self.next_chunk = head.bytes.end;
                    self.head = Some(head);
                }
            }
        }
        let start = self.head.as_ref().map_or(0, |h| h.bytes.end);
        let received = bytes.len() - start;
        match self.framing {
            Framing::Length(length) if length > self.most => Err(Broken::TooLong(self.most)),
            Framing::Length(length) if received >= length => {
                self.pieces.push(start..start + length);
                Ok(true)
            }
            Framing::Length(_) => {
                if ended {
                    Err(Broken::CutOff)
                } else {
                    Ok(false)
                }
            }
            Framing::UntilClose if received > self.most => Err(Broken::TooLong(self.most)),
            Framing::UntilClose => {
                if ended {
                    self.pieces.push(start..bytes.len());
                }
                Ok(ended)
            }
            Framing::Chunked => match self.chunks(bytes)? {
                false if ended => Err(Broken::CutOff),
                complete => Ok(complete),
            },
        }
    }

    /// Goes on over chunks that are there; true after the last one and its trailers.
    fn chunks(&mut self, bytes: &[u8]) -> Result<bool, Broken> {
        loop {
            let rest = bytes.get(self.next_chunk..).unwrap_or_default();
            let (size_length, size) = match httparse::parse_chunk_size(rest) {
                Ok(httparse::Status::Complete((at, size))) => (at, usize::try_from(size).map_err(|_| Broken::Chunks)?),
                Ok(httparse::Status::Partial) if rest.len() < LONGEST_HEAD => return Ok(false),
                _ => return Err(Broken::Chunks),
            };
            if size == 0 {
                return trailers_end(&rest[size_length..]);
            }
            self.joined = self.joined.saturating_add(size);
            if self.joined > self.most {
                return Err(Broken::TooLong(self.most));
            }
            let data = self.next_chunk + size_length..self.next_chunk + size_length + size;
            match bytes.get(data.end..data.end + 2) {
                Some(b"\r\n") => {}
                Some(_) => return Err(Broken::Chunks),
                None => {
                    // It is looked at again once more has come.
                    self.joined -= size;
                    return Ok(false);
                }
            }
            self.next_chunk = data.end + 2;
            self.pieces.push(data);
        }
    }

    /// The payload of a complete response: its body as it was packed by the server.
    pub fn payload(&self, bytes: &[u8]) -> Vec<u8> {
        self.pieces.iter().filter_map(|piece| bytes.get(piece.clone())).collect::<Vec<_>>().concat()
    }
}

/// After the last chunk: nothing, or trailers that end with an empty line.
fn trailers_end(rest: &[u8]) -> Result<bool, Broken> {
    match rest {
        rest if rest.starts_with(b"\r\n") || rest.windows(4).any(|w| w == b"\r\n\r\n") => Ok(true),
        rest if rest.len() > LONGEST_HEAD => Err(Broken::Chunks),
        _ => Ok(false),
    }
}

/// The head that stands at the beginning, interim responses (103 Early Hints) passed over. None: it is not complete yet.
fn head(bytes: &[u8]) -> Result<Option<Head>, Broken> {
    let mut start = 0;
    loop {
        let rest = bytes.get(start..).unwrap_or_default();
        let mut room = [httparse::EMPTY_HEADER; MOST_HEADERS];
        let mut response = httparse::Response::new(&mut room);
        let mut config = httparse::ParserConfig::default();
        // Servers are as they are; what is left out of the headers is kept in the bytes.
        config.ignore_invalid_headers_in_responses(true).allow_spaces_after_header_name_in_responses(true);
        let parsed = config.parse_response(&mut response, rest).map_err(|_| Broken::Head)?;
        let httparse::Status::Complete(length) = parsed else {
            return if rest.len() > LONGEST_HEAD { Err(Broken::Head) } else { Ok(None) };
        };
        let status = response.code.unwrap_or_default();
        match status {
            100..=199 if start < LONGEST_HEAD => start += length,
            200..=999 => {
                let line = |h: &httparse::Header<'_>| {
                    (h.name.to_ascii_lowercase(), String::from_utf8_lossy(h.value).trim().to_owned())
                };
                let headers = response.headers.iter().map(line).collect();
                return Ok(Some(Head { status, headers, bytes: start..start + length }));
            }
            _ => return Err(Broken::Head),
        }
    }
}

fn framing(head: &Head) -> Result<Framing, Broken> {
    if matches!(head.status, 204 | 304) {
        return Ok(Framing::Length(0));
    }
    if let Some(coding) = head.get("transfer-encoding") {
        return match coding.to_ascii_lowercase().as_str() {
            "chunked" => Ok(Framing::Chunked),
            "identity" => Ok(Framing::UntilClose),
            _ => Err(Broken::Coding),
        };
    }
    let mut lengths = head.headers.iter().filter(|(name, _)| name == "content-length").map(|(_, value)| value.parse());
    match (lengths.next(), lengths.next()) {
        (None, _) => Ok(Framing::UntilClose),
        (Some(Ok(length)), None) => Ok(Framing::Length(length)),
        (Some(Ok(length)), Some(Ok(again))) if length == again => Ok(Framing::Length(length)),
        _ => Err(Broken::Head),
    }
}

impl Head {
    /// The first value of a header; `name` in lower case.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(n, _)| n == name).map(|(_, value)| value.as_str())
    }

    /// What was done to the body, first step first; the empty list for a plain one.
    fn codings(&self) -> Vec<String> {
        let all = self.headers.iter().filter(|(n, _)| n == "content-encoding").flat_map(|(_, v)| v.split(','));
        all.map(|c| c.trim().to_ascii_lowercase()).filter(|c| !c.is_empty() && c != "identity").collect()
    }

    /// Undoes the compression of a payload.
    ///
    /// # Errors
    /// [`Broken::TooLong`] as soon as more than `most` bytes have come out; [`Broken::Unpacking`] where what comes is not what it is
    /// called; [`Broken::Coding`].
    pub fn unpacked(&self, payload: Vec<u8>, most: usize) -> Result<Vec<u8>, Broken> {
        let codings = self.codings();
        if codings.len() > MOST_CODINGS {
            return Err(Broken::Coding);
        }
        codings.iter().rev().try_fold(payload, |packed, coding| unpack(coding, packed, most))
    }
}

fn unpack(coding: &str, packed: Vec<u8>, most: usize) -> Result<Vec<u8>, Broken> {
    if packed.is_empty() {
        return Ok(packed);
    }
    match coding {
        "gzip" | "x-gzip" => up_to(MultiGzDecoder::new(packed.as_slice()), most, "gzip"),
        // The name stands for zlib, and many servers send it without zlib's head.
        "deflate" => up_to(ZlibDecoder::new(packed.as_slice()), most, "deflate").or_else(|e| match e {
            Broken::Unpacking(_) => up_to(DeflateDecoder::new(packed.as_slice()), most, "deflate"),
            other => Err(other),
        }),
        "br" => up_to(brotli_decompressor::Decompressor::new(packed.as_slice(), 4096), most, "br"),
        "zstd" => {
            let decoder = ruzstd::decoding::StreamingDecoder::new_with_max_window_size(packed.as_slice(), ZSTD_WINDOW);
            up_to(decoder.map_err(|_| Broken::Unpacking("zstd"))?, most, "zstd")
        }
        _ => Err(Broken::Coding),
    }
}

fn up_to(from: impl Read, most: usize, coding: &'static str) -> Result<Vec<u8>, Broken> {
    let mut out = Vec::new();
    let read = from.take(most as u64 + 1).read_to_end(&mut out);
    if out.len() > most {
        return Err(Broken::TooLong(most));
    }
    read.map(|_| out).map_err(|_| Broken::Unpacking(coding))
}

/// Head and body of a complete response.
///
/// # Errors
/// As [`Incoming::look`] and [`Head::unpacked`].
pub fn read(bytes: &[u8], most: usize) -> Result<(Head, Vec<u8>), Broken> {
    let mut incoming = Incoming::new(most);
    if !incoming.look(bytes, true)? {
        return Err(Broken::CutOff);
    }
    let payload = incoming.payload(bytes);
    let head = incoming.head.ok_or(Broken::Head)?;
    let body = head.unpacked(payload, most)?;
    Ok((head, body))
}

/// The head alone, of a response whose body may be missing or cut off. None: there is none.
pub fn read_head(bytes: &[u8]) -> Option<Head> {
    head(bytes).ok().flatten()
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::{Compression, write::GzEncoder};
    use proptest::prelude::*;
    use std::io::Write;

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
        encoder.write_all(bytes).and_then(|()| encoder.finish()).expect("a Vec takes everything")
    }

    fn response(head: &str, body: &[u8]) -> Vec<u8> {
        [format!("HTTP/1.1 200 OK\r\n{head}\r\n").as_bytes(), body].concat()
    }

    fn body(bytes: &[u8]) -> Result<String, Broken> {
        read(bytes, 100_000).map(|(_, body)| String::from_utf8_lossy(&body).into_owned())
    }

    #[test]
    fn a_body_ends_where_its_head_says() {
        let chunked = b"5\r\nHello\r\n7;x=y\r\n, world\r\n0\r\nX-Sum: 1\r\n\r\n";
        for (head, sent, expected) in [
            ("Content-Length: 5\r\n", &b"Hello"[..], Ok("Hello")),
            ("Content-Length: 5\r\n", b"Hello and more", Ok("Hello")),
            ("Content-Length: 5\r\nContent-Length: 5\r\n", b"Hello", Ok("Hello")),
            ("Content-Length: 5\r\nContent-Length: 6\r\n", b"Hello!", Err(Broken::Head)),
            ("Content-Length: 6\r\n", b"Hello", Err(Broken::CutOff)),
            ("", b"Hello", Ok("Hello")),
            ("Transfer-Encoding: chunked\r\n", chunked, Ok("Hello, world")),
            ("Transfer-Encoding: Chunked\r\nContent-Length: 2\r\n", chunked, Ok("Hello, world")),
            ("Transfer-Encoding: chunked\r\n", b"5\r\nHello\r\n", Err(Broken::CutOff)),
            ("Transfer-Encoding: chunked\r\n", b"5\r\nHelloo\r\n0\r\n\r\n", Err(Broken::Chunks)),
            ("Transfer-Encoding: chunked\r\n", b"ffffffffffffffff\r\nHello", Err(Broken::TooLong(100_000))),
            ("Transfer-Encoding: gzip, chunked\r\n", chunked, Err(Broken::Coding)),
            ("Content-Encoding: rot13\r\n", b"Uryyb", Err(Broken::Coding)),
            ("Content-Encoding: gzip\r\n", b"Hello", Err(Broken::Unpacking("gzip"))),
            ("Content-Encoding: identity\r\n", b"Hello", Ok("Hello")),
        ] {
            assert_eq!(body(&response(head, sent)), expected.map(str::to_owned), "{head:?} {sent:?}");
        }
        assert_eq!(
            body(b"HTTP/1.1 103 Early Hints\r\nLink: a\r\n\r\nHTTP/1.1 200 OK\r\n\r\nHello"),
            Ok("Hello".into())
        );
        assert_eq!(body(b"SSH-2.0-OpenSSH_9.6\r\n"), Err(Broken::Head));
        assert_eq!(body(b"HTTP/1.1 304 Not Modified\r\nContent-Length: 900\r\n\r\n"), Ok(String::new()));
    }

    #[test]
    fn every_compression_is_undone() {
        // Made with the programs `brotli` and `zstd` from "Hello, quay!".
        let br = b"\x8b\x05\x80Hello, quay!\x03";
        let zstd = b"\x28\xb5\x2f\xfd\x20\x0c\x61\x00\x00Hello, quay!";
        let twice = gzip(&gzip(b"Hello, quay!"));
        for (coding, packed) in
            [("gzip", gzip(b"Hello, quay!")), ("br", br.to_vec()), ("zstd", zstd.to_vec()), ("gzip, gzip", twice)]
        {
            let sent = response(&format!("Content-Encoding: {coding}\r\n"), &packed);
            assert_eq!(body(&sent), Ok("Hello, quay!".to_owned()), "{coding}");
        }
    }

    #[test]
    fn a_bomb_costs_no_more_than_the_limit() {
        let zeros = vec![0; 50 << 20];
        let twice = gzip(&gzip(&zeros));
        assert_eq!(body(&response("Content-Encoding: gzip\r\n", &gzip(&zeros))), Err(Broken::TooLong(100_000)));
        assert_eq!(body(&response("Content-Encoding: gzip, gzip\r\n", &twice)), Err(Broken::TooLong(100_000)));
        assert_eq!(body(&response("Content-Encoding: gzip, gzip, gzip\r\n", &twice)), Err(Broken::Coding));
        // Run-length blocks of zstd: 128 KiB of one byte in four bytes, and a frame that asks for a window of gigabytes.
        let mut zstd = b"\x28\xb5\x2f\xfd\x00\x58".to_vec();
        zstd.extend(std::iter::repeat_n(*b"\x02\x00\x10\x41", 1000).flatten());
        zstd.extend(b"\x03\x00\x10\x41");
        assert_eq!(body(&response("Content-Encoding: zstd\r\n", &zstd)), Err(Broken::TooLong(100_000)));
        let window = b"\x28\xb5\x2f\xfd\x00\xf8\x03\x00\x10\x41";
        assert_eq!(body(&response("Content-Encoding: zstd\r\n", window)), Err(Broken::Unpacking("zstd")));
    }

    proptest! {
        #[test]
        fn no_bytes_make_it_panic_and_pieces_change_nothing(tail in proptest::collection::vec(any::<u8>(), 0..200), cut in 0usize..260, framing in 0usize..3) {
            let head = ["Transfer-Encoding: chunked\r\n", "Content-Length: 30\r\n", "Content-Encoding: br\r\n"][framing];
            let bytes = response(head, &tail);
            let whole = read(&bytes, 100);
            let mut incoming = Incoming::new(100);
            let early = incoming.look(&bytes[..cut.min(bytes.len())], false);
            let later = early.and_then(|_| incoming.look(&bytes, true));
            if whole.is_ok() {
                prop_assert_eq!(later, Ok(true));
            }
        }
    }
}
