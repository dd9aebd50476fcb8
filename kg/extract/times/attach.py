"""Which times belong to which verb or noun, by the parse; and which are deadlines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.extract.syntax import NOUNS, SUBJECTS, Node, subtree
from kg.extract.times.calendar import AROUND
from kg.extract.times.clause import belongs_above
from kg.extract.times.grammar import grammar
from kg.model import TimeSpan

ADVERBIALS = frozenset(
    ["prep", "npadvmod", "advmod", "tmod", "dep", "nmod", "compound", "poss", "nummod", "amod", "appos", "pcomp"]
)
OBJECTS = frozenset({"dobj", "prep", "dative", "agent", "attr"})
PREDICATES = frozenset({"acomp", "attr", "oprd", "advmod"})


def times_of(head: Node, found: Sequence[TimeSpan]) -> list[TimeSpan]:
    """The times of `found` that say when `head` (a verb or noun) happens, the best first.

    First those that modify it itself. A verb without any has those that the parse hangs on its objects and places
    ("shelled a camp near the border on Monday"), then those of the clause whose time it shares ("hit the town on
    Monday, wounding three"; "began clearing on Saturday"), then its subject's ("strikes on Monday hit the town"). A
    noun without any has those of the verb that says it happened ("talks were held on Friday").
    """
    if not found:
        return []
    if not head.is_verb:
        own = _among(_own(head, found), head, found) or _beside(head, found)
        own = own or _among(_places_below(head), head, found, loose=True)
        return own or _first_of(_happenings(head), found)
    own = _among(_own(head, found), head, found) or _before_when(head, found)
    if since := _since(head, found):
        own = [*since, *(t for t in own if t not in since)]
    if own := own or _among(_of_phrases(head, subjects=False), head, found, loose=True):
        return own
    shared = _first_of(_sharers(head), found) or _among(_of_phrases(head, subjects=True), head, found, loose=True)
    return shared or _first_of(_at_once(head), found)


def is_deadline(time: TimeSpan, governor: Node | None = None) -> bool:
    """Whether the time is a limit: "by Friday", "before the end of the month", "within 48 hours".

    With the verb it belongs to: also any time of an "unless" clause ("unless they withdraw at the end of the month").
    """
    words = " ".join(time.text.lower().split())
    if any(words.startswith(p + " ") for p in grammar().deadlines):
        return True
    return governor is not None and any(c.dep == "mark" and c.low == "unless" for c in governor.children)


def _among(nodes: Iterator[Node], head: Node, found: Sequence[TimeSpan], *, loose: bool = False) -> list[TimeSpan]:
    """The times that one of `nodes` is a word of, nearest first.

    Of those found on another word than the head (`loose`), "since" and "of" belong to that word: "the first attack
    since 2014" does not say when it was.
    """
    if not found:
        return []
    places = [n for n in nodes if n is not head]
    near: dict[TimeSpan, int] = {}
    for time in found:
        if loose and time.text.lower().startswith(("since ", "of ")):
            continue
        if time.span is None:
            continue
        start, end = time.span.start, time.span.end
        inside = [n for n in places if start <= n.start < end]
        if inside and not any(_of_record(n) for n in inside):
            near[time] = min(abs(n.i - head.i) for n in inside)
    return sorted(near, key=lambda t: near[t])


def _beside(noun: Node, found: Sequence[TimeSpan]) -> list[TimeSpan]:
    """The bare time right behind the noun, whatever it hangs on: "at a summit this weekend"."""
    return [t for t in found if t.span and t.span.start == noun.end + 1 and not _opens_with_preposition(t)]


def _opens_with_preposition(time: TimeSpan) -> bool:
    return time.text.lower().split()[0] in grammar().prepositions


def _first_of(verbs: Iterator[Node], found: Sequence[TimeSpan]) -> list[TimeSpan]:
    """The times of the first of `verbs` that has any."""
    for verb in verbs:
        times = _among(_own(verb, found), verb, found)
        for subjects in (False, True):
            times = times or _among(_of_phrases(verb, subjects=subjects), verb, found, loose=True)
        if times:
            return times
    return []


def _own(head: Node, found: Sequence[TimeSpan]) -> Iterator[Node]:
    """What modifies `head` directly: adverbs, prepositions and what stands in them, as far as it is of a time."""
    for child in head.children:
        if child.dep in PREDICATES and head.is_verb and not child.is_verb:
            yield child
            yield from (n for c in child.children if c.dep in ("prep", "npadvmod") for n in _down(c, found))
        elif child.dep in ADVERBIALS and not child.is_verb and not belongs_above(child):
            yield from _down(child, found)
        elif child.dep == "ccomp":
            for time in child.children:
                if time.dep in ADVERBIALS and belongs_above(time):
                    yield from _down(time, found)


def _down(node: Node, found: Sequence[TimeSpan]) -> Iterator[Node]:
    """`node` and what is below it, going on through prepositions, adverbs and the words of times only."""
    yield node
    timely = any(_in(node, t) for t in found)
    name = node.dep == "pobj" and node.pos == "PROPN" and not timely  # "said on Saturday Sudan ..." as parsed
    half = node.dep == "compound" and node.pos == "NOUN"  # "a 2018 scale reduction agreement"
    if node.dep in ("prep", "advmod", "dep", "pcomp") or name or half or timely:
        for child in node.children:
            if not child.is_verb and (not name or child.dep == "compound"):
                yield from _down(child, found)


def _of_phrases(verb: Node, *, subjects: bool) -> Iterator[Node]:
    """What stands in prepositional phrases on the verb's noun phrases, not inside clauses of theirs."""
    slots = SUBJECTS if subjects else OBJECTS
    for child in verb.children:
        if child.dep in slots and not child.is_verb:
            yield from _phrases_below(child)


def _phrases_below(node: Node) -> Iterator[Node]:
    for child in node.children:
        if child.dep in ("prep", "pobj", "npadvmod", "tmod", "appos", "conj") and not child.is_verb:
            if child.dep != "conj" and (node.pos in NOUNS or child.dep == "pobj"):
                yield child
            yield from _phrases_below(child)


def _places_below(noun: Node) -> Iterator[Node]:
    """What hangs on the places of an event: "clashes in the outskirts on 27 June"."""
    for prep in noun.kids("prep"):
        for place in prep.kids("pobj"):
            yield from (n for p in place.kids("prep") for n in (p, *p.kids("pobj")))
            yield from _places_below(place)


def _before_when(verb: Node, found: Sequence[TimeSpan]) -> list[TimeSpan]:
    """The time that a clause with "when" goes on about: "since May 2010, when 110 people were killed"."""
    when = next((c for c in verb.children if c.low == "when" and c.tag == "WRB"), None)
    return [_itself(t) for t in found if when is not None and t.span and 0 < when.start - t.span.end <= 2]


def _itself(time: TimeSpan) -> TimeSpan:
    """The day, month or year that "since" counts from."""
    if time.start is None or time.end is not None or time.granularity not in ("day", "week", "month", "year"):
        return time
    return replace(time, end=AROUND[time.granularity](time.start).end)


def _since(verb: Node, found: Sequence[TimeSpan]) -> list[TimeSpan]:
    """The "since" of a perfect verb, though the parse hangs it on a participle: "have fled towns hit since May"."""
    if not any(c.dep == "aux" and c.lemma == "have" for c in verb.children):
        return []
    starts = {t.span.start: t for t in found if t.span and t.text.lower().startswith("since ")}
    return [starts[n.start] for n in subtree(verb) if n.start in starts and _reaches(n, verb)]


def _reaches(node: Node, verb: Node) -> bool:
    """Whether nothing but bare participles stands between `node` and `verb`, and it dates no record."""
    if _of_record(node):
        return False
    while node.head is not verb and node.head is not node:
        node = node.head
        if node.is_verb and (node.tag not in ("VBN", "VBG") or any(c.dep in ("aux", *SUBJECTS) for c in node.children)):
            return False
    return node.head is verb and node.dep not in ("conj", "ccomp", "advcl")


def _sharers(head: Node) -> Iterator[Node]:
    """The verbs whose time `head` shares, nearest first."""
    above, sharing = head.head, grammar().sharing
    if above is not head and above.is_verb:
        alone = not any(c.dep in (*SUBJECTS, "csubj", "csubjpass", "expl") for c in head.children)
        follows = head.dep == "conj" or (head.dep in ("advcl", "acl") and head.tag in ("VBG", "VBN"))
        follows = follows or (head.dep == "advcl" and any(c.low == "to" for c in head.children if c.dep == "aux"))
        aspect = head.dep in ("xcomp", "ccomp", "csubj", "nsubj") and above.lemma in sharing
        earlier = head.dep == "xcomp" and any(c.dep == "aux" and c.lemma == "have" for c in head.children)
        if aspect or earlier or (follows and alone and _modals(head) <= _modals(above)):
            yield above
            yield from _sharers(above)
    if head.lemma in sharing:
        yield from (c for c in head.children if c.dep == "xcomp")


def _at_once(verb: Node) -> Iterator[Node]:
    """The verbs of clauses that "when" makes happen at once: "were hurt when a bomb exploded on Friday"."""
    if verb.dep == "advcl" and verb.head.tag == verb.tag == "VBD" and _asks_when(verb):
        yield verb.head
    past = verb.tag == "VBD" or any(c.tag == "VBD" for c in verb.kids("auxpass"))
    yield from (c for c in verb.kids("advcl") if past and c.tag == "VBD" and _asks_when(c))


def _asks_when(verb: Node) -> bool:
    return any(c.low == "when" and c.tag == "WRB" for c in verb.children)


def _modals(verb: Node) -> set[str]:
    return {c.low for c in verb.children if c.dep == "aux" and c.tag == "MD"}


def _happenings(noun: Node) -> Iterator[Node]:
    """The verbs that say that what the noun means took place, of which it is a party: "held", "began", "launched"."""
    happening = grammar().happening
    above = noun.head
    objects = [c.lemma for c in above.children if c.dep == "dobj"]
    took_place = noun.dep in SUBJECTS and (not objects or objects[0] in ("effect", "place"))
    if above.lemma in happening and (took_place or noun.dep == "dobj"):
        yield above
    yield from (c for c in noun.children if c.dep in ("relcl", "acl") and c.lemma in happening)


def _of_record(node: Node) -> bool:
    """The "since" of "the worst attack since 2014", which dates another one, and the "in" of "the worst in years"."""
    spell = node.low in ("in", "for") and any(c.tag == "NNS" and c.ent_label == "DATE" for c in node.kids("pobj"))
    return (node.low == "since" or spell) and any(
        c.tag in ("JJS", "RBS") or c.low in ("first", "last") for c in node.head.children
    )


def _in(node: Node, time: TimeSpan) -> bool:
    return time.span is not None and time.span.start <= node.start < time.span.end
