"""What the layout of a line says and no network has to guess.

credit    “Words.” — Name             the dash is the cue
below     … reports:  |  next line    a cue that found no content in a line that ends with a colon: the next line is its content
"""
DASHES = set("―—–-")
OPEN = set("“”\"«„")
CLOSE = set("”“\"»")
SMALL = {"of", "de", "van", "von", "der", "da", "al", "the", "and", "la", "bin", "del"}


def is_name(words):
    letters = [w for w in words if w[0].isalpha()]
    return bool(letters) and letters[0][0].isupper() and all(w[0].isupper() or w in SMALL for w in letters)


def credit(words):
    """-> (cue, source, content) as inclusive token ranges, or None"""
    n = len(words)
    if n < 5 or words[0] not in OPEN:
        return None
    for d in range(n - 2, max(2, n - 16), -1):
        if words[d] in DASHES and words[d - 1] in CLOSE:
            break
    else:
        return None
    last = n - 1
    while last > d and words[last] in ".,;:":
        last -= 1
    name = words[d + 1:last + 1]
    head = name[:name.index(",")] if "," in name else name
    if not name or not 1 <= len(head) <= 8 or not is_name(head):
        return None
    return (d, d), (d + 1, last), (1, d - 2)
