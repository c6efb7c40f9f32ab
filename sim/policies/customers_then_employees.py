"""The reverse order of essay 002: improve processes for customers first, then for employees."""

from collections.abc import Mapping

from sim.model.practices import Practices

DESCRIBES = "improve processes for customers first, for employees after half a year"
PRACTICES = Practices(improvement=0.03, process_design=0.0)


def steer(heard: Mapping[str, float], practices: Practices) -> Practices:
    """The practices with improvement work moved to the employees' side from the third quarter on."""
    return practices.replace({"process_design": 0.0 if heard["quarter"] < 2 else 1.0})
