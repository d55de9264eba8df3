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
    mention::{Cast, Name, gender, name_at_end, name_in, role_before, stem},
    tokens::Token,
};
use std::{collections::HashMap, ops::Range};

mod pronoun;

/// "the aide" looks back over this many statements.
const MEMORY: usize = 64;

/// What is known of a speaker before it is tied to a place.
#[derive(Clone, Debug)]
struct Who {
    name: String,
    role: Option<String>,
    kind: SpeakerKind,
    gender: Option<Agreement>,
    /// Which member of the cast, if one.
    member: Option<usize>,
    why: String,
}

/// Somebody who spoke, and where.
#[derive(Clone, Debug)]
struct Spoke {
    /// First token of the cue, or of the content where there is no cue.
    at: usize,
    paragraph: usize,
    around: Option<usize>,
    who: Who,
}

/// Names the speaker of each statement, in the order of `found`.
pub(crate) fn resolve(document: &Document<'_>, cast: &Cast, found: &[Found]) -> Vec<Option<Speaker>> {
    let mut order: Vec<usize> = (0..found.len()).collect();
    // Outer statements first: "I" in a quotation asks for the one who is quoted.
    order.sort_by_key(|&n| (depth(document, &found[n]), cue_at(&found[n])));
    let mut resolver = Resolver::new(document, cast);
    resolver.quoted = vec![None; document.quotations.len()];
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
        resolver.remember(statement, source, &who);
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
    let resolver = Resolver::new(document, cast);
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
    /// Speakers so far at this depth.
    history: Vec<Spoke>,
    /// Genders that pronouns and Russian verbs have told of members of the cast.
    learned: HashMap<usize, Agreement>,
}

impl<'a> Resolver<'a> {
    fn new(document: &'a Document<'a>, cast: &'a Cast) -> Resolver<'a> {
        Resolver { document, cast, quoted: Vec::new(), history: Vec::new(), learned: HashMap::new() }
    }

    fn who(&self, found: &Found, source: &Source) -> Who {
        if let Some(antecedent) = &source.antecedent {
            let pronoun = self.document.slice(&source.mention);
            let named =
                name_at_end(self.document, antecedent).and_then(|n| self.of_name(antecedent, &n, source.agreement));
            let mut who = named.unwrap_or_else(|| self.mention(found, antecedent, source.agreement));
            who.why = format!("pronoun “{pronoun}” → {}", who.why);
            return who;
        }
        if source.mention.len() == 1
            && matches!(self.document.tokens.lower(source.mention.start), "who" | "который" | "которая")
        {
            return self.relative(&source.mention);
        }
        self.mention(found, &source.mention, source.agreement)
    }

    /// "Orn, who said …": the name right before it.
    fn relative(&self, mention: &Range<usize>) -> Who {
        let comma = self.document.token(mention.start.wrapping_sub(1)).is_some_and(|t| t.is(','));
        let end = mention.start - usize::from(comma);
        let before = end.saturating_sub(6)..end;
        let named = name_at_end(self.document, &before).and_then(|n| self.of_name(&n.name.clone(), &n, None));
        match named {
            Some(who) => Who { why: format!("pronoun “{}” → {}", self.document.slice(mention), who.why), ..who },
            None => self.unknown(mention, "pronoun without a name"),
        }
    }

    fn mention(&self, found: &Found, mention: &Range<usize>, agreement: Option<Agreement>) -> Who {
        let last = mention.end.saturating_sub(1);
        let single = mention.len() == 1;
        if single && (self.is(last, Class::Pronoun) || self.is(last, Class::PronounObject)) {
            return self.pronoun(found, mention);
        }
        if let Some(who) = self.place(mention) {
            return who;
        }
        if let Some(who) = self.name(mention, agreement) {
            return who;
        }
        self.phrase(mention)
    }

    /// A country, its capital or a seat stands for the government there.
    fn place(&self, mention: &Range<usize>) -> Option<Who> {
        let start = mention.start + usize::from(self.is(mention.start, Class::Determiner));
        let end = (start..mention.end).rev().find(|&at| self.document.token(at).is_some_and(Token::is_word))? + 1;
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
        let apposed = self.document.token(before + 1)?.is(',')
            && (self.is(before, Class::Role) || role_before(self.document, &name).is_some());
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
        let tail =
            (name.end..comma.unwrap_or(mention.end)).take_while(|&at| !self.is(at, Class::Preposition)).any(|at| {
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
        if let Some(who) = self.holder(mention).or_else(|| self.mentioned_body(mention)).or_else(|| self.again(mention))
        {
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
        // «Газета «Вестник» со ссылкой на …»: the body ends before the preposition.
        let own = kind == SpeakerKind::Body && is_russian(self.document, mention.start);
        let name = if own { mention.start..cut } else { mention.clone() };
        Who { kind, ..self.unknown(&name, why) }
    }

    /// "the foreign minister" → the one person of whom the article says so.
    fn holder(&self, mention: &Range<usize>) -> Option<Who> {
        let document = self.document;
        let first = document.tokens.lower(mention.start);
        let russian = is_russian(document, mention.start);
        let owned = document.token(mention.start + 1).is_some_and(|t| t.kind == crate::tokens::Kind::Possessive);
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

    /// The words of a phrase that tell who is meant.
    fn words(&self, mention: &Range<usize>) -> Vec<&str> {
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

    /// "the aide" → "a senior aide in Arden", who spoke before.
    fn again(&self, mention: &Range<usize>) -> Option<Who> {
        if self.document.tokens.lower(mention.start) != "the" {
            return None;
        }
        let words = self.words(mention);
        let is_same = |who: &Who| {
            let name = who.name.to_lowercase();
            let indefinite = name.starts_with("a ") || name.starts_with("an ") || name.starts_with("one ");
            let has = |w: &&str| name.split(|c: char| !c.is_alphanumeric() && c != '-').any(|n| n == *w);
            indefinite && who.member.is_none() && words.iter().all(has)
        };
        let mut before = self.history.iter().rev().take(MEMORY).map(|h| &h.who).filter(|w| is_same(w));
        let who = before.next().filter(|_| !words.is_empty())?;
        let why = format!("“{}” → “{}”", self.document.slice(mention), who.name);
        before.all(|w| w.name == who.name).then(|| Who { why, ..who.clone() })
    }

    fn remember(&mut self, found: &Found, source: &Source, who: &Who) {
        for content in &found.content {
            for at in content.clone() {
                let Some(q) = self.document.inside.get(at).copied().flatten() else { continue };
                let slot = &mut self.quoted[q as usize];
                if slot.is_none() {
                    *slot = Some(who.clone());
                }
            }
        }
        let pronoun = match self.document.tokens.lower(source.mention.start) {
            "he" | "он" => Some(Agreement::Male),
            "she" | "она" => Some(Agreement::Female),
            _ => source.agreement.filter(|a| *a == Agreement::Female),
        };
        if let (Some(member), Some(gender)) = (who.member, pronoun) {
            self.learned.entry(member).or_insert(gender);
        }
        let paragraph = self.document.frames[found.frame].paragraph;
        let at = found.cue.first().or(found.content.first()).map_or(0, |c| c.start);
        self.history.push(Spoke { at, paragraph, around: found.around(self.document), who: who.clone() });
    }

    fn of_member(&self, member: usize, why: String) -> Who {
        let m = &self.cast.members[member];
        Who { name: m.name.clone(), role: m.role.clone(), kind: m.kind, gender: m.gender, member: Some(member), why }
    }

    fn unknown(&self, mention: &Range<usize>, why: &str) -> Who {
        let name = self.document.slice(mention).trim_end_matches([',', ' ']).to_owned();
        Who { name, role: None, kind: SpeakerKind::Unknown, gender: None, member: None, why: why.to_owned() }
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

/// Offices that a wider word can stand for: "the diplomat" for an ambassador.
fn narrower(word: &str) -> &'static [&'static str] {
    match word {
        "diplomat" | "дипломат" => &["ambassador", "consul", "envoy", "посол", "посла", "консул", "посланник"],
        "lawmaker" => &["senator", "deputy", "congressman", "congresswoman"],
        "envoy" => &["ambassador"],
        "spokesperson" => &["spokesman", "spokeswoman"],
        "politician" => &["minister", "senator", "lawmaker", "mayor"],
        _ => &[],
    }
}

fn is_russian(document: &Document<'_>, at: usize) -> bool {
    document.tokens.lower(at).chars().next().is_some_and(|c| ('а'..='я').contains(&c))
}
