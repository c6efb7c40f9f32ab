"""What every policy file has to pass, found by its place."""

import importlib.util
from pathlib import Path

import pytest

from sim.errors import InputError
from sim.model.practices import PRACTICES, Practices
from sim.model.records import World
from sim.outcomes import OUTCOMES
from sim.policies import Policy, find_policies, load_policy, read_policy
from sim.running.course import begin, warmed_up
from sim.running.run import run
from tests.model.laws import LAWS
from tests.worlds import SMALL, after, differences, notes, scenario

POLICIES = find_policies()
MARKET = scenario(SMALL | {"warm_up": 1, "need_rate": 8, "consider_rate": 2}, competition="duopoly")


@pytest.fixture(params=POLICIES)
def path(request) -> Path:
    return POLICIES[request.param]


@pytest.fixture(scope="module")
def warm() -> World:
    return warmed_up(MARKET, 0, 0, 1)


def a_year(warm: World, path: Path) -> World:
    return after(begin(warm, read_policy(path), "as_managed"))


def test_it_describes_itself_in_one_line_and_says_why_in_a_docstring(path):
    policy = read_policy(path)
    assert policy.name == path.stem
    assert policy.name.isidentifier()
    assert 10 < len(policy.describes) < 80
    assert "\n" not in policy.describes
    assert path.read_text(encoding="utf-8").startswith('"""')


def test_it_sets_practices_within_their_range_and_nothing_else(path):
    practices = read_policy(path).practices.as_dict()
    assert practices.keys() == PRACTICES.keys()
    for name, value in practices.items():
        assert PRACTICES[name]["low"] <= value <= PRACTICES[name]["high"], name


def test_it_names_no_outcome(path):
    """A policy sets what a firm does, never what results from it."""
    spec = importlib.util.spec_from_file_location("it", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    own = {name for name in vars(module) if not name.startswith("__")} - {"Practices", "Mapping"}
    assert own <= {"DESCRIBES", "PRACTICES", "steer"}
    assert not own & OUTCOMES.keys()


def test_it_manages_a_firm_whose_books_balance(path, warm):
    w = a_year(warm, path)
    assert notes(w, "delivered")[-52:].sum() > 1000
    for law in LAWS:
        law(w)


def test_it_replays_bit_for_bit(path, warm):
    assert differences(a_year(warm, path), a_year(warm, path)) == []


def test_its_run_has_a_value_for_every_outcome(path):
    result = run(MARKET, path.stem, years=1)
    assert result.policy == path.stem
    assert result.summary.keys() == result.series.keys() == OUTCOMES.keys()
    assert all(len(values) == 52 for values in result.series.values())


def test_no_two_policies_are_the_same():
    practices = [read_policy(path).practices for path in POLICIES.values()]
    assert len(set(practices)) == len(practices)


def test_the_neutral_policy_is_the_default_of_every_practice():
    assert load_policy("neutral").practices == Practices()


# ------------------------------------------------------------------------------ a user's own


@pytest.mark.parametrize("odd", [f"x = {'1 + ' * 900}1", f"x = 0x{'f' * 9_000}"], ids=["nested", "digits"])
def test_a_contingent_policy_that_cannot_be_told_from_others_is_refused(tmp_path, odd):
    path = tmp_path / "odd.py"
    path.write_text(f"{POLICIES['employees_then_customers'].read_text(encoding='utf-8')}\n{odd}\n")
    with pytest.raises(InputError, match=r"odd\.py: cannot be compared with others"):
        read_policy(path)


MINE = """
from sim.model.practices import Practices

DESCRIBES = "pay well and say no"
PRACTICES = Practices(pay=1.3, intake_boundary=1.0)
"""


def test_a_users_policy_is_a_file_in_a_folder(tmp_path):
    (tmp_path / "generous.py").write_text(MINE)
    assert find_policies(tmp_path).keys() == POLICIES.keys() | {"generous"}
    mine = run(MARKET, "generous", years=1, policies=tmp_path)
    assert mine.policy == "generous"
    assert mine.point != run(MARKET, "neutral", years=1).point


def test_a_users_policy_wins_over_one_of_the_same_name(tmp_path):
    (tmp_path / "neutral.py").write_text(MINE)
    assert load_policy("neutral", tmp_path).practices.pay == 1.3
    assert load_policy("neutral").practices.pay == 1.0


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("PRACTICES = 1", "PRACTICES must be a sim.model.practices.Practices, got 1"),
        (
            "from sim.model.practices import Practices\nPRACTICES = Practices()",
            "DESCRIBES must be one line of text, got None",
        ),
        (
            "from sim.model.practices import Practices\nPRACTICES = Practices(pay=9)",
            "practice pay must be a number from 0.5 to 2, got 9",
        ),
        (
            "from sim.model.practices import Practices\nPRACTICES = Practices(frist=1)",
            "practice 'frist' does not exist; did you mean first",
        ),
        ("1 / 0", "cannot be run: ZeroDivisionError"),
        ("def", "cannot be run: SyntaxError"),
        ("raise SystemExit(0)", "cannot be run: SystemExit: 0"),
    ],
)
def test_a_file_that_is_wrong_is_named_with_what_is_wrong(tmp_path, text, complaint):
    (tmp_path / "mine.py").write_text(text)
    with pytest.raises(InputError, match=complaint) as error:
        load_policy("mine", tmp_path)
    assert "mine.py" in str(error.value)


def test_a_policy_that_does_not_exist_is_answered_with_the_nearest():
    with pytest.raises(InputError, match="did you mean neutral"):
        load_policy("neutrall")


def test_a_folder_that_does_not_exist_is_named(tmp_path):
    with pytest.raises(InputError, match="nowhere"):
        find_policies(tmp_path / "nowhere")


@pytest.mark.parametrize(
    ("name", "whose", "first"),
    [("employees_then_customers", "employees", 1.0), ("customers_then_employees", "customers", 0.0)],
)
def test_a_policy_of_two_steps_turns_by_what_is_heard_and_for_good(name, whose, first):
    """Not before half a year, not while what is heard still rises, at the latest after two years."""
    policy = load_policy(name)

    def design(quarter: float, change: float, before: float) -> float:
        report = {"quarter": quarter, f"{whose}_change": change}
        return policy.steered(report, policy.practices.replace({"process_design": before})).process_design

    then = 1.0 - first
    assert design(1, -0.1, first) == first
    assert design(3, 0.1, first) == first
    assert design(3, -0.1, first) == then
    assert design(8, 0.1, first) == then
    assert design(4, 0.1, then) == then


def test_prose_changes_nothing_of_a_contingent_policy_and_a_number_does(tmp_path):
    """What a policy is stored by is what decides its runs: else a better docstring would orphan every stored run."""

    def content(docstring: str, describes: str, quarter: int) -> str:
        path = tmp_path / "patient.py"
        path.write_text(
            f'"""{docstring}"""\n\nfrom sim.model.practices import Practices\n\nDESCRIBES = "{describes}"\n'
            f'PRACTICES = Practices()\n\n\ndef steer(heard, practices):\n    """{docstring}"""\n'
            f'    # {docstring}\n    return practices if heard["quarter"] < {quarter} else Practices(pay=1.1)\n'
        )
        return read_policy(path).content()

    first = content("Waits.", "waits for a year and pays more then", 4)
    assert content("Waits a year.", "waits, and then pays more", 4) == first
    assert content("Waits.", "waits for a year and pays more then", 5) != first
    again = Policy.from_content(
        "patient", content("Waits.", "waits for a year and pays more then", 4), tmp_path
    )
    assert again.content() == first
    assert again.steered({"quarter": 4.0}, Practices()).pay == 1.1


def test_a_policy_that_ends_its_process_fails_by_name_instead(tmp_path):
    (tmp_path / "quitter.py").write_text(f"{MINE}\n\ndef steer(heard, practices):\n    raise SystemExit(0)\n")
    with pytest.raises(RuntimeError, match=r"policy quitter: steer raised SystemExit\(0\)"):
        load_policy("quitter", tmp_path).steered({}, Practices())
