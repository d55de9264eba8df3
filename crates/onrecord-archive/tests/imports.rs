//! How far a file was read survives the run, and belongs to that file alone.

use onrecord_archive::{Access, Archive};

#[test]
fn a_mark_is_kept_until_it_is_taken_back() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let archive = Archive::open(folder.path(), Access::Write).expect("it is made");
    assert_eq!(archive.import_mark("crawl.warc").expect("it reads"), None);
    archive.put_import_mark("crawl.warc", Some("{1}")).expect("it writes");
    archive.put_import_mark("crawl.warc", Some("{2}")).expect("it writes");
    archive.put_import_mark("other.warc", Some("{3}")).expect("it writes");
    drop(archive);
    let archive = Archive::open(folder.path(), Access::Write).expect("it opens");
    assert_eq!(archive.import_mark("crawl.warc").expect("it reads").as_deref(), Some("{2}"));
    archive.put_import_mark("crawl.warc", None).expect("it writes");
    assert_eq!(archive.import_mark("crawl.warc").expect("it reads"), None);
    assert_eq!(archive.import_mark("other.warc").expect("it reads").as_deref(), Some("{3}"));
    drop(archive);
    let reader = Archive::open(folder.path(), Access::Read).expect("it opens");
    assert!(reader.put_import_mark("crawl.warc", Some("{4}")).is_err(), "only a writer may");
    assert!(reader.check(&mut |_, _| {}).expect("it checks").problems.is_empty());
}
