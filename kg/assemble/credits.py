"""Whose text an article is by its own credit: "– Reuters" at its end, "(AFP) –" in its dateline, "(Agencies)".

Only the first lines and the last one are looked at: what is credited in between is a photograph or a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from kg.gazetteer import Gazetteer, fold
from kg.model import Article

AGENCIES = "agencies"
"""The credit of articles that name no agency, only that there was one."""

HEAD = 300  # code points in which a dateline stands
TAIL = 120  # code points that a last line with a credit has at most

_DATELINE = re.compile(r"\(\s*([^()\n]{2,40}?)\s*\)\s*[:\u2010-\u2015-]")
_LAST = re.compile(
    r"""(?:^|[.!?"'”’]\s*)                              # a line of its own, or after the last sentence
        (?:[\u2010-\u2015-]{1,2}\s*|\(\s*|(?:source|with|from|by|reporting\sby|additional\sreporting\sby)\s*:?\s+)
        ([^()\n.]{2,60}?)\s*[).]*\s*$""",
    re.VERBOSE | re.IGNORECASE,
)
_UNNAMED = re.compile(r"(?:news\s+)?(?:agencies|agency|wires?|wire\s+services)|inputs\s+from\s+agencies", re.IGNORECASE)
_PARTS = re.compile(r"\s*(?:,|/|\band\b|&|\+)\s*")


def credit(article: Article, agencies: Mapping[str, str]) -> str | None:
    """The id of the one agency that an article credits, `AGENCIES` for several or an unnamed one, or None.

    `agencies` has their ids by folded name. An article of an agency's own is its.
    """
    if article.outlet and (own := agencies.get(fold(article.outlet))):
        return own
    for words in _credits(article.text):
        parts = [part for part in _PARTS.split(words) if part]
        known = {agencies[fold(part)] for part in parts if fold(part) in agencies}
        if len(known) == 1 and len(parts) == 1:
            return known.pop()
        if known or any(_UNNAMED.fullmatch(part) for part in parts):
            return AGENCIES
    return None


def agency_names(gazetteer: Gazetteer | None) -> Mapping[str, str]:
    """The ids of the news agencies by every folded name of theirs."""
    return {
        fold(name): e.id
        for name, e in (gazetteer.phrases() if gazetteer else ())
        if e.source_class == "agency" or "news agency" in e.name.casefold()
    }


def _credits(text: str) -> Iterator[str]:
    """The words that stand where a credit would."""
    yield from (found[1] for found in _DATELINE.finditer(text[:HEAD]))
    last = text.rstrip().rpartition("\n")[2][-TAIL:]
    if credited := _LAST.search(last):
        yield credited[1]
