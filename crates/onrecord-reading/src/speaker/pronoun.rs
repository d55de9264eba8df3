//! Who "she" is.
//!
//! Takes a pronoun's place, gives the one it stands for, or the reason why nobody is named: sentence by sentence backwards, at the
//! same depth of quotation and not further than a few paragraphs, it asks who is named there and fits. The first sentence that
//! names somebody decides: one who fits is the answer, two are none. A role without a name that could be meant ("The minister
//! nodded.") is somebody too, so that nobody further back is taken for her.

use super::{Resolver, Spoke, Who, agrees, bodies, foremost::CLEARLY, naming::ONCE};
use crate::{
    SpeakerKind,
    document::Frame,
    found::{Agreement, Found},
    inflection::{Case, is_adjective},
    lexicon::{Class, Form},
    mention::is_trade,
    tokens::{Kind, Token},
};
use std::ops::Range;

/// A pronoun looks back this many paragraphs, no further.
const PARAGRAPHS: usize = 3;

/// Sentences that are looked at, at most: a text of one-word sentences stays linear.
const SENTENCES: usize = 24;

/// Tokens of one sentence that are looked at, at most.
const LONGEST_SENTENCE: usize = 80;

/// A pronoun stands in a group's or a body's place only this near.
const NEAR: usize = 1;

impl Resolver<'_> {
    /// The one whom a pronoun stands for.
    pub(super) fn pronoun(&self, found: &Found, mention: &Range<usize>) -> Who {
        let word = self.document.tokens.lower(mention.start);
        let word = word.split_once('\'').map_or(word, |(pronoun, _)| pronoun);
        let printed = self.document.slice(mention);
        let gender = match word {
            "he" | "his" | "him" | "он" | "его" | "него" | "ему" => Agreement::Male,
            "she" | "her" | "она" | "ее" | "нее" | "ей" => Agreement::Female,
            "it" | "its" | "оно" => Agreement::Neuter,
            "they" | "their" | "them" | "они" | "их" | "них" | "им" => Agreement::Plural,
            "you" | "вы" => return self.whoever_answers(mention),
            "i" | "my" | "we" | "our" | "я" | "мы" => {
                return self.whose_words(found, mention, matches!(word, "we" | "our" | "мы"));
            }
            _ => return self.unknown(mention, "pronoun without a name"),
        };
        let who = match gender {
            Agreement::Male | Agreement::Female => self.person(found, mention, gender),
            Agreement::Neuter => {
                self.thing(found, mention, gender).ok_or(Open::nobody("pronoun without a name that fits"))
            }
            Agreement::Plural => self
                .several(found, mention)
                .or_else(|| self.thing(found, mention, gender))
                .or_else(|| self.group_before(found, mention))
                .ok_or(Open::nobody("pronoun without a name that fits")),
        };
        match who {
            Ok(mut who) => {
                who.why = format!("pronoun “{printed}” → “{}”", who.name);
                who
            }
            Err(open) => Who { candidates: open.candidates, ..self.unknown(mention, open.why) },
        }
    }

    /// "I" is the one who is quoted, whose turn it is, or who wrote the article. "We" is more than one, but whoever says it speaks for them.
    pub(super) fn whose_words(&self, found: &Found, mention: &Range<usize>, several: bool) -> Who {
        let printed = self.document.slice(mention);
        let around = found.around(self.document);
        if let Some(q) = around {
            return match self.quoted[q].clone() {
                Some(who) => Who { why: format!("“{printed}” in the words of “{}”", who.name), ..who },
                None => self.unknown(mention, "first person"),
            };
        }
        let turn = self.setting.turns.iter().find(|(words, _)| words.contains(&mention.start));
        if let Some((_, speaker)) = turn {
            let why = format!("“{printed}” in the words of “{}”", speaker.name);
            let speaker = speaker.clone();
            let gender = super::agreement(self.document, found);
            let who = self.unknown(mention, &why);
            return Who { name: speaker.name, role: speaker.role, kind: speaker.kind, gender, ..who };
        }
        match &self.setting.author {
            Some(author) if !several || self.setting.briefing => {
                let why = format!("“{printed}” in an article by “{author}”");
                Who { name: author.clone(), kind: SpeakerKind::Person, ..self.unknown(mention, &why) }
            }
            _ => match &self.setting.outlet {
                Some(outlet) if several => {
                    let why = format!("“{printed}” in an article that “{outlet}” carries");
                    Who { name: outlet.clone(), kind: SpeakerKind::Body, ..self.unknown(mention, &why) }
                }
                _ => self.unknown(mention, "first person"),
            },
        }
    }

    /// "You said …" in a question: the one whose turn comes next.
    fn whoever_answers(&self, mention: &Range<usize>) -> Who {
        let at = mention.start;
        let own = self.setting.turns.iter().find(|(words, _)| words.contains(&at)).map(|(_, s)| s.name.as_str());
        let next = self.setting.turns.iter().filter(|(words, _)| words.start > at).min_by_key(|(words, _)| words.start);
        let asked = own.is_none() || self.inside(at).is_none();
        match next.filter(|(_, speaker)| asked && own != Some(&*speaker.name)) {
            Some((_, speaker)) => {
                let why = format!("“{}” in a question to “{}”", self.document.slice(mention), speaker.name);
                let speaker = speaker.clone();
                Who { name: speaker.name, role: speaker.role, kind: speaker.kind, ..self.unknown(mention, &why) }
            }
            None => self.unknown(mention, "pronoun without a name"),
        }
    }

    /// The sentences at the pronoun's depth that a pronoun at `at` can look back to, nearest first.
    fn sentences_back(&self, found: &Found, at: usize) -> impl Iterator<Item = &Frame> {
        let document = self.document;
        let around = found.around(document);
        let start = |f: &Frame| f.items.first().map_or(0, |i| i.start);
        let paragraph = document.frames[found.frame].paragraph;
        let outside = document.frames.partition_point(|f| f.quotation.is_none());
        let last = match around {
            None => document.frames[..outside].partition_point(|f| start(f) <= at),
            Some(_) => found.frame + 1,
        };
        document.frames[..last]
            .iter()
            .rev()
            .take_while(move |f| f.quotation == around && paragraph.saturating_sub(f.paragraph) <= PARAGRAPHS)
            .take(SENTENCES)
    }

    fn person(&self, found: &Found, mention: &Range<usize>, gender: Agreement) -> Result<Who, Open> {
        let around = found.around(self.document);
        // In somebody's own words "he" is another.
        let own = self.voice(found, mention.start);
        let other = |who: &Who| own.as_ref().is_none_or(|own| *own != who.name);
        for frame in self.sentences_back(found, mention.start) {
            let (Some(first), Some(last)) = (frame.items.first(), frame.items.last()) else { continue };
            let sentence = first.start..last.end.min(mention.start);
            let mut speakers = self.speakers_in(&sentence, around, gender);
            let mut named = self.named_in(&sentence, around, gender);
            speakers.retain(other);
            named.retain(other);
            if let Some(who) = self.asked_in(&sentence, mention.start, gender).filter(|who| other(who)) {
                return Ok(who);
            }
            let who = match (&speakers[..], &named[..]) {
                ([one], [first, ..]) if self.is_subordinate(&sentence, one, first) => first.clone(),
                ([one], _) | ([], [one]) => one.clone(),
                ([], [_, ..]) if self.topic(found, &named).is_some() => match self.topic(found, &named) {
                    Some(topic) => topic.clone(),
                    None => continue,
                },
                ([], []) => match self.somebody_in(&sentence, mention.start, around, gender) {
                    Some(Ok(who)) if other(&who) => who,
                    Some(Err(open)) => return Err(open),
                    _ => continue,
                },
                _ => {
                    let several: Vec<&Who> = speakers.iter().chain(&named).collect();
                    let members: Vec<usize> = several.iter().filter_map(|who| who.member).collect();
                    let clearly = self.foremost(&members, mention.start, CLEARLY);
                    match several.iter().find(|who| clearly.is_some() && who.member == clearly) {
                        Some(who) => (*who).clone(),
                        None => {
                            let mut candidates: Vec<String> = several.iter().map(|who| who.name.clone()).collect();
                            candidates.dedup();
                            return Err(Open { why: "pronoun that fits two people", candidates });
                        }
                    }
                }
            };
            return Ok(who);
        }
        Err(Open::nobody("pronoun without a name that fits"))
    }

    /// "Tolland said little when Orn asked. He …": the one who spoke stands in a clause of a sentence about another.
    fn is_subordinate(&self, sentence: &Range<usize>, spoke: &Who, first: &Who) -> bool {
        const OPENS: &str = "when after as because while if whether since before until что когда если пока после как";
        let place = |who: &Who| {
            let from = self.cast.mentions.partition_point(|m| m.at < sentence.start);
            let here = self.cast.mentions[from..].iter().take_while(|m| m.at < sentence.end);
            here.take(SENTENCES).find(|m| Some(m.member) == who.member).map(|m| m.at)
        };
        let (Some(first), Some(second)) = (place(first), place(spoke)) else { return false };
        // Behind the verb of saying that the first one has of their own, the second speaks inside what is said.
        let opens = |at: usize| OPENS.split(' ').any(|w| w == self.document.tokens.lower(at));
        first < second && (first..second).any(opens)
    }

    /// Of several whom one sentence names, the one of whom the text was telling: who spoke last, this paragraph or the one before.
    fn topic(&self, found: &Found, named: &[Who]) -> Option<&Who> {
        let around = found.around(self.document);
        let paragraph = self.document.frames[found.frame].paragraph;
        let last = self.history.iter().rev().find(|h| h.around == around)?;
        let near = paragraph.saturating_sub(last.paragraph) <= NEAR;
        let fits = named.iter().any(|who| who.member.is_some() && who.member == last.who.member);
        (near && fits).then_some(&last.who)
    }

    /// Speakers whose verb stands in a sentence, each once.
    fn speakers_in(&self, sentence: &Range<usize>, around: Option<usize>, gender: Agreement) -> Vec<Who> {
        let mut out: Vec<Who> = Vec::new();
        let first = |h: &&Spoke| matches!(self.document.tokens.lower(h.mention.start), "i" | "we" | "я" | "мы");
        let here = self.history.iter().rev().take(SENTENCES).filter(|h| sentence.contains(&h.at) && h.around == around);
        for who in here.filter(|h| !first(h)).map(|h| &h.who) {
            let fits = match who.kind {
                SpeakerKind::Person | SpeakerKind::Office => agrees(self.gender_of(who), Some(gender)),
                SpeakerKind::Unknown => who.gender == Some(gender) || is_somebody(&who.name) || self.is_lone_name(who),
                _ => false,
            };
            if fits && !out.iter().any(|o| o.name == who.name) {
                // "Orn said …. She …": the pronoun tells that the name is a person's.
                let kind = if self.is_lone_name(who) { SpeakerKind::Person } else { who.kind };
                out.push(Who { kind, ..who.clone() });
            }
        }
        out
    }

    /// A single word that nothing but its verb of saying explains: "Orn said".
    pub(super) fn is_lone_name(&self, who: &Who) -> bool {
        let lower = who.name.to_lowercase();
        who.kind == SpeakerKind::Unknown
            && who.member.is_none()
            && who.why == ONCE
            && who.name.starts_with(char::is_uppercase)
            && !who.name.contains([' ', '.'])
            && !who.name.chars().skip(1).any(char::is_uppercase)
            && !is_adjective(&lower)
            && !self.cast.is_place(self.document, &lower)
            && !self.document.lexicon.is_region(&lower)
            && !is_thing(&lower)
    }

    /// People named in a sentence, each once: those whose gender is known to fit; if none, those whose gender nobody knows.
    fn named_in(&self, sentence: &Range<usize>, around: Option<usize>, gender: Agreement) -> Vec<Who> {
        let from = self.cast.mentions.partition_point(|m| m.at < sentence.start);
        let to = self.cast.mentions.partition_point(|m| m.at < sentence.end).max(from);
        let (mut sure, mut open): (Vec<usize>, Vec<usize>) = (Vec::new(), Vec::new());
        for mention in self.cast.mentions[from..to].iter().take(SENTENCES) {
            let inside = self.inside(mention.at).map(|q| q as usize);
            let member = &self.cast.members[mention.member];
            if inside != around || !self.may_be_person(mention.member) {
                continue;
            }
            let list = match self.learned.get(&mention.member).copied().or(member.gender) {
                Some(g) if g == gender => &mut sure,
                None => &mut open,
                Some(_) => continue,
            };
            if !list.contains(&mention.member) {
                list.push(mention.member);
            }
        }
        // "Orn's mother, Tolland, ..." : two of whom one might fit are still two, unless nothing tells that the other is a person at all.
        if !sure.is_empty() {
            open.retain(|&m| self.cast.members[m].kind == SpeakerKind::Person);
        }
        sure.extend(open);
        sure.into_iter().map(|m| Who { kind: SpeakerKind::Person, ..self.of_member(m, String::new()) }).collect()
    }

    /// A person, or a name of two words or three of which nothing is known: "he" tells that it is one.
    fn may_be_person(&self, member: usize) -> bool {
        let m = &self.cast.members[member];
        let place = || {
            let lower = m.name.to_lowercase();
            const TOWNS: &str = "нижн верхн стар нов больш мал велик южн северн восточн западн";
            if matches!(lower.split(' ').next(), Some(first) if is_adjective(first) && TOWNS.split(' ').any(|t| first.starts_with(t)))
            {
                return true;
            }
            self.cast.is_place(self.document, &lower) || self.document.lexicon.is_region(&lower) || is_thing(&lower)
        };
        m.kind == SpeakerKind::Person
            || m.kind == SpeakerKind::Unknown
                && matches!(m.words(), 2 | 3)
                && !m.business
                && !m.name.contains(" of ")
                && !place()
    }

    /// Whose words surround a pronoun: the one who is quoted there, or whose turn it is.
    fn voice(&self, found: &Found, at: usize) -> Option<String> {
        match found.around(self.document) {
            Some(quotation) => self.quoted.get(quotation)?.as_ref().map(|who| who.name.clone()),
            None => self.setting.turns.iter().find(|(words, _)| words.contains(&at)).map(|(_, s)| s.name.clone()),
        }
    }

    /// "The Speaker rose twice. He …", "She asked the bishop for a key. He …", «приходил вежливый офицер, он …»: one who has a role in a sentence and no
    /// name. Of two such nobody is taken.
    fn somebody_in(
        &self,
        sentence: &Range<usize>,
        pronoun: usize,
        around: Option<usize>,
        gender: Agreement,
    ) -> Option<Result<Who, Open>> {
        let document = self.document;
        let own = sentence.end >= pronoun;
        let here = |at: &usize| self.inside(*at).map(|q| q as usize) == around;
        let mut phrases: Vec<Range<usize>> = Vec::new();
        let somebody = |at: &usize| {
            let before = at.wrapping_sub(1);
            let near = self.is(before, Class::Determiner) || self.is(before.wrapping_sub(1), Class::Determiner);
            let trade = near && !super::is_russian(document, *at) && is_trade(document, *at);
            self.is(*at, Class::Role) || trade && !self.is(*at, Class::Body)
        };
        for at in sentence.clone().take(LONGEST_SENTENCE).filter(here).filter(somebody) {
            let phrase = if super::is_russian(document, at) {
                self.russian_somebody(at, gender, own)
            } else {
                self.english_somebody(sentence.start, at, gender, own)
            };
            phrases.extend(phrase);
        }
        let phrase = phrases.first()?;
        let holder = self.holder(phrase, Some(gender)).filter(|who| agrees(who.gender, Some(gender)));
        if let Some(holder) = holder {
            return Some(Ok(holder));
        }
        if phrases.len() > 1 && phrase.start != sentence.start {
            return Some(Err(Open::nobody("pronoun for somebody who is not named")));
        }
        if super::is_russian(document, phrase.start) {
            let head = phrase.clone().find(|&at| self.is(at, Class::Role)).unwrap_or(phrase.start);
            if let Some(who) = self.told_under_a_name(phrase, head, Some(gender)) {
                return Some(Ok(who));
            }
            let forms = document.lexicon.noun_forms(document.tokens.lower(head));
            let form = forms.iter().find(|f| f.gender == gender).copied();
            let printed = bodies::in_nominative(document, phrase.clone(), head, form);
            let (kind, why) = self.kind_of_phrase(&(phrase.start..head + 1), head);
            return Some(Ok(Who { name: printed, kind, gender: Some(gender), ..self.unknown(phrase, why) }));
        }
        let head = self.head(phrase).unwrap_or(phrase.end - 1);
        let (kind, why) = self.kind_of_phrase(phrase, head);
        Some(Ok(Who { kind, gender: Some(gender), ..self.unknown(phrase, why) }))
    }

    /// "She asked the driver what was ticking. He …": the one who was asked answers.
    fn asked_in(&self, sentence: &Range<usize>, pronoun: usize, gender: Agreement) -> Option<Who> {
        let document = self.document;
        if sentence.end >= pronoun {
            return None;
        }
        let asks = |at: usize| matches!(document.tokens.lower(at), "asked" | "asks" | "спросил" | "спросила");
        let last = self.history.iter().rev().take(SENTENCES).find(|h| sentence.contains(&h.at))?;
        let asked = last.at + 1;
        if !asks(last.at) {
            return None;
        }
        let named = self.cast.mentions[self.cast.mentions.partition_point(|m| m.at < asked)..].iter();
        let member = named.take_while(|m| m.at < asked + 4).map(|m| m.member).find(|&m| {
            let known = self.learned.get(&m).copied().or(self.cast.members[m].gender);
            self.cast.members[m].kind == SpeakerKind::Person
                && agrees(known, Some(gender))
                && Some(m) != last.who.member
        });
        if let Some(member) = member {
            return Some(self.of_member(member, String::new()));
        }
        let role = (asked + 1..asked + 4)
            .find(|&at| self.is(at, Class::Role))
            .filter(|_| self.is(asked, Class::Determiner))?;
        let phrase = self.english_somebody(asked, role, gender, true)?;
        let who = self.phrase(&phrase, Some(gender));
        (who.name != last.who.name).then_some(Who { gender: Some(gender), ..who })
    }

    /// "The Speaker", "my father", "the bishop": a noun phrase for one human being around its noun.
    fn english_somebody(&self, from: usize, at: usize, gender: Agreement, own: bool) -> Option<Range<usize>> {
        let document = self.document;
        let (same, other) = match gender {
            Agreement::Female => (Class::Female, Class::Male),
            _ => (Class::Male, Class::Female),
        };
        let start = (from.max(at.saturating_sub(4))..at).rev().find(|&i| self.is(i, Class::Determiner))?;
        let plain = (start + 1..at)
            .all(|i| self.is_word(i) && !self.is(i, Class::Preposition) && document.word(i).cue.is_none());
        // "the foreign minister, Tolland", "the mayor's office", "the press secretary said".
        let apposed = document.token(at + 1).is_some_and(|t| t.is(','))
            && (at + 2..at + 4).all(|i| document.token(i).is_some_and(Token::is_capital));
        let goes_on = apposed
            || document.token(at + 1).is_some_and(|t| t.is_capital() || t.kind == Kind::Possessive)
            || self.is(at + 1, Class::Role)
            || self.is(at + 1, Class::Body);
        let owned = self.is_kin(at) && !self.is(at, same);
        // A subject, or the one who is asked.
        let asked = start.checked_sub(1).is_some_and(|verb| document.word(verb).cue.is_some());
        // "When I came to Arden, | the minister took me aside".
        let clause = start > 0 && document.token(start - 1).is_some_and(|t| t.is(','));
        let leads = own || asked || clause || start <= from + 1;
        let fits = !self.is(at, other) && !self.is(at, Class::Group) && !self.is(at, Class::Body);
        // "a rice grower | from the delta".
        let some = matches!(document.tokens.lower(start), "a" | "an" | "one");
        let end = if some { self.described(at) } else { at + 1 };
        (plain && !goes_on && fits && !owned && leads).then_some(start..end)
    }

    /// «мой | сосед», «один | аспирант»: where a phrase begins with the word that says whose, or that it is just one.
    pub(super) fn whose_is(&self, start: usize, kin: bool) -> usize {
        let Some(before) = start.checked_sub(1) else { return start };
        let own = matches!(
            self.document.tokens.lower(before),
            "мой" | "моя" | "наш" | "наша" | "один" | "одна" | "некий" | "некая"
        );
        let of_kin = kin && matches!(self.document.tokens.lower(before), "его" | "ее" | "их");
        if own || of_kin { before } else { start }
    }

    /// «вежливый офицер», «его супруга», «корреспондент «Листка»».
    fn russian_somebody(&self, at: usize, gender: Agreement, own: bool) -> Option<Range<usize>> {
        let document = self.document;
        let forms = document.lexicon.noun_forms(document.tokens.lower(at));
        let fits = forms.iter().any(|f| f.gender == gender && (own || f.case == Case::Nominative));
        let mut phrase = bodies::modifiers(document, at)..bodies::tail_end(document, at);
        let named = document.token(phrase.end).is_some_and(Token::is_capital);
        // «глава правительства»: of a genitive nobody tells.
        let owned = forms.iter().all(|f| f.case == Case::Genitive)
            && at > 0
            && !document.lexicon.noun_forms(document.tokens.lower(at - 1)).is_empty();
        phrase.start = self.whose_is(phrase.start, self.is_kin(at));
        (fits && !named && !owned && !self.is_form_of_address(at)).then_some(phrase)
    }

    /// "It" and "they": the body or group that spoke last in the same sentence, or in the one before if nothing else is named there.
    fn thing(&self, found: &Found, mention: &Range<usize>, gender: Agreement) -> Option<Who> {
        let kind = if gender == Agreement::Neuter { SpeakerKind::Body } else { SpeakerKind::Group };
        let around = found.around(self.document);
        let paragraph = self.document.frames[found.frame].paragraph;
        let own = self.sentences_back(found, mention.start).next()?;
        let start = own.items.first()?.start;
        // "the minister said the report was secret because it described …": a noun before the pronoun is nearer than any speaker.
        let opens = own.items.iter().find(|i| i.quotation.is_none() && self.is_word(i.start)).map(|i| i.start);
        let led = start + 1 >= mention.start
            || opens == Some(mention.start)
            || self.is(start, Class::SentenceOpener) && start + 2 >= mention.start;
        let behind = self.document.token(mention.start.wrapping_sub(1)).is_some_and(|t| t.is(','))
            || self.inside(mention.start.wrapping_sub(2)).map(|q| q as usize) != around;
        if let Some(who) = self.subject_before(found, mention).filter(|w| led && w.kind == kind) {
            return Some(who);
        }
        let told = || self.history.iter().rev().filter(|h| h.around == around && h.at < mention.start);
        let last = told().next()?;
        let near = |h: &&Spoke| paragraph.saturating_sub(h.paragraph) <= NEAR;
        let asked = matches!(self.document.tokens.lower(last.mention.start), "we" | "мы") && behind && !led;
        if (led || behind) && near(&last) && last.who.kind == kind && !asked {
            return Some(last.who.clone());
        }
        // "We asked what it meant. That, it replied, …": a person who spoke in between is not "it", nor is who opens the same sentence.
        let end = own.items.last().map_or(start, |i| i.end);
        let opening = (start..end.min(mention.start))
            .find(|&at| self.is(at, Class::Body))
            .map(|at| self.document.tokens.lower(at));
        let first = |h: &&Spoke| matches!(self.document.tokens.lower(h.mention.start), "i" | "we" | "я" | "мы");
        let other = || {
            let bodies = told().take(SENTENCES).take_while(near).filter(|h| h.who.kind == kind && !first(h));
            bodies.map(|h| &h.who).find(|who| {
                let name = who.name.to_lowercase();
                opening.is_none_or(|word| !name.split_whitespace().any(|w| w == word))
            })
        };
        let aside = behind && !led || led && last.paragraph == paragraph;
        if gender == Agreement::Neuter && aside { other().cloned() } else { None }
    }

    /// The body or group that opens the sentence before, in the same paragraph: "The regulator wants a report. It …".
    fn subject_before(&self, found: &Found, mention: &Range<usize>) -> Option<Who> {
        let document = self.document;
        let before = self.sentences_back(found, mention.start).nth(1)?;
        if before.paragraph != document.frames[found.frame].paragraph {
            return None;
        }
        let start = before.items.first()?.start;
        let inside = |at: &usize| {
            let word = document.word(*at);
            let joins = document.token(*at).is_some_and(|t| t.is_word() || t.kind == Kind::Possessive);
            let named = word.is(Class::Body) || word.is(Class::Group) || word.is(Class::Role);
            joins && (named || word.cue.is_none() && !word.is(Class::Auxiliary) && !word.is(Class::Preposition))
        };
        let spoke = [Class::Body, Class::Group, Class::Document];
        let head = (start..start + 7).take_while(inside).find(|&at| spoke.iter().any(|&class| self.is(at, class)))?;
        let who = self.mention(found, &(start..head + 1), None);
        matches!(who.kind, SpeakerKind::Body | SpeakerKind::Group).then_some(who)
    }

    /// "They": the people who spoke in this sentence or open the one before ("Seven applicants waited. They …"), or the body that spoke last.
    fn several(&self, found: &Found, mention: &Range<usize>) -> Option<Who> {
        let document = self.document;
        let around = found.around(document);
        let paragraph = document.frames[found.frame].paragraph;
        for (n, frame) in self.sentences_back(found, mention.start).take(3).enumerate() {
            let (Some(first), Some(last)) = (frame.items.first(), frame.items.last()) else { continue };
            if paragraph.saturating_sub(frame.paragraph) > NEAR {
                break;
            }
            let sentence = first.start..last.end.min(mention.start);
            let here =
                self.history.iter().rev().take(SENTENCES).filter(|h| h.around == around && sentence.contains(&h.at));
            let spoke = here.map(|h| &h.who).find(|who| who.kind == SpeakerKind::Group);
            if let Some(who) = spoke {
                return Some(who.clone());
            }
            if let Some(phrase) = self.plural_subject(&sentence).filter(|p| n > 0 || p.end < mention.start) {
                let who = self.mention(found, &phrase, None);
                let group = matches!(who.kind, SpeakerKind::Group | SpeakerKind::Unknown);
                return group.then_some(Who { kind: SpeakerKind::Group, ..who });
            }
        }
        let own = self.sentences_back(found, mention.start).next()?.items.first()?.start;
        let led = own + 1 >= mention.start || self.is(own, Class::SentenceOpener) && own + 2 >= mention.start;
        let last = self.history.iter().rev().find(|h| h.around == around && h.at < mention.start)?;
        let near = paragraph.saturating_sub(last.paragraph) <= NEAR;
        let body = last.who.kind == SpeakerKind::Body;
        (led && near && body && !super::is_russian(document, mention.start)).then(|| last.who.clone())
    }

    /// "Did the police ask? They …": the people of whom the text told last, whatever they did there.
    fn group_before(&self, found: &Found, mention: &Range<usize>) -> Option<Who> {
        let document = self.document;
        let around = self.inside(mention.start);
        let russian = super::is_russian(document, mention.start);
        let near =
            |at: &usize| self.inside(*at) == around && self.paragraph(mention.start) - self.paragraph(*at) <= NEAR;
        let people = |at: &usize| self.is(*at, Class::Group) && (!russian || self.is_plural_form(*at));
        let at = (mention.start.saturating_sub(LONGEST_SENTENCE / 2)..mention.start).rev().filter(near).find(people)?;
        let (phrase, name) = if russian {
            let phrase = bodies::modifiers(document, at)..bodies::tail_end(document, at);
            let forms = document.lexicon.noun_forms(document.tokens.lower(at)).iter();
            let form = forms.clone().find(|f| f.gender == Agreement::Plural).copied();
            (phrase.clone(), bodies::in_nominative(document, phrase, at, form))
        } else {
            let phrase = self.phrase_before(at + 1)?;
            (phrase.clone(), document.slice(&phrase).to_owned())
        };
        let known = self.mention(found, &phrase, None);
        let who = if known.member.is_some() { known } else { Who { name, ..self.unknown(&phrase, "") } };
        Some(Who { kind: SpeakerKind::Group, ..who })
    }

    fn is_plural_form(&self, at: usize) -> bool {
        let forms = self.document.lexicon.noun_forms(self.document.tokens.lower(at));
        forms.iter().any(|f| f.gender == Agreement::Plural)
    }

    /// "Seven applicants | waited", «Демонстранты | вышли»: the plural noun phrase that opens a sentence.
    fn plural_subject(&self, sentence: &Range<usize>) -> Option<Range<usize>> {
        let document = self.document;
        let start = (sentence.start..sentence.end.min(sentence.start + 2))
            .find(|&at| !matches!(document.tokens.lower(at), "but" | "and" | "though" | "while" | "но" | "и" | "а"))?;
        let russian = super::is_russian(document, start);
        let is_verb = |at: usize| {
            let (word, lower) = (document.word(at), document.tokens.lower(at));
            let past = if russian {
                ["ли", "лись", "ют", "ут", "ят", "ат", "утся", "ются"].iter().any(|e| lower.ends_with(e)) && at > start
            } else {
                lower.ends_with("ed")
                    || matches!(lower, "went" | "came" | "took" | "sat" | "stood" | "left" | "got" | "began")
            };
            word.is(Class::Auxiliary) || word.cue.is_some_and(|v| v.form != Form::Gerund) || past
        };
        let joins = |at: usize| {
            document.token(at).is_some_and(|t| t.is_word() || t.kind == Kind::Number || t.kind == Kind::Possessive)
                && !self.is(at, Class::Pronoun)
        };
        let end =
            (start..sentence.end.min(start + 7)).take_while(|&at| joins(at)).find(|&at| at > start && is_verb(at))?;
        let noun = (start..end).find(|&at| at > start && self.is(at, Class::Preposition)).unwrap_or(end) - 1;
        let lower = document.tokens.lower(noun);
        let small = noun == start || document.token(noun).is_some_and(|t| t.kind == Kind::Word);
        let plural = if russian {
            document
                .lexicon
                .noun_forms(lower)
                .iter()
                .any(|f| f.case == Case::Nominative && f.gender == Agreement::Plural)
                || document.lexicon.noun_forms(lower).is_empty() && lower.ends_with(['ы', 'и']) && noun == start
        } else {
            lower.ends_with('s') && !lower.ends_with("ss") || self.is(noun, Class::Group)
        };
        let thing = self.is(noun, Class::Time) || self.is(noun, Class::Document);
        (plural && small && !thing && !self.is(noun, Class::Body)).then_some(start..end)
    }

    /// What is known of a speaker's gender, learned from the article or by name.
    fn gender_of(&self, who: &Who) -> Option<Agreement> {
        who.member.and_then(|m| self.learned.get(&m).copied()).or(who.gender)
    }
}

/// Why a pronoun stays open, and for whom it might stand.
struct Open {
    why: &'static str,
    candidates: Vec<String>,
}

impl Open {
    fn nobody(why: &'static str) -> Open {
        Open { why, candidates: Vec::new() }
    }
}

/// "Trump Tower", "First Corinthians", "Wisconsin Republican": words of a name (lower case) that no person has.
fn is_thing(name: &str) -> bool {
    const THINGS: &str = "tower street avenue road hall house building square park island islands river lake bay county city state states \
        republican republicans democrat democrats party times act bill day week award awards prize war cup games championship league \
        east west north south northern southern eastern western central bridge airport station hospital museum palace castle church \
        cathedral university college institute school conference summit forum convention treaty agreement festival \
        january february march april june july august september october november december monday tuesday wednesday thursday \
        friday saturday sunday islam islamic christian muslim jewish american russian british french german european first second \
        улица площадь проспект башня остров река озеро область край район премия кубок лига чемпионат война";
    name.split_whitespace().any(|word| THINGS.split_whitespace().any(|thing| thing == word))
}

/// "A Sarvenian engineer", "one of the drivers": a phrase for one person or thing that spoke.
fn is_somebody(phrase: &str) -> bool {
    let first = phrase.split_whitespace().next().unwrap_or("").to_lowercase();
    matches!(first.as_str(), "a" | "an" | "another" | "one")
}
