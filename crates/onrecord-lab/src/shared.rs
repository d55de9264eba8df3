//! Where the shared data lie, and their digests.

use anyhow::{Context, Result};
use sha2::{Digest, Sha256};
use std::path::{Path, PathBuf};

/// The folder of shared data.
#[derive(Clone, Debug)]
pub struct Shared(PathBuf);

impl Shared {
    /// `$ONRECORD_SHARED`, else `../shared` from the repository's root; None where there is no such folder.
    pub fn find() -> Option<Shared> {
        let dir = std::env::var_os("ONRECORD_SHARED").map_or_else(|| repository().join("../shared"), PathBuf::from);
        Shared::at(&dir)
    }

    /// A folder, if it is there.
    pub fn at(dir: &Path) -> Option<Shared> {
        dir.is_dir().then(|| Shared(dir.to_owned()))
    }

    /// A path below it.
    pub fn join(&self, path: &str) -> PathBuf {
        self.0.join(path)
    }

    /// SHA-256 over the names and contents of all files below `path`, in the order of their names: the first 16 hex digits.
    pub fn digest(&self, path: &str) -> Result<String> {
        let root = self.join(path);
        let mut hash = Sha256::new();
        for file in files_below(&root)? {
            hash.update(file.strip_prefix(&root).unwrap_or(&file).to_string_lossy().as_bytes());
            hash.update([0]);
            hash.update(Sha256::digest(read(&file)?));
        }
        Ok(hash.finalize().iter().take(8).map(|b| format!("{b:02x}")).collect())
    }
}

/// The repository's root.
pub fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// All files below a folder, sorted.
pub fn files_below(root: &Path) -> Result<Vec<PathBuf>> {
    let mut out = Vec::new();
    let mut folders = vec![root.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).with_context(|| format!("cannot list `{}`", folder.display()))? {
            let path = entry?.path();
            if path.is_dir() { folders.push(path) } else { out.push(path) }
        }
    }
    out.sort();
    Ok(out)
}

/// A file's bytes; the error names it.
pub fn read(path: &Path) -> Result<Vec<u8>> {
    std::fs::read(path).with_context(|| format!("cannot read `{}`", path.display()))
}

/// A UTF-8 file; the error names it.
pub fn read_text(path: &Path) -> Result<String> {
    String::from_utf8(read(path)?).with_context(|| format!("`{}` is not UTF-8", path.display()))
}
