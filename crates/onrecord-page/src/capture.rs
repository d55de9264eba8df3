//! A capture: the bytes of one page as they were received, and where from. Immutable, named by its digest.

use sha2::{Digest, Sha256};
use std::{
    fmt::{self, Write},
    str::FromStr,
    sync::Arc,
};

/// Bytes as received. The same bytes are the same capture, wherever they came from.
#[derive(Clone, Debug)]
pub struct Capture {
    /// SHA-256 of `body`.
    pub id: CaptureId,
    /// As received: still compressed if it came so.
    pub body: Arc<[u8]>,
    /// The address it was fetched from, where known. A saved file has none until the page itself tells.
    pub url: Option<String>,
    /// When it was fetched (for a saved file: when the file was last changed), where known. Second precision is enough.
    pub fetched_at: Option<jiff::Timestamp>,
    /// The `Content-Type` it came with, or the one its file name stands for. Only a hint: the bytes decide.
    pub media_type: Option<String>,
}

/// SHA-256 of a capture's bytes; printed as 64 hex digits.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CaptureId([u8; 32]);

impl Capture {
    /// Names the bytes. Everything but the bytes may be filled in afterwards.
    pub fn new(body: impl Into<Arc<[u8]>>) -> Capture {
        let body = body.into();
        Capture { id: CaptureId::of(&body), body, url: None, fetched_at: None, media_type: None }
    }
}

impl CaptureId {
    /// The name of these bytes.
    pub fn of(body: &[u8]) -> CaptureId {
        CaptureId(Sha256::digest(body).into())
    }

    /// The 32 bytes of the digest.
    pub fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl fmt::Display for CaptureId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const DIGITS: [char; 16] = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'];
        let digits = self.0.iter().flat_map(|b| [b >> 4, b & 15]);
        digits.map(|digit| DIGITS[usize::from(digit)]).try_for_each(|digit| f.write_char(digit))
    }
}

impl fmt::Debug for CaptureId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

impl FromStr for CaptureId {
    type Err = ();

    /// 64 hex digits, any case.
    fn from_str(s: &str) -> Result<CaptureId, ()> {
        let mut id = [0; 32];
        if s.len() != 64 {
            return Err(());
        }
        let digit = |b: u8| char::from(b).to_digit(16).and_then(|digit| u8::try_from(digit).ok()).ok_or(());
        for (byte, pair) in id.iter_mut().zip(s.as_bytes().as_chunks::<2>().0) {
            *byte = digit(pair[0])? << 4 | digit(pair[1])?;
        }
        Ok(CaptureId(id))
    }
}
