#!/bin/sh
# From a trained reader to the model file, its confidence and its scores: sh finish.sh WORK FOLDER (train_all.sh calls it).
set -eu
cd "$(dirname "$0")"
out=$1
shared=${ONRECORD_SHARED:-$(cd .. && cd .. && pwd)/shared}
export ONRECORD_SHARED="$shared"
py=${PYTHON:-python3}
$py calibrate.py "$out/reader.pt" --cue-bias 0.3 --least 0.35 --out "$out/confidence.json" --predictions "$out/dev.jsonl"
$py "$shared/tools/score_attribution.py" "$shared/corpora/attribution/polnear/dev" "$out/dev.jsonl"
$py "$shared/tools/score_attribution.py" "$shared/corpora/attribution/polnear/dev" "$out/dev.jsonl" --saying --curve
$py export.py "$out/reader.pt" "$out/confidence.json" --out "$out/reader.bin" --reference "$out/reference.json"
sha256sum "$out/reader.bin"
