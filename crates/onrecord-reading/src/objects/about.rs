//! About whom: the persons, bodies and countries that what somebody says names.
//!
//! Takes the cast and the statements; gives for each statement whom its content names, once each, under the fullest name of the text. Only named:
//! whether it is praise or blame is never guessed. A pronoun names nobody.

use super::{
    act::{Acts, Party},
    words::Beginnings,
};
use crate::{
    SpeakerKind, StatementId,
    lexicon::Class,
    mention::Cast,
    tokens::Token,
};
use onrecord_page::Span;
use std::sync::LazyLock;

/// Whom a statement names.
#[derive(Clone, Debug, PartialEq)]
pub struct About {
    /// Which statement.
    pub statement: StatementId,
    /// Whom, in the order of their first mention in it.
    pub named: Vec<Party>,
}

/// Names in one content, at most: a list of a thousand names is a list, and nobody is spoken of.
const MOST: usize = 64;

/// For each statement that names anybody.
pub(super) fn read(acts: &Acts<'_>, cast: &Cast) -> Vec<About> {
    let mentions = mentions(acts, cast);
    let named = |spans: &[Span]| {
        let mut out: Vec<Party> = Vec::new();
        for span in spans {
            let from = mentions.partition_point(|m| m.span.is_some_and(|s| s.start < span.start));
            for party in mentions[from..].iter().take_while(|m| m.span.is_some_and(|s| s.end <= span.end)) {
                if out.len() < MOST && !out.iter().any(|p| p.name == party.name) {
                    out.push(party.clone());
                }
            }
        }
        out
    };
    let of = |s: &crate::Statement| About { statement: s.id, named: named(&s.content.spans) };
    acts.statements.iter().map(of).filter(|about| !about.named.is_empty()).collect()
}

/// Everybody whom the text names anywhere, in its order.
fn mentions(acts: &Acts<'_>, cast: &Cast) -> Vec<Party> {
    let document = acts.document;
    let countries = Countries::of(acts, cast);
    let mut out = Vec::new();
    let mut at = 0;
    while at < document.tokens.all().len() {
        match mention_at(acts, cast, &countries, at) {
            Some((party, end)) => {
                out.push(party);
                at = end.max(at + 1);
            }
            None => at += 1,
        }
    }
    out
}

fn mention_at(acts: &Acts<'_>, cast: &Cast, countries: &Countries, at: usize) -> Option<(Party, usize)> {
    let document = acts.document;
    let token = document.token(at).filter(|t| t.is_word())?;
    let end = run_end(acts, at);
    let body = token.word.is(Class::Body) || (at..end).any(|i| document.word(i).is(Class::Body));
    if !token.is_capital() && !body {
        return adjective(acts, countries, at);
    }
    if token.word.is(Class::SentenceOpener) && end == at + 1 || token.word.is(Class::Time) {
        return None;
    }
    let words = at..end;
    let speaker = acts.namer.name(&words);
    let proper = speaker.name.starts_with(char::is_uppercase);
    let known = matches!(speaker.kind, SpeakerKind::Person | SpeakerKind::Body) && proper;
    let place = cast.is_place(document, document.slice(&words).to_lowercase().as_str());
    if !known && !place {
        return adjective(acts, countries, at);
    }
    let span = document.span(&words);
    Some((Party { name: speaker.name, kind: speaker.kind, span, why: speaker.why }, end))
}

/// Where a run of capitalised words ends, small words inside it included: "Ministry of Ports".
fn run_end(acts: &Acts<'_>, at: usize) -> usize {
    let document = acts.document;
    let capital = |i: usize| document.token(i).is_some_and(Token::is_capital);
    let joins = |i: usize| matches!(document.tokens.lower(i), "of" | "for" | "and" | "the" | "de" | "van") && document.token(i).is_some();
    let mut end = at + 1;
    while end < at + 10 {
        if capital(end) && !document.word(end).is(Class::Time) {
            end += 1;
        } else if matches!(document.tokens.lower(end), "of" | "for") && (capital(end + 1) || joins(end + 1) && capital(end + 2)) && document.word(end - 1).is(Class::Body) {
            end += if capital(end + 1) { 2 } else { 3 };
        } else {
            break;
        }
    }
    end
}

/// Adjectives and the countries they belong to.
struct Countries {
    /// By the beginning of the name: those that the text names.
    named: Vec<(String, String)>,
}

/// Letters that an adjective and the name of its country share, at least.
const SHARED: usize = 4;

static DEMONYMS: LazyLock<Beginnings> = LazyLock::new(|| Beginnings::of_pairs(include_str!("demonyms.txt")));

impl Countries {
    fn of(acts: &Acts<'_>, cast: &Cast) -> Countries {
        let document = acts.document;
        let mut named: Vec<(String, String)> = Vec::new();
        for at in 0..document.tokens.all().len() {
            if !document.token(at).is_some_and(Token::is_capital) {
                continue;
            }
            let lower = document.tokens.lower(at);
            let land = cast.is_place(document, lower) || cast.is_land(document, at);
            let beginning = beginning(lower);
            if land && beginning.chars().count() >= SHARED && !named.iter().any(|(b, _)| *b == beginning) {
                named.push((beginning, acts.namer.name(&(at..at + 1)).name));
            }
        }
        Countries { named }
    }

    /// The country of an adjective in lower case.
    fn of_adjective(&self, lower: &str) -> Option<&str> {
        let stem = adjective_stem(lower)?;
        let by_text = || {
            let fits = |(b, _): &&(String, String)| stem.starts_with(b.as_str()) || b.starts_with(stem) && stem.chars().count() >= SHARED;
            self.named.iter().find(fits).map(|(_, name)| name.as_str())
        };
        by_text().or_else(|| DEMONYMS.label(lower))
    }
}

/// The name of a country without the ending that its adjective loses: "Sarvenia" → "sarven".
fn beginning(lower: &str) -> String {
    const ENDS: [&str; 12] = ["istan", "land", "ia", "ya", "ия", "ии", "ию", "ией", "ья", "а", "y", "a"];
    let end = ENDS.iter().find(|e| lower.ends_with(*e) && lower.chars().count() >= e.chars().count() + SHARED);
    lower.strip_suffix(*end.unwrap_or(&"")).unwrap_or(lower).to_owned()
}

/// What an adjective shares with its country: "dolmarkian" → "dolmark", «сарвенские» → «сарвен».
fn adjective_stem(lower: &str) -> Option<&str> {
    const ENDS: [&str; 10] = ["ians", "ian", "ese", "ish", "ers", "ans", "ic", "an", "er", "n"];
    if let Some(at) = lower.find("ск").filter(|_| lower.starts_with(|c: char| ('а'..='я').contains(&c))) {
        let end = lower[at + 4..].chars().count();
        return (1..=3).contains(&end).then(|| &lower[..at]);
    }
    if lower.starts_with(|c: char| ('а'..='я').contains(&c)) {
        return None;
    }
    ENDS.iter().find_map(|e| lower.strip_suffix(e).filter(|s| s.chars().count() >= SHARED))
}

/// "Sarven troops", «сарвенские войска»: a country's adjective, where the text names the country or everybody knows it.
fn adjective(acts: &Acts<'_>, countries: &Countries, at: usize) -> Option<(Party, usize)> {
    let document = acts.document;
    let lower = document.tokens.lower(at);
    let cyrillic = lower.starts_with(|c: char| ('а'..='я').contains(&c));
    if !cyrillic && !document.token(at)?.is_capital() {
        return None;
    }
    let country = countries.of_adjective(lower)?;
    let printed = document.slice(&(at..at + 1));
    let party = Party {
        name: country.to_owned(),
        kind: SpeakerKind::Body,
        span: document.span(&(at..at + 1)),
        why: format!("“{printed}”: of the country"),
    };
    Some((party, at + 1))
}
