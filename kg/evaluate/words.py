"""When two names are of one thing, and two quotes of one place."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

OWNER = re.compile(r"'s\b|s'(?=\s|$)")
INITIALS = re.compile(r"(?<=\b\w)\.")
NOT_A_NAME = re.compile(r"[^\w\s-]")


@dataclass(frozen=True, slots=True)
class Sameness:
    """The tables of `matching.toml`."""

    generic: frozenset[str]
    continues: frozenset[str]
    articles: frozenset[str]
    same_role: tuple[frozenset[str], ...]
    families: tuple[frozenset[str], ...]


@lru_cache(maxsize=1)
def sameness() -> Sameness:
    """What counts as the same, read once."""
    table = tomllib.loads(files("kg").joinpath("evaluate", "matching.toml").read_text("utf-8"))
    return Sameness(
        frozenset(table["generic"]),
        frozenset(table["continues"]),
        frozenset(table["articles"]),
        tuple(map(frozenset, table["same_role"])),
        tuple(map(frozenset, table["families"])),
    )


def fold(text: str) -> str:
    """A name without case, diacritics, possessives, dots and a leading article.

    >>> fold("The Erdoğans' U.S. visit"), fold("Syria’s Idlib")
    ('erdogans us visit', 'syria idlib')
    """
    text = unicodedata.normalize("NFKD", text)
    text = "".join(c for c in text if not unicodedata.combining(c)).casefold().replace("’", "'")
    text = OWNER.sub(lambda m: "s" if m.group().startswith("s") else "", text)
    words = NOT_A_NAME.sub(" ", INITIALS.sub("", text)).split()
    return " ".join(words[1:] if len(words) > 1 and words[0] in sameness().articles else words)


def same_name(a: str, b: str) -> bool:
    """Whether two folded names may be of one thing: equal, or the longer ends in the shorter or goes on from it.

    >>> same_name("president assad", "assad"), same_name("forces", "turkish forces"), same_name("idlib", "idlib city")
    (True, False, True)
    """
    if not a or not b:
        return False
    if a == b:
        return True
    short, long = sorted((a.split(), b.split()), key=len)
    words = sameness()
    if len(short) == len(long) or (len(short) == 1 and short[0] in words.generic):
        return False
    rest = long[len(short) :]
    goes_on = rest[0] in words.continues or all(w in words.generic for w in rest)
    return long[-len(short) :] == short or (long[: len(short)] == short and goes_on)


def overlap(quote: str, quotes: Sequence[str]) -> bool:
    """Whether a quote shares half the words of the shorter with one of `quotes`."""
    said = set(fold(quote).split())
    others = (set(fold(q).split()) for q in quotes)
    return any(2 * len(said & words) >= min(len(said), len(words)) for words in others if words and said)
