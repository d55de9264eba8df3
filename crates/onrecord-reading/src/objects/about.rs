//! About whom: the persons, bodies and countries that what somebody says names.
//!
//! Takes the cast and the statements; gives for each statement whom its content names, once each, under the fullest name of the text. Only named:
//! whether it is praise or blame is never guessed. A pronoun names nobody.

use super::{
    act::{Acts, Party},
    demand::Demand,
    lands::is_cyrillic,
};
use crate::{
    SpeakerKind, StatementId,
    inflection::{is_adjective, nominative_adjective},
    lexicon::Class,
    tokens::{Kind, Token},
};
use onrecord_page::Span;
use std::{collections::HashMap, ops::Range};

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

/// A noun that a body is called by has so many letters, at least.
const SHORTEST_HEAD: usize = 4;

/// For each statement that names anybody.
pub(super) fn read(acts: &Acts<'_>, demands: &[Demand]) -> Vec<About> {
    let mentions = acts.mentions.get_or_init(|| mentions(acts));
    // Who is asked stands before what is asked, and is no part of it.
    let asked: HashMap<StatementId, Span> =
        demands.iter().filter_map(|d| Some((acts.by_cue(d.cue)?.id, d.object?))).collect();
    let named = |id: StatementId, spans: &[Span]| {
        let object = asked.get(&id);
        let addressed = |s: Span| object.is_some_and(|o| s.end <= o.start);
        let mut out: Vec<Party> = Vec::new();
        for span in spans {
            let from = mentions.partition_point(|m| m.span.is_some_and(|s| s.start < span.start));
            for party in mentions[from..].iter().take_while(|m| m.span.is_some_and(|s| s.end <= span.end)) {
                if party.span.is_some_and(addressed) {
                    continue;
                }
                if out.len() < MOST && !out.iter().any(|p| p.name == party.name) {
                    out.push(party.clone());
                }
            }
        }
        out
    };
    let of = |s: &crate::Statement| About { statement: s.id, named: named(s.id, &s.content.spans) };
    acts.statements.iter().map(of).filter(|about| !about.named.is_empty()).collect()
}

/// Everybody whom the text names anywhere, in its order.
pub(super) fn mentions(acts: &Acts<'_>) -> Vec<Party> {
    let document = acts.document;
    let mut reader = Reader { acts, bodies: bodies(acts), heads: HashMap::new() };
    let mut out = Vec::new();
    let mut at = 0;
    while at < document.tokens.all().len() {
        match reader.at(at) {
            Some((party, end)) => {
                reader.remember(&party);
                out.push(party);
                at = end.max(at + 1);
            }
            None => at += 1,
        }
    }
    out
}

/// Bodies named by a noun and what belongs to it, by their first token: where they end, and their name.
fn bodies(acts: &Acts<'_>) -> HashMap<usize, (usize, String)> {
    acts.namer.bodies().map(|(words, name)| (words.start, (words.end, name.to_owned()))).collect()
}

struct Reader<'a> {
    acts: &'a Acts<'a>,
    bodies: HashMap<usize, (usize, String)>,
    /// By the noun that a body is called by for short, in lower case, its name: "choir" → "State Folk Choir".
    heads: HashMap<String, Party>,
}

impl Reader<'_> {
    /// Takes the nouns by which a body can be called from now on.
    fn remember(&mut self, party: &Party) {
        if party.kind == SpeakerKind::Person || !party.name.contains(' ') || party.why.starts_with("called") {
            return;
        }
        let words: Vec<String> = party.name.split_whitespace().map(|w| w.to_lowercase().replace('ё', "е")).collect();
        let head = if words.first().is_some_and(|w| is_cyrillic(w)) {
            words.iter().find(|w| !is_adjective(w))
        } else {
            let of = words.iter().position(|w| matches!(w.as_str(), "of" | "for" | "in"));
            words.get(of.unwrap_or(words.len()).saturating_sub(1))
        };
        if let Some(head) = head.filter(|h| h.chars().count() >= SHORTEST_HEAD) {
            self.heads.insert(head.clone(), party.clone());
        }
    }

    /// "the choir", «бюро»: a body by the noun of its name.
    fn called(&self, at: usize) -> Option<(Party, usize)> {
        let document = self.acts.document;
        let lower = document.tokens.lower(at);
        let definite = is_cyrillic(lower) || at > 0 && document.tokens.lower(at - 1) == "the";
        let alone = !document.token(at + 1).is_some_and(|t| t.is_capital() || t.is('«'));
        if !definite || !alone || self.heads.is_empty() {
            return None;
        }
        let party = self.heads.get(lower).or_else(|| self.heads.get(&self.acts.lemma(at)))?;
        let why = format!("called “{}” for short", document.slice(&(at..at + 1)));
        Some((Party { span: document.span(&(at..at + 1)), why, ..party.clone() }, at + 1))
    }

    /// Who is named at a token, and where the name ends.
    fn at(&self, at: usize) -> Option<(Party, usize)> {
        let document = self.acts.document;
        let token = document.token(at).filter(|t| t.is_word())?;
        let own = |(end, name): &&(usize, String)| is_proper(name) && !self.is_common(at..*end);
        if let Some((end, name)) = self.bodies.get(&at).filter(own) {
            return Some((self.body(at..*end, name.clone(), "a body with its name"), *end));
        }
        if !token.is_capital() {
            return self.told(at).or_else(|| self.called(at)).or_else(|| self.adjective(at));
        }
        let end = run_end(self.acts, at);
        if token.word.is(Class::SentenceOpener) && end == at + 1 || token.word.is(Class::Time) {
            return None;
        }
        // "the Soltani consulate": a body called by its country or town.
        let noun = document.token(end).filter(|t| t.kind == Kind::Word && t.word.is(Class::Body));
        if noun.is_some() && !is_cyrillic(document.tokens.lower(at)) && !token.word.is(Class::SentenceOpener) {
            let words = at..end + 1;
            return Some((self.body(words.clone(), document.slice(&words).to_owned(), "a body as printed"), end + 1));
        }
        if end == at + 1
            && let Some(land) = self.acts.lands.named(document, at)
        {
            return Some((self.body(at..end, land.to_owned(), "a country"), end));
        }
        self.known(at..end).or_else(|| self.told(at)).or_else(|| self.called(at)).or_else(|| self.adjective(at))
    }

    /// «флот Гальморы», «школы Туремии», "the Law on Pensions": what a country has, and what is no body.
    fn is_common(&self, words: Range<usize>) -> bool {
        const NONE: [&str; 30] = [
            "law",
            "laws",
            "act",
            "charter",
            "treaty",
            "government",
            "authorities",
            "troops",
            "army",
            "navy",
            "порт",
            "вокзал",
            "школ",
            "флот",
            "войск",
            "арми",
            "власт",
            "правительств",
            "охран",
            "лагер",
            "рынок",
            "рынк",
            "задержани",
            "закон",
            "устав",
            "договор",
            "границ",
            "граница",
            "руководств",
            "больниц",
        ];
        let document = self.acts.document;
        words.take(3).any(|at| {
            let lower = document.tokens.lower(at);
            NONE.iter().any(|w| if w.is_ascii() { lower == *w } else { lower.starts_with(w) })
        })
    }

    /// "in Marrow Bay", "the port of Sant Eluy", "the Agents Act": a place or a law by what stands around a name that nothing else tells of.
    fn is_place_or_law(&self, words: &Range<usize>) -> bool {
        const LAST: [&str; 34] = [
            "act",
            "law",
            "bay",
            "road",
            "house",
            "counties",
            "county",
            "street",
            "square",
            "river",
            "strait",
            "bridge",
            "valley",
            "mountains",
            "sea",
            "coast",
            "island",
            "islands",
            "charter",
            "agreement",
            "treaty",
            "accord",
            "accords",
            "games",
            "cup",
            "festival",
            "prize",
            "week",
            "line",
            "pass",
            "hills",
            "palace",
            "protocol",
            "convention",
        ];
        let document = self.acts.document;
        let lower = |at: usize| document.tokens.lower(at);
        let before = words.start.saturating_sub(1 + usize::from(words.start > 0 && lower(words.start - 1) == "the"));
        let town = lower(before) == "of"
            && before > 0
            && matches!(
                lower(before - 1),
                "port" | "town" | "city" | "village" | "mouth" | "island" | "district" | "province" | "shores"
            );
        let within = matches!(lower(before), "in" | "at" | "near" | "through" | "along" | "into" | "across");
        town || within || LAST.contains(&lower(words.end.saturating_sub(1)))
    }

    fn body(&self, words: Range<usize>, name: String, why: &str) -> Party {
        Party { name, kind: SpeakerKind::Body, span: self.acts.document.span(&words), why: why.to_owned() }
    }

    /// A person or body by its name; a person known by no more than a surname keeps the title that stands before it.
    fn known(&self, words: Range<usize>) -> Option<(Party, usize)> {
        let document = self.acts.document;
        let speaker = self.acts.namer.name(&words);
        let several = words.len() >= 2 && words.clone().all(|at| document.token(at).is_some_and(Token::is_capital));
        let known = matches!(speaker.kind, SpeakerKind::Person | SpeakerKind::Body)
            || several
                && speaker.kind == SpeakerKind::Unknown
                && !document.word(words.start).is(Class::SentenceOpener)
                && !self.is_place_or_law(&words);
        // "the Government", «армия»: a body that the text never names in full.
        let bare = speaker.kind == SpeakerKind::Body
            && words.len() == 1
            && document.word(words.start).is(Class::Body)
            && !speaker.name.contains(' ');
        if !known || bare || !is_proper(&speaker.name) || self.is_common(words.clone()) {
            return None;
        }
        let titled = speaker.kind == SpeakerKind::Person && !speaker.name.contains(' ') && words.len() == 2;
        let name = if titled { document.slice(&words).to_owned() } else { without_owner(speaker.name) };
        let name = without_title(name);
        let party = Party { name, kind: speaker.kind, span: document.span(&words), why: speaker.why };
        Some((party, words.end))
    }

    /// "the ambassador", "the Bureau", «посол»: a role or a body that the text has named.
    fn told(&self, at: usize) -> Option<(Party, usize)> {
        let document = self.acts.document;
        let word = document.word(at);
        let cyrillic = is_cyrillic(document.tokens.lower(at));
        let definite = cyrillic || at > 0 && matches!(document.tokens.lower(at - 1), "the");
        let single = !document.token(at + 1).is_some_and(|t| t.is_capital());
        if !definite || !single || !(word.is(Class::Role) || word.is(Class::Body)) || word.is(Class::Group) {
            return None;
        }
        let words = if cyrillic { at..at + 1 } else { at - 1..at + 1 };
        let speaker = self.acts.namer.name(&words);
        let named = matches!(speaker.kind, SpeakerKind::Person | SpeakerKind::Body)
            && is_proper(&speaker.name)
            && speaker.name.contains(' ')
            && speaker.name != document.slice(&words);
        let span = document.span(&(at..at + 1));
        named.then(|| (Party { name: without_owner(speaker.name), kind: speaker.kind, span, why: speaker.why }, at + 1))
    }

    /// "Sarven troops", «сарвенские войска»: a country's adjective, where the text names the country or everybody knows it.
    fn adjective(&self, at: usize) -> Option<(Party, usize)> {
        let document = self.acts.document;
        let lower = document.tokens.lower(at);
        if !is_cyrillic(lower) && !document.token(at)?.is_capital() {
            return None;
        }
        let country = self.acts.lands.of_adjective(lower)?.to_owned();
        // «сорганский парламент»: a body told by its country.
        let body = document.word(at + 1).is(Class::Body) && is_cyrillic(lower) && !self.is_common(at + 1..at + 2);
        let form = document.lexicon.noun_forms(document.tokens.lower(at + 1)).first().filter(|_| body);
        if let Some(form) = form {
            let printed = document.slice(&(at..at + 1));
            let adjective = nominative_adjective(printed, form.gender).unwrap_or_else(|| printed.to_owned());
            let name = format!("{adjective} {}", document.lexicon.nominative(*form));
            return Some((self.body(at..at + 2, name, "a body by its country"), at + 2));
        }
        let why = format!("“{}”: of the country", document.slice(&(at..at + 1)));
        Some((self.body(at..at + 1, country, &why), at + 1))
    }
}

/// Whether a name is one of its own: it has a capital letter or stands in quotation marks.
fn is_proper(name: &str) -> bool {
    name.chars().any(char::is_uppercase) || name.contains('«')
}

/// Whether a word with a capital letter is a title before a name.
pub(super) fn is_title(word: &str) -> bool {
    const TITLES: [&str; 52] = [
        "Prime",
        "Minister",
        "Ministers",
        "President",
        "Presidents",
        "Maestro",
        "Sister",
        "Brother",
        "Father",
        "Dame",
        "Sir",
        "Lady",
        "Lord",
        "Doctor",
        "Professor",
        "King",
        "Queen",
        "Prince",
        "Princess",
        "Captain",
        "Colonel",
        "General",
        "Major",
        "Admiral",
        "Commander",
        "Governor",
        "Mayor",
        "Senator",
        "Judge",
        "Bishop",
        "Premier",
        "Chancellor",
        "Ambassador",
        "Consul",
        "Constable",
        "Rector",
        "Sheriff",
        "Inspector",
        "Sergeant",
        "Lieutenant",
        "Archbishop",
        "Cardinal",
        "Pastor",
        "Reverend",
        "Imam",
        "Rabbi",
        "Deaconess",
        "Dean",
        "Mr",
        "Mrs",
        "Ms",
        "Dr",
    ];
    TITLES.contains(&word)
}

/// "Prime Minister Ivo Stanek of Lumen", "Maestro Ignaz Pohl": the name alone. A title stays before a surname that is all there is.
fn without_title(name: String) -> String {
    let own = name.trim_start_matches("The ");
    let titles = own.split(' ').take_while(|w| is_title(w)).count();
    let words: Vec<&str> = own.split(' ').skip(titles).collect();
    if titles == 0 {
        return name;
    }
    let of = words.iter().position(|&w| w == "of").unwrap_or(words.len());
    match of {
        0 => name,
        1 => own.split(' ').take(titles + 1).collect::<Vec<_>>().join(" "),
        _ => words[..of].join(" "),
    }
}

/// "Pellmark's Second Bureau" names a country and a body.
fn without_owner(name: String) -> String {
    let own = name.split_once("'s ").or_else(|| name.split_once("’s ")).map(|(_, own)| own);
    own.filter(|own| own.starts_with(char::is_uppercase)).map(str::to_owned).unwrap_or(name)
}

/// Where a run of capitalised words ends, small words inside it included: "Ministry of Ports".
fn run_end(acts: &Acts<'_>, at: usize) -> usize {
    let document = acts.document;
    let capital = |i: usize| document.token(i).is_some_and(|t| t.is_capital() && !t.word.is(Class::Time));
    let mut end = at + 1;
    while end < at + 10 {
        let body = (at..end).any(|i| document.word(i).is(Class::Body));
        if capital(end) {
            end += 1;
        } else if body && matches!(document.tokens.lower(end), "of" | "for") && capital(end + 1) {
            end += 2;
        } else {
            break;
        }
    }
    end
}
