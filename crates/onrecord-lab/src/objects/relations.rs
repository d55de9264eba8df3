//! Scores relations of bodies, offices, programmes and laws: kind, subject and object at the words that say so. A mark that names several
//! subjects counts once for each.

use super::{Item, Kind, Line, Passage, Read, marked, plain};
use onrecord_reading::Party;

/// How much of a relation must be right: its kind and both names; or one of them, at the same words.
pub(super) struct Relations(pub(super) Stated);

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Stated {
    All,
    Type,
    Subject,
    Object,
}

impl Relations {
    fn key(&self, kind: &str, subject: &str, object: &str) -> String {
        match self.0 {
            Stated::All => format!("{kind} {} {}", plain(subject), head_of(object)),
            Stated::Type => kind.to_owned(),
            Stated::Subject => plain(subject),
            Stated::Object => head_of(object),
        }
    }
}

impl Kind for Relations {
    fn name(&self) -> &'static str {
        match self.0 {
            Stated::All => "relation",
            Stated::Type => "relation: type",
            Stated::Subject => "relation: subject",
            Stated::Object => "relation: object",
        }
    }

    fn marked_as(&self) -> &'static str {
        "relation"
    }

    fn gold(&self, passage: &Passage) -> Vec<Item> {
        let each = |line: &Line| -> Vec<Item> {
            let one =
                |subject: &str| marked(passage, line, self.key(line.get("type"), subject.trim(), line.get("object")));
            line.get("subject").split(';').map(one).collect()
        };
        passage.of_kind("relation").flat_map(each).collect()
    }

    fn read(&self, text: &Read<'_>) -> Vec<Item> {
        let item = |relation: &onrecord_reading::Relation| {
            let object = relation.object.as_ref().map_or("-", |p: &Party| p.name.as_str());
            let shown = format!("“{}” — “{}” — “{object}”", relation.subject.name, text.words(relation.cue));
            let key = self.key(relation.kind.as_str(), &relation.subject.name, object);
            Item { places: text.points(&[relation.cue]), key, shown }
        };
        text.reading.objects.relations.iter().map(item).collect()
    }
}

/// What has no name of its own is compared by its last word: "foreign broadcasters" and "broadcasters" are the same ones.
fn head_of(name: &str) -> String {
    let common = !name.contains(char::is_uppercase);
    plain(if common { name.rsplit(' ').next().unwrap_or(name) } else { name })
}
