"""The parser's arithmetic: by the library that numpy brings, in one thread.

spaCy multiplies matrices with a library (BLIS) that knows no AMD processor made since 2020, and does it there in plain
C; numpy's knows them. Measured on such a processor: the parse takes .70 to .73 of its time, and not one token of 80,000
is parsed otherwise.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language
    from threadpoolctl import ThreadpoolController


def by_numpy(nlp: Language) -> None:
    """Lets the models of a pipeline multiply as numpy does; those on another device, or with operations of their own,
    stay as they are."""
    from thinc.api import Model, NumpyOps

    ours = NumpyOps(use_blis=False)
    for _, pipe in nlp.pipeline:
        model = getattr(pipe, "model", None)
        for node in model.walk() if isinstance(model, Model) else ():
            if type(node.ops) is NumpyOps:
                node.ops = ours


@contextmanager
def one_thread() -> Iterator[None]:
    """Without threads in numpy's library: they take more time than they save, and a sum in parts may come out other."""
    with _libraries().limit(limits=1):
        yield


@cache
def _libraries() -> ThreadpoolController:
    """The loaded libraries that have threads: looking for them takes milliseconds, so it is done once."""
    from threadpoolctl import ThreadpoolController

    return ThreadpoolController()
