"""The command line, called as a user would, and a scenario small enough for it to answer at once."""

from sim.cli import main

SMALL = """
format_version = 1
title = "Small"
describes = "a shop for tests"
competition = "duopoly"
[customers]
customers_per_firm = { value = 300, unit = "customers", source = "assumed" }
need_rate = { value = 2.0, unit = "1/month", source = "assumed" }
[people]
employees_per_firm = { value = 5, unit = "employees", source = "assumed" }
span_of_control = { value = 5, unit = "employees/manager", source = "assumed" }
[horizon]
warm_up = { value = 1, unit = "years", source = "assumed" }
years = { value = 1, unit = "years", source = "assumed" }
"""

ALONE = SMALL.replace('"duopoly"', '"monopoly"')
"""The same shop without a rival, for tests in which a rival would only take as long again."""


def sim(*words: object) -> int:
    """Call the command line; returns its exit code."""
    try:
        main([str(word) for word in words])
    except SystemExit as stop:
        return int(stop.code or 0)
    return 0
