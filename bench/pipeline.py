"""Trains a throw-away spaCy pipeline of the small English size's architecture: what is timed is its shape, not its skill.

usage: pipeline.py SHARED FOLDER [--passes N]

The published weights are no Python package of a registry, so the tagger and parser learn here for a few minutes from the English treebanks below
SHARED/corpora/syntax, the name recogniser from SHARED/corpora/entities. Widths, depths, rows and the order of the components are those of the small
size; part-of-speech classes come from the tags by a table taken from the treebanks, lemmas from spaCy's own rules.
"""
import argparse
import random
from collections import Counter
from pathlib import Path

import spacy
from spacy.tokens import Doc
from spacy.training import Example
from spacy.util import minibatch

import conllu

SENTENCES = 8  # a training text: several, so that the parser learns where sentences begin


def encoder(attributes, rows):
    return {
        "@architectures": "spacy.Tok2Vec.v2",
        "embed": {
            "@architectures": "spacy.MultiHashEmbed.v2",
            "width": 96,
            "attrs": attributes,
            "rows": rows,
            "include_static_vectors": False,
        },
        "encode": {"@architectures": "spacy.MaxoutWindowEncoder.v2", "width": 96, "depth": 4, "window_size": 1, "maxout_pieces": 3},
    }


def transitions(kind, tok2vec):
    return {
        "@architectures": "spacy.TransitionBasedParser.v2",
        "state_type": kind,
        "extra_state_tokens": False,
        "hidden_width": 64,
        "maxout_pieces": 2,
        "use_upper": True,
        "tok2vec": tok2vec,
    }


def small_pipeline():
    nlp = spacy.blank("en")
    shared = encoder(["NORM", "PREFIX", "SUFFIX", "SHAPE", "SPACY", "IS_SPACE"], [5000, 1000, 2500, 2500, 50, 50])
    listener = {"@architectures": "spacy.Tok2VecListener.v1", "width": 96, "upstream": "*"}
    nlp.add_pipe("tok2vec", config={"model": shared})
    nlp.add_pipe("tagger", config={"model": {"@architectures": "spacy.Tagger.v2", "nO": None, "normalize": False, "tok2vec": listener}})
    nlp.add_pipe("parser", config={"model": transitions("parser", listener)})
    nlp.add_pipe("attribute_ruler")
    nlp.add_pipe("lemmatizer", config={"mode": "rule"})
    nlp.add_pipe("ner", config={"model": transitions("ner", encoder(["NORM", "PREFIX", "SUFFIX", "SHAPE"], [5000, 1000, 2500, 2500]))})
    return nlp


def trees(nlp, paths):
    """Texts with tags and trees, and how often a tag has which class."""
    examples, classes = [], {}
    for path in paths:
        for document in conllu.read(path):
            for at in range(0, len(document.sentences), SENTENCES):
                sentences = document.sentences[at : at + SENTENCES]
                heads, first = [], 0
                for sentence in sentences:
                    heads += [first + (w.head - 1 if w.head else i) for i, w in enumerate(sentence.words)]
                    first += len(sentence.words)
                words = [w for s in sentences for w in s.words]
                for w in words:
                    classes.setdefault(w.xpos, Counter())[w.upos] += 1
                gold = Doc(
                    nlp.vocab,
                    words=[w.form for w in words],
                    spaces=[w.space_after for w in words],
                    tags=[w.xpos for w in words],
                    heads=heads,
                    deps=["ROOT" if w.relation == "root" else w.relation for w in words],
                )
                examples.append(Example(bare(nlp, gold), gold))
    return examples, classes


def names(nlp, path):
    """Texts with names marked, from lines of word and tag."""
    examples = []
    for block in path.read_text(encoding="utf-8").strip().split("\n\n"):
        rows = [line.split("\t") for line in block.split("\n")]
        gold = Doc(nlp.vocab, words=[r[0] for r in rows], ents=[r[-1] for r in rows])
        examples.append(Example(bare(nlp, gold), gold))
    return examples


def bare(nlp, gold):
    return Doc(nlp.vocab, words=[t.text for t in gold], spaces=[bool(t.whitespace_) for t in gold])


def train(nlp, optimizer, examples, apart, passes):
    for number in range(passes):
        random.shuffle(examples)
        losses = {}
        for batch in minibatch(examples, 16):
            nlp.update(batch, sgd=optimizer, losses=losses, drop=0.1, exclude=apart)
        print(f"pass {number + 1}: " + " ".join(f"{k} {v:.0f}" for k, v in losses.items() if v), flush=True)


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("shared", type=Path)
    ap.add_argument("folder", type=Path)
    ap.add_argument("--passes", type=int, default=2, help="over the treebanks")
    args = ap.parse_args()
    random.seed(1)
    spacy.util.fix_random_seed(1)
    nlp = small_pipeline()
    syntax = args.shared / "corpora/syntax/en"
    parsed, classes = trees(nlp, [syntax / "en_ewt-train.conllu", syntax / "gum_train.conllu"])
    named = names(nlp, args.shared / "corpora/entities/en/ner_en_train.tsv")
    optimizer = nlp.initialize(lambda: parsed[:2000] + named[:2000])
    ruler = nlp.get_pipe("attribute_ruler")  # after the line above, which empties it
    for tag, counts in classes.items():
        ruler.add([[{"TAG": tag}]], {"POS": counts.most_common(1)[0][0]})
    train(nlp, optimizer, parsed, ["ner", "attribute_ruler", "lemmatizer"], args.passes)
    train(nlp, optimizer, named, ["tok2vec", "tagger", "parser", "attribute_ruler", "lemmatizer"], 1)
    held, _ = trees(nlp, [syntax / "en_ewt-dev.conllu"])
    with nlp.use_params(optimizer.averages):
        scores = nlp.evaluate(held)
        print("on EWT dev: " + " ".join(f"{k} {scores[k]:.3f}" for k in ("tag_acc", "dep_uas", "dep_las", "sents_f")))
        nlp.to_disk(args.folder)


if __name__ == "__main__":
    main()
