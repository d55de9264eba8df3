//! The model file: what `lab/export.py` writes.
//!
//! Takes the bytes, gives the header and arrays by name. Refuses a file that is cut, of another version, or of which any byte changed:
//! always with a reason, never with a panic.
//!
//! ```text
//! "ONRD"  version: u32 = 1  length of the header: u64  header: JSON, padded with spaces to 64 bytes  arrays, each at a multiple of 64
//! ```

use serde::Deserialize;
use sha2::{Digest, Sha256};
use std::{collections::HashMap, fmt};

/// Numbers of a model that any file may hold: more than a reader needs, few enough to be allocated without harm.
const MOST_NUMBERS: usize = 1 << 26;

/// Why a model file was refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct BadModel(String);

/// A model file that is whole.
#[derive(Debug)]
pub(super) struct File<'a> {
    pub(super) header: Header,
    arrays: &'a [u8],
}

/// What the arrays mean.
#[derive(Debug, Deserialize)]
pub(super) struct Header {
    pub(super) grams: usize,
    #[serde(default)]
    pub(super) confidence: Confidence,
    /// Of a network that reads syntax.
    #[serde(default)]
    pub(super) syntax: Option<Syntax>,
    /// In the order of their ids, which start at 1.
    pub(super) vocabulary: Vec<String>,
    arrays: HashMap<String, Entry>,
    digest: String,
}

/// What a network that reads syntax calls its answers, in their order.
#[derive(Debug, Deserialize)]
pub(super) struct Syntax {
    pub(super) tags: Vec<String>,
    pub(super) relations: Vec<String>,
}

/// How marginal probabilities become one figure.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Confidence {
    pub(super) features: Vec<String>,
    pub(super) weights: Vec<f32>,
    pub(super) cue_bias: f32,
    pub(super) role_bias: f32,
    /// Attributions of less confidence are none.
    #[serde(default)]
    pub(super) least: f32,
    /// From here on nine in ten acts of saying and asking were right in texts not trained on.
    #[serde(default)]
    pub(super) threshold: f32,
}

#[derive(Debug, Deserialize)]
struct Entry {
    shape: Vec<usize>,
    #[serde(rename = "type")]
    kind: String,
    at: usize,
    scale_at: Option<usize>,
}

/// An array of two dimensions (one of one dimension has one column).
#[derive(Clone, Debug)]
pub(super) struct Array {
    pub(super) rows: usize,
    pub(super) columns: usize,
    pub(super) values: Vec<f32>,
}

impl BadModel {
    pub(super) fn new(reason: impl fmt::Display) -> BadModel {
        BadModel(reason.to_string())
    }
}

impl fmt::Display for BadModel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "not a model file of this reader: {}", self.0)
    }
}

impl std::error::Error for BadModel {}

impl<'a> File<'a> {
    /// Opens a file and checks its digest.
    pub(super) fn parse(bytes: &'a [u8]) -> Result<File<'a>, BadModel> {
        let (header, arrays) = split(bytes)?;
        let header: Header = read(header)?;
        let digest: String = Sha256::digest(arrays).iter().map(|b| format!("{b:02x}")).collect();
        if digest != header.digest {
            return Err(BadModel::new("its digest is not that of its arrays"));
        }
        Ok(File { header, arrays })
    }

    /// Whether there is an array of this name.
    pub(super) fn has(&self, name: &str) -> bool {
        self.header.arrays.contains_key(name)
    }

    /// An array that must be there.
    pub(super) fn array(&self, name: &str) -> Result<Array, BadModel> {
        let entry = self.header.arrays.get(name).ok_or_else(|| BadModel::new(format_args!("no array {name}")))?;
        let (rows, columns) = match entry.shape[..] {
            [rows] => (rows, 1),
            [rows, columns] => (rows, columns),
            [a, b, c] => (a.saturating_mul(b), c),
            _ => return Err(BadModel::new(format_args!("{name} has {} dimensions", entry.shape.len()))),
        };
        let numbers = rows.checked_mul(columns).filter(|&n| n <= MOST_NUMBERS && n > 0);
        let numbers = numbers.ok_or_else(|| BadModel::new(format_args!("{name} is empty or too large")))?;
        let values = match entry.kind.as_str() {
            "f32" => self.floats(name, entry.at, numbers)?,
            "f16" => self.chunks(name, entry.at, numbers)?.iter().map(|b| half(u16::from_le_bytes(*b))).collect(),
            "i8" => {
                let at = entry.scale_at.ok_or_else(|| BadModel::new(format_args!("{name} has no scales")))?;
                let scales = self.floats(name, at, rows)?;
                let bytes = self.chunks::<1>(name, entry.at, numbers)?;
                bytes.iter().enumerate().map(|(i, [b])| f32::from(*b as i8) * scales[i / columns]).collect()
            }
            other => return Err(BadModel::new(format_args!("{name} is of the unknown type {other}"))),
        };
        let array = Array { rows, columns, values };
        if array.values.iter().any(|v| !v.is_finite() || v.abs() >= 1e6) {
            return Err(BadModel::new(format_args!("{name} holds a number beyond a million")));
        }
        Ok(array)
    }

    /// An array that must have this shape.
    pub(super) fn shaped(&self, name: &str, rows: usize, columns: usize) -> Result<Array, BadModel> {
        let array = self.array(name)?;
        if (array.rows, array.columns) == (rows, columns) {
            return Ok(array);
        }
        let (r, c) = (array.rows, array.columns);
        Err(BadModel::new(format_args!("{name} is {r} × {c}, not {rows} × {columns}")))
    }

    fn floats(&self, name: &str, at: usize, numbers: usize) -> Result<Vec<f32>, BadModel> {
        Ok(self.chunks(name, at, numbers)?.iter().map(|b| f32::from_le_bytes(*b)).collect())
    }

    fn chunks<const N: usize>(&self, name: &str, at: usize, numbers: usize) -> Result<&'a [[u8; N]], BadModel> {
        let end = numbers.checked_mul(N).and_then(|n| n.checked_add(at));
        let bytes = end.and_then(|end| self.arrays.get(at..end));
        let bytes = bytes.ok_or_else(|| BadModel::new(format_args!("{name} lies outside the file")))?;
        Ok(bytes.as_chunks().0)
    }
}

/// The header of a file, and its arrays.
fn split(bytes: &[u8]) -> Result<(&[u8], &[u8]), BadModel> {
    let rest = bytes.strip_prefix(b"ONRD").ok_or_else(|| BadModel::new("it does not start with ONRD"))?;
    let cut = || BadModel::new("it ends inside its header");
    let (version, rest) = rest.split_first_chunk().ok_or_else(cut)?;
    let version = u32::from_le_bytes(*version);
    if version != 1 {
        return Err(BadModel::new(format_args!("its version is {version}, not 1")));
    }
    let (length, rest) = rest.split_first_chunk().ok_or_else(cut)?;
    let length = usize::try_from(u64::from_le_bytes(*length)).map_err(|_| cut())?;
    rest.split_at_checked(length).ok_or_else(cut)
}

fn read<'a, H: Deserialize<'a>>(header: &'a [u8]) -> Result<H, BadModel> {
    serde_json::from_slice(header).map_err(|e| BadModel::new(format_args!("its header is damaged ({e})")))
}

/// The threshold of a file, of which nothing else is unpacked or checked.
pub(super) fn threshold(bytes: &[u8]) -> Result<f32, BadModel> {
    #[derive(Deserialize)]
    struct Head {
        confidence: Confidence,
    }
    read::<Head>(split(bytes)?.0).map(|head| head.confidence.threshold)
}

/// The value of a half-precision number.
fn half(bits: u16) -> f32 {
    let sign = u32::from(bits >> 15) << 31;
    let (exponent, fraction) = (u32::from(bits >> 10 & 31), u32::from(bits & 1023));
    let magnitude = match exponent {
        0 => fraction as f32 / 16_777_216.0,
        31 => f32::INFINITY,
        _ => f32::from_bits((exponent + 112) << 23 | fraction << 13),
    };
    f32::from_bits(magnitude.to_bits() | sign)
}
