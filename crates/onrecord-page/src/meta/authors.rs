//! Bylines → names.

/// The names in a byline, without "By", roles, addresses and what follows a bar.
pub(crate) fn names(byline: &str) -> Vec<String> {
    let mut line = byline.trim();
    for begin in [
        "by ",
        "by: ",
        "written by ",
        "author: ",
        "authors: ",
        "story by ",
        "posted by ",
        "автор: ",
        "авторы: ",
        "text: ",
    ] {
        if line.get(..begin.len()).is_some_and(|head| head.eq_ignore_ascii_case(begin) || head.to_lowercase() == begin)
        {
            line = line[begin.len()..].trim_start();
        }
    }
    let line = line.split(['|', '•', '\n', '·']).next().unwrap_or("");
    let mut names: Vec<String> = Vec::new();
    for part in split_names(line) {
        let Some(name) = name(part) else { continue };
        if !names.iter().any(|n| n.eq_ignore_ascii_case(&name)) {
            names.push(name);
        }
    }
    names
}

/// `A, B and C` → A, B, C.
fn split_names(line: &str) -> impl Iterator<Item = &str> {
    line.split([',', ';', '&'])
        .flat_map(|part| part.split(" and "))
        .flat_map(|part| part.split(" und "))
        .flat_map(|part| part.split(" и "))
}

/// One name, or None for a role, an address, a date, a sentence.
fn name(part: &str) -> Option<String> {
    const NOT_NAMES: &[&str] = &[
        "staff",
        "reporter",
        "editor",
        "correspondent",
        "writer",
        "admin",
        "administrator",
        "updated",
        "published",
        "news",
        "desk",
        "guest",
        "contributor",
        "newsroom",
        "journalist",
        "columnist",
        "follow",
        "http",
        "www",
        "minutes",
        "read",
        "posted",
        "senior",
        "chief",
        "team",
        "editorial",
        "webmaster",
        "redaktion",
        "redacción",
        "rédaction",
        "author",
        "bureau",
        "producer",
        "special",
        "анонимно",
        "редакция",
    ];
    let part = part.split('(').next().unwrap_or("").trim_matches(|c: char| !c.is_alphanumeric() && c != '.');
    let part = part
        .strip_prefix("and ")
        .or_else(|| part.strip_prefix("by "))
        .or_else(|| part.strip_prefix("By "))
        .unwrap_or(part);
    let words: Vec<&str> = part.split_whitespace().collect();
    let lower = part.to_lowercase();
    let role = lower.split(|c: char| !c.is_alphanumeric()).any(|w| NOT_NAMES.contains(&w));
    let odd = part.contains(['@', '/', ':', '_', '#']) || part.bytes().any(|b| b.is_ascii_digit());
    let named = words
        .first()
        .is_some_and(|w| w.starts_with(|c: char| c.is_uppercase() || c.is_alphabetic() && !c.is_lowercase()));
    if words.len() > 5 || part.chars().count() < 3 || part.len() > 80 || role || odd || !named {
        return None;
    }
    Some(words.join(" "))
}
