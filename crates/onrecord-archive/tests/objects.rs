//! What is in statements is kept as it was read, and goes when its reading goes.

mod press;

use onrecord_archive::{Access, Archive, Decision, DemandState, Query, Reason, Window};
use onrecord_page::{Precision, Span, Text};
use onrecord_reading::{
    About, Bound, Counter, Demand, Figure, FigureKind, Force, Grain, Incident, IncidentKind, Number, Objects, Occasion,
    OccasionKind, Party, Relation, RelationKind, SpeakerKind, StatementId, Status, Time, Unit, Value,
};
use press::{Page, Said, Story, stories};
use proptest::{collection::vec, option, prelude::*, sample::select};

/// Spans of the text on the borders of its words.
fn spans(text: &Text) -> Vec<Span> {
    let borders: Vec<usize> =
        text.as_str().char_indices().filter(|(_, c)| *c == ' ').map(|(at, _)| at).chain([0]).collect();
    let pairs = borders.iter().flat_map(|&from| borders.iter().map(move |&to| (from, to)));
    pairs.filter(|(from, to)| from < to && to - from < 60).filter_map(|(from, to)| text.span(from..to)).collect()
}

fn party(spans: &[Span]) -> impl Strategy<Value = Party> + Clone + use<> {
    let kind = select(vec![SpeakerKind::Person, SpeakerKind::Body, SpeakerKind::Unknown]);
    ("[A-ZА-Я][a-zа-я ]{0,12}", kind, option::of(select(spans.to_vec())), "[a-z “”→]{0,20}")
        .prop_map(|(name, kind, span, why)| Party { name, kind, span, why })
}

fn number() -> impl Strategy<Value = Number> {
    (-5_000_000i64..5_000_000, 1i64..12).prop_filter_map("it is one", |(over, under)| Number::ratio(over, under))
}

fn day() -> impl Strategy<Value = Option<jiff::civil::Date>> {
    option::of((1900i16..2100, 1i8..13, 1i8..29).prop_map(|(y, m, d)| jiff::civil::date(y, m, d)))
}

fn objects(text: &Text, ids: Vec<StatementId>) -> impl Strategy<Value = Objects> + use<> {
    let all = spans(text);
    let one = select(all.clone());
    let maybe = option::of(one.clone());
    let id = select(ids);
    let told = option::of(id.clone());
    let value = (number(), number(), any::<bool>())
        .prop_map(|(a, b, range)| if range && a.as_f64() < b.as_f64() { Value::Range(a, b) } else { Value::Number(a) });
    let bound = select(vec![Bound::Exact, Bound::AtLeast, Bound::MoreThan, Bound::Multiple]);
    let kind = select(vec![FigureKind::Count, FigureKind::Money, FigureKind::Share, FigureKind::Rank]);
    let unit = option::of(("[a-z%]{1,8}|USD", one.clone()).prop_map(|(name, span)| Unit { name, span }));
    let figure = ((one.clone(), value, bound, unit), (kind, maybe.clone(), maybe.clone(), maybe.clone(), told.clone()))
        .prop_map(|((span, value, bound, unit), (kind, modifiers, period, of, statement))| Figure {
            span,
            value,
            bound,
            unit,
            modifiers,
            kind,
            period,
            of,
            statement,
        });
    let grain = select(vec![Grain::Day, Grain::Since, Grain::Until, Grain::Span, Grain::Words]);
    let time = (one.clone(), day(), day(), grain, maybe.clone(), told.clone(), told.clone()).prop_map(
        |(span, first, last, grain, saying, said, statement)| Time {
            span,
            first,
            last,
            grain,
            saying,
            said,
            statement,
        },
    );
    let place = select(vec![OccasionKind::Place, OccasionKind::Occasion]);
    let occasion = (one.clone(), place, one.clone(), told.clone(), told.clone())
        .prop_map(|(span, kind, saying, said, statement)| Occasion { span, kind, saying, said, statement });
    let counter = (one.clone(), 0u32..9999, one.clone(), day(), maybe.clone(), told.clone()).prop_map(
        |(span, days, since, start, claim, statement)| Counter { span, days, since, start, claim, statement },
    );
    let who = option::of(party(&all));
    let demand = (
        one.clone(),
        select(Force::ALL.to_vec()),
        who.clone(),
        who,
        maybe.clone(),
        any::<bool>(),
        maybe.clone(),
        told.clone(),
    )
        .prop_map(|(cue, force, who, addressee, object, negated, deadline, statement)| Demand {
            cue,
            force,
            who,
            addressee,
            object,
            negated,
            deadline,
            statement,
        });
    let status = select(vec![Status::Asserted, Status::Denied, Status::Feared, Status::Hypothetical]);
    let acts = (one.clone(), select(IncidentKind::ALL.to_vec()), "[a-z]{3,9}", status.clone(), told.clone());
    let ties = (party(&all), option::of(party(&all)), select(RelationKind::ALL.to_vec()));
    let relation = (one, status, told, ties).prop_map(|(cue, status, statement, (subject, object, kind))| Relation {
        cue,
        kind,
        subject,
        object,
        status,
        statement,
    });
    let around = (maybe.clone(), maybe.clone(), maybe.clone(), maybe.clone(), maybe);
    let incident =
        (acts, around).prop_map(|((act, kind, mode, status, statement), (actor, target, place, when, count))| {
            Incident { act, kind, mode, actor, target, place, when, count, status, statement }
        });
    let named = vec(party(&all), 1..4);
    // Of one statement all names stand together.
    let about = option::of((id, named).prop_map(|(statement, named)| About { statement, named }));
    let lists = (vec(figure, 0..4), vec(time, 0..4), vec(occasion, 0..3), vec(counter, 0..3));
    (lists, vec(demand, 0..4), vec(incident, 0..4), about, vec(relation, 0..3)).prop_map(
        |((figures, times, occasions, counters), demands, incidents, about, relations)| Objects {
            figures,
            times,
            occasions,
            counters,
            demands,
            incidents,
            about: about.into_iter().collect(),
            relations,
        },
    )
}

fn page_with(objects: &Objects) -> Page {
    let mut page = Page::of("pages/herald.html", "<p>herald", &stories()[..1]);
    page.articles[0].1.objects = objects.clone();
    page
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn what_is_read_comes_back_and_passes_the_check(
        objects in {
            let page = page_with(&Objects::default());
            let (article, reading) = &page.articles[0];
            objects(&article.text, reading.statements.iter().map(|s| s.id).collect())
        }
    ) {
        let dir = tempfile::tempdir().expect("a temporary folder");
        let archive = Archive::open(dir.path(), Access::Write).expect("an empty folder");
        let page = page_with(&objects);
        page.put(&archive);
        let kept = archive.article(&page.articles[0].0.id).expect("it reads").expect("it is there");
        prop_assert_eq!(&kept.reading.objects, &objects);
        archive.index().expect("room on the disk");
        let check = archive.check(&mut |_, _| ()).expect("it can be checked");
        prop_assert_eq!(check.problems, Vec::<String>::new());
    }
}

#[test]
fn what_belongs_to_no_statement_or_text_is_refused() {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let archive = Archive::open(dir.path(), Access::Write).expect("an empty folder");
    let mut page = Page::of("pages/herald.html", "<p>herald", &stories()[..1]);
    let other = Page::of("pages/vestnik.html", "<p>vestnik", &stories()[1..2]);
    let sound = page.articles[0].1.objects.clone();
    page.articles[0].1.objects.figures[0].statement = Some(other.articles[0].1.statements[0].id);
    assert!(archive.put(&page.record()).is_err(), "a figure of a statement that is not there");
    page.articles[0].1.objects = sound;
    page.articles[0].1.objects.demands[0].object = Some(Span { start: 0, end: 1_000_000 });
    assert!(archive.put(&page.record()).is_err(), "a demand whose object leaves the text");
    assert_eq!(archive.status().expect("it reads").articles, 0);
}

const ALL: Window = Window { offset: 0, limit: 100 };

fn query(typed: &str) -> Query {
    let parsed = Query::parse(typed);
    assert_eq!(parsed.notes, [], "{typed}");
    parsed.value
}

fn filled(dir: &std::path::Path, pages: &[Page]) -> Archive {
    let archive = Archive::open(dir, Access::Write).expect("an empty folder");
    pages.iter().for_each(|page| assert_eq!(page.put(&archive), onrecord_archive::Put::Added));
    archive.index().expect("room on the disk");
    archive
}

#[test]
fn statements_are_found_by_what_is_in_them() {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let archive = filled(dir.path(), &press::pages());
    let counts = |typed: &str| {
        let hits = archive.search(&query(typed), ALL).expect("it searches");
        (hits.total, hits.total_articles)
    };
    assert_eq!(counts("figure:>200 unit:berth"), (1, 0));
    assert_eq!(counts("figure:300 speaker:Tolland berths"), (1, 0));
    assert_eq!(counts("figure:>300"), (0, 0));
    assert_eq!(counts("figure:any unit:pilots"), (0, 0));
    assert_eq!(counts("demand:open"), (1, 0));
    assert_eq!(counts("demand:warn to:\"Mira Tolland\" class:any"), (1, 0));
    assert_eq!(counts("demand:any to:Lunyov"), (0, 0));
    assert_eq!(counts("about:tolland"), (1, 0));
    assert_eq!(counts("about:tolland speaker:tolland"), (0, 0));
    assert_eq!(counts("incident:praised target:tax"), (0, 1), "the outlet tells it itself");
    assert_eq!(counts("incident:praise outlet:vestnik"), (0, 0));
}

#[test]
fn tables_give_rows_with_their_sentences() {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let archive = filled(dir.path(), &press::pages());
    let figures = archive.figures(&query("unit:berths"), ALL).expect("it reads");
    assert_eq!((figures.total, figures.more), (1, false));
    let mut rows = figures.rows;
    archive.sentences(rows.iter_mut().map(|r| &mut r.told)).expect("it reads");
    let row = &rows[0];
    assert_eq!((row.words.as_str(), row.low, row.bound), ("at least 300 berths", 300.0, Bound::AtLeast));
    assert!(row.told.sentence.contains("and we keep at least 300 berths open"), "{}", row.told.sentence);
    assert_eq!(row.told.day.as_deref(), Some("2022-03-05"));
    assert_eq!(row.told.speaker.as_ref().map(|s| s.name.as_str()), Some("Mira Tolland"));
    for (typed, found) in [("", 1), ("berths", 1), ("speaker:pilots", 0), ("outlet:vestnik", 0), ("before:2021", 0)] {
        assert_eq!(archive.figures(&query(typed), ALL).expect("it reads").total, found, "{typed}");
    }
    for (typed, found) in [("", 1), ("defended", 1), ("berths", 0), ("incident:expel", 0), ("actor:tolland", 1)] {
        assert_eq!(archive.incidents(&query(typed), ALL).expect("it reads").total, found, "{typed}");
    }
    let incident = archive.incidents(&query(""), ALL).expect("it reads").rows.remove(0);
    assert_eq!((incident.told.statement, incident.first_day.as_deref()), (None, Some("2022-02-28")));
    assert!(incident.day_is_told);
    let statement = row.told.statement.expect("she said it");
    let inside = archive.in_statement(&statement).expect("it reads");
    assert_eq!((inside.figures.len(), inside.demands.len(), inside.about.len()), (1, 0, 0));
    assert_eq!(inside.when.and_then(|w| w.first).as_deref(), Some("2022-03-05"));
}

#[test]
fn relations_stand_with_both_whom_they_tie() {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let archive = filled(dir.path(), &press::pages());
    let tolland = archive.statement(
        &archive.figures(&query("unit:berths"), ALL).expect("it reads").rows[0].told.statement.expect("she said it"),
    );
    let tolland = tolland.expect("it reads").expect("it is there").speaker.expect("she is named");
    let found = archive.relations_of(&tolland.id, 10).expect("it reads");
    let line = &found[0];
    assert_eq!((found.len(), line.kind, line.words.as_str()), (1, RelationKind::LedBy, "defended"));
    assert!(line.told.sentence.contains("defended"), "{}", line.told.sentence);
    assert_eq!(line.object.as_ref().map(|o| o.id), Some(tolland.id));
    assert_eq!(archive.relations_of(&line.subject.id, 10).expect("it reads"), found);
    assert_eq!(archive.relations_of(&line.subject.id, 0).expect("it reads"), []);
}

fn decision(subject: &str, verdict: &str, value: Option<&str>) -> Decision {
    Decision {
        at: press::added_at(),
        who: "Ilva Quist".to_owned(),
        subject: subject.to_owned(),
        verdict: verdict.to_owned(),
        value: value.map(str::to_owned),
        why: "she says so".to_owned(),
    }
}

#[test]
fn what_a_person_decided_survives_a_new_reading() {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let pages = press::pages();
    let archive = filled(dir.path(), &pages);
    let found = |typed: &str| {
        archive.index().expect("room on the disk");
        archive.demands(&query(typed), ALL).expect("it reads").rows
    };
    let demand = found("demand:open").remove(0);
    assert_eq!((demand.force, demand.asked_on.as_deref()), (Force::Warn, Some("2022-03-05")));
    let id = demand.id.to_string();
    let nameless = Decision { who: " ".to_owned(), ..decision(&id, Decision::CLOSED, None) };
    assert!(archive.put_decision(&nameless).is_err());
    let closed = decision(&id, Decision::CLOSED, Some("s0000000000000"));
    archive.put_decision(&closed).expect("it is kept");
    assert_eq!((found("demand:open").len(), found("demand:closed").len()), (0, 1));

    let (article, reading) = &pages[0].articles[0];
    archive.put_reading(&article.id, reading).expect("it is the reading that was kept");
    let again = found("demand:any").remove(0);
    assert_eq!((again.id, again.state), (demand.id, DemandState::Closed(closed)));
    archive.put_decision(&decision(&id, Decision::REOPENED, None)).expect("it is kept");
    assert_eq!((found("demand:open").len(), found("demand:closed").len()), (1, 0));
    assert_eq!(archive.decisions_on(&id).expect("it reads").len(), 2);
    assert_eq!(archive.check(&mut |_, _| ()).expect("it can be checked").problems, [""; 0]);
}

#[test]
fn another_reading_takes_the_place_of_the_first_or_changes_nothing() {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let pages = press::pages();
    let archive = filled(dir.path(), &pages);
    let (article, reading) = &pages[0].articles[0];
    let foreign = &pages[1].articles[0].1;
    assert!(archive.put_reading(&article.id, foreign).is_err(), "it is a reading of another text");
    assert_eq!(archive.figures(&query(""), ALL).expect("it reads").total, 1);
    let mut bare = reading.clone();
    bare.objects = Objects::default();
    bare.statements.truncate(1);
    archive.put_reading(&article.id, &bare).expect("it is sound");
    archive.index().expect("room on the disk");
    let entry = archive.article(&article.id).expect("it reads").expect("it is there");
    assert_eq!((entry.reading.statements.len(), &entry.reading.objects), (1, &bare.objects));
    assert_eq!(entry.counters, pages[0].counters, "the page's own counts stay");
    assert_eq!(archive.figures(&query(""), ALL).expect("it reads").total, 0);
    assert_eq!(archive.search(&query("speaker:pilots"), ALL).expect("it searches").total, 0);
    assert_eq!(archive.check(&mut |_, _| ()).expect("it can be checked").problems, [""; 0]);
}

/// The harbour tax in another paper, two weeks later: the minister answers the pilots.
fn later() -> Story {
    let [tax, ..] = stories();
    Story {
        title: "Tolland answers the pilots",
        outlet: "The Venn Courier",
        url: Some("https://courier.example/tax"),
        published: Some(("2022-03-20", Precision::Day)),
        text: "Port minister Mira Tolland defended the harbour tax on Monday. She keeps at least 300 berths.\n\n\
               \"No elections will decide the matter,\" Mira Tolland said. The Union of Pilots warned that \
               elections would decide the matter.",
        said: vec![
            Said {
                mode: onrecord_reading::Mode::Direct,
                speaker: press::person("Mira Tolland", Some("Port minister")),
                cue: Some("said"),
                content: &["No elections will decide the matter,"],
            },
            tax.said[1].clone(),
        ],
        ..tax
    }
}

#[test]
fn the_addressee_is_proposed_as_answering_and_one_incident_is_told_twice() {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let mut pages = press::pages();
    pages.push(Page::of("pages/courier.html", "<p>courier", &[later()]));
    let archive = filled(dir.path(), &pages);
    let demands = archive.demands(&query("outlet:herald"), ALL).expect("it reads").rows;
    let answers = archive.answers(&demands[0], 5).expect("it reads");
    let first = &answers[0];
    assert_eq!(first.statement.content, "No elections will decide the matter,");
    assert!(first.score > 0.5 && first.score <= 1.0, "{}", first.score);
    assert_eq!(first.reasons[0], Reason::IsAddressee);
    assert!(first.reasons.contains(&Reason::DaysLater(15)), "{:?}", first.reasons);
    assert!(demands[0].is_open(), "nothing is closed by the program");

    let incidents = archive.incidents(&query(""), ALL).expect("it reads").rows;
    assert_eq!(incidents.len(), 2);
    assert_eq!(incidents[0].event, incidents[1].event);
    let tellings = archive.tellings(&incidents[0].event).expect("it reads");
    let outlets: Vec<_> = tellings.iter().filter_map(|t| t.told.article.outlet.as_deref()).collect();
    assert_eq!(outlets, ["Ostrel Herald", "The Venn Courier"]);
    assert_eq!(archive.check(&mut |_, _| ()).expect("it can be checked").problems, [""; 0]);
}
