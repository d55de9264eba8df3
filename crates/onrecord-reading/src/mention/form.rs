//! The forms that a name stands in: its gender, its case, and the stems by which two forms of one name are known.
//!
//! Takes a [`Document`] and places in it. The lists of first names tell most; for what they lack, the endings of Russian names.

use super::name::{Name, is_initial, opens_sentence};
use crate::{
    document::Document,
    found::Agreement,
    inflection::{Case, case_of_first_name, is_genitive_first_name},
    lexicon::{Class, Lexicon, Word},
    tokens::Token,
};
use std::ops::Range;

/// Whether a first name stands here, a Russian one in any case.
pub(crate) fn is_first_name_at(document: &Document<'_>, at: usize) -> bool {
    is_first_name(document.word(at)) || is_first_name(lexicon_word(document, at))
}

pub(crate) fn is_first_name(word: Word) -> bool {
    word.is(Class::MaleName) || word.is(Class::FemaleName)
}

/// Whether a Russian name stands in another case than the nominative, by its first name: «Лены Орн», «Гая Орна», but not «Ангела Орн».
pub(crate) fn is_oblique(document: &Document<'_>, name: &Range<usize>) -> bool {
    let ends = |at: usize, endings: &[&str]| endings.iter().any(|e| document.tokens.lower(at).ends_with(e));
    if !is_cyrillic(document, name.start) || is_first_name(document.word(name.start)) {
        return false;
    }
    if ends(name.start, &["ы", "ии"]) {
        return true;
    }
    let declined = || name.len() < 2 || ends(name.end - 1, &["а", "я", "ого", "его"]);
    // «Игнатий» is no form of «Игнат».
    let printed = document.slice(&(name.start..name.start + 1));
    case_of_first_name(document.lexicon, printed).is_some() && (!ends(name.start, &["а", "я"]) || declined())
}

/// Whether a Russian name stands in the genitive, in which it says whose something is: «Лены Орн», but not «Паулу Орн».
pub(crate) fn is_whose(document: &Document<'_>, name: &Range<usize>) -> bool {
    let first = document.slice(&(name.start..name.start + 1));
    let by_ending = ["ы", "ии"].iter().any(|e| first.ends_with(e));
    is_oblique(document, name) && (by_ending || is_genitive_first_name(document.lexicon, first))
}

/// What the lists know of a Russian first name in any case: «Марии» by «мария».
fn lexicon_word(document: &Document<'_>, at: usize) -> Word {
    let lower = document.tokens.lower(at);
    if !is_cyrillic(document, at) {
        return Word::default();
    }
    let body = stem(lower);
    ["", "а", "я", "й", "ь", "ия", "ий", "ья"]
        .iter()
        .map(|ending| document.lexicon.word(&format!("{body}{ending}")))
        .find(|w| is_first_name(*w))
        .unwrap_or_default()
}

/// Gender of a name with its titles, as far as they tell.
pub(crate) fn gender(document: &Document<'_>, name: &Name) -> Option<Agreement> {
    let (mut male, mut female) = (false, false);
    for at in name.role.clone() {
        male |= document.word(at).is(Class::Male);
        female |= document.word(at).is(Class::Female);
    }
    let before = document.word(name.name.start.saturating_sub(1));
    male |= before.is(Class::Male);
    female |= before.is(Class::Female);
    // «картографа Яна Орна»: behind a role in another case «Яна» is Ян.
    let first = document.tokens.lower(name.name.start);
    let role = document.lexicon.noun_forms(document.tokens.lower(name.name.start.wrapping_sub(1)));
    let oblique = !role.is_empty() && role.iter().all(|f| f.case != Case::Nominative && f.gender == Agreement::Male);
    let man = first.strip_suffix(['а', 'я']).is_some_and(|body| document.lexicon.word(body).is(Class::MaleName));
    if oblique && man && name.name.len() >= 2 {
        return Some(Agreement::Male);
    }
    // "Tracy" alone may be a surname.
    if male == female && name.name.len() >= 2 {
        for word in [document.word(name.name.start), lexicon_word(document, name.name.start)] {
            male |= word.is(Class::MaleName) && !word.is(Class::FemaleName);
            female |= word.is(Class::FemaleName) && !word.is(Class::MaleName);
        }
    }
    match (male, female) {
        (true, false) => Some(Agreement::Male),
        (false, true) => Some(Agreement::Female),
        _ => gender_by_ending(document, &name.name),
    }
}

/// What the endings of an unlisted Russian name tell: a patronymic, or a surname that men and women have in two forms.
fn gender_by_ending(document: &Document<'_>, name: &Range<usize>) -> Option<Agreement> {
    if name.len() < 2 {
        return None;
    }
    if !is_cyrillic(document, name.start) {
        // "Philippa Marr": of unlisted first names those in "-a" are nearly all women's.
        const MEN: &str = "joshua luca nikita ilya misha sasha kolya mykola mikola mustafa ezra abdulla issa isa musa akira shota kenta sava \
            garcia costa silva kuba jerzia krishna raja rama aditya surya hamza yahya zakaria elia juha esa jukka";
        let lower = document.tokens.lower(name.start);
        let woman = lower.ends_with('a') && lower.chars().count() > 3 && !MEN.split_whitespace().any(|m| m == lower);
        return woman.then_some(Agreement::Female);
    }
    let ends = |at: usize, endings: &str| endings.split(' ').any(|e| document.tokens.lower(at).ends_with(e));
    let (first, last) = (name.start, name.end - 1);
    if (first + 1..name.end).any(|at| ends(at, "ович евич овича евича овичу евичу овичем евичем"))
    {
        return Some(Agreement::Male);
    }
    if (first + 1..name.end).any(|at| ends(at, "овна евна овны евны овне евне овной евной инична иничны"))
    {
        return Some(Agreement::Female);
    }
    let soft = ends(first, "а я ь");
    if ends(last, "овой евой иной ской цкой скую ская цкая") && !ends(first, "ом ем ым")
    {
        Some(Agreement::Female)
    } else if ends(last, "овым евым иным ским ского скому ский цкий цкого") || ends(last, "ов ев ин") && !soft
    {
        Some(Agreement::Male)
    } else if ends(last, "ова ева ина") && soft && opens_sentence(document, first) {
        Some(Agreement::Female)
    } else {
        None
    }
}

/// The words of a name as they are compared: Russian ones without endings, initials that stand behind a surname before it.
pub(super) fn stems(document: &Document<'_>, range: &Range<usize>) -> Vec<String> {
    let words = range.clone().filter(|&at| document.token(at).is_some_and(Token::is_word));
    let mut stems: Vec<String> = words
        .map(|at| {
            if is_cyrillic(document, at) {
                stem(document.tokens.lower(at)).to_owned()
            } else {
                document.tokens.lower(at).to_owned()
            }
        })
        .collect();
    let trailing = stems.iter().rev().take_while(|s| is_initial(s)).count();
    if trailing > 0 && trailing < stems.len() {
        stems.rotate_right(trailing);
    }
    stems
}

/// A Russian name without its case ending: «Толландом», «Толланда» → «толланд».
pub(crate) fn stem(word: &str) -> &str {
    const ENDINGS: [&str; 24] = [
        "ого", "ому", "ыми", "ими", "ой", "ей", "ом", "ем", "ым", "им", "ых", "их", "ую", "юю", "ая", "ий", "ый", "ия",
        "ии", "ию", "ью", "ье", "ья", "ьи",
    ];
    let short = |s: &str| s.chars().count() < 3;
    if let Some(body) = ENDINGS.iter().find_map(|e| word.strip_suffix(e)).filter(|b| !short(b)) {
        return body;
    }
    let body = word.trim_end_matches(['а', 'у', 'е', 'ы', 'и', 'о', 'я', 'ю', 'й', 'ь']);
    if short(body) { word } else { body }
}

/// A Russian name as one would look it up: «Дарьи Ленской» → «Дарья Ленская». Only where the lists know the first name in another
/// case than it stands in, so that its gender tells how the surname goes; anything else stays as printed.
pub(crate) fn nominative(lexicon: &Lexicon, name: &str) -> String {
    let mut words: Vec<String> = name.split(' ').map(str::to_owned).collect();
    let lower = words[0].to_lowercase().replace('ё', "е");
    let cyrillic = lower.chars().next().is_some_and(|c| ('а'..='я').contains(&c));
    if !cyrillic || words.len() > 2 || case_of_first_name(lexicon, &words[0]).is_none() {
        return name.to_owned();
    }
    let body = stem(&lower);
    // «Лидии» is «Лидия» before it is «Лида», «Миланы» is no «Милан».
    let by_ending: &[&str] = if lower.ends_with("ии") || lower.ends_with("ию") || lower.ends_with("ией") {
        &["ия", "ий", "я", "а", "й", "ь", "", "ья"]
    } else if lower.ends_with('ы') {
        &["а"]
    } else {
        &["", "а", "я", "й", "ь", "ия", "ий", "ья"]
    };
    let forms: Vec<String> = by_ending.iter().map(|ending| format!("{body}{ending}")).collect();
    let Some(first) = forms.iter().find(|f| is_first_name(lexicon.word(f))) else { return name.to_owned() };
    let female = lexicon.word(first).is(Class::FemaleName);
    let mut letters = first.chars();
    words[0] = letters.next().map(|c| c.to_uppercase().chain(letters).collect()).unwrap_or_default();
    let Some(last) = words.get(1).cloned() else { return words.join(" ") };
    let swap = |ending: &str, to: &str| last.strip_suffix(ending).map(|body| format!("{body}{to}"));
    let found = if female {
        let adjective = ["ской", "цкой"].iter().any(|e| last.ends_with(e));
        let own = ["овой", "евой", "иной"].iter().any(|e| last.ends_with(e));
        if adjective {
            swap("ой", "ая")
        } else if own {
            swap("ой", "а")
        } else {
            None
        }
    } else {
        swap("ского", "ский")
            .or_else(|| swap("ским", "ский"))
            .or_else(|| swap("ом", ""))
            .or_else(|| swap("а", ""))
            .or_else(|| swap("у", ""))
    };
    words[1] = found.filter(|w| w.chars().count() >= 3).unwrap_or(last);
    words.join(" ")
}

pub(super) fn is_cyrillic(document: &Document<'_>, at: usize) -> bool {
    document.tokens.lower(at).chars().next().is_some_and(|c| ('а'..='я').contains(&c))
}

/// A Russian first name in the form in which the lists have it.
pub(super) fn is_nominative(document: &Document<'_>, name: &Range<usize>) -> bool {
    is_first_name(document.word(name.start))
}

pub(super) fn is_known_form(name: &str, document: &Document<'_>) -> bool {
    let first = name.split_whitespace().next().unwrap_or("").to_lowercase();
    is_first_name(document.lexicon.word(&first))
}
