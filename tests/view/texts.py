"""What a reader sees of pages and figures, and what must not be in it."""

import html
import re
from typing import Any

UNDEFINED = re.compile(r"(?<![a-z])(nan|inf)(?![a-z])", re.IGNORECASE)
"""A number that is none, as Python writes it."""


def visible(page: str) -> str:
    """What a reader sees of a page; its script and the figures' data are none of it."""
    return html.unescape(
        re.sub(r"<script.*?</script>|<style.*?</style>|<!--.*?-->", "", page, flags=re.DOTALL)
    )


def texts(value: Any) -> list[str]:
    """Every text in a figure, as plain data."""
    if isinstance(value, str):
        return [value]
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list | tuple) else ()
    return [text for one in inner for text in texts(one)]
