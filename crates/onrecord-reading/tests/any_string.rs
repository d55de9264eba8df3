//! What must hold for any string: no panic, spans that fit, the same reading twice.

use onrecord_page::{Article, ArticleId, Capture, Precision, Published, Sourced, Span, Text};
use onrecord_reading::{Models, Reading, read};
use proptest::prelude::*;
use std::collections::HashSet;

fn article(text: &str, title: Option<&str>) -> Article {
    let capture = Capture::new(text.as_bytes().to_vec());
    Article {
        id: ArticleId::of(&capture.id, 0),
        capture: capture.id,
        part: 0,
        text: Text::new(text),
        blocks: Vec::new(),
        url: None,
        title: title.map(|t| Sourced::new(t, "test")),
        outlet: None,
        authors: Vec::new(),
        carriers: Vec::new(),
        beside: Vec::new(),
        published: Some(Published {
            value: "2024-02-29".to_owned(),
            precision: Precision::Day,
            evidence: "test".to_owned(),
        }),
        modified: None,
        language: None,
        partial: false,
        notes: Vec::new(),
    }
}

fn check(text: &str, title: Option<&str>) -> Result<Reading, TestCaseError> {
    let article = article(text, title);
    let reading = read(&article, &Models::embedded().with_objects());
    let mut ids = HashSet::new();
    for s in &reading.statements {
        prop_assert!(ids.insert(s.id), "id {} twice in {text:?}", s.id);
        let cue = s.cue.as_ref().map(|c| c.spans.as_slice()).unwrap_or_default();
        let speaker = s.speaker.as_ref().map(|p| p.spans.as_slice()).unwrap_or_default();
        prop_assert!(!s.content.spans.is_empty());
        for spans in [&s.content.spans[..], cue, speaker] {
            prop_assert!(spans.windows(2).all(|w| w[0].end <= w[1].start), "disorder {spans:?} in {text:?}");
            for span in spans {
                prop_assert!(!span.is_empty() && article.text.span(span.range()).is_some(), "{span:?} in {text:?}");
            }
        }
        prop_assert!((0.0..=1.0).contains(&s.confidence));
    }
    let objects = &reading.objects;
    let figures = objects
        .figures
        .iter()
        .flat_map(|f| [Some(f.span), f.unit.as_ref().map(|u| u.span), f.modifiers, f.of, f.period]);
    let times = objects.times.iter().flat_map(|t| [Some(t.span), t.saying]);
    let occasions = objects.occasions.iter().flat_map(|o| [Some(o.span), Some(o.saying)]);
    let counters = objects.counters.iter().flat_map(|c| [Some(c.span), Some(c.since), c.claim]);
    for span in figures.chain(times).chain(occasions).chain(counters).flatten() {
        prop_assert!(article.text.span(span.range()).is_some(), "{span:?} in {text:?}");
    }
    for time in &objects.times {
        let ordered = time.first.is_none() || time.last.is_none() || time.first <= time.last;
        prop_assert!(ordered && time.said.is_none_or(|id| ids.contains(&id)), "{time:?} in {text:?}");
    }
    let again = read(&article, &Models::embedded().with_objects());
    prop_assert_eq!(&reading.objects, &again.objects);
    prop_assert_eq!(&reading.statements, &again.statements);
    prop_assert_eq!(&reading.notes, &again.notes);
    Ok(reading)
}

/// Pieces that the rules react to, so that random texts get past the first look.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "said",
        "says",
        "saying",
        "told",
        "that",
        "according to",
        "urged",
        "to",
        "Tolland",
        "Mira Tolland",
        "the minister",
        "he",
        "who",
        "she",
        "has",
        "and",
        "but",
        "It is",
        "in a statement",
        "“",
        "”",
        "\"",
        "«",
        "»",
        "„",
        "‘",
        "’",
        "'",
        "''",
        "「",
        "」",
        ",",
        ".",
        "?",
        ":",
        ";",
        "—",
        "--",
        "-",
        "(",
        ")",
        "\n",
        "\n\n",
        "Question:",
        "Jon Arden:",
        "сказал",
        "заявила",
        "что",
        "по словам",
        "сообщил",
        "Об этом",
        "Иван Толланд",
        "который",
        "сообщается",
        "как пишет",
        "é",
        "日本",
        "🙂",
        "U.S.",
        "J.",
        "3.5",
        "…",
        "of",
        "'s",
        "I",
        "we",
        "добавив",
        "призвал",
        "к",
        "его",
        "call",
        "on",
        "promised",
        "denied",
    ]);
    prop::collection::vec((piece, prop::bool::weighted(0.8)), 0..60)
        .prop_map(|ps| ps.into_iter().map(|(p, space)| if space { format!("{p} ") } else { p.to_owned() }).collect())
}

/// Pieces that the grammars of numbers and times react to.
fn counted_pieces() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "300",
        "1,000",
        "1.5",
        "30-40",
        "5–9",
        "2019-2024",
        "99999999999999999999",
        "3rd",
        "40-minute",
        "1 000 000",
        "12:30",
        "31",
        "29",
        "0",
        "%",
        "$",
        "№",
        "million",
        "тыс.",
        "млрд",
        "dozens",
        "hundreds of thousands",
        "two",
        "thirty-two",
        "two-thirds",
        "a",
        "half",
        "a quarter of a",
        "полтора",
        "полчаса",
        "двести",
        "сорок пять",
        "пятая часть",
        "каждый третий",
        "trillion",
        "триллионов",
        "first",
        "second",
        "at least",
        "up to",
        "from",
        "to",
        "between",
        "and",
        "of",
        "не менее",
        "до",
        "с",
        "по",
        "в",
        "около",
        "people",
        "человек",
        "лет",
        "days have passed since",
        "прошло",
        "дней",
        "–",
        "on Monday",
        "Friday",
        "in May",
        "May",
        "мая",
        "в мае",
        "February",
        "last",
        "next",
        "week",
        "ago",
        "years",
        "later",
        "within",
        "в течение",
        "через",
        "the end of",
        "late",
        "mid-March",
        "the 1990s",
        "2024",
        "since",
        "until",
        "Easter",
        "winter",
        "прошлой",
        "неделе",
        "назад",
        "quarter",
        "the third week of",
        "that day",
        "в ночь на",
        "среду",
        "said",
        "сказал",
        "at a briefing",
        "in Arden",
        "на брифинге",
        ",",
        ".",
        "\n",
        "(",
        ")",
        "«",
        "»",
        "will",
        "'s",
        "pm",
        "+",
    ]);
    prop::collection::vec((piece, prop::bool::weighted(0.9)), 0..50)
        .prop_map(|ps| ps.into_iter().map(|(p, space)| if space { format!("{p} ") } else { p.to_owned() }).collect())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn any_row_of_numbers_and_times(text in counted_pieces()) {
        check(&text, None)?;
    }

    #[test]
    fn any_characters(text in any::<String>(), title in prop::option::of("\\PC{0,40}")) {
        check(&text, title.as_deref())?;
    }

    #[test]
    fn any_row_of_telling_pieces(text in pieces(), title in prop::option::of(pieces())) {
        check(&text, title.as_deref())?;
    }

    /// A span of content never leaves a statement's paragraph order: nothing points outside the text however its marks are broken.
    #[test]
    fn only_marks(text in "[\"“”«»„‘’' \\n—,.a]{0,200}") {
        check(&text, None)?;
    }
}

/// Linear by shape: ten times the text gives at most about ten times the statements and notes, and ends. (The time is measured by hand.)
#[test]
fn a_long_row_of_marks_ends() {
    for unit in ["\"", "“", "«a ", "' ", "“a” said X. ", "he said, ", "\"a\n\n"] {
        let text = unit.repeat((1 << 17) / unit.len());
        let article = article(&text, None);
        let reading = read(&article, &Models::embedded().with_objects());
        let places: Vec<Span> = reading.notes.iter().filter_map(|n| n.span).collect();
        assert!(places.iter().all(|p| p.range().end <= text.len()));
    }
}
