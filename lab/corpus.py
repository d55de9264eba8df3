"""PolNeAR as token sequences: one paragraph (line) is one sequence, one cue is one attribution.

Tokens are exactly those of the scorer: maximal runs of word characters, or one other non-space character.
"""
import glob
import os
import re
from bisect import bisect_right
from dataclasses import dataclass, field

TOKEN = re.compile(r"\w+|[^\w\s]")
EDGE = set("\"'“”‘’«»„.,;:`")
ROLES = ("source", "cue", "content")
MARKED = {"ru-train": "texts/ru/*.txt", "ru-dev": "../gold/seen/ru-*.txt"}
PARTS = {"en": ("train", "dev"), "ru": ("ru-train", "ru-dev")}
T_LINE = re.compile(r"(T\d+)\t(\S+) (\d+ \d+(?:;\d+ \d+)*)(?:\t|$)")
E_LINE = re.compile(r"E\d+\t((?:\S+:T\d+ ?)+)$")


def shared():
    """The folder with the corpora: $ONRECORD_SHARED, else ../shared from the repository's root."""
    here = os.path.dirname(os.path.abspath(__file__))
    return os.environ.get("ONRECORD_SHARED") or os.path.normpath(os.path.join(here, "..", "..", "shared"))


def polnear(part):
    return os.path.join(shared(), "corpora", "attribution", "polnear", part)


@dataclass
class Paragraph:
    """One non-empty line: tokens with offsets into the article, and the gold, by token index in the paragraph."""
    article: int
    line: int                     # 0 = first non-empty line
    words: list
    spans: list                   # (start, end) code points in the article
    cues: list = field(default_factory=list)   # (first, last) token, inclusive
    roles: list = field(default_factory=list)  # per cue: (source tokens, content tokens), sets


@dataclass
class Article:
    name: str
    text: str
    paragraphs: list
    gold: list = None             # [{role: spans}, ...] where it does not lie in brat files


def paragraphs_of(text, article=0):
    out, at = [], 0
    for line in text.split("\n"):
        toks = [(m.group(), (m.start() + at, m.end() + at)) for m in TOKEN.finditer(line)]
        if toks:
            out.append(Paragraph(article, len(out), [w for w, _ in toks], [s for _, s in toks]))
        at += len(line) + 1
    return out


def read_brat(path):
    """The attributions of one annotator: [{role: [(start, end), ...]}, ...]."""
    spans, roles, events = {}, {}, []
    for line in open(path, encoding="utf-8"):
        if m := T_LINE.match(line):
            spans[m[1]] = [tuple(map(int, p.split())) for p in m[3].split(";")]
            roles[m[1]] = m[2].lower()
        elif m := E_LINE.match(line):
            events.append([p.split(":") for p in m[1].split()])
    out = []
    for event in events:
        a = {r: [] for r in ROLES}
        for _, tid in event:
            role = roles.get(tid)
            role = role if role in ROLES else "cue" if role and role.startswith("attribution") else None
            if role:
                a[role] += [s for s in spans[tid] if s not in a[role]]
        if a["content"]:
            out.append(a)
    return out


def attach(article, gold):
    """Puts each gold attribution on the paragraph of its cue; what lies outside that paragraph is left out."""
    flat = [(p, i) for p in article.paragraphs for i in range(len(p.words))]
    ends = [p.spans[i][1] for p, i in flat]
    starts = [p.spans[i][0] for p, i in flat]

    def tokens(spans):
        out = []
        for s, e in spans:
            k = bisect_right(ends, s)
            while k < len(flat) and starts[k] < e:
                out.append(flat[k])
                k += 1
        return out

    for a in gold:
        cue = tokens(a["cue"])
        if not cue:
            continue
        p = cue[0][0]
        ids = [i for q, i in cue if q is p]
        first, last = min(ids), max(ids)
        if any(not (last < f or l < first) for f, l in p.cues):
            continue
        own = set(range(first, last + 1))
        content = {i for q, i in tokens(a["content"]) if q is p} - own
        source = {i for q, i in tokens(a["source"]) if q is p} - own
        content = trim(p, content)
        p.cues.append((first, last))
        p.roles.append((source, content - source))
    for p in article.paragraphs:
        order = sorted(range(len(p.cues)), key=lambda i: p.cues[i])
        p.cues = [p.cues[i] for i in order]
        p.roles = [p.roles[i] for i in order]


def trim(p, content):
    """Drops quotation marks and . , ; : at either edge of the content, as the scorer does."""
    t = sorted(content)
    while t and p.words[t[0]] in EDGE:
        t.pop(0)
    while t and p.words[t[-1]] in EDGE:
        t.pop()
    return set(t)


def load(part, every_annotator=False):
    """-> articles of PolNeAR (train, dev) or of our own marked texts (ru-train, ru-dev); with every_annotator one copy of the article for
    each annotator, the first (the gold) first."""
    if part in MARKED:
        import marked
        here = os.path.dirname(os.path.abspath(__file__))
        return marked.load(os.path.join(here, MARKED[part]), part[:2])
    root, out = polnear(part), []
    for path in sorted(glob.glob(os.path.join(root, "text", "*.txt"))):
        name = os.path.basename(path)[:-4]
        pattern = glob.escape(os.path.join(root, "attributions", name)) + "_????.ann"
        for k, ann in enumerate(sorted(glob.glob(pattern))):
            if k and not every_annotator:
                break
            text = open(path, encoding="utf-8", newline="").read()
            article = Article(name if not k else f"{name}#{k}", text, paragraphs_of(text, len(out)))
            attach(article, read_brat(ann))
            out.append(article)
    return out
