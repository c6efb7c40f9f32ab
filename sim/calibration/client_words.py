"""A fit to a client's months in words: sentences and rows of tables, for the terminal and the page."""

from sim.calibration.client import ClientFit, Fit
from sim.calibration.to_client import RATES
from sim.calibration.words import Row, first_look, number
from sim.english import counted, listed

HEAD = ("column", "data", "scenario as it is", "fitted", "luck of a world")


def summary(made: ClientFit) -> str:
    """What came out, in a paragraph."""
    off = [one.name for one in made.columns if not one.fits]
    told = [one for one in made.constants if one.identified]
    fit = f"all but {listed(off)} fit" if off else "all fit"
    return (
        f"Of {counted(len(made.columns), 'column')} over {counted(len(made.data), 'month')}, {fit} within luck. The"
        f" data tell of {len(told)} of {counted(len(made.constants), 'constant')}."
    )


def effort(made: ClientFit) -> str:
    """How much was simulated."""
    return (
        f"{counted(made.simulations, 'simulation')} of one world each; the posterior is the"
        f" {counted(made.accepted, 'simulation')} that come closest, worth {made.worth:.0f} independent draws."
        f"{first_look(made.worth)}"
    )


def fits(one: Fit) -> str:
    """How a column fits, in a sentence."""
    return (
        f"{number(one.observed)} {RATES[one.name].unit} in the data, {number(one.before)} in the scenario as it is,"
        f" {number(one.after)} in the fitted firm, where a world differs by {number(one.luck)} from another by luck:"
        f" {'fits' if one.fits else 'does not fit'}."
    )


def rows(made: ClientFit) -> list[Row]:
    """The table of columns."""
    return [
        (
            f"{one.name} ({RATES[one.name].unit})",
            *(number(value) for value in (one.observed, one.before, one.after, one.luck)),
        )
        for one in made.columns
    ]
