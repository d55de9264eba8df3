//! Whom a common noun or an untidy phrase stands for: "the Board" is the one Board that the text names, "Farmers from Aspen" are farmers.
//!
//! Takes the words of a phrase or a name that the rules for speakers gave, gives the name that the text has for it. Where nothing in the text fits,
//! a Russian phrase is put in the nominative: «жителям соседних улиц» → «жители соседних улиц».

use super::{Acts, Party};
use crate::{
    SpeakerKind,
    found::Agreement,
    inflection::{Case, nominative_adjective, nominative_by_ending},
    lexicon::Class,
    net::Pos,
    objects::trees::Word,
};
use onrecord_page::Span;
use std::ops::Range;

/// Mentions that are looked back over, at most.
const MENTIONS: usize = 48;

/// Bytes that "it" looks back over.
const FAR: u32 = 300;

/// Words of a Russian phrase, at most.
const LONGEST: usize = 12;

/// Adverbs that a mention may end in.
const ADVERBS: [&str; 12] = [
    "nevertheless",
    "however",
    "meanwhile",
    "also",
    "still",
    "now",
    "again",
    "then",
    "later",
    "himself",
    "herself",
    "itself",
];

impl Acts<'_> {
    /// The one whom a single common noun stands for by a role or a body that the text names: "the governor", «управление».
    pub(super) fn called(&self, tokens: &Range<usize>) -> Option<Party> {
        let document = self.document;
        let first = tokens.start + usize::from(matches!(document.tokens.lower(tokens.start), "the" | "this" | "that"));
        let definite = first > tokens.start || super::super::lands::is_cyrillic(document.tokens.lower(first));
        // «Совету по зерну»: the phrase is the beginning of a body's name.
        let at = self.bodies.partition_point(|(words, _)| words.start < first);
        if let Some((words, name)) =
            self.bodies.get(at).filter(|(words, _)| words.start == first && words.end > tokens.end)
        {
            let proper = name.contains(char::is_uppercase) && words.len() <= LONGEST;
            let party = Party {
                name: name.clone(),
                kind: SpeakerKind::Body,
                span: document.span(words),
                why: "a body".to_owned(),
            };
            return Some(party).filter(|_| proper);
        }
        // «стороны»: of no conflict, whatever its name.
        if first + 1 != tokens.end || !definite || document.tokens.lower(first).starts_with("сторон") {
            return None;
        }
        let word = document.word(first);
        let lemma = self.lemma(first);
        let by_role = || self.by_role(first, &lemma).filter(|_| word.is(Class::Role));
        let by_body = || {
            let before = self.bodies.partition_point(|(words, _)| words.start < tokens.start);
            let named = self.bodies[..before].iter().rev().take(MENTIONS).map(|(_, name)| name);
            let fits = |name: &&String| {
                let mut words = name.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
                name.contains(' ')
                    && name.contains(char::is_uppercase)
                    && words.any(|w| w.to_lowercase().replace('ё', "е") == lemma)
            };
            named.into_iter().find(fits).map(|name| (name.clone(), SpeakerKind::Body))
        };
        let (name, kind) = by_role().or_else(by_body).or_else(|| self.outlet_called(first, &lemma))?;
        let why = format!("“{}” → “{name}”", document.slice(tokens));
        Some(Party { name, kind, span: document.span(tokens), why })
    }

    /// «редакция», «газета»: the outlet whose name the text gave last in quotation marks; «министерство» on the page of one: that one.
    fn outlet_called(&self, at: usize, lemma: &str) -> Option<(String, SpeakerKind)> {
        const OUTLETS: [&str; 10] = [
            "газета",
            "журнал",
            "издание",
            "портал",
            "сайт",
            "телеканал",
            "радиостанция",
            "радио",
            "еженедельник",
            "агентство",
        ];
        let first = |name: &str| name.split(' ').next().unwrap_or("").to_lowercase();
        if matches!(lemma, "редакция" | "издание" | "канал") {
            let before = self.bodies.partition_point(|(words, _)| words.start < at);
            let named = self.bodies[..before].iter().rev().take(MENTIONS).map(|(_, name)| name);
            let fits = |name: &&String| name.contains('«') && OUTLETS.contains(&first(name).as_str());
            return named.into_iter().find(fits).map(|name| (name.clone(), SpeakerKind::Body));
        }
        let own = |line: &&str| match lemma {
            "министерство" | "ведомство" => matches!(first(line).as_str(), "мид" | "министерство"),
            "посольство" | "консульство" => first(line) == lemma,
            _ => false,
        };
        self.namer.above().into_iter().next().filter(own).map(|line| (line.to_owned(), SpeakerKind::Body))
    }

    /// The body that "it" or «оно» stands for: the last one that the text names before.
    pub(in crate::objects) fn named_before(&self, near: Word<'_>, words: &Range<usize>) -> Option<Party> {
        let tokens = near.tokens(words);
        let lower = self.document.tokens.lower(tokens.start);
        if tokens.len() != 1 || !matches!(lower, "it" | "оно" | "она" | "он") {
            return None;
        }
        let mentions = self.mentions.get_or_init(|| super::super::about::mentions(self));
        let start = self.document.token(tokens.start)?.start;
        let before = mentions.partition_point(|m| m.span.is_some_and(|s| s.end <= start));
        let near = mentions[..before].iter().rev().take(MENTIONS);
        let mut near = near.take_while(|m| m.span.is_some_and(|s| start - s.end < FAR));
        let found = near.find(|m| m.kind == SpeakerKind::Body || !matches!(lower, "it" | "оно"))?;
        (found.kind == SpeakerKind::Body)
            .then(|| Party { why: format!("“{lower}” → “{}”", found.name), ..found.clone() })
    }

    /// "the owners, | Blue Spar Lines |, to pay": the name between commas behind a common noun.
    pub(super) fn apposed(&self, near: Word<'_>, words: &Range<usize>) -> Option<Range<usize>> {
        let around = near.sentence(LONGEST * 3);
        let capital = |w: &&Word<'_>| w.text().starts_with(char::is_uppercase);
        let of_land = |w: &Word<'_>| self.lands.of_adjective(&w.lower()).is_some();
        // "the Mayor of Brunn, | Franziska Holt": a role and whose it is.
        let inner = || around.iter().filter(|w| words.contains(&w.at()));
        let of = inner().position(|w| w.lower() == "of").filter(|_| !near.russian());
        let role = of.is_some_and(|of| inner().take(of).any(|w| self.is_role(*w)));
        let told = |n: usize, w: &Word<'_>| of_land(w) || role && (of.is_some_and(|of| n > of) || self.is_role(*w));
        if inner().enumerate().any(|(n, w)| capital(&w) && !told(n, w)) {
            return None;
        }
        let behind: Vec<&Word<'_>> = around.iter().filter(|w| w.at() >= words.end).take(LONGEST).collect();
        let comma = behind.first().is_some_and(|w| w.text() == ",");
        let name = behind.iter().skip(1).take_while(|w| capital(w)).count();
        let closed = behind.get(name + 1).is_some_and(|w| matches!(w.text(), "," | "."));
        (comma && closed && name >= 1).then(|| words.end + 1..words.end + 1 + name)
    }

    /// The person of a role who was named last before a place.
    fn by_role(&self, at: usize, lemma: &str) -> Option<(String, SpeakerKind)> {
        let cast = self.cast;
        let before = cast.mentions.partition_point(|m| m.at < at);
        let holds = |member: usize| {
            let person = &cast.members[member];
            let role = |role: &String| role.replace('ё', "е").split_whitespace().any(|w| w == lemma);
            person.kind == SpeakerKind::Person && person.roles.iter().any(role)
        };
        let mention = cast.mentions[..before].iter().rev().take(MENTIONS).find(|m| holds(m.member))?;
        let words = mention.at..mention.at + cast.members[mention.member].words().max(1);
        let speaker = self.namer.name(&words);
        Some((speaker.name, SpeakerKind::Person)).filter(|(name, _)| name.contains(' '))
    }

    /// The noun of a token in the nominative.
    pub(in crate::objects) fn lemma(&self, at: usize) -> String {
        let lower = self.document.tokens.lower(at);
        let form = self.document.lexicon.noun_forms(lower).first();
        form.map_or_else(|| lower.to_owned(), |f| self.document.lexicon.nominative(*f).replace('ё', "е"))
    }

    /// The name that is meant by one that drags other words along: "the call of Chief Constable Roy Amble", "Farmers from Aspen", «столица Хардана».
    pub(in crate::objects) fn settled(&self, mut party: Party) -> Party {
        while let Some((name, last)) = party.name.rsplit_once(' ')
            && ADVERBS.contains(&last)
        {
            party.name = name.to_owned();
        }
        let alone = !party.name.contains(' ') && party.name.starts_with(char::is_uppercase);
        if let Some(land) = self.lands.by_word(&party.name).filter(|_| alone && party.kind != SpeakerKind::Person) {
            (party.kind, party.name) = (SpeakerKind::Body, land.to_owned());
            return party;
        }
        if let Some(land) = party.name.split("толица ").nth(1).or_else(|| party.name.split("capital of ").nth(1))
            && let Some(name) = self.lands.by_word(land.split([' ', ',']).next().unwrap_or(land))
        {
            (party.kind, party.why) = (SpeakerKind::Body, format!("{}, its capital", party.why));
            party.name = name.to_owned();
            return party;
        }
        let long = |name: &str| name.split(' ').count() >= 4;
        let person = self.cast.members.iter().take(MENTIONS).find(|m| {
            m.kind == SpeakerKind::Person && m.words() >= 2 && party.name.ends_with(&m.name) && party.name != m.name
        });
        if let Some(person) = person.filter(|_| party.kind != SpeakerKind::Body && long(&party.name)) {
            (party.name, party.kind) = (person.name.clone(), SpeakerKind::Person);
            return party;
        }
        if let Some(name) = self.untitled(&party) {
            party.name = name;
        }
        if party.kind == SpeakerKind::Body {
            party.name = super::super::about::without_owner(party.name);
            // "the Ministry of Justice": no article, unless the name owns it.
            let bare = party.name.strip_prefix("the ").filter(|name| name.starts_with(char::is_uppercase));
            party.name = bare.map(str::to_owned).unwrap_or(party.name);
        }
        // An embassy is told by whose it is, not by where, but that of the outlet has its whole name.
        let bare = party.span.is_none_or(|s| self.document.text.slice(s).split(' ').count() <= 2);
        let whole = bare && self.namer.above().contains(&party.name.as_str());
        let mission =
            ["Embassy", "Consulate", "Mission", "Посольство", "Консульство"].iter().any(|m| party.name.starts_with(m));
        if let Some((name, _)) =
            party.name.split_once(" in ").or_else(|| party.name.split_once(" в ")).filter(|_| mission && !whole)
        {
            party.name = name.to_owned();
        }
        // «издательство «Гарт», | которое возглавляет …»; «наши граждане».
        let clause = [", котор", ", who ", ", which ", ", whose "].iter().filter_map(|c| party.name.find(c)).min();
        party.name.truncate(clause.filter(|&at| at > 0).unwrap_or(party.name.len()));
        let own = ["наши ", "наш ", "наша ", "свои ", "свой ", "своя ", "ваши ", "ваш "];
        if let Some(bare) = own.iter().find_map(|o| party.name.strip_prefix(o)).map(str::to_owned) {
            party.name = bare;
        }
        let common = !party.name.contains(' ') && party.name.starts_with(char::is_lowercase);
        if let Some(called) = party
            .span
            .filter(|_| common)
            .and_then(|s| self.called(&(self.token(s.start)..self.token(s.end.saturating_sub(1)) + 1)))
        {
            return called;
        }
        if let Some(full) = self.fuller(&party) {
            (party.why, party.kind) = (format!("{} → “{}”", party.why, full.name), full.kind);
            party.name.clone_from(&full.name);
            return party;
        }
        if let Some(full) = self.full_body(&party) {
            party.name = full;
            return party;
        }
        if matches!(party.kind, SpeakerKind::Group | SpeakerKind::Unknown) {
            let cut = [" from ", " at ", " who ", ", "].iter().filter_map(|p| party.name.find(p)).min();
            if let Some(cut) = cut.filter(|&cut| cut > 0) {
                party.name.truncate(cut);
            }
        }
        party
    }

    /// "Constable | Roy Amble", "Minister | Solveig Ranke": the name, which needs no title. A surname that is all there is keeps it.
    fn untitled(&self, party: &Party) -> Option<String> {
        let word = |w: &str| self.document.lexicon.word(&w.to_lowercase());
        let titles =
            |w: &&&str| word(w).is(Class::Role) || word(w).is(Class::Title) || super::super::about::is_title(w);
        let words: Vec<&str> = party.name.split(' ').collect();
        let own = words.iter().take_while(titles).count();
        // "Justice Ministry": the first word of a body's name.
        let body = words.last().is_some_and(|w| word(w).is(Class::Body));
        let capitals = words.iter().all(|w| w.starts_with(char::is_uppercase)) && !body;
        let person = matches!(party.kind, SpeakerKind::Person | SpeakerKind::Unknown);
        (own > 0 && words.len() >= own + 2 && capitals && person).then(|| words[own..].join(" "))
    }

    /// The full name of a body that is called by its last word or by its noun: "the Rangers" of the Calder Rangers, "the ministry".
    fn fuller(&self, party: &Party) -> Option<&Party> {
        let short = party.name.strip_prefix("the ").or_else(|| party.name.strip_prefix("The ")).unwrap_or(&party.name);
        let before = party.span.map_or(0, |s| s.start);
        // "veterans" are any, "the veterans" may be those of the League.
        let opens = |s: Span| self.document.starts.get(self.token(s.start)).copied().unwrap_or(false);
        let plain = short.starts_with(|c: char| c.is_ascii_lowercase())
            || short.is_ascii() && short.ends_with('s') && party.span.is_some_and(opens);
        let any = plain && !party.span.is_some_and(|s| self.document.text.slice(s).to_lowercase().starts_with("the "));
        if short.contains(' ') || short.chars().count() < 4 || party.kind == SpeakerKind::Person || any {
            return None;
        }
        // "Karsova" is no short name of its ministry.
        if self.lands.by_word(short).is_some() {
            return None;
        }
        let lower = short.to_lowercase();
        let mentions = self.mentions.get_or_init(|| super::super::about::mentions(self));
        let end = mentions.partition_point(|m| m.span.is_some_and(|s| s.start < before));
        let near = mentions[..end].iter().rev().take(MENTIONS);
        let bodies = near.filter(|m| m.kind != SpeakerKind::Person && m.name.contains(' '));
        bodies.into_iter().find(|m| {
            let name = m.name.to_lowercase();
            // "Bruscan Ministry of Transport", "Agency for Friendship".
            let head =
                [" of ", " for ", " on "].iter().filter_map(|of| name.split_once(of)).map(|(head, _)| head).next();
            let placed = ["in", "of", "for"].iter().any(|of| name.ends_with(&format!(" {of} {lower}")));
            name.ends_with(&format!(" {lower}")) && !placed
                || head.is_some_and(|head| head.rsplit(' ').next() == Some(&lower))
        })
    }

    /// «Служба государственной охраны», where the text has «Служба государственной охраны Орвении» too.
    fn full_body(&self, party: &Party) -> Option<String> {
        let lower = format!("{} ", party.name.to_lowercase());
        let russian = super::super::lands::is_cyrillic(&lower);
        if !russian || party.kind == SpeakerKind::Person || !party.name.contains(' ') {
            return None;
        }
        let mentions = self.mentions.get_or_init(|| super::super::about::mentions(self));
        let bodies = mentions.iter().take(MENTIONS).filter(|m| m.kind == SpeakerKind::Body);
        bodies.into_iter().find(|m| m.name.to_lowercase().starts_with(&lower)).map(|m| m.name.clone())
    }

    /// A Russian noun phrase in the nominative, without words for whose it is.
    pub(super) fn straight_phrase(&self, near: Word<'_>, words: &Range<usize>, head: Word<'_>) -> String {
        const OWN: [&str; 14] =
            ["наш", "свои", "своих", "свое", "своей", "своим", "их", "его", "ее", "сам", "этот", "эти", "этих", "этим"];
        if head.text().starts_with(char::is_uppercase)
            && let Some(land) = self.lands.by_word(head.text())
        {
            return land.to_owned();
        }
        let case = head.node().tag.case.unwrap_or(Case::Nominative);
        let inner: Vec<Word<'_>> =
            near.sentence(LONGEST * 3).into_iter().filter(|w| words.contains(&w.at())).take(LONGEST).collect();
        let several = inner.iter().any(|w| w.at() < head.at() && is_of_several(&w.lower()));
        let (noun, gender) = self.straight_noun(head, case, several);
        let mut out = String::new();
        for word in inner.iter().filter(|w| w.at() < head.at()) {
            let lower = word.lower();
            let own = OWN.iter().any(|o| {
                lower == *o
                    || *o == "свои"
                        && lower.starts_with("сво")
                        && lower.chars().count() <= 5 + usize::from(lower.ends_with("ими"))
                    || *o == "наш" && lower.starts_with("наш")
                    || *o == "сам" && lower.starts_with("сам") && lower.len() <= 8
            });
            let both = matches!(lower.as_str(), "оба" | "обе" | "обеих" | "обоих" | "обеим" | "обоим");
            if both {
                out.push_str(if lower.contains('е') { "обе " } else { "оба " });
                continue;
            }
            let modifies = matches!(word.pos(), Pos::Adjective | Pos::Determiner | Pos::Verb);
            if own || !modifies {
                continue;
            }
            // «корвийского коллегу»: the adjective tells the gender.
            let male = gender == Agreement::Female && ["ого", "его", "ому", "ему"].iter().any(|e| lower.ends_with(e));
            let gender = if male { Agreement::Male } else { gender };
            let adjective = if case == Case::Nominative { None } else { nominative_adjective(word.text(), gender) };
            out.push_str(&adjective.unwrap_or_else(|| word.text().to_owned()));
            out.push(' ');
        }
        out.push_str(&noun);
        // What belongs to it stays in the genitive.
        let belongs = |w: &&Word<'_>| {
            let genitive = w.node().tag.case == Some(Case::Genitive)
                || w.node().tag.case.is_none() && w.pos() == Pos::Noun && w.at() == head.at() + 1;
            genitive && matches!(w.pos(), Pos::Noun | Pos::Name | Pos::Adjective | Pos::Determiner)
        };
        let mut quoted = false;
        for word in inner.iter().filter(|w| w.at() > head.at()) {
            quoted |= word.text() == "«";
            if !quoted && !belongs(&word) {
                break;
            }
            let glued = word.text() == "»" || out.ends_with('«');
            if !glued {
                out.push(' ');
            }
            out.push_str(word.text());
            quoted &= word.text() != "»";
        }
        out
    }

    fn straight_noun(&self, head: Word<'_>, case: Case, several: bool) -> (String, Agreement) {
        let token = head.tokens(&(head.at()..head.at() + 1)).start;
        let lexicon = self.document.lexicon;
        let lower = self.document.tokens.lower(token);
        let forms = lexicon.noun_forms(lower);
        // «пригласила стороны»: in the accusative the plural looks like the genitive of one.
        let bare = head.previous().is_none_or(|p| p.pos() != Pos::Adposition);
        let asked = matches!(case, Case::Nominative | Case::Accusative) || case == Case::Genitive && bare;
        let own = asked
            && lower.ends_with(['ы', 'и'])
            && !forms.iter().any(|f| f.case == Case::Nominative && f.gender != Agreement::Plural);
        // «верующих», «учащимся»: people told by a participle.
        let bare = lower.strip_suffix("ся").unwrap_or(lower);
        if ["щих", "щим", "вших", "вшим", "нных", "нным"].iter().any(|e| bare.ends_with(e)) && forms.is_empty()
        {
            let plural =
                bare.strip_suffix(['х', 'м']).map(|stem| format!("{stem}е{}", if bare == lower { "" } else { "ся" }));
            return (plural.unwrap_or_else(|| lower.to_owned()), Agreement::Plural);
        }
        // «поверенному», «дежурного»
        if ["ому", "ему", "ого", "его"].iter().any(|e| lower.ends_with(e)) && forms.is_empty() {
            let one = nominative_adjective(lower, Agreement::Male);
            return (one.unwrap_or_else(|| lower.to_owned()), Agreement::Male);
        }
        // «сограждан», «женщин»: genitives of many without an ending.
        let bare = forms.is_empty() && matches!(case, Case::Genitive | Case::Accusative) && is_bare_plural(lower);
        if let Some(plural) = nominative_plural(lower).filter(|_| several || own || bare) {
            return (plural, Agreement::Plural);
        }
        if let Some(form) = forms.iter().find(|f| f.case == case).or_else(|| forms.first()) {
            return (lexicon.nominative(*form).to_owned(), form.gender);
        }
        let by_ending = nominative_by_ending(lower, case).map(|(_, gender)| gender);
        let plain = matches!(case, Case::Nominative | Case::Accusative);
        let noun = if plain && lower.ends_with(['ы', 'и']) { lower.to_owned() } else { self.straight(token, case) };
        let gender = by_ending.unwrap_or(match noun.chars().last() {
            Some('ы' | 'и') => Agreement::Plural,
            Some('а' | 'я') => Agreement::Female,
            Some('о' | 'е') => Agreement::Neuter,
            _ => Agreement::Male,
        });
        (noun, gender)
    }
}

/// Words that tell of several: «обе», «всем», «других», «вестамарских».
fn is_of_several(lower: &str) -> bool {
    const COUNTING: [&str; 12] =
        ["оба", "обе", "обеих", "обоих", "обеим", "обоим", "все", "всех", "всем", "эти", "этих", "этим"];
    COUNTING.contains(&lower)
        || ["ых", "их", "ые", "ие"].iter().any(|e| lower.ends_with(e)) && lower.chars().count() > 4
}

/// «сограждан», «женщин», «коллег»: the genitive of many people that has no ending, told from one of another gender.
fn is_bare_plural(lower: &str) -> bool {
    const ENDS: [&str; 14] = [
        "ждан",
        "жан",
        "чан",
        "лян",
        "нян",
        "тьян",
        "иан",
        "льман",
        "женщин",
        "мужчин",
        "коллег",
        "ниц",
        "сестер",
        "вдов",
    ];
    ENDS.iter().any(|e| lower.ends_with(e))
}

/// The nominative of a noun that stands for several, in whatever case: «организаторов», «делегациям», «соседей».
pub(super) fn nominative_plural(lower: &str) -> Option<String> {
    const IN_A: [&str; 7] = ["директор", "профессор", "доктор", "мастер", "учител", "инспектор", "тренер"];
    let after = |stem: &str| {
        if IN_A.contains(&stem) {
            return format!("{stem}{}", if stem.ends_with('л') { 'я' } else { 'а' });
        }
        if ["дан", "тян", "сян", "рян", "лян", "жан", "чан", "нян", "иан", "ман"].iter().any(|e| stem.ends_with(e))
        {
            return format!("{stem}е");
        }
        // «хозяйствам», «заявлениям»
        if stem.ends_with("ств") {
            return format!("{stem}а");
        }
        format!("{stem}{}", if stem.ends_with(['г', 'к', 'х', 'ж', 'ш', 'щ', 'ч']) { 'и' } else { 'ы' })
    };
    const ODD: [(&str, &str); 10] = [
        ("судей", "судьи"),
        ("судьям", "судьи"),
        ("семей", "семьи"),
        ("семьям", "семьи"),
        ("друзей", "друзья"),
        ("друзьям", "друзья"),
        ("людей", "люди"),
        ("людям", "люди"),
        ("детей", "дети"),
        ("братьев", "братья"),
    ];
    let strip = |ends: &[&str]| ends.iter().find_map(|e| lower.strip_suffix(e));
    if let Some((_, plural)) = ODD.iter().find(|(form, _)| *form == lower) {
        return Some((*plural).to_owned());
    }
    if lower.ends_with(['ы', 'и', 'е']) && !lower.ends_with("ами") && !lower.ends_with("ями") {
        return Some(lower.to_owned());
    }
    if let Some(stem) = strip(&["ами", "ах", "ам", "ов"]) {
        return Some(after(stem));
    }
    if let Some(stem) = strip(&["ями", "ях", "ям", "ев", "ей"]) {
        let ending = if stem.ends_with("ени") { 'я' } else { 'и' };
        return Some(if IN_A.contains(&stem) { after(stem) } else { format!("{stem}{ending}") });
    }
    if let Some(stem) = lower.strip_suffix("ий") {
        return Some(format!("{stem}ии"));
    }
    lower.ends_with(|c: char| "бвгджзклмнпрстфхцчшщ".contains(c)).then(|| after(lower))
}
