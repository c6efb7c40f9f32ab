"""What a page carries: arrays as one gzipped block that JavaScript reads without copying, and Plotly, gzipped."""

import base64
import gzip
import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

HERE = Path(__file__).parent
ALIGNMENT = 8  # bytes; a typed array must start at a multiple of its item's size
TYPES = {"uint8": "u1", "int16": "<i2", "int32": "<i4", "float32": "<f4", "float64": "<f8"}


def pack(header: Mapping[str, Any], arrays: Mapping[str, np.ndarray]) -> bytes:
    """A header and named arrays as one block: length of the JSON (uint32), the JSON, then the arrays.

    The JSON is `{"header": …, "arrays": {name: {"type", "offset", "length"}}}` with offsets in bytes from
    the end of the padded JSON.
    """
    index, parts, offset = {}, [], 0
    for name, array in arrays.items():
        data = np.ascontiguousarray(array, dtype=TYPES[array.dtype.name]).tobytes()
        index[name] = {"type": array.dtype.name, "offset": offset, "length": array.size}
        parts.append(_padded(data))
        offset += len(parts[-1])
    text = json.dumps({"header": header, "arrays": index}, allow_nan=False, ensure_ascii=False)
    start = text.encode()
    start += b" " * (-(len(start) + 4) % ALIGNMENT)
    return len(start).to_bytes(4, "little") + start + b"".join(parts)


def embed(data: bytes) -> str:
    """Bytes as gzipped base64, the same text for the same bytes at any time."""
    return base64.b64encode(gzip.compress(data, compresslevel=9, mtime=0)).decode("ascii")


@cache
def bundle() -> str:
    """Plotly's basic bundle for a page's body, with its licence and `inflate(id)` and `loadPlotly()` to read it.

    `await loadPlotly()` makes `Plotly` known after the first paint; the page needs no network.
    """
    plotly = embed((HERE / "vendor" / "plotly-basic.min.js").read_bytes())
    licence = (HERE / "vendor" / "plotly-basic.LICENSE").read_text(encoding="utf-8")
    script = (HERE / "bundle.js").read_text(encoding="utf-8")
    return (
        f"<!-- Charts by plotly.js, basic bundle, gzipped below.\n{licence}-->\n"
        f'<script type="text/plain" id="plotly">{plotly}</script>\n<script>\n{script}</script>'
    )


def _padded(data: bytes) -> bytes:
    return data + b"\0" * (-len(data) % ALIGNMENT)
