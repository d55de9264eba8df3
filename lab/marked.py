"""Texts marked by hand in the format of gold/README.md, as articles of corpus.py with their attributions.

What layout alone tells (a speech, an answer) has no cue and is left out: rules read it.
"""
import glob
import os
import re

import corpus

HEAD = re.compile(r"^--- (\S+) (\S+) \S+ ---$", re.M)
PIECE = re.compile(r"⟦([^|⟧]*)\||⟧")
ROLE = re.compile(r"([scx])([\d,]+)")
NAMES = {"s": "source", "c": "cue", "x": "content"}


def unmark(text):
    """-> the text without its marks, and number -> {role: [(start, end), ...]}"""
    plain, at, open_marks, found = "", 0, [], {}
    for m in PIECE.finditer(text):
        plain += text[at:m.start()]
        at = m.end()
        if m[1] is not None:
            open_marks.append((m[1], len(plain)))
        elif open_marks:
            tag, start = open_marks.pop()
            for role, numbers in ROLE.findall(tag):
                for n in filter(None, numbers.split(",")):
                    found.setdefault(int(n), {r: [] for r in corpus.ROLES})[NAMES[role]].append((start, len(plain)))
    return plain + text[at:], found


def load(pattern, language):
    """-> the texts of one language in the files that match, as articles; .gold keeps what is marked, whole."""
    out = []
    for path in sorted(glob.glob(pattern)):
        raw = open(path, encoding="utf-8").read()
        heads = list(HEAD.finditer(raw))
        for head, after in zip(heads, heads[1:] + [None]):
            if head[2] != language:
                continue
            body = raw[head.end():after.start() if after else len(raw)].strip("\n")
            body = body.split("\n\n", 1)[1] if "\n\n" in body else ""
            lines = [line for line in body.split("\n") if not line.startswith("=> ")]
            text, found = unmark("\n".join(lines).strip("\n"))
            article = corpus.Article(f"{os.path.basename(path)[:-4]}/{head[1]}", text, corpus.paragraphs_of(text, len(out)))
            article.gold = [{r: sorted(a[r]) for r in corpus.ROLES} for _, a in sorted(found.items()) if a["content"] and a["cue"]]
            corpus.attach(article, [{**a, "cue": main_piece(text, a["cue"])} for a in article.gold])
            out.append(article)
    return out


def main_piece(text, cue):
    """Of a cue in pieces ("По его словам") the longest: the network knows cues of one piece."""
    return sorted(cue, key=lambda s: s[0] - s[1])[:1]
