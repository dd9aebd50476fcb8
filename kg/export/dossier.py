"""A dossier on one entity in Markdown: who it is, and what is said of it by topic, in the words of the articles.

What stands as a fact comes first in each topic; what is denied, disputed, threatened or only planned is marked so.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from urllib.parse import urlsplit

from kg.export.selection import Selection, View, select
from kg.export.wording import address, days_in_words, in_words, seen, titled
from kg.graph import ClaimRecord, Evidence, Graph
from kg.graph.evidence import evidence
from kg.model import Entity, Statement
from kg.ontology import Ontology
from kg.rdf import local

QUOTES = 3  # sentences shown for one statement
FACT = "as a fact"
_SITES = {"www.wikidata.org": "Wikidata", "sws.geonames.org": "GeoNames"}
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~])")


def dossier(graph: Graph, name: str, selection: Selection | None = None) -> Iterator[str]:
    """The lines of the dossier on the entity of this name or id, of what the selection leaves.

    Raises as `Graph.find` does.
    """
    entity = graph.find(name)
    view = select(graph, replace(selection or Selection(), about=(entity.id,), hops=1))
    told = [s for s in view.statements if entity.id in {f.value for f in s.fillers if not f.literal}]
    said = _said(view, told)
    yield from _head(graph, entity, told)
    ontology = Ontology.load()
    for topic, statements in _topics(told, ontology):
        yield ""
        yield f"## {topic[:1].upper()}{topic[1:]}"
        for s in statements:
            yield ""
            yield from _statement(s, view, said.get(s.id, []), ontology)
    if not told:
        yield ""
        yield "Nothing is said of it."


def marked_up(text: str) -> str:
    """`text` as Markdown that shows it as it is, on one line.

    >>> marked_up("a *b* <script> [x](y)")
    'a \\\\*b\\\\* \\\\<script\\\\> \\\\[x\\\\](y)'
    """
    return _SPECIAL.sub(r"\\\1", " ".join(seen(text).split())).replace("&", "&amp;")


def _head(graph: Graph, e: Entity, told: list[Statement]) -> Iterator[str]:
    named = graph.portrait(e.id).named
    yield f"# {marked_up(e.name)}"
    yield ""
    links = [f"[{site}]({s})" for s in e.same_as if address(s) for site in [_SITES.get(urlsplit(s).hostname or "", s)]]
    yield ", ".join([in_words(e.type, Ontology.load()), *links]) + "."
    if e.aliases:
        yield f"Also called {', '.join(marked_up(a) for a in e.aliases)}."
    if e.latitude is not None and e.longitude is not None:
        yield f"At {e.latitude:.3f}, {e.longitude:.3f}."
    days = sorted(d for s in told for d in (s.first_reported, s.last_reported) if d)
    span = f", {days[0]} to {days[-1]}" if days else ""
    facts = sum(s.standing == "asserted" for s in told)
    yield (
        f"Named {_count(sum(n.mentions for n in named), 'time')} in {_count(len(named), 'article')}; "
        f"{_count(len(told), 'statement')}{span}, {facts:,} of them as a fact."
    )


def _topics(told: list[Statement], ontology: Ontology) -> list[tuple[str, list[Statement]]]:
    """Statements by topic: a relation by its name, an event by the family of its type; the largest topics first."""
    found: dict[str, list[Statement]] = defaultdict(list)
    for s in told:
        found[in_words(s.predicate, ontology) if s.kind == "relation" else _family(s, ontology)].append(s)
    for statements in found.values():
        statements.sort(key=lambda s: (s.standing != "asserted", str(s.start or s.first_reported or "~"), s.id))
    return sorted(found.items(), key=lambda item: (item[1][0].kind == "event", -len(item[1]), item[0]))


def _family(s: Statement, ontology: Ontology) -> str:
    """The broadest class of an event below Event itself, in words."""
    name = s.predicate
    while name in ontology.events and ontology.events[name].parents[:1] not in ((), ("Event",)):
        name = ontology.events[name].parents[0]
    return f"events: {in_words(name, ontology)}"


def _said(view: View, told: list[Statement]) -> Mapping[str, list[Evidence]]:
    """The claims of each statement in their sentences, by day."""
    wanted = {c for s in told for c in s.evidence}
    found: dict[str, list[Evidence]] = defaultdict(list)
    for claim in view.graph.claims():
        if local(claim.id) in wanted:
            found[local(claim.statement)].append(evidence(claim, view.graph.text(claim.article.id)))
    for known in found.values():
        known.sort(key=lambda e: (e.claim.article.published or "~", e.claim.article.name, e.claim.start))
    return found


def _statement(s: Statement, view: View, said: list[Evidence], ontology: Ontology) -> Iterator[str]:
    mark = "" if s.standing == "asserted" else f" ({s.standing})"
    when = days_in_words(s.start, s.end)
    day = f", {when}" if when else ""
    title = marked_up(titled(s, view.graph.label, ontology))
    known = f"{_count(s.articles, 'article')}, {_count(s.origins, 'origin')}, belief {s.belief:.2f}"
    yield f"**{title}**{mark}{day}  "
    yield known
    for one in said[:QUOTES]:
        yield ""
        yield f"> {_sentence(one)}"
        yield ">"
        yield f"> — {_whose(one)}{_source(one.claim)}"
    if len(said) > QUOTES:
        yield ""
        yield f"and {_count(len(said) - QUOTES, 'more claim')}"


def _sentence(one: Evidence) -> str:
    """The sentence with the claim's words in bold, and the spaces around them as they were."""
    left = " " if one.before[-1:].isspace() else ""
    right = " " if one.after[:1].isspace() else ""
    return f"{marked_up(one.before)}{left}**{marked_up(one.words)}**{right}{marked_up(one.after)}"


def _whose(one: Evidence) -> str:
    """Who says it and how; nothing where the article itself says it as a fact."""
    stance = marked_up(one.stance())
    if one.claim.holders:
        return f"{marked_up(one.holder())}: {stance}; in "
    return "" if stance == FACT else f"{stance}; in "


def _source(claim: ClaimRecord) -> str:
    article = claim.article
    title = marked_up(article.title or article.name)
    url = address(article.url)
    linked = f"[{title}](<{url.replace('<', '%3C').replace('>', '%3E')}>)" if url else f"*{title}*"
    return ", ".join([linked, *(marked_up(p) for p in (article.outlet, article.published or "undated") if p)])


def _count(count: int, noun: str) -> str:
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"
