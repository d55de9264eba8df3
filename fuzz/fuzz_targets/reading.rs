//! Any string as an article: with the networks and by rules, English and Russian as its letters tell.
#![no_main]

use libfuzzer_sys::fuzz_target;
use onrecord_fuzz::{article_of, check_reading, text};
use onrecord_reading::Models;

fuzz_target!(|data: &[u8]| {
    let article = article_of(&text(data));
    check_reading(&article, &Models::embedded());
    check_reading(&article, &Models::rules());
});
