"""onrecord beside what a user would pick instead (spaCy's small size + textacy's direct quotations): speed, memory, direct quotations found.

usage: compare.py [--program PATH] [--pipeline FOLDER] [--rounds N] [--core N]

Texts: the dev part of PolNeAR below $ONRECORD_SHARED, else ../shared beside the repository. Each program reads all of them in a process of its own on
one core, in turns, so that a busy machine is busy for all. Processor time counts, not wall time, and of the peer only the reading, not its start. Trains
the throw-away pipeline first (pipeline.py) when FOLDER isn't there.
"""
import argparse
import importlib.util
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

BENCH = Path(__file__).resolve().parent
ROOT = BENCH.parent
PEER = "spaCy + textacy"


@dataclass
class Run:
    cpu: float  # seconds of processor time, the start of the program included
    wall: float
    peak: float  # MB
    read: float  # seconds of processor time without the start, as far as the program tells them apart


def measured(command, core, stdout) -> Run:
    """Runs a command on one core. This process stays small: a child's peak begins with its parent's size."""
    one = {name: "1" for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")}
    before = time.monotonic()
    child = subprocess.Popen(
        command, stdout=stdout, stderr=subprocess.DEVNULL, env=os.environ | one, preexec_fn=lambda: os.sched_setaffinity(0, {core})
    )
    _, status, usage = os.wait4(child.pid, 0)
    wall = time.monotonic() - before
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode != 0:
        sys.exit(f"`{command[0]}` ended with status {child.returncode}\nhint: run it by hand: {' '.join(map(str, command[:4]))} …")
    cpu = usage.ru_utime + usage.ru_stime
    return Run(cpu, wall, usage.ru_maxrss / 1024, cpu)


def run_onrecord(program, texts, out, core) -> Run:
    with open(out, "w") as stdout:
        return measured([program, "read", "--plain", "--json", *texts], core, stdout)


def run_peer(pipeline, texts, out, core, *options) -> Run:
    with tempfile.TemporaryFile("w+") as stdout:
        run = measured([sys.executable, BENCH / "peer.py", pipeline, out, *options, *texts], core, stdout)
        stdout.seek(0)
        run.read = json.load(stdout)["read"]
    return run


def speed_table(runs: dict[str, list[Run]], articles, tokens):
    print("| one core, the same texts | articles/s | tokens/s | articles/s, start included | peak memory |\n|---|---|---|---|---|")
    for name, all_runs in runs.items():
        read, cpu = (statistics.median(r) for r in ([r.read for r in all_runs], [r.cpu for r in all_runs]))
        peak = max(r.peak for r in all_runs)
        print(f"| {name} | {articles / read:.1f} | {tokens / read:,.0f} | {articles / cpu:.1f} | {peak:.0f} MB |")
    print()
    ours, *peers = runs
    for peer in peers:
        ratios = sorted(theirs.read / mine.read for mine, theirs in zip(runs[ours], runs[peer]))
        walls = sorted(theirs.wall / mine.wall for mine, theirs in zip(runs[ours], runs[peer]))
        print(
            f"{ours} / {peer}: {statistics.median(ratios):.1f} times (processor time, {len(ratios)} rounds: "
            f"{ratios[0]:.1f} to {ratios[-1]:.1f}); wall time, start included: {statistics.median(walls):.1f} ({walls[0]:.1f} to {walls[-1]:.1f})"
        )
    print()


def scorer(shared):
    spec = importlib.util.spec_from_file_location("score_attribution", shared / "tools/score_attribution.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def predictions(path):
    lines = [json.loads(line) for line in open(path, encoding="utf-8")]
    return {Path(line["source"]).stem: line for line in lines}


def attributions(sc, doc, statements):
    """As the scorer sees them: sets of tokens."""
    for s in statements:
        part = lambda key: [tuple(span) for span in ((s.get(key) or {}).get("spans") or [])]
        yield as_tokens(sc, doc, {"source": part("speaker"), "cue": part("cue"), "content": part("content")})


def as_tokens(sc, doc, spans):
    marked = doc.tokens(spans.get("content", []))
    return {
        "source": doc.tokens(spans.get("source", [])),
        "cue": doc.tokens(spans.get("cue", [])),
        "content": doc.trim(marked),
        "marked": marked,
    }


def direct_counts(sc, doc, gold, pred):
    """Direct quotations of one text: how many are marked, and how many of them are found with their content, also their source, also their cue; how many
    direct ones are predicted, and how many of those have a partner in the gold with source and content. One-to-one, as the scorer matches."""

    def agreement(g, q):
        source = bool(g["source"] & q["source"]) or not (g["source"] or q["source"])
        return sc.iou(g["content"], q["content"]), source, bool(g["cue"] & q["cue"])

    weights = [[0.0] * len(pred) for _ in gold]
    for i, g in enumerate(gold):
        for j, q in enumerate(pred):
            content, source, cue = agreement(g, q)
            if content > 0 or cue:
                weights[i][j] = content + 0.1 * cue + 0.1 * source
    counts = dict.fromkeys(("gold", "content", "content+source", "relaxed", "predicted", "right"), 0)
    counts["gold"] = sum(doc.mode(g["marked"]) == "direct" for g in gold)
    counts["predicted"] = sum(doc.mode(q["marked"]) == "direct" for q in pred)
    for i, j in sc.hungarian(weights):
        content, source, cue = agreement(gold[i], pred[j])
        if weights[i][j] == 0 or content < 0.5:
            continue
        cue = cue or not (gold[i]["cue"] or pred[j]["cue"])
        if doc.mode(gold[i]["marked"]) == "direct":
            counts["content"] += 1
            counts["content+source"] += source
            counts["relaxed"] += source and cue
        if doc.mode(pred[j]["marked"]) == "direct":
            counts["right"] += source
    check = sc.score_doc(doc, gold, pred)["recall-direct", "tp"]
    assert counts["relaxed"] == check, "this count and the shared scorer's disagree"
    return counts


def direct_tables(sc, corpus, texts, outs):
    """One table for all texts and one for those on which textacy doesn't give up."""
    found = {name: predictions(path) for name, path in outs.items()}
    per_text = {name: {} for name in outs}
    for path in texts:
        doc = sc.Doc(open(path, encoding="utf-8", newline="").read())
        annotator = sorted((corpus / "attributions").glob(f"{path.stem}_????.ann"))[0]
        gold = [g for g in (as_tokens(sc, doc, a) for a in sc.read_brat(annotator)) if g["content"]]
        for name in outs:
            pred = [q for q in attributions(sc, doc, found[name][path.stem]["statements"]) if q["content"]]
            per_text[name][path.stem] = direct_counts(sc, doc, gold, pred)
    raised = {name for name, line in found[PEER].items() if "raised" in line}
    print(f"textacy gives up on {len(raised)} of {len(texts)} texts (quotation marks not even in number).\n")
    for title, left_out in (("all texts", set()), ("the texts on which textacy doesn't give up", raised)):
        head = "found: content | content, source | content, source, cue | predicted as direct | of these with source and content"
        print(f"| direct quotations, {title} | marked | {head} |\n|---|---|---|---|---|---|---|")
        for name, counts in per_text.items():
            total = {k: sum(c[k] for stem, c in counts.items() if stem not in left_out) for k in next(iter(counts.values()))}
            share = lambda k, of: f"{total[k]} ({total[k] / max(total[of], 1):.3f})"
            row = [name, total["gold"], share("content", "gold"), share("content+source", "gold"), share("relaxed", "gold")]
            row += [total["predicted"], share("right", "predicted")]
            print("| " + " | ".join(map(str, row)) + " |")
        print()


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--program", type=Path, default=ROOT / "target/release/onrecord")
    ap.add_argument("--pipeline", type=Path, default=Path(tempfile.gettempdir()) / "onrecord-peer")
    ap.add_argument("--rounds", type=int, default=5)
    ap.add_argument("--core", type=int, default=max(os.sched_getaffinity(0)))
    args = ap.parse_args()
    shared = Path(os.environ.get("ONRECORD_SHARED", ROOT / "../shared"))
    corpus = shared / "corpora/attribution/polnear/dev"
    texts = sorted((corpus / "text").glob("*.txt"))
    if not texts:
        sys.exit(f"no texts in `{corpus}/text`\nhint: set ONRECORD_SHARED to the shared data's folder")
    if not args.program.exists():
        sys.exit(f"`{args.program}` is not there\nhint: cargo build --release")
    if not (args.pipeline / "meta.json").exists():
        subprocess.run([sys.executable, BENCH / "pipeline.py", shared, args.pipeline], check=True)
    sc = scorer(shared)
    tokens = sum(len(sc.Doc(path.read_text(encoding="utf-8")).tok) for path in texts)
    with tempfile.TemporaryDirectory() as scratch:
        ours, theirs = Path(scratch) / "ours.jsonl", Path(scratch) / "theirs.jsonl"
        runs = {"onrecord": [], PEER: [], PEER + ", in batches": []}
        for _ in range(args.rounds):
            runs["onrecord"].append(run_onrecord(args.program, texts, ours, args.core))
            runs[PEER].append(run_peer(args.pipeline, texts, theirs, args.core))
            runs[PEER + ", in batches"].append(run_peer(args.pipeline, texts, theirs, args.core, "--batch"))
        print(f"{len(texts)} texts, {tokens:,} tokens (runs of word characters, or one other character)\n")
        speed_table(runs, len(texts), tokens)
        direct_tables(sc, corpus, texts, {"onrecord": ours, PEER: theirs})


if __name__ == "__main__":
    main()
