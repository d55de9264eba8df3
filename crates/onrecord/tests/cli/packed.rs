//! Files that hold many pages, and a bigger model beside the reader: through the program.

use crate::harness::{Place, SENTENCES, page};
use serde_json::{Value, json};
use std::{
    io::{Read, Write},
    net::TcpListener,
    thread,
};

fn list(pages: &[(&str, &str)]) -> String {
    let line = |(url, title): &(&str, &str)| {
        let html = String::from_utf8_lossy(page(title, "2031-03-04", &SENTENCES).as_ref()).into_owned();
        format!("{}\n", json!({"url": url, "html": html, "fetched_at": "2031-03-05T06:07:08Z"}))
    };
    pages.iter().map(line).collect()
}

#[test]
fn a_list_of_pages_is_added_once_and_goes_on_where_it_was_cut_off() {
    let place = Place::new();
    let whole = list(&[("https://harbour.example/a", "Fees stay"), ("https://harbour.example/b", "Fees rise")]);
    place.write("pages.jsonl", &whole[..whole.len() - 40]);
    let cut = place.run("add pages.jsonl");
    assert_eq!(cut.status, Some(2), "{cut:?}");
    assert!(cut.stdout.contains("1  added") && cut.stderr.contains("pages.jsonl!/line 2"), "{cut:?}");
    place.write("pages.jsonl", &whole);
    let on = place.run("add pages.jsonl");
    assert!(on.status == Some(0) && on.stdout.contains("1  added") && on.stdout.contains("1  known"), "{on:?}");
    let found = place.run("search --json rise");
    assert!(found.stdout.contains("https://harbour.example/b"), "{found:?}");
}

#[test]
fn a_model_on_this_machine_adds_what_is_printed_and_nothing_else() {
    let place = Place::new();
    place.write("note.txt", "It was, in her words, a bridge too narrow: Ada Quill had measured it.");
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let address = listener.local_addr().expect("bound");
    let said =
        |content: &str| json!({"source": "Ada Quill", "cue": "in her words", "content": [content], "confidence": 0.9});
    let answer = json!({"statements": [said("a bridge too narrow"), said("the bridge is unsafe")]}).to_string();
    let body = json!({"choices": [{"message": {"content": answer}}]}).to_string();
    let serve = move || {
        let _sign_of_life = listener.accept();
        let (mut stream, _) = listener.accept().expect("the program");
        let (mut asked, mut some) = (Vec::new(), [0; 4096]);
        while !asked.ends_with(b"}") {
            let n = stream.read(&mut some).expect("a request");
            asked.extend_from_slice(&some[..n]);
        }
        write!(stream, "HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n{body}", body.len()).expect("a reader");
    };
    let served = thread::spawn(serve);
    let ran = place.run(&format!("read --plain --json --model-server http://{address}/v1 --model tiny note.txt"));
    served.join().expect("it was asked once");
    let object: Value = serde_json::from_str(&ran.stdout).expect("an object");
    let contents: Vec<&Value> =
        object["statements"].as_array().into_iter().flatten().map(|s| &s["content"]["text"]).collect();
    assert!(
        contents.contains(&&json!("a bridge too narrow")) && !contents.contains(&&json!("the bridge is unsafe")),
        "{ran:?}"
    );
    assert!(ran.stdout.contains("proposal-not-verbatim"), "{ran:?}");
    let elsewhere = place.run("read --model-server http://192.0.2.7/v1 note.txt");
    assert!(elsewhere.status == Some(1) && elsewhere.stderr.contains("hint: "), "{elsewhere:?}");
}
