"""A trained syntax network as one file for the reader in Rust, and a dump to check it against.

usage: export_syntax.py MODEL.pt --out syntax.bin [--language en|ru] [--reference reference.json]; the file is that of export.py, with "syntax": {"tags", "relations"}.
"""
import argparse
import json

import torch

import batches
import corpus
import features as F
from export import SENTENCES, write
from model import Reader
from syntax import Syntax

RUSSIAN = """Посольство Дольмарка в Сарвении выслало двух дипломатов.
Двое дипломатов были высланы из страны в ночь на среду.
По словам представителя ведомства, задержанного отпустили под залог.
Министр призвал соседей вернуться за стол переговоров и не вводить новые санкции.
Накануне полиция задержала четверых активистов, сообщило агентство.""".split("\n")
READS_NOTHING = ("base.cue.", "base.aux.", "base.narrow.", "base.cue_vector.", "base.rel.", "base.between.", "base.roles.", "base.role.", "base.pos.", "base.dep.")


def pack(model):
    out = {}
    for name, t in model.state_dict().items():
        if name.startswith(READS_NOTHING):
            continue
        kind = "i8" if name == "base.word.weight" else "f32" if t.dim() == 1 or t.numel() < 2000 else "f16"
        out[name.removeprefix("base.")] = t, kind
    return out


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("model")
    ap.add_argument("--out", required=True)
    ap.add_argument("--language", choices=("en", "ru"), default="en")
    ap.add_argument("--reference", help="where the dump goes, if one is wanted")
    args = ap.parse_args()
    torch.set_num_threads(1)
    saved = torch.load(args.model, weights_only=False)
    model = Syntax(Reader(**saved["config"]), saved["tags"], saved["relations"])
    model.load_state_dict(saved["state"])
    model.eval()
    vocab = F.Vocabulary(saved["vocab"])
    header = {"config": saved["config"], "grams": F.GRAMS, "vocabulary": vocab.words, "syntax": {"tags": model.tags, "relations": model.relations}}
    rounded = write(args.out, pack(model), header)
    if not args.reference:
        return
    state = model.state_dict()
    state.update({name if name in state else f"base.{name}": t for name, t in rounded.items()})
    model.load_state_dict(state)
    dump = []
    with torch.no_grad():
        for line in RUSSIAN if args.language == "ru" else SENTENCES:
            p = corpus.paragraphs_of(line)[0]
            p.line = 9
            b = batches.make([batches.Prepared(p, vocab)])
            x = model.base.encode(b)
            heads = model.arcs(x, [0, len(p.words)])[0].argmax(1).tolist()
            dump.append({"text": line, "words": p.words, "heads": [h - 1 for h in heads],
                         "tags": [model.tags[i] for i in model.tag(x).argmax(1).tolist()],
                         "relations": [model.relations[i] for i in model.relation(x).argmax(1).tolist()]})
    json.dump(dump, open(args.reference, "w", encoding="utf-8"), ensure_ascii=False, indent=1)


if __name__ == "__main__":
    main()
