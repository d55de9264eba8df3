//! What every target asks of a page and of a reading, whatever went in.

use onrecord_page::{Article, Capture, Page, PageConfig, Span, Text, parse};
use onrecord_reading::{Models, read};
use std::collections::HashSet;

/// Bytes of a target's input as text: what is no UTF-8 becomes U+FFFD, so that no input is wasted.
pub fn text(data: &[u8]) -> String {
    String::from_utf8_lossy(data).into_owned()
}

/// Parses a page twice, checks it, and reads its articles by the rules.
pub fn check_page(bytes: &[u8], config: &PageConfig) {
    let capture = Capture::new(bytes.to_vec());
    let page = parse(&capture, config).value;
    check_blocks(&page);
    assert_eq!(format!("{page:?}"), format!("{:?}", parse(&capture, config).value), "another page the second time");
    for article in &page.articles {
        check_reading(article, &Models::rules());
    }
}

/// Every block of an article is where the article says it is, in order, and never empty.
fn check_blocks(page: &Page) {
    assert!(!page.articles.is_empty());
    for article in &page.articles {
        let mut end = 0;
        for block in &article.blocks {
            assert!(block.span.start >= end && block.span.end > block.span.start, "disorder at {:?}", block.span);
            assert!(block.span.end as usize <= article.text.as_str().len());
            assert_eq!(article.text.slice(block.span), page.blocks[block.origin as usize].text);
            end = block.span.end;
        }
    }
}

/// Reads an article twice: the same statements, ids that differ, spans in order on character boundaries, confidence from 0 to 1.
pub fn check_reading(article: &Article, models: &Models) {
    let reading = read(article, models);
    let mut ids = HashSet::new();
    for s in &reading.statements {
        assert!(ids.insert(s.id), "id {} twice", s.id);
        assert!(!s.content.spans.is_empty());
        check_spans(article, &s.content.spans);
        s.cue.iter().for_each(|c| check_spans(article, &c.spans));
        s.speaker.iter().for_each(|p| check_spans(article, &p.spans));
        assert!((0.0..=1.0).contains(&s.confidence));
    }
    let again = read(article, models);
    assert_eq!(reading.statements, again.statements, "another reading the second time");
    assert_eq!(reading.notes, again.notes);
}

fn check_spans(article: &Article, spans: &[Span]) {
    assert!(spans.windows(2).all(|w| w[0].end <= w[1].start), "disorder {spans:?}");
    for span in spans {
        assert!(!span.is_empty() && article.text.span(span.range()).is_some(), "no place in the text: {span:?}");
    }
}

/// The article whose text is this string, whatever is in it: the page model would refuse what looks like a picture or noise.
pub fn article_of(text: &str) -> Article {
    let mut article = parse(&Capture::new(text.as_bytes()), &PageConfig::default()).value.articles.swap_remove(0);
    article.blocks.clear();
    article.text = Text::new(text);
    article
}

/// The extractor's panics are caught by the page crate and told in a note; libFuzzer's own hook would stop at them nevertheless. A panic
/// that nobody catches still ends the run.
pub fn let_caught_panics_pass() {
    std::panic::set_hook(Box::new(|panic| eprintln!("{panic}")));
}
