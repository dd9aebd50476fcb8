"""Precision, recall and stance of the claims against hand-annotated articles.

    python benchmarks/gold.py [GOLD_FOLDER…] [--scores]    by default tests/gold

Unit: one claim. Each folder holds one annotation file (.json) an article; the articles lie beside them (.txt) or in the
folder `seeds` next to `gold`. They are built as a user would (`kg build` with the metadata.csv beside or above them),
and scored as `kg evaluate` does. Intervals are of 95 %, by bootstrap over articles. At the end, if there are several
folders, all of their articles together. `--scores` also writes `scores.tsv`, a line for each predicate, into those
folders that are part of the project, so that a change that moves a number shows it.
"""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import kg
from benchmarks.lines import present, say
from kg.errors import NoInput
from kg.evaluate import Evaluation, GoldArticle, evaluate, read_gold
from kg.graph import ClaimRecord
from kg.ontology import Ontology

CHECKOUT = Path(__file__).resolve().parent.parent
OURS = CHECKOUT / "tests" / "gold"
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


def scores(found: Evaluation) -> Iterator[str]:
    """The lines of `scores.tsv`: counts and shares of each predicate, those of all claims last."""
    yield "predicate\tprecision\trecall\tf1\tlenient_f1\thits\tfound\tgold"
    for name, tally in [*sorted(found.predicates.items()), ("all", found.strict)]:
        lenient = found.lenient if name == "all" else found.lenient_predicates.get(name, tally)
        shares = (tally.precision, tally.recall, tally.f1, lenient.f1)
        counts = (tally.hits, tally.found, tally.wanted)
        yield "\t".join([name, *(f"{share:.3f}" for share in shares), *map(str, counts)])


def main() -> None:
    """Prints the lines of each folder, and those of all."""
    parser = ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--scores", action="store_true", help="write scores.tsv into the project's own folders")
    given = parser.parse_args()
    folders = [present(folder).resolve() for folder in given.folders or [OURS]]
    ontology = Ontology.load()
    all_golds: list[GoldArticle] = []
    all_claims: list[ClaimRecord] = []
    for folder in folders:
        golds, claims = list(read_gold([folder], ontology)), claims_of(folder)
        all_golds, all_claims = all_golds + golds, all_claims + claims
        found = evaluate(golds, claims, ontology)
        for line in lines("tests/gold" if folder == OURS else folder.name, golds, found):
            say(*line)
        if given.scores and folder.is_relative_to(CHECKOUT):
            (folder / "scores.tsv").write_text("".join(f"{line}\n" for line in scores(found)), "utf-8")
    if len(folders) > 1:
        for line in lines("all of them", all_golds, evaluate(all_golds, all_claims, ontology)):
            say(*line)


if __name__ == "__main__":
    main()
