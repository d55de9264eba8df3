use super::*;
use crate::compare::canonical::tokens;
use onrecord_page::{Capture, PageConfig};
use onrecord_reading::Models;
use proptest::prelude::*;

/// A page read as `onrecord add` reads it.
fn read(html: &str) -> Vec<(Article, Reading)> {
    let (config, models) = (PageConfig::default(), Models::embedded());
    let page = onrecord_page::parse(&Capture::new(html.as_bytes()), &config).value;
    page.articles
        .into_iter()
        .map(|article| {
            let reading = onrecord_reading::read(&article, &models);
            (article, reading)
        })
        .collect()
}

fn plain(text: &str) -> Vec<(Article, Reading)> {
    let config = PageConfig { plain: true, ..PageConfig::default() };
    let models = Models::rules();
    let page = onrecord_page::parse(&Capture::new(text.as_bytes()), &config).value;
    page.articles
        .into_iter()
        .map(|article| {
            let reading = onrecord_reading::read(&article, &models);
            (article, reading)
        })
        .collect()
}

/// Each change: its class, the words that went and that came.
fn shown(old: &str, new: &str) -> String {
    let changes = Edit::between(&read(&page(old)), &read(&page(new))).changes;
    let change = |c: &Change| format!("{} [{}|{}]", c.class, c.old.trim(), c.new.trim());
    changes.iter().map(change).collect::<Vec<_>>().join("; ")
}

/// A story with a headline; paragraphs are parted by `|`.
fn page(text: &str) -> String {
    let (title, text) = text.split_once('#').unwrap_or(("Fees on the quay of Port Venn", text));
    let paragraphs: String = text.split('|').map(|p| format!("<p>{}</p>", p.trim())).collect();
    format!(
        "<!doctype html><html lang=en><head><title>{title}</title></head><body><article><h1>{title}</h1>{paragraphs}</article></body></html>"
    )
}

const STORY: &str = "The harbour council of Port Venn met on Tuesday to settle the matter of the new quay, after weeks of talks. \
    |“We will not raise the fees before the spring,” said Mira Tolland, the head of the council, to the reporters of this paper. \
    |Tolland said that at least 300 boats had used the quay since it was opened, and that the café at the end of it would stay.";

#[test]
fn each_change_has_its_class() {
    let to = |from: &str, to: &str| {
        assert!(STORY.contains(from), "{from}");
        shown(STORY, &STORY.replacen(from, to, 1))
    };
    assert_eq!(to("least 300", "least 250"), "figure [300|250]");
    assert_eq!(to("at least 300", "about 300"), "figure [at least|about]");
    assert_eq!(to("Tolland said", "Tolland claimed"), "saying-verb [said|claimed]");
    assert_eq!(to("harbour council", "harbor council"), "typo [harbour|harbor]");
    assert_eq!(to("the spring,”", "the autumn,”"), "quotation [spring|autumn]");
    assert_eq!(to("will not raise", "will raise"), "quotation [not|]");
    assert_eq!(to("Tuesday to settle", "Tuesday behind closed doors to settle"), "addition [|behind closed doors]");
    assert_eq!(to(", after weeks of talks", ""), "removal [, after weeks of talks|]");
    assert_eq!(to("would stay", "had to go"), "rewrite [would stay|had to go]");
    assert_eq!(to("had used", "had not used"), "addition [|not]");
    assert_eq!(shown(STORY, &format!("Fees will stay#{STORY}")), "headline [on the quay of Port Venn|will stay]");
    let note = "Correction, 9 March: An earlier version of this report gave another number of boats.";
    assert_eq!(shown(STORY, &format!("{STORY}|{note}")), format!("correction [|{note}]"));
    assert_eq!(shown(STORY, STORY), "");
}

#[test]
fn a_paragraph_that_moved_is_one_change() {
    let mut parts: Vec<&str> = STORY.split('|').collect();
    parts.rotate_left(1);
    let moved = shown(STORY, &parts.join("|"));
    assert!(moved.starts_with("move [") && !moved.contains(';'), "{moved}");
}

#[test]
fn what_became_of_the_statements() {
    let demo = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../demo/pages/halvern-tidende");
    let page = |name: &str| read(&std::fs::read_to_string(demo.join(name)).expect("it is part of the repository"));
    let edit =
        Edit::between(&page("2025-03-08-march-at-tolbeck.v1.html"), &page("2025-03-08-march-at-tolbeck.v2.html"));
    let summary = edit.summary();
    for expected in ["headline changed", "1 quotation removed", "300→250", "said→claimed", "1 correction note added"]
    {
        assert!(summary.iter().any(|s| s == expected), "{expected} in {summary:?}");
    }
    let [note] = edit.corrections.as_slice() else { panic!("{:?}", edit.corrections) };
    assert!(note.text.starts_with("Correction, 9 March") && !note.was_there);
}

#[test]
fn readers_that_disagree_are_no_edit() {
    let old = read(&page(STORY));
    let mut new = read(&page(STORY));
    new[0].1.statements.clear();
    let edit = Edit::between(&old, &new);
    assert_eq!((edit.changes.len(), edit.statements), (0, StatementEdit::default()));
}

fn canonical(text: &str) -> Vec<String> {
    tokens(text).into_iter().map(|t| t.canonical).collect()
}

/// Paragraphs of a few words, some of them often.
fn paragraphs() -> impl Strategy<Value = Vec<String>> {
    let word = prop_oneof![
        4 => "(the|of|and|said|boats|300|250|\\.|,|“|”|he|quay|not)",
        1 => "[a-zа-я]{1,8}",
        1 => "\\PC{1,3}",
    ];
    let paragraph = proptest::collection::vec(word, 1..14).prop_map(|words| words.join(" "));
    proptest::collection::vec(paragraph, 0..8)
}

/// Two texts of which one may be an edit of the other.
fn texts() -> impl Strategy<Value = (Vec<String>, Vec<String>)> {
    let edits = proptest::collection::vec((0usize..8, 0usize..4, paragraphs()), 0..4);
    (paragraphs(), paragraphs(), any::<bool>(), edits).prop_map(|(old, other, unrelated, edits)| {
        let mut new = if unrelated { other } else { old.clone() };
        for (at, what, words) in edits {
            let at = at.min(new.len());
            match what {
                0 => new.extend(words),
                1 if at < new.len() => drop(new.remove(at)),
                2 => new.rotate_left(at),
                _ if at < new.len() => new[at].push_str(&words.concat()),
                _ => {}
            }
        }
        (old, new)
    })
}

proptest! {
    #[test]
    fn applied_to_the_old_text_it_gives_the_new((old, new) in texts()) {
        let (old, new) = (plain(&old.join("\n\n")), plain(&new.join("\n\n")));
        let edit = Edit::between(&old, &new);
        let wanted: Vec<String> = edit.new.paragraphs.iter().flat_map(|p| canonical(&p.text)).collect();
        prop_assert_eq!(canonical(&edit.apply(&edit.old)), wanted);
        let back = Edit::between(&new, &old);
        let wanted: Vec<String> = edit.old.paragraphs.iter().flat_map(|p| canonical(&p.text)).collect();
        prop_assert_eq!(canonical(&back.apply(&edit.new)), wanted);
        // Every paragraph is in one group, and a text compared with itself has no change.
        let mut places: Vec<usize> = edit.groups.iter().flat_map(|g| g.old.clone()).collect();
        places.sort_unstable();
        prop_assert_eq!(places, (0..edit.old.paragraphs.len()).collect::<Vec<_>>());
        let places: Vec<usize> = edit.groups.iter().flat_map(|g| g.new.clone()).collect();
        prop_assert_eq!(places, (0..edit.new.paragraphs.len()).collect::<Vec<_>>());
        prop_assert!(Edit::between(&new, &new).changes.is_empty());
        // No change and one fingerprint are the same, but for paragraphs that only moved.
        if edit.changes.is_empty() {
            prop_assert_eq!(super::super::fingerprint(&old), super::super::fingerprint(&new));
        }
    }
}
