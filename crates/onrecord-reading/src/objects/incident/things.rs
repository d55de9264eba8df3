//! What is acted on that is nobody, and what acts that is nobody: shots, mines, conditions.
//!
//! Takes heads of phrases around an act; by short lists of words.

use super::{IncidentKind, LONGEST, Told};
use crate::{
    net::Pos,
    objects::{clause::Phrase, trees::Word},
};

/// "moved two | brigades", "blocked the | road": a noun of the phrase itself is acted on.
pub(super) fn own_noun<'t>(word: Word<'t>, told: &Told<'t>, kind: IncidentKind, mode: &str) -> Option<Word<'t>> {
    let last = *told.words.last()?;
    let noun = std::iter::successors(Some(word), Word::next).take(LONGEST + 2).find(|w| w.at() == last)?;
    let thing = matches!(noun.lower().as_str(), "window" | "windows" | "tyres" | "cable" | "cables");
    let acted_on = match kind {
        IncidentKind::Mobilize => mode == "deploy",
        IncidentKind::Protest => ["block", "перекр", "блокир", "заблокир"].iter().any(|w| word.lower().starts_with(w)),
        IncidentKind::Assault => mode == "vandalise" && thing,
        IncidentKind::Retreat => matches!(mode, "return" | "withdraw"),
        _ => false,
    };
    (acted_on && matches!(noun.pos(), Pos::Noun | Pos::Adjective)).then_some(noun)
}

/// "took six | guards prisoner": the noun between the words of a phrase.
pub(super) fn taken<'t>(word: Word<'t>, told: &Told<'t>, mode: &str) -> Option<Word<'t>> {
    let last =
        *told.words.last().filter(|_| matches!(mode, "abduct" | "release" | "detain" | "return" | "kill" | "expel"))?;
    let between = std::iter::successors(word.next(), Word::next).take(LONGEST).take_while(|w| w.at() < last);
    between.filter(|w| matches!(w.pos(), Pos::Noun | Pos::Name | Pos::Pronoun) && !told.words.contains(&w.at())).last()
}

pub(super) fn flies(lower: &str) -> bool {
    const ALL: [&str; 12] = [
        "shot",
        "bullet",
        "rocket",
        "missile",
        "round",
        "shell",
        "grenade",
        "stone",
        "выстрел",
        "снаряд",
        "ракет",
        "пул",
    ];
    ALL.iter().any(|w| lower.starts_with(w)) && !lower.starts_with("shooting")
}

pub(super) fn is_requirement(lower: &str) -> bool {
    let singular = lower.trim_end_matches('s');
    ["condition", "demand", "need", "requirement", "deadline", "target", "obligation", "cost", "standard", "criteria"]
        .contains(&singular)
}

/// Whether a word begins like one of these, with no more than a Russian ending behind it.
fn begins(lower: &str, all: &[&str]) -> bool {
    const ENDING: usize = 3;
    let fits = |w: &&str| lower.starts_with(*w) && lower.chars().count() <= w.chars().count() + ENDING;
    if lower.is_ascii() {
        let one = lower.strip_suffix('s').unwrap_or(lower);
        return all.contains(&one) || all.contains(&lower);
    }
    all.iter().any(|w| fits(&w))
}

/// Forces of nature: what they do is nobody's act.
pub(super) fn is_nature(lower: &str) -> bool {
    const ALL: [&str; 42] = [
        "flood",
        "flooding",
        "earthquake",
        "quake",
        "storm",
        "hurricane",
        "typhoon",
        "cyclone",
        "tornado",
        "landslide",
        "mudslide",
        "avalanche",
        "snow",
        "snowfall",
        "rain",
        "wind",
        "lightning",
        "drought",
        "wildfire",
        "eruption",
        "tsunami",
        "blizzard",
        "frost",
        "наводнени",
        "паводк",
        "землетрясени",
        "бур",
        "шторм",
        "ураган",
        "тайфун",
        "оползен",
        "оползн",
        "лавин",
        "снегопад",
        "ливн",
        "ливен",
        "дожд",
        "засух",
        "извержени",
        "цунами",
        "стихи",
        "молни",
    ];
    begins(lower, &ALL)
}

/// Words for what somebody says: who rejects it says that it is not so.
pub(super) fn is_claim(lower: &str) -> bool {
    const ALL: [&str; 29] = [
        "accusation",
        "allegation",
        "claim",
        "charge",
        "suggestion",
        "wrongdoing",
        "assertion",
        "criticism",
        "insinuation",
        "reproach",
        "conclusion",
        "finding",
        "notion",
        "idea",
        "report",
        "иде",
        "обвинени",
        "утверждени",
        "вывод",
        "упрек",
        "подозрени",
        "критик",
        "заявлени",
        "домысл",
        "слух",
        "причастност",
        "версию",
        "версия",
        "инсинуаци",
    ];
    begins(lower, &ALL)
}

/// What lies or blows up with nobody beside it.
pub(super) fn is_blast(lower: &str) -> bool {
    begins(lower, &["mine", "bomb", "explosion", "blast", "fire", "мин", "бомб", "взрыв", "пожар"])
}

/// "arrived at the scene", «прибыл на место»: no visit.
pub(super) fn is_scene(lower: &str) -> bool {
    matches!(lower, "scene" | "spot" | "место" | "месте" | "места")
}

/// Those who ask: talking to them is an occasion, no meeting.
pub(super) fn is_press(lower: &str) -> bool {
    begins(
        lower,
        &[
            "reporter",
            "journalist",
            "correspondent",
            "newspaper",
            "radio",
            "корреспондент",
            "журналист",
            "газет",
            "радио",
            "агентств",
        ],
    )
}

/// Machines that hold data: who breaks into them hacks.
pub(super) fn is_computer(lower: &str) -> bool {
    begins(lower, &["server", "network", "computer", "database", "website", "mailbox", "account", "system"])
}

/// Who is handed over for trial, not given back.
pub(super) fn is_wanted(lower: &str) -> bool {
    begins(
        lower,
        &[
            "citizen",
            "national",
            "suspect",
            "fugitive",
            "criminal",
            "businessman",
            "businesswoman",
            "banker",
            "official",
        ],
    )
}

/// Those who send troops.
pub(super) fn is_military(phrase: &Phrase<'_>) -> bool {
    const ALL: [&str; 11] = [
        "defence",
        "defense",
        "army",
        "navy",
        "military",
        "command",
        "оборон",
        "арми",
        "генштаб",
        "флот",
        "командовани",
    ];
    phrase.words().chain(behind(phrase.head)).any(|w| ALL.iter().any(|m| w.lower().starts_with(m)))
}

/// The two words behind a head: "the Ministry | of Defence".
fn behind(head: Word<'_>) -> impl Iterator<Item = Word<'_>> {
    std::iter::successors(head.next(), Word::next).take(2).take_while(move |w| w.beside(head))
}

/// What is published or written: who releases or returns it frees nobody.
pub(super) fn is_paper(lower: &str) -> bool {
    const ALL: [&str; 25] = [
        "statement",
        "report",
        "figure",
        "data",
        "video",
        "footage",
        "document",
        "list",
        "text",
        "transcript",
        "result",
        "fund",
        "photograph",
        "recording",
        "film",
        "letter",
        "message",
        "заявлени",
        "доклад",
        "видео",
        "данные",
        "отчет",
        "список",
        "запис",
        "документ",
    ];
    begins(lower, &ALL)
}

/// What a state recognises.
pub(super) fn is_state(lower: &str) -> bool {
    const ALL: [&str; 22] = [
        "independence",
        "government",
        "republic",
        "state",
        "sovereignty",
        "passport",
        "election",
        "result",
        "diploma",
        "authority",
        "territory",
        "annexation",
        "независимост",
        "правительств",
        "республик",
        "государств",
        "суверенитет",
        "паспорт",
        "результат",
        "диплом",
        "власт",
        "итог",
    ];
    begins(lower, &ALL)
}

/// What a parliament ratifies or approves as an act towards another land.
pub(super) fn is_treaty(lower: &str) -> bool {
    const ALL: [&str; 17] = [
        "treaty",
        "agreement",
        "convention",
        "accord",
        "protocol",
        "pact",
        "charter",
        "document",
        "extradition",
        "it",
        "договор",
        "соглашени",
        "конвенци",
        "протокол",
        "пакт",
        "хартию",
        "документ",
    ];
    begins(lower, &ALL)
}

/// Troops and what they fight with.
pub(super) fn is_force(lower: &str) -> bool {
    const ALL: [&str; 30] = [
        "войск",
        "войска",
        "военн",
        "военнослужащ",
        "солдат",
        "батальон",
        "полк",
        "бригад",
        "дивизи",
        "танк",
        "ракет",
        "систем",
        "корабл",
        "самолет",
        "вертолет",
        "част",
        "подразделени",
        "техник",
        "сил",
        "силы",
        "оруди",
        "флот",
        "расчет",
        "застав",
        "контингент",
        "баз",
        "резерв",
        "единиц",
        "комплекс",
        "пост",
    ];
    begins(lower, &ALL)
}

/// What forbids without being anybody.
pub(super) fn is_rule(lower: &str) -> bool {
    begins(
        lower,
        &[
            "law",
            "bill",
            "act",
            "rule",
            "constitution",
            "convention",
            "regulation",
            "закон",
            "правил",
            "конституци",
            "конвенци",
            "кодекс",
        ],
    )
}

/// What a body does: who suspends it acts on the body.
pub(super) fn is_activity(lower: &str) -> bool {
    const ALL: [&str; 9] =
        ["activity", "activities", "operation", "деятельност", "вещани", "ввоз", "вывоз", "импорт", "экспорт"];
    begins(lower, &ALL)
}

/// "thousands of citizens" pay no visits.
pub(super) fn is_crowd(phrase: &Phrase<'_>) -> bool {
    const ALL: [&str; 8] = ["thousand", "million", "hundred", "dozen", "тысяч", "миллион", "сотн", "сотен"];
    phrase.words().any(|w| ALL.iter().any(|c| w.lower().starts_with(c)))
}

/// Ships and settlements: what bears a name but is told by its noun: "the trawler Santa Lucia", «посёлок Верхний Дол».
pub(super) fn bears_name(lower: &str) -> bool {
    const ALL: [&str; 49] = [
        "ship",
        "boat",
        "trawler",
        "tanker",
        "freighter",
        "ferry",
        "vessel",
        "submarine",
        "yacht",
        "cutter",
        "frigate",
        "destroyer",
        "cruiser",
        "carrier",
        "barge",
        "tug",
        "schooner",
        "corvette",
        "liner",
        "town",
        "village",
        "city",
        "settlement",
        "траулер",
        "танкер",
        "сухогруз",
        "паром",
        "судн",
        "судно",
        "корабл",
        "катер",
        "яхт",
        "фрегат",
        "эсмин",
        "крейсер",
        "барж",
        "буксир",
        "шхун",
        "корвет",
        "лайнер",
        "теплоход",
        "ледокол",
        "подлодк",
        "город",
        "поселк",
        "посел",
        "деревн",
        "станиц",
        "хутор",
    ];
    begins(lower, &ALL) || matches!(lower, "село" | "села" | "селе" | "селу" | "поселок")
}

/// Sanctions against a bank, a ban on journalists: not on wine.
pub(super) fn acts_on_people(phrase: &Phrase<'_>) -> bool {
    phrase.head.text().starts_with(char::is_uppercase)
        || ["er", "ist"].iter().any(|e| phrase.head.lower().trim_end_matches('s').ends_with(e))
}
