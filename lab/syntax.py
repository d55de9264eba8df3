"""Trains the network that finds tags, relations and heads: what stands for whom in a sentence.

The pretrained encoder (its two lower layers) with three linear readings of its states. A head is the token of the same sentence, or the root,
of which d·h + b is greatest, where d and h are two images of the states (Dozat and Manning 2017, with one bilinear form of low rank).
usage: syntax.py --start PRETRAINED.pt --out FILE [--language en|ru] [--epochs N]
"""
import argparse
import math
import random
import time

import torch
from torch import nn

import batches
import features as F
import trees
from model import Reader
from pretrain import HELD_OUT

LAYERS = 2


class Syntax(nn.Module):
    def __init__(self, encoder, tags, relations, width=64):
        super().__init__()
        self.base = encoder
        n = 2 * encoder.config["hidden"]
        self.tag, self.relation = nn.Linear(n, len(tags)), nn.Linear(n, len(relations))
        self.dependent, self.head = nn.Linear(n, width), nn.Linear(n, width)
        self.root = nn.Parameter(torch.zeros(width))
        self.weight = nn.Linear(n, 1)          # how often this token is a head
        self.tags, self.relations = tags, relations

    def arcs(self, x, off):
        """x: states; off: where each sentence begins -> [for each sentence: scores n × (1 + n), column 0 the root]"""
        d, h, w = torch.relu(self.dependent(x)), torch.relu(self.head(x)), self.weight(x)[:, 0]
        out = []
        for a, b in zip(off[:-1], off[1:]):
            own = d[a:b] @ h[a:b].T + w[a:b]
            own = own.masked_fill(torch.eye(b - a, dtype=torch.bool), -1e4)
            out.append(torch.cat([(d[a:b] @ self.root)[:, None], own], 1))
        return out


def prepare(pairs, vocab, tags, relations):
    out = []
    for p, nodes in pairs:
        it = batches.Prepared(p, vocab)
        starts = [0] + [t for t in range(1, len(nodes)) if nodes[t].sentence != nodes[t - 1].sentence] + [len(nodes)]
        begin = {}
        for a, b in zip(starts[:-1], starts[1:]):
            begin.update((t, a) for t in range(a, b))
        heads = [0 if n.head < 0 else n.head - begin[t] + 1 for t, n in enumerate(nodes)]
        it.extra = [(tags.get(n.tag, -100), relations.get(n.relation, -100), h) for n, h in zip(nodes, heads)]
        it.soft = [b - a for a, b in zip(starts[:-1], starts[1:])]
        out.append(it)
    return out


def run(model, part, training):
    b = batches.make(part)
    x = model.base.encode(b)
    lengths = [n for it in part for n in it.soft]
    off = [0]
    for n in lengths:
        off.append(off[-1] + n)
    y = torch.tensor([e for it in part for e in it.extra])
    return x, off, y


def score(model, items):
    right = [0] * 5
    with torch.no_grad():
        for i in range(0, len(items), 40):
            x, off, y = run(model, items[i:i + 40], False)
            t = model.tag(x).argmax(1) == y[:, 0]
            r = model.relation(x).argmax(1) == y[:, 1]
            h = torch.cat([s.argmax(1) for s in model.arcs(x, off)]) == y[:, 2]
            for j, v in enumerate((t, r, h, r & h)):
                right[j] += int(v.sum())
            right[4] += len(y)
    return "tags {:.4f} relations {:.4f} heads {:.4f} both {:.4f}".format(*(n / right[4] for n in right[:4]))


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("--start", required=True)
    ap.add_argument("--out", required=True)
    ap.add_argument("--language", choices=sorted(trees.TREES), default="en")
    ap.add_argument("--epochs", type=int, default=14)
    ap.add_argument("--seed", type=int, default=1)
    ap.add_argument("--lr", type=float, default=3e-3)
    ap.add_argument("--batch", type=int, default=2000, help="tokens")
    ap.add_argument("--taught", help="trees of teach.py")
    args = ap.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(args.seed)
    rng = random.Random(args.seed)
    saved = torch.load(args.start, weights_only=False)
    vocab = F.Vocabulary(saved["vocab"])
    train, test = trees.load(args.language)
    taught = trees.paragraphs(args.taught, args.language) if args.taught else []
    train += [x for i, x in enumerate(taught) if i % HELD_OUT]
    tags = sorted({n.tag for _, nodes in train for n in nodes})
    relations = sorted({n.relation for _, nodes in train for n in nodes})
    ti, ri = ({t: i for i, t in enumerate(x)} for x in (tags, relations))
    config = {**saved["config"], "layers": LAYERS}
    encoder = Reader(**config, drop=0.2, drop_in=0.1)
    known = encoder.state_dict()
    encoder.load_state_dict({**known, **{k: v for k, v in saved["state"].items() if k in known and v.shape == known[k].shape}})
    model = Syntax(encoder, tags, relations)
    items, test, kept = (prepare(x, vocab, ti, ri) for x in (train, test, taught[::HELD_OUT]))
    counts = torch.tensor(saved["counts"], dtype=torch.float)
    hide = torch.Generator().manual_seed(args.seed)
    opt = torch.optim.AdamW(model.parameters(), lr=args.lr, betas=(0.9, 0.98), weight_decay=0.01)
    tokens = sum(len(it.norm) for it in items)
    steps, step, began = math.ceil(tokens / args.batch) * args.epochs, 0, time.time()
    average = {k: v.clone() for k, v in model.state_dict().items()}
    print(tokens, "tokens", len(tags), "tags", len(relations), "relations", flush=True)
    for epoch in range(args.epochs):
        order = list(range(len(items)))
        rng.shuffle(order)
        model.train()
        k, seen, total = 0, 0.0, 0
        while k < len(order):
            part, n = [], 0
            while k < len(order) and n < args.batch:
                part.append(items[order[k]])
                n += len(part[-1].norm)
                k += 1
            for g in opt.param_groups:
                g["lr"] = args.lr * min(1, step / 100) * (0.5 * (1 + math.cos(math.pi * min(1, step / steps))) * 0.98 + 0.02)
            step += 1
            b = batches.make(part, counts=counts, rng=hide, hide=0.25)
            x = model.base.encode(b)
            lengths = [n for it in part for n in it.soft]
            off = [0]
            for m in lengths:
                off.append(off[-1] + m)
            y = torch.tensor([e for it in part for e in it.extra])
            loss = nn.functional.cross_entropy(model.tag(x), y[:, 0], reduction="sum")
            loss = loss + nn.functional.cross_entropy(model.relation(x), y[:, 1], reduction="sum")
            for scores, a, z in zip(model.arcs(x, off), off[:-1], off[1:]):
                loss = loss + nn.functional.cross_entropy(scores, y[a:z, 2], reduction="sum")
            opt.zero_grad()
            (loss / n).backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            opt.step()
            seen, total = seen + float(loss.detach()), total + n
            with torch.no_grad():
                keep = min(0.998, (1 + step) / (10 + step))
                for name, v in model.state_dict().items():
                    average[name].mul_(keep).add_(v, alpha=1 - keep)
        running = {k: v.clone() for k, v in model.state_dict().items()}
        model.load_state_dict(average)
        model.eval()
        print(f"epoch {epoch} {time.time() - began:.0f}s  loss {seen / total:.3f}  dev {score(model, test)}" + (f"  taught {score(model, kept)}" if kept else ""), flush=True)
        torch.save({"config": config, "vocab": vocab.words, "tags": tags, "relations": relations, "state": model.state_dict()}, args.out)
        model.load_state_dict(running)


if __name__ == "__main__":
    main()
