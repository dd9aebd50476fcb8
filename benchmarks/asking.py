"""How long a question takes from the command line, beside the start of Python itself.

    python benchmarks/asking.py [GRAPH]

Unit: seconds of wall time and of processor time of a whole process and of those that it starts; best of 7.
Corpus: the graph named; without one, that of the articles of `seeds/`, or of the folder of shared articles where that
lies beside the checkout. The question is who backs whom.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage
from tempfile import TemporaryDirectory

from benchmarks.lines import say

CHECKOUT = Path(__file__).resolve().parent.parent
ROUNDS = 7


def main() -> int:
    """Prints a line each for `kg --version` and `kg ask`, beside Python itself."""
    with TemporaryDirectory() as folder:
        graph = sys.argv[1] if len(sys.argv) > 1 else built(Path(folder) / "graph")
        wall, cpu = took("-c", "pass")
        peer = f"python -c pass {wall:.3f} s, processor {cpu:.3f} s"
        for words in (["--version"], ["ask", "who-backs-whom", "--graph", graph]):
            own_wall, own_cpu = took("-m", "kg", *words)
            seconds = f"{own_wall:.3f} s, processor {own_cpu:.3f} s; {own_wall - wall:.3f} s beyond Python's start"
            say(f"kg {words[0]}, best of {ROUNDS}", seconds, peer, f"{own_wall / wall:.1f} times as long")
    return 0


def built(graph: Path) -> str:
    """A graph of the articles, in the folder `graph`."""
    shared = CHECKOUT.parent / "shared" / "seeds"
    articles = shared if shared.is_dir() else CHECKOUT / "seeds"
    subprocess.run([sys.executable, "-m", "kg", "build", str(articles), "--graph", str(graph), "--quiet"], check=True)
    return str(graph)


def took(*arguments: str) -> tuple[float, float]:
    """The least wall time and processor time, in seconds, of Python with these arguments."""
    walls, cpus = [], []
    for _ in range(ROUNDS):
        before, start = getrusage(RUSAGE_CHILDREN), time.perf_counter()
        subprocess.run([sys.executable, *arguments], check=True, stdout=subprocess.DEVNULL, env=os.environ)
        walls.append(time.perf_counter() - start)
        after = getrusage(RUSAGE_CHILDREN)
        cpus.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return min(walls), min(cpus)


if __name__ == "__main__":
    sys.exit(main())
