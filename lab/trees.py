"""Treebanks as the networks see text: paragraphs of tokens by the scorer's rule, each with tag, relation, head and sentence."""
import os
from dataclasses import dataclass

import corpus

TREES = {"en": (("en_ewt-train", "gum_train"), ("en_ewt-dev", "gum_dev")), "ru": (("ru_train_ud",), ("gsd_test", "taiga_test"))}
ROOT, INSIDE = -1, "in"           # the head of a sentence's root; the relation of a later piece of a word to its first


@dataclass
class Node:
    tag: str
    relation: str
    head: int                     # token of the paragraph, ROOT
    sentence: int


def tag_of(language):
    """English: the Penn tag. Russian: the universal tag with case or verb form, and the voice of participles."""
    def russian(c):
        have = dict(f.split("=", 1) for f in c[5].split("|") if "=" in f)
        form = have.get("Case") or have.get("VerbForm") or ""
        short = "Short" if have.get("Variant") == "Short" or have.get("VerbForm") == "Part" and "Case" not in have else ""
        passive = "Pass" if have.get("Voice") == "Pass" else ""
        return f"{c[3]}{form}{short}{passive}"
    return (lambda c: c[4]) if language == "en" else russian


def sentences(path):
    """-> (whether a paragraph begins, [(first word's id, text, space after, columns of its words)])"""
    begins, out, merged = True, [], None
    for line in open(path, encoding="utf-8"):
        line = line.rstrip("\n")
        if line.startswith(("# newpar", "# newdoc")):
            begins = True
        if line.startswith("#"):
            continue
        if not line:
            if out:
                yield begins, out
                begins = False
            out, merged = [], None
            continue
        c = line.split("\t")
        space = "SpaceAfter=No" not in c[9]
        if "-" in c[0]:
            first, last = map(int, c[0].split("-"))
            merged = (last, [])
            out.append((c[1], space, merged[1]))
        elif "." not in c[0]:
            if merged and int(c[0]) <= merged[0]:
                merged[1].append(c)
            else:
                out.append((c[1], space, [c]))
    if out:
        yield begins, out


def paragraphs(path, language, longest=120):
    """-> [(corpus.Paragraph, [Node])]: sentences of a paragraph together, up to `longest` tokens before the last one."""
    tag, out = tag_of(language), []
    text, words, number = "", [], 0

    def flush():
        nonlocal text, words, number
        if words:
            out.append(lay(text, words, tag))
        text, words, number = "", [], 0

    for begins, sentence in sentences(path):
        if begins or len(words) > longest:
            flush()
        for form, space, columns in sentence:
            # The parts of a contraction cannot be told apart by offset: the first has its own length, the last the rest.
            start, end = len(text), len(text) + len(form)
            for n, c in enumerate(columns):
                stop = end if n + 1 == len(columns) else min(start + len(c[1]), end)
                words.append((start, stop, number, c))
                start = stop
            text += form + (" " if space else "")
        number += 1
    flush()
    return out


def lay(text, words, tag):
    p = corpus.Paragraph(0, 9, [], [])
    of, at = [], 0
    for m in corpus.TOKEN.finditer(text):
        while at + 1 < len(words) and words[at][1] <= m.start():
            at += 1
        p.words.append(m.group())
        p.spans.append((m.start(), m.end()))
        of.append(at)
    first = {}                    # word of the treebank -> its first token; a word without one is its token's
    for t, w in enumerate(of):
        first.setdefault(w, t)
    for w in range(len(words)):
        if w not in first:
            first[w] = first.get(w - 1, 0)
    by_id = {(s, int(c[0])): w for w, (_, _, s, c) in enumerate(words)}
    nodes = []
    for t, w in enumerate(of):
        _, _, s, c = words[w]
        if first[w] != t:
            nodes.append(Node(tag(c), INSIDE, first[w], s))
            continue
        head, relation = ROOT, c[7]
        up = c
        for _ in range(len(words)):
            if up[6] in ("0", "_"):
                relation, head = "root", ROOT
                break
            h = by_id[s, int(up[6])]
            if first[h] != t:
                head = first[h]
                break
            up = words[h][3]      # the head is in the same token: its head is ours, and so is its relation
            relation = up[7]
        nodes.append(Node(tag(c), relation, head, s))
    return p, nodes


def load(language):
    root = os.path.join(corpus.shared(), "corpora", "syntax", language)
    return [[x for f in files for x in paragraphs(os.path.join(root, f + ".conllu"), language)] for files in TREES[language]]
