//! Any bytes as a path, a line end and a robots.txt.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| onrecord::fuzzing::robots(data));
