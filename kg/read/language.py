"""Whether a text is English. Names and numbers alone are no evidence against it."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

ENOUGH_WORDS = 40
"""A text of fewer words is taken for English: too little to tell."""

ENGLISH_SHARE = 0.12
"""English news has a quarter to a half of its words among the function words, other languages under a twentieth."""

_WORD = re.compile(r"[^\W\d_]+")


def foreign(text: str) -> str | None:
    """The name of the language that `text` is in, or None where it is English or too short to tell.

    >>> foreign("Le gouvernement a annoncé mardi un accord avec les rebelles du nord. " * 5)
    'French'
    >>> foreign("The government announced an accord with the rebels of the north on Tuesday. " * 5)
    """
    table = _table()
    words = [word.lower() for word in _WORD.findall(text)]
    letters = sum(map(len, words))
    if letters < 5 * ENOUGH_WORDS:
        return None
    if sum(word in table["function_words"] for word in words) >= ENGLISH_SHARE * len(words):
        return None
    import py3langid  # loads a model; only for texts that are suspect

    code = str(py3langid.classify(text[:5000])[0])
    return None if code == "en" else str(table["names"].get(code, f"language {code!r}"))


@cache
def _table() -> dict[str, Any]:
    table = tomllib.loads(files("kg.read").joinpath("language.toml").read_text("utf-8"))
    return {"function_words": frozenset(table["function_words"]), "names": table["names"]}
