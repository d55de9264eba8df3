//! Several processes and threads at one archive; disks that are full or may not be written.

#![allow(clippy::print_stderr, reason = "a test that leaves something out says so")]

mod press;

use onrecord_archive::{Access, Archive, Query, Window};
use press::{Page, pages};
use std::{
    path::{Path, PathBuf},
    process::{Command, Stdio},
    time::Duration,
};

const ALL: Window = Window { offset: 0, limit: 100 };

/// The invented press again, under other bytes.
fn another(n: usize) -> Page {
    let stories = press::stories();
    Page::of(&format!("pages/{n}.html"), &format!("<p>{n} {}", "filling ".repeat(n % 7 * 100)), &stories[n % 2..=n % 2])
}

#[test]
fn a_second_writer_is_told_who_holds_the_lock() {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let first = Archive::open(dir.path(), Access::Write).expect("an empty folder");
    let error = Archive::open(dir.path(), Access::Write).err().expect("there is a writer already");
    assert!(error.is_busy(), "{error}");
    assert!(error.hint().is_some_and(|h| h.contains("lock")), "{error:?}");
    assert_eq!(error.path(), Some(dir.path().join("lock").as_path()));
    drop(first);
    Archive::open(dir.path(), Access::Write).expect("the lock was let go of");
}

#[test]
fn what_is_no_archive_is_refused() {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let open = |access| Archive::open(dir.path(), access).err().expect("it is refused");
    assert!(open(Access::Read).is_missing() && open(Access::Serve).is_missing());
    std::fs::write(
        dir.path().join("archive.sqlite"),
        "no database, but rather a long text of somebody's own".repeat(9),
    )
    .expect("room");
    assert!(open(Access::Read).is_corrupt(), "{:?}", open(Access::Read));
    std::fs::remove_file(dir.path().join("archive.sqlite")).expect("it is there");
    Archive::open(dir.path(), Access::Write).expect("now it is empty");
    let db = rusqlite::Connection::open(dir.path().join("archive.sqlite")).expect("it opens");
    db.pragma_update(None, "user_version", 99).expect("it can be set");
    assert!(open(Access::Read).is_newer() && open(Access::Write).is_newer());
    assert!(open(Access::Write).hint().is_some());
}

#[test]
fn readers_work_beside_a_writer_and_a_server_indexes() {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let writer = Archive::open(dir.path(), Access::Write).expect("an empty folder");
    let server = Archive::open(dir.path(), Access::Serve).expect("it is there");
    let reader = Archive::open(dir.path(), Access::Read).expect("it is there");
    assert_eq!(reader.search(&Query::default(), ALL).expect("an empty archive").total, 0);
    std::thread::scope(|scope| {
        let asking = scope.spawn(|| {
            for _ in 0..30 {
                let status = reader.status().expect("it reads");
                assert_eq!(status.by_reader.iter().map(|(_, n)| n).sum::<u64>(), status.statements);
                let hits = server.search(&Query::parse("tolland").value, ALL).expect("it searches");
                assert_eq!(hits.total, hits.statements.len() as u64);
                server.index().expect("room");
            }
        });
        for n in 0..40 {
            another(n).put(&writer);
        }
        asking.join().expect("no panic");
    });
    server.index().expect("room");
    assert_eq!(reader.status().expect("it reads").index_behind, 0);
    // Forty captures of two stories under their own addresses: the same words of a page are found once.
    assert_eq!(reader.search(&Query::parse("harbour").value, ALL).expect("it searches").total, 2);
    assert_eq!(reader.status().expect("it reads").captures, 40);
    let check = reader.check(&mut |_, _| ()).expect("it can be checked");
    assert_eq!(check.problems, [""; 0]);
}

#[test]
fn a_lost_or_foreign_index_is_built_anew() {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let archive = Archive::open(dir.path(), Access::Write).expect("an empty folder");
    for page in pages() {
        page.put(&archive);
    }
    assert_eq!(archive.index().expect("room"), 4);
    assert_eq!(archive.index().expect("room"), 0, "nothing is new");
    let index = dir.path().join("index");
    for damage in ["remove", "meta", "payload"] {
        match damage {
            "remove" => std::fs::remove_dir_all(&index).expect("it is there"),
            "meta" => std::fs::write(index.join("meta.json"), "{").expect("it is there"),
            _ => {
                let meta = std::fs::read_to_string(index.join("meta.json")).expect("it is there");
                std::fs::write(index.join("meta.json"), meta.replace("\\\"index\\\":", "\\\"index\\\":9"))
                    .expect("room");
            }
        }
        let reader = Archive::open(dir.path(), Access::Read).expect("it is there");
        let error = reader.search(&Query::default(), ALL).expect_err("there is no index");
        assert!(error.hint().is_some_and(|h| h.contains("serve")), "{damage}: {error}");
        assert_eq!(archive.index().expect("room"), 4, "{damage}");
        assert_eq!(reader.search(&Query::default(), ALL).expect("there is one again").total, 4);
    }
}

/// The same test binary as a process of its own that adds pages until it is killed.
#[test]
fn a_killed_writer_loses_at_most_the_page_in_hand() {
    if let Ok(dir) = std::env::var("ONRECORD_TEST_KILLED") {
        let archive = Archive::open(Path::new(&dir), Access::Write).expect("the lock is free");
        for n in 0.. {
            let page = another(n);
            if !archive.knows(&page.capture.id, &page.source).expect("it reads") {
                page.put(&archive);
                std::fs::write(Path::new(&dir).join("done"), n.to_string()).expect("room");
            }
            if n % 50 == 49 {
                archive.index().expect("room");
            }
        }
    }
    let dir = tempfile::tempdir().expect("a temporary folder");
    for round in 0..8u64 {
        let mut child = Command::new(std::env::current_exe().expect("we run"))
            .args(["--exact", "a_killed_writer_loses_at_most_the_page_in_hand"])
            .env("ONRECORD_TEST_KILLED", dir.path())
            .stdout(Stdio::null())
            .spawn()
            .expect("it starts");
        std::thread::sleep(Duration::from_millis(60 + 37 * round));
        child.kill().expect("it runs");
        child.wait().expect("it was ours");
        let done = std::fs::read_to_string(dir.path().join("done")).unwrap_or_default();
        let archive = Archive::open(dir.path(), Access::Write).expect("it opens again");
        archive.index().expect("room");
        let status = archive.status().expect("it reads");
        if let Ok(done) = done.parse::<u64>() {
            assert!((done + 1..=done + 2).contains(&status.captures), "{done} done, {} kept", status.captures);
        }
        drop(archive);
        let reader = Archive::open(dir.path(), Access::Read).expect("it opens");
        assert_eq!(reader.check(&mut |_, _| ()).expect("it can be checked").problems, [""; 0]);
    }
}

/// A file system of its own, so small that it fills; None (said aloud) where we may not make one.
struct Tiny(PathBuf);

impl Tiny {
    fn mount(dir: &Path, options: &str) -> Option<Tiny> {
        let done =
            Command::new("mount").args(["-t", "tmpfs", "-o", options, "tmpfs"]).arg(dir).stderr(Stdio::null()).status();
        if done.is_ok_and(|s| s.success()) {
            return Some(Tiny(dir.to_owned()));
        }
        eprintln!("left out: a full or read-only disk, for this user may not mount a tmpfs");
        None
    }

    fn remount(&self, options: &str) {
        let done = Command::new("mount").args(["-o", &format!("remount,{options}")]).arg(&self.0).status();
        assert!(done.expect("mount runs").success());
    }
}

impl Drop for Tiny {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(&self.0).status();
    }
}

#[test]
fn a_full_disk_keeps_what_was_added() {
    // The step at which the disk fills differs with its size: segment, store, index.
    for size in [900, 1_100, 1_300, 1_700] {
        let dir = tempfile::tempdir().expect("a temporary folder");
        let Some(disk) = Tiny::mount(dir.path(), &format!("size={size}k")) else { return };
        let archive = Archive::open(&disk.0.join("a"), Access::Write).expect("room for an empty one");
        let mut added = 0;
        let error = (0..100_000)
            .find_map(|n| {
                let put = archive.put(&another(n).record()).map(drop);
                added += u64::from(put.is_ok());
                let indexed = if n % 20 == 19 && put.is_ok() { archive.index().map(drop) } else { Ok(()) };
                put.and(indexed).err()
            })
            .expect("it fills");
        assert!(error.is_disk_full(), "{size}: {error} {error:?}");
        assert!(error.hint().is_some());
        assert_eq!(archive.status().expect("it still reads").captures, added);
        drop(archive);
        disk.remount("size=64m");
        let archive = Archive::open(&disk.0.join("a"), Access::Write).expect("it opens again");
        assert_eq!(archive.status().expect("it reads").captures, added);
        another(1_000_000).put(&archive);
        archive.index().expect("room");
        drop(archive);
        let reader = Archive::open(&disk.0.join("a"), Access::Read).expect("it opens");
        assert_eq!(reader.check(&mut |_, _| ()).expect("it can be checked").problems, [""; 0], "{size}");
        drop(reader);
    }
}

#[test]
fn a_read_only_disk_is_read() {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let Some(disk) = Tiny::mount(dir.path(), "size=64m") else { return };
    let archive = Archive::open(&disk.0, Access::Write).expect("an empty folder");
    for page in pages() {
        page.put(&archive);
    }
    archive.index().expect("room");
    drop(archive);
    disk.remount("ro");
    let error = Archive::open(&disk.0, Access::Write).err().expect("it may not be written");
    assert!(error.is_denied() && error.hint().is_some() && error.path().is_some(), "{error:?}");
    let reader = Archive::open(&disk.0, Access::Read).expect("it may be read");
    assert_eq!(reader.search(&Query::default(), ALL).expect("it searches").total, 4);
    assert_eq!(reader.check(&mut |_, _| ()).expect("it can be checked").problems, [""; 0]);
}
