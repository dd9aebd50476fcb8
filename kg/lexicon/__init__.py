"""What is said, and how: the rules, nouns, cues and titles of news English, as data that carries its proof.

`Lexicon.load()` reads `en/` and any overlay folders of the same shape; `en/events*.toml` and `en/relations*.toml` hold
the rules, `nouns.tsv` the nouns that denote parties and places, `stance.toml` the cues of polarity, modality and
attribution, `titles.toml` the words of offices and ranks.
"""

from kg.lexicon.cues import Cues
from kg.lexicon.lexicon import Lexicon
from kg.lexicon.rules import Alternative, Need, NounTrigger, Rule, VerbTrigger

__all__ = ["Alternative", "Cues", "Lexicon", "Need", "NounTrigger", "Rule", "VerbTrigger"]
