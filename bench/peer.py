"""What a user would run instead: a spaCy pipeline and textacy's direct quotations, on text files.

usage: peer.py PIPELINE OUT.jsonl [--batch] TEXT…

Writes a line for each text, in the shape of `onrecord read --json` as far as the scorer needs it, then one line to stdout: seconds of processor time
until the pipeline was loaded, and for the texts. textacy gives up on a text whose quotation marks are not even in number; that text has no statement
and "raised" says why.
"""
import argparse
import json
import sys
import time
import warnings

warnings.filterwarnings("ignore")

import spacy  # noqa: E402
from textacy.extract import direct_quotations  # noqa: E402


def spans(tokens):
    return [[t.idx, t.idx + len(t)] for t in tokens]


def statements(doc):
    for q in direct_quotations(doc):
        yield {
            "speaker": {"spans": spans(q.speaker)},
            "cue": {"spans": spans(q.cue)},
            "content": {"spans": [[q.content.start_char, q.content.end_char]]},
            "confidence": 1,
        }


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("pipeline")
    ap.add_argument("out")
    ap.add_argument("--batch", action="store_true", help="all texts through nlp.pipe at once")
    ap.add_argument("texts", nargs="+")
    args = ap.parse_args()
    nlp = spacy.load(args.pipeline)
    loaded = time.process_time()
    texts = [open(path, encoding="utf-8", newline="").read() for path in args.texts]
    docs = nlp.pipe(texts) if args.batch else map(nlp, texts)
    with open(args.out, "w", encoding="utf-8") as out:
        for path, doc in zip(args.texts, docs):
            line = {"source": path, "statements": []}
            try:
                line["statements"] = list(statements(doc))
            except ValueError as reason:
                line["raised"] = str(reason)
            out.write(json.dumps(line) + "\n")
    json.dump({"load": loaded, "read": time.process_time() - loaded}, sys.stdout)


if __name__ == "__main__":
    main()
