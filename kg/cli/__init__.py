"""The command line: `kg`. A module a group of commands; each command is a verb, and thin.

Results go to stdout, talk to stderr. What the user can mend is one line and the exit code of its kind (kg/errors.py);
anything else is our bug and keeps its traceback.
"""

from __future__ import annotations

import errno
import os
import signal
import sys
from collections.abc import Callable, Iterable, Sequence
from types import FrameType
from typing import TYPE_CHECKING, Any

import typer
from typer.exceptions import TyperException

from kg.cli.commands import MODULES, application, command
from kg.cli.options import warn
from kg.cli.talking import set_talk
from kg.errors import DISK_FULL, GRAPH, INTERRUPTED, OK, TERMINATED, USAGE, KgError

if TYPE_CHECKING:
    app: typer.Typer
    COMMANDS: tuple[Callable[..., Any], ...]

__all__ = ["COMMANDS", "app", "main"]


def __getattr__(name: str) -> object:
    """`app` and `COMMANDS` are all commands, with the modules of all, and made for who asks for them."""
    if name == "app":
        return application(MODULES)
    if name == "COMMANDS":
        return tuple(map(command, MODULES))
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def main(arguments: Sequence[str] | None = None) -> None:
    """Runs `kg` and ends the process with its exit code."""
    signal.signal(signal.SIGTERM, _terminated)
    sys.exit(run(sys.argv[1:] if arguments is None else arguments))


def run(arguments: Sequence[str]) -> int:
    """Runs one command; its exit code."""
    set_talk()
    try:
        code = application(_asked_of(arguments))(list(arguments) or ["--help"], prog_name="kg", standalone_mode=False)
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


def _asked_of(arguments: Sequence[str]) -> Iterable[str]:
    """The command that is named, which need not wait for the modules of the others; help and completion know all."""
    if not arguments or "_KG_COMPLETE" in os.environ:
        return MODULES
    if arguments[0] == "--version":
        return ()
    return arguments[:1] if arguments[0] in MODULES else MODULES


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
