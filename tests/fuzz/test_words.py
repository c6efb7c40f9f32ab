"""The command line: whatever words it gets, it does what they say or refuses in one message, and writes results only.

Where a command would run the model, it stops: that it got so far is enough here.
"""

import os

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.model import precompile
from tests.command_line import SMALL
from tests.fuzz.asked import asked, is_answered, lying_in
from tests.fuzz.test_files import EASY

FEW, MANY = 15, 1_200

RUNNING = ("run", "sweep", "work", "replay", "panel", "claims", "calibrate", "patterns", "app")
READING = (
    "report",
    "explore",
    "analyse differences",
    "analyse tipping",
    "analyse discover",
    "analyse survival",
)
KEEPING = (
    *(
        "results list",
        "results describe",
        "results export",
        "results merge",
        "results prune",
        "results rerun",
    ),
    *("validate", "mechanisms", "policies", "nonsense", ""),
)
NAMES = (
    *(
        "corner_shop",
        "corner_shp",
        "small.toml",
        "small.csv",
        "friction",
        "frictoin",
        "results",
        "nowhere",
        ".",
    ),
    *(
        "",
        " ",
        "-",
        "--",
        "a" * 300,
        "../x",
        "/dev/null",
        "é",
        "\udcff",
        "\0",
        "\x1b[2J",
        "*",
        "~",
        "small.toml/x",
    ),
)
VALUES = (
    *(
        "0",
        "1",
        "-1",
        "2",
        "1.5",
        "1e400",
        "nan",
        "inf",
        "9" * 30,
        "9" * 5_000,
        "1_0",
        "true",
        "",
        "x",
        "i/n",
        "1/4",
    ),
    *(
        "neutral",
        "neutrl",
        "customer_first",
        "turnover",
        "clarity",
        "friction",
        "fast",
        "mesa",
        "small.toml",
        "new",
    ),
    *("new.html", "new.csv", "new.parquet", "a" * 300, "\udcff", "\0", "../x/../y", "practices.pay"),
)
OPTIONS = (
    *("--policy", "--replications", "--years", "--seed", "--engine", "--workers", "--without", "--freeze"),
    *(
        "--policies",
        "--shard",
        "--cluster",
        "--world",
        "--experiment",
        "--outcome",
        "--above",
        "--below",
        "--factor",
    ),
    *(
        "--budget",
        "--trials",
        "--minutes",
        "--scenario",
        "--simulations",
        "--worlds",
        "--tries",
        "--port",
        "--table",
    ),
    *("--yes", "--help", "--version", "--polices", "-x", "--"),
)
"""Without --out, so that nothing is written but below `results`."""


@st.composite
def commands(draw) -> list[str]:
    """A command with some names and options, good and bad."""
    words = draw(st.sampled_from((*RUNNING, *RUNNING, *READING, *KEEPING))).split()
    words += draw(st.lists(st.sampled_from(NAMES), max_size=2))
    for option in draw(st.lists(st.sampled_from(OPTIONS), max_size=3)):
        words += [option, *draw(st.lists(st.sampled_from(VALUES), max_size=2))]
    return words


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    """A folder to work in, with a scenario and a broken table; where the model would run, the command ends instead."""

    def stop(*_: object) -> None:
        raise SystemExit(0)

    home = tmp_path_factory.mktemp("around") / "home"
    home.mkdir()
    (home / "small.toml").write_text(SMALL)
    (home / "small.csv").write_text("month,quits\n2024-01,1\n")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(precompile, "compile_all", stop)
        patch.chdir(home)
        yield home


def outside_of_results(home):
    """Whatever lies in the folder or beside it, but for results."""
    return {
        path: time
        for path, time in lying_in(home.parent).items()
        if not path.is_relative_to(home / "results") and path != home
    }


def tried(home, words) -> bool:
    """Whether words were refused."""
    before = outside_of_results(home)
    answer = asked(*words)
    assert is_answered(answer), (words, answer)
    assert outside_of_results(home) == before, words
    return answer.code == 2


@settings(max_examples=FEW, suppress_health_check=EASY)
@given(words=commands())
def test_any_words_are_answered(home, words):
    tried(home, words)


@pytest.mark.slow
def test_thousands_of_commands_are_answered(home, capsys):
    refused = []

    @settings(max_examples=MANY, suppress_health_check=EASY)
    @given(commands())
    def look(words: list[str]) -> None:
        refused.append(tried(home, words))

    look()
    with capsys.disabled():
        print(f"\ncommands: {len(refused):,}, {sum(refused):,} refused, none with a traceback")
    assert any(refused)
    assert not all(refused)


@pytest.mark.parametrize(
    ("name", "says"),
    [
        (b"caf\xe9.toml", "the file's name must be printable text (UTF-8), got 'caf\\udce9'"),
        (b"two\nlines.toml", "the file's name must be printable text (UTF-8)"),
        (b"a" * 200 + b".toml", "the file's name must have at most 100 bytes, got 200"),
        ("é".encode() * 60 + b".toml", "the file's name must have at most 100 bytes, got 120"),
        (b"a" * 300 + b".toml", "File name too long"),
    ],
    ids=["bytes", "lines", "long", "long in bytes", "too long for the disk"],
)
@pytest.mark.parametrize("command", ["run", "validate"])
def test_a_name_that_results_cannot_carry_is_refused_before_anything_runs(home, command, name, says):
    path = os.fsdecode(name)
    if len(name) < 255:
        (home / path).write_text(SMALL)
    before = lying_in(home)
    answer = asked(command, path)
    assert is_answered(answer)
    assert answer.code == 2
    assert says in answer.err
    assert lying_in(home) == before
