"""Runs the benchmarks and writes what they measured into RESULTS.md, beside what was measured before.

    python benchmarks/run.py [--quick] [--print] [NAME…]      all of RUNS by default; a NAME is a script without its .py

Each script is a process of its own. The rows that it prints take the place of those of the same figure, with the
command, the commit, the day and the machine, and the load of the machine (processes that want a core, mean of a minute
before) by which a time is to be judged. Figures of a command that it prints no more are taken out; those of other
commands stay as they were measured. README's figures of accuracy follow (`stated.py`). `--quick` leaves out what takes
more than about a minute, `--print` writes nothing. A script whose data are not there says so and leaves its rows as
they are; the exit code is 1 if one failed.
"""

from __future__ import annotations

import os
import platform
import subprocess
import sys
from argparse import ArgumentParser
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.lines import rows
from benchmarks.stated import figures, updated

CHECKOUT = Path(__file__).resolve().parent.parent
RESULTS = CHECKOUT / "benchmarks" / "RESULTS.md"
README = CHECKOUT / "README.md"
SCORES = CHECKOUT / "tests" / "gold" / "scores.tsv"
TITLE = "# What was measured"
HEAD = """
Written by `make bench`; `benchmarks/README.md` says what the figures mean, and has the first runs on articles that
nobody had read. `python benchmarks/COMMAND` makes a line again. *Peer* is measured in the same run, *ratio* is to it.
Of times trust ratios: the machine had other work, by the load that stands with them.
"""
COLUMNS = "| figure | value | peer | ratio | command | measured |\n|---|---|---|---|---|---|"


@dataclass(frozen=True, slots=True)
class Run:
    """A script with its arguments; slow if it takes more than about a minute."""

    name: str
    arguments: str = ""
    slow: bool = False

    @property
    def command(self) -> str:
        return f"{self.name}.py {self.arguments}".rstrip()


RUNS = (
    Run("gold", "tests/gold --scores"),
    Run("gold", "../shared/gold/dev ../shared/gold/dev2 ../shared/gold/dev3"),
    Run("belief"),
    Run("plover"),
    Run("plover", "--claims"),
    Run("re3d"),
    Run("dwie"),
    Run("case"),
    Run("case", "--claims"),
    Run("carb"),
    Run("coverage"),
    Run("extraction"),
    Run("asking"),
    Run("page"),
    Run("assembly", "10000"),
    Run("assembly", "40000 80000", slow=True),
    Run("resolution", "1000 10000", slow=True),
    Run("building", "120", slow=True),
    Run("workers", slow=True),
    Run("networks", slow=True),
    Run("serving", slow=True),
    Run("storage", "100"),
    Run("storage", "1000 3000 10000", slow=True),
    Run("queries", "100000", slow=True),
    Run("queries", "1000000", slow=True),
    Run("queries", "10000000", slow=True),
    Run("assembly", "1000000", slow=True),
)


@dataclass(frozen=True, slots=True)
class Row:
    """One figure, and where it is from."""

    figure: str
    value: str
    peer: str
    ratio: str
    command: str
    measured: str

    def __str__(self) -> str:
        return f"| {self.figure} | {self.value} | {self.peer} | {self.ratio} | {self.command} | {self.measured} |"


Results = Mapping[str, Sequence[Row]]
"""The rows of each script, by its name."""


def read(text: str) -> dict[str, list[Row]]:
    """The rows of a results page, by the script that its command names."""
    found: dict[str, list[Row]] = {}
    for cells in rows(text):
        if len(cells) == 6 and cells[0] != "figure":
            row = Row(*cells)
            found.setdefault(row.command.strip("`").partition(".py")[0], []).append(row)
    return found


def merged(old: Sequence[Row], new: Sequence[Row]) -> list[Row]:
    """The rows of one script after a run: a figure keeps its place, new ones come last."""
    fresh = {row.figure: row for row in new}
    commands = {row.command for row in new}
    kept = [fresh.pop(row.figure, row) for row in old if row.figure in fresh or row.command not in commands]
    return kept + list(fresh.values())


def written(results: Results) -> str:
    """The results page: a table a script, in the order of RUNS."""
    names = list(dict.fromkeys(run.name for run in RUNS))
    parts = [TITLE + "\n" + HEAD]
    for name in names:
        if results.get(name):
            parts.append("\n".join([f"## {name}", "", COLUMNS, *map(str, results[name])]) + "\n")
    return "\n".join(parts)


def measured(run: Run, output: str, where: str) -> Iterator[Row]:
    """The rows that a run printed, with where they are from."""
    for cells in rows(output):
        if len(cells) == 4:
            yield Row(*cells, f"`{run.command}`", where)


def commit() -> str:
    """The commit that is measured; with a + where files differ from it, those aside that hold results."""

    def git(*words: str) -> str:
        return subprocess.run(["git", *words], cwd=CHECKOUT, capture_output=True, text=True, check=False).stdout.strip()

    changed = git(
        "status", "--porcelain", "--", ".", *(f":!{path.relative_to(CHECKOUT)}" for path in (RESULTS, README, SCORES))
    )
    return (git("rev-parse", "--short", "HEAD") or "no commit") + ("+" if changed else "")


def place() -> str:
    """Day, commit, machine and load."""
    return f"{datetime.now(UTC).date().isoformat()}, {commit()}, {machine()}, load {os.getloadavg()[0]:.1f}"


def machine() -> str:
    """System, processor, cores and Python."""
    info = Path("/proc/cpuinfo")
    lines = info.read_text("utf-8").splitlines() if info.is_file() else []
    models = [line.partition(":")[2] for line in lines if line.startswith("model name")]
    model = " ".join((models[0] if models else platform.machine()).replace("Processor", "").split())
    release = ".".join(platform.release().split(".")[:2])
    return f"{platform.system()} {release}, {model}, {os.cpu_count()} cores, Python {platform.python_version()}"


def chosen(names: Iterable[str], quick: bool) -> list[Run]:
    """The runs of these scripts, or of all. Raises `SystemExit` for a name that is none."""
    wanted, known = set(names), dict.fromkeys(run.name for run in RUNS)
    if unknown := wanted - known.keys():
        raise SystemExit(f"no benchmark named {', '.join(sorted(unknown))}; there are {', '.join(known)}")
    return [run for run in RUNS if (not wanted or run.name in wanted) and not (quick and run.slow)]


def publish(results: str) -> None:
    """Writes the page of results, and the figures that README states of them."""
    RESULTS.write_text(results, "utf-8")
    known = figures(results, (CHECKOUT / "benchmarks" / "README.md").read_text("utf-8"))
    README.write_text(updated(README.read_text("utf-8"), known), "utf-8")


def main() -> int:
    """Runs, prints, writes after each script."""
    parser = ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("names", nargs="*", metavar="NAME")
    parser.add_argument("--quick", action="store_true", help="leave out what takes more than about a minute")
    parser.add_argument("--print", action="store_true", dest="dry", help="write nothing")
    given = parser.parse_args()
    failed = []
    for run in chosen(given.names, given.quick):
        print(f"== {run.command}", flush=True)
        where = place()
        script = [sys.executable, str(CHECKOUT / "benchmarks" / f"{run.name}.py"), *run.arguments.split()]
        done = subprocess.run(script, cwd=CHECKOUT, stdout=subprocess.PIPE, text=True, check=False)
        print(done.stdout, end="", flush=True)
        new = list(measured(run, done.stdout, where))
        if done.returncode:
            failed.append(run.command)
        elif new and not given.dry:
            results = read(RESULTS.read_text("utf-8")) if RESULTS.is_file() else {}
            results[run.name] = merged(results.get(run.name, []), new)
            publish(written(results))
    if failed:
        print(f"failed: {', '.join(failed)}", file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
