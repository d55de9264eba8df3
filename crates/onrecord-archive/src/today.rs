//! What a first page tells beside the latest statements: numbers of one thing that differ, and demands whose clock ran on.
//!
//! Two numbers are of one thing where kind, unit, the words that say of what, and the time of counting are the same, and of two sources
//! where another outlet carried them or somebody else said them. That is narrow on purpose: what is called different here must be.
//! Whether either is right is not asked.

use crate::{
    Archive, DemandId, DemandLine, Error, FigureLine, Filter, keys,
    store::{
        tables::{self, Holder},
        today::{self, Counted},
    },
};
use jiff::{Timestamp, civil::Date};
use onrecord_reading::Bound;
use rusqlite::Connection;
use std::collections::HashMap;

/// Articles whose figures are compared: the latest.
const COMPARED: usize = 300;
/// Figures shown of one thing.
const SHOWN: usize = 4;

/// A source that is watched, by what was found at all its addresses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceWatched {
    /// Its name.
    pub source: String,
    /// When it was last asked for anything.
    pub last_looked: Option<Timestamp>,
    /// When anything new or changed was last found.
    pub last_changed: Option<Timestamp>,
}

impl Archive {
    /// Every source that is watched.
    pub fn sources_watched(&self) -> Result<Vec<SourceWatched>, Error> {
        self.read(today::sources_watched)
    }

    /// Figures of the latest articles that count the same thing at the same time and differ: of each thing a few, the latest first.
    pub fn differing(&self, filter: &Filter, most: usize) -> Result<Vec<Vec<FigureLine>>, Error> {
        self.read(|db| {
            let groups = differing(&today::counted_lately(db, filter, COMPARED)?, most);
            groups.into_iter().map(|group| group.iter().map(|one| line(db, one)).collect()).collect()
        })
        .map(|groups: Vec<Vec<Option<FigureLine>>>| {
            groups.into_iter().map(|group| group.into_iter().flatten().collect()).collect()
        })
    }

    /// Demands of which no answer is recorded in this archive: first those that were to be fulfilled before `today`.
    pub fn running(&self, filter: &Filter, today: Date, most: usize) -> Result<Vec<DemandLine>, Error> {
        let ids = self.read(|db| today::clocks_running(db, filter, &today.to_string(), most))?;
        let ids = ids.iter().filter_map(|id| id.parse::<DemandId>().ok());
        ids.filter_map(|id| self.demand(&id).transpose()).collect()
    }

    /// Numbers that change whenever something is added, read anew or decided: what was made before can be shown again while they are
    /// the same.
    pub fn state(&self) -> Result<(i64, i64), Error> {
        self.read(today::state)
    }
}

fn line(db: &Connection, one: &Counted) -> rusqlite::Result<Option<FigureLine>> {
    let holder = match &one.statement {
        Some(statement) => Holder::Statements(std::slice::from_ref(statement)),
        None => Holder::Outlets(std::slice::from_ref(&one.article)),
    };
    let same = |line: &FigureLine| line.words == one.words && line.low == one.low && line.high == one.high;
    Ok(tables::figures(db, holder)?.into_iter().find(same))
}

/// What must be the same of two numbers; None of one that says too little of what it counts.
fn thing(one: &Counted) -> Option<String> {
    let [unit, modifiers, of] = &one.of;
    unit.as_ref()?;
    modifiers.as_ref().or(of.as_ref())?;
    // Where no time is told, what was said on one day is of one time.
    let time = match (&one.period, &one.day) {
        (Some((first, last)), _) => format!("in {first} {last}"),
        (None, Some(day)) if day.len() == 10 => format!("on {day}"),
        (None, _) => return None,
    };
    let words = one.of.iter().map(|words| words.as_deref().map(keys::stems).unwrap_or_default().join(" "));
    Some(words.chain([one.kind.clone(), time]).collect::<Vec<_>>().join("|"))
}

/// Groups of the same thing in which two sources differ, in the order of the first of each.
fn differing(counted: &[Counted], most: usize) -> Vec<Vec<Counted>> {
    let mut groups: Vec<Vec<&Counted>> = Vec::new();
    let mut places: HashMap<String, usize> = HashMap::new();
    for one in counted {
        let Some(thing) = thing(one) else { continue };
        let place = *places.entry(thing).or_insert_with(|| {
            groups.push(Vec::new());
            groups.len() - 1
        });
        groups[place].push(one);
    }
    groups.iter().filter_map(|group| told_apart(group)).take(most).collect()
}

/// The numbers of one thing, each source once, if any two of them differ; the first of those that do come first.
fn told_apart(group: &[&Counted]) -> Option<Vec<Counted>> {
    let (first, second) = group.iter().enumerate().find_map(|(at, one)| {
        let other = group[at + 1..].iter().find(|other| one.source != other.source && differ(one, other))?;
        Some((*one, *other))
    })?;
    let mut told = vec![first, second];
    for one in group {
        let new = told.iter().all(|known| known.source != one.source && differ(known, one));
        if new && told.len() < SHOWN {
            told.push(one);
        }
    }
    Some(told.into_iter().cloned().collect())
}

/// Whether two numbers cannot both hold.
fn differ(one: &Counted, other: &Counted) -> bool {
    let ((low, high), (least, most)) = (range(one), range(other));
    high < least || most < low
}

/// From where to where a number goes, with what its word of measure leaves open.
fn range(one: &Counted) -> (f64, f64) {
    let wide = |share: f64| (one.low - one.low.abs() * share, one.high + one.high.abs() * share);
    match one.bound {
        Bound::Exact => (one.low, one.high),
        Bound::AtLeast | Bound::MoreThan => (one.low, f64::INFINITY),
        Bound::AtMost | Bound::LessThan => (f64::NEG_INFINITY, one.high),
        Bound::Nearly | Bound::About => wide(0.2),
        // "Dozens" may be any number of them.
        Bound::Multiple => (f64::NEG_INFINITY, f64::INFINITY),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counted(words: &str, value: f64, bound: Bound, outlet: i64) -> Counted {
        Counted {
            statement: None,
            article: outlet.to_string(),
            words: words.to_owned(),
            low: value,
            high: value,
            bound,
            kind: "count".to_owned(),
            of: [Some("ships".to_owned()), Some("grain".to_owned()), None],
            period: None,
            day: Some("2026-05-12".to_owned()),
            source: (Some(outlet), None),
        }
    }

    fn shown(counted: &[Counted]) -> Vec<Vec<String>> {
        differing(counted, 9).into_iter().map(|group| group.into_iter().map(|one| one.words).collect()).collect()
    }

    #[test]
    fn numbers_of_one_thing_differ_where_both_cannot_hold() {
        use Bound::{About, AtLeast, AtMost, Exact, Multiple};
        for ((a, first), (b, second), wanted) in [
            ((120.0, Exact), (90.0, Exact), true),
            ((120.0, Exact), (120.0, Exact), false),
            ((120.0, AtLeast), (300.0, Exact), false),
            ((120.0, AtLeast), (90.0, Exact), true),
            ((120.0, AtLeast), (90.0, AtMost), true),
            ((120.0, About), (110.0, Exact), false),
            ((120.0, About), (60.0, Exact), true),
            ((12.0, Multiple), (900.0, Exact), false),
        ] {
            let both = [counted("a", a, first, 1), counted("b", b, second, 2)];
            assert_eq!(!shown(&both).is_empty(), wanted, "{a} {first:?} {b} {second:?}");
        }
    }

    #[test]
    fn one_source_may_say_what_it_likes_and_other_things_are_others() {
        let (a, b) = (counted("a", 120.0, Bound::Exact, 1), counted("b", 90.0, Bound::Exact, 2));
        let mut same = b.clone();
        same.source = a.source;
        assert!(shown(&[a.clone(), same]).is_empty(), "one source");
        for change in [
            |one: &mut Counted| one.day = Some("2026-05-13".to_owned()),
            |one: &mut Counted| one.day = Some("2026-05".to_owned()),
            |one: &mut Counted| one.of[0] = Some("boats".to_owned()),
            |one: &mut Counted| one.of[1] = None,
            |one: &mut Counted| one.period = Some(("2026-05-01".to_owned(), "2026-05-31".to_owned())),
            |one: &mut Counted| one.kind = "share".to_owned(),
        ] {
            let mut other = b.clone();
            change(&mut other);
            assert!(shown(&[a.clone(), other.clone()]).is_empty(), "{other:?}");
        }
        let mut forms = b.clone();
        forms.of[0] = Some("Ship".to_owned());
        assert_eq!(shown(&[a.clone(), forms]), [["a", "b"]]);
        let third = counted("c", 30.0, Bound::Exact, 3);
        let again = counted("d", 90.0, Bound::Exact, 4);
        assert_eq!(shown(&[a, again, b, third]), [["a", "d", "c"]], "each number once");
    }
}
