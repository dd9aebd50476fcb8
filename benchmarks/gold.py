"""Precision, recall and stance of the claims against hand-annotated articles.

    python benchmarks/gold.py [GOLD_FOLDER…]     by default tests/gold, and dev, dev2 and dev3 of ../shared/gold

Unit: one claim. Each folder holds one annotation file (.json) an article; the articles lie beside them (.txt) or in the
folder `seeds` next to `gold`. They are built as a user would (`kg build` with the metadata.csv beside or above them),
and scored as `kg evaluate` does. Intervals are of 95 %, by bootstrap over articles. At the end, if there are several
folders, all of their articles together.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import kg
from benchmarks.lines import say
from kg.errors import NoInput
from kg.evaluate import Evaluation, GoldArticle, evaluate, read_gold
from kg.graph import ClaimRecord
from kg.ontology import Ontology

CHECKOUT = Path(__file__).resolve().parent.parent
SHARED = CHECKOUT.parent / "shared" / "gold"
STANCE = ("nonfact precision", "nonfact recall", "holder", "time", "figures")


def articles(folder: Path) -> list[Path]:
    """The text of every annotated article of a gold folder. Raises `NoInput` where one has no text."""
    homes = folder, folder.parent.parent / "seeds"
    found = []
    for annotation in sorted(folder.glob("*.json")):
        texts = [home / f"{annotation.stem}.txt" for home in homes]
        text = next((t for t in texts if t.is_file()), None)
        if text is None:
            raise NoInput(f"{annotation}: no text {texts[0].name} beside it or in {homes[1]}")
        found.append(text)
    if not found:
        raise NoInput(f"{folder}: no annotations (*.json)")
    return found


def metadata(folder: Path) -> Path | None:
    """What is told of a folder's articles: the metadata.csv in it or above it, if there is one."""
    return next((m for m in (folder / "metadata.csv", folder.parent / "metadata.csv") if m.is_file()), None)


def claims_of(folder: Path) -> list[ClaimRecord]:
    """What a graph of the folder's articles claims."""
    with TemporaryDirectory() as place:
        return list(kg.build(articles(folder), Path(place) / "graph", metadata=metadata(folder)).claims())


def lines(name: str, golds: Sequence[GoldArticle], found: Evaluation) -> Iterator[tuple[str, str]]:
    """Figures and values of one evaluation."""
    of = f"{name} ({len(golds)} articles)"
    strict = found.strict
    low, high = found.intervals["f1"]
    yield (
        f"{of}: claims",
        f"P {strict.precision:.3f}  R {strict.recall:.3f}  F1 {strict.f1:.3f} ({low:.3f} to {high:.3f})",
    )
    yield f"{of}: claims, lenient", f"F1 {found.lenient.f1:.3f}"
    yield f"{of}: core recall", f"{found.core.recall:.3f}"
    right, cases = found.shares["false facts"]
    yield f"{of}: false facts", f"{right} of {cases}"
    for share in STANCE:
        if share in found.shares:
            right, cases = found.shares[share]
            yield f"{of}: {share}", f"{right / max(cases, 1):.3f} ({right} of {cases})"


def main() -> None:
    """Prints the lines of each folder, and those of all."""
    known = [CHECKOUT / "tests" / "gold", *(SHARED / name for name in ("dev", "dev2", "dev3"))]
    folders = [Path(a).resolve() for a in sys.argv[1:]] or [f for f in known if f.is_dir()]
    ontology = Ontology.load()
    all_golds: list[GoldArticle] = []
    all_claims: list[ClaimRecord] = []
    for folder in folders:
        name = "tests/gold" if folder == known[0] else folder.name
        golds, claims = list(read_gold([folder], ontology)), claims_of(folder)
        all_golds, all_claims = all_golds + golds, all_claims + claims
        for line in lines(name, golds, evaluate(golds, claims, ontology)):
            say(*line)
    if len(folders) > 1:
        for line in lines("all of them", all_golds, evaluate(all_golds, all_claims, ontology)):
            say(*line)


if __name__ == "__main__":
    main()
