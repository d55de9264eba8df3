//! Any bytes as a text file that still carries its menus, and as a file in whatever charset or compression: its articles, and the rules'
//! reading of them.
#![no_main]

use libfuzzer_sys::fuzz_target;
use onrecord_fuzz::{check_page, let_caught_panics_pass};
use onrecord_page::PageConfig;

fuzz_target!(init: let_caught_panics_pass(), |data: &[u8]| {
    check_page(data, &PageConfig::default());
});
