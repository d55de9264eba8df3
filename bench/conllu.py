"""Reads CoNLL-U: words with their trees, and the text that they stand in.

Takes the lines of a treebank, gives documents of paragraphs of sentences. Keeps the words of the tree (the parts of "don't" are two) and their places in
the document's text, as code points; leaves out empty nodes and whole multiword tokens.
"""
from dataclasses import dataclass, field


@dataclass
class Word:
    form: str
    lemma: str
    upos: str
    xpos: str
    head: int  # position in the sentence from 1, 0 for its root
    relation: str
    misc: dict[str, str]
    space_after: bool = True
    start: int = 0  # in the document's text
    end: int = 0


@dataclass
class Sentence:
    words: list[Word] = field(default_factory=list)
    text: str = ""
    new_paragraph: bool = False
    speaker: str = ""


@dataclass
class Document:
    name: str
    genre: str = ""
    sentences: list[Sentence] = field(default_factory=list)
    text: str = ""

    @property
    def words(self) -> list[Word]:
        return [w for s in self.sentences for w in s.words]


def read(path) -> list[Document]:
    """The documents of a file, each with its text laid out and its words placed in it."""
    documents = []
    for block in open(path, encoding="utf-8").read().split("\n\n"):
        lines = block.strip("\n").split("\n")
        if not lines[0]:
            continue
        sentence = Sentence()
        for line in lines:
            if line.startswith("# newdoc"):
                documents.append(Document(line.partition("= ")[2]))
            elif line.startswith("# meta::genre = "):
                documents[-1].genre = line.partition("= ")[2]
            elif line.startswith("# newpar"):
                sentence.new_paragraph = True
            elif line.startswith("# speaker = "):
                sentence.speaker = line.partition("= ")[2]
            elif line.startswith("# text = "):
                sentence.text = line.partition("= ")[2]
        sentence.words = words_of(lines)
        if not documents:
            documents.append(Document(str(path)))
        documents[-1].sentences.append(sentence)
    for document in documents:
        lay_out(document)
    return documents


def words_of(lines) -> list[Word]:
    words, glued_until, last_space = [], 0, True
    for line in lines:
        column = line.split("\t")
        if len(column) < 10 or "." in column[0]:
            continue
        misc = dict(item.split("=", 1) for item in column[9].split("|") if "=" in item)
        space = misc.get("SpaceAfter") != "No"
        if "-" in column[0]:
            glued_until, last_space = int(column[0].split("-")[1]), space
            continue
        number = int(column[0])
        if number < glued_until:
            space = False
        elif number == glued_until:
            space = last_space
        words.append(Word(column[1], column[2], column[3], column[4], int(column[6]), column[7], misc, space))
    return words


def lay_out(document: Document) -> None:
    """Sentences of a paragraph follow each other in one line; a new paragraph or another speaker begins after an empty line."""
    text, at, speaker = [], 0, None
    for sentence in document.sentences:
        if text:
            gap = "\n\n" if sentence.new_paragraph or sentence.speaker != speaker else " "
            text.append(gap)
            at += len(gap)
        speaker = sentence.speaker
        line = sentence.text or "".join(w.form + " " * w.space_after for w in sentence.words).rstrip()
        place = 0
        for word in sentence.words:
            # A tree may spell out what the text contracts: a word that isn't there takes no room.
            found = line.find(word.form, place, place + len(word.form) + 3)
            word.start = at + (found if found >= 0 else place)
            word.end = word.start + (len(word.form) if found >= 0 else 0)
            place = word.end - at
        text.append(line)
        at += len(line)
    document.text = "".join(text)
