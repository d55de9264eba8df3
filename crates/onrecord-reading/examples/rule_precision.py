#!/usr/bin/env python3
"""Precision of each rule of the reader, by the relaxed triple of the shared scorer.

usage: rule_precision.py CORPUS PREDICTIONS.jsonl [--saying]

The rules are told apart by their "confidence" (found.rs gives each its own). Finds the scorer in $ONRECORD_SHARED/tools or ../shared/tools
beside the repository. PREDICTIONS: cargo run --release -p onrecord-reading --example attribution -- CORPUS/text/*.txt > PREDICTIONS.jsonl
"""
import collections
import glob
import json
import os
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
SHARED = os.environ.get("ONRECORD_SHARED") or os.path.join(HERE, "../../../../shared")
sys.path.insert(0, os.path.join(SHARED, "tools"))
import score_attribution as scorer  # noqa: E402


def roles(doc, spans_of):
    a = {role: doc.tokens(spans_of(role)) for role in scorer.ROLES}
    return a | {"content": doc.trim(a["content"])}


def agree(g, p):
    return {
        "source": bool(g["source"] & p["source"]) or not (g["source"] or p["source"]),
        "cue": bool(g["cue"] & p["cue"]) or not (g["cue"] or p["cue"]),
        "content": scorer.iou(g["content"], p["content"]) >= 0.5,
    }


def main():
    corpus, predictions = sys.argv[1:3]
    saying = "--saying" in sys.argv
    table = collections.defaultdict(collections.Counter)
    for line in open(predictions, encoding="utf-8"):
        o = json.loads(line)
        name = os.path.basename(o["source"])[:-4]
        gold_files = sorted(glob.glob(os.path.join(corpus, "attributions", glob.escape(name) + "_????.ann")))
        if not gold_files:
            continue
        doc = scorer.Doc(o["text"])
        gold = [roles(doc, lambda r: a.get(r, [])) for a in scorer.read_brat(gold_files[0])]
        got = []
        for s in o["statements"]:
            part = {"source": s["speaker"], "cue": s["cue"], "content": s["content"]}
            got.append(roles(doc, lambda r: [tuple(x) for x in (part[r] or {}).get("spans", [])]) | {"c": round(s["confidence"], 3)})
        keep = lambda a: a["content"] and (not saying or doc.is_saying(a["cue"]))
        gold, got = list(filter(keep, gold)), list(filter(keep, got))
        weight = [[0.0] * len(got) for _ in gold]
        for i, g in enumerate(gold):
            for j, p in enumerate(got):
                k, cue = scorer.iou(g["content"], p["content"]), bool(g["cue"] & p["cue"])
                if k > 0 or cue:
                    weight[i][j] = k + 0.1 * cue + 0.1 * agree(g, p)["source"]
        pairs = {j: i for i, j in scorer.hungarian(weight) if weight[i][j] > 0}
        for j, p in enumerate(got):
            row = table[p["c"]]
            row["n"] += 1
            if j in pairs:
                same = agree(gold[pairs[j]], p)
                row.update(role for role, ok in same.items() if ok)
                row["right"] += all(same.values())
    print("confidence      n  right  source    cue  content")
    for c, row in sorted(table.items(), reverse=True):
        rates = "  ".join(f"{row[k] / row['n']:.3f}" for k in ("right", "source", "cue", "content"))
        print(f"{c:10.3f}  {row['n']:5}  {rates}")


if __name__ == "__main__":
    main()
