"""One person's story: opened by a click, an address or a list, and true to the runs."""

from dataclasses import replace

import numpy as np
import pytest

from sim.view.naming import team_name
from sim.view.replay.recording import PersonState
from sim.view.replay.replay import write_replay
from tests.view.browsing import count_pixels, until
from tests.view.synthetic import pair

SIZE = {"teams": 3, "seats": 24, "dots": 90, "weeks": 104}
LEFT = 60  # the week (from 0) in which somebody quits, on one side only
ROSE = 30  # the week in which somebody becomes a manager, on one side only


@pytest.fixture(scope="module")
def runs():
    """Two runs in which all stay, but in the first e3 quits and e12 succeeds the manager of its team."""
    first, second = (
        replace(
            run,
            employees=np.full_like(run.employees, PersonState.STRETCHED),
            employee_person=np.tile(np.arange(3, 27, dtype=np.int32), (run.weeks, 1)),
        )
        for run in pair(**SIZE)
    )
    people, states = first.employee_person.copy(), first.employees.copy()
    managers = first.manager_person.copy()
    people[LEFT:, 0], states[LEFT:, 0] = -1, PersonState.GONE
    people[ROSE:, 9], states[ROSE:, 9] = -1, PersonState.GONE
    managers[ROSE:, 1] = 12
    return replace(first, employee_person=people, employees=states, manager_person=managers), second


@pytest.fixture(scope="module")
def written(runs, tmp_path_factory):
    return write_replay(tmp_path_factory.mktemp("replay") / "replay.html", runs)


def story(page):
    """What the page says of the person: name, and by policy how it is now and what happened."""
    return page.evaluate(
        """() => document.getElementById("person").hidden ? null : {
            name: document.getElementById("person-name").textContent,
            now: [...document.querySelectorAll("#life p")].map((line) => line.textContent),
            told: [...document.querySelectorAll("#life > div")].map((part) =>
                [...part.querySelectorAll("button")].map((line) => line.textContent)),
        }"""
    )


@pytest.mark.browser
def test_an_address_opens_a_person_at_a_week(written, runs, open_replay):
    page = open_replay(written, "#week=34&agent=e3")
    told = story(page)
    assert told["name"] == f"Employee 3, {team_name(0)} team"
    for run, now in zip(runs, told["now"], strict=True):
        assert now == (
            f"Now: stretched, {run.urgent[33, 0]} urgent and {run.questions[33, 0]} waiting for an answer on the desk, "
            f"strain {run.employee_strain[33, 0]}%, team’s clarity {run.clarity[33, 0]}%; "
            f"the manager heard {run.heard[33, 0]}% of what was needed, backed {run.backed[33, 0]}% against abuse"
        )
    assert told["told"] == [[f"Week {LEFT + 1}: quits"], []]
    assert page.evaluate("location.hash") == "#week=34&agent=e3"
    assert not page.evaluate("replay.playing()")


@pytest.mark.browser
def test_a_click_on_what_happened_shows_that_week(written, look_at):
    page = look_at(written, "#week=34&agent=e3")
    page.click("#life button")
    assert page.evaluate("replay.week()") == LEFT + 1
    assert [line[:5] for line in story(page)["now"]] == ["Now: ", "Now: "]
    assert story(page)["now"][0] == "Now: has left"
    until(page, f"location.hash === '#week={LEFT + 1}&agent=e3'")


@pytest.mark.browser
def test_whoever_becomes_a_manager_is_followed_there(written, look_at):
    page = look_at(written, f"#week={ROSE + 5}&agent=e12")
    assert story(page)["told"][0][0] == f"Week {ROSE + 1}: becomes manager of the {team_name(1)} team"
    assert "manages the team" in story(page)["now"][0]
    assert "on the desk" in story(page)["now"][1]


@pytest.mark.browser
def test_a_click_on_an_employee_opens_its_story_and_escape_closes_it(written, look_at):
    page = look_at(written, "#week=10")
    assert story(page) is None
    canvas = page.locator("canvas").first
    box = canvas.bounding_box()
    canvas.click(position={"x": box["width"] * 0.67, "y": box["height"] * 0.1})
    assert story(page)["name"].startswith("Employee ")
    until(page, "location.hash.includes('agent=e')")
    page.keyboard.press("Escape")
    assert story(page) is None
    until(page, "location.hash === '#week=10'")


@pytest.mark.browser
def test_a_click_on_a_customer_opens_its_story(written, look_at):
    page = look_at(written, "#week=10")
    canvas = page.locator("canvas").nth(1)
    box = canvas.bounding_box()
    for share in np.linspace(0.12, 0.4, 30):
        canvas.click(position={"x": box["width"] * share, "y": box["height"] * 0.17})
        if told := story(page):
            break
    assert told["name"].startswith("Customer place ")
    assert all(now in ("Now: happy", "Now: unsure", "Now: unhappy", "Now: gone") for now in told["now"])


@pytest.mark.browser
def test_everybody_can_be_chosen_without_a_mouse(written, look_at):
    page = look_at(written, "#week=10")
    page.locator("#who").focus()
    assert page.locator("#who option").count() == 1 + 27 + SIZE["dots"]
    page.select_option("#who", label="Employee 12")
    assert story(page)["name"] == f"Employee 12, {team_name(1)} team"
    page.select_option("#who", label="Customer place 4")
    assert story(page)["name"] == f"Customer place 4, {team_name(0)} team"
    page.select_option("#who", index=0)
    assert story(page) is None


@pytest.mark.browser
@pytest.mark.parametrize("address", ["#week=10&agent=e999", "#agent=c100000"])
def test_nobody_is_nobody(written, look_at, address):
    page = look_at(written, address)
    assert story(page)["name"].endswith(" is in no run")
    assert story(page)["now"] == []


@pytest.mark.browser
def test_the_person_followed_is_ringed_where_it_stands(written, look_at):
    page = look_at(written, "#week=34")
    ring = "r === 29 && g === 99 && b === 176"
    page.evaluate("replay.follow('e3')")
    assert min(count_pixels(page, ring)) > 20
    page.evaluate(f"replay.show({LEFT + 5})")
    first, second = count_pixels(page, ring)
    assert first == 0
    assert second > 20
