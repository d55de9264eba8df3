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
