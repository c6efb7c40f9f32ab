"""What an answer costs, of a small design and of a large one."""

import numpy as np
import pytest

from sim.view.whatif.explore import write_explore
from tests.view.whatif.made_up import NEED, PAY, made_up, slow

ANSWER = 100  # ms of script
LARGEST_FILE = 800_000  # bytes


def large(grid, folder):
    """The page of a thousand points scattered over eight factors, under three policies."""
    luck = np.random.default_rng(4)
    more = (
        "intake_boundary",
        "priority_discipline",
        "layoffs",
        "exhortation",
        "employee_voice",
        "frontline_backing",
    )
    ends = {PAY: (0.9, 1.1), NEED: (1.0, 2.0)} | {f"practices.{name}": (0.0, 1.0) for name in more}
    rows = [{name: float(luck.uniform(*end)) for name, end in ends.items()} for _ in range(1_050)]
    policies = ("neutral", "customer_first", "people_only")
    sampling = {"kind": "latin_hypercube", "points": len(rows)}

    def outcome(point, policy, world):
        return point[NEED] * (1 + policies.index(policy)) + 0.1 * world

    done = made_up(grid, rows, outcome, policies=policies, worlds=2, sampling=sampling)
    return write_explore(done, folder / "large.html")


def cost_of_an_answer(page):
    """Milliseconds of script for a move of the slider, median."""
    costs = page.evaluate(
        """async () => {
            const slider = document.querySelector("#slider-0");
            const [low, high] = [slider.min, slider.max].map(Number);
            const costs = [];
            for (let nth = 0; nth < 40; nth++) {
                slider.value = low + ((nth * 17) % 40) / 40 * (high - low);
                const began = performance.now();
                slider.dispatchEvent(new Event("input", { bubbles: true }));
                document.body.getBoundingClientRect();
                costs.push(performance.now() - began);
                await new Promise(requestAnimationFrame);
            }
            return costs.sort((a, b) => a - b);
        }"""
    )
    print(f"an answer takes {costs[20]:.1f} ms, at most {costs[-1]:.1f}")
    return costs[20]


@pytest.mark.browser
@pytest.mark.parametrize("name", ["cloud", slow("grid")])
def test_an_answer_is_cheap(look_at, written, name):
    assert cost_of_an_answer(look_at(written[name])) <= ANSWER


@pytest.mark.slow
@pytest.mark.browser
def test_a_large_design_is_cheap_too_and_says_what_it_leaves_out(opened, grid, tmp_path):
    path = large(grid, tmp_path)
    text = path.read_text(encoding="utf-8")
    assert len(text) <= LARGEST_FILE
    assert "fitted to 1,000 points; 50 more are left out" in text
    assert "too many for a table here" in text
    assert cost_of_an_answer(opened(path)) <= ANSWER
