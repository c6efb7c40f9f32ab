"""The generator is the published one, the same compiled and interpreted, and as random as it should be."""

import math
import os
import runpy
import shutil
import subprocess
import sys
from collections.abc import Callable
from importlib.util import module_from_spec, spec_from_file_location
from itertools import combinations
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from scipy import stats

from sim.model import draws
from sim.model.compiled import INTERPRETED, phase
from sim.model.draws import (
    LONGEST_GAP,
    Stream,
    draw,
    exponential,
    geometric_gap,
    normal,
    philox,
    uniform_pair,
)
from tests.paths import ROOT

# Numbers in each sample of the battery; compiled, a mean that is 0.2% off shows.
N = 2**14 if INTERPRETED else 2**20

# Some 200 p-values are computed, so that a sound generator would fail with probability 2%; as the seeds are
# fixed, ours does not, and a failure is a defect.
SMALLEST_P = 1e-4

words32 = st.integers(0, 2**32 - 1)
words63 = st.integers(0, 2**63 - 1)
coordinates = st.tuples(words63, st.sampled_from(Stream), words63, words32)
open_unit = st.integers(0, 2**52 - 1).map(lambda bits: (bits + 0.5) * 2.0**-52)


# ---------------------------------------------------------------- the published generator


@pytest.mark.parametrize(
    ("counter", "key", "expected"),
    [
        ("00000000 00000000 00000000 00000000", "00000000 00000000", "6627e8d5 e169c58d bc57ac4c 9b00dbd8"),
        ("ffffffff ffffffff ffffffff ffffffff", "ffffffff ffffffff", "408f276d 41c83b0e a20bc7c6 6d5451fd"),
        ("243f6a88 85a308d3 13198a2e 03707344", "a4093822 299f31d0", "d16cfe09 94fdcceb 5001e420 24126ea1"),
    ],
    ids=["zeros", "ones", "pi"],
)
def test_known_answers_of_random123(counter: str, key: str, expected: str):
    """`philox4x32 10` of kat_vectors, Random123 1.14."""
    words = [int(word, 16) for word in f"{key} {counter}".split()]
    assert " ".join(f"{word:08x}" for word in philox(*words)) == expected


@given(st.tuples(*[words32] * 6))
def test_words_have_32_bits(words: tuple[int, ...]):
    assert all(0 <= word < 2**32 for word in philox(*words))


@given(coordinates)
@example((2**63 - 1, Stream.NEED, 2**63 - 1, 2**32 - 1))
def test_draw_places_its_coordinates_in_key_and_counter(where: tuple[int, Stream, int, int]):
    seed, stream, who, when = where
    w0, w1, _, _ = philox(seed % 2**32, seed >> 32, who % 2**32, who >> 32, when, int(stream))
    assert draw(*where) == ((w0 * 2**20 + w1 // 2**12) + 0.5) / 2**52


def test_streams_keep_their_numbers():
    """A renumbered stream would change every stored result."""
    names = (
        "NEED EFFORT SCOPE URGENCY DUE CLAIM CHECK INTAKE PICK CORRECT ABSENCE ABUSE NOTICE COMPLAIN QUIT "
        "DISMISS HIRE SKILL MATCH CONSIDER CHOICE PERSON SURVEY THIN ACCOUNT LAYOFF ENTER"
    )
    assert [Stream[name].value for name in names.split()] == list(range(1, 28))
    assert len(Stream.__members__) == len(Stream), "two names share a stream"


# ---------------------------------------------------------------- compiled and interpreted


@pytest.fixture(scope="module")
def interpreted() -> ModuleType:
    """sim.model.draws with compilation off, all the way down."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sim.model.compiled._compiled", lambda function, **_: function)
        spec = spec_from_file_location("interpreted_draws", draws.__file__)
        module = module_from_spec(spec)
        spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("name", ["draw", "uniform_pair", "normal"])
@given(where=coordinates)
def test_same_bits_interpreted(interpreted: ModuleType, name: str, where: tuple[int, Stream, int, int]):
    assert getattr(draws, name)(*where) == getattr(interpreted, name)(*where)


@given(u=open_unit, p=st.floats(0, 1))
@example(u=2.0**-53, p=1.0)
@example(u=2.0**-53, p=5e-324)
def test_same_inversions_interpreted(interpreted: ModuleType, u: float, p: float):
    assert exponential(u) == interpreted.exponential(u)
    assert geometric_gap(u, p) == interpreted.geometric_gap(u, p)


@pytest.mark.parametrize("integer", [np.int8, np.uint8, np.int32, np.uint32, np.int64, np.uint64])
def test_integers_of_records_draw_like_pythons(interpreted: ModuleType, integer: type[np.integer]):
    expected = draw(101, Stream.QUIT, 102, 103)
    for module in (draws, interpreted):
        assert module.draw(integer(101), Stream.QUIT, integer(102), integer(103)) == expected


@phase
def fill(out: np.ndarray, seed: int, stream: int, who: int, when: int, step_who: int, step_when: int) -> None:
    """Draws along one direction of the counter."""
    for i in range(out.size):
        out[i] = draw(seed, stream, who + i * step_who, when + i * step_when)


@phase
def fill_normal(out: np.ndarray, seed: int) -> None:
    """Standard normal numbers of successive customers."""
    for i in range(out.size):
        out[i] = normal(seed, Stream.EFFORT, i, 5)


@phase
def fill_gap(out: np.ndarray, seed: int, p: float) -> None:
    """Days between events, of successive customers."""
    for i in range(out.size):
        out[i] = geometric_gap(draw(seed, Stream.NEED, i, 0), p)


REPLAY = """
import numpy as np
from sim.model.compiled import INTERPRETED, phase
from sim.model.draws import Stream, draw, exponential, geometric_gap, normal, uniform_pair

@phase
def replay(out):
    for i in range(out.shape[0]):
        u, v = uniform_pair(2**62 + 3 * i, Stream.HIRE, 2**40 + i, 2**32 - 1 - i)
        out[i, 0] = draw(7, Stream.NEED, i, 2 * i)
        out[i, 1] = v
        out[i, 2] = normal(7, Stream.SKILL, i, i)
        out[i, 3] = exponential(u)
        out[i, 4] = geometric_gap(u, 0.001 * v)

out = np.empty((2000, 5))
replay(out)
print(INTERPRETED, out.tobytes().hex())
"""


def test_a_process_without_compilation_replays_bit_for_bit(tmp_path: Path, capsys):
    """In a loop, where the compiler may reorder and vectorise; warnings are errors."""
    script = tmp_path / "replay.py"
    script.write_text(REPLAY)
    process = subprocess.run(
        [sys.executable, "-W", "error", script],
        env=os.environ | {"SIM_INTERPRETED": "1", "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert process.returncode == 0, process.stderr
    runpy.run_path(str(script))
    (compiled_mode, compiled), (interpreted_mode, plain) = (
        capsys.readouterr().out.split(),
        process.stdout.split(),
    )
    assert (compiled_mode, interpreted_mode) == (str(INTERPRETED), "True")
    assert compiled == plain


# ---------------------------------------------------------------- properties


@given(coordinates)
def test_draws_lie_inside_the_open_interval(where: tuple[int, Stream, int, int]):
    first, second = uniform_pair(*where)
    assert first == draw(*where)
    assert 0.0 < first < 1.0
    assert 0.0 < second < 1.0


@pytest.mark.parametrize(("word", "expected"), [(0, 2.0**-53), (2**32 - 1, 1.0 - 2.0**-53)])
def test_neither_end_is_reached(word: int, expected: float):
    assert draws._unit(word, word) == expected


@given(coordinates, coordinates)
def test_a_draw_depends_on_nothing_but_its_name(
    where: tuple[int, Stream, int, int], other: tuple[int, Stream, int, int]
):
    first = draw(*where)
    draw(*other)
    assert draw(*where) == first


@given(coordinates, st.integers(0, 3), coordinates)
def test_changing_one_coordinate_changes_the_draw(
    where: tuple[int, Stream, int, int], place: int, other: tuple[int, Stream, int, int]
):
    assume(where[place] != other[place])
    changed = (*where[:place], other[place], *where[place + 1 :])
    assert draw(*changed) != draw(*where)


@given(coordinates, st.integers(0, 62))
def test_high_bits_of_seed_and_who_count(where: tuple[int, Stream, int, int], bit: int):
    seed, stream, who, when = where
    assert (
        len(
            {
                draw(*where),
                draw(seed ^ (1 << bit), stream, who, when),
                draw(seed, stream, who ^ (1 << bit), when),
            }
        )
        == 3
    )


# ---------------------------------------------------------------- statistics of draws

DIRECTIONS = {
    "who": {"step_who": 1, "step_when": 0},
    "when": {"step_who": 0, "step_when": 1},
    "diagonal": {"step_who": 1, "step_when": 1},
    "stride": {"step_who": 2**32, "step_when": 0},
}
SEEDS = (0, 1, 2**32, 20_240_229)


def sample(
    seed: int = 0,
    stream: Stream = Stream.NEED,
    who: int = 0,
    when: int = 0,
    step_who: int = 1,
    step_when: int = 0,
) -> np.ndarray:
    """N draws along one direction of the counter."""
    out = np.empty(N)
    fill(out, seed, stream, who, when, step_who, step_when)
    return out


@pytest.fixture(
    params=[
        pytest.param((seed, name), marks=() if at == place else pytest.mark.slow)
        for at, seed in enumerate(SEEDS)
        for place, name in enumerate(DIRECTIONS)
    ],
    ids=lambda p: f"{p[0]}-{p[1]}",
)
def uniforms(request: pytest.FixtureRequest) -> np.ndarray:
    seed, name = request.param
    return sample(seed, **DIRECTIONS[name])


def chi_square_p(counts: np.ndarray) -> float:
    return stats.chisquare(counts.ravel()).pvalue


def square_p(x: np.ndarray, y: np.ndarray) -> float:
    """P-value of points that fill the unit square evenly, in 16 by 16 cells."""
    cells = (x * 16.0).astype(np.int64) * 16 + (y * 16.0).astype(np.int64)
    return chi_square_p(np.bincount(cells, minlength=256))


def correlation_p(x: np.ndarray, y: np.ndarray) -> float:
    """P-value of no correlation: the z-value of the sample correlation of two uniforms is near normal."""
    return 2.0 * stats.norm.sf(abs(np.corrcoef(x, y)[0, 1]) * math.sqrt(x.size))


def test_uniform_by_kolmogorov_smirnov(uniforms: np.ndarray):
    assert stats.kstest(uniforms, "uniform", method="asymp").pvalue > SMALLEST_P


def test_uniform_by_chi_square(uniforms: np.ndarray):
    assert chi_square_p(np.bincount((uniforms * 1024.0).astype(np.int64), minlength=1024)) > SMALLEST_P


def test_low_bits_are_uniform(uniforms: np.ndarray):
    bits = (uniforms * 2.0**52).astype(np.int64) & 0xFF
    assert chi_square_p(np.bincount(bits, minlength=256)) > SMALLEST_P


def test_neighbours_are_uncorrelated(uniforms: np.ndarray):
    for lag in (1, 2, 5):  # 5 working days are a week
        assert correlation_p(uniforms[:-lag], uniforms[lag:]) > SMALLEST_P


def test_pairs_of_neighbours_fill_the_square(uniforms: np.ndarray):
    assert square_p(uniforms[::2], uniforms[1::2]) > SMALLEST_P


@pytest.mark.parametrize(
    "samples",
    [
        lambda: [
            sample(stream=stream) for stream in (Stream.NEED, Stream.EFFORT, Stream.SCOPE, Stream.ENTER)
        ],
        lambda: [sample(seed=seed) for seed in (0, 1, 2, 2**31, 2**32)],
        lambda: [sample(when=when) for when in (0, 1, 5, 260)],
        lambda: [sample(who=who) for who in (0, 2**32, 2**62)],
    ],
    ids=["streams", "seeds", "days", "ranges-of-who"],
)
def test_what_differs_in_one_coordinate_is_independent(samples: Callable[[], list[np.ndarray]]):
    for x, y in combinations(samples(), 2):
        assert correlation_p(x, y) > SMALLEST_P
        assert square_p(x, y) > SMALLEST_P


def test_one_flipped_bit_flips_half_of_the_words_bits():
    """Avalanche, for each of the 192 bits of key and counter; expected 64 of 128, standard deviation 5.7."""
    words = [0x243F6A88, 0x85A308D3, 0x13198A2E, 0x03707344, 0xA4093822, 0x299F31D0]
    before = philox(*words)
    flips = []
    for place in range(6):
        for bit in range(32):
            changed = list(words)
            changed[place] ^= 1 << bit
            flips.append(sum((a ^ b).bit_count() for a, b in zip(before, philox(*changed), strict=True)))
    assert min(flips) > 64 - 6 * 5.7
    assert max(flips) < 64 + 6 * 5.7
    assert np.mean(flips) == pytest.approx(64, abs=4 * 5.7 / math.sqrt(len(flips)))


# ---------------------------------------------------------------- statistics of what is made of draws


@pytest.mark.parametrize(
    "seed", [SEEDS[0], *(pytest.param(seed, marks=pytest.mark.slow) for seed in SEEDS[1:])]
)
def test_normal(seed: int):
    z = np.empty(N)
    fill_normal(z, seed)
    assert stats.kstest(z, "norm", method="asymp").pvalue > SMALLEST_P
    limit = stats.norm.isf(SMALLEST_P / 2) / math.sqrt(N)  # of a mean with unit variance
    assert abs(z.mean()) < limit
    assert abs((z**2).mean() - 1) < limit * math.sqrt(2)
    assert abs((z**3).mean()) < limit * math.sqrt(15)
    assert abs((z**4).mean() - 3) < limit * math.sqrt(96)
    assert correlation_p(z[:-1], z[1:]) > SMALLEST_P


def test_normal_is_box_mullers():
    u, v = uniform_pair(3, Stream.EFFORT, 4, 5)
    assert normal(3, Stream.EFFORT, 4, 5) == pytest.approx(
        math.sqrt(-2 * math.log(u)) * math.cos(2 * math.pi * v)
    )


@given(open_unit)
@example(2.0**-53)
@example(1.0 - 2.0**-53)
def test_exponential_is_the_inverse_of_its_survival(u: float):
    assert exponential(u) > 0
    assert math.exp(-exponential(u)) == pytest.approx(u, rel=1e-14)


@pytest.mark.parametrize("p", [0.9, 0.5, 0.05, 0.001])
def test_gaps_are_geometric(p: float):
    gaps = np.empty(N, dtype=np.int64)
    fill_gap(gaps, 11, p)
    longest = int(stats.geom.isf(20 / N, p))  # at least 20 expected beyond
    days = np.arange(1, longest + 1)
    observed = np.append(
        np.bincount(np.minimum(gaps, longest + 1), minlength=longest + 2)[1:-1], (gaps > longest).sum()
    )
    expected = N * np.append(stats.geom.pmf(days, p), stats.geom.sf(longest, p))
    full = expected >= 5
    assert (
        stats.chisquare(observed[full], expected[full] * observed[full].sum() / expected[full].sum()).pvalue
        > SMALLEST_P
    )
    assert abs(gaps.mean() - 1 / p) < stats.norm.isf(SMALLEST_P / 2) * math.sqrt((1 - p) / N) / p


@given(open_unit, st.floats(0, 1, exclude_min=True))
@example(2.0**-53, 5e-324)
@example(2.0**-53, 1.0)
@example(1.0 - 2.0**-53, 1e-9)
def test_gap_is_the_inverse_of_its_survival(u: float, p: float):
    """The gap is the first day by which an event has come with probability 1 - u or more."""
    gap = geometric_gap(u, p)
    assert 1 <= gap <= LONGEST_GAP
    if p < 1 and gap < LONGEST_GAP:
        log_u, log_q = math.log(u), math.log1p(-p)
        slack = 1e-12 * abs(log_u)
        assert gap * log_q < log_u + slack
        assert log_u - slack <= (gap - 1) * log_q


@given(open_unit)
def test_gaps_at_the_limits(u: float):
    assert geometric_gap(u, 1.0) == 1
    assert geometric_gap(u, 0.0) == LONGEST_GAP
    assert geometric_gap(u, 1e-300) == LONGEST_GAP


@given(open_unit, st.floats(1e-6, 1), st.floats(1e-6, 1))
def test_gaps_shorten_as_events_become_likelier(u: float, p: float, q: float):
    assert geometric_gap(u, min(p, q)) >= geometric_gap(u, max(p, q))


# ---------------------------------------------------------------- dieharder


@phase
def fill_words(out: np.ndarray, first: int) -> None:
    """The upper 32 bits of draws as a simulation makes them: by customer, then day, then stream."""
    for i in range(out.size):
        name = first + i
        out[i] = int(draw(1, (name >> 24) + 1, name & 0xFFF, (name >> 12) & 0xFFF) * 4294967296.0)


@pytest.mark.slow
@pytest.mark.skipif(
    shutil.which("dieharder") is None, reason="dieharder is not installed (apt install dieharder)"
)
@pytest.mark.skipif(INTERPRETED, reason="drawing gigabytes needs compilation")
@pytest.mark.parametrize("test", [0, 1, 2, 8, 15, 100, 101, 102])
def test_dieharder(test: int):
    """R. G. Brown's dieharder reads as many draws as it wants from the pipe; FAILED means p < 1e-6."""
    command = ["dieharder", "-g", "200", "-d", str(test)]
    words = np.empty(2**18, dtype=np.uint32)
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        try:
            for block in range(2**14):
                fill_words(words, block * words.size)
                process.stdin.write(words.data)
        except BrokenPipeError:
            pass  # it has read enough
        report = process.stdout.read().decode()
    assert "PASSED" in report or "WEAK" in report, report
    assert "FAILED" not in report, report
