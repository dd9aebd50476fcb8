"""How much a command says on stderr: `-v`, `-vv` and `--quiet`, which every command has.

By default a command tells what it did, and warns. With `-v` the library's own log (`logging.getLogger("kg")`) is shown
from level INFO on, with `-vv` from DEBUG on; with `--quiet` only warnings and errors are left.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextvars import ContextVar
from functools import wraps
from inspect import Parameter, signature
from typing import Annotated, Any

import typer

Verbose = Annotated[
    int, typer.Option("--verbose", "-v", count=True, show_default=False, help="Also say each step; -vv: each article.")
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", show_default=False, help="Say nothing but warnings and errors.")]

quiet: ContextVar[bool] = ContextVar("quiet", default=False)
"""Whether commands tell nothing but what went wrong."""


def talking(command: Callable[..., Any]) -> Callable[..., Any]:
    """The command with the options `--verbose` and `--quiet`."""

    @wraps(command)
    def heard(*args: Any, verbose: int, quiet: bool, **options: Any) -> Any:
        set_talk(verbose, quiet)
        return command(*args, **options)

    known = signature(command, eval_str=True)
    added = [
        Parameter("verbose", Parameter.KEYWORD_ONLY, default=0, annotation=Verbose),
        Parameter("quiet", Parameter.KEYWORD_ONLY, default=False, annotation=Quiet),
    ]
    heard.__signature__ = known.replace(parameters=[*known.parameters.values(), *added])  # type: ignore[attr-defined]
    heard.__annotations__ = {**command.__annotations__, "verbose": Verbose, "quiet": Quiet}
    return heard


def set_talk(verbose: int = 0, be_quiet: bool = False) -> None:
    """Sets what is told from now on."""
    quiet.set(be_quiet)
    if verbose and not be_quiet:
        from kg.cli.log import listen

        listen(verbose)
    elif "kg.cli.log" in sys.modules:
        from kg.cli.log import deafen

        deafen()
