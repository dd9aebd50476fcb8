"""The front end as it was built (`make explorer`): the page, its script and style, the outlines of the world."""

from __future__ import annotations

import html
import json
from base64 import b64encode
from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from pathlib import Path

STATIC = Path(__file__).parents[1] / "explore" / "static"
_MARKUP = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026"}


@cache
def asset(name: str) -> str:
    """The text of a file of the front end."""
    return (STATIC / name).read_text("utf-8")


def whole_page(title: str, data: object) -> str:
    """One page that carries all it needs: `data` for the graph, script, style and map. It asks nobody for anything.

    Its content security policy lets run only the script and style that were built, by their hashes.
    """
    script, style = asset("explorer.js"), asset("explorer.css")
    policy = (
        f"default-src 'none'; script-src {_digest(script)}; style-src {_digest(style)}; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )
    head = (
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="referrer" content="no-referrer">\n'
        f"<style>{style}</style>"
    )
    parts = (
        f'<script type="application/json" id="graph-data">{embedded(data)}</script>',
        f'<script type="application/json" id="world-data">{asset("world.json").strip()}</script>',
        f"<script>{script}</script>",
    )
    return filled(
        asset("page.html"), {"head": head, "title": html.escape(title), "links": "", "data": "\n".join(parts)}
    )


def filled(template: str, parts: Mapping[str, str]) -> str:
    """`template` with each `{name}` replaced; what a part says is not looked at again."""
    pieces = []
    rest = template
    while (at := min((rest.find(f"{{{name}}}") for name in parts if f"{{{name}}}" in rest), default=-1)) >= 0:
        name = rest[at + 1 : rest.index("}", at)]
        pieces += [rest[:at], parts[name]]
        rest = rest[at + len(name) + 2 :]
    return "".join([*pieces, rest])


def embedded(data: object) -> str:
    """JSON that may stand inside an element: it has no character that markup begins or ends with, and is ASCII, since
    a browser keeps and parses a text of many megabytes at half the cost where it is.

    >>> embedded({"name": "</script>"})
    '{"name":"\\\\u003c/script\\\\u003e"}'
    """
    return json.dumps(data, separators=(",", ":")).translate(_MARKUP)


def _digest(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"
