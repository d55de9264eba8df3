//! What demands, incidents and relations share: the text laid out, whose words a place stands in, and names for those who act.

pub(super) mod antecedent;
mod governed;
mod organs;
mod refer;
mod several;
mod voice;

use super::{
    clause::is_participle_noun,
    lands::{Lands, is_cyrillic},
    trees::{Trees, Word},
};
use crate::{
    CueClass, Mode, Speaker, SpeakerKind, Statement,
    document::Document,
    found::Agreement,
    inflection::{Case, as_capital, nominative_adjective, nominative_by_ending, nominative_person},
    lexicon::Class,
    mention::{Cast, name_in},
    net::{Pos, Relation},
    speaker::Namer,
    tokens::Kind,
};
use onrecord_page::Span;
use std::{cell::OnceCell, ops::Range};

/// Somebody who acts or is acted on, as far as the article tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Party {
    /// The fullest name that the article gives; as printed where nobody is known by it.
    pub name: String,
    /// What kind.
    pub kind: SpeakerKind,
    /// The mention; None where it stands elsewhere (a speaker whose own words these are).
    pub span: Option<Span>,
    /// The chain of reasons from the mention to the name.
    pub why: String,
}

impl Party {
    pub(super) fn of_speaker(speaker: &Speaker) -> Party {
        Party {
            name: speaker.name.clone(),
            kind: speaker.kind,
            span: speaker.spans.first().copied(),
            why: format!("the speaker: {}", speaker.why),
        }
    }
}

/// One text, ready to be asked for acts.
pub(super) struct Acts<'a> {
    pub(super) document: &'a Document<'a>,
    pub(super) trees: Trees<'a>,
    pub(super) namer: Namer<'a>,
    pub(super) statements: &'a [Statement],
    pub(super) lands: Lands,
    pub(super) cast: &'a Cast,
    /// Bodies named by a noun and what belongs to it.
    bodies: Vec<(Range<usize>, String)>,
    /// For each token the innermost statement in whose content it stands.
    holders: Vec<Option<u32>>,
    /// For each token the statement to whose cue it belongs.
    cues: Vec<Option<u32>>,
    /// Everybody whom the text names, once somebody asks.
    pub(super) mentions: OnceCell<Vec<Party>>,
}

impl<'a> Acts<'a> {
    pub(super) fn of(
        document: &'a Document<'a>,
        trees: Trees<'a>,
        namer: Namer<'a>,
        cast: &'a Cast,
        statements: &'a [Statement],
    ) -> Acts<'a> {
        let tokens = document.tokens.all();
        let range = |span: &Span| {
            let from = tokens.partition_point(|t| t.end <= span.start);
            from..tokens.partition_point(|t| t.start < span.end).max(from)
        };
        let (mut holders, mut cues) = (vec![None; tokens.len()], vec![None; tokens.len()]);
        let mut contents: Vec<(usize, usize, &Span)> = Vec::new();
        for (n, statement) in statements.iter().enumerate() {
            let length = statement.content.spans.iter().map(|s| s.len()).sum();
            contents.extend(statement.content.spans.iter().map(|s| (length, n, s)));
            for span in statement.cue.iter().flat_map(|c| &c.spans) {
                cues[range(span)].fill(Some(n as u32));
            }
        }
        contents.sort_by_key(|&(length, n, _)| (std::cmp::Reverse(length), n));
        for (_, n, span) in contents {
            holders[range(span)].fill(Some(n as u32));
        }
        let lands =
            Lands::of(document, cast, &namer.above(), |at| trees.word(at).is_some_and(|w| w.pos() == Pos::Name));
        let bodies = namer.bodies().map(|(words, name)| (words, name.to_owned())).collect();
        Acts { document, trees, namer, statements, lands, cast, bodies, holders, cues, mentions: OnceCell::new() }
    }

    /// Whether a name in lower case is that of a place.
    pub(super) fn is_place(&self, lower: &str) -> bool {
        self.cast.is_place(self.document, lower)
    }

    /// Bodies named by a noun and what belongs to it, in the order of the text.
    pub(super) fn bodies(&self) -> &[(Range<usize>, String)] {
        &self.bodies
    }

    pub(super) fn token(&self, byte: u32) -> usize {
        self.document.tokens.all().partition_point(|t| t.end <= byte)
    }

    /// The innermost statement in whose content a span begins.
    pub(super) fn holder(&self, span: Span) -> Option<&'a Statement> {
        let n = self.holders.get(self.token(span.start)).copied().flatten()?;
        self.statements.get(n as usize)
    }

    /// The statement whose cue these words are.
    pub(super) fn by_cue(&self, span: Span) -> Option<&'a Statement> {
        let n = self.cues.get(self.token(span.start)).copied().flatten()?;
        self.statements.get(n as usize)
    }

    /// Who the words of a phrase stand for; "we" and "I" are whoever says them.
    pub(super) fn party(&self, near: Word<'_>, words: &Range<usize>, holder: Option<&Statement>) -> Option<Party> {
        let apposed = self.apposed(near, words);
        let words = apposed.as_ref().unwrap_or(words);
        let tokens = near.tokens(words);
        let tokens = self.behind_land(&tokens).unwrap_or(tokens);
        if tokens.is_empty() {
            return None;
        }
        let first = self.document.tokens.lower(tokens.start);
        if tokens.len() == 1 && matches!(first, "we" | "i" | "us" | "me" | "мы" | "я" | "нас" | "нам" | "меня" | "мне")
        {
            return holder.and_then(|s| s.speaker.as_ref()).map(|s| self.settled(Party::of_speaker(s)));
        }
        if let Some(both) = self.both(&tokens) {
            return Some(both);
        }
        if let Some(land) = self.governed(&tokens).or_else(|| self.land(&tokens)) {
            return Some(land);
        }
        if let Some(seat) = holder.and_then(|holder| self.seat(&tokens, holder)) {
            return Some(seat);
        }
        if let Some(several) = self.several(near, words) {
            return Some(several);
        }
        // «призвал стороны»: those of the conflict, whatever side the text has named.
        if tokens.len() == 1 && matches!(first, "стороны" | "сторонам" | "сторон" | "сторонами")
        {
            let why = "as printed".to_owned();
            return Some(Party {
                name: "стороны".to_owned(),
                kind: SpeakerKind::Group,
                span: self.document.span(&tokens),
                why,
            });
        }
        if let Some(body) = self.whole_body(&tokens) {
            return Some(self.settled(body));
        }
        let speaker = self.namer.name(&tokens);
        if let Some(country) = self.seated(&tokens, &speaker) {
            return Some(country);
        }
        if let Some(body) = self.body_in_full(&tokens, &speaker.name) {
            return Some(body);
        }
        let plain = matches!(speaker.kind, SpeakerKind::Group | SpeakerKind::Office | SpeakerKind::Unknown)
            || speaker.kind == SpeakerKind::Body && !speaker.name.contains(char::is_uppercase)
            || self.opens_with_noun(&tokens) && speaker.name == self.document.slice(&tokens);
        if let Some(titled) = self.titled(&tokens, &speaker) {
            return Some(titled);
        }
        if let Some(called) = plain.then(|| self.called(&tokens)).flatten() {
            return Some(called);
        }
        let printed = self.document.slice(&tokens);
        // «пригласила стороны»: the tree tells the case, and by it the number.
        let common = matches!(speaker.kind, SpeakerKind::Group | SpeakerKind::Unknown)
            && near.russian()
            && !self.document.slice(&tokens).contains(char::is_uppercase)
            && !speaker.name.contains(char::is_uppercase);
        let name = if plain && (speaker.name == printed || common) {
            self.head_name(near, words, speaker.name)
        } else {
            speaker.name
        };
        Some(self.settled(Party { name, kind: speaker.kind, span: speaker.spans.first().copied(), why: speaker.why }))
    }

    /// «Центральной избирательной комиссии Тиссарии»: a phrase that is a body's name from its first word to its last.
    fn whole_body(&self, tokens: &Range<usize>) -> Option<Party> {
        let from = self.bodies.partition_point(|(words, _)| words.start < tokens.start);
        let (_, name) = self.bodies[from..]
            .iter()
            .take_while(|(words, _)| words.start == tokens.start)
            .find(|(words, _)| words == tokens)?;
        let proper = tokens.len() > 1
            && is_cyrillic(self.document.tokens.lower(tokens.start))
            && name.contains(char::is_uppercase);
        let party = Party {
            name: name.clone(),
            kind: SpeakerKind::Body,
            span: self.document.span(tokens),
            why: "a body".to_owned(),
        };
        Some(party).filter(|_| proper)
    }

    /// A party as printed, without its article: where a name would only be a guess.
    pub(super) fn unguessed(&self, party: Party) -> Party {
        let Some(span) = party.span else { return party };
        let printed = self.document.text.slice(span);
        let own = ["the ", "The ", "his ", "her ", "its ", "their "].iter().find_map(|a| printed.strip_prefix(a));
        let name = own.unwrap_or(printed).to_owned();
        Party { name, kind: SpeakerKind::Office, span: Some(span), why: "as printed".to_owned() }
    }

    /// "the | Justice Ministry", where the last word alone was taken for the name.
    fn body_in_full(&self, tokens: &Range<usize>, name: &str) -> Option<Party> {
        let start = tokens.start + usize::from(self.document.tokens.lower(tokens.start) == "the");
        let capital = |at: usize| self.document.token(at).is_some_and(|t| t.is_capital());
        let last =
            tokens.end.checked_sub(1).filter(|&last| last > start && self.document.word(last).is(Class::Body))?;
        let cut = name.is_ascii() && name == self.document.slice(&(last..tokens.end));
        (cut && (start..tokens.end).all(capital)).then(|| Party {
            name: self.document.slice(&(start..tokens.end)).to_owned(),
            kind: SpeakerKind::Body,
            span: self.document.span(tokens),
            why: "a body as printed".to_owned(),
        })
    }

    /// "General Rook": a title stays before a surname that is all there is. "Rook of Reed" is Rook.
    fn titled(&self, tokens: &Range<usize>, speaker: &Speaker) -> Option<Party> {
        let name = speaker.name.split(" of ").next().unwrap_or(&speaker.name);
        let at = tokens.clone().find(|&at| self.document.slice(&(at..at + 1)) == name)?;
        let title = at.checked_sub(1).filter(|t| tokens.contains(t) && self.document.word(*t).is(Class::Role))?;
        let capital = self.document.token(title).is_some_and(|t| t.is_capital());
        let name = self.document.slice(&(title..at + 1)).to_owned();
        (capital && speaker.kind == SpeakerKind::Person).then(|| Party {
            name,
            kind: speaker.kind,
            span: self.document.span(tokens),
            why: speaker.why.clone(),
        })
    }

    /// "Marsh and Reed", "President Albin Rask and President Jadwiga Moor": two names.
    fn both(&self, tokens: &Range<usize>) -> Option<Party> {
        const LONGEST: usize = 9;
        let capital = |at: usize| self.document.token(at).is_some_and(|t| t.is_capital());
        let joins =
            |at: usize| matches!(self.document.tokens.lower(at), "and" | "и") && capital(at - 1) && capital(at + 1);
        let at = (tokens.start + 1..tokens.end.saturating_sub(1)).find(|&at| joins(at))?;
        let alone = |words: &Range<usize>| {
            let body =
                |at: usize| self.document.word(at).is(Class::Body) || self.document.word(at).is(Class::Preposition);
            words.len() == 1 || words.clone().all(|at| capital(at) && !body(at)) && self.is_person(words)
        };
        let (first, second) = (tokens.start..at, at + 1..tokens.end);
        if tokens.len() > LONGEST || !alone(&first) || !alone(&second) {
            return None;
        }
        let one = |tokens: Range<usize>| {
            let name = self.land(&tokens).map_or_else(|| self.namer.name(&tokens).name, |p| p.name);
            if name.contains(" of ") { self.document.slice(&tokens).to_owned() } else { name }
        };
        let name = format!("{}; {}", one(first), one(second));
        Some(Party { name, kind: SpeakerKind::Group, span: self.document.span(tokens), why: "two names".to_owned() })
    }

    fn is_person(&self, words: &Range<usize>) -> bool {
        self.namer.name(words).kind == SpeakerKind::Person
    }

    /// A country by its name, or by its people.
    fn land(&self, tokens: &Range<usize>) -> Option<Party> {
        let first = tokens.start + usize::from(matches!(self.document.tokens.lower(tokens.start), "the"));
        let capital = self.document.token(first).is_some_and(|t| t.is_capital());
        let lower = self.document.tokens.lower(first);
        if first + 1 != tokens.end || !capital {
            return None;
        }
        // "called on | Gradek": the government that sits there.
        let seated = || self.lands.seated_in(lower).map(|land| (land, "the country governed from there"));
        let named = seated().or_else(|| self.lands.named(self.document, first).map(|land| (land, "a country")));
        let (name, why) = named.or_else(|| self.lands.of_adjective(lower).map(|land| (land, "of the country")))?;
        Some(Party {
            name: name.to_owned(),
            kind: SpeakerKind::Body,
            span: self.document.span(tokens),
            why: why.to_owned(),
        })
    }

    /// "Corvin should listen", says the Sembrian minister in a text about two countries: a seat that stands for the government of the other one.
    pub(super) fn seat(&self, tokens: &Range<usize>, holder: &Statement) -> Option<Party> {
        let document = self.document;
        let capital = tokens.clone().all(|at| document.token(at).is_some_and(|t| t.is_capital()));
        let unknown = [Class::Body, Class::Role, Class::Group, Class::SentenceOpener, Class::Time, Class::Document];
        let plain = tokens.clone().all(|at| unknown.iter().all(|&class| !document.word(at).is(class)));
        let told = !self.cast.opened_by(document, tokens.start).is_empty()
            || self.cast.named(document, tokens).iter().any(|&m| {
                let member = &self.cast.members[m];
                // "the National Security Centre in Harsta" tells where Harsta's bodies are, not who Harsta is.
                let placed = member.name.ends_with(&format!(" in {}", document.slice(tokens)));
                member.kind != SpeakerKind::Unknown && !placed
            });
        let russian = super::lands::is_cyrillic(document.tokens.lower(tokens.start));
        let acts = document.word(tokens.end).is(Class::Modal)
            || russian && ["долж", "обяза"].iter().any(|m| document.tokens.lower(tokens.end).starts_with(m));
        // "a court in Hestvik would decide": it is the court that would.
        let placed = tokens.start > 0 && document.word(tokens.start - 1).is(Class::Preposition);
        let common = russian && self.trees.word(tokens.start).is_some_and(|w| w.pos() == Pos::Noun);
        if !capital || !plain || told || !acts || common || placed || tokens.len() > 2 || tokens.is_empty() {
            return None;
        }
        let speaker = holder.speaker.as_ref()?;
        let words = speaker.name.split_whitespace().chain(speaker.role.iter().flat_map(|r| r.split_whitespace()));
        // "the Drusian Foreign Minister, Edvard Linde": what stands before the name where it stands first.
        let member = self.cast.members.iter().find(|m| m.name == speaker.name);
        let before = member.map_or(0..0, |m| m.first.saturating_sub(6)..m.first).map(|at| document.tokens.lower(at));
        let land = self.lands.other_than(words.chain(before))?.to_owned();
        let why = format!("“{}” acts: of two countries the one that is not the speaker’s", document.slice(tokens));
        Some(Party { name: land, kind: SpeakerKind::Body, span: document.span(tokens), why })
    }

    /// Of those without a name the head noun, as one looks it up: "kidnappers", «отделения».
    fn head_name(&self, near: Word<'_>, words: &Range<usize>, name: String) -> String {
        let inner: Vec<Word<'_>> = near.sentence(40).into_iter().filter(|w| words.contains(&w.at())).collect();
        if inner.is_empty() {
            return name;
        }
        if !near.russian() {
            // "the island state | of Teal".
            let state = inner.iter().position(|w| {
                matches!(w.lower().as_str(), "state" | "country" | "republic" | "kingdom" | "nation" | "island")
            });
            let land = state
                .and_then(|at| Some((inner.get(at + 1)?, inner.get(at + 2)?)))
                .filter(|(of, land)| of.lower() == "of" && land.text().starts_with(char::is_uppercase));
            if let Some((_, land)) = land {
                return land.text().to_owned();
            }
            let article = usize::from(matches!(
                inner[0].lower().as_str(),
                "the" | "a" | "an" | "its" | "his" | "her" | "their" | "our"
            ));
            let end = inner
                .iter()
                .position(|w| w.pos() == Pos::Adposition || w.pos() == Pos::Mark && !w.is(Relation::Inside))
                .unwrap_or(inner.len());
            let owned = inner[..end]
                .iter()
                .rposition(|w| matches!(w.text(), "s" | "'s" | "’s" | "'" | "’"))
                .map_or(article, |at| at + 1);
            let last = end.checked_sub(1).filter(|&last| owned <= last);
            let range = last.map(|last| inner[owned].tokens(&(inner[owned].at()..inner[last].at() + 1)));
            return range.map_or(name, |range| self.document.slice(&range).to_owned());
        }
        let both = |w: &Word<'_>| matches!(w.lower().as_str(), "оба" | "обе" | "обеих" | "обоих" | "обеим" | "обоим");
        let case = |w: &&Word<'_>| w.node().tag.is_nominal() && !both(w);
        let Some(head) = inner.iter().find(case) else {
            return self.of_people(&inner).unwrap_or(name);
        };
        // «Соратникам Поляновой»: a noun with the capital letter of its sentence is no first name.
        let first = near.tokens(&(head.at()..head.at() + 1)).start;
        let noun = |at: usize| at == first && head.pos() == Pos::Noun && self.document.starts[at];
        let person = name_in(self.document, &near.tokens(words)).filter(|n| n.name.len() >= 2 && !noun(n.name.start));
        let case = head.node().tag.case.unwrap_or(Case::Nominative);
        if let Some(person) = person {
            let printed = self.document.slice(&person.name);
            let parts: Vec<&str> = printed.split(' ').collect();
            return nominative_person(self.document.lexicon, &parts, case, None).unwrap_or_else(|| printed.to_owned());
        }
        if head.text().starts_with(char::is_uppercase)
            && head.previous().is_some_and(|p| p.beside(*head) && p.pos() != Pos::Mark)
        {
            return self.lands.by_word(&name).map_or_else(|| nominative_land(name.clone(), case), str::to_owned);
        }
        self.straight_phrase(near, words, *head)
    }

    /// «верующих», «всех неравнодушных»: an adjective or participle that stands for people.
    fn of_people(&self, inner: &[Word<'_>]) -> Option<String> {
        let word = inner.iter().rev().find(|w| crate::inflection::is_adjective(&w.lower()))?.text();
        let many =
            ["х", "м", "е", "ми"].iter().any(|e| word.ends_with(e)) && !word.ends_with("ом") && !word.ends_with("ем");
        let gender = if many { Agreement::Plural } else { Agreement::Male };
        let all = inner.first().is_some_and(|w| matches!(w.lower().as_str(), "всех" | "всем")) && inner.len() > 1;
        let name = nominative_adjective(word, gender).unwrap_or_else(|| word.to_owned());
        Some(if all { format!("все {name}") } else { name })
    }

    /// «Соратникам | Поляновой»: a noun with the capital letter of its sentence, and whose.
    fn opens_with_noun(&self, tokens: &Range<usize>) -> bool {
        let noun = self.trees.word(tokens.start).is_some_and(|w| w.russian() && w.pos() == Pos::Noun);
        noun && tokens.len() > 1 && self.document.starts[tokens.start]
    }

    /// A Russian noun in the nominative.
    fn straight(&self, at: usize, case: Case) -> String {
        let printed = self.document.slice(&(at..at + 1));
        let lower = self.document.tokens.lower(at);
        if case == Case::Nominative {
            let name = self.trees.word(at).is_some_and(|w| w.pos() == Pos::Name);
            return if name { printed.to_owned() } else { lower.to_owned() };
        }
        let forms = self.document.lexicon.noun_forms(lower);
        if let Some(form) = forms.iter().find(|f| f.case == case).or_else(|| forms.first()) {
            return self.document.lexicon.nominative(*form).to_owned();
        }
        let swap = |end: &str, to: &str| lower.strip_suffix(end).map(|stem| format!("{stem}{to}"));
        let many = case == Case::Dative && (lower.ends_with("ам") || lower.ends_with("ям"));
        let several = if many { refer::nominative_plural(lower) } else { None };
        // «попросила | прессу», «убедил | семью»
        let whom = || swap("у", "а").or_else(|| swap("ю", "я")).filter(|_| case == Case::Accusative);
        // «от | гильдии»
        let one = || whom().or_else(|| swap("ии", "ия").filter(|_| matches!(case, Case::Genitive | Case::Dative)));
        let several = several.or_else(one);
        let several = several.or_else(|| swap("ей", "и").filter(|_| matches!(case, Case::Genitive | Case::Accusative)));
        several
            .or_else(|| nominative_by_ending(lower, case).map(|(noun, _)| noun))
            .map_or_else(|| lower.to_owned(), |n| with_vowel(as_capital(&n, printed).to_lowercase()))
    }

    /// A Russian name in the genitive as it would stand alone.
    fn straight_name(&self, at: usize) -> String {
        let printed = self.document.slice(&(at..at + 1));
        let plain = nominative_by_ending(self.document.tokens.lower(at), Case::Genitive);
        let in_a = || printed.strip_suffix('ы').map(|stem| format!("{stem}а"));
        plain.map(|(name, _)| as_capital(&name, printed)).or_else(in_a).unwrap_or_else(|| printed.to_owned())
    }

    /// «президента Кирмании | Тараса Войта»: a person behind a role and its country.
    fn behind_land(&self, tokens: &Range<usize>) -> Option<Range<usize>> {
        let capital = |at: usize| self.document.token(at).is_some_and(|t| t.is_capital());
        let land = |at: usize| {
            is_cyrillic(self.document.tokens.lower(at))
                && self.document.word(at - 1).is(Class::Role)
                && self.lands.named(self.document, at).is_some()
                && capital(at + 1)
                && capital(at + 2)
                && at + 3 >= tokens.end
        };
        let at = (tokens.start + 1..tokens.end).find(|&at| land(at))?;
        Some(at + 1..at + 3)
    }

    /// Whether a statement is told as a denial.
    pub(super) fn denies(&self, statement: &Statement) -> bool {
        let cue = statement.cue.iter().flat_map(|c| &c.spans).map(|s| self.document.text.slice(*s).to_lowercase());
        cue.into_iter().any(|w| ["deny", "denie", "denying", "опроверг", "отрица"].iter().any(|d| w.contains(d)))
    }

    /// Whether a span stands in quotation marks, or in a paragraph in which somebody says something.
    pub(super) fn is_reported(&self, span: Span) -> bool {
        let at = self.token(span.start);
        let paragraph = self.document.paragraphs.partition_point(|p| p.end <= at);
        let spoken =
            self.document.paragraphs.get(paragraph).is_some_and(|p| self.cues[p.clone()].iter().any(Option::is_some));
        // «– Прокуратура должна это расследовать.»: an answer in an interview.
        let said = || {
            self.document
                .paragraphs
                .get(paragraph)
                .is_some_and(|p| self.document.token(p.start).is_some_and(|t| t.kind == Kind::Dash))
        };
        spoken || self.document.inside.get(at).copied().flatten().is_some() || said()
    }

    /// Whether a token is the first behind an opening quotation mark.
    pub(super) fn opens_quotation(&self, token: usize) -> bool {
        let inside = |at: usize| self.document.inside.get(at).copied().flatten();
        token > 0 && inside(token).is_some() && inside(token) != inside(token - 1)
    }

    /// Whether a span is the cue of an act of speech: "refused", "demanded".
    pub(super) fn is_spoken(&self, span: Span) -> bool {
        let thing = |s: &Statement| {
            let first = s.content.spans.first().map_or(0, |c| self.token(c.start));
            let possessive = matches!(self.document.tokens.lower(first), "its" | "his" | "her" | "their" | "our");
            let behind = s
                .cue
                .as_ref()
                .and_then(|c| c.spans.first())
                .is_some_and(|c| s.content.spans.first().is_some_and(|content| content.start >= c.end));
            let lower = self.document.tokens.lower(first);
            let clause = matches!(lower, "that" | "что" | "чтобы" | "как" | "будто" | "о" | "об" | "в");
            // «отверг | предложение»
            let phrase = |w: &Word<'_>| {
                !matches!(w.node().tag.case, Some(Case::Instrumental | Case::Dative | Case::Prepositional))
                    && (w.node().tag.is_nominal() || matches!(w.pos(), Pos::Number | Pos::Adjective | Pos::Determiner))
            };
            // «отверг | даже предложение»
            let first = first + usize::from(matches!(lower, "даже" | "лишь" | "только" | "и"));
            let noun =
                || self.trees.word(first).is_some_and(|w| w.russian() && (phrase(&w) || w.pos() == Pos::Adposition));
            s.mode == Mode::Indirect
                && behind
                && !clause
                && (possessive || self.document.word(first).is(Class::Determiner) || noun())
        };
        // "Rejected the treaty", "recalled its ambassador" say nothing: what was done to a thing is an act.
        self.by_cue(span).is_some_and(|s| (s.class.is_speech() || s.class == CueClass::Judging) && !thing(s))
    }

    /// Whether the paragraph of a word tells of an attack.
    pub(super) fn tells_of_blow(&self, word: Word<'_>) -> bool {
        let token = word.tokens(&(word.at()..word.at() + 1)).start;
        let paragraph = self.document.paragraphs.partition_point(|p| p.end <= token);
        let mut tokens = self.document.paragraphs.get(paragraph).cloned().into_iter().flatten();
        tokens.any(|at| super::incident::is_blow(self.document.tokens.lower(at)))
    }

    /// Whether a word stands for people or bodies.
    pub(super) fn is_people(&self, word: Word<'_>) -> bool {
        let token = word.tokens(&(word.at()..word.at() + 1)).start;
        if self.document.word(token).is(Class::Document) || word.lower().starts_with("letter") {
            return false;
        }
        let known = [Class::Role, Class::Body, Class::Group].iter().any(|&c| self.document.word(token).is(c));
        let pronoun = [
            "him",
            "her",
            "them",
            "us",
            "me",
            "who",
            "whom",
            "nobody",
            "everyone",
            "anyone",
            "someone",
            "people",
            "men",
            "women",
            "его",
            "ее",
            "их",
            "нас",
            "меня",
            "никого",
            "всех",
            "делегацию",
            "людей",
            "женщин",
            "мужчин",
        ];
        known
            || self.is_role(word)
            || word.russian() && (word.pos() == Pos::Adjective || is_participle_noun(&word.lower()))
            || matches!(word.pos(), Pos::Name | Pos::Number)
            || pronoun.contains(&word.lower().as_str())
    }

    /// Whether a noun is a role or a kind of person.
    pub(super) fn is_role(&self, word: Word<'_>) -> bool {
        let token = word.tokens(&(word.at()..word.at() + 1)).start;
        self.document.word(token).is(Class::Role) || crate::mention::is_trade(self.document, token)
    }

    fn is_title(&self, at: usize) -> bool {
        let lower = self.document.tokens.lower(at);
        let one = self.document.lexicon.word(lower.trim_end_matches('s'));
        self.document.word(at).is(Class::Role) || one.is(Class::Role)
    }

    /// The name proper in a phrase, without titles and roles.
    pub(super) fn name_proper(&self, tokens: &Range<usize>) -> Option<Span> {
        let name = name_in(self.document, tokens)?;
        // "Presidents | Oswin Clay": titles of several are no part of it.
        let title = name.name.len() > 2
            && self.document.tokens.lower(name.name.start).ends_with('s')
            && self.is_title(name.name.start);
        self.document.span(&(name.name.start + usize::from(title)..name.name.end))
    }
}

/// «Керению» → «Керения»: the one case form of a country that its ending tells.
fn nominative_land(name: String, case: Case) -> String {
    if name.contains(' ') || !name.starts_with(char::is_uppercase) {
        return name;
    }
    if let Some(stem) = ["ию", "ией", "ии"].iter().find_map(|e| name.strip_suffix(e)) {
        return format!("{stem}ия");
    }
    // «Центризбиркому», «Миране»
    let endings: &[(&str, &str)] = match case {
        Case::Dative => &[("у", ""), ("е", "а")],
        Case::Genitive => &[("ы", "а"), ("а", "")],
        Case::Accusative => &[("у", "а")],
        Case::Instrumental => &[("ом", ""), ("ой", "а")],
        _ => &[],
    };
    let swap = |(end, to): &(&str, &str)| Some(format!("{}{to}", name.strip_suffix(end)?));
    endings.iter().find_map(swap).filter(|straight| straight.chars().count() > 3).unwrap_or(name)
}

/// «судовладельца» → «судовладелец»: the vowel that the other cases lose.
fn with_vowel(noun: String) -> String {
    let Some(stem) = noun.strip_suffix('ц').filter(|s| !s.ends_with(|c: char| "аеёиоуыэюя".contains(c)))
    else {
        return noun;
    };
    format!("{}ец", stem.trim_end_matches(['ь', 'й']))
}
