//! Bodies that a text names by a noun and what belongs to it: «министерство обороны Кадрии», "the Union of Teachers".
//!
//! Takes a [`Document`], gives each such phrase with its noun in the nominative, so that «министерство» or "the union" further down can be
//! brought back to it. One pass over the text.

use crate::{
    document::Document,
    found::Agreement,
    inflection::{Case, as_capital, is_adjective, nominative_adjective},
    lexicon::{Class, NounForm},
    tokens::Kind,
};
use std::ops::Range;

/// A body with more to its name than a noun.
#[derive(Clone, Debug)]
pub(super) struct Named {
    /// First token.
    pub(super) at: usize,
    /// One past the last.
    pub(super) end: usize,
    /// The noun, lower case, nominative.
    pub(super) head: String,
    /// What makes it this one: "of Teachers", «обороны Кадрии», «Кромка».
    pub(super) tail: String,
    /// All of it in the nominative.
    pub(super) name: String,
}

impl Named {
    /// Whether an adjective before the noun tells which one it is: «горный надзор», but not «новая комиссия».
    pub(super) fn is_distinct(&self) -> bool {
        const POINTS: &str = "нов стар перв втор последн нынешн прежн друг ина сам кажд люб наш ваш мест соответств специальн отдельн больш \
            крупн крупнейш ключев профильн надзорн единственн весь вся все";
        let first = self.name.split_whitespace().next().unwrap_or("").to_lowercase();
        self.end - self.at > 1 && !POINTS.split_whitespace().any(|p| first.starts_with(p)) && !first.ends_with("ская")
    }
}

/// Words that a name can have behind its noun, at most.
const LONGEST: usize = 7;

/// The named bodies of a text, in order.
pub(super) fn named(document: &Document<'_>) -> Vec<Named> {
    let all = document.tokens.all();
    (0..all.len()).filter(|&at| all[at].word.is(Class::Body)).filter_map(|at| named_at(document, at)).collect()
}

/// The names in quotation marks that stand behind a Russian noun for a body, without the marks: «газета «Полдень»».
pub(super) fn names_in_marks(document: &Document<'_>) -> Vec<Range<usize>> {
    const MOST: usize = 256;
    let named = |at: usize| {
        let noun = document.word(at).is(Class::Body) && super::is_russian(document, at);
        let mark = document.token(at + 1).is_some_and(|t| matches!(t.kind, Kind::Mark(_)));
        let end = quoted_end(document, at + 1).filter(|_| noun && mark)?;
        (end > at + 3).then(|| at + 2..end - 1)
    };
    (0..document.tokens.all().len()).filter_map(named).take(MOST).collect()
}

fn named_at(document: &Document<'_>, head: usize) -> Option<Named> {
    if !super::is_russian(document, head) {
        return english(document, head);
    }
    let mut end = tail_end(document, head);
    let start = modifiers(document, head);
    let form = form(document, head, None);
    // «посольство Кестрии | в Дольмарке».
    const ABROAD: &str = "посольство консульство представительство постпредство миссия диппредставительство";
    let lemma = form.map_or("", |f| document.lexicon.nominative(f));
    let place = document.token(end + 1).is_some_and(|t| t.is_capital()) && !run_goes_on(document, end + 1);
    if end > head + 1
        && ABROAD.split(' ').any(|w| w == lemma)
        && matches!(document.tokens.lower(end), "в" | "при")
        && place
    {
        end += 2;
    }
    if end == head + 1 && start == head {
        return None;
    }
    let lower = document.tokens.lower(head);
    let lemma = form.map_or(lower, |f| document.lexicon.nominative(f)).to_owned();
    let name = in_nominative(document, start..end, head, form);
    Some(Named { at: start, end, head: lemma, tail: document.slice(&(head + 1..end)).to_lowercase(), name })
}

/// "Union of Brenland Teachers".
fn english(document: &Document<'_>, head: usize) -> Option<Named> {
    let capital = |at: usize| document.token(at).is_some_and(|t| t.is_capital());
    // "the Embassy of Arden | in Tessaly", "the Committee | to Protect Rivers".
    let abroad = matches!(document.tokens.lower(head), "embassy" | "consulate" | "mission" | "delegation");
    // "the Union of Norvalians | in Arden".
    let people = matches!(
        document.tokens.lower(head),
        "union"
            | "association"
            | "society"
            | "community"
            | "federation"
            | "congress"
            | "league"
            | "organisation"
            | "organization"
    );
    let the = |at: usize| document.tokens.lower(at) == "the" && matches!(document.tokens.lower(at - 1), "of" | "for");
    // "the Education Committee | of the Galdian parliament".
    let adjective = |at: usize| {
        let lower = document.tokens.lower(at);
        let ends = ["ian", "ish", "ese", "an", "ic"].iter().any(|e| lower.ends_with(e));
        ends && document.token(at + 1).is_some_and(|t| t.kind == Kind::Word) && document.word(at + 1).cue.is_none()
    };
    let joins = |at: usize| {
        let joint = match document.tokens.lower(at) {
            "of" | "for" | "on" => true,
            "in" => abroad || people && at > head + 2,
            "to" => abroad || at == head + 1,
            _ => false,
        };
        // "Ministry of | the | Interior".
        let the = the(at + 1) && !adjective(at + 2);
        joint && capital(at + 1 + usize::from(the)) && !document.word(at + 1 + usize::from(the)).is(Class::Time)
    };
    if !capital(head) || !joins(head + 1) {
        return None;
    }
    let mut end = head + 2 + usize::from(the(head + 2));
    while end < head + LONGEST && (capital(end) || joins(end) || the(end) && capital(end + 1) && !adjective(end + 1)) {
        end += 1;
    }
    // "Coastal Pilots' | Association of Brenmouth".
    let plural = |at: usize| document.token(at).is_some_and(|t| matches!(t.kind, Kind::Mark('\'' | '’')));
    let own = |at: usize| {
        capital(at) && !document.word(at).is(Class::SentenceOpener) && !document.word(at).is(Class::Time)
            || plural(at) && capital(at + 1)
    };
    let mut start = head;
    while start > 0 && head - start < LONGEST && own(start - 1) && !(plural(start - 1) && start < 2) {
        start -= 1;
    }
    while plural(start) {
        start += 1;
    }
    // "Norvale's Ministry of Foreign Affairs".
    let owned =
        start >= 2 && document.token(start - 1).is_some_and(|t| t.kind == Kind::Possessive) && capital(start - 2);
    start -= if owned { 2 } else { 0 };
    let name = document.slice(&(start..end)).to_owned();
    let tail = document.slice(&(head + 1..end)).to_lowercase();
    Some(Named { at: start, end, head: document.tokens.lower(head).to_owned(), tail, name })
}

/// The form in which a listed Russian noun stands: in this case, if it can be; else any.
pub(super) fn form(document: &Document<'_>, at: usize, case: Option<Case>) -> Option<NounForm> {
    let forms = document.lexicon.noun_forms(document.tokens.lower(at));
    let wanted = |f: &&NounForm| case.is_none_or(|c| f.case == c);
    // «по данным газеты»: one of them rather than several, wherever the case allows both.
    let singular = |f: &&NounForm| wanted(f) && f.gender != Agreement::Plural;
    forms.iter().find(singular).or_else(|| forms.iter().find(wanted)).or_else(|| forms.first()).copied()
}

/// Where the adjectives before a noun begin: «Морванского | института».
pub(super) fn modifiers(document: &Document<'_>, head: usize) -> usize {
    let mut start = head;
    let mut forms: Vec<NounForm> = document.lexicon.noun_forms(document.tokens.lower(head)).to_vec();
    while start > 0 && head - start < 3 {
        let at = start - 1;
        let word = document.word(at);
        let is_word = document.token(at).is_some_and(|t| t.is_word());
        let plain = word.cue.is_none()
            && !word.is(Class::Determiner)
            && !word.is(Class::Pronoun)
            && !word.is(Class::Preposition)
            && !word.is(Class::Adverb)
            // «по данным | газеты»: no adjective.
            && !word.is(Class::Nominal)
            && document.lexicon.noun_forms(document.tokens.lower(at)).is_empty();
        // «Оппозиционная Партия земли»: the party's own name begins with the capital letter in the middle of the sentence.
        let lower = document.tokens.lower(at);
        let capital = |at: usize| document.token(at).is_some_and(|t| t.is_capital());
        // «Береговой и | устьевой службы»: two adjectives of one name.
        let joined = lower == "и"
            && start < head
            && at > 0
            && capital(at - 1)
            && is_adjective(document.tokens.lower(at - 1))
            && end_alike(document.tokens.lower(at - 1), document.tokens.lower(start));
        if joined {
            return at - 1;
        }
        let described = head == at + 1 && capital(at) && capital(head) && !lower.contains("ск");
        // «весной | комитет», «с кузеном | мэр»: no adjectives, or of another noun.
        let season = matches!(lower, "весной" | "осенью" | "зимой");
        let other = ["ом", "ем"].iter().any(|e| lower.ends_with(e))
            && !forms.is_empty()
            && forms.iter().all(|f| f.case == Case::Nominative || f.case == Case::Genitive);
        let listed = !forms.is_empty();
        let fitting: Vec<NounForm> = forms.iter().copied().filter(|form| agrees(lower, *form)).collect();
        let agrees = !listed || !fitting.is_empty();
        if !is_word || !plain || !is_adjective(lower) || !agrees || described || season || other {
            break;
        }
        if listed {
            forms = fitting;
        }
        start = at;
    }
    start
}

/// Whether an adjective can stand with a noun in this form: «районный суд», but not «здание представительства».
fn agrees(adjective: &str, form: NounForm) -> bool {
    let endings: &[&str] = match (form.case, form.gender) {
        (Case::Nominative, Agreement::Male) => &["ый", "ий", "ой"],
        (Case::Nominative, Agreement::Female) => &["ая", "яя"],
        (Case::Nominative | Case::Accusative, Agreement::Neuter) => &["ое", "ее"],
        (Case::Nominative, Agreement::Plural) => &["ые", "ие"],
        (Case::Accusative, Agreement::Male) => &["ый", "ий", "ой", "ого", "его"],
        (Case::Accusative, Agreement::Female) => &["ую", "юю"],
        (Case::Accusative, Agreement::Plural) => &["ые", "ие", "ых", "их"],
        (Case::Genitive | Case::Prepositional, Agreement::Plural) => &["ых", "их"],
        (Case::Dative, Agreement::Plural) => &["ым", "им"],
        (Case::Instrumental, Agreement::Plural) => &["ыми", "ими"],
        (_, Agreement::Female) => &["ой", "ей", "ою", "ею"],
        (Case::Genitive, _) => &["ого", "его"],
        (Case::Dative, _) => &["ому", "ему"],
        (Case::Instrumental, _) => &["ым", "им"],
        (Case::Prepositional, _) => &["ом", "ем"],
    };
    let declined = ["ый", "ий", "ая", "яя", "ое", "ее", "ые", "ие", "ого", "его", "ому", "ему", "ую", "юю", "ых", "их"];
    endings.iter().any(|e| adjective.ends_with(e))
        || !declined.iter().chain(&["им", "ем", "ом"]).any(|e| adjective.ends_with(e))
}

/// Where what belongs to a Russian noun ends: words in the genitive, a name in quotation marks.
pub(super) fn tail_end(document: &Document<'_>, head: usize) -> usize {
    let mut at = head + 1;
    while at <= head + LONGEST {
        let Some(token) = document.token(at) else { break };
        if matches!(token.kind, Kind::Mark(_)) {
            // «посольство якобы «следит»» has no name in its marks.
            let name = document.token(at + 1).is_some_and(|t| t.is_capital() || t.kind == Kind::Number);
            return quoted_end(document, at).filter(|_| name).unwrap_or(at);
        }
        let lower = document.tokens.lower(at);
        // «потребовал от посольства | объяснений»
        if is_demanded(document, head, lower) {
            break;
        }
        // «газета The Harbour Post»: a name in other letters.
        let latin = |at: usize| document.token(at).is_some_and(|t| t.is_capital()) && !super::is_russian(document, at);
        let small = matches!(document.tokens.lower(at), "of" | "de" | "della" | "di" | "the" | "and") && latin(at + 1);
        if latin(at) && document.token(at).is_some_and(|t| t.is_word()) || small && at > head + 1 {
            at += 1;
            continue;
        }
        // «Полиция Соединённых | Штатов»: an adjective that is part of a name waits for its noun.
        let waits = at > head + 1
            && document.token(at - 1).is_some_and(|t| t.is_capital())
            && is_adjective(document.tokens.lower(at - 1));
        // «МИД Сарвении | Анна Орн»: a name of two words is a person's.
        // «Совет Безопасности | ООН»
        let acronym = |at: usize| {
            let printed = document.slice(&(at..at + 1));
            printed.chars().count() > 1 && printed.chars().all(char::is_uppercase)
        };
        let named = !waits
            && !acronym(at + 1)
            && token.is_capital()
            && run_goes_on(document, at)
            && document.token(at).is_some_and(|t| t.is_word())
            && !is_adjective(lower);
        if named {
            // «председатель банка Сельмарии | Родион Аст»: a country before a person's name.
            let land = lower.ends_with("ии") && !crate::mention::is_first_name_at(document, at);
            return at + usize::from(land);
        }
        let acronym = token.is_capital() && document.slice(&(at..at + 1)).chars().all(char::is_uppercase);
        let quiet = [
            Class::Preposition,
            Class::Conjunction,
            Class::Pronoun,
            Class::Adverb,
            Class::Negation,
            Class::Time,
            Class::Determiner,
        ];
        if let Some(end) = named_after(document, at) {
            return end;
        }
        if let Some(end) = task_end(document, head, at) {
            return end + place_behind(document, end);
        }
        // «родительский комитет школы № 14».
        if token.is('№') && document.token(at + 1).is_some_and(|t| t.kind == Kind::Number) {
            return at + 2;
        }
        // «профсоюз крановщиков и | докеров».
        let pair = lower == "и"
            && at == head + 2
            && ["ов", "ев", "ей", "ых"].iter().any(|e| document.tokens.lower(at - 1).ends_with(e))
            && end_alike(document.tokens.lower(at - 1), document.tokens.lower(at + 1))
            && document.word(head).is(Class::Body);
        if pair {
            at += 2;
            continue;
        }
        if !token.is_word()
            || token.word.cue.is_some()
            || quiet.iter().any(|&c| token.word.is(c))
            || !(acronym || is_genitive(document, at, lower) || is_undeclined_place(document, at))
        {
            break;
        }
        at += 1;
    }
    at
}

/// «требуем от редакции | опровержения»: what somebody demands from a body is no part of its name.
fn is_demanded(document: &Document<'_>, head: usize, lower: &str) -> bool {
    const DEMANDED: &str =
        "объяснени разъяснени извинени опровержени отчет компенсаци гаранти ответ доказательств уступ";
    let before = || (head.saturating_sub(5)..head).map(|at| document.tokens.lower(at));
    let demands = || before().any(|w| w.starts_with("треб") || w.starts_with("потреб"));
    DEMANDED.split(' ').any(|w| lower.starts_with(w)) && before().any(|w| w == "от") && demands()
}

/// «гимназия | имени Лукаша Дворника»: where the name after which a body is called ends.
fn named_after(document: &Document<'_>, at: usize) -> Option<usize> {
    let capital = |i: usize| document.token(i).is_some_and(|t| t.is_capital());
    let called = document.tokens.lower(at) == "имени" && capital(at + 1);
    called.then(|| at + 1 + (at + 1..at + 4).take_while(|&i| capital(i)).count())
}

/// «служба | по надзору за рынками», «комитет помощи | беженцам»: the end of what a body is there for, which opens at a place.
fn task_end(document: &Document<'_>, head: usize, at: usize) -> Option<usize> {
    const FOR_TASKS: [&str; 17] = [
        "служб",
        "министерств",
        "секретариат",
        "управлени",
        "комитет",
        "комисси",
        "агентств",
        "центр",
        "департамент",
        "отдел",
        "инспекци",
        "совет",
        "бюро",
        "групп",
        "штаб",
        "институт",
        "фонд",
    ];
    let lower = |at: usize| document.tokens.lower(at);
    let small = |at: usize| document.token(at).is_some_and(|t| t.kind == Kind::Word && t.word.cue.is_none());
    let ends = |at: usize, endings: &[&str]| small(at) && endings.iter().any(|e| lower(at).ends_with(e));
    let dative = |at: usize| {
        ends(at, &["у", "ю", "ам", "ям", "ым", "им", "ому", "ему", "ой", "ей", "ии", "е"])
            // «по связи», «по печати»
            || lower(at) == "радио"
            || ends(at, &["сти", "вязи", "чати", "дежи", "мощи", "ефти", "жизни"])
    };
    let helped = matches!(lower(at - 1), "помощи" | "поддержки" | "содействия" | "спасения");
    if helped && at > head + 1 && ends(at, &["ам", "ям"]) {
        return Some(at + 1);
    }
    let named = FOR_TASKS.iter().any(|noun| lower(head).starts_with(noun));
    // «по данным», «по словам» tell of whom something is known.
    if !named || lower(at) != "по" || document.word(at + 1).is(Class::Nominal) || !dative(at + 1) {
        return None;
    }
    let mut end = at + 2;
    while end < at + LONGEST && !document.starts[end] {
        let over = lower(end) == "за" && ends(end + 1, &["ом", "ем", "ами", "ями", "ой", "ей", "ием", "ью"]);
        let agrees = ends(end - 1, &["ым", "им", "ому", "ему", "ой", "ей"]) && dative(end);
        let and = lower(end) == "и" && dative(end + 1);
        if over || and {
            end += 2;
        } else if agrees
            || end == at + 2 && small(end) && matches!(lower(at + 1), "делам" | "вопросам" | "правам")
            || small(end) && is_genitive(document, end, lower(end)) && !document.word(end).is(Class::Time)
        {
            end += 1;
        } else {
            break;
        }
    }
    Some(end)
}

/// «комитет по печати | Тарвии», «комиссия по рыболовству | Южного залива»: how many words tell where its task is.
fn place_behind(document: &Document<'_>, at: usize) -> usize {
    let genitive = |at: usize| is_genitive(document, at, document.tokens.lower(at));
    let capital = document.token(at).is_some_and(|t| t.is_capital()) && !document.starts[at] && genitive(at);
    let small = document.token(at + 1).is_some_and(|t| t.kind == Kind::Word && t.word.cue.is_none());
    match capital {
        true if is_adjective(document.tokens.lower(at)) => {
            if small && genitive(at + 1) {
                2
            } else {
                0
            }
        }
        true if run_goes_on(document, at) => usize::from(document.tokens.lower(at).ends_with("ии")),
        true => 1,
        false => 0,
    }
}

/// «мэрия | Порто-Вердо», «аэропорт | Лоран-Южный»: the name of a place that has no cases.
fn is_undeclined_place(document: &Document<'_>, at: usize) -> bool {
    let lower = document.tokens.lower(at);
    let vowel = ["о", "е", "э", "у", "ю"].iter().any(|e| lower.ends_with(e)) && !lower.ends_with("ко");
    let name = document.token(at).is_some_and(|t| t.is_capital()) && !run_goes_on(document, at);
    name && (vowel || lower.contains('-'))
}

/// «Анна | Орн», «Ханна | де Лис».
fn run_goes_on(document: &Document<'_>, at: usize) -> bool {
    let capital = |at: usize| document.token(at).is_some_and(|t| t.is_capital());
    capital(at + 1) || matches!(document.tokens.lower(at + 1), "де" | "ван" | "фон" | "да" | "ди") && capital(at + 2)
}

/// The end of a short quotation that opens at a mark: «Кромка».
fn quoted_end(document: &Document<'_>, mark: usize) -> Option<usize> {
    let quotation = document.inside.get(mark + 1).copied().flatten()?;
    let piece = document.quotations[quotation as usize].pieces.iter().find(|p| p.start == mark + 1)?;
    (piece.len() <= 5)
        .then(|| piece.end + usize::from(document.token(piece.end).is_some_and(|t| matches!(t.kind, Kind::Mark(_)))))
}

/// Whether a word can be a genitive behind a noun rather than a verb.
fn is_genitive(document: &Document<'_>, at: usize, lower: &str) -> bool {
    let forms = document.lexicon.noun_forms(lower);
    if !forms.is_empty() {
        return forms.iter().any(|f| f.case == Case::Genitive);
    }
    const VERBS: [&str; 32] = [
        "ся",
        "нуты",
        "ованы",
        "ожены",
        "влены",
        "ла",
        "ло",
        "ли",
        "ась",
        "ось",
        "ись",
        "лся",
        "ть",
        "ться",
        "ет",
        "ит",
        "ют",
        "ут",
        "ят",
        "ал",
        "ил",
        "йти",
        "вести",
        "нести",
        "идти",
        "спасти",
        "крыты",
        "няты",
        "заны",
        "чены",
        "щены",
        "дены",
    ];
    const ENDINGS: [&str; 14] = ["а", "я", "ы", "и", "ого", "его", "ых", "их", "ой", "ей", "ов", "ев", "ств", "ий"];
    // «торговли», «земли» are nouns; a verb has a vowel before its «-ли».
    let letters: Vec<char> = lower.chars().rev().take(3).collect();
    let verb = ["шла", "шли", "шло", "гла", "гли", "кла", "кли", "сла", "сли", "зла", "зли", "рла", "рли"];
    let noun = matches!(letters[..], ['и' | 'а' | 'о', 'л', before] if !"аеиоуыэюя".contains(before))
        && !verb.iter().any(|e| lower.ends_with(e));
    // «вооруженных сил»: no verb behind an adjective in the genitive.
    let behind_plural = ["ых", "их"].iter().any(|e| document.tokens.lower(at.wrapping_sub(1)).ends_with(e));
    if behind_plural && lower.chars().count() <= 4 {
        return true;
    }
    // «фонд рек», «институт прав человека»: genitives without an ending.
    const NEVER: &str = "якобы чтобы дабы будто ли же бы если когда хотя пока вы мы ты сперва сначала снова всегда однажды дважды вновь \
        едва иногда никогда тогда всюду почти вместе опять наконец впоследствии вскоре должна должны обязана обязаны готова готовы \
        намерена намерены вынуждена вынуждены способна способны согласна согласны уверена уверены рада рады";
    let adverb = lower.ends_with("ски") && document.token(at).is_some_and(|t| t.kind == Kind::Word);
    if adverb || NEVER.split(' ').any(|w| w == lower) {
        return false;
    }
    const BARE: &str = "прав наук стран рек вод книг школ лет людей детей женщин мужчин матерей врачей гор лесов озер морей жертв услуг искусств";
    if BARE.split(' ').any(|w| w == lower) {
        return true;
    }
    if !noun && VERBS.iter().any(|e| lower.ends_with(e)) {
        return document.token(at).is_some_and(|t| t.is_capital()) && !lower.ends_with("ть");
    }
    ENDINGS.iter().any(|e| lower.ends_with(e)) || behind_plural
}

/// A phrase with its noun and the adjectives before it in the nominative; the rest as printed.
pub(super) fn in_nominative(
    document: &Document<'_>,
    phrase: Range<usize>,
    head: usize,
    form: Option<NounForm>,
) -> String {
    let Some(form) = form else { return document.slice(&phrase).to_owned() };
    let gender = form.gender;
    // «трех собеседников» → «трое собеседников»: the noun stays as it is.
    // «на два источника»: a number keeps its noun.
    let counts = ["два", "две", "три", "четыре", "пять", "шесть", "семь", "восемь", "девять", "десять"];
    if phrase.start < head && counts.contains(&document.tokens.lower(phrase.start)) {
        return document.slice(&phrase).to_owned();
    }
    let numeral = nominative_adjective(document.slice(&(phrase.start..phrase.start + 1)), gender)
        .filter(|n| phrase.start < head && matches!(n.as_str(), "двое" | "трое" | "четверо"));
    if let Some(numeral) = numeral {
        return format!("{numeral} {}", document.slice(&(phrase.start + 1..phrase.end)));
    }
    // «Международный гребной комитет» stands in the nominative.
    let straight = |at: usize| {
        form.case == Case::Nominative && gender == Agreement::Male && document.tokens.lower(at).ends_with("ой")
    };
    let nominative = |at: usize| match straight(at) {
        true => document.slice(&(at..at + 1)).to_owned(),
        false => adjective(document, at, gender),
    };
    let mut words: Vec<String> = (phrase.start..head).map(nominative).collect();
    let printed = document.slice(&(head..head + 1));
    let lemma = document.lexicon.nominative(form);
    let upper = printed.chars().count() > 1 && printed.chars().all(char::is_uppercase);
    words.push(if upper { lemma.to_uppercase() } else { as_capital(lemma, printed) });
    with_tail(words.join(" "), document.slice(&(head + 1..phrase.end)))
}

/// «Береговой и устьевой», «крановщиков и докеров»: two words of one ending.
fn end_alike(a: &str, b: &str) -> bool {
    a.chars().rev().take(2).eq(b.chars().rev().take(2))
}

/// «источник, близкий к совету», «источник в совете»: a noun with what stands behind it.
pub(super) fn with_tail(noun: String, tail: &str) -> String {
    match tail.chars().next() {
        None => noun,
        Some(',') => format!("{noun}{tail}"),
        Some(_) => format!("{noun} {tail}"),
    }
}

fn adjective(document: &Document<'_>, at: usize, gender: Agreement) -> String {
    let printed = document.slice(&(at..at + 1));
    let straight = ["ый", "ий", "ая", "яя", "ое", "ее", "ые", "ие"].iter().any(|e| printed.ends_with(e));
    match nominative_adjective(printed, gender).filter(|_| !straight) {
        Some(nominative) => nominative,
        None => printed.to_owned(),
    }
}
