"""Who is who: the mentions of all articles resolved to entities.

    profiles   a chain of an article with all its names
    link       names to the gazetteer
    context    what the article is about
    senses     what each profile is: linked, a group of its owner, a name, or only described
    bridged    "the highway" as the one that is named, "the 2018 pact" by its parties
    outline    what an article brings to the rest, which can be kept
    gathered   what the articles together say of each thing
    blocks     names that sound alike
    cluster    names over articles
    canonical  id and name by rule
    judged     why names are one thing or two
    settled    what is kept of all that, so that articles can be put to it or taken out
    idle       what is only mentioned in passing
    corrected  what people put right by hand

Nothing depends on the order of the readings, and no id on a counter.
"""

from kg.resolve.corrected import correct
from kg.resolve.idle import without_idle
from kg.resolve.link import Linker
from kg.resolve.outline import Outline, outlines, outlines_beside
from kg.resolve.resolving import Resolved, resolve, resolved_again, resolved_together
from kg.resolve.settled import Settled

__all__ = [
    "Linker",
    "Outline",
    "Resolved",
    "Settled",
    "correct",
    "outlines",
    "outlines_beside",
    "resolve",
    "resolved_again",
    "resolved_together",
    "without_idle",
]
