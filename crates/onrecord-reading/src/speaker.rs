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
pub(crate) use named::Namer;
pub(crate) use places::{capitalised, printed};
use std::{
    collections::{BTreeSet, HashMap},
    ops::Range,
};
use whose::Whose;

mod bodies;
mod foremost;
mod holder;
mod named;
mod naming;
mod phrase;
mod places;
mod pronoun;
mod russian;
mod salient;
mod subject;
mod trim;
mod whose;

/// "the aide" looks back over this many statements.
const MEMORY: usize = 64;

/// Words to either side of a cue that may be the reporter's own between two dashes, at most.
const INSERTED: usize = 24;

/// Of those who fit this many are named.
const CANDIDATES: usize = 8;

/// What stands around the text and tells who speaks in it.
#[derive(Debug, Default)]
pub(crate) struct Setting {
    /// Who carried the article.
    pub(crate) outlet: Option<String>,
    /// Its headline.
    pub(crate) title: Option<String>,
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
    /// Those who fit, where that is more than one.
    candidates: Vec<String>,
}

/// Somebody who spoke, and where.
#[derive(Clone, Debug)]
struct Spoke {
    /// First token of the cue, or of the content where there is no cue.
    at: usize,
    paragraph: usize,
    around: Option<usize>,
    mention: Range<usize>,
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
        let (own, unsaid) = resolver.source(statement);
        let (mention, who) = match &own {
            Some(source) => (source.mention.clone(), resolver.filled_by_outlet(resolver.who(statement, source))),
            None if unsaid => match resolver.ours(statement).or_else(|| resolver.unsaid_subject(statement)) {
                Some(subject) => subject,
                None => continue,
            },
            None => continue,
        };
        resolver.remember(statement, &mention, &who);
        // English annotators mark no words for a participle whose subject stands elsewhere.
        let printed = statement.source.is_some() || is_russian(document, mention.start);
        let start = document.frames[statement.frame].items.first().map_or(0, |i| i.start);
        let elsewhere = own.is_none() && (statement.cue.contains(&mention) || mention.end <= start);
        let hidden = !printed || elsewhere;
        let spans = document.span(&mention).filter(|_| !hidden).into_iter().collect();
        speakers[n] = Some(Speaker {
            name: who.name,
            role: who.role,
            kind: who.kind,
            spans,
            why: who.why,
            candidates: who.candidates,
        });
    }
    speakers
}

/// The words between the dashes within a quotation in which its cue stands.
fn inserted(document: &Document<'_>, found: &Found) -> Option<(Range<usize>, Option<u32>)> {
    let quotation = document.frames[found.frame].quotation.filter(|_| found.inserted)?;
    let mention = found.source.iter().map(|s| s.mention.clone());
    let (start, end) = found
        .cue
        .iter()
        .cloned()
        .chain(mention)
        .fold((usize::MAX, 0), |(start, end), words| (start.min(words.start), end.max(words.end)));
    let dash = |at: &usize| document.token(*at).is_some_and(|t| t.kind == Kind::Dash);
    let from = (start.saturating_sub(INSERTED)..start).rev().find(dash).map_or(start, |at| at + 1);
    let to = (end..end + INSERTED).find(|at| dash(at) || document.token(*at).is_none()).unwrap_or(end);
    (from < to).then(|| (from..to, document.quotations[quotation].parent.and_then(|q| u32::try_from(q).ok())))
}

/// The speaker whom a label names: the words before a colon in an interview.
pub(crate) fn of_label(document: &Document<'_>, cast: &Cast, words: &Range<usize>) -> Speaker {
    let setting = Setting::default();
    let resolver = Resolver::new(document, cast, &setting);
    let by_initials = resolver.member_of_initials(words);
    let known = || resolver.name(words, None).unwrap_or_else(|| resolver.unknown(words, "label as printed"));
    let who = by_initials.unwrap_or_else(known);
    let kind = if who.kind == SpeakerKind::Unknown && words.len() >= 2 { SpeakerKind::Person } else { who.kind };
    let spans = document.span(words).into_iter().collect();
    let why = format!("label before a colon: {}", who.why);
    Speaker { name: who.name, role: who.role, kind, spans, why, candidates: who.candidates }
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
    /// Russian names of members as the genitive in which they stand gives them.
    declined: HashMap<usize, String>,
    /// Names of bodies with what follows them in a mention: "Embassy of Arden in Tessaly".
    fuller: HashMap<usize, String>,
    /// Capitals that the text tells of, each with its country.
    capitals: HashMap<String, String>,
    /// The capitalised Russian words of the text, in lower case.
    capitalised: BTreeSet<String>,
    /// Words of the reporter's own that stand within quotation marks («Мы ждем, | — сказал он, — | но недолго»), in order, each with the
    /// quotation around the marks.
    inserted: Vec<(Range<usize>, Option<u32>)>,
    /// The names in quotation marks that stand behind the noun for what they are: «газета «Полдень»».
    nouns_before_marks: Vec<Range<usize>>,
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
            declined: HashMap::new(),
            fuller: HashMap::new(),
            capitals: places::told(document),
            capitalised: russian::capitalised(document),
            inserted: Vec::new(),
            nouns_before_marks: bodies::names_in_marks(document),
        }
    }

    /// Takes from all mentions what later ones ask for.
    fn look_through(&mut self, found: &[Found]) {
        let document = self.document;
        for (at, token) in document.tokens.all().iter().enumerate() {
            if [Class::Document, Class::Role, Class::Body].iter().any(|&class| token.word.is(class)) {
                self.nouns.entry(self.lemma(at)).or_default().push(at);
            }
        }
        self.inserted = found.iter().filter_map(|f| inserted(document, f)).collect();
        self.inserted.sort_by_key(|(words, _)| words.start);
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

    /// The quotation whose words a token is one of; a reporter's words between two dashes of a quotation are none of it.
    fn inside(&self, at: usize) -> Option<u32> {
        let last = self.inserted.partition_point(|(words, _)| words.start <= at).checked_sub(1);
        match last.map(|n| &self.inserted[n]) {
            Some((words, around)) if words.contains(&at) => *around,
            _ => self.document.inside.get(at).copied().flatten(),
        }
    }

    /// The source of a statement, put right by its verb; and whether one that is not printed may be looked for.
    fn source(&self, found: &Found) -> (Option<Source>, bool) {
        match self.whose(found) {
            Whose::AsFound => (found.source.clone(), true),
            Whose::Of(mention) => {
                let agreement = found.source.as_ref().and_then(|s| s.agreement);
                (Some(Source { mention, also: Vec::new(), antecedent: None, agreement }), true)
            }
            Whose::Ours => (None, true),
            Whose::Nobodys => (None, false),
        }
    }

    /// «Просим», «Сообщаем»: whoever writes or speaks there.
    fn ours(&self, found: &Found) -> Option<(Range<usize>, Who)> {
        let cue = found.cue.first().filter(|_| self.whose(found) == Whose::Ours)?;
        let who = self.whose_words(found, cue, true);
        (who.kind != SpeakerKind::Unknown).then(|| (cue.clone(), who))
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

    /// «посольство Сарвении» on the page of «Посольство Сарвении в Кадрии»: the fullest name of who carries the article.
    fn filled_by_outlet(&self, who: Who) -> Who {
        let Some(outlet) = self.setting.outlet.as_deref().filter(|_| who.kind == SpeakerKind::Body) else { return who };
        let (full, short) = (outlet.to_lowercase(), who.name.to_lowercase());
        let opens = full.strip_prefix(&short).is_some_and(|rest| rest.starts_with(' ')) && short.contains(' ');
        if opens { Who { name: outlet.to_owned(), ..who } } else { who }
    }

    fn is_relative(&self, at: usize) -> bool {
        !self.is_acronym(at)
            && matches!(self.document.tokens.lower(at), "who" | "который" | "которая" | "которое" | "которые")
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

    fn mention(&self, found: &Found, mention: &Range<usize>, agreement: Option<Agreement>) -> Who {
        let last = mention.end.saturating_sub(1);
        let single = mention.len() == 1;
        if single && self.is_pronoun(last) {
            return self.pronoun(found, mention);
        }
        let pointing = single.then(|| self.document_pronoun(mention).or_else(|| self.the_other(mention)));
        if let Some(who) = pointing.flatten() {
            return who;
        }
        if is_russian(self.document, mention.start) || self.is_quoted_russian(mention) {
            return self.russian(found, mention, agreement);
        }
        if let Some(who) = self.place(mention) {
            return who;
        }
        if let Some(who) = self.holder_of_place(mention, agreement) {
            return who;
        }
        if let Some(who) = self.name(mention, agreement) {
            return self.with_evidence(found, who, mention);
        }
        self.phrase(mention, agreement)
    }

    fn remember(&mut self, found: &Found, mention: &Range<usize>, who: &Who) {
        for content in &found.content {
            for at in content.clone() {
                let Some(q) = self.document.inside.get(at).copied().flatten() else { continue };
                let slot = &mut self.quoted[q as usize];
                if slot.is_none() {
                    *slot = Some(who.clone());
                }
            }
        }
        let pronoun = match self.document.tokens.lower(mention.start) {
            "he" | "он" => Some(Agreement::Male),
            "she" | "она" => Some(Agreement::Female),
            _ => agreement(self.document, found).filter(|a| *a == Agreement::Female),
        };
        if let (Some(member), Some(gender)) = (who.member, pronoun) {
            self.learned.entry(member).or_insert(gender);
        }
        let paragraph = self.document.frames[found.frame].paragraph;
        let at = found.cue.first().or(found.content.first()).map_or(0, |c| c.start);
        let around = found.around(self.document);
        self.history.push(Spoke { at, paragraph, around, mention: mention.clone(), who: who.clone() });
    }

    /// "NQ" → "Nora Quill": a label that is the first letters of one person's names.
    fn member_of_initials(&self, words: &Range<usize>) -> Option<Who> {
        let letters: String = self.document.slice(words).chars().filter(|c| c.is_alphabetic()).collect();
        let short = words.len() == 1 && (2..=3).contains(&letters.chars().count());
        let spelled =
            |name: &str| name.split_whitespace().filter_map(|w| w.chars().next()).collect::<String>() == letters;
        let people = self.cast.members.iter().enumerate();
        let mut fits = people.filter(|(_, m)| m.kind == SpeakerKind::Person && m.words() > 1 && spelled(&m.name));
        let (member, full) = fits.next().filter(|_| short && fits.next().is_none())?;
        Some(self.of_member(member, format!("initials of “{}”", full.name)))
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
            candidates: Vec::new(),
        }
    }

    fn unknown(&self, mention: &Range<usize>, why: &str) -> Who {
        let name = self.document.slice(mention).trim_end_matches([',', ' ']).to_owned();
        let why = why.to_owned();
        Who { name, role: None, kind: SpeakerKind::Unknown, gender: None, member: None, why, candidates: Vec::new() }
    }

    /// As [`Resolver::unknown`], with the members of the cast who fit.
    fn one_of_several(&self, mention: &Range<usize>, why: &str, members: &[usize]) -> Who {
        let candidates = members.iter().take(CANDIDATES).map(|&m| self.nominative_of(m)).collect();
        Who { candidates, ..self.unknown(mention, why) }
    }

    /// The nominative of a listed Russian noun; any other word in lower case.
    fn lemma(&self, at: usize) -> &'a str {
        let document = self.document;
        match bodies::form(document, at, None) {
            Some(form) => document.lexicon.nominative(form),
            None => document.tokens.lower(at),
        }
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
