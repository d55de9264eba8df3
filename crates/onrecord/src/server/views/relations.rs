//! Relations: what texts state of one body, office, programme or law, and where it stands on the other side; each with the one who says so.

use super::{Fault, tables::ToldItem};
use crate::{
    server::tongue::Tongue,
    tables::{TableRow, write_csv},
};
use onrecord_archive::{Archive, NamedLine, RelationLine, SpeakerId};

/// Rows that a page shows; the CSV has more.
const SHOWN: usize = 24;

/// Rows of one CSV file, at most.
const WRITTEN: usize = 10_000;

/// Relations of one entity.
#[derive(Debug, Default)]
pub(crate) struct Relations {
    /// As data.
    pub(crate) rows: Vec<TableRow>,
    /// As the page shows them, each relation once with all who tell it.
    pub(crate) items: Vec<RelationItem>,
    /// Under the name that the relations give it.
    pub(crate) named: Option<NamedLine>,
}

/// A relation as a page shows it.
#[derive(Debug)]
pub(crate) struct RelationItem {
    /// Of which the page is: what it is stated of, or the other one.
    side: &'static str,
    kind: &'static str,
    status: &'static str,
    /// The one on the other side, and where its page is.
    pub(crate) other: Option<(String, String)>,
    /// Who says so, latest first.
    pub(crate) told: Vec<ToldItem>,
}

impl Relations {
    /// What a page shows of them.
    pub(crate) fn of(archive: &Archive, id: &SpeakerId) -> Result<Relations, Fault> {
        let lines = archive.relations_of(id, SHOWN)?;
        let mut items: Vec<RelationItem> = Vec::new();
        for line in &lines {
            let item = RelationItem::of(line, id);
            match items.iter_mut().find(|known| known.is_same(&item)) {
                Some(known) => known.told.extend(item.told),
                None => items.push(item),
            }
        }
        let named = lines.first().map(|line| own(line, id).clone());
        Ok(Relations { rows: lines.iter().map(TableRow::of_relation).collect(), items, named })
    }
}

/// All of them as CSV.
pub(crate) fn csv(archive: &Archive, id: &str) -> Result<Vec<u8>, Fault> {
    let id: SpeakerId = id.parse().map_err(|()| Fault::no_such(Tongue::English, "speaker", id))?;
    let rows: Vec<TableRow> = archive.relations_of(&id, WRITTEN)?.iter().map(TableRow::of_relation).collect();
    let mut csv = Vec::new();
    if let Some(names) = rows.first() {
        write_csv(&mut csv, &rows, names).map_err(|e| Fault::ours(format!("The CSV failed: {e}.")))?;
    }
    Ok(csv)
}

fn own<'a>(line: &'a RelationLine, id: &SpeakerId) -> &'a NamedLine {
    line.object.as_ref().filter(|o| o.id == *id).unwrap_or(&line.subject)
}

impl RelationItem {
    fn of(line: &RelationLine, id: &SpeakerId) -> RelationItem {
        let link = |named: &NamedLine| (named.name.clone(), format!("/who/{}", named.id));
        let is_subject = line.subject.id == *id;
        RelationItem {
            side: if is_subject { "relation" } else { "relation-of" },
            kind: line.kind.as_str(),
            status: line.status.as_str(),
            other: if is_subject { line.object.as_ref().map(link) } else { Some(link(&line.subject)) },
            told: vec![ToldItem::of(&line.told)],
        }
    }

    fn is_same(&self, other: &RelationItem) -> bool {
        (self.side, self.kind, self.status, &self.other) == (other.side, other.kind, other.status, &other.other)
    }

    /// "Led by".
    pub(crate) fn heading(&self, t: &Tongue) -> String {
        t.word(self.side, self.kind)
    }

    /// Nothing where it is told as being so.
    pub(crate) fn doubt(&self, t: &Tongue) -> Option<String> {
        (self.status != "asserted").then(|| t.word("status", self.status))
    }
}
