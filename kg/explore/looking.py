"""Search over names and sentences."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg.explore.live import Snapshot
from kg.gazetteer import fold
from kg.graph import Evidence
from kg.graph.evidence import evidence
from kg.model import Entity
from kg.rdf import local

NAMES = 50
SENTENCES = 50


@dataclass(frozen=True, slots=True)
class Found:
    """What has the words asked for; `more` where there is more than is shown."""

    entities: tuple[Entity, ...]
    evidence: tuple[Evidence, ...]
    more: bool


def search(snapshot: Snapshot, asked: str) -> Found:
    """Entities with a name that has these words, the most spoken of first; and claims whose sentence has them."""
    wanted = fold(asked)
    if not wanted:
        return Found((), (), False)
    counts = snapshot.graph.counts
    named = [e for e, names in snapshot.names if any(wanted in name for name in names)]
    named.sort(key=lambda e: (-counts[e.id].mentions if e.id in counts else 0, e.name))
    said = list(_said(snapshot, wanted))
    more = len(named) > NAMES or len(said) > SENTENCES
    return Found(tuple(named[:NAMES]), tuple(said[:SENTENCES]), more)


def _said(snapshot: Snapshot, wanted: str) -> Iterator[Evidence]:
    """The claims in whose sentence the words stand: of each sentence one, if there is one that says them itself."""
    found = 0
    for article in snapshot.graph.articles:
        text = snapshot.graph.text(article.id)
        if wanted not in fold(text):
            continue
        best: dict[str, Evidence] = {}
        for claim in snapshot.graph.claims(local(article.id)):
            one = evidence(claim, text)
            sentence = one.before + one.words + one.after
            known = best.get(sentence)
            if wanted in fold(sentence) and _is_nearer(one, known, wanted):
                best[sentence] = one
        yield from best.values()
        found += len(best)
        if found > SENTENCES:
            return


def _is_nearer(one: Evidence, known: Evidence | None, wanted: str) -> bool:
    return known is None or (wanted in fold(one.words) and wanted not in fold(known.words))
