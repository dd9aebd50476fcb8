"""What is counted and hashed while the quads of a generation are written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from itertools import islice

from kg import rdf

COUNTED = {"articles": "Article", "mentions": "Mention", "claims": "Claim", "statements": "Statement"}
BUCKETS = 256
_BATCH = 10_000
_MODULUS = 1 << 256
_CLASSES = {f"<{rdf.KG}{cls}>".encode(): name for name, cls in COUNTED.items()}
_TYPED, _STANDING, _LABELLED = (str(term).encode() for term in (rdf.RDF_TYPE, rdf.kg("standing"), rdf.PREF_LABEL))


class Buckets:
    """The hashes of a set of lines in 256 buckets.

    A bucket's hash is the sum of its lines' hashes modulo 2^256, so that a line added or removed changes it without
    the others being read again, and the order of the lines does not matter.
    """

    def __init__(self, hashes: Sequence[str] = ()) -> None:
        self._sums = [int(h, 16) for h in hashes] or [0] * BUCKETS

    def add(self, lines: Iterable[bytes], times: int = 1) -> None:
        """Counts each line so many times; a negative number takes it out."""
        sums = self._sums
        for line in lines:
            digest = sha256(line).digest()
            sums[digest[0]] += times * int.from_bytes(digest)

    def hashes(self) -> list[str]:
        """In hexadecimal, bucket by bucket."""
        return [format(s % _MODULUS, "064x") for s in self._sums]


class Tally:
    """Counts of N-Quads lines (in UTF-8) by what they say, and their buckets."""

    def __init__(self) -> None:
        self.buckets = Buckets()
        self._quads = self._standings = self._labels = 0
        self._typed = dict.fromkeys(COUNTED, 0)

    @classmethod
    def of(cls, counts: Mapping[str, int], hashes: Sequence[str]) -> Tally:
        """The tally that has these counts and buckets."""
        tally = cls()
        tally.buckets = Buckets(hashes)
        tally._quads = counts["quads"]
        tally._typed = {name: counts[name] for name in COUNTED}
        tally._standings = counts["events"] + counts["statements"]
        tally._labels = counts["entities"] + counts["events"] + counts["articles"]
        return tally

    def add(self, lines: Sequence[bytes], times: int = 1) -> None:
        """Counts some lines, or with `times` -1 takes them off again.

        Subject and predicate are IRIs, so the first two blanks part a line.
        """
        self.buckets.add(lines, times)
        self._quads += times * len(lines)
        for line in lines:
            _, predicate, rest = line.split(b" ", 2)
            if predicate == _TYPED:
                if name := _CLASSES.get(rest.split(b" ", 1)[0]):
                    self._typed[name] += times
            elif predicate == _STANDING:
                self._standings += times
            elif predicate == _LABELLED:
                self._labels += times

    def counting(self, lines: Iterable[bytes]) -> Iterator[bytes]:
        """The lines, counted as they pass."""
        source = iter(lines)
        while batch := list(islice(source, _BATCH)):
            self.add(batch)
            yield from batch

    def counts(self) -> dict[str, int]:
        """Quads, articles, mentions, claims, statements, events, entities: events stand but are no statements, and
        what has a name is an entity, an event or an article."""
        events = self._standings - self._typed["statements"]
        entities = self._labels - events - self._typed["articles"]
        return {"quads": self._quads, **self._typed, "events": events, "entities": entities}
