"""Precision, recall and stance of the claims against hand-annotated articles.

    python benchmarks/gold.py [GOLD_FOLDER…] [--misses]     GOLD_FOLDER is by default ../shared/gold/dev

Unit: one claim. Each folder holds one annotation file (.json) an article; the articles lie beside them (.txt) or in the
folder `seeds` next to `gold`. They are built as a user would (`kg build` with gold/metadata.csv), exported as a claims
file, and scored by gold/score.py in a process of its own, whose lines are printed as they are.
"""

from __future__ import annotations

import subprocess
import sys
from argparse import ArgumentParser
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import kg
from kg.errors import NoInput
from kg.export import write

DEV = Path(__file__).resolve().parents[2] / "shared" / "gold" / "dev"


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


def scored(folder: Path, options: Sequence[str]) -> str:
    """What the scorer prints for the claims built from the folder's articles."""
    with TemporaryDirectory() as place:
        claims = Path(place) / "claims.jsonl"
        metadata = folder.parent / "metadata.csv"
        graph = kg.build(articles(folder), Path(place) / "graph", metadata=metadata if metadata.is_file() else None)
        write(graph, claims)
        scorer = [sys.executable, str(folder.parent / "score.py"), str(claims), str(folder), *options]
        return subprocess.run(scorer, check=True, capture_output=True, text=True).stdout


def main() -> None:
    arguments = ArgumentParser(description="Claims against hand-annotated articles.")
    arguments.add_argument("folders", nargs="*", type=Path, default=[DEV])
    arguments.add_argument("--misses", action="store_true", help="list missed claims and unmatched ones")
    given = arguments.parse_args()
    for folder in given.folders:
        print(f"gold {folder.name}")
        print(scored(folder.resolve(), ["--misses"] if given.misses else []), end="")


if __name__ == "__main__":
    main()
