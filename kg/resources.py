"""Where the data files are: beside `kg/` in a checkout, inside it (`kg/_data/`) in an installed wheel."""

from __future__ import annotations

from pathlib import Path

from kg.errors import BadData

PACKAGE = Path(__file__).resolve().parent
ROOTS = (PACKAGE / "_data", PACKAGE.parent)


def data_path(*parts: str) -> Path:
    """The path of a data file or folder, such as `data_path("ontology", "kg.ttl")`.

    Raises `BadData` where neither the wheel nor the checkout has it: an incomplete installation.
    """
    for root in ROOTS:
        path = root.joinpath(*parts)
        if path.exists():
            return path
    raise BadData("/".join(parts), "this data file is missing from the installation; install claimgraph again")
