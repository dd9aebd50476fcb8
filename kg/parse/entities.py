"""Entities as spaCy's recogniser finds them, but decided outside of names for all words at once.

The recogniser goes from word to word and asks of each of its moves (74, of 18 labels) whether it may be made. In spaCy
3.8 each such question takes Python's lock and gives it back, which takes a third of the whole parse. Yet most words
stand outside of names, where a word's scores do not depend on what was decided before: these are found in one
multiplication, and only within a name is it gone from word to word. The moves, their scores and what is allowed are
spaCy's (`spacy/pipeline/_parser_internals/ner.pyx`). Measured: the parse takes .64 of its time, and not one of 11,500
entities is another.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any, cast

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.pipeline import EntityRecognizer
    from spacy.tokens import Doc

FACTORY = "claimgraph_ner"
FEATURES = 3  # of a state: this word, the first of the open name, and the last before this
Matrix = NDArray[np.float32]
Found = tuple[int, int, int]
"""First token, the one behind the last, and the label's hash."""


class QuickRecogniser:
    """A component that does what an entity recogniser of spaCy's does, in less time.

    Docs that have entities already are left to spaCy's, which knows how to go on from them.
    """

    def __init__(self, recogniser: EntityRecognizer) -> None:
        self._theirs: Any = recogniser
        self.model: Any = recogniser.model
        strings = recogniser.vocab.strings
        system = self._theirs.moves  # whose list is whole, unlike `move_names`
        moves = [system.get_class_name(i).partition("-") for i in range(system.n_moves)]
        self._labels = [strings[label] if label else 0 for _, _, label in moves]
        self._begins, self._units = (np.array([m[0] == kind and m[2] != "" for m in moves]) for kind in "BU")
        self._never = ~(self._begins | self._units) & np.array([m[0] != "O" for m in moves])  # outside of a name
        self._inside, self._last = (
            {label: i for i, (m, label) in enumerate(zip(moves, self._labels, strict=True)) if m[0] == kind}
            for kind in "IL"
        )

    def __call__(self, doc: Doc) -> Doc:
        return next(self.pipe([doc]))

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 128) -> Iterator[Doc]:
        """Sets the entities of each Doc, in order."""
        docs = iter(stream)
        while batch := list(islice(docs, batch_size)):
            fresh: list[Doc] = []
            for doc in batch:
                if len(doc) and not doc.to_array("ENT_IOB").any():
                    fresh.append(doc)
                else:
                    self._theirs(doc)
            if fresh:
                words = self.model.get_ref("tok2vec").predict(fresh)
                for doc, own in zip(fresh, np.split(words, np.cumsum([len(doc) for doc in fresh])[:-1]), strict=True):
                    _set(doc, self._found(doc, own))
            yield from batch

    def _found(self, doc: Doc, words: Matrix) -> list[Found]:
        """The entities of a doc with the vectors of its words, as they are decided one after the other."""
        none, parts = _parted(self.model.get_ref("lower").predict(words))
        scores = self._scores(parts[:, 0] + none[1] + none[2])
        blank, starts = doc.to_array(["IS_SPACE", "SENT_START"]).T
        space = blank != 0
        ends = np.append(starts[1:] == 1, True)  # no name goes on into the next sentence
        barred = self._never | np.outer(ends | space, self._begins) | np.outer(space, self._units)
        best = np.where(barred, -np.inf, scores).argmax(axis=1)
        found: list[Found] = []
        behind = 0
        for i in np.flatnonzero((self._begins | self._units)[best]).tolist():
            if i >= behind:
                label = self._labels[best[i]]
                behind = self._end(parts, i, label, ends) if self._begins[best[i]] else i + 1
                found.append((i, behind, label))
        return found

    def _end(self, parts: Matrix, first: int, label: int, ends: NDArray[np.bool_]) -> int:
        """Where the name ends that begins with a word: behind the next word that is sooner its last than within it."""
        inside, last = self._inside[label], self._last[label]
        at = first + 1
        while not ends[at]:
            scores = self._scores((parts[at, 0] + parts[first, 1] + parts[at - 1, 2])[None])[0]
            if scores[last] > scores[inside] or (scores[last] == scores[inside] and last < inside):
                break
            at += 1
        return at + 1

    def _scores(self, states: Matrix) -> Matrix:
        """The score of each move in each of the states, which are given as the sums of their features."""
        upper = self.model.get_ref("upper")
        hidden = (states + self.model.get_ref("lower").get_param("b")).max(axis=-1)
        scores: Matrix = hidden @ upper.get_param("W").T + upper.get_param("b")
        return scores


def _parted(added: Matrix) -> tuple[Matrix, Matrix]:
    """What a word that is not there adds to a state as each of its features, and what each word does."""
    return added[0], added[1:]


def _set(doc: Doc, found: Sequence[Found]) -> None:
    from spacy.tokens import Span

    doc.set_ents([Span(doc, first, end, label=label) for first, end, label in found], default="outside")


def can_be_quick(pipe: Any) -> bool:
    """Whether a component is an entity recogniser of the kind that is done here: greedy, on the processor, of layers
    and features as spaCy's English pipelines have them."""
    from spacy.pipeline import EntityRecognizer
    from thinc.api import NumpyOps

    if type(pipe) is not EntityRecognizer or pipe.cfg.get("beam_width") != 1 or pipe.postprocesses:
        return False
    model: Any = pipe.model
    if not isinstance(model.ops, NumpyOps) or not model.attrs.get("has_upper") or model.attrs.get("unseen_classes"):
        return False
    lower = model.get_ref("lower")
    return bool(lower.get_dim("nF") == FEATURES and lower.get_dim("nP") > 1)


def quick_recognisers(nlp: Language) -> None:
    """Puts ours in the place of each entity recogniser of a pipeline that can be."""
    from spacy.language import Language

    for name, pipe in list(nlp.pipeline):
        if can_be_quick(pipe):
            ours = QuickRecogniser(cast("EntityRecognizer", pipe))
            Language.factory(FACTORY, func=lambda nlp, name, ours=ours: ours)
            nlp.replace_pipe(name, FACTORY)
