"""What a minute of fifty clients at once does to `kg serve`.

Unit: answers by status, and seconds until an answer (median, slowest twentieth, slowest), with nothing but the clients'
own work between two requests; one that is told to come again waits a tenth of a second.
Corpus: the graph of `seeds/`, served by a process of its own.
Method: each client asks in turn for queries by GET and POST, pages, the explorer, its data and a file. What is not 200,
429 or 503, and what is no answer at all, is an error; afterwards the server must answer as it did before.
"""

from __future__ import annotations

import http.client
import socket
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count, cycle, islice
from pathlib import Path
from statistics import median, quantiles
from urllib.parse import quote

from benchmarks.lines import say

CHECKOUT = Path(__file__).resolve().parent.parent
CLIENTS, SECONDS = 50, 60.0
PAUSE = 0.1  # seconds after "come again"
QUERY = "SELECT ?who ?whom { ?a kg:backs ?b . ?a skos:prefLabel ?who . ?b skos:prefLabel ?whom }"
COSTLY = "SELECT ?p (COUNT(*) AS ?n) { ?a ?p ?b . ?b ?q ?c . ?c ?r ?d } GROUP BY ?p"
ASKED: Sequence[tuple[str, str, str | None]] = (
    ("GET", f"/sparql?query={quote(QUERY)}", None),
    ("GET", "/", None),
    ("POST", "/sparql", QUERY),
    ("GET", "/search?q=army", None),
    ("GET", "/questions/who-backs-whom", None),
    ("GET", "/graph.json", None),
    ("GET", "/static/explorer.js", None),
    ("POST", "/sparql", COSTLY),
    ("GET", "/conflicts", None),
    ("GET", "/nowhere", None),
)
"""Method, path and body. The last is a page that there is not, which is no error of the server's."""
FINE = frozenset({200, 404, 429, 503})


@dataclass
class Siege:
    """What the clients were answered: how often each status, what went wrong, and the seconds that answers took."""

    statuses: Counter[int] = field(default_factory=Counter)
    errors: Counter[str] = field(default_factory=Counter)
    seconds: list[float] = field(default_factory=list)

    @property
    def failed(self) -> int:
        """Answers that are an error, and requests that had none."""
        return sum(self.errors.values()) + sum(n for status, n in self.statuses.items() if status not in FINE)


def besiege(port: int, clients: int = CLIENTS, seconds: float = SECONDS) -> Siege:
    """Asks the server at a port of this machine as so many clients at once, for so long."""
    found = Siege()
    end = time.monotonic() + seconds

    def one(number: int) -> None:
        for method, path, body in islice(cycle(ASKED), number % len(ASKED), None):
            began = time.monotonic()
            if began >= end:
                return
            try:
                status = answer(port, method, path, body)
            except (OSError, http.client.HTTPException) as error:
                found.errors[type(error).__name__] += 1
                continue
            found.statuses[status] += 1
            found.seconds.append(time.monotonic() - began)
            if status in (429, 503):
                time.sleep(PAUSE)

    with ThreadPoolExecutor(clients) as pool:
        list(pool.map(one, range(clients)))
    return found


def answer(port: int, method: str, path: str, body: str | None) -> int:
    """The status of one answer, read to its end. Raises where there is none."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        connection.request(method, path, body, {"content-type": "application/sparql-query"} if body else {})
        found = connection.getresponse()
        found.read()
        return found.status
    finally:
        connection.close()


@contextmanager
def served(graph: Path) -> Iterator[int]:
    """The port at which `kg serve` serves a graph, in a process of its own."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "kg", "serve", "--graph", str(graph), "--port", str(port)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as process:
        try:
            for tried in count():
                try:
                    answer(port, "GET", "/", None)
                    break
                except ConnectionError:
                    if tried == 300 or process.poll() is not None:
                        raise
                    time.sleep(0.1)
            yield port
        finally:
            process.terminate()


def main() -> None:
    """Builds, serves, besieges."""
    from kg.config import load_config
    from kg.pipeline import make

    with tempfile.TemporaryDirectory() as folder:
        graph = Path(folder) / "graph"
        make([CHECKOUT / "seeds"], load_config({"graph": str(graph)}, Path(folder)))
        with served(graph) as port:
            found = besiege(port)
            afterwards = answer(port, "POST", "/sparql", "ASK {}")
    usual, slow, most = median(found.seconds), quantiles(found.seconds, n=20)[-1], max(found.seconds)
    told = ", ".join(f"{n:,} × {status}" for status, n in sorted(found.statuses.items()))
    say(f"answers to {CLIENTS} clients in {SECONDS:g} s", told)
    say("seconds until an answer", f"{usual:.2f} median, a twentieth {slow:.2f} and more, {most:.2f} at most")
    say("errors", f"{found.failed} {dict(found.errors) or ''}; afterwards {afterwards}")


if __name__ == "__main__":
    main()
