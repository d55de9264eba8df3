"""Confidence: a logistic regression over predict.FEATURES, fitted on the held-out tenth of train.

usage: calibrate.py MODEL --predictions FILE [--cue-bias B] [--least C] [--out FILE] -> writes predictions of dev to --predictions, the coefficients to --out
"""
import argparse
import json
import math

import torch

import batches
import corpus
import features as F
import predict
from model import Reader
from train import held_out

S = predict.S


def load(path):
    m = torch.load(path)
    model = Reader(**{"narrow": 0, **m["config"]})
    model.load_state_dict({k: v for k, v in m["state"].items() if not k.startswith(("pos.", "dep."))})
    return model, F.Vocabulary(m["vocab"])


def logit(p):
    p = min(max(p, 1e-4), 1 - 1e-4)
    return math.log(p / (1 - p))


def inputs(feats):
    return [logit(f) for f in feats[:7]] + list(feats[7:])


def correct(part, article, readings):
    """Per statement: its features, and whether it is right by the relaxed measure."""
    doc, want = predict.gold(part, article)
    found = predict.statements(article, article.paragraphs, readings, lambda f: f)["statements"]
    got = [predict.tokens_of(doc, predict.roles_of(s)) for s in found]
    ok = [0.0] * len(got)
    if want and got:
        same = lambda g, q: bool(g & q) or not (g or q)
        w = [[S.iou(g["content"], q["content"]) + .1 * bool(g["cue"] & q["cue"]) + .1 * same(g["source"], q["source"])
              if S.iou(g["content"], q["content"]) or g["cue"] & q["cue"] else 0.0 for q in got] for g in want]
        for i, j in S.hungarian(w):
            g, q = want[i], got[j]
            ok[j] = float(w[i][j] > 0 and same(g["source"], q["source"]) and same(g["cue"], q["cue"]) and S.iou(g["content"], q["content"]) >= .5)
    return [(s["confidence"], o) for s, o in zip(found, ok)]


def fit(pairs):
    x = torch.tensor([inputs(f) for f, _ in pairs])
    y = torch.tensor([o for _, o in pairs])
    w = torch.zeros(x.shape[1] + 1, requires_grad=True)
    opt = torch.optim.LBFGS([w], max_iter=200, line_search_fn="strong_wolfe")

    def closure():
        opt.zero_grad()
        loss = torch.nn.functional.binary_cross_entropy_with_logits(x @ w[:-1] + w[-1], y) + 1e-3 * (w[:-1] ** 2).sum()
        loss.backward()
        return loss

    opt.step(closure)
    return w.detach().tolist()


def confidence(w):
    return lambda feats: round(1 / (1 + math.exp(-(sum(a * b for a, b in zip(w, inputs(feats))) + w[-1]))), 4)


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("model")
    ap.add_argument("--cue-bias", type=float, default=0.0)
    ap.add_argument("--role-bias", type=float, default=0.0)
    ap.add_argument("--least", type=float, default=0.35, help="statements of less confidence are not written")
    ap.add_argument("--predictions", required=True)
    ap.add_argument("--out")
    args = ap.parse_args()
    torch.set_num_threads(1)
    model, vocab = load(args.model)
    models = [model]
    held, dev = held_out(corpus.load("train"))[1], corpus.load("dev")
    prep = lambda arts: [batches.Prepared(p, vocab) for a in arts for p in a.paragraphs]
    it = iter(predict.read(models, prep(held), args.cue_bias, args.role_bias))
    pairs = [x for a in held for x in correct("train", a, [next(it) for _ in a.paragraphs])]
    w = fit(pairs)
    conf = confidence(w)
    bins = [[0, 0.0, 0.0] for _ in range(10)]
    for f, o in pairs:
        b = bins[min(9, int(conf(f) * 10))]
        b[0] += 1
        b[1] += conf(f)
        b[2] += o
    for n, c, o in bins:
        if n:
            print(f"held out: {n:5} at confidence {c / n:.3f}, right {o / n:.3f}")
    predict.write(args.predictions, dev, predict.read(models, prep(dev), args.cue_bias, args.role_bias), conf, args.least)
    if args.out:
        json.dump({"features": predict.FEATURES, "weights": w, "cue_bias": args.cue_bias, "role_bias": args.role_bias, "least": args.least}, open(args.out, "w"))


if __name__ == "__main__":
    main()
