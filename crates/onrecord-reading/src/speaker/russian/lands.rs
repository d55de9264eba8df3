//! Countries that adjectives tell of: «сарвенская сторона» is Sarvenia, «сарвенский МИД» the ministry there.
//!
//! The country must stand in the text under its name; its nominative is made from the forms that stand there.

use super::{adjective_of_land, is_of_land};
use crate::{
    SpeakerKind,
    document::Document,
    inflection::as_capital,
    speaker::{Resolver, Who, bodies},
    tokens::Token,
};
use std::{collections::BTreeSet, ops::Range};

/// Different words that are looked through, at most.
const WORDS: usize = 4096;

/// What stands for the government of a country behind its adjective.
const SIDES: [&str; 4] = ["сторона", "столица", "руководство", "власть"];

/// Bodies that every country has one of.
const OFFICES: &str =
    "мид мвд минобороны минюст минфин минздрав генштаб министерство правительство парламент посольство генпрокуратура";

/// The different capitalised Russian words of a text, in lower case.
pub(in crate::speaker) fn capitalised(document: &Document<'_>) -> BTreeSet<String> {
    let all = document.tokens.all().iter().enumerate();
    let russian = all.filter(|(at, token)| token.is_capital() && crate::speaker::is_russian(document, *at));
    russian.map(|(at, _)| document.tokens.lower(at).to_owned()).take(WORDS).collect()
}

impl Resolver<'_> {
    /// «Сарвенская сторона», «в сарвенской столице»: the government there.
    pub(super) fn side_of_land(&self, mention: &Range<usize>, head: usize) -> Option<Who> {
        if head != mention.start + 1 || !SIDES[..2].contains(&self.lemma(head)) {
            return None;
        }
        let land = self.land_of(self.document.tokens.lower(mention.start))?;
        let why = format!("“{}”: the government of “{land}”", self.document.slice(&(mention.start..head + 1)));
        Some(Who { name: land, kind: SpeakerKind::Body, ..self.unknown(mention, &why) })
    }

    /// «сарвенский МИД» → «МИД Сарвении», «сарвенское министерство юстиции» → «министерство юстиции Сарвении».
    pub(super) fn office_of_land(&self, mention: &Range<usize>, head: usize, name: &str) -> Option<String> {
        let lemma = bodies::form(self.document, head, None).map(|f| self.document.lexicon.nominative(f))?;
        if head != mention.start + 1 || !OFFICES.split(' ').any(|office| office == lemma) {
            return None;
        }
        let land = self.land_of(self.document.tokens.lower(mention.start))?;
        let (_, office) = name.split_once(' ')?;
        let capital = self.document.token(head).is_some_and(Token::is_capital);
        let office = if capital { office.to_owned() } else { as_capital(office, name) };
        Some(format!("{office} {}", genitive(&land)?))
    }

    /// The country or town, as one looks it up, of whose name an adjective is made: «сарвенская» of «Сарвения».
    fn land_of(&self, adjective: &str) -> Option<String> {
        let start: String = adjective_of_land(adjective)?.chars().take(3).collect();
        let near = self.capitalised.range(start.clone()..).take_while(|word| word.starts_with(&start));
        let forms: Vec<&str> =
            near.map(String::as_str).filter(|w| adjective_of_land(w).is_none() && is_of_land(adjective, w)).collect();
        let body = forms.iter().copied().map(crate::mention::stem).min_by_key(|s| s.chars().count())?;
        let ends = |endings: &[&str]| forms.iter().any(|f| f.strip_prefix(body).is_some_and(|e| endings.contains(&e)));
        let lower = if ends(&["ия", "ии", "ию"]) || forms.iter().any(|f| f.ends_with("ией")) {
            format!("{}ия", body.trim_end_matches('и'))
        } else if forms.contains(&body) {
            body.to_owned()
        } else if ends(&["ы", "ой"]) || ends(&["а"]) && !ends(&["ом"]) {
            format!("{body}а")
        } else {
            match forms.iter().find(|f| f.chars().count() == body.chars().count() + 1 && f.ends_with(['о', 'ь'])) {
                Some(form) => (*form).to_owned(),
                None => body.to_owned(),
            }
        };
        let mut letters = lower.chars();
        letters.next().map(|first| first.to_uppercase().chain(letters).collect())
    }
}

/// «Сарвения» → «Сарвении»; None of a name that has no cases.
fn genitive(land: &str) -> Option<String> {
    let swap = |ending: &str, to: &str| land.strip_suffix(ending).map(|body| format!("{body}{to}"));
    let velar = ["ка", "га", "ха", "жа", "ша", "ча"].iter().any(|e| land.ends_with(e));
    let consonant = land.ends_with(|c: char| "бвгджзклмнпрстфхцчшщ".contains(c));
    swap("ия", "ии")
        .or_else(|| swap("я", "и"))
        .or_else(|| swap("а", if velar { "и" } else { "ы" }))
        .or_else(|| swap("ь", "и"))
        .or_else(|| swap("й", "я"))
        .or_else(|| consonant.then(|| format!("{land}а")))
}
