//! Mentions with a name in them, in English: whose name it is, or that it is somebody else's inside a role.

use super::{Resolver, Who, agrees, is_russian, phrase::TITLES};
use crate::{
    SpeakerKind,
    found::{Agreement, Found},
    lexicon::Class,
    mention::{COMPANY, Name, OUTLET, gender, name_at_end, name_in, role_before},
    tokens::{Kind, Token},
};
use std::ops::Range;

/// How much more than the other one of two namesakes must be on a reader's mind.
const DOUBTLESS: f32 = 2.0;

/// Why a name stays without more: nothing else in the article explains it.
pub(super) const ONCE: &str = "named only here";

impl Resolver<'_> {
    /// A mention with a name in it.
    pub(super) fn name(&self, mention: &Range<usize>, agreement: Option<Agreement>) -> Option<Who> {
        let name = name_in(self.document, mention)?;
        // "Tolland's lawyer", "a spokesman for Tolland": somebody else's name inside a role.
        let common = [Class::Group, Class::Role, Class::Body, Class::Document];
        let opens_group =
            name.name.len() > 1 && self.is(name.name.start, Class::Group) && name.name.start == mention.start;
        let is_common = opens_group
            || name.name.len() == 1 && common.iter().any(|&k| self.is(name.name.start, k)) && !self.is_known(&name);
        if is_common || self.is_of_another(mention, &name) {
            return self.name_behind_role(mention, agreement);
        }
        // "her husband, Olaf".
        let comma = name.name.start.checked_sub(2).filter(|&at| at >= mention.start && self.is_kin(at));
        let apposed = comma.is_some_and(|at| self.document.token(at + 1).is_some_and(|t| t.is(',')));
        if apposed && !self.is_known(&name) {
            return Some(Who { kind: SpeakerKind::Person, ..self.unknown(&name.name, "name in apposition") });
        }
        self.of_name(mention, &name, agreement)
    }

    /// "Tessaly's transport minister, Jon Arden", "the other candidate, former mayor Jon Arden", "his daughter, Ada": the name in apposition.
    fn name_behind_role(&self, mention: &Range<usize>, agreement: Option<Agreement>) -> Option<Who> {
        let document = self.document;
        let mut whole = mention.clone();
        while whole.len() > 1 && document.token(whole.end - 1).is_some_and(|t| t.is(',')) {
            whole.end -= 1;
        }
        // "her top challenger, Senator Jon Arden | of Westmark".
        let capital = |at: usize| document.token(at).is_some_and(Token::is_capital);
        let of = (whole.start + 1..whole.end).rev().find(|&at| document.tokens.lower(at) == "of");
        let named = |of: usize| capital(of - 1) && !self.is(of - 1, Class::Role);
        if let Some(of) = of.filter(|&of| named(of) && of + 1 < whole.end && (of + 1..whole.end).all(capital)) {
            whole.end = of;
        }
        let name = name_at_end(document, &whole)?;
        let titled = |at: usize| self.is(at, Class::Role) || self.is(at, Class::Title) || self.is(at, Class::Adverb);
        let mut comma = name.name.start.checked_sub(1)?;
        while comma > mention.start
            && (name.role.contains(&comma)
                || titled(comma)
                || document.token(comma).is_some_and(Token::is_capital)
                || matches!(
                    document.tokens.lower(comma),
                    "former" | "then" | "of" | "for" | "the" | "old" | "young" | "late" | "retired" | "veteran"
                ))
        {
            comma -= 1;
        }
        let before = comma.checked_sub(1).filter(|&at| at >= mention.start)?;
        let person = || {
            let known = self.cast.named(document, &name.name);
            matches!(known[..], [m] if self.cast.members[m].kind == SpeakerKind::Person)
        };
        let joined = |at: usize| matches!(document.tokens.lower(at), "of" | "for") && !name.role.contains(&at);
        let apposed = document.token(comma)?.is(',')
            && (self.is(before, Class::Role)
                || (comma + 1..name.name.start).any(joined)
                || role_before(document, &name).is_some()
                || person()
                // "Strand's predecessor, Olga Fenn".
                || (name.name.len() >= 2 || self.is_kin(before))
                    && document.token(before).is_some_and(|t| t.kind == Kind::Word));
        // "one group, Partners for Growth".
        let body = comma + 1..whole.end;
        let office = body.clone().any(|at| self.is(at, Class::Role) || self.is(at, Class::Title));
        if apposed && body.clone().any(joined) && !office && !self.is(before, Class::Role) {
            return Some(Who { kind: SpeakerKind::Body, ..self.unknown(&body, "name in apposition") });
        }
        if apposed { self.of_name(mention, &name, agreement) } else { None }
    }

    fn is_known(&self, name: &Name) -> bool {
        !self.cast.named(self.document, &name.name).is_empty()
    }

    /// Whom a name stands for.
    pub(super) fn of_name(&self, mention: &Range<usize>, name: &Name, agreement: Option<Agreement>) -> Option<Who> {
        let printed = self.document.slice(&name.name);
        // «Орна обвиняют»: a verb of several tells nothing of one.
        let agreement = agreement.filter(|a| *a != Agreement::Plural);
        let titled = gender(self.document, name);
        let told = agreement.or(titled);
        let known = |m: usize| self.learned.get(&m).copied().or(self.cast.members[m].gender);
        // A bare last word calls a person, or a body by its noun; "Talvik" is not short for "Evening Talvik".
        // "The Courier" is short for "the Tessaly Courier".
        let before = name.name.start.wrapping_sub(1);
        let title = self.is(before, Class::Determiner) && TITLES.contains(&self.document.tokens.lower(name.name.start));
        let surname = name.name.len() == 1 && !self.is(name.name.start, Class::Body) && !title;
        let called = |m: usize| {
            let member = &self.cast.members[m];
            !surname || member.kind == SpeakerKind::Person || member.words() == 1
        };
        let fits = |m: &usize| agrees(known(*m), agreement) && agrees(known(*m), titled) && called(*m);
        let members: Vec<usize> = self.cast.named(self.document, &name.name).into_iter().filter(fits).collect();
        let member = match members[..] {
            [member] => member,
            [] => return Some(self.by_first_word(mention, name)),
            _ => match self.one_of(&members, mention, name, told) {
                Some(member) => member,
                None => {
                    let why = format!("{} in this article are called so", members.len());
                    return Some(self.one_of_several(mention, &why, &members));
                }
            },
        };
        if let Some(long) = self.cast.spelled_out(member) {
            let why = format!("“{printed}” is short for “{}”", self.cast.members[long].name);
            return Some(Who { kind: SpeakerKind::Body, ..self.of_member(long, why) });
        }
        if let Some(who) = self.by_initials(&name.name) {
            return Some(who);
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

    /// "IFR" → "International Fund for Rivers": letters of a body of which a mention has more than its capitalised words.
    fn by_initials(&self, name: &Range<usize>) -> Option<Who> {
        let printed = self.document.slice(name);
        if name.len() != 1 || !(3..=8).contains(&printed.len()) || !printed.chars().all(char::is_uppercase) {
            return None;
        }
        let spelled = |full: &str| {
            let capitals = full.split([' ', '-']).filter(|w| w.starts_with(char::is_uppercase));
            capitals.filter_map(|w| w.chars().next()).collect::<String>() == printed
        };
        let all = self.bodies.iter().take(512).map(|b| &b.name).chain(self.fuller.values());
        let full = all.filter(|name| name.contains(' ') && spelled(name)).max_by_key(|name| name.len())?;
        let why = format!("“{printed}” is short for “{full}”");
        Some(Who { name: full.clone(), kind: SpeakerKind::Body, ..self.unknown(name, &why) })
    }

    /// Of several, the one with exactly this name, the only one of the gender that verb or title tell, or who has been named so far.
    fn one_of(
        &self,
        members: &[usize],
        mention: &Range<usize>,
        name: &Name,
        gender: Option<Agreement>,
    ) -> Option<usize> {
        let printed = self.document.slice(&name.name);
        if let Some(exact) = members.iter().copied().find(|&m| self.cast.members[m].name == printed) {
            return Some(exact);
        }
        if let Some(holder) = self.cast.of_role(self.document, name, members) {
            return Some(holder);
        }
        let mut sure = members.iter().copied().filter(|&m| gender.is_some() && self.cast.members[m].gender == gender);
        if let (Some(one), None) = (sure.next(), sure.next()) {
            return Some(one);
        }
        let mut before = members.iter().copied().filter(|&m| self.cast.members[m].first < mention.start);
        let only = before.next().filter(|_| before.next().is_none());
        only.or_else(|| self.cast.called(self.document, name, members))
            .or_else(|| self.foremost(members, mention.start, DOUBTLESS))
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
            document.token(at).is_some_and(|t| t.is_capital() && !t.word.is(Class::Time))
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
        if let Some(who) = self.of_a_nation(mention) {
            return who;
        }
        let apposed = name.name.start <= mention.start + 1 && document.token(name.name.end).is_some_and(|t| t.is(','));
        let printed = if apposed { mention.start..name.name.end } else { mention.clone() };
        self.unknown(&printed, ONCE)
    }

    /// A name that nothing else explains is a person's where its words are said in the first person, or "herself" follows it.
    pub(super) fn with_evidence(&self, found: &Found, who: Who, mention: &Range<usize>) -> Who {
        let long = who.member.is_some_and(|m| self.cast.members[m].name.split_whitespace().count() >= 2);
        let alone = who.member.is_none() && who.why == ONCE && !who.name.contains(' ');
        if who.kind != SpeakerKind::Unknown || !(long || alone) {
            return who;
        }
        let document = self.document;
        let own = |at: usize| {
            matches!(document.tokens.lower(at), "i" | "i'm" | "i've" | "i'd" | "i'll" | "my" | "me" | "myself")
                && document.inside[at].is_some()
        };
        let first_person = found.content.iter().flat_map(Clone::clone).any(own);
        let himself = matches!(document.tokens.lower(mention.end), "himself" | "herself");
        let next = document.frames.get(found.frame + 1).filter(|f| f.quotation.is_none());
        let she = |at: usize| matches!(document.tokens.lower(at), "he" | "she");
        let goes_on = long
            && document.frames[found.frame].quotation.is_none()
            && next.is_some_and(|f| {
                f.paragraph == document.frames[found.frame].paragraph && f.items.first().is_some_and(|i| she(i.start))
            });
        if !first_person && !himself && !goes_on {
            return who;
        }
        let what =
            if goes_on && !first_person { "“he” or “she” further on" } else { "speaks in the first person" };
        let why = format!("{}; {what}", who.why);
        Who { kind: SpeakerKind::Person, why, ..who }
    }

    /// Whether the name in a mention belongs to somebody else than the one the mention stands for.
    fn is_of_another(&self, mention: &Range<usize>, whole: &Name) -> bool {
        let name = &whole.name;
        let possessive =
            self.document.token(name.end).is_some_and(|t| t.kind == Kind::Possessive) && name.end + 1 < mention.end;
        let inside = |at: usize| matches!(self.document.tokens.lower(at), "inside" | "outside" | "across" | "behind");
        let head = (mention.start..name.start).filter(|at| !whole.role.contains(at)).any(|at| {
            self.document.token(at).is_some_and(|t| t.kind == Kind::Word)
                && (self.is(at, Class::Preposition) || self.is(at, Class::Group) || inside(at))
        });
        let personal = (mention.start..name.end).any(|at| self.is(at, Class::Role)) && !head;
        possessive || (head && !personal) || self.goes_on_behind(mention, name)
    }

    /// "the Tolland | administration", "the BRF | speechwriter": a noun behind the name is whom the mention stands for.
    fn goes_on_behind(&self, mention: &Range<usize>, name: &Range<usize>) -> bool {
        let small = |at: usize| self.document.token(at).is_some_and(|t| t.kind == Kind::Word);
        let comma = (name.end..mention.end).find(|&at| self.document.token(at).is_some_and(|t| t.is(',')));
        let common = [Class::Role, Class::Group, Class::Document, Class::Body];
        let listed = (name.end..comma.unwrap_or(mention.end))
            .take_while(|&at| !self.is(at, Class::Preposition))
            .any(|at| small(at) && common.iter().any(|&k| self.is(at, k)));
        let other = [
            Class::Preposition,
            Class::Adverb,
            Class::Conjunction,
            Class::Auxiliary,
            Class::Pronoun,
            Class::PronounObject,
            Class::Determiner,
            Class::Time,
            Class::Negation,
        ];
        let lower = self.document.tokens.lower(name.end);
        let noun = name.end < mention.end
            && small(name.end)
            && self.document.word(name.end).cue.is_none()
            && !other.iter().any(|&k| self.is(name.end, k))
            && !["ed", "ing", "ly"].iter().any(|e| lower.ends_with(e))
            && !matches!(lower, "last" | "next" | "herself" | "himself" | "itself" | "via" | "alone" | "too");
        let last = comma.unwrap_or(mention.end).saturating_sub(1);
        let plural = |at: usize| small(at) && self.document.tokens.lower(at).ends_with('s');
        listed || noun && (self.is(mention.start, Class::Determiner) || last > name.end - 1 && plural(last))
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
