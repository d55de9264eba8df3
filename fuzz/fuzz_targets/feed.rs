//! Any bytes as a feed, a sitemap, an OPML file and a front page.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| onrecord::fuzzing::feed(data));
