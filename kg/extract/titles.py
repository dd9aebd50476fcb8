"""Offices: "Syrian President Bashar al-Assad", "Mike Pence, the vice-president", "his Russian counterpart"."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.claiming import Draw
from kg.extract.drafts import Draft
from kg.extract.scene import Scene
from kg.extract.syntax import Node, subtree
from kg.model import Span

RULE = "en.grammar.title"
BODIES = (
    "State",
    "GovernmentBody",
    "InternationalOrganisation",
    "ArmedForce",
    "ArmedGroup",
    "Organisation",
    "AidOrganisation",
    "MediaOrganisation",
    "PoliticalOrganisation",
    "AdministrativeArea",
    "Settlement",
)


def titles(scene: Scene) -> Iterator[Draw]:
    """Every office and employment that a name's own phrase gives."""
    last: tuple[str, Draft] | None = None
    for draft in list(scene.mentions.all):
        if draft.type != "Person" or draft.form == "pronoun":
            continue
        if draft.form == "name":
            found = _before(scene, draft)
            if found is not None:
                title, owner, span = found
                if title.lower() == "counterpart":
                    if last is None or last[1].root() is draft.root():
                        continue
                    if office := scene.relation(
                        "holdsPosition", draft, None, draft.node, RULE + ".counterpart", span=span
                    ):
                        office.values["title"] = last[0]
                        office.roles |= {"of": [owner]} if owner is not None else {}
                        yield office
                    continue
                yield from _office(scene, draft, title, owner, span, draft.node)
                last = (title, draft)
            for appos in _beside(scene, draft):
                title, owner, span = appos
                yield from _office(scene, draft, title, owner, span, draft.node)
                last = (title, draft)
        elif draft.form == "nominal" and draft.antecedent is None and not draft.plural:
            yield from _unnamed(scene, draft)


def _before(scene: Scene, draft: Draft) -> tuple[str, Draft | None, Span] | None:
    """The title that stands right before a name, with whose it is."""
    nodes, cues = scene.tree.nodes, scene.lexicon.cues.titles
    first = next(n for n in scene.tree.sentence(draft.node) if n.start >= draft.span.start)
    j = first.i - 1
    while j >= 0 and nodes[j].low in cues["courtesy"] and nodes[j].sent == first.sent:
        j -= 1
    if j >= 0 and nodes[j].text == "," and j and nodes[j - 1].low in cues["offices"]:
        j -= 1
    end = j
    start = _title_start(nodes, end, cues["offices"], cues["modifiers"], first.sent)
    if start is None:
        return None
    title = scene.tree.words(start, end)
    owner = _owner_before(scene, nodes[start]) or _owner_in(scene, nodes[end])
    begin = min(
        nodes[start].start,
        owner.span.start if owner is not None and owner.span.start < nodes[start].start else nodes[start].start,
    )
    return title, owner, Span(begin, draft.span.end)


def _title_start(
    nodes: list[Node], end: int, offices: frozenset[str], modifiers: frozenset[str], sent: int
) -> int | None:
    """Where the title that ends at token `end` begins; None where no office ends there."""
    best = None
    words = ""
    for i in range(end, max(end - 7, -1), -1):
        if nodes[i].sent != sent or nodes[i].text in (",", ".", ";", ":"):
            break
        words = f"{nodes[i].low} {words}".strip().replace(" - ", "-")
        singular = " ".join(words.split()[:-1] + [nodes[end].lemma]) if i <= end else words
        if words in offices or singular in offices:
            best = i
    if best is None:
        return None
    while (
        best > 0
        and nodes[best - 1].sent == sent
        and (nodes[best - 1].low in modifiers or (nodes[best - 1].text == "-" and nodes[best - 2].low in modifiers))
    ):
        best -= 1
    return best


def _owner_before(scene: Scene, node: Node) -> Draft | None:
    """The mention that ends right before a title: "Syrian", "Turkey's", "Observatory"."""
    text = scene.tree.text
    for draft in scene.mentions.all:
        if (
            draft.span.end <= node.start
            and node.start - draft.span.end <= 3
            and text[draft.span.end : node.start].strip(" ’'s") == ""
        ):
            candidate = scene.mentions.acting(draft)
            if candidate.kind() in BODIES or candidate.kind() == "Person" and candidate.node.dep == "poss":
                return candidate
    return None


def _owner_in(scene: Scene, node: Node) -> Draft | None:
    """The body that a title is of: "director of the IMF", "envoy to Yemen", "analyst at the institute", "his"."""
    for prep in node.kids("prep"):
        inner = prep.kid("pobj")
        if prep.low in ("of", "for", "at", "to", "with") and inner is not None:
            for draft in scene.mentions.of(inner)[:1]:
                candidate = scene.mentions.acting(draft)
                if candidate.kind() in BODIES:
                    return candidate
    people = []
    for child in node.kids("poss", "amod", "compound", "nmod"):
        for draft in scene.mentions.of(child)[:1]:
            candidate = scene.mentions.acting(draft)
            if candidate.kind() in BODIES:
                return candidate
            if child.dep == "poss" and candidate.kind() == "Person" and node.lemma != "counterpart":
                people.append(candidate)
    return people[0] if people else None


def _beside(scene: Scene, draft: Draft) -> Iterator[tuple[str, Draft | None, Span]]:
    """Titles in apposition or as what the person is: "X, the foreign minister", "X is the leader of Y"."""
    node = draft.node
    heads = list(node.kids("appos"))
    if node.dep == "appos" and node.head.is_noun:
        heads.append(node.head)
    if node.dep == "nsubj" and node.head.lemma in ("be", "become", "remain") and not node.head.kid("neg", "aux"):
        heads.extend(node.head.kids("attr"))
    for head in heads:
        if head.is_noun and head.i not in scene.mentions.name_at:
            found = _phrase(scene, head)
            if found is not None:
                title, owner = found
                yield (
                    title,
                    owner,
                    Span(
                        min(draft.span.start, scene.tree.nodes[head.i].start),
                        max(draft.span.end, subtree(head)[-1].end if head.i > node.i else head.end),
                    ),
                )


def _phrase(scene: Scene, head: Node) -> tuple[str, Draft | None] | None:
    """The title that a noun phrase states, with its "of" where that names no body."""
    cues = scene.lexicon.cues.titles
    start = _title_start(scene.tree.nodes, head.i, cues["offices"], cues["modifiers"], head.sent)
    if start is None:
        return None
    owner = _owner_before(scene, scene.tree.nodes[start]) or _owner_in(scene, head)
    title = scene.tree.words(start, head.i)
    for prep in head.kids("prep"):
        inner = prep.kid("pobj")
        if prep.low in ("for", "in", "to") and inner is not None and (owner is None or owner.node is not inner):
            title = scene.tree.words(start, inner.i)
            break
    return title, owner


def _office(scene: Scene, draft: Draft, title: str, owner: Draft | None, span: Span, trigger: Node) -> Iterator[Draw]:
    cues = scene.lexicon.cues.titles
    folded = title.lower()
    last = folded.split()[-1]
    if folded not in cues["no_office"] and not (last in cues["no_office"] and folded not in cues["offices"]):
        found = scene.relation("holdsPosition", draft, None, trigger, RULE, span=span)
        if found is not None:
            found.values["title"] = title
            if owner is not None:
                found.roles["of"] = [owner]
            yield found
    if owner is None:
        return
    former = folded.startswith(("former", "ex"))
    if not former and (
        folded in cues["heads_of_state"]
        if owner.kind() == "State"
        else folded in cues["heads"] or last in cues["heads"]
    ):
        if found := scene.relation("leads", draft, owner, trigger, RULE + ".head", span=span):
            yield found
    if folded in cues["employed"] or last in cues["employed"] or folded in cues["no_office"]:
        if found := scene.relation("worksFor", draft, owner, trigger, RULE + ".staff", span=span):
            yield found


def _unnamed(scene: Scene, draft: Draft) -> Iterator[Draw]:
    """ "the UN's peace envoy for Syria", "a Turkish foreign ministry spokesman": an office without a name."""
    if draft.node.dep in ("compound", "appos", "attr") or draft.node.kids("appos"):
        return
    found = _phrase(scene, draft.node)
    if found is None or found[1] is None:
        return
    title, owner = found
    folded = title.lower()
    if (
        folded in scene.lexicon.cues.titles["no_office"]
        or folded.split()[-1] in scene.lexicon.cues.titles["no_office"]
        or not draft.definite
    ):
        return
    yield from _office(
        scene,
        draft,
        title,
        owner,
        Span(
            min(draft.span.start, owner.span.start if owner.node.sent == draft.node.sent else draft.span.start),
            draft.span.end,
        ),
        draft.node,
    )
