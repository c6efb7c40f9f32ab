"""Files that users write: whatever is in them, they are read or refused in one message that names them."""

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sim.calibration.months import read_months
from sim.calibration.to_client import rates
from sim.claims.load import CLAIMS_FILE, load_claims
from sim.design import designs
from sim.errors import InputError
from sim.places import experiment_files, scenario_files
from sim.policies import find_policies
from tests.fuzz.asked import asked, is_answered, lying_in
from tests.fuzz.mutations import tables, texts
from tests.paths import ROOT

FEW = 8
MANY = {"scenario": 1_300, "experiment": 300, "policy": 2_500, "claims": 200, "months": 3_000}
"""Inputs of each kind; with those of the command line and the app there are slowly more than 10,000 in all."""

EASY = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example]


def parsed(paths: list[Path]) -> list[dict[str, Any]]:
    return [tomllib.loads(path.read_text(encoding="utf-8")) for path in paths]


def some_claims() -> list[dict[str, Any]]:
    """The file of claims, cut into files of two."""
    table = tomllib.loads(CLAIMS_FILE.read_text(encoding="utf-8"))
    head = {key: table.pop(key) for key in ("written", "smallest")}
    names = list(table)
    return [head | {name: table[name] for name in names[at : at + 2]} for at in range(0, len(names), 2)]


KINDS: dict[str, tuple[str, st.SearchStrategy[bytes]]] = {
    "scenario": ("my_firm.toml", tables(parsed(list(scenario_files().values())))),
    "experiment": ("my_question.toml", tables(parsed(list(experiment_files().values())))),
    "policy": ("my_policy.py", texts([path.read_text("utf-8") for path in find_policies().values()])),
    "claims": ("my_claims.toml", tables(some_claims())),
    "months": ("my_months.csv", texts([(ROOT / "examples" / "client.csv").read_text("utf-8")])),
}
"""Kind of file to its name here and to what may be in it."""


def read(kind: str, path: Path) -> None:
    """Read a file as a command would; InputError where it is not valid."""
    if kind == "claims":
        load_claims(path)
    elif kind == "months":
        rates(read_months(path).table)
    else:
        answer = asked("validate", path)
        assert is_answered(answer), answer
        if answer.code:
            raise InputError(answer.err)


def refusal(kind: str, path: Path) -> str | None:
    """Why a file is refused; None where it is read."""
    try:
        read(kind, path)
    except InputError as error:
        return str(error)
    return None


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A folder for the files; designs of more than a thousand points are refused here, as of more than 100,000 else."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(designs, "MOST_POINTS", 1_000)
        yield tmp_path_factory.mktemp("files")


def tried(folder: Path, kind: str, content: bytes) -> bool:
    """Whether a file of this content is refused; a message names the file, and nothing is written."""
    name, _ = KINDS[kind]
    path = folder / name
    path.write_bytes(content)
    before = lying_in(folder)
    said = refusal(kind, path)
    assert lying_in(folder) == before
    assert said is None or name in said
    return said is not None


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=FEW, suppress_health_check=EASY)
@given(data=st.data())
def test_any_file_is_read_or_refused(folder, kind, data):
    tried(folder, kind, data.draw(KINDS[kind][1]))


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_thousands_of_files_are_read_or_refused(folder, kind, capsys):
    refused = []

    @settings(max_examples=MANY[kind], suppress_health_check=EASY)
    @given(KINDS[kind][1])
    def look(content: bytes) -> None:
        refused.append(tried(folder, kind, content))

    look()
    with capsys.disabled():
        print(f"\n{kind}: {len(refused):,} files, {sum(refused):,} refused, none with a traceback")
    assert len(refused) >= 0.9 * MANY[kind]
    assert any(refused)
    assert not all(refused)


@pytest.mark.parametrize(
    ("field", "there", "strange"),
    [
        ("policies", '"neutral"', '"neutrall"'),
        ("scenarios", '"turnover_city"', '"turnover_citty"'),
    ],
)
def test_a_name_that_an_experiment_gets_wrong_is_told_with_file_and_field(folder, field, there, strange):
    text = experiment_files()["two_strategies"].read_text("utf-8")
    assert there in text
    path = folder / "my_question.toml"
    path.write_text(text.replace(there, strange), encoding="utf-8")
    said = refusal("experiment", path)
    assert said is not None
    assert f"my_question.toml: {field}: " in said
    assert f"{strange[1:-1]}' does not exist; did you mean {there[1:-1]}" in said
