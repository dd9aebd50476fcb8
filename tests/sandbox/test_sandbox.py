"""What the worker can no longer do, tried in a process of its own."""

import os
import platform
import subprocess
import sys
from pathlib import Path

import pytest

from kg.sandbox.denying import MACHINES
from kg.sandbox.landlock import CREATE_RULESET, VERSION_FLAG

pytestmark = pytest.mark.skipif(
    platform.machine() not in MACHINES or not sys.platform.startswith("linux"), reason="no filter for this system"
)

UNCOUNTED = {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE")}
"""Who may write no file can keep no count of its lines."""

PRELUDE = """
import os, socket, sys
from kg.sandbox.denying import isolate
from kg.sandbox.landlock import confine
folder = sys.argv[1]
"""


def attempt(code: str, folder: Path) -> str:
    """What a process that has given up its rights prints, or the name of the error that ended it."""
    run = subprocess.run(
        [sys.executable, "-c", PRELUDE + code, str(folder)],
        capture_output=True,
        text=True,
        env={**UNCOUNTED, "PYTHONPATH": os.pathsep.join(p for p in sys.path if p)},
    )
    return run.stdout.strip() or run.stderr.strip().rpartition("\n")[2].partition(":")[0]


@pytest.mark.parametrize(
    "act",
    [
        "socket.socket()",
        "socket.socketpair()",
        "open(folder + '/new', 'w')",
        "open(folder + '/there', 'a')",
        "os.remove(folder + '/there')",
        "os.rename(folder + '/there', folder + '/gone')",
        "os.mkdir(folder + '/new')",
        "os.execv('/bin/true', ['true'])",
    ],
)
def test_network_programs_and_writing_are_gone(act: str, tmp_path: Path) -> None:
    (tmp_path / "there").write_text("x")
    assert attempt(f"assert isolate()\n{act}\nprint('done')", tmp_path) == "PermissionError"
    assert [p.name for p in tmp_path.iterdir()] == ["there"]


def test_reading_and_threads_remain(tmp_path: Path) -> None:
    (tmp_path / "there").write_text("x")
    code = "isolate()\nimport threading\nt = threading.Thread(target=lambda: print(open(folder + '/there').read()))\n"
    assert attempt(code + "t.start(); t.join()", tmp_path) == "x"


def test_only_the_store_can_be_read(tmp_path: Path) -> None:
    import ctypes

    if ctypes.CDLL(None).syscall(CREATE_RULESET, None, ctypes.c_size_t(0), VERSION_FLAG) < 1:
        pytest.skip("this kernel has no landlock")
    inside, outside = tmp_path / "in", tmp_path / "out"
    inside.mkdir()
    outside.write_text("secret")
    (inside / "there").write_text("x")
    assert attempt("assert confine(folder)\nprint(open(folder + '/there').read())", inside) == "x"
    assert attempt("assert confine(folder)\nprint(open(folder + '/../out').read())", inside) == "PermissionError"
    assert attempt("assert confine(folder)\nprint(os.listdir('/'))", inside) == "PermissionError"
