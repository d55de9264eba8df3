"""Teaches the encoder a language before it reads attributions, from the corpora alone.

Three tasks at once: the tag and the dependency relation of each word (English: EWT and GUM train; Russian: UD train), and words that were
hidden (those texts and the text of PolNeAR train; in Russian of NEREL train, RuOpinionNE train and our own marked texts, with the trees of teach.py).
usage: pretrain.py --out FILE [--language en|ru] [--epochs N] [--taught TREES] [--vectors FILE --words N]
"""
import argparse
import glob
import json
import math
import os
import random
import time

import numpy as np
import torch
from torch import nn

import batches
import corpus
import features as F
from model import Reader
from train import held_out


TREES = {"en": (("en_ewt-train", "gum_train"), ("en_ewt-dev", "gum_dev")), "ru": (("ru_train_ud",), ("gsd_test", "taiga_test"))}


HELD_OUT = 25                    # one paragraph of so many that were taught is kept to measure


def tag(c):
    """The universal tag with the case."""
    case = next((f for f in c[5].split("|") if f.startswith(("Case=", "VerbForm="))), "")
    return c[3] + case


def raw(language, own):
    """Paragraphs of running text, without the articles that are held out."""
    if language == "en":
        return [p for a in own for p in a.paragraphs]
    root = os.path.join(corpus.shared(), "corpora")
    texts = [open(f, encoding="utf-8").read() for f in sorted(glob.glob(os.path.join(root, "entities", "ru", "nerel", "train", "*.txt")))]
    sentences = [json.loads(line)["text"] for line in open(os.path.join(root, "attribution", "ruopinionne", "train.jsonl"), encoding="utf-8")]
    texts += ["\n".join(" ".join(sentences[i:i + 3]) for i in range(0, len(sentences), 3))]
    return [p for t in texts for p in corpus.paragraphs_of(t)] + [p for a in own for p in a.paragraphs]


class Vectors:
    """Vectors of words learnt elsewhere, brought down to the width of ours by their main components."""

    def __init__(self, path):
        from navec import Navec
        navec = Navec.load(path)
        often = sorted(zip(navec.vocab.words, navec.vocab.counts), key=lambda x: (-x[1], x[0]))
        self.of = {w: navec[w] for w, _ in often if w not in ("<unk>", "<pad>")}

    def join(self, vocab, most):
        """The commonest words join the vocabulary, as never seen."""
        for w in list(self.of)[:most]:
            if w not in vocab.ids and F.normal(w) == w and corpus.TOKEN.fullmatch(w):
                vocab.words.append(w)
                vocab.ids[w] = len(vocab.words)
                vocab.counts.append(0)

    def fill(self, weight, vocab):
        have = [(i, self.of[w]) for w, i in vocab.ids.items() if w in self.of]
        x = torch.tensor(np.stack([v for _, v in have]))
        x = x - x.mean(0)
        x = x @ torch.linalg.svd(x, full_matrices=False)[2][:weight.shape[1]].T
        with torch.no_grad():
            weight[[i for i, _ in have]] = 0.5 * x / x.std()


def conllu(path, tag):
    """-> paragraphs (corpus.Paragraph with .cues empty) and per token (tag, relation), retokenised by the scorer's rule."""
    out, text, marks = [], "", []

    def flush():
        nonlocal text, marks
        if text.strip():
            p = corpus.Paragraph(0, 9, [], [])
            tags, at = [], 0
            for m in corpus.TOKEN.finditer(text):
                while at + 1 < len(marks) and marks[at][1] <= m.start():
                    at += 1
                p.words.append(m.group())
                p.spans.append((m.start(), m.end()))
                tags.append((marks[at][2], marks[at][3]))
            out.append((p, tags))
        text, marks = "", []

    skip = -1
    for line in open(path, encoding="utf-8"):
        if line.startswith(("# newpar", "# newdoc")) or line.startswith("# sent_id") and len(marks) > 120:
            flush()
        if line.startswith("#") or not line.strip():
            skip = -1
            continue
        c = line.rstrip("\n").split("\t")
        if "." in c[0]:
            continue
        if "-" in c[0]:
            skip = int(c[0].split("-")[1])
            start = len(text)
            text += c[1] + ("" if "SpaceAfter=No" in c[9] else " ")
            whole = (start, start + len(c[1]))
            first = True
            continue
        if int(c[0]) <= skip:
            if first:                                     # a contraction: its parts cannot be told apart by offset, so
                n = len(c[1])                             # the first part keeps its length and the last takes the rest
                marks.append([whole[0], min(whole[0] + n, whole[1]), tag(c), c[7]])
                first = False
            else:
                marks.append([marks[-1][1], whole[1], tag(c), c[7]])
            continue
        marks.append([len(text), len(text) + len(c[1]), tag(c), c[7]])
        text += c[1] + ("" if "SpaceAfter=No" in c[9] else " ")
    flush()
    return out


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("--out", required=True)
    ap.add_argument("--language", choices=sorted(TREES), default="en")
    ap.add_argument("--epochs", type=int, default=6)
    ap.add_argument("--seed", type=int, default=1)
    ap.add_argument("--lr", type=float, default=3e-3)
    ap.add_argument("--hidden", type=int, default=128)
    ap.add_argument("--layers", type=int, default=3)
    ap.add_argument("--least", type=int, default=2, help="a word of the vocabulary occurs at least so often")
    ap.add_argument("--taught", help="trees of teach.py, in the place of bare text")
    ap.add_argument("--vectors", help="navec's vectors of words, to begin with")
    ap.add_argument("--words", type=int, default=0, help="as many of the commonest words with vectors join the vocabulary")
    args = ap.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(args.seed)
    rng = random.Random(args.seed)
    root = os.path.join(corpus.shared(), "corpora", "syntax", args.language)
    penn = (lambda c: c[4]) if args.language == "en" else tag
    trees, test = ([x for f in files for x in conllu(os.path.join(root, f + ".conllu"), penn)] for files in TREES[args.language])
    if args.taught:
        trees += [x for i, x in enumerate(conllu(args.taught, penn)) if i % HELD_OUT]
        news = []
    else:
        news = raw(args.language, held_out(corpus.load(corpus.PARTS[args.language][0]))[0])
    vocab = F.Vocabulary.count([p.words for p, _ in trees] + [p.words for p in news], args.least)
    counts = torch.tensor(vocab.counts, dtype=torch.float)
    known = Vectors(args.vectors) if args.vectors else None
    if known:
        known.join(vocab, args.words)
        counts = torch.tensor(vocab.counts, dtype=torch.float)
    common = sum(c >= 6 for c in vocab.counts)
    tagset = sorted({t for _, ts in trees for t, _ in ts})
    relset = sorted({r for _, ts in trees for _, r in ts})
    ti, ri = {t: i for i, t in enumerate(tagset)}, {r: i for i, r in enumerate(relset)}

    def prep(pairs):
        out = []
        for p, ts in pairs:
            it = batches.Prepared(p, vocab)
            it.extra = [(ti.get(t, -100), ri.get(r, -100)) for t, r in ts] if ts else [(-100, -100)] * len(p.words)
            out.append(it)
        return out

    items, test = prep(trees + [(p, None) for p in news]), prep(test)
    model = Reader(len(vocab), hidden=args.hidden, layers=args.layers, drop=0.2, drop_in=0.1, pos=len(tagset), dep=len(relset))
    if known:
        known.fill(model.word.weight, vocab)
    guess = nn.Linear(2 * args.hidden, model.word.weight.shape[1])
    bias = nn.Parameter(torch.zeros(common))
    params = list(model.parameters()) + list(guess.parameters()) + [bias]
    opt = torch.optim.AdamW(params, lr=args.lr, betas=(0.9, 0.98), weight_decay=0.01)
    tokens = sum(len(it.norm) for it in items)
    print(tokens, "tokens", len(vocab), "words", common, "common", len(tagset), "tags", len(relset), "relations", flush=True)
    steps, step, began = math.ceil(tokens / 2500) * args.epochs, 0, time.time()
    for epoch in range(args.epochs):
        order = list(range(len(items)))
        rng.shuffle(order)
        model.train()
        k, seen = 0, [0.0] * 4
        while k < len(order):
            part, n = [], 0
            while k < len(order) and n < 2500:
                part.append(items[order[k]])
                n += len(part[-1].norm)
                k += 1
            for g in opt.param_groups:
                g["lr"] = args.lr * min(1, step / 200) * (0.5 * (1 + math.cos(math.pi * min(1, step / steps))) * 0.98 + 0.02)
            step += 1
            b = batches.make(part)
            truth = b.word[b.type]
            hide = torch.rand(n) < 0.15
            model.hidden = hide
            x = model.encode(b)
            ask = torch.nonzero(hide & (truth > 0) & (truth < common))[:, 0]
            logits = guess(x[ask]) @ model.word.weight[:common].T + bias
            lm = nn.functional.cross_entropy(logits, truth[ask], reduction="sum")
            y = torch.tensor([e for it in part for e in it.extra])
            known = torch.nonzero(y[:, 0] >= 0)[:, 0]
            loss = lm
            if len(known):
                pos = nn.functional.cross_entropy(model.pos(x[known]), y[known, 0], reduction="sum")
                dep = nn.functional.cross_entropy(model.dep(x[known]), y[known, 1], reduction="sum")
                loss = 0.5 * lm + pos + dep
                seen[2] += float(pos.detach() + dep.detach())
                seen[3] += len(known)
            seen[0] += float(lm.detach())
            seen[1] += len(ask)
            opt.zero_grad()
            (loss / n).backward()
            nn.utils.clip_grad_norm_(params, 1.0)
            opt.step()
        model.hidden = None
        model.eval()
        right = [0, 0, 0]
        with torch.no_grad():
            for i in range(0, len(test), 40):
                b = batches.make(test[i:i + 40])
                x = model.encode(b)
                y = torch.tensor([e for it in test[i:i + 40] for e in it.extra])
                right[0] += int((model.pos(x).argmax(1) == y[:, 0]).sum())
                right[1] += int((model.dep(x).argmax(1) == y[:, 1]).sum())
                right[2] += len(y)
        print(f"epoch {epoch} {time.time() - began:.0f}s  hidden words {seen[0] / seen[1]:.3f} nats  tag+relation {seen[2] / seen[3]:.3f}  "
              f"dev tags {right[0] / right[2]:.4f} relations {right[1] / right[2]:.4f}", flush=True)
        torch.save({"config": model.config, "vocab": vocab.words, "counts": vocab.counts, "state": model.state_dict()}, args.out)


if __name__ == "__main__":
    main()
