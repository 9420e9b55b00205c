"""Prints the widget's size and the lines that embed it:
``python -m bot.channels.web.widget https://footing.example KEY``.
"""

from __future__ import annotations

import gzip
import html
import sys
from collections.abc import Sequence

from bot.channels.web.context import asset

LIMIT = 25_000
"""The most bytes that the widget may take, gzipped."""


def size() -> int:
    """Bytes of the widget as sent with gzip."""
    return len(gzip.compress(asset("widget.js").content, 9, mtime=0))


def snippet(base_url: str, key: str) -> str:
    """The lines for an embedding page, with the Subresource Integrity hash of this version."""
    address = html.escape(f"{base_url.rstrip('/')}/widget.js")
    return (
        f'<script type="module" src="{address}" integrity="{asset("widget.js").integrity}" crossorigin="anonymous">'
        f'</script>\n<footing-widget site-key="{html.escape(key)}"></footing-widget>'
    )


def main(arguments: Sequence[str]) -> int:
    base_url = arguments[0] if arguments else "https://footing.example"
    key = arguments[1] if len(arguments) > 1 else "KEY"
    print(f"widget.js: {len(asset('widget.js').content)} bytes, {size()} gzipped (at most {LIMIT})")
    print(snippet(base_url, key))
    return 0 if size() <= LIMIT else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
