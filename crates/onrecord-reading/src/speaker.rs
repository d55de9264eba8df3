//! Whose words they are: from the mention beside a verb to the fullest name that the article gives.
//!
//! Takes a found statement's mention and the [`Cast`], gives a [`Speaker`] with the chain of reasons. Refuses to guess: where two people
//! fit, the speaker keeps the words of the mention and is of unknown kind. A pronoun outside a quotation is never explained by a name
//! inside one, and "I" inside a quotation is whoever is quoted.

use crate::{
    Speaker, SpeakerKind,
    document::Document,
    found::{Agreement, Found, Source},
    lexicon::Class,
    mention::{Cast, Name, gender, name_at_end, name_in, stem},
    tokens::Token,
};
use std::ops::Range;

/// A pronoun looks back this many paragraphs, no further.
const PARAGRAPHS: usize = 3;

/// What is known of a speaker before it is tied to a place.
#[derive(Clone, Debug)]
struct Who {
    name: String,
    role: Option<String>,
    kind: SpeakerKind,
    gender: Option<Agreement>,
    why: String,
}

/// Names the speaker of each statement, in the order of `found`.
pub(crate) fn resolve(document: &Document<'_>, cast: &Cast, found: &[Found]) -> Vec<Option<Speaker>> {
    let mut order: Vec<usize> = (0..found.len()).collect();
    // Outer statements first: "I" in a quotation asks for the one who is quoted.
    order.sort_by_key(|&n| (depth(document, &found[n]), cue_at(&found[n])));
    let mut resolver = Resolver { document, cast, quoted: vec![None; document.quotations.len()], history: Vec::new() };
    let mut speakers = vec![None; found.len()];
    let mut level = 0;
    for n in order {
        let statement = &found[n];
        if depth(document, statement) != level {
            level = depth(document, statement);
            resolver.history.clear();
        }
        let Some(source) = &statement.source else { continue };
        let who = resolver.who(statement, source);
        resolver.remember(statement, &who);
        speakers[n] = Some(Speaker {
            name: who.name,
            role: who.role,
            kind: who.kind,
            spans: document.span(&source.mention).into_iter().collect(),
            why: who.why,
        });
    }
    speakers
}

/// The speaker whom a label names: the words before a colon in an interview.
pub(crate) fn of_label(document: &Document<'_>, cast: &Cast, words: &Range<usize>) -> Speaker {
    let resolver = Resolver { document, cast, quoted: Vec::new(), history: Vec::new() };
    let who = resolver.name(words, None).unwrap_or_else(|| resolver.unknown(words, "label as printed"));
    let kind = if who.kind == SpeakerKind::Unknown && words.len() >= 2 { SpeakerKind::Person } else { who.kind };
    let spans = document.span(words).into_iter().collect();
    Speaker { name: who.name, role: who.role, kind, spans, why: format!("label before a colon: {}", who.why) }
}

fn depth(document: &Document<'_>, found: &Found) -> u8 {
    found.around(document).map_or(0, |q| document.quotations[q].depth)
}

fn cue_at(found: &Found) -> usize {
    found.cue.first().map_or(0, |c| c.start)
}

struct Resolver<'a> {
    document: &'a Document<'a>,
    cast: &'a Cast,
    /// Who says each quotation.
    quoted: Vec<Option<Who>>,
    /// Speakers so far at this depth, with the paragraph and quotation.
    history: Vec<(usize, Option<usize>, Who)>,
}

impl Resolver<'_> {
    fn who(&self, found: &Found, source: &Source) -> Who {
        if let Some(antecedent) = &source.antecedent {
            let pronoun = self.document.slice(&source.mention);
            let named =
                name_at_end(self.document, antecedent).and_then(|n| self.of_name(antecedent, &n, source.agreement));
            let mut who = named.unwrap_or_else(|| self.mention(found, antecedent, source.agreement));
            who.why = format!("pronoun “{pronoun}” → {}", who.why);
            return who;
        }
        self.mention(found, &source.mention, source.agreement)
    }

    fn mention(&self, found: &Found, mention: &Range<usize>, agreement: Option<Agreement>) -> Who {
        let last = mention.end.saturating_sub(1);
        let single = mention.len() == 1;
        if single && (self.is(last, Class::Pronoun) || self.is(last, Class::PronounObject)) {
            return self.pronoun(found, mention);
        }
        if let Some(who) = self.name(mention, agreement) {
            return who;
        }
        self.phrase(mention)
    }

    /// A mention with a name in it.
    fn name(&self, mention: &Range<usize>, agreement: Option<Agreement>) -> Option<Who> {
        let name = name_in(self.document, mention)?;
        // "Tolland's lawyer", "a spokesman for Tolland": somebody else's name inside a role.
        let common = [Class::Group, Class::Role, Class::Body, Class::Document];
        let is_common =
            name.name.len() == 1 && common.iter().any(|&k| self.is(name.name.start, k)) && !self.is_known(&name);
        if is_common || self.is_of_another(mention, &name.name) {
            return self.name_behind_role(mention, agreement);
        }
        self.of_name(mention, &name, agreement)
    }

    /// "Tessaly's transport minister, Jon Arden": the name in apposition to a role.
    fn name_behind_role(&self, mention: &Range<usize>, agreement: Option<Agreement>) -> Option<Who> {
        let name = name_at_end(self.document, mention)?;
        let before = name.name.start.checked_sub(2).filter(|&at| at >= mention.start)?;
        let apposed = self.document.token(before + 1)?.is(',') && self.is(before, Class::Role);
        if apposed { self.of_name(mention, &name, agreement) } else { None }
    }

    fn is_known(&self, name: &Name) -> bool {
        !self.cast.named(self.document, &name.name).is_empty()
    }

    /// Whom a name stands for.
    fn of_name(&self, mention: &Range<usize>, name: &Name, agreement: Option<Agreement>) -> Option<Who> {
        let printed = self.document.slice(&name.name);
        let titled = gender(self.document, name);
        let fits =
            |m: &usize| agrees(self.cast.members[*m].gender, agreement) && agrees(self.cast.members[*m].gender, titled);
        let members: Vec<usize> = self.cast.named(self.document, &name.name).into_iter().filter(fits).collect();
        let member = match members[..] {
            [member] => member,
            [] => return Some(self.unknown(mention, "named only here")),
            _ => {
                let exact = members.iter().copied().find(|&m| self.cast.members[m].name == printed);
                match exact {
                    Some(member) => member,
                    None => {
                        return Some(
                            self.unknown(mention, &format!("{} in this article are called so", members.len())),
                        );
                    }
                }
            }
        };
        let full = &self.cast.members[member];
        let why = if full.name == printed {
            "name".to_owned()
        } else if full.kind == SpeakerKind::Body {
            format!("short for “{}”", full.name)
        } else if name.name.len() == 1 {
            format!("surname of “{}”", full.name)
        } else {
            format!("form of “{}”", full.name)
        };
        Some(self.of_member(member, why))
    }

    /// Whether the name in a mention belongs to somebody else than the one the mention stands for.
    fn is_of_another(&self, mention: &Range<usize>, name: &Range<usize>) -> bool {
        use crate::tokens::Kind;
        let possessive =
            self.document.token(name.end).is_some_and(|t| t.kind == Kind::Possessive) && name.end + 1 < mention.end;
        let head = (mention.start..name.start).any(|at| {
            self.document.token(at).is_some_and(|t| t.kind == Kind::Word)
                && (self.is(at, Class::Preposition) || self.is(at, Class::Group))
        });
        let comma = (name.end..mention.end).find(|&at| self.document.token(at).is_some_and(|t| t.is(',')));
        let common = [Class::Role, Class::Group, Class::Document, Class::Body];
        let tail = (name.end..comma.unwrap_or(mention.end)).any(|at| {
            self.document.token(at).is_some_and(|t| t.kind == Kind::Word) && common.iter().any(|&k| self.is(at, k))
        });
        // «агентство «Вестник»»: the name inside is the body's own.
        let body = is_russian(self.document, mention.start)
            && self.is(mention.start, Class::Body)
            && !(mention.start..name.start).any(|at| self.is(at, Class::Role));
        let personal = (mention.start..name.end).any(|at| self.is(at, Class::Role)) && !head;
        possessive || (head && !personal) || tail || body
    }

    /// A mention without a name: a role, a group, a body.
    fn phrase(&self, mention: &Range<usize>) -> Who {
        let words = || mention.clone().filter(|&at| self.document.token(at).is_some_and(Token::is_word));
        let cut = words().find(|&at| at > mention.start && self.is(at, Class::Preposition)).unwrap_or(mention.end);
        let Some(head) = words().take_while(|&at| at < cut).last().filter(|_| cut > mention.start) else {
            return self.unknown(mention, "phrase as printed");
        };
        if let Some(who) = self.holder(mention) {
            return who;
        }
        let role = self.is(head, Class::Role)
            || (mention.start..cut).any(|at| self.is(at, Class::Role) && is_russian(self.document, at));
        let (kind, why) = if self.is(head, Class::Group) {
            (SpeakerKind::Group, "a group as printed")
        } else if role {
            (SpeakerKind::Office, "a role without a name")
        } else if self.is(head, Class::Body)
            || self.is(head, Class::Document)
            || (mention.start..cut).any(|at| self.is(at, Class::Body))
        {
            (SpeakerKind::Body, "a body as printed")
        } else {
            (SpeakerKind::Unknown, "phrase as printed")
        };
        Who { kind, ..self.unknown(mention, why) }
    }

    /// "the foreign minister" → the one person of whom the article says so.
    fn holder(&self, mention: &Range<usize>) -> Option<Who> {
        let document = self.document;
        let first = document.tokens.lower(mention.start);
        let russian = is_russian(document, mention.start);
        if !russian && !matches!(first, "the" | "this" | "that" | "his" | "her" | "their") {
            return None;
        }
        let words: Vec<&str> = mention
            .clone()
            .filter(|&at| {
                document.token(at).is_some_and(Token::is_word)
                    && !self.is(at, Class::Determiner)
                    && !self.is(at, Class::Preposition)
            })
            .map(|at| document.tokens.lower(at))
            .collect();
        if !(mention.start..mention.end).any(|at| self.is(at, Class::Role)) || words.is_empty() {
            return None;
        }
        let holds = |role: &str| {
            let role = role.to_lowercase();
            words.iter().all(|w| {
                role.split(|c: char| !c.is_alphanumeric() && c != '-')
                    .any(|r| r == *w || (russian && stem(r) == stem(w)))
            })
        };
        let mut holders = (0..self.cast.members.len()).filter(|&m| {
            self.cast.members[m].kind == SpeakerKind::Person && self.cast.members[m].role.as_deref().is_some_and(holds)
        });
        let (member, other) = (holders.next()?, holders.next());
        let phrase = document.slice(mention);
        other
            .is_none()
            .then(|| self.of_member(member, format!("role “{phrase}” → “{}”", self.cast.members[member].name)))
    }

    fn pronoun(&self, found: &Found, mention: &Range<usize>) -> Who {
        let word = self.document.tokens.lower(mention.start);
        let frame = &self.document.frames[found.frame];
        let printed = self.document.slice(mention);
        let gender = match word {
            "he" | "his" | "him" | "он" | "его" | "него" | "ему" => Agreement::Male,
            "she" | "her" | "она" | "ее" | "нее" | "ей" => Agreement::Female,
            "it" | "its" | "оно" => Agreement::Neuter,
            "they" | "their" | "them" | "они" | "их" | "них" | "им" => Agreement::Plural,
            "i" | "we" | "я" | "мы" => {
                return self.first_person(found.around(self.document), mention, matches!(word, "we" | "мы"));
            }
            _ => return self.unknown(mention, "pronoun without a name"),
        };
        let found_who = self
            .earlier_speaker(frame.paragraph, found.around(self.document), gender)
            .or_else(|| self.earlier_name(found, mention, gender));
        match found_who {
            Some(mut who) => {
                who.why = format!("pronoun “{printed}” → “{}”", who.name);
                who
            }
            None => self.unknown(mention, "pronoun without a name that fits"),
        }
    }

    /// "I" in a quotation is the one who is quoted; "we" may be more people.
    fn first_person(&self, quotation: Option<usize>, mention: &Range<usize>, several: bool) -> Who {
        match quotation.and_then(|q| self.quoted[q].clone()) {
            Some(who) if !several => {
                Who { why: format!("“{}” in the words of “{}”", self.document.slice(mention), who.name), ..who }
            }
            _ => self.unknown(mention, "first person"),
        }
    }

    /// The last speaker at this depth whom the pronoun fits.
    fn earlier_speaker(&self, paragraph: usize, quotation: Option<usize>, gender: Agreement) -> Option<Who> {
        let near = |p: usize| paragraph.saturating_sub(p) <= PARAGRAPHS;
        self.history
            .iter()
            .rev()
            .take(12)
            .take_while(|(p, q, _)| near(*p) && *q == quotation)
            .find(|(_, _, who)| match gender {
                Agreement::Male | Agreement::Female => {
                    matches!(who.kind, SpeakerKind::Person | SpeakerKind::Office) && agrees(who.gender, Some(gender))
                        || who.kind == SpeakerKind::Unknown && who.gender == Some(gender)
                }
                Agreement::Neuter => who.kind == SpeakerKind::Body,
                Agreement::Plural => who.kind == SpeakerKind::Group,
            })
            .map(|(_, _, who)| who.clone())
    }

    /// The nearest person named before the pronoun, outside quotations, whose gender is known and fits; none where two are in the same
    /// sentence.
    fn earlier_name(&self, found: &Found, mention: &Range<usize>, gender: Agreement) -> Option<Who> {
        if !matches!(gender, Agreement::Male | Agreement::Female) {
            return None;
        }
        let document = self.document;
        let frame = &document.frames[found.frame];
        let around = found.around(document);
        let first = document.paragraphs.get(frame.paragraph.saturating_sub(PARAGRAPHS)).map_or(0, |p| p.start);
        let before = self.cast.mentions.partition_point(|m| m.at < mention.start);
        let mut near = self.cast.mentions[..before].iter().rev().take(20).take_while(|m| m.at >= first).filter(|m| {
            let inside = document.inside.get(m.at).copied().flatten().map(|q| q as usize);
            let member = &self.cast.members[m.member];
            inside == around && member.kind == SpeakerKind::Person && member.gender == Some(gender)
        });
        let nearest = near.next()?;
        let paragraph = document.paragraphs.partition_point(|p| p.end <= nearest.at);
        let start = document.paragraphs.get(paragraph).map_or(0, |p| p.start);
        let rival = near.take_while(|m| m.at >= start).any(|m| m.member != nearest.member);
        (!rival).then(|| self.of_member(nearest.member, String::new()))
    }

    fn remember(&mut self, found: &Found, who: &Who) {
        for content in &found.content {
            for at in content.clone() {
                let Some(q) = self.document.inside.get(at).copied().flatten() else { continue };
                let slot = &mut self.quoted[q as usize];
                if slot.is_none() {
                    *slot = Some(who.clone());
                }
            }
        }
        let frame = &self.document.frames[found.frame];
        self.history.push((frame.paragraph, found.around(self.document), who.clone()));
    }

    fn of_member(&self, member: usize, why: String) -> Who {
        let m = &self.cast.members[member];
        Who { name: m.name.clone(), role: m.role.clone(), kind: m.kind, gender: m.gender, why }
    }

    fn unknown(&self, mention: &Range<usize>, why: &str) -> Who {
        let name = self.document.slice(mention).trim_end_matches([',', ' ']).to_owned();
        Who { name, role: None, kind: SpeakerKind::Unknown, gender: None, why: why.to_owned() }
    }

    fn is(&self, at: usize, class: Class) -> bool {
        self.document.word(at).is(class)
    }
}

fn agrees(known: Option<Agreement>, wanted: Option<Agreement>) -> bool {
    match (known, wanted) {
        (Some(a), Some(b)) => a == b,
        _ => true,
    }
}

fn is_russian(document: &Document<'_>, at: usize) -> bool {
    document.tokens.lower(at).chars().next().is_some_and(|c| ('а'..='я').contains(&c))
}
