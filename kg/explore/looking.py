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
    """The claims in whose sentence the words stand; one claim a sentence, one more than is shown at most."""
    seen: set[tuple[str, str]] = set()
    for article in snapshot.graph.articles:
        text = snapshot.graph.text(article.id)
        if wanted not in fold(text):
            continue
        for claim in snapshot.graph.claims(local(article.id)):
            one = evidence(claim, text)
            sentence = one.before + one.words + one.after
            if wanted in fold(sentence) and (article.id, sentence) not in seen:
                seen.add((article.id, sentence))
                yield one
                if len(seen) > SENTENCES:
                    return
