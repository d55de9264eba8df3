# What CI runs, by the names people type. `just` alone lists them.
default:
    @just --list
# Formats, lints, tests: everything, as CI does it
test:
    ./test
# Opens the made-up press in the browser
demo:
    cargo run --release -- open demo
fmt:
    cargo fmt
lint:
    cargo fmt --check && cargo clippy --workspace --all-targets -- -D warnings
# Licences and known holes of what we depend on (needs `cargo install cargo-deny`)
deny:
    cargo deny check
# Spelling (needs `cargo install typos-cli`)
typos:
    typos
# Quality on the shared data, beside the floors
eval:
    cargo run --release -p onrecord-lab -- eval
gate:
    cargo run --release -p onrecord-lab -- gate
# Speed and memory of the built program
bench:
    cargo build --release && cargo run --release -p onrecord-lab -- bench
# Screenshots of every page into ./shots
shots:
    cargo nextest run -p onrecord --run-ignored only -E 'test(shots)'
# Every kind of page under twenty readers, on 100,000 invented statements
load:
    cargo build --release -p onrecord -p onrecord-lab && cargo build --release -p onrecord-archive --example fill
    target/release/onrecord-lab bench --load
# Beside spaCy + textacy: speed, memory, direct quotations (bench/README.md says what it needs)
peers python="python3":
    cargo build --release && {{python}} bench/compare.py
# Programs of others judge our WARC and WACZ (needs python3 with venv; docs/export.md)
judges:
    ONRECORD_JUDGES=$(tests/judges/make) cargo nextest run -p onrecord -p onrecord-archive -E 'test(judges::) + test(an_answer_is_kept)'
# axe-core looks at every page (needs npm, chromium and chromedriver)
axe:
    ONRECORD_AXE=$(tests/axe/make) cargo nextest run -p onrecord -E 'test(axe::)'
# Any bytes through a target: reading, page_html, page_text; `just fuzz warc 600 fuzz/seeds/warc wire` likewise feed, robots (needs nightly, cargo-fuzz)
fuzz target="reading" seconds="600" seeds="tests/suite gold demo" dict="words":
    mkdir -p fuzz/corpus/{{target}}
    cargo +nightly fuzz run -s none --fuzz-dir fuzz {{target}} fuzz/corpus/{{target}} {{seeds}} -- -dict=fuzz/{{dict}}.dict -max_len=8192 -timeout=20 -rss_limit_mb=2048 -max_total_time={{seconds}}
