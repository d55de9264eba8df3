//! The network against the reference of its training, against damaged files and against any string.

use super::{tags::Tag, *};
use proptest::prelude::*;
use serde_json::Value;
use std::sync::LazyLock;

static FILE: &[u8] = include_bytes!("../../../../models/reader-en.bin");
static NETWORK: LazyLock<Network> = LazyLock::new(|| Network::parse(FILE).expect("the built-in model is whole"));

static SYNTAX: LazyLock<Syntax> = LazyLock::new(|| {
    Syntax::parse(include_bytes!("../../../../models/syntax-en.bin")).expect("the built-in model is whole")
});

fn lines(text: &str) -> Vec<(usize, Range<usize>)> {
    let mut at = 0;
    let all = text.split('\n').map(|line| {
        let start = at;
        at += line.len() + 1;
        start..start + line.len()
    });
    all.filter(|r| !text[r.clone()].trim().is_empty()).enumerate().collect()
}

/// `jq -c '[.[] | {text, words, normal, shape, quote, glue, found}]'` of what `lab/export.py --reference` wrote beside the model.
#[test]
fn reads_what_the_training_read() {
    let reference: Vec<Value> =
        serde_json::from_str(include_str!("../../tests/net/reference.json")).expect("the reference is JSON");
    let least = File::parse(FILE).expect("the built-in model is whole").header.confidence.least;
    let texts: Vec<&str> = reference.iter().map(|p| p["text"].as_str().unwrap_or_default()).collect();
    let text = texts.join("\n");
    let lines = lines(&text);
    let mut found = NETWORK.read(&text, &lines).into_iter().peekable();
    for (paragraph, (_, bytes)) in reference.iter().zip(&lines) {
        let tokens = features::tokens(&text, bytes.clone());
        check_features(&text, &tokens, paragraph);
        let place = |run: &Value| {
            let token = |n: usize| &tokens[run[n].as_u64().unwrap_or_default() as usize].span;
            token(0).start..token(1).end
        };
        for expected in paragraph["found"].as_array().into_iter().flatten() {
            let places = |role: &str| expected[role].as_array().into_iter().flatten().map(place).collect::<Vec<_>>();
            let confidence = expected["confidence"].as_f64().unwrap_or_default() as f32;
            if places("content").is_empty() || confidence < least {
                continue;
            }
            let got = found.next().unwrap_or_else(|| panic!("{expected} was not found"));
            assert_eq!(got.cue, place(&expected["cue"]), "{expected}");
            assert_eq!((&got.source, &got.content), (&places("source"), &places("content")), "{expected}");
            assert!((got.confidence - confidence).abs() < 0.01, "{} for {expected}", got.confidence);
        }
    }
    assert_eq!(found.next(), None);
}

fn check_features(text: &str, tokens: &[Token], expected: &Value) {
    let mut normal = String::new();
    for (n, token) in tokens.iter().enumerate() {
        features::normal(&text[token.span.clone()], &mut normal);
        assert_eq!(expected["words"][n], text[token.span.clone()]);
        assert_eq!(expected["normal"][n], normal);
        assert_eq!(
            [&expected["shape"][n], &expected["quote"][n], &expected["glue"][n]],
            [&Value::from(token.shape), &Value::from(token.quote), &Value::from(token.glue)]
        );
    }
    assert_eq!(expected["words"].as_array().map(Vec::len), Some(tokens.len()));
}

/// The Russian file, and the marks and inverted order of Russian reported speech.
#[test]
fn reads_russian() {
    let file = include_bytes!("../../../../models/reader-ru.bin");
    let network = Network::parse(file).expect("the built-in model is whole");
    let text = "«Мы ждём ответа, — сказала министр Олла Ренн. — Терпение кончилось».";
    let found = network.read(text, &lines(text));
    let words = |ranges: &[Range<usize>]| ranges.iter().map(|r| &text[r.clone()]).collect::<Vec<_>>();
    let [a] = &found[..] else { panic!("{found:?}") };
    assert_eq!(&text[a.cue.clone()], "сказала");
    assert_eq!(words(&a.source), ["министр Олла Ренн"]);
    assert!(words(&a.content).concat().contains("Терпение"), "{:?}", words(&a.content));
    let threshold = Network::threshold_in(file).expect("the header is whole");
    assert!(threshold > 0.0 && a.confidence > threshold);
}

/// Tags, relations and heads as `lab/export_syntax.py --reference` wrote them beside the model, from floats that were not rounded: where two
/// answers are almost as good, rounding may choose the other.
#[test]
fn reads_syntax_as_the_training_did() {
    let files: [(&[u8], &str); 2] = [
        (include_bytes!("../../../../models/syntax-en.bin"), include_str!("../../tests/net/syntax-en.json")),
        (include_bytes!("../../../../models/syntax-ru.bin"), include_str!("../../tests/net/syntax-ru.json")),
    ];
    for (file, reference) in files {
        let syntax = Syntax::parse(file).expect("the built-in model is whole");
        let reference: Vec<Value> = serde_json::from_str(reference).expect("the reference is JSON");
        let (mut right, mut all) = (0, 0);
        for line in &reference {
            let text = line["text"].as_str().unwrap_or_default();
            let tree = syntax.read(text, 0..text.len(), &[0]);
            assert_eq!(Some(tree.len()), line["words"].as_array().map(Vec::len));
            for (n, node) in tree.iter().enumerate() {
                assert_eq!(line["words"][n], text[node.span.clone()]);
                let head = node.head.map_or(-1, |head| head as i64);
                let name = |key: &str| line[key][n].as_str().unwrap_or_default();
                right += usize::from(line["heads"][n] == head);
                right += usize::from(Tag::of(name("tags")) == node.tag);
                right += usize::from(Relation::of(name("relations")) == node.relation);
                all += 3;
            }
        }
        assert!(right * 100 >= all * 99, "{right} of {all}");
    }
}

#[test]
fn damaged_files_are_refused_with_a_reason() {
    let refused = |bytes: &[u8]| Network::parse(bytes).err().map(|e| e.to_string()).unwrap_or_default();
    assert!(refused(b"").contains("ONRD"));
    assert!(refused(b"ONRD").contains("header"));
    for cut in [5, 16, 17, 5000, FILE.len() - 1] {
        assert!(!refused(&FILE[..cut]).is_empty(), "cut at {cut}");
    }
    let mut flipped = FILE.to_vec();
    let last = flipped.len() - 7;
    flipped[last] ^= 1;
    assert!(refused(&flipped).contains("digest"));
    let mut version = FILE.to_vec();
    version[4] = 9;
    assert!(refused(&version).contains("version is 9"));
}

/// Headers with the right digest but arrays that do not fit.
#[test]
fn headers_that_lie_are_refused() {
    let length = u64::from_le_bytes(FILE[8..16].try_into().expect("eight bytes")) as usize;
    let (header, arrays) = FILE[16..].split_at(length);
    let header: Value = serde_json::from_slice(header).expect("the header is JSON");
    let refused = |change: &dyn Fn(&mut Value)| {
        let mut header = header.clone();
        change(&mut header);
        let header = header.to_string();
        let mut bytes = b"ONRD\x01\0\0\0".to_vec();
        bytes.extend((header.len() as u64).to_le_bytes());
        bytes.extend(header.as_bytes());
        bytes.extend(arrays);
        Network::parse(&bytes).err().map(|e| e.to_string())
    };
    assert_eq!(refused(&|_| {}), None);
    let changes: [&dyn Fn(&mut Value); 8] = [
        &|h| h["arrays"]["encoder.1.gates.weight"]["at"] = u64::MAX.into(),
        &|h| h["arrays"]["encoder.1.gates.weight"]["shape"] = [u64::MAX, u64::MAX].into(),
        &|h| h["arrays"]["word.weight"]["shape"] = [0, 96].into(),
        &|h| h["arrays"]["word.weight"]["type"] = "f64".into(),
        &|h| h["arrays"]["cue.trans"]["shape"] = [3, 5].into(),
        &|h| h["arrays"]["encoder.0.v"]["shape"] = [1, 1, 1, 1].into(),
        &|h| h["vocabulary"] = ["one"].into(),
        &|h| h["confidence"]["weights"] = [1.0].into(),
    ];
    for (n, change) in changes.iter().enumerate() {
        assert!(refused(change).is_some(), "change {n}");
    }
}

/// One long line: parts and cues are bounded, and every place is inside the text.
#[test]
fn a_line_of_hundred_thousand_signs_ends() {
    for unit in ["\"", "said ", "“a” said X. ", "é—", "a1_"] {
        let text = unit.repeat(100_000 / unit.len());
        check(&text);
    }
}

fn check(text: &str) {
    let found = NETWORK.read(text, &lines(text));
    for a in &found {
        assert!(!a.content.is_empty() && (0.0..=1.0).contains(&a.confidence));
        for r in a.source.iter().chain(&a.content).chain([&a.cue]) {
            assert!(r.start < r.end && text.get(r.clone()).is_some(), "{r:?} in {text:?}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn any_string_is_read(text in any::<String>()) {
        check(&text);
        prop_assert_eq!(NETWORK.read(&text, &lines(&text)), NETWORK.read(&text, &lines(&text)));
    }

    /// Every head is another word of the same sentence, whatever the sentences are.
    #[test]
    fn any_string_has_trees(text in any::<String>(), cuts in prop::collection::vec(0usize..200, 0..6)) {
        let mut starts: Vec<usize> = cuts.into_iter().filter(|&at| at < text.len()).collect();
        starts.sort_unstable();
        let tree = SYNTAX.read(&text, 0..text.len(), &starts);
        for (at, node) in tree.iter().enumerate() {
            if let Some(head) = node.head {
                prop_assert!(head != at && tree[head].sentence == node.sentence);
            }
        }
    }

    #[test]
    fn any_row_of_words_is_read(words in prop::collection::vec("said|told|that|“|”|\"|,|\\.|:|\n|—|Oda|the|[a-z]{1,9}|\\PC", 0..80)) {
        check(&words.join(" "));
    }
}
