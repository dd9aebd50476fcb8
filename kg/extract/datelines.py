"""Datelines: where an article was filed says where that town lies ("BAGHDAD, Iraq")."""

from __future__ import annotations

import re

from kg.extract.claiming import Draw
from kg.extract.drafts import Draft
from kg.extract.held import Held
from kg.extract.scene import Scene
from kg.extract.syntax import Node
from kg.model import Article, Span

DATELINE = "dateline"
"""The reason for which reading drops a dateline; it is no clause, but the places in it are places."""

TOWN_AND_COUNTRY = re.compile(r"\s*([A-Z][\w’' -]{1,30}?), ([A-Z][\w.’' -]{2,30}?)(?=\s*[,.:(–—-]|\s*$)")


def datelines(scene: Scene, article: Article) -> list[Draw]:
    """`locatedIn` for a dateline that names a town and then a state or a part of one."""
    found = []
    for drop in article.dropped:
        match = TOWN_AND_COUNTRY.match(drop.span.of(article.text)) if drop.reason == DATELINE else None
        if match is None:
            continue
        entries = [
            e for e in scene.mentions.gazetteer.find(match.group(2)) if e.type in ("State", "AdministrativeArea")
        ]
        if len(entries) != 1:
            continue
        node = _blank(scene, drop.span)
        at = drop.span.start
        town_span = Span(at + match.start(1), at + match.end(1))
        state_span = Span(at + match.start(2), at + match.end(2))
        town = scene.mentions.add(
            Draft(node, town_span, town_span.of(article.text), "Settlement", "name", definite=True)
        )
        state = Draft(
            node, state_span, state_span.of(article.text), entries[0].type, "name", entry=entries[0], definite=True
        )
        scene.mentions.all.append(state)
        roles = {"subject": [town], "object": [state]}
        span = Span(town_span.start, state_span.end)
        found.append(Draw("relation", "locatedIn", roles, Held(), node, span, "en.grammar.place.dateline"))
    return found


def _blank(scene: Scene, span: Span) -> Node:
    """A node of its own: dropped words were blanks to the parser and stand in no tree."""
    return Node(len(scene.tree.nodes), span.of(scene.tree.text), "", "", "X", "ROOT", span.start, 0)
