//! About whom: the persons, bodies and countries that what somebody says names.
//!
//! Takes the cast and the statements; gives for each statement whom its content names, once each, under the fullest name of the text. Only named:
//! whether it is praise or blame is never guessed. A pronoun names nobody.

use super::{
    act::{Acts, Party},
    demand::Demand,
    lands::is_cyrillic,
    occasion::Occasion,
    trees::Word,
};
use crate::{
    Speaker, SpeakerKind, Statement, StatementId,
    inflection::{is_adjective, nominative_adjective},
    lexicon::Class,
    net::{Pos, Relation},
    tokens::{Kind, Token},
};
use onrecord_page::Span;
use std::{
    collections::{HashMap, HashSet},
    ops::Range,
};

/// Whom a statement names.
#[derive(Clone, Debug, PartialEq)]
pub struct About {
    /// Which statement.
    pub statement: StatementId,
    /// Whom, in the order of their first mention in it.
    pub named: Vec<Party>,
}

/// Names in one content, at most: a list of a thousand names is a list, and nobody is spoken of.
const MOST: usize = 64;

/// Words of a sentence that are looked at to either side of its verb of saying.
const LONGEST: usize = 64;

/// A noun that a body is called by has so many letters, at least.
const SHORTEST_HEAD: usize = 4;

/// For each statement that names anybody.
pub(super) fn read(acts: &Acts<'_>, demands: &[Demand], occasions: &[Occasion]) -> Vec<About> {
    let mentions = acts.mentions.get_or_init(|| mentions(acts));
    // Who is asked stands before what is asked, and is no part of it.
    let asked: HashMap<StatementId, (Span, Span)> =
        demands.iter().filter_map(|d| Some((acts.by_cue(d.cue)?.id, (d.cue, d.object?)))).collect();
    // "in a telephone conversation with Helga Strand": where it was said is no part of what was said.
    let around: Vec<(StatementId, Span)> = occasions.iter().filter_map(|o| Some((o.said?, o.span))).collect();
    let named = |statement: &Statement| {
        let id = statement.id;
        let end = next_saying(acts, statement);
        let object = asked.get(&id);
        let addressed = |s: Span| object.is_some_and(|(cue, o)| cue.start <= s.start && s.end <= o.start);
        let mut out: Vec<Party> = Vec::new();
        // "… and to see to it that …": what is asked for may go on where the content ends.
        let more = object.map(|&(_, o)| o).filter(|o| {
            let last = statement.content.spans.last();
            last.is_some_and(|c| c.start <= o.start && o.start < c.end && c.end < o.end)
        });
        for span in statement.content.spans.iter().chain(&more) {
            let from = mentions.partition_point(|m| m.span.is_some_and(|s| s.start < span.start));
            for party in mentions[from..].iter().take_while(|m| m.span.is_some_and(|s| s.end <= span.end)) {
                let outside = |s: Span| s.start >= end || around.iter().any(|&(said, o)| said == id && o.contains(s));
                if party.span.is_some_and(|s| addressed(s) || outside(s) || is_thanked(acts, statement, s)) {
                    continue;
                }
                // Whoever speaks counts only where named.
                let speaks = |s: &Speaker| s.name == party.name && party.kind == SpeakerKind::Person;
                if !is_by_name(acts, party) && statement.speaker.as_ref().is_some_and(speaks) {
                    continue;
                }
                if out.len() < MOST && !out.iter().any(|p| p.name == party.name) {
                    out.push(party.clone());
                }
            }
        }
        out
    };
    let of = |s: &Statement| About { statement: s.id, named: named(s) };
    acts.statements.iter().map(of).filter(|about| !about.named.is_empty()).collect()
}

/// «поблагодарил | нарвенских партнёров», «обвинила | спецслужбы»: whom the verb itself is said to or of.
fn is_thanked(acts: &Acts<'_>, statement: &Statement, span: Span) -> bool {
    const VERBS: [&str; 11] = [
        "благодар",
        "поблагодар",
        "поздрав",
        "обвин",
        "упрек",
        "уличи",
        "подозрева",
        "завер",
        "предупре",
        "информир",
        "уведом",
    ];
    let Some(word) = acts.trees.word(acts.token(span.start)).filter(|w| w.russian()) else { return false };
    let verb = std::iter::once(word).chain(word.above().take(2)).take_while(|w| w.pos() != Pos::Verb).last();
    let Some(verb) = verb.filter(|w| w.is(Relation::Object)).and_then(|w| w.head()) else { return false };
    let cue = verb.span_of(&(verb.at()..verb.at() + 1));
    let own = cue.and_then(|cue| acts.by_cue(cue)).is_some_and(|s| s.id == statement.id);
    own && VERBS.iter().any(|v| verb.lower().starts_with(v))
}

/// Whether a mention has a capital letter: «адвокат» has none.
fn is_by_name(acts: &Acts<'_>, party: &Party) -> bool {
    party.span.is_some_and(|s| acts.document.text.slice(s).contains(char::is_uppercase))
}

/// "insists that Pell be released | and calls on the president …": the byte where the speaker goes on to say something else, which the content of
/// a statement may run into; the end of all where nothing does.
fn next_saying(acts: &Acts<'_>, statement: &Statement) -> u32 {
    let document = acts.document;
    let verb = statement.cue.iter().flat_map(|c| &c.spans).find_map(|span| {
        let at = acts.token(span.start);
        acts.trees.word(at).filter(|w| w.pos() == Pos::Verb)
    });
    let Some(verb) = verb else { return u32::MAX };
    let start = |word: &Word<'_>| word.tokens(&(word.at()..word.at() + 1)).start;
    let form = |word: &Word<'_>| document.word(start(word)).cue.map(|cue| cue.form);
    let goes_on = |word: &Word<'_>| {
        let joined = word.is(Relation::Conjunct) && word.pos() == Pos::Verb && form(word).is_some();
        let head = word.head().filter(|_| joined && word.at() > verb.at());
        head.is_some_and(|head| head.at() == verb.at() || form(word) == form(&verb) && is_of_another(*word, head))
    };
    let behind = verb.sentence(LONGEST).into_iter().filter(goes_on);
    behind.filter_map(|word| document.token(start(&word))).map(|token| token.start).min().unwrap_or(u32::MAX)
}

/// Whether a verb that a tree joins to another can't go on from it: "be set up and invited them", "had jailed him, and appealed", «прибыла и призвал».
fn is_of_another(verb: Word<'_>, head: Word<'_>) -> bool {
    let (own, other) = (verb.lower(), head.lower());
    if verb.russian() {
        let past = |w: &str| {
            ["ла", "ло", "ли", "л"].into_iter().find(|e| w.trim_end_matches("ся").trim_end_matches("сь").ends_with(e))
        };
        return past(&own) != past(&other);
    }
    let has = |relation: Relation| head.children().any(|c| c.is(relation));
    if own.ends_with('s') {
        return !other.ends_with('s');
    }
    let and = verb.children().find(|c| c.is(Relation::Coordinator)).or_else(|| verb.previous());
    let comma = and.and_then(|and| and.previous()).is_some_and(|mark| mark.text() == ",");
    let object = verb.next().is_some_and(|w| matches!(w.pos(), Pos::Determiner | Pos::Name | Pos::Noun | Pos::Pronoun));
    let passive = has(Relation::AuxiliaryPassive) && object;
    let base = has(Relation::Auxiliary) && !other.ends_with('d') && !other.ends_with('n');
    comma && has(Relation::Auxiliary) || passive || base
}

/// Everybody whom the text names anywhere, in its order.
pub(super) fn mentions(acts: &Acts<'_>) -> Vec<Party> {
    let bodies = bodies(acts);
    let mut reader = Reader { acts, marked: marked(&bodies), bodies, heads: HashMap::new(), things: HashSet::new() };
    let mut out: Vec<Party> = Vec::new();
    let mut at = 0;
    while at < acts.document.tokens.all().len() {
        if let Some(end) = reader.thing(at) {
            at = end.max(at + 1);
            continue;
        }
        match reader.at(at) {
            Some((party, end)) => {
                reader.remember(&party, at);
                out.push(party);
                at = end.max(at + 1);
            }
            None => at += 1,
        }
    }
    give_full_names(&mut out);
    out
}

/// «Конституционный суд», where the text has «Конституционный суд Сольмарка» too, "the Brenish embassy" beside "the Brenish embassy in Orr":
/// a body has the longest of its names.
fn give_full_names(mentions: &mut [Party]) {
    let long = |p: &&Party| p.kind == SpeakerKind::Body && p.name.contains(' ');
    let names: Vec<String> = mentions.iter().filter(long).map(|p| p.name.clone()).take(MOST).collect();
    for party in mentions.iter_mut().filter(|p| long(&&**p)) {
        let goes_on = |full: &&String| {
            full.to_lowercase().strip_prefix(&party.name.to_lowercase()).is_some_and(|rest| rest.starts_with(' '))
        };
        let mut full = names.iter().filter(goes_on);
        if let Some(name) = full.next().filter(|name| full.all(|other| other == *name)) {
            party.name.clone_from(name);
        }
    }
}

/// Bodies named by a noun and what belongs to it, by their first token: where they end, and their name.
fn bodies(acts: &Acts<'_>) -> HashMap<usize, (usize, String)> {
    let document = acts.document;
    let mut out = HashMap::new();
    // «сайт | издания «Листок»», «редакция | газеты»: what a body has.
    let has = |words: &Range<usize>| {
        const HAD: [&str; 6] = ["сайт", "редакци", "офис", "страниц", "сервер", "здани"];
        HAD.iter().any(|h| document.tokens.lower(words.start).starts_with(h))
            && document.word(words.start + 1).is(Class::Body)
    };
    for (mut words, name) in acts.namer.bodies().filter(|(words, _)| !has(words)) {
        let mut name = name.to_owned();
        // «тарвийская компания | «Литпорт»»: what bears a name of its own is called by it.
        let noun = words.clone().find(|&at| document.word(at).is(Class::Body)).unwrap_or(words.start);
        let marked = document.tokens.lower(noun + 1) == "имени"
            || document.token(noun + 1).is_some_and(|t| matches!(t.kind, Kind::Mark('«' | '“' | '"')))
                && document.token(noun + 2).is_some_and(Token::is_word);
        if marked && noun > words.start && is_cyrillic(document.tokens.lower(noun)) {
            name = name.split(' ').skip(noun - words.start).collect::<Vec<_>>().join(" ");
            words.start = noun;
        }
        out.insert(words.start, (words.end, name));
    }
    out
}

/// Names that stand in quotation marks behind their noun, by the beginnings of their words: «Литпорт» of «компания «Литпорт»».
fn marked(bodies: &HashMap<usize, (usize, String)>) -> HashMap<String, String> {
    let inner = |name: &String| {
        let (_, behind) = name.split_once('«')?;
        Some((stems(behind.split('»').next()?), name.clone()))
    };
    let mut all: Vec<(&usize, &String)> = bodies.iter().map(|(at, (_, name))| (at, name)).collect();
    all.sort();
    all.into_iter().rev().filter_map(|(_, name)| inner(name)).collect()
}

fn stems(words: &str) -> String {
    let lower = words.to_lowercase().replace('ё', "е");
    lower.split_whitespace().map(crate::mention::stem).collect::<Vec<_>>().join(" ")
}

struct Reader<'a> {
    acts: &'a Acts<'a>,
    bodies: HashMap<usize, (usize, String)>,
    /// By the beginnings of its words in quotation marks, the name of a body.
    marked: HashMap<String, String>,
    /// By the noun that a body is called by for short, in lower case, its name: "choir" → "State Folk Choir".
    heads: HashMap<String, Party>,
    /// Names of ships, in lower case.
    things: HashSet<String>,
}

impl Reader<'_> {
    /// Takes the nouns by which a body can be called from now on.
    fn remember(&mut self, party: &Party, at: usize) {
        if party.kind == SpeakerKind::Person || party.why.starts_with("called") {
            return;
        }
        let document = self.acts.document;
        // "the television | channel | Kanal Ost".
        let before = at.wrapping_sub(1);
        if document.token(before).is_some_and(|t| t.kind == Kind::Word) && document.word(before).is(Class::Body) {
            self.heads.insert(document.tokens.lower(before).to_owned(), party.clone());
        }
        if !party.name.contains(' ') || party.kind != SpeakerKind::Body {
            return;
        }
        let office =
            party.name.split(' ').find(|w| is_cyrillic(&w.to_lowercase()) && among(OFFICES, &w.to_lowercase()));
        if office.is_some() {
            self.heads.insert("ведомство".to_owned(), party.clone());
        }
        let words: Vec<String> = party.name.split_whitespace().map(|w| w.to_lowercase().replace('ё', "е")).collect();
        let head = if words.first().is_some_and(|w| is_cyrillic(w)) {
            words.iter().find(|w| !is_adjective(w))
        } else {
            let of = words.iter().position(|w| matches!(w.as_str(), "of" | "for" | "in"));
            words.get(of.unwrap_or(words.len()).saturating_sub(1))
        };
        let Some(head) = head.filter(|h| h.chars().count() >= SHORTEST_HEAD && !among(COMMON, h)) else {
            return;
        };
        if among(OUTLETS, head) {
            for noun in ["paper", "newspaper", "daily", "weekly"] {
                self.heads.insert(noun.to_owned(), party.clone());
            }
        }
        if words.iter().any(|w| among(STATIONS, w)) {
            for noun in ["station", "channel", "broadcaster"] {
                self.heads.insert(noun.to_owned(), party.clone());
            }
        }
        self.heads.insert(head.clone(), party.clone());
    }

    /// "the choir", «бюро»: a body by the noun of its name.
    fn called(&self, at: usize) -> Option<(Party, usize)> {
        let document = self.acts.document;
        let lower = document.tokens.lower(at);
        let definite = is_cyrillic(lower) || at > 0 && document.tokens.lower(at - 1) == "the";
        let alone = !document.token(at + 1).is_some_and(|t| t.is_capital() || t.is('«'));
        if !definite || !alone || self.heads.is_empty() {
            return None;
        }
        let party = self.heads.get(lower).or_else(|| self.heads.get(&self.acts.lemma(at)))?;
        let why = format!("called “{}” for short", document.slice(&(at..at + 1)));
        Some((Party { span: document.span(&(at..at + 1)), why, ..party.clone() }, at + 1))
    }

    /// Who is named at a token, and where the name ends.
    fn at(&self, at: usize) -> Option<(Party, usize)> {
        let document = self.acts.document;
        let token = document.token(at).filter(|t| t.is_word())?;
        let russian = is_cyrillic(document.tokens.lower(at));
        if let Some(named) = self.named_body(at).or_else(|| self.in_marks(at)) {
            return Some(named);
        }
        if !token.is_capital() {
            let own = || if russian { None } else { self.body_of_place(at) };
            return own().or_else(|| self.told(at)).or_else(|| self.called(at)).or_else(|| self.adjective(at));
        }
        let end = run_end(self.acts, at);
        const NOBODY: [Class; 4] = [Class::SentenceOpener, Class::Time, Class::Pronoun, Class::PronounObject];
        if NOBODY.iter().any(|&class| token.word.is(class))
            || document.starts[at] && opens_only(document.tokens.lower(at))
        {
            return None;
        }
        if let Some(body) = self.body_behind_place(at..end).filter(|_| !russian) {
            return Some(body);
        }
        // "Gradek must answer", "called on Gradek"; not "in Gradek".
        let placed = at > 0 && document.word(at - 1).is(Class::Preposition) && document.tokens.lower(at - 1) != "on";
        let seat = self.acts.lands.seated_in(document.tokens.lower(at)).filter(|_| end == at + 1);
        if let Some(land) = seat.filter(|_| !placed) {
            return Some((self.body(at..end, land.to_owned(), "the country governed from there"), end));
        }
        // «премьер-министра Тересии | Матея Врубеля»
        let person = || !is_adjective(document.tokens.lower(at)) && (end >= at + 3 || self.is_person(at + 1..end));
        let alone = end == at + 1 && seat.is_none();
        if let Some(land) = self.acts.lands.named(document, at).filter(|_| alone || russian && person()) {
            return Some((self.body(at..at + 1, land.to_owned(), "a country"), at + 1));
        }
        let holder = || document.span(&(at..end)).and_then(|span| self.acts.holder(span));
        if let Some(seat) = holder().and_then(|holder| self.acts.seat(&(at..end), holder)) {
            return Some((seat, end));
        }
        // «Пограничники | Сорвены», "Marenian | trawler": the adjective of a country alone is no short name of a body.
        let of_land = || self.adjective(at).filter(|_| end == at + 1);
        of_land()
            .or_else(|| self.known(at..end))
            .or_else(|| self.told(at))
            .or_else(|| self.called(at))
            .or_else(|| self.adjective(at))
    }

    /// A body by a noun and what belongs to it; of those without a capital letter what a country has, and services for something.
    fn named_body(&self, at: usize) -> Option<(Party, usize)> {
        let document = self.acts.document;
        let (end, name) = self.bodies.get(&at)?;
        let of_land = || self.acts.lands.of_adjective(document.tokens.lower(at)).is_some();
        let service = || {
            let noun = document.word(end - 1).is(Class::Body).then(|| self.acts.lemma(end - 1));
            at + 2 == *end && noun.is_some_and(|n| matches!(n.as_str(), "служба" | "инспекция"))
        };
        let several = ["ие ", "ые "].iter().any(|e| name.contains(e));
        // «Полиция дипломата не задерживала»: a capital letter from the beginning of the sentence makes no name.
        let capital = !document.starts[at] || name.chars().skip(1).any(|c| c.is_uppercase() || c == '«');
        let proper = is_proper(name) && capital
            || !several && is_cyrillic(document.tokens.lower(at)) && (of_land() || service());
        // «торговые центры Виста»
        let many = several && name.starts_with(char::is_lowercase);
        let own = proper && !many && !self.is_common(at..*end) && !is_conscription(name);
        own.then(|| (self.body(at..*end, name.clone(), "a body with its name"), *end))
    }

    /// «действия «Литпорта»»: a body by its name in quotation marks, where the text has told what it is.
    fn in_marks(&self, at: usize) -> Option<(Party, usize)> {
        let document = self.acts.document;
        if self.marked.is_empty() || !document.token(at.wrapping_sub(1)).is_some_and(|t| t.kind == Kind::Mark('«')) {
            return None;
        }
        let end = (at..at + 6).find(|&i| document.token(i).is_some_and(|t| t.kind == Kind::Mark('»')))?;
        let name = self.marked.get(&stems(document.slice(&(at..end))))?;
        Some((self.body(at..end, name.clone(), "a body by its name in quotation marks"), end))
    }

    /// "the Soltani consulate", "the Brenish border police": a body called by its country or town.
    fn body_behind_place(&self, run: Range<usize>) -> Option<(Party, usize)> {
        let document = self.acts.document;
        if document.word(run.start).is(Class::SentenceOpener) {
            return None;
        }
        let noun = |at: &usize| {
            document.token(*at).is_some_and(|t| t.kind == Kind::Word)
                && self.acts.trees.word(*at).is_some_and(|w| matches!(w.pos(), Pos::Noun | Pos::Adjective))
        };
        let words = (run.end..run.end + 3).take_while(noun);
        let head = words.filter(|&at| document.word(at).is(Class::Body)).last()?;
        let article =
            matches!(document.tokens.lower(run.start.wrapping_sub(1)), "a" | "an" | "another" | "two" | "several");
        // "the Brenish embassy | in Orr": a mission is told by its seat.
        let mission = matches!(document.tokens.lower(head), "embassy" | "consulate" | "mission" | "legation");
        let seat = (mission && document.tokens.lower(head + 1) == "in").then(|| run_end(self.acts, head + 2));
        let seat = seat.filter(|_| document.token(head + 2).is_some_and(Token::is_capital));
        let whole = run.start..seat.unwrap_or(head + 1);
        // "| Riot police used gas": a capital letter from the beginning of the sentence.
        let named = || {
            let word = self.acts.trees.word(run.start);
            run.len() > 1
                || self.acts.lands.of_adjective(document.tokens.lower(run.start)).is_some()
                || word.is_some_and(|w| w.pos() == Pos::Name)
        };
        if article || self.is_common(run.end..head + 1) || document.word(head).is(Class::Document) {
            return None;
        }
        if document.starts[run.start] && !named() {
            return None;
        }
        Some((self.body(whole.clone(), document.slice(&whole).to_owned(), "a body as printed"), whole.end))
    }

    /// "the city council | of Vorn".
    fn body_of_place(&self, at: usize) -> Option<(Party, usize)> {
        let document = self.acts.document;
        let lower = |at: usize| document.tokens.lower(at);
        let noun = |at: usize| {
            document.token(at).is_some_and(|t| t.kind == Kind::Word)
                && self.acts.trees.word(at).is_some_and(|w| w.pos() == Pos::Noun)
        };
        if !matches!(lower(at.wrapping_sub(1)), "the" | "its") || !noun(at) {
            return None;
        }
        let of = (at + 1..at + 4).find(|&i| !noun(i)).filter(|&i| lower(i) == "of")?;
        let head = of - 1;
        let place = of + 1..run_end(self.acts, of + 1);
        let capital = document.token(of + 1).is_some_and(Token::is_capital) && !document.word(of + 1).is(Class::Time);
        let plain = !document.word(head).is(Class::Document) && !self.is_common(at..of);
        if !capital || !plain || !document.word(head).is(Class::Body) {
            return None;
        }
        let whole = at..place.end;
        Some((self.body(whole.clone(), document.slice(&whole).to_owned(), "a body of a place"), place.end))
    }

    /// «флот Гальморы», «правительство Туремии», "the Sarven government": what a country has, and what is no body.
    fn is_common(&self, words: Range<usize>) -> bool {
        const STARTS: &str = "порт аэропорт вокзал школ флот войск арми власт правительств лагер рынок рынк задержани закон устав договор \
            границ руководств больниц сторон";
        let document = self.acts.document;
        words.take(3).any(|at| {
            let lower = document.tokens.lower(at);
            let small = document.token(at).is_some_and(|t| t.kind == Kind::Word);
            // «Апелляционный суд | Порт-Ириса», «Радио | Порт»
            let own = !small && !document.starts[at];
            among(COMMON, lower)
                || small && among(KINDS, lower)
                || !own && is_cyrillic(lower) && STARTS.split_whitespace().any(|s| lower.starts_with(s))
        })
    }

    /// A name that is no party's: a law's, a ship's, a feast's, a lake's, the label before a speech. Where it ends.
    fn thing(&mut self, at: usize) -> Option<usize> {
        const SHIPS: &str = "trawler tanker ship vessel ferry freighter boat yacht frigate destroyer cruiser submarine barge tug icebreaker \
            schooner liner warship corvette minesweeper steamer train";
        const LAWS: &str = "treaty agreement convention act law charter protocol accord accords memorandum declaration resolution pact constitution";
        const PLACES: &str = "lake mount cape gulf fort port strait river bay saint san";
        const FEASTS: &str = "year day eve";
        let document = self.acts.document;
        document.token(at).filter(|t| t.is_capital())?;
        let among = |list: &str, at: usize| list.split_whitespace().any(|w| w == document.tokens.lower(at));
        let capital = |at: usize| document.token(at).is_some_and(Token::is_capital);
        if crate::mention::is_month(document, at) {
            return Some(at + 1);
        }
        let end = run_end(self.acts, at);
        let opens = document.paragraphs.binary_search_by_key(&at, |p| p.start).is_ok();
        if opens && document.token(end).is_some_and(|t| t.is(':')) && end <= at + 3 {
            return Some(end);
        }
        let printed = || document.slice(&(at..end)).to_lowercase();
        let small = at > 0 && document.token(at - 1).is_some_and(|t| t.kind == Kind::Word);
        if small && among(SHIPS, at - 1) {
            self.things.insert(printed());
            return Some(end);
        }
        if self.things.contains(&printed()) {
            return Some(end);
        }
        if let Some(law) = (at..end).find(|&i| among(LAWS, i)) {
            let joint = |i: usize| matches!(document.tokens.lower(i), "of" | "on" | "for" | "against" | "and" | "the");
            let mut end = law + 1;
            while capital(end) || joint(end) && (capital(end + 1) || joint(end + 1) && capital(end + 2)) {
                end += 1;
            }
            return Some(end);
        }
        let body = (at..end).any(|i| document.word(i).is(Class::Body));
        // "Port Alva must listen" may be a seat.
        let seat = || {
            let holder = document.span(&(at..end)).and_then(|span| self.acts.holder(span));
            holder.and_then(|holder| self.acts.seat(&(at..end), holder)).is_some()
        };
        let place = end > at + 1 && among(PLACES, at) && !body && !seat();
        (place || among(FEASTS, end - 1) && end > at + 1).then_some(end)
    }

    /// "in Marrow Bay", "the port of Sant Eluy": a place by what stands around a name that nothing else tells of.
    fn is_place(&self, words: &Range<usize>) -> bool {
        const LAST: &str = "bay road house counties county street square river strait bridge valley mountains sea coast island islands games cup \
            festival prize week line pass hills palace war";
        const OF: &str = "port town city village mouth island district province shores coast region gulf";
        let document = self.acts.document;
        let lower = |at: usize| document.tokens.lower(at);
        let before = words.start.saturating_sub(1 + usize::from(words.start > 0 && lower(words.start - 1) == "the"));
        let town = lower(before) == "of" && before > 0 && OF.split(' ').any(|w| w == lower(before - 1));
        let within = matches!(lower(before), "in" | "at" | "near" | "through" | "along" | "into" | "across");
        town || within || LAST.split_whitespace().any(|w| w == lower(words.end.saturating_sub(1)))
    }

    fn is_person(&self, words: Range<usize>) -> bool {
        let cast = self.acts.cast;
        cast.named(self.acts.document, &words).iter().any(|&m| cast.members[m].kind == SpeakerKind::Person)
    }

    fn body(&self, words: Range<usize>, name: String, why: &str) -> Party {
        Party { name, kind: SpeakerKind::Body, span: self.acts.document.span(&words), why: why.to_owned() }
    }

    /// A person or body by its name; a person known by no more than a surname keeps the title that stands before it.
    fn known(&self, words: Range<usize>) -> Option<(Party, usize)> {
        let document = self.acts.document;
        let speaker = self.acts.namer.name(&words);
        let several = words.len() >= 2
            && words.clone().all(|at| document.token(at).is_some_and(|t| t.is_capital() || t.kind == Kind::Number));
        let russian = is_cyrillic(document.tokens.lower(words.start));
        let known = matches!(speaker.kind, SpeakerKind::Person | SpeakerKind::Body)
            || several
                && !russian
                && speaker.kind == SpeakerKind::Unknown
                && !document.word(words.start).is(Class::SentenceOpener)
                && !among(SIDES, document.tokens.lower(words.start))
                && !self.is_place(&words);
        // "the Government", «Документы»: a noun, for somebody whom the text never names in full.
        let noun = [Class::Body, Class::Document].iter().any(|&class| document.word(words.start).is(class));
        let bare = speaker.kind == SpeakerKind::Body && words.len() == 1 && noun && !speaker.name.contains(' ');
        let acronym = russian && document.slice(&words).chars().all(char::is_uppercase);
        if !known || bare && !acronym || !is_proper(&speaker.name) || self.is_common(words.clone()) {
            return None;
        }
        let titled = speaker.kind == SpeakerKind::Person && !speaker.name.contains(' ') && words.len() == 2;
        let name = if titled { document.slice(&words).to_owned() } else { without_owner(speaker.name) };
        let name = without_title(name);
        let last = document.tokens.lower(words.end - 1);
        let kind = if among(OUTLETS, last) && words.len() > 1 { SpeakerKind::Body } else { speaker.kind };
        let party = Party { name, kind, span: document.span(&words), why: speaker.why };
        Some((party, words.end))
    }

    /// "the ambassador", "the Bureau", «посол»: a role or a body that the text has named.
    fn told(&self, at: usize) -> Option<(Party, usize)> {
        let document = self.acts.document;
        let word = document.word(at);
        let lower = document.tokens.lower(at);
        let cyrillic = is_cyrillic(lower);
        let definite = cyrillic || at > 0 && matches!(document.tokens.lower(at - 1), "the");
        let single = !document.token(at + 1).is_some_and(|t| t.is_capital());
        if let Some(holder) = self.holder(at).filter(|_| cyrillic && single) {
            return Some(holder);
        }
        // «политика» is seldom a man.
        let thing = lower.starts_with("политик") && lower != "политик" && !lower.ends_with(['м', 'в']);
        if !definite || !single || !(word.is(Class::Role) || word.is(Class::Body)) || word.is(Class::Group) || thing {
            return None;
        }
        let words = if cyrillic { at..at + 1 } else { at - 1..at + 1 };
        let speaker = self.acts.namer.name(&words);
        // Whom the text was just about may be anybody.
        let named = matches!(speaker.kind, SpeakerKind::Person | SpeakerKind::Body)
            && is_proper(&speaker.name)
            && speaker.name.contains(' ')
            && !speaker.why.contains("just about")
            && speaker.name != document.slice(&words)
            && !self.is_common(at..at + 1);
        let span = document.span(&(at..at + 1));
        named.then(|| {
            let name = undescribed(without_owner(speaker.name));
            (Party { name, kind: speaker.kind, span, why: speaker.why }, at + 1)
        })
    }

    /// «экс-министр», «вице-консул», «глава государства»: the one person to whom the text gives that role.
    fn holder(&self, at: usize) -> Option<(Party, usize)> {
        const FORMER: [&str; 2] = ["экс-", "вице-"];
        let document = self.acts.document;
        let lower = document.tokens.lower(at);
        let head = lower.starts_with("глав") && document.word(at).is(Class::Role);
        let (roles, end): (Vec<&str>, usize) = match document.tokens.lower(at + 1) {
            "государства" if head => (vec!["президент", "корол"], at + 2),
            "правительства" | "кабинета" if head => {
                (vec!["премьер", "премьер-министр", "канцлер"], at + 2)
            }
            _ => {
                let prefix = FORMER.iter().find(|p| lower.starts_with(**p))?;
                let bare = lower.strip_prefix("экс-").filter(|_| *prefix == "экс-").unwrap_or(lower);
                (vec![crate::mention::stem(bare)], at + 1)
            }
        };
        let has = |role: &String| role.split_whitespace().any(|word| roles.contains(&crate::mention::stem(word)));
        let people = self.acts.cast.members.iter().filter(|m| m.kind == SpeakerKind::Person && m.first < at);
        let mut fits = people.filter(|m| m.roles.iter().any(has));
        let member = fits.next().filter(|_| fits.next().is_none())?;
        let name = self.acts.namer.name(&(member.first..member.first + member.words())).name;
        let why = format!("role “{}” → “{name}”", document.slice(&(at..end)));
        Some((Party { name, kind: SpeakerKind::Person, span: document.span(&(at..end)), why }, end))
    }

    /// "Sarven troops", «сарвенские войска», «сарвенцы»: a country's adjective or people, where the text names the country or everybody knows it.
    fn adjective(&self, at: usize) -> Option<(Party, usize)> {
        let document = self.acts.document;
        let lower = document.tokens.lower(at);
        let russian = is_cyrillic(lower);
        if !russian && !document.token(at)?.is_capital() {
            return None;
        }
        // "the last Sembrian-language schools".
        let lower = lower.split_once('-').filter(|_| !russian).map_or(lower, |(first, _)| first);
        let country = self.acts.lands.of_adjective(lower)?.to_owned();
        // "taught in Sembrian", «говорят на сарвенском»: a language.
        let before = document.tokens.lower(at.wrapping_sub(1));
        let behind =
            document.token(at + 1).is_some_and(|t| t.is_word()) && !document.word(at + 1).is(Class::Preposition);
        let noun =
            self.acts.trees.word(at + 1).is_some_and(|w| matches!(w.pos(), Pos::Noun | Pos::Adjective | Pos::Name));
        let of_noun = behind && noun;
        let language = !russian
            && matches!(before, "in" | "into" | "from" | "speak" | "speaks" | "spoke" | "learn" | "and" | "or")
            && !lower.ends_with('s')
            && !of_noun;
        let tongue = russian && document.tokens.lower(at + 1).starts_with("язык");
        if language || tongue {
            return None;
        }
        // «сорганский парламент»: a body told by its country.
        let body = document.word(at + 1).is(Class::Body) && russian && !self.is_common(at + 1..at + 2);
        let form = document.lexicon.noun_forms(document.tokens.lower(at + 1)).first().filter(|_| body);
        if let Some(form) = form {
            let printed = document.slice(&(at..at + 1));
            let adjective = nominative_adjective(printed, form.gender).unwrap_or_else(|| printed.to_owned());
            let name = format!("{adjective} {}", document.lexicon.nominative(*form));
            return Some((self.body(at..at + 2, name, "a body by its country"), at + 2));
        }
        let why = format!("“{}”: of the country", document.slice(&(at..at + 1)));
        Some((self.body(at..at + 1, country, &why), at + 1))
    }
}

/// Nouns for what a country has, for its soldiers, and for what is no body: of "the Sarven government" only Sarvenia is named.
const COMMON: &str = "government authorities administration leadership side troops army navy forces law laws act charter treaty \
    правительство власти сторона";

/// What names of regions, laws and things begin with, rather than those of bodies or people.
const SIDES: &str = "north south east west northern southern eastern western middle central upper lower new old great greater first second third \
    fourth fifth";

/// Offices of a state.
const OFFICES: &str =
    "министерство мид мвд минобороны минфин управление служба агентство комитет департамент инспекция прокуратура";

/// What names of newspapers end in.
const OUTLETS: &str = "courier herald times news post gazette tribune mail review journal chronicle observer telegraph echo star sun mirror \
    globe express dispatch bulletin examiner standard independent guardian sentinel messenger weekly daily";

/// What names of stations have in them.
const STATIONS: &str = "radio tv television channel broadcasting";

/// "| Forty-six Issorian nationals", "| Last August": words that have their capital letter from the sentence that they open.
fn opens_only(lower: &str) -> bool {
    const NUMBERS: &str = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen \
        nineteen twenty thirty forty fifty sixty seventy eighty ninety dozens hundreds thousands scores";
    const OTHER: &str = "last next early late earlier later all both other several many some most few more only such former local foreign";
    let first = lower.split('-').next().unwrap_or(lower);
    among(NUMBERS, first) || among(OTHER, lower)
}

/// «срочная служба»: what soldiers do.
fn is_conscription(name: &str) -> bool {
    name.ends_with("служба") && ["срочн", "военн", "альтернативн", "действительн"].iter().any(|s| name.starts_with(s))
}

/// Nouns for kinds of bodies: in lower case they name none.
const KINDS: &str = "society community press media company firm group team newspaper magazine paper channel website network school \
    hospital college club campaign";

fn among(list: &str, word: &str) -> bool {
    list.split_whitespace().any(|w| w == word)
}

/// Whether a name is one of its own: it has a capital letter or stands in quotation marks.
fn is_proper(name: &str) -> bool {
    name.chars().any(char::is_uppercase) || name.contains('«')
}

/// Whether a word with a capital letter is a title before a name.
pub(super) fn is_title(word: &str) -> bool {
    const TITLES: &str = "Prime Minister Ministers President Presidents Maestro Sister Brother Father Dame Sir Lady Lord Doctor Professor \
        King Queen Prince Princess Captain Colonel General Major Admiral Commander Governor Mayor Senator Judge Bishop \
        Premier Chancellor Ambassador Consul Constable Rector Sheriff Inspector Sergeant Lieutenant Archbishop Cardinal \
        Pastor Reverend Imam Rabbi Deaconess Dean Mr Mrs Ms Dr";
    among(TITLES, word)
}

/// "Prime Minister Ivo Stanek of Lumen", "Maestro Ignaz Pohl": the name alone. A title stays before a surname that is all there is.
fn without_title(name: String) -> String {
    let own = name.trim_start_matches("The ");
    let titles = own.split(' ').take_while(|w| is_title(w)).count();
    let words: Vec<&str> = own.split(' ').skip(titles).collect();
    if titles == 0 {
        return name;
    }
    let of = words.iter().position(|&w| w == "of").unwrap_or(words.len());
    match of {
        0 => name,
        1 => own.split(' ').take(titles + 1).collect::<Vec<_>>().join(" "),
        _ => words[..of].join(" "),
    }
}

/// «тарвийская компания «Литпорт»», «сельская гимназия имени …»: what bears a name of its own is called without what describes it.
fn undescribed(name: String) -> String {
    let own = name.find('«').into_iter().chain(name.find(" имени ")).min();
    let small = |w: &&str| w.starts_with(char::is_lowercase) && is_adjective(w);
    let described = own.map_or(0, |own| name[..own].split(' ').take_while(small).map(|w| w.len() + 1).sum());
    name[described..].to_owned()
}

/// "Pellmark's Second Bureau" names a country and a body, "the Prosecutor General's Office" a body.
pub(super) fn without_owner(name: String) -> String {
    let own = name.split_once("'s ").or_else(|| name.split_once("’s "));
    let own = own.filter(|(owner, _)| !owner.contains(' ')).map(|(_, own)| own);
    own.filter(|own| own.starts_with(char::is_uppercase)).map(str::to_owned).unwrap_or(name)
}

/// Where a run of capitalised words ends, small words inside it included: "Ministry of Ports".
fn run_end(acts: &Acts<'_>, at: usize) -> usize {
    let document = acts.document;
    let capital = |i: usize| document.token(i).is_some_and(|t| t.is_capital() && !t.word.is(Class::Time));
    let mut end = at + 1;
    while end < at + 10 {
        let body = (at..end).any(|i| document.word(i).is(Class::Body));
        if capital(end) {
            end += 1;
        } else if body && matches!(document.tokens.lower(end), "of" | "for") && capital(end + 1) {
            end += 2;
        } else if body
            && matches!(document.tokens.lower(end), "of" | "for")
            && document.tokens.lower(end + 1) == "the"
            && capital(end + 2)
        {
            end += 3;
        } else if owns_office(acts, end) || is_ordinal(document.tokens.lower(end)) && capital(end + 1) {
            end += 2;
        } else {
            break;
        }
    }
    end
}

/// "4th".
fn is_ordinal(lower: &str) -> bool {
    let digits = ["st", "nd", "rd", "th"].iter().find_map(|e| lower.strip_suffix(e)).unwrap_or("");
    !digits.is_empty() && digits.chars().all(|c| c.is_ascii_digit())
}

/// "Prosecutor General | 's Office": the office of a role, which is a body's name.
fn owns_office(acts: &Acts<'_>, at: usize) -> bool {
    let document = acts.document;
    let role = at > 0 && (document.word(at - 1).is(Class::Role) || document.tokens.lower(at - 1) == "general");
    role && document.token(at).is_some_and(|t| t.kind == Kind::Possessive)
        && matches!(document.tokens.lower(at + 1), "office" | "bureau" | "council")
        && document.token(at + 1).is_some_and(Token::is_capital)
}
