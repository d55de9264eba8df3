//! Russian case endings: from the form that a sentence needs back to the form that one looks up.
//!
//! Takes a word and the case in which it stands (the word before it tells: «по словам …», «в …», «согласно …»), gives its nominative:
//! «докладу» is «доклад», «Огнена Шарича» is «Огнен Шарич», «Морванского института» is «Морванский институт». Nouns come from the list
//! `lexicon/ru-nouns.txt`, whose forms [`decline`] makes; names and adjectives by their endings. A word of which neither is known stays
//! as printed.

use crate::{
    found::Agreement,
    lexicon::{Class, Lexicon},
};

/// A Russian case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Case {
    /// министр
    Nominative,
    /// министра, по словам министра
    Genitive,
    /// министру, согласно докладу
    Dative,
    /// министра, со ссылкой на доклад
    Accusative,
    /// министром
    Instrumental,
    /// в министерстве
    Prepositional,
}

use Case::{Accusative, Dative, Genitive, Instrumental, Nominative, Prepositional};

/// One form of a noun.
pub(crate) type Form = (String, Case, Agreement);

/// How a noun of the list is declined.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A person: its accusative is like its genitive.
    Person,
    /// A body or a document.
    Thing,
    /// Several people, listed in the plural.
    Plural,
    /// An adjective used as a noun.
    Adjective,
}

/// All forms of a noun, its nominative first. A plural that does not exist is a form that no text holds.
pub(crate) fn decline(lemma: &str, kind: Kind) -> Vec<Form> {
    match kind {
        Kind::Plural => plural(lemma),
        Kind::Adjective => adjective(lemma),
        Kind::Person | Kind::Thing => singular(lemma, kind == Kind::Person),
    }
}

const HUSHING: [char; 5] = ['ж', 'ш', 'щ', 'ч', 'ц'];
const VELAR: [char; 3] = ['г', 'к', 'х'];

fn last(word: &str) -> char {
    word.chars().next_back().unwrap_or(' ')
}

/// «-ы», but «-и» behind г, к, х, ж, ш, щ, ч.
fn y(stem: &str) -> &'static str {
    let letter = last(stem);
    if VELAR.contains(&letter) || HUSHING[..4].contains(&letter) { "и" } else { "ы" }
}

/// A noun feminine by its ending in -ь; any other in -ь is taken for masculine.
fn is_feminine_soft(lemma: &str) -> bool {
    ["сть", "ись", "знь", "чь", "шь", "вь", "ать", "ерь", "ядь", "ожь"].iter().any(|e| lemma.ends_with(e))
        && !lemma.ends_with("гость")
}

fn singular(lemma: &str, animate: bool) -> Vec<Form> {
    let body = |ending: &str| lemma.strip_suffix(ending);
    let (stem, gender, endings): (String, Agreement, [&str; 5]) = if let Some(stem) = body("ия") {
        (stem.to_owned(), Agreement::Female, ["ии", "ии", "ию", "ией", "ии"])
    } else if let Some(stem) = body("я") {
        (
            stem.to_owned(),
            if lemma == "судья" { Agreement::Male } else { Agreement::Female },
            ["и", "е", "ю", "ей", "е"],
        )
    } else if let Some(stem) = body("а") {
        let soft = HUSHING.contains(&last(stem));
        let male = matches!(lemma, "глава" | "мужчина" | "дедушка" | "папа" | "староста" | "замглавы");
        let gender = if male { Agreement::Male } else { Agreement::Female };
        (stem.to_owned(), gender, [y(stem), "е", "у", if soft { "ей" } else { "ой" }, "е"])
    } else if let Some(stem) = body("ие") {
        (stem.to_owned(), Agreement::Neuter, ["ия", "ию", "ие", "ием", "ии"])
    } else if let Some(stem) = body("о").filter(|s| !s.ends_with(['и', 'р'])) {
        (stem.to_owned(), Agreement::Neuter, ["а", "у", "о", "ом", "е"])
    } else if let Some(stem) = body("ь").filter(|_| is_feminine_soft(lemma)) {
        let oblique = if lemma == "мать" || lemma == "дочь" { format!("{stem}ер") } else { stem.to_owned() };
        (oblique, Agreement::Female, ["и", "и", "ь", "ью", "и"])
    } else if let Some(stem) = body("ь") {
        (stem.to_owned(), Agreement::Male, ["я", "ю", if animate { "я" } else { "ь" }, "ем", "е"])
    } else if let Some(stem) = body("ий") {
        (stem.to_owned(), Agreement::Male, ["ия", "ию", if animate { "ия" } else { "ий" }, "ием", "ии"])
    } else if let Some(stem) = body("й") {
        (stem.to_owned(), Agreement::Male, ["я", "ю", if animate { "я" } else { "й" }, "ем", "е"])
    } else if lemma.ends_with(|c: char| ('б'..='щ').contains(&c) && !"еиоу".contains(c)) {
        let stem = fleeting(lemma);
        let hushing = HUSHING.contains(&last(&stem));
        let accusative = if animate { "а" } else { "" };
        (stem, Agreement::Male, ["а", "у", accusative, if hushing { "ем" } else { "ом" }, "е"])
    } else {
        // «радио», «СМИ», «атташе»: the same in every case.
        let gender = if lemma.ends_with("атташе") { Agreement::Male } else { Agreement::Neuter };
        return CASES.map(|case| (lemma.to_owned(), case, gender)).to_vec();
    };
    let mut forms = vec![(lemma.to_owned(), Nominative, gender)];
    for (case, ending) in CASES[1..].iter().zip(endings) {
        let whole = *case == Accusative && (ending.is_empty() || gender == Agreement::Female && ending == "ь");
        forms.push((if whole { lemma.to_owned() } else { format!("{stem}{ending}") }, *case, gender));
    }
    forms.extend(stressed_plural(lemma).unwrap_or_else(|| plural(&plural_of(lemma, &stem, gender))));
    forms
}

/// «доктор» → «доктора», «учитель» → «учителя».
fn stressed_plural(lemma: &str) -> Option<Vec<Form>> {
    let hard = matches!(lemma, "доктор" | "профессор");
    let (stem, ends) = match lemma.strip_suffix("учитель").map(|_| lemma.trim_end_matches('ь')) {
        Some(stem) => (stem, ["я", "ей", "ям", "ей", "ями", "ях"]),
        None if hard => (lemma, ["а", "ов", "ам", "ов", "ами", "ах"]),
        None => return None,
    };
    Some(CASES.iter().zip(ends).map(|(case, end)| (format!("{stem}{end}"), *case, Agreement::Plural)).collect())
}

const CASES: [Case; 6] = [Nominative, Genitive, Dative, Accusative, Instrumental, Prepositional];

/// «боец» → «бойц-», «владелец» → «владельц-», «посол» → «посл-».
fn fleeting(lemma: &str) -> String {
    if lemma == "посол" {
        return "посл".to_owned();
    }
    let Some(stem) = lemma.strip_suffix("ец").filter(|s| s.chars().count() > 1) else { return lemma.to_owned() };
    match last(stem) {
        'л' => format!("{stem}ьц"),
        'а' | 'е' | 'о' | 'у' | 'и' => format!("{stem}йц"),
        _ => format!("{stem}ц"),
    }
}

fn plural_of(lemma: &str, stem: &str, gender: Agreement) -> String {
    let soft = lemma.ends_with(['ь', 'й', 'я']);
    match gender {
        Agreement::Neuter if lemma.ends_with("ие") => format!("{stem}ия"),
        Agreement::Neuter => format!("{stem}а"),
        _ if lemma.ends_with("ий") || lemma.ends_with("ия") => format!("{stem}ии"),
        _ if soft => format!("{stem}и"),
        _ => format!("{stem}{}", y(stem)),
    }
}

fn plural(lemma: &str) -> Vec<Form> {
    let form = |text: String, case| (text, case, Agreement::Plural);
    if lemma.ends_with("ые") || lemma.ends_with("ие") && lemma.chars().count() > 5 {
        let stem: String = lemma.chars().take(lemma.chars().count() - 1).collect();
        let ends = ["е", "х", "м", "х", "ми", "х"];
        return CASES.iter().zip(ends).map(|(case, end)| form(format!("{stem}{end}"), *case)).collect();
    }
    let Some((at, ending)) = lemma.char_indices().next_back() else { return Vec::new() };
    let stem = &lemma[..at];
    let soft = ending == 'я' || ending == 'и' && !VELAR.contains(&last(stem)) && !HUSHING.contains(&last(stem));
    let (am, ami, ah) = if soft { ("ям", "ями", "ях") } else { ("ам", "ами", "ах") };
    let genitive = match ending {
        'ы' if last(stem) == 'ц' => format!("{stem}ев"),
        'ы' => format!("{stem}ов"),
        'и' if VELAR.contains(&last(stem)) => format!("{stem}ов"),
        'и' if last(stem) == 'и' => format!("{stem}й"),
        'и' => format!("{stem}ей"),
        'е' => stem.to_owned(),
        'я' if last(stem) == 'и' => format!("{stem}й"),
        'а' => stem.to_owned(),
        _ => return vec![form(lemma.to_owned(), Nominative)],
    };
    vec![
        form(lemma.to_owned(), Nominative),
        form(genitive.clone(), Genitive),
        form(format!("{stem}{am}"), Dative),
        form(genitive, Accusative),
        form(format!("{stem}{ami}"), Instrumental),
        form(format!("{stem}{ah}"), Prepositional),
    ]
}

fn adjective(lemma: &str) -> Vec<Form> {
    let count = lemma.chars().count().saturating_sub(2);
    let stem: String = lemma.chars().take(count).collect();
    let female = lemma.ends_with("ая") || lemma.ends_with("яя");
    let soft = lemma.ends_with("ий") && !VELAR.contains(&last(&stem)) || lemma.ends_with("яя");
    let ends: [&str; 6] = match (female, soft) {
        (true, false) => ["ая", "ой", "ой", "ую", "ой", "ой"],
        (true, true) => ["яя", "ей", "ей", "юю", "ей", "ей"],
        (false, true) => ["ий", "его", "ему", "его", "им", "ем"],
        (false, false) => [&lemma[stem.len()..], "ого", "ому", "ого", "ым", "ом"],
    };
    let gender = if female { Agreement::Female } else { Agreement::Male };
    CASES.iter().zip(ends).map(|(case, end)| (format!("{stem}{end}"), *case, gender)).collect()
}

/// The endings of an adjective that is not in the nominative.
const OBLIQUE: [&str; 12] = ["ыми", "ими", "ого", "его", "ому", "ему", "ых", "их", "ым", "им", "ом", "ем"];
const OBLIQUE_FEMALE: [&str; 4] = ["ой", "ей", "ую", "юю"];

/// Whether a word could be an adjective, participle or numeral before the noun of a phrase.
pub(crate) fn is_adjective(word: &str) -> bool {
    const STRAIGHT: [&str; 8] = ["ый", "ий", "ая", "яя", "ое", "ее", "ые", "ие"];
    let long = |ending: &&str| word.chars().count() >= ending.chars().count() + 3 && word.ends_with(*ending);
    matches!(word, "наш" | "наша" | "наши" | "один" | "одна" | "два" | "две" | "три")
        || pronominal(word, Agreement::Male).is_some()
        || STRAIGHT.iter().chain(&OBLIQUE).chain(&OBLIQUE_FEMALE).any(long)
}

/// «одного» → «один», «трех» → «трое».
fn pronominal(word: &str, gender: Agreement) -> Option<&'static str> {
    Some(match word {
        "одного" | "одному" | "одним" | "одном" => "один",
        "одной" | "одну" => "одна",
        "двух" | "двоих" | "двум" | "двоим" => "двое",
        "трех" | "троих" | "трем" | "троим" => "трое",
        "четырех" | "четверых" | "четырем" | "четверым" => "четверо",
        "нашего" | "нашему" | "нашим" | "нашем" if gender == Agreement::Neuter => "наше",
        "нашего" | "нашему" | "нашим" | "нашем" => "наш",
        "нашей" | "нашу" => "наша",
        "наших" => "наши",
        "всех" | "всем" | "всеми" if gender == Agreement::Plural => "все",
        "обеих" | "обеим" | "обеими" => "обе",
        "обоих" | "обоим" | "обоими" => "оба",
        "всех" => "все",
        _ => return None,
    })
}

/// The nominative of an adjective beside a noun of this gender: «Морванского» → «Морванский».
pub(crate) fn nominative_adjective(word: &str, gender: Agreement) -> Option<String> {
    let lower = word.to_lowercase().replace('ё', "е");
    if let Some(numeral) = pronominal(&lower, gender) {
        return Some(as_capital(numeral, word));
    }
    let ending = OBLIQUE.iter().chain(&OBLIQUE_FEMALE).find(|e| lower.ends_with(**e))?;
    let count = word.chars().count().checked_sub(ending.chars().count()).filter(|n| *n >= 2)?;
    let stem: String = word.chars().take(count).collect();
    let letter = last(&stem);
    let soft = ending.starts_with(['е', 'и', 'ю']) && (letter == 'н' || "ьиаое".contains(letter)) || letter == 'ш';
    let ours = [
        "городск",
        "морск",
        "областн",
        "краев",
        "делов",
        "миров",
        "правов",
        "трудов",
        "донск",
        "основн",
        "годов",
        "портов",
        "передов",
        "отставн",
        "берегов",
        "войсков",
        "полев",
        "грузов",
        "пожил",
        "молод",
        "лесн",
        "речн",
    ];
    let stressed = ours.iter().any(|s| stem.to_lowercase().ends_with(s));
    let to = match gender {
        Agreement::Female => {
            if soft && letter != 'ш' {
                "яя"
            } else {
                "ая"
            }
        }
        Agreement::Neuter => {
            if soft {
                "ее"
            } else {
                "ое"
            }
        }
        Agreement::Plural => {
            if soft || VELAR.contains(&letter) || HUSHING.contains(&letter) {
                "ие"
            } else {
                "ые"
            }
        }
        Agreement::Male if stressed => "ой",
        Agreement::Male if soft || VELAR.contains(&letter) || HUSHING.contains(&letter) => "ий",
        Agreement::Male => "ый",
    };
    Some(format!("{stem}{to}"))
}

/// The nominative of a noun that the list does not know, by its ending alone: only where the ending tells.
pub(crate) fn nominative_by_ending(word: &str, case: Case) -> Option<(String, Agreement)> {
    const ENDS: [(&str, Case, &str, Agreement); 46] = [
        ("рынке", Prepositional, "рынок", Agreement::Male),
        ("списке", Prepositional, "список", Agreement::Male),
        ("участке", Prepositional, "участок", Agreement::Male),
        ("снимке", Prepositional, "снимок", Agreement::Male),
        ("отрывке", Prepositional, "отрывок", Agreement::Male),
        ("поселке", Prepositional, "поселок", Agreement::Male),
        ("вке", Prepositional, "вка", Agreement::Female),
        ("ске", Prepositional, "ска", Agreement::Female),
        ("тке", Prepositional, "тка", Agreement::Female),
        ("дке", Prepositional, "дка", Agreement::Female),
        ("чке", Prepositional, "чка", Agreement::Female),
        ("шке", Prepositional, "шка", Agreement::Female),
        ("рке", Prepositional, "рка", Agreement::Female),
        ("нке", Prepositional, "нка", Agreement::Female),
        ("ице", Prepositional, "ица", Agreement::Female),
        ("тки", Genitive, "тка", Agreement::Female),
        ("вки", Genitive, "вка", Agreement::Female),
        ("чки", Genitive, "чка", Agreement::Female),
        ("иси", Prepositional, "ись", Agreement::Female),
        ("иси", Genitive, "ись", Agreement::Female),
        ("ства", Genitive, "ство", Agreement::Neuter),
        ("ству", Dative, "ство", Agreement::Neuter),
        ("стве", Prepositional, "ство", Agreement::Neuter),
        ("ения", Genitive, "ение", Agreement::Neuter),
        ("ании", Prepositional, "ание", Agreement::Neuter),
        ("ении", Prepositional, "ение", Agreement::Neuter),
        ("ению", Dative, "ение", Agreement::Neuter),
        ("ции", Genitive, "ция", Agreement::Female),
        ("ции", Dative, "ция", Agreement::Female),
        ("ции", Prepositional, "ция", Agreement::Female),
        ("цию", Accusative, "ция", Agreement::Female),
        ("ости", Genitive, "ость", Agreement::Female),
        ("ости", Prepositional, "ость", Agreement::Female),
        ("теля", Genitive, "тель", Agreement::Male),
        ("теля", Accusative, "тель", Agreement::Male),
        ("телю", Dative, "тель", Agreement::Male),
        ("ника", Genitive, "ник", Agreement::Male),
        ("ника", Accusative, "ник", Agreement::Male),
        ("щика", Genitive, "щик", Agreement::Male),
        ("ницы", Genitive, "ница", Agreement::Female),
        ("ики", Genitive, "ика", Agreement::Female),
        ("дки", Genitive, "дка", Agreement::Female),
        ("службы", Genitive, "служба", Agreement::Female),
        ("ицера", Accusative, "ицер", Agreement::Male),
        ("телей", Genitive, "тели", Agreement::Plural),
        ("ников", Genitive, "ники", Agreement::Plural),
    ];
    let lower = word.to_lowercase();
    if let Some((from, _, to, gender)) = ENDS.iter().find(|(end, of, ..)| *of == case && lower.ends_with(end)) {
        return Some((format!("{}{to}", word.strip_suffix(from)?), *gender));
    }
    let swap = |ending: &str, to: &str| word.strip_suffix(ending).map(|s| format!("{s}{to}"));
    let consonant = |s: &String| "бвгджзклмнпрстфхцчшщ".contains(last(s)) && s.chars().count() >= 3;
    let male = match case {
        Genitive => swap("ов", "ы").map(|s| (s, Agreement::Plural)),
        Dative => swap("у", "").filter(consonant).map(|s| (s, Agreement::Male)),
        Prepositional => swap("е", "").filter(consonant).map(|s| (s, Agreement::Male)),
        _ => None,
    };
    let male = male.map(|(s, g)| if g == Agreement::Plural { velar_plural(s) } else { (s, g) });
    male.or_else(|| match case {
        Genitive => swap("а", "").filter(consonant).map(|s| (s, Agreement::Male)),
        _ => None,
    })
}

/// «участникы» → «участники».
fn velar_plural(word: String) -> (String, Agreement) {
    let stem = word.strip_suffix('ы').unwrap_or(&word);
    (format!("{stem}{}", y(stem)), Agreement::Plural)
}

/// The nominative of a person's name in a case: first name, patronymic, surname, or a surname alone. `gender` as far as role or verb tell.
/// None where nothing tells how the name goes.
pub(crate) fn nominative_person(
    lexicon: &Lexicon,
    words: &[&str],
    case: Case,
    gender: Option<Agreement>,
) -> Option<String> {
    if case == Nominative || words.is_empty() {
        return None;
    }
    let first = words[0];
    if words.len() == 1 {
        return surname(first, case, gender?);
    }
    // «Луниной Е. С.»: initials are the same in every case.
    let initial = |w: &str| w.ends_with('.') && w.chars().count() <= 4;
    if words.iter().any(|w| initial(w)) {
        let gender = gender?;
        let straight = |w: &&str| if initial(w) { None } else { surname(w, case, gender) };
        return Some(
            words.iter().map(|w| straight(w).unwrap_or_else(|| (*w).to_owned())).collect::<Vec<_>>().join(" "),
        );
    }
    let listed = first_name_forms(first, case)
        .into_iter()
        .map(|(name, g)| (with_vowel(name), g))
        .find(|(name, g)| lexicon.word(&name.to_lowercase().replace('ё', "е")).is(given(*g)));
    let by_role = |g: Agreement| first_name_forms(first, case).into_iter().find(|(_, own)| *own == g);
    let (name, gender) = match (listed, gender) {
        (Some(found), _) => found,
        (None, Some(g)) => by_role(g).or_else(|| first_name_forms(first, case).into_iter().next())?,
        (None, None) if is_declined_as_male(words[words.len() - 1], case) => {
            by_role(Agreement::Male).or_else(|| first_name_forms(first, case).into_iter().next())?
        }
        (None, None) => first_name_forms(first, case).into_iter().next()?,
    };
    let mut out = vec![name];
    out.extend(words[1..].iter().map(|w| surname(w, case, gender).unwrap_or_else(|| (*w).to_owned())));
    Some(out.join(" "))
}

/// The case in which a listed first name stands, where it is not the nominative: «Аркадия», «Лене».
pub(crate) fn case_of_first_name(lexicon: &Lexicon, word: &str) -> Option<Case> {
    let listed = |name: &str| {
        let known = lexicon.word(&name.to_lowercase().replace('ё', "е"));
        known.is(Class::MaleName) || known.is(Class::FemaleName)
    };
    let stands_in = |case: &Case| {
        first_name_forms(word, *case).into_iter().any(|(name, gender)| {
            let name = with_vowel(name).to_lowercase().replace('ё', "е");
            lexicon.word(&name).is(given(gender))
        })
    };
    if listed(word) { None } else { CASES[1..].iter().copied().find(stands_in) }
}

/// Whether a word is the genitive of a listed first name and no first name itself: «Лены», but not «Паулу».
pub(crate) fn is_genitive_first_name(lexicon: &Lexicon, word: &str) -> bool {
    case_of_first_name(lexicon, word) == Some(Genitive)
}

/// A surname in an ending that only men's surnames take: «Орна», «Орну», «Орном».
fn is_declined_as_male(word: &str, case: Case) -> bool {
    let endings: &[&str] = match case {
        Genitive | Accusative => &["а", "я", "ого"],
        Dative => &["у", "ю", "ому"],
        Instrumental => &["ым", "ом", "ем"],
        Nominative | Prepositional => &[],
    };
    endings.iter().any(|e| word.ends_with(e))
}

/// «Павл» → «Павел»: the names whose last vowel comes and goes.
fn with_vowel(name: String) -> String {
    match name.as_str() {
        "Павл" => "Павел".to_owned(),
        "Льв" => "Лев".to_owned(),
        _ => name,
    }
}

fn given(gender: Agreement) -> Class {
    if gender == Agreement::Female { Class::FemaleName } else { Class::MaleName }
}

/// What a first name in a case can be the form of, likeliest first.
fn first_name_forms(word: &str, case: Case) -> Vec<(String, Agreement)> {
    let (m, f) = (Agreement::Male, Agreement::Female);
    let table: &[(&str, &[(&str, Agreement)])] = match case {
        Genitive => &[
            ("ии", &[("ия", f)]),
            ("ия", &[("ий", m)]),
            ("я", &[("й", m), ("ь", m)]),
            ("а", &[("", m)]),
            ("ы", &[("а", f), ("а", m)]),
            ("и", &[("а", f), ("я", f), ("я", m), ("ь", f)]),
        ],
        Dative => &[
            ("ии", &[("ия", f)]),
            ("ю", &[("й", m), ("ь", m)]),
            ("у", &[("", m)]),
            ("е", &[("а", f), ("я", f), ("а", m), ("я", m)]),
        ],
        Accusative => &[
            ("я", &[("й", m), ("ь", m)]),
            ("а", &[("", m)]),
            ("у", &[("а", f), ("а", m)]),
            ("ю", &[("я", f), ("я", m)]),
        ],
        Instrumental => &[
            ("ем", &[("й", m), ("ь", m), ("", m)]),
            ("ом", &[("", m)]),
            ("ой", &[("а", f), ("а", m)]),
            ("ей", &[("я", f), ("а", f)]),
        ],
        Prepositional => &[("ии", &[("ия", f), ("ий", m)]), ("е", &[("", m), ("а", f), ("я", f), ("й", m)])],
        Nominative => &[],
    };
    let Some((ending, forms)) = table.iter().find(|(ending, _)| word.ends_with(ending)) else { return Vec::new() };
    let stem = word.strip_suffix(ending).unwrap_or(word);
    let vowel = "аеиоуэюя".contains(last(stem));
    let soft = stem.ends_with('ь');
    let fits = |to: &str| match to {
        "а" if soft => false,
        // «Марики», but «Лауры».
        "а" if ending == &"и" => VELAR.contains(&last(stem)) || HUSHING.contains(&last(stem)),
        "й" => vowel,
        "ь" => !vowel,
        "" => !vowel && stem.chars().count() >= 2,
        _ => true,
    };
    forms.iter().filter(|(to, _)| fits(to)).map(|(to, g)| (format!("{stem}{to}"), *g)).collect()
}

fn surname(word: &str, case: Case, gender: Agreement) -> Option<String> {
    let swap = |ending: &str, to: &str| {
        word.strip_suffix(ending).filter(|s| s.chars().count() >= 2).map(|s| format!("{s}{to}"))
    };
    if gender == Agreement::Female {
        let adjective = ["ской", "цкой"].iter().find_map(|e| swap(e, &e.replace("ой", "ая")));
        let own = ["овой", "евой", "ёвой", "иной", "ыной", "вной"].iter().find_map(|e| swap(e, &e.replace("ой", "а")));
        let found = match case {
            Accusative => {
                swap("скую", "ская").or_else(|| swap("ую", "ая")).or_else(|| swap("у", "а")).or_else(|| swap("ю", "я"))
            }
            Nominative => None,
            Instrumental => adjective.or(own).or_else(|| swap("ией", "ия")).or_else(|| swap("ой", "ая")),
            _ => adjective.or(own).or_else(|| swap("ой", "ая")),
        };
        return found.or_else(|| match case {
            Genitive => swap("ы", "а").or_else(|| velar(word)),
            Dative | Prepositional => swap("е", "а"),
            _ => None,
        });
    }
    let soft = |word: &str, ending: &str| {
        let stem = word.strip_suffix(ending).filter(|s| s.chars().count() >= 2)?;
        let to = match last(stem) {
            'а' | 'е' | 'и' | 'о' | 'у' | 'ы' => "й",
            c if HUSHING.contains(&c) && ending == "ем" => "",
            _ => "ь",
        };
        Some(format!("{stem}{to}"))
    };
    let bare = |ending: &str| swap(ending, "").filter(|s| !"аеиоуыэюя".contains(last(s))).map(with_last_vowel);
    match case {
        Genitive | Accusative => swap("ского", "ский")
            .or_else(|| swap("цкого", "цкий"))
            .or_else(|| swap("ого", "ый"))
            .or_else(|| swap("его", "ий"))
            .or_else(|| bare("а"))
            .or_else(|| soft(word, "я"))
            .or_else(|| swap("ы", "а"))
            .or_else(|| velar(word)),
        Dative => swap("скому", "ский")
            .or_else(|| swap("цкому", "цкий"))
            .or_else(|| swap("ому", "ый"))
            .or_else(|| bare("у"))
            .or_else(|| soft(word, "ю"))
            .or_else(|| swap("е", "а").filter(|_| !["же", "ше", "че", "ье"].iter().any(|e| word.ends_with(e)))),
        Instrumental => swap("ским", "ский")
            .or_else(|| swap("цким", "цкий"))
            .or_else(|| ["овым", "евым", "ёвым", "иным", "ыным"].iter().find_map(|e| swap(e, e.strip_suffix("ым")?)))
            .or_else(|| bare("ом"))
            .or_else(|| soft(word, "ем"))
            .or_else(|| swap("ой", "а"))
            .or_else(|| swap("ым", "ый"))
            .or_else(|| swap("им", "ий")),
        Prepositional => swap("ском", "ский").or_else(|| swap("цком", "цкий")).or_else(|| bare("е")),
        Nominative => None,
    }
}

/// «Лисовц» → «Лисовец»: the vowel that the other cases lose; «Лоренц» and «Шульц» have none.
fn with_last_vowel(name: String) -> String {
    let lost = ["вц", "бц", "пц", "дц", "мц"].iter().any(|e| name.ends_with(e));
    name.strip_suffix('ц').filter(|_| lost).map(|stem| format!("{stem}ец")).unwrap_or(name)
}

/// «Ткачуки» is nobody's genitive, but «Калюжки» is «Калюжка».
fn velar(word: &str) -> Option<String> {
    let stem = word.strip_suffix('и').filter(|s| VELAR.contains(&last(s)) && s.chars().count() >= 3)?;
    Some(format!("{stem}а"))
}

/// With the first letter of `like` in its case.
pub(crate) fn as_capital(word: &str, like: &str) -> String {
    let mut letters = word.chars();
    match letters.next() {
        Some(c) if like.chars().next().is_some_and(char::is_uppercase) => c.to_uppercase().chain(letters).collect(),
        _ => word.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(lemma: &str, kind: Kind, case: Case) -> String {
        let forms = decline(lemma, kind);
        forms.into_iter().find(|f| f.1 == case).map(|f| f.0).unwrap_or_default()
    }

    #[test]
    fn nouns_decline() {
        let cases = [
            ("министерство", Kind::Thing, Prepositional, "министерстве"),
            ("министерство", Kind::Thing, Genitive, "министерства"),
            ("комиссия", Kind::Thing, Genitive, "комиссии"),
            ("газета", Kind::Thing, Accusative, "газету"),
            ("доклад", Kind::Thing, Dative, "докладу"),
            ("доклад", Kind::Thing, Accusative, "доклад"),
            ("сообщение", Kind::Thing, Prepositional, "сообщении"),
            ("владелец", Kind::Person, Genitive, "владельца"),
            ("посол", Kind::Person, Instrumental, "послом"),
            ("представитель", Kind::Person, Accusative, "представителя"),
            ("запись", Kind::Thing, Prepositional, "записи"),
            ("область", Kind::Thing, Prepositional, "области"),
            ("эксперты", Kind::Plural, Genitive, "экспертов"),
            ("врачи", Kind::Plural, Genitive, "врачей"),
            ("жители", Kind::Plural, Dative, "жителям"),
            ("ученые", Kind::Plural, Genitive, "ученых"),
            ("дежурный", Kind::Adjective, Genitive, "дежурного"),
            ("радио", Kind::Thing, Prepositional, "радио"),
        ];
        for (lemma, kind, case, wanted) in cases {
            assert_eq!(form(lemma, kind, case), wanted, "{lemma}");
        }
    }

    #[test]
    fn names_come_back() {
        let lexicon = Lexicon::embedded();
        let cases: [(&[&str], Case, Option<Agreement>, &str); 10] = [
            (&["Ивана", "Толланда"], Genitive, None, "Иван Толланд"),
            (&["Марии", "Арденовой"], Genitive, None, "Мария Арденова"),
            (&["Дарьи", "Ленской"], Genitive, None, "Дарья Ленская"),
            (&["Гвидона", "Шарпича"], Genitive, None, "Гвидон Шарпич"),
            (&["Инги", "Вестейм"], Genitive, None, "Инга Вестейм"),
            (&["Зоргомы", "Варея"], Genitive, None, "Зоргома Варей"),
            (&["Ивану", "Горскому"], Dative, None, "Иван Горский"),
            (&["Павлом", "Ивановичем", "Ростиным"], Instrumental, None, "Павел Иванович Ростин"),
            (&["Лунева"], Genitive, Some(Agreement::Male), "Лунев"),
            (&["Луневой"], Genitive, Some(Agreement::Female), "Лунева"),
        ];
        for (words, case, gender, wanted) in cases {
            let got = nominative_person(&lexicon, words, case, gender);
            assert_eq!(got.as_deref(), Some(wanted));
        }
    }
}
