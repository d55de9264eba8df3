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
    inflection::nominative_person,
    lexicon::{Class, Word},
    tokens::{Kind, Token},
};
use form::{is_cyrillic, is_known_form, is_nominative, stems};
use name::{is_acronym, is_initial, kind, names};
use role::roles;
use std::{
    collections::{HashMap, HashSet},
    ops::Range,
};

mod form;
mod name;
mod role;

pub(crate) use form::{gender, is_first_name, is_first_name_at, is_oblique, is_whose, nominative, stem};
pub(crate) use name::{Name, is_month, is_past, is_place_name, name_at_end, name_in};
pub(crate) use role::{is_trade, role_before};

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

    /// Whether the last words of both names are the same.
    pub(crate) fn shares_surname(&self, other: &Member) -> bool {
        self.stems.last() == other.stems.last()
    }

    /// Told of by initials: "J. Orn".
    pub(crate) fn has_initials(&self) -> bool {
        self.stems.iter().any(|s| is_initial(s))
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
    /// Surnames of several that meant one of them from the start.
    called: HashMap<String, usize>,
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

impl Cast {
    /// Reads the names of a text: full names first, then what they explain.
    pub(crate) fn of(document: &Document<'_>) -> Cast {
        let mut cast = Cast { places: places(document), lands: lands(document), ..Cast::default() };
        let names = names(document);
        let telling = |n: &&Name| n.name.len() >= 2 || !n.role.is_empty() || is_acronym(document, n);
        for name in names.iter().filter(|n| telling(n) || is_business(document, n)) {
            // «президент Сарвении»: a country behind a role is nobody's name.
            let lone = name.name.len() == 1 && is_cyrillic(document, name.name.start);
            let land = cast.is_land(document, name.name.start)
                || document.tokens.lower(name.name.start).ends_with("ии")
                || name::is_country(document, name.name.start);
            if !(lone && land) {
                cast.add(document, name);
            }
        }
        cast.tell_people(document, &names);
        cast.place(document, &names);
        cast
    }

    /// Keeps where each is named. A surname of two that stood alone while only one of them had been named goes on meaning that one.
    fn place(&mut self, document: &Document<'_>, names: &[Name]) {
        self.mentions.clear();
        for name in names {
            let at = name.name.start;
            let named = self.named(document, &name.name);
            let member = match named[..] {
                [member] => Some(member),
                [] => None,
                _ => self.of_role(document, name, &named).or_else(|| self.called(document, name, &named)),
            };
            self.mentions.extend(member.map(|member| Mention { at, member }));
            let alone = name.name.len() == 1 && name.role.is_empty();
            if let Some(member) = member.filter(|&m| alone && self.members[m].words() > 1 && self.members[m].first < at)
            {
                let stems = stems(document, &name.name);
                self.called.entry(stems.into_iter().next().unwrap_or_default()).or_insert(member);
            }
        }
    }

    /// "Mayor Orn": of several, the one of whom the text gives that role.
    pub(crate) fn of_role(&self, document: &Document<'_>, name: &Name, members: &[usize]) -> Option<usize> {
        let words =
            || name.role.clone().filter(|&at| document.word(at).is(Class::Role)).map(|at| document.tokens.lower(at));
        let has = |role: &String| words().any(|w| role.split_whitespace().any(|part| part == w));
        let mut holders = members.iter().copied().filter(|&m| self.members[m].roles.iter().any(has));
        holders.next().filter(|_| holders.next().is_none())
    }

    /// Of several, the one whom the surname alone has meant since it first stood alone.
    pub(crate) fn called(&self, document: &Document<'_>, name: &Name, members: &[usize]) -> Option<usize> {
        let stems = stems(document, &name.name);
        let [only] = &stems[..] else { return None };
        if let Some(member) = self.called.get(only) {
            return members.contains(member).then_some(*member);
        }
        let at = name.name.start;
        let mut before = members.iter().copied().filter(|&m| self.members[m].first < at);
        before.next().filter(|_| before.next().is_none())
    }

    /// Whom a name can stand for: all whose words end in its words, or begin with them.
    pub(crate) fn named(&self, document: &Document<'_>, name: &Range<usize>) -> Vec<usize> {
        let stems = stems(document, name);
        let Some(last) = stems.last() else { return Vec::new() };
        let of_last = self.by_last.get(last).map(Vec::as_slice).unwrap_or_default();
        let found: Vec<usize> = of_last.iter().copied().filter(|&m| fits(&stems, &self.members[m].stems)).collect();
        match &stems[..] {
            [first, father] if found.is_empty() && is_patronymic(father) => self.addressed(first, father),
            // «Эрмину | Гордеева посоветовала»: two surnames that meet.
            [other, _] if found.is_empty() && self.is_surname(other) => of_last.to_vec(),
            _ => found,
        }
    }

    /// "Sir Nigel", "his brother Kieran": the first word of one person's full name that is no surname here.
    fn is_called_by_first_name(&self, stems: &[String]) -> bool {
        let [only] = stems else { return false };
        let person = |m: &usize| self.members[*m].kind == SpeakerKind::Person;
        matches!(self.by_first.get(only).map(Vec::as_slice), Some([one]) if person(one))
            && !self.by_last.contains_key(only)
    }

    /// Whether the last word of somebody's full name is this one, without its ending.
    fn is_surname(&self, stem: &str) -> bool {
        let full = |m: &usize| self.members[*m].kind == SpeakerKind::Person && self.members[*m].stems.len() >= 2;
        self.by_last.get(stem).is_some_and(|of_last| of_last.iter().any(full)) && !self.by_first.contains_key(stem)
    }

    /// «Лев Данилович», where the surname stands elsewhere: «Лев Данилович Орн», «Л. Д. Орн».
    fn addressed(&self, first: &str, father: &str) -> Vec<usize> {
        let initial = first.chars().next().map(|c| format!("{c}.")).unwrap_or_default();
        let opened = [first, initial.as_str()].into_iter().filter_map(|w| self.by_first.get(w)).flatten();
        let called = |m: &usize| matches!(&self.members[*m].stems[..], [a, b, _] if is_same_word(a, first) && is_same_word(b, father));
        let full: Vec<usize> = opened.clone().copied().filter(called).collect();
        // «Лев Орн», where nobody else is called Lev: the text had not told his father's name.
        let open = |m: &usize| matches!(&self.members[*m].stems[..], [a, b] if a == first && !is_patronymic(b));
        let mut open = opened.copied().filter(open);
        match (full.is_empty(), open.next(), open.next()) {
            (true, Some(one), None) => vec![one],
            _ => full,
        }
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
            let name = title_name(document, title, &member);
            if let Some(&m) = of_last.iter().find(|&&m| fits(&member.stems, &self.members[m].stems)) {
                // «О. Марран» of the text is «Овид Марран» of the headline.
                let known = &mut self.members[m];
                if known.has_initials() && !member.has_initials() {
                    (known.name, known.stems, known.from_title) = (name, member.stems.clone(), true);
                }
                continue;
            }
            let id = self.members.len();
            of_last.push(id);
            if let Some(first) = member.stems.first() {
                self.by_first.entry(first.clone()).or_default().push(id);
            }
            self.members.push(Member { name, id, first: 0, from_title: true, ..member });
        }
        self.called.clear();
        self.place(document, &names(document));
    }

    /// «О. Марран» of the text is «Овид Марран», whom the headline names.
    pub(crate) fn tell_in_full(&mut self, name: &str) {
        let [first, .., last] = &name.split_whitespace().collect::<Vec<_>>()[..] else { return };
        let initial = first.chars().next();
        let short = |m: &Member| {
            let mut words = m.name.split_whitespace();
            let opens = words.next().filter(|w| is_initial(&w.to_lowercase()) && w.chars().next() == initial);
            opens.is_some() && words.next_back() == Some(*last) && words.all(|w| is_initial(&w.to_lowercase()))
        };
        let mut shortened = self.members.iter_mut().filter(|m| m.kind == SpeakerKind::Person && short(m));
        if let (Some(member), None) = (shortened.next(), shortened.next()) {
            (member.name, member.from_title) = (name.to_owned(), true);
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
            // "Arden's Central Election Commission" is the CEC.
            let own_name =
                m.name.split_once("'s ").or_else(|| m.name.split_once("’s ")).map_or(m.name.as_str(), |(_, name)| name);
            let words: Vec<&str> =
                own_name.split(|c: char| c.is_whitespace() || c == '-').filter(|w| !w.is_empty()).collect();
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
        let all = if kind == SpeakerKind::Person { roles(document, name) } else { Vec::new() };
        let roles: Vec<String> = all.iter().map(|r| r.to_lowercase()).collect();
        let role = all.into_iter().next();
        let gender = gender(document, name).filter(|_| kind != SpeakerKind::Body);
        let stems = stems(document, &name.name);
        let clash = |m: &usize| matches!((gender, self.members[*m].gender), (Some(a), Some(b)) if a != b);
        let fitting: Vec<usize> = self.named(document, &name.name).into_iter().filter(|m| !clash(m)).collect();
        if name.name.len() == 1 && fitting.len() > 1 {
            // "Minister Tolland" where two Tollands are known: no third one.
            return;
        }
        let known = fitting.first().copied();
        if known.is_none() && self.is_called_by_first_name(&stems) {
            return;
        }
        if let Some(m) = known {
            let member = &mut self.members[m];
            member.role = member.role.take().or(role);
            member.business |= is_business(document, name);
            member.roles.extend(roles);
            member.gender = member.gender.or(gender);
            if member.kind == SpeakerKind::Unknown {
                member.kind = kind;
            }
            let same = stems.last() == member.stems.last();
            let spelled =
                member.stems.first().is_some_and(|s| is_initial(s)) && !stems.first().is_some_and(|s| is_initial(s));
            let nominative = is_nominative(document, &name.name) && !is_known_form(&member.name, document);
            if stems.len() > member.stems.len() || same && name.name.len() > 1 && (spelled || nominative) {
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

/// The nominative of a name in a headline: of an unlisted Russian one by the case of the role before it.
fn title_name(document: &Document<'_>, title: &Document<'_>, member: &Member) -> String {
    let straight = nominative(document.lexicon, &member.name);
    let role = (member.first.saturating_sub(8)..member.first).rev().find(|&at| title.word(at).is(Class::Role));
    let forms = role.map(|at| document.lexicon.noun_forms(title.tokens.lower(at))).unwrap_or_default();
    let one = forms.iter().find(|f| f.gender != Agreement::Plural).map(|f| f.case);
    let listed = member.name.split(' ').next().is_some_and(|w| is_first_name(document.lexicon.word(&w.to_lowercase())));
    let words: Vec<&str> = member.name.split(' ').collect();
    match one {
        Some(case) if straight == member.name && !listed && !member.has_initials() => {
            nominative_person(document.lexicon, &words, case, member.gender).unwrap_or(straight)
        }
        _ => straight,
    }
}

/// Whether the words of a short name are words of the full one, its last word among them.
fn fits(short: &[String], full: &[String]) -> bool {
    let (short, full) = if short.len() <= full.len() { (short, full) } else { (full, short) };
    let mut rest = full.iter();
    short.last() == full.last() && short.iter().all(|s| rest.any(|f| is_same_word(f, s)))
}

/// One word of a name in two mentions of it; "J." is any that begins with J.
fn is_same_word(a: &str, b: &str) -> bool {
    a == b || (is_initial(a) || is_initial(b)) && a.chars().next() == b.chars().next()
}

/// «Даниловичем» without its ending.
fn is_patronymic(stem: &str) -> bool {
    ["ович", "евич", "ич", "овн", "евн", "ичн"].iter().any(|e| stem.ends_with(e))
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
