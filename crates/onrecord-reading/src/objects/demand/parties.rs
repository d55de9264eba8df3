//! Who asks and who is asked where no name stands at the demand: pronouns, and whom somebody's own words are said to.
//!
//! Takes a mention or the statement around it, gives the party; what stands for nobody whom the text has named is nobody.

use super::Demand;
use crate::{
    SpeakerKind, Statement,
    objects::{
        act::{Acts, Party},
        clause::Clause,
        trees::Word,
    },
};
use onrecord_page::Span;
use std::ops::Range;

/// A pronoun looks back over so many tokens.
const NEAR: usize = 70;

/// To whom somebody's own words are said: "she begged | President Firth"; a paper that is told something is asked for nothing.
pub(super) fn spoken_to(acts: &Acts<'_>, holder: &Statement) -> Option<Party> {
    const PRESS: [&str; 8] =
        ["reporters", "journalists", "newspaper", "radio", "agency", "журналистам", "газете", "агентству"];
    let cue = holder.cue.as_ref()?.spans.first()?;
    let verb = acts.trees.word(acts.token(cue.start))?;
    let clause = Clause::of(verb, verb.at() + 1);
    if let Some(party) = addressed(acts, verb) {
        return Some(party);
    }
    let whom = if verb.russian() { clause.receiver() } else { clause.sides().1 }?;
    let span = whom.head.span_of(&(whom.start..whom.end))?;
    let own = holder.content.spans.iter().any(|c| c.start < span.end && span.start < c.end);
    let press = PRESS.contains(&whom.head.lower().as_str());
    let told = (!own && !press && acts.is_people(whom.head))
        .then(|| acts.party(whom.head, &(whom.start..whom.end), None))
        .flatten();
    let speaker = holder.speaker.as_ref().map(|s| s.name.as_str());
    told.filter(|party| Some(party.name.as_str()) != speaker)
}

/// "addressing | the president", «обращаясь | к президенту».
fn addressed(acts: &Acts<'_>, cue: Word<'_>) -> Option<Party> {
    const REACH: usize = 40;
    let turns = |w: &&Word<'_>| matches!(w.lower().as_str(), "addressing" | "обращаясь" | "обратившись" | "адресуясь");
    let turned = cue.sentence(REACH).iter().find(turns).copied()?;
    // "the president of Ostland, | Tomas Leik": the first full name behind.
    let behind: Vec<Word<'_>> =
        std::iter::successors(turned.next(), Word::next).take_while(|w| w.beside(turned)).take(REACH / 2).collect();
    let capital = |w: &Word<'_>| w.text().starts_with(char::is_uppercase);
    if let Some(first) = behind.windows(2).find(|pair| pair.iter().all(capital)).and_then(|pair| pair.first()) {
        let run = behind.iter().skip_while(|w| w.at() < first.at()).take_while(|w| capital(w)).count();
        return acts.party(*first, &(first.at()..first.at() + run), None);
    }
    let clause = Clause::of(turned, turned.at() + 1);
    let whom = if turned.russian() {
        clause.with(&["к", "ко"])?
    } else {
        clause.behind().first().filter(|p| p.start <= turned.at() + 2).cloned()?
    };
    // "the government | of Sarvenia".
    let capital = |w: Word<'_>| w.text().starts_with(char::is_uppercase);
    let of = behind.iter().find(|w| w.at() == whom.end && w.lower() == "of");
    let land = of.and_then(|of| of.next()).filter(|land| capital(*land));
    acts.party(whom.head, &(whom.start..land.map_or(whom.end, |land| land.at() + 1)), None)
}

/// A pronoun that stands for nobody whom the text has named.
pub(super) fn is_pronoun(name: &str) -> bool {
    const ENGLISH: &str = "i me we us you he him she her it they them who whom which those these this that what there";
    const RUSSIAN: &str =
        "я мне меня мы нам нас нами вы вам вас он ему его она ей ее они им их кто кому никто никому все всем это что";
    let lower = name.to_lowercase();
    ENGLISH.split(' ').chain(RUSSIAN.split(' ')).any(|word| word == lower)
}

/// Whom a pronoun stands for that asks for one of those who asked or were asked shortly before: "They demand …. Brand urged | them".
pub(super) fn told_before(
    acts: &Acts<'_>,
    near: Word<'_>,
    words: &Range<usize>,
    who: Option<&Party>,
    before: &[Demand],
) -> Option<Party> {
    let tokens = near.tokens(words);
    let lower = acts.document.tokens.lower(tokens.start);
    let several = ["they", "them", "those", "они", "им", "их"].contains(&lower);
    let one = ["him", "her", "he", "she", "ему", "его", "ей", "ее", "он", "она"].contains(&lower);
    let you = ["you", "вас", "вам", "вы"].contains(&lower);
    let thing = ["it", "оно"].contains(&lower);
    if tokens.len() != 1 || !(several || one || you || thing) {
        return None;
    }
    let fits = |party: &&Party| match party.kind {
        SpeakerKind::Person | SpeakerKind::Office => one || you,
        SpeakerKind::Body => several || thing || you,
        _ => several || you,
    };
    let asker = who.map(|w| w.name.as_str());
    let near = |d: &&Demand| tokens_between(acts, d.cue, tokens.start) < NEAR;
    let parties = || before.iter().rev().take(3).filter(near).flat_map(|d| d.addressee.iter().chain(&d.who));
    let other = |p: &&Party| Some(p.name.as_str()) != asker;
    // People in the plural are "they" sooner than a country is.
    let group =
        || parties().filter(other).find(|p| several && matches!(p.kind, SpeakerKind::Group | SpeakerKind::Unknown));
    let found = group().or_else(|| parties().filter(fits).find(other))?;
    let why = format!("“{}” → “{}”", acts.document.slice(&tokens), found.name);
    Some(Party { span: acts.document.span(&tokens), why, ..found.clone() })
}

fn tokens_between(acts: &Acts<'_>, from: Span, to: usize) -> usize {
    to.saturating_sub(acts.token(from.end))
}
