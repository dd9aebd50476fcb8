"""Article → Doc, by a spaCy pipeline that does what spaCy's own does, in less time.

parsing      a pipeline found, loaded and fed
arithmetic   matrices multiplied by numpy's library
attributes   what a word's tag says of it, found once for each kind of word
"""

from kg.parse.parsing import BATCH, DATELINE, Model, find, load, parse, prepare, readable

__all__ = ["BATCH", "DATELINE", "Model", "find", "load", "parse", "prepare", "readable"]
