//! Is what lies on the disk what was written?

use crate::{Check, Error, captures, error::At, format::Layout, store::read};
use rusqlite::Connection;

/// Looks at everything; damage becomes a line, not an error.
pub(crate) fn check(layout: &Layout, db: &Connection, progress: &mut dyn FnMut(u64, u64)) -> Result<Check, Error> {
    let mut check = Check::default();
    let places = read::places(db).at(&layout.store, "read")?;
    let total = places.len() as u64;
    for (id, place, bytes) in &places {
        if let Err(error) = captures::read_body(layout, id, place, *bytes) {
            check.problems.push(error.to_string());
        }
        check.captures += 1;
        progress(check.captures, total);
    }
    Ok(check)
}
