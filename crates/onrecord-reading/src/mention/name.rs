//! Names taken out of running text: where a run of capitalised words is a name, which words before or behind it are a role, and whose
//! kind of name it is.
//!
//! Takes a [`Document`] and places in it, gives [`Name`]s, their roles and kinds. Knows nothing of who else is in the article: that is the cast's.

use super::{
    form::{is_cyrillic, is_first_name, is_first_name_at},
    role::{is_trade, role, role_said},
};
use crate::{
    SpeakerKind,
    document::Document,
    found::Agreement,
    inflection::Case,
    lexicon::Class,
    tokens::{Kind, Token},
};
use std::ops::Range;

/// A run of capitalised words taken apart.
#[derive(Clone, Debug)]
pub(crate) struct Name {
    /// Titles and roles before the name proper: "Foreign Minister", «пресс-секретарь президента».
    pub(crate) role: Range<usize>,
    /// The name proper.
    pub(crate) name: Range<usize>,
}

/// Longest name in words.
const LONGEST: usize = 8;

/// All runs of capitalised words, taken apart into roles and name.
pub(super) fn names(document: &Document<'_>) -> Vec<Name> {
    let mut out = Vec::new();
    for paragraph in &document.paragraphs {
        let mut at = paragraph.start;
        while at < paragraph.end {
            let end = run_end(document, at, paragraph.end);
            if end > at {
                out.extend(take_apart(document, at..end, paragraph.start));
            }
            at = end.max(at + 1);
        }
    }
    out
}

/// The name in the words of a mention: the last run of capitalised words before its first comma or preposition, so that "Kremlin
/// spokesman Jon Arden" is Arden and "Jon Arden, a Kremlin spokesman," too.
pub(crate) fn name_in(document: &Document<'_>, mention: &Range<usize>) -> Option<Name> {
    let mut best = None;
    let mut at = mention.start;
    while at < mention.end {
        let end = run_end(document, at, mention.end);
        if end > at {
            best = take_apart(document, at..end, mention.start).or(best);
        } else if best.is_some() && !document.token(at).is_some_and(goes_on) {
            break;
        }
        at = end.max(at + 1);
    }
    best
}

/// The name that ends where a mention ends.
pub(crate) fn name_at_end(document: &Document<'_>, mention: &Range<usize>) -> Option<Name> {
    let start = (mention.start..mention.end)
        .rev()
        .take_while(|&at| document.token(at).is_some_and(Token::is_capital))
        .last()?;
    take_apart(document, start..mention.end, start)
}

/// A word that a name can follow inside one mention.
fn goes_on(token: &Token) -> bool {
    token.kind == Kind::Possessive
        || token.is_word() && !token.word.is(Class::Preposition) && !token.word.is(Class::Conjunction)
}

/// Small words inside a name: "Joren van der Quist", «Ханна де Лис».
fn is_particle(document: &Document<'_>, at: usize) -> bool {
    document.token(at).is_some_and(|t| t.kind == Kind::Word)
        && matches!(
            document.tokens.lower(at),
            "of" | "al"
                | "bin"
                | "ibn"
                | "ben"
                | "de"
                | "la"
                | "van"
                | "von"
                | "der"
                | "den"
                | "da"
                | "dos"
                | "du"
                | "di"
                | "del"
                | "el"
                | "де"
                | "ла"
                | "ван"
                | "фон"
                | "дер"
                | "ден"
                | "да"
                | "ди"
                | "дель"
                | "дю"
                | "аль"
                | "эль"
                | "бен"
                | "ибн"
                | "бин"
        )
}

/// The apostrophe of "Pilots' Association": it stands right behind a plural, and a capitalised word follows.
fn is_plural_possessive(document: &Document<'_>, at: usize) -> bool {
    let (Some(token), Some(before)) = (document.token(at), at.checked_sub(1).and_then(|at| document.token(at))) else {
        return false;
    };
    matches!(token.kind, Kind::Mark('\'' | '’'))
        && before.end == token.start
        && before.is_capital()
        && document.tokens.lower(at - 1).ends_with('s')
        && document.token(at + 1).is_some_and(|t| t.is_capital() && t.start > token.end)
}

fn run_end(document: &Document<'_>, start: usize, limit: usize) -> usize {
    let mut end = start;
    while end < limit && end - start < LONGEST {
        let Some(token) = document.token(end) else { break };
        // «телеканалу ZDF | Орн»: a name is of one alphabet.
        if end > start && token.is_capital() && is_cyrillic(document, end) != is_cyrillic(document, end - 1) {
            break;
        }
        let mut next = end;
        while end > start && next < end + 3 && is_particle(document, next) {
            next += 1;
        }
        // "Office of the Harbour Ombudsman": behind a body's noun only, for "Jon Orn of the Harbour Office" is Orn.
        let of_the = next == end + 1 && document.tokens.lower(end) == "of" && document.tokens.lower(next) == "the";
        next += usize::from(of_the && end > start && document.word(end - 1).is(Class::Body));
        // "Ministry for the Sea", "Committee on Rivers".
        if end > start && document.word(end - 1).is(Class::Body) && matches!(document.tokens.lower(end), "for" | "on") {
            let first = end + 1 + usize::from(document.tokens.lower(end + 1) == "the");
            let goes_on = document.token(first).is_some_and(Token::is_capital) && !document.word(first).is(Class::Time);
            if goes_on && first < limit {
                end = first + 1;
                continue;
            }
        }
        let joined = next > end && next < limit && document.token(next).is_some_and(Token::is_capital)
            || end > start && is_plural_possessive(document, end);
        if !token.is_capital() && !joined {
            break;
        }
        end = next.max(end + 1);
    }
    end
}

/// «жительница села | Нижний Бор», «житель города | Сан-Матео»: whether a name at a place is that of a village or a street.
pub(crate) fn is_place_name(document: &Document<'_>, at: usize) -> bool {
    const PLACES: &str =
        "села селе деревни поселка поселке хутора станицы аула улицы улице площади острова аэропорта станции";
    const TOWNS: &str = "города района округа";
    let lower = |back: usize| at.checked_sub(back).map_or("", |at| document.tokens.lower(at));
    let among = |list: &str| list.split(' ').any(|word| word == lower(1));
    (among(PLACES) || among(TOWNS) && lower(2).starts_with("жител")) && !is_first_name_at(document, at)
}

/// «губернатор | Северной области»: an adjective with its noun is nobody's name.
fn is_adjective_of_noun(document: &Document<'_>, at: usize) -> bool {
    let (lower, next) = (document.tokens.lower(at), document.tokens.lower(at + 1));
    let ends = |word: &str, endings: &[&str]| endings.iter().any(|e| word.ends_with(e));
    let agrees = ends(lower, &["ой", "ей"]) && ends(next, &["и", "ы", "е"])
        || ends(lower, &["ого", "его"]) && ends(next, &["а", "я"]);
    let quiet = [Class::Preposition, Class::Conjunction, Class::Adverb, Class::Pronoun, Class::Time, Class::Determiner];
    agrees
        && lower.chars().count() > 4
        && document.token(at + 1).is_some_and(|t| t.kind == Kind::Word && t.word.cue.is_none())
        && !quiet.iter().any(|&class| document.word(at + 1).is(class))
        && !is_past(next)
}

fn take_apart(document: &Document<'_>, run: Range<usize>, limit: usize) -> Option<Name> {
    let russian = is_cyrillic(document, run.start);
    if russian && is_place_name(document, run.start) {
        return None;
    }
    let mut start = run.start;
    // "But Tolland", "In Arden": a sentence opener is no part of the name.
    while start < run.end && opens_clause(document, start) {
        start += 1;
    }
    // «Официальный | Рувен», «Оппозиционная | Партия земли»: an adjective that no name opens with.
    const DESCRIBES: &str = "официальн оппозиционн соседн независим нынешн тогдашн объединенн";
    let describes = DESCRIBES.split(' ').any(|d| document.tokens.lower(start).starts_with(d)) && run.len() >= 2;
    start += usize::from(
        describes && is_cyrillic(document, start) && opens_sentence(document, start) && start + 1 < run.end,
    );
    start = behind_month(document, start, run.end);
    // «истребитель ВВС | Тарвии»: letters are a body's name of their own.
    let letters = document.slice(&(start..start + 1));
    let acronym = run.len() >= 2
        && russian
        && start + 1 < run.end
        && letters.chars().count() > 1
        && letters.chars().all(char::is_uppercase)
        && !document.slice(&(start + 1..start + 2)).chars().all(char::is_uppercase)
        && !document.word(start).is(Class::Body);
    start += usize::from(acronym);
    // «Пограничники | Сорвены»: several who open a sentence, and whose they are.
    let several = run.len() == 2
        && russian
        && start == run.start
        && opens_sentence(document, start)
        && !is_first_name_at(document, start)
        && ["ики", "ены", "ели", "цы", "ане", "яне", "сты", "нты", "оры"]
            .iter()
            .any(|e| document.tokens.lower(start).ends_with(e))
        && document.tokens.lower(start + 1).ends_with(['ы', 'и', 'а']);
    start += usize::from(several);
    start = behind_country(document, start, run.end);
    // "ambassador to the United States | Jon Arden".
    let two = start + 2 < run.end
        && !russian
        && document.lexicon.is_place(&document.slice(&(start..start + 2)).to_lowercase());
    start += if two && document.word(start.wrapping_sub(1)).is(Class::Determiner) { 2 } else { 0 };
    // "former secretary of State | Orn".
    let of_state = start > limit + 1
        && document.tokens.lower(start - 1) == "of"
        && document.word(start - 2).is(Class::Role)
        && matches!(
            document.tokens.lower(start),
            "state" | "defense" | "defence" | "treasury" | "commerce" | "labor" | "energy"
        );
    start += usize::from(of_state && run.end > start + 1);
    // «Власти Дольмарка»: a noun that opens a sentence is no name either.
    if run.len() >= 2 && is_common_noun(document, start) && is_cyrillic(document, start) {
        start += 1;
    }
    // «Требование | Велории дать разъяснения».
    let act = ["ание", "ение", "ция", "ость", "ство"].iter().any(|e| document.tokens.lower(start).ends_with(e));
    if run.len() >= 2 && act && is_cyrillic(document, start) && opens_sentence(document, start) && start + 1 < run.end {
        start += 1;
    }
    // «Отпуск | Инга Орн провела дома».
    let named_next = || start + 1 < run.end && is_first_name(document.word(start + 1));
    if is_cyrillic(document, start)
        && opens_sentence(document, start)
        && !is_first_name_at(document, start)
        && named_next()
    {
        start += 1;
    }
    let trade = run.len() >= 3 && opens_sentence(document, start) && is_trade(document, start);
    let surname = is_surname_like_a_role(document, start..run.end);
    let is_role = |at: usize| {
        let listed = document.word(at).is(Class::Role) || document.word(at).is(Class::Title);
        listed && !(surname && at + 1 == run.end) || trade && at == run.start
    };
    let posted = start > limit && document.word(start - 1).is(Class::Preposition);
    let of_place = posted && (start.saturating_sub(4)..start).any(is_role);
    // "head of the Transport Committee | Markus Orn".
    let of_the = start > limit + 2
        && document.tokens.lower(start - 1) == "the"
        && document.word(start - 2).is(Class::Preposition);
    let its_head = (posted || of_the) && (start.saturating_sub(5)..start).any(is_role) && !is_cyrillic(document, start);
    let behind_body = (start..run.end).rev().find(|&at| document.word(at).is(Class::Body)).map(|at| at + 1);
    let behind_body = behind_body.filter(|at| its_head && (2..=3).contains(&(run.end - at)));
    let of_place = of_place || behind_body.is_some();
    let head = behind_body.unwrap_or_else(|| name_head(document, start..run.end, of_place, is_role));
    let body = behind_body.is_none()
        && (start..run.end).any(|at| document.word(at).is(Class::Body))
        && !is_first_name(document.word(head))
        && !(is_cyrillic(document, start) && head > start);
    let name = name_proper(document, start, head..run.end, body, limit)?;
    if russian && name.len() == 1 && is_adjective_of_noun(document, name.start) {
        return None;
    }
    // «министр торговли Иван Толланд», "ministry spokeswoman Mira Tolland": lower-case words of a role before the run.
    let mut role = start.min(name.start)..name.start;
    let from = small_words_before(document, start, limit);
    let by_trade = run.len() >= 2 && from < start && is_trade(document, start - 1) && !body;
    let lower_role = by_trade || (from..start).any(is_role);
    if of_place && name.start > start {
        role.start = (limit..start).rev().take(4).find(|&at| is_role(at)).unwrap_or(start);
        while role.start > limit && document.token(role.start - 1).is_some_and(Token::is_capital) {
            role.start -= 1;
        }
    } else if lower_role
        && (by_trade || document.word(start.saturating_sub(1)).is(Class::Role) || is_cyrillic(document, start))
    {
        role.start = from;
    } else if let Some(far) = far_role(document, start, limit).filter(|_| name.len() >= 2 && start == name.start) {
        role.start = far;
    }
    Some(Name { role, name })
}

/// "since late October | Moldania has …": a month is no part of a name; "May" and its like only behind what months stand behind.
fn behind_month(document: &Document<'_>, start: usize, end: usize) -> usize {
    start + usize::from(start + 1 < end && is_month(document, start))
}

/// Whether a word is an English month: "May" and its like only where a month can stand.
pub(crate) fn is_month(document: &Document<'_>, at: usize) -> bool {
    let before = at.checked_sub(1).map_or("", |at| document.tokens.lower(at));
    match document.tokens.lower(at) {
        "january" | "february" | "july" | "september" | "october" | "november" | "december" => true,
        "march" | "april" | "may" | "june" | "august" => {
            matches!(before, "late" | "early" | "mid" | "since" | "in" | "by" | "until" | "last" | "this" | "next")
                || at.checked_sub(1).and_then(|at| document.token(at)).is_some_and(|t| t.kind == Kind::Number)
        }
        _ => false,
    }
}

/// A word that opens a sentence before a name: "But Tolland", "Meanwhile Orn". The middle of a sentence has few of them.
fn opens_clause(document: &Document<'_>, at: usize) -> bool {
    const LEADS: &str = "yet though although meanwhile still instead also even nevertheless nonetheless moreover furthermore besides perhaps \
        indeed thus hence otherwise elsewhere additionally likewise similarly consequently therefore despite unlike like because unless until \
        whether during throughout following under within without among amid between through given asked speaking responding commenting \
        last next earlier later today yesterday tomorrow where which whose both either neither only not maybe \
        впрочем затем тогда сам сама само сами саму самого самой самому самим самих вчера сегодня завтра накануне позже именно даже лишь только пусть летом зимой осенью весной утром \
        вечером днем ночью теперь недавно вскоре скоро потом поэтому там здесь тут так тоже вновь снова наконец напротив наоборот хотя пока ведь вот";
    let word = document.word(at);
    // «Призываем Лумар»: a verb that opens a sentence.
    const VERBS: [&str; 11] = ["ываем", "ивают", "аем", "яем", "уем", "ует", "ают", "яют", "ется", "ются", "ились"];
    let lower = document.tokens.lower(at);
    if VERBS.iter().any(|e| lower.ends_with(e)) && opens_sentence(document, at) && !is_first_name_at(document, at) {
        return true;
    }
    // "WHO said": letters are a name, if the text does not shout.
    let printed = document.slice(&(at..at + 1));
    let shouted = document.token(at + 1).is_some_and(|t| t.is_word() && t.word.cue.is_none())
        && document.slice(&(at + 1..at + 2)).chars().all(char::is_uppercase);
    if printed.len() >= 3 && printed.chars().all(char::is_uppercase) && !shouted {
        return false;
    }
    let led = || LEADS.split(' ').any(|lead| lead == document.tokens.lower(at));
    // "From Peller, at the crossing".
    let posted = || word.is(Class::Preposition) && document.token(at + 1).is_some_and(Token::is_capital);
    word.is(Class::SentenceOpener) || opens_sentence(document, at) && !is_first_name(word) && (led() || posted())
}

/// "Peter King", or "King" of him: a surname that is the word for an office too.
fn is_surname_like_a_role(document: &Document<'_>, run: Range<usize>) -> bool {
    const SURNAMES: &str = "king pope bishop judge prince baker farmer carpenter driver painter priest pastor deacon major dean steward \
        skipper justice friend trader grower speaker";
    let Some(last) = run.end.checked_sub(1).filter(|&last| run.contains(&last)) else { return false };
    let can_be = SURNAMES.split_whitespace().any(|w| w == document.tokens.lower(last));
    match run.len() {
        1 => can_be && !last.checked_sub(1).is_some_and(|at| document.word(at).is(Class::Determiner)),
        _ => can_be && is_first_name(document.word(last - 1)),
    }
}

/// «президент России | Иван Орн»: a country between a role and a name.
fn behind_country(document: &Document<'_>, start: usize, end: usize) -> usize {
    let Some(before) = start.checked_sub(1) else { return start };
    let (word, lower) = (document.word(before), document.tokens.lower(before));
    let behind =
        (word.is(Class::Role) || word.is(Class::Body)) && is_country(document, start) || lower.starts_with("столиц");
    start + usize::from(end > start + 1 && behind && is_cyrillic(document, start))
}

/// Whether a Russian word is one of the listed countries in the genitive.
pub(super) fn is_country(document: &Document<'_>, at: usize) -> bool {
    let lower = document.tokens.lower(at);
    let swap = |ending: &str, to: &str| lower.strip_suffix(ending).map(|body| format!("{body}{to}"));
    let forms = [swap("ии", "ия"), swap("ы", "а"), swap("и", "а"), swap("а", ""), swap("я", "й"), swap("и", "ь")];
    document.lexicon.is_place(lower) || forms.iter().flatten().any(|form| document.lexicon.is_place(form))
}

/// «уполномоченный по правам человека | Иван Орн», «представитель Кестрии при союзе | Иван Орн»: a role with a preposition in it.
fn far_role(document: &Document<'_>, start: usize, limit: usize) -> Option<usize> {
    if !is_cyrillic(document, start) {
        return None;
    }
    let mut prepositions = 0;
    for at in (limit.max(start.saturating_sub(9))..start).rev() {
        let token = document.token(at).filter(|t| t.is_word())?;
        let mut forms = document.lexicon.noun_forms(document.tokens.lower(at)).iter();
        let straight = forms.any(|f| f.case == Case::Nominative && f.gender != Agreement::Plural);
        let is_role = token.word.is(Class::Role) && straight;
        if is_role && prepositions == 1 {
            return Some(at);
        }
        let preposition = matches!(document.tokens.lower(at), "по" | "при" | "в" | "на");
        prepositions += usize::from(preposition);
        let stops = token.word.cue.is_some()
            || token.word.is(Class::Conjunction)
            || token.word.is(Class::Pronoun)
            || token.word.is(Class::Preposition) && !preposition
            || is_role
            || ["л", "ла", "ли", "ло"].iter().any(|e| document.tokens.lower(at).ends_with(e))
                && token.kind == Kind::Word;
        if stops || prepositions > 1 {
            return None;
        }
    }
    None
}

/// Where the name proper begins in a run: behind titles, roles, and the place or body that a role belongs to.
fn name_head(document: &Document<'_>, run: Range<usize>, of_place: bool, is_role: impl Fn(usize) -> bool) -> usize {
    let start = run.start;
    // "Office of the Harbour Ombudsman": the role is part of the body's name.
    if document.word(start).is(Class::Body)
        && document.tokens.lower(start + 1) == "of"
        && document.tokens.lower(start + 2) == "the"
    {
        return start;
    }
    let head = run.clone().rev().find(|&at| is_role(at)).map_or(start, |at| at + 1);
    let head = behind_of(document, head, run.end);
    let head = behind_land(document, head, run.end);
    let head = (head + 1..run.end.saturating_sub(1)).find(|&at| opens_name(document, head, at)).unwrap_or(head);
    // "Ambassador to Norvale | Salvo Orn": of three words behind a preposition the first is the place.
    let known = (start..run.end).any(|at| is_first_name(document.word(at)));
    if of_place && head == start && run.len() == 3 && !is_cyrillic(document, start) && !known {
        return start + 1;
    }
    let named = |at: &usize| is_first_name(document.word(*at)) && !is_first_name(document.word(start));
    (start + 1..run.end.saturating_sub(1)).find(|at| of_place && named(at)).unwrap_or(head)
}

/// The words of the name: all of a body's run, with the country that it belongs to; a person's without "of BridgeWorks".
fn name_proper(
    document: &Document<'_>,
    start: usize,
    words: Range<usize>,
    body: bool,
    limit: usize,
) -> Option<Range<usize>> {
    let head = words.start;
    let name = if body && head == start { start..words.end } else { words };
    if name.is_empty() || document.tokens.lower(name.start) == "of" {
        return None;
    }
    // "Lev Orn of BridgeWorks" is Lev Orn.
    let of = name.clone().find(|&at| document.tokens.lower(at) == "of");
    let name = match of {
        // "President Lev Orn of Tessaly" too.
        Some(of) if (is_first_name(document.word(name.start)) || head > start && !body) && of >= name.start + 2 => {
            name.start..of
        }
        _ => name,
    };
    // "Dolmark's Border Guard" is another one than "Tessaly's Border Guard".
    let owned = body
        && name.start >= limit + 2
        && document.token(name.start - 1).is_some_and(|t| t.kind == Kind::Possessive)
        && document.token(name.start - 2).is_some_and(Token::is_capital)
        && !document.token(name.start.wrapping_sub(3)).is_some_and(|t| t.is_capital() && name.start > limit + 2);
    Some(if owned && head == start { name.start - 2..name.end } else { name })
}

/// Where the lower-case words before a run begin that can belong to its role.
fn small_words_before(document: &Document<'_>, start: usize, limit: usize) -> usize {
    const STOPS: [Class; 7] = [
        Class::Determiner,
        Class::Preposition,
        Class::Conjunction,
        Class::Auxiliary,
        Class::Adverb,
        Class::Pronoun,
        Class::Nominal,
    ];
    let mut from = start;
    let mut most = 6;
    while from > limit && start - from < most {
        // «аналитик банка «Корвин» | Анна Орн».
        if let Some(open) =
            short_quotation_before(document, from).filter(|&open| open > limit && is_cyrillic(document, start))
        {
            most += from - open;
            from = open;
            continue;
        }
        let Some(token) = document.token(from - 1).filter(|t| t.is_word()) else { break };
        // «Посол Глеб Орн направил | Крамму»: a verb is no part of a role.
        let lower = document.tokens.lower(from - 1);
        let listed = !document.lexicon.noun_forms(lower).is_empty();
        let cyrillic = is_cyrillic(document, from - 1);
        let verb = cyrillic && token.kind == Kind::Word && !listed && (is_past(lower) || lower.ends_with("ть"));
        if token.word.cue.is_some() || STOPS.iter().any(|&c| token.word.is(c)) || verb {
            break;
        }
        from -= 1;
    }
    from
}

/// «направил», «заявили», but not «торговли»: a Russian past tense has a vowel before its «л».
pub(crate) fn is_past(lower: &str) -> bool {
    let body = lower.strip_suffix("ся").or(lower.strip_suffix("сь")).unwrap_or(lower);
    let body = body.strip_suffix(['а', 'о', 'и']).unwrap_or(body);
    let stem = body.strip_suffix('л').unwrap_or("");
    stem.chars().count() >= 3 && stem.ends_with(['а', 'и', 'я', 'е', 'у', 'ы'])
}

/// The mark that opens a name in quotation marks which ends right before a token.
fn short_quotation_before(document: &Document<'_>, at: usize) -> Option<usize> {
    let last = at.checked_sub(2)?;
    document.token(at - 1).filter(|t| matches!(t.kind, Kind::Mark(_)))?;
    let quotation = document.inside.get(last).copied().flatten()?;
    let piece = document.quotations[quotation as usize].pieces.iter().find(|p| p.end == at - 1)?;
    (piece.len() <= 4).then(|| piece.start.checked_sub(1)).flatten()
}

/// «МИД Сарвении | Анна Орн»: in a long Russian run the last two words are the name, with a patronymic the last three; initials stand
/// with the name, before it or behind it.
fn behind_land(document: &Document<'_>, head: usize, end: usize) -> usize {
    let patronymic =
        |at: usize| ["вич", "вна", "вича", "вны", "вичу", "вне"].iter().any(|e| document.tokens.lower(at).ends_with(e));
    if end < head + 3
        || !is_cyrillic(document, head)
        || (head..end).any(|at| patronymic(at) || is_particle(document, at))
    {
        return head;
    }
    if let Some(first) = (head..end).find(|&at| is_initial(document.tokens.lower(at))) {
        let trailing = (first..end).all(|at| is_initial(document.tokens.lower(at)));
        return if trailing { first.saturating_sub(1).max(head) } else { first };
    }
    let known = is_first_name_at(document, head) && !document.word(head).is(Class::Body) && !is_country(document, head);
    if known { head } else { end - 2 }
}

/// "J.", «А.»: the first letter of a name.
pub(super) fn is_initial(word: &str) -> bool {
    word.contains('.') && word.split('.').all(|part| part.chars().count() <= 1)
}

/// Whether a Russian word is a listed noun for a group, a body or a document, and no role.
fn is_common_noun(document: &Document<'_>, at: usize) -> bool {
    let word = document.word(at);
    let listed = !document.lexicon.noun_forms(document.tokens.lower(at)).is_empty();
    listed && !word.is(Class::Role) && !word.is(Class::Title) && opens_sentence(document, at)
}

pub(super) fn opens_sentence(document: &Document<'_>, at: usize) -> bool {
    let Some(before) = at.checked_sub(1).and_then(|at| document.token(at)) else { return true };
    before.ends_sentence() || matches!(before.kind, Kind::Break | Kind::Mark(_) | Kind::Dash) || before.is(':')
}

/// "Secretary | of State | Jon Arden": where the name starts behind a role.
fn behind_of(document: &Document<'_>, head: usize, end: usize) -> usize {
    if document.tokens.lower(head) != "of" || head + 2 >= end {
        return head;
    }
    let head = head + usize::from(document.tokens.lower(head + 1) == "the" && head + 3 < end);
    // "Minister of External Relations Aurel Lenz": of three words and more the last two are the name.
    let named = (head + 2..end).find(|&at| is_first_name(document.word(at)));
    named.unwrap_or(if end >= head + 5 { end - 2 } else { head + 2 })
}

/// "US Jon Arden", «министр Тессалии Иван Толланд»: a first name behind a word that is none opens the name proper.
fn opens_name(document: &Document<'_>, head: usize, at: usize) -> bool {
    let before = document.slice(&(head..head + 1));
    let acronym = at == head + 1 && before.len() >= 2 && before.chars().all(char::is_uppercase);
    let first_name = is_first_name_at(document, at);
    first_name && (acronym || is_cyrillic(document, at)) && !is_first_name(document.word(head))
}

pub(super) fn kind(document: &Document<'_>, name: &Name) -> SpeakerKind {
    let words = || name.name.clone().map(|at| document.word(at));
    if words().any(|w| w.is(Class::Body)) || is_acronym(document, name) {
        return SpeakerKind::Body;
    }
    // "Rudolph W. Orn".
    let middle = (name.name.start + 1..name.name.end.saturating_sub(1)).any(|at| is_initial(document.tokens.lower(at)));
    if middle && name.name.len() == 3 {
        return SpeakerKind::Person;
    }
    if is_cyrillic(document, name.name.start) && is_russian_person(document, name) {
        return SpeakerKind::Person;
    }
    // "Bo Kjell is the local police chief".
    if name.name.len() <= 3 && role_said(document, name).is_some() {
        return SpeakerKind::Person;
    }
    let personal = is_first_name_at(document, name.name.start);
    // «чемпионка Северных Игр»: an adjective that opens two words and more is nobody's first name.
    let described = name.name.len() >= 2
        && is_cyrillic(document, name.name.start)
        && ["ого", "его", "ых", "их", "ой", "ей", "ая", "яя"]
            .iter()
            .any(|e| document.tokens.lower(name.name.start).ends_with(e));
    if personal || !name.role.is_empty() && !described {
        return SpeakerKind::Person;
    }
    let comma = document.token(name.name.end).is_some_and(|t| t.is(','));
    let behind = name.name.end + 1;
    let aged = document.token(behind).is_some_and(|t| t.kind == Kind::Number)
        && document.token(behind + 1).is_some_and(|t| t.is(','))
        && document.slice(&(behind..behind + 1)).len() == 2;
    let told_of = matches!(document.tokens.lower(behind), "who" | "whose") || aged;
    let appositive = role(document, name).is_some() || comma && told_of;
    if appositive { SpeakerKind::Person } else { SpeakerKind::Unknown }
}

/// Two or three capitalised words in Russian, the first no adjective: bodies capitalise their first word alone.
fn is_russian_person(document: &Document<'_>, name: &Name) -> bool {
    let first = document.tokens.lower(name.name.start);
    let adjective =
        ["ый", "ий", "ая", "ое", "ые", "ие", "ой", "яя", "ого", "ых", "их"].iter().any(|e| first.ends_with(e));
    let noun = !document.lexicon.noun_forms(first).is_empty();
    let upper = document.slice(&name.name).chars().filter(|c| c.is_lowercase()).count() < name.name.len();
    let particles = name.name.clone().filter(|&at| is_particle(document, at)).count();
    // «ВВС Тарвии»: letters open no person's name.
    let opening = document.slice(&(name.name.start..name.name.start + 1));
    let letters = opening.chars().count() > 1 && opening.chars().all(char::is_uppercase);
    matches!(name.name.len() - particles, 2 | 3)
        && (!adjective || is_first_name_at(document, name.name.start))
        && !noun
        && !upper
        && !letters
}

pub(super) fn is_acronym(document: &Document<'_>, name: &Name) -> bool {
    let word = document.slice(&name.name);
    name.name.len() == 1 && word.chars().count() >= 2 && word.chars().all(|c| c.is_uppercase() || c == '.')
}
