"""The notebooks run from top to bottom, each in a kernel of its own, as a reader would run them one after the other."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

nbclient = pytest.importorskip("nbclient")
nbformat = pytest.importorskip("nbformat")
pytest.importorskip("matplotlib")
pytest.importorskip("pandas")

CHECKOUT = Path(__file__).resolve().parent.parent
NOTEBOOKS = sorted((CHECKOUT / "notebooks").glob("*.ipynb"))
SHOWS = {
    "1-first-graph": ["Turkey – backs – Syrian rebels", "<svg", "<mark>Russia backs President Bashar al-Assad</mark>"],
    "2-asking": ["who-backs-whom Russia", "if they did not withdraw", "Recep Tayyip Erdogan"],
    "3-your-own-relation": ["<mark>Baltic Ferries plans to buy Hanse Ports</mark>", "by en.relations.acquired"],
    "4-conflicting-figures": ["at least 8 people", "grew: ", "opposed: ", "disputed", "<svg"],
    "5-your-own-corpus": ["The Nile Courier", "taken out: ", "extra backs", "strict                  precision 0."],
}
"""What must be seen in the outputs of each."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder as `notebooks/` in the checkout: the seeds beside it, and what one notebook made there for the next."""
    top = tmp_path_factory.mktemp("notebooks")
    (top / "seeds").symlink_to(CHECKOUT / "seeds")
    (top / "notebooks").mkdir()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", os.pathsep.join([str(CHECKOUT), os.environ.get("PYTHONPATH", "")]))
        patch.setenv("JUPYTER_RUNTIME_DIR", str(top / "runtime"))
        patch.setenv("IPYTHONDIR", str(top / "ipython"))
        yield top / "notebooks"


def test_there_is_something_to_see_in_each() -> None:
    assert [path.stem for path in NOTEBOOKS] == list(SHOWS)


@pytest.mark.slow
@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_runs_from_top_to_bottom(path: Path, folder: Path) -> None:
    notebook = nbformat.read(path, as_version=4)
    resources = {"metadata": {"path": str(folder)}}
    nbclient.NotebookClient(notebook, kernel_name="python3", timeout=300, resources=resources).execute()
    shown = "".join(outputs(notebook))
    assert [words for words in SHOWS[path.stem] if words not in shown] == []


def outputs(notebook: Any) -> Iterator[str]:
    """What the cells print and show, in every form that is text."""
    for cell in notebook.cells:
        for output in cell.get("outputs", ()):
            yield output.get("text", "")
            yield from (form for form in output.get("data", {}).values() if isinstance(form, str))


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_is_kept_without_outputs(path: Path) -> None:
    cells = json.loads(path.read_text("utf-8"))["cells"]
    assert all(cell["outputs"] == [] and cell["execution_count"] is None for cell in cells if "outputs" in cell)
