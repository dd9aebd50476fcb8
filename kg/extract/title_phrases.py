"""What office a phrase states, and whose: before a name, beside it, or of somebody unnamed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from kg.extract.drafts import Draft
from kg.extract.offices import OF_A_FIELD, Offices, designate
from kg.extract.scene import Scene
from kg.extract.syntax import Node, conjuncts, first_conjunct, subtree
from kg.extract.title_owners import BODIES, area, body_at, first_word, owner_before, owner_in, sent_by, served_there
from kg.lexicon.constructions import constructions
from kg.model import Span

NOT_SO = frozenset({"almost", "hardly", "nearly", "never", "scarcely"})
LINKS = frozenset({"be", "become", "remain"})
GENERALS = frozenset({"attorney", "auditor", "consul", "director", "governor", "inspector", "prosecutor", "secretary"})
SERVING = frozenset({"serve", "work", "act", "take"})
MAKING = frozenset({"appoint", "name", "elect", "reelect", "install", "confirm", "swear", "reappoint", "crown"})
_THEN = re.compile(r"then ?[-–] ?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Title:
    """An office as the text words it: whose it is, where it is said, whether it is over, and whether `some` of several
    hold it ("a commander")."""

    text: str
    owner: Draft | None
    span: Span
    past: bool = False
    some: bool = False


def some(head: Node) -> bool:
    """Whether a noun speaks of one or some of several: "a commander", "another", "commanders"."""
    return head.tag == "NNS" or any(c.low in ("a", "an", "another", "one") for c in head.kids("det", "nummod"))


def still_to_come(head: Node) -> bool:
    """Whether whoever is to hold the office is still to be found: "it needs a new leader"."""
    return some(head) and any(c.low in constructions().to_come for c in head.kids("amod"))


def before(scene: Scene, offices: Offices, draft: Draft) -> list[Title]:
    """The titles that stand right before a name, nearest last: "junta spokesman Major General Zaw Min Tun" has two."""
    nodes = scene.tree.nodes
    first = next(n for n in scene.tree.sentence(draft.node) if n.start >= draft.span.start)
    end = first.i - 1
    while end >= 0 and nodes[end].low in offices.courtesy and nodes[end].sent == first.sent:
        end -= 1
    if end > 0 and nodes[end].text == "," and nodes[end - 1].low in offices.offices:
        end -= 1
    found: list[Title] = []
    while end >= 0 and nodes[end].sent == first.sent:
        office = end - 2 if end > 1 and designate(nodes, end - 2) == end else end
        start = offices.start(scene.tree, office, lambda i: _named(scene, i))
        if start is None:
            break
        owner = owner_before(scene, nodes[start], nodes[end]) or owner_in(scene, nodes[end])
        owner = owner or body_at(scene, nodes[start])
        if owner is not None and (sender := sent_by(scene, owner, nodes[end])) is not None:
            start = first_word(scene, owner).i  # the "Middle East envoy" of the United Nations
            owner = sender
        begin = nodes[start].start
        if owner is not None and owner.span.start < begin and owner.node.sent == first.sent:
            begin = owner.span.start
        past = office < end or _past(scene, nodes[start], nodes[end])
        words = " ".join(scene.tree.words(start, end).split())
        then = _THEN.match(words)  # "then-President": the office is named without it
        found.insert(0, Title(words[then.end() :] if then else words, owner, Span(begin, draft.span.end), past))
        end = start - 1
        if nodes[end].low in ("and", "&"):
            end -= 1
            if nodes[end].tag in ("NNS", "NNPS"):
                break  # "officials and doctor Ahmed Ali"
    return found


def in_row(scene: Scene, offices: Offices, draft: Draft) -> list[Title]:
    """The titles before a name, a plural one given to each of the row that it heads: "Presidents Ruto of Kenya and
    Kagame of Rwanda" are two presidents."""
    own = before(scene, offices, draft)
    first = first_conjunct(draft.node)
    heads = own if first is draft.node else [t for d in scene.mentions.of(first)[:1] for t in before(scene, offices, d)]
    if own and not offices.plural(own[-1].text):
        return own
    if not heads or not offices.plural(heads[-1].text):
        return own
    of = [o for p in draft.node.kids("prep") if p.low == "of" for o in p.kids("pobj")]
    states = [d for o in of for d in scene.mentions.of(o)[:1] if d.type in ("State", "AdministrativeArea")]
    owner = states[0] if states else heads[-1].owner
    return [Title(offices.plural(heads[-1].text), owner, draft.span, heads[-1].past)]


def _named(scene: Scene, i: int) -> bool:
    """Whether a token belongs to a name, which no title reaches over."""
    return i in scene.mentions.name_at or any(d.form == "name" for d in scene.mentions.by_node.get(i, []))


def _past(scene: Scene, start: Node, end: Node) -> bool:
    """Whether words in or right before the title say that it is over: "former", "Niger's ousted president"."""
    past = scene.lexicon.cues.titles["past"]
    nodes = scene.tree.nodes
    inside = nodes[max(start.i - 1, 0) : end.i + 1]
    return any(n.low in past for n in inside) or any(c.low in past for c in end.kids("amod", "advmod"))


def beside(scene: Scene, offices: Offices, draft: Draft) -> Iterator[Title]:
    """Titles in apposition or as what the person is: "X, the foreign minister", "X is the leader of Y"."""
    node = draft.node
    heads = [n for a in node.kids("appos") for n in conjuncts(a)]
    if len(heads) > 2 and any(n.tag == "NNS" for n in heads):
        heads = []  # of a list: "Paul Biya, his friends, French journalists and a lawyer"
    first = first_conjunct(node)
    several = first.head.tag == "NNS" and first.kid("conj") is not None
    if first.dep == "appos" and first.head.is_noun and (several or (first is node and first.head.tag != "NNS")):
        heads.append(first.head)  # "two ministers, Ana Kos and Eva Lind"
    auxiliaries = node.head.kids("aux") if node.dep == "nsubj" else []
    if node.dep == "nsubj" and not _denied(node.head) and all(a.lemma == "have" for a in auxiliaries):
        if node.head.lemma in LINKS:
            heads += [n for a in node.head.kids("attr") for n in conjuncts(a)]
        heads += _served(node.head)
    elif (node.dep == "nsubjpass" and node.head.lemma in MAKING) or (node.dep == "dobj" and node.head.lemma in MAKING):
        heads += _made(node.head)
    heads += [n for clause in node.kids("relcl") for n in (_served(clause) or _made(clause) or _been(clause))]
    found: list[Title] = []
    for head in heads:
        if head.is_noun and head.i not in scene.mentions.name_at:
            stated = phrase(scene, offices, head)
            if stated is not None:
                text, owner, past = stated
                linked = head.dep in ("attr", "acomp")
                past = past or (linked and any(a.low == "had" for a in head.head.kids("aux")))
                begin = min(draft.span.start, head.start)
                end = subtree(head)[-1].end if head.i > node.i else head.end
                if head.tag == "NNS" and text.endswith(head.text):
                    text = text.removesuffix(head.text) + head.lemma
                found.append(Title(text, owner, Span(begin, max(draft.span.end, end)), past, some(head)))
    for i, one in enumerate(found):  # "the chairman and chief executive of the bank"
        owner = one.owner or next((t.owner for t in found[i + 1 :] if t.owner is not None), None)
        yield replace(one, owner=owner)


def _denied(verb: Node) -> bool:
    """Whether somebody is said not to be or become what follows: "is no longer the leader", "was nearly elected"."""
    told = [c for c in verb.kids("advmod") if c.low in NOT_SO or (c.low == "longer" and c.kid("neg") is not None)]
    told += [c for a in verb.kids("attr") for m in a.kids("amod") for c in m.kids("advmod") if c.low in NOT_SO]
    return bool(told) or verb.kid("neg") is not None


def _been(verb: Node) -> list[Node]:
    """The office of "who was spokeswoman for the tribunal"."""
    settled = verb.lemma in LINKS and not _denied(verb) and all(a.lemma == "have" for a in verb.kids("aux"))
    return [n for a in verb.kids("attr", "acomp") if a.is_noun for n in conjuncts(a)] if settled else []


def _served(verb: Node) -> list[Node]:
    """The office of "served as foreign minister"."""
    if verb.lemma not in SERVING or not verb.is_verb:
        return []
    return [o for p in verb.kids("prep") if p.low == "as" for o in p.kids("pobj")]


def _made(verb: Node) -> list[Node]:
    """The office of "was elected president", "appointed him as envoy", "was sworn in as president"."""
    settled = all(
        c.low in ("was", "were", "been", "has", "have", "had", "is", "are", "being")
        for c in verb.kids("aux", "auxpass")
    )
    if verb.lemma not in MAKING or not verb.is_verb or not settled or _denied(verb):
        return []
    return [*verb.kids("oprd", "attr"), *(o for p in verb.kids("prep") if p.low == "as" for o in p.kids("pobj"))]


def phrase(scene: Scene, offices: Offices, head: Node) -> tuple[str, Draft | None, bool] | None:
    """The title that a noun phrase states, with its "for" where that names no body; whose it is; whether it is over."""
    if any(c.tag == "JJS" for c in head.kids("amod")):
        return None  # "Europe's youngest minister" is no minister of Europe
    field = field_of(scene, offices, head)
    start = offices.start(scene.tree, head.i, lambda i: _named(scene, i))
    if start is None and field is not None:
        start = offices.start(scene.tree, field.i, lambda i: _named(scene, i))
    if start is None:
        return None
    past = _past(scene, scene.tree.nodes[start], head)
    owner = owner_before(scene, scene.tree.nodes[start], head)
    if field is not None:
        return scene.tree.words(start, field.i), owner or owner_in(scene, field), past
    owner = owner or owner_in(scene, head) or body_at(scene, scene.tree.nodes[start])
    title = scene.tree.words(start, _general(scene.tree.nodes, head.i))
    if (place := area(scene, head)) is not None:
        bodies = [served_there(scene, place, head), *_owning(scene, head)]
        for whose in (b for b in bodies if b is not None):
            return scene.tree.words(first_word(scene, place).i, head.i), whose, past
    if owner is not None and owner.node.head is head and (body := served_there(scene, owner, head)) is not None:
        first = next(n for n in scene.tree.sentence(head) if n.start >= owner.span.start)
        return scene.tree.words(first.i, head.i), body, past
    for prep in head.kids("prep"):
        inner = prep.kid("pobj")
        if (
            prep.low in ("for", "in", "to")
            and inner is not None
            and (owner is None or owner.node not in (inner, *inner.children))
            and not (prep.low == "in" and (inner.kid("det", "poss") is not None or scene.mentions.of(inner)))
        ):
            fields = [n for n in conjuncts(inner) if n.pos == inner.pos == "PROPN"]  # "for Foreign Affairs and Trade"
            title = scene.tree.words(start, _compounded(scene, fields[-1] if fields else inner).i)
            break
    return title, owner, past


def _owning(scene: Scene, head: Node) -> list[Draft]:
    """The body before an apostrophe: the BBC of "the BBC's Africa correspondent"."""
    return [d for n in head.kids("poss") for d in scene.mentions.of(n)[:1] if d.kind() in BODIES]


def _compounded(scene: Scene, node: Node) -> Node:
    """The last word of a hyphenated one: "counter-terrorism"."""
    nodes = scene.tree.nodes
    while node.i + 2 < len(nodes) and nodes[node.i + 1].text == "-" and nodes[node.i + 1].start == node.end:
        node = nodes[node.i + 2]
    return node


def field_of(scene: Scene, offices: Offices, head: Node) -> Node | None:
    """The last word of an office that "of" is part of: "chief of staff", "minister of foreign affairs"."""
    for prep in head.kids("prep"):
        inner = prep.kid("pobj") if prep.low == "of" else None
        if inner is None:
            continue
        if scene.tree.words(head.i, inner.i).lower() in offices.offices:
            return inner
        bare = inner.tag in ("NN", "NNS") and not inner.children and not scene.mentions.of(inner)
        if bare and inner.i == head.i + 2 and head.lemma in scene.lexicon.cues.titles["heads"]:
            return inner  # "head of security", "director of operations"
        taught = head.lemma in constructions().scholars
        if (taught or head.lemma in OF_A_FIELD) and not any(
            scene.is_a(d, "Agent", "Place") and not _is_field(d) for d in scene.mentions.of(inner)
        ):
            return conjuncts(inner)[-1]
    return None


def _is_field(draft: Draft) -> bool:
    """Whether what was taken for a body's name is a minister's field, written large: "Foreign Affairs"."""
    return draft.form == "name" and draft.entry is None and draft.type == "Organisation"


def _general(nodes: list[Node], end: int) -> int:
    """The last token of "secretary-general", which the tokenizer cuts at the hyphen."""
    cut = end + 2 < len(nodes) and nodes[end + 1].text == "-" and nodes[end + 1].start == nodes[end].end
    return end + 2 if cut and nodes[end].low in GENERALS and nodes[end + 2].low == "general" else end
