"""Confidence: a logistic regression over predict.FEATURES, fitted on the held-out tenth of train.

usage: calibrate.py MODEL --predictions FILE [--cue-bias B] [--least C] [--out FILE]
Writes predictions of dev to --predictions, coefficients and default threshold to --out, and prints the reliability table: each half of the
held-out articles by a regression fitted on the other half.
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


def correct(part, article, readings, saying=False):
    """Per statement: its features, and whether it is right by the relaxed measure. saying: among acts of saying and asking alone."""
    doc, want = predict.gold(part, article)
    found = predict.statements(article, article.paragraphs, readings, lambda f: f)["statements"]
    got = [predict.tokens_of(doc, predict.roles_of(s)) for s in found]
    if saying:
        want = [g for g in want if doc.is_saying(g["cue"])]
        kept = [k for k, q in enumerate(got) if doc.is_saying(q["cue"])]
        found, got = [found[k] for k in kept], [got[k] for k in kept]
    ok = [0.0] * len(got)
    if want and got:
        same = lambda g, q: bool(g & q) or not (g or q)
        w = [[S.iou(g["content"], q["content"]) + .1 * bool(g["cue"] & q["cue"]) + .1 * same(g["source"], q["source"])
              if S.iou(g["content"], q["content"]) or g["cue"] & q["cue"] else 0.0 for q in got] for g in want]
        for i, j in S.hungarian(w):
            g, q = want[i], got[j]
            ok[j] = float(w[i][j] > 0 and same(g["source"], q["source"]) and same(g["cue"], q["cue"]) and S.iou(g["content"], q["content"]) >= .5)
    return [(s["confidence"], o) for s, o in zip(found, ok)]


def reliability(pairs, title):
    """Prints n, mean confidence and observed precision in each of ten bins of (confidence, right)."""
    bins = [[0, 0.0, 0.0] for _ in range(10)]
    for c, o in pairs:
        b = bins[min(9, int(c * 10))]
        b[0] += 1
        b[1] += c
        b[2] += o
    print(f"{title}\n| confidence | n | mean confidence | right |\n|---|---|---|---|")
    for k, (n, c, o) in enumerate(bins):
        print(f"| {k / 10:.1f}–{(k + 1) / 10:.1f} | {n} | " + (f"{c / n:.3f} | {o / n:.3f} |" if n else "– | – |"))


def threshold(pairs, precision):
    """The least confidence, in twentieths, from which on this share of the statements is right."""
    for t in range(0, 100, 5):
        above = [o for c, o in pairs if c >= t / 100]
        if above and sum(above) >= precision * len(above):
            return t / 100
    return 1.0


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
    ap.add_argument("--language", choices=sorted(corpus.PARTS), default="en")
    ap.add_argument("--cue-bias", type=float, default=0.0)
    ap.add_argument("--role-bias", type=float, default=0.0)
    ap.add_argument("--least", type=float, default=0.35, help="statements of less confidence are not written")
    ap.add_argument("--predictions", required=True)
    ap.add_argument("--out")
    args = ap.parse_args()
    torch.set_num_threads(1)
    model, vocab = load(args.model)
    models = [model]
    parts = corpus.PARTS[args.language]
    held, dev = held_out(corpus.load(parts[0]))[1], corpus.load(parts[1])
    prep = lambda arts: [batches.Prepared(p, vocab) for a in arts for p in a.paragraphs]
    it = iter(predict.read(models, prep(held), args.cue_bias, args.role_bias))
    readings = [[next(it) for _ in a.paragraphs] for a in held]
    all_acts = [correct(parts[0], a, r) for a, r in zip(held, readings)]
    # The scorer's list of verbs is English.
    saying = [correct(parts[0], a, r, saying=True) for a, r in zip(held, readings)] if args.language == "en" else all_acts
    flat = lambda articles: [x for pairs in articles for x in pairs]
    w = fit(flat(all_acts))
    conf = confidence(w)
    halves = [confidence(fit(flat(all_acts[1 - k::2]))) for k in (0, 1)]
    crossed = lambda articles: [(c, o) for k in (0, 1) for f, o in flat(articles[k::2]) if (c := halves[k](f)) >= args.least]
    reliability(crossed(all_acts), "held out, every act")
    reliability(crossed(saying), "held out, saying and asking")
    default = threshold([(conf(f), o) for f, o in flat(saying)], 0.9)
    kept = [o for f, o in flat(saying) if conf(f) >= default]
    print(f"default threshold {default}: on held out, saying and asking, {len(kept)} of {len(flat(saying))} found, right {sum(kept) / len(kept):.3f}")
    predict.write(args.predictions, dev, predict.read(models, prep(dev), args.cue_bias, args.role_bias), conf, args.least)
    if args.out:
        json.dump({"features": predict.FEATURES, "weights": w, "cue_bias": args.cue_bias, "role_bias": args.role_bias, "least": args.least,
                   "threshold": default}, open(args.out, "w"))


if __name__ == "__main__":
    main()
