"""How fast a graph is loaded and asked, beside rdflib on the same data.

    python benchmarks/queries.py [TRIPLES ...]        by default 100,000 and 1,000,000; rdflib up to 100,000

Unit: seconds of wall time, one process, best of 3 for each query; every solution is walked through. Our side asks the
store on disk as it is published; the process that `kg query` starts for each question is not counted, nor is rdflib's
own start. Also the largest size of the process in megabytes, while it loads and while it is asked (Linux alone tells).
Corpus: the generator of `assembly.py`, assembled to quads as `kg build` does; larger graphs are copies of that graph
under other names. Eleven questions: edges, reports, words, dates, counts, paths.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from math import exp, log
from pathlib import Path
from tempfile import TemporaryDirectory

import rdflib
from pyoxigraph import RdfFormat, Store

from benchmarks.assembly import corpus
from benchmarks.lines import say
from kg import rdf
from kg.assemble import assemble, quads
from kg.ontology import Ontology

SIZES = (100_000, 1_000_000)
RDFLIB_UP_TO = 100_000
CLAIMS = 1_860  # give about 10^5 triples
ROUNDS = 3

QUESTIONS = {
    "who backs whom": "SELECT ?a ?b { ?a kg:backs ?b }",
    "edges of one": "SELECT ?p ?o { e:e0 ?p ?o . FILTER(STRSTARTS(STR(?p), STR(kg:))) }",
    "edges to one": "SELECT ?s ?p { ?s ?p e:e1 . FILTER(STRSTARTS(STR(?p), STR(kg:))) }",
    "common enemies": "SELECT DISTINCT ?a ?b ?c { ?a kg:opposes ?c . ?b kg:opposes ?c . FILTER(?a != ?b) }",
    "most reported": "SELECT ?s ?n { ?s a kg:Statement ; kg:articleCount ?n } ORDER BY DESC(?n) LIMIT 20",
    "attacks by day": "SELECT ?e ?d { ?e a kg:Attack ; kg:actor ?who . OPTIONAL { ?e sem:hasBeginTimeStamp ?d } }",
    "words of a statement": (
        "SELECT ?q { ?s rdf:subject e:e0 ; kg:evidence ?c . GRAPH ?g { ?c kg:quote ?q } } LIMIT 100"
    ),
    "who says so": "SELECT ?h (COUNT(?c) AS ?n) { GRAPH ?g { ?c kg:holder ?h } } GROUP BY ?h ORDER BY DESC(?n)",
    "denied": "SELECT ?s ?c { ?s kg:standing kg:denied ; kg:evidence ?c }",
    "within three": "SELECT DISTINCT ?x { e:e2 (kg:backs|kg:alliedWith)/(kg:backs|kg:alliedWith)? ?x }",
    "by name": 'SELECT ?s ?n { ?s skos:prefLabel ?n . FILTER(CONTAINS(LCASE(STR(?n)), "name 12")) }',
}


def main() -> None:
    """Prints a line for each question, beside rdflib where that is asked, too."""
    base = lines()
    for size in [int(a.replace(",", "")) for a in sys.argv[1:]] or SIZES:
        with TemporaryDirectory() as folder:
            path = Path(folder) / "all.nq"
            with path.open("w", encoding="utf-8") as file:
                count = sum(file.write(f"{line}\n") > 0 for line in copies(base, size))
            largest()
            store, load = loaded(Path(folder), path)
            loading = largest()
            ours = {"load": load, **timed(partial(ask, store))}
            asking = largest()
            theirs = by_rdflib(path) if size <= RDFLIB_UP_TO else {}
            for name, seconds in ours.items():
                peer = (f"rdflib {theirs[name]:.4f} s", f"{theirs[name] / seconds:,.0f} times") if theirs else ()
                say(f"{count:,} triples: {name}", f"{seconds:.4f} s", *peer)
            say(f"{count:,} triples: memory", f"{asking:,} MB asked, {loading:,} MB loading")


def lines() -> list[str]:
    """The quads of the corpus."""
    readings, resolution = corpus(CLAIMS)
    ontology = Ontology.load()
    return rdf.sorted_nquads(quads(readings, resolution, assemble(readings, resolution, ontology), ontology))


def copies(base: list[str], size: int) -> Iterator[str]:
    """The quads as often as needed for about so many; each copy after the first has names of its own."""
    for number in range(max(1, round(size / len(base)))):
        for line in base:
            yield line.replace(f"<{rdf.E}", f"<{rdf.E}x{number}-") if number else line


def loaded(folder: Path, path: Path) -> tuple[Store, float]:
    start = time.perf_counter()
    store = Store(str(folder / "store"))
    store.bulk_load(path=str(path), format=RdfFormat.N_QUADS)
    store.flush()
    seconds = time.perf_counter() - start
    del store
    return Store.read_only(str(folder / "store")), seconds


def ask(store: Store, question: str) -> int:
    return sum(1 for _ in store.query(question, prefixes=dict(rdf.PREFIXES)))  # type: ignore[union-attr, arg-type]


def by_rdflib(path: Path) -> dict[str, float]:
    """The seconds of loading and of each question in rdflib."""
    start = time.perf_counter()
    theirs = rdflib.Dataset()
    theirs.parse(path, format="nquads")
    seconds = time.perf_counter() - start
    head = rdf.prologue()
    return {"load": seconds, **timed(lambda question: sum(1 for _ in theirs.query(head + question)))}


def timed(answer: Callable[[str], int]) -> dict[str, float]:
    """The seconds of each question, and their geometric mean."""
    times = {name: best(partial(answer, question)) for name, question in QUESTIONS.items()}
    return times | {f"geometric mean of {len(times)}": mean(list(times.values()))}


def best(act: Callable[[], int]) -> float:
    """The shortest of some runs; a question that takes seconds is asked once."""
    taken = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        act()
        taken.append(time.perf_counter() - start)
        if taken[0] > 5:
            break
    return min(taken)


def largest() -> int:
    """The largest size of this process in megabytes since this was last called; 0 where the system does not tell."""
    status = Path("/proc/self/status")
    if not status.exists():
        return 0
    size = next(int(line.split()[1]) for line in status.read_text().splitlines() if line.startswith("VmHWM:"))
    Path("/proc/self/clear_refs").write_text("5")  # forgets the largest size
    return size // 1024


def mean(seconds: Sequence[float]) -> float:
    """The geometric mean."""
    return exp(sum(map(log, seconds)) / len(seconds))


if __name__ == "__main__":
    main()
