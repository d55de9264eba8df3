//! Names for those whom a relation ties: bodies, persons, countries, laws and programmes, also where the text calls them for short or by a pronoun.
//!
//! Takes a phrase, gives the [`Party`] for it and what sort it is. "It" is the first institution of its own sentence, else of the one before.

use super::{
    sides::Place,
    things::{Sort, Thing, noun_of, things},
};
use crate::{
    SpeakerKind, Statement,
    inflection::Case,
    lexicon::Class,
    objects::{
        about,
        act::{Acts, Party},
        lands::is_cyrillic,
    },
    tokens::Kind,
};
use onrecord_page::Span;
use std::ops::Range;

/// Somebody or something that a relation ties.
pub(super) struct Named {
    pub(super) party: Party,
    pub(super) sort: Sort,
    /// The text names it, here or elsewhere, as somebody or as a law, a treaty or a programme.
    pub(super) known: bool,
    /// A number counts it: "three marathons".
    pub(super) counted: bool,
}

impl Named {
    /// The party, of the kind that it is tied as, so that it is found on its own page; its name without the words of the relation.
    pub(super) fn settled(mut self, cue: &str) -> Party {
        if let Some(own) = self.party.name.strip_prefix(cue) {
            self.party.name = own.trim_start().to_owned();
        }
        for article in ["The ", "the "] {
            if let Some(own) = self.party.name.strip_prefix(article) {
                self.party.name = own.to_owned();
            }
        }
        // «Совет по делам молодёжи | при»
        for preposition in [" при", " в", " of", " for"] {
            if let Some(own) = self.party.name.strip_suffix(preposition) {
                self.party.name = own.to_owned();
            }
        }
        let body = matches!(self.sort, Sort::Body | Sort::Land | Sort::Law | Sort::Treaty | Sort::Programme);
        if body && self.party.kind == SpeakerKind::Unknown {
            self.party.kind = SpeakerKind::Body;
        }
        self.party
    }

    /// Whether it has a name of its own.
    pub(super) fn is_proper(&self) -> bool {
        self.sort != Sort::Common && self.party.name.contains(char::is_uppercase)
    }
}

/// Words that count what stands behind them.
const COUNTS: [&str; 14] = [
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "several",
    "many",
    "два",
    "две",
    "три",
    "четыре",
    "пять",
    "несколько",
];

/// Sentences that a pronoun looks back over, with its own.
const SENTENCES: usize = 3;

/// All names of a text, ready to be asked.
pub(super) struct Names<'a> {
    acts: &'a Acts<'a>,
    things: Vec<Thing>,
    mentions: &'a [Party],
}

impl<'a> Names<'a> {
    pub(super) fn of(acts: &'a Acts<'a>) -> Names<'a> {
        Names { acts, things: things(acts), mentions: acts.mentions.get_or_init(|| about::mentions(acts)) }
    }

    /// Whom or what a phrase stands for; a pronoun never for `other`, which is tied to it.
    pub(super) fn named(&self, place: &Place<'_>, holder: Option<&Statement>, other: Option<&str>) -> Option<Named> {
        let tokens = place.head.tokens(&place.words);
        let head = place.head.tokens(&(place.head.at()..place.head.at() + 1)).start;
        if tokens.is_empty() {
            return None;
        }
        if let Some(thing) = self.things.iter().find(|t| t.tokens.contains(&head)) {
            return Some(self.of_thing(thing, thing.tokens.clone(), "its name"));
        }
        if tokens.len() == 1 && is_pronoun(self.acts.document.tokens.lower(head)) {
            return self.of_pronoun(place, head, holder, other);
        }
        let found = self
            .of_place(place, head)
            .or_else(|| self.short(head))
            .or_else(|| self.mentioned(place, &tokens, head))
            .or_else(|| self.plain(place, head, holder))?;
        let found = self.in_full(found, head);
        let document = self.acts.document;
        let number = |at: usize| document.token(at).is_some_and(|t| t.kind == Kind::Number);
        let counts = |at: usize| number(at) || COUNTS.contains(&document.tokens.lower(at));
        Some(Named { counted: (tokens.start..head).any(counts), ..found })
    }

    /// "the council in Drumlin": one among others of its kind, told by its place.
    fn of_place(&self, place: &Place<'_>, head: usize) -> Option<Named> {
        let document = self.acts.document;
        let capital = |at: usize| document.token(at).is_some_and(|t| t.is_capital());
        let told = !capital(head) && document.tokens.lower(head + 1) == "in" && capital(head + 2);
        let institution = document.word(head).is(Class::Body) && !document.word(head + 2).is(Class::Time);
        let start = place.head.tokens(&place.words).start;
        let own = start + usize::from(matches!(document.tokens.lower(start), "the" | "a" | "an"));
        let end = (head + 2..head + 6).take_while(|&at| capital(at)).last()? + 1;
        (told && institution && own <= head).then(|| {
            let party = Party {
                name: document.slice(&(own..end)).to_owned(),
                kind: SpeakerKind::Body,
                span: document.span(&(own..end)),
                why: "a body told by its place".to_owned(),
            };
            Named { party, sort: Sort::Body, known: true, counted: false }
        })
    }

    /// The longest name that the text has for a body: without its owner, with what belongs to it, and not cut short.
    fn in_full(&self, mut named: Named, head: usize) -> Named {
        if !matches!(named.sort, Sort::Body | Sort::Land) {
            return named;
        }
        let document = self.acts.document;
        let party = &mut named.party;
        if let Some(full) = self.longer(party) {
            party.why = format!("“{}” → “{}”", party.name, full.name);
            (party.name, party.kind) = (full.name.clone(), full.kind);
            named.sort = Sort::Body;
        }
        if let Some((_, own)) = party.name.split_once("'s ").or_else(|| party.name.split_once("’s ")) {
            party.name = own.to_owned();
        }
        // "State Library | of Sarn", «Бюро | зрелищ»: what belongs to a name.
        let printed = party.span.map_or("", |s| document.text.slice(s));
        let end = party.span.map_or(head + 1, |s| self.acts.token(s.end));
        let whole =
            named.sort == Sort::Body && printed.contains(char::is_uppercase) && ends_alike(printed, &party.name);
        let tail = whole.then(|| self.tail(end)).flatten();
        if let (Some(tail), Some(span)) = (tail, party.span) {
            let last = document.span(&(end..tail));
            let kept = last.and_then(|last| document.text.span(span.start as usize..last.end as usize));
            party.name = format!("{} {}", party.name, document.slice(&(end..tail)));
            party.span = kept.or(party.span);
        }
        named
    }

    /// Where what belongs to a name that ends before a token ends itself.
    fn tail(&self, end: usize) -> Option<usize> {
        let document = self.acts.document;
        let capital = |at: usize| document.token(at).is_some_and(|t| t.is_capital() && t.is_word());
        let lower = document.tokens.lower(end);
        let the = usize::from(document.tokens.lower(end + 1) == "the");
        let first = end + 1 + the;
        if lower == "of" && capital(first) && !document.word(first).is(Class::Time) {
            let joins = |at: usize| document.tokens.lower(at) == "and" && capital(at + 1);
            return (first..first + 4).take_while(|&at| capital(at) || joins(at)).last().map(|last| last + 1);
        }
        let genitive = |at: usize| {
            let word = self.acts.trees.word(at).filter(|_| is_cyrillic(document.tokens.lower(at)))?;
            let owned = word.node().tag.is_nominal() && word.node().tag.case == Some(Case::Genitive);
            (owned && !capital(at)).then_some(at)
        };
        (end..end + 3).map_while(genitive).last().map(|last| last + 1)
    }

    /// The body with a longer name that a short one stands for: "Halcyon" of Halcyon Shipping, "the Kitchen" of the Harbour Kitchen.
    fn longer(&self, party: &Party) -> Option<&'a Party> {
        let short = party.name.strip_prefix("the ").or_else(|| party.name.strip_prefix("The ")).unwrap_or(&party.name);
        let before = party.span.map_or(0, |s| s.start);
        if short.contains(' ') || !short.starts_with(char::is_uppercase) {
            return None;
        }
        let earlier = self.mentions.iter().take_while(|m| m.span.is_some_and(|s| s.start < before));
        let fits = |m: &&Party| {
            let mut words = m.name.split(' ');
            let head = m.name.split(' ').take_while(|w| !matches!(*w, "of" | "for" | "in")).last();
            m.kind != SpeakerKind::Person
                && m.name.contains(' ')
                && (words.next() == Some(short) || words.next_back() == Some(short) || head == Some(short))
        };
        earlier.filter(fits).last()
    }

    /// Of the one that a possessive stands for: "its", «его».
    pub(super) fn owner(&self, pronoun: usize) -> Option<Named> {
        self.institution_before(pronoun, None)
    }

    fn of_thing(&self, thing: &Thing, tokens: Range<usize>, why: &str) -> Named {
        let span = self.acts.document.span(&tokens);
        let party = Party { name: thing.name.clone(), kind: SpeakerKind::Body, span, why: why.to_owned() };
        Named { party, sort: thing.sort, known: true, counted: false }
    }

    /// "the Law", «программа»: the one that the text has named before.
    fn short(&self, head: usize) -> Option<Named> {
        let document = self.acts.document;
        let (_, noun) = noun_of(document.tokens.lower(head))?;
        let thing = self.things.iter().rev().find(|t| t.tokens.end <= head && t.noun == noun)?;
        let why = format!("“{}” → “{}”", document.slice(&(head..head + 1)), thing.name);
        Some(self.of_thing(thing, head..head + 1, &why))
    }

    fn mentioned(&self, place: &Place<'_>, tokens: &Range<usize>, head: usize) -> Option<Named> {
        let document = self.acts.document;
        let start = document.token(head)?.start;
        let within = document.span(tokens)?;
        let from = self.mentions.partition_point(|m| m.span.is_some_and(|s| s.end <= within.start));
        let near = || self.mentions[from..].iter().take_while(|m| m.span.is_some_and(|s| s.start < within.end));
        let holds = |m: &&Party| m.span.is_some_and(|s| s.start <= start && start < s.end);
        // "the philanthropist Cornelia Bax", «писатель Хорхе Лан».
        let person = |m: &&Party| m.kind == SpeakerKind::Person && self.acts.is_role(place.head);
        let mut party = near().find(holds).or_else(|| near().find(person))?.clone();
        if let Some(name) = self.without_role(&party) {
            (party.name, party.kind) = (name, SpeakerKind::Person);
        }
        Some(Named { sort: self.sort(&party), party, known: true, counted: false })
    }

    /// "Rector | Julian Amos": the name of a person whose role stands before it with a capital letter.
    fn without_role(&self, party: &Party) -> Option<String> {
        let document = self.acts.document;
        let (role, name) = party.name.split_once(' ').filter(|(_, name)| name.contains(' '))?;
        let at = self.acts.token(party.span?.start);
        let word = document.word(at);
        let is_role = word.is(Class::Role) || word.is(Class::Title) || crate::mention::is_trade(document, at);
        let joined = party.name.contains(" of ") || party.name.contains(" for ");
        (is_role && !joined && document.slice(&(at..at + 1)) == role && party.kind != SpeakerKind::Body)
            .then(|| name.to_owned())
    }

    fn sort(&self, party: &Party) -> Sort {
        let lower = party.name.to_lowercase();
        match party.kind {
            // "Chicago": a town is no institution.
            SpeakerKind::Body if !lower.contains(' ') && self.acts.is_place(&lower) => Sort::Land,
            SpeakerKind::Person => Sort::Person,
            _ if party.why == "a country" || party.why.ends_with("of the country") => Sort::Land,
            _ => Sort::Body,
        }
    }

    fn plain(&self, place: &Place<'_>, head: usize, holder: Option<&Statement>) -> Option<Named> {
        let party = self.acts.party(place.head, &place.words, holder)?;
        let lower = self.acts.document.tokens.lower(head);
        let sort = match party.kind {
            SpeakerKind::Person => Sort::Person,
            _ if party.why == "a country" || party.why.ends_with("of the country") => Sort::Land,
            SpeakerKind::Body if party.name.contains(char::is_uppercase) => Sort::Body,
            // A capital letter at the head of a sentence names nobody: "Control of the army belongs to".
            SpeakerKind::Unknown if self.is_capital_inside(head) => Sort::Body,
            SpeakerKind::Unknown if self.acts.document.token(head).is_some_and(|t| t.is_capital()) => Sort::Body,
            _ => noun_of(lower).map_or(Sort::Common, |(sort, _)| sort),
        };
        Some(Named { party, sort, known: false, counted: false })
    }

    fn is_capital_inside(&self, at: usize) -> bool {
        let document = self.acts.document;
        document.token(at).is_some_and(|t| t.is_capital())
            && (!document.starts[at] || is_cyrillic(document.tokens.lower(at)))
    }

    fn of_pronoun(
        &self,
        place: &Place<'_>,
        at: usize,
        holder: Option<&Statement>,
        other: Option<&str>,
    ) -> Option<Named> {
        let lower = self.acts.document.tokens.lower(at);
        if matches!(lower, "he" | "she" | "him" | "her" | "who") {
            return self.plain(place, at, holder).filter(|n| n.sort == Sort::Person);
        }
        let mut named = self.institution_before(at, other)?;
        named = self.in_full(named, at);
        named.party.span = self.acts.document.span(&(at..at + 1));
        named.party.why = format!("“{lower}” → “{}”", named.party.name);
        Some(named)
    }

    /// The first body, law or programme of the sentence, of those before a place; else of a sentence before.
    fn institution_before(&self, at: usize, other: Option<&str>) -> Option<Named> {
        let document = self.acts.document;
        let lower = document.tokens.lower(at);
        let fits = |name: &str| {
            other.is_none_or(|other| !other.starts_with(name)) && (!is_cyrillic(lower) || agrees(lower, name))
        };
        let mut end = at;
        for _ in 0..SENTENCES {
            let start = (0..end).rev().find(|&n| document.starts[n] || n == 0)?;
            let from = document.token(start)?.start;
            let until = document.token(end)?.start;
            let inside = |span: Span| span.start >= from && span.end <= until;
            let thing = self.things.iter().find(|t| t.tokens.start >= start && t.tokens.end <= end && fits(&t.name));
            let body = self.mentions.iter().find(|m| {
                m.span.is_some_and(inside)
                    && m.kind != SpeakerKind::Person
                    && self.sort(m) == Sort::Body
                    && fits(&m.name)
            });
            let first = thing.and_then(|t| document.token(t.tokens.start)).map_or(u32::MAX, |t| t.start);
            match (thing, body) {
                (_, Some(body)) if body.span.is_some_and(|s| s.start < first) => {
                    return Some(Named { party: body.clone(), sort: Sort::Body, known: true, counted: false });
                }
                (Some(thing), _) => return Some(self.of_thing(thing, thing.tokens.clone(), "its name")),
                _ => {}
            }
            end = start;
        }
        None
    }
}

pub(super) fn is_pronoun(lower: &str) -> bool {
    const ALL: [&str; 32] = [
        "it", "they", "them", "he", "she", "him", "her", "who", "its", "their", "он", "она", "оно", "они", "его", "ее",
        "их", "ему", "ей", "им", "ими", "ею", "ней", "нее", "него", "нему", "ним", "них", "нем", "сам", "сама", "свой",
    ];
    ALL.contains(&lower)
}

/// Whether two names end in the same word.
fn ends_alike(a: &str, b: &str) -> bool {
    a.rsplit(' ').next() == b.rsplit(' ').next()
}

/// Whether a Russian pronoun can stand for a name, by the ending of its noun.
fn agrees(pronoun: &str, name: &str) -> bool {
    let noun = name.split(' ').find(|w| !crate::inflection::is_adjective(&w.to_lowercase())).unwrap_or(name);
    let female = noun.ends_with(['а', 'я']);
    let plural = noun.ends_with(['ы', 'и']);
    match pronoun {
        "она" | "ее" | "ей" | "ею" | "ней" | "нее" => female,
        "они" | "их" | "ими" | "них" => plural,
        "он" | "оно" | "его" | "ему" | "него" | "нему" | "ним" | "нем" => !female && !plural,
        _ => true,
    }
}

/// Whether a word stands for an institution though the text names none: "the school", «редакция».
pub(super) fn is_institution(acts: &Acts<'_>, place: &Place<'_>) -> bool {
    let head = place.head.tokens(&(place.head.at()..place.head.at() + 1)).start;
    acts.document.word(head).is(Class::Body) || acts.body_at(place.head).is_some()
}
