"""Packed arrays, read back the way the page does."""

import base64
import gzip
import json

import numpy as np
import pytest

from sim.view.packing import ALIGNMENT, embed, pack


def unpack(block):
    start = 4 + int.from_bytes(block[:4], "little")
    content = json.loads(block[4:start])
    assert start % ALIGNMENT == 0
    arrays = {
        name: np.frombuffer(block, entry["type"], entry["length"], start + entry["offset"])
        for name, entry in content["arrays"].items()
    }
    return content["header"], arrays


def test_arrays_come_back_by_name():
    arrays = {
        "states": np.array([[1, 2, 3]], np.uint8).T,
        "profit": np.array([0.1, -2e9]),
        "team": np.array([-1, 7], np.int16),
    }
    header, back = unpack(pack({"word": "naïve"}, arrays))
    assert header == {"word": "naïve"}
    for name, array in arrays.items():
        assert back[name].tolist() == array.ravel().tolist()


def test_an_unknown_type_is_refused():
    with pytest.raises(KeyError, match="int64"):
        pack({}, {"wide": np.zeros(2, np.int64)})


def test_embedded_text_is_the_same_every_time_and_safe_in_a_script_tag():
    text = embed(b"</script>" * 9)
    assert text == embed(b"</script>" * 9)
    assert gzip.decompress(base64.b64decode(text)) == b"</script>" * 9
    assert "<" not in text
