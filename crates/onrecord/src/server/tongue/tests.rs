use super::*;
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

const SOURCES: [(&str, &str); 2] =
    [("en", include_str!("../../../words/en.ftl")), ("ru", include_str!("../../../words/ru.ftl"))];

/// Keys of a file with the names of the values that stand in each.
fn messages(source: &str) -> BTreeMap<String, BTreeSet<String>> {
    let mut messages: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let (mut key, mut references) = (String::new(), Vec::new());
    for line in source.lines().filter(|line| !line.starts_with('#')) {
        if let Some((name, _)) = line.split_once(" =").filter(|_| line.starts_with(|c: char| c.is_ascii_lowercase())) {
            key = name.to_owned();
            assert!(messages.insert(key.clone(), BTreeSet::new()).is_none(), "`{key}` stands there twice");
        }
        for rest in line.split('$').skip(1) {
            let name: String = rest.chars().take_while(char::is_ascii_alphanumeric).collect();
            messages.entry(key.clone()).or_default().insert(name);
        }
        let pieces = line.split("{ ").skip(1).filter_map(|rest| rest.split_once(" }"));
        references.extend(pieces.map(|(name, _)| (key.clone(), name.to_owned())));
    }
    // What another message needs that stands in it, it needs too.
    for (key, other) in references {
        let values = messages.get(&other).cloned().unwrap_or_default();
        messages.entry(key).or_default().extend(values);
    }
    messages
}

#[test]
fn every_message_parses_and_both_languages_say_the_same_things() {
    for (tag, source) in SOURCES {
        if let Err((_, errors)) = FluentResource::try_new(source.to_owned()) {
            panic!("{tag}: {errors:?}");
        }
    }
    let (english, russian) = (messages(SOURCES[0].1), messages(SOURCES[1].1));
    let keys = |of: &BTreeMap<String, BTreeSet<String>>| of.keys().cloned().collect::<BTreeSet<_>>();
    let lonely: Vec<_> = keys(&english).symmetric_difference(&keys(&russian)).cloned().collect();
    assert!(lonely.is_empty(), "in one language only: {lonely:?}");
    for (key, values) in &english {
        assert_eq!(values, &russian[key], "values of `{key}`");
    }
}

/// The keys that templates and views name, found in their text; those that are put together are named by their beginning.
#[test]
fn every_key_that_is_asked_for_is_there_and_no_other() {
    let english = messages(SOURCES[0].1);
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut text = String::new();
    let mut folders = vec![root.join("templates"), root.join("src/server")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path()) {
            match entry.extension() {
                _ if entry.is_dir() => folders.push(entry),
                Some(ending) if ending == "html" || (ending == "rs" && !entry.ends_with("tongue/tests.rs")) => {
                    text.push_str(&std::fs::read_to_string(&entry).expect("a text"));
                }
                _ => {}
            }
        }
    }
    let asked: BTreeSet<&str> = text.split("say(\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    let is_key = |key: &&&str| key.starts_with(|c: char| c.is_ascii_lowercase());
    let missing: Vec<_> = asked.iter().filter(is_key).filter(|key| !english.contains_key(**key)).collect();
    assert!(missing.is_empty(), "asked for and not there: {missing:?}");
    let nouns: BTreeSet<&str> = text.split(".counted(").skip(1).filter_map(|rest| rest.split('"').nth(1)).collect();
    for noun in nouns.iter().filter(|noun| noun.chars().all(|c| c.is_ascii_lowercase() || c == '-')) {
        assert!(english.contains_key(&format!("n-{noun}")), "n-{noun}");
    }
    let lists: BTreeSet<&str> = text.split("word(\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    let used = |key: &&String| {
        let list = key.split_once('-').map_or("", |(list, _)| list);
        let quoted = text.contains(&format!("\"{key}\""));
        let inside = SOURCES[0].1.contains(&format!("{{ {key} }}"));
        quoted
            || inside
            || lists.contains(list)
            || list == "unit"
            || list == "language"
            || key.strip_prefix("n-").is_some_and(|noun| nouns.contains(noun))
    };
    let idle: Vec<_> = english.keys().filter(|key| !used(key)).collect();
    assert!(idle.is_empty(), "there and never asked for: {idle:?}");
}

#[test]
fn our_own_markup_is_plain() {
    for (tag, source) in SOURCES {
        for line in source.lines().filter(|line| !line.starts_with('#')) {
            for element in line.split('<').skip(1) {
                let name: String =
                    element.trim_start_matches('/').chars().take_while(char::is_ascii_alphanumeric).collect();
                let known = ["a", "b", "code", "em", "i", "mark", "span", "br"];
                assert!(known.contains(&name.as_str()) && !element.contains("style="), "{tag}: <{element}");
            }
        }
    }
}

#[test]
fn plurals_and_numbers_are_right() {
    let said = |tongue: Tongue| {
        let one = |n: u64| tongue.counted(n, "statement").replace('\u{a0}', "_");
        [0, 1, 2, 5, 11, 21, 22, 1_000_004].map(one).join(", ")
    };
    insta::assert_snapshot!(said(Tongue::English), @"0 statements, 1 statement, 2 statements, 5 statements, 11 statements, 21 statements, 22 statements, 1,000,004 statements");
    insta::assert_snapshot!(said(Tongue::Russian), @"0 высказываний, 1 высказывание, 2 высказывания, 5 высказываний, 11 высказываний, 21 высказывание, 22 высказывания, 1_000_004 высказывания");
}

#[test]
fn dates_say_as_much_as_is_known() {
    for (iso, english, russian) in [
        ("2021", "2021", "2021"),
        ("2021-12", "December 2021", "декабрь 2021"),
        ("2021-12-28", "28 December 2021", "28 декабря 2021"),
        ("2021-12-28T10:30", "28 December 2021, 10:30", "28 декабря 2021, 10:30"),
        ("2021-12-28T10:30:00+03:00", "28 December 2021, 10:30 (UTC+03:00)", "28 декабря 2021, 10:30 (UTC+03:00)"),
        ("2021-12-28T10:30:00Z", "28 December 2021, 10:30 (UTC)", "28 декабря 2021, 10:30 (UTC)"),
        ("2021-13-01", "2021-13-01", "2021-13-01"),
        ("", "", ""),
    ] {
        assert_eq!(
            (Tongue::English.date(iso).as_str(), Tongue::Russian.date(iso).as_str()),
            (english, russian),
            "{iso}"
        );
    }
}

#[test]
fn sizes_are_readable() {
    let shown = |tongue: Tongue| [0, 999, 1000, 3_456_789, 250_000_000, u64::MAX].map(|n| tongue.bytes(n)).join(" | ");
    assert_eq!(shown(Tongue::English), "0 bytes | 999 bytes | 1.0 kB | 3.5 MB | 250 MB | 18446744 TB");
    assert_eq!(shown(Tongue::Russian), "0 байт | 999 байт | 1,0 кБ | 3,5 МБ | 250 МБ | 18446744 ТБ");
}

#[test]
fn the_browser_may_choose() {
    for (accepted, tongue) in [
        ("", Tongue::English),
        ("ru", Tongue::Russian),
        ("ru-RU,ru;q=0.9,en;q=0.8", Tongue::Russian),
        ("de;q=1, en;q=0.5, ru;q=0.7", Tongue::Russian),
        ("en-GB,ru;q=0.9", Tongue::English),
        ("fr, ru;q=0", Tongue::English),
        (";;q=,ru;q=x", Tongue::Russian),
    ] {
        assert_eq!(Tongue::preferred(accepted), tongue, "{accepted}");
    }
}

#[test]
fn values_are_escaped_in_html_and_plain_in_text() {
    let said = Tongue::English.say("fault-no-page").with("path", "/<b>");
    assert!(said.to_string().contains("/&lt;b&gt;") && said.text().contains("/<b>"));
    assert_eq!(Tongue::Russian.say("no such key").text(), "no such key");
}

proptest! {
    #[test]
    fn any_words_are_dealt_with(s in "\\PC{0,40}") {
        for (tongue, ..) in Tongue::ALL {
            let _ = (tongue.date(&s), tongue.word("mode", &s), Tongue::preferred(&s));
            let html = tongue.say("fault-no-page").with("path", s.as_str()).to_string();
            prop_assert!(!html.contains("<script"));
        }
    }
}
