"""Trains one reader. usage: train.py --out FILE [--seed N] [--epochs N] ...; see README.md."""
import argparse
import copy
import json
import math
import random
import time

import torch
from torch import nn

import batches
import corpus
import features as F
import kernels
import predict
from model import Reader


def held_out(articles):
    """Every tenth article: early stopping and calibration, never trained on."""
    return [a for i, a in enumerate(articles) if i % 10 != 7], [a for i, a in enumerate(articles) if i % 10 == 7]


def loss_of(model, items, b, x, rng, share=0.0):
    n = len(b.type)
    pick = lambda k: tuple(torch.cat([torch.from_numpy(it.soft[k][j]) for it in items if it.soft[k] is not None]).float() for j in (0, 1)) if share else None
    loss = model.cue.loss(model.cue.emit(x), b.off, torch.tensor([t for it in items for t in it.tags]), pick(0), share)
    aux = torch.tensor([t for it in items for t in it.aux])
    z = model.aux(x)
    loss = loss + 0.1 * nn.functional.cross_entropy(z[:, :3], aux % 3, reduction="sum") + 0.1 * nn.functional.cross_entropy(z[:, 3:], aux // 3, reduction="sum")
    c = batches.Cues(items, b.off, [it.p.cues for it in items], lambda: rng.random() > 0.1)
    if c.n:
        y = torch.tensor([t for it in items for r in it.roles for t in r])
        loss = loss + 0.7 * model.role.loss(model.role_scores(x, c), c.off, y, pick(1), share)
    return loss / n


@torch.no_grad()
def teach(items, paths):
    """Leaves on each item the mean marginals of the teachers: of the cues, and of the roles of every gold cue."""
    from calibrate import load
    for it in items:
        it.soft = None
    for path in paths:
        model, vocab = load(path)
        model.eval()
        own = [batches.Prepared(it.p, vocab) for it in items]
        order = sorted(range(len(items)), key=lambda i: len(own[i].norm))
        for k in range(0, len(order), 64):
            part = order[k:k + 64]
            its = [own[i] for i in part]
            b = batches.make(its)
            x = model.encode(b)
            _, u, _, pairs = kernels.crf_marginals(model.cue.emit(x), model.cue.transitions(), b.off, pairs=True)
            c = batches.Cues(its, b.off, [it.p.cues for it in its])
            if c.n:
                _, ru, _, rpairs = kernels.crf_marginals(model.role_scores(x, c), model.role.transitions(), c.off, pairs=True)
            at = 0
            for j, i in enumerate(part):
                o, e = int(b.off[j]), int(b.off[j + 1])
                m = (e - o) * len(its[j].p.cues)
                half = lambda t: (t / len(paths)).half().numpy()
                new = [(half(u[o:e]), half(pairs[o:e])), (half(ru[at:at + m]), half(rpairs[at:at + m])) if m else None]
                at += m
                old = items[i].soft
                items[i].soft = new if old is None else [None if b is None else (a[0] + b[0], a[1] + b[1]) for a, b in zip(old, new)]


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("--out", required=True)
    ap.add_argument("--language", choices=sorted(corpus.PARTS), default="en")
    ap.add_argument("--seed", type=int, default=1)
    ap.add_argument("--epochs", type=int, default=12)
    ap.add_argument("--batch", type=int, default=2500)
    ap.add_argument("--lr", type=float, default=3e-3)
    ap.add_argument("--hidden", type=int, default=128)
    ap.add_argument("--layers", type=int, default=3)
    ap.add_argument("--hidden2", type=int, default=64)
    ap.add_argument("--drop", type=float, default=0.3)
    ap.add_argument("--decay", type=float, default=0.01)
    ap.add_argument("--minutes", type=float, default=1e9)
    ap.add_argument("--all", action="store_true", help="train on the held-out tenth too")
    ap.add_argument("--teachers", nargs="*", default=[], help="models to learn from besides the gold")
    ap.add_argument("--share", type=float, default=0.6, help="the teachers' part of the target")
    ap.add_argument("--resume", help="a reader to train on, as it stands")
    ap.add_argument("--start", help="a pretrained encoder or a reader: every array of it that fits")
    ap.add_argument("--hide", type=float, default=0.4, help="a word seen c times is hidden in hide / (hide + c) of the batches")
    args = ap.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(args.seed)
    rng = random.Random(args.seed)
    gen = torch.Generator().manual_seed(args.seed)
    parts = corpus.PARTS[args.language]
    train, held = held_out(corpus.load(parts[0]))
    if args.all:
        train = train + held
    dev = corpus.load(parts[1])
    if args.start or args.resume:
        start = torch.load(args.start or args.resume)
        vocab = F.Vocabulary(start["vocab"])
        vocab.counts = start["counts"]
    else:
        vocab = F.Vocabulary.count((p.words for a in train for p in a.paragraphs), 2)
    counts = torch.tensor(vocab.counts, dtype=torch.float)
    prep = lambda arts: [batches.Prepared(p, vocab) for a in arts for p in a.paragraphs]
    items, dev_items = prep(train), prep(dev)
    if args.teachers:
        teach(items, args.teachers)
    share = args.share if args.teachers else 0.0
    if args.resume:
        model = Reader(**{"narrow": 0, **start["config"]}, drop=args.drop)
        model.load_state_dict(start["state"])
    else:
        model = Reader(len(vocab), hidden=args.hidden, layers=args.layers, hidden2=args.hidden2, drop=args.drop)
    if args.start:
        own = model.state_dict()
        own.update({k: v for k, v in start["state"].items() if k in own and own[k].shape == v.shape})
        model.load_state_dict(own)
    print(sum(p.numel() for p in model.parameters()), "parameters", len(vocab), "words", flush=True)
    opt = torch.optim.AdamW(model.parameters(), lr=args.lr, betas=(0.9, 0.98), weight_decay=args.decay)
    ema = copy.deepcopy(model)
    tokens = sum(len(it.norm) for it in items)
    steps = math.ceil(tokens / args.batch) * args.epochs
    step, began, cpu = 0, time.time(), time.process_time()
    best = 0
    for epoch in range(args.epochs):
        order = list(range(len(items)))
        rng.shuffle(order)
        order.sort(key=lambda i: rng.random())
        model.train()
        total, k = 0.0, 0
        while k < len(order):
            part, n = [], 0
            while k < len(order) and n < args.batch:
                part.append(items[order[k]])
                n += len(part[-1].norm)
                k += 1
            done = step / steps
            rate = args.lr * min(1, step / 200) * (0.5 * (1 + math.cos(math.pi * min(1, done))) * 0.98 + 0.02)
            for g in opt.param_groups:
                g["lr"] = rate
            b = batches.make(part, vocab, counts, gen, args.hide)
            x = model.encode(b)
            loss = loss_of(model, part, b, x, rng, share)
            opt.zero_grad()
            loss.backward()
            step += 1
            if not math.isfinite(float(nn.utils.clip_grad_norm_(model.parameters(), 1.0))):
                print("a step without a finite gradient is left out", flush=True)
                continue
            opt.step()
            total += float(loss.detach()) * n
            d = min(0.998, step / (step + 10))
            with torch.no_grad():
                torch._foreach_lerp_(list(ema.parameters()), list(model.parameters()), 1 - d)
        r = predict.score(parts[1], dev, predict.read([ema], dev_items))
        print(f"epoch {epoch} loss {total / tokens:.4f} {time.time() - began:.0f}s cpu {time.process_time() - cpu:.0f}s  {predict.line(r)}", flush=True)
        torch.save({"config": model.config, "vocab": vocab.words, "counts": vocab.counts, "state": ema.state_dict(), "dev": r, "args": vars(args)}, args.out)
        if time.time() - began > 60 * args.minutes:
            break


if __name__ == "__main__":
    main()
