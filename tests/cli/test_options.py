"""What several commands share."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.cli.options import compile_places, progress_bar
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


def test_a_bar_is_drawn_where_there_is_a_terminal(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with progress_bar("reading") as told:
        told(1, 2)
    assert capsys.readouterr().err == ""
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    with progress_bar("reading") as told:
        told(1, 2)
    assert "reading" in (shown := capsys.readouterr()).err
    assert "1/2" in shown.err
