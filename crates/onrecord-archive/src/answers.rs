//! Which later statements may answer a demand. Proposed, never decided: only a person closes a demand.
//!
//! Takes a demand, gives statements of the addressee (by name, or by a role that speaks for it) within a year and a bit, each with a
//! score and its reasons. The score is the share of what is asked for that they speak of too, each word counted by how rare it is in
//! this archive.

use crate::{
    Archive, DemandLine, Error, StatementLine,
    dates::Days,
    index::search,
    store::{read, tables},
    words::{fold, stem, words},
};
use std::collections::{BTreeSet, HashMap};

/// Days within which an answer is looked for.
const WITHIN: i64 = 400;
/// Statements of the addressee that are looked at.
const LOOKED_AT: usize = 600;
/// Less shared than this is chance.
const LEAST: f64 = 0.12;
/// Words of a part of what is asked for, at least: a single word is shared by chance.
const LEAST_OF_A_PART: usize = 3;
/// What a name that both speak of adds, and all names together at most.
const NAME: f64 = 0.1;
const NAMES: f64 = 0.2;
/// What is left of the score where the speaker is known by a role alone.
const BY_ROLE: f64 = 0.9;

/// A statement that may answer a demand.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// The statement.
    pub statement: StatementLine,
    /// 0 to 1.
    pub score: f32,
    /// Why it is proposed.
    pub reasons: Vec<Reason>,
}

/// Why a statement is proposed as an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// The speaker is the addressee.
    IsAddressee,
    /// The speaker's name or role names the addressee.
    SpeaksFor(String),
    /// Both use these words.
    SharesWords(Vec<String>),
    /// Both speak of these.
    SharesNames(Vec<String>),
    /// So many days behind the demand.
    DaysLater(i32),
}

/// Other words for those who are asked most; a place that stands for a government is resolved by the reader already.
const ALSO: [(&str, &[&str]); 6] = [
    ("united states", &["us", "american", "washington"]),
    ("united kingdom", &["uk", "british", "britain", "london"]),
    ("russia", &["russian", "moscow", "kremlin"]),
    ("россия", &["российский", "москва", "кремль"]),
    ("сша", &["американский", "вашингтон"]),
    ("european union", &["eu", "brussels"]),
];

impl Archive {
    /// Later statements that may answer a demand, likeliest first.
    ///
    /// # Errors
    /// As [`Archive::search`].
    pub fn answers(&self, demand: &DemandLine, most: usize) -> Result<Vec<Answer>, Error> {
        let (Some(addressee), Some(asked)) = (&demand.addressee, demand.asked_on.as_deref().and_then(Days::of)) else {
            return Ok(Vec::new());
        };
        let Some(open) = self.open_index()? else { return Ok(Vec::new()) };
        let names = names_of(&addressee.name);
        let until = latest(demand.asked_on.as_deref()).unwrap_or(u64::MAX);
        let ids = search::spoken_by(&open, self.layout(), &names, asked.first..=until, LOOKED_AT)?;
        let matter: BTreeSet<String> = content_stems(&matter_of(demand));
        let rarity = search::rarity(&open, self.layout(), &matter)?;
        if rarity.values().all(|r| *r <= 0.0) {
            return Ok(Vec::new());
        }
        let parts = parts_of(&matter_of(demand));
        let found = self.read(|db| {
            let own = demand.told.statement.map(|id| tables::names_in(db, id.as_str())).transpose()?;
            let own: Vec<String> = own.unwrap_or_default().into_iter().map(|n| n.name).collect();
            let mut answers = Vec::new();
            for id in &ids {
                let Some(line) = read::statement(db, id)? else { continue };
                if !may_answer(demand, &line) {
                    continue;
                }
                let named = tables::names_in(db, id)?.into_iter().map(|n| n.name).collect::<Vec<_>>();
                answers.extend(weigh(demand, line, &names, &rarity, &parts, (&own, &named)));
            }
            Ok(answers)
        })?;
        Ok(best(found, most))
    }
}

/// The same words of the same speaker, carried twice, are one answer.
fn best(mut answers: Vec<Answer>, most: usize) -> Vec<Answer> {
    answers.sort_by(|a, b| {
        b.score.total_cmp(&a.score).then_with(|| {
            a.statement
                .article
                .published
                .as_ref()
                .map(|p| &p.value)
                .cmp(&b.statement.article.published.as_ref().map(|p| &p.value))
        })
    });
    let mut seen = BTreeSet::new();
    answers.retain(|a| seen.insert(fold(&a.statement.content)));
    answers.truncate(most);
    answers
}

fn matter_of(demand: &DemandLine) -> String {
    demand.object.clone().unwrap_or_else(|| demand.words.clone())
}

/// All that is asked for, and each thing by itself: "to hand over the report and to admit experts" may be answered in parts.
fn parts_of(matter: &str) -> Vec<BTreeSet<String>> {
    let each = matter.split(" and to ").map(content_stems).filter(|part| part.len() >= LEAST_OF_A_PART);
    [content_stems(matter)].into_iter().chain(each).collect()
}

fn content_stems(text: &str) -> BTreeSet<String> {
    words(text).map(|w| fold(&w.folded)).filter(|w| w.chars().count() > 2).map(|w| stem(&w)).collect()
}

/// The last day on which an answer is looked for.
fn latest(asked_on: Option<&str>) -> Option<u64> {
    let day: jiff::civil::Date = asked_on?.parse().ok()?;
    Days::of(&day.checked_add(jiff::Span::new().days(WITHIN)).ok()?.to_string()).map(|days| days.last)
}

/// Each way to name the addressee: words that must all be there.
fn names_of(name: &str) -> Vec<Vec<String>> {
    let own: Vec<String> =
        words(name).map(|w| fold(&w.folded)).filter(|w| !matches!(w.as_str(), "the" | "of" | "and")).collect();
    let whole = own.join(" ");
    let also = ALSO.iter().filter(|(name, _)| *name == whole).flat_map(|(_, also)| also.iter());
    let also: Vec<Vec<String>> = also.map(|word| vec![(*word).to_owned()]).collect();
    [own].into_iter().chain(also).filter(|words| !words.is_empty()).collect()
}

/// The beginning that a name shares with its adjective: "dolmark" for «Dolmarkian».
pub(crate) fn beginning(word: &str) -> Option<&str> {
    let letters = word.chars().count();
    let kept = letters.saturating_sub(if letters > 6 { 2 } else { 1 }).max(4);
    (letters >= 5).then(|| word.char_indices().nth(kept).map_or(word, |(at, _)| &word[..at]))
}

fn may_answer(demand: &DemandLine, line: &StatementLine) -> bool {
    let own = demand.told.statement == Some(line.id);
    let asker = demand.asker.as_ref().map(|a| a.id);
    let by_asker = asker.is_some() && line.speaker.as_ref().map(|s| s.id) == asker;
    // Of a promise the one bound is the asker: what he says later is just what is looked for.
    !own && (!by_asker || demand.force.binds_oneself()) && line.article.id != demand.told.article.id
}

fn weigh(
    demand: &DemandLine,
    line: StatementLine,
    names: &[Vec<String>],
    rarity: &HashMap<String, f64>,
    parts: &[BTreeSet<String>],
    (own, named): (&[String], &[String]),
) -> Option<Answer> {
    let speaker = line.speaker.as_ref()?;
    let addressee = demand.addressee.as_ref()?;
    let is_addressee = speaker.id == addressee.id;
    let mut reasons =
        vec![if is_addressee { Reason::IsAddressee } else { Reason::SpeaksFor(speaks_for(speaker, names)?) }];
    let said: BTreeSet<String> = content_stems(&line.content);
    let mut shared: Vec<(&String, f64)> =
        rarity.iter().filter(|(stem, _)| said.contains(*stem)).map(|(stem, r)| (stem, *r)).collect();
    shared.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(b.0)));
    let share_of = |part: &BTreeSet<String>| {
        let sum =
            |stems: &mut dyn Iterator<Item = &String>| stems.filter_map(|s| rarity.get(s)).map(|r| r * r).sum::<f64>();
        let whole = sum(&mut part.iter());
        if whole > 0.0 { sum(&mut part.iter().filter(|s| said.contains(*s))) / whole } else { 0.0 }
    };
    let share = parts.iter().map(share_of).fold(0.0, f64::max);
    let concerned = |name: &&String| {
        **name != addressee.name && demand.asker.as_ref().is_none_or(|a| a.name != **name) && own.contains(name)
    };
    let both: Vec<String> = named.iter().filter(concerned).cloned().collect();
    let score = share * (1.0 - NAMES) + (both.len() as f64 * NAME).min(NAMES);
    let score = if is_addressee { score } else { score * BY_ROLE };
    if share < LEAST && both.is_empty() || score < LEAST {
        return None;
    }
    if !shared.is_empty() {
        // "the" is shared by all and says nothing.
        let rarest = shared.first().map_or(0.0, |(_, r)| *r);
        let telling = shared.iter().filter(|(_, r)| *r > rarest / 3.0).take(6).map(|(stem, _)| *stem);
        reasons.push(Reason::SharesWords(printed(&matter_of(demand), telling)));
    }
    if !both.is_empty() {
        reasons.push(Reason::SharesNames(both));
    }
    reasons.extend(days_later(demand, &line).map(Reason::DaysLater));
    #[allow(clippy::cast_possible_truncation, reason = "a share of one")]
    Some(Answer { statement: line, score: score.min(1.0) as f32, reasons })
}

/// The words of a text behind some of its stems, as printed.
fn printed<'s>(text: &str, stems: impl Iterator<Item = &'s String>) -> Vec<String> {
    let all: Vec<(String, String)> = words(text).map(|w| (stem(&fold(&w.folded)), text[w.range].to_owned())).collect();
    stems.filter_map(|stem| all.iter().find(|(s, _)| s == stem).map(|(_, word)| word.clone())).collect()
}

/// The name or role by which a speaker speaks for the addressee.
fn speaks_for(speaker: &crate::SpeakerLine, names: &[Vec<String>]) -> Option<String> {
    let says = |text: &str| {
        let there: Vec<String> = words(text).map(|w| fold(&w.folded)).collect();
        let has = |word: &String| {
            there.contains(word) || beginning(word).is_some_and(|b| there.iter().any(|w| w.starts_with(b)))
        };
        names.iter().any(|all| all.iter().all(has))
    };
    [Some(&speaker.name), speaker.role.as_ref()].into_iter().flatten().find(|text| says(text)).cloned()
}

fn days_later(demand: &DemandLine, line: &StatementLine) -> Option<i32> {
    let from: jiff::civil::Date = demand.asked_on.as_deref()?.parse().ok()?;
    let to: jiff::civil::Date = line.article.published.as_ref()?.value.get(..10)?.parse().ok()?;
    from.until(to).ok().map(|span| span.get_days())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_known_in_its_adjective() {
        assert_eq!(beginning("sarvenia"), Some("sarven"));
        assert_eq!(beginning("лисна"), Some("лисн"));
        assert_eq!(beginning("iran"), None);
        assert_eq!(names_of("the United States")[0], ["united", "states"]);
        assert!(names_of("United States").contains(&vec!["washington".to_owned()]));
    }

    #[test]
    fn shared_words_are_given_as_printed() {
        let stems = content_stems("return the Archives to Lisna");
        assert_eq!(printed("to return the archives", stems.iter()), ["archives", "return", "the"]);
    }
}
