"""The what-if page: what it says, that it computes as Python does, and that it answers at once, anywhere."""

import re
import shlex
from dataclasses import replace
from urllib.parse import quote

import numpy as np
import pyarrow as pa
import pytest
from markupsafe import escape

from sim.analysis.interpolation import predict
from sim.analysis.surrogate import surrogate
from sim.design.designs import points
from sim.design.question import load_question
from sim.errors import InputError
from sim.outcomes import OUTCOMES
from sim.units import shown
from sim.view.whatif.explore import write_explore
from tests import paths
from tests.swept import EVIL, swept
from tests.test_cli import sim
from tests.view.browsing import Watch, until

AXE = paths.AXE.read_text(encoding="utf-8")
ANSWER = 100  # ms of script
LARGEST_FILE = 800_000  # bytes
PAY, NEED = "practices.pay", "customers.need_rate"


def slow(name):
    """The page of this name, in the slow tests only."""
    return pytest.param(name, marks=pytest.mark.slow)


def made_up(done, rows, outcome, *, policies=("neutral", "customer_first"), worlds=4, **question):
    """An experiment of which nobody ran anything: rows of factors, and outcome(factors, policy, world)."""
    factors = [_factor(name, [row[name] for row in rows]) for name in rows[0]]
    asked = done.question.model_dump() | {
        "factors": factors,
        "policies": policies,
        "contrasts": ("as_managed",),
    }
    asked = type(done.question).model_validate(asked | question)
    place = {"scenario": "small", "contrast": "as_managed"}
    design = [
        {"point_number": nth, "point": str(nth), "policy": policy, **place, **row}
        for nth, (row, policy) in enumerate((row, policy) for row in rows for policy in policies)
    ]
    runs = [
        point | {"replication": world} | dict.fromkeys(OUTCOMES, outcome(point, point["policy"], world))
        for point in design
        for world in range(worlds)
    ]
    made = replace(done, question=asked, design=pa.Table.from_pylist(design))
    made.__dict__.update(stored=done.stored, runs=pa.Table.from_pylist(runs))
    return made


def _factor(name, values):
    if isinstance(values[0], str):
        return {"name": name, "values": tuple(dict.fromkeys(values))}
    return {"name": name, "low": min(values), "high": max(values)}


@pytest.fixture(scope="module")
def grid(tmp_path_factory):
    return swept(tmp_path_factory.mktemp("grid"), replications=4, contrasts=("as_managed", "equal_spend"))


@pytest.fixture(scope="module")
def cloud(tmp_path_factory):
    return swept(tmp_path_factory.mktemp("cloud"), "latin_hypercube", replications=2, points=9)


@pytest.fixture(scope="module")
def noisy(grid):
    """Points along pay: of one policy on a curve, of the other by luck alone."""
    luck = np.random.default_rng(2)

    def outcome(point, policy, world):
        return luck.normal() if policy == "neutral" else 9 + point[PAY] ** 2 + 0.01 * luck.normal()

    return made_up(grid, [{PAY: pay} for pay in np.linspace(0.9, 1.1, 9).round(3).tolist()], outcome)


@pytest.fixture(scope="module")
def named(grid):
    """A grid over pay and the kind of competition, of which one point is undefined."""

    def outcome(point, policy, world):
        if (point[PAY], point["competition"], policy) == (0.9, "duopoly", "neutral"):
            return float("nan")
        return point[PAY] * (1 + (point["competition"] == "duopoly")) + 0.001 * world

    pays, kinds = (0.9, 1.0, 1.05, 1.1), ("monopoly", "duopoly")
    return made_up(grid, [{PAY: pay, "competition": kind} for pay in pays for kind in kinds], outcome)


@pytest.fixture(scope="module")
def written(grid, cloud, noisy, named, tmp_path_factory):
    folder = tmp_path_factory.mktemp("pages")
    made = {"grid": grid, "cloud": cloud, "noisy": noisy, "named": named}
    return {name: write_explore(done, folder / f"{name}.html") for name, done in made.items()}


DESK = {"viewport": {"width": 1280, "height": 900}, "offline": True}
FROM_THE_FILE = ("file:", "data:")


def showing(page, path, address):
    """The page with a what-if page in it that can be used."""
    page.goto(path.as_uri() + address)
    until(page, "window.explore")
    return page


@pytest.fixture
def opened(browser_page):
    """Opens a page as somebody would who has no network; fails on any complaint or request of the page."""
    watch = Watch()

    def open_page(path, address="", **options):
        return showing(watch.over(browser_page(**(DESK | options))), path, address)

    yield open_page
    watch.end(FROM_THE_FILE)


@pytest.fixture(scope="module")
def kept_open(browser):
    """The pages that stay open, by the file that they show, and the watch over them."""
    pages, watch = {}, Watch()
    yield pages, watch
    for page in pages.values():
        page.context.close()


@pytest.fixture
def look_at(kept_open, browser):
    """As `opened`, in a page that stays open: for tests that change nothing but what the address names."""
    pages, watch = kept_open

    def look_at(path, address="#"):
        if path not in pages:
            pages[path] = showing(watch.over(browser.new_context(**DESK).new_page()), path, address)
        pages[path].evaluate(
            """(address) => {
                history.replaceState(null, "", address);
                dispatchEvent(new Event("hashchange"));
            }""",
            address,
        )
        return pages[path]

    yield look_at
    watch.end(FROM_THE_FILE)


# ------------------------------------------------------------------------------ the file


def test_the_command_writes_one_file_and_no_second_over_it(grid, tmp_path, capsys):
    path = tmp_path / "page.html"
    assert sim("explore", grid.folder, "--out", path) == 0
    assert capsys.readouterr().out.strip() == str(path)
    before = path.read_bytes()
    assert sim("explore", grid.folder, "--out", path) == 2
    assert path.read_bytes() == before
    with pytest.raises(InputError, match="exists already"):
        write_explore(grid, path)


def test_files_are_small_and_load_nothing(written):
    for path in written.values():
        text = path.read_text(encoding="utf-8")
        assert len(text) <= LARGEST_FILE
        assert "default-src 'none'" in text
        assert (
            re.findall(
                r"""(?:src|href|action)\s*=\s*["']?\s*(?:https?:|//)|url\((?!#)|@import|\bfetch\(""", text
            )
            == []
        )


def test_titles_are_escaped_and_what_was_simulated_is_told(written):
    text = written["grid"].read_text(encoding="utf-8")
    assert "<script>document" not in text
    assert escape(EVIL) in text
    assert "8 settings for each policy, in the same 4 worlds over 1 year" in text
    assert "The points that were simulated" in text
    assert "Only a shop &amp; no city." in text


# ------------------------------------------------------------------------------ the numbers


@pytest.mark.browser
@pytest.mark.parametrize("name", ["cloud", "named", *map(slow, ("grid", "noisy"))])
def test_the_page_computes_as_python_does(look_at, written, request, name):
    done = request.getfixturevalue(name)
    page = look_at(written[name])
    outcomes = list(done.question.outcomes)
    fitted = surrogate(done, outcomes)
    scales = [shown(outcome).value(1.0) for outcome in outcomes]
    for part in fitted.parts:
        for at in np.random.default_rng(1).random((12, len(fitted.sliders))).tolist():
            found = page.evaluate("([chosen, at]) => explore.predict(chosen, at)", [list(part.chosen), at])
            for side, fits in enumerate(part.fits):
                for fit, first, scale, one in zip(fits, part.fits[0], scales, found[side], strict=True):
                    mean = predict(part.over, fit.mean, at)
                    apart = np.maximum(fit.apart_narrowest, predict(part.over, fit.apart, at))
                    told = (one["mean"], one["half"], one["difference"], one["apart"])
                    assert told == pytest.approx(
                        (
                            scale * mean,
                            scale * np.maximum(fit.narrowest, predict(part.over, fit.spread, at)),
                            scale * (mean - predict(part.over, first.mean, at)),
                            scale * apart,
                        ),
                        rel=1e-6,
                        abs=1e-6,
                        nan_ok=True,
                    )


@pytest.mark.browser
def test_a_point_of_a_grid_is_told_as_it_was_simulated(look_at, written, grid):
    page = look_at(written["grid"], f"#{PAY}=1.1&{NEED}=2&contrast=equal_spend")
    runs = grid.runs.to_pandas()
    chosen = runs[(runs[PAY] == 1.1) & (runs[NEED] == 2.0) & (runs.contrast == "equal_spend")]
    wanted = chosen.groupby("policy").headcount.mean()
    told = page.locator(".outcome", has_text="Headcount").locator("data").all_inner_texts()
    assert [float(text.split()[0]) for text in told] == pytest.approx(
        [wanted[policy] for policy in grid.question.policies], rel=0.01
    )
    assert page.locator("#where").inner_text() == "Simulated: this very setting was run."
    assert page.locator(".badge:visible").count() == 0


@pytest.mark.browser
def test_what_is_interpolated_says_so_and_what_is_poor_warns(look_at, written):
    page = look_at(written["noisy"], f"#{PAY}=0.91")
    assert "Interpolated between 2 simulated settings" in page.locator("#where").inner_text()
    assert set(page.locator(".badge:visible").all_inner_texts()) == {"poorly predicted"}
    assert "That is within luck" in page.locator(".trust").first.inner_text()
    page = look_at(written["grid"], f"#{PAY}=1.03")
    assert set(page.locator(".badge:visible").all_inner_texts()) == {"untested"}
    assert page.locator("#summary").inner_text().endswith("nothing is clearly different.")


@pytest.mark.browser
def test_a_difference_that_is_there_is_told_in_a_sentence(look_at, written):
    page = look_at(written["noisy"], f"#{PAY}=1")
    assert "Customer first against neutral: turnover" in page.locator("#summary").inner_text()
    assert re.search(
        r"[\d,]+ points a year higher than neutral \[\+.*\], worse",
        page.locator(".outcome").first.inner_text(),
    )


# ------------------------------------------------------------------------------ the sliders


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
def test_keys_move_a_slider_and_the_address_and_the_sentence_follow(opened, written):
    page = opened(written["noisy"], f"#{PAY}=0.9")
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
def test_copying_says_what_came_of_it(opened, written):
    page = opened(written["grid"])
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


# ------------------------------------------------------------------------------ for everybody


@pytest.mark.browser
@pytest.mark.parametrize("name", ["grid", *map(slow, ("cloud", "noisy"))])
def test_a_phone_scrolls_one_way_only(opened, written, name):
    page = opened(written[name], viewport={"width": 390, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true })")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


@pytest.mark.browser
@pytest.mark.parametrize(
    ("name", "scheme"),
    [
        ("grid", "light"),
        ("cloud", "dark"),
        pytest.param("grid", "dark", marks=pytest.mark.slow),
        pytest.param("cloud", "light", marks=pytest.mark.slow),
    ],
)
def test_axe_finds_nothing(opened, written, name, scheme):
    page = opened(written[name], f"#{PAY}=1.03", color_scheme=scheme)
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true })")
    page.evaluate(f"() => {{ {AXE} }}")
    found = page.evaluate(
        "axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'] })"
        ".then(({ violations }) => violations.map((one) => [one.id, one.nodes.map((node) => node.html)]))"
    )
    assert found == []


@pytest.mark.browser
def test_a_table_and_the_charts_words_say_what_charts_show(look_at, written, grid):
    page = look_at(written["grid"])
    rows = page.locator("#alternative tbody tr")
    assert rows.count() == len(grid.question.outcomes) * len(grid.question.policies)
    labels = page.evaluate(
        "[...document.querySelectorAll('.outcome svg')].map((one) => one.getAttribute('aria-label'))"
    )
    assert len(labels) == len(grid.question.outcomes)
    assert re.fullmatch(
        r"Turnover as pay goes from 0\.9 to 1\.1: neutral from .* and customer first from .*\.", labels[0]
    )


@pytest.mark.browser
def test_without_a_script_the_points_are_there(browser_page, written):
    page = browser_page(java_script_enabled=False, offline=True)
    page.goto(written["grid"].as_uri())
    page.get_by_text("The points that were simulated").click()
    assert page.get_by_role("cell", name="customer first").first.is_visible()
    assert not page.locator("#settings").is_visible()


# ------------------------------------------------------------------------------ what an answer costs


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
def test_an_answer_is_cheap(opened, written, name):
    assert cost_of_an_answer(opened(written[name])) <= ANSWER


@pytest.mark.slow
@pytest.mark.browser
def test_a_large_design_is_cheap_too_and_says_what_it_leaves_out(opened, grid, tmp_path):
    path = large(grid, tmp_path)
    text = path.read_text(encoding="utf-8")
    assert len(text) <= LARGEST_FILE
    assert "fitted to 1,000 points; 50 more are left out" in text
    assert "too many for a table here" in text
    assert cost_of_an_answer(opened(path)) <= ANSWER
