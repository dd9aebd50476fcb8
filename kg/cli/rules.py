"""The command that tries the rules of one's own: rules."""

from __future__ import annotations

import typer

from kg.cli.as_json import Json, print_json
from kg.cli.options import Model, compile_places, configured, say
from kg.errors import OK, QUARANTINED


def rules(model: Model = None, json: Json = False) -> int:
    """Try the rules of your own: does each find what its examples say? Exit code 1 if one does not.

    The rules are those in the lexicon folders that kg.toml names.

    Example: kg rules
    """
    from kg.pipeline.examples import tried
    from kg.query import terminal_text

    config = configured(model=model)
    compile_places()
    found = tried(config)
    if json:
        print_json(
            [{"rule": t.rule.where, "sentence": t.sentence, "missing": t.missing, "found": t.found} for t in found]
        )
    for one in found if not json else ():
        typer.echo(terminal_text(f"{'missed' if one.missing else 'holds '}  {one.rule.where}: {one.sentence}"))
        if one.missing:
            lines = [*(f"wanted  {line}" for line in one.missing), *(f"found   {line}" for line in one.found)]
            typer.echo("\n".join(terminal_text(f"        {line}") for line in lines))
    if not found:
        say("no example to try: no lexicon folder that kg.toml names has a rule with one")
    return QUARANTINED if any(one.missing for one in found) else OK
