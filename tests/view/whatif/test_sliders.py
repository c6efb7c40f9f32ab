"""What a reader sets: sliders, buttons, the address, and the command that simulates it."""

import re
import shlex
from urllib.parse import quote

import pytest

from sim.design.designs import points
from sim.design.question import load_question
from tests.swept import EVIL
from tests.view.browsing import until
from tests.view.whatif.made_up import NEED, PAY


@pytest.mark.browser
def test_sliders_end_where_the_design_ends(look_at, written):
    page = look_at(written["grid"], f"#{PAY}=7&{NEED}=-3&contrast=nothing_such")
    assert page.evaluate("explore.state().values") == [1.1, 1.0]
    assert page.evaluate("explore.state().chosen") == ["as_managed"]
    page = look_at(written["cloud"])
    ends = page.evaluate(
        "[...document.querySelectorAll('[type=range]')].map((one) => [one.min, one.max].map(Number))"
    )
    assert all(low < high for low, high in ends)
    assert 0.9 <= ends[0][0] < ends[0][1] <= 1.1


@pytest.mark.browser
def test_keys_move_a_slider_and_the_address_and_the_sentence_follow(look_at, written):
    page = look_at(written["noisy"], f"#{PAY}=0.9")
    slider = page.locator("#slider-0")
    slider.focus()
    page.keyboard.press("ArrowRight")
    assert page.evaluate("explore.state().values") == pytest.approx([0.902])
    page.keyboard.press("PageUp")
    assert page.evaluate("explore.state().values") == [0.925]
    page.keyboard.press("End")
    assert page.evaluate("explore.state().values") == [1.1]
    until(page, f"location.hash === '#{PAY}=1.1'")
    assert "Simulated" in page.locator("#live").inner_text()
    page.click("#reset")
    assert page.evaluate("explore.state().values") == [1.0]
    page.evaluate(f"location.hash = '#{quote(PAY)}=1.05'")
    until(page, "explore.state().values[0] === 1.05")


@pytest.mark.browser
def test_a_button_leads_to_the_nearest_point_of_a_grid(look_at, written):
    page = look_at(written["grid"], f"#{PAY}=1.03&{NEED}=1.2&contrast=equal_spend")
    page.click("#nearest")
    assert page.evaluate("explore.state()") == {"values": [1.1, 1.0], "chosen": ["equal_spend"]}
    assert page.locator("#where").inner_text().startswith("Simulated")
    assert not page.locator("#nearest").is_visible()


@pytest.mark.browser
def test_choices_are_buttons(look_at, written):
    page = look_at(written["grid"])
    before = page.locator("#summary").inner_text(), page.locator("data").all_inner_texts()
    page.get_by_label("at equal spend").check()
    assert page.evaluate("explore.state().chosen") == ["equal_spend"]
    assert (page.locator("#summary").inner_text(), page.locator("data").all_inner_texts()) != before


@pytest.mark.browser
@pytest.mark.parametrize("name", ["grid", "cloud"])
def test_the_command_simulates_the_very_setting(look_at, written, grid, tmp_path, name):
    page = look_at(written[name], f"#{PAY}=1.03&{NEED}=1.5&contrast=equal_spend")
    command = page.locator("#command").text_content()
    (text,) = re.findall(r"<<'END'\n(.*)\nEND\n", command, flags=re.S)
    (tmp_path / "small.toml").write_bytes((grid.folder.parent / "small.toml").read_bytes())
    (tmp_path / "what_if.toml").write_text(text, encoding="utf-8")
    asked = load_question(tmp_path / "what_if.toml")
    assert asked.contrasts == (("equal_spend",) if name == "grid" else ("as_managed",))
    assert (asked.seed, asked.policies, asked.title) == (1, grid.question.policies, EVIL)
    assert {tuple(point.factors.items()) for point in points(asked)} == {((PAY, 1.03), (NEED, 1.5))}
    assert shlex.split(command.splitlines()[-1]) == ["sim", "sweep", "what_if.toml"]


@pytest.mark.browser
def test_named_values_are_buttons_and_what_is_unknown_says_so(look_at, written):
    page = look_at(written["named"], f"#{PAY}=0.95")
    page.get_by_label("duopoly").check()
    assert page.locator(".outcome").first.locator("data").all_inner_texts()[0] == "not known"
    assert "Not known here." in page.locator(".outcome").first.inner_text()
    assert 'name = "competition"\nvalues = ["duopoly"]' in page.locator("#command").text_content()
    page.get_by_label("monopoly").check()
    assert page.locator(".outcome").first.locator("data").all_inner_texts()[0] != "not known"


@pytest.mark.browser
def test_copying_says_what_came_of_it(look_at, written):
    page = look_at(written["grid"])
    page.click("#copy")
    until(page, "document.getElementById('copied').textContent.startsWith('Copied: paste')")
    assert "a folder that has small.toml" in page.locator("#copied").inner_text()


@pytest.mark.browser
def test_where_copying_is_forbidden_the_command_is_marked(opened, written):
    page = opened(written["grid"])
    page.evaluate("() => { navigator.clipboard.writeText = async () => { throw new Error('forbidden') } }")
    page.click("#copy")
    until(page, "getSelection().toString().startsWith('cat > what_if.toml')")
    assert "copy what is marked" in page.locator("#copied").inner_text()
