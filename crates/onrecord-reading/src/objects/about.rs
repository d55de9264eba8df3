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
    document::Document,
    lexicon::Class,
    mention::Cast,
    tokens::{Kind, Token},
};
use onrecord_page::Span;
use std::{
    collections::{HashMap, HashSet},
    ops::Range,
    sync::LazyLock,
};

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
    let reader = Reader { acts, lands: Lands::of(document, cast), bodies: bodies(acts) };
    let mut out = Vec::new();
    let mut at = 0;
    while at < document.tokens.all().len() {
        match reader.at(at) {
            Some((party, end)) => {
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
    lands: Lands,
    bodies: HashMap<usize, (usize, String)>,
}

impl Reader<'_> {
    /// Who is named at a token, and where the name ends.
    fn at(&self, at: usize) -> Option<(Party, usize)> {
        let document = self.acts.document;
        let token = document.token(at).filter(|t| t.is_word())?;
        if let Some((end, name)) = self.bodies.get(&at).filter(|(_, name)| is_proper(name)) {
            return Some((self.body(at..*end, name.clone(), "a body with its name"), *end));
        }
        if !token.is_capital() {
            return self.told(at).or_else(|| self.adjective(at));
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
            && let Some(land) = self.lands.named(document, at)
        {
            return Some((self.body(at..end, land.to_owned(), "a country"), end));
        }
        self.known(at..end).or_else(|| self.told(at)).or_else(|| self.adjective(at))
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
            || several && speaker.kind == SpeakerKind::Unknown && !document.word(words.start).is(Class::SentenceOpener);
        if !known || !is_proper(&speaker.name) {
            return None;
        }
        let titled = speaker.kind == SpeakerKind::Person && !speaker.name.contains(' ') && words.len() == 2;
        let name = if titled { document.slice(&words).to_owned() } else { without_owner(speaker.name) };
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
        let country = self.lands.of_adjective(lower)?.to_owned();
        let why = format!("“{}”: of the country", document.slice(&(at..at + 1)));
        Some((self.body(at..at + 1, country, &why), at + 1))
    }
}

fn is_cyrillic(lower: &str) -> bool {
    lower.starts_with(|c: char| ('а'..='я').contains(&c))
}

/// Whether a name is one of its own: it has a capital letter or stands in quotation marks.
fn is_proper(name: &str) -> bool {
    name.chars().any(char::is_uppercase) || name.contains('«')
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

/// The countries that a text names, by the beginning that all forms of the name and its adjective share.
struct Lands {
    named: Vec<(String, String)>,
}

/// Countries that one text names, at most.
const MOST_LANDS: usize = 128;

/// Letters that an adjective and the name of its country share, at least.
const SHARED: usize = 4;

static DEMONYMS: LazyLock<Beginnings> = LazyLock::new(|| Beginnings::of_pairs(include_str!("demonyms.txt")));

impl Lands {
    /// Names that stand alone and that something shows to be a country's: the lists, "its government", an adjective made of it, being the one who acts.
    fn of(document: &Document<'_>, cast: &Cast) -> Lands {
        let all = document.tokens.all();
        let lower = |at: usize| document.tokens.lower(at);
        let capital = |at: usize| all.get(at).is_some_and(Token::is_capital);
        let adjectives: HashSet<&str> = (0..all.len())
            .filter(|&at| is_cyrillic(lower(at)) && lower(at).contains("ск") || capital(at))
            .filter_map(|at| adjective_stem(lower(at)))
            .collect();
        let alone = |at: &usize| {
            let joined = |i: usize| capital(i) && !all[i].word.is(Class::SentenceOpener) && !all[i].ends_sentence();
            capital(*at) && !(*at > 0 && joined(*at - 1)) && !capital(*at + 1)
        };
        let mut named: Vec<(String, String)> = Vec::new();
        for at in (0..all.len()).filter(alone) {
            let word = all[at].word;
            let person = cast.named(document, &(at..at + 1)).iter().any(|&m| cast.members[m].kind == SpeakerKind::Person);
            let common = [Class::SentenceOpener, Class::Time, Class::Body, Class::Role, Class::Group, Class::Document, Class::Pronoun, Class::Preposition, Class::Determiner]
                .iter()
                .any(|&class| word.is(class));
            let key = beginning(lower(at));
            if named.len() >= MOST_LANDS {
                break;
            }
            if person || common || key.chars().count() < SHARED || named.iter().any(|(k, _)| *k == key) {
                continue;
            }
            let listed = cast.is_place(document, lower(at)) || cast.is_land(document, at);
            let evident = adjectives.contains(key.as_str()) || acts_or_owns(document, at);
            if listed || evident {
                named.push((key, nominative(document, at)));
            }
        }
        Lands { named }
    }

    /// The country that a token names.
    fn named(&self, document: &Document<'_>, at: usize) -> Option<&str> {
        let key = beginning(document.tokens.lower(at));
        self.named.iter().find(|(k, _)| *k == key).map(|(_, name)| name.as_str())
    }

    /// The country of an adjective in lower case.
    fn of_adjective(&self, lower: &str) -> Option<&str> {
        let stem = adjective_stem(lower)?;
        let by_text = || self.named.iter().find(|(k, _)| stem == k).map(|(_, name)| name.as_str());
        by_text().or_else(|| DEMONYMS.label(lower))
    }
}

/// "Lumen's own police", "Brusca must honour", "the people of Medlar", «власти Порсии»: what only countries do and have.
fn acts_or_owns(document: &Document<'_>, at: usize) -> bool {
    let all = document.tokens.all();
    let of = |at: usize, classes: &[Class]| classes.iter().any(|&class| document.word(at).is(class));
    let public = |at: usize| of(at, &[Class::Body, Class::Group, Class::Role]) && document.token(at).is_some_and(|t| t.is_word());
    let owns = all.get(at + 1).is_some_and(|t| t.kind == Kind::Possessive) && (at + 2..at + 4).any(public);
    let belongs = at >= 2 && matches!(document.tokens.lower(at - 1), "of" | "in") && public(at - 2);
    let russian = at >= 1 && is_cyrillic(document.tokens.lower(at)) && public(at - 1);
    let acts = all.get(at + 1).is_some_and(|t| t.word.is(Class::Modal) || t.word.is(Class::Auxiliary) || t.word.cue.is_some());
    let country = document.tokens.lower(at).ends_with("ия") || document.tokens.lower(at).ends_with("ии") || document.tokens.lower(at).ends_with("ию");
    owns || belongs || russian || acts || country
}

/// A country's name as it would stand alone: «Порсии» is «Порсия», "Хардана" «Хардан» where the text prints it so.
fn nominative(document: &Document<'_>, at: usize) -> String {
    let printed = document.slice(&(at..at + 1));
    if !is_cyrillic(document.tokens.lower(at)) {
        return printed.to_owned();
    }
    let soft = ["ию", "ией", "ии"].iter().find_map(|e| printed.strip_suffix(e));
    if let Some(stem) = soft {
        return format!("{stem}ия");
    }
    let key = beginning(document.tokens.lower(at));
    let forms = || (0..document.tokens.all().len()).filter(|&i| document.token(i).is_some_and(Token::is_capital) && beginning(document.tokens.lower(i)) == key);
    let whole = forms().find(|&i| document.tokens.lower(i) == key);
    let open = || forms().find(|&i| document.tokens.lower(i).ends_with(['а', 'я']) && forms().any(|j| document.tokens.lower(j).ends_with(['ы', 'у'])));
    whole.or_else(open).map_or_else(|| printed.to_owned(), |i| document.slice(&(i..i + 1)).to_owned())
}

/// The name of a country without the ending that its adjective loses: "Sarvenia" → "sarven".
fn beginning(lower: &str) -> String {
    const ENDS: [&str; 18] = [
        "istan", "land", "ia", "ya", "ией", "ия", "ии", "ию", "ой", "ом", "а", "ы", "у", "е", "y", "a", "e", "o",
    ];
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
