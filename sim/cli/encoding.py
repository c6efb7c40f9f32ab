"""Output where the terminal or file has no letter for some of our signs: the nearest plain ones stand for them."""

import codecs
from typing import TextIO

PLAIN = {"─": "-", "━": "-", "−": "-", "–": "-", "±": "+/-", "×": "x", "’": "'", "…": "..."}
NEAREST = "sim-nearest"


def _nearest(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return "".join(PLAIN.get(sign, "?") for sign in error.object[error.start : error.end]), error.end


codecs.register_error(NEAREST, _nearest)


def write_nearest(stream: TextIO) -> None:
    """From now on the stream writes the nearest plain signs for those that its encoding does not have."""
    reconfigure = getattr(stream, "reconfigure", None)  # not every replaced stream has it
    if reconfigure is not None:
        reconfigure(errors=NEAREST)
