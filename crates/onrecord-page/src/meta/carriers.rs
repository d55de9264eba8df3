//! Whose reports an article carries: agencies and outlets that it credits.
//!
//! Takes the lines that credit others, the beginning of the text and the byline, gives names as printed. A person who reported isn't a
//! carrier: "Reporting by" two people credits nobody. Who merely is quoted in the text isn't one either.

use crate::{Article, Block};
use crate::{BlockKind, Sourced, Verdict};

/// Agencies by the names that they are credited with, in lower case.
const AGENCIES: &[&str] = &[
    "ap",
    "associated press",
    "the associated press",
    "reuters",
    "thomson reuters",
    "afp",
    "agence france-presse",
    "dpa",
    "dpa-afx",
    "upi",
    "pa",
    "pa media",
    "press association",
    "efe",
    "ansa",
    "agi",
    "adnkronos",
    "kyodo",
    "kyodo news",
    "xinhua",
    "tass",
    "itar-tass",
    "interfax",
    "interfax-ukraine",
    "ria novosti",
    "ria",
    "bloomberg",
    "bloomberg news",
    "anadolu",
    "anadolu agency",
    "unian",
    "ukrinform",
    "belta",
    "apa",
    "pap",
    "ctk",
    "čtk",
    "mti",
    "ntb",
    "ritzau",
    "stt",
    "tt",
    "kna",
    "epd",
    "sid",
    "tanjug",
    "irna",
    "pti",
    "ani",
    "yonhap",
    "aap",
    "cp",
    "the canadian press",
    "canadian press",
    "lusa",
    "belga",
    "anp",
    "keystone-sda",
    "sda",
    "rfe/rl",
    "тасс",
    "итар-тасс",
    "интерфакс",
    "риа новости",
    "риа",
    "рейтер",
    "рейтерс",
    "блумберг",
    "укринформ",
    "унiан",
    "униан",
    "белта",
    "франс пресс",
    "синьхуа",
    "ассошиэйтед пресс",
    "афп",
    "регнум",
    "росбалт",
];

/// Words in the names of agencies and outlets, in lower case.
const WORDS: &[&str] = &[
    "news",
    "agency",
    "service",
    "press",
    "radio",
    "tv",
    "television",
    "post",
    "times",
    "herald",
    "courier",
    "wire",
    "media",
    "newspaper",
    "journal",
    "gazette",
    "tribune",
    "magazine",
    "network",
    "broadcasting",
    "bureau",
    "telegraph",
    "новости",
    "агентство",
    "агентства",
    "радио",
    "пресс",
    "служба",
    "газета",
    "газеты",
    "издание",
    "издания",
    "инфо",
    "информ",
];

/// Whether a name is that of an agency.
pub(crate) fn is_agency(name: &str) -> bool {
    let bare = name.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    AGENCIES.contains(&bare.as_str())
}

/// The carriers that a line of credits names.
pub(crate) fn of_credit(line: &str) -> Vec<String> {
    let mut names = Vec::new();
    for part in line.trim_matches(|c: char| "()[]—–- ".contains(c)).split([';', '.']).filter(|p| !p.trim().is_empty())
    {
        let lower = part.to_lowercase();
        let people = ["edit", "writ", "photo", "translat", "produc"].iter().any(|w| lower.trim_start().starts_with(w));
        // Lower case of some letters has another length, and places in it are no places in the line then.
        if people || lower.len() != part.len() {
            continue;
        }
        let listed = BEGINS.iter().find_map(|begin| Some(&part[lower.find(begin)? + begin.len()..]));
        let gave = ["contributed to this", "contributed to the", "contributed report"]
            .iter()
            .find_map(|w| lower.find(w))
            .map(|at| &part[..at]);
        for name in split(listed.or(gave).unwrap_or("")) {
            if let Some(name) = carrier(name)
                && !names.contains(&name)
            {
                names.push(name);
            }
        }
    }
    names
}

/// What the names follow, in lower case.
const BEGINS: &[&str] = &[
    "reporting by ",
    "reporting from ",
    "material from ",
    "materials from ",
    "information from ",
    "contributions from ",
    "reports by ",
    "reports from ",
    "files from ",
    "based on ",
    "produced by ",
    "source: ",
    "sources: ",
    "via ",
    "по материалам ",
    "по сообщениям ",
    "по данным ",
    "с использованием материалов ",
    "источник: ",
    "источники: ",
    "mit material von ",
    "quelle: ",
    "avec ",
];

fn split(names: &str) -> impl Iterator<Item = &str> {
    names
        .split([',', '&', '/'])
        .flat_map(|part| part.split(" and "))
        .flat_map(|part| part.split(" и "))
        .flat_map(|part| part.split(" und "))
}

/// A name if it is of an agency or outlet: known, in capitals, of one word, or with a word that outlets have in their names.
fn carrier(name: &str) -> Option<String> {
    let name = name
        .trim()
        .trim_start_matches("and ")
        .trim_start_matches("the ")
        .trim_matches(|c: char| !c.is_alphanumeric() && c != '"' && c != '»' && c != '«');
    let lower = name.to_lowercase();
    let words: Vec<&str> = name.split_whitespace().collect();
    if words.is_empty() || words.len() > 6 || name.len() > 60 {
        return None;
    }
    if is_agency(name) {
        return Some(name.to_owned());
    }
    // `Associated Press writer Ada Marl` credits the agency.
    if let Some(agency) = AGENCIES
        .iter()
        .filter(|a| a.len() > 3)
        .find(|a| lower.strip_prefix(**a).is_some_and(|rest| rest.starts_with([' ', '’', '\''])))
    {
        let possessive = name.get(agency.len()..).is_some_and(|rest| rest.starts_with(['’', '\'']));
        return if possessive { Some(name.to_owned()) } else { name.get(..agency.len()).map(str::to_owned) };
    }
    let nobody = [
        "agencies",
        "news agencies",
        "wires",
        "wire reports",
        "staff",
        "wire services",
        "сми",
        "агентств",
        "информагентств",
        "information",
        "reports",
    ];
    if nobody.contains(&lower.as_str()) {
        return None;
    }
    let capitals =
        |w: &&str| w.chars().filter(|c| c.is_alphabetic()).count() >= 2 && !w.chars().any(char::is_lowercase);
    let capital = name.chars().find(|c| c.is_alphabetic()).is_some_and(char::is_uppercase);
    let outlet = words.iter().any(|w| WORDS.contains(&w.to_lowercase().trim_matches(|c: char| !c.is_alphanumeric())));
    let named = capital && (outlet || words.len() == 1 || words.iter().any(capitals)) || name.starts_with('«');
    named.then(|| name.to_owned())
}

/// The agency of a dateline: `LIND (AP) — The …`, `ЛУНД, 3 марта. /ТАСС/. …`.
pub(crate) fn of_dateline(text: &str) -> Option<String> {
    let head = &text[..text.floor_char_boundary(90)];
    let (open, close) = [('(', ')'), ('/', '/')].into_iter().find_map(|(open, close)| {
        let start = head.find(open)?;
        let end = start + 1 + head.get(start + 1..)?.find(close)?;
        Some((start, end))
    })?;
    let name = head.get(open + 1..close)?.trim();
    let behind = head.get(close + 1..)?.trim_start();
    let place = head[..open].chars().filter(|c| c.is_alphabetic()).count() <= 40
        && !head[..open].contains(['!', '?', '"', '“']);
    let ends = behind.starts_with(['-', '–', '—', '.', ',', ':']) || open == 0;
    (place && ends && is_agency(name)).then(|| name.to_owned())
}

/// Fills in the carriers of all articles of a page: from credits and datelines, and from bylines, whose agencies are no authors.
pub(crate) fn fill(articles: &mut [Article], blocks: &[Block]) {
    let mut part = 0;
    for block in blocks {
        if let Verdict::Text { part: p, .. } | Verdict::Meta { part: p, .. } = block.verdict {
            part = p;
        }
        if block.verdict == (Verdict::Furniture { why: "credit" })
            && let Some(article) = articles.get_mut(part as usize)
        {
            of_credit(&block.text).into_iter().for_each(|name| add(article, name, "credit"));
        }
    }
    for article in articles {
        let text =
            article.blocks.iter().find(|b| b.kind != BlockKind::Heading).map(|b| article.text.slice(b.span).to_owned());
        if let Some(name) = text.as_deref().and_then(of_dateline) {
            add(article, name, "dateline");
        }
        let (agencies, authors): (Vec<_>, Vec<_>) =
            std::mem::take(&mut article.authors).into_iter().partition(|a| is_agency(&a.value));
        article.authors = authors;
        agencies.into_iter().for_each(|agency| add(article, agency.value, &agency.evidence));
    }
}

fn add(article: &mut Article, name: String, evidence: &str) {
    if !article.carriers.iter().any(|c| c.value.eq_ignore_ascii_case(&name)) {
        article.carriers.push(Sourced::new(name, evidence));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn credited_agencies() {
        for (line, expected) in [
            ("With reporting by AFP and Interfax", "AFP|Interfax"),
            ("(Reporting by Ines Falk and Marko Drill; Editing by Hugh Pell and Ada Strand)", ""),
            ("Reuters contributed to this report.", "Reuters"),
            ("Associated Press writer Ada Marl contributed to this report.", "Associated Press"),
            ("With additional reporting by the Lind Courier, AP and dpa", "Lind Courier|AP|dpa"),
            ("Based on reports by news agencies", ""),
        ] {
            assert_eq!(of_credit(line).join("|"), expected, "{line}");
        }
        assert_eq!(of_credit("По материалам ТАСС, РИА Новости"), ["ТАСС", "РИА Новости"]);
    }

    #[test]
    fn datelines() {
        for (text, expected) in [
            ("LIND (AP) — The harbour was closed.", Some("AP")),
            ("ЛУНД, 3 марта. /ТАСС/. Гавань закрыта.", Some("ТАСС")),
            ("(Reuters) - The harbour was closed.", Some("Reuters")),
            ("The Associated Press (AP) said the harbour was closed.", None),
            ("The party (PA) closed the harbour.", None),
        ] {
            assert_eq!(of_dateline(text).as_deref(), expected, "{text}");
        }
    }
}
