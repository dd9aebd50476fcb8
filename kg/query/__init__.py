"""SPARQL questions to a store: run in a process that can be ended and has no network, answered as values or text."""

from __future__ import annotations

from kg.query.client import Limits, run
from kg.query.formats import OUTPUTS, shown, terminal_text
from kg.query.result import Result

__all__ = ["OUTPUTS", "Limits", "Result", "run", "shown", "terminal_text"]
