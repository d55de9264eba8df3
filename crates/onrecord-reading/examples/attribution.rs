//! Reads text files as plain articles and prints one JSON object a file: what `onrecord read --plain --json` prints of them, as far as
//! the scorer of attributions needs it. `--rules` reads without the network.

// An example reads files; the crate itself may not.
#![allow(clippy::disallowed_methods)]

use onrecord_page::{Article, ArticleId, Capture, CharSpan, Span, Text};
use onrecord_reading::{Models, Statement, read};
use serde_json::{Value, json};
use std::io::{BufWriter, Write, stdout};

fn main() -> std::io::Result<()> {
    let (options, paths): (Vec<String>, Vec<String>) = std::env::args().skip(1).partition(|a| a.starts_with("--"));
    let asked = |option: &str| options.iter().any(|o| o == option);
    let models = if asked("--rules") { Models::rules() } else { Models::embedded() };
    let mut out = BufWriter::new(stdout().lock());
    for path in paths {
        let body = std::fs::read(&path)?;
        let text = String::from_utf8_lossy(&body).into_owned();
        let article = plain(&Capture::new(body), text);
        let reading = read(&article, &models);
        let mut places = Places::of(&article.text, &reading.statements);
        let statements: Vec<Value> =
            reading.statements.iter().map(|s| statement(&article.text, s, &mut places)).collect();
        let text = article.text.as_str();
        let line = json!({ "source": path, "part": 0, "text": text, "statements": statements, "notes": reading.notes });
        writeln!(out, "{line}")?;
    }
    out.flush()
}

fn statement(text: &Text, s: &Statement, places: &mut Places) -> Value {
    json!({
        "id": s.id.as_str(),
        "mode": s.mode.as_str(),
        "class": s.class.as_str(),
        "speaker": s.speaker.as_ref().map(|p| json!({
            "name": p.name, "role": p.role, "kind": p.kind.as_str(), "spans": places.next(&p.spans), "why": p.why,
        })),
        "cue": s.cue.as_ref().map(|c| json!({ "text": text.join(&c.spans), "spans": places.next(&c.spans) })),
        "content": { "text": text.join(&s.content.spans), "spans": places.next(&s.content.spans) },
        "confidence": s.confidence,
    })
}

/// Code-point spans of all statements, made in one pass over the text and handed out in the order in which [`statement`] asks.
struct Places(std::vec::IntoIter<CharSpan>);

impl Places {
    fn of(text: &Text, statements: &[Statement]) -> Places {
        let mut spans: Vec<Span> = Vec::new();
        for s in statements {
            spans.extend(s.speaker.iter().flat_map(|p| &p.spans));
            spans.extend(s.cue.iter().flat_map(|c| &c.spans));
            spans.extend(&s.content.spans);
        }
        Places(text.char_spans(&spans).into_iter())
    }

    fn next(&mut self, spans: &[Span]) -> Vec<CharSpan> {
        self.0.by_ref().take(spans.len()).collect()
    }
}

fn plain(capture: &Capture, text: String) -> Article {
    Article {
        id: ArticleId::of(&capture.id, 0),
        capture: capture.id,
        part: 0,
        text: Text::new(text),
        blocks: Vec::new(),
        url: None,
        title: None,
        outlet: None,
        authors: Vec::new(),
        carriers: Vec::new(),
        beside: Vec::new(),
        published: None,
        modified: None,
        language: None,
        partial: false,
        notes: Vec::new(),
    }
}
