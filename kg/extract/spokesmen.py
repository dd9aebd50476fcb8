"""For whom a person speaks: the body that a spokesman or head of it means by "we"."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kg.extract.claiming import Draw
from kg.extract.drafts import Draft
from kg.extract.scene import Scene

BODIES = (
    "State",
    "GovernmentBody",
    "ArmedForce",
    "ArmedGroup",
    "PoliticalOrganisation",
    "Organisation",
    "AidOrganisation",
    "InternationalOrganisation",
)
OURS = frozenset({"we", "us", "our", "ours", "ourselves"})

Bodies = Mapping[str, Draft]


def bodies(scene: Scene, offices: Iterable[Draw]) -> Bodies:
    """The body that each speaks for, by the identity of the person, as the offices of the text say."""
    cues = scene.lexicon.cues.titles
    found: dict[str, Draft] = {}
    for draw in offices:
        words = draw.values.get("title", "").lower().split()
        body = next(iter(draw.roles.get("of", [])), None)
        if not words or body is None or body.kind() not in BODIES:
            continue
        if words[-1] in cues["speaking"] | cues["heads"] and words[0] not in cues["past"]:
            found.setdefault(draw.roles["subject"][0].identity(), body)
    return found


def first_person(scene: Scene, spoken_for: Bodies) -> None:
    """ "We" in a quotation is the body that its speaker speaks for."""
    for d in scene.mentions.all:
        if d.form != "pronoun" or d.antecedent is not None or d.node.low not in OURS:
            continue
        speaker = scene.stances.quotes.speaker_at(d.node.start)
        body = spoken_for.get(speaker[0].identity()) if speaker is not None else None
        wider = body is not None and d.node.tag == "PRP$" and body.kind() in ("GovernmentBody", "ArmedForce")
        if body is not None and not wider:  # a ministry's "our allies" are the country's
            d.antecedent = body
