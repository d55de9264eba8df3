//! `serve` and `open`: an address on stdout, and a record behind it.

use crate::harness::{Place, SENTENCES, page};
use std::{
    io::{Read, Write},
    net::TcpStream,
};

pub(crate) fn get(address: &str, path: &str) -> String {
    let host = address.trim_start_matches("http://").trim_end_matches('/');
    let mut stream = TcpStream::connect(host).expect("it listens");
    write!(stream, "GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n").expect("it takes requests");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).expect("it answers");
    answer
}

#[test]
fn open_adds_and_serves_even_where_the_archive_is_served_already() {
    let place = Place::new();
    place.write("pages/fees.html", page("Fees stay until spring", "2021-03-04", &SENTENCES));
    let first = place.start("open pages");
    let page = get(&first.address, "/");
    assert!(page.starts_with("HTTP/1.1 200") && page.contains("Tolland"), "{}: {page}", first.address);

    let second = place.start("open pages");
    assert_ne!(first.address, second.address);
    assert!(get(&second.address, "/").starts_with("HTTP/1.1 200"), "{}", second.address);
}

#[cfg(unix)]
#[test]
fn ctrl_c_ends_a_server_well() {
    let place = Place::new();
    place.write("pages/fees.html", page("Fees stay until spring", "2021-03-04", &SENTENCES));
    place.run("add pages");
    let mut server = place.start("serve --port 0");
    assert!(get(&server.address, "/").starts_with("HTTP/1.1 200"));
    let interrupt = std::process::Command::new("kill").args(["-INT", &server.child.id().to_string()]).status();
    assert!(interrupt.is_ok_and(|s| s.success()));
    assert_eq!(server.child.wait().ok().and_then(|s| s.code()), Some(0));
}
