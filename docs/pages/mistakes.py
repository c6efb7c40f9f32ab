"""docs/mistakes.md: the mistakes that are most likely, each made, and what the command line says of it."""

import contextlib
import io
import tempfile
from dataclasses import dataclass
from pathlib import Path

from docs.tables import page
from sim.calibration.months import read_months
from sim.cli import main
from sim.errors import InputError

SCENARIO, EXPERIMENT, POLICY, MONTHS = "my_firm.toml", "my_question.toml", "my_policy.py", "my_months.csv"

FILES = {
    SCENARIO: """\
format_version = 1
title = "My firm"
describes = "forty people who answer the telephone"
competition = "duopoly"
[customers]
need_rate = { value = 0.4, unit = "1/month", source = "our books" }
""",
    EXPERIMENT: """\
format_version = 1
title = "My question"
question = "What does better pay do?"
scenarios = ["corner_shop"]
policies = ["neutral", "people_only"]
factors = [{ name = "practices.pay", low = 0.9, high = 1.1 }]
[sampling]
kind = "grid"
""",
    POLICY: """\
from sim.model.practices import Practices

DESCRIBES = "as we are managed today"
PRACTICES = Practices(pay=1.05)
""",
    MONTHS: """\
month,headcount,quits,absence
2025-01,40,1,0.05
2025-02,40,0,0.06
2025-03,41,2,0.05
2025-04,40,1,0.04
2025-05,40,1,0.05
2025-06,39,1,0.05
""",
}
"""Files without a mistake."""


@dataclass(frozen=True)
class Mistake:
    """A mistake: what is done, in which file `right` becomes `wrong`, and the command that finds it."""

    title: str
    command: str
    file: str = ""
    right: str = ""
    wrong: str = ""


def _in(file: str, title: str, right: str, wrong: str) -> Mistake:
    """A mistake in a file."""
    command = "sim calibrate" if file == MONTHS else "sim validate"
    return Mistake(title, f"{command} {file}", file, right, wrong)


RATE = 'need_rate = { value = 0.4, unit = "1/month", source = "our books" }'
FACTORS = 'factors = [{ name = "practices.pay", low = 0.9, high = 1.1 }]'

MISTAKES = (
    _in(SCENARIO, "A quantity is misspelt", "need_rate", "need_rte"),
    _in(SCENARIO, "A quantity has another unit", "1/month", "1/week"),
    _in(SCENARIO, "A number stands alone, without unit and source", RATE, "need_rate = 0.4"),
    _in(
        SCENARIO,
        "A share is written in percent",
        RATE,
        'extra_share = { value = 15, unit = "share", source = "our books" }',
    ),
    _in(SCENARIO, "A decimal comma", "value = 0.4", "value = 0,4"),
    _in(SCENARIO, "A number in quotes", "value = 0.4", 'value = "0.4"'),
    _in(SCENARIO, "A line is left out", 'describes = "forty people who answer the telephone"\n', ""),
    _in(SCENARIO, "A quantity stands there twice", RATE, f"{RATE}\n{RATE}"),
    _in(SCENARIO, "A section is misspelt", "[customers]", "[customer]"),
    _in(EXPERIMENT, "A factor is misspelt", "practices.pay", "practices.pays"),
    _in(EXPERIMENT, "A factor leaves its range", "high = 1.1", "high = 11"),
    _in(
        EXPERIMENT,
        "A difference is wanted from a policy that is not run",
        FACTORS,
        'compare = [{ policy = "customer_first", against = "neutral" }]',
    ),
    _in(POLICY, "A practice is misspelt", "pay=", "salary="),
    _in(POLICY, "A practice leaves its range", "1.05", "105"),
    _in(MONTHS, "A table with semicolons, as some spreadsheets write it", ",", ";"),
    _in(MONTHS, "Absence in percent", "0.05", "5"),
    Mistake("A policy is misspelt on the command line", "sim run corner_shop --policy customer_frist"),
    Mistake("A file is not where it is looked for", "sim run my_frim.toml"),
    Mistake("An option is misspelt", "sim run corner_shop --replicatoins 10"),
    Mistake("A report is wanted before anything has run", "sim report results/my_firm"),
)


def text() -> str:
    """The page."""
    return page(
        "Likely mistakes",
        "docs/pages/mistakes.py and the code",
        "What the command line says of the twenty mistakes that are most likely: each was made, and its message is the"
        " one below. A message names the file and the field, what is allowed, and what was given; the command ends with"
        " exit code 2, and nothing has run or been written. Everything that is wrong with a scenario is said at once."
        " `sim validate` checks a scenario, an experiment or a policy without running it, and an editor that reads"
        " `scenarios/schema.json` and `experiments/schema.json` marks most of these while you type.",
        *(_section(mistake) for mistake in MISTAKES),
    )


def _section(mistake: Mistake) -> str:
    made = ""
    if mistake.file:
        before = f"`{_one_line(mistake.right)}` becomes `{_one_line(mistake.wrong)}`" if mistake.wrong else ""
        made = f"In `{mistake.file}` {before or f'`{_one_line(mistake.right)}` is missing'}.\n\n"
    return f"## {mistake.title}\n\n{made}```console\n$ {mistake.command}\n{said(mistake)}\n```"


def _one_line(text: str) -> str:
    return text.strip().replace("\n", " ⏎ ")


def said(mistake: Mistake) -> str:
    """What the command line says of a mistake, which is made in an empty folder."""
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        if mistake.file:
            content = FILES[mistake.file]
            assert mistake.right in content, mistake
            Path(mistake.file).write_text(content.replace(mistake.right, mistake.wrong), encoding="utf-8")
        return refusal(mistake.command)


def refusal(command: str) -> str:
    """The message with which a command is refused."""
    words = command.split()[1:]
    if (
        words[0] == "calibrate"
    ):  # reads the table first; the fit itself needs an extra that may not be installed
        return _of_months(Path(words[1]))
    message = io.StringIO()
    with contextlib.redirect_stderr(message), contextlib.suppress(SystemExit):
        main(words)
    return message.getvalue().strip()


def _of_months(file: Path) -> str:
    try:
        read_months(file)
    except InputError as error:
        return f"sim: {error}"
    return ""
