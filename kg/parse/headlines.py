"""Headlines in capitals, or With A Capital To Each Word, written as the article writes the words elsewhere.

A tagger takes "Army Kills Three As Fighting Spreads" for one long name. What is a name, the rest of the article
tells: it is written large there inside a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection

LONG, SHORT = 25, 4
"""Words that a headline has at most and at least."""

WITNESSES = 2
"""Words of it that the article must write small elsewhere: a byline has none."""

_WORD = re.compile(r"[^\W\d_]+")
_INSIDE = re.compile(r"(?<=[a-z,] )[^\W\d_]+")
_ENDING = re.compile(r"(?:ing|ed|s)?$")
_CLOSED = re.compile(r"[.!?][\"”’')\]]*\s*$")


def calmed(text: str, known: Collection[str]) -> str:
    r"""`text`, of the same length, with its headlines in small letters but for names. `known` are the words of the
    language: one that the article itself writes neither large nor small is a name only where it is none of them.

    >>> calmed("Army Kills Two As War Nears Goma\n\nThe war in the east nears Goma.", {"kill", "two"})
    'Army kills two As war nears Goma\n\nThe war in the east nears Goma.'
    """
    lines = text.split("\n")
    heads = [i for i, line in enumerate(lines) if _is_head(line)]
    if not heads or len(heads) == sum(bool(line.strip()) for line in lines):
        return text
    body = "\n".join(line for i, line in enumerate(lines) if i not in heads)
    said = set(_WORD.findall(body))
    names = {w for w in _INSIDE.findall(body) if not w.islower()}
    stems = {_stem(w) for w in said if w.islower()}

    def is_name(low: str, large: str) -> bool:
        stem = _stem(low)
        if large in names:
            return True
        if low in said or stem in stems:
            return False
        return large in said or not any(w in known for w in (low, stem, stem + "e"))

    for i in heads:
        if sum(w.lower() in said for w in _WORD.findall(lines[i])[1:]) >= WITNESSES:
            lines[i] = _calm(lines[i], said, is_name)
    return "\n".join(lines)


def _is_head(line: str) -> bool:
    """Whether a line is as long as a headline, has no full stop, and a capital to each word of some length."""
    words = _WORD.findall(line)
    if not SHORT <= len(words) <= LONG or _CLOSED.search(line):
        return False
    long = [w for w in words if len(w) > 3]
    return len(long) >= SHORT - 1 and all(w[0].isupper() for w in long)


def _calm(line: str, said: set[str], is_name: Callable[[str, str], bool]) -> str:
    """The line with each word but the first as the article writes it."""
    loud = line.isupper()

    def written(match: re.Match[str]) -> str:
        word = match[0]
        low = word.lower()
        if len(low) != len(word) or (not loud and (word.isupper() or word.islower())):
            return word
        if loud and word in said:
            return word  # an abbreviation
        large = word.capitalize() if loud else word
        return large if match.start() == 0 or is_name(low, large) else low

    return _WORD.sub(written, line)


def _stem(word: str) -> str:
    """A word without its ending, so that "kills" is "killed"."""
    return _ENDING.sub("", word, count=1).rstrip("e")
