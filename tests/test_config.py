"""Where the value of an option comes from."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.config import OPTIONS, load_config
from kg.errors import BadData, UnknownName, UsageError


def write(folder: Path, text: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "kg.toml").write_text(text, "utf-8")
    return folder


def test_without_a_file_all_is_default(tmp_path: Path) -> None:
    config = load_config(folder=tmp_path)
    assert set(config.origins) == set(OPTIONS)
    assert set(config.origins.values()) == {"default"}
    assert config.graph == tmp_path / "graph"


def test_a_flag_wins_over_the_graph_which_wins_over_the_working_folder(tmp_path: Path) -> None:
    write(tmp_path, 'keep = 3\nmodel = "one"\nquery_rows = 5\n')
    write(tmp_path / "graph", 'keep = 4\nmodel = "two"\n')
    config = load_config({"model": "three", "metadata": None}, tmp_path)
    assert (config.model, config.keep, config.query_rows) == ("three", 4, 5)
    assert config.origins["model"] == "flag"
    assert config.origins["keep"] == str(tmp_path / "graph" / "kg.toml")
    assert config.origins["query_rows"] == str(tmp_path / "kg.toml")
    assert config.origins["metadata"] == "default"


def test_paths_are_relative_to_the_file_that_names_them(tmp_path: Path) -> None:
    (tmp_path / "elsewhere" / "names").mkdir(parents=True)
    write(tmp_path, 'graph = "elsewhere"\n')
    write(tmp_path / "elsewhere", 'gazetteer = ["names"]\n')
    assert load_config(folder=tmp_path).gazetteer == (tmp_path / "elsewhere" / "names",)


def test_an_unknown_option_suggests_the_nearest(tmp_path: Path) -> None:
    with pytest.raises(UnknownName, match=r"kg\.toml: no option named 'modle'; did you mean 'model'\?"):
        load_config(folder=write(tmp_path, 'modle = "x"\n'))


@pytest.mark.parametrize(
    "line",
    ["keep = -1", 'keep = "two"', "keep = true", "model = ''", 'lexicon = "one"', "graph =", "open_predicates = 1"],
)
def test_a_value_that_does_not_fit_names_the_file(tmp_path: Path, line: str) -> None:
    with pytest.raises(BadData, match=r"kg\.toml"):
        load_config(folder=write(tmp_path, line + "\n"))


def test_an_overlay_that_is_no_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"lexicon: .*nowhere is not a folder"):
        load_config(folder=write(tmp_path, 'lexicon = ["nowhere"]\n'))


def test_a_graph_cannot_say_where_it_is(tmp_path: Path) -> None:
    write(tmp_path / "graph", 'graph = "other"\n')
    with pytest.raises(BadData, match="cannot say where"):
        load_config(folder=tmp_path)
