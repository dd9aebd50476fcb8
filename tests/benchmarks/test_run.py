"""What benchmarks print becomes a page of results, and the figures that README and docs state are those measured."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.lines import present, row, rows
from benchmarks.run import RESULTS, RUNS, Row, Run, chosen, measured, merged, read, written
from benchmarks.stated import SOURCES, figures, updated

CHECKOUT = Path(__file__).resolve().parents[2]
RUNS_READ = CHECKOUT / "benchmarks" / "README.md"


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
    assert {run.name for run in RUNS} == scripts - {"lines", "run", "sample", "stated"}


def test_every_result_is_of_a_command_that_there_is() -> None:
    known = {f"`{run.command}`" for run in RUNS}
    assert {row.command for found in read(RESULTS.read_text("utf-8")).values() for row in found} <= known


def test_the_page_of_results_is_as_it_would_be_written() -> None:
    text = RESULTS.read_text("utf-8")
    assert written(read(text)) == text


def test_the_readme_states_what_was_measured() -> None:
    known = figures(RESULTS.read_text("utf-8"), RUNS_READ.read_text("utf-8"))
    readme = (CHECKOUT / "README.md").read_text("utf-8")
    assert known.keys() >= set(SOURCES.values())
    assert all(f"| {line} |" in readme for line in SOURCES)
    assert updated(readme, known) == readme, "python benchmarks/run.py gold writes both"


def test_a_figure_that_moved_is_stated_anew() -> None:
    line = "three more, read while writing rules"
    known = {"dev2 (3 articles)": ("0.806", "0.5", "1.0", "0.75")}
    assert updated(f"a\n| {line} | .1 | .2 | .3 | .4 |\nb", known) == f"a\n| {line} | .81 | .50 | 1.00 | .75 |\nb"


def test_the_first_run_of_our_own_gold_is_that_of_its_scores() -> None:
    scores = (CHECKOUT / "tests" / "gold" / "SCORES.md").read_text("utf-8")
    first = next(cells for cells in rows(scores) if cells[0] == "**all**")
    assert [*first[1:4], first[7]] == list(figures("", RUNS_READ.read_text("utf-8"))["`tests/gold` (10)"])


def test_every_figure_of_the_scores_is_of_the_results() -> None:
    lines = (CHECKOUT / "tests" / "gold" / "scores.tsv").read_text("utf-8").splitlines()
    known = figures(RESULTS.read_text("utf-8"), "")
    assert lines[-1].split("\t")[:5] == ["all", *known["tests/gold (10 articles)"]]
