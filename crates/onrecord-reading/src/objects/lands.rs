//! Which countries a text names, under every form of their name and by their adjective: "Sarvenia", «Сарвении», "Sarven", «сарвенские».
//!
//! Takes the text and its cast. A name is a country's where a list has it, or where the text shows it: an adjective made of it, a government or
//! a people of its own. Other countries' adjectives are known from `demonyms.txt`.

use super::words::Beginnings;
use crate::{
    SpeakerKind,
    document::Document,
    lexicon::Class,
    mention::Cast,
    tokens::{Kind, Token},
};
use std::{collections::HashSet, sync::LazyLock};

/// The countries that a text names, by the beginning that all forms of the name and its adjective share.
pub(super) struct Lands {
    named: Vec<(String, String)>,
}

/// Countries that one text names, at most.
const MOST_LANDS: usize = 128;

/// Letters that an adjective and the name of its country share, at least.
const SHARED: usize = 4;

static DEMONYMS: LazyLock<Beginnings> = LazyLock::new(|| Beginnings::of_pairs(include_str!("demonyms.txt")));

impl Lands {
    /// Names that stand alone and that something shows to be a country's: the lists, "its government", an adjective made of it, being the one who acts.
    pub(super) fn of(document: &Document<'_>, cast: &Cast) -> Lands {
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
        // Capitalised in the middle of a sentence somewhere.
        let inner: HashSet<&str> = (0..all.len())
            .filter(|&at| capital(at) && !document.starts[at] && at > 0 && !matches!(all[at - 1].kind, Kind::Mark(_)))
            .map(lower)
            .collect();
        let again = |at: usize| inner.contains(lower(at)) || lower(at).ends_with("ия") || lower(at).ends_with("ia");
        let mut named: Vec<(String, String)> = Vec::new();
        for at in (0..all.len()).filter(alone) {
            let word = all[at].word;
            let first_name = crate::mention::is_first_name_at(document, at);
            let of_land = ["ия", "ию", "ией"].iter().any(|e| lower(at).ends_with(e)) && !first_name;
            let person = !of_land
                && cast.named(document, &(at..at + 1)).iter().any(|&m| cast.members[m].kind == SpeakerKind::Person);
            let common = [
                Class::SentenceOpener,
                Class::Time,
                Class::Body,
                Class::Role,
                Class::Group,
                Class::Document,
                Class::Pronoun,
                Class::Preposition,
                Class::Determiner,
            ]
            .iter()
            .any(|&class| word.is(class));
            let key = beginning(lower(at));
            if named.len() >= MOST_LANDS {
                break;
            }
            if person
                || common
                || KINDS.contains(&lower(at))
                || key.chars().count() < SHARED
                || named.iter().any(|(k, _)| *k == key)
            {
                continue;
            }
            // «в Мирбурге» may be a town: in Russian something of a state must stand by it.
            let town = is_where(document, at) && !is_country(&all_of(document, at));
            let listed =
                cast.is_place(document, lower(at)) && !town || cast.is_land(document, at) && !is_town(document, at);
            let adjective = adjectives.contains(key.as_str());
            // A word that opens its sentence has a capital letter anyway: "Talks will resume".
            let opens = document.starts[at] || at > 0 && matches!(all[at - 1].kind, Kind::Mark(_));
            let proper = !opens || !lower(at).ends_with('s') && again(at);
            let verb = ["ла", "л", "ло", "ит", "ет"].iter().any(|e| lower(at + 1).ends_with(e))
                && is_cyrillic(lower(at))
                && inner.contains(lower(at));
            let evident = adjective || verb || acts_or_owns(document, at) && proper;
            if listed || evident {
                named.push((key, nominative(document, at)));
            }
        }
        Lands { named }
    }

    /// The country that a token names.
    pub(super) fn named(&self, document: &Document<'_>, at: usize) -> Option<&str> {
        let key = beginning(document.tokens.lower(at));
        self.named.iter().find(|(k, _)| *k == key).map(|(_, name)| name.as_str())
    }

    /// The country that a word of the text names, in any form.
    pub(super) fn by_word(&self, word: &str) -> Option<&str> {
        let key = beginning(&word.to_lowercase().replace('ё', "е"));
        self.named.iter().find(|(k, _)| *k == key).map(|(_, name)| name.as_str())
    }

    /// The country of an adjective in lower case.
    pub(super) fn of_adjective(&self, lower: &str) -> Option<&str> {
        let stem = adjective_stem(lower)?;
        let same = |k: &str| stem == k || stem.len() > k.len() && stem.len() <= k.len() + 1 && stem.starts_with(k);
        let by_text = || self.named.iter().find(|(k, _)| same(k)).map(|(_, name)| name.as_str());
        by_text().or_else(|| DEMONYMS.label(lower))
    }
}

/// Kinds of states and of people, which are no names: "Republicans" are not of a land.
const KINDS: [&str; 14] = [
    "republic",
    "republics",
    "republican",
    "republicans",
    "state",
    "states",
    "union",
    "kingdom",
    "federation",
    "muslim",
    "muslims",
    "christian",
    "christians",
    "secretary",
];

fn all_of(document: &Document<'_>, at: usize) -> String {
    document.slice(&(at..at + 1)).to_owned()
}

/// Whether the list of adjectives knows a country of this name.
fn is_country(name: &str) -> bool {
    DEMONYMS.labels().any(|country| country == name)
}

/// "in Cairo", "to Paris": where something is or goes.
fn is_where(document: &Document<'_>, at: usize) -> bool {
    at > 0 && matches!(document.tokens.lower(at - 1), "in" | "at" | "near" | "to" | "from" | "outside" | "around")
}

/// «в Гланце», «мэрия Мирбурга», «порт Туровы»: nothing but what towns have stands by it.
fn is_town(document: &Document<'_>, at: usize) -> bool {
    const OF_TOWNS: [&str; 11] =
        ["мэр", "город", "порт", "вокзал", "горсовет", "театр", "школ", "больниц", "аэропорт", "район", "собор"];
    let before = document.tokens.lower(at.wrapping_sub(1));
    let own = ["бург", "бурга", "бурге", "град", "граде", "града", "поль", "поле", "ополя"]
        .iter()
        .any(|e| document.tokens.lower(at).ends_with(e));
    let ia = ["ия", "ии", "ию", "ией"].iter().any(|e| document.tokens.lower(at).ends_with(e));
    !ia && (own || matches!(before, "в" | "во" | "из") || OF_TOWNS.iter().any(|w| before.starts_with(w)))
}

/// "Lumen's own police", "Brusca must honour", "the people of Medlar", «власти Порсии»: what only countries do and have.
fn acts_or_owns(document: &Document<'_>, at: usize) -> bool {
    let all = document.tokens.all();
    let of = |at: usize, classes: &[Class]| classes.iter().any(|&class| document.word(at).is(class));
    let public = |at: usize| {
        of(at, &[Class::Body, Class::Group, Class::Role]) && document.token(at).is_some_and(|t| t.is_word())
    };
    let owns = all.get(at + 1).is_some_and(|t| t.kind == Kind::Possessive) && (at + 2..at + 4).any(public);
    let belongs = at >= 2 && matches!(document.tokens.lower(at - 1), "of" | "in") && public(at - 2);
    // "Premier Jon Hale of Lode".
    let titled = at >= 4
        && document.tokens.lower(at - 1) == "of"
        && [at - 2, at - 3].iter().all(|&i| document.token(i).is_some_and(Token::is_capital))
        && (at.saturating_sub(7)..at - 3).any(|i| of(i, &[Class::Role]));
    let russian = at >= 1 && is_cyrillic(document.tokens.lower(at)) && public(at - 1);
    let acts =
        all.get(at + 1).is_some_and(|t| t.word.is(Class::Modal) || t.word.is(Class::Auxiliary) || t.word.cue.is_some());
    let country = document.tokens.lower(at).ends_with("ия")
        || document.tokens.lower(at).ends_with("ии")
        || document.tokens.lower(at).ends_with("ию");
    owns || belongs || titled || russian || acts || country
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
    let forms = || {
        (0..document.tokens.all().len())
            .filter(|&i| document.token(i).is_some_and(Token::is_capital) && beginning(document.tokens.lower(i)) == key)
    };
    let whole = forms().find(|&i| document.tokens.lower(i) == key);
    let open = || {
        forms().find(|&i| {
            document.tokens.lower(i).ends_with(['а', 'я'])
                && forms().any(|j| document.tokens.lower(j).ends_with(['ы', 'у']))
        })
    };
    whole.or_else(open).map_or_else(|| printed.to_owned(), |i| document.slice(&(i..i + 1)).to_owned())
}

/// The name of a country without the ending that its adjective loses: "Sarvenia" → "sarven".
fn beginning(lower: &str) -> String {
    const ENDS: [&str; 18] =
        ["istan", "land", "ia", "ya", "ией", "ия", "ии", "ию", "ой", "ом", "а", "ы", "у", "е", "y", "a", "e", "o"];
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

/// Whether a lower-case word is Russian.
pub(super) fn is_cyrillic(lower: &str) -> bool {
    lower.starts_with(|c: char| ('а'..='я').contains(&c))
}
