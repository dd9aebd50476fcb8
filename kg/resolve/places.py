"""Names of places, with the words that tell their kind: the city of Aleppo is not Aleppo province."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg.resolve import names
from kg.resolve.knowledge import NAMES

CLASS_OF = {names.singular(w): c for c, ws in NAMES.designators.items() for w in ws}
ROUTE_CODE = re.compile(r"^([a-z]{1,3})[- ]?(\d{1,4})$")


@dataclass(frozen=True, slots=True)
class PlaceName:
    """A place's name taken apart: `base` is the name itself, `kind` the class that a designator gives it or None.

    `direction` is the side of it that is meant ("northern Aleppo"): a region of its own.
    """

    base: tuple[str, ...]
    kind: str | None
    direction: str | None = None


def place_name(text: str) -> PlaceName:
    """The parts of a place's name.

    >>> place_name("provinces of Aleppo"), place_name("M-4 Highway").base
    (PlaceName(base=('aleppo',), kind='AdministrativeArea', direction=None), ('m4',))
    >>> place_name("Cape Town").base, place_name("Homs city").base
    (('cape', 'town'), ('homs',))
    >>> place_name("north-western Syria")
    PlaceName(base=('syria',), kind=None, direction='northwestern')
    """
    found = list(names.body(text))
    direction = kind = None
    if len(found) > 1 and (side := compass(found[0])):
        direction, found = side, found[1:]
    if len(found) > 2 and found[1] == "of" and names.singular(found[0]) in CLASS_OF:
        kind, found = CLASS_OF[names.singular(found[0])], found[2:]
    elif len(found) > 1 and names.singular(found[-1]) in CLASS_OF:
        kind = CLASS_OF[names.singular(found[-1])]
        found = found if is_proper(text, kind) else found[:-1]
    code = ROUTE_CODE.match(" ".join(found))
    return PlaceName(("".join(code.groups()),) if code else tuple(found), kind, direction)


def is_proper(text: str, kind: str) -> bool:
    """Whether the last word belongs to the name: Cape Town, Mexico City, but not Zorab city nor Zorab Province."""
    last = text.split()[-1]
    return kind == "Settlement" and last[:1].isupper() and not last.isupper()


def compass(word: str) -> str | None:
    """A side of the compass as adjective ("northwestern"), from any way of writing it; None for other words."""
    plain = word.replace("-", "")
    return NAMES.directions.get(plain) or (plain if plain in NAMES.directions.values() else None)


def direction_of(text: str) -> str | None:
    """The direction that a description is only made of: "the far northwest of the country", "northwestern region"."""
    found = names.words(re.split(r"\s(?:of|in)\s", text, maxsplit=1)[0])
    if len(found) > 1 and names.singular(found[-1]) in CLASS_OF:
        found = found[:-1]
    return compass(found[-1]) if found else None


def names_place(text: str) -> bool:
    """Whether a description has a town's or area's name in it: "Aleppo city", "the city of Aleppo", no "two cities"."""
    name = place_name(text)
    capitals = {w for word in text.split() if word[:1].isupper() for w in names.words(word)}
    return name.kind in ("Settlement", "AdministrativeArea") and bool(name.base) and set(name.base) <= capitals


def is_code(name: PlaceName) -> bool:
    """Whether a place's name is a road's number."""
    return len(name.base) == 1 and ROUTE_CODE.match(name.base[0]) is not None


def kinds_said(named: Iterable[tuple[str, Sequence[str]]]) -> dict[tuple[str, ...], frozenset[str]]:
    """For each base name in an article, the classes that designators give it.

    `named` has a place's names with the head nouns it is described by: "Aleppo ... the city".
    """
    said: dict[tuple[str, ...], set[str]] = {}
    for text, heads in named:
        name = place_name(text)
        if name.direction is None:
            kinds = {name.kind, *(CLASS_OF.get(h) for h in heads)} - {None}
            said.setdefault(name.base, set()).update(k for k in kinds if k)
    return {base: frozenset(kinds) for base, kinds in said.items()}


def class_of(name: PlaceName, voted: str, said: frozenset[str]) -> str:
    """The class of a place in an article whose other words give its base name the classes `said`.

    A bare name is the city where the article says "the city of" it, else the area where it says "province" or
    "region": Idlib is the province where only "Idlib province" is said beside it.
    """
    if name.direction is not None:
        return "Region"
    if name.kind is not None:
        return name.kind
    if "Settlement" in said:
        return "Settlement"
    if "AdministrativeArea" in said and voted in ("Settlement", "Region", "State"):
        return "AdministrativeArea"
    return voted
