"""The library's log on stderr. Apart from the rest of the command line, for `logging` costs time to import."""

from __future__ import annotations

import logging

import typer

from kg.query.formats import terminal_text

LOG = logging.getLogger("kg")


class ToStderr(logging.Handler):
    """A line a message: the seconds since the start, the module, the message; nothing in it may steer a terminal."""

    def emit(self, record: logging.LogRecord) -> None:
        """Writes one message."""
        line = f"{record.relativeCreated / 1000:7.2f} s  {record.name}: {self.format(record)}"
        typer.echo(terminal_text(line), err=True)


def listen(verbose: int) -> None:
    """Shows the log from INFO on, from DEBUG on where `verbose` is more than 1."""
    deafen()
    LOG.setLevel(logging.INFO if verbose == 1 else logging.DEBUG)
    LOG.addHandler(ToStderr())


def deafen() -> None:
    """Shows nothing of the log."""
    LOG.setLevel(logging.NOTSET)
    for handler in [h for h in LOG.handlers if isinstance(h, ToStderr)]:
        LOG.removeHandler(handler)
