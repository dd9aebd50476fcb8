"""How many: the numbers of a text with bound, unit and the thing they count.

"At least 22 people" is 22 or more of people, "dozens of towns" 12 or more towns, "19 miles" 30.6 km. Times, ages,
ranks, shares and the numbers in names are no figures.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from kg.extract.counted import counted_by, of_total, unit_of
from kg.extract.figure_words import figure_for, figure_words, kind_for
from kg.extract.numbers import digits, number_words, value_of
from kg.extract.syntax import Node, Tree
from kg.model import Bound, Figure, Span, TimeSpan

__all__ = ["FoundFigure", "figure_for", "figures", "figures_of", "kind_for"]

LONGEST_BOUND = 3  # words: "no fewer than"


BARE = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "conj", "attr", "npadvmod", "oprd", "dep", "nummod"})
"""Where a number may stand alone for those whom it counts."""


@dataclass(frozen=True, slots=True)
class FoundFigure:
    """A figure with its place in the tree: `number` is the token of the number, `counted` that of what it counts.

    `counted` is None where the number stands for the things itself ("more than 40,000 have been displaced").
    """

    figure: Figure
    number: int
    counted: int | None


def figures(tree: Tree, found: Sequence[TimeSpan]) -> list[FoundFigure]:
    """Every figure of `tree` in text order; `found` are its times, whose numbers are none."""
    taken = [t.span for t in found if t.span]
    runs = [r for r in _runs(tree) if not any(s.start < r[-1].end and r[0].start < s.end for s in taken)]
    result: list[FoundFigure] = []
    skip = False
    for run, following in zip_longest(runs, runs[1:]):
        if skip:
            skip = False
            continue
        if following is not None and _is_range(run, following, tree):
            result += _range(run, following, tree, taken)
            skip = True
        elif (one := _figure(run, tree, taken)) is not None and not _repeats(one, result, tree):
            result.append(one)
    return result


def figures_of(node: Node, found: Sequence[FoundFigure]) -> list[Figure]:
    """The figures that count the noun phrase of `node`: its own, or those of what it consists of.

    "convoy" in "a convoy of 100 vehicles" has the 100 vehicles; "40,000", standing alone, has itself.
    """
    mine = [f for f in found if node.i in (f.counted, f.number)]
    of = node.head if node.dep == "pobj" else node
    if of.low == "of" and any(f.number == of.head.i for f in mine):
        mine = [f for f in mine if f.number == of.head.i]  # the seven of "seven of the nine attackers"
    elif of.low == "of" and of.head.low == "one":
        return []  # of "one of three hostages" there is one
    own = [f.figure for f in mine]
    if own or not node.is_noun:
        return own
    for preposition in node.kids("prep"):
        if preposition.low == "of":
            for inner in preposition.kids("pobj"):
                own += figures_of(inner, found)
    return own


def _repeats(one: FoundFigure, before: Sequence[FoundFigure], tree: Tree) -> bool:
    """Whether a distance only says the one before it in other units: "30 kilometers (19 miles)"."""
    if not before or one.figure.kind != "distance" or before[-1].figure.kind != "distance":
        return False
    return tree.nodes[one.number - 1].text == "(" and one.number - before[-1].number <= 3


def _runs(tree: Tree) -> Iterator[list[Node]]:
    """The stretches of tokens that together are one number: "twenty-two", "half a million", "tens of thousands"."""
    nodes, words = tree.nodes, number_words().known
    i = 0
    for first in [n.i for n in nodes if n.low in words or n.text[:1].isdecimal()]:
        if first < i or not _is_number(nodes[first]):
            continue
        i = first + 1
        while i < len(nodes) and nodes[i].sent == nodes[first].sent:
            if _continues(nodes[i - 1], nodes[i]):
                i += 1
            elif nodes[i].low in ("-", "of", "and") and i + 1 < len(nodes) and _bridges(nodes[i - 1 : i + 2]):
                i += 2
            else:
                break
        yield nodes[first:i]


def _is_number(node: Node) -> bool:
    if digits(node.text) is not None:
        return node.text[0].isdigit()
    known = number_words()
    if node.low not in known or node.tag in ("VBZ", "VB", "VBP") or len(node.low) <= 2:
        return False
    return node.low != "second"


def _continues(last: Node, node: Node) -> bool:
    """Whether `node` goes on with the number that ends in `last`: a scale, or hundreds behind thousands."""
    known = number_words()
    if node.low in known.scales:
        return len(node.low) > 2 or (last.text[-1].isdigit() and last.end == node.start)
    return node.low in known.words and last.low in known.scales and not last.text[-1].isdigit()


def _bridges(three: Sequence[Node]) -> bool:
    """ "twenty-two", "hundreds of thousands", "one hundred and five"."""
    known = number_words()
    left, joint, right = (n.low for n in three)
    if joint == "-" and right in known.scales:
        return digits(left) is not None and len(right) > 2
    if joint == "-":
        return known.words.get(left, 0) >= 20 and 0 < known.words.get(right, 0) < 10
    if joint == "of":
        return left in known.vague and right in known.vague
    return left in ("hundred", "thousand") and right in known.words


def _is_range(left: Sequence[Node], right: Sequence[Node], tree: Tree) -> bool:
    """Whether two numbers are the ends of one: "20 to 30", "5-10", "between 2,000 and 3,000"."""
    first, last = left[-1].i, right[0].i
    if last - first != 2 or left[0].sent != right[0].sent:
        return False
    joint = tree.nodes[first + 1].low
    before = tree.nodes[left[0].i - 1].low if left[0].i else ""
    return (joint in ("-", "–", "—", "to") and before not in ("from", "by")) or (joint == "and" and before == "between")


def _range(left: list[Node], right: list[Node], tree: Tree, taken: Sequence[Span]) -> list[FoundFigure]:
    """The lower end as a minimum, the upper end as a maximum; nothing for a score ("3-1") or a telephone number."""
    low, high = value_of([n.text for n in left]), _figure(right, tree, taken, opened_at=left[0].i)
    if low is None or high is None:
        return []
    top = value_of([n.text for n in right])
    scale = high.figure.value / top[0] if top and top[0] else 1.0
    value = low[0] * scale
    if len(right) > 1 and len(left) == 1 and value < 1000 and right[-1].low in number_words().scales:
        value *= number_words().scales[right[-1].low]
    if value >= high.figure.value:
        return []
    span = Span(left[0].start, high.figure.span.end if high.figure.span else right[-1].end)
    shared = replace(high.figure, text=span.of(tree.text), span=span)
    number = high.number
    return [
        FoundFigure(replace(shared, value=value, bound="min"), number, high.counted),
        FoundFigure(replace(shared, bound="max"), number, high.counted),
    ]


def _figure(run: list[Node], tree: Tree, taken: Sequence[Span], opened_at: int | None = None) -> FoundFigure | None:
    """The figure that a number makes with its surroundings, or None where it is no figure.

    `opened_at` is the token where the range begins whose upper end it is.
    """
    known = figure_words()
    read = value_of([n.text for n in run])
    if read is None:
        return None
    value, bound = read
    first = run[0].i if opened_at is None else opened_at
    after = tree.nodes[run[-1].i + 1] if run[-1].i + 1 < len(tree.nodes) else None
    first, halved = _opened(first, tree)
    before = tree.nodes[first - 1] if first else None
    sign = before if before is not None and before.low in known.money else None
    if sign is not None:
        before = tree.nodes[sign.i - 1] if sign.i else None
        first = sign.i
    if before is not None and (before.low in known.no_figure_before or _ends_name(before, run)):
        return None
    if after is not None and (after.low in known.no_figure_after or after.lemma in known.no_figure_after):
        return None
    if after is not None and after.start == run[-1].end and after.low.isalpha() and after.low not in known.distance:
        return None  # 5G
    start, said = _bound(first, run[-1].i, tree)
    if bound == "exact" and said is not None:
        bound = said
    number = _root(run)
    counted = counted_by(number, run, tree, taken)
    if counted is None and sign is None:
        counted = of_total(number, tree)
    if (counted is not None and counted.lemma in known.no_figure_after) or _is_bare(run, counted, number, sign):
        return None
    value = value / 2 if halved else value
    unit, kind = unit_of(counted, after, sign, tree)
    if kind == "distance":
        lemma = counted.lemma if counted is not None else ""
        value = round(value * known.distance.get(lemma, known.distance.get(counted.low if counted else "", 1.0)), 3)
    end = max(run[-1].end, counted.end if counted is not None and counted.i > run[-1].i else 0)
    span = Span(tree.nodes[start].start, end)
    return FoundFigure(
        Figure(kind, value, bound, unit, span.of(tree.text), span), number.i, counted.i if counted else None
    )


def _opened(first: int, tree: Tree) -> tuple[int, bool]:
    """Where "a", "half a" or "a half" before the number begin, and whether it is halved."""
    at = first
    if at and tree.nodes[at - 1].low in ("a", "an"):
        at -= 1
    if at and tree.nodes[at - 1].low == "half":
        return at - 1, True
    return at, False


def _ends_name(before: Node, run: Sequence[Node]) -> bool:
    """Whether the number belongs to a name or word before it: "Brigade 313", "Covid-19"."""
    if before.text in ("-", "–") and before.end == run[0].start:
        return True
    return run[0].head is before and before.is_noun and run[0].dep in ("nummod", "appos") and before.pos == "PROPN"


def _bound(first: int, last: int, tree: Tree) -> tuple[int, Bound | None]:
    """How exact the words around the number make it, and the token where they begin."""
    known = figure_words()
    for size in range(LONGEST_BOUND, 0, -1):
        if first - size >= 0:
            words = " ".join(n.low for n in tree.nodes[first - size : first])
            if words in known.bounds:
                return first - size, known.bounds[words]
    behind = " ".join(n.low for n in tree.nodes[last + 1 : last + 3])
    return first, known.bounds_after.get(behind)


def _root(run: Sequence[Node]) -> Node:
    inside = {n.i for n in run}
    return next((n for n in reversed(run) if n.head.i not in inside or n.head is n), run[-1])


def _is_bare(run: Sequence[Node], counted: Node | None, number: Node, sign: Node | None) -> bool:
    """Whether a number without a noun says too little: "one of them", "the two", a year, a list's number."""
    if len(run) == 1 and run[0].low in ("one", "1") and (counted is None or number.dep != "nummod"):
        return True
    in_name = counted is not None and counted.ent >= 0 and counted.ent == run[0].ent and counted.pos == "PROPN"
    if run[0].low in ("zero", "0") or in_name:
        return True
    if len(run) == 1 and counted is not None and number_words().words.get(run[0].low, 9) <= 3:
        return any(c.low in ("the", "these", "those", "both", "any") for c in counted.children if c.i < run[0].i)
    if counted is not None or sign is not None:
        return False
    heads_line = number.dep == "ROOT" and number.kid("acl") is not None  # "Eleven killed in Bogota"
    if number.dep not in BARE and not heads_line:
        return True
    return run[0].text.isdigit() and len(run[0].text) == 4 and 1900 <= int(run[0].text) < 2100
