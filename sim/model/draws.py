"""Randomness by name: `draw(seed, stream, who, when)` is a pure function, whoever asks and in whatever order.

The generator is Philox4x32-10 (J. K. Salmon, M. A. Moraes, R. O. Dror and D. E. Shaw, "Parallel random
numbers: as easy as 1, 2, 3", SC'11, doi:10.1145/2063384.2063405). Its key is the seed; its counter names the
decision: which stream, whose, when. So one more customer changes nobody else's luck, and policies compare on
common random numbers.

Everywhere, seed, stream, who and when are integers >= 0; seed and who < 2**63, stream and when < 2**32.
"""

import math
from enum import IntEnum

from sim.model.compiled import inlined_rule, rule

LONGEST_GAP = 2**30
"""Days after which an event is taken never to happen."""

_LOW32 = 0xFFFFFFFF


class Stream(IntEnum):
    """The decisions that need luck, each with a stream of its own. Numbers are never changed or reused."""

    NEED = 1
    EFFORT = 2
    SCOPE = 3
    URGENCY = 4
    DUE = 5
    CLAIM = 6
    CHECK = 7
    INTAKE = 8
    PICK = 9
    CORRECT = 10
    ABSENCE = 11
    ABUSE = 12
    NOTICE = 13
    COMPLAIN = 14
    QUIT = 15
    DISMISS = 16
    HIRE = 17
    SKILL = 18
    MATCH = 19
    CONSIDER = 20
    CHOICE = 21
    PERSON = 22
    SURVEY = 23
    THIN = 24
    ACCOUNT = 25
    LAYOFF = 26
    ENTER = 27
    FAULT = 28
    REPEAT = 29
    HELP = 30
    SUPPLY = 31
    SUPPLIED = 32
    DISCOVER = 33
    NEEDS = 35
    LANDSCAPE = 36
    HEAR = 37
    TRY = 38
    AUDIT = 39
    TASTE = 40
    GIVER = 41
    QUESTION = 42
    DECISION = 43
    SPEAK = 44
    BACK = 45
    PROPOSE = 46
    TALK = 47
    INITIATIVE = 48
    ANSWER = 49
    ATTEND = 50
    TALENT = 51
    OUTSPOKEN = 52
    RESILIENCE = 60
    OVERFLOW = 62
    GRADE = 55
    WITHDRAW = 56
    LIKING = 57
    RETURN = 58
    TENURE = 65
    LEARN = 66
    AUDITED = 67
    OCCASION = 68


@inlined_rule
def philox(k0: int, k1: int, c0: int, c1: int, c2: int, c3: int) -> tuple[int, int, int, int]:
    """Philox4x32-10: four random 32-bit words from a key (k0, k1) and a counter (c0 .. c3) of 32-bit words.

    A round is c0, c1, c2, c3 <- hi(M1 c2) ^ c1 ^ k0, lo(M1 c2), hi(M0 c0) ^ c3 ^ k1, lo(M0 c0), after which
    the key is bumped by (W0, W1). Source: salmon2011, section 3.3 and table 2 for M, W and 10 rounds.
    """
    for _ in range(10):
        # Compiled, a product may wrap as a signed 64-bit number: its bits, and so both halves, are the same.
        product0 = 0xD2511F53 * c0
        product1 = 0xCD9E8D57 * c2
        c0 = ((product1 >> 32) & _LOW32) ^ c1 ^ k0
        c1 = product1 & _LOW32
        c2 = ((product0 >> 32) & _LOW32) ^ c3 ^ k1
        c3 = product0 & _LOW32
        k0 = (k0 + 0x9E3779B9) & _LOW32
        k1 = (k1 + 0xBB67AE85) & _LOW32
    return c0, c1, c2, c3


@inlined_rule
def _unit(high: int, low: int) -> float:
    """A number in (0, 1) from two 32-bit words: (b + 1/2) / 2**52, b being their first 52 bits.

    With 53 bits the largest would round to 1.
    """
    return ((high << 20 | low >> 12) + 0.5) * 2.0**-52


@inlined_rule
def uniform_pair(seed: int, stream: int, who: int, when: int) -> tuple[float, float]:
    """Two independent uniform numbers in (0, 1); the first is the one that `draw` gives."""
    seed, who, when = int(seed), int(who), int(when)  # interpreted, they may be NumPy's, which would overflow
    w0, w1, w2, w3 = philox(
        seed & _LOW32,
        (seed >> 32) & _LOW32,
        who & _LOW32,
        (who >> 32) & _LOW32,
        when & _LOW32,
        stream & _LOW32,
    )
    return _unit(w0, w1), _unit(w2, w3)


@inlined_rule
def draw(seed: int, stream: int, who: int, when: int) -> float:
    """A uniform number in (0, 1), never 0 nor 1, for one decision: the same whenever it is asked for."""
    return uniform_pair(seed, stream, who, when)[0]


@rule
def normal(seed: int, stream: int, who: int, when: int) -> float:
    """A standard normal number: sqrt(-2 ln u) cos(2 pi v), |z| < 8.6.

    u is what `draw` gives for the same decision: take one or the other. Source: box1958.
    """
    u, v = uniform_pair(seed, stream, who, when)
    return math.sqrt(-2.0 * math.log(u)) * math.cos(2.0 * math.pi * v)


@rule
def exponential(u: float) -> float:
    """Exponential number of mean 1 from a uniform u in (0, 1): -ln u. Source: devroye1986, section II.2."""
    return -math.log(u)


@rule
def gumbel(u: float) -> float:
    """Standard Gumbel number from a uniform u in (0, 1): -ln(-ln u). Mean 0.5772 (Euler's constant).

    The option with the largest utility and Gumbel luck is chosen with logit probability. Source: mcfadden1974.
    """
    return -math.log(-math.log(u))


@rule
def geometric_gap(u: float, p: float) -> int:
    """Days until the next event, when each day has one with probability p: 1 + floor(ln u / ln(1 - p)).

    P(gap > k) = P(u <= (1 - p)**k) = (1 - p)**k. At least 1, at most LONGEST_GAP, which p <= 0 gives too.
    u in (0, 1) [1]; p [1/day]. Source: devroye1986, section X.2.
    """
    if p <= 0.0:
        return LONGEST_GAP
    if p >= 1.0:
        return 1
    gap = math.log(u) / math.log1p(-p)
    return 1 + int(gap) if gap < LONGEST_GAP - 1 else LONGEST_GAP
