//! What the ending of a Russian noun tells against the network: «дипломатами» stands in the instrumental.
//!
//! Takes the nodes of a Russian paragraph, mends the cases that no ending allows. A word of the lists has the cases of its own forms; of all
//! others only endings are judged that tell one thing.

use crate::{
    inflection::Case,
    lexicon::Lexicon,
    net::{Node, Pos, Relation},
};

/// Shorter words are left alone: too many of them end like another form.
const SHORTEST: usize = 4;

/// Nouns that end like an instrumental.
const LIKE_INSTRUMENTAL: &[&str] = &[
    "дом",
    "альбом",
    "диплом",
    "перелом",
    "разгром",
    "погром",
    "симптом",
    "дром",
    "атом",
    "прием",
    "подъем",
    "объем",
    "заем",
    "водоем",
    "проем",
    "съем",
    "шлем",
    "слом",
    "излом",
    "синдром",
    "паром",
    "гром",
    "ком",
    "лом",
    "сом",
    "том",
    "йом",
    "ведом",
    "хором",
];

/// Ends of nouns whose bare form is the nominative of one.
const MASCULINE: &[&str] = &[
    "лер", "дер", "тор", "сор", "мер", "нер", "ник", "чик", "щик", "тель", "ист", "ент", "ант", "арь", "изм", "ект",
    "акт", "онт", "руз", "лог", "граф", "нал", "рант", "орт", "ист",
];

/// Nouns of another kind that end like these.
const LIKE_MASCULINE: &[&str] =
    &["размер", "камер", "мер", "химер", "пещер", "сфер", "контор", "штор", "книг", "фиалок"];

/// Mends the tags of a Russian paragraph.
pub(super) fn mend(text: &str, lexicon: &Lexicon, nodes: &mut [Node]) {
    for at in 0..nodes.len() {
        let Some(printed) = text.get(nodes[at].span.clone()) else { continue };
        let lower = printed.to_lowercase().replace('ё', "е");
        let capital = printed.starts_with(char::is_uppercase);
        if lower.chars().count() < SHORTEST || !lower.chars().all(|c| ('а'..='я').contains(&c)) {
            continue;
        }
        let before = at.checked_sub(1).map(|b| &nodes[b]).filter(|b| b.sentence == nodes[at].sentence);
        let behind = Behind {
            noun: before.is_some_and(|b| matches!(b.tag.pos, Pos::Noun | Pos::Name)),
            free: before.is_none_or(|b| {
                !matches!(b.tag.pos, Pos::Noun | Pos::Adposition | Pos::Number | Pos::Adjective | Pos::Particle)
            }),
        };
        let tag = &mut nodes[at].tag;
        if matches!(tag.pos, Pos::Verb | Pos::Adverb | Pos::Adposition | Pos::Particle | Pos::Other)
            && let Some(form) = lexicon.noun_forms(&lower).first()
        {
            (tag.pos, tag.form, tag.case) = (Pos::Noun, None, Some(form.case));
        } else if matches!(tag.pos, Pos::Noun | Pos::Name) {
            tag.case = case(lexicon, &lower, capital, tag.case, behind);
        }
        // «Пострадавшим оказана помощь», «помощь раненым»: who receives, in a form that the instrumental has as well.
        let receives = nodes[at].relation == Relation::IndirectObject && lower.ends_with(['м', 'у', 'ю']);
        if receives && nodes[at].tag.case.is_some() {
            nodes[at].tag.case = Some(Case::Dative);
        }
    }
}

/// What stands before a noun.
#[derive(Clone, Copy)]
struct Behind {
    noun: bool,
    /// Nothing that a genitive could belong to.
    free: bool,
}

/// The case that a noun can have, where its form tells.
fn case(lexicon: &Lexicon, lower: &str, capital: bool, guess: Option<Case>, behind: Behind) -> Option<Case> {
    use Case::{Accusative, Dative, Genitive, Instrumental, Nominative, Prepositional};
    let ends = |all: &[&str]| all.iter().any(|e| lower.ends_with(e));
    let forms = lexicon.noun_forms(lower);
    if !forms.is_empty() {
        let has = |case: Case| forms.iter().any(|f| f.case == case);
        return match guess {
            // «лидера избили»: a genitive that belongs to nothing is the accusative of somebody.
            Some(Genitive) if behind.free && has(Accusative) => Some(Accusative),
            Some(case) if has(case) => guess,
            // «консула» before or behind its verb is the one to whom it is done.
            _ if has(Genitive) && has(Accusative) => Some(if behind.noun { Genitive } else { Accusative }),
            _ if has(Nominative) => Some(Nominative),
            _ => forms.first().map(|f| f.case),
        };
    }
    let told = if ends(&["ами", "ями"]) {
        Some(Instrumental)
    } else if !capital && ends(&["ям", "ам"]) && !ends(&["храм", "хлам", "реклам", "ислам", "шрам", "срам"])
    {
        Some(Dative)
    } else if !capital && behind.noun && ends(&["ства", "ния", "тия"]) && matches!(guess, Some(Nominative | Accusative))
    {
        Some(Genitive)
    } else if capital && ends(&["ии"]) && matches!(guess, Some(Nominative | Accusative)) {
        Some(if behind.noun { Genitive } else { Dative })
    } else if capital && ends(&["ия"]) && guess == Some(Genitive) {
        Some(Nominative)
    } else if !capital && ends(&["ству"]) {
        Some(Dative)
    } else if ends(&["ию"]) {
        Some(Accusative)
    } else if ends(&["ией"]) {
        Some(Instrumental)
    } else if !capital && ends(&["ах", "ях"]) && !ends(&["монах", "размах", "страх", "взмах", "крах"])
    {
        Some(Prepositional)
    } else if !capital && ends(&["ов", "ев"]) && !ends(&["остров", "покров", "улов", "посев", "гнев", "нерв"])
    {
        Some(Genitive)
    } else if !capital && ends(&["ом", "ем"]) && guess != Some(Prepositional) && !ends(LIKE_INSTRUMENTAL) {
        Some(Instrumental)
    } else {
        None
    };
    if told.is_some() {
        return told;
    }
    // «траулер», «посол»: no genitive of many ends so.
    if guess == Some(Genitive) && !capital && ends(MASCULINE) && !ends(LIKE_MASCULINE) {
        return None;
    }
    let hard = lower.ends_with(|c: char| "бвгджзклмнпрстфхцчшщй".contains(c))
        && (!ends(&["ом", "ем", "ой", "ей", "ым", "им", "ых", "их"]) || ends(LIKE_INSTRUMENTAL));
    match guess {
        // Ends in a consonant: nominative or accusative of one, or a genitive of many.
        Some(Dative | Prepositional | Instrumental) if hard && !capital => None,
        // «омбудсмен Керении», «на вокзале Туровы».
        _ if capital && behind.noun && ends(&["ии"]) => Some(Genitive),
        Some(Nominative | Accusative) if capital && behind.noun && ends(&["ы"]) => Some(Genitive),
        Some(Nominative | Genitive) if !capital && ends(&["у", "ю"]) => Some(Accusative),
        _ => guess,
    }
}
