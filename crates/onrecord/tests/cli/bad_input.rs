//! What must never end a run: each bad page is told in a clear line with a way out, and the good one beside it is kept.

use crate::harness::{Place, Ran, SENTENCES, page, permissions_count};
use insta::assert_snapshot;
use std::{
    fs,
    io::Write,
    process::{Command, Stdio},
};

/// A folder `pages` with one good page, named so that it comes last.
fn with_a_good_page() -> Place {
    let place = Place::new();
    place.write("pages/z-good.html", page("Fees stay until spring", "2021-03-04", &SENTENCES));
    place
}

/// Every bad page ends like this: the good page is in the archive, and nothing in the archive is damaged.
fn nothing_is_lost(place: &Place) {
    let found = place.run("search quay --json");
    assert!(found.stdout.contains("Fees stay until spring"), "{found:?}");
    let checked = place.run("check");
    assert_eq!(checked.status, Some(0), "{checked:?}");
}

#[test]
fn an_empty_file() {
    let place = with_a_good_page();
    place.write("pages/empty.html", "");
    assert_snapshot!(place.run("add pages").shown());
    nothing_is_lost(&place);
}

#[test]
fn fifty_megabytes_of_div() {
    let place = with_a_good_page();
    place.write("pages/div.html", "<div>".repeat(10 << 20));
    assert_snapshot!(place.run("add pages").shown());
    nothing_is_lost(&place);
}

#[test]
fn twenty_megabytes_of_div() {
    let place = with_a_good_page();
    place.write("pages/div.html", "<div>".repeat(4 << 20));
    assert_snapshot!(place.run("add pages").shown());
    nothing_is_lost(&place);
}

#[test]
fn a_truncated_gzip() {
    let place = with_a_good_page();
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    gzip.write_all(page("Half a page", "2021-03-05", &SENTENCES).as_bytes()).expect("memory takes it");
    let whole = gzip.finish().expect("memory takes it");
    place.write("pages/half.html.gz", &whole[..whole.len() / 2]).write("pages/stub.html.gz", &whole[..12]);
    assert_snapshot!(place.run("add pages").shown());
    nothing_is_lost(&place);
}

#[test]
fn a_picture_named_html() {
    let place = with_a_good_page();
    let mut png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0\x1f\x15\xc4\x89".to_vec();
    png.extend((0..4000u32).map(|i| (i.wrapping_mul(2_654_435_761) >> 13) as u8));
    place.write("pages/picture.html", png);
    assert_snapshot!(place.run("add pages").shown());
    nothing_is_lost(&place);
}

#[test]
fn utf_16_without_a_mark() {
    let place = with_a_good_page();
    let wide = page("Fees in two bytes", "2021-03-06", &SENTENCES)
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect::<Vec<u8>>();
    place.write("pages/wide.html", wide);
    assert_snapshot!(place.run("add pages").shown());
    assert!(place.run("search fees --json").stdout.contains("Fees in two bytes"));
    nothing_is_lost(&place);
}

#[cfg(unix)]
#[test]
fn a_file_without_read_permission() {
    use std::os::unix::fs::PermissionsExt;
    let place = with_a_good_page();
    place.write("pages/secret.html", "secret").write("pages/locked/page.html", "locked in");
    let forbid =
        |name: &str| fs::set_permissions(place.path(name), fs::Permissions::from_mode(0o000)).expect("ours to set");
    let open =
        |name: &str| fs::set_permissions(place.path(name), fs::Permissions::from_mode(0o777)).expect("ours to set");
    ["pages/secret.html", "pages/locked"].into_iter().for_each(forbid);
    let ran = if permissions_count(&place.path("pages/secret.html")) {
        place.run("add pages")
    } else {
        // Root may read everything: become nobody.
        ["", "pages"].into_iter().for_each(open);
        let mut nobody = Command::new("setpriv");
        nobody.args([
            "--reuid=65534",
            "--regid=65534",
            "--clear-groups",
            env!("CARGO_BIN_EXE_onrecord"),
            "add",
            "pages",
        ]);
        place.prepare(&mut nobody);
        match nobody.output() {
            Ok(output) if output.status.code() != Some(127) && !output.stdout.is_empty() => Ran::of(output),
            _ => {
                return eprintln!(
                    "left out: files without read permission (this is root, and it cannot become nobody)"
                );
            }
        }
    };
    open("pages/locked");
    assert_snapshot!(ran.shown());
    assert_snapshot!("a_file_without_read_permission_status", place.run("status").shown());
    nothing_is_lost(&place);
}

#[cfg(unix)]
#[test]
fn folders_that_lead_in_circles() {
    let place = with_a_good_page();
    fs::create_dir_all(place.path("pages/deep/deeper")).expect("folders can be made");
    std::os::unix::fs::symlink("../..", place.path("pages/deep/deeper/up")).expect("links can be made");
    std::os::unix::fs::symlink("nowhere", place.path("pages/dangling.html")).expect("links can be made");
    assert!(Command::new("mkfifo").arg(place.path("pages/pipe")).status().is_ok_and(|s| s.success()));
    place.write("pages/.hidden/page.html", "not looked for").write("pages/saved_files/style.css", "p { color: red }");
    assert_snapshot!(place.run("add pages").shown());
    nothing_is_lost(&place);
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk() {
    let place = Place::new();
    // Text that cannot be compressed away.
    let mut state = 7u64;
    for i in 0..60 {
        let words: Vec<String> = (0..4000)
            .map(|_| {
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                format!("{:x}", state >> 24)
            })
            .collect();
        let words: Vec<String> = words.chunks(40).map(|chunk| chunk.join(" ")).collect();
        let sentences: Vec<&str> = words.iter().map(String::as_str).collect();
        place.write(&format!("pages/{i:02}.html"), page(&format!("Page {i}"), "2021-03-04", &sentences));
    }
    fs::create_dir(place.path("disk")).expect("folders can be made");
    // A disk of three megabytes that only this run sees; afterwards one of sixty takes its place with what was on it.
    let script = r#"
        mount -t tmpfs -o size=3m none disk || exit 99
        "$0" add --archive disk/archive pages; echo "status $?"
        mount -o remount,size=60m disk
        "$0" add --archive disk/archive pages && "$0" check --archive disk/archive
    "#;
    let mut small = Command::new("unshare");
    small.args(["--map-root-user", "--mount", "sh", "-c", script, env!("CARGO_BIN_EXE_onrecord")]);
    place.prepare(&mut small);
    let ran = match small.stdout(Stdio::piped()).output() {
        Ok(output) if output.stdout.starts_with(b" ") => Ran::of(output),
        other => return eprintln!("left out: a full disk (this machine lends no small one: {other:?})"),
    };
    assert!(ran.stdout.contains("status 1\n"), "{ran:?}");
    assert!(ran.stderr.contains("the disk is full") && ran.stderr.contains("hint: "), "{ran:?}");
    assert!(ran.stdout.contains("       60  in all"), "it goes on where it stopped: {ran:?}");
    assert!(ran.status == Some(0) && ran.stdout.contains("all as they were written"), "{ran:?}");
}

#[test]
fn nothing_to_read_at_all() {
    let place = Place::new();
    assert_snapshot!(place.run("add missing.html").shown());
}

#[cfg(unix)]
#[test]
fn a_name_that_is_no_unicode() {
    use std::{ffi::OsStr, os::unix::ffi::OsStrExt};
    let place = with_a_good_page();
    let name = place.path("pages").join(OsStr::from_bytes(b"caf\xe9.html"));
    if fs::write(name, page("Coffee on the quay", "2021-03-07", &SENTENCES)).is_err() {
        return eprintln!("left out: a name that is no Unicode (this file system takes none)");
    }
    assert_snapshot!(place.run("add pages").shown());
    assert!(place.run("read --json pages").stdout.contains("\"source\":\"pages/caf\u{fffd}.html\""));
    nothing_is_lost(&place);
}

#[cfg(unix)]
#[test]
fn ctrl_c_finishes_the_page_in_hand() {
    let place = Place::new();
    place.write("last.html", page("Never reached", "2021-03-08", &SENTENCES));
    // A pipe holds the page back until the signal has been sent.
    assert!(Command::new("mkfifo").arg(place.path("slow.html")).status().is_ok_and(|s| s.success()));
    let mut command = place.command("add --jobs 1 slow.html");
    // More paths than may be under way at once, so that some are left for the next run.
    command.args(std::iter::repeat_n("last.html", 30));
    let child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the program starts");
    // Opening waits for the reader.
    let mut pipe = fs::File::options().write(true).open(place.path("slow.html")).expect("the program reads it");
    assert!(Command::new("kill").args(["-INT", &child.id().to_string()]).status().is_ok_and(|s| s.success()));
    pipe.write_all(page("In hand", "2021-03-08", &SENTENCES).as_bytes()).expect("the program reads it");
    drop(pipe);
    let ran = Ran::of(child.wait_with_output().expect("it ends"));
    assert_eq!(ran.status, Some(1), "{ran:?}");
    assert!(ran.stderr.contains("run the same command to go on"), "{ran:?}");
    assert!(place.run("search harbour --json").stdout.contains("In hand"));
}

#[test]
fn a_reader_that_has_seen_enough_is_no_error() {
    let place = Place::new();
    for i in 0..40 {
        place.write(
            &format!("pages/{i}.html"),
            page(&format!("Page {i}"), "2021-03-04", &[SENTENCES.join(" ").repeat(40).as_str()]),
        );
    }
    let mut child =
        place.command("read --json pages").stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("starts");
    drop(child.stdout.take());
    let ran = Ran::of(child.wait_with_output().expect("it ends"));
    assert_eq!((ran.status, ran.stderr.as_str()), (Some(0), ""));
}
