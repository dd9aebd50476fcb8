"""Paths as a caller may give them: as text, as a `pathlib.Path`, or as anything else that names a place."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from kg.errors import UsageError

AnyPath = str | os.PathLike[str]


def listed(given: AnyPath | Iterable[AnyPath]) -> list[Path]:
    """One path, or several, as a list.

    >>> listed("news") == listed(["news"]) == [Path("news")]
    True
    """
    return [Path(given)] if isinstance(given, str | os.PathLike) else [Path(path) for path in given]


def folders(given: AnyPath | Iterable[AnyPath]) -> list[Path]:
    """One folder, or several, as a list. Raises `UsageError` for one that is none."""
    found = listed(given)
    for place in found:
        if not place.is_dir():
            raise UsageError(f"{place}: no such folder")
    return found
