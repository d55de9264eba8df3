"""Trees of Russian news by a larger parser, to learn from: slovnet's for news (Kukushkin 2020, MIT), which comes with natasha.

The treebanks have little Russian of the kind that is read here. The texts are those of NEREL train, RuOpinionNE train and our own marked ones.
usage: teach.py --out FILE.conllu; needs natasha
"""
import argparse
import glob
import json
import os
import re

import corpus
import marked

BLOCK = 200                       # paragraphs parsed at a time


def texts():
    """Running text, a paragraph a line."""
    root = os.path.join(corpus.shared(), "corpora")
    for f in sorted(glob.glob(os.path.join(root, "entities", "ru", "nerel", "train", "*.txt"))):
        yield open(f, encoding="utf-8").read()
    said = [json.loads(line)["text"] for line in open(os.path.join(root, "attribution", "ruopinionne", "train.jsonl"), encoding="utf-8")]
    yield "\n".join(" ".join(said[i:i + 3]) for i in range(0, len(said), 3))
    here = os.path.dirname(os.path.abspath(__file__))
    for pattern in ("texts/ru/*.txt", "../gold/seen/ru*.txt", "../gold/objects/seen/*/ru*.txt"):
        for f in sorted(glob.glob(os.path.join(here, pattern))):
            lines = open(f, encoding="utf-8").read().split("\n")
            body = [line for line in lines if not re.match(r"---|=> |\w+( [\w-]+)?: |[a-z ]+: ?$", line)]
            yield marked.unmark("\n".join(body))[0]


def parser():
    import natasha
    from navec import Navec
    from slovnet import Morph, Syntax
    data = os.path.join(os.path.dirname(natasha.__file__), "data")
    navec = Navec.load(os.path.join(data, "emb", "navec_news_v1_1B_250K_300d_100q.tar"))
    syntax = Syntax.load(os.path.join(data, "model", "slovnet_syntax_news_v1.tar"), batch_size=16)
    morph = Morph.load(os.path.join(data, "model", "slovnet_morph_news_v1.tar"), batch_size=16)
    syntax.navec(navec)
    morph.navec(navec)
    return syntax, morph


def columns(at, token, tree, tag, space):
    feats = "|".join(f"{k}={v}" for k, v in sorted(tag.feats.items())) or "_"
    head = tree.head_id if tree.head_id != tree.id else "0"
    return "\t".join([str(at), token, "_", tag.pos, "_", feats, head, tree.rel if head != "0" else "root", "_", "_" if space else "SpaceAfter=No"])


def main():
    from razdel import sentenize, tokenize
    ap = argparse.ArgumentParser()
    ap.add_argument("--out", required=True)
    args = ap.parse_args()
    syntax, morph = parser()
    paragraphs = [line.strip() for text in texts() for line in text.split("\n") if line.strip()]
    count = 0
    with open(args.out, "w", encoding="utf-8") as out:
        for k in range(0, len(paragraphs), BLOCK):
            cut, begins, spaces = [], [], []
            for p in paragraphs[k:k + BLOCK]:
                for n, s in enumerate(sentenize(p)):
                    tokens = list(tokenize(s.text))
                    cut.append([t.text for t in tokens])
                    begins.append(n == 0)
                    spaces.append([a.stop < b.start for a, b in zip(tokens, tokens[1:])] + [True])
            for words, begin, space, tree, tags in zip(cut, begins, spaces, syntax.map(cut), morph.map(cut)):
                count += len(words)
                rows = [columns(i + 1, w, t, g, s) for i, (w, t, g, s) in enumerate(zip(words, tree.tokens, tags.tokens, space))]
                out.write(("# newpar\n" if begin else "") + "\n".join(rows) + "\n\n")
            print(count, "tokens", flush=True)


if __name__ == "__main__":
    main()
