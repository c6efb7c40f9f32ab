"""The page of verdicts as a file: nothing of the verdicts is left out or changed, and all of it can be followed."""

import html
import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sim.sources import rules
from sim.units import number, span
from sim.view.claims.page import write_page
from tests.view.claims.made_up import claim, content, few, part, sham

LARGEST_FILE = 500_000  # bytes, with every claim
EVIL = "<script>alert(1)</script> & \"more\" 'of it'"
SOURCES = {rule.name: rule.code for mine in rules().values() for rule in mine}


def page(of, folder):
    """The page's text."""
    return write_page(folder / "verdicts.html", of).read_text(encoding="utf-8")


def visible(text):
    """What a reader sees, or hears, in one line."""
    bare = re.sub(r"<(style|svg)\b.*?</\1>", " ", text, flags=re.S)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", bare)).split())


def article(text, name):
    """A claim, a mechanism or a rule in full, by its anchor."""
    return re.search(rf'<article class="[\w -]+" id="{name}".*?</article>', text, flags=re.S)[0]


def open_at_once(text):
    """What is there without a click."""
    return visible(re.sub(r"<details>.*?</details>", "", text, flags=re.S))


@pytest.fixture(scope="module")
def text(written):
    return written["few"].read_text(encoding="utf-8")


# ------------------------------------------------------------------------------ what it says


@pytest.mark.parametrize("record", few()["claims"], ids=lambda record: record["name"])
def test_a_claim_is_told_in_full(text, record):
    said = open_at_once(article(text, record["name"]))
    for words in (
        record["says"],
        record["expects"],
        record["sentence"],
        record["why"],
        record["command"],
        record["kind"],
    ):
        assert words in said
    for each in record["parts"]:
        assert each["told"] in said
        assert each["contrary"] in said or not each["searched"]
        depends = f"as expected where {each['holds_where']}, not where {each['fails_where']}"
        assert (depends in said) == bool(each["holds_where"])
    for ahead in record["ahead"]:
        assert ahead in said
    assert ("is ahead of" in said) == bool(record["ahead"])


def test_a_search_that_found_nothing_says_among_how_many(text):
    said = open_at_once(article(text, "turnover_city"))
    assert "turnover, everything less boundaries: fails at question share 0.62" in said
    assert "strain, everything less boundaries: none found among 4 points" in said


@pytest.mark.parametrize("record", few()["claims"], ids=lambda record: record["name"])
def test_no_number_differs_from_the_file(text, record):
    table = re.search(r"<table>.*?</table>", article(text, record["name"]), flags=re.S)[0]
    head = re.findall(r"<th scope=\"col\">(.*?)</th>", table)
    rows = [re.findall(r"<td>(.*?)</td>", row) for row in re.findall(r"<tr>(<td>.*?)</tr>", table)]
    assert len(rows) == len(record["parts"])
    for cells, one in zip(rows, record["parts"], strict=True):
        found = dict(zip(head, cells, strict=True))
        shares = ("5%", "25%", "50%", "75%", "95%")
        expected = {
            f"{share} of worlds": value for share, value in zip(shares, one["quantiles"], strict=True)
        }
        expected |= {"mean": one["mean"], "smallest that matters": one["smallest"], "p": one["p"]}
        expected |= {
            "worlds": one["trials"],
            "judged together": one["family"],
            "points searched": one["searched"],
        }
        for name in ("frozen", "off"):
            ablated = one["ablated"].get(name, {"acting": None, "without": None})
            expected |= {f"{name}: with": ablated["acting"], f"{name}: left": ablated["without"]}
        assert {key: found[key] for key in expected} == {
            key: "–" if value is None else number(value) for key, value in expected.items()
        }
        assert found["95% interval"] == ("–" if one["low"] is None else span(one["low"], one["high"]))
        assert found["as expected"] == ("–" if one["share"] is None else f"{one['share']:.0%}")
        assert (found["unit"], found["expected"], found["verdict"]) == (
            one["unit"],
            one["expect"],
            one["verdict"],
        )


def tile(text, name):
    """A claim's tile: its classes, and what it says."""
    found = re.search(rf'<a class="tile ([\w-]+)" href="#{name}".*?</a>', text, flags=re.S)
    return found[1], visible(found[0])


def test_the_whole_is_on_the_tiles(text):
    assert tile(text, "turnover_city") == ("supported", "94% Turnover city : supported")
    assert tile(text, "everything_is_urgent") == ("conditional", "94% Everything is urgent : conditional")
    assert tile(text, "evidence_not_promises") == ("undecided", "undecided Evidence not promises : undecided")
    assert tile(text, "friction_moved_not_removed")[0] == "refuted"
    assert tile(text, "people_first_and_customer_obsessed")[0] == "by-construction"
    assert few()["summary"] in visible(text)
    for verdict, means in few()["verdicts"].items():
        assert f"1 {verdict} : {means}" in visible(text)


def test_the_figure_of_the_first_effect_that_is_directed_shows_what_mechanisms_carry(tmp_path):
    made = claim("turnover_city", part(expect="alike"), part(expect="lower"), part(expect="lower"))
    drawn = re.findall(r"<ul><li>expected.*?</ul>", page(content(made), tmp_path))
    assert ["frozen" in lanes for lanes in drawn] == [False, True, False]


def test_shams_stand_apart_and_a_clear_one_is_an_alarm(text, tmp_path):
    assert tile(text, "sham_same_policy_twice") == ("null", "null Same policy twice : null")
    assert 'class="icon supported"' not in article(text, "sham_same_policy_twice"), "null is no support"
    assert "Shams, which nobody claims" in visible(text)
    assert "1 null" in visible(text)
    assert "the test is broken" not in visible(text)
    clear = page(
        content(claim("turnover_city"), sham("sham_same_policy_twice") | {"verdict": "broken"}), tmp_path
    )
    assert tile(clear, "sham_same_policy_twice")[0] == "broken"
    assert "a claim that nobody makes came out clearly: the test is broken" in visible(clear)


def test_it_says_where_the_verdicts_come_from(text):
    said = visible(text)
    for words in (
        "Version 0.1.0",
        "Seed 1",
        "Trials a claim 400",
        "written 2026-11-26, digest 7d6a3ba711d991ab",
    ):
        assert words in said
    assert f"Model {few()['model']}" in said
    assert "sim claims turnover_city everything_is_urgent" in said
    assert "another state of the model" not in said


def test_rules_of_another_model_are_marked(tmp_path):
    said = visible(page(few() | {"model": "0123456789abcdef"}, tmp_path))
    assert "The verdicts above are of another state of the model" in said


def test_the_command_names_no_claims_where_all_are_tried(written):
    assert "sim claims --trials 400" in visible(written["whole"].read_text(encoding="utf-8"))


def test_one_claim_alone_is_a_page_too(tmp_path):
    assert "Obliquity" in visible(page(content(claim("obliquity", essay=3)), tmp_path))


# ------------------------------------------------------------------------------ what can be followed


@pytest.mark.parametrize("name", ["few", "whole"])
def test_every_link_leads_to_one_place(written, name):
    text = written[name].read_text(encoding="utf-8")
    places = re.findall(r'\bid="([^"]+)"', text)
    assert len(places) == len(set(places))
    assert set(re.findall(r'href="#([^"]+)"', text)) <= set(places)


def test_any_number_is_two_clicks_from_the_source_of_a_rule(written):
    """First to a mechanism of the claim, then to each of the rules around it; one without a rule shows its lines."""
    text = written["whole"].read_text(encoding="utf-8")
    carried = set(re.findall(r'href="#mechanism-(\w+)"', text))
    assert len(carried) > 40
    for name in carried:
        first = article(text, f"mechanism-{name}")
        assert f"Mechanism.{name.upper()}" in first
        linked = re.findall(r'href="#rule-(\w+)"', first)
        assert linked or "No equation of its own" in first
        for rule in linked:
            second = html.unescape(article(text, f"rule-{rule}"))
            assert SOURCES[rule] in second
            assert "def " + rule in second


def test_sources_of_rules_are_given_in_full(text):
    assert "essay 000: “We are customer-centric now!”" in visible(article(text, "rule-juggled"))


# ------------------------------------------------------------------------------ a file


def test_the_file_is_small_and_loads_nothing(written):
    text = written["whole"].read_text(encoding="utf-8")
    assert len(text.encode()) <= LARGEST_FILE
    assert "default-src 'none'" in text
    assert "<script" not in text
    assert re.findall(r"""(?:src|href|action)\s*=\s*["']?\s*(?:https?:|//)|url\((?!#)|@import""", text) == []


def test_a_page_is_replaced(tmp_path):
    assert page(few(), tmp_path) == page(few(), tmp_path)


words = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1) | st.just(EVIL)


@settings(max_examples=5, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words)
def test_words_are_escaped_wherever_they_stand(tmp_path, evil):
    told = dict.fromkeys(("label", "compares", "when", "where", "told", "unit", "contrary"), evil)
    told |= dict.fromkeys(("holds_where", "fails_where"), evil)
    said = dict.fromkeys(
        ("says", "expects", "kind", "sentence", "why", "favours", "against", "command"), evil
    )
    made = content(claim("turnover_city", part(**told), ahead=[evil], scenarios=[evil], **said))
    text = page(made | dict.fromkeys(("summary", "version", "model"), evil), tmp_path)
    assert "<script" not in text
    assert html.unescape(text).count(evil) >= len(told) + len(said)
