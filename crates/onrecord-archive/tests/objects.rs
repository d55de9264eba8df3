//! What is in statements is kept as it was read, and goes when its reading goes.

mod press;

use onrecord_archive::{Access, Archive};
use onrecord_page::{Span, Text};
use onrecord_reading::{
    About, Bound, Counter, Demand, Figure, FigureKind, Force, Grain, Incident, IncidentKind, Number, Objects, Occasion,
    OccasionKind, Party, SpeakerKind, StatementId, Status, Time, Unit, Value,
};
use press::{Page, stories};
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
    let acts = (one.clone(), select(IncidentKind::ALL.to_vec()), "[a-z]{3,9}", status, told);
    let around = (maybe.clone(), maybe.clone(), maybe.clone(), maybe.clone(), maybe);
    let incident =
        (acts, around).prop_map(|((act, kind, mode, status, statement), (actor, target, place, when, count))| {
            Incident { act, kind, mode, actor, target, place, when, count, status, statement }
        });
    let named = vec(party(&all), 1..4);
    // Of one statement all names stand together.
    let about = option::of((id, named).prop_map(|(statement, named)| About { statement, named }));
    let lists = (vec(figure, 0..4), vec(time, 0..4), vec(occasion, 0..3), vec(counter, 0..3));
    (lists, vec(demand, 0..4), vec(incident, 0..4), about).prop_map(
        |((figures, times, occasions, counters), demands, incidents, about)| Objects {
            figures,
            times,
            occasions,
            counters,
            demands,
            incidents,
            about: about.into_iter().collect(),
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
