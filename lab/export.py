"""One file for the reader in Rust, and a dump to check it against.

usage: export.py MODEL CONFIDENCE.json --out reader.bin [--reference reference.json]

File: b"ONRD", version (u32 LE) = 1, header length (u64 LE), header (JSON, UTF-8, padded with spaces to 64), then the arrays one after another,
each at a multiple of 64 from the end of the header. Header: "config", "vocabulary" (words in order, ids from 1; 0 is unknown),
"confidence", "digest" (SHA-256 of the arrays' bytes), "arrays": name -> {"shape", "type": "f16" | "f32" | "i8", "at", "scale_at"}. i8: a row's
value is q * scale[row], the scales (f32, one a row) lie at "scale_at".
"""
import argparse
import hashlib
import json
import struct

import torch

import batches
import corpus
import features as F
import kernels
import predict
from calibrate import confidence, load

SENTENCES = """The mayor of Lindenhall, Oda Ferrin, said on Monday that the bridge would reopen in May.
“We have waited long enough,” Ferrin said. “The people of this town deserve better.”
According to the harbour police, nobody was hurt.
"It is a scandal", the opposition leader told the Norvale Courier, adding that he would call for a vote.
The Ministry of Fisheries denied the report, while two officials, who asked not to be named, confirmed it.
Talks will go on, the spokeswoman said.
Critics accuse the council of hiding the costs; its chairman calls the claim “absurd”.
TORVALD: I never signed that letter.
His claim that the dam was safe was questioned by three engineers in a statement.
“Why now?” asked Minister Edda Holm. “Why not last year?”
The poll shows that 41 percent of voters want an early election.
Brenn, citing a letter from the central bank, reported that inflation had slowed.
The weather was fine and the market was full.
In her speech the queen urged the two islands to sign the treaty.
She believes that her brother wants to leave the army, a cousin told reporters.
“The so-called ‘peace plan’ is dead,” wrote the editor of the Vessel Gazette — and few disagreed.
Asked about the missing files, Corvin declined to comment.
«Nous verrons», he said.
Analysts expect prices to rise by 3.5 percent, according to a survey published by Halden Research.
“We will not pay""".split("\n")


def pack(model):
    """name -> (tensor as the file will give it back, type)"""
    out = {}
    for name, t in model.state_dict().items():
        if name.startswith(("aux.", "pos.", "dep.")) or name.endswith("forbid"):
            continue
        if name.endswith(".trans"):
            t = t + model.state_dict()[name.replace("trans", "forbid")]
            out[name] = t, "f32"
        elif name == "word.weight":
            out[name] = t, "i8"
        elif t.dim() == 1 or t.numel() < 2000:
            out[name] = t, "f32"
        else:
            out[name] = t, "f16"
    return out


def write(path, packed, header):
    """Writes a model file -> name -> tensor as the file gives it back."""
    arrays, body, rounded = {}, bytearray(), {}

    def put(b):
        body.extend(b"\0" * (-len(body) % 64))
        at = len(body)
        body.extend(b)
        return at

    for name, (t, kind) in packed.items():
        entry = {"shape": list(t.shape), "type": kind}
        if kind == "f16":
            h = t.half()
            entry["at"], rounded[name] = put(h.numpy().tobytes()), h.float()
        elif kind == "i8":
            scale = (t.abs().max(1).values / 127).clamp(min=1e-8)
            q = torch.round(t / scale[:, None]).to(torch.int8)
            entry["at"], entry["scale_at"] = put(q.numpy().tobytes()), put(scale.numpy().tobytes())
            rounded[name] = q.float() * scale[:, None]
        else:
            entry["at"], rounded[name] = put(t.contiguous().numpy().tobytes()), t
        arrays[name] = entry
    text = json.dumps({**header, "arrays": arrays, "digest": hashlib.sha256(body).hexdigest()}, ensure_ascii=False).encode("utf-8")
    text += b" " * (-(len(text) + 16) % 64)
    with open(path, "wb") as out:
        out.write(b"ONRD" + struct.pack("<IQ", 1, len(text)) + text + body)
    return rounded


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("model")
    ap.add_argument("confidence")
    ap.add_argument("--out", required=True)
    ap.add_argument("--reference", help="where the dump goes, if one is wanted")
    args = ap.parse_args()
    torch.set_num_threads(1)
    model, vocab = load(args.model)
    model.eval()
    conf = json.load(open(args.confidence))
    header = {"config": model.config, "grams": F.GRAMS, "confidence": conf, "vocabulary": vocab.words}
    rounded = write(args.out, pack(model), header)
    if not args.reference:
        return
    state = model.state_dict()
    for name, t in rounded.items():
        state[name] = t - state[name.replace("trans", "forbid")] if name.endswith(".trans") else t
    model.load_state_dict(state)
    text = "\n".join(SENTENCES)
    article = corpus.Article("reference", text, corpus.paragraphs_of(text))
    items = [batches.Prepared(p, vocab) for p in article.paragraphs]
    readings = predict.read([model], items, conf["cue_bias"], conf["role_bias"])
    dump = []
    with torch.no_grad():
        for it, found in zip(items, readings):
            b = batches.make([it])
            x = model.encode(b)
            c = batches.Cues([it], b.off, [[r[0] for r in found]])
            roles = model.role_scores(x, c).view(c.n, len(it.norm), -1).tolist() if c.n else []
            e = model.cue.emit(x)
            dump.append({"text": text[it.p.spans[0][0]:it.p.spans[-1][1]], "words": it.p.words, "normal": it.norm, "word": it.word, "shape": it.shape, "quote": it.quote,
                         "glue": it.glue, "line": it.line, "grams_of_first": list(F.grams(it.norm[0])), "gates_of_first": model.first_gates(b)[0].tolist(),
                         "state_of_first": x[0].tolist(), "cue_scores": e.tolist(), "cue_marginals": kernels.crf_marginals(e, model.cue.transitions(), b.off)[1].tolist(),
                         "role_scores": roles,
                         "found": [{"cue": r[0], "source": r[1], "content": r[2], "features": r[3], "confidence": confidence(conf["weights"])(r[3])} for r in found]})
    json.dump(dump, open(args.reference, "w", encoding="utf-8"), ensure_ascii=False, indent=1)


if __name__ == "__main__":
    main()
