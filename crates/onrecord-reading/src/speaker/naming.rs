//! Mentions with a name in them, in English: whose name it is, or that it is somebody else's inside a role.

use super::{Resolver, Who, agrees, is_russian};
use crate::{
    SpeakerKind,
    found::{Agreement, Found},
    lexicon::Class,
    mention::{COMPANY, Name, OUTLET, gender, name_at_end, name_in, role_before},
    tokens::{Kind, Token},
};
use std::ops::Range;

impl Resolver<'_> {
    /// A country, its capital or a seat stands for the government there.
    pub(super) fn place(&self, mention: &Range<usize>) -> Option<Who> {
        let start = mention.start + usize::from(self.is(mention.start, Class::Determiner));
        let end = (start..mention.end).rev().find(|&at| self.is_word(at))? + 1;
        let name = start..end;
        let capital = self.document.token(start)?.is_capital();
        let lower = self.document.slice(&name).to_lowercase().replace('ё', "е");
        let person = |m: &usize| self.cast.members[*m].kind == SpeakerKind::Person;
        if !capital
            || !self.cast.is_place(self.document, &lower)
            || self.cast.named(self.document, &name).iter().any(person)
        {
            return None;
        }
        let why = "a country, a capital or a seat: the government there";
        Some(Who { kind: SpeakerKind::Body, ..self.unknown(&name, why) })
    }

    /// A mention with a name in it.
    pub(super) fn name(&self, mention: &Range<usize>, agreement: Option<Agreement>) -> Option<Who> {
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
        let apposed = self.document.token(before + 1)?.is(',')
            && (self.is(before, Class::Role)
                || role_before(self.document, &name).is_some()
                // "Strand's predecessor, Olga Fenn".
                || name.name.len() >= 2 && self.document.token(before).is_some_and(|t| t.kind == Kind::Word));
        if apposed { self.of_name(mention, &name, agreement) } else { None }
    }

    fn is_known(&self, name: &Name) -> bool {
        !self.cast.named(self.document, &name.name).is_empty()
    }

    /// Whom a name stands for.
    pub(super) fn of_name(&self, mention: &Range<usize>, name: &Name, agreement: Option<Agreement>) -> Option<Who> {
        let printed = self.document.slice(&name.name);
        let titled = gender(self.document, name);
        let told = agreement.or(titled);
        let known = |m: usize| self.learned.get(&m).copied().or(self.cast.members[m].gender);
        // A bare last word calls a person, or a body by its noun; "Talvik" is not short for "Evening Talvik".
        let surname = name.name.len() == 1 && !self.is(name.name.start, Class::Body);
        let called = |m: usize| {
            let member = &self.cast.members[m];
            !surname || member.kind == SpeakerKind::Person || member.words() == 1
        };
        let fits = |m: &usize| agrees(known(*m), agreement) && agrees(known(*m), titled) && called(*m);
        let members: Vec<usize> = self.cast.named(self.document, &name.name).into_iter().filter(fits).collect();
        let member = match members[..] {
            [member] => member,
            [] => return Some(self.by_first_word(mention, name)),
            _ => match self.one_of(&members, mention, printed, told) {
                Some(member) => member,
                None => {
                    return Some(self.unknown(mention, &format!("{} in this article are called so", members.len())));
                }
            },
        };
        if let Some(long) = self.cast.spelled_out(member) {
            let why = format!("“{printed}” is short for “{}”", self.cast.members[long].name);
            return Some(Who { kind: SpeakerKind::Body, ..self.of_member(long, why) });
        }
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

    /// Of several, the one with exactly this name, the only one of the gender that verb or title tell, or who has been named so far.
    fn one_of(
        &self,
        members: &[usize],
        mention: &Range<usize>,
        printed: &str,
        gender: Option<Agreement>,
    ) -> Option<usize> {
        if let Some(exact) = members.iter().copied().find(|&m| self.cast.members[m].name == printed) {
            return Some(exact);
        }
        let mut sure = members.iter().copied().filter(|&m| gender.is_some() && self.cast.members[m].gender == gender);
        if let (Some(one), None) = (sure.next(), sure.next()) {
            return Some(one);
        }
        let mut before = members.iter().copied().filter(|&m| self.cast.members[m].first < mention.start);
        before.next().filter(|_| before.next().is_none())
    }

    /// "The Embassy of Arden in Tessaly": keeps a body's name with what follows it in one mention.
    pub(super) fn learn_fuller_name(&mut self, mention: &Range<usize>) {
        let document = self.document;
        let start = mention.start + usize::from(self.is(mention.start, Class::Determiner));
        let run = (start..mention.end).take_while(|&at| {
            let of = document.tokens.lower(at) == "of";
            of || document.token(at).is_some_and(Token::is_capital)
        });
        let end = start + run.count();
        let joined = |at: usize| {
            document.token(at).is_some_and(Token::is_capital)
                || matches!(document.tokens.lower(at), "in" | "for" | "to" | "on" | "of" | "and" | "the")
        };
        let goes_on = end > start && end < mention.end && (end..mention.end).all(joined);
        let proper = document.token(mention.end - 1).is_some_and(Token::is_capital);
        if !goes_on || !proper || is_russian(document, start) {
            return;
        }
        let [member] = self.cast.named(document, &(start..end))[..] else { return };
        let m = &self.cast.members[member];
        if m.kind != SpeakerKind::Person && m.words() == end - start {
            let name = document.slice(&(start..mention.end)).to_owned();
            self.fuller.entry(member).or_insert(name);
        }
    }

    /// A single word that opens one known name: "Jon" of Jon Arden, "Ardent" of Ardent Glass.
    fn by_first_word(&self, mention: &Range<usize>, name: &Name) -> Who {
        let common = [Class::Group, Class::Role, Class::Body, Class::Document, Class::SentenceOpener];
        let alone = name.name.len() == 1 && !common.iter().any(|&k| self.is(name.name.start, k));
        let members = if alone { self.cast.opened_by(self.document, name.name.start) } else { Vec::new() };
        match members[..] {
            [member] => {
                let full = &self.cast.members[member];
                let person = full.kind == SpeakerKind::Person;
                let why = format!("{} “{}”", if person { "first name of" } else { "short for" }, full.name);
                self.of_member(member, why)
            }
            _ => self.named_once(mention, name),
        }
    }

    /// A name that stands here alone: an outlet or a company behind its noun ("news agency Nord-Press"), else nobody's in particular.
    fn named_once(&self, mention: &Range<usize>, name: &Name) -> Who {
        let document = self.document;
        let before = name.name.start.wrapping_sub(1);
        let noun = document.tokens.lower(before);
        let behind = name.name.start > mention.start
            && document.token(before).is_some_and(|t| t.kind == Kind::Word)
            && (self.is(before, Class::Body) || OUTLET.contains(&noun) || COMPANY.contains(&noun));
        if behind && name.name.end == mention.end {
            return Who { kind: SpeakerKind::Body, ..self.unknown(&name.name, "named behind what it is") };
        }
        let apposed = name.name.start <= mention.start + 1 && document.token(name.name.end).is_some_and(|t| t.is(','));
        let printed = if apposed { mention.start..name.name.end } else { mention.clone() };
        self.unknown(&printed, "named only here")
    }

    /// A name that nothing else explains is a person's where its words are said in the first person, or "herself" follows it.
    pub(super) fn with_evidence(&self, found: &Found, who: Who, mention: &Range<usize>) -> Who {
        let long = who.member.is_some_and(|m| self.cast.members[m].name.split_whitespace().count() >= 2);
        if who.kind != SpeakerKind::Unknown || !long {
            return who;
        }
        let document = self.document;
        let own = |at: usize| {
            matches!(document.tokens.lower(at), "i" | "i'm" | "i've" | "i'd" | "i'll" | "my" | "me" | "myself")
                && document.inside[at].is_some()
        };
        let first_person = found.content.iter().flat_map(Clone::clone).any(own);
        let himself = matches!(document.tokens.lower(mention.end), "himself" | "herself");
        if !first_person && !himself {
            return who;
        }
        let why = format!("{}; speaks in the first person", who.why);
        Who { kind: SpeakerKind::Person, why, ..who }
    }

    /// Whether the name in a mention belongs to somebody else than the one the mention stands for.
    fn is_of_another(&self, mention: &Range<usize>, name: &Range<usize>) -> bool {
        let possessive =
            self.document.token(name.end).is_some_and(|t| t.kind == Kind::Possessive) && name.end + 1 < mention.end;
        let head = (mention.start..name.start).any(|at| {
            self.document.token(at).is_some_and(|t| t.kind == Kind::Word)
                && (self.is(at, Class::Preposition) || self.is(at, Class::Group))
        });
        let comma = (name.end..mention.end).find(|&at| self.document.token(at).is_some_and(|t| t.is(',')));
        let common = [Class::Role, Class::Group, Class::Document, Class::Body];
        let tail =
            (name.end..comma.unwrap_or(mention.end)).take_while(|&at| !self.is(at, Class::Preposition)).any(|at| {
                self.document.token(at).is_some_and(|t| t.kind == Kind::Word) && common.iter().any(|&k| self.is(at, k))
            });
        let personal = (mention.start..name.end).any(|at| self.is(at, Class::Role)) && !head;
        possessive || (head && !personal) || tail
    }

    /// The words of a phrase that tell who is meant.
    pub(super) fn words(&self, mention: &Range<usize>) -> Vec<&str> {
        let document = self.document;
        let tells = |at: &usize| {
            document.token(*at).is_some_and(Token::is_word)
                && !self.is(*at, Class::Determiner)
                && !self.is(*at, Class::Preposition)
                && !matches!(
                    document.tokens.lower(*at),
                    "former" | "then" | "new" | "outgoing" | "acting" | "бывший" | "бывшая"
                )
        };
        mention.clone().filter(tells).map(|at| document.tokens.lower(at)).collect()
    }

    /// «министра» and «министр» are one word.
    pub(super) fn is_in_russian(&self, mention: &Range<usize>) -> bool {
        is_russian(self.document, mention.start)
    }
}
