"""Luck of proposals, by key: the same proposal whoever asks, on whichever thread, before or after an interrupt."""

import hashlib
import threading
from typing import Any

import numpy as np


def uniforms(key: str, count: int) -> np.ndarray:
    """Numbers above 0 and below 1 that depend on the key alone: the digest SHAKE-256 of it, 52 bits each."""
    words = np.frombuffer(hashlib.shake_256(key.encode()).digest(8 * count), dtype="<u8")
    return (np.asarray(words >> np.uint64(12), float) + 0.5) / 2.0**52


class Luck:
    """The luck of the proposal that this thread is at work on."""

    def __init__(self, seed: int):
        self._seed = seed
        self._mine = threading.local()

    def begin(self, generation: int, number: int) -> None:
        """Begin a proposal on this thread."""
        self._mine.at = (generation, number)
        self._mine.drawn = 0

    @property
    def at(self) -> tuple[int, int]:
        """The generation and the number of this thread's proposal."""
        at: tuple[int, int] = self._mine.at
        return at

    def draw(self, count: int) -> np.ndarray:
        """The next numbers of this thread's proposal."""
        generation, number = self.at
        self._mine.drawn += 1
        return uniforms(f"{self._seed} {generation} {number} {self._mine.drawn}", count)

    def __deepcopy__(self, memo: dict[int, Any]) -> "Luck":
        """Itself: pyABC copies whatever draws, and the copies are at work on the same proposals."""
        return self
