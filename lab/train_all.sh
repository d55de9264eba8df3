#!/bin/sh
# From the corpora to one model file: sh train_all.sh [WORK FOLDER]. Fixed seeds; about three hours on one quiet core.
# Needs cc, Python 3.11 or later with requirements.txt, and the corpora at $ONRECORD_SHARED (default: ../../shared).
set -eu
cd "$(dirname "$0")"
out=${1:-runs}
shared=${ONRECORD_SHARED:-$(cd .. && cd .. && pwd)/shared}
export ONRECORD_SHARED="$shared"
mkdir -p "$out"
py=${PYTHON:-python3}
$py pretrain.py --epochs 6 --out "$out/english.pt"
for seed in 1 2 3; do
  $py train.py --start "$out/english.pt" --epochs 7 --seed $seed --out "$out/teacher$seed.pt"
done
$py train.py --start "$out/english.pt" --epochs 10 --seed 4 --out "$out/reader.pt" \
  --teachers "$out/teacher1.pt" "$out/teacher2.pt" "$out/teacher3.pt"
$py calibrate.py "$out/reader.pt" --cue-bias 0.3 --out "$out/confidence.json" --predictions "$out/dev.jsonl"
$py "$shared/tools/score_attribution.py" "$shared/corpora/attribution/polnear/dev" "$out/dev.jsonl"
$py "$shared/tools/score_attribution.py" "$shared/corpora/attribution/polnear/dev" "$out/dev.jsonl" --saying --curve
$py export.py "$out/reader.pt" "$out/confidence.json" --out "$out/reader.bin" --reference "$out/reference.json"
