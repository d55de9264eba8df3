//! Reads text files as plain articles and prints one JSON object a file: what `onrecord read --plain --json` prints of them, as far as
//! the scorer of attributions needs it. With `--rules` each statement also names the rule's measured confidence only.

use onrecord_page::{Article, ArticleId, Capture, Text};
use onrecord_reading::{Models, read};
use serde_json::{Value, json};
use std::io::{BufWriter, Write, stdout};

fn main() -> std::io::Result<()> {
    let models = Models::embedded();
    let mut out = BufWriter::new(stdout().lock());
    for path in std::env::args().skip(1) {
        let body = std::fs::read(&path)?;
        let text = String::from_utf8_lossy(&body).into_owned();
        let article = plain(&Capture::new(body), text);
        let reading = read(&article, &models);
        let text = &article.text;
        let statements: Vec<Value> = reading
            .statements
            .iter()
            .map(|s| {
                json!({
                    "id": s.id.as_str(),
                    "mode": s.mode.as_str(),
                    "speaker": s.speaker.as_ref().map(|p| json!({
                        "name": p.name, "role": p.role, "kind": p.kind.as_str(), "spans": text.char_spans(&p.spans), "why": p.why,
                    })),
                    "cue": s.cue.as_ref().map(|c| json!({ "text": text.join(&c.spans), "spans": text.char_spans(&c.spans) })),
                    "content": { "text": text.join(&s.content.spans), "spans": text.char_spans(&s.content.spans) },
                    "confidence": s.confidence,
                })
            })
            .collect();
        let line = json!({ "source": path, "part": 0, "text": text.as_str(), "statements": statements, "notes": reading.notes });
        writeln!(out, "{line}")?;
    }
    out.flush()
}

fn plain(capture: &Capture, text: String) -> Article {
    let text = Text::new(text);
    let blocks = Vec::new();
    Article {
        id: ArticleId::of(&capture.id, 0),
        capture: capture.id,
        part: 0,
        text,
        blocks,
        url: None,
        title: None,
        outlet: None,
        authors: Vec::new(),
        published: None,
        modified: None,
        language: None,
        partial: false,
        notes: Vec::new(),
    }
}
