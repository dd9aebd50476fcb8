"""From a parsed text to its time expressions: where the grammar matches, and the words are indeed a time there."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from kg.extract.syntax import NOUNS, Node, Tree
from kg.extract.times import calendar
from kg.extract.times.calendar import Interval
from kg.extract.times.grammar import Grammar, grammar
from kg.extract.times.meaning import read
from kg.extract.times.parts import between
from kg.extract.times.tense import direction
from kg.extract.times.viewpoint import Viewpoint
from kg.model import Span, TimeSpan

BEFORE, AFTER, FURTHEST = 70, 60, 90  # characters around a core word: no expression of the tests is over 45 long
NO_DATE_INSIDE = frozenset({"ORG", "EVENT", "FAC", "LAW", "WORK_OF_ART", "PRODUCT", "NORP", "PERSON"})
NARRATED = 3  # sentences that "the following day" looks back over
LONGEST_NAME = 20  # characters
DIGIT = re.compile(r"\d")


def times(tree: Tree, published: date | None) -> list[TimeSpan]:
    """Every time expression of `tree`, in text order, none inside another; intervals are seen from `published`.

    A span takes in the preposition that says how the time is meant ("since early December").
    """
    rules = grammar()
    starts = [n.start for n in tree.nodes]
    found: list[TimeSpan] = []
    told: tuple[Interval, int] | None = None
    for m, other in _matches(_small(tree.text), rules):
        nodes = _nodes(tree, starts, m.start("core"), (other or m).end("core"))
        if not nodes or not _is_time(m, nodes, tree, rules):
            continue
        root = _root(nodes)
        preposition = " ".join(m["prep"].split()) if m["prep"] and not _modifies(root, nodes) else None
        looks = "future" if preposition == "for" else direction(root, rules)
        recent = told[0] if told and nodes[0].sent - told[1] <= NARRATED else None
        seen = Viewpoint(rules, published, looks, recent)
        interval = read(m["core"], seen)
        if interval is not None and other is not None:
            interval = _range(m["core"], interval, read(other["core"], seen), seen)
        if interval is None:
            continue
        if interval.start is not None:
            told = (interval, nodes[0].sent)
        span = Span(m.start("prep") if preposition else m.start("core"), (other or m).end("core"))
        effect = "at" if other or rules.is_range(m["core"]) else rules.prepositions.get(preposition or "", "at")
        found.append(_limited(interval, effect, span, tree.text))
    return found


def _range(words: str, first: Interval, last: Interval | None, seen: Viewpoint) -> Interval | None:
    """From `first` to `last`; without a year of its own, the first is the nearest before the last."""
    if last is None:
        return None
    opening = words.split()[0].rstrip(".")
    floating = (
        opening in seen.grammar.values["month"] or opening in seen.grammar.values["weekday"] or opening[0].isdigit()
    )
    if last.end is not None and floating and not re.search(r"\d{4}", words):
        first = read(words, replace(seen, published=last.end, direction="past")) or first
    return between(first, last)


def _matches(text: str, rules: Grammar) -> Iterator[tuple[re.Match[str], re.Match[str] | None]]:
    """The expressions around core words of a text in small letters, each with the other end where it opens a range."""
    done = 0
    for core in rules.core.finditer(text):
        if core.start() < done:
            continue
        low = max(done, core.start() - BEFORE)
        high = core.end() + AFTER
        while high < min(len(text), core.end() + FURTHEST) and not text[high].isspace():
            high += 1
        for m in rules.finder.finditer(text, low, high):
            other = rules.joined.match(text, m.end(), high + AFTER) if _opens_range(m, rules) else None
            if other is None and m["prep"] and m["prep"] == "between" and not rules.is_range(m["core"]):
                continue
            yield m, other
            done = (other or m).end()
            if done > core.start():
                break


def _small(text: str) -> str:
    """`text` in small letters, each at its place: "İ" alone would take two, and stays."""
    small = text.lower()
    return small if len(small) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def _opens_range(m: re.Match[str], rules: Grammar) -> bool:
    return bool(m["prep"]) and m["prep"] in rules.opens_range


def _modifies(root: Node, nodes: list[Node]) -> bool:
    """Whether the time stands before a noun that it dates, so that a preposition before both is the noun's."""
    before_noun = root.head.i > nodes[-1].i and root.head.pos == "NOUN"
    return before_noun and root.dep in ("poss", "compound", "nmod", "nummod", "amod")


def _nodes(tree: Tree, starts: list[int], first: int, last: int) -> list[Node]:
    """The words that the characters from `first` to `last` touch; none in what was dropped, which is blank."""
    touched = tree.nodes[max(0, bisect_right(starts, first) - 1) : bisect_left(starts, last)]
    return [n for n in touched if not n.text.isspace()]


def _root(nodes: list[Node]) -> Node:
    """The token that ties the expression to the rest: the one whose head lies outside."""
    inside = {n.i for n in nodes}
    outer = [n for n in nodes if n.head.i not in inside or n.head is n]
    nouns = [n for n in outer if n.dep != "punct"]
    return (nouns or outer or nodes)[-1]


def _is_time(m: re.Match[str], nodes: list[Node], tree: Tree, rules: Grammar) -> bool:
    """Whether the words are a time here, and no name, number, verb or age."""
    words, first, last = m["core"], nodes[0], nodes[-1]
    before = tree.nodes[first.i - 1] if first.i else None
    after = tree.nodes[last.i + 1] if last.i + 1 < len(tree.nodes) else None
    if not DIGIT.search(words) and any(n.ent_label in NO_DATE_INSIDE for n in nodes):
        return False
    if _is_name(m, last, after, tree, rules) or (after is not None and after.low == "old"):
        return False
    if last.low in rules.values["season"] and after is not None and after.low == "of":  # the fall of a town
        return False
    if words.isdigit() and len(words) == 4:
        return _is_year(first, tree, rules)
    if len(nodes) == 1 and first.low.rstrip(".") in rules.ambiguous:
        surname = any(c.dep == "compound" and c.pos == "PROPN" for c in first.children)
        named = first.text[0].isupper() and first.pos in NOUNS and not surname
        return named and (bool(m["prep"]) or first.ent_label == "DATE")
    if len(nodes) == 1 and first.low == "now":
        return after is None or not (after.low == "that" or after.text.isdigit())  # "the gunman, now 30"
    return not (before is not None and before.low in rules.counted and words.startswith("in "))


def _is_name(m: re.Match[str], last: Node, after: Node | None, tree: Tree, rules: Grammar) -> bool:
    """The "September 11 attacks", the "March 14 Alliance", "Black Friday": dates that are names."""
    upto = tree.text[max(0, m.end("core") - LONGEST_NAME) : m.end("core")].lower()
    if upto.endswith(rules.names):
        return not DIGIT.search(m["core"]) or (after is not None and after.lemma in rules.named_by)
    return (
        after is not None
        and after.lemma in rules.named_by
        and after.text[0].isupper()
        and last.text.isdigit()
        and len(last.text) < 3
    )


def _is_year(node: Node, tree: Tree, rules: Grammar) -> bool:
    """Whether four digits are a year and do not count what follows: "2018 rifles", "about 1500 men"."""
    before = tree.nodes[node.i - 1] if node.i else None
    after = tree.nodes[node.i + 1] if node.i + 1 < len(tree.nodes) else None
    if before is not None and (before.low in rules.quantifiers or before.text in ("$", "€", "£", "#", "/")):
        return False
    if after is not None and (after.text in ("%", "/") or after.low in ("percent", "per")):
        return False
    if node.dep == "nummod" and node.head.i > node.i and node.head.tag in ("NNS", "NNPS"):
        dated = any(c.dep in ("det", "poss") and c.i < node.i for c in node.head.children)
        return dated or node.head.lemma in rules.dated
    return node.dep != "dobj"


def _limited(interval: Interval, effect: str, span: Span, text: str) -> TimeSpan:
    """The interval as its preposition bounds it: "since" leaves the end open, "by" and "before" the start."""
    start, end = interval.start, interval.end
    if effect == "from":
        end = None
    elif effect == "after" and end is not None:
        start = end if interval.edge else calendar.shift(end, "day", 1)
        end = None
    elif effect == "until":
        start = None
    elif effect == "before" and start is not None:
        end = end if interval.edge else calendar.shift(start, "day", -1)
        start = None
    return TimeSpan(span.of(text), start, end, interval.granularity, interval.basis, span)
