"""Names as they are compared: spelling folded, capitals as a name needs them."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

STRICT = 2  # words up to which every capital counts
KEPT = 20_000  # answers kept, since texts say the same names again and again
SPOKEN = 4  # letters from which an acronym is also written as a word: Nato, Unesco, but never Who or Us

# Letters that decomposition leaves alone, and the marks that writers put in, leave out or vary.
FOLDED = str.maketrans(
    {"ı": "i", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "æ": "ae", "Æ": "AE", "œ": "oe", "ð": "d"}
    | {"þ": "th", "&": " and "}
    | dict.fromkeys("-‐‑‒–—―/_,()", " ")
    | dict.fromkeys("'’‘ʼʿʾ`´ʻ.\"“”", "")
)


@lru_cache(maxsize=KEPT)
def fold(text: str) -> str:
    """`text` as names are compared: no diacritics, capitals, apostrophes or dots; a hyphen is a space.

    >>> fold("Mevlüt Çavuşoğlu"), fold("Hay’at Tahrir al-Sham"), fold("U.S.")
    ('mevlut cavusoglu', 'hayat tahrir al sham', 'us')
    """
    if not text.isascii():
        decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
        text = "".join(c for c in decomposed if not unicodedata.combining(c))
    return " ".join(text.translate(FOLDED).casefold().split())


@lru_cache(maxsize=KEPT)
def matches(written: str, text: str) -> bool:
    """Whether `text` has the capitals that `written` needs.

    A name all in capitals needs them all, so that "who" and "us" are no names; from four letters on it may be written
    as a word too: Nato, Unicef. A short one with small letters inside (LeT, AfD) is written so or in capitals. Another
    name needs its first capital, and one of two words both: "White house" is none.

    >>> matches("NATO", "Nato"), matches("WHO", "who"), matches("LeT", "Let"), matches("White House", "the White house")
    (True, False, False, False)
    """
    words, given = bare_words(written), bare_words(text)
    plain = " ".join(given)
    if written.isupper():
        return plain.isupper() or (sum(c.isalpha() for c in written) >= SPOKEN and plain[:1].isupper())
    if len(written) <= SPOKEN and sum(c.isupper() for c in written) > 1:
        own = " ".join(words)
        return plain in (own, own.upper())
    if any(c.isupper() for c in written) and not any(c.isupper() for c in plain):
        return False
    if len(words) != len(given):
        return True
    checked = len(words) if len(words) <= STRICT else 1
    pairs = zip(words[:checked], given[:checked], strict=True)
    return all(any(c.isupper() for c in g) for w, g in pairs if w[:1].isupper())


def bare_words(text: str) -> list[str]:
    """The words of `text` without its articles "the" and what is only punctuation."""
    return [w for w in text.split() if w.casefold() != "the" and any(c.isalnum() for c in w)]
