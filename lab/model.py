"""The reader's network.

words -> type vectors (word + character n-grams) and a few flags
      -> stacked bidirectional simple recurrent units over the paragraph (the encoder)
      -> CRF over B/I/O: the cues
for each cue: encoder states + distance to the cue + the cue's own vector
      -> smaller stacked recurrent units -> CRF over O, source B/I, content B/I
"""
import math

import torch
from torch import nn

import features as F
from kernels import CrfLoss, Sru, gold_target

CUE_TAGS, ROLE_TAGS = 3, 5          # O B I;  O source-B source-I content-B content-I
REL = 2 * 22 + 1
BETWEEN = 9


def distance_bucket(d):
    """0 inside the cue, 1..22 after it, 23..44 before it."""
    n = abs(d)
    if n == 0:
        return 0
    b = n if n <= 10 else min(22, 10 + int(math.log2(n / 10) * 4) + 1)
    return b if d > 0 else 22 + b


_BUCKETS = torch.tensor([distance_bucket(d) for d in range(-1000, 1001)])


def relative(length, cue, others):
    """Per token: the distance bucket, and how many other cues stand between (0..3, signed) or 8 = inside another cue."""
    f, l = cue
    t = torch.arange(length)
    d = torch.where(t < f, t - f, torch.where(t > l, t - l, 0)).clamp(-1000, 1000)
    n = torch.zeros(length, dtype=torch.long)
    inside = torch.zeros(length, dtype=torch.bool)
    for a, b in others:
        if a > l:
            n[b + 1:] += 1
        elif b < f:
            n[:a] += 1
        inside[a:b + 1] = True
    n = n.clamp(max=3) + torch.where((t < f) & (n > 0), 4, 0)
    n[inside] = 8
    return _BUCKETS[d + 1000], n


class Layer(nn.Module):
    """One bidirectional layer. first: the highway input is projected too."""

    def __init__(self, inputs, hidden, first):
        super().__init__()
        self.hidden, self.first = hidden, first
        self.gates = nn.Linear(inputs, 2 * (4 if first else 3) * hidden)
        self.v = nn.Parameter(torch.randn(2, 2, hidden) * 0.1)
        with torch.no_grad():
            nn.init.xavier_uniform_(self.gates.weight, gain=1.0)
            self.gates.bias.zero_()

    def run(self, u, x, off):
        n, h = len(u), self.hidden
        if self.first:
            u = u.view(n, 2, 4, h)
            u, x = u[:, :, :3], u[:, :, 3]
        return Sru.apply(u.reshape(n, 2, 3, h), x.reshape(n, 2, h), self.v, off).view(n, 2 * h)

    def forward(self, x, off):
        return self.run(self.gates(x), x, off)


class Crf(nn.Module):
    def __init__(self, inputs, tags):
        super().__init__()
        self.tags = tags
        self.emit = nn.Linear(inputs, tags)
        self.trans = nn.Parameter(torch.zeros(tags + 2, tags))
        forbid = torch.zeros(tags + 2, tags)
        for j in range(2, tags, 2):                       # I only after its own B or I
            forbid[:, j] = -30.0
            forbid[j - 1, j] = forbid[j, j] = 0.0
            forbid[tags + 1, j] = 0.0
        self.register_buffer("forbid", forbid)

    def transitions(self):
        return self.trans + self.forbid

    def loss(self, e, off, y, soft=None, share=0.0):
        """y: the gold; soft: a teacher's (marginals, pair marginals), taken with this share."""
        q, qt = gold_target(y, off, self.tags)
        if soft is not None:
            u, pairs = soft
            ends = torch.stack([u[off[:-1]].sum(0), u[off[1:] - 1].sum(0)])
            q = share * u + (1 - share) * q
            qt = share * torch.cat([pairs.sum(0), ends]) + (1 - share) * qt
        return CrfLoss.apply(e, self.transitions(), off, q, qt)


def locked(x, off, p, training):
    """Dropout with one mask for a whole sequence."""
    if not training or p == 0:
        return x
    mask = torch.rand(len(off) - 1, x.shape[1]).ge_(p).div_(1 - p)
    return x * torch.repeat_interleave(mask, off[1:] - off[:-1], dim=0)


class Reader(nn.Module):
    def __init__(self, words, word=96, gram=64, hidden=128, layers=3, hidden2=64, layers2=2, narrow=96, drop=0.3, drop_in=0.2, aux=6, pos=0, dep=0):
        super().__init__()
        self.config = dict(words=words, word=word, gram=gram, hidden=hidden, layers=layers, hidden2=hidden2, layers2=layers2, narrow=narrow)
        self.drop, self.drop_in, self.hidden = drop, drop_in, None
        self.word = nn.Embedding(words, word)
        self.gram = nn.EmbeddingBag(F.GRAMS, gram, mode="mean")
        self.shape, self.quote = nn.Embedding(8, 8), nn.Embedding(4, 6)
        self.glue, self.line = nn.Embedding(2, 2), nn.Embedding(3, 4)
        nn.init.normal_(self.word.weight, std=0.5)
        nn.init.normal_(self.gram.weight, std=0.5)
        inputs = word + gram + 20
        self.encoder = nn.ModuleList([Layer(inputs if i == 0 else 2 * hidden, hidden, i == 0) for i in range(layers)])
        self.cue = Crf(2 * hidden, CUE_TAGS)
        self.aux = nn.Linear(2 * hidden, aux)
        self.narrow = nn.Linear(2 * hidden, narrow, bias=False) if narrow else nn.Identity()
        g = 2 * 4 * hidden2
        self.cue_vector = nn.Linear(2 * hidden, g, bias=False)
        self.rel, self.between = nn.Embedding(REL, g), nn.Embedding(BETWEEN, g)
        nn.init.normal_(self.rel.weight, std=0.1)
        nn.init.normal_(self.between.weight, std=0.1)
        self.roles = nn.ModuleList([Layer((narrow or 2 * hidden) if i == 0 else 2 * hidden2, hidden2, i == 0) for i in range(layers2)])
        self.role = Crf(2 * hidden2, ROLE_TAGS)
        self.pos = nn.Linear(2 * hidden, pos) if pos else None
        self.dep = nn.Linear(2 * hidden, dep) if dep else None

    def first_gates(self, b):
        """The first layer's input, once for each distinct word of the batch; the flags of the token are added to it."""
        w = self.word(b.word)
        g = self.gram(b.grams, b.gram_off)
        at = b.type
        if self.training:
            keep = torch.rand(len(w), 2)
            w = w * (keep[:, :1] > 0.03)
            g = g * (keep[:, 1:] > 0.05)
            if self.hidden is not None:                    # pretraining: one more row, the hidden word
                w = torch.cat([w, self.word.weight[:1]])
                g = torch.cat([g, torch.zeros(1, g.shape[1])])
                at = torch.where(self.hidden, len(w) - 1, at)
        x = nn.functional.dropout(torch.cat([w, g], 1), self.drop_in, self.training)
        flags = torch.cat([self.shape(b.shape), self.quote(b.quote), self.glue(b.glue), self.line(b.line)], 1)
        gates, n = self.encoder[0].gates, x.shape[1]
        return (x @ gates.weight[:, :n].T)[at] + nn.functional.linear(flags, gates.weight[:, n:], gates.bias)

    def encode(self, b):
        """-> the encoder's states, with dropout when training"""
        x = self.encoder[0].run(self.first_gates(b), None, b.off)
        for layer in self.encoder[1:]:
            x = layer(locked(x, b.off, self.drop, self.training), b.off)
        return locked(x, b.off, self.drop, self.training)

    def role_scores(self, x, c):
        """x: encoder states of the batch; c: the cues (see batches.Cues)."""
        first = self.roles[0]
        a = first.gates(self.narrow(x))
        mean = torch.zeros(len(c.off) - 1, x.shape[1]).index_add_(0, c.cue_of, x[c.cue_at]) / c.cue_len[:, None]
        u = a[c.at] + self.rel(c.rel) + self.between(c.between) + self.cue_vector(mean)[c.row]
        y = first.run(u, None, c.off)
        for layer in self.roles[1:]:
            y = layer(locked(y, c.off, self.drop, self.training), c.off)
        return self.role.emit(locked(y, c.off, self.drop, self.training))
