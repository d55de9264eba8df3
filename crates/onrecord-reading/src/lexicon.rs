//! Word lists: which words say, ask, stand for people or bodies, open sentences.
//!
//! Takes the text files beside it, gives for a lower-case word what is known of it in one look-up. English and Russian share one
//! table, because their letters keep them apart. Another language is another file.

use crate::{
    found::Agreement,
    inflection::{self, Case, Kind},
};
use std::collections::{HashMap, HashSet};

/// Everything the lists know of one word form.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Word {
    classes: u32,
    /// The verb of saying or asking that it is a form of.
    pub(crate) cue: Option<VerbForm>,
}

/// A form of a verb of saying or asking.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct VerbForm {
    verb: u16,
    /// Which form.
    pub(crate) form: Form,
}

/// Which form of a verb.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// "say": plural, infinitive, after a modal.
    Base,
    /// "says", «говорит»: one person, now.
    Third,
    /// «говорят»: several, now.
    ThirdPlural,
    /// "said" (English does not tell who).
    Past,
    /// «сказал».
    PastMale,
    /// «сказала».
    PastFemale,
    /// «сказало».
    PastNeuter,
    /// «сказали».
    PastPlural,
    /// "saying", «сказав».
    Gerund,
}

/// What a word is, apart from verbs of saying. One word can be several.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Class {
    Auxiliary,
    Passive,
    Modal,
    Negation,
    Adverb,
    Pronoun,
    PronounObject,
    Preposition,
    Determiner,
    Conjunction,
    Time,
    Subject,
    Title,
    SentenceOpener,
    Male,
    Female,
    Role,
    Group,
    Body,
    Document,
    Nominal,
    MaleName,
    FemaleName,
}

/// What can follow a verb of saying (see the head of `lexicon/en.txt`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Frames(u16);

/// A verb of saying or asking.
#[derive(Clone, Debug)]
pub(crate) struct Verb {
    /// What can follow it.
    pub(crate) frames: Frames,
    /// What can follow it and a particle: "point out", "call for".
    pub(crate) particles: Vec<(String, Frames)>,
}

/// Lemma and listed forms → all forms.
type Inflect = fn(&str, &[&str]) -> Vec<(String, Form)>;

/// A form of a listed Russian noun.
#[derive(Clone, Copy, Debug)]
pub(crate) struct NounForm {
    lemma: u16,
    /// Its case.
    pub(crate) case: Case,
    /// The gender of the noun, or plural.
    pub(crate) gender: Agreement,
}

/// All word lists.
#[derive(Debug, Default)]
pub(crate) struct Lexicon {
    words: HashMap<String, Word>,
    verbs: Vec<Verb>,
    abbreviations: HashSet<String>,
    places: HashSet<String>,
    regions: HashSet<String>,
    /// Capital → names of its country.
    capitals: HashMap<String, Vec<String>>,
    seats: HashMap<String, String>,
    /// Case forms of Russian nouns.
    nouns: HashMap<String, Vec<NounForm>>,
    lemmas: Vec<String>,
}

impl Lexicon {
    /// The lists that are built into the program.
    pub(crate) fn embedded() -> Lexicon {
        let mut lexicon = Lexicon::default();
        lexicon.add(include_str!("lexicon/en.txt"), english_forms);
        lexicon.add(include_str!("lexicon/ru.txt"), russian_forms);
        lexicon.add(include_str!("lexicon/names.txt"), english_forms);
        lexicon.add_nouns(include_str!("lexicon/ru-nouns.txt"));
        lexicon.add_places(include_str!("lexicon/places.txt"));
        lexicon.add_capitals(include_str!("lexicon/capitals.txt"));
        lexicon.add_seats(include_str!("lexicon/seats.txt"));
        lexicon
    }

    fn add_places(&mut self, file: &str) {
        let mut regions = false;
        for line in file.lines().filter(|l| !l.starts_with('#')) {
            if line.starts_with('[') {
                regions = line == "[regions]";
                continue;
            }
            let names = line.split(", ").map(str::to_owned);
            if regions { self.regions.extend(names) } else { self.places.extend(names) }
        }
    }

    fn add_capitals(&mut self, file: &str) {
        for line in file.lines().filter(|l| !l.starts_with('#')) {
            let Some((capitals, countries)) = line.split_once(" = ") else { continue };
            let countries: Vec<String> = countries.split(", ").map(str::to_owned).collect();
            for capital in capitals.split(", ") {
                self.capitals.insert(capital.to_owned(), countries.clone());
            }
        }
    }

    fn add_seats(&mut self, file: &str) {
        for line in file.lines().filter(|l| !l.starts_with('#')) {
            let Some((seats, country)) = line.split_once(" = ") else { continue };
            self.seats.extend(seats.split(", ").map(|seat| (seat.to_owned(), country.to_owned())));
        }
    }

    /// The country whose government a building or street (lower case, without its article) stands for.
    pub(crate) fn seat_of(&self, lower: &str) -> Option<&str> {
        self.seats.get(lower).map(String::as_str)
    }

    /// The names of the country whose capital a name (lower case) is, fullest first.
    pub(crate) fn country_of(&self, capital: &str) -> &[String] {
        self.capitals.get(capital).map(Vec::as_slice).unwrap_or_default()
    }

    /// Whether a name (lower case) is that of a place that does not speak for a government.
    pub(crate) fn is_region(&self, lower: &str) -> bool {
        self.regions.contains(lower)
    }

    /// Whether a name (lower case, without its article) is that of a country, a capital or a seat of government.
    pub(crate) fn is_place(&self, lower: &str) -> bool {
        self.places.contains(lower)
    }

    /// What is known of a lower-case word.
    pub(crate) fn word(&self, lower: &str) -> Word {
        self.words.get(lower).copied().unwrap_or_default()
    }

    /// The verb of a form.
    pub(crate) fn verb(&self, form: VerbForm) -> &Verb {
        &self.verbs[usize::from(form.verb)]
    }

    /// Whether a word (lower case, without its stop) keeps its full stop.
    pub(crate) fn is_abbreviation(&self, lower: &str) -> bool {
        self.abbreviations.contains(lower)
    }

    /// What the forms of the listed Russian nouns a lower-case word can be.
    pub(crate) fn noun_forms(&self, lower: &str) -> &[NounForm] {
        self.nouns.get(lower).map(Vec::as_slice).unwrap_or_default()
    }

    /// The nominative of a form: singular of a singular, plural of a plural.
    pub(crate) fn nominative(&self, form: NounForm) -> &str {
        self.lemmas.get(usize::from(form.lemma)).map_or("", String::as_str)
    }

    fn add_nouns(&mut self, file: &str) {
        let mut section = "";
        for line in file.lines().filter(|l| !l.starts_with('#')) {
            if let Some(name) = line.strip_prefix('[').and_then(|l| l.strip_suffix(']')) {
                section = name;
                continue;
            }
            let Some(class) = Class::of(section, false) else { continue };
            for word in line.split_whitespace() {
                let (lemma, kind) = match (word.strip_suffix('~'), class) {
                    (Some(lemma), _) => (lemma, Kind::Adjective),
                    (None, Class::Group) => (word, Kind::Plural),
                    (None, Class::Role) => (word, Kind::Person),
                    (None, _) => (word, Kind::Thing),
                };
                self.add_noun(lemma, kind, class);
            }
        }
    }

    fn add_noun(&mut self, lemma: &str, kind: Kind, class: Class) {
        let forms = inflection::decline(lemma, kind);
        let plural = forms.iter().find(|f| f.1 == Case::Nominative && f.2 == Agreement::Plural);
        let plural = plural.map_or_else(|| lemma.to_owned(), |f| f.0.clone());
        let id = self.lemmas.len() as u16;
        self.lemmas.extend([lemma.to_owned(), plural]);
        for (form, case, gender) in forms {
            let lemma = id + u16::from(gender == Agreement::Plural);
            // Several of a role are a group; one form of both ("судьи") stays what it was first.
            let class = if class == Class::Role && gender == Agreement::Plural { Class::Group } else { class };
            let known = self.nouns.entry(form.clone()).or_default();
            if class != Class::Group || known.is_empty() {
                self.words.entry(form).or_default().classes |= 1 << class as u32;
            }
            known.push(NounForm { lemma, case, gender });
        }
    }

    fn add(&mut self, file: &str, forms: Inflect) {
        let mut section = "";
        let names = !file.contains("[verbs]");
        for line in file.lines().filter(|l| !l.starts_with('#')) {
            if let Some(name) = line.strip_prefix('[').and_then(|l| l.strip_suffix(']')) {
                section = name;
            } else if section == "verbs" {
                self.add_verb(line, forms);
            } else if section == "abbreviation" {
                self.abbreviations.extend(line.split_whitespace().map(str::to_owned));
            } else if let Some(class) = Class::of(section, names) {
                for word in line.split_whitespace() {
                    self.words.entry(word.to_owned()).or_default().classes |= 1 << class as u32;
                }
            }
        }
    }

    fn add_verb(&mut self, line: &str, forms: Inflect) {
        let mut fields = line.split_whitespace();
        let Some(lemma) = fields.next() else { return };
        let mut verb = Verb { frames: Frames::default(), particles: Vec::new() };
        let mut irregular = Vec::new();
        for field in fields {
            if let Some((particle, frames)) = field.strip_prefix('+').and_then(|f| f.split_once('=')) {
                verb.particles.push((particle.to_owned(), Frames::of(frames)));
            } else if field.len() == 1 {
                verb.frames.0 |= Frames::of(field).0;
            } else {
                irregular.push(field);
            }
        }
        let id = self.verbs.len() as u16;
        for (form, kind) in forms(lemma, &irregular) {
            self.words.entry(form).or_default().cue.get_or_insert(VerbForm { verb: id, form: kind });
        }
        self.verbs.push(verb);
    }
}

impl std::ops::BitOr for Frames {
    type Output = Frames;

    fn bitor(self, other: Frames) -> Frames {
        Frames(self.0 | other.0)
    }
}

impl Word {
    /// Whether it is one of a class.
    pub(crate) fn is(self, class: Class) -> bool {
        self.classes >> class as u32 & 1 == 1
    }
}

impl Class {
    fn of(section: &str, names: bool) -> Option<Class> {
        Some(match section {
            "auxiliary" => Class::Auxiliary,
            "passive" => Class::Passive,
            "modal" => Class::Modal,
            "negation" => Class::Negation,
            "adverb" => Class::Adverb,
            "pronoun" => Class::Pronoun,
            "pronoun-object" => Class::PronounObject,
            "preposition" => Class::Preposition,
            "determiner" => Class::Determiner,
            "conjunction" => Class::Conjunction,
            "time" => Class::Time,
            "subject" => Class::Subject,
            "title" => Class::Title,
            "sentence-opener" => Class::SentenceOpener,
            "male" if names => Class::MaleName,
            "female" if names => Class::FemaleName,
            "male" => Class::Male,
            "female" => Class::Female,
            "role" => Class::Role,
            "group" => Class::Group,
            "body" => Class::Body,
            "document" => Class::Document,
            "nominal" => Class::Nominal,
            _ => return None,
        })
    }
}

impl Frames {
    /// "said it rains".
    pub(crate) const CLAUSE: Frames = Frames(1);
    /// "agreed that it rains".
    pub(crate) const THAT: Frames = Frames(2);
    /// "told reporters that it rains".
    pub(crate) const TELL: Frames = Frames(4);
    /// "urged the council to leave".
    pub(crate) const URGE: Frames = Frames(8);
    /// "denied the charge".
    pub(crate) const OBJECT: Frames = Frames(16);
    /// "promised to leave".
    pub(crate) const PROMISE: Frames = Frames(32);
    /// Plain and -s forms are nouns too.
    pub(crate) const NOUN: Frames = Frames(64);
    /// "asked whether".
    pub(crate) const ASK: Frames = Frames(128);

    fn of(letters: &str) -> Frames {
        letters.chars().fold(Frames(0), |f, c| {
            Frames(
                f.0 | match c {
                    'c' => Frames::CLAUSE.0,
                    't' => Frames::THAT.0,
                    'a' => Frames::TELL.0,
                    'i' => Frames::URGE.0,
                    'n' => Frames::OBJECT.0,
                    'p' => Frames::PROMISE.0,
                    'h' => Frames::NOUN.0,
                    'q' => Frames::ASK.0,
                    _ => 0,
                },
            )
        })
    }

    /// Whether it has any frame of `other`.
    pub(crate) fn any(self, other: Frames) -> bool {
        self.0 & other.0 != 0
    }
}

/// The forms of an English verb; irregular past and participle are given as "said/said".
fn english_forms(lemma: &str, irregular: &[&str]) -> Vec<(String, Form)> {
    let stem = lemma.strip_suffix('e').unwrap_or(lemma);
    let letters: Vec<char> = lemma.chars().rev().take(3).collect();
    let consonant_y = letters.first() == Some(&'y') && !letters.get(1).is_some_and(|c| "aeiou".contains(*c));
    let mut out = vec![(lemma.to_owned(), Form::Base), (format!("{stem}ing"), Form::Gerund)];
    let third = if consonant_y {
        format!("{}ies", &lemma[..lemma.len() - 1])
    } else if ["s", "sh", "ch", "x"].iter().any(|e| lemma.ends_with(e)) {
        format!("{lemma}es")
    } else {
        format!("{lemma}s")
    };
    out.push((third, Form::Third));
    if let [forms] = irregular {
        out.extend(forms.split('/').map(|f| (f.to_owned(), Form::Past)));
    } else if consonant_y {
        out.push((format!("{}ied", &lemma[..lemma.len() - 1]), Form::Past));
    } else {
        out.push((format!("{stem}ed"), Form::Past));
    }
    // admit → admitted; a wrong doubling (reportted) is a form that no text holds.
    if matches!(letters[..], [c, v, p] if "tmnpgd".contains(c) && "aeiou".contains(v) && !"aeiou".contains(p)) {
        let last = letters[0];
        out.push((format!("{lemma}{last}ed"), Form::Past));
        out.push((format!("{lemma}{last}ing"), Form::Gerund));
    }
    out
}

/// The forms of a Russian verb: those listed, and for a past tense in -л its other three.
fn russian_forms(_lemma: &str, listed: &[&str]) -> Vec<(String, Form)> {
    let mut out = Vec::new();
    for form in listed {
        let (body, reflexive) = match form.strip_suffix("ся") {
            Some(body) => (body, true),
            None => (*form, false),
        };
        if let Some(stem) = body.strip_suffix('л') {
            let (after_consonant, after_vowel) = if reflexive { ("ся", "сь") } else { ("", "") };
            out.push((format!("{stem}л{after_consonant}"), Form::PastMale));
            out.push((format!("{stem}ла{after_vowel}"), Form::PastFemale));
            out.push((format!("{stem}ло{after_vowel}"), Form::PastNeuter));
            out.push((format!("{stem}ли{after_vowel}"), Form::PastPlural));
            continue;
        }
        let ends = |ends: &[&str]| ends.iter().any(|e| body.ends_with(e));
        let kind = match () {
            () if ends(&["ют", "ут", "ят", "ат"]) => Form::ThirdPlural,
            () if ends(&["ет", "ит"]) => Form::Third,
            () if ends(&["гла"]) => Form::PastFemale,
            () if ends(&["гло"]) => Form::PastNeuter,
            () if ends(&["гли"]) => Form::PastPlural,
            () if ends(&["верг"]) => Form::PastMale,
            () => Form::Gerund,
        };
        out.push(((*form).to_owned(), kind));
    }
    out
}
