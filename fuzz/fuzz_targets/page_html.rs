//! Any bytes as a web page: its articles, and the rules' reading of them.
#![no_main]

use libfuzzer_sys::fuzz_target;
use onrecord_fuzz::{check_page, let_caught_panics_pass};
use onrecord_page::PageConfig;

fuzz_target!(init: let_caught_panics_pass(), |data: &[u8]| {
    let mut page = b"<!DOCTYPE html><html>".to_vec();
    page.extend_from_slice(data);
    check_page(&page, &PageConfig::default());
});
