"""Network -> statements, in the scorer's form."""
import glob
import json
import os
import sys

import torch

import batches
import kernels
import corpus
import layout

sys.path.insert(0, os.path.join(corpus.shared(), "tools"))
import score_attribution as S  # noqa: E402


def spans_of(tags, base):
    """Runs of base (B) and base + 1 (I) -> [(first, last)]"""
    out = []
    for i, t in enumerate(tags):
        if t == base or (t == base + 1 and (not out or out[-1][1] != i - 1)):
            out.append([i, i])
        elif t == base + 1:
            out[-1][1] = i
    return [tuple(x) for x in out]


@torch.no_grad()
def read(models, items, cue_bias=0.0, role_bias=0.0, size=6000):
    """-> per paragraph a list of (cue, source runs, content runs, confidence features). Several models: mean of their marginals."""
    for m in models:
        m.eval()
    out, i = [None] * len(items), 0
    order = sorted(range(len(items)), key=lambda k: len(items[k].norm))
    while i < len(order):
        part, n = [], 0
        while i < len(order) and (n < size or not part):
            part.append(order[i])
            n += len(items[order[i]].norm)
            i += 1
        its = [items[k] for k in part]
        b = batches.make(its)
        states = [m.encode(b) for m in models]
        y, p = best([m.cue for m in models], states, b.off, cue_bias)
        cues = [spans_of(y[b.off[k]:b.off[k + 1]].tolist(), 1) for k in range(len(its))]
        c = batches.Cues(its, b.off, cues)
        res = [[] for _ in its]
        if c.n:
            es = [m.role_scores(x, c) for m, x in zip(models, states)]
            ry, rp = best([m.role for m in models], None, c.off, role_bias, es)
            k = 0
            for j in range(len(its)):
                o = int(b.off[j])
                for f, l in cues[j]:
                    tags = ry[c.off[k]:c.off[k + 1]]
                    feats = confidence_features(p[o + f:o + l + 1], tags, rp[c.off[k]:c.off[k + 1]], its[j].quote)
                    res[j].append(((f, l), spans_of(tags.tolist(), 1), spans_of(tags.tolist(), 3), feats))
                    k += 1
        for j, k in enumerate(part):
            out[k] = res[j]
    return out


FEATURES = ("cue", "cue mean", "source", "source least", "content overlap", "content mean", "least", "no source", "quoted")


def confidence_features(cue, tags, p, quote):
    """What the calibration sees of one attribution; all from marginal probabilities, all between 0 and 1."""
    is_source, is_content = (tags == 1) | (tags == 2), (tags == 3) | (tags == 4)
    source, content = p[:, 1] + p[:, 2], p[:, 3] + p[:, 4]
    chosen = p.gather(1, tags[:, None])[:, 0]
    some = bool(is_source.any())
    overlap = content[is_content].sum() / torch.where(is_content, torch.ones_like(content), content).sum()
    body = bool(is_content.any())
    return (float((1 - cue[:, 0]).max()), float((1 - cue[:, 0]).mean()),
            float(source[is_source].max() if some else 1 - source.max()), float(chosen[is_source].min() if some else 1 - source.max()),
            float(overlap), float(content[is_content].mean()) if body else 0.0, float(chosen.min()), float(not some),
            float((torch.tensor(quote)[is_content] == 1).float().mean()) if body else 0.0)


def best(crfs, states, off, bias, es=None):
    """Viterbi of one CRF, or of the mean of several CRFs' marginals (with the BIO rules kept). bias: added to each B."""
    es = es or [c.emit(x) for c, x in zip(crfs, states)]
    if bias:
        begin = torch.zeros(es[0].shape[1])
        begin[1::2] = bias
        es = [e + begin for e in es]
    ps = [kernels.crf_marginals(e, c.transitions(), off) for e, c in zip(es, crfs)]
    p = sum(x[1] for x in ps) / len(ps)
    if len(crfs) == 1:
        return kernels.crf_best(es[0], crfs[0].transitions(), off), p
    pairs = sum(kernels.crf_marginals(e, c.transitions(), off, pairs=True)[3] for e, c in zip(es, crfs)) / len(ps)
    return pair_best(p, pairs, off), p


def pair_best(p, pairs, off):
    """Viterbi of the chain with these unary and pair marginals."""
    k = p.shape[1]
    logp, y = (p + 1e-9).log().tolist(), []
    step = ((pairs + 1e-9).log() - torch.cat([torch.zeros(1, k), (p[:-1] + 1e-9).log()])[:, :, None]).tolist()
    for s in range(len(off) - 1):
        o, e = int(off[s]), int(off[s + 1])
        a, back = logp[o], []
        for t in range(o + 1, e):
            st = step[t]
            choice = [max(range(k), key=lambda i: a[i] + st[i][j]) for j in range(k)]
            a = [a[choice[j]] + st[choice[j]][j] for j in range(k)]
            back.append(choice)
        j = max(range(k), key=lambda i: a[i])
        path = [j]
        for ch in reversed(back):
            j = ch[j]
            path.append(j)
        y += reversed(path)
    return torch.tensor(y)


SURE = (0.99,) * 7 + (0.0, 1.0)


def statements(article, paragraphs, readings, confidence):
    """The readings of an article's paragraphs, and what layout.py adds, in the scorer's form."""
    out = []

    def add(p, cue, source, q, content, feats):
        span = lambda p, runs: {"spans": [[p.spans[a][0], p.spans[b][1]] for a, b in runs]}
        out.append({"speaker": span(p, source) if source else None, "cue": span(p, [cue]), "content": span(q, content), "confidence": confidence(feats)})

    for i, (p, found) in enumerate(zip(paragraphs, readings)):
        signed = layout.credit(p.words)
        if signed:
            cue, source, content = signed
            found = [r for r in found if r[0][1] < cue[0] or r[0][0] > cue[1]]
            add(p, cue, [source], p, [content], SURE)
        for cue, source, content, feats in found:
            if content:
                add(p, cue, source, p, content, feats)
            elif p.words[-1] == ":" and i + 1 < len(paragraphs):
                below = paragraphs[i + 1]
                add(p, cue, source, below, [(0, len(below.words) - 1)], feats[:4] + (0.9, 0.9, 0.9) + feats[7:])
    return {"source": article.name + ".txt", "statements": out}


def write(path, articles, readings, confidence, least=0.0):
    it = iter(readings)
    with open(path, "w", encoding="utf-8") as out:
        for a in articles:
            found = statements(a, a.paragraphs, [next(it) for _ in a.paragraphs], confidence)
            found["statements"] = [s for s in found["statements"] if s["confidence"] >= least]
            out.write(json.dumps(found, ensure_ascii=False) + "\n")


_GOLD = {}


def tokens_of(doc, a):
    content = doc.tokens(a["content"])
    return {"source": doc.tokens(a["source"]), "cue": doc.tokens(a["cue"]), "content": doc.trim(content), "marked": content}


def roles_of(statement):
    spans = lambda k: [tuple(x) for x in ((statement[k] or {}).get("spans") or [])]
    return {"source": spans("speaker"), "cue": spans("cue"), "content": spans("content")}


def gold(part, article):
    if article.name not in _GOLD:
        pattern = glob.escape(os.path.join(corpus.polnear(part), "attributions", article.name)) + "_????.ann"
        doc = S.Doc(article.text)
        found = corpus.read_brat(sorted(glob.glob(pattern))[0]) if article.gold is None else article.gold
        marked = [tokens_of(doc, a) for a in found]
        _GOLD[article.name] = doc, [a for a in marked if a["content"]]
    return _GOLD[article.name]


def score(part, articles, readings):
    """The official scorer's functions, in memory: F1 of all and of saying and asking, recall of direct quotations."""
    it = iter(readings)
    per, say = [], []
    for a in articles:
        doc, want = gold(part, a)
        got = []
        for s in statements(a, a.paragraphs, [next(it) for _ in a.paragraphs], lambda f: 1)["statements"]:
            got.append(tokens_of(doc, roles_of(s)))
        got = [g for g in got if g["content"]]
        saying = lambda xs: [x for x in xs if doc.is_saying(x["cue"])]
        per.append(S.score_doc(doc, want, got))
        say.append(S.score_doc(doc, saying(want), saying(got)))
    c, s = S.total(per), S.total(say)
    r = {n: S.prf(c, n)[2] for n in ("source", "cue", "content", "strict", "relaxed")}
    r["saying"] = S.prf(s, "relaxed")[2]
    r["direct"] = S.prf(c, "recall-direct")[1]
    r["cueP"], r["cueR"] = S.prf(c, "cue")[:2]
    return r


def line(r):
    return "  ".join(f"{k} {v:.4f}" for k, v in r.items())
