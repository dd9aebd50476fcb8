"""The examples in the help of the commands, which the reference of commands shows, are commands."""

from __future__ import annotations

import shlex
from collections.abc import Callable

import pytest
import typer

from kg.cli import COMMANDS, app


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.__name__)
def test_the_example_of_a_command_fits_its_options(command: Callable[..., object]) -> None:
    example = " ".join((command.__doc__ or "").partition("Example: ")[2].split())
    name, *arguments = shlex.split(example.partition(" > ")[0].removeprefix("kg "))
    assert name == command.__name__
    assert typer.main.get_command(app).commands[name].make_context(name, arguments)
