//! Those who govern stand for their country: "the Galdian leadership", "the authorities in Castrelia", "the governments of Pelagia and Vintra",
//! «тарвийской стороне», «командование Северной Дравены».
//!
//! Takes the words of a phrase, gives the country; of a town's authorities, and where no country is named, nothing.

use super::{super::lands::is_cyrillic, Acts, Party};
use crate::{
    Speaker, SpeakerKind,
    found::Agreement,
    inflection::nominative_adjective,
    net::Pos,
    speaker::{capitalised, printed},
    tokens::{Kind, Token},
};
use std::ops::Range;

/// Words for those who govern or speak for a country; Russian ones without their endings.
const GOVERNING: [&str; 14] = [
    "government",
    "governments",
    "authorities",
    "administration",
    "cabinet",
    "leadership",
    "side",
    "правительств",
    "власт",
    "руководств",
    "сторон",
    "командовани",
    "кабинет",
    "партнер",
];

/// Words of a phrase that says no more than "neighbours", at most.
const LONGEST: usize = 3;

/// Letters of a Russian case ending, at most.
const ENDING: usize = 3;

/// "united states" → "United States", «сша» → «США».
fn as_title(country: &str) -> String {
    if matches!(country, "сша" | "оаэ" | "юар" | "кндр" | "кнр" | "uae" | "usa") {
        return country.to_uppercase();
    }
    country.split(' ').map(capitalised).collect::<Vec<_>>().join(" ")
}

fn governs(lower: &str) -> bool {
    let ends = |rest: &str| (1..=ENDING).contains(&rest.chars().count());
    GOVERNING
        .iter()
        .any(|&stem| if is_cyrillic(stem) { lower.strip_prefix(stem).is_some_and(ends) } else { lower == stem })
}

impl Acts<'_> {
    /// The country, or the countries, whose government a phrase names.
    pub(super) fn governed(&self, tokens: &Range<usize>) -> Option<Party> {
        let lower = |at: usize| self.document.tokens.lower(at);
        let noun = tokens.clone().find(|&at| governs(lower(at)))?;
        let bare = || lower(noun) == "government" && tokens.end == noun + 1 && noun <= tokens.start + 1;
        let name = self.land_before(tokens, noun).or_else(|| self.lands_behind(noun, tokens.end));
        let name = name.or_else(|| bare().then(|| self.land_told_before(tokens.start)).flatten())?;
        Some(Party {
            name,
            kind: SpeakerKind::Body,
            span: self.document.span(tokens),
            why: "the government of the country".to_owned(),
        })
    }

    /// Whoever stands for a country as that country: «правительство Тарвии» has promised it.
    pub(in crate::objects) fn as_country(&self, party: Party) -> Party {
        let tokens = party.span.map(|s| self.token(s.start)..self.token(s.end.saturating_sub(1)) + 1);
        let body = !matches!(party.kind, SpeakerKind::Person | SpeakerKind::Office);
        tokens.filter(|_| body).and_then(|tokens| self.governed(&tokens)).unwrap_or(party)
    }

    /// "the White House", "Washington", «Кремль»: the country whose government sits there, as the text calls it, else as it is called for short.
    pub(super) fn seated(&self, tokens: &Range<usize>, named: &Speaker) -> Option<Party> {
        if matches!(named.kind, SpeakerKind::Person | SpeakerKind::Group | SpeakerKind::Office) {
            return None;
        }
        let lower = named.name.to_lowercase().replace('ё', "е");
        let lower = lower.strip_prefix("the ").unwrap_or(&lower);
        let lexicon = self.document.lexicon;
        let countries = lexicon.country_of(lower);
        let in_text = || countries.iter().find_map(|country| printed(self.document, country));
        let short =
            || countries.iter().find(|c| c.as_str() == "united states" || !c.contains(' ')).or(countries.last());
        let name =
            lexicon.seat_of(lower).map(str::to_owned).or_else(in_text).or_else(|| short().map(|c| as_title(c)))?;
        let why = format!("“{}” is a seat: the government of “{name}”", self.document.slice(tokens));
        Some(Party { name, kind: SpeakerKind::Body, span: self.document.span(tokens), why })
    }

    /// "our neighbours", «принимающая сторона», for whoever says it in a text about two countries: the other one.
    pub(in crate::objects) fn neighbour(&self, party: &Party, speaker: &Speaker) -> Option<Party> {
        const NEXT: [&str; 4] = ["neighbour", "neighbor", "сосед", "принимающ"];
        let next = |word: &str| NEXT.iter().any(|n| word.to_lowercase().starts_with(n));
        if party.name.split(' ').count() > LONGEST || !party.name.split(' ').any(next) {
            return None;
        }
        let role = speaker.role.iter().flat_map(|r| r.split_whitespace());
        let name = self.lands.other_than(speaker.name.split_whitespace().chain(role))?.to_owned();
        let why = format!("“{}”: of two countries the one that is not the speaker’s", party.name);
        Some(Party { name, why, kind: SpeakerKind::Body, span: party.span })
    }

    /// "the government", behind "Arventia's Prime Minister", "the Arventian parliament": the country whose state the text told of last.
    fn land_told_before(&self, at: usize) -> Option<String> {
        const FAR: usize = 120;
        (at.saturating_sub(FAR)..at).rev().find_map(|i| self.lands.state_at(self.document, i)).map(str::to_owned)
    }

    /// "the | Galdian | leadership", "| Marenia's | government".
    fn land_before(&self, tokens: &Range<usize>, noun: usize) -> Option<String> {
        let last = noun.checked_sub(1)?;
        let possessive = self.document.token(last).is_some_and(|t| t.kind == Kind::Possessive);
        let at = last.checked_sub(usize::from(possessive)).filter(|at| tokens.contains(at))?;
        let capital = self.document.token(at).is_some_and(Token::is_capital);
        let lower = self.document.tokens.lower(at);
        let land = self.lands.named(self.document, at).filter(|_| capital);
        land.or_else(|| self.lands.of_adjective(lower).filter(|_| capital || is_cyrillic(lower))).map(str::to_owned)
    }

    /// "authorities | in Castrelia", "governments | of Pelagia and Vintra", «командование | Северной Дравены».
    fn lands_behind(&self, noun: usize, end: usize) -> Option<String> {
        let lower = |at: usize| self.document.tokens.lower(at);
        let russian = is_cyrillic(lower(noun));
        let start = noun + 1 + usize::from(matches!(lower(noun + 1), "of" | "in"));
        if !russian && start == noun + 1 {
            return None;
        }
        let joins =
            |at: usize| matches!(lower(at), "the" | "and" | "и") || self.document.token(at).is_some_and(|t| t.is(','));
        let capital = |at: &usize| self.document.token(*at).is_some_and(Token::is_capital);
        let mut names: Vec<String> = Vec::new();
        let mut at = start;
        while at < end {
            let run = at..(at..end).find(|i| !capital(i)).unwrap_or(end);
            match run.len() {
                0 if joins(at) => at += 1,
                0 => break,
                _ => {
                    let sure = ["government", "leadership", "правительств", "руководств", "командовани"];
                    let sure = sure.iter().any(|s| lower(noun).starts_with(s));
                    names.push(self.land_of(&run, sure)?);
                    at = run.end;
                }
            }
        }
        (!names.is_empty()).then(|| names.join("; "))
    }

    /// "Castrelia", «Северной Дравены».
    fn land_of(&self, run: &Range<usize>, sure: bool) -> Option<String> {
        let last = run.end.checked_sub(1)?;
        let russian = is_cyrillic(self.document.tokens.lower(last));
        let printed = |words: Range<usize>| self.document.slice(&words);
        let upright = || if russian { self.straight_name(last) } else { printed(last..run.end).to_owned() };
        let seated = || self.lands.seated_in(self.document.tokens.lower(last));
        let known = seated().or_else(|| self.lands.named(self.document, last)).map(str::to_owned);
        let land = known.or_else(|| sure.then(upright))?;
        if run.len() == 1 {
            return Some(land);
        }
        if !russian {
            return Some(printed(run.clone()).to_owned());
        }
        let printed = printed(run.start..last);
        let gender = match land.chars().last() {
            Some('а' | 'я') => Agreement::Female,
            Some('о' | 'е') => Agreement::Neuter,
            _ => Agreement::Male,
        };
        Some(format!("{} {land}", nominative_adjective(printed, gender)?))
    }
}

/// The government of a country that a text names no more than "the government".
impl Acts<'_> {
    /// «правительство» alone: that of the country which a line above the text names with it, or of a body with a country in its name that asks.
    pub(in crate::objects) fn own_government(&self, party: &Party, asker: Option<&Party>) -> Option<Party> {
        if party.name.to_lowercase() != "правительство" {
            return None;
        }
        let above = || {
            let lines = self.namer.above();
            let words: Vec<&str> = lines.iter().flat_map(|line| line.split(|c: char| !c.is_alphabetic())).collect();
            let named = words.windows(2).find(|pair| pair[0].to_lowercase().starts_with("правительств"))?;
            self.lands.by_word(named[1]).map(str::to_owned)
        };
        let body = asker.filter(|a| a.kind == SpeakerKind::Body);
        let of_body =
            || body.and_then(|a| a.name.split(' ').skip(1).find_map(|w| self.lands.by_word(w))).map(str::to_owned);
        let name = above().or_else(of_body)?;
        let why = format!("“{}”: the government of “{name}”", party.name);
        Some(Party { name, why, kind: SpeakerKind::Body, span: party.span })
    }

    /// «потребовал от Тибора», «советуем властям в Висте»: a seat that no list has, asked by one of two countries that the text is about, is the other.
    pub(in crate::objects) fn rival(&self, party: &Party, asker: &Party) -> Option<Party> {
        let span = party.span?;
        let tokens = self.token(span.start)..self.token(span.end.saturating_sub(1)) + 1;
        let last = tokens.end - 1;
        let lower = |at: usize| self.document.tokens.lower(at);
        let governs = tokens.len() == 3 && lower(tokens.start).starts_with("власт") && lower(last - 1) == "в";
        // «Избирателям» has its capital letter from its sentence.
        let proper = self.trees.word(last).is_some_and(|w| w.pos() == Pos::Name) || !self.document.starts[last];
        let name = proper && self.document.token(last).is_some_and(Token::is_capital) && is_cyrillic(lower(last));
        let unknown = matches!(party.kind, SpeakerKind::Unknown | SpeakerKind::Group)
            && self.lands.named(self.document, last).is_none();
        let person = self
            .cast
            .named(self.document, &(last..last + 1))
            .iter()
            .any(|&m| self.cast.members[m].kind == SpeakerKind::Person);
        if !name || !unknown || person || !(tokens.len() == 1 || governs) {
            return None;
        }
        let land = self.lands.other_than(asker.name.split(' '))?.to_owned();
        let why = format!("“{}”: of two countries the one that does not ask", self.document.slice(&tokens));
        Some(Party { name: land, why, kind: SpeakerKind::Body, span: party.span })
    }
}
