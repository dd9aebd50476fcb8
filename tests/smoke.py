"""Tries every command of an installed claimgraph in a folder of its own, outside any checkout.

    python tests/smoke.py path/to/kg            (make smoke: in a new environment, with the wheel just built)

Needs nothing but Python. Prints a line a command and ends with 1 if one does not end as it should.
"""

from __future__ import annotations

import os
import shlex
import signal
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.error import URLError
from urllib.request import urlopen

ARTICLES = {
    "a.txt": "Published: 4 March 2024\n\nSweden has long supported Kenya. The army of Chad shelled Abeche on Monday.\n",
    "b.txt": "Published: 5 March 2024\n\nKenya denied that it backs Somalia. Sweden threatened to sanction Chad.\n",
}

TRIED: tuple[tuple[str, int], ...] = (
    ("build a.txt", 0),
    ("add b.txt", 0),
    ("rebuild", 0),
    ("quarantine", 0),
    ("proposals", 0),
    ("verify", 0),
    ("repair", 0),
    ("info", 0),
    ("config", 0),
    ("rules", 0),
    ("validate", 0),
    ("triples", 0),
    ("entities", 0),
    ("show Sweden", 0),
    ("explain Sweden Kenya", 0),
    ("dossier Kenya", 0),
    ("ask who-backs-whom", 0),
    ("timeline", 0),
    ("conflicts", 0),
    ('query "ASK { ?s kg:backs ?o }"', 0),
    ("extract a.txt", 0),
    ("annotate a.txt", 0),
    ("evaluate gold.json", 0),
    ("export all.html", 0),
    ("export all.graphml", 0),
    ("export all.nq", 0),
    ("plot all.svg", 2),  # says that it needs the extra
    ("push http://127.0.0.1:9/store", 4),  # nobody listens there
    ("rename Chad Tchad", 0),
    ("retype Abeche Region", 0),
    ("split Kenya Kenya", 0),  # kept, and said to be of no use: it has no other name
    ("merge Chad Sweden", 0),
    ("unlink Somalia", 0),
    ("drop Somalia", 0),
    ("review --limit 1", 0),
    ("corrections", 0),
    ("undo", 0),
    ("build a.txt --graph other", 0),
    ("diff graph other", 0),
    ("remove b.txt", 0),
    ("serve --port 8765", 0),
)
"""Every command with arguments that suit it, and the exit code that it should end with."""


def main(kg: str) -> int:
    """Tries all of `TRIED` with the program `kg`; 1 where one does not end as it should."""
    failed = 0
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    with TemporaryDirectory() as folder:
        for name, text in ARTICLES.items():
            Path(folder, name).write_text(text, "utf-8")
        for command, wanted in TRIED:
            words = [kg, *shlex.split(command)]
            if command.startswith("serve"):
                code, told = served(words, folder, environment)
            else:
                done = subprocess.run(
                    words,
                    cwd=folder,
                    env=environment,
                    stdin=subprocess.DEVNULL,
                    capture_output=True,
                    text=True,
                    check=False,
                )
                code, told = done.returncode, done.stderr
                if command.startswith("annotate"):
                    Path(folder, "gold.json").write_text(done.stdout, "utf-8")
            failed += code != wanted
            print("ok  " if code == wanted else "FAIL", f"kg {command}", "" if code == wanted else f"{code}\n{told}")
    return int(failed > 0)


def served(words: list[str], folder: str, environment: dict[str, str]) -> tuple[int, str]:
    """Starts the server, asks it for its first page, and ends it: 0 if it answered."""
    server = subprocess.Popen(words, cwd=folder, env=environment, stderr=subprocess.PIPE, text=True)
    try:
        for _ in range(300):
            try:
                with urlopen(f"http://127.0.0.1:{words[-1]}/", timeout=5) as answer:
                    return int(answer.status != 200), ""
            except URLError:
                time.sleep(0.1)
        return 1, "no answer within 30 seconds"
    finally:
        server.send_signal(signal.SIGINT)
        server.wait(30)


if __name__ == "__main__":
    sys.exit(main(str(Path(sys.argv[1]).resolve()) if len(sys.argv) > 1 else "kg"))
