"""Where compiled code is kept, that an edit is never missed, and that compilation can be switched off."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from sim.model import compiled, numba_options
from tests.paths import ROOT

DAY = 86_400.0  # seconds

RULES = """
from sim.model.compiled import rule

@rule
def answer():
    return 41

@rule
def half(x):
    return 1.0 / x
"""
CALLER = """
from sim.model.compiled import phase
from sim.model.rules_of_test import answer

@phase
def doubled():
    return 2 * answer()
"""
CACHE = "import os, sim.model.compiled; print(os.environ.get('NUMBA_CACHE_DIR'))"


OTHERS = """
from sim.model.compiled import behaviour, phase, rule
from sim.model.rules_of_test import half

FACTOR = 3

@rule
def tripled(x):
    return FACTOR * x

@phase
def nine():
    return tripled(3)

@phase
def both(x):
    return nine() + half(x)
"""
ALL = """
from sim.model.caller_of_test import doubled
from sim.model.others_of_test import both, nine

print(both(0.5), doubled(), *(phase._cache_hits.total() for phase in (both, nine, doubled)))
"""


def package_in(folder: Path) -> Path:
    """A copy of compiled.py in a package of its own, with two rules and a phase that calls one of them."""
    folder = folder / "project" / "sim" / "model"
    folder.mkdir(parents=True)
    for name in ("cache_folder.py", "compiled.py", "digest.py", "numba_options.py", "numba_units.py"):
        shutil.copy(Path(compiled.__file__).with_name(name), folder)
    (folder / "__init__.py").touch()
    (folder.parent / "__init__.py").touch()
    (folder / "rules_of_test.py").write_text(RULES)
    (folder / "caller_of_test.py").write_text(CALLER)
    return folder


@pytest.fixture
def package(tmp_path: Path) -> Path:
    return package_in(tmp_path)


@pytest.fixture(scope="module")
def compiled_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of such a package with other phases too, and of a home in which all of it lies compiled."""
    package = package_in(tmp_path_factory.mktemp("compiled"))
    (package / "others_of_test.py").write_text(OTHERS)
    assert run(package, ALL) == "11.0 82 0 0 0"
    return package.parents[2]


@pytest.fixture
def kept(compiled_once: Path, tmp_path: Path) -> Path:
    """A copy of that package and that home, for a second process."""
    shutil.copytree(compiled_once, tmp_path, dirs_exist_ok=True)
    return tmp_path / "project" / "sim" / "model"


def start(package: Path, code: str, **environment: str) -> subprocess.Popen[str]:
    """Python started on `code`, with the copied package and a home beside it."""
    inherited = {
        name: value for name, value in os.environ.items() if not name.startswith(("NUMBA_", "SIM_", "XDG_"))
    }
    home = package.parents[2] / "home"
    return subprocess.Popen(
        [sys.executable, "-W", "error", "-c", code],
        env=inherited | {"HOME": str(home), "PYTHONPATH": str(package.parents[1])} | environment,
        cwd=package.parents[1],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def run(package: Path, code: str, **environment: str) -> str:
    process = start(package, code, **environment)
    output, errors = process.communicate(timeout=120)
    assert process.returncode == 0, errors
    return output.strip()


# ---------------------------------------------------------------- cache


@pytest.mark.slow
def test_a_second_process_compiles_nothing(package: Path):
    """Nor does it count as one that does; that it uses what is kept, others show below."""
    code = "from sim.model.caller_of_test import doubled; doubled(); print(sum(doubled.stats.cache_misses.values()))"
    assert [run(package, code), run(package, code)] == ["1", "0"]


def test_cache_is_in_the_users_cache_folder(package: Path, tmp_path: Path):
    told = run(package, f"{CACHE}; from sim.model.digest import compiled_digest; print(compiled_digest())")
    folder, digest = Path(told.splitlines()[0]), told.splitlines()[1]
    assert folder.parent == tmp_path / "home" / ".cache" / "people-first-sim"
    assert folder.name.startswith(f"{digest}-py{sys.version_info.major}.{sys.version_info.minor}-numba")
    assert Path(run(package, CACHE, XDG_CACHE_HOME=str(tmp_path / "xdg"))).is_relative_to(tmp_path / "xdg")


def test_numba_uses_the_cache_even_when_imported_first(package: Path):
    code = f"import numba; {CACHE}; print(numba.config.CACHE_DIR, numba.config.DISABLE_INTEL_SVML)"
    folder, seen = run(package, code).splitlines()
    assert seen == f"{folder} 1"


def test_explicit_cache_folder_wins(package: Path, tmp_path: Path):
    chosen = str(tmp_path / "people-first-sim" / "chosen")
    assert run(package, CACHE, NUMBA_CACHE_DIR=chosen) == chosen
    assert not (tmp_path / "home").exists()


@pytest.mark.slow
def test_a_child_process_shares_the_place_but_not_a_stale_cache(package: Path, tmp_path: Path):
    parents = Path(run(package, CACHE, XDG_CACHE_HOME=str(tmp_path / "xdg")))
    assert Path(run(package, CACHE, NUMBA_CACHE_DIR=str(parents))) == parents
    (package / "added.py").write_text("x = 1")
    childs = Path(run(package, CACHE, NUMBA_CACHE_DIR=str(parents)))
    assert childs.parent == parents.parent
    assert childs != parents


@pytest.mark.slow
def test_unwritable_home_falls_back_to_a_temporary_folder(package: Path, tmp_path: Path):
    home = tmp_path / "home"  # a file in a folder's place can be written by nobody, not even root
    home.touch()
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    code = f"{CACHE}; from sim.model.caller_of_test import doubled; print(doubled())"
    folders = set()
    for _ in range(2):
        folder, answer = run(package, code, TMPDIR=str(temporary)).splitlines()
        assert answer == "82"
        folders.add(folder)
    assert len(folders) == 1, "the second process does not find the first one's cache"
    assert Path(folder).is_relative_to(temporary)
    assert list(Path(folder).parent.rglob("*.code"))


@pytest.mark.slow
def test_a_temporary_folder_of_another_user_is_not_trusted(package: Path, tmp_path: Path):
    if os.getuid() != 0:
        pytest.skip("only root can make a folder for another user")
    (tmp_path / "home").touch()
    planted = tmp_path / "people-first-sim-0"
    planted.mkdir()
    os.chown(planted, 1, 1)
    folder = Path(run(package, CACHE, TMPDIR=str(tmp_path)))
    assert folder.is_relative_to(tmp_path)
    assert not folder.is_relative_to(planted)


def folders_in(root: Path) -> set[Path]:
    return {path for path in root.iterdir() if path.is_dir()}


@pytest.mark.slow
def test_old_caches_are_removed_beyond_the_four_most_recent(package: Path):
    current = Path(run(package, CACHE))
    older = [current.with_name(f"{age:016x}-py3.11-numba0.60.0") for age in range(1, 7)]
    for age, folder in enumerate(older, start=1):
        (folder / "sim_0").mkdir(parents=True)
        os.utime(folder, (folder.stat().st_mtime - age * DAY,) * 2)
    os.utime(current, (0, 0))  # not opened for long, but needed now
    foreign = current.with_name("notes")
    foreign.mkdir()
    os.utime(foreign, (0, 0))

    processes = [start(package, CACHE) for _ in range(3)]
    for process in processes:
        output, errors = process.communicate(timeout=120)
        assert (output.strip(), errors) == (str(current), "")

    assert folders_in(current.parent) == {current, foreign, *older[:3]}


@pytest.mark.slow
def test_caches_opened_within_the_hour_are_kept(package: Path):
    current = Path(run(package, CACHE))
    others = [current.with_name(f"{i:016x}-py3.11-numba0.60.0") for i in range(6)]
    for folder in others:
        folder.mkdir()
    run(package, CACHE)
    assert folders_in(current.parent) == {current, *others}


# ---------------------------------------------------------------- compiled code

ANSWER = """
from sim.model.caller_of_test import doubled
from sim.model.numba_options import is_kept

kept = is_kept(doubled)
print(doubled(), doubled._cache_hits.total(), "kept" if kept else "new")
"""
PUBLIC = {"SIM_PUBLIC_NUMBA": "1"}


def code_files(package: Path) -> list[Path]:
    return sorted((package.parents[2] / "home").rglob("*.code"))


RAISED = (
    "from sim.model.others_of_test import both\ntry: both(0.0)\nexcept ZeroDivisionError: print('raised')"
)


def test_prose_recompiles_nothing_and_division_by_zero_is_raised_through_phases_that_are_kept(kept: Path):
    for name in ("rules_of_test.py", "caller_of_test.py"):
        source = (kept / name).read_text()
        (kept / name).write_text(
            f'"""Prose."""\n\n{source}'.replace("    return", '    """More."""\n    return')
        )
    assert run(kept, ANSWER + RAISED) == "82 1 kept\nraised"


@pytest.mark.slow
def test_copies_of_the_same_sources_share_their_code(kept: Path):
    """The copy was never compiled where it lies, nor was that with other prose above."""
    assert run(kept, ANSWER) == "82 1 kept"


def test_an_edited_rule_reaches_its_callers_in_other_files_and_recompiles_nothing_else(kept: Path):
    rules = kept / "rules_of_test.py"
    rules.write_text(rules.read_text().replace("41", "21"))
    assert run(kept, ALL) == "11.0 42 1 1 0"


@pytest.mark.slow
def test_an_edit_recompiles_what_depends_on_it(kept: Path):
    assert run(kept, ALL) == "11.0 82 1 1 1"
    others = kept / "others_of_test.py"
    others.write_text(OTHERS.replace("FACTOR = 3", "FACTOR = 4"))
    assert run(kept, ALL) == "14.0 82 1 0 1", "a phase that is called counts by its name"
    rules = kept / "rules_of_test.py"
    rules.write_text(rules.read_text().replace("41", "21"))
    assert run(kept, ALL) == "14.0 42 1 1 0"
    rules.write_text(rules.read_text().replace("1.0 / x", "2.0 / x"))
    assert run(kept, ALL) == "16.0 42 0 1 1"


def test_a_phase_whose_code_is_lost_is_compiled_for_its_caller(kept: Path):
    lost = [path for path in code_files(kept) if "nine" in path.name]
    assert lost
    for path in lost:
        path.unlink()
    code = "from sim.model.others_of_test import both; print(both(0.5), both._cache_hits.total())"
    assert run(kept, code) == "11.0 1"


@pytest.mark.slow
def test_division_by_zero_is_raised_through_phases_just_compiled(package: Path):
    (package / "others_of_test.py").write_text(OTHERS)
    assert [run(package, RAISED), run(package, RAISED)] == ["raised", "raised"]


def test_a_rule_must_not_read_from_a_module_of_ours(package: Path):
    """Its digest would not see what it reads."""
    (package / "own_of_test.py").write_text(
        "from sim.model import compiled\n@compiled.phase\ndef f():\n    return compiled.INTERPRETED\n"
    )
    process = start(package, "from sim.model.own_of_test import f; f()")
    assert "compiled is a module" in process.communicate(timeout=120)[1]


@pytest.mark.slow
def test_damaged_code_is_compiled_again(package: Path):
    run(package, ANSWER)
    (path,) = code_files(package)
    whole = path.read_bytes()
    for damaged in (b"", whole[:50], whole[:-50], whole[:-1] + b"x"):
        path.write_bytes(damaged)
        assert run(package, ANSWER) == "82 0 kept", "the file is there, but its code is not used"
    assert run(package, ANSWER) == "82 1 kept"


@pytest.mark.slow
def test_code_of_an_older_rule_is_not_used_in_a_folder_that_the_user_chose(package: Path, tmp_path: Path):
    chosen = {"NUMBA_CACHE_DIR": str(tmp_path / "chosen")}
    assert run(package, ANSWER, **chosen) == "82 0 new"
    rules = package / "rules_of_test.py"
    rules.write_text(rules.read_text().replace("41", "21"))
    assert run(package, ANSWER, **chosen) == "42 0 new"


@pytest.mark.slow
def test_processes_may_compile_at_once(package: Path):
    processes = [start(package, ANSWER) for _ in range(3)]
    answers = [process.communicate(timeout=120)[0].split()[0] for process in processes]
    assert answers == ["82"] * 3
    assert len(code_files(package)) == 1
    assert run(package, ANSWER) == "82 1 kept"


@pytest.mark.slow
def test_a_full_disk_costs_time_only(package: Path):
    full = (
        "import sim.model.numba_units as units\n"
        "def full(*_): raise OSError(28, 'full')\n"
        "units.write_whole = full\n"
    )
    assert run(package, full + ANSWER) == "82 0 new"
    assert code_files(package) == []


@pytest.mark.parametrize("environment", [{}, pytest.param(PUBLIC, marks=pytest.mark.slow)])
def test_a_phase_outside_the_model_is_not_kept(package: Path, environment):
    own = package.parents[1] / "own.py"
    own.write_text("from sim.model.compiled import phase\n@phase\ndef three():\n    return 3\n")
    code = "from own import three; print(three(), three.stats.cache_path)"
    assert run(package, code, **environment) == "3 None"


@pytest.mark.slow
def test_the_public_way_gives_the_same_and_keeps_it(package: Path):
    assert run(package, ANSWER, **PUBLIC) == "82 0 new"
    assert run(package, ANSWER, **PUBLIC) == "82 1 kept"
    assert code_files(package) == []


def test_an_untried_numba_is_used_the_public_way(package: Path):
    code = "import numba; numba.version_info = (0, 99, 0)\nfrom sim.model.numba_options import PRIVATE; print(PRIVATE)"
    assert run(package, code) == "False"


def test_the_bound_on_numbas_version_is_pyprojects():
    (bound,) = re.findall(r'"numba>=[\d.]+,<([\d.]+)"', (ROOT / "pyproject.toml").read_text())
    assert tuple(map(int, bound.split("."))) == numba_options.TRIED_BELOW


@pytest.mark.slow
def test_the_model_gives_the_same_bits_either_way(tmp_path: Path):
    code = (
        "import sim; from sim.model import numba_options; r = sim.run('corner_shop', 'people_only', seed=2, years=1);"
        "print(numba_options.PRIVATE, [v.hex() for v in map(float, r.summary.values())])"
    )
    package = ROOT / "sim" / "model"
    ours, public = (
        run(package, code, NUMBA_CACHE_DIR=str(tmp_path / name), **chosen)
        for name, chosen in (("a", {}), ("b", PUBLIC))
    )
    assert ours.removeprefix("True") == public.removeprefix("False")


# ---------------------------------------------------------------- compilation


def test_interpreted_functions_are_plain_and_numba_is_not_imported(package: Path):
    code = (
        "import sys, types; from sim.model import compiled, caller_of_test, rules_of_test\n"
        "decorators = compiled.rule, compiled.inlined_rule, compiled.behaviour, compiled.phase\n"
        "f = lambda: 0\n"
        "print(compiled.INTERPRETED, caller_of_test.doubled(), 'numba' in sys.modules,\n"
        "      all(decorate(f) is f for decorate in decorators))"
    )
    assert run(package, code, SIM_INTERPRETED="1") == "True 82 False True"


@pytest.mark.parametrize("value", ["0", pytest.param("", marks=pytest.mark.slow)])
def test_only_1_switches_compilation_off(package: Path, value: str):
    assert (
        run(package, "from sim.model import compiled; print(compiled.INTERPRETED)", SIM_INTERPRETED=value)
        == "False"
    )


@pytest.mark.parametrize("interpreted", [pytest.param("0", marks=pytest.mark.slow), "1"])
def test_division_by_zero_raises_compiled_or_not(package: Path, interpreted: str):
    code = "from sim.model.rules_of_test import half\ntry: print(half(0.0))\nexcept ZeroDivisionError: print('raised')"
    assert run(package, code, SIM_INTERPRETED=interpreted) == "raised"


def test_svml_in_use_is_reported(package: Path):
    process = start(package, "import numba; numba.config.USING_SVML = True; import sim.model.compiled")
    assert "set NUMBA_DISABLE_INTEL_SVML=1" in process.communicate(timeout=120)[1]
    assert process.returncode == 1
