"""What benchmarks print becomes a page of results, and the figures that README and docs state are those measured."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from benchmarks.lines import present, row, rows
from benchmarks.run import RESULTS, RUNS, Row, Run, chosen, measured, merged, read, written

CHECKOUT = Path(__file__).resolve().parents[2]


def made(figure: str, value: str, command: str = "`gold.py`") -> Row:
    return Row(figure, value, "", "", command, "a day")


def test_a_line_is_read_back_and_talk_is_not() -> None:
    output = f"loading\n{row('names', 'F1 .8', 'spaCy .7', '1.1 times')}\n    detail\n"
    assert list(rows(output)) == [("names", "F1 .8", "spaCy .7", "1.1 times")]


def test_a_cell_cannot_have_the_bar_between_cells() -> None:
    with pytest.raises(ValueError, match="a bar"):
        row("names|links", "1")


def test_a_figure_measured_again_keeps_its_place() -> None:
    old = [made("a", "1"), made("b", "2"), made("c", "3", "`gold.py more`")]
    assert merged(old, [made("b", "5"), made("d", "4")]) == [
        made("b", "5"),
        made("c", "3", "`gold.py more`"),
        made("d", "4"),
    ]


def test_what_another_command_measured_stays() -> None:
    old = [made("a", "1", "`gold.py slow`")]
    assert merged(old, [made("b", "2")]) == [*old, made("b", "2")]


def test_the_page_is_read_as_it_was_written() -> None:
    results = {"gold": [made("a", "1"), made("b", "2")], "carb": [made("c", "3", "`carb.py`")]}
    assert read(written(results)) == results


def test_a_run_says_where_its_rows_are_from() -> None:
    (found,) = measured(Run("carb", "--half odd"), row("triples", "F1 .6"), "a day")
    assert (found.command, found.measured) == ("`carb.py --half odd`", "a day")


def test_a_quick_run_leaves_out_what_is_slow() -> None:
    assert not any(run.slow for run in chosen([], quick=True))
    assert {run.name for run in chosen(["carb", "gold"], quick=False)} == {"carb", "gold"}
    with pytest.raises(SystemExit, match="no benchmark named golf"):
        chosen(["golf"], quick=False)


def test_data_that_are_not_there_end_a_benchmark_without_a_failure(tmp_path: Path) -> None:
    assert present(tmp_path) == tmp_path
    with pytest.raises(SystemExit) as ended:
        present(tmp_path / "nowhere")
    assert ended.value.code == 0


def test_make_bench_runs_every_benchmark() -> None:
    scripts = {path.stem for path in (CHECKOUT / "benchmarks").glob("*.py")}
    assert {run.name for run in RUNS} == scripts - {"__init__", "lines", "run", "sample"}


def test_every_result_is_of_a_command_that_there_is() -> None:
    known = {f"`{run.command}`" for run in RUNS}
    assert {row.command for found in read(RESULTS.read_text("utf-8")).values() for row in found} <= known


def test_the_page_of_results_is_as_it_would_be_written() -> None:
    text = RESULTS.read_text("utf-8")
    assert written(read(text)) == text


# The figures that are stated in words ------------------------------------------------------------------------------

STATED = {
    "five that the rules were written beside": "dev (5 articles)",
    "three more, read while writing rules": "dev2 (3 articles)",
    "three that nobody had read, scored once, with the rules of an earlier day": "`shared/gold/dev3` (3)",
    "ten of ten places and styles, written for the project, scored before anybody had read them": "`tests/gold` (10)",
}
"""A line of the README's table, and where it is from: RESULTS.md, or the first runs in benchmarks/README.md."""


def sources() -> dict[str, tuple[str, ...]]:
    """Precision, recall, F1 and lenient F1 by what was measured, as the results and the first runs have them."""
    gold = {r.figure: re.findall(r"\d\.\d+", r.value) for r in read(RESULTS.read_text("utf-8"))["gold"]}
    found = {
        name.removesuffix(": claims"): (*values[:3], gold[f"{name}, lenient"][0])
        for name, values in gold.items()
        if name.endswith(": claims")
    }
    text = (CHECKOUT / "benchmarks" / "README.md").read_text("utf-8")
    return found | {cells[0]: cells[1:5] for cells in rows(text) if len(cells) == 7}


def rounded(figures: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(f"{float(figure):.2f}".removeprefix("0") for figure in figures)


def test_the_readme_states_what_was_measured() -> None:
    readme = rows((CHECKOUT / "README.md").read_text("utf-8"))
    stated = {cells[0]: cells[1:] for cells in readme if cells[0] in STATED}
    assert stated == {line: rounded(sources()[of]) for line, of in STATED.items()}


def test_the_first_run_of_our_own_gold_is_that_of_its_scores() -> None:
    scores = (CHECKOUT / "tests" / "gold" / "SCORES.md").read_text("utf-8")
    first = next(cells for cells in rows(scores) if cells[0] == "**all**")
    assert (*first[1:4], first[7]) == sources()["`tests/gold` (10)"]
