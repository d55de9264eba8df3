#!/bin/sh
# From the corpora to one model file: sh train_all.sh [WORK FOLDER]. Fixed seeds; about 40 minutes on one quiet core.
# Needs cc, Python 3.11 or later with requirements.txt, and the corpora at $ONRECORD_SHARED (default: ../../shared).
# Two readers of three layers, one pretrained and one not, teach one of two layers, which begins with the first one's lower layers.
# A step whose file is there already is not repeated: an interrupted run goes on where it stood.
set -eu
cd "$(dirname "$0")"
. ./steps.sh
step english pretrain.py --epochs 3
step first train.py --start "$out/english.pt" --epochs 7 --seed 1
step second train.py --epochs 7 --seed 2
step reader train.py --start "$out/first.pt" --layers 2 --epochs 7 --seed 3 --drop 0.2 --teachers "$out/first.pt" "$out/second.pt"
sh finish.sh "$out"
step syntax-en syntax.py --start "$out/english.pt"
$py export_syntax.py "$out/syntax-en.pt" --out "$out/syntax-en.bin" --reference "$out/syntax-en.json"
sha256sum "$out/syntax-en.bin"
