"""Every command and program that README and docs show does what they say."""

from __future__ import annotations

import shutil
from functools import cache
from pathlib import Path

import pytest

from kg.parse import load
from kg.pipeline import build
from tests.docs.running import CHECKOUT, Page, pages
from tests.docs.snippets import Block, as_shown, blocks, commands, is_plain

model = cache(load)


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The graph of seeds/, built once; every page has a copy of its own."""
    here = tmp_path_factory.mktemp("built")
    build(CHECKOUT / "seeds", here / "graph")
    return here / "graph"


@pytest.mark.parametrize("page", list(pages()), ids=lambda page: page.relative_to(CHECKOUT).as_posix())
def test_what_a_page_shows_is_so(page: Path, built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if not any(b.language not in ("text", "") for b in blocks(page)):
        return
    shutil.copytree(built, tmp_path / "graph")
    shutil.copytree(CHECKOUT / "seeds", tmp_path / "seeds")
    (tmp_path / "tests").mkdir()
    (tmp_path / "tests" / "gold").symlink_to(CHECKOUT / "tests" / "gold")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("kg.parse.load", model)  # loaded once for all pages, not once a command
    Page(tmp_path).work_through(page)


def test_a_block_knows_its_language_file_and_line(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text('Text.\n\n```toml title="a/kg.toml"\nkeep = 2\n```\n\n* item\n\n  ```sh\n  kg info\n  ```\n')
    assert blocks(page) == [Block("toml", "a/kg.toml", "keep = 2\n", 3), Block("sh", None, "kg info\n", 9)]


def test_a_console_block_is_commands_with_what_they_print() -> None:
    block = Block("console", None, "$ kg a \\\n    b\nout\n\n$ kg c  # exit code 1\n", 1)
    assert [(c.words.split(), c.code, c.shown) for c in commands(block)] == [
        (["kg", "a", "b"], 0, ("out",)),
        (["kg", "c"], 1, ()),
    ]


def test_dots_stand_for_what_is_left_out() -> None:
    assert as_shown(("a … d", "…", "z"), "a b c d\nm\nn\nz\n")
    assert not as_shown(("a",), "a\nb\n")
    assert not as_shown(("a", "…"), "b\n")


@pytest.mark.parametrize("words, plain", [("kg ask 'a | b'", True), ("kg export - | head", False), ("kg x > y", False)])
def test_a_pipe_needs_a_shell(words: str, plain: bool) -> None:
    assert is_plain(words) is plain
