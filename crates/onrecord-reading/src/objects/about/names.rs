//! Names as one looks them up: without titles, owners and what only describes.
//!
//! Takes a name that the rules for speakers gave, gives it cut.

use super::among;
use crate::inflection::is_adjective;

/// Whether a word with a capital letter is a title before a name.
pub(in crate::objects) fn is_title(word: &str) -> bool {
    const TITLES: &str = "Prime Minister Ministers President Presidents Maestro Sister Brother Father Dame Sir Lady Lord Doctor Professor \
        King Queen Prince Princess Captain Colonel General Major Admiral Commander Governor Mayor Senator Judge Bishop \
        Premier Chancellor Ambassador Consul Constable Rector Sheriff Inspector Sergeant Lieutenant Archbishop Cardinal \
        Pastor Reverend Imam Rabbi Deaconess Dean Mr Mrs Ms Dr";
    among(TITLES, word)
}

/// "Prime Minister Ivo Stanek of Lumen", "Maestro Ignaz Pohl": the name alone. A title stays before a surname that is all there is.
pub(super) fn without_title(name: String) -> String {
    let own = name.trim_start_matches("The ");
    let titles = own.split(' ').take_while(|w| is_title(w)).count();
    let words: Vec<&str> = own.split(' ').skip(titles).collect();
    if titles == 0 {
        return name;
    }
    let of = words.iter().position(|&w| w == "of").unwrap_or(words.len());
    match of {
        0 => name,
        1 => own.split(' ').take(titles + 1).collect::<Vec<_>>().join(" "),
        _ => words[..of].join(" "),
    }
}

/// «тарвийская компания «Литпорт»», «сельская гимназия имени …»: what bears a name of its own is called without what describes it.
pub(super) fn undescribed(name: String) -> String {
    let own = name.find('«').into_iter().chain(name.find(" имени ")).min();
    let small = |w: &&str| w.starts_with(char::is_lowercase) && is_adjective(w);
    let described = own.map_or(0, |own| name[..own].split(' ').take_while(small).map(|w| w.len() + 1).sum());
    name[described..].to_owned()
}

/// "Pellmark's Second Bureau" names a country and a body, "the Prosecutor General's Office" a body.
pub(in crate::objects) fn without_owner(name: String) -> String {
    let own = name.split_once("'s ").or_else(|| name.split_once("’s "));
    let own = own.filter(|(owner, _)| !owner.contains(' ')).map(|(_, own)| own);
    own.filter(|own| own.starts_with(char::is_uppercase)).map(str::to_owned).unwrap_or(name)
}
