//! Merging and splitting speakers: by people alone, through every new reading, and back.

mod press;

use onrecord_archive::{Access, Archive, Decided, Filter, Put, Query, SpeakerId, Window};
use onrecord_page::Precision;
use onrecord_reading::{Mode, SpeakerKind};
use press::{Page, Said, Story, person};

const ALL: Window = Window { offset: 0, limit: 100 };

fn story(title: &'static str, said: Vec<Said>) -> Story {
    Story {
        title,
        outlet: "The Vell Courier",
        url: None,
        published: Some(("2023-05-04", Precision::Day)),
        language: "en",
        text: "The quay is closed, said Orla Venn. Venn said the pilots went home. The nets are dry, said Tam Venn. \
               The ministry said no more. The bridge holds, said Orla Venn.",
        said,
    }
}

fn said(speaker: Option<(&'static str, Option<&'static str>, SpeakerKind)>, content: &'static [&'static str]) -> Said {
    Said { mode: Mode::Indirect, speaker, cue: Some("said"), content }
}

/// Orla Venn, Venn, Tam Venn, and a ministry that is read as a body on one page and as an office on the other.
fn pages() -> Vec<Page> {
    let orla = || person("Orla Venn", None);
    vec![
        Page::of(
            "one.html",
            "one",
            &[story(
                "One",
                vec![
                    said(orla(), &["The quay is closed"]),
                    said(person("Venn", None), &["the pilots went home"]),
                    said(person("Tam Venn", None), &["The nets are dry"]),
                    said(Some(("the Tide Ministry", None, SpeakerKind::Body)), &["no more"]),
                ],
            )],
        ),
        Page::of(
            "two.html",
            "two",
            &[story(
                "Two",
                vec![
                    said(orla(), &["The bridge holds"]),
                    said(Some(("the Tide Ministry", None, SpeakerKind::Office)), &["no more"]),
                ],
            )],
        ),
    ]
}

fn filled(dir: &std::path::Path) -> Archive {
    let archive = Archive::open(dir, Access::Write).expect("an empty folder");
    for page in pages() {
        assert_eq!(page.put(&archive), Put::Added);
    }
    archive.index().expect("room on the disk");
    archive
}

fn by(why: &str) -> Decided {
    Decided { at: "2023-06-01T08:00:00Z".parse().expect("a time"), who: "Ada Strand".to_owned(), why: why.to_owned() }
}

/// Everybody by name, kind, id and number of statements: what lists, counts and searches show.
fn everybody(archive: &Archive) -> Vec<(String, &'static str, SpeakerId, u64)> {
    let mut all: Vec<_> = archive
        .latest(&Filter::everything(), ALL)
        .expect("it reads")
        .into_iter()
        .filter_map(|line| line.speaker)
        .map(|speaker| {
            let entry = archive.speaker(&speaker.id, &Filter::everything()).expect("it reads").expect("somebody");
            (entry.speaker.name, entry.speaker.kind.as_str(), entry.speaker.id, entry.kept)
        })
        .collect();
    all.sort();
    all.dedup();
    all
}

fn named<'a>(all: &'a [(String, &'static str, SpeakerId, u64)], name: &str) -> Vec<&'a SpeakerId> {
    all.iter().filter(|(own, ..)| own == name).map(|(_, _, id, _)| id).collect()
}

fn read_anew(archive: &Archive) {
    for page in pages() {
        for (article, reading) in &page.articles {
            archive.put_reading(&article.id, reading).expect("a reading of the same text");
        }
    }
    archive.index().expect("room on the disk");
}

fn found(archive: &Archive, typed: &str) -> u64 {
    archive.index().expect("room on the disk");
    archive.search(&Query::parse(typed).value, ALL).expect("it searches").total
}

fn sound(archive: &Archive) {
    let check = archive.check(&mut |_, _| ()).expect("it can be checked");
    assert_eq!(check.problems, [""; 0]);
}

#[test]
fn nobody_is_merged_by_a_surname() {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let archive = filled(dir.path());
    let before = everybody(&archive);
    assert_eq!(before.len(), 5, "{before:?}");
    let orla = named(&before, "Orla Venn")[0];
    let like = |id: &SpeakerId| {
        let entry = archive.speaker(id, &Filter::everything()).expect("it reads").expect("somebody");
        archive.alike(&entry, 9).expect("it reads")
    };
    let alike: Vec<_> = like(orla).into_iter().map(|one| (one.speaker.name, one.why)).collect();
    assert_eq!(alike.len(), 2, "{alike:?}");
    assert!(alike.contains(&("Tam Venn".to_owned(), "surname")) && alike.contains(&("Venn".to_owned(), "surname")));
    read_anew(&archive);
    assert_eq!(everybody(&archive), before);
    let ministry = named(&before, "the Tide Ministry");
    assert_eq!(ministry.len(), 2);
    let other = like(ministry[0]);
    assert_eq!((other.len(), other[0].why, other[0].speaker.id), (1, "name", *ministry[1]));
}

#[test]
fn a_merge_holds_through_a_new_reading_and_is_taken_back() {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let archive = filled(dir.path());
    let before = everybody(&archive);
    let (orla, venn) = (*named(&before, "Orla Venn")[0], *named(&before, "Venn")[0]);
    assert_eq!(archive.merge_speakers(&venn, &orla, &by("one article names both")).expect("two"), orla);
    for round in 0..2 {
        let now = everybody(&archive);
        assert_eq!(now.len(), 4, "round {round}: {now:?}");
        assert_eq!(archive.filed_as(&venn).expect("it reads"), orla);
        let entry = archive.speaker(&venn, &Filter::everything()).expect("it reads").expect("Orla");
        assert_eq!((entry.speaker.id, entry.kept, entry.names.len()), (orla, 3, 2), "printed names stay");
        assert_eq!(archive.statements_of(&orla, &Filter::everything(), ALL).expect("it reads").len(), 3);
        assert_eq!(found(&archive, "speaker:\"Orla Venn\" class:any confidence:any"), 3, "searches follow");
        assert_eq!(archive.status().expect("it counts").speakers, 4);
        assert_eq!(archive.resolve(venn.as_str()).expect("it reads"), [venn.to_string()]);
        sound(&archive);
        read_anew(&archive);
    }
    let filed = archive.filings_of(&orla).expect("it reads");
    assert_eq!(
        (filed.len(), filed[0].from, filed[0].to, filed[0].decision.who.as_str()),
        (1, venn, orla, "Ada Strand")
    );
    assert!(archive.merge_speakers(&venn, &orla, &by("again")).is_err(), "they are one");
    assert!(archive.merge_speakers(&orla, &orla, &by("again")).is_err());

    // A chain: whoever was merged goes along.
    let tam = *named(&before, "Tam Venn")[0];
    archive.merge_speakers(&orla, &tam, &by("a mistake")).expect("two");
    assert_eq!(archive.all_filed_as(&orla).expect("it reads").len(), 3);
    assert_eq!((archive.filed_as(&venn).expect("it reads"), everybody(&archive).len()), (tam, 3));
    assert!(archive.merge_speakers(&tam, &venn, &by("a ring")).is_err());
    archive.undo_filing(&orla, &tam, &by("they are brothers")).expect("it was decided");
    assert!(archive.undo_filing(&orla, &tam, &by("again")).is_err(), "it was taken back");
    assert_eq!((archive.filed_as(&venn).expect("it reads"), everybody(&archive).len()), (orla, 4));

    archive.undo_filing(&venn, &orla, &by("another Venn")).expect("it was decided");
    assert_eq!(everybody(&archive), before, "as before");
    assert_eq!(found(&archive, "speaker:\"Orla Venn\" class:any confidence:any"), 2);
    sound(&archive);
    read_anew(&archive);
    assert_eq!(everybody(&archive), before);
    assert_eq!(archive.decisions(9).expect("it reads").len(), 4, "nothing decided is lost");
}

#[test]
fn two_kinds_of_one_name_can_be_told_apart_again() {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let archive = filled(dir.path());
    let before = everybody(&archive);
    let ministry: Vec<SpeakerId> = named(&before, "the Tide Ministry").into_iter().copied().collect();
    archive.merge_speakers(&ministry[0], &ministry[1], &by("one ministry")).expect("two");
    read_anew(&archive);
    assert_eq!(everybody(&archive).len(), 4);
    for page in pages() {
        for (article, reading) in &page.articles {
            let entry = archive.article(&article.id).expect("it reads").expect("it is there");
            assert_eq!(entry.reading.statements, reading.statements, "the reading is as it was read");
        }
    }
    archive.undo_filing(&ministry[0], &ministry[1], &by("two")).expect("it was decided");
    assert_eq!(everybody(&archive), before);
}

#[test]
fn statements_are_split_off_and_rejoined() {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let archive = filled(dir.path());
    let before = everybody(&archive);
    let orla = *named(&before, "Orla Venn")[0];
    let lines = archive.statements_of(&orla, &Filter::everything(), ALL).expect("it reads");
    let bridge = lines.iter().find(|line| line.content == "The bridge holds").expect("she said so").id;
    let both: Vec<_> = lines.iter().map(|line| line.id).collect();
    for (statements, name) in [(vec![], "x"), (vec![bridge], "  "), (both, "Orla Venn (all)")] {
        assert!(archive.split_speaker(&orla, &statements, name, &by("x")).is_err(), "{name}");
    }
    let tam = *named(&before, "Tam Venn")[0];
    assert!(archive.split_speaker(&tam, &[bridge], "x", &by("not his")).is_err());

    let other = archive.split_speaker(&orla, &[bridge], "Orla Venn (bridges)", &by("the engineer")).expect("another");
    for round in 0..2 {
        let now = everybody(&archive);
        assert_eq!(named(&now, "Orla Venn (bridges)"), [&other], "round {round}: {now:?}");
        assert_eq!(named(&now, "Orla Venn"), [&orla]);
        assert_eq!(
            archive.statement(&bridge).expect("it reads").expect("it is there").speaker.map(|s| s.id),
            Some(other)
        );
        assert_eq!(found(&archive, "speaker:\"Orla Venn (bridges)\" class:any confidence:any"), 1);
        assert_eq!(found(&archive, "speaker:\"Orla Venn\" class:any confidence:any"), 2, "as printed");
        sound(&archive);
        read_anew(&archive);
    }
    // Whoever was split off can be merged into somebody else, and back.
    archive.merge_speakers(&other, &tam, &by("it was Tam")).expect("two");
    assert_eq!(everybody(&archive).len(), 5);
    archive.undo_filing(&other, &tam, &by("no")).expect("it was decided");
    archive.undo_filing(&orla, &other, &by("one engineer")).expect("it was decided");
    assert_eq!(everybody(&archive), before, "as before");
    sound(&archive);
    for nobody in ["", " "] {
        let nobody = Decided { who: nobody.to_owned(), ..by("x") };
        assert!(archive.merge_speakers(&orla, &tam, &nobody).is_err());
    }
}
