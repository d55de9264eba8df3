//! Mentions without a name: "the foreign minister", "the company", "a senior aide", "this newspaper".
//!
//! A definite phrase is brought back to the one it stands for: the holder of the role, the body whose name has the word, somebody who spoke
//! before. Where nobody or several fit, the phrase is kept as printed, with its kind as far as its head tells.

use super::{MEMORY, Resolver, Who, agrees};
use crate::{
    SpeakerKind,
    found::Agreement,
    lexicon::Class,
    mention::{COMPANY, stem},
    tokens::Kind,
};
use std::ops::Range;

/// Nouns for those who publish; "this newspaper" is the one who carries the article.
const OUTLET: &[&str] = &[
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

/// Words in the names of public bodies, which no company has.
const PUBLIC: &[&str] = &[
    "ministry",
    "government",
    "council",
    "committee",
    "commission",
    "court",
    "embassy",
    "parliament",
    "senate",
    "assembly",
    "union",
    "police",
    "department",
    "league",
    "association",
    "federation",
    "party",
    "university",
    "institute",
    "army",
    "congress",
];

/// Offices so high that a text may take for granted who holds them.
const HIGH: &[&str] = &[
    "president",
    "minister",
    "premier",
    "chancellor",
    "governor",
    "mayor",
    "ambassador",
    "senator",
    "king",
    "queen",
    "президент",
    "министр",
    "премьер",
    "премьер-министр",
    "канцлер",
    "губернатор",
    "мэр",
    "посол",
    "сенатор",
    "король",
    "королева",
    "депутат",
];

impl Resolver<'_> {
    /// A mention without a name: a role, a group, a body.
    pub(super) fn phrase(&self, mention: &Range<usize>, agreement: Option<Agreement>) -> Who {
        let Some(head) = self.head(mention) else { return self.unknown(mention, "phrase as printed") };
        let known = self
            .this_outlet(mention, head)
            .or_else(|| self.holder(mention))
            .or_else(|| self.mentioned_body(mention))
            .or_else(|| self.body_of_noun(mention, head))
            .or_else(|| self.again(mention, head))
            .or_else(|| self.company(mention, head))
            .or_else(|| self.introduced(mention, head))
            .or_else(|| self.only_person(mention, agreement));
        known.unwrap_or_else(|| {
            let (kind, why) = self.kind_of_phrase(mention, head);
            Who { kind, ..self.unknown(mention, why) }
        })
    }

    /// The last word before the first preposition.
    fn head(&self, mention: &Range<usize>) -> Option<usize> {
        let words = || mention.clone().filter(|&at| self.is_word(at));
        let cut = words().find(|&at| at > mention.start && self.is(at, Class::Preposition)).unwrap_or(mention.end);
        words().take_while(|&at| at < cut).last().filter(|_| cut > mention.start)
    }

    /// What a phrase is by its head.
    pub(super) fn kind_of_phrase(&self, mention: &Range<usize>, head: usize) -> (SpeakerKind, &'static str) {
        let lower = self.document.tokens.lower(head);
        if self.is(head, Class::Group) {
            (SpeakerKind::Group, "a group as printed")
        } else if self.is(head, Class::Role) {
            (SpeakerKind::Office, "a role without a name")
        } else if self.is(head, Class::Body)
            || self.is(head, Class::Document)
            || COMPANY.contains(&lower)
            || (mention.start..head).any(|at| self.is(at, Class::Body))
        {
            (SpeakerKind::Body, "a body as printed")
        } else {
            (SpeakerKind::Unknown, "phrase as printed")
        }
    }

    /// "this newspaper" is who carries the article.
    fn this_outlet(&self, mention: &Range<usize>, head: usize) -> Option<Who> {
        let document = self.document;
        let own = matches!(document.tokens.lower(mention.start), "this" | "our") && mention.len() == 2;
        let outlet = self.setting.outlet.as_ref().filter(|_| own && OUTLET.contains(&document.tokens.lower(head)))?;
        let why = format!("“{}”: who carries the article", document.slice(mention));
        Some(Who { name: outlet.clone(), kind: SpeakerKind::Body, ..self.unknown(mention, &why) })
    }

    /// "the foreign minister" → the one person of whom the article says so.
    pub(super) fn holder(&self, mention: &Range<usize>) -> Option<Who> {
        let document = self.document;
        let first = document.tokens.lower(mention.start);
        let russian = self.is_in_russian(mention);
        let owned = document.token(mention.start + 1).is_some_and(|t| t.kind == Kind::Possessive);
        if !russian && !owned && !matches!(first, "the" | "this" | "that" | "his" | "her" | "their") {
            return None;
        }
        let words = self.words(mention);
        if !(mention.start..mention.end).any(|at| self.is(at, Class::Role)) || words.is_empty() {
            return None;
        }
        let holds = |role: &String| {
            let has = |word: &str| {
                role.split(|c: char| !c.is_alphanumeric() && c != '-')
                    .any(|r| r == word || (russian && stem(r) == stem(word)))
            };
            words.iter().all(|w| has(w) || narrower(w).iter().any(|n| has(n)))
        };
        let holders = (0..self.cast.members.len()).filter(|&m| {
            self.cast.members[m].kind == SpeakerKind::Person && self.cast.members[m].roles.iter().any(holds)
        });
        let holders: Vec<usize> = holders.collect();
        // Somebody who is named only further down is not yet meant.
        let before: Vec<usize> =
            holders.iter().copied().filter(|&m| self.cast.members[m].first < mention.start).collect();
        let member = match (&holders[..], &before[..]) {
            ([one], _) | (_, [one]) => *one,
            _ => return None,
        };
        let why = format!("role “{}” → “{}”", document.slice(mention), self.cast.members[member].name);
        Some(self.of_member(member, why))
    }

    /// "the ministry" → the one ministry that the article names.
    fn mentioned_body(&self, mention: &Range<usize>) -> Option<Who> {
        let name = mention.start + 1..mention.end;
        let determined = matches!(self.document.tokens.lower(mention.start), "the" | "this");
        if !determined || name.is_empty() || !self.is(name.end - 1, Class::Body) {
            return None;
        }
        let fitting = self.cast.named(self.document, &name);
        let [member] = fitting[..] else { return None };
        let full = &self.cast.members[member];
        (full.kind == SpeakerKind::Body).then(|| self.of_member(member, format!("short for “{}”", full.name)))
    }

    /// "the union" → "the Union of Teachers": the one body whose name opens with the word.
    fn body_of_noun(&self, mention: &Range<usize>, head: usize) -> Option<Who> {
        let document = self.document;
        let bare = mention.len() == 2 && matches!(document.tokens.lower(mention.start), "the" | "this");
        if !bare || !self.is(head, Class::Body) {
            return None;
        }
        let word = document.tokens.lower(head);
        let mut fitting: Vec<&str> = Vec::new();
        for body in self.bodies.iter().filter(|b| b.head == word && b.at < mention.start) {
            if !fitting.contains(&body.name.as_str()) {
                fitting.push(&body.name);
            }
        }
        if let [name] = fitting[..] {
            let why = format!("short for “{name}”");
            return Some(Who { name: name.to_owned(), kind: SpeakerKind::Body, ..self.unknown(mention, &why) });
        }
        let wide = |m: &usize| {
            let member = &self.cast.members[*m];
            let last = member.name.split_whitespace().next_back().unwrap_or("").to_lowercase();
            member.kind == SpeakerKind::Body && member.first < mention.start && body_like(word).contains(&last.as_str())
        };
        let mut wider = (0..self.cast.members.len()).filter(wide);
        let member = wider.next().filter(|_| wider.next().is_none())?;
        Some(self.of_member(member, format!("“{}” → “{}”", document.slice(mention), self.cast.members[member].name)))
    }

    /// "the aide" → "a senior aide in Arden", who spoke before.
    fn again(&self, mention: &Range<usize>, head: usize) -> Option<Who> {
        if self.document.tokens.lower(mention.start) != "the" {
            return None;
        }
        let words = self.words(mention);
        let noun = self.document.tokens.lower(head);
        let is_same = |who: &Who| {
            let name = who.name.to_lowercase();
            // "A council officer" is not "the council".
            let before_of =
                name.split_whitespace().take_while(|w| !matches!(*w, "of" | "in" | "for" | "with" | "from" | "at"));
            if before_of.last().is_none_or(|last| last.trim_end_matches(',') != noun) {
                return false;
            }
            let indefinite = name.starts_with("a ") || name.starts_with("an ") || name.starts_with("one ");
            let has = |w: &&str| name.split(|c: char| !c.is_alphanumeric() && c != '-').any(|n| n == *w);
            indefinite && who.member.is_none() && words.iter().all(has)
        };
        let mut before = self.history.iter().rev().take(MEMORY).map(|h| &h.who).filter(|w| is_same(w));
        let who = before.next().filter(|_| !words.is_empty())?;
        let why = format!("“{}” → “{}”", self.document.slice(mention), who.name);
        before.all(|w| w.name == who.name).then(|| Who { why, ..who.clone() })
    }

    /// "the memo" → "an internal memo", of which the text told before without anybody's having said so.
    fn introduced(&self, mention: &Range<usize>, head: usize) -> Option<Who> {
        let document = self.document;
        let bare = mention.len() == 2 && document.tokens.lower(mention.start) == "the";
        let told = self.is(head, Class::Document) || self.is(head, Class::Role);
        if !bare || !told {
            return None;
        }
        let noun = document.tokens.lower(head);
        let places = self.nouns.get(noun).map(Vec::as_slice).unwrap_or_default();
        let before = places.iter().take_while(|&&at| at < mention.start).take(MEMORY);
        let mut phrases = before.filter_map(|&at| self.indefinite(at));
        let phrase = phrases.next().filter(|_| phrases.next().is_none())?;
        let (kind, _) = self.kind_of_phrase(mention, head);
        let why = format!("“{}” → “{}”", document.slice(mention), document.slice(&phrase));
        Some(Who { kind, ..self.unknown(&phrase, &why) })
    }

    /// "an internal | memo": the indefinite phrase around a noun.
    fn indefinite(&self, at: usize) -> Option<Range<usize>> {
        let document = self.document;
        let start = (at.saturating_sub(4)..at)
            .rev()
            .take_while(|&i| {
                self.is_word(i) && (!self.is(i, Class::Determiner) || is_indefinite(document.tokens.lower(i)))
            })
            .find(|&i| is_indefinite(document.tokens.lower(i)))?;
        let joins = |i: usize| matches!(document.tokens.lower(i), "of" | "with" | "from" | "by" | "for");
        let mut end = at + 1;
        if joins(end) {
            let stop = |i: &usize| {
                let word = document.word(*i);
                !self.is_word(*i) || word.is(Class::Auxiliary) || word.cue.is_some() || word.is(Class::Conjunction)
            };
            end = (end..end + 8).find(stop).unwrap_or(end);
        }
        Some(start..end)
    }

    /// "the company", "the bottle maker" → the business that the text named last, if it named only one.
    fn company(&self, mention: &Range<usize>, head: usize) -> Option<Who> {
        let document = self.document;
        let definite = matches!(document.tokens.lower(mention.start), "the" | "this");
        if !definite || head + 1 != mention.end || !COMPANY.contains(&document.tokens.lower(head)) {
            return None;
        }
        let is_business = |m: usize| {
            let member = &self.cast.members[m];
            let words = member.name.to_lowercase();
            let public = words.split_whitespace().any(|w| PUBLIC.contains(&w) || OUTLET.contains(&w));
            matches!(member.kind, SpeakerKind::Body | SpeakerKind::Unknown)
                && !public
                && !self.cast.is_place(document, &words)
        };
        let told = |m: &&crate::mention::Mention| m.at < mention.start && is_business(m.member);
        let mut named: Vec<usize> = Vec::new();
        for m in self.cast.mentions.iter().filter(told).take(MEMORY) {
            if !named.contains(&m.member) {
                named.push(m.member);
            }
        }
        let businesses: Vec<usize> = named.iter().copied().filter(|&m| self.cast.members[m].business).collect();
        let member = match (&businesses[..], &named[..]) {
            ([one], _) | ([], [one]) => *one,
            _ => return None,
        };
        let why = format!("“{}” → “{}”", document.slice(mention), self.cast.members[member].name);
        Some(Who { kind: SpeakerKind::Body, ..self.of_member(member, why) })
    }

    /// "the minister" in a text that has named one person so far, of whom it gives no role: that one.
    pub(super) fn only_person(&self, mention: &Range<usize>, agreement: Option<Agreement>) -> Option<Who> {
        let first = self.document.tokens.lower(mention.start);
        let definite = self.is_in_russian(mention) || first == "the";
        let bare = mention.clone().filter(|&at| self.is_word(at)).count() <= 1 + usize::from(first == "the");
        if !definite || !bare || !HIGH.contains(&self.document.tokens.lower(mention.end - 1)) {
            return None;
        }
        let people = || {
            let members = self.cast.members.iter().enumerate();
            members.filter(|(_, m)| m.kind == SpeakerKind::Person && m.first < mention.start)
        };
        let mut named = people();
        let (only, member) = named.next().filter(|_| named.next().is_none())?;
        let spoke = self.history.iter().any(|h| h.who.kind == SpeakerKind::Office);
        let fits = member.roles.is_empty() && agrees(member.gender, agreement) && !spoke;
        fits.then(|| self.of_member(only, format!("role “{}” → the only person named", self.document.slice(mention))))
    }
}

fn is_indefinite(word: &str) -> bool {
    matches!(word, "a" | "an" | "one")
}

/// Bodies that a wider word can stand for: "the department" for a ministry.
fn body_like(word: &str) -> &'static [&'static str] {
    match word {
        "department" => &["ministry", "mfa"],
        "agency" => &["office", "bureau", "directorate"],
        "organization" | "organisation" | "group" => {
            &["union", "foundation", "association", "society", "trust", "network", "institute"]
        }
        "watchdog" | "regulator" => &["commission", "authority", "agency"],
        _ => &[],
    }
}

/// Offices that a wider word can stand for: "the diplomat" for an ambassador.
fn narrower(word: &str) -> &'static [&'static str] {
    match word {
        "diplomat" | "дипломат" | "дипломата" => {
            &["ambassador", "consul", "envoy", "посол", "посла", "консул", "консула", "посланник", "посланника"]
        }
        "lawmaker" => &["senator", "deputy", "congressman", "congresswoman"],
        "envoy" => &["ambassador"],
        "spokesperson" => &["spokesman", "spokeswoman"],
        "spokesman" | "spokeswoman" => &["spokesperson"],
        "politician" => &["minister", "senator", "lawmaker", "mayor"],
        "премьер" => &["премьер-министр"],
        "чиновник" | "чиновника" | "политик" => {
            &["министр", "министра", "вице-премьер", "вице-премьера", "замминистра", "губернатор", "мэр", "глава"]
        }
        "парламентарий" => &["депутат", "сенатор", "спикер"],
        "представитель" | "представительница" => &["пресс-секретарь"],
        _ => &[],
    }
}
