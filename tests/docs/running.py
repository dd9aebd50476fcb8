"""Runs the commands and programs of a page in a folder of its own: what tests/docs/snippets.py finds."""

from __future__ import annotations

import contextlib
import io
import json
import logging
import os
import re
import shlex
import socket
import subprocess
import sys
import time
import tomllib
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pyoxigraph as ox
import typer

from kg.cli import app, run
from kg.graph import Graph
from tests.docs.snippets import Block, Command, as_shown, blocks, commands, is_plain

CHECKOUT = Path(__file__).resolve().parents[2]
SECONDS = 120  # that one command may take
SERVERS = re.compile(r"^(kg|oxigraph) serve\b")


class Page:
    """A page that is worked through in the folder `here`, which is the working folder meanwhile."""

    def __init__(self, here: Path) -> None:
        self.here = here
        self.names: dict[str, object] = {"__name__": "__main__"}
        self.ports: dict[str, str] = {}
        self.servers: list[subprocess.Popen[bytes]] = []

    def work_through(self, page: Path) -> None:
        """Runs every block of the page. Raises `AssertionError` at the first that does not do what the page says."""
        talk = logging.getLogger("kg").level
        try:
            for block in blocks(page):
                self.do(block, f"{page.relative_to(CHECKOUT)}, line")
        finally:
            logging.getLogger("kg").setLevel(talk)
            for server in self.servers:
                server.kill()
                server.wait()

    def do(self, block: Block, where: str) -> None:
        """Does one block."""
        if block.title:
            place = self.here / block.title
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(block.body, "utf-8")
        match block.language:
            case "sh" | "console":
                for command in commands(block):
                    self.run(command, f"{where} {command.line}")
            case "python" if not block.title:
                with contextlib.redirect_stdout(io.StringIO()):
                    exec(compile("\n" * block.line + block.body, where, "exec"), self.names)
            case "sparql":
                assert list(Graph.open("graph").query(block.body)), f"{where} {block.line}: the graph has no answer"
            case "turtle":
                assert list(ox.parse(block.body, format=ox.RdfFormat.TURTLE)), f"{where} {block.line}: no triple"
            case "json":
                json.loads(block.body)
            case language:
                assert language, f"{where} {block.line}: the block has no language; text is one"

    def run(self, command: Command, where: str) -> None:
        """Runs one command and holds it against what the page says of it."""
        words = command.words
        for written, free in self.ports.items():
            words = words.replace(f":{written}", f":{free}")
        if SERVERS.match(words) and command.code == 0:
            self.serve(words, where)
            return
        if elsewhere(words, where):
            return
        code, printed = self.in_this_process(*plain) if (plain := plain_kg(words)) else self.in_a_shell(words)
        assert code == command.code, f"{where}: `{words}` ends with {code}, not {command.code}\n{printed}"
        if command.shown is not None and not self.ports:
            assert as_shown(command.shown, printed), (
                f"{where}: `{words}` prints\n\n{printed}\nand the page shows\n\n" + "\n".join(command.shown)
            )

    def in_this_process(self, words: str, out: str | None) -> tuple[int, str]:
        """A `kg` command, without the seconds that another process would take to load the model; stdin is empty."""
        results, talk = (io.TextIOWrapper(io.BytesIO(), "utf-8", write_through=True) for _ in range(2))
        empty, before = io.StringIO(), sys.stdin
        try:
            sys.stdin = empty
            with contextlib.redirect_stdout(results if out else talk), contextlib.redirect_stderr(talk):
                code = run(frugal(shlex.split(words, comments=True)[1:]))
        finally:
            sys.stdin = before
        if out:
            (self.here / out).write_bytes(results.buffer.getvalue())
        return code, talk.buffer.getvalue().decode("utf-8")

    def in_a_shell(self, words: str) -> tuple[int, str]:
        environment = {**os.environ, "PATH": f"{self.bin()}:{os.environ['PATH']}", "PYTHONPATH": str(CHECKOUT)}
        done = subprocess.run(
            ["bash", "-c", words], cwd=self.here, env=environment, timeout=SECONDS, check=False,
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        )  # fmt: skip
        return done.returncode, done.stdout

    def bin(self) -> Path:
        """A folder with `kg` and `python` as the tests have them."""
        folder = self.here / ".bin"
        if not folder.exists():
            folder.mkdir()
            for name, call in {"kg": f"{sys.executable} -m kg", "python": sys.executable}.items():
                (folder / name).write_text(f'#!/bin/sh\nexec {call} "$@"\n')
                (folder / name).chmod(0o755)
        return folder

    def serve(self, words: str, where: str) -> None:
        """Starts a server on a free port and waits until it answers there."""
        words = words.removesuffix("&").strip()
        written = (re.search(r"(?:--port |:)(\d+)", words) or ["", "8008"])[1]
        with socket.socket() as listener:
            listener.bind(("127.0.0.1", 0))
            free = str(listener.getsockname()[1])
        arguments = [a.replace(written, free) for a in shlex.split(words, comments=True)]
        if arguments[0] == "kg":
            arguments = [sys.executable, "-m", *arguments] + (["--port", free] if free not in arguments else [])
        else:
            arguments[0] = str(Path(sys.executable).with_name(arguments[0]))
        environment = {**os.environ, "PYTHONPATH": str(CHECKOUT)}
        self.servers.append(subprocess.Popen(arguments, cwd=self.here, env=environment, stderr=subprocess.DEVNULL))
        self.ports[written] = free
        for _ in range(SECONDS * 10):
            with socket.socket() as client:
                if client.connect_ex(("127.0.0.1", int(free))) == 0:
                    return
            assert self.servers[-1].poll() is None, f"{where}: `{words}` ended at once"
            time.sleep(0.1)
        raise AssertionError(f"{where}: `{words}` does not answer")


def frugal(arguments: list[str]) -> list[str]:
    """A command with one process to read articles, since each loads the model; the graph is the same."""
    reads = arguments[0] in ("build", "add", "rebuild") and "--workers" not in arguments
    return [*arguments, "--workers", "1"] if reads else arguments


def plain_kg(words: str) -> tuple[str, str | None] | None:
    """A `kg` command that needs no shell, and the file that its results go to; None for any other."""
    found = re.fullmatch(r"(kg .*?)(?: < /dev/null)?(?: > ([\w.-][\w./-]*))?(?:\s+#.*)?", words)
    return (found[1], found[2]) if found and is_plain(found[1]) else None


def elsewhere(words: str, where: str) -> bool:
    """Whether a command is not for this machine; it is then checked as far as it can be."""
    arguments = shlex.split(words, comments=True)
    match arguments:
        case ["make", target]:
            rules = (CHECKOUT / "Makefile").read_text("utf-8")
            assert re.search(rf"^{target}:", rules, re.MULTILINE), f"{where}: the Makefile has no target {target}"
        case [".", ".venv/bin/activate"] | ["python3", "-m", "venv", _]:
            pass
        case ["pip", "install", *wanted]:
            for name in wanted:
                extra = re.fullmatch(r"claimgraph\[(\w+)\]", name)
                assert not extra or extra[1] in extras(), f"{where}: there is no extra {extra[1]}"
        case ["kg", command, *rest] if any(urlsplit(a).scheme == "ray" or a == "ray" for a in rest):
            typer.main.get_command(app).commands[command].make_context(command, list(rest))
        case ["kg", command, *rest] if "--llm" in rest:
            typer.main.get_command(app).commands[command].make_context(command, list(rest))
        case ["neo4j-admin", *rest]:
            for file in (Path(a.partition("=")[2]) for a in rest if a.endswith(".csv")):
                assert file.is_file(), f"{where}: {file} was not written before"
        case _:
            return False
    return True


def extras() -> set[str]:
    """The extras that pyproject.toml offers."""
    return set(tomllib.loads((CHECKOUT / "pyproject.toml").read_text("utf-8"))["project"]["optional-dependencies"])


def pages() -> Iterator[Path]:
    """Every page whose snippets are run."""
    yield CHECKOUT / "README.md"
    yield CHECKOUT / "CONTRIBUTING.md"
    yield from sorted((CHECKOUT / "docs").rglob("*.md"))
