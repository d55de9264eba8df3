//! First-person texts and interviews: statements that layout alone gives to a speaker.
//!
//! Takes a [`Document`] and the article's headline. A text whose headline calls it somebody's remarks, speech, statement, comment or
//! interview belongs to that speaker if it is told in the first person (a body's comment need not be); each paragraph is one statement,
//! so that a paragraph can be linked and found again, and all have the same speaker. Turns that open with `Question:` or `Name:`,
//! on lines of their own or in the middle of a paragraph, are an interview: each turn is one statement; what follows `Question:` asks, and nobody
//! is named for it. "Answer:" is whoever the headline names, or the one person whom the text names before the first question. Interviews
//! without labels, by dashes or by questions alone: `unlabelled`.

use crate::{
    document::Document,
    found::Agreement,
    inflection::{Case, as_capital, nominative_adjective, nominative_person},
    lexicon::Class,
    mention::nominative,
    tokens::{Kind, Token, Tokens},
};
use std::{
    collections::{HashMap, HashSet},
    ops::Range,
};

mod unlabelled;

/// A statement by layout: token ranges of its paragraphs, and whose it is.
#[derive(Clone, Debug)]
pub(crate) struct Turn {
    /// The words, by paragraph.
    pub(crate) content: Vec<Range<usize>>,
    /// Who speaks; nobody behind "Question:".
    pub(crate) speaker: Option<Label>,
    /// An interviewer's question.
    pub(crate) asks: bool,
}

/// How layout names a speaker.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Label {
    /// Words of the text before a colon.
    Words(Range<usize>),
    /// The headline.
    Headline(Heading),
    /// The one person whom the text names before the first question.
    Lead(Range<usize>),
    /// Who asks, behind the word "question": "Question (Gazette):", «Вопрос (радио «Причал»):».
    Asker(Range<usize>),
}

/// What a headline says of the one who speaks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Heading {
    /// The name or body, as printed.
    pub(crate) name: String,
    /// The role before the name, as printed.
    pub(crate) role: Option<String>,
    /// A person rather than a body.
    pub(crate) person: bool,
}

/// A text by layout.
#[derive(Clone, Debug, Default)]
pub(crate) struct Layout {
    /// The statements.
    pub(crate) turns: Vec<Turn>,
    /// The whole text is one speaker's: "I" and "we" outside quotations are no statements of their own.
    pub(crate) first_person: bool,
}

/// Reads the layout. `title` is the headline where the page has one; a plain text may carry it as its first line.
pub(crate) fn lay_out(document: &Document<'_>, title: Option<&str>) -> Layout {
    let heading = title.and_then(|t| heading(document, t, &KINDS)).map(|h| (h, 0));
    let heading = heading.or_else(|| {
        let first = document.paragraphs.first()?;
        let short = first.len() <= 40 && document.paragraphs.len() > 1;
        if short { heading_of_line(document, first) } else { None }
    });
    let mut turns = interview(document, heading.as_ref().map(|(h, _)| h));
    if turns.is_empty() {
        turns = unlabelled::turns(document, heading.as_ref().map(|(h, _)| h));
    }
    if !turns.is_empty() {
        return Layout { turns, first_person: false };
    }
    let Some((heading, from)) = heading else { return Layout::default() };
    if heading.person && !is_first_person(document) {
        return Layout::default();
    }
    let turns = document.paragraphs[from..]
        .iter()
        .filter(|p| !is_furniture(document, p))
        .map(|p| Turn { content: vec![p.clone()], speaker: Some(Label::Headline(heading.clone())), asks: false })
        .collect();
    Layout { turns, first_person: true }
}

/// "Mo Tu We Th Fr Sa Su", "Home News Contacts": a line that neither stops nor has a word that joins others.
fn is_furniture(document: &Document<'_>, line: &Range<usize>) -> bool {
    const JOINS: [Class; 5] =
        [Class::Determiner, Class::Preposition, Class::Pronoun, Class::Auxiliary, Class::Conjunction];
    let stops = line.end.checked_sub(1).and_then(|at| document.token(at)).is_some_and(|t| {
        t.ends_sentence() || matches!(t.kind, Kind::Mark(_) | Kind::Dash | Kind::Other(',' | ':' | ';'))
    });
    let joins = |at: usize| {
        let small = document.token(at).is_some_and(|t| t.kind == Kind::Word);
        small && (JOINS.iter().any(|&class| document.word(at).is(class)) || document.word(at).cue.is_some())
    };
    !stops && line.len() > 1 && !line.clone().any(joins)
}

/// "13.05.2024 - Comment by …": the line that opens another item of a list of dated ones.
fn is_dated_item(document: &Document<'_>, line: &Range<usize>) -> bool {
    let first = document.slice(&(line.start..line.start + 1));
    let digits = first.chars().filter(char::is_ascii_digit).count();
    let date = first.len() >= 8 && digits + 2 == first.chars().count();
    let dash = document.token(line.start + 1).is_some_and(|t| t.kind == Kind::Dash || t.is('|') || t.is(':'));
    date && dash
}

fn heading_of_line(document: &Document<'_>, line: &Range<usize>) -> Option<(Heading, usize)> {
    Some((heading(document, document.slice(line), &KINDS)?, 1))
}

/// "Foreign Minister Mira Tolland's remarks at …", "Statement by Mira Tolland", "Embassy comment on …", «Выступление министра М. Толланд».
fn heading(document: &Document<'_>, title: &str, kinds: &[&str]) -> Option<Heading> {
    let tokens = Tokens::of(title, document.lexicon);
    let all = tokens.all();
    let at = (0..all.len().min(14)).find(|&i| kinds.contains(&tokens.lower(i)))?;
    let by = (at + 1..all.len().min(at + 8)).find(|&i| tokens.lower(i) == "by");
    let possessive = (0..at).rev().take(3).find(|&i| all[i].kind == Kind::Possessive);
    let range = if let Some(owner) = possessive {
        0..owner
    } else if let Some(by) = by {
        by + 1..name_end(&tokens, by + 1)
    } else if (RUSSIAN_KINDS.contains(&tokens.lower(at)) || tokens.lower(at) == "брифинг") && at == 0 {
        1..name_end(&tokens, 1)
    } else if at > 0 && (0..at).any(|i| all[i].word.is(Class::Body)) && (0..at).all(|i| all[i].is_word()) {
        0..at
    } else {
        return None;
    };
    let is_body =
        range.clone().any(|i| all[i].word.is(Class::Body)) && !range.clone().any(|i| all[i].word.is(Class::Role));
    let words = |r: Range<usize>| match (all.get(r.start), r.end.checked_sub(1).and_then(|i| all.get(i))) {
        (Some(a), Some(b)) if r.start < r.end => title.get(a.start as usize..b.end as usize).unwrap_or("").to_owned(),
        _ => String::new(),
    };
    if is_body {
        let name = words(range.clone());
        let genitive = at == 0 && RUSSIAN_KINDS.contains(&tokens.lower(at));
        let straight = genitive.then(|| body_in_nominative(document, &name)).flatten();
        return Some(Heading { name: straight.unwrap_or(name), role: None, person: false });
    }
    let head = range.clone().rev().find(|&i| all[i].word.is(Class::Role) || all[i].word.is(Class::Title));
    let name = head.map_or(range.start, |i| i + 1)..range.end;
    let name = name.start + (name.clone().take_while(|&i| !all[i].is_capital()).count())..name.end;
    let first_name = |i: usize| all[i].word.is(Class::MaleName) || all[i].word.is(Class::FemaleName);
    // «министра Кадрии Дарьи Ленской»: a first name behind another word opens the name proper.
    let known = |i: &usize| nominative(document.lexicon, &words(*i..i + 2)) != words(*i..i + 2) || first_name(*i);
    let opens = (name.start + 1..name.end.saturating_sub(1)).find(|i| !known(&name.start) && known(i));
    // Of three words behind a Russian role the last two are the name, with a patronymic all three.
    let russian = tokens.lower(name.start).starts_with(|c: char| ('а'..='я').contains(&c));
    let father = |i: usize| ["вича", "вны", "вич", "вна"].iter().any(|e| tokens.lower(i).ends_with(e));
    let long = russian && opens.is_none() && !known(&name.start) && name.len() >= 3 && name.start > range.start;
    let words_of_it = if name.clone().any(father) { 3 } else { 2 };
    let tail = name.end - words_of_it.min(name.len());
    // "Minister of Water Resources Mira Tolland": what the minister is of stands before the name.
    let of = head.is_some_and(|i| tokens.lower(i + 1) == "of") && name.len() >= 3;
    let name = opens.unwrap_or(if long || of { tail } else { name.start })..name.end;
    let role = (name.start > range.start).then(|| words(range.start..name.start));
    let named = name.len() >= 2 || role.is_some() && !name.is_empty();
    let printed = words(name.clone());
    let straight = nominative(document.lexicon, &printed);
    // «Комментарий министра Кадрии Дарьи Ленской»: what stands behind such a word is in the genitive.
    let unlisted = russian && straight == printed && !first_name(name.start) && at == 0;
    let genitive =
        || nominative_person(document.lexicon, &printed.split(' ').collect::<Vec<_>>(), Case::Genitive, None);
    let full = unlisted.then(genitive).flatten().unwrap_or(straight);
    named.then_some(Heading { name: full, role, person: true })
}

/// «посольства Сарвении», «внешнеполитического ведомства»: a body behind «Комментарий», in the nominative.
fn body_in_nominative(document: &Document<'_>, name: &str) -> Option<String> {
    let words: Vec<&str> = name.split(' ').collect();
    let genitive = |word: &str| {
        let lower = word.to_lowercase().replace('ё', "е");
        let forms = document.lexicon.noun_forms(&lower);
        forms.iter().find(|f| f.case == Case::Genitive && f.gender != Agreement::Plural).copied()
    };
    let (head, form) = words.iter().enumerate().find_map(|(n, word)| Some((n, genitive(word)?)))?;
    let mut out: Vec<String> = Vec::new();
    for word in &words[..head] {
        out.push(nominative_adjective(word, form.gender).unwrap_or_else(|| (*word).to_owned()));
    }
    let upper = words[head].chars().count() > 1 && words[head].chars().all(char::is_uppercase);
    let noun = document.lexicon.nominative(form);
    out.push(if upper { words[head].to_owned() } else { as_capital(noun, words[head]) });
    out.extend(words[head + 1..].iter().map(|w| (*w).to_owned()));
    Some(out.join(" "))
}

/// The one who wrote an article by its own words: "By Jon Arden" on a line at its head, or a headline that opens with a name («Иван Толланд.
/// Кто строит мост»).
pub(crate) fn author(document: &Document<'_>, title: Option<&str>) -> Option<String> {
    let capital = |at: usize| document.token(at).is_some_and(Token::is_capital);
    let signed = || {
        let (head, tail) = (document.paragraphs.iter().take(2), document.paragraphs.iter().rev().take(1));
        head.chain(tail).find_map(|line| signature(document, line))
    };
    let byline = document.paragraphs.iter().take(3).find(|line| {
        let line = line.start..line.end - usize::from(!capital(line.end - 1));
        matches!(document.tokens.lower(line.start), "by")
            && (3..=5).contains(&line.len())
            && (line.start + 1..line.end).all(capital)
    });
    if let Some(line) = byline {
        return Some(document.slice(&(line.start + 1..line.end)).trim_end_matches([' ', '.', ',']).to_owned());
    }
    if let Some(name) = signed() {
        return Some(name);
    }
    if let Some(name) = told_at_the_end(document) {
        return Some(name);
    }
    let title = title?;
    // "Briefing by Jon Arden": what is told there in the first person is Arden's, but the text is a report.
    if let Some(heading) = heading(document, title, &BRIEFINGS).filter(|h| h.person) {
        return Some(heading.name);
    }
    let tokens = Tokens::of(title, document.lexicon);
    let all = tokens.all();
    // A Russian headline has no capitals but those of names.
    let russian = tokens.lower(0).starts_with(|c: char| ('а'..='я').contains(&c)) && all.len() > 4 && all[2].is('.');
    let named = all.len() > 4
        && all[..2].iter().all(Token::is_capital)
        && (all[0].word.is(Class::MaleName) || all[0].word.is(Class::FemaleName) || russian)
        && (all[2].is('.') || all[2].is(':') || all[2].kind == Kind::Dash);
    named.then(|| title.get(all[0].start as usize..all[1].end as usize).map(str::to_owned)).flatten()
}

/// The person whose words a headline says the text is, by name.
pub(crate) fn named_by_headline(document: &Document<'_>, title: &str) -> Option<String> {
    let heading = heading(document, title, &KINDS).or_else(|| heading(document, title, &BRIEFINGS))?;
    heading.person.then_some(heading.name)
}

/// Headlines of texts that report one speaker's words and tell of other things too.
const BRIEFINGS: [&str; 3] = ["briefing", "брифинг", "press-conference"];

/// «Автор: Иван Толланд», «Иван Толланд, политолог»: a line of its own that is no sentence.
fn signature(document: &Document<'_>, line: &Range<usize>) -> Option<String> {
    let capital = |at: usize| line.contains(&at) && document.token(at).is_some_and(Token::is_capital);
    let addressed = || line.clone().find(|&at| from_whom(document, at)).and_then(|at| sender(document, at, line.end));
    let led = matches!(document.tokens.lower(line.start), "автор" | "текст" | "author");
    let colon = document.token(line.start + 1).is_some_and(|t| t.is(':') || t.kind == Kind::Dash);
    let start = line.start + if led && colon { 2 } else { 0 };
    let end = (start..line.end).find(|&at| !capital(at)).unwrap_or(line.end);
    let comma = document.token(end).is_some_and(|t| t.is(','));
    let stops = document.token(line.end - 1).is_some_and(Token::ends_sentence);
    let verb = (start..line.end).any(|at| document.word(at).cue.is_some());
    let role = (end..line.end).take(4).any(|at| document.word(at).is(Class::Role));
    let alone = end == line.end && led || comma && role || start > line.start;
    let named = matches!(end - start, 2 | 3) && !(start..end).any(|at| document.word(at).is(Class::Body));
    let signed = line.len() <= 12 && alone && named && !stops && !verb;
    if signed { Some(document.slice(&(start..end)).to_owned()) } else { addressed() }
}

/// "Jon Arden was ambassador to Tessaly": the last lines of a text in the first person tell who wrote it, of whom it says nothing else.
fn told_at_the_end(document: &Document<'_>) -> Option<String> {
    let last = document.paragraphs.last().filter(|p| p.len() <= 60 && document.paragraphs.len() > 2)?;
    let capital = |at: usize| document.token(at).is_some_and(Token::is_capital);
    let end = (last.start..last.end)
        .find(|&at| !capital(at) && !matches!(document.tokens.lower(at), "van" | "de" | "von"))?;
    let is = matches!(
        document.tokens.lower(end),
        "is" | "was" | "has" | "teaches" | "writes" | "served" | "works" | "heads"
    );
    let before =
        (0..last.start).rev().find(|&at| document.tokens.lower(at) == document.tokens.lower(end.wrapping_sub(1)));
    let first_person = (0..last.start).any(|at| document.tokens.lower(at) == "i" && document.inside[at].is_none());
    let name = last.start..end;
    let named = matches!(name.len(), 2..=4) && !name.clone().any(|at| document.word(at).is(Class::Body));
    (is && named && first_person && before.is_none()).then(|| document.slice(&name).to_owned())
}

/// «От кого | :», "From | :" in the head of a letter or a memo.
fn from_whom(document: &Document<'_>, at: usize) -> bool {
    let lower = |at: usize| document.tokens.lower(at);
    let colon = document.token(at + 1).is_some_and(|t| t.is(':'));
    colon && (lower(at) == "from" || lower(at) == "кого" && at > 0 && lower(at - 1) == "от")
}

/// «От кого: второй секретарь | М. Орн».
fn sender(document: &Document<'_>, at: usize, end: usize) -> Option<String> {
    let named = |at: usize| {
        let word = document.word(at);
        let token = document.token(at).filter(|t| t.is_capital());
        token.is_some() && !word.is(Class::Role) && !word.is(Class::Title) && !word.is(Class::Body)
    };
    let from = (at + 2..end.min(at + 10)).find(|&i| named(i))?;
    let to = (from..end).find(|&i| !named(i)).unwrap_or(end);
    matches!(to - from, 2 | 3).then(|| document.slice(&(from..to)).to_owned())
}

const KINDS: [&str; 18] = [
    "remarks",
    "speech",
    "statement",
    "address",
    "comment",
    "comments",
    "interview",
    "answers",
    "выступление",
    "речь",
    "заявление",
    "комментарий",
    "обращение",
    "интервью",
    "ответы",
    "message",
    "послание",
    "lecture",
];
const RUSSIAN_KINDS: [&str; 8] =
    ["выступление", "речь", "заявление", "комментарий", "обращение", "интервью", "ответы", "послание"];

fn name_end(tokens: &Tokens, from: usize) -> usize {
    let all = tokens.all();
    let mut named = false;
    let mut at = from;
    while let Some(token) = all.get(at) {
        // "the Embassy | of Tessaly", "Minister | of Water Resources Mira Tolland".
        let of = tokens.lower(at) == "of"
            && at > from
            && (all[at - 1].word.is(Class::Body) || !named && all[at - 1].word.is(Class::Role))
            && all.get(at + 1).is_some_and(Token::is_capital);
        if of {
            (named, at) = (true, at + 2);
            continue;
        }
        // "the Arden Teachers' | Network".
        let plural = matches!(token.kind, Kind::Mark('\'' | '’')) && all.get(at + 1).is_some_and(Token::is_capital);
        if plural && named {
            at += 1;
            continue;
        }
        if !token.is_word() || token.word.is(Class::Preposition) || (named && !token.is_capital()) {
            break;
        }
        named |= token.is_capital()
            && !token.word.is(Class::Role)
            && !token.word.is(Class::Title)
            && !token.word.is(Class::Body);
        at += 1;
    }
    at
}

/// Told in the first person: at least one first-person word in a hundred outside quotations, and at least one at all.
fn is_first_person(document: &Document<'_>) -> bool {
    const FIRST: [&str; 12] = ["i", "we", "my", "our", "us", "me", "я", "мы", "наш", "наши", "нас", "мне"];
    let outside = (0..document.inside.len())
        .filter(|&at| document.inside[at].is_none() && document.token(at).is_some_and(Token::is_word));
    let (mut words, mut first) = (0, 0);
    for at in outside {
        words += 1;
        first += usize::from(FIRST.contains(&document.tokens.lower(at)));
    }
    first > 0 && first * 100 >= words
}

/// What opens a turn.
enum Opening {
    /// "Question:", "Question (Gazette):".
    Question(Option<Range<usize>>),
    /// "Answer:", whose name stands elsewhere.
    Answer,
    Name(Range<usize>),
}

fn interview(document: &Document<'_>, heading: Option<&Heading>) -> Vec<Turn> {
    let outside = document.frames.iter().filter(|f| f.quotation.is_none());
    let surnames = surnames(document);
    let mut openings = Vec::new();
    for frame in outside {
        let start = frame.items.first().map_or(0, |i| i.start);
        if let Some((opening, from)) = opening(document, &surnames, start) {
            openings.push((opening, start, from));
        }
    }
    // "London: 22:18" beside a clock: a label of one word must come back.
    let labels: Vec<String> = openings.iter().map(|(o, ..)| label(document, o)).collect();
    let mut n = 0;
    openings.retain(|(o, ..)| {
        n += 1;
        let own = &labels[n - 1];
        !matches!(o, Opening::Name(words) if words.len() == 1 && !surnames.contains(document.tokens.lower(words.start)))
            || labels.iter().filter(|l| *l == own).take(2).count() == 2
    });
    let questions = openings.iter().filter(|(o, ..)| matches!(o, Opening::Question(_))).count();
    let names = openings.iter().filter(|(o, ..)| !matches!(o, Opening::Question(_))).count();
    if !(questions >= 1 && names >= 1 || names >= 4 && takes_turns(document, &openings)) {
        return Vec::new();
    }
    let answers = one_name(document, &openings);
    let lead = interviewee(document, openings.first().map_or(0, |(_, start, _)| *start));
    let mut turns = Vec::new();
    for (n, (opening, start, from)) in openings.iter().enumerate() {
        let to = openings.get(n + 1).map_or(document.inside.len(), |(_, start, _)| *start);
        let speaker = match opening {
            Opening::Question(asker) => asker.clone().map(Label::Asker),
            Opening::Answer => match (heading, &answers, &lead) {
                (Some(heading), ..) => Some(Label::Headline(heading.clone())),
                (None, Some(name), _) => Some(Label::Words(name.clone())),
                (None, None, Some(lead)) => Some(Label::Lead(lead.clone())),
                (None, None, None) => continue,
            },
            Opening::Name(name) => Some(Label::Words(name.clone())),
        };
        let first = document.paragraphs.partition_point(|p| p.end <= *from);
        let in_line = document.paragraphs.get(first).is_some_and(|p| p.start < *start);
        let content: Vec<_> = document.paragraphs[first..]
            .iter()
            .enumerate()
            // An answer in the middle of a paragraph ends with it, and any before the next dated item of a page.
            .take_while(|(n, p)| p.start < to && (*n == 0 || !in_line && !is_dated_item(document, p)))
            .map(|(_, p)| p)
            .map(|p| p.start.max(*from)..p.end.min(to))
            .filter(|p| !p.is_empty())
            .collect();
        if !content.is_empty() {
            let asks = matches!(speaker, None | Some(Label::Asker(_)));
            turns.push(Turn { content, asks, speaker });
        }
    }
    mark_questions(document, &mut turns);
    turns
}

/// An interviewer is one at least half of whose turns end in a question mark; what they put to the other asks, with the mark or without.
fn mark_questions(document: &Document<'_>, turns: &mut [Turn]) {
    let mut asked: HashMap<Option<String>, (usize, usize)> = HashMap::new();
    let name = |turn: &Turn| match &turn.speaker {
        Some(Label::Words(words)) => Some(document.slice(words).to_lowercase()),
        Some(Label::Headline(_) | Label::Lead(_) | Label::Asker(_)) | None => None,
    };
    let answers = |turn: &Turn| !matches!(turn.speaker, None | Some(Label::Asker(_)));
    let is_question = |turn: &Turn| {
        let end = turn.content.last().map_or(0, |c| c.end);
        (end.saturating_sub(2)..end).any(|at| document.token(at).is_some_and(|t| t.is('?')))
    };
    for turn in turns.iter().filter(|t| answers(t)) {
        let (questions, all) = asked.entry(name(turn)).or_default();
        *questions += usize::from(is_question(turn));
        *all += 1;
    }
    for turn in turns.iter_mut().filter(|t| answers(t)) {
        turn.asks = asked.get(&name(turn)).is_some_and(|(questions, all)| questions * 2 >= *all);
    }
}

/// The one person whom the text names before the first question: two or three capitalised words that are no body and no place.
fn interviewee(document: &Document<'_>, end: usize) -> Option<Range<usize>> {
    let capital = |at: usize| document.token(at).is_some_and(Token::is_capital);
    let other = |at: usize| {
        let word = document.word(at);
        word.is(Class::Body) || word.is(Class::SentenceOpener) || word.is(Class::Role) || word.is(Class::Title)
    };
    let mut names: Vec<Range<usize>> = Vec::new();
    let mut at = 0;
    while at < end && names.len() < 8 {
        if !capital(at) || other(at) {
            at += 1;
            continue;
        }
        let stop = (at..end).find(|&i| !capital(i)).unwrap_or(end);
        let place = document.lexicon.is_place(&document.slice(&(at..stop)).to_lowercase());
        let named = matches!(stop - at, 2 | 3) && !(at..stop).any(other) && !place;
        names.extend(named.then_some(at..stop));
        at = stop;
    }
    let last = |name: &Range<usize>| document.tokens.lower(name.end - 1);
    let one = names.first()?;
    names.iter().all(|name| last(name) == last(one)).then(|| one.clone())
}

/// Words of a lead that announces an interview.
const TALKED: [&str; 16] = [
    "interview",
    "interviewed",
    "conversation",
    "talks",
    "talked",
    "spoke",
    "met",
    "answered",
    "интервью",
    "разговор",
    "беседа",
    "поговорили",
    "рассказал",
    "рассказала",
    "ответил",
    "ответила",
];

/// Who asks, in the words between "question" and its colon: "(Gazette)", «(радио «Причал»)», "from the Courier".
fn asker(document: &Document<'_>, words: Range<usize>) -> Option<Range<usize>> {
    let is = |at: usize, c: char| document.token(at).is_some_and(|t| t.is(c));
    let led = is(words.start, '(') || matches!(document.tokens.lower(words.start), "from" | "by" | "от");
    let inner = words.start + usize::from(led)..words.end - usize::from(is(words.end.wrapping_sub(1), ')'));
    let named = inner.clone().any(|at| document.token(at).is_some_and(Token::is_capital));
    (led && named && !inner.is_empty()).then_some(inner)
}

fn label(document: &Document<'_>, opening: &Opening) -> String {
    match opening {
        Opening::Name(words) => document.slice(words).to_owned(),
        Opening::Question(_) | Opening::Answer => String::new(),
    }
}

/// The one name that answers, where other answers have it for their label.
fn one_name(document: &Document<'_>, openings: &[(Opening, usize, usize)]) -> Option<Range<usize>> {
    let mut names = openings.iter().filter_map(|(o, ..)| match o {
        Opening::Name(name) => Some(name),
        Opening::Question(_) | Opening::Answer => None,
    });
    let first = names.next()?;
    names.all(|name| document.slice(name) == document.slice(first)).then(|| first.clone())
}

/// Two names that come back: a transcript without the word "question".
fn takes_turns(document: &Document<'_>, openings: &[(Opening, usize, usize)]) -> bool {
    let names: Vec<&str> = openings
        .iter()
        .filter_map(|(o, ..)| match o {
            Opening::Name(name) => Some(document.slice(name)),
            _ => None,
        })
        .collect();
    let mut distinct = names.clone();
    distinct.sort_unstable();
    distinct.dedup();
    let back = |name: &&&str| names.iter().filter(|other| **other == **name).take(2).count() == 2;
    let again = names.iter().filter(back).count();
    distinct.len() >= 2 && distinct.len() < names.len() && again * 2 >= names.len()
}

/// Words that stand behind another capitalised one somewhere in the text, as surnames do.
fn surnames<'d>(document: &'d Document<'_>) -> HashSet<&'d str> {
    let pairs = document.tokens.all().windows(2).enumerate();
    pairs.filter(|(_, pair)| pair.iter().all(Token::is_capital)).map(|(at, _)| document.tokens.lower(at + 1)).collect()
}

/// Whether a label of one word can be a person: a role, or a name that stands behind another name elsewhere in the text.
fn may_name(document: &Document<'_>, surnames: &HashSet<&str>, at: usize) -> bool {
    let word = document.tokens.lower(at);
    let role = document.word(at).is(Class::Role) || matches!(word, "ведущий" | "ведущая" | "корреспондент");
    role || surnames.contains(word) || document.slice(&(at..at + 1)).chars().all(char::is_uppercase)
}

/// The label that a turn opens with, and where its words start.
fn opening(document: &Document<'_>, surnames: &HashSet<&str>, start: usize) -> Option<(Opening, usize)> {
    let start = start + usize::from(document.token(start).is_some_and(|t| t.kind == Kind::Dash));
    // "Q. Did you …", "A. I did."
    let opens = document.paragraphs.binary_search_by_key(&start, |p| p.start).is_ok();
    let stop = document.token(start + 1).is_some_and(|t| t.is('.'));
    match document.slice(&(start..start + 1)) {
        "Q" if opens && stop => return Some((Opening::Question(None), start + 2)),
        "A" if opens && stop => return Some((Opening::Answer, start + 2)),
        "Q." if opens => return Some((Opening::Question(None), start + 1)),
        "A." if opens => return Some((Opening::Answer, start + 1)),
        _ => {}
    }
    let colon = (start + 1..start + 8).find(|&at| document.token(at).is_some_and(|t| t.is(':')))?;
    // «Берег и люди»: an outlet asks.
    let mark = |at: usize| document.token(at).is_some_and(|t| matches!(t.kind, Kind::Mark(_)));
    let inner = start + 1..colon - 1;
    if mark(start) && mark(colon - 1) && !inner.is_empty() && document.token(inner.start).is_some_and(Token::is_capital)
    {
        return (!inner.clone().any(mark)).then_some((Opening::Name(inner), colon + 1));
    }
    let first = document.tokens.lower(start);
    let asks = matches!(first, "question" | "вопрос");
    let verb =
        |at: usize| document.word(at).cue.is_some_and(|v| v.form != crate::lexicon::Form::Base) || document.starts[at];
    // «Вопрос (телеканал «Волна»):», "Question from the Courier:".
    if asks && opens && !(start + 1..colon).any(verb) {
        return Some((Opening::Question(asker(document, start + 1..colon)), colon + 1));
    }
    if colon == start + 1 {
        match first {
            "question" | "q" | "вопрос" => return Some((Opening::Question(None), colon + 1)),
            "answer" | "a" | "ответ" => return Some((Opening::Answer, colon + 1)),
            _ => {}
        }
    }
    let capital = |at: usize| document.token(at).is_some_and(Token::is_capital);
    // "Told: …", "Seen: …": a verb is no name; one word must be somebody's role or surname to be asked further.
    let alone = colon == start + 1;
    let verb = alone && (document.word(start).cue.is_some() || !may_name(document, surnames, start));
    let named = (start..colon).all(capital) && !document.word(start).is(Class::SentenceOpener) && !verb;
    named.then(|| (Opening::Name(start..colon), colon + 1))
}
