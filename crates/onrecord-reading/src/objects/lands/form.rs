//! The forms of a country's name: what all cases of it share, the adjectives and peoples made of it, and the form in which one looks it up.

/// Letters that a name keeps without its ending, at least.
const LEAST: usize = 3;

/// Whether a lower-case word is Russian.
pub(in crate::objects) fn is_cyrillic(lower: &str) -> bool {
    lower.starts_with(|c: char| ('а'..='я').contains(&c))
}

/// What all cases of a name share: «тарвии» → «тарв»; an English name has no cases.
pub(super) fn root(lower: &str) -> &str {
    const ENDS: [&str; 18] =
        ["ией", "ии", "ию", "ия", "ою", "ой", "ом", "ем", "ей", "а", "я", "у", "ю", "е", "ы", "и", "ь", "й"];
    if !is_cyrillic(lower) {
        return lower;
    }
    let cut = ENDS.iter().find_map(|e| lower.strip_suffix(e).filter(|s| s.chars().count() >= LEAST));
    cut.unwrap_or(lower)
}

/// Whether a word can be the adjective or the people of some land, by its ending.
pub(super) fn is_of_some_land(lower: &str) -> bool {
    if lower.ends_with("stan") {
        return false;
    }
    if is_cyrillic(lower) {
        russian_root(lower).is_some()
    } else {
        ENGLISH[..6].iter().any(|e| ends(lower, e)) || lower.len() >= 6 && ends(lower, "i")
    }
}

/// What English adjectives of countries end in; those behind the sixth prove nothing by themselves.
const ENGLISH: [&str; 10] = ["n", "ns", "ish", "ese", "ians", "ans", "i", "is", "ic", ""];

fn ends(lower: &str, ending: &str) -> bool {
    lower.strip_suffix(ending).is_some_and(|s| s.chars().count() >= LEAST)
}

/// Whether an adjective or a people is that of a name, which is given by its root: "Brenish" of Brenland, «тарвийские» of «тарв».
pub(super) fn is_made_of(word: &str, root: &str) -> bool {
    match (is_cyrillic(word), is_cyrillic(root)) {
        (true, true) => russian_root(word).is_some_and(|own| is_russian(own, root)),
        (false, false) => is_english(word, root),
        _ => false,
    }
}

fn is_english(word: &str, name: &str) -> bool {
    const LOST: [&str; 10] = ["istan", "stan", "land", "and", "ia", "ya", "a", "e", "o", "y"];
    let bare = LOST.iter().filter_map(|e| name.strip_suffix(e)).filter(|s| s.chars().count() >= LEAST);
    let made = |stem: &str, whole: bool| {
        let Some(rest) = word.strip_prefix(stem) else { return false };
        match rest {
            "n" | "ns" => whole && stem.ends_with(['a', 'e', 'o']),
            "" | "s" => !whole && stem.chars().count() >= 5 && name.ends_with("ia"),
            _ => matches!(
                rest,
                "an" | "ans" | "ian" | "ians" | "ean" | "eans" | "ish" | "ese" | "i" | "is" | "ic" | "er" | "ers"
            ),
        }
    };
    word != name && (made(name, true) || bare.into_iter().any(|stem| made(stem, false)))
}

/// «тарвийские», «тарвийцам» → «тарв»: the adjective or the people without its ending.
fn russian_root(word: &str) -> Option<&str> {
    const PEOPLE: [&str; 9] = ["ец", "цы", "цев", "цам", "цами", "цах", "ца", "цу", "цем"];
    let of_adjective = word.rfind("ск").filter(|at| (1..=3).contains(&word[at + 4..].chars().count()));
    let body = match of_adjective {
        Some(at) => &word[..at],
        None => PEOPLE.iter().find_map(|e| word.strip_suffix(e))?,
    };
    let bare = ["ий", "ей", "й"].iter().find_map(|e| body.strip_suffix(e)).unwrap_or(body);
    (bare.chars().count() >= LEAST).then_some(bare)
}

fn is_russian(own: &str, root: &str) -> bool {
    let linked = ["ан", "ян", "ен", "ин"].iter().any(|e| own.strip_suffix(e) == Some(root));
    // «норданский» of «Норданд»: the consonant before «ск» is lost.
    let lost = root.strip_suffix(['д', 'т', 'г', 'к']) == Some(own);
    own == root || (linked || lost) && root.chars().count() > LEAST
}

/// "Halvanian" → "Halvania", «тарвийские» → «Тарвия», where the text has only the adjective.
pub(super) fn of_bare_adjective(printed: &str) -> Option<String> {
    if let Some((stem, _)) =
        printed.split_once("йск").filter(|(stem, _)| stem.ends_with('и') && stem.chars().count() >= 5)
    {
        let mut letters = stem.chars();
        return letters.next().map(|first| first.to_uppercase().chain(letters).chain(['я']).collect());
    }
    let whole = |name: &&str| name.ends_with("ia") && name.len() >= 6 || name.ends_with('a') && name.len() >= 5;
    let name = printed.strip_suffix('n').filter(whole)?;
    printed.is_ascii().then(|| name.to_owned())
}

/// A form as printed, and the lower-case word before it.
pub(super) type Printed = (String, String);

/// A Russian name as one looks it up, from all forms in which a text prints it: «Тарвии» → «Тарвия», «Литмара» behind «служба» → «Литмар».
pub(super) fn nominative(forms: &[Printed], is_listed: impl Fn(&str) -> bool) -> String {
    let Some((first, _)) = forms.first() else { return String::new() };
    let lower = |printed: &str| printed.to_lowercase().replace('ё', "е");
    let key = lower(first);
    if !is_cyrillic(&key) {
        return first.clone();
    }
    let letters = root(&key).chars().count();
    let body: String = first.chars().take(letters).collect();
    // «груз» is no form of «Грузия».
    let can_be = |e: &&&str| **e != "ия" || forms.iter().any(|(form, _)| lower(form).chars().nth(letters) == Some('и'));
    let listed =
        ["", "а", "я", "ия", "ь", "й"].iter().filter(can_be).find(|e| is_listed(&format!("{}{e}", root(&key))));
    if let Some(ending) = listed {
        return format!("{body}{ending}");
    }
    let endings: Vec<(String, &str)> =
        forms.iter().map(|(form, before)| (lower(form).chars().skip(letters).collect(), before.as_str())).collect();
    let has = |wanted: &[&str]| endings.iter().any(|(e, _)| wanted.contains(&e.as_str()));
    let velar = body.ends_with(['г', 'к', 'х', 'ж', 'ш', 'ч', 'ц']);
    // «в Сорвену» is no dative, «власти Литмара» no nominative.
    let into = |before: &str| matches!(before, "в" | "во" | "на" | "за" | "через" | "про" | "о" | "об");
    let whose =
        |before: &str| !before.is_empty() && !matches!(before, "и" | "что" | "а" | "но" | "если" | "где" | "как");
    let ending = if has(&["ия", "ии", "ию", "ией"]) {
        "ия"
    } else if has(&["", "ом", "ем"]) {
        ""
    } else if has(&["ы", "ой", "ою"]) || velar && has(&["и"]) {
        "а"
    } else if has(&["и", "ью", "ь"]) {
        "ь"
    } else if has(&["о"]) {
        "о"
    } else if endings.iter().any(|(e, b)| e == "а" && (b.starts_with("власт") || b.starts_with("правительств")))
    {
        ""
    } else if endings.iter().any(|(e, b)| e == "у" && into(b) || e == "а" && !whose(b)) {
        "а"
    } else if has(&["я"]) && endings.iter().any(|(e, b)| e == "я" && !whose(b)) {
        "я"
    } else {
        ""
    };
    format!("{body}{ending}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn adjectives_lead_to_names() {
        let made = [
            ("brenish", "brenland"),
            ("valdoran", "valdora"),
            ("sarven", "sarvenia"),
            ("karsians", "karsia"),
            ("тарвийские", "тарв"),
            ("норданская", "норданд"),
            ("лоданцев", "лодан"),
            ("осканская", "оскан"),
        ];
        assert!(made.iter().all(|(word, name)| is_made_of(word, name)), "{made:?}");
        let other = [("norman", "nora"), ("town", "tow"), ("морские", "морланд"), ("german", "gerland")];
        assert!(!other.iter().any(|(word, name)| is_made_of(word, name)), "{other:?}");
    }

    #[test]
    fn a_name_goes_back_to_its_nominative() {
        let form = |printed: &str, before: &str| (printed.to_owned(), before.to_owned());
        let none = |_: &str| false;
        assert_eq!(nominative(&[form("Тарвии", "мид")], none), "Тарвия");
        assert_eq!(nominative(&[form("Литмара", "наказаний")], none), "Литмар");
        assert_eq!(nominative(&[form("Сорвене", "в"), form("Сорвены", "суд")], none), "Сорвена");
        assert_eq!(nominative(&[form("Кубе", "на")], |name| name == "куба"), "Куба");
    }
}
