"""Whether two names, as folded words, are one name spelled or shortened differently."""

from __future__ import annotations

from kg.resolve import names

# Likeness (0 to 100) from which two spellings with one skeleton are one word of a name. Calibrated on
# tests/resolve/cases.txt: "Hifter"/"Haftar" 67, "Qaddafi"/"Gadhafi" 71 are one; the skeleton alone also joins
# "Putin"/"Patten" (55), "Maduro"/"Modern" (50).
SAME_WORD = 62.0
# The same for whole names written together or apart: "Abdel Rahman", "Abdulrahman" (86).
JOINED = 80.0


def same_word(a: str, b: str) -> bool:
    """Whether two folded words of names are one word spelled differently, or one the other's initial."""
    if a == b:
        return True
    if len(a) == 1 or len(b) == 1:
        return a[0] == b[0]
    return names.skeleton(a) == names.skeleton(b) and names.likeness(a, b) >= SAME_WORD


def same_person(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether two full names can be one person's: one surname, and the shorter's given names among the longer's.

    Also where the longer goes on after the shorter (second surnames: "Gustavo Petro", "Gustavo Petro Urrego"), and
    where words are written together or apart ("Abdul Rahman", "Abdulrahman").
    """
    short, long = sorted((a, b), key=len)
    joined = "".join(short), "".join(long)
    if (
        len(short) != len(long)
        and names.skeleton(joined[0]) == names.skeleton(joined[1])
        and names.likeness(*joined) >= JOINED
    ):
        return True
    if len(short) < 2:
        return False
    if same_word(short[-1], long[-1]):
        rest = list(long[:-1])
        for given in short[:-1]:
            fit = next((w for w in rest if same_word(given, w)), None)
            if fit is None:
                return False
            rest.remove(fit)
        return True
    return all(same_word(x, y) for x, y in zip(short, long, strict=False))


# Likeness (0 to 100) from which two words of one skeleton are one word of a body's or place's name, by the letters of
# the shorter. Short words differ by chance: "Fatah" and "Fateh" (80) are two; of the long ones "Hizbullah" and
# "Hezbollah" (78), "Saraqib" and "Sarakeb" (71) are one.
LONG_WORD, SAME_LONG, SAME_SHORT = 7, 70.0, 88.0


def same_body(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether two names of bodies or places are two spellings of one: word by word, or written together and apart.

    A word more is no spelling: any country has a "Supreme Court" that is not the "US Supreme Court".
    """
    if len(a) != len(b) and (set(a) <= set(b) or set(b) <= set(a)):
        return False
    if any(c.isdigit() for c in "".join(a) + "".join(b)):
        return "".join(a) == "".join(b)
    pairs = zip(a, b, strict=True) if len(a) == len(b) else [("".join(a), "".join(b))]
    return all(x == y or spelled_alike(x, y) for x, y in pairs)


def spelled_alike(a: str, b: str) -> bool:
    """Whether two different words sound alike and are spelled alike enough for their length."""
    enough = SAME_LONG if min(len(a), len(b)) >= LONG_WORD else SAME_SHORT
    return names.skeleton(a) == names.skeleton(b) and names.likeness(a, b) >= enough
