"""Who is who: the mentions of all articles resolved to entities.

    profiles   a chain of an article with all its names
    link       names to the gazetteer
    context    what the article is about
    senses     what each profile is: linked, a group of its owner, a name, or only described
    bridged    "the highway" as the one that is named, "the 2018 pact" by its parties
    outline    what an article brings to the rest, which can be kept
    cluster    names over articles
    canonical  id and name by rule
    judged     why names are one thing or two
    idle       what is only mentioned in passing
    corrected  what people put right by hand

Nothing depends on the order of the readings, and no id on a counter.
"""

from kg.resolve.corrected import correct
from kg.resolve.idle import without_idle
from kg.resolve.link import Linker
from kg.resolve.outline import Outline, outlines, outlines_with
from kg.resolve.resolving import Settled, resolve, resolved_together

__all__ = [
    "Linker",
    "Outline",
    "Settled",
    "correct",
    "outlines",
    "outlines_with",
    "resolve",
    "resolved_together",
    "without_idle",
]
