//! An archive of every released format must open, be found in, and pass its check.
//!
//! `tests/formats/<format>/` at the top of the repository holds them: the captures as they lie, the store gzipped, no index (it is
//! derived). Before a release that changes the format, keep one of the new one:
//! `cargo test -p onrecord-archive --test formats -- --ignored`.

mod press;

use flate2::{Compression, read::GzDecoder, write::GzEncoder};
use onrecord_archive::{Access, Archive, Query, Window};
use onrecord_reading::ReaderVersion;
use press::pages;
use std::{
    fs::{self, File},
    io,
    path::{Path, PathBuf},
};

const ALL: Window = Window { offset: 0, limit: 100 };

fn formats() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/formats")
}

fn copy_captures(from: &Path, to: &Path) {
    fs::create_dir_all(to.join("captures")).expect("room");
    for file in fs::read_dir(from.join("captures")).expect("it is there") {
        let file = file.expect("it is listed");
        fs::copy(file.path(), to.join("captures").join(file.file_name())).expect("room");
    }
}

#[test]
fn every_released_format_opens() {
    let mut opened = 0;
    for kept in fs::read_dir(formats()).expect("the folder is part of the repository") {
        let kept = kept.expect("it is listed").path();
        if !kept.join("archive.sqlite.gz").exists() {
            continue;
        }
        let format = kept.file_name().and_then(|n| n.to_str()).and_then(|n| n.parse::<u32>().ok());
        let format = format.expect("a folder is named by its format");
        let dir = tempfile::tempdir().expect("a temporary folder");
        copy_captures(&kept, dir.path());
        let mut packed = GzDecoder::new(File::open(kept.join("archive.sqlite.gz")).expect("it is there"));
        let mut store = File::create(dir.path().join("archive.sqlite")).expect("room");
        io::copy(&mut packed, &mut store).expect("it unpacks");
        drop(store);

        let archive = Archive::open(dir.path(), Access::Write).expect("it opens, and is brought up to this format");
        assert_eq!(archive.index().expect("room"), 4, "{}", kept.display());
        let found = |typed: &str| archive.search(&Query::parse(typed).value, ALL).expect("it searches").total;
        assert_eq!((found(""), found("election"), found("speaker:Лунев")), (4, 2, 1));
        for page in pages() {
            assert_eq!(archive.body(&page.capture.id).expect("it reads").as_deref(), Some(&*page.capture.body));
            for (article, reading) in &page.articles {
                let entry = archive.article(&article.id).expect("it reads").expect("it is there");
                assert_eq!(entry.article.text, article.text);
                assert_eq!(entry.reading.statements, reading.statements);
                // Older formats did not keep all of them.
                if format >= 7 {
                    assert_eq!(entry.reading.objects, reading.objects);
                }
            }
        }
        // What they keep was read by this reader. Older formats kept no figures and demands: their articles are named to be read again.
        let reader = ReaderVersion::from("net-3");
        let due = archive.articles_to_read(&reader, false).expect("it reads").len();
        assert_eq!(due > 0, format < 6, "{}", kept.display());
        for page in pages() {
            for (article, reading) in &page.articles {
                archive.put_reading(&article.id, reading).expect("it is a reading of the same text");
            }
        }
        assert_eq!(archive.index().expect("room"), 4);
        let today = pages()[0].articles[0].1.reader.clone();
        assert_eq!(archive.articles_to_read(&today, false).expect("it reads"), []);
        let check = archive.check(&mut |_, _| ()).expect("it can be checked");
        assert_eq!(check.problems, [""; 0], "{}", kept.display());
        opened += 1;
    }
    assert!(opened > 0, "an archive of this format is kept");
}

#[test]
#[ignore = "writes an archive of this format into the repository"]
fn keep_one_of_this_format() {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let archive = Archive::open(dir.path(), Access::Write).expect("an empty folder");
    for page in pages() {
        page.put(&archive);
    }
    let kept = formats().join(archive.status().expect("it reads").format.to_string());
    drop(archive);
    fs::create_dir_all(&kept).expect("room");
    copy_captures(dir.path(), &kept);
    let mut packed = GzEncoder::new(File::create(kept.join("archive.sqlite.gz")).expect("room"), Compression::best());
    io::copy(&mut File::open(dir.path().join("archive.sqlite")).expect("it is there"), &mut packed).expect("room");
    packed.finish().expect("room");
}
