//! What a number counts: the head of the noun phrase behind it, in English and Russian.
//!
//! No parser stands behind this. English tells by plurals and by the words that end a phrase; Russian by the endings of adjectives.

use crate::{
    lexicon::Class,
    objects::look::{Look, is_cyrillic},
    tokens::Kind,
};

/// A noun phrase behind a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Phrase {
    /// The head.
    pub(super) head: usize,
}

/// More words than these are no modifiers.
const MODIFIERS: usize = 6;

/// The head of what stands from `at` on. `one`: a singular is expected.
pub(super) fn head(look: Look<'_>, at: usize, one: bool, few: bool) -> Option<Phrase> {
    if !look.is_word(at) {
        return quoted(look, at, one, few);
    }
    if is_cyrillic(look.low(at)) { russian(look, at, one, few) } else { english(look, at, one) }
}

/// «три «Шахеда»»: a quoted name is what is counted.
fn quoted(look: Look<'_>, at: usize, _one: bool, _few: bool) -> Option<Phrase> {
    let opens = matches!(look.kind(at), Some(Kind::Mark('“' | '«' | '"' | '„' | '‘')));
    let name = opens && look.is_capital(at + 1) && matches!(look.kind(at + 2), Some(Kind::Mark(_)));
    name.then_some(Phrase { head: at + 1 })
}

// --- English

fn english(look: Look<'_>, at: usize, one: bool) -> Option<Phrase> {
    let run: Vec<usize> = (at..at + MODIFIERS + 1).take_while(|&t| goes_on(look, t, t == at)).collect();
    let (&first, &last) = (run.first()?, run.last()?);
    if one {
        return singular(look, &run).map(|head| Phrase { head });
    }
    // "two Dolmark and four Sarven ships" ends at "and"; "Dolmark and Sarven officers" goes on.
    let plural = run.iter().position(|&t| is_plural(look, t));
    let Some(mut n) = plural else {
        let joined = matches!(look.low(last + 1), "and" | "or") || look.is(last + 1, ',') && run.len() == 1;
        let adjective = |t: usize| look.is_capital(t) || ends_like_adjective(look.low(t));
        if joined && adjective(last) && run.len() <= 2 {
            return english(look, last + 2, one).filter(|p| is_plural(look, p.head));
        }
        let by_itself = matches!(
            look.low(first),
            "dead" | "wounded" | "injured" | "missing" | "hurt" | "detained" | "arrested" | "present" | "absent"
        );
        return (by_itself && run.len() == 1 && !look.class(first + 1, Class::Preposition))
            .then_some(Phrase { head: first })
            .filter(|_| false);
    };
    // "sales managers", "human rights activists", "arms export licences"
    while let Some(&next) = run.get(n + 1) {
        // "60 hours costs": behind a measure comes the verb.
        if super::measure::kind(look.low(run[n])).is_some() {
            break;
        }
        let modifier = matches!(
            look.low(run[n]),
            "arms"
                | "sports"
                | "sales"
                | "customs"
                | "rights"
                | "goods"
                | "news"
                | "armed"
                | "forces"
                | "states"
                | "nations"
                | "affairs"
                | "services"
                | "systems"
                | "communications"
                | "operations"
                | "security"
                | "police"
                | "staff"
                | "crew"
                | "aircraft"
        );
        let verb = is_verb(look, next) || look.document.word(next).cue.is_some() && !look.class(next, Class::Role);
        if is_plural(look, next) && !verb {
            n += 1;
        } else if modifier && run.get(n + 2).is_some_and(|&t| is_plural(look, t)) && !is_verb(look, next) {
            n += 2;
        } else {
            break;
        }
    }
    Some(Phrase { head: run[n] })
}

/// Whether a word can stand inside a noun phrase behind a number.
fn goes_on(look: Look<'_>, at: usize, first: bool) -> bool {
    if !look.is_word(at) {
        return false;
    }
    if at > 0 && look.kind(at - 1) == Some(Kind::Possessive) {
        return true;
    }
    let stops = [
        Class::Preposition,
        Class::Conjunction,
        Class::Auxiliary,
        Class::Pronoun,
        Class::PronounObject,
        Class::Negation,
        Class::Time,
    ];
    let low = look.low(at);
    let word = look.document.word(at);
    if matches!(
        low,
        "other" | "more" | "additional" | "further" | "new" | "such" | "former" | "long" | "senior" | "clear"
    ) {
        return true;
    }
    if low == "per" || low == "cent" {
        return true;
    }
    let verb = word.cue.is_some() && !is_plural(look, at) && !(first && look.class(at, Class::Role));
    let stops = verb && !low.ends_with("ing")
        || stops.iter().any(|c| word.is(*c))
        || word.is(Class::Determiner)
        || word.is(Class::Adverb) && !low.ends_with("ly");
    !stops
        && !matches!(
            low,
            "ago"
                | "away"
                | "apart"
                | "each"
                | "apiece"
                | "alone"
                | "yesterday"
                | "there"
                | "here"
                | "than"
                | "per"
                | "as"
                | "out"
                | "up"
                | "down"
                | "off"
                | "back"
                | "not"
        )
}

/// The head of a phrase with a singular: its last word before a verb.
fn singular(look: Look<'_>, run: &[usize]) -> Option<usize> {
    let mut head = None;
    for (n, &at) in run.iter().enumerate() {
        let low = look.low(at);
        let verb = is_verb(look, at)
            || n > 0 && matches!(low, "running" | "straight")
            || n > 0
                && (low.ends_with("ed") && !ends_like_adjective(low)
                    || is_plural(look, at) && low != "series" && low != "news");
        if verb || look.document.word(at).cue.is_some() && n > 0 {
            break;
        }
        head = Some(at);
    }
    head
}

/// Past tenses that do not end in -ed, and other verbs that follow a subject.
fn is_verb(look: Look<'_>, at: usize) -> bool {
    matches!(
        look.low(at),
        "began"
            | "begins"
            | "came"
            | "comes"
            | "went"
            | "goes"
            | "took"
            | "takes"
            | "left"
            | "fell"
            | "held"
            | "met"
            | "won"
            | "lost"
            | "made"
            | "gave"
            | "became"
            | "got"
            | "ran"
            | "rose"
            | "sent"
            | "spent"
            | "stood"
            | "told"
            | "thought"
            | "kept"
            | "brought"
            | "bought"
            | "built"
            | "fled"
            | "found"
            | "knew"
            | "led"
            | "paid"
            | "saw"
            | "sat"
            | "sank"
            | "shot"
            | "spoke"
            | "struck"
            | "swam"
            | "wrote"
            | "broke"
            | "drove"
            | "flew"
            | "threw"
            | "lay"
            | "lies"
            | "live"
            | "lives"
            | "work"
            | "works"
            | "need"
            | "needs"
            | "remain"
            | "remains"
            | "want"
            | "wants"
            | "vote"
            | "die"
            | "go"
            | "come"
            | "take"
            | "follow"
            | "follows"
    ) && !matches!(look.low(at), "lives" | "works" | "needs" | "remains" if at > 0 && look.is_digits(at - 1))
}

fn ends_like_adjective(low: &str) -> bool {
    low.contains('-')
        || ["ian", "ean", "ish", "ese", "ic", "al", "ous", "ive", "ary", "ern", "en", "an"]
            .iter()
            .any(|e| low.ends_with(e))
}

/// Whether a word looks like a plural noun.
pub(super) fn is_plural(look: Look<'_>, at: usize) -> bool {
    let low = look.low(at);
    if matches!(
        low,
        "people"
            | "men"
            | "women"
            | "children"
            | "police"
            | "personnel"
            | "staff"
            | "feet"
            | "teeth"
            | "mice"
            | "sheep"
            | "aircraft"
            | "cattle"
            | "fish"
            | "percent"
            | "cent"
            | "policemen"
            | "policewomen"
            | "firemen"
            | "fishermen"
            | "businessmen"
            | "spokesmen"
            | "servicemen"
            | "servicewomen"
            | "crew"
            | "militiamen"
            | "gunmen"
            | "seamen"
            | "clergymen"
            | "craft"
            | "spacecraft"
            | "headquarters"
            | "media"
            | "data"
            | "geese"
            | "oxen"
            | "livestock"
            | "square"
            | "cubic"
            | "km"
            | "kg"
            | "tonne"
            | "degrees"
            | "mph"
            | "lire"
            | "roubles"
            | "hryvnia"
            | "yuan"
            | "yen"
            | "euro"
            | "baht"
            | "won"
            | "kroner"
            | "kronor"
            | "zloty"
            | "bn"
            | "personnes"
    ) {
        return !matches!(low, "square" | "cubic" | "won" | "bn");
    }
    let short = low.len() < 4 && !matches!(low, "men" | "cms" | "kms" | "buys" | "ads" | "mps" | "tvs" | "gis");
    low.ends_with('s')
        && !short
        && !["ss", "us", "is", "'s"].iter().any(|e| low.ends_with(e))
        && !matches!(
            low,
            "previous"
                | "various"
                | "whereas"
                | "perhaps"
                | "always"
                | "sometimes"
                | "towards"
                | "besides"
                | "afterwards"
                | "says"
                | "does"
                | "goes"
        )
        || matches!(low, "buses" | "viruses" | "campuses")
        || low.ends_with("men") && low.len() > 5
}

// --- Russian

fn russian(look: Look<'_>, at: usize, one: bool, few: bool) -> Option<Phrase> {
    let mut adjective = None;
    for t in at..at + MODIFIERS {
        let low = look.low(t);
        // «двоих их товарищей»
        let possessive = matches!(
            low,
            "их" | "его"
                | "ее"
                | "своих"
                | "наших"
                | "этих"
                | "таких"
                | "других"
                | "самых"
                | "ваших"
                | "моих"
        );
        let ends = !look.is_word(t) || !is_cyrillic(low) || !possessive && is_function(look, t);
        if ends {
            // «восемь, в том числе»; «двое раненых»: an adjective that closes the phrase is its noun.
            let joined = matches!(low, "и" | "или") && adjective.is_some() && is_adjective(look.low(t + 1));
            if joined {
                continue;
            }
            break;
        }
        if one && low.ends_with('л') && !is_noun_in_l(low)
            || is_verb_russian(low, few)
            || !few
                && adjective.is_none()
                && low.ends_with(['е', 'я'])
                && (low.ends_with("ые") || low.ends_with("ие") && is_adjective(low))
        {
            break;
        }
        if possessive {
            continue;
        }
        if is_adjective(low) {
            adjective = Some(t);
            continue;
        }
        // Behind a genitive plural a nominative is the subject or object of the clause: «двадцать раненых бойцы …» is rare enough.
        let _ = one;
        return Some(Phrase { head: t });
    }
    adjective.map(|head| Phrase { head })
}

fn is_function(look: Look<'_>, at: usize) -> bool {
    let word = look.document.word(at);
    [
        Class::Preposition,
        Class::Conjunction,
        Class::Auxiliary,
        Class::Pronoun,
        Class::PronounObject,
        Class::Negation,
        Class::Adverb,
    ]
    .iter()
    .any(|c| word.is(*c))
        || word.cue.is_some()
        || matches!(
            look.low(at),
            "уже"
                | "еще"
                | "это"
                | "эти"
                | "этого"
                | "там"
                | "здесь"
                | "только"
                | "из"
                | "изо"
                | "же"
                | "ли"
                | "лишь"
                | "раньше"
                | "позже"
                | "подряд"
                | "назад"
                | "против"
                | "вместо"
                | "кроме"
                | "чем"
                | "стало"
                | "стали"
                | "стал"
                | "нет"
                | "есть"
                | "пока"
                | "того"
                | "вместе"
                | "сразу"
                | "около"
                | "свыше"
                | "более"
                | "менее"
                | "так"
                | "тоже"
                | "также"
                | "сейчас"
                | "ежегодно"
                | "ежедневно"
                | "спустя"
                | "вплоть"
                | "плюс"
        )
}

/// Nouns that end like the past tense of a man's verb.
fn is_noun_in_l(low: &str) -> bool {
    ["тал", "нал", "рал", "риал", "иал", "зал", "дел", "муал"].iter().any(|e| low.ends_with(e))
        || matches!(
            low,
            "стол"
                | "пол"
                | "узел"
                | "угол"
                | "посол"
                | "орел"
                | "футбол"
                | "протокол"
                | "бал"
                | "вал"
                | "финал"
                | "гол"
                | "тыл"
                | "стул"
                | "интервал"
                | "карнавал"
                | "причал"
                | "привал"
                | "перевал"
                | "филиал"
                | "металл"
                | "символ"
                | "котел"
                | "тоннель"
        )
}

/// Past tenses, reflexives, short participles.
fn is_verb_russian(low: &str, few: bool) -> bool {
    let ends = |ends: &[&str]| ends.iter().any(|e| low.ends_with(e));
    if matches!(
        low,
        "недели"
            | "земли"
            | "модели"
            | "рубли"
            | "мили"
            | "туфли"
            | "капли"
            | "школа"
            | "школы"
            | "числа"
            | "села"
            | "кресла"
            | "весла"
            | "правила"
            | "страны"
            | "раны"
            | "планы"
            | "органы"
            | "стороны"
            | "арены"
            | "сцены"
            | "жены"
            | "смены"
            | "цены"
            | "стены"
            | "антенны"
            | "зоны"
            | "ванны"
            | "тонны"
            | "ребят"
            | "солдат"
            | "дела"
            | "тела"
            | "посла"
            | "узла"
            | "угла"
            | "стола"
            | "произведения"
            | "члена"
            | "мобили"
    ) {
        return false;
    }
    let past = ends(&["ли", "лись", "лась", "лся", "лось", "ился", "ались"])
        && low.chars().count() > 3
        && !(few && ends(&["ели", "пли"]));
    let singular = ends(&["ала", "ила", "ела", "яла", "ала", "ало", "ило", "ело"])
        && low.chars().count() > 4
        && !ends(&[
            "квартала",
            "канала",
            "генерала",
            "материала",
            "журнала",
            "сигнала",
            "крокодила",
            "капитала",
            "металла",
            "автомобила",
            "мемориала",
            "зала",
            "скандала",
            "вокзала",
            "дела",
            "тела",
            "отдела",
            "предела",
            "раздела",
            "села",
            "тыла",
            "терминала",
            "филиала",
            "портала",
            "сериала",
            "адмирала",
            "телеканала",
            "потенциала",
        ]);
    let short = ends(&["аны", "ены", "ано", "ено", "яты", "яны"])
        && !ends(&["раны", "романы", "органы", "планы", "океаны", "экраны", "страны", "уланы"]);
    let present = ends(&["ются", "утся", "ится", "ется", "ают", "яют", "уют"]);
    let now = ends(&[
        "оят",
        "дят",
        "сят",
        "вят",
        "жат",
        "чат",
        "рят",
        "нят",
        "ждут",
        "живут",
        "идут",
        "ведут",
        "могут",
        "пишут",
    ]) && !ends(&["десят"]);
    let masculine = now
        || ends(&["вал", "нял", "рял", "дил", "вил", "зал", "стил", "пил", "чил", "шел", "лся"])
            && !ends(&["карнавал", "интервал", "вокзал"]);
    past || masculine
        || singular
        || short
        || present
        || matches!(low, "взят" | "взяты" | "убит" | "убиты" | "избиты" | "вывезен" | "идет" | "идут")
}

/// Whether a Russian word has the ending of an adjective or participle that can stand behind a number.
pub(super) fn is_adjective(low: &str) -> bool {
    let ends = [
        "ых", "их", "ого", "его", "ому", "ему", "ыми", "ими", "ые", "ие", "ый", "ая", "яя", "ую", "юю", "ое", "ее",
        "ым", "им",
    ];
    if matches!(
        low,
        "их" | "его"
            | "него"
            | "них"
            | "здание"
            | "мнение"
            | "сие"
            | "третий"
            | "нападение"
            | "заседание"
            | "совещание"
            | "обращение"
            | "заявление"
            | "решение"
            | "поколение"
            | "место"
            | "десятилетие"
            | "полугодие"
            | "предупреждение"
            | "издание"
            | "слушание"
            | "дежурство"
    ) {
        return false;
    }
    // «нападение», «учреждение»: nouns in -ние and -тие; «новые», «российские» are no such.
    if ["ние", "тие", "вие", "мие", "зие", "сие", "лие", "рие", "бие"].iter().any(|e| low.ends_with(e))
        && !["шние", "жние", "чние", "дние", "тние", "льние"].iter().any(|e| low.ends_with(e))
    {
        return false;
    }
    low.chars().count() > 3 && ends.iter().any(|e| low.ends_with(e))
}
