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
    /// The words of the name without their endings.
    stems: Vec<String>,
}

/// Everybody whom an article names.
#[derive(Debug, Default)]
pub(crate) struct Cast {
    /// People and bodies, in the order of their first full name.
    pub(crate) members: Vec<Member>,
    /// Where they are named, in the order of the text.
    pub(crate) mentions: Vec<Mention>,
    by_last: HashMap<String, Vec<usize>>,
    /// Names of which the article says that they have a government, an embassy, a president.
    places: HashSet<String>,
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

/// Longest name in words.
const LONGEST: usize = 8;

impl Cast {
    /// Reads the names of a text: full names first, then what they explain.
    pub(crate) fn of(document: &Document<'_>) -> Cast {
        let mut cast = Cast { places: places(document), ..Cast::default() };
        let names = names(document);
        for name in names.iter().filter(|n| n.name.len() >= 2 || !n.role.is_empty() || is_acronym(document, n)) {
            cast.add(document, name);
        }
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
        self.members.push(Member {
            name: nominative(document.lexicon, document.slice(&name.name)),
            role,
            roles,
            kind,
            gender,
            first: name.name.start,
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
    let is_role = |at: usize| document.word(at).is(Class::Role) || document.word(at).is(Class::Title);
    let head = (start..run.end).rev().find(|&at| is_role(at)).map_or(start, |at| at + 1);
    let head = behind_of(document, head, run.end);
    let head = (head + 1..run.end.saturating_sub(1)).find(|&at| opens_name(document, head, at)).unwrap_or(head);
    let posted = start > limit && document.word(start - 1).is(Class::Preposition);
    let of_place = posted && (start.saturating_sub(4)..start).any(is_role);
    let named = |at: &usize| is_first_name(document.word(*at)) && !is_first_name(document.word(start));
    let head = (start + 1..run.end.saturating_sub(1)).find(|at| of_place && named(at)).unwrap_or(head);
    let body = (start..run.end).any(|at| document.word(at).is(Class::Body)) && !is_first_name(document.word(head));
    let name = if body && head == start { start..run.end } else { head..run.end };
    if name.is_empty() || document.tokens.lower(name.start) == "of" {
        return None;
    }
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
        ];
        if token.word.cue.is_some() || stops.iter().any(|&c| token.word.is(c)) {
            break;
        }
        from = at;
    }
    let lower_role = (from..start).any(is_role);
    if of_place && name.start > start {
        role.start = (limit..start).rev().take(4).find(|&at| is_role(at)).unwrap_or(start);
        while role.start > limit && document.token(role.start - 1).is_some_and(Token::is_capital) {
            role.start -= 1;
        }
    } else if lower_role && (document.word(start.saturating_sub(1)).is(Class::Role) || is_cyrillic(document, start)) {
        role.start = from;
    }
    Some(Name { role, name })
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
    if (name.role.clone()).any(|at| document.word(at).is(Class::Role)) {
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
    let start = (start..end).rev().find(|&at| document.word(at).is(Class::Determiner)).unwrap_or(start);
    let start = start + usize::from(document.word(start).is(Class::Determiner));
    let head = (start..end).find(|&at| document.word(at).is(Class::Preposition)).unwrap_or(end);
    let is_role = head > start && document.word(head - 1).is(Class::Role);
    is_role.then(|| document.slice(&(start..end)).to_owned())
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
    let holds_role = (at..end).take(6).any(|i| document.word(i).is(Class::Role));
    let is_clause =
        (at..end).any(|i| stops.contains(&document.tokens.lower(i)) || document.word(i).is(Class::Auxiliary));
    (holds_role && !is_clause).then(|| document.slice(&(at..end)).to_owned())
}

fn kind(document: &Document<'_>, name: &Name) -> SpeakerKind {
    let words = || name.name.clone().map(|at| document.word(at));
    if words().any(|w| w.is(Class::Body)) || is_acronym(document, name) {
        return SpeakerKind::Body;
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

fn is_acronym(document: &Document<'_>, name: &Name) -> bool {
    let word = document.slice(&name.name);
    name.name.len() == 1 && word.chars().count() >= 2 && word.chars().all(|c| c.is_uppercase() || c == '.')
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
