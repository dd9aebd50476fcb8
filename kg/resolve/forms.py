"""The forms in which articles write one name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from kg.resolve import names
from kg.resolve.sense import Node


def label(node: Node, said: Iterable[str]) -> str:
    """The shortest form that says the whole name."""
    return min(said, key=lambda text: (not is_whole(text, node), len(text), text))


def is_whole(text: str, node: Node) -> bool:
    """Whether a surface form has all words of its node, and no others that count."""
    return (names.person(text) if node.family == "Person" else names.body(text)) == node.words


def folds(node: Node, shown: str, forms: Mapping[str, int]) -> Iterator[tuple[str, str]]:
    """The forms of one name that are never compared, since titles, accents and the like apart they are the same.

    `forms` has the number of articles of each.
    """
    for text, articles in forms.items():
        if not is_whole(text, node) and is_whole(shown, node) and len(text.split()) < len(node.words):
            yield text, "short for it in the same article"
        elif text != shown:
            yield text, "one name, but for titles, articles, accents or words such as 'group'"
        elif articles > 1:
            yield text, f"the very same name in {articles:,} articles"
