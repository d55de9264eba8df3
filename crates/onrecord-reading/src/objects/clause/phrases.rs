//! Noun phrases cut out of a row of words, by the kinds of its words rather than by a tree.
//!
//! Takes the words to one side of a verb, gives its phrases in order, each with the preposition before it. One pass.

use super::Phrase;
use crate::{
    inflection::Case,
    net::{Pos, Relation, VerbForm},
    objects::trees::Word,
};

/// Bounds of numbers that look like prepositions: "around 130 workers", «до 600 солдат».
fn bounds_number(words: &[Word<'_>], n: usize) -> bool {
    const BOUNDS: [&str; 14] = [
        "around",
        "about",
        "over",
        "under",
        "above",
        "below",
        "near",
        "some",
        "до",
        "около",
        "порядка",
        "свыше",
        "более",
        "менее",
    ];
    let number = |w: &Word<'_>| {
        w.pos() == Pos::Number
            || w.text().starts_with(|c: char| c.is_ascii_digit())
            || matches!(w.lower().as_str(), "dozens" | "hundreds" | "полутора" | "сотни")
    };
    BOUNDS.contains(&words[n].lower().as_str())
        && words.get(n + 1).is_some_and(number)
        && words.get(n + 2).is_none_or(|w| w.text() != ":")
}

/// Russian words that are hardly anything but prepositions.
const PREPOSITIONS: [&str; 43] = [
    "после",
    "до",
    "для",
    "без",
    "против",
    "кроме",
    "в",
    "во",
    "на",
    "по",
    "с",
    "со",
    "к",
    "ко",
    "от",
    "из",
    "у",
    "за",
    "под",
    "над",
    "при",
    "через",
    "о",
    "об",
    "из-за",
    "между",
    "перед",
    "среди",
    "вместо",
    "вокруг",
    "возле",
    "близ",
    "вдоль",
    "внутри",
    "накануне",
    "вопреки",
    "согласно",
    "благодаря",
    "ввиду",
    "вследствие",
    "включая",
    "спустя",
    "ради",
];

/// Words that count what stands behind them.
pub(super) const QUANTITIES: [&str; 16] = [
    "десятки",
    "десятков",
    "сотни",
    "сотен",
    "тысяча",
    "тысячи",
    "тысяч",
    "большинство",
    "часть",
    "человек",
    "dozens",
    "hundreds",
    "thousands",
    "dozen",
    "millions",
    "scores",
];

/// «пленных», «раненый», «подзащитному»: adjectives that are mostly persons.
pub(in crate::objects) fn is_participle_noun(lower: &str) -> bool {
    const ALL: [&str; 18] = [
        "пленн",
        "ранен",
        "задержанн",
        "осужденн",
        "заключенн",
        "обвиняем",
        "подозреваем",
        "подсудим",
        "подзащитн",
        "верующ",
        "военнослужащ",
        "пострадавш",
        "погибш",
        "неизвестн",
        "виновн",
        "поверенн",
        "протестующ",
        "бастующ",
    ];
    ALL.iter().any(|w| lower.starts_with(w))
}

/// «двенадцать», «шестеро», «двое»: rare numerals are often taken for nouns.
fn is_numeral(lower: &str) -> bool {
    const ALL: [&str; 22] = [
        "два",
        "две",
        "двух",
        "три",
        "трех",
        "четыре",
        "четырех",
        "пять",
        "пяти",
        "шесть",
        "шести",
        "семь",
        "семи",
        "восемь",
        "восьми",
        "девять",
        "девяти",
        "десять",
        "десяти",
        "сорок",
        "двое",
        "трое",
    ];
    ALL.contains(&lower)
        || [
            "надцать",
            "надцати",
            "дцать",
            "дцати",
            "десят",
            "десяти",
            "верых",
            "веро",
            "терых",
            "теро",
            "меро",
            "двоих",
            "троих",
        ]
        .iter()
        .any(|e| lower.ends_with(e) && lower.chars().count() < 14)
}

/// "Quarnian | consular officers": a name before an adjective that only tells whose.
fn describes(name: Word<'_>, adjective: Word<'_>) -> bool {
    let whose = ["an", "ish", "ese"].iter().any(|e| name.lower().ends_with(e));
    let noun = adjective.next().is_some_and(|n| n.beside(name) && n.pos() == Pos::Noun && !super::is_time(n));
    whose && noun && name.at() + 1 == adjective.at()
}

/// Whether pieces of one word with hyphens stand before a noun.
fn opens_compound(words: &[Word<'_>], n: usize) -> bool {
    let pieces = words[n + 1..].iter().take_while(|w| w.is(Relation::Inside)).count();
    let participle = words.get(n + pieces).is_some_and(|w| w.lower().ends_with("ed"));
    !words[n].russian()
        && pieces > 1
        && participle
        && words.get(n + pieces + 1).is_some_and(|w| matches!(w.pos(), Pos::Noun | Pos::Name))
}

/// "Both | were convicted", "those | imprisoned": it stands for a noun.
fn is_pronoun_like(word: Word<'_>) -> bool {
    use Relation::{IndirectObject, Object, Oblique, Subject, SubjectPassive};
    let alone =
        matches!(word.lower().as_str(), "both" | "those" | "these" | "some" | "many" | "most" | "all" | "others");
    let part = matches!(word.node().relation, Subject | SubjectPassive | Object | IndirectObject | Oblique);
    alone
        && part
        && word.next().is_none_or(|n| !matches!(n.pos(), Pos::Noun | Pos::Name | Pos::Adjective | Pos::Determiner))
}

/// An English adjective that the tree has as subject or object, with no noun behind it.
fn stands_for_noun(word: Word<'_>) -> bool {
    use Relation::{Object, Subject, SubjectPassive};
    // "one of the oldest, was fined"
    let of = std::iter::successors(word.previous(), Word::previous).take(2).any(|w| w.lower() == "of");
    !word.russian()
        && !of
        && matches!(word.node().relation, Subject | SubjectPassive | Object)
        && word.next().is_some_and(|n| {
            !matches!(n.pos(), Pos::Noun | Pos::Name | Pos::Adjective | Pos::Number | Pos::Conjunction)
                && n.text() != "-"
                && n.text() != ","
        })
}

/// A common noun in the nominative.
fn is_bare_noun(word: Word<'_>) -> bool {
    let straight = matches!(word.node().tag.case, Some(Case::Nominative) | None);
    let opens = word.previous().is_none_or(|p| !p.beside(word));
    straight && word.pos() == Pos::Noun && (opens || word.text().starts_with(char::is_lowercase))
}

/// Cuts words into noun phrases.
pub(super) fn phrases<'t>(words: &[Word<'t>], verb: Word<'t>) -> Vec<Phrase<'t>> {
    let mut cutter = Cutter { out: Vec::new(), open: None, marker: String::new(), joined: false, quoted: false, verb };
    for (n, &word) in words.iter().enumerate() {
        cutter.take(words, n, word);
    }
    cutter.close();
    cutter.out
}

/// A phrase that is not closed yet.
struct Open<'t> {
    start: usize,
    end: usize,
    head: Option<Word<'t>>,
    number: Option<Word<'t>>,
    /// The last adjective or participle: «16 | пленных» has no other head.
    modifier: Option<Word<'t>>,
}

/// What has been cut so far.
struct Cutter<'t> {
    out: Vec<Phrase<'t>>,
    open: Option<Open<'t>>,
    marker: String,
    joined: bool,
    /// Inside the name in quotation marks of the open phrase: «корреспондента «Свободной волны» Марка».
    quoted: bool,
    verb: Word<'t>,
}

impl<'t> Cutter<'t> {
    fn take(&mut self, words: &[Word<'t>], n: usize, word: Word<'t>) {
        let lower = word.lower();
        // «После высылки»: a preposition with a capital letter is often taken for something else.
        let genitive = || {
            words.get(n + 1).is_some_and(|w| {
                w.node().tag.case == Some(Case::Genitive) && !w.lower().ends_with("ки") || w.lower().ends_with("ния")
            })
        };
        let before = PREPOSITIONS.contains(&lower.as_str()) && (lower != "накануне" || genitive());
        let pos = if word.russian() && before { Pos::Adposition } else { word.pos() };
        if (word.is(Relation::Inside) || self.quoted)
            && let Some(open) = &mut self.open
        {
            open.end = word.at() + 1;
            self.quoted &= word.text() != "»";
            return;
        }
        // "fifteen to twenty men": one number.
        let number = |at: usize| words.get(at).is_some_and(|w| w.pos() == Pos::Number);
        if n > 0 && matches!(lower.as_str(), "to" | "or" | "или" | "до") && number(n - 1) && number(n + 1) {
            return;
        }
        // "at | least 42", "up | to three thousand".
        let next = |at: usize, all: &[&str]| words.get(at).is_some_and(|w| all.contains(&w.lower().as_str()));
        if lower == "at" && next(n + 1, &["least", "most"])
            || matches!(lower.as_str(), "up" | "close") && next(n + 1, &["to"]) && number(n + 2)
            || lower == "to" && n > 0 && matches!(words[n - 1].lower().as_str(), "up" | "close") && number(n + 1)
        {
            return;
        }
        // «от | 300 до 400 человек»
        if lower == "от" && number(n + 1) && next(n + 2, &["до"]) {
            return;
        }
        if matches!(lower.as_str(), "more" | "less" | "fewer") && next(n + 1, &["than"]) {
            return;
        }
        if pos == Pos::Adposition && bounds_number(words, n)
            || matches!(lower.as_str(), "fewer" | "least" | "most") && self.marker.is_empty()
            || lower == "than"
        {
            return;
        }
        let participle = pos == Pos::Verb
            && word.form() == Some(VerbForm::Participle)
            && (word.is(Relation::Adjective) || word.node().tag.case.is_some() && word.russian());
        match pos {
            Pos::Adposition | Pos::Particle if lower == "of" || lower == "из" => {
                // "dozens of | men" are men; "three of the men" are, too.
                let counts =
                    self.open.as_ref().is_some_and(|o| o.head.is_none_or(|h| QUANTITIES.contains(&h.lower().as_str())));
                if counts {
                    if let Some(open) = &mut self.open {
                        open.number = open.number.or(open.head);
                        open.head = None;
                        open.end = word.at() + 1;
                    }
                } else {
                    self.close();
                    self.marker = lower;
                }
            }
            Pos::Adposition => {
                self.close();
                self.marker = lower;
            }
            Pos::Determiner if is_pronoun_like(word) => {
                self.close_open();
                self.extend(word, Some(word));
                self.close();
            }
            Pos::Pronoun if !word.is(Relation::Determiner) => {
                self.close_open();
                self.extend(word, Some(word));
                self.close();
            }
            Pos::Number => {
                self.before_modifier(word);
                self.extend(word, None);
                if let Some(open) = &mut self.open {
                    open.number = Some(word);
                }
            }
            // "A | drone hit", "The | wounded were": no noun comes behind.
            Pos::Adjective if stands_for_noun(word) => self.noun(word),
            Pos::Determiner | Pos::Adjective | Pos::Pronoun => {
                self.close_year(word);
                self.before_modifier(word);
                self.extend(word, None);
                self.modify(word);
            }
            Pos::Verb if participle => {
                self.before_modifier(word);
                self.extend(word, None);
                self.modify(word);
            }
            _ if word.russian() && is_numeral(&lower) => {
                self.before_modifier(word);
                self.extend(word, None);
                if let Some(open) = &mut self.open {
                    open.number = Some(word);
                }
            }
            // "the self-styled | republic": the first piece of an adjective.
            Pos::Noun | Pos::Name if opens_compound(words, n) => {
                self.before_modifier(word);
                self.extend(word, None);
            }
            Pos::Noun | Pos::Name => {
                self.close_year(word);
                self.noun(word);
            }
            Pos::Particle if matches!(lower.as_str(), "'s" | "’s" | "'" | "’") => {
                if let Some(open) = &mut self.open {
                    open.head = None;
                    open.end = word.at() + 1;
                }
            }
            Pos::Conjunction if matches!(lower.as_str(), "and" | "or" | "и" | "или") => {
                self.close();
                if let Some(last) = self.out.last_mut() {
                    last.couple = last.end == word.at();
                }
                self.joined = true;
            }
            Pos::Mark if word.text() == "«" && words[n..].iter().any(|w| w.text() == "»") && self.has_noun() => {
                self.quoted = true;
            }
            Pos::Mark
                if matches!(word.text(), "-" | "«" | "»" | "“")
                    && self.open.is_some()
                    && words.get(n + 1).is_some() =>
            {
                if let Some(open) = &mut self.open {
                    open.end = word.at() + 1;
                }
            }
            Pos::Mark if word.text() == "«" || super::bounds_name(word) => {}
            Pos::Adverb | Pos::Particle if self.open.as_ref().is_some_and(|o| o.head.is_none()) => {}
            _ => {
                self.close();
                if word.text() == ","
                    && let Some(last) = self.out.last_mut()
                {
                    last.comma = last.end == word.at();
                }
                self.marker.clear();
                self.joined = false;
            }
        }
    }

    /// "Since 2018 | the foundation", "In 2021 | Drennia": a year counts nothing.
    fn close_year(&mut self, word: Word<'t>) {
        const OPENING: [&str; 18] = [
            "the", "a", "an", "its", "their", "his", "her", "our", "both", "all", "every", "each", "this", "these",
            "some", "no", "another", "several",
        ];
        let Some(open) = self.open.as_ref().filter(|o| o.head.is_none() && o.modifier.is_none() && o.end == word.at())
        else {
            return;
        };
        let year = |w: Word<'t>| {
            w.text().len() == 4 && w.text().starts_with(['1', '2']) && w.text().bytes().all(|b| b.is_ascii_digit())
        };
        let dated = open.number.is_some_and(year)
            && open.start + 1 == open.end
            && matches!(self.marker.as_str(), "in" | "since" | "by" | "from" | "until" | "before" | "after");
        if !word.russian() && open.number.is_some() && (dated || OPENING.contains(&word.lower().as_str())) {
            self.close();
        }
    }

    fn has_noun(&self) -> bool {
        self.open.as_ref().is_some_and(|o| o.head.is_some())
    }

    /// A Russian modifier behind a noun opens a phrase of its own, unless both are a name.
    fn before_modifier(&mut self, word: Word<'t>) {
        let capital = |w: Word<'t>| w.text().starts_with(char::is_uppercase);
        // "Quarnian | consular officers".
        let adjectival =
            |h: Word<'t>| !word.russian() && h.pos() == Pos::Name && word.pos() == Pos::Adjective && describes(h, word);
        if self.open.as_ref().and_then(|o| o.head).is_some_and(adjectival) {
            return;
        }
        let closes =
            self.open.as_ref().and_then(|o| o.head).is_some_and(|h| !(capital(word) && (capital(h) || word.russian())));
        if closes {
            self.close_as_owner(word);
        }
    }

    fn noun(&mut self, word: Word<'t>) {
        let head = self.open.as_ref().and_then(|o| o.head);
        let Some(head) = head else { return self.extend(word, Some(word)) };
        if !word.russian() {
            // "aide | de camp", "chargé | d'affaires": foreign words go on with a noun.
            let foreign = word.is(Relation::Flat)
                && word.text().starts_with(char::is_lowercase)
                && word.head().is_some_and(|h| h.at() == head.at());
            if foreign || matches!(word.text(), "d" | "d'" | "d’") {
                return self.extend(word, None);
            }
            // "in recent weeks | prosecutors", "On 4 March | officers", "In reply | Ombria".
            let subject = matches!(word.node().relation, Relation::Subject | Relation::SubjectPassive)
                && word.head().is_some_and(|h| h.at() == self.verb.at())
                && head.head().is_some_and(|h| h.at() != word.at())
                && head.text().starts_with(char::is_lowercase);
            if word.at() < self.verb.at() && (subject || super::is_time(head) && !super::is_time(word)) {
                self.close();
            }
            return self.extend(word, Some(word));
        }
        // «в четверг | наборщики»: a time has nobody.
        if super::times::is_time(head) && !super::times::is_time(word) {
            self.close();
            return self.extend(word, Some(word));
        }
        // «вестамарским | властям»: an adjective of a land, taken for a noun.
        let of_land = head.lower().contains("ск") && crate::inflection::is_adjective(&head.lower());
        if of_land
            && head.text().starts_with(char::is_lowercase)
            && head.at() + 1 == word.at()
            && head.node().tag.case == word.node().tag.case
        {
            return self.extend(word, Some(word));
        }
        let of_verb = word.head().is_some_and(|h| h.at() == self.verb.at())
            && !matches!(word.node().relation, Relation::Modifier | Relation::Flat);
        let case = word.node().tag.case;
        let same = case == head.node().tag.case || case.is_none();
        let name = word.text().starts_with(char::is_uppercase);
        let next = word.previous().is_some_and(|p| p.at() == head.at());
        // «корреспондента «Волны» | Марка»: the name of the one before the quotation marks.
        let named = name && word.previous().is_some_and(|p| p.text() == "»");
        let belongs = named || case == Some(Case::Genitive)
            && (!of_verb
                || next
                    && (name && word.lower().ends_with(['и', 'ы'])
                        || word.lower().ends_with("ов")
                        || word.lower().ends_with("ев")))
            || name && (same || word.is(Relation::Flat) || word.is(Relation::Apposition))
            // «мэр | Пеллара», «водители | Соргании»: a name right behind a noun in the nominative is its owner's or its own.
            || name && next && is_bare_noun(head);
        if QUANTITIES.contains(&head.lower().as_str()) && (case == Some(Case::Genitive) || word.lower() == "человек")
        {
            if let Some(open) = &mut self.open {
                open.number = Some(head);
            }
            return self.extend(word, Some(word));
        }
        if belongs {
            return self.extend(word, None);
        }
        self.close();
        self.extend(word, Some(word));
    }

    /// «служба надзора | Туремии»: an adjective in the genitive behind a noun goes on with it.
    fn close_as_owner(&mut self, word: Word<'t>) {
        let genitive = word.russian()
            && word.node().tag.case == Some(Case::Genitive)
            && (word.pos() != Pos::Number || self.opens_in_nominative() && word.lower().ends_with(['и', 'х']))
            && (word.at() > self.verb.at() || self.opens_in_nominative());
        if !genitive {
            self.close();
        }
    }

    /// «министры | иностранных дел провели».
    fn opens_in_nominative(&self) -> bool {
        let head = self.open.as_ref().and_then(|o| o.head);
        head.is_some_and(|h| h.node().tag.case == Some(Case::Nominative) && h.pos() == Pos::Noun)
    }

    fn extend(&mut self, word: Word<'t>, head: Option<Word<'t>>) {
        let open = self.open.get_or_insert(Open {
            start: word.at(),
            end: word.at() + 1,
            head: None,
            number: None,
            modifier: None,
        });
        open.end = word.at() + 1;
        open.head = head.or(open.head);
    }

    fn modify(&mut self, word: Word<'t>) {
        let opens = word.previous().is_none_or(|p| !p.beside(word));
        let small = opens || word.text().starts_with(char::is_lowercase);
        let person = word.russian() && small && is_participle_noun(&word.lower());
        if let Some(open) = self.open.as_mut().filter(|o| o.number.is_some() || person) {
            open.modifier = Some(word);
        }
    }

    /// Closes the open phrase, keeps the preposition before a new one: «за | то».
    fn close_open(&mut self) {
        if self.open.is_some() || !self.verb.russian() {
            self.close();
        }
    }

    fn close(&mut self) {
        if let Some(open) = self.open.take()
            && let Some(head) = open.head.or(open.modifier.filter(|m| m.russian())).or(open.number)
        {
            // "sanctions on officials and | the bank": of two that are joined behind a verb both stand behind the preposition.
            let pair = |last: &&Phrase<'t>| open.start > self.verb.at() || last.marker == "между";
            let shared = || self.out.last().filter(|last| self.joined && last.couple).filter(pair);
            if self.marker.is_empty()
                && let Some(last) = shared().filter(|last| !last.head.russian() || last.case() == head.node().tag.case)
            {
                self.marker = last.marker.clone();
            }
            self.out.push(Phrase {
                head,
                start: open.start,
                end: open.end,
                marker: std::mem::take(&mut self.marker),
                counted: open.number.is_some(),
                joined: self.joined,
                comma: false,
                couple: false,
            });
        }
        self.marker.clear();
        self.joined = false;
    }
}
