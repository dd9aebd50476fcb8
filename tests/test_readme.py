"""The tables of the README are those of the code. Its snippets: tests/docs."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.cli import COMMANDS, run
from kg.export import FORMATS

CHECKOUT = Path(__file__).resolve().parent.parent
README = (CHECKOUT / "README.md").read_text("utf-8")


def blocks(language: str) -> Iterator[str]:
    for found in re.finditer(rf"^```{language}\n(.*?)^```", README, re.MULTILINE | re.DOTALL):
        yield found[1]


def test_the_table_of_commands_is_the_commands() -> None:
    rows = re.findall(r"^\| `kg (\w+)` \| (.+) \|$", README, re.MULTILINE)
    assert rows == [(c.__name__, (c.__doc__ or "").splitlines()[0]) for c in COMMANDS]


def test_the_table_of_formats_is_the_formats() -> None:
    rows = re.findall(r"^\| `(\.[\w.-]+)` \| (.+) \| (.+) \|$", README, re.MULTILINE)
    assert rows == [(f.suffix, f.read_by, f.loses) for f in FORMATS.values()]


def test_the_table_of_extras_is_the_extras() -> None:
    extras = tomllib.loads((CHECKOUT / "pyproject.toml").read_text("utf-8"))["project"]["optional-dependencies"]
    assert set(re.findall(r"^\| `(\w+)` \| .+ \|$", README, re.MULTILINE)) == set(extras)


def test_the_options_shown_exist(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (toml,) = blocks("toml")
    for folder in ("names", "lexicon", "ontology"):
        (tmp_path / "my" / folder).mkdir(parents=True)
    (tmp_path / "kg.toml").write_text(toml, "utf-8")
    monkeypatch.chdir(tmp_path)
    assert run(["config"]) == 0
