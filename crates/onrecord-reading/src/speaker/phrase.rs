//! Mentions without a name: "the foreign minister", "the company", "a senior aide", "this newspaper".
//!
//! A definite phrase is brought back to the one it stands for: the holder of the role, the body whose name has the word, somebody who spoke
//! before. Where nobody or several fit, the phrase is kept as printed, with its kind as far as its head tells.

use super::{
    MEMORY, Resolver, Who, agrees,
    bodies::Named,
    foremost::CLEARLY,
    holder::{is_of_land, narrower},
    salient::is_description,
};
use crate::{
    SpeakerKind,
    found::Agreement,
    inflection::Case,
    lexicon::Class,
    mention::{COMPANY, OUTLET, is_trade, stem},
    tokens::Kind,
};
use std::ops::Range;

mod nouns;

use nouns::{ALIKE, ANY_BODY, KIN, PUBLIC};
pub(super) use nouns::{HIGH, TITLES};

/// Names that are looked at for one mention, at most.
const FAR: usize = 512;

/// Statements back that "the paper" looks for an outlet.
const NEAR: usize = 24;

impl Resolver<'_> {
    /// A mention without a name: a role, a group, a body.
    pub(super) fn phrase(&self, mention: &Range<usize>, agreement: Option<Agreement>) -> Who {
        let Some(head) = self.head(mention) else { return self.unknown(mention, "phrase as printed") };
        let known = self
            .the_same(mention, head)
            .or_else(|| self.this_outlet(mention, head))
            .or_else(|| self.holder(mention, agreement))
            .or_else(|| self.spouse(mention, head))
            .or_else(|| self.mentioned_body(mention))
            .or_else(|| self.body_of_noun(mention, head))
            .or_else(|| self.again(mention, head))
            .or_else(|| self.company(mention, head))
            .or_else(|| self.outlet(mention, head))
            .or_else(|| self.introduced(mention, head))
            .or_else(|| self.body_that_spoke(mention, head))
            .or_else(|| self.by_outlet(mention, head).filter(|_| mention.len() == 2))
            .or_else(|| self.who_just_spoke(mention, head, agreement))
            .or_else(|| self.only_person(mention, agreement))
            .or_else(|| self.that_somebody(mention, head))
            .or_else(|| self.salient(mention, head));
        known.unwrap_or_else(|| {
            let (kind, why) = self.kind_of_phrase(mention, head);
            let candidates = self.holders(mention, agreement);
            Who { kind, ..self.one_of_several(mention, why, &candidates) }
        })
    }

    /// "The same source": who spoke last under that noun.
    fn the_same(&self, mention: &Range<usize>, head: usize) -> Option<Who> {
        let document = self.document;
        let same = mention.len() == 3 && document.tokens.lower(mention.start + 1) == "same" && head + 1 == mention.end;
        let noun = document.tokens.lower(head);
        let told = |who: &Who| who.name.split_whitespace().any(|w| w.trim_end_matches(',').to_lowercase() == noun);
        let who = self.history.iter().rev().take(MEMORY).map(|h| &h.who).find(|who| same && told(who))?;
        let why = format!("“{}” → “{}”", document.slice(mention), who.name);
        Some(Who { why, ..who.clone() })
    }

    /// "The woman" → "A neighbour, who did not want to be named", who has just spoken.
    fn that_somebody(&self, mention: &Range<usize>, head: usize) -> Option<Who> {
        let document = self.document;
        let any = matches!(document.tokens.lower(head), "woman" | "man" | "person" | "official" | "source" | "insider");
        let last = self.history.iter().rev().find(|h| h.at < mention.start)?;
        let near = self.paragraph(mention.start).saturating_sub(last.paragraph) <= 1;
        let indefinite = ["a ", "an ", "one ", "another "].iter().any(|a| last.who.name.to_lowercase().starts_with(a));
        let nameless = last.who.member.is_none() && matches!(last.who.kind, SpeakerKind::Office | SpeakerKind::Unknown);
        let definite = document.tokens.lower(mention.start) == "the" && mention.len() == 2;
        let why = format!("“{}” → “{}”, who spoke last", document.slice(mention), last.who.name);
        (any && near && definite && indefinite && nameless).then(|| Who { why, ..last.who.clone() })
    }

    pub(super) fn is_kin(&self, at: usize) -> bool {
        KIN.contains(&self.document.tokens.lower(at))
    }

    /// A word that stands for somebody named elsewhere, contracted or not: "he", "his", "they'll".
    pub(super) fn is_pronoun(&self, at: usize) -> bool {
        let lower = self.document.tokens.lower(at);
        let contracted = lower.split_once('\'').map(|(word, _)| self.document.lexicon.word(word));
        let own = matches!(lower, "his" | "their" | "its" | "my" | "our");
        let listed = |word: crate::lexicon::Word| word.is(Class::Pronoun) || word.is(Class::PronounObject);
        !self.is_acronym(at) && (own || listed(self.document.word(at)) || contracted.is_some_and(listed))
    }

    /// The last word before the first preposition.
    pub(super) fn head(&self, mention: &Range<usize>) -> Option<usize> {
        // "The 54-year-old".
        let aged = |at: usize| self.document.tokens.lower(at).ends_with("year-old");
        let words = || mention.clone().filter(|&at| self.is_word(at) || aged(at));
        let relative =
            |at: usize| matches!(self.document.tokens.lower(at), "that" | "who" | "which" | "whose" | "where");
        let ends = |at: &usize| *at > mention.start && (self.is(*at, Class::Preposition) || relative(*at));
        let cut = words().find(ends).unwrap_or(mention.end);
        words().take_while(|&at| at < cut).last().filter(|_| cut > mention.start)
    }

    /// What a phrase is by its head.
    pub(super) fn kind_of_phrase(&self, mention: &Range<usize>, head: usize) -> (SpeakerKind, &'static str) {
        let lower = self.document.tokens.lower(head);
        if self.is(head, Class::Group) || self.is_some_of(mention) {
            (SpeakerKind::Group, "a group as printed")
        } else if KIN.contains(&lower) {
            (SpeakerKind::Person, "a relative without a name")
        } else if self.is(head, Class::Role) {
            (SpeakerKind::Office, "a role without a name")
        } else if (mention.start..head)
            .any(|at| matches!(self.document.tokens.lower(at), "retired" | "former" | "unemployed"))
        {
            // "A retired miner" is no company.
            (SpeakerKind::Office, "a role without a name")
        } else if !self.is_in_russian(mention)
            && let Some(kind) = self.kind_by_ending(mention, head)
        {
            kind
        } else if self.is(head, Class::Body)
            || self.is(head, Class::Document)
            || COMPANY.contains(&lower)
            || (mention.start..head).any(|at| self.is(at, Class::Body))
        {
            (SpeakerKind::Body, "a body as printed")
        } else if (mention.start..head).any(|at| self.is(at, Class::Role)) {
            // "A city official familiar with the talks".
            (SpeakerKind::Office, "a role without a name")
        } else {
            (SpeakerKind::Unknown, "phrase as printed")
        }
    }

    /// "59 percent", "most of the members", "thousands of drivers": a number of people.
    fn is_some_of(&self, mention: &Range<usize>) -> bool {
        const MANY: &str = "most many some several half thousands hundreds dozens majority majorities nearly a one-third two-thirds third \
            few both others nobody everyone";
        let lower = |at: usize| self.document.tokens.lower(at);
        let number = |at: usize| self.document.token(at).is_some_and(|t| t.kind == Kind::Number);
        let start =
            mention.start + usize::from(matches!(lower(mention.start), "a" | "an" | "the" | "nearly" | "about"));
        let many = MANY.split_whitespace().any(|w| w == lower(start)) && start < mention.end;
        let of_them = lower(start + 1) == "of" && start + 1 < mention.end || mention.end == start + 1;
        let share = number(start) && matches!(lower(start + 1), "percent" | "per" | "%" | "people");
        many && of_them || share
    }

    /// What an English noun that no list has is by its ending: "exit polls", "executives", "a narrator".
    fn kind_by_ending(&self, mention: &Range<usize>, head: usize) -> Option<(SpeakerKind, &'static str)> {
        let lower = self.document.tokens.lower(head);
        let small = self.document.token(head).is_some_and(|t| t.kind == Kind::Word);
        let single = lower.strip_suffix('s').filter(|s| s.len() > 2 && !s.ends_with(['s', 'u', 'i']));
        if let Some(single) = single.filter(|_| small) {
            let word = self.document.lexicon.word(single);
            const PRINTED: &str = "result return figure record finding remark comment note statistic datum transcript minute rule headline";
            let printed = word.is(Class::Document) || PRINTED.split(' ').any(|p| p == single);
            let body = printed || word.is(Class::Body) || COMPANY.contains(&single) || OUTLET.contains(&single);
            let what = "a body as printed";
            return Some(if body && printed {
                (SpeakerKind::Body, what)
            } else {
                (SpeakerKind::Group, "a group as printed")
            });
        }
        let determined = self.is(mention.start, Class::Determiner) && mention.len() >= 2;
        let trade = small && determined && is_trade(self.document, head);
        trade.then_some((SpeakerKind::Office, "a role without a name"))
    }

    /// "this newspaper" is who carries the article.
    fn this_outlet(&self, mention: &Range<usize>, head: usize) -> Option<Who> {
        let document = self.document;
        let own = matches!(document.tokens.lower(mention.start), "this" | "our") && mention.len() == 2;
        let outlet = self.setting.outlet.as_ref().filter(|_| own && OUTLET.contains(&document.tokens.lower(head)))?;
        let why = format!("“{}”: who carries the article", document.slice(mention));
        Some(Who { name: outlet.clone(), kind: SpeakerKind::Body, ..self.unknown(mention, &why) })
    }

    /// "the ministry" → the one ministry that the article names.
    fn mentioned_body(&self, mention: &Range<usize>) -> Option<Who> {
        let name = mention.start + 1..mention.end;
        let determined = matches!(self.document.tokens.lower(mention.start), "the" | "this");
        // "The Ombudsman" of "Police Ombudsman": an office with a name of its own.
        let office =
            |at: usize| self.is(at, Class::Role) && self.document.token(at).is_some_and(|t| t.kind == Kind::Capital);
        if !determined || name.is_empty() || !self.is(name.end - 1, Class::Body) && !office(name.end - 1) {
            return None;
        }
        let mut fitting = self.cast.named(self.document, &name);
        if fitting.len() > 1 {
            fitting.retain(|&m| self.cast.members[m].first < mention.start);
        }
        let member = match fitting[..] {
            [member] => member,
            _ => self.foremost(&fitting, mention.start, CLEARLY)?,
        };
        let full = &self.cast.members[member];
        let fits = full.kind == SpeakerKind::Body
            || full.kind == SpeakerKind::Unknown && office(name.end - 1) && full.words() > name.len();
        fits.then(|| self.of_member(member, format!("short for “{}”", full.name)))
    }

    /// "the union" → "the Union of Teachers": the one body whose name opens with the word.
    fn body_of_noun(&self, mention: &Range<usize>, head: usize) -> Option<Who> {
        let document = self.document;
        let definite = matches!(document.tokens.lower(mention.start), "the" | "this") && head + 1 == mention.end;
        // "the Kestrian embassy".
        let land = (mention.len() == 3).then(|| document.tokens.lower(mention.start + 1)).filter(|_| definite);
        let plain = land.is_some_and(|word| matches!(word, "diplomatic" | "local" | "same"));
        let land = land.filter(|_| !plain);
        let of_land = |name: &str| {
            land.is_none_or(|land| name.to_lowercase().split_whitespace().any(|word| is_of_land(land, word)))
        };
        let body = self.is(head, Class::Body) || !body_like(document.tokens.lower(head)).is_empty();
        if !(definite && mention.len() == 2 || land.is_some() || plain) || !body {
            return None;
        }
        let word = document.tokens.lower(head);
        let mut fitting: Vec<&str> = Vec::new();
        let near = self.bodies.partition_point(|b| b.at < mention.start);
        let named = self.bodies[..near].iter().rev().take(FAR).filter(|b| b.head == word && of_land(&b.name));
        for body in named {
            if !fitting.contains(&body.name.as_str()) {
                fitting.push(&body.name);
            }
        }
        if let [name] = fitting[..] {
            let why = format!("short for “{name}”");
            return Some(Who { name: name.to_owned(), kind: SpeakerKind::Body, ..self.unknown(mention, &why) });
        }
        if land.is_some() {
            return None;
        }
        if fitting.len() > 1 {
            let name = self.last_named_body(mention.start, |b| b.head == word)?;
            let why = format!("“{}” → “{name}”, named last", document.slice(mention));
            return Some(Who { name, kind: SpeakerKind::Body, ..self.unknown(mention, &why) });
        }
        let wide = |m: &usize| {
            let member = &self.cast.members[*m];
            let name = member.name.to_lowercase();
            let like = || name.split_whitespace().any(|w| body_like(word).contains(&w));
            member.kind == SpeakerKind::Body && member.first < mention.start && like()
        };
        // "the mission" → "Embassy of Arden in Tessaly".
        let mut like: Vec<&str> = Vec::new();
        for body in self.bodies[..near].iter().rev().take(FAR).filter(|b| body_like(word).contains(&b.head.as_str())) {
            if !like.contains(&body.name.as_str()) {
                like.push(&body.name);
            }
        }
        if let [name] = like[..] {
            let why = format!("“{}” → “{name}”", document.slice(mention));
            return Some(Who { name: name.to_owned(), kind: SpeakerKind::Body, ..self.unknown(mention, &why) });
        }
        let wider: Vec<usize> = (0..self.cast.members.len().min(FAR)).filter(wide).collect();
        let member = match wider[..] {
            [member] => member,
            _ => self.foremost(&wider, mention.start, CLEARLY)?,
        };
        Some(self.of_member(member, format!("“{}” → “{}”", document.slice(mention), self.cast.members[member].name)))
    }

    /// Of several bodies that a noun can stand for, the one named last, in this paragraph or the one before; none where one sentence has two.
    pub(super) fn last_named_body(&self, at: usize, fits: impl Fn(&Named) -> bool) -> Option<String> {
        let near = self.bodies.partition_point(|b| b.at < at);
        let mut named = self.bodies[..near].iter().rev().take(FAR).filter(|b| fits(b));
        let last = named.next()?;
        let start = self.sentence_start(last.at);
        let alone = named.take_while(|b| b.at >= start).all(|b| b.name.to_lowercase() == last.name.to_lowercase());
        let close = self.paragraph(at).saturating_sub(self.paragraph(last.at)) <= 1;
        (alone && close).then(|| last.name.clone())
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
            // "the press service" → "the ministry's press service".
            let owned = name.contains("'s ") || name.contains("’s ");
            (indefinite || owned && name.len() > words.join(" ").len() + 2)
                && who.member.is_none()
                && words.iter().all(has)
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
        let told = self.is(head, Class::Document) || self.is(head, Class::Role) || self.is(head, Class::Body);
        if !bare || !told {
            return None;
        }
        let noun = document.tokens.lower(head);
        let alike = ALIKE.iter().filter(|nouns| nouns.contains(&noun)).flat_map(|nouns| nouns.iter().copied());
        let phrases_of = |noun: &str| -> Vec<Range<usize>> {
            let places = self.nouns.get(noun).map(Vec::as_slice).unwrap_or_default();
            let before = places.iter().take_while(|&&at| at < mention.start).take(MEMORY);
            // "A council officer" tells of no council.
            let phrase = |at: usize| {
                if self.is(at, Class::Body) && !self.is(at, Class::Document) {
                    self.definite(at)
                } else {
                    self.indefinite(at)
                }
            };
            before.filter_map(|&at| phrase(at)).collect()
        };
        let mut phrases = phrases_of(noun);
        if phrases.is_empty() {
            phrases = alike.filter(|other| *other != noun).flat_map(phrases_of).collect();
        }
        let [phrase] = &phrases[..] else { return None };
        let phrase = phrase.clone();
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
        Some(start..self.described(at))
    }

    /// "the jury | of the Lantern Prize": a definite phrase that says which one, for a body that has no name.
    fn definite(&self, at: usize) -> Option<Range<usize>> {
        let lower = |at: usize| self.document.tokens.lower(at);
        let opens = at.checked_sub(1).is_some_and(|the| lower(the) == "the") && self.is(at, Class::Body);
        let small = self.document.token(at).is_some_and(|t| t.kind == Kind::Word) && lower(at + 1) == "of";
        (opens && small).then(|| at - 1..self.described(at))
    }

    /// Where a noun's description ends: "memo | of the board".
    pub(super) fn described(&self, at: usize) -> usize {
        let document = self.document;
        let joins = |i: usize| matches!(document.tokens.lower(i), "of" | "with" | "from" | "by" | "for");
        let mut end = at + 1;
        let when =
            self.is(end + 1, Class::Time) || matches!(document.tokens.lower(end + 1), "midnight" | "noon" | "midday");
        if joins(end) && !when {
            let stop = |i: &usize| {
                let word = document.word(*i);
                let printed = matches!(document.tokens.lower(*i), "published" | "released" | "issued" | "conducted");
                printed
                    || !self.is_word(*i)
                    || word.is(Class::Auxiliary)
                    || word.cue.is_some()
                    || word.is(Class::Conjunction)
            };
            end = (end..end + 8).find(stop).unwrap_or(end);
        }
        end
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
        let to = self.cast.mentions.partition_point(|m| m.at < mention.start);
        let mut named: Vec<usize> = Vec::new();
        for m in self.cast.mentions[..to].iter().rev().take(FAR).filter(|m| is_business(m.member)) {
            if !named.contains(&m.member) {
                named.push(m.member);
            }
        }
        let businesses: Vec<usize> = named.iter().copied().filter(|&m| self.cast.members[m].business).collect();
        let member = match (&businesses[..], &named[..]) {
            ([one], _) => *one,
            ([], [one]) if self.cast.members[*one].words() >= 2 => *one,
            _ => return None,
        };
        let why = format!("“{}” → “{}”", document.slice(mention), self.cast.members[member].name);
        Some(Who { kind: SpeakerKind::Body, ..self.of_member(member, why) })
    }

    /// "the group": the body that spoke last, in this paragraph or the one before, for a noun that fits any.
    fn body_that_spoke(&self, mention: &Range<usize>, head: usize) -> Option<Who> {
        let document = self.document;
        let definite = matches!(document.tokens.lower(mention.start), "the" | "this");
        let lower = document.tokens.lower(head);
        if !definite || mention.len() != 2 || !(COMPANY.contains(&lower) || ANY_BODY.contains(&lower)) {
            return None;
        }
        let last = self.history.iter().rev().take(MEMORY).find(|h| {
            let several = h.who.kind == SpeakerKind::Unknown && !h.who.name.contains(' ') && h.who.name.ends_with('s');
            let named = h.who.name.starts_with(char::is_uppercase) && !several;
            named && matches!(h.who.kind, SpeakerKind::Body | SpeakerKind::Unknown) && h.who.name.len() > 3
        })?;
        let public = last.who.name.to_lowercase().split_whitespace().any(|w| PUBLIC.contains(&w));
        let near = self.paragraph(mention.start).saturating_sub(last.paragraph) <= 1;
        let place = self.cast.is_place(document, &last.who.name.to_lowercase());
        let why = format!("“{}” → “{}”, who spoke last", document.slice(mention), last.who.name);
        (near && !place && !public).then(|| Who { kind: SpeakerKind::Body, why, ..last.who.clone() })
    }

    /// "the Embassy" on the embassy's own page: who carries the article, if the name has the word.
    pub(super) fn by_outlet(&self, mention: &Range<usize>, head: usize) -> Option<Who> {
        let document = self.document;
        let russian = self.is_in_russian(mention);
        let bare = if russian { mention.len() == 1 } else { document.tokens.lower(mention.start) == "the" };
        let outlet = self.setting.outlet.as_ref().filter(|_| bare && self.is(head, Class::Body))?;
        let noun = document.tokens.lower(head);
        let same = |word: &str| {
            let word = word.to_lowercase();
            word == noun
                || russian && stem(&word) == stem(noun)
                || russian
                    && can_be_outlet(self.lemma(head))
                    && word != "агентство"
                    && super::russian::can_stand_for(self.lemma(head), &word)
                || !russian && can_be_outlet(noun) && body_like(noun).contains(&word.as_str())
        };
        let words: Vec<&str> = outlet.split_whitespace().collect();
        let why = format!("“{}”: who carries the article", document.slice(mention));
        (words.len() >= 2 && words.iter().any(|w| same(w))).then(|| Who {
            name: outlet.clone(),
            kind: SpeakerKind::Body,
            ..self.unknown(mention, &why)
        })
    }

    /// "the lawyer": the one who spoke last, in this paragraph or the one before, if the text has not told of another such.
    pub(super) fn who_just_spoke(
        &self,
        mention: &Range<usize>,
        head: usize,
        agreement: Option<Agreement>,
    ) -> Option<Who> {
        let document = self.document;
        let russian = self.is_in_russian(mention);
        let words = mention.clone().filter(|&at| self.is_word(at)).count();
        let land = russian && words == 2 && self.cast.is_land(document, mention.end - 1);
        let bare =
            if russian { words == 1 || land } else { words == 2 && document.tokens.lower(mention.start) == "the" };
        let kin = KIN.contains(&document.tokens.lower(head));
        if !bare || kin || !self.is(head, Class::Role) || self.is(head, Class::Group) {
            return None;
        }
        if agreement == Some(Agreement::Plural) || russian && self.is_plural(head) {
            return None;
        }
        let noun = document.tokens.lower(head);
        let last = self.history.last()?;
        let near = self.paragraph(mention.start).saturating_sub(last.paragraph) <= 1;
        let told =
            self.nouns.get(self.lemma(head)).and_then(|places| places.first()).is_some_and(|&first| first < head);
        let role = last.who.role.as_ref().map(|r| r.to_lowercase());
        // An office is another person's than one's who has an office of their own; a description can be anybody's.
        let lemma = if russian { self.lemma(head) } else { noun };
        let same = |r: &str| {
            r.split_whitespace().any(|w| w.contains(noun) || stem(w) == stem(lemma) || narrower(lemma).contains(&w))
        };
        let office = HIGH.contains(&noun) || !russian && !is_description(lemma);
        let other_office = role.is_some_and(|r| office && !same(&r));
        let gender = if self.is(head, Class::Female) { Some(Agreement::Female) } else { agreement };
        let known = last.who.member.and_then(|m| self.learned.get(&m).copied()).or(last.who.gender);
        let across = last.who.member.is_some_and(|m| self.is_across_the_court(self.lemma(head), m));
        let other = other_office || across;
        let fits = last.who.kind == SpeakerKind::Person && near && !told && !other && agrees(known, gender);
        let why = format!("role “{}” → “{}”, who spoke last", document.slice(mention), last.who.name);
        fits.then(|| Who { why, ..last.who.clone() })
    }

    /// An office so high that there is one of it in an article.
    pub(super) fn is_high_office(&self, at: usize) -> bool {
        HIGH.contains(&self.lemma(at)) || self.lemma(at) == "консул"
    }

    /// A Russian noun that stands for several: no form of it in the singular is a nominative.
    pub(super) fn is_plural(&self, at: usize) -> bool {
        let forms = self.document.lexicon.noun_forms(self.document.tokens.lower(at));
        let of = |plural: bool| {
            forms.iter().any(|f| f.case == Case::Nominative && (f.gender == Agreement::Plural) == plural)
        };
        of(true) && !of(false)
    }

    pub(super) fn paragraph(&self, at: usize) -> usize {
        self.document.paragraphs.partition_point(|p| p.end <= at)
    }

    /// "the paper" → "The Tribune", which no more than spoke.
    fn outlet_that_spoke(&self, mention: &Range<usize>) -> Option<Who> {
        let titled = |name: &str| {
            let lower = name.to_lowercase();
            let last = lower.split_whitespace().next_back().unwrap_or("");
            TITLES.contains(&last)
                && name.split_whitespace().next_back().is_some_and(|w| w.starts_with(char::is_uppercase))
        };
        let spoke =
            self.history.iter().rev().take(NEAR).filter(|h| h.who.kind != SpeakerKind::Person && titled(&h.who.name));
        let mut names = spoke.map(|h| &h.who);
        let who = names.next()?;
        let why = format!("“{}” → “{}”", self.document.slice(mention), who.name);
        names.all(|other| other.name == who.name).then(|| Who { kind: SpeakerKind::Body, why, ..who.clone() })
    }

    /// "the newspaper" → the one outlet that the text has named so far.
    fn outlet(&self, mention: &Range<usize>, head: usize) -> Option<Who> {
        let document = self.document;
        let bare = mention.len() == 2 && document.tokens.lower(mention.start) == "the";
        if !bare || !OUTLET.contains(&document.tokens.lower(head)) {
            return None;
        }
        let to = self.cast.mentions.partition_point(|m| m.at < mention.start);
        let is_outlet = |m: &&crate::mention::Mention| {
            let member = &self.cast.members[m.member];
            let before = m.at.wrapping_sub(1);
            let told =
                document.tokens.lower(before.wrapping_sub(usize::from(self.is(before, Class::Determiner)))) == "told";
            let noun = OUTLET.contains(&document.tokens.lower(before));
            let by_name = member.name.to_lowercase().split_whitespace().any(|w| TITLES.contains(&w));
            member.kind != SpeakerKind::Person && (told || noun || by_name)
        };
        let mut named: Vec<usize> = Vec::new();
        for m in self.cast.mentions[..to].iter().rev().take(FAR).filter(is_outlet) {
            if !named.contains(&m.member) {
                named.push(m.member);
            }
        }
        if named.is_empty() {
            return self.outlet_that_spoke(mention);
        }
        let [member] = named[..] else { return None };
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
            let members = self.cast.members.iter().enumerate().take(FAR);
            members.filter(|(_, m)| m.kind == SpeakerKind::Person && m.first < mention.start)
        };
        let mut named = people();
        let (only, member) = named.next().filter(|_| named.next().is_none())?;
        let spoke = self.history.iter().any(|h| h.who.kind == SpeakerKind::Office);
        let fits = member.roles.is_empty() && agrees(member.gender, agreement) && !spoke;
        fits.then(|| self.of_member(only, format!("role “{}” → the only person named", self.document.slice(mention))))
    }
}

/// Nouns by which whoever carries an article calls itself; "the agency" can be anybody's.
fn can_be_outlet(noun: &str) -> bool {
    const OWN: &str = "mission organisation organization charity group дипмиссия диппредставительство миссия дипведомство ведомство организация";
    OWN.split(' ').any(|own| own == noun)
}

fn is_indefinite(word: &str) -> bool {
    matches!(word, "a" | "an" | "one")
}

/// Bodies that a wider word can stand for: "the department" for a ministry.
fn body_like(word: &str) -> &'static [&'static str] {
    match word {
        "department" => &["ministry", "mfa"],
        "mission" => &["embassy", "consulate", "delegation"],
        "force" => &["police", "constabulary", "guard"],
        "agency" => &["office", "bureau", "directorate", "service", "administration"],
        "body" | "organization" | "organisation" | "group" => &[
            "union",
            "foundation",
            "association",
            "society",
            "trust",
            "network",
            "institute",
            "fund",
            "federation",
            "league",
            "committee",
            "campaign",
            "alliance",
            "coalition",
            "centre",
            "center",
        ],
        "charity" => &["foundation", "fund", "trust", "society", "relief"],
        "lender" => &["bank"],
        "tribunal" => &["court"],
        "chamber" | "house" | "legislature" => &["parliament", "senate", "assembly", "council"],
        "institution" => &["university", "museum", "institute", "school", "bank", "hospital", "college"],
        "think-tank" => &["institute", "centre", "center"],
        "watchdog" | "regulator" => &["commission", "authority", "agency", "inspectorate", "ombudsman"],
        _ => &[],
    }
}
