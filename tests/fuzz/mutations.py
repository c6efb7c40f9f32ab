"""What users get wrong in files, and what nobody should: mutations of the files that come with the project."""

import re
from collections.abc import Callable, Iterator
from copy import deepcopy
from datetime import date
from math import inf, nan
from typing import Any

import tomli_w
from hypothesis import strategies as st

Draw = Callable[[st.SearchStrategy], Any]

NUMBERS = (0, -1, 1, 2.5, 1e-320, 1e308, -1e308, nan, inf, -inf, 2**31, 2**63, -(2**63), 10**30, 0.1 + 0.2)
TEXTS = (
    *("", " ", "x", "nan", "1", "1,5", "true", "neutral", "none", "practices.pay", "corner_shop", "weeks"),
    *("../../escape", "/", ".toml", "a\nb", "tab\t", "<script>alert(1)</script>", "%s {0} {x}", "$(ls)"),
    *("é", "\u202e", "\u2028", "\ufeff", "𝔘", "\x7f", "\x1b[2J", "a" * 5_000, "'\"\\", "\0"),
)
VALUES = (
    *NUMBERS,
    *TEXTS,
    *(True, False, [], {}, [[]], [{}], [1, "a"], [[1, 2], [3]], {"value": 1.0}, {"a": {"b": {}}}),
    *(date(2024, 2, 29), [""], ["x", "x"], {"": 0}, list(range(200))),
)
KEYS = ("", "x", "name", "value", "valu", "a.b", "é", "\u202e", "a\nb", "\0", "k" * 3_000, "__class__", "1")


def places(tree: Any) -> Iterator[tuple[Any, Any]]:
    """Every place in a table: the table or list, and the key or number in it."""
    waiting = [tree]
    while waiting:
        inner = waiting.pop()
        for key in list(inner) if isinstance(inner, dict) else range(len(inner)):
            yield inner, key
            if isinstance(inner[key], dict | list):
                waiting.append(inner[key])


def _drop(inner: Any, key: Any, draw: Draw) -> None:
    del inner[key]


def _rename(inner: Any, key: Any, draw: Draw) -> None:
    if isinstance(inner, dict):
        new = draw(st.sampled_from((*KEYS, f"{key}s", str(key)[1:], str(key).upper())))
        inner[new] = inner.pop(key)


def _replace(inner: Any, key: Any, draw: Draw) -> None:
    inner[key] = deepcopy(draw(st.sampled_from(VALUES)))


def _wrap(inner: Any, key: Any, draw: Draw) -> None:
    for _ in range(draw(st.sampled_from((1, 2, 50)))):
        inner[key] = [inner[key]] if draw(st.booleans()) else {"value": inner[key]}


def _as_text(inner: Any, key: Any, draw: Draw) -> None:
    inner[key] = str(inner[key])


def _add(inner: Any, key: Any, draw: Draw) -> None:
    value = deepcopy(draw(st.sampled_from(VALUES)))
    if isinstance(inner, list):
        inner.append(value)
    else:
        inner[draw(st.sampled_from(KEYS))] = value


def _twice(inner: Any, key: Any, draw: Draw) -> None:
    if isinstance(inner, list):
        inner.append(deepcopy(inner[key]))


def _scale(inner: Any, key: Any, draw: Draw) -> None:
    if isinstance(inner[key], int | float) and not isinstance(inner[key], bool):
        inner[key] = inner[key] * draw(st.sampled_from((-1, 0.5, 100, 1e-9, 1e9)))


CHANGES = (_drop, _rename, _replace, _replace, _wrap, _as_text, _add, _twice, _scale)


def mutated(draw: Draw, tree: dict[str, Any]) -> dict[str, Any]:
    """A table with one to three changes anywhere in it."""
    tree = deepcopy(tree)
    for _ in range(draw(st.integers(1, 3))):
        found = list(places(tree))
        if not found:
            break
        inner, key = found[draw(st.integers(0, len(found) - 1))]
        draw(st.sampled_from(CHANGES))(inner, key, draw)
    return tree


# ------------------------------------------------------------------------------ bytes


def _lines(content: bytes, draw: Draw) -> tuple[list[bytes], int]:
    lines = content.split(b"\n")
    return lines, draw(st.integers(0, len(lines) - 1))


def _cut(content: bytes, draw: Draw) -> bytes:
    return content[: draw(st.integers(0, len(content)))]


def _insert(content: bytes, draw: Draw) -> bytes:
    odd = (
        b"\0",
        b"\xff",
        b"\xc3",
        b"\xed\xa0\x80",
        b"\r",
        b"\x1b[2J",
        b'"',
        b"'''",
        b"[",
        b"{",
        b"=",
        b",",
        b";",
    )
    at = draw(st.integers(0, len(content)))
    return content[:at] + draw(st.sampled_from(odd)) + content[at:]


def _line_twice(content: bytes, draw: Draw) -> bytes:
    lines, at = _lines(content, draw)
    return b"\n".join([*lines[:at], lines[at], *lines[at:]])


def _line_lost(content: bytes, draw: Draw) -> bytes:
    lines, at = _lines(content, draw)
    return b"\n".join(lines[:at] + lines[at + 1 :])


def _lines_swapped(content: bytes, draw: Draw) -> bytes:
    lines, at = _lines(content, draw)
    other = draw(st.integers(0, len(lines) - 1))
    lines[at], lines[other] = lines[other], lines[at]
    return b"\n".join(lines)


def _line_added(content: bytes, draw: Draw) -> bytes:
    lines, at = _lines(content, draw)
    odd = (
        b"a" + b".a" * 3_000 + b" = 1",
        b"x = " + b"[" * 400 + b"]" * 400,
        b"x = " + b"{y = " * 200 + b"1" + b"}" * 200,
        b"x = 0x" + b"f" * 9_000,
        b"x = " + b"9" * 9_000,
        b"x = 2024-02-31",
        b"x = '" + b"long " * 30_000 + b"'",
        b"[[x]]",
        b"(" * 300,
    )
    return b"\n".join([*lines[:at], draw(st.sampled_from(odd)), *lines[at:]])


WHOLE: tuple[Callable[[bytes], bytes], ...] = (
    lambda content: content.replace(b"\n", b"\r\n"),
    lambda content: content.replace(b"\n", b"\r"),
    lambda content: b"\xef\xbb\xbf" + content,
    lambda content: content.decode("utf-8").encode("utf-16"),
    lambda content: content.decode("utf-8").encode("latin-1", "replace") + b"\n# caf\xe9",
    lambda content: b"",
    lambda content: content * 2,
)


def _whole(content: bytes, draw: Draw) -> bytes:
    return draw(st.sampled_from(WHOLE))(content)


SPOILT = (_cut, _insert, _line_twice, _line_lost, _lines_swapped, _line_added, _whole)


def spoilt(draw: Draw, content: bytes) -> bytes:
    """The bytes of a file, spoilt in one or two ways."""
    try:
        for _ in range(draw(st.integers(1, 2))):
            content = draw(st.sampled_from(SPOILT))(content, draw)
    except UnicodeDecodeError:  # no text any more, which is spoilt enough
        pass
    return content


@st.composite
def tables(draw: Draw, trees: list[dict[str, Any]]) -> bytes:
    """A TOML file: one of these tables changed, or its text spoilt, or both."""
    tree = draw(st.sampled_from(trees))
    how = draw(st.sampled_from(("changed", "changed", "spoilt", "both")))
    content = tomli_w.dumps(mutated(draw, tree) if how != "spoilt" else tree).encode()
    return content if how == "changed" else spoilt(draw, content)


@st.composite
def texts(draw: Draw, contents: list[str]) -> bytes:
    """A file of text: numbers and words of one of these exchanged, or its bytes spoilt, or both."""
    content = draw(st.sampled_from(contents))
    how = draw(st.sampled_from(("changed", "changed", "spoilt", "both")))
    if how != "spoilt":
        for _ in range(draw(st.integers(1, 3))):
            parts = _parts(content)
            parts[draw(st.integers(0, len(parts) - 1))] = draw(st.sampled_from(PIECES))
            content = "".join(parts)
    encoded = content.encode("utf-8", "surrogatepass")
    return encoded if how == "changed" else spoilt(draw, encoded)


PIECES = (
    *(
        "",
        "-1",
        "0",
        "1.5",
        "1e400",
        "nan",
        "inf",
        "-inf",
        "'",
        '"',
        "None",
        "True",
        "[]",
        "(",
        ")",
        "=",
        ",",
        ";",
    ),
    *(
        "2024-02",
        "2024-13",
        "0000-01",
        "x",
        "é",
        "１２",
        "1_0",
        "-0.0",
        "9" * 400,
        "\u2028",
        "\x0b",
        "\n",
        "# ",
    ),
)


def _parts(content: str) -> list[str]:
    """The words, numbers and signs of a text, which put together are the text."""
    return re.findall(r"[\w.]+|\s+|[^\w\s]", content)
