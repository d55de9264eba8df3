"""What the network sees of a token. Plain rules, to be repeated exactly by any other implementation.

word      id of the normalised word in the vocabulary, 0 = unknown
grams     ids of the character 3- to 5-grams of "<word>" (normalised, first 24 characters): FNV-1a (32 bit, UTF-8) modulo GRAMS
shape     see SHAPES
quote     0 outside, 1 inside, 2 opening mark, 3 closing mark of a double quotation in this paragraph
glue      1 if the token follows the one before without a space
line      0 first, 1 second, 2 any later non-empty line of the article
"""
from functools import lru_cache

GRAMS = 8192
SHAPES = ("lower", "Capital", "UPPER", "miXed", "C", "digits", "mark", "quote")
QUOTES = {"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "`": "'", "–": "-", "—": "-", "―": "-"}
DOUBLE = set("\"“”„«»")


@lru_cache(maxsize=None)
def normal(word):
    if len(word) == 1 and word in QUOTES:
        return QUOTES[word]
    return "".join("0" if c.isdigit() else c for c in word.lower())


def fnv1a(s):
    h = 0x811C9DC5
    for b in s.encode("utf-8"):
        h = ((h ^ b) * 0x01000193) & 0xFFFFFFFF
    return h


@lru_cache(maxsize=None)
def grams(norm):
    s = "<" + norm[:24] + ">"
    return tuple(fnv1a(s[i:i + n]) % GRAMS for n in (3, 4, 5) for i in range(len(s) - n + 1))


@lru_cache(maxsize=None)
def shape(word):
    c = word[0]
    if not (c.isalnum() or c == "_"):
        return 7 if normal(word) in "\"'" else 6
    if any(x.isdigit() for x in word):
        return 5
    if word.islower() or not any(x.isupper() for x in word):
        return 0
    if len(word) == 1:
        return 4
    if word.isupper():
        return 2
    if word[0].isupper() and word[1:].islower():
        return 1
    return 3


def quote_states(words, spans):
    """Opening and closing by the mark where it tells; of a straight one by the space beside it, else by turns. “ closes what „ opened."""
    out, inside, low = [], False, False
    for i, w in enumerate(words):
        if w not in DOUBLE:
            out.append(1 if inside else 0)
            continue
        if w == '"':
            before = i > 0 and spans[i - 1][1] == spans[i][0]
            after = i + 1 < len(words) and spans[i + 1][0] == spans[i][1]
            opening = after if before != after else not inside
        else:
            opening = w in "„«" or w == "“" and not (inside and low)
        out.append(2 if opening else 3)
        inside, low = opening, w == "„"
    return out


def glue(spans):
    return [int(i > 0 and spans[i - 1][1] == spans[i][0]) for i in range(len(spans))]


class Vocabulary:
    def __init__(self, words):
        self.words = list(words)
        self.ids = {w: i + 1 for i, w in enumerate(self.words)}

    @classmethod
    def count(cls, sequences, least):
        n = {}
        for words in sequences:
            for w in words:
                k = normal(w)
                n[k] = n.get(k, 0) + 1
        keep = sorted((w for w, c in n.items() if c >= least), key=lambda w: (-n[w], w))
        v = cls(keep)
        v.counts = [0] + [n[w] for w in keep]
        return v

    def __len__(self):
        return len(self.words) + 1

    def id(self, word):
        return self.ids.get(normal(word), 0)
