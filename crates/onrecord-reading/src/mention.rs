//! Who is in an article: the names in it, with the roles and genders that it gives them.
//!
//! Takes a [`Document`], gives its [`Cast`]: people and bodies, each with the places where they are named. A name is a run of capitalised
//! words; it is a person's where a known first name opens it or a role stands beside it, a body's where a word like "ministry" or an
//! acronym is in it, and otherwise nobody's in particular. Two names with different first names are two people, whatever their
//! surname.

use crate::{
    SpeakerKind,
    document::Document,
    found::Agreement,
    lexicon::{Class, Lexicon, Word},
    tokens::{Kind, Token},
};
use std::{
    collections::{HashMap, HashSet},
    ops::Range,
};

/// One person or body of an article.
#[derive(Clone, Debug)]
pub(crate) struct Member {
    /// The fullest name, as printed.
    pub(crate) name: String,
    /// The role that the article gives, as printed.
    pub(crate) role: Option<String>,
    /// Every role that the article gives, in lower case.
    pub(crate) roles: Vec<String>,
    /// Person, body or unknown.
    pub(crate) kind: SpeakerKind,
    /// As far as a first name, a title or a role tells.
    pub(crate) gender: Option<Agreement>,
    /// The first token of the first mention.
    pub(crate) first: usize,
    /// Only the headline names it.
    pub(crate) from_title: bool,
    /// Its place among the members.
    id: usize,
    /// The text calls it a company of some sort: "phone maker Larch".
    pub(crate) business: bool,
    /// The words of the name without their endings.
    stems: Vec<String>,
}

impl Member {
    /// Words of the fullest name.
    pub(crate) fn words(&self) -> usize {
        self.stems.len()
    }
}

/// Everybody whom an article names.
#[derive(Debug, Default)]
pub(crate) struct Cast {
    /// People and bodies, in the order of their first full name.
    pub(crate) members: Vec<Member>,
    /// Where they are named, in the order of the text.
    pub(crate) mentions: Vec<Mention>,
    by_last: HashMap<String, Vec<usize>>,
    /// Names of two words and more.
    by_first: HashMap<String, Vec<usize>>,
    /// Names of which the article says that they have a government, an embassy, a president.
    places: HashSet<String>,
    /// Russian names, without their endings, of which the article says that something is there, or that they have a ministry.
    lands: HashSet<String>,
}

/// A place where a member of the cast is named.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Mention {
    /// First token of the name.
    pub(crate) at: usize,
    /// Who.
    pub(crate) member: usize,
}

/// A run of capitalised words taken apart.
#[derive(Clone, Debug)]
pub(crate) struct Name {
    /// Titles and roles before the name proper: "Foreign Minister", «пресс-секретарь президента».
    pub(crate) role: Range<usize>,
    /// The name proper.
    pub(crate) name: Range<usize>,
}

/// More people of one surname than any article names; keeps a text of nothing but names linear.
const MOST_OF_ONE_SURNAME: usize = 64;

/// Nouns for those who do business; any of them can stand for a company that the text names.
pub(crate) const COMPANY: &[&str] = &[
    "company",
    "firm",
    "maker",
    "manufacturer",
    "retailer",
    "carrier",
    "airline",
    "chain",
    "giant",
    "startup",
    "start-up",
    "bank",
    "lender",
    "operator",
    "developer",
    "producer",
    "chipmaker",
    "automaker",
    "carmaker",
    "drugmaker",
    "brand",
    "business",
    "employer",
    "supplier",
    "insurer",
    "miner",
    "brewer",
    "builder",
    "shipper",
    "conglomerate",
    "corporation",
    "supermarket",
    "utility",
    "publisher",
    "studio",
];

/// Nouns for those who publish.
pub(crate) const OUTLET: &[&str] = &[
    "newspaper",
    "paper",
    "magazine",
    "website",
    "site",
    "outlet",
    "broadcaster",
    "station",
    "agency",
    "daily",
    "weekly",
    "channel",
];

/// Members that an acronym is compared with, at most.
const ACRONYMS: usize = 256;

/// Longest name in words.
const LONGEST: usize = 8;

impl Cast {
    /// Reads the names of a text: full names first, then what they explain.
    pub(crate) fn of(document: &Document<'_>) -> Cast {
        let mut cast = Cast { places: places(document), lands: lands(document), ..Cast::default() };
        let names = names(document);
        let telling = |n: &&Name| n.name.len() >= 2 || !n.role.is_empty() || is_acronym(document, n);
        for name in names.iter().filter(|n| telling(n) || is_business(document, n)) {
            // «президент Сарвении»: a country behind a role is nobody's name.
            let lone = name.name.len() == 1 && is_cyrillic(document, name.name.start);
            let land =
                cast.is_land(document, name.name.start) || document.tokens.lower(name.name.start).ends_with("ии");
            if !(lone && land) {
                cast.add(document, name);
            }
        }
        cast.tell_people(document, &names);
        for name in &names {
            if let [member] = cast.named(document, &name.name)[..] {
                cast.mentions.push(Mention { at: name.name.start, member });
            }
        }
        cast
    }

    /// Whom a name can stand for: all whose words end in its words, or begin with them.
    pub(crate) fn named(&self, document: &Document<'_>, name: &Range<usize>) -> Vec<usize> {
        let stems = stems(document, name);
        let Some(last) = stems.last() else { return Vec::new() };
        let of_last = self.by_last.get(last).map(Vec::as_slice).unwrap_or_default();
        of_last.iter().copied().filter(|&m| fits(&stems, &self.members[m].stems)).collect()
    }

    /// Whether a name without its article (lower case) is that of a country, a capital or a seat, by the lists or by the article.
    pub(crate) fn is_place(&self, document: &Document<'_>, lower: &str) -> bool {
        let opens = |m: &Member| m.kind == SpeakerKind::Person && m.stems.first().is_some_and(|s| s == lower);
        (document.lexicon.is_place(lower) || self.places.contains(lower)) && !self.members.iter().any(opens)
    }

    /// Takes the people whom the headline names, in full where the text has only their surnames.
    pub(crate) fn add_title(&mut self, document: &Document<'_>, title: &Document<'_>) {
        // "Minister Mira Tolland Visits Arden": where every word has a capital, nothing tells where a name ends.
        let words = || title.tokens.all().iter().filter(|t| t.is_word());
        if words().filter(|t| t.is_capital()).count() * 3 > words().count() * 2 {
            return;
        }
        for member in Cast::of(title).members {
            let full = member.kind == SpeakerKind::Person && matches!(member.stems.len(), 2 | 3);
            let Some(last) = member.stems.last().cloned().filter(|_| full) else { continue };
            let of_last = self.by_last.entry(last).or_default();
            if of_last.iter().any(|&m| fits(&member.stems, &self.members[m].stems)) {
                continue;
            }
            let id = self.members.len();
            of_last.push(id);
            if let Some(first) = member.stems.first() {
                self.by_first.entry(first.clone()).or_default().push(id);
            }
            let name = nominative(document.lexicon, &member.name);
            self.members.push(Member { name, id, first: 0, from_title: true, ..member });
        }
        self.mentions.clear();
        for name in &names(document) {
            if let [member] = self.named(document, &name.name)[..] {
                self.mentions.push(Mention { at: name.name.start, member });
            }
        }
    }

    /// Whom a single word can stand for that is the first of their name.
    pub(crate) fn opened_by(&self, document: &Document<'_>, at: usize) -> Vec<usize> {
        let stems = stems(document, &(at..at + 1));
        let Some(word) = stems.first() else { return Vec::new() };
        self.by_first.get(word).map(|of_first| of_first.iter().copied().take(2).collect()).unwrap_or_default()
    }

    /// The body whose first letters an acronym is: "HRC" for the Harbour Rights Centre.
    pub(crate) fn spelled_out(&self, member: usize) -> Option<usize> {
        let short = &self.members[member];
        let letters: String = short.name.chars().filter(|c| *c != '.').collect();
        let acronym = short.words() == 1 && letters.chars().count() >= 2 && letters.chars().all(char::is_uppercase);
        if !acronym {
            return None;
        }
        let spelled = |m: &Member| {
            let words: Vec<&str> =
                m.name.split(|c: char| c.is_whitespace() || c == '-').filter(|w| !w.is_empty()).collect();
            let own: String =
                words.iter().filter(|w| w.starts_with(char::is_uppercase)).filter_map(|w| w.chars().next()).collect();
            let all: String = words.iter().filter_map(|w| w.chars().next()).flat_map(char::to_uppercase).collect();
            let lower = m.name.to_lowercase();
            let foreign = lower.contains("foreign ministry") || lower.contains("ministry of foreign affairs");
            m.kind != SpeakerKind::Person
                && words.len() >= 2
                && (letters == "MFA" && foreign || own.starts_with(&letters) || all.starts_with(&letters))
        };
        let mut full = self.members.iter().take(ACRONYMS).filter(|m| m.id != member && spelled(m)).map(|m| m.id);
        full.next().filter(|_| full.next().is_none())
    }

    /// Whether a Russian name, in any case, is one of a country or a town by what the article says.
    pub(crate) fn is_land(&self, document: &Document<'_>, at: usize) -> bool {
        self.lands.contains(stem(document.tokens.lower(at)))
    }

    /// A name of which nothing is known is a person's where its last word comes back alone, without an article, and its first never does: so
    /// people are called by their surname, while companies are called by what opens their name.
    fn tell_people(&mut self, document: &Document<'_>, names: &[Name]) {
        let mut alone: HashSet<String> = HashSet::new();
        let mut bodies: HashSet<usize> = HashSet::new();
        for name in names.iter().filter(|n| n.role.is_empty()) {
            let before = document.word(name.name.start.wrapping_sub(1));
            let titled = document
                .inside
                .get(name.name.start)
                .copied()
                .flatten()
                .is_some_and(|q| document.quotations[q as usize].len() <= name.name.len() + 1);
            if name.name.len() == 1 && !before.is(Class::Determiner) && !before.is(Class::Preposition) && !titled {
                alone.extend(stems(document, &name.name));
            } else if name.name.len() >= 2 && (titled || before.is(Class::Determiner)) {
                bodies.extend(self.named(document, &name.name));
            }
        }
        for member in self.members.iter_mut().filter(|m| m.kind == SpeakerKind::Unknown && m.stems.len() >= 2) {
            let [first, .., last] = &member.stems[..] else { continue };
            if !bodies.contains(&member.id) && alone.contains(last) && !alone.contains(first) && !member.business {
                member.kind = SpeakerKind::Person;
            }
        }
    }

    fn add(&mut self, document: &Document<'_>, name: &Name) {
        let kind = kind(document, name);
        let role = if kind == SpeakerKind::Person { role(document, name) } else { None };
        let roles: Vec<String> = role.iter().map(|r| r.to_lowercase()).collect();
        let gender = gender(document, name);
        let stems = stems(document, &name.name);
        let clash = |m: &usize| matches!((gender, self.members[*m].gender), (Some(a), Some(b)) if a != b);
        let fitting: Vec<usize> = self.named(document, &name.name).into_iter().filter(|m| !clash(m)).collect();
        if name.name.len() == 1 && fitting.len() > 1 {
            // "Minister Tolland" where two Tollands are known: no third one.
            return;
        }
        let known = fitting.first().copied();
        if let Some(m) = known {
            let member = &mut self.members[m];
            member.role = member.role.take().or(role);
            member.business |= is_business(document, name);
            member.roles.extend(roles);
            member.gender = member.gender.or(gender);
            if member.kind == SpeakerKind::Unknown {
                member.kind = kind;
            }
            if stems.len() > member.stems.len()
                || is_nominative(document, &name.name) && !is_known_form(&member.name, document)
            {
                member.name = document.slice(&name.name).to_owned();
                member.stems = stems;
            }
            return;
        }
        let Some(last) = stems.last().cloned() else { return };
        let id = self.members.len();
        let of_last = self.by_last.entry(last).or_default();
        if of_last.len() >= MOST_OF_ONE_SURNAME {
            return;
        }
        of_last.push(id);
        if let [first, _, ..] = &stems[..] {
            self.by_first.entry(first.clone()).or_default().push(id);
        }
        self.members.push(Member {
            name: document.slice(&name.name).to_owned(),
            role,
            roles,
            kind,
            gender,
            first: name.name.start,
            from_title: false,
            id,
            business: is_business(document, name),
            stems,
        });
    }
}

/// Whether the words of a short name are words of the full one, its last word among them.
fn fits(short: &[String], full: &[String]) -> bool {
    let (short, full) = if short.len() <= full.len() { (short, full) } else { (full, short) };
    let mut rest = full.iter();
    short.last() == full.last() && short.iter().all(|s| rest.any(|f| f == s))
}

/// Names beside which a government stands: "Tessaly's foreign minister", "the embassy of Tessaly".
fn places(document: &Document<'_>) -> HashSet<String> {
    const OF: [&str; 9] =
        ["embassy", "government", "ambassador", "president", "republic", "kingdom", "capital", "envoy", "consulate"];
    const OWN: [&str; 11] = [
        "government",
        "president",
        "parliament",
        "embassy",
        "ambassador",
        "ministry",
        "capital",
        "prime",
        "foreign",
        "army",
        "envoy",
    ];
    let all = document.tokens.all();
    let is_name = |at: usize| {
        let alone = at == 0 || !all[at - 1].is_capital() || all[at - 1].word.is(Class::SentenceOpener);
        let known = all[at].word != Word::default() || all.get(at + 1).is_some_and(Token::is_capital);
        all[at].is_capital() && alone && !known
    };
    let mut out = HashSet::new();
    for at in 0..all.len() {
        let owns = all.get(at + 1).is_some_and(|t| t.kind == Kind::Possessive)
            && (at + 2..at + 4).any(|i| OWN.contains(&document.tokens.lower(i)));
        let of = at >= 2
            && matches!(document.tokens.lower(at - 1), "of" | "to")
            && (OF.contains(&document.tokens.lower(at - 2)));
        if (owns || of) && is_name(at) {
            out.insert(document.tokens.lower(at).to_owned());
        }
    }
    out
}

/// Russian names behind «в» or «из», or behind a body or a group: «в Сарвении», «МИД Сарвении», «власти Сарвении».
fn lands(document: &Document<'_>) -> HashSet<String> {
    let all = document.tokens.all();
    let single = |at: &usize| {
        all[*at].is_capital() && is_cyrillic(document, *at) && !all.get(at + 1).is_some_and(Token::is_capital)
    };
    let in_it = |at: &usize| {
        let before = document.word(at - 1);
        matches!(document.tokens.lower(at - 1), "в" | "во" | "из")
            || (before.is(Class::Body) || before.is(Class::Group)) && !all[at - 1].ends_sentence()
    };
    (1..all.len()).filter(single).filter(in_it).map(|at| stem(document.tokens.lower(at)).to_owned()).collect()
}

/// "phone maker Larch": a name behind a noun for a business.
fn is_business(document: &Document<'_>, name: &Name) -> bool {
    // "BridgeWorks, the builder".
    let behind = name.name.end;
    let apposed = document.token(behind).is_some_and(|t| t.is(','))
        && document.word(behind + 1).is(Class::Determiner)
        && (behind + 2..behind + 5).any(|at| {
            let ends = document.token(at + 1).is_none_or(|t| !t.is_word());
            ends && COMPANY.contains(&document.tokens.lower(at))
        });
    if apposed && !is_first_name(document.word(name.name.start)) {
        return true;
    }
    let before = name.name.start.checked_sub(1).map_or("", |at| document.tokens.lower(at));
    COMPANY.contains(&before) || before == "in" && document.tokens.lower(name.name.start.wrapping_sub(2)) == "shares"
}

/// All runs of capitalised words, taken apart into roles and name.
fn names(document: &Document<'_>) -> Vec<Name> {
    let mut out = Vec::new();
    for paragraph in &document.paragraphs {
        let mut at = paragraph.start;
        while at < paragraph.end {
            let end = run_end(document, at, paragraph.end);
            if end > at {
                out.extend(take_apart(document, at..end, paragraph.start));
            }
            at = end.max(at + 1);
        }
    }
    out
}

/// The name in the words of a mention: the last run of capitalised words before its first comma or preposition, so that "Kremlin
/// spokesman Jon Arden" is Arden and "Jon Arden, a Kremlin spokesman," too.
pub(crate) fn name_in(document: &Document<'_>, mention: &Range<usize>) -> Option<Name> {
    let mut best = None;
    let mut at = mention.start;
    while at < mention.end {
        let end = run_end(document, at, mention.end);
        if end > at {
            best = take_apart(document, at..end, mention.start).or(best);
        } else if best.is_some() && !document.token(at).is_some_and(goes_on) {
            break;
        }
        at = end.max(at + 1);
    }
    best
}

/// The name that ends where a mention ends.
pub(crate) fn name_at_end(document: &Document<'_>, mention: &Range<usize>) -> Option<Name> {
    let start = (mention.start..mention.end)
        .rev()
        .take_while(|&at| document.token(at).is_some_and(Token::is_capital))
        .last()?;
    take_apart(document, start..mention.end, start)
}

/// A word that a name can follow inside one mention.
fn goes_on(token: &Token) -> bool {
    token.kind == Kind::Possessive
        || token.is_word() && !token.word.is(Class::Preposition) && !token.word.is(Class::Conjunction)
}

fn run_end(document: &Document<'_>, start: usize, limit: usize) -> usize {
    let mut end = start;
    while end < limit && end - start < LONGEST {
        let Some(token) = document.token(end) else { break };
        let particle = end > start
            && matches!(
                document.tokens.lower(end),
                "of" | "al" | "bin" | "de" | "la" | "van" | "von" | "der" | "da" | "el"
            )
            && token.kind == Kind::Word
            && document.token(end + 1).is_some_and(Token::is_capital);
        if !token.is_capital() && !particle {
            break;
        }
        end += 1;
    }
    end
}

fn take_apart(document: &Document<'_>, run: Range<usize>, limit: usize) -> Option<Name> {
    let mut start = run.start;
    // "But Tolland", "In Arden": a sentence opener is no part of the name.
    while start < run.end && document.word(start).is(Class::SentenceOpener) {
        start += 1;
    }
    // «Власти Дольмарка»: a noun that opens a sentence is no name either.
    if run.len() >= 2 && is_common_noun(document, start) && is_cyrillic(document, start) {
        start += 1;
    }
    let trade = run.len() >= 3 && opens_sentence(document, start) && is_trade(document, start);
    let is_role =
        |at: usize| document.word(at).is(Class::Role) || document.word(at).is(Class::Title) || trade && at == run.start;
    let head = (start..run.end).rev().find(|&at| is_role(at)).map_or(start, |at| at + 1);
    let head = behind_of(document, head, run.end);
    let head = behind_land(document, head, run.end);
    let head = (head + 1..run.end.saturating_sub(1)).find(|&at| opens_name(document, head, at)).unwrap_or(head);
    let posted = start > limit && document.word(start - 1).is(Class::Preposition);
    let of_place = posted && (start.saturating_sub(4)..start).any(is_role);
    let named = |at: &usize| is_first_name(document.word(*at)) && !is_first_name(document.word(start));
    let head = (start + 1..run.end.saturating_sub(1)).find(|at| of_place && named(at)).unwrap_or(head);
    let body = (start..run.end).any(|at| document.word(at).is(Class::Body))
        && !is_first_name(document.word(head))
        && !(is_cyrillic(document, start) && head > start);
    let name = if body && head == start { start..run.end } else { head..run.end };
    if name.is_empty() || document.tokens.lower(name.start) == "of" {
        return None;
    }
    // "Lev Orn of BridgeWorks" is Lev Orn.
    let of = name.clone().find(|&at| document.tokens.lower(at) == "of");
    let name = match of {
        Some(of) if is_first_name(document.word(name.start)) && of >= name.start + 2 => name.start..of,
        _ => name,
    };
    // "Dolmark's Border Guard" is another one than "Tessaly's Border Guard".
    let owned = body
        && name.start >= limit + 2
        && document.token(name.start - 1).is_some_and(|t| t.kind == Kind::Possessive)
        && document.token(name.start - 2).is_some_and(Token::is_capital)
        && !document.token(name.start.wrapping_sub(3)).is_some_and(|t| t.is_capital() && name.start > limit + 2);
    let name = if owned && head == start { name.start - 2..name.end } else { name };
    // «министр торговли Иван Толланд», "ministry spokeswoman Mira Tolland": lower-case words of a role before the run.
    let mut role = start.min(name.start)..name.start;
    let mut from = start;
    while from > limit && start - from < 6 {
        let at = from - 1;
        let Some(token) = document.token(at).filter(|t| t.is_word()) else { break };
        let stops = [
            Class::Determiner,
            Class::Preposition,
            Class::Conjunction,
            Class::Auxiliary,
            Class::Adverb,
            Class::Pronoun,
            Class::Nominal,
        ];
        if token.word.cue.is_some() || stops.iter().any(|&c| token.word.is(c)) {
            break;
        }
        from = at;
    }
    let by_trade = run.len() >= 2 && from < start && is_trade(document, start - 1) && !body;
    let lower_role = by_trade || (from..start).any(is_role);
    if of_place && name.start > start {
        role.start = (limit..start).rev().take(4).find(|&at| is_role(at)).unwrap_or(start);
        while role.start > limit && document.token(role.start - 1).is_some_and(Token::is_capital) {
            role.start -= 1;
        }
    } else if lower_role
        && (by_trade || document.word(start.saturating_sub(1)).is(Class::Role) || is_cyrillic(document, start))
    {
        role.start = from;
    }
    Some(Name { role, name })
}

/// «МИД Сарвении | Анна Орн»: in a long Russian run the last two words are the name, with a patronymic the last three.
fn behind_land(document: &Document<'_>, head: usize, end: usize) -> usize {
    let patronymic =
        |at: usize| ["вич", "вна", "вича", "вны", "вичу", "вне"].iter().any(|e| document.tokens.lower(at).ends_with(e));
    if end < head + 3 || !is_cyrillic(document, head) || (head..end).any(patronymic) {
        return head;
    }
    let known = is_first_name_at(document, head) && !document.word(head).is(Class::Body);
    if known { head } else { end - 2 }
}

/// Whether a Russian word is a listed noun for a group, a body or a document, and no role.
fn is_common_noun(document: &Document<'_>, at: usize) -> bool {
    let word = document.word(at);
    let listed = !document.lexicon.noun_forms(document.tokens.lower(at)).is_empty();
    listed && !word.is(Class::Role) && !word.is(Class::Title) && opens_sentence(document, at)
}

fn opens_sentence(document: &Document<'_>, at: usize) -> bool {
    let Some(before) = at.checked_sub(1).and_then(|at| document.token(at)) else { return true };
    before.ends_sentence() || matches!(before.kind, Kind::Break | Kind::Mark(_) | Kind::Dash) || before.is(':')
}

/// A word that by its ending says what somebody does: "winger", "geologist", «крановщик». Only asked of a word beside a name.
fn is_trade(document: &Document<'_>, at: usize) -> bool {
    const ENGLISH: [&str; 11] = ["er", "or", "ist", "ian", "eer", "man", "woman", "maid", "smith", "wright", "wife"];
    const RUSSIAN: [&str; 19] = [
        "щик",
        "чик",
        "щица",
        "чица",
        "тель",
        "ник",
        "ница",
        "ист",
        "истка",
        "лог",
        "арь",
        "ктор",
        "ант",
        "ент",
        "анин",
        "анка",
        "ковод",
        "граф",
        "ер",
    ];
    const OTHERS: &[&str] = &[
        "another",
        "other",
        "over",
        "under",
        "after",
        "never",
        "ever",
        "however",
        "whether",
        "rather",
        "either",
        "neither",
        "for",
        "or",
        "nor",
        "her",
        "per",
        "former",
        "later",
        "earlier",
        "greater",
        "lower",
        "upper",
        "inner",
        "outer",
        "paper",
        "river",
        "tower",
        "corner",
        "border",
        "order",
        "september",
        "october",
        "november",
        "december",
        "summer",
        "winter",
        "letter",
        "number",
        "christian",
        "than",
        "major",
        "minor",
        "senior",
        "junior",
        "prior",
        "exterior",
        "interior",
        "harbor",
        "labor",
        "computer",
        "center",
        "theater",
        "newspaper",
        "russian",
        "italian",
        "canadian",
        "australian",
        "norwegian",
        "ukrainian",
        "german",
        "human",
        "urban",
        "roman",
        "further",
        "together",
        "maker",
        "carrier",
        "retailer",
        "manufacturer",
        "lender",
        "operator",
        "developer",
        "producer",
        "supplier",
        "insurer",
        "miner",
        "brewer",
        "publisher",
        "employer",
        "builder",
        "automaker",
        "carmaker",
        "chipmaker",
        "drugmaker",
        "shipper",
    ];
    let lower = document.tokens.lower(at);
    let word = document.word(at);
    let plain =
        word.cue.is_none() && !word.is(Class::Preposition) && !word.is(Class::Determiner) && !word.is(Class::Adverb);
    let known = is_first_name(word) || word.is(Class::Body) || word.is(Class::Conjunction) || word.is(Class::Time);
    let ends = |ends: &[&str], least: usize| {
        ends.iter().any(|e| lower.ends_with(e) && lower.chars().count() >= e.chars().count() + least)
    };
    let by_ending = if is_cyrillic(document, at) { ends(&RUSSIAN, 3) } else { ends(&ENGLISH, 3) };
    plain && !known && by_ending && !OTHERS.contains(&lower)
}

/// "Secretary | of State | Jon Arden": where the name starts behind a role.
fn behind_of(document: &Document<'_>, head: usize, end: usize) -> usize {
    if document.tokens.lower(head) != "of" || head + 2 >= end {
        return head;
    }
    (head + 2..end).find(|&at| is_first_name(document.word(at))).unwrap_or(head + 2)
}

/// "US Jon Arden", «министр Тессалии Иван Толланд»: a first name behind a word that is none opens the name proper.
fn opens_name(document: &Document<'_>, head: usize, at: usize) -> bool {
    let before = document.slice(&(head..head + 1));
    let acronym = at == head + 1 && before.len() >= 2 && before.chars().all(char::is_uppercase);
    let first_name = is_first_name(document.word(at)) || is_first_name(lexicon_word(document, at));
    first_name && (acronym || is_cyrillic(document, at)) && !is_first_name(document.word(head))
}

/// The role before the name, or in the apposition behind it.
fn role(document: &Document<'_>, name: &Name) -> Option<String> {
    if (name.role.clone()).any(|at| document.word(at).is(Class::Role) || is_trade(document, at)) {
        return Some(document.slice(&name.role).to_owned());
    }
    role_behind(document, name).or_else(|| role_before(document, name))
}

/// "Dolmark's foreign minister, Jon Arden", "the mayor of Tolbeck, Jon Arden".
pub(crate) fn role_before(document: &Document<'_>, name: &Name) -> Option<String> {
    let end = name.name.start.checked_sub(1).filter(|&at| document.token(at).is_some_and(|t| t.is(',')))?;
    let joins = |at: &usize| {
        let (token, word) = (document.token(*at), document.word(*at));
        token.is_some_and(|t| t.is_word() || t.kind == Kind::Possessive)
            && !word.is(Class::Conjunction)
            && !word.is(Class::Pronoun)
            && !word.is(Class::Auxiliary)
            && (word.cue.is_none() || word.is(Class::Role))
            && (!word.is(Class::Preposition) || matches!(document.tokens.lower(*at), "of" | "for" | "to" | "at" | "in"))
    };
    let start = (end.saturating_sub(10)..end).rev().take_while(joins).last()?;
    // "the chairwoman of the Circle, Anna Orn": of several articles the one before a role opens it.
    let opens = |from: usize| {
        let from = from + usize::from(document.word(from).is(Class::Determiner));
        let head = (from..end).find(|&at| document.word(at).is(Class::Preposition)).unwrap_or(end);
        (head > from && document.word(head - 1).is(Class::Role)).then_some(from)
    };
    let articles = (start..end).rev().filter(|&at| document.word(at).is(Class::Determiner));
    let from = articles.chain([start]).find_map(opens)?;
    Some(document.slice(&(from..end)).to_owned())
}

/// "Jon Arden, the mayor of Tolbeck".
fn role_behind(document: &Document<'_>, name: &Name) -> Option<String> {
    let mut at = name.name.end;
    if !document.token(at)?.is(',') {
        return None;
    }
    at += 1;
    if document.word(at).is(Class::Determiner) && matches!(document.tokens.lower(at), "the" | "a" | "an") {
        at += 1;
    }
    let end = (at..at + 12).find(|&i| document.token(i).is_none_or(|t| !t.is_word() && t.kind != Kind::Possessive))?;
    let stops = ["who", "which", "said", "который", "которая"];
    let apposed = document.word(name.name.end + 1).is(Class::Determiner) && name.name.len() >= 2;
    let holds_role = (at..end).take(6).any(|i| document.word(i).is(Class::Role))
        || apposed && (at..end).take(4).any(|i| is_trade(document, i));
    let is_clause =
        (at..end).any(|i| stops.contains(&document.tokens.lower(i)) || document.word(i).is(Class::Auxiliary));
    (holds_role && !is_clause).then(|| document.slice(&(at..end)).to_owned())
}

fn kind(document: &Document<'_>, name: &Name) -> SpeakerKind {
    let words = || name.name.clone().map(|at| document.word(at));
    if words().any(|w| w.is(Class::Body)) || is_acronym(document, name) {
        return SpeakerKind::Body;
    }
    if is_cyrillic(document, name.name.start) && is_russian_person(document, name) {
        return SpeakerKind::Person;
    }
    let first = document.word(name.name.start);
    let personal = is_first_name(first) || is_first_name(lexicon_word(document, name.name.start));
    if personal || !name.role.is_empty() {
        return SpeakerKind::Person;
    }
    let comma = document.token(name.name.end).is_some_and(|t| t.is(','));
    let behind = name.name.end + 1;
    let aged = document.token(behind).is_some_and(|t| t.kind == Kind::Number)
        && document.token(behind + 1).is_some_and(|t| t.is(','))
        && document.slice(&(behind..behind + 1)).len() == 2;
    let told_of = matches!(document.tokens.lower(behind), "who" | "whose") || aged;
    let appositive = role(document, name).is_some() || comma && told_of;
    if appositive { SpeakerKind::Person } else { SpeakerKind::Unknown }
}

/// Two or three capitalised words in Russian, the first no adjective: bodies capitalise their first word alone.
fn is_russian_person(document: &Document<'_>, name: &Name) -> bool {
    let first = document.tokens.lower(name.name.start);
    let adjective =
        ["ый", "ий", "ая", "ое", "ые", "ие", "ой", "яя", "ого", "ых", "их"].iter().any(|e| first.ends_with(e));
    let noun = !document.lexicon.noun_forms(first).is_empty();
    let upper = document.slice(&name.name).chars().filter(|c| c.is_lowercase()).count() < name.name.len();
    matches!(name.name.len(), 2 | 3) && (!adjective || is_first_name_at(document, name.name.start)) && !noun && !upper
}

fn is_acronym(document: &Document<'_>, name: &Name) -> bool {
    let word = document.slice(&name.name);
    name.name.len() == 1 && word.chars().count() >= 2 && word.chars().all(|c| c.is_uppercase() || c == '.')
}

/// Whether a first name stands here, a Russian one in any case.
pub(crate) fn is_first_name_at(document: &Document<'_>, at: usize) -> bool {
    is_first_name(document.word(at)) || is_first_name(lexicon_word(document, at))
}

fn is_first_name(word: Word) -> bool {
    word.is(Class::MaleName) || word.is(Class::FemaleName)
}

/// What the lists know of a Russian first name in any case: «Марии» by «мария».
fn lexicon_word(document: &Document<'_>, at: usize) -> Word {
    let lower = document.tokens.lower(at);
    if !is_cyrillic(document, at) {
        return Word::default();
    }
    let body = stem(lower);
    ["", "а", "я", "й", "ь", "ия", "ий", "ья"]
        .iter()
        .map(|ending| document.lexicon.word(&format!("{body}{ending}")))
        .find(|w| is_first_name(*w))
        .unwrap_or_default()
}

/// Gender of a name with its titles, as far as they tell.
pub(crate) fn gender(document: &Document<'_>, name: &Name) -> Option<Agreement> {
    let (mut male, mut female) = (false, false);
    for at in name.role.clone() {
        male |= document.word(at).is(Class::Male);
        female |= document.word(at).is(Class::Female);
    }
    let before = document.word(name.name.start.saturating_sub(1));
    male |= before.is(Class::Male);
    female |= before.is(Class::Female);
    // "Tracy" alone may be a surname.
    if male == female && name.name.len() >= 2 {
        for word in [document.word(name.name.start), lexicon_word(document, name.name.start)] {
            male |= word.is(Class::MaleName) && !word.is(Class::FemaleName);
            female |= word.is(Class::FemaleName) && !word.is(Class::MaleName);
        }
    }
    match (male, female) {
        (true, false) => Some(Agreement::Male),
        (false, true) => Some(Agreement::Female),
        _ => None,
    }
}

fn stems(document: &Document<'_>, range: &Range<usize>) -> Vec<String> {
    let words = range.clone().filter(|&at| document.token(at).is_some_and(Token::is_word));
    words
        .map(|at| {
            if is_cyrillic(document, at) {
                stem(document.tokens.lower(at)).to_owned()
            } else {
                document.tokens.lower(at).to_owned()
            }
        })
        .collect()
}

/// A Russian name without its case ending: «Толландом», «Толланда» → «толланд».
pub(crate) fn stem(word: &str) -> &str {
    const ENDINGS: [&str; 24] = [
        "ого", "ому", "ыми", "ими", "ой", "ей", "ом", "ем", "ым", "им", "ых", "их", "ую", "юю", "ая", "ий", "ый", "ия",
        "ии", "ию", "ью", "ье", "ья", "ьи",
    ];
    let short = |s: &str| s.chars().count() < 3;
    if let Some(body) = ENDINGS.iter().find_map(|e| word.strip_suffix(e)).filter(|b| !short(b)) {
        return body;
    }
    let body = word.trim_end_matches(['а', 'у', 'е', 'ы', 'и', 'о', 'я', 'ю', 'й', 'ь']);
    if short(body) { word } else { body }
}

/// A Russian name as one would look it up: «Дарьи Ленской» → «Дарья Ленская». Only where the lists know the first name in another
/// case than it stands in, so that its gender tells how the surname goes; anything else stays as printed.
pub(crate) fn nominative(lexicon: &Lexicon, name: &str) -> String {
    let mut words: Vec<String> = name.split(' ').map(str::to_owned).collect();
    let lower = words[0].to_lowercase().replace('ё', "е");
    let cyrillic = lower.chars().next().is_some_and(|c| ('а'..='я').contains(&c));
    if !cyrillic || words.len() != 2 || is_first_name(lexicon.word(&lower)) {
        return name.to_owned();
    }
    let body = stem(&lower);
    let forms = ["", "а", "я", "й", "ь", "ия", "ий", "ья"].map(|ending| format!("{body}{ending}"));
    let Some(first) = forms.iter().find(|f| is_first_name(lexicon.word(f))) else { return name.to_owned() };
    let female = lexicon.word(first).is(Class::FemaleName);
    let mut letters = first.chars();
    words[0] = letters.next().map(|c| c.to_uppercase().chain(letters).collect()).unwrap_or_default();
    let last = words[1].clone();
    let swap = |ending: &str, to: &str| last.strip_suffix(ending).map(|body| format!("{body}{to}"));
    let found = if female {
        let adjective = ["ской", "цкой"].iter().any(|e| last.ends_with(e));
        let own = ["овой", "евой", "иной"].iter().any(|e| last.ends_with(e));
        if adjective {
            swap("ой", "ая")
        } else if own {
            swap("ой", "а")
        } else {
            None
        }
    } else {
        swap("ского", "ский")
            .or_else(|| swap("ским", "ский"))
            .or_else(|| swap("ом", ""))
            .or_else(|| swap("а", ""))
            .or_else(|| swap("у", ""))
    };
    words[1] = found.filter(|w| w.chars().count() >= 3).unwrap_or(last);
    words.join(" ")
}

fn is_cyrillic(document: &Document<'_>, at: usize) -> bool {
    document.tokens.lower(at).chars().next().is_some_and(|c| ('а'..='я').contains(&c))
}

/// A Russian first name in the form in which the lists have it.
fn is_nominative(document: &Document<'_>, name: &Range<usize>) -> bool {
    is_first_name(document.word(name.start))
}

fn is_known_form(name: &str, document: &Document<'_>) -> bool {
    let first = name.split_whitespace().next().unwrap_or("").to_lowercase();
    is_first_name(document.lexicon.word(&first))
}
