//! The same incident in several articles.
//!
//! Takes the incidents of an article that has just been kept, gives each the event of an earlier telling where type, mode, day and
//! those concerned agree, else one of its own. Careful on purpose: two sides must agree, one of them by a proper name, none may differ.
//! Numbers need not agree: that they differ is what a reader wants to see. What is feared or imagined is never one with anything.

use crate::words::{fold, stem, words};
use jiff::civil::Date;
use rusqlite::{Row, Transaction, params};
use std::collections::HashSet;

type Result<T> = rusqlite::Result<T>;

/// Days between the days of two tellings that the texts tell.
const SAME_DAY: i32 = 1;
/// Days from an incident to the telling that names no day.
const TOLD_WITHIN: i32 = 3;
/// Days between two tellings that name no day.
const BOTH_TOLD: i32 = 2;
/// Days on either side in which another telling may begin: some name a span of days.
const NEAR: i64 = 10;
/// Earlier incidents of the same mode and days that one is compared with.
const MOST: i64 = 400;

/// What is compared.
struct Telling {
    id: String,
    event: String,
    actor: Side,
    target: Side,
    place: Side,
    first: Option<Date>,
    last: Option<Date>,
    is_told: bool,
    count: Option<(f64, f64)>,
}

/// Who or where, as words to compare; nothing for pronouns.
struct Side {
    stems: Vec<String>,
    is_proper: bool,
}

const COLUMNS: &str =
    "incident_id, event_id, actor, target, place, first_day, last_day, day_is_told, counted_low, counted_high";

/// Ties the incidents of an article to those of others.
pub(super) fn link(tx: &Transaction<'_>, article: &str) -> Result<()> {
    let own: Vec<(String, String, Telling)> = tx
        .prepare_cached(&format!(
            "SELECT {COLUMNS}, type, mode FROM incidents
             WHERE article_id = ?1 AND status IN ('asserted', 'denied') AND first_day IS NOT NULL ORDER BY ordinal"
        ))?
        .query_map([article], |r| Ok((r.get(10)?, r.get(11)?, telling(r)?)))?
        .collect::<Result<_>>()?;
    let mut taken: HashSet<String> = HashSet::new();
    for (kind, mode, telling) in own {
        let Some(first) = telling.first else { continue };
        let day = |days: i64| first.saturating_add(jiff::Span::new().days(days)).to_string();
        let near: Vec<Telling> = tx
            .prepare_cached(&format!(
                "SELECT {COLUMNS} FROM incidents WHERE mode = ?1 AND type = ?2 AND first_day BETWEEN ?3 AND ?4
                 AND article_id <> ?5 AND status IN ('asserted', 'denied') ORDER BY first_day, incident_id LIMIT {MOST}"
            ))?
            .query_map(params![mode, kind, day(-NEAR), day(NEAR), article], telling_of)?
            .collect::<Result<_>>()?;
        let best = near
            .iter()
            .filter(|other| !taken.contains(&other.event))
            .filter_map(|other| Some((telling.likeness(other)?, other)))
            .max_by(|(a, x), (b, y)| a.cmp(b).then(y.event.cmp(&x.event)));
        if let Some((_, other)) = best {
            taken.insert(other.event.clone());
            tx.prepare_cached("UPDATE incidents SET event_id = ?2 WHERE incident_id = ?1")?
                .execute(params![telling.id, other.event])?;
        }
    }
    Ok(())
}

fn telling_of(r: &Row<'_>) -> Result<Telling> {
    telling(r)
}

fn telling(r: &Row<'_>) -> Result<Telling> {
    let day = |column: usize| -> Result<Option<Date>> {
        Ok(r.get::<_, Option<String>>(column)?.and_then(|day| day.parse().ok()))
    };
    let side = |column: usize| -> Result<Side> { Ok(Side::of(r.get::<_, Option<String>>(column)?.as_deref())) };
    let (low, high): (Option<f64>, Option<f64>) = (r.get(8)?, r.get(9)?);
    Ok(Telling {
        id: r.get(0)?,
        event: r.get(1)?,
        actor: side(2)?,
        target: side(3)?,
        place: side(4)?,
        first: day(5)?,
        last: day(6)?,
        is_told: r.get(7)?,
        count: low.zip(high),
    })
}

/// What two sides say of each other.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Likeness {
    Same {
        proper: bool,
    },
    Differ,
    /// One of them is not told.
    Open,
}

impl Side {
    fn of(words_of: Option<&str>) -> Side {
        const PRONOUNS: [&str; 26] = [
            "he", "she", "it", "they", "we", "i", "you", "him", "her", "them", "who", "which", "that", "those", "us",
            "он", "она", "оно", "они", "мы", "я", "вы", "его", "ее", "их", "кто",
        ];
        let text = words_of.unwrap_or("");
        let stems = words(text).map(|w| fold(&w.folded)).filter(|w| !PRONOUNS.contains(&w.as_str()));
        // Behind the preposition: "in Arden".
        let is_proper = text.split_whitespace().any(|w| w.chars().next().is_some_and(char::is_uppercase));
        Side { stems: stems.map(|w| stem(&w)).filter(|w| w.chars().count() > 2).collect(), is_proper }
    }

    fn like(&self, other: &Side) -> Likeness {
        if self.stems.is_empty() || other.stems.is_empty() {
            return Likeness::Open;
        }
        let same = self.stems.iter().any(|a| other.stems.iter().any(|b| is_same_word(a, b)));
        if same { Likeness::Same { proper: self.is_proper && other.is_proper } } else { Likeness::Differ }
    }
}

/// Alike but for the ending: "sarven" and "sarvenia".
fn is_same_word(a: &str, b: &str) -> bool {
    let shared = a.chars().zip(b.chars()).take_while(|(a, b)| a == b).count();
    let (a, b) = (a.chars().count(), b.chars().count());
    shared == a.max(b) || shared >= 5 && shared + 2 >= a.min(b)
}

impl Telling {
    /// How alike two tellings are; None where they are not taken for one incident.
    fn likeness(&self, other: &Telling) -> Option<(usize, i32)> {
        let sides = [self.actor.like(&other.actor), self.target.like(&other.target), self.place.like(&other.place)];
        if sides.contains(&Likeness::Differ) {
            return None;
        }
        let apart = self.days_apart(other)?;
        let agree = sides.iter().filter(|s| matches!(s, Likeness::Same { .. })).count();
        let proper = sides.contains(&Likeness::Same { proper: true });
        // One side alone may do where the text tells the day and the number, and both agree.
        let numbered = agree == 1
            && self.is_told
            && other.is_told
            && apart == 0
            && self.count.is_some()
            && self.count == other.count;
        (proper && (agree >= 2 || numbered)).then_some((agree, -apart))
    }

    /// Days between the two; None where they are too far apart.
    fn days_apart(&self, other: &Telling) -> Option<i32> {
        let between = |from: Date, to: Date| from.until(to).map_or(i32::MAX, |span| span.get_days());
        let (a, b) = (self.first?, other.first?);
        let (a_last, b_last) = (self.last.unwrap_or(a), other.last.unwrap_or(b));
        // Negative where they overlap.
        let gap = between(a_last, b).max(between(b_last, a)).max(0);
        match (self.is_told, other.is_told) {
            (true, true) => (gap <= SAME_DAY).then_some(gap),
            (false, false) => (gap <= BOTH_TOLD).then_some(gap),
            // Told behind the day itself, not before it.
            (true, false) => (gap <= TOLD_WITHIN && b >= a).then_some(gap),
            (false, true) => (gap <= TOLD_WITHIN && a >= b).then_some(gap),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn telling(actor: &str, target: &str, place: &str, day: &str, is_told: bool, count: Option<f64>) -> Telling {
        let side = |words: &str| Side::of(Some(words).filter(|w| !w.is_empty()));
        let day: Option<Date> = day.parse().ok();
        let (id, event) = (String::new(), String::new());
        let (actor, target, place) = (side(actor), side(target), side(place));
        Telling { id, event, actor, target, place, first: day, last: day, is_told, count: count.map(|n| (n, n)) }
    }

    #[test]
    fn two_sides_must_agree_and_none_may_differ() {
        let first = telling("Dolmark", "diplomats", "", "2031-05-06", true, Some(4.0));
        for (other, one) in [
            (telling("Dolmark", "diplomat", "", "2031-05-06", true, Some(5.0)), true),
            (telling("Dolmark", "diplomats", "", "2031-05-07", false, None), true),
            (telling("they", "diplomats", "", "2031-05-06", true, Some(4.0)), false),
            (telling("Dolmark", "", "", "2031-05-06", true, Some(4.0)), true),
            (telling("Dolmark", "", "", "2031-05-06", true, Some(3.0)), false),
            (telling("Lisna", "diplomats", "", "2031-05-06", true, Some(4.0)), false),
            (telling("Dolmark", "pilots", "", "2031-05-06", true, Some(4.0)), false),
            (telling("Dolmark", "diplomats", "", "2031-05-09", true, Some(4.0)), false),
            (telling("Dolmark", "diplomats", "", "2031-05-05", false, Some(4.0)), false),
        ] {
            assert_eq!(first.likeness(&other).is_some(), one, "{:?} {:?}", other.actor.stems, other.target.stems);
        }
        let adjective = telling("Sarven", "bridge", "in Arden", "2031-05-06", true, None);
        assert!(adjective.likeness(&telling("Sarvenia", "bridges", "Arden", "2031-05-06", true, None)).is_some());
        let common = telling("police", "men", "", "2031-05-06", true, None);
        assert!(common.likeness(&telling("police", "men", "", "2031-05-06", true, None)).is_none(), "no name in it");
    }
}
