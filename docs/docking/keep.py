"""Keeps what was computed in results/docking/, so that an interrupted command goes on where it was."""

import io
from collections.abc import Callable, Mapping
from pathlib import Path

import numpy as np

from docs.tables import DOCS
from sim.model.digest import deciding, model_digest
from sim.running.addresses import digest_of
from sim.store.files import write_bytes

CACHE = DOCS.parent / "results" / "docking"


def address(what: str, *sources: str) -> str:
    """An address of all that decides some numbers: what they are, the model, and the files by which it is run."""
    texts = ((Path(__file__).parent / name).read_text(encoding="utf-8") for name in sources)
    read = (
        deciding(text) if name.endswith(".py") else text for name, text in zip(sources, texts, strict=True)
    )
    return digest_of("\0".join((what, model_digest(), *read)))


def kept(
    what: str, compute: Callable[[], Mapping[str, np.ndarray]], *sources: str
) -> Mapping[str, np.ndarray]:
    """Arrays by name: read where they are kept, else computed and kept.

    sources: files beside this one that decide the numbers, besides the model.
    """
    path = CACHE / f"{address(what, *sources)}.npz"
    if not path.exists():
        content = io.BytesIO()
        np.savez_compressed(content, **compute())
        write_bytes(path, content.getvalue())
    with np.load(path) as found:
        return {name: found[name] for name in found.files}
