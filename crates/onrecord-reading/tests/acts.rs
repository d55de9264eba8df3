//! Who does what to whom, and who asks whom for what: one made-up sentence for each law of the reader of acts.

use onrecord_page::{Article, ArticleId, Capture, Text};
use onrecord_reading::{Models, Reading, read};

fn article(text: &str) -> Article {
    let capture = Capture::new(text.as_bytes().to_vec());
    Article {
        id: ArticleId::of(&capture.id, 0),
        capture: capture.id,
        part: 0,
        text: Text::new(text.to_owned()),
        blocks: Vec::new(),
        url: None,
        title: None,
        outlet: None,
        authors: Vec::new(),
        carriers: Vec::new(),
        beside: Vec::new(),
        published: None,
        modified: None,
        language: None,
        partial: false,
        notes: Vec::new(),
    }
}

fn lines(article: &Article, reading: &Reading) -> Vec<String> {
    let words = |span: Option<onrecord_page::Span>| span.map_or("-", |s| article.text.slice(s)).to_owned();
    let name = |party: &Option<onrecord_reading::Party>| party.as_ref().map_or("-".to_owned(), |p| p.name.clone());
    let incidents =
        reading.objects.incidents.iter().map(|i| {
            format!("{} {} “{}”: {} → {}", i.kind, i.mode, words(Some(i.act)), words(i.actor), words(i.target))
        });
    let demands = reading.objects.demands.iter().map(|d| {
        format!("{} “{}”: {} → {}: {}", d.force, words(Some(d.cue)), name(&d.who), name(&d.addressee), words(d.object))
    });
    incidents.chain(demands).collect()
}

#[test]
fn acts_and_demands_are_read() {
    let cases: [(&str, &[&str]); 21] = [
        (
            "Dolmark expelled two Sarven diplomats on Monday and recalled its ambassador from Arden.",
            &["SANCTION expel “expelled”: Dolmark → diplomats", "SANCTION recall “recalled”: Dolmark → ambassador"],
        ),
        (
            "Masked men set fire to a kiosk in Tolbeck, the police said.",
            &["ASSAULT vandalise “set fire to”: men → kiosk"],
        ),
        (
            "Five officers of the guard were arrested by the police in Arden.",
            &["COERCE arrest “arrested”: police → officers"],
        ),
        ("Полиция задержала двух студентов.", &["COERCE detain “задержала”: Полиция → студентов"]),
        ("Дольмария отозвала посла, сообщило министерство.", &["SANCTION recall “отозвала”: Дольмария → посла"]),
        (
            "Foreign Minister Mira Tolland called on the government of Dolmark to withdraw its troops.",
            &["call “called on”: Mira Tolland → Dolmark: to withdraw its troops"],
        ),
        // A seat of government is the government's country.
        (
            "The Union appealed to the White House to return the letters.",
            &["appeal “appealed to”: The Union → United States: to return the letters"],
        ),
        ("Фонд призвал Кремль вернуть письма.", &["call “призвал”: Фонд → Россия: вернуть письма"]),
        ("The villagers were told to leave by Friday.", &["demand “told”: - → villagers: to leave by Friday"]),
        (
            "Министр Иван Толланд призвал Дольмарию вывести войска.",
            &["call “призвал”: Иван Толланд → Дольмария: вывести войска"],
        ),
        (
            "Посол Анна Орн обратилась к министерству с просьбой вернуть архив.",
            &["appeal “обратилась к министерству с просьбой”: Анна Орн → министерство: вернуть архив"],
        ),
        (
            "Tamorian troops shelled the village of Orr, killing two civilians.",
            &["ASSAULT shell “shelled”: troops → village", "ASSAULT kill “killing”: troops → civilians"],
        ),
        (
            "Presidents Oswin Clay and Greta Moll signed a treaty.",
            &["SUPPORT sign “signed”: Oswin Clay and Greta Moll → treaty"],
        ),
        (
            "Farmers protested outside the parliament and pelted deputies with eggs.",
            &["PROTEST protest “protested”: Farmers → -", "ASSAULT attack “pelted”: Farmers → deputies"],
        ),
        (
            "The army received a letter. Oskar Hale received the envoy.",
            &["CONSULT meet “received”: Oskar Hale → envoy"],
        ),
        ("The rebels have held nine aid workers since March.", &["COERCE detain “held”: rebels → workers"]),
        ("Лидера профсоюза избили охранники.", &["ASSAULT beat “избили”: охранники → Лидера"]),
        ("Власти Тамории закрыли отделение центра.", &["SANCTION close “закрыли”: Власти → отделение"]),
        ("В пятницу флот Вальдоры обстрелял остров.", &["ASSAULT shell “обстрелял”: флот → остров"]),
        (
            "Орну вызывали в суд, а вечером отпустили домой.",
            &["COERCE summon “вызывали”: суд → Орну", "RETREAT release “отпустили”: - → Орну"],
        ),
        (
            "Мэр Лиза Торн попросила жителей соседних улиц подождать.",
            &["appeal “попросила”: Лиза Торн → жители соседних улиц: подождать"],
        ),
    ];
    let models = Models::embedded().with_objects();
    let mut other = Vec::new();
    for (text, expected) in cases {
        let article = article(text);
        let got = lines(&article, &read(&article, &models));
        if got != expected {
            other.push(format!("{text}\n  - {expected:?}\n  + {got:?}"));
        }
    }
    assert!(other.is_empty(), "\n{}", other.join("\n"));
}
