//! Two that add over a long time, and one that comes in between: each in its turn, nothing lost, nothing written over.

mod press;

use onrecord_archive::{Access, Archive, Purpose, Put};
use press::{Page, pages};
use std::{fs, io::Write};

fn open(dir: &std::path::Path, access: Access) -> Archive {
    Archive::open(dir, access).expect("nobody holds it")
}

/// The invented press under as many bytes as are wanted.
fn page(n: usize) -> Page {
    let stories = press::stories();
    Page::of(&format!("pages/{n}.html"), &format!("<p>{n}"), &stories[n % 2..=n % 2])
}

#[test]
fn what_is_added_in_turns_is_all_there() {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let (one, two) = (open(dir.path(), Access::Turns), open(dir.path(), Access::Turns));
    for n in 0..12 {
        let archive = if n % 3 == 0 { &one } else { &two };
        let turn = archive.turn().expect("it is free");
        assert_eq!(page(n).put(archive), Put::Added);
        turn.end().expect("room on the disk");
        if n == 5 {
            // Somebody who adds for a while, as an import does; what a killed one leaves behind its last page is cut off.
            assert_eq!(page(100).put(&open(dir.path(), Access::Write)), Put::Added);
            let segment = dir.path().join("captures/00000.warc.gz");
            let mut segment = fs::OpenOptions::new().append(true).open(segment).expect("it is there");
            segment.write_all(b"half a page").expect("room");
        }
    }
    let turn = one.turn().expect("it is free");
    assert_eq!(page(3).put(&one), Put::Known);
    drop(turn);
    one.index().expect("an index");
    let check = one.check(&mut |_, _| ()).expect("it can be checked");
    assert_eq!((check.problems, check.captures), (Vec::new(), 13));
}

#[test]
fn nobody_adds_out_of_turn() {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let (one, two) = (open(dir.path(), Access::Turns), open(dir.path(), Access::Turns));
    let refused = one.put(&pages()[0].record()).expect_err("it is not its turn");
    assert!(refused.to_string().contains("out of turn"), "{refused}");
    let turn = one.turn().expect("it is free");
    assert!(two.turn().is_err_and(|e| e.is_busy()) && one.turn().is_err_and(|e| !e.is_busy()));
    assert!(Archive::open(dir.path(), Access::Write).is_err_and(|e| e.is_busy()));
    drop(turn);
    let whole = open(dir.path(), Access::Write);
    assert!(two.turn().is_err_and(|e| e.is_busy()));
    // Reading needs no turn.
    assert_eq!(two.watched_at("quay.example", Purpose::Page).expect("it reads"), None);
    drop(whole);
    two.turn().expect("it is free again").end().expect("room on the disk");
    assert!(open(dir.path(), Access::Write).turn().is_ok(), "who adds alone always has the turn");
}
