"""Names that are one: the same name, a last name after the full one, an acronym with its long form."""

from __future__ import annotations

from collections import defaultdict

from kg.extract.coref.chains import BODIES, link
from kg.extract.drafts import Draft
from kg.extract.syntax import Tree
from kg.gazetteer import fold

# Types that the recogniser gives a last name standing alone.
SHORTENED = frozenset({"Person", "Organisation", "Settlement", "PopulationGroup", "Thing"})


def same_names(drafts: list[Draft]) -> None:
    """The same name; a last name after the full name; entries of the gazetteer."""
    names = [d for d in drafts if d.form == "name"]
    first: dict[tuple[str, str], Draft] = {}
    for d in names:
        key = ("entry", d.entry.id) if d.entry is not None else (d.type, fold(d.text))
        if key in first:
            link(d, first[key])
        else:
            first[key] = d
    people: dict[str, list[Draft]] = defaultdict(list)
    for d in names:
        if d.type == "Person" and d.antecedent is None and len(d.text.split()) > 1:
            people[_surname(d.text)].append(d)
    for d in names:
        if d.antecedent is not None or d.entry is not None:
            continue
        full = [p for p in people.get(_surname(d.text), []) if p is not d and _shorter(d.text, p.text)]
        if full and (d.type in SHORTENED or (len({fold(p.text) for p in full}) == 1 and len(d.text.split()) == 1)):
            d.type = "Person"
            link(d, full[0])
    for d in names:
        if d.antecedent is not None and d.entry is None and d.root().type == "Person":
            d.type = "Person"  # a surname that the recogniser takes for a town elsewhere in the text


def _surname(text: str) -> str:
    folded = fold(text).split()
    return folded[-1] if folded else ""


def _shorter(short: str, full: str) -> bool:
    a, b = fold(short).split(), fold(full).split()
    a = [w for w in a if w not in ("al", "el")]
    b = [w for w in b if w not in ("al", "el")]
    return len(a) < len(b) and b[-len(a) :] == a if a else False


def acronyms(tree: Tree, drafts: list[Draft]) -> None:
    """ "Syrian Observatory for Human Rights (SOHR)"; "the Observatory" after it."""
    names = [d for d in drafts if d.form == "name" and d.antecedent is None]
    long = [d for d in names if len(d.text.split()) > 1 and d.type not in ("Person", "Region")]
    for d in names:
        if d.type in ("Person",):
            continue
        if d.text.isupper() and 2 <= len(d.text) <= 6 and d.entry is None:
            for other in long:
                if _initials(other.text) == d.text.replace(".", ""):
                    d.type = other.type
                    link(d, other)
                    break
        elif d.entry is None and len(d.text.split()) == 1 and d.type in BODIES and d.text[:1].isupper():
            for other in long:
                if (
                    other.span.start < d.span.start
                    and other.type in BODIES
                    and fold(d.text) in fold(other.text).split()[-4:]
                    and d.node.tag.startswith("NNP")
                ):
                    link(d, other)
                    break


def _initials(text: str) -> str:
    return "".join(w[0] for w in text.replace("-", " ").split() if w[:1].isupper())
