"""What was worked out before is not worked out again, and serves only for what it was worked out of."""

from __future__ import annotations

from kg.workings import Workings, key


def test_a_result_is_worked_out_once() -> None:
    first, done = Workings(), []

    def work() -> list[str]:
        done.append("worked")
        return ["north", "south"]

    asked = key("sides", "Ruritania")
    again = Workings.decoded((first.once(asked, list[str], work), first.encoded())[1])
    assert again.once(asked, list[str], work) == ["north", "south"]
    assert again.once(key("sides", "Strelia"), list[str], work) == ["north", "south"]
    assert done == ["worked", "worked"]


def test_only_what_was_asked_for_is_kept_on() -> None:
    first = Workings()
    for name in ("Ruritania", "Strelia"):
        first.kept(key(name), name)
    second = Workings.decoded(first.encoded())
    assert second.found(key("Strelia"), str) == "Strelia"
    assert second.found(key("Zenda"), str) is None
    third = Workings.decoded(second.encoded())
    assert (third.found(key("Strelia"), str), third.found(key("Ruritania"), str)) == ("Strelia", None)


def test_the_order_of_asking_leaves_no_trace() -> None:
    one, other = Workings(), Workings()
    for workings, names in ((one, "ab"), (other, "ba")):
        for name in names:
            workings.kept(key(name), name)
    assert one.encoded() == other.encoded()
