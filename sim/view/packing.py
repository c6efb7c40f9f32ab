"""Arrays packed for a page: one gzipped block that JavaScript reads back without copying."""

import base64
import gzip
import json
from collections.abc import Mapping
from typing import Any

import numpy as np

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


def _padded(data: bytes) -> bytes:
    return data + b"\0" * (-len(data) % ALIGNMENT)
