//! Whose words they are: from the mention beside a verb to the fullest name that the article gives.
//!
//! Takes a found statement's mention, the [`Cast`] and the [`Setting`], gives a [`Speaker`] with the chain of reasons. Refuses to guess:
//! where two people fit, the speaker keeps the words of the mention and is of unknown kind. A pronoun outside a quotation is never explained
//! by a name inside one; "I" is whoever is quoted, whose turn it is, or who wrote the article.

use crate::{
    Speaker, SpeakerKind,
    document::Document,
    found::{Agreement, Found, Source},
    lexicon::{Class, Form},
    mention::{Cast, name_at_end},
    tokens::{Kind, Token},
};
use std::{collections::HashMap, ops::Range};

mod bodies;
mod holder;
mod naming;
mod phrase;
mod pronoun;
mod russian;

/// "the aide" looks back over this many statements.
const MEMORY: usize = 64;

/// What stands around the text and tells who speaks in it.
#[derive(Debug, Default)]
pub(crate) struct Setting {
    /// Who carried the article.
    pub(crate) outlet: Option<String>,
    /// Its author, where it has one.
    pub(crate) author: Option<String>,
    /// The author is one whose words the text reports: "we" is said by them too.
    pub(crate) briefing: bool,
    /// What layout gives to a speaker: the words and whose they are.
    pub(crate) turns: Vec<(Range<usize>, Speaker)>,
}

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
pub(crate) fn resolve(
    document: &Document<'_>,
    cast: &Cast,
    setting: &Setting,
    found: &[Found],
) -> Vec<Option<Speaker>> {
    let mut order: Vec<usize> = (0..found.len()).collect();
    // Outer statements first: "I" in a quotation asks for the one who is quoted.
    order.sort_by_key(|&n| (depth(document, &found[n]), cue_at(&found[n])));
    let mut resolver = Resolver::new(document, cast, setting);
    resolver.quoted = vec![None; document.quotations.len()];
    resolver.look_through(found);
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
    let setting = Setting::default();
    let resolver = Resolver::new(document, cast, &setting);
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

/// What a Russian verb of the cue tells of the speaker's gender and number.
fn agreement(document: &Document<'_>, found: &Found) -> Option<Agreement> {
    let mut forms = found.cue.iter().flat_map(Clone::clone).filter_map(|at| document.word(at).cue);
    forms.next_back().and_then(|verb| match verb.form {
        Form::PastMale => Some(Agreement::Male),
        Form::PastFemale => Some(Agreement::Female),
        Form::PastNeuter => Some(Agreement::Neuter),
        Form::PastPlural | Form::ThirdPlural => Some(Agreement::Plural),
        _ => None,
    })
}

struct Resolver<'a> {
    document: &'a Document<'a>,
    cast: &'a Cast,
    setting: &'a Setting,
    /// Bodies that the text names by a noun and what belongs to it: «министерство обороны», "the Union of Teachers".
    bodies: Vec<bodies::Named>,
    /// Who says each quotation.
    quoted: Vec<Option<Who>>,
    /// Speakers so far at this depth.
    history: Vec<Spoke>,
    /// Genders that pronouns and Russian verbs have told of members of the cast.
    learned: HashMap<usize, Agreement>,
    /// Mentions by their last token, so that "who" finds what stands before it.
    ends: HashMap<usize, Range<usize>>,
    /// Where nouns for people and documents stand.
    nouns: HashMap<&'a str, Vec<usize>>,
    /// Russian names of members as they stand where they are the subject.
    nominatives: HashMap<usize, String>,
    /// Names of bodies with what follows them in a mention: "Embassy of Arden in Tessaly".
    fuller: HashMap<usize, String>,
}

impl<'a> Resolver<'a> {
    fn new(document: &'a Document<'a>, cast: &'a Cast, setting: &'a Setting) -> Resolver<'a> {
        Resolver {
            document,
            cast,
            setting,
            bodies: bodies::named(document),
            quoted: Vec::new(),
            history: Vec::new(),
            learned: HashMap::new(),
            ends: HashMap::new(),
            nouns: HashMap::new(),
            nominatives: HashMap::new(),
            fuller: HashMap::new(),
        }
    }

    /// Takes from all mentions what later ones ask for.
    fn look_through(&mut self, found: &[Found]) {
        let document = self.document;
        for (at, token) in document.tokens.all().iter().enumerate() {
            if [Class::Document, Class::Role, Class::Body].iter().any(|&class| token.word.is(class)) {
                self.nouns.entry(document.tokens.lower(at)).or_default().push(at);
            }
        }
        for statement in found {
            let Some(source) = &statement.source else { continue };
            let mention = self.trimmed(&source.mention);
            if mention.len() > 1 || !self.is_relative(mention.start) {
                self.ends.entry(mention.end).or_insert_with(|| mention.clone());
            }
            self.learn_name(statement, &mention);
            self.learn_fuller_name(&mention);
        }
    }

    fn who(&self, found: &Found, source: &Source) -> Who {
        let mention = self.trimmed(&source.mention);
        let agreement = source.agreement.or_else(|| agreement(self.document, found));
        if let Some(antecedent) = &source.antecedent {
            let pronoun = self.document.slice(&mention);
            let named = name_at_end(self.document, antecedent).and_then(|n| self.of_name(antecedent, &n, agreement));
            let mut who = named.unwrap_or_else(|| self.mention(found, antecedent, agreement));
            who.why = format!("pronoun “{pronoun}” → {}", who.why);
            return who;
        }
        if mention.len() == 1 && self.is_relative(mention.start) {
            return self.relative(found, &mention);
        }
        self.mention(found, &mention, agreement)
    }

    fn is_relative(&self, at: usize) -> bool {
        matches!(self.document.tokens.lower(at), "who" | "который" | "которая" | "которое" | "которые")
    }

    /// "Orn, who said …": the name or the phrase right before it.
    fn relative(&self, found: &Found, mention: &Range<usize>) -> Who {
        let comma = self.document.token(mention.start.wrapping_sub(1)).is_some_and(|t| t.is(','));
        let end = mention.start - usize::from(comma);
        let before = end.saturating_sub(6)..end;
        let named = name_at_end(self.document, &before).and_then(|n| self.of_name(&n.name.clone(), &n, None));
        let known = || self.ends.get(&end).map(|before| self.mention(found, before, None));
        let phrase = || self.phrase_before(end).map(|before| self.mention(found, &before, None));
        let sure = named.filter(|who| who.member.is_some());
        match sure.or_else(known).or_else(phrase) {
            Some(who) => Who { why: format!("pronoun “{}” → {}", self.document.slice(mention), who.why), ..who },
            None => self.unknown(mention, "pronoun without a name"),
        }
    }

    /// The noun phrase that ends at `end`: back to its article, or to a verb.
    fn phrase_before(&self, end: usize) -> Option<Range<usize>> {
        let document = self.document;
        let mut start = end;
        while start > 0 && end - start < 12 {
            let at = start - 1;
            let Some(token) = document.token(at).filter(|t| t.is_word() || t.kind == Kind::Possessive) else { break };
            let word = token.word;
            let past = word.cue.is_some_and(|verb| verb.form == Form::Past);
            let verb = past && start < end && !token.is_capital() && !word.is(Class::Role);
            if verb || word.is(Class::Auxiliary) || word.is(Class::Conjunction) || word.is(Class::Pronoun) {
                break;
            }
            if word.is(Class::Preposition) && !matches!(document.tokens.lower(at), "of" | "for" | "with" | "in" | "at")
            {
                break;
            }
            start = at;
            let inside = document.word(at.wrapping_sub(1)).is(Class::Preposition);
            if word.is(Class::Determiner) && !inside {
                break;
            }
        }
        (start < end && !self.is(start, Class::Preposition)).then_some(start..end)
    }

    fn mention(&self, found: &Found, mention: &Range<usize>, agreement: Option<Agreement>) -> Who {
        let last = mention.end.saturating_sub(1);
        let single = mention.len() == 1;
        if single && (self.is(last, Class::Pronoun) || self.is(last, Class::PronounObject)) {
            return self.pronoun(found, mention);
        }
        if single && let Some(who) = self.document_pronoun(mention) {
            return who;
        }
        if is_russian(self.document, mention.start) || self.is_quoted_russian(mention) {
            return self.russian(found, mention, agreement);
        }
        if let Some(who) = self.place(mention) {
            return who;
        }
        if let Some(who) = self.name(mention, agreement) {
            return self.with_evidence(found, who, mention);
        }
        self.phrase(mention, agreement)
    }

    /// A mention without what hangs on it: marks and stops at its edges, "who …", "seen by …".
    fn trimmed(&self, mention: &Range<usize>) -> Range<usize> {
        let document = self.document;
        let edge = |at: usize| {
            document.token(at).is_none_or(|t| matches!(t.kind, Kind::Dash | Kind::Break | Kind::Other(',' | ':' | ';')))
        };
        let mut words = mention.clone();
        while words.len() > 1 && edge(words.end - 1) {
            words.end -= 1;
        }
        while words.len() > 1 && edge(words.start) {
            words.start += 1;
        }
        let relative = |at: usize| {
            document.token(at).is_some_and(|t| t.is(','))
                && matches!(document.tokens.lower(at + 1), "who" | "whose" | "which" | "whom" | "where")
        };
        let seen = |at: usize| {
            matches!(document.tokens.lower(at), "seen" | "obtained" | "reviewed" | "viewed")
                && document.tokens.lower(at + 1) == "by"
                // "A poll published on Tuesday": when it came out is not who it is.
                || matches!(document.tokens.lower(at), "published" | "released" | "issued" | "conducted" | "dated")
                    && (self.is(at + 1, Class::Time) || self.is(at + 2, Class::Time))
        };
        // "The memo, dated Monday", "Norland, for its part": only an apposition stays.
        let aside = |at: usize| {
            let next = document.tokens.lower(at + 1);
            const RUSSIAN: [&str; 12] =
                ["нный", "нная", "нное", "нные", "щий", "щая", "щее", "щие", "вший", "вшая", "вшее", "вшие"];
            let participle = RUSSIAN.iter().any(|e| next.ends_with(e)) && next.chars().count() > 6
                || (next.ends_with("ed") || next.ends_with("ing"))
                    && document.token(at + 1).is_some_and(|t| t.kind == Kind::Word && !t.word.is(Class::Role));
            document.token(at).is_some_and(|t| t.is(','))
                && (self.is(at + 1, Class::Preposition) && !is_russian(document, at + 1) || participle)
        };
        let cut = (words.start + 1..words.end).find(|&at| relative(at) || seen(at) || aside(at));
        words.start..cut.unwrap_or(words.end)
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
            _ => agreement(self.document, found).filter(|a| *a == Agreement::Female),
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
        Who {
            name: self.nominative_of(member),
            role: m.role.clone(),
            kind: m.kind,
            gender: m.gender,
            member: Some(member),
            why,
        }
    }

    fn unknown(&self, mention: &Range<usize>, why: &str) -> Who {
        let name = self.document.slice(mention).trim_end_matches([',', ' ']).to_owned();
        Who { name, role: None, kind: SpeakerKind::Unknown, gender: None, member: None, why: why.to_owned() }
    }

    fn is(&self, at: usize, class: Class) -> bool {
        self.document.word(at).is(class)
    }

    fn is_word(&self, at: usize) -> bool {
        self.document.token(at).is_some_and(Token::is_word)
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
