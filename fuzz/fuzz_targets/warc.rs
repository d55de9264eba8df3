//! Any bytes as a WARC, plain or packed, and as one answer of a server.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| onrecord::fuzzing::warc(data));
