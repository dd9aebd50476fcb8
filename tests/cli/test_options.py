"""What several commands share."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.cli.options import compile_places
from kg.gazetteer import Places


def test_the_index_of_places_is_compiled_where_it_is_not_there_yet(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = []
    monkeypatch.setattr(Places, "index_in", lambda: tmp_path / "places.sqlite")
    monkeypatch.setattr(Places, "open", lambda progress: opened.append(progress))
    compile_places()
    assert len(opened) == 1
    (tmp_path / "places.sqlite").touch()
    compile_places()
    assert len(opened) == 1, "it is there"
