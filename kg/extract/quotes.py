"""Quotations: which stretches are in quotation marks, and who speaks them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable

from kg.extract.drafts import Draft
from kg.extract.syntax import Node, Tree

# A straight mark with a space before and a letter behind it opens: what the one before it opened was never closed.
PAIRS = re.compile(
    r"“([^“”]{1,3000}?)(?:”|(?=\n\s*\n)|$)|\"([^\"\n]{1,3000}?)(?:(?<!\s)\"|\"(?!\w)|(?=\n)|$)", re.DOTALL
)
SENTENCE = re.compile(r"[.!?,…]$")
NEAR = 160


class Quotes:
    """The quotations of one text that are speech (more than a word or two), each with its speaker if one is found."""

    def __init__(self, tree: Tree, reporting: frozenset[str], speakers: Callable[[Node], list[Draft]]) -> None:
        self.regions: list[tuple[int, int]] = [
            (m.start(), m.end())
            for m in PAIRS.finditer(tree.text)
            if len((m.group(1) or m.group(2) or "").split()) >= 4
        ]
        self.starts = [start for start, _ in self.regions]
        self.speakers: list[tuple[Draft, Node] | None] = [None] * len(self.regions)
        if not self.regions:
            return
        verbs = [n for n in tree.nodes if n.lemma in reporting and n.is_verb and self._index(n.start) is None]
        for i, (start, end) in enumerate(self.regions):
            best: tuple[int, tuple[Draft, Node]] | None = None
            for verb in verbs:
                gap = verb.start - end if verb.start >= end else start - verb.end
                if gap > NEAR or "\n" in tree.text[min(end, verb.end) : max(start, verb.start)].strip(" "):
                    continue
                same = any(n.start < end and n.end > start for n in tree.sentence(verb)) or gap < 3
                if not same and not SENTENCE.search(tree.text[start:end].rstrip('”" ')):
                    continue
                for draft in [d for d in speakers(verb)[:1] if d.form != "pronoun" or d.antecedent is not None]:
                    rank = gap + (0 if same else 400)
                    if rank < 400 and (best is None or rank < best[0]):
                        best = (rank, (draft, verb))
            if best is not None:
                self.speakers[i] = best[1]
            elif i and start - self.regions[i - 1][1] < 5 and self._whole(tree, start, end):
                self.speakers[i] = self.speakers[i - 1]

    def _whole(self, tree: Tree, start: int, end: int) -> bool:
        return bool(SENTENCE.search(tree.text[start:end].rstrip('”" ')))

    def _index(self, at: int) -> int | None:
        i = bisect_right(self.starts, at) - 1
        return i if i >= 0 and at < self.regions[i][1] else None

    def speaker_at(self, at: int) -> tuple[Draft, Node] | None:
        """Who speaks the words at this offset, with the verb that says so; None outside quotations."""
        i = self._index(at)
        return self.speakers[i] if i is not None else None

    def begins(self, at: int) -> bool:
        """Whether a quotation begins with the word at this offset."""
        return any(at - 2 <= s < at for s, _ in self.regions)

    def same(self, a: int, b: int) -> bool:
        """Whether both offsets lie in the same quotation."""
        i = self._index(a)
        return i is not None and i == self._index(b)

    def inside(self, at: int) -> bool:
        """Whether the offset lies in a quotation."""
        return self._index(at) is not None
