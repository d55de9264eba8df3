"""The reader on texts of other kinds than it was trained on: GUM's news, interviews, fiction, courts, letters and more.

usage: gum.py [--program PATH] [--parts dev test] [--threshold T]
       gum.py --sample N --genres news speech   prints N statements of each genre with their sentences, to be judged by hand
       gum.py --judged FILE         precision of what is judged in FILE (gum_judged.tsv says how)

GUM has no layer of quotations, but its discourse layer marks every clause that attributes the next one to somebody (`attribution-positive`, `-negative`),
with signals that point at the words for the source (`sem-atsrc`) and at the word that attributes (`lex-indwd`). Gold here: those clauses whose
attributing word is one of saying or asking by the shared scorer's list. An attribution is found when one statement's cue holds such a word; its source when
the speaker's span holds the head of the source; its content when the content holds the head of the attributed clause. Only finite clauses are marked
there, and no quotation within a clause: so this tells recall. Of precision it tells a part: where the tree gives the cue's verb a subject,
whether the speaker's span holds that subject.
"""
import argparse
import json
import os
import random
import re
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict
from pathlib import Path

import conllu
from compare import ROOT, scorer

RELATION = re.compile(r"(attribution-(?:positive|negative)):(\d+)->(\d+)")
SIGNAL = re.compile(r"(sem-atsrc|lex-indwd)-([\d,-]+)-(?:_|gold)")
SUBJECTS = ("nsubj", "nsubj:pass", "csubj", "nsubj:outer")
GENRES = ("news", "interview", "court", "speech", "conversation", "vlog", "podcast", "letter", "essay", "academic", "bio", "textbook", "fiction", "voyage", "whow")


def heads(words, places):
    """Of the words at these places those whose head isn't among them."""
    return {i for i in places if words[i].head not in places}


def flattened(document):
    """The document's words, heads as places in this list (None for a root)."""
    words, first = [], 0
    for sentence in document.sentences:
        for w in sentence.words:
            w.head = first + w.head - 1 if w.head else None
            words.append(w)
        first = len(words)
    return words


def numbers(listed):
    """`3,5-7` → places from 0."""
    out = set()
    for piece in listed.split(","):
        low, _, high = piece.partition("-")
        out |= set(range(int(low) - 1, int(high or low)))
    return out


def units(words):
    """Places of the words of each elementary unit, by its number; what its annotation says."""
    places, said, number = defaultdict(set), {}, None
    for i, w in enumerate(words):
        if annotation := w.misc.get("Discourse"):
            number = int(re.search(r":(\d+)", annotation)[1])
            said[number] = annotation
        places[number].add(i)
    return places, said


def gold(words, saying):
    """Attributions by an act of saying or asking: the attributing words, the heads of the source, the heads of what is attributed."""
    places, said = units(words)
    for number, annotation in said.items():
        relation = RELATION.search(annotation)
        if not relation:
            continue
        signals = defaultdict(set)
        for kind, listed in SIGNAL.findall(annotation):
            signals[kind] |= numbers(listed)
        cue = {i for i in signals["lex-indwd"] & places[number] if words[i].form.lower() in saying}
        source = {i for i in signals["sem-atsrc"] if i < len(words)}
        if cue and source:
            yield cue, heads(words, source), heads(words, places[int(relation[3])])


def touched(words, part):
    """Places of the words that a part's spans touch."""
    spans = (part or {}).get("spans") or []
    return {i for i, w in enumerate(words) if any(w.start < e and w.end > s for s, e in spans)}


def read_all(program, documents):
    """Runs the reader over the documents' texts; document → its statements."""
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / f"{d.name}.txt" for d in documents]
        for path, d in zip(paths, documents):
            path.write_text(d.text, encoding="utf-8", newline="")
        out = subprocess.run([program, "read", "--plain", "--json", *paths], check=True, capture_output=True).stdout
    lines = [json.loads(line) for line in out.decode().splitlines()]
    return {Path(line["source"]).stem: line["statements"] for line in lines}


def subject_agrees(words, cue, source):
    """Whether the source holds the subject that the tree gives the cue's verb; None where it gives none."""
    verbs = [i for i in cue if words[i].upos == "VERB"]
    subjects = {i for i, w in enumerate(words) if w.head in verbs and w.relation in SUBJECTS}
    if not subjects:
        return None
    for i in list(subjects):
        # "the minister, who said": the relative clause hangs below the minister
        if words[i].form.lower() in ("who", "which", "that") and words[words[i].head].relation == "acl:relcl":
            subjects.add(words[words[i].head].head)
    return bool(subjects & source)


def count(document, statements, saying):
    words = flattened(document)
    c = Counter(words=len(words), texts=1, statements=len(statements), uncued=sum(not s["cue"] for s in statements))
    parts = [tuple(touched(words, s[key]) for key in ("cue", "speaker", "content")) for s in statements]
    for cue, source, content in gold(words, saying):
        c["gold"] += 1
        found = [p for p in parts if p[0] & cue]
        c["cue"] += bool(found)
        c["source"] += any(p[1] & source for p in found)
        c["content"] += any(p[2] & content for p in found)
        c["all"] += any(p[1] & source and p[2] & content for p in found)
    for cue, source, _ in parts:
        agrees = subject_agrees(words, cue, source)
        c["subjects"] += agrees is not None
        c["agree"] += bool(agrees)
    return c


def table(counts):
    def share(c, key, of):
        return f"{c[key] / c[of]:.2f}" if c[of] else "–"

    print("| genre | texts | marked | cue | cue, source | cue, content | all three | statements / 1,000 words | of these without a cue | subject agrees |")
    print("|---|---|---|---|---|---|---|---|---|---|")
    rows = [(g, counts[g]) for g in GENRES if g in counts] + [("all", sum(counts.values(), Counter()))]
    for genre, c in rows:
        row = [genre, c["texts"], c["gold"], *(share(c, k, "gold") for k in ("cue", "source", "content", "all"))]
        row += [f"{1000 * c['statements'] / c['words']:.1f}", c["uncued"], f"{share(c, 'agree', 'subjects')} of {c['subjects']}"]
        print("| " + " | ".join(map(str, row)) + " |")


def places(statement):
    start = lambda part: part["spans"][0][0] if part and part["spans"] else -1
    return start(statement["cue"]), start(statement["content"])


def show_sample(documents, statements, n):
    """N statements of each genre, drawn by chance."""
    rng = random.Random(1)
    pools = defaultdict(list)
    for d in documents:
        pools[d.genre] += [(d, s) for s in statements[d.name]]
    for pool in pools.values():
        for d, s in rng.sample(pool, min(n, len(pool))):
            show(d, s)


def show(document, s):
    parts = {key: s[key] for key in ("speaker", "cue", "content") if s[key]}
    low, high = (pick(edge for part in parts.values() for span in part["spans"] for edge in span) for pick in (min, max))
    text = document.text
    cue, content = places(s)
    print(f"{document.name}\t{cue}\t{content}\t{s['mode']} {s['confidence']:.2f}")
    print(f"  … {text[max(0, low - 200) : low]}[[{text[low:high]}]]{text[high : high + 80]} …".replace("\n", " ¶ "))
    for key, part in parts.items():
        print(f"  {key:8}{part.get('name') or ''} {[text[a:b] for a, b in part['spans']]}")
    print()


def show_judged(path, documents, statements, threshold):
    """Verdicts: right; source, cue, content (that part is wrong); none (nobody says anything there)."""
    genre = {d.name: d.genre for d in documents}
    known = {(name, *places(s)): s["confidence"] for name, all_of in statements.items() for s in all_of}
    counts, gone, below = defaultdict(Counter), 0, 0
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        name, cue, content, verdict = line.split("\t")
        confidence = known.get((name, int(cue), int(content)))
        if confidence is None:
            gone += 1
        elif confidence < threshold:
            below += 1
        else:
            counts[genre[name]][verdict] += 1
    print("| genre | judged | right | verdicts |\n|---|---|---|---|")
    for g, c in [(g, counts[g]) for g in GENRES if g in counts] + [("all", sum(counts.values(), Counter()))]:
        print(f"| {g} | {c.total()} | {c['right'] / max(c.total(), 1):.2f} | " + ", ".join(f"{k} {n}" for k, n in c.most_common()) + " |")
    print(f"\nLeft out: {below} of less confidence, {gone} that are no longer given.")


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--program", type=Path, default=ROOT / "target/release/onrecord")
    ap.add_argument("--parts", nargs="+", default=["train", "dev", "test"])
    ap.add_argument("--threshold", type=float, default=0, help="only statements of at least this confidence")
    ap.add_argument("--genres", nargs="+", default=GENRES)
    ap.add_argument("--sample", type=int, help="of each genre")
    ap.add_argument("--judged", type=Path)
    args = ap.parse_args()
    shared = Path(os.environ.get("ONRECORD_SHARED", ROOT / "../shared"))
    files = [shared / f"corpora/syntax/en/gum_{part}.conllu" for part in args.parts]
    if not all(f.exists() for f in files):
        sys.exit(f"no treebank in `{files[0].parent}`\nhint: set ONRECORD_SHARED to the shared data's folder")
    documents = [d for f in files for d in conllu.read(f) if d.genre in args.genres]
    statements = read_all(args.program, documents)
    if args.judged:
        show_judged(args.judged, documents, statements, args.threshold)
        return
    statements = {name: [s for s in all_of if s["confidence"] >= args.threshold] for name, all_of in statements.items()}
    if args.sample:
        show_sample(documents, statements, args.sample)
    else:
        counts = defaultdict(Counter)
        for d in documents:
            counts[d.genre] += count(d, statements[d.name], scorer(shared).SAYING)
        table(counts)


if __name__ == "__main__":
    main()
