"""SPARQL questions to a store: run in a process that can be ended and has no network, answered as values or text."""

from __future__ import annotations

from kg.query.client import Dataset, Limits, run
from kg.query.formats import OUTPUTS, shown, terminal_text
from kg.query.kept import Kept
from kg.query.questions import EVIDENCE, Question, bound, question, question_called, questions, with_evidence
from kg.query.result import Result

__all__ = [
    "EVIDENCE",
    "OUTPUTS",
    "Dataset",
    "Kept",
    "Limits",
    "Question",
    "Result",
    "bound",
    "question",
    "question_called",
    "questions",
    "run",
    "shown",
    "terminal_text",
    "with_evidence",
]
