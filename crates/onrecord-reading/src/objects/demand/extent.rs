//! Where what is asked for ends: before the next thing that the asker does ("… and calls on"), before another matter (", if …", "; …").
//!
//! Takes the asking word and the words behind it, gives ends. The trees lose their way in long sentences; conjunctions, marks and the forms of verbs do not.

use super::{TABLES, force};
use crate::{
    lexicon::Form,
    net::{Pos, VerbForm},
    objects::trees::Word,
};

/// Words that begin another matter than what is asked for.
pub(super) const ASIDE: [&str; 22] = [
    "because",
    "if",
    "unless",
    "while",
    "when",
    "since",
    "so",
    "where",
    "otherwise",
    "если",
    "пока",
    "иначе",
    "поскольку",
    "потому",
    "когда",
    "где",
    "хотя",
    "тогда",
    "однако",
    "saying",
    "adding",
    "warning",
];

/// How a verb is inflected: those of one subject agree.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Inflected {
    /// "calls", «призывает»
    Now,
    /// "called", «призвал»; by the last letter of the ending in Russian.
    Past(char),
    /// "call" behind "we"
    Bare,
    /// "has", "will"
    Any,
}

fn inflected(word: Word<'_>) -> Option<Inflected> {
    let lower = word.lower();
    if word.russian() {
        let own = lower.strip_suffix("ся").or_else(|| lower.strip_suffix("сь")).unwrap_or(&lower);
        let past = ["л", "ла", "ло", "ли"].iter().any(|e| own.ends_with(e));
        let now = ["ет", "ит", "ют", "ут", "ят", "ат", "ем", "им", "ём", "ю", "у"].iter().any(|e| own.ends_with(e));
        let verb = word.pos() == Pos::Verb && word.form() != Some(VerbForm::Infinitive) || asks_or_says(word);
        return match own.chars().last() {
            _ if !verb => None,
            Some(last) if past => Some(Inflected::Past(last)),
            _ if now => Some(Inflected::Now),
            _ => None,
        };
    }
    match lower.as_str() {
        "has" | "have" | "had" | "is" | "are" | "was" | "were" | "will" | "would" | "does" | "did" => {
            return Some(Inflected::Any);
        }
        _ => {}
    }
    match word.said_as() {
        Some(Form::Third) => return Some(Inflected::Now),
        Some(Form::Past) => return Some(Inflected::Past(' ')),
        Some(Form::Base) => return Some(Inflected::Bare),
        _ => {}
    }
    let verb = word.pos() == Pos::Verb || force(&TABLES.verbs, &lower).is_some();
    match word.form() {
        _ if !verb || lower.ends_with("ing") => None,
        _ if lower.ends_with('s') && !lower.ends_with("ss") => Some(Inflected::Now),
        _ if lower.ends_with("ed") => Some(Inflected::Past(' ')),
        Some(VerbForm::Finite) => Some(Inflected::Any),
        _ => Some(Inflected::Bare),
    }
}

/// Whether the lists have a word as a verb of asking or saying.
pub(super) fn asks_or_says(word: Word<'_>) -> bool {
    force(&TABLES.verbs, &word.lower()).is_some() || word.says()
}

/// Where the next thing begins that the asker does himself: at the "and" of "… and calls on", at the comma of «…, потребовал».
fn next_deed(asking: Word<'_>, words: &[Word<'_>]) -> Option<usize> {
    let own = inflected(asking);
    let level = |n: usize| {
        let mark = words[n];
        let comma = mark.text() == ",";
        if !comma && !is_joint(&mark.lower()) {
            return false;
        }
        let adverb = |w: &&Word<'_>| w.pos() == Pos::Adverb && !asks_or_says(**w) || w.text() == ",";
        let joins = |w: &&Word<'_>| comma && is_joint(&w.lower());
        let Some(verb) = words[n + 1..].iter().take(4).find(|w| !adverb(w) && !joins(w)) else { return false };
        if verb.at() == mark.at() + 1 && verb.text() == "," {
            return false;
        }
        let Some(form) = inflected(*verb) else { return false };
        let lower = verb.lower();
        let asks = force(&TABLES.verbs, &lower).is_some_and(|f| !f.binds_oneself());
        let agrees = match own {
            Some(own) if own == form => form != Inflected::Bare || asks,
            Some(Inflected::Bare) | None => form != Inflected::Bare,
            Some(own) => {
                own == Inflected::Any && form != Inflected::Bare || form == Inflected::Any && own != Inflected::Bare
            }
        };
        let finite = is_finite(*verb);
        // "those who protested and | were beaten": a verb of another clause stands between.
        let between = || words[..n].iter().any(|w| is_finite(*w));
        agrees && (asks_or_says(*verb) || finite && !comma && !between())
    };
    (0..words.len()).find(|&n| level(n)).map(|n| words[n].at())
}

/// The words behind an asking word, up to the end of its sentence, or to what the asker does next.
pub(super) fn behind<'t>(asking: Word<'t>) -> Vec<Word<'t>> {
    const FAR: usize = 120;
    let own = |w: &Word<'t>| w.beside(asking);
    let mut words: Vec<Word<'t>> = std::iter::successors(asking.next(), Word::next).take_while(own).take(FAR).collect();
    let until = next_deed(asking, &words).unwrap_or(usize::MAX);
    words.retain(|w| w.at() < until);
    words
}

/// Where what hangs on a verb ends: with its sentence or quotation, or where another matter begins.
pub(super) fn end_behind(verb: Word<'_>, words: &[Word<'_>]) -> usize {
    let (mut quoted, mut comma) = (0_usize, false);
    let mut end = verb.at() + 1;
    for (n, word) in words.iter().enumerate().filter(|(_, w)| w.at() > verb.at()) {
        match word.text() {
            "«" | "“" => quoted += 1,
            "»" | "”" if quoted > 0 => quoted -= 1,
            "»" | "”" | ";" | ":" => return end,
            "—" | "–" if words.get(n + 1).is_some_and(|w| w.says()) => return end,
            "," if leaves(&words[n + 1..]) || gives_another(&words[n + 1..]) => return end,
            "," => comma = true,
            // «с просьбой ждать | обратились»: the verb of which the asking is a part.
            _ if !comma && word.russian() && is_finite(*word) && inflected(*word).is_some() => return end,
            _ if is_joint(&word.lower()) && is_somebody(words.get(n + 1)) => return end,
            _ if word.at() > verb.at() + 1 && ASIDE.contains(&word.lower().as_str()) => return end,
            _ => {}
        }
        if word.pos() != Pos::Mark || quoted == 0 && matches!(word.text(), "»" | "”") {
            end = word.at() + 1;
        }
    }
    end
}

/// «…, | а военных — сложить оружие»: another one is asked for another thing.
fn gives_another(behind: &[Word<'_>]) -> bool {
    let opens = behind.first().is_some_and(|w| w.lower() == "а");
    let dash = behind.iter().take(6).position(|w| matches!(w.text(), "—" | "–"));
    opens && dash.is_some_and(|at| behind.get(at + 1).is_some_and(|w| w.form() == Some(VerbForm::Infinitive)))
}

/// Whether a clause of its own begins behind a comma: ", and its chairman resigned", ", Moll said", ", which he had given"; not ", that …", ", including …".
fn leaves(behind: &[Word<'_>]) -> bool {
    const BOUND: [&str; 23] = [
        "that",
        "what",
        "how",
        "why",
        "to",
        "кто",
        "кого",
        "кому",
        "кем",
        "что",
        "чего",
        "чем",
        "чтобы",
        "чей",
        "как",
        "какой",
        "какие",
        "сколько",
        "почему",
        "зачем",
        "куда",
        "откуда",
        "ли",
    ];
    const RELATIVE: [&str; 5] = ["who", "which", "whose", "whom", "where"];
    let Some(first) = behind.first() else { return true };
    let lower = first.lower();
    let clause = || behind.iter().take_while(|w| !matches!(w.text(), "," | ";" | "”" | "»"));
    let relative = |w: &Word<'_>| RELATIVE.contains(&w.lower().as_str()) || w.lower().starts_with("котор");
    let asks = |w: &Word<'_>| BOUND.contains(&w.lower().as_str());
    // «отменить статью, | которая позволяет …»: it tells which one.
    if behind
        .iter()
        .take(2)
        .any(|w| w.lower().starts_with("котор") || matches!(w.lower().as_str(), "чей" | "чья" | "чье" | "чьи"))
    {
        return false;
    }
    if clause().take(3).any(relative) || ASIDE.contains(&lower.as_str()) {
        return true;
    }
    let finite = |w: &Word<'_>| is_finite(*w) || w.says();
    // ", and its chairman, Tal Moor, resigned".
    let joined = is_joint(&lower) && behind.iter().take(14).skip(1).take_while(|w| !asks(w)).any(finite);
    let to = behind.get(1).is_some_and(|w| w.lower() == "to" || w.form() == Some(VerbForm::Infinitive));
    let bound = clause().take(3).any(asks);
    joined && !to && !bound || !bound && clause().any(finite) || matches!(first.text(), "”" | "»" | "\"" | "—" | "–")
}

fn is_finite(word: Word<'_>) -> bool {
    word.pos() == Pos::Verb && word.form() == Some(VerbForm::Finite)
}

fn is_joint(lower: &str) -> bool {
    matches!(lower, "and" | "but" | "и" | "а" | "но")
}

/// "and | we shall talk": somebody else begins to act.
fn is_somebody(word: Option<&Word<'_>>) -> bool {
    const ACTING: &str = "i we he she they it я мы он она они вы ты";
    word.is_some_and(|w| ACTING.split(' ').any(|a| a == w.lower()))
}
