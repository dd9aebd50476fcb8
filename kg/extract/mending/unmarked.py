"""Relative clauses without a pronoun that tell who says it: "an attack officials blamed on the rebels killed six".

The parse makes one noun of what happened and who says so ("attack officials"), or loses the verb of the sentence in the
clause. Afterwards what happened is the subject of what it did, and the clause of whoever says so hangs on it.
"""

from __future__ import annotations

from collections.abc import Set

from kg.extract.syntax import SUBJECTS, Node, hang, subtree

FINITE = frozenset({"VBD", "VBZ", "VBP"})
NAMES = frozenset({"NNP", "NNPS"})
ONE = frozenset({"a", "an"})


def unmarked(saying: Node, events: Set[str]) -> None:
    """Take apart "an attack officials blamed on X killed six", by the verb of who says so. `events` are the lemmas of
    event nouns."""
    if saying.dep == "relcl" and saying.head.head is saying.head and saying.head.lemma in events:
        _found_verb(saying, saying.head)
        return
    who = saying.head if saying.dep == "acl" else saying.kid("nsubj")
    if who is None or who.i != saying.i - 1 or not who.is_noun:
        return
    event = next((c for c in who.kids("compound", "amod") if c.i == who.i - 1), None)
    if event is None or not (event.lemma in events or event.low in events) or not _two(event, who):
        return
    main = who.head if saying.dep == "acl" else _main(saying)
    behind = main is not None and who.dep == "pobj" and main.dep == "prep"  # "died in an attack officials blamed on X"
    if main is None or main is saying or not (main.is_verb or behind) or saying.kid("agent") is not None:
        return
    _part(event, who, saying, main)


def _two(event: Node, who: Node) -> bool:
    """Whether the words cannot be one noun: "an attack officials", "attacks police", "the shelling Kyiv"."""
    article = who.kid("det")
    single = article is not None and article.low in ONE and (who.tag == "NNS" or who.low == "police")
    return single or event.tag == "NNS" or (who.tag in NAMES and event.tag not in NAMES and article is not None)


def _main(saying: Node) -> Node | None:
    """The verb of the sentence, taken for more of what is said: a finite one that has no subject."""
    told = saying.kid("ccomp")
    if saying.dep != "ROOT" or (told is not None and told.kid(*SUBJECTS) is not None):
        return None
    inside = [n for n in subtree(saying) if n.i > (told or saying).i and n.is_verb and n.tag in FINITE]
    inside = [n for n in inside if n.kid(*SUBJECTS, "mark", "cc") is None and n.dep in ("acl", "advcl", "ccomp")]
    return inside[-1] if inside else None


def _found_verb(saying: Node, event: Node) -> None:
    """Give "a strike the UN said had hit a school killed nine" its verb, which the parse hangs on the school."""
    main = next((n for n in reversed(subtree(saying)) if n.dep == "acl" and n.tag == "VBD"), None)
    told = saying.kid("ccomp")
    if main is None or main.kid("dobj") is None or main.kid(*SUBJECTS) is not None or told is None:
        return
    if told.kid(*SUBJECTS) is None and main.i > told.i:
        _to_the_top(main, event)
        hang(event, main, "nsubj")


def _part(event: Node, who: Node, saying: Node, main: Node) -> None:
    """Make the event the subject of the verb, and a relative clause of who says so."""
    place = who.dep if saying.dep == "acl" else "nsubj"
    if saying.dep == "ROOT":
        _to_the_top(main, saying)
    for before in [c for c in who.children if c.i < event.i]:
        hang(before, event, before.dep)
    event.pos, event.tag = "NOUN", event.tag if event.tag.startswith("NN") else "NN"
    hang(event, main, place)
    hang(saying, event, "relcl")
    hang(who, saying, "nsubj")
    saying.tag = "VBD" if saying.tag == "VBN" else saying.tag
    saying.pos = "VERB"


def _to_the_top(main: Node, root: Node) -> None:
    """Make a verb the root of its sentence."""
    main.head.children.remove(main)
    main.head, main.dep = main, "ROOT"
    root.head, root.dep = main, "dep"
    main.children.append(root)
    for stop in [c for c in root.children if c.dep == "punct" and c.i > main.i]:
        hang(stop, main, "punct")
