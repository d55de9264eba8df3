"""Paragraphs -> flat tensors: no padding, sequences lie one after another, `off` tells where each begins."""
from dataclasses import dataclass

import torch

import features as F
from model import relative


class Prepared:
    """One paragraph as ids."""
    __slots__ = ("p", "norm", "word", "shape", "quote", "glue", "line", "tags", "aux", "roles", "extra", "soft")

    def __init__(self, p, vocab):
        self.p = p
        self.norm = [F.normal(w) for w in p.words]
        self.word = [vocab.ids.get(n, 0) for n in self.norm]
        self.shape = [F.shape(w) for w in p.words]
        self.quote = F.quote_states(p.words, p.spans)
        self.glue = F.glue(p.spans)
        self.line = [min(p.line, 2)] * len(p.words)
        self.extra = self.soft = None
        n = len(p.words)
        self.tags, src, con = [0] * n, [0] * n, [0] * n
        self.roles = []
        for (f, l), (source, content) in zip(p.cues, p.roles):
            for i in range(f, l + 1):
                self.tags[i] = 1 if i == f else 2
            y = [0] * n
            for base, ids in ((1, source), (3, content)):
                for i in ids:
                    y[i] = base if i - 1 not in ids else base + 1
            for i in source:
                src[i] = 1 if i - 1 not in source else max(src[i], 2) if src[i] != 1 else 1
            for i in content:
                con[i] = min(con[i] + 1, 2)
            self.roles.append(y)
        self.aux = [a + 3 * b for a, b in zip(src, con)]


@dataclass
class Batch:
    pass


def make(items, vocab=None, counts=None, rng=None, hide=0.4):
    """Tokens of a batch (b.word, b.grams: its distinct words; b.type: token -> distinct word); with counts and rng rare words are now and then hidden."""
    b = Batch()
    cat = lambda name: torch.tensor([v for it in items for v in getattr(it, name)])
    lengths = torch.tensor([len(it.norm) for it in items])
    b.off = torch.cat([torch.zeros(1, dtype=torch.long), lengths.cumsum(0)])
    b.shape, b.quote, b.glue, b.line = (cat(n) for n in ("shape", "quote", "glue", "line"))
    types, ids, words = {}, [], []
    for it in items:
        for n, w in zip(it.norm, it.word):
            k = types.get(n)
            if k is None:
                k = types[n] = len(types)
                words.append(w)
            ids.append(k)
    b.word = torch.tensor(words)
    if counts is not None:
        b.word = torch.where(torch.rand(len(b.word), generator=rng) < hide / (hide + counts[b.word]), 0, b.word)
    b.type = torch.tensor(ids)
    gs = [F.grams(n) for n in types]
    b.grams = torch.tensor([g for x in gs for g in x])
    b.gram_off = torch.cat([torch.zeros(1, dtype=torch.long), torch.tensor([len(x) for x in gs]).cumsum(0)[:-1]])
    return b


class Cues:
    """The second stage's sequences: one copy of its paragraph for each cue."""

    def __init__(self, items, off, cues, keep_other=None):
        at, rel, between, row, cue_at, cue_of, cue_len, lengths = [], [], [], [], [], [], [], []
        k = 0
        for i, it in enumerate(items):
            n, o = len(it.norm), int(off[i])
            for cue in cues[i]:
                others = [x for x in cues[i] if x != cue and (keep_other is None or keep_other())]
                r, w = relative(n, cue, others)
                rel.append(r)
                between.append(w)
                at.append(torch.arange(o, o + n))
                row.append(torch.full((n,), k))
                cue_at += list(range(o + cue[0], o + cue[1] + 1))
                cue_of += [k] * (cue[1] - cue[0] + 1)
                cue_len.append(cue[1] - cue[0] + 1)
                lengths.append(n)
                k += 1
        self.n = k
        if not k:
            return
        self.at, self.rel, self.between, self.row = map(torch.cat, (at, rel, between, row))
        self.cue_at, self.cue_of, self.cue_len = torch.tensor(cue_at), torch.tensor(cue_of), torch.tensor(cue_len).float()
        self.off = torch.cat([torch.zeros(1, dtype=torch.long), torch.tensor(lengths).cumsum(0)])
