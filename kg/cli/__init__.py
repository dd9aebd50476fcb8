"""The command line: `kg`. A module a group of commands; each command is a verb, and thin.

Results go to stdout, talk to stderr. What the user can mend is one line and the exit code of its kind (kg/errors.py);
anything else is our bug and keeps its traceback.
"""

from __future__ import annotations

import errno
import os
import signal
import sys
from collections.abc import Sequence
from types import FrameType

import typer
from typer.exceptions import TyperException

from kg import __version__
from kg.cli import (
    ask,
    build,
    configure,
    corrections,
    entities,
    evaluate,
    export,
    look,
    plot,
    push,
    query,
    serve,
    story,
    upkeep,
)
from kg.cli.options import warn
from kg.cli.talking import set_talk, talking
from kg.errors import DISK_FULL, GRAPH, INTERRUPTED, OK, TERMINATED, USAGE, KgError

__all__ = ["app", "main"]

app = typer.Typer(
    name="kg",
    help="News into a graph of claims: who says what of whom, with the words that say it.",
    epilog="Start with: kg build FOLDER, then kg triples. Every command: kg COMMAND --help.",
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)

COMMANDS = (
    build.build,
    build.add,
    build.remove,
    build.rebuild,
    build.quarantine,
    upkeep.verify,
    upkeep.repair,
    look.triples,
    look.explain,
    entities.entities,
    entities.show,
    entities.dossier,
    ask.ask,
    story.timeline,
    story.conflicts,
    story.diff,
    query.query,
    export.export,
    push.push,
    serve.serve,
    plot.plot,
    corrections.merge,
    corrections.split,
    corrections.rename,
    corrections.retype,
    corrections.unlink,
    corrections.drop,
    corrections.review,
    corrections.corrections,
    corrections.undo,
    look.info,
    export.validate,
    configure.config,
    build.extract,
    evaluate.evaluate,
    evaluate.annotate,
)
for command in COMMANDS:
    app.command()(talking(command))


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"kg (claimgraph) {__version__}")
        raise typer.Exit


@app.callback()
def version(
    version: bool = typer.Option(
        False, "--version", help="Print the version, and end.", is_eager=True, callback=_version
    ),
) -> None:
    """News into a graph of claims: who says what of whom, with the words that say it."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Runs `kg` and ends the process with its exit code."""
    signal.signal(signal.SIGTERM, _terminated)
    sys.exit(run(sys.argv[1:] if arguments is None else arguments))


def run(arguments: Sequence[str]) -> int:
    """Runs one command; its exit code."""
    set_talk()
    try:
        code = app(list(arguments) or ["--help"], prog_name="kg", standalone_mode=False)
        sys.stdout.flush()
        return code if isinstance(code, int) else OK
    except KgError as error:
        return _say(str(error), error.exit_code)
    except TyperException as error:
        return _say(_one_line(error), USAGE)
    except (KeyboardInterrupt, typer.Abort):
        return _say("interrupted; what was done is kept", INTERRUPTED)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return OK
    except OSError as error:
        if error.filename is None or error.errno not in _MENDABLE:
            raise
        return _say(f"{os.fsdecode(error.filename)}: {error.strerror}", _MENDABLE[error.errno])


_MENDABLE = {
    errno.EACCES: GRAPH,
    errno.EISDIR: USAGE,
    errno.ENOENT: USAGE,
    errno.ENOSPC: DISK_FULL,
    errno.ENOTDIR: USAGE,
    errno.EPERM: GRAPH,
    errno.EROFS: GRAPH,
}
"""What the system may refuse that the user can mend, with the exit code."""


def _say(message: str, code: int) -> int:
    warn(f"kg: {message}")
    return code


def _one_line(error: TyperException) -> str:
    words = getattr(error, "format_message", lambda: str(error))()
    context = getattr(error, "ctx", None)
    where = context.command_path if context else "kg"
    return f"{' '.join(words.split())} (see {where} --help)"


def _terminated(number: int, frame: FrameType | None) -> None:
    raise SystemExit(TERMINATED)
