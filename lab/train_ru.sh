#!/bin/sh
# The Russian reader, as train_all.sh the English one: sh train_ru.sh [WORK FOLDER]. About twenty minutes on one quiet core.
# Pretrained on the treebank, on trees of news and of our own texts by a larger parser, and on vectors of words; attributions from texts/ru,
# checked on gold/seen.
set -eu
cd "$(dirname "$0")"
. ./steps.sh
[ -f "$out/taught-ru.conllu" ] || $py teach.py --out "$out/taught-ru.conllu"
vectors=$($py -c "import natasha, os; print(os.path.join(os.path.dirname(natasha.__file__), 'data', 'emb', 'navec_news_v1_1B_250K_300d_100q.tar'))")
step russian pretrain.py --language ru --layers 2 --least 3 --epochs 6 --taught "$out/taught-ru.conllu" --vectors "$vectors" --words 40000
step reader-ru train.py --language ru --start "$out/russian.pt" --layers 2 --epochs 24 --batch 800 --seed 1
$py calibrate.py "$out/reader-ru.pt" --language ru --cue-bias 0.3 --least 0.3 --out "$out/confidence-ru.json" --predictions "$out/dev-ru.jsonl"
$py export.py "$out/reader-ru.pt" "$out/confidence-ru.json" --out "$out/reader-ru.bin"
sha256sum "$out/reader-ru.bin"
step syntax-ru syntax.py --language ru --start "$out/russian.pt" --epochs 10 --batch 1000 --taught "$out/taught-ru.conllu"
$py export_syntax.py "$out/syntax-ru.pt" --language ru --out "$out/syntax-ru.bin" --reference "$out/syntax-ru.json"
sha256sum "$out/syntax-ru.bin"
