//! Invented articles for the tests: written as sentences, turned into records with exact spans.
#![allow(dead_code, reason = "each test file uses its part of it")]

use onrecord_archive::{Archive, Put, Record};
use onrecord_page::{
    Article, ArticleBlock, ArticleId, BlockKind, Capture, Note, Precision, Published, Sourced, Span, Text,
};
use onrecord_reading::{
    About, Bound, Content, Cue, CueClass, Demand, Figure, FigureKind, Force, Grain, Incident, IncidentKind, Mode,
    Models, Number, Objects, PageCounter, Party, ReaderVersion, Reading, Relation, RelationKind, Speaker, SpeakerKind,
    Statement, StatementId, Status, Time, Unit, Value,
};

/// A statement by its words in the text.
#[derive(Clone, Debug)]
pub(crate) struct Said {
    pub(crate) mode: Mode,
    pub(crate) speaker: Option<(&'static str, Option<&'static str>, SpeakerKind)>,
    pub(crate) cue: Option<&'static str>,
    pub(crate) content: &'static [&'static str],
}

/// An article in a few words.
#[derive(Clone, Debug)]
pub(crate) struct Story {
    pub(crate) title: &'static str,
    pub(crate) outlet: &'static str,
    pub(crate) url: Option<&'static str>,
    pub(crate) published: Option<(&'static str, Precision)>,
    pub(crate) language: &'static str,
    pub(crate) text: &'static str,
    pub(crate) said: Vec<Said>,
}

/// A page with everything that a record of it borrows.
#[derive(Clone, Debug)]
pub(crate) struct Page {
    pub(crate) capture: Capture,
    pub(crate) source: String,
    pub(crate) notes: Vec<Note>,
    pub(crate) articles: Vec<(Article, Reading)>,
    pub(crate) counters: Vec<PageCounter>,
}

pub(crate) fn person(
    name: &'static str,
    role: Option<&'static str>,
) -> Option<(&'static str, Option<&'static str>, SpeakerKind)> {
    Some((name, role, SpeakerKind::Person))
}

pub(crate) fn added_at() -> jiff::Timestamp {
    "2023-05-04T10:20:30Z".parse().expect("a time")
}

impl Page {
    pub(crate) fn of(source: &str, bytes: &str, stories: &[Story]) -> Page {
        let mut capture = Capture::new(bytes.as_bytes());
        capture.media_type = Some("text/html".to_owned());
        capture.fetched_at = "2023-05-04T09:00:00Z".parse().ok();
        let articles = stories.iter().zip(0..).map(|(story, part)| story.read(&capture, part)).collect();
        let note =
            Note::new("charset-guessed", "the page names no charset; windows-1251 was guessed").hint("none needed");
        let counters = vec![PageCounter {
            block: 2,
            days: 812,
            since: "the closing of the Ostrel line".to_owned(),
            start: "2021-02-10".parse().ok(),
            claim: Some("no answer".to_owned()),
            day: "2023-05-03".parse().ok(),
        }];
        Page { capture, source: source.to_owned(), notes: vec![note], articles, counters }
    }

    pub(crate) fn record(&self) -> Record<'_> {
        Record {
            capture: &self.capture,
            source: &self.source,
            added_at: added_at(),
            notes: &self.notes,
            articles: &self.articles,
            counters: &self.counters,
            hindrance: None,
        }
    }

    pub(crate) fn put(&self, archive: &Archive) -> Put {
        archive.put(&self.record()).expect("a sound record and room on the disk")
    }
}

impl Story {
    fn read(&self, capture: &Capture, part: u32) -> (Article, Reading) {
        let id = ArticleId::of(&capture.id, part);
        let text = Text::new(self.text);
        let reader: ReaderVersion = Models::embedded().version().clone();
        let statements: Vec<Statement> = self.said.iter().map(|said| said.find(&text, &id)).collect();
        let article = Article {
            id,
            capture: capture.id,
            part,
            blocks: blocks(&text),
            text: text.clone(),
            url: self.url.map(|u| Sourced::new(u, "link canonical")),
            title: Some(Sourced::new(self.title, "h1")),
            outlet: Some(Sourced::new(self.outlet, "meta og:site_name")),
            authors: vec![Sourced::new("Ilva Quist", "byline")],
            carriers: Vec::new(),
            beside: Vec::new(),
            published: self.published.map(|(value, precision)| Published {
                value: value.to_owned(),
                precision,
                evidence: "time[datetime]".to_owned(),
            }),
            modified: Some(Published {
                value: "2023-05".to_owned(),
                precision: Precision::Month,
                evidence: "footer".to_owned(),
            }),
            language: Some(Sourced::new(self.language, "html lang")),
            partial: part > 0,
            notes: vec![Note::new("teaser", "only the beginning is shown")],
        };
        let note = Note::new("unbalanced-quotation-mark", "a quotation has no end").at(Span { start: 0, end: 4 });
        let objects = objects(&text, &statements);
        let reading = Reading { text: text.hash(), reader, statements, objects, notes: vec![note] };
        (article, reading)
    }
}

/// What stands in the story of the harbour tax; the others hold nothing.
fn objects(text: &Text, statements: &[Statement]) -> Objects {
    let place = |words: &str| text.find(words, 0);
    let (Some(berths), [said, warned]) = (place("at least 300 berths"), statements) else { return Objects::default() };
    let party = |name: &str, kind| Party { name: name.to_owned(), kind, span: place(name), why: "name".to_owned() };
    let unit = place("berths").map(|span| Unit { name: "berths".to_owned(), span });
    let figure = Figure {
        span: berths,
        value: Value::Number(Number::whole(300)),
        bound: Bound::AtLeast,
        unit,
        modifiers: None,
        kind: FigureKind::Count,
        period: None,
        of: None,
        statement: Some(said.id),
    };
    let day: Option<jiff::civil::Date> = "2022-02-28".parse().ok();
    let monday = place("on Monday").map(|span| Time {
        span,
        first: day,
        last: day,
        grain: Grain::Day,
        saying: None,
        said: None,
        statement: None,
    });
    let demand = place("warned").map(|cue| Demand {
        cue,
        force: Force::Warn,
        who: Some(party("Union of Pilots", SpeakerKind::Body)),
        addressee: Some(party("Mira Tolland", SpeakerKind::Person)),
        object: place("elections would decide the matter"),
        negated: false,
        deadline: None,
        statement: None,
    });
    let incident = place("defended").map(|act| Incident {
        act,
        kind: IncidentKind::Support,
        mode: "praise".to_owned(),
        actor: place("Mira Tolland"),
        target: place("tax"),
        place: None,
        when: place("on Monday"),
        count: None,
        status: Status::Asserted,
        statement: None,
    });
    let relation = place("defended").map(|cue| Relation {
        cue,
        kind: RelationKind::LedBy,
        subject: party("Union of Pilots", SpeakerKind::Body),
        object: Some(party("Mira Tolland", SpeakerKind::Person)),
        status: Status::Asserted,
        statement: Some(warned.id),
    });
    Objects {
        figures: vec![figure],
        times: monday.into_iter().collect(),
        demands: demand.into_iter().collect(),
        incidents: incident.into_iter().collect(),
        relations: relation.into_iter().collect(),
        about: vec![About { statement: warned.id, named: vec![party("Mira Tolland", SpeakerKind::Person)] }],
        ..Objects::default()
    }
}

fn blocks(text: &Text) -> Vec<ArticleBlock> {
    let mut at = 0;
    let mut blocks = Vec::new();
    for (paragraph, origin) in text.as_str().split("\n\n").zip(3..) {
        let span = text.span(at..at + paragraph.len()).expect("it lies in the text");
        blocks.push(ArticleBlock { span, kind: BlockKind::Paragraph, origin });
        at += paragraph.len() + 2;
    }
    blocks
}

impl Said {
    fn find(&self, text: &Text, article: &ArticleId) -> Statement {
        let place = |words: &str| text.find(words, 0).unwrap_or_else(|| panic!("`{words}` stands in the text"));
        let content: Vec<Span> = self.content.iter().map(|w| place(w)).collect();
        let cue: Vec<Span> = self.cue.iter().map(|w| place(w)).collect();
        Statement {
            id: StatementId::of(article, &content, &cue),
            mode: self.mode,
            class: CueClass::Saying,
            speaker: self.speaker.map(|(name, role, kind)| Speaker {
                name: name.to_owned(),
                role: role.map(str::to_owned),
                kind,
                spans: text.find(name, 0).into_iter().collect(),
                why: "name".to_owned(),
                candidates: Vec::new(),
            }),
            cue: self.cue.map(|_| Cue { spans: cue }),
            content: Content { spans: content },
            also: Vec::new(),
            confidence: 0.87,
        }
    }
}

/// Two outlets on one harbour tax, one of them in Russian; a speech and a notice.
pub(crate) fn stories() -> [Story; 4] {
    let tax = Story {
        title: "Harbour tax divides Port Ostrel",
        outlet: "Ostrel Herald",
        url: Some("https://herald.example/2022/harbour-tax"),
        published: Some(("2022-03-05T10:30:00+03:00", Precision::Second)),
        language: "en",
        text: "Port minister Mira Tolland defended the harbour tax on Monday.\n\n\
               \"We share the concern,\" Mira Tolland said, \"and we keep at least 300 berths open.\"\n\n\
               The Union of Pilots warned that elections would decide the matter. She declined to comment.",
        said: vec![
            Said {
                mode: Mode::Direct,
                speaker: person("Mira Tolland", Some("Port minister")),
                cue: Some("said"),
                content: &["We share the concern,", "and we keep at least 300 berths open."],
            },
            Said {
                mode: Mode::Indirect,
                speaker: Some(("Union of Pilots", None, SpeakerKind::Body)),
                cue: Some("warned"),
                content: &["elections would decide the matter"],
            },
        ],
    };
    let russian = Story {
        title: "Портовый сбор в Острели",
        outlet: "Вестник Острели",
        url: None,
        published: Some(("2022-04", Precision::Month)),
        language: "ru",
        text: "Министр порта Артём Лунёв сделал заявление: «Мы не отменим портовый сбор».\n\nЁлки убраны.",
        said: vec![Said {
            mode: Mode::Direct,
            speaker: person("Артём Лунёв", Some("Министр порта")),
            cue: Some("сделал заявление"),
            content: &["Мы не отменим портовый сбор"],
        }],
    };
    let speech = Story {
        title: "Address to the harbour council",
        outlet: "Ministry of Tides",
        url: Some("https://tides.example/"),
        published: None,
        language: "en",
        text: "I thank the council. The election is yours.",
        said: vec![Said {
            mode: Mode::Speech,
            speaker: person("Mira Tolland", None),
            cue: None,
            content: &["I thank the council. The election is yours."],
        }],
    };
    let item =
        Story { title: "Notice to pilots", said: Vec::new(), text: "The pilots' office is closed.", ..speech.clone() };
    [tax, russian, speech, item]
}

/// Three pages: the stories in English and Russian each by itself, the last two as the items of one page.
pub(crate) fn pages() -> Vec<Page> {
    let stories = stories();
    vec![
        Page::of("pages/herald.html", "<p>herald", &stories[..1]),
        Page::of("pages/vestnik.html", "<p>vestnik", &stories[1..2]),
        Page::of("pages/tides.html", "<p>tides", &stories[2..]),
    ]
}
